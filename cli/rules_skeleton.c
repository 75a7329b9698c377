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

static const char *yes_or_no(bool yes, vw_lang lang)
{
    return vw_text_in(yes ? (vw_text){"ja", "yes"} : (vw_text){"nee", "no"}, lang);
}

/* What the catalogue's example says, which is written for people who read Dutch. */
static const char *in_language(vw_arena *arena, const vw_field *field, const char *example,
                               vw_lang lang)
{
    for (size_t i = 0; field->type == VW_TYPE_ENUM && i < field->value_count; i++) {
        const vw_enum_value *value = &field->values[i];
        if (strcmp(value->value, example) == 0 || strcmp(value->label.nl, example) == 0 ||
            strcmp(value->label.en, example) == 0) {
            return vw_field_choice_shown(field, i, lang);
        }
    }
    if (field->type == VW_TYPE_BOOL) {
        return yes_or_no(strcmp(example, "nee") != 0 && strcmp(example, "no") != 0, lang);
    }
    if (field->type == VW_TYPE_NUMBER && lang == VW_EN && strchr(example, ',') != NULL) {
        const size_t whole = strcspn(example, ",");
        return vw_printf(arena, "%.*s.%s", (int)whole, example, example + whole + 1);
    }
    return example;
}

/* What may stand there, where the catalogue has no example of it. */
static const char *stand_in(vw_arena *arena, const vw_kind *kind, const vw_field *field,
                            vw_lang lang)
{
    const char *example = example_of(kind, field->name);
    if (example != NULL) {
        return in_language(arena, field, example, lang);
    }
    switch (field->type) {
    case VW_TYPE_LIST:
        return field->value_count > 0 ? field->values[0].value : field->name;
    case VW_TYPE_ENUM:
        return field->value_count > 0 ? vw_field_choice_shown(field, 0, lang) : "";
    case VW_TYPE_BOOL:
        return yes_or_no(true, lang);
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

/* Where [text] has the word [name]; NULL: nowhere. */
static const char *word_in(const char *text, const char *name)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789_.";
    const size_t length = strlen(name);
    for (const char *at = text; (at = strstr(at, name)) != NULL; at += length) {
        const bool begins = at == text || strchr(letters, at[-1]) == NULL;
        if (begins && (at[length] == '\0' || strchr(letters, at[length]) == NULL)) {
            return at;
        }
    }
    return NULL;
}

static bool quoted_in(vw_arena *arena, const char *text, const char *value)
{
    return strstr(text, vw_printf(arena, "'%s'", value)) != NULL;
}

/* What a field that the population asks for may be so that a record falls outside it, as far as its
 * text tells; NULL: it does not. */
static const char *value_outside(vw_arena *arena, const char *population, const vw_field *field,
                                 vw_lang lang)
{
    const char *word = word_in(population, field->name);
    const char *behind = word != NULL ? word + strlen(field->name) : "";
    const bool not_in = strncmp(behind, " not in", 7) == 0 || strncmp(behind, " <>", 3) == 0;
    if (word == NULL || strncmp(behind, " is ", 4) == 0) {
        return NULL;
    }
    if (field->type == VW_TYPE_BOOL) {
        const bool negated = word - population >= 4 && strncmp(word - 4, "not ", 4) == 0;
        return yes_or_no(negated || strncmp(behind, " = false", 8) == 0, lang);
    }
    for (size_t i = 0; field->type == VW_TYPE_ENUM && i < field->value_count; i++) {
        if (quoted_in(arena, population, field->values[i].value) == not_in) {
            return vw_field_choice_shown(field, i, lang);
        }
    }
    return NULL;
}

/* A reference to the population is always filled in: it is what relates the records. */
static void print_row(vw_arena *arena, const vw_rule_needs_list *needs, const vw_kind *kind,
                      const vw_kind *population, vw_lang lang)
{
    printf("                - {%s: ", kind->key);
    print_value(key_of(kind));
    for (size_t i = 0; i < kind->field_count; i++) {
        const vw_field *field = &kind->fields[i];
        const vw_kind *to = NULL;
        const bool refers = field->type == VW_TYPE_REF && shown_kind(needs, field->to, &to);
        if (field->required || asked_for(needs, kind, field) || (refers && to == population)) {
            printf(", %s: ", field->name);
            print_value(refers ? key_of(to) : stand_in(arena, kind, field, lang));
        }
    }
    printf("}\n");
}

static const char *key_outside(vw_arena *arena, const vw_kind *kind)
{
    return vw_printf(arena, "%s-2", key_of(kind));
}

/* A day by which a record of the examples' year falls outside; NULL: of another field. With `ever`
 * only what is of after it does. */
static const char *time_outside(const vw_field *field, bool ever)
{
    if (strcmp(field->name, "occurred_on") == 0) {
        return ever ? "2026-01-01" : "2024-12-31";
    }
    if (strcmp(field->name, "effective_from") == 0 && ever) {
        return "2026-01-01";
    }
    return strcmp(field->name, "effective_until") == 0 && !ever ? "2025-12-30" : NULL;
}

/* One that the population leaves out: by what its text asks, else by time. */
static void print_outside(vw_arena *arena, const vw_rule_needs_list *needs, const vw_kind *kind,
                          const char *population, vw_lang lang)
{
    const char *where = strstr(population, " where ");
    const bool ever = strncmp(population + strlen(kind->name), " ever", 5) == 0;
    bool by_text = false;
    for (size_t i = 0; where != NULL && i < kind->field_count; i++) {
        by_text = by_text || value_outside(arena, where, &kind->fields[i], lang) != NULL;
    }
    printf("                - {%s: ", kind->key);
    print_value(key_outside(arena, kind));
    for (size_t i = 0; i < kind->field_count; i++) {
        const vw_field *field = &kind->fields[i];
        const char *outside =
            by_text ? value_outside(arena, where, field, lang) : time_outside(field, ever);
        const vw_kind *to = NULL;
        const bool refers = field->type == VW_TYPE_REF && shown_kind(needs, field->to, &to);
        if (outside != NULL || field->required) {
            printf(", %s: ", field->name);
            print_value(outside != NULL ? outside
                        : refers        ? key_of(to)
                                        : stand_in(arena, kind, field, lang));
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
           "          - title: {nl: wat dit laat zien, en: what this shows}\n");
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
            print_row(cli->arena, &needs, needs.items[i].kind, population, cli->lang);
            if (needs.items[i].kind == population) {
                print_outside(cli->arena, &needs, population, planned->test->population.text,
                              cli->lang);
            }
        }
    }
    printf("            expect: {");
    print_value(key_of(population));
    printf(": pass, ");
    print_value(key_outside(cli->arena, population));
    printf(": outside}\n");
}
