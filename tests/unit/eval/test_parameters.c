/* SPDX-License-Identifier: EUPL-1.2 */
/* Values of parameters: who sets them for whom, the variants that follow, and what is concluded. */
#include "eval/gaps.h"
#include "fixture.h"

#include <string.h>

#define TEST_ID "backup.restore.often"
#define STRICT TEST_ID "@strict"

static void add_yaml(fixture *f, const char *path, const char *text)
{
    vw_set_file file = {.path = path, .text = text, .length = strlen(text)};
    VW_PUSH(f->arena, f->files, file);
}

static void add_strict(fixture *f, const char *values)
{
    add_yaml(f, "strict/framework.yaml",
             vw_printf(f->arena,
                       "framework: strict\nversion: 1.0\ndate: 2025-01-01\n"
                       "title: {nl: Streng, en: Strict}\nexplain: {nl: Wat, en: What}\n"
                       "aspects: [operation]\n%s",
                       values));
}

/* One test, "at least [least] restore tests", for the frameworks "frame" and "strict". Its default
 * is 1; [values] is more YAML of the head of "strict". */
static void parameter_set(fixture *f, const char *values)
{
    const test_text test = {TEST_ID, "operation", "asset",
                            "count restore_test where (result = 'success') >= parameter.least", ""};
    add_yaml(f, "parameters.yaml",
             "parameters:\n  - id: least\n    type: number\n    default: 1\n"
             "    label: {nl: Hoe vaak, en: How often}\n    source: Own choice\n");
    add_measure(f, "backup.restore", &test, 1);
    add_framework(f, "frame", NULL);
    add_strict(f, values);
    add_requirement(f, "frame", "1", "control", "[operation]", "backup.restore full");
    add_requirement(f, "strict", "1", "control", "[operation]", "backup.restore full");
}

#define TWO "parameters:\n  - {name: least, value: 2, source: Strict 1}\n"

static void own_value(fixture *f, const char *value)
{
    add_yaml(f, "own.yaml",
             vw_printf(f->arena,
                       "parameters_of: organisation\nparameters:\n"
                       "  - {name: least, value: %s, reason: We do}\n",
                       value));
}

/* A01 has one restore test. */
static void one_system(fixture *f)
{
    fixture_ready(f);
    systems(f, 1, 0, 0);
}

static void assert_concluded(fixture *f, const char *frame, const char *strict)
{
    assert_string_equal(conclusion_of(f, "frame:1", VW_OPERATION), frame);
    assert_string_equal(conclusion_of(f, "strict:1", VW_OPERATION), strict);
}

static void without_values_all_rest_on_the_default(void **state)
{
    fixture *f = *state;
    parameter_set(f, "");
    one_system(f);
    evaluate(f);
    assert_concluded(f, "met", "met");
    assert_int_equal(number_of(f, "SELECT count(*) FROM finding"), 1);
}

static void a_frameworks_value_changes_its_conclusion_and_no_others(void **state)
{
    fixture *f = *state;
    parameter_set(f, TWO);
    one_system(f);
    evaluate(f);
    assert_string_equal(result_of(f, TEST_ID), "met");
    assert_string_equal(result_of(f, STRICT), "not_met");
    assert_concluded(f, "met", "not_met");
    assert_string_equal(status_of(f, "strict:1"), "not_met");
    assert_int_equal(
        number_of(f, "SELECT count(*) FROM outcome WHERE test = '" STRICT "' AND outcome = 'fail'"),
        1);
    assert_int_equal(number_of(f, "SELECT count(*) FROM outcome"), 1);
}

static void a_value_that_is_the_same_makes_no_variant(void **state)
{
    fixture *f = *state;
    parameter_set(f, "parameters:\n  - {name: least, value: 1, source: Strict 1}\n");
    one_system(f);
    evaluate(f);
    assert_string_equal(result_of(f, STRICT), "none");
    assert_concluded(f, "met", "met");
}

static void a_test_that_no_framework_concludes_from_is_not_run(void **state)
{
    fixture *f = *state;
    static const char *const strict[] = {"strict"};
    parameter_set(f, TWO);
    fixture_ready(f);
    assert_int_equal(vw_plan_for_frameworks(&f->plan, f->arena, f->diags, f->set, strict, 1),
                     VW_OK);
    assert_int_equal(f->plan->test_count, 1);
    assert_string_equal(f->plan->tests[0].test->id, STRICT);
    assert_null(vw_plan_test(f->plan, TEST_ID));
    assert_string_equal(f->plan->tests[0].base->id, TEST_ID);
}

static void an_organisations_value_holds_where_no_framework_sets_one(void **state)
{
    fixture *f = *state;
    parameter_set(f, "");
    own_value(f, "2");
    one_system(f);
    evaluate(f);
    assert_concluded(f, "not_met", "not_met");
    assert_false(has_message(f, VW_MSG_E102));
}

static void an_organisation_cannot_overrule_a_framework(void **state)
{
    fixture *f = *state;
    parameter_set(f, TWO);
    own_value(f, "3");
    one_system(f);
    evaluate(f);
    assert_concluded(f, "met", "not_met");
    assert_true(has_message_about(f, VW_MSG_E102, "strict"));
}

static void the_plan_says_whose_each_value_is(void **state)
{
    fixture *f = *state;
    parameter_set(f, TWO);
    fixture_ready(f);
    assert_int_equal(vw_plan_for_all(&f->plan, f->arena, f->diags, f->set), VW_OK);
    const vw_planned_test *plain = vw_plan_test(f->plan, TEST_ID);
    const vw_planned_test *strict = vw_plan_test(f->plan, STRICT);
    assert_int_equal(plain->value_count, 1);
    assert_int_equal(plain->values[0].set_by, VW_SET_BY_DEFAULT);
    assert_string_equal(plain->values[0].source, "Own choice");
    assert_int_equal(strict->values[0].set_by, VW_SET_BY_FRAMEWORK);
    assert_string_equal(strict->values[0].value.text, "2");
    assert_string_equal(strict->values[0].source, "Strict 1");
    assert_string_equal(strict->test->title.en, "Test [Strict]");
    assert_ptr_equal(vw_plan_test_for(f->plan, plain->base, strict->framework), strict);
    assert_ptr_equal(vw_plan_test_for(f->plan, plain->base, vw_set_framework(f->set, "frame")),
                     plain);
}

static void an_exception_covers_the_test_that_it_names(void **state)
{
    fixture *f = *state;
    parameter_set(f, TWO);
    one_system(f);
    people(f);
    give(f, "exception", "X1",
         "test=" TEST_ID " subject_kind=asset subject_key=A01 requested_by=P1 approved_by=P2 "
         "effective_until=2026-06-30");
    evaluate(f);
    assert_concluded(f, "met", "not_met");
    assert_true(has_message_about(f, VW_MSG_E103, STRICT));
    give(f, "exception", "X2",
         "test=" STRICT " subject_kind=asset subject_key=A01 requested_by=P1 approved_by=P2 "
         "effective_until=2026-06-30");
    evaluate(f);
    assert_concluded(f, "met", "explained");
}

static void an_exception_is_refused_where_a_government_measure_rests_on_the_variant(void **state)
{
    fixture *f = *state;
    parameter_set(f, TWO);
    add_requirement(f, "strict", "2", "overheidsmaatregel", "[operation]", "backup.restore full");
    fixture_ready(f);
    assert_int_equal(vw_plan_for_all(&f->plan, f->arena, f->diags, f->set), VW_OK);
    assert_non_null(vw_plan_forbids_exception(f->plan, STRICT));
    assert_null(vw_plan_forbids_exception(f->plan, TEST_ID));
}

static void a_dossier_with_variants_agrees_when_it_is_verified(void **state)
{
    fixture *f = *state;
    const vw_verify_options options = {.lang = VW_EN};
    vw_verification verification;
    parameter_set(f, TWO);
    one_system(f);
    evaluate(f);
    clear_messages(f);
    assert_int_equal(vw_verify(&verification, f->dossier, &options, f->arena, f->diags), VW_OK);
    assert_true(vw_verification_agrees(&verification));
    assert_int_equal(verification.findings, 2);
    assert_int_equal(vw_diags_kept(f->diags), 0);
}

/* One success is enough by default; of the second result nothing is known. */
static void what_a_variant_alone_does_not_know_waits_for_its_framework_alone(void **state)
{
    fixture *f = *state;
    vw_gaps gaps;
    parameter_set(f, TWO);
    fixture_ready(f);
    give(f, "asset", "A01", "criticality=high");
    begin(f, "restore_test");
    row(f, "R1", "asset=A01 result=success");
    row(f, "R2", "asset=A01");
    end(f);
    evaluate(f);
    assert_concluded(f, "met", "not_assessed");
    vw_rule_frame frame = vw_evaluation_frame(&f->evaluation);
    assert_int_equal(vw_gaps_load(&gaps, f->dossier, f->arena, f->diags, f->plan, &frame), VW_OK);
    for (size_t i = 0; i < gaps.count; i++) {
        if (gaps.items[i].what == VW_GAP_FIELD) {
            assert_string_equal(gaps.items[i].field->name, "result");
            assert_int_equal(gaps.items[i].waiting, 1);
            assert_int_equal(gaps.items[i].by_framework[0], 0);
            assert_int_equal(gaps.items[i].by_framework[1], 1);
            return;
        }
    }
    fail_msg("no gap");
}

static void only_a_check_of_everything_tells_what_nobody_uses(void **state)
{
    fixture *f = *state;
    parameter_set(f, "");
    add_yaml(f, "more.yaml",
             "parameters:\n  - id: spare\n    type: text\n    default: a\n"
             "    label: {nl: A, en: A}\n    source: S\n"
             "populations:\n  - id: nobody\n    label: {nl: A, en: A}\n    for: asset\n");
    fixture_ready(f);
    assert_int_equal(vw_plan_for_type(&f->plan, f->arena, f->diags, f->set, "municipality"), VW_OK);
    assert_int_equal(vw_diags_kept(f->diags), 0);
    assert_int_equal(vw_plan_for_all(&f->plan, f->arena, f->diags, f->set), VW_OK);
    assert_true(has_message_about(f, VW_MSG_E100, "spare"));
    assert_true(has_message_about(f, VW_MSG_E101, "nobody"));
    assert_int_equal(vw_diags_kept(f->diags), 2);
}

static void a_mistake_in_a_shared_population_is_reported_once(void **state)
{
    fixture *f = *state;
    const test_text test = {"other.measure.test", "operation", "asset", "criticality = 'high'", ""};
    add_yaml(
        f, "more.yaml",
        "populations:\n  - id: systems\n    label: {nl: A, en: A}\n    for: asset where wrong\n"
        "measures:\n  - id: m\n    title: {nl: A, en: A}\n    explain: {nl: A, en: A}\n"
        "    owner: {nl: A, en: A}\n    remedy: {nl: A, en: A}\n    tests:\n"
        "      - {id: m.a, aspect: design, title: {nl: A, en: A}, population: systems, "
        "condition: users > 1, reason: {nl: A, en: A}}\n"
        "      - {id: m.b, aspect: design, title: {nl: A, en: A}, population: systems, "
        "condition: user > 1, reason: {nl: A, en: A}}\n");
    add_measure(f, "other.measure", &test, 1);
    fixture_ready(f);
    assert_int_equal(vw_plan_for_all(&f->plan, f->arena, f->diags, f->set), VW_ERR_INPUT);
    assert_int_equal(vw_diags_kept(f->diags), 2);
    assert_int_equal(vw_diags_get(f->diags, 0)->place.line, 4);
    assert_int_equal(vw_diags_get(f->diags, 1)->place.line, 13);
}

static void texts_tell_the_value_that_holds(void **state)
{
    fixture *f = *state;
    parameter_set(f, TWO);
    add_yaml(f, "more.yaml",
             "measures:\n  - id: m\n    title: {nl: A, en: A}\n    explain: {nl: A, en: A}\n"
             "    owner: {nl: A, en: A}\n    remedy: {nl: A, en: A}\n    tests:\n"
             "      - id: m.a\n        aspect: operation\n"
             "        title: {nl: A, en: 'At least {parameter.least} times'}\n"
             "        for: asset\n        condition: count restore_test >= parameter.least\n"
             "        reason: {nl: A, en: 'Fewer than {parameter.least}'}\n");
    add_requirement(f, "strict", "2", "control", "[operation]", "m full");
    add_requirement(f, "frame", "2", "control", "[operation]", "m full");
    fixture_ready(f);
    assert_int_equal(vw_plan_for_all(&f->plan, f->arena, f->diags, f->set), VW_OK);
    assert_string_equal(vw_plan_test(f->plan, "m.a")->test->title.en, "At least 1 times");
    assert_string_equal(vw_plan_test(f->plan, "m.a@strict")->test->title.en,
                        "At least 2 times [Strict]");
    assert_string_equal(vw_plan_test(f->plan, "m.a@strict")->test->reason.en, "Fewer than 2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(without_values_all_rest_on_the_default),
        TEST(a_frameworks_value_changes_its_conclusion_and_no_others),
        TEST(a_value_that_is_the_same_makes_no_variant),
        TEST(a_test_that_no_framework_concludes_from_is_not_run),
        TEST(an_organisations_value_holds_where_no_framework_sets_one),
        TEST(an_organisation_cannot_overrule_a_framework),
        TEST(the_plan_says_whose_each_value_is),
        TEST(an_exception_covers_the_test_that_it_names),
        TEST(an_exception_is_refused_where_a_government_measure_rests_on_the_variant),
        TEST(a_dossier_with_variants_agrees_when_it_is_verified),
        TEST(what_a_variant_alone_does_not_know_waits_for_its_framework_alone),
        TEST(only_a_check_of_everything_tells_what_nobody_uses),
        TEST(a_mistake_in_a_shared_population_is_reported_once),
        TEST(texts_tell_the_value_that_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
