/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/wording.h"
#include "support.h"

#include <string.h>

static void a_placeholder_is_an_argument_or_two_words(void **state)
{
    (void)state;
    vw_placeholder found;
    assert_true(vw_placeholder_read(&found, "{2} more", 4));
    assert_int_equal(found.argument, 2);
    assert_int_equal(found.length, 3);
    assert_null(found.forms.text);
    assert_true(vw_placeholder_read(&found, "{0:is|are} more", 4));
    assert_int_equal(found.argument, 0);
    assert_int_equal(found.length, strlen("{0:is|are}"));
    assert_int_equal(found.forms.length, strlen("is|are"));
}

static void other_braces_are_text(void **state)
{
    (void)state;
    static const char *const others[] = {"0",      "{",         "{a}",           "{4}",   "{0",
                                         "{0:is}", "{0:is|are", "{0:is{1}|are}", "{{0}}", ""};
    vw_placeholder found;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_false(vw_placeholder_read(&found, others[i], 4));
    }
}

static void only_one_takes_the_first_word(void **state)
{
    (void)state;
    static const struct {
        const char *number, *word;
    } cases[] = {{"1", "is"}, {"0", "are"},     {"2", "are"},  {"11", "are"},
                 {"", "are"}, {"1.000", "are"}, {NULL, "are"}, {"at least 1", "are"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const vw_wording word = vw_wording_counted((vw_wording){"is|are", 6}, cases[i].number);
        assert_int_equal(word.length, strlen(cases[i].word));
        assert_memory_equal(word.text, cases[i].word, word.length);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_placeholder_is_an_argument_or_two_words),
        cmocka_unit_test(other_braces_are_text),
        cmocka_unit_test(only_one_takes_the_first_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
