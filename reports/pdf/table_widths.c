/* SPDX-License-Identifier: EUPL-1.2 */
/* Column widths. When all texts fit on one line, the rest is shared by weight. Else no column is
 * narrower than its longest word, as far as the frame allows, and what is left goes where it makes
 * the rows lowest: the first rows are laid, and each column is tried at each width. */
#include "reports/pdf/table_widths.h"
#include "reports/render/render.h"

#include <string.h>

/* Rows that are looked at: enough for what is usual; a longer word later on is broken. */
#define SAMPLE_ROWS 150
/* No single column's longest word may claim more than this part of the frame. */
#define WORD_SHARE 0.32
/* A total above this is not foreseen: it is set smaller when it does not fit. */
#define TOTAL_MOST 1000000000ll
/* Wide enough to lay any text on one line. */
#define UNBROKEN 1e7

/* For sums of widths that should be equal. */
#define SLACK 0.001
/* What may break anywhere needs no more than this, in parts of the frame. */
#define CODE_SHARE 0.13
/* A table whose rows are not higher together stays on one page. */
#define WHOLE_MOST 180.0
/* Of a longer text so many bytes tell enough. */
#define SAMPLE_BYTES 400u

static void claim_text(vw_pdf_claim *claim, const vw_pdf_text *text, double extra, bool breaks)
{
    double natural = vw_pdf__text_width(text) + extra;
    double word = breaks ? vw_pdf__widest_word(text) + extra : natural;
    claim->least = word > claim->least ? word : claim->least;
    claim->natural = natural > claim->natural ? natural : claim->natural;
}

static bool breaks_at_all(vw_cell_kind kind)
{
    return kind == VW_CELL_TEXT || kind == VW_CELL_EMPTY || kind == VW_CELL_RESULT;
}

/* With what its column needs at least when words are hyphenated. */
static vw_pdf_sample sample_of(const vw_pdf_sampling *self, vw_pdf_claim *claim,
                               const vw_pdf_text *text, double extra, bool breaks)
{
    const vw_pdf_text *hyphenated =
        vw_pdf__hyphenated(text, self->table->layout->fonts, self->arena);
    double part = (breaks ? vw_pdf__widest_word(hyphenated) : vw_pdf__text_width(text)) + extra;
    claim->hyphenated = part > claim->hyphenated ? part : claim->hyphenated;
    return (vw_pdf_sample){text, hyphenated, extra};
}

/* The beginning of a text, up to a space. */
static const char *beginning(vw_arena *arena, const char *text)
{
    size_t length = strlen(text);
    if (length <= SAMPLE_BYTES) {
        return text;
    }
    size_t end = SAMPLE_BYTES;
    while (end > 0 && text[end] != ' ') {
        end--;
    }
    return end > 0 ? vw_strndup(arena, text, end) : "";
}

static void claim_cell(vw_pdf_sampling *self, size_t column, const vw_cell *cell, bool keep)
{
    vw_pdf_table *table = self->table;
    vw_pdf_layout *layout = table->layout;
    vw_pdf_claim *claim = &self->claims[column];
    vw_pdf_style style = vw_pdf__cell_style(table, &table->columns[column], cell, cell->strong);
    vw_run run = vw_pdf__cell_run(layout, self->arena, cell);
    bool cut = strlen(run.text) > SAMPLE_BYTES;
    run.text = beginning(self->arena, run.text);
    vw_pdf_text *text = vw_pdf__lay_text(layout->fonts, self->arena, &run, 1, &style, UNBROKEN);
    double extra = 2 * VW_PDF_CELL_SIDE + (cell->is == VW_CELL_RESULT ? VW_PDF_SIGN_ROOM : 0);
    claim_text(claim, text, extra, breaks_at_all(cell->is));
    claim->natural = cut ? layout->width : claim->natural;
    vw_pdf_sample one = sample_of(self, claim, text, extra, breaks_at_all(cell->is));
    if (keep) {
        one.text = run.text[0] == '\0' ? NULL : text;
        VW_PUSH(self->arena, self->samples, one);
    }
}

/* Room for what may stand in later rows: each result, each month, a total over all rows. */
static void claim_kind(vw_pdf_sampling *self, size_t column)
{
    const vw_pdf_table *table = self->table;
    int64_t largest = self->claims[column].largest;
    vw_cell cell = {.is = table->columns[column].column->is, .strong = true};
    switch (cell.is) {
    case VW_CELL_RESULT:
        for (int i = 0; i < VW_RESULT_COUNT; i++) {
            cell.result = (vw_result)i;
            claim_cell(self, column, &cell, false);
        }
        break;
    case VW_CELL_DATE:
        cell.strong = false;
        for (int month = 1; month <= 12; month++) {
            cell.date = vw_date_of(2028, month, 28);
            claim_cell(self, column, &cell, false);
        }
        break;
    case VW_CELL_INTEGER:
        cell.integer = largest;
        if (table->table->has_total_row && largest < TOTAL_MOST / (int64_t)SAMPLE_ROWS) {
            uint64_t rows = table->table->total_rows;
            cell.integer = largest * (int64_t)(rows < SAMPLE_ROWS ? rows : SAMPLE_ROWS);
        }
        claim_cell(self, column, &cell, false);
        break;
    case VW_CELL_EMPTY:
    case VW_CELL_TEXT:
    case VW_CELL_INSTANT:
    case VW_CELL_NUMBER:
    case VW_CELL_SHARE:
        break;
    }
}

static vw_status sample_rows(vw_pdf_sampling *self)
{
    const vw_pdf_table *table = self->table;
    vw_pdf_claim *claims = self->claims;
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
            claim_cell(self, i, cell, true);
            if (cell->is == VW_CELL_INTEGER && cell->integer > claims[i].largest) {
                claims[i].largest = cell->integer;
            }
        }
    }
    rows->close(rows->self);
    return status;
}

/* Settles the columns whose share of [left] lies below their least or above their natural
 * width. True when one was settled: the others' shares have changed. */
static bool settle(vw_pdf_claim *claims, size_t count, double *left, bool by_least)
{
    double weight = 0;
    for (size_t i = 0; i < count; i++) {
        weight += claims[i].settled ? 0 : claims[i].weight;
    }
    bool any = false;
    double taken = 0;
    for (size_t i = 0; i < count; i++) {
        vw_pdf_claim *claim = &claims[i];
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

static void share_rest(vw_pdf_claim *claims, size_t count, double left)
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
static double sum_of_least(vw_pdf_claim *claims, const vw_pdf_table *table)
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

/* Where the columns' words do not fit beside each other, the type gets smaller; where that does not
 * do, words are hyphenated; and where not even their parts fit, smaller again. What columns claim
 * from here on is at least their words' parts. */
static double fit_type(vw_pdf_table *table, vw_pdf_claim *claims, double least)
{
    const double sides = 2 * VW_PDF_CELL_SIDE;
    double all_sides = (double)table->count * sides;
    double room = table->layout->width - all_sides, words = least - all_sides, parts = 0;
    for (size_t i = 0; i < table->count; i++) {
        vw_pdf_claim *claim = &claims[i];
        claim->least = claim->hyphenated > claim->least ? claim->least : claim->hyphenated;
        parts += claim->least - sides;
    }
    double readable = VW_PDF_TABLE_SIZE_READABLE / table->base;
    double smallest = VW_PDF_TABLE_SIZE_LEAST / table->base;
    double factor = room / words;
    factor = factor < readable ? readable : factor;
    factor = parts * factor > room ? room / parts : factor;
    factor = factor > 1 ? 1 : factor < smallest ? smallest : factor;
    table->size = table->base * factor;
    for (size_t i = 0; i < table->count; i++) {
        vw_pdf_claim *claim = &claims[i];
        claim->least = (claim->least - sides) * factor + sides;
        claim->natural = (claim->natural - sides) * factor + sides;
    }
    return parts * factor + all_sides;
}

/* ---- what is left of the frame --------------------------------------------------------------- */

static void share_out(const vw_pdf_sampling *self, double width, double least)
{
    vw_pdf_claim *claims = self->claims;
    size_t count = self->table->count;
    double natural = 0;
    for (size_t i = 0; i < count; i++) {
        natural += claims[i].natural;
        claims[i].width = claims[i].least * width / least;
    }
    if (least > width) {
        return;
    }
    if (natural > width && count < 64) {
        vw_pdf__share_by_height(self, width - least);
        return;
    }
    double left = width;
    while (settle(claims, count, &left, true) || settle(claims, count, &left, false)) {
    }
    share_rest(claims, count, left);
}

static void list_columns(vw_pdf_table *table)
{
    table->columns = VW_NEW_ARRAY(table->arena, table->table->column_count, vw_pdf_column);
    for (size_t i = 0; i < table->table->column_count; i++) {
        if (table->table->columns[i].on_paper) {
            table->columns[table->count++] =
                (vw_pdf_column){.column = &table->table->columns[i], .index = i};
        }
    }
}

static void claim_titles(vw_pdf_sampling *self)
{
    const vw_pdf_table *table = self->table;
    for (size_t i = 0; i < table->count; i++) {
        const vw_table_column *column = table->columns[i].column;
        vw_pdf_style style = vw_pdf__cell_style(table, &table->columns[i], NULL, true);
        vw_pdf_text *text =
            vw_pdf__lay_string(table->layout->fonts, self->arena, column->title, &style, UNBROKEN);
        self->claims[i].weight = column->weight > 0 ? column->weight : 1;
        claim_text(&self->claims[i], text, 2 * VW_PDF_CELL_SIDE, true);
        vw_pdf_sample one = sample_of(self, &self->claims[i], text, 2 * VW_PDF_CELL_SIDE, true);
        VW_PUSH(self->arena, self->samples, one);
    }
}

static double row_height(const vw_pdf_sampling *self, size_t row)
{
    const vw_pdf_table *table = self->table;
    double tallest = 1;
    for (size_t i = 0; i < table->count; i++) {
        const vw_pdf_sample *one = &self->samples.items[row * table->count + i];
        double lines = vw_pdf__sample_lines(self, one, table->columns[i].width);
        tallest = lines > tallest ? lines : tallest;
    }
    return tallest * table->size * VW_PDF_TABLE_LEADING + VW_PDF_CELL_TOP + VW_PDF_CELL_BOTTOM;
}

/* What must follow the head on its page: the first two rows, or all of a small table. */
static double beginning_height(const vw_pdf_sampling *self)
{
    size_t rows = self->samples.count / self->table->count;
    double height = 0, beginning = 0;
    for (size_t row = 1; row < rows && height < WHOLE_MOST; row++) {
        height += row_height(self, row);
        beginning = row <= 2 ? height : beginning;
    }
    bool all = rows == self->table->table->total_rows + 1;
    return all && height < WHOLE_MOST ? height : beginning;
}

/* Results stay on one line while their columns together take no more than this part of the frame.
 */
#define RESULTS_SHARE 0.4

static void keep_results_whole(const vw_pdf_table *table, vw_pdf_claim *claims)
{
    double natural = 0;
    for (size_t i = 0; i < table->count; i++) {
        natural += table->columns[i].column->is == VW_CELL_RESULT ? claims[i].natural : 0;
    }
    for (size_t i = 0; i < table->count && natural <= table->layout->width * RESULTS_SHARE; i++) {
        if (table->columns[i].column->is == VW_CELL_RESULT) {
            claims[i].least = claims[i].natural;
            claims[i].hyphenated = claims[i].natural;
        }
    }
}

static vw_status set_widths(vw_pdf_sampling *self)
{
    vw_pdf_table *table = self->table;
    list_columns(table);
    self->claims = VW_NEW_ARRAY(self->arena, table->count, vw_pdf_claim);
    claim_titles(self);
    vw_status status = sample_rows(self);
    keep_results_whole(table, self->claims);
    for (size_t i = 0; i < table->count; i++) {
        claim_kind(self, i);
    }
    double least = fit_type(table, self->claims, sum_of_least(self->claims, table));
    share_out(self, table->layout->width, least - SLACK);
    double left = table->layout->left;
    for (size_t i = 0; i < table->count; i++) {
        table->columns[i].left = left;
        table->columns[i].width = self->claims[i].width;
        left += self->claims[i].width;
    }
    table->beginning = beginning_height(self);
    return status;
}

vw_status vw_pdf__set_widths(vw_pdf_table *table)
{
    vw_pdf_sampling self = {.table = table, .arena = vw_arena_new()};
    vw_status status = set_widths(&self);
    vw_arena_free(self.arena);
    return status;
}
