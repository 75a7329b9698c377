/* SPDX-License-Identifier: EUPL-1.2 */
/* Chooses frameworks and compiles the rules of their measures. */
#include "eval/applies.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

static int by_test_id(const void *a, const void *b)
{
    const vw_planned_test *left = a, *right = b;
    return strcmp(left->test->id, right->test->id);
}

static int by_framework_id(const void *a, const void *b)
{
    const vw_framework *const *left = a, *const *right = b;
    return strcmp((*left)->id, (*right)->id);
}

static bool serves(const vw_framework *framework, const vw_measure *measure)
{
    for (size_t i = 0; i < framework->requirement_count; i++) {
        const vw_requirement *requirement = &framework->requirements[i];
        for (size_t j = 0; j < requirement->mapping_count; j++) {
            if (requirement->mappings[j].measure == measure) {
                return true;
            }
        }
    }
    return false;
}

static bool in_plan(const vw_plan *plan, const vw_measure *measure)
{
    for (size_t i = 0; i < plan->framework_count; i++) {
        if (serves(plan->frameworks[i], measure)) {
            return true;
        }
    }
    return false;
}

static vw_status compile_tests(vw_plan *plan, vw_arena *arena, vw_diags *diags, bool all)
{
    VW_VEC(vw_planned_test) tests = {0};
    vw_status worst = VW_OK;
    for (size_t i = 0; i < plan->set->measure_count; i++) {
        const vw_measure *measure = &plan->set->measures[i];
        if (!all && !in_plan(plan, measure)) {
            continue;
        }
        for (size_t j = 0; j < measure->test_count; j++) {
            const vw_test *test = &measure->tests[j];
            const vw_rule *rule = NULL;
            vw_status status = vw_rule_compile(&rule, arena, diags, plan->set->catalogue,
                                               test->population, test->condition);
            if (status != VW_OK) {
                worst = status;
            }
            VW_PUSH(arena, tests, (vw_planned_test){.test = test, .rule = rule});
        }
    }
    if (tests.count > 0) {
        qsort(tests.items, tests.count, sizeof *tests.items, by_test_id);
    }
    plan->tests = tests.items;
    plan->test_count = tests.count;
    return worst;
}

static vw_status finish(const vw_plan **out, vw_arena *arena, vw_diags *diags, const vw_set *set,
                        const vw_framework **frameworks, size_t count, bool all)
{
    vw_plan *plan = VW_NEW(arena, vw_plan);
    qsort(frameworks, count, sizeof *frameworks, by_framework_id);
    plan->set = set;
    plan->frameworks = frameworks;
    plan->framework_count = count;
    vw_status conditions = vw_applies_check(arena, diags, set);
    vw_status status = compile_tests(plan, arena, diags, all);
    status = status == VW_OK ? conditions : status;
    *out = status == VW_OK ? plan : NULL;
    return status;
}

vw_status vw_plan_for_type(const vw_plan **out, vw_arena *arena, vw_diags *diags, const vw_set *set,
                           const char *type)
{
    const vw_framework **chosen = VW_NEW_ARRAY(arena, set->framework_count, const vw_framework *);
    size_t count = 0;
    *out = NULL;
    for (size_t i = 0; i < set->framework_count; i++) {
        const vw_framework *framework = &set->frameworks[i];
        if (framework->applies_count == 0 || vw_framework_names(framework, type)) {
            chosen[count++] = framework;
        }
    }
    return finish(out, arena, diags, set, chosen, count, false);
}

static const char *nearest_framework(vw_arena *arena, const vw_set *set, const char *id)
{
    const char **names = VW_NEW_ARRAY(arena, set->framework_count, const char *);
    for (size_t i = 0; i < set->framework_count; i++) {
        names[i] = set->frameworks[i].id;
    }
    return vw_suggest(id, names, set->framework_count);
}

static bool chosen_before(const vw_framework *const *chosen, size_t count,
                          const vw_framework *framework)
{
    for (size_t i = 0; i < count; i++) {
        if (chosen[i] == framework) {
            return true;
        }
    }
    return false;
}

vw_status vw_plan_for_frameworks(const vw_plan **out, vw_arena *arena, vw_diags *diags,
                                 const vw_set *set, const char *const *ids, size_t count)
{
    const vw_framework **chosen = VW_NEW_ARRAY(arena, count, const vw_framework *);
    size_t chosen_count = 0;
    vw_status worst = VW_OK;
    *out = NULL;
    for (size_t i = 0; i < count; i++) {
        const vw_framework *framework = vw_set_framework(set, ids[i]);
        if (framework == NULL) {
            VW_DIAG(diags, E003, (vw_place){0}, ids[i], nearest_framework(arena, set, ids[i]));
            worst = VW_ERR_INPUT;
        } else if (!chosen_before(chosen, chosen_count, framework)) {
            chosen[chosen_count++] = framework;
        }
    }
    if (worst != VW_OK) {
        return worst;
    }
    return finish(out, arena, diags, set, chosen, chosen_count, false);
}

vw_status vw_plan_for_all(const vw_plan **out, vw_arena *arena, vw_diags *diags, const vw_set *set)
{
    const vw_framework **chosen = VW_NEW_ARRAY(arena, set->framework_count, const vw_framework *);
    for (size_t i = 0; i < set->framework_count; i++) {
        chosen[i] = &set->frameworks[i];
    }
    return finish(out, arena, diags, set, chosen, set->framework_count, true);
}

static int test_named(const void *key, const void *item)
{
    const vw_planned_test *planned = item;
    return strcmp(key, planned->test->id);
}

const vw_planned_test *vw_plan_test(const vw_plan *plan, const char *id)
{
    if (plan->test_count == 0) {
        return NULL;
    }
    return bsearch(id, plan->tests, plan->test_count, sizeof *plan->tests, test_named);
}

const vw_requirement *vw_plan_requirement(const vw_plan *plan, const char *full_id)
{
    for (size_t i = 0; i < plan->framework_count; i++) {
        const vw_framework *framework = plan->frameworks[i];
        for (size_t j = 0; j < framework->requirement_count; j++) {
            if (strcmp(framework->requirements[j].full_id, full_id) == 0) {
                return &framework->requirements[j];
            }
        }
    }
    return NULL;
}

const vw_requirement *vw_plan_forbids_exception(const vw_plan *plan, const char *test_id)
{
    const vw_planned_test *planned = vw_plan_test(plan, test_id);
    if (planned == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < plan->framework_count; i++) {
        const vw_framework *framework = plan->frameworks[i];
        for (size_t j = 0; j < framework->requirement_count; j++) {
            const vw_requirement *requirement = &framework->requirements[j];
            if (requirement->kind != VW_OVERHEIDSMAATREGEL) {
                continue;
            }
            for (size_t k = 0; k < requirement->mapping_count; k++) {
                if (requirement->mappings[k].measure == planned->test->measure) {
                    return requirement;
                }
            }
        }
    }
    return NULL;
}
