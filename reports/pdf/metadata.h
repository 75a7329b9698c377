/* SPDX-License-Identifier: EUPL-1.2 */
/* What the file says of itself: title, language, dates, and the standards that it keeps. */
#ifndef VW_REPORTS_PDF_METADATA_H
#define VW_REPORTS_PDF_METADATA_H

#include "reports/document.h"
#include "reports/pdf/haru.h"

/* An ICC profile of the colours that pages are written in. */
void vw_pdf__add_srgb(vw_buf *out);

/* Information dictionary, XMP, colour space and catalogue. [tags] is the structure tree's root.
 * The file then claims PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1). */
void vw_pdf__set_metadata(vw_pdf_file *file, const vw_document *document, vw_pdf_ref tags,
                          vw_arena *arena);

#endif
