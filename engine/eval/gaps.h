/* SPDX-License-Identifier: EUPL-1.2 */
/* What is missing in the evidence, and how many requirements wait for it. */
#ifndef VW_EVAL_GAPS_H
#define VW_EVAL_GAPS_H

#include "eval/plan.h"
#include "store/dossier.h"

typedef enum {
    VW_GAP_RECORDS,  /* nothing of this kind was collected */
    VW_GAP_COMPLETE, /* nobody declared that this population is all there is */
    VW_GAP_FIELD,    /* records that count do not say this, and a rule asks it */
    VW_GAP_ANSWER    /* no test decides some aspect of this requirement, and nobody has judged it */
} vw_gap_what;

typedef struct {
    vw_gap_what what;
    const vw_kind *kind;               /* NULL of an answer */
    const vw_field *field;             /* of a field */
    const vw_requirement *requirement; /* of an answer */
    uint64_t unknown, of;              /* of a field: records that lack it, and that count */
    size_t waiting;                    /* requirement-aspects, each once */
    const size_t *by_framework;        /* the same, in order of plan->frameworks */
} vw_gap;

typedef struct {
    const vw_gap *items; /* what most wait for first */
    size_t count;
    /* The newest evaluation is of this very evidence: fields that made nothing unknown are left
     * out. */
    bool evaluated;
} vw_gaps;

/* Reads each kind that the plan's tests look at once. VW_ERR_INPUT when answers are not allowed, as
 * vw_judgements_load. */
VW_MUST_USE vw_status vw_gaps_load(vw_gaps *out, vw_dossier *dossier, vw_arena *arena,
                                   vw_diags *diags, const vw_plan *plan,
                                   const vw_rule_frame *frame);

#endif
