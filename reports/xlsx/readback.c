/* SPDX-License-Identifier: EUPL-1.2 */
/* The zip container (PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12, 4.3.16), as far as libxlsxwriter
 * writes it: no comment, no encryption, sizes of 32 bits. */
#include "reports/xlsx/readback.h"

#include <stdio.h>
#include <string.h>
#include <zlib.h>

enum {
    END_BYTES = 22,
    ENTRY_BYTES = 46,
    LOCAL_BYTES = 30,
    CHUNK = 1 << 16,
    ROOT_MAX = 32, /* bytes of the name of a part's root element */
    HEAD_MAX = 512 /* bytes in which that name is looked for */
};

typedef struct {
    uint32_t checksum, packed, unpacked, local_at;
    uint32_t bytes; /* of the entry itself */
} entry;

/* The start and the end of a part, to see that it is closed by the tag that opened it. */
typedef struct {
    char head[HEAD_MAX + 1];
    size_t head_length;
    char tail[ROOT_MAX + 5];
    uint32_t checksum;
    uint64_t length;
} part;

static uint32_t number(const unsigned char *at, size_t bytes)
{
    uint32_t value = 0;
    for (size_t i = bytes; i-- > 0;) {
        value = value << 8 | at[i];
    }
    return value;
}

static bool read_at(FILE *file, long at, unsigned char *bytes, size_t length)
{
    return fseek(file, at, SEEK_SET) == 0 && fread(bytes, 1, length, file) == length;
}

static bool read_end(FILE *file, uint32_t *count, uint32_t *directory)
{
    unsigned char end[END_BYTES];
    if (fseek(file, -END_BYTES, SEEK_END) != 0 || fread(end, 1, END_BYTES, file) != END_BYTES ||
        memcmp(end, "PK\5\6", 4) != 0) {
        return false;
    }
    *count = number(end + 10, 2);
    *directory = number(end + 16, 4);
    return true;
}

static bool read_entry(FILE *file, uint32_t at, entry *out)
{
    unsigned char bytes[ENTRY_BYTES];
    if (!read_at(file, (long)at, bytes, ENTRY_BYTES) || memcmp(bytes, "PK\1\2", 4) != 0) {
        return false;
    }
    *out = (entry){.checksum = number(bytes + 16, 4),
                   .packed = number(bytes + 20, 4),
                   .unpacked = number(bytes + 24, 4),
                   .local_at = number(bytes + 42, 4),
                   .bytes = ENTRY_BYTES + number(bytes + 28, 2) + number(bytes + 30, 2) +
                            number(bytes + 32, 2)};
    return true;
}

static void take(part *to, const unsigned char *bytes, size_t length)
{
    const size_t room = HEAD_MAX - to->head_length;
    const size_t head = length < room ? length : room;
    memcpy(to->head + to->head_length, bytes, head);
    to->head_length += head;
    const size_t keep = sizeof to->tail;
    const size_t fresh = length < keep ? length : keep;
    memmove(to->tail, to->tail + fresh, keep - fresh);
    memcpy(to->tail + keep - fresh, bytes + length - fresh, fresh);
    to->checksum = (uint32_t)crc32(to->checksum, bytes, (uInt)length);
    to->length += length;
}

/* From where [file] stands. */
static bool inflate_part(FILE *file, const entry *from, part *to, z_stream *stream)
{
    unsigned char packed[CHUNK], plain[CHUNK];
    uint32_t left = from->packed;
    int result = Z_OK;
    while (result == Z_OK && left > 0) {
        const size_t length = left < CHUNK ? left : CHUNK;
        if (fread(packed, 1, length, file) != length) {
            return false;
        }
        left -= (uint32_t)length;
        stream->next_in = packed;
        stream->avail_in = (uInt)length;
        do {
            stream->next_out = plain;
            stream->avail_out = CHUNK;
            result = inflate(stream, Z_NO_FLUSH);
            take(to, plain, CHUNK - stream->avail_out);
        } while (result == Z_OK && stream->avail_out == 0);
        result = result == Z_BUF_ERROR ? Z_OK : result; /* it only wants more to read */
    }
    return result == Z_STREAM_END;
}

static bool read_part(FILE *file, const entry *from, part *to)
{
    unsigned char local[LOCAL_BYTES];
    if (!read_at(file, (long)from->local_at, local, LOCAL_BYTES) ||
        fseek(file, (long)number(local + 26, 2) + (long)number(local + 28, 2), SEEK_CUR) != 0) {
        return false;
    }
    z_stream stream = {0};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) {
        return false;
    }
    const bool whole = inflate_part(file, from, to, &stream);
    inflateEnd(&stream);
    return whole && to->length == from->unpacked && to->checksum == from->checksum;
}

/* All parts are XML: a declaration, then the root element. */
static bool is_closed(part *of)
{
    of->head[of->head_length] = '\0';
    const char *declared = strstr(of->head, "?>");
    const char *root = declared != NULL ? strchr(declared, '<') : NULL;
    if (root == NULL) {
        return false;
    }
    char closing[ROOT_MAX + 4];
    const size_t name = strcspn(root + 1, " >/");
    const int length = snprintf(closing, sizeof closing, "</%.*s>", (int)name, root + 1);
    const char *end = of->tail + sizeof of->tail;
    end -= end[-1] == '\n' ? 1 : 0;
    return length > 0 && (size_t)length < sizeof closing &&
           memcmp(end - length, closing, (size_t)length) == 0;
}

static const char *find_fault(FILE *file)
{
    uint32_t count = 0, at = 0;
    if (!read_end(file, &count, &at) || count == 0) {
        return "its end is missing";
    }
    for (uint32_t i = 0; i < count; i++) {
        entry one;
        part read = {.checksum = (uint32_t)crc32(0, NULL, 0)};
        if (!read_entry(file, at, &one) || !read_part(file, &one, &read)) {
            return "a part of it cannot be read back";
        }
        if (!is_closed(&read)) {
            return "a part of it was cut short";
        }
        at += one.bytes;
    }
    return NULL;
}

const char *vw_readback__fault(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return "it cannot be read back";
    }
    const char *fault = find_fault(file);
    fclose(file);
    return fault;
}
