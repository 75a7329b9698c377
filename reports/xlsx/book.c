/* SPDX-License-Identifier: EUPL-1.2 */
/* The one file that knows libxlsxwriter. */
#include "reports/xlsx/book.h"

#include <string.h>
#include <xlsxwriter.h>

enum {
    ACCENT = 0x123a6b,
    ACCENT_LIGHT = 0x4d719f,
    CONTEXT = 0xf2f4f7,
    BORDER = 0xb8c2cf,
    SOFT = 0x4a5360,
    WARN = 0x8a1c1c,
    LINK = 0x0b4a8f,
    DAYS_TO_1970 = 25569, /* from 30 December 1899, where a sheet's days begin */
    FIRST_SURE_DAY = 61,  /* 1 March 1900: before it, Excel counts a leap day that never was */
    LINKS_MAX = 20000,    /* a sheet; each stays in memory, and Excel itself gives up at 65,530 */
    URL_MAX = 2000,
    KINDS = VW_CELL_RESULT + 1,
    STYLES = VW_LOOK_COUNT * KINDS * VW_RESULT_COUNT * 8
};

struct vw_book {
    vw_arena *arena;
    lxw_workbook *workbook;
    lxw_error error; /* the first one */
    vw_lang lang;
    lxw_format *formats[STYLES];
    VW_VEC(vw_sheet *) sheets;
};

struct vw_sheet {
    vw_book *book;
    lxw_worksheet *sheet;
    unsigned links;
};

/* The same pairs of colours as the HTML. */
static const struct {
    lxw_color_t text, fill;
} result_colours[VW_RESULT_COUNT] = {
    [VW_RESULT_ERROR] = {0x4a1757, 0xf1e4f5}, [VW_NOT_MET] = {0x6d1414, 0xfbe3e1},
    [VW_NOT_ASSESSED] = {0x363c44, 0xeceef1}, [VW_PARTLY_MET] = {0x533a00, 0xfdf1d0},
    [VW_EXPLAINED] = {0x0f3d4a, 0xe0f0f4},    [VW_MET] = {0x12401f, 0xe3f1e5},
    [VW_NOT_APPLICABLE] = {SOFT, 0xffffff},   [VW_NOT_OCCURRED] = {SOFT, 0xffffff},
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

vw_book *vw_book__new(vw_arena *arena, const vw_document *document, const char *path)
{
    vw_book *book = VW_NEW(arena, vw_book);
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .use_zip64 = LXW_FALSE};
    book->arena = arena;
    book->lang = document->lang;
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
    if (book->workbook != NULL) {
        sheet->sheet = workbook_add_worksheet(book->workbook, name);
        keep(book, sheet->sheet == NULL ? LXW_ERROR_MEMORY_MALLOC_FAILED : LXW_NO_ERROR);
    }
    VW_PUSH(book->arena, book->sheets, sheet);
    return sheet;
}

static void dress_kind(lxw_format *format, vw_style style, vw_lang lang)
{
    switch (style.is) {
    case VW_CELL_EMPTY:
        break;
    case VW_CELL_TEXT:
        if (!style.code) { /* ids and hashes: rows four lines high would hide the rest */
            format_set_text_wrap(format);
        }
        break;
    case VW_CELL_INTEGER:
        format_set_num_format(format, "#,##0");
        break;
    case VW_CELL_SHARE:
        format_set_num_format(format, "0.0%");
        break;
    case VW_CELL_DATE:
        format_set_num_format(format, lang == VW_NL ? "dd-mm-yyyy" : "yyyy-mm-dd");
        break;
    case VW_CELL_RESULT:
        format_set_font_color(format, result_colours[style.result].text);
        format_set_bg_color(format, result_colours[style.result].fill);
        break;
    }
    const bool is_number = style.is == VW_CELL_INTEGER || style.is == VW_CELL_SHARE;
    const bool at_right = is_number && style.look == VW_LOOK_CELL;
    format_set_align(format, at_right ? LXW_ALIGN_RIGHT : LXW_ALIGN_LEFT);
    if (style.look == VW_LOOK_CELL) {
        format_set_indent(format, 1);
    }
}

static void dress_head(lxw_format *format, lxw_color_t colour)
{
    format_set_bold(format);
    format_set_font_color(format, LXW_COLOR_WHITE);
    format_set_bg_color(format, colour);
    format_set_text_wrap(format);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_border_color(format, colour);
    format_set_align(format, LXW_ALIGN_LEFT);
    format_set_indent(format, 1);
}

/* A whole column of a form: light lines, so that empty rows invite. */
static void dress_input(lxw_format *format, vw_look look, vw_lang lang)
{
    format_set_border(format, LXW_BORDER_HAIR);
    format_set_border_color(format, BORDER);
    format_set_align(format, LXW_ALIGN_LEFT);
    format_set_indent(format, 1);
    if (look == VW_LOOK_INPUT_NUMBER) {
        format_set_align(format, LXW_ALIGN_RIGHT);
    } else if (look == VW_LOOK_INPUT_DATE) {
        format_set_num_format(format, lang == VW_NL ? "dd-mm-yyyy" : "yyyy-mm-dd");
    } else if (look == VW_LOOK_INPUT_INSTANT) {
        format_set_num_format(format,
                              lang == VW_NL ? "dd-mm-yyyy hh:mm:ss" : "yyyy-mm-dd hh:mm:ss");
    } else {
        format_set_num_format(format, "@");
    }
    if (look == VW_LOOK_INPUT_PROSE || look == VW_LOOK_CONTEXT) {
        format_set_text_wrap(format);
    }
    if (look == VW_LOOK_CONTEXT) {
        format_set_font_color(format, SOFT);
        format_set_bg_color(format, CONTEXT);
    }
}

static void dress_title(lxw_format *format, double size, lxw_color_t colour)
{
    format_set_bold(format);
    format_set_font_size(format, size);
    format_set_font_color(format, colour);
}

static void dress(lxw_format *format, vw_style style, vw_lang lang)
{
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    switch (style.look) {
    case VW_LOOK_CELL:
        format_set_border(format, LXW_BORDER_THIN);
        format_set_border_color(format, BORDER);
        dress_kind(format, style, lang);
        break;
    case VW_LOOK_HEAD:
        dress_head(format, ACCENT);
        break;
    case VW_LOOK_HEAD_OPTIONAL:
        dress_head(format, ACCENT_LIGHT);
        break;
    case VW_LOOK_HEAD_CONTEXT:
        dress_head(format, SOFT);
        break;
    case VW_LOOK_INPUT_TEXT:
    case VW_LOOK_INPUT_PROSE:
    case VW_LOOK_INPUT_NUMBER:
    case VW_LOOK_INPUT_DATE:
    case VW_LOOK_INPUT_INSTANT:
    case VW_LOOK_CONTEXT:
        dress_input(format, style.look, lang);
        break;
    case VW_LOOK_CAPTION:
        dress_title(format, 13, ACCENT);
        break;
    case VW_LOOK_REMARK:
        format_set_font_color(format, SOFT);
        format_set_italic(format);
        format_set_text_wrap(format);
        break;
    case VW_LOOK_TITLE:
        dress_title(format, 18, ACCENT);
        break;
    case VW_LOOK_DRAFT:
        dress_title(format, 12, WARN);
        break;
    case VW_LOOK_LABEL:
        format_set_font_color(format, SOFT);
        break;
    case VW_LOOK_VALUE:
    case VW_LOOK_COUNT:
        dress_kind(format, style, lang);
        break;
    }
    if (style.code) {
        format_set_font_name(format, "Consolas");
        format_set_font_size(format, 10);
    }
    if (style.strong) {
        format_set_bold(format);
    }
    if (style.link) {
        format_set_font_color(format, LINK);
        format_set_underline(format, LXW_UNDERLINE_SINGLE);
    }
}

static lxw_format *format_of(vw_book *book, vw_style style)
{
    size_t at = style.look;
    at = at * KINDS + style.is;
    at = at * VW_RESULT_COUNT + (style.is == VW_CELL_RESULT ? style.result : 0);
    at = at * 8 + (style.code ? 4 : 0) + (style.strong ? 2 : 0) + (style.link ? 1 : 0);
    if (book->formats[at] == NULL) {
        book->formats[at] = workbook_add_format(book->workbook);
        dress(book->formats[at], style, book->lang);
    }
    return book->formats[at];
}

static bool usable(const vw_sheet *sheet)
{
    return sheet->book->error == LXW_NO_ERROR;
}

void vw_sheet__text(vw_sheet *sheet, uint32_t row, size_t column, const char *text, vw_style style)
{
    if (usable(sheet)) {
        keep(sheet->book, worksheet_write_string(sheet->sheet, row, (lxw_col_t)column, text,
                                                 format_of(sheet->book, style)));
    }
}

void vw_sheet__number(vw_sheet *sheet, uint32_t row, size_t column, double number, vw_style style)
{
    if (usable(sheet)) {
        keep(sheet->book, worksheet_write_number(sheet->sheet, row, (lxw_col_t)column, number,
                                                 format_of(sheet->book, style)));
    }
}

void vw_sheet__date(vw_sheet *sheet, uint32_t row, size_t column, vw_date date, vw_style style)
{
    if (date + DAYS_TO_1970 >= FIRST_SURE_DAY) {
        vw_sheet__number(sheet, row, column, date + DAYS_TO_1970, style);
    } else {
        char iso[11];
        vw_date_format(iso, date);
        vw_sheet__text(sheet, row, column, iso, style);
    }
}

void vw_sheet__formula(vw_sheet *sheet, uint32_t row, size_t column, const char *formula,
                       double value, vw_style style)
{
    if (usable(sheet)) {
        keep(sheet->book, worksheet_write_formula_num(sheet->sheet, row, (lxw_col_t)column, formula,
                                                      format_of(sheet->book, style), value));
    }
}

void vw_sheet__formula_text(vw_sheet *sheet, uint32_t row, size_t column, const char *formula,
                            const char *value, vw_style style)
{
    if (usable(sheet)) {
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
    if (usable(sheet)) {
        keep(sheet->book, worksheet_write_url_opt(sheet->sheet, row, (lxw_col_t)column, target,
                                                  format_of(sheet->book, style), text, NULL));
    }
}

void vw_sheet__merged(vw_sheet *sheet, uint32_t row, size_t first, size_t last, const char *text,
                      vw_style style)
{
    if (first >= last || text[0] == '\0') {
        vw_sheet__text(sheet, row, first, text, style);
    } else if (usable(sheet)) {
        keep(sheet->book,
             worksheet_merge_range(sheet->sheet, row, (lxw_col_t)first, row, (lxw_col_t)last, text,
                                   format_of(sheet->book, style)));
    }
}

void vw_sheet__row_height(vw_sheet *sheet, uint32_t row, double points)
{
    if (usable(sheet)) {
        keep(sheet->book, worksheet_set_row(sheet->sheet, row, points, NULL));
    }
}

void vw_sheet__column_width(vw_sheet *sheet, size_t column, double characters)
{
    if (usable(sheet)) {
        keep(sheet->book, worksheet_set_column(sheet->sheet, (lxw_col_t)column, (lxw_col_t)column,
                                               characters, NULL));
    }
}

void vw_sheet__filter(vw_sheet *sheet, uint32_t head_row, uint32_t last_row, size_t columns)
{
    if (usable(sheet)) {
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
    if (!usable(sheet)) {
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

void vw_sheet__repeat_row(vw_sheet *sheet, uint32_t row)
{
    if (usable(sheet)) {
        keep(sheet->book, worksheet_repeat_rows(sheet->sheet, row, row));
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
    if (!usable(sheet)) {
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
    if (usable(sheet)) {
        keep(sheet->book, worksheet_set_column(sheet->sheet, (lxw_col_t)column, (lxw_col_t)column,
                                               characters, format_of(sheet->book, style)));
    }
}

void vw_sheet__freeze(vw_sheet *sheet, uint32_t row, size_t columns)
{
    if (usable(sheet)) {
        worksheet_freeze_panes(sheet->sheet, row + 1, (lxw_col_t)columns);
    }
}

void vw_sheet__hide_row(vw_sheet *sheet, uint32_t row)
{
    lxw_row_col_options options = {.hidden = LXW_TRUE};
    if (usable(sheet)) {
        keep(sheet->book,
             worksheet_set_row_opt(sheet->sheet, row, LXW_DEF_ROW_HEIGHT, NULL, &options));
    }
}

void vw_sheet__hide(vw_sheet *sheet)
{
    if (usable(sheet)) {
        worksheet_hide(sheet->sheet);
    }
}

void vw_sheet__show_first(vw_sheet *sheet)
{
    if (usable(sheet)) {
        worksheet_activate(sheet->sheet);
        worksheet_set_first_sheet(sheet->sheet);
    }
}

void vw_book__define(vw_book *book, const char *name, const char *formula)
{
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
    look_at_temporary_files(book);
    if (book->error != LXW_NO_ERROR) {
        vw_book__abandon(book);
    } else {
        book->error = workbook_close(book->workbook);
    }
    if (book->error != LXW_NO_ERROR) {
        VW_DIAG(diags, T043, (vw_place){0}, lxw_strerror(book->error));
        return VW_ERR_STORE;
    }
    return VW_OK;
}

void vw_book__abandon(vw_book *book)
{
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
