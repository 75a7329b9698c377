/* SPDX-License-Identifier: EUPL-1.2 */
/* What a person enters about results: a judgement, the review of one, an exception. Each is refused
 * with every reason at once, or becomes one record by the same intake as a file's. */
#ifndef VW_EVAL_ENTER_H
#define VW_EVAL_ENTER_H

#include "eval/recorded.h"
#include "intake/record.h"
#include "store/ledger.h"

/* What all of them need. The caller has begun a transaction, and commits it or rolls it back. */
typedef struct {
    vw_dossier *dossier;
    const vw_plan *plan; /* of the organisation's type */
    vw_arena *arena;
    vw_diags *diags;
    vw_rule_frame frame;      /* vw_frame_now */
    const char *collected_by; /* NULL: the login name */
    vw_date on;               /* the day of judging, reviewing or approving; at most today */
} vw_entering;

typedef struct {
    const char *key; /* of the record */
    int64_t import_id;
    uint32_t version;   /* from 1 */
    bool review_lapsed; /* of a judgement: the version before was reviewed, this one is not */
} vw_record_entered;

typedef struct {
    const vw_requirement *requirement;
    vw_aspect aspect;
    vw_result result;
    const char *result_value; /* as the catalogue has it */
    const char *reason, *risk_reference;
    const char *assessor;        /* key of a person */
    const char *const *evidence; /* "kind:key", or the key of an artefact */
    size_t evidence_count;
} vw_judging;

/* A new record, or a new version when this assessor judged the same before, or when what stands
 * there was carried over from another version and waits to be confirmed. It holds from the day
 * of judging, or from the reference date when that comes first: what is judged afterwards is judged
 * of that date. Adds a ledger entry of its own. */
VW_MUST_USE vw_status vw_enter_judgement(vw_record_entered *out, const vw_entering *e,
                                         const vw_judging *judging);

typedef struct {
    const vw_requirement *requirement;
    vw_aspect aspect;
    const char *review; /* "agreed", "disagreed", "better_approved" */
    const char *reason;
    const char *reviewer; /* key of a person */
} vw_reviewing;

/* A new version of the judgement that holds on the reference date, with the review. Likewise. One
 * that waits to be confirmed is judged anew first (E107). */
VW_MUST_USE vw_status vw_enter_review(vw_record_entered *out, const vw_entering *e,
                                      const vw_reviewing *reviewing);

typedef struct {
    const char *test;
    const char *subject; /* "kind:key", or the key of a record of the test's population */
    const char *owner, *requested_by, *approved_by; /* keys of persons */
    const char *reason, *compensating_measure, *risk_reference;
    vw_date from, until; /* approved on [e->on] */
} vw_excepting;

/* A new record, or a new version of one on the same test and subject whose time it touches. */
VW_MUST_USE vw_status vw_enter_exception(vw_record_entered *out, const vw_entering *e,
                                         const vw_excepting *excepting);

typedef struct {
    const vw_requirement *requirement; /* NULL: one that does not exist, or does not count */
    const char *id;                    /* of the requirement, in full */
    vw_aspect aspect;
    const char *by, *reason; /* [by]: key of a person */
} vw_withdrawing;

/* A new version of the judgement that holds on the reference date, which holds on it no longer: its
 * last day is the one before [e->on], or before the reference date when that comes first. Only its
 * assessor may, or another once the assessor is no longer in office (R097): a bad judgement does
 * not go away by somebody else's hand. With a ledger entry of its own. */
VW_MUST_USE vw_status vw_enter_withdrawal(vw_record_entered *out, const vw_entering *e,
                                          const vw_withdrawing *withdrawing);

typedef struct {
    const char *test, *subject; /* as of vw_excepting */
    vw_date until;              /* the last day from now on */
    const char *by, *reason;
} vw_ending;

/* A new version of the exception on that test and subject that holds on the day after [until],
 * which ends on [until]. Never later than it would have: what nobody approved is not made longer
 * (Y104). */
VW_MUST_USE vw_status vw_enter_end(vw_record_entered *out, const vw_entering *e,
                                   const vw_ending *ending);

/* The answer that holds on the reference date, or NULL; E075 when there are several: an evaluation
 * refuses them, and so nobody could say which is meant. */
const vw_answer_version *vw_enter__holding(const vw_entering *e, const vw_answer_versions *answers,
                                           const vw_requirement *requirement, vw_aspect aspect);
/* The ledger says of a judgement that it is one, beside that it was taken in. */
VW_MUST_USE vw_status vw_enter__in_ledger(const vw_entering *e, int64_t import_id);
VW_MUST_USE vw_status vw_enter__in_ledger_as(const vw_entering *e, vw_entry_what what,
                                             int64_t import_id);
/* E094 for a person who is recorded and was not in office on the day. */
VW_MUST_USE vw_status vw_enter__in_office(const vw_entering *e, const char *option,
                                          const char *key);
/* U065 with the nearest key when nobody with this key is recorded; [*known] then is false. Without
 * kind `person` in the catalogue anybody is known. */
VW_MUST_USE vw_status vw_enter__person(bool *known, const vw_entering *e, const char *option,
                                       const char *key);
/* The doubt about two people on the day of entering, both of whom are recorded; and the message
 * that one of them was not in office on that day. */
VW_MUST_USE vw_status vw_enter__eyes(vw_doubt *doubt, const vw_entering *e, const char *approver,
                                     const char *author);
void vw_enter__absent(const vw_entering *e, const char *option, const char *key);
/* "kind:key" as both, when the part before the first colon is a kind; else a key of [kind]. */
void vw_enter__name(const vw_kind **out_kind, const char **out_key, const vw_entering *e,
                    const char *text, const vw_kind *kind);
VW_MUST_USE vw_status vw_enter__recorded(bool *found, const vw_entering *e, const vw_kind *kind,
                                         const char *key);
/* Takes the record in, and fills in [out]; counts its versions. */
VW_MUST_USE vw_status vw_enter__take(vw_record_entered *out, const vw_entering *e,
                                     const char *command, const vw_entered *record);
/* [stem], or [stem]/2, /3 ...: the first that no record of [kind] has. */
VW_MUST_USE vw_status vw_enter__free_key(const char **out, const vw_entering *e, const char *kind,
                                         const char *stem);

#endif
