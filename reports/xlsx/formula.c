/* SPDX-License-Identifier: EUPL-1.2 */
/* Formulas as text, in the one form that files hold: English names, commas, "." for decimals. */
#include "reports/xlsx/layout.h"

#include "reports/render/render.h"

#include <inttypes.h>
#include <string.h>

/* The longest text that may stand in a formula. */
enum { LITERAL_MAX = 255, DAYS_TO_1970 = 25569 };

static void add_column(vw_buf *buf, size_t column)
{
    char letters[8];
    size_t at = sizeof letters;
    for (size_t left = column + 1; left > 0; left = (left - 1) / 26) {
        letters[--at] = (char)('A' + (left - 1) % 26);
    }
    vw_buf_addn(buf, letters + at, sizeof letters - at);
}

static void add_cell(vw_buf *buf, size_t column, uint32_t row)
{
    add_column(buf, column);
    vw_buf_addf(buf, "%" PRIu32, row + 1);
}

/* 'Sheet'!$B$2:$B$10 */
static void add_range(vw_buf *buf, const vw_page *page, size_t column, uint32_t first,
                      uint32_t last)
{
    vw_buf_addf(buf, "'%s'!$", page->name);
    add_column(buf, column);
    vw_buf_addf(buf, "$%" PRIu32 ":$", first + 1);
    add_column(buf, column);
    vw_buf_addf(buf, "$%" PRIu32, last + 1);
}

static void add_quoted(vw_buf *buf, const char *text)
{
    vw_buf_add(buf, "\"");
    for (const char *at = text; *at != '\0'; at++) {
        vw_buf_addn(buf, at, 1);
        if (*at == '"') {
            vw_buf_add(buf, "\"");
        }
    }
    vw_buf_add(buf, "\"");
}

static bool begins_with(const char *value, const char *lower_case)
{
    for (; *lower_case != '\0'; value++, lower_case++) {
        const bool is_upper = *value >= 'A' && *value <= 'Z';
        if ((is_upper ? *value - 'A' + 'a' : *value) != *lower_case) {
            return false;
        }
    }
    return true;
}

static bool could_be_date_or_truth(const char *value)
{
    /* Months in Dutch and English, and the words for true and false. */
    static const char *const starts[] = {"jan", "feb", "mar", "maa", "mrt", "apr", "may",
                                         "mei", "jun", "jul", "aug", "sep", "oct", "okt",
                                         "nov", "dec", "tru", "fal", "waa", "onw"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (begins_with(value, starts[i])) {
            return true;
        }
    }
    return false;
}

/* COUNTIFS reads a condition as a user types it: "5.10" would also count "5.1", "jan 1" a date,
 * "<x" an order, "a*" a pattern. Such values are compared as they are, by EXACT. */
static bool reads_as_itself(const char *value)
{
    const char first = value[0];
    const bool begins_with_letter = (first >= 'a' && first <= 'z') ||
                                    (first >= 'A' && first <= 'Z') || (unsigned char)first >= 0x80;
    return begins_with_letter && strpbrk(value, "*?~") == NULL && !could_be_date_or_truth(value);
}

/* A column and what its cells must be. */
typedef struct {
    size_t column;
    vw_cell_kind is;
    const char *value; /* as shown, or a number's digits */
} condition;

static bool needs_exact(const condition *one)
{
    return one->is == VW_CELL_TEXT && !reads_as_itself(one->value);
}

static void add_value(vw_buf *buf, const condition *one)
{
    if (one->is == VW_CELL_INTEGER) {
        vw_buf_add(buf, one->value);
    } else {
        add_quoted(buf, one->value);
    }
}

static void add_countifs(vw_buf *buf, const vw_page *page, uint32_t first, uint32_t last,
                         const condition *conditions, size_t count)
{
    vw_buf_add(buf, "COUNTIFS(");
    for (size_t i = 0; i < count; i++) {
        vw_buf_add(buf, i > 0 ? "," : "");
        add_range(buf, page, conditions[i].column, first, last);
        vw_buf_add(buf, ",");
        add_value(buf, &conditions[i]);
    }
    vw_buf_add(buf, ")");
}

static void add_exact(vw_buf *buf, const vw_page *page, uint32_t first, uint32_t last,
                      const condition *conditions, size_t count)
{
    vw_buf_add(buf, "SUMPRODUCT(");
    for (size_t i = 0; i < count; i++) {
        vw_buf_add(buf, i > 0 ? "*EXACT(" : "1*EXACT(");
        add_range(buf, page, conditions[i].column, first, last);
        vw_buf_add(buf, ",");
        add_value(buf, &conditions[i]);
        vw_buf_add(buf, ")");
    }
    vw_buf_add(buf, ")");
}

/* The rows of a part that are not the table's total. */
static uint32_t plain_rows(const vw_placed *placed, const vw_part *part)
{
    const bool is_last = part->index + part->rows == placed->table->total_rows;
    return part->rows - (is_last && placed->table->has_total_row && part->rows > 0 ? 1 : 0);
}

static size_t add_count(vw_buf *buf, const vw_layout *layout, const vw_placed *placed,
                        const condition *conditions, size_t count)
{
    size_t terms = 0;
    bool exact = false;
    for (size_t i = 0; i < count; i++) {
        exact = exact || needs_exact(&conditions[i]);
    }
    for (size_t i = 0; i < placed->part_count; i++) {
        const vw_part *part = &placed->parts[i];
        const uint32_t rows = plain_rows(placed, part);
        if (rows > 0) {
            vw_buf_add(buf, terms++ > 0 ? "+" : "=");
            (exact ? add_exact : add_countifs)(buf, &layout->pages.items[part->page],
                                               part->head + 1, part->head + rows, conditions,
                                               count);
        }
    }
    return terms;
}

static bool find_column(size_t *out, const vw_table *table, const char *id)
{
    for (size_t i = 0; i < table->column_count; i++) {
        if (strcmp(table->columns[i].id, id) == 0) {
            *out = i;
            return true;
        }
    }
    return false;
}

/* What the cells of the column show for [value]; NULL when a formula cannot say it. */
static const char *shown_value(vw_arena *arena, vw_cell_kind *is, vw_cell_kind column,
                               const vw_words *words, const char *value)
{
    vw_result result;
    vw_date date;
    vw_buf shown = {.arena = arena};
    *is = VW_CELL_TEXT;
    switch (column) {
    case VW_CELL_RESULT:
        return vw_result_parse(&result, value) ? words->result[result] : value;
    case VW_CELL_INTEGER:
        *is = VW_CELL_INTEGER;
        return value[strspn(value, "-0123456789")] == '\0' && *value != '\0' ? value : NULL;
    case VW_CELL_DATE:
        *is = VW_CELL_INTEGER;
        return vw_date_parse(&date, value) ? vw_printf(arena, "%d", date + DAYS_TO_1970) : NULL;
    case VW_CELL_EMPTY:
    case VW_CELL_TEXT:
        vw_render_text(&shown, value);
        return shown.length <= LITERAL_MAX ? vw_buf_text(&shown) : NULL;
    case VW_CELL_INSTANT:
    case VW_CELL_NUMBER:
    case VW_CELL_SHARE:
        break;
    }
    return NULL;
}

static vw_status count_where(vw_buf *buf, vw_diags *diags, const vw_layout *layout,
                             const vw_words *words, const char *from, const vw_formula *formula)
{
    const vw_placed *counted = vw_layout__find_table(layout, formula->table);
    if (counted == NULL) {
        return VW_OK;
    }
    condition conditions[2];
    size_t count = 0;
    for (; count < 2 && formula->column[count] != NULL; count++) {
        condition *one = &conditions[count];
        if (!find_column(&one->column, counted->table, formula->column[count])) {
            VW_DIAG(diags, T044, (vw_place){0}, from, formula->table, formula->column[count]);
            return VW_ERR_BUG;
        }
        const vw_cell_kind column = counted->table->columns[one->column].is;
        one->value = shown_value(buf->arena, &one->is, column, words, formula->value[count]);
        if (one->value == NULL) {
            return VW_OK;
        }
    }
    (void)add_count(buf, layout, counted, conditions, count);
    return VW_OK;
}

static void sum_above(vw_buf *buf, const vw_layout *layout, const vw_placed *placed, uint64_t index,
                      size_t column)
{
    const char *before = "=SUM(";
    for (size_t i = 0; i < placed->part_count && placed->parts[i].index < index; i++) {
        const vw_part *part = &placed->parts[i];
        const uint64_t above = index - part->index;
        const uint32_t rows = above < part->rows ? (uint32_t)above : part->rows;
        vw_buf_add(buf, before);
        add_range(buf, &layout->pages.items[part->page], column, part->head + 1, part->head + rows);
        before = ",";
    }
    if (buf->length > 0) {
        vw_buf_add(buf, ")");
    }
}

/* SUM(B5:D5,F5): neighbours as one range. */
static void add_sum_of(vw_buf *buf, uint64_t columns, uint32_t row)
{
    const char *before = "SUM(";
    for (size_t i = 0; i < 64; i++) {
        if ((columns >> i & 1) == 0) {
            continue;
        }
        size_t last = i;
        while (last + 1 < 64 && (columns >> (last + 1) & 1) != 0) {
            last++;
        }
        vw_buf_add(buf, before);
        add_cell(buf, i, row);
        if (last > i) {
            vw_buf_add(buf, ":");
            add_cell(buf, last, row);
        }
        before = ",";
        i = last;
    }
    vw_buf_add(buf, columns != 0 ? ")" : "0");
}

static void add_share(vw_buf *buf, uint32_t row, const vw_formula *formula)
{
    vw_buf_add(buf, formula->complement ? "1-" : "");
    add_sum_of(buf, formula->over, row);
    vw_buf_add(buf, "/");
    add_sum_of(buf, formula->under, row);
}

/* vw_render_share_shown as a formula: MEDIAN keeps what is neither none nor all between the two. */
static void ratio(vw_buf *buf, const vw_words *words, uint32_t row, const vw_formula *formula)
{
    vw_buf_add(buf, "=IF(");
    add_sum_of(buf, formula->under, row);
    vw_buf_add(buf, "=0,");
    add_quoted(buf, words->not_available);
    vw_buf_add(buf, ",IF(OR(");
    add_sum_of(buf, formula->over, row);
    vw_buf_add(buf, "=0,");
    add_sum_of(buf, formula->over, row);
    vw_buf_add(buf, "=");
    add_sum_of(buf, formula->under, row);
    vw_buf_add(buf, "),");
    add_share(buf, row, formula);
    vw_buf_add(buf, ",MEDIAN(0.001,");
    add_share(buf, row, formula);
    vw_buf_add(buf, ",0.999)))");
}

vw_status vw_formula__text(const char **out, vw_buf *buf, vw_diags *diags, const vw_layout *layout,
                           const vw_words *words, const vw_placed *placed, uint64_t index,
                           size_t column, const vw_formula *formula)
{
    const vw_part *part = vw_layout__part_of(placed, index);
    const uint32_t row = part->head + 1 + (uint32_t)(index - part->index);
    vw_status status = VW_OK;
    vw_render_again(buf);
    switch (formula->is) {
    case VW_COUNT_WHERE:
        status = count_where(buf, diags, layout, words, placed->table->id, formula);
        break;
    case VW_SUM_ABOVE:
        sum_above(buf, layout, placed, index, column);
        break;
    case VW_SUM_ACROSS:
        vw_buf_add(buf, "=");
        add_sum_of(buf, formula->over, row);
        break;
    case VW_RATIO:
        ratio(buf, words, row, formula);
        break;
    }
    *out = status == VW_OK && buf->length > 0 ? vw_buf_text(buf) : NULL;
    return status;
}
