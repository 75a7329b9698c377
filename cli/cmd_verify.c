/* SPDX-License-Identifier: EUPL-1.2 */
/* verantwoord verify: is the dossier still what it was? */
#include "cli/cli.h"
#include "cli/verify.h"

static const char *agrees(const vw_cli *cli, bool yes)
{
    return cli->lang == VW_NL ? (yes ? "klopt" : "KLOPT NIET") : (yes ? "agrees" : "DIFFERS");
}

static void print_line(vw_cli *cli, const char *nl, const char *en, uint64_t a, uint64_t b,
                       bool yes)
{
    vw_cli_say(cli, nl, en, vw_cli_number(cli, a), vw_cli_number(cli, b), NULL);
    printf("%s\n", agrees(cli, yes));
}

static void tell_evaluations(vw_cli *cli, const vw_verification *v)
{
    print_line(cli, "Normbestanden: {0} ... ", "Control set files: {0} ... ", v->set_files, 0,
               v->set_files_differ == 0);
    print_line(cli, "Opnieuw uitgevoerd: {0} toetsen, {1} uitkomsten die geen voldoende zijn ... ",
               "Performed again: {0} tests, {1} outcomes that are no pass ... ", v->findings,
               v->outcomes, v->results_differ == 0);
    print_line(cli, "Conclusies: {0} over {1} normen ... ",
               "Conclusions: {0} on {1} requirements ... ", v->conclusions, v->requirements,
               v->results_differ == 0);
    bool only_stored = v->results_differ > 0 && v->result_hash_agrees; /* what is stored differs */
    print_line(cli,
               only_stored
                   ? "Hash over wat opnieuw is uitgevoerd (niet over wat is opgeslagen) ... "
                   : "Hash over alle uitkomsten ... ",
               only_stored ? "Hash over what was performed again (not over what is stored) ... "
                           : "Hash over all results ... ",
               0, 0, v->result_hash_agrees);
}

static void tell_timestamps(vw_cli *cli, const vw_verification *v)
{
    bool checked = vw_argument_given(cli->arguments, VW_OPT_TSA_CA);
    print_line(cli,
               checked ? "Tijdstempels: {0} ... "
                       : "Tijdstempels: {0}, zonder na te gaan wie de certificaten uitgaf "
                         "(--tsa-ca) ... ",
               checked ? "Time stamps: {0} ... "
                       : "Time stamps: {0}, without checking who issued the certificates "
                         "(--tsa-ca) ... ",
               v->timestamps, 0, v->timestamps_agree);
}

static void tell(vw_cli *cli, const vw_verification *v)
{
    bool all = vw_verification_agrees(v);
    if (cli->json) {
        vw_cli_json(json_pack(
            "{s:b, s:b, s:b, s:{s:I, s:b}, s:{s:I, s:b}, s:{s:I, s:I}, s:{s:I, s:I, s:I}, "
            "s:{s:I, s:I}, s:{s:I, s:b, s:I, s:I, s:I, s:I, s:I, s:I, s:b}}",
            "agrees", all && v->not_performed == 0, "facts_agree", v->facts_agree, "file_agrees",
            v->whole, "ledger", "entries", (json_int_t)v->entries, "agrees", v->ledger_agrees,
            "timestamps", "count", (json_int_t)v->timestamps, "agree", v->timestamps_agree,
            "artefacts", "count", (json_int_t)v->artefacts, "that_differ",
            (json_int_t)v->artefacts_differ, "evidence", "imports", (json_int_t)v->imports, "rows",
            (json_int_t)v->rows, "imports_that_differ", (json_int_t)v->imports_differ,
            "control_sets", "files", (json_int_t)v->set_files, "files_that_differ",
            (json_int_t)v->set_files_differ, "results", "evaluations", (json_int_t)v->evaluations,
            "heads_agree", v->head_agrees, "findings", (json_int_t)v->findings, "outcomes",
            (json_int_t)v->outcomes, "conclusions", (json_int_t)v->conclusions, "requirements",
            (json_int_t)v->requirements, "not_performed", (json_int_t)v->not_performed,
            "that_differ", (json_int_t)v->results_differ, "hash_agrees", v->result_hash_agrees));
        return;
    }
    print_line(cli, "Bestand en structuur ... ", "File and structure ... ", 0, 0, v->whole);
    print_line(cli, "Grootboek: {0} regels ... ", "Ledger: {0} entries ... ", v->entries, 0,
               v->ledger_agrees);
    print_line(cli, "Bewijs: {0} imports, {1} records ... ",
               "Evidence: {0} imports, {1} records ... ", v->imports, v->rows,
               v->imports_differ == 0);
    if (v->artefacts > 0 || v->artefacts_differ > 0) {
        print_line(cli, "Bewijsstukken: {0} ... ", "Artefacts: {0} ... ", v->artefacts, 0,
                   v->artefacts_differ == 0);
    }
    if (v->timestamps > 0) {
        tell_timestamps(cli, v);
    }
    if (v->evaluations > 0) {
        tell_evaluations(cli, v);
    } else {
        vw_cli_say(cli, "Nog geen evaluatie.\n", "No evaluation yet.\n", NULL);
    }
    if (!v->facts_agree || !v->head_agrees) {
        print_line(cli, "Gegevens van dossier en evaluaties ... ",
                   "Facts of dossier and evaluations ... ", 0, 0, false);
    }
    if (v->not_performed > 0) {
        vw_cli_say(cli,
                   "NIET opnieuw uit te voeren op deze machine: {0} toetsen; zie de meldingen.\n",
                   "NOT performed again on this machine: {0} tests; see the messages.\n",
                   vw_cli_number(cli, v->not_performed), NULL);
    }
    if (all && v->not_performed > 0) {
        vw_cli_say(cli, "Al het andere klopt.\n", "All else agrees.\n", NULL);
    } else if (all) {
        vw_cli_say(cli, "Alles klopt.\n", "Everything agrees.\n", NULL);
    } else {
        vw_cli_say(cli, "Er is iets veranderd: zie de meldingen.\n",
                   "Something was changed: see the messages.\n", NULL);
    }
}

static int verify_dossier(vw_cli *cli)
{
    vw_dossier *dossier = NULL;
    vw_verification verification;
    vw_verify_options options = {.perform = {.progress = vw_bar_show},
                                 .lang = cli->lang,
                                 .authorities = vw_argument_of(cli->arguments, VW_OPT_TSA_CA)};
    vw_ledger_anchor anchor;
    const char *head = vw_argument_of(cli->arguments, VW_OPT_VERIFY_HEAD);
    if (!vw_cli_rule_seconds(cli, &options.perform)) {
        return VW_ERR_USAGE;
    }
    if (head != NULL && !vw_ledger_anchor_parse(&anchor, head)) {
        VW_DIAG(cli->diags, U009, (vw_place){0}, "--head", head, "HASH, NUMBER:HASH");
        return VW_ERR_USAGE;
    }
    options.anchor = head != NULL ? &anchor : NULL;
    vw_status status = vw_cli_open(cli, &dossier, VW_READ_ONLY, NULL);
    if (status == VW_OK) {
        vw_bar *bar = vw_bar_new(cli, cli->lang == VW_NL ? "Toetsen" : "Tests");
        options.perform.what = bar;
        status = vw_verify(&verification, dossier, &options, cli->arena, cli->diags);
        vw_bar_clear(bar);
    }
    if (status != VW_OK) {
        return (int)status;
    }
    tell(cli, &verification);
    if (!vw_verification_agrees(&verification)) {
        return VW_ERR_STORE;
    }
    return verification.not_performed > 0 ? VW_ERR_INPUT : VW_OK;
}

int vw_cli_verify(vw_cli *cli)
{
    if (cli->arguments->operand_count > 0) {
        return vw_cli_verify_pdf(cli);
    }
    if (vw_argument_given(cli->arguments, VW_OPT_TRUST)) {
        VW_DIAG(cli->diags, U031, (vw_place){0}, "--trust", "FILE.pdf");
        return VW_ERR_USAGE;
    }
    return verify_dossier(cli);
}
