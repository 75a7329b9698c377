/* SPDX-License-Identifier: EUPL-1.2 */
/* What a rule looks at, by going through its tree. */
#include "rules/tree.h"

typedef struct {
    vw_arena *arena;
    VW_VEC(vw_rule_need) found;
    VW_VEC(const vw_field *) may_be_empty;
} search;

static void note(search *s, const vw_kind *kind, const vw_field *field, bool ever)
{
    for (size_t i = 0; i < s->found.count; i++) {
        vw_rule_need *need = &s->found.items[i];
        if (need->kind == kind && need->field == field) {
            need->ever = need->ever && ever;
            return;
        }
    }
    VW_PUSH(s->arena, s->found, (vw_rule_need){.kind = kind, .field = field, .ever = ever});
}

static bool answers_itself(const search *s, const vw_field *field)
{
    for (size_t i = 0; i < s->may_be_empty.count; i++) {
        if (s->may_be_empty.items[i] == field) {
            return true;
        }
    }
    return false;
}

/* The key is always known, and so is what is required; an empty end says that there is none. */
static void note_path(search *s, const vw_path *path)
{
    for (size_t i = 0; i < path->names.count; i++) {
        const vw_field *field = path->fields[i];
        if (i > 0) {
            note(s, path->kinds[i], NULL, path->kinds[i]->nature == VW_EVENT);
        }
        if (field != NULL && !field->required && !field->of_time && !answers_itself(s, field)) {
            note(s, path->kinds[i], field, false);
        }
    }
}

static void each_node(search *s, const vw_node *node, void (*fn)(search *s, const vw_node *node))
{
    if (node == NULL) {
        return;
    }
    fn(s, node);
    each_node(s, node->left, fn);
    each_node(s, node->right, fn);
    each_node(s, node->upper, fn);
    for (size_t i = 0; i < node->items.count; i++) {
        each_node(s, node->items.items[i], fn);
    }
    if (node->related != NULL) {
        each_node(s, node->related->of, fn);
        each_node(s, node->related->where, fn);
        each_node(s, node->related->then, fn);
    }
}

/* Of what a rule asks whether it is known, empty is an answer. */
static void find_known(search *s, const vw_node *node)
{
    if (node->kind == VW_NODE_KNOWN && node->left != NULL && node->left->path != NULL) {
        const vw_path *path = node->left->path;
        VW_PUSH(s->arena, s->may_be_empty, path->fields[path->names.count - 1]);
    }
}

static void find_needs(search *s, const vw_node *node)
{
    if (node->path != NULL) {
        note_path(s, node->path);
    }
    if (node->related != NULL) {
        note(s, node->related->kind, NULL, node->related->extent == VW_EVER);
    }
}

void vw_rule_needs(vw_rule_needs_list *out, vw_arena *arena, const vw_rule *rule)
{
    search s = {.arena = arena};
    each_node(&s, rule->member, find_known);
    each_node(&s, rule->condition, find_known);
    note(&s, rule->population, NULL, rule->extent == VW_EVER);
    each_node(&s, rule->member, find_needs);
    each_node(&s, rule->condition, find_needs);
    *out = (vw_rule_needs_list){.items = s.found.items, .count = s.found.count};
}
