/* SPDX-License-Identifier: EUPL-1.2 */
/* Values of parameters: the framework's for its own conclusions, else the organisation's where no
 * framework of the plan sets one, else the default (ADR 0018). */
#include "eval/plan_values.h"

#include <string.h>

static const vw_parameter_setting *set_by(const vw_framework *framework,
                                          const vw_parameter *parameter)
{
    return vw_setting_of(framework->settings, framework->setting_count, parameter);
}

const vw_framework *vw_plan_setter(const vw_plan *plan, const vw_parameter *parameter)
{
    for (size_t i = 0; i < plan->framework_count; i++) {
        if (set_by(plan->frameworks[i], parameter) != NULL) {
            return plan->frameworks[i];
        }
    }
    return NULL;
}

vw_value_in_force vw_plan_value(const vw_plan *plan, const vw_parameter *parameter,
                                const vw_framework *framework)
{
    const vw_parameter_setting *setting = framework != NULL ? set_by(framework, parameter) : NULL;
    vw_value_in_force in_force = {.parameter = parameter,
                                  .value = parameter->shipped,
                                  .set_by = VW_SET_BY_DEFAULT,
                                  .source = parameter->source};
    if (setting != NULL) {
        in_force.set_by = VW_SET_BY_FRAMEWORK;
        in_force.framework = framework;
    } else if (vw_plan_setter(plan, parameter) == NULL) {
        setting = vw_setting_of(plan->set->own_settings, plan->set->own_setting_count, parameter);
        in_force.set_by = setting != NULL ? VW_SET_BY_ORGANISATION : VW_SET_BY_DEFAULT;
    }
    if (setting != NULL) {
        in_force.value = setting->value;
        in_force.source = setting->source;
    }
    return in_force;
}

const vw_parameter_value *vw_plan__values(vw_arena *arena, const vw_plan *plan,
                                          const vw_framework *framework)
{
    const vw_set *set = plan->set;
    vw_parameter_value *values = VW_NEW_ARRAY(arena, set->parameter_count, vw_parameter_value);
    for (size_t i = 0; i < set->parameter_count; i++) {
        values[i] = vw_plan_value(plan, &set->parameters[i], framework).value;
    }
    return values;
}

static vw_text filled(vw_arena *arena, const vw_plan *plan, vw_text form,
                      const vw_parameter_value *values)
{
    return vw_parameters_fill(arena, form, plan->set->parameters, values,
                              plan->set->parameter_count);
}

/* Two tests of one title would be one in the eyes of a reader. */
static vw_text title_for(vw_arena *arena, vw_text title, const vw_framework *framework)
{
    return (vw_text){.nl = vw_printf(arena, "%s [%s]", title.nl, framework->title.nl),
                     .en = vw_printf(arena, "%s [%s]", title.en, framework->title.en)};
}

vw_planned_test vw_plan__test(vw_arena *arena, const vw_plan *plan, const vw_test *base,
                              const vw_rule *rule, const vw_framework *framework,
                              const vw_parameter_value *values)
{
    vw_planned_test planned = {.test = base, .rule = rule, .base = base, .framework = framework};
    if (base->forms != NULL || framework != NULL) {
        vw_test *test = VW_NEW(arena, vw_test);
        *test = *base;
        if (base->forms != NULL) {
            test->title = filled(arena, plan, base->forms->title, values);
            test->reason = filled(arena, plan, base->forms->reason, values);
            test->remedy = filled(arena, plan, base->forms->remedy, values);
        }
        if (framework != NULL) {
            test->id = vw_printf(arena, "%s@%s", base->id, framework->id);
            test->title = title_for(arena, test->title, framework);
        }
        planned.test = test;
    }
    size_t count = rule != NULL ? vw_rule_parameter_count(rule) : 0;
    vw_value_in_force *in_force = VW_NEW_ARRAY(arena, count, vw_value_in_force);
    for (size_t i = 0; i < count; i++) {
        const vw_parameter *parameter = &plan->set->parameters[vw_rule_parameter(rule, i)];
        in_force[i] = vw_plan_value(plan, parameter, framework);
    }
    planned.values = in_force;
    planned.value_count = count;
    return planned;
}

void vw_plan_warn(const vw_plan *plan, vw_diags *diags)
{
    for (size_t i = 0; i < plan->set->own_setting_count; i++) {
        const vw_parameter_setting *setting = &plan->set->own_settings[i];
        const vw_framework *framework = vw_plan_setter(plan, setting->parameter);
        if (framework != NULL) {
            VW_DIAG(diags, E102, setting->place, setting->parameter->name, framework->id);
        }
    }
}
