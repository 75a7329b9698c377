/* SPDX-License-Identifier: EUPL-1.2 */
/* The frame and its furniture. */
#include "reports/pdf/layout.h"

#include <string.h>

#define HEAD_GAP 14.0    /* between organisation, mark and title */
#define DRAFT_SIDES 12.0 /* white space of the mark, both sides together */
#define HEAD_BASE 44.0   /* top of the running head's line */
#define RUNNING_LINES 3u
#define HEAD_RULE 60.0
#define FOOT_RULE 796.0
#define FOOT_BASE 801.0
#define FOOT_NUMBER_WIDTH 90.0

static void draw_bar(vw_pdf_layout *layout, const vw_pdf_bar *bar)
{
    const vw_pdf_box box = {bar->x, bar->from, bar->width, layout->y - bar->from};
    if (box.height > 0) {
        vw_pdf__fill_box(layout->canvas, box, bar->colour);
    }
}

void vw_pdf__new_page(vw_pdf_layout *layout)
{
    for (size_t i = 0; i < layout->bars.count; i++) {
        draw_bar(layout, &layout->bars.items[i]);
        layout->bars.items[i].from = VW_PDF_TOP;
    }
    vw_pdf__add_page(layout->canvas);
    layout->y = VW_PDF_TOP;
    layout->fresh = true;
}

double vw_pdf__closer(const vw_pdf_layout *layout, double points)
{
    return points * (1.0 - 0.05 * layout->closer);
}

static double bottom_of(const vw_pdf_layout *layout)
{
    return VW_PDF_BOTTOM - (layout->document->initials != NULL ? VW_PDF_INITIALS : 0);
}

double vw_pdf__room(const vw_pdf_layout *layout)
{
    return bottom_of(layout) - layout->y;
}

double vw_pdf__page_room(const vw_pdf_layout *layout)
{
    return bottom_of(layout) - VW_PDF_TOP;
}

void vw_pdf__need(vw_pdf_layout *layout, double height)
{
    if (height > vw_pdf__room(layout) && !layout->fresh) {
        vw_pdf__new_page(layout);
    }
}

void vw_pdf__space(vw_pdf_layout *layout, double height)
{
    if (!layout->fresh) {
        layout->y += height;
    }
}

void vw_pdf__advance(vw_pdf_layout *layout, double height)
{
    layout->y += height;
    layout->fresh = false;
}

void vw_pdf__open_bar(vw_pdf_layout *layout, double x, double width, vw_pdf_colour colour)
{
    vw_pdf_bar bar = {.x = x, .from = layout->y, .width = width, .colour = colour};
    VW_PUSH(layout->arena, layout->bars, bar);
}

void vw_pdf__close_bar(vw_pdf_layout *layout)
{
    draw_bar(layout, &layout->bars.items[layout->bars.count - 1]);
    layout->bars.count--;
}

/* How many of [left] lines go on this page when [fit] would: at least two stay together at
 * either side of a break, and three lines are not broken at all. */
static size_t lines_here(size_t left, size_t fit, bool fresh)
{
    if (left <= fit) {
        return left;
    }
    size_t here = left - fit < 2 && fit > 0 ? fit - 1 : fit;
    if (fresh) {
        return here > 0 ? here : 1;
    }
    return here < 2 || left <= 3 ? 0 : here;
}

void vw_pdf__flow_text(vw_pdf_layout *layout, const vw_pdf_text *text)
{
    for (size_t first = 0; first < text->lines.count;) {
        double room = vw_pdf__room(layout) + 0.01;
        size_t fit = room > 0 ? (size_t)(room / text->style.leading) : 0;
        size_t count = lines_here(text->lines.count - first, fit, layout->fresh);
        vw_pdf__draw_lines(layout->canvas, text, first, count, layout->left, layout->y,
                           layout->width);
        if (count > 0) {
            vw_pdf__advance(layout, (double)count * text->style.leading);
        }
        first += count;
        if (first < text->lines.count) {
            vw_pdf__new_page(layout);
        }
    }
}

/* ---- furniture ------------------------------------------------------------------------------ */

static const vw_pdf_style small = {
    .size = 7.5, .leading = 9.5, .colour = {0.33, 0.37, 0.41}, .figures = true};

static vw_pdf_text *lay_draft(vw_pdf_layout *layout)
{
    vw_pdf_style style = small;
    style.strong = true;
    style.colour = vw_pdf_accent;
    return vw_pdf__lay_string(layout->fonts, layout->block, layout->document->words.draft, &style,
                              200);
}

/* In the middle of the head, or as near to it as what stands there leaves room: it is free from
 * [from] to [to]. */
static void draw_draft(vw_pdf_layout *layout, const vw_pdf_text *mark, double from, double to)
{
    double width = vw_pdf__text_width(mark) + DRAFT_SIDES;
    double left = VW_PDF_LEFT + (VW_PDF_WIDTH - width) / 2;
    left = left < from ? from : left;
    left = left + width > to ? to - width : left;
    double right = left + width;
    const double frame[8] = {left,  HEAD_BASE - 3,  right, HEAD_BASE - 3,
                             right, HEAD_BASE + 11, left,  HEAD_BASE + 11};
    vw_pdf__polygon(layout->canvas, frame, 4, 0.8, vw_pdf_accent);
    vw_pdf__draw_text(layout->canvas, mark, left + DRAFT_SIDES / 2, HEAD_BASE - 0.5, width);
}

/* Lines that end just above the rule, however many a long name needs. */
static void draw_running(vw_pdf_layout *layout, const vw_pdf_text *text, double x, double width)
{
    size_t lines = text->lines.count < RUNNING_LINES ? text->lines.count : RUNNING_LINES;
    double top = HEAD_BASE - (double)(lines - 1) * text->style.leading;
    vw_pdf__draw_lines(layout->canvas, text, 0, lines, x, top, width);
}

/* [name] with [tail] behind it, without its last words when it has no room on one line. */
static vw_pdf_text *lay_name(vw_pdf_layout *layout, const char *name, const char *tail,
                             const vw_pdf_style *style, double width)
{
    size_t length = strlen(name);
    for (bool cut = false;; cut = true) {
        const char *words = vw_printf(layout->block, "%.*s%s%s", (int)length, name,
                                      cut ? "\xE2\x80\xA6" : "", tail);
        vw_pdf_text *text = vw_pdf__lay_string(layout->fonts, layout->block, words, style, width);
        while (length > 0 && name[length - 1] != ' ') {
            length--;
        }
        while (length > 0 && name[length - 1] == ' ') {
            length--;
        }
        if (text->lines.count <= 1 || length == 0) {
            return text;
        }
    }
}

/* The organisation on the left, the document on the right, each on one line: what one of them does
 * not need is for the other. */
static void draw_head(vw_pdf_layout *layout)
{
    const vw_document *document = layout->document;
    vw_pdf_style style = small;
    const char *period = document->period == NULL ? "" : document->period;
    /* Not twice, when the title says it. */
    bool dated = period[0] != '\0' && strstr(document->title, period) == NULL;
    const char *tail = dated ? vw_printf(layout->block, " \xC2\xB7 %s", period) : "";
    vw_pdf_text *mark = document->draft ? lay_draft(layout) : NULL;
    double room = VW_PDF_WIDTH - HEAD_GAP;
    room -= mark != NULL ? vw_pdf__text_width(mark) + DRAFT_SIDES + HEAD_GAP : 0;
    vw_pdf_text *left = lay_name(layout, document->entity, "", &style, room / 2);
    double rest = room - vw_pdf__text_width(left);
    style.align = VW_RIGHT;
    vw_pdf_text *right = lay_name(layout, document->title, tail, &style, rest);
    double end = VW_PDF_LEFT + VW_PDF_WIDTH;
    draw_running(layout, left, VW_PDF_LEFT, room / 2);
    draw_running(layout, right, end - rest, rest);
    if (mark != NULL) {
        draw_draft(layout, mark, VW_PDF_LEFT + vw_pdf__text_width(left) + HEAD_GAP,
                   end - vw_pdf__text_width(right) - HEAD_GAP);
    }
    vw_pdf__line(layout->canvas, VW_PDF_LEFT, HEAD_RULE, VW_PDF_LEFT + VW_PDF_WIDTH, HEAD_RULE, 0.5,
                 vw_pdf_rule);
}

/* What each page rests on: the program with the result, and the ledger's entry of it. */
static const char *foot_text(vw_pdf_layout *layout)
{
    const vw_document *document = layout->document;
    const char *line = document->version_line == NULL ? "" : document->version_line;
    if (document->ledger_head == NULL) {
        return line;
    }
    return vw_printf(layout->block, "%s\n%s %s", line, document->words.ledger,
                     document->ledger_head);
}

/* A box to initial in, above the foot's rule, on the right: as large as a mark with a date in it.
 */
static void draw_initials(vw_pdf_layout *layout)
{
    vw_pdf_style style = small;
    const double width = 150, box = 92, right = VW_PDF_LEFT + VW_PDF_WIDTH;
    const double low = FOOT_RULE - 4, high = VW_PDF_BOTTOM - VW_PDF_INITIALS + 6,
                 left = right - box;
    const double frame[8] = {left, high, right, high, right, low, left, low};
    style.align = VW_RIGHT;
    vw_pdf_text *label =
        vw_pdf__lay_string(layout->fonts, layout->block, layout->document->initials, &style, width);
    vw_pdf__draw_text(layout->canvas, label, left - 6 - width, low - style.leading, width);
    vw_pdf__polygon(layout->canvas, frame, 4, 0.5, vw_pdf_rule);
}

static void draw_foot(vw_pdf_layout *layout, size_t page, size_t pages)
{
    const vw_document *document = layout->document;
    const vw_words *words = &document->words;
    vw_pdf_style style = small;
    double width = VW_PDF_WIDTH - FOOT_NUMBER_WIDTH - 12;
    vw_pdf_text *version =
        vw_pdf__lay_string(layout->fonts, layout->block, foot_text(layout), &style, width);
    style.align = VW_RIGHT;
    const char *text =
        vw_printf(layout->block, "%s %zu %s %zu", words->page, page + 1, words->of, pages);
    vw_pdf_text *number =
        vw_pdf__lay_string(layout->fonts, layout->block, text, &style, FOOT_NUMBER_WIDTH);
    vw_pdf__line(layout->canvas, VW_PDF_LEFT, FOOT_RULE, VW_PDF_LEFT + VW_PDF_WIDTH, FOOT_RULE, 0.5,
                 vw_pdf_rule);
    size_t lines = version->lines.count < RUNNING_LINES ? version->lines.count : RUNNING_LINES;
    vw_pdf__draw_lines(layout->canvas, version, 0, lines, VW_PDF_LEFT, FOOT_BASE, width);
    vw_pdf__draw_text(layout->canvas, number, VW_PDF_LEFT + VW_PDF_WIDTH - FOOT_NUMBER_WIDTH,
                      FOOT_BASE, FOOT_NUMBER_WIDTH);
}

void vw_pdf__furnish(vw_pdf_layout *layout)
{
    size_t pages = vw_pdf__page_count(layout->canvas);
    for (size_t page = 0; page < pages; page++) {
        vw_pdf__turn_to(layout->canvas, page);
        vw_pdf__artifact(layout->canvas, true);
        if (page >= layout->cover_pages) {
            draw_head(layout);
        }
        draw_foot(layout, page, pages);
        if (layout->document->initials != NULL) {
            draw_initials(layout);
        }
        vw_pdf__artifact(layout->canvas, false);
        vw_arena_reset(layout->block);
    }
}
