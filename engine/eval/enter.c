/* SPDX-License-Identifier: EUPL-1.2 */
/* Judgements and their reviews, one by one. */
#include "eval/enter.h"

#include "base/utf8.h"
#include "model/label.h"
#include "model/list.h"
#include "store/ledger.h"
#include "store/records.h"

#include <string.h>

/* ---- shared ------------------------------------------------------------------------------ */

/* The nearest of so many keys is worth a question; of a register of half a country it is not. */
enum { PERSONS_COMPARED = 20000 };

static vw_status nearest_person(const char **out, const vw_entering *e, const char *key)
{
    VW_VEC(const char *) keys = {0};
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status =
        vw_stmt_new(&stmt, vw_dossier_db(e->dossier), e->arena, e->diags,
                    "SELECT s.key FROM subject s WHERE s.kind = 'person' AND EXISTS (SELECT 1 FROM "
                    "ev_person p WHERE p.subject = s.id) ORDER BY s.key LIMIT ?1");
    if (status == VW_OK) {
        vw_stmt_bind_int(stmt, 1, PERSONS_COMPARED);
    }
    while (status == VW_OK && (status = vw_stmt_step(stmt, e->diags, &row)) == VW_OK && row) {
        VW_PUSH(e->arena, keys, vw_strdup(e->arena, vw_stmt_text(stmt, 0)));
    }
    vw_stmt_free(stmt);
    *out = vw_suggest(key, keys.items, keys.count);
    return status;
}

vw_status vw_enter__recorded(bool *found, const vw_entering *e, const vw_kind *kind,
                             const char *key)
{
    vw_stored_record record;
    return vw_record_at(&record, found, e->dossier, e->arena, e->diags, kind, key, e->frame.mark);
}

vw_status vw_enter__person(bool *known, const vw_entering *e, const char *option, const char *key)
{
    const vw_kind *person = vw_catalogue_find(e->plan->set->catalogue, "person");
    const char *nearest = NULL;
    *known = true;
    if (person == NULL) {
        return VW_OK;
    }
    vw_status status = vw_enter__recorded(known, e, person, key);
    if (status == VW_OK && !*known) {
        status = nearest_person(&nearest, e, key);
        VW_DIAG(e->diags, U065, (vw_place){0}, option, key, nearest);
    }
    return status;
}

static vw_status office(vw_office *out, const vw_entering *e)
{
    return vw_office_of(out, e->dossier, e->arena, e->diags, e->plan->set->catalogue, &e->frame);
}

vw_status vw_enter__eyes(vw_doubt *doubt, const vw_entering *e, const char *approver,
                         const char *author)
{
    vw_office of;
    vw_status status = office(&of, e);
    return status == VW_OK
               ? vw_eyes_doubt(doubt, e->dossier, e->arena, e->diags, &of, approver, author, e->on)
               : status;
}

void vw_enter__absent(const vw_entering *e, const char *option, const char *key)
{
    char on[11];
    vw_date_format(on, e->on);
    VW_DIAG(e->diags, E094, (vw_place){0}, option, key, on);
}

vw_status vw_enter__in_office(const vw_entering *e, const char *option, const char *key)
{
    vw_office of;
    bool present = true;
    vw_status status = office(&of, e);
    if (status == VW_OK) {
        status = vw_eyes_in_office(&present, e->dossier, e->arena, e->diags, &of, key, e->on);
    }
    if (status == VW_OK && !present) {
        vw_enter__absent(e, option, key);
    }
    return status;
}

void vw_enter__name(const vw_kind **out_kind, const char **out_key, const vw_entering *e,
                    const char *text, const vw_kind *kind)
{
    const char *colon = strchr(text, ':');
    *out_kind = kind;
    *out_key = text;
    if (colon == NULL) {
        return;
    }
    const vw_kind *named = vw_catalogue_find(e->plan->set->catalogue,
                                             vw_strndup(e->arena, text, (size_t)(colon - text)));
    if (named != NULL) {
        *out_kind = named;
        *out_key = colon + 1;
    }
}

vw_status vw_enter__free_key(const char **out, const vw_entering *e, const char *kind,
                             const char *stem)
{
    const vw_kind *of = vw_catalogue_find(e->plan->set->catalogue, kind);
    vw_status status = VW_OK;
    bool taken = of != NULL;
    *out = stem;
    for (unsigned n = 2; status == VW_OK && taken; n++) {
        status = vw_enter__recorded(&taken, e, of, *out);
        if (taken) {
            *out = vw_printf(e->arena, "%s/%u", stem, n);
        }
    }
    return status;
}

static vw_status count_versions(uint32_t *out, const vw_entering *e, const char *kind,
                                const char *key)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(e->dossier), e->arena, e->diags,
                                   vw_printf(e->arena,
                                             "SELECT count(*) FROM ev_%s e JOIN subject s ON s.id "
                                             "= e.subject WHERE s.kind = ?1 AND s.key = ?2",
                                             kind));
    if (status == VW_OK) {
        vw_stmt_bind_text(stmt, 1, kind);
        vw_stmt_bind_text(stmt, 2, key);
        status = vw_stmt_step(stmt, e->diags, &row);
    }
    *out = row ? (uint32_t)vw_stmt_int(stmt, 0) : 0;
    vw_stmt_free(stmt);
    return status;
}

vw_status vw_enter__take(vw_record_entered *out, const vw_entering *e, const char *command,
                         const vw_entered *record)
{
    vw_intake_results results = {0};
    const vw_intake_options options = {.path = command, .collected_by = e->collected_by};
    vw_status status = vw_intake_record(&results, e->dossier, e->plan->set->catalogue, e->arena,
                                        e->diags, &options, record);
    if (status != VW_OK) {
        return status;
    }
    out->key = record->key;
    out->import_id = results.items[0].import_id;
    return count_versions(&out->version, e, record->kind, record->key);
}

static bool sound(const vw_entering *e, size_t errors_before)
{
    return vw_diags_count(e->diags, VW_ERROR) == errors_before;
}

/* ---- the answers that there are ---------------------------------------------------------- */

static bool is_about(const vw_answer_version *answer, const vw_requirement *requirement,
                     vw_aspect aspect)
{
    return answer->requirement != NULL && answer->aspect != NULL &&
           strcmp(answer->requirement, requirement->full_id) == 0 &&
           strcmp(answer->aspect, vw_aspect_name(aspect)) == 0;
}

const vw_answer_version *vw_enter__holding(const vw_entering *e, const vw_answer_versions *answers,
                                           const vw_requirement *requirement, vw_aspect aspect)
{
    const vw_answer_version *found = NULL;
    for (size_t i = 0; i < answers->count; i++) {
        const vw_answer_version *answer = &answers->items[i];
        const bool holds = answer->standing == VW_COUNTS || answer->standing == VW_CONTRADICTED;
        if (!holds || !is_about(answer, requirement, aspect)) {
            continue;
        }
        if (found != NULL) {
            VW_DIAG(e->diags, E075, (vw_place){0}, requirement->full_id,
                    vw_diag_both(e->arena, vw_aspect_label(aspect)), found->key, answer->key);
            return NULL;
        }
        found = answer;
    }
    return found;
}

/* What was carried over and waits for somebody to judge it anew: whoever does takes its place. */
static const vw_answer_version *waiting(const vw_answer_versions *answers,
                                        const vw_judging *judging)
{
    for (size_t i = 0; i < answers->count; i++) {
        const vw_answer_version *answer = &answers->items[i];
        if (answer->standing == VW_COUNTS && answer->unconfirmed &&
            is_about(answer, judging->requirement, judging->aspect)) {
            return answer;
        }
    }
    return NULL;
}

/* The newest version of this assessor's own answer, whether it holds or not. */
static const vw_answer_version *own_answer(const vw_answer_versions *answers,
                                           const vw_judging *judging)
{
    const vw_answer_version *found = NULL;
    for (size_t i = 0; i < answers->count; i++) {
        const vw_answer_version *answer = &answers->items[i];
        if (answer->standing != VW_REPLACED &&
            is_about(answer, judging->requirement, judging->aspect) && answer->assessor != NULL &&
            strcmp(answer->assessor, judging->assessor) == 0 &&
            (found == NULL || answer->import_id > found->import_id)) {
            found = answer;
        }
    }
    return found;
}

vw_status vw_enter__in_ledger(const vw_entering *e, int64_t import_id)
{
    return vw_enter__in_ledger_as(e, VW_ENTRY_JUDGEMENT, import_id);
}

vw_status vw_enter__in_ledger_as(const vw_entering *e, vw_entry_what what, int64_t import_id)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(e->dossier), e->arena, e->diags,
                                   "SELECT content_sha256 FROM import WHERE id = ?1");
    if (status != VW_OK) {
        return status;
    }
    vw_stmt_bind_int(stmt, 1, import_id);
    status = vw_stmt_step(stmt, e->diags, &row);
    const char *hash = row ? vw_strdup(e->arena, vw_stmt_text(stmt, 0)) : "";
    vw_stmt_free(stmt);
    return status == VW_OK
               ? vw_ledger_add(vw_dossier_db(e->dossier), e->diags, what, import_id, hash)
               : status;
}

/* ---- a judgement ------------------------------------------------------------------------- */

static void check_allowed(const vw_entering *e, const vw_judging *judging)
{
    const char *id = judging->requirement->full_id;
    switch (vw_judgement_object(judging->requirement, judging->result, judging->reason,
                                judging->risk_reference)) {
    case VW_JUDGEMENT_ALLOWED:
        if (judging->result == VW_NOT_APPLICABLE &&
            judging->requirement->kind == VW_OVERHEIDSMAATREGEL) {
            VW_DIAG(e->diags, U076, (vw_place){0}, id); /* what a reason says, nobody can check */
        }
        break;
    case VW_JUDGEMENT_WITHOUT_REASON:
        VW_DIAG(e->diags, U068, (vw_place){0}, id);
        break;
    case VW_JUDGEMENT_WITHOUT_RISK:
        VW_DIAG(e->diags, U069, (vw_place){0}, id);
        break;
    case VW_JUDGEMENT_EXPLAINS_AWAY:
        VW_DIAG(e->diags, U070, (vw_place){0}, id);
        break;
    case VW_JUDGEMENT_LAPSES:
        VW_DIAG(e->diags, U111, (vw_place){0}, id,
                vw_diag_both(e->arena, judging->requirement->framework->only_where_appropriate));
        break;
    }
}

/* "artefact:B-1, asset:A-001", each of which is recorded. */
static vw_status find_evidence(const char **out, const vw_entering *e, const vw_judging *judging)
{
    const vw_kind *artefact = vw_catalogue_find(e->plan->set->catalogue, VW_ARTEFACT);
    vw_buf list = {.arena = e->arena};
    vw_status status = VW_OK;
    for (size_t i = 0; i < judging->evidence_count && status == VW_OK; i++) {
        const vw_kind *kind = NULL;
        const char *key = NULL;
        bool found = false;
        vw_enter__name(&kind, &key, e, judging->evidence[i], artefact);
        if (kind != NULL) {
            status = vw_enter__recorded(&found, e, kind, key);
        }
        if (status == VW_OK && !found) {
            VW_DIAG(e->diags, U067, (vw_place){0}, "--evidence", judging->evidence[i]);
        } else if (found && kind->key_personal) {
            /* An export with pseudonyms does not look into a text. */
            VW_DIAG(e->diags, U075, (vw_place){0}, judging->evidence[i], kind->name);
        } else if (found) {
            vw_buf_addf(&list, "%s%s:%s", i > 0 ? ", " : "", kind->name, key);
        }
    }
    *out = judging->evidence_count > 0 ? vw_buf_text(&list) : NULL;
    return status;
}

/* An answer of somebody else that holds would contradict this one, or be overruled by it unseen. */
static void check_others(const vw_entering *e, const vw_answer_versions *answers,
                         const vw_judging *judging)
{
    const vw_answer_version *held =
        vw_enter__holding(e, answers, judging->requirement, judging->aspect);
    if (held != NULL && !held->unconfirmed &&
        (held->assessor == NULL || strcmp(held->assessor, judging->assessor) != 0)) {
        VW_DIAG(e->diags, E076, (vw_place){0}, judging->requirement->full_id,
                vw_diag_both(e->arena, vw_aspect_label(judging->aspect)),
                held->assessor != NULL ? held->assessor : "?", held->key);
    }
}

static vw_status take_judgement(vw_record_entered *out, const vw_entering *e,
                                const vw_judging *judging, const char *evidence,
                                const vw_answer_version *before)
{
    char on[11], from[11];
    vw_date_format(on, e->on);
    vw_date_format(from, e->on < e->frame.as_of ? e->on : e->frame.as_of);
    const char *id = judging->requirement->full_id, *aspect = vw_aspect_name(judging->aspect);
    const vw_entered_value values[] = {
        {"effective_from", from},
        {"requirement", id},
        {"aspect", aspect},
        {"result", judging->result_value},
        {"reason", judging->reason},
        {"risk_reference", judging->risk_reference},
        {"evidence", evidence},
        {"assessor", judging->assessor},
        {"assessed_on", on},
        {"carried_from", before != NULL && before->unconfirmed ? before->carried_from : NULL}};
    vw_entered record = {.kind = "answer",
                         .importer = VW_JUDGEMENT_IMPORTER,
                         .values = values,
                         .count = sizeof values / sizeof *values};
    vw_status status = VW_OK;
    if (before != NULL) {
        record.key = before->key;
        out->review_lapsed = before->review != NULL;
    } else {
        status =
            vw_enter__free_key(&record.key, e, "answer", vw_printf(e->arena, "%s/%s", id, aspect));
    }
    if (status == VW_OK) {
        status = vw_enter__take(out, e, "verantwoord judge", &record);
    }
    return status == VW_OK ? vw_enter__in_ledger(e, out->import_id) : status;
}

vw_status vw_enter_judgement(vw_record_entered *out, const vw_entering *e,
                             const vw_judging *judging)
{
    size_t errors = vw_diags_count(e->diags, VW_ERROR);
    vw_answer_versions answers = {0};
    const char *evidence = NULL;
    bool known = false;
    *out = (vw_record_entered){0};
    check_allowed(e, judging);
    vw_status status = vw_enter__person(&known, e, "--by", judging->assessor);
    if (status == VW_OK && known) {
        status = vw_enter__in_office(e, "--by", judging->assessor);
    }
    if (status == VW_OK) {
        status = find_evidence(&evidence, e, judging);
    }
    if (status == VW_OK) {
        status =
            vw_answers_recorded(&answers, e->dossier, e->arena, e->diags, e->plan->set, &e->frame);
    }
    if (status != VW_OK) {
        return status;
    }
    check_others(e, &answers, judging);
    if (!sound(e, errors)) {
        return VW_ERR_INPUT;
    }
    const vw_answer_version *before = waiting(&answers, judging);
    return take_judgement(out, e, judging, evidence,
                          before != NULL ? before : own_answer(&answers, judging));
}

/* What is taken over, as it can be read again. */
static const char *as_cell(const vw_entering *e, const vw_field *field, const char *stored)
{
    return stored != NULL && field->type == VW_TYPE_LIST
               ? vw_list_cell(e->arena, field, stored, false, VW_EN)
               : stored;
}

/* ---- a review ---------------------------------------------------------------------------- */

static bool is_of_review(const char *field)
{
    static const char *const fields[] = {"reviewer", "review", "review_reason", "reviewed_on"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (strcmp(fields[i], field) == 0) {
            return true;
        }
    }
    return false;
}

/* All that the judgement says stays as it is. */
static vw_status take_review(vw_record_entered *out, const vw_entering *e,
                             const vw_reviewing *reviewing, const char *key)
{
    char on[11];
    vw_stored_record before;
    bool found = false;
    VW_VEC(vw_entered_value) values = {0};
    const vw_kind *kind = vw_catalogue_find(e->plan->set->catalogue, "answer");
    vw_status status =
        vw_record_at(&before, &found, e->dossier, e->arena, e->diags, kind, key, e->frame.mark);
    if (status != VW_OK || !found) {
        return status;
    }
    vw_date_format(on, e->on);
    for (size_t i = 0; i < kind->field_count; i++) {
        if (!is_of_review(kind->fields[i].name)) {
            VW_PUSH(e->arena, values,
                    ((vw_entered_value){kind->fields[i].name,
                                        as_cell(e, &kind->fields[i], before.texts[i])}));
        }
    }
    VW_PUSH(e->arena, values, ((vw_entered_value){"reviewer", reviewing->reviewer}));
    VW_PUSH(e->arena, values, ((vw_entered_value){"review", reviewing->review}));
    VW_PUSH(e->arena, values, ((vw_entered_value){"review_reason", reviewing->reason}));
    VW_PUSH(e->arena, values, ((vw_entered_value){"reviewed_on", on}));
    const vw_entered record = {.kind = "answer",
                               .importer = VW_JUDGEMENT_IMPORTER,
                               .key = key,
                               .values = values.items,
                               .count = values.count,
                               .raw = before.raw};
    status = vw_enter__take(out, e, "verantwoord judge", &record);
    return status == VW_OK ? vw_enter__in_ledger(e, out->import_id) : status;
}

/* Nobody reviews what was not judged yet. */
static void refuse_early(const vw_entering *e, const vw_answer_version *held)
{
    char on[11];
    vw_date_format(on, e->on);
    if (held->assessed_on != NULL && strcmp(on, held->assessed_on) < 0) {
        VW_DIAG(e->diags, E099, (vw_place){0}, on, held->key, held->assessor, held->assessed_on);
    }
}

vw_status vw_enter_review(vw_record_entered *out, const vw_entering *e,
                          const vw_reviewing *reviewing)
{
    size_t errors = vw_diags_count(e->diags, VW_ERROR);
    vw_answer_versions answers = {0};
    vw_doubt doubt = VW_DOUBT_NONE;
    bool known = false;
    *out = (vw_record_entered){0};
    vw_status status = vw_enter__person(&known, e, "--by", reviewing->reviewer);
    if (status == VW_OK) {
        status =
            vw_answers_recorded(&answers, e->dossier, e->arena, e->diags, e->plan->set, &e->frame);
    }
    if (status != VW_OK) {
        return status;
    }
    const vw_answer_version *held =
        vw_enter__holding(e, &answers, reviewing->requirement, reviewing->aspect);
    if (held == NULL && vw_diags_count(e->diags, VW_ERROR) == errors + (known ? 0 : 1)) {
        VW_DIAG(e->diags, E074, (vw_place){0}, reviewing->requirement->full_id,
                vw_diag_both(e->arena, vw_aspect_label(reviewing->aspect)));
    }
    if (held != NULL && held->unconfirmed) {
        VW_DIAG(e->diags, E107, (vw_place){0}, held->key, reviewing->requirement->full_id,
                held->carried_from);
    } else if (held != NULL && known && held->assessor != NULL) {
        refuse_early(e, held);
        status = vw_enter__eyes(&doubt, e, reviewing->reviewer, held->assessor);
    }
    if (status == VW_OK && doubt == VW_DOUBT_SAME_PERSON) {
        VW_DIAG(e->diags, E073, (vw_place){0}, reviewing->reviewer, held->key);
    } else if (status == VW_OK && doubt == VW_DOUBT_ABSENT_APPROVER) {
        vw_enter__absent(e, "--by", reviewing->reviewer);
    }
    if (status != VW_OK || !sound(e, errors)) {
        return status == VW_OK ? VW_ERR_INPUT : status;
    }
    return take_review(out, e, reviewing, held->key);
}
