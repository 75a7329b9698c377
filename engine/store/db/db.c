/* SPDX-License-Identifier: EUPL-1.2 */
/* SQLite behind a small door: one connection, its statements, and every way in which it can fail
 * turned into a message for people. */
#include "store/db.h"

#include "base/system.h"
#include "base/utf8.h"
#include "store/db/db_bulk.h"
#include "store/db/db_private.h"
#include "store/db/db_sqlite.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum {
    /* Steps between two looks at the bounds: some 0.1 ms of work. */
    STEPS_A_LOOK = 1000,
    /* Nanoseconds between two calls of a progress bar. */
    PROGRESS_NANOSECONDS = 5000000,
    /* Bytes of the longest text or blob that sandboxed SQL may build; 256 fields of evidence. */
    SANDBOX_BYTES_MAX = 16 << 20
};

/* Not the date, which has one clock only (base/date.h): how long something takes. */
static int64_t stopwatch(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* ---- what went wrong --------------------------------------------------------------------- */

static void report_interrupt(const vw_db *db, vw_diags *diags, vw_place place)
{
    char number[24];
    switch (db->halted) {
    case VW_OUT_OF_STEPS:
        snprintf(number, sizeof number, "%llu", (unsigned long long)db->max_steps);
        VW_DIAG(diags, D020, place, number);
        break;
    case VW_OUT_OF_SECONDS:
        snprintf(number, sizeof number, "%lld", (long long)(db->max_nanoseconds / 1000000000));
        VW_DIAG(diags, D021, place, number);
        break;
    case VW_STOPPED:
    case VW_GOES_ON:
        VW_DIAG(diags, D019, place, NULL);
        break;
    }
}

/* A full disk, a quota and a limit on file size differ for the system, not for the reader. SQLite
 * knows only the first; for the others a write fails, and by the time that a COMMIT has been undone
 * their error number is often lost. */
static bool out_of_room(int code, int system_error)
{
    return (code & 0xff) == SQLITE_FULL || (code == SQLITE_IOERR_WRITE && system_error != EIO);
}

vw_status vw_db__fail(const vw_db *db, vw_diags *diags, int code)
{
    vw_place place = {.file = db->path};
    const char *said = sqlite3_errmsg(db->handle);
    int system_error = sqlite3_system_errno(db->handle);
    const char *reason = system_error != 0 ? vw_system_words(system_error) : said;
    int primary = code & 0xff;
    if (primary == SQLITE_ERROR && db->denied[0] != '\0') {
        primary = SQLITE_AUTH; /* a table-valued function that could not be set up */
    }
    if (out_of_room(code, system_error)) {
        VW_DIAG(diags, D011, place, NULL);
        return VW_ERR_STORE;
    }
    switch (primary) {
    case SQLITE_NOMEM:
        vw_out_of_memory();
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        VW_DIAG(diags, D010, place, NULL);
        break;
    case SQLITE_CORRUPT:
        VW_DIAG(diags, D008, place, said);
        break;
    case SQLITE_NOTADB:
        VW_DIAG(diags, D005, place, NULL);
        break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        vw_diag_add(diags, code == SQLITE_READONLY_ROLLBACK ? VW_MSG_D041 : VW_MSG_D004, place,
                    NULL, NULL, NULL, NULL);
        break;
    case SQLITE_CANTOPEN:
        VW_DIAG(diags, D014, place, reason);
        break;
    case SQLITE_IOERR:
        VW_DIAG(diags, D012, place, reason);
        break;
    case SQLITE_INTERRUPT:
        report_interrupt(db, diags, place);
        break;
    case SQLITE_AUTH:
        VW_DIAG(diags, D022, place, db->denied);
        break;
    case SQLITE_CONSTRAINT:
        VW_DIAG(diags, D017, place, said);
        break;
    default:
        VW_DIAG(diags, D018, place, said);
        break;
    }
    return VW_ERR_STORE;
}

/* ---- the sandbox ------------------------------------------------------------------------- */

static bool is_known_name(const vw_db *db, const char *name)
{
    for (size_t i = 0; i < db->names.count; i++) {
        if (sqlite3_stricmp(db->names.items[i], name) == 0) {
            return true;
        }
    }
    return db->names.count == 0 || sqlite3_strnicmp(name, "sqlite_", 7) == 0 ||
           sqlite3_strnicmp(name, "pragma_", 7) == 0;
}

/* SQLite asks for column "" when nothing of a table is used, and then also gives names that a WITH
 * clause has made up: those are no tables, so they tell nothing. */
static bool may_read(const vw_db *db, const char *table, const char *column)
{
    return vw_db__may_read(table) || (column[0] == '\0' && !is_known_name(db, table));
}

static int authorize(void *what, int action, const char *first, const char *second,
                     const char *database, const char *view)
{
    vw_db *db = what;
    (void)database;
    (void)view;
    if (!db->sandboxed || db->exempt || action == SQLITE_SELECT || action == SQLITE_RECURSIVE) {
        return SQLITE_OK;
    }
    if (action == SQLITE_READ) {
        if (may_read(db, first, second)) {
            return SQLITE_OK;
        }
        snprintf(db->denied, sizeof db->denied, "%s", first);
    } else if (action == SQLITE_FUNCTION) {
        if (vw_db__may_call(second)) {
            return SQLITE_OK;
        }
        snprintf(db->denied, sizeof db->denied, "%s()", second);
    } else if (action == SQLITE_PRAGMA) {
        snprintf(db->denied, sizeof db->denied, "PRAGMA %s", first);
    } else {
        snprintf(db->denied, sizeof db->denied, "%s",
                 first != NULL ? first : "anything but SELECT");
    }
    return SQLITE_DENY;
}

static void learn_names(vw_db *db)
{
    sqlite3_stmt *names = NULL;
    vw_arena_reset(db->names_arena);
    db->names.count = db->names.capacity = 0;
    db->names.items = NULL;
    /* Without names everything counts as known, so a failure here refuses too much, never too
     * little. */
    if (sqlite3_prepare_v2(db->handle, "SELECT name FROM sqlite_schema", -1, &names, NULL) !=
        SQLITE_OK) {
        return;
    }
    while (sqlite3_step(names) == SQLITE_ROW) {
        VW_PUSH(db->names_arena, db->names,
                vw_strdup(db->names_arena, (const char *)sqlite3_column_text(names, 0)));
    }
    if (sqlite3_finalize(names) != SQLITE_OK) {
        db->names.count = 0;
    }
}

void vw_db_sandbox(vw_db *db, bool on)
{
    if (on == db->sandboxed) {
        return;
    }
    if (on) {
        learn_names(db);
    }
    db->sandboxed = on;
    sqlite3_limit(db->handle, SQLITE_LIMIT_LENGTH, on ? SANDBOX_BYTES_MAX : db->bytes_max);
}

/* ---- bounds and progress ----------------------------------------------------------------- */

static int look(void *what)
{
    vw_db *db = what;
    vw_stmt *stmt = db->running;
    int64_t now = stopwatch();
    if (stmt != NULL) {
        stmt->steps += STEPS_A_LOOK;
        if (db->max_steps > 0 && stmt->steps > db->max_steps) {
            db->halted = VW_OUT_OF_STEPS;
        } else if (db->max_nanoseconds > 0 &&
                   stmt->nanoseconds + now - stmt->started_at > db->max_nanoseconds) {
            db->halted = VW_OUT_OF_SECONDS;
        }
    }
    if (db->halted == VW_GOES_ON && db->progress != NULL &&
        now - db->progress_at >= PROGRESS_NANOSECONDS) {
        db->progress_at = now;
        if (!db->progress(db->progress_what)) {
            db->halted = VW_STOPPED;
        }
    }
    return db->halted != VW_GOES_ON;
}

static void watch(vw_db *db)
{
    bool needed = db->max_steps > 0 || db->max_nanoseconds > 0 || db->progress != NULL;
    sqlite3_progress_handler(db->handle, STEPS_A_LOOK, needed ? look : NULL, db);
}

void vw_db_bound(vw_db *db, uint64_t steps, unsigned seconds)
{
    db->max_steps = steps;
    db->max_nanoseconds = (int64_t)seconds * 1000000000;
    watch(db);
}

void vw_db_on_progress(vw_db *db, bool (*fn)(void *what), void *what)
{
    db->progress = fn;
    db->progress_what = what;
    watch(db);
}

/* 0 and a check of cells are what a connection for writing has; both are settings of speed and
 * caution, so that nothing is lost where they are refused. */
void vw_db_map(vw_db *db, bool mapped)
{
    if (sqlite3_db_readonly(db->handle, "main") != 0) {
        return; /* it is mapped as long as it is open */
    }
    const char *sql = mapped ? "PRAGMA cell_size_check = OFF; PRAGMA mmap_size = 2147418112;"
                             : "PRAGMA mmap_size = 0; PRAGMA cell_size_check = ON;";
    sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
}

/* ---- the connection ---------------------------------------------------------------------- */

static void close_db(void *what)
{
    vw_db *db = what;
    vw_arena_free(db->names_arena);
    /* v2: a statement in a longer-lived arena keeps the handle until it is freed. */
    sqlite3_close_v2(db->handle);
}

/* Nothing in the file can make the connection do more than read and write tables. */
static void harden(vw_db *db)
{
    static const struct {
        int option, value;
    } settings[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},      {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_FKEY, 1},    {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 1}, {SQLITE_DBCONFIG_DQS_DML, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},
    };
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        sqlite3_db_config(db->handle, settings[i].option, settings[i].value, NULL);
    }
    sqlite3_busy_timeout(db->handle, VW_DB_BUSY_MILLISECONDS);
    /* Always there, asking db->sandboxed: a change of authorizer would make SQLite prepare all
     * statements again, also those that were prepared outside the sandbox. */
    sqlite3_set_authorizer(db->handle, authorize, db);
    db->bytes_max = sqlite3_limit(db->handle, SQLITE_LIMIT_LENGTH, -1);
}

/* Reading maps the file: large scans run some 5 % faster; SQLite caps the number at its own
 * maximum. Writing keeps 16 MB of pages instead, as an import jumps about in the keys of all
 * subjects, and looks at each page's cells when it comes in. recursive_triggers: INSERT OR REPLACE
 * deletes too, and must meet the append-only triggers. */
static const char settings_for_reading[] = "PRAGMA mmap_size = 2147418112;";
static const char settings_for_writing[] =
    "PRAGMA cache_size = " VW_DB_CACHE_FOR_WRITING
    "; PRAGMA cell_size_check = ON; PRAGMA synchronous = FULL;"
    "PRAGMA recursive_triggers = ON;";

/* The collation vw_letters: what differs in capitals or in encoding only is one. */
static int compare_letters(void *unused, int a_length, const void *a, int b_length, const void *b)
{
    (void)unused;
    return vw_utf8_compare_letters(a, (size_t)a_length, b, (size_t)b_length);
}

static vw_status connect(vw_db **out, vw_arena *arena, vw_diags *diags, const char *name,
                         const char *shown, bool write)
{
    *out = NULL;
    vw_db *db = VW_NEW(arena, vw_db);
    db->path = vw_strdup(arena, shown);
    db->names_arena = vw_arena_new();
    vw_arena_on_free(arena, close_db, db);
    /* One thread: SQLite's own locks cost some 5 % of an import. */
    int flags = (write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) | SQLITE_OPEN_EXRESCODE |
                SQLITE_OPEN_NOMUTEX;
    int code = sqlite3_open_v2(name, &db->handle, flags, NULL);
    if (db->handle == NULL) {
        vw_out_of_memory();
    }
    if (code != SQLITE_OK) {
        return vw_db__fail(db, diags, code);
    }
    if (write && sqlite3_db_readonly(db->handle, "main") == 1) {
        return vw_db__fail(db, diags, SQLITE_READONLY);
    }
    harden(db);
    code = sqlite3_create_collation_v2(db->handle, "vw_letters", SQLITE_UTF8, NULL, compare_letters,
                                       NULL);
    if (code != SQLITE_OK) {
        return vw_db__fail(db, diags, code);
    }
    *out = db;
    return vw_db_exec(db, diags, write ? settings_for_writing : settings_for_reading);
}

vw_status vw_db__open(vw_db **out, vw_arena *arena, vw_diags *diags, const char *path,
                      const char *shown, bool write)
{
    /* Without a folder before it, SQLite would read ":memory:" and "file:..." as no file names. */
    const char *name = path[0] == '/' ? path : vw_printf(arena, "./%s", path);
    return connect(out, arena, diags, name, shown, write);
}

vw_status vw_db__open_memory(vw_db **out, vw_arena *arena, vw_diags *diags)
{
    return connect(out, arena, diags, ":memory:", "", true);
}

vw_status vw_db__copy(vw_db **out, vw_arena *arena, vw_diags *diags, const vw_db *from,
                      const char *shown)
{
    vw_db *copy = NULL;
    vw_status status = connect(&copy, arena, diags, ":memory:", shown, true);
    if (status != VW_OK) {
        return status;
    }
    sqlite3_backup *backup = sqlite3_backup_init(copy->handle, "main", from->handle, "main");
    if (backup != NULL) {
        (void)sqlite3_backup_step(backup, -1);
        (void)sqlite3_backup_finish(backup);
    }
    int code = sqlite3_errcode(copy->handle);
    *out = copy;
    return code == SQLITE_OK ? VW_OK : vw_db__fail(copy, diags, code);
}

vw_status vw_db_exec(vw_db *db, vw_diags *diags, const char *sql)
{
    db->halted = VW_GOES_ON;
    db->denied[0] = '\0';
    int code = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? VW_OK : vw_db__fail(db, diags, code);
}

vw_status vw_db__number(int64_t *out, vw_db *db, vw_diags *diags, const char *sql)
{
    *out = 0;
    vw_arena *scratch = vw_arena_new();
    vw_stmt *stmt;
    bool row = false;
    vw_status status = vw_stmt_new(&stmt, db, scratch, diags, sql);
    if (status == VW_OK) {
        status = vw_stmt_step(stmt, diags, &row);
    }
    if (row) {
        *out = vw_stmt_int(stmt, 0);
    }
    vw_arena_free(scratch);
    return status;
}

int64_t vw_db_last_id(const vw_db *db)
{
    return sqlite3_last_insert_rowid(db->handle);
}

/* Transactions are the caller's, also while the SQL of others is boxed in. */
static vw_status exec_own(vw_db *db, vw_diags *diags, const char *sql)
{
    db->exempt = true;
    vw_status status = vw_db_exec(db, diags, sql);
    db->exempt = false;
    return status;
}

vw_status vw_db_begin(vw_db *db, vw_diags *diags)
{
    return exec_own(db, diags, "BEGIN IMMEDIATE");
}

vw_status vw_db_commit(vw_db *db, vw_diags *diags)
{
    return exec_own(db, diags, "COMMIT");
}

/* Where SQLite could not write, it leaves what was half done for who opens the file next, in a
 * journal that a copy of the file alone would lack. Reading anything has it undone at once. */
static void undo_half_done(vw_db *db)
{
    sqlite3_exec(db->handle, "PRAGMA schema_version", NULL, NULL, NULL);
}

void vw_db_rollback(vw_db *db)
{
    if (db->settle != NULL) {
        db->settle(db->settle_what);
        vw_db__bulk(db, NULL, NULL);
    }
    db->exempt = true;
    if (sqlite3_get_autocommit(db->handle) != 0 ||
        sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL) != SQLITE_OK) {
        undo_half_done(db);
    }
    db->exempt = false;
}

/* ---- statements -------------------------------------------------------------------------- */

static void free_stmt(void *what)
{
    vw_stmt *stmt = what;
    sqlite3_finalize(stmt->handle);
    stmt->handle = NULL;
}

void vw_stmt_free(vw_stmt *stmt)
{
    if (stmt != NULL) {
        free_stmt(stmt);
    }
}

vw_status vw_stmt_new(vw_stmt **out, vw_db *db, vw_arena *arena, vw_diags *diags, const char *sql)
{
    *out = NULL;
    sqlite3_stmt *handle = NULL;
    db->halted = VW_GOES_ON;
    db->denied[0] = '\0';
    int code = sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);
    if (code != SQLITE_OK) {
        return vw_db__fail(db, diags, code);
    }
    vw_stmt *stmt = VW_NEW(arena, vw_stmt);
    stmt->db = db;
    stmt->handle = handle;
    vw_arena_on_free(arena, free_stmt, stmt);
    *out = stmt;
    return VW_OK;
}

static void note_bind(vw_stmt *stmt, int code)
{
    if (stmt->bind_code == SQLITE_OK) {
        stmt->bind_code = code;
    }
}

void vw_stmt_bind_int(vw_stmt *stmt, int index, int64_t value)
{
    note_bind(stmt, sqlite3_bind_int64(stmt->handle, index, value));
}

void vw_stmt_bind_real(vw_stmt *stmt, int index, double value)
{
    note_bind(stmt, sqlite3_bind_double(stmt->handle, index, value));
}

void vw_stmt_bind_text(vw_stmt *stmt, int index, const char *value)
{
    note_bind(stmt, sqlite3_bind_text(stmt->handle, index, value, -1, SQLITE_STATIC));
}

void vw_stmt_bind_blob(vw_stmt *stmt, int index, const void *bytes, size_t length)
{
    note_bind(stmt, sqlite3_bind_blob64(stmt->handle, index, bytes, length, SQLITE_STATIC));
}

void vw_stmt_bind_null(vw_stmt *stmt, int index)
{
    note_bind(stmt, sqlite3_bind_null(stmt->handle, index));
}

void vw_stmt_reset(vw_stmt *stmt)
{
    /* Its code repeats the failure of the last step, which was told already. */
    sqlite3_reset(stmt->handle);
    stmt->bind_code = SQLITE_OK;
}

vw_status vw_stmt_step(vw_stmt *stmt, vw_diags *diags, bool *row)
{
    vw_db *db = stmt->db;
    vw_stmt *outer = db->running;
    *row = false;
    if (stmt->bind_code != SQLITE_OK) {
        return vw_db__fail(db, diags, stmt->bind_code);
    }
    bool bounded = db->max_steps > 0 || db->max_nanoseconds > 0;
    if (bounded && sqlite3_stmt_busy(stmt->handle) == 0) {
        stmt->steps = 0;
        stmt->nanoseconds = 0;
    }
    stmt->started_at = bounded ? stopwatch() : 0;
    db->running = stmt;
    db->halted = VW_GOES_ON;
    int code = sqlite3_step(stmt->handle);
    db->running = outer;
    stmt->nanoseconds += bounded ? stopwatch() - stmt->started_at : 0;
    *row = code == SQLITE_ROW;
    if (code == SQLITE_ROW || code == SQLITE_DONE) {
        return VW_OK;
    }
    vw_status status = vw_db__fail(db, diags, code);
    sqlite3_reset(stmt->handle);
    return status;
}

vw_status vw_stmt_run(vw_stmt *stmt, vw_diags *diags)
{
    bool row = true;
    vw_status status = VW_OK;
    while (status == VW_OK && row) {
        status = vw_stmt_step(stmt, diags, &row);
    }
    vw_stmt_reset(stmt);
    return status;
}

int vw_stmt_columns(const vw_stmt *stmt)
{
    return sqlite3_column_count(stmt->handle);
}

const char *vw_stmt_name(const vw_stmt *stmt, int column)
{
    return sqlite3_column_name(stmt->handle, column);
}

vw_sql_type vw_stmt_type(const vw_stmt *stmt, int column)
{
    switch (sqlite3_column_type(stmt->handle, column)) {
    case SQLITE_INTEGER:
        return VW_SQL_INTEGER;
    case SQLITE_FLOAT:
        return VW_SQL_REAL;
    case SQLITE_TEXT:
        return VW_SQL_TEXT;
    case SQLITE_BLOB:
        return VW_SQL_BLOB;
    default:
        return VW_SQL_NULL;
    }
}

bool vw_stmt_is_null(const vw_stmt *stmt, int column)
{
    return vw_stmt_type(stmt, column) == VW_SQL_NULL;
}

int64_t vw_stmt_int(const vw_stmt *stmt, int column)
{
    return sqlite3_column_int64(stmt->handle, column);
}

double vw_stmt_real(const vw_stmt *stmt, int column)
{
    return sqlite3_column_double(stmt->handle, column);
}

const char *vw_stmt_text(const vw_stmt *stmt, int column)
{
    return (const char *)sqlite3_column_text(stmt->handle, column);
}

const void *vw_stmt_blob(const vw_stmt *stmt, int column, size_t *length)
{
    const void *bytes = sqlite3_column_blob(stmt->handle, column);
    *length = (size_t)sqlite3_column_bytes(stmt->handle, column);
    return bytes;
}
