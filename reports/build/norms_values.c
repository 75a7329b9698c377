/* SPDX-License-Identifier: EUPL-1.2 */
/* The periods, terms and numbers of a requirement: what its tests run under, and who says so. */
#include "reports/build/norms.h"

static bool holds(const vw_norm_values *values, const vw_parameter *parameter)
{
    for (size_t i = 0; i < values->count; i++) {
        if (values->items[i]->parameter == parameter) {
            return true;
        }
    }
    return false;
}

void vw_norms__values_of(vw_norm_values *out, const vw_report *r, const vw_framework *framework,
                         const vw_test *test)
{
    const vw_planned_test *planned = vw_plan_test_for(r->plan, test, framework);
    for (size_t i = 0; planned != NULL && i < planned->value_count; i++) {
        if (!holds(out, planned->values[i].parameter)) {
            VW_PUSH(r->arena, *out, &planned->values[i]);
        }
    }
}

vw_norm_values vw_norms__values(const vw_report *r, const vw_requirement *requirement)
{
    vw_norm_values values = {0};
    if (requirement->status != VW_STATUS_ACTIVE) {
        return values;
    }
    for (size_t i = 0; i < requirement->mapping_count; i++) {
        const vw_mapping *mapping = &requirement->mappings[i];
        for (size_t j = 0; j < mapping->measure->test_count; j++) {
            const vw_test *test = &mapping->measure->tests[j];
            if (requirement->demands[test->aspect] && mapping->aspects[test->aspect]) {
                vw_norms__values_of(&values, r, requirement->framework, test);
            }
        }
    }
    return values;
}

const char *vw_norms__value(const vw_report *r, const vw_value_in_force *value)
{
    return vw_printf(r->arena, "%s: %s (%s)", vw_say(r, value->parameter->label),
                     vw_show_value(r, value->parameter, value->value),
                     vw_show_value_source(r, value));
}
