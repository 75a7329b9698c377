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

vw_pdf_runs vw_pdf__cell_runs(vw_pdf_layout *layout, vw_arena *arena, const vw_cell *cell)
{
    const size_t count = cell->runs != NULL ? cell->run_count : 1;
    vw_run *runs = VW_NEW_ARRAY(arena, count, vw_run);
    for (size_t i = 0; i < count; i++) {
        runs[i] = vw_pdf__cell_run(layout, arena, cell);
        if (cell->runs != NULL) {
            runs[i].text = cell->runs[i].text;
            runs[i].lang = cell->runs[i].lang;
        }
    }
    return (vw_pdf_runs){runs, count};
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
    const vw_pdf_runs runs = vw_pdf__cell_runs(layout, layout->block, &fact->cell);
    lines.value = vw_pdf__lay_text(layout->fonts, layout->block, runs.items, runs.count,
                                   &value_style, layout->width - lines.label_width - lines.indent);
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
    return height < vw_pdf__page_room(layout) / 2 ? height : 3 * (13 + 2 * FACT_PADDING);
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
/* Room to write a name; and place, date and signature below it. */
#define NAME_ROOM 20.0
#define BELOW_NAMES 108.0

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

/* Role, and name where it is known, however many lines they take. */
typedef struct {
    vw_pdf_text *role, *name; /* name NULL: to be filled in */
    double height;            /* of both, and what is left blank for a name */
} signatory_lines;

static signatory_lines lay_signatory(vw_pdf_layout *layout, const vw_signatory *who, double width)
{
    vw_pdf_style style = {.size = 10, .leading = 14, .colour = vw_pdf_ink, .strong = true};
    signatory_lines lines = {0};
    lines.role = vw_pdf__lay_string(layout->fonts, layout->block, who->role, &style, width);
    lines.height = vw_pdf__text_height(lines.role);
    style.strong = false;
    if (who->name != NULL && who->name[0] != '\0') {
        lines.name = vw_pdf__lay_string(layout->fonts, layout->block, who->name, &style, width);
        lines.height += vw_pdf__text_height(lines.name);
    }
    double least = lines.name == NULL ? lines.height + NAME_ROOM : 2 * style.leading;
    lines.height = lines.height > least ? lines.height : least;
    return lines;
}

/* [head]: how high role and name are, of this one or of whoever signs beside. */
static void draw_signature(vw_pdf_layout *layout, const signatory_lines *lines, double head,
                           double left, double width)
{
    const vw_words *words = &layout->document->words;
    double y = layout->y;
    vw_pdf__open_tag(layout->canvas, "P", NULL);
    vw_pdf__draw_text(layout->canvas, lines->role, left, y, width);
    vw_pdf__close_tag(layout->canvas);
    if (lines->name != NULL) {
        vw_pdf__open_tag(layout->canvas, "P", NULL);
        vw_pdf__draw_text(layout->canvas, lines->name, left, y + vw_pdf__text_height(lines->role),
                          width);
        vw_pdf__close_tag(layout->canvas);
    } else {
        draw_blank(layout, words->name, left, y + head, width);
    }
    double half = (width - 12) / 2;
    draw_blank(layout, words->place, left, y + head + 38, half);
    draw_blank(layout, words->date, left + half + 12, y + head + 38, half);
    draw_blank(layout, words->signature, left, y + head + 88, width);
}

/* The height of two who sign beside each other, or of the last one alone. */
static double pair_height(vw_pdf_layout *layout, const vw_block *block, size_t first, double width,
                          signatory_lines lines[2])
{
    double head = 0;
    for (size_t i = 0; i < 2 && first + i < block->signatory_count; i++) {
        lines[i] = lay_signatory(layout, &block->signatories[first + i], width);
        head = lines[i].height > head ? lines[i].height : head;
    }
    return head;
}

double vw_pdf__signatures_start(vw_pdf_layout *layout, const vw_block *block)
{
    signatory_lines lines[2];
    double width = (layout->width - SIGNATURE_GAP) / 2;
    double height =
        block->signatory_count == 0 ? 0 : pair_height(layout, block, 0, width, lines) + BELOW_NAMES;
    vw_arena_reset(layout->block);
    return height;
}

void vw_pdf__draw_signatures(vw_pdf_layout *layout, const vw_block *block)
{
    double width = (layout->width - SIGNATURE_GAP) / 2;
    vw_pdf__need(layout, vw_pdf__signatures_start(layout, block));
    vw_pdf__anchor(layout->canvas, block->id, layout->y);
    for (size_t i = 0; i < block->signatory_count; i += 2) {
        signatory_lines lines[2];
        double head = pair_height(layout, block, i, width, lines);
        vw_pdf__need(layout, head + BELOW_NAMES);
        draw_signature(layout, &lines[0], head, layout->left, width);
        if (i + 1 < block->signatory_count) {
            draw_signature(layout, &lines[1], head, layout->left + width + SIGNATURE_GAP, width);
        }
        vw_pdf__advance(layout, head + BELOW_NAMES);
        vw_pdf__space(layout, 12);
        vw_arena_reset(layout->block);
    }
}
