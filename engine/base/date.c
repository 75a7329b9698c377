/* SPDX-License-Identifier: EUPL-1.2 */
/* Calendar arithmetic on day numbers. */
#include "base/date.h"

#include <stdio.h>
#include <string.h>

enum { DAYS_PER_400_YEARS = 146097, DAYS_TO_1970 = 719468, SECONDS_PER_DAY = 86400 };

typedef struct {
    int year, month, day;
} civil;

static bool leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_length(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && leap(year) ? 29 : lengths[month - 1];
}

vw_date vw_date_of(int year, int month, int day)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
        day > month_length(year, month)) {
        return VW_DATE_NONE;
    }
    /* Years that begin in March put the leap day last, so that month lengths follow a formula.
     * The era of 400 years after which the calendar repeats begins on 1 March of year 0. */
    int const march_year = month > 2 ? year : year - 1;
    int const march_month = month > 2 ? month - 3 : month + 9;
    int const era = march_year / 400;
    int const year_of_era = march_year % 400;
    int const day_of_year = (153 * march_month + 2) / 5 + day - 1;
    int const day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_PER_400_YEARS + day_of_era - DAYS_TO_1970;
}

static bool in_range(vw_date date)
{
    return date >= vw_date_of(1, 1, 1) && date <= vw_date_of(9999, 12, 31);
}

/* The reverse of vw_date_of, for a date in range. */
static civil civil_of(vw_date date)
{
    int const days = date + DAYS_TO_1970;
    int const era = days / DAYS_PER_400_YEARS;
    int const day_of_era = days % DAYS_PER_400_YEARS;
    int const year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int const day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int const march_month = (5 * day_of_year + 2) / 153;
    int const month = march_month < 10 ? march_month + 3 : march_month - 9;
    return (civil){.year = era * 400 + year_of_era + (month <= 2 ? 1 : 0),
                   .month = month,
                   .day = day_of_year - (153 * march_month + 2) / 5 + 1};
}

/* [count] digits at [text], or -1. Stops at the NUL. */
static int digits(const char *text, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return -1;
        }
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

/* The ten characters of a date at the start of [text], whatever follows. */
static bool date_prefix(vw_date *out, const char *text)
{
    int const year = digits(text, 4);
    if (year < 0 || text[4] != '-') {
        return false;
    }
    int const month = digits(text + 5, 2);
    if (month < 0 || text[7] != '-') {
        return false;
    }
    int const day = digits(text + 8, 2);
    vw_date const date = day < 0 ? VW_DATE_NONE : vw_date_of(year, month, day);
    if (date == VW_DATE_NONE) {
        return false;
    }
    *out = date;
    return true;
}

bool vw_date_parse(vw_date *out, const char *text)
{
    vw_date date;
    if (!date_prefix(&date, text) || text[10] != '\0') {
        return false;
    }
    *out = date;
    return true;
}

/* Written digit by digit: it runs once for each date of each row. */
static char *put(char *at, int value, int width)
{
    for (int i = width - 1; i >= 0; i--) {
        at[i] = (char)('0' + value % 10);
        value /= 10;
    }
    return at + width;
}

void vw_date_format(char out[11], vw_date date)
{
    if (!in_range(date)) {
        out[0] = '\0';
        return;
    }
    civil const parts = civil_of(date);
    char *at = put(out, parts.year, 4);
    *at++ = '-';
    at = put(at, parts.month, 2);
    *at++ = '-';
    at = put(at, parts.day, 2);
    *at = '\0';
}

int vw_date_year(vw_date date)
{
    return in_range(date) ? civil_of(date).year : 0;
}

vw_date vw_date_add_months(vw_date date, int months)
{
    /* More than the whole calendar: said first, so that the sum below cannot overflow. */
    if (!in_range(date) || months > 12 * 9999 || months < -12 * 9999) {
        return VW_DATE_NONE;
    }
    civil const from = civil_of(date);
    int const month_number = from.year * 12 + (from.month - 1) + months;
    if (month_number < 12) {
        return VW_DATE_NONE;
    }
    int const year = month_number / 12;
    int const month = month_number % 12 + 1;
    int const last = month_length(year, month);
    return vw_date_of(year, month, from.day < last ? from.day : last);
}

/* Seconds east of UTC of "", "Z", "+HH:MM" or "-HH:MM". */
static bool zone_parse(int *seconds, const char *text)
{
    *seconds = 0;
    if (text[0] == '\0' || strcmp(text, "Z") == 0) {
        return true;
    }
    if (text[0] != '+' && text[0] != '-') {
        return false;
    }
    int const hours = digits(text + 1, 2);
    if (hours < 0 || hours > 23 || text[3] != ':') {
        return false;
    }
    int const minutes = digits(text + 4, 2);
    if (minutes < 0 || minutes > 59 || text[6] != '\0') {
        return false;
    }
    *seconds = (hours * 60 + minutes) * (text[0] == '-' ? -60 : 60);
    return true;
}

/* What follows a fraction of a second, which is dropped: [text] itself when there is none. */
static const char *behind_fraction(const char *text)
{
    size_t const count = text[0] == '.' || text[0] == ',' ? strspn(text + 1, "0123456789") : 0;
    return count > 0 ? text + 1 + count : text;
}

bool vw_instant_parse(char out[21], const char *text)
{
    vw_date date;
    if (!date_prefix(&date, text) || (text[10] != 'T' && text[10] != ' ')) {
        return false;
    }
    const char *at = text + 11;
    int const hour = digits(at, 2);
    if (hour < 0 || hour > 23 || at[2] != ':') {
        return false;
    }
    int const minute = digits(at + 3, 2);
    if (minute < 0 || minute > 59) {
        return false;
    }
    at += 5;
    int second = 0;
    if (at[0] == ':') {
        second = digits(at + 1, 2);
        if (second < 0 || second > 59) {
            return false;
        }
        at = behind_fraction(at + 3);
    }
    int east;
    if (!zone_parse(&east, at)) {
        return false;
    }
    int const seconds = hour * 3600 + minute * 60 + second - east;
    vw_instant_format(out, (int64_t)date * SECONDS_PER_DAY + seconds);
    return out[0] != '\0';
}

void vw_instant_format(char out[21], int64_t seconds)
{
    /* Division that rounds down, also before 1970. */
    int64_t const in_day = (seconds % SECONDS_PER_DAY + SECONDS_PER_DAY) % SECONDS_PER_DAY;
    int64_t const day = (seconds - in_day) / SECONDS_PER_DAY;
    out[0] = '\0';
    if (day < INT32_MIN || day > INT32_MAX || !in_range((vw_date)day)) {
        return;
    }
    vw_date_format(out, (vw_date)day);
    char *at = out + 10;
    *at++ = 'T';
    at = put(at, (int)(in_day / 3600), 2);
    *at++ = ':';
    at = put(at, (int)(in_day / 60 % 60), 2);
    *at++ = ':';
    at = put(at, (int)(in_day % 60), 2);
    *at++ = 'Z';
    *at = '\0';
}
