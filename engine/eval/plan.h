/* SPDX-License-Identifier: EUPL-1.2 */
/* What an evaluation will run: the frameworks in scope, and each test of their measures once. */
#ifndef VW_EVAL_PLAN_H
#define VW_EVAL_PLAN_H

#include "model/framework.h"
#include "rules/rules.h"

typedef struct {
    const vw_test *test;
    const vw_rule *rule;
} vw_planned_test;

typedef struct {
    const vw_set *set;
    const vw_framework *const *frameworks; /* in order of id */
    size_t framework_count;
    const vw_planned_test *tests; /* in order of id */
    size_t test_count;
} vw_plan;

/* The frameworks that apply to an organisation of which nothing is known but its [type]: those that
 * name it, and those that name no type at all. There may be none: a dossier can be kept before it
 * is known what applies. Of a dossier, ask vw_plan_for_dossier (eval/applies.h). */
VW_MUST_USE vw_status vw_plan_for_type(const vw_plan **out, vw_arena *arena, vw_diags *diags,
                                       const vw_set *set, const char *type);
/* Only the named frameworks; an unknown name is an error with the nearest right one. */
VW_MUST_USE vw_status vw_plan_for_frameworks(const vw_plan **out, vw_arena *arena, vw_diags *diags,
                                             const vw_set *set, const char *const *ids,
                                             size_t count);
/* Every framework and every measure, mapped or not: what `check` compiles. */
VW_MUST_USE vw_status vw_plan_for_all(const vw_plan **out, vw_arena *arena, vw_diags *diags,
                                      const vw_set *set);

/* The test with this id in the plan, or NULL. */
const vw_planned_test *vw_plan_test(const vw_plan *plan, const char *id);
/* The requirement of the plan's frameworks with this full id, or NULL. */
const vw_requirement *vw_plan_requirement(const vw_plan *plan, const char *full_id);
/* The first overheidsmaatregel in the plan that this test's measure serves, or NULL: an exception
 * on such a test is refused, since BIO2 does not let a government measure be risk-accepted. */
const vw_requirement *vw_plan_forbids_exception(const vw_plan *plan, const char *test_id);

#endif
