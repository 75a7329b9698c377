/* SPDX-License-Identifier: EUPL-1.2 */
#include "rules/ranges.h"

#include <math.h>
#include <string.h>

static int compare(vw_scale scale, const vw_edge *a, const vw_edge *b)
{
    if (a->beyond != 0 || b->beyond != 0) {
        return a->beyond - b->beyond;
    }
    int order = scale == VW_WRITTEN ? strcmp(a->text, b->text)
                                    : (a->number > b->number) - (a->number < b->number);
    return order != 0 ? order : a->nudge - b->nudge;
}

vw_edge vw_edge__nudged(vw_edge edge, int nudge)
{
    edge.nudge += nudge;
    return edge;
}

/* Between whole numbers nothing lies: right behind 3 is 4. */
static vw_edge whole(vw_edge edge, bool upper)
{
    if (edge.beyond == 0) {
        double inside = upper ? floor(edge.number) : ceil(edge.number);
        bool itself = !(inside < edge.number) && !(inside > edge.number);
        bool excluded = itself && (upper ? edge.nudge < 0 : edge.nudge > 0);
        edge.number = inside + (!excluded ? 0 : upper ? -1 : 1);
        edge.nudge = 0;
    }
    return edge;
}

static void add(vw_arena *arena, vw_values *values, vw_edge from, vw_edge until)
{
    if (values->scale == VW_WHOLE) {
        from = whole(from, false);
        until = whole(until, true);
    }
    if (compare(values->scale, &from, &until) <= 0) {
        VW_PUSH(arena, values->ranges, ((vw_range){from, until}));
    }
}

vw_values vw_values__between(vw_arena *arena, vw_scale scale, vw_edge from, vw_edge until)
{
    vw_values values = {.scale = scale};
    add(arena, &values, from, until);
    return values;
}

vw_values vw_values__points(vw_arena *arena, vw_scale scale, const vw_edge *points, size_t count)
{
    vw_values values = {.scale = scale};
    for (size_t i = 0; i < count; i++) {
        vw_values one = vw_values__between(arena, scale, points[i], points[i]);
        size_t place = 0;
        while (place < values.ranges.count &&
               compare(scale, &values.ranges.items[place].from, &points[i]) < 0) {
            place++;
        }
        bool there = place < values.ranges.count &&
                     compare(scale, &values.ranges.items[place].from, &points[i]) == 0;
        if (one.ranges.count > 0 && !there) {
            VW_PUSH(arena, values.ranges, one.ranges.items[0]);
            vw_range *at = &values.ranges.items[place];
            memmove(at + 1, at, (values.ranges.count - 1 - place) * sizeof *at);
            *at = one.ranges.items[0];
        }
    }
    return values;
}

vw_values vw_values__both(vw_arena *arena, const vw_values *a, const vw_values *b)
{
    vw_values values = {.scale = a->scale, .unknown = a->unknown && b->unknown};
    for (size_t i = 0, j = 0; i < a->ranges.count && j < b->ranges.count;) {
        const vw_range *left = &a->ranges.items[i], *right = &b->ranges.items[j];
        bool later = compare(a->scale, &left->from, &right->from) < 0;
        bool sooner = compare(a->scale, &left->until, &right->until) < 0;
        add(arena, &values, later ? right->from : left->from, sooner ? left->until : right->until);
        i += sooner;
        j += !sooner;
    }
    return values;
}

vw_values vw_values__others(vw_arena *arena, const vw_values *a)
{
    vw_values values = {.scale = a->scale};
    vw_edge from = VW_EDGE_FIRST;
    for (size_t i = 0; i < a->ranges.count; i++) {
        const vw_range *range = &a->ranges.items[i];
        if (range->from.beyond == 0) {
            add(arena, &values, from, vw_edge__nudged(range->from, -1));
        }
        if (range->until.beyond != 0) {
            return values;
        }
        from = vw_edge__nudged(range->until, 1);
    }
    add(arena, &values, from, VW_EDGE_LAST);
    return values;
}

vw_values vw_values__either(vw_arena *arena, const vw_values *a, const vw_values *b)
{
    vw_values not_a = vw_values__others(arena, a), not_b = vw_values__others(arena, b);
    vw_values neither = vw_values__both(arena, &not_a, &not_b);
    vw_values values = vw_values__others(arena, &neither);
    values.unknown = a->unknown || b->unknown;
    return values;
}

bool vw_values__none(const vw_values *a)
{
    return !a->unknown && a->ranges.count == 0;
}
