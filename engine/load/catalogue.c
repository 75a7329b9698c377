/* SPDX-License-Identifier: EUPL-1.2 */
/* A kind of evidence: controls/evidence/KIND.yaml; and fields that are added to one. */
#include "load/fields.h"
#include "model/list.h"

#include <string.h>

enum { TYPE_COUNT = VW_TYPE_REF + 1 }; /* as they are written */

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
                      .is_public = true,
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

static bool is_of_the_program(const char *name)
{
    return strcmp(name, "effective_from") == 0 || strcmp(name, "effective_until") == 0 ||
           strcmp(name, "occurred_on") == 0 || strcmp(name, VW_ARTEFACT) == 0;
}

/* A later version of the program may bring any name but these. */
static void check_own(vw_loader *loader, const char *name, vw_place place)
{
    if (name != NULL && !vw_load__is_own(name)) {
        VW_DIAG(loader->diags, Y057, place, name);
    }
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
                vw_type_name(field->type), field->name);
    }
}

/* What could be read as two choices, or as none of them, cannot stand in a cell with several. */
static void check_items(vw_fields *fields, const vw_field *field)
{
    vw_loader *loader = fields->loader;
    const vw_node *list = vw_load__peek(fields, "values");
    for (size_t i = 0; i < field->value_count; i++) {
        const vw_enum_value *value = &field->values[i];
        const char *const words[] = {value->value, value->label.nl, value->label.en};
        const bool whole = list->count == field->value_count; /* none of them was left out */
        for (size_t j = 0; j < sizeof words / sizeof *words; j++) {
            if (strpbrk(words[j], VW_LIST_MARK "\r\n") != NULL || vw_list_is_none_word(words[j])) {
                VW_DIAG(loader->diags, Y100,
                        vw_load__place(loader->arena, whole ? list->items[i] : list), words[j],
                        field->name);
            }
        }
    }
}

static void read_list(vw_fields *fields, vw_field *field)
{
    if (field->type == VW_TYPE_REF && vw_load__bool(fields, "list")) {
        VW_DIAG(fields->loader->diags, Y129, vw_load__place_of(fields, "list"), field->name,
                field->to);
    } else if (field->type != VW_TYPE_TEXT && field->type != VW_TYPE_ENUM) {
        refuse(fields, field, "list");
    } else if (vw_load__bool(fields, "list")) {
        field->type = VW_TYPE_LIST;
        check_items(fields, field);
    }
}

static void read_type(vw_fields *fields, vw_field *field)
{
    const char *names[TYPE_COUNT];
    for (int i = 0; i < TYPE_COUNT; i++) {
        names[i] = vw_type_name((vw_type)i);
    }
    int type = vw_load__word(fields, "type", VW_NEEDED, names, TYPE_COUNT);
    if (type < 0) { /* then nothing can be said of these */
        (void)vw_load__get(fields, "values", VW_OPTIONAL);
        (void)vw_load__get(fields, "to", VW_OPTIONAL);
        (void)vw_load__get(fields, "unit", VW_OPTIONAL);
        (void)vw_load__get(fields, "min", VW_OPTIONAL);
        (void)vw_load__get(fields, "max", VW_OPTIONAL);
        (void)vw_load__get(fields, "list", VW_OPTIONAL);
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
    read_list(fields, field);
}

/* Names say of a date whether it took place (`closed_on`, `reported_at`) or bounds a time
 * (`valid_until`); those that lie ahead under the first kind of name say so. */
static void read_tense(vw_fields *fields, vw_field *field)
{
    if (field->type != VW_TYPE_DATE && field->type != VW_TYPE_DATETIME) {
        refuse(fields, field, "future");
        return;
    }
    bool future = vw_load__bool(fields, "future");
    size_t length = field->name != NULL ? strlen(field->name) : 0;
    const char *end = length > 3 ? field->name + length - 3 : "";
    field->past = !future && (strcmp(end, "_on") == 0 || strcmp(end, "_at") == 0);
}

/* What would point at a weak spot or a person cannot be shown to everybody: a key of anything but a
 * person, whose role is shown, and what is written about somebody. */
static void read_audience(vw_fields *fields, vw_field *field)
{
    static const char *const audiences[] = {"public", "confidential"};
    vw_loader *loader = fields->loader;
    if (vw_load__word(fields, "audience", VW_OPTIONAL, audiences, 2) != 0) {
        return;
    }
    const vw_place place = vw_load__place_of(fields, "audience");
    const bool person = field->to != NULL && strcmp(field->to, "person") == 0;
    if (field->type == VW_TYPE_REF && !person) {
        VW_DIAG(loader->diags, Y150, place, field->name, field->to != NULL ? field->to : "");
    } else if (field->personal && !person) {
        VW_DIAG(loader->diags, Y151, place, field->name);
    } else {
        field->is_public = true;
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
    read_tense(&fields, &field);
    field.required = vw_load__bool(&fields, "required");
    field.personal = vw_load__bool(&fields, "personal");
    read_audience(&fields, &field);
    field.label = vw_load__text(&fields, "label", VW_NEEDED);
    field.explain = vw_load__text(&fields, "explain", VW_OPTIONAL);
    vw_load__close(&fields);
    if (field.name == NULL) {
        return;
    }
    if (is_of_the_program(field.name)) {
        VW_DIAG(loader->diags, Y037, field.place, field.name);
        return;
    }
    if (kind->key != NULL && strcmp(kind->key, field.name) == 0) {
        VW_DIAG(loader->diags, Y038, field.place, field.name);
    }
    VW_PUSH(loader->arena, *all, field);
}

/* ---- the example row ---- */

static void read_example(vw_fields *fields, vw_kind_draft *draft)
{
    vw_loader *loader = fields->loader;
    VW_VEC(vw_example_cell) cells = {0};
    const vw_node *node = vw_load__get(fields, "example", VW_OPTIONAL);
    if (node == NULL) {
        return;
    }
    if (node->type != VW_NODE_MAPPING) {
        VW_DIAG(loader->diags, Y021, vw_load__place(loader->arena, node), "example");
        return;
    }
    draft->example_place = vw_load__place(loader->arena, node);
    for (size_t i = 0; i < node->count; i++) {
        const vw_node *column = node->entries[i].key;
        vw_example_cell cell = {
            .column = column->text,
            .value = vw_load__string_at(loader, node->entries[i].value, column->text),
            .place = vw_load__place(loader->arena, column),
        };
        VW_PUSH(loader->arena, cells, cell);
    }
    draft->kind.example = cells.items;
    draft->kind.example_count = cells.count;
}

/* ---- dates that end something ---- */

static vw_field *find_field(field_vec *all, const char *name)
{
    for (size_t i = 0; i < all->count; i++) {
        if (strcmp(all->items[i].name, name) == 0) {
            return &all->items[i];
        }
    }
    return NULL;
}

static void read_expires(vw_fields *fields, field_vec *all)
{
    vw_loader *loader = fields->loader;
    const vw_node *list = vw_load__list(fields, "expires", VW_OPTIONAL);
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        const char *name = vw_load__string_at(loader, list->items[i], "expires");
        vw_field *field = name != NULL ? find_field(all, name) : NULL;
        vw_place place = vw_load__place(loader->arena, list->items[i]);
        if (field == NULL) {
            VW_DIAG(loader->diags, Y018, place, name, "expires");
        } else if (field->type != VW_TYPE_DATE && field->type != VW_TYPE_DATETIME) {
            VW_DIAG(loader->diags, Y040, place, "expires", vw_type_name(field->type), name);
        } else {
            field->expires = true;
        }
    }
}

/* ---- files ---- */

void vw_load__kind(vw_loader *loader, const vw_node *root)
{
    vw_fields fields;
    if (!vw_load__open(&fields, loader, root, "kind")) {
        return;
    }
    vw_kind_draft draft = {.kind.name = read_name(&fields, "kind")};
    vw_kind *kind = &draft.kind;
    fields.what = kind->name != NULL ? kind->name : fields.what;
    kind->place = vw_load__place_of(&fields, "kind");
    if (loader->reading_own) {
        check_own(loader, kind->name, kind->place);
    }
    int nature = vw_load__word(&fields, "nature", VW_NEEDED, nature_names, 2);
    kind->nature = nature == VW_EVENT ? VW_EVENT : VW_STATE;
    kind->label = vw_load__text(&fields, "label", VW_NEEDED);
    kind->plural = vw_load__text(&fields, "plural", VW_NEEDED);
    kind->explain = vw_load__text(&fields, "explain", VW_NEEDED);
    kind->key = read_name(&fields, "key");
    kind->key_label = vw_load__text(&fields, "key_label", VW_NEEDED);
    kind->key_personal = vw_load__bool(&fields, "key_personal");
    if (kind->key != NULL && is_of_the_program(kind->key)) {
        VW_DIAG(loader->diags, Y037, vw_load__place_of(&fields, "key"), kind->key);
    }
    field_vec all = {0};
    add_time_fields(loader, &all, kind);
    const vw_node *list = vw_load__list(&fields, "fields", VW_NEEDED);
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        read_field(loader, list->items[i], &all, kind);
    }
    read_expires(&fields, &all);
    read_example(&fields, &draft);
    vw_load__close(&fields);
    kind->fields = all.items;
    kind->field_count = all.count;
    if (kind->name != NULL) {
        VW_PUSH(loader->scratch, loader->kinds, draft);
    }
}

void vw_load__fields_of(vw_loader *loader, const vw_node *root)
{
    vw_fields fields;
    field_vec all = {0};
    const vw_kind none = {0}; /* the kind that they join is known when all files have been read */
    if (!vw_load__open(&fields, loader, root, "fields_of")) {
        return;
    }
    vw_reference kind = {vw_load__string(&fields, "fields_of", VW_NEEDED),
                         vw_load__place_of(&fields, "fields_of")};
    const vw_node *list = vw_load__list(&fields, "fields", VW_NEEDED);
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        read_field(loader, list->items[i], &all, &none);
    }
    vw_load__close(&fields);
    for (size_t i = 0; i < all.count; i++) {
        check_own(loader, all.items[i].name, all.items[i].place);
        if (all.items[i].required) { /* files made for the kind as it was would no longer go in */
            VW_DIAG(loader->diags, Y058, all.items[i].place, all.items[i].name);
            all.items[i].required = false; /* else the kind's example row would lack it too */
        }
    }
    if (kind.name != NULL) {
        vw_addition addition = {kind, all.items, all.count};
        VW_PUSH(loader->scratch, loader->additions, addition);
    }
}
