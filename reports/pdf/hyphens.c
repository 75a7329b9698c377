/* SPDX-License-Identifier: EUPL-1.2 */
/* Where words may be hyphenated, by libhyphen (Liang's method) and Debian's dictionaries. */
#include "reports/pdf/font_private.h"
#include "reports/pdf/syntax.h"

#include <hyphen.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* Longer ones are no words. libhyphen itself knows no bound. */
#define WORD_BYTES_MAX 200u
/* Characters that stay together at a word's start and end. */
#define LEFT_LEAST 3
#define RIGHT_LEAST 3

static const struct {
    const char *lang, *file, *package;
} known[VW_PDF_DICTIONARIES] = {
    {"nl", "hyph_nl_NL.dic", "hyphen-nl"},
    {"en", "hyph_en_GB.dic", "hyphen-en-gb"},
};

void vw_pdf__dictionaries_close(vw_pdf_fonts *fonts)
{
    for (size_t i = 0; i < VW_PDF_DICTIONARIES; i++) {
        if (fonts->dictionaries[i].dictionary != NULL) {
            hnj_hyphen_free(fonts->dictionaries[i].dictionary);
        }
    }
}

/* The dictionary of "nl" or "nl-NL"; NULL when there is none, which is told when it should be. */
static HyphenDict *find_dictionary(vw_pdf_fonts *fonts, const char *lang, size_t *which)
{
    for (*which = 0; *which < VW_PDF_DICTIONARIES; (*which)++) {
        size_t length = strlen(known[*which].lang);
        if (strncmp(lang, known[*which].lang, length) == 0 &&
            (lang[length] == '\0' || lang[length] == '-')) {
            break;
        }
    }
    if (*which == VW_PDF_DICTIONARIES) {
        return NULL;
    }
    vw_pdf_dictionary *dictionary = &fonts->dictionaries[*which];
    if (!dictionary->tried) {
        const char *own = getenv("VERANTWOORD_HYPHENS");
        const char *folder = own != NULL && own[0] != '\0' ? own : "/usr/share/hyphen";
        const char *path = vw_printf(fonts->arena, "%s/%s", folder, known[*which].file);
        dictionary->tried = true;
        dictionary->dictionary = hnj_hyphen_load(path);
        if (dictionary->dictionary == NULL) {
            VW_DIAG(fonts->diags, T008, (vw_place){.file = path}, known[*which].package);
        }
    }
    return dictionary->dictionary;
}

/* A word as the dictionary wants it: in small letters, in its encoding. */
typedef struct {
    char bytes[WORD_BYTES_MAX * 2];
    size_t length, characters;
} spelling;

/* False for what is not to be hyphenated: capitals after the first letter ("DigiD", "ENSIA"), and
 * letters that the dictionary's encoding lacks. */
static bool spell(spelling *out, const HyphenDict *dictionary, const char *text, size_t length)
{
    *out = (spelling){0};
    for (const char *at = text; at < text + length; out->characters++) {
        uint32_t code = vw_pdf__next_char(&at);
        uint32_t small = (uint32_t)utf8proc_tolower((utf8proc_int32_t)code);
        if (small != code && out->characters > 0) {
            return false;
        }
        if (vw_pdf__is_mark(code)) {
            return false; /* places are counted in characters of both */
        }
        if (dictionary->utf8) {
            out->length += (size_t)utf8proc_encode_char(
                (utf8proc_int32_t)small, (utf8proc_uint8_t *)out->bytes + out->length);
        } else if (small <= 0xFF) {
            out->bytes[out->length++] = (char)small;
        } else {
            return false;
        }
    }
    return true;
}

/* A diaeresis at a line's start would go in Dutch ("ge-ind"), so a line does not end there. */
static bool is_diaeresis(uint32_t code)
{
    return code == 0xE4 || code == 0xEB || code == 0xEF || code == 0xF6 || code == 0xFC;
}

static void release_replacements(char **replacements, int *positions, int *cuts, size_t count)
{
    for (size_t i = 0; replacements != NULL && i < count; i++) {
        free(replacements[i]);
    }
    free(replacements);
    free(positions);
    free(cuts);
}

size_t vw_pdf__hyphenate(vw_pdf_fonts *fonts, const char *lang, const char *text, size_t length,
                         size_t *places)
{
    size_t which;
    HyphenDict *dictionary = length > WORD_BYTES_MAX ? NULL : find_dictionary(fonts, lang, &which);
    spelling word;
    if (dictionary == NULL || !spell(&word, dictionary, text, length)) {
        return 0;
    }
    char marks[WORD_BYTES_MAX * 2 + 8] = {0};
    char **replacements = NULL;
    int *positions = NULL, *cuts = NULL;
    if (hnj_hyphen_hyphenate3(dictionary, word.bytes, (int)word.length, marks, NULL, &replacements,
                              &positions, &cuts, LEFT_LEAST, RIGHT_LEAST, LEFT_LEAST,
                              RIGHT_LEAST) != 0) {
        return 0;
    }
    size_t count = 0;
    const char *at = text;
    for (size_t i = 0; i + 1 < word.characters; i++) {
        vw_pdf__next_char(&at);
        const char *peek = at;
        /* A place that changes the word's letters is left out. */
        bool changes = replacements != NULL && replacements[i] != NULL;
        if ((marks[i] & 1) != 0 && !changes && !is_diaeresis(vw_pdf__next_char(&peek))) {
            places[count++] = i + 1;
        }
    }
    release_replacements(replacements, positions, cuts, word.length);
    return count;
}
