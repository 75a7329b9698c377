/* SPDX-License-Identifier: EUPL-1.2 */
/* A kind of evidence: controls/evidence/KIND.yaml. */
#include "load/fields.h"

#include <string.h>

static const char *const type_names[] = {
    [VW_TYPE_TEXT] = "text",         [VW_TYPE_ENUM] = "enum",     [VW_TYPE_BOOL] = "bool",
    [VW_TYPE_INTEGER] = "integer",   [VW_TYPE_NUMBER] = "number", [VW_TYPE_DATE] = "date",
    [VW_TYPE_DATETIME] = "datetime", [VW_TYPE_REF] = "ref",
};
enum { TYPE_COUNT = sizeof type_names / sizeof type_names[0] };

static const char *const nature_names[] = {[VW_STATE] = "state", [VW_EVENT] = "event"};

typedef VW_VEC(vw_field) field_vec;

/* A kind's, field's or key's name; NULL when absent. A bad name is returned all the same: what
 * refers to it is right about that. */
static const char *read_name(vw_fields *fields, const char *name)
{
    const char *text = vw_load__string(fields, name, VW_NEEDED);
    vw_diags *diags = fields->loader->diags;
    if (text == NULL) {
        return NULL;
    }
    if (!vw_load__is_name(text)) {
        VW_DIAG(diags, Y032, vw_load__place_of(fields, name), text);
    } else if (vw_load__is_reserved(text)) {
        VW_DIAG(diags, Y036, vw_load__place_of(fields, name), text);
    }
    return text;
}

static void add_time_fields(vw_loader *loader, field_vec *fields, const vw_kind *kind)
{
    vw_field field = {.type = VW_TYPE_DATE,
                      .required = true,
                      .of_time = true,
                      .explain = {"", ""},
                      .place = kind->place};
    if (kind->nature == VW_EVENT) {
        field.name = "occurred_on";
        field.label = (vw_text){.nl = "Datum van gebeurtenis", .en = "Occurred on"};
        VW_PUSH(loader->arena, *fields, field);
        return;
    }
    field.name = "effective_from";
    field.label = (vw_text){.nl = "Geldig vanaf", .en = "Effective from"};
    VW_PUSH(loader->arena, *fields, field);
    field.name = "effective_until";
    field.label = (vw_text){.nl = "Geldig tot en met", .en = "Effective until"};
    field.required = false;
    VW_PUSH(loader->arena, *fields, field);
}

static bool is_time_field(const char *name)
{
    return strcmp(name, "effective_from") == 0 || strcmp(name, "effective_until") == 0 ||
           strcmp(name, "occurred_on") == 0;
}

/* ---- what only some types have ---- */

static void read_values(vw_fields *fields, vw_field *field)
{
    vw_loader *loader = fields->loader;
    VW_VEC(vw_enum_value) values = {0};
    VW_VEC(vw_reference) names = {0};
    const vw_node *list = vw_load__list(fields, "values", VW_NEEDED);
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        vw_fields item;
        if (!vw_load__open(&item, loader, list->items[i], "values")) {
            continue;
        }
        vw_enum_value value = {.value = vw_load__string(&item, "value", VW_NEEDED)};
        item.what = value.value != NULL ? value.value : item.what;
        const char *nl = vw_load__string(&item, "nl", VW_NEEDED);
        const char *en = vw_load__string(&item, "en", VW_NEEDED);
        value.label = (vw_text){.nl = nl != NULL ? nl : "", .en = en != NULL ? en : ""};
        vw_load__close(&item);
        if (value.value == NULL) {
            continue;
        }
        vw_reference name = {value.value, vw_load__place_of(&item, "value")};
        VW_PUSH(loader->scratch, names, name);
        VW_PUSH(loader->arena, values, value);
    }
    vw_load__check_twice(loader, names.items, names.count);
    if (list != NULL && list->count == 0) {
        VW_DIAG(loader->diags, Y031, vw_load__place(loader->arena, list), "values");
    }
    field->values = values.items;
    field->value_count = values.count;
}

static void read_range(vw_fields *fields, vw_field *field)
{
    field->unit = vw_load__string(fields, "unit", VW_OPTIONAL);
    field->has_min = vw_load__number(&field->min, fields, "min");
    field->has_max = vw_load__number(&field->max, fields, "max");
    if (field->has_min && field->has_max && field->min > field->max) {
        VW_DIAG(fields->loader->diags, Y041, vw_load__place_of(fields, "min"), field->name);
    }
}

static void read_target(vw_fields *fields, vw_field *field)
{
    vw_loader *loader = fields->loader;
    field->to = vw_load__string(fields, "to", VW_NEEDED);
    if (field->to != NULL) {
        vw_reference reference = {field->to, vw_load__place_of(fields, "to")};
        VW_PUSH(loader->scratch, loader->kinds_named, reference);
    }
}

/* A field such as `values` on a type that has none: better said so than called unknown. */
static void refuse(vw_fields *fields, const vw_field *field, const char *name)
{
    if (vw_load__get(fields, name, VW_OPTIONAL) != NULL) {
        VW_DIAG(fields->loader->diags, Y040, vw_load__place_of(fields, name), name,
                type_names[field->type], field->name);
    }
}

static void read_type(vw_fields *fields, vw_field *field)
{
    int type = vw_load__word(fields, "type", VW_NEEDED, type_names, TYPE_COUNT);
    if (type < 0) { /* then nothing can be said of these */
        (void)vw_load__get(fields, "values", VW_OPTIONAL);
        (void)vw_load__get(fields, "to", VW_OPTIONAL);
        (void)vw_load__get(fields, "unit", VW_OPTIONAL);
        (void)vw_load__get(fields, "min", VW_OPTIONAL);
        (void)vw_load__get(fields, "max", VW_OPTIONAL);
        return;
    }
    field->type = (vw_type)type;
    if (field->type == VW_TYPE_ENUM) {
        read_values(fields, field);
    } else {
        refuse(fields, field, "values");
    }
    if (field->type == VW_TYPE_REF) {
        read_target(fields, field);
    } else {
        refuse(fields, field, "to");
    }
    if (field->type == VW_TYPE_INTEGER || field->type == VW_TYPE_NUMBER) {
        read_range(fields, field);
    } else {
        refuse(fields, field, "unit");
        refuse(fields, field, "min");
        refuse(fields, field, "max");
    }
}

/* ---- fields and kinds ---- */

static void read_field(vw_loader *loader, const vw_node *node, field_vec *all, const vw_kind *kind)
{
    vw_fields fields;
    if (!vw_load__open(&fields, loader, node, "fields")) {
        return;
    }
    vw_field field = {.name = read_name(&fields, "name")};
    fields.what = field.name != NULL ? field.name : fields.what;
    field.place = vw_load__place_of(&fields, "name");
    read_type(&fields, &field);
    field.required = vw_load__bool(&fields, "required");
    field.personal = vw_load__bool(&fields, "personal");
    field.label = vw_load__text(&fields, "label", VW_NEEDED);
    field.explain = vw_load__text(&fields, "explain", VW_OPTIONAL);
    vw_load__close(&fields);
    if (field.name == NULL) {
        return;
    }
    if (is_time_field(field.name)) {
        VW_DIAG(loader->diags, Y037, field.place, field.name);
        return;
    }
    if (kind->key != NULL && strcmp(kind->key, field.name) == 0) {
        VW_DIAG(loader->diags, Y038, field.place, field.name);
    }
    VW_PUSH(loader->arena, *all, field);
}

static void check_fields_twice(vw_loader *loader, const field_vec *all)
{
    vw_reference *names = VW_NEW_ARRAY(loader->scratch, all->count, vw_reference);
    for (size_t i = 0; i < all->count; i++) {
        names[i] = (vw_reference){all->items[i].name, all->items[i].place};
    }
    vw_load__check_twice(loader, names, all->count);
}

void vw_load__kind(vw_loader *loader, const vw_node *root)
{
    vw_fields fields;
    if (!vw_load__open(&fields, loader, root, "kind")) {
        return;
    }
    vw_kind kind = {.name = read_name(&fields, "kind")};
    fields.what = kind.name != NULL ? kind.name : fields.what;
    kind.place = vw_load__place_of(&fields, "kind");
    int nature = vw_load__word(&fields, "nature", VW_NEEDED, nature_names, 2);
    kind.nature = nature == VW_EVENT ? VW_EVENT : VW_STATE;
    kind.label = vw_load__text(&fields, "label", VW_NEEDED);
    kind.plural = vw_load__text(&fields, "plural", VW_NEEDED);
    kind.explain = vw_load__text(&fields, "explain", VW_NEEDED);
    kind.key = read_name(&fields, "key");
    kind.key_label = vw_load__text(&fields, "key_label", VW_NEEDED);
    if (kind.key != NULL && is_time_field(kind.key)) {
        VW_DIAG(loader->diags, Y037, vw_load__place_of(&fields, "key"), kind.key);
    }
    field_vec all = {0};
    add_time_fields(loader, &all, &kind);
    const vw_node *list = vw_load__list(&fields, "fields", VW_NEEDED);
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        read_field(loader, list->items[i], &all, &kind);
    }
    vw_load__close(&fields);
    check_fields_twice(loader, &all);
    kind.fields = all.items;
    kind.field_count = all.count;
    if (kind.name != NULL) {
        VW_PUSH(loader->scratch, loader->kinds, kind);
    }
}
