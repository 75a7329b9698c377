/* SPDX-License-Identifier: EUPL-1.2 */
/* Paths into a JSON document, and what is left of it. */
#include "intake/format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

typedef struct {
    vw_arena *arena;
    json_t *value;
} fixture;

static int set_up(void **state)
{
    static fixture made;

    made = (fixture){.arena = vw_arena_new()};
    *state = &made;
    return 0;
}

static int tear_down(void **state)
{
    fixture *fix = *state;

    json_decref(fix->value);
    vw_arena_free(fix->arena);
    return 0;
}

static const json_t *parse(fixture *fix, const char *text)
{
    json_decref(fix->value);
    fix->value = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(fix->value);
    return fix->value;
}

#define REST(fix, text, ...)                                                                       \
    vw_json_rest((fix)->arena, parse((fix), (text)), (const char *const[]){__VA_ARGS__, NULL})

static void a_path_leads_through_members_and_elements(void **state)
{
    fixture *fix = *state;
    const json_t *value = parse(fix, "{\"a\":{\"b\":[{\"c\":\"x\"},{\"c\":\"y\"}]}}");

    assert_string_equal(vw_json_text(fix->arena, value, "a.b.1.c"), "y");
    assert_ptr_equal(vw_json_at(value, ""), value);
    assert_null(vw_json_at(value, "a.b.2.c"));
    assert_null(vw_json_at(value, "a.b.x.c"));
    assert_null(vw_json_at(value, "a.b.c"));
    assert_null(vw_json_at(value, "a.b.0.c.d"));
    assert_null(vw_json_at(value, "a.b.99999999999999999999999.c"));
    assert_null(vw_json_at(NULL, "a"));
}

static void a_number_is_written_with_the_digits_that_it_needs(void **state)
{
    fixture *fix = *state;
    const json_t *value = parse(
        fix, "{\"a\":9.8,\"b\":10.0,\"c\":7,\"d\":0.30000000000000004,\"e\":1e300,\"f\":-0.5}");

    assert_string_equal(vw_json_text(fix->arena, value, "a"), "9.8");
    assert_string_equal(vw_json_text(fix->arena, value, "b"), "10.0");
    assert_string_equal(vw_json_text(fix->arena, value, "c"), "7");
    assert_string_equal(vw_json_text(fix->arena, value, "d"), "0.30000000000000004");
    assert_string_equal(vw_json_text(fix->arena, value, "e"), "1e300");
    assert_string_equal(vw_json_text(fix->arena, value, "f"), "-0.5");
}

static void only_texts_numbers_and_booleans_have_a_text(void **state)
{
    fixture *fix = *state;
    const json_t *value = parse(fix, "{\"a\":true,\"b\":null,\"c\":[],\"d\":{},\"e\":\"\"}");

    assert_string_equal(vw_json_text(fix->arena, value, "a"), "true");
    assert_string_equal(vw_json_text(fix->arena, value, "e"), "");
    assert_null(vw_json_text(fix->arena, value, "b"));
    assert_null(vw_json_text(fix->arena, value, "c"));
    assert_null(vw_json_text(fix->arena, value, "d"));
    assert_null(vw_json_text(fix->arena, value, "f"));
}

static void the_rest_is_compact_and_in_order_of_names(void **state)
{
    fixture *fix = *state;

    assert_string_equal(REST(fix,
                             "{\"c\": 9.8, \"b\" : [1, null, true, {\"z\":1,\"y\":2}],"
                             " \"a\": \"say \\\"x\\\"\\n\"}",
                             "none"),
                        "{\"a\":\"say \\\"x\\\"\\n\",\"b\":[1,null,true,{\"y\":2,\"z\":1}],"
                        "\"c\":9.8}");
}

static void what_was_taken_is_not_in_the_rest(void **state)
{
    fixture *fix = *state;
    const char *text = "{\"a\":{\"b\":1,\"c\":2},\"ab\":3,\"d\":[{\"e\":4,\"f\":5},{\"e\":6}]}";

    assert_string_equal(REST(fix, text, "a.b", "d"), "{\"a\":{\"c\":2},\"ab\":3}");
    assert_string_equal(REST(fix, text, "a", "d.0.e"), "{\"ab\":3,\"d\":[{\"f\":5},{\"e\":6}]}");
    assert_string_equal(REST(fix, text, "a.b.c", "d.0", "d.1", "ab"), "{\"a\":{\"b\":1,\"c\":2}}");
}

static void the_rest_is_empty_when_all_was_taken(void **state)
{
    fixture *fix = *state;

    assert_string_equal(REST(fix, "{\"a\":{\"b\":1,\"c\":[{\"d\":2}]}}", "a.b", "a.c.0.d"), "");
    assert_string_equal(REST(fix, "{}", "a"), "");
    assert_string_equal(REST(fix, "{\"a\":{},\"b\":[]}", "a.b"), "{\"a\":{},\"b\":[]}");
}

static void a_long_text_stays_whole(void **state)
{
    fixture *fix = *state;
    vw_buf text = {.arena = fix->arena};

    vw_buf_add(&text, "{\"a\":\"");
    for (int i = 0; i < 1000; i++) {
        vw_buf_add(&text, "0123456789");
    }
    vw_buf_add(&text, "\"}");
    assert_string_equal(REST(fix, vw_buf_text(&text), "b"), vw_buf_text(&text));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_path_leads_through_members_and_elements),
        TEST(a_number_is_written_with_the_digits_that_it_needs),
        TEST(only_texts_numbers_and_booleans_have_a_text),
        TEST(the_rest_is_compact_and_in_order_of_names),
        TEST(what_was_taken_is_not_in_the_rest),
        TEST(the_rest_is_empty_when_all_was_taken),
        TEST(a_long_text_stays_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
