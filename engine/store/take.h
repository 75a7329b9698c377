/* SPDX-License-Identifier: EUPL-1.2 */
/* Columns of a table read into arrays, a batch of rows at a time: a million rows in a third of a
 * second, where a step for each row and a call for each value take twice that. */
#ifndef VW_STORE_TAKE_H
#define VW_STORE_TAKE_H

#include "base/date.h"
#include "store/db.h"

/* Three-valued, so that "and" is the lesser, "or" the greater, and "not" 2 minus. */
enum { VW_TAKEN_NO, VW_TAKEN_UNKNOWN, VW_TAKEN_YES };
#define VW_TAKEN_NO_SECOND INT64_MIN

/* What one value becomes. A value that cannot be held exactly so (a date that is none, a yes or no
 * that is 2) becomes unknown and makes its column odd: whoever needs to be exact asks SQLite. */
typedef enum {
    VW_TAKE_NUMBER,  /* int64_t; NULL is odd */
    VW_TAKE_TRUTH,   /* uint8_t as above, of 0, 1 and NULL */
    VW_TAKE_SUBJECT, /* uint32_t, from 1; 0: unknown */
    VW_TAKE_DAY,     /* vw_date of "YYYY-MM-DD"; VW_DATE_NONE: unknown */
    VW_TAKE_SECOND,  /* int64_t since 1970 of "YYYY-MM-DDTHH:MM:SSZ"; VW_TAKEN_NO_SECOND: unknown */
    VW_TAKE_REAL,    /* double, of whole numbers too as far as it holds them; NaN: unknown */
    VW_TAKE_WORD     /* uint16_t, from 1, by vw_words_code; 0: unknown */
} vw_take_type;

size_t vw_take_bytes(vw_take_type type);

/* Texts of which few are different, as numbers: the values of enumerations. */
typedef struct vw_words vw_words;
vw_words *vw_words_new(vw_arena *arena);
/* From 1, the same for the same bytes; 0 when there are too many. */
uint16_t vw_words_code(vw_words *words, const char *text, size_t length);

enum { VW_TAKE_ROWS = 1024, VW_TAKE_COLUMNS_MAX = 100 };

typedef struct {
    const char *sql;   /* what is selected */
    vw_take_type type; /* what each value becomes */
    void *into;        /* VW_TAKE_ROWS of them */
    bool odd;          /* set when a value could not be held; never cleared */
} vw_take_column;

typedef struct {
    vw_take_column *columns;
    size_t count;     /* at most VW_TAKE_COLUMNS_MAX */
    const char *from; /* what stands behind FROM */
    /* Numbers that [from] may name as (SELECT c0 FROM vw_given); NULL: none. */
    const uint32_t *given;
    size_t given_count;
    vw_words *words; /* NULL: no column is a word */
    /* After each batch, and after the last one, which may be short; the statement is still running,
     * so it must leave the database alone. */
    void (*batch)(void *what, size_t rows);
    void *what;
} vw_taking;

/* Reads all rows. Interrupted as any statement (vw_db_on_progress, vw_db_bound). */
VW_MUST_USE vw_status vw_db_take(vw_db *db, vw_diags *diags, vw_taking *taking);

#endif
