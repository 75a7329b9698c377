/* SPDX-License-Identifier: EUPL-1.2 */
/* The page as it is being filled: a frame on A4, a cursor that moves down, and new pages. */
#ifndef VW_REPORTS_PDF_LAYOUT_H
#define VW_REPORTS_PDF_LAYOUT_H

#include "reports/pdf/image.h"
#include "reports/pdf/text.h"

/* The frame for text, in points from the top left corner: 22 mm at the sides. */
#define VW_PDF_LEFT 62.4
#define VW_PDF_WIDTH (VW_PDF_PAGE_WIDTH - 2 * VW_PDF_LEFT)
#define VW_PDF_TOP 84.0
#define VW_PDF_BOTTOM 776.0
/* What a place for initials takes from it. */
#define VW_PDF_INITIALS 26.0

/* A bar beside what must not be missed, drawn page by page. */
typedef struct {
    double x, from, width;
    vw_pdf_colour colour;
} vw_pdf_bar;

typedef struct {
    const vw_block *block;
    const char *title; /* with its number */
    size_t page;
    double y;
    size_t contents_page; /* of its line in the table of contents */
    double contents_y, contents_x;
    vw_pdf_element *link; /* of that line */
    bool listed;
} vw_pdf_heading;

typedef struct {
    const vw_document *document;
    const char *path; /* of the file, for diagnostics */
    vw_arena *arena;  /* lives as long as the file */
    vw_arena *block;  /* emptied after each block without children */
    vw_diags *diags;
    vw_pdf_fonts *fonts;
    const char *lang; /* of the block that is being drawn */
    vw_pdf_canvas *canvas;
    vw_pdf_image logo;  /* ref 0: none */
    double left, width; /* the frame, narrowed by lists and notes */
    double y;           /* the next free place */
    bool fresh;         /* nothing stands on this page yet */
    VW_VEC(vw_pdf_bar) bars;
    VW_VEC(vw_pdf_heading) headings; /* all, in the order of reading */
    size_t next_heading;
    int closer;                    /* how often it was set closer, to fit the pages that it has */
    int heading_level;             /* of the structure: that of the last heading */
    vw_pdf_bookmark *bookmarks[5]; /* the last one of each level */
    size_t cover_pages;
    struct vw_pdf_drawing *prepared; /* the table that a heading asked about */
} vw_pdf_layout;

/* A size or white space of running text, as close as the document is set. */
double vw_pdf__closer(const vw_pdf_layout *layout, double points);

void vw_pdf__new_page(vw_pdf_layout *layout);
/* A new page, unless [height] fits on this one or nothing stands on it. */
void vw_pdf__need(vw_pdf_layout *layout, double height);
double vw_pdf__room(const vw_pdf_layout *layout);
/* The height of the frame: what a page holds. */
double vw_pdf__page_room(const vw_pdf_layout *layout);
/* White space of [height], except at the top of a page. */
void vw_pdf__space(vw_pdf_layout *layout, double height);
/* Moves the cursor below something that was drawn. */
void vw_pdf__advance(vw_pdf_layout *layout, double height);

void vw_pdf__open_bar(vw_pdf_layout *layout, double x, double width, vw_pdf_colour colour);
void vw_pdf__close_bar(vw_pdf_layout *layout);

/* Draws lines at the cursor over as many pages as it takes, never leaving a single line of a
 * paragraph behind or alone. */
void vw_pdf__flow_text(vw_pdf_layout *layout, const vw_pdf_text *text);

/* Running heads and feet of all pages, when their number is known. */
void vw_pdf__furnish(vw_pdf_layout *layout);

#endif
