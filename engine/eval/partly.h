/* SPDX-License-Identifier: EUPL-1.2 */
/* A test run for the subjects only that new evidence touches, the rest taken from the newest
 * evaluation. Inside eval/ only.
 *
 * Only where that cannot differ from a run in full: rule, dates, exceptions and program are the
 * same (the input's hash at the earlier mark is the stored one), everything the rule looks for was
 * collected then and is now, and vw_rule_touched tells who may differ. What is taken over is
 * checked as in eval/earlier.h. */
#ifndef VW_EVAL_PARTLY_H
#define VW_EVAL_PARTLY_H

#include "eval/earlier.h"
#include "eval/input.h"
#include "eval/kept.h"

/* When more than one in so many subjects is touched, a run in full is faster (design/speed.md).
 * Where all tests are found together, a run in full takes so little that it is faster already when
 * more than VW_PARTLY_FEW are. */
enum { VW_PARTLY_ONE_IN = 10, VW_PARTLY_FEW = 500 };

typedef struct vw_partly vw_partly;

/* All that is given lives as long as what is made. */
VW_MUST_USE vw_status vw_partly_new(vw_partly **out, vw_dossier *dossier, vw_arena *arena,
                                    vw_diags *diags, const vw_rule_frame *frame, vw_inputs *inputs,
                                    vw_earlier *earlier);

/* [kept] has begun and is complete when [*done]; else nothing was added to it. [source] runs SQL.
 * Not tried when more than [most] subjects are touched; 0: no bound. A failure of what is tried
 * here is none: the test is then run in full. */
VW_MUST_USE vw_status vw_partly_run(bool *done, vw_partly *partly, vw_kept *kept, vw_diags *diags,
                                    const vw_outcome_source *source, const vw_planned_test *test,
                                    size_t most);

#endif
