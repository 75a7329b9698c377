/* SPDX-License-Identifier: EUPL-1.2 */
/* SQLite itself, for the files behind the door: db.c and what has to talk to it directly. */
#ifndef VW_STORE_DB_SQLITE_H
#define VW_STORE_DB_SQLITE_H

#include "store/db.h"

#include <sqlite3.h>

typedef enum { VW_GOES_ON, VW_OUT_OF_STEPS, VW_OUT_OF_SECONDS, VW_STOPPED } vw_halt;

struct vw_db {
    sqlite3 *handle;
    const char *path;
    bool sandboxed;
    bool exempt; /* a statement of our own is being prepared inside the sandbox */
    char denied[160];
    vw_arena *names_arena;
    VW_VEC(const char *) names; /* tables and views, as they were when the sandbox went on */
    int bytes_max;              /* SQLite's own limit, put back when the sandbox goes off */
    uint64_t max_steps;
    int64_t max_nanoseconds;
    bool (*progress)(void *what);
    void *progress_what;
    int64_t progress_at;
    vw_stmt *running;
    vw_halt halted;
    void (*settle)(void *what); /* of vw_db__bulk; NULL: off */
    void *settle_what;
    bool offers_take; /* the function of vw_db_take is there */
    void *taker;      /* while it runs */
};

struct vw_stmt {
    vw_db *db;
    sqlite3_stmt *handle;
    int bind_code; /* the first failed bind, told at the next step */
    uint64_t steps;
    int64_t nanoseconds, started_at;
};

/* Turns what SQLite said into a message; VW_ERR_STORE. */
vw_status vw_db__fail(const vw_db *db, vw_diags *diags, int code);

#endif
