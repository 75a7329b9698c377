/* SPDX-License-Identifier: EUPL-1.2 */
/* Goes through a condition, and reports the smallest part that can never be true or never be false.
 * What was reported counts as able to be both, so that nothing is told twice. */
#include "rules/sense.h"

#include "rules/check.h"

#include <string.h>

static vw_boxes look(const vw_sense *sense, const vw_node *node, bool essential);

/* -- What is told ----------------------------------------------------------------------------- */

static const char *can(const vw_sense *sense, const vw_factor *culprit)
{
    vw_buf names = {.arena = sense->scratch};
    if (culprit->choices == NULL) {
        return culprit->can;
    }
    for (size_t i = 0; i < culprit->choices->value_count; i++) {
        vw_buf_addf(&names, "%s%s", i > 0 ? ", " : "", culprit->choices->values[i].value);
    }
    return vw_buf_text(&names);
}

/* [essential]: the whole can only be true when this is. */
static void tell_never_true(const vw_sense *sense, const vw_node *node, const vw_factor *culprit,
                            bool essential, bool chained)
{
    const vw_rule_input *input = sense->input;
    if (essential && sense->role == VW_SENSE_MEMBER) {
        VW_RULE_DIAG(input, R072, node->span, culprit->name, can(sense, culprit));
    } else if (essential && sense->role == VW_SENSE_WHERE) {
        VW_RULE_DIAG(input, R073, node->span, culprit->name, can(sense, culprit));
    } else if (chained) {
        VW_RULE_DIAG(input, R071, node->span, culprit->name, can(sense, culprit));
    } else {
        VW_RULE_DIAG(input, R070, node->span, culprit->name, can(sense, culprit));
    }
}

static void tell_time(const vw_sense *sense, const vw_node *node, const vw_factor *culprit)
{
    bool from_before = strstr(culprit->key, vw_rules__spelling(VW_TOKEN_PERIOD_START)) != NULL ||
                       strcmp(culprit->name, "effective_until") == 0;
    bool ever_helps = from_before && sense->role == VW_SENSE_WHERE;
    const char *kind = ever_helps ? sense->kind->name : NULL;
    VW_RULE_DIAG(sense->input, R079, node->span, culprit->name, kind);
}

/* Of what is known in every record nothing is left to ask. */
static void tell_never_false(const vw_sense *sense, const vw_node *node, const vw_factor *culprit)
{
    bool asks_known = node->kind == VW_NODE_KNOWN || node->kind == VW_NODE_RELATED;
    if (asks_known) {
        VW_RULE_DIAG(sense->input, R075, node->span, culprit->name);
    } else {
        VW_RULE_DIAG(sense->input, R074, node->span, culprit->name);
    }
}

/* True when [yes] cannot be of a record that counts, which is told. */
static bool never_true(const vw_sense *sense, const vw_node *node, const vw_box *yes,
                       bool essential, bool chained)
{
    if (yes->none) {
        tell_never_true(sense, node, &yes->culprit, essential, chained);
        return true;
    }
    vw_box counting = vw_sense__both(sense->scratch, &sense->prior, yes);
    if (counting.none) {
        tell_time(sense, node, &counting.culprit);
    }
    return counting.none;
}

/* -- Chains of `and` and of `or` -------------------------------------------------------------- */

typedef VW_VEC(const vw_node *) operands;

/* `a and b and c` is a tree that leans to the left. */
static void list_operands(vw_arena *arena, operands *out, const vw_node *node, vw_node_kind kind)
{
    operands reversed = {0};
    for (; node->kind == kind; node = node->left) {
        VW_PUSH(arena, reversed, node->right);
    }
    VW_PUSH(arena, *out, node);
    for (size_t i = reversed.count; i > 0; i--) {
        if (reversed.items[i - 1]->kind == kind) {
            list_operands(arena, out, reversed.items[i - 1], kind);
        } else {
            VW_PUSH(arena, *out, reversed.items[i - 1]);
        }
    }
}

/* The one that [node] denies or is denied by, among those before it. */
static bool opposes(const vw_sense *sense, const operands *parts, size_t index)
{
    const vw_node *node = parts->items[index];
    for (size_t i = 0; i < index; i++) {
        const vw_node *other = parts->items[i];
        const vw_node *inside = node->kind == VW_NODE_NOT ? node->left : node;
        const vw_node *other_inside = other->kind == VW_NODE_NOT ? other->left : other;
        if ((node->kind == VW_NODE_NOT) != (other->kind == VW_NODE_NOT) &&
            strcmp(vw_sense__text(sense, inside), vw_sense__text(sense, other_inside)) == 0) {
            return true;
        }
    }
    return false;
}

static bool tells_opposite(const vw_sense *sense, const operands *parts, size_t index, bool all)
{
    if (!opposes(sense, parts, index)) {
        return false;
    }
    if (all) {
        VW_RULE_DIAG(sense->input, R077, parts->items[index]->span, NULL);
    } else {
        VW_RULE_DIAG(sense->input, R078, parts->items[index]->span, NULL);
    }
    return true;
}

static vw_boxes look_at_chain(const vw_sense *sense, const vw_node *node, bool essential)
{
    bool all = node->kind == VW_NODE_AND;
    operands parts = {0};
    list_operands(sense->scratch, &parts, node, node->kind);
    vw_boxes whole = look(sense, parts.items[0], all && essential);
    for (size_t i = 1; i < parts.count; i++) {
        const vw_node *part = parts.items[i];
        vw_boxes next = look(sense, part, all && essential);
        vw_boxes joined = {
            .yes = all ? vw_sense__both(sense->scratch, &whole.yes, &next.yes)
                       : vw_sense__either(sense->scratch, &whole.yes, &next.yes),
            .no = all ? vw_sense__either(sense->scratch, &whole.no, &next.no)
                      : vw_sense__both(sense->scratch, &whole.no, &next.no),
        };
        bool told =
            (joined.yes.none || joined.no.none) ? false : tells_opposite(sense, &parts, i, all);
        if (!told && all) {
            told = never_true(sense, part, &joined.yes, essential, true);
        } else if (!told && joined.no.none) {
            VW_RULE_DIAG(sense->input, R076, part->span, joined.no.culprit.name);
            told = true;
        }
        if (told) { /* what stands before it goes on alone */
            joined.yes = all ? whole.yes : (vw_box){0};
            joined.no = all ? (vw_box){0} : whole.no;
        }
        whole = joined;
    }
    return whole;
}

/* -- Related records -------------------------------------------------------------------------- */

/* Its own conditions, each about a record of its own. */
static void look_inside(const vw_sense *sense, const vw_related *related)
{
    vw_sense inner = *sense;
    inner.kind = related->kind;
    inner.extent = related->extent;
    inner.role = VW_SENSE_WHERE;
    inner.prior = vw_sense__prior(&inner);
    if (related->where != NULL) {
        look(&inner, related->where, true);
    }
    if (related->then != NULL) {
        look(&inner, related->then, false);
    }
}

/* The values that a condition is made of may look at related records too. */
static void look_into_values(const vw_sense *sense, const vw_node *node)
{
    if (node == NULL) {
        return;
    }
    if (node->related != NULL) {
        look_inside(sense, node->related);
    }
    look_into_values(sense, node->left);
    look_into_values(sense, node->right);
    look_into_values(sense, node->upper);
    for (size_t i = 0; i < node->items.count; i++) {
        look_into_values(sense, node->items.items[i]);
    }
}

/* A number of records is never below 0. */
static void tell_count(const vw_sense *sense, const vw_node *node)
{
    const vw_related *related = node->related;
    const vw_factor count = {.name = vw_rules__spelling(VW_TOKEN_COUNT), .can = ">= 0"};
    if (node->kind != VW_NODE_RELATED || related->form != VW_TOKEN_COUNT || related->n > 0) {
        return;
    }
    if (related->op == VW_TOKEN_GE) {
        tell_never_false(sense, node, &count);
    } else if (related->op == VW_TOKEN_LT) {
        tell_never_true(sense, node, &count, false, false);
    }
}

/* -- Conditions ------------------------------------------------------------------------------- */

/* A list of all choices stands as a part of a condition for one that has to be filled in: without
 * it the outcome is unknown, where `is known` would say false. As the whole it says nothing. */
static vw_boxes look_at_atom(const vw_sense *sense, const vw_node *node, bool essential)
{
    look_into_values(sense, node);
    if (node->related != NULL) {
        tell_count(sense, node);
        return (vw_boxes){0};
    }
    vw_boxes boxes = vw_sense__atom(sense, node);
    if (never_true(sense, node, &boxes.yes, essential, false)) {
        return (vw_boxes){0};
    }
    if (boxes.no.none && node->kind != VW_NODE_IN) {
        tell_never_false(sense, node, &boxes.no.culprit);
        return (vw_boxes){0};
    }
    return boxes;
}

static vw_boxes look(const vw_sense *sense, const vw_node *node, bool essential)
{
    if (node->kind == VW_NODE_AND || node->kind == VW_NODE_OR) {
        return look_at_chain(sense, node, essential);
    }
    if (node->kind == VW_NODE_NOT) {
        vw_boxes inside = look(sense, node->left, false);
        if (inside.no.none) {
            tell_never_true(sense, node, &inside.no.culprit, essential, false);
            return (vw_boxes){0};
        }
        return (vw_boxes){.yes = inside.no, .no = inside.yes};
    }
    return look_at_atom(sense, node, essential);
}

void vw_rules__check_sense(const vw_rule *rule, const vw_rule_input *input, vw_node *condition,
                           vw_sense_role role)
{
    vw_sense sense = {
        .scratch = vw_arena_new(),
        .input = input,
        .subject = rule->population,
        .kind = rule->population,
        .extent = vw_rules__extent(rule->population),
        .role = role,
    };
    sense.prior = vw_sense__prior(&sense);
    vw_boxes whole = look(&sense, condition, true);
    if (whole.no.none && (condition->kind == VW_NODE_IN || condition->kind == VW_NODE_AND)) {
        VW_RULE_DIAG(input, R074, condition->span, whole.no.culprit.name);
    }
    vw_arena_free(sense.scratch);
}
