/* SPDX-License-Identifier: EUPL-1.2 */
/* Opening a dossier, with one clear refusal for each way in which a file can be none. */
#include "store/dossier.h"
#include "base/hash.h"
#include "base/system.h"
#include "store/db/db_private.h"
#include "store/dossier/dossier_private.h"
#include "store/evidence/evidence_tables.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct vw_dossier {
    vw_db *db;
    const char *path;
    vw_dossier_head head;
};

/* By path, never by opening and closing the file here: closing any descriptor of a file drops the
 * locks that other connections of this process hold on it. */
static vw_status check_path(vw_diags *diags, const char *path, vw_access access)
{
    vw_place place = {.file = path};
    struct stat info;
    if (stat(path, &info) != 0) {
        if (errno == ENOENT || errno == ENOTDIR) {
            VW_DIAG(diags, D001, place, NULL);
        } else if (errno == EACCES) {
            VW_DIAG(diags, D003, place, NULL);
        } else {
            VW_DIAG(diags, D014, place, vw_system_words(errno));
        }
        return VW_ERR_STORE;
    }
    if (!S_ISREG(info.st_mode)) {
        VW_DIAG(diags, D002, place, NULL);
        return VW_ERR_STORE;
    }
    if (faccessat(AT_FDCWD, path, R_OK, AT_EACCESS) != 0) {
        VW_DIAG(diags, D003, place, NULL);
        return VW_ERR_STORE;
    }
    if (access == VW_READ_WRITE && faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) != 0) {
        VW_DIAG(diags, D004, place, NULL);
        return VW_ERR_STORE;
    }
    return VW_OK;
}

/* Its first statement reads the file's header, so this is where a file that is no database, is
 * damaged or is locked shows. */
static vw_status check_header(int64_t *version, vw_db *db, vw_diags *diags, const char *path,
                              vw_access access)
{
    vw_place place = {.file = path};
    int64_t application = 0;
    vw_status status = vw_db__number(&application, db, diags, "PRAGMA application_id");
    if (status == VW_OK) {
        status = vw_db__number(version, db, diags, "PRAGMA user_version");
    }
    if (status != VW_OK) {
        return status;
    }
    if (application != VW_APPLICATION_ID || *version < 1) {
        VW_DIAG(diags, D006, place, NULL);
        return VW_ERR_STORE;
    }
    char found[24];
    char known[24];
    snprintf(found, sizeof found, "%lld", (long long)*version);
    snprintf(known, sizeof known, "%d", VW_SCHEMA_VERSION);
    if (*version > VW_SCHEMA_VERSION) {
        VW_DIAG(diags, D007, place, found, known);
        return VW_ERR_STORE;
    }
    if (*version < VW_SCHEMA_VERSION && access == VW_READ_ONLY) {
        VW_DIAG(diags, D040, place, found, known);
        return VW_ERR_STORE;
    }
    return VW_OK;
}

/* SQLite itself notices whole pages that are missing, not a last page that was cut off. */
static vw_status check_length(vw_db *db, vw_diags *diags, const char *path)
{
    int64_t pages = 0;
    int64_t page_size = 0;
    struct stat info;
    vw_status status = vw_db__number(&pages, db, diags, "PRAGMA page_count");
    if (status == VW_OK) {
        status = vw_db__number(&page_size, db, diags, "PRAGMA page_size");
    }
    if (status != VW_OK) {
        return status;
    }
    if (stat(path, &info) != 0 || (int64_t)info.st_size < pages * page_size) {
        VW_DIAG(diags, D009, (vw_place){.file = path}, NULL);
        return VW_ERR_STORE;
    }
    return VW_OK;
}

static void take_fact(vw_dossier_head *head, vw_arena *arena, const char *name, const char *value)
{
    if (strcmp(name, "name") == 0) {
        head->name = vw_strdup(arena, value);
    } else if (strcmp(name, "type") == 0) {
        head->type = vw_strdup(arena, value);
    } else if (strcmp(name, "created_at") == 0) {
        head->created_at = vw_strdup(arena, value);
    } else if (strcmp(name, "year") == 0) {
        head->year = (int)strtol(value, NULL, 10);
    } else if (strcmp(name, "as_of") == 0) {
        (void)vw_date_parse(&head->as_of, value);
    } else if (strcmp(name, "period_from") == 0) {
        (void)vw_date_parse(&head->period_from, value);
    } else if (strcmp(name, "period_until") == 0) {
        (void)vw_date_parse(&head->period_until, value);
    }
}

static vw_status read_head(vw_dossier_head *head, vw_db *db, vw_arena *arena, vw_diags *diags,
                           const char *path)
{
    *head = (vw_dossier_head){
        .as_of = VW_DATE_NONE, .period_from = VW_DATE_NONE, .period_until = VW_DATE_NONE};
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status = vw_stmt_new(&stmt, db, arena, diags, "SELECT name, value FROM dossier");
    while (status == VW_OK && (status = vw_stmt_step(stmt, diags, &row)) == VW_OK && row) {
        /* The table has no NULL, but a damaged page may say so. */
        if (!vw_stmt_is_null(stmt, 0) && !vw_stmt_is_null(stmt, 1)) {
            take_fact(head, arena, vw_stmt_text(stmt, 0), vw_stmt_text(stmt, 1));
        }
    }
    vw_stmt_free(stmt);
    if (status != VW_OK) {
        return status;
    }
    if (head->name == NULL || head->created_at == NULL || head->year == 0 ||
        head->as_of == VW_DATE_NONE || head->period_from == VW_DATE_NONE ||
        head->period_until == VW_DATE_NONE) {
        VW_DIAG(diags, D008, (vw_place){.file = path}, "a fact of the table dossier is missing");
        return VW_ERR_STORE;
    }
    return VW_OK;
}

static vw_status check_and_read(int64_t *version, vw_dossier *dossier, vw_access access,
                                vw_arena *arena, vw_diags *diags)
{
    vw_db *db = dossier->db;
    int64_t tables = 0;
    vw_status status = vw_db_exec(db, diags, "BEGIN");
    if (status == VW_OK) {
        status = check_header(version, db, diags, dossier->path, access);
    }
    if (status == VW_OK) {
        status = check_length(db, diags, dossier->path);
    }
    if (status == VW_OK) {
        status = vw_db__number(&tables, db, diags, "SELECT count(*) FROM sqlite_schema");
    }
    if (status == VW_OK) {
        status = read_head(&dossier->head, db, arena, diags, dossier->path);
    }
    vw_db_rollback(db);
    return status;
}

vw_status vw_dossier__follow(vw_db *db, vw_diags *diags, const vw_catalogue *catalogue)
{
    vw_arena *scratch = vw_arena_new();
    const char *sql = "";
    vw_status status = vw_evidence__plan(&sql, db, scratch, diags, catalogue);
    if (status == VW_OK && sql[0] != '\0') {
        status = vw_db_exec(db, diags, sql);
    }
    vw_arena_free(scratch);
    return status;
}

/* Writes only when something is missing, so that opening alone leaves the file as it was. */
static vw_status follow_catalogue(vw_db *db, vw_diags *diags, const vw_catalogue *catalogue)
{
    vw_arena *scratch = vw_arena_new();
    const char *sql = "";
    vw_status status = vw_evidence__plan(&sql, db, scratch, diags, catalogue);
    if (status == VW_OK && sql[0] != '\0') {
        /* Planned again inside: another program may have added the same meanwhile. */
        status = vw_db_begin(db, diags);
        if (status == VW_OK) {
            status = vw_dossier__follow(db, diags, catalogue);
        }
        if (status == VW_OK) {
            status = vw_db_commit(db, diags);
        }
        vw_db_rollback(db);
    }
    vw_arena_free(scratch);
    return status;
}

/* A program that was killed while it wrote has left a journal, by which SQLite undoes what was half
 * done; that takes a connection that may write. Where somebody is writing just now, reading once
 * changes nothing. What goes wrong here shows again when the dossier is opened. */
static void undo_what_was_broken_off(const char *path)
{
    vw_arena *scratch = vw_arena_new();
    vw_diags *ignored = vw_diags_new(scratch);
    const char *journal = vw_printf(scratch, "%s-journal", path);
    struct stat info;
    vw_db *db = NULL;
    int64_t objects;
    if (stat(journal, &info) == 0 && info.st_size > 0 &&
        vw_db__open(&db, scratch, ignored, path, path, true) == VW_OK) {
        vw_status status =
            vw_db__number(&objects, db, ignored, "SELECT count(*) FROM sqlite_schema");
        (void)status;
    }
    vw_arena_free(scratch);
}

vw_status vw_dossier_open(vw_dossier **out, vw_arena *arena, vw_diags *diags, const char *path,
                          vw_access access, const vw_catalogue *catalogue)
{
    *out = NULL;
    vw_dossier *dossier = VW_NEW(arena, vw_dossier);
    dossier->path = vw_strdup(arena, path);
    int64_t version = VW_SCHEMA_VERSION;
    vw_status status = check_path(diags, path, access);
    if (status == VW_OK && access != VW_READ_WRITE) {
        undo_what_was_broken_off(path);
    }
    if (status == VW_OK) {
        status = vw_db__open(&dossier->db, arena, diags, path, path, access == VW_READ_WRITE);
    }
    if (status == VW_OK) {
        status = check_and_read(&version, dossier, access, arena, diags);
    }
    if (status == VW_OK && version < VW_SCHEMA_VERSION && access == VW_READ_COPY) {
        status = vw_db__copy(&dossier->db, arena, diags, dossier->db, path);
    }
    if (status == VW_OK && version < VW_SCHEMA_VERSION) {
        status = vw_dossier__upgrade(dossier, diags);
    }
    if (status == VW_OK && access == VW_READ_WRITE) {
        status = follow_catalogue(dossier->db, diags, catalogue);
    }
    *out = status == VW_OK ? dossier : NULL;
    return status;
}

vw_status vw_dossier__hash_facts(char hex[65], const char **stored, vw_db *db, vw_arena *arena,
                                 vw_diags *diags)
{
    vw_hasher *hasher = vw_hasher_new(arena);
    vw_stmt *stmt = NULL;
    bool row = true;
    const char *found = "";
    vw_hasher_start(hasher);
    vw_status status =
        vw_stmt_new(&stmt, db, arena, diags, "SELECT name, value FROM dossier ORDER BY name");
    while (status == VW_OK && (status = vw_stmt_step(stmt, diags, &row)) == VW_OK && row) {
        const char *name = vw_stmt_text(stmt, 0), *value = vw_stmt_text(stmt, 1);
        if (name != NULL && strcmp(name, VW_FACTS_HASH) == 0) {
            found = vw_strdup(arena, value != NULL ? value : "");
            continue;
        }
        vw_hasher_add_text(hasher, name);
        vw_hasher_add_text(hasher, value);
    }
    vw_stmt_free(stmt);
    vw_digest digest = vw_hasher_end(hasher);
    vw_digest_hex(hex, &digest);
    if (stored != NULL) {
        *stored = found;
    }
    return status;
}

vw_status vw_dossier_facts_hash(char hex[65], bool *intact, const vw_dossier *dossier,
                                vw_diags *diags)
{
    vw_arena *scratch = vw_arena_new();
    const char *stored = "";
    vw_status status = vw_dossier__hash_facts(hex, &stored, dossier->db, scratch, diags);
    *intact = status == VW_OK && strcmp(hex, stored) == 0;
    vw_arena_free(scratch);
    return status;
}

const vw_dossier_head *vw_dossier_head_of(const vw_dossier *dossier)
{
    return &dossier->head;
}

vw_db *vw_dossier_db(const vw_dossier *dossier)
{
    return dossier->db;
}

const char *vw_dossier_path(const vw_dossier *dossier)
{
    return dossier->path;
}
