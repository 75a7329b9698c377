/* SPDX-License-Identifier: EUPL-1.2 */
/* Shaping by HarfBuzz, with a chain of faces for characters that the first one lacks. */
#include "reports/pdf/font_private.h"
#include "reports/pdf/syntax.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define REPLACEMENT 0xFFFDu

/* All of them have TrueType outlines, which is what FontFile2 holds. Lato's figures have equal
 * widths and it covers Latin, Greek and Cyrillic; DejaVu has most of the rest. */
static const struct {
    const char *folder, *file, *package;
} known[VW_FACE_COUNT] = {
    [VW_FACE_REGULAR] = {"lato", "Lato-Regular.ttf", "fonts-lato"},
    [VW_FACE_BOLD] = {"lato", "Lato-Bold.ttf", "fonts-lato"},
    [VW_FACE_ITALIC] = {"lato", "Lato-Italic.ttf", "fonts-lato"},
    [VW_FACE_BOLD_ITALIC] = {"lato", "Lato-BoldItalic.ttf", "fonts-lato"},
    [VW_FACE_CODE] = {"dejavu", "DejaVuSansMono.ttf", "fonts-dejavu-core"},
    [VW_FACE_CODE_BOLD] = {"dejavu", "DejaVuSansMono-Bold.ttf", "fonts-dejavu-core"},
    [VW_FACE_SPARE] = {"dejavu", "DejaVuSans.ttf", "fonts-dejavu-core"},
    [VW_FACE_SPARE_BOLD] = {"dejavu", "DejaVuSans-Bold.ttf", "fonts-dejavu-core"},
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
    case VW_FACE_COUNT:
        break;
    }
    return 1.0;
}

vw_pdf_course vw_pdf__course(uint32_t code)
{
    hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), code);
    if (script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED ||
        script == HB_SCRIPT_UNKNOWN) {
        return VW_SCRIPT_NEUTRAL;
    }
    return hb_script_get_horizontal_direction(script) == HB_DIRECTION_RTL ? VW_SCRIPT_LEFTWARD
                                                                          : VW_SCRIPT_RIGHTWARD;
}

/* ---- opening ------------------------------------------------------------------------------- */

static void release(void *self)
{
    vw_pdf_fonts *fonts = self;
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

static void open_face(vw_pdf_fonts *fonts, size_t name)
{
    vw_pdf_face *face = &fonts->faces[name];
    hb_blob_t *blob = find_file(&face->path, fonts->arena, name);
    vw_place place = {.file = face->path};
    if (blob == NULL) {
        VW_DIAG(fonts->diags, T002, place, known[name].file, known[name].package);
        return;
    }
    face->face = hb_face_create(blob, 0);
    face->font = hb_font_create(face->face);
    hb_blob_destroy(blob);
    hb_blob_t *outlines = hb_face_reference_table(face->face, HB_TAG('g', 'l', 'y', 'f'));
    if (hb_blob_get_length(outlines) == 0) {
        VW_DIAG(fonts->diags, T003, place, known[name].package);
    }
    hb_blob_destroy(outlines);
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
    vw_arena_on_free(arena, release, fonts);
    for (size_t i = 0; i < VW_FACE_COUNT; i++) {
        open_face(fonts, i);
    }
    *out = fonts;
    return vw_diags_count(diags, VW_ERROR) == errors ? VW_OK : VW_ERR_STORE;
}

/* ---- CIDs ---------------------------------------------------------------------------------- */

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

/* ---- shaping ------------------------------------------------------------------------------- */

typedef struct {
    vw_pdf_fonts *fonts;
    vw_arena *arena;
    vw_pdf_glyphs *glyphs;
    const char *text;
    size_t length;
    bool figures;
    vw_pdf_face_name chain[3];
    size_t chain_count;
    hb_script_t script;
    hb_direction_t direction;
} shaping;

/* Characters that would hide or reorder what is printed are shown, not obeyed. */
static bool must_show(uint32_t code)
{
    return code < 0x20 ? code != '\t'
                       : (code >= 0x7F && code < 0xA0) || (code >= 0x202A && code <= 0x202E) ||
                             (code >= 0x2066 && code <= 0x2069);
}

static void warn_missing(vw_pdf_fonts *fonts, uint32_t code, const char *text, size_t length)
{
    for (size_t i = 0; i < fonts->missing.count; i++) {
        if (fonts->missing.items[i] == code) {
            return;
        }
    }
    VW_PUSH(fonts->arena, fonts->missing, code);
    const char *shown = must_show(code) ? "" : vw_strndup(fonts->arena, text, length);
    const char *number = vw_printf(fonts->arena, "U+%04X", code);
    VW_DIAG(fonts->diags, T004, (vw_place){0}, number, shown);
}

/* One U+FFFD a character, standing for the character that it replaces. */
static void add_replacements(const shaping *self, size_t start, size_t end)
{
    vw_pdf_face *face = &self->fonts->faces[VW_FACE_SPARE];
    hb_codepoint_t glyph = 0;
    hb_font_get_nominal_glyph(face->font, REPLACEMENT, &glyph);
    float width = (float)(hb_font_get_glyph_h_advance(face->font, glyph) * face->scale);
    const char *stop = self->text + end;
    for (const char *at = self->text + start; at < stop;) {
        const char *from = at;
        uint32_t code = vw_pdf__next_char(&at);
        size_t length = (size_t)(at - from);
        warn_missing(self->fonts, code, from, length);
        vw_pdf_glyph out = {.cid = vw_pdf__cid(self->fonts, face, glyph, from, length),
                            .face = VW_FACE_SPARE,
                            .starts = true,
                            .width = width,
                            .advance = width};
        VW_PUSH(self->arena, *self->glyphs, out);
    }
}

/* Fills the buffer of [fonts] with the glyphs of a range in one face. */
static void run_harfbuzz(const shaping *self, size_t start, size_t end, vw_pdf_face_name name)
{
    const hb_feature_t features[] = {
        {HB_TAG('l', 'i', 'g', 'a'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
        {HB_TAG('c', 'l', 'i', 'g'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
        {HB_TAG('k', 'e', 'r', 'n'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
        {HB_TAG('t', 'n', 'u', 'm'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
        {HB_TAG('l', 'n', 'u', 'm'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    };
    hb_buffer_t *buffer = self->fonts->buffer;
    hb_buffer_clear_contents(buffer);
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
    hb_buffer_add_utf8(buffer, self->text, (int)self->length, (unsigned)start, (int)(end - start));
    hb_buffer_set_script(buffer, self->script);
    hb_buffer_set_direction(buffer, self->direction);
    hb_buffer_set_language(buffer, self->fonts->lang);
    hb_shape(self->fonts->faces[name].font, buffer, features, self->figures ? 5 : 2);
}

/* The end of the source text of glyph [i]: where the next cluster of the text starts. */
static size_t cluster_end(const hb_glyph_info_t *info, unsigned count, unsigned i, bool backward,
                          size_t end)
{
    uint32_t cluster = info[i].cluster;
    if (backward) {
        for (unsigned k = i; k-- > 0;) {
            if (info[k].cluster != cluster) {
                return info[k].cluster;
            }
        }
        return end;
    }
    for (unsigned k = i + 1; k < count; k++) {
        if (info[k].cluster != cluster) {
            return info[k].cluster;
        }
    }
    return end;
}

static bool is_mark(uint32_t code)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
           category == UTF8PROC_CATEGORY_ME || code == 0x200C || code == 0x200D;
}

static void add_glyphs(const shaping *self, size_t end, vw_pdf_face_name name)
{
    unsigned count;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(self->fonts->buffer, &count);
    const hb_glyph_position_t *place = hb_buffer_get_glyph_positions(self->fonts->buffer, NULL);
    vw_pdf_face *face = &self->fonts->faces[name];
    bool backward = HB_DIRECTION_IS_BACKWARD(self->direction);
    for (unsigned i = 0; i < count; i++) {
        /* Of several glyphs for one cluster the first one carries the text. */
        bool first = i == 0 || info[i - 1].cluster != info[i].cluster;
        const char *from = self->text + info[i].cluster;
        size_t length = first ? cluster_end(info, count, i, backward, end) - info[i].cluster : 0;
        const char *peek = from;
        hb_position_t width = hb_font_get_glyph_h_advance(face->font, info[i].codepoint);
        vw_pdf_glyph out = {.cid = vw_pdf__cid(self->fonts, face, info[i].codepoint, from, length),
                            .face = (uint8_t)name,
                            .starts = first && !is_mark(vw_pdf__next_char(&peek)),
                            .width = (float)(width * face->scale),
                            .advance = (float)(place[i].x_advance * face->scale),
                            .x = (float)(place[i].x_offset * face->scale),
                            .y = (float)(place[i].y_offset * face->scale)};
        VW_PUSH(self->arena, *self->glyphs, out);
    }
}

/* True when a glyph of the text from [start] to [end] is absent from the face just shaped with. */
static bool lacks(const vw_pdf_fonts *fonts, size_t start, size_t end)
{
    unsigned count;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(fonts->buffer, &count);
    for (unsigned i = 0; i < count; i++) {
        if (info[i].codepoint == 0 && info[i].cluster >= start && info[i].cluster < end) {
            return true;
        }
    }
    return false;
}

typedef struct {
    size_t start, end;
    bool lacks;
} stretch;
typedef VW_VEC(stretch) stretches;

/* Splits a range into stretches of whole characters with their marks, that the face has or lacks.
 */
static stretches split_by_coverage(const shaping *self, size_t start, size_t end)
{
    stretches all = {0};
    const char *stop = self->text + end;
    for (const char *at = self->text + start; at < stop;) {
        size_t from = (size_t)(at - self->text);
        vw_pdf__next_char(&at);
        for (const char *peek = at; peek < stop && is_mark(vw_pdf__next_char(&peek)); at = peek) {
        }
        size_t to = (size_t)(at - self->text);
        bool lack = lacks(self->fonts, from, to);
        if (all.count > 0 && all.items[all.count - 1].lacks == lack) {
            all.items[all.count - 1].end = to;
        } else {
            VW_PUSH(self->arena, all, (stretch){from, to, lack});
        }
    }
    return all;
}

static void shape_range(const shaping *self, size_t start, size_t end, size_t link)
{
    if (link == self->chain_count) {
        add_replacements(self, start, end);
        return;
    }
    run_harfbuzz(self, start, end, self->chain[link]);
    if (!lacks(self->fonts, start, end)) {
        add_glyphs(self, end, self->chain[link]);
        return;
    }
    stretches all = split_by_coverage(self, start, end);
    bool backward = HB_DIRECTION_IS_BACKWARD(self->direction);
    for (size_t i = 0; i < all.count; i++) {
        const stretch *one = &all.items[backward ? all.count - 1 - i : i];
        /* A single stretch that lacks something is the range itself: on to the next face. */
        shape_range(self, one->start, one->end, one->lacks ? link + 1 : link);
    }
}

/* The script of the first character that has one of its own. */
static hb_script_t script_of(const char *text, size_t start, size_t end)
{
    hb_unicode_funcs_t *unicode = hb_unicode_funcs_get_default();
    for (const char *at = text + start; at < text + end;) {
        hb_script_t script = hb_unicode_script(unicode, vw_pdf__next_char(&at));
        if (script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED &&
            script != HB_SCRIPT_UNKNOWN) {
            return script;
        }
    }
    return HB_SCRIPT_LATIN;
}

static void set_chain(shaping *self, vw_pdf_face_name face)
{
    bool bold = face == VW_FACE_BOLD || face == VW_FACE_BOLD_ITALIC || face == VW_FACE_CODE_BOLD ||
                face == VW_FACE_SPARE_BOLD;
    self->chain[self->chain_count++] = face;
    if (bold) {
        self->chain[self->chain_count++] = VW_FACE_SPARE_BOLD;
    }
    self->chain[self->chain_count++] = VW_FACE_SPARE;
}

bool vw_pdf__shape(vw_pdf_fonts *fonts, vw_arena *arena, vw_pdf_glyphs *glyphs,
                   vw_pdf_face_name face, bool figures, const char *text, size_t start, size_t end)
{
    shaping self = {.fonts = fonts,
                    .arena = arena,
                    .glyphs = glyphs,
                    .text = text,
                    .length = strlen(text),
                    .figures = figures,
                    .script = script_of(text, start, end)};
    self.direction = hb_script_get_horizontal_direction(self.script);
    if (self.direction == HB_DIRECTION_INVALID) {
        self.direction = HB_DIRECTION_LTR;
    }
    set_chain(&self, face);
    size_t from = start;
    for (const char *at = text + start; at < text + end;) {
        size_t here = (size_t)(at - text);
        if (must_show(vw_pdf__next_char(&at))) {
            if (from < here) {
                shape_range(&self, from, here, 0);
            }
            from = (size_t)(at - text);
            add_replacements(&self, here, from);
        }
    }
    if (from < end) {
        shape_range(&self, from, end, 0);
    }
    return HB_DIRECTION_IS_BACKWARD(self.direction);
}

vw_pdf_glyph vw_pdf__line_end_hyphen(vw_pdf_fonts *fonts)
{
    vw_pdf_face *face = &fonts->faces[VW_FACE_REGULAR];
    hb_codepoint_t glyph = 0;
    hb_font_get_nominal_glyph(face->font, '-', &glyph);
    float width = (float)(hb_font_get_glyph_h_advance(face->font, glyph) * face->scale);
    return (vw_pdf_glyph){.cid = vw_pdf__cid(fonts, face, glyph, "", 0),
                          .face = VW_FACE_REGULAR,
                          .width = width,
                          .advance = width};
}

vw_pdf_ref vw_pdf__fonts_resources(vw_pdf_fonts *fonts, vw_pdf_file *file)
{
    if (fonts->resources == 0) {
        fonts->resources = vw_pdf__file_add_dict(file, "");
    }
    return fonts->resources;
}
