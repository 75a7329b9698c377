/* SPDX-License-Identifier: EUPL-1.2 */
/* The workbook: each table with a sheet, its totals and shares as live formulas with their values.
 *
 * First everything gets its place (layout.h), then rows are written one by one, so that memory does
 * not grow with them. */
#include "reports/xlsx/xlsx.h"

#include "base/file.h"
#include "reports/xlsx/fill.h"
#include "reports/xlsx/readback.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

enum {
    WIDTH_MIN = 8,
    WIDTH_MAX = 80,
    WIDTH_LABEL = 28,  /* of the first column of the first sheet */
    WIDTH_FACT = 14,   /* of the second one: a date in bold */
    SAMPLE_ROWS = 200, /* that are looked at for the width of ids */
    ID_MAX = 40,       /* characters: a longer one is a hash */
    WIDTH_RESULT = 19, /* results are not wrapped */
    FRONT_COLUMNS = 6, /* at least, so that its texts have room */
    LINES_MAX = 10,    /* of a table's row: longer texts are read in the cell itself */
    FILTER_FROM = 10,  /* rows of a table among others: a shorter one is seen whole */
    FROM_WIDE = 6,     /* columns: with more the first stays in sight */
    CELL_INDENT = 1,   /* characters that it takes of a cell's width */
    FILTER_BUTTON = 3  /* characters that it takes of a column's title */
};

/* Larger whole numbers are not exact in a workbook's cell. */
static const int64_t exact_max = INT64_C(9007199254740992);

typedef struct {
    vw_xlsx *xlsx;
    const vw_placed *placed;
    size_t part;    /* the one that was begun last */
    unsigned lines; /* that the highest cell of the present row takes */
    bool has_input;
} table_writer;

static vw_style style_of(const vw_table_column *column, const vw_cell *cell, bool strong)
{
    return (vw_style){.look = VW_LOOK_CELL,
                      .is = cell->is,
                      .result = cell->result,
                      .code = column->code && cell->is == VW_CELL_TEXT,
                      .strong = strong || cell->strong};
}

static const vw_part *part_of(const table_writer *writer)
{
    return &writer->placed->parts[writer->part];
}

static vw_sheet *sheet_of(const table_writer *writer)
{
    return writer->xlsx->sheets[part_of(writer)->page];
}

static void take_lines(table_writer *writer, size_t column, const char *text, double less)
{
    const double width = writer->xlsx->widths[part_of(writer)->page][column] - less;
    const unsigned lines = vw_xlsx__lines(text, width);
    writer->lines = lines > writer->lines ? lines : writer->lines;
}

static void set_height(table_writer *writer, uint32_t row)
{
    const unsigned lines = writer->lines < LINES_MAX ? writer->lines : LINES_MAX;
    if (lines > 1) {
        vw_sheet__row_height(sheet_of(writer), row, vw_xlsx__height(lines));
    }
    writer->lines = 0;
}

static void report_cut(const table_writer *writer, uint64_t index, size_t column, size_t units)
{
    char row[24], length[24];
    snprintf(row, sizeof row, "%" PRIu64, index + 1);
    snprintf(length, sizeof length, "%zu", units);
    VW_DIAG(writer->xlsx->diags, T041, (vw_place){0}, writer->placed->table->id, row,
            writer->placed->table->columns[column].title, length);
}

static void write_text(table_writer *writer, uint64_t index, uint32_t row, size_t column,
                       const vw_cell *cell, vw_style style)
{
    vw_xlsx *xlsx = writer->xlsx;
    vw_sheet *sheet = sheet_of(writer);
    const size_t units = vw_xlsx__text(xlsx, cell->text);
    if (units > 0) {
        report_cut(writer, index, column, units);
    }
    if (!style.code) {
        take_lines(writer, column, vw_buf_text(&xlsx->text), CELL_INDENT);
    }
    const char *target = vw_xlsx__target(xlsx, cell->target);
    if (target != NULL) {
        vw_sheet__link(sheet, row, column, target, vw_buf_text(&xlsx->text), style);
    } else {
        vw_sheet__text(sheet, row, column, vw_buf_text(&xlsx->text), style);
    }
}

static vw_status find_formula(const char **out, const table_writer *writer, uint64_t index,
                              size_t column, const vw_cell *cell)
{
    *out = NULL;
    if (cell->formula == NULL) {
        return VW_OK;
    }
    return vw_formula__text(out, &writer->xlsx->formula, writer->xlsx->diags, &writer->xlsx->layout,
                            &writer->xlsx->document->words, writer->placed, index, column,
                            cell->formula);
}

static void write_number(vw_sheet *sheet, uint32_t row, size_t column, const char *formula,
                         double number, vw_style style)
{
    if (formula != NULL) {
        vw_sheet__formula(sheet, row, column, formula, number, style);
    } else {
        vw_sheet__number(sheet, row, column, number, style);
    }
}

/* Integers, other numbers and shares. NaN and the infinities would break the file: they are "not
 * available". */
static void write_quantity(const table_writer *writer, uint32_t row, size_t column,
                           const vw_cell *cell, const char *formula, vw_style style)
{
    vw_xlsx *xlsx = writer->xlsx;
    vw_sheet *sheet = sheet_of(writer);
    if (cell->is == VW_CELL_INTEGER && cell->integer <= exact_max && cell->integer >= -exact_max) {
        write_number(sheet, row, column, formula, (double)cell->integer, style);
    } else if (cell->is == VW_CELL_NUMBER && isfinite(cell->number)) {
        if (cell->number == trunc(cell->number) && fabs(cell->number) <= (double)exact_max) {
            style.is = VW_CELL_INTEGER;
        }
        write_number(sheet, row, column, formula, cell->number, style);
    } else if (cell->is == VW_CELL_SHARE && cell->number >= 0 && isfinite(cell->number)) {
        write_number(sheet, row, column, formula, vw_render_share_shown(cell->number), style);
    } else {
        vw_render_cell(vw_render_again(&xlsx->text), &xlsx->document->words, cell);
        const char *text = vw_buf_text(&xlsx->text);
        if (formula != NULL) {
            vw_sheet__formula_text(sheet, row, column, formula, text, style);
        } else {
            vw_sheet__text(sheet, row, column, text, style);
        }
    }
}

static vw_status write_cell(table_writer *writer, uint64_t index, uint32_t row, size_t column,
                            const vw_cell *cell)
{
    const vw_table *table = writer->placed->table;
    const vw_style style =
        vw_fill__is_open(&table->columns[column])
            ? vw_fill__style(&table->columns[column])
            : style_of(&table->columns[column], cell, vw_render_is_total(table, index));
    vw_sheet *sheet = sheet_of(writer);
    const char *formula;
    const vw_status status = find_formula(&formula, writer, index, column, cell);
    switch (cell->is) {
    case VW_CELL_TEXT:
        write_text(writer, index, row, column, cell, style);
        break;
    case VW_CELL_INSTANT:
        vw_sheet__instant(sheet, row, column, cell->text, style);
        break;
    case VW_CELL_INTEGER:
    case VW_CELL_NUMBER:
    case VW_CELL_SHARE:
        write_quantity(writer, row, column, cell, formula, style);
        break;
    case VW_CELL_DATE:
        if (cell->date != VW_DATE_NONE) {
            vw_sheet__date(sheet, row, column, cell->date, style);
            break;
        }
        /* fall through */
    case VW_CELL_EMPTY:
        vw_sheet__text(sheet, row, column, "", style);
        break;
    case VW_CELL_RESULT:
        vw_sheet__text(sheet, row, column, writer->xlsx->document->words.result[cell->result],
                       style);
        break;
    }
    return status;
}

static void write_head(table_writer *writer)
{
    const vw_placed *placed = writer->placed;
    const vw_part *part = &placed->parts[writer->part];
    vw_xlsx *xlsx = writer->xlsx;
    if (writer->has_input) {
        vw_fill__names(xlsx, placed, part);
    }
    if (writer->part == 0 && placed->caption != VW_NO_ROW) {
        (void)vw_xlsx__text(xlsx, placed->table->caption);
        vw_sheet__text(xlsx->sheets[part->page], placed->caption, 0, vw_buf_text(&xlsx->text),
                       (vw_style){.look = VW_LOOK_CAPTION});
    }
    for (size_t i = 0; i < placed->table->column_count; i++) {
        (void)vw_xlsx__text(xlsx, placed->table->columns[i].title);
        const bool open = vw_fill__is_open(&placed->table->columns[i]);
        vw_sheet__text(xlsx->sheets[part->page], part->head, i, vw_buf_text(&xlsx->text),
                       (vw_style){.look = open ? VW_LOOK_HEAD_OPTIONAL : VW_LOOK_HEAD});
        take_lines(writer, i, vw_buf_text(&xlsx->text), FILTER_BUTTON);
    }
    set_height(writer, part->head);
}

/* The last row of a full sheet says where the table goes on. */
static void go_on(table_writer *writer)
{
    vw_xlsx *xlsx = writer->xlsx;
    const vw_page *full = &xlsx->layout.pages.items[writer->placed->parts[writer->part].page];
    const char *text =
        vw_printf(xlsx->arena, "%s: %s", xlsx->document->words.continued, full->goes_on);
    const char *target = vw_printf(xlsx->arena, "internal:'%s'!A1", full->goes_on);
    vw_sheet__link(sheet_of(writer), xlsx->max_rows - 1, 0, target, text,
                   (vw_style){.look = VW_LOOK_LABEL});
    VW_DIAG(xlsx->diags, T042, (vw_place){0}, writer->placed->table->id, full->goes_on);
    writer->part++;
    write_head(writer);
}

static vw_status write_row(void *self, uint64_t index, const vw_cell *cells)
{
    table_writer *writer = self;
    const vw_placed *placed = writer->placed;
    if (index == placed->parts[writer->part].index + placed->parts[writer->part].rows) {
        go_on(writer);
    }
    const vw_part *part = part_of(writer);
    const uint32_t row = part->head + 1 + (uint32_t)(index - part->index);
    vw_status status = VW_OK;
    for (size_t i = 0; i < placed->table->column_count && status == VW_OK; i++) {
        status = write_cell(writer, index, row, i, &cells[i]);
        if (writer->has_input) {
            vw_fill__cell(writer->xlsx, &placed->table->columns[i], &cells[i],
                          vw_sheet__sealed_cell(sheet_of(writer)));
        }
    }
    if (writer->has_input) {
        vw_fill__end_row(writer->xlsx);
    }
    set_height(writer, row);
    return status;
}

static vw_status write_table(vw_xlsx *xlsx, const vw_placed *placed)
{
    table_writer writer = {
        .xlsx = xlsx, .placed = placed, .has_input = vw_layout__has_input(placed->table)};
    write_head(&writer);
    if (placed->table->total_rows == 0) {
        (void)vw_xlsx__text(xlsx, placed->table->empty);
        vw_sheet__merged(xlsx->sheets[placed->parts[0].page], placed->parts[0].head + 1, 0,
                         placed->table->column_count - 1, vw_buf_text(&xlsx->text),
                         (vw_style){.look = VW_LOOK_REMARK});
    }
    return vw_render_rows(placed->table, xlsx->diags, write_row, &writer);
}

/* A column's title breaks between words only. */
static double longest_word(const char *title)
{
    size_t longest = 0;
    while (title != NULL && *title != '\0') {
        const size_t length = strcspn(title, " -\n");
        const size_t letters = vw_utf8_count(title, length);
        longest = letters > longest ? letters : longest;
        title += length + (title[length] != '\0' ? 1 : 0);
    }
    return (double)longest;
}

static double width_of(const vw_table_column *column)
{
    double width = column->weight * 10;
    const double word = longest_word(column->title) + 4; /* the filter's button stands beside it */
    width = width < word ? word : width;
    width = column->is == VW_CELL_RESULT && width < WIDTH_RESULT ? WIDTH_RESULT : width;
    width = width < WIDTH_MIN ? WIDTH_MIN : width;
    return width > WIDTH_MAX ? WIDTH_MAX : width;
}

static void widen(double *widths, const vw_table *table, const vw_cell *cells)
{
    for (size_t i = 0; i < table->column_count; i++) {
        const bool is_id = table->columns[i].code && cells[i].is == VW_CELL_TEXT;
        const size_t letters = is_id ? vw_utf8_count(cells[i].text, strlen(cells[i].text)) : 0;
        const double width = letters > ID_MAX ? 0 : (double)letters * 1.1 + 3;
        widths[i] = width > widths[i] ? width : widths[i];
    }
}

/* Ids are not wrapped: their column is as wide as those of its first rows, unless they are hashes,
 * of which the beginning will do. */
static vw_status measure_ids(double *widths, const vw_xlsx *xlsx, const vw_table *table)
{
    bool has_ids = false;
    for (size_t i = 0; i < table->column_count; i++) {
        has_ids = has_ids || table->columns[i].code;
    }
    vw_status status = has_ids ? table->rows.open(table->rows.self, xlsx->diags) : VW_OK;
    if (!has_ids || status != VW_OK) {
        return status;
    }
    for (unsigned row = 0; row < SAMPLE_ROWS && status == VW_OK; row++) {
        const vw_cell *cells = NULL;
        status = table->rows.next(table->rows.self, xlsx->diags, &cells);
        if (status != VW_OK || cells == NULL) {
            break;
        }
        widen(widths, table, cells);
    }
    table->rows.close(table->rows.self);
    return status;
}

/* The widest that any table on the page asks for. [widths] has [count] members. */
static vw_status measure_page(double *widths, size_t count, const vw_xlsx *xlsx, size_t page)
{
    for (size_t i = 0; i < count; i++) {
        widths[i] = WIDTH_MIN;
    }
    if (page ==
        0) { /* of columns without a table the first two hold the facts, all of them texts */
        widths[0] = WIDTH_LABEL;
        const size_t wider = xlsx->layout.pages.items[0].column_count == 0 ? count : 2;
        for (size_t i = 1; i < wider; i++) {
            widths[i] = WIDTH_FACT;
        }
    }
    for (size_t t = 0; t < xlsx->layout.tables.count; t++) {
        const vw_placed *placed = &xlsx->layout.tables.items[t];
        for (size_t part = 0; part < placed->part_count; part++) {
            for (size_t i = 0; placed->parts[part].page == page && i < placed->table->column_count;
                 i++) {
                const double width = width_of(&placed->table->columns[i]);
                widths[i] = width > widths[i] ? width : widths[i];
            }
        }
        const vw_status status =
            placed->parts[0].page == page ? measure_ids(widths, xlsx, placed->table) : VW_OK;
        if (status != VW_OK) {
            return status;
        }
    }
    return VW_OK;
}

/* The part on [page] with the most rows, since a sheet has one filter; NULL when it has none. */
static const vw_part *longest_part(const vw_xlsx *xlsx, size_t page, const vw_placed **placed)
{
    const vw_part *longest = NULL;
    for (size_t t = 0; t < xlsx->layout.tables.count; t++) {
        const vw_placed *candidate = &xlsx->layout.tables.items[t];
        for (size_t i = 0; i < candidate->part_count; i++) {
            const vw_part *part = &candidate->parts[i];
            if (part->page == page && (longest == NULL || part->rows > longest->rows)) {
                longest = part;
                *placed = candidate;
            }
        }
    }
    return longest;
}

static void add_filter(vw_sheet *sheet, const vw_placed *placed, const vw_part *part)
{
    const bool ends = part->index + part->rows == placed->table->total_rows;
    const uint32_t total = ends && placed->table->has_total_row ? 1 : 0;
    vw_sheet__filter(sheet, part->head, part->head + part->rows - total,
                     placed->table->column_count);
}

/* As many sheets of paper beside each other as readable letters need. */
static void print_wide(vw_xlsx *xlsx, size_t page, size_t columns)
{
    enum { CHARACTERS_A_PAGE = 190 };
    double characters = 0;
    for (size_t i = 1; i < columns; i++) {
        characters += xlsx->widths[page][i];
    }
    const double room = CHARACTERS_A_PAGE - xlsx->widths[page][0];
    vw_sheet__print_beside(xlsx->sheets[page], (unsigned)ceil(characters / room));
}

static void finish_page(vw_xlsx *xlsx, size_t page, size_t columns)
{
    vw_sheet *sheet = xlsx->sheets[page];
    for (size_t i = 0; i < columns; i++) {
        vw_sheet__column_width(sheet, i, xlsx->widths[page][i]);
    }
    const vw_placed *placed = NULL;
    const vw_part *part = longest_part(xlsx, page, &placed);
    const vw_page *used = &xlsx->layout.pages.items[page];
    const bool is_list = part != NULL && used->part_count == 1 && part->head == used->first_row;
    const uint32_t rows = used->goes_on != NULL ? xlsx->max_rows : used->next_row;
    vw_sheet__set_print(sheet, xlsx->document, rows, columns, false);
    if (is_list) {
        vw_sheet__repeat_row(sheet, part->head);
    }
    if (is_list && part->rows > 0) {
        /* of a row that runs off the screen one still sees what it is about */
        vw_sheet__freeze(sheet, part->head, used->column_count > FROM_WIDE ? 1 : 0);
    }
    if (xlsx->document->form != NULL) {
        vw_fill__begin_page(xlsx, page);
    }
    if (part != NULL && vw_layout__has_input(placed->table)) {
        vw_fill__rules(xlsx, placed, part);
        print_wide(xlsx, page, columns);
    }
    if (part != NULL && part->rows >= (is_list ? 1 : FILTER_FROM)) {
        add_filter(sheet, placed, part);
    }
}

static vw_status write_book(vw_xlsx *xlsx)
{
    vw_front front = {0};
    vw_layout__gather(&xlsx->layout, xlsx->arena, xlsx->document);
    vw_front__plan(&front, xlsx);
    vw_layout__place(&xlsx->layout, xlsx->arena, xlsx->document, (uint32_t)front.count,
                     xlsx->max_rows);
    const size_t pages = xlsx->layout.pages.count;
    vw_status status = VW_OK;
    xlsx->sheets = VW_NEW_ARRAY(xlsx->arena, pages, vw_sheet *);
    xlsx->widths = VW_NEW_ARRAY(xlsx->arena, pages, double *);
    for (size_t i = 0; i < pages && status == VW_OK; i++) {
        const size_t used = xlsx->layout.pages.items[i].column_count;
        const size_t columns = i == 0 && used < FRONT_COLUMNS ? FRONT_COLUMNS : used;
        xlsx->widths[i] = VW_NEW_ARRAY(xlsx->arena, columns, double);
        status = measure_page(xlsx->widths[i], columns, xlsx, i);
        xlsx->sheets[i] = vw_book__sheet(xlsx->book, xlsx->layout.pages.items[i].name);
        finish_page(xlsx, i, columns);
        if (i == 0) {
            vw_front__write(&front, xlsx, columns - 1);
        }
    }
    for (size_t i = 0; i < xlsx->layout.tables.count && status == VW_OK; i++) {
        status = write_table(xlsx, &xlsx->layout.tables.items[i]);
    }
    if (status == VW_OK && xlsx->layout.prose != NULL) {
        vw_prose__write(xlsx);
    }
    if (status == VW_OK && xlsx->document->form != NULL) {
        vw_fill__finish(xlsx);
    }
    return status;
}

static vw_status close_book(vw_xlsx *xlsx, const char *path)
{
    const vw_status status = vw_book__close(xlsx->book, xlsx->diags);
    const char *fault = status == VW_OK ? vw_readback__fault(path) : NULL;
    if (fault != NULL) {
        VW_DIAG(xlsx->diags, T043, (vw_place){0}, fault);
        return VW_ERR_STORE;
    }
    return status;
}

vw_status vw_xlsx__render(const vw_document *document, const char *path, vw_arena *scratch,
                          vw_diags *diags, uint32_t max_rows)
{
    vw_outfile *file = NULL;
    vw_status status = vw_outfile_open(&file, scratch, diags, path);
    if (status != VW_OK) {
        return status;
    }
    vw_xlsx xlsx = {.document = document,
                    .diags = diags,
                    .arena = scratch,
                    .text = {.arena = scratch},
                    .clean = {.arena = scratch},
                    .formula = {.arena = scratch},
                    .max_rows = max_rows,
                    .fill = {.row = {.sealed = {.arena = scratch}}}};
    xlsx.book = vw_book__new(scratch, document, vw_outfile_temporary(file));
    status = write_book(&xlsx);
    if (status == VW_OK) {
        status = close_book(&xlsx, vw_outfile_temporary(file));
    } else {
        vw_book__abandon(xlsx.book);
    }
    if (status == VW_OK) {
        status = vw_outfile_commit(file, diags);
    } else {
        vw_outfile_abandon(file);
    }
    return status;
}

vw_status vw_xlsx_render(const vw_document *document, const char *path, vw_arena *scratch,
                         vw_diags *diags)
{
    return vw_xlsx__render(document, path, scratch, diags, VW_BOOK_ROWS_MAX);
}
