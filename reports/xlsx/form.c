/* SPDX-License-Identifier: EUPL-1.2 */
/* The workbook that people fill in: a guide, a sheet for each kind, and two hidden sheets, one with
 * the lists to choose from and one by which the workbook is known when it comes back. */
#include "reports/form.h"

#include "base/file.h"
#include "reports/xlsx/readback.h"
#include "reports/xlsx/xlsx.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Rows of a sheet. The hidden row of names is the first, so that it is not sorted along. */
enum { NAMES_ROW, TITLE_ROW, EXPLAIN_ROW, HEAD_ROW, FIRST_ROW };

enum {
    SECONDS_A_DAY = 86400,
    DAYS_TO_1970 = 25569,
    EXPLAIN_COLUMNS = 6, /* that the explanation of a sheet may stretch over */
    PROSE_LINES_MAX = 12,
    PLAIN_LINES_MAX = 1,
    EXACT_DIGITS = 15 /* that every program keeps of a number */
};

static const char lists_name[] = "_verantwoord_lists";

typedef struct {
    const vw_form *form;
    vw_document document; /* only its metadata and running head */
    vw_xlsx xlsx;         /* only its arena, book and buffers */
    vw_sheet *lists;
    size_t list_count;
    const char **names; /* of the tabs, in order of form->sheets */
} form_writer;

typedef struct {
    form_writer *writer;
    const vw_form_sheet *asked;
    vw_sheet *sheet;
    uint32_t row; /* the next one */
} sheet_writer;

static const vw_style plain = {.look = VW_LOOK_VALUE, .is = VW_CELL_TEXT};

static vw_style look(vw_look look)
{
    return (vw_style){.look = look};
}

/* ---- one cell ---------------------------------------------------------------------------- */

static vw_style input_style(const vw_form_sheet *sheet, const vw_form_column *column)
{
    switch (column->is) {
    case VW_FORM_INTEGER:
    case VW_FORM_NUMBER:
        return look(VW_LOOK_INPUT_NUMBER);
    case VW_FORM_DATE:
        return look(VW_LOOK_INPUT_DATE);
    case VW_FORM_INSTANT:
        return look(VW_LOOK_INPUT_INSTANT);
    case VW_FORM_CONTEXT:
        return look(VW_LOOK_CONTEXT);
    case VW_FORM_TEXT:
    case VW_FORM_CHOICE:
    case VW_FORM_KEY_OF:
        break;
    }
    return look(sheet->prose ? VW_LOOK_INPUT_PROSE : VW_LOOK_INPUT_TEXT);
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
static bool read_instant(double *days, const char *text)
{
    char day[11] = {0};
    unsigned hours, minutes, seconds;
    vw_date date;
    (void)snprintf(day, sizeof day, "%s", text);
    if (!vw_date_parse(&date, day) || date < vw_date_of(1900, 3, 1) ||
        sscanf(text + strlen(day), "T%2u:%2u:%2uZ", &hours, &minutes, &seconds) != 3) {
        return false;
    }
    *days = date + DAYS_TO_1970 +
            (double)((hours * 60 + minutes) * 60 + seconds) / (double)SECONDS_A_DAY;
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
static const char *write_list(form_writer *writer, const vw_form_column *column)
{
    /* The lists' sheet keeps one row in memory, so a list is written across. */
    const uint32_t row = (uint32_t)writer->list_count++;
    char last[8];
    size_t end = column->choice_count - 1, length = 0;
    for (size_t i = 0; i < column->choice_count; i++) {
        vw_sheet__text(writer->lists, row, i, column->choices[i].shown, plain);
    }
    if (end >= 26) {
        last[length++] = (char)('A' + end / 26 - 1);
    }
    last[length++] = (char)('A' + end % 26);
    last[length] = '\0';
    return vw_printf(writer->xlsx.arena, "='%s'!$A$%" PRIu32 ":$%s$%" PRIu32, lists_name, row + 1,
                     last, row + 1);
}

/* The keys below the head of a sheet, as many as there are: what references choose from. NULL when
 * the tab's name is too long in bytes for what the library takes. */
static const char *keys_formula(const form_writer *writer, size_t at)
{
    const char *name = writer->names[at];
    const char *formula =
        vw_printf(writer->xlsx.arena, "=OFFSET('%s'!$A$%d,0,0,MAX(1,COUNTA('%s'!$A:$A)-%d))", name,
                  FIRST_ROW + 1, name, FIRST_ROW);
    return strlen(formula) < VW_BOOK_NAME_FORMULA_MAX ? formula : NULL;
}

static bool has_keys(const form_writer *writer, const char *id)
{
    for (size_t i = 0; id != NULL && i < writer->form->sheet_count; i++) {
        if (strcmp(writer->form->sheets[i].id, id) == 0) {
            return keys_formula(writer, i) != NULL;
        }
    }
    return false;
}

static void add_rule(sheet_writer *to, size_t at)
{
    form_writer *writer = to->writer;
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
    vw_sheet__rule(to->sheet, FIRST_ROW, at, &rule);
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
    vw_sheet__hide_row(to->sheet, NAMES_ROW);
    for (size_t i = 0; i < asked->column_count; i++) {
        vw_sheet__text(to->sheet, NAMES_ROW, i, asked->columns[i].name, plain);
    }
    for (size_t i = 1; i < asked->column_count; i++) { /* without the lines of the columns */
        vw_sheet__text(to->sheet, TITLE_ROW, i, "", plain);
    }
    vw_sheet__row_height(to->sheet, TITLE_ROW, vw_xlsx__height(2));
    vw_sheet__text(to->sheet, TITLE_ROW, 0, asked->title, look(VW_LOOK_TITLE));
    vw_sheet__text(to->sheet, EXPLAIN_ROW, 0, asked->explain, (vw_style){.look = VW_LOOK_LABEL});
    for (size_t i = 1; i < asked->column_count; i++) {
        vw_sheet__text(to->sheet, EXPLAIN_ROW, i, "", plain);
    }
    for (size_t i = 0; i < asked->column_count; i++) {
        const vw_form_column *column = &asked->columns[i];
        const char *title = vw_printf(arena, "%s%s", column->title, column->required ? " *" : "");
        const unsigned lines = vw_xlsx__lines(title, column->width - 3);
        most = lines > most ? lines : most;
        vw_sheet__column_style(to->sheet, i, column->width, input_style(asked, column));
    }
    vw_sheet__row_height(to->sheet, HEAD_ROW, vw_xlsx__height(most) + 4);
    for (size_t i = 0; i < asked->column_count; i++) {
        const vw_form_column *column = &asked->columns[i];
        vw_sheet__text(to->sheet, HEAD_ROW, i,
                       vw_printf(arena, "%s%s", column->title, column->required ? " *" : ""),
                       look(head_look(column)));
    }
}

static vw_status write_sheet(sheet_writer *to)
{
    const vw_form_sheet *asked = to->asked;
    form_writer *writer = to->writer;
    write_heads(to);
    for (size_t i = 0; i < asked->column_count; i++) {
        add_rule(to, i);
    }
    to->row = FIRST_ROW;
    const vw_form_out out = {.row = write_row, .to = to};
    vw_status status = asked->rows(asked->self, writer->xlsx.diags, out);
    const uint32_t last = to->row > FIRST_ROW ? to->row - 1 : FIRST_ROW;
    vw_sheet__set_print(to->sheet, &writer->document, last + 1, asked->column_count, false);
    vw_sheet__filter(to->sheet, HEAD_ROW, last, asked->column_count);
    vw_sheet__freeze(to->sheet, HEAD_ROW, 1);
    return status;
}

/* ---- the guide --------------------------------------------------------------------------- */

static uint32_t write_guide_head(vw_sheet *guide, uint32_t row, const vw_form_words *words)
{
    for (size_t i = 0; i < VW_GUIDE_COLUMNS; i++) {
        vw_sheet__text(guide, row, i, words->guide_heads[i], look(VW_LOOK_HEAD));
    }
    return row + 1;
}

static const double guide_widths[VW_GUIDE_COLUMNS] = {28, 30, 11, 42, 58, 26};

static uint32_t write_guide_row(vw_sheet *guide, uint32_t row, const char *const *texts,
                                const char *target)
{
    const vw_style cell = {.look = VW_LOOK_CELL, .is = VW_CELL_TEXT};
    unsigned most = 1;
    for (size_t i = 0; i < VW_GUIDE_COLUMNS; i++) {
        const unsigned lines = vw_xlsx__lines(texts[i], guide_widths[i] - 2);
        most = lines > most ? lines : most;
    }
    vw_sheet__row_height(guide, row, vw_xlsx__height(most));
    vw_sheet__link(guide, row, 0, target, texts[0], cell);
    for (size_t i = 1; i < VW_GUIDE_COLUMNS; i++) {
        vw_sheet__text(guide, row, i, texts[i], cell);
    }
    return row + 1;
}

static uint32_t write_fields(const form_writer *writer, vw_sheet *guide, uint32_t row, size_t at)
{
    const vw_form *form = writer->form;
    const vw_form_sheet *sheet = &form->sheets[at];
    const char *target =
        vw_printf(writer->xlsx.arena, "internal:'%s'!A%d", writer->names[at], HEAD_ROW + 1);
    for (size_t i = 0; i < sheet->column_count; i++) {
        const vw_form_column *column = &sheet->columns[i];
        const char *const texts[VW_GUIDE_COLUMNS] = {
            writer->names[at], column->title,   column->required ? form->words.yes : "",
            column->fill_in,   column->explain, column->example,
        };
        row = write_guide_row(guide, row, texts, target);
    }
    return row;
}

static void write_guide(const form_writer *writer, vw_sheet *guide)
{
    const vw_form *form = writer->form;
    uint32_t row = 0;
    for (size_t i = 0; i < VW_GUIDE_COLUMNS; i++) {
        vw_sheet__column_width(guide, i, guide_widths[i]);
    }
    vw_sheet__hide_row(guide, row);
    vw_sheet__text(guide, row++, 0, form->guide_name, plain);
    vw_sheet__row_height(guide, row, vw_xlsx__height(2));
    vw_sheet__text(guide, row++, 0, form->title, look(VW_LOOK_TITLE));
    for (size_t i = 0; i < form->guide_count; i++) {
        const vw_style style = look(form->guide[i].strong ? VW_LOOK_CAPTION : VW_LOOK_VALUE);
        vw_sheet__text(guide, row++, 0, form->guide[i].text, style);
    }
    row++;
    vw_sheet__text(guide, row++, 0, form->words.fields, look(VW_LOOK_CAPTION));
    row = write_guide_head(guide, row, &form->words);
    const uint32_t first = row;
    for (size_t i = 0; i < form->sheet_count; i++) {
        row = write_fields(writer, guide, row, i);
    }
    vw_sheet__filter(guide, first - 1, row > first ? row - 1 : first, VW_GUIDE_COLUMNS);
    vw_sheet__set_print(guide, &writer->document, row, VW_GUIDE_COLUMNS, false);
}

/* ---- the book ---------------------------------------------------------------------------- */

static bool is_taken(const form_writer *writer, size_t count, const char *name)
{
    const char *const reserved[] = {"", "history", writer->form->guide_title,
                                    writer->form->meta_name, lists_name};
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++) {
        if (strcasecmp(reserved[i], name) == 0) {
            return true;
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (strcasecmp(writer->names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static void choose_names(form_writer *writer)
{
    vw_arena *arena = writer->xlsx.arena;
    writer->names = VW_NEW_ARRAY(arena, writer->form->sheet_count, const char *);
    for (size_t i = 0; i < writer->form->sheet_count; i++) {
        const char *title = writer->form->sheets[i].title;
        const char *name = vw_layout__sheet_name(arena, title, "");
        for (unsigned number = 2; is_taken(writer, i, name); number++) {
            name = vw_layout__sheet_name(arena, title, vw_printf(arena, " (%u)", number));
        }
        writer->names[i] = name;
    }
}

static void write_meta(const form_writer *writer)
{
    vw_sheet *meta = vw_book__sheet(writer->xlsx.book, writer->form->meta_name);
    vw_sheet__hide(meta);
    for (size_t i = 0; i < writer->form->meta_count; i++) {
        for (size_t j = 0; writer->form->meta[i][j] != NULL; j++) {
            vw_sheet__text(meta, (uint32_t)i, j, writer->form->meta[i][j], plain);
        }
    }
}

static void define_keys(const form_writer *writer, size_t at)
{
    const char *formula = keys_formula(writer, at);
    if (formula != NULL) {
        vw_book__define(writer->xlsx.book,
                        vw_printf(writer->xlsx.arena, "keys_%s", writer->form->sheets[at].id),
                        formula);
    }
}

static vw_status write_book(form_writer *writer)
{
    const vw_form *form = writer->form;
    vw_book *book = writer->xlsx.book;
    choose_names(writer);
    write_meta(writer);
    vw_sheet *guide = vw_book__sheet(book, form->guide_title);
    vw_sheet__show_first(guide);
    sheet_writer *sheets = VW_NEW_ARRAY(writer->xlsx.arena, form->sheet_count, sheet_writer);
    for (size_t i = 0; i < form->sheet_count; i++) {
        sheets[i] = (sheet_writer){.writer = writer, .asked = &form->sheets[i]};
        sheets[i].sheet = vw_book__sheet(book, writer->names[i]);
        define_keys(writer, i);
    }
    writer->lists = vw_book__sheet(book, lists_name);
    vw_sheet__hide(writer->lists);
    write_guide(writer, guide);
    vw_status status = VW_OK;
    for (size_t i = 0; i < form->sheet_count && status == VW_OK; i++) {
        status = write_sheet(&sheets[i]);
    }
    return status;
}

static vw_status close_book(form_writer *writer, const char *path)
{
    const vw_status status = vw_book__close(writer->xlsx.book, writer->xlsx.diags);
    const char *fault = status == VW_OK ? vw_readback__fault(path) : NULL;
    if (fault != NULL) {
        VW_DIAG(writer->xlsx.diags, T043, (vw_place){0}, fault);
        return VW_ERR_STORE;
    }
    return status;
}

static void begin(form_writer *writer, const vw_form *form, const char *path, vw_arena *scratch,
                  vw_diags *diags)
{
    *writer = (form_writer){.form = form,
                            .document = {.lang = form->lang,
                                         .title = form->title,
                                         .subject = form->period,
                                         .author = form->entity,
                                         .entity = form->entity,
                                         .period = form->period,
                                         .version_line = form->version_line,
                                         .made_at = form->made_at,
                                         .words = {.page = form->page, .of = form->of}},
                            .xlsx = {.diags = diags,
                                     .arena = scratch,
                                     .text = {.arena = scratch},
                                     .clean = {.arena = scratch}}};
    writer->xlsx.document = &writer->document;
    writer->xlsx.book = vw_book__new(scratch, &writer->document, path);
}

vw_status vw_form_render(const vw_form *form, const char *path, vw_arena *scratch, vw_diags *diags)
{
    vw_outfile *file = NULL;
    form_writer writer;
    vw_status status = vw_outfile_open(&file, scratch, diags, path);
    if (status != VW_OK) {
        return status;
    }
    begin(&writer, form, vw_outfile_temporary(file), scratch, diags);
    status = write_book(&writer);
    if (status == VW_OK) {
        status = close_book(&writer, vw_outfile_temporary(file));
    } else {
        vw_book__abandon(writer.xlsx.book);
    }
    if (status == VW_OK) {
        status = vw_outfile_commit(file, diags);
    } else {
        vw_outfile_abandon(file);
    }
    return status;
}
