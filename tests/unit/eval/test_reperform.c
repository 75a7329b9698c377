/* SPDX-License-Identifier: EUPL-1.2 */
/* The same comes out again; and of what was changed behind the program's back the first is named,
 * at its level, with what is stored and what it is now. */
#include "fixture.h"

#include <sqlite3.h>
#include <string.h>

#define YEARLY "backup.restore.yearly"

static void evaluated(fixture *f)
{
    usual_set(f, "");
    add_requirement(f, "frame", "2", "article", "[design]", "");
    fixture_ready(f);
    people(f);
    systems(f, 3, 1, 1);
    evaluate(f);
}

static vw_reperformance reperformed(fixture *f, bool stored_sql)
{
    const vw_reperform_options options = {.lang = VW_EN, .stored_sql = stored_sql};
    vw_reperformance out;
    assert_int_equal(vw_reperform(&out, f->dossier, &f->evaluation, &options, f->arena, f->diags),
                     VW_OK);
    return out;
}

/* The rule is one that an earlier version of the program ran without asking what it says. */
static void a_stored_rule_that_would_be_refused_now_is_performed_as_it_was(void **state)
{
    fixture *f = *state;
    const vw_perform_options options = {0};
    const char *const ids[] = {"frame"};
    const test_text always = {"change.control.any", "operation", "change",
                              "approved = true or approved = false", ""};
    usual_set(f, "");
    add_measure(f, "change.control", &always, 1);
    add_requirement(f, "frame", "2", "control", "[operation]", "change.control full");
    fixture_ready(f);
    systems(f, 2, 1, 0);
    assert_int_equal(vw_plan_for_frameworks(&f->plan, f->arena, f->diags, f->set, ids, 1),
                     VW_ERR_INPUT);
    assert_int_equal(vw_diags_get(f->diags, 0)->msg, VW_MSG_R076);
    clear_messages(f);
    assert_int_equal(vw_plan_for_stored(&f->plan, f->arena, f->diags, f->set, ids, 1), VW_OK);
    assert_int_equal(vw_evaluate(&f->evaluation, f->dossier, f->plan, f->files.items,
                                 f->files.count, &options, f->arena, f->diags),
                     VW_OK);
    vw_reperformance r = reperformed(f, false);
    assert_true(vw_reperformance_agrees(&r));
    assert_int_equal(r.tally.findings, 2);
}

static void what_was_left_alone_comes_out_the_same(void **state)
{
    fixture *f = *state;
    evaluated(f);
    for (int sql = 0; sql < 2; sql++) {
        vw_reperformance r = reperformed(f, sql != 0);
        assert_true(vw_reperformance_agrees(&r));
        assert_false(r.first.found);
        assert_int_equal(r.tally.findings, 1);
        assert_int_equal(r.tally.subjects, 5);
        assert_int_equal(r.tally.outcomes, 2);
        assert_int_equal(r.tally.conclusions, 2);
        assert_int_equal(r.tally.requirements, 2);
        assert_string_equal(r.result_sha256, f->evaluation.result_sha256);
    }
}

typedef struct {
    const char *name, *sql;
    bool stored_sql;
    const char *test, *subject, *requirement, *aspect, *column, *stored, *performed;
    uint64_t differences;
} planted;

/* NULL where there is none. */
static void same(const char *name, const char *found, const char *expected)
{
    if (found != expected && (found == NULL || expected == NULL || strcmp(found, expected) != 0)) {
        fail_msg("%s: %s, not %s", name, found != NULL ? found : "nothing",
                 expected != NULL ? expected : "nothing");
    }
}

static planted faults[] = {
    /* a pass that is no pass any more: the outcome, then the tally and no more, since the result
     * was not met before */
    {"an outcome that comes out", "UPDATE ev_restore_test SET result = 'failure' WHERE row_no = 3",
     false, YEARLY, "A02", NULL, NULL, NULL, NULL, "deviation", 2},
    {"an outcome that does not come out",
     "UPDATE ev_restore_test SET result = 'success' WHERE row_no = 5", false, YEARLY, "A04", NULL,
     NULL, NULL, "deviation", NULL, 7},
    {"the last outcome of its test",
     "UPDATE ev_restore_test SET result = 'success' WHERE row_no = 6", false, YEARLY, "A05", NULL,
     NULL, NULL, "unknown", NULL, 2},
    {"another outcome", "UPDATE ev_restore_test SET result = NULL WHERE row_no = 5", false, YEARLY,
     "A04", NULL, NULL, "outcome", "deviation", "unknown", 7},
    {"a finding", "UPDATE finding SET result = 'met'", false, YEARLY, NULL, NULL, NULL, "result",
     "met", "not met", 1},
    {"a tally", "UPDATE finding SET passed = 4", false, YEARLY, NULL, NULL, NULL, "tally",
     "pass 4, deviation 1, unknown 1, exception 0", "pass 3, deviation 1, unknown 1, exception 0",
     1},
    {"a conclusion", "UPDATE conclusion SET result = 'met' WHERE requirement = 'frame:2'", false,
     NULL, NULL, "frame:2", "design", "result", "met", "not assessed", 1},
    {"a status", "UPDATE requirement_status SET result = 'met' WHERE requirement = 'frame:1'",
     false, NULL, NULL, "frame:1", NULL, "status", "met", "not met", 1},
    {"two of them", "UPDATE conclusion SET result = 'met'", false, NULL, NULL, "frame:1",
     "operation", "result", "met", "not met", 2},
    {"one that is not there", "DELETE FROM conclusion WHERE requirement = 'frame:2'", false, NULL,
     NULL, "frame:2", "design", NULL, NULL, "not assessed", 1},
    {"SQL that judges otherwise", "UPDATE finding SET sql = replace(sql, 'success', 'failure')",
     true, YEARLY, "A01", NULL, NULL, NULL, NULL, "deviation", 5},
};
enum { FAULTS = sizeof faults / sizeof *faults };

static int planted_setup(void **state)
{
    const planted *what = *state;
    int result = fixture_setup(state);
    ((fixture *)*state)->what = what;
    return result;
}

static void is_named_first_and_exactly(void **state)
{
    fixture *f = *state;
    const planted *what = f->what;
    evaluated(f);
    tamper(f, what->sql);
    clear_messages(f);
    vw_reperformance r = reperformed(f, what->stored_sql);
    assert_false(vw_reperformance_agrees(&r));
    assert_true(r.first.found);
    same(what->name, r.first.test, what->test);
    same(what->name, r.first.subject, what->subject);
    same(what->name, r.first.subject_kind, what->subject != NULL ? "asset" : NULL);
    same(what->name, r.first.requirement, what->requirement);
    same(what->name, r.first.aspect, what->aspect);
    same(what->name, r.first.column, what->column);
    same(what->name, r.first.stored, what->stored);
    same(what->name, r.first.performed, what->performed);
    assert_int_equal(r.tally.results_differ, what->differences);
    size_t told = 0; /* besides the hash over all results */
    for (size_t i = 0; i < vw_diags_kept(f->diags); i++) {
        told += vw_diags_get(f->diags, i)->msg != VW_MSG_E012;
    }
    assert_int_equal(told, 1);
}

/* Stored SQL is tried by itself: without it the rule is compiled, and nothing differs but the text.
 */
static void without_sql_only_the_text_of_it_differs(void **state)
{
    fixture *f = *state;
    evaluated(f);
    tamper(f, "UPDATE finding SET sql = replace(sql, 'success', 'failure')");
    vw_reperformance r = reperformed(f, false);
    assert_int_equal(r.tally.results_differ, 1);
    assert_string_equal(r.first.column, "SQL");
}

/* What a rule may not read, stored SQL may not either: it then cannot be run. */
static void stored_sql_runs_in_the_sandbox(void **state)
{
    fixture *f = *state;
    evaluated(f);
    tamper(f, "UPDATE finding SET sql = 'SELECT 1, sql, 1 FROM finding'");
    vw_reperformance r = reperformed(f, true);
    assert_false(vw_reperformance_agrees(&r));
    assert_true(has_message(f, VW_MSG_E004));
}

/* Evaluated and performed again with these bounds of steps; 0: enough. */
static vw_reperformance bounded(fixture *f, uint64_t then, uint64_t now, const char *change)
{
    const vw_perform_options options = {.rule_steps = then};
    const vw_reperform_options again = {.lang = VW_EN, .perform = {.rule_steps = now}};
    vw_reperformance out;
    usual_set(f, "");
    fixture_ready(f);
    systems(f, 60, 1, 0);
    assert_int_equal(vw_plan_for_type(&f->plan, f->arena, f->diags, f->set, "municipality"), VW_OK);
    assert_int_equal(vw_evaluate(&f->evaluation, f->dossier, f->plan, f->files.items,
                                 f->files.count, &options, f->arena, f->diags),
                     VW_OK);
    assert_string_equal(result_of(f, YEARLY), then != 0 ? "error" : "not_met");
    if (change != NULL) {
        tamper(f, change);
    }
    clear_messages(f);
    assert_int_equal(vw_reperform(&out, f->dossier, &f->evaluation, &again, f->arena, f->diags),
                     VW_OK);
    return out;
}

static void an_error_at_another_bound_is_the_same_error(void **state)
{
    fixture *f = *state;
    vw_reperformance r = bounded(f, 1, 2, NULL);
    assert_true(vw_reperformance_agrees(&r));
    assert_string_equal(r.result_sha256, f->evaluation.result_sha256);
    assert_int_equal(r.tally.not_performed, 0);
    assert_int_equal(vw_diags_kept(f->diags), 0);
}

static void a_bound_that_is_hit_now_only_is_no_change(void **state)
{
    fixture *f = *state;
    vw_reperformance r = bounded(f, 0, 1, NULL);
    assert_true(vw_reperformance_agrees(&r));
    assert_string_equal(r.result_sha256, f->evaluation.result_sha256);
    assert_int_equal(r.tally.not_performed, 1);
    assert_true(has_message_about(f, VW_MSG_R095, YEARLY));
    assert_int_equal(vw_diags_kept(f->diags), 1);
}

static void a_bound_that_was_hit_then_only_is_told(void **state)
{
    fixture *f = *state;
    vw_reperformance r = bounded(f, 1, 0, NULL);
    assert_true(vw_reperformance_agrees(&r));
    assert_int_equal(r.tally.not_performed, 0);
    assert_true(has_message_about(f, VW_MSG_R096, YEARLY));
    assert_int_equal(vw_diags_kept(f->diags), 1);
}

static void a_bound_hides_no_change_of_a_finding(void **state)
{
    fixture *f = *state;
    vw_reperformance r = bounded(f, 0, 1, "UPDATE finding SET result = 'met'");
    assert_false(vw_reperformance_agrees(&r));
    assert_true(has_message(f, VW_MSG_E012));
}

static void a_bound_hides_no_change_of_a_conclusion(void **state)
{
    fixture *f = *state;
    vw_reperformance r = bounded(f, 0, 1, "UPDATE conclusion SET result = 'met'");
    assert_false(vw_reperformance_agrees(&r));
    assert_string_equal(r.first.requirement, "frame:1");
}

static void an_error_that_somebody_wrote_is_no_bound(void **state)
{
    fixture *f = *state;
    vw_reperformance r =
        bounded(f, 0, 0, "UPDATE finding SET result = 'error', error = 'no such table'");
    assert_false(vw_reperformance_agrees(&r));
    assert_string_equal(r.first.test, YEARLY);
}

int main(void)
{
    static const struct CMUnitTest whole[] = {
        TEST(what_was_left_alone_comes_out_the_same),
        TEST(a_stored_rule_that_would_be_refused_now_is_performed_as_it_was),
        TEST(without_sql_only_the_text_of_it_differs),
        TEST(stored_sql_runs_in_the_sandbox),
        TEST(an_error_at_another_bound_is_the_same_error),
        TEST(a_bound_that_is_hit_now_only_is_no_change),
        TEST(a_bound_that_was_hit_then_only_is_told),
        TEST(a_bound_hides_no_change_of_a_finding),
        TEST(a_bound_hides_no_change_of_a_conclusion),
        TEST(an_error_that_somebody_wrote_is_no_bound),
    };
    static struct CMUnitTest each[FAULTS];
    for (size_t i = 0; i < FAULTS; i++) {
        each[i] = (struct CMUnitTest){.name = faults[i].name,
                                      .test_func = is_named_first_and_exactly,
                                      .setup_func = planted_setup,
                                      .teardown_func = fixture_teardown,
                                      .initial_state = &faults[i]};
    }
    int failed = cmocka_run_group_tests_name("whole", whole, NULL, NULL);
    return failed + cmocka_run_group_tests_name("planted", each, NULL, NULL);
}
