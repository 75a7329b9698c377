/* SPDX-License-Identifier: EUPL-1.2 */
/* Rows that are read from the dossier one by one, while a table is rendered. */
#ifndef VW_REPORTS_BUILD_ROWS_H
#define VW_REPORTS_BUILD_ROWS_H

#include "reports/build/build.h"

/* One requirement or test: the statement runs once for each, in this order. */
typedef struct {
    const char *key;    /* bound as ?2 */
    const void *item;   /* vw_requirement or vw_planned_test: for its titles */
    const char *second; /* bound as ?3, or NULL */
} vw_row_group;
typedef VW_VEC(vw_row_group) vw_row_groups;

typedef struct vw_row_source {
    const vw_report *r;
    const char *sql;            /* ?1 is the evaluation's number, ?2 a group's key */
    const vw_row_group *groups; /* NULL: the statement runs once, without ?2 */
    size_t group_count;
    /* Sets the cells of the row that stands ready in [stmt]; [item] is the group's. Texts may be
     * borrowed from the statement or made in [scratch]. */
    void (*set)(const struct vw_row_source *source, vw_cell *cells);
    /* While rows are read: */
    vw_diags *diags; /* an error in them ends the table */
    vw_stmt *stmt;
    vw_arena *scratch, *opened;
    size_t group;
    const void *item;
    vw_cell *cells;
    size_t columns;
} vw_row_source;

/* Gives [table] its rows: [total] of them, else rendering fails. */
void vw_table_stream(const vw_report *r, vw_table *table, uint64_t total, const char *sql,
                     const vw_row_groups *groups,
                     void (*set)(const vw_row_source *source, vw_cell *cells));

/* Every requirement of the plan's frameworks, in order; of one framework when it is not NULL. */
vw_row_groups vw_requirement_groups(const vw_report *r, const vw_framework *only);
/* Every test of the plan, the worst result first. */
VW_MUST_USE vw_status vw_test_groups(vw_row_groups *out, const vw_report *r);

/* SQL: this conclusion says not applicable by the requirement's own rule. */
#define VW_IS_BY_RULE "computed = 'not_applicable' AND judged IS NULL AND reason IS NOT NULL "

/* The first column of the first row; [key] may be NULL. */
VW_MUST_USE vw_status vw_ask_number(int64_t *out, const vw_report *r, const char *sql,
                                    const char *key);
/* What is known of a kind of evidence over the evaluation's period, as the tests saw it. */
typedef struct {
    bool collected;
    bool complete;   /* declared so, and nothing that came in later says otherwise */
    uint64_t missed; /* records that a list declared complete lacked, though they fall within it */
} vw_kind_knowledge;
VW_MUST_USE vw_status vw_kind_known(vw_kind_knowledge *out, vw_report *r, const vw_kind *kind);
/* "De lijst is verklaard als volledig, maar ..."; NULL when nothing came in that it lacked. */
const char *vw_show_missed(const vw_report *r, const vw_kind_knowledge *known);
/* Calls [each] for every row of a statement with the evaluation as ?1. */
VW_MUST_USE vw_status vw_ask_rows(vw_report *r, const char *sql,
                                  void (*each)(void *self, vw_stmt *stmt), void *self);

/* The same with [key] as ?2. */
VW_MUST_USE vw_status vw_ask_rows_of(vw_report *r, const char *sql, const char *key,
                                     void (*each)(void *self, vw_stmt *stmt), void *self);

/* A stored result's cell; empty when it is NULL. */
vw_cell vw_stored_result(const vw_row_source *source, int column);
vw_cell vw_stored_number(const vw_row_source *source, int column);
vw_cell vw_stored_text(const vw_row_source *source, int column);
vw_cell vw_stored_date(const vw_row_source *source, int column);
/* "ja"/"yes" or "nee"/"no". */
vw_cell vw_stored_flag(const vw_row_source *source, int column);

#endif
