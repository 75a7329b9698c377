/* SPDX-License-Identifier: EUPL-1.2 */
/* What an evaluation will run: the frameworks in scope, and each test of their measures once, or
 * once for each value of its parameters: where a framework's own value differs from the one that
 * holds otherwise, its conclusions rest on a variant, TEST@FRAMEWORK. */
#ifndef VW_EVAL_PLAN_H
#define VW_EVAL_PLAN_H

#include "model/framework.h"
#include "rules/rules.h"

typedef enum { VW_SET_BY_DEFAULT, VW_SET_BY_ORGANISATION, VW_SET_BY_FRAMEWORK } vw_set_by;

/* The value of a parameter, and whose it is. */
typedef struct {
    const vw_parameter *parameter;
    vw_parameter_value value;
    vw_set_by set_by;
    const vw_framework *framework; /* that set it; NULL: none */
    const char *source;            /* of the value; the reason of an organisation */
} vw_value_in_force;

typedef struct {
    const vw_test *test; /* as it runs: a variant has an id and a title of its own */
    const vw_rule *rule;
    const vw_test *base;             /* as the set has it */
    const vw_framework *framework;   /* whose variant it is; NULL: the plain test */
    const vw_value_in_force *values; /* of the parameters that the rule names, by name */
    size_t value_count;
} vw_planned_test;

typedef struct {
    const vw_set *set;
    const vw_framework *const *frameworks; /* in order of id */
    size_t framework_count;
    const vw_planned_test *tests; /* in order of id */
    size_t test_count;
} vw_plan;

/* The frameworks that apply to an organisation of which nothing is known but its [type]: those that
 * name it, and those that name no type and have no condition. There may be none: a dossier can be
 * kept before it is known what applies. Of a dossier, ask vw_plan_for_dossier (eval/applies.h). */
VW_MUST_USE vw_status vw_plan_for_type(const vw_plan **out, vw_arena *arena, vw_diags *diags,
                                       const vw_set *set, const char *type);
/* Only the named frameworks; an unknown name is an error with the nearest right one. */
VW_MUST_USE vw_status vw_plan_for_frameworks(const vw_plan **out, vw_arena *arena, vw_diags *diags,
                                             const vw_set *set, const char *const *ids,
                                             size_t count);
/* The same of a stored evaluation's own control sets, which ran before (vw_rule_names). */
VW_MUST_USE vw_status vw_plan_for_stored(const vw_plan **out, vw_arena *arena, vw_diags *diags,
                                         const vw_set *set, const char *const *ids, size_t count);
/* Every framework and every measure, mapped or not. A warning for each parameter and population
 * that nobody uses. */
VW_MUST_USE vw_status vw_plan_for_all(const vw_plan **out, vw_arena *arena, vw_diags *diags,
                                      const vw_set *set);
/* The same, asking also of the rules that come with the program whether they make sense: what
 * `check` does. */
VW_MUST_USE vw_status vw_plan_for_check(const vw_plan **out, vw_arena *arena, vw_diags *diags,
                                        const vw_set *set);

/* The test with this id in the plan, or NULL. A plain test from which no framework of the plan
 * concludes is not in it, nor is its id then. */
const vw_planned_test *vw_plan_test(const vw_plan *plan, const char *id);
/* What [framework] concludes from: its variant of [test], else the plain one; NULL when neither is
 * in the plan. */
const vw_planned_test *vw_plan_test_for(const vw_plan *plan, const vw_test *test,
                                        const vw_framework *framework);
/* The value where no framework sets its own, or with [framework] the one that holds for it. */
vw_value_in_force vw_plan_value(const vw_plan *plan, const vw_parameter *parameter,
                                const vw_framework *framework);
/* The first framework of the plan that sets a value of its own, or NULL. */
const vw_framework *vw_plan_setter(const vw_plan *plan, const vw_parameter *parameter);
/* A warning for each value of the organisation that does not count, since a framework sets one. */
void vw_plan_warn(const vw_plan *plan, vw_diags *diags);
/* The requirement of the plan's frameworks with this full id, or NULL. */
const vw_requirement *vw_plan_requirement(const vw_plan *plan, const char *full_id);
/* The first overheidsmaatregel in the plan that is concluded from this test, or NULL: an exception
 * on such a test is refused, since BIO2 does not let a government measure be risk-accepted. */
const vw_requirement *vw_plan_forbids_exception(const vw_plan *plan, const char *test_id);

#endif
