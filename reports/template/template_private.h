/* SPDX-License-Identifier: EUPL-1.2 */
/* Shared by the parts of the template engine. */
#ifndef VW_REPORTS_TEMPLATE_PRIVATE_H
#define VW_REPORTS_TEMPLATE_PRIVATE_H

#include "reports/template.h"

/* One {{name}} or {{> name}} in a text. */
typedef struct {
    size_t start, length; /* braces included */
    size_t name_start, name_length;
    bool is_block;  /* begins with ">" */
    bool is_closed; /* false: no "}}" follows on its line; [length] is then up to the line's end */
} vw_template_mark;

/* The first mark at or after [from]; false when there is none. */
bool vw_template__find(vw_template_mark *out, const char *text, size_t length, size_t from);

/* A block as parsed: what its texts hold is not filled in yet. */
typedef struct vw_template_node {
    vw_block_kind is;
    int level; /* of a heading, as in the template: 1..4 */
    bool ordered;
    VW_VEC(vw_run) runs;
    VW_VEC(struct vw_template_node *) children;
} vw_template_node;

/* Markdown to blocks; NULL when lists and quotes are nested too deeply. */
vw_template_node *vw_template__parse(vw_arena *arena, const vw_source *source);

#endif
