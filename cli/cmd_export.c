/* SPDX-License-Identifier: EUPL-1.2 */
/* verantwoord export: evidence out of the dossier. */
#include "base/file.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "store/artefact.h"

#include <string.h>

static vw_status write_part(void *stream, const void *bytes, size_t length)
{
    /* What goes wrong here is told when the file is committed. */
    (void)fwrite(bytes, 1, length, stream);
    return VW_OK;
}

static vw_status find(vw_artefact *out, vw_cli *cli, vw_dossier *dossier, const char *key)
{
    bool found = false;
    vw_status status = vw_artefact_find(out, &found, dossier, cli->arena, cli->diags, key);
    if (status == VW_OK && !found) {
        VW_DIAG(cli->diags, U047, (vw_place){0}, key);
        status = VW_ERR_INPUT;
    }
    return status;
}

static int export_artefact(vw_cli *cli, const char *key)
{
    vw_dossier *dossier = NULL;
    vw_artefact artefact = {0};
    vw_outfile *file = NULL;
    vw_status status = vw_cli_open(cli, &dossier, VW_READ_ONLY, NULL);
    if (status == VW_OK) {
        status = find(&artefact, cli, dossier, key);
    }
    if (status != VW_OK) {
        return (int)status;
    }
    /* Never under the name that the dossier gives: it may be anybody's. */
    const char *path = vw_argument_of(cli->arguments, VW_OPT_OUTPUT);
    if (path == NULL) {
        VW_DIAG(cli->diags, U010, (vw_place){0}, "--output", "export");
        return VW_ERR_USAGE;
    }
    status = vw_outfile_open(&file, cli->arena, cli->diags, path);
    if (status == VW_OK) {
        status =
            vw_artefact_read(dossier, cli->diags, &artefact, write_part, vw_outfile_stream(file));
    }
    if (status == VW_OK) {
        status = vw_outfile_commit(file, cli->diags);
    }
    if (status == VW_OK && cli->json) {
        vw_cli_json(json_pack("{s:s, s:s, s:I, s:s}", "artefact", artefact.key, "file",
                              vw_cli_shown(cli, path), "bytes", (json_int_t)artefact.bytes,
                              "sha256", artefact.sha256));
    } else if (status == VW_OK) {
        vw_cli_say(cli, "{0}: {1}, {2} bytes, ongewijzigd\n", "{0}: {1}, {2} bytes, unchanged\n",
                   vw_cli_shown(cli, path), artefact.file_name, vw_cli_number(cli, artefact.bytes),
                   NULL);
    }
    return (int)status;
}

int vw_cli_export(vw_cli *cli)
{
    const char *artefact = vw_argument_of(cli->arguments, VW_OPT_ARTEFACT);
    if (artefact == NULL) {
        VW_DIAG(cli->diags, U010, (vw_place){0}, "--artefact", "export");
        return VW_ERR_USAGE;
    }
    return export_artefact(cli, artefact);
}
