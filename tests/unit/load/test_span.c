/* SPDX-License-Identifier: EUPL-1.2 */
/* Where each byte of a rule stands in its file, in every style YAML has. */
#include "fixture.h"

#include "base/source.h"

#include <string.h>

/* The rule under `condition:` when its value is written as [yaml]. */
static vw_rule_text read_rule(void **state, const char *yaml)
{
    fixture *f = *state;
    add_file(f, "t.yaml",
             vw_printf(f->arena,
                       "measures:\n"
                       "  - id: m\n"
                       "    title: {nl: A, en: A}\n"
                       "    explain: {nl: A, en: A}\n"
                       "    owner: {nl: A, en: A}\n"
                       "    remedy: {nl: A, en: A}\n"
                       "    tests:\n"
                       "      - id: m.t\n"
                       "        aspect: design\n"
                       "        title: {nl: A, en: A}\n"
                       "        for: asset\n"
                       "        condition: %s\n"
                       "        reason: {nl: A, en: A}\n",
                       yaml));
    assert_int_equal(load(f), VW_OK);
    return vw_set_test(f->set, "m.t")->condition;
}

static uint32_t offset_of(const vw_rule_text *rule, size_t i)
{
    return rule->offsets != NULL ? rule->offsets[i] : rule->start + (uint32_t)i;
}

/* Each visible byte comes from the same byte of the file, and places never run backwards. */
static void assert_faithful(const vw_rule_text *rule, const char *text)
{
    assert_string_equal(rule->text, text);
    assert_int_equal(rule->length, strlen(text));
    for (size_t i = 0; i < rule->length; i++) {
        uint32_t at = offset_of(rule, i);
        assert_true(at < rule->source->length);
        assert_true(offset_of(rule, i + 1) >= at);
        if (strchr(" \t\n", text[i]) == NULL) {
            assert_int_equal(rule->source->text[at], text[i]);
        }
    }
}

/* "line:column" of the first [word] in the rule. */
static const char *place_of(void **state, const vw_rule_text *rule, const char *word)
{
    fixture *f = *state;
    const char *found = strstr(rule->text, word);
    assert_non_null(found);
    vw_place place =
        vw_source_place(rule->source, f->arena, offset_of(rule, (size_t)(found - rule->text)), 1);
    return vw_printf(f->arena, "%u:%u", (unsigned)place.line, (unsigned)place.column);
}

static void a_plain_rule_on_one_line_needs_no_table(void **state)
{
    vw_rule_text rule = read_rule(state, "exists backup where a = 'b'");
    assert_null(rule.offsets);
    assert_faithful(&rule, "exists backup where a = 'b'");
    assert_string_equal(place_of(state, &rule, "where"), "12:34");
}

static void a_plain_rule_over_several_lines_is_folded(void **state)
{
    vw_rule_text rule = read_rule(state, "exists backup\n"
                                         "          where  a = 'b'  \n"
                                         "\n"
                                         "          and c");
    assert_faithful(&rule, "exists backup where  a = 'b'\nand c");
    assert_string_equal(place_of(state, &rule, "where"), "13:11");
    assert_string_equal(place_of(state, &rule, "'b'"), "13:22");
    assert_string_equal(place_of(state, &rule, "and"), "15:11");
}

static void a_folded_rule_keeps_its_places(void **state)
{
    vw_rule_text rule = read_rule(state, ">\n"
                                         "          exists backup\n"
                                         "          where a\n"
                                         "            and b\n"
                                         "\n"
                                         "\n"
                                         "          or c");
    assert_faithful(&rule, "exists backup where a\n  and b\n\n\nor c\n");
    assert_string_equal(place_of(state, &rule, "exists"), "13:11");
    assert_string_equal(place_of(state, &rule, "where"), "14:11");
    assert_string_equal(place_of(state, &rule, "and"), "15:13");
    assert_string_equal(place_of(state, &rule, "or"), "18:11");
}

static void a_folded_rule_without_its_last_break_keeps_its_places(void **state)
{
    vw_rule_text rule = read_rule(state, ">- # why\n"
                                         "\n"
                                         "          a\n"
                                         "\n"
                                         "          b\n"
                                         "          c\n");
    assert_faithful(&rule, "\na\nb c");
    assert_string_equal(place_of(state, &rule, "a"), "14:11");
    assert_string_equal(place_of(state, &rule, "b"), "16:11");
    assert_string_equal(place_of(state, &rule, "c"), "17:11");
}

static void a_literal_rule_keeps_its_places(void **state)
{
    vw_rule_text rule = read_rule(state, "|\n"
                                         "          exists backup\n"
                                         "             where a\n"
                                         "\n"
                                         "          or b\n");
    assert_faithful(&rule, "exists backup\n   where a\n\nor b\n");
    assert_string_equal(place_of(state, &rule, "where"), "14:14");
    assert_string_equal(place_of(state, &rule, "or"), "16:11");
}

static void a_literal_rule_with_its_indentation_given_keeps_its_places(void **state)
{
    vw_rule_text rule = read_rule(state, "|2+\n"
                                         "            a\n"
                                         "          b\n"
                                         "\n");
    assert_faithful(&rule, "  a\nb\n\n\n");
    assert_string_equal(place_of(state, &rule, "a"), "13:13");
    assert_string_equal(place_of(state, &rule, "b"), "14:11");
}

static void a_line_of_spaces_does_not_hide_the_indentation(void **state)
{
    vw_rule_text rule = read_rule(state, "|2\n"
                                         "                 \n"
                                         "            a\n"
                                         "          b");
    assert_faithful(&rule, "       \n  a\nb\n");
    assert_string_equal(place_of(state, &rule, "a"), "14:13");
    assert_string_equal(place_of(state, &rule, "b"), "15:11");
}

static void a_single_quoted_rule_keeps_its_places(void **state)
{
    vw_rule_text rule = read_rule(state, "'a = ''b'' and\n"
                                         "          c = ''d'''");
    assert_faithful(&rule, "a = 'b' and c = 'd'");
    assert_string_equal(place_of(state, &rule, "b"), "12:27");
    assert_string_equal(place_of(state, &rule, "and"), "12:31");
    assert_string_equal(place_of(state, &rule, "c"), "13:11");
    assert_string_equal(place_of(state, &rule, "d'"), "13:17");
}

static void a_quoted_rule_on_one_line_needs_no_table(void **state)
{
    vw_rule_text rule = read_rule(state, "\"a = 'b'\"");
    assert_null(rule.offsets);
    assert_string_equal(place_of(state, &rule, "a"), "12:21");
}

static void a_double_quoted_rule_keeps_its_places(void **state)
{
    vw_rule_text rule = read_rule(state, "\"a = '\\u00e9\\x41' \\\n"
                                         "          and\\t\\\"c \\\n"
                                         "\n"
                                         "          \\ d\n"
                                         "\n"
                                         "          e\"");
    assert_string_equal(rule.text, "a = 'éA' and\t\"c \n d\ne");
    assert_string_equal(place_of(state, &rule, "é"), "12:26");
    assert_string_equal(place_of(state, &rule, "A"), "12:32");
    assert_string_equal(place_of(state, &rule, "and"), "13:11");
    assert_string_equal(place_of(state, &rule, "\"c"), "13:16");
    assert_string_equal(place_of(state, &rule, "d\n"), "15:13");
    assert_string_equal(place_of(state, &rule, "e"), "17:11");
}

static void letters_of_several_bytes_keep_their_columns(void **state)
{
    vw_rule_text rule = read_rule(state, "a = 'één'\n          and b");
    assert_faithful(&rule, "a = 'één' and b");
    assert_string_equal(place_of(state, &rule, "n'"), "12:27");
    assert_string_equal(place_of(state, &rule, "b"), "13:15");
}

static void windows_line_ends_keep_their_places(void **state)
{
    vw_rule_text rule = read_rule(state, ">\r\n          a\r\n          b\r\n\r\n          c\r");
    assert_faithful(&rule, "a b\nc\n");
    assert_string_equal(place_of(state, &rule, "b"), "14:11");
    assert_string_equal(place_of(state, &rule, "c"), "16:11");
}

static void the_end_of_a_rule_has_a_place_too(void **state)
{
    fixture *f = *state;
    vw_rule_text rule = read_rule(state, "'a\n          b'");
    vw_place end = vw_source_place(rule.source, f->arena, offset_of(&rule, rule.length), 1);
    assert_int_equal(end.line, 13);
    assert_int_equal(end.column, 12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SENTENCE(a_plain_rule_on_one_line_needs_no_table),
        SENTENCE(a_plain_rule_over_several_lines_is_folded),
        SENTENCE(a_folded_rule_keeps_its_places),
        SENTENCE(a_folded_rule_without_its_last_break_keeps_its_places),
        SENTENCE(a_literal_rule_keeps_its_places),
        SENTENCE(a_literal_rule_with_its_indentation_given_keeps_its_places),
        SENTENCE(a_line_of_spaces_does_not_hide_the_indentation),
        SENTENCE(a_single_quoted_rule_keeps_its_places),
        SENTENCE(a_quoted_rule_on_one_line_needs_no_table),
        SENTENCE(a_double_quoted_rule_keeps_its_places),
        SENTENCE(letters_of_several_bytes_keep_their_columns),
        SENTENCE(windows_line_ends_keep_their_places),
        SENTENCE(the_end_of_a_rule_has_a_place_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
