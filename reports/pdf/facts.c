/* SPDX-License-Identifier: EUPL-1.2 */
/* Facts, a label and a value a line, and the places where people sign. */
#include "reports/pdf/blocks.h"
#include "reports/render/render.h"

#define LABEL_SHARE 0.34
#define FACT_PADDING 3.5
#define SYMBOL_SIZE 8.0
#define SYMBOL_ROOM 12.0

vw_run vw_pdf__cell_run(vw_pdf_layout *layout, vw_arena *arena, const vw_cell *cell)
{
    vw_run run = {.text = cell->text, .target = cell->target, .strong = cell->strong};
    if (cell->is != VW_CELL_TEXT) {
        vw_buf shown = {.arena = arena};
        vw_render_cell(&shown, &layout->document->words, cell);
        run.text = vw_buf_text(&shown);
    }
    run.text = run.text == NULL ? "" : run.text;
    return run;
}

/* ---- facts ---------------------------------------------------------------------------------- */

typedef struct {
    vw_pdf_text *label, *value;
    double label_width, indent, height;
} fact_lines;

static fact_lines lay_fact(vw_pdf_layout *layout, const vw_fact *fact)
{
    const vw_pdf_style label_style = {.size = 9, .leading = 13, .colour = vw_pdf_grey};
    const vw_pdf_style value_style = {
        .size = 9.5, .leading = 13, .colour = vw_pdf_ink, .figures = true};
    fact_lines lines = {.label_width = layout->width * LABEL_SHARE,
                        .indent = fact->cell.is == VW_CELL_RESULT ? SYMBOL_ROOM : 0};
    lines.label = vw_pdf__lay_string(layout->fonts, layout->block, fact->label, &label_style,
                                     lines.label_width - 10);
    const vw_run run = vw_pdf__cell_run(layout, layout->block, &fact->cell);
    lines.value = vw_pdf__lay_text(layout->fonts, layout->block, &run, 1, &value_style,
                                   layout->width - lines.label_width - lines.indent);
    double left = vw_pdf__text_height(lines.label);
    double right = vw_pdf__text_height(lines.value);
    lines.height = (left > right ? left : right) + 2 * FACT_PADDING;
    return lines;
}

static void draw_fact(vw_pdf_layout *layout, const vw_fact *fact)
{
    fact_lines lines = lay_fact(layout, fact);
    vw_pdf__need(layout, lines.height);
    double top = layout->y + FACT_PADDING;
    double left = layout->left + lines.label_width;
    vw_pdf__open_tag(layout->canvas, "TR", NULL);
    vw_pdf__open_tag(layout->canvas, "TH", "/A <</O /Table /Scope /Row>>");
    vw_pdf__draw_text(layout->canvas, lines.label, layout->left, top, lines.label_width);
    vw_pdf__close_tag(layout->canvas);
    vw_pdf__open_tag(layout->canvas, "TD", NULL);
    if (fact->cell.is == VW_CELL_RESULT) {
        vw_pdf__draw_symbol(layout->canvas, fact->cell.result, left, top + 2.5, SYMBOL_SIZE);
    }
    vw_pdf__draw_text(layout->canvas, lines.value, left + lines.indent, top,
                      layout->width - lines.label_width - lines.indent);
    vw_pdf__close_tag(layout->canvas);
    vw_pdf__close_tag(layout->canvas);
    vw_pdf__advance(layout, lines.height);
    vw_pdf__line(layout->canvas, layout->left, layout->y, layout->left + layout->width, layout->y,
                 0.4, vw_pdf_rule);
}

/* Facts that fill less than half a page stay together. */
double vw_pdf__facts_start(vw_pdf_layout *layout, const vw_block *block)
{
    double height = 0;
    for (size_t i = 0; i < block->fact_count; i++) {
        height += lay_fact(layout, &block->facts[i]).height;
        vw_arena_reset(layout->block);
    }
    return height < (VW_PDF_BOTTOM - VW_PDF_TOP) / 2 ? height : 3 * (13 + 2 * FACT_PADDING);
}

void vw_pdf__draw_facts(vw_pdf_layout *layout, const vw_block *block)
{
    vw_pdf__need(layout, vw_pdf__facts_start(layout, block));
    vw_pdf__anchor(layout->canvas, block->id, layout->y);
    vw_pdf__line(layout->canvas, layout->left, layout->y, layout->left + layout->width, layout->y,
                 0.8, vw_pdf_accent);
    vw_pdf__open_tag(layout->canvas, "Table", NULL);
    for (size_t i = 0; i < block->fact_count; i++) {
        draw_fact(layout, &block->facts[i]);
        vw_arena_reset(layout->block);
    }
    vw_pdf__close_tag(layout->canvas);
    vw_pdf__space(layout, 14);
}

/* ---- signatures ----------------------------------------------------------------------------- */

#define SIGNATURE_GAP 28.0

/* A rule to write on, with its label below. */
static void draw_blank(vw_pdf_layout *layout, const char *label, double left, double y,
                       double width)
{
    vw_pdf_style style = {.size = 7.5, .leading = 10, .colour = vw_pdf_grey};
    vw_pdf_text *text = vw_pdf__lay_string(layout->fonts, layout->block, label, &style, width);
    vw_pdf__line(layout->canvas, left, y, left + width, y, 0.5, vw_pdf_grey);
    vw_pdf__open_tag(layout->canvas, "P", NULL);
    vw_pdf__draw_text(layout->canvas, text, left, y + 2, width);
    vw_pdf__close_tag(layout->canvas);
}

static void draw_signature(vw_pdf_layout *layout, const vw_signatory *who, double left,
                           double width)
{
    const vw_words *words = &layout->document->words;
    vw_pdf_style style = {.size = 10, .leading = 14, .colour = vw_pdf_ink, .strong = true};
    double y = layout->y;
    vw_pdf_text *role = vw_pdf__lay_string(layout->fonts, layout->block, who->role, &style, width);
    vw_pdf__open_tag(layout->canvas, "P", NULL);
    vw_pdf__draw_lines(layout->canvas, role, 0, 1, left, y, width);
    vw_pdf__close_tag(layout->canvas);
    if (who->name != NULL && who->name[0] != '\0') {
        style.strong = false;
        vw_pdf_text *name =
            vw_pdf__lay_string(layout->fonts, layout->block, who->name, &style, width);
        vw_pdf__open_tag(layout->canvas, "P", NULL);
        vw_pdf__draw_lines(layout->canvas, name, 0, 1, left, y + 14, width);
        vw_pdf__close_tag(layout->canvas);
    } else {
        draw_blank(layout, words->name, left, y + 34, width);
    }
    double half = (width - 12) / 2;
    draw_blank(layout, words->place, left, y + 72, half);
    draw_blank(layout, words->date, left + half + 12, y + 72, half);
    draw_blank(layout, words->signature, left, y + 122, width);
}

void vw_pdf__draw_signatures(vw_pdf_layout *layout, const vw_block *block)
{
    double width = (layout->width - SIGNATURE_GAP) / 2;
    vw_pdf__need(layout, VW_PDF_SIGNATURE_HEIGHT);
    vw_pdf__anchor(layout->canvas, block->id, layout->y);
    for (size_t i = 0; i < block->signatory_count; i += 2) {
        vw_pdf__need(layout, VW_PDF_SIGNATURE_HEIGHT);
        draw_signature(layout, &block->signatories[i], layout->left, width);
        if (i + 1 < block->signatory_count) {
            draw_signature(layout, &block->signatories[i + 1], layout->left + width + SIGNATURE_GAP,
                           width);
        }
        vw_pdf__advance(layout, VW_PDF_SIGNATURE_HEIGHT);
        vw_pdf__space(layout, 12);
        vw_arena_reset(layout->block);
    }
}
