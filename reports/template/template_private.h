/* SPDX-License-Identifier: EUPL-1.2 */
/* Shared by the parts of the template engine. */
#ifndef VW_REPORTS_TEMPLATE_PRIVATE_H
#define VW_REPORTS_TEMPLATE_PRIVATE_H

#include "base/wording.h"
#include "reports/template.h"

typedef enum {
    VW_MARK_VALUE,    /* {{name}} */
    VW_MARK_BLOCK,    /* {{> name}} */
    VW_MARK_LOOP,     /* {{#each name}} */
    VW_MARK_LOOP_END, /* {{/each}} */
} vw_mark_sort;

/* One placeholder in a text. */
typedef struct {
    vw_mark_sort is;
    size_t start, length; /* braces included */
    size_t name_start, name_length;
    bool says_each;                 /* of a loop: "#each requirement", and of its end: "/each" */
    size_t rest_start, rest_length; /* what follows the name: arguments */
    vw_wording forms; /* of {{name-count:one|more}}, as it stands there; NULL: the value itself */
    bool is_closed; /* false: no "}}" follows on its line; [length] is then up to the line's end */
} vw_template_mark;

/* The first mark at or after [from]; false when there is none. Of a loop the name is what is behind
 * "each"; when that word is not there, the name is what is there, braces and all. */
bool vw_template__find(vw_template_mark *out, const char *text, size_t length, size_t from);
/* What the mark is about, or NULL. */
const vw_template_word *vw_template__word(const vw_template_word *words, const char *name);
/* The words of [rest] that are a name, "=" and a value; others were reported before. */
vw_template_arguments vw_template__arguments(vw_arena *arena, const char *rest, size_t length);

/* A block as parsed: what its texts hold is not filled in yet. */
typedef struct vw_template_node {
    vw_block_kind is;
    int level; /* of a heading, as in the template: 1..4 */
    bool ordered;
    VW_VEC(vw_run) runs;
    VW_VEC(struct vw_template_node *) children;
} vw_template_node;

/* Markdown from byte [start] to blocks; NULL when lists and quotes are nested too deeply. */
vw_template_node *vw_template__parse(vw_arena *arena, const vw_source *source, size_t start);

/* Blocks of which no two have the same id. */
typedef struct {
    const char *id;
    unsigned times;
} vw_template_id;
typedef VW_VEC(vw_template_id) vw_template_ids;
/* [id] itself the first time, then with "-2", "-3" behind it. */
const char *vw_template__unique(vw_template_ids *ids, vw_arena *arena, const char *id);

#endif
