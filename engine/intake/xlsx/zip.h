/* SPDX-License-Identifier: EUPL-1.2 */
/* The parts of a zipped file, block by block and within bounds: a small file can claim to hold
 * terabytes. */
#ifndef VW_INTAKE_ZIP_H
#define VW_INTAKE_ZIP_H

#include "intake/input.h"

typedef struct vw_zip vw_zip;

/* Opens [input], which must outlive [arena]. VW_ERR_INPUT with a diagnostic when it is no zip, is
 * damaged, or has more in its directory than base/limits.h allows. */
VW_MUST_USE vw_status vw_intake__zip_open(vw_zip **out, vw_arena *arena, vw_diags *diags,
                                          const vw_input *input);
bool vw_intake__zip_has(const vw_zip *zip, const char *part);
/* A text at the start of a part, at most [most] bytes: for a part that names the format. NULL when
 * there is none. */
const char *vw_intake__zip_peek(vw_zip *zip, vw_arena *arena, const char *part, size_t most);

/* Gives all bytes of a part to [block], until that returns false. VW_ERR_INPUT with a diagnostic:
 * the part is missing, damaged, encrypted, there twice, or goes beyond the bounds on unpacked bytes
 * of base/limits.h, which hold for a part and for all that was read of the file. VW_OK also when
 * [block] returned false. */
typedef bool (*vw_zip_block)(void *what, const char *bytes, size_t length);
VW_MUST_USE vw_status vw_intake__zip_read(vw_zip *zip, vw_diags *diags, const char *part,
                                          vw_zip_block block, void *what);
/* How much of the part that was opened last is unpacked, and its size by its own account. */
void vw_intake__zip_progress(const vw_zip *zip, uint64_t *done, uint64_t *total);

/* The part that [target] of a relationship of part [from] names, in [arena]: absolute, or relative
 * to the folder of [from]. NULL when it leads out of the file. */
const char *vw_intake__zip_resolve(vw_arena *arena, const char *from, const char *target);

#endif
