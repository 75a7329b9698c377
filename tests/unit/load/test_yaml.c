/* SPDX-License-Identifier: EUPL-1.2 */
/* What the parser refuses, and where it says so. */
#include "fixture.h"

#include "base/limits.h"

#include <string.h>

static void a_syntax_error_is_placed_and_hides_no_other_file(void **state)
{
    fixture *f = *state;
    add_file(f, "u.yaml", "kind: [\n");
    assert_problems(state, "measures: {a: b\n",
                    "2:1 Y001(did not find expected ',' or '}')\n"
                    "u.yaml:2:1 Y001(did not find expected node "
                    "content)");
}

static void a_colon_in_a_text_without_quotes_is_explained(void **state)
{
    assert_problems(state, "measures: een: twee\n", "1:14 Y002");
}

static void a_tab_for_indentation_is_explained(void **state)
{
    assert_problems(state, "measures:\n\t- id: a\n", "2:1 Y003");
}

static void anchors_and_aliases_are_all_reported(void **state)
{
    assert_problems(state, "measures: &all []\nkind: *all\nx: &b y\n",
                    "1:11 Y004(&all)\n2:1 Y016(measures)\n2:7 Y004(*all)\n3:4 Y004(&b)");
}

static void a_tag_is_refused(void **state)
{
    assert_problems(state, "measures: !!seq []\n", "1:11 Y005(tag:yaml.org,2002:seq)");
}

static void a_second_document_is_refused(void **state)
{
    assert_problems(state, "measures: []\n---\nmeasures: []\n", "2:1 Y006");
}

static void one_document_may_have_its_marks(void **state)
{
    assert_problems(state, "---\nmeasures: []\n...\n", "");
}

static void a_directive_is_refused(void **state)
{
    assert_problems(state, "%YAML 1.1\n---\nmeasures: []\n", "1:1 Y007");
}

static void a_key_given_twice_names_the_first_line(void **state)
{
    fixture *f = *state;
    assert_problems(state, "measures: []\n\nmeasures: []\n", "3:1 Y008(measures)");
    assert_string_equal(vw_diags_get(f->diags, 0)->args[1], "1");
}

static const char *nested(vw_arena *arena, size_t depth)
{
    vw_buf buf = {.arena = arena};
    vw_buf_add(&buf, "measures: "); /* the first level is the file's own */
    for (size_t i = 1; i < depth; i++) {
        vw_buf_add(&buf, "[");
    }
    for (size_t i = 1; i < depth; i++) {
        vw_buf_add(&buf, "]");
    }
    vw_buf_add(&buf, "\n");
    return vw_buf_text(&buf);
}

static void thirty_two_levels_are_read(void **state)
{
    fixture *f = *state;
    /* A list where a measure belongs: read, and then refused for what it is. */
    assert_problems(state, nested(f->arena, VW_YAML_DEPTH_MAX), "1:12 Y021(measures)");
}

static void a_thirty_third_level_is_refused(void **state)
{
    fixture *f = *state;
    assert_problems(state, nested(f->arena, VW_YAML_DEPTH_MAX + 1), "1:42 Y009(32)");
}

/* "measures: [a,\na,\n ...]": the mapping, its key and the list are three of the nodes. */
static const char *many_nodes(vw_arena *arena, size_t nodes)
{
    vw_buf buf = {.arena = arena};
    vw_buf_add(&buf, "frameworks: [");
    for (size_t i = 3; i < nodes; i++) {
        vw_buf_add(&buf, "a,\n");
    }
    vw_buf_add(&buf, "]\n");
    return vw_buf_text(&buf);
}

static void as_many_values_as_allowed_are_read(void **state)
{
    fixture *f = *state;
    assert_problems(state, many_nodes(f->arena, VW_YAML_NODES_MAX), "1:1 Y015(framework)");
}

static void one_value_too_many_is_refused(void **state)
{
    fixture *f = *state;
    assert_problems(state, many_nodes(f->arena, VW_YAML_NODES_MAX + 1), "399998:1 Y010(400000)");
}

static void assert_file_of_bytes(void **state, size_t length, const char *expected)
{
    fixture *f = *state;
    char *text = vw_alloc(f->arena, length + 1);
    memset(text, ' ', length);
    memcpy(text, "measures: []\n#", 14);
    text[length - 1] = '\n';
    assert_problems(state, text, expected);
}

static void a_file_of_the_largest_size_is_read(void **state)
{
    assert_file_of_bytes(state, VW_YAML_BYTES_MAX, "");
}

static void a_file_one_byte_larger_is_refused(void **state)
{
    assert_file_of_bytes(state, VW_YAML_BYTES_MAX + 1, "0:0 Y011(8388608)");
}

static void an_escape_cannot_hide_a_deceptive_character(void **state)
{
    assert_problems(state, "measures: []\nx: \"a\\u202Eb\"\n", "2:1 Y018(x)\n2:4 Y012(U+202E)");
}

static void an_escaped_nul_ends_no_text_silently(void **state)
{
    assert_problems(state, "measures: []\nx: \"a\\0b\"\n", "2:1 Y018(x)\n2:4 Y012(U+0000)");
}

static void a_deceptive_character_is_refused(void **state)
{
    assert_problems(state, "measures: []\n# \xE2\x80\xAE\n", "2:3 F014(U+202E)");
}

static void invalid_utf8_is_refused(void **state)
{
    assert_problems(state, "measures: []\n# \xC3(\n", "2:3 F012(0xC3)");
}

static void a_nul_byte_is_refused(void **state)
{
    fixture *f = *state;
    vw_set_file file = {.path = "t.yaml", .text = "measures:\0 []\n", .length = 14};
    VW_PUSH(f->arena, f->files, file);
    assert_int_equal(load(f), VW_ERR_INPUT);
    assert_string_equal(problems(f), "1:10 F013");
}

static void an_empty_file_is_refused(void **state)
{
    assert_problems(state, "# nothing but a comment\n", "0:0 Y013");
}

static void a_list_as_a_key_is_refused(void **state)
{
    assert_problems(state, "measures: []\n? [a]\n: b\n", "2:3 Y014");
}

static void windows_line_ends_and_a_byte_order_mark_are_fine(void **state)
{
    assert_problems(state, "\xEF\xBB\xBFmeasures: []\r\nx: 1\r\n", "2:1 Y018(x)");
}

static void columns_count_characters_not_bytes(void **state)
{
    assert_problems(state, "measures: []\nx: {\"é€\": &a 1}\n", "2:1 Y018(x)\n2:11 Y004(&a)");
}

static void a_value_on_an_overlong_line_has_its_line_only(void **state)
{
    fixture *f = *state;
    char *text = vw_alloc(f->arena, 3000);
    memset(text, ' ', 2999);
    memcpy(text, "\nmeasures: 1", 12);
    text[2998] = '\n';
    assert_problems(state, text, "2:0 Y020(measures)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SENTENCE(a_syntax_error_is_placed_and_hides_no_other_file),
        SENTENCE(a_colon_in_a_text_without_quotes_is_explained),
        SENTENCE(a_tab_for_indentation_is_explained),
        SENTENCE(anchors_and_aliases_are_all_reported),
        SENTENCE(a_tag_is_refused),
        SENTENCE(a_second_document_is_refused),
        SENTENCE(one_document_may_have_its_marks),
        SENTENCE(a_directive_is_refused),
        SENTENCE(a_key_given_twice_names_the_first_line),
        SENTENCE(thirty_two_levels_are_read),
        SENTENCE(a_thirty_third_level_is_refused),
        SENTENCE(as_many_values_as_allowed_are_read),
        SENTENCE(one_value_too_many_is_refused),
        SENTENCE(a_file_of_the_largest_size_is_read),
        SENTENCE(a_file_one_byte_larger_is_refused),
        SENTENCE(an_escape_cannot_hide_a_deceptive_character),
        SENTENCE(an_escaped_nul_ends_no_text_silently),
        SENTENCE(a_deceptive_character_is_refused),
        SENTENCE(invalid_utf8_is_refused),
        SENTENCE(a_nul_byte_is_refused),
        SENTENCE(an_empty_file_is_refused),
        SENTENCE(a_list_as_a_key_is_refused),
        SENTENCE(windows_line_ends_and_a_byte_order_mark_are_fine),
        SENTENCE(columns_count_characters_not_bytes),
        SENTENCE(a_value_on_an_overlong_line_has_its_line_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
