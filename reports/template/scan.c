/* SPDX-License-Identifier: EUPL-1.2 */
/* Finds placeholders in a text. */
#include "reports/template/template_private.h"

#include <string.h>

/* The first word of [from] to [end] becomes the name, and what follows it the rest; of a value what
 * follows a colon is the forms of a word. */
static void part(vw_template_mark *mark, const char *text, size_t from, size_t end)
{
    while (from < end && text[from] == ' ') {
        from++;
    }
    while (end > from && text[end - 1] == ' ') {
        end--;
    }
    size_t space = from;
    while (space < end && text[space] != ' ') {
        space++;
    }
    mark->name_start = from;
    mark->name_length = space - from;
    const char *colon = memchr(text + from, ':', space - from);
    if (mark->is == VW_MARK_VALUE && colon != NULL) {
        mark->name_length = (size_t)(colon - (text + from));
        size_t start = from + mark->name_length + 1;
        while (start < end && text[start] == ' ') {
            start++;
        }
        mark->forms = (vw_wording){text + start, end - start};
        mark->rest_start = end;
        return;
    }
    while (space < end && text[space] == ' ') {
        space++;
    }
    mark->rest_start = space;
    mark->rest_length = end - space;
}

static vw_mark_sort sort_of(char first)
{
    return first == '>'   ? VW_MARK_BLOCK
           : first == '#' ? VW_MARK_LOOP
           : first == '/' ? VW_MARK_LOOP_END
                          : VW_MARK_VALUE;
}

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
    out->is = sort_of(text[at + 2]);
    part(out, text, at + 2 + (out->is != VW_MARK_VALUE ? 1 : 0), end);
    out->says_each = out->name_length == strlen("each") &&
                     strncmp(text + out->name_start, "each", out->name_length) == 0;
    if (out->is == VW_MARK_LOOP && out->says_each) {
        part(out, text, out->rest_start, out->rest_start + out->rest_length);
    }
    return true;
}
