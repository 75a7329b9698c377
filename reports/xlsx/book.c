/* SPDX-License-Identifier: EUPL-1.2 */
/* What is asked of libxlsxwriter, which only this file, style.c and pen.c know. */
#include "reports/xlsx/book.h"

#include "base/seal.h"
#include "reports/xlsx/pen.h"
#include "reports/xlsx/reason.h"
#include "reports/xlsx/style.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    DAYS_TO_1970 = 25569, /* from 30 December 1899, where a sheet's days begin */
    FIRST_SURE_DAY = 61,  /* 1 March 1900: before it, Excel counts a leap day that never was */
    LINKS_MAX = 20000,    /* a sheet; each stays in memory, and Excel itself gives up at 65,530 */
    URL_MAX = 2000,
    KINDS = VW_CELL_RESULT + 1,
    STYLES = VW_LOOK_COUNT * KINDS * VW_RESULT_COUNT * 16
};

struct vw_book {
    vw_arena *arena;
    lxw_workbook *workbook;
    lxw_error error; /* the first one */
    vw_pen *pen;
    vw_lang lang;
    const vw_rgb *accent;
    lxw_format *formats[STYLES];
    VW_VEC(vw_sheet *) sheets;
};

struct vw_sheet {
    vw_book *book;
    lxw_worksheet *sheet;
    unsigned links;
    bool is_sealed, has_formula;
    vw_seal seal;
    uint32_t sealed_row, sealed_cell;
};

static void keep(vw_book *book, lxw_error error)
{
    if (book->error == LXW_NO_ERROR) {
        book->error = error;
    }
}

/* The library copies the texts but declares them writable. */
static char *lent(vw_book *book, const char *text)
{
    return vw_strdup(book->arena, text != NULL ? text : "");
}

/* Until everything that was asked for is written: then the library is this thread's. */
static void settle(vw_book *book)
{
    keep(book, vw_pen__settle(book->pen));
}

vw_book *vw_book__new(vw_arena *arena, const vw_document *document, const char *path)
{
    vw_book *book = VW_NEW(arena, vw_book);
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .use_zip64 = LXW_FALSE};
    book->arena = arena;
    book->lang = document->lang;
    book->accent = document->accent;
    book->pen = vw_pen__new(arena);
    book->workbook = workbook_new_opt(path, &options);
    if (book->workbook == NULL) {
        book->error = LXW_ERROR_MEMORY_MALLOC_FAILED;
        return book;
    }
    lxw_doc_properties properties = {
        .title = lent(book, document->title),
        .subject = lent(book, document->subject),
        .author = lent(book, document->author),
        .company = lent(book, document->entity),
        .comments = lent(book, document->version_line),
        .status = lent(book, document->draft ? document->words.draft : NULL),
        .created = (time_t)document->made_at,
    };
    keep(book, workbook_set_properties(book->workbook, &properties));
    return book;
}

vw_sheet *vw_book__sheet(vw_book *book, const char *name)
{
    vw_sheet *sheet = VW_NEW(book->arena, vw_sheet);
    sheet->book = book;
    settle(book);
    if (book->workbook != NULL) {
        sheet->sheet = workbook_add_worksheet(book->workbook, name);
        keep(book, sheet->sheet == NULL ? LXW_ERROR_MEMORY_MALLOC_FAILED : LXW_NO_ERROR);
    }
    VW_PUSH(book->arena, book->sheets, sheet);
    return sheet;
}

static lxw_format *format_of(vw_book *book, vw_style style)
{
    size_t at = style.look;
    at = at * KINDS + style.is;
    at = at * VW_RESULT_COUNT + (style.is == VW_CELL_RESULT ? style.result : 0);
    at = at * 16 + (style.open ? 8 : 0) + (style.code ? 4 : 0) + (style.strong ? 2 : 0) +
         (style.link ? 1 : 0);
    if (book->formats[at] == NULL) {
        settle(book);
        book->formats[at] = workbook_add_format(book->workbook);
        vw_style__dress(book->formats[at], style, book->lang, book->accent);
    }
    return book->formats[at];
}

static bool usable(const vw_sheet *sheet)
{
    return sheet->book->error == LXW_NO_ERROR;
}

/* The same, when the library is to be asked right now. */
static bool ready(const vw_sheet *sheet)
{
    settle(sheet->book);
    return usable(sheet);
}

static void seal(vw_sheet *sheet, uint32_t row, size_t column, const char *text)
{
    if (row != sheet->sealed_row) {
        vw_seal_end_row(&sheet->seal);
        sheet->sealed_row = row;
    }
    sheet->sealed_cell = vw_seal_text(text);
    vw_seal_cell(&sheet->seal, column, sheet->sealed_cell);
}

/* "_x005F" before "_x0041_" only says that what follows is no escape: a reader does not see it. */
static void seal_text(vw_sheet *sheet, uint32_t row, size_t column, const char *text)
{
    enum { MARK = 6, ESCAPE = 7 };
    if (!sheet->is_sealed) {
        return;
    }
    if (strstr(text, "_x005F_x") == NULL) {
        seal(sheet, row, column, text);
        return;
    }
    vw_buf shown = {.arena = sheet->book->arena};
    for (const char *at = text; *at != '\0';) {
        const bool marked = strncmp(at, "_x005F_x", MARK + 2) == 0;
        const size_t length = marked ? ESCAPE : 1;
        at += marked ? MARK : 0;
        vw_buf_addn(&shown, at, length);
        at += length;
    }
    seal(sheet, row, column, vw_buf_text(&shown));
}

/* As a reader of the sheet shows it; a share in whole thousand-millionths, since programs that save
 * it again keep fewer digits. */
static void seal_number(vw_sheet *sheet, uint32_t row, size_t column, double number, vw_style style)
{
    char text[40];
    if (!sheet->is_sealed) {
        return;
    }
    if (style.is == VW_CELL_SHARE) {
        (void)snprintf(text, sizeof text, "%" PRId64 "%%", (int64_t)round(number * 1e9));
    } else if (style.is == VW_CELL_NUMBER) {
        (void)snprintf(text, sizeof text, "%.15g", number);
    } else {
        (void)snprintf(text, sizeof text, "%" PRId64, (int64_t)number);
    }
    seal(sheet, row, column, text);
}

static void write_number(vw_sheet *sheet, uint32_t row, size_t column, double number,
                         vw_style style)
{
    if (usable(sheet)) {
        vw_pen__number(sheet->book->pen, sheet->sheet, row, (lxw_col_t)column, number,
                       format_of(sheet->book, style));
    }
}

void vw_sheet__text(vw_sheet *sheet, uint32_t row, size_t column, const char *text, vw_style style)
{
    seal_text(sheet, row, column, text);
    if (usable(sheet)) {
        vw_pen__text(sheet->book->pen, sheet->sheet, row, (lxw_col_t)column, text,
                     format_of(sheet->book, style));
    }
}

void vw_sheet__number(vw_sheet *sheet, uint32_t row, size_t column, double number, vw_style style)
{
    seal_number(sheet, row, column, number, style);
    write_number(sheet, row, column, number, style);
}

void vw_sheet__date(vw_sheet *sheet, uint32_t row, size_t column, vw_date date, vw_style style)
{
    char iso[11];
    vw_date_format(iso, date);
    if (date + DAYS_TO_1970 >= FIRST_SURE_DAY) {
        seal_text(sheet, row, column, iso);
        write_number(sheet, row, column, date + DAYS_TO_1970, style);
    } else {
        vw_sheet__text(sheet, row, column, iso, style);
    }
}

void vw_sheet__instant(vw_sheet *sheet, uint32_t row, size_t column, const char *text,
                       vw_style style)
{
    char instant[21], day[11];
    vw_date date;
    if (text == NULL || !vw_instant_parse(instant, text)) {
        style.is = VW_CELL_TEXT;
        vw_sheet__text(sheet, row, column, text != NULL ? text : "", style);
        return;
    }
    memcpy(day, instant, 10);
    day[10] = '\0';
    const long hours = strtol(instant + 11, NULL, 10), minutes = strtol(instant + 14, NULL, 10);
    const long seconds = strtol(instant + 17, NULL, 10);
    if (!vw_date_parse(&date, day) || date + DAYS_TO_1970 < FIRST_SURE_DAY) {
        style.is = VW_CELL_TEXT;
        vw_sheet__text(sheet, row, column, instant, style);
        return;
    }
    instant[19] = '\0'; /* a workbook knows no zone, and reads without it */
    seal_text(sheet, row, column, instant);
    write_number(sheet, row, column,
                 date + DAYS_TO_1970 + (double)(hours * 3600 + minutes * 60 + seconds) / 86400,
                 style);
}

void vw_sheet__formula(vw_sheet *sheet, uint32_t row, size_t column, const char *formula,
                       double value, vw_style style)
{
    sheet->has_formula = true;
    if (ready(sheet)) {
        keep(sheet->book, worksheet_write_formula_num(sheet->sheet, row, (lxw_col_t)column, formula,
                                                      format_of(sheet->book, style), value));
    }
}

void vw_sheet__formula_text(vw_sheet *sheet, uint32_t row, size_t column, const char *formula,
                            const char *value, vw_style style)
{
    sheet->has_formula = true;
    if (ready(sheet)) {
        keep(sheet->book, worksheet_write_formula_str(sheet->sheet, row, (lxw_col_t)column, formula,
                                                      format_of(sheet->book, style), value));
    }
}

/* The library takes "internal:" and "external:" anywhere in an address for its own marks, and
 * prints a warning by itself about an address that is too long. */
static bool is_linkable(const vw_sheet *sheet, const char *target)
{
    const char *mark = strstr(target, "internal:");
    return sheet->links < LINKS_MAX && strlen(target) <= URL_MAX &&
           (mark == NULL || mark == target) && strstr(target, "external:") == NULL;
}

void vw_sheet__link(vw_sheet *sheet, uint32_t row, size_t column, const char *target,
                    const char *text, vw_style style)
{
    if (!is_linkable(sheet, target) || text[0] == '\0') {
        vw_sheet__text(sheet, row, column, text, style);
        return;
    }
    style.link = true;
    sheet->links++;
    seal_text(sheet, row, column, text);
    if (ready(sheet)) {
        keep(sheet->book, worksheet_write_url_opt(sheet->sheet, row, (lxw_col_t)column, target,
                                                  format_of(sheet->book, style), text, NULL));
    }
}

void vw_sheet__merged(vw_sheet *sheet, uint32_t row, size_t first, size_t last, const char *text,
                      vw_style style)
{
    if (first >= last || text[0] == '\0') {
        vw_sheet__text(sheet, row, first, text, style);
        return;
    }
    seal_text(sheet, row, first, text);
    if (ready(sheet)) {
        keep(sheet->book,
             worksheet_merge_range(sheet->sheet, row, (lxw_col_t)first, row, (lxw_col_t)last, text,
                                   format_of(sheet->book, style)));
    }
}

void vw_sheet__row_height(vw_sheet *sheet, uint32_t row, double points)
{
    if (usable(sheet)) {
        vw_pen__height(sheet->book->pen, sheet->sheet, row, points);
    }
}

void vw_sheet__column_width(vw_sheet *sheet, size_t column, double characters)
{
    if (ready(sheet)) {
        keep(sheet->book, worksheet_set_column(sheet->sheet, (lxw_col_t)column, (lxw_col_t)column,
                                               characters, NULL));
    }
}

void vw_sheet__filter(vw_sheet *sheet, uint32_t head_row, uint32_t last_row, size_t columns)
{
    if (ready(sheet)) {
        keep(sheet->book,
             worksheet_autofilter(sheet->sheet, head_row, 0, last_row, (lxw_col_t)(columns - 1)));
    }
}

/* Of a running head "&" begins a code, and all of it may be 255 characters long. */
static void add_running(vw_buf *buf, const char *text, size_t most)
{
    for (const char *at = text; at != NULL && *at != '\0'; at++) {
        const bool begins_character = ((unsigned char)*at & 0xc0) != 0x80;
        if (begins_character && most-- == 0) {
            vw_buf_add(buf, "…");
            return;
        }
        vw_buf_addn(buf, *at == '\n' ? " " : at, 1);
        if (*at == '&') {
            vw_buf_add(buf, "&");
        }
    }
}

void vw_sheet__set_print(vw_sheet *sheet, const vw_document *document, uint32_t rows,
                         size_t columns, bool repeat_first_row)
{
    if (!ready(sheet)) {
        return;
    }
    vw_buf head = {.arena = sheet->book->arena}, foot = {.arena = sheet->book->arena};
    vw_buf_add(&head, "&L");
    add_running(&head, document->entity, 50);
    vw_buf_add(&head, "&C&A&R");
    add_running(&head, document->period, 50);
    vw_buf_add(&foot, "&L&8");
    /* A blank, or a line that begins with a digit would read as a part of the size. */
    vw_buf_add(&foot, " ");
    add_running(&foot, document->version_line, 90);
    vw_buf_add(&foot, "&R&8 ");
    add_running(&foot, document->words.page, 20);
    vw_buf_add(&foot, " &P ");
    add_running(&foot, document->words.of, 20);
    vw_buf_add(&foot, " &N");

    worksheet_set_landscape(sheet->sheet);
    worksheet_set_paper(sheet->sheet, 9); /* A4 */
    worksheet_fit_to_pages(sheet->sheet, 1, 0);
    worksheet_set_margins(sheet->sheet, 0.5, 0.5, 0.75, 0.75);
    worksheet_gridlines(sheet->sheet, LXW_HIDE_ALL_GRIDLINES);
    keep(sheet->book, worksheet_set_header(sheet->sheet, vw_buf_text(&head)));
    keep(sheet->book, worksheet_set_footer(sheet->sheet, vw_buf_text(&foot)));
    keep(sheet->book, worksheet_print_area(sheet->sheet, 0, 0, rows - 1, (lxw_col_t)(columns - 1)));
    /* "5.10" is a requirement's number, and meant to be text. */
    keep(sheet->book,
         worksheet_ignore_errors(sheet->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576"));
    if (repeat_first_row) {
        vw_sheet__repeat_row(sheet, 0);
    }
}

void vw_sheet__break_before(vw_sheet *sheet, const uint32_t *rows, size_t count)
{
    enum { BREAKS_MAX = 1023 }; /* of Excel; the library counts up to a 0 */
    if (!ready(sheet) || count == 0) {
        return;
    }
    lxw_row_t *breaks = VW_NEW_ARRAY(sheet->book->arena, BREAKS_MAX + 1, lxw_row_t);
    for (size_t i = 0; i < count && i < BREAKS_MAX; i++) {
        breaks[i] = rows[i];
    }
    worksheet_set_print_scale(sheet->sheet, 100);
    keep(sheet->book, worksheet_set_h_pagebreaks(sheet->sheet, breaks));
}

void vw_sheet__repeat_row(vw_sheet *sheet, uint32_t row)
{
    if (ready(sheet)) {
        keep(sheet->book, worksheet_repeat_rows(sheet->sheet, row, row));
    }
}

void vw_sheet__print_beside(vw_sheet *sheet, unsigned pages)
{
    if (ready(sheet)) {
        worksheet_fit_to_pages(sheet->sheet, (uint16_t)pages, 0);
        keep(sheet->book, worksheet_repeat_columns(sheet->sheet, 0, 0));
    }
}

/* ---- of a form --------------------------------------------------------------------------- */

/* The format's own bounds, in characters. */
enum { RULE_TITLE_MAX = 32, RULE_TEXT_MAX = 255 };

/* [text] with "…" for what is more than [most] characters. */
static char *short_text(vw_book *book, const char *text, size_t most)
{
    size_t characters = 0, last = 0, at = 0;
    for (; text[at] != '\0'; at++) {
        if (((unsigned char)text[at] & 0xc0) != 0x80 && ++characters == most) {
            last = at;
        }
    }
    return characters <= most ? lent(book, text) : vw_printf(book->arena, "%.*s…", (int)last, text);
}

static void set_bounds(lxw_data_validation *to, const vw_rule_of_cells *rule)
{
    if (rule->has_min && rule->has_max) {
        to->criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
        to->minimum_number = rule->min;
        to->maximum_number = rule->max;
    } else if (rule->has_max) {
        to->criteria = LXW_VALIDATION_CRITERIA_LESS_THAN_OR_EQUAL_TO;
        to->value_number = rule->max;
    } else {
        to->criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO;
        to->value_number = rule->has_min ? rule->min : -1e15;
    }
}

void vw_sheet__rule(vw_sheet *sheet, uint32_t first_row, size_t column,
                    const vw_rule_of_cells *rule)
{
    vw_book *book = sheet->book;
    if (!ready(sheet)) {
        return;
    }
    lxw_data_validation to = {
        .error_type =
            rule->strict ? LXW_VALIDATION_ERROR_TYPE_STOP : LXW_VALIDATION_ERROR_TYPE_WARNING,
        .input_title = short_text(book, rule->title, RULE_TITLE_MAX),
        .input_message = short_text(book, rule->prompt, RULE_TEXT_MAX),
    };
    switch (rule->is) {
    case VW_RULE_ANY:
        to.validate = LXW_VALIDATION_TYPE_ANY;
        break;
    case VW_RULE_LIST:
        to.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
        to.value_formula = lent(book, rule->list);
        break;
    case VW_RULE_WHOLE:
        to.validate = LXW_VALIDATION_TYPE_INTEGER;
        set_bounds(&to, rule);
        break;
    case VW_RULE_DECIMAL:
        to.validate = LXW_VALIDATION_TYPE_DECIMAL;
        set_bounds(&to, rule);
        break;
    case VW_RULE_DATE:
        to.validate = LXW_VALIDATION_TYPE_DATE_NUMBER;
        to.criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO;
        to.value_number = FIRST_SURE_DAY;
        break;
    }
    if (rule->is != VW_RULE_ANY) {
        to.error_title = to.input_title;
        to.error_message = short_text(book, rule->refusal, RULE_TEXT_MAX);
    }
    keep(book, worksheet_data_validation_range(sheet->sheet, first_row, (lxw_col_t)column,
                                               VW_BOOK_ROWS_MAX - 1, (lxw_col_t)column, &to));
}

void vw_sheet__column_style(vw_sheet *sheet, size_t column, double characters, vw_style style)
{
    if (ready(sheet)) {
        keep(sheet->book, worksheet_set_column(sheet->sheet, (lxw_col_t)column, (lxw_col_t)column,
                                               characters, format_of(sheet->book, style)));
    }
}

void vw_sheet__freeze(vw_sheet *sheet, uint32_t row, size_t columns)
{
    if (ready(sheet)) {
        worksheet_freeze_panes(sheet->sheet, row + 1, (lxw_col_t)columns);
    }
}

void vw_sheet__hide_row(vw_sheet *sheet, uint32_t row)
{
    lxw_row_col_options options = {.hidden = LXW_TRUE};
    if (ready(sheet)) {
        keep(sheet->book,
             worksheet_set_row_opt(sheet->sheet, row, LXW_DEF_ROW_HEIGHT, NULL, &options));
    }
}

void vw_sheet__hide(vw_sheet *sheet)
{
    if (ready(sheet)) {
        worksheet_hide(sheet->sheet);
    }
}

void vw_sheet__protect(vw_sheet *sheet)
{
    /* What changes no cell stays allowed. */
    lxw_protection allowed = {
        .format_columns = LXW_TRUE, .format_rows = LXW_TRUE, .autofilter = LXW_TRUE};
    if (ready(sheet)) {
        worksheet_protect(sheet->sheet, NULL, &allowed);
    }
}

void vw_sheet__seal(vw_sheet *sheet)
{
    sheet->is_sealed = true;
}

uint32_t vw_sheet__sealed_cell(const vw_sheet *sheet)
{
    return sheet->sealed_cell;
}

const char *vw_sheet__sealed(vw_sheet *sheet, vw_arena *arena)
{
    if (!sheet->is_sealed || sheet->has_formula) {
        return NULL;
    }
    char *shown = vw_alloc(arena, VW_SEAL_BYTES);
    vw_seal_end_row(&sheet->seal);
    vw_seal_show(shown, &sheet->seal);
    return shown;
}

void vw_sheet__show_first(vw_sheet *sheet)
{
    if (ready(sheet)) {
        worksheet_activate(sheet->sheet);
        worksheet_set_first_sheet(sheet->sheet);
    }
}

void vw_book__define(vw_book *book, const char *name, const char *formula)
{
    settle(book);
    if (book->error == LXW_NO_ERROR) {
        keep(book, workbook_define_name(book->workbook, name, formula));
    }
}

/* The rows wait in temporary files of the library, which does not look whether they got there. */
static void look_at_temporary_files(vw_book *book)
{
    for (size_t i = 0; i < book->sheets.count && usable(book->sheets.items[i]); i++) {
        FILE *rows = book->sheets.items[i]->sheet->optimize_tmpfile;
        if (fflush(rows) != 0 || ferror(rows)) {
            keep(book, LXW_ERROR_READING_TMPFILE);
        }
    }
}

vw_status vw_book__close(vw_book *book, vw_diags *diags)
{
    settle(book);
    look_at_temporary_files(book);
    if (book->error != LXW_NO_ERROR) {
        vw_book__abandon(book);
    } else {
        book->error = workbook_close(book->workbook);
    }
    if (book->error != LXW_NO_ERROR) {
        VW_DIAG(diags, T043, (vw_place){0}, vw_xlsx__reason(book->arena, book->error));
        return VW_ERR_STORE;
    }
    return VW_OK;
}

void vw_book__abandon(vw_book *book)
{
    vw_pen__stop(book->pen);
    for (size_t i = 0; i < book->sheets.count; i++) {
        lxw_worksheet *sheet = book->sheets.items[i]->sheet;
        if (sheet != NULL && sheet->optimize_tmpfile != NULL) {
            fclose(sheet->optimize_tmpfile); /* the library only does so when it writes */
        }
    }
    if (book->workbook != NULL) {
        lxw_workbook_free(book->workbook);
    }
}
