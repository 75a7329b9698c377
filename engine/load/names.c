/* SPDX-License-Identifier: EUPL-1.2 */
/* What things may be called, and the order in which their names are printed. */
#include "load/loader.h"

#include <string.h>

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool vw_load__is_name(const char *text)
{
    size_t length = strlen(text);
    if (length == 0 || length > 60 || !is_lower(text[0])) {
        return false;
    }
    for (size_t i = 1; i < length; i++) {
        if (!is_lower(text[i]) && !is_digit(text[i]) && text[i] != '_') {
            return false;
        }
    }
    return true;
}

bool vw_load__is_own(const char *text)
{
    return strncmp(text, "own_", 4) == 0 && text[4] != '\0';
}

static size_t part_length(const char *text)
{
    size_t length = 0;
    while (is_lower(text[length]) || is_digit(text[length]) || text[length] == '-') {
        length++;
    }
    return length;
}

bool vw_load__is_id_part(const char *text)
{
    size_t length = part_length(text);
    return length > 0 && text[length] == '\0';
}

bool vw_load__is_framework_id(const char *text)
{
    const size_t length = part_length(text);
    return length > 0 &&
           (text[length] == '\0' || (text[length] == '@' && vw_load__is_id(text + length + 1)));
}

bool vw_load__is_id(const char *text)
{
    size_t length = part_length(text);
    while (length > 0 && text[length] == '.') {
        text += length + 1;
        length = part_length(text);
    }
    return length > 0 && text[length] == '\0';
}

bool vw_load__is_requirement_id(const char *text)
{
    for (const char *c = text; *c != '\0'; c++) {
        if (*c <= ' ' || *c == ':' ||
            *c == 0x7F) { /* char may be signed: bytes above ASCII go too */
            return false;
        }
    }
    return text[0] != '\0';
}

bool vw_load__is_reserved(const char *text)
{
    static const char *const words[] = {
        "id",      "subject", "import_id", "row_no", "row_sha256",   "for",        "where",
        "true",    "false",   "date",      "as_of",  "period_start", "period_end", "not",
        "in",      "between", "and",       "or",     "like",         "is",         "known",
        "unknown", "period",  "within",    "days",   "months",       "years",      "hours",
        "before",  "after",   "exists",    "no",     "every",        "count",      "via",
        "any",     "ever",    "null",      "raw",    "parameter",
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(words[i], text) == 0) {
            return true;
        }
    }
    return false;
}

static const char *skip_zeros(const char *text)
{
    while (text[0] == '0' && is_digit(text[1])) {
        text++;
    }
    return text;
}

static size_t digits_at(const char *text)
{
    size_t count = 0;
    while (is_digit(text[count])) {
        count++;
    }
    return count;
}

int vw_load__compare_natural(const char *a, const char *b)
{
    const char *x = a, *y = b;
    while (*x != '\0' && *y != '\0') {
        if (is_digit(*x) && is_digit(*y)) {
            x = skip_zeros(x);
            y = skip_zeros(y);
            size_t left = digits_at(x), right = digits_at(y);
            int order = left != right ? (left > right) - (left < right) : memcmp(x, y, left);
            if (order != 0) {
                return order;
            }
            x += left;
            y += right;
        } else if (*x != *y) {
            return (unsigned char)*x < (unsigned char)*y ? -1 : 1;
        } else {
            x++;
            y++;
        }
    }
    if (*x != *y) {
        return *x == '\0' ? -1 : 1;
    }
    return strcmp(a, b); /* 5.02 and 5.2: equal numbers, different ids */
}
