/* SPDX-License-Identifier: EUPL-1.2 */
/* What is known of the evidence that a test needs as a whole: complete, collected, collected later.
 * Inside eval/ only. */
#ifndef VW_EVAL_EXTENT_H
#define VW_EVAL_EXTENT_H

#include "rules/rules.h"
#include "store/results.h"

typedef struct vw_extent vw_extent;

/* All that is given lives as long as what is made. */
VW_MUST_USE vw_status vw_extent_new(vw_extent **out, vw_dossier *dossier, vw_arena *arena,
                                    vw_diags *diags, const vw_rule_frame *frame);

/* Sets [complete], [collected] and [collected_later] of the finding. */
VW_MUST_USE vw_status vw_extent_of(vw_finding *finding, vw_extent *extent, vw_diags *diags,
                                   const vw_rule *rule);

#endif
