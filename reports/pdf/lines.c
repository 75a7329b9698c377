/* SPDX-License-Identifier: EUPL-1.2 */
/* Where the lines of a text end: as few lines as can be, and of all ways to make so few the one
 * whose lines are most alike. A paragraph is looked at as a whole, as Knuth and Plass do ("Breaking
 * paragraphs into lines", 1981), here for text that is ragged at the right. */
#include "reports/pdf/text.h"
#include "reports/pdf/text_private.h"

#include "reports/pdf/syntax.h"

#include <math.h>
#include <utf8proc.h>

/* Sums of widths differ in the last bits from the width they were measured for. */
#define SLACK 0.01
/* What a hyphen costs: as much as a line that ends this part of the width, squared, too early
 * (0.22 squared). The second hyphen below another costs twice. */
#define HYPHEN_COST 0.05
/* A last line shorter than this part of the width looks like a mistake. */
#define RUNT 0.12
#define RUNT_COST 0.02
/* What it costs that a line begins with a number, which is then read as that of a list, or ends
 * with a day whose month is on the next. */
#define NUMBER_COST 0.03
/* Characters of a number that belongs to the word before it: a count or a year, with its stop. */
#define NUMBER_MOST 6u
/* Shorter words gain nothing by it. */
#define HYPHENATED_LEAST 8u

typedef VW_VEC(vw_pdf_piece) piece_list;

static double glyph_width(const vw_pdf_text *text, size_t i)
{
    const vw_pdf_glyph *glyph = &text->glyphs.items[i];
    return (double)glyph->advance * vw_pdf__face_scale(glyph->face) * text->style.size / 1000.0;
}

static double hyphen_width(const vw_pdf_text *text, vw_pdf_hyphen hyphen)
{
    const vw_pdf_glyph *glyph = &text->hyphens[hyphen];
    return hyphen == VW_HYPHEN_NONE ? 0
                                    : (double)glyph->advance * vw_pdf__face_scale(glyph->face) *
                                          text->style.size / 1000.0;
}

static void take_over(vw_pdf_text *text, const piece_list *pieces)
{
    text->pieces.items = pieces->items;
    text->pieces.count = pieces->count;
    text->pieces.capacity = pieces->capacity;
}

/* ---- hyphenating ---------------------------------------------------------------------------- */

static bool is_letter(uint32_t code)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

/* The places where the piece may be broken, in characters from its start. */
static size_t places_of(vw_pdf_fonts *fonts, const char *lang, const vw_pdf_piece *piece,
                        size_t *places)
{
    size_t count = 0, before = 0; /* characters of the piece so far */
    const char *end = piece->text + piece->length;
    for (const char *at = piece->text; at < end;) {
        const char *word = at;
        size_t letters = 0;
        const char *peek = at;
        for (uint32_t code; at < end && (code = vw_pdf__next_char(&peek), true); at = peek) {
            if (!is_letter(code) && !(letters > 0 && vw_pdf__is_mark(code))) {
                break;
            }
            letters += vw_pdf__is_mark(code) ? 0 : 1;
        }
        if (letters >= HYPHENATED_LEAST) {
            size_t found =
                vw_pdf__hyphenate(fonts, lang, word, (size_t)(at - word), places + count);
            for (size_t i = 0; i < found; i++) {
                places[count++] += before;
            }
        }
        before += letters;
        if (at < end) {
            before += vw_pdf__is_mark(vw_pdf__next_char(&at)) ? 0 : 1;
        }
    }
    return count;
}

/* Glyphs that begin a character: one for each, or the piece cannot be cut by its characters. */
static bool has_a_glyph_a_character(const vw_pdf_text *text, const vw_pdf_piece *piece)
{
    size_t characters = 0, starts = 0;
    for (const char *at = piece->text; at < piece->text + piece->length;) {
        characters += vw_pdf__is_mark(vw_pdf__next_char(&at)) ? 0 : 1;
    }
    for (size_t i = piece->first; i < piece->first + piece->count; i++) {
        starts += text->glyphs.items[i].starts ? 1 : 0;
    }
    return characters == starts;
}

/* Cuts the piece after [characters] of them, counted from [*done], which moves along; the part
 * before the cut is added. */
static void cut_after(const vw_pdf_text *text, vw_arena *arena, piece_list *out,
                      vw_pdf_piece *piece, size_t characters, size_t *done)
{
    vw_pdf_piece part = *piece;
    part.count = 0;
    part.width = part.trail = 0;
    part.after = VW_BREAK_MAY;
    part.hyphen = VW_HYPHEN_OWN;
    for (;; part.count++) {
        const vw_pdf_glyph *glyph = &text->glyphs.items[part.first + part.count];
        if (glyph->starts && *done == characters) {
            break;
        }
        *done += glyph->starts ? 1 : 0;
        part.width += glyph_width(text, part.first + part.count);
    }
    piece->first += part.count;
    piece->count -= part.count;
    piece->width -= part.width;
    VW_PUSH(arena, *out, part);
}

/* Parts of a word that several runs make up, or that has soft hyphens, are left as they are. */
static bool is_whole(const vw_pdf_text *text, size_t i)
{
    const vw_pdf_piece *piece = &text->pieces.items[i];
    const vw_pdf_piece *before = i == 0 ? NULL : piece - 1;
    bool last = i + 1 == text->pieces.count;
    return piece->text != NULL &&
           !vw_pdf__is_name(piece->title, (size_t)(piece->text - piece->title)) &&
           piece->level == 0 && piece->hyphen == VW_HYPHEN_NONE &&
           (piece->after != VW_BREAK_NOT || last) &&
           (before == NULL || (before->after != VW_BREAK_NOT && before->hyphen == VW_HYPHEN_NONE));
}

static void hyphenate(vw_pdf_text *text, vw_pdf_fonts *fonts, vw_arena *arena)
{
    if (text->style.hyphens == NULL) {
        return;
    }
    piece_list out = {0};
    for (size_t i = 0; i < text->pieces.count; i++) {
        vw_pdf_piece piece = text->pieces.items[i];
        if (is_whole(text, i) && piece.length >= HYPHENATED_LEAST &&
            has_a_glyph_a_character(text, &piece)) {
            const char *lang = piece.lang != NULL ? piece.lang : text->style.hyphens;
            size_t *places = VW_NEW_ARRAY(arena, piece.length, size_t);
            size_t count = places_of(fonts, lang, &piece, places);
            size_t done = 0;
            for (size_t k = 0; k < count; k++) {
                cut_after(text, arena, &out, &piece, places[k], &done);
            }
        }
        VW_PUSH(arena, out, piece);
    }
    take_over(text, &out);
}

/* ---- what no line can hold ------------------------------------------------------------------ */

static size_t unit_end(const vw_pdf_text *text, size_t first)
{
    size_t end = first + 1;
    while (end < text->pieces.count && text->pieces.items[end - 1].after == VW_BREAK_NOT) {
        end++;
    }
    return end;
}

/* Points that the pieces from [first] up to [end] take when the line ends after them. */
static double visible_width(const vw_pdf_text *text, size_t first, size_t end)
{
    double width = 0;
    for (size_t i = first; i < end; i++) {
        width += text->pieces.items[i].width;
    }
    const vw_pdf_piece *last = &text->pieces.items[end - 1];
    return width - last->trail + hyphen_width(text, last->hyphen);
}

/* Cuts a piece between characters into parts that fit, the first one beside what takes [*x] of the
 * line already. */
static void cut_piece(const vw_pdf_text *text, vw_arena *arena, piece_list *out,
                      const vw_pdf_piece *piece, double width, double *x)
{
    vw_pdf_piece part = *piece;
    part.count = 0;
    part.width = part.trail = 0;
    part.hyphen = VW_HYPHEN_NONE;
    for (size_t i = piece->first; i < piece->first + piece->count; i++) {
        double glyph = glyph_width(text, i);
        bool full = *x + part.width + glyph > width + SLACK && *x + part.width > 0;
        if (full && text->glyphs.items[i].starts) {
            if (part.count > 0) {
                part.after = VW_BREAK_MAY;
                VW_PUSH(arena, *out, part);
            } else {
                out->items[out->count - 1].after = VW_BREAK_MAY;
            }
            part.first = i;
            part.count = 0;
            part.width = *x = 0;
        }
        part.count++;
        part.width += glyph;
    }
    part.after = piece->after;
    part.hyphen = piece->hyphen;
    part.trail = piece->trail < part.width ? piece->trail : part.width;
    *x += part.width;
    VW_PUSH(arena, *out, part);
}

static void cut_what_is_too_wide(vw_pdf_text *text, vw_arena *arena, double width)
{
    piece_list out = {0};
    for (size_t first = 0; first < text->pieces.count;) {
        size_t end = unit_end(text, first);
        bool fits = visible_width(text, first, end) <= width + SLACK;
        double x = 0;
        for (; first < end; first++) {
            const vw_pdf_piece *piece = &text->pieces.items[first];
            if (fits) {
                VW_PUSH(arena, out, *piece);
            } else {
                cut_piece(text, arena, &out, piece, width, &x);
            }
        }
    }
    take_over(text, &out);
}

/* ---- choosing ends -------------------------------------------------------------------------- */

/* The best way to reach a place where a line may end. */
typedef struct {
    size_t piece;  /* the first one after it */
    size_t lines;  /* up to here */
    size_t before; /* where the line that ends here begins: an index of the places */
    double demerits;
    double width; /* of all before it, with all spaces */
    double cost;  /* of ending a line here, however long it is */
} place;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* What of the piece is seen: without the spaces at its end. */
static size_t seen_length(const vw_pdf_piece *piece)
{
    size_t length = piece->text == NULL ? 0 : piece->length;
    while (length > 0 && piece->text[length - 1] == ' ') {
        length--;
    }
    return length;
}

static bool is_day(const vw_pdf_piece *piece)
{
    size_t length = seen_length(piece);
    return length > 0 && length < piece->length && length <= 2 && is_digit(piece->text[0]) &&
           is_digit(piece->text[length - 1]);
}

static bool is_number(const vw_pdf_piece *piece)
{
    size_t length = seen_length(piece);
    return length > 0 && length <= NUMBER_MOST && is_digit(piece->text[0]);
}

/* "ICT-" of "ICT-risicobeheer". */
static bool ends_in_a_hyphen(const vw_pdf_piece *piece)
{
    size_t length = seen_length(piece);
    return length > 1 && length == piece->length && piece->text[length - 1] == '-';
}

/* What it costs that a line ends after piece [i] and another begins. */
static double cost_of_ending(const vw_pdf_text *text, size_t i)
{
    const vw_pdf_piece *before = &text->pieces.items[i], *after = before + 1;
    if (i + 1 == text->pieces.count || before->after == VW_BREAK_MUST) {
        return 0;
    }
    if (before->hyphen != VW_HYPHEN_NONE || ends_in_a_hyphen(before)) {
        return HYPHEN_COST;
    }
    return is_day(before) || is_number(after) ? NUMBER_COST : 0;
}

static double demerits_of(const place *from, const place *to, double visible, double width,
                          bool last)
{
    double short_of = width > 0 ? (width - visible) / width : 0;
    if (last) {
        return from->lines > 0 && visible < RUNT * width ? RUNT_COST : 0;
    }
    bool again = from->lines > 0 && to->cost >= HYPHEN_COST && from->cost >= HYPHEN_COST;
    return short_of * short_of + (again ? 2 : 1) * to->cost;
}

static void find_best(const vw_pdf_text *text, place *places, size_t to, double width, bool last)
{
    place *here = &places[to];
    const vw_pdf_piece *end = &text->pieces.items[here->piece - 1];
    double tail = hyphen_width(text, end->hyphen) - end->trail;
    for (size_t i = to; i-- > 0;) {
        double visible = here->width - places[i].width + tail;
        if (visible > width + SLACK && i + 1 < to) {
            break;
        }
        double demerits = places[i].demerits + demerits_of(&places[i], here, visible, width, last);
        if (i + 1 == to || places[i].lines + 1 < here->lines ||
            (places[i].lines + 1 == here->lines && demerits < here->demerits)) {
            here->lines = places[i].lines + 1;
            here->before = i;
            here->demerits = demerits;
        }
    }
}

static void push_lines(vw_pdf_text *text, vw_arena *arena, const place *places, size_t last)
{
    size_t first = text->lines.count;
    for (size_t i = 0; i < places[last].lines; i++) {
        VW_PUSH(arena, text->lines, (vw_pdf_line){0});
    }
    for (size_t to = last, line = text->lines.count; line-- > first; to = places[to].before) {
        const place *from = &places[places[to].before];
        const vw_pdf_piece *end = &text->pieces.items[places[to].piece - 1];
        text->lines.items[line] = (vw_pdf_line){
            .first = from->piece,
            .count = places[to].piece - from->piece,
            .width = places[to].width - from->width - end->trail + hyphen_width(text, end->hyphen),
            .hyphen = end->hyphen};
    }
}

/* The lines of the pieces from [first] up to [end], which a forced break or the text's end ends. */
static void fill_paragraph(vw_pdf_text *text, vw_arena *arena, size_t first, size_t end,
                           double width)
{
    place *places = VW_NEW_ARRAY(arena, end - first + 1, place);
    size_t count = 0;
    places[0].piece = first;
    for (size_t at = first; at < end;) {
        size_t next = unit_end(text, at);
        place *to = &places[++count];
        *to = (place){.piece = next, .width = places[count - 1].width};
        for (; at < next; at++) {
            to->width += text->pieces.items[at].width;
        }
        to->cost = cost_of_ending(text, next - 1);
        find_best(text, places, count, width, next == end);
    }
    push_lines(text, arena, places, count);
}

static size_t paragraph_end(const vw_pdf_text *text, size_t first)
{
    size_t end = first + 1;
    while (end < text->pieces.count && text->pieces.items[end - 1].after != VW_BREAK_MUST) {
        end++;
    }
    return end;
}

/* Nearly all cells of a table. */
static bool fits_as_it_is(const vw_pdf_text *text, double width)
{
    for (size_t first = 0; first < text->pieces.count;) {
        size_t end = paragraph_end(text, first);
        if (visible_width(text, first, end) > width + SLACK) {
            return false;
        }
        first = end;
    }
    return true;
}

static void make_hyphens(vw_pdf_text *text, vw_pdf_fonts *fonts)
{
    const vw_pdf_style *style = &text->style;
    vw_pdf_face_name face = style->strong     ? VW_FACE_BOLD
                            : style->emphasis ? VW_FACE_ITALIC
                                              : VW_FACE_REGULAR;
    bool soft = false, own = false;
    for (size_t i = 0; i < text->pieces.count; i++) {
        soft = soft || text->pieces.items[i].hyphen == VW_HYPHEN_SOFT;
        own = own || (style->hyphens != NULL && text->pieces.items[i].length >= HYPHENATED_LEAST);
    }
    if (soft) {
        text->hyphens[VW_HYPHEN_SOFT] = vw_pdf__line_end_hyphen(fonts, face, "");
    }
    if (own) {
        text->hyphens[VW_HYPHEN_OWN] = vw_pdf__line_end_hyphen(fonts, face, "\xC2\xAD");
    }
}

void vw_pdf__fill_lines(vw_pdf_text *text, vw_pdf_fonts *fonts, vw_arena *arena, double width)
{
    make_hyphens(text, fonts);
    if (!fits_as_it_is(text, width)) {
        hyphenate(text, fonts, arena);
        cut_what_is_too_wide(text, arena, width);
    }
    size_t end = 0;
    while (end < text->pieces.count) {
        size_t first = end;
        end = paragraph_end(text, first);
        fill_paragraph(text, arena, first, end, width);
    }
    if (end == 0) {
        VW_PUSH(arena, text->lines, (vw_pdf_line){0});
    }
}

/* ---- measuring ------------------------------------------------------------------------------ */

vw_pdf_text *vw_pdf__hyphenated(const vw_pdf_text *text, vw_pdf_fonts *fonts, vw_arena *arena)
{
    vw_pdf_text *copy = VW_NEW(arena, vw_pdf_text);
    *copy = *text;
    hyphenate(copy, fonts, arena);
    return copy;
}

/* Lines of a word that is broken between characters: a line takes whole ones. */
static size_t lines_within(const vw_pdf_text *text, size_t first, size_t end, double visible,
                           double width)
{
    size_t glyphs = 0;
    for (size_t i = first; i < end; i++) {
        glyphs += text->pieces.items[i].count;
    }
    double each = glyphs > 0 ? visible / (double)glyphs : visible;
    size_t fit = (size_t)((width + SLACK) / each);
    return fit > 0 ? (glyphs + fit - 1) / fit : glyphs;
}

size_t vw_pdf__lines_in(const vw_pdf_text *text, double width, size_t *hyphens, size_t *broken)
{
    size_t lines = 1;
    double x = 0;
    vw_pdf_hyphen before = VW_HYPHEN_NONE;
    *hyphens = *broken = 0;
    for (size_t first = 0; first < text->pieces.count;) {
        size_t end = unit_end(text, first);
        const vw_pdf_piece *last = &text->pieces.items[end - 1];
        double visible = visible_width(text, first, end);
        if (x > 0 && x + visible > width + SLACK) {
            *hyphens += before != VW_HYPHEN_NONE ? 1 : 0;
            lines++;
            x = 0;
        }
        if (visible > width + SLACK && width > 0) {
            size_t more = lines_within(text, first, end, visible, width) - 1;
            *broken += more;
            lines += more;
        }
        x += visible + last->trail - hyphen_width(text, last->hyphen);
        if (last->after == VW_BREAK_MUST && end < text->pieces.count) {
            lines++;
            x = 0;
        }
        before = last->hyphen;
        first = end;
    }
    return lines;
}
