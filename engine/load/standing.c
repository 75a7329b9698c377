/* SPDX-License-Identifier: EUPL-1.2 */
/* Of a requirement: whether it still counts, where it stands among the others, and what a person is
 * asked where records cannot tell. */
#include "load/fields.h"

/* ---- whether it counts ---- */

/* What only a requirement has that counts. */
static const char *const of_active[] = {"aspects", "applies_when", "where_appropriate", "maps",
                                        "as_in",   "questions",    "not_covered"};

static vw_requirement_status read_status(vw_fields *fields)
{
    const char *names[VW_STATUS_COUNT];
    for (int i = 0; i < VW_STATUS_COUNT; i++) {
        names[i] = vw_requirement_status_name((vw_requirement_status)i);
    }
    int status = vw_load__word(fields, "status", VW_OPTIONAL, names, VW_STATUS_COUNT);
    return status >= 0 ? (vw_requirement_status)status : VW_STATUS_ACTIVE;
}

static void refuse(const vw_fields *fields, const char *name, const vw_requirement *requirement)
{
    if (vw_load__peek(fields, name) != NULL) {
        VW_DIAG(fields->loader->diags, Y110, vw_load__place_of(fields, name), name,
                vw_requirement_status_name(requirement->status), fields->what);
    }
}

static vw_reference read_reference(vw_fields *fields, const char *name, vw_need need)
{
    const char *text = vw_load__string(fields, name, need);
    return (vw_reference){text, vw_load__place_of(fields, name)};
}

void vw_load__standing(vw_fields *fields, vw_requirement_draft *draft)
{
    vw_requirement *requirement = &draft->requirement;
    requirement->status = read_status(fields);
    vw_need need = requirement->status == VW_STATUS_MOVED ? VW_NEEDED : VW_OPTIONAL;
    draft->moved_to = read_reference(fields, "moved_to", need);
    draft->parent = read_reference(fields, "parent", VW_OPTIONAL);
    if (requirement->status != VW_STATUS_MOVED && requirement->status != VW_STATUS_PLACEHOLDER) {
        refuse(fields, "moved_to", requirement);
    }
    for (size_t i = 0;
         requirement->status != VW_STATUS_ACTIVE && i < sizeof of_active / sizeof of_active[0];
         i++) {
        refuse(fields, of_active[i], requirement);
    }
}

/* ---- what is asked ---- */

/* Each item of a list speaks of one aspect, in the text that it has under [name]. */
static void read_said(vw_fields *fields, vw_requirement_draft *draft, const char *list_name,
                      const char *name, vw_text *texts)
{
    vw_loader *loader = fields->loader;
    const vw_node *list = vw_load__list(fields, list_name, VW_OPTIONAL);
    if (list == NULL) {
        return;
    }
    if (list->count == 0) {
        VW_DIAG(loader->diags, Y031, vw_load__place(loader->arena, list), list_name);
    }
    vw_reference *names = VW_NEW_ARRAY(loader->scratch, list->count, vw_reference);
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        vw_fields item;
        if (!vw_load__open(&item, loader, list->items[i], list_name)) {
            continue;
        }
        const vw_node *node = vw_load__get(&item, "aspect", VW_NEEDED);
        int aspect = node != NULL ? vw_load__aspect(loader, node) : -1;
        vw_text text = vw_load__text(&item, name, VW_NEEDED);
        vw_load__close(&item);
        if (aspect < 0) {
            continue;
        }
        vw_place place = vw_load__place_of(&item, "aspect");
        names[count++] = (vw_reference){vw_aspect_name((vw_aspect)aspect), place};
        if (*texts[aspect].en == '\0') {
            texts[aspect] = text;
            draft->said[draft->said_count++] = (vw_said_of_aspect){
                (vw_aspect)aspect, place, .asks = texts == draft->requirement.ask};
        }
    }
    vw_load__check_twice(loader, names, count);
}

void vw_load__asked(vw_fields *fields, vw_requirement_draft *draft)
{
    vw_requirement *requirement = &draft->requirement;
    requirement->owner = vw_load__text(fields, "owner", VW_OPTIONAL);
    requirement->where_appropriate = vw_load__bool(fields, "where_appropriate");
    if (requirement->where_appropriate && requirement->kind == VW_OVERHEIDSMAATREGEL) {
        VW_DIAG(fields->loader->diags, Y116, vw_load__place_of(fields, "where_appropriate"),
                fields->what);
    }
    for (int i = 0; i < VW_ASPECT_COUNT; i++) {
        requirement->ask[i] = requirement->not_covered[i] = (vw_text){"", ""};
    }
    draft->said =
        VW_NEW_ARRAY(fields->loader->scratch, (size_t)2 * VW_ASPECT_COUNT, vw_said_of_aspect);
    read_said(fields, draft, "questions", "ask", requirement->ask);
    read_said(fields, draft, "not_covered", "because", requirement->not_covered);
}
