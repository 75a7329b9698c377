/* SPDX-License-Identifier: EUPL-1.2 */
/* Where the signatures of a file are (ISO 32000-1, 12.7.4.5 and 12.8). For reports/sign/ only. */
#ifndef VW_REPORTS_SIGN_FIELDS_H
#define VW_REPORTS_SIGN_FIELDS_H

#include "reports/sign/pdf_in.h"

/* What a signature covers: the file from its begin up to [from], and on from [until] up to [end].
 * Between them stand its own bytes, in hexadecimal digits. */
typedef struct {
    size_t from, until, end;
} vw_pdf_cover;

typedef struct {
    vw_span dictionary; /* of the signature */
    bool sound;         /* the cover is what it should be: all up to the end of a revision */
    vw_pdf_cover cover;
    size_t revision; /* the newest that it covers */
} vw_pdf_signed;
typedef VW_VEC(vw_pdf_signed) vw_pdf_signed_list;

/* All signatures, in the order in which they were made. */
void vw_pdf__signatures(vw_pdf_signed_list *out, const vw_pdf_in *in);
/* The bytes between: decoded, with the zeros behind. False when they are no hexadecimal digits, or
 * are not as writers write them: no blanks, whole bytes, letters of one case. No signature covers
 * them, so that another way of writing the same would be a change that nothing tells. */
bool vw_pdf__signature_bytes(vw_buf *out, const vw_pdf_signed *signature);
/* Does [revision] add nothing but a signature to the one before? [*number]: an object that says
 * no, or 0. */
bool vw_pdf__only_signs(vw_pdf_number *number, const vw_pdf_in *in, size_t revision);

#endif
