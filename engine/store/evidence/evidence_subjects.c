/* SPDX-License-Identifier: EUPL-1.2 */
/* Sets of a few places each; where a set is full, the new one takes the place of another. Keys are
 * kept whole and compared: a hash alone would one day point at the wrong subject. */
#include "store/evidence/evidence_subjects.h"

#include <string.h>

enum {
    SETS = 1 << 15, /* a power of two */
    PLACES = 4,
    KEY_BYTES_MAX = 52 /* longer ones are not kept; a place is 64 bytes */
};

typedef struct {
    int64_t id;
    uint16_t kind;
    uint16_t length;
    char key[KEY_BYTES_MAX];
} place;

/* The tags stand together, so that most of what is not here costs one look at memory. */
typedef struct {
    uint32_t tags[PLACES]; /* of the hash; 0: free */
    place places[PLACES];
} place_set;

struct vw_subjects {
    place_set *sets;
    unsigned next; /* the place that gives way */
};

vw_subjects *vw_subjects__new(vw_arena *arena)
{
    vw_subjects *subjects = VW_NEW(arena, vw_subjects);
    subjects->sets = vw_alloc_array(arena, SETS, sizeof *subjects->sets);
    return subjects;
}

/* FNV-1a. */
static uint64_t hash_of(uint32_t kind, const char *key, size_t length)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325) ^ kind;
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ (unsigned char)key[i]) * UINT64_C(0x100000001b3);
    }
    return hash ^ hash >> 29;
}

static uint32_t tag_of(uint64_t hash)
{
    return (uint32_t)(hash >> 32) | 1;
}

static bool is_at(const place *at, uint32_t kind, const char *key, size_t length)
{
    return at->kind == kind && at->length == length && memcmp(at->key, key, length) == 0;
}

int64_t vw_subjects__find(const vw_subjects *subjects, uint32_t kind, const char *key,
                          size_t length)
{
    uint64_t hash = hash_of(kind, key, length);
    const place_set *set = &subjects->sets[hash % SETS];
    for (size_t i = 0; i < PLACES; i++) {
        if (set->tags[i] == tag_of(hash) && is_at(&set->places[i], kind, key, length)) {
            return set->places[i].id;
        }
    }
    return 0;
}

/* Its own place, a free one, or that of another. */
static size_t place_for(vw_subjects *subjects, const place_set *set, uint32_t tag, uint32_t kind,
                        const char *key, size_t length)
{
    for (size_t i = 0; i < PLACES; i++) {
        if (set->tags[i] == 0 ||
            (set->tags[i] == tag && is_at(&set->places[i], kind, key, length))) {
            return i;
        }
    }
    return subjects->next++ % PLACES;
}

void vw_subjects__remember(vw_subjects *subjects, uint32_t kind, const char *key, size_t length,
                           int64_t id)
{
    if (length > KEY_BYTES_MAX || kind > UINT16_MAX) {
        return;
    }
    uint64_t hash = hash_of(kind, key, length);
    place_set *set = &subjects->sets[hash % SETS];
    size_t i = place_for(subjects, set, tag_of(hash), kind, key, length);
    set->tags[i] = tag_of(hash);
    set->places[i] = (place){.id = id, .kind = (uint16_t)kind, .length = (uint16_t)length};
    memcpy(set->places[i].key, key, length);
}

void vw_subjects__forget(vw_subjects *subjects)
{
    memset(subjects->sets, 0, SETS * sizeof *subjects->sets);
}
