/* SPDX-License-Identifier: EUPL-1.2 */
/* Frameworks, requirements, measures and tests: what is demanded, what the organisation does about
 * it, and how that is tested. Built by load/, never changed afterwards. */
#ifndef VW_MODEL_FRAMEWORK_H
#define VW_MODEL_FRAMEWORK_H

#include "base/source.h"
#include "model/catalogue.h"
#include "model/parameter.h"
#include "model/trial.h"

/* Opzet, bestaan, werking. Order is the order of printing. */
typedef enum { VW_DESIGN, VW_EXISTENCE, VW_OPERATION, VW_ASPECT_COUNT } vw_aspect;

typedef enum {
    VW_OVERHEIDSMAATREGEL, /* BIO2: cannot be risk-accepted */
    VW_CONTROL,
    VW_ARTICLE,
    VW_ANNEX_POINT
} vw_requirement_kind;

/* Only active requirements are counted, mapped, judged and asked about. */
typedef enum {
    VW_STATUS_ACTIVE,
    VW_STATUS_HEADING,     /* it only gathers others */
    VW_STATUS_PLACEHOLDER, /* a number that is kept free: nothing is demanded (yet) */
    VW_STATUS_MOVED,       /* it has another number now */
    VW_STATUS_LAPSED,
    VW_STATUS_COUNT
} vw_requirement_status;

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

/* Who is judged, named once and shared by tests. */
typedef struct {
    const char *id; /* as a measure's; in a list of their own */
    vw_text label;
    vw_rule_text text; /* `for:` */
    size_t tests;      /* that name it */
    vw_place place;
} vw_population;

/* A test's texts as they stand in the file, when parameters are named in them. */
typedef struct {
    vw_text title, reason, remedy;
} vw_test_forms;

typedef struct {
    const char *id; /* unique over all sets: "continuity.restore-test.yearly" */
    const vw_measure *measure;
    vw_aspect aspect;
    vw_text title;
    vw_rule_text population;     /* `for:`, its own or that of [shared] */
    const vw_population *shared; /* NULL: its own */
    vw_rule_text condition;      /* `condition:` */
    double tolerance;            /* share of n, 0..1; default 0 */
    bool has_partly_at;
    double partly_at;           /* share of n, 0..1 */
    vw_text reason;             /* what a deviation means, one sentence; may be "" */
    const vw_rule_text *slots;  /* [VW_NL], [VW_EN]: the reason as written; NULL: without a brace */
    vw_text remedy;             /* what to do next; "" : the measure's own */
    const char *basis;          /* source of the numbers in the rule; may be NULL */
    const vw_test_forms *forms; /* NULL: no text names a parameter; else they have the defaults */
    const vw_trial *trials;     /* its examples, in the order of the file */
    size_t trial_count;
    /* By outcome: NULL, or why no evidence can lead to it, in English: for who keeps the corpus. */
    const char *cannot[VW_TRIED_OUTSIDE];
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
    /* In which aspects it counts, all unless its set names some. In another the measure is not
     * mapped: what it lacks there is not held against the requirement, nor is it full there. */
    bool aspects[VW_ASPECT_COUNT];
    vw_place place;
} vw_mapping;

typedef struct vw_framework vw_framework;
typedef struct vw_regime vw_regime; /* model/regime.h */

typedef struct vw_requirement {
    const vw_framework *framework;
    const char *id;      /* within its framework: "8.13.04", "21(2)(c)" */
    const char *full_id; /* "bio2:8.13.04" */
    vw_requirement_kind kind;
    vw_text title, explain;
    vw_text owner;         /* who usually sees to it; may be "" */
    const char *reference; /* the place in the law or standard, by number */
    const char *theme;     /* "organisational", ... or NULL */
    bool demands[VW_ASPECT_COUNT];
    const char *mark;    /* NULL, or "unverified", "draft", "derived" */
    vw_text mark_reason; /* with a mark: why */
    /* Over organisation: where it is certainly false, the requirement does not apply. Never of an
     * overheidsmaatregel. Absent: it applies to whomever the framework does. */
    vw_rule_text applies_when;
    vw_text applies_because; /* with it: the article that says so */
    const vw_mapping *mappings;
    size_t mapping_count;
    const char *const *was; /* ids that it had in earlier versions: "8.13.03", "bio1:12.3.1" */
    size_t was_count;
    vw_requirement_status status;
    const struct vw_requirement *moved_to; /* of one that moved, and maybe of a placeholder */
    const struct vw_requirement *parent;   /* under which it stands in a catalogue, or NULL */
    bool where_appropriate;                /* its norm lets it lapse with a written reason */
    /* Of each aspect that it demands, or "": what a person is asked, where records cannot tell all
     * of it; and why nothing decides it. Never both, and the latter never beside a test. */
    vw_text ask[VW_ASPECT_COUNT], not_covered[VW_ASPECT_COUNT];
    vw_place place;
} vw_requirement;

/* What of its source is no requirement, and why: nobody then has to wonder whether it was
 * forgotten. */
typedef struct {
    const char *reference; /* "Cbw art. 70" */
    vw_text because;
} vw_left_out;

struct vw_framework {
    const char *id;      /* "bio2"; of an earlier version beside it "bio2@1.2" */
    const char *family;  /* "bio2" of both */
    const char *version; /* "1.3" */
    bool by_choice;      /* NAME@VERSION: evaluated only where somebody chose that version */
    vw_date date;        /* of that version */
    bool year_only;      /* only its year is known: [date] is the first day of it */
    vw_text title, explain;
    const char *mark;            /* of its version and date: NULL, or as of a requirement */
    vw_text mark_reason;         /* with a mark */
    const vw_left_out *left_out; /* in the order of the file */
    size_t left_out_count;
    vw_text attribution; /* printed where its numbers and words stand; may be "" */
    const char *licence; /* asks for the attribution in every document that uses the framework:
                            "CC BY 4.0"; NULL: none does */
    const char *const *applies_to; /* organisation types; empty: any */
    size_t applies_count;
    vw_text applies_because;              /* the article that decides it */
    vw_rule_text applies_when;            /* over organisation; its text is NULL: none */
    const vw_regime *regime;              /* NULL, or: applies to whom that regime binds */
    vw_rule_text undecided_when;          /* where that is undecided: what must point to it */
    const vw_parameter_setting *settings; /* values of its own, by parameter */
    size_t setting_count;
    const vw_requirement *requirements; /* the active ones, in natural order of their ids */
    size_t requirement_count;
    const vw_requirement *inactive; /* the others, likewise: to be shown and no more */
    size_t inactive_count;
    const vw_requirement *const
        *listed; /* all of them, each behind its parent, siblings likewise */
    size_t listed_count;
    /* A person may let only requirements lapse that have it: the head says so, or one of them does.
     */
    bool where_appropriate;
    vw_text only_where_appropriate; /* the article behind that; with where_appropriate never "" */
    bool builtin;                   /* the program's own, or read in the place of one */
    vw_place place;
};

/* Which version of a framework the organisation says that binds it. */
typedef struct {
    const vw_framework *framework;
    const char *reason;
    vw_place place;
} vw_version_choice;

typedef struct vw_migration vw_migration; /* model/migration.h */

/* A value of the organisation for a parameter that nothing loaded declares, nor one of nearly that
 * name: most likely its control set was not given. Who only records evidence need not care. */
typedef struct {
    const char *parameter;
    vw_place place;
} vw_stray_setting;

/* Everything that was loaded together. */
typedef struct {
    const vw_catalogue *catalogue;
    const vw_measure *measures; /* by id */
    size_t measure_count;
    const vw_framework *frameworks; /* by id */
    size_t framework_count;
    const vw_parameter *parameters; /* by name */
    size_t parameter_count;
    const vw_parameter_setting *own_settings; /* the organisation's, by parameter */
    size_t own_setting_count;
    const vw_stray_setting *stray_settings; /* in the order of their files */
    size_t stray_setting_count;
    const vw_population *populations; /* by id */
    size_t population_count;
    const vw_regime *regimes; /* in the order of their files: what is printed first */
    size_t regime_count;
    const struct vw_derivation *derivations; /* in order: later ones may rest on earlier ones */
    size_t derivation_count;
    const vw_version_choice *choices; /* the organisation's, by family */
    size_t choice_count;
    const vw_migration *migrations; /* by the id of the version that they lead from, then to */
    size_t migration_count;
} vw_set;

/* True when [type] of organisation is among applies_to. */
bool vw_framework_names(const vw_framework *framework, const char *type);
/* By its id; NAME@VERSION finds the version that has the id NAME too. */
const vw_framework *vw_set_framework(const vw_set *set, const char *id);
/* False of a version that somebody must choose and nobody did, and of all but the one chosen. */
bool vw_set_binds(const vw_set *set, const vw_framework *framework);
/* What the organisation chose within the framework's family, or NULL. */
const vw_version_choice *vw_set_choice(const vw_set *set, const char *family);
const vw_measure *vw_set_measure(const vw_set *set, const char *id);
const vw_test *vw_set_test(const vw_set *set, const char *id);
const vw_parameter *vw_set_parameter(const vw_set *set, const char *name);
const vw_population *vw_set_population(const vw_set *set, const char *id);
/* The value in a list of settings, or NULL. */
const vw_parameter_setting *vw_setting_of(const vw_parameter_setting *settings, size_t count,
                                          const vw_parameter *parameter);
/* An active one by full id; a bare id is accepted when only one framework has it, versions that
 * must be chosen apart. NULL when none or several do. */
const vw_requirement *vw_set_requirement(const vw_set *set, const char *id);
/* Likewise one that is not active; NULL too for a bare id that an active one has. */
const vw_requirement *vw_set_inactive(const vw_set *set, const char *id);
/* Where what [requirement] asked stands now: the end of its chain of moved_to; itself without. */
const vw_requirement *vw_requirement_now(const vw_requirement *requirement);

/* "design", "existence", "operation"; "overheidsmaatregel", "control", "article", "annex_point". */
const char *vw_aspect_name(vw_aspect aspect);
const char *vw_requirement_kind_name(vw_requirement_kind kind);
bool vw_aspect_parse(vw_aspect *out, const char *name);
/* "active", "heading", "placeholder", "moved", "lapsed". */
const char *vw_requirement_status_name(vw_requirement_status status);

/* What decides an aspect of a requirement, the surest first. */
typedef enum {
    VW_COVERED_FULL,    /* tests of a measure that is mapped in full */
    VW_COVERED_PARTLY,  /* tests of measures that are mapped in part */
    VW_COVERED_JUDGED,  /* a question only */
    VW_COVERED_NOT,     /* nothing, with a reason */
    VW_COVERED_UNKNOWN, /* nothing, and nobody says why */
    VW_COVERED_COUNT
} vw_coverage;

vw_coverage vw_requirement_coverage(const vw_requirement *requirement, vw_aspect aspect);
/* "full", "partial", "judgement", "not covered"; the last too of VW_COVERED_UNKNOWN. */
const char *vw_coverage_name(vw_coverage coverage);
bool vw_measure_tests(const vw_measure *measure, vw_aspect aspect);
/* Whether tests of the measure decide something of the aspect. */
bool vw_mapping_tests(const vw_mapping *mapping, vw_aspect aspect);
/* NULL: the requirement does not map to it. */
const vw_mapping *vw_requirement_mapping(const vw_requirement *requirement,
                                         const vw_measure *measure);
/* Whether a test of the aspect, of [measure], has a say in what is concluded. */
bool vw_requirement_asks(const vw_requirement *requirement, const vw_measure *measure,
                         vw_aspect aspect);

/* "2026-01-09", or "2025" where only the year is known. */
const char *vw_framework_dated(vw_arena *arena, const vw_framework *framework);

#endif
