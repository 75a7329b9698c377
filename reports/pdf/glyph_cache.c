/* SPDX-License-Identifier: EUPL-1.2 */
/* Words that were shaped before. Tables say the same words on page after page, and shaping was
 * two fifths of the time of a long one. */
#include "reports/pdf/font_private.h"

#include <string.h>

/* Longer pieces are hashes and URLs, that seldom come twice. */
#define LONGEST 48u
/* When it is full, it begins anew: some 3 MB. */
#define ENTRIES_MAX ((size_t)16384)
#define SLOTS (ENTRIES_MAX * 2)

typedef struct {
    char *text;
    vw_pdf_glyph *glyphs;
    uint16_t length, count;
    uint8_t face;
    bool figures;
} cached;

struct vw_pdf_glyph_cache {
    vw_arena *arena;
    cached *entries;
    uint16_t *slots; /* open addressing over [entries], from 1; 0: free */
    size_t count;
};

/* The neighbours of a letter decide its form in Arabic and its like, never in these. */
bool vw_pdf__may_cache(hb_script_t script, size_t length)
{
    return length <= LONGEST &&
           (script == HB_SCRIPT_LATIN || script == HB_SCRIPT_GREEK || script == HB_SCRIPT_CYRILLIC);
}

static void release(void *self)
{
    vw_arena_free(((vw_pdf_glyph_cache *)self)->arena);
}

static void empty(vw_pdf_glyph_cache *cache)
{
    vw_arena_reset(cache->arena);
    cache->entries = VW_NEW_ARRAY(cache->arena, ENTRIES_MAX, cached);
    cache->slots = VW_NEW_ARRAY(cache->arena, SLOTS, uint16_t);
    cache->count = 0;
}

vw_pdf_glyph_cache *vw_pdf__glyph_cache_new(vw_arena *arena)
{
    vw_pdf_glyph_cache *cache = VW_NEW(arena, vw_pdf_glyph_cache);
    cache->arena = vw_arena_new();
    vw_arena_on_free(arena, release, cache);
    empty(cache);
    return cache;
}

/* FNV-1a. */
static size_t hash_of(uint8_t face, bool figures, const char *text, size_t length)
{
    uint64_t hash = 0xcbf29ce484222325u ^ (uint64_t)(face << 1 | figures);
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ (unsigned char)text[i]) * 0x100000001b3u;
    }
    return (size_t)(hash ^ hash >> 29);
}

static bool is_for(const cached *entry, uint8_t face, bool figures, const char *text, size_t length)
{
    return entry->face == face && entry->figures == figures && entry->length == length &&
           memcmp(entry->text, text, length) == 0;
}

bool vw_pdf__glyph_cache_get(const vw_pdf_glyph_cache *cache, vw_arena *arena,
                             vw_pdf_glyphs *glyphs, uint8_t face, bool figures, const char *text,
                             size_t length)
{
    for (size_t at = hash_of(face, figures, text, length);; at++) {
        uint16_t slot = cache->slots[at % SLOTS];
        if (slot == 0) {
            return false;
        }
        const cached *entry = &cache->entries[slot - 1];
        if (is_for(entry, face, figures, text, length)) {
            for (size_t i = 0; i < entry->count; i++) {
                VW_PUSH(arena, *glyphs, entry->glyphs[i]);
            }
            return true;
        }
    }
}

void vw_pdf__glyph_cache_put(vw_pdf_glyph_cache *cache, uint8_t face, bool figures,
                             const char *text, size_t length, const vw_pdf_glyph *glyphs,
                             size_t count)
{
    if (cache->count == ENTRIES_MAX) {
        empty(cache);
    }
    cached *entry = &cache->entries[cache->count++];
    *entry = (cached){.text = vw_strndup(cache->arena, text, length),
                      .glyphs = VW_NEW_ARRAY(cache->arena, count, vw_pdf_glyph),
                      .length = (uint16_t)length,
                      .count = (uint16_t)count,
                      .face = face,
                      .figures = figures};
    memcpy(entry->glyphs, glyphs, count * sizeof *glyphs);
    size_t at = hash_of(face, figures, text, length);
    while (cache->slots[at % SLOTS] != 0) {
        at++;
    }
    cache->slots[at % SLOTS] = (uint16_t)cache->count;
}
