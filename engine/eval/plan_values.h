/* SPDX-License-Identifier: EUPL-1.2 */
/* Which value each parameter has for whom. Inside eval/ only. */
#ifndef VW_EVAL_PLAN_VALUES_H
#define VW_EVAL_PLAN_VALUES_H

#include "eval/plan.h"

/* The values that hold where no framework sets its own ([framework] NULL), or for one framework;
 * one for each parameter of the set. */
const vw_parameter_value *vw_plan__values(vw_arena *arena, const vw_plan *plan,
                                          const vw_framework *framework);
/* The test as it runs in the plan: with [values] filled in in its texts, and as the variant of a
 * framework with an id and a title of its own. */
vw_planned_test vw_plan__test(vw_arena *arena, const vw_plan *plan, const vw_test *base,
                              const vw_rule *rule, const vw_framework *framework,
                              const vw_parameter_value *values);

#endif
