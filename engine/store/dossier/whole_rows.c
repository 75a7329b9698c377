/* SPDX-License-Identifier: EUPL-1.2 */
/* Rows that were taken out, put in or moved: rows are numbered from 1 without gaps, those of an
 * import stand together, and a subject is there because some evidence names it. */
#include "store/db/db_private.h"
#include "store/dossier/whole.h"
#include "store/evidence/evidence_tables.h"

#include <inttypes.h>
#include <string.h>

/* Told of one table: who takes out a thousand rows is found after twenty. */
enum { TOLD_MAX = 20 };

typedef struct {
    bool *intact;
    vw_db *db;
    vw_arena *arena;
    vw_diags *diags;
    vw_place place;
    unsigned told;
    int64_t subjects;     /* the highest number that one can have */
    unsigned char *named; /* a bit for each subject */
    int64_t imports;      /* how many */
    int64_t *rows_of;     /* found, of each import */
} check;

static const char *number(const check *c, int64_t value)
{
    return vw_printf(c->arena, "%" PRId64, value);
}

/* False when enough was told. */
static bool tell(check *c)
{
    *c->intact = false;
    return c->told++ < TOLD_MAX;
}

static vw_status open_stmt(vw_stmt **out, check *c, const char *sql)
{
    return vw_stmt_new(out, c->db, c->arena, c->diags, sql);
}

/* [*next] is the number that must come. */
static void check_id(check *c, int64_t *next, int64_t id, const char *table)
{
    if (id != *next && tell(c)) {
        VW_DIAG(c->diags, L050, c->place, table, number(c, *next), number(c, id));
    }
    *next = id + 1;
}

static vw_status check_numbers(check *c, const char *table)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    int64_t next = 1;
    c->told = 0;
    vw_status status =
        open_stmt(&stmt, c, vw_printf(c->arena, "SELECT id FROM \"%s\" ORDER BY id", table));
    while (status == VW_OK && (status = vw_stmt_step(stmt, c->diags, &row)) == VW_OK && row) {
        check_id(c, &next, vw_stmt_int(stmt, 0), table);
    }
    vw_stmt_free(stmt);
    return status;
}

/* ---- evidence ----------------------------------------------------------------------------- */

enum { AT_ID, AT_IMPORT, AT_ROW_NO, AT_ROW_COUNT, AT_SUBJECTS };

static const char *rows_sql(check *c, const char *table, const vw_columns *columns)
{
    vw_buf sql = {.arena = c->arena};
    vw_buf_add(&sql, "SELECT e.id, e.import_id, e.row_no, coalesce(i.row_count, 0), e.subject");
    for (size_t i = 0; i < columns->count; i++) {
        if (columns->items[i].ref) {
            vw_buf_addf(&sql, ", e.\"%s\"", columns->items[i].name);
        }
    }
    vw_buf_addf(&sql,
                " FROM \"%s\" e LEFT JOIN import i ON i.id = e.import_id AND i.kind = '%s' "
                "ORDER BY e.id",
                table, table + strlen("ev_"));
    return vw_buf_text(&sql);
}

static void note_subjects(check *c, const vw_stmt *row)
{
    int count = vw_stmt_columns(row);
    for (int i = AT_SUBJECTS; i < count; i++) {
        int64_t subject = vw_stmt_is_null(row, i) ? 0 : vw_stmt_int(row, i);
        if (subject > 0 && subject <= c->subjects) {
            c->named[subject / 8] |= (unsigned char)(1u << subject % 8);
        }
    }
}

static vw_status check_rows(check *c, const char *table, vw_stmt *rows)
{
    int64_t next = 1, import = 0, row_no = 0;
    vw_status status;
    bool row = true;
    c->told = 0;
    while ((status = vw_stmt_step(rows, c->diags, &row)) == VW_OK && row) {
        int64_t of = vw_stmt_int(rows, AT_IMPORT);
        int64_t number_of_row = vw_stmt_int(rows, AT_ROW_NO);
        check_id(c, &next, vw_stmt_int(rows, AT_ID), table);
        if ((of < import || (of == import && number_of_row < row_no)) && tell(c)) {
            VW_DIAG(c->diags, L052, c->place, number(c, number_of_row), number(c, of), table);
        }
        bool known = of > 0 && of <= c->imports;
        if (known && ++c->rows_of[of] > vw_stmt_int(rows, AT_ROW_COUNT) && tell(c)) {
            VW_DIAG(c->diags, L053, c->place, number(c, number_of_row), number(c, of), table);
        }
        import = of;
        row_no = number_of_row;
        note_subjects(c, rows);
    }
    return status;
}

static vw_status check_table(check *c, const char *table)
{
    vw_columns columns;
    vw_stmt *rows = NULL;
    vw_status status =
        vw_evidence__columns(&columns, c->db, c->arena, c->diags, table + strlen("ev_"));
    if (status == VW_OK) {
        status = open_stmt(&rows, c, rows_sql(c, table, &columns));
    }
    if (status == VW_OK) {
        status = check_rows(c, table, rows);
    }
    vw_stmt_free(rows);
    return status;
}

static vw_status check_evidence(check *c)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status = open_stmt(&stmt, c,
                                 "SELECT name FROM sqlite_schema WHERE type = 'table' AND name "
                                 "GLOB 'ev_[a-z]*' AND name NOT GLOB '*[^a-z0-9_]*' ORDER BY name");
    while (status == VW_OK && (status = vw_stmt_step(stmt, c->diags, &row)) == VW_OK && row) {
        status = check_table(c, vw_strdup(c->arena, vw_stmt_text(stmt, 0)));
    }
    vw_stmt_free(stmt);
    return status;
}

/* ---- what nothing speaks of ---------------------------------------------------------------- */

/* Subjects may have been removed; but a number far beyond their count must not ask for memory. */
static vw_status count_all(check *c)
{
    vw_status status = vw_db__number(&c->subjects, c->db, c->diags,
                                     "SELECT min(max(id), 2 * count(*) + 1000) FROM subject");
    if (status == VW_OK) {
        status = vw_db__number(&c->imports, c->db, c->diags, "SELECT count(*) FROM import");
    }
    if (status == VW_OK) {
        c->named = vw_alloc(c->arena, (size_t)c->subjects / 8 + 1);
        c->rows_of = VW_NEW_ARRAY(c->arena, (size_t)c->imports + 1, int64_t);
    }
    return status;
}

static vw_status find_short_imports(check *c)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    c->told = 0;
    vw_status status = open_stmt(&stmt, c, "SELECT id, row_count, kind FROM import ORDER BY id");
    while (status == VW_OK && (status = vw_stmt_step(stmt, c->diags, &row)) == VW_OK && row) {
        int64_t id = vw_stmt_int(stmt, 0), count = vw_stmt_int(stmt, 1);
        bool known = id > 0 && id <= c->imports;
        if (known && c->rows_of[id] < count && tell(c)) {
            VW_DIAG(c->diags, L051, c->place, number(c, count - c->rows_of[id]), number(c, id),
                    vw_printf(c->arena, "ev_%s", vw_stmt_text(stmt, 2)));
        }
    }
    vw_stmt_free(stmt);
    return status;
}

static vw_status find_unnamed(check *c)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    c->told = 0;
    vw_status status = open_stmt(&stmt, c, "SELECT id, kind, key FROM subject ORDER BY id");
    while (status == VW_OK && (status = vw_stmt_step(stmt, c->diags, &row)) == VW_OK && row) {
        int64_t id = vw_stmt_int(stmt, 0);
        bool named = id > 0 && id <= c->subjects && (c->named[id / 8] & 1u << id % 8);
        if (!named && tell(c)) {
            VW_DIAG(c->diags, L054, c->place, vw_stmt_text(stmt, 1), vw_stmt_text(stmt, 2));
        }
    }
    vw_stmt_free(stmt);
    return status;
}

static vw_status find_unused_files(check *c)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    c->told = 0;
    vw_status status = open_stmt(&stmt, c,
                                 "SELECT sha256 FROM set_file WHERE sha256 NOT IN (SELECT sha256 "
                                 "FROM evaluation_file) ORDER BY sha256");
    while (status == VW_OK && (status = vw_stmt_step(stmt, c->diags, &row)) == VW_OK && row) {
        if (tell(c)) {
            VW_DIAG(c->diags, L055, c->place, vw_stmt_text(stmt, 0));
        }
    }
    vw_stmt_free(stmt);
    return status;
}

vw_status vw_whole_rows(bool *intact, vw_dossier *dossier, vw_diags *diags)
{
    vw_arena *scratch = vw_arena_new();
    check c = {.intact = intact,
               .db = vw_dossier_db(dossier),
               .arena = scratch,
               .diags = diags,
               .place = {.file = vw_dossier_path(dossier)}};
    vw_status status = count_all(&c);
    if (status == VW_OK) {
        status = check_numbers(&c, "subject");
    }
    if (status == VW_OK) {
        status = check_numbers(&c, "artefact_content");
    }
    if (status == VW_OK) {
        status = check_numbers(&c, "outcome_set");
    }
    if (status == VW_OK) {
        status = check_numbers(&c, "subject_set");
    }
    if (status == VW_OK) {
        status = check_evidence(&c);
    }
    if (status == VW_OK) {
        status = find_short_imports(&c);
    }
    if (status == VW_OK) {
        status = find_unnamed(&c);
    }
    if (status == VW_OK) {
        status = find_unused_files(&c);
    }
    vw_arena_free(scratch);
    return status;
}
