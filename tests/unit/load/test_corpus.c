/* SPDX-License-Identifier: EUPL-1.2 */
/* Examples of tests in files of their own. */
#include "fixture.h"

#define ITEM "  - test: backup.restore.yearly\n"
#define EXAMPLE(expected)                                                                          \
    "    examples:\n"                                                                              \
    "      - evidence: {asset: [{asset_id: A1, effective_from: 2024-01-01}]}\n"                    \
    "        expect: {A1: " expected "}\n"

static void examples_elsewhere_stand_behind_those_of_the_test_itself(void **state)
{
    fixture *f = *state;
    f->files.count--; /* the organisation */
    f->files.count--; /* the measures */
    add_file(
        f, "a/measures.yaml",
        "measures:\n"
        "  - id: m\n"
        "    title: {nl: A, en: A}\n"
        "    explain: {nl: A, en: A}\n"
        "    owner: {nl: A, en: A}\n"
        "    remedy: {nl: A, en: A}\n"
        "    tests:\n"
        "      - {id: m.t, aspect: design, title: {nl: A, en: A}, for: asset, condition: true,\n"
        "         reason: {nl: A, en: A}, examples: [{expect: {B1: unknown}}]}\n");
    add_file(f, "t.yaml",
             "corpus:\n  - test: m.t\n    cannot: {unknown: Nothing is}\n" EXAMPLE("pass"));
    assert_int_equal(load(f), VW_OK);
    const vw_test *test = vw_set_test(f->set, "m.t");
    assert_int_equal(test->trial_count, 2);
    assert_string_equal(test->trials[0].place.file, "a/measures.yaml");
    assert_string_equal(test->trials[1].place.file, "t.yaml");
    assert_string_equal(test->cannot[VW_TRIED_UNKNOWN], "Nothing is");
    assert_null(test->cannot[VW_TRIED_PASS]);
}

static void a_test_that_is_not_there_suggests_one_that_is(void **state)
{
    assert_problems(state, "corpus:\n  - test: backup.restore.yearling\n" EXAMPLE("pass"),
                    "2:11 Y118(backup.restore.yearling)");
}

static void a_test_has_one_item_in_all_files_together(void **state)
{
    fixture *f = *state;
    add_file(f, "s.yaml", "corpus:\n" ITEM EXAMPLE("pass"));
    assert_problems(state, "corpus:\n" ITEM EXAMPLE("fail"), "2:11 Y039(backup.restore.yearly)");
}

static void what_cannot_be_is_not_expected(void **state)
{
    assert_problems(state, "corpus:\n" ITEM "    cannot: {fail: No}\n" EXAMPLE("fail"),
                    "6:18 Y119(fail)");
}

static void only_an_outcome_can_be_impossible(void **state)
{
    assert_problems(state, "corpus:\n" ITEM "    cannot: {outside: No}\n" EXAMPLE("fail"),
                    "3:14 Y018(outside)");
}

static void an_item_has_a_test_and_examples(void **state)
{
    assert_problems(state, "corpus:\n  - cannot: {fail: No}\n",
                    "2:5 Y017(test)\n2:5 Y017(examples)");
}

static void its_rows_are_held_to_the_catalogue(void **state)
{
    assert_problems(state,
                    "corpus:\n" ITEM "    examples:\n"
                    "      - evidence: {asset: [{asset_id: A1, effective_form: 2024-01-01}]}\n"
                    "        expect: {A1: pass}\n",
                    "4:29 Y017(effective_from)\n4:43 Y018(effective_form)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SENTENCE(examples_elsewhere_stand_behind_those_of_the_test_itself),
        SENTENCE(a_test_that_is_not_there_suggests_one_that_is),
        SENTENCE(a_test_has_one_item_in_all_files_together),
        SENTENCE(what_cannot_be_is_not_expected),
        SENTENCE(only_an_outcome_can_be_impossible),
        SENTENCE(an_item_has_a_test_and_examples),
        SENTENCE(its_rows_are_held_to_the_catalogue),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
