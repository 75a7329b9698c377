/* SPDX-License-Identifier: EUPL-1.2 */
/* An example to begin with, as it is pasted beside the rule. */
#include "cli/rules.h"

#include <string.h>

static const char *example_of(const vw_kind *kind, const char *column)
{
    for (size_t i = 0; i < kind->example_count; i++) {
        if (strcmp(kind->example[i].column, column) == 0) {
            return kind->example[i].value;
        }
    }
    return NULL;
}

/* What may stand there, where the catalogue has no example of it. */
static const char *stand_in(const vw_kind *kind, const vw_field *field)
{
    const char *example = example_of(kind, field->name);
    if (example != NULL) {
        return example;
    }
    switch (field->type) {
    case VW_TYPE_LIST:
        return field->value_count > 0 ? field->values[0].value : field->name;
    case VW_TYPE_ENUM:
        return field->value_count > 0 ? field->values[0].value : "";
    case VW_TYPE_BOOL:
        return "yes";
    case VW_TYPE_INTEGER:
    case VW_TYPE_NUMBER:
        return "1";
    case VW_TYPE_DATE:
        return "2025-06-30";
    case VW_TYPE_DATETIME:
        return "2025-06-30T12:00:00Z";
    case VW_TYPE_TEXT:
    case VW_TYPE_REF:
        break;
    }
    return field->name;
}

static bool plain(const char *value)
{
    return strpbrk(value, ":#{}[],&*!|>'\"%@`") == NULL && value[0] != '-' && value[0] != '?' &&
           value[0] != ' ';
}

static void print_value(const char *value)
{
    if (plain(value)) {
        printf("%s", value);
        return;
    }
    putchar('\'');
    for (const char *c = value; *c != '\0'; c++) {
        printf(*c == '\'' ? "''" : "%c", *c);
    }
    putchar('\'');
}

static bool asked_for(const vw_rule_needs_list *needs, const vw_kind *kind, const vw_field *field)
{
    for (size_t i = 0; i < needs->count; i++) {
        if (needs->items[i].kind == kind && needs->items[i].field == field) {
            return true;
        }
    }
    return false;
}

/* The key of the row that this skeleton has of a kind. */
static const char *key_of(const vw_kind *kind)
{
    const char *example = example_of(kind, kind->key);
    return example != NULL ? example : "X1";
}

static bool shown_kind(const vw_rule_needs_list *needs, const char *name, const vw_kind **kind)
{
    for (size_t i = 0; i < needs->count; i++) {
        if (strcmp(needs->items[i].kind->name, name) == 0) {
            *kind = needs->items[i].kind;
            return true;
        }
    }
    return false;
}

/* A reference to the population is always filled in: it is what relates the records. */
static void print_row(const vw_rule_needs_list *needs, const vw_kind *kind,
                      const vw_kind *population)
{
    printf("                - {%s: ", kind->key);
    print_value(key_of(kind));
    for (size_t i = 0; i < kind->field_count; i++) {
        const vw_field *field = &kind->fields[i];
        const vw_kind *to = NULL;
        const bool refers = field->type == VW_TYPE_REF && shown_kind(needs, field->to, &to);
        if (field->required || asked_for(needs, kind, field) || (refers && to == population)) {
            printf(", %s: ", field->name);
            print_value(refers ? key_of(to) : stand_in(kind, field));
        }
    }
    printf("}\n");
}

void vw_rules_skeleton(vw_cli *cli, const vw_planned_test *planned)
{
    const vw_kind *population = vw_rule_population(planned->rule);
    vw_rule_needs_list needs;
    vw_rule_needs(&needs, cli->arena, planned->rule);
    printf("        examples:\n"
           "          - title: {nl: %s, en: %s}\n",
           "wat dit laat zien", "what this shows");
    if (planned->framework != NULL) {
        printf("            framework: %s\n", planned->framework->id);
    }
    printf("            as_of: 2025-12-31\n"
           "            complete: [");
    for (size_t i = 0, shown = 0; i < needs.count; i++) {
        if (needs.items[i].field == NULL) {
            printf("%s%s", shown++ > 0 ? ", " : "", needs.items[i].kind->name);
        }
    }
    printf("]\n            evidence:\n");
    for (size_t i = 0; i < needs.count; i++) {
        if (needs.items[i].field == NULL) {
            printf("              %s:\n", needs.items[i].kind->name);
            print_row(&needs, needs.items[i].kind, population);
        }
    }
    printf("            expect: {");
    print_value(key_of(population));
    printf(": pass}\n");
}
