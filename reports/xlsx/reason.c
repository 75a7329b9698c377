/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/xlsx/reason.h"

#include "base/diag.h"

const char *vw_xlsx__reason(vw_arena *arena, lxw_error error)
{
    static const vw_text memory = {"er was geen geheugen meer", "no memory was left"},
                         rows = {"de rijen pasten niet in een tijdelijk bestand",
                                 "the rows did not fit in a temporary file"},
                         file = {"het bestand kon niet worden samengesteld",
                                 "the file could not be put together"},
                         part = {"een deel ervan past niet in een werkmap",
                                 "a part of it does not fit in a workbook"};
    switch ((int)error) {
    case LXW_ERROR_MEMORY_MALLOC_FAILED:
        return vw_diag_both(arena, memory);
    case LXW_ERROR_CREATING_TMPFILE:
    case LXW_ERROR_READING_TMPFILE:
        return vw_diag_both(arena, rows);
    case LXW_ERROR_CREATING_XLSX_FILE:
    case LXW_ERROR_ZIP_FILE_OPERATION:
    case LXW_ERROR_ZIP_PARAMETER_ERROR:
    case LXW_ERROR_ZIP_BAD_ZIP_FILE:
    case LXW_ERROR_ZIP_INTERNAL_ERROR:
    case LXW_ERROR_ZIP_FILE_ADD:
    case LXW_ERROR_ZIP_CLOSE:
        return vw_diag_both(arena, file);
    default:
        return vw_diag_both(arena, (vw_text){vw_printf(arena, "%s (%d)", part.nl, (int)error),
                                             vw_printf(arena, "%s (%d)", part.en, (int)error)});
    }
}
