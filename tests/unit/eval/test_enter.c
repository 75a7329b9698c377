/* SPDX-License-Identifier: EUPL-1.2 */
/* What a person enters one by one: judgements, reviews and exceptions, and why some are refused. */
#include "eval/enter.h"
#include "fixture.h"

#include <string.h>

#define YEARLY "backup.restore.yearly"

/* ---- the rule that imports and commands share -------------------------------------------- */

static void some_judgements_cannot_be(void **state)
{
    static const struct {
        vw_requirement_kind kind;
        vw_result result;
        const char *reason, *risk;
        vw_judgement_objection objection;
    } cases[] = {
        {VW_CONTROL, VW_MET, NULL, NULL, VW_JUDGEMENT_ALLOWED},
        {VW_CONTROL, VW_NOT_APPLICABLE, NULL, "R-1", VW_JUDGEMENT_WITHOUT_REASON},
        {VW_CONTROL, VW_NOT_APPLICABLE, "", "R-1", VW_JUDGEMENT_WITHOUT_REASON},
        {VW_CONTROL, VW_NOT_APPLICABLE, "none", NULL, VW_JUDGEMENT_WITHOUT_RISK},
        {VW_CONTROL, VW_NOT_APPLICABLE, "none", "", VW_JUDGEMENT_WITHOUT_RISK},
        {VW_CONTROL, VW_NOT_APPLICABLE, "none", "R-1", VW_JUDGEMENT_ALLOWED},
        {VW_CONTROL, VW_EXPLAINED, "dear", NULL, VW_JUDGEMENT_ALLOWED},
        {VW_ARTICLE, VW_NOT_APPLICABLE, "none", NULL, VW_JUDGEMENT_WITHOUT_RISK},
        {VW_ARTICLE, VW_NOT_APPLICABLE, "none", "R-1", VW_JUDGEMENT_ALLOWED},
        {VW_OVERHEIDSMAATREGEL, VW_EXPLAINED, "dear", "R-1", VW_JUDGEMENT_EXPLAINS_AWAY},
        {VW_OVERHEIDSMAATREGEL, VW_NOT_APPLICABLE, "none", NULL, VW_JUDGEMENT_WITHOUT_RISK},
        {VW_OVERHEIDSMAATREGEL, VW_NOT_APPLICABLE, "none", "R-1", VW_JUDGEMENT_ALLOWED},
        {VW_OVERHEIDSMAATREGEL, VW_NOT_MET, "dear", NULL, VW_JUDGEMENT_ALLOWED},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const vw_requirement requirement = {.kind = cases[i].kind};
        assert_int_equal(
            vw_judgement_object(&requirement, cases[i].result, cases[i].reason, cases[i].risk),
            cases[i].objection);
    }
}

static void where_a_norm_lets_some_lapse_no_other_is_judged_so(void **state)
{
    const vw_framework frame = {.where_appropriate = true};
    const vw_requirement fixed = {.framework = &frame, .kind = VW_ANNEX_POINT};
    const vw_requirement lapsing = {
        .framework = &frame, .kind = VW_ANNEX_POINT, .where_appropriate = true};
    (void)state;
    assert_int_equal(vw_judgement_object(&fixed, VW_NOT_APPLICABLE, "none", "R-1"),
                     VW_JUDGEMENT_LAPSES);
    assert_int_equal(vw_judgement_object(&fixed, VW_NOT_APPLICABLE, NULL, NULL),
                     VW_JUDGEMENT_LAPSES); /* and asks for no reason that would not help */
    assert_int_equal(vw_judgement_object(&fixed, VW_NOT_MET, "none", NULL), VW_JUDGEMENT_ALLOWED);
    assert_int_equal(vw_judgement_object(&lapsing, VW_NOT_APPLICABLE, "none", "R-1"),
                     VW_JUDGEMENT_ALLOWED);
    assert_int_equal(vw_judgement_object(&lapsing, VW_NOT_APPLICABLE, "none", NULL),
                     VW_JUDGEMENT_WITHOUT_RISK);
    assert_int_equal(vw_judgement_object(&lapsing, VW_NOT_APPLICABLE, "", NULL),
                     VW_JUDGEMENT_WITHOUT_REASON);
}

/* ---- entering ---------------------------------------------------------------------------- */

static vw_date day(const char *text)
{
    vw_date out = VW_DATE_NONE;
    assert_true(vw_date_parse(&out, text));
    return out;
}

/* Test YEARLY serves control frame:1 and, unless [free], overheidsmaatregel bio:1; frame:2 has no
 * test. */
static void prepare(fixture *f, bool is_free)
{
    usual_set(f, "");
    add_requirement(f, "frame", "2", "control", "[design]", "");
    if (!is_free) {
        add_framework(f, "bio", NULL);
        add_requirement(f, "bio", "1", "overheidsmaatregel", "[operation]", "backup.restore full");
    }
    fixture_ready(f);
    people(f);
    systems(f, 9, 1, 0);
    evaluate(f);
    clear_messages(f);
}

static vw_entering entering(fixture *f, const char *on)
{
    vw_entering e = {.dossier = f->dossier,
                     .plan = f->plan,
                     .arena = f->arena,
                     .diags = f->diags,
                     .on = day(on)};
    assert_int_equal(vw_frame_now(&e.frame, f->dossier, f->diags), VW_OK);
    return e;
}

/* In a transaction of its own, kept only when it succeeded, as a command does. */
static vw_status finish(fixture *f, vw_status status)
{
    if (status == VW_OK) {
        return vw_db_commit(vw_dossier_db(f->dossier), f->diags);
    }
    vw_db_rollback(vw_dossier_db(f->dossier));
    return status;
}

static vw_judging met(const fixture *f, const char *requirement, vw_aspect aspect, const char *by)
{
    return (vw_judging){.requirement = vw_set_requirement(f->set, requirement),
                        .aspect = aspect,
                        .result = VW_MET,
                        .result_value = "met",
                        .reason = "seen",
                        .assessor = by};
}

static vw_status judge(fixture *f, vw_record_entered *out, const char *on,
                       const vw_judging *judging)
{
    vw_entering e = entering(f, on);
    assert_int_equal(vw_db_begin(vw_dossier_db(f->dossier), f->diags), VW_OK);
    return finish(f, vw_enter_judgement(out, &e, judging));
}

static vw_status review(fixture *f, const char *requirement, vw_aspect aspect, const char *review,
                        const char *by)
{
    vw_record_entered out;
    vw_entering e = entering(f, "2025-12-20");
    const vw_reviewing reviewing = {.requirement = vw_set_requirement(f->set, requirement),
                                    .aspect = aspect,
                                    .review = review,
                                    .reason = "looked",
                                    .reviewer = by};
    assert_int_equal(vw_db_begin(vw_dossier_db(f->dossier), f->diags), VW_OK);
    return finish(f, vw_enter_review(&out, &e, &reviewing));
}

static vw_status except(fixture *f, const char *subject, const char *approver, const char *from,
                        const char *until)
{
    vw_record_entered out;
    vw_entering e = entering(f, "2025-12-20");
    const vw_excepting excepting = {.test = YEARLY,
                                    .subject = subject,
                                    .owner = "P1",
                                    .requested_by = "P1",
                                    .approved_by = approver,
                                    .reason = "old",
                                    .risk_reference = "R-1",
                                    .from = day(from),
                                    .until = day(until)};
    assert_int_equal(vw_db_begin(vw_dossier_db(f->dossier), f->diags), VW_OK);
    return finish(f, vw_enter_exception(&out, &e, &excepting));
}

static void the_worse_of_both_is_the_conclusion_until_another_approves_the_better(void **state)
{
    fixture *f = *state;
    vw_record_entered out;
    prepare(f, true);
    vw_judging judging = met(f, "frame:1", VW_OPERATION, "P1");
    assert_int_equal(judge(f, &out, "2025-12-01", &judging), VW_OK);
    evaluate(f);
    assert_string_equal(conclusion_of(f, "frame:1", VW_OPERATION), "not_met");
    assert_int_equal(review(f, "frame:1", VW_OPERATION, "better_approved", "P1"), VW_ERR_INPUT);
    assert_true(has_message_about(f, VW_MSG_E073, "P1"));
    clear_messages(f);
    evaluate(f);
    assert_string_equal(conclusion_of(f, "frame:1", VW_OPERATION), "not_met");
    assert_int_equal(review(f, "frame:1", VW_OPERATION, "better_approved", "P2"), VW_OK);
    evaluate(f);
    assert_string_equal(conclusion_of(f, "frame:1", VW_OPERATION), "met");
    /* Judged anew, the review was of something else. */
    assert_int_equal(judge(f, &out, "2025-12-21", &judging), VW_OK);
    assert_true(out.review_lapsed);
    assert_int_equal(out.version, 3);
    evaluate(f);
    assert_string_equal(conclusion_of(f, "frame:1", VW_OPERATION), "not_met");
}

static void a_judgement_made_afterwards_counts_on_the_reference_date(void **state)
{
    fixture *f = *state;
    vw_record_entered out;
    prepare(f, true);
    vw_judging judging = met(f, "frame:2", VW_DESIGN, "P1");
    assert_int_equal(judge(f, &out, "2026-03-01", &judging), VW_OK);
    assert_string_equal(out.key, "frame:2/design");
    evaluate(f);
    assert_string_equal(conclusion_of(f, "frame:2", VW_DESIGN), "met");
    assert_int_equal(
        number_of(f, "SELECT count(*) FROM ev_answer WHERE effective_from = '2025-12-31' AND "
                     "assessed_on = '2026-03-01'"),
        1);
}

static void each_judgement_has_two_entries_in_the_ledger(void **state)
{
    fixture *f = *state;
    vw_record_entered out;
    vw_ledger_check check;
    prepare(f, true);
    vw_judging judging = met(f, "frame:2", VW_DESIGN, "P1");
    assert_int_equal(judge(f, &out, "2025-12-01", &judging), VW_OK);
    assert_int_equal(number_of(f, "SELECT count(*) FROM ledger l JOIN import i ON i.id = l.number "
                                  "WHERE l.what = 'judgement' AND l.content_sha256 = "
                                  "i.content_sha256 AND i.kind = 'answer'"),
                     1);
    assert_int_equal(
        number_of(f, "SELECT count(*) FROM ledger a JOIN ledger b ON a.number = b.number AND b.seq "
                     "= a.seq + 1 WHERE a.what = 'import' AND b.what = 'judgement'"),
        1);
    assert_int_equal(vw_ledger_verify(&check, f->dossier, f->diags, NULL), VW_OK);
    assert_true(check.intact);
}

static void nothing_is_recorded_of_what_is_refused(void **state)
{
    fixture *f = *state;
    vw_record_entered out;
    prepare(f, true);
    int64_t entries = number_of(f, "SELECT count(*) FROM ledger");
    const char *const evidence[] = {"asset:A01", "asset:A99"};
    vw_judging judging = met(f, "frame:2", VW_DESIGN, "P9");
    judging.result = VW_NOT_APPLICABLE;
    judging.result_value = "not_applicable";
    judging.reason = NULL;
    judging.evidence = evidence;
    judging.evidence_count = 2;
    assert_int_equal(judge(f, &out, "2025-12-01", &judging), VW_ERR_INPUT);
    assert_true(has_message_about(f, VW_MSG_U068, "frame:2"));
    assert_true(has_message_about(f, VW_MSG_U065, "P9"));
    assert_true(has_message_about(f, VW_MSG_U067, "A99"));
    assert_false(has_message_about(f, VW_MSG_U067, "A01"));
    assert_int_equal(number_of(f, "SELECT count(*) FROM ledger"), entries);
    assert_int_equal(number_of(f, "SELECT count(*) FROM ev_answer"), 0);
}

static void two_persons_do_not_judge_the_same(void **state)
{
    fixture *f = *state;
    vw_record_entered out;
    prepare(f, true);
    vw_judging judging = met(f, "frame:2", VW_DESIGN, "P1");
    assert_int_equal(judge(f, &out, "2025-12-01", &judging), VW_OK);
    judging.assessor = "P2";
    assert_int_equal(judge(f, &out, "2025-12-02", &judging), VW_ERR_INPUT);
    assert_true(has_message_about(f, VW_MSG_E076, "P1"));
    /* Once it has ended, another may judge; the first one stays what it was. */
    give(f, "answer", "frame:2/design",
         "requirement=frame:2 aspect=design result=met reason=seen assessor=P1 "
         "effective_until=2025-06-30");
    clear_messages(f);
    assert_int_equal(judge(f, &out, "2025-12-02", &judging), VW_OK);
    assert_string_equal(out.key, "frame:2/design/2");
    assert_int_equal(out.version, 1);
}

static void a_review_keeps_all_that_the_judgement_says(void **state)
{
    fixture *f = *state;
    prepare(f, true);
    give(f, "answer", "Q1",
         "requirement=frame:2 aspect=design result=not_applicable reason=seen risk_reference=R-7 "
         "assessor=P1 evidence=asset:A01 assessed_on=2025-03-01 effective_from=2025-03-01");
    assert_int_equal(review(f, "frame:2", VW_DESIGN, "agreed", "P2"), VW_OK);
    assert_int_equal(
        number_of(f, "SELECT count(*) FROM ev_answer a JOIN ev_answer b ON b.subject = a.subject "
                     "AND b.id > a.id WHERE b.result = a.result AND b.reason = a.reason AND "
                     "b.risk_reference = a.risk_reference AND b.assessor = a.assessor AND "
                     "b.evidence = a.evidence AND b.assessed_on = a.assessed_on AND "
                     "b.effective_from = a.effective_from AND b.review = 'agreed' AND "
                     "b.reviewed_on = '2025-12-20' AND a.review IS NULL"),
        1);
}

static void an_exception_explains_the_deviation(void **state)
{
    fixture *f = *state;
    prepare(f, true);
    assert_int_equal(except(f, "A10", "P1", "2025-06-01", "2025-12-31"), VW_ERR_INPUT);
    assert_true(has_message_about(f, VW_MSG_E077, "P1"));
    clear_messages(f);
    assert_int_equal(except(f, "A10", "P2", "2025-06-01", "2025-12-31"), VW_OK);
    evaluate(f);
    assert_string_equal(result_of(f, YEARLY), "explained");
    /* What overlaps is changed, what lies apart stands beside it. */
    assert_int_equal(except(f, "asset:A10", "P2", "2025-12-01", "2025-12-30"), VW_OK);
    assert_int_equal(except(f, "asset:A10", "P2", "2026-02-01", "2026-02-28"), VW_OK);
    assert_int_equal(number_of(f, "SELECT count(DISTINCT subject) FROM ev_exception"), 2);
    evaluate(f);
    assert_string_equal(result_of(f, YEARLY), "not_met");
}

static void an_exception_needs_a_subject_of_the_tests_population(void **state)
{
    fixture *f = *state;
    prepare(f, true);
    assert_int_equal(except(f, "person:P1", "P2", "2025-06-01", "2025-12-31"), VW_ERR_INPUT);
    assert_true(has_message_about(f, VW_MSG_E079, "person:P1"));
    assert_int_equal(except(f, "P1", "P2", "2025-06-01", "2025-12-31"), VW_ERR_INPUT);
    assert_true(has_message_about(f, VW_MSG_U067, "P1"));
    assert_int_equal(except(f, "A10", "P2", "2026-01-01", "2025-12-31"), VW_ERR_INPUT);
    assert_true(has_message(f, VW_MSG_U072));
}

static void an_exception_on_an_overheidsmaatregel_is_refused_with_its_section(void **state)
{
    fixture *f = *state;
    prepare(f, false);
    assert_int_equal(except(f, "A10", "P2", "2025-06-01", "2025-12-31"), VW_ERR_INPUT);
    assert_true(has_message_about(f, VW_MSG_E078, "bio:1"));
    assert_non_null(strstr(vw_message_get(VW_MSG_E078)->cause.en, "section 6.5"));
    assert_int_equal(number_of(f, "SELECT count(*) FROM ev_exception"), 0);
}

static vw_standing standing_of(fixture *f, const char *key)
{
    vw_rule_frame frame;
    vw_exception_versions all = {0};
    assert_int_equal(vw_frame_now(&frame, f->dossier, f->diags), VW_OK);
    assert_int_equal(vw_exceptions_recorded(&all, f->dossier, f->arena, f->diags, f->plan, &frame),
                     VW_OK);
    for (size_t i = 0; i < all.count; i++) {
        if (strcmp(all.items[i].key, key) == 0) {
            return all.items[i].standing;
        }
    }
    fail();
    return VW_COUNTS;
}

#define ON_A10 "test=" YEARLY " subject_kind=asset subject_key=A10 requested_by=P1 "

static void somebody_who_was_not_in_office_enters_nothing(void **state)
{
    fixture *f = *state;
    vw_record_entered out;
    prepare(f, true);
    give(f, "person", "P2", "employed_from=2020-01-01 employed_until=2025-12-19");
    vw_judging judging = met(f, "frame:1", VW_OPERATION, "P2");
    assert_int_equal(judge(f, &out, "2025-12-20", &judging), VW_ERR_INPUT);
    assert_true(has_message_about(f, VW_MSG_E094, "P2"));
    clear_messages(f);
    assert_int_equal(except(f, "A10", "P2", "2025-12-20", "2026-03-31"), VW_ERR_INPUT);
    assert_true(has_message_about(f, VW_MSG_E094, "P2"));
    clear_messages(f);
    judging = met(f, "frame:1", VW_OPERATION, "P1");
    assert_int_equal(judge(f, &out, "2025-12-20", &judging), VW_OK);
    assert_int_equal(review(f, "frame:1", VW_OPERATION, "better_approved", "P2"), VW_ERR_INPUT);
    assert_true(has_message_about(f, VW_MSG_E094, "P2"));
    clear_messages(f);
    give(f, "person", "P2", "employed_from=2020-01-01 employed_until=2025-12-20");
    assert_int_equal(review(f, "frame:1", VW_OPERATION, "better_approved", "P2"), VW_OK);
}

/* As the evaluation has it: what counts here excuses, and nothing else does. */
static vw_status withdraw(fixture *f, const char *on, const char *by)
{
    vw_record_entered out;
    vw_entering e = entering(f, on);
    const vw_withdrawing asked = {vw_set_requirement(f->set, "frame:1"), "frame:1", VW_OPERATION,
                                  by, "wrong"};
    assert_int_equal(vw_db_begin(vw_dossier_db(f->dossier), f->diags), VW_OK);
    return finish(f, vw_enter_withdrawal(&out, &e, &asked));
}

static void a_withdrawn_judgement_no_longer_counts_on_the_reference_date(void **state)
{
    static const char *const days[] = {"2025-12-21", "2026-02-01"};
    fixture *f = *state;
    vw_record_entered out;
    prepare(f, true);
    vw_judging judging = met(f, "frame:1", VW_OPERATION, "P1");
    judging.result = VW_NOT_MET;
    judging.result_value = "not_met";
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(judge(f, &out, days[i], &judging), VW_OK);
        evaluate(f);
        assert_true(concluded(f, "frame:1", VW_OPERATION).has_judged);
        assert_int_equal(withdraw(f, days[i], "P2"), VW_ERR_INPUT);
        assert_true(has_message_about(f, VW_MSG_R097, "P2"));
        clear_messages(f);
        assert_int_equal(withdraw(f, days[i], "P1"), VW_OK);
        evaluate(f);
        assert_false(concluded(f, "frame:1", VW_OPERATION).has_judged);
        assert_int_equal(withdraw(f, days[i], "P1"), VW_ERR_INPUT);
        assert_true(has_message_about(f, VW_MSG_E074, "frame:1"));
        clear_messages(f);
    }
    assert_int_equal(number_of(f, "SELECT count(*) FROM ev_answer WHERE end_reason = 'wrong' AND "
                                  "ended_by = (SELECT id FROM subject WHERE key = 'P1')"),
                     2);
    /* The day before that of withdrawing, and not after the one before the reference date. */
    assert_int_equal(number_of(f,
                               "SELECT count(*) FROM ev_answer WHERE (ended_on, effective_until) "
                               "IN (VALUES ('2025-12-21', '2025-12-20'), "
                               "('2026-02-01', '2025-12-30'))"),
                     2);
    assert_int_equal(number_of(f, "SELECT count(*) FROM ledger WHERE what = 'judgement'"), 4);
}

static void another_withdraws_it_only_when_the_assessor_has_left(void **state)
{
    fixture *f = *state;
    vw_record_entered out;
    prepare(f, true);
    vw_judging judging = met(f, "frame:1", VW_OPERATION, "P1");
    assert_int_equal(judge(f, &out, "2025-12-01", &judging), VW_OK);
    give(f, "person", "P1", "employed_until=2025-12-10");
    assert_int_equal(withdraw(f, "2025-12-10", "P2"), VW_ERR_INPUT);
    assert_int_equal(withdraw(f, "2025-12-11", "P2"), VW_OK);
}

static vw_status end_on(fixture *f, const char *until, const char *by)
{
    vw_record_entered out;
    vw_entering e = entering(f, "2025-12-20");
    const vw_ending asked = {YEARLY, "asset:A10", day(until), by, "replaced"};
    assert_int_equal(vw_db_begin(vw_dossier_db(f->dossier), f->diags), VW_OK);
    return finish(f, vw_enter_end(&out, &e, &asked));
}

static void an_exception_ends_sooner_and_never_later(void **state)
{
    fixture *f = *state;
    prepare(f, true);
    assert_int_equal(except(f, "A10", "P2", "2025-12-01", "2026-03-31"), VW_OK);
    evaluate(f);
    assert_string_equal(result_of(f, YEARLY), "explained");
    assert_int_equal(end_on(f, "2026-03-31", "P1"), VW_ERR_INPUT);
    assert_true(has_message_about(f, VW_MSG_Y104, YEARLY));
    assert_int_equal(end_on(f, "2026-04-30", "P1"), VW_ERR_INPUT);
    assert_int_equal(end_on(f, "2025-11-30", "P1"), VW_ERR_INPUT);
    assert_int_equal(end_on(f, "2025-12-30", "P9"), VW_ERR_INPUT);
    clear_messages(f);
    assert_int_equal(end_on(f, "2025-12-31", "P1"), VW_OK);
    evaluate(f);
    assert_string_equal(result_of(f, YEARLY), "explained");
    assert_int_equal(end_on(f, "2025-12-30", "P1"), VW_OK);
    evaluate(f);
    assert_string_equal(result_of(f, YEARLY), "not_met");
    assert_int_equal(number_of(f, "SELECT count(*) FROM ev_exception WHERE approved_by IS NOT NULL "
                                  "AND end_reason = 'replaced'"),
                     2);
}

static void the_list_says_why_an_exception_does_not_count(void **state)
{
    static const struct {
        const char *key, *fields;
        vw_standing standing;
    } cases[] = {
        {"X1", ON_A10 "approved_by=P2 effective_until=2025-12-30", VW_ENDED},
        {"X2", ON_A10 "approved_by=P2 effective_from=2026-01-01 effective_until=2026-12-30",
         VW_NOT_YET},
        {"X3", ON_A10 "approved_by=P1 effective_until=2026-12-30", VW_DOUBTED},
        {"X4", ON_A10 "approved_by=P9 effective_until=2026-12-30", VW_DOUBTED},
        {"X5", ON_A10 "approved_by=P2", VW_DOUBTED},
        {"X5b", ON_A10 "approved_by=P2 effective_until=2026-12-30 approved_on=", VW_DOUBTED},
        {"X5c", ON_A10 "approved_by=P2 effective_until=2026-12-30 approved_on=2026-01-01",
         VW_DOUBTED},
        {"X5d", ON_A10 "approved_by=P2 effective_until=2026-12-30 approved_on=2024-12-31",
         VW_DOUBTED},
        {"X6",
         "test=no.such subject_kind=asset subject_key=A10 requested_by=P1 approved_by=P2 "
         "effective_until=2026-12-30",
         VW_OF_NO_TEST},
        {"X7",
         "test=" YEARLY " subject_kind=asset subject_key=A99 requested_by=P1 approved_by=P2 "
         "effective_until=2026-12-30",
         VW_OF_NO_SUBJECT},
        {"X8", ON_A10 "approved_by=P2 effective_until=2025-12-31", VW_COUNTS},
    };
    fixture *f = *state;
    prepare(f, true);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        give(f, "exception", cases[i].key, cases[i].fields);
        assert_int_equal(standing_of(f, cases[i].key), cases[i].standing);
        evaluate(f);
        assert_string_equal(result_of(f, YEARLY),
                            cases[i].standing == VW_COUNTS ? "explained" : "not_met");
    }
}

static void an_exception_from_elsewhere_on_an_overheidsmaatregel_is_shown_as_forbidden(void **state)
{
    fixture *f = *state;
    prepare(f, false);
    give(f, "exception", "X1", ON_A10 "approved_by=P2 effective_until=2026-12-30");
    assert_int_equal(standing_of(f, "X1"), VW_FORBIDDEN);
}

static void answers_that_contradict_each_other_are_shown_so(void **state)
{
    fixture *f = *state;
    vw_rule_frame frame;
    vw_answer_versions all = {0};
    prepare(f, true);
    give(f, "answer", "Q1", "requirement=frame:2 aspect=design result=met reason=a assessor=P1");
    give(f, "answer", "Q2", "requirement=frame:2 aspect=design result=met reason=b assessor=P2");
    give(f, "answer", "Q3", "requirement=frame:1 aspect=operation result=met reason=b assessor=P2");
    assert_int_equal(vw_frame_now(&frame, f->dossier, f->diags), VW_OK);
    assert_int_equal(vw_answers_recorded(&all, f->dossier, f->arena, f->diags, f->set, &frame),
                     VW_OK);
    assert_int_equal(all.count, 3);
    for (size_t i = 0; i < all.count; i++) {
        assert_int_equal(all.items[i].standing,
                         strcmp(all.items[i].key, "Q3") == 0 ? VW_COUNTS : VW_CONTRADICTED);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(some_judgements_cannot_be),
        cmocka_unit_test(where_a_norm_lets_some_lapse_no_other_is_judged_so),
        TEST(the_worse_of_both_is_the_conclusion_until_another_approves_the_better),
        TEST(a_judgement_made_afterwards_counts_on_the_reference_date),
        TEST(each_judgement_has_two_entries_in_the_ledger),
        TEST(nothing_is_recorded_of_what_is_refused),
        TEST(two_persons_do_not_judge_the_same),
        TEST(a_review_keeps_all_that_the_judgement_says),
        TEST(an_exception_explains_the_deviation),
        TEST(an_exception_needs_a_subject_of_the_tests_population),
        TEST(an_exception_on_an_overheidsmaatregel_is_refused_with_its_section),
        TEST(a_withdrawn_judgement_no_longer_counts_on_the_reference_date),
        TEST(another_withdraws_it_only_when_the_assessor_has_left),
        TEST(an_exception_ends_sooner_and_never_later),
        TEST(somebody_who_was_not_in_office_enters_nothing),
        TEST(the_list_says_why_an_exception_does_not_count),
        TEST(an_exception_from_elsewhere_on_an_overheidsmaatregel_is_shown_as_forbidden),
        TEST(answers_that_contradict_each_other_are_shown_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
