/* SPDX-License-Identifier: EUPL-1.2 */
/* From one version of a framework to another: where each requirement went. Built by load/, which
 * sees to it that no requirement of either side is left out. */
#ifndef VW_MODEL_MIGRATION_H
#define VW_MODEL_MIGRATION_H

#include "model/framework.h"

typedef enum {
    VW_ROUTE_SAME,    /* the same number asks the same */
    VW_ROUTE_MOVED,   /* another number asks the same */
    VW_ROUTE_CHANGED, /* something else is asked, under the same number or another */
    VW_ROUTE_SPLIT,   /* several requirements ask what this one asked */
    VW_ROUTE_LAPSED,  /* nothing asks it any more */
    VW_ROUTE_COUNT
} vw_route_change;

typedef struct {
    const vw_requirement *from;
    vw_route_change change;
    const vw_requirement *const *to; /* none of a lapsed one, several of a split one, else one */
    size_t to_count;
    vw_text because;
    vw_place place;
} vw_route;

struct vw_migration {
    const vw_framework *from, *to;
    /* One for each active requirement of [from], in their order; fewer, and fewer [to], where a
     * file of somebody else took the place of one that a map of the program is about. */
    const vw_route *routes;
    size_t route_count;
    const char *mark; /* as of a requirement; NULL: none */
    vw_text mark_reason;
    vw_place place;
};

/* The one from [from] to [to], or NULL. */
const vw_migration *vw_set_migration(const vw_set *set, const vw_framework *from,
                                     const vw_framework *to);
/* The route of an active requirement by its full id, or NULL. */
const vw_route *vw_migration_route(const vw_migration *migration, const char *full_id);
/* How many routes lead to [requirement]. */
size_t vw_migration_sources(const vw_migration *migration, const vw_requirement *requirement);
/* What was judged of [route->from] holds for where it went: that asks the same, and asks nothing
 * beside it that came from elsewhere. */
bool vw_route_keeps_meaning(const vw_migration *migration, const vw_route *route);
/* "same", "moved", "changed", "split", "lapsed". */
const char *vw_route_change_name(vw_route_change change);

#endif
