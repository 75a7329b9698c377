/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/diag.h"
#include "base/limits.h"
#include "support.h"

#include <string.h>

static vw_place at(const char *file, uint32_t line, uint32_t column)
{
    return (vw_place){.file = file, .line = line, .column = column};
}

static void every_message_is_complete_in_both_languages(void **state)
{
    (void)state;
    for (int i = 0; i < VW_MSG_COUNT; i++) {
        const vw_message *message = vw_message_get((vw_msg)i);
        assert_int_equal(strlen(message->code), 4);
        assert_true(message->text.nl[0] != '\0' && message->text.en[0] != '\0');
        assert_int_equal(message->cause.nl[0] == '\0', message->cause.en[0] == '\0');
        assert_int_equal(message->hint.nl[0] == '\0', message->hint.en[0] == '\0');
    }
}

static void both_languages_of_a_message_use_the_same_arguments(void **state)
{
    (void)state;
    for (int i = 0; i < VW_MSG_COUNT; i++) {
        const vw_message *message = vw_message_get((vw_msg)i);
        const vw_text texts[] = {message->text, message->cause, message->hint};
        for (int part = 0; part < 3; part++) {
            for (char digit = '0'; digit < '4'; digit++) {
                const char form[] = {'{', digit, '}', '\0'};
                assert_int_equal(strstr(texts[part].nl, form) == NULL,
                                 strstr(texts[part].en, form) == NULL);
            }
        }
    }
}

static void a_code_is_found_with_and_without_its_prefix(void **state)
{
    (void)state;
    const vw_message *message = vw_message_get(VW_MSG_F001);
    assert_ptr_equal(vw_message_find("F001"), message);
    assert_ptr_equal(vw_message_find("f001"), message);
    assert_ptr_equal(vw_message_find("VW-F001"), message);
    assert_ptr_equal(vw_message_find("vw-f001"), message);
    assert_null(vw_message_find("F00"));
    assert_null(vw_message_find("F0011"));
    assert_null(vw_message_find("VW-"));
    assert_null(vw_message_find(""));
}

static void codes_are_unique(void **state)
{
    (void)state;
    for (int i = 0; i < VW_MSG_COUNT; i++) {
        const vw_message *message = vw_message_get((vw_msg)i);
        assert_ptr_equal(vw_message_find(message->code), message);
    }
}

static void messages_are_sorted_by_place_and_then_by_arrival(void **state)
{
    vw_diags *diags = vw_diags_new(*state);
    VW_DIAG(diags, F001, at("b", 1, 1), "5");
    VW_DIAG(diags, F001, at("a", 2, 1), "4");
    VW_DIAG(diags, F001, at("a", 1, 9), "2");
    VW_DIAG(diags, F001, at("a", 1, 9), "3");
    VW_DIAG(diags, F001, at("a", 1, 2), "1");
    VW_DIAG(diags, F001, at(NULL, 0, 0), "0");
    VW_DIAG(diags, F001, ((vw_place){.file = "b", .sheet = "S", .line = 1}), "6");
    assert_int_equal(vw_diags_kept(diags), 7);
    for (size_t i = 0; i < 7; i++) {
        assert_int_equal(vw_diags_get(diags, i)->args[0][0], '0' + i);
    }
}

static void adding_after_reading_sorts_again(void **state)
{
    vw_diags *diags = vw_diags_new(*state);
    VW_DIAG(diags, F001, at("b", 1, 1), "later");
    const vw_diag *first = vw_diags_get(diags, 0);
    VW_DIAG(diags, F001, at("a", 1, 1), "sooner");
    assert_string_equal(vw_diags_get(diags, 0)->args[0], "sooner");
    assert_string_equal(first->args[0], "later");
}

static void place_and_arguments_are_copied(void **state)
{
    vw_diags *diags = vw_diags_new(*state);
    char file[] = "file", argument[] = "argument";
    VW_DIAG(diags, F001, at(file, 1, 1), argument);
    file[0] = argument[0] = 'X';
    assert_string_equal(vw_diags_get(diags, 0)->place.file, "file");
    assert_string_equal(vw_diags_get(diags, 0)->args[0], "argument");
}

static void only_errors_make_the_status_an_error(void **state)
{
    vw_diags *diags = vw_diags_new(*state);
    assert_int_equal(vw_diags_status(diags), VW_OK);
    VW_DIAG(diags, F001, at(NULL, 0, 0), "x");
    assert_int_equal(vw_diags_status(diags), VW_ERR_INPUT);
    assert_int_equal(vw_diags_count(diags, VW_NOTE), 1);
    assert_int_equal(vw_diags_count(diags, VW_ERROR), 1);
}

static void messages_beyond_the_limit_are_counted(void **state)
{
    vw_diags *diags = vw_diags_new(*state);
    for (size_t i = 0; i < VW_DIAGS_MAX + 7; i++) {
        VW_DIAG(diags, F001, at("f", (uint32_t)i + 1, 1), "x");
    }
    assert_int_equal(vw_diags_kept(diags), VW_DIAGS_MAX);
    assert_int_equal(vw_diags_count(diags, VW_NOTE), VW_DIAGS_MAX + 7);
    assert_int_equal(vw_diags_get(diags, VW_DIAGS_MAX - 1)->place.line, VW_DIAGS_MAX);
}

/* The first message of a severity below error, or -1 while no layer has one. */
static int find_mild_message(void)
{
    for (int i = 0; i < VW_MSG_COUNT; i++) {
        if (vw_message_get((vw_msg)i)->severity < VW_ERROR) {
            return i;
        }
    }
    return -1;
}

static void an_error_takes_the_place_of_the_latest_milder_message(void **state)
{
    int const mild = find_mild_message();
    if (mild < 0) {
        skip();
    }
    vw_diags *diags = vw_diags_new(*state);
    for (uint32_t i = 0; i < VW_DIAGS_MAX; i++) {
        vw_diag_add(diags, (vw_msg)mild, at("f", i + 1, 1), NULL, NULL, NULL, NULL);
    }
    VW_DIAG(diags, F001, at("a", 1, 1), "x");
    assert_int_equal(vw_diags_kept(diags), VW_DIAGS_MAX);
    assert_int_equal(vw_diags_count(diags, VW_NOTE), VW_DIAGS_MAX + 1);
    assert_int_equal(vw_diags_get(diags, 0)->msg, VW_MSG_F001);
    assert_int_equal(vw_diags_get(diags, VW_DIAGS_MAX - 1)->place.line, VW_DIAGS_MAX - 1);
}

static void a_warning_is_given_once_and_an_error_each_time(void **state)
{
    vw_diags *diags = vw_diags_new(*state);
    for (int i = 0; i < 2; i++) {
        VW_DIAG(diags, E026, at("f", 1, 1), "X1");
        VW_DIAG(diags, E026, at("f", 1, 1), "X2");
        VW_DIAG(diags, E026, at("f", 2, 1), "X1");
        VW_DIAG(diags, F001, at("f", 1, 1), "x");
    }
    assert_int_equal(vw_diags_count(diags, VW_ERROR), 2);
    assert_int_equal(vw_diags_count(diags, VW_NOTE), 5);
    assert_int_equal(vw_diags_kept(diags), 5);
}

static void arguments_fill_the_text_in_either_language(void **state)
{
    vw_diags *diags = vw_diags_new(*state);
    VW_DIAG(diags, F005, at(NULL, 0, 0), "big.csv", "9", "8");
    const vw_diag *diag = vw_diags_get(diags, 0);
    assert_string_equal(vw_diag_text(*state, diag, VW_EN),
                        "big.csv is too large: 9 bytes, where 8 is the most");
    assert_string_equal(vw_diag_text(*state, diag, VW_NL),
                        "big.csv is te groot: 9 bytes, terwijl 8 het hoogste is");
}

static void an_advice_that_needs_an_absent_argument_is_left_out(void **state)
{
    vw_diags *diags = vw_diags_new(*state);
    VW_DIAG(diags, F007, at(NULL, 0, 0), "name");
    VW_DIAG(diags, F007, at(NULL, 0, 0), "name", "reason");
    VW_DIAG(diags, F001, at(NULL, 0, 0), NULL);
    assert_string_equal(vw_diag_cause(*state, vw_diags_get(diags, 0), VW_EN), "");
    assert_string_equal(vw_diag_cause(*state, vw_diags_get(diags, 1), VW_EN), "reason");
    assert_string_equal(vw_diag_text(*state, vw_diags_get(diags, 2), VW_EN), "? does not exist");
}

static void an_argument_that_looks_like_a_placeholder_is_not_filled(void **state)
{
    vw_diags *diags = vw_diags_new(*state);
    VW_DIAG(diags, F001, at(NULL, 0, 0), "{0} {1} %s");
    assert_string_equal(vw_diag_text(*state, vw_diags_get(diags, 0), VW_EN),
                        "{0} {1} %s does not exist");
}

static void hostile_characters_in_arguments_are_escaped(void **state)
{
    vw_diags *diags = vw_diags_new(*state);
    VW_DIAG(diags, F001, at(NULL, 0, 0),
            "a\xE2\x80\xAE"
            "b\x1B[31m\nc\xFF\xC3\xA9");
    assert_string_equal(vw_diag_text(*state, vw_diags_get(diags, 0), VW_EN),
                        "a<U+202E>b<U+001B>[31m<U+000A>c<0xFF>\xC3\xA9 does not exist");
}

static void an_argument_in_both_languages_is_read_in_ones_own(void **state)
{
    vw_diags *diags = vw_diags_new(*state);
    const char *both = vw_diag_both(*state, (vw_text){.nl = "voldoet\n", .en = "met"});
    VW_DIAG(diags, F001, at(NULL, 0, 0), both);
    assert_string_equal(vw_diag_text(*state, vw_diags_get(diags, 0), VW_EN), "met does not exist");
    assert_non_null(
        strstr(vw_diag_text(*state, vw_diags_get(diags, 0), VW_NL), "voldoet<U+000A> "));
    assert_null(strstr(vw_diag_text(*state, vw_diags_get(diags, 0), VW_NL), "met"));
}

static void half_an_argument_in_both_languages_is_text(void **state)
{
    vw_diags *diags = vw_diags_new(*state);
    VW_DIAG(diags, F001, at(NULL, 0, 0),
            "\xFF\x01"
            "a");
    assert_string_equal(vw_diag_text(*state, vw_diags_get(diags, 0), VW_EN),
                        "<0xFF><U+0001>a does not exist");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_message_is_complete_in_both_languages),
        TEST(both_languages_of_a_message_use_the_same_arguments),
        TEST(a_code_is_found_with_and_without_its_prefix),
        TEST(codes_are_unique),
        TEST(messages_are_sorted_by_place_and_then_by_arrival),
        TEST(adding_after_reading_sorts_again),
        TEST(place_and_arguments_are_copied),
        TEST(only_errors_make_the_status_an_error),
        TEST(messages_beyond_the_limit_are_counted),
        TEST(an_error_takes_the_place_of_the_latest_milder_message),
        TEST(a_warning_is_given_once_and_an_error_each_time),
        TEST(arguments_fill_the_text_in_either_language),
        TEST(an_advice_that_needs_an_absent_argument_is_left_out),
        TEST(an_argument_that_looks_like_a_placeholder_is_not_filled),
        TEST(hostile_characters_in_arguments_are_escaped),
        TEST(an_argument_in_both_languages_is_read_in_ones_own),
        TEST(half_an_argument_in_both_languages_is_text),
    };
    return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
