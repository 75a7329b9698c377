/* SPDX-License-Identifier: EUPL-1.2 */
/* A workbook that people fill in: what its sheets ask and what stands in them already. The only
 * thing that its renderer knows; no SQL and no YAML here. */
#ifndef VW_REPORTS_FORM_H
#define VW_REPORTS_FORM_H

#include "base/date.h"
#include "base/diag.h"

typedef enum {
    VW_FORM_TEXT,
    VW_FORM_CHOICE,
    VW_FORM_INTEGER,
    VW_FORM_NUMBER,
    VW_FORM_DATE,
    VW_FORM_INSTANT, /* in UTC */
    VW_FORM_KEY_OF,  /* names a row of another sheet by its key */
    VW_FORM_CONTEXT  /* only to read */
} vw_form_type;

typedef struct {
    const char *value, *shown;
} vw_form_choice;

typedef struct {
    const char *name;  /* stands in the hidden row of names */
    const char *title; /* the heading */
    vw_form_type is;
    bool required;
    bool has_min, has_max; /* of an integer or number, both included */
    double min, max;
    const vw_form_choice *choices; /* of a choice */
    size_t choice_count;
    const char *key_of; /* id of the sheet whose first column it names; NULL: of none here */
    double width;       /* in characters */
    /* For the guide, and shown beside the cell that is being filled in. */
    const char *explain, *fill_in, *example;
} vw_form_column;

/* One row: a text a column as it would be imported, NULL for an empty cell. */
typedef struct {
    vw_status (*row)(void *to, vw_diags *diags, const char *const *texts);
    void *to;
} vw_form_out;

typedef struct {
    const char *id;
    const char *title; /* above the columns */
    const char *tab;   /* its name: made legal and unique by the renderer; NULL: [title] */
    const char *explain;
    const vw_form_column *columns; /* the first is the key */
    size_t column_count;
    bool prose; /* texts are long: they are wrapped, and rows are as high as they need */
    vw_status (*rows)(void *self, vw_diags *diags, vw_form_out out);
    void *self;
} vw_form_sheet;

typedef struct {
    const char *text;
    bool strong;
} vw_form_line;

/* Columns of the guide's list of fields. */
typedef enum {
    VW_GUIDE_SHEET,
    VW_GUIDE_COLUMN,
    VW_GUIDE_REQUIRED,
    VW_GUIDE_FILL_IN,
    VW_GUIDE_EXPLAIN,
    VW_GUIDE_EXAMPLE,
    VW_GUIDE_COLUMNS
} vw_guide_column;

typedef struct {
    const char *not_in_list, *not_known_yet, *no_number, *no_date; /* what is wrong with a value */
    const char *yes;                                               /* in the guide: required */
    const char *sheets, *fields;                                   /* captions of the guide */
    const char *guide_heads[VW_GUIDE_COLUMNS];
} vw_form_words;

typedef struct {
    vw_lang lang;
    const char *title, *entity, *period, *version_line;
    const char *page, *of; /* "Pagina", "van" */
    int64_t made_at;
    const char *guide_title; /* of the tab */
    const char *guide_name;  /* stands in its hidden first row */
    const vw_form_line *guide;
    size_t guide_count;
    const vw_form_sheet *sheets;
    size_t sheet_count;
    /* Rows of texts for the hidden sheet by which the workbook is known again, NULL past the last
     * text of each. */
    const char *meta_name;
    const char *const *const *meta;
    size_t meta_count;
    vw_form_words words;
} vw_form;

/* Writes the workbook, whole or not at all. [scratch] may be reset by it. Rows beyond what a sheet
 * holds are VW_ERR_INPUT (W002); a text longer than a cell holds is cut with a mark, and told
 * (W001). */
VW_MUST_USE vw_status vw_form_render(const vw_form *form, const char *path, vw_arena *scratch,
                                     vw_diags *diags);

#endif
