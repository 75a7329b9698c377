/* SPDX-License-Identifier: EUPL-1.2 */
/* Tree to SQL. Inside rules/ only.
 *
 * SQLite's dialect stands in the files sql*.c alone, so that another one can join. */
#ifndef VW_RULES_SQL_H
#define VW_RULES_SQL_H

#include "rules/tree.h"

typedef struct {
    vw_buf *out;
    const vw_rule_frame *frame;
    unsigned aliases; /* r1, r2, ... handed out */
    int margin;       /* where a condition goes on, on a new line */
} vw_sql;

/* A record in scope, by its alias: "s" is the subject of the test. */
typedef struct {
    const vw_kind *kind;
    const char *alias;
} vw_sql_record;

/* An expression that is 1, 0 or NULL. */
void vw_sql__condition(vw_sql *sql, const vw_sql_record *record, const vw_node *node);
/* The same, to stand beside AND; and its denial. */
void vw_sql__factor(vw_sql *sql, const vw_sql_record *record, const vw_node *node);
void vw_sql__denial(vw_sql *sql, const vw_sql_record *record, const vw_node *node);
/* An expression for a value. */
void vw_sql__value(vw_sql *sql, const vw_sql_record *record, const vw_node *node);
/* exists, no, every, count over related records. */
void vw_sql__related(vw_sql *sql, const vw_sql_record *record, const vw_related *related);
/* What sql_over.c knows, each with its parentheses: sum, min, max, latest, earliest and count as
 * values; the conditions latest and earliest; a series. */
void vw_sql__aggregate(vw_sql *sql, const vw_sql_record *record, const vw_node *node);
void vw_sql__picked(vw_sql *sql, const vw_sql_record *record, const vw_related *related);
void vw_sql__series(vw_sql *sql, const vw_sql_record *record, const vw_related *related);
/* FROM the records of [related] as [inner], WHERE they are related to [outer]. */
void vw_sql__from(vw_sql *sql, const vw_sql_record *outer, const vw_related *related,
                  const vw_sql_record *inner);

/* "WITH ...": the common tables of all that the rule looks at. */
void vw_sql__common_tables(vw_sql *sql, vw_arena *arena, const vw_rule *rule);
/* The name of the common table that holds the records of a kind that count in an extent. */
void vw_sql__table(vw_sql *sql, const vw_kind *kind, vw_extent extent);
/* How a reference's record is looked up: a state on the reference date, an event whenever it was.
 */
vw_extent vw_sql__extent_of_path(const vw_kind *kind);
void vw_sql__text(vw_sql *sql, const char *text);
void vw_sql__date(vw_sql *sql, vw_date date);
const char *vw_sql__alias(vw_sql *sql);

#endif
