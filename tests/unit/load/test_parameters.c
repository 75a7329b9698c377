/* SPDX-License-Identifier: EUPL-1.2 */
/* Parameters, the values that others set, and populations with a name: what is read, and what is
 * said of each mistake. */
#include "fixture.h"

#include <string.h>

#define TEXTS "    label: {nl: A, en: B}\n    source: Somewhere\n"
#define TERM "parameters:\n  - id: scan_interval\n    type: term\n    default: 7 days\n" TEXTS
#define TEST_HEAD                                                                                  \
    "measures:\n  - id: m\n    title: {nl: A, en: A}\n    explain: {nl: A, en: A}\n"               \
    "    owner: {nl: A, en: A}\n    remedy: {nl: A, en: A}\n    tests:\n      - id: m.t\n"         \
    "        aspect: design\n        condition: \"true\"\n"
#define TEST_TEXTS "        title: {nl: A, en: A}\n        reason: {nl: A, en: A}\n"
#define FRAMEWORK                                                                                  \
    "framework: other\nversion: 1.0\ndate: 2025-01-31\ntitle: {nl: A, en: A}\n"                    \
    "explain: {nl: A, en: A}\naspects: [design]\nparameters:\n"
#define OWN "parameters_of: organisation\nparameters:\n"

static const vw_parameter *declared(fixture *f, const char *name)
{
    const vw_parameter *parameter = vw_set_parameter(f->set, name);
    assert_non_null(parameter);
    return parameter;
}

/* [lines]: type, unit and default. */
static void assert_parameter_problems(void **state, const char *lines, const char *expected)
{
    fixture *f = *state;
    assert_problems(state, vw_printf(f->arena, "parameters:\n  - id: p\n%s" TEXTS, lines),
                    expected);
}

static void a_value_is_read_by_its_type(void **state)
{
    fixture *f = *state;
    add_file(f, "t.yaml",
             TERM "  - id: day\n    type: date\n    default: 2025-06-30\n" TEXTS
                  "  - id: most\n    type: number\n    unit: hour\n    default: 4.5 hour\n" TEXTS
                  "  - id: word\n    type: text\n    default: high\n" TEXTS
                  "  - id: one\n    type: term\n    default: 01 month\n" TEXTS);
    assert_int_equal(load(f), VW_OK);
    assert_string_equal(declared(f, "scan_interval")->shipped.text, "7");
    assert_string_equal(declared(f, "scan_interval")->shipped.unit, "days");
    assert_string_equal(declared(f, "one")->shipped.text, "1");
    assert_string_equal(declared(f, "one")->shipped.unit, "months");
    assert_string_equal(declared(f, "day")->shipped.text, "2025-06-30");
    assert_string_equal(declared(f, "most")->shipped.text, "4.5");
    assert_string_equal(declared(f, "most")->shipped.unit, "hour");
    assert_string_equal(declared(f, "word")->shipped.text, "high");
    assert_null(declared(f, "word")->shipped.unit);
    assert_string_equal(declared(f, "word")->source, "Somewhere");
}

static void a_measure_may_declare_its_own(void **state)
{
    fixture *f = *state;
    add_file(f, "t.yaml",
             TEST_HEAD TEST_TEXTS "        for: asset\n    parameters:\n      - id: p\n"
                                  "        type: number\n        default: 3\n"
                                  "        label: {nl: A, en: B}\n        source: S\n");
    assert_int_equal(load(f), VW_OK);
    assert_string_equal(declared(f, "p")->shipped.text, "3");
}

static void what_is_no_value_of_its_type_is_reported(void **state)
{
    static const struct {
        const char *type, *value;
    } wrong[] = {
        {"term", "7"},       {"term", "days"},       {"term", "7days"},
        {"term", "-7 days"}, {"term", "1.5 months"}, {"term", "100001 days"},
        {"term", "7 weeks"}, {"number", "seven"},    {"number", "-7"},
        {"number", "1."},    {"number", "7 days"},   {"number", "1234567890123456"},
        {"date", "30-6-25"}, {"date", "2025-02-29"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        void *own = NULL;
        assert_int_equal(fixture_new(&own), 0);
        fixture *f = own;
        assert_parameter_problems(&own,
                                  vw_printf(f->arena, "    type: %s\n    default: \"%s\"\n",
                                            wrong[i].type, wrong[i].value),
                                  vw_printf(f->arena, "4:14 Y062(%s)", wrong[i].value));
        (void)fixture_free(&own);
    }
}

static void a_unit_goes_with_a_number_only(void **state)
{
    assert_parameter_problems(state, "    type: term\n    unit: day\n    default: 7 days\n",
                              "4:11 Y067(term)");
}

static void every_missing_field_is_reported(void **state)
{
    assert_problems(state, "parameters:\n  - unit: day\n",
                    "2:5 Y017(id)\n2:5 Y017(type)\n2:5 Y017(default)\n2:5 Y017(label)\n"
                    "2:5 Y017(source)");
}

static void a_name_is_one_that_a_rule_can_write(void **state)
{
    assert_problems(state,
                    "parameters:\n  - id: scan-interval\n    type: text\n    default: a\n" TEXTS
                    "  - id: period\n    type: text\n    default: a\n" TEXTS,
                    "2:9 Y060(scan-interval)\n7:9 Y036(period)");
}

static void a_name_stands_once_in_all_files(void **state)
{
    fixture *f = *state;
    add_file(f, "b.yaml", TERM);
    assert_problems(state, TERM, "2:9 Y039(scan_interval)");
}

/* ---- values of others ---- */

static void a_framework_and_an_organisation_set_values(void **state)
{
    fixture *f = *state;
    add_file(f, "p.yaml", TERM);
    add_file(f, "o.yaml", OWN "  - {name: scan_interval, value: 1 month, reason: Because}\n");
    add_file(f, "t.yaml", FRAMEWORK "  - {name: scan_interval, value: 1 day, source: Law}\n");
    assert_int_equal(load(f), VW_OK);
    const vw_framework *other = vw_set_framework(f->set, "other");
    assert_int_equal(other->setting_count, 1);
    assert_ptr_equal(other->settings[0].parameter, declared(f, "scan_interval"));
    assert_string_equal(other->settings[0].value.text, "1");
    assert_string_equal(other->settings[0].source, "Law");
    assert_int_equal(f->set->own_setting_count, 1);
    assert_string_equal(f->set->own_settings[0].value.unit, "months");
    assert_string_equal(f->set->own_settings[0].source, "Because");
    assert_string_equal(declared(f, "scan_interval")->shipped.text, "7");
}

static void a_value_of_an_unknown_parameter_is_reported_with_the_nearest(void **state)
{
    fixture *f = *state;
    add_file(f, "p.yaml", TERM);
    assert_problems(state, OWN "  - {name: scan_intervl, value: 7 days, reason: Because}\n",
                    "3:12 Y063(scan_intervl)");
    assert_string_equal(vw_diags_get(f->diags, 0)->args[1], "scan_interval");
}

static void a_value_has_the_type_of_its_parameter(void **state)
{
    fixture *f = *state;
    add_file(f, "p.yaml", TERM);
    assert_problems(state, OWN "  - {name: scan_interval, value: often, reason: Because}\n",
                    "3:34 Y062(often)");
}

static void hours_cannot_take_the_place_of_days(void **state)
{
    fixture *f = *state;
    add_file(f, "p.yaml", TERM);
    assert_problems(state, OWN "  - {name: scan_interval, value: 24 hours, reason: Because}\n",
                    "3:34 Y064(24 hours)");
}

static void a_value_stands_once(void **state)
{
    fixture *f = *state;
    add_file(f, "p.yaml", TERM);
    assert_problems(state,
                    OWN "  - {name: scan_interval, value: 1 day, reason: Because}\n"
                        "  - {name: scan_interval, value: 2 days, reason: Because}\n",
                    "4:12 Y039(scan_interval)");
}

static void a_value_without_a_reason_is_reported(void **state)
{
    fixture *f = *state;
    add_file(f, "p.yaml", TERM);
    assert_problems(state, OWN "  - {name: scan_interval, value: 1 day}\n", "3:6 Y017(reason)");
}

static void only_an_organisation_has_a_file_of_values(void **state)
{
    assert_problems(state, "parameters_of: frame\nparameters: []\n", "1:16 Y030(frame)");
}

static void values_may_lie_beside_the_dossier_and_parameters_may_not(void **state)
{
    fixture *f = *state;
    add_file(f, "p.yaml", TERM);
    add_file(f, "catalogue/own.yaml",
             OWN "  - {name: scan_interval, value: 1 day, reason: Because}\n");
    f->files.items[f->files.count - 1].own = true;
    assert_int_equal(load(f), VW_OK);
    assert_int_equal(f->set->own_setting_count, 1);
    add_file(f, "t.yaml", "populations: []\n");
    f->files.items[f->files.count - 1].own = true;
    assert_int_equal(load(f), VW_ERR_INPUT);
    assert_string_equal(problems(f), "1:1 Y059(populations)");
}

/* ---- texts ---- */

static void a_text_has_the_default_filled_in(void **state)
{
    fixture *f = *state;
    add_file(f, "p.yaml", TERM);
    add_file(f, "t.yaml",
             TEST_HEAD "        for: asset\n        title:\n"
                       "          nl: Binnen {parameter.scan_interval} gescand\n"
                       "          en: Scanned within {parameter.scan_interval}, {so}\n"
                       "        reason: {nl: A, en: A}\n");
    assert_int_equal(load(f), VW_OK);
    const vw_test *test = vw_set_test(f->set, "m.t");
    assert_string_equal(test->title.nl, "Binnen 7 dagen gescand");
    assert_string_equal(test->title.en, "Scanned within 7 days, {so}");
    assert_string_equal(test->reason.en, "A");
    assert_string_equal(test->forms->title.nl, "Binnen {parameter.scan_interval} gescand");
}

static void a_text_that_names_an_unknown_parameter_is_reported(void **state)
{
    assert_problems(state,
                    TEST_HEAD "        for: asset\n        title: {nl: A, en: A}\n"
                              "        reason: {nl: A, en: 'B {parameter.none}'}\n",
                    "13:32 Y063(none)");
}

/* ---- populations ---- */

#define POPULATION "populations:\n  - id: systems\n    label: {nl: A, en: B}\n    for: asset\n"

static void tests_share_a_population_by_its_name(void **state)
{
    fixture *f = *state;
    add_file(f, "t.yaml", POPULATION TEST_HEAD TEST_TEXTS "        population: systems\n");
    assert_int_equal(load(f), VW_OK);
    const vw_test *test = vw_set_test(f->set, "m.t");
    assert_ptr_equal(test->shared, vw_set_population(f->set, "systems"));
    assert_string_equal(test->population.text, "asset");
    assert_int_equal(test->shared->tests, 1);
    assert_null(vw_set_test(f->set, "backup.restore.yearly")->shared);
}

static void a_population_of_its_own_file_is_found(void **state)
{
    fixture *f = *state;
    add_file(f, "p.yaml", POPULATION);
    add_file(f, "t.yaml", TEST_HEAD TEST_TEXTS "        population: systems\n");
    assert_int_equal(load(f), VW_OK);
    assert_non_null(vw_set_test(f->set, "m.t")->shared);
}

static void a_test_has_one_population(void **state)
{
    assert_problems(
        state, POPULATION TEST_HEAD TEST_TEXTS "        population: systems\n        for: asset\n",
        "17:21 Y065");
}

static void a_test_has_some_population(void **state)
{
    assert_problems(state, TEST_HEAD TEST_TEXTS, "8:9 Y017(for)");
}

static void an_unknown_population_is_reported_with_the_nearest(void **state)
{
    fixture *f = *state;
    assert_problems(state, POPULATION TEST_HEAD TEST_TEXTS "        population: system\n",
                    "17:21 Y066(system)");
    assert_string_equal(vw_diags_get(f->diags, 0)->args[1], "systems");
}

static void a_population_has_an_id_and_stands_once(void **state)
{
    assert_problems(state,
                    "populations:\n  - id: All Systems\n    label: {nl: A, en: B}\n"
                    "    for: asset\n  - id: a\n    label: {nl: A, en: B}\n    for: asset\n"
                    "  - id: a\n    label: {nl: A, en: B}\n    for: asset\n",
                    "2:9 Y061(All Systems)\n8:9 Y039(a)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SENTENCE(a_value_is_read_by_its_type),
        SENTENCE(a_measure_may_declare_its_own),
        SENTENCE(what_is_no_value_of_its_type_is_reported),
        SENTENCE(a_unit_goes_with_a_number_only),
        SENTENCE(every_missing_field_is_reported),
        SENTENCE(a_name_is_one_that_a_rule_can_write),
        SENTENCE(a_name_stands_once_in_all_files),
        SENTENCE(a_framework_and_an_organisation_set_values),
        SENTENCE(a_value_of_an_unknown_parameter_is_reported_with_the_nearest),
        SENTENCE(a_value_has_the_type_of_its_parameter),
        SENTENCE(hours_cannot_take_the_place_of_days),
        SENTENCE(a_value_stands_once),
        SENTENCE(a_value_without_a_reason_is_reported),
        SENTENCE(only_an_organisation_has_a_file_of_values),
        SENTENCE(values_may_lie_beside_the_dossier_and_parameters_may_not),
        SENTENCE(a_text_has_the_default_filled_in),
        SENTENCE(a_text_that_names_an_unknown_parameter_is_reported),
        SENTENCE(tests_share_a_population_by_its_name),
        SENTENCE(a_population_of_its_own_file_is_found),
        SENTENCE(a_test_has_one_population),
        SENTENCE(a_test_has_some_population),
        SENTENCE(an_unknown_population_is_reported_with_the_nearest),
        SENTENCE(a_population_has_an_id_and_stands_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
