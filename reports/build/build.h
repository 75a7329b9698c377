/* SPDX-License-Identifier: EUPL-1.2 */
/* What the builders of a report share: the evaluation, its figures, and a few ways to make blocks.
 *
 * A table in memory holds cells; a table of many rows reads them from the dossier while it is
 * rendered (rows.h). Words stand beside their use, in both languages. */
#ifndef VW_REPORTS_BUILD_H
#define VW_REPORTS_BUILD_H

#include "eval/reason.h"
#include "eval/recorded.h"
#include "eval/sign_off.h"
#include "reports/report.h"
#include "reports/template.h"
#include "store/query.h"

/* Counted once when the report is built. */
typedef struct {
    vw_counts *aspects;      /* requirement-aspects, one a framework of the plan */
    vw_counts *requirements; /* their own status, likewise */
    vw_counts all;           /* requirement-aspects of all frameworks */
    vw_counts tests;
    vw_tally outcomes;      /* over all tests; [pass] counts too */
    int64_t imports, rows;  /* up to the import mark */
    int64_t conclusions;    /* rows */
    int64_t outcomes_total; /* rows: all but passes */
} vw_figures;

typedef VW_VEC(const vw_requirement *) vw_requirement_list;

/* Who is who, and how they are shown: reports/build/people.h. */
typedef struct vw_people vw_people;
/* Texts of records by their language: reports/build/passages.h. */
typedef struct vw_passages vw_passages;

/* A figure as the document's text says it: {{share-met}}, "62.5%". */
typedef struct {
    const char *name, *text;
} vw_shown_figure;

/* A free text of a record that a document shows: somebody wrote it, so it is looked at before the
 * document is printed (reports/section/honesty.h). */
typedef struct {
    const char *kind, *key, *field;
    const char *text;
} vw_own_text;
typedef VW_VEC(vw_own_text) vw_own_texts;

typedef struct vw_report {
    vw_arena *arena; /* lives as long as the document */
    vw_diags *diags;
    vw_dossier *dossier;
    const vw_evaluation *evaluation;
    const vw_plan *plan;
    vw_lang lang;
    const vw_words *words;
    const vw_people *people;
    vw_reasons *reasons; /* of tests, filled in for a subject */
    vw_rule_frame frame; /* of the evaluation */
    bool names;          /* of people, instead of their roles */
    vw_figures figures;
    vw_sign_offs signed_off;       /* those that hold for this document */
    vw_answer_versions answers;    /* of the evaluation: what judgements were carried over from */
    VW_VEC(vw_shown_figure) shown; /* what the template asked for, once each */
    /* While a placeholder is filled in: */
    const vw_template_arguments *arguments;
    vw_audience audience;             /* of the part that it stands in */
    vw_requirement_list repeated;     /* what a part is repeated for */
    const vw_requirement *current;    /* the one at hand, or NULL */
    const struct vw_college *college; /* what a municipality files, or NULL: not asked for yet */
    size_t open_points;               /* that the form check found, of a draft */
    int64_t later_imports;            /* of evidence, since the evaluation */
    bool shows_counts;                /* the document holds results by framework */
    bool shows_trend;                 /* and beside them those of the year before */
    bool told_approval;               /* and who approved it, once somebody did */
    bool told_brackets;               /* and what stands in square brackets */
    bool told_sets;                   /* and whose control set it was, with files and reasons */
    vw_own_texts *own_texts;          /* shown so far */
    /* The same of the dossier of the year before, or NULL: none was given. It shares [diags],
     * [arena] and [own_texts] are its own. */
    struct vw_report *previous;
    const char *predecessor; /* its organisation, where that has another name; else NULL */
    bool told_reused;        /* and which of its promises' keys mean something else now */
    const struct vw_binding *bindings; /* likewise, or NULL: not found yet: reports/build/binds.h */
    bool told_binds;                   /* and why each framework is in it */
    struct vw_certain *certain;        /* of each framework of the plan: reports/build/certain.h */
    const char *const *test_titles;    /* of each test of the plan: reports/build/findings.c */
    bool is_section;                   /* something of reports/section stands in it */
    void *compared;                    /* of reports/section/trend.c */
    struct vw_review *review;          /* of reports/review, when a block asked for it */
    const vw_document_form *form;      /* when a block made the document one to fill in */
    vw_passages *passages;             /* NULL: what is read is not for the document itself */
} vw_report;

/* Nobody approved it, or the form check still finds something. */
static inline bool vw_report__is_draft(const vw_report *r)
{
    return r->signed_off.count == 0 || r->open_points > 0;
}
/* The document with who approved it, when it is no draft and does not say so yet. */
const vw_block *vw_report__approved(vw_report *r, const vw_block *root);

/* The text of {{open-line}}. */
const char *vw_report__open_line(vw_report *r);
/* Leaves that sentence out of [*root] again when nothing in it is left open. */
VW_MUST_USE vw_status vw_report__open_explained(const vw_block **root, const vw_report *r);

/* What the document says while nobody signed it off. */
typedef struct {
    const char *sha256; /* NULL: it cannot be built */
    bool has_places;    /* to sign, each for a role */
} vw_read_text;
/* Finds who signed off [document]; of those whose sign-off does not hold for it, why (E113). With
 * [has_places] only who has one of them approves it. */
VW_MUST_USE vw_status vw_report__sign_offs(vw_report *r, const vw_signed_document *document,
                                           bool has_places);
/* vw_report_build; those who signed off [text], or nobody when it is NULL, stand in it. */
VW_MUST_USE vw_status vw_report__build(const vw_document **out, vw_dossier *dossier,
                                       const vw_evaluation *evaluation, const vw_plan *plan,
                                       const vw_report_options *options, const vw_read_text *text,
                                       vw_arena *arena, vw_diags *diags);

/* Reads and counts what every block needs. [evaluation], [plan] and [dossier] outlive [r]. */
VW_MUST_USE vw_status vw_report__start(vw_report *r, vw_dossier *dossier,
                                       const vw_evaluation *evaluation, const vw_plan *plan,
                                       const vw_report_options *options, vw_arena *arena,
                                       vw_diags *diags);

/* The value of an argument of the placeholder at hand, or NULL. */
static inline const char *vw_report__argument(const vw_report *r, const char *name)
{
    return vw_template_argument_of(r->arguments, name);
}
/* A framework of the evaluation by its id, or the first of several ids with "|" between; NULL: it
 * has none of that name. */
const vw_framework *vw_report__framework_named(const vw_report *r, const char *ids);
/* What the placeholder at hand is limited to by framework=..., or NULL: all. */
const vw_framework *vw_report__framework(const vw_report *r);

vw_words vw_report__words(vw_lang lang);
VW_MUST_USE vw_status vw_report__count(vw_report *r);
/* Key figures as the text of a JSON object. A public document that does not show results by
 * framework has none of them here either. */
const char *vw_report__facts(const vw_report *r);
/* The counts of conclusions alone, in all and by framework, likewise. */
const char *vw_report__counts(const vw_report *r);

/* Notes that the text says [text] for {{name}}, when that is a figure or a hash. */
void vw_report__note_shown(vw_report *r, const char *name, const char *text);
/* The files that go along with a document of this template and audience (docs/signing.md). */
void vw_report__attach(vw_report *r, vw_document *document, const char *template_name,
                       vw_audience audience);

/* Sets [r->previous]. An evaluation that is no earlier one is refused. */
VW_MUST_USE vw_status vw_report__previous(vw_report *r, const vw_report_earlier *earlier);

/* What {{name}} stands for. */
const char *vw_report__value(vw_report *r, const char *name);
/* Appends what {{> name}} stands for. */
VW_MUST_USE vw_status vw_report__blocks(vw_report *r, vw_block_list *out, const char *name,
                                        int level);

/* ---- words and numbers ---------------------------------------------------------------------- */

static inline const char *vw_say(const vw_report *r, vw_text text)
{
    return vw_text_in(text, r->lang);
}
/* {0} to {3} filled in; unused ones are NULL. {0:one|more} is the word that goes with the number in
 * {0} (base/wording.h). */
const char *vw_fill_in(const vw_report *r, vw_text pattern, const char *arg0, const char *arg1,
                       const char *arg2, const char *arg3);
#define VW_FILL(r, pattern, ...) VW_FILL_(r, pattern, __VA_ARGS__, NULL, NULL, NULL, NULL, )
#define VW_FILL_(r, pattern, a, b, c, d, ...) vw_fill_in((r), (pattern), (a), (b), (c), (d))
const char *vw_show_number(const vw_report *r, uint64_t number);
const char *vw_show_share(const vw_report *r, double share);
const char *vw_show_date(const vw_report *r, vw_date date);
/* Of its version; the year where no more is known. */
const char *vw_show_version_date(const vw_report *r, const vw_framework *framework);
/* "BIO2 (1.3)" with the framework's title; one that ends in brackets takes the version into them.
 */
const char *vw_show_framework(const vw_report *r, const vw_framework *framework);
/* The same with [inside] in the place of the version. */
const char *vw_show_framework_with(const vw_report *r, const vw_framework *framework,
                                   const char *inside);
/* "unverified. The date is background knowledge.", of its version and date; NULL without a mark. */
const char *vw_show_head_mark(const vw_report *r, const vw_framework *framework);
/* The kind's name for people; its own name when the catalogue no longer has it. */
const char *vw_show_kind(const vw_report *r, const char *kind);

/* "12 maanden". */
const char *vw_show_value(const vw_report *r, const vw_parameter *parameter,
                          vw_parameter_value value);
/* Where it comes from. A reason of the organisation's is its own text, in whatever language. */
const char *vw_show_value_source(const vw_report *r, const vw_value_in_force *value);
/* "2 not, 3 partly, 4 not assessed, 1 not applicable or not occurred": with those that are met, all
 * of them. What could not run is not assessed. */
const char *vw_say_split(const vw_report *r, const vw_counts *of);
/* The results of the requirements of all frameworks together. */
vw_counts vw_count_requirements(const vw_report *r);
/* Of one framework of the plan. */
vw_counts vw_count_of(const vw_report *r, const vw_framework *framework);
/* What was not found says nothing of what nobody could look at: [none], "no test has deviations",
 * with the number that could not be assessed; in its place, when nothing could. */
typedef enum { VW_COUNTED_TESTS, VW_COUNTED_REQUIREMENTS } vw_counted;
const char *vw_say_none(const vw_report *r, vw_text none, const vw_counts *of, vw_counted what);

/* ---- blocks --------------------------------------------------------------------------------- */

/* The document with [added] behind its first heading, or at its end when it has none. */
const vw_block *vw_add_after_heading(const vw_report *r, const vw_block *root,
                                     const vw_block_list *added);
/* On its cover, behind the facts; without a cover behind its first heading. */
const vw_block *vw_add_after_facts(const vw_report *r, const vw_block *root,
                                   const vw_block_list *added);
void vw_add_paragraph(const vw_report *r, vw_block_list *out, const char *text);
void vw_add_heading(const vw_report *r, vw_block_list *out, int level, const char *id,
                    const char *text);
void vw_add_note(const vw_report *r, vw_block_list *out, const char *text);
typedef VW_VEC(const char *) vw_texts;
void vw_add_list(const vw_report *r, vw_block_list *out, const vw_texts *texts);

/* ---- tables --------------------------------------------------------------------------------- */

enum { VW_COLUMN_CODE = 1, VW_COLUMN_DATA = 2 /* not on paper */ };

typedef struct {
    const char *id;
    vw_text title;
    vw_cell_kind is;
    double weight;
    int flags;
} vw_column_words;

typedef struct {
    const char *id;
    vw_text caption;
    const char *sheet_id; /* NULL: not in the workbook */
    vw_text sheet;
    const vw_column_words *columns;
    size_t column_count;
    vw_text empty;
} vw_table_words;

/* A table without rows yet. */
vw_table *vw_table_new(const vw_report *r, const vw_table_words *words);
void vw_add_table(const vw_report *r, vw_block_list *out, const vw_table *table);
/* At most [rows] on paper; the note says where all of them are. */
void vw_table_cut(const vw_report *r, vw_table *table, uint64_t rows);
/* Rows from memory: [cells] holds whole rows of the table's columns. */
typedef VW_VEC(vw_cell) vw_cells;
void vw_table_fill(const vw_report *r, vw_table *table, const vw_cells *cells);
const vw_formula *vw_formula_new(const vw_report *r, vw_formula formula);

static inline vw_cell vw_text_cell(const char *text)
{
    return text == NULL || text[0] == '\0' ? (vw_cell){.is = VW_CELL_EMPTY}
                                           : (vw_cell){.is = VW_CELL_TEXT, .text = text};
}
static inline vw_cell vw_number_cell(int64_t number)
{
    return (vw_cell){.is = VW_CELL_INTEGER, .integer = number};
}
/* Of what may have decimals: hours, euros. */
static inline vw_cell vw_decimal_cell(double number)
{
    return (vw_cell){.is = VW_CELL_NUMBER, .number = number};
}
static inline vw_cell vw_result_cell(vw_result result)
{
    return (vw_cell){.is = VW_CELL_RESULT, .result = result};
}
/* Of a date or an instant as stored; empty for NULL. */
vw_cell vw_date_cell(const char *stored);

/* ---- the blocks, by file ---------------------------------------------------------------------
 * Each appends to [out]; a status other than VW_OK has added a diagnostic. */

vw_status vw_blocks_cover_facts(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_draft_note(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_signatures(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_framework_table(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_attributions(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_result_words(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_marks(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_chart(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_chart_aspects(vw_report *r, vw_block_list *out, int level);
/* trend_chart.c */
vw_status vw_blocks_chart_trend(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_chart_coverage(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_summary(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_aspects(vw_report *r, vw_block_list *out, int level);
/* A note when the evaluation's control set is not the program's own: in a public part in numbers,
 * else with the names of files and the reasons, once. */
vw_status vw_blocks_own_sets(vw_report *r, vw_block_list *out);
vw_status vw_blocks_requirement_counts(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_requirements(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_conclusions(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_judgements(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_tests(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_deviations(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_main_deviations(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_exceptions(vw_report *r, vw_block_list *out, int level);
/* The same on paper: a part for each test, with every field. */
vw_status vw_blocks_test_papers(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_working_papers(vw_report *r, vw_block_list *out, int level);
/* Requirement, measure and test of each aspect, in full or in part, with what is missing. */
vw_status vw_blocks_mapping(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_glossary(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_sample_sizes(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_evidence(vw_report *r, vw_block_list *out, int level);
/* The same imports with more of them on paper, and every artefact. */
vw_status vw_blocks_evidence_index(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_artefacts(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_completeness(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_not_assessed(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_not_assessed_reasons(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_self_assessment(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_parameters(vw_report *r, vw_block_list *out, int level);
/* A sentence for each value that the organisation chose and that deviates from the default. */
void vw_report__own_values(const vw_report *r, vw_buf *out);
vw_status vw_blocks_requirement_aspects(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_requirement_findings(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_requirement_actions(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_filing_facts(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_deviations_exist(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_digid_connections(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_norm_results(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_improvement_actions(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_not_occurred(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_risk_classes(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_applicability(vw_report *r, vw_block_list *out, int level);
vw_status vw_blocks_exception_annex(vw_report *r, vw_block_list *out, int level);

#endif
