/* SPDX-License-Identifier: EUPL-1.2 */
/* verantwoord signoff: that a person approved a document, or takes that back. */
#include "cli/entering.h"
#include "cli/report_options.h"
#include "eval/sign_off.h"
#include "reports/document.h"

#include <string.h>

typedef struct {
    bool withdraws;
    vw_signing_off signing;
    const char *reason;
    vw_date on;
} request;

/* ---- understanding ------------------------------------------------------------------------ */

/* Of an approval only. */
static void refuse_beside_withdraw(vw_cli *cli)
{
    static const struct {
        vw_option_id option;
        const char *name;
    } others[] = {{VW_OPT_AS_ROLE, "--as"},        {VW_OPT_PREPARED_BY, "--prepared-by"},
                  {VW_OPT_PREVIOUS, "--previous"}, {VW_OPT_NAMES, "--names"},
                  {VW_OPT_DECISION, "--decision"}, {VW_OPT_AS_IT_IS, "--as-it-is"}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (vw_argument_given(cli->arguments, others[i].option)) {
            VW_DIAG(cli->diags, U030, (vw_place){0}, "--withdraw", others[i].name);
        }
    }
}

static bool understand(request *out, vw_cli *cli)
{
    *out = (request){.withdraws = vw_argument_given(cli->arguments, VW_OPT_WITHDRAW)};
    out->signing.document.template_name = cli->arguments->operands[0];
    out->signing.document.lang = cli->lang;
    out->signing.by = vw_cli_required(cli, VW_OPT_SIGNOFF_BY, "--by");
    if (out->withdraws) {
        refuse_beside_withdraw(cli);
        out->reason = vw_cli_required(cli, VW_OPT_REASON, "--reason");
    } else {
        out->signing.role = vw_cli_required(cli, VW_OPT_AS_ROLE, "--as");
        out->signing.prepared_by = vw_cli_required(cli, VW_OPT_PREPARED_BY, "--prepared-by");
        out->signing.decision = vw_cli_optional(cli, VW_OPT_DECISION);
        if (vw_argument_given(cli->arguments, VW_OPT_REASON)) {
            VW_DIAG(cli->diags, U031, (vw_place){0}, "--reason", "--withdraw");
        }
    }
    out->on = vw_cli_on(cli);
    return vw_diags_count(cli->diags, VW_ERROR) == 0;
}

/* ---- telling ------------------------------------------------------------------------------ */

static vw_status list(vw_cli *cli)
{
    static const char *const heads_nl[] = {"sjabloon", "taal",     "wie",        "rol",
                                           "op",       "uitkomst", "ingetrokken"};
    static const char *const heads_en[] = {"template", "language", "who",      "role",
                                           "on",       "result",   "withdrawn"};
    vw_dossier *dossier = NULL;
    vw_sign_offs all = {0};
    vw_cli_table table = {.heads = cli->lang == VW_NL ? heads_nl : heads_en, .columns = 7};
    json_t *array = json_array();
    vw_status status = vw_cli_open(cli, &dossier, VW_READ_ONLY, NULL);
    if (status == VW_OK) {
        status = vw_sign_offs_load(&all, dossier, cli->arena, cli->diags, NULL, cli->lang);
    }
    for (size_t i = 0; i < all.count; i++) {
        const vw_sign_off *one = &all.items[i];
        char *on = vw_alloc(cli->arena, 11);
        vw_date_format(on, one->on);
        const char *const cells[] = {vw_cli_shown(cli, one->template_name),
                                     vw_cli_shown(cli, one->language),
                                     vw_cli_shown(cli, one->person),
                                     vw_cli_shown(cli, one->role),
                                     on,
                                     vw_strndup(cli->arena, one->result_sha256, 12),
                                     one->withdrawn_on != NULL ? one->withdrawn_on : ""};
        for (size_t j = 0; j < sizeof cells / sizeof *cells; j++) {
            VW_PUSH(cli->arena, table.cells, cells[j]);
        }
        json_array_append_new(
            array,
            json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s?, s:s?}", "template", cells[0],
                      "language", cells[1], "person", cells[2], "role", cells[3], "on", on,
                      "result_sha256", one->result_sha256, "template_sha256", one->template_sha256,
                      "text_sha256", one->text_sha256, "withdrawn_on", one->withdrawn_on));
    }
    if (status == VW_OK && cli->json) {
        vw_cli_json(array);
        return status;
    }
    json_decref(array);
    if (status == VW_OK && all.count == 0) {
        vw_cli_say(cli, "Er is nog geen akkoord.\n", "Nothing was signed off yet.\n", NULL);
    } else if (status == VW_OK) {
        vw_cli_table_print(cli, &table);
    }
    return status;
}

static void tell(vw_cli *cli, const request *asked, const vw_record_entered *entered)
{
    const bool preview = vw_argument_given(cli->arguments, VW_OPT_PREVIEW);
    const char *name = vw_cli_shown(cli, asked->signing.document.template_name);
    const char *by = vw_cli_shown(cli, asked->signing.by);
    if (cli->json) {
        vw_cli_json(json_pack("{s:s, s:s, s:b, s:b, s:I}", "sign_off", entered->key, "by",
                              asked->signing.by, "withdrawn", asked->withdraws, "preview", preview,
                              "import", (json_int_t)entered->import_id));
        return;
    }
    if (asked->withdraws) {
        vw_cli_say(cli, "Het akkoord van {0} op {1} (Nederlands) is ingetrokken.\n",
                   "The sign-off by {0} of {1} (English) is withdrawn.\n", by, name, NULL);
    } else {
        vw_cli_say(cli, "{0} geeft akkoord op {1} (Nederlands) als {2}, over uitkomst {3}.\n",
                   "{0} signs off {1} (English) as {2}, on result {3}.\n", by, name,
                   vw_cli_shown(cli, asked->signing.role),
                   vw_strndup(cli->arena, asked->signing.document.result_sha256, 12), NULL);
    }
    if (preview) {
        vw_cli_say(cli, "Er is niets vastgelegd: dit was --preview.\n",
                   "Nothing was recorded: this was --preview.\n", NULL);
    } else {
        vw_cli_say(
            cli, "  kenmerk {0} (import {1}); maak het document opnieuw: verantwoord report {2}\n",
            "  identifier {0} (import {1}); make the document again: verantwoord report {2}\n",
            vw_cli_shown(cli, entered->key), vw_cli_number(cli, (uint64_t)entered->import_id), name,
            NULL);
    }
}

/* ---- the command -------------------------------------------------------------------------- */

/* The document says who adopts it: nobody does so in a role that it has no place for. */
static vw_status check_role(vw_cli *cli, const vw_document *document, const vw_signing_off *signing,
                            const char *type)
{
    const char *places = vw_report_places(cli->arena, document);
    if (places != NULL && !vw_report_has_place(type, signing->role)) {
        VW_DIAG(cli->diags, E118, (vw_place){0}, signing->role, signing->document.template_name,
                places);
        return VW_ERR_INPUT;
    }
    return VW_OK;
}

/* What is open, and what came in later, is to be confirmed by name. */
static vw_status check_complete(vw_cli *cli, const vw_entering *e, const vw_evaluation *evaluation,
                                const vw_document *document)
{
    vw_open_places open;
    int64_t later = 0;
    if (vw_argument_given(cli->arguments, VW_OPT_AS_IT_IS)) {
        return VW_OK;
    }
    vw_status status = vw_document_open_places(&open, document, cli->arena, cli->diags);
    if (status == VW_OK) {
        status = vw_evaluation_later_imports(&later, e->dossier, evaluation, cli->diags);
    }
    if (status == VW_OK && open.count > 0) {
        vw_buf list = {.arena = cli->arena};
        for (size_t i = 0; i < open.first.count; i++) {
            vw_buf_addf(&list, "%s%s", i > 0 ? "; " : "", open.first.items[i]);
        }
        vw_buf_add(&list, open.count > open.first.count ? "; ..." : "");
        VW_DIAG(cli->diags, E121, (vw_place){0},
                vw_printf(cli->arena, "%llu", (unsigned long long)open.count), vw_buf_text(&list));
    }
    if (status == VW_OK && later > 0) {
        VW_DIAG(cli->diags, E122, (vw_place){0}, vw_printf(cli->arena, "%lld", (long long)later));
    }
    return status != VW_OK || (open.count == 0 && later == 0) ? status : VW_ERR_INPUT;
}

/* The document as `report` would make it now with the same options, and what it says. */
static vw_status read_text(vw_signing_off *signing, vw_cli *cli, const vw_entering *e,
                           vw_report_options *options, const vw_evaluation *evaluation)
{
    const vw_plan *plan = NULL;
    const vw_document *document = NULL;
    char *hash = vw_alloc(cli->arena, 65);
    options->unsigned_off = true;
    vw_status status = vw_evaluation_plan(&plan, e->dossier, evaluation, cli->arena, cli->diags);
    if (status == VW_OK) {
        status = vw_report_build(&document, e->dossier, evaluation, plan, options, cli->arena,
                                 cli->diags);
    }
    if (status == VW_OK) {
        status = vw_document_text_hash(hash, document, cli->arena, cli->diags);
    }
    if (status == VW_OK) {
        status = check_role(cli, document, signing, vw_dossier_head_of(e->dossier)->type);
    }
    if (status == VW_OK) {
        status = check_complete(cli, e, evaluation, document);
    }
    signing->document.text_sha256 = hash;
    return status;
}

static vw_status find_document(vw_signing_off *signing, vw_cli *cli, const vw_entering *e)
{
    vw_signed_document *out = &signing->document;
    vw_report_options options;
    vw_report_earlier earlier;
    vw_evaluation *evaluation = VW_NEW(cli->arena, vw_evaluation);
    char *hash = vw_alloc(cli->arena, 65);
    vw_status status = vw_cli_report_options(&options, &earlier, cli);
    if (status == VW_OK) {
        status = vw_report_template_hash(hash, &options, vw_dossier_head_of(e->dossier)->type,
                                         cli->arena, cli->diags);
    }
    if (status == VW_OK) {
        status = vw_evaluation_latest(evaluation, e->dossier, cli->arena, cli->diags);
    }
    if (status != VW_OK) {
        return status;
    }
    out->template_sha256 = hash;
    out->result_sha256 = evaluation->result_sha256;
    signing->reference = evaluation->as_of;
    if (!vw_date_parse(&signing->made, vw_strndup(cli->arena, evaluation->made_at, 10))) {
        return VW_ERR_BUG;
    }
    return read_text(signing, cli, e, &options, evaluation);
}

static vw_status enter(vw_cli *cli, vw_entering *e, request *asked)
{
    vw_record_entered entered = {0};
    vw_status status = VW_OK;
    e->on = asked->on;
    e->collected_by = asked->signing.by;
    if (asked->withdraws) {
        status = vw_withdraw_sign_off(&entered, e, asked->signing.document.template_name, cli->lang,
                                      asked->signing.by, asked->reason);
    } else {
        status = find_document(&asked->signing, cli, e);
        if (status == VW_OK) {
            status = vw_enter_sign_off(&entered, e, &asked->signing);
        }
    }
    status = vw_cli_enter_end(cli, e, status);
    if (status == VW_OK) {
        tell(cli, asked, &entered);
    }
    return status;
}

int vw_cli_signoff(vw_cli *cli)
{
    const vw_set *set = NULL;
    request asked;
    vw_entering e = {0};
    if (cli->arguments->operand_count == 0) {
        return (int)list(cli);
    }
    if (!understand(&asked, cli)) {
        return VW_ERR_USAGE;
    }
    vw_status status = vw_cli_load(cli, &set);
    if (status == VW_OK) {
        status = vw_cli_enter_begin(&e, cli, set);
    }
    return (int)(status == VW_OK ? enter(cli, &e, &asked) : status);
}
