/* SPDX-License-Identifier: EUPL-1.2 */
/* What the columns say of a rule beside what its SQL says. */
#ifndef VW_TESTS_COLUMNS_COMPARE_H
#define VW_TESTS_COLUMNS_COMPARE_H

#include "eval/columns/columns.h"
#include "evidence.h"

/* "12 pass, 15 fail" in order of number; "nothing". */
const char *outcomes_of_sql(vw_arena *arena, vw_db *db, const vw_rule *rule,
                            const vw_rule_frame *frame);
const char *outcomes_of_columns(vw_arena *arena, const vw_columns *columns, size_t rule);
/* NULL: both say the same, of outcomes, counts and what was collected; else how they differ. Of a
 * rule that was not left to the SQL. */
const char *difference(vw_arena *arena, vw_db *db, const vw_columns *columns, size_t number,
                       const vw_rule *rule, const vw_rule_frame *frame);

vw_rule_text text_of_rule(vw_arena *arena, const char *text);
bool compiles(const vw_rule **rule, vw_arena *arena, vw_diags *diags, const vw_catalogue *catalogue,
              const char *population, const char *condition);
/* Ends the process, with what was reported, when that does not hold. */
void demand(bool holds, vw_diags *diags, const char *what);
/* A rule that has to be right. */
const vw_rule *rule_of(vw_arena *arena, const vw_catalogue *catalogue, const char *population,
                       const char *condition);
/* The columns of [rules] on [e]; ends the process when they cannot be had. */
vw_columns *columns_of(vw_arena *arena, evidence *e, const vw_rule *const *rules, size_t count,
                       const vw_rule_frame *frame, const vw_columns_options *options);

#endif
