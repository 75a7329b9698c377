/* SPDX-License-Identifier: EUPL-1.2 */
/* What values may be when a condition without parts is true, and when it is false. */
#include "rules/sense.h"

#include "rules/check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Beyond it not every whole number is a double. */
#define EXACT_MAX 9007199254740992.0

/* -- Boxes ------------------------------------------------------------------------------------ */

static vw_factor *find(const vw_box *box, const char *key)
{
    for (size_t i = 0; i < box->factors.count; i++) {
        if (strcmp(box->factors.items[i].key, key) == 0) {
            return &box->factors.items[i];
        }
    }
    return NULL;
}

static void add(vw_arena *arena, vw_box *box, vw_factor factor)
{
    vw_factor *there = find(box, factor.key);
    if (there != NULL) {
        factor.may = vw_values__both(arena, &there->may, &factor.may);
        *there = factor;
    } else {
        VW_PUSH(arena, box->factors, factor);
    }
    if (!box->none && vw_values__none(&factor.may)) {
        box->none = true;
        box->culprit = factor;
    }
}

vw_box vw_sense__both(vw_arena *arena, const vw_box *a, const vw_box *b)
{
    if (a->none || b->none) {
        return a->none ? *a : *b;
    }
    vw_box box = {.none = false};
    for (size_t i = 0; i < a->factors.count; i++) {
        VW_PUSH(arena, box.factors, a->factors.items[i]);
    }
    for (size_t i = 0; i < b->factors.count; i++) {
        add(arena, &box, b->factors.items[i]);
    }
    return box;
}

/* What both say something of: of the rest, one of them allows anything. */
vw_box vw_sense__either(vw_arena *arena, const vw_box *a, const vw_box *b)
{
    if (a->none || b->none) {
        return a->none ? *b : *a;
    }
    vw_box box = {.none = false};
    for (size_t i = 0; i < a->factors.count; i++) {
        vw_factor factor = a->factors.items[i];
        const vw_factor *other = find(b, factor.key);
        if (other != NULL) {
            factor.may = vw_values__either(arena, &factor.may, &other->may);
            VW_PUSH(arena, box.factors, factor);
        }
    }
    return box;
}

/* -- Values ----------------------------------------------------------------------------------- */

const char *vw_sense__text(const vw_sense *sense, const vw_node *node)
{
    static const char prefix[] = "subject.";
    const char *text = sense->input->text.text + node->span.start;
    size_t length = node->span.length, skip = strlen(prefix);
    if (sense->kind == sense->subject && sense->role != VW_SENSE_WHERE && length > skip &&
        memcmp(text, prefix, skip) == 0) {
        text += skip;
        length -= skip;
    }
    vw_buf out = {.arena = sense->scratch};
    for (size_t i = 0; i < length; i++) {
        bool blank = strchr(" \t\r\n", text[i]) != NULL;
        if (!blank) {
            vw_buf_addn(&out, text + i, 1);
        } else if (i + 1 < length && strchr(" \t\r\n", text[i + 1]) == NULL) {
            vw_buf_add(&out, " ");
        }
    }
    return vw_buf_text(&out);
}

static vw_scale scale_of(const vw_typing *is)
{
    return is->type == VW_TYPE_NUMBER                            ? VW_REAL
           : is->type == VW_TYPE_TEXT || is->type == VW_TYPE_REF ? VW_WRITTEN
                                                                 : VW_WHOLE;
}

static vw_values all(vw_arena *arena, vw_scale scale)
{
    return vw_values__between(arena, scale, VW_EDGE_FIRST, VW_EDGE_LAST);
}

static vw_edge at(double number)
{
    return (vw_edge){.number = number};
}

/* The field whose bounds hold for [node]: its own, or of which it takes the least or most. */
static const vw_field *field_of(const vw_node *node)
{
    if (node->kind == VW_NODE_AGGREGATE && node->related->of != NULL &&
        node->related->form != VW_TOKEN_SUM) {
        node = node->related->of;
    }
    return node->kind == VW_NODE_PATH ? node->path->fields[node->path->names.count - 1] : NULL;
}

/* Lengths and numbers of records are not below 0, nor is a sum of what is not. */
static bool never_negative(const vw_node *node)
{
    if (node->kind == VW_NODE_AGGREGATE && node->related->form == VW_TOKEN_SUM) {
        const vw_node *of = node->related->of;
        const vw_field *field = of->path->fields[of->path->names.count - 1];
        return field->has_min && field->min >= 0;
    }
    return node->kind == VW_NODE_LENGTH ||
           (node->kind == VW_NODE_AGGREGATE && node->related->form == VW_TOKEN_COUNT);
}

static void allow_choices(const vw_sense *sense, vw_factor *factor, const vw_field *field)
{
    factor->choices = field;
    factor->may =
        vw_values__between(sense->scratch, VW_WHOLE, at(0), at((double)field->value_count - 1));
}

static void allow_numbers(const vw_sense *sense, vw_factor *factor, const vw_field *field)
{
    vw_edge from = field->has_min ? at(field->min) : VW_EDGE_FIRST;
    vw_edge until = field->has_max ? at(field->max) : VW_EDGE_LAST;
    factor->may = vw_values__between(sense->scratch, factor->may.scale, from, until);
    if (field->has_min && field->has_max) {
        factor->can = vw_printf(sense->scratch, "%g ... %g", field->min, field->max);
    } else if (field->has_min || field->has_max) {
        factor->can =
            vw_printf(sense->scratch, "%s %g",
                      field->has_min ? ">=" : "<=", field->has_min ? field->min : field->max);
    }
}

/* A key, and the time without which no record counts, are known of the record itself; behind a
 * reference the record may be missing. What else is required may be empty in old records. */
static bool may_be_unknown(const vw_node *node)
{
    if (node->kind != VW_NODE_PATH || node->path->names.count > 1) {
        return true;
    }
    const vw_field *field = node->path->fields[0];
    return field != NULL && !(field->required && field->of_time);
}

/* All that [node] may be; measured from [base] when that is not NULL. */
static vw_factor domain(const vw_sense *sense, const vw_node *node, const char *base)
{
    const vw_field *field = field_of(node);
    const char *text = vw_sense__text(sense, node);
    vw_factor factor = {.key = text, .name = text};
    factor.may = all(sense->scratch, scale_of(&node->is));
    if (base != NULL) {
        factor.key = vw_printf(sense->scratch, "%s|%s", text, base);
    } else if (node->is.type == VW_TYPE_BOOL) {
        factor.may = vw_values__between(sense->scratch, VW_WHOLE, at(0), at(1));
    } else if (node->is.type == VW_TYPE_ENUM) {
        allow_choices(sense, &factor, node->is.field);
    } else if (never_negative(node)) {
        factor.may = vw_values__between(sense->scratch, factor.may.scale, at(0), VW_EDGE_LAST);
    } else if (field != NULL && vw_rules__numeric(&node->is)) {
        allow_numbers(sense, &factor, field);
    }
    factor.may.unknown = may_be_unknown(node);
    return factor;
}

/* The condition can only be true or false when the fields that [node] is made of are known. */
static void demand_known(const vw_sense *sense, vw_box *box, const vw_node *node)
{
    if (node == NULL) {
        return;
    }
    if (node->kind == VW_NODE_PATH) {
        vw_factor factor = domain(sense, node, NULL);
        factor.may.unknown = false;
        add(sense->scratch, box, factor);
    } else if (node->kind == VW_NODE_ARITHMETIC || node->kind == VW_NODE_NEGATIVE ||
               node->kind == VW_NODE_DURATION || node->kind == VW_NODE_LENGTH) {
        demand_known(sense, box, node->left);
        demand_known(sense, box, node->right);
    }
}

static vw_boxes both_known(const vw_sense *sense, const vw_node *left, const vw_node *right)
{
    vw_boxes boxes = {0};
    demand_known(sense, &boxes.yes, left);
    demand_known(sense, &boxes.yes, right);
    boxes.no = vw_sense__both(sense->scratch, &boxes.yes, &(vw_box){0});
    return boxes;
}

/* -- Against a value that is the same for all ------------------------------------------------- */

typedef struct {
    bool is;
    const char *base; /* a date of the frame, from which days are counted; NULL: none */
    vw_edge edge;
} constant;

static constant number_of(const vw_node *node)
{
    bool negative = node->kind == VW_NODE_NEGATIVE;
    const vw_node *digits = negative ? node->left : node;
    double number = digits->kind == VW_NODE_NUMBER ? strtod(digits->text, NULL) : INFINITY;
    return (constant){.is = number < EXACT_MAX, .edge = at(negative ? -number : number)};
}

/* What [node] is worth beside a value of [term]'s type. */
static constant constant_of(const vw_node *node, const vw_typing *term)
{
    vw_date date;
    if (node->kind == VW_NODE_TEXT && term->type == VW_TYPE_ENUM) {
        const vw_enum_value *value = vw_field_value(term->field, node->text);
        return (constant){.is = value != NULL,
                          .edge = at(value != NULL ? (double)(value - term->field->values) : 0)};
    }
    if (node->kind == VW_NODE_TEXT) {
        return (constant){.is = true, .edge = {.text = node->text}};
    }
    if (node->kind == VW_NODE_BOOL) {
        return (constant){.is = true, .edge = at(node->negated ? 0 : 1)};
    }
    if (node->kind == VW_NODE_DATE && vw_date_parse(&date, node->text)) {
        return (constant){.is = true, .edge = at(date)};
    }
    if (node->kind == VW_NODE_FRAME_DATE) {
        return (constant){.is = true, .base = vw_rules__spelling(node->op), .edge = at(0)};
    }
    return number_of(node);
}

static vw_values satisfying(vw_arena *arena, vw_scale scale, vw_token_kind op, vw_edge edge)
{
    bool above = op == VW_TOKEN_GT || op == VW_TOKEN_GE;
    bool below = op == VW_TOKEN_LT || op == VW_TOKEN_LE;
    vw_edge from = below ? VW_EDGE_FIRST : vw_edge__nudged(edge, op == VW_TOKEN_GT ? 1 : 0);
    vw_edge until = above ? VW_EDGE_LAST : vw_edge__nudged(edge, op == VW_TOKEN_LT ? -1 : 0);
    vw_values values = vw_values__between(arena, scale, from, until);
    return op == VW_TOKEN_NE ? vw_values__others(arena, &values) : values;
}

/* True for [values] of the term, false for its other known ones. */
static vw_boxes split(const vw_sense *sense, const vw_node *term, const char *base,
                      const vw_values *values)
{
    vw_boxes boxes = both_known(sense, term, NULL);
    vw_factor yes = domain(sense, term, base), no = yes;
    vw_values others = vw_values__others(sense->scratch, values);
    yes.may = vw_values__both(sense->scratch, &yes.may, values);
    no.may = vw_values__both(sense->scratch, &no.may, &others);
    add(sense->scratch, &boxes.yes, yes);
    add(sense->scratch, &boxes.no, no);
    return boxes;
}

static vw_boxes against(const vw_sense *sense, const vw_node *term, vw_token_kind op,
                        const constant *other)
{
    vw_scale scale = scale_of(&term->is);
    vw_values values = satisfying(sense->scratch, scale, op, other->edge);
    return split(sense, term, other->base, &values);
}

static vw_token_kind turned(vw_token_kind op)
{
    return op == VW_TOKEN_LT   ? VW_TOKEN_GT
           : op == VW_TOKEN_LE ? VW_TOKEN_GE
           : op == VW_TOKEN_GT ? VW_TOKEN_LT
           : op == VW_TOKEN_GE ? VW_TOKEN_LE
                               : op;
}

/* A value beside itself: true, or false, whenever it is known. */
static vw_boxes against_itself(const vw_sense *sense, const vw_node *term, vw_token_kind op)
{
    bool equal = op == VW_TOKEN_EQ || op == VW_TOKEN_LE || op == VW_TOKEN_GE;
    vw_values values = all(sense->scratch, scale_of(&term->is));
    values = equal ? values : vw_values__others(sense->scratch, &values);
    return split(sense, term, NULL, &values);
}

static vw_boxes compare(const vw_sense *sense, const vw_node *left, vw_token_kind op,
                        const vw_node *right)
{
    constant of_right = constant_of(right, &left->is), of_left = constant_of(left, &right->is);
    if (of_right.is && !of_left.is) {
        return against(sense, left, op, &of_right);
    }
    if (of_left.is && !of_right.is) {
        return against(sense, right, turned(op), &of_left);
    }
    if (!of_left.is && left->kind != VW_NODE_NUMBER &&
        strcmp(vw_sense__text(sense, left), vw_sense__text(sense, right)) == 0) {
        return against_itself(sense, left, op);
    }
    return both_known(sense, left, right);
}

/* -- Each form -------------------------------------------------------------------------------- */

static vw_boxes in_list(const vw_sense *sense, const vw_node *node)
{
    const vw_node *term = node->left;
    vw_scale scale = scale_of(&term->is);
    vw_edge *points = VW_NEW_ARRAY(sense->scratch, node->items.count, vw_edge);
    for (size_t i = 0; i < node->items.count; i++) {
        constant item = constant_of(node->items.items[i], &term->is);
        if (!item.is || item.base != NULL || constant_of(term, &term->is).is) {
            return both_known(sense, term, NULL);
        }
        points[i] = item.edge;
    }
    vw_values values = vw_values__points(sense->scratch, scale, points, node->items.count);
    return split(sense, term, NULL, &values);
}

/* Two comparisons of one value, both of which must hold. */
static vw_boxes both_hold(const vw_sense *sense, const vw_boxes *a, const vw_boxes *b)
{
    return (vw_boxes){.yes = vw_sense__both(sense->scratch, &a->yes, &b->yes),
                      .no = vw_sense__either(sense->scratch, &a->no, &b->no)};
}

/* Outside the bounds it is false already when one of them is known: no more than the value itself
 * must be. */
static vw_boxes between(const vw_sense *sense, const vw_node *node)
{
    bool fixed = constant_of(node->right, &node->left->is).is &&
                 constant_of(node->upper, &node->left->is).is;
    vw_boxes from = compare(sense, node->left, VW_TOKEN_GE, node->right);
    vw_boxes until = compare(sense, node->left, VW_TOKEN_LE, node->upper);
    vw_boxes boxes = both_hold(sense, &from, &until);
    if (!fixed) {
        boxes.no = both_known(sense, node->left, NULL).no;
    }
    return boxes;
}

static vw_boxes in_period(const vw_sense *sense, const vw_node *term)
{
    if (constant_of(term, &term->is).is) {
        return (vw_boxes){0};
    }
    const constant first = {true, vw_rules__spelling(VW_TOKEN_PERIOD_START), at(0)};
    const constant last = {true, vw_rules__spelling(VW_TOKEN_PERIOD_END), at(0)};
    vw_boxes from = against(sense, term, VW_TOKEN_GE, &first);
    vw_boxes until = against(sense, term, VW_TOKEN_LE, &last);
    return both_hold(sense, &from, &until);
}

/* Of a term only its direction is looked at: it begins and ends on one side of the other moment. */
static vw_boxes within(const vw_sense *sense, const vw_node *node)
{
    bool before = node->term->direction == VW_TOKEN_BEFORE;
    vw_token_kind op = before ? VW_TOKEN_LE : VW_TOKEN_GE;
    vw_boxes boxes = both_known(sense, node->left, node->right);
    vw_boxes ordered = compare(sense, node->left, op, node->right);
    boxes.yes = vw_sense__both(sense->scratch, &boxes.yes, &ordered.yes);
    return boxes;
}

static vw_boxes like(const vw_sense *sense, const vw_node *node)
{
    const char *pattern = node->right->text;
    bool anything = pattern[0] != '\0' && pattern[strspn(pattern, "%")] == '\0';
    if (!anything) {
        return both_known(sense, node->left, NULL);
    }
    vw_values values = all(sense->scratch, VW_WRITTEN);
    return split(sense, node->left, NULL, &values);
}

static vw_boxes known(const vw_sense *sense, const vw_node *term)
{
    vw_boxes boxes = {0};
    vw_factor factor = domain(sense, term, NULL), other = factor;
    other.may = (vw_values){.scale = factor.may.scale, .unknown = factor.may.unknown};
    factor.may.unknown = false;
    add(sense->scratch, &boxes.yes, factor);
    add(sense->scratch, &boxes.no, other);
    return boxes;
}

static vw_boxes plain(const vw_sense *sense, const vw_node *node)
{
    const constant yes = {.is = true, .edge = at(1)};
    if (node->kind == VW_NODE_COMPARE) {
        return compare(sense, node->left, node->op, node->right);
    }
    if (node->kind == VW_NODE_IN) {
        return in_list(sense, node);
    }
    if (node->kind == VW_NODE_BETWEEN) {
        return between(sense, node);
    }
    if (node->kind == VW_NODE_LIKE) {
        return like(sense, node);
    }
    if (node->kind == VW_NODE_KNOWN) {
        return known(sense, node->left);
    }
    if (node->kind == VW_NODE_IN_PERIOD) {
        return in_period(sense, node->left);
    }
    if (node->kind == VW_NODE_WITHIN) {
        return within(sense, node);
    }
    if (node->kind == VW_NODE_PATH) {
        return against(sense, node, VW_TOKEN_EQ, &yes);
    }
    return (vw_boxes){0};
}

vw_boxes vw_sense__atom(const vw_sense *sense, const vw_node *node)
{
    vw_boxes boxes = plain(sense, node);
    return node->negated ? (vw_boxes){.yes = boxes.no, .no = boxes.yes} : boxes;
}

/* -- Time ------------------------------------------------------------------------------------- */

static void bound(const vw_sense *sense, vw_box *box, const char *field, vw_token_kind base,
                  bool upper, bool unknown)
{
    vw_factor factor = {.key = vw_printf(sense->scratch, "%s|%s", field, vw_rules__spelling(base)),
                        .name = field};
    factor.may = upper ? vw_values__between(sense->scratch, VW_WHOLE, VW_EDGE_FIRST, at(0))
                       : vw_values__between(sense->scratch, VW_WHOLE, at(0), VW_EDGE_LAST);
    factor.may.unknown = unknown;
    add(sense->scratch, box, factor);
}

vw_box vw_sense__prior(const vw_sense *sense)
{
    vw_box box = {0};
    if (sense->kind->nature == VW_EVENT) {
        bound(sense, &box, "occurred_on", VW_TOKEN_PERIOD_END, true, false);
        if (sense->extent == VW_IN_PERIOD) {
            bound(sense, &box, "occurred_on", VW_TOKEN_PERIOD_START, false, false);
        }
    } else {
        bound(sense, &box, "effective_from", VW_TOKEN_AS_OF, true, false);
        if (sense->extent == VW_ON_DATE) {
            bound(sense, &box, "effective_until", VW_TOKEN_AS_OF, false, true);
        }
    }
    return box;
}
