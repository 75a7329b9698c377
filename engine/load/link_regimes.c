/* SPDX-License-Identifier: EUPL-1.2 */
/* From drafts to regimes and derived facts: each name resolved. */
#include "load/loader.h"

#include <stdlib.h>
#include <string.h>

static const vw_kind *organisation_of(const vw_set *set)
{
    return vw_catalogue_find(set->catalogue, "organisation");
}

/* In a set without the kind nothing can be asked of it. */
static void need_organisation(vw_loader *loader, const vw_set *set, const char *what,
                              vw_place place)
{
    if (organisation_of(set) == NULL && !loader->unreadable) {
        VW_DIAG(loader->diags, N147, place, what);
    }
}

/* ---- derived facts ---- */

static const char *values_of(vw_loader *loader, const vw_field *field)
{
    vw_buf all = {.arena = loader->scratch};
    if (field->type == VW_TYPE_BOOL) {
        return "true, false";
    }
    for (size_t i = 0; i < field->value_count; i++) {
        vw_buf_addf(&all, "%s%s", i > 0 ? ", " : "", field->values[i].value);
    }
    return all.length > 0 ? vw_buf_text(&all) : "-";
}

static bool may_have(const vw_field *field, const char *value)
{
    if (field->type == VW_TYPE_BOOL) {
        return strcmp(value, "true") == 0 || strcmp(value, "false") == 0;
    }
    return field->type == VW_TYPE_ENUM && vw_field_value(field, value) != NULL;
}

static void check_values(vw_loader *loader, const vw_derivation *derivation)
{
    const vw_field *field = derivation->field;
    for (size_t i = 0; i < derivation->value_count; i++) {
        const vw_derived_value *value = &derivation->values[i];
        if (!may_have(field, value->value)) {
            VW_DIAG(loader->diags, N148, value->place, value->value, field->name,
                    values_of(loader, field));
        }
    }
}

static void link_derivations(vw_loader *loader, vw_set *set)
{
    size_t count = loader->derivations.count;
    const vw_kind *kind = organisation_of(set);
    vw_derivation *derivations = VW_NEW_ARRAY(loader->arena, count, vw_derivation);
    vw_reference *names = VW_NEW_ARRAY(loader->scratch, count, vw_reference);
    for (size_t i = 0; i < count; i++) {
        const vw_derivation_draft *draft = &loader->derivations.items[i];
        derivations[i] = draft->derivation;
        names[i] = draft->field;
        need_organisation(loader, set, draft->field.name, draft->field.place);
        derivations[i].field = kind != NULL ? vw_kind_field(kind, draft->field.name) : NULL;
        if (derivations[i].field != NULL) {
            check_values(loader, &derivations[i]);
        } else if (kind != NULL && !loader->unreadable) {
            VW_DIAG(loader->diags, Y018, draft->field.place, draft->field.name, kind->name, NULL);
        }
    }
    vw_load__check_twice(loader, names, count);
    set->derivations = derivations;
    set->derivation_count = count;
}

/* ---- regimes ---- */

static int compare_ids(const void *left, const void *right)
{
    const vw_regime *const *a = left, *const *b = right;
    return strcmp((*a)->id, (*b)->id);
}

static int id_is(const void *id, const void *element)
{
    const vw_regime *const *regime = element;
    return strcmp(id, (*regime)->id);
}

/* By id, so that a hostile file costs no quadratic time. */
static void sort_regimes(vw_loader *loader, const vw_set *set)
{
    const vw_regime **sorted = VW_NEW_ARRAY(loader->scratch, set->regime_count, const vw_regime *);
    for (size_t i = 0; i < set->regime_count; i++) {
        sorted[i] = &set->regimes[i];
    }
    if (set->regime_count > 0) {
        qsort(sorted, set->regime_count, sizeof *sorted, compare_ids);
    }
    loader->regimes_by_id = sorted;
}

static const vw_regime *find_regime(vw_loader *loader, const vw_set *set, const vw_reference *named)
{
    const vw_regime **found = set->regime_count == 0
                                  ? NULL
                                  : bsearch(named->name, loader->regimes_by_id, set->regime_count,
                                            sizeof *loader->regimes_by_id, id_is);
    if (found != NULL) {
        return *found;
    }
    if (!loader->unreadable) {
        vw_name_list names = vw_load__names(loader, set->regime_count);
        for (size_t i = 0; i < names.count; i++) {
            names.names[i] = set->regimes[i].id;
        }
        VW_DIAG(loader->diags, N140, named->place, named->name,
                vw_load__near(loader, &names, named->name));
    }
    return NULL;
}

static void link_decisions(vw_loader *loader, const vw_set *set, const vw_regime_draft *draft,
                           vw_regime *regime)
{
    vw_decision *decisions = VW_NEW_ARRAY(loader->arena, draft->decision_count, vw_decision);
    for (size_t i = 0; i < draft->decision_count; i++) {
        const vw_reference *follows = &draft->decisions[i].follows;
        decisions[i] = draft->decisions[i].decision;
        if (follows->name == NULL) {
            continue;
        }
        decisions[i].follows = find_regime(loader, set, follows);
        const vw_regime *followed = decisions[i].follows;
        if (followed != NULL && loader->regimes.items[followed - set->regimes].follows_any) {
            VW_DIAG(loader->diags, N144, follows->place, regime->id, follows->name);
        }
    }
    if (draft->through.name != NULL) {
        regime->through = find_regime(loader, set, &draft->through);
    }
    regime->decisions = decisions;
    regime->decision_count = draft->decision_count;
    if (draft->decision_count > 0) {
        need_organisation(loader, set, regime->id, regime->place);
    }
}

void vw_load__link_regimes(vw_loader *loader, vw_set *set)
{
    size_t count = loader->regimes.count;
    vw_regime *regimes = VW_NEW_ARRAY(loader->arena, count, vw_regime);
    vw_reference *names = VW_NEW_ARRAY(loader->scratch, count, vw_reference);
    for (size_t i = 0; i < count; i++) {
        regimes[i] = loader->regimes.items[i].regime;
        names[i] = (vw_reference){regimes[i].id, regimes[i].place};
    }
    set->regimes = regimes;
    set->regime_count = count;
    sort_regimes(loader, set);
    for (size_t i = 0; i < count; i++) {
        link_decisions(loader, set, &loader->regimes.items[i], &regimes[i]);
    }
    vw_load__check_twice(loader, names, count);
    link_derivations(loader, set);
}

void vw_load__link_applies(vw_loader *loader, const vw_set *set, const vw_framework_draft *draft,
                           vw_framework *framework)
{
    if (draft->regime.name != NULL) {
        framework->regime = find_regime(loader, set, &draft->regime);
    }
    if (framework->applies_when.text != NULL || framework->undecided_when.text != NULL) {
        need_organisation(loader, set, framework->id, framework->place);
    }
}
