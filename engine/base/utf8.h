/* SPDX-License-Identifier: EUPL-1.2 */
/* Text as people read it: characters, columns on a terminal, nearest names. */
#ifndef VW_BASE_UTF8_H
#define VW_BASE_UTF8_H

#include "base/base.h"

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

/* The name in [names] nearest to [wrong], or NULL when none is near: at most a third of the letters
 * differ (a swap of neighbours counts once). Ties go to the first. */
const char *vw_suggest(const char *wrong, const char *const *names, size_t count);

#endif
