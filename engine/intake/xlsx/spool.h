/* SPDX-License-Identifier: EUPL-1.2 */
/* Bytes that are written once, in order, and read anywhere: in memory while they are few, then in a
 * temporary file without a name, so that memory stays flat and nothing is left behind. */
#ifndef VW_INTAKE_SPOOL_H
#define VW_INTAKE_SPOOL_H

#include "base/diag.h"

typedef struct vw_spool vw_spool;

/* The file, when it comes to that, is made in $TMPDIR or /tmp, and goes with [arena]. */
vw_spool *vw_intake__spool_new(vw_arena *arena);
/* VW_ERR_STORE with a diagnostic when the temporary file cannot be written. */
VW_MUST_USE vw_status vw_intake__spool_add(vw_spool *spool, vw_diags *diags, const void *bytes,
                                           size_t length);
uint64_t vw_intake__spool_length(const vw_spool *spool);
/* Copies [length] bytes from [offset]; they must have been added. */
VW_MUST_USE vw_status vw_intake__spool_read(vw_spool *spool, vw_diags *diags, void *out,
                                            uint64_t offset, size_t length);
/* The file itself, rewound, with all that was added; -1 with a diagnostic when that fails. It stays
 * the spool's. */
int vw_intake__spool_file(vw_spool *spool, vw_diags *diags);

#endif
