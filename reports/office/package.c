/* SPDX-License-Identifier: EUPL-1.2 */
/* The only file that writes with libzip. Parts wait in temporary files, since libzip asks for them
 * when the package is closed; it then writes through the callbacks below into a file that appears
 * whole or not at all. */
#include "reports/office/package.h"

#include "base/file.h"
#include "base/system.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

/* 1 January 1980, 1:00, an hour after the clock of zipped files begins: its first moment is taken
 * for an earlier time, kept elsewhere, by the checker of the ODF Toolkit. */
enum { DOS_DATE = 1 << 5 | 1, DOS_TIME = 1 << 11 };

typedef struct {
    const char *name;
    vw_part_form form;
    FILE *stream; /* NULL: libzip closes it, or it is closed */
} part;

struct vw_package {
    vw_arena *arena;
    const char *path;
    vw_outfile *file;
    const char *folder; /* of temporary files */
    VW_VEC(part) parts;
    int error;        /* of the first write that failed */
    zip_error_t told; /* the same, for libzip */
};

static vw_status report(vw_diags *diags, const char *path, int error)
{
    if (error == ENOSPC) {
        VW_DIAG(diags, F009, (vw_place){0}, path);
    } else {
        VW_DIAG(diags, F008, (vw_place){0}, path, vw_system_words(error != 0 ? error : EIO));
    }
    return VW_ERR_STORE;
}

static void close_parts(void *self)
{
    vw_package *package = self;
    for (size_t i = 0; i < package->parts.count; i++) {
        if (package->parts.items[i].stream != NULL) {
            fclose(package->parts.items[i].stream);
            package->parts.items[i].stream = NULL;
        }
    }
}

vw_status vw_package_open(vw_package **out, vw_arena *scratch, vw_diags *diags, const char *path)
{
    *out = NULL;
    vw_package *package = VW_NEW(scratch, vw_package);
    const char *folder = getenv("TMPDIR");
    package->arena = scratch;
    package->path = path;
    package->folder = folder != NULL && *folder != '\0' ? folder : "/tmp";
    zip_error_init(&package->told);
    const vw_status status = vw_outfile_open(&package->file, scratch, diags, path);
    if (status == VW_OK) {
        vw_arena_on_free(scratch, close_parts, package);
        *out = package;
    }
    return status;
}

vw_status vw_package_add(FILE **stream, vw_package *package, vw_diags *diags, const char *name,
                         vw_part_form form)
{
    char *path = vw_printf(package->arena, "%s/verantwoord-XXXXXX", package->folder);
    const int fd = mkstemp(path);
    *stream = fd >= 0 && unlink(path) == 0 ? fdopen(fd, "w+b") : NULL;
    if (*stream == NULL) {
        const int error = errno;
        if (fd >= 0) {
            close(fd);
        }
        return report(diags, package->folder, error);
    }
    VW_PUSH(package->arena, package->parts,
            (part){.name = vw_strdup(package->arena, name), .form = form, .stream = *stream});
    return VW_OK;
}

/* ---- where libzip writes to ------------------------------------------------------------------ */

static zip_int64_t refuse(vw_package *package, int error)
{
    if (package->error == 0) {
        package->error = error != 0 ? error : EIO;
    }
    zip_error_set(&package->told, ZIP_ER_WRITE, package->error);
    return -1;
}

static zip_int64_t seek(vw_package *package, FILE *stream, void *data, zip_uint64_t length)
{
    const zip_source_args_seek_t *to =
        ZIP_SOURCE_GET_ARGS(zip_source_args_seek_t, data, length, &package->told);
    if (to == NULL || fseeko(stream, (off_t)to->offset, to->whence) != 0) {
        return refuse(package, errno);
    }
    return 0;
}

static zip_int64_t tell(vw_package *package, FILE *stream)
{
    const off_t at = ftello(stream);
    return at >= 0 ? (zip_int64_t)at : refuse(package, errno);
}

static zip_int64_t describe(void *data)
{
    zip_stat_t *stat = data;
    zip_stat_init(stat);
    stat->size = 0;
    stat->valid = ZIP_STAT_SIZE;
    return sizeof *stat;
}

static zip_int64_t put(vw_package *package, FILE *stream, const void *data, zip_uint64_t length)
{
    errno = 0;
    return fwrite(data, 1, length, stream) == length ? (zip_int64_t)length : refuse(package, errno);
}

static zip_int64_t answer(void *self, void *data, zip_uint64_t length, zip_source_cmd_t command)
{
    vw_package *package = self;
    FILE *stream = vw_outfile_stream(package->file);
    switch ((int)command) {
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(
            ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
            ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_BEGIN_WRITE,
            ZIP_SOURCE_WRITE, ZIP_SOURCE_SEEK_WRITE, ZIP_SOURCE_TELL_WRITE, ZIP_SOURCE_COMMIT_WRITE,
            ZIP_SOURCE_ROLLBACK_WRITE, ZIP_SOURCE_REMOVE, -1);
    case ZIP_SOURCE_STAT:
        return describe(data);
    case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&package->told, data, length);
    case ZIP_SOURCE_SEEK:
    case ZIP_SOURCE_SEEK_WRITE:
        return seek(package, stream, data, length);
    case ZIP_SOURCE_TELL:
    case ZIP_SOURCE_TELL_WRITE:
        return tell(package, stream);
    case ZIP_SOURCE_WRITE:
        return put(package, stream, data, length);
    default:
        return 0; /* opening, closing and taking back are the work of whoever has the file */
    }
}

/* ---- packing --------------------------------------------------------------------------------- */

static bool add_part(vw_package *package, zip_t *archive, part *at)
{
    errno = 0;
    if (fflush(at->stream) != 0 || ferror(at->stream) || fseeko(at->stream, 0, SEEK_SET) != 0) {
        (void)refuse(package, errno);
        return false;
    }
    zip_source_t *source = zip_source_filep(archive, at->stream, 0, -1);
    if (source == NULL) {
        return false;
    }
    at->stream = NULL; /* the source's now */
    const zip_int64_t index = zip_file_add(archive, at->name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    const zip_int32_t method = at->form == VW_PART_STORED ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
    return zip_set_file_compression(archive, (zip_uint64_t)index, method, 0) == 0 &&
           zip_file_set_dostime(archive, (zip_uint64_t)index, DOS_TIME, DOS_DATE, 0) == 0;
}

static bool pack(vw_package *package)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *target = zip_source_function_create(answer, package, &error);
    zip_t *archive =
        target != NULL ? zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error) : NULL;
    if (archive == NULL) {
        zip_source_free(target);
        zip_error_fini(&error);
        return false;
    }
    bool whole = true;
    for (size_t i = 0; i < package->parts.count && whole; i++) {
        whole = add_part(package, archive, &package->parts.items[i]);
    }
    if (whole && zip_close(archive) == 0) {
        return true;
    }
    (void)refuse(package, zip_error_code_system(zip_get_error(archive)));
    zip_discard(archive);
    return false;
}

vw_status vw_package_commit(vw_package *package, vw_diags *diags)
{
    const bool whole = pack(package);
    close_parts(package);
    zip_error_fini(&package->told);
    if (!whole) {
        vw_outfile_abandon(package->file);
        return report(diags, package->path, package->error);
    }
    return vw_outfile_commit(package->file, diags);
}

void vw_package_abandon(vw_package *package)
{
    close_parts(package);
    vw_outfile_abandon(package->file);
}
