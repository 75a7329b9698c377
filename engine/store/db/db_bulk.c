/* SPDX-License-Identifier: EUPL-1.2 */
/* A virtual table over an array. It can only be walked: SQLite is told that any other way in costs
 * as much as a walk. */
#include "store/db/db_bulk.h"

#include "store/db/db_sqlite.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    sqlite3_vtab base; /* first: SQLite knows no more of it */
    const vw_feed *feed;
} feed_table;

typedef struct {
    sqlite3_vtab_cursor base;
    const vw_feed *feed;
    size_t row;
} feed_cursor;

static int connect_table(sqlite3 *handle, void *feed, int count, const char *const *arguments,
                         sqlite3_vtab **out, char **error)
{
    (void)count, (void)arguments, (void)error;
    vw_arena *scratch = vw_arena_new();
    vw_buf sql = {.arena = scratch};
    vw_buf_add(&sql, "CREATE TABLE feed (");
    for (int i = 0; i < ((const vw_feed *)feed)->columns; i++) {
        vw_buf_addf(&sql, "%sc%d", i == 0 ? "" : ", ", i);
    }
    vw_buf_add(&sql, ")");
    int code = sqlite3_declare_vtab(handle, vw_buf_text(&sql));
    vw_arena_free(scratch);
    feed_table *table = code == SQLITE_OK ? sqlite3_malloc(sizeof *table) : NULL;
    if (table == NULL) {
        return code == SQLITE_OK ? SQLITE_NOMEM : code;
    }
    *table = (feed_table){.feed = feed};
    *out = &table->base;
    return SQLITE_OK;
}

static int disconnect_table(sqlite3_vtab *table)
{
    sqlite3_free(table);
    return SQLITE_OK;
}

static int plan_walk(sqlite3_vtab *table, sqlite3_index_info *plan)
{
    plan->estimatedRows = (sqlite3_int64)((feed_table *)(void *)table)->feed->rows;
    plan->estimatedCost = (double)plan->estimatedRows;
    return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab *table, sqlite3_vtab_cursor **out)
{
    feed_cursor *cursor = sqlite3_malloc(sizeof *cursor);
    if (cursor == NULL) {
        return SQLITE_NOMEM;
    }
    *cursor = (feed_cursor){.feed = ((feed_table *)(void *)table)->feed};
    *out = &cursor->base;
    return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *cursor)
{
    sqlite3_free(cursor);
    return SQLITE_OK;
}

static feed_cursor *own(sqlite3_vtab_cursor *cursor)
{
    return (feed_cursor *)(void *)cursor;
}

static int rewind_cursor(sqlite3_vtab_cursor *cursor, int plan, const char *plan_text, int count,
                         sqlite3_value **arguments)
{
    (void)plan, (void)plan_text, (void)count, (void)arguments;
    own(cursor)->row = 0;
    return SQLITE_OK;
}

static int next_row(sqlite3_vtab_cursor *cursor)
{
    own(cursor)->row++;
    return SQLITE_OK;
}

static int at_end(sqlite3_vtab_cursor *cursor)
{
    return own(cursor)->row >= own(cursor)->feed->rows;
}

static int read_value(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column)
{
    const feed_cursor *at = own(cursor);
    const vw_datum *datum = &at->feed->items[at->row * (size_t)at->feed->columns + (size_t)column];
    switch (datum->type) {
    case VW_SQL_NULL:
        break; /* the result is NULL already */
    case VW_SQL_INTEGER:
        sqlite3_result_int64(context, datum->value.integer);
        break;
    case VW_SQL_REAL:
        sqlite3_result_double(context, datum->value.real);
        break;
    case VW_SQL_TEXT:
        sqlite3_result_text(context, datum->value.bytes, (int)datum->length, SQLITE_STATIC);
        break;
    case VW_SQL_BLOB:
        sqlite3_result_blob(context, datum->value.bytes, (int)datum->length, SQLITE_STATIC);
        break;
    }
    return SQLITE_OK;
}

static int read_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *out)
{
    *out = (sqlite3_int64)own(cursor)->row;
    return SQLITE_OK;
}

/* Without xCreate: it is there by its name, and is no part of the schema. */
static const sqlite3_module feed_module = {.xConnect = connect_table,
                                           .xBestIndex = plan_walk,
                                           .xDisconnect = disconnect_table,
                                           .xOpen = open_cursor,
                                           .xClose = close_cursor,
                                           .xFilter = rewind_cursor,
                                           .xNext = next_row,
                                           .xEof = at_end,
                                           .xColumn = read_value,
                                           .xRowid = read_rowid};

vw_status vw_db__feed(vw_db *db, vw_diags *diags, const char *name, const vw_feed *feed)
{
    /* SQLite hands the pointer back as it got it; nobody writes through it. */
    union {
        const vw_feed *given;
        void *kept;
    } aux = {.given = feed};
    int code = sqlite3_create_module_v2(db->handle, name, &feed_module, aux.kept, NULL);
    return code == SQLITE_OK ? VW_OK : vw_db__fail(db, diags, code);
}

void vw_db__unfeed(vw_db *db, const char *name)
{
    sqlite3_create_module_v2(db->handle, name, NULL, NULL, NULL);
}

void vw_db__bulk(vw_db *db, void (*settle)(void *what), void *what)
{
    db->settle = settle;
    db->settle_what = what;
    /* Not as a pragma, which does nothing inside a transaction. */
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_FKEY, settle == NULL, NULL);
}

int64_t vw_db__changes(const vw_db *db)
{
    return sqlite3_changes64(db->handle);
}
