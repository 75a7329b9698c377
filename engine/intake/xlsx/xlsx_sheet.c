/* SPDX-License-Identifier: EUPL-1.2 */
/* The cells of one sheet, row by row. */
#include "intake/xlsx/xlsx_private.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Where in a sheet's tree the reader is: a name counts only in its own place. */
enum { DEPTH_DATA = 1, DEPTH_ROW, DEPTH_CELL, DEPTH_VALUE, DEPTH_TEXT, DEPTH_RUN_TEXT };

typedef enum {
    OF_NUMBER,
    OF_SHARED,
    OF_INLINE,
    OF_STRING, /* what a formula gave */
    OF_BOOL,
    OF_ERROR,
    OF_DATE /* written as ISO 8601 */
} cell_type;

typedef struct {
    vw_xlsx *book;
    vw_diags *diags;
    const vw_xlsx_sheet *sheet;
    const vw_reader_options *options;
    bool (*used)(void *what, size_t column);
    vw_arena *scratch; /* one row */
    vw_status status;

    bool in_data, in_merges;
    uint32_t row, column;         /* of the cell at hand or the last one, from 1 */
    uint32_t first_row, last_row; /* that gave a record; 0: none yet */
    size_t width;                 /* of the first record */
    const char **headings;
    bool is_hidden; /* the row at hand */
    uint32_t hidden_rows, first_hidden;

    cell_type type;
    uint32_t style;
    bool in_value, in_phonetic, has_formula, has_value, too_long;
    vw_buf value; /* of the cell at hand */

    vw_buf bytes; /* the cells of the row, each with a NUL behind it */
    VW_VEC(size_t) starts;
    VW_VEC(vw_cell) kinds; /* of what is stored in each: only that */
    VW_VEC(vw_cell) cells;
    size_t count; /* with cells beyond those kept; trailing empty ones left out */
} reader;

static vw_place place_in(const reader *r)
{
    vw_place place = {.file = r->book->input->path, .sheet = r->sheet->name, .line = r->row};
    if (r->column >= 1 && r->column <= r->width) {
        const char *heading = r->options->heading != NULL
                                  ? r->options->heading(r->options->what, r->column - 1)
                                  : NULL;
        place.field = heading != NULL ? heading : r->headings[r->column - 1];
    }
    return place;
}

static bool is_used(const reader *r, uint32_t column)
{
    return r->used == NULL || r->first_row == 0 || r->used(r->options->what, column - 1);
}

static bool fail(reader *r)
{
    r->status = VW_ERR_INPUT;
    return false;
}

/* ---- the row as a record -------------------------------------------------------------------- */

static void put_cell(reader *r, const char *text, size_t length, vw_cell kind)
{
    VW_PUSH(r->book->arena, r->starts, r->bytes.length);
    VW_PUSH(r->book->arena, r->kinds, kind);
    vw_buf_addn(&r->bytes, text, length);
    vw_buf_addn(&r->bytes, "", 1);
}

static void pad(reader *r, size_t columns)
{
    while (r->starts.count < columns && r->starts.count < VW_COLUMNS_MAX) {
        put_cell(r, "", 0, (vw_cell){0});
    }
}

/* [kind]: what kind of number it is, if any. */
static void add_kind(reader *r, const char *text, size_t length, vw_cell kind)
{
    if (length == 0) {
        return; /* padding comes when something follows */
    }
    r->count = r->column;
    if (r->column <= VW_COLUMNS_MAX) {
        pad(r, r->column - 1);
        kind.formula = r->has_formula;
        put_cell(r, text, length, kind);
    }
}

static void add_cell(reader *r, const char *text, size_t length)
{
    add_kind(r, text, length, (vw_cell){0});
}

static void begin_row(reader *r)
{
    r->column = 0;
    r->count = 0;
    r->bytes.length = 0;
    r->starts.count = r->kinds.count = 0;
    vw_arena_reset(r->scratch);
    r->value = (vw_buf){.arena = r->scratch};
}

static void keep_headings(reader *r)
{
    r->width = r->starts.count;
    r->headings = VW_NEW_ARRAY(r->book->arena, r->width, const char *);
    for (size_t i = 0; i < r->width; i++) {
        r->headings[i] = vw_strdup(r->book->arena, r->bytes.text + r->starts.items[i]);
    }
}

static bool show_progress(reader *r)
{
    enum { ROWS_BETWEEN = 256 };
    const vw_reader_options *options = r->options;
    if (options->progress == NULL || r->row % ROWS_BETWEEN != 0) {
        return true;
    }
    uint64_t done = 0;
    uint64_t total = 0;
    vw_intake__zip_progress(r->book->zip, &done, &total);
    if (options->progress(options->progress_what, done, total)) {
        return true;
    }
    VW_DIAG(r->diags, I044, (vw_place){.file = r->book->input->path}, NULL);
    return fail(r);
}

static bool end_row(reader *r)
{
    if (r->count == 0) {
        return show_progress(r);
    }
    if (r->row > r->options->rows_max) {
        VW_DIAG(r->diags, I043, place_in(r), NULL);
        return fail(r);
    }
    pad(r, r->width);
    if (r->first_row == 0) {
        keep_headings(r);
        r->first_row = r->row;
    } else if (r->is_hidden) {
        r->first_hidden = r->hidden_rows == 0 ? r->row : r->first_hidden;
        r->hidden_rows++;
    }
    r->last_row = r->row;
    r->cells.count = 0;
    for (size_t i = 0; i < r->starts.count; i++) {
        size_t end = i + 1 < r->starts.count ? r->starts.items[i + 1] : r->bytes.length;
        vw_cell cell = r->kinds.items[i];
        cell.text = r->bytes.text + r->starts.items[i];
        cell.length = end - r->starts.items[i] - 1;
        VW_PUSH(r->book->arena, r->cells, cell);
    }
    const vw_record record = {
        .row = r->row, .cells = r->cells.items, .count = r->count > r->width ? r->count : r->width};
    r->status = r->options->record(r->options->what, &record);
    return r->status == VW_OK && show_progress(r);
}

/* ---- one cell ------------------------------------------------------------------------------- */

static vw_xlsx_style style_of(const reader *r)
{
    const vw_xlsx *book = r->book;
    return r->style < book->styles.count ? book->styles.items[r->style] : (vw_xlsx_style){0};
}

/* A number that goes with a string of the workbook. */
static bool add_shared(reader *r)
{
    char *end = NULL;
    vw_buf text = {.arena = r->scratch};
    const char *number = vw_buf_text(&r->value);
    unsigned long long index = strtoull(number, &end, 10);
    vw_status status = VW_OK;
    bool sound = end != number && *end == '\0' && *number != '-';
    if (!sound ||
        !vw_intake__xlsx_string(&status, &text, r->book, r->diags, index, VW_FIELD_BYTES_MAX + 1)) {
        VW_DIAG(r->diags, I055, place_in(r), r->sheet->part,
                vw_printf(r->scratch, "shared string %s", number));
        return fail(r);
    }
    if (status != VW_OK) {
        r->status = status;
        return false;
    }
    r->too_long = text.length > VW_FIELD_BYTES_MAX;
    r->value = text;
    return true;
}

/* Sheets keep 15 digits of a number (ECMA-376-1, 18.17.5.2): of a longer one the last are lost. */
static bool is_long(const char *shown)
{
    enum { DIGITS_KEPT = 15 };
    const char *digits = shown + (*shown == '-');
    return strspn(digits, "0123456789") > DIGITS_KEPT || strstr(digits, "e+") != NULL;
}

/* The cell's type and its content do not go together. */
static void refuse_stored(reader *r, vw_text as)
{
    r->count = r->column;
    if (is_used(r, r->column)) {
        VW_DIAG(r->diags, I117, place_in(r), vw_diag_both(r->scratch, as), vw_buf_text(&r->value));
    }
}

static void add_number(reader *r)
{
    const char *text = vw_buf_text(&r->value);
    const char *shown = vw_intake__xlsx_number(r->scratch, text, style_of(r), r->book->from_1904);
    if (shown != NULL) {
        add_kind(r, shown, strlen(shown), (vw_cell){.number = true, .long_number = is_long(shown)});
        return;
    }
    if (!vw_intake__xlsx_is_number(r->scratch, text)) {
        refuse_stored(r, (vw_text){.nl = "een getal", .en = "a number"});
        return;
    }
    r->count = r->column;
    if (is_used(r, r->column)) {
        VW_DIAG(r->diags, I064, place_in(r), text);
    }
}

static void refuse_length(reader *r)
{
    r->count = r->column; /* the row is not blank */
    if (is_used(r, r->column)) {
        VW_DIAG(r->diags, I010, place_in(r), NULL);
    }
}

static bool add_text(reader *r)
{
    if (r->type == OF_SHARED && !add_shared(r)) {
        return false;
    }
    if (r->too_long) {
        refuse_length(r);
    } else if (r->value.length > 0) {
        r->value.length = vw_intake__xlsx_unescape(r->value.text, r->value.length);
        add_cell(r, r->value.text, r->value.length);
    }
    return true;
}

/* ISO 8601 as strict workbooks have it; fractions of a second are not shown. */
static void add_iso_date(reader *r)
{
    const char *text = vw_buf_text(&r->value);
    const char *fraction = strchr(text, '.');
    add_cell(r, text, fraction == NULL ? r->value.length : (size_t)(fraction - text));
}

static void add_bool(reader *r, const char *text)
{
    const bool yes = strcmp(text, "1") == 0 || strcmp(text, "true") == 0;
    if (!yes && strcmp(text, "0") != 0 && strcmp(text, "false") != 0) {
        refuse_stored(r, (vw_text){.nl = "waar of onwaar", .en = "true or false"});
        return;
    }
    text = yes ? "true" : "false";
    add_cell(r, text, strlen(text));
}

static bool add_typed(reader *r)
{
    const char *text = vw_buf_text(&r->value);
    switch (r->type) {
    case OF_NUMBER:
        add_number(r);
        break;
    case OF_SHARED:
    case OF_INLINE:
    case OF_STRING:
        return add_text(r);
    case OF_BOOL:
        add_bool(r, text);
        break;
    case OF_ERROR:
        if (is_used(r, r->column)) {
            VW_DIAG(r->diags, I062, place_in(r), text);
        }
        r->count = r->column;
        break;
    case OF_DATE:
        add_iso_date(r);
        break;
    }
    return true;
}

static bool end_cell(reader *r)
{
    if (r->too_long) {
        refuse_length(r);
        return true;
    }
    if (r->value.length > 0) {
        return add_typed(r);
    }
    /* An empty value is a text that a formula gave; none at all was not calculated. */
    if (r->has_formula && (r->type != OF_STRING || !r->has_value)) {
        r->count = r->column;
        if (is_used(r, r->column)) {
            VW_DIAG(r->diags, I063, place_in(r), NULL);
        }
    }
    return true;
}

static cell_type type_of(const char *name)
{
    static const struct {
        const char *name;
        cell_type type;
    } types[] = {{"s", OF_SHARED}, {"inlineStr", OF_INLINE}, {"str", OF_STRING},
                 {"b", OF_BOOL},   {"e", OF_ERROR},          {"d", OF_DATE}};
    for (size_t i = 0; name != NULL && i < sizeof types / sizeof *types; i++) {
        if (strcmp(name, types[i].name) == 0) {
            return types[i].type;
        }
    }
    return OF_NUMBER;
}

static bool begin_cell(reader *r, const char *const *attributes)
{
    const char *reference = vw_intake__xml_attribute(attributes, "r");
    const char *style = vw_intake__xml_attribute(attributes, "s");
    uint32_t column = r->column + 1;
    uint32_t row = r->row;
    if (reference != NULL && (!vw_intake__xlsx_reference(&column, &row, reference) ||
                              row != r->row || column <= r->column)) {
        VW_DIAG(r->diags, I061, place_in(r), reference);
        return fail(r);
    }
    r->column = column;
    r->type = type_of(vw_intake__xml_attribute(attributes, "t"));
    r->style = style == NULL ? 0 : (uint32_t)strtoul(style, NULL, 10);
    r->value.length = 0;
    r->in_value = r->in_phonetic = r->has_formula = r->has_value = r->too_long = false;
    return true;
}

static bool find_row(reader *r, const char *const *attributes)
{
    enum { ROWS_MAX = 1048576 };
    const char *number = vw_intake__xml_attribute(attributes, "r");
    unsigned long row = number == NULL ? r->row + 1ul : strtoul(number, NULL, 10);
    if (row <= r->row || row > ROWS_MAX) {
        VW_DIAG(r->diags, I061, place_in(r), number == NULL ? "?" : number);
        return fail(r);
    }
    const char *hidden = vw_intake__xml_attribute(attributes, "hidden");
    r->row = (uint32_t)row;
    r->is_hidden = hidden != NULL && (strcmp(hidden, "1") == 0 || strcmp(hidden, "true") == 0);
    begin_row(r);
    return true;
}

/* ---- merged cells --------------------------------------------------------------------------- */

/* Only the first of merged cells has the value; what the others mean is not for us to guess. They
 * are listed behind the data. */
static void check_merge(reader *r, const char *range)
{
    const char *colon = strchr(range, ':');
    uint32_t left, top, right, bottom;
    const char *start =
        colon == NULL ? range : vw_strndup(r->scratch, range, (size_t)(colon - range));
    if (colon == NULL || !vw_intake__xlsx_reference(&left, &top, start) ||
        !vw_intake__xlsx_reference(&right, &bottom, colon + 1) || bottom < r->first_row ||
        top > r->last_row) {
        return;
    }
    bool within = false;
    for (uint32_t column = left; column <= right && column <= r->width; column++) {
        bool other = column > left || bottom > top;
        within = within || (other && is_used(r, column));
    }
    if (within) {
        r->row = top;
        r->column = left;
        VW_DIAG(r->diags, I065, place_in(r), range);
    }
}

/* ---- from expat ----------------------------------------------------------------------------- */

static bool on_start(void *what, unsigned depth, const char *name, const char *const *attributes)
{
    reader *r = what;
    bool in_cell = r->in_data && depth >= DEPTH_VALUE;
    if (depth == DEPTH_DATA) {
        r->in_data = strcmp(name, "sheetData") == 0;
        r->in_merges = strcmp(name, "mergeCells") == 0;
    } else if (r->in_data && depth == DEPTH_ROW && strcmp(name, "row") == 0) {
        return find_row(r, attributes);
    } else if (r->in_data && depth == DEPTH_CELL && strcmp(name, "c") == 0) {
        return begin_cell(r, attributes);
    } else if (in_cell && depth == DEPTH_VALUE) {
        r->in_value = strcmp(name, "v") == 0;
        r->has_value = r->has_value || r->in_value;
        r->has_formula = r->has_formula || strcmp(name, "f") == 0;
    } else if (in_cell) {
        r->in_phonetic = r->in_phonetic || strcmp(name, "rPh") == 0;
        r->in_value = r->type == OF_INLINE && !r->in_phonetic && strcmp(name, "t") == 0 &&
                      depth <= DEPTH_RUN_TEXT;
    } else if (r->in_merges && depth == DEPTH_ROW && strcmp(name, "mergeCell") == 0) {
        const char *range = vw_intake__xml_attribute(attributes, "ref");
        vw_arena_reset(r->scratch);
        r->value = (vw_buf){.arena = r->scratch};
        check_merge(r, range == NULL ? "" : range);
    }
    return true;
}

static bool on_end(void *what, unsigned depth, const char *name)
{
    reader *r = what;
    r->in_value = false;
    if (r->in_data && depth == DEPTH_CELL && strcmp(name, "c") == 0) {
        return end_cell(r);
    }
    if (r->in_data && depth == DEPTH_ROW && strcmp(name, "row") == 0) {
        return end_row(r);
    }
    r->in_phonetic = r->in_phonetic && depth > DEPTH_TEXT;
    return true;
}

static bool on_text(void *what, unsigned depth, const char *text, size_t length)
{
    enum { NUMBER_BYTES_MAX = 64 }; /* 17 digits, signs, an exponent, and room */
    reader *r = what;
    bool of_text = r->type == OF_INLINE || r->type == OF_STRING;
    const size_t most = of_text ? VW_FIELD_BYTES_MAX : NUMBER_BYTES_MAX;
    (void)depth;
    if (r->in_value) {
        r->too_long = r->too_long || r->value.length + length > most;
        if (!r->too_long) {
            vw_buf_addn(&r->value, text, length);
        }
    }
    return true;
}

vw_status vw_intake__xlsx_read(vw_xlsx *book, vw_diags *diags, const vw_xlsx_sheet *sheet,
                               const vw_reader_options *options,
                               bool (*used)(void *what, size_t column))
{
    reader r = {.book = book,
                .diags = diags,
                .sheet = sheet,
                .options = options,
                .used = used,
                .scratch = vw_arena_new(),
                .status = VW_OK};
    r.bytes.arena = book->arena;
    const vw_xml_handlers handlers = {
        .start = on_start, .end = on_end, .text = on_text, .what = &r};
    vw_status status = vw_intake__xml_read(
        book->zip, diags, (vw_place){.file = book->input->path, .sheet = sheet->name}, sheet->part,
        &handlers);
    if (r.hidden_rows > 0 && status == VW_OK && r.status == VW_OK) {
        const vw_place place = {
            .file = book->input->path, .sheet = sheet->name, .line = r.first_hidden};
        VW_DIAG(diags, I133, place, vw_printf(r.scratch, "%" PRIu32, r.hidden_rows));
    }
    vw_arena_free(r.scratch);
    return r.status != VW_OK ? r.status : status;
}
