/* SPDX-License-Identifier: EUPL-1.2 */
/* Requirements that do not count, and what is asked and said of aspects that no test decides. */
#include "fixture.h"

#include <string.h>

#define HEAD "requirements_of: frame\nrequirements:\n"
#define ONE(id)                                                                                    \
    "  - id: \"" id "\"\n    kind: control\n    title: {nl: A, en: A}\n    reference: x\n"
#define TEXT "{nl: Waarom, en: Why}"

static const vw_framework *load_frame(void **state, const char *text)
{
    fixture *f = *state;
    add_file(f, "t.yaml", text);
    assert_int_equal(load(f), VW_OK);
    return vw_set_framework(f->set, "frame");
}

static const char *argument(void **state, size_t diag, size_t index)
{
    fixture *f = *state;
    return vw_diags_get(f->diags, diag)->args[index];
}

/* ---- whether it counts ---- */

#define ALL_STATUSES                                                                               \
    HEAD ONE("2") "    status: active\n" ONE("10")                                                 \
        ONE("3") "    status: heading\n" ONE("1") "    status: moved\n    moved_to: \"2\"\n" ONE(  \
            "4") "    status: placeholder\n"                                                       \
                 "    moved_to: \"1\"\n"                                                           \
                 "    parent: \"3\"\n" ONE("5") "    status: lapsed\n"

static void only_active_requirements_are_among_those_that_count(void **state)
{
    const vw_framework *framework = load_frame(state, ALL_STATUSES);
    assert_int_equal(framework->requirement_count, 2);
    assert_string_equal(framework->requirements[0].id, "2");
    assert_string_equal(framework->requirements[1].id, "10");
    assert_int_equal(framework->inactive_count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_not_equal(framework->inactive[i].status, VW_STATUS_ACTIVE);
        assert_false(framework->inactive[i].demands[VW_DESIGN]);
    }
}

static void all_of_them_are_listed_in_natural_order(void **state)
{
    static const char *const ids[] = {"1", "2", "3", "4", "5", "10"};
    const vw_framework *framework = load_frame(state, ALL_STATUSES);
    assert_int_equal(framework->listed_count, 6);
    for (size_t i = 0; i < 6; i++) {
        assert_string_equal(framework->listed[i]->id, ids[i]);
    }
}

static void one_that_does_not_count_is_not_found_among_those_that_do(void **state)
{
    fixture *f = *state;
    (void)load_frame(state, ALL_STATUSES);
    assert_null(vw_set_requirement(f->set, "frame:1"));
    assert_null(vw_set_requirement(f->set, "1"));
    assert_int_equal(vw_set_inactive(f->set, "frame:1")->status, VW_STATUS_MOVED);
    assert_int_equal(vw_set_inactive(f->set, "5")->status, VW_STATUS_LAPSED);
    assert_null(vw_set_inactive(f->set, "frame:2"));
    assert_null(vw_set_inactive(f->set, "2"));
}

static void what_moved_is_followed_to_its_end(void **state)
{
    fixture *f = *state;
    (void)load_frame(state, ALL_STATUSES);
    const vw_requirement *placeholder = vw_set_inactive(f->set, "4");
    assert_string_equal(placeholder->moved_to->id, "1");
    assert_string_equal(placeholder->parent->id, "3");
    assert_string_equal(vw_requirement_now(placeholder)->id, "2");
    assert_string_equal(vw_requirement_now(vw_set_requirement(f->set, "2"))->id, "2");
}

static void an_unknown_status_comes_with_the_nearest_one(void **state)
{
    assert_problems(state, HEAD ONE("1") "    status: laps\n", "7:13 Y030(laps)");
    assert_string_equal(argument(state, 0, 2), "lapsed");
}

static void what_moved_says_where_to(void **state)
{
    assert_problems(state, HEAD ONE("1") "    status: moved\n", "3:5 Y017(moved_to)");
}

static void moved_to_goes_with_moved_and_placeholder_only(void **state)
{
    assert_problems(state,
                    HEAD ONE("1") "    moved_to: \"3\"\n" ONE(
                        "2") "    status: lapsed\n    moved_to: \"3\"\n" ONE("3"),
                    "7:15 Y110(moved_to)\n13:15 Y110(moved_to)");
    assert_string_equal(argument(state, 0, 1), "active");
    assert_string_equal(argument(state, 1, 1), "lapsed");
}

static void one_that_does_not_count_has_nothing_that_is_judged(void **state)
{
    assert_problems(state,
                    HEAD ONE("1") "    status: heading\n"
                                  "    aspects: [design]\n"
                                  "    applies_when: type = 'bank'\n"
                                  "    applies_because: {nl: A, en: A}\n"
                                  "    where_appropriate: true\n"
                                  "    maps: [{measure: backup.restore, coverage: full}]\n"
                                  "    questions: [{aspect: design, ask: " TEXT "}]\n"
                                  "    not_covered: [{aspect: operation, because: " TEXT "}]\n",
                    "8:14 Y110(aspects)\n9:19 Y110(applies_when)\n11:24 Y110(where_appropriate)\n"
                    "12:11 Y110(maps)\n13:16 Y110(questions)\n14:18 Y110(not_covered)");
}

static void where_it_went_and_under_what_it_stands_must_exist(void **state)
{
    assert_problems(state,
                    HEAD ONE("8.13") ONE("1") "    status: moved\n    moved_to: \"8.14\"\n"
                                              "    parent: frame:8.13\n",
                    "12:15 Y111(8.14)\n13:13 Y111(frame:8.13)");
    assert_string_equal(argument(state, 0, 1), "8.13");
}

static void a_circle_is_reported_once(void **state)
{
    assert_problems(
        state,
        HEAD ONE("1") "    status: moved\n    moved_to: \"2\"\n" ONE(
            "2") "    status: moved\n    moved_to: \"3\"\n" ONE("3") "    status: "
                                                                     "moved\n    "
                                                                     "moved_to: \"2\"\n",
        "14:15 Y112(moved_to)");
    assert_string_equal(argument(state, 0, 1), "2");
}

static void nothing_stands_under_itself(void **state)
{
    assert_problems(state, HEAD ONE("1") "    parent: \"1\"\n", "7:13 Y112(parent)");
}

static void each_is_listed_behind_what_it_stands_under(void **state)
{
    const vw_framework *framework =
        load_frame(state, HEAD ONE("z-2") "    parent: \"23\"\n" ONE("27")
                              ONE("z-1") "    parent: \"23\"\n" ONE("23")
                                  ONE("z-1-1") "    parent: z-1\n" ONE("9"));
    static const char *const order[] = {"9", "23", "z-1", "z-1-1", "z-2", "27"};
    assert_int_equal(framework->listed_count, 6);
    for (size_t i = 0; i < 6; i++) {
        assert_string_equal(framework->listed[i]->id, order[i]);
    }
}

/* ---- what is asked ---- */

static void a_question_and_a_reason_are_kept_by_aspect(void **state)
{
    const vw_framework *framework =
        load_frame(state, HEAD ONE("1") "    owner: {nl: Griffier, en: Clerk}\n"
                                        "    where_appropriate: true\n"
                                        "    questions: [{aspect: design, ask: {nl: Q, en: W}}]\n"
                                        "    not_covered: [{aspect: existence, because: " TEXT
                                        "}]\n" ONE("2"));
    const vw_requirement *requirement = &framework->requirements[0];
    assert_string_equal(requirement->owner.nl, "Griffier");
    assert_true(requirement->where_appropriate);
    assert_true(framework->where_appropriate);
    assert_string_equal(framework->only_where_appropriate.en, "so the framework says it");
    assert_string_equal(requirement->ask[VW_DESIGN].nl, "Q");
    assert_string_equal(requirement->ask[VW_DESIGN].en, "W");
    assert_string_equal(requirement->ask[VW_EXISTENCE].en, "");
    assert_string_equal(requirement->not_covered[VW_EXISTENCE].en, "Why");
    assert_string_equal(requirement->not_covered[VW_DESIGN].en, "");
    assert_false(framework->requirements[1].where_appropriate);
    assert_string_equal(framework->requirements[1].owner.nl, "");
}

static void each_aspect_is_covered_by_the_surest_that_it_has(void **state)
{
    const vw_framework *framework = load_frame(
        state,
        HEAD ONE("1") "    aspects: [design, existence, operation]\n"
                      "    maps: [{measure: backup.restore, coverage: full}]\n"
                      "    questions: [{aspect: design, ask: " TEXT
                      "}, {aspect: operation, ask: " TEXT
                      "}]\n" ONE("2") "    maps: [{measure: backup.restore, coverage: partial, "
                                      "because: " TEXT "}]\n"
                                      "    aspects: [existence, operation]\n"
                                      "    not_covered: [{aspect: existence, because: " TEXT
                                      "}]\n");
    const vw_requirement *one = &framework->requirements[0], *two = &framework->requirements[1];
    assert_int_equal(vw_requirement_coverage(one, VW_OPERATION), VW_COVERED_FULL);
    assert_int_equal(vw_requirement_coverage(one, VW_DESIGN), VW_COVERED_JUDGED);
    assert_int_equal(vw_requirement_coverage(one, VW_EXISTENCE), VW_COVERED_UNKNOWN);
    assert_int_equal(vw_requirement_coverage(two, VW_OPERATION), VW_COVERED_PARTLY);
    assert_int_equal(vw_requirement_coverage(two, VW_EXISTENCE), VW_COVERED_NOT);
}

static void every_missing_field_of_a_question_is_reported(void **state)
{
    assert_problems(state,
                    HEAD ONE("1") "    questions: [{ask: " TEXT "}, {aspect: design}, {aspect: "
                                  "designs, ask: " TEXT "}]\n"
                                  "    not_covered: []\n",
                    "7:18 Y017(aspect)\n7:48 Y017(ask)\n7:74 Y030(designs)\n8:18 "
                    "Y031(not_covered)");
}

static void an_aspect_is_asked_about_once(void **state)
{
    assert_problems(state,
                    HEAD ONE("1") "    questions: [{aspect: design, ask: " TEXT
                                  "}, {aspect: design, ask: " TEXT "}]\n",
                    "7:72 Y039(design)");
}

static void an_aspect_that_is_not_demanded_is_not_asked_about(void **state)
{
    assert_problems(state,
                    HEAD ONE("1") "    questions: [{aspect: operation, ask: " TEXT "}]\n" ONE(
                        "2") "    aspects: [operation]\n"
                             "    not_covered: [{aspect: design, because: " TEXT "}]\n",
                    "7:26 Y113(operation)\n13:28 Y113(design)");
    assert_string_equal(argument(state, 0, 1), "1");
}

static void what_is_covered_is_not_said_to_be_uncovered(void **state)
{
    assert_problems(
        state,
        HEAD ONE("1") "    questions: [{aspect: design, ask: " TEXT "}]\n"
                      "    not_covered: [{aspect: design, because: " TEXT
                      "}]\n" ONE("2") "    aspects: [operation]\n"
                                      "    maps: [{measure: backup.restore, coverage: full}]\n"
                                      "    not_covered: [{aspect: operation, because: " TEXT "}]\n",
        "8:28 Y114(design)\n15:28 Y115(operation)");
    assert_string_equal(argument(state, 1, 2), "backup.restore");
}

static void a_head_says_that_only_some_may_lapse_also_when_none_does(void **state)
{
    fixture *f = *state;
    assert_false(load_frame(state, HEAD ONE("1"))->where_appropriate);
    add_file(f, "u.yaml",
             "framework: strict\nversion: \"1\"\ndate: 2025-01-01\ntitle: " TEXT "\nexplain: " TEXT
             "\nonly_where_appropriate: " TEXT "\naspects: [design]\nrequirements:\n" ONE("1"));
    assert_int_equal(load(f), VW_OK);
    const vw_framework *framework = vw_set_framework(f->set, "strict");
    assert_true(framework->where_appropriate);
    assert_string_equal(framework->only_where_appropriate.en, "Why");
    assert_false(framework->requirements[0].where_appropriate);
}

static void an_overheidsmaatregel_does_not_lapse_where_appropriate(void **state)
{
    assert_problems(state,
                    HEAD "  - {id: \"1\", kind: overheidsmaatregel, title: {nl: A, en: A}, "
                         "reference: x, where_appropriate: true}\n",
                    "3:97 Y116(1)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SENTENCE(only_active_requirements_are_among_those_that_count),
        SENTENCE(all_of_them_are_listed_in_natural_order),
        SENTENCE(one_that_does_not_count_is_not_found_among_those_that_do),
        SENTENCE(what_moved_is_followed_to_its_end),
        SENTENCE(an_unknown_status_comes_with_the_nearest_one),
        SENTENCE(what_moved_says_where_to),
        SENTENCE(moved_to_goes_with_moved_and_placeholder_only),
        SENTENCE(one_that_does_not_count_has_nothing_that_is_judged),
        SENTENCE(where_it_went_and_under_what_it_stands_must_exist),
        SENTENCE(a_circle_is_reported_once),
        SENTENCE(nothing_stands_under_itself),
        SENTENCE(a_question_and_a_reason_are_kept_by_aspect),
        SENTENCE(each_aspect_is_covered_by_the_surest_that_it_has),
        SENTENCE(every_missing_field_of_a_question_is_reported),
        SENTENCE(an_aspect_is_asked_about_once),
        SENTENCE(an_aspect_that_is_not_demanded_is_not_asked_about),
        SENTENCE(what_is_covered_is_not_said_to_be_uncovered),
        SENTENCE(each_is_listed_behind_what_it_stands_under),
        SENTENCE(a_head_says_that_only_some_may_lapse_also_when_none_does),
        SENTENCE(an_overheidsmaatregel_does_not_lapse_where_appropriate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
