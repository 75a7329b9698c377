/* SPDX-License-Identifier: EUPL-1.2 */
/* What tests share: a parameter with its values, a population. */
#include "cli/explain.h"
#include "model/label.h"

static bool names_parameter(const vw_planned_test *planned, const vw_parameter *parameter)
{
    for (size_t i = 0; i < planned->value_count; i++) {
        if (planned->values[i].parameter == parameter) {
            return true;
        }
    }
    return false;
}

static json_t *setting_json(const char *by, const vw_parameter_setting *setting)
{
    return json_pack("{s:s, s:s, s:s?, s:s}", "by", by, "value", setting->value.text, "unit",
                     setting->value.unit, "source", setting->source);
}

static void parameter_json(const vw_explain *e, const vw_parameter *parameter)
{
    json_t *settings = json_array(), *tests = json_array();
    for (size_t i = 0; i < e->set->framework_count; i++) {
        const vw_framework *framework = &e->set->frameworks[i];
        const vw_parameter_setting *setting =
            vw_setting_of(framework->settings, framework->setting_count, parameter);
        if (setting != NULL) {
            json_array_append_new(settings, setting_json(framework->id, setting));
        }
    }
    const vw_parameter_setting *own =
        vw_setting_of(e->set->own_settings, e->set->own_setting_count, parameter);
    if (own != NULL) {
        json_array_append_new(settings, setting_json("organisation", own));
    }
    for (size_t i = 0; e->plan != NULL && i < e->plan->test_count; i++) {
        if (names_parameter(&e->plan->tests[i], parameter)) {
            json_array_append_new(tests, json_string(e->plan->tests[i].test->id));
        }
    }
    vw_cli_json(json_pack("{s:s, s:s, s:o, s:s, s:s?, s:s, s:o, s:o}", "parameter", parameter->name,
                          "type", vw_parameter_type_name(parameter->type), "label",
                          vw_cli_json_text(parameter->label), "default", parameter->shipped.text,
                          "unit", parameter->shipped.unit, "source", parameter->source, "set",
                          settings, "tests", tests));
}

static void print_setting(vw_cli *cli, const vw_parameter *parameter, const char *by,
                          vw_parameter_value value, const char *source)
{
    vw_text shown = vw_parameter_value_shown(cli->arena, parameter->type, value);
    vw_cli_say(cli, "  {0}: {1} ({2})\n", "  {0}: {1} ({2})\n", by, vw_cli_text(cli, shown), source,
               NULL);
}

void vw_explain_parameter(vw_explain *e, const vw_parameter *parameter)
{
    vw_cli *cli = e->cli;
    if (cli->json) {
        parameter_json(e, parameter);
        return;
    }
    vw_cli_say(cli, "parameter.{0} - {1}\n", "parameter.{0} - {1}\n", parameter->name,
               vw_cli_text(cli, parameter->label), NULL);
    vw_explain_head(cli, "Waarden", "Values");
    print_setting(cli, parameter, cli->lang == VW_NL ? "standaard" : "default", parameter->shipped,
                  vw_reference_in(cli->arena, parameter->source, cli->lang));
    for (size_t i = 0; i < e->set->framework_count; i++) {
        const vw_framework *framework = &e->set->frameworks[i];
        const vw_parameter_setting *setting =
            vw_setting_of(framework->settings, framework->setting_count, parameter);
        if (setting != NULL) {
            print_setting(cli, parameter, vw_cli_text(cli, framework->title), setting->value,
                          vw_reference_in(cli->arena, setting->source, cli->lang));
        }
    }
    const vw_parameter_setting *own =
        vw_setting_of(e->set->own_settings, e->set->own_setting_count, parameter);
    if (own != NULL) {
        print_setting(cli, parameter, cli->lang == VW_NL ? "de organisatie" : "the organisation",
                      own->value, own->source);
    }
    vw_explain_head(cli, "Toetsen", "Tests");
    for (size_t i = 0; e->plan != NULL && i < e->plan->test_count; i++) {
        const vw_test *test = e->plan->tests[i].test;
        if (names_parameter(&e->plan->tests[i], parameter)) {
            vw_cli_say(cli, "  {0}  [{1}]\n", "  {0}  [{1}]\n", vw_cli_text(cli, test->title),
                       test->id, NULL);
        }
    }
}

void vw_explain_population(vw_explain *e, const vw_population *population)
{
    vw_cli *cli = e->cli;
    json_t *tests = json_array();
    if (!cli->json) {
        vw_cli_say(cli, "{0} - {1}\n  voor: {2}\n", "{0} - {1}\n  for: {2}\n", population->id,
                   vw_cli_text(cli, population->label), population->text.text, NULL);
        vw_explain_head(cli, "Toetsen", "Tests");
    }
    for (size_t i = 0; i < e->set->measure_count; i++) {
        for (size_t j = 0; j < e->set->measures[i].test_count; j++) {
            const vw_test *test = &e->set->measures[i].tests[j];
            if (test->shared != population) {
                continue;
            }
            json_array_append_new(tests, json_string(test->id));
            if (!cli->json) {
                vw_cli_say(cli, "  {0}  [{1}]\n", "  {0}  [{1}]\n", vw_cli_text(cli, test->title),
                           test->id, NULL);
            }
        }
    }
    if (cli->json) {
        vw_cli_json(json_pack("{s:s, s:o, s:s, s:O}", "population", population->id, "label",
                              vw_cli_json_text(population->label), "for", population->text.text,
                              "tests", tests));
    }
    json_decref(tests);
}
