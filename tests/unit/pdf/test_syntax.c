/* SPDX-License-Identifier: EUPL-1.2 */
/* Numbers and strings as PDF writes them. */
#include "reports/pdf/syntax.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static int setup(void **state)
{
    *state = vw_arena_new();
    return 0;
}

static int teardown(void **state)
{
    vw_arena_free(*state);
    return 0;
}

static const char *number(vw_arena *arena, double value)
{
    vw_buf out = {.arena = arena};
    vw_pdf__add_number(&out, value);
    return vw_buf_text(&out);
}

static void numbers_have_three_decimals_at_most_and_no_idle_zeros(void **state)
{
    vw_arena *arena = *state;
    assert_string_equal(number(arena, 0), "0 ");
    assert_string_equal(number(arena, -0.0), "0 ");
    assert_string_equal(number(arena, -0.0004), "0 ");
    assert_string_equal(number(arena, 12.5), "12.5 ");
    assert_string_equal(number(arena, 0.05), "0.05 ");
    assert_string_equal(number(arena, -0.001), "-0.001 ");
    assert_string_equal(number(arena, 595.2755), "595.276 ");
    assert_string_equal(number(arena, 999.9996), "1000 ");
    assert_string_equal(number(arena, 1e6), "1000000 ");
    assert_string_equal(number(arena, -841.89), "-841.89 ");
}

static void text_strings_are_utf16_with_surrogates(void **state)
{
    vw_buf out = {.arena = *state};
    vw_pdf__add_utf16(&out, "a\u00E9\U0001F600", true);
    assert_string_equal(vw_buf_text(&out), "<FEFF006100E9D83DDE00>");
}

static void literal_strings_escape_what_would_end_them(void **state)
{
    vw_buf out = {.arena = *state};
    vw_pdf__add_literal(&out, "a(b)\\c\n\u00E9");
    assert_string_equal(vw_buf_text(&out), "(a\\(b\\)\\\\c\\012\\303\\251)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(numbers_have_three_decimals_at_most_and_no_idle_zeros,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(text_strings_are_utf16_with_surrogates, setup, teardown),
        cmocka_unit_test_setup_teardown(literal_strings_escape_what_would_end_them, setup,
                                        teardown),
    };
    return cmocka_run_group_tests_name("pdf_syntax", tests, NULL, NULL);
}
