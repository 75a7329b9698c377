/* SPDX-License-Identifier: EUPL-1.2 */
/* JSON written as it comes: the punctuation is ours, each value is jansson's. */
#ifndef VW_REPORTS_JSON_OUT_H
#define VW_REPORTS_JSON_OUT_H

#include "reports/document.h"

#include <stdio.h>

typedef struct {
    FILE *out;
    bool first; /* nothing was written yet in the innermost object or array */
    int depth;  /* of containers whose members stand on lines of their own */
} vw_json;

/* The name of a cell's or column's kind, by vw_cell_kind. */
extern const char *const vw_json__kinds[];

/* The whole document. Whether the file took it shows when that is closed. */
VW_MUST_USE vw_status vw_json__document(FILE *file, const vw_document *document, vw_diags *diags);

/* A comma where one is due; a new line and its indent inside a container of lines. */
void vw_json__next(vw_json *json);
/* The next member's name, on the line where the object began. */
void vw_json__key(vw_json *json, const char *key);

/* Members of the innermost object. A NULL text is left out. */
void vw_json__text(vw_json *json, const char *key, const char *text);
void vw_json__integer(vw_json *json, const char *key, int64_t value);
void vw_json__share(vw_json *json, const char *key, double share);
/* Left out when false. */
void vw_json__flag(vw_json *json, const char *key, bool value);

/* An array whose items stand on lines of their own; [key] may not be NULL. */
void vw_json__open_lines(vw_json *json, const char *key);
void vw_json__close_lines(vw_json *json);
/* An object on one line: the next item of an array. */
void vw_json__open_item(vw_json *json);
void vw_json__close_item(vw_json *json);

/* One row of a table, on one line. */
void vw_json__row(vw_json *json, const vw_table *table, const vw_cell *cells);
/* A fact's value: always an object with its kind, since there is no column to tell it. */
void vw_json__cell(vw_json *json, const vw_cell *cell);

#endif
