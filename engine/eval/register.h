/* SPDX-License-Identifier: EUPL-1.2 */
/* Two registers that people keep in the evidence and that bear on results: approved exceptions
 * (kind `exception`) and self-assessments with their review (kind `answer`). */
#ifndef VW_EVAL_REGISTER_H
#define VW_EVAL_REGISTER_H

#include "eval/eyes.h"
#include "eval/plan.h"
#include "model/result.h"
#include "store/dossier.h"

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
 * have an end and were approved, on or before that date, by a person who is known at that mark, was
 * in office on the day of approving and is another than the requester. Known is of whom a record
 * was imported; without kind `person` in the catalogue anybody is. */
VW_MUST_USE vw_status vw_exceptions_load(vw_exceptions *out, vw_dossier *dossier, vw_arena *arena,
                                         vw_diags *diags, const vw_catalogue *catalogue,
                                         const vw_rule_frame *frame);
/* The first of a test; [exceptions->count] or one of another test: it has none. */
size_t vw_exceptions_first(const vw_exceptions *exceptions, const char *test);
bool vw_exceptions_any(const vw_exceptions *exceptions, const char *test);
/* The exception's subject number, of several the lowest; or 0. */
int64_t vw_exceptions_find(const vw_exceptions *exceptions, const char *test, int64_t subject);

/* Why a judgement cannot be (semantics, 4). */
typedef enum {
    VW_JUDGEMENT_ALLOWED,
    VW_JUDGEMENT_WITHOUT_REASON, /* not applicable, and no word of why */
    VW_JUDGEMENT_WITHOUT_RISK,   /* not applicable, and not where that was weighed */
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
    /* A known reviewer other than the assessor, in office, approved on or before the reference
     * date, with a reason, a better result than computed. */
    bool better_approved;
    bool disagreed; /* the reviewer did: the judgement can only make things worse */
    bool nobodys;   /* the assessor is not known, or was not in office: likewise */
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
 * each answer of the plan whose approval as the better result does not, with the first reason, or
 * that can only make things worse for want of an assessor in office. */
VW_MUST_USE vw_status vw_registers_warn(vw_dossier *dossier, vw_arena *arena, vw_diags *diags,
                                        const vw_plan *plan, const vw_rule_frame *frame);

#endif
