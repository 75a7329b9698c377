/* SPDX-License-Identifier: EUPL-1.2 */
/* What the files of changes share. */
#ifndef VW_EVAL_CHANGES_PRIVATE_H
#define VW_EVAL_CHANGES_PRIVATE_H

#include "eval/changes.h"

/* The records of one kind that count, as one value: the sum of their row hashes, whatever their
 * order. Read when it is first asked for. */
typedef struct {
    const char *kind;
    bool ever;
    uint64_t count, sum[4];
} vw_evidence_sum;

/* A subject that an exception covers. */
typedef struct {
    const char *test, *kind, *key;
} vw_covered;

/* One of the two evaluations. */
typedef struct {
    vw_dossier *dossier;
    const vw_evaluation *evaluation;
    const vw_plan *plan;
    vw_rule_frame frame;
    VW_VEC(vw_finding) findings;       /* by test */
    VW_VEC(vw_conclusion) conclusions; /* by requirement, then aspect */
    VW_VEC(vw_covered) covered;        /* by test, kind, key */
    VW_VEC(vw_evidence_sum) sums;
    bool *taken; /* of each conclusion: it has found its like in the other */
} vw_side;

#define VW_BECAUSE(reason) (1u << VW_BECAUSE_##reason)

VW_MUST_USE vw_status vw_changes__side(vw_side *out, vw_compared compared, vw_arena *arena,
                                       vw_diags *diags);
/* The number of the conclusion, or SIZE_MAX. */
size_t vw_changes__conclusion(const vw_side *side, const char *requirement, vw_aspect aspect);
/* [*differs]: other records of a kind that the rule looks at count in the two. */
VW_MUST_USE vw_status vw_changes__evidence(bool *differs, vw_side *before, vw_side *after,
                                           const vw_rule *rule, vw_arena *arena, vw_diags *diags);
/* Why the two rules differ: bits RULE and PARAMETER. */
uint32_t vw_changes__rules(const vw_planned_test *before, const vw_planned_test *after,
                           const vw_rule_frame *frame, vw_arena *arena);
VW_MUST_USE vw_status vw_changes__tests(vw_changes *out, vw_side *before, vw_side *after,
                                        vw_arena *arena, vw_diags *diags);
const vw_test_change *vw_changes__test(const vw_changes *changes, const char *id);
bool vw_changes__same_text(vw_text a, vw_text b);

#endif
