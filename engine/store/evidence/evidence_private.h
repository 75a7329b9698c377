/* SPDX-License-Identifier: EUPL-1.2 */
/* How a number and an import's head are written for a hash: shared by those who make the hashes and
 * who check them. */
#ifndef VW_STORE_EVIDENCE_PRIVATE_H
#define VW_STORE_EVIDENCE_PRIVATE_H

#include "base/hash.h"
#include "store/evidence/evidence_batch.h"

enum { VW_NUMBER_BYTES = 40 };

void vw_evidence__integer_text(char out[VW_NUMBER_BYTES], int64_t value);
/* "%.17g" with a point, whatever the locale. */
void vw_evidence__real_text(char out[VW_NUMBER_BYTES], double value);

/* The row's hash: the recipe of evidence.h over one buffer, hashed once. */
typedef struct vw_row_hasher vw_row_hasher;
vw_row_hasher *vw_row_hasher__new(vw_arena *arena, const vw_kind *kind);
vw_digest vw_row_hasher__hash(vw_row_hasher *hasher, const vw_row *row);

/* The columns of table import that its head's hash is over, in order, with the two of
 * import_complete behind them, and then those that count only where they are known. */
#define VW_IMPORT_COLUMNS                                                                          \
    "id, kind, file_name, file_sha256, row_count, importer, collected_at, collected_by, method, "  \
    "imported_at, program_version, superseding, content_sha256"
enum {
    VW_IMPORT_FROM = 13,
    VW_IMPORT_UNTIL,
    VW_IMPORT_SHEET,
    VW_IMPORT_PRODUCER,
    VW_IMPORT_HEAD_TEXTS
};
/* Entries may be NULL. */
void vw_evidence__head_hash(char hex[65], const char *const texts[VW_IMPORT_HEAD_TEXTS]);

#endif
