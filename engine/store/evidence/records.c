/* SPDX-License-Identifier: EUPL-1.2 */
/* Records out of the dossier, in the version that counts at a mark. One SELECT finds versions by
 * the index on (subject, import_id) and walks the keys in the order of their own index, so nothing
 * is sorted or kept. */
#include "store/records.h"
#include "store/evidence/evidence_private.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is selected before the fields. */
enum { AT_SUBJECT, AT_KEY, AT_IMPORT, AT_ROW_NO, AT_RAW, AT_FIELDS };
enum { BIND_KIND = 1, BIND_MARK, BIND_KEY };

typedef char number_text[VW_NUMBER_BYTES];

struct vw_record_finder {
    const vw_kind *kind;
    vw_stmt *stmt; /* NULL: the dossier has no table of this kind */
    vw_stored_record record;
    const char **texts;
    number_text *numbers; /* the texts of fields that are stored as a number */
};

/* ---- the question ------------------------------------------------------------------------ */

typedef VW_VEC(const char *) names;

/* A dossier that is only read need not have all that the catalogue has gained since. */
static vw_status columns_of(names *out, vw_db *db, vw_arena *arena, vw_diags *diags,
                            const char *table)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status =
        vw_stmt_new(&stmt, db, arena, diags, "SELECT name FROM pragma_table_info(?1)");
    if (status == VW_OK) {
        vw_stmt_bind_text(stmt, 1, table);
    }
    while (status == VW_OK && (status = vw_stmt_step(stmt, diags, &row)) == VW_OK && row) {
        VW_PUSH(arena, *out, vw_strdup(arena, vw_stmt_text(stmt, 0)));
    }
    vw_stmt_free(stmt);
    return status;
}

static bool has(const names *columns, const char *name)
{
    for (size_t i = 0; i < columns->count; i++) {
        if (strcmp(columns->items[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static void add_field(vw_buf *sql, const names *columns, const vw_field *field)
{
    if (!has(columns, field->name)) {
        vw_buf_add(sql, ", NULL");
    } else if (field->type == VW_TYPE_REF) {
        vw_buf_addf(sql, ", (SELECT r.key FROM subject r WHERE r.id = e.\"%s\")", field->name);
    } else {
        vw_buf_addf(sql, ", e.\"%s\"", field->name);
    }
}

/* CROSS JOIN keeps SQLite from walking the versions first and sorting them by key afterwards. */
static const char *question(vw_arena *arena, const vw_kind *kind, const names *columns, bool one)
{
    vw_buf sql = {.arena = arena};
    vw_buf_addf(&sql, "SELECT e.subject, s.key, e.import_id, e.row_no, %s",
                has(columns, "raw") ? "e.raw" : "NULL");
    for (size_t i = 0; i < kind->field_count; i++) {
        add_field(&sql, columns, &kind->fields[i]);
    }
    vw_buf_addf(&sql,
                " FROM subject s CROSS JOIN \"ev_%s\" e ON e.id ="
                " (SELECT v.id FROM \"ev_%s\" v WHERE v.subject = s.id AND v.import_id <= ?2"
                " ORDER BY v.import_id DESC, v.id DESC LIMIT 1)"
                " WHERE s.kind = ?1%s ORDER BY s.key",
                kind->name, kind->name, one ? " AND s.key = ?3" : "");
    return vw_buf_text(&sql);
}

static vw_status ask(vw_record_finder **out, vw_dossier *dossier, vw_arena *arena, vw_diags *diags,
                     const vw_kind *kind, bool one)
{
    vw_record_finder *finder = VW_NEW(arena, vw_record_finder);
    names columns = {0};
    vw_db *db = vw_dossier_db(dossier);
    finder->kind = kind;
    finder->texts = VW_NEW_ARRAY(arena, kind->field_count, const char *);
    finder->numbers = VW_NEW_ARRAY(arena, kind->field_count, number_text);
    finder->record.texts = finder->texts;
    vw_status status =
        columns_of(&columns, db, arena, diags, vw_printf(arena, "ev_%s", kind->name));
    if (status == VW_OK && columns.count > 0) {
        status = vw_stmt_new(&finder->stmt, db, arena, diags, question(arena, kind, &columns, one));
    }
    if (status == VW_OK && finder->stmt != NULL) {
        vw_stmt_bind_text(finder->stmt, BIND_KIND, kind->name);
    }
    *out = status == VW_OK ? finder : NULL;
    return status;
}

/* ---- the answer -------------------------------------------------------------------------- */

/* The fewest digits that are read as the same number: 0.1, not 0.10000000000000001. */
static void real_text(number_text out, double value)
{
    enum { DIGITS_ALWAYS_KEPT = 15, DIGITS_ENOUGH = 17 };
    for (int digits = DIGITS_ALWAYS_KEPT; digits <= DIGITS_ENOUGH; digits++) {
        snprintf(out, VW_NUMBER_BYTES, "%.*g", digits, value);
        double read = strtod(out, NULL);
        if (read <= value && read >= value) {
            break;
        }
    }
    const char *mark = localeconv()->decimal_point;
    char *found = strstr(out, mark);
    if (found != NULL) {
        size_t length = strlen(mark);
        *found = '.';
        memmove(found + 1, found + length, strlen(found + length) + 1);
    }
}

static const char *text_of(number_text number, const vw_stmt *stmt, int column)
{
    switch (vw_stmt_type(stmt, column)) {
    case VW_SQL_INTEGER:
        vw_evidence__integer_text(number, vw_stmt_int(stmt, column));
        return number;
    case VW_SQL_REAL:
        real_text(number, vw_stmt_real(stmt, column));
        return number;
    case VW_SQL_NULL:
    case VW_SQL_TEXT:
    case VW_SQL_BLOB:
        break;
    }
    return vw_stmt_text(stmt, column);
}

static void take_row(vw_record_finder *finder)
{
    const vw_stmt *stmt = finder->stmt;
    vw_stored_record *record = &finder->record;
    record->subject = vw_stmt_int(stmt, AT_SUBJECT);
    record->key = vw_stmt_text(stmt, AT_KEY);
    record->import_id = vw_stmt_int(stmt, AT_IMPORT);
    record->row_no = (uint32_t)vw_stmt_int(stmt, AT_ROW_NO);
    record->raw = vw_stmt_text(stmt, AT_RAW);
    for (size_t i = 0; i < finder->kind->field_count; i++) {
        finder->texts[i] = text_of(finder->numbers[i], stmt, AT_FIELDS + (int)i);
    }
}

vw_status vw_records_each(vw_dossier *dossier, vw_diags *diags, const vw_kind *kind, int64_t mark,
                          vw_status (*fn)(void *what, const vw_stored_record *record), void *what)
{
    vw_arena *scratch = vw_arena_new();
    vw_record_finder *finder = NULL;
    vw_status status = ask(&finder, dossier, scratch, diags, kind, false);
    bool row = status == VW_OK && finder->stmt != NULL;
    if (row) {
        vw_stmt_bind_int(finder->stmt, BIND_MARK, mark);
    }
    while (row && (status = vw_stmt_step(finder->stmt, diags, &row)) == VW_OK && row) {
        take_row(finder);
        status = fn(what, &finder->record);
        row = status == VW_OK;
    }
    vw_arena_free(scratch);
    return status;
}

vw_status vw_record_finder_new(vw_record_finder **out, vw_dossier *dossier, vw_arena *arena,
                               vw_diags *diags, const vw_kind *kind)
{
    return ask(out, dossier, arena, diags, kind, true);
}

vw_status vw_record_find(const vw_stored_record **out, vw_record_finder *finder, vw_diags *diags,
                         const char *key, int64_t mark)
{
    *out = NULL;
    if (finder->stmt == NULL) {
        return VW_OK;
    }
    bool row = false;
    vw_stmt_reset(finder->stmt);
    vw_stmt_bind_text(finder->stmt, BIND_KEY, key);
    vw_stmt_bind_int(finder->stmt, BIND_MARK, mark);
    vw_status status = vw_stmt_step(finder->stmt, diags, &row);
    if (row) {
        take_row(finder);
        *out = &finder->record;
    }
    return status;
}

void vw_record_rest(vw_record_finder *finder)
{
    if (finder->stmt != NULL) {
        vw_stmt_reset(finder->stmt);
    }
}

static const char *keep(vw_arena *arena, const char *text)
{
    return text != NULL ? vw_strdup(arena, text) : NULL;
}

vw_status vw_record_at(vw_stored_record *out, bool *found, vw_dossier *dossier, vw_arena *arena,
                       vw_diags *diags, const vw_kind *kind, const char *key, int64_t mark)
{
    vw_arena *scratch = vw_arena_new();
    vw_record_finder *finder = NULL;
    const vw_stored_record *record = NULL;
    vw_status status = vw_record_finder_new(&finder, dossier, scratch, diags, kind);
    if (status == VW_OK) {
        status = vw_record_find(&record, finder, diags, key, mark);
    }
    *found = record != NULL;
    if (*found) {
        const char **texts = VW_NEW_ARRAY(arena, kind->field_count, const char *);
        for (size_t i = 0; i < kind->field_count; i++) {
            texts[i] = keep(arena, record->texts[i]);
        }
        *out = *record;
        out->key = vw_strdup(arena, record->key);
        out->texts = texts;
        out->raw = keep(arena, record->raw);
    }
    vw_arena_free(scratch);
    return status;
}
