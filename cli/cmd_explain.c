/* SPDX-License-Identifier: EUPL-1.2 */
/* verantwoord explain: what an id means, what came out, and what to do next. */
#include "cli/explain.h"

#include "base/utf8.h"
#include "model/label.h"

#include <ctype.h>
#include <string.h>
#include <unistd.h>

void vw_explain_head(const vw_cli *cli, const char *nl, const char *en)
{
    printf("\n%s%s%s\n", cli->colour ? "\033[1m" : "", cli->lang == VW_NL ? nl : en,
           vw_cli_plain(cli));
}

void vw_explain_text(const vw_cli *cli, vw_text text)
{
    const char *at = vw_cli_text(cli, text);
    size_t column = 0;
    while (*at != '\0') {
        size_t length = strcspn(at, " \n");
        size_t width = vw_utf8_width(at, length);
        if (column > 0 && column + 1 + width > 96) {
            putchar('\n');
            column = 0;
        }
        printf("%s%.*s", column > 0 ? " " : "  ", (int)length, at);
        column += width + (column > 0 ? 1 : 2);
        at += length + strspn(at + length, " \n");
    }
    if (column > 0) {
        putchar('\n');
    }
}

const char *vw_explain_outcome(const vw_cli *cli, const char *name)
{
    for (vw_outcome outcome = VW_FAIL; outcome <= VW_EXCEPTED; outcome++) {
        if (strcmp(vw_outcome_name(outcome), name) == 0) {
            return vw_cli_text(cli, vw_outcome_label(outcome));
        }
    }
    return name;
}

/* VW-R012 or R012. */
static const vw_message *as_message(const char *id)
{
    const char *bare = strncmp(id, "VW-", 3) == 0 ? id + 3 : id;
    if (strlen(bare) == 4 && isalpha((unsigned char)bare[0]) && isdigit((unsigned char)bare[1])) {
        return vw_message_find(id);
    }
    return NULL;
}

/* A dossier is welcome but not needed, unless the user names one. */
static vw_status find_dossier(vw_explain *e)
{
    vw_cli *cli = e->cli;
    const char *path = vw_cli_dossier_path(cli);
    bool named = vw_argument_given(cli->arguments, VW_OPT_DOSSIER);
    if (!named && access(path, F_OK) != 0) {
        return VW_OK;
    }
    vw_status status = vw_cli_open(cli, &e->dossier, VW_READ_ONLY, NULL);
    if (status != VW_OK) {
        return status;
    }
    const char *number = vw_argument_of(cli->arguments, VW_OPT_EVALUATION);
    if (number != NULL) {
        status = vw_cli_evaluation(cli, &e->evaluation, e->dossier, number);
        e->evaluated = status == VW_OK;
        return status;
    }
    vw_diags *silent = vw_diags_new(cli->arena);
    status = vw_evaluation_latest(&e->evaluation, e->dossier, cli->arena, silent);
    e->evaluated = status == VW_OK;
    return status == VW_ERR_INPUT ? VW_OK : status;
}

/* What was evaluated is explained with the control set that it was evaluated with. */
static vw_status find_set(vw_explain *e)
{
    if (!e->evaluated) {
        vw_status loaded = vw_cli_load(e->cli, &e->set);
        vw_diags *silent = vw_diags_new(e->cli->arena);
        if (loaded == VW_OK && e->dossier != NULL) {
            (void)!vw_plan_for_type(&e->plan, e->cli->arena, silent, e->set,
                                    vw_dossier_head_of(e->dossier)->type);
        } else if (loaded == VW_OK) {
            (void)!vw_plan_for_all(&e->plan, e->cli->arena, silent, e->set);
        }
        return loaded;
    }
    vw_status status =
        vw_evaluation_plan(&e->plan, e->dossier, &e->evaluation, e->cli->arena, e->cli->diags);
    if (status == VW_OK) {
        e->set = e->plan->set;
    }
    return status;
}

static const char *nearest(vw_explain *e, const char *id)
{
    VW_VEC(const char *) names = {0};
    vw_arena *arena = e->cli->arena;
    for (size_t i = 0; i < e->set->framework_count; i++) {
        const vw_framework *framework = &e->set->frameworks[i];
        for (size_t j = 0; j < framework->requirement_count; j++) {
            VW_PUSH(arena, names, framework->requirements[j].full_id);
        }
    }
    for (size_t i = 0; i < e->set->measure_count; i++) {
        VW_PUSH(arena, names, e->set->measures[i].id);
        for (size_t j = 0; j < e->set->measures[i].test_count; j++) {
            VW_PUSH(arena, names, e->set->measures[i].tests[j].id);
        }
    }
    for (size_t i = 0; e->plan != NULL && i < e->plan->test_count; i++) {
        if (e->plan->tests[i].framework != NULL) {
            VW_PUSH(arena, names, e->plan->tests[i].test->id);
        }
    }
    for (size_t i = 0; i < e->set->parameter_count; i++) {
        VW_PUSH(arena, names, e->set->parameters[i].name);
    }
    for (size_t i = 0; i < e->set->population_count; i++) {
        VW_PUSH(arena, names, e->set->populations[i].id);
    }
    for (size_t i = 0; i < e->set->catalogue->count; i++) {
        VW_PUSH(arena, names, e->set->catalogue->kinds[i].name);
    }
    return vw_suggest(id, names.items, names.count);
}

static const char *nearest_test(vw_explain *e, const char *id)
{
    VW_VEC(const char *) names = {0};
    for (size_t i = 0; i < e->set->measure_count; i++) {
        for (size_t j = 0; j < e->set->measures[i].test_count; j++) {
            VW_PUSH(e->cli->arena, names, e->set->measures[i].tests[j].id);
        }
    }
    return vw_suggest(id, names.items, names.count);
}

/* True when more than one framework has a requirement with this bare id. */
static bool ambiguous(const vw_explain *e, const char *id)
{
    size_t count = 0;
    for (size_t i = 0; i < e->set->framework_count; i++) {
        const vw_framework *framework = &e->set->frameworks[i];
        for (size_t j = 0; j < framework->requirement_count; j++) {
            count += strcmp(framework->requirements[j].id, id) == 0;
        }
    }
    return count > 1;
}

/* A kind is explained as it can be imported now; one that only the evaluated set has, as it was. */
static vw_status find_kind(const vw_kind **kind, vw_explain *e, const char *id)
{
    const vw_set *now = e->set;
    vw_status status = e->evaluated ? vw_cli_load(e->cli, &now) : VW_OK;
    if (status == VW_OK) {
        *kind = vw_catalogue_find(now->catalogue, id);
        *kind = *kind != NULL ? *kind : vw_catalogue_find(e->set->catalogue, id);
    }
    return status;
}

/* A parameter or a population. */
static bool explain_shared(vw_explain *e, const char *id)
{
    const vw_parameter *parameter = vw_set_parameter(e->set, id);
    const vw_population *population = vw_set_population(e->set, id);
    if (parameter != NULL) {
        vw_explain_parameter(e, parameter);
    } else if (population != NULL) {
        vw_explain_population(e, population);
    }
    return parameter != NULL || population != NULL;
}

/* --test narrows what is told of a subject, and goes with nothing else. */
static vw_status explain_one_test(vw_explain *e, const char *id)
{
    vw_cli *cli = e->cli;
    bool found = false;
    vw_status status = VW_OK;
    if (e->dossier != NULL && e->evaluated) {
        status = vw_explain_subject(e, id, &found);
    }
    if (status == VW_OK && !found) {
        VW_DIAG(cli->diags, U045, (vw_place){0}, "--test",
                cli->lang == VW_NL ? "een toetsobject van een geëvalueerd dossier"
                                   : "a subject of a dossier that was evaluated");
        return VW_ERR_USAGE;
    }
    return status;
}

static vw_status explain_id(vw_explain *e, const char *id)
{
    vw_cli *cli = e->cli;
    const vw_requirement *requirement = vw_set_requirement(e->set, id);
    const vw_measure *measure = vw_set_measure(e->set, id);
    const vw_planned_test *planned = e->plan != NULL ? vw_plan_test(e->plan, id) : NULL;
    const vw_test *test = planned != NULL ? planned->base : vw_set_test(e->set, id);
    bool found = false;
    if (vw_argument_given(cli->arguments, VW_OPT_SQL)) {
        if (test == NULL) {
            VW_DIAG(cli->diags, U080, (vw_place){0}, id, nearest_test(e, id));
            return VW_ERR_USAGE;
        }
        return vw_explain_test_sql(e, test, planned);
    }
    if (vw_argument_given(cli->arguments, VW_OPT_TEST)) {
        return explain_one_test(e, id);
    }
    if (requirement != NULL) {
        return vw_explain_requirement(e, requirement);
    }
    if (measure != NULL) {
        return vw_explain_measure(e, measure);
    }
    if (test != NULL) {
        return vw_explain_test(e, test, planned);
    }
    if (vw_set_inactive(e->set, id) != NULL) {
        vw_explain_inactive(cli, vw_set_inactive(e->set, id));
        return VW_OK;
    }
    if (ambiguous(e, id)) {
        VW_DIAG(cli->diags, U012, (vw_place){0}, id);
        return VW_ERR_USAGE;
    }
    const vw_kind *kind = NULL;
    vw_status status = find_kind(&kind, e, id);
    if (kind != NULL) {
        vw_explain_kind(cli, kind);
    }
    if (status != VW_OK || kind != NULL || explain_shared(e, id)) {
        return status;
    }
    if (e->dossier != NULL) {
        status = vw_explain_subject(e, id, &found);
        if (status != VW_OK || found) {
            return status;
        }
    }
    VW_DIAG(cli->diags, U011, (vw_place){0}, id, nearest(e, id));
    return VW_ERR_USAGE;
}

int vw_cli_explain(vw_cli *cli)
{
    const char *id = cli->arguments->operands[0];
    const vw_message *message = as_message(id);
    vw_explain e = {.cli = cli};
    if (message != NULL) {
        vw_explain_message(cli, message);
        return VW_OK;
    }
    vw_status status = find_dossier(&e);
    if (status == VW_OK) {
        status = find_set(&e);
    }
    if (status == VW_OK) {
        status = explain_id(&e, id);
    }
    return (int)status;
}
