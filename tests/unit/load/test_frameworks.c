/* SPDX-License-Identifier: EUPL-1.2 */
/* Measures, tests, requirements and frameworks: what is read, and what is said of each mistake. */
#include "fixture.h"

#include <string.h>

#define TEST_LINES "        aspect: design\n        for: asset\n        condition: true\n"
#define REQUIREMENT "    id: \"1\"\n    kind: control\n"
#define NEW_REQUIREMENT "  - id: \"1\"\n    kind: control\n"

static const char *argument(void **state, size_t diag, size_t index)
{
    fixture *f = *state;
    return vw_diags_get(f->diags, diag)->args[index];
}

/* ---- files ---- */

static void a_file_must_say_what_it_holds(void **state)
{
    assert_problems(state, "measure: []\n", "1:1 Y015(measures)");
}

static void a_file_of_one_word_says_nothing(void **state)
{
    assert_problems(state, "measures\n", "1:1 Y021(t.yaml)");
}

static void a_file_holds_one_thing(void **state)
{
    assert_problems(state, "measures: []\nframework: x\n", "2:1 Y016(measures)");
    assert_string_equal(argument(state, 0, 1), "framework");
}

/* ---- measures and tests ---- */

static void every_missing_field_of_a_measure_and_its_test_is_reported(void **state)
{
    assert_problems(state, "measures:\n  - id: m\n    tests:\n      - id: m.t\n",
                    "2:5 Y017(title)\n2:5 Y017(explain)\n2:5 Y017(owner)\n2:5 Y017(remedy)\n"
                    "4:9 Y017(aspect)\n4:9 Y017(title)\n4:9 Y017(for)\n4:9 Y017(condition)\n"
                    "4:9 Y017(reason)");
}

static void a_malformed_id_is_refused(void **state)
{
    assert_test_problems(state, "        id: m..T\n" TEST_LINES, "10:13 Y033(m..T)");
}

static void a_test_is_named_after_its_measure(void **state)
{
    assert_test_problems(state, "        id: measure.t\n" TEST_LINES, "10:13 Y047(measure.t)");
    assert_string_equal(argument(state, 0, 1), "m");
}

static void an_unknown_aspect_comes_with_the_nearest_one(void **state)
{
    assert_test_problems(state,
                         "        id: m.t\n        aspect: operating\n"
                         "        for: asset\n        condition: true\n",
                         "11:17 Y030(operating)");
    assert_string_equal(argument(state, 0, 2), "operation");
}

static void a_percentage_has_a_sign_and_ends_at_a_hundred(void **state)
{
    assert_test_problems(
        state, "        id: m.t\n        tolerance: 5\n" TEST_LINES "        partly_at: 100.1 %\n",
        "11:20 Y028(tolerance)\n15:20 Y029(partly_at)");
}

static void a_percentage_may_not_be_negative_or_have_a_comma(void **state)
{
    assert_test_problems(
        state, "        id: m.t\n        tolerance: -1 %\n" TEST_LINES "        partly_at: 2,5%\n",
        "11:20 Y028(tolerance)\n15:20 Y028(partly_at)");
}

static const vw_test *load_test(void **state, const char *lines)
{
    fixture *f = *state;
    add_file(f, "t.yaml",
             vw_printf(f->arena,
                       "measures:\n"
                       "  - id: m\n"
                       "    title: {nl: A, en: A}\n"
                       "    explain: {nl: A, en: A}\n"
                       "    owner: {nl: A, en: A}\n"
                       "    remedy: {nl: A, en: A}\n"
                       "    tests:\n"
                       "      - id: m.t\n"
                       "        title: {nl: A, en: A}\n"
                       "        reason: {nl: A, en: A}\n" TEST_LINES "%s",
                       lines));
    assert_int_equal(load(f), VW_OK);
    return vw_set_test(f->set, "m.t");
}

static void percentages_become_shares(void **state)
{
    const vw_test *test = load_test(state, "        tolerance: 10 %\n        partly_at: 12.5%\n");
    assert_true(test->tolerance == 0.1);
    assert_true(test->has_partly_at && test->partly_at == 0.125);
}

static void a_test_in_which_everything_may_fail_is_refused(void **state)
{
    assert_test_problems(state, "        id: m.t\n        tolerance: 100 %\n" TEST_LINES,
                         "11:20 Y153(tolerance)");
}

static void a_test_that_is_partly_met_when_nothing_passes_is_refused(void **state)
{
    assert_test_problems(state, "        id: m.t\n        partly_at: 0 %\n" TEST_LINES,
                         "11:20 Y153(partly_at)");
}

/* It was run once, and is performed again as it was. */
static void a_stored_test_may_tolerate_everything(void **state)
{
    fixture *f = *state;
    add_file(f, "t.yaml",
             "measures:\n  - id: m\n    title: {nl: A, en: A}\n    explain: {nl: A, en: A}\n"
             "    owner: {nl: A, en: A}\n    remedy: {nl: A, en: A}\n    tests:\n"
             "      - id: m.t\n        title: {nl: A, en: A}\n        reason: {nl: A, en: A}\n"
             "        tolerance: 100 %\n" TEST_LINES);
    f->files.items[f->files.count - 1].stored = true;
    assert_int_equal(load(f), VW_OK);
    assert_string_equal(problems(f), "");
    assert_true(vw_set_test(f->set, "m.t")->tolerance == 1);
}

static void nearly_everything_may_fail(void **state)
{
    const vw_test *test =
        load_test(state, "        tolerance: 99.9 %\n        partly_at: 0.05 %\n");
    assert_true(test->tolerance == 0.999);
}

static void a_test_tolerates_nothing_by_itself(void **state)
{
    const vw_test *test = load_test(state, "        basis: Frame 1.0, 3\n");
    assert_true(test->tolerance == 0);
    assert_false(test->has_partly_at);
    assert_string_equal(test->basis, "Frame 1.0, 3");
    assert_string_equal(test->remedy.nl, "");
    assert_string_equal(test->measure->id, "m");
    assert_int_equal(test->place.line, 8);
    assert_int_equal(test->place.column, 13);
}

static void partly_at_beyond_the_tolerance_draws_a_warning(void **state)
{
    fixture *f = *state;
    (void)load_test(state, "        tolerance: 10 %\n        partly_at: 90 %\n");
    assert_string_equal(problems(f), "15:20 Y048(m.t)");
}

static void partly_at_below_the_tolerance_is_fine(void **state)
{
    fixture *f = *state;
    (void)load_test(state, "        tolerance: 10 %\n        partly_at: 89.9 %\n");
    assert_string_equal(problems(f), "");
}

static void a_measure_declared_twice_names_both_places(void **state)
{
    assert_problems(state,
                    "measures:\n"
                    "  - id: backup.restore\n"
                    "    title: {nl: A, en: A}\n"
                    "    explain: {nl: A, en: A}\n"
                    "    owner: {nl: A, en: A}\n"
                    "    remedy: {nl: A, en: A}\n",
                    "2:9 Y039(backup.restore)");
    assert_string_equal(argument(state, 0, 1), "a/measures.yaml:2:9");
}

static void a_test_declared_twice_is_refused(void **state)
{
    assert_test_problems(state,
                         "        id: m.t\n" TEST_LINES "      - title: {nl: A, en: A}\n"
                         "        reason: {nl: A, en: A}\n"
                         "        id: m.t\n" TEST_LINES,
                         "16:13 Y039(m.t)");
}

/* ---- requirements ---- */

static void every_missing_field_of_a_requirement_is_reported(void **state)
{
    assert_problems(state, "requirements_of: frame\nrequirements:\n  - {theme: people}\n",
                    "3:6 Y017(id)\n3:6 Y017(kind)\n3:6 Y017(title)\n3:6 Y017(reference)");
}

static void a_mapping_to_an_unknown_measure_suggests_a_known_one(void **state)
{
    assert_requirement_problems(
        state, REQUIREMENT "    maps:\n      - {measure: backup.restor, coverage: full}\n",
        "8:19 Y043(backup.restor)");
    assert_string_equal(argument(state, 0, 1), "backup.restore");
}

static void a_mapping_given_twice_is_refused(void **state)
{
    assert_requirement_problems(state,
                                REQUIREMENT "    maps:\n"
                                            "      - {measure: backup.restore, coverage: full}\n"
                                            "      - {measure: backup.restore, coverage: full}\n",
                                "9:19 Y039(backup.restore)");
}

static void a_partial_mapping_says_what_is_missing(void **state)
{
    assert_requirement_problems(
        state, REQUIREMENT "    maps:\n      - {measure: backup.restore, coverage: partial}\n",
        "8:19 Y049");
}

static void a_mark_needs_a_reason_and_a_reason_a_mark(void **state)
{
    assert_requirement_problems(state,
                                REQUIREMENT "    mark: draft\n"
                                            "  - id: \"2\"\n"
                                            "    kind: control\n"
                                            "    title: {nl: A, en: A}\n"
                                            "    reference: x\n"
                                            "    mark_reason: {nl: A, en: A}\n",
                                "3:5 Y017(mark_reason)\n8:5 Y017(mark)");
}

static void an_unknown_mark_or_theme_is_refused(void **state)
{
    assert_requirement_problems(state,
                                REQUIREMENT "    mark: unverifed\n"
                                            "    theme: physics\n"
                                            "    mark_reason: {nl: A, en: A}\n",
                                "7:11 Y030(unverifed)\n8:12 Y030(physics)");
    assert_string_equal(argument(state, 0, 2), "unverified");
}

static void a_requirement_id_has_no_blanks_and_no_colon(void **state)
{
    assert_requirement_problems(state,
                                "    id: 21 2\n    kind: article\n"
                                "  - id: a:b\n    kind: article\n    title: {nl: A, en: A}\n"
                                "    reference: x\n",
                                "5:9 Y035(21 2)\n7:9 Y035(a:b)");
}

static void an_earlier_id_is_an_id(void **state)
{
    assert_requirement_problems(state, REQUIREMENT "    was: [\"3\", \"old:4\", \"5 6\", \"x:\"]\n",
                                "7:25 Y035(5 6)\n7:32 Y035(x:)");
}

static void a_requirement_given_twice_in_a_framework_is_refused(void **state)
{
    fixture *f = *state;
    add_file(f, "u.yaml",
             "requirements_of: frame\nrequirements:\n" NEW_REQUIREMENT
             "    title: {nl: A, en: A}\n    reference: x\n");
    assert_requirement_problems(state, "    id: \"1\"\n    kind: control\n",
                                "u.yaml:3:9 Y039(frame:1)");
    assert_string_equal(argument(state, 0, 1), "t.yaml:5:9");
}

static void requirements_of_an_unknown_framework_suggest_a_known_one(void **state)
{
    assert_problems(state, "requirements_of: farme\nrequirements: []\n", "1:18 Y044(farme)");
    assert_string_equal(argument(state, 0, 1), "frame");
}

static void a_requirement_demands_what_it_says_or_else_what_its_framework_says(void **state)
{
    fixture *f = *state;
    add_file(f, "t.yaml",
             "requirements_of: frame\nrequirements:\n" NEW_REQUIREMENT
             "    title: {nl: A, en: A}\n    reference: x\n"
             "  - {id: 2, kind: article, title: {nl: A, en: A}, reference: x, "
             "aspects: [operation]}\n");
    assert_int_equal(load(f), VW_OK);
    const vw_requirement *first = vw_set_requirement(f->set, "frame:1");
    const vw_requirement *second = vw_set_requirement(f->set, "2");
    assert_true(first->demands[VW_DESIGN] && first->demands[VW_EXISTENCE]);
    assert_false(first->demands[VW_OPERATION]);
    assert_false(second->demands[VW_DESIGN] || second->demands[VW_EXISTENCE]);
    assert_true(second->demands[VW_OPERATION]);
    assert_string_equal(second->framework->id, "frame");
    assert_string_equal(second->framework->version, "1.0");
}

static void an_aspect_is_demanded_once_and_the_list_is_not_empty(void **state)
{
    assert_requirement_problems(state,
                                REQUIREMENT "    aspects: [design, design]\n"
                                            "  - id: \"2\"\n    kind: control\n"
                                            "    title: {nl: A, en: A}\n    reference: x\n"
                                            "    aspects: []\n",
                                "7:23 Y039(design)\n12:14 Y031(aspects)");
}

static void requirements_stand_in_natural_order(void **state)
{
    fixture *f = *state;
    static const char *const expected[] = {"5.2",      "5.02.1", "5.10",  "21(2)(a)",
                                           "21(2)(b)", "21(10)", "B.1.2", "a"};
    static const char *const shuffled[] = {"21(10)", "5.10", "a",      "21(2)(b)",
                                           "B.1.2",  "5.2",  "5.02.1", "21(2)(a)"};
    vw_buf buf = {.arena = f->arena};
    vw_buf_add(&buf, "requirements_of: frame\nrequirements:\n");
    for (size_t i = 0; i < 8; i++) {
        vw_buf_addf(&buf, "  - {id: %s, kind: article, title: {nl: A, en: A}, reference: x}\n",
                    shuffled[i]);
    }
    add_file(f, "t.yaml", vw_buf_text(&buf));
    assert_int_equal(load(f), VW_OK);
    const vw_framework *framework = vw_set_framework(f->set, "frame");
    assert_int_equal(framework->requirement_count, 8);
    for (size_t i = 0; i < 8; i++) {
        assert_string_equal(framework->requirements[i].id, expected[i]);
    }
}

/* ---- frameworks ---- */

static void every_missing_field_of_a_framework_is_reported(void **state)
{
    assert_problems(state, "framework: other\napplies_to: [bank]\n",
                    "1:1 Y017(version)\n1:1 Y017(date)\n1:1 Y017(title)\n1:1 Y017(explain)\n"
                    "1:1 Y017(applies_because)\n1:1 Y017(aspects)");
}

#define HEAD                                                                                       \
    "version: \"1\"\ntitle: {nl: A, en: A}\nexplain: {nl: A, en: A}\naspects: [design]\n"          \
    "applies_because: {nl: A, en: A}\n"

static void a_date_must_exist(void **state)
{
    assert_problems(state, "framework: other\ndate: 2025-02-29\n" HEAD, "2:7 Y027(date)");
}

static void a_framework_applies_to_known_types_of_organisation(void **state)
{
    assert_problems(state,
                    "framework: other\ndate: 2025-02-28\napplies_to: [bank, municipalty]\n" HEAD,
                    "3:20 Y045(municipalty)");
    assert_string_equal(argument(state, 0, 1), "municipality");
}

static void a_list_of_nobody_is_refused(void **state)
{
    assert_problems(state, "framework: other\ndate: 2025-02-28\napplies_to: []\n" HEAD,
                    "3:13 Y031(applies_to)");
}

static void without_the_kind_organisation_no_type_can_be_checked(void **state)
{
    fixture *f = *state;
    f->files.count--; /* the organisation */
    assert_problems(state, "framework: other\ndate: 2025-02-28\napplies_to: [bank]\n" HEAD,
                    "3:14 Y046(bank)");
}

static void a_framework_id_is_one_part(void **state)
{
    assert_problems(state, "framework: a.b\ndate: 2025-02-28\n" HEAD, "1:12 Y034(a.b)");
}

static void a_framework_with_two_heads_names_both_places(void **state)
{
    assert_problems(state, "framework: frame\ndate: 2025-02-28\n" HEAD, "1:12 Y039(frame)");
    assert_string_equal(argument(state, 0, 1), "a/framework.yaml:1:12");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SENTENCE(a_file_must_say_what_it_holds),
        SENTENCE(a_file_of_one_word_says_nothing),
        SENTENCE(a_file_holds_one_thing),
        SENTENCE(every_missing_field_of_a_measure_and_its_test_is_reported),
        SENTENCE(a_malformed_id_is_refused),
        SENTENCE(a_test_is_named_after_its_measure),
        SENTENCE(an_unknown_aspect_comes_with_the_nearest_one),
        SENTENCE(a_percentage_has_a_sign_and_ends_at_a_hundred),
        SENTENCE(a_percentage_may_not_be_negative_or_have_a_comma),
        SENTENCE(percentages_become_shares),
        SENTENCE(a_test_in_which_everything_may_fail_is_refused),
        SENTENCE(a_test_that_is_partly_met_when_nothing_passes_is_refused),
        SENTENCE(a_stored_test_may_tolerate_everything),
        SENTENCE(nearly_everything_may_fail),
        SENTENCE(a_test_tolerates_nothing_by_itself),
        SENTENCE(partly_at_beyond_the_tolerance_draws_a_warning),
        SENTENCE(partly_at_below_the_tolerance_is_fine),
        SENTENCE(a_measure_declared_twice_names_both_places),
        SENTENCE(a_test_declared_twice_is_refused),
        SENTENCE(every_missing_field_of_a_requirement_is_reported),
        SENTENCE(a_mapping_to_an_unknown_measure_suggests_a_known_one),
        SENTENCE(a_mapping_given_twice_is_refused),
        SENTENCE(a_partial_mapping_says_what_is_missing),
        SENTENCE(a_mark_needs_a_reason_and_a_reason_a_mark),
        SENTENCE(an_unknown_mark_or_theme_is_refused),
        SENTENCE(a_requirement_id_has_no_blanks_and_no_colon),
        SENTENCE(an_earlier_id_is_an_id),
        SENTENCE(a_requirement_given_twice_in_a_framework_is_refused),
        SENTENCE(requirements_of_an_unknown_framework_suggest_a_known_one),
        SENTENCE(a_requirement_demands_what_it_says_or_else_what_its_framework_says),
        SENTENCE(an_aspect_is_demanded_once_and_the_list_is_not_empty),
        SENTENCE(requirements_stand_in_natural_order),
        SENTENCE(every_missing_field_of_a_framework_is_reported),
        SENTENCE(a_date_must_exist),
        SENTENCE(a_framework_applies_to_known_types_of_organisation),
        SENTENCE(a_list_of_nobody_is_refused),
        SENTENCE(without_the_kind_organisation_no_type_can_be_checked),
        SENTENCE(a_framework_id_is_one_part),
        SENTENCE(a_framework_with_two_heads_names_both_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
