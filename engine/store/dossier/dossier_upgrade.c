/* SPDX-License-Identifier: EUPL-1.2 */
/* A dossier of an earlier schema version. Nothing that it says is changed: tables and columns are
 * added; the ledger, which version 1 had not, begins with what is there, in its order; and
 * outcomes, which until version 2 stood in one table, are moved into sets. Their hashes stay as
 * they are, made by the first recipe (store/results.h); and sets that version 3 wrote stay without
 * a text. */
#include "base/embed.h"
#include "store/db/db_private.h"
#include "store/dossier/dossier_private.h"
#include "store/ledger.h"

#include <string.h>

/* engine/store/schema/, sorted by name. */
extern const vw_embedded_file vw_embedded_schema[];
extern const size_t vw_embedded_schema_count;

/* What version 1 had stands in one file, each later addition in a file of its own. */
static int version_of(const char *path)
{
    static const struct {
        const char *name;
        int version;
    } others[] = {{"dossier.sql", 1}, {"outcome.sql", 3}, {"outcome_text.sql", 4}};
    const char *slash = strrchr(path, '/');
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (strcmp(slash == NULL ? path : slash + 1, others[i].name) == 0) {
            return others[i].version;
        }
    }
    return 2;
}

vw_status vw_dossier__add_tables(vw_db *db, vw_diags *diags, int after)
{
    vw_status status = VW_OK;
    for (size_t i = 0; i < vw_embedded_schema_count && status == VW_OK; i++) {
        if (version_of(vw_embedded_schema[i].path) > after) {
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

/* What version 1 has not. */
static vw_status to_version_2(vw_db *db, vw_arena *scratch, vw_diags *diags)
{
    vw_status status = add_raw(db, scratch, diags);
    return status == VW_OK ? narrow_indexes(db, scratch, diags) : status;
}

static vw_status upgrade(vw_dossier *dossier, vw_arena *scratch, vw_diags *diags)
{
    vw_db *db = vw_dossier_db(dossier);
    int64_t version = 0;
    vw_status status = vw_db__number(&version, db, diags, "PRAGMA user_version");
    if (status != VW_OK || version == VW_SCHEMA_VERSION) {
        return status; /* another program has done it meanwhile */
    }
    /* A view cannot have the name of a table that is still there. */
    if (version < 3) {
        status = vw_db_exec(db, diags, "ALTER TABLE outcome RENAME TO outcome_old");
    }
    if (status == VW_OK) {
        status = vw_dossier__add_tables(db, diags, (int)version);
    }
    if (status == VW_OK && version < 2) {
        status = to_version_2(db, scratch, diags);
    }
    if (status == VW_OK && version < 3) {
        status = vw_dossier__move_outcomes(dossier, scratch, diags);
    }
    if (status == VW_OK && version < 2) {
        status = begin_ledger(db, scratch, diags);
    }
    if (status == VW_OK) {
        status = vw_db_exec(db, diags,
                            vw_printf(scratch, "PRAGMA user_version = %d", VW_SCHEMA_VERSION));
    }
    return status;
}

vw_status vw_dossier__upgrade(vw_dossier *dossier, vw_diags *diags)
{
    vw_db *db = vw_dossier_db(dossier);
    vw_arena *scratch = vw_arena_new();
    vw_status status = vw_db_begin(db, diags);
    if (status == VW_OK) {
        status = upgrade(dossier, scratch, diags);
    }
    if (status == VW_OK) {
        status = vw_db_commit(db, diags);
    }
    vw_db_rollback(db);
    vw_arena_free(scratch);
    return status;
}
