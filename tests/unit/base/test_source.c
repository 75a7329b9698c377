/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/limits.h"
#include "base/source.h"
#include "support.h"

#include <string.h>

static const vw_source *source_of(vw_arena *arena, const char *text)
{
    const vw_source *source;
    vw_diags *diags = vw_diags_new(arena);
    assert_int_equal(vw_source_new(&source, arena, diags, "file", text, strlen(text)), VW_OK);
    assert_int_equal(vw_diags_count(diags, VW_NOTE), 0);
    return source;
}

static void assert_place(vw_place place, uint32_t line, uint32_t column, uint32_t length,
                         const char *text)
{
    assert_string_equal(place.file, "file");
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
    assert_int_equal(place.length, length);
    assert_string_equal(place.source, text);
}

static void an_offset_becomes_a_line_and_a_column(void **state)
{
    const vw_source *source = source_of(*state, "one\ntwo\r\nthree");
    assert_int_equal(source->line_count, 3);
    assert_place(vw_source_place(source, *state, 0, 3), 1, 1, 3, "one");
    assert_place(vw_source_place(source, *state, 3, 1), 1, 4, 0, "one");
    assert_place(vw_source_place(source, *state, 4, 1), 2, 1, 1, "two");
    assert_place(vw_source_place(source, *state, 7, 1), 2, 4, 0, "two");
    assert_place(vw_source_place(source, *state, 9, 2), 3, 1, 2, "three");
}

static void places_are_clipped_to_the_line_and_the_text(void **state)
{
    const vw_source *source = source_of(*state, "one\ntwo");
    assert_place(vw_source_place(source, *state, 1, 99), 1, 2, 2, "one");
    assert_place(vw_source_place(source, *state, 99, 99), 2, 4, 0, "two");
    assert_place(vw_source_place(source, *state, SIZE_MAX, SIZE_MAX), 2, 4, 0, "two");
    assert_place(vw_source_place(source_of(*state, ""), *state, 0, 1), 1, 1, 0, "");
    assert_place(vw_source_place(source_of(*state, "a\n"), *state, 2, 1), 2, 1, 0, "");
}

static void of_a_very_long_line_only_the_number_is_told(void **state)
{
    char text[VW_LINE_BYTES_MAX + 3];
    memset(text, 'x', sizeof text);
    text[0] = '\n';
    text[sizeof text - 1] = '\0';
    vw_place const longer = vw_source_place(source_of(*state, text), *state, 9, 1);
    assert_int_equal(longer.line, 2);
    assert_int_equal(longer.column, 0);
    assert_null(longer.source);
    vw_place const longest_shown = vw_source_place(source_of(*state, text + 2), *state, 9, 1);
    assert_int_equal(longest_shown.column, 10);
}

static void columns_count_characters(void **state)
{
    const vw_source *source = source_of(*state, "\xC3\xA9\xE2\x82\xACx");
    assert_place(vw_source_place(source, *state, 5, 1), 1, 3, 1, "\xC3\xA9\xE2\x82\xACx");
    assert_place(vw_source_place(source, *state, 0, 5), 1, 1, 2, "\xC3\xA9\xE2\x82\xACx");
}

static void a_byte_order_mark_is_skipped(void **state)
{
    const vw_source *source = source_of(*state, "\xEF\xBB\xBF"
                                                "abc");
    assert_string_equal(source->text, "abc");
    assert_int_equal(source->length, 3);
}

static void assert_refused(vw_arena *arena, const char *text, size_t length, vw_msg msg,
                           uint32_t line, uint32_t column, const char *argument)
{
    const vw_source *source;
    vw_diags *diags = vw_diags_new(arena);
    assert_int_equal(vw_source_new(&source, arena, diags, "file", text, length), VW_ERR_INPUT);
    assert_null(source);
    const vw_diag *diag = vw_diags_get(diags, 0);
    assert_int_equal(diag->msg, msg);
    assert_int_equal(diag->place.line, line);
    assert_int_equal(diag->place.column, column);
    if (argument != NULL) {
        assert_string_equal(diag->args[0], argument);
    }
}

static void text_that_is_not_utf8_is_refused_with_its_place(void **state)
{
    assert_refused(*state,
                   "ok\nb\xE9"
                   "b",
                   6, VW_MSG_F012, 2, 2, "0xE9");
    assert_refused(*state, "ok\n\xC3", 4, VW_MSG_F012, 2, 1, "0xC3");
}

static void a_nul_byte_is_refused_with_its_place(void **state)
{
    assert_refused(*state, "a\nbc\0d", 6, VW_MSG_F013, 2, 3, NULL);
}

static void deceptive_characters_are_refused_with_their_place(void **state)
{
    assert_refused(*state, "a\nb\xE2\x80\xAE", 6, VW_MSG_F014, 2, 2, "U+202E");
    assert_refused(*state, "a\x1B", 2, VW_MSG_F014, 1, 2, "U+001B");
    assert_refused(*state, "a\rb", 3, VW_MSG_F014, 1, 2, "U+000D");
}

static void every_deceptive_character_is_reported(void **state)
{
    const vw_source *source;
    vw_diags *diags = vw_diags_new(*state);
    const char *text = "\x01\x02\n\x03";
    assert_int_equal(vw_source_new(&source, *state, diags, "f", text, strlen(text)), VW_ERR_INPUT);
    assert_int_equal(vw_diags_count(diags, VW_ERROR), 3);
}

static void an_earlier_error_does_not_make_a_good_text_fail(void **state)
{
    const vw_source *source;
    vw_diags *diags = vw_diags_new(*state);
    VW_DIAG(diags, F001, (vw_place){0}, "x");
    assert_int_equal(vw_source_new(&source, *state, diags, "f", "fine", 4), VW_OK);
    assert_non_null(source);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_offset_becomes_a_line_and_a_column),
        TEST(places_are_clipped_to_the_line_and_the_text),
        TEST(of_a_very_long_line_only_the_number_is_told),
        TEST(columns_count_characters),
        TEST(a_byte_order_mark_is_skipped),
        TEST(text_that_is_not_utf8_is_refused_with_its_place),
        TEST(a_nul_byte_is_refused_with_its_place),
        TEST(deceptive_characters_are_refused_with_their_place),
        TEST(every_deceptive_character_is_reported),
        TEST(an_earlier_error_does_not_make_a_good_text_fail),
    };
    return cmocka_run_group_tests_name("source", tests, NULL, NULL);
}
