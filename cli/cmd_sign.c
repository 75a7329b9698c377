/* SPDX-License-Identifier: EUPL-1.2 */
/* verantwoord sign: a signature on a PDF, and a time stamp on a signature. */
#include "cli/cli.h"
#include "reports/report.h"
#include "reports/sign/sign.h"

#include <string.h>
#include <unistd.h>

/* ---- options ------------------------------------------------------------------------------ */

typedef enum { SIGN, REQUEST, STAMP } mode;

static const char *name_of(vw_cli *cli, vw_option_id option)
{
    return vw_printf(cli->arena, "--%s", vw_options[option].name);
}

/* None of these has a meaning beside [with]. */
static void refuse_beside(vw_cli *cli, vw_option_id with, const vw_option_id *others, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (vw_argument_given(cli->arguments, others[i])) {
            VW_DIAG(cli->diags, U030, (vw_place){0}, name_of(cli, with), name_of(cli, others[i]));
        }
    }
}

static bool choose_mode(mode *out, vw_cli *cli)
{
    static const vw_option_id signing[] = {VW_OPT_KEY,           VW_OPT_CERT,       VW_OPT_CHAIN,
                                           VW_OPT_PASSWORD_FILE, VW_OPT_SIGN_NAME,  VW_OPT_REASON,
                                           VW_OPT_LOCATION,      VW_OPT_TSA_REQUEST};
    enum { ALL = sizeof signing / sizeof *signing };
    const vw_arguments *arguments = cli->arguments;
    *out = SIGN;
    if (vw_argument_given(arguments, VW_OPT_TSA_REPLY)) {
        *out = STAMP;
        refuse_beside(cli, VW_OPT_TSA_REPLY, signing, ALL);
    } else if (vw_argument_given(arguments, VW_OPT_TSA_REQUEST) &&
               !vw_argument_given(arguments, VW_OPT_KEY)) {
        const vw_option_id output = VW_OPT_OUTPUT;
        *out = REQUEST;
        refuse_beside(cli, VW_OPT_TSA_REQUEST, signing, ALL - 1);
        refuse_beside(cli, VW_OPT_TSA_REQUEST, &output, 1);
    } else if (!vw_argument_given(arguments, VW_OPT_KEY)) {
        VW_DIAG(cli->diags, U010, (vw_place){0}, "--key", "sign");
    }
    if (*out != STAMP && vw_argument_given(arguments, VW_OPT_TSA_CA)) {
        VW_DIAG(cli->diags, U031, (vw_place){0}, name_of(cli, VW_OPT_TSA_CA),
                name_of(cli, VW_OPT_TSA_REPLY));
    }
    return vw_diags_count(cli->diags, VW_ERROR) == 0;
}

static const char *output_of(vw_cli *cli)
{
    const char *output = vw_argument_of(cli->arguments, VW_OPT_OUTPUT);
    return output != NULL ? output : cli->arguments->operands[0];
}

/* ---- the three things that it does -------------------------------------------------------- */

static void tell_request(vw_cli *cli, const char *request)
{
    vw_cli_say(cli,
               "Aanvraag voor een tijdstempel: {0}. Stuur die naar een tijdstempeldienst en neem "
               "het antwoord op met: verantwoord sign {1} --tsa-reply BESTAND\n",
               "Request for a time stamp: {0}. Send it to a time stamping authority and take in "
               "its reply with: verantwoord sign {1} --tsa-reply FILE\n",
               vw_cli_shown(cli, request), vw_cli_shown(cli, output_of(cli)), NULL);
}

/* A signature does not make a text approved: on paper it would stand under "draft". */
static vw_status see_draft(vw_cli *cli, const char *path)
{
    vw_report_inside results = {.name = VW_INSIDE_RESULTS};
    const vw_status status = vw_pdf_inside(&results.bytes, &results.length, path, VW_INSIDE_RESULTS,
                                           cli->arena, cli->diags);
    const char *name = results.bytes != NULL ? vw_report_draft_of(&results, cli->arena) : NULL;
    if (name != NULL) {
        VW_DIAG(cli->diags, T211, (vw_place){.file = path}, name);
    }
    return status;
}

/* Not over a document that somebody signed, when another one is signed. */
static vw_status may_replace(vw_cli *cli)
{
    const char *path = output_of(cli);
    bool is_signed = false;
    vw_status status = VW_OK;
    if (access(path, F_OK) == 0 && strcmp(path, cli->arguments->operands[0]) != 0) {
        status = vw_pdf_is_signed(&is_signed, path, cli->arena, cli->diags);
    }
    if (is_signed) {
        VW_DIAG(cli->diags, T210, (vw_place){.file = path}, NULL);
        status = VW_ERR_STORE;
    }
    return status;
}

static vw_status sign(vw_cli *cli)
{
    const vw_arguments *arguments = cli->arguments;
    const vw_signer_files files = {
        .certificate = vw_argument_of(arguments, VW_OPT_CERT),
        .key = vw_argument_of(arguments, VW_OPT_KEY),
        .chain = vw_argument_of(arguments, VW_OPT_CHAIN),
        .password = vw_argument_of(arguments, VW_OPT_PASSWORD_FILE),
        .ask = vw_cli_ask_password,
        .self = cli,
    };
    const vw_signing signing = {
        .name = vw_argument_of(arguments, VW_OPT_SIGN_NAME),
        .reason = vw_argument_of(arguments, VW_OPT_REASON),
        .location = vw_argument_of(arguments, VW_OPT_LOCATION),
        .output = output_of(cli),
        .request = vw_argument_of(arguments, VW_OPT_TSA_REQUEST),
    };
    vw_signer *signer = NULL;
    vw_status status = vw_signer_open(&signer, cli->arena, cli->diags, &files);
    if (status == VW_OK) {
        status = may_replace(cli);
    }
    if (status == VW_OK) {
        status = see_draft(cli, arguments->operands[0]);
    }
    if (status == VW_OK) {
        status = vw_pdf_sign(arguments->operands[0], signer, &signing, cli->arena, cli->diags);
    }
    if (status != VW_OK) {
        return status;
    }
    const char *output = vw_cli_shown(cli, signing.output);
    const char *name = vw_cli_shown(cli, vw_signer_name(signer));
    if (cli->json) {
        vw_cli_json(json_pack("{s:s, s:s, s:s*}", "file", output, "signer", name, "request",
                              signing.request != NULL ? vw_cli_shown(cli, signing.request) : NULL));
        return VW_OK;
    }
    vw_cli_say(cli, "{0} is ondertekend door {1}.\n", "{0} is signed by {1}.\n", output, name,
               NULL);
    if (signing.request != NULL) {
        tell_request(cli, signing.request);
    }
    return VW_OK;
}

static vw_status request(vw_cli *cli)
{
    const char *path = vw_argument_of(cli->arguments, VW_OPT_TSA_REQUEST);
    const vw_status status =
        vw_pdf_stamp_request(cli->arguments->operands[0], path, cli->arena, cli->diags);
    if (status == VW_OK && cli->json) {
        vw_cli_json(json_pack("{s:s}", "request", vw_cli_shown(cli, path)));
    } else if (status == VW_OK) {
        tell_request(cli, path);
    }
    return status;
}

static vw_status stamp(vw_cli *cli)
{
    vw_stamp stamped;
    const vw_status status = vw_pdf_stamp(
        &stamped, cli->arguments->operands[0], vw_argument_of(cli->arguments, VW_OPT_TSA_REPLY),
        output_of(cli), vw_argument_of(cli->arguments, VW_OPT_TSA_CA), cli->arena, cli->diags);
    if (status != VW_OK) {
        return status;
    }
    const char *authority = vw_cli_shown(cli, stamped.authority);
    if (cli->json) {
        vw_cli_json(json_pack("{s:s, s:s, s:s, s:b}", "file", vw_cli_shown(cli, output_of(cli)),
                              "gen_time", stamped.gen_time, "authority", authority,
                              "issuer_checked", stamped.issuer_checked));
        return VW_OK;
    }
    vw_cli_say(cli, "De handtekening bestond op {0}, volgens {1}.\n",
               "The signature existed at {0}, says {1}.\n", stamped.gen_time, authority, NULL);
    if (!stamped.issuer_checked) {
        vw_cli_say(cli, "Wie dat certificaat uitgaf is niet nagegaan: geef daarvoor --tsa-ca.\n",
                   "Who issued that certificate was not checked: for that, give --tsa-ca.\n", NULL);
    }
    return VW_OK;
}

int vw_cli_sign(vw_cli *cli)
{
    mode chosen;
    if (!choose_mode(&chosen, cli)) {
        return VW_ERR_USAGE;
    }
    return (int)(chosen == STAMP ? stamp(cli) : chosen == REQUEST ? request(cli) : sign(cli));
}
