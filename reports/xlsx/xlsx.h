/* SPDX-License-Identifier: EUPL-1.2 */
/* The parts of the XLSX renderer. */
#ifndef VW_REPORTS_XLSX_XLSX_H
#define VW_REPORTS_XLSX_XLSX_H

#include "base/utf8.h"
#include "reports/render/render.h"
#include "reports/xlsx/book.h"
#include "reports/xlsx/layout.h"

/* Of a table that people fill in: what its rows' cells were sealed as. */
typedef struct {
    const char *key;
    vw_buf sealed; /* "id=hash " for each cell that is only to read */
} vw_fill_row;

typedef struct {
    vw_fill_row row; /* the one at hand */
    VW_VEC(vw_fill_row) rows;
    VW_VEC(const vw_form_column *) lists; /* in order of the rows of the lists' sheet */
} vw_fill;

typedef struct {
    const vw_document *document;
    vw_diags *diags;
    vw_arena *arena;
    vw_book *book;
    vw_layout layout;
    vw_sheet **sheets; /* one a page of [layout] */
    double **widths;   /* of the columns of each, in characters */
    vw_buf text;       /* of one cell, used again for the next */
    vw_buf clean;      /* of one cell or link on its way there */
    vw_buf formula;    /* of one cell, likewise */
    uint32_t max_rows;
    vw_fill fill; /* when the document has a form */
} vw_xlsx;

/* vw_xlsx_render with sheets of [max_rows] rows, so that a test need not fill a million. */
VW_MUST_USE vw_status vw_xlsx__render(const vw_document *document, const char *path,
                                      vw_arena *scratch, vw_diags *diags, uint32_t max_rows);

/* [text] as a cell can hold it, in xlsx->text: control characters visible, what only looks like an
 * escape ("_x0041_") kept from being read as one, at most VW_BOOK_TEXT_MAX units with " […]" at
 * the end when it was longer. Returns 0, or the length in units when it was cut. */
size_t vw_xlsx__text(vw_xlsx *xlsx, const char *text);
/* Where a table begins, as "internal:'Sheet'!A1". Valid until the next text or target. */
const char *vw_xlsx__place(vw_xlsx *xlsx, const vw_placed *placed);
/* The place in the book that "#id" names, as "internal:'Sheet'!A1"; NULL when it has none.
 * Valid until the next text or target. */
const char *vw_xlsx__target(vw_xlsx *xlsx, const char *target);

/* Lines that [text] takes in a column of [width] characters, broken between words. */
unsigned vw_xlsx__lines(const char *text, double width);
/* The height of a row of so many lines, in points. Rows could find it by themselves, but not
 * every program lets them, and merged cells never do. */
double vw_xlsx__height(unsigned lines);
/* The same for [text] in letters as large as [look] has them. */
double vw_xlsx__height_of(const char *text, double width, vw_look look);

/* What stands above the tables on the first sheet: title, entity, period, facts, notes, sheets. */
typedef struct {
    vw_look look;
    const char *label; /* NULL: one text over the whole width */
    vw_cell cell;
    size_t lists; /* 1 + the table whose sheet this line names, or 0 */
    bool prose;   /* names the sheet with the text */
} vw_front_line;
typedef VW_VEC(vw_front_line) vw_front;
/* The last sheet, with the text; only where xlsx->layout.prose names it. */
void vw_prose__write(vw_xlsx *xlsx);
void vw_front__plan(vw_front *front, vw_xlsx *xlsx);
void vw_front__write(const vw_front *front, vw_xlsx *xlsx, size_t last_column);

#endif
