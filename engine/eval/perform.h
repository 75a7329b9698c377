/* SPDX-License-Identifier: EUPL-1.2 */
/* Runs a plan over a dossier and hands each result to a sink: the store when evaluating, a
 * comparison when verifying. The same code for both is what makes a re-performance mean something.
 */
#ifndef VW_EVAL_PERFORM_H
#define VW_EVAL_PERFORM_H

#include "eval/conclude.h"
#include "eval/earlier.h"
#include "eval/source.h"

/* Where results go, in a fixed order: the finding of each test by id, with what stands behind it;
 * then for each requirement its conclusions by aspect and then its status. */
typedef struct {
    /* [outcomes] is NULL when the test could not be run. Whoever stores it notes the sets in the
     * finding. */
    vw_status (*finding)(void *self, vw_diags *diags, vw_finding *finding,
                         const vw_outcomes *outcomes);
    vw_status (*conclusion)(void *self, vw_diags *diags, const vw_conclusion *conclusion);
    vw_status (*requirement)(void *self, vw_diags *diags, const char *full_id, vw_result result);
    void *self;
} vw_result_sink;

typedef struct {
    size_t
        taken; /* tests whose outcomes were taken over, since nothing that decides them changed */
    size_t partly;   /* tests that were run for the subjects only that were touched */
    size_t since;    /* of those, tests of which another source than their SQL found what changed */
    size_t alike;    /* of those, tests that came to what another one had come to */
    size_t together; /* tests that another source than their own SQL ran in full */
} vw_perform_counts;

typedef struct {
    uint64_t rule_steps;   /* of the virtual machine, for one test; 0: VW_RULE_STEPS_MAX */
    unsigned rule_seconds; /* for one test; 0: VW_RULE_SECONDS_MAX */
    /* After each test, and now and then during one; false stops the run. NULL: nobody watches. */
    bool (*progress)(void *what, uint64_t done, uint64_t total);
    void *what;
    bool full; /* every test is run, also where nothing changed since the newest evaluation */
    /* Found together where that can be; else, and with bounds of the caller's own, which are of one
     * test, each by its SQL. */
    bool by_columns;
    const vw_outcome_source *source; /* asked first, instead of those two; NULL: none */
    int recipe;                      /* of the result hash; 0: the newest */
    bool again;          /* a stored evaluation is performed once more: nothing was to be stored */
    vw_earlier *earlier; /* from where results may be taken over, or NULL */
    vw_perform_counts *counts; /* filled in, unless NULL */
    /* The SQL to run for a test, in the place of what its rule compiles to; where it gives NULL,
     * and without it, that is what runs. */
    const char *(*sql_of)(void *sql_source, const char *test);
    void *sql_source;
    /* Of a re-performance: may put what is stored in the place of what a test came to now, where a
     * bound keeps the two from being compared. [*stood_in] then is true. */
    vw_status (*stand_in)(void *stored, bool *stood_in, vw_diags *diags, vw_finding *finding);
    void *stored;
} vw_perform_options;

/* The caller holds the transaction that all tests read in. A test that cannot be run has result
 * `error`, a warning, and no outcomes; the others go on. [result_sha256] is over what the run rests
 * on (the dossier's facts, the dates, the frameworks, the head hashes of all imports up to the mark
 * but those of `signoff`, and so all evidence) and everything that went to the sink but the SQL
 * text and the input's hash, which another version of the program may make otherwise. By the first
 * recipe the subjects of each population are no part of it, and findings have neither their hash
 * nor that of the input. */
VW_MUST_USE vw_status vw_perform(char result_sha256[65], vw_dossier *dossier, const vw_plan *plan,
                                 const vw_rule_frame *frame, const vw_perform_options *options,
                                 const vw_result_sink *sink, vw_arena *arena, vw_diags *diags);

#endif
