/* SPDX-License-Identifier: EUPL-1.2 */
/* Reads exceptions and answers from the evidence, as known at the import mark. */
#include "eval/register.h"

#include "model/label.h"
#include "store/db.h"

#include <stdlib.h>
#include <string.h>

/* The newest version at the mark of each record of a kind, as far as it holds on the reference
 * date. */
static const char *holding(vw_arena *arena, const char *kind, const vw_rule_frame *frame)
{
    char as_of[11];
    vw_date_format(as_of, frame->as_of);
    return vw_printf(arena,
                     "ev_%s e WHERE e.import_id <= %lld AND NOT EXISTS (SELECT 1 FROM ev_%s n "
                     "WHERE n.subject = e.subject AND n.import_id > e.import_id AND "
                     "n.import_id <= %lld) AND e.effective_from <= '%s' AND "
                     "(e.effective_until IS NULL OR e.effective_until >= '%s')",
                     kind, (long long)frame->mark, kind, (long long)frame->mark, as_of, as_of);
}

static bool has_fields(const vw_catalogue *catalogue, const char *kind, const char *const *names,
                       size_t count)
{
    const vw_kind *found = vw_catalogue_find(catalogue, kind);
    if (found == NULL || found->nature != VW_STATE) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (vw_kind_field(found, names[i]) == NULL) {
            return false;
        }
    }
    return true;
}

/* The name of a field of kind date, or NULL: the days were not always recorded. */
static const char *day_field(const vw_catalogue *catalogue, const char *kind, const char *name)
{
    const vw_kind *found = vw_catalogue_find(catalogue, kind);
    const vw_field *field = found != NULL ? vw_kind_field(found, name) : NULL;
    return field != NULL && field->type == VW_TYPE_DATE ? field->name : NULL;
}

static const char *copy(vw_arena *arena, vw_stmt *stmt, int column)
{
    const char *text = vw_stmt_text(stmt, column);
    return text != NULL ? vw_strdup(arena, text) : NULL;
}

/* The exceptions that hold on the reference date: 0 test, 1 subject it excuses, 2 its own subject,
 * 3 doubt, 4 its key, 5 the approver's, 6 and 7 kind and key of 1, 8 the day of approving. [*out]
 * is NULL when the catalogue has no exceptions. */
static vw_status select_exceptions(vw_stmt **out, vw_dossier *dossier, vw_arena *arena,
                                   vw_diags *diags, const vw_catalogue *catalogue,
                                   const vw_rule_frame *frame)
{
    static const char *const needed[] = {"test", "subject_kind", "subject_key", "requested_by",
                                         "approved_by"};
    vw_eyes eyes = {.approver = "approved_by", .author = "requested_by", .in_time = true};
    vw_office office;
    *out = NULL;
    if (!has_fields(catalogue, "exception", needed, sizeof needed / sizeof *needed)) {
        return VW_OK;
    }
    vw_status status = vw_office_of(&office, dossier, arena, diags, catalogue, frame);
    if (status != VW_OK) {
        return status;
    }
    eyes.approved_on = day_field(catalogue, "exception", "approved_on");
    return vw_stmt_new(
        out, vw_dossier_db(dossier), arena, diags,
        vw_printf(arena,
                  "SELECT x.test, s.id, x.subject, "
                  "CASE WHEN x.effective_until IS NULL THEN %d %s END, "
                  "(SELECT key FROM subject WHERE id = x.subject), "
                  "(SELECT key FROM subject WHERE id = x.approved_by), x.subject_kind, "
                  "x.subject_key, %s%s FROM (SELECT e.* FROM %s) x "
                  "LEFT JOIN subject s ON s.kind = x.subject_kind AND s.key = x.subject_key "
                  "WHERE x.test IS NOT NULL ORDER BY x.test, coalesce(s.id, 0), x.subject",
                  VW_DOUBT_NO_END, vw_eyes__doubt_sql(arena, &office, &eyes),
                  eyes.approved_on != NULL ? "x." : "NULL",
                  eyes.approved_on != NULL ? eyes.approved_on : "",
                  holding(arena, "exception", frame)));
}

vw_status vw_exceptions_load(vw_exceptions *out, vw_dossier *dossier, vw_arena *arena,
                             vw_diags *diags, const vw_catalogue *catalogue,
                             const vw_rule_frame *frame)
{
    VW_VEC(vw_exception) found = {0};
    vw_stmt *stmt = NULL;
    *out = (vw_exceptions){0};
    vw_status status = select_exceptions(&stmt, dossier, arena, diags, catalogue, frame);
    bool row = stmt != NULL;
    while (status == VW_OK && row) {
        status = vw_stmt_step(stmt, diags, &row);
        if (status == VW_OK && row && vw_stmt_int(stmt, 3) == VW_DOUBT_NONE) {
            VW_PUSH(arena, found,
                    (vw_exception){.test = vw_strdup(arena, vw_stmt_text(stmt, 0)),
                                   .subject = vw_stmt_int(stmt, 1),
                                   .exception = vw_stmt_int(stmt, 2),
                                   .subject_kind = copy(arena, stmt, 6),
                                   .subject_key = copy(arena, stmt, 7)});
        }
    }
    vw_stmt_free(stmt);
    *out = (vw_exceptions){.items = found.items, .count = found.count};
    return status;
}

size_t vw_exceptions_first(const vw_exceptions *exceptions, const char *test)
{
    size_t low = 0, high = exceptions->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(exceptions->items[middle].test, test) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

bool vw_exceptions_any(const vw_exceptions *exceptions, const char *test)
{
    const size_t first = vw_exceptions_first(exceptions, test);
    return first < exceptions->count && strcmp(exceptions->items[first].test, test) == 0;
}

int64_t vw_exceptions_find(const vw_exceptions *exceptions, const char *test, int64_t subject)
{
    size_t low = 0, high = exceptions->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const vw_exception *at = &exceptions->items[middle];
        int order = strcmp(at->test, test);
        if (order < 0 || (order == 0 && at->subject < subject)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == exceptions->count) {
        return 0;
    }
    const vw_exception *found = &exceptions->items[low];
    return found->subject == subject && strcmp(found->test, test) == 0 ? found->exception : 0;
}

vw_judgement_objection vw_judgement_object(const vw_requirement *requirement, vw_result result,
                                           const char *reason, const char *risk_reference)
{
    if (result == VW_NOT_APPLICABLE && requirement->framework != NULL &&
        requirement->framework->where_appropriate && !requirement->where_appropriate) {
        return VW_JUDGEMENT_LAPSES; /* then no reason helps */
    }
    if (result == VW_NOT_APPLICABLE && (reason == NULL || *reason == '\0')) {
        return VW_JUDGEMENT_WITHOUT_REASON;
    }
    if (result == VW_NOT_APPLICABLE && (risk_reference == NULL || *risk_reference == '\0')) {
        return VW_JUDGEMENT_WITHOUT_RISK;
    }
    if (result == VW_EXPLAINED && requirement->kind == VW_OVERHEIDSMAATREGEL) {
        return VW_JUDGEMENT_EXPLAINS_AWAY;
    }
    return VW_JUDGEMENT_ALLOWED;
}

/* Of select_answers; false when semantics section 4 does not allow it. */
static bool allowed(vw_stmt *stmt, const vw_requirement *requirement, vw_result result,
                    vw_place place, vw_arena *arena, vw_diags *diags)
{
    const char *key = vw_stmt_text(stmt, 0);
    switch (
        vw_judgement_object(requirement, result, vw_stmt_text(stmt, 4), vw_stmt_text(stmt, 5))) {
    case VW_JUDGEMENT_ALLOWED:
        return true;
    case VW_JUDGEMENT_WITHOUT_REASON:
        VW_DIAG(diags, E020, place, key, requirement->full_id);
        break;
    case VW_JUDGEMENT_WITHOUT_RISK:
        VW_DIAG(diags, E021, place, key, requirement->full_id);
        break;
    case VW_JUDGEMENT_EXPLAINS_AWAY:
        VW_DIAG(diags, E022, place, key, requirement->full_id);
        break;
    case VW_JUDGEMENT_LAPSES:
        VW_DIAG(diags, U112, place, key, requirement->full_id,
                vw_diag_both(arena, requirement->framework->only_where_appropriate));
        break;
    }
    return false;
}

static bool is_reviewed(vw_stmt *stmt, const char *as)
{
    const char *review = vw_stmt_text(stmt, 8);
    return review != NULL && strcmp(review, as) == 0;
}

/* An answer about a requirement that nothing is concluded of: it is not there, or does not count.
 */
static void refuse_requirement(vw_stmt *stmt, const vw_set *set, const char *full_id,
                               vw_place place, vw_arena *arena, vw_diags *diags)
{
    const char *key = vw_stmt_text(stmt, 0);
    const vw_requirement *inactive = vw_set_inactive(set, full_id);
    if (inactive == NULL) {
        VW_DIAG(diags, E023, place, key, full_id);
        return;
    }
    const vw_requirement *now = vw_requirement_now(inactive);
    VW_DIAG(diags, E104, place, key, full_id,
            vw_diag_both(arena, vw_requirement_status_label(inactive->status)),
            now->status == VW_STATUS_ACTIVE ? now->full_id : NULL);
}

/* Reads one answer into [out]; false when it is of no concern or not allowed (then with a
 * diagnostic). */
static bool read_answer(vw_judgement *out, vw_stmt *stmt, const vw_plan *plan, vw_place place,
                        vw_arena *arena, vw_diags *diags)
{
    vw_aspect aspect;
    vw_result result;
    const char *full_id = vw_stmt_text(stmt, 1);
    if (full_id == NULL || vw_stmt_is_null(stmt, 2) || vw_stmt_is_null(stmt, 3)) {
        VW_DIAG(diags, E025, place, vw_stmt_text(stmt, 0));
        return false;
    }
    const vw_requirement *requirement = vw_plan_requirement(plan, full_id);
    if (requirement == NULL) {
        /* Of a framework outside this evaluation: nothing to judge. A wrong id is an error. */
        if (vw_set_requirement(plan->set, full_id) == NULL) {
            refuse_requirement(stmt, plan->set, full_id, place, arena, diags);
        }
        return false;
    }
    if (!vw_aspect_parse(&aspect, vw_stmt_text(stmt, 2)) ||
        !vw_result_parse(&result, vw_stmt_text(stmt, 3)) ||
        !allowed(stmt, requirement, result, place, arena, diags)) {
        return false;
    }
    *out = (vw_judgement){
        .requirement = requirement->full_id,
        .aspect = aspect,
        .result = result,
        .reason = copy(arena, stmt, 4),
        .assessor = copy(arena, stmt, 6),
        /* What was approved of another version, nobody approved of this one. */
        .better_approved = is_reviewed(stmt, "better_approved") &&
                           vw_stmt_int(stmt, 9) == VW_DOUBT_NONE && vw_stmt_int(stmt, 13) == 0,
        .disagreed = is_reviewed(stmt, "disagreed"),
        .nobodys = vw_stmt_int(stmt, 10) != 0 || vw_stmt_int(stmt, 13) != 0,
    };
    return true;
}

static int by_requirement_and_aspect(const void *a, const void *b)
{
    const vw_judgement *left = a, *right = b;
    int order = strcmp(left->requirement, right->requirement);
    return order != 0 ? order : (int)left->aspect - (int)right->aspect;
}

/* Two answers to one question contradict each other unless they agree: somebody must choose. */
static void refuse_double(const vw_judgements *judgements, vw_place place, vw_diags *diags)
{
    for (size_t i = 1; i < judgements->count; i++) {
        if (by_requirement_and_aspect(&judgements->items[i - 1], &judgements->items[i]) == 0) {
            VW_DIAG(diags, E024, place, judgements->items[i].requirement,
                    vw_aspect_name(judgements->items[i].aspect));
        }
    }
}

/* SQL that is true of an answer x that was carried over from another version and not confirmed
 * since; false where the catalogue knows of no such thing, or the dossier not yet. */
static vw_status unconfirmed_sql(const char **out, vw_dossier *dossier, vw_arena *arena,
                                 vw_diags *diags, const vw_catalogue *catalogue)
{
    const vw_kind *answer = vw_catalogue_find(catalogue, "answer");
    const vw_field *field = answer != NULL ? vw_kind_field(answer, "unconfirmed") : NULL;
    vw_stmt *stmt = NULL;
    bool row = false;
    *out = "0";
    if (field == NULL || field->type != VW_TYPE_BOOL) {
        return VW_OK;
    }
    vw_status status =
        vw_stmt_new(&stmt, vw_dossier_db(dossier), arena, diags,
                    "SELECT 1 FROM pragma_table_info('ev_answer') WHERE name = 'unconfirmed'");
    if (status == VW_OK) {
        status = vw_stmt_step(stmt, diags, &row);
    }
    vw_stmt_free(stmt);
    *out = row ? "coalesce(x.unconfirmed, 0)" : "0";
    return status;
}

/* The answers that hold on the reference date: 0 key, 1 requirement, 2 aspect, 3 result, 4 reason,
 * 5 risk_reference, 6 assessor, 7 reviewer, 8 review, 9 doubt about the review, 10 whether nobody
 * in office judged, 11 the days of judging and 12 of reviewing, 13 whether it is to be confirmed.
 * [*out] is NULL when the catalogue has no answers. */
static vw_status select_answers(vw_stmt **out, vw_dossier *dossier, vw_arena *arena,
                                vw_diags *diags, const vw_catalogue *catalogue,
                                const vw_rule_frame *frame)
{
    static const char *const needed[] = {"requirement", "aspect",         "result",
                                         "reason",      "risk_reference", "assessor",
                                         "reviewer",    "review",         "review_reason"};
    vw_eyes eyes = {.approver = "reviewer", .author = "assessor"};
    vw_office office;
    *out = NULL;
    if (!has_fields(catalogue, "answer", needed, sizeof needed / sizeof *needed)) {
        return VW_OK;
    }
    const char *unconfirmed = "0";
    vw_status status = vw_office_of(&office, dossier, arena, diags, catalogue, frame);
    if (status == VW_OK) {
        status = unconfirmed_sql(&unconfirmed, dossier, arena, diags, catalogue);
    }
    if (status != VW_OK) {
        return status;
    }
    eyes.approved_on = day_field(catalogue, "answer", "reviewed_on");
    eyes.judged_on = day_field(catalogue, "answer", "assessed_on");
    return vw_stmt_new(
        out, vw_dossier_db(dossier), arena, diags,
        vw_printf(arena,
                  "SELECT (SELECT key FROM subject WHERE id = x.subject), x.requirement, x.aspect, "
                  "x.result, x.reason, x.risk_reference, "
                  "(SELECT key FROM subject WHERE id = x.assessor), "
                  "(SELECT key FROM subject WHERE id = x.reviewer), x.review, "
                  "CASE WHEN x.review_reason IS NULL THEN %d %s END, %s, %s%s, %s%s, %s "
                  "FROM (SELECT e.* FROM %s) x ORDER BY 1",
                  VW_DOUBT_NO_REASON, vw_eyes__doubt_sql(arena, &office, &eyes),
                  vw_eyes__no_judge_sql(arena, &office, "assessor", eyes.judged_on),
                  eyes.judged_on != NULL ? "x." : "NULL",
                  eyes.judged_on != NULL ? eyes.judged_on : "",
                  eyes.approved_on != NULL ? "x." : "NULL",
                  eyes.approved_on != NULL ? eyes.approved_on : "", unconfirmed,
                  holding(arena, "answer", frame)));
}

vw_status vw_judgements_load(vw_judgements *out, vw_dossier *dossier, vw_arena *arena,
                             vw_diags *diags, const vw_plan *plan, const vw_rule_frame *frame)
{
    VW_VEC(vw_judgement) found = {0};
    vw_place place = {.file = vw_dossier_path(dossier)};
    size_t errors = vw_diags_count(diags, VW_ERROR);
    vw_stmt *stmt = NULL;
    *out = (vw_judgements){0};
    vw_status status = select_answers(&stmt, dossier, arena, diags, plan->set->catalogue, frame);
    bool row = stmt != NULL;
    while (status == VW_OK && row) {
        vw_judgement judgement;
        status = vw_stmt_step(stmt, diags, &row);
        if (status == VW_OK && row && read_answer(&judgement, stmt, plan, place, arena, diags)) {
            VW_PUSH(arena, found, judgement);
        }
    }
    vw_stmt_free(stmt);
    if (found.count > 0) {
        qsort(found.items, found.count, sizeof *found.items, by_requirement_and_aspect);
    }
    *out = (vw_judgements){.items = found.items, .count = found.count};
    refuse_double(out, place, diags);
    if (status == VW_OK && vw_diags_count(diags, VW_ERROR) > errors) {
        status = VW_ERR_INPUT;
    }
    return status;
}

const vw_judgement *vw_judgements_find(const vw_judgements *judgements, const char *requirement,
                                       vw_aspect aspect)
{
    vw_judgement key = {.requirement = requirement, .aspect = aspect};
    if (judgements->count == 0) {
        return NULL;
    }
    return bsearch(&key, judgements->items, judgements->count, sizeof *judgements->items,
                   by_requirement_and_aspect);
}

/* Somebody who excuses a test may think of all its variants. */
static void warn_of_variants(vw_stmt *stmt, const vw_plan *plan, vw_place place, vw_diags *diags)
{
    const char *test = vw_stmt_text(stmt, 0);
    for (size_t i = 0; i < plan->test_count; i++) {
        const vw_planned_test *planned = &plan->tests[i];
        if (planned->framework != NULL && strcmp(planned->base->id, test) == 0) {
            VW_DIAG(diags, E103, place, vw_stmt_text(stmt, 4), test, planned->test->id);
        }
    }
}

static const vw_text exception_text = {"uitzondering", "exception"},
                     answer_text = {"antwoord", "answer"};

/* Where the day of judging is not recorded, the reference date may be it. */
static void warn_of_early_review(vw_stmt *stmt, const vw_rule_frame *frame, vw_place place,
                                 vw_diags *diags)
{
    const char *judged = vw_stmt_text(stmt, 11);
    char as_of[11];
    vw_date_format(as_of, frame->as_of);
    VW_DIAG(diags, E098, place, vw_stmt_text(stmt, 0), vw_stmt_text(stmt, 7),
            vw_stmt_text(stmt, 12), judged != NULL ? judged : as_of);
}

/* What is the same of exceptions and reviews: the days. False when the doubt is another. */
static bool warn_of_days(vw_doubt doubt, vw_text what, const char *key, const char *person,
                         const char *day, const vw_rule_frame *frame, vw_place place,
                         vw_arena *arena, vw_diags *diags)
{
    char as_of[11];
    const char *both = vw_diag_both(arena, (vw_text){vw_printf(arena, "%s %s", what.nl, key),
                                                     vw_printf(arena, "%s %s", what.en, key)});
    vw_date_format(as_of, frame->as_of);
    switch ((int)doubt) {
    case VW_DOUBT_NO_DAY:
        VW_DIAG(diags, E090, place, both, person);
        return true;
    case VW_DOUBT_TOO_LATE:
        VW_DIAG(diags, E091, place, both, person, day, as_of);
        return true;
    case VW_DOUBT_ABSENT_APPROVER:
        VW_DIAG(diags, E092, place, both, person, day);
        return true;
    default:
        return false;
    }
}

static void warn_of_exception(vw_stmt *stmt, const vw_plan *plan, const vw_rule_frame *frame,
                              vw_place place, vw_arena *arena, vw_diags *diags)
{
    const char *key = vw_stmt_text(stmt, 4);
    const char *approver = vw_stmt_text(stmt, 5);
    const vw_doubt doubt = (vw_doubt)vw_stmt_int(stmt, 3);
    if (warn_of_days(doubt, exception_text, key, approver, vw_stmt_text(stmt, 8), frame, place,
                     arena, diags)) {
        return;
    }
    switch ((int)doubt) {
    case VW_DOUBT_NO_END:
        VW_DIAG(diags, E026, place, key);
        break;
    case VW_DOUBT_NO_APPROVER:
        VW_DIAG(diags, E027, place, key);
        break;
    case VW_DOUBT_UNKNOWN_APPROVER:
        VW_DIAG(diags, E028, place, key, approver);
        break;
    case VW_DOUBT_UNKNOWN_AUTHOR:
        VW_DIAG(diags, E056, place, key);
        break;
    case VW_DOUBT_SAME_PERSON:
        VW_DIAG(diags, E029, place, key, approver);
        break;
    default:
        warn_of_variants(stmt, plan, place, diags);
        break;
    }
}

/* Outside the period it counts too, as evidence that was collected later does, and the reader is
 * told. */
static void note_review_outside(vw_stmt *stmt, const vw_rule_frame *frame, vw_place place,
                                vw_diags *diags)
{
    const char *day = vw_stmt_text(stmt, 12);
    char as_of[11], from[11];
    vw_date_format(as_of, frame->as_of);
    vw_date_format(from, frame->period_from);
    if (day != NULL && strcmp(day, as_of) > 0) {
        VW_DIAG(diags, E095, place, vw_stmt_text(stmt, 0), vw_stmt_text(stmt, 7), day, as_of);
    } else if (day != NULL && strcmp(day, from) < 0) {
        VW_DIAG(diags, E142, place, vw_stmt_text(stmt, 0), vw_stmt_text(stmt, 7), day, from);
    }
}

static void warn_of_review(vw_stmt *stmt, const vw_rule_frame *frame, vw_place place,
                           vw_arena *arena, vw_diags *diags)
{
    const char *key = vw_stmt_text(stmt, 0);
    const char *reviewer = vw_stmt_text(stmt, 7);
    const vw_doubt doubt = (vw_doubt)vw_stmt_int(stmt, 9);
    if (warn_of_days(doubt, answer_text, key, reviewer, vw_stmt_text(stmt, 12), frame, place, arena,
                     diags)) {
        return;
    }
    switch ((int)doubt) {
    case VW_DOUBT_NO_REASON:
        VW_DIAG(diags, E030, place, key);
        break;
    case VW_DOUBT_NO_APPROVER:
        VW_DIAG(diags, E031, place, key);
        break;
    case VW_DOUBT_UNKNOWN_APPROVER:
        VW_DIAG(diags, E032, place, key, reviewer);
        break;
    case VW_DOUBT_UNKNOWN_AUTHOR:
        VW_DIAG(diags, E057, place, key);
        break;
    case VW_DOUBT_SAME_PERSON:
        VW_DIAG(diags, E033, place, key, reviewer);
        break;
    case VW_DOUBT_TOO_EARLY:
        warn_of_early_review(stmt, frame, place, diags);
        break;
    case VW_DOUBT_NONE:
        note_review_outside(stmt, frame, place, diags);
        break;
    default:
        break;
    }
}

/* Only where it makes a difference: a judgement may always make things worse. */
static void warn_of_answer(vw_stmt *stmt, const vw_plan *plan, const vw_rule_frame *frame,
                           vw_place place, vw_arena *arena, vw_diags *diags)
{
    const char *requirement = vw_stmt_text(stmt, 1);
    if (requirement == NULL || vw_plan_requirement(plan, requirement) == NULL) {
        return;
    }
    if (vw_stmt_int(stmt, 13) != 0) {
        VW_DIAG(diags, E106, place, vw_stmt_text(stmt, 0), requirement);
        return;
    }
    if (is_reviewed(stmt, "better_approved")) {
        warn_of_review(stmt, frame, place, arena, diags);
    }
    const bool said =
        is_reviewed(stmt, "better_approved") && vw_stmt_int(stmt, 9) == VW_DOUBT_UNKNOWN_AUTHOR;
    if (vw_stmt_int(stmt, 10) != 0 && !said) {
        const char *assessor = vw_stmt_text(stmt, 6), *on = vw_stmt_text(stmt, 11);
        VW_DIAG(diags, E093, place, vw_stmt_text(stmt, 0), assessor != NULL ? assessor : "-",
                on != NULL ? on : "-");
    }
}

vw_status vw_registers_warn(vw_dossier *dossier, vw_arena *arena, vw_diags *diags,
                            const vw_plan *plan, const vw_rule_frame *frame)
{
    const vw_catalogue *catalogue = plan->set->catalogue;
    vw_place place = {.file = vw_dossier_path(dossier)};
    vw_stmt *stmt = NULL;
    vw_status status = select_exceptions(&stmt, dossier, arena, diags, catalogue, frame);
    bool row = stmt != NULL;
    while (status == VW_OK && row && (status = vw_stmt_step(stmt, diags, &row)) == VW_OK && row) {
        warn_of_exception(stmt, plan, frame, place, arena, diags);
    }
    vw_stmt_free(stmt);
    stmt = NULL;
    if (status == VW_OK) {
        status = select_answers(&stmt, dossier, arena, diags, catalogue, frame);
    }
    row = stmt != NULL;
    while (status == VW_OK && row && (status = vw_stmt_step(stmt, diags, &row)) == VW_OK && row) {
        warn_of_answer(stmt, plan, frame, place, arena, diags);
    }
    vw_stmt_free(stmt);
    return status;
}
