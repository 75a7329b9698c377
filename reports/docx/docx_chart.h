/* SPDX-License-Identifier: EUPL-1.2 */
/* What the kinds of charts share. */
#ifndef VW_REPORTS_DOCX_CHART_H
#define VW_REPORTS_DOCX_CHART_H

#include "reports/docx/docx_parts.h"

/* <AROUND> with a colour as RRGGBB. */
void vw_docx__chart_colour(vw_xml *xml, const char *around, const char *value);
/* The look of texts; [size] in hundredths of a point. */
void vw_docx__chart_font(vw_xml *xml, const char *size);

/* A number format with the marks of the document's language, not of who looks at it. */
const char *vw_docx__chart_format(const vw_docx *docx, const char *format);

/* Charts of shares: what stands in the plot, and millimetres of height. */
void vw_docx__shares(vw_docx *docx, vw_xml *xml, const vw_chart *chart);
double vw_docx__shares_height(const vw_chart *chart);

#endif
