/* SPDX-License-Identifier: EUPL-1.2 */
/* The section of an annual report: a sentence, and often a table, for each of the points that a
 * good section has (docs/annual-report.md). A point without evidence gives what is still to be
 * filled in and by whom, never nothing: a missing sentence would read as "none".
 *
 * Everything here may be printed publicly. Records are read through reports/build/records.h only.
 */
#ifndef VW_REPORTS_SECTION_H
#define VW_REPORTS_SECTION_H

#include "reports/build/partial.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- {{name}}: never NULL; a dossier that cannot be read gives "" and a diagnostic
 * --------------- */

const char *vw_section__isms(vw_report *r);         /* 3 */
const char *vw_section__judgement(vw_report *r);    /* 4 */
const char *vw_section__others(vw_report *r);       /* 6 */
const char *vw_section__shortcomings(vw_report *r); /* 7 */
const char *vw_section__remedies(vw_report *r);     /* 8 */
const char *vw_section__follow_up(vw_report *r);    /* 9 */
const char *vw_section__funnel(vw_report *r);       /* 10 */
const char *vw_section__frames(vw_report *r);       /* 2 and 11: what changed in what is asked */
const char *vw_section__trend(vw_report *r);        /* 11 */
const char *vw_section__terms(vw_report *r);        /* 12 */
const char *vw_section__lessons(vw_report *r);      /* 13 */
const char *vw_section__risks(vw_report *r);        /* 14 */
const char *vw_section__suppliers(vw_report *r);    /* 15 */
const char *vw_section__warnings(vw_report *r);     /* 16 */
const char *vw_section__approval(vw_report *r);     /* 17 */
const char *vw_section__means(vw_report *r);        /* 18 */
const char *vw_section__audits(vw_report *r);       /* 19 */
const char *vw_section__recovery(vw_report *r);     /* 20 */
const char *vw_section__awareness(vw_report *r);    /* 21 */
const char *vw_section__plans(vw_report *r);        /* 22 */
const char *vw_section__full_report(vw_report *r);  /* 24 */
/* The year of the dossier that --previous names, else the year before. */
const char *vw_section__earlier_year(vw_report *r);
/* Of 4, 7 and 10 in a few words. */
const char *vw_section__judgement_short(vw_report *r);
const char *vw_section__findings_short(vw_report *r);
const char *vw_section__incidents_short(vw_report *r);

/* What {{name}} stands for; NULL: no name of the section. */
const char *vw_section__value(vw_report *r, const char *name);

/* ---- {{> name}}
 * ---------------------------------------------------------------------------------- */

vw_status vw_blocks_shortcomings(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_remedies(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_follow_up(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_trend(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_terms(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_lessons(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_risks(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_plans(vw_report *r, vw_block_list *out, int level);

/* Appends what {{> name}} stands for; false: no name of the section. */
bool vw_section__blocks(vw_status *status, vw_report *r, vw_block_list *out, const char *name,
                        int level);

/* ---- shared
 * -------------------------------------------------------------------------------------- */

/* SQL over "e" and "v", of improvement_action: it stood open on the reference date, or was decided
 * on after it; the account tells it as a plan, and next year's what became of it. Needs status
 * done_on. */
#define VW_SECTION_PLANNED                                                                         \
    "(e.status IN ('open', 'in_progress') OR (e.status = 'done' AND e.done_on > v.as_of)) AND "    \
    "(e.effective_until IS NULL OR e.effective_until >= v.as_of)"

/* Whose figures and promises those of the year before are, where it had another name; else "". */
const char *vw_section__predecessor(vw_report *r);
/* "[nog in te vullen: WHAT, door WHO]" */
const char *vw_section__open(const vw_report *r, vw_text what, vw_text who);
/* False after a failure, with a diagnostic. */
bool vw_section__read(vw_records *out, vw_report *r, const vw_records_query *query);
uint64_t vw_section__count(vw_report *r, const char *kind, const char *where, const char *needs);
/* How many, and of how many nobody recorded it: to print. */
const char *vw_section__partial(vw_report *r, const vw_partial_query *query);
/* What is known of a kind over the period: whether it was collected, and declared complete. */
vw_kind_knowledge vw_section__known(vw_report *r, const char *kind);
bool vw_section__collected(vw_report *r, const char *kind);
/* "Of de lijst volledig is, is niet vastgesteld.", or that it proved not to be; "" where it was
 * declared complete. */
const char *vw_section__unsure(const vw_report *r, const vw_kind_knowledge *known);
const char *vw_section__joined(const vw_report *r, const char *left, const char *right);

/* The board's statement says "in control", without an exception. */
bool vw_section__claims_control(vw_report *r);

/* A count or amount that somebody recorded, of this year or of the one before. */
typedef struct {
    bool known;
    double value, planned;
    bool has_plan;
    const char *source, *counted_how; /* public; NULL: not recorded */
} vw_section_figure;
bool vw_section__figure(vw_section_figure *out, vw_report *r, const char *counted,
                        vw_records_when when);

typedef enum {
    VW_FUNNEL_INCIDENTS,
    VW_FUNNEL_BREACHES,
    VW_FUNNEL_NOTIFIED,
    VW_FUNNEL_SIGNIFICANT,
    VW_FUNNEL_FIGURES
} vw_funnel_figure;

/* The incidents from report to authority. Each is part of the one before, and [significant] is part
 * of [incidents]. */
typedef struct {
    bool has_reports, has_incidents;
    uint64_t reports, incidents, breaches, notified, significant;
    uint64_t undecided;                /* not known whether they are significant */
    uint64_t breach_undecided;         /* not known whether they are a breach */
    uint64_t notified_undecided;       /* of the breaches: not known whether they were notified */
    uint64_t notified_no_breach;       /* notified as a breach and not marked as one */
    bool recorded;                     /* counted by somebody, not from records of incidents */
    bool complete;                     /* the list was declared complete */
    const char *missed;                /* and proved not to be, in words; NULL: it did not */
    bool not_given[VW_FUNNEL_FIGURES]; /* no records, and nobody gave the number */
} vw_funnel;
/* SQL over an incident "e": it was notified to the data protection authority. */
const char *vw_section__notified_where(const vw_report *r);
/* How many breaches were notified, and of how many nobody recorded it. */
vw_partial_query vw_section__notified(vw_report *r);
bool vw_section__funnel_of(vw_funnel *out, vw_report *r);

#endif
