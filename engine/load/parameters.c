/* SPDX-License-Identifier: EUPL-1.2 */
/* Parameters with their defaults, the values that others set, and populations with a name. */
#include "load/fields.h"

/* ---- parameters ---- */

static void read_name(vw_fields *fields, const char *field, vw_reference *out)
{
    out->name = vw_load__string(fields, field, VW_NEEDED);
    out->place = vw_load__place_of(fields, field);
    fields->what = out->name != NULL ? out->name : fields->what;
}

static bool read_parameter(vw_parameter_draft *draft, vw_loader *loader, const vw_node *node)
{
    const char *types[VW_PARAMETER_TYPE_COUNT];
    vw_fields fields;
    vw_reference id;
    vw_parameter *parameter = &draft->parameter;
    if (!vw_load__open(&fields, loader, node, "parameters")) {
        return false;
    }
    for (size_t i = 0; i < VW_PARAMETER_TYPE_COUNT; i++) {
        types[i] = vw_parameter_type_name((vw_parameter_type)i);
    }
    read_name(&fields, "id", &id);
    parameter->name = id.name;
    parameter->place = id.place;
    if (id.name != NULL && !vw_load__is_name(id.name)) {
        VW_DIAG(loader->diags, Y060, id.place, id.name);
    } else if (id.name != NULL && vw_load__is_reserved(id.name)) {
        VW_DIAG(loader->diags, Y036, id.place, id.name);
    }
    int type = vw_load__word(&fields, "type", VW_NEEDED, types, VW_PARAMETER_TYPE_COUNT);
    parameter->type = type >= 0 ? (vw_parameter_type)type : VW_PARAMETER_TEXT;
    draft->unit = vw_load__string(&fields, "unit", VW_OPTIONAL);
    if (draft->unit != NULL && type >= 0 && type != VW_PARAMETER_NUMBER) {
        VW_DIAG(loader->diags, Y067, vw_load__place_of(&fields, "unit"), types[type]);
    }
    draft->value = vw_load__string(&fields, "default", VW_NEEDED);
    draft->value_place = vw_load__place_of(&fields, "default");
    parameter->label = vw_load__text(&fields, "label", VW_NEEDED);
    parameter->source = vw_load__string(&fields, "source", VW_NEEDED);
    vw_load__close(&fields);
    return id.name != NULL && draft->value != NULL && type >= 0;
}

void vw_load__parameters(vw_fields *fields)
{
    vw_loader *loader = fields->loader;
    const vw_node *list = vw_load__list(fields, "parameters", VW_OPTIONAL);
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        vw_parameter_draft draft = {0};
        if (read_parameter(&draft, loader, list->items[i])) {
            VW_PUSH(loader->scratch, loader->parameters, draft);
        }
    }
}

/* ---- values of others ---- */

/* [why]: "source" of a framework, "reason" of an organisation. */
void vw_load__settings(vw_fields *fields, vw_setting_drafts *out, const char *why, vw_need need)
{
    vw_loader *loader = fields->loader;
    const vw_node *list = vw_load__list(fields, "parameters", need);
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        vw_setting_draft draft = {0};
        vw_fields setting;
        if (!vw_load__open(&setting, loader, list->items[i], "parameters")) {
            continue;
        }
        read_name(&setting, "name", &draft.parameter);
        draft.value = vw_load__string(&setting, "value", VW_NEEDED);
        draft.value_place = vw_load__place_of(&setting, "value");
        draft.source = vw_load__string(&setting, why, VW_NEEDED);
        vw_load__close(&setting);
        if (draft.parameter.name != NULL && draft.value != NULL) {
            VW_PUSH(loader->scratch, *out, draft);
        }
    }
}

void vw_load__parameters_of(vw_loader *loader, const vw_node *root)
{
    static const char *const whose[] = {"organisation"};
    vw_fields fields;
    if (!vw_load__open(&fields, loader, root, "parameters_of")) {
        return;
    }
    (void)vw_load__word(&fields, "parameters_of", VW_NEEDED, whose, 1);
    /* A file that only chooses versions has no values. */
    const bool chooses = vw_load__peek(&fields, "versions") != NULL;
    vw_load__settings(&fields, &loader->own_settings, "reason", chooses ? VW_OPTIONAL : VW_NEEDED);
    vw_load__choices(&fields);
    vw_load__close(&fields);
}

/* ---- populations ---- */

void vw_load__populations(vw_fields *fields)
{
    vw_loader *loader = fields->loader;
    const vw_node *list = vw_load__list(fields, "populations", VW_OPTIONAL);
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        vw_population population = {0};
        vw_reference id;
        vw_fields each;
        if (!vw_load__open(&each, loader, list->items[i], "populations")) {
            continue;
        }
        read_name(&each, "id", &id);
        if (id.name != NULL && !vw_load__is_id(id.name)) {
            VW_DIAG(loader->diags, Y061, id.place, id.name);
        }
        population.id = id.name;
        population.place = id.place;
        population.label = vw_load__text(&each, "label", VW_NEEDED);
        population.text = vw_load__rule(&each, "for", VW_NEEDED);
        vw_load__close(&each);
        if (id.name != NULL) {
            VW_PUSH(loader->scratch, loader->populations, population);
        }
    }
}

/* A file that holds nothing but what others use. */
void vw_load__shared(vw_loader *loader, const vw_node *root)
{
    vw_fields fields;
    if (!vw_load__open(&fields, loader, root, "parameters")) {
        return;
    }
    vw_load__parameters(&fields);
    vw_load__populations(&fields);
    vw_load__close(&fields);
}
