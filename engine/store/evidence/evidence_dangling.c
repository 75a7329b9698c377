/* SPDX-License-Identifier: EUPL-1.2 */
/* References to subjects of which no record exists. */
#include "store/evidence.h"

#include "store/evidence/evidence_tables.h"

#include <string.h>

typedef struct {
    vw_dangling_kinds *out;
    vw_db *db;
    vw_arena *arena;
    vw_diags *diags;
    const vw_catalogue *catalogue;
    vw_columns *columns; /* of the kind in the same place */
    int64_t after;
} search;

static vw_status has_records(bool *out, const search *s, size_t kind)
{
    vw_stmt *stmt = NULL;
    *out = false;
    if (s->columns[kind].count == 0) {
        return VW_OK; /* no such table yet */
    }
    vw_status status =
        vw_stmt_new(&stmt, s->db, s->arena, s->diags,
                    vw_printf(s->arena, "SELECT 1 FROM \"ev_%s\"", s->catalogue->kinds[kind].name));
    if (status == VW_OK) {
        status = vw_stmt_step(stmt, s->diags, out);
    }
    vw_stmt_free(stmt);
    return status;
}

/* Subjects without a record are few: those are sought first, and who refers to them by the index of
 * the reference. Of a record the newest version speaks: a key that was corrected is no longer
 * referred to. */
static void add_field(vw_buf *sql, const char *kind, const char *field)
{
    vw_buf_addf(sql,
                "%sSELECT s.key AS key, (SELECT count(*) FROM \"ev_%s\" e WHERE e.\"%s\" = s.id AND"
                " e.import_id > ?1 AND NOT EXISTS (SELECT 1 FROM \"ev_%s\" l WHERE"
                " l.subject = e.subject AND l.import_id > e.import_id)) AS n"
                " FROM unrecorded s",
                sql->length > 0 ? " UNION ALL " : "", kind, field, kind);
}

static const char *references_to(const search *s, const vw_kind *to)
{
    vw_buf sql = {.arena = s->arena};
    for (size_t i = 0; i < s->catalogue->count; i++) {
        const vw_kind *kind = &s->catalogue->kinds[i];
        for (size_t j = 0; j < s->columns[i].count; j++) {
            const vw_field *field = vw_kind_field(kind, s->columns[i].items[j].name);
            if (field != NULL && field->type == VW_TYPE_REF && strcmp(field->to, to->name) == 0) {
                add_field(&sql, kind->name, field->name);
            }
        }
    }
    return sql.length == 0
               ? NULL
               : vw_printf(s->arena,
                           "WITH unrecorded AS MATERIALIZED (SELECT id, key FROM subject "
                           "WHERE kind = '%s' AND NOT EXISTS (SELECT 1 FROM \"ev_%s\" t "
                           "WHERE t.subject = subject.id)) "
                           "SELECT key, sum(n) FROM (%s) WHERE n > 0 GROUP BY key "
                           "ORDER BY key",
                           to->name, to->name, vw_buf_text(&sql));
}

static vw_status look_for(const search *s, const vw_kind *to)
{
    vw_dangling_kind found = {.kind = to};
    vw_stmt *stmt = NULL;
    bool row = true;
    const char *sql = references_to(s, to);
    if (sql == NULL) {
        return VW_OK;
    }
    vw_status status = vw_stmt_new(&stmt, s->db, s->arena, s->diags, sql);
    if (status == VW_OK) {
        vw_stmt_bind_int(stmt, 1, s->after);
    }
    while (status == VW_OK && (status = vw_stmt_step(stmt, s->diags, &row)) == VW_OK && row) {
        if (found.keys < VW_DANGLING_SHOWN) {
            found.shown[found.keys] =
                (vw_dangling){.key = vw_strdup(s->arena, vw_stmt_text(stmt, 0)),
                              .records = (uint64_t)vw_stmt_int(stmt, 1)};
        }
        found.keys++;
    }
    vw_stmt_free(stmt);
    if (found.keys > 0) {
        VW_PUSH(s->arena, *s->out, found);
    }
    return status;
}

vw_status vw_evidence_dangling(vw_dangling_kinds *out, vw_dossier *dossier, vw_arena *arena,
                               vw_diags *diags, const vw_catalogue *catalogue, int64_t after)
{
    search s = {.out = out,
                .db = vw_dossier_db(dossier),
                .arena = arena,
                .diags = diags,
                .catalogue = catalogue,
                .columns = VW_NEW_ARRAY(arena, catalogue->count, vw_columns),
                .after = after};
    vw_status status = VW_OK;
    *out = (vw_dangling_kinds){0};
    for (size_t i = 0; i < catalogue->count && status == VW_OK; i++) {
        status = vw_evidence__columns(&s.columns[i], s.db, arena, diags, catalogue->kinds[i].name);
    }
    for (size_t i = 0; i < catalogue->count && status == VW_OK; i++) {
        bool any = false;
        status = has_records(&any, &s, i);
        if (status == VW_OK && any) {
            status = look_for(&s, &catalogue->kinds[i]);
        }
    }
    return status;
}
