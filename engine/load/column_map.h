/* SPDX-License-Identifier: EUPL-1.2 */
/* A mapping file: which column of somebody else's table is which field of ours (docs/import.md). */
#ifndef VW_LOAD_COLUMN_MAP_H
#define VW_LOAD_COLUMN_MAP_H

#include "model/catalogue.h"

/* What becomes of a value that is not translated. */
typedef enum { VW_OTHERWISE_REFUSE, VW_OTHERWISE_KEEP, VW_OTHERWISE_UNKNOWN } vw_otherwise;

/* What becomes of columns that nothing is said of. */
typedef enum { VW_REST_REFUSE, VW_REST_IGNORE, VW_REST_KEEP } vw_rest;

/* How dates are written: the order of day, month and year, and what stands between. */
typedef struct {
    char order[4];  /* "ymd", "dmy" or "mdy"; "" leaves dates as they are */
    char separator; /* '-', '/' or '.' */
} vw_date_form;

typedef struct {
    const char *from, *to; /* [to] "" is unknown */
} vw_value_map;

typedef struct {
    const char *heading; /* as their file has it */
    bool is_key;
    const vw_field *field; /* NULL: the key */
    size_t index;          /* of field in its kind */
    const vw_value_map *values;
    size_t value_count; /* 0: values stay as they are */
    vw_otherwise otherwise;
    vw_date_form dates;
    char decimal; /* the decimal mark of numbers, where the other may part thousands; 0: not said */
} vw_column;

/* Rows by what a column of theirs holds. */
typedef struct {
    const char *heading;
    const char *const *values;
    size_t count;
    bool only; /* rows with another value are left out; else rows with one of these */
} vw_row_filter;

typedef struct {
    const char *field, *value;
} vw_map_constant;

typedef struct vw_column_map {
    const char *path;
    vw_text label;
    const vw_kind *kind;
    const char *sheet;    /* of a workbook; NULL: not said */
    const char *encoding; /* NULL: recognised */
    char separator;       /* 0: recognised */
    vw_rest rest;
    const char *const *key; /* headings whose cells, joined by "-", are the key; may be none */
    size_t key_count;
    const vw_column *columns;
    size_t column_count;
    const vw_row_filter *filters;
    size_t filter_count;
    const vw_map_constant *constants;
    size_t constant_count;
} vw_column_map;

/* Reads and checks the mapping at [path]. On VW_OK, [*out] lives in [arena]; else it is NULL and
 * every problem stands in [diags] with its place. */
VW_MUST_USE vw_status vw_column_map_load(const vw_column_map **out, vw_arena *arena,
                                         vw_diags *diags, const vw_catalogue *catalogue,
                                         const char *path);
/* The same from a text, as [path]. */
VW_MUST_USE vw_status vw_column_map_read(const vw_column_map **out, vw_arena *arena,
                                         vw_diags *diags, const vw_catalogue *catalogue,
                                         const char *path, const char *text, size_t length);

#endif
