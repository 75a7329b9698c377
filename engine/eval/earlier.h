/* SPDX-License-Identifier: EUPL-1.2 */
/* The newest evaluation that is there already, and what of it need not be found again. Inside eval/
 * only.
 *
 * A wrong `met` must not be inherited: nothing is taken over unless the ledger holds the evaluation
 * as it is stored, its findings have the hash that its record holds (else E054), and the outcomes
 * and subjects that a finding refers to have theirs (else E055, and the test is run). */
#ifndef VW_EVAL_EARLIER_H
#define VW_EVAL_EARLIER_H

#include "store/results.h"

typedef struct vw_earlier vw_earlier;

/* [*out] is NULL when there is none. [full]: nothing is taken over, and nothing is checked. Sets
 * are read with [reader]. */
VW_MUST_USE vw_status vw_earlier_new(vw_earlier **out, vw_dossier *dossier,
                                     vw_outcome_reader *reader, bool full, vw_arena *arena,
                                     vw_diags *diags);

/* What the evaluation found of [test], or NULL. */
const vw_finding *vw_earlier_finding(const vw_earlier *earlier, const char *test);

/* Imports with a higher number did not count then. */
int64_t vw_earlier_mark(const vw_earlier *earlier);
/* What vw_earlier_finding gives, where it may be taken over: it was no error, and the evaluation is
 * by this program and as it was stored; else NULL. */
const vw_finding *vw_earlier_usable(const vw_earlier *earlier, const char *test);
vw_outcome_reader *vw_earlier_reader(const vw_earlier *earlier);
/* Are the sets that [finding] refers to what they were? Else E055 was told. If so, the subjects. */
VW_MUST_USE vw_status vw_earlier_subjects(vw_subjects *out, bool *intact, vw_earlier *earlier,
                                          vw_arena *arena, vw_diags *diags,
                                          const vw_finding *finding);

/* The subjects alone, without a word where they are not what they were. */
VW_MUST_USE vw_status vw_earlier_population(vw_subjects *out, bool *intact, vw_earlier *earlier,
                                            vw_arena *arena, vw_diags *diags,
                                            const vw_finding *finding);

/* Where what decides the outcomes of the test is what it was ([finding->input_sha256]): its counts
 * and hashes, and in [outcomes] the sets. Else [*taken] is false. */
VW_MUST_USE vw_status vw_earlier_take(bool *taken, vw_earlier *earlier, vw_diags *diags,
                                      vw_finding *finding, vw_outcomes *outcomes);
/* The same of a test that is known to have the outcomes that it had. */
VW_MUST_USE vw_status vw_earlier_take_same(bool *taken, vw_earlier *earlier, vw_diags *diags,
                                           vw_finding *finding, vw_outcomes *outcomes);
/* Counts, hashes and sets of a finding that is stored, and was seen to be as it was written. */
void vw_earlier_take_sets(vw_finding *finding, vw_outcomes *outcomes, const vw_finding *found);

#endif
