/* SPDX-License-Identifier: EUPL-1.2 */
/* Where each byte of a scalar's text stands in its file, for every style YAML has.
 *
 * libyaml tells where a scalar begins and ends, not how its text was folded together. So the
 * scalar is read once more by the rules of YAML 1.1 (9.1 to 9.3) in the form that libyaml applies
 * them, and each byte of the result is matched with the byte it came from. Should the two ever
 * disagree, places become less exact; they never leave the scalar. */
#include "load/node.h"

#include <string.h>

typedef struct {
    const char *raw; /* the whole source */
    size_t at, end;  /* inside the scalar, quotes excluded */
    const char *text;
    size_t length, done; /* text bytes that have their offset */
    uint32_t *offsets;
} walk;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_break(char c)
{
    return c == '\n' || c == '\r';
}

static size_t break_length(const walk *w, size_t at)
{
    return w->raw[at] == '\r' && at + 1 < w->end && w->raw[at + 1] == '\n' ? 2 : 1;
}

/* The next [count] bytes of the text come from [at]. */
static void came_from(walk *w, size_t at, size_t count)
{
    for (size_t i = 0; i < count && w->done < w->length; i++) {
        w->offsets[w->done++] = (uint32_t)at;
    }
}

/* ---- plain and quoted: blanks around line breaks go, n breaks become n - 1, one becomes a space
 * ---- */

static void walk_flow_space(walk *w, bool after_escaped_break)
{
    size_t start = w->at, breaks = 0, first = start;
    while (w->at < w->end && (is_blank(w->raw[w->at]) || is_break(w->raw[w->at]))) {
        if (!is_break(w->raw[w->at])) {
            w->at++;
            continue;
        }
        if (breaks++ == 0 && !after_escaped_break) {
            first = w->at;
        } else {
            came_from(w, w->at, 1);
        }
        w->at += break_length(w, w->at);
    }
    if (after_escaped_break) {
        return;
    }
    if (breaks == 0) {
        for (size_t i = start; i < w->at; i++) {
            came_from(w, i, 1);
        }
    } else if (breaks == 1) {
        came_from(w, first, 1);
    }
}

/* How many bytes an escape is, and how many it stands for. */
static size_t escape_length(const walk *w, size_t *bytes)
{
    size_t digits = 0;
    *bytes = 1;
    switch (w->raw[w->at + 1]) {
    case 'N': /* next line, no-break space */
    case '_':
        *bytes = 2;
        break;
    case 'L': /* line and paragraph separator */
    case 'P':
        *bytes = 3;
        break;
    case 'x':
        digits = 2;
        break;
    case 'u':
        digits = 4;
        break;
    case 'U':
        digits = 8;
        break;
    default:
        break;
    }
    if (digits > 0 && w->done < w->length) {
        unsigned char lead = (unsigned char)w->text[w->done];
        *bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    }
    return 2 + digits;
}

static void walk_escape(walk *w)
{
    if (w->at + 1 < w->end && is_break(w->raw[w->at + 1])) {
        w->at += 1 + break_length(w, w->at + 1);
        walk_flow_space(w, true);
        return;
    }
    size_t bytes;
    size_t length = escape_length(w, &bytes);
    came_from(w, w->at, bytes);
    w->at += length;
}

static void walk_flow(walk *w, vw_node_style style)
{
    while (w->at < w->end && w->done < w->length) {
        char c = w->raw[w->at];
        if (is_blank(c) || is_break(c)) {
            walk_flow_space(w, false);
        } else if (style == VW_STYLE_DOUBLE && c == '\\') {
            walk_escape(w);
        } else {
            came_from(w, w->at, 1);
            w->at += style == VW_STYLE_SINGLE && c == '\'' ? 2 : 1;
        }
    }
}

/* ---- literal and folded: lines as they stand, less their indentation ---- */

static size_t spaces_at(const char *text, size_t at, size_t end)
{
    size_t count = 0;
    while (at + count < end && text[at + count] == ' ') {
        count++;
    }
    return count;
}

/* Spaces before the first line that has more than spaces; SIZE_MAX when there is none. */
static size_t first_indent(const char *text, size_t at, size_t end)
{
    while (at < end) {
        size_t spaces = spaces_at(text, at, end);
        at += spaces;
        if (at < end && !is_break(text[at])) {
            return spaces;
        }
        at++;
    }
    return SIZE_MAX;
}

/* The indentation is what the first line with content has more in the file than in the text: this
 * holds with an explicit indentation indicator too. */
static size_t block_indent(const walk *w)
{
    size_t in_file = first_indent(w->raw, w->at, w->end);
    size_t in_text = first_indent(w->text, 0, w->length);
    return in_file != SIZE_MAX && in_text <= in_file ? in_file - in_text : SIZE_MAX;
}

static void walk_block(walk *w, vw_node_style style)
{
    while (w->at < w->end && !is_break(w->raw[w->at])) { /* the header: |2- # comment */
        w->at++;
    }
    w->at += w->at < w->end ? break_length(w, w->at) : 0;
    size_t indent = block_indent(w);
    while (w->at < w->end && w->done < w->length) {
        size_t spaces = spaces_at(w->raw, w->at, w->end);
        w->at += spaces < indent ? spaces : indent;
        while (w->at < w->end && !is_break(w->raw[w->at])) {
            came_from(w, w->at++, 1);
        }
        if (w->at < w->end && w->done < w->length) {
            /* A folded break that more breaks follow leaves nothing behind. */
            char next = w->text[w->done];
            if (next == '\n' || (next == ' ' && style == VW_STYLE_FOLDED)) {
                came_from(w, w->at, 1);
            }
            w->at += break_length(w, w->at);
        }
    }
}

static bool is_contiguous(const uint32_t *offsets, size_t length)
{
    for (size_t i = 0; i <= length; i++) {
        if (offsets[i] != offsets[0] + i) {
            return false;
        }
    }
    return true;
}

vw_rule_text vw_load__rule_text(vw_arena *arena, const vw_node *scalar)
{
    bool quoted = scalar->style == VW_STYLE_SINGLE || scalar->style == VW_STYLE_DOUBLE;
    size_t quotes = quoted && scalar->length >= 2 ? 1 : 0;
    walk w = {.raw = scalar->source->text,
              .at = scalar->start + quotes,
              .end = scalar->start + scalar->length - quotes,
              .text = scalar->text,
              .length = scalar->text_length};
    vw_rule_text rule = {.text = scalar->text,
                         .length = scalar->text_length,
                         .source = scalar->source,
                         .start = (uint32_t)w.at};
    if (w.end - w.at >= w.length && memcmp(w.raw + w.at, w.text, w.length) == 0) {
        return rule;
    }
    w.offsets = VW_NEW_ARRAY(arena, w.length + 1, uint32_t);
    if (scalar->style == VW_STYLE_LITERAL || scalar->style == VW_STYLE_FOLDED) {
        walk_block(&w, scalar->style);
    } else {
        walk_flow(&w, scalar->style);
    }
    while (w.done <= w.length) {
        w.offsets[w.done++] = (uint32_t)(w.at < w.end ? w.at : w.end);
    }
    if (is_contiguous(w.offsets, w.length)) {
        rule.start = w.offsets[0];
    } else {
        rule.offsets = w.offsets;
    }
    return rule;
}
