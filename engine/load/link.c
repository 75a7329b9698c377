/* SPDX-License-Identifier: EUPL-1.2 */
/* From drafts to a set: sorted, each thing once, every name resolved. */
#include "load/loader.h"

#include "base/limits.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* ---- the same name twice ---- */

int vw_load__compare_places(const vw_place *a, const vw_place *b)
{
    int order = strcmp(a->file, b->file);
    if (order != 0) {
        return order;
    }
    if (a->line != b->line) {
        return a->line < b->line ? -1 : 1;
    }
    return (a->column > b->column) - (a->column < b->column);
}

static int compare_references(const void *left, const void *right)
{
    const vw_reference *a = left, *b = right;
    int order = strcmp(a->name, b->name);
    return order != 0 ? order : vw_load__compare_places(&a->place, &b->place);
}

void vw_load__check_twice(vw_loader *loader, vw_reference *names, size_t count)
{
    if (count < 2) {
        return;
    }
    qsort(names, count, sizeof *names, compare_references);
    size_t first = 0;
    for (size_t i = 1; i < count; i++) {
        if (strcmp(names[first].name, names[i].name) != 0) {
            first = i;
            continue;
        }
        const vw_place *place = &names[first].place;
        VW_DIAG(loader->diags, Y039, names[i].place, names[i].name,
                vw_printf(loader->scratch, "%s:%u:%u", place->file, (unsigned)place->line,
                          (unsigned)place->column));
    }
}

const char *vw_load__suggest(const vw_loader *loader, const char *wrong, const char *const *names,
                             size_t count)
{
    return vw_diags_count(loader->diags, VW_NOTE) < VW_DIAGS_MAX ? vw_suggest(wrong, names, count)
                                                                 : NULL;
}

vw_name_list vw_load__names(vw_loader *loader, size_t count)
{
    return (vw_name_list){VW_NEW_ARRAY(loader->scratch, count, const char *), count};
}

static int compare_name(const void *name, const void *element)
{
    const char *const *other = element;
    return strcmp(name, *other);
}

size_t vw_load__find(const vw_name_list *list, const char *name)
{
    const char **found = list->count == 0 ? NULL
                                          : bsearch(name, list->names, list->count,
                                                    sizeof *list->names, compare_name);
    return found != NULL ? (size_t)(found - list->names) : SIZE_MAX;
}

const char *vw_load__near(const vw_loader *loader, const vw_name_list *list, const char *wrong)
{
    return vw_load__suggest(loader, wrong, list->names, list->count);
}

/* ---- measures and tests ---- */

static int compare_measures(const void *left, const void *right)
{
    const vw_measure_draft *a = left, *b = right;
    return strcmp(a->measure.id, b->measure.id);
}

/* Measures and tests share one list of names: a command takes the id of either. */
static void check_measure_names(vw_loader *loader)
{
    VW_VEC(vw_reference) names = {0};
    for (size_t i = 0; i < loader->measures.count; i++) {
        const vw_measure_draft *draft = &loader->measures.items[i];
        vw_reference measure = {draft->measure.id, draft->measure.place};
        VW_PUSH(loader->scratch, names, measure);
        for (size_t j = 0; j < draft->test_count; j++) {
            vw_reference test = {draft->tests[j].id, draft->tests[j].place};
            VW_PUSH(loader->scratch, names, test);
        }
    }
    vw_load__check_twice(loader, names.items, names.count);
}

static vw_name_list link_measures(vw_loader *loader, vw_set *set)
{
    size_t count = loader->measures.count;
    vw_name_list sorted = vw_load__names(loader, count);
    vw_measure *measures = VW_NEW_ARRAY(loader->arena, count, vw_measure);
    if (count > 0) {
        qsort(loader->measures.items, count, sizeof *loader->measures.items, compare_measures);
    }
    check_measure_names(loader);
    vw_load__check_named(loader, set);
    for (size_t i = 0; i < count; i++) {
        const vw_measure_draft *draft = &loader->measures.items[i];
        measures[i] = draft->measure;
        measures[i].tests = draft->tests;
        measures[i].test_count = draft->test_count;
        sorted.names[i] = measures[i].id;
        for (size_t j = 0; j < draft->test_count; j++) {
            draft->tests[j].measure = &measures[i];
            vw_load__link_population(loader, set, &draft->tests[j], &draft->populations[j]);
            vw_load__fill_texts(loader, set, &draft->tests[j]);
            vw_load__link_trials(loader, set->catalogue, &draft->tests[j]);
        }
        vw_load__fill_remedy(loader, set, &measures[i]);
    }
    set->measures = measures;
    set->measure_count = count;
    return sorted;
}

/* ---- requirements ---- */

int vw_load__compare_requirements(const void *left, const void *right)
{
    const vw_requirement_draft *a = left, *b = right;
    int order = strcmp(a->framework.name, b->framework.name);
    return order != 0 ? order : vw_load__compare_natural(a->requirement.id, b->requirement.id);
}

static void check_requirement_names(vw_loader *loader)
{
    size_t count = loader->requirements.count;
    vw_reference *names = VW_NEW_ARRAY(loader->scratch, count, vw_reference);
    for (size_t i = 0; i < count; i++) {
        const vw_requirement_draft *draft = &loader->requirements.items[i];
        names[i].name =
            vw_printf(loader->scratch, "%s:%s", draft->framework.name, draft->requirement.id);
        names[i].place = draft->requirement.place;
    }
    vw_load__check_twice(loader, names, count);
}

/* ---- frameworks ---- */

static int compare_frameworks(const void *left, const void *right)
{
    const vw_framework_draft *a = left, *b = right;
    return strcmp(a->framework.id, b->framework.id);
}

/* The values of organisation.type; none when there is no such field. */
static vw_name_list organisation_types(vw_loader *loader, const vw_catalogue *catalogue)
{
    const vw_kind *kind = vw_catalogue_find(catalogue, "organisation");
    const vw_field *field = kind != NULL ? vw_kind_field(kind, "type") : NULL;
    vw_name_list types = vw_load__names(loader, field != NULL ? field->value_count : 0);
    for (size_t i = 0; i < types.count; i++) {
        types.names[i] = field->values[i].value;
    }
    return types;
}

static bool is_listed(const vw_name_list *list, const char *name)
{
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static void link_applies_to(vw_loader *loader, const vw_name_list *types, vw_framework_draft *draft)
{
    const char **names = VW_NEW_ARRAY(loader->arena, draft->applies_count, const char *);
    for (size_t i = 0; i < draft->applies_count; i++) {
        const vw_reference *named = &draft->applies_to[i];
        names[i] = named->name;
        if (loader->unreadable || is_listed(types, named->name)) {
            continue;
        }
        if (types->count == 0) {
            VW_DIAG(loader->diags, Y046, named->place, named->name);
        } else {
            VW_DIAG(loader->diags, Y045, named->place, named->name,
                    vw_load__near(loader, types, named->name));
        }
    }
    draft->framework.applies_to = names;
    draft->framework.applies_count = draft->applies_count;
    vw_load__check_twice(loader, draft->applies_to, draft->applies_count);
}

static void check_frameworks_named(vw_loader *loader, const vw_name_list *frameworks)
{
    for (size_t i = 0; i < loader->frameworks_named.count && !loader->unreadable; i++) {
        const vw_reference *named = &loader->frameworks_named.items[i];
        if (vw_load__find(frameworks, named->name) == SIZE_MAX) {
            VW_DIAG(loader->diags, Y044, named->place, named->name,
                    vw_load__near(loader, frameworks, named->name));
        }
    }
}

/* Easy requirements beside the shipped ones would raise a framework's share met under its own name
 * and version. */
static void check_frameworks_added_to(vw_loader *loader, const vw_name_list *frameworks)
{
    for (size_t i = 0; i < loader->frameworks_added_to.count; i++) {
        const vw_reference *named = &loader->frameworks_added_to.items[i];
        const size_t found = vw_load__find(frameworks, named->name);
        if (found != SIZE_MAX && loader->frameworks.items[found].builtin) {
            VW_DIAG(loader->diags, Y056, named->place, named->name);
        }
    }
}

/* Requirements are sorted by framework, so each framework's stand together. */
static void spread_requirements(vw_loader *loader, const vw_set *set, const vw_name_list *measures,
                                vw_framework *frameworks)
{
    const vw_requirement_draft *drafts = loader->requirements.items;
    size_t count = loader->requirements.count, start = 0;
    for (size_t i = 0; i < loader->frameworks.count; i++) {
        const vw_framework_draft *head = &loader->frameworks.items[i];
        while (start < count && strcmp(drafts[start].framework.name, head->framework.id) < 0) {
            start++;
        }
        size_t end = start;
        while (end < count && strcmp(drafts[end].framework.name, head->framework.id) == 0) {
            end++;
        }
        vw_load__link_requirements(loader, set, measures, &frameworks[i], head, drafts + start,
                                   end - start);
        start = end;
    }
}

static void link_frameworks(vw_loader *loader, vw_set *set, const vw_name_list *measures)
{
    size_t count = loader->frameworks.count;
    vw_framework *frameworks = VW_NEW_ARRAY(loader->arena, count, vw_framework);
    vw_reference *names = VW_NEW_ARRAY(loader->scratch, count, vw_reference);
    vw_name_list sorted = vw_load__names(loader, count);
    vw_name_list types = organisation_types(loader, set->catalogue);
    if (count > 0) {
        qsort(loader->frameworks.items, count, sizeof *loader->frameworks.items,
              compare_frameworks);
    }
    if (loader->requirements.count > 0) {
        qsort(loader->requirements.items, loader->requirements.count,
              sizeof *loader->requirements.items, vw_load__compare_requirements);
    }
    for (size_t i = 0; i < count; i++) {
        vw_framework_draft *draft = &loader->frameworks.items[i];
        link_applies_to(loader, &types, draft);
        frameworks[i] = draft->framework;
        frameworks[i].settings =
            vw_load__link_settings(loader, set, &draft->settings, &frameworks[i].setting_count);
        vw_load__link_applies(loader, set, draft, &frameworks[i]);
        sorted.names[i] = draft->framework.id;
        names[i] = (vw_reference){draft->framework.id, draft->framework.place};
    }
    vw_load__check_twice(loader, names, count);
    check_frameworks_named(loader, &sorted);
    check_frameworks_added_to(loader, &sorted);
    check_requirement_names(loader);
    vw_load__link_words(loader);
    spread_requirements(loader, set, measures, frameworks);
    set->frameworks = frameworks;
    set->framework_count = count;
}

const vw_set *vw_load__link(vw_loader *loader)
{
    vw_set *set = VW_NEW(loader->arena, vw_set);
    set->catalogue = vw_load__link_catalogue(loader);
    vw_load__link_parameters(loader, set);
    vw_load__link_populations(loader, set);
    set->own_settings =
        vw_load__link_settings(loader, set, &loader->own_settings, &set->own_setting_count);
    set->stray_settings = loader->stray_settings.items;
    set->stray_setting_count = loader->stray_settings.count;
    vw_load__link_regimes(loader, set);
    vw_load__link_corpus(loader);
    vw_name_list measures = link_measures(loader, set);
    link_frameworks(loader, set, &measures);
    vw_load__link_choices(loader, set);
    vw_load__link_migrations(loader, set);
    return set;
}
