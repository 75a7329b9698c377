/* SPDX-License-Identifier: EUPL-1.2 */
#include "eval/later.h"

#include "rules/rules.h"
#include "store/evidence.h"
#include "store/query.h"

#include <inttypes.h>

static bool looks_at(const vw_plan *plan, vw_arena *scratch, const vw_kind *kind)
{
    for (size_t i = 0; i < plan->test_count; i++) {
        vw_rule_kind_list kinds = {0};
        vw_rule_kinds(&kinds, scratch, plan->tests[i].rule);
        for (size_t j = 0; j < kinds.count; j++) {
            if (kinds.items[j] == kind) {
                return true;
            }
        }
    }
    return false;
}

static vw_status number(int64_t *out, vw_dossier *dossier, vw_arena *scratch, vw_diags *diags,
                        const char *sql)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(dossier), scratch, diags, sql);
    if (status == VW_OK) {
        status = vw_stmt_step(stmt, diags, &row);
    }
    *out = row ? vw_stmt_int(stmt, 0) : 0;
    vw_stmt_free(stmt);
    return status;
}

/* Of a kind of which the dossier has a table. */
static vw_status count_later(int64_t *out, vw_dossier *dossier, vw_arena *scratch, vw_diags *diags,
                             const vw_kind *kind, int64_t mark)
{
    const vw_dossier_head *head = vw_dossier_head_of(dossier);
    char after[11], until[11];
    vw_date_format(after, head->as_of);
    vw_date_format(until, head->period_until);
    *out = 0;
    int64_t there = 0;
    vw_status status = number(
        &there, dossier, scratch, diags,
        vw_printf(scratch, "SELECT EXISTS (SELECT 1 FROM pragma_table_info('ev_%s'))", kind->name));
    if (status != VW_OK || there == 0) {
        return status;
    }
    return number(
        out, dossier, scratch, diags,
        vw_printf(scratch,
                  "SELECT count(*) FROM \"ev_%s\" e WHERE e.occurred_on > '%s' AND e.occurred_on "
                  "<= '%s' AND e.import_id <= %" PRId64 " AND NOT EXISTS (SELECT 1 FROM \"ev_%s\" "
                  "n WHERE n.subject = e.subject AND n.import_id > e.import_id AND n.import_id <= "
                  "%" PRId64 ")",
                  kind->name, after, until, mark, kind->name, mark));
}

vw_status vw_later_tell(const vw_plan *plan, vw_dossier *dossier, vw_arena *arena, vw_diags *diags)
{
    const vw_dossier_head *head = vw_dossier_head_of(dossier);
    const vw_catalogue *catalogue = plan->set->catalogue;
    vw_buf found = {.arena = arena};
    int64_t mark = 0, records = 0;
    char day[11];
    if (head->as_of >= head->period_until) {
        return VW_OK;
    }
    vw_arena *scratch = vw_arena_new();
    vw_status status = vw_import_mark(dossier, diags, &mark);
    for (size_t i = 0; i < catalogue->count && status == VW_OK; i++) {
        const vw_kind *kind = &catalogue->kinds[i];
        if (kind->nature == VW_EVENT) {
            status = count_later(&records, dossier, scratch, diags, kind, mark);
        }
        if (kind->nature == VW_EVENT && records > 0 && looks_at(plan, scratch, kind)) {
            vw_buf_addf(&found, "%s%s (%" PRId64 ")", found.length > 0 ? ", " : "", kind->name,
                        records);
        }
    }
    vw_arena_free(scratch);
    if (status == VW_OK && found.length > 0) {
        vw_date_format(day, head->as_of);
        VW_DIAG(diags, E144, ((vw_place){0}), vw_buf_text(&found), vw_strdup(arena, day));
    }
    return status;
}
