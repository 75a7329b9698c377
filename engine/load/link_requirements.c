/* SPDX-License-Identifier: EUPL-1.2 */
/* The requirements of one framework: their mappings, where they moved to, under what they stand,
 * and whether what they say of their aspects is so. */
#include "load/loader.h"

#include <stdlib.h>
#include <string.h>

/* What one framework's requirements are linked with. */
typedef struct {
    vw_loader *loader;
    const vw_set *set;
    const vw_name_list *measures;
    const vw_requirement_draft *drafts; /* in natural order */
    vw_requirement **all;               /* by draft: where it came to stand */
    size_t count;
    vw_name_list ids; /* sorted; [by_id] has the draft of each */
    const size_t *by_id;
} linking;

/* A mapping that names its aspects says more than that others are not meant: in each of those the
 * requirement asks something, and the measure has tests. */
static void check_aspects(vw_loader *loader, const vw_requirement *requirement,
                          const vw_mapping *mapping, bool named)
{
    named = named && mapping->measure != NULL && requirement->status == VW_STATUS_ACTIVE;
    for (int i = 0; i < VW_ASPECT_COUNT && named; i++) {
        const vw_aspect aspect = (vw_aspect)i;
        if (mapping->aspects[aspect] && !requirement->demands[aspect]) {
            VW_DIAG(loader->diags, Y113, mapping->place, vw_aspect_name(aspect), requirement->id);
        } else if (mapping->aspects[aspect] && !vw_measure_tests(mapping->measure, aspect)) {
            VW_DIAG(loader->diags, Y130, mapping->place, mapping->measure->id,
                    vw_aspect_name(aspect));
        }
    }
}

static void link_mappings(const linking *l, const vw_requirement_draft *draft,
                          vw_requirement *requirement)
{
    vw_loader *loader = l->loader;
    vw_mapping *mappings = VW_NEW_ARRAY(loader->arena, draft->mapping_count, vw_mapping);
    vw_reference *names = VW_NEW_ARRAY(loader->scratch, draft->mapping_count, vw_reference);
    for (size_t i = 0; i < draft->mapping_count; i++) {
        const vw_reference *named = &draft->mappings[i].measure;
        size_t found = vw_load__find(l->measures, named->name);
        mappings[i] = draft->mappings[i].mapping;
        names[i] = *named;
        if (found != SIZE_MAX) {
            mappings[i].measure = &l->set->measures[found];
        } else if (!loader->unreadable) {
            VW_DIAG(loader->diags, Y043, named->place, named->name,
                    vw_load__near(loader, l->measures, named->name));
        }
    }
    vw_load__check_twice(loader, names, draft->mapping_count);
    for (size_t i = 0; i < draft->mapping_count; i++) {
        check_aspects(loader, requirement, &mappings[i], draft->mappings[i].named);
    }
    requirement->mappings = mappings;
    requirement->mapping_count = draft->mapping_count;
}

/* ---- where it stands ---- */

/* The draft that a reference names, or SIZE_MAX. */
static size_t named(const linking *l, const vw_reference *reference)
{
    vw_loader *loader = l->loader;
    size_t found = reference->name != NULL ? vw_load__find(&l->ids, reference->name) : SIZE_MAX;
    if (found != SIZE_MAX) {
        return l->by_id[found];
    }
    if (reference->name != NULL && !loader->unreadable) {
        VW_DIAG(loader->diags, Y111, reference->place, reference->name,
                vw_load__near(loader, &l->ids, reference->name));
    }
    return SIZE_MAX;
}

/* Whoever follows a chain must come to its end: one that goes around is cut, and said. Each walk
 * stops at what an earlier one saw, so all of them together see each draft once. */
static void cut_circles(const linking *l, size_t *next, bool moved)
{
    size_t *seen_by = VW_NEW_ARRAY(l->loader->scratch, l->count, size_t);
    for (size_t i = 0; i < l->count; i++) {
        size_t at = i;
        while (at != SIZE_MAX && seen_by[at] == 0) {
            seen_by[at] = i + 1;
            at = next[at];
        }
        if (at != SIZE_MAX && seen_by[at] == i + 1) {
            const vw_requirement_draft *draft = &l->drafts[at];
            VW_DIAG(l->loader->diags, Y112, (moved ? draft->moved_to : draft->parent).place,
                    moved ? "moved_to" : "parent", draft->requirement.id);
            next[at] = SIZE_MAX;
        }
    }
}

static void link_standing(const linking *l)
{
    size_t *moved = VW_NEW_ARRAY(l->loader->scratch, l->count, size_t);
    size_t *parent = VW_NEW_ARRAY(l->loader->scratch, l->count, size_t);
    for (size_t i = 0; i < l->count; i++) {
        moved[i] = named(l, &l->drafts[i].moved_to);
        parent[i] = named(l, &l->drafts[i].parent);
    }
    cut_circles(l, moved, true);
    cut_circles(l, parent, false);
    for (size_t i = 0; i < l->count; i++) {
        l->all[i]->moved_to = moved[i] != SIZE_MAX ? l->all[moved[i]] : NULL;
        l->all[i]->parent = parent[i] != SIZE_MAX ? l->all[parent[i]] : NULL;
    }
}

/* ---- what it says of its aspects ---- */

/* The measure whose tests decide something of an aspect, or NULL. */
static const vw_measure *tested_by(const vw_requirement *requirement, vw_aspect aspect)
{
    for (size_t i = 0; i < requirement->mapping_count; i++) {
        const vw_mapping *mapping = &requirement->mappings[i];
        if (mapping->measure != NULL && vw_mapping_tests(mapping, aspect)) {
            return mapping->measure;
        }
    }
    return NULL;
}

static void check_said(vw_loader *loader, const vw_requirement *requirement,
                       const vw_said_of_aspect *said)
{
    const char *aspect = vw_aspect_name(said->aspect);
    if (requirement->status != VW_STATUS_ACTIVE) { /* said already that it has no such fields */
        return;
    }
    if (!requirement->demands[said->aspect]) {
        VW_DIAG(loader->diags, Y113, said->place, aspect, requirement->id);
    } else if (!said->asks && *requirement->ask[said->aspect].en != '\0') {
        VW_DIAG(loader->diags, Y114, said->place, aspect, requirement->id);
    } else if (!said->asks && tested_by(requirement, said->aspect) != NULL) {
        VW_DIAG(loader->diags, Y115, said->place, aspect, requirement->id,
                tested_by(requirement, said->aspect)->id);
    }
}

/* ---- all of it ---- */

/* The active ones in one array, the others in another, and both in the list. */
static void spread(const linking *l, vw_framework *framework)
{
    vw_arena *arena = l->loader->arena;
    size_t active = 0, inactive = 0;
    for (size_t i = 0; i < l->count; i++) {
        active += l->drafts[i].requirement.status == VW_STATUS_ACTIVE;
    }
    vw_requirement *requirements = VW_NEW_ARRAY(arena, active, vw_requirement);
    vw_requirement *others = VW_NEW_ARRAY(arena, l->count - active, vw_requirement);
    active = 0;
    for (size_t i = 0; i < l->count; i++) {
        bool is_active = l->drafts[i].requirement.status == VW_STATUS_ACTIVE;
        l->all[i] = is_active ? &requirements[active++] : &others[inactive++];
    }
    framework->requirements = requirements;
    framework->requirement_count = active;
    framework->inactive = others;
    framework->inactive_count = inactive;
}

/* Each requirement behind the one under which it stands, siblings in natural order. There are no
 * circles any more. */
static void list_under_parents(const linking *l, vw_framework *framework)
{
    const size_t none = l->count, count = l->count;
    size_t *first = VW_NEW_ARRAY(l->loader->scratch, count + 1, size_t);
    size_t *next = VW_NEW_ARRAY(l->loader->scratch, count + 1, size_t);
    size_t *stack =
        VW_NEW_ARRAY(l->loader->scratch, count + 2, size_t); /* one more for each taken */
    const vw_requirement **listed = VW_NEW_ARRAY(l->loader->arena, count, const vw_requirement *);
    size_t depth = 0, done = 0;
    for (size_t i = 0; i <= count; i++) {
        first[i] = next[i] = none;
    }
    for (size_t i = count; i-- > 0;) {
        const size_t parent = l->all[i]->parent != NULL ? named(l, &l->drafts[i].parent)
                                                        : count; /* count: the root */
        next[i] = first[parent];
        first[parent] = i;
    }
    stack[depth++] = first[count];
    while (depth > 0) {
        const size_t at = stack[--depth];
        if (at == none) {
            continue;
        }
        listed[done++] = l->all[at];
        stack[depth++] = next[at];
        stack[depth++] = first[at];
    }
    framework->listed = listed;
    framework->listed_count = done;
}

typedef struct {
    const char *id;
    size_t draft;
} id_of_draft;

static int compare_ids(const void *left, const void *right)
{
    const id_of_draft *a = left, *b = right;
    return strcmp(a->id, b->id);
}

/* Natural order is not that of bytes, by which names are searched. */
static void sort_ids(linking *l)
{
    vw_arena *scratch = l->loader->scratch;
    id_of_draft *ids = VW_NEW_ARRAY(scratch, l->count, id_of_draft);
    size_t *by_id = VW_NEW_ARRAY(scratch, l->count, size_t);
    l->ids = vw_load__names(l->loader, l->count);
    for (size_t i = 0; i < l->count; i++) {
        ids[i] = (id_of_draft){l->drafts[i].requirement.id, i};
    }
    if (l->count > 0) {
        qsort(ids, l->count, sizeof *ids, compare_ids);
    }
    for (size_t i = 0; i < l->count; i++) {
        l->ids.names[i] = ids[i].id;
        by_id[i] = ids[i].draft;
    }
    l->by_id = by_id;
}

void vw_load__link_requirements(vw_loader *loader, const vw_set *set, const vw_name_list *measures,
                                vw_framework *framework, const vw_framework_draft *head,
                                const vw_requirement_draft *drafts, size_t count)
{
    linking l = {.loader = loader, .set = set, .measures = measures, .drafts = drafts};
    l.count = count;
    l.all = VW_NEW_ARRAY(loader->scratch, count, vw_requirement *);
    sort_ids(&l);
    spread(&l, framework);
    framework->builtin = head->builtin;
    for (size_t i = 0; i < count; i++) {
        vw_requirement *requirement = l.all[i];
        *requirement = drafts[i].requirement;
        requirement->framework = framework;
        requirement->full_id = vw_printf(loader->arena, "%s:%s", framework->id, requirement->id);
        if (requirement->status != VW_STATUS_ACTIVE) {
            memset(requirement->demands, 0, sizeof requirement->demands);
        } else if (!drafts[i].has_aspects) {
            memcpy(requirement->demands, head->aspects, sizeof requirement->demands);
        }
        link_mappings(&l, &drafts[i], requirement);
        framework->where_appropriate |= requirement->where_appropriate;
        for (size_t j = 0; j < drafts[i].said_count; j++) {
            check_said(loader, requirement, &drafts[i].said[j]);
        }
    }
    if (framework->where_appropriate && *framework->only_where_appropriate.en == '\0') {
        framework->only_where_appropriate =
            (vw_text){"zo zegt het normenkader het", "so the framework says it"};
    }
    link_standing(&l);
    list_under_parents(&l, framework);
}
