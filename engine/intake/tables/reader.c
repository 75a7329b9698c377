/* SPDX-License-Identifier: EUPL-1.2 */
/* libcsv in strict mode, fed in blocks. What it leaves to its caller: the separator, the encoding's
 * mark, row numbers, a bound on the length of a cell, and going on after a broken row.
 *
 * A line without quotes is only cut at its separators, where it stands: libcsv takes each byte in
 * its hand and copies it, which is a tenth of an import. */
#include "intake/tables/reader.h"

#include "base/system.h"

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
    vw_buf bytes;   /* libcsv's cells of the record so far, each with a NUL behind it */
    vw_cell *cells; /* the first VW_COLUMNS_MAX of the record */
    size_t *starts; /* of libcsv's cells in bytes: its address changes while bytes grows */
    size_t cell_count;
    uint32_t row;
    bool after_cr;   /* a LF that follows is the second half of this line's end */
    bool line_begun; /* libcsv has taken bytes since the last LF that ended a row */
    bool skipping;   /* the rest of a broken row */
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
    if (r->cell_count < VW_COLUMNS_MAX) {
        r->cells[r->cell_count] = (vw_cell){.length = length};
        r->starts[r->cell_count] = r->bytes.length;
        vw_buf_addn(&r->bytes, text, length + 1); /* with libcsv's NUL */
    }
    r->cell_count++;
}

static void start_record(reader *r)
{
    r->bytes.length = 0;
    r->cell_count = 0;
}

static void end_record(reader *r)
{
    r->row++;
    if (r->row > r->options->rows_max && r->status == VW_OK) {
        VW_DIAG(r->diags, I043, place_in(r, r->row), NULL);
        r->status = VW_ERR_INPUT;
    }
    if (r->cell_count > 0 && r->status == VW_OK) {
        vw_record record = {.row = r->row, .cells = r->cells, .count = r->cell_count};
        r->status = r->options->record(r->options->what, &record);
    }
    start_record(r);
}

static void take_row(int end, void *what)
{
    reader *r = what;
    r->line_begun = end != CSV_LF;
    if (end == CSV_LF && r->after_cr && r->cell_count == 0) {
        r->after_cr = false;
        return;
    }
    r->after_cr = end == CSV_CR;
    for (size_t i = 0; i < r->cell_count && i < VW_COLUMNS_MAX; i++) {
        r->cells[i].text = r->bytes.text + r->starts[i];
    }
    end_record(r);
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

/* [bytes] have at most one LF, at their end. */
static void parse(reader *r, const char *bytes, size_t length)
{
    r->line_begun = true;
    if (csv_parse(&r->parser, bytes, length, take_cell, take_row, r) < length) {
        report_broken_row(r);
        csv_free(&r->parser);
        start_parser(r);
        start_record(r);
        r->row++;
        r->after_cr = false;
        r->skipping = r->line_begun = bytes[length - 1] != '\n';
    }
}

/* ---- without libcsv ---------------------------------------------------------------------- */

/* A line within one block has no cell that is too long. */
_Static_assert((size_t)BLOCK_BYTES <= (size_t)CELL_BYTES_MAX, "cells are bounded by the block");

/* [end] is its LF. A CR ends rows too, so that one inside is left to libcsv. */
static bool is_simple(const reader *r, const char *line, const char *end)
{
    const size_t length = (size_t)(end - line);
    if (r->line_begun || memchr(line, '"', length) != NULL) {
        return false;
    }
    const char *cr = memchr(line, '\r', length);
    return cr == NULL || cr == end - 1;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static void cut_cell(reader *r, char *text, char *end)
{
    while (text < end && is_blank(*text)) {
        text++;
    }
    while (end > text && is_blank(end[-1])) {
        end--;
    }
    *end = '\0';
    if (r->cell_count < VW_COLUMNS_MAX) {
        r->cells[r->cell_count] = (vw_cell){.text = text, .length = (size_t)(end - text)};
    }
    r->cell_count++;
}

/* As libcsv does: blanks around a cell do not count, and of blanks alone there is no cell. */
static void cut_line(reader *r, char *line, char *end)
{
    char *next;
    end -= end > line && end[-1] == '\r';
    while ((next = memchr(line, r->separator, (size_t)(end - line))) != NULL) {
        cut_cell(r, line, next);
        line = next + 1;
    }
    cut_cell(r, line, end);
    if (r->cell_count == 1 && r->cells[0].length == 0) {
        r->cell_count = 0;
    }
    r->after_cr = false;
    end_record(r);
}

/* ---- both -------------------------------------------------------------------------------- */

static void feed(reader *r, char *bytes, size_t length)
{
    while (length > 0 && r->status == VW_OK) {
        char *end = memchr(bytes, '\n', length);
        const size_t line = end == NULL ? length : (size_t)(end + 1 - bytes);
        if (r->skipping) {
            r->skipping = end == NULL;
            r->line_begun = r->skipping;
        } else if (end != NULL && is_simple(r, bytes, end)) {
            cut_line(r, bytes, end);
        } else {
            parse(r, bytes, line);
        }
        bytes += line;
        length -= line;
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
        VW_DIAG(r->diags, F007, place, r->input->path, vw_system_words(errno));
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
    r->cells = VW_NEW_ARRAY(arena, VW_COLUMNS_MAX, vw_cell);
    r->starts = VW_NEW_ARRAY(arena, VW_COLUMNS_MAX, size_t);
    start_parser(r);
    read_all(r);
    finish(r);
    csv_free(&r->parser);
    return r->status;
}
