/* SPDX-License-Identifier: EUPL-1.2 */
/* What canvas.c (drawing) and links.c (navigation) share. */
#ifndef VW_REPORTS_PDF_CANVAS_PRIVATE_H
#define VW_REPORTS_PDF_CANVAS_PRIVATE_H

#include "reports/pdf/canvas.h"
#include "reports/pdf/syntax.h"

typedef struct {
    vw_pdf_sheet *sheet;
    vw_pdf_colour fill, stroke; /* black at first, as PDF has it */
    vw_pdf_colour saved_fill, saved_stroke;
    bool artifact;
} vw_pdf_leaf;

typedef struct {
    const char *id;
    size_t page;
    double y;
} vw_pdf_place;

typedef struct {
    const char *id, *title;
    vw_pdf_box box;
    size_t page;
} vw_pdf_wish; /* a link to an anchor that need not be known yet */

struct vw_pdf_canvas {
    vw_arena *arena;
    vw_pdf_file *file;
    vw_pdf_ref resources;
    VW_VEC(vw_pdf_leaf) leaves;
    size_t page;
    vw_buf line; /* operators not yet written */
    double size, rise;
    uint8_t face;
    bool in_array;
    VW_VEC(vw_pdf_place) places;
    VW_VEC(vw_pdf_wish) wishes;
};

#endif
