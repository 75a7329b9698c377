/* SPDX-License-Identifier: EUPL-1.2 */
/* What things may be called, and in which order they come. */
#include "fixture.h"

#include "load/loader.h"
#include "rules/words.h"

static void every_word_of_the_rule_language_is_reserved(void **state)
{
    (void)state;
#define WORD(name, text) text,
    static const char *const words[] = {VW_RULE_WORDS(WORD)};
#undef WORD
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (!vw_load__is_reserved(words[i])) {
            fail_msg("\"%s\" is a word of the rule language, and not reserved", words[i]);
        }
    }
}

static void columns_of_every_table_are_reserved(void **state)
{
    (void)state;
    assert_true(vw_load__is_reserved("id"));
    assert_true(vw_load__is_reserved("import_id"));
    assert_true(vw_load__is_reserved("row_no"));
    assert_false(vw_load__is_reserved("row"));
    assert_false(vw_load__is_reserved("kind"));
}

static void names_are_small_letters_digits_and_underscores(void **state)
{
    (void)state;
    assert_true(vw_load__is_name("a"));
    assert_true(vw_load__is_name("row_2"));
    assert_false(vw_load__is_name(""));
    assert_false(vw_load__is_name("_a"));
    assert_false(vw_load__is_name("2a"));
    assert_false(vw_load__is_name("a-b"));
    assert_false(vw_load__is_name("A"));
}

static void ids_are_parts_with_dots_between(void **state)
{
    (void)state;
    assert_true(vw_load__is_id("a"));
    assert_true(vw_load__is_id("continuity.restore-test.2"));
    assert_false(vw_load__is_id(""));
    assert_false(vw_load__is_id(".a"));
    assert_false(vw_load__is_id("a."));
    assert_false(vw_load__is_id("a..b"));
    assert_false(vw_load__is_id("a_b"));
    assert_true(vw_load__is_id_part("iso-27002"));
    assert_false(vw_load__is_id_part("a.b"));
    assert_false(vw_load__is_id_part(""));
}

static void requirement_ids_are_visible_ascii_without_a_colon(void **state)
{
    (void)state;
    assert_true(vw_load__is_requirement_id("21(2)(a)"));
    assert_true(vw_load__is_requirement_id("U/TV.01"));
    assert_false(vw_load__is_requirement_id(""));
    assert_false(vw_load__is_requirement_id("a b"));
    assert_false(vw_load__is_requirement_id("a:b"));
    assert_false(vw_load__is_requirement_id("\xC3\xA9"));
    assert_false(vw_load__is_requirement_id("\x7F"));
}

static void numbers_inside_ids_count_by_their_value(void **state)
{
    (void)state;
    static const char *const ordered[] = {
        "",
        "5",
        "5.2",
        "5.02.1",
        "5.2.2",
        "5.10",
        "21(2)",
        "21(2)(a)",
        "21(2)(b)",
        "21(10)",
        "21a",
        "100",
        "A.9",
        "A.10",
        "a",
        "a007",
        "a07",
        "a7",
        "a7b",
        "a18446744073709551615",
        "a18446744073709551616",
    };
    size_t count = sizeof ordered / sizeof ordered[0];
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++) {
            int order = vw_load__compare_natural(ordered[i], ordered[j]);
            assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_of_the_rule_language_is_reserved),
        cmocka_unit_test(columns_of_every_table_are_reserved),
        cmocka_unit_test(names_are_small_letters_digits_and_underscores),
        cmocka_unit_test(ids_are_parts_with_dots_between),
        cmocka_unit_test(requirement_ids_are_visible_ascii_without_a_colon),
        cmocka_unit_test(numbers_inside_ids_count_by_their_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
