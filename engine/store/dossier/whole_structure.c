/* SPDX-License-Identifier: EUPL-1.2 */
/* Compares the dossier's structure with one that is made afresh, in memory, by the same code that
 * makes dossiers. */
#include "store/db/db_private.h"
#include "store/dossier/dossier_private.h"
#include "store/dossier/whole.h"
#include "store/evidence/evidence_tables.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

enum { COMPLAINTS_MAX = 20 };

typedef struct {
    bool *intact;
    vw_db *db;
    vw_arena *arena;
    vw_diags *diags;
    vw_place place;
} check;

/* ---- SQLite's own checks ------------------------------------------------------------------ */

static vw_status each_row(check *c, const char *sql, void (*fn)(check *c, const vw_stmt *row))
{
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status = vw_stmt_new(&stmt, c->db, c->arena, c->diags, sql);
    for (int i = 0; status == VW_OK && i < COMPLAINTS_MAX; i++) {
        status = vw_stmt_step(stmt, c->diags, &row);
        if (status != VW_OK || !row) {
            break;
        }
        fn(c, stmt);
    }
    vw_stmt_free(stmt);
    return status;
}

static void complain(check *c, const vw_stmt *row)
{
    const char *said = vw_stmt_text(row, 0);
    if (said == NULL || strcmp(said, "ok") != 0) {
        *c->intact = false;
        VW_DIAG(c->diags, L040, c->place, said);
    }
}

static void complain_of_reference(check *c, const vw_stmt *row)
{
    *c->intact = false;
    VW_DIAG(c->diags, L041, c->place, vw_stmt_text(row, 0), vw_stmt_text(row, 1),
            vw_stmt_text(row, 2), vw_stmt_text(row, 3));
}

vw_status vw_whole_file(bool *intact, vw_dossier *dossier, vw_diags *diags)
{
    vw_arena *scratch = vw_arena_new();
    check c = {intact, vw_dossier_db(dossier), scratch, diags, {.file = vw_dossier_path(dossier)}};
    vw_status status = each_row(&c, "PRAGMA integrity_check(20)", complain);
    if (status == VW_OK && !*intact) {
        status = VW_ERR_STORE;
    }
    if (status == VW_OK) {
        status = each_row(&c,
                          "SELECT \"table\", count(*), parent, min(rowid) "
                          "FROM pragma_foreign_key_check GROUP BY \"table\", parent",
                          complain_of_reference);
    }
    vw_arena_free(scratch);
    return status;
}

/* ---- a fresh structure -------------------------------------------------------------------- */

static bool is_name(const char *text)
{
    return *text != '\0' && text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0';
}

static vw_type type_of(const vw_column *column)
{
    if (column->ref) {
        return VW_TYPE_REF;
    }
    return strcmp(column->type, "TEXT") == 0   ? VW_TYPE_TEXT
           : strcmp(column->type, "REAL") == 0 ? VW_TYPE_NUMBER
                                               : VW_TYPE_INTEGER;
}

/* A kind that has the columns of the table that was found. Names that no kind or field can have
 * stay out: what they stand in then differs. */
static vw_status kind_of_table(vw_kind *out, check *c, const char *table)
{
    vw_columns columns;
    const char *kind = table + strlen("ev_");
    vw_status status = vw_evidence__columns(&columns, c->db, c->arena, c->diags, kind);
    if (status != VW_OK) {
        return status;
    }
    vw_field *fields = VW_NEW_ARRAY(c->arena, columns.count, vw_field);
    size_t count = 0;
    for (size_t i = 0; i < columns.count; i++) {
        if (is_name(columns.items[i].name)) {
            fields[count++] =
                (vw_field){.name = columns.items[i].name, .type = type_of(&columns.items[i])};
        }
    }
    *out = (vw_kind){.name = kind, .fields = fields, .field_count = count};
    return VW_OK;
}

static vw_status kinds_of_tables(vw_catalogue *out, check *c)
{
    VW_VEC(vw_kind) kinds = {0};
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status =
        vw_stmt_new(&stmt, c->db, c->arena, c->diags,
                    "SELECT name FROM sqlite_schema WHERE type = 'table' AND "
                    "name GLOB 'ev_[a-z]*' AND name NOT GLOB '*[^a-z0-9_]*' ORDER BY name");
    while (status == VW_OK && (status = vw_stmt_step(stmt, c->diags, &row)) == VW_OK && row) {
        vw_kind kind;
        status = kind_of_table(&kind, c, vw_strdup(c->arena, vw_stmt_text(stmt, 0)));
        if (status == VW_OK) {
            VW_PUSH(c->arena, kinds, kind);
        }
    }
    vw_stmt_free(stmt);
    *out = (vw_catalogue){.kinds = kinds.items, .count = kinds.count};
    return status;
}

static vw_status make_fresh(vw_db **out, check *c)
{
    vw_catalogue catalogue;
    vw_status status = kinds_of_tables(&catalogue, c);
    if (status == VW_OK) {
        status = vw_db__open_memory(out, c->arena, c->diags);
    }
    if (status == VW_OK) {
        status = vw_dossier__add_tables(*out, c->diags, 0);
    }
    if (status == VW_OK) {
        status = vw_dossier__follow(*out, c->diags, &catalogue);
    }
    for (size_t i = 0; i < catalogue.count && status == VW_OK; i++) {
        status = vw_evidence__make_indexes(*out, c->diags, &catalogue.kinds[i]);
    }
    return status;
}

/* ---- comparing ---------------------------------------------------------------------------- */

typedef struct {
    const char *type, *name, *table, *sql;
} object;

typedef VW_VEC(object) objects;

/* Without white space and comments outside quotes. A table that got its column raw later has it
 * behind the others. */
static const char *essence(vw_arena *arena, const char *sql)
{
    static const char raw[] = ",rawTEXT";
    vw_buf out = {.arena = arena};
    char quote = '\0';
    for (const char *at = sql; *at != '\0'; at++) {
        if (quote == '\0' && at[0] == '-' && at[1] == '-') {
            at += strcspn(at, "\n");
            if (*at == '\0') {
                break;
            }
        }
        if (quote != '\0' || !isspace((unsigned char)*at)) {
            vw_buf_addn(&out, at, 1);
        }
        if (quote != '\0') {
            quote = *at == quote ? '\0' : quote;
        } else if (*at == '\'' || *at == '"') {
            quote = *at;
        }
    }
    char *text = vw_strdup(arena, vw_buf_text(&out));
    char *later = strstr(text, raw);
    if (later != NULL && strncmp(text, "CREATETABLE\"ev_", strlen("CREATETABLE\"ev_")) == 0) {
        memmove(later, later + strlen(raw), strlen(later + strlen(raw)) + 1);
    }
    return text;
}

static vw_status read_objects(objects *out, check *c, vw_db *db)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status = vw_stmt_new(&stmt, db, c->arena, c->diags,
                                   "SELECT type, name, tbl_name, coalesce(sql, '') "
                                   "FROM sqlite_schema ORDER BY name, type");
    while (status == VW_OK && (status = vw_stmt_step(stmt, c->diags, &row)) == VW_OK && row) {
        const char *texts[4];
        for (int i = 0; i < 4; i++) {
            const char *text = vw_stmt_text(stmt, i);
            texts[i] = vw_strdup(c->arena, text != NULL ? text : "");
        }
        object found = {texts[0], texts[1], texts[2], essence(c->arena, texts[3])};
        VW_PUSH(c->arena, *out, found);
    }
    vw_stmt_free(stmt);
    return status;
}

static int compare(const object *a, const object *b)
{
    int order = strcmp(a->name, b->name);
    return order != 0 ? order : strcmp(a->type, b->type);
}

/* A kind has its indexes from its first import on. */
static bool may_be_absent(const object *o)
{
    return strcmp(o->type, "index") == 0 && strncmp(o->name, "ev_", 3) == 0;
}

static void missing(check *c, const object *o)
{
    if (!may_be_absent(o)) {
        *c->intact = false;
        VW_DIAG(c->diags, L042, c->place, o->name, o->table);
    }
}

static void compare_all(check *c, const objects *expected, const objects *found)
{
    size_t i = 0, j = 0;
    while (i < expected->count || j < found->count) {
        int order = i == expected->count ? 1
                    : j == found->count  ? -1
                                         : compare(&expected->items[i], &found->items[j]);
        if (order < 0) {
            missing(c, &expected->items[i++]);
        } else if (order > 0) {
            *c->intact = false;
            VW_DIAG(c->diags, L043, c->place, found->items[j].name, found->items[j].table);
            j++;
        } else {
            const object *a = &expected->items[i++];
            const object *b = &found->items[j++];
            if (strcmp(a->sql, b->sql) != 0 || strcmp(a->table, b->table) != 0) {
                *c->intact = false;
                VW_DIAG(c->diags, L044, c->place, b->name, b->table);
            }
        }
    }
}

/* ---- what rows may hold ------------------------------------------------------------------- */

/* The next expression of a CHECK in [*sql], without its parentheses; NULL: none. Moves [*sql]
 * behind it. The text is our own schema's. */
static const char *next_check(vw_arena *arena, const char **sql)
{
    const char *at = strstr(*sql, "CHECK (");
    if (at == NULL) {
        return NULL;
    }
    const char *start = at + strlen("CHECK (");
    unsigned depth = 1;
    bool quoted = false;
    for (at = start; *at != '\0' && depth > 0; at++) {
        quoted = quoted != (*at == '\'');
        depth += !quoted && *at == '(';
        depth -= !quoted && *at == ')';
    }
    *sql = at;
    return depth == 0 ? vw_strndup(arena, start, (size_t)(at - 1 - start)) : NULL;
}

/* Without its comments, in which anything may stand. */
static const char *without_comments(vw_arena *arena, const char *sql)
{
    vw_buf out = {.arena = arena};
    while (*sql != '\0') {
        size_t length = strcspn(sql, "\n");
        const char *comment = strstr(sql, "--");
        bool has = comment != NULL && comment < sql + length;
        vw_buf_addn(&out, sql, has ? (size_t)(comment - sql) : length);
        vw_buf_add(&out, "\n");
        sql += length + (sql[length] == '\n');
    }
    return vw_buf_text(&out);
}

/* Counts the rows of [table] against which any CHECK of [sql], of the fresh structure, speaks. As
 * in SQLite, an unknown one does not. */
static vw_status check_values(check *c, const char *table, const char *sql)
{
    vw_buf where = {.arena = c->arena};
    vw_stmt *stmt = NULL;
    bool row = false;
    const bool numbered = strstr(sql, "WITHOUT ROWID") == NULL;
    const char *at = without_comments(c->arena, sql);
    for (const char *one; (one = next_check(c->arena, &at)) != NULL;) {
        vw_buf_addf(&where, "%sNOT (%s)", where.length > 0 ? " OR " : "", one);
    }
    if (where.length == 0) {
        return VW_OK;
    }
    vw_status status =
        vw_stmt_new(&stmt, c->db, c->arena, c->diags,
                    vw_printf(c->arena, "SELECT count(*), %s FROM \"%s\" WHERE %s",
                              numbered ? "min(rowid)" : "NULL", table, vw_buf_text(&where)));
    if (status == VW_OK) {
        status = vw_stmt_step(stmt, c->diags, &row);
    }
    if (row && vw_stmt_int(stmt, 0) > 0) {
        *c->intact = false;
        VW_DIAG(c->diags, D060, c->place, table,
                vw_printf(c->arena, numbered ? "%" PRId64 " (rowid %" PRId64 ")" : "%" PRId64,
                          vw_stmt_int(stmt, 0), vw_stmt_int(stmt, 1)));
    }
    vw_stmt_free(stmt);
    return status;
}

/* SQLite's own check leaves the CHECKs out where it only reads. Evidence has none: each row of it
 * has its hash. */
static vw_status check_all_values(check *c, vw_db *fresh)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status =
        vw_stmt_new(&stmt, fresh, c->arena, c->diags,
                    "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND "
                    "name NOT GLOB 'ev_*' AND name NOT GLOB 'sqlite_*' ORDER BY name");
    while (status == VW_OK && (status = vw_stmt_step(stmt, c->diags, &row)) == VW_OK && row) {
        status = check_values(c, vw_strdup(c->arena, vw_stmt_text(stmt, 0)),
                              vw_strdup(c->arena, vw_stmt_text(stmt, 1)));
    }
    vw_stmt_free(stmt);
    return status;
}

vw_status vw_whole_structure(bool *intact, vw_dossier *dossier, vw_diags *diags)
{
    vw_arena *scratch = vw_arena_new();
    check c = {intact, vw_dossier_db(dossier), scratch, diags, {.file = vw_dossier_path(dossier)}};
    vw_db *fresh = NULL;
    objects expected = {0}, found = {0};
    vw_status status = make_fresh(&fresh, &c);
    if (status == VW_OK) {
        status = read_objects(&expected, &c, fresh);
    }
    if (status == VW_OK) {
        status = read_objects(&found, &c, c.db);
    }
    if (status == VW_OK) {
        compare_all(&c, &expected, &found);
    }
    if (status == VW_OK && *intact) {
        status = check_all_values(&c, fresh);
    }
    vw_arena_free(scratch);
    return status;
}
