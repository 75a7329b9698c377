/* SPDX-License-Identifier: EUPL-1.2 */
/* A dossier of schema version 1, made before there was a ledger. Nothing that it holds is changed:
 * tables and columns are added, and the ledger begins with what is there, in its order. */
#include "base/embed.h"
#include "store/db/db_private.h"
#include "store/dossier/dossier_private.h"
#include "store/ledger.h"

#include <string.h>

/* engine/store/schema/, sorted by name. */
extern const vw_embedded_file vw_embedded_schema[];
extern const size_t vw_embedded_schema_count;

/* What version 1 had stands in one file, each later addition in a file of its own. */
static bool is_of_version_1(const char *path)
{
    const char *slash = strrchr(path, '/');
    return strcmp(slash == NULL ? path : slash + 1, "dossier.sql") == 0;
}

vw_status vw_dossier__add_tables(vw_db *db, vw_diags *diags, bool only_new)
{
    vw_status status = VW_OK;
    for (size_t i = 0; i < vw_embedded_schema_count && status == VW_OK; i++) {
        if (!only_new || !is_of_version_1(vw_embedded_schema[i].path)) {
            status = vw_db_exec(db, diags, vw_embedded_schema[i].text);
        }
    }
    return status;
}

/* Of [sql], which gives one text a row, all rows together. */
static vw_status collect(vw_buf *out, vw_db *db, vw_diags *diags, const char *sql)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status = vw_stmt_new(&stmt, db, out->arena, diags, sql);
    while (status == VW_OK && (status = vw_stmt_step(stmt, diags, &row)) == VW_OK && row) {
        vw_buf_add(out, vw_stmt_text(stmt, 0));
    }
    vw_stmt_free(stmt);
    return status;
}

static vw_status add_raw(vw_db *db, vw_arena *scratch, vw_diags *diags)
{
    vw_buf sql = {.arena = scratch};
    vw_status status =
        collect(&sql, db, diags,
                "SELECT 'ALTER TABLE \"' || name || '\" ADD COLUMN raw TEXT; ' FROM sqlite_schema t"
                " WHERE type = 'table' AND name GLOB 'ev_[a-z]*' AND name NOT GLOB '*[^a-z0-9_]*'"
                " AND NOT EXISTS (SELECT 1 FROM pragma_table_info(t.name) WHERE name = 'raw')");
    return status == VW_OK ? vw_db_exec(db, diags, vw_buf_text(&sql)) : status;
}

/* Indexes of references leave out the rows that refer to nothing. */
static vw_status narrow_indexes(vw_db *db, vw_arena *scratch, vw_diags *diags)
{
    vw_buf sql = {.arena = scratch};
    vw_status status =
        collect(&sql, db, diags,
                "SELECT 'DROP INDEX \"' || name || '\"; ' || sql || ' WHERE \"'"
                " || substr(name, instr(name, '.') + 1) || '\" IS NOT NULL; ' FROM sqlite_schema"
                " WHERE type = 'index' AND name GLOB 'ev_[a-z]*.*' AND name NOT GLOB '*.subject'"
                " AND sql NOT LIKE '% WHERE %'");
    return status == VW_OK ? vw_db_exec(db, diags, vw_buf_text(&sql)) : status;
}

/* An evaluation came after the import that is its mark and before the next one. */
static const char history[] =
    "SELECT 0 AS what, 0 AS number, value AS hash, 0 AS mark FROM dossier"
    " WHERE name = '" VW_FACTS_HASH "' UNION ALL "
    "SELECT 1, id, head_sha256, id FROM import UNION ALL "
    "SELECT 2, id, head_sha256, mark FROM evaluation ORDER BY mark, what, number";

static vw_status begin_ledger(vw_db *db, vw_arena *scratch, vw_diags *diags)
{
    static const vw_entry_what whats[] = {VW_ENTRY_CREATION, VW_ENTRY_IMPORT, VW_ENTRY_EVALUATION};
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status = vw_stmt_new(&stmt, db, scratch, diags, history);
    while (status == VW_OK && (status = vw_stmt_step(stmt, diags, &row)) == VW_OK && row) {
        status = vw_ledger_add(db, diags, whats[vw_stmt_int(stmt, 0)], vw_stmt_int(stmt, 1),
                               vw_stmt_text(stmt, 2));
    }
    vw_stmt_free(stmt);
    return status;
}

static vw_status upgrade(vw_db *db, vw_arena *scratch, vw_diags *diags)
{
    int64_t version = 0;
    vw_status status = vw_db__number(&version, db, diags, "PRAGMA user_version");
    if (status != VW_OK || version == VW_SCHEMA_VERSION) {
        return status; /* another program has done it meanwhile */
    }
    status = vw_dossier__add_tables(db, diags, true);
    if (status == VW_OK) {
        status = add_raw(db, scratch, diags);
    }
    if (status == VW_OK) {
        status = narrow_indexes(db, scratch, diags);
    }
    if (status == VW_OK) {
        status = begin_ledger(db, scratch, diags);
    }
    if (status == VW_OK) {
        status = vw_db_exec(db, diags,
                            vw_printf(scratch, "PRAGMA user_version = %d", VW_SCHEMA_VERSION));
    }
    return status;
}

vw_status vw_dossier__upgrade(vw_db *db, vw_diags *diags)
{
    vw_arena *scratch = vw_arena_new();
    vw_status status = vw_db_begin(db, diags);
    if (status == VW_OK) {
        status = upgrade(db, scratch, diags);
    }
    if (status == VW_OK) {
        status = vw_db_commit(db, diags);
    }
    vw_db_rollback(db);
    vw_arena_free(scratch);
    return status;
}
