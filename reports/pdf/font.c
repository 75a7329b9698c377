/* SPDX-License-Identifier: EUPL-1.2 */
/* The typefaces: found, opened, and their glyphs numbered. */
#include "reports/pdf/font_private.h"

#include <stdlib.h>
#include <string.h>

/* All of them have TrueType outlines, which is what FontFile2 holds. Lato's figures have equal
 * widths and it covers Latin, Greek and Cyrillic; DejaVu has most of the rest. A document without
 * ideographs and emoji needs no more: the last two are used where they are installed. */
static const struct {
    const char *folder, *file, *package;
    bool optional;
} known[VW_FACE_COUNT] = {
    [VW_FACE_REGULAR] = {"lato", "Lato-Regular.ttf", "fonts-lato", false},
    [VW_FACE_BOLD] = {"lato", "Lato-Bold.ttf", "fonts-lato", false},
    [VW_FACE_ITALIC] = {"lato", "Lato-Italic.ttf", "fonts-lato", false},
    [VW_FACE_BOLD_ITALIC] = {"lato", "Lato-BoldItalic.ttf", "fonts-lato", false},
    [VW_FACE_CODE] = {"dejavu", "DejaVuSansMono.ttf", "fonts-dejavu-core", false},
    [VW_FACE_CODE_BOLD] = {"dejavu", "DejaVuSansMono-Bold.ttf", "fonts-dejavu-core", false},
    [VW_FACE_SPARE] = {"dejavu", "DejaVuSans.ttf", "fonts-dejavu-core", false},
    [VW_FACE_SPARE_BOLD] = {"dejavu", "DejaVuSans-Bold.ttf", "fonts-dejavu-core", false},
    [VW_FACE_WIDE] = {"droid", "DroidSansFallbackFull.ttf", "fonts-droid-fallback", true},
    [VW_FACE_SYMBOL] = {"ancient-scripts", "Symbola_hint.ttf", "fonts-symbola", true},
};

double vw_pdf__face_scale(uint8_t face)
{
    switch ((vw_pdf_face_name)face) {
    case VW_FACE_CODE:
    case VW_FACE_CODE_BOLD:
        return 0.86;
    case VW_FACE_SPARE:
    case VW_FACE_SPARE_BOLD:
        return 0.93;
    case VW_FACE_REGULAR:
    case VW_FACE_BOLD:
    case VW_FACE_ITALIC:
    case VW_FACE_BOLD_ITALIC:
    case VW_FACE_WIDE:
    case VW_FACE_SYMBOL:
    case VW_FACE_COUNT:
        break;
    }
    return 1.0;
}

/* ---- opening -------------------------------------------------------------------------------- */

static void release(void *self)
{
    vw_pdf_fonts *fonts = self;
    vw_pdf__dictionaries_close(fonts);
    hb_buffer_destroy(fonts->buffer);
    for (size_t i = 0; i < VW_FACE_COUNT; i++) {
        hb_font_destroy(fonts->faces[i].font);
        hb_face_destroy(fonts->faces[i].face);
    }
}

/* $VERANTWOORD_FONTS first, flat or in the package's folder, then where Debian puts them. */
static hb_blob_t *find_file(const char **path, vw_arena *arena, size_t name)
{
    const char *own = getenv("VERANTWOORD_FONTS");
    const char *places[3] = {NULL, NULL, NULL};
    size_t count = 0;
    if (own != NULL && own[0] != '\0') {
        places[count++] = vw_printf(arena, "%s/%s", own, known[name].file);
        places[count++] = vw_printf(arena, "%s/%s/%s", own, known[name].folder, known[name].file);
    } else {
        places[count++] = vw_printf(arena, "/usr/share/fonts/truetype/%s/%s", known[name].folder,
                                    known[name].file);
    }
    for (size_t i = 0; i < count; i++) {
        *path = places[i];
        hb_blob_t *blob = hb_blob_create_from_file_or_fail(places[i]);
        if (blob != NULL) {
            return blob;
        }
    }
    return NULL;
}

/* TrueType outlines need all of these (OpenType 1.9, "Font Tables"): without one of them HarfBuzz
 * still shapes, and the page would stay blank. */
static bool has_outlines(hb_face_t *face)
{
    static const hb_tag_t needed[] = {
        HB_TAG('g', 'l', 'y', 'f'), HB_TAG('l', 'o', 'c', 'a'), HB_TAG('h', 'h', 'e', 'a'),
        HB_TAG('h', 'm', 't', 'x'), HB_TAG('m', 'a', 'x', 'p'), HB_TAG('c', 'm', 'a', 'p'),
    };
    bool all = hb_face_get_glyph_count(face) > 0;
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        hb_blob_t *table = hb_face_reference_table(face, needed[i]);
        all = all && hb_blob_get_length(table) > 0;
        hb_blob_destroy(table);
    }
    return all;
}

static void open_face(vw_pdf_fonts *fonts, size_t name)
{
    vw_pdf_face *face = &fonts->faces[name];
    hb_blob_t *blob = find_file(&face->path, fonts->arena, name);
    vw_place place = {.file = face->path};
    if (blob == NULL && known[name].optional) {
        return;
    }
    if (blob == NULL) {
        VW_DIAG(fonts->diags, T002, place, known[name].file, known[name].package);
        return;
    }
    face->face = hb_face_create(blob, 0);
    face->font = hb_font_create(face->face);
    hb_blob_destroy(blob);
    if (!has_outlines(face->face)) {
        VW_DIAG(fonts->diags, T003, place, known[name].package);
    }
    face->scale = 1000.0 / hb_face_get_upem(face->face);
    VW_PUSH(fonts->arena, face->cids, (cid_entry){.glyph = 0, .text = ""});
}

vw_status vw_pdf__fonts_open(vw_pdf_fonts **out, vw_arena *arena, vw_diags *diags, const char *lang)
{
    size_t errors = vw_diags_count(diags, VW_ERROR);
    vw_pdf_fonts *fonts = VW_NEW(arena, vw_pdf_fonts);
    fonts->arena = arena;
    fonts->diags = diags;
    fonts->lang = hb_language_from_string(lang, -1);
    fonts->buffer = hb_buffer_create();
    fonts->cache = vw_pdf__glyph_cache_new(arena);
    vw_arena_on_free(arena, release, fonts);
    for (size_t i = 0; i < VW_FACE_COUNT; i++) {
        open_face(fonts, i);
    }
    *out = fonts;
    return vw_diags_count(diags, VW_ERROR) == errors ? VW_OK : VW_ERR_STORE;
}

/* ---- CIDs ----------------------------------------------------------------------------------- */

/* FNV-1a over the glyph's number and its text. */
static size_t cid_hash(hb_codepoint_t glyph, const char *text, size_t length)
{
    uint64_t hash = (0xcbf29ce484222325u ^ glyph) * 0x100000001b3u;
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ (unsigned char)text[i]) * 0x100000001b3u;
    }
    return (size_t)(hash ^ hash >> 32);
}

static void index_cid(vw_pdf_face *face, uint16_t cid)
{
    const cid_entry *entry = &face->cids.items[cid];
    size_t at = cid_hash(entry->glyph, entry->text, strlen(entry->text));
    while (face->table[at & (face->table_size - 1)] != 0) {
        at++;
    }
    face->table[at & (face->table_size - 1)] = cid;
}

static void grow_table(vw_pdf_fonts *fonts, vw_pdf_face *face)
{
    face->table_size = face->table_size == 0 ? 1024 : face->table_size * 2;
    face->table = VW_NEW_ARRAY(fonts->arena, face->table_size, uint16_t);
    for (size_t i = 1; i < face->cids.count; i++) {
        index_cid(face, (uint16_t)i);
    }
}

uint16_t vw_pdf__cid(vw_pdf_fonts *fonts, vw_pdf_face *face, hb_codepoint_t glyph, const char *text,
                     size_t length)
{
    if (face->cids.count * 2 >= face->table_size) {
        grow_table(fonts, face);
    }
    for (size_t at = cid_hash(glyph, text, length);; at++) {
        uint16_t cid = face->table[at & (face->table_size - 1)];
        if (cid == 0) {
            break;
        }
        const cid_entry *entry = &face->cids.items[cid];
        if (entry->glyph == glyph && strlen(entry->text) == length &&
            memcmp(entry->text, text, length) == 0) {
            return cid;
        }
    }
    if (face->cids.count > CIDS_MAX) {
        fonts->full = true;
        return 0;
    }
    uint16_t cid = (uint16_t)face->cids.count;
    const cid_entry entry = {.glyph = glyph, .text = vw_strndup(fonts->arena, text, length)};
    VW_PUSH(fonts->arena, face->cids, entry);
    index_cid(face, cid);
    return cid;
}

vw_pdf_ref vw_pdf__fonts_resources(vw_pdf_fonts *fonts, vw_pdf_file *file)
{
    if (fonts->resources == 0) {
        fonts->resources = vw_pdf__file_add_dict(file, "");
    }
    return fonts->resources;
}
