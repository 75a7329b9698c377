/* SPDX-License-Identifier: EUPL-1.2 */
/* The sRGB colour space (IEC 61966-2-1) as an ICC profile of version 2.1: primaries and one
 * tone curve. With it the colours of a page mean the same on any screen, now and in 20 years. */
#include "reports/pdf/metadata.h"

#include <math.h>
#include <string.h>

#define HEADER_SIZE 128u
#define CURVE_POINTS 256u

/* Adapted to the profile connection space's white, D50; parts of 65,536 (s15Fixed16). */
static const uint32_t white[3] = {0xF6D6, 0x10000, 0xD32D};
static const uint32_t red[3] = {0x6FA2, 0x38F5, 0x0390};
static const uint32_t green[3] = {0x6299, 0xB785, 0x18DA};
static const uint32_t blue[3] = {0x24A0, 0x0F84, 0xB6CF};

static void add_u32(vw_buf *out, uint32_t value)
{
    const char bytes[4] = {(char)(value >> 24), (char)(value >> 16 & 0xFF),
                           (char)(value >> 8 & 0xFF), (char)(value & 0xFF)};
    vw_buf_addn(out, bytes, sizeof bytes);
}

static void add_zeros(vw_buf *out, size_t count)
{
    for (; count > 0; count--) {
        vw_buf_addn(out, "", 1);
    }
}

/* ---- tags (ICC.1:1998-09, 6.5) ------------------------------------------------------------- */

static void add_xyz(vw_buf *out, const uint32_t *values)
{
    vw_buf_addn(out, "XYZ \0\0\0\0", 8);
    for (size_t i = 0; i < 3; i++) {
        add_u32(out, values[i]);
    }
}

static void add_curve(vw_buf *out)
{
    vw_buf_addn(out, "curv\0\0\0\0", 8);
    add_u32(out, CURVE_POINTS);
    for (unsigned i = 0; i < CURVE_POINTS; i++) {
        double signal = i / 255.0;
        double light = signal <= 0.04045 ? signal / 12.92 : pow((signal + 0.055) / 1.055, 2.4);
        unsigned value = (unsigned)lround(light * 65535.0);
        const char bytes[2] = {(char)(value >> 8), (char)(value & 0xFF)};
        vw_buf_addn(out, bytes, sizeof bytes);
    }
}

static void add_description(vw_buf *out)
{
    static const char name[] = "sRGB IEC61966-2.1";
    vw_buf_addn(out, "desc\0\0\0\0", 8);
    add_u32(out, (uint32_t)sizeof name);
    vw_buf_addn(out, name, sizeof name);
    add_zeros(out, 4 + 4 + 2 + 1 + 67); /* no Unicode and no Macintosh names */
}

static void add_copyright(vw_buf *out)
{
    static const char words[] = "No copyright, use freely";
    vw_buf_addn(out, "text\0\0\0\0", 8);
    vw_buf_addn(out, words, sizeof words);
}

/* ---- the profile --------------------------------------------------------------------------- */

typedef struct {
    const char *name; /* four letters */
    uint32_t offset, size;
} icc_tag;

static void start_tag(icc_tag *tag, vw_buf *data, const char *name)
{
    add_zeros(data, (4 - data->length % 4) % 4);
    tag->name = name;
    tag->offset = (uint32_t)data->length;
}

static void end_tag(icc_tag *tag, const vw_buf *data)
{
    tag->size = (uint32_t)data->length - tag->offset;
}

static size_t add_tags(icc_tag tags[9], vw_buf *data)
{
    static const struct {
        const char *name;
        const uint32_t *values;
    } points[4] = {{"wtpt", white}, {"rXYZ", red}, {"gXYZ", green}, {"bXYZ", blue}};
    size_t count = 0;
    start_tag(&tags[count], data, "desc");
    add_description(data);
    end_tag(&tags[count++], data);
    start_tag(&tags[count], data, "cprt");
    add_copyright(data);
    end_tag(&tags[count++], data);
    for (size_t i = 0; i < 4; i++) {
        start_tag(&tags[count], data, points[i].name);
        add_xyz(data, points[i].values);
        end_tag(&tags[count++], data);
    }
    start_tag(&tags[count], data, "rTRC");
    add_curve(data);
    end_tag(&tags[count++], data);
    tags[count] = tags[count - 1]; /* the three colours share the curve */
    tags[count++].name = "gTRC";
    tags[count] = tags[count - 1];
    tags[count++].name = "bTRC";
    return count;
}

/* Version 2.1, a display, RGB to XYZ, 1 January 2025, for no system in particular. */
static void add_header(vw_buf *out, uint32_t size)
{
    static const char dated[] = "\x07\xE9\0\x01\0\x01\0\0\0\0\0\0";
    add_u32(out, size);
    add_zeros(out, 4);
    vw_buf_addn(out, "\x02\x10\0\0mntrRGB XYZ ", 16);
    vw_buf_addn(out, dated, 12);
    vw_buf_addn(out, "acsp", 4);
    add_zeros(out, 28);
    for (size_t i = 0; i < 3; i++) {
        add_u32(out, white[i]);
    }
    add_zeros(out, HEADER_SIZE - out->length);
}

void vw_pdf__add_srgb(vw_buf *out)
{
    icc_tag tags[9];
    vw_buf data = {.arena = out->arena};
    size_t count = add_tags(tags, &data);
    uint32_t start = HEADER_SIZE + 4 + (uint32_t)count * 12;
    add_zeros(&data, (4 - data.length % 4) % 4);
    add_header(out, start + (uint32_t)data.length);
    add_u32(out, (uint32_t)count);
    for (size_t i = 0; i < count; i++) {
        vw_buf_addn(out, tags[i].name, 4);
        add_u32(out, start + tags[i].offset);
        add_u32(out, tags[i].size);
    }
    vw_buf_addn(out, data.text, data.length);
}
