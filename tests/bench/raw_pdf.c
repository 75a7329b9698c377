/* SPDX-License-Identifier: EUPL-1.2 */
/* What libharu alone needs for a document's lines: the yardstick of bench.py.
 *
 *   raw_pdf LINES OUT.pdf
 *
 * LINES is text in CP1252 as pdftotext gives it; a form feed begins a new page. No tags, a font
 * that is built in, compressed. */
#include <hpdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_BYTES_MAX = 1 << 16, LEFT = 40, TOP = 800, LEADING = 10, SIZE = 8 };

static void on_error(HPDF_STATUS error, HPDF_STATUS detail, void *what)
{
    (void)what;
    fprintf(stderr, "libharu: error %04lx, %lu\n", (unsigned long)error, (unsigned long)detail);
    exit(1);
}

static HPDF_Page begin_page(HPDF_Doc document, HPDF_Font font)
{
    HPDF_Page page = HPDF_AddPage(document);
    HPDF_Page_SetSize(page, HPDF_PAGE_SIZE_A4, HPDF_PAGE_PORTRAIT);
    HPDF_Page_SetFontAndSize(page, font, SIZE);
    HPDF_Page_SetTextLeading(page, LEADING);
    HPDF_Page_BeginText(page);
    HPDF_Page_MoveTextPos(page, LEFT, TOP);
    return page;
}

int main(int argc, char **argv)
{
    FILE *in = argc == 3 ? fopen(argv[1], "r") : NULL;
    char *line = malloc(LINE_BYTES_MAX);
    if (in == NULL || line == NULL) {
        fprintf(stderr, "usage: raw_pdf LINES OUT.pdf\n");
        return 2;
    }
    HPDF_Doc document = HPDF_New(on_error, NULL);
    HPDF_SetCompressionMode(document, HPDF_COMP_ALL);
    HPDF_SetPagesConfiguration(document, 32);
    HPDF_Font font = HPDF_GetFont(document, "Helvetica", "WinAnsiEncoding");
    HPDF_Page page = begin_page(document, font);
    while (fgets(line, LINE_BYTES_MAX, in) != NULL) {
        const char *text = line;
        line[strcspn(line, "\n")] = '\0';
        if (*text == '\f') {
            HPDF_Page_EndText(page);
            page = begin_page(document, font);
            text++;
        }
        HPDF_Page_ShowTextNextLine(page, text);
    }
    HPDF_Page_EndText(page);
    HPDF_SaveToFile(document, argv[2]);
    HPDF_Free(document);
    free(line);
    fclose(in);
    return 0;
}
