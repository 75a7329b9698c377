/* SPDX-License-Identifier: EUPL-1.2 */
/* Any bytes as a workbook. Besides not breaking: what could not be read was told. */
#include "fuzz.h"
#include "fuzz_tables.h"

#include "intake/xlsx/xlsx.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    vw_arena *arena = vw_arena_new();
    vw_diags *diags = vw_diags_new(arena);
    vw_xlsx *book = NULL;
    vw_status status =
        vw_intake__xlsx_open(&book, arena, diags, fuzz_input(arena, diags, data, size));
    demand((status == VW_OK) == (vw_diags_count(diags, VW_ERROR) == 0));
    size_t count = 0;
    const vw_xlsx_sheet *sheets = status == VW_OK ? vw_intake__xlsx_sheets(book, &count) : NULL;
    for (size_t i = 0; i < count && i < 10; i++) {
        uint32_t last = 0;
        const vw_reader_options options = {
            .rows_max = VW_ROWS_MAX, .record = fuzz_record, .what = &last};
        status = vw_intake__xlsx_read(book, diags, &sheets[i], &options, NULL);
        demand(status == VW_OK || vw_diags_count(diags, VW_ERROR) > 0);
    }
    vw_arena_free(arena);
    return 0;
}
