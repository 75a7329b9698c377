/* SPDX-License-Identifier: EUPL-1.2 */
/* A rule reads as a sentence and runs as SQL (docs/rules.md). Text in, checked tree, SQL out. */
#ifndef VW_RULES_RULES_H
#define VW_RULES_RULES_H

#include "model/framework.h"

/* A rule whose every name and type was checked against the catalogue. */
typedef struct vw_rule vw_rule;

/* Of which rules it is asked whether they can be true, and false: that costs ten times what
 * compiling them does. */
typedef enum {
    VW_SENSE_OF_ALL,
    /* Not of those that come with the program, with values of theirs: the tests of the program ask
       it of them. */
    VW_SENSE_OF_OTHERS,
    /* Of none: rules of a stored evaluation, which are performed again as they were, since that
     * check learns more from version to version. */
    VW_SENSE_OF_NONE
} vw_sense_asked;

/* What a rule may name. */
typedef struct {
    const vw_catalogue *catalogue;
    const vw_parameter *parameters;   /* by name */
    const vw_parameter_value *values; /* in this run, one for each; NULL: the defaults */
    size_t parameter_count;
    vw_sense_asked sense;
} vw_rule_names;

/* Also refuses what can never be true or never be false (docs/rules.md, "What is refused"), where
 * that is asked. A parameter becomes the literal that it stands for: the checked tree knows of
 * none. On VW_OK
 * [*out] is owned by [arena]. On VW_ERR_INPUT it is NULL; [diags] has every problem that can be
 * found without guessing (a broken population does not hide a broken condition). Problems of the
 * population go to [of_population], or where that is NULL to [diags] as well: a text that many
 * tests share is reported once. */
VW_MUST_USE vw_status vw_rule_compile_with(const vw_rule **out, vw_arena *arena, vw_diags *diags,
                                           const vw_rule_names *names, vw_rule_text population,
                                           vw_rule_text condition, vw_diags *of_population);
/* The same without parameters. */
VW_MUST_USE vw_status vw_rule_compile(const vw_rule **out, vw_arena *arena, vw_diags *diags,
                                      const vw_catalogue *catalogue, vw_rule_text population,
                                      vw_rule_text condition);
/* Only a population, for what tests share. [used] has a place for each parameter: those that the
 * text names are set. */
VW_MUST_USE vw_status vw_rule_check_population(bool *used, vw_arena *arena, vw_diags *diags,
                                               const vw_rule_names *names, vw_rule_text population);

/* Places in the names' parameters of those that the rule's texts name, in order, each once. */
size_t vw_rule_parameter_count(const vw_rule *rule);
size_t vw_rule_parameter(const vw_rule *rule, size_t index);

const vw_kind *vw_rule_population(const vw_rule *rule);
/* Kinds that the condition looks for related records in, each once; for "collected". */
size_t vw_rule_related_count(const vw_rule *rule);
const vw_kind *vw_rule_related(const vw_rule *rule, size_t index);

/* What a rule cannot do without: records of a kind ([field] NULL), or a field that has to be known.
 * A field of which the rule itself asks whether it is known may be empty. */
typedef struct {
    const vw_kind *kind;
    const vw_field *field;
    bool ever; /* of records: those from before the period, or that have ended, will do */
} vw_rule_need;

typedef struct {
    const vw_rule_need *items; /* each once; the population's kind first */
    size_t count;
} vw_rule_needs_list;

void vw_rule_needs(vw_rule_needs_list *out, vw_arena *arena, const vw_rule *rule);

typedef struct {
    const vw_kind *const *items; /* each once; the population's first */
    size_t count;
} vw_rule_kind_list;

/* Every kind of evidence that decides the outcomes: those of which the rule's SQL reads records,
 * and so also those that are met on a path only. */
void vw_rule_kinds(vw_rule_kind_list *out, vw_arena *arena, const vw_rule *rule);

/* What a run fixes. Dates both included. */
typedef struct {
    vw_date as_of, period_from, period_until;
    int64_t mark; /* evidence of imports with a higher number does not count */
} vw_rule_frame;

/* The SQL of one test: a single SELECT that an auditor can paste into sqlite3 on the dossier.
 * Columns: subject (number), key (text), outcome (1 pass, 0 fail, NULL unknown); one row for each
 * subject of the population, in order of its number. Exceptions are not applied here.
 * Deterministic. */
const char *vw_rule_sql(vw_arena *arena, const vw_rule *rule, const vw_rule_frame *frame);
/* The same for these subjects only, and so for those of them that belong to the population. */
const char *vw_rule_sql_of(vw_arena *arena, const vw_rule *rule, const vw_rule_frame *frame,
                           const int64_t *subjects, size_t count);

typedef struct {
    const char *sql; /* SELECT of numbers of subjects, each once, in order */
    vw_rule_kind_list everybody;
} vw_rule_touched_by;

/* Whose outcome may differ from what it was at the mark [since], when rule, dates and exceptions
 * are the same and everything that the rule looks for was collected at both marks: the subjects
 * that [out->sql] gives, and all of them when of a kind in [out->everybody] anything was imported
 * since. False when that cannot be said of this rule. */
bool vw_rule_touched(vw_rule_touched_by *out, vw_arena *arena, const vw_rule *rule,
                     const vw_rule_frame *frame, int64_t since);
/* SELECT of one row, 1 or 0: was every kind that the rule looks for collected (semantics, 1)? */
const char *vw_rule_collected_sql(vw_arena *arena, const vw_rule *rule, const vw_rule_frame *frame);
/* Of one of those kinds, in the extent in which the rule looks at it: all of them together are the
 * answer, and rules share them. */
size_t vw_rule_use_count(const vw_rule *rule);
typedef struct {
    const vw_kind *kind;
    int extent; /* only to be compared with that of another */
} vw_rule_use;
vw_rule_use vw_rule_use_at(const vw_rule *rule, size_t index);
const char *vw_rule_use_collected_sql(vw_arena *arena, const vw_rule *rule, size_t index,
                                      const vw_rule_frame *frame);
/* SELECT of one row, 1 or 0: was the population declared complete, for a state kind on the
 * reference date, for an event kind over the whole period? */
const char *vw_rule_complete_sql(vw_arena *arena, const vw_rule *rule, const vw_rule_frame *frame);
/* The same of any kind. */
const char *vw_kind_complete_sql(vw_arena *arena, const vw_kind *kind, const vw_rule_frame *frame);
/* SELECT of the rows of ev_[kind] that count: of a state kind those that hold on the reference
 * date, of an event kind those in the period. Without an end, so that it can stand between
 * parentheses. */
const char *vw_kind_counting_sql(vw_arena *arena, const vw_kind *kind, const vw_rule_frame *frame);

/* The same of the rows of a rule's population: with `ever` also events from before the period, and
 * states that no longer hold. */
const char *vw_rule_counting_sql(vw_arena *arena, const vw_rule *rule, const vw_rule_frame *frame);
/* The same of the rows in which a rule looks up what a reference names: of a state kind those that
 * hold on the reference date, of an event kind whenever it was. */
const char *vw_kind_referred_sql(vw_arena *arena, const vw_kind *kind, const vw_rule_frame *frame);

/* ---- conditions over one record, asked comparison by comparison ---- */

/* A condition that uses no record but its own, checked as any other. */
typedef struct vw_condition vw_condition;

typedef enum { VW_FALSE, VW_TRUE, VW_MAYBE } vw_truth;

/* Over the records of [kind]: names and types are checked as in any rule; related records, and
 * fields behind a reference, are refused (N146). */
VW_MUST_USE vw_status vw_condition_compile(const vw_condition **out, vw_arena *arena,
                                           vw_diags *diags, const vw_catalogue *catalogue,
                                           const vw_kind *kind, vw_rule_text text);
/* Of [texts], which ask for whom something applies: all that a compilation refuses, and what says
 * nothing (docs/rules.md, "What is refused"): what no organisation can be, or each that is known
 * is. A text that is NULL is passed over. [in_order]: they are tried from the first until one
 * holds, so that one is refused that an earlier one leaves nothing of (N157). */
VW_MUST_USE vw_status vw_conditions_check(vw_arena *arena, vw_diags *diags,
                                          const vw_rule_names *names, const vw_kind *kind,
                                          const vw_rule_text *const *texts, size_t count,
                                          bool in_order);
/* Its comparisons: what is left of it without and, or, not and parentheses. */
size_t vw_condition_parts(const vw_condition *condition);
/* An SQL expression that is 1, 0 or NULL over a record called s; of the whole, the same. */
const char *vw_condition_part_sql(vw_arena *arena, const vw_condition *condition, size_t part,
                                  const vw_rule_frame *frame);
const char *vw_condition_sql(vw_arena *arena, const vw_condition *condition,
                             const vw_rule_frame *frame);
/* Calls [fn] for each field that it uses, maybe more than once; the key is none. */
void vw_condition_fields(const vw_condition *condition,
                         void (*fn)(void *what, const vw_field *field), void *what);
/* From the truth of each part. VW_MAYBE where what is unknown could change it. */
vw_truth vw_condition_truth(const vw_condition *condition, const vw_truth *parts);
/* Calls [fn] for each field on which that truth hangs: when it is unknown, those of the comparisons
 * that could still change it (known ones among them too). A field may come more than once; the key
 * does not. */
void vw_condition_hangs_on(const vw_condition *condition, const vw_truth *parts,
                           void (*fn)(void *what, const vw_field *field), void *what);
/* A field that a rule looks at. */
typedef struct {
    const char *path; /* as the rule writes it, without "subject.": "owner.employed_until" */
    const vw_kind *kind;
    const vw_field *field; /* the last of the path; NULL: the key of [kind] */
    bool may_be_empty;     /* the rule itself asks whether it is known */
} vw_rule_look;

/* A related form that stands in no other. What a form inside it made of a record is in the record's
 * own verdict. */
typedef struct {
    const vw_kind *kind;
    const char *form;   /* "exists", "no", "every", "count", "sum", "latest" ...: its first word */
    bool breaks;        /* a record that matches speaks against the subject: of no and every */
    bool any;           /* also records that have nothing to do with the subject */
    bool in_population; /* it stands in the population's text, else in the condition's */
    uint32_t start, length; /* where, in bytes of that text */
    const vw_rule_look *looks;
    size_t look_count;
    /* SELECT of the records, those that match first and then the unknown ones: key, import, row,
     * key of the artefact, matched (1, 0, NULL), and a value for each look. ?1 is the subject's
     * number. Of `every` a record matches that breaks it. Of the conditions `latest` and `earliest`
     * a record matches that also fits behind the colon, and the newest or the oldest that may be
     * meant comes first. */
    const char *sql;
    const char *collected_sql; /* SELECT of one row, 1 or 0: was anything of the kind collected? */
} vw_rule_related_look;

typedef struct {
    const vw_rule_look *looks; /* at the subject, and at what its references lead to */
    size_t look_count;
    const char *sql; /* SELECT of the subject ?1, and a value for each look; references by key */
    const vw_rule_related_look *related;
    size_t related_count;
} vw_rule_trace;

/* What the rule looks at, population and condition together: for who asks why an outcome of one
 * subject is what it is. */
void vw_rule_trace_of(vw_rule_trace *out, vw_arena *arena, const vw_rule *rule,
                      const vw_rule_frame *frame);

#endif
