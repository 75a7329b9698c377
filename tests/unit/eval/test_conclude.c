/* SPDX-License-Identifier: EUPL-1.2 */
/* From tests to requirement and aspect, without a dossier: semantics section 4. */
#include "eval/conclude.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* Measures "a" and "b" have one test of operation, "c" has two, "d" has one of design only. */
static const vw_test of_a[] = {{.id = "a.1", .aspect = VW_OPERATION}};
static const vw_test of_b[] = {{.id = "b.1", .aspect = VW_OPERATION}};
static const vw_test of_c[] = {{.id = "c.1", .aspect = VW_OPERATION},
                               {.id = "c.2", .aspect = VW_OPERATION}};
static const vw_test of_d[] = {{.id = "d.1", .aspect = VW_DESIGN}};
static const vw_measure a = {.id = "a", .tests = of_a, .test_count = 1};
static const vw_measure b = {.id = "b", .tests = of_b, .test_count = 1};
static const vw_measure c = {.id = "c", .tests = of_c, .test_count = 2};
static const vw_measure d = {.id = "d", .tests = of_d, .test_count = 1};

/* Of a mapping that names no aspects. */
#define IN_ALL .aspects = {true, true, true}

/* One finding; the strict result is the same unless said. */
static vw_finding found(const char *test, vw_result result)
{
    return (vw_finding){.test = test, .result = result, .strict = result};
}

static vw_result measured(const vw_measure *measure, vw_result first, vw_result second)
{
    const vw_finding items[] = {found("c.1", first), found("c.2", second)};
    const vw_findings findings = {items, 2};
    bool has = false;
    vw_result result = vw_conclude_measure(&findings, measure, NULL, VW_OPERATION, false, &has);
    assert_true(has);
    return result;
}

static void a_measure_is_the_worst_of_its_tests(void **state)
{
    static const vw_result order[] = {VW_RESULT_ERROR, VW_NOT_MET,   VW_NOT_ASSESSED,
                                      VW_PARTLY_MET,   VW_EXPLAINED, VW_MET};
    (void)state;
    for (size_t i = 0; i < 6; i++) {
        for (size_t j = i; j < 6; j++) {
            assert_int_equal(measured(&c, order[i], order[j]), order[i]);
            assert_int_equal(measured(&c, order[j], order[i]), order[i]);
        }
    }
}

static void neutral_tests_yield_to_the_others(void **state)
{
    (void)state;
    assert_int_equal(measured(&c, VW_NOT_APPLICABLE, VW_MET), VW_MET);
    assert_int_equal(measured(&c, VW_NOT_MET, VW_NOT_OCCURRED), VW_NOT_MET);
    assert_int_equal(measured(&c, VW_NOT_APPLICABLE, VW_NOT_APPLICABLE), VW_NOT_APPLICABLE);
    assert_int_equal(measured(&c, VW_NOT_APPLICABLE, VW_NOT_OCCURRED), VW_NOT_OCCURRED);
}

static void a_measure_without_a_test_of_the_aspect_is_not_assessed(void **state)
{
    const vw_finding items[] = {found("d.1", VW_MET)};
    const vw_findings findings = {items, 1};
    bool has = true;
    (void)state;
    assert_int_equal(vw_conclude_measure(&findings, &d, NULL, VW_OPERATION, false, &has),
                     VW_NOT_ASSESSED);
    assert_false(has);
}

static void a_test_that_was_not_run_is_not_assessed(void **state)
{
    const vw_findings none = {NULL, 0};
    bool has = false;
    (void)state;
    assert_int_equal(vw_conclude_measure(&none, &a, NULL, VW_OPERATION, false, &has),
                     VW_NOT_ASSESSED);
    assert_true(has);
}

/* The conclusion on operation of a requirement over these mappings. */
static vw_conclusion over(const vw_mapping *mappings, size_t count, vw_requirement_kind kind,
                          vw_finding first, vw_finding second, const vw_judgement *judgement)
{
    const vw_requirement requirement = {.full_id = "frame:1",
                                        .kind = kind,
                                        .demands = {[VW_OPERATION] = true},
                                        .mappings = mappings,
                                        .mapping_count = count};
    const vw_finding items[] = {first, second};
    const vw_findings findings = {items, 2};
    const vw_judgements judgements = {judgement, judgement != NULL ? 1 : 0};
    return vw_conclude_aspect(&findings, &judgements, &requirement, VW_OPERATION);
}

/* Measures a and b, mapped full or not, with these results. */
static vw_result both(bool a_full, vw_result of_a_1, bool b_full, vw_result of_b_1)
{
    const vw_mapping mappings[] = {{.measure = &a, .full = a_full, IN_ALL},
                                   {.measure = &b, .full = b_full, IN_ALL}};
    return over(mappings, 2, VW_CONTROL, found("a.1", of_a_1), found("b.1", of_b_1), NULL).result;
}

/* [b] has only a test that fails; in design it has none, and in operation it is not mapped. */
static void a_mapping_counts_only_in_the_aspects_that_it_names(void **state)
{
    (void)state;
    const vw_finding items[] = {found("c.1", VW_MET), found("c.2", VW_MET),
                                found("d.1", VW_NOT_MET)};
    const vw_findings findings = {items, 3};
    const vw_mapping mappings[] = {{.measure = &c, .full = true, IN_ALL},
                                   {.measure = &d, .full = true, .aspects = {[VW_DESIGN] = true}}};
    const vw_requirement requirement = {
        .id = "1", .full_id = "f:1", .mappings = mappings, .mapping_count = 2};
    const vw_judgements nobody = {0};
    assert_int_equal(vw_conclude_aspect(&findings, &nobody, &requirement, VW_OPERATION).result,
                     VW_MET);
    const vw_requirement part = {
        .id = "1", .full_id = "f:1", .mappings = &mappings[1], .mapping_count = 1};
    assert_false(vw_conclude_aspect(&findings, &nobody, &part, VW_OPERATION).has_computed);
    assert_int_equal(vw_conclude_aspect(&findings, &nobody, &part, VW_OPERATION).result,
                     VW_NOT_ASSESSED);
}

static void a_requirement_is_the_worst_of_its_measures(void **state)
{
    (void)state;
    assert_int_equal(both(true, VW_MET, true, VW_NOT_MET), VW_NOT_MET);
    assert_int_equal(both(true, VW_EXPLAINED, true, VW_MET), VW_EXPLAINED);
    assert_int_equal(both(true, VW_NOT_ASSESSED, true, VW_PARTLY_MET), VW_NOT_ASSESSED);
    assert_int_equal(both(true, VW_NOT_OCCURRED, true, VW_MET), VW_MET);
    assert_int_equal(both(true, VW_RESULT_ERROR, true, VW_NOT_MET), VW_RESULT_ERROR);
}

static void without_a_full_mapping_it_is_at_most_partly_met(void **state)
{
    (void)state;
    assert_int_equal(both(false, VW_MET, false, VW_MET), VW_PARTLY_MET);
    assert_int_equal(both(false, VW_EXPLAINED, false, VW_MET), VW_PARTLY_MET);
    assert_int_equal(both(false, VW_NOT_MET, false, VW_MET), VW_NOT_MET);
    assert_int_equal(both(false, VW_RESULT_ERROR, false, VW_MET), VW_RESULT_ERROR);
    assert_int_equal(both(true, VW_MET, false, VW_MET), VW_MET);
}

static void parts_that_are_all_neutral_leave_it_not_assessed(void **state)
{
    (void)state;
    assert_int_equal(both(false, VW_NOT_APPLICABLE, false, VW_NOT_APPLICABLE), VW_NOT_ASSESSED);
    assert_int_equal(both(false, VW_NOT_OCCURRED, false, VW_NOT_APPLICABLE), VW_NOT_ASSESSED);
    assert_int_equal(both(false, VW_NOT_OCCURRED, false, VW_MET), VW_PARTLY_MET);
    assert_int_equal(both(true, VW_NOT_OCCURRED, true, VW_NOT_APPLICABLE), VW_NOT_OCCURRED);
}

static void a_measure_without_tests_weighs_as_not_assessed(void **state)
{
    const vw_mapping mappings[] = {{.measure = &a, .full = true, IN_ALL},
                                   {.measure = &d, .full = true, IN_ALL}};
    vw_conclusion conclusion =
        over(mappings, 2, VW_CONTROL, found("a.1", VW_MET), found("d.1", VW_MET), NULL);
    (void)state;
    assert_true(conclusion.has_computed);
    assert_int_equal(conclusion.result, VW_NOT_ASSESSED);
}

static void without_any_test_there_is_no_computed_result(void **state)
{
    const vw_mapping mapping = {.measure = &d, .full = true, IN_ALL};
    vw_finding none = found("z.1", VW_MET);
    (void)state;
    assert_false(over(&mapping, 1, VW_CONTROL, none, none, NULL).has_computed);
    assert_int_equal(over(&mapping, 1, VW_CONTROL, none, none, NULL).result, VW_NOT_ASSESSED);
    assert_false(over(NULL, 0, VW_CONTROL, none, none, NULL).has_computed);
    assert_int_equal(over(NULL, 0, VW_CONTROL, none, none, NULL).result, VW_NOT_ASSESSED);
}

static void an_exception_helps_a_control_but_no_overheidsmaatregel(void **state)
{
    const vw_mapping mapping = {.measure = &a, .full = true, IN_ALL};
    const vw_finding excepted = {.test = "a.1", .result = VW_EXPLAINED, .strict = VW_NOT_MET};
    vw_finding none = found("z.1", VW_MET);
    (void)state;
    assert_int_equal(over(&mapping, 1, VW_CONTROL, excepted, none, NULL).result, VW_EXPLAINED);
    assert_int_equal(over(&mapping, 1, VW_OVERHEIDSMAATREGEL, excepted, none, NULL).result,
                     VW_NOT_MET);
    assert_int_equal(over(&mapping, 1, VW_OVERHEIDSMAATREGEL, excepted, none, NULL).computed,
                     VW_NOT_MET);
}

/* Measure a has [computed] and somebody judged. */
static vw_conclusion judged(vw_result computed, vw_result judged_result, bool better_approved)
{
    const vw_mapping mapping = {.measure = &a, .full = true, IN_ALL};
    const vw_judgement judgement = {.requirement = "frame:1",
                                    .aspect = VW_OPERATION,
                                    .result = judged_result,
                                    .reason = "seen",
                                    .assessor = "P1",
                                    .better_approved = better_approved};
    return over(&mapping, 1, VW_CONTROL, found("a.1", computed), found("z.1", VW_MET), &judgement);
}

static void the_worse_of_computed_and_judged_counts(void **state)
{
    (void)state;
    vw_conclusion worse = judged(VW_MET, VW_NOT_MET, false);
    assert_int_equal(worse.result, VW_NOT_MET);
    assert_true(worse.by_judgement);
    vw_conclusion better = judged(VW_NOT_MET, VW_MET, false);
    assert_int_equal(better.result, VW_NOT_MET);
    assert_false(better.by_judgement);
    vw_conclusion unknown = judged(VW_NOT_ASSESSED, VW_MET, false);
    assert_int_equal(unknown.result, VW_NOT_ASSESSED);
}

static void computed_and_judged_both_stay_visible(void **state)
{
    (void)state;
    vw_conclusion conclusion = judged(VW_NOT_MET, VW_MET, false);
    assert_true(conclusion.has_computed && conclusion.has_judged);
    assert_int_equal(conclusion.computed, VW_NOT_MET);
    assert_int_equal(conclusion.judged, VW_MET);
    assert_string_equal(conclusion.judged_by, "P1");
    assert_string_equal(conclusion.reason, "seen");
}

static void a_better_judgement_counts_when_approved(void **state)
{
    (void)state;
    vw_conclusion conclusion = judged(VW_NOT_MET, VW_MET, true);
    assert_int_equal(conclusion.result, VW_MET);
    assert_true(conclusion.by_judgement);
    assert_int_equal(conclusion.computed, VW_NOT_MET);
    assert_int_equal(judged(VW_MET, VW_NOT_MET, true).result, VW_NOT_MET);
}

static void a_judgement_equal_to_the_computed_result_is_not_by_judgement(void **state)
{
    (void)state;
    assert_false(judged(VW_MET, VW_MET, true).by_judgement);
}

static void not_applicable_by_a_person_is_better_than_a_computed_result(void **state)
{
    (void)state;
    assert_int_equal(judged(VW_NOT_MET, VW_NOT_APPLICABLE, false).result, VW_NOT_MET);
    assert_int_equal(judged(VW_NOT_MET, VW_NOT_APPLICABLE, true).result, VW_NOT_APPLICABLE);
    assert_int_equal(judged(VW_MET, VW_NOT_APPLICABLE, false).result, VW_MET);
}

static void not_occurred_by_a_person_lifts_only_what_was_not_assessed_and_was_approved(void **state)
{
    static const vw_result found_some[] = {VW_RESULT_ERROR, VW_NOT_MET, VW_PARTLY_MET, VW_EXPLAINED,
                                           VW_MET};
    (void)state;
    assert_int_equal(judged(VW_NOT_ASSESSED, VW_NOT_OCCURRED, true).result, VW_NOT_OCCURRED);
    assert_true(judged(VW_NOT_ASSESSED, VW_NOT_OCCURRED, true).by_judgement);
    assert_int_equal(judged(VW_NOT_ASSESSED, VW_NOT_OCCURRED, false).result, VW_NOT_ASSESSED);
    for (size_t i = 0; i < sizeof found_some / sizeof *found_some; i++) {
        vw_conclusion conclusion = judged(found_some[i], VW_NOT_OCCURRED, true);
        assert_int_equal(conclusion.result, found_some[i]);
        assert_false(conclusion.by_judgement);
        assert_int_equal(conclusion.judged, VW_NOT_OCCURRED);
    }
}

static void not_occurred_is_judged_of_operation_only(void **state)
{
    (void)state;
    for (vw_aspect aspect = VW_DESIGN; aspect < VW_ASPECT_COUNT; aspect++) {
        const vw_judgement judgement = {.requirement = "frame:1",
                                        .aspect = aspect,
                                        .result = VW_NOT_OCCURRED,
                                        .assessor = "P1",
                                        .better_approved = true};
        vw_conclusion conclusion = {.requirement = "frame:1",
                                    .aspect = aspect,
                                    .computed = VW_NOT_ASSESSED,
                                    .result = VW_NOT_ASSESSED};
        vw_conclude_judged(&conclusion, &judgement);
        assert_int_equal(conclusion.result,
                         aspect == VW_OPERATION ? VW_NOT_OCCURRED : VW_NOT_ASSESSED);
    }
}

static void a_judgement_without_computed_result_is_the_conclusion(void **state)
{
    const vw_judgement judgement = {.requirement = "frame:1",
                                    .aspect = VW_OPERATION,
                                    .result = VW_PARTLY_MET,
                                    .assessor = "P1"};
    vw_finding none = found("z.1", VW_MET);
    vw_conclusion conclusion = over(NULL, 0, VW_CONTROL, none, none, &judgement);
    (void)state;
    assert_int_equal(conclusion.result, VW_PARTLY_MET);
    assert_true(conclusion.by_judgement);
    assert_false(conclusion.has_computed);
}

/* Nothing is computed, somebody judged and the reviewer disagrees. */
static vw_conclusion disputed(vw_result judged_result)
{
    const vw_judgement judgement = {.requirement = "frame:1",
                                    .aspect = VW_OPERATION,
                                    .result = judged_result,
                                    .assessor = "P1",
                                    .disagreed = true};
    vw_finding none = found("z.1", VW_MET);
    return over(NULL, 0, VW_CONTROL, none, none, &judgement);
}

static void a_judgement_that_the_reviewer_disputes_carries_nothing_up(void **state)
{
    static const vw_result good[] = {VW_MET, VW_EXPLAINED, VW_PARTLY_MET, VW_NOT_APPLICABLE};
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        vw_conclusion conclusion = disputed(good[i]);
        assert_int_equal(conclusion.result, VW_NOT_ASSESSED);
        assert_false(conclusion.by_judgement);
        assert_true(conclusion.has_judged);
        assert_int_equal(conclusion.judged, good[i]);
        assert_string_equal(conclusion.judged_by, "P1");
    }
}

static void a_bad_judgement_stays_when_the_reviewer_disputes_it(void **state)
{
    (void)state;
    assert_int_equal(disputed(VW_NOT_MET).result, VW_NOT_MET);
    assert_true(disputed(VW_NOT_MET).by_judgement);
}

static void a_judgement_of_another_aspect_says_nothing(void **state)
{
    const vw_judgement judgement = {
        .requirement = "frame:1", .aspect = VW_DESIGN, .result = VW_MET, .assessor = "P1"};
    vw_finding none = found("z.1", VW_MET);
    vw_conclusion conclusion = over(NULL, 0, VW_CONTROL, none, none, &judgement);
    (void)state;
    assert_false(conclusion.has_judged);
    assert_int_equal(conclusion.result, VW_NOT_ASSESSED);
}

/* The status over design and operation; existence is not demanded and would be an error. */
static vw_result status_of(vw_result design, vw_result operation, bool by_judgement)
{
    const vw_requirement requirement = {.demands = {true, false, true}};
    const vw_conclusion by_aspect[VW_ASPECT_COUNT] = {
        [VW_DESIGN] = {.result = design, .by_judgement = by_judgement},
        [VW_EXISTENCE] = {.result = VW_RESULT_ERROR},
        [VW_OPERATION] = {.result = operation, .by_judgement = by_judgement}};
    return vw_conclude_requirement(&requirement, by_aspect);
}

static void a_status_is_the_worst_over_the_aspects_demanded(void **state)
{
    (void)state;
    assert_int_equal(status_of(VW_MET, VW_MET, false), VW_MET);
    assert_int_equal(status_of(VW_MET, VW_NOT_MET, false), VW_NOT_MET);
    assert_int_equal(status_of(VW_NOT_ASSESSED, VW_MET, false), VW_NOT_ASSESSED);
    assert_int_equal(status_of(VW_MET, VW_NOT_OCCURRED, false), VW_MET);
}

static void a_requirement_is_not_applicable_only_by_a_person(void **state)
{
    (void)state;
    assert_int_equal(status_of(VW_NOT_APPLICABLE, VW_NOT_APPLICABLE, false), VW_NOT_ASSESSED);
    assert_int_equal(status_of(VW_NOT_APPLICABLE, VW_NOT_APPLICABLE, true), VW_NOT_APPLICABLE);
    assert_int_equal(status_of(VW_NOT_OCCURRED, VW_NOT_OCCURRED, false), VW_NOT_OCCURRED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_measure_is_the_worst_of_its_tests),
        cmocka_unit_test(neutral_tests_yield_to_the_others),
        cmocka_unit_test(a_measure_without_a_test_of_the_aspect_is_not_assessed),
        cmocka_unit_test(a_test_that_was_not_run_is_not_assessed),
        cmocka_unit_test(a_mapping_counts_only_in_the_aspects_that_it_names),
        cmocka_unit_test(a_requirement_is_the_worst_of_its_measures),
        cmocka_unit_test(without_a_full_mapping_it_is_at_most_partly_met),
        cmocka_unit_test(parts_that_are_all_neutral_leave_it_not_assessed),
        cmocka_unit_test(a_measure_without_tests_weighs_as_not_assessed),
        cmocka_unit_test(without_any_test_there_is_no_computed_result),
        cmocka_unit_test(an_exception_helps_a_control_but_no_overheidsmaatregel),
        cmocka_unit_test(the_worse_of_computed_and_judged_counts),
        cmocka_unit_test(computed_and_judged_both_stay_visible),
        cmocka_unit_test(a_better_judgement_counts_when_approved),
        cmocka_unit_test(a_judgement_equal_to_the_computed_result_is_not_by_judgement),
        cmocka_unit_test(not_applicable_by_a_person_is_better_than_a_computed_result),
        cmocka_unit_test(
            not_occurred_by_a_person_lifts_only_what_was_not_assessed_and_was_approved),
        cmocka_unit_test(not_occurred_is_judged_of_operation_only),
        cmocka_unit_test(a_judgement_without_computed_result_is_the_conclusion),
        cmocka_unit_test(a_judgement_that_the_reviewer_disputes_carries_nothing_up),
        cmocka_unit_test(a_bad_judgement_stays_when_the_reviewer_disputes_it),
        cmocka_unit_test(a_judgement_of_another_aspect_says_nothing),
        cmocka_unit_test(a_status_is_the_worst_over_the_aspects_demanded),
        cmocka_unit_test(a_requirement_is_not_applicable_only_by_a_person),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
