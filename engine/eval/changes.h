/* SPDX-License-Identifier: EUPL-1.2 */
/* What changed between two evaluations: of two years, or of one dossier (docs/compare.md). What a
 * verification compares is another thing: eval/compare.h. */
#ifndef VW_EVAL_CHANGES_H
#define VW_EVAL_CHANGES_H

#include "eval/evaluate.h"

/* Every requirement and aspect, and every test, of the two is in exactly one. */
typedef enum {
    VW_CHANGE_REGRESSED,
    VW_CHANGE_IMPROVED,
    VW_CHANGE_NORM,    /* what is asked or how it is tested changed: not like for like */
    VW_CHANGE_NEW,     /* only in the later one */
    VW_CHANGE_RETIRED, /* only in the earlier one */
    VW_CHANGE_SAME,    /* neither better nor worse */
    VW_CHANGE_COUNT
} vw_change;

/* What made it so. The first ones are a change of the norm. */
typedef enum {
    VW_BECAUSE_FRAMEWORK, /* another version of the framework, or one that the other one has not */
    VW_BECAUSE_MOVED,     /* the requirement says that it had another id */
    VW_BECAUSE_TEXT,      /* title, explanation, reference or kind of the requirement */
    VW_BECAUSE_MAPPING,   /* other measures, or mapped otherwise */
    VW_BECAUSE_MEASURE,   /* the measure's text, or which tests it has */
    VW_BECAUSE_RULE,
    VW_BECAUSE_PARAMETER, /* tolerance, partly_at, a value that the rule is given */
    VW_BECAUSE_POPULATION,
    VW_BECAUSE_EVIDENCE,
    VW_BECAUSE_EXCEPTION_STARTED,
    VW_BECAUSE_EXCEPTION_ENDED,
    VW_BECAUSE_JUDGEMENT,
    VW_BECAUSE_COVERAGE_GAINED, /* not assessed before */
    VW_BECAUSE_COVERAGE_LOST,   /* not assessed any more */
    VW_BECAUSE_ERROR,           /* a rule could not be run, in one of the two */
    VW_BECAUSE_DATES,           /* nothing else: another reference date or period */
    VW_BECAUSE_COUNT
} vw_because;
#define VW_BECAUSE_OF_NORM ((1u << (VW_BECAUSE_PARAMETER + 1)) - 1u)

/* Better 1, worse -1, else 0. A result that became "not assessed" is worse, whatever it was: who
 * stops looking does not improve. Only partly met, explained and met can be an improvement. From
 * not applicable or not occurred everything below met is worse; to them nothing is better or worse.
 */
int vw_result_direction(vw_result before, vw_result after);

typedef struct {
    vw_change change;
    int direction; /* also of VW_CHANGE_NORM */
    uint32_t because;
    const char *before_id, *after_id; /* full ids; NULL: not there */
    vw_aspect aspect;
    vw_result before, after;
    vw_text title;
} vw_requirement_change;

typedef struct {
    vw_change change;
    int direction;
    uint32_t because;
    const char *test;
    const char *was; /* the variant of another version of the framework that it was; or NULL */
    bool in_before, in_after;
    vw_result before, after;
    vw_tally tally_before, tally_after;
    uint64_t started, ended; /* exceptions: subjects that one covers now, and that one did */
    vw_text title;
} vw_test_change;

typedef struct {
    uint64_t of[VW_CHANGE_COUNT];
    uint64_t norm_better, norm_worse; /* of VW_CHANGE_NORM */
    uint64_t before, after;           /* as stored, counted apart from the classes */
} vw_change_totals;

/* before = regressed + improved + norm + same + retired; after the same with new for retired. */
bool vw_change_totals_reconcile(const vw_change_totals *totals);

typedef struct {
    const char *framework;                      /* id; NULL: all together */
    const char *version_before, *version_after; /* NULL: not there */
    vw_counts before, after;
    bool hollow; /* the share met rises while coverage falls (semantics, 5) */
} vw_framework_change;

typedef struct {
    const vw_requirement_change *requirements; /* by framework, in the order of its ids */
    size_t requirement_count;
    const vw_test_change *tests; /* by id */
    size_t test_count;
    const vw_framework_change *frameworks; /* by id */
    size_t framework_count;
    vw_framework_change all;
    vw_change_totals of_requirements, of_tests;
    /* Of the requirement-aspects and of the tests, those that got worse in any class. */
    uint64_t worse_requirements, worse_tests;
} vw_changes;

typedef struct {
    vw_dossier *dossier;
    const vw_evaluation *evaluation;
} vw_compared;

/* The two may be of one dossier. Everything in [out] lives as long as [arena]. */
VW_MUST_USE vw_status vw_changes_load(vw_changes *out, vw_compared before, vw_compared after,
                                      vw_arena *arena, vw_diags *diags);

const char *vw_change_name(vw_change change);    /* "improved" */
vw_text vw_change_label(vw_change change);       /* "beter", "improved" */
const char *vw_because_name(vw_because because); /* "rule_changed" */
vw_text vw_because_label(vw_because because);

#endif
