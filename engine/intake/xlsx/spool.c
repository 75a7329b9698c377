/* SPDX-License-Identifier: EUPL-1.2 */
#include "intake/xlsx/spool.h"

#include "base/system.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    MEMORY_BYTES = 4 << 20, /* until then nothing goes to disk */
    BLOCK_BYTES = 16 * 1024,
    BLOCKS = 128 /* of the file, kept for reading: 2 MiB */
};

struct vw_spool {
    vw_arena *arena;
    char *memory; /* what was added; once there is a file: what is not yet in it */
    size_t held;
    int fd; /* -1: all is in memory */
    uint64_t written;
    struct {
        uint64_t number; /* 1 is the first; 0: nothing here */
        size_t length;
    } at[BLOCKS];
    char *blocks;
    const char *folder;
};

static void close_file(void *what)
{
    const vw_spool *spool = what;
    if (spool->fd >= 0) {
        close(spool->fd);
    }
}

vw_spool *vw_intake__spool_new(vw_arena *arena)
{
    vw_spool *spool = VW_NEW(arena, vw_spool);
    spool->arena = arena;
    spool->fd = -1;
    vw_arena_on_free(arena, close_file, spool);
    return spool;
}

static vw_status fail(const vw_spool *spool, vw_diags *diags)
{
    vw_place place = {.file = spool->folder};
    if (errno == ENOSPC) {
        VW_DIAG(diags, F009, place, spool->folder);
    } else {
        VW_DIAG(diags, F008, place, spool->folder, vw_system_words(errno));
    }
    return VW_ERR_STORE;
}

static vw_status make_file(vw_spool *spool, vw_diags *diags)
{
    const char *folder = getenv("TMPDIR");
    spool->folder = folder != NULL && *folder != '\0' ? folder : "/tmp";
    char *name = vw_printf(spool->arena, "%s/verantwoord-XXXXXX", spool->folder);
    spool->fd = mkstemp(name);
    if (spool->fd < 0 || unlink(name) != 0) {
        return fail(spool, diags);
    }
    spool->blocks = vw_alloc(spool->arena, (size_t)BLOCKS * BLOCK_BYTES);
    return VW_OK;
}

static vw_status write_held(vw_spool *spool, vw_diags *diags)
{
    size_t done = 0;
    while (done < spool->held) {
        ssize_t put = pwrite(spool->fd, spool->memory + done, spool->held - done,
                             (off_t)(spool->written + done));
        if (put < 0 && errno != EINTR) {
            return fail(spool, diags);
        }
        done += put > 0 ? (size_t)put : 0;
    }
    spool->written += spool->held;
    spool->held = 0;
    return VW_OK;
}

vw_status vw_intake__spool_add(vw_spool *spool, vw_diags *diags, const void *bytes, size_t length)
{
    const char *from = bytes;
    vw_status status = VW_OK;
    if (spool->memory == NULL) {
        spool->memory = vw_alloc(spool->arena, MEMORY_BYTES);
    }
    while (length > 0 && status == VW_OK) {
        size_t part = MEMORY_BYTES - spool->held < length ? MEMORY_BYTES - spool->held : length;
        memcpy(spool->memory + spool->held, from, part);
        spool->held += part;
        from += part;
        length -= part;
        if (spool->held == MEMORY_BYTES) {
            status = spool->fd < 0 ? make_file(spool, diags) : VW_OK;
            status = status == VW_OK ? write_held(spool, diags) : status;
        }
    }
    return status;
}

uint64_t vw_intake__spool_length(const vw_spool *spool)
{
    return spool->written + spool->held;
}

/* The block of the file that holds [offset], read unless it is there. */
static vw_status load_block(size_t *slot, vw_spool *spool, vw_diags *diags, uint64_t offset)
{
    const uint64_t number = offset / BLOCK_BYTES + 1;
    *slot = (size_t)(number % BLOCKS);
    if (spool->at[*slot].number == number && offset % BLOCK_BYTES < spool->at[*slot].length) {
        return VW_OK;
    }
    const uint64_t start = (number - 1) * BLOCK_BYTES;
    const uint64_t left = spool->written - start;
    const size_t wanted = left < BLOCK_BYTES ? (size_t)left : BLOCK_BYTES;
    char *block = spool->blocks + *slot * BLOCK_BYTES;
    spool->at[*slot].number = 0;
    for (size_t done = 0; done < wanted;) {
        ssize_t got = pread(spool->fd, block + done, wanted - done, (off_t)(start + done));
        if (got == 0 || (got < 0 && errno != EINTR)) {
            return fail(spool, diags);
        }
        done += got > 0 ? (size_t)got : 0;
    }
    spool->at[*slot].number = number;
    spool->at[*slot].length = wanted;
    return VW_OK;
}

vw_status vw_intake__spool_read(vw_spool *spool, vw_diags *diags, void *out, uint64_t offset,
                                size_t length)
{
    char *to = out;
    while (length > 0) {
        const char *from;
        size_t part;
        if (offset >= spool->written) {
            from = spool->memory + (offset - spool->written);
            part = length;
        } else {
            size_t slot = 0;
            vw_status status = load_block(&slot, spool, diags, offset);
            if (status != VW_OK) {
                return status;
            }
            size_t within = (size_t)(offset % BLOCK_BYTES);
            from = spool->blocks + slot * BLOCK_BYTES + within;
            part = spool->at[slot].length - within;
        }
        part = part < length ? part : length;
        memcpy(to, from, part);
        to += part;
        offset += part;
        length -= part;
    }
    return VW_OK;
}

int vw_intake__spool_file(vw_spool *spool, vw_diags *diags)
{
    vw_status status = spool->fd < 0 ? make_file(spool, diags) : VW_OK;
    if (status == VW_OK) {
        status = write_held(spool, diags);
    }
    if (status == VW_OK && lseek(spool->fd, 0, SEEK_SET) != 0) {
        status = fail(spool, diags);
    }
    return status == VW_OK ? spool->fd : -1;
}
