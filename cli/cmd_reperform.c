/* SPDX-License-Identifier: EUPL-1.2 */
/* verantwoord reperform: does this machine find what the dossier says? */
#include "cli/cli.h"
#include "model/label.h"

#include <string.h>

static json_t *first_json(const vw_difference *first)
{
    if (!first->found) {
        return json_null();
    }
    return json_pack("{s:s, s:s?, s:s?, s:s?, s:s?, s:s?, s:s?, s:s?, s:s?}", "level",
                     first->subject != NULL  ? "outcome"
                     : first->test != NULL   ? "finding"
                     : first->aspect != NULL ? "conclusion"
                                             : "requirement",
                     "test", first->test, "kind", first->subject_kind, "subject", first->subject,
                     "requirement", first->requirement, "aspect", first->aspect, "what",
                     first->column, "stored", first->stored, "now", first->performed);
}

static void tell_json(const vw_reperformance *r, const vw_evaluation *evaluation, bool sql)
{
    const vw_verification *t = &r->tally;
    vw_cli_json(json_pack(
        "{s:b, s:I, s:s, s:s, s:s, s:b, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:o, s:s, s:s, s:b}",
        "agrees", vw_reperformance_agrees(r) && t->not_performed == 0, "evaluation",
        (json_int_t)evaluation->id, "made_at", evaluation->made_at, "made_by_version",
        evaluation->program_version, "this_version", VW_VERSION, "stored_sql", sql, "tests",
        (json_int_t)t->findings, "subjects", (json_int_t)t->subjects, "outcomes",
        (json_int_t)t->outcomes, "conclusions", (json_int_t)t->conclusions, "requirements",
        (json_int_t)t->requirements, "not_performed", (json_int_t)t->not_performed, "differences",
        (json_int_t)t->results_differ, "first", first_json(&r->first), "result_sha256",
        evaluation->result_sha256, "result_sha256_now", r->result_sha256, "hash_agrees",
        t->result_hash_agrees));
}

static void tell_difference(vw_cli *cli, const vw_reperformance *r)
{
    const vw_difference *first = &r->first;
    if (r->tally.results_differ == 0) {
        vw_cli_say(cli,
                   "Elke bevinding is gelijk, maar de hash over alle uitkomsten niet: het dossier "
                   "rust op iets anders dan toen. Zie: verantwoord verify\n",
                   "Every finding is the same, but the hash over all results is not: the dossier "
                   "rests on something else than it did. See: verantwoord verify\n",
                   NULL);
        return;
    }
    if (first->found) {
        vw_cli_say(cli, "\nEerste verschil\n", "\nFirst difference\n", NULL);
    }
    if (first->test != NULL) {
        vw_cli_say(cli, "  toets:        {0}\n", "  test:         {0}\n", first->test, NULL);
    }
    if (first->subject != NULL) {
        vw_cli_say(cli, "  toetsobject:  {0}:{1}\n", "  subject:      {0}:{1}\n",
                   first->subject_kind, first->subject, NULL);
    }
    if (first->requirement != NULL) {
        vw_aspect aspect;
        bool of_aspect = first->aspect != NULL && vw_aspect_parse(&aspect, first->aspect);
        vw_cli_say(cli, "  norm:         {0}{1}{2}\n", "  requirement:  {0}{1}{2}\n",
                   first->requirement, of_aspect ? ", " : "",
                   of_aspect ? vw_cli_text(cli, vw_aspect_label(aspect)) : "", NULL);
    }
    if (first->found) {
        const char *none = cli->lang == VW_NL ? "(niets)" : "(nothing)";
        if (first->column != NULL) {
            vw_cli_say(cli, "  wat:          {0}\n", "  what:         {0}\n", first->column, NULL);
        }
        vw_cli_say(cli, "  bewaard:      {0}\n  nu:           {1}\n",
                   "  stored:       {0}\n  now:          {1}\n",
                   first->stored != NULL ? first->stored : none,
                   first->performed != NULL ? first->performed : none, NULL);
    }
    vw_cli_say(cli, "En nog {0} verschillen: verantwoord verify noemt ze alle.\n",
               "And {0} more differences: verantwoord verify names them all.\n",
               vw_cli_number(cli, r->tally.results_differ - (first->found ? 1 : 0)), NULL);
}

static void tell(vw_cli *cli, const vw_reperformance *r, const vw_evaluation *evaluation, bool sql)
{
    const vw_verification *t = &r->tally;
    char as_of[11];
    vw_date_format(as_of, evaluation->as_of);
    vw_cli_say(
        cli, "Evaluatie {0} van {1}, peildatum {2}, gemaakt met versie {3}; dit is versie {4}.\n",
        "Evaluation {0} of {1}, reference date {2}, made by version {3}; this is version {4}.\n",
        vw_printf(cli->arena, "%lld", (long long)evaluation->id), evaluation->made_at, as_of,
        evaluation->program_version, VW_VERSION, NULL);
    vw_cli_say(
        cli,
        sql ? "Opnieuw uitgevoerd, met de SQL uit het dossier: {0} toetsen, {1} oordelen over "
              "toetsobjecten, {2} conclusies over {3} normen.\n"
            : "Opnieuw uitgevoerd: {0} toetsen, {1} oordelen over toetsobjecten, {2} "
              "conclusies over {3} normen.\n",
        sql ? "Performed again, with the SQL of the dossier: {0} tests, {1} verdicts on "
              "subjects, {2} conclusions on {3} requirements.\n"
            : "Performed again: {0} tests, {1} verdicts on subjects, {2} conclusions on {3} "
              "requirements.\n",
        vw_cli_number(cli, t->findings), vw_cli_number(cli, t->subjects),
        vw_cli_number(cli, t->conclusions), vw_cli_number(cli, t->requirements), NULL);
    if (vw_reperformance_agrees(r)) {
        if (t->not_performed > 0) {
            vw_cli_say(cli,
                       "NIET opnieuw uit te voeren op deze machine: {0} toetsen. Wat daarvan is "
                       "bewaard, is niet bevestigd en niet weerlegd; al het andere is gelijk.\n",
                       "NOT performed again on this machine: {0} tests. What is stored of them is "
                       "neither confirmed nor contradicted; all else is the same.\n",
                       vw_cli_number(cli, t->not_performed), NULL);
            return;
        }
        vw_cli_say(cli, "Dezelfde bevindingen. Hash over alle uitkomsten: {0}\n",
                   "The same findings. Hash over all results: {0}\n", r->result_sha256, NULL);
    } else {
        vw_cli_say(cli, "NIET dezelfde bevindingen.\n", "NOT the same findings.\n", NULL);
        tell_difference(cli, r);
    }
}

int vw_cli_reperform(vw_cli *cli)
{
    const vw_arguments *arguments = cli->arguments;
    vw_dossier *dossier = NULL;
    vw_evaluation evaluation;
    vw_reperformance reperformance;
    vw_reperform_options options = {.perform = {.progress = vw_bar_show},
                                    .lang = cli->lang,
                                    .stored_sql = vw_argument_given(arguments, VW_OPT_SQL)};
    if (!vw_cli_rule_seconds(cli, &options.perform)) {
        return VW_ERR_USAGE;
    }
    vw_status status = vw_cli_open_any(cli, &dossier,
                                       arguments->operand_count > 0 ? arguments->operands[0]
                                                                    : vw_cli_dossier_path(cli));
    if (status == VW_OK) {
        status = vw_cli_evaluation(cli, &evaluation, dossier,
                                   vw_argument_of(arguments, VW_OPT_EVALUATION));
    }
    if (status == VW_OK) {
        vw_bar *bar = vw_bar_new(cli, cli->lang == VW_NL ? "Toetsen" : "Tests");
        options.perform.what = bar;
        status =
            vw_reperform(&reperformance, dossier, &evaluation, &options, cli->arena, cli->diags);
        vw_bar_clear(bar);
    }
    if (status != VW_OK) {
        return (int)status;
    }
    if (cli->json) {
        tell_json(&reperformance, &evaluation, options.stored_sql);
    } else {
        tell(cli, &reperformance, &evaluation, options.stored_sql);
    }
    if (!vw_reperformance_agrees(&reperformance)) {
        return VW_ERR_STORE;
    }
    return reperformance.tally.not_performed > 0 ? VW_ERR_INPUT : VW_OK;
}
