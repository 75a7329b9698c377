/* SPDX-License-Identifier: EUPL-1.2 */
/* How large a picture is, as its file says (PNG, 11.2.2; JPEG: ITU-T T.81, B.2.2). */
#include "reports/office/logo.h"

#include <string.h>

#define WIDTH_MAX 60.0 /* millimetres */
#define HEIGHT_MAX 22.0

enum { PNG_HEAD = 24, JPEG_FRAME = 9 };

static unsigned number_at(const unsigned char *bytes, size_t count)
{
    unsigned value = 0;
    for (size_t i = 0; i < count; i++) {
        value = value << 8 | bytes[i];
    }
    return value;
}

static bool png_size(unsigned *width, unsigned *height, const unsigned char *bytes, size_t length)
{
    if (length < PNG_HEAD || memcmp(bytes, "\x89PNG\r\n\x1a\n", 8) != 0 ||
        memcmp(bytes + 12, "IHDR", 4) != 0) {
        return false;
    }
    *width = number_at(bytes + 16, 4);
    *height = number_at(bytes + 20, 4);
    return true;
}

/* Markers of frames are C0 to CF, but for three that hold tables. */
static bool is_frame(unsigned char marker)
{
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

static bool jpeg_size(unsigned *width, unsigned *height, const unsigned char *bytes, size_t length)
{
    size_t at = 2;
    if (length < 4 || bytes[0] != 0xff || bytes[1] != 0xd8) {
        return false;
    }
    while (at + JPEG_FRAME <= length && bytes[at] == 0xff) {
        const unsigned char marker = bytes[at + 1];
        if (is_frame(marker)) {
            *height = number_at(bytes + at + 5, 2);
            *width = number_at(bytes + at + 7, 2);
            return true;
        }
        at += marker == 0xff ? 1 : 2 + number_at(bytes + at + 2, 2);
    }
    return false;
}

vw_status vw_office_logo_of(vw_office_logo *out, const vw_document *document, vw_diags *diags)
{
    const vw_logo *logo = document->logo;
    unsigned width = 0, height = 0;
    *out = (vw_office_logo){0};
    if (logo == NULL) {
        return VW_OK;
    }
    const unsigned char *bytes = (const unsigned char *)logo->bytes;
    const bool read = logo->jpeg ? jpeg_size(&width, &height, bytes, logo->length)
                                 : png_size(&width, &height, bytes, logo->length);
    if (!read || width == 0 || height == 0) {
        const char *slash = strrchr(logo->path, '/');
        VW_DIAG(diags, T011, (vw_place){.file = logo->path},
                slash == NULL ? logo->path : slash + 1);
        return VW_ERR_INPUT;
    }
    const double by_width = WIDTH_MAX / width, by_height = HEIGHT_MAX / height;
    const double scale = by_width < by_height ? by_width : by_height;
    *out = (vw_office_logo){.width = width * scale,
                            .height = height * scale,
                            .ending = logo->jpeg ? "jpeg" : "png",
                            .mime = logo->jpeg ? "image/jpeg" : "image/png"};
    return VW_OK;
}

vw_status vw_office_add_logo(vw_package *package, vw_arena *arena, vw_diags *diags,
                             const char *folder, const vw_document *document,
                             const vw_office_logo *logo)
{
    FILE *stream = NULL;
    const char *name = vw_printf(arena, "%s/logo.%s", folder, logo->ending);
    const vw_status status = vw_package_add(&stream, package, diags, name, VW_PART_STORED);
    if (status == VW_OK) {
        fwrite(document->logo->bytes, 1, document->logo->length, stream);
    }
    return status;
}
