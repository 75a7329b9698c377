/* SPDX-License-Identifier: EUPL-1.2 */
/* A framework's head and its requirements: controls/FRAMEWORK/. */
#include "load/fields.h"

#include <stdio.h>
#include <string.h>

static const char *const themes[] = {"organisational", "people", "physical", "technological"};
static const char *const coverages[] = {"full", "partial"};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

int vw_load__aspect(vw_loader *loader, const vw_node *node)
{
    const char *names[VW_ASPECT_COUNT];
    for (int i = 0; i < VW_ASPECT_COUNT; i++) {
        names[i] = vw_aspect_name((vw_aspect)i);
    }
    return vw_load__word_at(loader, node, "aspect", names, COUNT(names));
}

static vw_requirement_kind read_kind(vw_fields *fields, vw_need need)
{
    const char *names[VW_ANNEX_POINT + 1];
    for (size_t i = 0; i < COUNT(names); i++) {
        names[i] = vw_requirement_kind_name((vw_requirement_kind)i);
    }
    int kind = vw_load__word(fields, "kind", need, names, COUNT(names));
    return kind >= 0 ? (vw_requirement_kind)kind : VW_CONTROL;
}

/* True when the field is there, right or wrong. */
static bool read_aspects(bool demands[VW_ASPECT_COUNT], vw_fields *fields, vw_need need)
{
    vw_loader *loader = fields->loader;
    const vw_node *list = vw_load__list(fields, "aspects", need);
    if (list == NULL) {
        return false;
    }
    if (list->count == 0) {
        VW_DIAG(loader->diags, Y031, vw_load__place(loader->arena, list), "aspects");
    }
    vw_reference *names = VW_NEW_ARRAY(loader->scratch, list->count, vw_reference);
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        int aspect = vw_load__aspect(loader, list->items[i]);
        if (aspect >= 0) {
            demands[aspect] = true;
            names[count++] = (vw_reference){vw_aspect_name((vw_aspect)aspect),
                                            vw_load__place(loader->arena, list->items[i])};
        }
    }
    vw_load__check_twice(loader, names, count);
    return true;
}

static const char *read_word(vw_fields *fields, const char *name, const char *const *words,
                             size_t count)
{
    int index = vw_load__word(fields, name, VW_OPTIONAL, words, count);
    return index >= 0 ? words[index] : NULL;
}

/* ---- requirements ---- */

static bool read_mapping(vw_mapping_draft *draft, vw_loader *loader, const vw_node *node)
{
    vw_fields fields;
    if (!vw_load__open(&fields, loader, node, "maps")) {
        return false;
    }
    draft->measure.name = vw_load__string(&fields, "measure", VW_NEEDED);
    draft->measure.place = vw_load__place_of(&fields, "measure");
    draft->mapping.place = draft->measure.place;
    fields.what = draft->measure.name != NULL ? draft->measure.name : fields.what;
    int coverage = vw_load__word(&fields, "coverage", VW_NEEDED, coverages, COUNT(coverages));
    draft->mapping.full = coverage == 0;
    draft->mapping.because = vw_load__text(&fields, "because", VW_OPTIONAL);
    if (coverage == 1 && vw_load__peek(&fields, "because") == NULL) {
        VW_DIAG(loader->diags, Y049, draft->measure.place, NULL);
    }
    draft->named = read_aspects(draft->mapping.aspects, &fields, VW_OPTIONAL);
    for (int i = 0; i < VW_ASPECT_COUNT && !draft->named; i++) {
        draft->mapping.aspects[i] = true;
    }
    vw_load__close(&fields);
    return draft->measure.name != NULL;
}

static void read_mappings(vw_fields *fields, vw_requirement_draft *draft)
{
    vw_loader *loader = fields->loader;
    const vw_node *list = vw_load__list(fields, "maps", VW_OPTIONAL);
    if (list == NULL) {
        return;
    }
    draft->mappings = VW_NEW_ARRAY(loader->scratch, list->count, vw_mapping_draft);
    for (size_t i = 0; i < list->count; i++) {
        vw_mapping_draft mapping = {0};
        if (read_mapping(&mapping, loader, list->items[i])) {
            draft->mappings[draft->mapping_count++] = mapping;
        }
    }
}

/* A rule that takes a requirement out of the count gives its reason. An overheidsmaatregel can only
 * be said not to apply by a person (docs/semantics.md, 4). */
static void read_applies_when(vw_fields *fields, vw_requirement *requirement)
{
    bool given = vw_load__peek(fields, "applies_when") != NULL;
    requirement->applies_when = vw_load__rule(fields, "applies_when", VW_OPTIONAL);
    requirement->applies_because =
        vw_load__text(fields, "applies_because", given ? VW_NEEDED : VW_OPTIONAL);
    if (given && requirement->kind == VW_OVERHEIDSMAATREGEL) {
        VW_DIAG(fields->loader->diags, N145, vw_load__place_of(fields, "applies_when"),
                requirement->id);
    }
    if (!given && vw_load__peek(fields, "applies_because") != NULL) {
        (void)vw_load__get(fields, "applies_when", VW_NEEDED);
    }
}

/* Without a framework before it, an id is one of the requirement's own. */
static void read_was(vw_fields *fields, vw_requirement *requirement)
{
    vw_loader *loader = fields->loader;
    const vw_node *list = vw_load__list(fields, "was", VW_OPTIONAL);
    if (list == NULL) {
        return;
    }
    const char **was = VW_NEW_ARRAY(loader->arena, list->count, const char *);
    for (size_t i = 0; i < list->count; i++) {
        const char *id = vw_load__string_at(loader, list->items[i], "was");
        const char *colon = id != NULL ? strchr(id, ':') : NULL;
        if (id == NULL) {
            continue;
        }
        if (!vw_load__is_requirement_id(colon != NULL ? colon + 1 : id)) {
            VW_DIAG(loader->diags, Y035, vw_load__place(loader->arena, list->items[i]), id);
        }
        was[requirement->was_count++] = id;
    }
    requirement->was = was;
}

static void read_requirement(vw_loader *loader, const vw_node *node, vw_reference framework)
{
    vw_fields fields;
    if (!vw_load__open(&fields, loader, node, "requirements")) {
        return;
    }
    vw_requirement_draft draft = {.framework = framework};
    vw_requirement *requirement = &draft.requirement;
    requirement->id = vw_load__string(&fields, "id", VW_NEEDED);
    requirement->place = vw_load__place_of(&fields, "id");
    if (requirement->id != NULL) {
        fields.what = requirement->id;
        if (!vw_load__is_requirement_id(requirement->id)) {
            VW_DIAG(loader->diags, Y035, requirement->place, requirement->id);
        }
    }
    vw_load__as_in(&fields, &draft);
    const vw_need need = draft.as_in.name != NULL ? VW_OPTIONAL : VW_NEEDED;
    requirement->kind = read_kind(&fields, need);
    requirement->title = vw_load__text(&fields, "title", need);
    requirement->explain = vw_load__text(&fields, "explain", VW_OPTIONAL);
    requirement->reference = vw_load__string(&fields, "reference", VW_NEEDED);
    requirement->theme = read_word(&fields, "theme", themes, COUNT(themes));
    vw_load__standing(&fields, &draft);
    draft.has_aspects = read_aspects(requirement->demands, &fields, VW_OPTIONAL);
    vw_load__mark(&requirement->mark, &requirement->mark_reason, &fields);
    read_was(&fields, requirement);
    read_applies_when(&fields, requirement);
    read_mappings(&fields, &draft);
    vw_load__asked(&fields, &draft);
    vw_load__close(&fields);
    if (requirement->id != NULL) {
        VW_PUSH(loader->scratch, loader->requirements, draft);
    }
}

static void read_requirements(vw_fields *fields, const char *framework, vw_place place,
                              vw_need need)
{
    vw_loader *loader = fields->loader;
    const vw_node *list = vw_load__list(fields, "requirements", need);
    vw_reference reference = {framework != NULL ? framework : "", place};
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        read_requirement(loader, list->items[i], reference);
    }
}

void vw_load__requirements_of(vw_loader *loader, const vw_node *root)
{
    vw_fields fields;
    if (!vw_load__open(&fields, loader, root, "requirements_of")) {
        return;
    }
    const char *framework = vw_load__string(&fields, "requirements_of", VW_NEEDED);
    vw_place place = vw_load__place_of(&fields, "requirements_of");
    if (framework != NULL) {
        vw_reference reference = {framework, place};
        VW_PUSH(loader->scratch, loader->frameworks_named, reference);
        if (!loader->reading_builtin) {
            VW_PUSH(loader->scratch, loader->frameworks_added_to, reference);
        }
    }
    read_requirements(&fields, framework, place, VW_NEEDED);
    vw_load__close(&fields);
}

/* ---- the head ---- */

static void read_left_out(vw_fields *fields, vw_framework *framework)
{
    vw_loader *loader = fields->loader;
    const vw_node *list = vw_load__list(fields, "left_out", VW_OPTIONAL);
    if (list == NULL) {
        return;
    }
    vw_left_out *items = VW_NEW_ARRAY(loader->arena, list->count, vw_left_out);
    for (size_t i = 0; i < list->count; i++) {
        vw_left_out item = {0};
        vw_fields each;
        if (!vw_load__open(&each, loader, list->items[i], "left_out")) {
            continue;
        }
        item.reference = vw_load__string(&each, "reference", VW_NEEDED);
        item.because = vw_load__text(&each, "because", VW_NEEDED);
        vw_load__close(&each);
        if (item.reference != NULL) {
            items[framework->left_out_count++] = item;
        }
    }
    framework->left_out = items;
}

static void read_applies_to(vw_fields *fields, vw_framework_draft *draft)
{
    vw_loader *loader = fields->loader;
    const vw_node *list = vw_load__list(fields, "applies_to", VW_OPTIONAL);
    bool needed = vw_load__peek(fields, "applies_to") != NULL ||
                  vw_load__peek(fields, "applies_when") != NULL;
    vw_need need = needed ? VW_NEEDED : VW_OPTIONAL;
    draft->framework.applies_because = vw_load__text(fields, "applies_because", need);
    if (list == NULL) {
        return;
    }
    if (list->count == 0) { /* it would read as nobody, and mean anybody */
        VW_DIAG(loader->diags, Y031, vw_load__place(loader->arena, list), "applies_to");
    }
    draft->applies_to = VW_NEW_ARRAY(loader->scratch, list->count, vw_reference);
    for (size_t i = 0; i < list->count; i++) {
        const char *type = vw_load__string_at(loader, list->items[i], "applies_to");
        if (type != NULL) {
            vw_place place = vw_load__place(loader->arena, list->items[i]);
            draft->applies_to[draft->applies_count++] = (vw_reference){type, place};
        }
    }
}

/* A day, or a year where no more is known. */
static void read_date(vw_fields *fields, vw_framework *framework)
{
    const vw_node *value = vw_load__peek(fields, "date");
    const char *text = value != NULL && value->type == VW_NODE_SCALAR ? value->text : "";
    char day[11];
    if (strlen(text) != strlen("2025") || strspn(text, "0123456789") != strlen(text)) {
        (void)vw_load__date(&framework->date, fields, "date", VW_NEEDED);
        return;
    }
    (void)vw_load__get(fields, "date", VW_NEEDED);
    (void)snprintf(day, sizeof day, "%s-01-01", text);
    framework->year_only = vw_date_parse(&framework->date, day);
    if (!framework->year_only) {
        VW_DIAG(fields->loader->diags, Y027, vw_load__place_of(fields, "date"), "date");
    }
}

/* By what it is decided for whom a framework is, beside the types that it names. */
static void read_for_whom(vw_fields *fields, vw_framework_draft *draft)
{
    vw_framework *framework = &draft->framework;
    framework->applies_when = vw_load__rule(fields, "applies_when", VW_OPTIONAL);
    draft->regime.name = vw_load__string(fields, "regime", VW_OPTIONAL);
    draft->regime.place = vw_load__place_of(fields, "regime");
    framework->undecided_when = vw_load__rule(fields, "undecided_when", VW_OPTIONAL);
    if (vw_load__peek(fields, "undecided_when") != NULL &&
        vw_load__peek(fields, "applies_when") == NULL) {
        (void)vw_load__get(fields, "regime", VW_NEEDED);
    }
}

void vw_load__framework(vw_loader *loader, const vw_node *root)
{
    vw_fields fields;
    if (!vw_load__open(&fields, loader, root, "framework")) {
        return;
    }
    vw_framework_draft draft = {.builtin = loader->reading_builtin};
    vw_framework *framework = &draft.framework;
    framework->id = vw_load__string(&fields, "framework", VW_NEEDED);
    framework->place = vw_load__place_of(&fields, "framework");
    if (framework->id != NULL) {
        fields.what = framework->id;
        if (!vw_load__is_framework_id(framework->id)) {
            VW_DIAG(loader->diags, Y034, framework->place, framework->id);
        }
    }
    framework->version = vw_load__string(&fields, "version", VW_NEEDED);
    vw_load__family(&fields, framework);
    read_date(&fields, framework);
    vw_load__mark(&framework->mark, &framework->mark_reason, &fields);
    read_left_out(&fields, framework);
    framework->title = vw_load__text(&fields, "title", VW_NEEDED);
    framework->explain = vw_load__text(&fields, "explain", VW_NEEDED);
    framework->licence = vw_load__string(&fields, "licence", VW_OPTIONAL);
    framework->attribution =
        vw_load__text(&fields, "attribution", framework->licence != NULL ? VW_NEEDED : VW_OPTIONAL);
    read_applies_to(&fields, &draft);
    read_for_whom(&fields, &draft);
    (void)read_aspects(draft.aspects, &fields, VW_NEEDED);
    framework->only_where_appropriate =
        vw_load__text(&fields, "only_where_appropriate", VW_OPTIONAL);
    framework->where_appropriate = vw_load__peek(&fields, "only_where_appropriate") != NULL;
    vw_load__settings(&fields, &draft.settings, "source", VW_OPTIONAL);
    read_requirements(&fields, framework->id, framework->place, VW_OPTIONAL);
    vw_load__close(&fields);
    if (framework->id != NULL) {
        VW_PUSH(loader->scratch, loader->frameworks, draft);
    }
}
