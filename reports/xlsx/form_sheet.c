/* SPDX-License-Identifier: EUPL-1.2 */
/* A sheet of a form: its headings, the rules of its cells, and the rows that are known already. */
#include "reports/xlsx/form_parts.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SECONDS_A_DAY = 86400,
    DAYS_TO_1970 = 25569,
    PROSE_LINES_MAX = 12,
    PLAIN_LINES_MAX = 1,
    EXACT_DIGITS = 15 /* that every program keeps of a number */
};

typedef struct {
    vw_form_writer *writer;
    const vw_form_sheet *asked;
    vw_sheet *sheet;
    uint32_t row; /* the next one */
} sheet_writer;

/* ---- one cell ---------------------------------------------------------------------------- */

static vw_style input_style(const vw_form_sheet *sheet, const vw_form_column *column)
{
    switch (column->is) {
    case VW_FORM_INTEGER:
    case VW_FORM_NUMBER:
        return vw_form__look(VW_LOOK_INPUT_NUMBER);
    case VW_FORM_DATE:
        return vw_form__look(VW_LOOK_INPUT_DATE);
    case VW_FORM_INSTANT:
        return vw_form__look(VW_LOOK_INPUT_INSTANT);
    case VW_FORM_CONTEXT:
        return vw_form__look(VW_LOOK_CONTEXT);
    case VW_FORM_TEXT:
    case VW_FORM_CHOICE:
    case VW_FORM_KEY_OF:
        break;
    }
    return vw_form__look(sheet->prose ? VW_LOOK_INPUT_PROSE : VW_LOOK_INPUT_TEXT);
}

static const char *shown_choice(const vw_form_column *column, const char *text)
{
    for (size_t i = 0; i < column->choice_count; i++) {
        if (strcmp(column->choices[i].value, text) == 0) {
            return column->choices[i].shown;
        }
    }
    return text;
}

/* A number that a sheet keeps as it is: others are written as texts, and read from them. */
static bool is_exact(double *number, const char *text)
{
    char again[40];
    double read = 0;
    *number = strtod(text, NULL);
    (void)snprintf(again, sizeof again, "%.*g", EXACT_DIGITS, *number);
    read = strtod(again, NULL);
    return isfinite(*number) && read <= *number && read >= *number &&
           strspn(text, "+-0123456789.eE") == strlen(text) &&
           (strpbrk(text, ".eE") != NULL || strlen(text) <= EXACT_DIGITS);
}

/* "2025-06-30T12:34:56Z" as days with a fraction, from where a sheet's days begin. */
static unsigned two_digits(const char *text)
{
    return (unsigned)(text[0] - '0') * 10 + (unsigned)(text[1] - '0');
}

static bool read_instant(double *days, const char *text)
{
    char day[11] = {0};
    char instant[21];
    vw_date date;
    (void)snprintf(day, sizeof day, "%s", text);
    if (!vw_date_parse(&date, day) || date < vw_date_of(1900, 3, 1) ||
        !vw_instant_parse(instant, text)) {
        return false;
    }
    unsigned minutes = two_digits(instant + 11) * 60 + two_digits(instant + 14);
    *days = date + DAYS_TO_1970 +
            (double)(minutes * 60 + two_digits(instant + 17)) / (double)SECONDS_A_DAY;
    return true;
}

static void report_cut(const sheet_writer *to, const char *key, const vw_form_column *column,
                       size_t units)
{
    char length[24];
    (void)snprintf(length, sizeof length, "%zu", units);
    VW_DIAG(to->writer->xlsx.diags, W001, (vw_place){0}, column->title, key, length);
}

static void write_text(sheet_writer *to, size_t column, const char *text, const char *key,
                       vw_style style)
{
    size_t units = vw_xlsx__text(&to->writer->xlsx, text);
    if (units > 0) {
        report_cut(to, key, &to->asked->columns[column], units);
    }
    vw_sheet__text(to->sheet, to->row, column, vw_buf_text(&to->writer->xlsx.text), style);
}

static void write_cell(sheet_writer *to, size_t at, const char *text, const char *key)
{
    const vw_form_column *column = &to->asked->columns[at];
    const vw_style style = input_style(to->asked, column);
    double number = 0;
    vw_date date;
    bool written = false;
    switch (column->is) {
    case VW_FORM_INTEGER:
    case VW_FORM_NUMBER:
        written = is_exact(&number, text);
        break;
    case VW_FORM_INSTANT:
        written = read_instant(&number, text);
        break;
    case VW_FORM_DATE:
        if (vw_date_parse(&date, text)) {
            vw_sheet__date(to->sheet, to->row, at, date, style);
            return;
        }
        break;
    case VW_FORM_CHOICE:
        text = shown_choice(column, text);
        break;
    case VW_FORM_TEXT:
    case VW_FORM_KEY_OF:
    case VW_FORM_CONTEXT:
        break;
    }
    if (written) {
        vw_sheet__number(to->sheet, to->row, at, number, style);
    } else {
        write_text(to, at, text, key, style);
    }
}

/* ---- one sheet --------------------------------------------------------------------------- */

static void set_height(sheet_writer *to, const char *const *texts)
{
    unsigned most = 1;
    for (size_t i = 0; i < to->asked->column_count; i++) {
        if (texts[i] != NULL) {
            const unsigned lines = vw_xlsx__lines(texts[i], to->asked->columns[i].width);
            most = lines > most ? lines : most;
        }
    }
    const unsigned bound = to->asked->prose ? PROSE_LINES_MAX : PLAIN_LINES_MAX;
    vw_sheet__row_height(to->sheet, to->row, vw_xlsx__height(most < bound ? most : bound));
}

static vw_status write_row(void *self, vw_diags *diags, const char *const *texts)
{
    sheet_writer *to = self;
    if (to->row >= VW_BOOK_ROWS_MAX) {
        VW_DIAG(diags, W002, (vw_place){0}, to->asked->title);
        return VW_ERR_INPUT;
    }
    set_height(to, texts);
    for (size_t i = 0; i < to->asked->column_count; i++) {
        if (texts[i] != NULL) {
            write_cell(to, i, texts[i], texts[0]);
        } else {
            vw_sheet__text(to->sheet, to->row, i, "",
                           input_style(to->asked, &to->asked->columns[i]));
        }
    }
    to->row++;
    return VW_OK;
}

/* Writes the choices down the next free column of the lists; the cells they take. */
static const char *write_list(vw_form_writer *writer, const vw_form_column *column)
{
    /* The lists' sheet keeps one row in memory, so a list is written across. */
    const uint32_t row = (uint32_t)writer->list_count++;
    char last[8];
    size_t end = column->choice_count - 1, length = 0;
    for (size_t i = 0; i < column->choice_count; i++) {
        vw_sheet__text(writer->lists, row, i, column->choices[i].shown, vw_form__plain());
    }
    if (end >= 26) {
        last[length++] = (char)('A' + end / 26 - 1);
    }
    last[length++] = (char)('A' + end % 26);
    last[length] = '\0';
    return vw_printf(writer->xlsx.arena, "='%s'!$A$%" PRIu32 ":$%s$%" PRIu32, VW_FORM_LISTS,
                     row + 1, last, row + 1);
}

const char *vw_form__keys(const vw_form_writer *writer, size_t at)
{
    const char *name = writer->names[at];
    const char *formula =
        vw_printf(writer->xlsx.arena, "=OFFSET('%s'!$A$%d,0,0,MAX(1,COUNTA('%s'!$A:$A)-%d))", name,
                  VW_FORM_FIRST + 1, name, VW_FORM_FIRST);
    return strlen(formula) < VW_BOOK_NAME_FORMULA_MAX ? formula : NULL;
}

static bool has_keys(const vw_form_writer *writer, const char *id)
{
    for (size_t i = 0; id != NULL && i < writer->form->sheet_count; i++) {
        if (strcmp(writer->form->sheets[i].id, id) == 0) {
            return vw_form__keys(writer, i) != NULL;
        }
    }
    return false;
}

static void add_rule(sheet_writer *to, size_t at)
{
    vw_form_writer *writer = to->writer;
    const vw_form_column *column = &to->asked->columns[at];
    const vw_form_words *words = &writer->form->words;
    vw_rule_of_cells rule = {.is = VW_RULE_ANY,
                             .title = column->title,
                             .prompt = column->explain,
                             .has_min = column->has_min,
                             .has_max = column->has_max,
                             .min = column->min,
                             .max = column->max};
    if (column->explain[0] == '\0') {
        rule.prompt = column->fill_in;
    }
    switch (column->is) {
    case VW_FORM_CHOICE:
        rule.is = VW_RULE_LIST;
        rule.strict = true;
        rule.list = write_list(writer, column);
        rule.refusal = words->not_in_list;
        break;
    case VW_FORM_KEY_OF:
        if (has_keys(writer, column->key_of)) {
            rule.is = VW_RULE_LIST;
            rule.list = vw_printf(writer->xlsx.arena, "=keys_%s", column->key_of);
            rule.refusal = words->not_known_yet;
        }
        break;
    case VW_FORM_INTEGER:
    case VW_FORM_NUMBER:
        rule.is = column->is == VW_FORM_INTEGER ? VW_RULE_WHOLE : VW_RULE_DECIMAL;
        rule.strict = true;
        rule.refusal = column->fill_in;
        break;
    case VW_FORM_DATE:
    case VW_FORM_INSTANT:
        rule.is = VW_RULE_DATE;
        rule.refusal = words->no_date;
        break;
    case VW_FORM_TEXT:
    case VW_FORM_CONTEXT:
        break;
    }
    vw_sheet__rule(to->sheet, VW_FORM_FIRST, at, &rule);
}

static vw_look head_look(const vw_form_column *column)
{
    return column->is == VW_FORM_CONTEXT ? VW_LOOK_HEAD_CONTEXT
           : column->required            ? VW_LOOK_HEAD
                                         : VW_LOOK_HEAD_OPTIONAL;
}

static void write_heads(sheet_writer *to)
{
    const vw_form_sheet *asked = to->asked;
    vw_arena *arena = to->writer->xlsx.arena;
    unsigned most = 1;
    vw_sheet__hide_row(to->sheet, VW_FORM_NAMES);
    for (size_t i = 0; i < asked->column_count; i++) {
        vw_sheet__text(to->sheet, VW_FORM_NAMES, i, asked->columns[i].name, vw_form__plain());
    }
    for (size_t i = 1; i < asked->column_count; i++) { /* without the lines of the columns */
        vw_sheet__text(to->sheet, VW_FORM_TITLE, i, "", vw_form__plain());
    }
    vw_sheet__row_height(to->sheet, VW_FORM_TITLE, vw_xlsx__height(2));
    vw_sheet__text(to->sheet, VW_FORM_TITLE, 0, asked->title, vw_form__look(VW_LOOK_TITLE));
    vw_sheet__text(to->sheet, VW_FORM_EXPLAIN, 0, asked->explain,
                   (vw_style){.look = VW_LOOK_LABEL});
    for (size_t i = 1; i < asked->column_count; i++) {
        vw_sheet__text(to->sheet, VW_FORM_EXPLAIN, i, "", vw_form__plain());
    }
    for (size_t i = 0; i < asked->column_count; i++) {
        const vw_form_column *column = &asked->columns[i];
        const char *title = vw_printf(arena, "%s%s", column->title, column->required ? " *" : "");
        const unsigned lines = vw_xlsx__lines(title, column->width - 3);
        most = lines > most ? lines : most;
        vw_sheet__column_style(to->sheet, i, column->width, input_style(asked, column));
    }
    vw_sheet__row_height(to->sheet, VW_FORM_HEAD, vw_xlsx__height(most) + 4);
    for (size_t i = 0; i < asked->column_count; i++) {
        const vw_form_column *column = &asked->columns[i];
        vw_sheet__text(to->sheet, VW_FORM_HEAD, i,
                       vw_printf(arena, "%s%s", column->title, column->required ? " *" : ""),
                       vw_form__look(head_look(column)));
    }
}

vw_status vw_form__write_sheet(vw_form_writer *writer, const vw_form_sheet *asked, vw_sheet *sheet)
{
    sheet_writer at = {.writer = writer, .asked = asked, .sheet = sheet, .row = VW_FORM_FIRST};
    sheet_writer *to = &at;
    write_heads(to);
    for (size_t i = 0; i < asked->column_count; i++) {
        add_rule(to, i);
    }
    const vw_form_out out = {.row = write_row, .to = to};
    vw_status status = asked->rows(asked->self, writer->xlsx.diags, out);
    const uint32_t last = to->row > VW_FORM_FIRST ? to->row - 1 : VW_FORM_FIRST;
    vw_sheet__set_print(to->sheet, &writer->document, last + 1, asked->column_count, false);
    vw_sheet__repeat_row(to->sheet, VW_FORM_HEAD);
    vw_sheet__filter(to->sheet, VW_FORM_HEAD, last, asked->column_count);
    vw_sheet__freeze(to->sheet, VW_FORM_HEAD, 1);
    return status;
}
