/* SPDX-License-Identifier: EUPL-1.2 */
/* Files of the source tree that are built into the program, so that it works alone.
 *
 * vw_embed() in cmake/Embed.cmake makes, for a NAME, one C file that defines
 *     const vw_embedded_file vw_embedded_NAME[];    sorted by path, in byte order
 *     const size_t vw_embedded_NAME_count;
 * Who uses them declares both extern. */
#ifndef VW_BASE_EMBED_H
#define VW_BASE_EMBED_H

#include <stddef.h>

typedef struct {
    const char *path; /* from the top of the source tree: "controls/bio2/framework.yaml" */
    const char *text; /* a NUL stands behind it */
    size_t length;
} vw_embedded_file;

#endif
