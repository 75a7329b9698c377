/* SPDX-License-Identifier: EUPL-1.2 */
/* The folder of an export: under another name until all of it is on the disk. */
#include "base/system.h"
#include "export/export_private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    vw_dossier *dossier;
    const vw_catalogue *catalogue;
    vw_arena *arena;
    vw_diags *diags;
    const vw_export_options *options;
    const char *temporary; /* the folder's name until the end */
    VW_VEC(const char *) written;
    vw_export_files *files;
    vw_hasher *hasher;
    int64_t mark;
} export;

static vw_status refuse(const export *x, int error)
{
    vw_place place = {.file = x->options->folder};
    if (error == ENOTEMPTY || error == EEXIST || error == ENOTDIR) {
        VW_DIAG(x->diags, I103, place, NULL);
    } else {
        VW_DIAG(x->diags, I104, place, vw_system_words(error));
    }
    return VW_ERR_STORE;
}

/* ---- one file ---------------------------------------------------------------------------- */

/* Names of people: for the owner's eyes, as the dossier itself is. */
static vw_status open_file(vw_export_stream *out, export *x, const char *name)
{
    const char *path = vw_printf(x->arena, "%s/%s", x->temporary, name);
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    *out = (vw_export_stream){.hasher = x->hasher};
    if (fd < 0) {
        return refuse(x, errno);
    }
    VW_PUSH(x->arena, x->written, path);
    out->stream = fdopen(fd, "wb");
    if (out->stream == NULL) {
        vw_out_of_memory();
    }
    vw_hasher_start(x->hasher);
    return VW_OK;
}

static vw_status close_file(vw_export_stream *out, const export *x, char hex[65])
{
    vw_digest digest = vw_hasher_end(out->hasher);
    vw_digest_hex(hex, &digest);
    errno = 0;
    bool failed = ferror(out->stream) != 0;
    int error = fflush(out->stream) != 0 ? errno : 0;
    if (error == 0 && failed) {
        error = EIO;
    }
    if (error == 0 && fsync(fileno(out->stream)) != 0 && errno != EINVAL) {
        error = errno; /* EINVAL: a file system that cannot sync */
    }
    if (fclose(out->stream) != 0 && error == 0) {
        error = errno;
    }
    return error == 0 ? VW_OK : refuse(x, error);
}

static vw_status write_kind(export *x, const vw_kind *kind)
{
    vw_export_stream out;
    vw_export_file file = {.kind = kind, .name = vw_printf(x->arena, "%s.csv", kind->name)};
    vw_status status = open_file(&out, x, file.name);
    if (status != VW_OK) {
        return status;
    }
    status = vw_export__table(&file.rows, &out, x->dossier, x->catalogue, x->diags, kind, x->mark,
                              x->options->secret);
    vw_status closed = close_file(&out, x, file.sha256);
    VW_PUSH(x->arena, *x->files, file);
    return status == VW_OK ? closed : status;
}

static vw_status write_text(export *x, const char *name, const char *text)
{
    vw_export_stream out;
    char hex[65];
    vw_status status = open_file(&out, x, name);
    if (status != VW_OK) {
        return status;
    }
    vw_export__put(&out, text);
    return close_file(&out, x, hex);
}

/* ---- the folder -------------------------------------------------------------------------- */

static vw_status make_folder(export *x)
{
    size_t length = strlen(x->options->folder);
    while (length > 1 && x->options->folder[length - 1] == '/') {
        length--;
    }
    char *name = vw_printf(x->arena, "%.*s.new-XXXXXX", (int)length, x->options->folder);
    if (mkdtemp(name) == NULL) {
        return refuse(x, errno);
    }
    x->temporary = name;
    return VW_OK;
}

static void sync_folder(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd); /* some file systems cannot sync a folder */
        close(fd);
    }
}

/* rename() takes the place of an empty folder, and of no other. */
static vw_status give_name(export *x)
{
    sync_folder(x->temporary);
    if (rename(x->temporary, x->options->folder) != 0) {
        return refuse(x, errno);
    }
    x->temporary = NULL;
    return VW_OK;
}

static void take_away(const export *x)
{
    for (size_t i = 0; i < x->written.count; i++) {
        unlink(x->written.items[i]);
    }
    rmdir(x->temporary);
}

/* ---- what goes in ------------------------------------------------------------------------ */

static vw_status write_imported(export *x)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(x->dossier), x->arena, x->diags,
                                   "SELECT DISTINCT kind FROM import WHERE id <= ?1 ORDER BY kind");
    if (status == VW_OK) {
        vw_stmt_bind_int(stmt, 1, x->mark);
    }
    while (status == VW_OK && (status = vw_stmt_step(stmt, x->diags, &row)) == VW_OK && row) {
        const vw_kind *kind = vw_catalogue_find(x->catalogue, vw_stmt_text(stmt, 0));
        status = kind != NULL ? write_kind(x, kind) : VW_OK;
    }
    vw_stmt_free(stmt);
    return status;
}

static vw_status write_all(export *x)
{
    const char *json = NULL, *readme = NULL;
    vw_status status = x->options->kind_count == 0 ? write_imported(x) : VW_OK;
    for (size_t i = 0; i < x->options->kind_count && status == VW_OK; i++) {
        status = write_kind(x, x->options->kinds[i]);
    }
    if (status == VW_OK) {
        status = vw_export__manifest(&json, &readme, x->dossier, x->arena, x->diags, x->files,
                                     x->mark, x->options->secret != NULL);
    }
    if (status == VW_OK) {
        status = write_text(x, "manifest.json", json);
    }
    if (status == VW_OK) {
        status = write_text(x, "README.txt", readme);
    }
    return status == VW_OK ? give_name(x) : status;
}

/* An export that leaves something out is not the evidence. */
static vw_status refuse_beyond(export *x)
{
    const char *names = NULL;
    vw_status status = vw_evidence_beyond(&names, x->dossier, x->arena, x->diags, x->catalogue);
    if (status == VW_OK && names != NULL) {
        VW_DIAG(x->diags, D083, (vw_place){.file = vw_dossier_path(x->dossier)}, names);
        status = VW_ERR_INPUT;
    }
    return status;
}

vw_status vw_export_records(vw_export_files *out, vw_dossier *dossier,
                            const vw_catalogue *catalogue, vw_arena *arena, vw_diags *diags,
                            const vw_export_options *options)
{
    export x = {.dossier = dossier,
                .catalogue = catalogue,
                .arena = arena,
                .diags = diags,
                .options = options,
                .files = out,
                .hasher = vw_hasher_new(arena)};
    vw_db *db = vw_dossier_db(dossier);
    *out = (vw_export_files){0};
    vw_status status = vw_db_exec(db, diags, "BEGIN");
    if (status == VW_OK) {
        status = vw_import_mark(dossier, diags, &x.mark);
    }
    if (status == VW_OK) {
        status = refuse_beyond(&x);
    }
    if (status == VW_OK) {
        status = make_folder(&x);
    }
    if (status == VW_OK) {
        status = write_all(&x);
    }
    if (x.temporary != NULL) {
        take_away(&x);
    }
    vw_db_rollback(db);
    return status;
}
