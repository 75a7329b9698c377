/* SPDX-License-Identifier: EUPL-1.2 */
/* Examples that stand beside a test: a few records as a person would type them, and what the test
 * must say of each. Built by load/, never changed afterwards; whether they come out is for
 * `verantwoord rules test` (eval/trial.h). */
#ifndef VW_MODEL_TRIAL_H
#define VW_MODEL_TRIAL_H

#include "base/date.h"
#include "base/diag.h"

typedef enum { VW_TRIED_FAIL, VW_TRIED_PASS, VW_TRIED_UNKNOWN, VW_TRIED_OUTSIDE } vw_tried;

typedef struct {
    const char *column, *value;
    vw_place column_place, value_place;
} vw_trial_cell;

typedef struct {
    const vw_trial_cell *cells; /* without those that are left empty */
    size_t count;
    vw_place place;
} vw_trial_row;

/* The records of one kind. */
typedef struct {
    const char *kind;
    const vw_trial_row *rows;
    size_t count;
    bool complete; /* declared to be all there are */
    vw_place place;
} vw_trial_table;

typedef struct {
    const char *key; /* of a record of the test's population */
    vw_tried outcome;
    vw_place place;
} vw_trial_expected;

typedef struct {
    vw_text title;         /* "" : it has none */
    const char *framework; /* under whose values of parameters it runs; NULL: under none */
    vw_place framework_place;
    vw_date as_of, period_from, period_until;
    const vw_trial_table *tables; /* each kind once */
    size_t table_count;
    const vw_trial_expected *expected;
    size_t expected_count;
    vw_place place;
} vw_trial;

#endif
