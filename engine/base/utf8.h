/* SPDX-License-Identifier: EUPL-1.2 */
/* Text as people read it: characters, columns on a terminal, nearest names. */
#ifndef VW_BASE_UTF8_H
#define VW_BASE_UTF8_H

#include "base/arena.h"

/* Byte offset of the first invalid sequence (overlong, surrogate, cut off), or [length] when fine.
 */
size_t vw_utf8_check(const char *text, size_t length);
/* Decodes the character at [text] and returns its length in bytes; 0 when it is invalid or cut off.
 */
size_t vw_utf8_decode(uint32_t *code_point, const char *text, size_t length);
/* Characters (code points) in the first [length] bytes of valid UTF-8. */
size_t vw_utf8_count(const char *text, size_t length);
/* Columns on a terminal: combining 0, wide 2. */
size_t vw_utf8_width(const char *text, size_t length);
/* True for characters that could hide or reorder text: bidirectional controls (U+202A-202E,
 * U+2066-2069), zero-width marks, tags, and control characters other than tab and newline. */
bool vw_utf8_deceptive(uint32_t code_point);
/* The same of the character at [at] of [text], which is valid UTF-8, where it stands: a zero-width
 * joiner or non-joiner (U+200D, U+200C) hides nothing between emoji, and where a script is written
 * with it, as Persian and Hindi are. */
bool vw_utf8_hides(const char *text, size_t length, size_t at);

/* The form in which keys and references are stored: accents composed, as most programs write them
 * (Unicode's NFC). [text] itself when it is that already, or no UTF-8. */
const char *vw_utf8_composed(vw_arena *arena, const char *text);

/* Below, at or above 0, as strcmp: 0 when both have the same letters and digits, whatever their
 * capitals, how a character is written (Unicode's NFKC_Casefold: an accent apart from its letter, a
 * wide form) and the spaces, dots and dashes between them; but 1.11 is not 11.1. Texts that are no
 * UTF-8, or have neither letters nor digits, are compared as they are. */
int vw_utf8_compare_letters(const char *a, size_t a_length, const char *b, size_t b_length);

/* [text] as words: no capitals, no accents, one space between two words; between two digits the
 * sign that stood there alone. "Frédérique  VAN–DER" gives "frederique van der", "C.04" "c 04" and
 * "8.13" "8.13". [text] itself when it is no UTF-8. */
const char *vw_utf8_words(vw_arena *arena, const char *text);
/* The first [length] bytes of such words without what parts them, but between two digits: "c04".
 * [out] has room for [length] and a NUL, and may be [words]. Returns the length. */
size_t vw_utf8_join_words(char *out, const char *words, size_t length);

/* The name in [names] nearest to [wrong], or NULL when none is near: at most a third of the letters
 * differ (a swap of neighbours counts once). Ties go to the first. */
const char *vw_suggest(const char *wrong, const char *const *names, size_t count);

#endif
