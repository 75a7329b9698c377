/* SPDX-License-Identifier: EUPL-1.2 */
/* What people recorded about results, version by version: nothing is overwritten, and each version
 * says whether it counts and if not, why. */
#ifndef VW_EVAL_RECORDED_H
#define VW_EVAL_RECORDED_H

#include "eval/conclude.h"

/* Whether a version counts on a date; the first that holds. */
typedef enum {
    VW_COUNTS,
    VW_REPLACED, /* by a newer version */
    VW_NOT_YET,  /* it begins later */
    VW_ENDED,
    VW_CONTRADICTED,     /* another answer on the same holds too: an evaluation refuses both */
    VW_DOUBTED,          /* see the doubt */
    VW_OF_NO_TEST,       /* no such test */
    VW_OF_NO_SUBJECT,    /* nothing is recorded of the subject */
    VW_FORBIDDEN,        /* the test serves an overheidsmaatregel */
    VW_OF_NO_REQUIREMENT /* there is no such requirement */
} vw_standing;

/* One version of an answer. Texts are as stored, NULL where nothing was said; references are keys.
 */
typedef struct {
    const char *key;
    int64_t import_id;
    uint32_t version; /* of this answer, from 1 */
    const char *from;
    const char *requirement, *aspect, *result, *reason, *risk_reference, *evidence;
    const char *assessor, *assessed_on;
    const char *reviewer, *review, *review_reason, *reviewed_on;
    vw_doubt doubt;   /* about the review */
    bool nobodys;     /* no assessor who is known and was in office: it can only make worse */
    bool unconfirmed; /* carried over to what asks something else: likewise */
    const char *carried_from; /* the answer on another version, with its import; or NULL */
    vw_standing standing;     /* on the reference date: counts, replaced, not yet, ended, or of no
                                 requirement */
} vw_answer_version;

typedef struct {
    const vw_answer_version *items; /* by requirement, aspect, key and version */
    size_t count;
} vw_answer_versions;

/* Up to the mark of [frame]. */
VW_MUST_USE vw_status vw_answers_recorded(vw_answer_versions *out, vw_dossier *dossier,
                                          vw_arena *arena, vw_diags *diags, const vw_set *set,
                                          const vw_rule_frame *frame);
/* The answer that counts and says what it was carried over from, or NULL; not one that somebody
 * judged anew since, who speaks for themselves. [requirement] is a full id. */
const vw_answer_version *vw_answers_carried(const vw_answer_versions *answers,
                                            const char *requirement, vw_aspect aspect);
/* "carried over from answer:KEY, import 12, to be confirmed": of one of those. */
const char *vw_answer_carried_remark(vw_arena *arena, const vw_answer_version *answer,
                                     vw_lang lang);
/* As an evaluation reads it; false when its aspect or result is none. */
bool vw_answer_judgement(vw_judgement *out, const vw_answer_version *answer);

typedef struct {
    const char *key;
    int64_t import_id;
    uint32_t version;
    const char *test, *subject_kind, *subject_key;
    const char *from, *until; /* until NULL: no end */
    const char *owner, *requested_by, *approved_by, *approved_on;
    const char *reason, *compensating_measure, *risk_reference;
    const char *carried_from; /* as of an answer */
    vw_doubt doubt;
    const vw_requirement *forbidden_by; /* or NULL */
    vw_standing standing, today;        /* on the reference date, and on the day of the clock */
} vw_exception_version;

typedef struct {
    const vw_exception_version *items; /* by test, subject, key and version */
    size_t count;
} vw_exception_versions;

VW_MUST_USE vw_status vw_exceptions_recorded(vw_exception_versions *out, vw_dossier *dossier,
                                             vw_arena *arena, vw_diags *diags, const vw_plan *plan,
                                             const vw_rule_frame *frame);

/* The frame of what would be evaluated now. */
VW_MUST_USE vw_status vw_frame_now(vw_rule_frame *out, vw_dossier *dossier, vw_diags *diags);

#endif
