/* SPDX-License-Identifier: EUPL-1.2 */
/* Whether a text was taken over from an earlier one. */
#include "reports/section/similar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* 24 words. */
#define TEXT                                                                                       \
    "Het college oordeelt dat de beheersing van de digitale veiligheid voldoende is, behalve op "  \
    "de "                                                                                          \
    "punten die hieronder staan en die volgend jaar worden aangepakt"

static double alike(const char *left, const char *right)
{
    vw_arena *arena = vw_arena_new();
    const double share = vw_similar(left, right, arena);
    vw_arena_free(arena);
    return share;
}

static void numbers_capitals_and_marks_make_no_other_text(void **state)
{
    (void)state;
    assert_true(alike("Wie belt, meldt zich eerst: dat gebeurde 14 keer in het jaar.",
                      "wie belt meldt zich eerst; dat gebeurde 31 keer in het jaar") == 1);
}

static void some_words_replaced_leave_nearly_the_same_text(void **state)
{
    (void)state;
    const double two =
        alike(TEXT, "Het bestuur oordeelt dat de beheersing van de digitale veiligheid voldoende "
                    "is, behalve op de punten die hierna staan en die volgend jaar worden "
                    "aangepakt");
    assert_true(two >= VW_SIMILAR_FROM && two < 1);
}

static void a_text_written_anew_about_the_same_is_another(void **state)
{
    (void)state;
    const double anew = alike(
        TEXT, "De beheersing van de digitale veiligheid is voldoende, met drie uitzonderingen: "
              "terugzetten, leveranciers en de introductie van nieuwe mensen");
    assert_true(anew >= 0 && anew < VW_SIMILAR_FROM);
    assert_true(alike(TEXT,
                      "Dit jaar ging er iets mis met een bestand dat bij de verkeerde inwoner "
                      "terechtkwam") == 0);
}

static void a_short_text_is_not_compared(void **state)
{
    (void)state;
    assert_true(alike("Er was geen incident dit jaar.", "Er was geen incident dit jaar.") < 0);
    assert_true(alike("", TEXT) < 0);
    assert_true(alike("1 2 3 4 5 6 7 8 9 10", TEXT) < 0);
}

static void paragraphs_are_apart_by_empty_lines_and_marks_of_items(void **state)
{
    (void)state;
    vw_arena *arena = vw_arena_new();
    vw_paragraphs found = {0};
    vw_paragraphs_split(&found, "Een\ntwee\n\nDrie\n- vier\n| vijf |\n", arena);
    assert_int_equal(found.count, 4);
    assert_string_equal(found.items[0], "Een\ntwee");
    assert_string_equal(found.items[2], "- vier");
    vw_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_capitals_and_marks_make_no_other_text),
        cmocka_unit_test(some_words_replaced_leave_nearly_the_same_text),
        cmocka_unit_test(a_text_written_anew_about_the_same_is_another),
        cmocka_unit_test(a_short_text_is_not_compared),
        cmocka_unit_test(paragraphs_are_apart_by_empty_lines_and_marks_of_items),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
