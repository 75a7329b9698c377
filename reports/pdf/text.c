/* SPDX-License-Identifier: EUPL-1.2 */
/* Lines: ragged at the right, drawn with their links. */
#include "reports/pdf/text.h"
#include "reports/pdf/text_private.h"

#include <string.h>

/* The baseline's place in a line, in parts of the leading's free room above and below the
 * letters. */
#define ASCENT 0.74

/* ---- laying and measuring ------------------------------------------------------------------- */

vw_pdf_text *vw_pdf__lay_text(vw_pdf_fonts *fonts, vw_arena *arena, const vw_run *runs,
                              size_t count, const vw_pdf_style *style, double width)
{
    vw_pdf_text *text = VW_NEW(arena, vw_pdf_text);
    text->style = *style;
    vw_pdf__pieces pieces = {.fonts = fonts, .arena = arena, .text = text};
    vw_pdf__cut_pieces(&pieces, runs, count);
    vw_pdf__fill_lines(text, fonts, arena, width);
    size_t longest = 0;
    for (size_t i = 0; i < text->lines.count; i++) {
        size_t pieces_in_line = text->lines.items[i].count;
        longest = pieces_in_line > longest ? pieces_in_line : longest;
    }
    text->order = VW_NEW_ARRAY(arena, longest, size_t);
    return text;
}

vw_pdf_text *vw_pdf__lay_string(vw_pdf_fonts *fonts, vw_arena *arena, const char *string,
                                const vw_pdf_style *style, double width)
{
    vw_run run = {.text = string == NULL ? "" : string};
    return vw_pdf__lay_text(fonts, arena, &run, 1, style, width);
}

double vw_pdf__text_height(const vw_pdf_text *text)
{
    return (double)text->lines.count * text->style.leading;
}

double vw_pdf__text_width(const vw_pdf_text *text)
{
    double widest = 0;
    for (size_t i = 0; i < text->lines.count; i++) {
        double width = text->lines.items[i].width;
        widest = width > widest ? width : widest;
    }
    return widest;
}

double vw_pdf__widest_word(const vw_pdf_text *text)
{
    double widest = 0;
    double width = 0;
    for (size_t i = 0; i < text->pieces.count; i++) {
        const vw_pdf_piece *piece = &text->pieces.items[i];
        double visible = width + piece->width - piece->trail;
        widest = visible > widest ? visible : widest;
        width = piece->after == VW_BREAK_NOT ? width + piece->width : 0;
    }
    return widest;
}

/* ---- drawing -------------------------------------------------------------------------------- */

/* The level of piece [i] of the line: spaces at its end go the way of the paragraph (UAX 9, L1). */
static uint8_t level_of(const vw_pdf_text *text, const vw_pdf_line *line, size_t i)
{
    const vw_pdf_piece *pieces = text->pieces.items + line->first;
    for (size_t k = i; k < line->count; k++) {
        if (pieces[k].width > pieces[k].trail) {
            return pieces[i].level;
        }
    }
    return pieces[0].base;
}

static void turn_round(size_t *order, size_t first, size_t end)
{
    for (; first + 1 < end; first++) {
        size_t last = order[--end];
        order[end] = order[first];
        order[first] = last;
    }
}

/* Pieces in the order of the paper: from the highest level down, stretches of that level and above
 * are turned round (UAX 9, L2). */
static void order_pieces(size_t *order, const vw_pdf_text *text, const vw_pdf_line *line)
{
    uint8_t highest = 0;
    for (size_t i = 0; i < line->count; i++) {
        const vw_pdf_piece *piece = &text->pieces.items[line->first + i];
        order[i] = line->first + i;
        highest = piece->level > highest ? piece->level : highest;
        highest = piece->base > highest ? piece->base : highest;
    }
    for (uint8_t level = highest; level > 0; level--) {
        for (size_t i = 0; i < line->count; i++) {
            size_t first = i;
            while (i < line->count && level_of(text, line, order[i] - line->first) >= level) {
                i++;
            }
            turn_round(order, first, i);
        }
    }
}

static double line_start(const vw_pdf_text *text, const vw_pdf_line *line, double x, double width)
{
    const vw_pdf_piece *pieces = text->pieces.items + line->first;
    bool leftward = pieces[0].base == 1;
    /* The spaces at the end stand left of the text. */
    double left = leftward ? x - pieces[line->count - 1].trail : x;
    switch (text->style.align) {
    case VW_RIGHT:
        return left + width - line->width;
    case VW_CENTRE:
        return left + (width - line->width) / 2;
    case VW_LEFT:
        break;
    }
    return leftward ? left + width - line->width : left;
}

/* A stretch of a line's pieces with one target, or with none. */
typedef struct {
    const size_t *order;
    size_t count;
    double width, trail;
} stretch;

static stretch next_stretch(const vw_pdf_text *text, const size_t *order, size_t left)
{
    const vw_pdf_piece *first = &text->pieces.items[order[0]];
    stretch part = {.order = order};
    for (; part.count < left; part.count++) {
        const vw_pdf_piece *piece = &text->pieces.items[order[part.count]];
        if (piece->target != first->target || piece->lang != first->lang ||
            (piece->target != NULL && piece->title != first->title)) {
            break;
        }
        part.width += piece->width;
        part.trail = piece->trail;
    }
    return part;
}

/* A link is underlined, since colour alone does not tell one. */
static void draw_link(vw_pdf_canvas *canvas, const vw_pdf_text *text, const stretch *part, double x,
                      double y)
{
    const vw_pdf_piece *piece = &text->pieces.items[part->order[0]];
    double baseline = y + text->style.leading * ASCENT + 1.6;
    const vw_pdf_box box = {x, y, part->width - part->trail, text->style.leading};
    vw_pdf__link(canvas, box, piece->target, piece->title);
    vw_pdf__line(canvas, x, baseline, x + box.width, baseline, 0.4, piece->colour);
}

/* A hyphen follows the last piece of its line: on its left when that runs to the left. */
static void draw_glyphs(vw_pdf_canvas *canvas, const vw_pdf_text *text, const vw_pdf_line *line,
                        size_t i)
{
    const vw_pdf_piece *piece = &text->pieces.items[i];
    bool hyphen = line->hyphen != VW_HYPHEN_NONE && i + 1 == line->first + line->count;
    bool leftward = piece->level % 2 == 1;
    if (hyphen && leftward) {
        vw_pdf__add_glyphs(canvas, &text->hyphens[line->hyphen], 1, piece->colour);
    }
    vw_pdf__add_glyphs(canvas, text->glyphs.items + piece->first, piece->count, piece->colour);
    if (hyphen && !leftward) {
        vw_pdf__add_glyphs(canvas, &text->hyphens[line->hyphen], 1, piece->colour);
    }
}

static void draw_stretch(vw_pdf_canvas *canvas, const vw_pdf_text *text, const vw_pdf_line *line,
                         const stretch *part, double x, double y)
{
    bool link = text->pieces.items[part->order[0]].target != NULL;
    const char *lang = text->pieces.items[part->order[0]].lang;
    if (lang != NULL) {
        vw_pdf__open_tag(canvas, "Span", vw_pdf__lang_entry(canvas, lang));
    }
    if (link) {
        vw_pdf__open_tag(canvas, "Link", NULL);
    }
    vw_pdf__start_line(canvas, x, y + text->style.leading * ASCENT, text->style.size);
    for (size_t i = 0; i < part->count; i++) {
        draw_glyphs(canvas, text, line, part->order[i]);
    }
    vw_pdf__end_line(canvas);
    if (link) {
        draw_link(canvas, text, part, x, y);
        vw_pdf__close_tag(canvas);
    }
    if (lang != NULL) {
        vw_pdf__close_tag(canvas);
    }
}

static void draw_line(vw_pdf_canvas *canvas, const vw_pdf_text *text, const vw_pdf_line *line,
                      double x, double y, double width)
{
    if (line->count == 0) {
        return;
    }
    double left = line_start(text, line, x, width);
    double pieces = 0;
    for (size_t i = line->first; i < line->first + line->count; i++) {
        pieces += text->pieces.items[i].width;
    }
    /* What the line has more than its pieces. */
    const double trail = text->pieces.items[line->first + line->count - 1].trail;
    const double hyphen = line->hyphen == VW_HYPHEN_NONE ? 0 : line->width + trail - pieces;
    order_pieces(text->order, text, line);
    for (size_t i = 0; i < line->count;) {
        stretch part = next_stretch(text, text->order + i, line->count - i);
        i += part.count;
        draw_stretch(canvas, text, line, &part, left, y);
        left += part.width;
        for (size_t k = 0; k < part.count; k++) {
            left += part.order[k] + 1 == line->first + line->count ? hyphen : 0;
        }
    }
}

void vw_pdf__draw_lines(vw_pdf_canvas *canvas, const vw_pdf_text *text, size_t first, size_t count,
                        double x, double y, double width)
{
    for (size_t i = first; i < first + count; i++) {
        draw_line(canvas, text, &text->lines.items[i], x, y, width);
        y += text->style.leading;
    }
}

void vw_pdf__draw_text(vw_pdf_canvas *canvas, const vw_pdf_text *text, double x, double y,
                       double width)
{
    vw_pdf__draw_lines(canvas, text, 0, text->lines.count, x, y, width);
}
