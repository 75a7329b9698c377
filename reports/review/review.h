/* SPDX-License-Identifier: EUPL-1.2 */
/* The report on the review of the ICT risk management framework that a financial entity gives its
 * supervisor: Regulation (EU) 2024/1774, art. 27(2), and for the simplified framework art. 41(2).
 *
 * One maker for each field. It prints what the evidence says, and says of everything else that it
 * is still to be filled in, and by whom; both end up in the list of gaps. So a field cannot be left
 * out, and nothing that is missing can go unnoticed. Records are read through
 * reports/build/records.h only. */
#ifndef VW_REPORTS_REVIEW_H
#define VW_REPORTS_REVIEW_H

#include "reports/build/partial.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

typedef enum {
    VW_REVIEW_ALWAYS,
    VW_REVIEW_WHERE_APPROPRIATE,
    VW_REVIEW_IF_APPLICABLE
} vw_review_when;

typedef struct vw_review vw_review;

typedef struct {
    const char *id;      /* "27.a.i" */
    const char *article; /* "27(2)(a)(i)", of Regulation (EU) 2024/1774 */
    vw_text title;
    vw_review_when when;
    void (*make)(vw_review *review);
} vw_review_field;

/* Something that is missing. */
typedef struct {
    const vw_review_field *field;
    const char *what, *who;
} vw_review_gap;

/* A field with what stands under its heading. */
typedef struct {
    const vw_review_field *field;
    vw_block_list blocks;
    size_t told, gaps; /* what evidence gave, and what is missing */
    bool own;          /* what it tells, the program knows without evidence */
} vw_review_made;

struct vw_review {
    vw_report *r;
    const char *article; /* "27" or "41" */
    VW_VEC(vw_review_made) fields;
    VW_VEC(vw_review_gap) gaps;
    vw_review_made *now; /* the field that is being made */
    vw_status status;    /* of the first read that failed; it has added a diagnostic */
};

/* ---- what makers use ------------------------------------------------------------------------ */

/* With a capital, if it begins with a letter of the alphabet. */
const char *vw_review__capital(const vw_report *r, const char *text);
/* A sentence that evidence gave. */
void vw_review__tell(vw_review *review, const char *text);
/* Something that evidence did not give, and who fills it in. */
void vw_review__open(vw_review *review, vw_text what, vw_text who);
/* False after a failure: then [out] is empty. */
bool vw_review__read(vw_records *out, vw_review *review, const vw_records_query *query);
/* How many; 0 after a failure. [needs] as in vw_records_query. */
uint64_t vw_review__count(vw_review *review, const char *kind, const char *where,
                          const char *needs);
/* How many, and of how many nobody recorded it: to print. */
const char *vw_review__partial(vw_review *review, const vw_partial_query *query);

/* Flag of a column: a row without it is a gap. */
enum { VW_REVIEW_NEEDED = 1 << 8 };

/* A table with a row for each record: [words] has a column for each field of [query], in order.
 * Gives how many rows there are; without any, nothing is printed. */
size_t vw_review__list(vw_review *review, const vw_records_query *query,
                       const vw_table_words *words, vw_text who);
size_t vw_review__list_read(vw_review *review, const vw_records *records,
                            const vw_table_words *words, vw_text who);
/* The same, and without a row either [none], where the records were declared complete, or that
 * [what] is still to be filled in by [who]. */
void vw_review__list_or(vw_review *review, const vw_records_query *query,
                        const vw_table_words *words, vw_text none, vw_text what, vw_text who);

/* The review was carried out for another reason than this one, by what is on record: said so. */
bool vw_review__other_reason(vw_review *review, const char *reason);
/* Is it on record why it was carried out? */
bool vw_review__has_reason(vw_review *review);
/* When the review was completed; VW_DATE_NONE: none is on record. */
vw_date vw_review__held_on(vw_review *review);
/* That it is open whether some incidents were major, where nobody weighed them. */
void vw_review__undecided(vw_review *review);

extern const vw_text vw_review_ciso, vw_review_risk, vw_review_secretary, vw_review_auditor;

/* ---- the fields ------------------------------------------------------------------------------ */

void vw_review__format(vw_review *review);      /* searchable electronic format */
void vw_review__identity(vw_review *review);    /* entity and group */
void vw_review__context(vw_review *review);     /* nature, functions, strategy, dependence */
void vw_review__approval(vw_review *review);    /* of the board */
void vw_review__reason(vw_review *review);      /* why reviewed */
void vw_review__area(vw_review *review);        /* what was reviewed */
void vw_review__period(vw_review *review);      /* from and until */
void vw_review__function(vw_review *review);    /* who is responsible */
void vw_review__changes(vw_review *review);     /* of the framework */
void vw_review__impact(vw_review *review);      /* of those changes */
void vw_review__summary(vw_review *review);     /* risk, threats, effectiveness, posture */
void vw_review__findings(vw_review *review);    /* weaknesses and their severity */
void vw_review__uncorrected(vw_review *review); /* residual risk, and who accepted it */
void vw_review__improved(vw_review *review);    /* changes and improvements */
void vw_review__taken(vw_review *review);       /* measures taken */
void vw_review__dates(vw_review *review);       /* dates, progress, delay */
void vw_review__tools(vw_review *review);       /* tools and functions */
void vw_review__effect(vw_review *review);      /* on budget, staff, material */
void vw_review__informing(vw_review *review);   /* the authority */
void vw_review__planned(vw_review *review);
void vw_review__conclusions(vw_review *review);
void vw_review__ending(vw_review *review);      /* conclusions and plans, of art. 41 */
void vw_review__remedies(vw_review *review);    /* measures with dates and follow-up, of art. 41 */
void vw_review__past(vw_review *review);        /* earlier reviews */
void vw_review__followed(vw_review *review);    /* measures of the last report */
void vw_review__failed(vw_review *review);      /* measures that did not work */
void vw_review__internal(vw_review *review);    /* audit */
void vw_review__compliance(vw_review *review);  /* assessments */
void vw_review__tests(vw_review *review);       /* of resilience, with TLPT */
void vw_review__external(vw_review *review);    /* sources */
void vw_review__instruction(vw_review *review); /* of the supervisor */
void vw_review__incidents(vw_review *review);   /* that led to it, with root cause */

/* The fields of an article, in the order of the regulation; ended by one without an id. */
extern const vw_review_field vw_review_full[], vw_review_simplified[];

/* ---- {{> name article=...}} -------------------------------------------------------------------
 */

vw_status vw_blocks_review_overview(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_review_fields(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_review_gaps(vw_report *r, vw_block_list *out, int level);

#endif
