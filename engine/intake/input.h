/* SPDX-License-Identifier: EUPL-1.2 */
/* The file that is taken in: opened once, hashed first, and the same until the end. */
#ifndef VW_INTAKE_INPUT_H
#define VW_INTAKE_INPUT_H

#include "base/diag.h"
#include "base/hash.h"
#include "base/limits.h"

#include <sys/stat.h>

typedef struct {
    const char *path;
    int fd;
    struct stat opened; /* as it was when opened */
    vw_digest sha256;   /* of all its bytes */
    size_t bad_utf8;    /* offset of the first byte that is no UTF-8; SIZE_MAX: none */
    unsigned char first[4096];
    size_t first_length;
} vw_input;

/* Opens a regular file for reading, hashes it and looks at its first bytes. Closed with [arena].
 * VW_ERR_STORE with a diagnostic when it cannot be read. */
VW_MUST_USE vw_status vw_intake__open(const vw_input **out, vw_arena *arena, vw_diags *diags,
                                      const char *path);
/* VW_ERR_STORE with F006 when the file is no longer what was hashed. Called after the last byte was
 * read. */
VW_MUST_USE vw_status vw_intake__unchanged(const vw_input *input, vw_diags *diags);
/* All bytes, with a NUL behind them, in [arena]; I080 when there are more than [most]. */
VW_MUST_USE vw_status vw_intake__read_all(const char **text, size_t *length, const vw_input *input,
                                          vw_arena *arena, vw_diags *diags, size_t most);

#endif
