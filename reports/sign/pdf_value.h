/* SPDX-License-Identifier: EUPL-1.2 */
/* Reading values from bytes that may hold anything: for reports/sign/ only. */
#ifndef VW_REPORTS_SIGN_PDF_VALUE_H
#define VW_REPORTS_SIGN_PDF_VALUE_H

#include "reports/sign/pdf_in.h"

typedef struct {
    vw_span text;
    size_t at;
} vw_pdf_cursor;

/* White space and comments. */
void vw_pdf__skip_blanks(vw_pdf_cursor *cursor);
/* Digits behind blanks; at most 10^15. */
bool vw_pdf__read_number(vw_pdf_cursor *cursor, uint64_t *out);
/* The value behind blanks, a reference as a whole; nested at most 64 deep. */
bool vw_pdf__read_value(vw_span *out, vw_pdf_cursor *cursor);
/* UTF-16, big-endian and without a mark, as UTF-8. */
void vw_pdf__add_utf16_bytes(vw_buf *out, const char *bytes, size_t length);
/* [filter]: none or /FlateDecode, also alone in an array. */
bool vw_pdf__unpack(vw_buf *out, vw_span bytes, vw_span filter, size_t max);

#endif
