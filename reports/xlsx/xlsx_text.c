/* SPDX-License-Identifier: EUPL-1.2 */
/* Text and links as a workbook can hold them. */
#include "reports/xlsx/xlsx.h"

#include <inttypes.h>
#include <string.h>

static const char cut_mark[] = " […]";
enum { CUT_MARK_UNITS = 4 };

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* "_x0041_" in a file means "A" (ECMA-376, part 1, 22.9.2.19, ST_Xstring). */
static bool looks_escaped(const char *at)
{
    return at[0] == '_' && at[1] == 'x' && is_hex(at[2]) && is_hex(at[3]) && is_hex(at[4]) &&
           is_hex(at[5]) && at[6] == '_';
}

/* Excel counts in units of UTF-16. Stops at [most]; sets [*bytes] to where that was. */
static size_t count_units(const char *text, size_t most, size_t *bytes)
{
    size_t units = 0, at = 0;
    while (text[at] != '\0') {
        const unsigned char first = (unsigned char)text[at];
        const size_t length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        const size_t more = length == 4 ? 2 : 1;
        if (units + more > most) {
            break;
        }
        units += more;
        at += length;
    }
    *bytes = at;
    return units;
}

size_t vw_xlsx__text(vw_xlsx *xlsx, const char *text)
{
    vw_buf *clean = vw_render_again(&xlsx->clean), *out = vw_render_again(&xlsx->text);
    vw_render_text(clean, text);
    const char *from = vw_buf_text(clean);
    for (const char *at = strstr(from, "_x"); at != NULL; at = strstr(at + 1, "_x")) {
        if (looks_escaped(at)) {
            vw_buf_addn(out, from, (size_t)(at - from));
            vw_buf_add(out, "_x005F");
            from = at;
        }
    }
    vw_buf_add(out, from);
    size_t bytes;
    if (out->length <= VW_BOOK_TEXT_MAX ||
        count_units(vw_buf_text(out), SIZE_MAX, &bytes) <= VW_BOOK_TEXT_MAX) {
        return 0;
    }
    const size_t units = count_units(out->text, SIZE_MAX, &bytes);
    (void)count_units(out->text, VW_BOOK_TEXT_MAX - CUT_MARK_UNITS, &bytes);
    out->length = bytes;
    out->text[bytes] = '\0';
    vw_buf_add(out, cut_mark);
    return units;
}

unsigned vw_xlsx__lines(const char *text, double width)
{
    /* A column's width counts digits; letters of a text are a tenth narrower on average. */
    const size_t room = width > 2 ? (size_t)((width - 1) * 1.1) : 1;
    unsigned lines = 1;
    size_t used = 0;
    while (*text != '\0') {
        const size_t bytes = strcspn(text, " \n");
        const size_t letters = vw_utf8_count(text, bytes);
        if (used > 0 && used + letters > room) {
            lines++;
            used = 0;
        }
        lines += (unsigned)(letters > 0 ? (letters - 1) / room : 0);
        used += (letters > room ? letters % room : letters) + 1;
        text += bytes;
        if (*text == '\n') {
            lines++;
            used = 0;
        }
        text += *text != '\0' ? 1 : 0;
    }
    return lines;
}

double vw_xlsx__height(unsigned lines)
{
    enum { LINE_POINTS = 15, LINES_MAX = 26 }; /* Excel has no rows higher than 409 points */
    return (lines < LINES_MAX ? lines : LINES_MAX) * LINE_POINTS;
}

double vw_xlsx__height_of(const char *text, double width, vw_look look)
{
    /* Letters of 18 and 13 points in a column that counts those of 11; bold ones are wider. */
    const double size = look == VW_LOOK_TITLE ? 18 : look == VW_LOOK_CAPTION ? 13 : 11;
    const unsigned lines = vw_xlsx__lines(text, size > 11 ? width * 10 / size : width);
    return size > 11 ? lines * (size * 1.3 + 2) : vw_xlsx__height(lines);
}

const char *vw_xlsx__place(vw_xlsx *xlsx, const vw_placed *placed)
{
    const vw_part *part = &placed->parts[0];
    const uint32_t row = placed->caption != VW_NO_ROW ? placed->caption : part->head;
    vw_buf_addf(vw_render_again(&xlsx->clean), "internal:'%s'!A%" PRIu32,
                xlsx->layout.pages.items[part->page].name, row + 1);
    return vw_buf_text(&xlsx->clean);
}

const char *vw_xlsx__target(vw_xlsx *xlsx, const char *target)
{
    if (target == NULL || vw_render_safe_url(target)) {
        return target;
    }
    const vw_placed *placed =
        target[0] == '#' ? vw_layout__find_target(&xlsx->layout, target + 1) : NULL;
    if (placed == NULL) {
        return NULL;
    }
    return vw_xlsx__place(xlsx, placed);
}
