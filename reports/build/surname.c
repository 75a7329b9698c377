/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/build/surname.h"

#include "base/utf8.h"

#include <string.h>

enum {
    SURNAME_MIN = 3, /* letters */
    ALONE_MIN = 4,   /* without an initial or a title before it */
    SURE_MIN = 7     /* so long a word is hardly an ordinary one, also where a sentence begins */
};

/* Letters in a row: [from] up to [until] of the text. */
typedef struct {
    size_t from, until;
    bool begins; /* a sentence */
} word;

static size_t letter_at(const char *text, size_t length)
{
    uint32_t code = 0;
    const size_t bytes = vw_utf8_decode(&code, text, length);
    const bool ascii = (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
    /* General punctuation and what is behind it is no letter of a name. */
    return ascii || (code >= 0xC0 && code < 0x2000) ? bytes : 0;
}

static bool next_word(word *at, const char *text, size_t length)
{
    size_t from = at->until;
    bool begins = from == 0;
    while (from < length && letter_at(text + from, length - from) == 0) {
        begins = begins || strchr(".!?:;\n", text[from]) != NULL;
        from++;
    }
    size_t until = from;
    for (size_t bytes = 1; until < length && bytes > 0; until += bytes) {
        bytes = letter_at(text + until, length - until);
    }
    *at = (word){from, until, begins};
    return until > from;
}

static bool is_one_of(const char *text, const word *of, const char *const *words)
{
    for (size_t i = 0; words[i] != NULL; i++) {
        const size_t length = strlen(words[i]);
        bool same = of->until - of->from == length;
        for (size_t j = 0; j < length && same; j++) {
            const char byte = text[of->from + j];
            same = (byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte) == words[i][j];
        }
        if (same) {
            return true;
        }
    }
    return false;
}

static bool is_capital(const char *text, const word *of)
{
    uint32_t code = 0;
    vw_utf8_decode(&code, text + of->from, of->until - of->from);
    return (code >= 'A' && code <= 'Z') || (code >= 0xC0 && code <= 0xDE) ||
           (code >= 0x100 && code < 0x180 && code % 2 == 0) || (code >= 0x386 && code < 0x3AC) ||
           (code >= 0x400 && code < 0x430);
}

/* "G." or "mevrouw". */
static bool introduces(const char *text, const word *of)
{
    static const char *const titles[] = {
        "heer",  "dhr",      "hr",       "mevrouw", "mevr",      "mw",           "meneer",
        "drs",   "ir",       "ing",      "dr",      "prof",      "mr",           "mrs",
        "ms",    "miss",     "sir",      "madam",   "wethouder", "burgemeester", "directeur",
        "mayor", "alderman", "director", NULL};
    const bool initial = of->until - of->from == 1 && text[of->from] >= 'A' &&
                         text[of->from] <= 'Z' && text[of->until] == '.';
    return initial || is_one_of(text, of, titles);
}

vw_surname_meant vw_surname_in(vw_arena *scratch, const char *text, const char *surname)
{
    static const char *const particles[] = {"van", "de", "der", "den", "ten", "ter", "te", "het",
                                            "la",  "le", "von", "di",  "el",  "al",  NULL};
    const size_t length = strlen(text), letters = strlen(surname);
    vw_surname_meant best = VW_SURNAME_NO;
    bool introduced = false, particle = false;
    for (word at = {0}; next_word(&at, text, length);) {
        const char *plain =
            vw_utf8_words(scratch, vw_strndup(scratch, text + at.from, at.until - at.from));
        const bool begins = at.begins && !introduced;
        if (strcmp(plain, surname) == 0 && is_capital(text, &at)) {
            if (introduced || (letters >= ALONE_MIN && (!begins || letters >= SURE_MIN)) ||
                (particle && !begins)) {
                return VW_SURNAME_SURELY;
            }
            best = letters >= ALONE_MIN ? VW_SURNAME_PERHAPS : best;
        }
        particle = is_one_of(text, &at, particles);
        introduced = introduces(text, &at) || (introduced && particle);
    }
    return best;
}

const char *vw_surname_of(vw_arena *arena, const char *name)
{
    const char *words = vw_utf8_words(arena, vw_strndup(arena, name, strcspn(name, "(")));
    const char *space = strrchr(words, ' ');
    const char *last = space != NULL ? space + 1 : words;
    return strlen(last) >= SURNAME_MIN ? last : NULL;
}
