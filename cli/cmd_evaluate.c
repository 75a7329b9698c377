/* SPDX-License-Identifier: EUPL-1.2 */
/* verantwoord evaluate: run, store, and show what matters most. */
#include "cli/cli.h"
#include "eval/applies.h"
#include "eval/binding.h"
#include "eval/later.h"
#include "model/label.h"
#include "store/evidence.h"
#include "store/query.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Deviations shown after a run; all of them stand in `list outcomes`. */
enum { MOST_IMPORTANT = 8 };

bool vw_cli_rule_seconds(vw_cli *cli, vw_perform_options *options)
{
    const char *text = vw_argument_of(cli->arguments, VW_OPT_RULE_SECONDS);
    char *end = NULL;
    if (text == NULL) {
        return true;
    }
    errno = 0;
    long seconds = strtol(text, &end, 10);
    if (errno != 0 || *text == '\0' || *end != '\0' || seconds < 1 || seconds > 86400) {
        VW_DIAG(cli->diags, U009, (vw_place){0}, "--rule-seconds", text, "1 .. 86400");
        return false;
    }
    options->rule_seconds = (unsigned)seconds;
    return true;
}

/* ---- nothing to evaluate ------------------------------------------------------------------- */

static void add_once(vw_buf *list, const char *words, const char *between)
{
    if (list->length == 0 || strstr(vw_buf_text(list), words) == NULL) {
        vw_buf_addf(list, "%s%s", list->length > 0 ? between : "", words);
    }
}

/* The frameworks of which it cannot be told whether they apply, and every fact that is missing. */
static vw_status find_missing(vw_buf *frameworks, vw_buf *facts, vw_cli *cli, const vw_set *set,
                              vw_dossier *dossier)
{
    const vw_dossier_head *head = vw_dossier_head_of(dossier);
    vw_rule_frame frame = {
        .as_of = head->as_of, .period_from = head->period_from, .period_until = head->period_until};
    vw_binding *bindings = VW_NEW_ARRAY(cli->arena, set->framework_count, vw_binding);
    const vw_framework **all = VW_NEW_ARRAY(cli->arena, set->framework_count, const vw_framework *);
    size_t count = 0;
    for (size_t i = 0; i < set->framework_count; i++) {
        const vw_regime *regime = set->frameworks[i].regime;
        if (regime != NULL && regime->decision_count > 0) {
            all[count++] = &set->frameworks[i];
        }
    }
    vw_status status = vw_import_mark(dossier, cli->diags, &frame.mark);
    if (status == VW_OK) {
        status =
            vw_bindings_find(bindings, dossier, cli->arena, cli->diags, set, &frame, all, count);
    }
    for (size_t i = 0; i < count && status == VW_OK; i++) {
        for (size_t j = 0; j < bindings[i].missing_count; j++) {
            const vw_field *field = bindings[i].all_missing[j];
            add_once(frameworks, all[i]->id, ", ");
            add_once(facts,
                     vw_printf(cli->arena, "%s (%s)", field->name, vw_cli_text(cli, field->label)),
                     "; ");
        }
    }
    return status;
}

/* That none applies is one thing; that nobody can tell yet another. */
static vw_status tell_nothing_applies(vw_cli *cli, const vw_set *set, vw_dossier *dossier)
{
    const char *type = vw_dossier_head_of(dossier)->type;
    const char *named = vw_argument_of(cli->arguments, VW_OPT_DOSSIER);
    vw_buf frameworks = {.arena = cli->arena}, facts = {.arena = cli->arena};
    const vw_status status = find_missing(&frameworks, &facts, cli, set, dossier);
    if (status != VW_OK) {
        return status;
    }
    if (facts.length == 0) {
        VW_DIAG(cli->diags, E002, (vw_place){0}, type);
    } else {
        VW_DIAG(cli->diags, E143, (vw_place){0}, type, vw_buf_text(&frameworks),
                vw_buf_text(&facts),
                named == NULL ? "" : vw_printf(cli->arena, " -d %s", vw_cli_shown(cli, named)));
    }
    return VW_ERR_INPUT;
}

static vw_status make_plan(vw_cli *cli, const vw_plan **plan, const vw_set *set,
                           vw_dossier *dossier)
{
    const vw_arguments *arguments = cli->arguments;
    size_t count = arguments->options[VW_OPT_FRAMEWORK].count;
    if (count > 0) {
        return vw_plan_for_frameworks(plan, cli->arena, cli->diags, set,
                                      arguments->options[VW_OPT_FRAMEWORK].values, count);
    }
    vw_status status = vw_plan_for_dossier(plan, dossier, cli->arena, cli->diags, set);
    if (status == VW_OK && (*plan)->framework_count == 0) {
        return tell_nothing_applies(cli, set, dossier);
    }
    return status;
}

static void print_counts(vw_cli *cli, const vw_framework_counts *counts, size_t count)
{
    static const char *const heads_nl[] = {"normenkader", "norm-aspecten", "voldoet", "dekking"};
    static const char *const heads_en[] = {"framework", "requirement-aspects", "met", "coverage"};
    const char *heads[4 + VW_RESULT_COUNT];
    vw_cli_table table = {.heads = heads, .columns = 4 + VW_RESULT_COUNT};
    for (int i = 0; i < 4; i++) {
        heads[i] = cli->lang == VW_NL ? heads_nl[i] : heads_en[i];
    }
    for (int i = 0; i < VW_RESULT_COUNT; i++) {
        heads[4 + i] = vw_cli_text(cli, vw_result_label((vw_result)i));
    }
    for (size_t i = 0; i < count; i++) {
        const vw_counts *of = &counts[i].counts;
        VW_PUSH(cli->arena, table.cells, counts[i].framework);
        VW_PUSH(cli->arena, table.cells, vw_cli_number(cli, vw_counts_total(of)));
        VW_PUSH(cli->arena, table.cells, vw_cli_share(cli, vw_counts_share_met(of)));
        VW_PUSH(cli->arena, table.cells, vw_cli_share(cli, vw_counts_coverage(of)));
        for (int j = 0; j < VW_RESULT_COUNT; j++) {
            VW_PUSH(cli->arena, table.cells, vw_cli_number(cli, of->of[j]));
        }
    }
    vw_cli_table_print(cli, &table);
}

static void print_deviations(vw_cli *cli, const vw_plan *plan, const vw_test_row *rows,
                             size_t count, size_t total)
{
    if (total == 0) {
        return;
    }
    vw_cli_say(cli, "\nBelangrijkste afwijkingen:\n", "\nMost important deviations:\n", NULL);
    for (size_t i = 0; i < count; i++) {
        const vw_planned_test *planned = vw_plan_test(plan, rows[i].test);
        vw_cli_say(cli, "  {0}{1}{2}  {3} ({4} van {5}, {6} onbekend)  [{7}]\n",
                   "  {0}{1}{2}  {3} ({4} of {5}, {6} unknown)  [{7}]\n",
                   vw_cli_colour(cli, rows[i].result),
                   vw_cli_text(cli, vw_result_label(rows[i].result)), vw_cli_plain(cli),
                   planned != NULL ? vw_cli_text(cli, planned->test->title) : rows[i].test,
                   vw_cli_number(cli, rows[i].tally.fail),
                   vw_cli_number(cli, vw_tally_total(rows[i].tally)),
                   vw_cli_number(cli, rows[i].tally.unknown), rows[i].test, NULL);
    }
    if (total > count) {
        vw_cli_say(cli, "  ... en {0} andere toetsen met afwijkingen: verantwoord list findings\n",
                   "  ... and {0} other tests with deviations: verantwoord list findings\n",
                   vw_cli_number(cli, total - count), NULL);
    }
    vw_cli_say(cli, "\nWaarom, en wat te doen: verantwoord explain TOETS\n",
               "\nWhy, and what to do: verantwoord explain TEST\n", NULL);
}

static json_t *counts_json(const vw_framework_counts *counts)
{
    json_t *of = json_object();
    for (int i = 0; i < VW_RESULT_COUNT; i++) {
        json_object_set_new(of, vw_result_name((vw_result)i),
                            json_integer((json_int_t)counts->counts.of[i]));
    }
    double share = vw_counts_share_met(&counts->counts);
    double coverage = vw_counts_coverage(&counts->counts);
    return json_pack("{s:s, s:o, s:o, s:o}", "framework", counts->framework, "counts", of,
                     "share_met", share < 0 ? json_null() : json_real(share), "coverage",
                     coverage < 0 ? json_null() : json_real(coverage));
}

static void print_run(vw_cli *cli, const vw_plan *plan, const vw_evaluation *evaluation,
                      const vw_perform_counts *counts)
{
    vw_cli_say(cli, "{0} toetsen uitgevoerd op het bewijs tot en met import {1}.\n",
               "Ran {0} tests on the evidence up to import {1}.\n",
               vw_cli_number(cli, plan->test_count),
               vw_printf(cli->arena, "%lld", (long long)evaluation->mark), NULL);
    if (counts->taken > 0) {
        vw_cli_say(cli,
                   "Daarvan overgenomen van de vorige evaluatie, omdat niets is gewijzigd dat ze "
                   "bepaalt: {0}.\n",
                   "Of these taken over from the last evaluation, since nothing changed that "
                   "decides them: {0}.\n",
                   vw_cli_number(cli, counts->taken), NULL);
    }
    if (counts->partly > 0) {
        vw_cli_say(
            cli,
            "Alleen opnieuw uitgevoerd voor wat nieuw bewijs raakt, en verder overgenomen: "
            "{0}.\n",
            "Run again only for what new evidence touches, and taken over for the rest: {0}.\n",
            vw_cli_number(cli, counts->partly), NULL);
    }
    vw_cli_say(cli, "\n", "\n", NULL);
}

static vw_status tell(vw_cli *cli, vw_dossier *dossier, const vw_plan *plan,
                      const vw_evaluation *evaluation, const vw_perform_counts *run)
{
    vw_framework_counts *counts = NULL;
    vw_test_row *rows = NULL;
    size_t count = 0, row_count = 0, total = 0;
    vw_status status =
        vw_query_framework_counts(&counts, &count, dossier, cli->arena, cli->diags, evaluation->id);
    if (status == VW_OK) {
        status = vw_query_worst_tests(&rows, &row_count, &total, dossier, cli->arena, cli->diags,
                                      evaluation->id, MOST_IMPORTANT);
    }
    if (status != VW_OK) {
        return status;
    }
    if (cli->json) {
        json_t *frameworks = json_array();
        for (size_t i = 0; i < count; i++) {
            json_array_append_new(frameworks, counts_json(&counts[i]));
        }
        vw_cli_json(json_pack(
            "{s:I, s:I, s:s, s:I, s:I, s:I, s:o}", "evaluation", (json_int_t)evaluation->id,
            "import_mark", (json_int_t)evaluation->mark, "result_sha256", evaluation->result_sha256,
            "tests", (json_int_t)plan->test_count, "taken_over", (json_int_t)run->taken,
            "run_partly", (json_int_t)run->partly, "frameworks", frameworks));
        return VW_OK;
    }
    print_run(cli, plan, evaluation, run);
    print_counts(cli, counts, count);
    print_deviations(cli, plan, rows, row_count, total);
    return VW_OK;
}

/* True when some requirement has [limit] or a worse result. */
static vw_status fails_on(vw_cli *cli, vw_dossier *dossier, int64_t evaluation, vw_result limit,
                          bool *fails)
{
    vw_counts counts = {0};
    vw_status status =
        vw_query_requirement_counts(&counts, dossier, cli->arena, cli->diags, evaluation);
    *fails = false;
    for (vw_result result = VW_RESULT_ERROR; result <= limit; result++) {
        *fails = *fails || counts.of[result] > 0;
    }
    return status;
}

static bool parse_fail_on(vw_cli *cli, vw_result *limit)
{
    const char *text = vw_argument_of(cli->arguments, VW_OPT_FAIL_ON);
    if (text == NULL) {
        return true;
    }
    if (!vw_result_parse(limit, text) || vw_result_neutral(*limit) || *limit == VW_MET) {
        VW_DIAG(cli->diags, U009, (vw_place){0}, "--fail-on", text,
                "error, not_met, not_assessed, partly_met, explained");
        return false;
    }
    return true;
}

int vw_cli_evaluate(vw_cli *cli)
{
    const vw_set *set = NULL;
    const vw_plan *plan = NULL;
    vw_dossier *dossier = NULL;
    vw_evaluation evaluation;
    vw_result limit = VW_RESULT_ERROR;
    vw_perform_counts counts = {0};
    vw_perform_options options = {.progress = vw_bar_show,
                                  .full = vw_argument_given(cli->arguments, VW_OPT_FULL),
                                  .counts = &counts};
    bool fails = false;
    if (!parse_fail_on(cli, &limit) || !vw_cli_rule_seconds(cli, &options)) {
        return VW_ERR_USAGE;
    }
    vw_status status = vw_cli_load(cli, &set);
    if (status == VW_OK) {
        status = vw_set_refuse_strays(set, cli->diags);
    }
    if (status == VW_OK) {
        status = vw_cli_open(cli, &dossier, VW_READ_WRITE, set->catalogue);
    }
    if (status == VW_OK) {
        status = vw_cli_warn_beyond(cli, dossier, set->catalogue);
    }
    if (status == VW_OK) {
        status = make_plan(cli, &plan, set, dossier);
    }
    if (status == VW_OK) {
        const bool by_itself = cli->arguments->options[VW_OPT_FRAMEWORK].count == 0;
        status = vw_bindings_tell(plan, dossier, cli->arena, cli->diags, by_itself);
    }
    if (status == VW_OK) {
        status = vw_later_tell(plan, dossier, cli->arena, cli->diags);
    }
    if (status == VW_OK) {
        vw_bar *bar = vw_bar_new(cli, cli->lang == VW_NL ? "Toetsen" : "Tests");
        options.what = bar;
        status = vw_evaluate(&evaluation, dossier, plan, cli->files.items, cli->files.count,
                             &options, cli->arena, cli->diags);
        vw_bar_clear(bar);
    }
    if (status == VW_OK) {
        status = tell(cli, dossier, plan, &evaluation, &counts);
    }
    if (status == VW_OK && vw_argument_given(cli->arguments, VW_OPT_FAIL_ON)) {
        status = fails_on(cli, dossier, evaluation.id, limit, &fails);
    }
    return status == VW_OK && fails ? VW_EXIT_FINDINGS : (int)status;
}
