/* SPDX-License-Identifier: EUPL-1.2 */
/* Lines that are cut where they stand, against libcsv: a file whose lines end in CR goes through
 * libcsv from its first byte to its last, so the same file with LF must give the same records. */
#include "importing.h"

#include "intake/tables/reader.h"

#include <string.h>

typedef struct {
    vw_buf *said;
} listener;

/* Row, number of cells, and each cell with its length: everything that a record is. */
static vw_status listen(void *what, const vw_record *record)
{
    vw_buf *said = ((listener *)what)->said;
    vw_buf_addf(said, "[%u %zu", (unsigned)record->row, record->count);
    for (size_t i = 0; i < record->count && i < 512; i++) {
        const vw_cell *cell = &record->cells[i];
        vw_buf_addf(said, " %zu:", cell->length);
        vw_buf_addn(said, cell->text, cell->length);
        assert_int_equal(cell->text[cell->length], '\0');
    }
    vw_buf_add(said, "]");
    return VW_OK;
}

static void read_as(vw_buf *said, fixture *f, vw_arena *arena, const vw_buf *bytes, char line_end,
                    char separator)
{
    char *copy = vw_strndup(arena, bytes->text, bytes->length);
    for (size_t i = 0; i < bytes->length; i++) {
        copy[i] = copy[i] == '\n' ? line_end : copy[i];
    }
    const char *path = path_in(f, "lines.csv");
    write_file(path, copy, bytes->length);
    const vw_input *input = NULL;
    assert_int_equal(vw_intake__open(&input, arena, f->diags, path), VW_OK);
    listener what = {.said = said};
    const vw_reader_options options = {
        .rows_max = 1000000, .separator = separator, .record = listen, .what = &what};
    assert_int_equal(vw_intake__read_csv(input, arena, f->diags, &options), VW_OK);
    assert_int_equal(vw_diags_count(f->diags, VW_ERROR), 0);
}

static uint32_t next(uint32_t *chance)
{
    *chance = *chance * 1664525u + 1013904223u;
    return *chance >> 16;
}

static void add_cell(vw_buf *out, uint32_t *chance)
{
    static const char signs[] = {'a', '1', ' ', '\t', '.', '\0', '-', 'z', '\xc3', '\xa9'};
    const bool quoted = next(chance) % 24 == 0;
    vw_buf_add(out, quoted ? "\"" : "");
    for (uint32_t left = next(chance) % 9; left > 0; left--) {
        vw_buf_addn(out, &signs[next(chance) % sizeof signs], 1);
    }
    vw_buf_add(out, !quoted ? "" : next(chance) % 2 == 0 ? ",\"\";\"" : "\"");
}

static void add_lines(vw_buf *out, uint32_t *chance, size_t length, char separator)
{
    while (out->length < length) {
        for (uint32_t cells = next(chance) % 6; cells > 0; cells--) {
            add_cell(out, chance);
            vw_buf_addn(out, &separator, cells > 1 || next(chance) % 8 == 0);
        }
        vw_buf_add(out, "\n");
    }
    if (next(chance) % 2 == 0) {
        vw_buf_add(out, "last"); /* without an end */
    }
}

static void cut_lines_are_as_libcsv_reads_them(void **state)
{
    static const char separators[] = {',', ';', '\t', '|'};
    enum { FILES = 400, BLOCK = 64 * 1024 };
    fixture *f = *state;
    uint32_t chance = 1;
    for (size_t i = 0; i < FILES; i++) {
        vw_arena *arena = vw_arena_new();
        vw_buf bytes = {.arena = arena}, cut = {.arena = arena}, parsed = {.arena = arena};
        const char separator = separators[i % sizeof separators];
        /* Now and then over the end of a block, with lines that begin before it. */
        add_lines(&bytes, &chance, i % 40 == 0 ? 3 * BLOCK : 1 + next(&chance) % 300, separator);
        read_as(&cut, f, arena, &bytes, '\n', separator);
        read_as(&parsed, f, arena, &bytes, '\r', separator);
        assert_int_equal(cut.length, parsed.length);
        assert_memory_equal(vw_buf_text(&cut), vw_buf_text(&parsed), cut.length);
        vw_arena_free(arena);
    }
}

/* CR LF over the end of a block, CR alone, and both behind each other. */
static void all_line_ends_are_one_row_each(void **state)
{
    enum { BLOCK = 64 * 1024 };
    fixture *f = *state;
    for (size_t before = BLOCK - 6; before < BLOCK; before++) {
        vw_arena *arena = vw_arena_new();
        vw_buf bytes = {.arena = arena}, said = {.arena = arena};
        while (bytes.length < before) {
            vw_buf_add(&bytes, "x");
        }
        vw_buf_add(&bytes, "\r\na,b\rc\r\n\r\n\rd,\"e\"\r\n f ,g\n");
        read_as(&said, f, arena, &bytes, '\n', ',');
        assert_string_equal(strchr(vw_buf_text(&said), ']'),
                            "][2 2 1:a 1:b][3 1 1:c][6 2 1:d 1:e][7 2 1:f 1:g]");
        vw_arena_free(arena);
    }
}

static void more_cells_than_are_kept_are_counted(void **state)
{
    fixture *f = *state;
    vw_buf bytes = {.arena = f->arena}, said = {.arena = f->arena};
    for (size_t i = 0; i < 700; i++) {
        vw_buf_add(&bytes, i % 2 == 0 ? "v," : ",");
    }
    vw_buf_add(&bytes, "\n");
    read_as(&said, f, f->arena, &bytes, '\n', ',');
    assert_memory_equal(vw_buf_text(&said), "[1 701 1:v 0: 1:v", 17);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)
        TEST(cut_lines_are_as_libcsv_reads_them),
        TEST(all_line_ends_are_one_row_each),
        TEST(more_cells_than_are_kept_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
