/* SPDX-License-Identifier: EUPL-1.2 */
/* What is dated after the reference date but within the period: plans, and slips of the pen. It
 * counts (docs/semantics.md, 1), and that is told. */
#ifndef VW_EVAL_LATER_H
#define VW_EVAL_LATER_H

#include "eval/plan.h"
#include "store/dossier.h"

/* One warning names each kind of event that the plan's tests look at, with how many records of it
 * are dated so. None where the reference date ends the period. */
VW_MUST_USE vw_status vw_later_tell(const vw_plan *plan, vw_dossier *dossier, vw_arena *arena,
                                    vw_diags *diags);

#endif
