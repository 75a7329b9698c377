/* SPDX-License-Identifier: EUPL-1.2 */
/* Questions to a stored evaluation that more than one part of the program asks. */
#ifndef VW_STORE_QUERY_H
#define VW_STORE_QUERY_H

#include "store/results.h"

/* Counts of requirement-aspects of one framework (docs/semantics.md, 5). */
typedef struct {
    const char *framework; /* id */
    vw_counts counts;
} vw_framework_counts;

/* In order of framework id. */
VW_MUST_USE vw_status vw_query_framework_counts(vw_framework_counts **out, size_t *count,
                                                vw_dossier *dossier, vw_arena *arena,
                                                vw_diags *diags, int64_t evaluation);
/* Counts of the requirements' own status, over all frameworks. */
VW_MUST_USE vw_status vw_query_requirement_counts(vw_counts *out, vw_dossier *dossier,
                                                  vw_arena *arena, vw_diags *diags,
                                                  int64_t evaluation);

typedef struct {
    const char *test;
    vw_result result;
    vw_tally tally;
} vw_test_row;

uint64_t vw_tally_total(vw_tally tally);

/* Tests with deviations or errors: worst result first, then most deviations. At most [most] of
 * them; [*total] is how many there are. */
VW_MUST_USE vw_status vw_query_worst_tests(vw_test_row **out, size_t *count, size_t *total,
                                           vw_dossier *dossier, vw_arena *arena, vw_diags *diags,
                                           int64_t evaluation, size_t most);

/* The stored finding of a test; [*found] false when the evaluation has none. */
VW_MUST_USE vw_status vw_query_finding(vw_finding *out, bool *found, vw_dossier *dossier,
                                       vw_arena *arena, vw_diags *diags, int64_t evaluation,
                                       const char *test);
/* All findings of an evaluation, in order of test. */
VW_MUST_USE vw_status vw_query_findings(const vw_finding **out, size_t *count, vw_dossier *dossier,
                                        vw_arena *arena, vw_diags *diags, int64_t evaluation);
/* The stored conclusion of a requirement and aspect, likewise. */
VW_MUST_USE vw_status vw_query_conclusion(vw_conclusion *out, bool *found, vw_dossier *dossier,
                                          vw_arena *arena, vw_diags *diags, int64_t evaluation,
                                          const char *requirement, vw_aspect aspect);
/* The stored status of a requirement, likewise. */
VW_MUST_USE vw_status vw_query_status(vw_result *out, bool *found, vw_dossier *dossier,
                                      vw_arena *arena, vw_diags *diags, int64_t evaluation,
                                      const char *requirement);

#endif
