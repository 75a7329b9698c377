/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/pdf/image.h"

#include <png.h>
#include <string.h>

/* A logo is no photograph: larger ones would only make each file large. */
#define SIDE_MAX 8000u
#define PIXELS_MAX 4000000u

static vw_pdf_ref add_image(vw_pdf_file *file, vw_arena *arena, const vw_pdf_image *image,
                            const char *space, const char *filter, const void *bytes, size_t length)
{
    const char *entries =
        vw_printf(arena,
                  "/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /%s "
                  "/BitsPerComponent 8%s",
                  (int)image->width, (int)image->height, space, filter);
    return vw_pdf__file_add_stream(file, entries, bytes, length, filter[0] == '\0');
}

/* ---- PNG ------------------------------------------------------------------------------------ */

static bool add_png(vw_pdf_image *out, vw_pdf_file *file, const vw_logo *logo, vw_arena *arena)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_memory(&image, logo->bytes, logo->length)) {
        return false;
    }
    image.format = PNG_FORMAT_RGB;
    bool small = image.width > 0 && image.height > 0 && image.width <= SIDE_MAX &&
                 image.height <= SIDE_MAX && (size_t)image.width * image.height <= PIXELS_MAX;
    if (!small) {
        png_image_free(&image);
        return false;
    }
    static const png_color white = {255, 255, 255};
    size_t length = PNG_IMAGE_SIZE(image);
    unsigned char *pixels = vw_alloc(arena, length);
    bool read = png_image_finish_read(&image, &white, pixels, 0, NULL) != 0;
    if (read) {
        *out = (vw_pdf_image){.width = image.width, .height = image.height};
        out->ref = add_image(file, arena, out, "DeviceRGB", "", pixels, length);
    }
    png_image_free(&image);
    return read;
}

/* ---- JPEG ----------------------------------------------------------------------------------- */

static unsigned two_bytes(const unsigned char *at)
{
    return (unsigned)at[0] << 8 | at[1];
}

/* Starts of a frame that a PDF can hold: baseline, extended and progressive (ITU-T T.81, B.1.1.3;
 * ISO 32000-1, 7.4.8). */
static bool is_frame(unsigned marker)
{
    return marker >= 0xC0 && marker <= 0xC2;
}

/* Size and number of colours, from the header of the frame. Segments have their length in their
 * first two bytes; the frame's comes before the scan, where lengths end. */
static bool read_frame(vw_pdf_image *out, unsigned *colours, const unsigned char *bytes,
                       size_t length)
{
    size_t at = 2;
    while (at + 4 <= length && bytes[at] == 0xFF && bytes[at + 1] != 0xDA) {
        unsigned marker = bytes[at + 1];
        unsigned size = two_bytes(bytes + at + 2);
        if (size < 2 || at + 2 + size > length) {
            return false;
        }
        if (is_frame(marker) && size >= 8 && bytes[at + 4] == 8) {
            out->height = two_bytes(bytes + at + 5);
            out->width = two_bytes(bytes + at + 7);
            *colours = bytes[at + 9];
            return out->width > 0 && out->height > 0;
        }
        at += 2 + size;
    }
    return false;
}

static bool add_jpeg(vw_pdf_image *out, vw_pdf_file *file, const vw_logo *logo, vw_arena *arena)
{
    const unsigned char *bytes = (const unsigned char *)logo->bytes;
    unsigned colours = 0;
    bool ends =
        logo->length > 4 && bytes[logo->length - 2] == 0xFF && bytes[logo->length - 1] == 0xD9;
    if (!ends || !read_frame(out, &colours, bytes, logo->length) ||
        (colours != 1 && colours != 3)) {
        return false;
    }
    out->ref = add_image(file, arena, out, colours == 1 ? "DeviceGray" : "DeviceRGB",
                         " /Filter /DCTDecode", bytes, logo->length);
    return true;
}

vw_status vw_pdf__add_logo(vw_pdf_image *out, vw_pdf_file *file, const vw_logo *logo,
                           vw_arena *arena, vw_diags *diags)
{
    *out = (vw_pdf_image){0};
    if (logo == NULL) {
        return VW_OK;
    }
    bool added = logo->jpeg ? add_jpeg(out, file, logo, arena) : add_png(out, file, logo, arena);
    if (!added) {
        const char *slash = strrchr(logo->path, '/');
        VW_DIAG(diags, T011, (vw_place){.file = logo->path},
                slash == NULL ? logo->path : slash + 1);
        return VW_ERR_INPUT;
    }
    return VW_OK;
}
