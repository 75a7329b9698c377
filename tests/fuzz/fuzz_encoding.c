/* SPDX-License-Identifier: EUPL-1.2 */
/* Any bytes as a text in some encoding. Besides not breaking: what comes out is UTF-8, unless it
 * was said to be that before. */
#include "fuzz.h"
#include "fuzz_tables.h"

#include "base/utf8.h"
#include "intake/tables/encoding.h"

static void check(vw_arena *arena, vw_diags *diags, const vw_input *input, const char *named)
{
    const vw_input *copy = NULL;
    const char *name = NULL;
    const size_t errors = vw_diags_count(diags, VW_ERROR);
    vw_status status = vw_intake__as_utf8(&copy, &name, arena, diags, input, named);
    demand((status == VW_OK) == (vw_diags_count(diags, VW_ERROR) == errors));
    if (status == VW_OK && (copy != input || (named == NULL && copy->bad_utf8 == SIZE_MAX))) {
        const char *text = NULL;
        size_t length = 0;
        demand(vw_intake__read_all(&text, &length, copy, arena, diags, 64 << 20) == VW_OK);
        demand(vw_utf8_check(text, length) == length);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {NULL, "windows-1252", "utf-16", "shift_jis", "utf-7"};
    vw_arena *arena = vw_arena_new();
    vw_diags *diags = vw_diags_new(arena);
    size_t which = size > 0 ? data[0] % (sizeof names / sizeof *names) : 0;
    const vw_input *input =
        fuzz_input(arena, diags, size > 0 ? data + 1 : data, size > 0 ? size - 1 : 0);
    check(arena, diags, input, names[which]);
    vw_arena_free(arena);
    return 0;
}
