/* SPDX-License-Identifier: EUPL-1.2 */
/* Sets of a few places each; where a set is full, the new one takes the place of another. Keys are
 * kept whole and compared: a hash alone would one day point at the wrong subject. */
#include "store/evidence_subjects.h"

#include <string.h>

enum {
    SETS = 1 << 15, /* a power of two */
    PLACES = 4,
    KEY_BYTES_MAX = 44 /* longer ones are not kept; a place is 64 bytes */
};

typedef struct {
    int64_t id; /* 0: free */
    uint64_t hash;
    uint16_t kind;
    uint16_t length;
    char key[KEY_BYTES_MAX];
} place;

struct vw_subjects {
    place (*sets)[PLACES];
    unsigned next; /* the place that gives way */
};

vw_subjects *vw_subjects__new(vw_arena *arena)
{
    vw_subjects *subjects = VW_NEW(arena, vw_subjects);
    subjects->sets = vw_alloc_array(arena, SETS, sizeof *subjects->sets);
    return subjects;
}

/* FNV-1a, its high bits folded into the low ones that choose the set. */
static uint64_t hash_of(uint32_t kind, const char *key, size_t length)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325) ^ kind;
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ (unsigned char)key[i]) * UINT64_C(0x100000001b3);
    }
    return hash ^ hash >> 32;
}

static bool is_at(const place *at, uint64_t hash, uint32_t kind, const char *key, size_t length)
{
    return at->id != 0 && at->hash == hash && at->kind == kind && at->length == length &&
           memcmp(at->key, key, length) == 0;
}

int64_t vw_subjects__find(const vw_subjects *subjects, uint32_t kind, const char *key,
                          size_t length)
{
    uint64_t hash = hash_of(kind, key, length);
    const place *set = subjects->sets[hash % SETS];
    for (size_t i = 0; i < PLACES; i++) {
        if (is_at(&set[i], hash, kind, key, length)) {
            return set[i].id;
        }
    }
    return 0;
}

void vw_subjects__remember(vw_subjects *subjects, uint32_t kind, const char *key, size_t length,
                           int64_t id)
{
    if (length > KEY_BYTES_MAX || kind > UINT16_MAX) {
        return;
    }
    uint64_t hash = hash_of(kind, key, length);
    place *set = subjects->sets[hash % SETS];
    place *at = NULL;
    for (size_t i = 0; i < PLACES && at == NULL; i++) {
        at = set[i].id == 0 || is_at(&set[i], hash, kind, key, length) ? &set[i] : NULL;
    }
    if (at == NULL) {
        at = &set[subjects->next++ % PLACES];
    }
    *at = (place){.id = id, .hash = hash, .kind = (uint16_t)kind, .length = (uint16_t)length};
    memcpy(at->key, key, length);
}

void vw_subjects__forget(vw_subjects *subjects)
{
    memset(subjects->sets, 0, SETS * sizeof *subjects->sets);
}
