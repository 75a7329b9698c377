/* SPDX-License-Identifier: EUPL-1.2 */
/* The intake workbook on its way back: three-way, between what it showed when it was made (base),
 * what stands in it now (workbook) and what the dossier knows by now (dossier). */
#ifndef VW_INTAKE_WORKBOOK_H
#define VW_INTAKE_WORKBOOK_H

#include "intake/intake.h"

typedef enum { VW_SIDE_NONE, VW_SIDE_WORKBOOK, VW_SIDE_DOSSIER } vw_workbook_side;

/* Values are as they would be imported; NULL: unknown. */
typedef struct {
    const vw_field *field;
    const char *base, *dossier, *workbook;
    bool conflict; /* changed to different values on both sides */
} vw_workbook_change;

typedef enum {
    VW_ROW_NEW,
    VW_ROW_CHANGED, /* in the workbook; also where a conflict is settled */
    VW_ROW_CONFLICT,
    VW_ROW_REMOVED /* from the sheet: nothing is deleted from the dossier */
} vw_workbook_fate;

typedef struct {
    vw_workbook_fate is;
    const char *key;
    uint32_t row; /* in the sheet; 0 of a removed one */
    const vw_workbook_change *changes;
    size_t change_count;
    const char *was; /* of a new row: a removed key with the same values, or NULL */
} vw_workbook_row;

/* One sheet. Rows that need no word are only counted. */
typedef struct {
    const vw_kind *kind;
    const char *sheet;
    uint64_t unchanged;
    uint64_t kept;       /* changed in the dossier only: stay so */
    uint64_t unanswered; /* rows of the questionnaire that nobody filled in */
    bool undeclared;     /* without a record: not declared complete with the others */
    VW_VEC(vw_workbook_row) rows;
} vw_workbook_sheet;

typedef struct {
    const char *organisation; /* name and year, as the workbook says */
    int64_t mark;             /* of the import whose records it shows */
    VW_VEC(vw_workbook_sheet) sheets;
    uint64_t added, changed, conflicts, removed;
} vw_workbook_diff;

/* True when the file is a workbook that `verantwoord workbook` made. Says nothing of what is wrong
 * with others: their reader will. */
bool vw_workbook_is(const char *path);

/* Compares the workbook, and writes what is new or changed into the open transaction of [dossier],
 * so that every check of an import is made; who only wants to see rolls it back. Conflicts are
 * settled for [side]; options->kind, unless NULL, chooses a sheet; a list that is declared complete
 * is taken in whole. A sheet without a record is declared complete only when it was chosen: that
 * there are none is for somebody to say, not for a sheet that nobody looked at. With VW_SIDE_NONE
 * rows in conflict are not written, and it is for the caller to refuse. On VW_ERR_INPUT [diags] has
 * every problem with its sheet, row and column. */
VW_MUST_USE vw_status vw_workbook_take(vw_workbook_diff *out, vw_intake_results *results,
                                       vw_dossier *dossier, const vw_catalogue *catalogue,
                                       vw_arena *arena, vw_diags *diags,
                                       const vw_intake_options *options, vw_workbook_side side);

#endif
