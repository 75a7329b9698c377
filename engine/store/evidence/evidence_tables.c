/* SPDX-License-Identifier: EUPL-1.2 */
/* Tables from the catalogue. Names are quoted although the catalogue only admits [a-z0-9_]; the
 * point in "ev_asset.owner" cannot occur in a kind or field, so no two indexes share a name. */
#include "store/evidence/evidence_tables.h"

#include "store/db/db_private.h"

#include <string.h>

/* Columns that every table of evidence has beside those of its fields. By name, not by place: a
 * table that was made before [raw] came has it behind them. */
#define OWN_COLUMNS "('id', 'subject', 'import_id', 'row_no', 'row_sha256', 'raw')"

static const char *storage(vw_type type)
{
    switch (type) {
    case VW_TYPE_TEXT:
    case VW_TYPE_ENUM:
    case VW_TYPE_DATE:
    case VW_TYPE_DATETIME:
    case VW_TYPE_LIST:
        return "TEXT";
    case VW_TYPE_NUMBER:
        return "REAL";
    case VW_TYPE_BOOL:
    case VW_TYPE_INTEGER:
    case VW_TYPE_REF:
        break;
    }
    return "INTEGER";
}

vw_status vw_evidence__columns(vw_columns *out, vw_db *db, vw_arena *arena, vw_diags *diags,
                               const char *kind)
{
    memset(out, 0, sizeof *out);
    vw_stmt *stmt = NULL;
    vw_status status =
        vw_stmt_new(&stmt, db, arena, diags,
                    /* IN, since it asks once for the table; EXISTS would for each column. */
                    "SELECT t.name, t.type, t.name IN (SELECT f.\"from\" FROM"
                    " pragma_foreign_key_list(?1) f) FROM pragma_table_info(?1) t"
                    " WHERE t.name NOT IN " OWN_COLUMNS " ORDER BY t.cid");
    if (status != VW_OK) {
        return status;
    }
    vw_stmt_bind_text(stmt, 1, vw_printf(arena, "ev_%s", kind));
    bool row = true;
    while ((status = vw_stmt_step(stmt, diags, &row)) == VW_OK && row) {
        vw_column column = {.name = vw_strdup(arena, vw_stmt_text(stmt, 0)),
                            .type = vw_strdup(arena, vw_stmt_text(stmt, 1)),
                            .ref = vw_stmt_int(stmt, 2) != 0};
        VW_PUSH(arena, *out, column);
    }
    vw_stmt_free(stmt);
    return status;
}

static void add_column(vw_buf *sql, const vw_field *field)
{
    vw_buf_addf(sql, "\"%s\" %s%s", field->name, storage(field->type),
                field->type == VW_TYPE_REF ? " REFERENCES subject (id)" : "");
}

static void add_trigger(vw_buf *sql, const char *kind, const char *event, const char *done)
{
    vw_buf_addf(sql,
                "CREATE TRIGGER \"ev_%s.no_%s\" BEFORE %s ON \"ev_%s\" BEGIN SELECT RAISE(ABORT, "
                "'evidence is only ever added: ev_%s cannot be %s'); END;\n",
                kind, event, event, kind, kind, done);
}

static void create_table(vw_buf *sql, const vw_kind *kind)
{
    vw_buf_addf(sql,
                "CREATE TABLE \"ev_%s\" (\n"
                "    id INTEGER PRIMARY KEY,\n"
                "    subject INTEGER NOT NULL REFERENCES subject (id),\n"
                "    import_id INTEGER NOT NULL,\n"
                "    row_no INTEGER NOT NULL,\n"
                "    row_sha256 BLOB NOT NULL CHECK (length(row_sha256) = 32),\n"
                "    raw TEXT",
                kind->name);
    for (size_t i = 0; i < kind->field_count; i++) {
        vw_buf_add(sql, ",\n    ");
        add_column(sql, &kind->fields[i]);
    }
    vw_buf_add(sql, "\n) STRICT;\n");
    add_trigger(sql, kind->name, "update", "changed");
    add_trigger(sql, kind->name, "delete", "deleted");
}

static void add_index(vw_buf *sql, const char *kind, const char *name, const char *columns)
{
    vw_buf_addf(sql, "CREATE INDEX IF NOT EXISTS \"ev_%s.%s\" ON \"ev_%s\" %s;\n", kind, name, kind,
                columns);
}

/* Nobody looks for rows that refer to nothing. */
static void add_ref_index(vw_buf *sql, const char *kind, const vw_field *field)
{
    add_index(sql, kind, field->name,
              vw_printf(sql->arena, "(\"%s\") WHERE \"%s\" IS NOT NULL", field->name, field->name));
}

static const vw_column *find_column(const vw_columns *columns, const char *name)
{
    for (size_t i = 0; i < columns->count; i++) {
        if (strcmp(columns->items[i].name, name) == 0) {
            return &columns->items[i];
        }
    }
    return NULL;
}

static vw_status plan_kind(vw_buf *sql, vw_db *db, vw_diags *diags, const vw_kind *kind)
{
    vw_columns columns;
    vw_status status = vw_evidence__columns(&columns, db, sql->arena, diags, kind->name);
    if (status != VW_OK) {
        return status;
    }
    if (columns.count == 0) {
        create_table(sql, kind);
        return VW_OK;
    }
    for (size_t i = 0; i < kind->field_count; i++) {
        const vw_field *field = &kind->fields[i];
        const vw_column *column = find_column(&columns, field->name);
        if (column == NULL) {
            vw_buf_addf(sql, "ALTER TABLE \"ev_%s\" ADD COLUMN ", kind->name);
            add_column(sql, field);
            vw_buf_add(sql, ";\n");
            if (field->type == VW_TYPE_REF) {
                add_ref_index(sql, kind->name, field);
            }
        } else if (strcmp(column->type, storage(field->type)) != 0 ||
                   column->ref != (field->type == VW_TYPE_REF)) {
            VW_DIAG(diags, D016, field->place, field->name, kind->name);
            status = VW_ERR_STORE;
        }
    }
    return status;
}

vw_status vw_evidence__plan(const char **sql, vw_db *db, vw_arena *arena, vw_diags *diags,
                            const vw_catalogue *catalogue)
{
    vw_buf buf = {.arena = arena};
    vw_status status = VW_OK;
    for (size_t i = 0; i < catalogue->count; i++) {
        vw_status of_kind = plan_kind(&buf, db, diags, &catalogue->kinds[i]);
        status = status == VW_OK ? of_kind : status;
    }
    *sql = vw_buf_text(&buf);
    return status;
}

static vw_status exec_buf(vw_db *db, vw_diags *diags, vw_buf *sql)
{
    vw_status status = vw_db_exec(db, diags, vw_buf_text(sql));
    vw_arena_free(sql->arena);
    return status;
}

vw_status vw_evidence__make_indexes(vw_db *db, vw_diags *diags, const vw_kind *kind)
{
    vw_buf sql = {.arena = vw_arena_new()};
    /* SQLite sorts in memory what its cache would hold, and sorts small pieces faster; threads of
     * its own sort pieces while the next is read: with one, the reader sorts every other piece. */
    vw_buf_add(&sql, "PRAGMA threads = 3; PRAGMA cache_size = " VW_DB_CACHE_FOR_SORTING ";\n");
    add_index(&sql, kind->name, VW_INDEX_OF_SUBJECTS, "(subject, import_id)");
    for (size_t i = 0; i < kind->field_count; i++) {
        if (kind->fields[i].type == VW_TYPE_REF) {
            add_ref_index(&sql, kind->name, &kind->fields[i]);
        }
    }
    vw_buf_add(&sql, "PRAGMA threads = 0; PRAGMA cache_size = " VW_DB_CACHE_FOR_WRITING ";\n");
    return exec_buf(db, diags, &sql);
}

vw_status vw_evidence__drop_index(vw_db *db, vw_diags *diags, const vw_kind *kind, const char *name)
{
    vw_buf sql = {.arena = vw_arena_new()};
    vw_buf_addf(&sql, "DROP INDEX IF EXISTS \"ev_%s.%s\"", kind->name, name);
    return exec_buf(db, diags, &sql);
}
