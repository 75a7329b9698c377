/* SPDX-License-Identifier: EUPL-1.2 */
/* verantwoord import: files into the dossier, all or nothing. */
#include "base/utf8.h"
#include "cli/artefacts.h"
#include "cli/cli.h"
#include "cli/import_workbook.h"
#include "cli/intake_options.h"
#include "cli/preview.h"
#include "eval/applies.h"
#include "intake/intake.h"
#include "store/evidence.h"

#include <string.h>

static const char *forbids(void *plan, const char *test_id)
{
    const vw_requirement *requirement = vw_plan_forbids_exception(plan, test_id);
    return requirement != NULL ? requirement->full_id : NULL;
}

static bool parse_complete(vw_cli *cli, vw_intake_options *options)
{
    const char *text = vw_argument_of(cli->arguments, VW_OPT_COMPLETE);
    options->complete = vw_argument_given(cli->arguments, VW_OPT_COMPLETE);
    options->complete_from = options->complete_until = VW_DATE_NONE;
    if (text == NULL) {
        return true;
    }
    const char *dots = strstr(text, "..");
    const char *from = dots != NULL ? vw_strndup(cli->arena, text, (size_t)(dots - text)) : text;
    const char *until = dots != NULL ? dots + 2 : text;
    if (!vw_date_parse(&options->complete_from, from) ||
        !vw_date_parse(&options->complete_until, until) ||
        options->complete_from > options->complete_until) {
        VW_DIAG(cli->diags, U009, (vw_place){0}, "--complete", text,
                "YYYY-MM-DD, YYYY-MM-DD..YYYY-MM-DD");
        return false;
    }
    return true;
}

void vw_cli_check_kind(vw_cli *cli, const vw_catalogue *catalogue, const char *kind)
{
    if (kind == NULL || vw_catalogue_find(catalogue, kind) != NULL) {
        return;
    }
    const char **names = VW_NEW_ARRAY(cli->arena, catalogue->count, const char *);
    for (size_t i = 0; i < catalogue->count; i++) {
        names[i] = catalogue->kinds[i].name;
    }
    VW_DIAG(cli->diags, U016, (vw_place){0}, kind, vw_suggest(kind, names, catalogue->count));
}

static bool parse_options(vw_cli *cli, const vw_set *set, vw_intake_options *options)
{
    static const char *const methods[] = {"examine", "interview", "test"};
    const vw_arguments *arguments = cli->arguments;
    char instant[21];
    vw_date day;
    bool known = false;
    options->kind = vw_argument_of(arguments, VW_OPT_KIND);
    options->collected_at = vw_argument_of(arguments, VW_OPT_COLLECTED_AT);
    options->collected_by = vw_argument_of(arguments, VW_OPT_BY);
    options->method = vw_argument_of(arguments, VW_OPT_METHOD);
    options->producer = vw_argument_of(arguments, VW_OPT_PRODUCER);
    for (size_t i = 0; options->method != NULL && i < 3; i++) {
        known = known || strcmp(options->method, methods[i]) == 0;
    }
    if (options->method != NULL && !known) {
        VW_DIAG(cli->diags, U009, (vw_place){0}, "--method", options->method,
                "examine, interview, test");
    }
    if (options->collected_at != NULL && !vw_date_parse(&day, options->collected_at) &&
        !vw_instant_parse(instant, options->collected_at)) {
        VW_DIAG(cli->diags, U009, (vw_place){0}, "--collected-at", options->collected_at,
                "YYYY-MM-DD, YYYY-MM-DDTHH:MM:SSZ");
    }
    vw_cli_check_kind(cli, set->catalogue, options->kind);
    vw_cli_intake_options(cli, options);
    return parse_complete(cli, options) && vw_diags_count(cli->diags, VW_ERROR) == 0;
}

/* [taken] is NULL unless the file was taken in as an artefact. */
static json_t *as_json(const char *file, const vw_intake_result *result,
                       const vw_artefact_taken *taken)
{
    json_t *object = json_pack(
        "{s:s, s:s, s:s, s:s, s:I, s:I, s:I, s:I}", "file", file, "format", result->format, "sheet",
        result->sheet, "kind", result->kind->name, "import", (json_int_t)result->import_id, "rows",
        (json_int_t)result->rows, "new_subjects", (json_int_t)result->new_subjects, "new_versions",
        (json_int_t)result->new_versions);
    if (taken != NULL) {
        json_object_set_new(object, "artefact", json_string(taken->key));
        json_object_set_new(object, "media_type", json_string(taken->media_type));
        json_object_set_new(object, "sha256", json_string(taken->sha256));
    }
    return object;
}

static void tell_one(vw_cli *cli, const char *file, const vw_intake_result *result, bool complete)
{
    const char *sheet = vw_cli_shown(cli, result->sheet);
    vw_cli_say(cli, "{0}{1}{2}: {3}", "{0}{1}{2}: {3}", file, *sheet != '\0' ? " / " : "", sheet,
               vw_cli_counted(cli, result->rows, result->kind), NULL);
    if (result->new_versions > 0) {
        vw_cli_say(cli, ", waarvan {0} een nieuwe versie", ", of which {0} a new version",
                   vw_cli_number(cli, result->new_versions), NULL);
    }
    if (complete) {
        vw_cli_say(cli, "; volledig verklaard", "; declared complete", NULL);
    }
    vw_cli_say(cli, " (import {0})\n", " (import {0})\n",
               vw_printf(cli->arena, "%lld", (long long)result->import_id), NULL);
}

/* What came of one file. */
static void tell_file(vw_cli *cli, json_t *array, const char *path,
                      const vw_intake_results *results, const vw_artefact_taken *taken,
                      bool complete)
{
    const char *file = vw_cli_shown(cli, path);
    for (size_t i = 0; i < results->count; i++) {
        if (cli->json) {
            json_array_append_new(array, as_json(file, &results->items[i], taken));
        } else {
            tell_one(cli, file, &results->items[i], complete);
        }
    }
    if (taken != NULL && !cli->json) {
        vw_cli_say(cli, "  kenmerk {0}, {1}\n", "  identifier {0}, {1}\n",
                   vw_cli_shown(cli, taken->key), taken->media_type, NULL);
    }
}

static void tell(vw_cli *cli, const vw_intake_results *results, const vw_cli_artefacts *artefacts,
                 bool complete)
{
    const size_t files = cli->arguments->operand_count;
    json_t *array = json_array();
    for (size_t i = 0; i < files; i++) {
        tell_file(cli, array, cli->arguments->operands[i], &results[i], NULL, complete);
    }
    for (size_t i = 0; i < artefacts->count; i++) {
        tell_file(cli, array, artefacts->files[i], &results[files + i], &artefacts->taken[i],
                  false);
    }
    if (cli->json) {
        vw_cli_json(array);
    } else {
        json_decref(array);
    }
}

/* Every file is read even when one has errors, so that all problems are listed at once. */
static vw_status import_files(vw_cli *cli, vw_dossier *dossier, const vw_set *set,
                              vw_intake_options *options, vw_intake_results *results)
{
    vw_status worst = VW_OK;
    for (size_t i = 0; i < cli->arguments->operand_count; i++) {
        options->path = cli->arguments->operands[i];
        vw_bar *bar = vw_bar_new(cli, options->path);
        options->progress = vw_bar_show;
        options->progress_what = bar;
        vw_status status =
            vw_intake_file(&results[i], dossier, set->catalogue, cli->arena, cli->diags, options);
        vw_bar_clear(bar);
        if (status != VW_OK) {
            worst = status;
        }
        if (vw_cli_interrupted()) {
            if (status == VW_OK) { /* else the import has said so itself */
                VW_DIAG(cli->diags, E005, (vw_place){0}, NULL);
            }
            return VW_ERR_STORE;
        }
    }
    return worst;
}

/* After all files, since they come in any order: what the rows just imported name in vain. */
static vw_status note_dangling(vw_cli *cli, vw_dossier *dossier, const vw_set *set, int64_t before)
{
    vw_dangling_kinds kinds;
    vw_status status =
        vw_evidence_dangling(&kinds, dossier, cli->arena, cli->diags, set->catalogue, before);
    for (size_t i = 0; i < kinds.count; i++) {
        const vw_dangling_kind *kind = &kinds.items[i];
        VW_DIAG(cli->diags, I088, (vw_place){0}, vw_cli_number(cli, kind->keys), kind->kind->name,
                kind->shown[0].key);
    }
    return status;
}

/* The frameworks that an evaluation would take, for what they refuse. What it warns of would only
 * be in the way here. */
static vw_status choose_plan(vw_cli *cli, const vw_plan **plan, vw_dossier *dossier,
                             const vw_set *set)
{
    vw_diags *quiet = vw_diags_new(cli->arena);
    vw_status status = vw_plan_for_dossier(plan, dossier, cli->arena, quiet, set);
    return status == VW_OK ? VW_OK
                           : vw_plan_for_dossier(plan, dossier, cli->arena, cli->diags, set);
}

int vw_cli_import(vw_cli *cli)
{
    int64_t before = 0;
    const vw_set *set = NULL;
    const vw_plan *plan = NULL;
    vw_dossier *dossier = NULL;
    vw_intake_options options = {.forbids_exception = forbids};
    vw_cli_artefacts artefacts;
    const char *workbook = NULL;
    vw_status status = vw_cli_load(cli, &set);
    if (status != VW_OK) {
        return (int)status;
    }
    bool understood = vw_cli_artefacts_parse(&artefacts, cli, set->catalogue);
    if (understood && cli->arguments->operand_count + artefacts.count == 0) {
        VW_DIAG(cli->diags, U006, (vw_place){0}, "import", "FILE...");
        understood = false;
    }
    understood = vw_cli_workbook_parse(&workbook, cli) && understood;
    if (!parse_options(cli, set, &options) || !understood) {
        return VW_ERR_USAGE;
    }
    status = vw_cli_open(cli, &dossier, VW_READ_WRITE, set->catalogue);
    if (status == VW_OK) {
        status = choose_plan(cli, &plan, dossier, set);
    }
    if (status == VW_OK) {
        status = vw_db_begin(vw_dossier_db(dossier), cli->diags);
    }
    if (status != VW_OK) {
        return (int)status;
    }
    status = vw_import_mark(dossier, cli->diags, &before);
    if (status != VW_OK) {
        return (int)status;
    }
    vw_plan own = *plan;
    options.what = &own;
    if (workbook != NULL) {
        return vw_cli_import_workbook(cli, dossier, set->catalogue, &options, workbook);
    }
    const size_t files = cli->arguments->operand_count;
    vw_intake_results *results =
        VW_NEW_ARRAY(cli->arena, files + artefacts.count, vw_intake_results);
    status = import_files(cli, dossier, set, &options, results);
    if (artefacts.count > 0) {
        vw_status taken = vw_cli_artefacts_take(&artefacts, cli, dossier, set->catalogue, &options,
                                                results + files);
        status = status == VW_OK ? taken : status;
    }
    if (status == VW_OK) {
        status = note_dangling(cli, dossier, set, before);
    }
    if (status == VW_OK && vw_argument_given(cli->arguments, VW_OPT_PREVIEW)) {
        status = vw_cli_preview(cli, dossier, results, files);
        vw_db_rollback(vw_dossier_db(dossier));
        vw_cli_artefacts_undo(&artefacts, dossier);
        return (int)status;
    }
    if (status == VW_OK) {
        status = vw_db_commit(vw_dossier_db(dossier), cli->diags);
    }
    if (status != VW_OK) {
        vw_db_rollback(vw_dossier_db(dossier));
        vw_cli_artefacts_undo(&artefacts, dossier);
        return (int)status;
    }
    tell(cli, results, &artefacts, options.complete);
    return VW_OK;
}
