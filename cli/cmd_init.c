/* SPDX-License-Identifier: EUPL-1.2 */
/* verantwoord init: a new dossier. */
#include "cli/cli.h"
#include "eval/binding.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const vw_field *type_field(const vw_set *set)
{
    const vw_kind *organisation = vw_catalogue_find(set->catalogue, "organisation");
    return organisation != NULL ? vw_kind_field(organisation, "type") : NULL;
}

static void check_type(vw_cli *cli, const vw_set *set, const char *type)
{
    const vw_field *field = type_field(set);
    vw_buf values = {.arena = cli->arena};
    if (type == NULL || field == NULL || vw_field_value(field, type) != NULL) {
        return;
    }
    for (size_t i = 0; i < field->value_count; i++) {
        vw_buf_addf(&values, "%s%s", i > 0 ? ", " : "", field->values[i].value);
    }
    VW_DIAG(cli->diags, U009, (vw_place){0}, "--type", type, vw_buf_text(&values));
}

/* A year that a calendar date can have and that somebody could still account for. */
static int check_year(vw_cli *cli, const char *text)
{
    char *end = NULL;
    errno = 0;
    long year = text != NULL ? strtol(text, &end, 10) : 0;
    if (text != NULL && (errno != 0 || *end != '\0' || year < 2000 || year > 2100)) {
        VW_DIAG(cli->diags, U009, (vw_place){0}, "--year", text, "2000 .. 2100");
        return 0;
    }
    return (int)year;
}

static vw_date check_as_of(vw_cli *cli, int year)
{
    const char *text = vw_argument_of(cli->arguments, VW_OPT_AS_OF);
    vw_date date = year > 0 ? vw_date_of(year, 12, 31) : VW_DATE_NONE;
    if (text != NULL && !vw_date_parse(&date, text)) {
        VW_DIAG(cli->diags, U009, (vw_place){0}, "--as-of", text, "YYYY-MM-DD");
    } else if (text != NULL && year > 0 && vw_date_year(date) != year) {
        VW_DIAG(cli->diags, U015, (vw_place){0}, text, vw_printf(cli->arena, "%d", year));
    }
    return date;
}

static void require(vw_cli *cli, const char *value, const char *option)
{
    if (value == NULL || *value == '\0') {
        VW_DIAG(cli->diags, U010, (vw_place){0}, option, "init");
    }
}

/* Of a framework that a condition decides, the type alone does not say that it applies: `scope`
 * asks for the facts. */
static bool told_by_type(const vw_framework *framework)
{
    return framework->applies_count > 0 ||
           (framework->applies_when.text == NULL && framework->regime == NULL);
}

/* One that names the type: it applies, does not yet, or hangs on a fact that is still to be told.
 */
static void tell_framework(vw_cli *cli, const vw_framework *framework, const vw_binding *binding)
{
    const char *title = vw_cli_text(cli, framework->title);
    if (binding->binds == VW_MAYBE) {
        vw_cli_say(cli,
                   "Wordt getoetst: {0} {1} - of het geldt, is niet te bepalen zonder te weten: "
                   "“{2}”\n",
                   "Is evaluated: {0} {1} - whether it applies cannot be told without knowing: "
                   "“{2}”\n",
                   title, framework->version,
                   binding->missing != NULL ? vw_cli_text(cli, binding->missing->label)
                                            : binding->facts,
                   NULL);
        return;
    }
    if (binding->newer || binding->through != NULL || binding->binds == VW_FALSE) {
        vw_cli_say(
            cli,
            "Wordt getoetst als voorbereiding, want nog niet van kracht op de peildatum: {0} "
            "{1}{2}{3}\n",
            "Is evaluated as preparation, as not in force on the reference date: {0} {1}{2}{3}\n",
            title, framework->version, *framework->applies_because.en != '\0' ? " - " : "",
            vw_cli_text(cli, framework->applies_because), NULL);
        return;
    }
    vw_cli_say(cli, "In scope: {0} {1}{2}{3}\n", "In scope: {0} {1}{2}{3}\n", title,
               framework->version, *framework->applies_because.en != '\0' ? " - " : "",
               vw_cli_text(cli, framework->applies_because), NULL);
}

static void tell_json(const vw_dossier_head *head, const vw_plan *plan, const char *path,
                      const char *as_of)
{
    json_t *frameworks = json_array();
    for (size_t i = 0; i < plan->framework_count; i++) {
        if (told_by_type(plan->frameworks[i])) {
            json_array_append_new(frameworks, json_string(plan->frameworks[i]->id));
        }
    }
    vw_cli_json(json_pack("{s:s, s:s, s:s, s:i, s:s, s:o}", "dossier", path, "name", head->name,
                          "type", head->type, "year", head->year, "as_of", as_of, "frameworks",
                          frameworks));
}

static void tell(vw_cli *cli, const vw_dossier_head *head, const vw_plan *plan,
                 const vw_binding *bindings)
{
    size_t told = 0;
    char as_of[11];
    const char *path = vw_cli_shown(cli, vw_cli_dossier_path(cli));
    vw_date_format(as_of, head->as_of);
    if (cli->json) {
        tell_json(head, plan, path, as_of);
        return;
    }
    vw_cli_say(cli, "Dossier {0} gemaakt: {1}, {2}, peildatum {3}.\n",
               "Made dossier {0}: {1}, {2}, reference date {3}.\n", path, head->name,
               vw_printf(cli->arena, "%d", head->year), as_of, NULL);
    for (size_t i = 0; i < plan->framework_count; i++) {
        if (told_by_type(plan->frameworks[i])) {
            told++;
            tell_framework(cli, plan->frameworks[i], &bindings[i]);
        }
    }
    if (told == 0) {
        vw_cli_say(cli,
                   "Welke normenkaders gelden, hangt af van gegevens over de organisatie: "
                   "verantwoord scope vraagt ernaar.\n",
                   "Which frameworks apply depends on facts about the organisation: verantwoord "
                   "scope asks for them.\n",
                   NULL);
    }
}

/* Of a new dossier only the type is known. */
static vw_status find_bindings(vw_binding **out, vw_cli *cli, const vw_dossier_head *head,
                               const vw_plan *plan)
{
    vw_dossier *dossier = NULL;
    const vw_rule_frame frame = {
        .as_of = head->as_of, .period_from = head->period_from, .period_until = head->period_until};
    *out = VW_NEW_ARRAY(cli->arena, plan->framework_count, vw_binding);
    vw_status status = vw_cli_open(cli, &dossier, VW_READ_ONLY, NULL);
    return status != VW_OK ? status
                           : vw_bindings_find(*out, dossier, cli->arena, cli->diags, plan->set,
                                              &frame, plan->frameworks, plan->framework_count);
}

int vw_cli_init(vw_cli *cli)
{
    const vw_set *set = NULL;
    const vw_plan *plan = NULL;
    vw_binding *bindings = NULL;
    vw_status status = vw_cli_load(cli, &set);
    if (status != VW_OK) {
        return (int)status;
    }
    vw_dossier_head head = {
        .name = vw_argument_of(cli->arguments, VW_OPT_NAME),
        .type = vw_argument_of(cli->arguments, VW_OPT_TYPE),
        .year = check_year(cli, vw_argument_of(cli->arguments, VW_OPT_YEAR)),
    };
    require(cli, head.name, "--name");
    require(cli, head.type, "--type");
    require(cli, vw_argument_of(cli->arguments, VW_OPT_YEAR), "--year");
    check_type(cli, set, head.type);
    if (head.name != NULL && strcmp(vw_cli_shown(cli, head.name), head.name) != 0) {
        VW_DIAG(cli->diags, U009, (vw_place){0}, "--name", head.name,
                cli->lang == VW_NL ? "leesbare tekst" : "readable text");
    }
    head.as_of = check_as_of(cli, head.year);
    if (vw_diags_count(cli->diags, VW_ERROR) > 0) {
        return VW_ERR_USAGE;
    }
    head.period_from = vw_date_of(head.year, 1, 1);
    head.period_until = vw_date_of(head.year, 12, 31);
    status = vw_plan_for_type(&plan, cli->arena, cli->diags, set, head.type);
    if (status == VW_OK) {
        status = vw_dossier_create(vw_cli_dossier_path(cli), &head, set->catalogue, cli->arena,
                                   cli->diags);
    }
    if (status == VW_OK) {
        status = find_bindings(&bindings, cli, &head, plan);
    }
    if (status == VW_OK) {
        tell(cli, &head, plan, bindings);
    }
    return (int)status;
}
