/* SPDX-License-Identifier: EUPL-1.2 */
/* Which regimes bind the organisation, as what, and on which facts that rests. Nothing is guessed:
 * where a fact is missing that could change the outcome, that is the outcome. */
#ifndef VW_EVAL_SCOPE_H
#define VW_EVAL_SCOPE_H

#include "eval/profile.h"

typedef enum { VW_NOT_YET, VW_IN_FORCE, VW_REPEALED } vw_regime_time;

typedef struct {
    const vw_regime *regime;
    vw_regime_time time; /* on the profile's date */
    vw_truth binds;      /* VW_MAYBE: that cannot be told */
    bool decided;        /* as what is certain */
    vw_regime_as as;
    const vw_decision *decision;      /* that made it so; NULL when undecided */
    const vw_decision *followed_from; /* the line that pointed to [decision]'s regime, or NULL */
    const vw_regime_as *possible;     /* when undecided: each once */
    size_t possible_count;
    /* On which it rests, as far as known: first those of the line that decided. */
    const vw_fact *const *facts;
    size_t fact_count;
    const vw_fact *const *missing; /* what must be known to decide */
    size_t missing_count;
    const vw_supervision *supervision; /* NULL: not known, or nobody */
    const vw_fact *const *supervision_missing;
    size_t supervision_missing_count;
} vw_regime_outcome;

/* Of a regime that has decisions. */
VW_MUST_USE vw_status vw_regime_decide(vw_regime_outcome *out, const vw_profile *profile,
                                       vw_arena *arena, vw_diags *diags, const vw_regime *regime);

/* A warning when the recorded NIS2 class is another than the regime nis2 makes of it. */
VW_MUST_USE vw_status vw_scope_warn(const vw_profile *profile, vw_arena *arena, vw_diags *diags);

#endif
