/* SPDX-License-Identifier: EUPL-1.2 */
/* Any bytes as a PDF. What was refused was told; what was read points nowhere outside the file. */
#include "fuzz.h"

#include "reports/sign/fields.h"
#include "reports/sign/page_text.h"
#include "reports/sign/update.h"

#include <stdlib.h>

static void demand(bool condition)
{
    if (!condition) {
        abort();
    }
}

static bool inside(const vw_pdf_in *in, vw_span span)
{
    return span.from == NULL ||
           (span.from >= in->file.from && span.length <= in->file.length &&
            (size_t)(span.from - in->file.from) <= in->file.length - span.length);
}

static void read_on(const vw_pdf_in *in)
{
    vw_pdf_signed_list all = {0};
    vw_pdf_content content = {0};
    size_t count = 0;
    vw_pdf_number changed = 0;
    for (size_t i = 0; i + 1 < in->revisions.count; i++) {
        (void)vw_pdf__only_signs(&changed, in, i);
    }
    for (vw_pdf_number number = 0; number < 100; number++) {
        demand(inside(in, vw_pdf_in_object(in, 0, number)));
    }
    vw_pdf__signatures(&all, in);
    for (size_t i = 0; i < all.count; i++) {
        const vw_pdf_signed *one = &all.items[i];
        demand(inside(in, one->dictionary));
        demand(!one->sound ||
               (one->cover.from < one->cover.until && one->cover.until <= one->cover.end &&
                one->cover.end <= in->file.length && one->revision < in->revisions.count));
    }
    const vw_status status = vw_pdf__see_signatures(&count, in);
    demand(count == all.count && (status == VW_OK || vw_diags_count(in->diags, VW_ERROR) > 0));
    vw_pdf__check_files(&content, in);
    demand(vw_pdf__page_text(in) != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    vw_arena *arena = vw_arena_new();
    vw_diags *diags = vw_diags_new(arena);
    vw_pdf_in in;
    const vw_status status = vw_pdf_in_open(&in, arena, diags, "it.pdf", (const char *)data, size);
    demand((status == VW_OK) == (vw_diags_count(diags, VW_ERROR) == 0));
    if (status == VW_OK) {
        read_on(&in);
    }
    vw_arena_free(arena);
    return 0;
}
