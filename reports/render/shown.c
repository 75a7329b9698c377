/* SPDX-License-Identifier: EUPL-1.2 */
/* Values as people read them in the document's language. */
#include "reports/render/render.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { CONTROL_PICTURES = 0x2400, DELETE = 0x7f, DELETE_PICTURE = 0x2421 };

/* Three bytes of UTF-8: all replacements lie in U+0800..U+FFFF. */
static void add_code_point(vw_buf *out, unsigned code_point)
{
    const char bytes[3] = {(char)(0xe0 | (code_point >> 12)),
                           (char)(0x80 | ((code_point >> 6) & 0x3f)),
                           (char)(0x80 | (code_point & 0x3f))};
    vw_buf_addn(out, bytes, sizeof bytes);
}

/* U+FFFE and U+FFFF are the only characters outside ASCII that XML 1.0 forbids. */
static bool is_noncharacter(const unsigned char *at)
{
    return at[0] == 0xef && at[1] == 0xbf && (at[2] == 0xbe || at[2] == 0xbf);
}

void vw_render_text(vw_buf *out, const char *text)
{
    const char *from = text;
    for (const char *at = text; at != NULL && *at != '\0'; at++) {
        const unsigned char byte = (unsigned char)*at;
        const bool plain = (byte >= 0x20 && byte != DELETE) || byte == '\t' || byte == '\n';
        if (plain && !(byte == 0xef && is_noncharacter((const unsigned char *)at))) {
            continue;
        }
        vw_buf_addn(out, from, (size_t)(at - from));
        if (byte == '\r') {
            if (at[1] != '\n') {
                vw_buf_add(out, "\n");
            }
        } else if (byte == 0xef) {
            add_code_point(out, 0xfffd);
            at += 2;
        } else {
            add_code_point(out, byte == DELETE ? DELETE_PICTURE : CONTROL_PICTURES + byte);
        }
        from = at + 1;
    }
    if (from != NULL) {
        vw_buf_add(out, from);
    }
}

void vw_render_integer(vw_buf *out, const vw_words *words, int64_t value)
{
    char digits[24];
    const int length = snprintf(digits, sizeof digits, "%" PRId64, value);
    const char *at = digits;
    if (*at == '-') {
        vw_buf_add(out, "-");
        at++;
    }
    vw_buf_add_digits(out, at, (size_t)(digits + length - at), words->thousands_mark);
}

void vw_render_number(vw_buf *out, const vw_words *words, double value)
{
    const double most = 9e15; /* beyond it no double has decimals, and hundredths would not fit */
    if (!(value > -most && value < most)) {
        vw_buf_addf(out, "%.0f", value);
        return;
    }
    const int64_t hundredths = llround(fabs(value) * 100);
    vw_buf_add(out, value < 0 && hundredths > 0 ? "-" : "");
    vw_render_integer(out, words, hundredths / 100);
    if (value != (double)(int64_t)value) {
        vw_buf_addf(out, "%s%02d", words->decimal_mark, (int)(hundredths % 100));
    }
}

double vw_render_share_shown(double share)
{
    /* One that is left out of two thousand is not nothing: all is all. */
    const double least = 0.001;
    return share > 0 && share < least ? least : share < 1 && share > 1 - least ? 1 - least : share;
}

void vw_render_share(vw_buf *out, const vw_words *words, double share)
{
    if (!(share >= 0)) {
        vw_buf_add(out, words->not_available);
        return;
    }
    const int64_t permille = (int64_t)(vw_render_share_shown(share) * 1000 + 0.5);
    vw_render_integer(out, words, permille / 10);
    vw_buf_addf(out, "%s%d%%", words->decimal_mark, (int)(permille % 10));
}

void vw_render_date(vw_buf *out, const vw_words *words, vw_date date)
{
    if (date == VW_DATE_NONE) {
        return;
    }
    char iso[11];
    vw_date_format(iso, date);
    const int month = (iso[5] - '0') * 10 + iso[6] - '0';
    const int day = (iso[8] - '0') * 10 + iso[9] - '0';
    vw_buf_addf(out, "%d %s %d", day, words->month[month - 1], vw_date_year(date));
}

void vw_render_cell(vw_buf *out, const vw_words *words, const vw_cell *cell)
{
    switch (cell->is) {
    case VW_CELL_EMPTY:
        break;
    case VW_CELL_TEXT:
    case VW_CELL_INSTANT:
        vw_render_text(out, cell->text);
        break;
    case VW_CELL_INTEGER:
        vw_render_integer(out, words, cell->integer);
        break;
    case VW_CELL_NUMBER:
        vw_render_number(out, words, cell->number);
        break;
    case VW_CELL_SHARE:
        vw_render_share(out, words, cell->number);
        break;
    case VW_CELL_DATE:
        vw_render_date(out, words, cell->date);
        break;
    case VW_CELL_RESULT:
        vw_buf_add(out, words->result[cell->result]);
        break;
    }
}

void vw_render_runs(vw_buf *out, const vw_run *runs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (runs[i].line_break) {
            vw_buf_add(out, " ");
        } else {
            vw_render_text(out, runs[i].text);
        }
    }
}

void vw_render_prose(vw_buf *out, const vw_block *block)
{
    if (block->run_count > 0) {
        if (out->length > 0) {
            vw_buf_add(out, "\n");
        }
        vw_render_runs(out, block->runs, block->run_count);
    }
    for (size_t i = 0; i < block->child_count; i++) {
        vw_render_prose(out, block->children[i]);
    }
}

bool vw_render_is_number(vw_cell_kind kind)
{
    return kind == VW_CELL_INTEGER || kind == VW_CELL_NUMBER || kind == VW_CELL_SHARE;
}

bool vw_render_safe_url(const char *target)
{
    static const char *const schemes[] = {"http://", "https://", "mailto:"};
    for (size_t i = 0; target != NULL && i < sizeof schemes / sizeof *schemes; i++) {
        if (strncmp(target, schemes[i], strlen(schemes[i])) == 0) {
            return true;
        }
    }
    return false;
}

/* ---- direction ------------------------------------------------------------------------------- */

static bool is_leftward(uint32_t code)
{
    return (code >= 0x590 && code <= 0x8ff) || (code >= 0xfb1d && code <= 0xfdff) ||
           (code >= 0xfe70 && code <= 0xfefc) || (code >= 0x10800 && code <= 0x10fff) ||
           (code >= 0x1e800 && code <= 0x1efff);
}

/* Letters decide; digits, signs and blanks stand in texts of either direction. */
static bool is_letter_rightward(uint32_t code)
{
    return (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z') ||
           (code >= 0xaa && code < 0x590 && code != 0xab && code != 0xbb) ||
           (code >= 0x900 && code < 0x2000) || (code >= 0x2c00 && code < 0xfb1d);
}

bool vw_render_is_leftward(const char *text)
{
    for (const char *at = text; at != NULL && *at != '\0';) {
        uint32_t code = 0;
        const size_t length = vw_utf8_decode(&code, at, strnlen(at, 4));
        if (length == 0 || is_letter_rightward(code)) {
            return false;
        }
        if (is_leftward(code)) {
            return true;
        }
        at += length;
    }
    return false;
}
