/* SPDX-License-Identifier: EUPL-1.2 */
/* A condition over one record, asked comparison by comparison: SQL answers each of those as it does
 * in a test, and only and, or and not are done here. So it can be told on which facts the outcome
 * hangs, and which facts it lacks. */
#include "rules/sense.h"
#include "rules/sql.h"

struct vw_condition {
    const vw_rule *rule;
    VW_VEC(const vw_node *) parts; /* comparisons, from left to right */
};

static bool joins(const vw_node *node)
{
    return node->kind == VW_NODE_AND || node->kind == VW_NODE_OR || node->kind == VW_NODE_NOT;
}

/* ---- compiling ---- */

static void find_parts(vw_condition *condition, vw_arena *arena, const vw_node *node)
{
    if (!joins(node)) {
        VW_PUSH(arena, condition->parts, node);
        return;
    }
    find_parts(condition, arena, node->left);
    if (node->right != NULL) {
        find_parts(condition, arena, node->right);
    }
}

/* What leads to other records. */
static void refuse_beyond(const vw_rule_input *input, const vw_node *node)
{
    if (node == NULL) {
        return;
    }
    if (node->related != NULL || (node->path != NULL && node->path->names.count > 1)) {
        VW_RULE_DIAG(input, N146, node->span, NULL);
        return;
    }
    refuse_beyond(input, node->left);
    refuse_beyond(input, node->right);
    refuse_beyond(input, node->upper);
    for (size_t i = 0; i < node->items.count; i++) {
        refuse_beyond(input, node->items.items[i]);
    }
}

/* NULL when it was refused. */
static const vw_rule *compile(const vw_rule_input *input, const vw_kind *kind)
{
    vw_rule *rule = VW_NEW(input->arena, vw_rule);
    size_t errors = vw_diags_count(input->diags, VW_ERROR);
    rule->population = kind;
    rule->extent = vw_rules__extent(kind);
    rule->condition = vw_rules__parse_condition(input);
    if (rule->condition != NULL) {
        vw_rules__check(rule, input, input->names->catalogue, rule->condition);
        refuse_beyond(input, rule->condition);
    }
    return vw_diags_count(input->diags, VW_ERROR) > errors || rule->condition == NULL ? NULL : rule;
}

vw_status vw_conditions_check(vw_arena *arena, vw_diags *diags, const vw_rule_names *names,
                              const vw_kind *kind, const vw_rule_text *const *texts, size_t count,
                              bool in_order)
{
    size_t errors = vw_diags_count(diags, VW_ERROR);
    vw_parameters_used none = {0};
    vw_rule_input *inputs = VW_NEW_ARRAY(arena, count, vw_rule_input);
    const vw_node **lines = VW_NEW_ARRAY(arena, count, const vw_node *);
    for (size_t i = 0; i < count; i++) {
        inputs[i] = (vw_rule_input){arena, diags, *texts[i], names, &none};
        const vw_rule *rule = texts[i]->text != NULL ? compile(&inputs[i], kind) : NULL;
        lines[i] = rule != NULL ? rule->condition : NULL;
    }
    bool asked = false;
    for (size_t i = 0; i < count; i++) {
        asked = asked || (texts[i]->text != NULL && vw_rules__asks_sense(&inputs[i]));
    }
    if (asked) {
        vw_rules__check_lines(kind, lines, inputs, count, in_order);
    }
    return vw_diags_count(diags, VW_ERROR) > errors ? VW_ERR_INPUT : VW_OK;
}

vw_status vw_condition_compile(const vw_condition **out, vw_arena *arena, vw_diags *diags,
                               const vw_catalogue *catalogue, const vw_kind *kind,
                               vw_rule_text text)
{
    const vw_rule_names names = {.catalogue = catalogue};
    vw_parameters_used none = {0};
    const vw_rule_input input = {arena, diags, text, &names, &none};
    const vw_rule *rule = compile(&input, kind);
    *out = NULL;
    if (rule == NULL) {
        return VW_ERR_INPUT;
    }
    vw_condition *condition = VW_NEW(arena, vw_condition);
    condition->rule = rule;
    find_parts(condition, arena, rule->condition);
    *out = condition;
    return VW_OK;
}

/* ---- asking ---- */

size_t vw_condition_parts(const vw_condition *condition)
{
    return condition->parts.count;
}

const char *vw_condition_part_sql(vw_arena *arena, const vw_condition *condition, size_t part,
                                  const vw_rule_frame *frame)
{
    vw_buf out = {.arena = arena};
    vw_sql sql = {.out = &out, .frame = frame};
    vw_sql_record subject = {condition->rule->population, "s"};
    vw_sql__condition(&sql, &subject, condition->parts.items[part]);
    return vw_buf_text(&out);
}

const char *vw_condition_sql(vw_arena *arena, const vw_condition *condition,
                             const vw_rule_frame *frame)
{
    vw_buf out = {.arena = arena};
    vw_sql sql = {.out = &out, .frame = frame};
    vw_sql_record subject = {condition->rule->population, "s"};
    vw_sql__condition(&sql, &subject, condition->rule->condition);
    return vw_buf_text(&out);
}

/* [*at] is the number of the first part below [node], and then of the first one behind it. */
static vw_truth truth_of(const vw_truth *parts, const vw_node *node, size_t *at)
{
    if (!joins(node)) {
        return parts[(*at)++];
    }
    vw_truth left = truth_of(parts, node->left, at);
    if (node->kind == VW_NODE_NOT) {
        return left == VW_MAYBE ? VW_MAYBE : left == VW_TRUE ? VW_FALSE : VW_TRUE;
    }
    vw_truth right = truth_of(parts, node->right, at);
    vw_truth decides = node->kind == VW_NODE_AND ? VW_FALSE : VW_TRUE;
    if (left == decides || right == decides) {
        return decides;
    }
    return left == VW_MAYBE || right == VW_MAYBE ? VW_MAYBE : left;
}

vw_truth vw_condition_truth(const vw_condition *condition, const vw_truth *parts)
{
    size_t at = 0;
    return truth_of(parts, condition->rule->condition, &at);
}

/* ---- on what it hangs ---- */

typedef struct {
    const vw_truth *parts;
    void (*fn)(void *what, const vw_field *field);
    void *what;
} walk;

static void fields_of(const walk *w, const vw_node *node)
{
    if (node == NULL) {
        return;
    }
    if (node->path != NULL && node->path->fields[0] != NULL) {
        w->fn(w->what, node->path->fields[0]);
    }
    fields_of(w, node->left);
    fields_of(w, node->right);
    fields_of(w, node->upper);
    for (size_t i = 0; i < node->items.count; i++) {
        fields_of(w, node->items.items[i]);
    }
}

void vw_condition_fields(const vw_condition *condition,
                         void (*fn)(void *what, const vw_field *field), void *what)
{
    const walk w = {.fn = fn, .what = what};
    for (size_t i = 0; i < condition->parts.count; i++) {
        fields_of(&w, condition->parts.items[i]);
    }
}

/* Of `and` and `or` those sides count that have its own outcome: where `or` holds, the one that
 * holds; where it does not, both; where it is unknown, what is unknown. */
static void hangs_on(const walk *w, const vw_node *node, size_t *at)
{
    if (!joins(node)) {
        fields_of(w, node);
        ++*at;
        return;
    }
    size_t behind = *at;
    vw_truth truth = truth_of(w->parts, node, &behind);
    if (node->kind == VW_NODE_NOT) {
        hangs_on(w, node->left, at);
        return;
    }
    const vw_node *sides[] = {node->left, node->right};
    bool one_will_do = truth == (node->kind == VW_NODE_AND ? VW_FALSE : VW_TRUE);
    for (size_t i = 0; i < 2; i++) {
        size_t end = *at;
        if (truth_of(w->parts, sides[i], &end) == truth) {
            hangs_on(w, sides[i], at);
            if (one_will_do) {
                break;
            }
        }
        *at = end;
    }
    *at = behind;
}

void vw_condition_hangs_on(const vw_condition *condition, const vw_truth *parts,
                           void (*fn)(void *what, const vw_field *field), void *what)
{
    walk w = {.parts = parts, .fn = fn, .what = what};
    size_t at = 0;
    hangs_on(&w, condition->rule->condition, &at);
}
