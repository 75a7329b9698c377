/* SPDX-License-Identifier: EUPL-1.2 */
/* Finds placeholders in the source text, so that each problem has its line and column: the Markdown
 * parser does not tell where a text came from. */
#include "reports/template/template_private.h"

#include "base/utf8.h"

#include <string.h>

bool vw_template__find(vw_template_mark *out, const char *text, size_t length, size_t from)
{
    size_t at = from;
    while (at + 1 < length && !(text[at] == '{' && text[at + 1] == '{')) {
        at++;
    }
    if (at + 1 >= length) {
        return false;
    }
    size_t end = at + 2;
    while (end + 1 < length && text[end] != '\n' && !(text[end] == '}' && text[end + 1] == '}') &&
           !(text[end] == '{' && text[end + 1] == '{')) {
        end++;
    }
    *out = (vw_template_mark){.start = at, .length = end - at};
    out->is_closed = end + 1 < length && text[end] == '}' && text[end + 1] == '}';
    if (!out->is_closed) {
        return true;
    }
    out->length += 2;
    size_t first = at + 2;
    out->is_block = text[first] == '>';
    first += out->is_block ? 1 : 0;
    while (first < end && text[first] == ' ') {
        first++;
    }
    while (end > first && text[end - 1] == ' ') {
        end--;
    }
    out->name_start = first;
    out->name_length = end - first;
    return true;
}

typedef struct {
    const vw_source *source;
    vw_arena *arena;
    vw_diags *diags;
    bool sound;
} check;

static size_t count_of(const char *const *names)
{
    size_t count = 0;
    while (names[count] != NULL) {
        count++;
    }
    return count;
}

static bool is_name(const char *const *names, const char *name)
{
    for (size_t i = 0; names[i] != NULL; i++) {
        if (strcmp(names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_blank(const char *text, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r') {
            return false;
        }
    }
    return true;
}

static size_t line_end(const vw_source *source, size_t line)
{
    return line + 1 < source->line_count ? source->line_starts[line + 1] - 1 : source->length;
}

static bool is_blank_line(const vw_source *source, size_t line)
{
    return line >= source->line_count ||
           is_blank(source->text, source->line_starts[line], line_end(source, line));
}

/* Blocks can only stand where a paragraph stands, with nothing else in it. */
static bool stands_alone(const vw_source *source, const vw_template_mark *mark)
{
    size_t line = 0;
    while (line + 1 < source->line_count && source->line_starts[line + 1] <= mark->start) {
        line++;
    }
    return mark->start == source->line_starts[line] &&
           is_blank(source->text, mark->start + mark->length, line_end(source, line)) &&
           (line == 0 || is_blank_line(source, line - 1)) && is_blank_line(source, line + 1);
}

/* [text](here): a target is not text, and is not filled in. */
static bool in_target(const vw_source *source, const vw_template_mark *mark)
{
    for (size_t i = mark->start; i-- > 1;) {
        if (source->text[i] == ')' || source->text[i] == '\n') {
            return false;
        }
        if (source->text[i] == '(' && source->text[i - 1] == ']') {
            return true;
        }
    }
    return false;
}

static void check_name(check *c, const vw_template_mark *mark, vw_place place, const char *name)
{
    const char *const *right = mark->is_block ? vw_template_block_names : vw_template_value_names;
    const char *const *other = mark->is_block ? vw_template_value_names : vw_template_block_names;
    if (is_name(right, name)) {
        if (mark->is_block && !stands_alone(c->source, mark)) {
            VW_DIAG(c->diags, T083, place, name);
            c->sound = false;
        }
        return;
    }
    c->sound = false;
    if (is_name(other, name)) {
        vw_diag_add(c->diags, mark->is_block ? VW_MSG_T084 : VW_MSG_T085, place, name, NULL, NULL,
                    NULL);
        return;
    }
    VW_DIAG(c->diags, T082, place, name, vw_suggest(name, right, count_of(right)));
}

static void check_mark(check *c, const vw_template_mark *mark)
{
    const vw_place place = vw_source_place(c->source, c->arena, mark->start, mark->length);
    if (!mark->is_closed) {
        VW_DIAG(c->diags, T081, place, NULL);
        c->sound = false;
        return;
    }
    if (in_target(c->source, mark)) {
        VW_DIAG(c->diags, T086, place, NULL);
        c->sound = false;
    }
    check_name(c, mark, place,
               vw_strndup(c->arena, c->source->text + mark->name_start, mark->name_length));
}

vw_status vw_template_check_source(const vw_source *source, vw_arena *arena, vw_diags *diags)
{
    check c = {.source = source, .arena = arena, .diags = diags, .sound = true};
    vw_template_mark mark;
    for (size_t at = 0; vw_template__find(&mark, source->text, source->length, at);
         at = mark.start + mark.length) {
        check_mark(&c, &mark);
    }
    if (vw_template__parse(arena, source) == NULL) {
        VW_DIAG(diags, T087, (vw_place){.file = source->path}, NULL);
        c.sound = false;
    }
    return c.sound ? VW_OK : VW_ERR_INPUT;
}
