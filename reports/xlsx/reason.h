/* SPDX-License-Identifier: EUPL-1.2 */
/* What went wrong in words of ours: the library has English ones only. */
#ifndef VW_REPORTS_XLSX_REASON_H
#define VW_REPORTS_XLSX_REASON_H

#include "base/arena.h"
#include "reports/xlsx/library.h"

/* In both languages, for a message. */
const char *vw_xlsx__reason(vw_arena *arena, lxw_error error);

#endif
