/* SPDX-License-Identifier: EUPL-1.2 */
/* What pieces.c (where may a line end) and text.c (where does it end) share. */
#ifndef VW_REPORTS_PDF_TEXT_PRIVATE_H
#define VW_REPORTS_PDF_TEXT_PRIVATE_H

#include "reports/pdf/syntax.h"
#include "reports/pdf/text.h"

/* Of one byte of a run: even numbers run to the right, odd ones to the left (UAX 9). */
typedef struct {
    uint8_t own;
    uint8_t base; /* of its paragraph: 0 or 1 */
} vw_pdf__level;

typedef struct {
    vw_pdf_fonts *fonts;
    vw_arena *arena;
    vw_pdf_text *text;
    const vw_run *run;
    uint32_t before;             /* the character before; 0 at the start of a line */
    uint32_t script;             /* of the piece so far; 0: none yet */
    const vw_pdf__level *levels; /* of the run's bytes; NULL: all run to the right */
} vw_pdf__pieces;

/* Is what stands between blanks around byte [at] the name of a file, an address or an id: has it a
 * digit, an underscore, or a dot or slash between two letters? It gets no hyphens. */
bool vw_pdf__is_name(const char *string, size_t at);

/* Shapes the runs and adds their pieces and glyphs to the text. */
void vw_pdf__cut_pieces(vw_pdf__pieces *self, const vw_run *runs, size_t count);

/* The levels of each run's bytes; NULL when all of them run to the right. */
const vw_pdf__level **vw_pdf__levels_of(vw_arena *arena, const vw_run *runs, size_t count);
bool vw_pdf__is_line_end(uint32_t code);

/* Ends the lines where the text's pieces allow, so that there are as few as can be and their ends
 * differ little; words are hyphenated only where a line would stay too short. */
void vw_pdf__fill_lines(vw_pdf_text *text, vw_pdf_fonts *fonts, vw_arena *arena, double width);

#endif
