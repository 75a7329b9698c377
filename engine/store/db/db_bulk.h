/* SPDX-License-Identifier: EUPL-1.2 */
/* What makes a million rows go in fast: rows in memory as a table that SQL reads, and no second
 * look at what was looked up a moment ago. */
#ifndef VW_STORE_DB_BULK_H
#define VW_STORE_DB_BULK_H

#include "store/db.h"

typedef struct {
    union {
        const void *bytes; /* text or blob: borrowed, also by the statement that reads it */
        int64_t integer;
        double real;
    } value;
    uint32_t length;
    vw_sql_type type;
} vw_datum;

/* [rows] times [columns] values, row by row. May be changed between two statements, not while one
 * is reading. */
typedef struct {
    const vw_datum *items;
    size_t rows;
    int columns;
} vw_feed;

/* Lets statements of this connection read [feed] as table [name], with columns c0, c1, ... and the
 * row's index as rowid; each is read in order, from the first row to the last. One statement that
 * takes 500 rows costs half of what 500 statements cost. [feed] must live until vw_db__unfeed. */
VW_MUST_USE vw_status vw_db__feed(vw_db *db, vw_diags *diags, const char *name,
                                  const vw_feed *feed);
void vw_db__unfeed(vw_db *db, const char *name);

/* From now on SQLite does not look up whether a reference has a subject: the caller takes each from
 * table subject itself. At most until the transaction ends. What rolls back calls [settle] first,
 * so that another thread can let go of the connection. NULL: references are looked up again. */
void vw_db__bulk(vw_db *db, void (*settle)(void *what), void *what);
/* Rows that the last INSERT added. */
int64_t vw_db__changes(const vw_db *db);

#endif
