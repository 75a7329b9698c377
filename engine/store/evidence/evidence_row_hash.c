/* SPDX-License-Identifier: EUPL-1.2 */
/* A row as the bytes that its hash is over. What is the same in every row, names and kinds with
 * their lengths, is written once. */
#include "store/evidence/evidence_private.h"

#include <stdlib.h>
#include <string.h>

enum {
    LENGTH_BYTES = 8,
    STEP_BYTES = 16,
    /* Scores, prices and shares come back all the time, and printf takes longer over a number than
     * SHA-256 over its row. A power of two. */
    REALS = 256
};

typedef struct {
    double value; /* 0 until it is used: then [text] is "" */
    char text[VW_NUMBER_BYTES];
} written_real;

typedef struct {
    size_t field;  /* index in the kind */
    vw_buf before; /* T(name), and T(kind) of what it refers to */
} hashed_field;

struct vw_row_hasher {
    vw_hasher *sha256;
    vw_buf before;        /* T(kind) */
    hashed_field *fields; /* in order of the bytes of their names */
    size_t field_count;
    char *bytes;
    size_t capacity;
    size_t besides; /* room for all that is not the row's own text */
    written_real reals[REALS];
};

static void write_length(char out[LENGTH_BYTES], uint64_t length)
{
    for (size_t i = 0; i < LENGTH_BYTES; i++) {
        out[i] = (char)(length >> (8 * i) & 0xFFu);
    }
}

/* With room behind it, so that it can be read in whole steps. */
static void prepare_text(vw_buf *out, const char *text)
{
    static const char blank[STEP_BYTES] = {0};
    char length[LENGTH_BYTES];
    write_length(length, strlen(text));
    vw_buf_addn(out, length, sizeof length);
    vw_buf_add(out, text);
    vw_buf_addn(out, blank, sizeof blank);
    out->length -= sizeof blank;
}

static void free_bytes(void *hasher)
{
    free(((vw_row_hasher *)hasher)->bytes);
}

vw_row_hasher *vw_row_hasher__new(vw_arena *arena, const vw_kind *kind)
{
    vw_row_hasher *hasher = VW_NEW(arena, vw_row_hasher);
    *hasher = (vw_row_hasher){.sha256 = vw_hasher_new(arena),
                              .before.arena = arena,
                              .fields = VW_NEW_ARRAY(arena, kind->field_count, hashed_field)};
    vw_arena_on_free(arena, free_bytes, hasher);
    prepare_text(&hasher->before, kind->name);
    for (size_t i = 0; i < kind->field_count; i++) {
        const vw_field *field = &kind->fields[i];
        size_t at = hasher->field_count++;
        for (; at > 0 && strcmp(kind->fields[hasher->fields[at - 1].field].name, field->name) > 0;
             at--) {
            hasher->fields[at] = hasher->fields[at - 1];
        }
        hasher->fields[at] = (hashed_field){.field = i, .before.arena = arena};
        prepare_text(&hasher->fields[at].before, field->name);
        if (field->type == VW_TYPE_REF) {
            prepare_text(&hasher->fields[at].before, field->to);
        }
    }
    hasher->besides = hasher->before.length + (size_t)3 * LENGTH_BYTES + strlen("raw") + STEP_BYTES;
    for (size_t i = 0; i < hasher->field_count; i++) {
        hasher->besides += hasher->fields[i].before.length + LENGTH_BYTES + VW_NUMBER_BYTES;
    }
    return hasher;
}

static char *put(char *at, const char *bytes, size_t length)
{
    memcpy(at, bytes, length);
    return at + length;
}

/* In steps of a fixed size, which a compiler does without a call. */
static char *put_prepared(char *at, const vw_buf *prepared)
{
    for (size_t i = 0; i < prepared->length; i += STEP_BYTES) {
        memcpy(at + i, prepared->text + i, STEP_BYTES);
    }
    return at + prepared->length;
}

static char *put_text(char *at, const char *text, size_t length)
{
    write_length(at, length);
    return put(at + LENGTH_BYTES, text, length);
}

static void make_room(vw_row_hasher *hasher, size_t bytes)
{
    if (bytes <= hasher->capacity) {
        return;
    }
    free(hasher->bytes);
    hasher->capacity = bytes * 2;
    hasher->bytes = malloc(hasher->capacity);
    if (hasher->bytes == NULL) {
        vw_out_of_memory();
    }
}

static const char *real_text(vw_row_hasher *hasher, double value)
{
    uint64_t bits, kept;
    memcpy(&bits, &value, sizeof bits);
    written_real *at = &hasher->reals[(bits * UINT64_C(0x9e3779b97f4a7c15) >> 32) % REALS];
    memcpy(&kept, &at->value, sizeof kept);
    if (at->text[0] == '\0' || kept != bits) {
        at->value = value;
        vw_evidence__real_text(at->text, value);
    }
    return at->text;
}

static char *put_value(char *at, vw_row_hasher *hasher, const vw_value *value, size_t length)
{
    char number[VW_NUMBER_BYTES];
    const char *text = number;
    switch (value->is) {
    case VW_VALUE_UNKNOWN:
        return at;
    case VW_VALUE_TEXT:
        return put_text(at, value->text, length);
    case VW_VALUE_INTEGER:
        vw_evidence__integer_text(number, value->integer);
        break;
    case VW_VALUE_REAL:
        text = real_text(hasher, value->real);
        break;
    }
    return put_text(at, text, strlen(text));
}

vw_digest vw_row_hasher__hash(vw_row_hasher *hasher, const vw_row *row)
{
    make_room(hasher, hasher->besides + row->bytes);
    char *at = put_prepared(hasher->bytes, &hasher->before);
    at = put_text(at, row->key, row->key_length);
    for (size_t i = 0; i < hasher->field_count; i++) {
        const hashed_field *field = &hasher->fields[i];
        const vw_value *value = &row->values[field->field];
        if (value->is != VW_VALUE_UNKNOWN) {
            at = put_prepared(at, &field->before);
            at = put_value(at, hasher, value, row->lengths[field->field]);
        }
    }
    if (row->raw != NULL) {
        at = put_text(at, "raw", strlen("raw"));
        at = put_text(at, row->raw, row->raw_length);
    }
    vw_hasher_start(hasher->sha256);
    vw_hasher_add(hasher->sha256, hasher->bytes, (size_t)(at - hasher->bytes));
    return vw_hasher_end(hasher->sha256);
}
