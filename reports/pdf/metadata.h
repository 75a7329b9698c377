/* SPDX-License-Identifier: EUPL-1.2 */
/* What the file says of itself: title, language, dates, and the standards that it keeps. */
#ifndef VW_REPORTS_PDF_METADATA_H
#define VW_REPORTS_PDF_METADATA_H

#include "reports/document.h"
#include "reports/pdf/haru.h"

/* An ICC profile of the colours that pages are written in. */
void vw_pdf__add_srgb(vw_buf *out);

/* Embeds the document's attachments; [*entries] becomes what the catalogue says of them, "" when
 * there are none (ISO 19005-3, 6.8; ISO 32000-1, 7.11.4). Beside the size stands the SHA-256 of the
 * bytes, under a key of our own. */
VW_MUST_USE vw_status vw_pdf__attach(const char **entries, vw_pdf_file *file,
                                     const vw_document *document, vw_arena *arena, vw_diags *diags);

/* Information dictionary, XMP, colour space and catalogue. [tags] is the structure tree's root;
 * [entries] are further entries of the catalogue. The file then claims PDF/A-3a (ISO 19005-3) and
 * PDF/UA-1 (ISO 14289-1). */
void vw_pdf__set_metadata(vw_pdf_file *file, const vw_document *document, vw_pdf_ref tags,
                          const char *entries, vw_arena *arena);
/* The date of an instant as PDF writes it, "D:20260131123456Z". */
const char *vw_pdf__date(vw_arena *arena, const char *instant);

#endif
