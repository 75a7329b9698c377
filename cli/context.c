/* SPDX-License-Identifier: EUPL-1.2 */
/* Opens what most commands need: control sets and the dossier. */
#include "cli/cli.h"
#include "store/evidence.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The folder of the dossier, with its slash; "" for the current one. */
static const char *folder_of(vw_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? vw_strndup(arena, path, (size_t)(slash - path) + 1) : "";
}

/* A dossier that is named or is to be made need not exist for its catalogue to count; a folder that
 * happens to be called so, without a dossier beside it, is nobody's. */
static bool has_dossier(const vw_cli *cli, const char *path)
{
    return cli->arguments->command == VW_CMD_INIT ||
           vw_argument_given(cli->arguments, VW_OPT_DOSSIER) || access(path, F_OK) == 0;
}

vw_status vw_cli_add_own_catalogue(vw_cli *cli)
{
    const char *path = vw_cli_dossier_path(cli);
    if (!has_dossier(cli, path)) {
        return VW_OK;
    }
    return vw_set_files_add_own(&cli->files, cli->arena, cli->diags, folder_of(cli->arena, path));
}

const char *vw_cli_nobodys(const vw_cli *cli, const char *name)
{
    const char *dossier = vw_cli_dossier_path(cli);
    const char *path = vw_printf(cli->arena, "%s%s", folder_of(cli->arena, dossier), name);
    struct stat about;
    const bool there = stat(path, &about) == 0 && S_ISDIR(about.st_mode);
    return there && !has_dossier(cli, dossier) ? path : NULL;
}

/* A folder of that name without a dossier beside it is nobody's. */
const char *vw_cli_own_templates(const vw_cli *cli)
{
    const char *dossier = vw_cli_dossier_path(cli);
    const char *path = vw_printf(cli->arena, "%stemplates", folder_of(cli->arena, dossier));
    struct stat about;
    if (access(dossier, F_OK) != 0 || stat(path, &about) != 0 || !S_ISDIR(about.st_mode)) {
        return NULL;
    }
    return path;
}

vw_status vw_cli_house_style(vw_cli *cli, const vw_house_style **out)
{
    const char *path = vw_cli_dossier_path(cli);
    *out = NULL;
    if (!has_dossier(cli, path)) {
        return VW_OK;
    }
    return vw_house_style_read(out, cli->arena, cli->diags, folder_of(cli->arena, path));
}

vw_status vw_cli_load(vw_cli *cli, const vw_set **out)
{
    const vw_arguments *arguments = cli->arguments;
    vw_set_files_builtin(&cli->files, cli->arena);
    vw_status worst = vw_cli_add_own_catalogue(cli);
    for (size_t i = 0; i < arguments->options[VW_OPT_CONTROLS].count; i++) {
        vw_status status = vw_set_files_add(&cli->files, cli->arena, cli->diags,
                                            arguments->options[VW_OPT_CONTROLS].values[i]);
        if (status != VW_OK) {
            worst = status;
        }
    }
    if (cli->named != NULL &&
        vw_set_files_add(&cli->files, cli->arena, cli->diags, cli->named) != VW_OK) {
        worst = VW_ERR_INPUT;
    }
    if (worst != VW_OK) {
        return worst;
    }
    return vw_set_load(out, cli->arena, cli->diags, cli->files.items, cli->files.count);
}

const char *vw_cli_dossier_path(const vw_cli *cli)
{
    const char *path = vw_argument_of(cli->arguments, VW_OPT_DOSSIER);
    if (path == NULL) {
        path = getenv("VERANTWOORD_DOSSIER");
    }
    return path != NULL && *path != '\0' ? path : "dossier.db";
}

vw_status vw_cli_open(vw_cli *cli, vw_dossier **out, vw_access access,
                      const vw_catalogue *catalogue)
{
    return vw_dossier_open(out, cli->arena, cli->diags, vw_cli_dossier_path(cli), access,
                           catalogue);
}

vw_status vw_cli_warn_beyond(vw_cli *cli, vw_dossier *dossier, const vw_catalogue *catalogue)
{
    const char *names = NULL;
    vw_status status = vw_evidence_beyond(&names, dossier, cli->arena, cli->diags, catalogue);
    if (names != NULL) {
        VW_DIAG(cli->diags, D084, (vw_place){.file = vw_dossier_path(dossier)}, names);
    }
    return status;
}

vw_status vw_cli_warn_changed(vw_cli *cli, vw_dossier *dossier, const vw_evaluation *evaluation)
{
    const char *test = NULL;
    vw_status status =
        vw_evaluation_outcomes_changed(&test, dossier, cli->arena, cli->diags, evaluation);
    if (test != NULL) {
        VW_DIAG(cli->diags, E120, ((vw_place){.file = vw_dossier_path(dossier)}), test,
                vw_printf(cli->arena, "%lld", (long long)evaluation->id));
    }
    return status;
}
