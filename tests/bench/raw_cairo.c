/* SPDX-License-Identifier: EUPL-1.2 */
/* The same long table by cairo, tagged: the yardstick of bench.py for the PDF of paper.c.
 *
 *   raw_cairo ROWS PAGES OUT.pdf
 *
 * The rows are spread evenly over the pages. Each has its texts in their columns in the same
 * typeface, a rule below it, and the tags of a table: Table, TR, TH, TD. The head stands on each
 * page, as do two lines above and below; cairo has no artifacts, so those are left untagged and the
 * repeated heads are tagged as rows. No contents, no links, no metadata but a title. */
#include "paper_rows.h"

#include <cairo-pdf.h>
#include <cairo.h>

#include <stdlib.h>

static const double lefts[PAPER_COLUMNS] = {66, 126, 306, 366, 426, 506};
static const double width = 595.276, height = 841.89, top = 100, bottom = 776;

static void draw_texts(cairo_t *to, char texts[PAPER_COLUMNS][PAPER_BYTES], const char *cell,
                       double y)
{
    cairo_tag_begin(to, "TR", NULL);
    for (int i = 0; i < PAPER_COLUMNS; i++) {
        cairo_tag_begin(to, cell, NULL);
        cairo_move_to(to, lefts[i], y);
        cairo_show_text(to, texts[i]);
        cairo_tag_end(to, cell);
    }
    cairo_tag_end(to, "TR");
    cairo_set_line_width(to, 0.4);
    cairo_move_to(to, 62.4, y + 5);
    cairo_line_to(to, width - 62.4, y + 5);
    cairo_stroke(to);
}

static void set_face(cairo_t *to, cairo_font_weight_t weight, double size)
{
    cairo_select_font_face(to, "Lato", CAIRO_FONT_SLANT_NORMAL, weight);
    cairo_set_font_size(to, size);
}

static void draw_furniture(cairo_t *to, unsigned long page, unsigned long pages)
{
    char text[PAPER_BYTES];
    set_face(to, CAIRO_FONT_WEIGHT_NORMAL, 7.5);
    cairo_move_to(to, 62.4, 52);
    cairo_show_text(to, "Bench");
    cairo_move_to(to, 470, 52);
    cairo_show_text(to, "Outcomes \xC2\xB7 2025");
    cairo_move_to(to, 62.4, 810);
    cairo_show_text(to, "bench");
    snprintf(text, sizeof text, "Page %lu of %lu", page + 1, pages);
    cairo_move_to(to, 480, 810);
    cairo_show_text(to, text);
    set_face(to, CAIRO_FONT_WEIGHT_BOLD, 9);
    cairo_move_to(to, 62.4, 93);
    cairo_show_text(to, page == 0 ? "Outcomes" : "Outcomes (continued)");
}

static void draw_page(cairo_t *to, unsigned long first, unsigned long end)
{
    char texts[PAPER_COLUMNS][PAPER_BYTES];
    double step = (bottom - top) / (double)(end - first + 2);
    for (int i = 0; i < PAPER_COLUMNS; i++) {
        snprintf(texts[i], sizeof texts[i], "%s", paper_heads[i]);
    }
    set_face(to, CAIRO_FONT_WEIGHT_BOLD, 8.5);
    draw_texts(to, texts, "TH", top + step);
    set_face(to, CAIRO_FONT_WEIGHT_NORMAL, 8.5);
    for (unsigned long row = first; row < end; row++) {
        paper_row(texts, row);
        draw_texts(to, texts, "TD", top + step * (double)(row - first + 2));
    }
}

int main(int argc, char **argv)
{
    unsigned long rows = argc == 4 ? strtoul(argv[1], NULL, 10) : 0;
    unsigned long pages = argc == 4 ? strtoul(argv[2], NULL, 10) : 0;
    if (pages == 0) {
        fprintf(stderr, "usage: raw_cairo ROWS PAGES OUT.pdf\n");
        return 2;
    }
    cairo_surface_t *surface = cairo_pdf_surface_create(argv[3], width, height);
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, "Outcomes");
    cairo_t *to = cairo_create(surface);
    cairo_tag_begin(to, "Document", NULL);
    cairo_tag_begin(to, "Table", NULL);
    for (unsigned long page = 0; page < pages; page++) {
        draw_furniture(to, page, pages);
        draw_page(to, rows * page / pages, rows * (page + 1) / pages);
        cairo_show_page(to);
    }
    cairo_tag_end(to, "Table");
    cairo_tag_end(to, "Document");
    cairo_destroy(to);
    cairo_surface_finish(surface);
    cairo_status_t status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (status != CAIRO_STATUS_SUCCESS) {
        fprintf(stderr, "cairo: %s\n", cairo_status_to_string(status));
        return 1;
    }
    return 0;
}
