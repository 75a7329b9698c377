/* SPDX-License-Identifier: EUPL-1.2 */
/* Batches of rows into the tables of the dossier, each with the numbers of the subjects it names.
 */
#ifndef VW_STORE_EVIDENCE_WRITER_H
#define VW_STORE_EVIDENCE_WRITER_H

#include "store/evidence/evidence_batch.h"

typedef struct vw_writer vw_writer;

/* [shape] must live as long. Used by one thread at a time. [into_empty]: the table has no rows yet,
 * and all its indexes; those that are better made afterwards are dropped on the way. */
VW_MUST_USE vw_status vw_writer__new(vw_writer **out, vw_db *db, vw_arena *arena, vw_diags *diags,
                                     const vw_shape *shape, bool into_empty);
/* Writes a batch and empties it. Subjects that nobody has named yet are numbered in the order in
 * which the rows name them. */
VW_MUST_USE vw_status vw_writer__write(vw_writer *writer, vw_diags *diags, vw_batch *batch);
/* True when no two rows can have had the same key. */
bool vw_writer__all_new(const vw_writer *writer);
/* Lets go of the connection; nothing can be written any more. May be called twice. */
void vw_writer__close(vw_writer *writer);

#endif
