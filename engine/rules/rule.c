/* SPDX-License-Identifier: EUPL-1.2 */
/* The way from two texts to a checked rule. */
#include "rules/sense.h"

static void check_sense(const vw_rule *rule, const vw_rule_input *of_population,
                        const vw_rule_input *of_condition)
{
    if (rule->member != NULL) {
        vw_rules__check_sense(rule, of_population, rule->member, VW_SENSE_MEMBER);
    }
    vw_rules__check_sense(rule, of_condition, rule->condition, VW_SENSE_CONDITION);
}

static vw_status compile(const vw_rule **out, vw_arena *arena, vw_diags *diags,
                         const vw_catalogue *catalogue, vw_rule_text population,
                         vw_rule_text condition, bool stored)
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
    if (vw_diags_count(diags, VW_ERROR) == errors && !stored) {
        check_sense(rule, &of_population, &of_condition);
    }
    if (vw_diags_count(diags, VW_ERROR) > errors) {
        return VW_ERR_INPUT;
    }
    *out = rule;
    return VW_OK;
}

vw_status vw_rule_compile(const vw_rule **out, vw_arena *arena, vw_diags *diags,
                          const vw_catalogue *catalogue, vw_rule_text population,
                          vw_rule_text condition)
{
    return compile(out, arena, diags, catalogue, population, condition, false);
}

vw_status vw_rule_compile_stored(const vw_rule **out, vw_arena *arena, vw_diags *diags,
                                 const vw_catalogue *catalogue, vw_rule_text population,
                                 vw_rule_text condition)
{
    return compile(out, arena, diags, catalogue, population, condition, true);
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
