/* SPDX-License-Identifier: EUPL-1.2 */
/* Reading a file whole, and making folders. */
#include "base/file.h"

#include "base/file_private.h"
#include "base/system.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

vw_status vw_file__cannot(vw_diags *diags, vw_msg otherwise, const char *path, int error)
{
    vw_place const nowhere = {0};
    if (error == ENOENT || error == ENOTDIR) {
        VW_DIAG(diags, F001, nowhere, path);
    } else if (error == EACCES || error == EPERM || error == EROFS) {
        VW_DIAG(diags, F002, nowhere, path);
    } else if (error == EISDIR) {
        VW_DIAG(diags, F003, nowhere, path);
    } else if (error == ENOSPC || error == EDQUOT) {
        VW_DIAG(diags, F009, nowhere, path);
    } else {
        vw_diag_add(diags, otherwise, nowhere, path, vw_system_words(error), NULL, NULL);
    }
    return VW_ERR_STORE;
}

/* At most [length] bytes; fewer only at the end of the file. -1 with errno on failure. */
static ssize_t read_fully(int fd, char *into, size_t length)
{
    size_t have = 0;
    while (have < length) {
        ssize_t const got = read(fd, into + have, length - have);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return -1;
        }
        if (got == 0) {
            break;
        }
        have += (size_t)got;
    }
    return (ssize_t)have;
}

static bool same_state(const struct stat *a, const struct stat *b)
{
    return a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
           a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static vw_status too_large(vw_diags *diags, const char *path, uintmax_t size, size_t max)
{
    char sizes[2][24];
    snprintf(sizes[0], sizeof sizes[0], "%ju", size);
    snprintf(sizes[1], sizeof sizes[1], "%zu", max);
    VW_DIAG(diags, F005, (vw_place){0}, path, sizes[0], sizes[1]);
    return VW_ERR_STORE;
}

static vw_status read_open(const char **text, size_t *length, vw_arena *arena, vw_diags *diags,
                           const char *path, size_t max, int fd)
{
    struct stat before, after;
    if (fstat(fd, &before) != 0) {
        return vw_file__cannot(diags, VW_MSG_F007, path, errno);
    }
    if (S_ISDIR(before.st_mode)) {
        return vw_file__cannot(diags, VW_MSG_F007, path, EISDIR);
    }
    if (!S_ISREG(before.st_mode)) {
        VW_DIAG(diags, F004, (vw_place){0}, path);
        return VW_ERR_STORE;
    }
    if ((uintmax_t)before.st_size > max) {
        return too_large(diags, path, (uintmax_t)before.st_size, max);
    }
    size_t const size = (size_t)before.st_size;
    /* One byte more is asked for, to see that none is there; its place is then the closing NUL. */
    char *bytes = vw_alloc(arena, size + 1);
    ssize_t const got = read_fully(fd, bytes, size + 1);
    if (got < 0 || fstat(fd, &after) != 0) {
        return vw_file__cannot(diags, VW_MSG_F007, path, errno);
    }
    if ((size_t)got != size || !same_state(&before, &after)) {
        VW_DIAG(diags, F006, (vw_place){0}, path);
        return VW_ERR_STORE;
    }
    *text = bytes;
    *length = size;
    return VW_OK;
}

vw_status vw_file_read(const char **text, size_t *length, vw_arena *arena, vw_diags *diags,
                       const char *path, size_t max)
{
    *text = NULL;
    *length = 0;
    /* Not blocking, or opening a pipe that nobody writes to would wait for ever. */
    int const fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        return vw_file__cannot(diags, VW_MSG_F007, path, errno);
    }
    vw_status const status = read_open(text, length, arena, diags, path, max, fd);
    close(fd);
    return status;
}

static bool is_folder(const char *path)
{
    struct stat state;
    return stat(path, &state) == 0 && S_ISDIR(state.st_mode);
}

vw_status vw_folder_make(vw_diags *diags, const char *path)
{
    vw_arena *scratch = vw_arena_new();
    char *part = vw_strdup(scratch, path);
    vw_status status = VW_OK;
    for (size_t i = 1; status == VW_OK && part[0] != '\0'; i++) {
        char const separator = part[i];
        if (separator != '/' && separator != '\0') {
            continue;
        }
        part[i] = '\0';
        if (mkdir(part, 0777) != 0) {
            int const error = errno;
            if (!is_folder(part)) {
                vw_diag_add(diags, VW_MSG_F011, (vw_place){0}, part, vw_system_words(error), NULL,
                            NULL);
                status = VW_ERR_STORE;
            }
        }
        part[i] = separator;
        if (separator == '\0') {
            break;
        }
    }
    vw_arena_free(scratch);
    return status;
}
