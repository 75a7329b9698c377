/* SPDX-License-Identifier: EUPL-1.2 */
/* The page on the rule language lists the words that the compiler knows: no more and no fewer;
 * first those that are no names, then those that are words in their own place only. */
#include "rules/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { PAGE_MAX = 1 << 16, WORD_MAX = 32 };

#define WORD(name, text) text,
static const char *const reserved[] = {VW_RULE_WORDS(WORD)};
static const char *const placed[] = {VW_RULE_PLACED_WORDS(WORD)};
#undef WORD
enum {
    RESERVED_COUNT = sizeof reserved / sizeof *reserved,
    PLACED_COUNT = sizeof placed / sizeof *placed
};

/* The [number]th paragraph of the section that begins with a word. */
static void read_list(char *list, size_t size, size_t number)
{
    static char page[PAGE_MAX];
    FILE *file = fopen("docs/rules.md", "rb");
    assert_non_null(file);
    page[fread(page, 1, sizeof page - 1, file)] = '\0';
    fclose(file);
    const char *start = strstr(page, "## Words of the language\n");
    for (size_t i = 0; i <= number; i++) {
        assert_non_null(start);
        start = strstr(start + 1, "\n\n`");
    }
    assert_non_null(start);
    start += 2;
    const char *end = strstr(start, "\n\n");
    assert_non_null(end);
    assert_true((size_t)(end - start) < size);
    memcpy(list, start, (size_t)(end - start));
    list[end - start] = '\0';
}

static void assert_listed(size_t number, const char *const *words, size_t count)
{
    char list[4096];
    size_t quotes = 0;
    read_list(list, sizeof list, number);
    for (size_t i = 0; i < count; i++) {
        char quoted[WORD_MAX];
        snprintf(quoted, sizeof quoted, "`%s`", words[i]);
        if (strstr(list, quoted) == NULL) {
            fail_msg("docs/rules.md does not list \"%s\"", words[i]);
        }
    }
    for (const char *c = list; *c != '\0'; c++) {
        quotes += *c == '`';
    }
    assert_int_equal(quotes, 2 * count);
}

static void every_reserved_word_is_listed_and_nothing_else(void **state)
{
    (void)state;
    assert_listed(0, reserved, RESERVED_COUNT);
}

static void every_word_in_its_own_place_is_listed_and_nothing_else(void **state)
{
    (void)state;
    assert_listed(1, placed, PLACED_COUNT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_reserved_word_is_listed_and_nothing_else),
        cmocka_unit_test(every_word_in_its_own_place_is_listed_and_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
