/* SPDX-License-Identifier: EUPL-1.2 */
/* SQLite behind a small door: sqlite3.h is at home behind it, in db_sqlite.h. */
#ifndef VW_STORE_DB_H
#define VW_STORE_DB_H

#include "base/diag.h"

typedef struct vw_db vw_db;
typedef struct vw_stmt vw_stmt;

/* Statements are owned by the arena given at prepare and finalised with it, or earlier by
 * vw_stmt_free. A failed call has added a diagnostic and returns VW_ERR_STORE. A statement may
 * outlive its database only to be freed. A text in double quotes is a name, never a value. */
VW_MUST_USE vw_status vw_db_exec(vw_db *db, vw_diags *diags, const char *sql);
VW_MUST_USE vw_status vw_stmt_new(vw_stmt **out, vw_db *db, vw_arena *arena, vw_diags *diags,
                                  const char *sql);
void vw_stmt_free(vw_stmt *stmt);

/* Parameters count from 1. Texts are borrowed until the next reset. */
void vw_stmt_bind_int(vw_stmt *stmt, int index, int64_t value);
void vw_stmt_bind_real(vw_stmt *stmt, int index, double value);
void vw_stmt_bind_text(vw_stmt *stmt, int index, const char *value); /* NULL binds NULL */
void vw_stmt_bind_blob(vw_stmt *stmt, int index, const void *bytes, size_t length);
void vw_stmt_bind_null(vw_stmt *stmt, int index);
void vw_stmt_reset(vw_stmt *stmt);

/* [*row] is true when a row stands ready, false at the end. */
VW_MUST_USE vw_status vw_stmt_step(vw_stmt *stmt, vw_diags *diags, bool *row);
/* Steps to the end and resets: for INSERT and the like. */
VW_MUST_USE vw_status vw_stmt_run(vw_stmt *stmt, vw_diags *diags);

/* Columns count from 0. Texts and blobs are borrowed until the next step or reset. */
typedef enum { VW_SQL_NULL, VW_SQL_INTEGER, VW_SQL_REAL, VW_SQL_TEXT, VW_SQL_BLOB } vw_sql_type;
int vw_stmt_columns(const vw_stmt *stmt);
const char *vw_stmt_name(const vw_stmt *stmt, int column);
bool vw_stmt_is_null(const vw_stmt *stmt, int column);
/* Of the value that stands ready, not of the column's declaration. */
vw_sql_type vw_stmt_type(const vw_stmt *stmt, int column);
int64_t vw_stmt_int(const vw_stmt *stmt, int column);
double vw_stmt_real(const vw_stmt *stmt, int column);
const char *vw_stmt_text(const vw_stmt *stmt, int column); /* NULL for NULL */
const void *vw_stmt_blob(const vw_stmt *stmt, int column, size_t *length);

int64_t vw_db_last_id(const vw_db *db);

VW_MUST_USE vw_status vw_db_begin(vw_db *db, vw_diags *diags); /* BEGIN IMMEDIATE */
VW_MUST_USE vw_status vw_db_commit(vw_db *db, vw_diags *diags);
/* Also after a failure that SQLite has rolled back itself, and outside a transaction. */
void vw_db_rollback(vw_db *db);

/* While on, statements prepared may only SELECT from tables and views named "ev_*", "subject",
 * "import" and "import_complete"; no functions that load code, read files or answer by chance, no
 * pragma, no attach (message D022). Statements that were prepared before keep running. Switch it on
 * after the schema has its final shape: names of tables made later count as unknown. */
void vw_db_sandbox(vw_db *db, bool on);
/* A statement that runs longer than this many virtual machine steps or seconds is interrupted; its
 * step returns VW_ERR_STORE with message D020 (steps, counted by the thousand) or D021 (seconds
 * inside its steps: the caller's own time between two rows does not count). 0 means no bound. */
void vw_db_bound(vw_db *db, uint64_t steps, unsigned seconds);
/* Called every few milliseconds of work when set: a progress bar. Returning false interrupts, with
 * message D019. Works together with vw_db_bound. NULL switches it off. */
void vw_db_on_progress(vw_db *db, bool (*fn)(void *what), void *what);

/* From now on pages are read where the file is mapped, or no longer; without a statement that runs.
 * A connection that writes looks at every cell of a page whenever it comes in, which costs more
 * than reading it: while it is mapped it does not, as one that only reads never does. The memory
 * that this takes is the file's own, which the system takes back when it is short of it. */
void vw_db_map(vw_db *db, bool mapped);

#endif
