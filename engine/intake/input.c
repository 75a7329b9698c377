/* SPDX-License-Identifier: EUPL-1.2 */
/* One pass over the bytes before anybody interprets them: the hash that the import records, and
 * whether they are UTF-8. */
#include "intake/input.h"

#include "base/system.h"
#include "base/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK_BYTES = 64 * 1024, SEQUENCE_BYTES_MAX = 4 };

static void close_input(void *what)
{
    close(((const vw_input *)what)->fd);
}

static int open_file(vw_diags *diags, const char *path, struct stat *info)
{
    vw_place place = {.file = path};
    /* Without O_NONBLOCK the opening of a pipe would wait for somebody to write to it. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 && errno == ENOENT) {
        VW_DIAG(diags, F001, place, path);
    } else if (fd < 0 && errno == EACCES) {
        VW_DIAG(diags, F002, place, path);
    } else if (fd < 0 || fstat(fd, info) != 0) {
        VW_DIAG(diags, F007, place, path, vw_system_words(errno));
    } else if (S_ISDIR(info->st_mode)) {
        VW_DIAG(diags, F003, place, path);
    } else if (!S_ISREG(info->st_mode)) {
        VW_DIAG(diags, F004, place, path);
    } else {
        return fd;
    }
    if (fd >= 0) {
        close(fd);
    }
    return -1;
}

static vw_status read_block(ssize_t *got, const vw_input *input, vw_diags *diags, char *block,
                            size_t room)
{
    do {
        *got = read(input->fd, block, room);
    } while (*got < 0 && errno == EINTR);
    if (*got >= 0) {
        return VW_OK;
    }
    VW_DIAG(diags, F007, (vw_place){.file = input->path}, input->path, vw_system_words(errno));
    return VW_ERR_STORE;
}

/* The bytes at the end of [block] that may be the start of a character that goes on. */
static size_t check_utf8(vw_input *input, const char *block, size_t length, uint64_t before)
{
    if (input->bad_utf8 != SIZE_MAX) {
        return 0;
    }
    size_t bad = vw_utf8_check(block, length);
    if (bad == length) {
        return 0;
    }
    if (length - bad < SEQUENCE_BYTES_MAX) {
        return length - bad;
    }
    input->bad_utf8 = (size_t)before + bad;
    return 0;
}

static vw_status scan(vw_input *input, vw_arena *arena, vw_diags *diags)
{
    char *block = vw_alloc(arena, BLOCK_BYTES);
    vw_hasher *hasher = vw_hasher_new(arena);
    size_t carried = 0;
    uint64_t before = 0; /* of the block's first byte */
    ssize_t got = 0;
    vw_status status = VW_OK;
    vw_hasher_start(hasher);
    while ((status = read_block(&got, input, diags, block + carried, BLOCK_BYTES - carried)) ==
               VW_OK &&
           got > 0) {
        size_t length = carried + (size_t)got;
        vw_hasher_add(hasher, block + carried, (size_t)got);
        if (before == 0 && carried == 0) {
            input->first_length = length < sizeof input->first ? length : sizeof input->first;
            memcpy(input->first, block, input->first_length);
        }
        carried = check_utf8(input, block, length, before);
        before += length - carried;
        memmove(block, block + length - carried, carried);
    }
    if (carried > 0 && input->bad_utf8 == SIZE_MAX) {
        input->bad_utf8 = (size_t)before;
    }
    input->sha256 = vw_hasher_end(hasher);
    return status;
}

vw_status vw_intake__open(const vw_input **out, vw_arena *arena, vw_diags *diags, const char *path)
{
    *out = NULL;
    vw_input *input = VW_NEW(arena, vw_input);
    input->path = path;
    input->bad_utf8 = SIZE_MAX;
    input->fd = open_file(diags, path, &input->opened);
    if (input->fd < 0) {
        return VW_ERR_STORE;
    }
    vw_arena_on_free(arena, close_input, input);
    vw_arena *scratch = vw_arena_new();
    vw_status status = scan(input, scratch, diags);
    vw_arena_free(scratch);
    if (status == VW_OK) {
        status = vw_intake__unchanged(input, diags);
    }
    *out = status == VW_OK ? input : NULL;
    return status;
}

vw_status vw_intake__unchanged(const vw_input *input, vw_diags *diags)
{
    struct stat now;
    const struct stat *then = &input->opened;
    if (fstat(input->fd, &now) == 0 && now.st_size == then->st_size &&
        now.st_mtim.tv_sec == then->st_mtim.tv_sec &&
        now.st_mtim.tv_nsec == then->st_mtim.tv_nsec) {
        return VW_OK;
    }
    VW_DIAG(diags, F006, (vw_place){.file = input->path}, input->path);
    return VW_ERR_STORE;
}

vw_status vw_intake__read_all(const char **text, size_t *length, const vw_input *input,
                              vw_arena *arena, vw_diags *diags, size_t most)
{
    const size_t size = (size_t)input->opened.st_size;
    *text = NULL;
    *length = 0;
    if (size > most) {
        VW_DIAG(diags, I080, (vw_place){.file = input->path}, vw_printf(arena, "%zu", most >> 20));
        return VW_ERR_INPUT;
    }
    char *bytes = vw_alloc(arena, size + 1);
    size_t total = 0;
    ssize_t got = 1;
    vw_status status = VW_OK;
    if (lseek(input->fd, 0, SEEK_SET) != 0) {
        VW_DIAG(diags, F007, (vw_place){.file = input->path}, input->path, vw_system_words(errno));
        return VW_ERR_STORE;
    }
    while (status == VW_OK && got > 0 && total < size) {
        status = read_block(&got, input, diags, bytes + total, size - total);
        total += got > 0 ? (size_t)got : 0;
    }
    if (status == VW_OK) {
        status = vw_intake__unchanged(input, diags);
    }
    *text = bytes;
    *length = total;
    return status;
}
