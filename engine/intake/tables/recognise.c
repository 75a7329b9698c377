/* SPDX-License-Identifier: EUPL-1.2 */
/* What encoding a text is in. The only file that knows uchardet, which is made for web pages in any
 * language: what few accents there are in a table it takes for anything. So a text that reads well
 * in the encoding of Windows in Western Europe is taken for that, and uchardet is asked for others.
 */
#include "intake/tables/encoding.h"

#include <string.h>
#include <uchardet/uchardet.h>
#include <unistd.h>
#include <utf8proc.h>

enum {
    SAMPLE_BYTES = 1 << 20, /* from just before the first byte that is no UTF-8 */
    SAMPLE_BEFORE = 16 * 1024
};

typedef struct {
    unsigned char *bytes;
    size_t length;
} sample;

static sample take_sample(vw_arena *arena, const vw_input *input)
{
    sample one = {.bytes = vw_alloc(arena, SAMPLE_BYTES)};
    size_t start = input->bad_utf8 > SAMPLE_BEFORE ? input->bad_utf8 - SAMPLE_BEFORE : 0;
    ssize_t got = 1;
    while (got > 0 && one.length < SAMPLE_BYTES) {
        got = pread(input->fd, one.bytes + one.length, SAMPLE_BYTES - one.length,
                    (off_t)(start + one.length));
        one.length += got > 0 ? (size_t)got : 0;
    }
    return one;
}

/* ---- Western Europe ------------------------------------------------------------------------- */

/* 0x80 to 0x9F of Windows-1252; 0: no character. The rest is as in Unicode. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static uint32_t western(unsigned char byte)
{
    return byte >= 0x80 && byte < 0xA0 ? windows_1252[byte - 0x80] : byte;
}

static bool is_letter(uint32_t point)
{
    if (point < 0x80) {
        return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
    }
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)point);
    return category == UTF8PROC_CATEGORY_LL || category == UTF8PROC_CATEGORY_LU;
}

static bool is_upper(uint32_t point)
{
    return utf8proc_category((utf8proc_int32_t)point) == UTF8PROC_CATEGORY_LU;
}

/* Signs that stand within words: apostrophes, a soft hyphen, a middle dot. */
static bool joins(uint32_t point)
{
    return point == 0x2019 || point == 0xB4 || point == 0xAD || point == 0xB7;
}

/* Signs that no word has before them; where encodings of DOS and Macintosh have their accents. */
static bool begins_words(uint32_t point)
{
    static const uint16_t signs[] = {0x201A, 0x201E, 0x2020, 0x2021, 0x2C6, 0x2030,
                                     0x2039, 0x2DC,  0xA1,   0xA8,   0xAF,  0xB8};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (point == signs[i]) {
            return true;
        }
    }
    return false;
}

/* Whether the byte at [at] reads as a word or a sign would in Western Europe. */
static bool reads_well(const sample *text, size_t at)
{
    uint32_t point = western(text->bytes[at]);
    uint32_t before = at > 0 ? western(text->bytes[at - 1]) : ' ';
    uint32_t after = at + 1 < text->length ? western(text->bytes[at + 1]) : ' ';
    if (point == 0 || point == 0x192) {
        return false;
    }
    if (!is_letter(point)) {
        bool within = is_letter(before) && (is_letter(after) || begins_words(point));
        return joins(point) || !within;
    }
    bool foreign = before >= 0x80 && is_letter(before) && after >= 0x80 && is_letter(after);
    bool small_before = is_letter(before) && !is_upper(before);
    return !foreign && !(is_upper(point) && small_before);
}

/* NULL when more than one in twenty of the letters and signs beyond ASCII read badly. */
static const char *western_name(const sample *text)
{
    size_t all = 0, bad = 0, euros = 0, windows_only = 0;
    for (size_t i = 0; i < text->length; i++) {
        if (text->bytes[i] >= 0x80) {
            all++;
            bad += !reads_well(text, i);
            euros += text->bytes[i] == 0xA4;
            windows_only += text->bytes[i] < 0xA0;
        }
    }
    if (bad * 20 > all) {
        return NULL;
    }
    /* A4 is the euro sign there, and in Windows-1252 a sign that nobody writes. */
    return euros > 0 && windows_only == 0 ? "ISO-8859-15" : "WINDOWS-1252";
}

/* ---- elsewhere ------------------------------------------------------------------------------ */

static const char *ask_uchardet(vw_arena *arena, const sample *text)
{
    uchardet_t detector = uchardet_new();
    const char *name = NULL;
    if (detector == NULL) {
        vw_out_of_memory();
    }
    if (uchardet_handle_data(detector, (const char *)text->bytes, text->length) == 0) {
        uchardet_data_end(detector);
        name = vw_strdup(arena, uchardet_get_charset(detector));
    }
    uchardet_delete(detector);
    return name != NULL && *name != '\0' ? name : NULL;
}

/* Of other scripts. Those in Latin letters look alike to each other: with few accents a choice
 * among them is a guess, and a wrong one would go unnoticed. */
static bool is_trusted(const char *name)
{
    static const char *const trusted[] = {
        "WINDOWS-1251", "WINDOWS-1253", "ISO-8859-5", "ISO-8859-7", "KOI8-R",
        "SHIFT_JIS",    "EUC-JP",       "EUC-KR",     "GB18030",    "BIG5",
    };
    for (size_t i = 0; i < sizeof trusted / sizeof *trusted; i++) {
        if (strcmp(name, trusted[i]) == 0) {
            return true;
        }
    }
    return false;
}

const char *vw_intake__recognise(const char **guess, vw_arena *arena, const vw_input *input)
{
    vw_arena *scratch = vw_arena_new();
    const sample text = take_sample(scratch, input);
    const char *name = western_name(&text);
    *guess = "WINDOWS-1252";
    if (name == NULL) {
        name = ask_uchardet(arena, &text);
        *guess = name != NULL ? name : *guess;
        name = name != NULL && is_trusted(name) ? name : NULL;
    }
    vw_arena_free(scratch);
    return name;
}
