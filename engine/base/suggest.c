/* SPDX-License-Identifier: EUPL-1.2 */
/* The nearest name, for "did you mean": optimal string alignment distance. */
#include "base/utf8.h"

#include <string.h>

/* Names of ours are shorter; for a longer text a suggestion would be a guess. */
enum { LETTERS_MAX = 96 };

typedef struct {
    uint32_t letters[LETTERS_MAX];
    size_t count;
} word;

/* False when [text] is too long. Capitals of ASCII count as small letters. */
static bool word_read(word *out, const char *text)
{
    size_t const length = strlen(text);
    size_t at = 0;
    out->count = 0;
    while (at < length) {
        if (out->count == LETTERS_MAX) {
            return false;
        }
        uint32_t letter;
        size_t taken = vw_utf8_decode(&letter, text + at, length - at);
        if (taken == 0) {
            letter = (unsigned char)text[at];
            taken = 1;
        }
        out->letters[out->count++] = letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter;
        at += taken;
    }
    return true;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Letters to insert, drop, replace or swap with their neighbour to make [a] into [b]. */
static size_t distance(const word *a, const word *b)
{
    size_t rows[3][LETTERS_MAX + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b->count; j++) {
        before[j] = 0;
        above[j] = j;
    }
    for (size_t i = 1; i <= a->count; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b->count; j++) {
            size_t const differs = a->letters[i - 1] == b->letters[j - 1] ? 0 : 1;
            row[j] = least(above[j - 1] + differs, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a->letters[i - 1] == b->letters[j - 2] &&
                a->letters[i - 2] == b->letters[j - 1]) {
                row[j] = least(row[j], before[j - 2] + 1);
            }
        }
        size_t *const oldest = before;
        before = above;
        above = row;
        row = oldest;
    }
    return above[b->count];
}

const char *vw_suggest(const char *wrong, const char *const *names, size_t count)
{
    word asked, offered;
    if (!word_read(&asked, wrong)) {
        return NULL;
    }
    const char *nearest = NULL;
    size_t nearest_distance = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        if (!word_read(&offered, names[i])) {
            continue;
        }
        size_t const apart = distance(&asked, &offered);
        size_t const longest = asked.count > offered.count ? asked.count : offered.count;
        if (apart * 3 <= longest && apart < nearest_distance) {
            nearest = names[i];
            nearest_distance = apart;
        }
    }
    return nearest;
}
