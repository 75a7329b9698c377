/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/build/filing.h"

#include "reports/build/college.h"
#include "reports/build/rows.h"
#include "reports/build/templates.h"
#include "store/ledger.h"

#include <string.h>

typedef struct {
    vw_report *r;
    const vw_college *college;
    vw_diags *diags;
} filing;

static const char *shown(const filing *f, vw_date date)
{
    char day[11];
    vw_date_format(day, date);
    return vw_strdup(f->r->arena, day);
}

/* ---- dates ---------------------------------------------------------------------------------- */

/* The statement is about the last day of the year; the period of a dossier is always its year. */
static void check_reference_date(const filing *f)
{
    const int year = vw_dossier_head_of(f->r->dossier)->year;
    const vw_date last = vw_date_of(year, 12, 31), as_of = f->r->evaluation->as_of;
    if (as_of != last) {
        VW_DIAG(f->diags, T122, (vw_place){0}, shown(f, as_of), shown(f, last));
    }
}

/* Of several decisions that may each be the adoption, one is printed: say which. */
static void check_single(const filing *f, const vw_adoption *printed, vw_date from, vw_date until)
{
    size_t others = 0;
    vw_buf keys = {.arena = f->r->arena};
    for (size_t i = 0; i < f->college->adoptions.count; i++) {
        const vw_adoption *one = &f->college->adoptions.items[i];
        if (one != printed && one->date >= from && one->date <= until) {
            vw_buf_addf(&keys, "%s%s", others++ > 0 ? ", " : "", one->key);
        }
    }
    if (others > 0) {
        VW_DIAG(f->diags, T190, (vw_place){0}, printed->key, vw_buf_text(&keys));
    }
}

static void check_adoption(const filing *f)
{
    vw_date from, until;
    vw_college_window(&from, &until, f->r);
    const vw_adoption *adoption = vw_college_adoption(f->college, f->r);
    const vw_adoption *before = NULL;
    for (size_t i = 0; i < f->college->adoptions.count; i++) {
        const vw_adoption *one = &f->college->adoptions.items[i];
        before = one->date < from && (before == NULL || one->date > before->date) ? one : before;
    }
    const vw_adoption *rejected = NULL;
    for (size_t i = 0; i < f->college->rejections.count; i++) {
        const vw_adoption *one = &f->college->rejections.items[i];
        rejected =
            one->date >= from && (adoption == NULL || one->date >= adoption->date) ? one : rejected;
    }
    if (rejected != NULL) {
        VW_DIAG(f->diags, T178, (vw_place){0}, rejected->key, shown(f, rejected->date),
                rejected->outcome);
    } else if (adoption == NULL && before != NULL && before->date > f->r->evaluation->as_of - 31) {
        VW_DIAG(f->diags, T126, (vw_place){0}, before->key, shown(f, before->date), shown(f, from),
                shown(f, until));
    } else if (adoption == NULL) {
        VW_DIAG(f->diags, T124, (vw_place){0}, shown(f, from), shown(f, until));
    } else if (adoption->date > until && adoption->explanation == NULL) {
        VW_DIAG(f->diags, T125, (vw_place){0}, adoption->key, shown(f, adoption->date),
                shown(f, until));
    } else if (adoption->explanation != NULL && vw_college_is_late(f->college, f->r)) {
        VW_DIAG(f->diags, T213, (vw_place){0}, adoption->key, shown(f, until));
    }
    if (adoption != NULL) {
        check_single(f, adoption, from, until);
    }
}

/* ---- the auditor's report ------------------------------------------------------------------- */

/* The statement is about the reference date, and names a report that must be about it too. What
 * the auditor found is for the supervisors to weigh: the statement names it beside the number. */
static void check_scope_of(const filing *f, const vw_assurance *report)
{
    const vw_date as_of = f->r->evaluation->as_of;
    if ((report->from != VW_DATE_NONE && report->from > as_of) ||
        (report->until != VW_DATE_NONE && report->until < as_of)) {
        VW_DIAG(f->diags, T176, (vw_place){0}, report->key, shown(f, as_of),
                report->from != VW_DATE_NONE ? shown(f, report->from) : "...",
                report->until != VW_DATE_NONE ? shown(f, report->until) : "...");
    }
    if (vw_college_doubts(report)) {
        VW_DIAG(f->diags, T177, (vw_place){0}, report->key,
                vw_diag_both(f->r->arena, vw_college_opinion(report)));
    }
}

static void check_assurance(const filing *f)
{
    vw_date from, until;
    vw_college_window(&from, &until, f->r);
    const vw_adoption *adoption = vw_college_adoption(f->college, f->r);
    const bool explained = adoption != NULL && adoption->explanation != NULL;
    for (size_t i = 0; i < f->college->assurances.count; i++) {
        const vw_assurance *report = &f->college->assurances.items[i];
        if (!report->registered || !report->independent || !report->design || !report->existence) {
            VW_DIAG(f->diags, T121, (vw_place){0}, report->key);
        }
        check_scope_of(f, report);
        if (report->date > until && !explained) {
            VW_DIAG(f->diags, T137, (vw_place){0}, report->key, shown(f, report->date),
                    shown(f, until));
        }
    }
    if (f->college->assurances.count == 0) {
        VW_DIAG(f->diags, T120, (vw_place){0}, NULL);
    }
}

/* ---- frameworks ----------------------------------------------------------------------------- */

/* Columns: 0 a number. */
static void keep_count(void *self, vw_stmt *stmt)
{
    *(int64_t *)self = vw_stmt_int(stmt, 0);
}

/* Without the kind anybody is known. */
static bool is_person(const filing *f, const char *key)
{
    int64_t count = 0;
    const vw_status status =
        vw_catalogue_find(f->r->plan->set->catalogue, "person") == NULL
            ? VW_ERR_INPUT
            : vw_ask_rows_of(f->r,
                             "SELECT count(*) FROM evaluation v JOIN ev_person e ON e.import_id <= "
                             "v.mark JOIN subject s ON s.id = e.subject WHERE v.id = ?1 AND s.key "
                             "= ?2",
                             key, keep_count, &count);
    return status != VW_OK || count > 0;
}

/* Done before the reference date, or without saying when: what fell short then is not mended by it.
 */
static bool is_past(const filing *f, const vw_improvement *action)
{
    vw_date done;
    return strcmp(action->status, "done") == 0 &&
           (action->done == NULL || !vw_date_parse(&done, action->done) ||
            done <= f->r->evaluation->as_of);
}

static void check_action(const filing *f, const vw_requirement *requirement,
                         const vw_improvement *action)
{
    vw_date due;
    if (action->owner == NULL) {
        VW_DIAG(f->diags, T132, (vw_place){0}, action->key, requirement->full_id);
    } else if (!is_person(f, action->owner)) {
        VW_DIAG(f->diags, T180, (vw_place){0}, action->key, requirement->full_id, action->owner);
    }
    if (action->due == NULL || !vw_date_parse(&due, action->due)) {
        VW_DIAG(f->diags, T133, (vw_place){0}, action->key, requirement->full_id);
    } else if (due <= f->r->evaluation->as_of && strcmp(action->status, "done") != 0) {
        VW_DIAG(f->diags, T134, (vw_place){0}, action->key, requirement->full_id, action->due);
    }
}

/* A requirement of which one aspect fails and another was not looked at has a result, and the annex
 * would show the other one as open. */
static bool is_judged(const filing *f, const vw_requirement *requirement)
{
    int64_t judged = 0, demanded = 0;
    for (vw_aspect aspect = VW_DESIGN; aspect < VW_ASPECT_COUNT; aspect++) {
        demanded += requirement->demands[aspect];
    }
    const vw_status status =
        vw_ask_rows_of(f->r,
                       "SELECT count(*) FROM conclusion WHERE evaluation_id = ?1 AND requirement = "
                       "?2 AND result NOT IN ('not_assessed', 'error')",
                       requirement->full_id, keep_count, &judged);
    return status == VW_OK && judged >= demanded;
}

static void check_requirement(const filing *f, const vw_requirement *requirement)
{
    size_t at = 0;
    const vw_result result = vw_report__result_of(f->r, requirement);
    const vw_improvement *action = vw_college_improvement(f->college, &at, requirement->full_id);
    if (!is_judged(f, requirement)) {
        VW_DIAG(f->diags, T130, (vw_place){0}, requirement->full_id,
                vw_diag_both(f->r->arena, requirement->title));
    }
    if (!vw_falls_short(result)) {
        return;
    }
    if (action == NULL) {
        VW_DIAG(f->diags, T131, (vw_place){0}, requirement->full_id,
                vw_diag_both(f->r->arena, requirement->title));
    }
    size_t ahead = 0;
    const vw_improvement *past = NULL;
    for (; action != NULL; action = vw_college_improvement(f->college, &at, requirement->full_id)) {
        check_action(f, requirement, action);
        past = is_past(f, action) ? action : past;
        ahead += !is_past(f, action);
    }
    if (past != NULL && ahead == 0) {
        VW_DIAG(f->diags, T179, (vw_place){0}, past->key, requirement->full_id,
                shown(f, f->r->evaluation->as_of));
    }
}

static void check_framework(const filing *f, const vw_framework *framework)
{
    size_t marked = 0;
    if (framework->mark != NULL) {
        VW_DIAG(f->diags, T212, (vw_place){0}, framework->id,
                vw_diag_both(f->r->arena, framework->mark_reason));
    }
    for (size_t i = 0; i < framework->requirement_count; i++) {
        check_requirement(f, &framework->requirements[i]);
        marked += framework->requirements[i].mark != NULL;
    }
    if (marked > 0) {
        VW_DIAG(f->diags, T136, (vw_place){0}, framework->id, vw_printf(f->r->arena, "%zu", marked),
                vw_printf(f->r->arena, "%zu", framework->requirement_count));
    }
}

/* One that the municipality uses must be there; whether it does must be known. */
static void check_use(const filing *f, const char *ids, const char *field, const char *uses)
{
    const vw_framework *framework = vw_report__framework_named(f->r, ids);
    if (uses == NULL && framework == NULL) {
        VW_DIAG(f->diags, T128, (vw_place){0}, field);
    } else if (framework == NULL && strcmp(uses, "true") == 0) {
        VW_DIAG(f->diags, T129, (vw_place){0}, ids, field);
    }
    if (framework != NULL) {
        check_framework(f, framework);
    }
}

/* Since the evaluation something came in: what is filed would not be about it, and a statement and
 * an annex that were printed before and after would not fit together. A sign-off is given on the
 * result and is no evidence for it. */
static void check_age(const filing *f)
{
    if (f->r->later_imports > 0) {
        VW_DIAG(f->diags, T135, (vw_place){0},
                vw_printf(f->r->arena, "%lld", (long long)f->r->later_imports));
    }
}

static bool is_about(const vw_front_matter *head, const char *ids)
{
    for (size_t i = 0; i < head->need_count; i++) {
        if (strcmp(head->needs[i].text, ids) == 0) {
            return true;
        }
    }
    return head->need_count == 0;
}

static vw_status check_all(vw_report *r, const vw_front_matter *head, vw_diags *diags)
{
    static const char digid[] = "digid", suwinet[] = "suwinet-own|suwinet";
    filing f = {.r = r, .diags = diags};
    vw_status status = vw_college_load(&f.college, r);
    if (status != VW_OK) {
        return status;
    }
    check_reference_date(&f);
    check_adoption(&f);
    check_assurance(&f);
    if (is_about(head, digid)) {
        check_use(&f, digid, "uses_digid", f.college->uses_digid);
    }
    if (is_about(head, digid) && f.college->connections == 0 &&
        vw_report__framework_named(r, digid) != NULL) {
        VW_DIAG(diags, T127, (vw_place){0}, NULL);
    }
    if (is_about(head, suwinet)) {
        check_use(&f, suwinet, "uses_suwinet", f.college->uses_suwinet);
    }
    check_age(&f);
    return VW_OK;
}

/* ---- a draft -------------------------------------------------------------------------------- */

/* A template that takes the place of a built-in one must pass what that one must, and about the
 * frameworks that that one is about: [*governs] is its header, else the template's own. */
static bool has_form(vw_front_matter *governs, const vw_report *r, const vw_front_matter *head,
                     const char *name)
{
    const vw_source *builtin = NULL;
    vw_front_matter its;
    vw_diags *apart = vw_diags_new(r->arena);
    *governs = *head;
    if (vw_templates__builtin(&builtin, r->arena, apart, name, r->lang) == VW_OK &&
        builtin != NULL && vw_front_matter_read(&its, r->arena, apart, builtin) == VW_OK &&
        its.form != NULL) {
        *governs = its;
    }
    return governs->form != NULL;
}

/* What is not filed may be printed all the same. */
static void tell_later(const vw_report *r)
{
    if (r->later_imports > 0) {
        VW_DIAG(r->diags, T184, (vw_place){0},
                vw_printf(r->arena, "%lld", (long long)r->later_imports));
    }
}

static vw_status count_later(vw_report *r, const vw_report_options *options)
{
    if (options->as_printed) {
        r->later_imports = options->imports_since;
        return VW_OK;
    }
    return vw_evaluation_later_imports(&r->later_imports, r->dossier, r->evaluation, r->diags);
}

vw_status vw_filing_check(vw_report *r, const vw_front_matter *head,
                          const vw_report_options *options)
{
    const char *name = options->template_name;
    vw_front_matter governs;
    const bool is_filed = has_form(&governs, r, head, name);
    if (!is_filed && options->form != VW_FORM_STRICT) {
        VW_DIAG(r->diags, U171, (vw_place){0}, name,
                options->form == VW_FORM_DRAFT ? "--draft" : "--check");
        return VW_ERR_USAGE;
    }
    vw_status status = count_later(r, options);
    if (status != VW_OK) {
        return status;
    }
    if (!is_filed) {
        tell_later(r);
        return VW_OK;
    }
    const bool draft = options->form == VW_FORM_DRAFT;
    vw_diags *found = draft ? vw_diags_new(r->arena) : r->diags;
    status = check_all(r, &governs, found);
    r->open_points = vw_diags_count(found, VW_ERROR);
    if (status == VW_OK && draft && r->open_points > 0) {
        VW_DIAG(r->diags, T139, (vw_place){0}, vw_printf(r->arena, "%zu", r->open_points), name);
    } else if (status == VW_OK && !draft && r->open_points > 0) {
        status = VW_ERR_INPUT;
    }
    return status;
}

/* A draft says at its beginning that it is not fit to be filed. Not why, and not of how many
 * points: both could tell how many requirements deviate. */
const vw_block *vw_filing_marked(vw_report *r, const vw_block *root)
{
    static const vw_text told = {
        "Concept: de vormcontrole noemt nog punten die een inzending doen terugkomen. Dit document "
        "is niet geschikt om in te zenden.",
        "Draft: the form check still names points that make a filing come back. This document is "
        "not fit to be filed."};
    if (r->open_points == 0) {
        return root;
    }
    vw_block_list note = {0};
    vw_add_note(r, &note, vw_say(r, told));
    return vw_add_after_heading(r, root, &note);
}

/* What came in is named by its number only, so it may stand in a public text too. */
const vw_block *vw_filing_dated(vw_report *r, const vw_block *root)
{
    static const vw_text told[] = {
        {"Dit document vertelt wat er bij de evaluatie van {0} lag. Daarna is nog {1} levering "
         "met bewijs opgenomen, die hier niet in staat.",
         "This document tells what was there at the evaluation of {0}. Since then {1} import of "
         "evidence came in, which is not in it."},
        {"Dit document vertelt wat er bij de evaluatie van {0} lag. Daarna zijn nog {1} leveringen "
         "met bewijs opgenomen, die hier niet in staan.",
         "This document tells what was there at the evaluation of {0}. Since then {1} imports of "
         "evidence came in, which are not in it."}};
    vw_date made;
    if (r->later_imports == 0 ||
        !vw_date_parse(&made, vw_strndup(r->arena, r->evaluation->made_at, 10))) {
        return root;
    }
    vw_block_list note = {0};
    vw_add_note(r, &note,
                VW_FILL(r, told[r->later_imports > 1], vw_show_date(r, made),
                        vw_show_number(r, (uint64_t)r->later_imports)));
    return vw_add_after_facts(r, root, &note);
}
