/* SPDX-License-Identifier: EUPL-1.2 */
/* verantwoord except: an approved deviation on one test, for one subject, until a day. */
#include "cli/entering.h"

#include "base/utf8.h"

#include <inttypes.h>

/* Without --from it begins on the day of approval. */
static bool understand(vw_excepting *out, vw_date *on, vw_cli *cli)
{
    const vw_arguments *arguments = cli->arguments;
    *on = vw_cli_on(cli);
    *out = (vw_excepting){
        .test = arguments->operands[0],
        .subject = vw_utf8_composed(cli->arena, arguments->operands[1]),
        .owner = vw_cli_required(cli, VW_OPT_OWNER, "--owner"),
        .requested_by = vw_cli_required(cli, VW_OPT_REQUESTED_BY, "--requested-by"),
        .approved_by = vw_cli_required(cli, VW_OPT_APPROVED_BY, "--approved-by"),
        .reason = vw_cli_required(cli, VW_OPT_REASON, "--reason"),
        .risk_reference = vw_cli_required(cli, VW_OPT_RISK_REFERENCE, "--risk-reference"),
        .compensating_measure = vw_cli_optional(cli, VW_OPT_COMPENSATING),
    };
    (void)vw_cli_required(cli, VW_OPT_UNTIL, "--until");
    (void)vw_cli_required(cli, VW_OPT_ENTERED_ON, "--on");
    out->until = vw_cli_day(cli, VW_OPT_UNTIL, "--until", VW_DATE_NONE);
    out->from = vw_cli_day(cli, VW_OPT_FROM, "--from", *on);
    return vw_diags_count(cli->diags, VW_ERROR) == 0;
}

/* --end: by whom and why; what is of a new exception does not go with it. */
static bool understand_end(vw_ending *out, vw_date *on, vw_cli *cli)
{
    static const struct {
        vw_option_id option;
        const char *name;
    } others[] = {{VW_OPT_OWNER, "--owner"},
                  {VW_OPT_REQUESTED_BY, "--requested-by"},
                  {VW_OPT_APPROVED_BY, "--approved-by"},
                  {VW_OPT_RISK_REFERENCE, "--risk-reference"},
                  {VW_OPT_COMPENSATING, "--compensating"},
                  {VW_OPT_FROM, "--from"},
                  {VW_OPT_UNTIL, "--until"}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (vw_argument_given(cli->arguments, others[i].option)) {
            VW_DIAG(cli->diags, U030, (vw_place){0}, "--end", others[i].name);
        }
    }
    *on = vw_cli_on(cli);
    *out = (vw_ending){.test = cli->arguments->operands[0],
                       .subject = vw_utf8_composed(cli->arena, cli->arguments->operands[1]),
                       .until = vw_cli_day(cli, VW_OPT_END, "--end", VW_DATE_NONE),
                       .by = vw_cli_required(cli, VW_OPT_BY, "--by"),
                       .reason = vw_cli_required(cli, VW_OPT_REASON, "--reason")};
    return vw_diags_count(cli->diags, VW_ERROR) == 0;
}

static vw_status read_back(const vw_exception_version **out, const vw_entering *e,
                           const vw_record_entered *entered)
{
    vw_exception_versions all = {0};
    vw_rule_frame frame = e->frame;
    frame.mark = entered->import_id;
    vw_status status =
        vw_exceptions_recorded(&all, e->dossier, e->arena, e->diags, e->plan, &frame);
    *out = NULL;
    for (size_t i = 0; i < all.count; i++) {
        if (all.items[i].import_id == entered->import_id) {
            *out = &all.items[i];
        }
    }
    return status;
}

static void tell(vw_cli *cli, const vw_entering *e, const vw_exception_version *x)
{
    const bool preview = vw_argument_given(cli->arguments, VW_OPT_PREVIEW);
    char as_of[11];
    vw_date_format(as_of, e->frame.as_of);
    if (cli->json) {
        json_t *object = vw_cli_exception_json(cli, x);
        json_object_set_new(object, "preview", json_boolean(preview));
        vw_cli_json(object);
        return;
    }
    vw_cli_say(cli, "{0}, {1}:{2}: uitzondering van {3} tot en met {4}, goedgekeurd door {5}\n",
               "{0}, {1}:{2}: exception from {3} until {4}, approved by {5}\n", x->test,
               x->subject_kind, vw_cli_shown(cli, x->subject_key), x->from, x->until,
               vw_cli_shown(cli, x->approved_by), NULL);
    vw_cli_say(cli, "  kenmerk {0}, versie {1} (import {2}){3}\n",
               "  identifier {0}, version {1} (import {2}){3}\n", vw_cli_shown(cli, x->key),
               vw_printf(cli->arena, "%" PRIu32, x->version),
               vw_printf(cli->arena, "%" PRId64, x->import_id),
               x->version == 1      ? ""
               : cli->lang == VW_NL ? "; wat er stond, blijft staan"
                                    : "; what stood there stays",
               NULL);
    vw_cli_say(cli, "  telt op de peildatum {0}: {1}; vandaag: {2}\n",
               "  counts on the reference date {0}: {1}; today: {2}\n", as_of,
               vw_cli_standing(cli, x->standing, x->doubt, x->forbidden_by),
               vw_cli_standing(cli, x->today, x->doubt, x->forbidden_by), NULL);
    if (preview) {
        vw_cli_say(cli, "Er is niets vastgelegd: dit was --preview.\n",
                   "Nothing was recorded: this was --preview.\n", NULL);
    } else {
        vw_cli_say(cli,
                   "Zij telt vanaf de volgende evaluatie, en alleen voor een afwijking: "
                   "verantwoord evaluate\n",
                   "It counts from the next evaluation, and only for a deviation: verantwoord "
                   "evaluate\n",
                   NULL);
    }
}

int vw_cli_except(vw_cli *cli)
{
    const vw_set *set = NULL;
    vw_excepting excepting = {0};
    vw_ending ending = {0};
    const bool ends = vw_argument_given(cli->arguments, VW_OPT_END);
    vw_entering e = {0};
    vw_record_entered entered = {0};
    const vw_exception_version *exception = NULL;
    vw_date on = VW_DATE_NONE;
    vw_status status = vw_cli_load(cli, &set);
    if (status == VW_OK &&
        !(ends ? understand_end(&ending, &on, cli) : understand(&excepting, &on, cli))) {
        status = VW_ERR_USAGE;
    }
    if (status == VW_OK) {
        status = vw_cli_enter_begin(&e, cli, set);
    }
    if (status != VW_OK) {
        return (int)status;
    }
    e.on = on;
    e.collected_by = vw_argument_of(cli->arguments, VW_OPT_BY);
    status =
        ends ? vw_enter_end(&entered, &e, &ending) : vw_enter_exception(&entered, &e, &excepting);
    if (status == VW_OK) {
        status = read_back(&exception, &e, &entered);
    }
    status = vw_cli_enter_end(cli, &e, status);
    if (status == VW_OK && exception != NULL) {
        tell(cli, &e, exception);
    }
    return (int)status;
}
