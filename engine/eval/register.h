/* SPDX-License-Identifier: EUPL-1.2 */
/* Two registers that people keep in the evidence and that bear on results: approved exceptions
 * (kind `exception`) and self-assessments with their review (kind `answer`). */
#ifndef VW_EVAL_REGISTER_H
#define VW_EVAL_REGISTER_H

#include "eval/plan.h"
#include "model/result.h"
#include "store/dossier.h"

/* Why the approval of something does not count: four eyes are two people, both known. */
typedef enum {
    VW_DOUBT_NONE,
    VW_DOUBT_NO_APPROVER,
    VW_DOUBT_UNKNOWN_APPROVER,
    VW_DOUBT_UNKNOWN_AUTHOR, /* who asked or judged: a made-up name is no first pair of eyes */
    VW_DOUBT_SAME_PERSON,
    VW_DOUBT_NO_END,   /* of an exception */
    VW_DOUBT_NO_REASON /* of a review */
} vw_doubt;

/* SQL for the doubt about an approval: columns of x that refer to who approved and to whose work it
 * was. "WHEN ... ELSE ...", to stand in a CASE of which the caller writes both ends. */
const char *vw_register__doubt_sql(vw_arena *arena, const vw_catalogue *catalogue, int64_t mark,
                                   const char *approver, const char *author);
/* The same of two keys of persons. */
VW_MUST_USE vw_status vw_register_doubt(vw_doubt *out, vw_dossier *dossier, vw_arena *arena,
                                        vw_diags *diags, const vw_catalogue *catalogue,
                                        int64_t mark, const char *approver, const char *author);

typedef struct {
    const char *test;
    int64_t subject;   /* the subject it excuses; 0 when nothing is known of that */
    int64_t exception; /* the subject number of the exception itself */
    const char *subject_kind, *subject_key; /* as the exception names it, or NULL */
} vw_exception;

typedef struct {
    const vw_exception *items; /* by test, then subject, then exception */
    size_t count;
} vw_exceptions;

/* Exceptions that hold on the reference date (both ends included), as known at the import mark,
 * have an end and were approved by a person who is known at that mark and another than the
 * requester. Known is of whom a record was imported; without kind `person` in the catalogue anybody
 * is. */
VW_MUST_USE vw_status vw_exceptions_load(vw_exceptions *out, vw_dossier *dossier, vw_arena *arena,
                                         vw_diags *diags, const vw_catalogue *catalogue,
                                         const vw_rule_frame *frame);
/* The exception's subject number, of several the lowest; or 0. */
int64_t vw_exceptions_find(const vw_exceptions *exceptions, const char *test, int64_t subject);

/* Why a judgement cannot be (semantics, 4). */
typedef enum {
    VW_JUDGEMENT_ALLOWED,
    VW_JUDGEMENT_WITHOUT_REASON, /* not applicable, and no word of why */
    VW_JUDGEMENT_WITHOUT_RISK,   /* a control not applicable, without the risk analysis */
    VW_JUDGEMENT_EXPLAINS_AWAY,  /* an overheidsmaatregel: BIO2, part 1, section 6.5 */
    VW_JUDGEMENT_LAPSES          /* not applicable, where the norm lets only others lapse */
} vw_judgement_objection;
vw_judgement_objection vw_judgement_object(const vw_requirement *requirement, vw_result result,
                                           const char *reason, const char *risk_reference);

typedef struct {
    const char *requirement; /* full id */
    vw_aspect aspect;
    vw_result result;
    const char *reason;
    const char *assessor; /* key of a person */
    /* A known reviewer other than the assessor approved, with a reason, a better result than
     * computed. */
    bool better_approved;
    bool disagreed; /* the reviewer did: the judgement can only make things worse */
} vw_judgement;

typedef struct {
    const vw_judgement *items; /* by requirement, then aspect */
    size_t count;
} vw_judgements;

/* Answers that hold on the reference date. An answer that semantics section 4 does not allow (not
 * applicable without a reason, an explained overheidsmaatregel, an unknown requirement) makes the
 * dossier invalid: VW_ERR_INPUT, each with its own diagnostic. */
VW_MUST_USE vw_status vw_judgements_load(vw_judgements *out, vw_dossier *dossier, vw_arena *arena,
                                         vw_diags *diags, const vw_plan *plan,
                                         const vw_rule_frame *frame);
const vw_judgement *vw_judgements_find(const vw_judgements *judgements, const char *requirement,
                                       vw_aspect aspect);

/* A warning for each exception that holds on the reference date and yet does not count, and for
 * each answer of the plan whose approval as the better result does not, with the first reason. */
VW_MUST_USE vw_status vw_registers_warn(vw_dossier *dossier, vw_arena *arena, vw_diags *diags,
                                        const vw_plan *plan, const vw_rule_frame *frame);

#endif
