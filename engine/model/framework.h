/* SPDX-License-Identifier: EUPL-1.2 */
/* Frameworks, requirements, measures and tests: what is demanded, what the organisation does about
 * it, and how that is tested. Built by load/, never changed afterwards. */
#ifndef VW_MODEL_FRAMEWORK_H
#define VW_MODEL_FRAMEWORK_H

#include "base/source.h"
#include "model/catalogue.h"

/* Opzet, bestaan, werking. Order is the order of printing. */
typedef enum { VW_DESIGN, VW_EXISTENCE, VW_OPERATION, VW_ASPECT_COUNT } vw_aspect;

typedef enum {
    VW_OVERHEIDSMAATREGEL, /* BIO2: cannot be risk-accepted */
    VW_CONTROL,
    VW_ARTICLE,
    VW_ANNEX_POINT
} vw_requirement_kind;

/* A rule's text and where it stands, so that an error in it has a place. The text may be folded
 * over several lines of its file: [offsets][i] is the offset in [source] of text byte i. */
typedef struct {
    const char *text; /* NULL: absent */
    size_t length;
    const vw_source *source;
    const uint32_t *offsets; /* length + 1 of them; NULL: text is contiguous from [start] */
    uint32_t start;
} vw_rule_text;

typedef struct vw_measure vw_measure;

typedef struct {
    const char *id; /* unique over all sets: "continuity.restore-test.yearly" */
    const vw_measure *measure;
    vw_aspect aspect;
    vw_text title;
    vw_rule_text population; /* `for:` */
    vw_rule_text condition;  /* `condition:` */
    double tolerance;        /* share of n, 0..1; default 0 */
    bool has_partly_at;
    double partly_at;  /* share of n, 0..1 */
    vw_text reason;    /* what a deviation means, one sentence; may be "" */
    vw_text remedy;    /* what to do next; "" : the measure's own */
    const char *basis; /* source of the numbers in the rule; may be NULL */
    vw_place place;
} vw_test;

struct vw_measure {
    const char *id;
    vw_text title, explain;
    vw_text owner;  /* who usually does it */
    vw_text remedy; /* what to do next when it is not met */
    const vw_test *tests;
    size_t test_count;
    vw_place place;
};

typedef struct {
    const vw_measure *measure;
    bool full;       /* else partial: parts do not add up to the whole by themselves */
    vw_text because; /* of a partial mapping: what is missing */
    vw_place place;
} vw_mapping;

typedef struct vw_framework vw_framework;

typedef struct {
    const vw_framework *framework;
    const char *id;      /* within its framework: "8.13.04", "21(2)(c)" */
    const char *full_id; /* "bio2:8.13.04" */
    vw_requirement_kind kind;
    vw_text title, explain;
    const char *reference; /* the place in the law or standard, by number */
    const char *theme;     /* "organisational", ... or NULL */
    bool demands[VW_ASPECT_COUNT];
    const char *mark;    /* NULL, or "unverified", "draft", "derived" */
    vw_text mark_reason; /* with a mark: why */
    const vw_mapping *mappings;
    size_t mapping_count;
    const char *const *was; /* ids that it had in earlier versions: "8.13.03", "bio1:12.3.1" */
    size_t was_count;
    vw_place place;
} vw_requirement;

struct vw_framework {
    const char *id;      /* "bio2" */
    const char *version; /* "1.3" */
    vw_date date;        /* of that version */
    vw_text title, explain;
    vw_text attribution;           /* printed wherever the framework is used; may be "" */
    const char *const *applies_to; /* organisation types; empty: any */
    size_t applies_count;
    vw_text applies_because;            /* the article that decides it */
    const vw_requirement *requirements; /* in natural order of their ids */
    size_t requirement_count;
    vw_place place;
};

/* Everything that was loaded together. */
typedef struct {
    const vw_catalogue *catalogue;
    const vw_measure *measures; /* by id */
    size_t measure_count;
    const vw_framework *frameworks; /* by id */
    size_t framework_count;
} vw_set;

const vw_framework *vw_set_framework(const vw_set *set, const char *id);
const vw_measure *vw_set_measure(const vw_set *set, const char *id);
const vw_test *vw_set_test(const vw_set *set, const char *id);
/* By full id; a bare id is accepted when only one framework has it. NULL when none or several do.
 */
const vw_requirement *vw_set_requirement(const vw_set *set, const char *id);

/* "design", "existence", "operation"; "overheidsmaatregel", "control", "article", "annex_point". */
const char *vw_aspect_name(vw_aspect aspect);
const char *vw_requirement_kind_name(vw_requirement_kind kind);
bool vw_aspect_parse(vw_aspect *out, const char *name);

#endif
