/* SPDX-License-Identifier: EUPL-1.2 */
/* What the files of this layer share: everything read so far, before it is linked together. */
#ifndef VW_LOAD_LOADER_H
#define VW_LOAD_LOADER_H

#include "load/load.h"
#include "load/node.h"

#include "model/migration.h"
#include "model/regime.h"

/* A name that must exist somewhere else in the set. */
typedef struct {
    const char *name;
    vw_place place;
} vw_reference;

/* Sorted names, for searching and suggesting. */
typedef struct {
    const char **names;
    size_t count;
} vw_name_list;

/* Fields that a file adds to a kind declared elsewhere. */
typedef struct {
    vw_reference kind;
    const vw_field *fields;
    size_t field_count;
} vw_addition;

typedef struct {
    vw_kind kind;
    vw_place example_place; /* its line is 0: no example */
} vw_kind_draft;

typedef struct {
    vw_measure measure;
    vw_test *tests;            /* the measure's own, still to be given their measure */
    vw_reference *populations; /* by test: the shared one that it names, or without a name */
    size_t test_count;
} vw_measure_draft;

typedef struct {
    vw_mapping mapping;
    bool named; /* it says in which aspects it counts */
    vw_reference measure;
} vw_mapping_draft;

/* What is said of an aspect: a question, or why nothing decides it. */
typedef struct {
    vw_aspect aspect;
    vw_place place;
    bool asks;
} vw_said_of_aspect;

typedef struct {
    vw_requirement requirement;
    vw_reference framework;
    vw_reference as_in;      /* a requirement of another version, whose words these are; or
                                its name is NULL */
    bool has_kind, has_maps; /* else those of [as_in] */
    bool lenient;            /* a file of somebody else may have taken the place of that one */
    bool has_aspects;        /* else the framework's */
    vw_reference moved_to, parent; /* their names are NULL: none */
    vw_said_of_aspect *said;       /* at most once an aspect, of either sort */
    size_t said_count;
    vw_mapping_draft *mappings;
    size_t mapping_count;
} vw_requirement_draft;

typedef struct {
    vw_parameter parameter;
    const char *unit;  /* of a number, or NULL */
    const char *value; /* the default, as written */
    vw_place value_place;
} vw_parameter_draft;

/* Somebody's value of a parameter. */
typedef struct {
    vw_reference parameter;
    const char *value; /* as written */
    vw_place value_place;
    const char *source;
} vw_setting_draft;

typedef VW_VEC(vw_setting_draft) vw_setting_drafts;

typedef struct {
    vw_framework framework;
    vw_setting_drafts settings;
    bool builtin;
    bool aspects[VW_ASPECT_COUNT];
    vw_reference *applies_to;
    size_t applies_count;
    vw_reference regime; /* its name is NULL: none */
} vw_framework_draft;

/* A version that the organisation says that binds it. */
typedef struct {
    vw_reference framework; /* NAME */
    const char *version;
    const char *reason;
} vw_choice_draft;

/* Requirements that went the same way for the same reason. */
typedef struct {
    vw_route_change change; /* VW_ROUTE_COUNT: they are new */
    vw_reference *ids, *to;
    size_t id_count, to_count;
    vw_text because;
    vw_place place;
} vw_route_draft;

typedef struct {
    vw_reference from, to; /* frameworks */
    const char *mark;
    vw_text mark_reason;
    vw_route_draft *routes;
    size_t route_count;
    bool lenient; /* likewise: what does not fit is no error */
    bool broken;  /* some route could not be read: what seems left out may well stand there */
} vw_migration_draft;

typedef struct {
    vw_decision decision;
    vw_reference follows;
} vw_decision_draft;

typedef struct {
    vw_regime regime;
    vw_decision_draft *decisions;
    size_t decision_count;
    vw_reference through;
    bool follows_any;
} vw_regime_draft;

typedef struct {
    vw_derivation derivation;
    vw_reference field;
} vw_derivation_draft;

/* Examples of a test that stand in a file of their own. */
typedef struct {
    vw_reference test;
    const vw_trial *trials;
    size_t trial_count;
    const char *cannot[VW_TRIED_OUTSIDE];
    vw_place cannot_places[VW_TRIED_OUTSIDE];
} vw_corpus_draft;

typedef struct {
    vw_arena *arena;   /* lives as long as the set */
    vw_arena *scratch; /* until loading is done */
    vw_arena *tree;    /* until the file is read: its nodes, and what looks at them */
    vw_diags *diags;
    size_t shipped_count; /* files that are as they came with the program */
    bool unreadable; /* some file gave no tree: a name that is not found may well stand there */
    VW_VEC(vw_kind_draft) kinds;
    VW_VEC(vw_addition) additions;
    VW_VEC(vw_reference) kinds_named; /* by ref fields */
    VW_VEC(vw_measure_draft) measures;
    VW_VEC(vw_framework_draft) frameworks;
    VW_VEC(vw_requirement_draft) requirements;
    VW_VEC(vw_corpus_draft) corpus;
    VW_VEC(vw_regime_draft) regimes;
    VW_VEC(vw_derivation_draft) derivations;
    const vw_regime **regimes_by_id;          /* once they are linked */
    VW_VEC(vw_reference) frameworks_named;    /* by requirements_of */
    VW_VEC(vw_reference) frameworks_added_to; /* those of them in a file that is not built in */
    VW_VEC(vw_parameter_draft) parameters;
    VW_VEC(vw_reference) parameters_named; /* by texts, between braces */
    vw_setting_drafts own_settings;        /* the organisation's */
    VW_VEC(vw_stray_setting) stray_settings;
    VW_VEC(vw_choice_draft) choices;
    VW_VEC(vw_migration_draft) migrations;
    VW_VEC(vw_population) populations;
    vw_population *linked_populations; /* in order; the tests that name them are counted */
    vw_name_list population_names;
    vw_parameter_value *shipped;                       /* by parameter of the set */
    bool reading_builtin, reading_stored, reading_own; /* the file that is being read */
} vw_loader;

/* Each reads one file's top mapping. */
void vw_load__kind(vw_loader *loader, const vw_node *root);
void vw_load__fields_of(vw_loader *loader, const vw_node *root);
void vw_load__measures(vw_loader *loader, const vw_node *root);
void vw_load__framework(vw_loader *loader, const vw_node *root);
void vw_load__requirements_of(vw_loader *loader, const vw_node *root);
void vw_load__parameters_of(vw_loader *loader, const vw_node *root);
/* Parameters and populations by themselves. */
void vw_load__shared(vw_loader *loader, const vw_node *root);
void vw_load__regimes(vw_loader *loader, const vw_node *root);
void vw_load__corpus(vw_loader *loader, const vw_node *root);
void vw_load__derived_facts(vw_loader *loader, const vw_node *root);
void vw_load__migration(vw_loader *loader, const vw_node *root);

/* Sorts, checks what spans files, and resolves names. The result counts only when no error was
 * reported. */
const vw_set *vw_load__link(vw_loader *loader);

/* The part of it for kinds: additions joined to them, the artefact, references, examples. */
const vw_catalogue *vw_load__link_catalogue(vw_loader *loader);

/* The parts of it for parameters and populations: first these two, then what uses them. */
void vw_load__link_parameters(vw_loader *loader, vw_set *set);
void vw_load__link_populations(vw_loader *loader, vw_set *set);
const vw_parameter_setting *vw_load__link_settings(vw_loader *loader, const vw_set *set,
                                                   const vw_setting_drafts *drafts, size_t *count);
/* Gives [test] the population that it names, if it does. */
void vw_load__link_population(vw_loader *loader, const vw_set *set, vw_test *test,
                              const vw_reference *named);
/* Reports each parameter that a text names and that is none. */
void vw_load__check_named(vw_loader *loader, const vw_set *set);
/* Fills in the defaults where texts name parameters, and keeps those texts. */
void vw_load__fill_texts(vw_loader *loader, const vw_set *set, vw_test *test);
/* Gives tests the examples that stand elsewhere, behind their own; before tests are linked. */
void vw_load__link_corpus(vw_loader *loader);
/* After the texts of its tests, which take its remedy with their own values: with the defaults. */
void vw_load__fill_remedy(vw_loader *loader, const vw_set *set, vw_measure *measure);
/* Kinds and columns in the examples of a test are those of the catalogue, and no row lacks what it
 * must have. */
void vw_load__link_trials(vw_loader *loader, const vw_catalogue *catalogue, const vw_test *test);
/* Regimes and derived facts, after the catalogue and before the frameworks that name them. */
void vw_load__link_regimes(vw_loader *loader, vw_set *set);
/* For whom a framework is: the regime that its head names. */
void vw_load__link_applies(vw_loader *loader, const vw_set *set, const vw_framework_draft *draft,
                           vw_framework *framework);

/* The requirements of a framework, in order, to its lists of them: their mappings, and what they
 * say of each other and of their aspects. */
void vw_load__link_requirements(vw_loader *loader, const vw_set *set, const vw_name_list *measures,
                                vw_framework *framework, const vw_framework_draft *head,
                                const vw_requirement_draft *drafts, size_t count);

/* Versions of one framework: requirements in order take over what they have `as_in` another; which
 * version the organisation chose; and where requirements went from one version to the next. */
void vw_load__link_words(vw_loader *loader);
void vw_load__link_choices(vw_loader *loader, vw_set *set);
void vw_load__link_migrations(vw_loader *loader, vw_set *set);
/* By framework, then natural order of ids. */
int vw_load__compare_requirements(const void *left, const void *right);

vw_name_list vw_load__names(vw_loader *loader, size_t count);
/* The place of [name] in a list in order, or SIZE_MAX. */
size_t vw_load__find(const vw_name_list *list, const char *name);
const char *vw_load__near(const vw_loader *loader, const vw_name_list *list, const char *wrong);
/* By file, line and column. */
int vw_load__compare_places(const vw_place *a, const vw_place *b);

/* Reports every name that is given more than once, with the place of the first; sorts [names], so
 * that a hostile file costs no quadratic time. */
void vw_load__check_twice(vw_loader *loader, vw_reference *names, size_t count);
/* As vw_suggest, until there are more diagnostics than are kept: past that, nobody would see it. */
const char *vw_load__suggest(const vw_loader *loader, const char *wrong, const char *const *names,
                             size_t count);

/* ---- names ---- */

/* Kinds, fields and keys: [a-z][a-z0-9_]*, at most 60 characters, so that the table "ev_..." keeps
 * within the 63 that PostgreSQL looks at. */
bool vw_load__is_name(const char *text);
/* Measures and tests: parts of [a-z0-9-], separated by dots. A framework's id is one such part. */
bool vw_load__is_id(const char *text);
bool vw_load__is_id_part(const char *text);
/* Such a part, or NAME@VERSION with in VERSION also dots. */
bool vw_load__is_framework_id(const char *text);
/* Requirements: visible characters, no colon (full ids have one). */
bool vw_load__is_requirement_id(const char *text);
/* A name that the organisation gave, which no later version of the program will use: own_... */
bool vw_load__is_own(const char *text);
/* Words of the rule language and columns that every table has: not for kinds, fields and keys. */
bool vw_load__is_reserved(const char *text);
/* Numbers inside texts by their value: 5.2 before 5.10, 21(2)(a) before 21(10). A total order. */
int vw_load__compare_natural(const char *a, const char *b);

#endif
