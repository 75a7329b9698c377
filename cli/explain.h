/* SPDX-License-Identifier: EUPL-1.2 */
/* The parts of `verantwoord explain`, one a noun. */
#ifndef VW_CLI_EXPLAIN_H
#define VW_CLI_EXPLAIN_H

#include "cli/cli.h"
#include "eval/recorded.h"
#include "store/query.h"
#include "store/records.h"

/* What is at hand: a control set always; a dossier and its newest evaluation when there are. */
typedef struct {
    vw_cli *cli;
    const vw_set *set;
    const vw_plan *plan; /* of the evaluation, else of what would be run; NULL: it has errors */
    vw_dossier *dossier; /* NULL: none */
    bool evaluated;
    vw_evaluation evaluation;
} vw_explain;

vw_status vw_explain_requirement(vw_explain *e, const vw_requirement *requirement);
/* One that does not count: what it was, and where it went. */
void vw_explain_inactive(const vw_cli *cli, const vw_requirement *requirement);
/* Its name and place, also of one that does not count. */
void vw_explain_title(const vw_cli *cli, const vw_requirement *requirement);
/* Under what it stands, who sees to it, and whether it may lapse; nothing when none is said. */
void vw_explain_standing(const vw_cli *cli, const vw_requirement *requirement);
/* What is asked of an aspect, or why nothing decides it. */
void vw_explain_asked(const vw_cli *cli, const vw_requirement *requirement, vw_aspect aspect);
/* Adds the same as data. */
void vw_explain_standing_json(json_t *object, const vw_requirement *requirement);
void vw_explain_asked_json(json_t *object, const vw_requirement *requirement, vw_aspect aspect);
/* What a person judged of an aspect of which the conclusion has a judgement: who, when, who
 * reviewed it, and what the tests say. [answers] as an evaluation counts them. */
void vw_explain_judged(const vw_explain *e, const vw_answer_versions *answers,
                       const vw_requirement *requirement, vw_aspect aspect,
                       const vw_conclusion *conclusion);
/* The answers that count, as `list judgements` gives them. */
json_t *vw_explain_judged_json(const vw_explain *e, const vw_answer_versions *answers,
                               const vw_requirement *requirement, vw_aspect aspect);
vw_status vw_explain_measure(vw_explain *e, const vw_measure *measure);
/* [planned]: the variant that is meant, or the plain test in the plan; NULL when neither is. */
vw_status vw_explain_test(vw_explain *e, const vw_test *test, const vw_planned_test *planned);
/* Only the SQL: as it was run, or as it would run now. [planned] as above. */
vw_status vw_explain_test_sql(vw_explain *e, const vw_test *test, const vw_planned_test *planned);
/* [*found] is false when the dossier knows no such subject. [id] is "kind:key" or a bare key. */
vw_status vw_explain_subject(vw_explain *e, const char *id, bool *found);
void vw_explain_parameter(vw_explain *e, const vw_parameter *parameter);
void vw_explain_population(vw_explain *e, const vw_population *population);
/* Its tests, the worst outcome first, each with what decided it; only --test when given. They are
 * added to [outcomes], and printed unless data is asked for. */
vw_status vw_explain_outcomes(vw_explain *e, int64_t subject, const char *kind, const char *key,
                              json_t *outcomes);
void vw_explain_kind(vw_cli *cli, const vw_kind *kind);
void vw_explain_message(vw_cli *cli, const vw_message *message);

/* A heading of the explanation in the user's language. */
void vw_explain_head(const vw_cli *cli, const char *nl, const char *en);
/* "deviation" for the stored "fail". */
const char *vw_explain_outcome(const vw_cli *cli, const char *name);
/* A text in paragraphs, indented by two. Nothing for "". */
void vw_explain_text(const vw_cli *cli, vw_text text);

#endif
