/* SPDX-License-Identifier: EUPL-1.2 */
/* Four eyes and the calendar: who approves, reviews or judges was in office on that day, and in
 * time. */
#include "fixture.h"

#define YEARLY "backup.restore.yearly"
#define EXCEPTION "test=" YEARLY " subject_kind=asset subject_key=A10"

#define APPROVED EXCEPTION " requested_by=P1 approved_by=P2 effective_until=2026-01-31 "

/* One deviation of ten and an exception with these fields; the approver P2 has this record more,
 * and these changes; the result. */
static const char *with_approver(fixture *f, const char *person, const char *change,
                                 const char *fields)
{
    one_of_ten_fails(f);
    if (person != NULL) {
        give(f, "person", "P2", person);
    }
    if (change != NULL) {
        begin(f, "person_change");
        row(f, "C1", change);
        end(f);
    }
    give(f, "exception", "X1", vw_printf(f->arena, APPROVED "%s", fields));
    evaluate(f);
    return result_of(f, YEARLY);
}

static void an_approver_who_has_left_since_still_counts(void **state)
{
    assert_string_equal(
        with_approver(*state, "effective_until=2025-06-30", NULL, "approved_on=2025-06-30"),
        "explained");
}

/* Each is of an approval that nobody in office gave in time; the message says so. */
static const struct of_day {
    const char *name, *person, *change, *fields;
    vw_msg msg;
} days[] = {
    {"the record had ended", "effective_until=2025-06-29", NULL, "approved_on=2025-06-30",
     VW_MSG_E092},
    {"had left", "employed_until=2025-06-29", NULL, "approved_on=2025-06-30", VW_MSG_E092},
    {"had not begun", "employed_from=2025-07-01", NULL, "approved_on=2025-06-30", VW_MSG_E092},
    {"nothing was recorded of that day", NULL, NULL, "approved_on=2024-12-31", VW_MSG_E092},
    {"had left by a change", NULL, "person=P2 type=leaver occurred_on=2025-06-29",
     "approved_on=2025-06-30", VW_MSG_E092},
    {"had not begun by a change", NULL, "person=P2 type=joiner occurred_on=2025-07-01",
     "approved_on=2025-06-30", VW_MSG_E092},
    {"later than the reference date", NULL, NULL, "approved_on=2026-01-01", VW_MSG_E091},
    {"on an unknown day", NULL, NULL, "approved_on=", VW_MSG_E090},
};

static void an_approval_that_nobody_in_office_gave_in_time_does_not_count(void **state)
{
    fixture *f = *state;
    const struct of_day *at = f->what;
    assert_string_equal(with_approver(f, at->person, at->change, at->fields), "not_met");
    assert_true(has_message_about(f, at->msg, "X1"));
    assert_int_equal(vw_diags_kept(f->diags), 1);
}

static const struct of_day good_days[] = {
    {"on the last working day", "employed_until=2025-06-30", NULL, "approved_on=2025-06-30", 0},
    {"on the first day", "employed_from=2025-06-30", NULL, "approved_on=2025-06-30", 0},
    {"employed before the record", "employed_from=2020-01-01", NULL, "approved_on=2024-12-31", 0},
    {"on the reference date", NULL, NULL, "approved_on=2025-12-31", 0},
    {"on the day of leaving", NULL, "person=P2 type=leaver occurred_on=2025-06-30",
     "approved_on=2025-06-30", 0},
    {"on the day of joining", NULL, "person=P2 type=joiner occurred_on=2025-06-30",
     "approved_on=2025-06-30", 0},
    {"moved only", NULL, "person=P2 type=mover occurred_on=2025-03-01", "approved_on=2025-06-30",
     0},
    {"somebody else left", NULL, "person=P1 type=leaver occurred_on=2025-03-01",
     "approved_on=2025-06-30", 0},
};

static void an_approval_that_somebody_in_office_gave_in_time_counts(void **state)
{
    fixture *f = *state;
    const struct of_day *at = f->what;
    assert_string_equal(with_approver(f, at->person, at->change, at->fields), "explained");
    assert_int_equal(vw_diags_kept(f->diags), 0);
}

static void an_approver_who_came_back_counts_again(void **state)
{
    fixture *f = *state;
    one_of_ten_fails(f);
    begin(f, "person_change");
    row(f, "C1", "person=P2 type=leaver occurred_on=2025-02-28");
    row(f, "C2", "person=P2 type=joiner occurred_on=2025-05-01");
    end(f);
    give(f, "exception", "X1", APPROVED "approved_on=2025-04-30");
    evaluate(f);
    assert_string_equal(result_of(f, YEARLY), "not_met");
    give(f, "exception", "X1", APPROVED "approved_on=2025-05-01");
    evaluate(f);
    assert_string_equal(result_of(f, YEARLY), "explained");
    /* A leaver who was recorded by mistake: the newest version counts. */
    give(f, "person_change", "C1", "person=P2 type=mover occurred_on=2025-02-28");
    give(f, "person_change", "C2", "person=P2 type=mover occurred_on=2025-05-01");
    give(f, "exception", "X1", APPROVED "approved_on=2025-04-30");
    evaluate(f);
    assert_string_equal(result_of(f, YEARLY), "explained");
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

/* Requirement frame:2 has no measure, so that only people can say something of it. */
static void with_question(fixture *f)
{
    add_requirement(f, "frame", "2", "article", "[design]", "");
    with_overheidsmaatregel(f);
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

/* A better judgement with this review does not count, and one warning says why. */
static void not_approved(fixture *f, const char *review, vw_msg msg)
{
    assert_string_equal(judged_better(f, review), "not_met");
    assert_true(has_message_about(f, msg, "Q1"));
    assert_int_equal(vw_diags_kept(f->diags), 1);
}

#define BETTER "reviewer=P2 review=better_approved review_reason=x "

static void a_review_after_the_reference_date_counts_and_is_told(void **state)
{
    fixture *f = *state;
    assert_string_equal(judged_better(f, BETTER "reviewed_on=2026-02-10"), "met");
    assert_true(has_message_about(f, VW_MSG_E095, "2026-02-10"));
    assert_int_equal(vw_diags_kept(f->diags), 1);
}

static void a_reviewer_who_had_left_by_a_day_after_the_reference_date_approves_nothing(void **state)
{
    fixture *f = *state;
    with_question(f);
    systems(f, 9, 1, 0);
    give(f, "person", "P2", "employed_from=2020-01-01 employed_until=2026-01-31");
    give(f, "answer", "Q1",
         "requirement=frame:1 aspect=operation result=met reason=seen assessor=P1 " BETTER
         "reviewed_on=2026-02-10");
    evaluate(f);
    assert_string_equal(conclusion_of(f, "frame:1", VW_OPERATION), "not_met");
    assert_true(has_message_about(f, VW_MSG_E092, "Q1"));
    assert_int_equal(vw_diags_kept(f->diags), 1);
}

static void a_review_on_an_unknown_day_approves_nothing(void **state)
{
    not_approved(*state, BETTER "reviewed_on=", VW_MSG_E090);
}

static void a_reviewer_who_had_not_begun_approves_nothing(void **state)
{
    not_approved(*state, BETTER "reviewed_on=2024-12-31", VW_MSG_E092);
}

static void a_review_from_before_the_judgement_approves_nothing(void **state)
{
    not_approved(*state, BETTER "assessed_on=2025-07-01 reviewed_on=2025-06-30", VW_MSG_E098);
}

static void a_review_on_the_day_of_judging_approves(void **state)
{
    fixture *f = *state;
    assert_string_equal(judged_better(f, BETTER "assessed_on=2025-07-01 reviewed_on=2025-07-01"),
                        "met");
}

/* Any day up to the reference date may be that of judging. */
static void a_review_from_before_the_reference_date_needs_the_day_of_judging(void **state)
{
    not_approved(*state, BETTER "reviewed_on=2025-12-30", VW_MSG_E098);
}

static void an_assessor_who_had_not_begun_judges_nothing_better(void **state)
{
    not_approved(*state, BETTER "assessed_on=2024-12-31", VW_MSG_E093);
}

static void a_review_on_the_reference_date_counts(void **state)
{
    fixture *f = *state;
    assert_string_equal(judged_better(f, BETTER "reviewed_on=2025-12-31"), "met");
    assert_int_equal(vw_diags_kept(f->diags), 0);
}

/* frame:2 has no test: a judgement with these fields is all that there is. */
static const char *judged_alone(fixture *f, const char *fields)
{
    with_question(f);
    give(f, "person", "P3", "employed_from=2020-01-01 employed_until=2025-06-30");
    give(f, "answer", "Q1",
         vw_printf(f->arena, "requirement=frame:2 aspect=design reason=seen %s", fields));
    evaluate(f);
    return conclusion_of(f, "frame:2", VW_DESIGN);
}

static const struct judge {
    const char *name, *fields, *concluded;
    bool warned;
} judges[] = {
    {"on the last day", "result=met assessor=P3 assessed_on=2025-06-30", "met", false},
    {"after leaving", "result=met assessor=P3 assessed_on=2025-07-01", "not_assessed", true},
    {"before beginning", "result=met assessor=P3 assessed_on=2019-12-31", "not_assessed", true},
    {"left, on an unknown day", "result=met assessor=P3", "not_assessed", true},
    {"in office, on an unknown day", "result=met assessor=P1", "met", false},
    {"in office, after the reference date", "result=met assessor=P1 assessed_on=2026-02-01", "met",
     false},
    {"nobody known", "result=met assessor=GHOST", "not_assessed", true},
    {"nobody at all", "result=met", "not_assessed", true},
    {"worse, after leaving", "result=not_met assessor=P3 assessed_on=2025-07-01", "not_met", true},
};

static void a_judgement_carries_only_when_somebody_in_office_gave_it(void **state)
{
    fixture *f = *state;
    const struct judge *at = f->what;
    assert_string_equal(judged_alone(f, at->fields), at->concluded);
    assert_int_equal(has_message_about(f, VW_MSG_E093, "Q1"), at->warned);
    assert_int_equal(concluded(f, "frame:2", VW_DESIGN).has_judged, 1);
}

#define OF(rows) (sizeof(rows) / sizeof *(rows))

static int set_up_row(void **state)
{
    const void *what = *state;
    int failed = fixture_setup(state);
    if (failed == 0) {
        ((fixture *)*state)->what = what;
    }
    return failed;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_approver_who_has_left_since_still_counts),
        TEST(an_approver_who_came_back_counts_again),
        TEST(a_review_after_the_reference_date_counts_and_is_told),
        TEST(a_reviewer_who_had_left_by_a_day_after_the_reference_date_approves_nothing),
        TEST(a_review_on_an_unknown_day_approves_nothing),
        TEST(a_reviewer_who_had_not_begun_approves_nothing),
        TEST(a_review_from_before_the_judgement_approves_nothing),
        TEST(a_review_on_the_day_of_judging_approves),
        TEST(a_review_from_before_the_reference_date_needs_the_day_of_judging),
        TEST(an_assessor_who_had_not_begun_judges_nothing_better),
        TEST(a_review_on_the_reference_date_counts),
    };
    struct CMUnitTest of_days[OF(days)], of_good_days[OF(good_days)], of_judges[OF(judges)];
    for (size_t i = 0; i < OF(days); i++) {
        of_days[i] = (struct CMUnitTest){
            days[i].name, an_approval_that_nobody_in_office_gave_in_time_does_not_count, set_up_row,
            fixture_teardown, (void *)(uintptr_t)&days[i]};
    }
    for (size_t i = 0; i < OF(good_days); i++) {
        of_good_days[i] = (struct CMUnitTest){
            good_days[i].name, an_approval_that_somebody_in_office_gave_in_time_counts, set_up_row,
            fixture_teardown, (void *)(uintptr_t)&good_days[i]};
    }
    for (size_t i = 0; i < OF(judges); i++) {
        of_judges[i] = (struct CMUnitTest){
            judges[i].name, a_judgement_carries_only_when_somebody_in_office_gave_it, set_up_row,
            fixture_teardown, (void *)(uintptr_t)&judges[i]};
    }
    return cmocka_run_group_tests(tests, NULL, NULL) +
           cmocka_run_group_tests_name("no approval", of_days, NULL, NULL) +
           cmocka_run_group_tests_name("approval", of_good_days, NULL, NULL) +
           cmocka_run_group_tests_name("judgement", of_judges, NULL, NULL);
}
