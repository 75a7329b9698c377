/* SPDX-License-Identifier: EUPL-1.2 */
/* What is said of an import as a whole: when, by whom and how it was collected, and of what it is
 * all there is. */
#ifndef VW_INTAKE_HEAD_H
#define VW_INTAKE_HEAD_H

#include "intake/intake.h"

/* Fills in what [options] leave open, and checks the rest. Adds a diagnostic for each problem.
 * [*collected_on] is the day of collection, or VW_DATE_NONE when it could not be read. */
void vw_intake__fill_head(vw_import_head *out, vw_date *collected_on, vw_arena *arena,
                          vw_diags *diags, const vw_dossier *dossier, const vw_kind *kind,
                          const vw_intake_options *options);

/* Names come from outside the evidence, which is checked: in the dossier and its documents they
 * must be as harmless as its texts. */
const char *vw_intake__harmless(vw_arena *arena, const char *name);

#endif
