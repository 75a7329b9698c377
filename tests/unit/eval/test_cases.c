/* SPDX-License-Identifier: EUPL-1.2 */
/* The worked cases of the design's semantics, section 6, one test each, and what stands around
 * them: population 10 critical systems, period 2025, reference date 31 December 2025. */
#include "fixture.h"

#define YEARLY "backup.restore.yearly"
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Systems with these outcomes under a test with these terms: its stored result. */
static const char *result_with(fixture *f, const char *terms, int pass, int fail, int unknown)
{
    usual_set(f, terms);
    fixture_ready(f);
    systems(f, pass, fail, unknown);
    evaluate(f);
    return result_of(f, YEARLY);
}

static void ten_pass_is_met(void **state)
{
    fixture *f = *state;
    assert_string_equal(result_with(f, "", 10, 0, 0), "met");
    assert_string_equal(conclusion_of(f, "frame:1", VW_OPERATION), "met");
    assert_string_equal(status_of(f, "frame:1"), "met");
}

static void nine_pass_and_one_fail_is_not_met(void **state)
{
    fixture *f = *state;
    assert_string_equal(result_with(f, "", 9, 1, 0), "not_met");
    assert_string_equal(status_of(f, "frame:1"), "not_met");
    vw_finding finding = finding_of(f, YEARLY);
    assert_int_equal(finding.tally.pass, 9);
    assert_int_equal(finding.tally.fail, 1);
    assert_int_equal(number_of(f, "SELECT count(*) FROM outcome o JOIN subject s ON s.id = "
                                  "o.subject WHERE s.key = 'A10' AND o.outcome = 'fail'"),
                     1);
}

static void one_fail_in_ten_is_met_with_a_tolerance_of_ten_percent(void **state)
{
    assert_string_equal(result_with(*state, "tolerance: 10 %", 9, 1, 0), "met");
}

static void two_fails_in_ten_are_partly_met_at_75_percent(void **state)
{
    assert_string_equal(result_with(*state, "tolerance: 10 %\npartly_at: 75 %", 8, 2, 0),
                        "partly_met");
}

/* Nine pass; the tenth fails under an exception until [until]. */
static const char *result_excepted_until(fixture *f, const char *until)
{
    usual_set(f, "");
    fixture_ready(f);
    systems(f, 9, 1, 0);
    people(f);
    give(f, "exception", "X1",
         vw_printf(f->arena,
                   "test=" YEARLY " subject_kind=asset subject_key=A10 requested_by=P1 "
                   "approved_by=P2 effective_until=%s",
                   until));
    evaluate(f);
    return result_of(f, YEARLY);
}

static void an_exception_that_ended_the_day_before_does_not_help(void **state)
{
    assert_string_equal(result_excepted_until(*state, "2025-12-30"), "not_met");
}

static void an_exception_valid_until_the_reference_date_explains(void **state)
{
    fixture *f = *state;
    assert_string_equal(result_excepted_until(f, "2025-12-31"), "explained");
    assert_string_equal(status_of(f, "frame:1"), "explained");
    assert_int_equal(finding_of(f, YEARLY).tally.excepted, 1);
    assert_int_equal(finding_of(f, YEARLY).strict, VW_NOT_MET);
    assert_int_equal(number_of(f, "SELECT count(*) FROM outcome o JOIN subject x ON x.id = "
                                  "o.exception WHERE x.kind = 'exception' AND x.key = 'X1'"),
                     1);
}

static void nine_pass_and_one_unknown_is_not_assessed(void **state)
{
    fixture *f = *state;
    assert_string_equal(result_with(f, "", 9, 0, 1), "not_assessed");
    assert_int_equal(finding_of(f, YEARLY).tally.unknown, 1);
}

static void one_unknown_in_ten_is_met_when_the_tolerance_holds_anyway(void **state)
{
    assert_string_equal(result_with(*state, "tolerance: 10 %", 9, 0, 1), "met");
}

static void an_unknown_beside_a_fail_leaves_it_not_met(void **state)
{
    assert_string_equal(result_with(*state, "", 8, 1, 1), "not_met");
}

static void ten_unknown_is_not_assessed(void **state)
{
    assert_string_equal(result_with(*state, "", 0, 0, 10), "not_assessed");
}

static void ten_unknown_is_not_assessed_even_when_nearly_all_is_tolerated(void **state)
{
    assert_string_equal(result_with(*state, "tolerance: 99 %", 0, 0, 10), "not_assessed");
}

static void assets_only(fixture *f, int count)
{
    begin(f, "asset");
    for (int i = 1; i <= count; i++) {
        row(f, vw_printf(f->arena, "A%02d", i), "criticality=high");
    }
    end(f);
}

static void no_restore_test_ever_imported_is_not_assessed(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    assets_only(f, 10);
    evaluate(f);
    assert_string_equal(result_of(f, YEARLY), "not_assessed");
    assert_int_equal(finding_of(f, YEARLY).tally.unknown, 10);
    assert_false(finding_of(f, YEARLY).collected);
}

static void restore_tests_declared_complete_without_rows_are_not_met(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    assets_only(f, 10);
    begin_complete(f, "restore_test", "2025-01-01", "2025-12-31");
    end(f);
    evaluate(f);
    assert_string_equal(result_of(f, YEARLY), "not_met");
    assert_int_equal(finding_of(f, YEARLY).tally.fail, 10);
    assert_true(finding_of(f, YEARLY).collected);
}

static void restore_tests_complete_over_part_of_the_period_are_not_collected(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    assets_only(f, 10);
    begin_complete(f, "restore_test", "2025-01-02", "2025-12-31");
    end(f);
    evaluate(f);
    assert_string_equal(result_of(f, YEARLY), "not_assessed");
}

/* [spans]: "from until" of declarations, ended by NULL; each an import without rows. */
static const char *result_with_tests_complete_over(fixture *f, const char *const *spans)
{
    usual_set(f, "");
    fixture_ready(f);
    assets_only(f, 10);
    for (size_t i = 0; spans[i] != NULL; i++) {
        begin_complete(f, "restore_test", vw_strndup(f->arena, spans[i], 10), spans[i] + 11);
        end(f);
    }
    evaluate(f);
    return result_of(f, YEARLY);
}

static void declarations_that_join_cover_the_period_together(void **state)
{
    static const char *const spans[] = {"2025-07-01 2026-01-15", "2024-12-01 2025-03-31",
                                        "2025-02-01 2025-02-28", "2025-04-01 2025-06-30", NULL};
    assert_string_equal(result_with_tests_complete_over(*state, spans), "not_met");
}

static void declarations_that_overlap_cover_the_period_together(void **state)
{
    static const char *const spans[] = {"2025-01-01 2025-09-30", "2025-06-01 2025-12-31", NULL};
    assert_string_equal(result_with_tests_complete_over(*state, spans), "not_met");
}

static void one_day_between_two_declarations_leaves_the_period_open(void **state)
{
    static const char *const spans[] = {"2025-01-01 2025-06-30", "2025-07-02 2025-12-31", NULL};
    assert_string_equal(result_with_tests_complete_over(*state, spans), "not_assessed");
}

static void declarations_that_end_before_the_period_leave_it_open(void **state)
{
    static const char *const spans[] = {"2025-01-01 2025-06-30", "2025-07-01 2025-12-30", NULL};
    assert_string_equal(result_with_tests_complete_over(*state, spans), "not_assessed");
}

static void no_critical_system_declared_complete_is_not_applicable(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    begin_complete(f, "asset", "2025-12-31", "2025-12-31");
    row(f, "A01", "criticality=low");
    end(f);
    evaluate(f);
    assert_string_equal(result_of(f, YEARLY), "not_applicable");
    assert_true(finding_of(f, YEARLY).complete);
}

static void no_critical_system_not_declared_complete_is_not_assessed(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    give(f, "asset", "A01", "criticality=low");
    evaluate(f);
    assert_string_equal(result_of(f, YEARLY), "not_assessed");
    assert_false(finding_of(f, YEARLY).complete);
}

static void no_critical_system_declared_complete_on_another_date_is_not_assessed(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    begin_complete(f, "asset", "2025-12-30", "2025-12-30");
    row(f, "A01", "criticality=low");
    end(f);
    evaluate(f);
    assert_string_equal(result_of(f, YEARLY), "not_assessed");
}

/* Measures "many.met", "many.not-met" and "many.not-assessed", with one test each that has that
 * result of one asset. */
static void measures_by_result(fixture *f)
{
    const test_text met = {"many.met.test", "operation", "asset", "criticality = 'high'", ""};
    const test_text not_met = {"many.not-met.test", "operation", "asset", "criticality = 'low'",
                               ""};
    const test_text unknown = {"many.not-assessed.test", "operation", "asset", "users > 0", ""};
    add_measure(f, "many.met", &met, 1);
    add_measure(f, "many.not-met", &not_met, 1);
    add_measure(f, "many.not-assessed", &unknown, 1);
    add_framework(f, "frame", NULL);
}

/* What the requirement concludes that maps to these measures. */
static const char *conclusion_over(fixture *f, const char *maps)
{
    measures_by_result(f);
    add_requirement(f, "frame", "1", "control", "[operation]", maps);
    fixture_ready(f);
    give(f, "asset", "A01", "criticality=high");
    evaluate(f);
    return conclusion_of(f, "frame:1", VW_OPERATION);
}

static void met_and_not_assessed_in_one_aspect_is_not_assessed(void **state)
{
    fixture *f = *state;
    const test_text tests[] = {
        {"one.measure.met", "operation", "asset", "criticality = 'high'", ""},
        {"one.measure.unknown", "operation", "asset", "users > 0", ""},
    };
    add_measure(f, "one.measure", tests, COUNT(tests));
    add_framework(f, "frame", NULL);
    add_requirement(f, "frame", "1", "control", "[operation]", "one.measure full");
    fixture_ready(f);
    give(f, "asset", "A01", "criticality=high");
    evaluate(f);
    assert_string_equal(result_of(f, "one.measure.met"), "met");
    assert_string_equal(result_of(f, "one.measure.unknown"), "not_assessed");
    assert_string_equal(conclusion_of(f, "frame:1", VW_OPERATION), "not_assessed");
}

static void the_only_measure_met_mapped_partial_is_partly_met(void **state)
{
    assert_string_equal(conclusion_over(*state, "many.met partial"), "partly_met");
}

static void one_full_and_one_partial_both_met_is_met(void **state)
{
    fixture *f = *state;
    const test_text other = {"other.met.test", "operation", "asset", "criticality is known", ""};
    add_measure(f, "other.met", &other, 1);
    assert_string_equal(conclusion_over(f, "many.met full, other.met partial"), "met");
}

static void one_full_and_met_one_partial_and_not_met_is_not_met(void **state)
{
    assert_string_equal(conclusion_over(*state, "many.met full, many.not-met partial"), "not_met");
}

static void parts_that_are_all_met_are_partly_met(void **state)
{
    fixture *f = *state;
    const test_text other = {"other.met.test", "operation", "asset", "criticality is known", ""};
    add_measure(f, "other.met", &other, 1);
    assert_string_equal(conclusion_over(f, "many.met partial, other.met partial"), "partly_met");
}

static void a_part_that_is_not_assessed_is_not_made_partly_met(void **state)
{
    assert_string_equal(conclusion_over(*state, "many.not-assessed partial"), "not_assessed");
}

static void operation_that_did_not_occur_leaves_the_requirement_met(void **state)
{
    fixture *f = *state;
    const test_text tests[] = {
        {"change.control.design", "design", "asset", "criticality is known", ""},
        {"change.control.existence", "existence", "asset", "criticality = 'high'", ""},
        {"change.control.operation", "operation", "change", "approved = true", ""},
    };
    add_measure(f, "change.control", tests, COUNT(tests));
    add_framework(f, "digid", NULL);
    add_requirement(f, "digid", "C.08", "control", "[design, existence, operation]",
                    "change.control full");
    fixture_ready(f);
    give(f, "asset", "A01", "criticality=high");
    begin_complete(f, "change", "2025-01-01", "2025-12-31");
    end(f);
    evaluate(f);
    assert_string_equal(conclusion_of(f, "digid:C.08", VW_DESIGN), "met");
    assert_string_equal(conclusion_of(f, "digid:C.08", VW_EXISTENCE), "met");
    assert_string_equal(conclusion_of(f, "digid:C.08", VW_OPERATION), "not_occurred");
    assert_string_equal(status_of(f, "digid:C.08"), "met");
}

static void a_status_is_the_worst_of_the_aspects_demanded(void **state)
{
    fixture *f = *state;
    const test_text tests[] = {
        {"one.measure.design", "design", "asset", "criticality = 'high'", ""},
        {"one.measure.operation", "operation", "asset", "criticality = 'low'", ""},
    };
    add_measure(f, "one.measure", tests, COUNT(tests));
    add_framework(f, "frame", NULL);
    add_requirement(f, "frame", "1", "article", "[design]", "one.measure full");
    add_requirement(f, "frame", "2", "article", "[design, operation]", "one.measure full");
    add_requirement(f, "frame", "3", "article", "[design, existence]", "one.measure full");
    fixture_ready(f);
    give(f, "asset", "A01", "criticality=high");
    evaluate(f);
    assert_string_equal(status_of(f, "frame:1"), "met");
    assert_string_equal(status_of(f, "frame:2"), "not_met");
    assert_string_equal(status_of(f, "frame:3"), "not_assessed");
}

static void an_event_on_the_first_and_on_the_last_day_lies_in_the_period(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    assets_only(f, 2);
    begin(f, "restore_test");
    row(f, "R1", "asset=A01 result=success occurred_on=2025-01-01");
    row(f, "R2", "asset=A02 result=success occurred_on=2025-12-31");
    end(f);
    evaluate(f);
    assert_string_equal(result_of(f, YEARLY), "met");
}

static void an_event_just_outside_the_period_does_not_count(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    assets_only(f, 3);
    begin(f, "restore_test");
    row(f, "R1", "asset=A01 result=success occurred_on=2024-12-31");
    row(f, "R2", "asset=A02 result=success occurred_on=2026-01-01");
    row(f, "R3", "asset=A03 result=success");
    end(f);
    evaluate(f);
    assert_int_equal(finding_of(f, YEARLY).tally.pass, 1);
    assert_int_equal(finding_of(f, YEARLY).tally.fail, 2);
}

/* How many critical systems count when one is effective over these dates. */
static uint64_t counted(fixture *f, const char *dates)
{
    usual_set(f, "");
    fixture_ready(f);
    give(f, "asset", "A01", vw_printf(f->arena, "criticality=high %s", dates));
    evaluate(f);
    return vw_tally_total(finding_of(f, YEARLY).tally);
}

static void an_asset_effective_until_the_reference_date_counts(void **state)
{
    assert_int_equal(counted(*state, "effective_from=2024-01-01 effective_until=2025-12-31"), 1);
}

static void an_asset_effective_until_the_day_before_does_not_count(void **state)
{
    assert_int_equal(counted(*state, "effective_from=2024-01-01 effective_until=2025-12-30"), 0);
}

static void an_asset_effective_from_the_reference_date_counts(void **state)
{
    assert_int_equal(counted(*state, "effective_from=2025-12-31"), 1);
}

static void an_asset_effective_from_the_day_after_does_not_count(void **state)
{
    assert_int_equal(counted(*state, "effective_from=2026-01-01"), 0);
}

static void a_newer_version_that_has_ended_ends_the_older_one(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    give(f, "asset", "A01", "criticality=high");
    give(f, "asset", "A01", "criticality=high effective_until=2025-06-30");
    evaluate(f);
    assert_int_equal(vw_tally_total(finding_of(f, YEARLY).tally), 0);
}

static void a_subject_of_unknown_membership_is_unknown_unless_it_passes(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    begin(f, "asset");
    row(f, "A01", "");
    row(f, "A02", "");
    row(f, "A03", "criticality=low");
    end(f);
    give(f, "restore_test", "R1", "asset=A01 result=success");
    evaluate(f);
    assert_int_equal(finding_of(f, YEARLY).tally.pass, 1);
    assert_int_equal(finding_of(f, YEARLY).tally.unknown, 1);
    assert_int_equal(finding_of(f, YEARLY).tally.fail, 0);
}

static void evidence_collected_after_the_period_counts_and_is_flagged(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    give(f, "asset", "A01", "criticality=high");
    begin(f, "restore_test");
    f->head.collected_at = "2026-01-01";
    row(f, "R1", "asset=A01 result=success");
    end(f);
    evaluate(f);
    assert_string_equal(result_of(f, YEARLY), "met");
    assert_int_equal(finding_of(f, YEARLY).collected_later, 1);
}

static void evidence_collected_on_the_last_day_is_not_flagged(void **state)
{
    fixture *f = *state;
    assert_string_equal(result_with(f, "", 1, 0, 0), "met");
    assert_int_equal(finding_of(f, YEARLY).collected_later, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(ten_pass_is_met),
        TEST(nine_pass_and_one_fail_is_not_met),
        TEST(one_fail_in_ten_is_met_with_a_tolerance_of_ten_percent),
        TEST(two_fails_in_ten_are_partly_met_at_75_percent),
        TEST(an_exception_that_ended_the_day_before_does_not_help),
        TEST(an_exception_valid_until_the_reference_date_explains),
        TEST(nine_pass_and_one_unknown_is_not_assessed),
        TEST(one_unknown_in_ten_is_met_when_the_tolerance_holds_anyway),
        TEST(an_unknown_beside_a_fail_leaves_it_not_met),
        TEST(ten_unknown_is_not_assessed),
        TEST(ten_unknown_is_not_assessed_even_when_nearly_all_is_tolerated),
        TEST(no_restore_test_ever_imported_is_not_assessed),
        TEST(restore_tests_declared_complete_without_rows_are_not_met),
        TEST(restore_tests_complete_over_part_of_the_period_are_not_collected),
        TEST(declarations_that_join_cover_the_period_together),
        TEST(declarations_that_overlap_cover_the_period_together),
        TEST(one_day_between_two_declarations_leaves_the_period_open),
        TEST(declarations_that_end_before_the_period_leave_it_open),
        TEST(no_critical_system_declared_complete_is_not_applicable),
        TEST(no_critical_system_not_declared_complete_is_not_assessed),
        TEST(no_critical_system_declared_complete_on_another_date_is_not_assessed),
        TEST(met_and_not_assessed_in_one_aspect_is_not_assessed),
        TEST(the_only_measure_met_mapped_partial_is_partly_met),
        TEST(one_full_and_one_partial_both_met_is_met),
        TEST(one_full_and_met_one_partial_and_not_met_is_not_met),
        TEST(parts_that_are_all_met_are_partly_met),
        TEST(a_part_that_is_not_assessed_is_not_made_partly_met),
        TEST(operation_that_did_not_occur_leaves_the_requirement_met),
        TEST(a_status_is_the_worst_of_the_aspects_demanded),
        TEST(an_event_on_the_first_and_on_the_last_day_lies_in_the_period),
        TEST(an_event_just_outside_the_period_does_not_count),
        TEST(an_asset_effective_until_the_reference_date_counts),
        TEST(an_asset_effective_until_the_day_before_does_not_count),
        TEST(an_asset_effective_from_the_reference_date_counts),
        TEST(an_asset_effective_from_the_day_after_does_not_count),
        TEST(a_newer_version_that_has_ended_ends_the_older_one),
        TEST(a_subject_of_unknown_membership_is_unknown_unless_it_passes),
        TEST(evidence_collected_after_the_period_counts_and_is_flagged),
        TEST(evidence_collected_on_the_last_day_is_not_flagged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
