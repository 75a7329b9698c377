/* SPDX-License-Identifier: EUPL-1.2 */
/* Dossiers and evaluations that a command line names. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

vw_status vw_cli_open_any(vw_cli *cli, vw_dossier **out, const char *path)
{
    return vw_dossier_open(out, cli->arena, cli->diags, path, VW_READ_COPY, NULL);
}

/* 0: no number. Evaluations count from 1. */
static int64_t number_of(const char *text)
{
    size_t length = strlen(text);
    bool digits = length > 0 && length <= 18 && strspn(text, "0123456789") == length;
    return digits ? strtoll(text, NULL, 10) : 0;
}

vw_status vw_cli_evaluation(vw_cli *cli, vw_evaluation *out, vw_dossier *dossier,
                            const char *number)
{
    vw_evaluations evaluations = {0};
    if (number == NULL) {
        return vw_evaluation_latest(out, dossier, cli->arena, cli->diags);
    }
    int64_t id = number_of(number);
    vw_status status = vw_evaluations_load(&evaluations, dossier, cli->arena, cli->diags);
    for (size_t i = 0; i < evaluations.count; i++) {
        if (evaluations.items[i].id == id) {
            *out = evaluations.items[i];
            return status;
        }
    }
    if (status == VW_OK) {
        VW_DIAG(cli->diags, E080, ((vw_place){.file = vw_dossier_path(dossier)}), number);
        status = VW_ERR_INPUT;
    }
    return status;
}
