/* SPDX-License-Identifier: EUPL-1.2 */
/* A workbook as imports, one for each sheet that holds evidence. */
#ifndef VW_INTAKE_SHEETS_H
#define VW_INTAKE_SHEETS_H

#include "intake/taker.h"

/* The sheet that --sheet or the mapping names; else, when the kind is given, the only visible one;
 * else each visible one whose name tells a kind, as a file's name does. A workbook of one visible
 * sheet may also tell its kind by its own name. */
VW_MUST_USE vw_status vw_intake__take_workbook(vw_intake_run *run);

#endif
