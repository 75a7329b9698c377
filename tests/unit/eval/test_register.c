/* SPDX-License-Identifier: EUPL-1.2 */
/* Exceptions and answers as people hand them in: which count, and which make a dossier invalid. */
#include "fixture.h"

#define YEARLY "backup.restore.yearly"
#define EXCEPTION "test=" YEARLY " subject_kind=asset subject_key=A10"

/* One deviation of ten, and an exception with these fields more: the result. */
static const char *with_exception(fixture *f, const char *fields)
{
    one_of_ten_fails(f);
    give(f, "exception", "X1", fields);
    evaluate(f);
    return result_of(f, YEARLY);
}

static void an_approved_exception_explains(void **state)
{
    assert_string_equal(
        with_exception(*state,
                       EXCEPTION " requested_by=P1 approved_by=P2 effective_until=2026-01-31"),
        "explained");
}

static void an_exception_approved_by_its_requester_does_not_help(void **state)
{
    assert_string_equal(
        with_exception(*state,
                       EXCEPTION " requested_by=P1 approved_by=P1 effective_until=2026-01-31"),
        "not_met");
}

static void an_exception_that_nobody_approved_does_not_help(void **state)
{
    assert_string_equal(
        with_exception(*state, EXCEPTION " requested_by=P1 effective_until=2026-01-31"), "not_met");
}

/* An exception that holds, with these fields more, is not applied, and one warning says why. */
static void not_applied(fixture *f, const char *fields, vw_msg msg, const char *about)
{
    assert_string_equal(with_exception(f, fields), "not_met");
    assert_true(has_message_about(f, msg, about));
    assert_int_equal(vw_diags_kept(f->diags), 1);
}

static void an_exception_requested_by_nobody_known_does_not_help(void **state)
{
    not_applied(*state, EXCEPTION " requested_by=GHOST approved_by=P2 effective_until=2026-01-31",
                VW_MSG_E056, "X1");
}

static void an_exception_approved_by_nobody_known_does_not_help(void **state)
{
    not_applied(*state, EXCEPTION " requested_by=P1 approved_by=GHOST effective_until=2026-01-31",
                VW_MSG_E028, "GHOST");
}

static void an_exception_approved_by_its_requester_in_small_letters_does_not_help(void **state)
{
    not_applied(*state, EXCEPTION " requested_by=P1 approved_by=p1 effective_until=2026-01-31",
                VW_MSG_E028, "p1");
}

static void an_exception_requested_in_small_letters_by_its_approver_does_not_help(void **state)
{
    not_applied(*state, EXCEPTION " requested_by=p2 approved_by=P2 effective_until=2026-01-31",
                VW_MSG_E029, "P2");
}

/* Of both a record exists, as by a slip of the pen in two files. */
static void capitals_and_encodings_make_no_second_person(void **state)
{
    static const char *const pairs[][2] = {
        {"P1", "p1"}, {"\u00c9", "\u00e9"}, {"Stra\u00dfe", "STRASSE"}, {"P1", "\uff301"}};
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    systems(f, 9, 1, 0);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        give(f, "person", pairs[i][0], "name=x");
        give(f, "person", pairs[i][1], "name=x");
        give(f, "exception", "X1",
             vw_printf(f->arena,
                       EXCEPTION " requested_by=%s approved_by=%s "
                                 "effective_until=2026-01-31",
                       pairs[i][0], pairs[i][1]));
        evaluate(f);
        assert_string_equal(result_of(f, YEARLY), "not_met");
        assert_true(has_message_about(f, VW_MSG_E029, pairs[i][1]));
    }
}

static void an_exception_that_is_not_applied_is_warned_of_with_the_reason(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    people(f);
    begin(f, "exception");
    row(f, "X1", EXCEPTION " requested_by=P1 approved_by=P2");
    row(f, "X2", EXCEPTION " requested_by=P1 effective_until=2026-01-31");
    row(f, "X3", EXCEPTION " requested_by=P1 approved_by=P1 effective_until=2026-01-31");
    row(f, "X4", EXCEPTION " requested_by=P1 approved_by=P1 effective_until=2025-12-30");
    row(f, "X5", EXCEPTION " requested_by=P1 approved_by=P2 effective_until=2026-01-31");
    end(f);
    evaluate(f);
    assert_true(has_message_about(f, VW_MSG_E026, "X1"));
    assert_true(has_message_about(f, VW_MSG_E027, "X2"));
    assert_true(has_message_about(f, VW_MSG_E029, "X3"));
    assert_int_equal(vw_diags_kept(f->diags), 3);
}

static void an_approver_who_is_imported_only_after_the_mark_was_not_known(void **state)
{
    fixture *f = *state;
    const vw_verify_options options = {0};
    vw_verification v;
    assert_string_equal(
        with_exception(f, EXCEPTION " requested_by=P1 approved_by=P3 effective_until=2026-01-31"),
        "not_met");
    give(f, "person", "P3", "");
    assert_int_equal(vw_verify(&v, f->dossier, &options, f->arena, f->diags), VW_OK);
    assert_true(vw_verification_agrees(&v));
    evaluate(f);
    assert_string_equal(result_of(f, YEARLY), "explained");
}

static void an_exception_without_an_end_date_does_not_help(void **state)
{
    assert_string_equal(with_exception(*state, EXCEPTION " requested_by=P1 approved_by=P2"),
                        "not_met");
}

static void an_exception_that_begins_after_the_reference_date_does_not_help(void **state)
{
    assert_string_equal(with_exception(*state, EXCEPTION
                                       " requested_by=P1 approved_by=P2 "
                                       "effective_from=2026-01-01 effective_until=2026-06-30"),
                        "not_met");
}

static void an_exception_that_begins_on_the_reference_date_explains(void **state)
{
    assert_string_equal(with_exception(*state, EXCEPTION
                                       " requested_by=P1 approved_by=P2 "
                                       "effective_from=2025-12-31 effective_until=2026-06-30"),
                        "explained");
}

static void an_exception_on_another_test_does_not_help(void **state)
{
    assert_string_equal(with_exception(*state,
                                       "test=backup.restore subject_kind=asset subject_key=A10 "
                                       "requested_by=P1 approved_by=P2 effective_until=2026-01-31"),
                        "not_met");
}

static void an_exception_for_a_namesake_of_another_kind_does_not_help(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    give(f, "person", "A10", "");
    systems(f, 9, 1, 0);
    people(f);
    give(f, "exception", "X1",
         "test=" YEARLY " subject_kind=person subject_key=A10 requested_by=P1 approved_by=P2 "
         "effective_until=2026-01-31");
    evaluate(f);
    assert_string_equal(result_of(f, YEARLY), "not_met");
}

static void an_exception_on_a_pass_changes_nothing(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    systems(f, 10, 0, 0);
    people(f);
    give(f, "exception", "X1",
         EXCEPTION " requested_by=P1 approved_by=P2 effective_until=2026-01-31");
    evaluate(f);
    assert_string_equal(result_of(f, YEARLY), "met");
}

static void an_exception_on_an_unknown_leaves_it_unknown(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    systems(f, 9, 0, 1);
    people(f);
    give(f, "exception", "X1",
         EXCEPTION " requested_by=P1 approved_by=P2 effective_until=2026-01-31");
    evaluate(f);
    assert_string_equal(result_of(f, YEARLY), "not_assessed");
}

static void an_exception_withdrawn_by_a_newer_version_does_not_help(void **state)
{
    fixture *f = *state;
    one_of_ten_fails(f);
    give(f, "exception", "X1",
         EXCEPTION " requested_by=P1 approved_by=P2 effective_until=2026-01-31");
    give(f, "exception", "X1",
         EXCEPTION " requested_by=P1 approved_by=P2 effective_until=2025-06-30");
    evaluate(f);
    assert_string_equal(result_of(f, YEARLY), "not_met");
}

/* The usual measure also serves overheidsmaatregel bio:1. */
static void with_overheidsmaatregel(fixture *f)
{
    usual_set(f, "");
    add_framework(f, "bio", NULL);
    add_requirement(f, "bio", "1", "overheidsmaatregel", "[operation]", "backup.restore full");
    fixture_ready(f);
    people(f);
}

static void an_exception_never_helps_an_overheidsmaatregel(void **state)
{
    fixture *f = *state;
    with_overheidsmaatregel(f);
    systems(f, 9, 1, 0);
    give(f, "exception", "X1",
         EXCEPTION " requested_by=P1 approved_by=P2 effective_until=2026-01-31");
    evaluate(f);
    assert_string_equal(conclusion_of(f, "frame:1", VW_OPERATION), "explained");
    assert_string_equal(conclusion_of(f, "bio:1", VW_OPERATION), "not_met");
    assert_string_equal(status_of(f, "bio:1"), "not_met");
}

static void an_exception_on_a_test_of_an_overheidsmaatregel_is_forbidden(void **state)
{
    fixture *f = *state;
    const test_text other = {"other.measure.test", "operation", "asset", "users > 0", ""};
    add_measure(f, "other.measure", &other, 1);
    add_requirement(f, "frame", "2", "control", "[operation]", "other.measure full");
    with_overheidsmaatregel(f);
    evaluate(f);
    const vw_requirement *requirement = vw_plan_forbids_exception(f->plan, YEARLY);
    assert_non_null(requirement);
    assert_string_equal(requirement->full_id, "bio:1");
    assert_null(vw_plan_forbids_exception(f->plan, "other.measure.test"));
    assert_null(vw_plan_forbids_exception(f->plan, "no.such.test"));
}

/* Requirement frame:2 has no measure, so that only people can say something of it. */
static void with_question(fixture *f)
{
    add_requirement(f, "frame", "2", "article", "[design]", "");
    with_overheidsmaatregel(f);
}

static void a_judgement_without_computed_result_is_the_conclusion(void **state)
{
    fixture *f = *state;
    with_question(f);
    give(f, "answer", "Q1",
         "requirement=frame:2 aspect=design result=partly_met reason=seen assessor=P1");
    evaluate(f);
    vw_conclusion conclusion = concluded(f, "frame:2", VW_DESIGN);
    assert_int_equal(conclusion.result, VW_PARTLY_MET);
    assert_true(conclusion.by_judgement);
    assert_false(conclusion.has_computed);
    assert_string_equal(conclusion.judged_by, "P1");
    assert_string_equal(conclusion.reason, "seen");
    assert_string_equal(status_of(f, "frame:2"), "partly_met");
}

static void a_judgement_that_the_reviewer_disputes_is_no_conclusion(void **state)
{
    fixture *f = *state;
    with_question(f);
    give(f, "answer", "Q1",
         "requirement=frame:2 aspect=design result=met reason=seen assessor=P1 reviewer=P2 "
         "review=disagreed review_reason=unseen");
    evaluate(f);
    assert_string_equal(conclusion_of(f, "frame:2", VW_DESIGN), "not_assessed");
    assert_string_equal(status_of(f, "frame:2"), "not_assessed");
    assert_int_equal(concluded(f, "frame:2", VW_DESIGN).judged, VW_MET);
}

static void a_judgement_that_the_reviewer_disputes_still_makes_it_worse(void **state)
{
    fixture *f = *state;
    with_question(f);
    systems(f, 10, 0, 0);
    give(f, "answer", "Q1",
         "requirement=frame:1 aspect=operation result=not_met reason=seen assessor=P1 reviewer=P2 "
         "review=disagreed review_reason=unseen");
    evaluate(f);
    assert_string_equal(conclusion_of(f, "frame:1", VW_OPERATION), "not_met");
}

/* Nine of ten pass, so not_met is computed; the answer on it has these fields more: conclusion. */
static const char *judged_better(fixture *f, const char *review)
{
    with_question(f);
    systems(f, 9, 1, 0);
    give(f, "answer", "Q1",
         vw_printf(f->arena,
                   "requirement=frame:1 aspect=operation result=met reason=seen assessor=P1 %s",
                   review));
    evaluate(f);
    assert_int_equal(concluded(f, "frame:1", VW_OPERATION).computed, VW_NOT_MET);
    assert_int_equal(concluded(f, "frame:1", VW_OPERATION).judged, VW_MET);
    return conclusion_of(f, "frame:1", VW_OPERATION);
}

static void a_better_judgement_alone_does_not_count(void **state)
{
    assert_string_equal(judged_better(*state, ""), "not_met");
}

static void a_better_judgement_counts_when_another_reviewer_approves_with_a_reason(void **state)
{
    assert_string_equal(
        judged_better(*state, "reviewer=P2 review=better_approved review_reason=compensated"),
        "met");
}

static void the_assessor_cannot_approve_the_better_judgement(void **state)
{
    assert_string_equal(
        judged_better(*state, "reviewer=P1 review=better_approved review_reason=compensated"),
        "not_met");
}

static void a_better_judgement_is_not_approved_without_a_reason(void **state)
{
    assert_string_equal(judged_better(*state, "reviewer=P2 review=better_approved"), "not_met");
}

static void a_better_judgement_is_not_approved_by_mere_agreement(void **state)
{
    assert_string_equal(
        judged_better(*state, "reviewer=P2 review=agreed review_reason=compensated"), "not_met");
}

static void a_better_judgement_is_not_approved_by_nobody(void **state)
{
    assert_string_equal(judged_better(*state, "review=better_approved review_reason=compensated"),
                        "not_met");
}

/* A better judgement with this review does not count, and one warning says why. */
static void not_approved(fixture *f, const char *review, vw_msg msg)
{
    assert_string_equal(judged_better(f, review), "not_met");
    assert_true(has_message_about(f, msg, "Q1"));
    assert_int_equal(vw_diags_kept(f->diags), 1);
}

static void a_better_judgement_without_a_reason_is_warned_of(void **state)
{
    not_approved(*state, "reviewer=P2 review=better_approved", VW_MSG_E030);
}

static void a_better_judgement_without_a_reviewer_is_warned_of(void **state)
{
    not_approved(*state, "review=better_approved review_reason=x", VW_MSG_E031);
}

static void a_reviewer_whom_nobody_knows_approves_nothing(void **state)
{
    not_approved(*state, "reviewer=GHOST review=better_approved review_reason=x", VW_MSG_E032);
}

static void the_assessor_in_small_letters_approves_nothing(void **state)
{
    not_approved(*state, "reviewer=p1 review=better_approved review_reason=x", VW_MSG_E032);
}

static void the_assessor_as_reviewer_is_warned_of(void **state)
{
    not_approved(*state, "reviewer=P1 review=better_approved review_reason=x", VW_MSG_E033);
}

static void a_review_that_claims_nothing_better_is_not_warned_of(void **state)
{
    fixture *f = *state;
    judged_better(f, "reviewer=GHOST review=agreed review_reason=x");
    assert_int_equal(vw_diags_kept(f->diags), 0);
}

static void a_worse_judgement_counts_at_once(void **state)
{
    fixture *f = *state;
    with_question(f);
    systems(f, 10, 0, 0);
    give(f, "answer", "Q1",
         "requirement=frame:1 aspect=operation result=not_met reason=seen assessor=P1");
    evaluate(f);
    assert_string_equal(conclusion_of(f, "frame:1", VW_OPERATION), "not_met");
    assert_true(concluded(f, "frame:1", VW_OPERATION).by_judgement);
}

static void an_answer_that_has_ended_does_not_count(void **state)
{
    fixture *f = *state;
    with_question(f);
    give(f, "answer", "Q1",
         "requirement=frame:2 aspect=design result=met reason=seen assessor=P1 "
         "effective_until=2025-12-30");
    evaluate(f);
    assert_false(concluded(f, "frame:2", VW_DESIGN).has_judged);
}

/* What an evaluation says of one answer with these fields: nothing may be stored. */
static void refused(fixture *f, const char *fields, vw_msg msg)
{
    with_question(f);
    give(f, "answer", "Q1", fields);
    assert_int_equal(try_evaluate(f), VW_ERR_INPUT);
    assert_true(has_message_about(f, msg, "Q1"));
    assert_int_equal(number_of(f, "SELECT count(*) FROM evaluation"), 0);
    assert_int_equal(number_of(f, "SELECT count(*) FROM finding"), 0);
}

static void not_applicable_without_a_reason_is_refused(void **state)
{
    refused(*state, "requirement=frame:2 aspect=design result=not_applicable assessor=P1",
            VW_MSG_E020);
}

static void a_control_is_not_applicable_only_by_the_risk_analysis(void **state)
{
    refused(*state,
            "requirement=frame:1 aspect=operation result=not_applicable reason=none assessor=P1",
            VW_MSG_E021);
}

static void an_overheidsmaatregel_cannot_be_explained_away(void **state)
{
    refused(*state, "requirement=bio:1 aspect=operation result=explained reason=risk assessor=P1",
            VW_MSG_E022);
}

static void an_answer_about_an_unknown_requirement_is_refused(void **state)
{
    refused(*state, "requirement=frame:99 aspect=design result=met reason=seen assessor=P1",
            VW_MSG_E023);
}

static void an_answer_that_does_not_say_what_about_is_refused(void **state)
{
    refused(*state, "requirement=frame:2 result=met reason=seen assessor=P1", VW_MSG_E025);
}

static void a_requirement_is_not_applicable_by_a_person_with_a_reason(void **state)
{
    fixture *f = *state;
    with_question(f);
    begin(f, "answer");
    row(f, "Q1",
        "requirement=frame:2 aspect=design result=not_applicable reason=none assessor=P1 "
        "risk_reference=RA-12");
    row(f, "Q2",
        "requirement=bio:1 aspect=operation result=not_applicable reason=none assessor=P1 "
        "risk_reference=RA-12 reviewer=P2 review=better_approved review_reason=right");
    end(f);
    evaluate(f);
    assert_string_equal(status_of(f, "frame:2"), "not_applicable");
    assert_string_equal(status_of(f, "bio:1"), "not_applicable");
}

static void a_control_is_not_applicable_with_a_risk_reference(void **state)
{
    fixture *f = *state;
    add_requirement(f, "frame", "3", "control", "[operation]", "");
    with_question(f);
    give(f, "answer", "Q1",
         "requirement=frame:3 aspect=operation result=not_applicable reason=none assessor=P1 "
         "risk_reference=RA-12");
    evaluate(f);
    assert_string_equal(status_of(f, "frame:3"), "not_applicable");
}

static void two_answers_to_one_question_are_refused(void **state)
{
    fixture *f = *state;
    with_question(f);
    begin(f, "answer");
    row(f, "Q1", "requirement=frame:2 aspect=design result=met reason=seen assessor=P1");
    row(f, "Q2", "requirement=frame:2 aspect=design result=not_met reason=seen assessor=P2");
    end(f);
    assert_int_equal(try_evaluate(f), VW_ERR_INPUT);
    assert_true(has_message_about(f, VW_MSG_E024, "frame:2, design"));
}

static void all_wrong_answers_are_told_at_once(void **state)
{
    fixture *f = *state;
    with_question(f);
    begin(f, "answer");
    row(f, "Q1", "requirement=frame:99 aspect=design result=met reason=seen assessor=P1");
    row(f, "Q2", "requirement=frame:2 aspect=design result=not_applicable assessor=P1");
    row(f, "Q3", "requirement=bio:1 aspect=operation result=explained reason=x assessor=P1");
    end(f);
    assert_int_equal(try_evaluate(f), VW_ERR_INPUT);
    assert_int_equal(vw_diags_count(f->diags, VW_ERROR), 3);
}

static void an_answer_about_a_framework_outside_the_evaluation_is_left_alone(void **state)
{
    fixture *f = *state;
    add_framework(f, "banks", "[bank]");
    add_requirement(f, "banks", "1", "article", "[design]", "");
    with_question(f);
    give(f, "answer", "Q1", "requirement=banks:1 aspect=design result=met reason=seen assessor=P1");
    evaluate(f);
    assert_string_equal(status_of(f, "banks:1"), "none");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_approved_exception_explains),
        TEST(an_exception_approved_by_its_requester_does_not_help),
        TEST(an_exception_that_nobody_approved_does_not_help),
        TEST(an_exception_requested_by_nobody_known_does_not_help),
        TEST(an_exception_approved_by_nobody_known_does_not_help),
        TEST(an_exception_approved_by_its_requester_in_small_letters_does_not_help),
        TEST(an_exception_requested_in_small_letters_by_its_approver_does_not_help),
        TEST(capitals_and_encodings_make_no_second_person),
        TEST(an_exception_that_is_not_applied_is_warned_of_with_the_reason),
        TEST(an_approver_who_is_imported_only_after_the_mark_was_not_known),
        TEST(an_exception_without_an_end_date_does_not_help),
        TEST(an_exception_that_begins_after_the_reference_date_does_not_help),
        TEST(an_exception_that_begins_on_the_reference_date_explains),
        TEST(an_exception_on_another_test_does_not_help),
        TEST(an_exception_for_a_namesake_of_another_kind_does_not_help),
        TEST(an_exception_on_a_pass_changes_nothing),
        TEST(an_exception_on_an_unknown_leaves_it_unknown),
        TEST(an_exception_withdrawn_by_a_newer_version_does_not_help),
        TEST(an_exception_never_helps_an_overheidsmaatregel),
        TEST(an_exception_on_a_test_of_an_overheidsmaatregel_is_forbidden),
        TEST(a_judgement_without_computed_result_is_the_conclusion),
        TEST(a_judgement_that_the_reviewer_disputes_is_no_conclusion),
        TEST(a_judgement_that_the_reviewer_disputes_still_makes_it_worse),
        TEST(a_better_judgement_alone_does_not_count),
        TEST(a_better_judgement_counts_when_another_reviewer_approves_with_a_reason),
        TEST(the_assessor_cannot_approve_the_better_judgement),
        TEST(a_better_judgement_is_not_approved_without_a_reason),
        TEST(a_better_judgement_is_not_approved_by_mere_agreement),
        TEST(a_better_judgement_is_not_approved_by_nobody),
        TEST(a_better_judgement_without_a_reason_is_warned_of),
        TEST(a_better_judgement_without_a_reviewer_is_warned_of),
        TEST(a_reviewer_whom_nobody_knows_approves_nothing),
        TEST(the_assessor_in_small_letters_approves_nothing),
        TEST(the_assessor_as_reviewer_is_warned_of),
        TEST(a_review_that_claims_nothing_better_is_not_warned_of),
        TEST(a_worse_judgement_counts_at_once),
        TEST(an_answer_that_has_ended_does_not_count),
        TEST(not_applicable_without_a_reason_is_refused),
        TEST(a_control_is_not_applicable_only_by_the_risk_analysis),
        TEST(an_overheidsmaatregel_cannot_be_explained_away),
        TEST(an_answer_about_an_unknown_requirement_is_refused),
        TEST(an_answer_that_does_not_say_what_about_is_refused),
        TEST(a_requirement_is_not_applicable_by_a_person_with_a_reason),
        TEST(a_control_is_not_applicable_with_a_risk_reference),
        TEST(two_answers_to_one_question_are_refused),
        TEST(all_wrong_answers_are_told_at_once),
        TEST(an_answer_about_a_framework_outside_the_evaluation_is_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
