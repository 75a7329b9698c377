/* SPDX-License-Identifier: EUPL-1.2 */
/* A YAML file as a tree in which everything knows where it stands. Values have no type of their
 * own: the field that reads them decides (docs/control-sets.md), so `version: 1.3` is a text. */
#ifndef VW_LOAD_NODE_H
#define VW_LOAD_NODE_H

#include "base/source.h"
#include "model/framework.h"

typedef enum {
    VW_NODE_SCALAR,
    VW_NODE_LIST,
    VW_NODE_MAPPING,
    VW_NODE_REFUSED /* an alias: reported when met, so whoever reads it keeps silent */
} vw_node_type;

typedef enum {
    VW_STYLE_PLAIN,
    VW_STYLE_SINGLE,  /* 'quoted' */
    VW_STYLE_DOUBLE,  /* "quoted" */
    VW_STYLE_LITERAL, /* | */
    VW_STYLE_FOLDED   /* > */
} vw_node_style;

typedef struct vw_node vw_node;

typedef struct {
    const vw_node *key; /* always a scalar */
    const vw_node *value;
} vw_entry;

struct vw_node {
    vw_node_type type;
    vw_node_style style; /* of a scalar */
    const vw_source *source;
    uint32_t start, length; /* bytes in the source, quotes and brackets included */
    const char *text;       /* of a scalar, NUL-terminated, no NUL inside */
    size_t text_length;
    const vw_entry *entries;     /* of a mapping, in the file's order; no key twice */
    const vw_node *const *items; /* of a list */
    size_t count;                /* of entries or items */
};

/* Parses one file. Texts live in [arena], the tree itself in [scratch]. NULL when the file cannot
 * be used at all (not YAML, over a limit of base/limits.h, empty, several documents, deceptive
 * characters); then a diagnostic says why. Anchors, aliases, tags, directives and keys given twice
 * are reported, and reading goes on. */
const vw_node *vw_load__parse(vw_arena *arena, vw_arena *scratch, vw_diags *diags,
                              const vw_source *source);

/* Where a node begins, underlined up to the end of its first line; a mapping is pointed at by its
 * first key. */
vw_place vw_load__place(vw_arena *arena, const vw_node *node);

/* A scalar's text with the place of each of its bytes, whatever the style it is written in. */
vw_rule_text vw_load__rule_text(vw_arena *arena, const vw_node *scalar);

#endif
