/* SPDX-License-Identifier: EUPL-1.2 */
/* Files that appear whole or not at all. */
#define _XOPEN_SOURCE 700 /* realpath, which POSIX has as an X/Open extension */

#include "base/file.h"

#include "base/file_private.h"
#include "base/system.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Names tried before giving up: others only exist when earlier runs were killed. */
enum { NAMES_MAX = 1000 };

struct vw_outfile {
    const char *path;      /* as the caller gave it, for messages */
    const char *target;    /* the same, behind a symbolic link */
    const char *folder;    /* of the target */
    const char *temporary; /* in that folder; NULL: the file is open already, and has no name */
    FILE *stream;          /* NULL: committed or abandoned */
};

/* A link is followed, so that what it names is replaced and not the link itself. */
static const char *behind_link(vw_arena *arena, const char *path)
{
    struct stat state;
    if (lstat(path, &state) != 0 || !S_ISLNK(state.st_mode)) {
        return vw_strdup(arena, path);
    }
    char *resolved = realpath(path, NULL);
    const char *target = vw_strdup(arena, resolved != NULL ? resolved : path);
    free(resolved);
    return target;
}

static const char *folder_of(vw_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL) {
        return ".";
    }
    return slash == path ? "/" : vw_strndup(arena, path, (size_t)(slash - path));
}

/* What stands there now may be replaced, when it is a file; its mode is then kept. */
static vw_status look_at_target(mode_t *mode, bool *exists, const vw_outfile *file, vw_diags *diags)
{
    struct stat state;
    *exists = stat(file->target, &state) == 0;
    if (!*exists) {
        return VW_OK;
    }
    if (S_ISDIR(state.st_mode)) {
        return vw_file__cannot(diags, VW_MSG_F008, file->path, EISDIR);
    }
    if (!S_ISREG(state.st_mode)) {
        VW_DIAG(diags, F004, (vw_place){0}, file->path);
        return VW_ERR_STORE;
    }
    *mode = state.st_mode & 0777;
    return VW_OK;
}

/* Opened by hand and not by mkstemp, so that the user's umask decides on the mode. */
static int create_temporary(vw_outfile *file, vw_arena *arena)
{
    const char *slash = strrchr(file->target, '/');
    const char *name = slash == NULL ? file->target : slash + 1;
    for (int i = 0; i < NAMES_MAX; i++) {
        file->temporary = vw_printf(arena, "%s/.%s.%ld-%d", file->folder, name, (long)getpid(), i);
        int const fd = open(file->temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0 || errno != EEXIST) {
            return fd;
        }
    }
    return -1;
}

/* Whether [name] is what create_temporary called one for [target], by a process that is gone. */
static bool is_left_over(const char *name, const char *target)
{
    const size_t length = strlen(target);
    char *end = NULL;
    if (name[0] != '.' || strncmp(name + 1, target, length) != 0 || name[length + 1] != '.') {
        return false;
    }
    const char *number = name + length + 2;
    const long process = strtol(number, &end, 10);
    if (number[strspn(number, "0123456789-")] != '\0' || *end != '-' || process <= 0) {
        return false;
    }
    return kill((pid_t)process, 0) != 0 && errno == ESRCH;
}

/* Removes what runs that were killed left of this file: not what is less than an hour older than
 * the new one, for its process may run on another computer that shares the folder. */
static void sweep(const vw_outfile *file, int fd, vw_arena *arena)
{
    enum { HOUR = 3600 };
    const char *slash = strrchr(file->target, '/');
    struct stat now, then;
    DIR *folder = opendir(file->folder);
    const struct dirent *entry;
    while (folder != NULL && fstat(fd, &now) == 0 && (entry = readdir(folder)) != NULL) {
        if (!is_left_over(entry->d_name, slash == NULL ? file->target : slash + 1)) {
            continue;
        }
        const char *path = vw_printf(arena, "%s/%s", file->folder, entry->d_name);
        if (lstat(path, &then) == 0 && S_ISREG(then.st_mode) &&
            then.st_mtime + HOUR < now.st_mtime) {
            (void)unlink(path);
        }
    }
    if (folder != NULL) {
        closedir(folder);
    }
}

/* What "/dev/fd/N" is about; -1: another name, or no regular file. */
static int open_already(const char *path)
{
    static const char folder[] = "/dev/fd/";
    struct stat state;
    char *end = NULL;
    if (strncmp(path, folder, sizeof folder - 1) != 0) {
        return -1;
    }
    const char *number = path + sizeof folder - 1;
    const long fd = strtol(number, &end, 10);
    const bool is_number = *number >= '0' && *number <= '9' && *end == '\0' && fd <= INT_MAX;
    return is_number && fstat((int)fd, &state) == 0 && S_ISREG(state.st_mode) ? (int)fd : -1;
}

static int emptied(int held)
{
    const int fd = fcntl(held, F_DUPFD_CLOEXEC, 0);
    if (fd >= 0 && (ftruncate(fd, 0) != 0 || lseek(fd, 0, SEEK_SET) != 0)) {
        close(fd);
        return -1;
    }
    return fd;
}

static void abandon(void *file)
{
    vw_outfile_abandon(file);
}

static void start(vw_outfile **out, vw_outfile *file, vw_arena *arena, int fd)
{
    file->stream = fdopen(fd, "w+b");
    if (file->stream == NULL) {
        vw_out_of_memory();
    }
    vw_arena_on_free(arena, abandon, file);
    *out = file;
}

vw_status vw_outfile_open(vw_outfile **out, vw_arena *arena, vw_diags *diags, const char *path)
{
    *out = NULL;
    vw_outfile *file = VW_NEW(arena, vw_outfile);
    file->path = vw_strdup(arena, path);
    file->target = behind_link(arena, path);
    file->folder = folder_of(arena, file->target);

    const int held = open_already(path);
    if (held >= 0) {
        const int own = emptied(held);
        if (own < 0) {
            return vw_file__cannot(diags, VW_MSG_F008, path, errno);
        }
        start(out, file, arena, own);
        return VW_OK;
    }
    mode_t mode = 0;
    bool exists;
    vw_status const status = look_at_target(&mode, &exists, file, diags);
    if (status != VW_OK) {
        return status;
    }
    int const fd = create_temporary(file, arena);
    if (fd < 0) {
        int const error = errno;
        return vw_file__cannot(diags, VW_MSG_F008, error == ENOENT ? file->folder : path, error);
    }
    sweep(file, fd, arena);
    if (exists) {
        /* A file system without modes refuses; the file is then as open as all others there. */
        int const kept = fchmod(fd, mode);
        (void)kept;
    }
    start(out, file, arena, fd);
    return VW_OK;
}

FILE *vw_outfile_stream(vw_outfile *file)
{
    return file->stream;
}

const char *vw_outfile_temporary(const vw_outfile *file)
{
    return file->temporary != NULL ? file->temporary : file->path;
}

static void forget(const vw_outfile *file)
{
    if (file->temporary != NULL) {
        unlink(file->temporary);
    }
}

/* 0, or the error that kept some byte from reaching the disk. */
static int finish_writing(vw_outfile *file)
{
    errno = 0;
    bool const failed_before = ferror(file->stream) != 0;
    int error = fflush(file->stream) != 0 ? errno : 0;
    if (error == 0 && failed_before) {
        error = EIO; /* the reason was given to who wrote, and is gone */
    }
    if (error == 0 && fsync(fileno(file->stream)) != 0 && errno != EINVAL) {
        error = errno; /* EINVAL: a file system that cannot sync */
    }
    if (fclose(file->stream) != 0 && error == 0) {
        error = errno;
    }
    file->stream = NULL;
    return error;
}

/* After a power cut the new name must be there too. Where a folder cannot be synced, the rename
 * itself has still been done. */
static void sync_folder(const char *folder)
{
    int const fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        int const synced = fsync(fd);
        (void)synced;
        close(fd);
    }
}

vw_status vw_outfile_commit(vw_outfile *file, vw_diags *diags)
{
    int const error = finish_writing(file);
    if (error != 0) {
        forget(file);
        return vw_file__cannot(diags, VW_MSG_F008, file->path, error);
    }
    if (file->temporary == NULL) {
        return VW_OK;
    }
    if (rename(file->temporary, file->target) != 0) {
        VW_DIAG(diags, F010, (vw_place){0}, file->path, vw_system_words(errno));
        unlink(file->temporary);
        return VW_ERR_STORE;
    }
    sync_folder(file->folder);
    return VW_OK;
}

void vw_outfile_abandon(vw_outfile *file)
{
    if (file->stream == NULL) {
        return;
    }
    fclose(file->stream);
    file->stream = NULL;
    forget(file);
}
