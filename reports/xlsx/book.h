/* SPDX-License-Identifier: EUPL-1.2 */
/* A workbook in the making: the little that we need of libxlsxwriter (library.h). Rows and columns
 * count from 0. Each sheet is written row by row, downwards: the library keeps one row of it in
 * memory. A second thread hands the cells over (pen.h). Failures are kept and told once, when the
 * book is closed. */
#ifndef VW_REPORTS_XLSX_BOOK_H
#define VW_REPORTS_XLSX_BOOK_H

#include "reports/document.h"

/* Of the format itself: ECMA-376 does not limit them, Excel does. */
enum { VW_BOOK_ROWS_MAX = 1048576, VW_BOOK_NAME_MAX = 31, VW_BOOK_TEXT_MAX = 32767 };
/* Of libxlsxwriter, in bytes. */
enum { VW_BOOK_NAME_FORMULA_MAX = 128 };

typedef struct vw_book vw_book;
typedef struct vw_sheet vw_sheet;

typedef enum {
    VW_LOOK_CELL, /* of a table: bordered, as its kind asks */
    VW_LOOK_HEAD,
    VW_LOOK_CAPTION,
    VW_LOOK_REMARK,
    VW_LOOK_TITLE,
    VW_LOOK_DRAFT,
    VW_LOOK_LABEL,
    VW_LOOK_VALUE, /* beside a label: as its kind asks, at the left, without a border */
    /* Of a form: */
    VW_LOOK_HEAD_OPTIONAL,
    VW_LOOK_HEAD_CONTEXT,
    VW_LOOK_INPUT_TEXT, /* stays a text whatever is typed */
    VW_LOOK_INPUT_PROSE,
    VW_LOOK_INPUT_NUMBER,
    VW_LOOK_INPUT_DATE,
    VW_LOOK_INPUT_INSTANT,
    VW_LOOK_CONTEXT, /* only to read */
    VW_LOOK_COUNT
} vw_look;

typedef struct {
    vw_look look;
    vw_cell_kind is;  /* decides the number format and where it stands */
    vw_result result; /* of VW_CELL_RESULT: decides the fill */
    bool code, strong, link;
    bool open; /* to be filled in, also where the sheet is protected */
} vw_style;

/* Writes to [path], an existing file of the caller's that it replaces. */
vw_book *vw_book__new(vw_arena *arena, const vw_document *document, const char *path);
/* [name] must be legal and unique (layout.h sees to it). */
vw_sheet *vw_book__sheet(vw_book *book, const char *name);

void vw_sheet__text(vw_sheet *sheet, uint32_t row, size_t column, const char *text, vw_style style);
void vw_sheet__number(vw_sheet *sheet, uint32_t row, size_t column, double number, vw_style style);
/* Real dates count from 1 March 1900, which all programs agree upon; earlier ones become text. */
/* [text] as "2025-12-31T12:00:00Z", in UTC; else as it is. */
void vw_sheet__instant(vw_sheet *sheet, uint32_t row, size_t column, const char *text,
                       vw_style style);
void vw_sheet__date(vw_sheet *sheet, uint32_t row, size_t column, vw_date date, vw_style style);
/* [formula] begins with "="; [value] is what it amounts to, for readers that do not calculate. */
void vw_sheet__formula(vw_sheet *sheet, uint32_t row, size_t column, const char *formula,
                       double value, vw_style style);
void vw_sheet__formula_text(vw_sheet *sheet, uint32_t row, size_t column, const char *formula,
                            const char *value, vw_style style);
/* [target] is a web address, or "internal:" and a place in the book. Beyond what the format
 * allows, the text is written without its link. */
void vw_sheet__link(vw_sheet *sheet, uint32_t row, size_t column, const char *target,
                    const char *text, vw_style style);
/* One text over several columns. */
void vw_sheet__merged(vw_sheet *sheet, uint32_t row, size_t first, size_t last, const char *text,
                      vw_style style);

void vw_sheet__row_height(vw_sheet *sheet, uint32_t row, double points);
void vw_sheet__column_width(vw_sheet *sheet, size_t column, double characters);
/* The head can be filtered on; [last_row] is the last one to filter. Once a sheet. */
void vw_sheet__filter(vw_sheet *sheet, uint32_t head_row, uint32_t last_row, size_t columns);
/* A4 across, all [columns] on one page and nothing beside them, running head and foot. */
void vw_sheet__set_print(vw_sheet *sheet, const vw_document *document, uint32_t rows,
                         size_t columns, bool repeat_first_row);
/* A new page of print before each of these rows, which come in their order, and nowhere else if
 * they are near enough: the sheet is no longer made to fit, which would undo them. */
void vw_sheet__break_before(vw_sheet *sheet, const uint32_t *rows, size_t count);
/* On each page of print. */
void vw_sheet__repeat_row(vw_sheet *sheet, uint32_t row);
/* The columns on so many pages beside each other, with the first column on each. */
void vw_sheet__print_beside(vw_sheet *sheet, unsigned pages);

/* ---- of a form --------------------------------------------------------------------------- */

typedef struct {
    enum { VW_RULE_ANY, VW_RULE_LIST, VW_RULE_WHOLE, VW_RULE_DECIMAL, VW_RULE_DATE } is;
    const char *list;      /* of a list: a formula that names cells */
    bool strict;           /* else what breaks the rule is warned of, and may stay */
    bool has_min, has_max; /* of numbers */
    double min, max;
    const char *title, *prompt; /* shown beside the cell that is being filled in */
    const char *refusal;        /* shown when the rule is broken */
} vw_rule_of_cells;

/* Of all rows of the column from [first_row] on. */
void vw_sheet__rule(vw_sheet *sheet, uint32_t first_row, size_t column,
                    const vw_rule_of_cells *rule);
/* Of cells of the column that nobody has written in. */
void vw_sheet__column_style(vw_sheet *sheet, size_t column, double characters, vw_style style);
/* Rows up to [row] and the first [columns] stay in sight. */
void vw_sheet__freeze(vw_sheet *sheet, uint32_t row, size_t columns);
void vw_sheet__hide_row(vw_sheet *sheet, uint32_t row);
void vw_sheet__hide(vw_sheet *sheet);
/* Only open cells can be changed, until somebody lifts it: there is no password. */
void vw_sheet__protect(vw_sheet *sheet);
/* From now on every cell counts for the sheet's seal (base/seal.h). */
void vw_sheet__seal(vw_sheet *sheet);
/* Of the cell that was written last; and of the sheet as a whole, NULL when it has none or holds a
 * formula, whose value changes with what it looks at. */
uint32_t vw_sheet__sealed_cell(const vw_sheet *sheet);
const char *vw_sheet__sealed(vw_sheet *sheet, vw_arena *arena);
/* The sheet that is seen when the book is opened. */
void vw_sheet__show_first(vw_sheet *sheet);
/* [name] stands for the cells of [formula] everywhere in the book. */
void vw_book__define(vw_book *book, const char *name, const char *formula);

/* Writes the file. VW_ERR_STORE with a diagnostic when any write failed, also an earlier one. */
VW_MUST_USE vw_status vw_book__close(vw_book *book, vw_diags *diags);
/* Writes nothing more. */
void vw_book__abandon(vw_book *book);

#endif
