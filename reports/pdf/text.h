/* SPDX-License-Identifier: EUPL-1.2 */
/* Styled text in lines: shaped, broken to a width, drawn line by line. */
#ifndef VW_REPORTS_PDF_TEXT_H
#define VW_REPORTS_PDF_TEXT_H

#include "reports/pdf/canvas.h"

typedef enum {
    VW_LEFT,
    VW_RIGHT,
    VW_CENTRE
} vw_pdf_align; /* left: right for a paragraph that runs to the left */

typedef struct {
    double size, leading; /* points; leading: from baseline to baseline */
    vw_pdf_colour colour;
    vw_pdf_align align;
    bool strong, emphasis, code; /* of all runs, on top of their own */
    bool figures;                /* digits in columns */
    const char *hyphens;         /* language whose words may be hyphenated; NULL: none is */
} vw_pdf_style;

/* What shows when a line ends here: nothing, the hyphen of a soft hyphen in the text, or one of our
 * own, which copies as a soft hyphen so that the word can be put together again. */
typedef enum { VW_HYPHEN_NONE, VW_HYPHEN_SOFT, VW_HYPHEN_OWN } vw_pdf_hyphen;

typedef struct {
    size_t first, count; /* of the text's pieces */
    double width;        /* without the spaces at its end, with a hyphen */
    vw_pdf_hyphen hyphen;
} vw_pdf_line;

typedef enum { VW_BREAK_NOT, VW_BREAK_MAY, VW_BREAK_MUST } vw_pdf_break;

/* A part of the text that stays together, with the spaces after it. */
typedef struct {
    size_t first, count; /* of the text's glyphs */
    double width, trail; /* trail: of the spaces at its end */
    vw_pdf_break after;
    vw_pdf_hyphen hyphen;
    uint8_t level; /* of embedding (UAX 9): odd runs to the left */
    uint8_t base;  /* that of its paragraph: 1 runs to the left */
    vw_pdf_colour colour;
    const char *target; /* NULL: no link */
    const char *title;  /* all of its run: a link's words */
    const char *lang;   /* of its run; NULL: that around it */
    const char *text;   /* its characters, not ended by NUL; NULL: not to be hyphenated */
    size_t length;
} vw_pdf_piece;

typedef struct {
    vw_pdf_style style;
    vw_pdf_glyphs glyphs;
    VW_VEC(vw_pdf_piece) pieces;
    VW_VEC(vw_pdf_line) lines;
    vw_pdf_glyph hyphens[3]; /* by vw_pdf_hyphen */
    size_t *order;           /* room for the pieces of the longest line, used while drawing */
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
/* A copy whose words may be hyphenated too, as far as its style allows: to be measured. */
vw_pdf_text *vw_pdf__hyphenated(const vw_pdf_text *text, vw_pdf_fonts *fonts, vw_arena *arena);
/* How many lines of [width] points the text would take at least. [*hyphens]: how many of them end
 * in a hyphen; [*broken]: how many break where no line should. */
size_t vw_pdf__lines_in(const vw_pdf_text *text, double width, size_t *hyphens, size_t *broken);

/* Draws [count] lines from [first]; the first one's top is at [y]. Links become live. */
void vw_pdf__draw_lines(vw_pdf_canvas *canvas, const vw_pdf_text *text, size_t first, size_t count,
                        double x, double y, double width);
void vw_pdf__draw_text(vw_pdf_canvas *canvas, const vw_pdf_text *text, double x, double y,
                       double width);

#endif
