/* SPDX-License-Identifier: EUPL-1.2 */
/* Where everything will stand, known before the first cell is written: a formula may count a table
 * that comes later. Rows and columns count from 0. */
#ifndef VW_REPORTS_XLSX_LAYOUT_H
#define VW_REPORTS_XLSX_LAYOUT_H

#include "reports/document.h"

#define VW_NO_ROW UINT32_MAX

/* One sheet of the book. */
typedef struct {
    const char *name;     /* legal, unique, as on the tab */
    const char *sheet_id; /* shared with the sheets that it continues */
    const char *goes_on;  /* the name of the next sheet when a table goes on there, or NULL */
    size_t part_count;    /* of tables on it */
    size_t column_count;
    uint32_t first_row; /* 1 below a hidden row of names, else 0 */
    uint32_t next_row;  /* the first free one */
} vw_page;

/* Rows of a table that stand on one sheet, one below another. */
typedef struct {
    size_t page;
    uint32_t head;  /* the row with the columns' titles */
    uint32_t rows;  /* below it */
    uint64_t index; /* of the first of them in the table */
} vw_part;

typedef struct {
    const vw_block *block;
    const vw_table *table;
    uint32_t caption; /* on the first part's sheet, or VW_NO_ROW */
    vw_part *parts;
    size_t part_count;
} vw_placed;

typedef struct {
    VW_VEC(vw_page) pages;
    VW_VEC(vw_placed) tables;
    VW_VEC(const vw_block *) blocks; /* facts and notes, for the first sheet */
    const char *prose; /* the name of the sheet with the text; NULL: a form has none */
} vw_layout;

/* Finds the tables with a sheet, and the facts and notes, in the order of reading. */
void vw_layout__gather(vw_layout *layout, vw_arena *arena, const vw_document *document);
/* How many sheets the tables ask for, continuations aside. */
size_t vw_layout__sheet_count(const vw_layout *layout);
/* Places the tables on sheets of [max_rows] rows; [front_rows] of the first sheet are taken. */
void vw_layout__place(vw_layout *layout, vw_arena *arena, const vw_document *document,
                      uint32_t front_rows, uint32_t max_rows);

/* True when people fill in some of its columns. */
bool vw_layout__has_input(const vw_table *table);
/* NULL when it has no place in the book. */
const vw_placed *vw_layout__find_table(const vw_layout *layout, const char *table_id);
/* By the id of its block or its own. */
const vw_placed *vw_layout__find_target(const vw_layout *layout, const char *id);
/* Where row [index] of a placed table stands; [index] is below its total_rows. */
const vw_part *vw_layout__part_of(const vw_placed *placed, uint64_t index);

/* A name for a tab: without the characters that Excel refuses, at most 31 long, [suffix] kept. */
const char *vw_layout__sheet_name(vw_arena *arena, const char *title, const char *suffix);

/* The formula's text with "=", or NULL when only its value can be written: the counted table is
 * not in this book, or the value cannot stand in a formula. On VW_ERR_BUG it names a column that
 * is not there, and a diagnostic was added. */
VW_MUST_USE vw_status vw_formula__text(const char **out, vw_buf *buf, vw_diags *diags,
                                       const vw_layout *layout, const vw_words *words,
                                       const vw_placed *placed, uint64_t index, size_t column,
                                       const vw_formula *formula);

#endif
