/* SPDX-License-Identifier: EUPL-1.2 */
/* One hash that stands for a whole result: over what the run rests on, every finding, every
 * conclusion and every status, in their order (evaluation.result_sha256). Inside eval/ only. */
#ifndef VW_EVAL_RESULT_HASH_H
#define VW_EVAL_RESULT_HASH_H

#include "eval/plan.h"
#include "store/results.h"

typedef struct {
    vw_hasher *hasher;
    int recipe; /* docs/adr/0020 */
} vw_result_hash;

/* What the run rests on: the dossier's facts, the dates, the frameworks, and the head hashes of all
 * imports up to the mark but those of sign-offs. [arena] outlives the hash. */
VW_MUST_USE vw_status vw_result_hash_begin(vw_result_hash *hash, vw_dossier *dossier,
                                           const vw_plan *plan, const vw_rule_frame *frame,
                                           vw_arena *arena, vw_diags *diags);
/* [outcomes] is NULL when the test could not be run. */
void vw_result_hash_finding(vw_result_hash *hash, const vw_finding *finding,
                            const vw_outcomes *outcomes);
void vw_result_hash_conclusion(vw_result_hash *hash, const vw_conclusion *conclusion);
void vw_result_hash_status(vw_result_hash *hash, vw_result result);
void vw_result_hash_end(char hex[65], vw_result_hash *hash);

#endif
