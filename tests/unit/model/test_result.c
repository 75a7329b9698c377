/* SPDX-License-Identifier: EUPL-1.2 */
/* The worked cases of docs/semantics.md section 6 that concern tallies, and the properties that
 * sections 3 to 5 promise, over all small tallies. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h needs those above. */
#include <cmocka.h>

#include "model/result.h"

#include <math.h>

static void assert_verdict(vw_tally tally, vw_verdict_terms terms, vw_result expected)
{
    assert_string_equal(vw_result_name(vw_verdict(tally, terms)), vw_result_name(expected));
}

static void the_worked_cases_of_one_test_hold(void **state)
{
    (void)state;
    static const struct {
        vw_tally tally;
        vw_verdict_terms terms;
        vw_result expected;
    } cases[] = {
        {{.pass = 10}, {.tolerance = 0}, VW_MET},
        {{.pass = 9, .fail = 1}, {.tolerance = 0}, VW_NOT_MET},
        {{.pass = 9, .fail = 1}, {.tolerance = 0.10}, VW_MET},
        {{.pass = 8, .fail = 2},
         {.tolerance = 0.10, .has_partly_at = true, .partly_at = 0.75},
         VW_PARTLY_MET},
        {{.pass = 9, .excepted = 1}, {.tolerance = 0}, VW_EXPLAINED},
        {{.pass = 9, .unknown = 1}, {.tolerance = 0}, VW_NOT_ASSESSED},
        {{.pass = 9, .unknown = 1}, {.tolerance = 0.10}, VW_MET},
        {{.pass = 8, .fail = 1, .unknown = 1}, {.tolerance = 0}, VW_NOT_MET},
        {{.unknown = 10}, {.tolerance = 0}, VW_NOT_ASSESSED},
        {{.fail = 10}, {.tolerance = 0}, VW_NOT_MET},
        {{.pass = 0}, {.population_complete = true}, VW_NOT_APPLICABLE},
        {{.pass = 0}, {.population_complete = true, .event_population = true}, VW_NOT_OCCURRED},
        {{.pass = 0}, {.tolerance = 0}, VW_NOT_ASSESSED},
        {{.pass = 0}, {.event_population = true}, VW_NOT_ASSESSED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_verdict(cases[i].tally, cases[i].terms, cases[i].expected);
    }
}

static void all_unknown_is_not_assessed_whatever_the_tolerance(void **state)
{
    (void)state;
    assert_verdict((vw_tally){.unknown = 1}, (vw_verdict_terms){.tolerance = 1}, VW_NOT_ASSESSED);
}

static void an_excepted_deviation_counts_in_n(void **state)
{
    (void)state;
    vw_tally const tally = {.pass = 8, .fail = 1, .excepted = 1};
    assert_verdict(tally, (vw_verdict_terms){.tolerance = 0.1}, VW_EXPLAINED);
    assert_verdict(tally, (vw_verdict_terms){.tolerance = 0.099999999}, VW_NOT_MET);
}

/* k of n at a tolerance of p in a thousand: the rule itself, in whole numbers. */
static void tolerances_are_compared_exactly(void **state)
{
    (void)state;
    for (uint64_t n = 1; n <= 60; n++) {
        for (uint64_t fail = 0; fail <= n; fail++) {
            for (uint64_t mille = 0; mille <= 1000; mille++) {
                vw_tally const tally = {.pass = n - fail, .fail = fail};
                vw_verdict_terms const terms = {.tolerance = (double)mille / 1000};
                vw_result const expected = fail * 1000 > mille * n ? VW_NOT_MET : VW_MET;
                assert_int_equal(vw_verdict(tally, terms), expected);
            }
        }
    }
}

/* Of all doubles near 0.000065, the one that is written so times 1e9 is just below 65,000. */
static void a_share_that_no_double_can_hold_is_read_as_written(void **state)
{
    (void)state;
    vw_tally const tally = {.pass = 999935, .fail = 65};
    assert_verdict(tally, (vw_verdict_terms){.tolerance = 0.000065}, VW_MET);
    assert_verdict(tally, (vw_verdict_terms){.tolerance = 0.000064999}, VW_NOT_MET);
}

static void partly_at_is_compared_exactly(void **state)
{
    (void)state;
    for (uint64_t n = 1; n <= 60; n++) {
        for (uint64_t pass = 0; pass < n; pass++) {
            for (uint64_t mille = 0; mille <= 1000; mille++) {
                vw_tally const tally = {.pass = pass, .fail = n - pass};
                vw_verdict_terms const terms = {.has_partly_at = true,
                                                .partly_at = (double)mille / 1000};
                vw_result const expected = pass * 1000 >= mille * n ? VW_PARTLY_MET : VW_NOT_MET;
                assert_int_equal(vw_verdict(tally, terms), expected);
            }
        }
    }
}

static void very_large_populations_are_compared_exactly(void **state)
{
    (void)state;
    uint64_t const n = UINT64_C(1) << 62;
    vw_verdict_terms const half = {.tolerance = 0.5};
    assert_verdict((vw_tally){.pass = n / 2, .fail = n / 2}, half, VW_MET);
    assert_verdict((vw_tally){.pass = n / 2 - 1, .fail = n / 2 + 1}, half, VW_NOT_MET);
}

/* For each pass, fail, unknown, excepted of 0..6 under several terms. */
static void for_all_small_tallies(void (*check)(vw_tally tally, vw_verdict_terms terms))
{
    static const double shares[] = {0, 0.01, 0.1, 1.0 / 7, 0.2, 0.25, 0.3, 0.5, 0.75, 0.9, 1};
    enum { SHARES = sizeof shares / sizeof shares[0] };
    for (unsigned i = 0; i < 7 * 7 * 7 * 7; i++) {
        vw_tally const tally = {
            .pass = i % 7, .fail = i / 7 % 7, .unknown = i / 49 % 7, .excepted = i / 343};
        for (unsigned j = 0; j < SHARES * (SHARES + 1) * 4; j++) {
            unsigned const partly = j / 4 % (SHARES + 1);
            vw_verdict_terms const terms = {
                .tolerance = shares[j / 4 / (SHARES + 1)],
                .has_partly_at = partly < SHARES,
                .partly_at = partly < SHARES ? shares[partly] : 0,
                .event_population = (j & 1u) != 0,
                .population_complete = (j & 2u) != 0,
            };
            check(tally, terms);
        }
    }
}

static void check_not_better_when_unknown(vw_tally before, vw_tally after, vw_verdict_terms terms)
{
    vw_result const was = vw_verdict(before, terms);
    vw_result const is = vw_verdict(after, terms);
    bool const allowed = is <= was || (was == VW_NOT_MET && is == VW_NOT_ASSESSED);
    assert_true(allowed);
    assert_false(vw_result_neutral(is));
}

static void check_one_made_unknown(vw_tally tally, vw_verdict_terms terms)
{
    if (tally.pass > 0) {
        vw_tally less = tally;
        less.pass--;
        less.unknown++;
        check_not_better_when_unknown(tally, less, terms);
    }
    if (tally.fail > 0) {
        vw_tally less = tally;
        less.fail--;
        less.unknown++;
        check_not_better_when_unknown(tally, less, terms);
    }
}

static void knowing_less_never_yields_a_better_result(void **state)
{
    (void)state;
    for_all_small_tallies(check_one_made_unknown);
}

/* An unknown matters exactly when it could change the verdict: so a verdict with unknowns is the
 * one of every way in which they could turn out. */
static void check_every_way_out(vw_tally tally, vw_verdict_terms terms)
{
    uint64_t const n = tally.pass + tally.fail + tally.unknown + tally.excepted;
    vw_result const verdict = vw_verdict(tally, terms);
    if (tally.unknown == 0 || tally.unknown == n) {
        assert_true(tally.unknown == 0 || verdict == VW_NOT_ASSESSED);
        return;
    }
    bool all_the_same = true;
    vw_tally known = {.pass = tally.pass + tally.unknown, tally.fail, 0, tally.excepted};
    vw_result const first = vw_verdict(known, terms);
    for (uint64_t failing = 1; failing <= tally.unknown; failing++) {
        known.pass--;
        known.fail++;
        all_the_same = all_the_same && vw_verdict(known, terms) == first;
    }
    assert_int_equal(verdict, all_the_same ? first : VW_NOT_ASSESSED);
}

static void an_unknown_matters_exactly_when_it_could_change_the_verdict(void **state)
{
    (void)state;
    for_all_small_tallies(check_every_way_out);
}

static void check_passing_helps(vw_tally tally, vw_verdict_terms terms)
{
    if (tally.fail == 0 || tally.unknown > 0) {
        return;
    }
    vw_tally better = tally;
    better.fail--;
    better.pass++;
    assert_true(vw_verdict(better, terms) >= vw_verdict(tally, terms));
}

static void turning_a_fail_into_a_pass_never_yields_a_worse_result(void **state)
{
    (void)state;
    for_all_small_tallies(check_passing_helps);
}

static void check_neutral_only_when_empty_and_complete(vw_tally tally, vw_verdict_terms terms)
{
    uint64_t const n = tally.pass + tally.fail + tally.unknown + tally.excepted;
    assert_int_equal(vw_result_neutral(vw_verdict(tally, terms)),
                     n == 0 && terms.population_complete);
}

static void only_an_empty_population_declared_complete_is_neutral(void **state)
{
    (void)state;
    for_all_small_tallies(check_neutral_only_when_empty_and_complete);
}

static void the_worst_follows_the_order_of_results(void **state)
{
    (void)state;
    assert_int_equal(vw_result_worst(VW_MET, VW_NOT_ASSESSED), VW_NOT_ASSESSED);
    assert_int_equal(vw_result_worst(VW_NOT_ASSESSED, VW_NOT_MET), VW_NOT_MET);
    assert_int_equal(vw_result_worst(VW_NOT_MET, VW_RESULT_ERROR), VW_RESULT_ERROR);
    assert_int_equal(vw_result_worst(VW_PARTLY_MET, VW_NOT_ASSESSED), VW_NOT_ASSESSED);
    assert_int_equal(vw_result_worst(VW_EXPLAINED, VW_PARTLY_MET), VW_PARTLY_MET);
    assert_int_equal(vw_result_worst(VW_MET, VW_EXPLAINED), VW_EXPLAINED);
}

static void neutrals_yield_and_not_occurred_wins_over_not_applicable(void **state)
{
    (void)state;
    assert_int_equal(vw_result_worst(VW_MET, VW_NOT_OCCURRED), VW_MET);
    assert_int_equal(vw_result_worst(VW_NOT_APPLICABLE, VW_NOT_MET), VW_NOT_MET);
    assert_int_equal(vw_result_worst(VW_NOT_APPLICABLE, VW_NOT_OCCURRED), VW_NOT_OCCURRED);
    assert_int_equal(vw_result_worst(VW_NOT_APPLICABLE, VW_NOT_APPLICABLE), VW_NOT_APPLICABLE);
}

static void the_worst_does_not_depend_on_order_or_grouping(void **state)
{
    (void)state;
    for (int i = 0; i < VW_RESULT_COUNT * VW_RESULT_COUNT * VW_RESULT_COUNT; i++) {
        vw_result const a = (vw_result)(i % 8), b = (vw_result)(i / 8 % 8), c = (vw_result)(i / 64);
        assert_int_equal(vw_result_worst(a, b), vw_result_worst(b, a));
        assert_int_equal(vw_result_worst(a, a), a);
        assert_int_equal(vw_result_worst(vw_result_worst(a, b), c),
                         vw_result_worst(a, vw_result_worst(b, c)));
    }
}

static void names_are_read_back(void **state)
{
    (void)state;
    for (int i = 0; i < VW_RESULT_COUNT; i++) {
        vw_result read;
        assert_true(vw_result_parse(&read, vw_result_name((vw_result)i)));
        assert_int_equal(read, i);
    }
    vw_result read = VW_MET;
    assert_false(vw_result_parse(&read, "Met"));
    assert_int_equal(read, VW_MET);
    assert_string_equal(vw_outcome_name(VW_EXCEPTED), "excepted");
    assert_string_equal(vw_outcome_name(VW_FAIL), "fail");
}

static void what_was_not_assessed_stays_in_the_denominator(void **state)
{
    (void)state;
    vw_counts const counts = {.of = {[VW_MET] = 4,
                                     [VW_EXPLAINED] = 1,
                                     [VW_NOT_ASSESSED] = 3,
                                     [VW_RESULT_ERROR] = 1,
                                     [VW_NOT_MET] = 1,
                                     [VW_NOT_APPLICABLE] = 7,
                                     [VW_NOT_OCCURRED] = 5}};
    assert_int_equal(vw_counts_total(&counts), 22);
    assert_true(fabs(vw_counts_share_met(&counts) - 0.5) < 1e-12);
    assert_true(fabs(vw_counts_coverage(&counts) - 0.7) < 1e-12);
}

static void there_is_no_share_of_nothing(void **state)
{
    (void)state;
    vw_counts const neutral = {.of = {[VW_NOT_APPLICABLE] = 7, [VW_NOT_OCCURRED] = 5}};
    assert_true(vw_counts_share_met(&neutral) < 0);
    assert_true(vw_counts_coverage(&neutral) < 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_worked_cases_of_one_test_hold),
        cmocka_unit_test(all_unknown_is_not_assessed_whatever_the_tolerance),
        cmocka_unit_test(an_excepted_deviation_counts_in_n),
        cmocka_unit_test(tolerances_are_compared_exactly),
        cmocka_unit_test(a_share_that_no_double_can_hold_is_read_as_written),
        cmocka_unit_test(partly_at_is_compared_exactly),
        cmocka_unit_test(very_large_populations_are_compared_exactly),
        cmocka_unit_test(knowing_less_never_yields_a_better_result),
        cmocka_unit_test(an_unknown_matters_exactly_when_it_could_change_the_verdict),
        cmocka_unit_test(turning_a_fail_into_a_pass_never_yields_a_worse_result),
        cmocka_unit_test(only_an_empty_population_declared_complete_is_neutral),
        cmocka_unit_test(the_worst_follows_the_order_of_results),
        cmocka_unit_test(neutrals_yield_and_not_occurred_wins_over_not_applicable),
        cmocka_unit_test(the_worst_does_not_depend_on_order_or_grouping),
        cmocka_unit_test(names_are_read_back),
        cmocka_unit_test(what_was_not_assessed_stays_in_the_denominator),
        cmocka_unit_test(there_is_no_share_of_nothing),
    };
    return cmocka_run_group_tests_name("result", tests, NULL, NULL);
}
