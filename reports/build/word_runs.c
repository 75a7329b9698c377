/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/build/word_runs.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { BEGINNING = 512 /* bytes of a text, which hold its first words */ };

bool vw_has_letter(const char *joined)
{
    for (; *joined != '\0'; joined++) {
        if ((*joined >= 'a' && *joined <= 'z') || (unsigned char)*joined >= 0x80) {
            return true;
        }
    }
    return false;
}

static bool is_gap(char byte)
{
    return byte == '\0' || ((unsigned char)byte < 0x80 && !(byte >= '0' && byte <= '9') &&
                            !(byte >= 'a' && byte <= 'z'));
}

static void add_run(vw_word_runs *runs, const char *words, size_t from, size_t to, size_t number)
{
    char *joined = vw_alloc(runs->arena, to - from + 1);
    vw_utf8_join_words(joined, words + from, to - from);
    /* "5.01" within "1.5.01" or "5.01.2025" is another number. */
    if (!vw_has_letter(joined) && ((from > 0 && words[from - 1] == '.') || words[to] == '.')) {
        return;
    }
    VW_PUSH(runs->arena, runs->items, ((vw_word_run){joined, number}));
}

void vw_word_runs_add(vw_word_runs *runs, const char *text, size_t number)
{
    const char *words = vw_utf8_words(runs->arena, text);
    for (size_t from = 0; words[from] != '\0'; from++) {
        if (is_gap(words[from]) || (from > 0 && !is_gap(words[from - 1]))) {
            continue;
        }
        size_t count = 0;
        for (size_t to = from + 1; count < VW_RUN_WORDS && words[to - 1] != '\0'; to++) {
            if (is_gap(words[to])) {
                add_run(runs, words, from, to, number);
                count++;
            }
        }
    }
}

static int by_joined(const void *left, const void *right)
{
    const vw_word_run *a = left, *b = right;
    const int order = strcmp(a->joined, b->joined);
    return order != 0 ? order : (a->text > b->text) - (a->text < b->text);
}

void vw_word_runs_sort(vw_word_runs *runs)
{
    if (runs->items.count > 1) {
        qsort(runs->items.items, runs->items.count, sizeof *runs->items.items, by_joined);
    }
}

size_t vw_word_runs_first(const vw_word_runs *runs, const char *joined)
{
    size_t low = 0, high = runs->items.count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (strcmp(runs->items.items[middle].joined, joined) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

bool vw_word_runs_is(const vw_word_runs *runs, size_t at, const char *joined)
{
    return at < runs->items.count && strcmp(runs->items.items[at].joined, joined) == 0;
}

/* Bytes of [text], at most [most], that end no character in the middle. */
static size_t whole_characters(const char *text, size_t most)
{
    size_t length = strnlen(text, most);
    while (length > 0 && text[length] != '\0' && ((unsigned char)text[length] & 0xC0) == 0x80) {
        length--;
    }
    return length;
}

bool vw_word_runs_hold(const vw_word_runs *runs, vw_arena *scratch, const char *text, size_t least)
{
    const size_t length = whole_characters(text, BEGINNING);
    const char *words = vw_utf8_words(scratch, vw_strndup(scratch, text, length));
    size_t count = 0, lettered = 0, from = 0, to = 0, last = 0;
    bool letter = false;
    while (is_gap(words[from]) && words[from] != '\0') {
        from++;
    }
    for (to = from; words[to] != '\0' && count < VW_RUN_WORDS; to++) {
        letter =
            letter || (words[to] >= 'a' && words[to] <= 'z') || (unsigned char)words[to] >= 0x80;
        if (is_gap(words[to + 1]) && !is_gap(words[to])) {
            /* The last word of a text that was cut may be half a one. */
            if (text[length] != '\0' && words[to + 1] == '\0' && count > 0) {
                break;
            }
            last = to + 1;
            count++;
            lettered += letter;
            letter = false;
        }
    }
    if (lettered < least || count == 0) {
        return false;
    }
    char *joined = vw_alloc(scratch, last - from + 1);
    vw_utf8_join_words(joined, words + from, last - from);
    return vw_word_runs_is(runs, vw_word_runs_first(runs, joined), joined);
}
