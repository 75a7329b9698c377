/* SPDX-License-Identifier: EUPL-1.2 */
/* Random evidence in memory, and the plainest reading of which of it counts. */
#ifndef VW_TESTS_RULES_WORLD_H
#define VW_TESTS_RULES_WORLD_H

#include "evidence.h"

/* A small generator, so that a seed means the same everywhere. */
typedef struct {
    uint64_t state;
} random_source;

/* 0 .. below - 1 */
size_t chance_below(random_source *chance, size_t below);
/* True in [share] of 100 times. */
bool chance_of(random_source *chance, unsigned share);

typedef struct {
    bool known, is_number;
    double number;
    const char *text; /* a reference by its key */
} value;

enum { FIELDS_MAX = 96 };

typedef struct {
    const vw_kind *kind;
    const char *key;
    int import;
    const char *values[FIELDS_MAX]; /* as in the file, in the kind's order; NULL: unknown */
} record;

typedef struct {
    const vw_kind *kind;
    int import;
    const char *from, *until; /* NULL: nothing was declared complete */
} import_made;

typedef struct {
    const vw_catalogue *catalogue;
    vw_rule_frame frame;
    char as_of[11], period_from[11], period_until[11];
    size_t keys;
    VW_VEC(record) records;
    VW_VEC(import_made) imports;
} world;

typedef enum { COUNTS_NOW, COUNTS_EVER } reach;

world *world_random(vw_arena *arena, random_source *chance, const vw_catalogue *catalogue);
/* The same with up to [keys] records of a kind in an import, and as many keys to refer to. */
world *world_random_of(vw_arena *arena, random_source *chance, const vw_catalogue *catalogue,
                       size_t keys);
/* The same in a dossier. */
void world_store(const world *w, evidence *e);

/* Is this the version that counts, at its time? */
bool world_counts(const world *w, const record *r, reach extent);
const record *world_find(const world *w, const vw_kind *kind, const char *key, reach extent);
bool world_collected(const world *w, const vw_kind *kind, reach extent);
value world_field(const record *r, const char *name);

#endif
