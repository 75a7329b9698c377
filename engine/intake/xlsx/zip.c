/* SPDX-License-Identifier: EUPL-1.2 */
/* The only file that knows libzip. It checks what libzip leaves to its callers: how much it
 * unpacks, and how large a directory it may read into memory. */
#include "intake/xlsx/zip.h"

#include <string.h>
#include <strings.h>
#include <unistd.h>
#include <zip.h>

enum { BLOCK_BYTES = 32 * 1024 };

struct vw_zip {
    vw_arena *arena;
    const char *path;
    zip_t *archive;
    uint64_t unpacked;   /* of all parts that were read */
    uint64_t done, size; /* of the part at hand */
    char *block;
};

static vw_place place_of(const char *path)
{
    return (vw_place){.file = path};
}

/* ---- the directory, before libzip reads it into memory -------------------------------------- */

/* APPNOTE.TXT of PKWARE, 4.3.14 to 4.3.16: the end of the central directory, its 64-bit form, and
 * the locator of that. */
enum {
    END_BYTES = 22,
    END_COMMENT_MAX = 65535,
    LOCATOR_BYTES = 20,
    END64_BYTES = 56,
    TAIL_BYTES = END_BYTES + END_COMMENT_MAX + LOCATOR_BYTES
};

static uint64_t number_at(const unsigned char *bytes, size_t size)
{
    uint64_t value = 0;
    for (size_t i = size; i > 0; i--) {
        value = value << 8 | bytes[i - 1];
    }
    return value;
}

static bool fits(uint64_t entries, uint64_t bytes)
{
    return entries <= VW_ZIP_ENTRIES_MAX && bytes <= VW_ZIP_DIRECTORY_BYTES_MAX;
}

/* [end] is an end record; [before] bytes of the tail stand before it. */
static bool end_fits(const vw_input *input, const unsigned char *end, size_t before)
{
    const unsigned char *locator = end - LOCATOR_BYTES;
    unsigned char large[END64_BYTES];
    if (before >= LOCATOR_BYTES && memcmp(locator, "PK\6\7", 4) == 0) {
        uint64_t offset = number_at(locator + 8, 8);
        if (offset > INT64_MAX ||
            pread(input->fd, large, sizeof large, (off_t)offset) != (ssize_t)sizeof large) {
            return true; /* libzip finds it damaged */
        }
        return fits(number_at(large + 32, 8), number_at(large + 40, 8));
    }
    return fits(number_at(end + 10, 2), number_at(end + 12, 4));
}

/* Every place that could be the end record must fit: which of them libzip takes does not matter. */
static bool directory_fits(const vw_input *input, vw_arena *scratch)
{
    const size_t size = (size_t)input->opened.st_size;
    const size_t length = size < TAIL_BYTES ? size : TAIL_BYTES;
    unsigned char *tail = vw_alloc(scratch, length);
    if (pread(input->fd, tail, length, (off_t)(size - length)) != (ssize_t)length) {
        return true; /* libzip tells why it cannot be read */
    }
    for (size_t at = 0; at + END_BYTES <= length; at++) {
        if (memcmp(tail + at, "PK\5\6", 4) == 0 && !end_fits(input, tail + at, at)) {
            return false;
        }
    }
    return true;
}

/* ---- opening -------------------------------------------------------------------------------- */

static void discard(void *archive)
{
    zip_discard(archive);
}

static void report_code(vw_diags *diags, const char *path, int code)
{
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    if (code == ZIP_ER_MEMORY) {
        vw_out_of_memory();
    }
    VW_DIAG(diags, I051, place_of(path), zip_error_strerror(&error));
    zip_error_fini(&error);
}

vw_status vw_intake__zip_open(vw_zip **out, vw_arena *arena, vw_diags *diags, const vw_input *input)
{
    int code = ZIP_ER_OPEN;
    vw_arena *scratch = vw_arena_new();
    bool fine = directory_fits(input, scratch);
    vw_arena_free(scratch);
    *out = NULL;
    if (!fine) {
        VW_DIAG(diags, I054, place_of(input->path), vw_printf(arena, "%d", VW_ZIP_ENTRIES_MAX));
        return VW_ERR_INPUT;
    }
    int own = dup(input->fd); /* libzip closes it */
    zip_t *archive = own < 0 || lseek(own, 0, SEEK_SET) != 0 ? NULL : zip_fdopen(own, 0, &code);
    if (archive == NULL) {
        if (own >= 0) {
            close(own);
        }
        report_code(diags, input->path, code);
        return VW_ERR_INPUT;
    }
    vw_zip *zip = VW_NEW(arena, vw_zip);
    *zip = (vw_zip){.arena = arena, .path = input->path, .archive = archive};
    zip->block = vw_alloc(arena, BLOCK_BYTES);
    vw_arena_on_free(arena, discard, archive);
    *out = zip;
    return VW_OK;
}

/* ---- parts ---------------------------------------------------------------------------------- */

/* Names of parts are compared without regard to case (ECMA-376-2, 6.2.2.3). [*count] tells how many
 * have the name: two readers could take different ones. */
static zip_uint64_t find(const vw_zip *zip, const char *part, size_t *count)
{
    const zip_int64_t entries = zip_get_num_entries(zip->archive, 0);
    zip_uint64_t found = 0;
    *count = 0;
    for (zip_int64_t i = 0; i < entries; i++) {
        const char *name = zip_get_name(zip->archive, (zip_uint64_t)i, ZIP_FL_ENC_GUESS);
        if (name != NULL && strcasecmp(name, part) == 0) {
            found = (zip_uint64_t)i;
            ++*count;
        }
    }
    return found;
}

bool vw_intake__zip_has(const vw_zip *zip, const char *part)
{
    size_t count = 0;
    (void)find(zip, part, &count);
    return count > 0;
}

const char *vw_intake__zip_peek(vw_zip *zip, vw_arena *arena, const char *part, size_t most)
{
    size_t count = 0;
    zip_uint64_t index = find(zip, part, &count);
    zip_file_t *file = count == 1 ? zip_fopen_index(zip->archive, index, 0) : NULL;
    if (file == NULL) {
        return NULL;
    }
    char *text = vw_alloc(arena, most + 1);
    zip_int64_t got = zip_fread(file, text, most);
    zip_fclose(file);
    return got >= 0 ? text : NULL;
}

static vw_status report(const vw_zip *zip, vw_diags *diags, const char *part, const char *reason)
{
    VW_DIAG(diags, I055, place_of(zip->path), part, reason);
    return VW_ERR_INPUT;
}

/* What a part claims about itself; its real size is counted while it is unpacked. */
static vw_status check_part(zip_stat_t *about, const vw_zip *zip, vw_diags *diags, const char *part)
{
    size_t count = 0;
    zip_uint64_t index = find(zip, part, &count);
    if (count == 0) {
        VW_DIAG(diags, I056, place_of(zip->path), part);
        return VW_ERR_INPUT;
    }
    if (count > 1) {
        VW_DIAG(diags, I057, place_of(zip->path), part);
        return VW_ERR_INPUT;
    }
    if (zip_stat_index(zip->archive, index, 0, about) != 0) {
        return report(zip, diags, part, zip_strerror(zip->archive));
    }
    if ((about->valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
        about->encryption_method != ZIP_EM_NONE) {
        VW_DIAG(diags, I052, place_of(zip->path), NULL);
        return VW_ERR_INPUT;
    }
    return VW_OK;
}

/* [packed]: the size of the part at hand in the file. */
static bool is_bounded(const vw_zip *zip, uint64_t packed)
{
    bool honest = zip->done <= VW_ZIP_FREE_BYTES || zip->done / VW_ZIP_RATIO_MAX <= packed;
    return honest && zip->done <= VW_ZIP_PART_BYTES_MAX && zip->unpacked <= VW_ZIP_TOTAL_BYTES_MAX;
}

static vw_status unpack(vw_zip *zip, vw_diags *diags, const char *part, zip_file_t *file,
                        const zip_stat_t *about, vw_zip_block block, void *what)
{
    const uint64_t packed = (about->valid & ZIP_STAT_COMP_SIZE) != 0 ? about->comp_size : 0;
    zip_int64_t got;
    zip->done = 0;
    zip->size = (about->valid & ZIP_STAT_SIZE) != 0 ? about->size : 0;
    while ((got = zip_fread(file, zip->block, BLOCK_BYTES)) > 0) {
        zip->done += (uint64_t)got;
        zip->unpacked += (uint64_t)got;
        if (!is_bounded(zip, packed)) {
            VW_DIAG(diags, I058, place_of(zip->path), part,
                    vw_printf(zip->arena, "%llu", (unsigned long long)(zip->done >> 20)),
                    vw_printf(zip->arena, "%llu", (unsigned long long)packed));
            return VW_ERR_INPUT;
        }
        if (!block(what, zip->block, (size_t)got)) {
            return VW_OK;
        }
    }
    return got < 0 ? report(zip, diags, part, zip_error_strerror(zip_file_get_error(file))) : VW_OK;
}

vw_status vw_intake__zip_read(vw_zip *zip, vw_diags *diags, const char *part, vw_zip_block block,
                              void *what)
{
    zip_stat_t about;
    vw_status status = check_part(&about, zip, diags, part);
    if (status != VW_OK) {
        return status;
    }
    zip_file_t *file = zip_fopen_index(zip->archive, about.index, 0);
    if (file == NULL) {
        return report(zip, diags, part, zip_strerror(zip->archive));
    }
    status = unpack(zip, diags, part, file, &about, block, what);
    zip_fclose(file);
    return status;
}

void vw_intake__zip_progress(const vw_zip *zip, uint64_t *done, uint64_t *total)
{
    *done = zip->done;
    *total = zip->size;
}

/* ---- names ---------------------------------------------------------------------------------- */

const char *vw_intake__zip_resolve(vw_arena *arena, const char *from, const char *target)
{
    const char *slash = strrchr(from, '/');
    vw_buf path = {.arena = arena};
    if (target[0] != '/' && slash != NULL) {
        vw_buf_addn(&path, from, (size_t)(slash - from));
    }
    while (*target != '\0') {
        size_t length = strcspn(target, "/");
        if (length == 2 && memcmp(target, "..", 2) == 0) {
            if (path.length == 0) {
                return NULL;
            }
            const char *last = strrchr(path.text, '/');
            path.length = last != NULL ? (size_t)(last - path.text) : 0;
            path.text[path.length] = '\0';
        } else if (length > 0 && (length != 1 || *target != '.')) {
            vw_buf_add(&path, path.length > 0 ? "/" : "");
            vw_buf_addn(&path, target, length);
        }
        target += length + (target[length] == '/');
    }
    return path.length > 0 ? vw_buf_text(&path) : NULL;
}
