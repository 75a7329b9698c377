/* SPDX-License-Identifier: EUPL-1.2 */
/* verantwoord verify FILE.pdf: is the document what was signed, and what the dossier says? */
#include "cli/cli.h"
#include "cli/verify.h"
#include "reports/report.h"
#include "reports/sign/sign.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    vw_cli *cli;
    vw_place place;
    vw_pdf_content content;
    vw_report_inside results, index;
    bool pages_agree, inside_agrees;
    bool with_dossier;
    vw_report_comparison comparison;
    bool same_bytes; /* as the dossier gives */
} checking;

/* ---- checking ----------------------------------------------------------------------------- */

static vw_report_inside inside(const checking *c, const char *name)
{
    for (size_t i = 0; i < c->content.embedded.count; i++) {
        const vw_embedded *file = &c->content.embedded.items[i];
        if (strcmp(file->name, name) == 0) {
            return (vw_report_inside){name, file->bytes, file->length};
        }
    }
    return (vw_report_inside){.name = name};
}

/* A document without its results is a document whose results were taken out, unless signatures
 * are what it is checked for. */
static void see_inside(checking *c)
{
    c->inside_agrees = true;
    for (size_t i = 0; i < c->content.embedded.count; i++) {
        c->inside_agrees = c->inside_agrees && c->content.embedded.items[i].agrees;
    }
    if (c->results.bytes == NULL && (c->with_dossier || c->content.signatures.count == 0)) {
        VW_DIAG(c->cli->diags, S028, c->place, VW_INSIDE_RESULTS);
        c->inside_agrees = false;
    }
    if (c->results.bytes != NULL && c->index.bytes == NULL &&
        vw_report_is_confidential(&c->results)) {
        VW_DIAG(c->cli->diags, S028, c->place, VW_INSIDE_INDEX);
        c->inside_agrees = false;
    }
}

/* What it says of itself is what it was made as again. */
static void tell_other_bytes(const checking *c)
{
    vw_cli *cli = c->cli;
    json_t *results = json_loadb(c->results.bytes, c->results.length, 0, NULL);
    const char *name = json_string_value(json_object_get(results, "template"));
    const char *lang = json_string_value(json_object_get(results, "lang"));
    VW_DIAG(cli->diags, S037, c->place, vw_strdup(cli->arena, name != NULL ? name : "?"),
            vw_strdup(cli->arena, lang != NULL ? lang : "?"),
            vw_printf(cli->arena, "%lld", (long long)c->comparison.evaluation));
    json_decref(results);
}

static vw_status see_dossier(checking *c)
{
    vw_dossier *dossier = NULL;
    vw_cli *cli = c->cli;
    vw_status status = vw_cli_open(cli, &dossier, VW_READ_ONLY, NULL);
    if (status == VW_OK && c->results.bytes != NULL) {
        status = vw_report_dossier_agrees(&c->comparison, dossier, &c->results, &c->index, c->place,
                                          cli->arena, cli->diags);
    }
    if (status == VW_OK && c->comparison.evaluation > 0) {
        c->same_bytes = vw_cli_gives_same_bytes(cli, dossier, c->comparison.evaluation, &c->results,
                                                &c->content);
    }
    if (status == VW_OK && !c->same_bytes && c->comparison.agrees && c->inside_agrees &&
        c->pages_agree && c->content.signatures.count == 0) {
        tell_other_bytes(c);
    }
    return status;
}

static vw_status check(checking *c, const char *path)
{
    vw_cli *cli = c->cli;
    const vw_pdf_check_options options = {vw_argument_of(cli->arguments, VW_OPT_TRUST),
                                          vw_argument_of(cli->arguments, VW_OPT_TSA_CA)};
    vw_status status = vw_pdf_check(&c->content, path, &options, cli->arena, cli->diags);
    if (status != VW_OK) {
        return status;
    }
    c->results = inside(c, VW_INSIDE_RESULTS);
    c->index = inside(c, VW_INSIDE_INDEX);
    see_inside(c);
    c->pages_agree = true;
    if (c->results.bytes != NULL) {
        status = vw_report_pages_agree(&c->pages_agree, &c->results, c->content.text, c->place,
                                       cli->arena, cli->diags);
    }
    return status == VW_OK && c->with_dossier ? see_dossier(c) : status;
}

static bool signatures_agree(const checking *c)
{
    bool agree = true;
    for (size_t i = 0; i < c->content.signatures.count; i++) {
        agree = agree && vw_signature_agrees(&c->content.signatures.items[i]);
    }
    return agree;
}

/* A document that nobody signed must be what the dossier gives, byte by byte: the figures are only
 * part of what its pages say. */
static bool dossier_agrees(const checking *c)
{
    return c->comparison.agrees && (c->same_bytes || c->content.signatures.count > 0);
}

/* Something speaks for each page: the dossier gives them all, or somebody who is trusted signed
 * them, or the signatures are all that was asked about. */
static bool pages_are_sure(const checking *c)
{
    bool trusted = c->content.signatures.count > 0;
    for (size_t i = 0; i < c->content.signatures.count; i++) {
        trusted = trusted && c->content.signatures.items[i].trust == VW_TRUSTED;
    }
    return c->with_dossier ? c->same_bytes || trusted : c->content.signatures.count > 0;
}

static bool all_agrees(const checking *c)
{
    return signatures_agree(c) && !c->content.has_traces && c->inside_agrees && c->pages_agree &&
           (!c->with_dossier || dossier_agrees(c));
}

/* ---- telling ------------------------------------------------------------------------------ */

static void say_agrees(const checking *c, bool agrees)
{
    vw_cli_say(c->cli, agrees ? "klopt\n" : "KLOPT NIET\n", agrees ? "agrees\n" : "DIFFERS\n",
               NULL);
}

static void tell_trust(const checking *c, const vw_signature *signature)
{
    switch (signature->trust) {
    case VW_TRUST_NOT_CHECKED:
        vw_cli_say(c->cli, "  wie het certificaat uitgaf is niet nagegaan (--trust)\n",
                   "  who issued the certificate was not checked (--trust)\n", NULL);
        break;
    case VW_TRUSTED:
        vw_cli_say(c->cli, "  het certificaat leidt naar een uitgever die u vertrouwt\n",
                   "  its certificate leads to an issuer that you trust\n", NULL);
        break;
    case VW_NOT_TRUSTED:
        vw_cli_say(c->cli, "  het certificaat leidt NIET naar een uitgever die u vertrouwt\n",
                   "  its certificate does NOT lead to an issuer that you trust\n", NULL);
        break;
    }
}

static void tell_time(const checking *c, const vw_signature *signature)
{
    vw_cli *cli = c->cli;
    if (signature->has_stamp && signature->stamp_agrees) {
        vw_cli_say(cli,
                   signature->stamp.issuer_checked
                       ? "  tijdstempel: bestond op {0}, volgens {1}\n"
                       : "  tijdstempel: bestond op {0}, volgens {1} (wie dat certificaat uitgaf "
                         "is niet nagegaan: --tsa-ca)\n",
                   signature->stamp.issuer_checked
                       ? "  time stamp: existed at {0}, says {1}\n"
                       : "  time stamp: existed at {0}, says {1} (who issued that certificate was "
                         "not checked: --tsa-ca)\n",
                   signature->stamp.gen_time, vw_cli_shown(cli, signature->stamp.authority), NULL);
    } else if (signature->has_stamp) {
        vw_cli_say(cli, "  het tijdstempel KLOPT NIET\n", "  its time stamp DIFFERS\n", NULL);
    } else {
        vw_cli_say(cli, "  gezet op {0}, volgens wie tekende\n", "  made at {0}, says who signed\n",
                   vw_cli_shown(cli, signature->claimed_at), NULL);
    }
}

static void tell_signature(const checking *c, size_t index)
{
    vw_cli *cli = c->cli;
    const vw_signature *signature = &c->content.signatures.items[index];
    vw_cli_say(cli, "Handtekening {0}, {1} ... ", "Signature {0}, {1} ... ",
               vw_cli_number(cli, index + 1), vw_cli_shown(cli, signature->signer), NULL);
    say_agrees(c, vw_signature_agrees(signature));
    if (!signature->bytes_agree) {
        return;
    }
    tell_time(c, signature);
    tell_trust(c, signature);
    if (!signature->only_signed_since) {
        vw_cli_say(cli, "  daarna is er iets anders TOEGEVOEGD\n",
                   "  something else was ADDED since\n", NULL);
    } else if (signature->covers_all) {
        vw_cli_say(cli, "  dekt het hele bestand\n", "  covers the whole file\n", NULL);
    } else {
        vw_cli_say(cli, "  dekt het bestand zoals het toen was; daarna is alleen nog getekend\n",
                   "  covers the file as it then was; since then it was only signed\n", NULL);
    }
}

/* What the dossier gives is compared with how the file begins: signatures stand behind it. */
static void tell_same_bytes(const checking *c)
{
    static const char *const said[][2] = {
        {"  het dossier geeft dit document, byte voor byte\n",
         "  the dossier gives this document, byte by byte\n"},
        {"  het dossier geeft alleen het begin van dit bestand, niet wat erachter staat\n",
         "  the dossier gives only the beginning of this file, not what stands behind it\n"},
        {"  het dossier geeft nu andere bytes; van de bladzijden zijn alleen de cijfers nagegaan\n",
         "  the dossier gives other bytes now; of the pages only the figures were checked\n"}};
    const int which = !c->same_bytes ? 2 : c->content.has_traces ? 1 : 0;
    vw_cli_say(c->cli, said[which][0], said[which][1], NULL);
}

static void tell(const checking *c)
{
    vw_cli *cli = c->cli;
    for (size_t i = 0; i < c->content.signatures.count; i++) {
        tell_signature(c, i);
    }
    if (c->content.has_traces) {
        vw_cli_say(cli, "GEWIJZIGD, of met een handtekening die niet meer te lezen is.\n",
                   "CHANGED, or with a signature that cannot be read any more.\n", NULL);
    } else if (c->content.signatures.count == 0) {
        vw_cli_say(cli, "Geen handtekening.\n", "No signature.\n", NULL);
    }
    for (size_t i = 0; i < c->content.embedded.count; i++) {
        const vw_embedded *file = &c->content.embedded.items[i];
        vw_cli_say(cli, "Bestand erin, {0} ... ", "File inside, {0} ... ",
                   vw_cli_shown(cli, file->name), NULL);
        say_agrees(c, file->agrees);
    }
    if (c->results.bytes != NULL) {
        vw_cli_say(cli, "Cijfers op de bladzijden ... ", "Figures on the pages ... ", NULL);
        say_agrees(c, c->pages_agree);
    } else {
        vw_cli_say(cli, "Er zitten geen uitkomsten in: die zijn niet nagegaan.\n",
                   "It holds no results: those were not checked.\n", NULL);
    }
    if (c->with_dossier && c->comparison.evaluation > 0) {
        vw_cli_say(cli, "Evaluatie {0} van het dossier ... ", "Evaluation {0} of the dossier ... ",
                   vw_cli_number(cli, (uint64_t)c->comparison.evaluation), NULL);
        say_agrees(c, c->comparison.agrees);
        tell_same_bytes(c);
    } else if (!c->with_dossier) {
        vw_cli_say(cli, "Met een dossier is niet vergeleken (--dossier).\n",
                   "It was not compared with a dossier (--dossier).\n", NULL);
    }
    if (all_agrees(c) && !pages_are_sure(c)) {
        vw_cli_say(
            cli, "Wat is nagegaan klopt; wie dit maakte en of er iets is gewijzigd, bleek niet.\n",
            "What was checked agrees; who made this, and whether it was changed, did not show.\n",
            NULL);
    } else if (all_agrees(c)) {
        vw_cli_say(cli, "Alles klopt.\n", "Everything agrees.\n", NULL);
    } else {
        vw_cli_say(cli, "Er klopt iets niet: zie de meldingen.\n",
                   "Something differs: see the messages.\n", NULL);
    }
}

static json_t *signature_json(vw_cli *cli, const vw_signature *signature)
{
    static const char *const trust[] = {[VW_TRUST_NOT_CHECKED] = "not_checked",
                                        [VW_TRUSTED] = "trusted",
                                        [VW_NOT_TRUSTED] = "not_trusted"};
    const bool stamped = signature->has_stamp && signature->stamp_agrees;
    return json_pack(
        "{s:s, s:s, s:s, s:s, s:s, s:b, s:b, s:b, s:b, s:s, s:b, s:s?, s:s?}", "signer",
        vw_cli_shown(cli, signature->signer), "name", vw_cli_shown(cli, signature->name), "reason",
        vw_cli_shown(cli, signature->reason), "location", vw_cli_shown(cli, signature->location),
        "claimed_at", vw_cli_shown(cli, signature->claimed_at), "agrees",
        vw_signature_agrees(signature), "bytes_agree", signature->bytes_agree, "covers_all",
        signature->covers_all, "only_signed_since", signature->only_signed_since, "certificate",
        trust[signature->trust], "has_timestamp", signature->has_stamp, "gen_time",
        stamped ? signature->stamp.gen_time : NULL, "authority",
        stamped ? vw_cli_shown(cli, signature->stamp.authority) : NULL);
}

static void tell_json(const checking *c)
{
    json_t *signatures = json_array(), *embedded = json_array(), *dossier = json_null();
    for (size_t i = 0; i < c->content.signatures.count; i++) {
        json_array_append_new(signatures, signature_json(c->cli, &c->content.signatures.items[i]));
    }
    for (size_t i = 0; i < c->content.embedded.count; i++) {
        const vw_embedded *file = &c->content.embedded.items[i];
        json_array_append_new(embedded,
                              json_pack("{s:s, s:b}", "name", vw_cli_shown(c->cli, file->name),
                                        "agrees", file->agrees));
    }
    if (c->with_dossier) {
        json_decref(dossier);
        dossier = json_pack("{s:I, s:b, s:b}", "evaluation", (json_int_t)c->comparison.evaluation,
                            "agrees", c->comparison.agrees, "same_bytes",
                            c->same_bytes && !c->content.has_traces);
    }
    vw_cli_json(json_pack("{s:b, s:o, s:b, s:o, s:b, s:o}", "agrees", all_agrees(c), "signatures",
                          signatures, "unreadable_changes", c->content.has_traces, "embedded",
                          embedded, "pages_agree", c->pages_agree, "dossier", dossier));
}

/* ---- the command -------------------------------------------------------------------------- */

static bool is_dossier(const char *path)
{
    static const char begin[] = "SQLite format 3";
    char bytes[sizeof begin] = "";
    FILE *file = fopen(path, "rb");
    const bool is = file != NULL && fread(bytes, 1, sizeof bytes, file) == sizeof bytes &&
                    memcmp(bytes, begin, sizeof begin) == 0;
    if (file != NULL) {
        fclose(file);
    }
    return is;
}

/* What is about a dossier alone. */
static bool check_request(vw_cli *cli)
{
    if (is_dossier(cli->arguments->operands[0])) {
        VW_DIAG(cli->diags, U160, (vw_place){0}, cli->arguments->operands[0]);
    }
    if (vw_argument_given(cli->arguments, VW_OPT_VERIFY_HEAD)) {
        VW_DIAG(cli->diags, U030, (vw_place){0}, "FILE.pdf", "--head");
    }
    if (vw_argument_given(cli->arguments, VW_OPT_RULE_SECONDS)) {
        VW_DIAG(cli->diags, U030, (vw_place){0}, "FILE.pdf", "--rule-seconds");
    }
    return vw_diags_count(cli->diags, VW_ERROR) == 0;
}

int vw_cli_verify_pdf(vw_cli *cli)
{
    const char *path = cli->arguments->operands[0];
    /* A dossier that happens to lie about is not the one that is meant. */
    const char *named = getenv("VERANTWOORD_DOSSIER");
    checking c = {.cli = cli,
                  .place = {.file = path},
                  .with_dossier = vw_argument_given(cli->arguments, VW_OPT_DOSSIER) ||
                                  (named != NULL && named[0] != '\0')};
    if (!check_request(cli)) {
        return VW_ERR_USAGE;
    }
    const vw_status status = check(&c, path);
    if (status != VW_OK) {
        return (int)status;
    }
    if (cli->json) {
        tell_json(&c);
    } else {
        tell(&c);
    }
    return all_agrees(&c) ? VW_OK : VW_ERR_STORE;
}
