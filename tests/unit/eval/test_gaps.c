/* SPDX-License-Identifier: EUPL-1.2 */
/* What is missing, in which order; what is there, and what of it nobody ended. */
#include "eval/gaps.h"
#include "eval/holdings.h"
#include "fixture.h"

#include <string.h>

static vw_rule_frame frame_of(fixture *f)
{
    const vw_dossier_head *head = vw_dossier_head_of(f->dossier);
    vw_rule_frame frame = {
        .as_of = head->as_of, .period_from = head->period_from, .period_until = head->period_until};
    assert_int_equal(vw_import_mark(f->dossier, f->diags, &frame.mark), VW_OK);
    return frame;
}

static vw_gaps gaps_of(fixture *f)
{
    vw_gaps gaps;
    const vw_rule_frame frame = frame_of(f);
    assert_int_equal(vw_plan_for_all(&f->plan, f->arena, f->diags, f->set), VW_OK);
    assert_int_equal(vw_gaps_load(&gaps, f->dossier, f->arena, f->diags, f->plan, &frame), VW_OK);
    return gaps;
}

/* "records restore_test 1": what, of which kind or requirement, how many wait. */
static const char *told(fixture *f, const vw_gap *gap)
{
    static const char *const names[] = {[VW_GAP_RECORDS] = "records",
                                        [VW_GAP_COMPLETE] = "complete",
                                        [VW_GAP_FIELD] = "field",
                                        [VW_GAP_ANSWER] = "answer"};
    const char *about = gap->kind != NULL ? gap->kind->name : gap->requirement->full_id;
    return vw_printf(f->arena, "%s %s%s%s %zu", names[gap->what], about,
                     gap->field != NULL ? "." : "", gap->field != NULL ? gap->field->name : "",
                     gap->waiting);
}

static void has_gaps(fixture *f, const char *const *expected, size_t count)
{
    const vw_gaps gaps = gaps_of(f);
    for (size_t i = 0; i < gaps.count && i < count; i++) {
        assert_string_equal(told(f, &gaps.items[i]), expected[i]);
    }
    assert_int_equal(gaps.count, count);
}
#define HAS_GAPS(f, ...)                                                                           \
    do {                                                                                           \
        const char *const expected_[] = {__VA_ARGS__};                                             \
        has_gaps((f), expected_, sizeof expected_ / sizeof *expected_);                            \
    } while (0)

static void a_kind_of_which_nothing_counts_is_missing(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    HAS_GAPS(f, "records asset 1", "records restore_test 1");
}

static void a_record_from_before_the_period_fills_a_gap_only_where_the_rule_looks_back(void **state)
{
    fixture *f = *state;
    const test_text tests[] = {
        {"m.a.t", "existence", "asset", "exists restore_test ever where result = 'success'", ""},
        {"m.a.u", "operation", "asset", "exists any change where approved = true", ""}};
    add_measure(f, "m.a", tests, 2);
    add_framework(f, "frame", NULL);
    add_requirement(f, "frame", "1", "control", "[existence, operation]", "m.a full");
    fixture_ready(f);
    begin_complete(f, "asset", "2025-12-31", "2025-12-31");
    row(f, "A01", "");
    end(f);
    HAS_GAPS(f, "records change 1", "records restore_test 1");
    give(f, "restore_test", "R1", "occurred_on=2023-05-01 asset=A01 result=success");
    give(f, "change", "C1", "occurred_on=2023-05-01 approved=1");
    HAS_GAPS(f, "records change 1");
}

static void a_complete_import_without_rows_fills_a_gap(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    begin_complete(f, "restore_test", "2025-01-01", "2025-12-31");
    end(f);
    HAS_GAPS(f, "records asset 1");
}

static void a_population_that_nobody_declared_complete_is_missing(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    systems(f, 2, 0, 0);
    HAS_GAPS(f, "complete asset 1");
}

static void a_field_that_a_rule_asks_is_missing_where_it_is_empty(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    begin_complete(f, "asset", "2025-12-31", "2025-12-31");
    row(f, "A01", "criticality=high");
    row(f, "A02", "");
    row(f, "A03", "");
    end(f);
    give(f, "restore_test", "R1", "asset=A01 result=success");
    const vw_gaps gaps = gaps_of(f);
    assert_int_equal(gaps.count, 1);
    assert_string_equal(told(f, &gaps.items[0]), "field asset.criticality 1");
    assert_int_equal(gaps.items[0].unknown, 2);
    assert_int_equal(gaps.items[0].of, 3);
}

static void a_field_that_made_no_outcome_unknown_is_not_missing_after_an_evaluation(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    begin_complete(f, "asset", "2025-12-31", "2025-12-31");
    row(f, "A01", "criticality=high");
    end(f);
    begin(f, "restore_test");
    row(f, "R1", "asset=A01 result=success");
    row(f, "R2", "asset=A01");
    end(f);
    HAS_GAPS(f, "field restore_test.result 1");
    evaluate(f);
    const vw_gaps gaps = gaps_of(f);
    assert_true(gaps.evaluated);
    assert_int_equal(gaps.count, 0);
}

static void a_field_of_which_the_rule_asks_whether_it_is_known_may_be_empty(void **state)
{
    fixture *f = *state;
    const test_text tests[] = {
        {"m.a.t", "existence", "asset", "criticality is known and owner.mfa = true", ""}};
    add_measure(f, "m.a", tests, 1);
    add_framework(f, "frame", NULL);
    add_requirement(f, "frame", "1", "control", "[existence]", "m.a full");
    fixture_ready(f);
    begin_complete(f, "asset", "2025-12-31", "2025-12-31");
    row(f, "A01", "owner=P1");
    end(f);
    give(f, "person", "P1", "name=Anna");
    HAS_GAPS(f, "field person.mfa 1");
}

static void what_most_requirements_wait_for_comes_first_and_each_counts_once(void **state)
{
    fixture *f = *state;
    const test_text one[] = {{"m.one.t", "existence", "asset", "criticality = 'high'", ""},
                             {"m.one.u", "existence", "asset", "users > 1", ""}};
    const test_text two[] = {{"m.two.t", "operation", "change", "approved = true", ""}};
    add_measure(f, "m.one", one, 2);
    add_measure(f, "m.two", two, 1);
    add_framework(f, "frame", NULL);
    add_requirement(f, "frame", "1", "control", "[operation]", "m.two full");
    add_requirement(f, "frame", "2", "control", "[existence]", "m.one full");
    add_requirement(f, "frame", "3", "control", "[existence]", "m.one full");
    fixture_ready(f);
    HAS_GAPS(f, "records asset 2", "records change 1");
}

static void a_requirement_without_a_test_waits_for_an_answer(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    add_requirement(f, "frame", "2", "control", "[design, existence]", "");
    fixture_ready(f);
    systems(f, 1, 0, 0);
    HAS_GAPS(f, "answer frame:2 2", "complete asset 1");
    people(f);
    give(f, "answer", "Z1", "requirement=frame:2 aspect=design result=met assessor=P1");
    HAS_GAPS(f, "complete asset 1", "answer frame:2 1");
}

/* ---- what there is ----------------------------------------------------------------------- */

static const vw_holding *holding_of(fixture *f, const char *kind)
{
    vw_holdings holdings;
    const vw_rule_frame frame = frame_of(f);
    assert_int_equal(
        vw_holdings_load(&holdings, f->dossier, f->arena, f->diags, f->set->catalogue, &frame),
        VW_OK);
    for (size_t i = 0; i < holdings.count; i++) {
        if (strcmp(holdings.items[i].kind->name, kind) == 0) {
            return &holdings.items[i];
        }
    }
    return NULL;
}

static void a_record_counts_once_whatever_its_versions(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    systems(f, 3, 0, 0);
    give(f, "asset", "A02", "criticality=low");
    const vw_holding *assets = holding_of(f, "asset");
    assert_int_equal(assets->records, 3);
    assert_int_equal(assets->source_count, 2);
    assert_false(assets->complete);
    assert_null(holding_of(f, "change"));
}

static void a_record_that_a_complete_list_leaves_out_is_told(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    begin(f, "asset");
    row(f, "A1", "criticality=low");
    row(f, "A2", "criticality=low");
    row(f, "A3", "criticality=low effective_until=2025-06-30");
    end(f);
    begin_complete(f, "asset", "2025-12-31", "2025-12-31");
    row(f, "A2", "criticality=high");
    end(f);
    const vw_holding *assets = holding_of(f, "asset");
    assert_true(assets->complete);
    assert_int_equal(assets->absent, 1);
    assert_string_equal(assets->absent_example, "A1");
}

static void a_declaration_of_another_day_is_shown_and_does_not_make_complete(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    begin_complete(f, "asset", "2025-06-30", "2025-06-30");
    end(f);
    const vw_holding *assets = holding_of(f, "asset");
    assert_false(assets->complete);
    assert_string_equal(assets->declared_until, "2025-06-30");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_kind_of_which_nothing_counts_is_missing),
        TEST(a_record_from_before_the_period_fills_a_gap_only_where_the_rule_looks_back),
        TEST(a_complete_import_without_rows_fills_a_gap),
        TEST(a_population_that_nobody_declared_complete_is_missing),
        TEST(a_field_that_a_rule_asks_is_missing_where_it_is_empty),
        TEST(a_field_that_made_no_outcome_unknown_is_not_missing_after_an_evaluation),
        TEST(a_field_of_which_the_rule_asks_whether_it_is_known_may_be_empty),
        TEST(what_most_requirements_wait_for_comes_first_and_each_counts_once),
        TEST(a_requirement_without_a_test_waits_for_an_answer),
        TEST(a_record_counts_once_whatever_its_versions),
        TEST(a_record_that_a_complete_list_leaves_out_is_told),
        TEST(a_declaration_of_another_day_is_shown_and_does_not_make_complete),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
