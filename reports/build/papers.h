/* SPDX-License-Identifier: EUPL-1.2 */
/* Working papers, and what makes a document one that is filled in and comes back. */
#ifndef VW_REPORTS_BUILD_PAPERS_H
#define VW_REPORTS_BUILD_PAPERS_H

#include "reports/build/build.h"

/* Lets people fill in the columns of [table] whose ids are fields of [kind]; its first column is
 * the key. The workbook is known again by the dossier, by import [mark], whose records it shows,
 * and by the evaluation, which records that come back from it will name. */
VW_MUST_USE vw_status vw_report__form(vw_report *r, vw_table *table, const vw_kind *kind,
                                      int64_t mark);

/* All working papers of the evaluation, as rows of cells: what the program knows of each test
 * first, then what an auditor said. */
typedef struct {
    const vw_column_words *columns;
    size_t column_count, known; /* the first [known] columns are the program's */
    vw_cells cells;             /* rows of [column_count] */
} vw_paper_rows;

VW_MUST_USE vw_status vw_paper_rows_read(vw_paper_rows *out, vw_report *r);

#endif
