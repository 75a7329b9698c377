/* SPDX-License-Identifier: EUPL-1.2 */
/* Tables and columns of evidence that the catalogue at hand does not have. */
#include "store/evidence.h"

#include "store/evidence/evidence_tables.h"

#include <string.h>

enum { PREFIX = sizeof "ev_" - 1 };

/* In double quotes, whatever it holds: a dossier may come from anybody. */
static const char *quoted(vw_arena *arena, const char *name)
{
    vw_buf out = {.arena = arena};
    vw_buf_add(&out, "\"");
    for (const char *at = name; *at != '\0'; at++) {
        vw_buf_add(&out, *at == '"' ? "\"" : "");
        vw_buf_addn(&out, at, 1);
    }
    vw_buf_add(&out, "\"");
    return vw_buf_text(&out);
}

static vw_status number_of(int64_t *out, vw_db *db, vw_arena *arena, vw_diags *diags,
                           const char *sql)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    *out = 0;
    vw_status status = vw_stmt_new(&stmt, db, arena, diags, sql);
    if (status == VW_OK && (status = vw_stmt_step(stmt, diags, &row)) == VW_OK && row) {
        *out = vw_stmt_int(stmt, 0);
    }
    vw_stmt_free(stmt);
    return status;
}

static void add_name(vw_buf *names, const char *name)
{
    vw_buf_add(names, names->length > 0 ? ", " : "");
    vw_buf_add(names, name);
}

static vw_status look_at_kind(vw_buf *names, vw_db *db, vw_diags *diags, const char *table)
{
    int64_t any = 0;
    vw_status status = number_of(
        &any, db, names->arena, diags,
        vw_printf(names->arena, "SELECT EXISTS (SELECT 1 FROM %s)", quoted(names->arena, table)));
    if (any != 0) {
        add_name(names, table + PREFIX);
    }
    return status;
}

static vw_status look_at_fields(vw_buf *names, vw_db *db, vw_diags *diags, const char *table,
                                const vw_kind *kind)
{
    vw_arena *arena = names->arena;
    vw_columns columns;
    vw_status status = vw_evidence__columns(&columns, db, arena, diags, kind->name);
    for (size_t i = 0; i < columns.count && status == VW_OK; i++) {
        const char *name = columns.items[i].name;
        int64_t any = 0;
        if (vw_kind_field(kind, name) != NULL) {
            continue;
        }
        status = number_of(&any, db, arena, diags,
                           vw_printf(arena, "SELECT EXISTS (SELECT 1 FROM %s WHERE %s IS NOT NULL)",
                                     quoted(arena, table), quoted(arena, name)));
        if (any != 0) {
            add_name(names, vw_printf(arena, "%s.%s", kind->name, name));
        }
    }
    return status;
}

vw_status vw_evidence_beyond(const char **names, vw_dossier *dossier, vw_arena *arena,
                             vw_diags *diags, const vw_catalogue *catalogue)
{
    vw_db *db = vw_dossier_db(dossier);
    vw_buf found = {.arena = arena};
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status = vw_stmt_new(&stmt, db, arena, diags,
                                   "SELECT name FROM sqlite_schema WHERE type = 'table' AND name "
                                   "LIKE 'ev\\_%' ESCAPE '\\' ORDER BY name");
    while (status == VW_OK && (status = vw_stmt_step(stmt, diags, &row)) == VW_OK && row) {
        const char *table = vw_strdup(arena, vw_stmt_text(stmt, 0));
        const vw_kind *kind = vw_catalogue_find(catalogue, table + PREFIX);
        status = kind == NULL ? look_at_kind(&found, db, diags, table)
                              : look_at_fields(&found, db, diags, table, kind);
    }
    vw_stmt_free(stmt);
    *names = found.length > 0 ? vw_buf_text(&found) : NULL;
    return status;
}
