/* SPDX-License-Identifier: EUPL-1.2 */
/* What the parts of the table renderer share: widths (table_widths.c), rows (table_rows.c), and
 * the table over its pages (table.c). */
#ifndef VW_REPORTS_PDF_TABLE_H
#define VW_REPORTS_PDF_TABLE_H

#include "reports/pdf/blocks.h"

#define VW_PDF_CELL_SIDE 3.5 /* white space left and right of a cell's text */
#define VW_PDF_CELL_TOP 3.5
#define VW_PDF_CELL_BOTTOM 4.0
#define VW_PDF_SIGN 7.5       /* a result's sign */
#define VW_PDF_SIGN_ROOM 11.0 /* with the white space after it */

typedef struct {
    const vw_table_column *column;
    size_t index; /* in the table's rows */
    double left, width;
} vw_pdf_column;

typedef struct {
    vw_pdf_layout *layout;
    const vw_block *block;
    const vw_table *table;
    vw_arena *row;   /* emptied after each row */
    vw_arena *arena; /* lives as long as the table is drawn */
    vw_pdf_column *columns;
    size_t count;
    double base;          /* size of the type as this document has it */
    double size;          /* of the type: smaller when there are many columns */
    double beginning;     /* height of the first two rows, as far as their beginnings tell */
    vw_pdf_element *body; /* of the structure: what all rows but the head belong to */
    bool started;
} vw_pdf_table;

/* A row's texts, laid in their columns. */
typedef struct {
    vw_pdf_text **texts;
    const vw_cell *cells; /* NULL: the head */
    double height;
    vw_pdf_element **elements; /* its cells, once it was begun on an earlier page */
} vw_pdf_row;

#define VW_PDF_TABLE_SIZE 8.5
#define VW_PDF_TABLE_SIZE_READABLE 7.5
#define VW_PDF_TABLE_SIZE_LEAST 6.5
#define VW_PDF_TABLE_LEADING 1.35 /* times the type's size */

vw_pdf_style vw_pdf__cell_style(const vw_pdf_table *table, const vw_pdf_column *column,
                                const vw_cell *cell, bool strong);
/* Places the columns that go on paper, by what stands in the first rows, and measures these. */
VW_MUST_USE vw_status vw_pdf__set_widths(vw_pdf_table *table);

vw_pdf_row vw_pdf__lay_head(vw_pdf_table *table, vw_arena *arena);
vw_pdf_row vw_pdf__lay_row(vw_pdf_table *table, const vw_cell *cells, bool total);
/* Draws the row at the cursor, with the rule below it. */
void vw_pdf__draw_row(vw_pdf_table *table, const vw_pdf_row *row);
void vw_pdf__draw_head_row(vw_pdf_table *table, const vw_pdf_row *head);
void vw_pdf__draw_total_row(vw_pdf_table *table, const vw_pdf_row *row);
/* Draws as many lines of a row as fit on the page, from line [*first] of each cell on; true
 * when that was all. */
bool vw_pdf__draw_row_part(vw_pdf_table *table, vw_pdf_row *row, size_t *first);

#endif
