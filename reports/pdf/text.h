/* SPDX-License-Identifier: EUPL-1.2 */
/* Styled text in lines: shaped, broken to a width, drawn line by line. */
#ifndef VW_REPORTS_PDF_TEXT_H
#define VW_REPORTS_PDF_TEXT_H

#include "reports/pdf/canvas.h"

typedef enum { VW_LEFT, VW_RIGHT, VW_CENTRE } vw_pdf_align;

typedef struct {
    double size, leading; /* points; leading: from baseline to baseline */
    vw_pdf_colour colour;
    vw_pdf_align align;
    bool strong, emphasis, code; /* of all runs, on top of their own */
    bool figures;                /* digits in columns */
} vw_pdf_style;

typedef struct {
    size_t first, count; /* of the text's pieces */
    double width;        /* without the spaces at its end */
    bool hyphen;         /* broken at a soft hyphen, which then shows */
} vw_pdf_line;

typedef enum { VW_BREAK_NOT, VW_BREAK_MAY, VW_BREAK_MUST } vw_pdf_break;

/* A part of the text that stays together, with the spaces after it. */
typedef struct {
    size_t first, count; /* of the text's glyphs */
    double width, trail; /* trail: of the spaces at its end */
    vw_pdf_break after;
    bool soft_hyphen; /* ends in one: visible when the line ends here */
    int direction;    /* 1: to the right, -1: to the left, 0: as its neighbours */
    vw_pdf_colour colour;
    const char *target; /* NULL: no link */
    const char *title;  /* of a link: its words */
} vw_pdf_piece;

typedef struct {
    vw_pdf_style style;
    vw_pdf_glyphs glyphs;
    VW_VEC(vw_pdf_piece) pieces;
    VW_VEC(vw_pdf_line) lines;
    vw_pdf_glyph hyphen;
    size_t *order; /* room for the pieces of the longest line, used while drawing */
} vw_pdf_text;

/* Lines of at most [width] points. A word that is wider is broken between characters. A text
 * without characters has one empty line. */
vw_pdf_text *vw_pdf__lay_text(vw_pdf_fonts *fonts, vw_arena *arena, const vw_run *runs,
                              size_t count, const vw_pdf_style *style, double width);
/* The same for one plain string. */
vw_pdf_text *vw_pdf__lay_string(vw_pdf_fonts *fonts, vw_arena *arena, const char *string,
                                const vw_pdf_style *style, double width);
double vw_pdf__text_height(const vw_pdf_text *text);
/* Points of the widest line. */
double vw_pdf__text_width(const vw_pdf_text *text);
/* Points of the widest part that has no place to break. */
double vw_pdf__widest_word(const vw_pdf_text *text);

/* Draws [count] lines from [first]; the first one's top is at [y]. Links become live. */
void vw_pdf__draw_lines(vw_pdf_canvas *canvas, const vw_pdf_text *text, size_t first, size_t count,
                        double x, double y, double width);
void vw_pdf__draw_text(vw_pdf_canvas *canvas, const vw_pdf_text *text, double x, double y,
                       double width);

#endif
