/* SPDX-License-Identifier: EUPL-1.2 */
/* verantwoord export: evidence out of the dossier. */
#include "base/file.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "export/export.h"
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

/* ---- records ----------------------------------------------------------------------------- */

static bool choose_kinds(vw_cli *cli, vw_export_options *options, const vw_catalogue *catalogue)
{
    const size_t count = cli->arguments->options[VW_OPT_EXPORT_KIND].count;
    const vw_kind **kinds = VW_NEW_ARRAY(cli->arena, count, const vw_kind *);
    size_t errors = vw_diags_count(cli->diags, VW_ERROR);
    for (size_t i = 0; i < count; i++) {
        const char *name = cli->arguments->options[VW_OPT_EXPORT_KIND].values[i];
        const vw_kind *kind = vw_catalogue_find(catalogue, name);
        vw_cli_check_kind(cli, catalogue, name);
        bool again = false;
        for (size_t j = 0; j < options->kind_count; j++) {
            again = again || kinds[j] == kind;
        }
        if (kind != NULL && !again) {
            kinds[options->kind_count++] = kind;
        }
    }
    options->kinds = kinds;
    return vw_diags_count(cli->diags, VW_ERROR) == errors;
}

/* The secret is of no use without pseudonyms, so asking for one asks for those. */
static vw_status take_secret(vw_cli *cli, vw_export_options *options, vw_secret *secret)
{
    const char *path = vw_argument_of(cli->arguments, VW_OPT_SECRET);
    if (path == NULL && !vw_argument_given(cli->arguments, VW_OPT_PSEUDONYMISED)) {
        return VW_OK;
    }
    options->secret = secret;
    if (path != NULL) {
        return vw_secret_read(secret, cli->diags, path);
    }
    vw_secret_make(secret);
    return VW_OK;
}

static void tell(vw_cli *cli, const vw_export_files *files, const char *folder)
{
    json_t *array = json_array();
    for (size_t i = 0; i < files->count; i++) {
        const vw_export_file *file = &files->items[i];
        const char *path = vw_printf(cli->arena, "%s/%s", vw_cli_shown(cli, folder), file->name);
        if (cli->json) {
            json_array_append_new(array, json_pack("{s:s, s:s, s:I, s:s}", "file", path, "kind",
                                                   file->kind->name, "records",
                                                   (json_int_t)file->rows, "sha256", file->sha256));
        } else {
            vw_cli_say(cli, "{0}: {1}\n", "{0}: {1}\n", path,
                       vw_cli_counted(cli, file->rows, file->kind), NULL);
        }
    }
    if (cli->json) {
        vw_cli_json(array);
    } else {
        json_decref(array);
    }
}

static int export_records(vw_cli *cli)
{
    const vw_set *set = NULL;
    vw_dossier *dossier = NULL;
    vw_secret secret;
    vw_export_files files = {0};
    vw_export_options options = {.folder = vw_argument_of(cli->arguments, VW_OPT_OUTPUT)};
    if (options.folder == NULL) {
        VW_DIAG(cli->diags, U010, (vw_place){0}, "--output", "export");
        return VW_ERR_USAGE;
    }
    vw_status status = vw_cli_load(cli, &set);
    if (status == VW_OK && !choose_kinds(cli, &options, set->catalogue)) {
        status = VW_ERR_USAGE;
    }
    if (status == VW_OK) {
        status = take_secret(cli, &options, &secret);
    }
    if (status == VW_OK) {
        status = vw_cli_open(cli, &dossier, VW_READ_ONLY, set->catalogue);
    }
    if (status == VW_OK) {
        status =
            vw_export_records(&files, dossier, set->catalogue, cli->arena, cli->diags, &options);
    }
    if (status == VW_OK) {
        tell(cli, &files, options.folder);
    }
    return (int)status;
}

static bool refuse_with_artefact(vw_cli *cli)
{
    static const struct {
        vw_option_id id;
        const char *name;
    } others[] = {{VW_OPT_EXPORT_KIND, "--kind"},
                  {VW_OPT_PSEUDONYMISED, "--pseudonymised"},
                  {VW_OPT_SECRET, "--secret"}};
    size_t errors = vw_diags_count(cli->diags, VW_ERROR);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (vw_argument_given(cli->arguments, others[i].id)) {
            VW_DIAG(cli->diags, U048, (vw_place){0}, others[i].name, "--artefact");
        }
    }
    return vw_diags_count(cli->diags, VW_ERROR) > errors;
}

int vw_cli_export(vw_cli *cli)
{
    const char *artefact = vw_argument_of(cli->arguments, VW_OPT_ARTEFACT);
    if (artefact == NULL) {
        return export_records(cli);
    }
    return refuse_with_artefact(cli) ? VW_ERR_USAGE : export_artefact(cli, artefact);
}
