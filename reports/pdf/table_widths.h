/* SPDX-License-Identifier: EUPL-1.2 */
/* What the widths of a table's columns are found from: the head and its first rows, each cell laid
 * on one line. */
#ifndef VW_REPORTS_PDF_TABLE_WIDTHS_H
#define VW_REPORTS_PDF_TABLE_WIDTHS_H

#include "reports/pdf/table.h"

typedef struct {
    double least, hyphenated, natural, weight, width;
    int64_t largest; /* number seen */
    bool settled;
} vw_pdf_claim;

/* A cell of the head or the first rows, on one line. */
typedef struct {
    const vw_pdf_text *text; /* NULL: empty */
    const vw_pdf_text *hyphenated;
    double extra; /* width beside the text */
} vw_pdf_sample;

typedef struct {
    vw_pdf_table *table;
    vw_pdf_claim *claims;
    VW_VEC(vw_pdf_sample) samples; /* row after row, the head first */
    vw_arena *arena;               /* of the samples' texts */
} vw_pdf_sampling;

/* Gives each column its width where not all texts fit on one line: its least, and of what is [left]
 * of the frame, in points, what makes the rows lowest. */
void vw_pdf__share_by_height(const vw_pdf_sampling *self, double left);
/* Lines that a cell takes at a width in points, set the way that is better. */
double vw_pdf__sample_lines(const vw_pdf_sampling *self, const vw_pdf_sample *one, double width);

#endif
