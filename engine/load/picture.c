/* SPDX-License-Identifier: EUPL-1.2 */
#include "load/picture.h"

#include <string.h>
#include <zlib.h>

/* ---- PNG (W3C PNG, 5 and 11) ---------------------------------------------------------------- */

enum { PNG_MARK = 8, CHUNK_FRAME = 12 };
/* More than a logo may have of unpacked rows. */
#define UNPACKED_MAX ((size_t)256 * 1024 * 1024)

static uint32_t four_bytes(const char *at)
{
    const unsigned char *byte = (const unsigned char *)at;
    return (uint32_t)byte[0] << 24 | (uint32_t)byte[1] << 16 | (uint32_t)byte[2] << 8 | byte[3];
}

static void add_four_bytes(vw_buf *out, uint32_t number)
{
    const char bytes[4] = {(char)(number >> 24 & 0xFF), (char)(number >> 16 & 0xFF),
                           (char)(number >> 8 & 0xFF), (char)(number & 0xFF)};
    vw_buf_addn(out, bytes, sizeof bytes);
}

static uint32_t checksum(const char *type, const char *data, size_t length)
{
    uLong crc = crc32(0, (const Bytef *)type, 4);
    /* zlib takes no data as a wish to begin anew. */
    return (uint32_t)(length == 0 ? crc : crc32(crc, (const Bytef *)data, (uInt)length));
}

static void add_chunk(vw_buf *out, const char *type, const char *data, size_t length)
{
    add_four_bytes(out, (uint32_t)length);
    vw_buf_addn(out, type, 4);
    vw_buf_addn(out, data, length);
    add_four_bytes(out, checksum(type, data, length));
}

/* Chunks that decide what the picture looks like, with the longest that each may be. */
static bool is_kept(const char *type, size_t length)
{
    static const struct {
        char type[5];
        size_t least, most;
    } kept[] = {{"IHDR", 13, 13}, {"PLTE", 3, 768}, {"tRNS", 1, 256},
                {"gAMA", 4, 4},   {"cHRM", 32, 32}, {"sRGB", 1, 1}};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        if (memcmp(type, kept[i].type, 4) == 0) {
            return length >= kept[i].least && length <= kept[i].most;
        }
    }
    return false;
}

/* How many bytes the packed rows take; 0 when they cannot be unpacked. */
static size_t packed_length(const vw_buf *data)
{
    unsigned char rows[16384]; /* what is unpacked is looked at no more */
    z_stream stream = {.next_in = (Bytef *)(uintptr_t)data->text, .avail_in = (uInt)data->length};
    int result = inflateInit(&stream);
    while (result == Z_OK && stream.total_out < UNPACKED_MAX) {
        stream.next_out = rows;
        stream.avail_out = sizeof rows;
        result = inflate(&stream, Z_NO_FLUSH);
    }
    const size_t used = result == Z_STREAM_END ? stream.total_in : 0;
    inflateEnd(&stream);
    return used;
}

static bool end_png(vw_buf *out, const vw_buf *data)
{
    const size_t used = data->length == 0 ? 0 : packed_length(data);
    if (used == 0) {
        return false;
    }
    add_chunk(out, "IDAT", data->text, used);
    add_chunk(out, "IEND", "", 0);
    return true;
}

bool vw_load__strip_png(vw_buf *out, vw_arena *arena, const char *bytes, size_t length)
{
    vw_buf data = {.arena = arena};
    *out = (vw_buf){.arena = arena};
    vw_buf_addn(out, bytes, PNG_MARK);
    for (size_t at = PNG_MARK; at + CHUNK_FRAME <= length;) {
        const size_t size = four_bytes(bytes + at);
        const char *type = bytes + at + 4, *content = bytes + at + 8;
        if (size > length - at - CHUNK_FRAME || (at == PNG_MARK && memcmp(type, "IHDR", 4) != 0)) {
            return false;
        }
        /* A small first letter: it can be done without. */
        const bool needed = (type[0] & 0x20) == 0;
        const bool rows = memcmp(type, "IDAT", 4) == 0, end = memcmp(type, "IEND", 4) == 0;
        const bool kept = is_kept(type, size);
        const bool sound = checksum(type, content, size) == four_bytes(content + size);
        if ((needed || kept) && (!sound || (needed && !kept && !rows && !end))) {
            return false;
        }
        if (end) {
            return end_png(out, &data);
        }
        if (rows) {
            vw_buf_addn(&data, content, size);
        } else if (kept) {
            add_chunk(out, type, content, size);
        }
        at += size + CHUNK_FRAME;
    }
    return false;
}

/* ---- JPEG (ITU-T T.81, B) ------------------------------------------------------------------- */

static bool is_table_or_frame(unsigned marker)
{
    return (marker >= 0xC0 && marker <= 0xCF && marker != 0xC8) || marker == 0xDB ||
           marker == 0xDC || marker == 0xDD;
}

/* Whether a picture is drawn with what the segment [at] its marker holds: its tables, frame and
 * scan, and Adobe's word on how colours are stored. */
static bool is_drawn_with(const char *at, unsigned marker, size_t size)
{
    return is_table_or_frame(marker) || marker == 0xDA ||
           (marker == 0xEE && size == 14 && memcmp(at + 4, "Adobe", 5) == 0);
}

/* A segment [at] its marker, [size] bytes with its length but without the marker. */
static void add_segment(vw_buf *out, const char *at, size_t size)
{
    const unsigned marker = (unsigned char)at[1];
    if (is_drawn_with(at, marker, size)) {
        vw_buf_addn(out, at, 2 + size);
    } else if (marker == 0xE0 && size >= 16 && memcmp(at + 4, "JFIF", 5) == 0) {
        /* Without its thumbnail. */
        static const char length[2] = {0, 16}, no_thumbnail[2] = {0, 0};
        vw_buf_addn(out, at, 2);
        vw_buf_addn(out, length, sizeof length);
        vw_buf_addn(out, at + 4, 12);
        vw_buf_addn(out, no_thumbnail, sizeof no_thumbnail);
    }
}

/* Where the coded picture that begins [at] ends: at a marker that is no restart. */
static size_t scan_end(const char *bytes, size_t length, size_t at)
{
    for (; at + 1 < length; at++) {
        const unsigned next = (unsigned char)bytes[at + 1];
        if ((unsigned char)bytes[at] == 0xFF && next != 0 && next != 0xFF &&
            (next < 0xD0 || next > 0xD7)) {
            break;
        }
    }
    return at;
}

bool vw_load__strip_jpeg(vw_buf *out, vw_arena *arena, const char *bytes, size_t length)
{
    bool frame = false, scan = false;
    *out = (vw_buf){.arena = arena};
    vw_buf_addn(out, bytes, 2);
    for (size_t at = 2; at + 2 <= length && (unsigned char)bytes[at] == 0xFF;) {
        const unsigned marker = (unsigned char)bytes[at + 1];
        if (marker == 0xFF) { /* filling */
            at++;
            continue;
        }
        if (marker == 0xD9) {
            vw_buf_addn(out, bytes + at, 2);
            return frame && scan;
        }
        const size_t size =
            at + 4 <= length
                ? (size_t)((unsigned char)bytes[at + 2] << 8 | (unsigned char)bytes[at + 3])
                : 0;
        if (size < 2 || size > length - at - 2) {
            return false;
        }
        add_segment(out, bytes + at, size);
        frame = frame ||
                (is_table_or_frame(marker) && marker < 0xD0 && marker != 0xC4 && marker != 0xCC);
        at += 2 + size;
        if (marker == 0xDA) {
            const size_t end = scan_end(bytes, length, at);
            vw_buf_addn(out, bytes + at, end - at);
            at = end;
            scan = true;
        }
    }
    return false;
}
