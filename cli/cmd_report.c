/* SPDX-License-Identifier: EUPL-1.2 */
/* verantwoord report: one document, in as many formats as asked. */
#include "base/file.h"
#include "cli/cli.h"
#include "reports/report.h"

#include <string.h>

static bool parse_formats(vw_cli *cli, bool wanted[VW_FORMAT_COUNT])
{
    const char *list = vw_argument_of(cli->arguments, VW_OPT_FORMAT);
    if (list == NULL) {
        wanted[VW_FORMAT_PDF] = true;
        return true;
    }
    for (const char *at = list;; at++) {
        size_t length = strcspn(at, ",");
        const char *name = vw_strndup(cli->arena, at, length);
        vw_format format;
        if (vw_format_parse(&format, name)) {
            wanted[format] = true;
        } else {
            VW_DIAG(cli->diags, U009, (vw_place){0}, "--format", name, "pdf, xlsx, md, html, json");
        }
        at += length;
        if (*at == '\0') {
            break;
        }
    }
    return vw_diags_count(cli->diags, VW_ERROR) == 0;
}

/* The stored evaluation and the control set that it used, both from the dossier. */
static vw_status build(vw_cli *cli, const vw_document **document)
{
    vw_dossier *dossier = NULL;
    const vw_plan *plan = NULL;
    vw_evaluation *evaluation = VW_NEW(cli->arena, vw_evaluation);
    vw_report_options options = {
        .template_name = cli->arguments->operands[0],
        .template_folder = vw_argument_of(cli->arguments, VW_OPT_TEMPLATES),
        .lang = cli->lang,
        .names = vw_argument_given(cli->arguments, VW_OPT_NAMES),
    };
    vw_status status = vw_cli_open(cli, &dossier, VW_READ_ONLY, NULL);
    if (status == VW_OK) {
        status = vw_evaluation_latest(evaluation, dossier, cli->arena, cli->diags);
    }
    if (status == VW_OK) {
        status = vw_evaluation_plan(&plan, dossier, evaluation, cli->arena, cli->diags);
    }
    if (status == VW_OK) {
        status = vw_cli_warn_beyond(cli, dossier, plan->set->catalogue);
    }
    if (status == VW_OK) {
        status =
            vw_report_build(document, dossier, evaluation, plan, &options, cli->arena, cli->diags);
    }
    return status;
}

int vw_cli_report(vw_cli *cli)
{
    const vw_document *document = NULL;
    bool wanted[VW_FORMAT_COUNT] = {false};
    const char *folder = vw_argument_of(cli->arguments, VW_OPT_OUTPUT);
    if (!parse_formats(cli, wanted)) {
        return VW_ERR_USAGE;
    }
    vw_status status = build(cli, &document);
    if (status == VW_OK && folder != NULL) {
        status = vw_folder_make(cli->diags, folder);
    }
    json_t *files = json_array();
    vw_arena *scratch = vw_arena_new();
    for (vw_format format = VW_FORMAT_PDF; format < VW_FORMAT_COUNT && status == VW_OK; format++) {
        if (!wanted[format]) {
            continue;
        }
        const char *path = vw_printf(cli->arena, "%s%s%s-%s.%s", folder != NULL ? folder : "",
                                     folder != NULL ? "/" : "", cli->arguments->operands[0],
                                     cli->lang == VW_NL ? "nl" : "en", vw_format_name(format));
        status = vw_report_render(document, format, path, scratch, cli->diags);
        vw_arena_reset(scratch);
        if (status == VW_OK && cli->json) {
            json_array_append_new(files, json_string(vw_cli_shown(cli, path)));
        } else if (status == VW_OK) {
            puts(vw_cli_shown(cli, path));
        }
        if (status == VW_OK && vw_cli_interrupted()) {
            VW_DIAG(cli->diags, U018, (vw_place){0}, NULL);
            status = VW_ERR_STORE;
        }
    }
    vw_arena_free(scratch);
    if (status == VW_OK && cli->json) {
        vw_cli_json(files);
    } else {
        json_decref(files);
    }
    return (int)status;
}
