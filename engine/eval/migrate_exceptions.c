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

static bool is_same(const vw_exception_version *a, const char *test, const vw_exception_version *b)
{
    return a->test != NULL && strcmp(a->test, test) == 0 && a->subject_kind != NULL &&
           a->subject_key != NULL && strcmp(a->subject_kind, b->subject_kind) == 0 &&
           strcmp(a->subject_key, b->subject_key) == 0;
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

/* On the variant of the new version: as it was, unless something stands there. */
static vw_status carry(vw_migrating *m, vw_carried *item, const vw_exception_versions *all,
                       const vw_exception_version *x, const char *test)
{
    vw_carrying carrying = {.item = m->items.count};
    const vw_exception_version *there = NULL;
    for (size_t i = 0; i < all->count; i++) {
        const vw_exception_version *other = &all->items[i];
        if (other->standing != VW_REPLACED && is_same(other, test, x)) {
            there = other;
            if (other->carried_from != NULL && strcmp(other->carried_from, item->origin) == 0) {
                break;
            }
        }
    }
    if (there != NULL) {
        const char *name = vw_printf(m->e->arena, "exception:%s", there->key);
        const bool own =
            there->carried_from != NULL && strcmp(there->carried_from, item->origin) == 0;
        item->outcome = own ? VW_PASSED_LANDED : VW_PASSED_DUPLICATE;
        *(own ? &item->record : &item->stands) = name;
        return VW_OK;
    }
    vw_status status =
        vw_migrate__copy(&carrying.record, m, "exception", x->key, (vw_entered_value){"test", test},
                         item->origin, (vw_entered_value){0});
    if (status == VW_OK) {
        status = vw_enter__free_key(&carrying.record.key, m->e, "exception", test);
    }
    if (status == VW_OK) {
        item->outcome = VW_PASSED_LANDED;
        item->record = vw_printf(m->e->arena, "exception:%s", carrying.record.key);
        item->is_new = true;
        VW_PUSH(m->e->arena, m->exceptions, carrying);
    }
    return status;
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
    vw_status status = VW_OK;
    const char *test = after != NULL ? after->test->id : NULL;
    item.forbids = test != NULL ? vw_plan_forbids_exception(m->to, test) : NULL;
    if (x->standing == VW_ENDED) {
        item.outcome = VW_PASSED_ENDED;
    } else if (before == NULL) {
        item.outcome = VW_PASSED_DANGLING;
    } else if (test == NULL || item.forbids != NULL) {
        item.outcome = VW_PASSED_ORPHAN;
        item.route = test == NULL ? route_of(m, before->base) : NULL;
    } else if (strcmp(test, x->test) == 0) {
        item.outcome = VW_PASSED_LANDED;
        item.landed_on = test;
        item.record = vw_printf(m->e->arena, "exception:%s", x->key);
    } else if (!same_values(before, after)) {
        /* Nobody approved a deviation from another term: somebody must. */
        item.outcome = VW_PASSED_TO_CONFIRM;
        item.landed_on = test;
    } else {
        item.landed_on = test;
        status = carry(m, &item, all, x, test);
    }
    VW_PUSH(m->e->arena, m->items, item);
    return status;
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
        }
    }
    return status;
}
