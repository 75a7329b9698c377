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
    bool open, artifact;             /* marked content is open, and it is furniture */
    vw_pdf_element *owner;           /* of the open content */
    VW_VEC(vw_pdf_element *) owners; /* by marked content's number */
} vw_pdf_leaf;

/* A child of an element: another element, content on a page, or an annotation. */
typedef struct vw_pdf_kid {
    struct vw_pdf_kid *next;
    vw_pdf_element *element;
    uint32_t page, number;
    vw_pdf_ref annotation;
} vw_pdf_kid;

/* There is one for each cell of each table: lists, since most have one child. */
struct vw_pdf_element {
    vw_pdf_canvas *canvas;
    vw_pdf_element *parent;
    const char *type, *attributes;
    vw_pdf_ref ref;
    vw_pdf_kid *kids, *last_kid;
};

typedef struct {
    const char *id;
    size_t page;
    double y;
} vw_pdf_place;

typedef struct {
    const char *id, *title;
    vw_pdf_box box;
    size_t page;
    vw_pdf_element *element;
} vw_pdf_wish; /* a link to an anchor that need not be known yet */

struct vw_pdf_canvas {
    vw_arena *arena;
    vw_pdf_file *file;
    vw_pdf_ref resources;
    vw_pdf_colour accent, tint;
    VW_VEC(vw_pdf_leaf) leaves;
    size_t page;
    vw_buf line; /* operators not yet written */
    double size, rise;
    uint8_t face;
    bool in_array;
    vw_pdf_element *root, *element; /* of the tree; the one opened last */
    unsigned artifacts;             /* how often furniture was begun */
    vw_pdf_ref tree, parents;
    VW_VEC(vw_pdf_element *) annotated; /* the elements of annotations */
    VW_VEC(vw_pdf_place) places;
    VW_VEC(vw_pdf_wish) wishes;
};

/* Sees to it that what is written next stands in the right marked content. */
void vw_pdf__mark(vw_pdf_canvas *canvas, bool shape);
/* Makes an annotation a child of [element]; gives its number in the parent tree. */
size_t vw_pdf__own_annotation(vw_pdf_canvas *canvas, vw_pdf_element *element);
void vw_pdf__add_annotation(vw_pdf_element *element, size_t page, vw_pdf_ref annotation);

#endif
