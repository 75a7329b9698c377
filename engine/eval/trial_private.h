/* SPDX-License-Identifier: EUPL-1.2 */
/* One example while it runs. Inside eval/ only. */
#ifndef VW_EVAL_TRIAL_PRIVATE_H
#define VW_EVAL_TRIAL_PRIVATE_H

#include "eval/trial.h"
#include "store/evidence.h"

typedef struct {
    vw_trials *trials;
    vw_db *db;
    const vw_plan *plan;
    const vw_planned_test *planned;
    const vw_trial *trial;
    vw_rule_frame frame;
    vw_arena *arena;   /* this example */
    vw_arena *lasting; /* what is shown of it */
} vw_trial_run;

/* What the row has in that column, or NULL. */
const char *vw_trial__value(const vw_trial_row *row, const char *column);
/* Fills in [line->why]. */
VW_MUST_USE vw_status vw_trial__explain(vw_trial_line *line, const vw_trial_run *run,
                                        vw_diags *diags);

#endif
