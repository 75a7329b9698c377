/* SPDX-License-Identifier: EUPL-1.2 */
/* Content of artefacts, in parts: memory does not grow with the file. */
#include "store/artefact.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/system.h"
#include "store/artefact/artefact_private.h"
#include "store/db/db_private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- where content stands beside the dossier --------------------------------------------- */

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

const char *vw_artefact_location(vw_arena *arena, const vw_dossier *dossier, const char *sha256)
{
    return vw_printf(arena, "%s.artefacts/%s", base_name(vw_dossier_path(dossier)), sha256);
}

const char *vw_artefact__path(vw_arena *arena, const vw_dossier *dossier, const char *location)
{
    const char *path = vw_dossier_path(dossier);
    return vw_printf(arena, "%.*s%s", (int)(base_name(path) - path), path, location);
}

static const char *path_beside(vw_arena *arena, const vw_dossier *dossier, const char *sha256)
{
    return vw_artefact__path(arena, dossier, vw_artefact_location(arena, dossier, sha256));
}

static void sync_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        /* Some file systems cannot sync a folder. */
        (void)fsync(fd);
        close(fd);
    }
}

/* As closed to others as the dossier itself. */
static vw_status make_folder(vw_arena *scratch, vw_diags *diags, const char *file)
{
    const char *folder = vw_strndup(scratch, file, (size_t)(strrchr(file, '/') - file));
    if (mkdir(folder, S_IRWXU) == 0) {
        const char *slash = strrchr(folder, '/');
        sync_folder(slash == NULL ? "."
                                  : vw_strndup(scratch, folder, (size_t)(slash - folder) + 1));
        return VW_OK;
    }
    if (errno == EEXIST) {
        return VW_OK; /* what it is shows when the file is made in it */
    }
    VW_DIAG(diags, F011, (vw_place){0}, folder, vw_system_words(errno));
    return VW_ERR_STORE;
}

/* ---- keeping ----------------------------------------------------------------------------- */

/* What is being copied, hashed on its way. */
typedef struct {
    int fd;
    const char *path;
    uint64_t left;
    vw_hasher *hasher;
    char *block;
} copying;

/* The next part; [*length] is 0 at the end. */
static vw_status next_part(size_t *length, copying *copy, vw_diags *diags)
{
    size_t room = copy->left < VW_ARTEFACT_PART_BYTES ? (size_t)copy->left : VW_ARTEFACT_PART_BYTES;
    *length = 0;
    while (*length < room) {
        ssize_t got = read(copy->fd, copy->block + *length, room - *length);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            VW_DIAG(diags, F007, (vw_place){.file = copy->path}, copy->path,
                    vw_system_words(errno));
            return VW_ERR_STORE;
        }
        if (got == 0) {
            break; /* shorter than it was: the hash will tell */
        }
        *length += (size_t)got;
    }
    vw_hasher_add(copy->hasher, copy->block, *length);
    copy->left -= *length;
    return VW_OK;
}

static vw_status check_copied(copying *copy, vw_diags *diags, const char *sha256)
{
    char hex[65];
    vw_digest digest = vw_hasher_end(copy->hasher);
    vw_digest_hex(hex, &digest);
    if (strcmp(hex, sha256) == 0) {
        return VW_OK;
    }
    VW_DIAG(diags, F006, (vw_place){.file = copy->path}, copy->path);
    return VW_ERR_STORE;
}

static vw_status is_inside(bool *inside, vw_db *db, vw_arena *scratch, vw_diags *diags,
                           const char *sha256)
{
    vw_stmt *stmt = NULL;
    vw_status status = vw_stmt_new(&stmt, db, scratch, diags,
                                   "SELECT 1 FROM artefact_content WHERE sha256 = ?1 LIMIT 1");
    if (status == VW_OK) {
        vw_stmt_bind_text(stmt, 1, sha256);
        status = vw_stmt_step(stmt, diags, inside);
    }
    vw_stmt_free(stmt);
    return status;
}

static vw_status keep_inside(vw_dossier *dossier, vw_arena *scratch, vw_diags *diags, copying *copy,
                             const char *sha256)
{
    vw_db *db = vw_dossier_db(dossier);
    vw_stmt *stmt = NULL;
    bool inside = false;
    size_t length = 0;
    vw_status status = is_inside(&inside, db, scratch, diags, sha256);
    if (status != VW_OK || inside) {
        return status;
    }
    status =
        vw_stmt_new(&stmt, db, scratch, diags,
                    "INSERT INTO artefact_content (sha256, part, content) VALUES (?1, ?2, ?3)");
    int64_t part = 0;
    /* An empty file has one empty part, so that it is there. */
    do {
        if (status == VW_OK) {
            status = next_part(&length, copy, diags);
        }
        if (status == VW_OK && (length > 0 || part == 0)) {
            vw_stmt_bind_text(stmt, 1, sha256);
            vw_stmt_bind_int(stmt, 2, part++);
            vw_stmt_bind_blob(stmt, 3, copy->block, length);
            status = vw_stmt_run(stmt, diags);
        }
    } while (status == VW_OK && length > 0);
    vw_stmt_free(stmt);
    return status == VW_OK ? check_copied(copy, diags, sha256) : status;
}

static vw_status copy_out(vw_outfile *file, vw_diags *diags, copying *copy, const char *sha256)
{
    FILE *stream = vw_outfile_stream(file);
    size_t length = 0;
    vw_status status = VW_OK;
    do {
        status = next_part(&length, copy, diags);
        if (status == VW_OK && fwrite(copy->block, 1, length, stream) != length) {
            break; /* the commit says why */
        }
    } while (status == VW_OK && length > 0);
    if (status == VW_OK && ferror(stream) == 0) {
        status = check_copied(copy, diags, sha256);
    }
    /* Nobody is to change it; a file system without modes leaves that to the hash. */
    (void)fchmod(fileno(stream), S_IRUSR);
    return status;
}

static vw_status keep_beside(bool *made, vw_dossier *dossier, vw_arena *scratch, vw_diags *diags,
                             copying *copy, const char *sha256)
{
    const char *path = path_beside(scratch, dossier, sha256);
    vw_outfile *file = NULL;
    if (vw_artefact__is(path, sha256, scratch)) {
        return VW_OK;
    }
    vw_status status = make_folder(scratch, diags, path);
    if (status == VW_OK) {
        status = vw_outfile_open(&file, scratch, diags, path);
    }
    if (status == VW_OK) {
        status = copy_out(file, diags, copy, sha256);
    }
    if (status == VW_OK) {
        status = vw_outfile_commit(file, diags);
        *made = status == VW_OK;
    }
    return status;
}

vw_status vw_artefact_keep(bool *made, vw_dossier *dossier, vw_diags *diags, int fd,
                           const char *path, const char *sha256, uint64_t bytes, bool beside)
{
    vw_arena *scratch = vw_arena_new();
    copying copy = {.fd = fd,
                    .path = path,
                    .left = bytes,
                    .hasher = vw_hasher_new(scratch),
                    .block = vw_alloc(scratch, VW_ARTEFACT_PART_BYTES)};
    vw_status status = VW_OK;
    *made = false;
    vw_hasher_start(copy.hasher);
    if (lseek(fd, 0, SEEK_SET) != 0) {
        VW_DIAG(diags, F007, (vw_place){.file = path}, path, vw_system_words(errno));
        status = VW_ERR_STORE;
    } else if (beside) {
        status = keep_beside(made, dossier, scratch, diags, &copy, sha256);
    } else {
        status = keep_inside(dossier, scratch, diags, &copy, sha256);
    }
    vw_arena_free(scratch);
    return status;
}

void vw_artefact_take_away(const vw_dossier *dossier, const char *sha256)
{
    vw_arena *scratch = vw_arena_new();
    unlink(path_beside(scratch, dossier, sha256));
    vw_arena_free(scratch);
}
