/* SPDX-License-Identifier: EUPL-1.2 */
/* Workbooks of Excel, LibreOffice and others (ECMA-376-1, SpreadsheetML), sheet by sheet as
 * records: memory does not grow with the file. */
#ifndef VW_INTAKE_XLSX_H
#define VW_INTAKE_XLSX_H

#include "intake/tables/reader.h"

typedef struct {
    const char *name; /* as people see it */
    const char *part;
    bool hidden;
} vw_xlsx_sheet;

typedef struct vw_xlsx vw_xlsx;

/* Opens a workbook and reads what its sheets share. VW_ERR_INPUT with diagnostics when it cannot be
 * read, is protected with a password, or is a workbook of another program. */
VW_MUST_USE vw_status vw_intake__xlsx_open(vw_xlsx **out, vw_arena *arena, vw_diags *diags,
                                           const vw_input *input);
/* Those with cells, in the order of their tabs. */
const vw_xlsx_sheet *vw_intake__xlsx_sheets(const vw_xlsx *book, size_t *count);

/* Reads one sheet: rows and cells as vw_intake__read_csv gives them, blank rows left out, each
 * record as wide as the first one unless it has cells behind that. Cells are texts as people see
 * them: dates as YYYY-MM-DD, with THH:MM:SS when their format shows a time, numbers without
 * rounding. Once the first record was given, [used] is asked whether a column (from 0) matters,
 * with the options' [what]: in others, errors and missing values are no problem. NULL: all matter.
 */
VW_MUST_USE vw_status vw_intake__xlsx_read(vw_xlsx *book, vw_diags *diags,
                                           const vw_xlsx_sheet *sheet,
                                           const vw_reader_options *options,
                                           bool (*used)(void *what, size_t column));

#endif
