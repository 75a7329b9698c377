/* SPDX-License-Identifier: EUPL-1.2 */
/* What an import does to what was known before: nothing is refused for it, but somebody should
 * know. */
#ifndef VW_INTAKE_HISTORY_H
#define VW_INTAKE_HISTORY_H

#include "store/evidence.h"

/* Adds a warning when the import numbered [id], which has ended, takes the place of versions that
 * were collected on a later day (I085), and when it is a complete list of a state kind without some
 * records that were known and hold on its date (I086): both still count by docs/semantics.md, 1. */
VW_MUST_USE vw_status vw_intake__compare_history(vw_dossier *dossier, vw_arena *arena,
                                                 vw_diags *diags, vw_place place,
                                                 const vw_import_head *head, int64_t id);

#endif
