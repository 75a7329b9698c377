/* SPDX-License-Identifier: EUPL-1.2 */
/* Options of one record, and its transaction. */
#include "cli/entering.h"

#include "base/utf8.h"
#include "store/query.h"

#include <string.h>

const char *vw_cli_optional(vw_cli *cli, vw_option_id option)
{
    static const char blanks[] = " \t\r\n";
    const char *text = vw_argument_of(cli->arguments, option);
    if (text == NULL) {
        return NULL;
    }
    text += strspn(text, blanks);
    size_t length = strlen(text);
    while (length > 0 && strchr(blanks, text[length - 1]) != NULL) {
        length--;
    }
    return length > 0 ? vw_utf8_composed(cli->arena, vw_strndup(cli->arena, text, length)) : NULL;
}

const char *vw_cli_required(vw_cli *cli, vw_option_id option, const char *name)
{
    const char *text = vw_cli_optional(cli, option);
    if (text == NULL) {
        VW_DIAG(cli->diags, U010, (vw_place){0}, name, vw_commands[cli->arguments->command].name);
    }
    return text;
}

vw_date vw_cli_day(vw_cli *cli, vw_option_id option, const char *name, vw_date missing)
{
    const char *text = vw_argument_of(cli->arguments, option);
    vw_date day = missing;
    if (text != NULL && !vw_date_parse(&day, text)) {
        VW_DIAG(cli->diags, U009, (vw_place){0}, name, text, "YYYY-MM-DD");
        return missing;
    }
    return day;
}

vw_date vw_cli_on(vw_cli *cli)
{
    char now[21], given[11];
    vw_date today = VW_DATE_NONE;
    vw_instant_format(now, vw_clock_now());
    now[10] = '\0';
    (void)vw_date_parse(&today, now);
    vw_date on = vw_cli_day(cli, VW_OPT_ENTERED_ON, "--on", today);
    if (on > today) {
        vw_date_format(given, on);
        VW_DIAG(cli->diags, U071, (vw_place){0}, given, now);
    }
    return on;
}

vw_status vw_cli_enter_begin(vw_entering *out, vw_cli *cli, const vw_set *set)
{
    *out = (vw_entering){.arena = cli->arena, .diags = cli->diags};
    vw_status status = vw_cli_open(cli, &out->dossier, VW_READ_WRITE, set->catalogue);
    if (status == VW_OK) {
        status = vw_plan_for_type(&out->plan, cli->arena, cli->diags, set,
                                  vw_dossier_head_of(out->dossier)->type);
    }
    if (status == VW_OK) {
        status = vw_db_begin(vw_dossier_db(out->dossier), cli->diags);
    }
    if (status == VW_OK) {
        status = vw_frame_now(&out->frame, out->dossier, cli->diags);
    }
    return status;
}

vw_status vw_cli_enter_end(vw_cli *cli, const vw_entering *e, vw_status status)
{
    const bool preview = vw_argument_given(cli->arguments, VW_OPT_PREVIEW);
    if (status == VW_OK && vw_cli_interrupted()) {
        VW_DIAG(cli->diags, E005, (vw_place){0}, NULL);
        status = VW_ERR_STORE;
    }
    if (status == VW_OK && !preview) {
        status = vw_db_commit(vw_dossier_db(e->dossier), cli->diags);
    }
    if (e->dossier != NULL && (status != VW_OK || preview)) {
        vw_db_rollback(vw_dossier_db(e->dossier));
    }
    return status;
}

vw_status vw_cli_newest_evaluation(int64_t *out, vw_cli *cli, vw_dossier *dossier)
{
    vw_evaluations all = {0};
    vw_status status = vw_evaluations_load(&all, dossier, cli->arena, cli->diags);
    *out = all.count > 0 ? all.items[0].id : 0;
    return status;
}

vw_status vw_cli_look_ahead(vw_cli_outlook *out, vw_cli *cli, vw_dossier *dossier,
                            int64_t evaluation, const vw_judgement *judgement)
{
    *out = (vw_cli_outlook){.evaluation = evaluation};
    if (evaluation == 0) {
        return VW_OK;
    }
    vw_status status = vw_query_conclusion(&out->now, &out->found, dossier, cli->arena, cli->diags,
                                           evaluation, judgement->requirement, judgement->aspect);
    vw_result computed = out->now.has_computed ? out->now.computed : VW_NOT_ASSESSED;
    out->then = (vw_conclusion){.aspect = judgement->aspect,
                                .has_computed = out->now.has_computed,
                                .computed = computed,
                                .result = computed};
    vw_conclude_judged(&out->then, judgement);
    return status;
}
