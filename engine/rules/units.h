/* SPDX-License-Identifier: EUPL-1.2 */
/* The whole weeks, months, quarters and years of a period: what a series counts in (docs/rules.md,
 * "Series"). */
#ifndef VW_RULES_UNITS_H
#define VW_RULES_UNITS_H

#include "rules/lexer.h"
#include "rules/rules.h"

typedef struct {
    unsigned count;      /* 0: the period holds no whole one */
    vw_date first, last; /* days, both included */
} vw_units;

/* [unit]: VW_TOKEN_WEEK, MONTH, QUARTER or YEAR. Weeks begin on Monday, the others with the year.
 */
vw_units vw_rules__units(vw_token_kind unit, const vw_rule_frame *frame);
/* The first day of unit [number], from 0; of [count] the day behind the last one. */
vw_date vw_rules__unit_begin(const vw_units *units, vw_token_kind unit, unsigned number);

#endif
