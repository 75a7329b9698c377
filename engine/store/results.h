/* SPDX-License-Identifier: EUPL-1.2 */
/* Evaluations in the dossier: what came out, when, at which import mark, by which control sets.
 *
 * An evaluation is written once and never changed: triggers refuse it. Its result hash is over what
 * it rests on and every finding, outcome, conclusion and status in the order written, so that a
 * re-performance can be compared at a glance (eval/perform.h). Its findings hash is over the rows
 * of its findings as they are stored, so that they can be trusted without performing anything. Its
 * head hash is over its own row. */
#ifndef VW_STORE_RESULTS_H
#define VW_STORE_RESULTS_H

#include "base/hash.h"
#include "model/framework.h"
#include "model/result.h"
#include "store/outcomes.h"

/* How result_sha256 is made (eval/perform.h). An evaluation of schema version 1 or 2 names none. */
enum { VW_RECIPE_FIRST = 1, VW_RECIPE_ROWS = 2, VW_RECIPE_NEWEST = 3 };

typedef struct {
    int64_t id; /* filled in when written or read */
    const char *made_at;
    int64_t mark; /* imports with a higher number did not count */
    vw_date as_of, period_from, period_until;
    const char *program_version;
    const char *frameworks;    /* ids, in order, separated by one space */
    const char *set_sha256;    /* over the paths and hashes of the set files, hex */
    const char *result_sha256; /* filled in when written or read, hex */
    const char *head_sha256;   /* likewise */
    int recipe;
    const char *findings_sha256; /* filled in when written or read, hex; NULL by the first recipe */
} vw_evaluation;

/* SHA-256, hex, of T of id, made_at, mark, as_of, period_from, period_until, program_version,
 * frameworks, set_sha256 and result_sha256, and by a recipe beyond the first of recipe and
 * findings_sha256, where T(x) is a text as vw_hasher_add_text adds it and a number is decimal. */
void vw_evaluation_head_hash(char hex[65], const vw_evaluation *evaluation);

/* The result of one test. */
typedef struct {
    const char *test, *measure;
    vw_aspect aspect;
    vw_result result;
    vw_result strict; /* the result if no exception counted: what an overheidsmaatregel sees */
    vw_tally tally;
    const char *population;  /* kind */
    bool complete;           /* the population was declared complete */
    bool collected;          /* every related kind was collected for the period */
    int64_t collected_later; /* imports of the kinds used that were collected after the period */
    const char *error;       /* why the rule could not be run, or NULL */
    const char *sql;
    /* Hex; all three NULL when the rule could not be run or by the first recipe, but for the
     * outcomes then. */
    const char *outcomes_sha256, *subjects_sha256; /* store/outcomes.h */
    const char *input_sha256;         /* over what decides the outcomes: eval/input.h */
    int64_t outcome_set, subject_set; /* filled in when written or read; 0: none */
} vw_finding;

/* Adds T of each column of the finding's row but its sets, of which it adds the hashes. */
void vw_finding_hash(vw_hasher *hasher, const vw_finding *finding);

/* What stands behind a finding. */
typedef struct {
    vw_outcome_list list;
    vw_subjects subjects;
    int64_t earlier; /* a stored set that may be much the same, or 0 */
    /* Stored sets that are these, seen to be intact; [list] and [subjects] are then left out. */
    int64_t same_outcomes, same_subjects;
} vw_outcomes;

/* The result of one requirement and aspect (docs/semantics.md, 4). */
typedef struct {
    const char *requirement; /* full id */
    vw_aspect aspect;
    bool has_computed, has_judged;
    vw_result computed, judged, result;
    bool by_judgement;
    /* Not applicable by the requirement's own rule; [reason] has the facts that it used. Not stored
     * as such: it is so where that is computed, nobody judged, and there is a reason. */
    bool by_rule;
    const char *judged_by; /* key of the assessor, or NULL */
    const char *reason;    /* of the judgement or the rule, or NULL */
} vw_conclusion;

typedef struct vw_evaluation_writer vw_evaluation_writer;

/* Inside the caller's transaction. [head] is copied, its texts are borrowed until the end; its id,
 * result hash and head hash are ignored. */
VW_MUST_USE vw_status vw_evaluation_begin(vw_evaluation_writer **out, vw_dossier *dossier,
                                          vw_arena *arena, vw_diags *diags,
                                          const vw_evaluation *head);
/* See vw_outcome_writer_reader. */
vw_outcome_reader *vw_evaluation_reader(const vw_evaluation_writer *writer);
/* The control set's files go along, so that the dossier can be re-performed alone. */
VW_MUST_USE vw_status vw_evaluation_file(vw_evaluation_writer *writer, vw_diags *diags,
                                         const char *path, const char *text, size_t length);
/* In order of test. [outcomes] is NULL when the rule could not be run. The sets are noted in the
 * finding. */
VW_MUST_USE vw_status vw_evaluation_finding(vw_evaluation_writer *writer, vw_diags *diags,
                                            vw_finding *finding, const vw_outcomes *outcomes);
/* The texts of both live until vw_evaluation_end, before which they may not be written. */
VW_MUST_USE vw_status vw_evaluation_conclusion(vw_evaluation_writer *writer, vw_diags *diags,
                                               const vw_conclusion *conclusion);
VW_MUST_USE vw_status vw_evaluation_status(vw_evaluation_writer *writer, vw_diags *diags,
                                           const char *requirement, vw_result result);
/* [*out] is the head as written. */
VW_MUST_USE vw_status vw_evaluation_end(vw_evaluation *out, vw_evaluation_writer *writer,
                                        vw_arena *arena, vw_diags *diags,
                                        const char *result_sha256);

/* The newest evaluation; VW_ERR_INPUT with a diagnostic when there is none yet. */
VW_MUST_USE vw_status vw_evaluation_latest(vw_evaluation *out, vw_dossier *dossier, vw_arena *arena,
                                           vw_diags *diags);
/* How many imports came in since it was made. A sign-off is given on the result, and a working
 * paper is about it: both are no evidence for it. */
VW_MUST_USE vw_status vw_evaluation_later_imports(int64_t *out, vw_dossier *dossier,
                                                  const vw_evaluation *evaluation, vw_diags *diags);
typedef struct {
    const vw_evaluation *items; /* the newest first */
    size_t count;
} vw_evaluations;

/* Are the findings stored under [evaluation] those that findings_sha256 is over? True by the first
 * recipe, which says nothing of them. */
VW_MUST_USE vw_status vw_evaluation_findings_intact(bool *intact, vw_dossier *dossier,
                                                    vw_arena *arena, vw_diags *diags,
                                                    const vw_evaluation *evaluation);

/* The first of its tests whose outcomes are not what it stored, also the rows that SQL reads; NULL:
 * they all are. */
VW_MUST_USE vw_status vw_evaluation_outcomes_changed(const char **test, vw_dossier *dossier,
                                                     vw_arena *arena, vw_diags *diags,
                                                     const vw_evaluation *evaluation);

/* All evaluations; none is no error. */
VW_MUST_USE vw_status vw_evaluations_load(vw_evaluations *out, vw_dossier *dossier, vw_arena *arena,
                                          vw_diags *diags);
/* A stored file of its control set: call with index 0, 1, ...; [*text] is NULL past the last. */
VW_MUST_USE vw_status vw_evaluation_set_file(const char **path, const char **text, size_t *length,
                                             vw_dossier *dossier, vw_arena *arena, vw_diags *diags,
                                             int64_t evaluation, int64_t index);

#endif
