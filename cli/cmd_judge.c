/* SPDX-License-Identifier: EUPL-1.2 */
/* verantwoord judge: what a person judges of a requirement, and what another says of that. */
#include "base/utf8.h"
#include "cli/entering.h"
#include "model/label.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

/* What the command line says, of a judgement, of a review or of the end of one. */
typedef struct {
    bool reviews, withdraws;
    vw_judging judging;
    vw_reviewing reviewing;
    vw_withdrawing withdrawing;
    vw_date on;
} request;

/* ---- understanding ----------------------------------------------------------------------- */

static const char *nearest_requirement(vw_cli *cli, const vw_set *set, const char *id)
{
    VW_VEC(const char *) ids = {0};
    for (size_t i = 0; i < set->framework_count; i++) {
        for (size_t j = 0; j < set->frameworks[i].requirement_count; j++) {
            VW_PUSH(cli->arena, ids, set->frameworks[i].requirements[j].full_id);
        }
    }
    return vw_suggest(id, ids.items, ids.count);
}

/* Of one that does not count it helps to say so, and where it went. */
static void refuse_inactive(vw_cli *cli, const vw_requirement *requirement)
{
    const vw_requirement *now = vw_requirement_now(requirement);
    VW_DIAG(cli->diags, U110, (vw_place){0}, requirement->full_id,
            vw_diag_both(cli->arena, vw_requirement_status_label(requirement->status)),
            now->status == VW_STATUS_ACTIVE ? now->full_id : NULL);
}

static bool in_several(const vw_set *set, const char *id)
{
    size_t count = 0;
    for (size_t i = 0; i < set->framework_count; i++) {
        for (size_t j = 0; j < set->frameworks[i].requirement_count; j++) {
            count += !set->frameworks[i].by_choice &&
                     strcmp(set->frameworks[i].requirements[j].id, id) == 0;
        }
    }
    return count > 1;
}

/* What is withdrawn may be about what does not exist: that came in by a file. [*name]: in full. */
static const vw_requirement *find_requirement(const char **name, vw_cli *cli, const vw_set *set,
                                              const char *id, bool withdraws)
{
    const vw_requirement *requirement = vw_set_requirement(set, id);
    const vw_requirement *inactive = vw_set_inactive(set, id);
    *name = requirement != NULL ? requirement->full_id : inactive != NULL ? inactive->full_id : id;
    if (requirement == NULL && withdraws && strchr(*name, ':') != NULL) {
        return NULL;
    }
    if (requirement == NULL && inactive != NULL) {
        refuse_inactive(cli, inactive);
    } else if (requirement == NULL && in_several(set, id)) {
        VW_DIAG(cli->diags, U012, (vw_place){0}, id);
    } else if (requirement == NULL) {
        VW_DIAG(cli->diags, U011, (vw_place){0}, id, nearest_requirement(cli, set, id));
    }
    return requirement;
}

/* A choice by its name or by its label in either language; NULL with U009. */
static const char *choose(vw_cli *cli, const vw_set *set, const char *field_name,
                          const char *option, const char *given)
{
    const vw_kind *kind = vw_catalogue_find(set->catalogue, "answer");
    const vw_field *field = kind != NULL ? vw_kind_field(kind, field_name) : NULL;
    vw_buf names = {.arena = cli->arena};
    for (size_t i = 0; field != NULL && i < field->value_count; i++) {
        const vw_enum_value *value = &field->values[i];
        if (strcmp(given, value->value) == 0 || strcasecmp(given, value->label.nl) == 0 ||
            strcasecmp(given, value->label.en) == 0) {
            return value->value;
        }
        vw_buf_addf(&names, "%s%s", i > 0 ? ", " : "", value->value);
    }
    VW_DIAG(cli->diags, U009, (vw_place){0}, option, given, vw_buf_text(&names));
    return NULL;
}

/* What the requirement demands; a judgement of anything else would stand for nothing. */
static void check_demanded(vw_cli *cli, const vw_requirement *requirement, vw_aspect aspect)
{
    vw_buf nl = {.arena = cli->arena}, en = {.arena = cli->arena};
    const char *comma = "";
    if (requirement->demands[aspect]) {
        return;
    }
    for (vw_aspect a = VW_DESIGN; a < VW_ASPECT_COUNT; a++) {
        if (requirement->demands[a]) {
            vw_buf_addf(&nl, "%s%s", comma, vw_aspect_label(a).nl);
            vw_buf_addf(&en, "%s%s", comma, vw_aspect_label(a).en);
            comma = ", ";
        }
    }
    VW_DIAG(cli->diags, U073, (vw_place){0}, requirement->full_id,
            vw_diag_both(cli->arena, vw_aspect_label(aspect)),
            vw_diag_both(cli->arena, (vw_text){vw_buf_text(&nl), vw_buf_text(&en)}));
}

static void understand_result(request *out, vw_cli *cli, const vw_set *set, vw_aspect aspect)
{
    const vw_arguments *arguments = cli->arguments;
    const char *result = vw_cli_required(cli, VW_OPT_RESULT, "--result");
    if (result != NULL) {
        out->judging.result_value = choose(cli, set, "result", "--result", result);
        (void)(out->judging.result_value != NULL &&
               vw_result_parse(&out->judging.result, out->judging.result_value));
        if (out->judging.result == VW_NOT_OCCURRED && aspect != VW_OPERATION) {
            VW_DIAG(cli->diags, U009, (vw_place){0}, "--result", result,
                    "met, partly_met, not_met, not_applicable, explained");
        }
    }
    out->judging.risk_reference = vw_cli_optional(cli, VW_OPT_RISK_REFERENCE);
    out->judging.evidence = arguments->options[VW_OPT_EVIDENCE].values;
    out->judging.evidence_count = arguments->options[VW_OPT_EVIDENCE].count;
}

/* Of a judgement only; [with]: the option that they do not go with. */
static void refuse_others(vw_cli *cli, const char *with)
{
    static const struct {
        vw_option_id option;
        const char *name;
    } others[] = {{VW_OPT_RESULT, "--result"},
                  {VW_OPT_RISK_REFERENCE, "--risk-reference"},
                  {VW_OPT_EVIDENCE, "--evidence"}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (vw_argument_given(cli->arguments, others[i].option)) {
            VW_DIAG(cli->diags, U030, (vw_place){0}, with, others[i].name);
        }
    }
}

static void understand_review(request *out, vw_cli *cli, const vw_set *set, const char *review)
{
    refuse_others(cli, "--review");
    out->reviewing.review = choose(cli, set, "review", "--review", review);
}

static bool understand(request *out, vw_cli *cli, const vw_set *set)
{
    const char *review = vw_argument_of(cli->arguments, VW_OPT_REVIEW);
    const char *aspect = vw_cli_required(cli, VW_OPT_ASPECT, "--aspect");
    vw_aspect parsed = VW_DESIGN;
    *out = (request){.reviews = review != NULL,
                     .withdraws = vw_argument_given(cli->arguments, VW_OPT_WITHDRAW)};
    const char *name = NULL;
    const vw_requirement *requirement =
        find_requirement(&name, cli, set, cli->arguments->operands[0], out->withdraws);
    aspect = aspect != NULL ? choose(cli, set, "aspect", "--aspect", aspect) : NULL;
    bool known = aspect != NULL && vw_aspect_parse(&parsed, aspect);
    if (known && requirement != NULL) {
        check_demanded(cli, requirement, parsed);
    }
    if (out->withdraws) {
        refuse_others(cli, "--withdraw");
        if (out->reviews) {
            VW_DIAG(cli->diags, U030, (vw_place){0}, "--withdraw", "--review");
        }
    } else if (out->reviews) {
        understand_review(out, cli, set, review);
    } else {
        understand_result(out, cli, set, parsed);
    }
    const char *reason = vw_cli_required(cli, VW_OPT_REASON, "--reason");
    const char *by = vw_cli_required(cli, VW_OPT_JUDGE_BY, "--by");
    out->on = vw_cli_on(cli);
    out->judging.requirement = out->reviewing.requirement = requirement;
    out->judging.aspect = out->reviewing.aspect = parsed;
    out->judging.reason = out->reviewing.reason = reason;
    out->judging.assessor = out->reviewing.reviewer = by;
    out->withdrawing = (vw_withdrawing){requirement, name, parsed, by, reason};
    return vw_diags_count(cli->diags, VW_ERROR) == 0;
}

/* ---- telling ----------------------------------------------------------------------------- */

static const char *word(const vw_cli *cli, vw_result result)
{
    return vw_cli_text(cli, vw_result_label(result));
}

static const char *number(vw_cli *cli, int64_t value)
{
    return vw_printf(cli->arena, "%" PRId64, value);
}

static void tell_outlook(vw_cli *cli, const vw_cli_outlook *outlook)
{
    const char *evaluation = number(cli, outlook->evaluation);
    if (outlook->evaluation == 0) {
        vw_cli_say(cli, "Er is nog niet geëvalueerd.\n", "Nothing was evaluated yet.\n", NULL);
    } else if (!outlook->found) {
        vw_cli_say(cli, "Evaluatie {0} ging niet over deze norm.\n",
                   "Evaluation {0} was not about this requirement.\n", evaluation, NULL);
    } else {
        const char *computed = outlook->now.has_computed ? word(cli, outlook->now.computed) : "-";
        vw_cli_say(cli,
                   "Evaluatie {0}: berekend {1}, conclusie {2}. Komen de toetsen weer zo uit, ",
                   "Evaluation {0}: computed {1}, conclusion {2}. If the tests come out so again, ",
                   evaluation, computed, word(cli, outlook->now.result), NULL);
        vw_cli_say(cli, "dan is de conclusie: {0}{1}.\n", "the conclusion is: {0}{1}.\n",
                   word(cli, outlook->then.result),
                   !outlook->then.by_judgement ? ""
                   : cli->lang == VW_NL        ? " (oordeel van een persoon)"
                                               : " (by judgement)",
                   NULL);
    }
    vw_cli_say(cli, "Het telt vanaf de volgende evaluatie: verantwoord evaluate\n",
               "It counts from the next evaluation: verantwoord evaluate\n", NULL);
}

static void tell_review(vw_cli *cli, const vw_set *set, const vw_answer_version *answer)
{
    const vw_kind *kind = vw_catalogue_find(set->catalogue, "answer");
    const vw_field *field = vw_kind_field(kind, "review");
    vw_cli_say(cli, "  getoetst door {0}: {1}\n", "  reviewed by {0}: {1}\n",
               vw_cli_shown(cli, answer->reviewer),
               vw_cli_text(cli, vw_field_value(field, answer->review)->label), NULL);
}

static void tell_record(vw_cli *cli, const vw_record_entered *entered)
{
    vw_cli_say(cli, "  kenmerk {0}, versie {1} (import {2})",
               "  identifier {0}, version {1} (import {2})", vw_cli_shown(cli, entered->key),
               number(cli, entered->version), number(cli, entered->import_id), NULL);
    if (entered->version > 1) {
        vw_cli_say(cli, "; wat er stond, blijft staan", "; what stood there stays", NULL);
    }
    vw_cli_say(cli, "\n", "\n", NULL);
    if (entered->review_lapsed) {
        vw_cli_say(cli, "  De toetsing van de vorige versie geldt niet voor deze.\n",
                   "  The review of the version before does not go for this one.\n", NULL);
    }
}

static void tell(vw_cli *cli, const vw_set *set, const vw_answer_version *answer,
                 const vw_judgement *judgement, const vw_record_entered *entered,
                 const vw_cli_outlook *outlook)
{
    const bool preview = vw_argument_given(cli->arguments, VW_OPT_PREVIEW);
    if (cli->json) {
        json_t *object = vw_cli_answer_json(cli, answer, outlook);
        json_object_set_new(object, "preview", json_boolean(preview));
        vw_cli_json(object);
        return;
    }
    vw_cli_say(cli, "{0}, {1}: {2}, volgens {3}\n", "{0}, {1}: {2}, says {3}\n",
               answer->requirement, vw_cli_text(cli, vw_aspect_label(judgement->aspect)),
               word(cli, judgement->result), vw_cli_shown(cli, answer->assessor), NULL);
    if (answer->review != NULL) {
        tell_review(cli, set, answer);
    }
    tell_record(cli, entered);
    if (preview) {
        vw_cli_say(cli, "Er is niets vastgelegd: dit was --preview.\n",
                   "Nothing was recorded: this was --preview.\n", NULL);
        return;
    }
    tell_outlook(cli, outlook);
}

static void tell_withdrawn(vw_cli *cli, const vw_answer_version *answer,
                           const vw_judgement *judgement, const vw_record_entered *entered)
{
    vw_cli_say(cli, "{0}, {1}: het oordeel van {2} ({3}) is ingetrokken\n",
               "{0}, {1}: the judgement of {2} ({3}) is withdrawn\n", answer->requirement,
               vw_cli_text(cli, vw_aspect_label(judgement->aspect)),
               vw_cli_shown(cli, answer->assessor), word(cli, judgement->result), NULL);
    tell_record(cli, entered);
    if (vw_argument_given(cli->arguments, VW_OPT_PREVIEW)) {
        vw_cli_say(cli, "Er is niets vastgelegd: dit was --preview.\n",
                   "Nothing was recorded: this was --preview.\n", NULL);
        return;
    }
    vw_cli_say(cli, "Vanaf de volgende evaluatie telt het niet meer: verantwoord evaluate\n",
               "From the next evaluation on it no longer counts: verantwoord evaluate\n", NULL);
}

/* ---- the command ------------------------------------------------------------------------- */

/* What was entered, as the dossier has it. */
static vw_status read_back(const vw_answer_version **out, const vw_entering *e,
                           const vw_record_entered *entered)
{
    vw_answer_versions all = {0};
    vw_rule_frame frame = e->frame;
    frame.mark = entered->import_id;
    vw_status status =
        vw_answers_recorded(&all, e->dossier, e->arena, e->diags, e->plan->set, &frame);
    *out = NULL;
    for (size_t i = 0; i < all.count; i++) {
        if (all.items[i].import_id == entered->import_id) {
            *out = &all.items[i];
        }
    }
    return status;
}

static vw_status enter(vw_cli *cli, const vw_set *set, vw_entering *e, const request *asked)
{
    const vw_requirement *requirement = asked->judging.requirement;
    const vw_answer_version *answer = NULL;
    vw_record_entered entered = {0};
    vw_judgement judgement = {0};
    vw_cli_outlook outlook = {0};
    int64_t evaluation = 0;
    e->on = asked->on;
    e->collected_by = asked->judging.assessor;
    vw_status status = asked->withdraws ? vw_enter_withdrawal(&entered, e, &asked->withdrawing)
                       : asked->reviews ? vw_enter_review(&entered, e, &asked->reviewing)
                                        : vw_enter_judgement(&entered, e, &asked->judging);
    if (status == VW_OK) {
        status = read_back(&answer, e, &entered);
    }
    if (status == VW_OK && answer != NULL && vw_answer_judgement(&judgement, answer)) {
        status = vw_cli_newest_evaluation(&evaluation, cli, e->dossier);
    }
    if (status == VW_OK && answer != NULL && !asked->withdraws) {
        status = vw_cli_look_ahead(&outlook, cli, e->dossier, evaluation, &judgement);
    }
    status = vw_cli_enter_end(cli, e, status);
    if (status == VW_OK && answer != NULL) {
        if (requirement != NULL && vw_plan_requirement(e->plan, requirement->full_id) == NULL) {
            const char *framework = requirement->framework->id;
            if (requirement->framework->by_choice) {
                VW_DIAG(cli->diags, E131, (vw_place){0}, requirement->full_id, framework);
            } else {
                VW_DIAG(cli->diags, U074, (vw_place){0}, requirement->full_id, framework);
            }
        }
        if (asked->withdraws && !cli->json) {
            tell_withdrawn(cli, answer, &judgement, &entered);
        } else {
            tell(cli, set, answer, &judgement, &entered, &outlook);
        }
    }
    return status;
}

int vw_cli_judge(vw_cli *cli)
{
    const vw_set *set = NULL;
    request asked;
    vw_entering entering = {0};
    if (cli->arguments->operand_count == 0) {
        return vw_cli_list_judgements(cli);
    }
    vw_status status = vw_cli_load(cli, &set);
    if (status == VW_OK && !understand(&asked, cli, set)) {
        status = VW_ERR_USAGE;
    }
    if (status == VW_OK) {
        status = vw_cli_enter_begin(&entering, cli, set);
    }
    return (int)(status == VW_OK ? enter(cli, set, &entering, &asked) : status);
}
