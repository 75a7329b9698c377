/* SPDX-License-Identifier: EUPL-1.2 */
/* The page on the rule language lists the words that the compiler knows: no more and no fewer. */
#include "rules/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { PAGE_MAX = 1 << 16, WORD_MAX = 32 };

static const char *const words[] = {
#define WORD(name, text) text,
    VW_RULE_WORDS(WORD)
#undef WORD
};
enum { WORD_COUNT = sizeof words / sizeof *words };

/* The paragraph of the page that has the list. */
static void read_list(char *list, size_t size)
{
    static char page[PAGE_MAX];
    FILE *file = fopen("docs/rules.md", "rb");
    assert_non_null(file);
    page[fread(page, 1, sizeof page - 1, file)] = '\0';
    fclose(file);
    const char *section = strstr(page, "## Words of the language\n");
    assert_non_null(section);
    const char *start = strstr(section, "\n`");
    assert_non_null(start);
    const char *end = strstr(start, "\n\n");
    assert_non_null(end);
    assert_true((size_t)(end - start) < size);
    memcpy(list, start, (size_t)(end - start));
    list[end - start] = '\0';
}

static void every_word_is_listed(void **state)
{
    (void)state;
    char list[4096];
    read_list(list, sizeof list);
    for (size_t i = 0; i < WORD_COUNT; i++) {
        char quoted[WORD_MAX];
        snprintf(quoted, sizeof quoted, "`%s`", words[i]);
        if (strstr(list, quoted) == NULL) {
            fail_msg("docs/rules.md does not list \"%s\"", words[i]);
        }
    }
}

static void nothing_else_is_listed(void **state)
{
    (void)state;
    char list[4096];
    size_t quotes = 0;
    read_list(list, sizeof list);
    for (const char *c = list; *c != '\0'; c++) {
        quotes += *c == '`';
    }
    assert_int_equal(quotes, 2 * WORD_COUNT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_is_listed),
        cmocka_unit_test(nothing_else_is_listed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
