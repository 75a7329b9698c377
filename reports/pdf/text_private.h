/* SPDX-License-Identifier: EUPL-1.2 */
/* What pieces.c (where may a line end) and text.c (where does it end) share. */
#ifndef VW_REPORTS_PDF_TEXT_PRIVATE_H
#define VW_REPORTS_PDF_TEXT_PRIVATE_H

#include "reports/pdf/syntax.h"
#include "reports/pdf/text.h"

typedef struct {
    vw_pdf_fonts *fonts;
    vw_arena *arena;
    vw_pdf_text *text;
    const vw_run *run;
    uint32_t before; /* the character before; 0 at the start of a line */
    vw_pdf_course course;
} vw_pdf__pieces;

/* Shapes the runs and adds their pieces and glyphs to the text. */
void vw_pdf__cut_pieces(vw_pdf__pieces *self, const vw_run *runs, size_t count);

/* Ends the lines where the text's pieces allow, so that there are as few as can be and their ends
 * differ little; words are hyphenated only where a line would stay too short. */
void vw_pdf__fill_lines(vw_pdf_text *text, vw_pdf_fonts *fonts, vw_arena *arena, double width);

#endif
