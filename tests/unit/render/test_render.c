/* SPDX-License-Identifier: EUPL-1.2 */
/* What all renderers owe: whole files or none, the same bytes each time, nothing lost. */
#include "sample_document.h"

#include "base/file.h"
#include "reports/render/render.h"
#include "reports/xlsx/xlsx.h"

#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct {
    vw_arena *arena;
    vw_diags *diags;
    char folder[32];
} fixture;

typedef vw_status (*renderer)(const vw_document *, const char *, vw_arena *, vw_diags *);

static const struct {
    const char *name;
    renderer render;
} formats[] = {{"out.xlsx", vw_xlsx_render}, {"out.md", vw_markdown_render},
               {"out.html", vw_html_render}, {"out.docx", vw_docx_render},
               {"out.odt", vw_odt_render},   {"out.json", vw_json_render}};
enum { FORMATS = sizeof formats / sizeof *formats };

/* ---- values of a trend chart ---------------------------------------------------------------- */

/* In tenths of a line of type: sideways from the mark, and up from the axis. */
typedef struct {
    double left, right, bottom, top;
} text_box;

static text_box box_of(const vw_chart *chart, size_t series)
{
    const double line = 0.075, width = 0.3, aside = 0.04;
    const vw_value_at at = vw_render_value_place(chart, series, 0);
    const double share = chart->series[series].shares[0] + at.lift;
    switch (at.place) {
    case VW_VALUE_ABOVE:
        return (text_box){-width / 2, width / 2, share + line / 2, share + 1.5 * line};
    case VW_VALUE_BELOW:
        return (text_box){-width / 2, width / 2, share - 1.5 * line, share - line / 2};
    case VW_VALUE_BESIDE:
        return (text_box){-aside - width, -aside, share - line / 2, share + line / 2};
    case VW_VALUE_AFTER:
        return (text_box){aside, aside + width, share - line / 2, share + line / 2};
    }
    return (text_box){0};
}

static bool overlap(text_box a, text_box b)
{
    const double hair = 1e-6;
    return a.left < b.right - hair && b.left < a.right - hair && a.bottom < b.top - hair &&
           b.bottom < a.top - hair;
}

static void see_apart(const double *shares, size_t count)
{
    vw_chart_series series[VW_CHART_SERIES_MAX];
    for (size_t i = 0; i < count; i++) {
        series[i] = (vw_chart_series){"x", &shares[i]};
    }
    const vw_chart chart = {
        .is = VW_CHART_TREND, .point_count = 1, .series = series, .series_count = count};
    for (size_t i = 0; i < count; i++) {
        const text_box box = box_of(&chart, i);
        for (size_t j = 0; j < count; j++) {
            const text_box mark = {-0.02, 0.02, shares[j] - 0.02, shares[j] + 0.02};
            if (shares[i] >= 0 && shares[j] >= 0 &&
                ((j > i && overlap(box, box_of(&chart, j))) || overlap(box, mark))) {
                fail_msg("value %zu meets %zu of %.2f %.2f %.2f %.2f", i, j, shares[0], shares[1],
                         count > 2 ? shares[2] : -1, count > 3 ? shares[3] : -1);
            }
        }
    }
}

static void values_of_lines_that_meet_stand_apart(void **state)
{
    static const double each[] = {-1,  0,   0.01, 0.03, 0.06, 0.12, 0.13,
                                  0.2, 0.5, 0.55, 0.9,  0.99, 1};
    enum { EACH = sizeof each / sizeof *each };
    (void)state;
    for (size_t i = 0; i < EACH * EACH * EACH * EACH; i++) {
        const double shares[] = {each[i % EACH], each[i / EACH % EACH],
                                 each[i / EACH / EACH % EACH], each[i / EACH / EACH / EACH]};
        for (size_t count = 2; count <= VW_CHART_SERIES_MAX; count++) {
            see_apart(shares, count);
        }
    }
}

static int set_up(void **state)
{
    fixture *all = calloc(1, sizeof *all);
    all->arena = vw_arena_new();
    all->diags = vw_diags_new(all->arena);
    strcpy(all->folder, "/tmp/vw-render-XXXXXX");
    *state = all;
    return mkdtemp(all->folder) == NULL;
}

/* The names in the folder; each is removed. */
static size_t empty_folder(const fixture *all)
{
    size_t count = 0;
    DIR *folder = opendir(all->folder);
    for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            unlink(vw_printf(all->arena, "%s/%s", all->folder, entry->d_name));
            count++;
        }
    }
    closedir(folder);
    return count;
}

static int tear_down(void **state)
{
    fixture *all = *state;
    empty_folder(all);
    rmdir(all->folder);
    vw_arena_free(all->arena);
    free(all);
    return 0;
}

static vw_status render(const fixture *all, size_t format, const sample *from)
{
    const char *path = vw_printf(all->arena, "%s/%s", all->folder, formats[format].name);
    return formats[format].render(&from->document, path, all->arena, all->diags);
}

static const char *read_back(const fixture *all, const char *name, size_t *length)
{
    const char *text = NULL;
    const char *path = vw_printf(all->arena, "%s/%s", all->folder, name);
    assert_int_equal(vw_file_read(&text, length, all->arena, all->diags, path, 1u << 28), VW_OK);
    return text;
}

static void two_runs_give_the_same_bytes(void **state)
{
    const fixture *all = *state;
    for (size_t i = 0; i < FORMATS; i++) {
        size_t first_length = 0, second_length = 0;
        assert_int_equal(render(all, i, sample_new(all->arena, VW_NL)), VW_OK);
        const char *first = read_back(all, formats[i].name, &first_length);
        /* Formats with a clock of their own would differ now. */
        if (i == 0) {
            sleep(1);
        }
        assert_int_equal(render(all, i, sample_new(all->arena, VW_NL)), VW_OK);
        const char *second = read_back(all, formats[i].name, &second_length);
        assert_true(first_length > 1000);
        assert_int_equal(first_length, second_length);
        assert_memory_equal(first, second, first_length);
    }
}

static void a_source_that_fails_halfway_leaves_no_file(void **state)
{
    const fixture *all = *state;
    for (size_t i = 0; i < FORMATS; i++) {
        sample *from = sample_new(all->arena, VW_NL);
        from->conclusions.fail_at = 5;
        assert_int_equal(render(all, i, from), VW_ERR_STORE);
        assert_int_equal(empty_folder(all), 0);
        assert_true(from->conclusions.opened > 0); /* some look at the first rows before */
        assert_int_equal(from->conclusions.closed, from->conclusions.opened);
    }
}

static bool has_message(const fixture *all, const char *code)
{
    for (size_t i = 0; i < vw_diags_kept(all->diags); i++) {
        if (strcmp(vw_message_get(vw_diags_get(all->diags, i)->msg)->code, code) == 0) {
            return true;
        }
    }
    return false;
}

static void a_total_that_the_rows_do_not_reach_is_a_fault_of_the_program(void **state)
{
    const fixture *all = *state;
    for (size_t i = 0; i < FORMATS; i++) {
        sample *from = sample_new(all->arena, VW_NL);
        from->conclusions.count--;
        assert_int_equal(render(all, i, from), VW_ERR_BUG);
        assert_int_equal(empty_folder(all), 0);
    }
    assert_true(has_message(all, "T040"));
}

static void more_rows_than_announced_are_a_fault_of_the_program(void **state)
{
    const fixture *all = *state;
    for (size_t i = 0; i < FORMATS; i++) {
        sample *from = sample_new(all->arena, VW_NL);
        from->conclusions_table.total_rows--;
        assert_int_equal(render(all, i, from), VW_ERR_BUG);
        assert_int_equal(empty_folder(all), 0);
    }
}

static void rows_of_a_table_said_to_be_empty_are_a_fault_of_the_program(void **state)
{
    const fixture *all = *state;
    static const vw_cell cell = {.is = VW_CELL_TEXT, .text = "toch een rij"};
    for (size_t i = 0; i < FORMATS; i++) {
        sample *from = sample_new(all->arena, VW_NL);
        from->nothing.cells = &cell;
        from->nothing.count = 1;
        assert_int_equal(render(all, i, from), VW_ERR_BUG);
        assert_int_equal(empty_folder(all), 0);
    }
}

static void a_path_that_cannot_be_written_is_told(void **state)
{
    const fixture *all = *state;
    const sample *from = sample_new(all->arena, VW_NL);
    for (size_t i = 0; i < FORMATS; i++) {
        const size_t before = vw_diags_count(all->diags, VW_ERROR);
        const char *path = vw_printf(all->arena, "%s/none/%s", all->folder, formats[i].name);
        assert_int_equal(formats[i].render(&from->document, path, all->arena, all->diags),
                         VW_ERR_STORE);
        assert_true(vw_diags_count(all->diags, VW_ERROR) > before);
    }
}

/* Each limit stops the writing somewhere else: in the rows, in the parts, in the last bytes. */
static void a_full_disk_leaves_the_old_file_as_it_was(void **state)
{
    const fixture *all = *state;
    const rlim_t limits[] = {0, 512, 4096, 9000, 12000};
    struct rlimit before;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, SIG_IGN);
    for (size_t i = 0; i < FORMATS * sizeof limits / sizeof *limits; i++) {
        const char *path = vw_printf(all->arena, "%s/%s", all->folder, formats[i % FORMATS].name);
        FILE *old = fopen(path, "w");
        fputs("oud", old);
        fclose(old);
        const struct rlimit full = {.rlim_cur = limits[i / FORMATS], .rlim_max = before.rlim_max};
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &full), 0);
        const vw_status status = render(all, i % FORMATS, sample_new(all->arena, VW_NL));
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
        assert_int_equal(status, VW_ERR_STORE);
        size_t length = 0;
        assert_string_equal(read_back(all, formats[i % FORMATS].name, &length), "oud");
        assert_int_equal(empty_folder(all), 1);
    }
    signal(SIGXFSZ, SIG_DFL);
}

/* Rows wait in temporary files of the workbook's library, which does not look whether they got
 * there whole. Whatever the room: the file is whole, or there is none. */
static void a_workbook_is_never_cut_short_in_silence(void **state)
{
    const fixture *all = *state;
    size_t length = 0, seen = 0;
    assert_int_equal(render(all, 0, sample_new(all->arena, VW_NL)), VW_OK);
    const char *whole = read_back(all, formats[0].name, &length);
    struct rlimit before;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, SIG_IGN);
    for (rlim_t limit = 10000; limit < 50000; limit += 127) {
        empty_folder(all);
        const struct rlimit full = {.rlim_cur = limit, .rlim_max = before.rlim_max};
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &full), 0);
        fixture once = *all;
        once.diags = vw_diags_new(all->arena);
        const vw_status status = render(&once, 0, sample_new(all->arena, VW_NL));
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
        assert_true((status == VW_OK) != has_message(&once, "T043"));
        if (status == VW_OK) {
            size_t again = 0;
            const char *bytes = read_back(all, formats[0].name, &again);
            assert_int_equal(again, length);
            assert_memory_equal(bytes, whole, length);
            seen++;
        }
    }
    signal(SIGXFSZ, SIG_DFL);
    assert_true(seen > 0);
}

static void a_text_cut_to_fit_a_cell_is_told(void **state)
{
    const fixture *all = *state;
    assert_int_equal(render(all, 0, sample_new(all->arena, VW_NL)), VW_OK);
    assert_true(has_message(all, "T041"));
}

static void a_table_longer_than_a_sheet_is_told_to_go_on(void **state)
{
    const fixture *all = *state;
    const sample *from = sample_new(all->arena, VW_NL);
    const char *path = vw_printf(all->arena, "%s/out.xlsx", all->folder);
    assert_int_equal(render(all, 0, from), VW_OK);
    assert_false(has_message(all, "T042"));
    assert_int_equal(vw_xlsx__render(&from->document, path, all->arena, all->diags, 12), VW_OK);
    assert_true(has_message(all, "T042"));
}

static void key_figures_that_are_no_object_are_a_fault_of_the_program(void **state)
{
    const fixture *all = *state;
    const char *const wrong[] = {"[1, 2]", "{\"met\": 3, \"met\": 4}", "{\"met\": "};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        fixture once = *all;
        once.diags = vw_diags_new(all->arena);
        sample *from = sample_new(all->arena, VW_NL);
        from->document.json_facts = wrong[i];
        assert_int_equal(render(&once, FORMATS - 1, from), VW_ERR_BUG);
        assert_true(has_message(&once, "T045"));
        assert_int_equal(empty_folder(all), 0);
    }
}

static const char *shown(const fixture *all, const vw_cell *cell)
{
    const vw_words words = sample_words(VW_NL);
    vw_buf out = {.arena = all->arena};
    vw_render_cell(&out, &words, cell);
    return vw_buf_text(&out);
}

static void values_are_shown_as_dutch_people_write_them(void **state)
{
    const fixture *all = *state;
    const struct {
        vw_cell cell;
        const char *expected;
    } cases[] = {
        {{.is = VW_CELL_INTEGER, .integer = 0}, "0"},
        {{.is = VW_CELL_INTEGER, .integer = 999}, "999"},
        {{.is = VW_CELL_INTEGER, .integer = -1000}, "-1.000"},
        {{.is = VW_CELL_INTEGER, .integer = 1234567}, "1.234.567"},
        {{.is = VW_CELL_INTEGER, .integer = INT64_MIN}, "-9.223.372.036.854.775.808"},
        {{.is = VW_CELL_NUMBER, .number = 1234}, "1.234"},
        {{.is = VW_CELL_NUMBER, .number = 1234.5}, "1.234,50"},
        {{.is = VW_CELL_NUMBER, .number = -0.255}, "-0,26"},
        {{.is = VW_CELL_SHARE, .number = 2.0 / 3}, "66,7%"},
        {{.is = VW_CELL_SHARE, .number = 0.0625}, "6,3%"},
        {{.is = VW_CELL_SHARE, .number = 1}, "100,0%"},
        {{.is = VW_CELL_SHARE, .number = 1999.0 / 2000}, "99,9%"},
        {{.is = VW_CELL_SHARE, .number = 0}, "0,0%"},
        {{.is = VW_CELL_SHARE, .number = 1.0 / 3000}, "0,1%"},
        {{.is = VW_CELL_SHARE, .number = -1}, "n.v.t."},
        {{.is = VW_CELL_DATE, .date = 20453}, "31 december 2025"},
        {{.is = VW_CELL_DATE, .date = VW_DATE_NONE}, ""},
        {{.is = VW_CELL_RESULT, .result = VW_NOT_MET}, "voldoet niet"},
        {{.is = VW_CELL_EMPTY}, ""},
        {{.is = VW_CELL_TEXT, .text = NULL}, ""},
        {{.is = VW_CELL_TEXT, .text = "a\x01\r\nb\rc\x7f"}, "a␁\nb\nc␡"},
        {{.is = VW_CELL_TEXT, .text = "\xef\xbf\xbe \xef\xbf\xbd \xef\xbb\xbf"},
         "\xef\xbf\xbd \xef\xbf\xbd \xef\xbb\xbf"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_string_equal(shown(all, &cases[i].cell), cases[i].expected);
    }
}

/* The folder of tables: whole, the same each time, or not there. */
static void tables_are_written_together_or_not_at_all(void **state)
{
    const fixture *all = *state;
    const char *folder = vw_printf(all->arena, "%s/tables", all->folder);
    sample *from = sample_new(all->arena, VW_NL);
    from->conclusions.fail_at = 5;
    assert_int_equal(vw_csv_render(&from->document, folder, all->arena, all->diags), VW_ERR_STORE);
    assert_int_equal(access(folder, F_OK), -1);
    size_t length[2] = {0};
    const char *text[2] = {NULL, NULL};
    for (int i = 0; i < 2; i++) {
        from = sample_new(all->arena, VW_NL);
        assert_int_equal(vw_csv_render(&from->document, folder, all->arena, all->diags), VW_OK);
        text[i] = read_back(all, "tables/conclusions.csv", &length[i]);
    }
    assert_int_equal(length[0], length[1]);
    assert_memory_equal(text[0], text[1], length[0]);
    fixture tables = *all;
    snprintf(tables.folder, sizeof tables.folder, "%s", folder);
    assert_int_equal(empty_folder(&tables), 6); /* five tables, and their titles */
    rmdir(folder);
}

static void only_the_web_and_mail_are_linked(void **state)
{
    (void)state;
    assert_true(vw_render_safe_url("https://example.org"));
    assert_true(vw_render_safe_url("mailto:a@example.org"));
    assert_false(vw_render_safe_url("javascript:alert(1)"));
    assert_false(vw_render_safe_url("file:///etc/passwd"));
    assert_false(vw_render_safe_url(" https://example.org"));
    assert_false(vw_render_safe_url(NULL));
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(values_of_lines_that_meet_stand_apart),
        CASE(two_runs_give_the_same_bytes),
        CASE(a_source_that_fails_halfway_leaves_no_file),
        CASE(a_total_that_the_rows_do_not_reach_is_a_fault_of_the_program),
        CASE(more_rows_than_announced_are_a_fault_of_the_program),
        CASE(rows_of_a_table_said_to_be_empty_are_a_fault_of_the_program),
        CASE(a_path_that_cannot_be_written_is_told),
        CASE(a_full_disk_leaves_the_old_file_as_it_was),
        CASE(a_workbook_is_never_cut_short_in_silence),
        CASE(a_text_cut_to_fit_a_cell_is_told),
        CASE(a_table_longer_than_a_sheet_is_told_to_go_on),
        CASE(key_figures_that_are_no_object_are_a_fault_of_the_program),
        CASE(values_are_shown_as_dutch_people_write_them),
        CASE(tables_are_written_together_or_not_at_all),
        CASE(only_the_web_and_mail_are_linked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
