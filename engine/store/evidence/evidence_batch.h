/* SPDX-License-Identifier: EUPL-1.2 */
/* Some hundreds of rows on their way into the dossier: filled by who reads them, emptied by who
 * writes them. */
#ifndef VW_STORE_EVIDENCE_BATCH_H
#define VW_STORE_EVIDENCE_BATCH_H

#include "base/hash.h"
#include "store/db/db_bulk.h"
#include "store/evidence.h"
#include "store/evidence/evidence_subjects.h"

/* Columns of a batch before the fields. */
enum { VW_AT_SUBJECT, VW_AT_ROW_NO, VW_AT_HASH, VW_AT_RAW, VW_AT_FIELDS };

/* One row, with all lengths measured once. */
typedef struct {
    uint32_t row_no;
    const char *key, *raw; /* raw may be NULL */
    size_t key_length, raw_length;
    const vw_value *values; /* by field */
    size_t *lengths;        /* of the texts in values */
    size_t bytes;           /* of all texts together */
    vw_digest sha256;
} vw_row;

/* What all rows of one import have in common. */
typedef struct {
    const vw_kind *kind;
    int64_t import_id;
    const char **kinds; /* VW_OWN_KIND: the kind itself; behind it those that its fields refer to */
    uint32_t kind_count;
    uint32_t *kind_of;  /* by field: the place in [kinds] of what it refers to */
    size_t named_most;  /* subjects that one row names: its own, and one for each reference */
    bool refers_to_own; /* some field refers to the kind itself */
} vw_shape;

enum { VW_OWN_KIND = 0 };

/* A subject that a row names. */
typedef struct {
    vw_sought sought; /* its kind is a place in vw_shape.kinds */
    bool own;         /* the row's own subject */
    int64_t *id;      /* in the row; 0 until it is known */
} vw_mention;

typedef struct {
    vw_feed rows;
    vw_datum *data;       /* of rows */
    vw_mention *mentions; /* in the order in which the rows name them */
    size_t mention_count;
    bool *filled; /* by column: some row had a value there, in this batch or before */
    char *bytes;  /* that texts and hashes point to */
    size_t used, capacity;
} vw_batch;

vw_shape *vw_shape__new(vw_arena *arena, const vw_kind *kind, int64_t import_id);
/* Empty; freed with [arena]. */
vw_batch *vw_batch__new(vw_arena *arena, const vw_shape *shape);
/* Whether [row] fits in. An empty batch makes room for any. */
bool vw_batch__has_room(vw_batch *batch, const vw_row *row);
/* Adds a copy. There is room. */
void vw_batch__add(vw_batch *batch, const vw_shape *shape, const vw_row *row);
void vw_batch__empty(vw_batch *batch);
/* The most subjects that a batch names. */
size_t vw_batch__mentions_most(const vw_shape *shape);

#endif
