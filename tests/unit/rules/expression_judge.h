/* SPDX-License-Identifier: EUPL-1.2 */
/* What the two files that judge conditions share. */
#ifndef VW_TESTS_RULES_EXPRESSION_JUDGE_H
#define VW_TESTS_RULES_EXPRESSION_JUDGE_H

#include "expression.h"

typedef struct {
    const world *world;
    const record *subject, *at;
} spot;

value expression_worth(const spot *s, const expression *x);
verdict expression_truth(const spot *s, const expression *x);
/* Is [r] one of the records that [x] looks at from [s]? */
bool expression_is_related(const spot *s, const expression *x, const record *r);

typedef struct {
    int year, month, day;
} calendar;

calendar calendar_of(const char *text);
calendar calendar_next(calendar date);
long calendar_days(calendar date); /* since some day */
long calendar_seconds(const char *instant);

/* In expression_over.c: values over records, durations, lengths; the newest, the oldest; series. */
value over_worth(const spot *s, const expression *x);
verdict over_truth(const spot *s, const expression *x);

#endif
