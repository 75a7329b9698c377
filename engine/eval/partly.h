/* SPDX-License-Identifier: EUPL-1.2 */
/* What was found of the subjects only that new evidence touches, with the rest taken from the
 * newest evaluation. Inside eval/ only.
 *
 * Only where that cannot differ from a run in full: rule, dates, exceptions and program are the
 * same (the input's hash at the earlier mark is the stored one). Who may differ is found by the
 * columns (eval/columns); of a test that they leave, vw_rule_touched tells it, where everything
 * that the rule looks for was collected then and is now. What is taken over is checked as in
 * eval/earlier.h. */
#ifndef VW_EVAL_PARTLY_H
#define VW_EVAL_PARTLY_H

#include "eval/earlier.h"
#include "eval/input.h"
#include "eval/kept.h"

/* When more than one in so many subjects is touched, the SQL of a rule is faster run in full
 * (design/speed.md). */
enum { VW_PARTLY_ONE_IN = 10 };

typedef struct vw_partly vw_partly;

/* All that is given lives as long as what is made. */
VW_MUST_USE vw_status vw_partly_new(vw_partly **out, vw_dossier *dossier, vw_arena *arena,
                                    vw_diags *diags, const vw_rule_frame *frame, vw_inputs *inputs,
                                    vw_earlier *earlier);

/* What the newest evaluation found of the test, if it is known of what the test was run then that
 * it would still be, but for records that came in since (vw_earlier_mark); else NULL. */
VW_MUST_USE vw_status vw_partly_earlier(const vw_finding **out, vw_partly *partly, vw_diags *diags,
                                        const vw_planned_test *test);

/* [kept] has begun and is complete when [*done]: what vw_partly_earlier gives of the test, with
 * what was found of whom was touched, in order. Else nothing was added to it. */
VW_MUST_USE vw_status vw_partly_merge(bool *done, vw_partly *partly, vw_kept *kept, vw_diags *diags,
                                      const vw_planned_test *test, const vw_found *touched,
                                      size_t count);

/* The same, where [source], which runs SQL, is asked of whom was touched. A failure of what is
 * tried here is none: the test is then run in full. */
VW_MUST_USE vw_status vw_partly_run(bool *done, vw_partly *partly, vw_kept *kept, vw_diags *diags,
                                    const vw_outcome_source *source, const vw_planned_test *test);

/* What a test came to rests on what was found of it earlier and on what was found now of whom was
 * touched: with both the same as of another test, so is that. */
typedef struct {
    int64_t outcome_set, subject_set; /* stored earlier */
    vw_digest touched;
} vw_partly_key;
vw_partly_key vw_partly_key_of(const vw_finding *before, const vw_found *now, size_t count);
/* The finding of such a test that was stored in this run, or NULL. */
const vw_finding *vw_partly_alike(const vw_partly *partly, const vw_partly_key *key);
/* [stored] came of vw_partly_merge, and lives as long as [partly]. */
void vw_partly_remember(vw_partly *partly, const vw_partly_key *key, const vw_finding *stored);

#endif
