/* SPDX-License-Identifier: EUPL-1.2 */
/* What a cell looks like, in the terms of libxlsxwriter. */
#ifndef VW_REPORTS_XLSX_STYLE_H
#define VW_REPORTS_XLSX_STYLE_H

#include "reports/xlsx/book.h"
#include "reports/xlsx/library.h"

/* Dates and times are shown as in [lang]; titles and heads in [accent], NULL: the program's own. */
void vw_style__dress(lxw_format *format, vw_style style, vw_lang lang, const vw_rgb *accent);

#endif
