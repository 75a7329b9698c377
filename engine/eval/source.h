/* SPDX-License-Identifier: EUPL-1.2 */
/* Where the outcomes of a test come from. What is done with them (exceptions, counts, hashes,
 * storing) stands in perform.c, whatever the source. */
#ifndef VW_EVAL_SOURCE_H
#define VW_EVAL_SOURCE_H

#include "eval/earlier.h"
#include "eval/plan.h"
#include "model/result.h"
#include "store/dossier.h"

/* VW_PASS, VW_FAIL or VW_UNKNOWN: exceptions are applied later. */
typedef struct {
    int64_t subject;
    vw_outcome outcome;
    bool outside; /* only of VW_FOUND_TOUCHED: it is not, or no longer, of the population */
} vw_found;

/* Which outcomes of a test a source gives. */
typedef enum {
    VW_FOUND_WHOLE,   /* of every subject of its population */
    VW_FOUND_TOUCHED, /* of some subjects; those of all others are what they were earlier */
    VW_FOUND_SAME     /* none: all are what they were earlier */
} vw_found_part;

/* One test after another: begin; next until it gives none; end, also after a failure. */
typedef struct {
    /* [*able] false: this source cannot run the test; another is asked, and nothing else is called.
     * [index] is of plan->tests, [sql] that test's SQL at the run's mark. */
    vw_status (*begin)(void *self, bool *able, vw_diags *diags, size_t index, const char *sql);
    /* Every subject once, in order of number, in portions of any size; [*count] is 0 at the end.
     * [*found] is borrowed until the next call. A failure adds its reason to [diags]; the test then
     * has result `error`. */
    vw_status (*next)(void *self, vw_diags *diags, const vw_found **found, size_t *count);
    void (*end)(void *self);
    void *self;
    /* Which outcomes there are of the test that has begun. NULL: of every one, the whole. */
    vw_found_part (*part)(void *self);
} vw_outcome_source;

typedef struct {
    uint64_t steps;              /* of the virtual machine, for one test; 0: no bound */
    unsigned seconds;            /* for one test; 0: no bound */
    bool (*goes_on)(void *what); /* asked now and then; false interrupts */
    void *what;
} vw_source_bounds;

/* The test's SQL as written, under the sandbox and its bounds: able to run every test. */
typedef struct vw_sql_source vw_sql_source;
vw_sql_source *vw_sql_source_new(vw_arena *arena, vw_dossier *dossier, vw_source_bounds bounds);
vw_outcome_source vw_sql_source_of(vw_sql_source *source);

/* The outcomes of all tests, or of those that are [wanted] (by test of the plan, not NULL), found
 * together when one is asked for (eval/columns): able to run those of them that the columns do not
 * leave. What is given lives as long. */
typedef struct vw_columns_source vw_columns_source;
vw_columns_source *vw_columns_source_new(vw_arena *arena, vw_dossier *dossier, const vw_plan *plan,
                                         const vw_rule_frame *frame, const bool *wanted);
/* Of the tests that have a finding in [known] (by test of the plan, else NULL), which is of
 * [earlier], only what records that came in after its mark can have changed is found, if the source
 * gives them at all: rule, dates and exceptions are what they were then, when that came out. */
void vw_columns_source_since(vw_columns_source *source, vw_earlier *earlier,
                             const vw_finding *const *known);
/* Only [goes_on] and [what]: what is found together cannot be bounded test by test, and needs none:
 * each table is read a few times, whatever the rules. */
void vw_columns_source_bound(vw_columns_source *source, vw_source_bounds bounds);
vw_outcome_source vw_columns_source_of(vw_columns_source *source);

#endif
