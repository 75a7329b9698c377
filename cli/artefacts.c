/* SPDX-License-Identifier: EUPL-1.2 */
/* Files that are taken in as they are: the options, and the order of work. */
#include "cli/artefacts.h"

#include "base/utf8.h"
#include "store/artefact.h"

#include <string.h>

/* KIND:KEY; a key may have a colon itself, a kind may not. */
static void parse_subject(vw_artefact_subject *out, vw_cli *cli, const vw_catalogue *catalogue,
                          const char *text)
{
    const char *colon = strchr(text, ':');
    if (colon == NULL || colon == text || colon[1] == '\0') {
        VW_DIAG(cli->diags, U009, (vw_place){0}, "--for", text, "KIND:KEY");
        return;
    }
    *out = (vw_artefact_subject){.kind = vw_strndup(cli->arena, text, (size_t)(colon - text)),
                                 .key = colon + 1};
    vw_cli_check_kind(cli, catalogue, out->kind);
}

/* Those options mean nothing without a file to apply them to. */
static void refuse_alone(vw_cli *cli)
{
    static const struct {
        vw_option_id id;
        const char *name;
    } belonging[] = {{VW_OPT_ID, "--id"},
                     {VW_OPT_BESIDE, "--beside"},
                     {VW_OPT_FOR, "--for"},
                     {VW_OPT_DESCRIPTION, "--description"}};
    for (size_t i = 0; i < sizeof belonging / sizeof *belonging; i++) {
        if (vw_argument_given(cli->arguments, belonging[i].id)) {
            VW_DIAG(cli->diags, U045, (vw_place){0}, belonging[i].name, "--artefact");
        }
    }
}

bool vw_cli_artefacts_parse(vw_cli_artefacts *out, vw_cli *cli, const vw_catalogue *catalogue)
{
    const vw_arguments *arguments = cli->arguments;
    size_t errors = vw_diags_count(cli->diags, VW_ERROR);
    const size_t count = arguments->options[VW_OPT_ARTEFACT_FILE].count;
    const size_t subjects = arguments->options[VW_OPT_FOR].count;
    vw_artefact_subject *list = VW_NEW_ARRAY(cli->arena, subjects, vw_artefact_subject);
    for (size_t i = 0; i < subjects; i++) {
        parse_subject(&list[i], cli, catalogue, arguments->options[VW_OPT_FOR].values[i]);
    }
    *out =
        (vw_cli_artefacts){.files = arguments->options[VW_OPT_ARTEFACT_FILE].values,
                           .count = count,
                           .options = {.id = vw_argument_of(arguments, VW_OPT_ID),
                                       .description = vw_argument_of(arguments, VW_OPT_DESCRIPTION),
                                       .beside = vw_argument_given(arguments, VW_OPT_BESIDE),
                                       .subjects = list,
                                       .subject_count = subjects},
                           .taken = VW_NEW_ARRAY(cli->arena, count, vw_artefact_taken)};
    if (count == 0) {
        refuse_alone(cli);
    } else if (count > 1 && out->options.id != NULL) {
        VW_DIAG(cli->diags, U046, (vw_place){0}, NULL);
    }
    return vw_diags_count(cli->diags, VW_ERROR) == errors;
}

vw_status vw_cli_artefacts_take(vw_cli_artefacts *artefacts, vw_cli *cli, vw_dossier *dossier,
                                const vw_catalogue *catalogue, const vw_intake_options *options,
                                vw_intake_results *results)
{
    vw_status worst = VW_OK;
    vw_intake_options own = *options;
    /* A file handed in says nothing of what else there is. */
    own.complete = false;
    for (size_t i = 0; i < artefacts->count && !vw_cli_interrupted(); i++) {
        own.path = artefacts->files[i];
        vw_status status = vw_intake_artefact(&results[i], &artefacts->taken[i], dossier, catalogue,
                                              cli->arena, cli->diags, &own, &artefacts->options);
        worst = status != VW_OK ? status : worst;
    }
    return worst;
}

void vw_cli_artefacts_undo(const vw_cli_artefacts *artefacts, const vw_dossier *dossier)
{
    for (size_t i = 0; i < artefacts->count; i++) {
        if (artefacts->taken[i].made) {
            vw_artefact_take_away(dossier, artefacts->taken[i].sha256);
        }
    }
}
