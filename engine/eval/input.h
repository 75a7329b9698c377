/* SPDX-License-Identifier: EUPL-1.2 */
/* What decides the outcomes of a test, as one hash: when it is the same, they are. */
#ifndef VW_EVAL_INPUT_H
#define VW_EVAL_INPUT_H

#include "eval/plan.h"
#include "eval/register.h"
#include "store/dossier.h"

typedef struct vw_inputs vw_inputs;

/* [frame] and [exceptions] live as long as what is made. */
VW_MUST_USE vw_status vw_inputs_new(vw_inputs **out, vw_dossier *dossier, vw_arena *arena,
                                    vw_diags *diags, const vw_rule_frame *frame,
                                    const vw_exceptions *exceptions);

/* SHA-256, hex, in [arena], of
 *   T of the program's version, the frame's three dates, and the test's SQL, with that for
 *   "collected" and "complete", all three at mark 0 (rule, parameters, dates);
 *   T of the subject number, subject_kind and subject_key of each exception that may be applied to
 *   the test, in order of the number, and T(NULL);
 *   for each kind that the rule reads T of its name and of head_sha256 of each of its imports up to
 *   [mark] (evidence and declarations of completeness), and T(NULL);
 * where T(x) is a text as vw_hasher_add_text adds it. What the test makes of the outcomes
 * (tolerance, measure, aspect) is no part of it. */
VW_MUST_USE vw_status vw_input_of(const char **hex, vw_inputs *inputs, vw_arena *arena,
                                  vw_diags *diags, const vw_planned_test *test, int64_t mark);

#endif
