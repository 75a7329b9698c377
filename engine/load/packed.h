/* SPDX-License-Identifier: EUPL-1.2 */
/* The trees of control sets that come with the program, read while it is built.
 *
 * vw_pack() in cmake/Embed.cmake makes, for a NAME, one C file that defines
 *     const vw_packed vw_packed_NAME[];    one for each file of vw_embedded_NAME, in the same order
 * Who uses it declares it extern.
 *
 * A tree is written from its root on, each node before what is in it: one byte with type and style;
 * how far it begins behind the node before; its length; of a scalar the length of its text, the
 * text and a NUL; of a list or a mapping the count, and then each item, or each key and value.
 * Numbers are LEB128. */
#ifndef VW_LOAD_PACKED_H
#define VW_LOAD_PACKED_H

#include "base/limits.h"
#include "load/load.h"
#include "load/node.h"

enum { VW_PACKED_STYLE_SHIFT = 2, VW_PACKED_TYPE_MASK = 3 };

typedef struct vw_packed {
    const unsigned char *nodes; /* NULL: something is wrong in the file, which its text tells */
    size_t node_count, entry_count, item_count;
    const uint32_t *line_starts; /* as of vw_source */
    size_t line_count;
} vw_packed;

/* Of a file of that path and those very bytes, wherever it was read; NULL: it is none of those that
 * were packed. */
const vw_packed *vw_load__packed(const vw_set_file *file);
/* How many files come with the program. */
size_t vw_load__shipped_count(void);

/* The tree that vw_load__parse makes of [source], whose text [packed] was made of. Its texts are
 * those of [packed], the tree lives in [scratch]. */
const vw_node *vw_load__unpack(vw_arena *scratch, const vw_packed *packed, const vw_source *source);

#endif
