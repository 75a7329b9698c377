/* SPDX-License-Identifier: EUPL-1.2 */
/* A test: its rule, what came out for whom, the SQL, what to do. */
#include "cli/explain.h"
#include "eval/reason.h"
#include "model/label.h"
#include "store/evidence.h"

#include <stdio.h>
#include <string.h>

/* Subjects shown; all of them stand in `list outcomes`. */
enum { SUBJECTS_SHOWN = 15 };

static void print_value(vw_cli *cli, const vw_value_in_force *value)
{
    static const vw_text by[] = {
        [VW_SET_BY_DEFAULT] = {"standaard", "default"},
        [VW_SET_BY_ORGANISATION] = {"door de organisatie gekozen", "chosen by the organisation"},
        [VW_SET_BY_FRAMEWORK] = {"uit het normenkader", "of the framework"},
    };
    const vw_parameter *parameter = value->parameter;
    vw_text shown = vw_parameter_value_shown(cli->arena, parameter->type, value->value);
    vw_cli_say(cli, "    {0} = {1}  ({2}{3}{4}: {5})\n", "    {0} = {1}  ({2}{3}{4}: {5})\n",
               parameter->name, vw_cli_text(cli, shown), vw_cli_text(cli, by[value->set_by]),
               value->framework != NULL ? " " : "",
               value->framework != NULL ? value->framework->id : "",
               value->set_by == VW_SET_BY_ORGANISATION
                   ? value->source
                   : vw_reference_in(cli->arena, value->source, cli->lang),
               NULL);
    if (!vw_parameter_value_equal(value->value, parameter->shipped)) {
        vw_text usual = vw_parameter_value_shown(cli->arena, parameter->type, parameter->shipped);
        vw_cli_say(cli, "      wijkt af van de standaard, {0} ({1})\n",
                   "      deviates from the default, {0} ({1})\n", vw_cli_text(cli, usual),
                   vw_reference_in(cli->arena, parameter->source, cli->lang), NULL);
    }
}

/* The values under which it ran, and the frameworks for which it ran under others. */
static void print_values(vw_explain *e, const vw_test *test, const vw_planned_test *planned)
{
    vw_cli *cli = e->cli;
    if (planned != NULL && planned->value_count > 0) {
        vw_cli_say(cli, "  parameters:\n", "  parameters:\n", NULL);
        for (size_t i = 0; i < planned->value_count; i++) {
            print_value(cli, &planned->values[i]);
        }
    }
    for (size_t i = 0; e->plan != NULL && i < e->plan->test_count; i++) {
        const vw_planned_test *other = &e->plan->tests[i];
        if (other->base == test && other != planned && other->framework != NULL) {
            vw_cli_say(cli, "  voor {0} onder andere waarden: {1}\n",
                       "  for {0} under other values: {1}\n",
                       vw_cli_text(cli, other->framework->title), other->test->id, NULL);
        } else if (other->base == test && other != planned) {
            vw_cli_say(cli, "  voor de andere normenkaders: {0}\n",
                       "  for the other frameworks: {0}\n", other->test->id, NULL);
        }
    }
}

static bool has_variant(const vw_explain *e, const vw_test *test)
{
    for (size_t i = 0; e->plan != NULL && i < e->plan->test_count; i++) {
        if (e->plan->tests[i].base == test && e->plan->tests[i].framework != NULL) {
            return true;
        }
    }
    return false;
}

/* With as many decimals as it was written with, and one at least: 0.05% is not nothing. */
static const char *exact_share(vw_cli *cli, double share)
{
    enum { MOST = 9 };
    char text[64];
    int decimals = 1;
    snprintf(text, sizeof text, "%.*f", MOST, share * 100);
    for (const char *at = strchr(text, '.') + 1; *at != '\0'; at++) {
        const int place = (int)(at - strchr(text, '.'));
        decimals = *at != '0' && place > decimals ? place : decimals;
    }
    snprintf(text, sizeof text, "%.*f", decimals, share * 100);
    if (cli->lang == VW_NL) {
        *strchr(text, '.') = ',';
    }
    return vw_printf(cli->arena, cli->lang == VW_NL ? "%s %%" : "%s%%", text);
}

static void print_rule(vw_cli *cli, const vw_test *test)
{
    vw_explain_head(cli, "Wat wordt getoetst", "What is tested");
    vw_cli_say(cli, "  voor:        {0}\n  voorwaarde:  {1}\n  tolerantie:  {2}\n",
               "  for:         {0}\n  condition:   {1}\n  tolerance:   {2}\n",
               test->population.text, test->condition.text, exact_share(cli, test->tolerance),
               NULL);
    if (test->shared != NULL) {
        vw_cli_say(cli, "  populatie:   {0} [{1}]\n", "  population:  {0} [{1}]\n",
                   vw_cli_text(cli, test->shared->label), test->shared->id, NULL);
    }
    if (test->has_partly_at) {
        vw_cli_say(cli, "  gedeeltelijk vanaf: {0}\n", "  partly from: {0}\n",
                   exact_share(cli, test->partly_at), NULL);
    }
    if (test->basis != NULL) {
        vw_cli_say(cli, "  grondslag:   {0}\n", "  basis:       {0}\n",
                   vw_reference_in(cli->arena, test->basis, cli->lang), NULL);
    }
}

static void print_result(vw_cli *cli, const vw_finding *finding)
{
    vw_explain_head(cli, "Uitkomst", "Result");
    vw_cli_say(cli, "  {0}{1}{2}\n", "  {0}{1}{2}\n", vw_cli_colour(cli, finding->result),
               vw_cli_text(cli, vw_result_label(finding->result)), vw_cli_plain(cli), NULL);
    if (finding->error != NULL) {
        vw_cli_say(cli, "  De regel kon niet worden uitgevoerd: {0}\n",
                   "  The rule could not be run: {0}\n", finding->error, NULL);
        return;
    }
    vw_cli_say(
        cli,
        "  {0} toetsobjecten ({1}): {2} in orde, {3} afwijking, {4} onbekend, {5} uitzondering\n",
        "  {0} subjects ({1}): {2} pass, {3} deviation, {4} unknown, {5} exception\n",
        vw_cli_number(cli, vw_tally_total(finding->tally)), finding->population,
        vw_cli_number(cli, finding->tally.pass), vw_cli_number(cli, finding->tally.fail),
        vw_cli_number(cli, finding->tally.unknown), vw_cli_number(cli, finding->tally.excepted),
        NULL);
    if (finding->complete) {
        vw_cli_say(cli, "  De populatie is volledig verklaard.\n",
                   "  The population was declared complete.\n", NULL);
    } else {
        vw_cli_say(cli, "  Of de populatie volledig is, is niet vastgesteld.\n",
                   "  Completeness of the population: not established.\n", NULL);
    }
    if (!finding->collected) {
        vw_cli_say(cli, "  Van een gevraagd soort bewijs is over de periode niets verzameld.\n",
                   "  Of a kind of evidence that the rule asks for, nothing was collected for the "
                   "period.\n",
                   NULL);
    }
    if (finding->collected_later > 0) {
        vw_cli_say(cli, "  Na de periode verzamelde imports, die meetellen: {0}.\n",
                   "  Imports collected after the period, which count: {0}.\n",
                   vw_cli_number(cli, (uint64_t)finding->collected_later), NULL);
    }
}

static vw_status subjects(vw_explain *e, vw_stmt **stmt, const vw_test *test)
{
    vw_status status = vw_cli_warn_changed(e->cli, e->dossier, &e->evaluation);
    if (status != VW_OK) {
        return status;
    }
    status = vw_stmt_new(
        stmt, vw_dossier_db(e->dossier), e->cli->arena, e->cli->diags,
        "SELECT s.kind, s.key, o.outcome, x.key FROM outcome o JOIN subject s ON s.id = o.subject "
        "LEFT JOIN subject x ON x.id = o.exception WHERE o.evaluation_id = ?1 AND o.test = ?2 "
        "ORDER BY o.outcome = 'unknown', o.outcome = 'excepted', s.key");
    if (status == VW_OK) {
        vw_stmt_bind_int(*stmt, 1, e->evaluation.id);
        vw_stmt_bind_text(*stmt, 2, test->id);
    }
    return status;
}

static vw_status print_subjects(vw_explain *e, const vw_test *test)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    uint64_t count = 0;
    vw_status status = subjects(e, &stmt, test);
    while (status == VW_OK && row) {
        status = vw_stmt_step(stmt, e->cli->diags, &row);
        if (status != VW_OK || !row) {
            break;
        }
        if (count == 0) {
            vw_explain_head(e->cli, "Toetsobjecten die niet in orde zijn",
                            "Subjects that do not pass");
        }
        if (count++ < SUBJECTS_SHOWN) {
            const char *exception = vw_stmt_text(stmt, 3);
            vw_cli_say(e->cli, "  {0}:{1}  {2}{3}{4}\n", "  {0}:{1}  {2}{3}{4}\n",
                       vw_stmt_text(stmt, 0), vw_stmt_text(stmt, 1),
                       vw_explain_outcome(e->cli, vw_stmt_text(stmt, 2)),
                       exception != NULL ? " " : "", exception != NULL ? exception : "", NULL);
        }
    }
    vw_stmt_free(stmt);
    if (count > SUBJECTS_SHOWN) {
        vw_cli_say(e->cli, "  ... en {0} andere: verantwoord list outcomes\n",
                   "  ... and {0} others: verantwoord list outcomes\n",
                   vw_cli_number(e->cli, count - SUBJECTS_SHOWN), NULL);
    }
    return status;
}

/* For no subject in particular. */
static vw_text reason_of(const vw_explain *e, const vw_test *test, const vw_planned_test *planned)
{
    return planned != NULL ? vw_reason_plain(e->cli->arena, e->set->catalogue, planned)
                           : test->reason;
}

/* With the values that the test runs with. */
static vw_text remedy_of(const vw_test *test, const vw_planned_test *planned)
{
    const vw_text own = planned != NULL ? planned->test->remedy : test->remedy;
    return *own.en != '\0' ? own : test->measure->remedy;
}

static void print_advice(vw_explain *e, const vw_test *test, const vw_planned_test *planned)
{
    vw_cli *cli = e->cli;
    vw_text remedy = remedy_of(test, planned);
    if (*test->reason.en != '\0') {
        vw_explain_head(cli, "Wat een afwijking betekent", "What a deviation means");
        vw_explain_text(cli, reason_of(e, test, planned));
    }
    vw_explain_head(cli, "Wat te doen", "What to do");
    vw_explain_text(cli, remedy);
    vw_cli_say(cli, "  Wie dit meestal doet: {0}\n", "  Who usually does it: {0}\n",
               vw_cli_text(cli, test->measure->owner), NULL);
}

static json_t *subjects_json(vw_explain *e, const vw_test *test, vw_status *status)
{
    json_t *array = json_array();
    vw_stmt *stmt = NULL;
    bool row = true;
    *status = subjects(e, &stmt, test);
    while (*status == VW_OK && row) {
        *status = vw_stmt_step(stmt, e->cli->diags, &row);
        if (*status == VW_OK && row) {
            json_array_append_new(
                array, json_pack("{s:s, s:s, s:s, s:s?}", "kind", vw_stmt_text(stmt, 0), "key",
                                 vw_stmt_text(stmt, 1), "outcome", vw_stmt_text(stmt, 2),
                                 "exception", vw_stmt_text(stmt, 3)));
        }
    }
    vw_stmt_free(stmt);
    return array;
}

static json_t *finding_json(const vw_finding *f)
{
    return json_pack("{s:s, s:I, s:I, s:I, s:I, s:s?, s:b, s:b, s:I, s:s?, s:s?}", "result",
                     vw_result_name(f->result), "pass", (json_int_t)f->tally.pass, "fail",
                     (json_int_t)f->tally.fail, "unknown", (json_int_t)f->tally.unknown, "excepted",
                     (json_int_t)f->tally.excepted, "population", f->population, "complete",
                     f->complete, "collected", f->collected, "collected_later",
                     (json_int_t)f->collected_later, "error", f->error, "sql", f->sql);
}

static json_t *values_json(const vw_planned_test *planned)
{
    static const char *const by[] = {[VW_SET_BY_DEFAULT] = "default",
                                     [VW_SET_BY_ORGANISATION] = "organisation",
                                     [VW_SET_BY_FRAMEWORK] = "framework"};
    json_t *array = json_array();
    for (size_t i = 0; planned != NULL && i < planned->value_count; i++) {
        const vw_value_in_force *value = &planned->values[i];
        json_array_append_new(
            array,
            json_pack("{s:s, s:s, s:s, s:s?, s:s, s:s?, s:s, s:s, s:s?}", "parameter",
                      value->parameter->name, "type",
                      vw_parameter_type_name(value->parameter->type), "value", value->value.text,
                      "unit", value->value.unit, "set_by", by[value->set_by], "framework",
                      value->framework != NULL ? value->framework->id : NULL, "source",
                      value->source, "default", value->parameter->shipped.text, "default_unit",
                      value->parameter->shipped.unit));
    }
    return array;
}

static json_t *variants_json(const vw_explain *e, const vw_test *test)
{
    json_t *array = json_array();
    for (size_t i = 0; e->plan != NULL && i < e->plan->test_count; i++) {
        if (e->plan->tests[i].base == test && e->plan->tests[i].framework != NULL) {
            json_array_append_new(array, json_string(e->plan->tests[i].test->id));
        }
    }
    return array;
}

static vw_status print_json(vw_explain *e, const vw_test *test, const vw_planned_test *planned,
                            const vw_finding *finding, bool found)
{
    vw_status status = VW_OK;
    json_t *root = json_pack("{s:s, s:s, s:s, s:o, s:s, s:s, s:f, s:o, s:o}", "test", test->id,
                             "measure", test->measure->id, "aspect", vw_aspect_name(test->aspect),
                             "title", vw_cli_json_text(test->title), "for", test->population.text,
                             "condition", test->condition.text, "tolerance", test->tolerance,
                             "reason", vw_cli_json_text(reason_of(e, test, planned)), "remedy",
                             vw_cli_json_text(remedy_of(test, planned)));
    const vw_test *base = planned != NULL ? planned->base : test;
    if (test->shared != NULL) {
        json_object_set_new(root, "population", json_string(test->shared->id));
    }
    json_object_set_new(root, "parameters", values_json(planned));
    json_object_set_new(root, "variants", variants_json(e, base));
    if (found) {
        json_object_set_new(root, "finding", finding_json(finding));
        json_object_set_new(root, "subjects", subjects_json(e, test, &status));
    }
    vw_cli_json(root);
    return status;
}

vw_status vw_explain_test(vw_explain *e, const vw_test *base, const vw_planned_test *planned)
{
    vw_cli *cli = e->cli;
    const vw_test *test = planned != NULL ? planned->test : base;
    vw_finding finding = {0};
    bool found = false;
    vw_status status = VW_OK;
    if (e->evaluated) {
        status = vw_query_finding(&finding, &found, e->dossier, cli->arena, cli->diags,
                                  e->evaluation.id, test->id);
    }
    if (status != VW_OK || cli->json) {
        return status != VW_OK ? status : print_json(e, test, planned, &finding, found);
    }
    vw_cli_say(cli, "{0} - {1}\nToets op {2} van de maatregel {3} ({4})\n",
               "{0} - {1}\nTest of {2} of the measure {3} ({4})\n", test->id,
               vw_cli_text(cli, test->title), vw_cli_text(cli, vw_aspect_label(test->aspect)),
               vw_cli_text(cli, test->measure->title), test->measure->id, NULL);
    print_rule(cli, test);
    print_values(e, base, planned);
    if (found) {
        print_result(cli, &finding);
        status = print_subjects(e, test);
    } else if (planned == NULL && has_variant(e, base)) {
        vw_explain_head(cli, "Alleen onder andere waarden uitgevoerd, zie hierboven",
                        "Run under other values only, see above");
    } else {
        vw_explain_head(cli, "Nog niet uitgevoerd: verantwoord evaluate",
                        "Not run yet: verantwoord evaluate");
    }
    print_advice(e, test, planned);
    if (found && finding.sql != NULL) {
        vw_explain_head(cli, "Zelf nalopen: plak dit in sqlite3 op het dossier",
                        "Re-perform it: paste this into sqlite3 on the dossier");
        printf("%s;\n", finding.sql);
    }
    return status;
}

/* As `evaluate` would run it now: at the dossier's dates and the newest import. */
static vw_status compiled(vw_explain *e, const vw_test *test, const vw_planned_test *planned,
                          const char **sql)
{
    const vw_rule_names names = {e->set->catalogue, e->set->parameters, NULL,
                                 e->set->parameter_count,
                                 e->evaluated ? VW_SENSE_OF_NONE : VW_SENSE_OF_OTHERS};
    const vw_dossier_head *head = vw_dossier_head_of(e->dossier);
    vw_arena *arena = e->cli->arena;
    vw_rule_frame frame = {
        .as_of = head->as_of, .period_from = head->period_from, .period_until = head->period_until};
    const vw_rule *rule = planned != NULL ? planned->rule : NULL;
    vw_status status = vw_import_mark(e->dossier, e->cli->diags, &frame.mark);
    if (status == VW_OK && e->evaluated) {
        frame = vw_evaluation_frame(&e->evaluation);
    }
    if (status == VW_OK && rule == NULL) {
        status = vw_rule_compile_with(&rule, arena, e->cli->diags, &names, test->population,
                                      test->condition, NULL);
    }
    *sql = status == VW_OK ? vw_rule_sql(arena, rule, &frame) : NULL;
    return status;
}

vw_status vw_explain_test_sql(vw_explain *e, const vw_test *test, const vw_planned_test *planned)
{
    const char *id = planned != NULL ? planned->test->id : test->id;
    vw_finding finding = {0};
    bool found = false;
    vw_status status = VW_OK;
    if (e->dossier == NULL) {
        VW_DIAG(e->cli->diags, U081, (vw_place){0}, NULL);
        return VW_ERR_USAGE;
    }
    if (e->evaluated) {
        status = vw_query_finding(&finding, &found, e->dossier, e->cli->arena, e->cli->diags,
                                  e->evaluation.id, id);
    }
    const char *sql = found ? finding.sql : NULL;
    if (status == VW_OK && sql == NULL) {
        status = compiled(e, test, planned, &sql);
    }
    if (status == VW_OK && e->cli->json) {
        vw_cli_json(json_pack("{s:s, s:s}", "test", id, "sql", sql));
    } else if (status == VW_OK) {
        printf("%s;\n", sql);
    }
    return status;
}
