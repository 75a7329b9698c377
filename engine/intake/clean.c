/* SPDX-License-Identifier: EUPL-1.2 */
/* What a cell may hold before anybody asks what it means. */
#include "base/utf8.h"
#include "intake/values.h"

#include <string.h>
#include <utf8proc.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Bytes of the blank that stands at the start or the end; 0: none. NBSP is C2 A0. */
static size_t blank_at_start(const char *text, size_t length)
{
    if (length > 0 && is_blank(text[0])) {
        return 1;
    }
    return length > 1 && memcmp(text, "\xc2\xa0", 2) == 0 ? 2 : 0;
}

static size_t blank_at_end(const char *text, size_t length)
{
    if (length > 0 && is_blank(text[length - 1])) {
        return 1;
    }
    return length > 1 && memcmp(text + length - 2, "\xc2\xa0", 2) == 0 ? 2 : 0;
}

static void trim(vw_cell *cell)
{
    size_t blank;
    while ((blank = blank_at_start(cell->text, cell->length)) > 0) {
        cell->text += blank;
        cell->length -= blank;
    }
    while ((blank = blank_at_end(cell->text, cell->length)) > 0) {
        cell->length -= blank;
    }
    cell->text[cell->length] = '\0';
}

/* Printable ASCII is nearly all there is. */
static bool is_plain(const vw_cell *cell)
{
    for (size_t i = 0; i < cell->length; i++) {
        unsigned char c = (unsigned char)cell->text[i];
        if (c < 0x20 || c > 0x7e) {
            return false;
        }
    }
    return true;
}

static void join_line_ends(vw_cell *cell)
{
    size_t kept = 0;
    for (size_t i = 0; i < cell->length; i++) {
        if (cell->text[i] != '\r' || i + 1 == cell->length || cell->text[i + 1] != '\n') {
            cell->text[kept++] = cell->text[i];
        }
    }
    cell->length = kept;
    cell->text[kept] = '\0';
}

static void refuse_encoding(const vw_cell *cell, size_t at, vw_diags *diags, const vw_place *place,
                            vw_arena *scratch)
{
    unsigned char byte = (unsigned char)cell->text[at];
    const char *hex = vw_printf(scratch, "%02X", byte);
    const char *number = vw_printf(scratch, "%zu", vw_utf8_count(cell->text, at) + 1);
    /* A single byte above 7F between ASCII: how Windows saves accents and euro signs. */
    bool alone = at + 1 == cell->length || (unsigned char)cell->text[at + 1] < 0x80;
    if (alone) {
        VW_DIAG(diags, I006, *place, hex, number);
    } else {
        VW_DIAG(diags, I007, *place, hex, number);
    }
}

static bool has_deceptive(const vw_cell *cell, vw_diags *diags, const vw_place *place,
                          vw_arena *scratch)
{
    const utf8proc_uint8_t *text = (const utf8proc_uint8_t *)cell->text;
    size_t at = 0;
    size_t number = 1;
    while (at < cell->length) {
        utf8proc_int32_t point = 0;
        utf8proc_ssize_t bytes =
            utf8proc_iterate(text + at, (utf8proc_ssize_t)(cell->length - at), &point);
        if (bytes <= 0) {
            return false; /* cannot happen: the text was checked to be UTF-8 */
        }
        if (vw_utf8_hides(cell->text, cell->length, at)) {
            VW_DIAG(diags, I009, *place, vw_printf(scratch, "U+%04X", (unsigned)point),
                    vw_printf(scratch, "%zu", number));
            return true;
        }
        at += (size_t)bytes;
        number++;
    }
    return false;
}

bool vw_intake__clean(vw_cell *cell, vw_diags *diags, const vw_place *place, vw_arena *scratch)
{
    trim(cell);
    if (cell->length > VW_FIELD_BYTES_MAX) {
        VW_DIAG(diags, I010, *place, NULL);
        return false;
    }
    if (is_plain(cell)) {
        return true;
    }
    if (memchr(cell->text, '\0', cell->length) != NULL) {
        VW_DIAG(diags, I008, *place, NULL);
        return false;
    }
    size_t bad = vw_utf8_check(cell->text, cell->length);
    if (bad < cell->length) {
        refuse_encoding(cell, bad, diags, place, scratch);
        return false;
    }
    join_line_ends(cell);
    return !has_deceptive(cell, diags, place, scratch);
}

static bool shows_nothing(uint32_t point)
{
    return point == 0x00AD || point == 0x200B || point == 0x2060 || point == 0xFEFF;
}

static bool ends_line(uint32_t point)
{
    return point == 0x000B || point == 0x000C || point == 0x0085 || point == 0x2028 ||
           point == 0x2029;
}

static void settle_marks(vw_cell *cell)
{
    size_t kept = 0;
    for (size_t at = 0; at < cell->length;) {
        uint32_t point = 0;
        const size_t bytes = vw_utf8_decode(&point, cell->text + at, cell->length - at);
        if (bytes == 0) { /* no UTF-8: refused as it stands */
            memmove(cell->text + kept, cell->text + at, cell->length - at);
            kept += cell->length - at;
            break;
        }
        if (ends_line(point)) {
            cell->text[kept++] = '\n';
        } else if (!shows_nothing(point)) {
            memmove(cell->text + kept, cell->text + at, bytes);
            kept += bytes;
        }
        at += bytes;
    }
    cell->length = kept;
    cell->text[kept] = '\0';
}

bool vw_intake__clean_of(vw_cell *cell, vw_diags *diags, const vw_place *place, vw_arena *scratch,
                         const vw_field *field)
{
    const bool is_text = field == NULL || field->type == VW_TYPE_TEXT ||
                         (field->type == VW_TYPE_LIST && field->value_count == 0);
    if (is_text && !is_plain(cell)) {
        settle_marks(cell);
    }
    return vw_intake__clean(cell, diags, place, scratch);
}
