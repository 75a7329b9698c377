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
    if (culprit->fact && chained) {
        VW_RULE_DIAG(input, R077, node->span, NULL);
    } else if (essential && sense->role == VW_SENSE_MEMBER) {
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
    if (node->kind == VW_NODE_KNOWN || culprit->sure) {
        VW_RULE_DIAG(sense->input, R075, node->span, culprit->name);
    } else {
        VW_RULE_DIAG(sense->input, R074, node->span, culprit->name);
    }
}

/* Does the population rule [side] of [boxes] out? [certain]: for those that certainly belong. */
static bool population_rules_out(vw_factor *culprit, const vw_sense *sense, const vw_boxes *boxes,
                                 vw_sense_side side, bool certain)
{
    const vw_box *of_subject = certain ? &sense->members : &sense->perhaps;
    const vw_box *box = side == VW_SENSE_YES ? &boxes->yes : &boxes->no;
    return vw_sense__excluded(culprit, sense->scratch, of_subject, boxes, side) ||
           vw_sense__excluded(culprit, sense->scratch, box, &sense->population,
                              certain ? VW_SENSE_YES : VW_SENSE_MAY_YES);
}

/* True when it cannot be true of a record that counts, or of what may be in the population, which
 * is told. */
static bool never_true(const vw_sense *sense, const vw_node *node, const vw_boxes *boxes,
                       bool essential, bool chained)
{
    vw_factor culprit;
    if (boxes->yes.none) {
        tell_never_true(sense, node, &boxes->yes.culprit, essential, chained);
    } else if (vw_sense__excluded(&culprit, sense->scratch, &sense->prior, boxes, VW_SENSE_YES)) {
        tell_time(sense, node, &culprit);
    } else if (population_rules_out(&culprit, sense, boxes, VW_SENSE_YES, false)) {
        VW_RULE_DIAG(sense->input, R098, node->span, culprit.name);
    } else {
        return false;
    }
    return true;
}

static bool says_parameter(const vw_sense *sense, const vw_node *node)
{
    return strstr(vw_sense__text(sense, node), "parameter.") != NULL;
}

/* The same of false. Where a framework may set another value than here, a part that says nothing
 * beside the population is left alone: the rule as a whole is not what it would be for. */
static bool never_false(const vw_sense *sense, const vw_node *node, const vw_boxes *boxes)
{
    vw_factor culprit;
    if (boxes->no.none) {
        tell_never_false(sense, node, &boxes->no.culprit);
    } else if (vw_sense__excluded(&culprit, sense->scratch, &sense->prior, boxes, VW_SENSE_NO)) {
        tell_never_false(sense, node, &culprit);
    } else if (population_rules_out(&culprit, sense, boxes, VW_SENSE_NO, true) &&
               (node == sense->whole || !(sense->by_parameter || says_parameter(sense, node)))) {
        VW_RULE_DIAG(sense->input, R099, node->span, culprit.name);
    } else {
        return false;
    }
    return true;
}

/* -- Chains of `and` and of `or` -------------------------------------------------------------- */

typedef struct {
    const vw_node *node;
    vw_boxes boxes;
    const char *key;
    bool told;
} operand;

typedef VW_VEC(operand) operands;

/* `a and b and c` is a tree that leans to the left. */
static void list_operands(vw_arena *arena, operands *out, const vw_node *node, vw_node_kind kind)
{
    operands reversed = {0};
    for (; node->kind == kind; node = node->left) {
        VW_PUSH(arena, reversed, (operand){.node = node->right});
    }
    VW_PUSH(arena, *out, (operand){.node = node});
    for (size_t i = reversed.count; i > 0; i--) {
        if (reversed.items[i - 1].node->kind == kind) {
            list_operands(arena, out, reversed.items[i - 1].node, kind);
        } else {
            VW_PUSH(arena, *out, reversed.items[i - 1]);
        }
    }
}

/* Is [a] never more than [b], with false below unknown below true? */
static bool never_above(const vw_sense *sense, const vw_boxes *a, const vw_boxes *b)
{
    return vw_sense__apart(NULL, sense->scratch, &a->yes, &b->may_no) &&
           vw_sense__apart(NULL, sense->scratch, &a->may_yes, &b->no);
}

/* Is the chain the same without [part], since [other] stands in it? */
static bool adds_nothing(const vw_sense *sense, const operand *part, const operand *other, bool all)
{
    if (part->told || other->told) {
        return false;
    }
    /* a framework may set another value than here */
    bool by_parameter = says_parameter(sense, part->node) || says_parameter(sense, other->node);
    if (strcmp(part->key, other->key) == 0) {
        return !by_parameter ||
               strcmp(vw_sense__text(sense, part->node), vw_sense__text(sense, other->node)) == 0;
    }
    const vw_boxes *low = all ? &other->boxes : &part->boxes;
    const vw_boxes *high = all ? &part->boxes : &other->boxes;
    return !by_parameter && never_above(sense, low, high);
}

/* What adds nothing is a warning, all else an error. */
static size_t told_so_far(const vw_sense *sense)
{
    return vw_diags_count(sense->input->diags, VW_ERROR) +
           vw_diags_count(sense->input->diags, VW_WARNING);
}

/* Each that says no more than another one, and of two that say the same the later one. */
static void tell_superfluous(const vw_sense *sense, operands *parts, bool all)
{
    for (size_t i = parts->count; i > 0; i--) {
        operand *part = &parts->items[i - 1];
        for (size_t j = 0; j < parts->count && !part->told; j++) {
            const operand *other = &parts->items[j];
            if (j != i - 1 && adds_nothing(sense, part, other, all)) {
                VW_RULE_DIAG(sense->input, R104, part->node->span,
                             vw_sense__text(sense, other->node));
                part->told = true;
            }
        }
    }
}

/* Tells what [part] makes of what stands before it. */
static bool tell_joined(const vw_sense *sense, const vw_node *part, const vw_boxes *joined,
                        bool all, bool essential)
{
    if (all) {
        return never_true(sense, part, joined, essential, true);
    }
    if (!joined->no.none) {
        return never_false(sense, part, joined);
    }
    if (joined->no.culprit.fact) {
        VW_RULE_DIAG(sense->input, R078, part->span, NULL);
    } else {
        VW_RULE_DIAG(sense->input, R076, part->span, joined->no.culprit.name);
    }
    return true;
}

/* Looks at the parts up to [count], each of which may say more than its box. */
static void look_closer(const vw_sense *sense, const operands *parts, size_t count,
                        vw_boxes *joined, bool all)
{
    vw_box *box = all ? &joined->yes : &joined->no;
    for (size_t i = 0; i < count && !box->none; i++) {
        const vw_boxes *boxes = &parts->items[i].boxes;
        if (boxes->part_count > 0 && vw_sense__excluded(&box->culprit, sense->scratch, box, boxes,
                                                        all ? VW_SENSE_YES : VW_SENSE_NO)) {
            box->none = true;
        }
    }
}

/* What stands before a part that was told goes on alone. */
static vw_boxes without(const vw_boxes *whole, bool all)
{
    return all ? (vw_boxes){.yes = whole->yes, .may_yes = whole->may_yes}
               : (vw_boxes){.no = whole->no, .may_no = whole->may_no};
}

static void keep_parts(const vw_sense *sense, vw_boxes *whole, const operands *parts, bool all)
{
    vw_boxes *boxes = VW_NEW_ARRAY(sense->scratch, parts->count, vw_boxes);
    for (size_t i = 0; i < parts->count; i++) {
        boxes[i] = parts->items[i].told ? (vw_boxes){0} : parts->items[i].boxes;
    }
    whole->parts = boxes;
    whole->part_count = parts->count;
    whole->all = all;
    whole->negated = false;
}

static vw_boxes look_at_chain(const vw_sense *sense, const vw_node *node, bool essential)
{
    bool all = node->kind == VW_NODE_AND;
    operands parts = {0};
    list_operands(sense->scratch, &parts, node, node->kind);
    vw_boxes whole = {0};
    for (size_t i = 0; i < parts.count; i++) {
        operand *part = &parts.items[i];
        size_t before = told_so_far(sense);
        part->key = vw_sense__key(sense, part->node);
        part->boxes = look(sense, part->node, all && essential);
        vw_boxes joined = i == 0 ? part->boxes
                          : all  ? vw_sense__all(sense->scratch, &whole, &part->boxes)
                                 : vw_sense__some(sense->scratch, &whole, &part->boxes);
        part->told = told_so_far(sense) > before;
        look_closer(sense, &parts, i > 0 ? i + 1 : 0, &joined, all);
        if (i > 0 && !part->told && tell_joined(sense, part->node, &joined, all, essential)) {
            part->told = true;
            joined = without(&whole, all);
        }
        whole = joined;
    }
    tell_superfluous(sense, &parts, all);
    keep_parts(sense, &whole, &parts, all);
    return vw_sense__named(sense, &whole, node);
}

/* -- Related records -------------------------------------------------------------------------- */

/* `every K where A: B` is true whatever is recorded when B is never false of what A is true of. */
static void tell_follows(const vw_sense *inner, const vw_related *related, const vw_boxes *where,
                         const vw_boxes *then)
{
    vw_factor culprit;
    const vw_box box = vw_sense__both(inner->scratch, &inner->prior, &where->yes);
    bool by_parameter =
        says_parameter(inner, related->where) || says_parameter(inner, related->then);
    if (related->form == VW_TOKEN_EVERY && !by_parameter && !box.none &&
        vw_sense__excluded(&culprit, inner->scratch, &box, then, VW_SENSE_NO)) {
        VW_RULE_DIAG(inner->input, R108, related->then->span, culprit.name);
    }
}

/* Its own conditions, each about a record of its own. */
static void look_inside(const vw_sense *sense, const vw_related *related)
{
    vw_sense inner = vw_sense__inside(sense, related);
    inner.prior = vw_sense__prior(&inner);
    size_t before = told_so_far(sense);
    vw_boxes where = {0};
    if (related->where != NULL) {
        where = look(&inner, related->where, true);
    }
    if (related->then != NULL) {
        const vw_boxes then = look(&inner, related->then, false);
        if (related->where != NULL && told_so_far(sense) == before) {
            tell_follows(&inner, related, &where, &then);
        }
    }
}

static bool reads_the_same(const vw_sense *sense, const vw_node *a, const vw_node *b)
{
    return strcmp(vw_sense__text(sense, a), vw_sense__text(sense, b)) == 0;
}

static void tell_twice_in_list(const vw_sense *sense, const vw_node *node)
{
    for (size_t i = 1; i < node->items.count; i++) {
        size_t j = 0;
        while (j < i && !reads_the_same(sense, node->items.items[i], node->items.items[j])) {
            j++;
        }
        if (j < i) {
            VW_RULE_DIAG(sense->input, R111, node->items.items[i]->span, NULL);
        }
    }
}

/* A value less itself, or divided by itself. */
static void tell_with_itself(const vw_sense *sense, const vw_node *node)
{
    if (node->kind == VW_NODE_ARITHMETIC &&
        (node->op == VW_TOKEN_MINUS || node->op == VW_TOKEN_SLASH) &&
        !vw_sense__asks_nothing(node->left) && reads_the_same(sense, node->left, node->right)) {
        VW_RULE_DIAG(sense->input, R112, node->span, vw_sense__text(sense, node->left));
    }
}

/* The values that a condition is made of may look at related records too. */
static void look_into_values(const vw_sense *sense, const vw_node *node)
{
    if (node == NULL) {
        return;
    }
    tell_twice_in_list(sense, node);
    tell_with_itself(sense, node);
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

/* -- Conditions ------------------------------------------------------------------------------- */

/* The dates of the frame alone, which are the same for all, and what has no value. */
static bool tell_fixed(const vw_sense *sense, const vw_node *node, const vw_boxes *boxes)
{
    const vw_node *worthless = vw_sense__worthless(node);
    if (worthless != NULL) {
        VW_RULE_DIAG(sense->input, R106, worthless->span, NULL);
        return true;
    }
    if (!vw_sense__asks_nothing(node) || !(boxes->yes.none || boxes->no.none)) {
        return false;
    }
    VW_RULE_DIAG(sense->input, R105, node->span, NULL);
    return true;
}

/* A list of all choices stands as a part of a condition for one that has to be filled in: without
 * it the outcome is unknown, where `is known` would say false. As the whole it says nothing. */
static vw_boxes look_at_atom(const vw_sense *sense, const vw_node *node, bool essential)
{
    look_into_values(sense, node);
    vw_boxes boxes = vw_sense__atom(sense, node);
    bool asks_choice = boxes.no.none && node->kind == VW_NODE_IN;
    if (tell_fixed(sense, node, &boxes) || never_true(sense, node, &boxes, essential, false) ||
        (!asks_choice && never_false(sense, node, &boxes))) {
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
        return vw_sense__not(&inside);
    }
    return look_at_atom(sense, node, essential);
}

static vw_boxes look_at_whole(vw_sense *sense, const vw_node *node)
{
    sense->whole = node;
    if (sense->role == VW_SENSE_CONDITION && vw_sense__asks_nothing(node)) {
        VW_RULE_DIAG(sense->input, R053, node->span, NULL);
        return (vw_boxes){0};
    }
    vw_boxes boxes = look(sense, node, true);
    if (boxes.no.none && (node->kind == VW_NODE_IN || node->kind == VW_NODE_AND)) {
        VW_RULE_DIAG(sense->input, R074, node->span, boxes.no.culprit.name);
        return (vw_boxes){0};
    }
    return boxes;
}

void vw_rules__check_sense(const vw_rule *rule, const vw_rule_input *population,
                           const vw_rule_input *condition)
{
    const vw_use subject = {rule->population, rule->extent};
    vw_sense sense = {
        .scratch = vw_arena_new(),
        .input = population,
        .kind = subject.kind,
        .extent = subject.extent,
        .subject = subject,
        .role = VW_SENSE_MEMBER,
    };
    sense.prior = vw_sense__prior(&sense);
    sense.perhaps = sense.prior;
    sense.members = sense.prior;
    if (rule->member != NULL) {
        const vw_boxes where = look_at_whole(&sense, rule->member);
        const vw_box perhaps = vw_sense__both(sense.scratch, &sense.prior, &where.may_yes);
        const vw_box members = vw_sense__both(sense.scratch, &sense.prior, &where.yes);
        sense.perhaps = perhaps.none ? sense.prior : perhaps;
        sense.members = members.none ? sense.prior : members;
        sense.population = perhaps.none || members.none ? (vw_boxes){0} : where;
        sense.by_parameter = says_parameter(&sense, rule->member);
    }
    if (condition != NULL) {
        sense.input = condition;
        sense.role = VW_SENSE_CONDITION;
        look_at_whole(&sense, rule->condition);
        vw_sense__tell_absent(&sense, rule->condition, rule->member);
    }
    vw_arena_free(sense.scratch);
}

/* Is [earlier] true wherever [line] is? */
static bool never_reached(vw_arena *scratch, const vw_boxes *line, const vw_boxes *earlier)
{
    return vw_sense__excluded(NULL, scratch, &line->yes, earlier, VW_SENSE_MAY_NO) ||
           vw_sense__excluded(NULL, scratch, &earlier->may_no, line, VW_SENSE_YES);
}

void vw_rules__check_lines(const vw_kind *kind, const vw_node *const *lines,
                           const vw_rule_input *inputs, size_t count, bool in_order)
{
    vw_sense sense = {.scratch = vw_arena_new(),
                      .kind = kind,
                      .extent = vw_rules__extent(kind),
                      .subject = {kind, vw_rules__extent(kind)},
                      .role = VW_SENSE_APPLIES};
    vw_boxes *boxes = VW_NEW_ARRAY(sense.scratch, count, vw_boxes);
    for (size_t i = 0; i < count; i++) {
        if (lines[i] == NULL) {
            continue;
        }
        sense.input = &inputs[i];
        size_t before = told_so_far(&sense);
        boxes[i] = look_at_whole(&sense, lines[i]);
        bool told = told_so_far(&sense) > before;
        for (size_t j = 0; j < i && in_order && !told; j++) {
            told = lines[j] != NULL && never_reached(sense.scratch, &boxes[i], &boxes[j]);
            if (told) {
                VW_RULE_DIAG(sense.input, N157, lines[i]->span, inputs[j].text.text);
            }
        }
        boxes[i] = told ? (vw_boxes){0} : boxes[i];
    }
    vw_arena_free(sense.scratch);
}
