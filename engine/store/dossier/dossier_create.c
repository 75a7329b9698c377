/* SPDX-License-Identifier: EUPL-1.2 */
/* Making a dossier: under a temporary name that only its owner can read, then given its own name in
 * one step that never replaces a file. */
#include "base/system.h"
#include "store/db/db_private.h"
#include "store/dossier/dossier_private.h"
#include "store/ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* An import writes half as many pages of twice the usual size in a tenth less time; still larger
 * ones gain little, and a dossier of a few records is mostly empty pages. */
#define PAGE_BYTES "8192"

static vw_status refuse(vw_diags *diags, const char *path, int error)
{
    vw_place place = {.file = path};
    switch (error) {
    case EEXIST:
        VW_DIAG(diags, D013, place, NULL);
        break;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        VW_DIAG(diags, D011, place, NULL);
        break;
    default:
        VW_DIAG(diags, D014, place, vw_system_words(error));
        break;
    }
    return VW_ERR_STORE;
}

static vw_status write_facts(vw_db *db, vw_arena *scratch, vw_diags *diags,
                             const vw_dossier_head *head)
{
    char as_of[11], from[11], until[11], created[21];
    vw_date_format(as_of, head->as_of);
    vw_date_format(from, head->period_from);
    vw_date_format(until, head->period_until);
    vw_instant_format(created, vw_clock_now());
    const struct {
        const char *name, *value;
    } facts[] = {{"name", head->name},
                 {"type", head->type},
                 {"year", vw_printf(scratch, "%d", head->year)},
                 {"as_of", as_of},
                 {"period_from", from},
                 {"period_until", until},
                 {"created_at", created},
                 {"program_version", VW_VERSION}};
    vw_stmt *stmt = NULL;
    vw_status status =
        vw_stmt_new(&stmt, db, scratch, diags, "INSERT INTO dossier (name, value) VALUES (?1, ?2)");
    for (size_t i = 0; i < sizeof facts / sizeof *facts && status == VW_OK; i++) {
        if (facts[i].value == NULL) {
            continue;
        }
        vw_stmt_bind_text(stmt, 1, facts[i].name);
        vw_stmt_bind_text(stmt, 2, facts[i].value);
        status = vw_stmt_run(stmt, diags);
    }
    if (status != VW_OK) {
        return status;
    }
    char hex[65];
    status = vw_dossier__hash_facts(hex, NULL, db, scratch, diags);
    if (status == VW_OK) {
        vw_stmt_bind_text(stmt, 1, VW_FACTS_HASH);
        vw_stmt_bind_text(stmt, 2, hex);
        status = vw_stmt_run(stmt, diags);
    }
    return status == VW_OK ? vw_ledger_add(db, diags, VW_ENTRY_CREATION, 0, hex) : status;
}

static vw_status fill(const char *temporary, const char *path, const vw_dossier_head *head,
                      const vw_catalogue *catalogue, vw_arena *scratch, vw_diags *diags)
{
    vw_db *db = NULL;
    vw_status status = vw_db__open(&db, scratch, diags, temporary, path, true);
    if (status == VW_OK) {
        status = vw_db_exec(db, diags, "PRAGMA page_size = " PAGE_BYTES);
    }
    if (status == VW_OK) {
        status = vw_db_begin(db, diags);
    }
    if (status == VW_OK) {
        status =
            vw_db_exec(db, diags,
                       vw_printf(scratch, "PRAGMA application_id = %d; PRAGMA user_version = %d;",
                                 VW_APPLICATION_ID, VW_SCHEMA_VERSION));
    }
    if (status == VW_OK) {
        status = vw_dossier__add_tables(db, diags, 0);
    }
    if (status == VW_OK) {
        status = write_facts(db, scratch, diags, head);
    }
    if (status == VW_OK) {
        status = vw_dossier__follow(db, diags, catalogue);
    }
    return status == VW_OK ? vw_db_commit(db, diags) : status;
}

static void sync_folder(vw_arena *scratch, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *folder =
        slash == NULL ? "." : vw_strndup(scratch, path, (size_t)(slash - path) + 1);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        /* Some file systems cannot sync a folder; the file itself was synced by SQLite. */
        (void)fsync(fd);
        close(fd);
    }
}

/* link() fails when the name exists, which rename() would not. Where there are no links (FAT, some
 * network drives), an exclusively made empty file claims the name first. */
static int give_name(const char *temporary, const char *path)
{
    if (link(temporary, path) == 0) {
        return 0;
    }
    if (errno == EEXIST) {
        return EEXIST;
    }
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (fd < 0) {
        return errno;
    }
    close(fd);
    if (rename(temporary, path) != 0) {
        int error = errno;
        unlink(path);
        return error;
    }
    return 0;
}

vw_status vw_dossier_create(const char *path, const vw_dossier_head *head,
                            const vw_catalogue *catalogue, vw_arena *arena, vw_diags *diags)
{
    struct stat info;
    if (lstat(path, &info) == 0) {
        return refuse(diags, path, EEXIST);
    }
    char *temporary = vw_printf(arena, "%s.new-XXXXXX", path);
    int fd = mkstemp(temporary); /* exclusive, mode 0600 */
    if (fd < 0) {
        return refuse(diags, path, errno);
    }
    close(fd);
    vw_arena *scratch = vw_arena_new();
    vw_status status = fill(temporary, path, head, catalogue, scratch, diags);
    vw_arena_free(scratch);
    if (status == VW_OK) {
        int error = give_name(temporary, path);
        status = error == 0 ? VW_OK : refuse(diags, path, error);
    }
    if (status == VW_OK) {
        sync_folder(arena, path);
    }
    unlink(temporary);
    unlink(vw_printf(arena, "%s-journal", temporary));
    return status;
}
