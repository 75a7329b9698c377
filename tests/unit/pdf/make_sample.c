/* SPDX-License-Identifier: EUPL-1.2 */
/* Writes the sample document, to look at: make_sample_pdf FILE [nl|en] [ROWS]. */
#include "sample_document.h"

#include <stdlib.h>
#include <string.h>

int main(int count, char **words)
{
    if (count < 2) {
        return VW_ERR_USAGE;
    }
    vw_arena *arena = vw_arena_new();
    vw_diags *diags = vw_diags_new(arena);
    vw_lang lang = count > 2 && strcmp(words[2], "en") == 0 ? VW_EN : VW_NL;
    uint64_t rows = count > 3 ? strtoull(words[3], NULL, 10) : 300;
    vw_status status = vw_pdf_render(sample_document(arena, lang, rows), words[1], arena, diags);
    vw_diags_print(diags, stderr, VW_EN, false);
    vw_arena_free(arena);
    return (int)status;
}
