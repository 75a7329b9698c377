/* SPDX-License-Identifier: EUPL-1.2 */
/* What ends before its time: a judgement that is withdrawn, an exception that is cut short. Nothing
 * is taken away: a new version says when it ended, by whom and why. */
#include "eval/enter.h"

#include "model/label.h"
#include "store/ledger.h"
#include "store/records.h"

#include <string.h>

typedef struct {
    const char *kind, *key, *importer, *command;
    const char *from; /* NULL: as it was */
    const char *until, *by, *reason;
} ending;

static bool is_of_the_end(const char *field)
{
    static const char *const fields[] = {"effective_until", "ended_by", "ended_on", "end_reason"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (strcmp(fields[i], field) == 0) {
            return true;
        }
    }
    return false;
}

/* All else stays as it is. */
static vw_status take(vw_record_entered *out, const vw_entering *e, const ending *end)
{
    char on[11];
    vw_stored_record before;
    bool found = false;
    VW_VEC(vw_entered_value) values = {0};
    const vw_kind *kind = vw_catalogue_find(e->plan->set->catalogue, end->kind);
    vw_status status = vw_record_at(&before, &found, e->dossier, e->arena, e->diags, kind, end->key,
                                    e->frame.mark);
    if (status != VW_OK || !found) {
        return status;
    }
    vw_date_format(on, e->on);
    for (size_t i = 0; i < kind->field_count; i++) {
        const char *name = kind->fields[i].name;
        if (!is_of_the_end(name)) {
            const bool moved = end->from != NULL && strcmp(name, "effective_from") == 0;
            VW_PUSH(e->arena, values,
                    ((vw_entered_value){name, moved ? end->from : before.texts[i]}));
        }
    }
    VW_PUSH(e->arena, values, ((vw_entered_value){"effective_until", end->until}));
    VW_PUSH(e->arena, values, ((vw_entered_value){"ended_by", end->by}));
    VW_PUSH(e->arena, values, ((vw_entered_value){"ended_on", on}));
    VW_PUSH(e->arena, values, ((vw_entered_value){"end_reason", end->reason}));
    const vw_entered record = {.kind = end->kind,
                               .importer = end->importer,
                               .key = end->key,
                               .values = values.items,
                               .count = values.count,
                               .raw = before.raw};
    return vw_enter__take(out, e, end->command, &record);
}

static vw_status check_person(const vw_entering *e, const char *by)
{
    bool known = false;
    vw_status status = vw_enter__person(&known, e, "--by", by);
    return status == VW_OK && known ? vw_enter__in_office(e, "--by", by) : status;
}

/* ---- a judgement ------------------------------------------------------------------------- */

/* Another's hand only when the assessor's own can no longer be had. */
static vw_status check_own(const vw_entering *e, const vw_answer_version *held, const char *by)
{
    vw_office office;
    bool there = false;
    if (held->assessor == NULL || strcmp(held->assessor, by) == 0) {
        return VW_OK;
    }
    vw_status status =
        vw_office_of(&office, e->dossier, e->arena, e->diags, e->plan->set->catalogue, &e->frame);
    if (status == VW_OK) {
        status = vw_eyes_in_office(&there, e->dossier, e->arena, e->diags, &office, held->assessor,
                                   e->on);
    }
    if (status == VW_OK && there) {
        VW_DIAG(e->diags, R097, (vw_place){0}, held->assessor, held->key, by);
    }
    return status;
}

/* A judgement of what does not exist came in by a file, and keeps everybody from evaluating. */
static const vw_answer_version *of_nothing(const vw_answer_versions *answers,
                                           const vw_withdrawing *withdrawing)
{
    for (size_t i = 0; i < answers->count; i++) {
        const vw_answer_version *answer = &answers->items[i];
        if (answer->standing == VW_OF_NO_REQUIREMENT && answer->requirement != NULL &&
            answer->aspect != NULL && strcmp(answer->requirement, withdrawing->id) == 0 &&
            strcmp(answer->aspect, vw_aspect_name(withdrawing->aspect)) == 0) {
            return answer;
        }
    }
    return NULL;
}

vw_status vw_enter_withdrawal(vw_record_entered *out, const vw_entering *e,
                              const vw_withdrawing *withdrawing)
{
    size_t errors = vw_diags_count(e->diags, VW_ERROR);
    vw_answer_versions answers = {0};
    char until[11];
    *out = (vw_record_entered){0};
    vw_status status = check_person(e, withdrawing->by);
    if (status == VW_OK) {
        status =
            vw_answers_recorded(&answers, e->dossier, e->arena, e->diags, e->plan->set, &e->frame);
    }
    if (status != VW_OK) {
        return status;
    }
    const bool sound = vw_diags_count(e->diags, VW_ERROR) == errors;
    const bool exists = withdrawing->requirement != NULL;
    const char *aspect = vw_diag_both(e->arena, vw_aspect_label(withdrawing->aspect));
    const vw_answer_version *held =
        exists ? vw_enter__holding(e, &answers, withdrawing->requirement, withdrawing->aspect)
               : of_nothing(&answers, withdrawing);
    if (held == NULL && sound && exists && vw_diags_count(e->diags, VW_ERROR) == errors) {
        VW_DIAG(e->diags, E074, (vw_place){0}, withdrawing->id, aspect);
    } else if (held == NULL && !exists) {
        VW_DIAG(e->diags, E130, (vw_place){0}, withdrawing->id, aspect);
    }
    if (held != NULL) {
        status = check_own(e, held, withdrawing->by);
    }
    if (status != VW_OK || vw_diags_count(e->diags, VW_ERROR) > errors) {
        return status == VW_OK ? VW_ERR_INPUT : status;
    }
    vw_date_format(until, (e->on < e->frame.as_of ? e->on : e->frame.as_of) - 1);
    const ending end = {.kind = "answer",
                        .key = held->key,
                        .importer = VW_JUDGEMENT_IMPORTER,
                        .command = "verantwoord judge",
                        /* One that began on that day or later then holds on the day before it
                         * alone, which no evaluation of this dossier looks at. */
                        .from = strcmp(held->from, until) > 0 ? until : NULL,
                        .until = until,
                        .by = withdrawing->by,
                        .reason = withdrawing->reason};
    status = take(out, e, &end);
    return status == VW_OK ? vw_enter__in_ledger(e, out->import_id) : status;
}

/* ---- an exception ------------------------------------------------------------------------ */

/* The newest that would still hold on the day after its new end. */
static const vw_exception_version *running(const vw_exception_versions *all, const vw_ending *asked,
                                           const char *until)
{
    const vw_exception_version *found = NULL;
    for (size_t i = 0; i < all->count; i++) {
        const vw_exception_version *x = &all->items[i];
        const char *name =
            x->subject_kind == NULL || x->subject_key == NULL ? NULL : x->subject_key;
        if (x->standing == VW_REPLACED || x->test == NULL || name == NULL ||
            strcmp(x->test, asked->test) != 0 || x->from == NULL || strcmp(x->from, until) > 0 ||
            (x->until != NULL && strcmp(x->until, until) <= 0)) {
            continue;
        }
        const size_t kind = strlen(x->subject_kind);
        const bool full = strncmp(asked->subject, x->subject_kind, kind) == 0 &&
                          asked->subject[kind] == ':' &&
                          strcmp(asked->subject + kind + 1, name) == 0;
        if ((full || strcmp(asked->subject, name) == 0) &&
            (found == NULL || x->import_id > found->import_id)) {
            found = x;
        }
    }
    return found;
}

vw_status vw_enter_end(vw_record_entered *out, const vw_entering *e, const vw_ending *asked)
{
    size_t errors = vw_diags_count(e->diags, VW_ERROR);
    vw_exception_versions all = {0};
    char until[11];
    *out = (vw_record_entered){0};
    vw_date_format(until, asked->until);
    vw_status status = check_person(e, asked->by);
    if (status == VW_OK) {
        status = vw_exceptions_recorded(&all, e->dossier, e->arena, e->diags, e->plan, &e->frame);
    }
    if (status != VW_OK) {
        return status;
    }
    const vw_exception_version *found = running(&all, asked, until);
    if (found == NULL) {
        VW_DIAG(e->diags, Y104, (vw_place){0}, asked->test, asked->subject, until);
    }
    if (vw_diags_count(e->diags, VW_ERROR) > errors) {
        return VW_ERR_INPUT;
    }
    const ending end = {.kind = "exception",
                        .key = found->key,
                        .importer = "except/1",
                        .command = "verantwoord except",
                        .until = until,
                        .by = asked->by,
                        .reason = asked->reason};
    return take(out, e, &end);
}
