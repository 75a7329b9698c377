/* SPDX-License-Identifier: EUPL-1.2 */
/* A requirement or a measure: what it demands, how it stands, through which tests. */
#include "cli/explain.h"
#include "model/label.h"
#include "model/regime.h"

static const char *word(const vw_cli *cli, vw_result result)
{
    return vw_cli_text(cli, vw_result_label(result));
}

static vw_status print_test(vw_explain *e, const vw_test *test, const char *indent)
{
    vw_cli *cli = e->cli;
    vw_finding finding = {0};
    bool found = false;
    if (e->evaluated) {
        vw_status status = vw_query_finding(&finding, &found, e->dossier, cli->arena, cli->diags,
                                            e->evaluation.id, test->id);
        if (status != VW_OK) {
            return status;
        }
    }
    vw_cli_say(cli, "{0}{1}{2}{3}  {4}  [{5}]\n", "{0}{1}{2}{3}  {4}  [{5}]\n", indent,
               found ? vw_cli_colour(cli, finding.result) : "",
               found ? word(cli, finding.result) : "-", vw_cli_plain(cli),
               vw_cli_text(cli, test->title), test->id, NULL);
    return VW_OK;
}

/* Tests of a measure for one aspect, as the framework concludes from them. */
static vw_status print_tests(vw_explain *e, const vw_measure *measure,
                             const vw_framework *framework, vw_aspect aspect, const char *indent)
{
    vw_status status = VW_OK;
    for (size_t i = 0; i < measure->test_count && status == VW_OK; i++) {
        const vw_test *test = &measure->tests[i];
        const vw_planned_test *planned =
            e->plan != NULL ? vw_plan_test_for(e->plan, test, framework) : NULL;
        if (test->aspect == aspect) {
            status = print_test(e, planned != NULL ? planned->test : test, indent);
        }
    }
    return status;
}

/* Tests of a measure with their variants. */
static vw_status print_all_tests(vw_explain *e, const vw_measure *measure, const char *indent)
{
    const size_t planned_count = e->plan != NULL ? e->plan->test_count : 0;
    vw_status status = VW_OK;
    for (size_t i = 0; i < measure->test_count && status == VW_OK; i++) {
        const vw_test *test = &measure->tests[i];
        bool planned = false;
        for (size_t j = 0; j < planned_count && status == VW_OK; j++) {
            if (e->plan->tests[j].base == test) {
                status = print_test(e, e->plan->tests[j].test, indent);
                planned = true;
            }
        }
        if (!planned) {
            status = print_test(e, test, indent);
        }
    }
    return status;
}

/* A measure without a test of the aspect leaves its part not assessed, whatever the tests of the
 * others say (semantics, 4). Where no measure has one, there is nothing to tell apart. */
static void print_untested(const vw_cli *cli, const vw_requirement *requirement, vw_aspect aspect)
{
    size_t tested = 0;
    for (size_t i = 0; i < requirement->mapping_count; i++) {
        tested += vw_mapping_tests(&requirement->mappings[i], aspect);
    }
    for (size_t i = 0; i < requirement->mapping_count && tested > 0; i++) {
        const vw_measure *measure = requirement->mappings[i].measure;
        if (requirement->mappings[i].aspects[aspect] && !vw_measure_tests(measure, aspect)) {
            vw_cli_say(cli, "    {0}  geen toets hiervan bij: {1}  [{2}]\n",
                       "    {0}  no test of it with: {1}  [{2}]\n", word(cli, VW_NOT_ASSESSED),
                       vw_cli_text(cli, measure->title), measure->id, NULL);
        }
    }
}

static const char *decided_by(const vw_cli *cli, vw_coverage coverage)
{
    static const vw_text texts[VW_COVERED_COUNT] = {
        [VW_COVERED_FULL] = {"toetsen beslissen", "tests decide"},
        [VW_COVERED_PARTLY] = {"toetsen beslissen een deel", "tests decide a part"},
        [VW_COVERED_JUDGED] = {"een persoon oordeelt", "a person judges"},
        [VW_COVERED_NOT] = {"niets beslist dit", "nothing decides this"},
        [VW_COVERED_UNKNOWN] = {"niets beslist dit", "nothing decides this"},
    };
    return vw_cli_text(cli, texts[coverage]);
}

/* What the judgements of the evaluation were carried over from; once for all aspects. */
static vw_status load_answers(vw_answer_versions *out, const vw_explain *e)
{
    *out = (vw_answer_versions){0};
    if (!e->evaluated) {
        return VW_OK;
    }
    const vw_rule_frame frame = vw_evaluation_frame(&e->evaluation);
    return vw_answers_recorded(out, e->dossier, e->cli->arena, e->cli->diags, e->set, &frame);
}

static vw_status print_aspect(vw_explain *e, const vw_requirement *requirement, vw_aspect aspect,
                              const vw_answer_versions *answers)
{
    vw_cli *cli = e->cli;
    vw_conclusion conclusion = {0};
    bool found = false;
    vw_status status = VW_OK;
    if (e->evaluated) {
        status = vw_query_conclusion(&conclusion, &found, e->dossier, cli->arena, cli->diags,
                                     e->evaluation.id, requirement->full_id, aspect);
    }
    vw_cli_say(cli, "  {0}: {1}{2}{3}{4}; {5}\n", "  {0}: {1}{2}{3}{4}; {5}\n",
               vw_cli_text(cli, vw_aspect_label(aspect)),
               found ? vw_cli_colour(cli, conclusion.result) : "",
               found ? word(cli, conclusion.result) : "-", vw_cli_plain(cli),
               !found || !conclusion.by_judgement ? ""
               : cli->lang == VW_NL               ? " (oordeel van een persoon)"
                                                  : " (by judgement)",
               decided_by(cli, vw_requirement_coverage(requirement, aspect)), NULL);
    vw_explain_asked(cli, requirement, aspect);
    if (found && conclusion.by_rule) {
        vw_cli_say(cli, "    volgens een regel: {0}\n    gegevens: {1}\n",
                   "    by a rule: {0}\n    facts: {1}\n",
                   vw_cli_text(cli, requirement->applies_because), conclusion.reason, NULL);
        if (vw_facts_stated(conclusion.reason)) {
            vw_cli_say(cli, "    {0}\n", "    {0}\n", vw_cli_text(cli, vw_facts_stated_label()),
                       NULL);
        }
    }
    if (found && conclusion.has_judged) {
        vw_explain_judged(e, answers, requirement, aspect, &conclusion);
    }
    for (size_t i = 0; i < requirement->mapping_count && status == VW_OK; i++) {
        if (requirement->mappings[i].aspects[aspect]) {
            status = print_tests(e, requirement->mappings[i].measure, requirement->framework,
                                 aspect, "    ");
        }
    }
    print_untested(cli, requirement, aspect);
    return status;
}

/* "design, existence" where a mapping counts in some only, else NULL. */
static const char *only_in(const vw_cli *cli, const vw_requirement *requirement,
                           const vw_mapping *mapping)
{
    vw_buf names = {.arena = cli->arena};
    bool all = true;
    for (vw_aspect aspect = VW_DESIGN; aspect < VW_ASPECT_COUNT; aspect++) {
        all = all && (mapping->aspects[aspect] || !requirement->demands[aspect]);
        if (mapping->aspects[aspect]) {
            vw_buf_addf(&names, "%s%s", names.length > 0 ? ", " : "",
                        vw_cli_text(cli, vw_aspect_label(aspect)));
        }
    }
    return all ? NULL : vw_buf_text(&names);
}

static void print_mappings(vw_cli *cli, const vw_requirement *requirement)
{
    vw_explain_head(cli, "Maatregelen", "Measures");
    if (requirement->mapping_count == 0) {
        vw_cli_say(cli, "  Geen. Zonder zelfbeoordeling blijft deze norm niet beoordeeld.\n",
                   "  None. Without a self-assessment this requirement stays not assessed.\n",
                   NULL);
    }
    for (size_t i = 0; i < requirement->mapping_count; i++) {
        const vw_mapping *mapping = &requirement->mappings[i];
        vw_cli_say(cli, "  {0}  {1}  [{2}]\n", "  {0}  {1}  [{2}]\n",
                   mapping->full ? (cli->lang == VW_NL ? "volledig" : "full")
                                 : (cli->lang == VW_NL ? "deels" : "partial"),
                   vw_cli_text(cli, mapping->measure->title), mapping->measure->id, NULL);
        if (!mapping->full) {
            vw_cli_say(cli, "    {0}\n", "    {0}\n", vw_cli_text(cli, mapping->because), NULL);
        }
        if (only_in(cli, requirement, mapping) != NULL) {
            vw_cli_say(cli, "    Telt alleen bij: {0}\n", "    Counts only in: {0}\n",
                       only_in(cli, requirement, mapping), NULL);
        }
        vw_cli_say(cli, "    Wat te doen: {0}\n", "    What to do: {0}\n",
                   vw_cli_text(cli, mapping->measure->remedy), NULL);
    }
}

static vw_status requirement_json(vw_explain *e, const vw_requirement *requirement)
{
    vw_cli *cli = e->cli;
    json_t *aspects = json_array();
    json_t *measures = json_array();
    vw_answer_versions answers;
    vw_status status = load_answers(&answers, e);
    for (vw_aspect aspect = VW_DESIGN; aspect < VW_ASPECT_COUNT && status == VW_OK; aspect++) {
        vw_conclusion conclusion = {0};
        bool found = false;
        if (requirement->demands[aspect] && e->evaluated) {
            status = vw_query_conclusion(&conclusion, &found, e->dossier, cli->arena, cli->diags,
                                         e->evaluation.id, requirement->full_id, aspect);
        }
        if (requirement->demands[aspect]) {
            json_t *object = json_pack(
                "{s:s, s:s?, s:s?, s:s?, s:b, s:b, s:s?}", "aspect", vw_aspect_name(aspect),
                "result", found ? vw_result_name(conclusion.result) : NULL, "computed",
                found && conclusion.has_computed ? vw_result_name(conclusion.computed) : NULL,
                "judged", found && conclusion.has_judged ? vw_result_name(conclusion.judged) : NULL,
                "by_judgement", conclusion.by_judgement, "by_rule", conclusion.by_rule, "reason",
                conclusion.reason);
            const vw_answer_version *answer =
                found && conclusion.has_judged
                    ? vw_answers_carried(&answers, requirement->full_id, aspect)
                    : NULL;
            json_object_set_new(object, "carried_from",
                                answer != NULL ? json_string(answer->carried_from) : json_null());
            json_object_set_new(object, "to_be_confirmed",
                                json_boolean(answer != NULL && answer->unconfirmed));
            json_object_set_new(object, "judgements",
                                vw_explain_judged_json(e, &answers, requirement, aspect));
            vw_explain_asked_json(object, requirement, aspect);
            json_array_append_new(aspects, object);
        }
    }
    for (size_t i = 0; i < requirement->mapping_count; i++) {
        const vw_mapping *mapping = &requirement->mappings[i];
        json_t *counts = json_array();
        for (vw_aspect aspect = VW_DESIGN; aspect < VW_ASPECT_COUNT; aspect++) {
            if (requirement->demands[aspect] && mapping->aspects[aspect]) {
                json_array_append_new(counts, json_string(vw_aspect_name(aspect)));
            }
        }
        json_array_append_new(measures,
                              json_pack("{s:s, s:s, s:o, s:o}", "measure", mapping->measure->id,
                                        "coverage", mapping->full ? "full" : "partial", "because",
                                        vw_cli_json_text(mapping->because), "aspects", counts));
    }
    json_t *object = json_pack(
        "{s:s, s:s, s:o, s:o, s:s?, s:s?, s:s?, s:o, s:o, s:o}", "requirement",
        requirement->full_id, "kind", vw_requirement_kind_name(requirement->kind), "title",
        vw_cli_json_text(requirement->title), "explain", vw_cli_json_text(requirement->explain),
        "reference", requirement->reference, "mark", requirement->mark, "applies_when",
        requirement->applies_when.text, "applies_because",
        vw_cli_json_text(requirement->applies_because), "aspects", aspects, "measures", measures);
    vw_explain_standing_json(object, requirement);
    vw_cli_json(object);
    return status;
}

vw_status vw_explain_requirement(vw_explain *e, const vw_requirement *requirement)
{
    vw_answer_versions answers = {0};
    vw_cli *cli = e->cli;
    vw_result result = VW_NOT_ASSESSED;
    bool found = false;
    vw_status status = VW_OK;
    if (cli->json) {
        return requirement_json(e, requirement);
    }
    if (e->evaluated) {
        status = vw_query_status(&result, &found, e->dossier, cli->arena, cli->diags,
                                 e->evaluation.id, requirement->full_id);
    }
    vw_explain_title(cli, requirement);
    if (requirement->applies_when.text != NULL) {
        vw_explain_head(cli, "Voor wie", "For whom");
        vw_cli_say(cli, "  {0}\n  {1}\n", "  {0}\n  {1}\n", requirement->applies_when.text,
                   vw_cli_text(cli, requirement->applies_because), NULL);
    }
    vw_explain_standing(cli, requirement);
    vw_explain_head(cli, "Hoe het ervoor staat", "How it stands");
    vw_cli_say(cli, "  {0}{1}{2}\n", "  {0}{1}{2}\n", found ? vw_cli_colour(cli, result) : "",
               found ? word(cli, result)
                     : (cli->lang == VW_NL ? "nog niet geëvalueerd" : "not evaluated yet"),
               vw_cli_plain(cli), NULL);
    if (status == VW_OK) {
        status = load_answers(&answers, e);
    }
    for (vw_aspect aspect = VW_DESIGN; aspect < VW_ASPECT_COUNT && status == VW_OK; aspect++) {
        if (requirement->demands[aspect]) {
            status = print_aspect(e, requirement, aspect, &answers);
        }
    }
    print_mappings(cli, requirement);
    return status;
}

static void print_served(vw_explain *e, const vw_measure *measure)
{
    vw_explain_head(e->cli, "Dient", "Serves");
    for (size_t i = 0; i < e->set->framework_count; i++) {
        const vw_framework *framework = &e->set->frameworks[i];
        for (size_t j = 0; j < framework->requirement_count; j++) {
            const vw_requirement *requirement = &framework->requirements[j];
            for (size_t k = 0; k < requirement->mapping_count; k++) {
                if (requirement->mappings[k].measure == measure) {
                    vw_cli_say(e->cli, "  {0}  {1}\n", "  {0}  {1}\n", requirement->full_id,
                               vw_cli_text(e->cli, requirement->title), NULL);
                }
            }
        }
    }
}

static void measure_json(const vw_explain *e, const vw_measure *measure)
{
    json_t *tests = json_array(), *variants = json_array();
    for (size_t i = 0; e->plan != NULL && i < e->plan->test_count; i++) {
        const vw_planned_test *planned = &e->plan->tests[i];
        if (planned->base->measure == measure && planned->framework != NULL) {
            json_array_append_new(variants, json_string(planned->test->id));
        }
    }
    for (size_t i = 0; i < measure->test_count; i++) {
        json_array_append_new(tests, json_string(measure->tests[i].id));
    }
    vw_cli_json(json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:o}", "measure", measure->id, "title",
                          vw_cli_json_text(measure->title), "explain",
                          vw_cli_json_text(measure->explain), "owner",
                          vw_cli_json_text(measure->owner), "remedy",
                          vw_cli_json_text(measure->remedy), "tests", tests, "variants", variants));
}

vw_status vw_explain_measure(vw_explain *e, const vw_measure *measure)
{
    vw_cli *cli = e->cli;
    if (cli->json) {
        measure_json(e, measure);
        return VW_OK;
    }
    vw_cli_say(cli, "{0} - {1}\n", "{0} - {1}\n", measure->id, vw_cli_text(cli, measure->title),
               NULL);
    vw_explain_head(cli, "Wat de organisatie doet", "What the organisation does");
    vw_explain_text(cli, measure->explain);
    vw_explain_head(cli, "Toetsen", "Tests");
    vw_status status = print_all_tests(e, measure, "  ");
    print_served(e, measure);
    vw_explain_head(cli, "Wat te doen", "What to do");
    vw_explain_text(cli, measure->remedy);
    vw_cli_say(cli, "  Wie dit meestal doet: {0}\n", "  Who usually does it: {0}\n",
               vw_cli_text(cli, measure->owner), NULL);
    return status;
}
