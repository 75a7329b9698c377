/* SPDX-License-Identifier: EUPL-1.2 */
/* Whole keys in a ring, the newest over the oldest, and sets of places that say where in the ring.
 * Keys are compared: a hash alone would one day point at the wrong subject. */
#include "store/evidence/evidence_subjects.h"

#include <string.h>

enum {
    SETS = 1 << 15, /* a power of two */
    PLACES = 8,     /* of a set: one line of the processor's cache */
    RING_BYTES = 7 << 20,
    KEY_BYTES_MAX = 255, /* longer ones are not kept */
    POSITION_BITS = 40
};

typedef struct {
    int64_t id;
    uint32_t kind, length;
    char key[];
} entry;

struct vw_subjects {
    /* Bits of the hash above the position of an entry; 0 is a position that is long gone. */
    uint64_t (*sets)[PLACES];
    char *ring;
    uint64_t head; /* position of the next entry: bytes ever written */
};

static void forget(vw_subjects *subjects)
{
    subjects->head = 2 * (uint64_t)RING_BYTES;
}

vw_subjects *vw_subjects__new(vw_arena *arena)
{
    vw_subjects *subjects = VW_NEW(arena, vw_subjects);
    subjects->sets = vw_alloc_array(arena, SETS, sizeof *subjects->sets);
    subjects->ring = vw_alloc(arena, RING_BYTES);
    forget(subjects);
    return subjects;
}

/* FNV-1a. */
void vw_subjects__seek(vw_sought *out, uint32_t kind, const char *key, size_t length)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325) ^ kind;
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ (unsigned char)key[i]) * UINT64_C(0x100000001b3);
    }
    out->key = key;
    out->length = length;
    out->kind = kind;
    out->hash = hash ^ hash >> 29;
}

static uint64_t position_of(uint64_t place)
{
    return place & ((UINT64_C(1) << POSITION_BITS) - 1);
}

static entry *entry_at(const vw_subjects *subjects, uint64_t position)
{
    return (entry *)(void *)(subjects->ring + position % RING_BYTES);
}

static uint64_t *set_of(const vw_subjects *subjects, const vw_sought *sought)
{
    return subjects->sets[sought->hash % SETS];
}

/* Whether [place] may point to the entry: it does not point to one of another hash, nor to one that
 * was written over since. */
static bool may_be(const vw_subjects *subjects, uint64_t place, const vw_sought *sought)
{
    return (place ^ sought->hash) >> POSITION_BITS == 0 &&
           subjects->head - position_of(place) <= RING_BYTES;
}

static entry *find(const vw_subjects *subjects, const vw_sought *sought)
{
    const uint64_t *set = set_of(subjects, sought);
    for (size_t i = 0; i < PLACES; i++) {
        if (may_be(subjects, set[i], sought)) {
            entry *at = entry_at(subjects, position_of(set[i]));
            if (at->kind == sought->kind && at->length == sought->length &&
                memcmp(at->key, sought->key, sought->length) == 0) {
                return at;
            }
        }
    }
    return NULL;
}

void vw_subjects__fetch_set(const vw_subjects *subjects, const vw_sought *sought)
{
    __builtin_prefetch(set_of(subjects, sought));
}

void vw_subjects__fetch_key(const vw_subjects *subjects, const vw_sought *sought)
{
    const uint64_t *set = set_of(subjects, sought);
    for (size_t i = 0; i < PLACES; i++) {
        if (may_be(subjects, set[i], sought)) {
            __builtin_prefetch(entry_at(subjects, position_of(set[i])));
        }
    }
}

int64_t vw_subjects__find(const vw_subjects *subjects, const vw_sought *sought)
{
    const entry *found = find(subjects, sought);
    return found == NULL ? 0 : found->id;
}

/* Position of room for an entry of [bytes], which does not go round the end of the ring. */
static uint64_t make_room(vw_subjects *subjects, size_t bytes)
{
    size_t left = RING_BYTES - subjects->head % RING_BYTES;
    subjects->head += left < bytes ? left : 0;
    uint64_t position = subjects->head;
    subjects->head += bytes;
    return position;
}

static uint64_t *oldest(uint64_t set[PLACES])
{
    uint64_t *found = set;
    for (size_t i = 1; i < PLACES; i++) {
        found = position_of(set[i]) < position_of(*found) ? &set[i] : found;
    }
    return found;
}

void vw_subjects__remember(vw_subjects *subjects, const vw_sought *sought, int64_t id)
{
    if (sought->length > KEY_BYTES_MAX) {
        return;
    }
    entry *at = find(subjects, sought);
    if (at != NULL) {
        at->id = id;
        return;
    }
    size_t bytes =
        (sizeof *at + sought->length + sizeof at->id - 1) / sizeof at->id * sizeof at->id;
    uint64_t position = make_room(subjects, bytes);
    at = entry_at(subjects, position);
    at->id = id;
    at->kind = sought->kind;
    at->length = (uint32_t)sought->length;
    memcpy(at->key, sought->key, sought->length);
    *oldest(set_of(subjects, sought)) = sought->hash >> POSITION_BITS << POSITION_BITS | position;
}

void vw_subjects__forget(vw_subjects *subjects)
{
    memset(subjects->sets, 0, SETS * sizeof *subjects->sets);
    forget(subjects);
}
