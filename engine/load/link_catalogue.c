/* SPDX-License-Identifier: EUPL-1.2 */
/* From drafts of kinds to a catalogue: added fields joined to their kind, references resolved, the
 * example row held to the names that there are in the end. */
#include "load/loader.h"
#include "load/packed.h"

#include <stdlib.h>
#include <string.h>

/* By place too: of two kinds called organisation, the same one must be asked for its types. */
static int compare_kinds(const void *left, const void *right)
{
    const vw_kind_draft *a = left, *b = right;
    int order = strcmp(a->kind.name, b->kind.name);
    return order != 0 ? order : vw_load__compare_places(&a->kind.place, &b->kind.place);
}

/* ---- what is added to a kind ---- */

static bool adds_to(const vw_addition *addition, const vw_kind *kind)
{
    return strcmp(addition->kind.name, kind->name) == 0;
}

static void check_fields_twice(vw_loader *loader, const vw_field *fields, size_t count)
{
    vw_reference *names = VW_NEW_ARRAY(loader->scratch, count, vw_reference);
    for (size_t i = 0; i < count; i++) {
        names[i] = (vw_reference){fields[i].name, fields[i].place};
    }
    vw_load__check_twice(loader, names, count);
}

/* Behind all others, so that the columns of the files that people have keep their order. */
static vw_field artefact_of(const vw_kind *kind)
{
    return (vw_field){
        .name = VW_ARTEFACT,
        .type = VW_TYPE_REF,
        .to = VW_ARTEFACT,
        .label = {.nl = "Bijlage", .en = "Attachment"},
        .explain = {.nl = "Het bestand waaruit dit blijkt.", .en = "The file that shows this."},
        .place = kind->place,
    };
}

/* The declared fields, those of all additions, and the artefact where there is that kind. */
static void join_fields(vw_loader *loader, vw_kind *kind, bool artefacts)
{
    size_t count = kind->field_count, room = count + 1;
    for (size_t i = 0; i < loader->additions.count; i++) {
        const vw_addition *addition = &loader->additions.items[i];
        room += adds_to(addition, kind) ? addition->field_count : 0;
    }
    vw_field *fields = VW_NEW_ARRAY(loader->arena, room, vw_field);
    if (count > 0) {
        memcpy(fields, kind->fields, count * sizeof *fields);
    }
    for (size_t i = 0; i < loader->additions.count; i++) {
        const vw_addition *addition = &loader->additions.items[i];
        for (size_t j = 0; adds_to(addition, kind) && j < addition->field_count; j++) {
            const vw_field *field = &addition->fields[j];
            if (kind->key != NULL && strcmp(kind->key, field->name) == 0) {
                VW_DIAG(loader->diags, Y038, field->place, field->name);
            }
            fields[count++] = *field;
        }
    }
    check_fields_twice(loader, fields, count);
    if (artefacts && strcmp(kind->name, VW_ARTEFACT) != 0) {
        fields[count++] = artefact_of(kind);
    }
    kind->fields = fields;
    kind->field_count = count;
}

/* ---- examples ---- */

static int compare_names(const void *left, const void *right)
{
    const char *const *a = left, *const *b = right;
    return strcmp(*a, *b);
}

static vw_name_list sorted(vw_name_list list)
{
    if (list.count > 0) {
        qsort(list.names, list.count, sizeof *list.names, compare_names);
    }
    return list;
}

static vw_name_list columns_of(vw_loader *loader, const vw_kind *kind)
{
    vw_name_list columns = vw_load__names(loader, kind->field_count + 1);
    for (size_t i = 0; i < kind->field_count; i++) {
        columns.names[i] = kind->fields[i].name;
    }
    columns.names[kind->field_count] = kind->key;
    return sorted(columns);
}

static vw_name_list columns_filled(vw_loader *loader, const vw_kind *kind)
{
    vw_name_list columns = vw_load__names(loader, kind->example_count);
    for (size_t i = 0; i < kind->example_count; i++) {
        columns.names[i] = kind->example[i].column;
    }
    return sorted(columns);
}

/* Who reads the example to learn what to fill in must find a row that can be taken in. */
static void check_example(vw_loader *loader, const vw_kind *kind, vw_place place)
{
    vw_name_list columns = columns_of(loader, kind), filled = columns_filled(loader, kind);
    if (vw_load__find(&filled, kind->key) == SIZE_MAX) {
        VW_DIAG(loader->diags, Y017, place, kind->key, "example");
    }
    for (size_t i = 0; i < kind->field_count; i++) {
        const vw_field *field = &kind->fields[i];
        if (field->required && vw_load__find(&filled, field->name) == SIZE_MAX) {
            VW_DIAG(loader->diags, Y017, place, field->name, "example");
        }
    }
    for (size_t i = 0; i < kind->example_count; i++) {
        const vw_example_cell *cell = &kind->example[i];
        if (vw_load__find(&columns, cell->column) == SIZE_MAX) {
            VW_DIAG(loader->diags, Y018, cell->place, cell->column, "example",
                    vw_load__near(loader, &columns, cell->column));
        }
    }
}

/* ---- names between files ---- */

static void check_kind_named(vw_loader *loader, const vw_name_list *kinds,
                             const vw_reference *named)
{
    if (!loader->unreadable && vw_load__find(kinds, named->name) == SIZE_MAX) {
        VW_DIAG(loader->diags, Y042, named->place, named->name,
                vw_load__near(loader, kinds, named->name));
    }
}

/* In the order of the drafts, which are sorted here. */
static vw_name_list kind_names(vw_loader *loader)
{
    size_t count = loader->kinds.count;
    vw_name_list list = vw_load__names(loader, count);
    vw_reference *names = VW_NEW_ARRAY(loader->scratch, count, vw_reference);
    if (count > 0) {
        qsort(loader->kinds.items, count, sizeof *loader->kinds.items, compare_kinds);
    }
    for (size_t i = 0; i < count; i++) {
        const vw_kind *kind = &loader->kinds.items[i].kind;
        list.names[i] = kind->name;
        names[i] = (vw_reference){kind->name, kind->place};
    }
    vw_load__check_twice(loader, names, count);
    return list;
}

const vw_catalogue *vw_load__link_catalogue(vw_loader *loader)
{
    size_t count = loader->kinds.count;
    vw_catalogue *catalogue = VW_NEW(loader->arena, vw_catalogue);
    vw_kind *kinds = VW_NEW_ARRAY(loader->arena, count, vw_kind);
    vw_name_list names = kind_names(loader);
    bool artefacts = vw_load__find(&names, VW_ARTEFACT) != SIZE_MAX;
    for (size_t i = 0; i < loader->kinds_named.count; i++) {
        check_kind_named(loader, &names, &loader->kinds_named.items[i]);
    }
    for (size_t i = 0; i < loader->additions.count; i++) {
        check_kind_named(loader, &names, &loader->additions.items[i].kind);
    }
    for (size_t i = 0; i < count; i++) {
        const vw_kind_draft *draft = &loader->kinds.items[i];
        kinds[i] = draft->kind;
        join_fields(loader, &kinds[i], artefacts);
        if (draft->example_place.line > 0 && kinds[i].key != NULL) {
            check_example(loader, &kinds[i], draft->example_place);
        }
    }
    *catalogue = (vw_catalogue){kinds, count, loader->shipped_count == vw_load__shipped_count()};
    return catalogue;
}
