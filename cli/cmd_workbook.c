/* SPDX-License-Identifier: EUPL-1.2 */
/* verantwoord workbook: the workbook in which people fill in evidence and answers. */
#include "cli/cli.h"
#include "eval/applies.h"
#include "reports/workbook/workbook.h"

#include <unistd.h>

static vw_status choose_plan(vw_cli *cli, const vw_plan **plan, const vw_set *set,
                             vw_dossier *dossier)
{
    const char *const *ids = cli->arguments->options[VW_OPT_FRAMEWORK].values;
    size_t count = cli->arguments->options[VW_OPT_FRAMEWORK].count;
    if (count > 0) {
        return vw_plan_for_frameworks(plan, cli->arena, cli->diags, set, ids, count);
    }
    return vw_plan_for_dossier(plan, dossier, cli->arena, cli->diags, set);
}

static vw_status build(vw_cli *cli, const vw_form **form)
{
    const vw_set *set = NULL;
    const vw_plan *plan = NULL;
    vw_dossier *dossier = NULL;
    vw_workbook_options *options = VW_NEW(cli->arena, vw_workbook_options);
    *options = (vw_workbook_options){
        .kinds = cli->arguments->options[VW_OPT_KIND].values,
        .kind_count = cli->arguments->options[VW_OPT_KIND].count,
        .lang = cli->lang,
        .empty = vw_argument_given(cli->arguments, VW_OPT_EMPTY),
    };
    vw_status status = vw_cli_load(cli, &set);
    if (status == VW_OK) {
        status = vw_cli_open(cli, &dossier, VW_READ_ONLY, NULL);
    }
    if (status == VW_OK) {
        status = vw_cli_warn_beyond(cli, dossier, set->catalogue);
    }
    if (status == VW_OK) {
        status = choose_plan(cli, &plan, set, dossier);
    }
    if (status == VW_OK) {
        status = vw_workbook_build(form, dossier, plan, options, cli->arena, cli->diags);
    }
    return status;
}

int vw_cli_workbook(vw_cli *cli)
{
    const vw_form *form = NULL;
    const char *path = vw_argument_of(cli->arguments, VW_OPT_OUTPUT);
    path = path != NULL ? path : "intake.xlsx";
    /* What people filled in must not be lost by asking for a workbook again. */
    if (access(path, F_OK) == 0) {
        VW_DIAG(cli->diags, W003, (vw_place){.file = path}, NULL);
        return VW_ERR_STORE;
    }
    vw_status status = build(cli, &form);
    if (status != VW_OK) {
        return (int)status;
    }
    vw_arena *scratch = vw_arena_new();
    status = vw_form_render(form, path, scratch, cli->diags);
    vw_arena_free(scratch);
    if (status == VW_OK && cli->json) {
        vw_cli_json(json_pack("{s:s, s:I}", "file", vw_cli_shown(cli, path), "sheets",
                              (json_int_t)form->sheet_count));
    } else if (status == VW_OK) {
        puts(vw_cli_shown(cli, path));
    }
    return (int)status;
}
