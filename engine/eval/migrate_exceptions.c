/* SPDX-License-Identifier: EUPL-1.2 */
/* Where exceptions went. An exception is on a test, which both versions share unless one of them
 * has a variant: so most stay where they are. */
#include "eval/migrate_private.h"

#include <string.h>

/* The test of the set behind the name of one or of its variant for [framework]; NULL: none. */
static const vw_test *base_of(const vw_migrating *m, const char *name, const vw_framework **of)
{
    const vw_set *set = m->e->plan->set;
    const char *at = strchr(name, '@');
    *of = NULL;
    if (at == NULL) {
        return vw_set_test(set, name);
    }
    for (size_t i = 0; i < set->framework_count; i++) {
        if (strcmp(set->frameworks[i].id, at + 1) == 0) {
            *of = &set->frameworks[i];
        }
    }
    return vw_set_test(set, vw_strndup(m->e->arena, name, (size_t)(at - name)));
}

static const vw_planned_test *planned_in(const vw_plan *plan, const vw_test *test)
{
    return vw_plan_test_for(plan, test, plan->frameworks[0]);
}

/* Under other values of its parameters a test is another question. */
static bool same_values(const vw_planned_test *a, const vw_planned_test *b)
{
    for (size_t i = 0; i < a->value_count; i++) {
        bool same = false;
        for (size_t j = 0; j < b->value_count; j++) {
            same = same || (a->values[i].parameter == b->values[j].parameter &&
                            vw_parameter_value_equal(a->values[i].value, b->values[j].value));
        }
        if (!same) {
            return false;
        }
    }
    return a->value_count == b->value_count;
}

/* Where that went which the test was of under the first version: what lapsed says most of why no
 * test is left of it. */
static const vw_route *route_of(const vw_migrating *m, const vw_test *base)
{
    const vw_framework *from = m->migration->from;
    const vw_route *found = NULL;
    for (size_t i = 0; i < from->requirement_count; i++) {
        const vw_requirement *requirement = &from->requirements[i];
        for (size_t j = 0; j < requirement->mapping_count; j++) {
            const vw_measure *measure = requirement->mappings[j].measure;
            const vw_route *route =
                base >= measure->tests && base < measure->tests + measure->test_count
                    ? vw_migration_route(m->migration, requirement->full_id)
                    : NULL;
            if (route != NULL && (found == NULL || (found->change != VW_ROUTE_LAPSED &&
                                                    route->change == VW_ROUTE_LAPSED))) {
                found = route;
            }
        }
    }
    return found;
}

/* ---- what was carried over before --------------------------------------------------------- */

/* What the record came from last, also when somebody approved it anew since; or NULL. */
static const char *origin_of(const vw_exception_versions *all, const vw_exception_version *record)
{
    const vw_exception_version *found = NULL;
    for (size_t i = 0; i < all->count; i++) {
        const vw_exception_version *version = &all->items[i];
        if (version->carried_from != NULL && strcmp(version->key, record->key) == 0 &&
            (found == NULL || version->version > found->version)) {
            found = version;
        }
    }
    return found != NULL ? found->carried_from : NULL;
}

/* What any version of that exception became under the new version: the number of its import stands
 * last in its origin. NULL: nothing. */
static const vw_exception_version *copy_of(const vw_migrating *m, const vw_exception_versions *all,
                                           const char *origin)
{
    const size_t length = (size_t)(strrchr(origin, ' ') - origin) + 1;
    for (size_t i = 0; i < all->count; i++) {
        const vw_exception_version *x = &all->items[i];
        const char *at = x->test != NULL ? strchr(x->test, '@') : NULL;
        const char *from =
            x->standing != VW_REPLACED && at != NULL && strcmp(at + 1, m->migration->to->id) == 0
                ? origin_of(all, x)
                : NULL;
        if (from != NULL && strncmp(from, origin, length) == 0) {
            return x;
        }
    }
    return NULL;
}

/* The first day on which somebody let it end under the new version; NULL: nobody did. What was cut
 * short there does not get longer by what happens elsewhere. */
static vw_status cut_short(const char **out, const vw_migrating *m,
                           const vw_exception_versions *all, const vw_exception_version *copy)
{
    vw_status status = VW_OK;
    *out = NULL;
    for (size_t i = 0; i < all->count && status == VW_OK; i++) {
        const vw_exception_version *x = &all->items[i];
        bool ours = true;
        if (strcmp(x->key, copy->key) == 0 && x->until != NULL) {
            status = vw_migrate__is_ours(&ours, m, x->import_id);
        }
        if (!ours && (*out == NULL || strcmp(x->until, *out) < 0)) {
            *out = x->until;
        }
    }
    return status;
}

/* ---- carrying over ----------------------------------------------------------------------- */

static const char *name_of(const vw_migrating *m, const char *key)
{
    return vw_printf(m->e->arena, "exception:%s", key);
}

/* Somebody approved another on the same under the new version, for some of the same days. */
static const vw_exception_version *standing_there(const vw_exception_versions *all,
                                                  const char *test, const vw_exception_version *x)
{
    for (size_t i = 0; i < all->count; i++) {
        const vw_exception_version *other = &all->items[i];
        if (other->standing != VW_REPLACED && other->carried_from == NULL && other->test != NULL &&
            strcmp(other->test, test) == 0 && other->subject_kind != NULL &&
            other->subject_key != NULL && strcmp(other->subject_kind, x->subject_kind) == 0 &&
            strcmp(other->subject_key, x->subject_key) == 0 &&
            (other->from == NULL || x->until == NULL || strcmp(other->from, x->until) <= 0) &&
            (other->until == NULL || x->from == NULL || strcmp(other->until, x->from) >= 0)) {
            return other;
        }
    }
    return NULL;
}

/* As vw_enter__free_key, and none that this run gives to another. */
static vw_status free_key(const char **out, const vw_migrating *m, const char *test)
{
    const vw_kind *kind = vw_catalogue_find(m->e->plan->set->catalogue, "exception");
    bool taken = true;
    vw_status status = VW_OK;
    *out = test;
    for (unsigned n = 2; status == VW_OK && taken; n++) {
        status = vw_enter__recorded(&taken, m->e, kind, *out);
        for (size_t i = 0; i < m->exceptions.count && !taken; i++) {
            taken = strcmp(m->exceptions.items[i].record.key, *out) == 0;
        }
        if (taken) {
            *out = vw_printf(m->e->arena, "%s/%u", test, n);
        }
    }
    return status;
}

static void add(vw_migrating *m, vw_carried *item, const char *key, vw_carrying carrying)
{
    carrying.item = m->items.count;
    carrying.record.key = key;
    item->record = name_of(m, key);
    item->is_new = true;
    VW_PUSH(m->e->arena, m->exceptions, carrying);
}

static vw_status carry_new(vw_migrating *m, vw_carried *item, const vw_exception_version *x,
                           const char *test)
{
    const vw_entered_value changed = {"test", test};
    const char *key = NULL;
    vw_carrying carrying = {0};
    vw_status status = free_key(&key, m, test);
    if (status == VW_OK) {
        status =
            vw_migrate__copy(&carrying.record, m, "exception", x->key, item->origin, &changed, 1);
    }
    if (status == VW_OK) {
        add(m, item, key, carrying);
    }
    return status;
}

/* A version of the copy that says what the exception says now. */
static vw_status carry_again(vw_migrating *m, vw_carried *item, const vw_exception_versions *all,
                             const vw_exception_version *x, const vw_exception_version *copy,
                             const char *test)
{
    const char *last = NULL;
    vw_carrying carrying = {0};
    vw_status status = cut_short(&last, m, all, copy);
    const bool shorter = last != NULL && (x->until == NULL || strcmp(last, x->until) < 0);
    const bool begins_later = shorter && x->from != NULL && strcmp(x->from, last) > 0;
    const vw_entered_value changed[] = {{"test", test},
                                        {"effective_until", shorter ? last : x->until},
                                        {"effective_from", begins_later ? last : x->from}};
    if (status == VW_OK) {
        status = vw_migrate__copy(&carrying.record, m, "exception", x->key, item->origin, changed,
                                  sizeof changed / sizeof *changed);
    }
    if (status == VW_OK) {
        add(m, item, copy->key, carrying);
    }
    return status;
}

/* To the variant of the new version: as it was, or as it is now when it was carried over before. */
static vw_status carry(vw_migrating *m, vw_carried *item, const vw_exception_versions *all,
                       const vw_exception_version *x, const char *test)
{
    const vw_exception_version *copy = copy_of(m, all, item->origin);
    const vw_exception_version *there = copy == NULL                 ? standing_there(all, test, x)
                                        : copy->carried_from == NULL ? copy
                                                                     : NULL;
    if (there != NULL) {
        item->outcome = item->outcome == VW_PASSED_ENDED ? VW_PASSED_ENDED : VW_PASSED_DUPLICATE;
        item->stands = name_of(m, there->key);
        return VW_OK;
    }
    item->landed_on = test;
    if (copy != NULL && strcmp(copy->carried_from, item->origin) == 0) {
        item->record = name_of(m, copy->key);
        return VW_OK;
    }
    return copy != NULL ? carry_again(m, item, all, x, copy, test) : carry_new(m, item, x, test);
}

/* What it became before ends when it is not carried there any longer, but for what somebody
 * approved anew: as an item of its own, or with the one that [of] is. */
static vw_status end_copy(vw_migrating *m, const vw_exception_versions *all, vw_carried *of,
                          bool apart)
{
    const vw_entering *e = m->e;
    const vw_exception_version *copy = copy_of(m, all, of->origin);
    vw_carried item = *of;
    vw_carrying carrying = {0};
    char on[11], until[11];
    if (copy == NULL || copy->carried_from == NULL || copy->standing == VW_ENDED) {
        return VW_OK;
    }
    vw_date_format(on, e->on);
    vw_date_format(until, (e->on < e->frame.as_of ? e->on : e->frame.as_of) - 1);
    const char *last = vw_strdup(e->arena, until);
    const vw_entered_value changed[] = {
        {"effective_from", copy->from != NULL && strcmp(copy->from, last) < 0 ? copy->from : last},
        {"effective_until", last},
        {"ended_on", vw_strdup(e->arena, on)}};
    vw_status status = vw_migrate__copy(&carrying.record, m, "exception", copy->key, item.origin,
                                        changed, sizeof changed / sizeof *changed);
    if (status == VW_OK && apart) {
        item.outcome = VW_PASSED_ENDED;
        item.landed_on = copy->test;
        add(m, &item, copy->key, carrying);
        VW_PUSH(e->arena, m->items, item);
    } else if (status == VW_OK) {
        add(m, of, copy->key, carrying);
    }
    return status;
}

/* Nobody approved a deviation from another term: somebody must, unless they did. */
static vw_status leave_to_confirm(vw_migrating *m, vw_carried *item,
                                  const vw_exception_versions *all, const vw_exception_version *x,
                                  const char *test)
{
    const vw_exception_version *copy = copy_of(m, all, item->origin);
    const vw_exception_version *there = standing_there(all, test, x);
    item->landed_on = test;
    item->outcome = there != NULL ? VW_PASSED_DUPLICATE : VW_PASSED_TO_CONFIRM;
    item->stands = there != NULL ? name_of(m, there->key) : NULL;
    item->record = copy != NULL && copy->carried_from != NULL ? name_of(m, copy->key) : NULL;
    return end_copy(m, all, item, false);
}

/* [before] and [after]: what the two versions conclude from; either may be NULL. */
static vw_status place(vw_migrating *m, const vw_exception_versions *all,
                       const vw_exception_version *x, const vw_planned_test *before,
                       const vw_planned_test *after)
{
    vw_carried item = {.what = VW_CARRIED_EXCEPTION,
                       .key = x->key,
                       .origin = vw_migrate__origin(m, "exception", x->key, x->import_id),
                       .subject = x->test,
                       .by = x->approved_by};
    const char *test = after != NULL ? after->test->id : NULL;
    const vw_exception_version *copy = copy_of(m, all, item.origin);
    vw_status status = VW_OK;
    item.forbids = test != NULL ? vw_plan_forbids_exception(m->to, test) : NULL;
    if (x->standing == VW_ENDED) {
        item.outcome = VW_PASSED_ENDED;
        status = copy != NULL ? carry(m, &item, all, x, copy->test) : VW_OK;
    } else if (before == NULL) {
        item.outcome = VW_PASSED_DANGLING;
    } else if (test == NULL || item.forbids != NULL) {
        item.outcome = VW_PASSED_ORPHAN;
        item.route = test == NULL ? route_of(m, before->base) : NULL;
    } else if (strcmp(test, x->test) == 0) {
        item.outcome = VW_PASSED_LANDED;
        item.landed_on = test;
        item.record = name_of(m, x->key);
    } else if (!same_values(before, after)) {
        status = leave_to_confirm(m, &item, all, x, test);
        copy = NULL;
    } else {
        item.landed_on = test;
        item.outcome = VW_PASSED_LANDED;
        status = carry(m, &item, all, x, test);
        copy = NULL;
    }
    VW_PUSH(m->e->arena, m->items, item);
    return status == VW_OK && copy != NULL && x->standing != VW_ENDED
               ? end_copy(m, all, &item, true)
               : status;
}

vw_status vw_migrate__exceptions(vw_migrating *m)
{
    const vw_entering *e = m->e;
    vw_exception_versions all = {0};
    vw_status status =
        vw_exceptions_recorded(&all, e->dossier, e->arena, e->diags, m->from, &e->frame);
    for (size_t i = 0; i < all.count && status == VW_OK; i++) {
        const vw_exception_version *x = &all.items[i];
        const vw_framework *of = NULL;
        if (x->standing == VW_REPLACED || x->test == NULL || x->subject_kind == NULL ||
            x->subject_key == NULL) {
            continue;
        }
        const vw_test *test = base_of(m, x->test, &of);
        const vw_planned_test *before = test != NULL ? planned_in(m->from, test) : NULL;
        const vw_planned_test *after = test != NULL ? planned_in(m->to, test) : NULL;
        /* On a test of neither version it is nothing to this migration; but a name that nobody
         * knows may be meant for it. */
        const bool unknown =
            test == NULL && (strchr(x->test, '@') == NULL || of == m->migration->from);
        if (unknown || (before != NULL && strcmp(before->test->id, x->test) == 0)) {
            status = place(m, &all, x, before, after);
        } else if (of != m->migration->to) {
            vw_carried item = {.what = VW_CARRIED_EXCEPTION,
                               .key = x->key,
                               .origin = vw_migrate__origin(m, "exception", x->key, x->import_id),
                               .subject = x->test,
                               .by = x->approved_by};
            status = end_copy(m, &all, &item, true);
        }
    }
    return status;
}
