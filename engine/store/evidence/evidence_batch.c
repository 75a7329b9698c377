/* SPDX-License-Identifier: EUPL-1.2 */
/* Values are copied, since a reader reuses its memory with the next row, and the batch is written
 * later, by another thread. */
#include "store/evidence/evidence_batch.h"

#include <stdlib.h>
#include <string.h>

enum {
    ROWS = 512,
    BYTES = 128 * 1024,
    /* Kept from one use to the next; a batch that grew for one huge row shrinks again. */
    BYTES_KEPT = 1024 * 1024
};

static uint32_t place_of(vw_shape *shape, const char *kind)
{
    for (uint32_t i = 0; i < shape->kind_count; i++) {
        if (strcmp(shape->kinds[i], kind) == 0) {
            return i;
        }
    }
    shape->kinds[shape->kind_count] = kind;
    return shape->kind_count++;
}

vw_shape *vw_shape__new(vw_arena *arena, const vw_kind *kind, int64_t import_id)
{
    vw_shape *shape = VW_NEW(arena, vw_shape);
    *shape = (vw_shape){.kind = kind, .import_id = import_id, .named_most = 1};
    shape->kinds = VW_NEW_ARRAY(arena, kind->field_count + 1, const char *);
    shape->kind_of = VW_NEW_ARRAY(arena, kind->field_count, uint32_t);
    (void)place_of(shape, kind->name);
    for (size_t i = 0; i < kind->field_count; i++) {
        if (kind->fields[i].type == VW_TYPE_REF) {
            shape->kind_of[i] = place_of(shape, kind->fields[i].to);
            shape->refers_to_own = shape->refers_to_own || shape->kind_of[i] == VW_OWN_KIND;
            shape->named_most++;
        }
    }
    return shape;
}

size_t vw_batch__mentions_most(const vw_shape *shape)
{
    return ROWS * shape->named_most;
}

static void free_bytes(void *batch)
{
    free(((vw_batch *)batch)->bytes);
}

static void make_room(vw_batch *batch, size_t capacity)
{
    free(batch->bytes);
    batch->bytes = malloc(capacity);
    if (batch->bytes == NULL) {
        vw_out_of_memory();
    }
    batch->capacity = capacity;
}

vw_batch *vw_batch__new(vw_arena *arena, const vw_shape *shape)
{
    size_t columns = VW_AT_FIELDS + shape->kind->field_count;
    vw_batch *batch = VW_NEW(arena, vw_batch);
    batch->data = VW_NEW_ARRAY(arena, ROWS * columns, vw_datum);
    batch->rows = (vw_feed){.items = batch->data, .columns = (int)columns};
    batch->mentions = VW_NEW_ARRAY(arena, vw_batch__mentions_most(shape), vw_mention);
    batch->filled = VW_NEW_ARRAY(arena, columns, bool);
    for (size_t i = 0; i < VW_AT_RAW; i++) {
        batch->filled[i] = true;
    }
    for (size_t i = 0; i < ROWS * columns; i++) {
        batch->data[i].type = VW_SQL_NULL;
    }
    vw_arena_on_free(arena, free_bytes, batch);
    make_room(batch, BYTES);
    return batch;
}

void vw_batch__empty(vw_batch *batch)
{
    batch->rows.rows = 0;
    batch->mention_count = 0;
    batch->used = 0;
    if (batch->capacity > BYTES_KEPT) {
        make_room(batch, BYTES);
    }
}

bool vw_batch__has_room(vw_batch *batch, const vw_row *row)
{
    size_t needed = row->bytes + sizeof row->sha256.bytes;
    if (batch->rows.rows == 0 && needed > batch->capacity) {
        make_room(batch, needed);
    }
    return batch->rows.rows < ROWS && needed <= batch->capacity - batch->used;
}

static const void *keep(vw_batch *batch, const void *bytes, size_t length)
{
    char *copy = batch->bytes + batch->used;
    memcpy(copy, bytes, length);
    batch->used += length;
    return copy;
}

static vw_datum text_of(vw_batch *batch, const char *text, size_t length)
{
    return (vw_datum){
        .type = VW_SQL_TEXT, .length = (uint32_t)length, .value.bytes = keep(batch, text, length)};
}

static vw_datum integer_of(int64_t integer)
{
    return (vw_datum){.type = VW_SQL_INTEGER, .value.integer = integer};
}

static void name_subject(vw_batch *batch, vw_datum *at, uint32_t kind, bool own, const char *key,
                         size_t length)
{
    *at = integer_of(0);
    vw_mention *mention = &batch->mentions[batch->mention_count++];
    vw_subjects__seek(&mention->sought, kind, keep(batch, key, length), length);
    mention->own = own;
    mention->id = &at->value.integer;
}

static void add_value(vw_batch *batch, vw_datum *at, const vw_shape *shape, const vw_row *row,
                      size_t field)
{
    const vw_value *value = &row->values[field];
    bool *filled = &batch->filled[VW_AT_FIELDS + field];
    if (value->is == VW_VALUE_UNKNOWN) {
        if (*filled) { /* else it is NULL since the batch was made */
            *at = (vw_datum){.type = VW_SQL_NULL};
        }
        return;
    }
    *filled = true;
    switch (value->is) {
    case VW_VALUE_UNKNOWN:
        break;
    case VW_VALUE_TEXT:
        if (shape->kind->fields[field].type == VW_TYPE_REF) {
            name_subject(batch, at, shape->kind_of[field], false, value->text, row->lengths[field]);
        } else {
            *at = text_of(batch, value->text, row->lengths[field]);
        }
        break;
    case VW_VALUE_INTEGER:
        *at = integer_of(value->integer);
        break;
    case VW_VALUE_REAL:
        *at = (vw_datum){.type = VW_SQL_REAL, .value.real = value->real};
        break;
    }
}

void vw_batch__add(vw_batch *batch, const vw_shape *shape, const vw_row *row)
{
    vw_datum *at = batch->data + batch->rows.rows * (size_t)batch->rows.columns;
    name_subject(batch, &at[VW_AT_SUBJECT], VW_OWN_KIND, true, row->key, row->key_length);
    at[VW_AT_ROW_NO] = integer_of(row->row_no);
    at[VW_AT_HASH] =
        (vw_datum){.type = VW_SQL_BLOB,
                   .length = sizeof row->sha256.bytes,
                   .value.bytes = keep(batch, row->sha256.bytes, sizeof row->sha256.bytes)};
    at[VW_AT_RAW] = row->raw == NULL ? (vw_datum){.type = VW_SQL_NULL}
                                     : text_of(batch, row->raw, row->raw_length);
    batch->filled[VW_AT_RAW] = batch->filled[VW_AT_RAW] || row->raw != NULL;
    for (size_t i = 0; i < shape->kind->field_count; i++) {
        add_value(batch, &at[VW_AT_FIELDS + i], shape, row, i);
    }
    batch->rows.rows++;
}
