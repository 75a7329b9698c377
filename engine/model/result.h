/* SPDX-License-Identifier: EUPL-1.2 */
/* Outcomes and results, and how they combine: docs/semantics.md sections 2 to 5, without I/O. */
#ifndef VW_MODEL_RESULT_H
#define VW_MODEL_RESULT_H

#include "base/base.h"

typedef enum { VW_FAIL = 0, VW_PASS = 1, VW_UNKNOWN = 2, VW_EXCEPTED = 3 } vw_outcome;

/* Worst first; the last two are neutral (semantics, 4). The order is used by vw_result_worst. */
typedef enum {
    VW_RESULT_ERROR,
    VW_NOT_MET,
    VW_NOT_ASSESSED,
    VW_PARTLY_MET,
    VW_EXPLAINED,
    VW_MET,
    VW_NOT_APPLICABLE,
    VW_NOT_OCCURRED,
    VW_RESULT_COUNT
} vw_result;

typedef struct {
    uint64_t pass, fail, unknown, excepted;
} vw_tally;

typedef struct {
    double tolerance; /* 0..1 */
    bool has_partly_at;
    double partly_at; /* 0..1 */
    bool event_population;
    bool population_complete; /* declared so by an import */
} vw_verdict_terms;

/* Result of one test that could be run (semantics, 3). */
vw_result vw_verdict(vw_tally tally, vw_verdict_terms terms);
/* The worse of two; neutrals yield to others; not_occurred wins over not_applicable. */
vw_result vw_result_worst(vw_result a, vw_result b);
bool vw_result_neutral(vw_result result);

const char *vw_result_name(vw_result result); /* "not_met" */
bool vw_result_parse(vw_result *out, const char *name);
const char *vw_outcome_name(vw_outcome outcome);

/* Counts of results over requirement-aspects (semantics, 5). */
typedef struct {
    uint64_t of[VW_RESULT_COUNT];
} vw_counts;
uint64_t vw_counts_total(const vw_counts *counts);
/* met + explained over all but the neutrals; -1 when that is zero. */
double vw_counts_share_met(const vw_counts *counts);
/* 1 - not_assessed share of the same denominator; -1 when that is zero. */
double vw_counts_coverage(const vw_counts *counts);

#endif
