/* SPDX-License-Identifier: EUPL-1.2 */
/* The way from two texts to a checked rule. */
#include "rules/tree.h"

vw_status vw_rule_compile(const vw_rule **out, vw_arena *arena, vw_diags *diags,
                          const vw_catalogue *catalogue, vw_rule_text population,
                          vw_rule_text condition)
{
    vw_rule_input of_population = {arena, diags, population};
    vw_rule_input of_condition = {arena, diags, condition};
    vw_rule *rule = VW_NEW(arena, vw_rule);
    size_t errors = vw_diags_count(diags, VW_ERROR);
    vw_token name;
    *out = NULL;
    vw_rules__parse_population(&name, &rule->member, &of_population);
    rule->condition = vw_rules__parse_condition(&of_condition);
    if (name.kind != VW_TOKEN_END) {
        rule->population = vw_rules__find_kind(&of_population, catalogue, &name);
    }
    if (rule->population != NULL && rule->member != NULL) {
        vw_rules__check(rule, &of_population, catalogue, rule->member);
        rule->member_uses = rule->uses.count;
    }
    if (rule->population != NULL && rule->condition != NULL) {
        vw_rules__check(rule, &of_condition, catalogue, rule->condition);
    }
    if (vw_diags_count(diags, VW_ERROR) > errors) {
        return VW_ERR_INPUT;
    }
    *out = rule;
    return VW_OK;
}

const vw_kind *vw_rule_population(const vw_rule *rule)
{
    return rule->population;
}

size_t vw_rule_related_count(const vw_rule *rule)
{
    return rule->related.count;
}

const vw_kind *vw_rule_related(const vw_rule *rule, size_t index)
{
    return rule->related.items[index];
}
