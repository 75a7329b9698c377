/* SPDX-License-Identifier: EUPL-1.2 */
/* Numbers, names and strings as PDF writes them (ISO 32000-1, 7.3), whatever the locale. */
#ifndef VW_REPORTS_PDF_SYNTAX_H
#define VW_REPORTS_PDF_SYNTAX_H

#include "base/arena.h"

/* At most three decimals, no exponent, no trailing zeros; followed by a space. */
void vw_pdf__add_number(vw_buf *buf, double number);
/* A text string: UTF-16 in hexadecimal digits. [marked]: with the byte order mark of 7.9.2.2. */
void vw_pdf__add_utf16(vw_buf *buf, const char *utf8, bool marked);
/* A string of ASCII in parentheses; bytes outside ASCII as octal escapes. */
void vw_pdf__add_literal(vw_buf *buf, const char *text);

/* Decodes one character of valid UTF-8 at [*text] and steps over it; 0 at the end. */
uint32_t vw_pdf__next_char(const char **text);

#endif
