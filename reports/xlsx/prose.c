/* SPDX-License-Identifier: EUPL-1.2 */
/* The sheet with the document's text, in the order of reading: a workbook leaves nothing out that
 * paper has. What stands on other sheets is named at its place, with a link. */
#include "reports/xlsx/xlsx.h"

#include <string.h>

enum {
    WIDTH_NUMBER = 8,
    WIDTH_TEXT = 110,
    LEVELS_LARGE = 2,
    PAGE_POINTS = 450, /* of A4 across between its margins, less what programs differ in */
    AFTER_HEADING = 60
};

typedef struct {
    vw_xlsx *xlsx;
    vw_sheet *sheet;
    uint32_t row;
    double y; /* points of this page of print that are taken */
    VW_VEC(uint32_t) breaks;
} prose_writer;

/* Takes [height] for the row at hand, on a new page when this one has no room for it and for
 * [after], which a heading must not be parted from. */
static void take_room(prose_writer *writer, double height, double after)
{
    if (writer->y > 0 && writer->y + height + after > PAGE_POINTS) {
        VW_PUSH(writer->xlsx->arena, writer->breaks, writer->row);
        writer->y = 0;
    }
    writer->y += height;
}

static void write_line(prose_writer *writer, const char *number, const char *text, vw_style style)
{
    const bool heading = style.strong || style.look == VW_LOOK_CAPTION;
    vw_xlsx *xlsx = writer->xlsx;
    if (text[0] == '\0') {
        return;
    }
    const double height = vw_xlsx__height_of(text, WIDTH_TEXT, style.look);
    take_room(writer, height, heading ? AFTER_HEADING : 0);
    if (number != NULL && number[0] != '\0') {
        (void)vw_xlsx__text(xlsx, number);
        vw_sheet__text(writer->sheet, writer->row, 0, vw_buf_text(&xlsx->text), style);
    }
    const size_t units = vw_xlsx__text(xlsx, text);
    if (units > 0) {
        VW_DIAG(xlsx->diags, T041, (vw_place){0}, xlsx->layout.prose,
                vw_printf(xlsx->arena, "%u", (unsigned)writer->row + 1), "B",
                vw_printf(xlsx->arena, "%zu", units));
    }
    vw_sheet__text(writer->sheet, writer->row, 1, vw_buf_text(&xlsx->text), style);
    vw_sheet__row_height(writer->sheet, writer->row, height);
    writer->row++;
}

static const vw_style plain = {.look = VW_LOOK_VALUE, .is = VW_CELL_TEXT};
static const vw_style remark = {.look = VW_LOOK_REMARK, .is = VW_CELL_TEXT};

static const char *runs_of(prose_writer *writer, const vw_block *block)
{
    vw_buf text = {.arena = writer->xlsx->arena};
    vw_render_runs(&text, block->runs, block->run_count);
    return vw_buf_text(&text);
}

static void write_heading(prose_writer *writer, const vw_block *block)
{
    const bool large = block->level <= LEVELS_LARGE;
    if (writer->row > 0) {
        writer->row++;
        writer->y += vw_xlsx__height(1);
    }
    write_line(writer, block->number, runs_of(writer, block),
               large ? (vw_style){.look = VW_LOOK_CAPTION, .is = VW_CELL_TEXT}
                     : (vw_style){.look = VW_LOOK_VALUE, .is = VW_CELL_TEXT, .strong = true});
}

static void write_facts(prose_writer *writer, const vw_block *block)
{
    vw_xlsx *xlsx = writer->xlsx;
    for (size_t i = 0; i < block->fact_count; i++) {
        vw_buf line = {.arena = xlsx->arena};
        vw_buf_addf(&line, "%s%s", block->facts[i].label,
                    block->facts[i].label[0] != '\0' ? ": " : "");
        vw_render_cell(&line, &xlsx->document->words, &block->facts[i].cell);
        write_line(writer, NULL, vw_buf_text(&line), plain);
    }
}

/* "Bevindingen: Alle bevindingen", as a link. */
static void write_table(prose_writer *writer, const vw_block *block)
{
    vw_xlsx *xlsx = writer->xlsx;
    const vw_placed *placed = NULL;
    for (size_t i = 0; i < xlsx->layout.tables.count && placed == NULL; i++) {
        const vw_placed *one = &xlsx->layout.tables.items[i];
        placed = one->block == block ? one : NULL;
    }
    if (placed == NULL) {
        return;
    }
    const char *name = xlsx->layout.pages.items[placed->parts[0].page].name;
    const char *target = vw_strdup(xlsx->arena, vw_xlsx__place(xlsx, placed));
    (void)vw_xlsx__text(xlsx, vw_printf(xlsx->arena, "%s: %s", name, block->table->caption));
    take_room(writer, vw_xlsx__height(1), 0);
    vw_sheet__link(writer->sheet, writer->row++, 1, target, vw_buf_text(&xlsx->text), plain);
}

static void write_signatures(prose_writer *writer, const vw_block *block)
{
    for (size_t i = 0; i < block->signatory_count; i++) {
        const vw_signatory *one = &block->signatories[i];
        write_line(writer, NULL,
                   vw_printf(writer->xlsx->arena, "%s: %s", one->role,
                             one->name[0] != '\0' ? one->name : "…"),
                   plain);
    }
}

static void write_block(prose_writer *writer, const vw_block *block);

static void write_list(prose_writer *writer, const vw_block *list)
{
    for (size_t i = 0; i < list->child_count; i++) {
        vw_buf text = {.arena = writer->xlsx->arena};
        vw_render_prose(&text, list->children[i]);
        const char *mark = list->ordered ? vw_printf(writer->xlsx->arena, "%zu.", i + 1) : "•";
        write_line(writer, NULL, vw_printf(writer->xlsx->arena, "%s %s", mark, vw_buf_text(&text)),
                   plain);
    }
}

static void write_prose(prose_writer *writer, const vw_block *block, vw_style style)
{
    vw_buf text = {.arena = writer->xlsx->arena};
    vw_render_prose(&text, block);
    write_line(writer, NULL, vw_buf_text(&text), style);
}

static void write_children(prose_writer *writer, const vw_block *block)
{
    for (size_t i = 0; i < block->child_count; i++) {
        write_block(writer, block->children[i]);
    }
}

static void write_block(prose_writer *writer, const vw_block *block)
{
    switch (block->is) {
    case VW_BLOCK_DOCUMENT:
        write_children(writer, block);
        break;
    case VW_BLOCK_COVER:
        write_line(writer, NULL, runs_of(writer, block),
                   (vw_style){.look = VW_LOOK_TITLE, .is = VW_CELL_TEXT});
        write_children(writer, block);
        break;
    case VW_BLOCK_HEADING:
        write_heading(writer, block);
        break;
    case VW_BLOCK_PARAGRAPH:
        write_line(writer, NULL, runs_of(writer, block), plain);
        break;
    case VW_BLOCK_LIST:
        write_list(writer, block);
        break;
    case VW_BLOCK_ITEM:
    case VW_BLOCK_QUOTE:
        write_prose(writer, block, plain);
        break;
    case VW_BLOCK_NOTE:
        write_prose(writer, block, remark);
        break;
    case VW_BLOCK_TABLE:
        write_table(writer, block);
        break;
    case VW_BLOCK_CHART:
        write_line(writer, NULL, block->chart->alternative, remark);
        break;
    case VW_BLOCK_FACTS:
        write_facts(writer, block);
        break;
    case VW_BLOCK_SIGNATURES:
        write_signatures(writer, block);
        break;
    case VW_BLOCK_CONTENTS:
    case VW_BLOCK_PAGE_BREAK:
        break;
    }
}

void vw_prose__write(vw_xlsx *xlsx)
{
    prose_writer writer = {.xlsx = xlsx, .sheet = vw_book__sheet(xlsx->book, xlsx->layout.prose)};
    vw_sheet__column_width(writer.sheet, 0, WIDTH_NUMBER);
    vw_sheet__column_width(writer.sheet, 1, WIDTH_TEXT);
    write_block(&writer, xlsx->document->root);
    vw_sheet__set_print(writer.sheet, xlsx->document, writer.row, 2, false);
    vw_sheet__break_before(writer.sheet, writer.breaks.items, writer.breaks.count);
}
