/* SPDX-License-Identifier: EUPL-1.2 */
/* UTF-8 by utf8proc, with a fast path over ASCII, which is most of what is imported. */
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* True when none of the eight bytes at [text] has its high bit set. */
static bool eight_ascii(const char *text)
{
    uint64_t bytes;
    memcpy(&bytes, text, sizeof bytes);
    return (bytes & UINT64_C(0x8080808080808080)) == 0;
}

size_t vw_utf8_decode(uint32_t *code_point, const char *text, size_t length)
{
    utf8proc_int32_t decoded = -1;
    /* utf8proc looks at four bytes at most; its lengths are signed. */
    utf8proc_ssize_t const available = length < 4 ? (utf8proc_ssize_t)length : 4;
    utf8proc_ssize_t const taken =
        utf8proc_iterate((const utf8proc_uint8_t *)text, available, &decoded);
    if (taken <= 0 || decoded < 0) {
        return 0;
    }
    *code_point = (uint32_t)decoded;
    return (size_t)taken;
}

size_t vw_utf8_check(const char *text, size_t length)
{
    size_t at = 0;
    while (at < length) {
        if (length - at >= 8 && eight_ascii(text + at)) {
            at += 8;
            continue;
        }
        uint32_t code_point;
        size_t const taken = vw_utf8_decode(&code_point, text + at, length - at);
        if (taken == 0) {
            return at;
        }
        at += taken;
    }
    return length;
}

size_t vw_utf8_count(const char *text, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++) {
        bool const continues = ((unsigned char)text[i] & 0xC0u) == 0x80u;
        count += continues ? 0 : 1;
    }
    return count;
}

size_t vw_utf8_width(const char *text, size_t length)
{
    size_t width = 0;
    size_t at = 0;
    while (at < length) {
        uint32_t code_point;
        size_t const taken = vw_utf8_decode(&code_point, text + at, length - at);
        if (taken == 0) {
            width += 1; /* a terminal shows one replacement for a broken byte */
            at += 1;
            continue;
        }
        int const columns = utf8proc_charwidth((utf8proc_int32_t)code_point);
        width += columns > 0 ? (size_t)columns : 0;
        at += taken;
    }
    return width;
}

const char *vw_utf8_composed(vw_arena *arena, const char *text)
{
    const char *at = text;
    while (*at != '\0' && (unsigned char)*at < 0x80) {
        at++;
    }
    if (*at == '\0') {
        return text;
    }
    utf8proc_uint8_t *composed = utf8proc_NFC((const utf8proc_uint8_t *)text);
    bool same = composed == NULL || strcmp((const char *)composed, text) == 0;
    const char *copy = same ? text : vw_strdup(arena, (const char *)composed);
    free(composed);
    return copy;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* A letter, a digit, or a mark on one. */
static bool is_in_word(uint32_t code_point)
{
    const utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code_point);
    /* The library's list begins with the letters, then the marks, then the digits. */
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

/* In place, which never takes more room: what is between two words becomes one byte. */
static void part_words(char *text)
{
    const size_t length = strlen(text);
    size_t at = 0, out = 0;
    char gap = '\0';
    while (at < length) {
        uint32_t code_point = 0;
        const size_t taken = vw_utf8_decode(&code_point, text + at, length - at);
        if (taken == 0) {
            break;
        }
        if (is_in_word(code_point)) {
            if (gap != '\0' && out > 0) {
                const bool digits = is_digit(text[out - 1]) && is_digit(text[at]);
                text[out++] = digits ? gap : ' ';
            }
            memmove(text + out, text + at, taken);
            out += taken;
            gap = '\0';
        } else {
            gap = gap == '\0' && code_point > ' ' && code_point < 0x80 ? (char)code_point : ' ';
        }
        at += taken;
    }
    text[out] = '\0';
}

/* NULL when it is no UTF-8; else to be freed. */
static char *words_of(const char *text, size_t length, utf8proc_option_t accents)
{
    utf8proc_uint8_t *folded = NULL;
    (void)utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, &folded,
                       UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE |
                           UTF8PROC_LUMP | accents);
    if (folded != NULL) {
        part_words((char *)folded);
    }
    return (char *)folded;
}

const char *vw_utf8_words(vw_arena *arena, const char *text)
{
    char *words = words_of(text, strlen(text), UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK);
    const char *copy = words != NULL ? vw_strdup(arena, words) : text;
    free(words);
    return copy;
}

size_t vw_utf8_join_words(char *out, const char *words, size_t length)
{
    size_t end = 0;
    for (size_t i = 0; i < length; i++) {
        const bool digits =
            i > 0 && i + 1 < length && is_digit(words[i - 1]) && is_digit(words[i + 1]);
        if (words[i] != ' ' || digits) {
            out[end++] = words[i];
        }
    }
    out[end] = '\0';
    return end;
}

int vw_utf8_compare_letters(const char *a, size_t a_length, const char *b, size_t b_length)
{
    char *left = words_of(a, a_length, UTF8PROC_COMPOSE),
         *right = words_of(b, b_length, UTF8PROC_COMPOSE);
    int order = 0;
    /* Of signs alone nothing would be left to compare. */
    if (left != NULL && right != NULL && left[0] != '\0' && right[0] != '\0') {
        vw_utf8_join_words(left, left, strlen(left));
        vw_utf8_join_words(right, right, strlen(right));
        order = strcmp(left, right);
    } else {
        order = memcmp(a, b, a_length < b_length ? a_length : b_length);
        order = order != 0 ? order : (a_length > b_length) - (a_length < b_length);
    }
    free(left);
    free(right);
    return order;
}

bool vw_utf8_deceptive(uint32_t code_point)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {
        {0x0000, 0x0008},   {0x000B, 0x001F}, /* C0 controls, but for tab and newline */
        {0x007F, 0x009F},                     /* delete and the C1 controls */
        {0x00AD, 0x00AD},   {0x061C, 0x061C}, /* soft hyphen, Arabic letter mark */
        {0x200B, 0x200F},   {0x2028, 0x202E}, /* zero width, marks, separators, embeddings */
        {0x2060, 0x2064},   {0x2066, 0x206F}, /* invisible operators, isolates, old controls */
        {0xFEFF, 0xFEFF},   {0xFFF9, 0xFFFB}, /* byte order mark, interlinear annotation */
        {0xE0000, 0xE007F},                   /* tags: a hidden copy of ASCII */
    };
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        if (code_point >= ranges[i].first && code_point <= ranges[i].last) {
            return true;
        }
    }
    return false;
}

/* The character before [at], passing over what only adds to one; 0: none. */
static uint32_t character_before(const char *text, size_t at, bool *virama)
{
    uint32_t code_point = 0;
    *virama = false;
    while (at > 0) {
        const size_t end = at;
        do {
            at--;
        } while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80);
        if (vw_utf8_decode(&code_point, text + at, end - at) == 0) {
            return 0;
        }
        const utf8proc_property_t *is = utf8proc_get_property((utf8proc_int32_t)code_point);
        *virama = *virama || is->combining_class == 9;
        const bool adds = is->category == UTF8PROC_CATEGORY_MN ||
                          (code_point >= 0x1F3FB && code_point <= 0x1F3FF); /* of the skin */
        if (!adds) {
            return code_point;
        }
    }
    return 0;
}

static bool is_emoji(uint32_t code_point)
{
    return code_point > 0x7F && utf8proc_get_property((utf8proc_int32_t)code_point)->boundclass ==
                                    UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

/* As RFC 5892, A.1 and A.2: after a virama, and between letters that join. */
static bool joins(const char *text, size_t length, size_t at, size_t bytes)
{
    bool virama = false;
    uint32_t after = 0;
    const uint32_t before = character_before(text, at, &virama);
    (void)vw_utf8_decode(&after, text + at + bytes, length - at - bytes);
    if (before == 0 || after == 0) {
        return false;
    }
    const bool letters =
        utf8proc_get_property((utf8proc_int32_t)before)->bidi_class == UTF8PROC_BIDI_CLASS_AL &&
        utf8proc_get_property((utf8proc_int32_t)after)->bidi_class == UTF8PROC_BIDI_CLASS_AL;
    return virama || letters || (is_emoji(before) && is_emoji(after));
}

bool vw_utf8_hides(const char *text, size_t length, size_t at)
{
    uint32_t code_point = 0;
    const size_t bytes = vw_utf8_decode(&code_point, text + at, length - at);
    const bool joiner = code_point == 0x200C || code_point == 0x200D;
    return vw_utf8_deceptive(code_point) && !(joiner && joins(text, length, at, bytes));
}
