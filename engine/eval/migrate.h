/* SPDX-License-Identifier: EUPL-1.2 */
/* From one version of a framework to another: what was concluded, judged and excepted under the
 * first is carried over to the second, or it is said why not (docs/migrate.md). Nothing is taken
 * away, and a second run adds nothing. */
#ifndef VW_EVAL_MIGRATE_H
#define VW_EVAL_MIGRATE_H

#include "eval/enter.h"
#include "model/migration.h"

typedef enum {
    VW_CARRIED_CONCLUSION, /* of the newest evaluation; it is told where it went, and is no more
                              than that: the new version is concluded by itself */
    VW_CARRIED_JUDGEMENT,  /* any answer, with its review */
    VW_CARRIED_EXCEPTION,
    VW_CARRIED_COUNT
} vw_carried_what;

typedef enum {
    VW_PASSED_LANDED,
    VW_PASSED_TO_CONFIRM, /* the new version asks something else: it counts against, never for */
    VW_PASSED_DUPLICATE,  /* something else stands where it would land */
    VW_PASSED_ORPHAN,     /* nothing asks it any more, or not so that it can be said of it */
    VW_PASSED_DANGLING,   /* about what neither version knows */
    VW_PASSED_ENDED,      /* withdrawn, or ended by the reference date */
    VW_PASSED_COUNT
} vw_passed;

/* One thing, and one place where it went; what went to several places stands there several times.
 */
typedef struct {
    vw_carried_what what;
    vw_passed outcome;
    const char *key;     /* of the record, unique within [what] but for its places; of a conclusion
                            requirement and aspect */
    const char *origin;  /* "evaluation 3", "answer:KEY, import 12" */
    const char *subject; /* full id of the requirement; of an exception, the test */
    const char *aspect;  /* NULL: of an exception */
    const char *result;  /* NULL: likewise */
    const char *by;      /* who judged or approved; NULL: nobody says */
    const char *landed_on; /* full id or test; NULL: nowhere */
    const char *record;    /* "answer:KEY" that it became; NULL: none */
    const char *stands;    /* of a duplicate: what stands there, "answer:KEY"; NULL: nothing yet */
    /* NULL of what dangles, and of an exception, unless no test is left of it: then where that went
     * which its test was of. */
    const vw_route *route;
    const vw_requirement *forbids; /* of an exception: what forbids it there; or NULL */
    bool is_new;                   /* [record] was made by this run */
} vw_carried;

typedef struct {
    const vw_migration *migration;
    int64_t evaluation;      /* whose conclusions these are; 0: there was none */
    const vw_carried *items; /* conclusions, judgements, exceptions, each in order of subject */
    size_t count;
    uint64_t totals[VW_CARRIED_COUNT][VW_PASSED_COUNT];
    uint64_t recorded; /* rows that this run added, of all sorts */
} vw_migrated;

/* Carries over, in the transaction of [e], what the dossier holds up to [e->frame.mark]. [e->plan]
 * need not be of either version. */
VW_MUST_USE vw_status vw_migrate(vw_migrated *out, const vw_entering *e,
                                 const vw_migration *migration);

const char *vw_carried_name(vw_carried_what what); /* "conclusion" */
const char *vw_passed_name(vw_passed outcome);     /* "to_confirm" */

#endif
