/* SPDX-License-Identifier: EUPL-1.2 */
/* An error in a rule is shown where it stands in the control set's file, however YAML was written.
 */
#include "catalogue.h"

#include "load/load.h"
#include "rules/rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const char head[] = "measures:\n"
                           "  - id: m\n"
                           "    title: {nl: A, en: A}\n"
                           "    explain: {nl: A, en: A}\n"
                           "    owner: {nl: A, en: A}\n"
                           "    remedy: {nl: A, en: A}\n"
                           "    tests:\n"
                           "      - id: m.t\n"
                           "        aspect: design\n"
                           "        title: {nl: A, en: A}\n"
                           "        reason: {nl: A, en: A}\n";

static const char organisation[] = "kind: organisation\n"
                                   "nature: state\n"
                                   "label: {nl: A, en: A}\n"
                                   "plural: {nl: A, en: A}\n"
                                   "explain: {nl: A, en: A}\n"
                                   "key: organisation_id\n"
                                   "key_label: {nl: A, en: A}\n"
                                   "fields:\n"
                                   "  - name: type\n"
                                   "    type: enum\n"
                                   "    values: [{value: bank, nl: A, en: A}]\n"
                                   "    label: {nl: A, en: A}\n";

/* "13:20+10 R012" for each problem, in order; [lines] hold the test's `for` and `condition` from
 * line 12 on. */
static void assert_places(const char *lines, const char *expected)
{
    vw_arena *arena = vw_arena_new();
    vw_diags *diags = vw_diags_new(arena);
    const char *text = vw_printf(arena, "%s%s", head, lines);
    const vw_set_file files[] = {
        {.path = "a.yaml", .text = organisation, .length = strlen(organisation)},
        {.path = "t.yaml", .text = text, .length = strlen(text)}};
    const vw_set *set = NULL;
    const vw_rule *rule = NULL;
    vw_buf out = {.arena = arena};
    if (vw_set_load(&set, arena, diags, files, 2) == VW_OK) {
        const vw_test *test = &set->measures[0].tests[0];
        vw_status status = vw_rule_compile(&rule, arena, diags, rules_catalogue(), test->population,
                                           test->condition);
        assert_int_equal(status, VW_ERR_INPUT);
    }
    for (size_t i = 0; i < vw_diags_kept(diags); i++) {
        const vw_diag *diag = vw_diags_get(diags, i);
        vw_buf_addf(&out, "%s%u:%u+%u %s", i > 0 ? ", " : "", diag->place.line, diag->place.column,
                    diag->place.length, vw_message_get(diag->msg)->code);
    }
    assert_string_equal(vw_buf_text(&out), expected);
    vw_arena_free(arena);
}

static void a_plain_text_of_one_line(void **state)
{
    (void)state;
    assert_places("        for: asset\n"
                  "        condition: critcality = 'high'\n",
                  "13:20+10 R012");
}

static void a_plain_text_that_runs_on(void **state)
{
    (void)state;
    assert_places("        for: asset where\n"
                  "          critcality = 'high'\n"
                  "        condition: encrypted = true\n"
                  "          and users = '3'\n",
                  "13:11+10 R012, 15:15+11 R042");
}

static void a_folded_text(void **state)
{
    (void)state;
    assert_places("        for: >\n"
                  "          assets\n"
                  "        condition: >-\n"
                  "          encrypted\n"
                  "\n"
                  "          and (rto = = 3)\n"
                  "          or public AND x\n",
                  "13:11+6 R013, 17:22+1 R010, 18:21+3 R008");
}

static void a_literal_text_with_letters_of_more_bytes(void **state)
{
    (void)state;
    assert_places("        for: asset\n"
                  "        condition: |\n"
                  "          remark = 'café – 東京' and\n"
                  "          remark = 'café' and critcality = 'high'\n",
                  "15:31+10 R012");
}

/* The last of a doubled quote is not underlined. */
static void a_text_between_single_quotes_where_each_quote_is_doubled(void **state)
{
    (void)state;
    assert_places("        for: asset\n"
                  "        condition: 'criticality = ''hihg'' and users = ''3'''\n",
                  "13:35+7 R044, 13:48+12 R042");
}

static void a_text_between_double_quotes_with_escapes(void **state)
{
    (void)state;
    assert_places("        for: asset\n"
                  "        condition: \"remark = '\\u00e9' and nothing = 1\"\n",
                  "13:43+7 R012");
}

static void the_end_of_a_folded_text(void **state)
{
    (void)state;
    assert_places("        for: asset\n"
                  "        condition: >\n"
                  "          encrypted and\n"
                  "\n",
                  "14:24+0 R009");
}

static void a_problem_that_spans_lines_is_underlined_on_its_first(void **state)
{
    (void)state;
    assert_places("        for: asset\n"
                  "        condition: >\n"
                  "          users =\n"
                  "          '3'\n",
                  "14:11+7 R042");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plain_text_of_one_line),
        cmocka_unit_test(a_plain_text_that_runs_on),
        cmocka_unit_test(a_folded_text),
        cmocka_unit_test(a_literal_text_with_letters_of_more_bytes),
        cmocka_unit_test(a_text_between_single_quotes_where_each_quote_is_doubled),
        cmocka_unit_test(a_text_between_double_quotes_with_escapes),
        cmocka_unit_test(the_end_of_a_folded_text),
        cmocka_unit_test(a_problem_that_spans_lines_is_underlined_on_its_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
