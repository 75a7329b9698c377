/* SPDX-License-Identifier: EUPL-1.2 */
/* From what a source finds to what stands behind a finding: exceptions, counts, hashes. Inside
 * eval/ only. */
#ifndef VW_EVAL_KEPT_H
#define VW_EVAL_KEPT_H

#include "eval/register.h"
#include "eval/source.h"
#include "store/results.h"

/* What was found so far: of who passes the number only. Nothing of it is handed on before the test
 * has ended, so that one that fails halfway leaves nothing behind. */
typedef struct {
    vw_arena *arena;
    vw_hasher *hasher;
    bool without_text; /* set by the caller: hashed by an earlier recipe (store/outcomes.h) */
    const vw_exceptions *exceptions;
    const char *test;
    vw_tally tally;
    VW_VEC(vw_outcome_row) rows;
    vw_subjects_builder subjects;
    const vw_subjects *population; /* NULL: those that were added */
    int64_t same_subjects;         /* a stored set that [population] is, seen to be intact; or 0 */
} vw_kept;

/* Everything made lives in [arena]. [hasher] is the kept's own in vw_kept_end. */
void vw_kept_begin(vw_kept *kept, vw_arena *arena, vw_hasher *hasher,
                   const vw_exceptions *exceptions, const char *test);
/* Before anything was added: room for so many that are no pass; there may be more. */
void vw_kept_expect(vw_kept *kept, uint64_t rows);
/* In order of subject: one of the population. */
void vw_kept_add(vw_kept *kept, const vw_found *found);
/* The same where the caller sets [population]; and what an earlier evaluation stored. */
void vw_kept_add_outcome(vw_kept *kept, const vw_found *found);
void vw_kept_add_row(vw_kept *kept, const vw_outcome_row *row);
/* Makes the count of who passes, too. */
void vw_kept_end(vw_outcomes *out, vw_kept *kept);

/* All that [source], which has begun, finds; ends it. */
VW_MUST_USE vw_status vw_kept_collect(vw_kept *kept, const vw_outcome_source *source,
                                      vw_diags *diags);

#endif
