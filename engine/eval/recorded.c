/* SPDX-License-Identifier: EUPL-1.2 */
/* All versions of answers and exceptions, with what an evaluation would make of each. */
#include "eval/recorded.h"

#include "store/evidence.h"

#include <string.h>

typedef struct {
    vw_dossier *dossier;
    vw_arena *arena;
    vw_diags *diags;
    const vw_rule_frame *frame;
    vw_stmt *stmt;
} reading;

static const char *text(const reading *r, int column)
{
    const char *found = vw_stmt_text(r->stmt, column);
    return found != NULL ? vw_strdup(r->arena, found) : NULL;
}

/* A dossier that is only read need not have every field of the catalogue, nor the table. */
static vw_status has_column(bool *has, const reading *r, const char *table, const char *name)
{
    vw_stmt *stmt = NULL;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(r->dossier), r->arena, r->diags,
                                   "SELECT 1 FROM pragma_table_info(?1) WHERE name = ?2");
    *has = false;
    if (status == VW_OK) {
        vw_stmt_bind_text(stmt, 1, table);
        vw_stmt_bind_text(stmt, 2, name);
        status = vw_stmt_step(stmt, r->diags, has);
    }
    vw_stmt_free(stmt);
    return status;
}

static bool has_fields(const vw_catalogue *catalogue, const char *kind, const char *const *names)
{
    const vw_kind *found = vw_catalogue_find(catalogue, kind);
    if (found == NULL || found->nature != VW_STATE) {
        return false;
    }
    for (; *names != NULL; names++) {
        if (vw_kind_field(found, *names) == NULL) {
            return false;
        }
    }
    return true;
}

static vw_standing standing_on(const char *day, bool replaced, const char *from, const char *until)
{
    if (replaced) {
        return VW_REPLACED;
    }
    if (from == NULL || strcmp(from, day) > 0) {
        return VW_NOT_YET;
    }
    return until != NULL && strcmp(until, day) < 0 ? VW_ENDED : VW_COUNTS;
}

vw_status vw_frame_now(vw_rule_frame *out, vw_dossier *dossier, vw_diags *diags)
{
    const vw_dossier_head *head = vw_dossier_head_of(dossier);
    *out = (vw_rule_frame){
        .as_of = head->as_of, .period_from = head->period_from, .period_until = head->period_until};
    return vw_import_mark(dossier, diags, &out->mark);
}

/* ---- versions ---------------------------------------------------------------------------- */

/* What every version has; what is its own kind's stands behind. */
enum { KEY, IMPORT, VERSION, NEWER, FROM, UNTIL, OWN };

/* All versions up to the mark of a kind, if it has the fields that are [needed] and the dossier the
 * last [column] that it got; else the reading stays empty. */
static vw_status select_versions(reading *r, const vw_catalogue *catalogue, const char *kind,
                                 const char *const *needed, const char *column, const char *own,
                                 const char *order)
{
    bool there = false;
    vw_status status = has_column(&there, r, vw_printf(r->arena, "ev_%s", kind), column);
    if (status != VW_OK || !there || !has_fields(catalogue, kind, needed)) {
        return status;
    }
    status = vw_stmt_new(
        &r->stmt, vw_dossier_db(r->dossier), r->arena, r->diags,
        vw_printf(r->arena,
                  "SELECT (SELECT key FROM subject WHERE id = x.subject), x.import_id, "
                  "(SELECT count(*) FROM ev_%s o WHERE o.subject = x.subject AND o.import_id <= "
                  "x.import_id), EXISTS (SELECT 1 FROM ev_%s n WHERE n.subject = x.subject AND "
                  "n.import_id > x.import_id AND n.import_id <= ?1), x.effective_from, "
                  "x.effective_until, %s FROM ev_%s x WHERE x.import_id <= ?1 ORDER BY %s, 1, "
                  "x.import_id",
                  kind, kind, own, kind, order));
    if (status == VW_OK) {
        vw_stmt_bind_int(r->stmt, 1, r->frame->mark);
    }
    return status;
}

static vw_status next_version(bool *row, reading *r)
{
    *row = false;
    return r->stmt != NULL ? vw_stmt_step(r->stmt, r->diags, row) : VW_OK;
}

/* ---- answers ----------------------------------------------------------------------------- */

enum {
    A_REQUIREMENT = OWN,
    A_ASPECT,
    A_RESULT,
    A_REASON,
    A_RISK,
    A_EVIDENCE,
    A_ASSESSOR,
    A_ASSESSED_ON,
    A_REVIEWER,
    A_REVIEW,
    A_REVIEW_REASON,
    A_REVIEWED_ON,
    A_DOUBT,
    A_NOBODYS,
    A_UNCONFIRMED,
    A_CARRIED_FROM
};

static vw_status select_answers(reading *r, const vw_catalogue *catalogue)
{
    static const char *const needed[] = {
        "requirement",    "aspect",   "result", "reason",        "assessor",    "assessed_on",
        "risk_reference", "reviewer", "review", "review_reason", "reviewed_on", NULL};
    static const vw_eyes eyes = {"reviewer", "assessor", "reviewed_on", "assessed_on", false};
    vw_office office = {0};
    bool evidence = false, carried = false;
    vw_status status = has_column(&evidence, r, "ev_answer", "evidence");
    if (status == VW_OK) {
        status = has_column(&carried, r, "ev_answer", "unconfirmed");
    }
    if (status == VW_OK) {
        status = vw_office_of(&office, r->dossier, r->arena, r->diags, catalogue, r->frame);
    }
    if (status != VW_OK) {
        return status;
    }
    return select_versions(
        r, catalogue, "answer", needed, "subject",
        vw_printf(
            r->arena,
            "x.requirement, x.aspect, x.result, x.reason, x.risk_reference, %s, (SELECT key FROM "
            "subject WHERE id = x.assessor), x.assessed_on, (SELECT key FROM subject WHERE id = "
            "x.reviewer), x.review, x.review_reason, x.reviewed_on, CASE WHEN x.review_reason IS "
            "NULL THEN %d %s END, %s, %s",
            evidence ? "x.evidence" : "NULL", VW_DOUBT_NO_REASON,
            vw_eyes__doubt_sql(r->arena, &office, &eyes),
            vw_eyes__no_judge_sql(r->arena, &office, eyes.author, eyes.judged_on),
            carried ? "coalesce(x.unconfirmed, 0), x.carried_from" : "0, NULL"),
        "x.requirement, CASE x.aspect WHEN 'design' THEN 0 WHEN 'existence' THEN 1 ELSE 2 END");
}

static vw_answer_version read_answer(const reading *r, const vw_set *set)
{
    char as_of[11];
    vw_date_format(as_of, r->frame->as_of);
    vw_answer_version answer = {.key = text(r, KEY),
                                .import_id = vw_stmt_int(r->stmt, IMPORT),
                                .version = (uint32_t)vw_stmt_int(r->stmt, VERSION),
                                .from = text(r, FROM),
                                .requirement = text(r, A_REQUIREMENT),
                                .aspect = text(r, A_ASPECT),
                                .result = text(r, A_RESULT),
                                .reason = text(r, A_REASON),
                                .risk_reference = text(r, A_RISK),
                                .evidence = text(r, A_EVIDENCE),
                                .assessor = text(r, A_ASSESSOR),
                                .assessed_on = text(r, A_ASSESSED_ON),
                                .reviewer = text(r, A_REVIEWER),
                                .review = text(r, A_REVIEW),
                                .review_reason = text(r, A_REVIEW_REASON),
                                .reviewed_on = text(r, A_REVIEWED_ON),
                                .doubt = (vw_doubt)vw_stmt_int(r->stmt, A_DOUBT),
                                .nobodys = vw_stmt_int(r->stmt, A_NOBODYS) != 0,
                                .unconfirmed = vw_stmt_int(r->stmt, A_UNCONFIRMED) != 0,
                                .carried_from = text(r, A_CARRIED_FROM),
                                .standing = standing_on(as_of, vw_stmt_int(r->stmt, NEWER) != 0,
                                                        vw_stmt_text(r->stmt, FROM),
                                                        vw_stmt_text(r->stmt, UNTIL))};
    if (answer.standing == VW_COUNTS &&
        (answer.requirement == NULL || vw_set_requirement(set, answer.requirement) == NULL)) {
        answer.standing = VW_OF_NO_REQUIREMENT;
    }
    return answer;
}

/* Answers that hold on the same stand next to each other, apart from versions that do not. */
static void find_contradictions(vw_answer_version *items, size_t count)
{
    vw_answer_version *last = NULL;
    for (size_t i = 0; i < count; i++) {
        vw_answer_version *at = &items[i];
        if (at->standing != VW_COUNTS || at->aspect == NULL) {
            continue;
        }
        if (last != NULL && strcmp(last->requirement, at->requirement) == 0 &&
            strcmp(last->aspect, at->aspect) == 0) {
            last->standing = at->standing = VW_CONTRADICTED;
        }
        last = at;
    }
}

vw_status vw_answers_recorded(vw_answer_versions *out, vw_dossier *dossier, vw_arena *arena,
                              vw_diags *diags, const vw_set *set, const vw_rule_frame *frame)
{
    reading r = {dossier, arena, diags, frame, NULL};
    VW_VEC(vw_answer_version) found = {0};
    vw_status status = select_answers(&r, set->catalogue);
    bool row = true;
    while (status == VW_OK && (status = next_version(&row, &r)) == VW_OK && row) {
        VW_PUSH(arena, found, read_answer(&r, set));
    }
    vw_stmt_free(r.stmt);
    find_contradictions(found.items, found.count);
    *out = (vw_answer_versions){found.items, found.count};
    return status;
}

/* An earlier version waited to be confirmed, and this one does not: whoever judged took its place.
 */
static bool was_confirmed(const vw_answer_versions *answers, const vw_answer_version *answer)
{
    for (size_t i = 0; i < answers->count; i++) {
        const vw_answer_version *before = &answers->items[i];
        if (!answer->unconfirmed && before->unconfirmed && before->version < answer->version &&
            strcmp(before->key, answer->key) == 0 && before->carried_from != NULL &&
            strcmp(before->carried_from, answer->carried_from) == 0) {
            return true;
        }
    }
    return false;
}

const vw_answer_version *vw_answers_carried(const vw_answer_versions *answers,
                                            const char *requirement, vw_aspect aspect)
{
    for (size_t i = 0; i < answers->count; i++) {
        const vw_answer_version *answer = &answers->items[i];
        if (answer->standing == VW_COUNTS && answer->carried_from != NULL &&
            answer->aspect != NULL && strcmp(answer->requirement, requirement) == 0 &&
            strcmp(answer->aspect, vw_aspect_name(aspect)) == 0 &&
            !was_confirmed(answers, answer)) {
            return answer;
        }
    }
    return NULL;
}

const char *vw_answer_carried_remark(vw_arena *arena, const vw_answer_version *answer, vw_lang lang)
{
    static const vw_text carried = {"overgenomen van", "carried over from"};
    static const vw_text waiting = {", te bevestigen", ", to be confirmed"};
    return vw_printf(arena, "%s %s%s", vw_text_in(carried, lang), answer->carried_from,
                     answer->unconfirmed ? vw_text_in(waiting, lang) : "");
}

bool vw_answer_judgement(vw_judgement *out, const vw_answer_version *answer)
{
    *out = (vw_judgement){
        .requirement = answer->requirement, .reason = answer->reason, .assessor = answer->assessor};
    const char *review = answer->review != NULL ? answer->review : "";
    out->better_approved = strcmp(review, "better_approved") == 0 &&
                           answer->doubt == VW_DOUBT_NONE && !answer->unconfirmed;
    out->disagreed = strcmp(review, "disagreed") == 0;
    out->nobodys = answer->nobodys || answer->unconfirmed;
    return answer->requirement != NULL && answer->aspect != NULL && answer->result != NULL &&
           vw_aspect_parse(&out->aspect, answer->aspect) &&
           vw_result_parse(&out->result, answer->result);
}

/* ---- exceptions -------------------------------------------------------------------------- */

enum {
    X_TEST = OWN,
    X_SUBJECT_KIND,
    X_SUBJECT_KEY,
    X_SUBJECT,
    X_OWNER,
    X_REQUESTED_BY,
    X_APPROVED_BY,
    X_APPROVED_ON,
    X_REASON,
    X_COMPENSATING,
    X_RISK,
    X_DOUBT,
    X_CARRIED_FROM
};

static vw_status select_exceptions(reading *r, const vw_catalogue *catalogue)
{
    static const char *const needed[] = {
        "test",           "subject_kind", "subject_key", "owner",
        "requested_by",   "approved_by",  "reason",      "compensating_measure",
        "risk_reference", "approved_on",  NULL};
    static const vw_eyes eyes = {"approved_by", "requested_by", "approved_on", NULL, true};
    vw_office office = {0};
    bool carried = false;
    vw_status status = has_column(&carried, r, "ev_exception", "carried_from");
    if (status == VW_OK) {
        status = vw_office_of(&office, r->dossier, r->arena, r->diags, catalogue, r->frame);
    }
    if (status != VW_OK) {
        return status;
    }
    return select_versions(
        r, catalogue, "exception", needed, "approved_on",
        vw_printf(r->arena,
                  "x.test, x.subject_kind, x.subject_key, (SELECT id FROM subject WHERE kind = "
                  "x.subject_kind AND key = x.subject_key), (SELECT key FROM subject WHERE id = "
                  "x.owner), (SELECT key FROM subject WHERE id = x.requested_by), (SELECT key FROM "
                  "subject WHERE id = x.approved_by), x.approved_on, x.reason, "
                  "x.compensating_measure, x.risk_reference, CASE WHEN x.effective_until IS NULL "
                  "THEN %d %s END, %s",
                  VW_DOUBT_NO_END, vw_eyes__doubt_sql(r->arena, &office, &eyes),
                  carried ? "x.carried_from" : "NULL"),
        "x.test, x.subject_kind, x.subject_key");
}

/* What came too late for the reference date may be in time on another day. */
static bool doubted(const vw_exception_version *exception, const char *day)
{
    return exception->doubt != VW_DOUBT_NONE &&
           (exception->doubt != VW_DOUBT_TOO_LATE || strcmp(exception->approved_on, day) > 0);
}

static vw_standing stand(const reading *r, const vw_exception_version *exception,
                         const vw_plan *plan, const char *day)
{
    vw_standing standing =
        standing_on(day, vw_stmt_int(r->stmt, NEWER) != 0, exception->from, exception->until);
    if (standing != VW_COUNTS) {
        return standing;
    }
    if (doubted(exception, day)) {
        return VW_DOUBTED;
    }
    if (exception->test == NULL || (vw_plan_test(plan, exception->test) == NULL &&
                                    vw_set_test(plan->set, exception->test) == NULL)) {
        return VW_OF_NO_TEST;
    }
    if (vw_stmt_is_null(r->stmt, X_SUBJECT)) {
        return VW_OF_NO_SUBJECT;
    }
    return exception->forbidden_by != NULL ? VW_FORBIDDEN : VW_COUNTS;
}

static vw_exception_version read_exception(const reading *r, const vw_plan *plan)
{
    char as_of[11], today[21];
    vw_date_format(as_of, r->frame->as_of);
    vw_instant_format(today, vw_clock_now());
    today[10] = '\0';
    vw_exception_version exception = {.key = text(r, KEY),
                                      .import_id = vw_stmt_int(r->stmt, IMPORT),
                                      .version = (uint32_t)vw_stmt_int(r->stmt, VERSION),
                                      .test = text(r, X_TEST),
                                      .subject_kind = text(r, X_SUBJECT_KIND),
                                      .subject_key = text(r, X_SUBJECT_KEY),
                                      .from = text(r, FROM),
                                      .until = text(r, UNTIL),
                                      .owner = text(r, X_OWNER),
                                      .requested_by = text(r, X_REQUESTED_BY),
                                      .approved_by = text(r, X_APPROVED_BY),
                                      .approved_on = text(r, X_APPROVED_ON),
                                      .reason = text(r, X_REASON),
                                      .compensating_measure = text(r, X_COMPENSATING),
                                      .risk_reference = text(r, X_RISK),
                                      .carried_from = text(r, X_CARRIED_FROM),
                                      .doubt = (vw_doubt)vw_stmt_int(r->stmt, X_DOUBT)};
    if (exception.test != NULL) {
        exception.forbidden_by = vw_plan_forbids_exception(plan, exception.test);
    }
    exception.standing = stand(r, &exception, plan, as_of);
    exception.today = stand(r, &exception, plan, today);
    return exception;
}

vw_status vw_exceptions_recorded(vw_exception_versions *out, vw_dossier *dossier, vw_arena *arena,
                                 vw_diags *diags, const vw_plan *plan, const vw_rule_frame *frame)
{
    reading r = {dossier, arena, diags, frame, NULL};
    VW_VEC(vw_exception_version) found = {0};
    vw_status status = select_exceptions(&r, plan->set->catalogue);
    bool row = true;
    while (status == VW_OK && (status = next_version(&row, &r)) == VW_OK && row) {
        VW_PUSH(arena, found, read_exception(&r, plan));
    }
    vw_stmt_free(r.stmt);
    *out = (vw_exception_versions){found.items, found.count};
    return status;
}
