/* SPDX-License-Identifier: EUPL-1.2 */
/* Exceptions, one by one: who asked, who approved, until when, and never on an overheidsmaatregel.
 */
#include "eval/enter.h"

#include "base/utf8.h"
#include "model/label.h"

#include <string.h>

static const char *nearest_test(const vw_entering *e, const char *id)
{
    VW_VEC(const char *) ids = {0};
    const vw_set *set = e->plan->set;
    for (size_t i = 0; i < set->measure_count; i++) {
        for (size_t j = 0; j < set->measures[i].test_count; j++) {
            VW_PUSH(e->arena, ids, set->measures[i].tests[j].id);
        }
    }
    return vw_suggest(id, ids.items, ids.count);
}

/* Also of a test outside the plan: an exception may be entered before its framework applies. */
static vw_status population(const vw_kind **out, const vw_entering *e, const vw_test *test)
{
    const vw_rule *rule = NULL;
    const vw_set *set = e->plan->set;
    const vw_rule_names names = {set->catalogue, set->parameters, NULL, set->parameter_count,
                                 VW_SENSE_OF_OTHERS};
    vw_status status = vw_rule_compile_with(&rule, e->arena, e->diags, &names, test->population,
                                            test->condition, NULL);
    *out = status == VW_OK ? vw_rule_population(rule) : NULL;
    return status;
}

/* [*kind] and [*key] of the subject; NULL with a message when it cannot be one. */
static vw_status find_subject(const vw_kind **kind, const char **key, const vw_entering *e,
                              const vw_excepting *excepting, const vw_test *test)
{
    const vw_kind *of = NULL;
    bool found = false;
    vw_status status = population(&of, e, test);
    if (status != VW_OK) {
        return status;
    }
    vw_enter__name(kind, key, e, excepting->subject, of);
    if (*kind != of) {
        VW_DIAG(e->diags, E079, (vw_place){0}, excepting->subject, test->id, of->name,
                (*kind)->name);
        return VW_OK;
    }
    status = vw_enter__recorded(&found, e, *kind, *key);
    if (status == VW_OK && !found) {
        VW_DIAG(e->diags, U067, (vw_place){0}, "SUBJECT", excepting->subject);
    }
    return status;
}

static vw_status check_people(const vw_entering *e, const vw_excepting *excepting)
{
    bool owner = false, requester = false, approver = false;
    vw_doubt doubt = VW_DOUBT_NONE;
    vw_status status = vw_enter__person(&owner, e, "--owner", excepting->owner);
    if (status == VW_OK) {
        status = vw_enter__person(&requester, e, "--requested-by", excepting->requested_by);
    }
    if (status == VW_OK) {
        status = vw_enter__person(&approver, e, "--approved-by", excepting->approved_by);
    }
    if (status == VW_OK && requester && approver) {
        status = vw_enter__eyes(&doubt, e, excepting->approved_by, excepting->requested_by);
    }
    if (status == VW_OK && doubt == VW_DOUBT_SAME_PERSON) {
        VW_DIAG(e->diags, E077, (vw_place){0}, excepting->approved_by);
    } else if (status == VW_OK && doubt == VW_DOUBT_ABSENT_APPROVER) {
        vw_enter__absent(e, "--approved-by", excepting->approved_by);
    }
    return status;
}

static void check_dates(const vw_entering *e, const char *from, const char *until,
                        const vw_excepting *excepting)
{
    if (excepting->until < excepting->from) {
        VW_DIAG(e->diags, U072, (vw_place){0}, until, from);
    }
}

/* The newest version of an exception on the same whose time overlaps this one's: that one is
 * changed. One that lies apart in time stays as it is. */
static const char *touching(const vw_exception_versions *all, const vw_excepting *excepting,
                            const char *kind, const char *key, const char *from, const char *until)
{
    const vw_exception_version *found = NULL;
    for (size_t i = 0; i < all->count; i++) {
        const vw_exception_version *x = &all->items[i];
        if (x->standing != VW_REPLACED && x->test != NULL && x->subject_kind != NULL &&
            x->subject_key != NULL && strcmp(x->test, excepting->test) == 0 &&
            strcmp(x->subject_kind, kind) == 0 && strcmp(x->subject_key, key) == 0 &&
            (x->from == NULL || strcmp(x->from, until) <= 0) &&
            (x->until == NULL || strcmp(x->until, from) >= 0) &&
            (found == NULL || x->import_id > found->import_id)) {
            found = x;
        }
    }
    return found != NULL ? found->key : NULL;
}

static vw_status take(vw_record_entered *out, const vw_entering *e, const vw_excepting *excepting,
                      const char *kind, const char *key)
{
    char on[11], from[11], until[11];
    vw_exception_versions all = {0};
    vw_date_format(on, e->on);
    vw_date_format(from, excepting->from);
    vw_date_format(until, excepting->until);
    const vw_entered_value values[] = {
        {"effective_from", from},
        {"effective_until", until},
        {"test", excepting->test},
        {"subject_kind", kind},
        {"subject_key", key},
        {"owner", excepting->owner},
        {"requested_by", excepting->requested_by},
        {"approved_by", excepting->approved_by},
        {"reason", excepting->reason},
        {"compensating_measure", excepting->compensating_measure},
        {"risk_reference", excepting->risk_reference},
        {"approved_on", on},
    };
    vw_entered record = {.kind = "exception",
                         .importer = "except/1",
                         .values = values,
                         .count = sizeof values / sizeof *values};
    vw_status status =
        vw_exceptions_recorded(&all, e->dossier, e->arena, e->diags, e->plan, &e->frame);
    if (status == VW_OK) {
        record.key = touching(&all, excepting, kind, key, from, until);
    }
    if (status == VW_OK && record.key == NULL) {
        status = vw_enter__free_key(&record.key, e, "exception", excepting->test);
    }
    return status == VW_OK ? vw_enter__take(out, e, "verantwoord except", &record) : status;
}

vw_status vw_enter_exception(vw_record_entered *out, const vw_entering *e,
                             const vw_excepting *excepting)
{
    size_t errors = vw_diags_count(e->diags, VW_ERROR);
    char from[11], until[11];
    const vw_kind *kind = NULL;
    const char *key = NULL;
    const vw_planned_test *planned = vw_plan_test(e->plan, excepting->test);
    const vw_test *test =
        planned != NULL ? planned->base : vw_set_test(e->plan->set, excepting->test);
    vw_status status = VW_OK;
    *out = (vw_record_entered){0};
    vw_date_format(from, excepting->from);
    vw_date_format(until, excepting->until);
    check_dates(e, from, until, excepting);
    if (test == NULL) {
        VW_DIAG(e->diags, U066, (vw_place){0}, excepting->test, nearest_test(e, excepting->test));
    } else {
        const vw_requirement *forbids = vw_plan_forbids_exception(e->plan, excepting->test);
        if (forbids != NULL) {
            VW_DIAG(e->diags, E078, (vw_place){0}, excepting->test, forbids->full_id,
                    vw_diag_both(e->arena,
                                 (vw_text){vw_reference_in(e->arena, forbids->reference, VW_NL),
                                           forbids->reference}));
        }
        status = find_subject(&kind, &key, e, excepting, test);
    }
    if (status == VW_OK) {
        status = check_people(e, excepting);
    }
    if (status == VW_OK && vw_diags_count(e->diags, VW_ERROR) > errors) {
        status = VW_ERR_INPUT;
    }
    if (status == VW_OK && excepting->compensating_measure == NULL) {
        VW_DIAG(e->diags, E141, (vw_place){0}, excepting->test);
    }
    return status == VW_OK ? take(out, e, excepting, kind->name, key) : status;
}
