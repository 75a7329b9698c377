/* SPDX-License-Identifier: EUPL-1.2 */
/* verantwoord report: one document, in as many formats as asked; or the catalogue of each
 * framework, which needs no dossier. */
#include "base/file.h"
#include "cli/report_options.h"
#include "cli/report_style.h"
#include "eval/evaluate.h"
#include "eval/plan.h"
#include "reports/report.h"
#include "reports/sign/sign.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The format that the name given with -o ends in, unless a folder of that name is there. */
static bool names_one_file(const vw_cli *cli, vw_format *format)
{
    struct stat about;
    const char *path = vw_argument_of(cli->arguments, VW_OPT_OUTPUT);
    const char *dot = path != NULL ? strrchr(path, '.') : NULL;
    return dot != NULL && dot != path && dot[-1] != '/' && vw_format_parse(format, dot + 1) &&
           (stat(path, &about) != 0 || !S_ISDIR(about.st_mode));
}

static bool parse_formats(vw_cli *cli, bool wanted[VW_FORMAT_COUNT])
{
    const char *list = vw_argument_of(cli->arguments, VW_OPT_FORMAT);
    if (list == NULL) {
        vw_format format = VW_FORMAT_PDF;
        wanted[names_one_file(cli, &format) ? format : VW_FORMAT_PDF] = true;
        return true;
    }
    for (const char *at = list;; at++) {
        size_t length = strcspn(at, ",");
        const char *name = vw_strndup(cli->arena, at, length);
        vw_format format;
        if (vw_format_parse(&format, name)) {
            wanted[format] = true;
        } else {
            VW_DIAG(cli->diags, U009, (vw_place){0}, "--format", name, vw_format_names);
        }
        at += length;
        if (*at == '\0') {
            break;
        }
    }
    return vw_diags_count(cli->diags, VW_ERROR) == 0;
}

/* People sign what stands in a report, so the outcomes that it lists must be those that were found.
 */
static vw_status see_outcomes(vw_cli *cli, vw_dossier *dossier, const vw_evaluation *evaluation)
{
    const char *test = NULL;
    vw_status status =
        vw_evaluation_outcomes_changed(&test, dossier, cli->arena, cli->diags, evaluation);
    if (status == VW_OK && test != NULL) {
        VW_DIAG(cli->diags, E059, ((vw_place){.file = vw_dossier_path(dossier)}), test,
                vw_printf(cli->arena, "%lld", (long long)evaluation->id));
        return VW_ERR_STORE;
    }
    return status;
}

/* A report reads each row once, and writes far more than it reads: mapping the file would save it
 * nothing, and would hold as much memory as the dossier is long. */
static const char listing_settings[] = "PRAGMA mmap_size = 0; PRAGMA cache_size = -4096;";

/* The stored evaluation and the control set that it used, both from the dossier. */
static vw_status build(vw_cli *cli, const vw_document **document)
{
    vw_dossier *dossier = NULL;
    const vw_plan *plan = NULL;
    vw_evaluation *evaluation = VW_NEW(cli->arena, vw_evaluation);
    vw_report_options options;
    vw_report_earlier earlier;
    vw_status status = vw_cli_report_options(&options, &earlier, cli);
    if (status == VW_OK) {
        status = vw_cli_open(cli, &dossier, VW_READ_ONLY, NULL);
    }
    if (status == VW_OK) {
        status = vw_db_exec(vw_dossier_db(dossier), cli->diags, listing_settings);
    }
    if (status == VW_OK) {
        status = vw_evaluation_latest(evaluation, dossier, cli->arena, cli->diags);
    }
    if (status == VW_OK) {
        status = see_outcomes(cli, dossier, evaluation);
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

static const char *path_of(vw_cli *cli, const char *name, vw_format format)
{
    vw_format only;
    const char *folder = vw_argument_of(cli->arguments, VW_OPT_OUTPUT);
    if (names_one_file(cli, &only)) {
        return folder;
    }
    const char *ending = vw_format_is_folder(format) ? "" : vw_format_name(format);
    return vw_printf(cli->arena, "%s%s%s-%s%s%s", folder != NULL ? folder : "",
                     folder != NULL ? "/" : "", name, cli->lang == VW_NL ? "nl" : "en",
                     *ending != '\0' ? "." : "", ending);
}

/* What people filled in must not be lost by asking for a workbook again. */
static bool may_write(vw_cli *cli, const vw_document *document, const char *name,
                      const bool wanted[VW_FORMAT_COUNT])
{
    const char *path = path_of(cli, name, VW_FORMAT_XLSX);
    if (document->form == NULL || !wanted[VW_FORMAT_XLSX] || access(path, F_OK) != 0) {
        return true;
    }
    VW_DIAG(cli->diags, W003, (vw_place){.file = path}, NULL);
    return false;
}

/* Nor a signature: nobody can make that again but who signed. */
static bool may_write_pdf(vw_cli *cli, const char *name, const bool wanted[VW_FORMAT_COUNT])
{
    const char *path = path_of(cli, name, VW_FORMAT_PDF);
    bool is_signed = false;
    if (!wanted[VW_FORMAT_PDF] || access(path, F_OK) != 0) {
        return true;
    }
    if (vw_pdf_is_signed(&is_signed, path, cli->arena, cli->diags) != VW_OK) {
        return false;
    }
    if (is_signed) {
        VW_DIAG(cli->diags, T210, (vw_place){.file = path}, NULL);
    }
    return !is_signed;
}

/* The folder that -o names, or that its one file is to stand in. */
static vw_status make_folder(vw_cli *cli)
{
    vw_format only;
    const char *path = vw_argument_of(cli->arguments, VW_OPT_OUTPUT);
    const char *slash = path != NULL ? strrchr(path, '/') : NULL;
    if (path != NULL && names_one_file(cli, &only)) {
        path = slash != NULL && slash != path ? vw_strndup(cli->arena, path, (size_t)(slash - path))
                                              : NULL;
    }
    return path != NULL ? vw_folder_make(cli->diags, path) : VW_OK;
}

/* One file a format; adds their paths to [files]. */
static vw_status write_files(vw_cli *cli, const vw_document *plain, const char *name,
                             const bool wanted[VW_FORMAT_COUNT], json_t *files)
{
    const vw_document *document = NULL;
    if (vw_cli_put_on_style(cli, &document, plain) != VW_OK) {
        return VW_ERR_INPUT;
    }
    const bool may_form = may_write(cli, document, name, wanted);
    if (!may_write_pdf(cli, name, wanted) || !may_form) {
        return VW_ERR_STORE;
    }
    vw_status status = make_folder(cli);
    vw_arena *scratch = vw_arena_new();
    for (vw_format format = VW_FORMAT_PDF; format < VW_FORMAT_COUNT && status == VW_OK; format++) {
        if (!wanted[format]) {
            continue;
        }
        const char *path = path_of(cli, name, format);
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
    return status;
}

/* ---- the catalogue ------------------------------------------------------------------------- */

/* The frameworks that are named, else all of them. */
static vw_status plan_catalogues(vw_cli *cli, const vw_set *set, const vw_plan **plan)
{
    const char *const *named = cli->arguments->options[VW_OPT_FRAMEWORK].values;
    const size_t count = cli->arguments->options[VW_OPT_FRAMEWORK].count;
    if (count > 0) {
        return vw_plan_for_frameworks(plan, cli->arena, cli->diags, set, named, count);
    }
    const char **ids = VW_NEW_ARRAY(cli->arena, set->framework_count, const char *);
    for (size_t i = 0; i < set->framework_count; i++) {
        ids[i] = set->frameworks[i].id;
    }
    return vw_plan_for_frameworks(plan, cli->arena, cli->diags, set, ids, set->framework_count);
}

static const char *set_hash(vw_cli *cli, bool *shipped)
{
    vw_set_files builtin = {0};
    vw_set_files_builtin(&builtin, cli->arena);
    const char *hash = vw_evaluation_set_hash(cli->arena, cli->files.items, cli->files.count);
    *shipped = strcmp(hash, vw_evaluation_set_hash(cli->arena, builtin.items, builtin.count)) == 0;
    return hash;
}

static vw_status write_catalogues(vw_cli *cli, const bool wanted[VW_FORMAT_COUNT], json_t *files)
{
    const vw_set *set = NULL;
    const vw_plan *plan = NULL;
    bool shipped = false;
    vw_status status = vw_cli_load(cli, &set);
    if (status == VW_OK) {
        status = plan_catalogues(cli, set, &plan);
    }
    const char *hash = status == VW_OK ? set_hash(cli, &shipped) : "";
    for (size_t i = 0; status == VW_OK && i < plan->framework_count; i++) {
        const vw_framework *framework = plan->frameworks[i];
        const vw_document *document =
            vw_report_catalogue(plan, framework, hash, shipped, cli->lang, cli->arena, cli->diags);
        status = write_files(cli, document, vw_printf(cli->arena, "catalogue-%s", framework->id),
                             wanted, files);
    }
    return status;
}

/* ---- the command --------------------------------------------------------------------------- */

/* A template of one's own may have this name too. */
static bool is_catalogue(const vw_cli *cli)
{
    return strcmp(cli->arguments->operands[0], "catalogue") == 0 &&
           !vw_argument_given(cli->arguments, VW_OPT_TEMPLATES);
}

typedef struct {
    vw_option_id option;
    const char *name;
} named_option;

/* Of each option that changes nothing in what is asked, or who gave it would think that it counts.
 */
static void refuse_unused(vw_cli *cli)
{
    static const named_option of_dossiers[] = {{VW_OPT_NAMES, "--names"},
                                               {VW_OPT_PREVIOUS, "--previous"},
                                               {VW_OPT_FORM_CHECK, "--check"},
                                               {VW_OPT_DRAFT, "--draft"}};
    static const named_option of_files[] = {
        {VW_OPT_DRAFT, "--draft"}, {VW_OPT_FORMAT, "--format"}, {VW_OPT_OUTPUT, "--output"}};
    const vw_arguments *arguments = cli->arguments;
    const bool catalogue = is_catalogue(cli);
    for (size_t i = 0; catalogue && i < sizeof of_dossiers / sizeof *of_dossiers; i++) {
        if (vw_argument_given(arguments, of_dossiers[i].option)) {
            VW_DIAG(cli->diags, U130, (vw_place){0}, of_dossiers[i].name);
        }
    }
    /* The form check writes no document. */
    const bool only_check = !catalogue && vw_argument_given(arguments, VW_OPT_FORM_CHECK);
    for (size_t i = 0; only_check && i < sizeof of_files / sizeof *of_files; i++) {
        if (vw_argument_given(arguments, of_files[i].option)) {
            VW_DIAG(cli->diags, U030, (vw_place){0}, "--check", of_files[i].name);
        }
    }
    if (!catalogue && vw_argument_given(arguments, VW_OPT_FRAMEWORK)) {
        VW_DIAG(cli->diags, U131, (vw_place){0}, arguments->operands[0]);
    }
    if (!catalogue && vw_argument_given(arguments, VW_OPT_CONTROLS)) {
        VW_DIAG(cli->diags, U132, (vw_place){0}, arguments->operands[0]);
    }
}

/* -o statement.pdf: one document in one format, which is that of the name. */
static void check_one_file(vw_cli *cli, const bool wanted[VW_FORMAT_COUNT])
{
    vw_format named, asked = VW_FORMAT_COUNT;
    size_t count = 0;
    const char *path = vw_argument_of(cli->arguments, VW_OPT_OUTPUT);
    for (vw_format format = VW_FORMAT_PDF; format < VW_FORMAT_COUNT; format++) {
        count += wanted[format];
        asked = wanted[format] ? format : asked;
    }
    if (!names_one_file(cli, &named)) {
        return;
    }
    if (count > 1) {
        VW_DIAG(cli->diags, U133, (vw_place){0}, path,
                vw_argument_of(cli->arguments, VW_OPT_FORMAT));
    } else if (is_catalogue(cli) && cli->arguments->options[VW_OPT_FRAMEWORK].count != 1) {
        VW_DIAG(cli->diags, U133, (vw_place){0}, path, "catalogue");
    } else if (vw_format_is_folder(named)) {
        VW_DIAG(cli->diags, U135, (vw_place){0}, path);
    } else if (named != asked) {
        VW_DIAG(cli->diags, U134, (vw_place){0}, path, vw_format_name(named),
                vw_format_name(asked));
    }
}

int vw_cli_report(vw_cli *cli)
{
    const vw_document *document = NULL;
    bool wanted[VW_FORMAT_COUNT] = {false};
    if (parse_formats(cli, wanted)) {
        check_one_file(cli, wanted);
    }
    refuse_unused(cli);
    if (vw_diags_count(cli->diags, VW_ERROR) > 0) {
        return VW_ERR_USAGE;
    }
    json_t *files = json_array();
    vw_status status = VW_OK;
    if (is_catalogue(cli)) {
        status = write_catalogues(cli, wanted, files);
    } else {
        status = build(cli, &document);
        if (status == VW_OK && document == NULL) {
            vw_cli_say(cli, "Vormcontrole: niets dat de inzending doet terugkomen.\n",
                       "Form check: nothing that makes the filing come back.\n", NULL);
        } else if (status == VW_OK) {
            status = write_files(cli, document, cli->arguments->operands[0], wanted, files);
        }
    }
    if (status == VW_OK && cli->json) {
        vw_cli_json(files);
    } else {
        json_decref(files);
    }
    return (int)status;
}
