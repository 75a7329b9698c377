/* SPDX-License-Identifier: EUPL-1.2 */
/* Lines of a text, and places in it. */
#include "base/source.h"

#include "base/limits.h"
#include "base/utf8.h"

#include <string.h>

static const char byte_order_mark[] = "\xEF\xBB\xBF";

static void find_lines(vw_source *source, vw_arena *arena)
{
    size_t lines = 1;
    for (size_t i = 0; i < source->length; i++) {
        lines += source->text[i] == '\n' ? 1 : 0;
    }
    uint32_t *starts = VW_NEW_ARRAY(arena, lines, uint32_t);
    size_t line = 1;
    for (size_t i = 0; i < source->length; i++) {
        if (source->text[i] == '\n') {
            starts[line++] = (uint32_t)(i + 1);
        }
    }
    source->line_starts = starts;
    source->line_count = lines;
}

static void report(const vw_source *source, vw_arena *arena, vw_diags *diags, vw_msg msg, size_t at,
                   const char *argument)
{
    vw_diag_add(diags, msg, vw_source_place(source, arena, at, 1), argument, NULL, NULL, NULL);
}

/* The first byte from [at] that is no visible ASCII, space, tab or line feed: of those, which are
 * nearly all of a file, nothing is to be said. */
static size_t plain_until(const vw_source *source, size_t at)
{
    while (at < source->length) {
        unsigned const byte = (unsigned char)source->text[at];
        if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte > 0x7E) {
            break;
        }
        at++;
    }
    return at;
}

/* Reports what the text may not hold. An invalid or NUL byte ends the search: what follows is
 * probably no text at all. */
static void check_text(const vw_source *source, vw_arena *arena, vw_diags *diags)
{
    const char *text = source->text;
    size_t at = 0;
    while ((at = plain_until(source, at)) < source->length) {
        uint32_t code_point;
        size_t const taken = vw_utf8_decode(&code_point, text + at, source->length - at);
        if (taken == 0) {
            unsigned const byte = (unsigned char)text[at];
            report(source, arena, diags, VW_MSG_F012, at, vw_printf(arena, "0x%02X", byte));
            return;
        }
        if (code_point == 0) {
            report(source, arena, diags, VW_MSG_F013, at, NULL);
            return;
        }
        bool const ends_line =
            code_point == '\r' && at + 1 < source->length && text[at + 1] == '\n';
        if (vw_utf8_hides(text, source->length, at) && !ends_line) {
            unsigned const number = code_point;
            report(source, arena, diags, VW_MSG_F014, at, vw_printf(arena, "U+%04X", number));
        }
        at += taken;
    }
}

vw_status vw_source_new(const vw_source **out, vw_arena *arena, vw_diags *diags, const char *path,
                        const char *text, size_t length)
{
    size_t const mark = sizeof byte_order_mark - 1;
    if (length >= mark && memcmp(text, byte_order_mark, mark) == 0) {
        text += mark;
        length -= mark;
    }
    vw_source *source = VW_NEW(arena, vw_source);
    *source = (vw_source){.path = vw_strdup(arena, path), .text = text, .length = length};
    find_lines(source, arena);

    size_t const errors = vw_diags_count(diags, VW_ERROR);
    check_text(source, arena, diags);
    bool const fine = vw_diags_count(diags, VW_ERROR) == errors;
    *out = fine ? source : NULL;
    return fine ? VW_OK : VW_ERR_INPUT;
}

/* The line that holds byte [offset], counted from 0. */
static size_t line_at(const vw_source *source, size_t offset)
{
    size_t first = 0, beyond = source->line_count;
    while (beyond - first > 1) {
        size_t const middle = first + (beyond - first) / 2;
        if (source->line_starts[middle] <= offset) {
            first = middle;
        } else {
            beyond = middle;
        }
    }
    return first;
}

vw_place vw_source_place(const vw_source *source, vw_arena *arena, size_t offset, size_t length)
{
    size_t const line = line_at(source, offset);
    size_t const start = source->line_starts[line];
    size_t end = line + 1 < source->line_count ? source->line_starts[line + 1] - 1 : source->length;
    if (end > start && source->text[end - 1] == '\r') {
        end--;
    }
    vw_place place = {.file = source->path, .line = (uint32_t)(line + 1)};
    if (end - start > VW_LINE_BYTES_MAX) {
        return place;
    }
    /* An offset on the line's end itself keeps its caret there, just behind the last character. */
    size_t const within = offset < end ? offset : end;
    size_t const marked = length < end - within ? length : end - within;
    place.column = (uint32_t)(vw_utf8_count(source->text + start, within - start) + 1);
    place.length = (uint32_t)vw_utf8_count(source->text + within, marked);
    place.source = vw_strndup(arena, source->text + start, end - start);
    return place;
}
