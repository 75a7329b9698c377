/* SPDX-License-Identifier: EUPL-1.2 */
/* Where conclusions went, and the sum of it all. */
#include "eval/migrate_private.h"

#include "store/results.h"

#include <inttypes.h>
#include <string.h>

const char *vw_carried_name(vw_carried_what what)
{
    static const char *const names[VW_CARRIED_COUNT] = {[VW_CARRIED_CONCLUSION] = "conclusion",
                                                        [VW_CARRIED_JUDGEMENT] = "judgement",
                                                        [VW_CARRIED_EXCEPTION] = "exception"};
    return names[what];
}

const char *vw_passed_name(vw_passed outcome)
{
    static const char *const names[VW_PASSED_COUNT] = {
        [VW_PASSED_LANDED] = "landed",       [VW_PASSED_TO_CONFIRM] = "to_confirm",
        [VW_PASSED_DUPLICATE] = "duplicate", [VW_PASSED_ORPHAN] = "orphan",
        [VW_PASSED_DANGLING] = "dangling",   [VW_PASSED_ENDED] = "ended"};
    return names[outcome];
}

bool vw_migrate__is_of(const vw_framework *framework, const char *full_id)
{
    const size_t length = strlen(framework->id);
    return strncmp(full_id, framework->id, length) == 0 && full_id[length] == ':';
}

const char *vw_migrate__origin(const vw_migrating *m, const char *kind, const char *key,
                               int64_t import_id)
{
    return vw_printf(m->e->arena, "%s:%s, import %" PRId64, kind, key, import_id);
}

/* ---- conclusions ------------------------------------------------------------------------- */

static bool names_framework(const char *list, const char *id)
{
    const size_t length = strlen(id);
    for (const char *at = list; *at != '\0'; at += strspn(at, " ")) {
        const size_t word = strcspn(at, " ");
        if (word == length && strncmp(at, id, length) == 0) {
            return true;
        }
        at += word;
    }
    return false;
}

/* The newest evaluation under the first version; 0 when there is none. */
static vw_status newest(int64_t *out, const vw_migrating *m)
{
    vw_evaluations all = {0};
    vw_status status = vw_evaluations_load(&all, m->e->dossier, m->e->arena, m->e->diags);
    *out = 0;
    for (size_t i = 0; i < all.count && *out == 0; i++) {
        if (names_framework(all.items[i].frameworks, m->migration->from->id)) {
            *out = all.items[i].id;
        }
    }
    return status;
}

/* The new version is concluded from the evidence by its own tests: of a conclusion is told where it
 * went, and where it cannot be laid beside what comes there. */
static void place_conclusion(vw_migrating *m, vw_carried item)
{
    vw_aspect aspect = VW_DESIGN;
    item.route = vw_migration_route(m->migration, item.subject);
    item.outcome = item.route == NULL ? VW_PASSED_DANGLING : VW_PASSED_ORPHAN;
    if (item.route == NULL || item.route->to_count == 0 || !vw_aspect_parse(&aspect, item.aspect)) {
        VW_PUSH(m->e->arena, m->items, item);
        return;
    }
    bool lands = false;
    for (size_t i = 0; i < item.route->to_count; i++) {
        const vw_requirement *to = item.route->to[i];
        vw_carried placed = item;
        if (to->demands[aspect]) {
            lands = true;
            placed.landed_on = to->full_id;
            placed.outcome = vw_migration_sources(m->migration, to) > 1 ? VW_PASSED_DUPLICATE
                             : vw_route_keeps_meaning(m->migration, item.route)
                                 ? VW_PASSED_LANDED
                                 : VW_PASSED_TO_CONFIRM;
            VW_PUSH(m->e->arena, m->items, placed);
        }
    }
    if (!lands) {
        VW_PUSH(m->e->arena, m->items, item);
    }
}

static vw_status conclusions(vw_migrating *m, int64_t evaluation)
{
    const vw_entering *e = m->e;
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status =
        vw_stmt_new(&stmt, vw_dossier_db(e->dossier), e->arena, e->diags,
                    "SELECT requirement, aspect, result, judged_by FROM conclusion WHERE "
                    "evaluation_id = ?1 AND substr(requirement, 1, length(?2)) = ?2 ORDER BY "
                    "requirement, CASE aspect WHEN 'design' THEN 0 WHEN 'existence' THEN 1 ELSE 2 "
                    "END");
    if (status == VW_OK) {
        vw_stmt_bind_int(stmt, 1, evaluation);
        vw_stmt_bind_text(stmt, 2, vw_printf(e->arena, "%s:", m->migration->from->id));
    }
    while (status == VW_OK && (status = vw_stmt_step(stmt, e->diags, &row)) == VW_OK && row) {
        const char *by = vw_stmt_text(stmt, 3);
        vw_carried item = {.what = VW_CARRIED_CONCLUSION,
                           .origin = vw_printf(e->arena, "evaluation %" PRId64, evaluation),
                           .subject = vw_strdup(e->arena, vw_stmt_text(stmt, 0)),
                           .aspect = vw_strdup(e->arena, vw_stmt_text(stmt, 1)),
                           .result = vw_strdup(e->arena, vw_stmt_text(stmt, 2)),
                           .by = by != NULL ? vw_strdup(e->arena, by) : NULL};
        item.key = vw_printf(e->arena, "%s/%s", item.subject, item.aspect);
        place_conclusion(m, item);
    }
    vw_stmt_free(stmt);
    return status;
}

/* ---- all of it --------------------------------------------------------------------------- */

vw_status vw_migrate(vw_migrated *out, const vw_entering *e, const vw_migration *migration)
{
    const vw_set *set = e->plan->set;
    vw_migrating m = {.e = e, .migration = migration};
    *out = (vw_migrated){.migration = migration};
    vw_status status =
        vw_plan_for_frameworks(&m.from, e->arena, e->diags, set, &migration->from->id, 1);
    if (status == VW_OK) {
        status = vw_plan_for_frameworks(&m.to, e->arena, e->diags, set, &migration->to->id, 1);
    }
    if (status == VW_OK) {
        status = newest(&out->evaluation, &m);
    }
    if (status == VW_OK && out->evaluation != 0) {
        status = conclusions(&m, out->evaluation);
    }
    if (status == VW_OK) {
        status = vw_migrate__judgements(&m);
    }
    if (status == VW_OK) {
        status = vw_migrate__exceptions(&m);
    }
    if (status == VW_OK) {
        status = vw_migrate__record(&out->recorded, &m);
    }
    out->items = m.items.items;
    out->count = m.items.count;
    for (size_t i = 0; i < out->count; i++) {
        out->totals[out->items[i].what][out->items[i].outcome]++;
    }
    return status;
}
