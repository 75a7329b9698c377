/* SPDX-License-Identifier: EUPL-1.2 */
/* What the college of a municipality files with ENSIA: a public statement, and an annex for DigiD
 * and one for Suwinet. The cycle, with its sources: docs/templates.md. */
#ifndef VW_REPORTS_BUILD_COLLEGE_H
#define VW_REPORTS_BUILD_COLLEGE_H

#include "reports/build/build.h"

typedef struct {
    const char *key;
    vw_date date;
    const char *outcome;     /* what was decided, as recorded, or NULL */
    const char *explanation; /* for the public, as recorded, or NULL */
} vw_adoption;

/* A report of an auditor on the statement itself, not on a supplier. */
typedef struct {
    const char *key;
    vw_date date;
    bool registered, independent, design, existence; /* false: not so, or not known */
    vw_date from, until;                             /* what it covers; VW_DATE_NONE: not known */
    const char *opinion;                             /* "adverse", or NULL */
} vw_assurance;

/* A measure to improve what a requirement falls short of. */
typedef struct {
    const char *key, *requirement, *title;
    const char *owner;  /* key of a person, or NULL */
    const char *status; /* "open" */
    const char *due;    /* as stored, or NULL */
    const char *done;   /* as stored, or NULL */
} vw_improvement;

typedef struct vw_college {
    VW_VEC(vw_adoption) adoptions;  /* decisions of the board to adopt a statement */
    VW_VEC(vw_adoption) rejections; /* by whose outcome it was not adopted */
    VW_VEC(vw_assurance) assurances;
    VW_VEC(vw_improvement)
    improvements;                          /* those that were dropped or ended before the reference
                                              date are none */
    int64_t connections;                   /* assets with DigiD on the reference date */
    const char *uses_digid, *uses_suwinet; /* "true", "false" or NULL: not recorded,
                                              or not the same in each record */
} vw_college;

/* Read once, when it is first asked for. */
VW_MUST_USE vw_status vw_college_load(const vw_college **out, vw_report *r);

/* The first and the last day on which the college adopts the statement of the evaluation's year. */
void vw_college_window(vw_date *from, vw_date *until, const vw_report *r);
/* The decision in that window, else the last one after the year; NULL: there is none. */
const vw_adoption *vw_college_adoption(const vw_college *college, const vw_report *r);
/* Whether that decision, or a report of the auditor, is of a day past the window. */
bool vw_college_is_late(const vw_college *college, const vw_report *r);
/* Whether the opinion is known and not an unqualified one; what it is called. */
bool vw_college_doubts(const vw_assurance *report);
vw_text vw_college_opinion(const vw_assurance *report);
/* The first one from [from] on, of those with this requirement; NULL past the last. [*at] begins at
 * 0. */
const vw_improvement *vw_college_improvement(const vw_college *college, size_t *at,
                                             const char *requirement);

/* The result of a whole requirement; VW_RESULT_ERROR when it could not be read. */
vw_result vw_report__result_of(vw_report *r, const vw_requirement *requirement);
/* Whether a result is one that a measure must follow. */
static inline bool vw_falls_short(vw_result result)
{
    return result == VW_NOT_MET || result == VW_PARTLY_MET;
}

/* Texts: the adoption, and the numbers of the reports, or that they are still to be filled in. */
const char *vw_report__adoption(vw_report *r);
const char *vw_report__assurance_numbers(vw_report *r);
const char *vw_report__annexes_line(vw_report *r);

#endif
