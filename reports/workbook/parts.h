/* SPDX-License-Identifier: EUPL-1.2 */
/* What the files of the workbook's builder share. */
#ifndef VW_REPORTS_WORKBOOK_PARTS_H
#define VW_REPORTS_WORKBOOK_PARTS_H

#include "reports/workbook/workbook.h"
#include "store/records.h"

/* Which text of a record stands in a column. */
enum { VW_COLUMN_KEY = -1, VW_COLUMN_QUESTION = -2, VW_COLUMN_EXPLAIN = -3 };

typedef struct {
    vw_dossier *dossier;
    const vw_plan *plan;
    const vw_workbook_options *options;
    vw_arena *arena;
    vw_diags *diags;
    int64_t mark;
    const vw_dossier_head *head;
} vw_workbook_maker;

static inline const char *vw_workbook__in(const vw_workbook_maker *maker, const char *nl,
                                          const char *en)
{
    return maker->options->lang == VW_NL ? nl : en;
}

/* The rows of one sheet while they are written. */
typedef struct {
    const vw_workbook_maker *maker;
    const vw_kind *kind;
    const int *sources; /* by column: an index of kind->fields, or VW_COLUMN_... */
    size_t column_count;
    vw_form_out out;
    vw_diags *diags;
    vw_arena *scratch; /* of one row */
} vw_workbook_rows;

/* The sheet of [kind]. [questions]: of kind `answer`, as a questionnaire. */
void vw_workbook__sheet(vw_form_sheet *out, const vw_workbook_maker *maker, const vw_kind *kind,
                        bool questions);

/* Writes the rows of the questionnaire: a question that no answer is known of is a row as well. */
VW_MUST_USE vw_status vw_workbook__questions(void *rows, vw_diags *diags, vw_form_out out);
/* Fields that such a row has from the start, by name; ended by NULL. The key is one too. */
extern const char *const vw_workbook__prefilled[];

/* The kinds in scope, in order of the catalogue. */
VW_MUST_USE vw_status vw_workbook__kinds(const vw_kind ***out, size_t *count,
                                         const vw_workbook_maker *maker);
/* Rows of texts of the hidden sheet. */
VW_MUST_USE vw_status vw_workbook__meta(vw_form *form, const vw_workbook_maker *maker);

#endif
