/* SPDX-License-Identifier: EUPL-1.2 */
/* A run as a whole: all or nothing, the same again, and what a rule that cannot be run leaves. */
#include "fixture.h"

#include <string.h>

#define YEARLY "backup.restore.yearly"

static vw_status evaluate_with(fixture *f, vw_perform_options options)
{
    const vw_dossier_head *head = vw_dossier_head_of(f->dossier);
    assert_int_equal(vw_plan_for_type(&f->plan, f->arena, f->diags, f->set, head->type), VW_OK);
    return vw_evaluate(&f->evaluation, f->dossier, f->plan, f->files.items, f->files.count,
                       &options, f->arena, f->diags);
}

static void nothing_is_stored(fixture *f)
{
    static const char *const tables[] = {"evaluation",  "set_file",    "evaluation_file",
                                         "finding",     "outcome_set", "outcome_row",
                                         "subject_set", "conclusion",  "requirement_status"};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        assert_int_equal(number_of(f, vw_printf(f->arena, "SELECT count(*) FROM %s", tables[i])),
                         0);
    }
}

static void usual(fixture *f)
{
    usual_set(f, "");
    fixture_ready(f);
    systems(f, 8, 1, 1);
}

/* Whatever the columns cannot do falls back to SQL without a word, so somebody has to count. */
static void outcomes_are_found_together_unless_the_caller_bounds_each_test(void **state)
{
    fixture *f = *state;
    vw_perform_counts counts = {0};
    usual(f);
    assert_int_equal(evaluate_with(f, (vw_perform_options){.counts = &counts, .full = true}),
                     VW_OK);
    assert_int_equal(counts.together, f->plan->test_count);
    assert_int_equal(
        evaluate_with(f,
                      (vw_perform_options){.counts = &counts, .full = true, .rule_seconds = 100}),
        VW_OK);
    assert_int_equal(counts.together, 0);
}

static void import_assets(fixture *f, int count, const char *criticality)
{
    begin(f, "asset");
    for (int i = 0; i < count; i++) {
        row(f, vw_printf(f->arena, "M%04d", i), criticality);
    }
    end(f);
}

/* Following a great many new records would take longer than to look at all. */
static void of_little_that_changed_the_rest_is_taken_over_and_of_much_nothing(void **state)
{
    fixture *f = *state;
    vw_perform_counts counts = {0};
    usual(f);
    import_assets(f, 1500, "criticality=high");
    evaluate(f);
    import_assets(f, 900, "criticality=low");
    assert_int_equal(evaluate_with(f, (vw_perform_options){.counts = &counts}), VW_OK);
    assert_int_equal(counts.since, 1);
    assert_int_equal(counts.together, 0);
    assert_int_equal(finding_of(f, YEARLY).tally.unknown + finding_of(f, YEARLY).tally.fail, 602);
    import_assets(f, 1100, "criticality=high");
    assert_int_equal(evaluate_with(f, (vw_perform_options){.counts = &counts}), VW_OK);
    assert_int_equal(counts.since, 0);
    assert_int_equal(counts.together, 1);
    assert_int_equal(finding_of(f, YEARLY).tally.unknown + finding_of(f, YEARLY).tally.fail, 1502);
}

static void the_head_says_what_was_run(void **state)
{
    fixture *f = *state;
    vw_evaluation stored;
    usual(f);
    evaluate(f);
    assert_int_equal(vw_evaluation_latest(&stored, f->dossier, f->arena, f->diags), VW_OK);
    assert_int_equal(stored.id, f->evaluation.id);
    assert_int_equal(stored.mark, 2);
    assert_int_equal(stored.as_of, vw_date_of(2025, 12, 31));
    assert_int_equal(stored.period_from, vw_date_of(2025, 1, 1));
    assert_int_equal(stored.period_until, vw_date_of(2025, 12, 31));
    assert_string_equal(stored.frameworks, "frame");
    assert_string_equal(stored.program_version, VW_VERSION);
    assert_string_equal(stored.made_at, f->evaluation.made_at);
    assert_string_equal(stored.result_sha256, f->evaluation.result_sha256);
    assert_int_equal(strlen(stored.result_sha256), 64);
    assert_string_equal(stored.head_sha256, f->evaluation.head_sha256);
}

static void only_subjects_that_are_no_pass_have_an_outcome(void **state)
{
    fixture *f = *state;
    usual(f);
    evaluate(f);
    assert_int_equal(number_of(f, "SELECT count(*) FROM outcome"), 2);
}

static void the_same_evidence_gives_the_same_hash(void **state)
{
    fixture *f = *state;
    usual(f);
    evaluate(f);
    const char *first = f->evaluation.result_sha256;
    evaluate(f);
    assert_int_equal(f->evaluation.id, 2);
    assert_string_equal(f->evaluation.result_sha256, first);
    assert_int_equal(number_of(f, "SELECT count(*) FROM finding"), 2);
}

static void other_evidence_gives_another_hash_even_when_no_result_changes(void **state)
{
    fixture *f = *state;
    usual(f);
    evaluate(f);
    const char *first = f->evaluation.result_sha256;
    give(f, "change", "C1", "approved=1");
    evaluate(f);
    assert_string_not_equal(f->evaluation.result_sha256, first);
}

static void the_sql_of_a_finding_gives_its_outcomes_again(void **state)
{
    fixture *f = *state;
    usual(f);
    evaluate(f);
    const char *sql = finding_of(f, YEARLY).sql;
    assert_int_equal(
        number_of(f, vw_printf(f->arena, "SELECT count(*) FROM (%s) WHERE outcome = 1", sql)), 8);
    assert_int_equal(
        number_of(f, vw_printf(f->arena, "SELECT count(*) FROM (%s) WHERE outcome IS NULL", sql)),
        1);
}

static bool stop_at_once(void *what, uint64_t done, uint64_t total)
{
    (void)done;
    (void)total;
    *(int *)what += 1;
    return false;
}

static void a_run_that_is_stopped_stores_nothing(void **state)
{
    fixture *f = *state;
    int asked = 0;
    usual(f);
    assert_int_equal(
        evaluate_with(f, (vw_perform_options){.progress = stop_at_once, .what = &asked}),
        VW_ERR_STORE);
    assert_int_equal(asked, 1);
    assert_true(has_message(f, VW_MSG_E005));
    nothing_is_stored(f);
}

/* Each table of results in turn refuses to be written to. */
static void a_write_that_fails_leaves_nothing(void **state)
{
    static const char *const tables[] = {"evaluation",  "set_file",    "evaluation_file",
                                         "finding",     "outcome_set", "outcome_row",
                                         "subject_set", "conclusion",  "requirement_status"};
    fixture *f = *state;
    vw_db *db = NULL;
    usual(f);
    db = vw_dossier_db(f->dossier);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        assert_int_equal(
            vw_db_exec(db, f->diags,
                       vw_printf(f->arena,
                                 "CREATE TRIGGER broken BEFORE INSERT ON %s WHEN (SELECT count(*) "
                                 "FROM %s) >= %d BEGIN SELECT RAISE(ABORT, 'broken'); END",
                                 tables[i], tables[i], strcmp(tables[i], "outcome_row") == 0)),
            VW_OK);
        assert_int_equal(try_evaluate(f), VW_ERR_STORE);
        assert_int_equal(vw_db_exec(db, f->diags, "DROP TRIGGER broken"), VW_OK);
        nothing_is_stored(f);
    }
    evaluate(f);
    assert_string_equal(result_of(f, YEARLY), "not_met");
}

static void an_evaluation_that_failed_leaves_the_earlier_one(void **state)
{
    fixture *f = *state;
    int asked = 0;
    usual(f);
    evaluate(f);
    const char *hash = f->evaluation.result_sha256;
    give(f, "restore_test", "R99", "asset=A09 result=success");
    assert_int_equal(
        evaluate_with(f, (vw_perform_options){.progress = stop_at_once, .what = &asked}),
        VW_ERR_STORE);
    vw_evaluation stored;
    assert_int_equal(vw_evaluation_latest(&stored, f->dossier, f->arena, f->diags), VW_OK);
    assert_int_equal(stored.id, 1);
    assert_string_equal(stored.result_sha256, hash);
}

/* Test heavy.every.asset looks at each pair of assets; light.on.asset at each asset. Both serve
 * frame:1, the light one alone frame:2. */
static void heavy_and_light(fixture *f, int assets)
{
    const test_text heavy = {"heavy.every.asset", "operation", "asset",
                             "no any asset where criticality = 'low' and subject.users > 0", ""};
    const test_text light = {"light.on.asset", "operation", "asset", "criticality = 'high'", ""};
    add_measure(f, "heavy.every", &heavy, 1);
    add_measure(f, "light.on", &light, 1);
    add_framework(f, "frame", NULL);
    add_requirement(f, "frame", "1", "control", "[operation]", "heavy.every full, light.on full");
    add_requirement(f, "frame", "2", "control", "[operation]", "light.on full");
    fixture_ready(f);
    begin(f, "asset");
    for (int i = 0; i < assets; i++) {
        row(f, vw_printf(f->arena, "A%d", i), "criticality=high users=1");
    }
    end(f);
}

static void a_rule_that_takes_too_long_is_an_error_and_the_others_go_on(void **state)
{
    fixture *f = *state;
    heavy_and_light(f, 300);
    assert_int_equal(evaluate_with(f, (vw_perform_options){.rule_steps = 100000}), VW_OK);
    assert_string_equal(result_of(f, "heavy.every.asset"), "error");
    assert_string_equal(result_of(f, "light.on.asset"), "met");
    vw_finding finding = finding_of(f, "heavy.every.asset");
    assert_non_null(strstr(finding.error, "100000"));
    assert_int_equal(vw_tally_total(finding.tally), 0);
    assert_int_equal(finding.strict, VW_RESULT_ERROR);
    assert_int_equal(number_of(f, "SELECT count(*) FROM outcome"), 0);
    assert_true(has_message_about(f, VW_MSG_E004, "heavy.every.asset"));
    assert_int_equal(vw_diags_count(f->diags, VW_ERROR), 0);
    assert_string_equal(status_of(f, "frame:1"), "error");
    assert_string_equal(status_of(f, "frame:2"), "met");
}

static void a_rule_stopped_halfway_leaves_no_outcomes(void **state)
{
    fixture *f = *state;
    heavy_and_light(f, 300);
    give(f, "asset", "A0", "criticality=low users=1"); /* from now on, each pair fails */
    assert_int_equal(evaluate_with(f, (vw_perform_options){.rule_steps = 100000}), VW_OK);
    assert_string_equal(result_of(f, "heavy.every.asset"), "error");
    assert_int_equal(number_of(f, "SELECT count(*) FROM outcome WHERE test = 'heavy.every.asset'"),
                     0);
    evaluate(f);
    assert_string_equal(result_of(f, "heavy.every.asset"), "not_met");
}

static void a_later_import_does_not_change_a_performance_at_the_mark(void **state)
{
    fixture *f = *state;
    usual(f);
    evaluate(f);
    const vw_rule_frame frame = vw_evaluation_frame(&f->evaluation);
    const vw_verify_options options = {0};
    const char *stored = f->evaluation.result_sha256;
    begin_complete(f, "restore_test", "2025-01-01", "2025-12-31");
    f->head.collected_at = "2026-02-01";
    row(f, "R09", "asset=A09 result=success");
    row(f, "R10", "asset=A10 result=success");
    end(f);
    const vw_plan *plan = NULL;
    assert_int_equal(vw_evaluation_plan(&plan, f->dossier, &f->evaluation, f->arena, f->diags),
                     VW_OK);
    vw_verification verification;
    assert_int_equal(vw_verify(&verification, f->dossier, &options, f->arena, f->diags), VW_OK);
    assert_true(verification.result_hash_agrees);
    evaluate(f);
    assert_string_equal(result_of(f, YEARLY), "met");
    assert_string_not_equal(f->evaluation.result_sha256, stored);
    assert_int_equal(frame.mark, 2);
    assert_int_equal(f->evaluation.mark, 3);
}

/* "town" applies to municipalities, "money" to banks, "all" to any; the dossier is a town's. */
static void three_frameworks(fixture *f)
{
    const test_text of_town = {"town.measure.test", "operation", "asset", "criticality = 'high'",
                               ""};
    const test_text of_money = {"money.measure.test", "operation", "asset", "criticality = 'low'",
                                ""};
    add_measure(f, "town.measure", &of_town, 1);
    add_measure(f, "money.measure", &of_money, 1);
    add_framework(f, "town", "[municipality]");
    add_framework(f, "money", "[bank]");
    add_framework(f, "all", NULL);
    add_requirement(f, "town", "1", "article", "[operation]", "town.measure full");
    add_requirement(f, "money", "1", "article", "[operation]", "money.measure full");
    add_requirement(f, "all", "1", "article", "[operation]", "town.measure full");
    fixture_ready(f);
    give(f, "asset", "A1", "criticality=high");
}

static void frameworks_are_chosen_by_the_type_of_organisation(void **state)
{
    fixture *f = *state;
    three_frameworks(f);
    evaluate(f);
    assert_string_equal(f->evaluation.frameworks, "all town");
    assert_string_equal(status_of(f, "town:1"), "met");
    assert_string_equal(status_of(f, "all:1"), "met");
    assert_string_equal(status_of(f, "money:1"), "none");
    assert_string_equal(result_of(f, "money.measure.test"), "none");
}

static void frameworks_are_chosen_by_name_whatever_the_type(void **state)
{
    static const char *const ids[] = {"money", "all", "money"};
    fixture *f = *state;
    const vw_perform_options options = {0};
    three_frameworks(f);
    assert_int_equal(vw_plan_for_frameworks(&f->plan, f->arena, f->diags, f->set, ids, 3), VW_OK);
    assert_int_equal(vw_evaluate(&f->evaluation, f->dossier, f->plan, f->files.items,
                                 f->files.count, &options, f->arena, f->diags),
                     VW_OK);
    assert_string_equal(f->evaluation.frameworks, "all money");
    assert_string_equal(status_of(f, "money:1"), "not_met");
    assert_string_equal(status_of(f, "town:1"), "none");
}

static void an_unknown_framework_is_refused_with_the_nearest_name(void **state)
{
    static const char *const ids[] = {"mony", "town"};
    fixture *f = *state;
    three_frameworks(f);
    assert_int_equal(vw_plan_for_frameworks(&f->plan, f->arena, f->diags, f->set, ids, 2),
                     VW_ERR_INPUT);
    assert_null(f->plan);
    assert_true(has_message_about(f, VW_MSG_E003, "mony"));
    assert_string_equal(vw_diag_hint(f->arena, vw_diags_get(f->diags, 0), VW_EN),
                        "did you mean \"money\"?");
}

static void a_plan_for_all_has_measures_that_nothing_maps_to(void **state)
{
    fixture *f = *state;
    const test_text loose = {"loose.measure.test", "operation", "asset", "users > 0", ""};
    add_measure(f, "loose.measure", &loose, 1);
    three_frameworks(f);
    assert_int_equal(vw_plan_for_all(&f->plan, f->arena, f->diags, f->set), VW_OK);
    assert_non_null(vw_plan_test(f->plan, "loose.measure.test"));
    assert_int_equal(f->plan->test_count, 3);
    assert_int_equal(vw_plan_for_type(&f->plan, f->arena, f->diags, f->set, "bank"), VW_OK);
    assert_null(vw_plan_test(f->plan, "loose.measure.test"));
}

static void a_test_that_two_frameworks_use_is_run_once(void **state)
{
    fixture *f = *state;
    three_frameworks(f);
    evaluate(f);
    assert_int_equal(number_of(f, "SELECT count(*) FROM finding"), 1);
}

static void the_control_set_is_kept_once_and_loads_again(void **state)
{
    fixture *f = *state;
    const vw_plan *plan = NULL;
    three_frameworks(f);
    evaluate(f);
    evaluate(f);
    assert_int_equal(number_of(f, "SELECT count(*) FROM set_file"), f->files.count);
    assert_int_equal(number_of(f, "SELECT count(*) FROM evaluation_file"), 2 * f->files.count);
    assert_int_equal(vw_evaluation_plan(&plan, f->dossier, &f->evaluation, f->arena, f->diags),
                     VW_OK);
    assert_int_equal(plan->framework_count, 2);
    assert_string_equal(plan->frameworks[0]->id, "all");
    assert_int_equal(plan->set->measure_count, 2);
}

static void the_hash_of_a_set_does_not_depend_on_the_order_of_its_files(void **state)
{
    fixture *f = *state;
    vw_set_file files[] = {{.path = "a", .text = "x", .length = 1},
                           {.path = "b", .text = "y", .length = 1}};
    const vw_set_file turned[] = {{.path = "b", .text = "y", .length = 1},
                                  {.path = "a", .text = "x", .length = 1}};
    const char *hash = vw_evaluation_set_hash(f->arena, files, 2);
    assert_string_equal(hash, vw_evaluation_set_hash(f->arena, turned, 2));
    files[0].path = "c";
    assert_string_not_equal(hash, vw_evaluation_set_hash(f->arena, files, 2));
    files[0] = (vw_set_file){.path = "a", .text = "z", .length = 1};
    assert_string_not_equal(hash, vw_evaluation_set_hash(f->arena, files, 2));
}

static void counts_are_by_framework_and_hold_every_requirement_aspect(void **state)
{
    fixture *f = *state;
    vw_framework_counts *counts = NULL;
    size_t count = 0;
    vw_counts requirements;
    add_requirement(f, "town", "2", "article", "[design, operation]", "town.measure full");
    three_frameworks(f);
    evaluate(f);
    assert_int_equal(vw_query_framework_counts(&counts, &count, f->dossier, f->arena, f->diags,
                                               f->evaluation.id),
                     VW_OK);
    assert_int_equal(count, 2);
    assert_string_equal(counts[1].framework, "town");
    assert_int_equal(counts[1].counts.of[VW_MET], 2);
    assert_int_equal(counts[1].counts.of[VW_NOT_ASSESSED], 1);
    assert_int_equal(vw_counts_total(&counts[1].counts), 3);
    assert_int_equal(vw_query_requirement_counts(&requirements, f->dossier, f->arena, f->diags,
                                                 f->evaluation.id),
                     VW_OK);
    assert_int_equal(requirements.of[VW_MET], 2);
    assert_int_equal(requirements.of[VW_NOT_ASSESSED], 1);
}

static void the_worst_tests_come_first_and_the_rest_is_counted(void **state)
{
    fixture *f = *state;
    const test_text tests[] = {
        {"one.measure.a-few", "operation", "asset", "users > 0", "tolerance: 60 %"},
        {"one.measure.all", "operation", "asset", "criticality = 'low'", ""},
        {"one.measure.one", "operation", "asset", "users > 1", ""},
        {"one.measure.pass", "operation", "asset", "criticality = 'high'", ""}};
    vw_test_row *rows = NULL;
    size_t count = 0, total = 0;
    add_measure(f, "one.measure", tests, 4);
    add_framework(f, "frame", NULL);
    add_requirement(f, "frame", "1", "article", "[operation]", "one.measure full");
    fixture_ready(f);
    begin(f, "asset");
    row(f, "A1", "criticality=high users=0");
    row(f, "A2", "criticality=high users=2");
    end(f);
    evaluate(f);
    assert_int_equal(vw_query_worst_tests(&rows, &count, &total, f->dossier, f->arena, f->diags,
                                          f->evaluation.id, 2),
                     VW_OK);
    assert_int_equal(count, 2);
    assert_int_equal(total, 3);
    assert_string_equal(rows[0].test, "one.measure.all");
    assert_int_equal(rows[0].tally.fail, 2);
    assert_string_equal(rows[1].test, "one.measure.one");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(outcomes_are_found_together_unless_the_caller_bounds_each_test),
        TEST(of_little_that_changed_the_rest_is_taken_over_and_of_much_nothing),
        TEST(the_head_says_what_was_run),
        TEST(only_subjects_that_are_no_pass_have_an_outcome),
        TEST(the_same_evidence_gives_the_same_hash),
        TEST(other_evidence_gives_another_hash_even_when_no_result_changes),
        TEST(the_sql_of_a_finding_gives_its_outcomes_again),
        TEST(a_run_that_is_stopped_stores_nothing),
        TEST(a_write_that_fails_leaves_nothing),
        TEST(an_evaluation_that_failed_leaves_the_earlier_one),
        TEST(a_rule_that_takes_too_long_is_an_error_and_the_others_go_on),
        TEST(a_rule_stopped_halfway_leaves_no_outcomes),
        TEST(a_later_import_does_not_change_a_performance_at_the_mark),
        TEST(frameworks_are_chosen_by_the_type_of_organisation),
        TEST(frameworks_are_chosen_by_name_whatever_the_type),
        TEST(an_unknown_framework_is_refused_with_the_nearest_name),
        TEST(a_plan_for_all_has_measures_that_nothing_maps_to),
        TEST(a_test_that_two_frameworks_use_is_run_once),
        TEST(the_control_set_is_kept_once_and_loads_again),
        TEST(the_hash_of_a_set_does_not_depend_on_the_order_of_its_files),
        TEST(counts_are_by_framework_and_hold_every_requirement_aspect),
        TEST(the_worst_tests_come_first_and_the_rest_is_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
