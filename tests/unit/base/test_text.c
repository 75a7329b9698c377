/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/utf8.h"
#include "support.h"

#include <string.h>

static void valid_utf8_is_accepted_whole(void **state)
{
    (void)state;
    const char *const fine[] = {"",
                                "abc",
                                "caf\xC3\xA9",
                                "\xE2\x82\xAC",
                                "\xF0\x9F\x94\x92",
                                "twelve ascii and then \xC3\xA9 and more ascii"};
    for (size_t i = 0; i < sizeof fine / sizeof fine[0]; i++) {
        assert_int_equal(vw_utf8_check(fine[i], strlen(fine[i])), strlen(fine[i]));
    }
}

static void invalid_utf8_is_found_at_its_first_byte(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t at;
    } cases[] = {
        {"abc\xFF", 3},
        {"\x80", 0},
        {"ab\xC3", 2},                 /* cut off */
        {"ab\xE2\x82", 2},             /* cut off */
        {"\xC0\xAF", 0},               /* overlong */
        {"\xE0\x80\xAF", 0},           /* overlong */
        {"\xED\xA0\x80", 0},           /* surrogate */
        {"\xF4\x90\x80\x80", 0},       /* beyond U+10FFFF */
        {"0123456789012345\xFFz", 16}, /* behind the fast path */
        {"01234\xFF"
         "6789012345",
         5}, /* inside eight bytes */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(vw_utf8_check(cases[i].text, strlen(cases[i].text)), cases[i].at);
    }
}

static void a_character_cut_off_by_the_length_is_invalid(void **state)
{
    (void)state;
    assert_int_equal(vw_utf8_check("a\xC3\xA9", 2), 1);
}

static void characters_and_columns_are_counted_apart(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t characters, columns;
    } cases[] = {
        {"abc", 3, 3},
        {"caf\xC3\xA9", 4, 4},
        {"e\xCC\x81", 2, 1},                /* a combining accent */
        {"\xE6\xBC\xA2\xE5\xAD\x97", 2, 4}, /* two wide characters */
        {"", 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t const length = strlen(cases[i].text);
        assert_int_equal(vw_utf8_count(cases[i].text, length), cases[i].characters);
        assert_int_equal(vw_utf8_width(cases[i].text, length), cases[i].columns);
    }
}

static void characters_that_hide_or_reorder_text_are_deceptive(void **state)
{
    (void)state;
    const uint32_t deceptive[] = {0,      0x07,   0x0D,   0x1B,   0x7F,   0x9B,   0x200B,
                                  0x200F, 0x202A, 0x202E, 0x2066, 0x2069, 0xFEFF, 0xE0041};
    const uint32_t honest[] = {'\t', '\n', ' ', 'a', 0xA0, 0xE9, 0x20AC, 0x2013, 0x2026, 0x1F512};
    for (size_t i = 0; i < sizeof deceptive / sizeof deceptive[0]; i++) {
        assert_true(vw_utf8_deceptive(deceptive[i]));
    }
    for (size_t i = 0; i < sizeof honest / sizeof honest[0]; i++) {
        assert_false(vw_utf8_deceptive(honest[i]));
    }
}

static void a_joiner_hides_nothing_where_it_is_written(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool hides;
    } cases[] = {
        {"\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7", false}, /* woman, girl */
        {"\xF0\x9F\x91\xA9\xF0\x9F\x8F\xBE\xE2\x80\x8D\xF0\x9F\x92\xBB", false},
        {"\xE2\x9D\xA4\xEF\xB8\x8F\xE2\x80\x8D\xF0\x9F\x94\xA5", false}, /* heart on fire */
        {"\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xAE\xD9\x88", false},         /* Persian */
        {"\xE0\xA4\x95\xE0\xA5\x8D\xE2\x80\x8D\xE0\xA4\xB7", false},     /* Hindi */
        {"P\xE2\x80\x8D-1", true},
        {"P\xE2\x80\x8C-1", true},
        {"\xE2\x80\x8D\xF0\x9F\x91\xA7", true},
        {"\xF0\x9F\x91\xA9\xE2\x80\x8D", true},
        {"\xF0\x9F\x91\xA9\xE2\x80\x8Dx", true},
        {"\xD9\x85\xE2\x80\x8B\xD8\xAE", true}, /* a zero-width space */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const size_t length = strlen(cases[i].text);
        bool hides = false;
        for (size_t at = 0; at < length;) {
            uint32_t code_point;
            hides = hides || vw_utf8_hides(cases[i].text, length, at);
            at += vw_utf8_decode(&code_point, cases[i].text + at, length - at);
        }
        if (hides != cases[i].hides) {
            fail_msg("case %zu", i);
        }
    }
}

static const char *const names[] = {"criticality", "owner", "supplier", "id", "mfa", "result"};
enum { NAMES = sizeof names / sizeof names[0] };

static void the_nearest_name_is_suggested(void **state)
{
    (void)state;
    static const struct {
        const char *wrong, *near;
    } cases[] = {
        {"critcality", "criticality"},   {"onwer", "owner"}, {"Owner", "owner"},
        {"suplier", "supplier"},         {"MFA", "mfa"},     {"results", "result"},
        {"critikalitey", "criticality"}, {"mf", "mfa"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *near = vw_suggest(cases[i].wrong, names, NAMES);
        assert_non_null(near);
        assert_string_equal(near, cases[i].near);
    }
}

static void a_distant_name_is_not_suggested(void **state)
{
    (void)state;
    const char *const wrong[] = {"", "x", "ix", "wonre!", "country", "asset", "critxxxxity"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_null(vw_suggest(wrong[i], names, NAMES));
    }
    assert_null(vw_suggest("owner", names, 0));
}

static void a_swap_of_neighbours_counts_once(void **state)
{
    (void)state;
    const char *const word[] = {"abcdef"};
    assert_non_null(vw_suggest("badcef", word, 1)); /* two swaps of six letters */
    assert_null(vw_suggest("badcfe", word, 1));     /* three */
}

static void the_first_of_two_equally_near_names_wins(void **state)
{
    (void)state;
    const char *const two[] = {"abcx", "abcy"};
    assert_string_equal(vw_suggest("abcz", two, 2), "abcx");
}

static void texts_too_long_to_be_names_are_left_alone(void **state)
{
    (void)state;
    char large[5000];
    memset(large, 'a', sizeof large);
    large[sizeof large - 1] = '\0';
    const char *const same[] = {large};
    assert_null(vw_suggest(large, same, 1));
    assert_null(vw_suggest("aaa", same, 1));
    assert_null(vw_suggest("\xFF\xFE", names, NAMES));
}

static int compared(const char *a, const char *b)
{
    return vw_utf8_compare_letters(a, strlen(a), b, strlen(b));
}

static void letters_are_the_same_in_capitals_and_in_any_encoding(void **state)
{
    (void)state;
    assert_int_equal(compared("P1", "p1"), 0);
    assert_int_equal(compared("\u00c91", "\u00e91"), 0);  /* É, é */
    assert_int_equal(compared("E\u03011", "\u00e91"), 0); /* E with an accent apart */
    assert_int_equal(compared("Stra\u00dfe", "STRASSE"), 0);
    assert_int_equal(compared("\uff30\uff11", "P1"), 0); /* wide letters */
    assert_int_equal(compared("", ""), 0);
    assert_true(compared("e1", "\u00e91") != 0);
    assert_true(compared("P1", "P2") < 0 && compared("P2", "P1") > 0);
    assert_true(compared("P", "P1") < 0);
    assert_true(compared("\xff", "\xfe") > 0 && compared("\xff", "\xff") == 0);
    assert_true(compared("\xff", "\xff\xff") < 0);
}

/* A name is the same name however its initials are written. */
static void letters_are_the_same_whatever_parts_them(void **state)
{
    (void)state;
    assert_int_equal(compared("K. Jansen", "K.  Jansen"), 0);
    assert_int_equal(compared("K. Jansen", "k jansen"), 0);
    assert_int_equal(compared("J.P. Jansen", " JP\u00a0Jansen "), 0); /* a space that holds */
    assert_int_equal(compared("Anne\u2013Marie", "Anne-Marie"), 0);
    assert_true(compared("1.11", "11.1") != 0);
    assert_true(compared("1 11", "111") != 0);
    assert_true(compared("K. Jansen", "K. Janssen") != 0);
    assert_true(compared(".", "-") != 0 && compared("-", "-") == 0);
}

static void a_text_becomes_its_words(void **state)
{
    vw_arena *arena = vw_arena_new();
    char joined[16];
    (void)state;
    assert_string_equal(vw_utf8_words(arena, "Fr\u00e9d\u00e9rique  VAN\u2013DER\n"),
                        "frederique van der");
    assert_string_equal(vw_utf8_words(arena, "(C.04)"), "c 04");
    assert_string_equal(vw_utf8_words(arena, "8.13.04/8.13.05"), "8.13.04/8.13.05");
    assert_string_equal(vw_utf8_words(arena, "8.13. 4"), "8.13 4");
    assert_string_equal(vw_utf8_words(arena, "SUP\u00ad-01/SUP-02"), "sup 01 sup 02");
    assert_string_equal(vw_utf8_words(arena, "\xff"), "\xff");
    assert_int_equal(vw_utf8_join_words(joined, "c 04 8.13 4", 11), 10);
    assert_string_equal(joined, "c04 8.13 4");
    vw_arena_free(arena);
}

static void accents_become_one_with_their_letters(void **state)
{
    vw_arena *arena = vw_arena_new();
    const char *plain = "P1", *broken = "\xff";
    (void)state;
    assert_string_equal(vw_utf8_composed(arena, "E\u03011"), "\u00c91");
    assert_ptr_equal(vw_utf8_composed(arena, plain), plain);
    assert_ptr_equal(vw_utf8_composed(arena, broken), broken);
    vw_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(valid_utf8_is_accepted_whole),
        TEST(invalid_utf8_is_found_at_its_first_byte),
        TEST(a_character_cut_off_by_the_length_is_invalid),
        TEST(characters_and_columns_are_counted_apart),
        TEST(characters_that_hide_or_reorder_text_are_deceptive),
        TEST(a_joiner_hides_nothing_where_it_is_written),
        TEST(letters_are_the_same_in_capitals_and_in_any_encoding),
        TEST(letters_are_the_same_whatever_parts_them),
        TEST(a_text_becomes_its_words),
        TEST(accents_become_one_with_their_letters),
        TEST(the_nearest_name_is_suggested),
        TEST(a_distant_name_is_not_suggested),
        TEST(a_swap_of_neighbours_counts_once),
        TEST(the_first_of_two_equally_near_names_wins),
        TEST(texts_too_long_to_be_names_are_left_alone),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
