/* SPDX-License-Identifier: EUPL-1.2 */
/* Looking up where a requirement went. */
#include "model/migration.h"

#include <string.h>

const vw_migration *vw_set_migration(const vw_set *set, const vw_framework *from,
                                     const vw_framework *to)
{
    for (size_t i = 0; i < set->migration_count; i++) {
        if (set->migrations[i].from == from && set->migrations[i].to == to) {
            return &set->migrations[i];
        }
    }
    return NULL;
}

const vw_route *vw_migration_route(const vw_migration *migration, const char *full_id)
{
    for (size_t i = 0; i < migration->route_count; i++) {
        if (strcmp(migration->routes[i].from->full_id, full_id) == 0) {
            return &migration->routes[i];
        }
    }
    return NULL;
}

size_t vw_migration_sources(const vw_migration *migration, const vw_requirement *requirement)
{
    size_t sources = 0;
    for (size_t i = 0; i < migration->route_count; i++) {
        for (size_t j = 0; j < migration->routes[i].to_count; j++) {
            sources += migration->routes[i].to[j] == requirement;
        }
    }
    return sources;
}

bool vw_route_keeps_meaning(const vw_migration *migration, const vw_route *route)
{
    return (route->change == VW_ROUTE_SAME || route->change == VW_ROUTE_MOVED) &&
           vw_migration_sources(migration, route->to[0]) == 1;
}

const char *vw_route_change_name(vw_route_change change)
{
    static const char *const names[VW_ROUTE_COUNT] = {[VW_ROUTE_SAME] = "same",
                                                      [VW_ROUTE_MOVED] = "moved",
                                                      [VW_ROUTE_CHANGED] = "changed",
                                                      [VW_ROUTE_SPLIT] = "split",
                                                      [VW_ROUTE_LAPSED] = "lapsed"};
    return names[change];
}
