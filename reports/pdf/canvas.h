/* SPDX-License-Identifier: EUPL-1.2 */
/* Pages to draw on: A4, in points, x from the left edge and y from the top edge downward. */
#ifndef VW_REPORTS_PDF_CANVAS_H
#define VW_REPORTS_PDF_CANVAS_H

#include "reports/document.h"
#include "reports/pdf/font.h"

#define VW_PDF_PAGE_WIDTH 595.276 /* 210 mm */
#define VW_PDF_PAGE_HEIGHT 841.89 /* 297 mm */

typedef struct {
    double red, green, blue; /* 0..1 */
} vw_pdf_colour;

/* Each text colour has a contrast of at least 4.5 to 1 on white and on the tint. The accent and the
 * tint of it are the document's: the canvas that draws them knows which colours those are. */
extern const vw_pdf_colour vw_pdf_ink, vw_pdf_grey, vw_pdf_accent, vw_pdf_rule, vw_pdf_tint,
    vw_pdf_white;

typedef struct {
    double left, top, width, height;
} vw_pdf_box;

typedef struct vw_pdf_canvas vw_pdf_canvas;

/* [accent] NULL: the program's own. */
vw_pdf_canvas *vw_pdf__canvas_new(vw_arena *arena, vw_pdf_file *file, vw_pdf_fonts *fonts,
                                  const vw_rgb *accent);

/* Adds a page and turns to it. */
void vw_pdf__add_page(vw_pdf_canvas *canvas);
/* Any page may be drawn on until the file is saved; they count from 0. */
void vw_pdf__turn_to(vw_pdf_canvas *canvas, size_t page);
size_t vw_pdf__page(const vw_pdf_canvas *canvas);
size_t vw_pdf__page_count(const vw_pdf_canvas *canvas);

/* The structure (ISO 32000-1, 14.7 and 14.8) that tells a screen reader what is drawn. Text
 * belongs to the element opened last; shapes belong to none, except in a "Figure". */
typedef struct vw_pdf_element vw_pdf_element;
/* [type] "P", "TD" and so on; [attributes] are entries of the element's dictionary, or NULL.
 * Both must live as long as the file. NULL inside furniture, which has no structure. */
vw_pdf_element *vw_pdf__open_tag(vw_pdf_canvas *canvas, const char *type, const char *attributes);
/* The entry of an element's dictionary for a language. */
const char *vw_pdf__lang_entry(vw_pdf_canvas *canvas, const char *lang);
/* The entries of a "Figure": what it shows, in words, and its place. */
const char *vw_pdf__figure_entries(vw_arena *arena, const char *alternative, vw_pdf_box box);
/* Goes on with an element that was closed: a cell on its next page. */
void vw_pdf__reopen_tag(vw_pdf_canvas *canvas, vw_pdf_element *element);
void vw_pdf__close_tag(vw_pdf_canvas *canvas);
/* Until it is switched off, all that is drawn is furniture that a screen reader skips. */
void vw_pdf__artifact(vw_pdf_canvas *canvas, bool on);
/* Ends what is open on each page and writes the tree; gives the catalogue's entry for it. */
vw_pdf_ref vw_pdf__finish_tags(vw_pdf_canvas *canvas);

void vw_pdf__fill_box(vw_pdf_canvas *canvas, vw_pdf_box box, vw_pdf_colour colour);
void vw_pdf__line(vw_pdf_canvas *canvas, double x0, double y0, double x1, double y1, double width,
                  vw_pdf_colour colour);
/* A closed shape through [count] points (x, y alternating); [stroke] 0: filled, else outlined. */
void vw_pdf__polygon(vw_pdf_canvas *canvas, const double *points, size_t count, double stroke,
                     vw_pdf_colour colour);
void vw_pdf__polyline(vw_pdf_canvas *canvas, const double *points, size_t count, double stroke,
                      vw_pdf_colour colour);
void vw_pdf__circle(vw_pdf_canvas *canvas, double x, double y, double radius, double stroke,
                    vw_pdf_colour colour);
/* An image that was added to the file, in the box. [number] from 1: its name in the resources. */
void vw_pdf__draw_image(vw_pdf_canvas *canvas, size_t number, vw_pdf_box box);
/* What is drawn until vw_pdf__unclip shows inside [box] only. */
void vw_pdf__clip(vw_pdf_canvas *canvas, vw_pdf_box box);
void vw_pdf__unclip(vw_pdf_canvas *canvas);

/* Text is written in pieces of one line: start, glyphs in the order of the paper, end. */
void vw_pdf__start_line(vw_pdf_canvas *canvas, double x, double baseline, double size);
void vw_pdf__add_glyphs(vw_pdf_canvas *canvas, const vw_pdf_glyph *glyphs, size_t count,
                        vw_pdf_colour colour);
void vw_pdf__end_line(vw_pdf_canvas *canvas);

/* A place that links and bookmarks can lead to: the current page at [y]. */
void vw_pdf__anchor(vw_pdf_canvas *canvas, const char *id, double y);
/* [target] is "#id" (it may be anchored later) or a URL. [title] says where it leads. */
void vw_pdf__link(vw_pdf_canvas *canvas, vw_pdf_box box, const char *target, const char *title);
void vw_pdf__link_to_page(vw_pdf_canvas *canvas, vw_pdf_box box, size_t page, double y,
                          const char *title);
vw_pdf_bookmark *vw_pdf__bookmark(vw_pdf_canvas *canvas, vw_pdf_bookmark *parent, const char *title,
                                  double y);
/* Makes the links to anchors, when all are known; one that leads nowhere is a warning. */
void vw_pdf__resolve_links(vw_pdf_canvas *canvas, vw_diags *diags, const char *path);

#endif
