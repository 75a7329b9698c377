/* SPDX-License-Identifier: EUPL-1.2 */
#define _GNU_SOURCE /* memmem */
#include "reports/render/render.h"

#include <string.h>

static bool says_open(const char *text, size_t length)
{
    static const char *const words[] = {"in te vullen", "to be filled in"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (memmem(text, length, words[i], strlen(words[i])) != NULL) {
            return true;
        }
    }
    return false;
}

/* From the bracket at [from] to behind its own end, or to the end of the text: markup cuts a place
 * in two. */
static size_t length_of(const char *from)
{
    size_t depth = 0;
    for (const char *at = from; *at != '\0'; at++) {
        depth += *at == '[';
        depth -= *at == ']';
        if (depth == 0) {
            return (size_t)(at - from) + 1;
        }
    }
    return strlen(from);
}

const char *vw_render_open_place(const char *text, size_t *length)
{
    for (const char *at = text; at != NULL && (at = strchr(at, '[')) != NULL; at++) {
        *length = length_of(at);
        if (says_open(at, *length)) {
            return at;
        }
    }
    return NULL;
}
