/* SPDX-License-Identifier: EUPL-1.2 */
/* Sets of values as ranges on a line: what a field may be when a condition is true. For the check
 * whether a condition can be true or false at all. Inside rules/ only. Nothing is changed after it
 * was made. */
#ifndef VW_RULES_RANGES_H
#define VW_RULES_RANGES_H

#include "base/arena.h"

typedef enum {
    VW_WHOLE, /* whole numbers, days, choices and yes or no by their number */
    VW_REAL,
    VW_WRITTEN /* texts, in the order of their bytes */
} vw_scale;

/* A place on the line; [nudge] -1 is right before it, 1 right behind it. */
typedef struct {
    int beyond; /* -1 before all values, 1 behind all */
    double number;
    const char *text;
    int nudge;
} vw_edge;

typedef struct {
    vw_edge from, until; /* both included */
} vw_range;

typedef struct {
    vw_scale scale;
    bool unknown;            /* a field that is empty belongs to it */
    VW_VEC(vw_range) ranges; /* in order, apart from each other */
} vw_values;

#define VW_EDGE_FIRST ((vw_edge){.beyond = -1})
#define VW_EDGE_LAST ((vw_edge){.beyond = 1})

vw_edge vw_edge__nudged(vw_edge edge, int nudge);
/* None when [from] lies behind [until]. */
vw_values vw_values__between(vw_arena *arena, vw_scale scale, vw_edge from, vw_edge until);
/* Each of [points], in any order. */
vw_values vw_values__points(vw_arena *arena, vw_scale scale, const vw_edge *points, size_t count);
vw_values vw_values__both(vw_arena *arena, const vw_values *a, const vw_values *b);
vw_values vw_values__either(vw_arena *arena, const vw_values *a, const vw_values *b);
/* The known values that are not in it. */
vw_values vw_values__others(vw_arena *arena, const vw_values *a);
bool vw_values__none(const vw_values *a);

#endif
