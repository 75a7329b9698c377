/* SPDX-License-Identifier: EUPL-1.2 */
/* What stands behind a name: "framework=bio2"; and ids that no two blocks share. */
#include "reports/template/template_private.h"

#include <string.h>

vw_template_arguments vw_template__arguments(vw_arena *arena, const char *rest, size_t length)
{
    VW_VEC(vw_template_argument) found = {0};
    for (size_t at = 0; at < length;) {
        size_t end = at;
        while (end < length && rest[end] != ' ') {
            end++;
        }
        const char *equals = memchr(rest + at, '=', end - at);
        if (equals != NULL) {
            const size_t name = (size_t)(equals - (rest + at));
            const vw_template_argument argument = {
                vw_strndup(arena, rest + at, name),
                vw_strndup(arena, equals + 1, end - at - name - 1)};
            VW_PUSH(arena, found, argument);
        }
        at = end + (end < length ? 1 : 0);
    }
    return (vw_template_arguments){found.items, found.count};
}

const char *vw_template_argument_of(const vw_template_arguments *arguments, const char *name)
{
    for (size_t i = 0; arguments != NULL && i < arguments->count; i++) {
        if (strcmp(arguments->items[i].name, name) == 0) {
            return arguments->items[i].value;
        }
    }
    return NULL;
}

const char *vw_template__unique(vw_template_ids *ids, vw_arena *arena, const char *id)
{
    for (size_t i = 0; i < ids->count; i++) {
        if (strcmp(ids->items[i].id, id) == 0) {
            const char *next = vw_printf(arena, "%s-%u", id, ++ids->items[i].times);
            return vw_template__unique(ids, arena, next);
        }
    }
    const vw_template_id first = {id, 1};
    VW_PUSH(arena, *ids, first);
    return id;
}
