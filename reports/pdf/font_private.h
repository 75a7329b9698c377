/* SPDX-License-Identifier: EUPL-1.2 */
/* What font.c (shaping) and subset.c (embedding) share. */
#ifndef VW_REPORTS_PDF_FONT_PRIVATE_H
#define VW_REPORTS_PDF_FONT_PRIVATE_H

#include "reports/pdf/font.h"

#include <hb-ot.h>
#include <hb.h>

/* CIDs are two bytes in the page's strings; 0 stands for no glyph. */
#define CIDS_MAX 65535u

typedef struct {
    hb_codepoint_t glyph;
    const char *text; /* "" for the second and later glyphs of a cluster */
} cid_entry;

typedef struct {
    const char *path;
    hb_face_t *face;
    hb_font_t *font;
    double scale; /* thousandths of the type size in a font unit */
    VW_VEC(cid_entry) cids;
    uint16_t *table; /* open addressing over [cids]; 0: free */
    size_t table_size;
} vw_pdf_face;

typedef struct vw_pdf_glyph_cache vw_pdf_glyph_cache;

/* Read when a word of its language is first to be hyphenated. */
#define VW_PDF_DICTIONARIES 2u
typedef struct {
    struct _HyphenDict *dictionary;
    bool tried;
} vw_pdf_dictionary;

struct vw_pdf_fonts {
    vw_arena *arena;
    vw_diags *diags;
    hb_language_t lang;
    hb_buffer_t *buffer;
    vw_pdf_glyph_cache *cache;
    vw_pdf_face faces[VW_FACE_COUNT];
    vw_pdf_dictionary dictionaries[VW_PDF_DICTIONARIES];
    vw_pdf_ref resources;
    VW_VEC(uint32_t) missing; /* characters that were warned of */
    bool full;                /* a face ran out of CIDs */
};

/* The face's CID for [glyph] that stands for [text]; a new one when it is the first. */
uint16_t vw_pdf__cid(vw_pdf_fonts *fonts, vw_pdf_face *face, hb_codepoint_t glyph, const char *text,
                     size_t length);

void vw_pdf__dictionaries_close(vw_pdf_fonts *fonts);

/* Lives as long as [arena]. */
vw_pdf_glyph_cache *vw_pdf__glyph_cache_new(vw_arena *arena);
/* Is a piece of so many bytes, in this script, shaped the same whatever stands around it? */
bool vw_pdf__may_cache(hb_script_t script, size_t length);
/* Appends the glyphs of a piece that was put before; else false. */
bool vw_pdf__glyph_cache_get(const vw_pdf_glyph_cache *cache, vw_arena *arena,
                             vw_pdf_glyphs *glyphs, uint8_t face, bool figures, const char *text,
                             size_t length);
void vw_pdf__glyph_cache_put(vw_pdf_glyph_cache *cache, uint8_t face, bool figures,
                             const char *text, size_t length, const vw_pdf_glyph *glyphs,
                             size_t count);

#endif
