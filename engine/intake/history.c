/* SPDX-License-Identifier: EUPL-1.2 */
/* Two questions to the versions that an import met. */
#include "intake/history.h"

/* A count and an example: one row of two columns. */
static vw_status ask(uint64_t *count, const char **example, vw_dossier *dossier, vw_arena *arena,
                     vw_diags *diags, const char *sql)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(dossier), arena, diags, sql);
    if (status != VW_OK) {
        return status;
    }
    status = vw_stmt_step(stmt, diags, &row);
    *count = row ? (uint64_t)vw_stmt_int(stmt, 0) : 0;
    *example = row && *count > 0 ? vw_strdup(arena, vw_stmt_text(stmt, 1)) : "";
    vw_stmt_free(stmt);
    return status;
}

static vw_status find_newer(vw_dossier *dossier, vw_arena *arena, vw_diags *diags, vw_place place,
                            const char *kind, int64_t id)
{
    uint64_t count = 0;
    const char *day = "";
    /* Hardly ever is there such an import: then no row is looked at. */
    vw_status status =
        ask(&count, &day, dossier, arena, diags,
            vw_printf(arena,
                      "SELECT count(*), substr(max(o.collected_at), 1, 10) FROM import o JOIN "
                      "import n ON n.kind = o.kind WHERE n.id = %lld AND o.id < n.id AND "
                      "substr(o.collected_at, 1, 10) > substr(n.collected_at, 1, 10)",
                      (long long)id));
    if (status != VW_OK || count == 0) {
        return status;
    }
    /* p: the version that counted before. */
    status = ask(
        &count, &day, dossier, arena, diags,
        vw_printf(arena,
                  "SELECT count(*), substr(max(o.collected_at), 1, 10) FROM \"ev_%s\" e JOIN "
                  "\"ev_%s\" p ON p.subject = e.subject AND p.import_id = (SELECT "
                  "max(q.import_id) FROM \"ev_%s\" q WHERE q.subject = e.subject AND q.import_id "
                  "< %lld) JOIN import o ON o.id = p.import_id JOIN import n ON n.id = e.import_id "
                  "WHERE e.import_id = %lld AND substr(o.collected_at, 1, 10) > "
                  "substr(n.collected_at, 1, 10)",
                  kind, kind, kind, (long long)id, (long long)id));
    if (status == VW_OK && count > 0) {
        VW_DIAG(diags, I085, place, vw_printf(arena, "%llu", (unsigned long long)count), day);
    }
    return status;
}

static vw_status find_absent(vw_dossier *dossier, vw_arena *arena, vw_diags *diags, vw_place place,
                             const vw_import_head *head, int64_t id)
{
    uint64_t count = 0;
    const char *example = "";
    char date[11];
    const char *kind = head->kind->name;
    vw_date_format(date, head->complete_from);
    vw_status status = ask(
        &count, &example, dossier, arena, diags,
        vw_printf(arena,
                  "SELECT count(*), min(s.key) FROM \"ev_%s\" e JOIN subject s ON s.id = e.subject "
                  "WHERE e.import_id < %lld AND e.effective_from <= '%s' AND (e.effective_until IS "
                  "NULL OR e.effective_until >= '%s') AND NOT EXISTS (SELECT 1 FROM \"ev_%s\" n "
                  "WHERE n.subject = e.subject AND n.import_id > e.import_id)",
                  kind, (long long)id, date, date, kind));
    if (status == VW_OK && count > 0) {
        VW_DIAG(diags, I086, place, vw_printf(arena, "%llu", (unsigned long long)count), date,
                example);
    }
    return status;
}

vw_status vw_intake__compare_history(vw_dossier *dossier, vw_arena *arena, vw_diags *diags,
                                     vw_place place, const vw_import_head *head, int64_t id)
{
    vw_status status = find_newer(dossier, arena, diags, place, head->kind->name, id);
    if (status == VW_OK && head->complete && head->kind->nature == VW_STATE) {
        status = find_absent(dossier, arena, diags, place, head, id);
    }
    return status;
}
