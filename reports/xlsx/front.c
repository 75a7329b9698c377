/* SPDX-License-Identifier: EUPL-1.2 */
/* The head of the first sheet: what this book is, for whom, from what, and what is in it. */
#include "reports/xlsx/xlsx.h"

#include <string.h>

static void add(vw_front *front, vw_xlsx *xlsx, vw_look look, const char *label, vw_cell cell)
{
    VW_PUSH(xlsx->arena, *front, (vw_front_line){.look = look, .label = label, .cell = cell});
}

static void add_text(vw_front *front, vw_xlsx *xlsx, vw_look look, const char *text)
{
    if (text != NULL && text[0] != '\0') {
        add(front, xlsx, look, NULL, (vw_cell){.is = VW_CELL_TEXT, .text = text});
    }
}

static void add_blank(vw_front *front, vw_xlsx *xlsx)
{
    add(front, xlsx, VW_LOOK_LABEL, NULL, (vw_cell){.is = VW_CELL_EMPTY});
}

static void add_block(vw_front *front, vw_xlsx *xlsx, const vw_block *block)
{
    for (size_t i = 0; i < block->fact_count; i++) {
        add(front, xlsx, VW_LOOK_VALUE, block->facts[i].label, block->facts[i].cell);
    }
    if (block->is == VW_BLOCK_NOTE) {
        vw_buf prose = {.arena = xlsx->arena};
        vw_render_prose(&prose, block);
        add_text(front, xlsx, VW_LOOK_REMARK, vw_buf_text(&prose));
    }
    add_blank(front, xlsx);
}

/* True for the first table on a sheet other than the first. */
static bool opens_sheet(const vw_layout *layout, size_t at)
{
    const char *sheet_id = layout->tables.items[at].table->sheet_id;
    for (size_t i = 0; i < at; i++) {
        if (strcmp(layout->tables.items[i].table->sheet_id, sheet_id) == 0) {
            return false;
        }
    }
    return at > 0;
}

static void add_sheets(vw_front *front, vw_xlsx *xlsx)
{
    const bool has_prose = xlsx->document->form == NULL;
    if (vw_layout__sheet_count(&xlsx->layout) < 2 && !has_prose) {
        return;
    }
    add_text(front, xlsx, VW_LOOK_CAPTION, xlsx->document->words.contents);
    for (size_t i = 0; i < xlsx->layout.tables.count; i++) {
        if (opens_sheet(&xlsx->layout, i)) {
            VW_PUSH(xlsx->arena, *front, (vw_front_line){.look = VW_LOOK_VALUE, .lists = i + 1});
        }
    }
    if (has_prose) {
        VW_PUSH(xlsx->arena, *front, (vw_front_line){.look = VW_LOOK_VALUE, .prose = true});
    }
    add_blank(front, xlsx);
}

void vw_front__plan(vw_front *front, vw_xlsx *xlsx)
{
    const vw_document *document = xlsx->document;
    add_text(front, xlsx, VW_LOOK_TITLE, document->title);
    if (document->draft) {
        add_text(front, xlsx, VW_LOOK_DRAFT, document->words.draft);
    }
    add_text(front, xlsx, VW_LOOK_VALUE, document->entity);
    add_text(front, xlsx, VW_LOOK_VALUE, document->period);
    add_text(front, xlsx, VW_LOOK_REMARK, document->version_line);
    add_blank(front, xlsx);
    for (size_t i = 0; i < xlsx->layout.blocks.count; i++) {
        add_block(front, xlsx, xlsx->layout.blocks.items[i]);
    }
    add_sheets(front, xlsx);
}

static void write_wide(vw_xlsx *xlsx, uint32_t row, size_t first, size_t last, const char *text,
                       vw_style style)
{
    double characters = 0;
    for (size_t i = first; i <= last; i++) {
        characters += xlsx->widths[0][i];
    }
    vw_sheet__merged(xlsx->sheets[0], row, first, last, text, style);
    vw_sheet__row_height(xlsx->sheets[0], row, vw_xlsx__height_of(text, characters, style.look));
}

static void write_value(vw_xlsx *xlsx, uint32_t row, size_t last, const vw_cell *cell)
{
    vw_sheet *sheet = xlsx->sheets[0];
    vw_style style = {
        .look = VW_LOOK_VALUE, .is = cell->is, .result = cell->result, .strong = true};
    if (cell->is == VW_CELL_INTEGER) {
        vw_sheet__number(sheet, row, 1, (double)cell->integer, style);
    } else if (cell->is == VW_CELL_NUMBER) {
        vw_sheet__number(sheet, row, 1, cell->number, style);
    } else if (cell->is == VW_CELL_SHARE && cell->number >= 0) {
        vw_sheet__number(sheet, row, 1, vw_render_share_shown(cell->number), style);
    } else if (cell->is == VW_CELL_DATE && cell->date != VW_DATE_NONE) {
        vw_sheet__date(sheet, row, 1, cell->date, style);
    } else {
        vw_render_cell(vw_render_again(&xlsx->formula), &xlsx->document->words, cell);
        (void)vw_xlsx__text(xlsx, vw_buf_text(&xlsx->formula));
        if (cell->is == VW_CELL_RESULT) {
            vw_sheet__text(sheet, row, 1, vw_buf_text(&xlsx->text), style);
            return;
        }
        style.is = VW_CELL_TEXT;
        write_wide(xlsx, row, 1, last, vw_buf_text(&xlsx->text), style);
    }
}

static void write_listed(vw_xlsx *xlsx, uint32_t row, size_t last, const char *name,
                         const char *about)
{
    vw_sheet__link(xlsx->sheets[0], row, 0, vw_printf(xlsx->arena, "internal:'%s'!A1", name), name,
                   (vw_style){.look = VW_LOOK_LABEL});
    (void)vw_xlsx__text(xlsx, about);
    write_wide(xlsx, row, 1, last, vw_buf_text(&xlsx->text),
               (vw_style){.look = VW_LOOK_VALUE, .is = VW_CELL_TEXT});
}

/* "Bevindingen" as a link, and beside it what stands there: "Alle bevindingen (1.234)". */
static void write_sheet_line(vw_xlsx *xlsx, uint32_t row, size_t last, size_t table)
{
    const vw_placed *placed = &xlsx->layout.tables.items[table];
    const char *name = xlsx->layout.pages.items[placed->parts[0].page].name;
    vw_buf about = {.arena = xlsx->arena};
    for (size_t i = table; i < xlsx->layout.tables.count; i++) {
        const vw_table *other = xlsx->layout.tables.items[i].table;
        if (strcmp(other->sheet_id, placed->table->sheet_id) == 0) {
            vw_buf_add(&about, about.length > 0 ? "; " : "");
            vw_buf_addf(&about, "%s (", other->caption);
            vw_render_integer(&about, &xlsx->document->words, (int64_t)other->total_rows);
            vw_buf_add(&about, ")");
        }
    }
    write_listed(xlsx, row, last, name, vw_buf_text(&about));
}

void vw_front__write(const vw_front *front, vw_xlsx *xlsx, size_t last_column)
{
    for (uint32_t row = 0; row < front->count; row++) {
        const vw_front_line *line = &front->items[row];
        if (line->prose) {
            write_listed(xlsx, row, last_column, xlsx->layout.prose,
                         xlsx->document->words.whole_text);
        } else if (line->lists > 0) {
            write_sheet_line(xlsx, row, last_column, line->lists - 1);
        } else if (line->label != NULL) {
            (void)vw_xlsx__text(xlsx, line->label);
            vw_sheet__text(xlsx->sheets[0], row, 0, vw_buf_text(&xlsx->text),
                           (vw_style){.look = VW_LOOK_LABEL, .is = VW_CELL_TEXT});
            write_value(xlsx, row, last_column, &line->cell);
        } else if (line->cell.is == VW_CELL_TEXT) {
            (void)vw_xlsx__text(xlsx, line->cell.text);
            write_wide(xlsx, row, 0, last_column, vw_buf_text(&xlsx->text),
                       (vw_style){.look = line->look, .is = VW_CELL_TEXT});
        }
    }
}
