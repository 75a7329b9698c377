/* SPDX-License-Identifier: EUPL-1.2 */
#include "load/house_style.h"

#include "base/file.h"
#include "base/limits.h"
#include "load/fields.h"
#include "load/picture.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#define NAME "house-style.yaml"
#define LOGO_BYTES_MAX ((size_t)2 * 1024 * 1024)
/* WCAG 2.1, 1.4.3 (level AA). */
#define CONTRAST_LEAST 4.5
/* The ground of table heads: so much of the accent in white. */
#define TINT 0.055

typedef struct {
    vw_loader *loader;
    vw_house_style *style;
    const char *folder;
} reading;

/* ---- the accent ----------------------------------------------------------------------------- */

/* Relative luminance as WCAG 2.1 defines it, of parts from 0 to 1. */
static double luminance(const double colour[3])
{
    static const double share[3] = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (size_t i = 0; i < 3; i++) {
        double part = colour[i];
        sum += share[i] * (part <= 0.03928 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static double contrast_on_its_tint(const uint8_t accent[3])
{
    double text[3], ground[3];
    for (size_t i = 0; i < 3; i++) {
        text[i] = accent[i] / 255.0;
        ground[i] = 1 - TINT + TINT * text[i];
    }
    return (luminance(ground) + 0.05) / (luminance(text) + 0.05);
}

static bool parse_colour(uint8_t out[3], const char *text)
{
    static const char digits[] = "0123456789abcdefABCDEF";
    if (text[0] != '#' || strlen(text) != 7 || strspn(text + 1, digits) != 6) {
        return false;
    }
    for (size_t i = 0; i < 6; i++) {
        size_t digit = (size_t)(strchr(digits, text[1 + i]) - digits);
        digit = digit > 15 ? digit - 6 : digit;
        out[i / 2] = (uint8_t)(i % 2 == 0 ? digit << 4 : out[i / 2] | digit);
    }
    return true;
}

/* The same colour, darker by steps until text in it can be read. */
static const char *darker(vw_arena *arena, const uint8_t accent[3])
{
    uint8_t out[3] = {0, 0, 0};
    for (double factor = 1; factor > 0; factor -= 0.01) {
        for (size_t i = 0; i < 3; i++) {
            out[i] = (uint8_t)(accent[i] * factor);
        }
        if (contrast_on_its_tint(out) >= CONTRAST_LEAST) {
            break;
        }
    }
    return vw_printf(arena, "#%02x%02x%02x", (unsigned)out[0], (unsigned)out[1], (unsigned)out[2]);
}

static void read_accent(reading *r, vw_fields *top)
{
    vw_diags *diags = r->loader->diags;
    vw_arena *arena = r->loader->arena;
    const char *text = vw_load__string(top, "accent", VW_OPTIONAL);
    if (text == NULL) {
        return;
    }
    vw_place place = vw_load__place_of(top, "accent");
    if (!parse_colour(r->style->accent, text)) {
        VW_DIAG(diags, T009, place, text);
        return;
    }
    double contrast = contrast_on_its_tint(r->style->accent);
    if (contrast < CONTRAST_LEAST) {
        int tenths = (int)(contrast * 10); /* cut, so that 4.46 is not shown as 4.5 */
        VW_DIAG(diags, T010, place, text, vw_printf(arena, "%d.%d", tenths / 10, tenths % 10),
                darker(arena, r->style->accent));
        return;
    }
    r->style->has_accent = true;
}

/* ---- the logo ------------------------------------------------------------------------------- */

static bool find_type(vw_image_type *out, const char *bytes, size_t length)
{
    static const char png[8] = {'\x89', 'P', 'N', 'G', '\r', '\n', '\x1A', '\n'};
    static const char jpeg[3] = {'\xFF', '\xD8', '\xFF'};
    if (length > sizeof png && memcmp(bytes, png, sizeof png) == 0) {
        *out = VW_IMAGE_PNG;
        return true;
    }
    *out = VW_IMAGE_JPEG;
    return length > sizeof jpeg && memcmp(bytes, jpeg, sizeof jpeg) == 0;
}

static void read_logo(reading *r, vw_fields *top)
{
    vw_house_style *style = r->style;
    vw_diags *diags = r->loader->diags;
    vw_arena *arena = r->loader->arena;
    const char *name = vw_load__string(top, "logo", VW_OPTIONAL);
    style->logo_text = vw_load__text(top, "logo_text", VW_OPTIONAL);
    if (name == NULL) {
        return;
    }
    vw_place place = vw_load__place_of(top, "logo");
    if (strchr(name, '/') != NULL) {
        VW_DIAG(diags, T012, place, name);
        return;
    }
    const char *path = vw_printf(arena, "%s%s", r->folder, name);
    const char *bytes = NULL;
    if (vw_file_read(&bytes, &style->logo_length, arena, diags, path, LOGO_BYTES_MAX) != VW_OK) {
        return; /* which said why */
    }
    if (!find_type(&style->logo_type, bytes, style->logo_length)) {
        VW_DIAG(diags, T011, place, name);
        return;
    }
    vw_buf shown;
    const bool whole = style->logo_type == VW_IMAGE_PNG
                           ? vw_load__strip_png(&shown, arena, bytes, style->logo_length)
                           : vw_load__strip_jpeg(&shown, arena, bytes, style->logo_length);
    if (!whole) {
        VW_DIAG(diags, T011, (vw_place){.file = path}, name);
        return;
    }
    style->logo_length = shown.length;
    style->logo = vw_buf_text(&shown);
    style->logo_path = path;
}

/* ---- the file ------------------------------------------------------------------------------- */

static void read_style(reading *r, const vw_node *root)
{
    vw_fields top;
    if (vw_load__open(&top, r->loader, root, NAME)) {
        read_accent(r, &top);
        read_logo(r, &top);
        vw_load__close(&top);
    }
}

static vw_status read_source(vw_house_style *style, vw_arena *arena, vw_diags *diags,
                             const char *folder, const vw_source *source)
{
    vw_arena *scratch = vw_arena_new();
    vw_loader *loader = VW_NEW(scratch, vw_loader);
    loader->arena = arena;
    loader->scratch = loader->tree = scratch;
    loader->diags = diags;
    reading r = {.loader = loader, .style = style, .folder = folder};
    const vw_node *root = vw_load__parse(arena, scratch, diags, source);
    if (root != NULL) {
        read_style(&r, root);
    }
    vw_arena_free(scratch);
    return root == NULL ? VW_ERR_INPUT : VW_OK;
}

vw_status vw_house_style_read(const vw_house_style **out, vw_arena *arena, vw_diags *diags,
                              const char *folder)
{
    const char *path = vw_printf(arena, "%s%s", folder, NAME);
    const char *text = NULL;
    size_t length = 0;
    const vw_source *source = NULL;
    const size_t errors = vw_diags_count(diags, VW_ERROR);
    *out = NULL;
    if (access(path, F_OK) != 0) {
        return VW_OK;
    }
    vw_house_style *style = VW_NEW(arena, vw_house_style);
    vw_status status = vw_file_read(&text, &length, arena, diags, path, VW_YAML_BYTES_MAX);
    if (status == VW_OK) {
        status = vw_source_new(&source, arena, diags, path, text, length);
    }
    if (status == VW_OK) {
        status = read_source(style, arena, diags, folder, source);
    }
    if (status == VW_OK && vw_diags_count(diags, VW_ERROR) > errors) {
        status = VW_ERR_INPUT;
    }
    *out = status == VW_OK ? style : NULL;
    return status;
}
