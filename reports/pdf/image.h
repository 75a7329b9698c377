/* SPDX-License-Identifier: EUPL-1.2 */
/* The logo as an image of the file. */
#ifndef VW_REPORTS_PDF_IMAGE_H
#define VW_REPORTS_PDF_IMAGE_H

#include "reports/document.h"
#include "reports/pdf/haru.h"

#define VW_PDF_LOGO 1 /* its number in the resources */

typedef struct {
    vw_pdf_ref ref;       /* 0: there is none */
    double width, height; /* in points of the image */
} vw_pdf_image;

/* Adds [logo] to the file; NULL: none. A PNG is decoded, what shows through becomes white; a JPEG
 * goes in as it is. One that cannot be read is VW_ERR_INPUT (T011). */
VW_MUST_USE vw_status vw_pdf__add_logo(vw_pdf_image *out, vw_pdf_file *file, const vw_logo *logo,
                                       vw_arena *arena, vw_diags *diags);

#endif
