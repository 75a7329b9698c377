/* SPDX-License-Identifier: EUPL-1.2 */
/* make_render_sample FOLDER nl|en [ROWS]: writes sample.xlsx, .md, .html and so on there, for the
 * golden tests and for whoever wants to look. With ROWS, so many on a sheet of the workbook. */
#include "reports/xlsx/xlsx.h"
#include "sample_document.h"

#include <stdlib.h>

#include <string.h>

typedef vw_status (*renderer)(const vw_document *, const char *, vw_arena *, vw_diags *);

int main(int count, char **words)
{
    static const struct {
        const char *extension;
        renderer render;
    } formats[] = {{"xlsx", vw_xlsx_render}, {"md", vw_markdown_render}, {"html", vw_html_render},
                   {"json", vw_json_render}, {"docx", vw_docx_render},   {"odt", vw_odt_render},
                   {"", vw_csv_render}};
    if (count != 3 && count != 4) {
        fputs("usage: make_render_sample FOLDER nl|en [ROWS]\n", stderr);
        return VW_ERR_USAGE;
    }
    vw_arena *arena = vw_arena_new();
    vw_diags *diags = vw_diags_new(arena);
    const vw_lang lang = strcmp(words[2], "nl") == 0 ? VW_NL : VW_EN;
    const sample *all = sample_new(arena, lang);
    vw_status status = VW_OK;
    for (size_t i = 0; i < sizeof formats / sizeof *formats && status == VW_OK; i++) {
        const char *dot = *formats[i].extension != '\0' ? "." : "";
        const char *path = vw_printf(arena, "%s/sample%s%s", words[1], dot, formats[i].extension);
        status = formats[i].render(&all->document, path, arena, diags);
    }
    if (count == 4 && status == VW_OK) {
        const char *path = vw_printf(arena, "%s/sample.xlsx", words[1]);
        status = vw_xlsx__render(&all->document, path, arena, diags,
                                 (uint32_t)strtoul(words[3], NULL, 10));
    }
    vw_diags_print(diags, stderr, VW_EN, false);
    vw_arena_free(arena);
    return (int)status;
}
