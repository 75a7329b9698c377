/* SPDX-License-Identifier: EUPL-1.2 */
/* Stored values as people see them in the sheet. */
#include "intake/xlsx/xlsx_private.h"

#include "base/date.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SECONDS_PER_DAY = 86400 };

/* ---- numbers -------------------------------------------------------------------------------- */

/* strtod and printf use the locale's mark. */
static bool read_double(double *out, vw_arena *arena, const char *text)
{
    const char *point = strchr(text, '.');
    const char *local = text;
    if (point != NULL) {
        local = vw_printf(arena, "%.*s%s%s", (int)(point - text), text, localeconv()->decimal_point,
                          point + 1);
    }
    char *end = NULL;
    *out = strtod(local, &end);
    /* strtod also takes "inf", "nan" and hexadecimal. */
    return text[strspn(text, "0123456789+-.eE")] == '\0' && end != local && *end == '\0' &&
           isfinite(*out);
}

/* The digits of the shortest number that is stored the same, and where its point is: 0.[digits] *
 * 10^[exponent]. */
static const char *shortest(int *exponent, vw_arena *arena, double value)
{
    enum { DIGITS_ENOUGH = 17 };
    const char *text = NULL;
    for (int digits = 15; digits <= DIGITS_ENOUGH; digits++) {
        text = vw_printf(arena, "%.*e", digits - 1, value);
        if (strtod(text, NULL) == value) {
            break;
        }
    }
    vw_buf digits = {.arena = arena};
    const char *mark = strchr(text, 'e');
    for (const char *at = text; at < mark; at++) {
        if (*at >= '0' && *at <= '9') {
            vw_buf_addn(&digits, at, 1);
        }
    }
    while (digits.length > 1 && digits.text[digits.length - 1] == '0') {
        digits.text[--digits.length] = '\0';
    }
    *exponent = (int)strtol(mark + 1, NULL, 10) + 1;
    return vw_buf_text(&digits);
}

/* Written out in full, as far as people would: 0.1, 31612345678, but 1.5e+30. */
static const char *plain(vw_arena *arena, double value)
{
    enum { EXPONENT_MAX = 21, EXPONENT_MIN = -6 };
    if (value == 0) {
        return "0";
    }
    int exponent = 0;
    const char *digits = shortest(&exponent, arena, fabs(value));
    const int count = (int)strlen(digits);
    const char *sign = value < 0 ? "-" : "";
    if (exponent > EXPONENT_MAX || exponent < EXPONENT_MIN) {
        return vw_printf(arena, "%s%.1s%s%se%+d", sign, digits, count > 1 ? "." : "", digits + 1,
                         exponent - 1);
    }
    if (exponent <= 0) {
        return vw_printf(arena, "%s0.%.*s%s", sign, -exponent, "000000000", digits);
    }
    if (exponent >= count) {
        return vw_printf(arena, "%s%s%.*s", sign, digits, exponent - count,
                         "000000000000000000000");
    }
    return vw_printf(arena, "%s%.*s.%s", sign, exponent, digits, digits + exponent);
}

static const char *padded(vw_arena *arena, double value, unsigned width)
{
    const char *text = plain(arena, value);
    size_t length = strlen(text);
    bool whole = text[strspn(text, "0123456789")] == '\0';
    if (!whole || length >= width) {
        return text;
    }
    vw_buf out = {.arena = arena};
    for (size_t i = length; i < width; i++) {
        vw_buf_add(&out, "0");
    }
    vw_buf_add(&out, text);
    return vw_buf_text(&out);
}

static const char *percent(vw_arena *arena, double value)
{
    /* Times 100 in binary adds noise behind the fifteenth digit: 7.000000000000001 %. */
    const char *text = vw_printf(arena, "%.14e", value * 100);
    return vw_printf(arena, "%s%%", plain(arena, strtod(text, NULL)));
}

/* ---- dates ---------------------------------------------------------------------------------- */

/* Day numbers as sheets count them. In the system of 1900, day 60 is 29 February 1900, which never
 * was; Lotus 1-2-3 had it, and all others keep it for the sake of the days behind it
 * (ECMA-376-1, 18.17.4.1). */
static vw_date date_of(int64_t day, bool from_1904)
{
    enum { FALSE_LEAP_DAY = 60, DAYS_MAX = 2958465 /* 31 December 9999, of 1900 */ };
    if (from_1904) {
        return day < 0 || day > DAYS_MAX - 1462 ? VW_DATE_NONE
                                                : (vw_date)(vw_date_of(1904, 1, 1) + (vw_date)day);
    }
    if (day < 1 || day == FALSE_LEAP_DAY || day > DAYS_MAX) {
        return VW_DATE_NONE;
    }
    vw_date first = day < FALSE_LEAP_DAY ? vw_date_of(1899, 12, 31) : vw_date_of(1899, 12, 30);
    return (vw_date)(first + (vw_date)day);
}

static const char *clock_of(vw_arena *arena, int64_t seconds)
{
    return vw_printf(arena, "%02d:%02d:%02d", (int)(seconds / 3600), (int)(seconds / 60 % 60),
                     (int)(seconds % 60));
}

static const char *moment(vw_arena *arena, double value, vw_xlsx_show show, bool from_1904)
{
    if (value < 0 || value > 1e7) {
        return NULL;
    }
    /* To whole seconds: a fraction of a day in binary is never exact. */
    int64_t seconds = (int64_t)floor(value * SECONDS_PER_DAY + 0.5);
    if (show == VW_XLSX_DURATION || (show == VW_XLSX_TIME && value < 1)) {
        return clock_of(arena, seconds);
    }
    char text[11];
    int64_t day = show == VW_XLSX_DATE ? (int64_t)floor(value) : seconds / SECONDS_PER_DAY;
    vw_date date = date_of(day, from_1904);
    if (date == VW_DATE_NONE) {
        return NULL;
    }
    vw_date_format(text, date);
    if (show == VW_XLSX_DATE) {
        return vw_strdup(arena, text);
    }
    return vw_printf(arena, "%sT%s", text, clock_of(arena, seconds % SECONDS_PER_DAY));
}

bool vw_intake__xlsx_is_number(vw_arena *arena, const char *text)
{
    double value = 0;
    return read_double(&value, arena, text);
}

const char *vw_intake__xlsx_number(vw_arena *arena, const char *text, vw_xlsx_style style,
                                   bool from_1904)
{
    double value = 0;
    if (!read_double(&value, arena, text)) {
        return NULL;
    }
    switch (style.show) {
    case VW_XLSX_PERCENT:
        return percent(arena, value);
    case VW_XLSX_PADDED:
        return padded(arena, value, style.width);
    case VW_XLSX_DATE:
    case VW_XLSX_DATETIME:
    case VW_XLSX_TIME:
    case VW_XLSX_DURATION:
        return moment(arena, value, style.show, from_1904);
    case VW_XLSX_PLAIN:
        break;
    }
    return plain(arena, value);
}

/* ---- texts ---------------------------------------------------------------------------------- */

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The character that "_xHHHH_" at [text] means, or -1. */
static int escaped(const char *text, size_t length)
{
    enum { ESCAPE_BYTES = 7 };
    if (length < ESCAPE_BYTES || text[0] != '_' || text[1] != 'x' || text[6] != '_') {
        return -1;
    }
    int value = 0;
    for (size_t i = 2; i < 6; i++) {
        int digit = hex_digit(text[i]);
        if (digit < 0) {
            return -1;
        }
        value = value * 16 + digit;
    }
    return value;
}

/* A surrogate becomes bytes that are no UTF-8, and is refused as such later. */
static size_t encode(char *to, int point)
{
    if (point < 0x80) {
        to[0] = (char)point;
        return 1;
    }
    if (point < 0x800) {
        to[0] = (char)(0xC0 | point >> 6);
        to[1] = (char)(0x80 | (point & 0x3F));
        return 2;
    }
    to[0] = (char)(0xE0 | point >> 12);
    to[1] = (char)(0x80 | (point >> 6 & 0x3F));
    to[2] = (char)(0x80 | (point & 0x3F));
    return 3;
}

size_t vw_intake__xlsx_unescape(char *text, size_t length)
{
    enum { ESCAPE_BYTES = 7 };
    size_t kept = 0;
    if (memchr(text, '_', length) == NULL) {
        return length;
    }
    for (size_t at = 0; at < length;) {
        int point = escaped(text + at, length - at);
        if (point >= 0) {
            kept += encode(text + kept, point);
            at += ESCAPE_BYTES;
        } else {
            text[kept++] = text[at++];
        }
    }
    text[kept] = '\0';
    return kept;
}

bool vw_intake__xlsx_reference(uint32_t *column, uint32_t *row, const char *text)
{
    enum { COLUMNS_MAX = 16384, ROWS_MAX = 1048576 }; /* of a sheet: "XFD1048576" */
    *column = 0;
    *row = 0;
    while (*text >= 'A' && *text <= 'Z' && *column <= COLUMNS_MAX) {
        *column = *column * 26 + (uint32_t)(*text++ - 'A') + 1;
    }
    while (*text >= '0' && *text <= '9' && *row <= ROWS_MAX) {
        *row = *row * 10 + (uint32_t)(*text++ - '0');
    }
    return *text == '\0' && *column >= 1 && *column <= COLUMNS_MAX && *row >= 1 && *row <= ROWS_MAX;
}
