/* SPDX-License-Identifier: EUPL-1.2 */
/* make_render_sample FOLDER nl|en: writes sample.xlsx, .md, .html and .json there, for the golden
 * tests and for whoever wants to look. */
#include "sample_document.h"

#include <string.h>

typedef vw_status (*renderer)(const vw_document *, const char *, vw_arena *, vw_diags *);

int main(int count, char **words)
{
    static const struct {
        const char *extension;
        renderer render;
    } formats[] = {{"xlsx", vw_xlsx_render},
                   {"md", vw_markdown_render},
                   {"html", vw_html_render},
                   {"json", vw_json_render}};
    if (count != 3) {
        fputs("usage: make_render_sample FOLDER nl|en\n", stderr);
        return VW_ERR_USAGE;
    }
    vw_arena *arena = vw_arena_new();
    vw_diags *diags = vw_diags_new(arena);
    const vw_lang lang = strcmp(words[2], "nl") == 0 ? VW_NL : VW_EN;
    const sample *all = sample_new(arena, lang);
    vw_status status = VW_OK;
    for (size_t i = 0; i < sizeof formats / sizeof *formats && status == VW_OK; i++) {
        const char *path = vw_printf(arena, "%s/sample.%s", words[1], formats[i].extension);
        status = formats[i].render(&all->document, path, arena, diags);
    }
    vw_diags_print(diags, stderr, VW_EN, false);
    vw_arena_free(arena);
    return status;
}
