/* SPDX-License-Identifier: EUPL-1.2 */
/* What the kinds of charts share. */
#ifndef VW_REPORTS_ODT_CHART_H
#define VW_REPORTS_ODT_CHART_H

#include "reports/odt/odt_parts.h"

/* Millimetres, from the drawing's corner. */
typedef struct {
    double x, y, width, height;
} vw_odt_box;

void vw_odt__put_shape(vw_odt *odt, const char *element, const char *style, vw_odt_box at);
/* Text on nothing; [paragraph] is "ChartLabel", "ChartCount" or "ChartTotal". */
void vw_odt__put_text(vw_odt *odt, const char *paragraph, vw_odt_box at, const char *text);

/* Charts of shares, and their styles. */
void vw_odt__shares(vw_odt *odt, const vw_chart *chart, double width);
void vw_odt__share_styles(vw_odt *odt, vw_xml *xml);
void vw_odt__share_dashes(vw_xml *xml);

#endif
