/* SPDX-License-Identifier: EUPL-1.2 */
/* Evaluate and store; read what was stored and perform it again. */
#ifndef VW_EVAL_EVALUATE_H
#define VW_EVAL_EVALUATE_H

#include "eval/perform.h"
#include "load/load.h"
#include "store/ledger.h"

/* Runs [plan] at the newest import and stores everything in one transaction: all or nothing.
 * [files] are the control set's, kept in the dossier so that it can be re-performed alone. */
VW_MUST_USE vw_status vw_evaluate(vw_evaluation *out, vw_dossier *dossier, const vw_plan *plan,
                                  const vw_set_file *files, size_t file_count,
                                  const vw_perform_options *options, vw_arena *arena,
                                  vw_diags *diags);

/* The control set that the stored evaluation used, loaded from the dossier itself, and its plan. */
VW_MUST_USE vw_status vw_evaluation_plan(const vw_plan **out, vw_dossier *dossier,
                                         const vw_evaluation *evaluation, vw_arena *arena,
                                         vw_diags *diags);
/* SHA-256, hex, of T(path) and the content's SHA-256 of each file, by path, where T(x) is a text as
 * vw_hasher_add_text adds it. */
const char *vw_evaluation_set_hash(vw_arena *arena, const vw_set_file *files, size_t count);
/* The dates and mark that the evaluation fixed. */
vw_rule_frame vw_evaluation_frame(const vw_evaluation *evaluation);

typedef struct {
    vw_perform_options perform;
    vw_lang lang;                   /* of the names of results in messages */
    const vw_ledger_anchor *anchor; /* a head that the ledger must hold, or NULL */
    const char *authorities;        /* for time stamps: see store/timestamp.h; or NULL */
} vw_verify_options;

/* What a verification found. Differences also stand in the diagnostics, each with its place. */
typedef struct {
    bool whole;       /* file, structure and numbers: store/whole.h */
    bool facts_agree; /* name, year and dates of the dossier */
    uint64_t entries; /* of the ledger */
    bool ledger_agrees;
    uint64_t timestamps;
    bool timestamps_agree;
    uint64_t artefacts, artefacts_differ;
    bool head_agrees;                       /* what was recorded about each evaluation */
    uint64_t evaluations;                   /* performed again: the results add up over them */
    uint64_t imports, rows, imports_differ; /* a missing import and stray rows differ too */
    uint64_t set_files, set_files_differ;
    uint64_t findings, outcomes, conclusions, requirements; /* performed again */
    uint64_t subjects; /* judged, summed over the tests: a subject counts once in each */
    uint64_t results_differ;
    /* Tests that hit a bound now and did not then: what is stored of them is neither confirmed nor
     * contradicted, and the rest was compared as if they had come to that. Agreeing goes without
     * them. */
    uint64_t not_performed;
    bool hash_not_compared; /* it could not be, for want of them */
    bool result_hash_agrees;
} vw_verification;

/* Recomputes every stored hash, walks the ledger, and performs every evaluation again, each at its
 * own mark with its own control set; there may be none yet. VW_OK also when something differs: ask
 * [out]. VW_ERR_STORE when the dossier cannot be read. */
VW_MUST_USE vw_status vw_verify(vw_verification *out, vw_dossier *dossier,
                                const vw_verify_options *options, vw_arena *arena, vw_diags *diags);
bool vw_verification_agrees(const vw_verification *verification);

/* A place where what is stored differs from what comes out now. Of an outcome [test] and [subject]
 * say where, of a finding [test], of a conclusion [requirement] and [aspect], of a requirement's
 * status [requirement]; the others are NULL. */
typedef struct {
    bool found;
    const char *test, *subject_kind, *subject; /* [subject]: its key */
    const char *requirement, *aspect;          /* [aspect]: as a control set writes it */
    const char *column;                        /* what of it differs, for people; NULL: the whole */
    const char *stored, *performed;            /* for people; NULL: not there */
} vw_difference;

typedef struct {
    vw_perform_options perform;
    vw_lang lang;
    /* Runs each test's SQL as it stands in the dossier, not as this program compiles its rule. */
    bool stored_sql;
} vw_reperform_options;

typedef struct {
    vw_verification tally; /* only what was performed again */
    vw_difference first;
    char result_sha256[65]; /* as it came out now */
} vw_reperformance;

/* Performs one evaluation again from the dossier alone, and names the first difference. It looks at
 * no other hash than the one over the results: vw_verify is the whole check. VW_OK also when
 * something differs. VW_ERR_STORE when the dossier cannot be read, or its control sets cannot be by
 * this version of the program (E082). */
VW_MUST_USE vw_status vw_reperform(vw_reperformance *out, vw_dossier *dossier,
                                   const vw_evaluation *evaluation,
                                   const vw_reperform_options *options, vw_arena *arena,
                                   vw_diags *diags);
bool vw_reperformance_agrees(const vw_reperformance *reperformance);

#endif
