/* SPDX-License-Identifier: EUPL-1.2 */
/* Values: numbers, names, strings, arrays, dictionaries, references, and packed streams. */
#include "reports/sign/pdf_value.h"

#include <string.h>
#include <zlib.h>

enum { DEPTH_MAX = 64, CHUNK = 1 << 15 };
#define NUMBER_MAX UINT64_C(1000000000000000)

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool is_delimiter(char c)
{
    return c != '\0' && strchr("()<>[]{}/%", c) != NULL;
}

static bool at_end(const vw_pdf_cursor *cursor)
{
    return cursor->at >= cursor->text.length;
}

static char here(const vw_pdf_cursor *cursor)
{
    return at_end(cursor) ? '\0' : cursor->text.from[cursor->at];
}

static char ahead(const vw_pdf_cursor *cursor)
{
    return cursor->at + 1 < cursor->text.length ? cursor->text.from[cursor->at + 1] : '\0';
}

void vw_pdf__skip_blanks(vw_pdf_cursor *cursor)
{
    while (!at_end(cursor)) {
        if (here(cursor) == '%') {
            while (!at_end(cursor) && here(cursor) != '\n' && here(cursor) != '\r') {
                cursor->at++;
            }
        } else if (is_blank(here(cursor))) {
            cursor->at++;
        } else {
            return;
        }
    }
}

bool vw_pdf__read_number(vw_pdf_cursor *cursor, uint64_t *out)
{
    vw_pdf__skip_blanks(cursor);
    const size_t from = cursor->at;
    *out = 0;
    while (!at_end(cursor) && here(cursor) >= '0' && here(cursor) <= '9' && *out <= NUMBER_MAX) {
        *out = *out * 10 + (uint64_t)(here(cursor) - '0');
        cursor->at++;
    }
    return cursor->at > from && *out <= NUMBER_MAX;
}

/* ---- one value ---------------------------------------------------------------------------- */

static bool skip_value(vw_pdf_cursor *cursor, unsigned depth);

static bool skip_literal(vw_pdf_cursor *cursor)
{
    size_t open = 0;
    for (; !at_end(cursor); cursor->at++) {
        const char c = here(cursor);
        if (c == '\\') {
            cursor->at++;
        } else if (c == '(') {
            open++;
        } else if (c == ')' && --open == 0) {
            cursor->at++;
            return true;
        }
    }
    return false;
}

static bool skip_hexadecimal(vw_pdf_cursor *cursor)
{
    const char *from = cursor->text.from + cursor->at;
    const char *end = memchr(from, '>', cursor->text.length - cursor->at);
    if (end == NULL) {
        return false;
    }
    cursor->at += (size_t)(end - from) + 1;
    return true;
}

static bool skip_array(vw_pdf_cursor *cursor, unsigned depth)
{
    cursor->at++;
    for (;;) {
        vw_pdf__skip_blanks(cursor);
        if (here(cursor) == ']') {
            cursor->at++;
            return true;
        }
        if (!skip_value(cursor, depth + 1)) {
            return false;
        }
    }
}

static bool skip_dictionary(vw_pdf_cursor *cursor, unsigned depth)
{
    cursor->at += 2;
    for (;;) {
        vw_pdf__skip_blanks(cursor);
        if (here(cursor) == '>' && ahead(cursor) == '>') {
            cursor->at += 2;
            return true;
        }
        if (here(cursor) != '/' || !skip_value(cursor, depth + 1) ||
            !skip_value(cursor, depth + 1)) {
            return false;
        }
    }
}

static void skip_regular(vw_pdf_cursor *cursor)
{
    while (!at_end(cursor) && !is_blank(here(cursor)) && !is_delimiter(here(cursor))) {
        cursor->at++;
    }
}

/* "12 0 R" behind a number: the cursor is then behind the R. */
static void skip_rest_of_reference(vw_pdf_cursor *cursor)
{
    vw_pdf_cursor trial = *cursor;
    uint64_t generation = 0;
    if (!is_blank(here(&trial)) || !vw_pdf__read_number(&trial, &generation) ||
        !is_blank(here(&trial))) {
        return;
    }
    vw_pdf__skip_blanks(&trial);
    const char after = ahead(&trial);
    if (here(&trial) == 'R' && (is_blank(after) || is_delimiter(after))) {
        trial.at++;
        *cursor = trial;
    }
}

static bool skip_word(vw_pdf_cursor *cursor)
{
    const size_t from = cursor->at;
    bool number = true;
    skip_regular(cursor);
    for (size_t i = from; i < cursor->at; i++) {
        number = number && cursor->text.from[i] >= '0' && cursor->text.from[i] <= '9';
    }
    if (number && cursor->at > from) {
        skip_rest_of_reference(cursor);
    }
    return cursor->at > from;
}

static bool skip_value(vw_pdf_cursor *cursor, unsigned depth)
{
    if (depth > DEPTH_MAX) {
        return false;
    }
    vw_pdf__skip_blanks(cursor);
    switch (here(cursor)) {
    case '/':
        cursor->at++;
        skip_regular(cursor);
        return true;
    case '(':
        return skip_literal(cursor);
    case '[':
        return skip_array(cursor, depth);
    case '<':
        return ahead(cursor) == '<' ? skip_dictionary(cursor, depth) : skip_hexadecimal(cursor);
    default:
        return !is_delimiter(here(cursor)) && skip_word(cursor);
    }
}

bool vw_pdf__read_value(vw_span *out, vw_pdf_cursor *cursor)
{
    vw_pdf__skip_blanks(cursor);
    const size_t from = cursor->at;
    if (!skip_value(cursor, 0)) {
        return false;
    }
    *out = (vw_span){cursor->text.from + from, cursor->at - from};
    return true;
}

/* ---- what is in it ------------------------------------------------------------------------ */

bool vw_pdf_in_next(vw_span *item, size_t *at, vw_span whole)
{
    const bool dictionary = whole.from != NULL && whole.length >= 4 && whole.from[0] == '<';
    const size_t mark = dictionary ? 2 : 1;
    if (whole.from == NULL || whole.length < 2 * mark || (!dictionary && whole.from[0] != '[') ||
        (dictionary && whole.from[1] != '<')) {
        return false;
    }
    vw_pdf_cursor cursor = {{whole.from, whole.length - mark}, *at == 0 ? mark : *at};
    if (!vw_pdf__read_value(item, &cursor)) {
        return false;
    }
    *at = cursor.at;
    return true;
}

vw_span vw_pdf_in_entry(vw_span dictionary, const char *key)
{
    vw_span item, found = {0};
    size_t at = 0;
    const size_t length = strlen(key);
    if (dictionary.from == NULL || dictionary.from[0] != '<') {
        return found;
    }
    while (vw_pdf_in_next(&item, &at, dictionary)) {
        const bool it = item.length == length + 1 && memcmp(item.from + 1, key, length) == 0;
        vw_span value;
        if (!vw_pdf_in_next(&value, &at, dictionary) || (it && found.from != NULL)) {
            return (vw_span){0};
        }
        found = it ? value : found;
    }
    return found;
}

vw_pdf_number vw_pdf_in_reference(vw_span value)
{
    vw_pdf_cursor cursor = {value, 0};
    uint64_t number = 0, generation = 0;
    if (value.from == NULL || value.length < 5 || value.from[value.length - 1] != 'R' ||
        !vw_pdf__read_number(&cursor, &number) || !vw_pdf__read_number(&cursor, &generation) ||
        generation != 0 || number > UINT32_MAX) {
        return 0;
    }
    return (vw_pdf_number)number;
}

bool vw_pdf_in_integer(int64_t *out, vw_span value)
{
    vw_pdf_cursor cursor = {value, 0};
    uint64_t number = 0;
    if (value.from == NULL || !vw_pdf__read_number(&cursor, &number) || cursor.at != value.length) {
        return false;
    }
    *out = (int64_t)number;
    return true;
}

bool vw_pdf_in_is_name(vw_span value, const char *name)
{
    return value.from != NULL && value.length == strlen(name) &&
           memcmp(value.from, name, value.length) == 0;
}

/* ---- strings ------------------------------------------------------------------------------ */

static int hex_of(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

static bool add_hexadecimal(vw_buf *out, vw_span value)
{
    int high = -1;
    for (size_t i = 1; i + 1 < value.length; i++) {
        const int digit = hex_of(value.from[i]);
        if (digit < 0 && is_blank(value.from[i])) {
            continue;
        }
        if (digit < 0) {
            return false;
        }
        if (high < 0) {
            high = digit;
        } else {
            const char byte = (char)(high * 16 + digit);
            vw_buf_addn(out, &byte, 1);
            high = -1;
        }
    }
    if (high >= 0) {
        const char byte = (char)(high * 16);
        vw_buf_addn(out, &byte, 1);
    }
    return true;
}

/* The character behind a backslash; [*i] is moved to its last. */
static void add_escaped(vw_buf *out, vw_span value, size_t *i)
{
    static const char letters[] = "nrtbf", meant[] = "\n\r\t\b\f";
    char c = value.from[*i];
    const char *letter = c == '\0' ? NULL : strchr(letters, c);
    if (c >= '0' && c <= '7') {
        unsigned code = 0;
        for (size_t n = 0; n < 3 && value.from[*i] >= '0' && value.from[*i] <= '7'; n++) {
            code = code * 8 + (unsigned)(value.from[*i] - '0');
            (*i)++;
        }
        (*i)--;
        c = (char)(code & 0xFF);
    } else if (letter != NULL) {
        c = meant[letter - letters];
    } else if (c == '\n' || c == '\r') {
        return; /* a line that goes on */
    }
    vw_buf_addn(out, &c, 1);
}

bool vw_pdf_in_string(vw_buf *out, vw_span value)
{
    if (value.from == NULL || value.length < 2) {
        return false;
    }
    if (value.from[0] == '<' && value.from[1] != '<') {
        return add_hexadecimal(out, value);
    }
    if (value.from[0] != '(') {
        return false;
    }
    for (size_t i = 1; i + 1 < value.length; i++) {
        if (value.from[i] == '\\' && i + 2 < value.length) {
            i++;
            add_escaped(out, value, &i);
        } else {
            vw_buf_addn(out, &value.from[i], 1);
        }
    }
    return true;
}

static void add_utf8(vw_buf *out, uint32_t code)
{
    char bytes[4];
    size_t length = 0;
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) {
        code = 0xFFFD;
    }
    if (code < 0x80) {
        bytes[length++] = (char)code;
    } else if (code < 0x800) {
        bytes[length++] = (char)(0xC0 | code >> 6);
    } else if (code < 0x10000) {
        bytes[length++] = (char)(0xE0 | code >> 12);
        bytes[length++] = (char)(0x80 | (code >> 6 & 0x3F));
    } else {
        bytes[length++] = (char)(0xF0 | code >> 18);
        bytes[length++] = (char)(0x80 | (code >> 12 & 0x3F));
        bytes[length++] = (char)(0x80 | (code >> 6 & 0x3F));
    }
    if (code >= 0x80) {
        bytes[length++] = (char)(0x80 | (code & 0x3F));
    }
    vw_buf_addn(out, bytes, length);
}

void vw_pdf__add_utf16_bytes(vw_buf *out, const char *bytes, size_t length)
{
    const unsigned char *at = (const unsigned char *)bytes;
    for (size_t i = 0; i + 1 < length; i += 2) {
        uint32_t code = (uint32_t)at[i] << 8 | at[i + 1];
        if (code >= 0xD800 && code < 0xDC00 && i + 3 < length) {
            const uint32_t low = (uint32_t)at[i + 2] << 8 | at[i + 3];
            if (low >= 0xDC00 && low < 0xE000) {
                code = 0x10000 + ((code - 0xD800) << 10 | (low - 0xDC00));
                i += 2;
            }
        }
        add_utf8(out, code);
    }
}

const char *vw_pdf_in_text(const vw_pdf_in *in, vw_span value)
{
    vw_buf bytes = {.arena = in->arena}, text = {.arena = in->arena};
    if (!vw_pdf_in_string(&bytes, value)) {
        return "";
    }
    const char *from = vw_buf_text(&bytes);
    if (bytes.length >= 2 && memcmp(from, "\xFE\xFF", 2) == 0) {
        vw_pdf__add_utf16_bytes(&text, from + 2, bytes.length - 2);
    } else {
        for (size_t i = 0; i < bytes.length; i++) {
            add_utf8(&text, (unsigned char)from[i]);
        }
    }
    return vw_buf_text(&text);
}

/* ---- streams ------------------------------------------------------------------------------ */

static bool inflate_all(vw_buf *out, vw_span bytes, size_t max)
{
    unsigned char chunk[CHUNK];
    z_stream z = {0};
    if (bytes.length > UINT32_MAX || inflateInit(&z) != Z_OK) {
        return false;
    }
    /* zlib only reads what it is given, but does not say so. */
    memcpy(&z.next_in, &bytes.from, sizeof z.next_in);
    z.avail_in = (uInt)bytes.length;
    const size_t before = out->length;
    int state = Z_OK;
    while (state == Z_OK && out->length - before <= max) {
        z.next_out = chunk;
        z.avail_out = CHUNK;
        state = inflate(&z, Z_NO_FLUSH);
        vw_buf_addn(out, (const char *)chunk, CHUNK - z.avail_out);
    }
    inflateEnd(&z);
    return state == Z_STREAM_END && out->length - before <= max;
}

bool vw_pdf__unpack(vw_buf *out, vw_span bytes, vw_span filter, size_t max)
{
    vw_span only = filter, second;
    size_t at = 0;
    if (filter.from != NULL && filter.from[0] == '[') {
        if (!vw_pdf_in_next(&only, &at, filter)) {
            only = (vw_span){0};
        } else if (vw_pdf_in_next(&second, &at, filter)) {
            return false;
        }
    }
    if (only.from == NULL) {
        vw_buf_addn(out, bytes.from, bytes.length <= max ? bytes.length : 0);
        return bytes.length <= max;
    }
    return vw_pdf_in_is_name(only, "/FlateDecode") && inflate_all(out, bytes, max);
}
