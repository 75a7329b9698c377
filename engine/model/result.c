/* SPDX-License-Identifier: EUPL-1.2 */
/* The verdict over a tally, and how results combine. The meaning is fixed in docs/semantics.md;
 * the numbers in the comments below are its sections. */
#include "model/result.h"

#include <string.h>

/* Shares are decimal fractions of at most nine digits (0.1 is exactly 1/10, though no double is),
 * so they are compared as whole billionths: 1 failure of 10 lies within a tolerance of 10 %. */
static const uint32_t billion = 1000000000;

static uint32_t billionths(double share)
{
    if (!(share > 0)) {
        return 0;
    }
    return share >= 1 ? billion : (uint32_t)(share * billion + 0.5);
}

/* A product of 64 and 32 bits, whole. */
typedef struct {
    uint64_t high, low; /* low: 32 bits */
} product;

static product multiply(uint64_t a, uint32_t b)
{
    uint64_t const low = (a & UINT32_MAX) * b;
    uint64_t const high = (a >> 32) * b + (low >> 32);
    return (product){.high = high, .low = low & UINT32_MAX};
}

/* Negative, zero or positive as [part] / [whole] is less than, equal to or more than [share]. */
static int compare_share(uint64_t part, uint64_t whole, double share)
{
    product const left = multiply(part, billion);
    product const right = multiply(whole, billionths(share));
    if (left.high != right.high) {
        return left.high < right.high ? -1 : 1;
    }
    return (left.low > right.low) - (left.low < right.low);
}

/* The last three rows of the table in section 3: of a tally without unknowns. */
static vw_result verdict_when_known(vw_tally tally, vw_verdict_terms terms)
{
    uint64_t const n = tally.pass + tally.fail + tally.excepted;
    if (compare_share(tally.fail, n, terms.tolerance) > 0) {
        bool const partly =
            terms.has_partly_at && compare_share(tally.pass, n, terms.partly_at) >= 0;
        return partly ? VW_PARTLY_MET : VW_NOT_MET;
    }
    return tally.excepted > 0 ? VW_EXPLAINED : VW_MET;
}

vw_result vw_verdict(vw_tally tally, vw_verdict_terms terms)
{
    uint64_t const n = tally.pass + tally.fail + tally.unknown + tally.excepted;
    if (n == 0 && terms.population_complete) {
        return terms.event_population ? VW_NOT_OCCURRED : VW_NOT_APPLICABLE;
    }
    if (tally.unknown == n) {
        return VW_NOT_ASSESSED;
    }
    vw_tally worst = tally, best = tally;
    worst.fail += tally.unknown;
    best.pass += tally.unknown;
    worst.unknown = best.unknown = 0;
    vw_result const at_worst = verdict_when_known(worst, terms);
    vw_result const at_best = verdict_when_known(best, terms);
    return at_worst == at_best ? at_worst : VW_NOT_ASSESSED;
}

bool vw_result_neutral(vw_result result)
{
    return result == VW_NOT_APPLICABLE || result == VW_NOT_OCCURRED;
}

vw_result vw_result_worst(vw_result a, vw_result b)
{
    if (vw_result_neutral(a) && vw_result_neutral(b)) {
        return a == VW_NOT_OCCURRED ? a : b;
    }
    if (vw_result_neutral(a) || vw_result_neutral(b)) {
        return vw_result_neutral(a) ? b : a;
    }
    return a < b ? a : b;
}

static const char *const result_names[VW_RESULT_COUNT] = {
    [VW_RESULT_ERROR] = "error",
    [VW_NOT_MET] = "not_met",
    [VW_NOT_ASSESSED] = "not_assessed",
    [VW_PARTLY_MET] = "partly_met",
    [VW_EXPLAINED] = "explained",
    [VW_MET] = "met",
    [VW_NOT_APPLICABLE] = "not_applicable",
    [VW_NOT_OCCURRED] = "not_occurred",
};

const char *vw_result_name(vw_result result)
{
    return result_names[result];
}

bool vw_result_parse(vw_result *out, const char *name)
{
    for (int i = 0; i < VW_RESULT_COUNT; i++) {
        if (strcmp(result_names[i], name) == 0) {
            *out = (vw_result)i;
            return true;
        }
    }
    return false;
}

const char *vw_outcome_name(vw_outcome outcome)
{
    static const char *const names[] = {[VW_FAIL] = "fail",
                                        [VW_PASS] = "pass",
                                        [VW_UNKNOWN] = "unknown",
                                        [VW_EXCEPTED] = "excepted"};
    return names[outcome];
}

uint64_t vw_counts_total(const vw_counts *counts)
{
    uint64_t total = 0;
    for (int i = 0; i < VW_RESULT_COUNT; i++) {
        total += counts->of[i];
    }
    return total;
}

/* What every share is a share of: section 5. */
static uint64_t denominator(const vw_counts *counts)
{
    return vw_counts_total(counts) - counts->of[VW_NOT_APPLICABLE] - counts->of[VW_NOT_OCCURRED];
}

double vw_counts_share_met(const vw_counts *counts)
{
    uint64_t const all = denominator(counts);
    uint64_t const met = counts->of[VW_MET] + counts->of[VW_EXPLAINED];
    return all == 0 ? -1 : (double)met / (double)all;
}

double vw_counts_coverage(const vw_counts *counts)
{
    uint64_t const all = denominator(counts);
    uint64_t const assessed = all - counts->of[VW_NOT_ASSESSED];
    return all == 0 ? -1 : (double)assessed / (double)all;
}
