/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/diag.h"
#include "base/limits.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

static const char *printed(vw_arena *arena, vw_diags *diags, vw_lang lang, bool colour)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    vw_diags_print(diags, out, lang, colour);
    fclose(out);
    const char *kept = vw_strndup(arena, text, length);
    free(text);
    return kept;
}

static const char *printed_at(vw_arena *arena, vw_place place, vw_lang lang)
{
    vw_diags *diags = vw_diags_new(arena);
    VW_DIAG(diags, F014, place, "U+202E");
    return printed(arena, diags, lang, false);
}

#define CAUSE "  cause: such characters can make a text look different from what it says\n"
#define HEADING "error: the invisible character U+202E stands in the text [VW-F014]\n"
#define ADVICE CAUSE "  hint: remove it\n"

static void a_message_shows_place_line_caret_cause_and_hint(void **state)
{
    vw_place const place = {
        .file = "bio2/5.yaml", .line = 41, .column = 6, .length = 4, .source = "for: asset where"};
    assert_string_equal(printed_at(*state, place, VW_EN),
                        "bio2/5.yaml:41:6: " HEADING "   41 | for: asset where\n"
                        "      |      ^^^^\n" ADVICE);
}

static void dutch_has_its_own_words(void **state)
{
    vw_place const place = {.file = "a", .sheet = "Systemen", .line = 7, .field = "naam"};
    assert_string_equal(
        printed_at(*state, place, VW_NL),
        "a, blad Systemen, rij 7, kolom naam: fout: het onzichtbare teken U+202E staat in de tekst "
        "[VW-F014]\n"
        "  oorzaak: zulke tekens kunnen een tekst anders tonen dan er staat\n"
        "  tip: verwijder het\n");
}

static void a_place_in_a_table_is_written_in_words(void **state)
{
    vw_place const sheet = {.file = "a.xlsx", .sheet = "S", .line = 2, .field = "c"};
    vw_place const csv = {.file = "a.csv", .line = 2, .field = "c"};
    vw_place const header = {.file = "a.csv", .field = "c"};
    vw_place const row = {.file = "a.xlsx", .sheet = "S", .line = 3};
    vw_place const csv_row = {.file = "a.csv", .sheet = "", .line = 3};
    assert_string_equal(printed_at(*state, csv_row, VW_EN), "a.csv, row 3: " HEADING ADVICE);
    assert_string_equal(printed_at(*state, sheet, VW_EN),
                        "a.xlsx, sheet S, row 2, column c: " HEADING ADVICE);
    assert_string_equal(printed_at(*state, csv, VW_EN), "a.csv, row 2, column c: " HEADING ADVICE);
    assert_string_equal(printed_at(*state, header, VW_EN), "a.csv, column c: " HEADING ADVICE);
    assert_string_equal(printed_at(*state, row, VW_EN), "a.xlsx, sheet S, row 3: " HEADING ADVICE);
}

static void what_is_unknown_of_a_place_is_left_out(void **state)
{
    assert_string_equal(printed_at(*state, (vw_place){0}, VW_EN), HEADING ADVICE);
    assert_string_equal(printed_at(*state, (vw_place){.file = "f"}, VW_EN), "f: " HEADING ADVICE);
    vw_place const line = {.file = "f", .line = 3, .source = "whole line"};
    assert_string_equal(printed_at(*state, line, VW_EN),
                        "f:3: " HEADING "    3 | whole line\n" ADVICE);
}

static void the_caret_stands_under_wide_combining_and_tabbed_text(void **state)
{
    vw_place const wide = {
        .line = 1, .column = 3, .length = 1, .source = "\xE6\xBC\xA2\xE5\xAD\x97x"};
    assert_string_equal(printed_at(*state, wide, VW_EN),
                        "1:3: " HEADING
                        "    1 | \xE6\xBC\xA2\xE5\xAD\x97x\n      |     ^\n" ADVICE);
    vw_place const combining = {.line = 1, .column = 3, .length = 1, .source = "e\xCC\x81x"};
    assert_string_equal(printed_at(*state, combining, VW_EN),
                        "1:3: " HEADING "    1 | e\xCC\x81x\n      |  ^\n" ADVICE);
    vw_place const tabbed = {.line = 1, .column = 3, .length = 2, .source = "a\tbc"};
    assert_string_equal(printed_at(*state, tabbed, VW_EN),
                        "1:3: " HEADING "    1 | a   bc\n      |     ^^\n" ADVICE);
}

static void a_caret_reaches_no_further_than_the_line(void **state)
{
    vw_place const beyond = {.line = 1, .column = 2, .length = 99, .source = "abc"};
    assert_string_equal(printed_at(*state, beyond, VW_EN),
                        "1:2: " HEADING "    1 | abc\n      |  ^^\n" ADVICE);
    vw_place const behind = {.line = 1, .column = 4, .length = 0, .source = "abc"};
    assert_string_equal(printed_at(*state, behind, VW_EN),
                        "1:4: " HEADING "    1 | abc\n      |    ^\n" ADVICE);
}

static void hostile_source_lines_are_escaped_and_the_caret_spans_the_escape(void **state)
{
    vw_place const place = {.line = 1,
                            .column = 2,
                            .length = 1,
                            .source = "a\xE2\x80\xAE"
                                      "b\x1B"
                                      "c\xFF"};
    assert_string_equal(printed_at(*state, place, VW_EN),
                        "1:2: " HEADING "    1 | a<U+202E>b<U+001B>c<0xFF>\n"
                        "      |  ^^^^^^^^\n" ADVICE);
    vw_place const named = {.file = "a\nb\x1B", .sheet = "\x07", .field = "\r"};
    assert_string_equal(printed_at(*state, named, VW_EN),
                        "a<U+000A>b<U+001B>, sheet <U+0007>, column <U+000D>: " HEADING ADVICE);
}

/* The printed line of a source of 1,000 digits whose character at [column] is X, checked to be no
 * wider than a terminal and to have its caret under the X. */
static void assert_window_shows(vw_arena *arena, uint32_t column)
{
    char source[1001];
    for (size_t i = 0; i < 1000; i++) {
        source[i] = (char)('0' + i % 10);
    }
    source[1000] = '\0';
    source[column - 1] = 'X';
    vw_place const place = {.line = 1, .column = column, .length = 1, .source = source};
    const char *text = printed_at(arena, place, VW_EN);
    const char *line = strstr(text, "\n    1 | ") + 1;
    const char *carets = strchr(line, '\n') + 1;
    assert_true(carets - line <= 101);
    const char *caret = strchr(carets, '^');
    assert_non_null(caret);
    assert_int_equal(line[caret - carets], 'X');
    assert_int_equal(strncmp(line + 8, "...", 3) == 0, column > 40);
    assert_int_equal(strncmp(carets - 4, "...", 3) == 0, column < 940);
}

static void a_long_line_is_windowed_round_the_caret(void **state)
{
    const uint32_t columns[] = {1, 2, 20, 60, 90, 100, 500, 960, 999, 1000};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        assert_window_shows(*state, columns[i]);
    }
}

static void an_underlining_ends_with_the_window(void **state)
{
    char source[301];
    memset(source, 'x', 300);
    source[300] = '\0';
    vw_place const place = {.line = 1, .column = 3, .length = 290, .source = source};
    const char *text = printed_at(*state, place, VW_EN);
    const char *carets = strchr(text, '^');
    assert_int_equal(strspn(carets, "^"), strcspn(strchr(text, '|') + 2, ".") - 2);
}

static void the_number_that_is_not_shown_is_told(void **state)
{
    vw_diags *diags = vw_diags_new(*state);
    for (size_t i = 0; i < VW_DIAGS_MAX; i++) {
        VW_DIAG(diags, F001, (vw_place){0}, "x");
    }
    assert_null(strstr(printed(*state, diags, VW_EN, false), "not shown"));
    VW_DIAG(diags, F001, (vw_place){0}, "x");
    assert_non_null(strstr(printed(*state, diags, VW_EN, false), "\n1 more is not shown\n"));
    VW_DIAG(diags, F001, (vw_place){0}, "x");
    assert_non_null(strstr(printed(*state, diags, VW_EN, false), "\n2 more are not shown\n"));
    assert_non_null(
        strstr(printed(*state, diags, VW_NL, false), "\nnog 2 meldingen zijn niet getoond\n"));
}

static void colour_comes_only_when_asked(void **state)
{
    vw_diags *diags = vw_diags_new(*state);
    VW_DIAG(diags, F001, ((vw_place){.file = "f", .line = 1, .column = 1, .source = "x"}), "x");
    assert_null(strchr(printed(*state, diags, VW_EN, false), '\033'));
    const char *coloured = printed(*state, diags, VW_EN, true);
    assert_non_null(strstr(coloured, "\033[1mf:1:1: \033[0m\033[31merror:\033[0m x does"));
    assert_non_null(strstr(coloured, "\033[31m^\033[0m\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_message_shows_place_line_caret_cause_and_hint),
        TEST(dutch_has_its_own_words),
        TEST(a_place_in_a_table_is_written_in_words),
        TEST(what_is_unknown_of_a_place_is_left_out),
        TEST(the_caret_stands_under_wide_combining_and_tabbed_text),
        TEST(a_caret_reaches_no_further_than_the_line),
        TEST(hostile_source_lines_are_escaped_and_the_caret_spans_the_escape),
        TEST(a_long_line_is_windowed_round_the_caret),
        TEST(an_underlining_ends_with_the_window),
        TEST(the_number_that_is_not_shown_is_told),
        TEST(colour_comes_only_when_asked),
    };
    return cmocka_run_group_tests_name("diag_print", tests, NULL, NULL);
}
