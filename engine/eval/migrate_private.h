/* SPDX-License-Identifier: EUPL-1.2 */
/* What the files of migrate share. */
#ifndef VW_EVAL_MIGRATE_PRIVATE_H
#define VW_EVAL_MIGRATE_PRIVATE_H

#include "eval/migrate.h"

#define VW_MIGRATE_IMPORTER "migrate/1"

/* A record to be made, and the item that it is of. */
typedef struct {
    size_t item;
    vw_entered record;
} vw_carrying;

typedef struct {
    const vw_entering *e;
    const vw_migration *migration;
    const vw_plan *from, *to; /* of each version alone */
    VW_VEC(vw_carried) items;
    VW_VEC(vw_carrying) answers, exceptions;
} vw_migrating;

/* True when [full_id] is one of [framework]. */
bool vw_migrate__is_of(const vw_framework *framework, const char *full_id);
/* "answer:KEY, import 12": what a record that is carried over says that it came from. */
const char *vw_migrate__origin(const vw_migrating *m, const char *kind, const char *key,
                               int64_t import_id);
/* True when a migration made what that import brought: nobody judged, reviewed, approved or ended
 * it since. */
VW_MUST_USE vw_status vw_migrate__is_ours(bool *out, const vw_migrating *m, int64_t import_id);
/* The newest version of a record as values to be entered again, with where it came from and the
 * values of some fields [changed]. */
VW_MUST_USE vw_status vw_migrate__copy(vw_entered *out, const vw_migrating *m, const char *kind,
                                       const char *key, const char *origin,
                                       const vw_entered_value *changed, size_t count);
VW_MUST_USE vw_status vw_migrate__judgements(vw_migrating *m);
VW_MUST_USE vw_status vw_migrate__exceptions(vw_migrating *m);
/* Takes in the records, and then the items that are not recorded so already. */
VW_MUST_USE vw_status vw_migrate__record(uint64_t *recorded, vw_migrating *m);

#endif
