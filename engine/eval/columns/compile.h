/* SPDX-License-Identifier: EUPL-1.2 */
/* What the files that compile rules share. Inside columns/ only. */
#ifndef VW_EVAL_COLUMNS_COMPILE_H
#define VW_EVAL_COLUMNS_COMPILE_H

#include "eval/columns/private.h"

/* A record in scope; the subject of the test stands outermost. */
typedef struct vw_col_scope vw_col_scope;
struct vw_col_scope {
    const vw_col_scope *outer; /* NULL: the subject */
    uint32_t table;
    vw_col_extent extent;
    const vw_field *relation; /* by which it names the outer record; NULL: any */
};

typedef struct {
    vw_columns *c;
    const char *left; /* the first reason to leave the rule to the SQL */
} vw_col_compiler;

/* A value, in one or both of two forms: a node, and the SQL of a text that a table has. A text is
 * never loaded: what a rule asks of it is asked of SQLite, while its table is read. */
typedef struct {
    uint32_t node; /* VW_NOTHING: it has no node */
    vw_col_type type;
    const char *sql; /* of a row "e" of [table]; NULL: it has none */
    uint32_t table;
    uint32_t at; /* the node with the place of that row; VW_NOTHING: the record itself */
    vw_col_extent extent;
    const char *literal; /* a text between quotes */
} vw_col_value;

extern const vw_col_value vw_columns__no_value;

/* Notes why the rule is left to the SQL; VW_NOTHING. */
uint32_t vw_columns__leave(vw_col_compiler *k, const char *reason);

/* Nodes of the scope's table. What is made of VW_NOTHING is VW_NOTHING. */
uint32_t vw_columns__constant(vw_col_compiler *k, const vw_col_scope *s, vw_col_type type,
                              int64_t number);
uint32_t vw_columns__join(vw_col_compiler *k, vw_col_node_kind kind, const vw_col_scope *s,
                          uint32_t a, uint32_t b);
uint32_t vw_columns__opposite(vw_col_compiler *k, const vw_col_scope *s, uint32_t a);
uint32_t vw_columns__comparison(vw_col_compiler *k, const vw_col_scope *s, vw_token_kind op,
                                uint32_t a, uint32_t b);
/* What is selected of the table of [of], for the record in scope: of its own row, or of the one at
 * a place. */
uint32_t vw_columns__selected(vw_col_compiler *k, const vw_col_scope *s, const vw_col_value *of,
                              vw_col_type type, const char *sql, bool missing_is_no);
uint32_t vw_columns__place_node(vw_col_compiler *k, const vw_col_scope *s, uint32_t subject,
                                uint32_t table);
const char *vw_columns__column(vw_col_compiler *k, const char *name);

vw_col_value vw_columns__value(vw_col_type type, uint32_t node);
vw_col_value vw_columns__day(vw_col_compiler *k, const vw_col_scope *s, vw_date date);
/* Of a literal, a field, a calculation. */
vw_col_value vw_columns__worth(vw_col_compiler *k, const vw_col_scope *s, const vw_node *node);

#endif
