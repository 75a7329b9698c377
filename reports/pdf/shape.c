/* SPDX-License-Identifier: EUPL-1.2 */
/* Shaping by HarfBuzz, with a chain of faces for characters that the first one lacks. */
#include "reports/pdf/font_private.h"
#include "reports/pdf/syntax.h"

#include <string.h>
#include <utf8proc.h>

#define REPLACEMENT 0xFFFDu

typedef struct {
    vw_pdf_fonts *fonts;
    vw_arena *arena;
    vw_pdf_glyphs *glyphs;
    const char *text;
    size_t length;
    bool figures;
    vw_pdf_face_name chain[5];
    size_t chain_count;
    hb_script_t script;
    hb_direction_t direction;
} shaping;

bool vw_pdf__must_show(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x202A && code <= 0x202E) ||
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
    const char *shown = vw_pdf__must_show(code) ? "" : vw_strndup(fonts->arena, text, length);
    const char *number = vw_printf(fonts->arena, "U+%04X", code);
    VW_DIAG(fonts->diags, T004, (vw_place){0}, number, shown);
}

/* Draws one glyph of [name] for the whole of text[start..end). */
static void add_single(const shaping *self, vw_pdf_face_name name, uint32_t character, size_t start,
                       size_t end)
{
    vw_pdf_face *face = &self->fonts->faces[name];
    hb_codepoint_t glyph = 0;
    hb_font_get_nominal_glyph(face->font, character, &glyph);
    float width = (float)(hb_font_get_glyph_h_advance(face->font, glyph) * face->scale);
    vw_pdf_glyph out = {.cid =
                            vw_pdf__cid(self->fonts, face, glyph, self->text + start, end - start),
                        .face = (uint8_t)name,
                        .starts = true,
                        .width = width,
                        .advance = width};
    VW_PUSH(self->arena, *self->glyphs, out);
}

bool vw_pdf__is_mark(uint32_t code)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
           category == UTF8PROC_CATEGORY_ME || code == 0x200C || code == 0x200D ||
           (code >= 0xFE00 && code <= 0xFE0F);
}

/* Steps over a character with the marks that belong to it. */
static uint32_t next_cluster(const char **at, const char *stop)
{
    uint32_t code = vw_pdf__next_char(at);
    for (const char *peek = *at; peek < stop && vw_pdf__is_mark(vw_pdf__next_char(&peek));
         *at = peek) {
    }
    return code;
}

/* One U+FFFD a character with its marks, standing for the text that it replaces. */
static void add_replacements(const shaping *self, size_t start, size_t end)
{
    const char *stop = self->text + end;
    const size_t first = self->glyphs->count;
    for (const char *at = self->text + start; at < stop;) {
        const char *from = at;
        uint32_t code = next_cluster(&at, stop);
        warn_missing(self->fonts, code, from, (size_t)(at - from));
        add_single(self, VW_FACE_SPARE, REPLACEMENT, (size_t)(from - self->text),
                   (size_t)(at - self->text));
    }
    for (size_t i = first, k = self->glyphs->count;
         HB_DIRECTION_IS_BACKWARD(self->direction) && i + 1 < k; i++) {
        vw_pdf_glyph last = self->glyphs->items[--k];
        self->glyphs->items[k] = self->glyphs->items[i];
        self->glyphs->items[i] = last;
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

/* A bracket that was mirrored stands for what is seen: who reads the page back takes brackets, as
 * digits, in the order of the paper. */
static const char *as_seen(const shaping *self, const char *from, size_t *length)
{
    const char *at = from;
    if (*length == 0 || !HB_DIRECTION_IS_BACKWARD(self->direction)) {
        return from;
    }
    uint32_t code = vw_pdf__next_char(&at);
    uint32_t seen = hb_unicode_mirroring(hb_unicode_funcs_get_default(), code);
    if (seen == code || (size_t)(at - from) != *length) {
        return from;
    }
    utf8proc_uint8_t *out = vw_alloc(self->arena, 5);
    *length = (size_t)utf8proc_encode_char((utf8proc_int32_t)seen, out);
    return (const char *)out;
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
        const char *seen = as_seen(self, from, &length);
        hb_position_t width = hb_font_get_glyph_h_advance(face->font, info[i].codepoint);
        vw_pdf_glyph out = {.cid = vw_pdf__cid(self->fonts, face, info[i].codepoint, seen, length),
                            .face = (uint8_t)name,
                            .starts = first && !vw_pdf__is_mark(vw_pdf__next_char(&peek)),
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
    bool lacks; /* it cannot be shaped: not in this face, or not at all */
} stretch;
typedef VW_VEC(stretch) stretches;

/* Splits a range into stretches of whole characters with their marks, that the face has or
 * lacks. */
static stretches split_by_coverage(const shaping *self, size_t start, size_t end)
{
    stretches all = {0};
    const char *stop = self->text + end;
    for (const char *at = self->text + start; at < stop;) {
        size_t from = (size_t)(at - self->text);
        next_cluster(&at, stop);
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

uint32_t vw_pdf__script(uint32_t code)
{
    hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), code);
    return script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED ||
                   script == HB_SCRIPT_UNKNOWN
               ? 0
               : (uint32_t)script;
}

/* The script of the first character that has one of its own. */
static hb_script_t script_of(const char *text, size_t start, size_t end)
{
    for (const char *at = text + start; at < text + end;) {
        uint32_t script = vw_pdf__script(vw_pdf__next_char(&at));
        if (script != 0) {
            return (hb_script_t)script;
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
    for (vw_pdf_face_name name = VW_FACE_WIDE; name <= VW_FACE_SYMBOL; name++) {
        if (self->fonts->faces[name].font != NULL) {
            self->chain[self->chain_count++] = name;
        }
    }
}

/* A range without characters that must be shown, or one such character. */
static void shape_stretch(const shaping *self, const stretch *one)
{
    if (!one->lacks) {
        shape_range(self, one->start, one->end, 0);
    } else if (self->text[one->start] == '\t') {
        add_single(self, self->chain[0], ' ', one->start, one->end);
    } else {
        add_replacements(self, one->start, one->end);
    }
}

/* A range between whose characters some must be shown, not shaped. */
static void shape_shown(const shaping *self, size_t start, size_t end)
{
    const char *text = self->text;
    stretches all = {0};
    size_t from = start;
    for (const char *at = text + start; at < text + end;) {
        size_t here = (size_t)(at - text);
        uint32_t code = vw_pdf__next_char(&at);
        if (!vw_pdf__must_show(code)) {
            continue;
        }
        if (from < here) {
            VW_PUSH(self->arena, all, (stretch){from, here, false});
        }
        from = (size_t)(at - text);
        VW_PUSH(self->arena, all, (stretch){here, from, true});
    }
    if (all.count == 0) {
        shape_range(self, start, end, 0);
        return;
    }
    if (from < end) {
        VW_PUSH(self->arena, all, (stretch){from, end, false});
    }
    bool backward = HB_DIRECTION_IS_BACKWARD(self->direction);
    for (size_t i = 0; i < all.count; i++) {
        shape_stretch(self, &all.items[backward ? all.count - 1 - i : i]);
    }
}

void vw_pdf__shape(vw_pdf_fonts *fonts, vw_arena *arena, vw_pdf_glyphs *glyphs,
                   vw_pdf_face_name face, bool figures, bool leftward, const char *text,
                   size_t start, size_t end)
{
    hb_script_t script = script_of(text, start, end);
    const bool cache = !leftward && vw_pdf__may_cache(script, end - start);
    if (cache && vw_pdf__glyph_cache_get(fonts->cache, arena, glyphs, (uint8_t)face, figures,
                                         text + start, end - start)) {
        return;
    }
    shaping self = {.fonts = fonts,
                    .arena = arena,
                    .glyphs = glyphs,
                    .text = text,
                    .length = strlen(text),
                    .figures = figures,
                    .script = script,
                    .direction = leftward ? HB_DIRECTION_RTL : HB_DIRECTION_LTR};
    set_chain(&self, face);
    const size_t first = glyphs->count;
    shape_shown(&self, start, end);
    if (cache && glyphs->count > first) {
        vw_pdf__glyph_cache_put(fonts->cache, (uint8_t)face, figures, text + start, end - start,
                                glyphs->items + first, glyphs->count - first);
    }
}

vw_pdf_glyph vw_pdf__line_end_hyphen(vw_pdf_fonts *fonts, vw_pdf_face_name name, const char *copied)
{
    vw_pdf_face *face = &fonts->faces[name];
    hb_codepoint_t glyph = 0;
    hb_font_get_nominal_glyph(face->font, '-', &glyph);
    float width = (float)(hb_font_get_glyph_h_advance(face->font, glyph) * face->scale);
    return (vw_pdf_glyph){.cid = vw_pdf__cid(fonts, face, glyph, copied, strlen(copied)),
                          .face = (uint8_t)name,
                          .width = width,
                          .advance = width};
}
