/* SPDX-License-Identifier: EUPL-1.2 */
/* What values may be when a condition without parts is true, and when it is false. */
#include "rules/sense.h"

#include "rules/check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Beyond it not every whole number is a double. */
#define EXACT_MAX 9007199254740992.0

/* -- Values ----------------------------------------------------------------------------------- */

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

/* Numbers of records are not below 0, nor is a sum of what is not. */
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

/* The reference by which the record belongs to the subject, or what stands behind it. */
static bool through_link(const vw_sense *sense, const vw_path *path)
{
    return sense->depth == 1 && sense->link != NULL && !path->from_subject &&
           path->fields[0] == sense->link;
}

/* A key, and the time without which no record counts, are known of the record itself; behind a
 * reference the record may be missing, unless it is the subject. What else is required may be empty
 * in old records. A number of records is known when each of them counts. */
static bool may_be_unknown(const vw_sense *sense, const vw_node *node)
{
    if (node->kind == VW_NODE_AGGREGATE) {
        return node->related->form != VW_TOKEN_COUNT || node->related->where != NULL;
    }
    if (node->kind != VW_NODE_PATH) {
        return node->kind != VW_NODE_FRAME_DATE;
    }
    if (sense->role == VW_SENSE_APPLIES) {
        return true;
    }
    const vw_path *path = node->path;
    bool linked = through_link(sense, path);
    if (linked && path->names.count == 1) {
        return false;
    }
    if (path->names.count > (linked ? 2u : 1u)) {
        return true;
    }
    const vw_field *field = path->fields[path->names.count - 1];
    return field != NULL && !(field->required && field->of_time);
}

/* Does a record that is certainly there itself count among those that a form without a condition
 * looks at? */
static bool counts_itself(const vw_sense *sense, const vw_related *related)
{
    const vw_use here[] = {{sense->kind, sense->extent}, sense->subject};
    bool itself = false;
    for (size_t i = 0; i < 2; i++) {
        itself = itself || (here[i].kind == related->kind &&
                            (here[i].extent == related->extent || related->extent == VW_EVER));
    }
    return itself && related->any && related->where == NULL;
}

/* The same moment twice. */
static bool no_duration(const vw_sense *sense, const vw_node *node)
{
    return node->kind == VW_NODE_DURATION &&
           strcmp(vw_sense__key(sense, node->left), vw_sense__key(sense, node->right)) == 0;
}

/* All that [node] may be; measured from [base] when that is one. */
static vw_factor domain(const vw_sense *sense, const vw_node *node, vw_token_kind base)
{
    const vw_field *field = field_of(node);
    vw_factor factor = {.key = vw_sense__key(sense, node), .name = vw_sense__text(sense, node)};
    factor.may = all(sense->scratch, scale_of(&node->is));
    if (base != VW_TOKEN_END && node->kind == VW_NODE_FRAME_DATE) {
        factor.may = vw_sense__frame_difference(sense->scratch, node->op, base);
    } else if (base != VW_TOKEN_END) {
        factor.can = NULL;
    } else if (no_duration(sense, node)) {
        factor.may = vw_values__between(sense->scratch, VW_REAL, at(0), at(0));
    } else if (node->is.type == VW_TYPE_BOOL) {
        factor.may = vw_values__between(sense->scratch, VW_WHOLE, at(0), at(1));
    } else if (node->is.type == VW_TYPE_ENUM) {
        allow_choices(sense, &factor, node->is.field);
    } else if (factor.may.scale == VW_WRITTEN) {
        const vw_edge empty = {.text = ""}; /* of which a known text has more */
        factor.may =
            vw_values__between(sense->scratch, VW_WRITTEN, vw_edge__nudged(empty, 1), VW_EDGE_LAST);
    } else if (never_negative(node)) {
        bool one = node->kind == VW_NODE_LENGTH ||
                   (node->related->form == VW_TOKEN_COUNT && counts_itself(sense, node->related));
        factor.may =
            vw_values__between(sense->scratch, factor.may.scale, at(one ? 1 : 0), VW_EDGE_LAST);
    } else if (field != NULL && vw_rules__numeric(&node->is)) {
        allow_numbers(sense, &factor, field);
    }
    factor.sure = !may_be_unknown(sense, node);
    factor.may.unknown = !factor.sure;
    return factor;
}

/* The condition can only be true or false when the fields that [node] is made of are known. */
static void demand_known(const vw_sense *sense, vw_box *box, const vw_node *node)
{
    if (node == NULL) {
        return;
    }
    if (node->kind == VW_NODE_PATH) {
        vw_factor factor = domain(sense, node, VW_TOKEN_END);
        factor.may.unknown = false;
        vw_sense__add(sense->scratch, box, factor);
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
    vw_token_kind base; /* a date of the frame, from which days are counted; VW_TOKEN_END: none */
    vw_edge edge;
} constant;

static bool is_whole(double number)
{
    return fabs(number) < EXACT_MAX && !(floor(number) < number);
}

/* Of whole numbers, as far as the outcome is one: no double is rounded off. */
static double calculated(vw_token_kind op, double a, double b)
{
    double number = op == VW_TOKEN_PLUS    ? a + b
                    : op == VW_TOKEN_MINUS ? a - b
                    : op == VW_TOKEN_STAR  ? a * b
                    : b < 0 || b > 0       ? a / b
                                           : INFINITY;
    return is_whole(a) && is_whole(b) && is_whole(number) ? number : INFINITY;
}

/* INFINITY when it is no number that is the same for all. */
static double worth(const vw_node *node)
{
    if (node->kind == VW_NODE_NUMBER) {
        return strtod(node->text, NULL);
    }
    if (node->kind == VW_NODE_NEGATIVE) {
        return -worth(node->left);
    }
    return node->kind == VW_NODE_ARITHMETIC
               ? calculated(node->op, worth(node->left), worth(node->right))
               : INFINITY;
}

static constant number_of(const vw_node *node)
{
    double number = worth(node);
    return (constant){.is = fabs(number) < EXACT_MAX, .edge = at(number)};
}

const vw_node *vw_sense__worthless(const vw_node *node)
{
    if (node == NULL || node->related != NULL) {
        return NULL;
    }
    if (node->kind == VW_NODE_ARITHMETIC && node->op == VW_TOKEN_SLASH) {
        double below = worth(node->right);
        if (!(below < 0) && !(below > 0)) {
            return node;
        }
    }
    const vw_node *const parts[] = {node->left, node->right, node->upper};
    const vw_node *found = NULL;
    for (size_t i = 0; i < 3 && found == NULL; i++) {
        found = vw_sense__worthless(parts[i]);
    }
    for (size_t i = 0; i < node->items.count && found == NULL; i++) {
        found = vw_sense__worthless(node->items.items[i]);
    }
    return found;
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
        return (constant){.is = true, .base = node->op, .edge = at(0)};
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

static void allow(const vw_sense *sense, vw_box *box, vw_factor factor, vw_token_kind base)
{
    if (base != VW_TOKEN_END) {
        vw_sense__add_measured(sense->scratch, box, factor, factor.key, base);
    } else {
        vw_sense__add(sense->scratch, box, factor);
    }
}

/* True for [values] of the term, false for its other known ones, and unknown when it is. */
static vw_boxes split(const vw_sense *sense, const vw_node *term, vw_token_kind base,
                      const vw_values *values)
{
    vw_boxes boxes = both_known(sense, term, NULL);
    const vw_factor any = domain(sense, term, base);
    vw_factor yes = any, no = any;
    vw_values others = vw_values__others(sense->scratch, values);
    yes.may = vw_values__both(sense->scratch, &any.may, values);
    no.may = vw_values__both(sense->scratch, &any.may, &others);
    allow(sense, &boxes.yes, yes, base);
    allow(sense, &boxes.no, no, base);
    yes.may.unknown = any.may.unknown;
    no.may.unknown = any.may.unknown;
    allow(sense, &boxes.may_yes, yes, base);
    allow(sense, &boxes.may_no, no, base);
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
    return split(sense, term, VW_TOKEN_END, &values);
}

/* Two values that both differ from record to record: less, equal or more is what the one is beside
 * the other. Of the two the one whose key comes first stands first. */
static vw_boxes beside(const vw_sense *sense, const vw_node *left, vw_token_kind op,
                       const vw_node *right)
{
    const char *first = vw_sense__key(sense, left), *second = vw_sense__key(sense, right);
    bool turn = strcmp(first, second) > 0;
    vw_arena *arena = sense->scratch;
    vw_boxes boxes = both_known(sense, left, right);
    vw_values values = satisfying(arena, VW_WHOLE, turn ? turned(op) : op, at(0));
    vw_values others = vw_values__others(arena, &values);
    vw_values any = vw_values__between(arena, VW_WHOLE, at(-1), at(1));
    vw_factor yes = {.key = turn ? vw_printf(arena, "%s beside %s", second, first)
                                 : vw_printf(arena, "%s beside %s", first, second),
                     .name = vw_printf(arena, "%s, %s", vw_sense__text(sense, left),
                                       vw_sense__text(sense, right))};
    vw_factor no = yes;
    yes.may = vw_values__both(arena, &any, &values);
    no.may = vw_values__both(arena, &any, &others);
    vw_sense__add(arena, &boxes.yes, yes);
    vw_sense__add(arena, &boxes.no, no);
    yes.may.unknown = no.may.unknown = true;
    vw_sense__add(arena, &boxes.may_yes, yes);
    vw_sense__add(arena, &boxes.may_no, no);
    return boxes;
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
    if (of_left.is && of_left.base != VW_TOKEN_END && of_right.base != VW_TOKEN_END) {
        return against(sense, left, op, &of_right);
    }
    if (!of_left.is && left->kind != VW_NODE_NUMBER &&
        strcmp(vw_sense__key(sense, left), vw_sense__key(sense, right)) == 0) {
        return against_itself(sense, left, op);
    }
    return of_left.is || of_right.is ? both_known(sense, left, right)
                                     : beside(sense, left, op, right);
}

/* -- Each form -------------------------------------------------------------------------------- */

static vw_boxes in_list(const vw_sense *sense, const vw_node *node)
{
    const vw_node *term = node->left;
    vw_scale scale = scale_of(&term->is);
    vw_edge *points = VW_NEW_ARRAY(sense->scratch, node->items.count, vw_edge);
    for (size_t i = 0; i < node->items.count; i++) {
        constant item = constant_of(node->items.items[i], &term->is);
        if (!item.is || item.base != VW_TOKEN_END || constant_of(term, &term->is).is) {
            return both_known(sense, term, NULL);
        }
        points[i] = item.edge;
    }
    vw_values values = vw_values__points(sense->scratch, scale, points, node->items.count);
    return split(sense, term, VW_TOKEN_END, &values);
}

/* Outside the bounds it is false already when one of them is known. */
static vw_boxes between(const vw_sense *sense, const vw_node *node)
{
    vw_boxes from = compare(sense, node->left, VW_TOKEN_GE, node->right);
    vw_boxes until = compare(sense, node->left, VW_TOKEN_LE, node->upper);
    return vw_sense__pair(sense->scratch, &from, &until);
}

static vw_boxes in_period(const vw_sense *sense, const vw_node *term)
{
    const constant itself = constant_of(term, &term->is);
    if (itself.is && itself.base == VW_TOKEN_END) {
        return (vw_boxes){0};
    }
    const constant first = {true, VW_TOKEN_PERIOD_START, at(0)};
    const constant last = {true, VW_TOKEN_PERIOD_END, at(0)};
    vw_boxes from = against(sense, term, VW_TOKEN_GE, &first);
    vw_boxes until = against(sense, term, VW_TOKEN_LE, &last);
    return vw_sense__pair(sense->scratch, &from, &until);
}

/* Of a term only its direction is looked at: it begins and ends on one side of the other moment. A
 * moment lies within any term of itself. In a term of days two instants count by their date, and
 * the later one may come first. */
static vw_boxes within(const vw_sense *sense, const vw_node *node)
{
    if (node->left->kind == VW_NODE_PATH &&
        strcmp(vw_sense__key(sense, node->left), vw_sense__key(sense, node->right)) == 0) {
        return against_itself(sense, node->left, VW_TOKEN_EQ);
    }
    bool instants =
        node->left->is.type == VW_TYPE_DATETIME || node->right->is.type == VW_TYPE_DATETIME;
    bool constants = constant_of(node->left, &node->right->is).is ||
                     constant_of(node->right, &node->left->is).is;
    if (instants && !constants && node->term->unit != VW_TOKEN_HOURS) {
        return both_known(sense, node->left, node->right);
    }
    bool before = node->term->direction == VW_TOKEN_BEFORE;
    vw_token_kind op = before ? VW_TOKEN_LE : VW_TOKEN_GE;
    vw_boxes boxes = both_known(sense, node->left, node->right);
    vw_boxes ordered = compare(sense, node->left, op, node->right);
    boxes.yes = vw_sense__both(sense->scratch, &boxes.yes, &ordered.yes);
    return boxes;
}

/* Any text that is known has one character at least. */
static vw_boxes like(const vw_sense *sense, const vw_node *node)
{
    const char *pattern = node->right->text, *one = strchr(pattern, '_');
    const constant empty = {.is = true, .edge = {.text = ""}};
    const bool several = one != NULL && strchr(one + 1, '_') != NULL;
    if (pattern[0] == '\0') {
        return against(sense, node->left, VW_TOKEN_EQ, &empty);
    }
    if (strchr(pattern, '%') == NULL || several || pattern[strspn(pattern, "%_")] != '\0') {
        return both_known(sense, node->left, NULL);
    }
    return against(sense, node->left, VW_TOKEN_NE, &empty);
}

static vw_boxes known(const vw_sense *sense, const vw_node *term)
{
    vw_boxes boxes = {0};
    vw_factor factor = domain(sense, term, VW_TOKEN_END), other = factor;
    other.may = (vw_values){.scale = factor.may.scale, .unknown = factor.may.unknown};
    factor.may.unknown = false;
    vw_sense__add(sense->scratch, &boxes.yes, factor);
    vw_sense__add(sense->scratch, &boxes.no, other);
    boxes.may_yes = boxes.yes;
    boxes.may_no = boxes.no;
    return boxes;
}

/* -- Numbers of related records --------------------------------------------------------------- */

/* A comparison that is true or false is so of how many certainly match, and of how many may. When
 * it is not false, the one that fits it best does not make it so. */
static vw_boxes numbered(const vw_sense *sense, const vw_node *node, vw_token_kind op, int64_t n)
{
    bool one = counts_itself(sense, node->related);
    bool above = op == VW_TOKEN_GE || op == VW_TOKEN_GT;
    bool below = op == VW_TOKEN_LT || op == VW_TOKEN_LE;
    vw_arena *arena = sense->scratch;
    vw_values values = satisfying(arena, VW_WHOLE, op, at((double)n));
    vw_values others = vw_values__others(arena, &values);
    vw_values numbers = vw_values__between(arena, VW_WHOLE, at(one ? 1 : 0), VW_EDGE_LAST);
    vw_factor certain = {.key = vw_sense__number_key(sense, node),
                         .name = vw_rules__spelling(VW_TOKEN_COUNT),
                         .can = one ? ">= 1" : ">= 0",
                         .sure = true};
    vw_factor possible = certain;
    vw_boxes boxes = {0};
    possible.key = vw_printf(arena, "possible %s", certain.key);
    certain.may = possible.may = vw_values__both(arena, &numbers, &values);
    vw_sense__add(arena, &boxes.yes, certain);
    vw_sense__add(arena, &boxes.yes, possible);
    if (above || below) {
        vw_sense__add(arena, &boxes.may_yes, above ? possible : certain);
    }
    certain.may = possible.may = vw_values__both(arena, &numbers, &others);
    vw_sense__add(arena, &boxes.no, certain);
    vw_sense__add(arena, &boxes.no, possible);
    if (above || below) {
        vw_sense__add(arena, &boxes.may_no, above ? certain : possible);
    }
    return boxes;
}

static vw_boxes related(const vw_sense *sense, const vw_node *node)
{
    const vw_related *form = node->related;
    if (form->form == VW_TOKEN_COUNT && fabs((double)form->n) < EXACT_MAX) {
        return numbered(sense, node, form->op, form->n);
    }
    if (form->form == VW_TOKEN_EXISTS) {
        return numbered(sense, node, VW_TOKEN_GE, 1);
    }
    return form->form == VW_TOKEN_NO ? numbered(sense, node, VW_TOKEN_LT, 1) : (vw_boxes){0};
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
    if (node->kind == VW_NODE_RELATED) {
        return related(sense, node);
    }
    return (vw_boxes){0};
}

vw_boxes vw_sense__atom(const vw_sense *sense, const vw_node *node)
{
    vw_boxes boxes = plain(sense, node);
    boxes = node->negated ? vw_sense__not(&boxes) : boxes;
    return vw_sense__named(sense, &boxes, node);
}

/* -- Time ------------------------------------------------------------------------------------- */

static void bound(const vw_sense *sense, vw_box *box, const char *field, vw_token_kind base,
                  bool upper, bool unknown)
{
    vw_factor factor = {.name = field, .sure = !unknown};
    factor.may = upper ? vw_values__between(sense->scratch, VW_WHOLE, VW_EDGE_FIRST, at(0))
                       : vw_values__between(sense->scratch, VW_WHOLE, at(0), VW_EDGE_LAST);
    factor.may.unknown = unknown;
    vw_sense__add_measured(
        sense->scratch, box, factor,
        vw_printf(sense->scratch, "%s.%s", sense->depth == 0 ? "subject" : "record", field), base);
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
