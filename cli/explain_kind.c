/* SPDX-License-Identifier: EUPL-1.2 */
/* A kind of evidence: what it is, what to fill in, and a row as an example. The pages of the manual
 * are made from its JSON. */
#include "cli/explain.h"

#include <string.h>

static vw_text type_label(const vw_field *field)
{
    static const vw_text labels[] = {
        [VW_TYPE_TEXT] = {"tekst", "text"},
        [VW_TYPE_ENUM] = {"keuze", "choice"},
        [VW_TYPE_BOOL] = {"ja of nee", "yes or no"},
        [VW_TYPE_INTEGER] = {"geheel getal", "whole number"},
        [VW_TYPE_NUMBER] = {"getal", "number"},
        [VW_TYPE_DATE] = {"datum", "date"},
        [VW_TYPE_DATETIME] = {"tijdstip", "date and time"},
        [VW_TYPE_REF] = {"verwijzing naar", "reference to"},
        [VW_TYPE_LIST] = {"lijst van teksten", "list of texts"},
    };
    if (field->type == VW_TYPE_LIST && field->value_count > 0) {
        return (vw_text){"lijst van keuzes", "list of choices"};
    }
    return labels[field->type];
}

/* The unit in words; as it was written when it is another one. */
static vw_text unit_label(const char *unit)
{
    static const struct {
        const char *unit;
        vw_text label;
    } units[] = {
        {"minute", {"minuten", "minutes"}},  {"hour", {"uren", "hours"}},
        {"day", {"dagen", "days"}},          {"month", {"maanden", "months"}},
        {"percent", {"procent", "percent"}}, {"eur", {"euro", "euro"}},
        {"count", {"aantal", "count"}},      {"byte", {"bytes", "bytes"}},
        {"bit", {"bits", "bits"}},
    };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (strcmp(units[i].unit, unit) == 0) {
            return units[i].label;
        }
    }
    return (vw_text){unit, unit};
}

/* ---- for programs ---- */

static json_t *values_json(const vw_field *field)
{
    json_t *values = json_array();
    for (size_t i = 0; i < field->value_count; i++) {
        json_array_append_new(values, json_pack("{s:s, s:o}", "value", field->values[i].value,
                                                "label", vw_cli_json_text(field->values[i].label)));
    }
    return values;
}

static json_t *field_json(const vw_field *field)
{
    json_t *object = json_pack(
        "{s:s, s:o, s:o, s:s, s:o, s:b, s:b, s:b, s:b, s:s}", "name", field->name, "label",
        vw_cli_json_text(field->label), "explain", vw_cli_json_text(field->explain), "type",
        vw_type_name(field->type), "type_label", vw_cli_json_text(type_label(field)), "required",
        field->required, "personal", field->personal, "past", field->past, "expires",
        field->expires, "audience", field->is_public ? "public" : "confidential");
    if (field->value_count > 0) {
        json_object_set_new(object, "values", values_json(field));
    }
    if (field->type == VW_TYPE_LIST) {
        json_object_set_new(object, "items", json_string(field->value_count > 0 ? "enum" : "text"));
    }
    if (field->type == VW_TYPE_REF) {
        json_object_set_new(object, "to", json_string(field->to));
    }
    if (field->unit != NULL) {
        json_object_set_new(object, "unit", json_string(field->unit));
        json_object_set_new(object, "unit_label", vw_cli_json_text(unit_label(field->unit)));
    }
    if (field->has_min) {
        json_object_set_new(object, "min", json_real(field->min));
    }
    if (field->has_max) {
        json_object_set_new(object, "max", json_real(field->max));
    }
    return object;
}

static void print_json(const vw_kind *kind)
{
    json_t *fields = json_array(), *example = json_object();
    for (size_t i = 0; i < kind->field_count; i++) {
        json_array_append_new(fields, field_json(&kind->fields[i]));
    }
    for (size_t i = 0; i < kind->example_count; i++) {
        json_object_set_new(example, kind->example[i].column, json_string(kind->example[i].value));
    }
    vw_cli_json(json_pack("{s:s, s:s, s:o, s:o, s:o, s:s, s:o, s:b, s:o, s:o}", "kind", kind->name,
                          "nature", kind->nature == VW_STATE ? "state" : "event", "label",
                          vw_cli_json_text(kind->label), "plural", vw_cli_json_text(kind->plural),
                          "explain", vw_cli_json_text(kind->explain), "key", kind->key, "key_label",
                          vw_cli_json_text(kind->key_label), "key_personal", kind->key_personal,
                          "fields", fields, "example", example));
}

/* ---- for people ---- */

static void print_bounds(const vw_cli *cli, const vw_field *field)
{
    if (field->has_min) {
        vw_cli_say(cli, ", ten minste {0}", ", at least {0}",
                   vw_printf(cli->arena, "%.15g", field->min), NULL);
    }
    if (field->has_max) {
        vw_cli_say(cli, ", ten hoogste {0}", ", at most {0}",
                   vw_printf(cli->arena, "%.15g", field->max), NULL);
    }
}

static void print_column(const vw_cli *cli, const char *name, vw_text label)
{
    printf("  %s%s%s  %s\n", cli->colour ? "\033[1m" : "", name, vw_cli_plain(cli),
           vw_cli_text(cli, label));
}

static void print_field(const vw_cli *cli, const vw_field *field)
{
    print_column(cli, field->name, field->label);
    printf("      %s", vw_cli_text(cli, type_label(field)));
    if (field->type == VW_TYPE_REF) {
        printf(" %s", field->to);
    }
    if (field->type == VW_TYPE_LIST) {
        vw_cli_say(cli, " met | ertussen", " with | between them", NULL);
    }
    if (field->unit != NULL) {
        printf(" (%s)", vw_cli_text(cli, unit_label(field->unit)));
    }
    print_bounds(cli, field);
    if (field->required) {
        vw_cli_say(cli, ", verplicht", ", required", NULL);
    }
    if (field->personal) {
        vw_cli_say(cli, ", persoonsgegeven", ", personal", NULL);
    }
    if (field->expires) {
        vw_cli_say(cli, ", loopt af", ", expires", NULL);
    }
    if (field->is_public && !field->of_time) {
        vw_cli_say(cli, ", openbaar", ", public", NULL);
    }
    putchar('\n');
    for (size_t i = 0; i < field->value_count; i++) {
        const vw_enum_value *value = &field->values[i];
        printf("        %s: %s\n", value->value, vw_cli_text(cli, value->label));
    }
    if (*vw_cli_text(cli, field->explain) != '\0') {
        printf("      %s\n", vw_cli_text(cli, field->explain));
    }
}

static void print_key(const vw_cli *cli, const vw_kind *kind)
{
    print_column(cli, kind->key, kind->key_label);
    vw_cli_say(cli, "      sleutel, verplicht", "      key, required", NULL);
    if (kind->key_personal) {
        vw_cli_say(cli, ", persoonsgegeven", ", personal", NULL);
    }
    putchar('\n');
}

void vw_explain_kind(vw_cli *cli, const vw_kind *kind)
{
    if (cli->json) {
        print_json(kind);
        return;
    }
    printf("%s: %s\n", kind->name, vw_cli_text(cli, kind->label));
    vw_explain_text(cli, kind->explain);
    vw_cli_say(cli, "  {0}\n", "  {0}\n",
               kind->nature == VW_STATE
                   ? vw_cli_text(cli, (vw_text){"Een toestand: geldt van een datum tot een datum.",
                                                "A state: it holds from a date until a date."})
                   : vw_cli_text(cli, (vw_text){"Een gebeurtenis: vindt plaats op een datum.",
                                                "An event: it takes place on a date."}),
               NULL);
    vw_explain_head(cli, "Kolommen", "Columns");
    print_key(cli, kind);
    for (size_t i = 0; i < kind->field_count; i++) {
        print_field(cli, &kind->fields[i]);
    }
    if (kind->example_count > 0) {
        vw_explain_head(cli, "Voorbeeld", "Example");
    }
    for (size_t i = 0; i < kind->example_count; i++) {
        printf("  %s: %s\n", kind->example[i].column, kind->example[i].value);
    }
}
