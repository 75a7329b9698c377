/* SPDX-License-Identifier: EUPL-1.2 */
/* The text of a file, with its lines: so that any byte offset can become a place with a caret. */
#ifndef VW_BASE_SOURCE_H
#define VW_BASE_SOURCE_H

#include "base/diag.h"

typedef struct {
    const char *path; /* as shown to people */
    const char *text; /* NUL-terminated, valid UTF-8, no NUL inside */
    size_t length;
    const uint32_t *line_starts; /* byte offset of each line; [0] = 0 */
    size_t line_count;
    bool shipped; /* built into the program, or the very same bytes */
} vw_source;

/* Checks for invalid UTF-8, NUL bytes and deceptive characters (base/utf8.h) and finds the lines; a
 * leading byte order mark is skipped, so offsets count from behind it. Does not copy: [text], of
 * less than 4 GiB, must live as long as [arena]. On VW_ERR_INPUT, [*out] is NULL and diagnostics
 * with line and column were added. */
VW_MUST_USE vw_status vw_source_new(const vw_source **out, vw_arena *arena, vw_diags *diags,
                                    const char *path, const char *text, size_t length);
/* The place of [length] bytes at byte [offset]; both are clipped to the line and the text. On a
 * line of more than VW_LINE_BYTES_MAX bytes only file and line are told. */
vw_place vw_source_place(const vw_source *source, vw_arena *arena, size_t offset, size_t length);

#endif
