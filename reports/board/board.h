/* SPDX-License-Identifier: EUPL-1.2 */
/* The report to the board, on two pages: what is wrong, what it means for people, what to decide.
 *
 * Short on paper whatever the dossier holds: tables have few rows, texts of people are cut with
 * "…", and the workbook has all of it. Records are read through reports/build/records.h only. */
#ifndef VW_REPORTS_BOARD_H
#define VW_REPORTS_BOARD_H

#include "reports/build/records.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* At most [most] bytes of [text], cut between characters with "…" behind it; NULL stays NULL. */
const char *vw_board__short(const vw_report *r, const char *text, size_t most);

vw_status vw_blocks_board_wrong(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_board_people(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_board_decide(vw_report *r, vw_block_list *out, int level);

#endif
