/* SPDX-License-Identifier: EUPL-1.2 */
/* How a document is asked for. --previous names the dossier of the year before, or last year's
 * section as a text. */
#include "cli/report_options.h"

#include "eval/evaluate.h"

#include <string.h>

/* A dossier is known by its first bytes, not by its name. A file that cannot be read is taken for a
 * text, whose reading says why not. */
static bool is_dossier(const char *path)
{
    static const char magic[] = "SQLite format 3";
    char start[sizeof magic] = "";
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return false;
    }
    const size_t length = fread(start, 1, sizeof start, file);
    (void)fclose(file);
    return length == sizeof start && memcmp(start, magic, sizeof magic) == 0;
}

/* Any other file is a slip: what it holds would be held against the document as last year's text.
 */
static bool is_text(const char *path)
{
    static const char *const endings[] = {".md", ".txt", ".json"};
    const size_t length = strlen(path);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const size_t its = strlen(endings[i]);
        if (length > its && strcmp(path + length - its, endings[i]) == 0) {
            return true;
        }
    }
    return false;
}

static vw_status open_dossier(vw_cli *cli, vw_report_earlier *out, const char *path)
{
    if (out->dossier != NULL) {
        VW_DIAG(cli->diags, U180, (vw_place){0}, path);
        return VW_ERR_USAGE;
    }
    vw_evaluation *evaluation = VW_NEW(cli->arena, vw_evaluation);
    vw_status status = vw_cli_open_any(cli, &out->dossier, path);
    if (status == VW_OK) {
        status = vw_cli_evaluation(cli, evaluation, out->dossier, NULL);
    }
    if (status == VW_OK) {
        out->evaluation = evaluation;
        status = vw_evaluation_plan(&out->plan, out->dossier, evaluation, cli->arena, cli->diags);
    }
    return status;
}

static vw_status read_previous(vw_report_earlier *out, vw_cli *cli)
{
    const char *const *paths = cli->arguments->options[VW_OPT_PREVIOUS].values;
    const size_t count = cli->arguments->options[VW_OPT_PREVIOUS].count;
    const char **texts = VW_NEW_ARRAY(cli->arena, count, const char *);
    vw_status status = VW_OK;
    *out = (vw_report_earlier){.texts = texts};
    for (size_t i = 0; i < count && status == VW_OK; i++) {
        if (is_dossier(paths[i])) {
            status = open_dossier(cli, out, paths[i]);
        } else if (!is_text(paths[i])) {
            VW_DIAG(cli->diags, T182, (vw_place){0}, paths[i]);
            status = VW_ERR_INPUT;
        } else {
            texts[out->text_count++] = paths[i];
        }
    }
    return status;
}

vw_status vw_cli_report_options(vw_report_options *out, vw_report_earlier *earlier, vw_cli *cli)
{
    *out = (vw_report_options){
        .template_name = cli->arguments->operands[0],
        .template_folder = vw_argument_of(cli->arguments, VW_OPT_TEMPLATES),
        .own_folder = vw_cli_own_templates(cli),
        .lang = cli->lang,
        .names = vw_argument_given(cli->arguments, VW_OPT_NAMES),
        .earlier = earlier,
        .form = vw_argument_given(cli->arguments, VW_OPT_FORM_CHECK) ? VW_FORM_ONLY
                : vw_argument_given(cli->arguments, VW_OPT_DRAFT)    ? VW_FORM_DRAFT
                                                                     : VW_FORM_STRICT,
    };
    return read_previous(earlier, cli);
}
