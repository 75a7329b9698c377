/* SPDX-License-Identifier: EUPL-1.2 */
/* The way from two texts to a checked rule. */
#include "rules/sense.h"

#include <stdlib.h>

static void compile_population(vw_rule *rule, const vw_rule_input *input)
{
    const vw_catalogue *catalogue = input->names->catalogue;
    vw_token name;
    bool ever;
    vw_rules__parse_population(&name, &ever, &rule->member, input);
    if (name.kind != VW_TOKEN_END) {
        rule->population = vw_rules__find_kind(input, catalogue, &name);
    }
    if (rule->population != NULL) {
        rule->extent = ever ? VW_EVER : vw_rules__extent(rule->population);
    }
    if (rule->population != NULL && rule->member != NULL) {
        vw_rules__check(rule, input, catalogue, rule->member);
        rule->member_uses = rule->uses.count;
    }
}

static int by_place(const void *left, const void *right)
{
    const size_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

static size_t errors_in(const vw_diags *diags, const vw_diags *others)
{
    return vw_diags_count(diags, VW_ERROR) +
           (others != diags ? vw_diags_count(others, VW_ERROR) : 0);
}

bool vw_rules__asks_sense(const vw_rule_input *input)
{
    const vw_rule_names *names = input->names;
    const vw_source *source = input->text.source;
    if (names->sense != VW_SENSE_OF_OTHERS) {
        return names->sense == VW_SENSE_OF_ALL;
    }
    bool shipped = names->catalogue->as_shipped && source != NULL && source->shipped;
    for (size_t i = 0; i < input->used->count && shipped && names->values != NULL; i++) {
        size_t used = input->used->items[i];
        shipped = vw_parameter_value_equal(names->values[used], names->parameters[used].shipped);
    }
    return !shipped;
}

vw_status vw_rule_compile_with(const vw_rule **out, vw_arena *arena, vw_diags *diags,
                               const vw_rule_names *names, vw_rule_text population,
                               vw_rule_text condition, vw_diags *of_population)
{
    vw_rule *rule = VW_NEW(arena, vw_rule);
    vw_diags *others = of_population != NULL ? of_population : diags;
    const vw_rule_input first = {arena, others, population, names, &rule->parameters};
    const vw_rule_input second = {arena, diags, condition, names, &rule->parameters};
    size_t errors = errors_in(diags, others);
    *out = NULL;
    compile_population(rule, &first);
    rule->condition = vw_rules__parse_condition(&second);
    if (rule->population != NULL && rule->condition != NULL) {
        vw_rules__check(rule, &second, names->catalogue, rule->condition);
    }
    if (errors_in(diags, others) == errors &&
        (vw_rules__asks_sense(&first) || vw_rules__asks_sense(&second))) {
        vw_rules__check_sense(rule, &first, &second);
    }
    if (errors_in(diags, others) > errors) {
        return VW_ERR_INPUT;
    }
    if (rule->parameters.count > 0) {
        qsort(rule->parameters.items, rule->parameters.count, sizeof *rule->parameters.items,
              by_place);
    }
    *out = rule;
    return VW_OK;
}

vw_status vw_rule_compile(const vw_rule **out, vw_arena *arena, vw_diags *diags,
                          const vw_catalogue *catalogue, vw_rule_text population,
                          vw_rule_text condition)
{
    const vw_rule_names names = {.catalogue = catalogue};
    return vw_rule_compile_with(out, arena, diags, &names, population, condition, NULL);
}

vw_status vw_rule_check_population(bool *used, vw_arena *arena, vw_diags *diags,
                                   const vw_rule_names *names, vw_rule_text population)
{
    vw_rule *rule = VW_NEW(arena, vw_rule);
    const vw_rule_input input = {arena, diags, population, names, &rule->parameters};
    size_t errors = vw_diags_count(diags, VW_ERROR);
    compile_population(rule, &input);
    if (vw_diags_count(diags, VW_ERROR) == errors && rule->population != NULL &&
        vw_rules__asks_sense(&input)) {
        vw_rules__check_sense(rule, &input, NULL);
    }
    for (size_t i = 0; i < rule->parameters.count; i++) {
        used[rule->parameters.items[i]] = true;
    }
    return vw_diags_count(diags, VW_ERROR) > errors ? VW_ERR_INPUT : VW_OK;
}

size_t vw_rule_parameter_count(const vw_rule *rule)
{
    return rule->parameters.count;
}

size_t vw_rule_parameter(const vw_rule *rule, size_t index)
{
    return rule->parameters.items[index];
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
