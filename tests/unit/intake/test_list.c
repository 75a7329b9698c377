/* SPDX-License-Identifier: EUPL-1.2 */
/* Cells with lists: what is stored of them, and that it can be written so that it is read back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h needs those above. */
#include <cmocka.h>

#include "intake/list.h"
#include "model/list.h"

#include <stdlib.h>
#include <string.h>

static const vw_enum_value colours[] = {{"red", {"rood", "red"}},
                                        {"blue", {"donker, blauw", "deep; blue"}},
                                        {"both", {"beide", "same"}},
                                        {"twin", {"beide", "same"}}};
static const vw_field texts = {.name = "tags", .type = VW_TYPE_LIST};
static const vw_field choices = {
    .name = "colours", .type = VW_TYPE_LIST, .values = colours, .value_count = 4};

static const char *read(vw_arena *arena, const vw_field *field, const char *cell)
{
    vw_value value;
    vw_diags *diags = vw_diags_new(arena);
    bool fine = vw_intake__value(&value, arena, diags, &(vw_place){0}, field, cell);
    if (fine != (vw_diags_count(diags, VW_ERROR) == 0)) {
        fail_msg("read without a word, or not and with one: %s", cell);
    }
    return value.is == VW_VALUE_TEXT ? value.text : fine ? "unknown" : "refused";
}

static void stored_as(const vw_field *field, const char *cell, const char *stored)
{
    vw_arena *arena = vw_arena_new();
    assert_string_equal(read(arena, field, cell), stored);
    vw_arena_free(arena);
}

static void refused(const vw_field *field, const char *cell, vw_msg msg)
{
    vw_arena *arena = vw_arena_new();
    vw_diags *diags = vw_diags_new(arena);
    vw_value value;
    assert_false(vw_intake__value(&value, arena, diags, &(vw_place){0}, field, cell));
    assert_int_equal(value.is, VW_VALUE_UNKNOWN);
    assert_int_equal(vw_diags_get(diags, 0)->msg, msg);
    vw_arena_free(arena);
}

static void equal_lists_are_equal_texts(void **state)
{
    (void)state;
    stored_as(&texts, "a", "a");
    stored_as(&texts, "b|a", "a|b");
    stored_as(&texts, " b | a |b|", "a|b");
    stored_as(&texts, "b\na", "a|b");
    stored_as(&texts,
              "\xc2\xa0"
              "b\xc2\xa0|\ta",
              "a|b");
    stored_as(&texts, "b c|b", "b|b c");
    stored_as(&texts, "cafe\xcc\x81|caf\xc3\xa9", "caf\xc3\xa9");
    stored_as(&texts, "A|a", "A|a");
    stored_as(&choices, "Rood|blue|red", "blue|red");
    stored_as(&choices, "donker, blauw|ROOD", "blue|red");
    stored_as(&choices, "deep; blue", "blue");
}

static void none_is_not_unknown(void **state)
{
    (void)state;
    stored_as(&texts, "", "unknown");
    stored_as(&texts, "none", VW_LIST_NONE);
    stored_as(&texts, "Geen", VW_LIST_NONE);
    refused(&texts, "|", VW_MSG_I131);
    refused(&choices, " || ", VW_MSG_I131);
    stored_as(&texts, "\xc2\xa0", "unknown");
    stored_as(&choices, "GEEN|", VW_LIST_NONE);
    stored_as(&texts, "none of them", "none of them");
    refused(&texts, "a|none", VW_MSG_I128);
    refused(&choices, "geen|rood", VW_MSG_I128);
}

static void what_may_be_several_is_refused(void **state)
{
    (void)state;
    refused(&texts, "a; b", VW_MSG_I127);
    stored_as(&texts, "a; b|", "a; b");
    stored_as(&texts, "a; b|c", "a; b|c");
    stored_as(&texts, "a, b", "a, b");
    refused(&choices, "rood, beide", VW_MSG_I130);
    refused(&choices, "red;both|", VW_MSG_I130);
    refused(&choices, "rod", VW_MSG_I031);
}

static void items_of_a_file_stay_apart(void **state)
{
    (void)state;
    vw_arena *arena = vw_arena_new();
    vw_buf cell = {.arena = arena};
    assert_string_equal(read(arena, &texts, vw_intake__list_cell(&cell)), VW_LIST_NONE);
    assert_true(vw_intake__list_add(&cell, "a; b", 4));
    assert_string_equal(read(arena, &texts, vw_intake__list_cell(&cell)), "a; b");
    assert_true(vw_intake__list_add(&cell, "c", 1));
    assert_false(vw_intake__list_add(&cell, "c|d", 3));
    assert_false(vw_intake__list_add(&cell, "c\nd", 3));
    assert_false(vw_intake__list_add(&cell, "c\0d", 3));
    assert_false(vw_intake__list_add(&cell, " ", 1));
    assert_false(vw_intake__list_add(&cell, "", 0));
    assert_string_equal(read(arena, &texts, vw_intake__list_cell(&cell)), "a; b|c");
    vw_arena_free(arena);
}

static void shown_to_people_in_both_languages(void **state)
{
    (void)state;
    vw_arena *arena = vw_arena_new();
    assert_string_equal(vw_list_shown(arena, &choices, "blue|red", ", ", VW_NL),
                        "donker, blauw, rood");
    assert_string_equal(vw_list_shown(arena, &choices, "red", ", ", VW_EN), "red");
    assert_string_equal(vw_list_shown(arena, &texts, VW_LIST_NONE, ", ", VW_NL), "geen");
    assert_string_equal(vw_list_shown(arena, &texts, VW_LIST_NONE, ", ", VW_EN), "none");
    vw_arena_free(arena);
}

/* Any cell that is taken in, written in each way and read again. */
static void what_is_written_is_read_back(void **state)
{
    (void)state;
    static const char *const parts[] = {"a",    "b c",  "|",        ";",         ", ",
                                        "\n",   " ",    "rood",     "blue",      "GEEN",
                                        "both", "twin", "\xc3\xa9", "e\xcc\x81", "\t"};
    unsigned chance = 20251130, taken = 0;
    for (unsigned round = 0; round < 60000; round++) {
        vw_arena *arena = vw_arena_new();
        vw_buf cell = {.arena = arena};
        const vw_field *field = round % 2 == 0 ? &texts : &choices;
        for (unsigned i = 0; i < 1 + round % 7; i++) {
            chance = chance * 1664525u + 1013904223u;
            vw_buf_add(&cell, parts[(chance >> 16) % (sizeof parts / sizeof *parts)]);
        }
        const char *stored = read(arena, field, vw_buf_text(&cell));
        if (strcmp(stored, "refused") != 0 && strcmp(stored, "unknown") != 0) {
            taken++;
            for (unsigned way = 0; way < 4; way++) {
                const char *again =
                    vw_list_cell(arena, field, stored, way % 2 == 0, way < 2 ? VW_NL : VW_EN);
                assert_string_equal(read(arena, field, again), stored);
            }
        }
        vw_arena_free(arena);
    }
    assert_true(taken > 10000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_lists_are_equal_texts),
        cmocka_unit_test(none_is_not_unknown),
        cmocka_unit_test(what_may_be_several_is_refused),
        cmocka_unit_test(items_of_a_file_stay_apart),
        cmocka_unit_test(shown_to_people_in_both_languages),
        cmocka_unit_test(what_is_written_is_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
