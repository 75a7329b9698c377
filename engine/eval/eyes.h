/* SPDX-License-Identifier: EUPL-1.2 */
/* Whether what one person asked or judged was approved by a second pair of eyes: another person,
 * known, and in office on the day of approving. An exception must have been approved by the
 * reference date; a review looks back on it, and may come later. */
#ifndef VW_EVAL_EYES_H
#define VW_EVAL_EYES_H

#include "model/catalogue.h"
#include "rules/rules.h"
#include "store/dossier.h"

/* Why the approval of something does not count; the first that holds. */
typedef enum {
    VW_DOUBT_NONE,
    VW_DOUBT_NO_APPROVER,
    VW_DOUBT_UNKNOWN_APPROVER,
    VW_DOUBT_SAME_PERSON,
    VW_DOUBT_UNKNOWN_AUTHOR,  /* who asked or judged: a made-up name is no first pair of eyes */
    VW_DOUBT_NO_DAY,          /* of approving, so that nobody knows whether it was in time */
    VW_DOUBT_TOO_EARLY,       /* a review: given before the judgement that it is about */
    VW_DOUBT_TOO_LATE,        /* an exception: approved after the reference date */
    VW_DOUBT_ABSENT_APPROVER, /* had left by that day, or had not begun */
    VW_DOUBT_ABSENT_AUTHOR,   /* of a judgement; the same on the day of judging */
    VW_DOUBT_NO_END,          /* of an exception */
    VW_DOUBT_NO_REASON        /* of a review */
} vw_doubt;

/* What the catalogue and the dossier tell of when somebody was in office. */
typedef struct {
    const vw_catalogue *catalogue;
    int64_t mark;
    const char *as_of;
    bool persons, employed_from, employed_until, changes;
} vw_office;
VW_MUST_USE vw_status vw_office_of(vw_office *out, vw_dossier *dossier, vw_arena *arena,
                                   vw_diags *diags, const vw_catalogue *catalogue,
                                   const vw_rule_frame *frame);

/* Columns of x, or SQL over it. */
typedef struct {
    const char *approver, *author; /* references to persons */
    const char *approved_on;       /* NULL: the catalogue has no such field */
    const char *judged_on;         /* NULL: the author need not have been in office */
    bool in_time;                  /* the approval must have been given by the reference date */
} vw_eyes;

/* SQL for the doubt about an approval: "WHEN ... ELSE ...", to stand in a CASE of which the caller
 * writes both ends. */
const char *vw_eyes__doubt_sql(vw_arena *arena, const vw_office *office, const vw_eyes *eyes);
/* SQL that is true when the judgement x is of nobody who is known, or of somebody who was not in
 * office on the day of judging; where that is not recorded, from the beginning of x to the
 * reference date. [judged_on] NULL: the catalogue has no such field. */
const char *vw_eyes__no_judge_sql(vw_arena *arena, const vw_office *office, const char *person,
                                  const char *judged_on);
/* The doubt about two keys of persons on a day; a review or exception that is only being entered.
 * Says nothing of whether the day lies after the reference date. */
VW_MUST_USE vw_status vw_eyes_doubt(vw_doubt *out, vw_dossier *dossier, vw_arena *arena,
                                    vw_diags *diags, const vw_office *office, const char *approver,
                                    const char *author, vw_date on);
/* Whether a person of whom something is recorded was in office on a day. */
VW_MUST_USE vw_status vw_eyes_in_office(bool *out, vw_dossier *dossier, vw_arena *arena,
                                        vw_diags *diags, const vw_office *office,
                                        const char *person, vw_date on);

#endif
