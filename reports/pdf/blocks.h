/* SPDX-License-Identifier: EUPL-1.2 */
/* The kinds of blocks, each drawn at the layout's cursor. */
#ifndef VW_REPORTS_PDF_BLOCKS_H
#define VW_REPORTS_PDF_BLOCKS_H

#include "reports/pdf/layout.h"

/* Any block, with all below it. */
VW_MUST_USE vw_status vw_pdf__draw_block(vw_pdf_layout *layout, const vw_block *block);
VW_MUST_USE vw_status vw_pdf__draw_children(vw_pdf_layout *layout, const vw_block *block);
/* Points that the beginning of a block takes: what a heading must find below it. */
double vw_pdf__first_height(vw_pdf_layout *layout, const vw_block *block);

/* flow.c */
#define VW_PDF_PARAGRAPH_GAP 7.0 /* white space below a paragraph, in points */
/* The entry for an element's language; NULL when it is the one around it. */
const char *vw_pdf__lang_of(vw_pdf_layout *layout, const vw_block *block);
void vw_pdf__draw_paragraph(vw_pdf_layout *layout, const vw_block *block);
void vw_pdf__draw_heading(vw_pdf_layout *layout, const vw_block *block);
double vw_pdf__heading_height(vw_pdf_layout *layout, const vw_block *block);
double vw_pdf__paragraph_start(vw_pdf_layout *layout, const vw_block *block);
/* All of it, and whether that is at most three lines: what is never parted. */
double vw_pdf__paragraph_height(vw_pdf_layout *layout, const vw_block *block);
bool vw_pdf__is_short(vw_pdf_layout *layout, const vw_block *block);

/* facts.c */
void vw_pdf__draw_facts(vw_pdf_layout *layout, const vw_block *block);
double vw_pdf__facts_start(vw_pdf_layout *layout, const vw_block *block);
double vw_pdf__signatures_start(vw_pdf_layout *layout, const vw_block *block);
void vw_pdf__draw_signatures(vw_pdf_layout *layout, const vw_block *block);

/* cover.c, contents.c */
VW_MUST_USE vw_status vw_pdf__draw_cover(vw_pdf_layout *layout, const vw_block *block);
void vw_pdf__collect_headings(vw_pdf_layout *layout);
void vw_pdf__draw_contents(vw_pdf_layout *layout, const vw_block *contents);
/* Page numbers and links, when the pages of all headings are known. */
void vw_pdf__complete_contents(vw_pdf_layout *layout);

/* table.c, chart.c */
VW_MUST_USE vw_status vw_pdf__draw_table(vw_pdf_layout *layout, const vw_block *block);
/* Caption, head and first rows. */
double vw_pdf__table_start(vw_pdf_layout *layout, const vw_block *block);
void vw_pdf__forget_prepared(vw_pdf_layout *layout);
void vw_pdf__draw_chart(vw_pdf_layout *layout, const vw_block *block);
double vw_pdf__chart_height(vw_pdf_layout *layout, const vw_chart *chart);

/* chart_shares.c: what stands in the figure, below the caption. */
void vw_pdf__draw_shares(vw_pdf_layout *layout, const vw_chart *chart);
double vw_pdf__shares_height(vw_pdf_layout *layout, const vw_chart *chart);
void vw_pdf__draw_trend(vw_pdf_layout *layout, const vw_chart *chart);
double vw_pdf__trend_height(vw_pdf_layout *layout, const vw_chart *chart);

/* symbol.c: a result's sign, in a square of [size] points. Each has its own shape, so that it
 * can be told without colour. */
void vw_pdf__draw_symbol(vw_pdf_canvas *canvas, vw_result result, double left, double top,
                         double size);
vw_pdf_colour vw_pdf__result_colour(vw_result result);
/* The same as an area: a bar's part. */
void vw_pdf__draw_area(vw_pdf_canvas *canvas, vw_result result, vw_pdf_box box);

/* A cell as a run of text: numbers, dates and results in the document's words. */
vw_run vw_pdf__cell_run(vw_pdf_layout *layout, vw_arena *arena, const vw_cell *cell);
/* The same as runs of one language each. */
typedef struct {
    const vw_run *items;
    size_t count;
} vw_pdf_runs;
vw_pdf_runs vw_pdf__cell_runs(vw_pdf_layout *layout, vw_arena *arena, const vw_cell *cell);

#endif
