/* SPDX-License-Identifier: EUPL-1.2 */
/* The ways in which tools write times, severities and terms. */
#include "intake/formats/checks/hdf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static int set_up(void **state)
{
    *state = vw_arena_new();
    return 0;
}

static int tear_down(void **state)
{
    vw_arena_free(*state);
    return 0;
}

static void assert_instant(vw_arena *arena, const char *text, const char *expected)
{
    const char *instant = vw_checks__instant_of(arena, text);
    if (expected == NULL) {
        assert_null(instant);
    } else {
        assert_non_null(instant);
        assert_string_equal(instant, expected);
    }
}

static void an_instant_is_read_in_every_way_that_tools_write_it(void **state)
{
    static const char *const same[] = {"2025-05-01T10:00:00Z",
                                       "2025-05-01T10:00:00.913874Z",
                                       "2025-05-01 10:00:00",
                                       "2025-05-01T12:00:00+02:00",
                                       "2025-05-01T12:00:00.5+02:00",
                                       "2025-05-01 12:00:00 +0200",
                                       "2025-05-01T12:00:00+0200",
                                       "2025-05-01 10:00:00 UTC",
                                       "2025-05-01T10:00Z",
                                       "2025-05-01T05:00:00 -05:00",
                                       "1746093600",
                                       "1746093600000",
                                       "1746093600.913"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        assert_instant(*state, same[i], "2025-05-01T10:00:00Z");
    }
    assert_instant(*state, "2025-05-01", "2025-05-01T00:00:00Z");
}

static void what_is_no_instant_is_none(void **state)
{
    static const char *const none[] = {"",
                                       "yesterday",
                                       "2025",
                                       "20250501",
                                       "2025-13-01T10:00:00Z",
                                       "2025-05-01T10:00:00 CET",
                                       "2025-05-01T10:00:00+020",
                                       "2025-05-01T10:00:00Z and more",
                                       "17460936000000000",
                                       "1746093600.913s"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        assert_instant(*state, none[i], NULL);
    }
    assert_instant(*state, NULL, NULL);
}

static void a_number_is_seconds_until_it_would_be_beyond_the_year_5138(void **state)
{
    static const struct {
        double number;
        const char *expected;
    } cases[] = {{0, "1970-01-01T00:00:00Z"},
                 {1746093600, "2025-05-01T10:00:00Z"},
                 {1746093600913, "2025-05-01T10:00:00Z"},
                 {99999999999, "5138-11-16T09:46:39Z"},
                 {100000000000, "1973-03-03T09:46:40Z"},
                 {-1, "1969-12-31T23:59:59Z"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        json_t *value = json_real(cases[i].number);
        assert_string_equal(vw_checks__instant(*state, value), cases[i].expected);
        json_decref(value);
    }
    json_t *large = json_real(1e300);
    assert_null(vw_checks__instant(*state, large));
    json_decref(large);
}

static void severities_of_all_tools_come_to_one_scale(void **state)
{
    (void)state;
    assert_string_equal(vw_checks__severity("Informational"), "informational");
    assert_string_equal(vw_checks__severity("none"), "informational");
    assert_string_equal(vw_checks__severity("LOW"), "low");
    assert_string_equal(vw_checks__severity("moderate"), "medium");
    assert_string_equal(vw_checks__severity("important"), "high");
    assert_string_equal(vw_checks__severity("Fatal"), "critical");
    assert_null(vw_checks__severity("hig"));
    assert_null(vw_checks__severity("higher"));
    assert_null(vw_checks__severity(NULL));
}

static void an_attestation_holds_for_its_term_in_calendar_months(void **state)
{
    static const struct {
        const char *frequency, *until;
    } cases[] = {
        {"annually", "2025-08-31"},  {"semiannually", "2025-02-28"}, {"quarterly", "2024-11-30"},
        {"monthly", "2024-09-30"},   {"every2weeks", "2024-09-14"},  {"fortnightly", "2024-09-14"},
        {"weekly", "2024-09-07"},    {"every3days", "2024-09-03"},   {"daily", "2024-09-01"},
        {"0d", "2024-08-31"},        {"1d", "2024-09-01"},           {"2 w", "2024-09-14"},
        {"6m", "2025-02-28"},        {"1y", "2025-08-31"},           {"1.9y", "2025-08-31"},
        {"every 3 m", "2024-11-30"}, {"100000d", "2298-06-16"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vw_date until = VW_DATE_NONE;
        char text[11];
        assert_true(vw_hdf__holds_until(&until, vw_date_of(2024, 8, 31), cases[i].frequency));
        vw_date_format(text, until);
        assert_string_equal(text, cases[i].until);
    }
}

static void a_term_that_says_nothing_holds_for_nothing(void **state)
{
    static const char *const none[] = {"", "always", "3", "3x", "y", "99999999999d", "100000y"};
    (void)state;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        vw_date until;
        assert_false(vw_hdf__holds_until(&until, vw_date_of(2024, 8, 31), none[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_instant_is_read_in_every_way_that_tools_write_it, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_instant_is_none, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_number_is_seconds_until_it_would_be_beyond_the_year_5138,
                                        set_up, tear_down),
        cmocka_unit_test(severities_of_all_tools_come_to_one_scale),
        cmocka_unit_test(an_attestation_holds_for_its_term_in_calendar_months),
        cmocka_unit_test(a_term_that_says_nothing_holds_for_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
