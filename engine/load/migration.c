/* SPDX-License-Identifier: EUPL-1.2 */
/* The map from one version of a framework to another: read, and held to both sides, so that no
 * requirement of either is forgotten. */
#include "load/fields.h"

#include <stdlib.h>
#include <string.h>

/* ---- reading ---- */

static vw_reference *read_ids(size_t *count, vw_fields *fields, const char *name, vw_need need)
{
    vw_loader *loader = fields->loader;
    const vw_node *list = vw_load__list(fields, name, need);
    vw_reference *ids = VW_NEW_ARRAY(loader->scratch, list != NULL ? list->count : 0, vw_reference);
    *count = 0;
    if (list != NULL && list->count == 0) {
        VW_DIAG(loader->diags, Y031, vw_load__place(loader->arena, list), name);
    }
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        const char *id = vw_load__string_at(loader, list->items[i], name);
        if (id != NULL) {
            ids[(*count)++] = (vw_reference){id, vw_load__place(loader->arena, list->items[i])};
        }
    }
    return ids;
}

/* How many requirements each change leads to; where that is by the same number, `to` may be left
 * out. Several ids share one item only when each keeps its number, or goes nowhere. */
static bool fits(const vw_route_draft *draft)
{
    const bool one = draft->id_count == 1;
    switch (draft->change) {
    case VW_ROUTE_SAME:
    case VW_ROUTE_LAPSED:
        return draft->to_count == 0;
    case VW_ROUTE_MOVED:
        return one && draft->to_count == 1 && strcmp(draft->ids[0].name, draft->to[0].name) != 0;
    case VW_ROUTE_CHANGED:
        return draft->to_count == 0 || (one && draft->to_count == 1);
    case VW_ROUTE_SPLIT:
        return one && draft->to_count > 1;
    case VW_ROUTE_COUNT:
        break;
    }
    return true;
}

static void read_route(vw_migration_draft *out, vw_loader *loader, const vw_node *node, bool is_new)
{
    const char *names[VW_ROUTE_COUNT];
    vw_route_draft draft = {.change = VW_ROUTE_COUNT};
    vw_fields fields;
    const size_t errors = vw_diags_count(loader->diags, VW_ERROR);
    if (!vw_load__open(&fields, loader, node, is_new ? "new" : "routes")) {
        return;
    }
    for (int i = 0; i < VW_ROUTE_COUNT; i++) {
        names[i] = vw_route_change_name((vw_route_change)i);
    }
    draft.place = vw_load__place(loader->arena, node);
    if (!is_new) {
        int change = vw_load__word(&fields, "change", VW_NEEDED, names, VW_ROUTE_COUNT);
        draft.change = change >= 0 ? (vw_route_change)change : VW_ROUTE_COUNT;
        draft.to = read_ids(&draft.to_count, &fields, "to", VW_OPTIONAL);
    }
    draft.ids = read_ids(&draft.id_count, &fields, "ids", VW_NEEDED);
    draft.because = vw_load__text(&fields, "because", VW_NEEDED);
    vw_load__close(&fields);
    if (vw_diags_count(loader->diags, VW_ERROR) == errors && !fits(&draft)) {
        VW_DIAG(loader->diags, Y124, draft.place, names[draft.change]);
    }
    if (vw_diags_count(loader->diags, VW_ERROR) > errors) {
        out->broken = true;
        return;
    }
    out->routes[out->route_count++] = draft;
}

void vw_load__migration(vw_loader *loader, const vw_node *root)
{
    vw_migration_draft draft = {.lenient = loader->reading_builtin || loader->reading_stored};
    vw_fields fields;
    if (!vw_load__open(&fields, loader, root, "migration")) {
        return;
    }
    draft.from.name = vw_load__string(&fields, "migration", VW_NEEDED);
    draft.from.place = vw_load__place_of(&fields, "migration");
    draft.to.name = vw_load__string(&fields, "to", VW_NEEDED);
    draft.to.place = vw_load__place_of(&fields, "to");
    vw_load__mark(&draft.mark, &draft.mark_reason, &fields);
    const vw_node *routes = vw_load__list(&fields, "routes", VW_NEEDED);
    const vw_node *new = vw_load__list(&fields, "new", VW_OPTIONAL);
    const size_t count = (routes != NULL ? routes->count : 0) + (new != NULL ? new->count : 0);
    draft.routes = VW_NEW_ARRAY(loader->scratch, count, vw_route_draft);
    for (size_t i = 0; routes != NULL && i < routes->count; i++) {
        read_route(&draft, loader, routes->items[i], false);
    }
    for (size_t i = 0; new != NULL &&i < new->count; i++) {
        read_route(&draft, loader, new->items[i], true);
    }
    vw_load__close(&fields);
    if (draft.from.name != NULL && draft.to.name != NULL) {
        VW_PUSH(loader->scratch, loader->migrations, draft);
    }
}

/* ---- linking ---- */

/* One side of the map: its active requirements by the bytes of their ids, and what is said of each.
 */
typedef struct {
    vw_loader *loader;
    const vw_framework *framework;
    vw_name_list ids;
    const vw_requirement **requirements; /* by id */
    bool strict;                         /* what is not there is an error */
    const vw_place **said;               /* by id: where a route begins or ends; NULL: nowhere */
} side;

static int by_id(const void *left, const void *right)
{
    const vw_requirement *const *a = left, *const *b = right;
    return strcmp((*a)->id, (*b)->id);
}

static side side_of(vw_loader *loader, const vw_framework *framework, bool strict)
{
    const size_t count = framework->requirement_count;
    side s = {loader,
              framework,
              vw_load__names(loader, count),
              VW_NEW_ARRAY(loader->scratch, count, const vw_requirement *),
              strict,
              VW_NEW_ARRAY(loader->scratch, count, const vw_place *)};
    for (size_t i = 0; i < count; i++) {
        s.requirements[i] = &framework->requirements[i];
    }
    if (count > 0) {
        qsort(s.requirements, count, sizeof *s.requirements, by_id);
    }
    for (size_t i = 0; i < count; i++) {
        s.ids.names[i] = s.requirements[i]->id;
    }
    return s;
}

/* The place of the requirement in its side, or SIZE_MAX with a diagnostic. */
static size_t find(const side *s, const vw_reference *id)
{
    const size_t found = vw_load__find(&s->ids, id->name);
    if (found != SIZE_MAX || !s->strict) {
        return found;
    }
    for (size_t i = 0; i < s->framework->inactive_count; i++) {
        const vw_requirement *inactive = &s->framework->inactive[i];
        if (strcmp(inactive->id, id->name) == 0) {
            VW_DIAG(s->loader->diags, Y122, id->place, inactive->full_id,
                    vw_requirement_status_name(inactive->status));
            return SIZE_MAX;
        }
    }
    if (!s->loader->unreadable) {
        VW_DIAG(s->loader->diags, Y111, id->place,
                vw_printf(s->loader->scratch, "%s:%s", s->framework->id, id->name),
                vw_load__near(s->loader, &s->ids, id->name));
    }
    return SIZE_MAX;
}

/* Where [ids] of a route lead: `to`, or the same number. */
static void link_targets(vw_route *route, side *to, const vw_route_draft *draft,
                         const vw_reference *id)
{
    const bool by_number = draft->to_count == 0 && draft->change != VW_ROUTE_LAPSED;
    const size_t count = by_number ? 1 : draft->to_count;
    const vw_requirement **targets = VW_NEW_ARRAY(to->loader->arena, count, const vw_requirement *);
    for (size_t i = 0; i < count; i++) {
        const vw_reference *named = by_number ? id : &draft->to[i];
        const size_t found = find(to, named);
        if (found != SIZE_MAX) {
            targets[route->to_count++] = to->requirements[found];
            to->said[found] = &named->place;
        }
    }
    vw_load__check_twice(to->loader, draft->to, by_number ? 0 : count);
    route->to = targets;
}

static void link_route(vw_route *routes, side *from, side *to, const vw_route_draft *draft)
{
    for (size_t i = 0; i < draft->id_count; i++) {
        const vw_reference *id = &draft->ids[i];
        const size_t found = find(from, id);
        if (found == SIZE_MAX) {
            continue;
        }
        const vw_requirement *requirement = from->requirements[found];
        from->said[found] = &id->place;
        vw_route *route = &routes[requirement - from->framework->requirements];
        *route = (vw_route){.from = requirement,
                            .change = draft->change,
                            .because = draft->because,
                            .place = id->place};
        link_targets(route, to, draft, id);
    }
}

/* What is new came from nowhere: no route may lead to it. */
static void link_new(side *to, const vw_route_draft *draft)
{
    for (size_t i = 0; i < draft->id_count; i++) {
        const size_t found = find(to, &draft->ids[i]);
        if (found != SIZE_MAX && to->said[found] != NULL && to->strict) {
            VW_DIAG(to->loader->diags, Y125, draft->ids[i].place, to->requirements[found]->full_id);
        } else if (found != SIZE_MAX) {
            to->said[found] = &draft->ids[i].place;
        }
    }
}

/* Of a map of the program the tests of the program see to that. Where it does not fit, somebody put
 * a file of their own in the place of one that it is about: then what it leaves out is listed by
 * `migrate` as any other that went nowhere or came from nowhere. */
static void check_complete(const side *s, const vw_migration_draft *draft)
{
    const bool whole = !s->loader->unreadable && !draft->broken && !draft->lenient;
    for (size_t i = 0; i < s->ids.count && whole; i++) {
        if (s->said[i] == NULL) {
            VW_DIAG(s->loader->diags, Y126, draft->from.place, s->requirements[i]->full_id,
                    draft->from.name, draft->to.name);
        }
    }
}

/* Each requirement has one route: what is said twice of one side is said twice in the file. */
static void check_ids_twice(vw_loader *loader, const vw_migration_draft *draft, bool is_new)
{
    VW_VEC(vw_reference) names = {0};
    for (size_t i = 0; i < draft->route_count; i++) {
        const vw_route_draft *route = &draft->routes[i];
        for (size_t j = 0; (route->change == VW_ROUTE_COUNT) == is_new && j < route->id_count;
             j++) {
            VW_PUSH(loader->scratch, names, route->ids[j]);
        }
    }
    vw_load__check_twice(loader, names.items, names.count);
}

static const vw_framework *version(vw_loader *loader, const vw_set *set, const vw_reference *named)
{
    for (size_t i = 0; i < set->framework_count; i++) {
        if (strcmp(set->frameworks[i].id, named->name) == 0) {
            return &set->frameworks[i];
        }
    }
    if (!loader->unreadable) {
        vw_name_list names = vw_load__names(loader, set->framework_count);
        for (size_t i = 0; i < set->framework_count; i++) {
            names.names[i] = set->frameworks[i].id;
        }
        VW_DIAG(loader->diags, Y044, named->place, named->name,
                vw_load__near(loader, &names, named->name));
    }
    return NULL;
}

static bool link_migration(vw_migration *out, vw_loader *loader, const vw_set *set,
                           const vw_migration_draft *draft)
{
    *out = (vw_migration){.from = version(loader, set, &draft->from),
                          .to = version(loader, set, &draft->to),
                          .mark = draft->mark,
                          .mark_reason = draft->mark_reason,
                          .place = draft->from.place};
    if (out->from == NULL || out->to == NULL) {
        return false;
    }
    if (strcmp(out->from->family, out->to->family) != 0) {
        VW_DIAG(loader->diags, Y127, draft->to.place, out->from->id, out->to->id);
    }
    side from = side_of(loader, out->from, !draft->lenient);
    side to = side_of(loader, out->to, !draft->lenient);
    vw_route *routes = VW_NEW_ARRAY(loader->arena, out->from->requirement_count, vw_route);
    check_ids_twice(loader, draft, false);
    check_ids_twice(loader, draft, true);
    for (size_t i = 0; i < draft->route_count; i++) {
        if (draft->routes[i].change != VW_ROUTE_COUNT) {
            link_route(routes, &from, &to, &draft->routes[i]);
        }
    }
    for (size_t i = 0; i < draft->route_count; i++) {
        if (draft->routes[i].change == VW_ROUTE_COUNT) {
            link_new(&to, &draft->routes[i]);
        }
    }
    check_complete(&from, draft);
    check_complete(&to, draft);
    for (size_t i = 0; i < out->from->requirement_count; i++) {
        if (routes[i].from != NULL) {
            routes[out->route_count++] = routes[i];
        }
    }
    out->routes = routes;
    return true;
}

/* ---- no way around ---- */

/* Whoever migrates on and on must come to an end. Marks all versions that a way from [start] comes
 * to; true when it comes back. */
static bool leads_back(const vw_set *set, const vw_framework *start, bool *reached)
{
    bool more = true;
    memset(reached, 0, set->framework_count * sizeof *reached);
    while (more) {
        more = false;
        for (size_t i = 0; i < set->migration_count; i++) {
            const vw_migration *m = &set->migrations[i];
            bool *to = &reached[m->to - set->frameworks];
            if (!*to && (m->from == start || reached[m->from - set->frameworks])) {
                *to = more = true;
            }
        }
    }
    return reached[start - set->frameworks];
}

static int by_versions(const void *left, const void *right)
{
    const vw_migration *a = left, *b = right;
    int order = strcmp(a->from->id, b->from->id);
    return order != 0 ? order : strcmp(a->to->id, b->to->id);
}

void vw_load__link_migrations(vw_loader *loader, vw_set *set)
{
    const size_t count = loader->migrations.count;
    vw_migration *migrations = VW_NEW_ARRAY(loader->arena, count, vw_migration);
    vw_reference *names = VW_NEW_ARRAY(loader->scratch, count, vw_reference);
    for (size_t i = 0; i < count; i++) {
        const vw_migration_draft *draft = &loader->migrations.items[i];
        names[i] =
            (vw_reference){vw_printf(loader->scratch, "%s > %s", draft->from.name, draft->to.name),
                           draft->from.place};
        if (link_migration(&migrations[set->migration_count], loader, set, draft)) {
            set->migration_count++;
        }
    }
    vw_load__check_twice(loader, names, count);
    if (set->migration_count > 0) {
        qsort(migrations, set->migration_count, sizeof *migrations, by_versions);
    }
    set->migrations = migrations;
    bool *reached = VW_NEW_ARRAY(loader->scratch, set->framework_count, bool);
    for (size_t i = 0; i < set->migration_count; i++) {
        const vw_migration *m = &migrations[i];
        if (leads_back(set, m->from, reached)) {
            VW_DIAG(loader->diags, Y128, m->place, m->from->id);
        }
    }
}
