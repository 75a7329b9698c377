/* SPDX-License-Identifier: EUPL-1.2 */
/* Runs the examples that stand beside a test: each in a dossier of its own, through the same intake
 * and the same SQL as real evidence. */
#ifndef VW_EVAL_TRIAL_H
#define VW_EVAL_TRIAL_H

#include "eval/source.h"

/* What came out of one subject. */
typedef struct {
    const char *key;
    const vw_trial_expected *expected; /* NULL: the example does not name this subject */
    vw_tried found;
    bool agrees;
    const vw_text *why; /* of what does not agree: what there is to see, a sentence each */
    size_t why_count;
} vw_trial_line;

typedef struct {
    const vw_trial *trial;
    const vw_planned_test *planned; /* as it ran: the test, or its variant under a framework */
    bool by_columns; /* the second way to find outcomes could run the rule as well, and agreed */
    const vw_trial_line *lines; /* as expected, in that order; then subjects that are not named */
    size_t count;
    size_t differing;
} vw_trial_outcome;

typedef struct vw_trials vw_trials;

/* Makes an empty dossier in a new folder below $TMPDIR or /tmp. [set] lives as long. The folder
 * goes away by vw_trials_end, or else with [arena]. */
VW_MUST_USE vw_status vw_trials_begin(vw_trials **out, vw_arena *arena, vw_diags *diags,
                                      const vw_set *set);
/* Runs one example of [planned], a test of [plan]; under the values of a framework when the example
 * names one (Y106 when that concludes nothing from it). VW_ERR_INPUT when a row of it cannot be
 * taken in, with every problem at its place in the control set's file; when it expects something of
 * a record that it does not have (R123); and when both ways to find outcomes differ (R124). */
VW_MUST_USE vw_status vw_trials_run(vw_trial_outcome *out, vw_trials *trials, vw_arena *arena,
                                    vw_diags *diags, const vw_plan *plan,
                                    const vw_planned_test *planned, const vw_trial *trial);
/* Compares with what [second] finds, instead of by columns. For tests; it lives as long. */
void vw_trials_compare_with(vw_trials *trials, const vw_outcome_source *second);
void vw_trials_end(vw_trials *trials);

/* "pass", "fail", "unknown", "outside". */
const char *vw_tried_name(vw_tried tried);
vw_text vw_tried_label(vw_tried tried);

#endif
