/* SPDX-License-Identifier: EUPL-1.2 */
/* Parameters and populations: in order, each once, values of the right type, names resolved. */
#include "load/loader.h"

#include "base/limits.h"

#include <stdlib.h>
#include <string.h>

/* ---- values ---- */

static size_t digits_of(const char *text)
{
    return strspn(text, "0123456789");
}

/* Decimal digits without sign, at most 15: what a rule may write, and what a double holds. */
static size_t number_length(const char *text)
{
    size_t whole = digits_of(text);
    size_t part = whole > 0 && text[whole] == '.' ? digits_of(text + whole + 1) : 0;
    if (whole == 0 || whole + part > 15 || (text[whole] == '.' && part == 0)) {
        return 0;
    }
    return part > 0 ? whole + 1 + part : whole;
}

static bool read_term(vw_parameter_value *out, vw_arena *arena, const char *text)
{
    static const char *const units[] = {"hours", "days", "months", "years"};
    size_t length = digits_of(text);
    const char *unit = text + length + strspn(text + length, " ");
    if (length == 0 || length > 6 || strtol(text, NULL, 10) > VW_RULE_TERM_MAX ||
        unit == text + length) {
        return false;
    }
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t one = strlen(units[i]) - 1;
        bool singular = strncmp(unit, units[i], one) == 0 && unit[one] == '\0';
        if (singular || strcmp(unit, units[i]) == 0) {
            out->text = vw_printf(arena, "%ld", strtol(text, NULL, 10));
            out->unit = units[i];
            return true;
        }
    }
    return false;
}

static bool read_number(vw_parameter_value *out, vw_arena *arena, const char *text,
                        const char *unit)
{
    size_t length = number_length(text);
    const char *rest = text + length + strspn(text + length, " ");
    if (length == 0 || (*rest != '\0' && (unit == NULL || strcmp(rest, unit) != 0))) {
        return false;
    }
    *out = (vw_parameter_value){vw_strndup(arena, text, length), unit};
    return true;
}

/* [unit]: of a number, as declared. False when reported. */
static bool read_value(vw_parameter_value *out, vw_loader *loader, vw_parameter_type type,
                       const char *unit, const char *text, vw_place place)
{
    vw_date date;
    bool right = true;
    *out = (vw_parameter_value){text, NULL};
    if (type == VW_PARAMETER_TERM) {
        right = read_term(out, loader->arena, text);
    } else if (type == VW_PARAMETER_NUMBER) {
        right = read_number(out, loader->arena, text, unit);
    } else if (type == VW_PARAMETER_DATE) {
        right = vw_date_parse(&date, text);
    }
    if (!right) {
        VW_DIAG(loader->diags, Y062, place, text, vw_parameter_type_name(type));
    }
    return right;
}

/* ---- parameters ---- */

static int compare_parameters(const void *left, const void *right)
{
    const vw_parameter_draft *a = left, *b = right;
    int order = strcmp(a->parameter.name, b->parameter.name);
    return order != 0 ? order : vw_load__compare_places(&a->parameter.place, &b->parameter.place);
}

void vw_load__link_parameters(vw_loader *loader, vw_set *set)
{
    size_t count = loader->parameters.count;
    vw_parameter *parameters = VW_NEW_ARRAY(loader->arena, count, vw_parameter);
    vw_reference *names = VW_NEW_ARRAY(loader->scratch, count, vw_reference);
    loader->shipped = VW_NEW_ARRAY(loader->scratch, count, vw_parameter_value);
    if (count > 0) {
        qsort(loader->parameters.items, count, sizeof *loader->parameters.items,
              compare_parameters);
    }
    for (size_t i = 0; i < count; i++) {
        const vw_parameter_draft *draft = &loader->parameters.items[i];
        parameters[i] = draft->parameter;
        names[i] = (vw_reference){draft->parameter.name, draft->parameter.place};
        (void)read_value(&parameters[i].shipped, loader, draft->parameter.type, draft->unit,
                         draft->value, draft->value_place);
        loader->shipped[i] = parameters[i].shipped;
    }
    vw_load__check_twice(loader, names, count);
    set->parameters = parameters;
    set->parameter_count = count;
}

/* Hours go with instants, the others with dates: no value may turn a rule into another. */
static bool in_hours(vw_parameter_value value)
{
    return value.unit != NULL && strcmp(value.unit, "hours") == 0;
}

static const char *near_parameter(vw_loader *loader, const vw_set *set, const char *wrong)
{
    vw_name_list names = vw_load__names(loader, set->parameter_count);
    for (size_t i = 0; i < names.count; i++) {
        names.names[i] = set->parameters[i].name;
    }
    return vw_load__near(loader, &names, wrong);
}

/* What resembles nothing is no slip: its control set was not given. Of a framework's value that is
 * an error here; of an organisation's it is one where rules are judged. */
static void note_unknown(vw_loader *loader, const vw_set *set, const vw_setting_draft *draft,
                         bool own)
{
    const char *name = draft->parameter.name, *near = near_parameter(loader, set, name);
    if (loader->unreadable) {
        return;
    }
    if (near != NULL) {
        VW_DIAG(loader->diags, Y063, draft->parameter.place, name, near);
    } else if (!own) {
        VW_DIAG(loader->diags, Y105, draft->parameter.place, name);
    } else {
        VW_PUSH(loader->arena, loader->stray_settings,
                ((vw_stray_setting){name, draft->parameter.place}));
    }
}

vw_status vw_set_refuse_strays(const vw_set *set, vw_diags *diags)
{
    for (size_t i = 0; i < set->stray_setting_count; i++) {
        VW_DIAG(diags, Y105, set->stray_settings[i].place, set->stray_settings[i].parameter);
    }
    return set->stray_setting_count > 0 ? VW_ERR_INPUT : VW_OK;
}

static int compare_settings(const void *left, const void *right)
{
    const vw_parameter_setting *a = left, *b = right;
    return strcmp(a->parameter->name, b->parameter->name);
}

const vw_parameter_setting *vw_load__link_settings(vw_loader *loader, const vw_set *set,
                                                   const vw_setting_drafts *drafts, size_t *count)
{
    vw_parameter_setting *settings =
        VW_NEW_ARRAY(loader->arena, drafts->count, vw_parameter_setting);
    vw_reference *names = VW_NEW_ARRAY(loader->scratch, drafts->count, vw_reference);
    *count = 0;
    for (size_t i = 0; i < drafts->count; i++) {
        const vw_setting_draft *draft = &drafts->items[i];
        const vw_parameter *parameter = vw_set_parameter(set, draft->parameter.name);
        vw_parameter_value value;
        names[i] = draft->parameter;
        if (parameter == NULL) {
            note_unknown(loader, set, draft, drafts == &loader->own_settings);
            continue;
        }
        if (!read_value(&value, loader, parameter->type, parameter->shipped.unit, draft->value,
                        draft->value_place)) {
            continue;
        }
        if (parameter->type == VW_PARAMETER_TERM && parameter->shipped.unit != NULL &&
            in_hours(value) != in_hours(parameter->shipped)) {
            VW_DIAG(loader->diags, Y064, draft->value_place, draft->value, parameter->name,
                    parameter->shipped.unit);
            continue;
        }
        settings[(*count)++] =
            (vw_parameter_setting){parameter, value, draft->source, draft->parameter.place};
    }
    vw_load__check_twice(loader, names, drafts->count);
    if (*count > 0) {
        qsort(settings, *count, sizeof *settings, compare_settings);
    }
    return settings;
}

/* ---- texts that name parameters ---- */

void vw_load__check_named(vw_loader *loader, const vw_set *set)
{
    for (size_t i = 0; i < loader->parameters_named.count && !loader->unreadable; i++) {
        const vw_reference *named = &loader->parameters_named.items[i];
        if (vw_set_parameter(set, named->name) == NULL) {
            VW_DIAG(loader->diags, Y063, named->place, named->name,
                    near_parameter(loader, set, named->name));
        }
    }
}

static bool has_slot(vw_loader *loader, vw_text text)
{
    const char *start, *end;
    return vw_parameter_slot(loader->scratch, text.nl, &start, &end) != NULL ||
           vw_parameter_slot(loader->scratch, text.en, &start, &end) != NULL;
}

/* Each test shows the measure's remedy with the values that it ran with itself. */
static void take_remedy(vw_loader *loader, const vw_measure *measure, vw_test *test)
{
    if (*test->remedy.en == '\0' && has_slot(loader, measure->remedy)) {
        test->remedy = measure->remedy;
    }
}

void vw_load__fill_remedy(vw_loader *loader, const vw_set *set, vw_measure *measure)
{
    measure->remedy = vw_parameters_fill(loader->arena, measure->remedy, set->parameters,
                                         loader->shipped, set->parameter_count);
}

void vw_load__fill_texts(vw_loader *loader, const vw_set *set, vw_test *test)
{
    take_remedy(loader, test->measure, test);
    vw_text *const texts[] = {&test->title, &test->reason, &test->remedy};
    const vw_test_forms forms = {test->title, test->reason, test->remedy};
    bool any = false;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        any = any || has_slot(loader, *texts[i]);
    }
    if (!any) {
        return;
    }
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        *texts[i] = vw_parameters_fill(loader->arena, *texts[i], set->parameters, loader->shipped,
                                       set->parameter_count);
    }
    vw_test_forms *kept = VW_NEW(loader->arena, vw_test_forms);
    *kept = forms;
    test->forms = kept;
}

/* ---- populations ---- */

static int compare_populations(const void *left, const void *right)
{
    const vw_population *a = left, *b = right;
    int order = strcmp(a->id, b->id);
    return order != 0 ? order : vw_load__compare_places(&a->place, &b->place);
}

void vw_load__link_populations(vw_loader *loader, vw_set *set)
{
    size_t count = loader->populations.count;
    vw_population *populations = VW_NEW_ARRAY(loader->arena, count, vw_population);
    vw_reference *names = VW_NEW_ARRAY(loader->scratch, count, vw_reference);
    if (count > 0) {
        memcpy(populations, loader->populations.items, count * sizeof *populations);
        qsort(populations, count, sizeof *populations, compare_populations);
    }
    loader->population_names = vw_load__names(loader, count);
    for (size_t i = 0; i < count; i++) {
        names[i] = (vw_reference){populations[i].id, populations[i].place};
        loader->population_names.names[i] = populations[i].id;
    }
    vw_load__check_twice(loader, names, count);
    loader->linked_populations = populations;
    set->populations = populations;
    set->population_count = count;
}

void vw_load__link_population(vw_loader *loader, const vw_set *set, vw_test *test,
                              const vw_reference *named)
{
    const vw_name_list *names = &loader->population_names;
    if (named->name == NULL) {
        return;
    }
    size_t found = vw_load__find(names, named->name);
    if (found != SIZE_MAX) {
        loader->linked_populations[found].tests++;
        test->shared = &set->populations[found];
        test->population = test->shared->text;
    } else if (!loader->unreadable) {
        VW_DIAG(loader->diags, Y066, named->place, named->name,
                vw_load__near(loader, names, named->name));
    }
}
