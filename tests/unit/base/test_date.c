/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/date.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static void day_numbers_count_from_1970(void **state)
{
    (void)state;
    assert_int_equal(vw_date_of(1970, 1, 1), 0);
    assert_int_equal(vw_date_of(1969, 12, 31), -1);
    assert_int_equal(vw_date_of(2000, 3, 1), 11017);
    assert_int_equal(vw_date_of(1, 1, 1), -719162);
    assert_int_equal(vw_date_of(9999, 12, 31), 2932896);
}

static void every_day_of_the_calendar_survives_writing_and_reading(void **state)
{
    (void)state;
    char before[11] = "", text[11];
    for (vw_date date = vw_date_of(1, 1, 1); date <= vw_date_of(9999, 12, 31); date++) {
        vw_date again;
        vw_date_format(text, date);
        assert_true(strcmp(before, text) < 0);
        assert_true(vw_date_parse(&again, text));
        assert_int_equal(again, date);
        memcpy(before, text, sizeof text);
    }
    assert_string_equal(before, "9999-12-31");
}

static void days_that_do_not_exist_are_refused(void **state)
{
    (void)state;
    const char *const wrong[] = {"2025-02-29",  "1900-02-29", "2025-04-31",  "2025-13-01",
                                 "2025-00-10",  "2025-01-00", "2025-01-32",  "0000-01-01",
                                 "2025-1-1",    "25-01-01",   "2025/01/01",  "2025-01-01 ",
                                 " 2025-01-01", "2025-01-0",  "2025-01-011", "",
                                 "2025",        "2025-",      "+025-01-01",  "2025-01--1"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        vw_date date = 77;
        assert_false(vw_date_parse(&date, wrong[i]));
        assert_int_equal(date, 77);
    }
    vw_date leap;
    assert_true(vw_date_parse(&leap, "2000-02-29"));
    assert_true(vw_date_parse(&leap, "2024-02-29"));
}

static void months_are_calendar_months_clamped_to_the_last_day(void **state)
{
    (void)state;
    static const struct {
        const char *from;
        int months;
        const char *to;
    } cases[] = {
        {"2025-08-31", 6, "2026-02-28"},  {"2023-08-31", 6, "2024-02-29"},
        {"2025-01-31", 1, "2025-02-28"},  {"2025-12-15", 1, "2026-01-15"},
        {"2025-03-31", -1, "2025-02-28"}, {"2025-01-15", -1, "2024-12-15"},
        {"2024-02-29", 12, "2025-02-28"}, {"2025-06-30", 0, "2025-06-30"},
        {"0001-02-01", -1, "0001-01-01"}, {"9999-11-30", 1, "9999-12-30"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        vw_date from;
        char text[11];
        assert_true(vw_date_parse(&from, cases[i].from));
        vw_date_format(text, vw_date_add_months(from, cases[i].months));
        assert_string_equal(text, cases[i].to);
    }
}

static void a_month_outside_the_calendar_is_no_date(void **state)
{
    (void)state;
    assert_int_equal(vw_date_add_months(vw_date_of(1, 1, 31), -1), VW_DATE_NONE);
    assert_int_equal(vw_date_add_months(vw_date_of(1, 1, 31), -30), VW_DATE_NONE);
    assert_int_equal(vw_date_add_months(vw_date_of(9999, 12, 1), 1), VW_DATE_NONE);
    assert_int_equal(vw_date_add_months(vw_date_of(2025, 1, 1), INT32_MAX), VW_DATE_NONE);
    assert_int_equal(vw_date_add_months(vw_date_of(2025, 1, 1), INT32_MIN), VW_DATE_NONE);
    assert_int_equal(vw_date_add_months(VW_DATE_NONE, 1), VW_DATE_NONE);
    char text[11] = "x";
    vw_date_format(text, VW_DATE_NONE);
    assert_string_equal(text, "");
    assert_int_equal(vw_date_year(VW_DATE_NONE), 0);
    assert_int_equal(vw_date_year(vw_date_of(2025, 12, 31)), 2025);
}

static void instants_are_written_in_utc(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to;
    } cases[] = {
        {"2025-06-30T12:34:56Z", "2025-06-30T12:34:56Z"},
        {"2025-06-30T12:34", "2025-06-30T12:34:00Z"},
        {"2025-06-30 12:34:56", "2025-06-30T12:34:56Z"},
        {"2025-06-30T01:00+02:00", "2025-06-29T23:00:00Z"},
        {"2025-12-31T23:59:59-00:01", "2026-01-01T00:00:59Z"},
        {"2025-06-30T12:34:56.999Z", "2025-06-30T12:34:56Z"},
        {"2025-06-30 12:34:56,1234567890+02:00", "2025-06-30T10:34:56Z"},
        {"2025-06-30T12:34:56.5", "2025-06-30T12:34:56Z"},
        {"1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"},
        {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[21];
        assert_true(vw_instant_parse(text, cases[i].from));
        assert_string_equal(text, cases[i].to);
    }
}

static void malformed_instants_are_refused(void **state)
{
    (void)state;
    const char *const wrong[] = {"2025-06-30",
                                 "2025-06-30T",
                                 "2025-06-30T24:00",
                                 "2025-06-30T12:60",
                                 "2025-06-30T12:00:60",
                                 "2025-06-30T12:00:00.Z",
                                 "2025-06-30T12:00.5Z",
                                 "2025-06-30T12:00:00.5.5Z",
                                 "2025-06-30T12:00:00.5x",
                                 "2025-06-30T12",
                                 "2025-06-30T1:00",
                                 "2025-06-30T12:00z",
                                 "2025-06-30T12:00+2",
                                 "2025-06-30T12:00+0200",
                                 "2025-06-30T12:00+02:00x",
                                 "2025-06-30T12:00+24:00",
                                 "2025-02-30T12:00",
                                 "2025-06-30x12:00",
                                 "0001-01-01T00:00+00:01",
                                 "9999-12-31T23:59:59-00:01",
                                 "2025-06-30T12:00:",
                                 ""};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        char text[21];
        assert_false(vw_instant_parse(text, wrong[i]));
    }
}

static void the_clock_stands_at_source_date_epoch(void **state)
{
    (void)state;
    char text[21];
    setenv("SOURCE_DATE_EPOCH", "1767225600", 1);
    vw_instant_format(text, vw_clock_now());
    assert_string_equal(text, "2026-01-01T00:00:00Z");
    setenv("SOURCE_DATE_EPOCH", "0", 1);
    assert_int_equal(vw_clock_now(), 0);
}

static void a_malformed_epoch_is_reported_and_not_used(void **state)
{
    const char *const wrong[] = {
        "", "1.5", "-1", "abc", "12 ", "253402300800", "99999999999999999999999"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        vw_diags *diags = vw_diags_new(*state);
        setenv("SOURCE_DATE_EPOCH", wrong[i], 1);
        assert_true(llabs((long long)vw_clock_now() - (long long)time(NULL)) <= 2);
        assert_int_equal(vw_clock_check(diags), VW_ERR_USAGE);
        assert_int_equal(vw_diags_get(diags, 0)->msg, VW_MSG_F015);
    }
    vw_diags *diags = vw_diags_new(*state);
    setenv("SOURCE_DATE_EPOCH", "253402300799", 1);
    assert_int_equal(vw_clock_check(diags), VW_OK);
    unsetenv("SOURCE_DATE_EPOCH");
    assert_int_equal(vw_clock_check(diags), VW_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(day_numbers_count_from_1970),
        TEST(every_day_of_the_calendar_survives_writing_and_reading),
        TEST(days_that_do_not_exist_are_refused),
        TEST(months_are_calendar_months_clamped_to_the_last_day),
        TEST(a_month_outside_the_calendar_is_no_date),
        TEST(instants_are_written_in_utc),
        TEST(malformed_instants_are_refused),
        TEST(the_clock_stands_at_source_date_epoch),
        TEST(a_malformed_epoch_is_reported_and_not_used),
    };
    return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
