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

/* Pieces in the order of the paper: stretches that run to the left are turned round. What has
 * no direction of its own belongs to a stretch when it stands inside one. */
static void order_pieces(size_t *order, const vw_pdf_text *text, const vw_pdf_line *line)
{
    const vw_pdf_piece *pieces = text->pieces.items + line->first;
    for (size_t i = 0; i < line->count;) {
        size_t end = i; /* one past the last leftward piece of the stretch */
        for (size_t k = i; pieces[i].direction < 0 && k < line->count && pieces[k].direction <= 0;
             k++) {
            end = pieces[k].direction < 0 ? k + 1 : end;
        }
        if (end == i) {
            order[i] = line->first + i;
            i++;
            continue;
        }
        for (size_t k = i; k < end; k++) {
            order[k] = line->first + (end - 1 - (k - i));
        }
        i = end;
    }
}

static double line_start(const vw_pdf_text *text, const vw_pdf_line *line, double x, double width)
{
    switch (text->style.align) {
    case VW_RIGHT:
        return x + width - line->width;
    case VW_CENTRE:
        return x + (width - line->width) / 2;
    case VW_LEFT:
        break;
    }
    return x;
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

static void draw_stretch(vw_pdf_canvas *canvas, const vw_pdf_text *text, const stretch *part,
                         vw_pdf_hyphen hyphen, double x, double y)
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
        const vw_pdf_piece *piece = &text->pieces.items[part->order[i]];
        vw_pdf__add_glyphs(canvas, text->glyphs.items + piece->first, piece->count, piece->colour);
    }
    if (hyphen != VW_HYPHEN_NONE) {
        const vw_pdf_piece *last = &text->pieces.items[part->order[part->count - 1]];
        vw_pdf__add_glyphs(canvas, &text->hyphens[hyphen], 1, last->colour);
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
    order_pieces(text->order, text, line);
    for (size_t i = 0; i < line->count;) {
        stretch part = next_stretch(text, text->order + i, line->count - i);
        i += part.count;
        draw_stretch(canvas, text, &part, i == line->count ? line->hyphen : VW_HYPHEN_NONE, left,
                     y);
        left += part.width;
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
