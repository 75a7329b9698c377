/* SPDX-License-Identifier: EUPL-1.2 */
/* Boxes beside each other. */
#include "rules/sense.h"

#include <string.h>

static vw_factor *find(const vw_box *box, const char *key)
{
    for (size_t i = 0; i < box->factors.count; i++) {
        if (strcmp(box->factors.items[i].key, key) == 0) {
            return &box->factors.items[i];
        }
    }
    return NULL;
}

void vw_sense__add(vw_arena *arena, vw_box *box, vw_factor factor)
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
        vw_sense__add(arena, &box, b->factors.items[i]);
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

bool vw_sense__apart(vw_factor *culprit, vw_arena *arena, const vw_box *a, const vw_box *b)
{
    if (a->none || b->none) {
        if (culprit != NULL) {
            *culprit = a->none ? a->culprit : b->culprit;
        }
        return true;
    }
    for (size_t i = 0; i < b->factors.count; i++) {
        const vw_factor *other = find(a, b->factors.items[i].key);
        if (other == NULL) {
            continue;
        }
        vw_values may = vw_values__both(arena, &other->may, &b->factors.items[i].may);
        if (vw_values__none(&may)) {
            if (culprit != NULL) {
                *culprit = b->factors.items[i];
            }
            return true;
        }
    }
    return false;
}

/* -- Three values ----------------------------------------------------------------------------- */

vw_boxes vw_sense__all(vw_arena *arena, const vw_boxes *a, const vw_boxes *b)
{
    return (vw_boxes){
        .yes = vw_sense__both(arena, &a->yes, &b->yes),
        .no = vw_sense__either(arena, &a->no, &b->no),
        .may_yes = vw_sense__both(arena, &a->may_yes, &b->may_yes),
        .may_no = vw_sense__either(arena, &a->may_no, &b->may_no),
    };
}

vw_boxes vw_sense__pair(vw_arena *arena, const vw_boxes *a, const vw_boxes *b)
{
    vw_boxes pair = vw_sense__all(arena, a, b);
    vw_boxes *parts = VW_NEW_ARRAY(arena, 2, vw_boxes);
    parts[0] = *a;
    parts[1] = *b;
    pair.parts = parts;
    pair.part_count = 2;
    pair.all = true;
    return pair;
}

vw_boxes vw_sense__not(const vw_boxes *a)
{
    vw_boxes boxes = *a;
    boxes.yes = a->no;
    boxes.no = a->yes;
    boxes.may_yes = a->may_no;
    boxes.may_no = a->may_yes;
    boxes.negated = !a->negated;
    return boxes;
}

vw_boxes vw_sense__some(vw_arena *arena, const vw_boxes *a, const vw_boxes *b)
{
    const vw_boxes not_a = vw_sense__not(a), not_b = vw_sense__not(b);
    const vw_boxes neither = vw_sense__all(arena, &not_a, &not_b);
    return vw_sense__not(&neither);
}

static const vw_box *box_of(const vw_boxes *boxes, vw_sense_side side)
{
    return side == VW_SENSE_YES       ? &boxes->yes
           : side == VW_SENSE_NO      ? &boxes->no
           : side == VW_SENSE_MAY_YES ? &boxes->may_yes
                                      : &boxes->may_no;
}

static vw_sense_side other_side(vw_sense_side side)
{
    return side == VW_SENSE_YES       ? VW_SENSE_NO
           : side == VW_SENSE_NO      ? VW_SENSE_YES
           : side == VW_SENSE_MAY_YES ? VW_SENSE_MAY_NO
                                      : VW_SENSE_MAY_YES;
}

/* An `and` is true when each part is, and false when some part is; an `or` the other way round. */
bool vw_sense__excluded(vw_factor *culprit, vw_arena *arena, const vw_box *box,
                        const vw_boxes *boxes, vw_sense_side side)
{
    if (vw_sense__apart(culprit, arena, box, box_of(boxes, side))) {
        return true;
    }
    side = boxes->negated ? other_side(side) : side;
    bool positive = side == VW_SENSE_YES || side == VW_SENSE_MAY_YES;
    bool each = positive == boxes->all;
    size_t excluded = 0;
    for (size_t i = 0; i < boxes->part_count; i++) {
        excluded += vw_sense__excluded(culprit, arena, box, &boxes->parts[i], side);
    }
    return boxes->part_count > 0 && (each ? excluded > 0 : excluded == boxes->part_count);
}

/* Of related records the fact comes first: what it rules out is told as an opposite. */
static vw_box with_fact(vw_arena *arena, const vw_box *box, vw_factor fact, double truth,
                        bool unknown)
{
    vw_edge edge = {.number = truth};
    vw_box named = {.none = false};
    fact.may = vw_values__between(arena, VW_WHOLE, edge, edge);
    fact.may.unknown = unknown;
    vw_sense__add(arena, &named, fact);
    return fact.key[2] == '[' ? vw_sense__both(arena, &named, box)
                              : vw_sense__both(arena, box, &named);
}

vw_boxes vw_sense__named(const vw_sense *sense, const vw_boxes *boxes, const vw_node *node)
{
    vw_arena *arena = sense->scratch;
    const vw_factor fact = {.key = vw_printf(arena, "? %s", vw_sense__key(sense, node)),
                            .name = vw_sense__text(sense, node),
                            .fact = true};
    vw_boxes named = *boxes;
    named.yes = with_fact(arena, &boxes->yes, fact, 1, false);
    named.no = with_fact(arena, &boxes->no, fact, 0, false);
    named.may_yes = with_fact(arena, &boxes->may_yes, fact, 1, true);
    named.may_no = with_fact(arena, &boxes->may_no, fact, 0, true);
    return named;
}
