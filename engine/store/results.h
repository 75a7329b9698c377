/* SPDX-License-Identifier: EUPL-1.2 */
/* Evaluations in the dossier: what came out, when, at which import mark, by which control sets.
 *
 * An evaluation is written once and never changed: triggers refuse it. Its result hash is over what
 * it rests on and every finding, outcome, conclusion and status in the order written, so that a
 * re-performance can be compared at a glance (eval/perform.h). Its head hash is over its own row.
 */
#ifndef VW_STORE_RESULTS_H
#define VW_STORE_RESULTS_H

#include "base/hash.h"
#include "model/framework.h"
#include "model/result.h"
#include "store/dossier.h"

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
} vw_evaluation;

/* SHA-256, hex, of T of id, made_at, mark, as_of, period_from, period_until, program_version,
 * frameworks, set_sha256 and result_sha256, where T(x) is a text as vw_hasher_add_text adds it. */
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
} vw_finding;

typedef struct {
    const char *test;
    int64_t subject;
    const char *key;
    vw_outcome outcome; /* never a pass */
    int64_t exception;  /* subject of the exception that covers it, or 0 */
} vw_subject_outcome;

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
/* The control set's files go along, so that the dossier can be re-performed alone. */
VW_MUST_USE vw_status vw_evaluation_file(vw_evaluation_writer *writer, vw_diags *diags,
                                         const char *path, const char *text, size_t length);
VW_MUST_USE vw_status vw_evaluation_finding(vw_evaluation_writer *writer, vw_diags *diags,
                                            const vw_finding *finding);
VW_MUST_USE vw_status vw_evaluation_outcome(vw_evaluation_writer *writer, vw_diags *diags,
                                            const vw_subject_outcome *outcome);
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
typedef struct {
    const vw_evaluation *items; /* the newest first */
    size_t count;
} vw_evaluations;

/* All evaluations; none is no error. */
VW_MUST_USE vw_status vw_evaluations_load(vw_evaluations *out, vw_dossier *dossier, vw_arena *arena,
                                          vw_diags *diags);
/* A stored file of its control set: call with index 0, 1, ...; [*text] is NULL past the last. */
VW_MUST_USE vw_status vw_evaluation_set_file(const char **path, const char **text, size_t *length,
                                             vw_dossier *dossier, vw_arena *arena, vw_diags *diags,
                                             int64_t evaluation, int64_t index);

#endif
