/* SPDX-License-Identifier: EUPL-1.2 */
/* Runs a plan over a dossier and hands each result to a sink: the store when evaluating, a
 * comparison when verifying. The same code for both is what makes a re-performance mean something.
 */
#ifndef VW_EVAL_PERFORM_H
#define VW_EVAL_PERFORM_H

#include "eval/conclude.h"

/* Where results go, in a fixed order: for each test by id its outcomes by key and then its finding;
 * then for each requirement its conclusions by aspect and then its status. */
typedef struct {
    vw_status (*outcome)(void *self, vw_diags *diags, const vw_subject_outcome *outcome);
    vw_status (*finding)(void *self, vw_diags *diags, const vw_finding *finding);
    vw_status (*conclusion)(void *self, vw_diags *diags, const vw_conclusion *conclusion);
    vw_status (*requirement)(void *self, vw_diags *diags, const char *full_id, vw_result result);
    void *self;
} vw_result_sink;

typedef struct {
    uint64_t rule_steps;   /* of the virtual machine, for one test; 0: VW_RULE_STEPS_MAX */
    unsigned rule_seconds; /* for one test; 0: VW_RULE_SECONDS_MAX */
    /* After each test, and now and then during one; false stops the run. NULL: nobody watches. */
    bool (*progress)(void *what, uint64_t done, uint64_t total);
    void *what;
    /* The SQL to run for a test, in the place of what its rule compiles to; where it gives NULL,
     * and without it, that is what runs. */
    const char *(*sql_of)(void *sql_source, const char *test);
    void *sql_source;
} vw_perform_options;

/* The caller holds the transaction that all tests read in. A test that cannot be run has result
 * `error`, a warning, and no outcomes; the others go on. [result_sha256] is over what the
 * run rests on (the dossier's facts, the dates, the frameworks, the head hashes of all imports up
 * to the mark and so all evidence) and everything that went to the sink but the SQL text. */
VW_MUST_USE vw_status vw_perform(char result_sha256[65], vw_dossier *dossier, const vw_plan *plan,
                                 const vw_rule_frame *frame, const vw_perform_options *options,
                                 const vw_result_sink *sink, vw_arena *arena, vw_diags *diags);

#endif
