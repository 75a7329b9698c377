/* SPDX-License-Identifier: EUPL-1.2 */
/* libcsv in strict mode, fed in blocks. What it leaves to its caller: the separator, the encoding's
 * mark, row numbers, a bound on the length of a cell, and going on after a broken row. */
#include "intake/tables/reader.h"

#include <csv.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    BLOCK_BYTES = 64 * 1024,
    /* A cell with both its quotes and some blanks around it, which are not counted later. */
    CELL_BYTES_MAX = VW_FIELD_BYTES_MAX + 64
};

typedef struct {
    vw_arena *arena;
    vw_diags *diags;
    const vw_input *input;
    const vw_reader_options *options;
    struct csv_parser parser;
    unsigned char separator;
    vw_buf bytes; /* the cells of the record so far, each with a NUL behind it */
    VW_VEC(vw_cell) cells;
    VW_VEC(size_t) starts; /* of each cell in bytes: its address changes while bytes grows */
    size_t cell_count;
    uint32_t row;
    bool after_cr; /* a LF that follows is the second half of this line's end */
    bool skipping; /* the rest of a broken row */
    vw_status status;
} reader;

static vw_place place_in(const reader *r, uint32_t row)
{
    return (vw_place){.file = r->input->path, .sheet = "", .line = row};
}

/* ---- from libcsv ------------------------------------------------------------------------- */

/* libcsv asks for ever smaller pieces when refused, so a cell grows to exactly the bound. */
static void *bounded_realloc(void *old, size_t size)
{
    return size > CELL_BYTES_MAX ? NULL : realloc(old, size);
}

static void take_cell(void *text, size_t length, void *what)
{
    reader *r = what;
    r->after_cr = false;
    r->cell_count++;
    if (r->cell_count > VW_COLUMNS_MAX) {
        return;
    }
    vw_cell cell = {.length = length};
    VW_PUSH(r->arena, r->cells, cell);
    VW_PUSH(r->arena, r->starts, r->bytes.length);
    vw_buf_addn(&r->bytes, text, length + 1); /* with libcsv's NUL */
}

static void start_record(reader *r)
{
    r->cells.count = 0;
    r->starts.count = 0;
    r->bytes.length = 0;
    r->cell_count = 0;
}

static void take_row(int end, void *what)
{
    reader *r = what;
    if (end == CSV_LF && r->after_cr && r->cell_count == 0) {
        r->after_cr = false;
        return;
    }
    r->after_cr = end == CSV_CR;
    r->row++;
    if (r->row > r->options->rows_max && r->status == VW_OK) {
        VW_DIAG(r->diags, I043, place_in(r, r->row), NULL);
        r->status = VW_ERR_INPUT;
    }
    if (r->cell_count > 0 && r->status == VW_OK) {
        for (size_t i = 0; i < r->cells.count; i++) {
            r->cells.items[i].text = r->bytes.text + r->starts.items[i];
        }
        vw_record record = {.row = r->row, .cells = r->cells.items, .count = r->cell_count};
        r->status = r->options->record(r->options->what, &record);
    }
    start_record(r);
}

static void start_parser(reader *r)
{
    if (csv_init(&r->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL | CSV_APPEND_NULL) != 0) {
        vw_out_of_memory(); /* the only other reason is a NULL parser */
    }
    csv_set_realloc_func(&r->parser, bounded_realloc);
    csv_set_blk_size(&r->parser, 4096);
    csv_set_delim(&r->parser, r->separator);
}

static void report_broken_row(reader *r)
{
    vw_place place = place_in(r, r->row + 1);
    if (csv_error(&r->parser) == CSV_EPARSE) {
        VW_DIAG(r->diags, I011, place, NULL);
    } else if (csv_get_buffer_size(&r->parser) >= CELL_BYTES_MAX) {
        VW_DIAG(r->diags, I010, place, NULL);
    } else {
        vw_out_of_memory();
    }
}

static void feed(reader *r, const char *bytes, size_t length)
{
    while (length > 0 && r->status == VW_OK) {
        if (r->skipping) {
            const char *end = memchr(bytes, '\n', length);
            if (end == NULL) {
                return;
            }
            length -= (size_t)(end + 1 - bytes);
            bytes = end + 1;
            r->skipping = false;
            continue;
        }
        size_t done = csv_parse(&r->parser, bytes, length, take_cell, take_row, r);
        if (done < length) {
            report_broken_row(r);
            csv_free(&r->parser);
            start_parser(r);
            start_record(r);
            r->row++;
            r->after_cr = false;
            r->skipping = true;
        }
        bytes += done;
        length -= done;
    }
}

static void finish(reader *r)
{
    if (r->status == VW_OK && !r->skipping && csv_fini(&r->parser, take_cell, take_row, r) != 0) {
        VW_DIAG(r->diags, I012, place_in(r, r->row + 1), NULL);
    }
}

/* ---- the file's first bytes -------------------------------------------------------------- */

/* The more frequent of comma and semicolon in the header, outside quotes. */
static unsigned char find_separator(const char *bytes, size_t length)
{
    size_t commas = 0;
    size_t semicolons = 0;
    bool quoted = false;
    for (size_t i = 0; i < length && (quoted || (bytes[i] != '\n' && bytes[i] != '\r')); i++) {
        quoted = quoted != (bytes[i] == '"');
        commas += !quoted && bytes[i] == ',';
        semicolons += !quoted && bytes[i] == ';';
    }
    return semicolons > commas ? ';' : ',';
}

/* Bytes of the mark to skip; stops reading at a mark of another encoding. */
static size_t read_mark(reader *r, const char *bytes, size_t length)
{
    if (length >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0)) {
        VW_DIAG(r->diags, I004, place_in(r, 1), NULL);
        r->status = VW_ERR_INPUT;
    }
    return length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

/* Excel writes "sep=;" as a line of its own before the header, and people do. Its bytes, and the
 * separator that it names; 0: there is none. */
static size_t read_separator_line(reader *r, const char *bytes, size_t length)
{
    enum { BEFORE_MARK = 4 };
    size_t at = BEFORE_MARK + 1;
    bool quoted = length > 0 && bytes[0] == '"';
    bytes += quoted;
    length -= quoted;
    if (length < at + 1 || memcmp(bytes, "sep=", BEFORE_MARK) != 0) {
        return 0;
    }
    const char named = bytes[BEFORE_MARK];
    at += quoted && bytes[at] == '"';
    const size_t end = at;
    at += at < length && bytes[at] == '\r';
    at += at < length && bytes[at] == '\n';
    if (at == end || strchr(",;\t|", named) == NULL) {
        return 0;
    }
    r->separator = r->options->separator != 0 ? r->separator : (unsigned char)named;
    r->row++; /* rows are counted as people see them */
    return at + quoted;
}

/* ---- the file ---------------------------------------------------------------------------- */

static void show_progress(reader *r, uint64_t done, uint64_t total)
{
    const vw_reader_options *options = r->options;
    if (options->progress != NULL && !options->progress(options->progress_what, done, total)) {
        VW_DIAG(r->diags, I044, (vw_place){.file = r->input->path}, NULL);
        r->status = VW_ERR_INPUT;
    }
}

static void read_all(reader *r)
{
    char *block = vw_alloc(r->arena, BLOCK_BYTES);
    uint64_t total = 0;
    vw_place place = {.file = r->input->path};
    ssize_t got = 1;
    if (lseek(r->input->fd, 0, SEEK_SET) != 0) {
        got = -1;
    }
    while (r->status == VW_OK && got > 0) {
        got = read(r->input->fd, block, BLOCK_BYTES);
        if (got < 0 && errno == EINTR) {
            got = 1;
            continue;
        }
        if (got <= 0) {
            break;
        }
        size_t length = (size_t)got;
        size_t mark = total == 0 ? read_mark(r, block, length) : 0;
        if (total == 0) {
            r->separator = (unsigned char)r->options->separator;
            const size_t line = read_separator_line(r, block + mark, length - mark);
            mark += line;
            if (r->separator == 0) {
                r->separator = find_separator(block + mark, length - mark);
            }
            csv_set_delim(&r->parser, r->separator);
        }
        feed(r, block + mark, length - mark);
        total += length;
        show_progress(r, total, (uint64_t)r->input->opened.st_size);
    }
    if (got < 0) {
        VW_DIAG(r->diags, F007, place, r->input->path, strerror(errno));
        r->status = VW_ERR_STORE;
    }
    if (r->status == VW_OK) {
        r->status = vw_intake__unchanged(r->input, r->diags);
    }
}

vw_status vw_intake__read_csv(const vw_input *input, vw_arena *arena, vw_diags *diags,
                              const vw_reader_options *options)
{
    reader *r = VW_NEW(arena, reader);
    *r = (reader){
        .arena = arena, .diags = diags, .input = input, .options = options, .separator = ','};
    r->bytes.arena = arena;
    start_parser(r);
    read_all(r);
    finish(r);
    csv_free(&r->parser);
    return r->status;
}
