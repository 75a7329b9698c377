/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/xlsx/style.h"

#include "reports/render/render.h"

enum {
    CONTEXT = 0xf2f4f7,
    OPEN = 0xfffbe6,
    BORDER = 0xb8c2cf,
    SOFT = 0x4a5360,
    WARN = 0x8a1c1c,
    LINK = 0x0b4a8f
};

/* The same pairs of colours as the HTML. */
static const struct {
    lxw_color_t text, fill;
} result_colours[VW_RESULT_COUNT] = {
    [VW_RESULT_ERROR] = {0x4a1757, 0xf1e4f5}, [VW_NOT_MET] = {0x6d1414, 0xfbe3e1},
    [VW_NOT_ASSESSED] = {0x363c44, 0xeceef1}, [VW_PARTLY_MET] = {0x533a00, 0xfdf1d0},
    [VW_EXPLAINED] = {0x0f3d4a, 0xe0f0f4},    [VW_MET] = {0x12401f, 0xe3f1e5},
    [VW_NOT_APPLICABLE] = {SOFT, 0xffffff},   [VW_NOT_OCCURRED] = {SOFT, 0xffffff},
};

static void dress_kind(lxw_format *format, vw_style style, vw_lang lang)
{
    switch (style.is) {
    case VW_CELL_EMPTY:
        break;
    case VW_CELL_TEXT:
        if (!style.code) { /* ids and hashes: rows four lines high would hide the rest */
            format_set_text_wrap(format);
        }
        break;
    case VW_CELL_INTEGER:
        format_set_num_format(format, "#,##0");
        break;
    case VW_CELL_NUMBER: /* of what is whole the style is that of an integer */
        format_set_num_format(format, "#,##0.00");
        break;
    case VW_CELL_SHARE:
        format_set_num_format(format, "0.0%");
        break;
    case VW_CELL_DATE:
        format_set_num_format(format, lang == VW_NL ? "dd-mm-yyyy" : "yyyy-mm-dd");
        break;
    case VW_CELL_INSTANT:
        format_set_num_format(format,
                              lang == VW_NL ? "dd-mm-yyyy hh:mm:ss" : "yyyy-mm-dd hh:mm:ss");
        break;
    case VW_CELL_RESULT:
        format_set_font_color(format, result_colours[style.result].text);
        format_set_bg_color(format, result_colours[style.result].fill);
        break;
    }
    const bool is_number = vw_render_is_number(style.is);
    const bool at_right = is_number && style.look == VW_LOOK_CELL;
    format_set_align(format, at_right ? LXW_ALIGN_RIGHT : LXW_ALIGN_LEFT);
    if (style.look == VW_LOOK_CELL) {
        format_set_indent(format, 1);
    }
}

static void dress_head(lxw_format *format, lxw_color_t colour)
{
    format_set_bold(format);
    format_set_font_color(format, LXW_COLOR_WHITE);
    format_set_bg_color(format, colour);
    format_set_text_wrap(format);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_border_color(format, colour);
    format_set_align(format, LXW_ALIGN_LEFT);
    format_set_indent(format, 1);
}

/* A whole column of a form: light lines, so that empty rows invite. */
static void dress_input(lxw_format *format, vw_look look, vw_lang lang)
{
    format_set_border(format, LXW_BORDER_HAIR);
    format_set_border_color(format, BORDER);
    format_set_align(format, LXW_ALIGN_LEFT);
    format_set_indent(format, 1);
    if (look == VW_LOOK_INPUT_NUMBER) {
        format_set_align(format, LXW_ALIGN_RIGHT);
    } else if (look == VW_LOOK_INPUT_DATE) {
        format_set_num_format(format, lang == VW_NL ? "dd-mm-yyyy" : "yyyy-mm-dd");
    } else if (look == VW_LOOK_INPUT_INSTANT) {
        format_set_num_format(format,
                              lang == VW_NL ? "dd-mm-yyyy hh:mm:ss" : "yyyy-mm-dd hh:mm:ss");
    } else {
        format_set_num_format(format, "@");
    }
    if (look == VW_LOOK_INPUT_PROSE || look == VW_LOOK_CONTEXT) {
        format_set_text_wrap(format);
    }
    if (look == VW_LOOK_CONTEXT) {
        format_set_font_color(format, SOFT);
        format_set_bg_color(format, CONTEXT);
    }
}

static void dress_title(lxw_format *format, double size, lxw_color_t colour)
{
    format_set_bold(format);
    format_set_font_size(format, size);
    format_set_font_color(format, colour);
}

/* ---- the accent ------------------------------------------------------------------------------ */

static const vw_rgb own_accent = {10, 74, 94};

static lxw_color_t colour_of(const vw_rgb *rgb)
{
    return ((lxw_color_t)rgb->red << 16) | ((lxw_color_t)rgb->green << 8) | rgb->blue;
}

/* Relative luminance (WCAG 2.1), with a square for the curve: it is off by less than a hundredth.
 */
static double luminance(double red, double green, double blue)
{
    return (0.2126 * red * red + 0.7152 * green * green + 0.0722 * blue * blue) / (255.0 * 255.0);
}

/* The accent with as much white, a quarter at most, as leaves white letters on it readable: a
 * contrast of 5, where 4.5 is asked. */
static lxw_color_t lighter(const vw_rgb *accent)
{
    for (double part = 0.25; part > 0; part -= 0.05) {
        const double red = accent->red + (255 - accent->red) * part;
        const double green = accent->green + (255 - accent->green) * part;
        const double blue = accent->blue + (255 - accent->blue) * part;
        if (1.05 / (luminance(red, green, blue) + 0.05) >= 5) {
            const vw_rgb light = {(uint8_t)red, (uint8_t)green, (uint8_t)blue};
            return colour_of(&light);
        }
    }
    return colour_of(accent);
}

void vw_style__dress(lxw_format *format, vw_style style, vw_lang lang, const vw_rgb *accent)
{
    accent = accent != NULL ? accent : &own_accent;
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    switch (style.look) {
    case VW_LOOK_CELL:
        format_set_border(format, LXW_BORDER_THIN);
        format_set_border_color(format, BORDER);
        dress_kind(format, style, lang);
        break;
    case VW_LOOK_HEAD:
        dress_head(format, colour_of(accent));
        break;
    case VW_LOOK_HEAD_OPTIONAL:
        dress_head(format, lighter(accent));
        break;
    case VW_LOOK_HEAD_CONTEXT:
        dress_head(format, SOFT);
        break;
    case VW_LOOK_INPUT_TEXT:
    case VW_LOOK_INPUT_PROSE:
    case VW_LOOK_INPUT_NUMBER:
    case VW_LOOK_INPUT_DATE:
    case VW_LOOK_INPUT_INSTANT:
    case VW_LOOK_CONTEXT:
        dress_input(format, style.look, lang);
        break;
    case VW_LOOK_CAPTION:
        dress_title(format, 13, colour_of(accent));
        break;
    case VW_LOOK_REMARK:
        format_set_font_color(format, SOFT);
        format_set_italic(format);
        format_set_text_wrap(format);
        break;
    case VW_LOOK_TITLE:
        dress_title(format, 18, colour_of(accent));
        format_set_text_wrap(format);
        break;
    case VW_LOOK_DRAFT:
        dress_title(format, 12, WARN);
        break;
    case VW_LOOK_LABEL:
        format_set_font_color(format, SOFT);
        break;
    case VW_LOOK_VALUE:
    case VW_LOOK_COUNT:
        dress_kind(format, style, lang);
        break;
    }
    if (style.code) {
        format_set_font_name(format, "Consolas");
        format_set_font_size(format, 10);
    }
    if (style.strong) {
        format_set_bold(format);
    }
    if (style.link) {
        format_set_font_color(format, LINK);
        format_set_underline(format, LXW_UNDERLINE_SINGLE);
    }
    if (style.open) {
        format_set_unlocked(format);
        format_set_border(format, LXW_BORDER_THIN);
        format_set_bg_color(format, OPEN);
    }
}
