/* SPDX-License-Identifier: EUPL-1.2 */
/* One row of a table: laid in its columns, drawn whole or, when no page can hold it, in parts. */
#include "base/utf8.h"
#include "reports/pdf/table.h"
#include "reports/render/render.h"

#include <string.h>

#define SMALLEST 4.0
#define UNBROKEN 1e6

static double leading(const vw_pdf_table *table)
{
    return table->size * VW_PDF_TABLE_LEADING;
}

vw_pdf_style vw_pdf__cell_style(const vw_pdf_table *table, const vw_pdf_column *column,
                                const vw_cell *cell, bool strong)
{
    vw_cell_kind kind = cell == NULL || cell->is == VW_CELL_EMPTY ? column->column->is : cell->is;
    bool number = vw_render_is_number(kind);
    return (vw_pdf_style){.size = table->size,
                          .leading = leading(table),
                          .colour = cell == NULL ? vw_pdf_accent : vw_pdf_ink,
                          .align = number ? VW_RIGHT : VW_LEFT,
                          .strong = strong,
                          .code = cell != NULL && column->column->code,
                          .figures = number || kind == VW_CELL_DATE,
                          .hyphens =
                              cell == NULL || kind == VW_CELL_TEXT ? table->layout->lang : NULL};
}

/* ---- laying --------------------------------------------------------------------------------- */

static double indent_of(const vw_cell *cell)
{
    return cell != NULL && cell->is == VW_CELL_RESULT ? VW_PDF_SIGN_ROOM : 0;
}

static double text_width(const vw_pdf_column *column, const vw_cell *cell)
{
    return column->width - 2 * VW_PDF_CELL_SIDE - indent_of(cell);
}

static void measure(const vw_pdf_table *table, vw_pdf_row *row)
{
    double tallest = leading(table);
    for (size_t i = 0; i < table->count; i++) {
        double height = vw_pdf__text_height(row->texts[i]);
        tallest = height > tallest ? height : tallest;
    }
    row->height = tallest + VW_PDF_CELL_TOP + VW_PDF_CELL_BOTTOM;
}

vw_pdf_row vw_pdf__lay_head(vw_pdf_table *table, vw_arena *arena)
{
    vw_pdf_row row = {.texts = VW_NEW_ARRAY(arena, table->count, vw_pdf_text *)};
    for (size_t i = 0; i < table->count; i++) {
        const vw_pdf_column *column = &table->columns[i];
        vw_pdf_style style = vw_pdf__cell_style(table, column, NULL, true);
        row.texts[i] = vw_pdf__lay_string(table->layout->fonts, arena, column->column->title,
                                          &style, text_width(column, NULL));
    }
    measure(table, &row);
    return row;
}

/* A number is never broken: one that is too wide for its column is set smaller. */
static vw_pdf_text *lay_cell(vw_pdf_table *table, vw_pdf_runs runs, vw_pdf_style style,
                             double width, vw_cell_kind kind)
{
    vw_pdf_text *text;
    do {
        text = vw_pdf__lay_text(table->layout->fonts, table->row, runs.items, runs.count, &style,
                                width);
        style.size *= 0.9;
    } while (vw_render_is_number(kind) && text->lines.count > 1 && style.size > SMALLEST);
    return text;
}

/* A hash over several lines has as many characters on each: none is left for a line of its own. */
static vw_pdf_text *lay_hash(vw_pdf_table *table, vw_pdf_text *text, vw_pdf_runs runs,
                             vw_pdf_style style)
{
    const size_t lines = text->lines.count;
    if (lines < 2 || runs.count != 1 || strpbrk(runs.items[0].text, " -\n") != NULL) {
        return text;
    }
    const size_t length = vw_utf8_count(runs.items[0].text, strlen(runs.items[0].text));
    const size_t each = (length + lines - 1) / lines;
    const vw_pdf_text *whole = vw_pdf__lay_text(table->layout->fonts, table->row, runs.items,
                                                runs.count, &style, UNBROKEN);
    const double width = vw_pdf__text_width(whole) * ((double)each + 0.3) / (double)length;
    vw_pdf_text *even =
        vw_pdf__lay_text(table->layout->fonts, table->row, runs.items, runs.count, &style, width);
    return even->lines.count == lines ? even : text;
}

vw_pdf_row vw_pdf__lay_row(vw_pdf_table *table, const vw_cell *cells, bool total)
{
    vw_pdf_row row = {.texts = VW_NEW_ARRAY(table->row, table->count, vw_pdf_text *),
                      .cells = cells};
    for (size_t i = 0; i < table->count; i++) {
        const vw_pdf_column *column = &table->columns[i];
        const vw_cell *cell = &cells[column->index];
        vw_pdf_style style = vw_pdf__cell_style(table, column, cell, total || cell->strong);
        const vw_pdf_runs runs = vw_pdf__cell_runs(table->layout, table->row, cell);
        row.texts[i] = lay_cell(table, runs, style, text_width(column, cell), cell->is);
        if (style.code) {
            row.texts[i] = lay_hash(table, row.texts[i], runs, style);
        }
    }
    measure(table, &row);
    return row;
}

/* ---- drawing -------------------------------------------------------------------------------- */

static void draw_cell(vw_pdf_table *table, const vw_pdf_row *row, size_t i, size_t first,
                      size_t count, double top)
{
    const vw_pdf_column *column = &table->columns[i];
    const vw_cell *cell = row->cells == NULL ? NULL : &row->cells[column->index];
    double left = column->left + VW_PDF_CELL_SIDE;
    double sign_top = top + (leading(table) - VW_PDF_SIGN) / 2;
    if (cell != NULL && cell->is == VW_CELL_RESULT && first == 0) {
        vw_pdf__draw_symbol(table->layout->canvas, cell->result, left, sign_top, VW_PDF_SIGN);
    }
    vw_pdf__draw_lines(table->layout->canvas, row->texts[i], first, count, left + indent_of(cell),
                       top, text_width(column, cell));
}

static void draw_rule(vw_pdf_table *table, double width, vw_pdf_colour colour)
{
    const vw_pdf_layout *layout = table->layout;
    vw_pdf__line(layout->canvas, layout->left, layout->y, layout->left + layout->width, layout->y,
                 width, colour);
}

static vw_pdf_element *open_cell(vw_pdf_table *table, const vw_pdf_row *row)
{
    bool head = row->cells == NULL;
    return vw_pdf__open_tag(table->layout->canvas, head ? "TH" : "TD",
                            head ? "/A <</O /Table /Scope /Column>>" : NULL);
}

static void draw_cells(vw_pdf_table *table, const vw_pdf_row *row)
{
    vw_pdf_canvas *canvas = table->layout->canvas;
    vw_pdf__open_tag(canvas, "TR", NULL);
    for (size_t i = 0; i < table->count; i++) {
        open_cell(table, row);
        draw_cell(table, row, i, 0, row->texts[i]->lines.count, table->layout->y + VW_PDF_CELL_TOP);
        vw_pdf__close_tag(canvas);
    }
    vw_pdf__close_tag(canvas);
    vw_pdf__advance(table->layout, row->height);
}

void vw_pdf__draw_row(vw_pdf_table *table, const vw_pdf_row *row)
{
    draw_cells(table, row);
    draw_rule(table, 0.4, vw_pdf_rule);
}

static void draw_ground(vw_pdf_table *table, const vw_pdf_row *row)
{
    const vw_pdf_layout *layout = table->layout;
    const vw_pdf_box ground = {layout->left, layout->y, layout->width, row->height};
    vw_pdf__fill_box(layout->canvas, ground, vw_pdf_tint);
}

void vw_pdf__draw_head_row(vw_pdf_table *table, const vw_pdf_row *head)
{
    draw_ground(table, head);
    draw_cells(table, head);
    draw_rule(table, 0.9, vw_pdf_accent);
}

void vw_pdf__draw_total_row(vw_pdf_table *table, const vw_pdf_row *row)
{
    draw_rule(table, 0.9, vw_pdf_accent);
    draw_ground(table, row);
    draw_cells(table, row);
    draw_rule(table, 0.9, vw_pdf_accent);
}

/* The elements of a row that goes on at other pages: they are one row to a screen reader. */
static void open_elements(vw_pdf_table *table, vw_pdf_row *row)
{
    if (row->elements == NULL) {
        row->elements = VW_NEW_ARRAY(table->row, table->count, vw_pdf_element *);
        vw_pdf__open_tag(table->layout->canvas, "TR", NULL);
        for (size_t i = 0; i < table->count; i++) {
            row->elements[i] = open_cell(table, row);
            vw_pdf__close_tag(table->layout->canvas);
        }
        vw_pdf__close_tag(table->layout->canvas);
    }
}

bool vw_pdf__draw_row_part(vw_pdf_table *table, vw_pdf_row *row, size_t *first)
{
    vw_pdf_layout *layout = table->layout;
    open_elements(table, row);
    double room = vw_pdf__room(layout) - VW_PDF_CELL_TOP - VW_PDF_CELL_BOTTOM;
    double line = leading(table);
    size_t fit = room < line ? 1 : (size_t)(room / line);
    size_t tallest = 0;
    bool whole = true;
    for (size_t i = 0; i < table->count; i++) {
        size_t lines = row->texts[i]->lines.count;
        size_t left = lines > *first ? lines - *first : 0;
        size_t count = left < fit ? left : fit;
        if (count > 0) {
            vw_pdf__reopen_tag(layout->canvas, row->elements[i]);
            draw_cell(table, row, i, *first, count, layout->y + VW_PDF_CELL_TOP);
        }
        tallest = count > tallest ? count : tallest;
        whole = whole && left <= fit;
    }
    vw_pdf__reopen_tag(layout->canvas, table->body);
    *first += fit;
    vw_pdf__advance(layout, (double)tallest * line + VW_PDF_CELL_TOP + VW_PDF_CELL_BOTTOM);
    draw_rule(table, 0.4, vw_pdf_rule);
    return whole;
}
