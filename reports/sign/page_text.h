/* SPDX-License-Identifier: EUPL-1.2 */
/* What the pages say, by the fonts' own tables from codes to text (ISO 32000-1, 9.10.3). */
#ifndef VW_REPORTS_SIGN_PAGE_TEXT_H
#define VW_REPORTS_SIGN_PAGE_TEXT_H

#include "reports/sign/pdf_in.h"

/* The text of all pages in the order drawn, a line's end behind each piece. What cannot be read (a
 * font without a table, a broken stream) is left out: the text then does not say what it should. */
const char *vw_pdf__page_text(const vw_pdf_in *in);

#endif
