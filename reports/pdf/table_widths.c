/* SPDX-License-Identifier: EUPL-1.2 */
/* Column widths: shared by weight, but no column narrower than its longest word nor wider than
 * its longest text needs, as far as the frame allows. */
#include "reports/pdf/table.h"
#include "reports/render/render.h"

#include <string.h>

/* Rows that are looked at: enough for what is usual; a longer word later on is broken. */
#define SAMPLE_ROWS 60
/* No single column's longest word may claim more than this part of the frame. */
#define WORD_SHARE 0.32
/* A total above this is not foreseen: it is set smaller when it does not fit. */
#define TOTAL_MOST 1000000000ll
/* Wide enough to lay any text on one line. */
#define UNBROKEN 1e7

typedef struct {
    double least, natural, weight, width;
    int64_t largest; /* number seen */
    bool settled;
} column_claim;

/* For sums of widths that should be equal. */
#define SLACK 0.001
/* What may break anywhere needs no more than this, in parts of the frame. */
#define CODE_SHARE 0.13

static void claim_text(column_claim *claim, const vw_pdf_text *text, double extra, bool breaks)
{
    double natural = vw_pdf__text_width(text) + extra;
    double word = breaks ? vw_pdf__widest_word(text) + extra : natural;
    claim->least = word > claim->least ? word : claim->least;
    claim->natural = natural > claim->natural ? natural : claim->natural;
}

static bool breaks(vw_cell_kind kind)
{
    return kind == VW_CELL_TEXT || kind == VW_CELL_EMPTY;
}

static void claim_cell(vw_pdf_table *table, column_claim *claim, size_t column, const vw_cell *cell)
{
    vw_pdf_layout *layout = table->layout;
    vw_pdf_style style = vw_pdf__cell_style(table, &table->columns[column], cell, cell->strong);
    vw_run run = vw_pdf__cell_run(layout, table->row, cell);
    /* The longest texts are cut into lines anyway: a few hundred characters tell enough. */
    if (strlen(run.text) > 400) {
        claim->natural = table->layout->width;
        return;
    }
    vw_pdf_text *text = vw_pdf__lay_text(layout->fonts, table->row, &run, 1, &style, UNBROKEN);
    double sign = cell->is == VW_CELL_RESULT ? VW_PDF_SIGN_ROOM : 0;
    claim_text(claim, text, 2 * VW_PDF_CELL_SIDE + sign, breaks(cell->is));
}

/* Room for what may stand in later rows: each result, each month, a total over all rows. */
static void claim_kind(vw_pdf_table *table, column_claim *claim, size_t column, int64_t largest)
{
    vw_cell cell = {.is = table->columns[column].column->is, .strong = true};
    switch (cell.is) {
    case VW_CELL_RESULT:
        for (int i = 0; i < VW_RESULT_COUNT; i++) {
            cell.result = (vw_result)i;
            claim_cell(table, claim, column, &cell);
        }
        break;
    case VW_CELL_DATE:
        cell.strong = false;
        for (int month = 1; month <= 12; month++) {
            cell.date = vw_date_of(2028, month, 28);
            claim_cell(table, claim, column, &cell);
        }
        break;
    case VW_CELL_INTEGER:
        cell.integer = largest;
        if (table->table->has_total_row && largest < TOTAL_MOST / (int64_t)SAMPLE_ROWS) {
            uint64_t rows = table->table->total_rows;
            int64_t times = rows < SAMPLE_ROWS ? (int64_t)rows : SAMPLE_ROWS;
            cell.integer = largest * times;
        }
        claim_cell(table, claim, column, &cell);
        break;
    case VW_CELL_EMPTY:
    case VW_CELL_TEXT:
    case VW_CELL_SHARE:
        break;
    }
}

static vw_status sample_rows(vw_pdf_table *table, column_claim *claims)
{
    const vw_rows *rows = &table->table->rows;
    vw_diags *diags = table->layout->diags;
    vw_status status = rows->open(rows->self, diags);
    if (status != VW_OK) {
        return status;
    }
    for (size_t seen = 0; seen < SAMPLE_ROWS; seen++) {
        const vw_cell *cells = NULL;
        status = rows->next(rows->self, diags, &cells);
        if (status != VW_OK || cells == NULL) {
            break;
        }
        for (size_t i = 0; i < table->count; i++) {
            const vw_cell *cell = &cells[table->columns[i].index];
            claim_cell(table, &claims[i], i, cell);
            if (cell->is == VW_CELL_INTEGER && cell->integer > claims[i].largest) {
                claims[i].largest = cell->integer;
            }
        }
        vw_arena_reset(table->row);
    }
    rows->close(rows->self);
    return status;
}

/* Settles the columns whose share of [left] lies below their least or above their natural
 * width. True when one was settled: the others' shares have changed. */
static bool settle(column_claim *claims, size_t count, double *left, bool by_least)
{
    double weight = 0;
    for (size_t i = 0; i < count; i++) {
        weight += claims[i].settled ? 0 : claims[i].weight;
    }
    bool any = false;
    double taken = 0;
    for (size_t i = 0; i < count; i++) {
        column_claim *claim = &claims[i];
        double bound = by_least ? claim->least : claim->natural;
        double share = weight > 0 ? *left * claim->weight / weight : 0;
        if (!claim->settled && (by_least ? share < bound : share > bound)) {
            claim->width = bound;
            claim->settled = any = true;
            taken += bound;
        }
    }
    *left -= taken;
    return any;
}

static void share_rest(column_claim *claims, size_t count, double left)
{
    double weight = 0;
    for (size_t i = 0; i < count; i++) {
        weight += claims[i].settled ? 0 : claims[i].weight;
    }
    bool open = weight > 0;
    for (size_t i = 0; !open && i < count; i++) {
        weight += claims[i].weight;
    }
    for (size_t i = 0; i < count; i++) {
        if (open && !claims[i].settled) {
            claims[i].width = left * claims[i].weight / weight;
        } else if (!open) {
            claims[i].width += left * claims[i].weight / weight;
        }
    }
}

/* Bounds what each column asks for at least, and gives the sum. */
static double sum_of_least(column_claim *claims, const vw_pdf_table *table)
{
    double width = table->layout->width;
    double least = 0;
    for (size_t i = 0; i < table->count; i++) {
        double most = width * (table->columns[i].column->code ? CODE_SHARE : WORD_SHARE);
        claims[i].least = claims[i].least > most ? most : claims[i].least;
        claims[i].natural =
            claims[i].natural < claims[i].least ? claims[i].least : claims[i].natural;
        least += claims[i].least;
    }
    return least;
}

/* Smaller type where the columns' words do not fit beside each other. */
static double fit_type(vw_pdf_table *table, column_claim *claims, double least)
{
    double sides = (double)table->count * 2 * VW_PDF_CELL_SIDE;
    double factor = (table->layout->width - sides) / (least - sides);
    double smallest = VW_PDF_TABLE_SIZE_LEAST / VW_PDF_TABLE_SIZE;
    factor = factor > 1 ? 1 : factor < smallest ? smallest : factor;
    table->size = VW_PDF_TABLE_SIZE * factor;
    for (size_t i = 0; i < table->count; i++) {
        column_claim *claim = &claims[i];
        claim->least = (claim->least - 2 * VW_PDF_CELL_SIDE) * factor + 2 * VW_PDF_CELL_SIDE;
        claim->natural = (claim->natural - 2 * VW_PDF_CELL_SIDE) * factor + 2 * VW_PDF_CELL_SIDE;
    }
    return (least - sides) * factor + sides;
}

static void share_out(column_claim *claims, size_t count, double width, double least)
{
    if (least > width) {
        for (size_t i = 0; i < count; i++) {
            claims[i].width = claims[i].least * width / least;
        }
        return;
    }
    double left = width;
    while (settle(claims, count, &left, true) || settle(claims, count, &left, false)) {
    }
    share_rest(claims, count, left);
}

static void list_columns(vw_pdf_table *table)
{
    table->columns = VW_NEW_ARRAY(table->layout->arena, table->table->column_count, vw_pdf_column);
    for (size_t i = 0; i < table->table->column_count; i++) {
        if (table->table->columns[i].on_paper) {
            table->columns[table->count++] =
                (vw_pdf_column){.column = &table->table->columns[i], .index = i};
        }
    }
}

static void claim_titles(vw_pdf_table *table, column_claim *claims)
{
    for (size_t i = 0; i < table->count; i++) {
        const vw_table_column *column = table->columns[i].column;
        vw_pdf_style style = vw_pdf__cell_style(table, &table->columns[i], NULL, true);
        vw_pdf_text *text =
            vw_pdf__lay_string(table->layout->fonts, table->row, column->title, &style, UNBROKEN);
        claims[i].weight = column->weight > 0 ? column->weight : 1;
        claim_text(&claims[i], text, 2 * VW_PDF_CELL_SIDE, true);
    }
}

vw_status vw_pdf__set_widths(vw_pdf_table *table)
{
    list_columns(table);
    column_claim *claims = VW_NEW_ARRAY(table->layout->arena, table->count, column_claim);
    claim_titles(table, claims);
    vw_status status = sample_rows(table, claims);
    for (size_t i = 0; i < table->count; i++) {
        claim_kind(table, &claims[i], i, claims[i].largest);
    }
    vw_arena_reset(table->row);
    double least = fit_type(table, claims, sum_of_least(claims, table));
    share_out(claims, table->count, table->layout->width, least - SLACK);
    double left = table->layout->left;
    for (size_t i = 0; i < table->count; i++) {
        table->columns[i].left = left;
        table->columns[i].width = claims[i].width;
        left += claims[i].width;
    }
    return status;
}
