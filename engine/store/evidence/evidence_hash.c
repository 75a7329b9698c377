/* SPDX-License-Identifier: EUPL-1.2 */
/* Computes an import's hashes again from what is stored: the recipe stands in evidence.h. */
#include "store/db/db_private.h"
#include "store/evidence.h"
#include "store/evidence/evidence_private.h"
#include "store/evidence/evidence_tables.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void vw_evidence__integer_text(char out[VW_NUMBER_BYTES], int64_t value)
{
    char digits[VW_NUMBER_BYTES];
    char *at = digits + sizeof digits;
    uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
    *--at = '\0';
    do {
        *--at = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (value < 0) {
        *--at = '-';
    }
    memcpy(out, at, (size_t)(digits + sizeof digits - at));
}

void vw_evidence__real_text(char out[VW_NUMBER_BYTES], double value)
{
    char local[VW_NUMBER_BYTES];
    snprintf(local, sizeof local, "%.17g", value);
    /* The locale's own mark may be of several bytes: whatever is no part of a number is the point.
     */
    size_t length = 0;
    for (const char *at = local; *at != '\0'; at++) {
        bool digit = strchr("0123456789+-einfa", *at) != NULL;
        if (digit || length == 0 || out[length - 1] != '.') {
            out[length++] = digit ? *at : '.';
        }
    }
    out[length] = '\0';
}

void vw_evidence__head_hash(char hex[65], const char *const texts[VW_IMPORT_HEAD_TEXTS])
{
    vw_arena *scratch = vw_arena_new();
    vw_hasher *hasher = vw_hasher_new(scratch);
    vw_hasher_start(hasher);
    for (int i = 0; i < VW_IMPORT_SHEET; i++) {
        vw_hasher_add_text(hasher, texts[i]);
    }
    /* Under their names, so that the hash of an import that has neither is what it always was. */
    if (texts[VW_IMPORT_SHEET] != NULL) {
        vw_hasher_add_text(hasher, "sheet");
        vw_hasher_add_text(hasher, texts[VW_IMPORT_SHEET]);
    }
    if (texts[VW_IMPORT_PRODUCER] != NULL) {
        vw_hasher_add_text(hasher, "producer");
        vw_hasher_add_text(hasher, texts[VW_IMPORT_PRODUCER]);
    }
    vw_digest digest = vw_hasher_end(hasher);
    vw_digest_hex(hex, &digest);
    vw_arena_free(scratch);
}

typedef struct {
    const char *kind;
    int64_t row_count;
    const char *content; /* hex */
    bool head_agrees;
} import_facts;

enum { AT_KIND = 1, AT_ROW_COUNT = 4, AT_CONTENT = 12, AT_HEAD_HASH = VW_IMPORT_HEAD_TEXTS };

static void take_facts(import_facts *out, vw_stmt *stmt, vw_arena *scratch)
{
    const char *texts[VW_IMPORT_HEAD_TEXTS];
    char hex[65];
    for (int i = 0; i < VW_IMPORT_HEAD_TEXTS; i++) {
        const char *text = vw_stmt_text(stmt, i);
        texts[i] = text != NULL ? vw_strdup(scratch, text) : NULL;
    }
    vw_evidence__head_hash(hex, texts);
    *out = (import_facts){.kind = texts[AT_KIND],
                          .row_count = strtoll(texts[AT_ROW_COUNT], NULL, 10),
                          .content = texts[AT_CONTENT],
                          .head_agrees = strcmp(hex, vw_stmt_text(stmt, AT_HEAD_HASH)) == 0};
}

static vw_status read_facts(import_facts *out, vw_db *db, vw_arena *scratch, vw_diags *diags,
                            vw_place place, int64_t id)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_status status = vw_stmt_new(&stmt, db, scratch, diags,
                                   "SELECT " VW_IMPORT_COLUMNS ", from_date, until_date, sheet, "
                                   "producer, head_sha256 FROM import LEFT JOIN import_complete "
                                   "ON import_id = id WHERE id = ?1");
    if (status != VW_OK) {
        return status;
    }
    vw_stmt_bind_int(stmt, 1, id);
    status = vw_stmt_step(stmt, diags, &row);
    if (status == VW_OK && !row) {
        VW_DIAG(diags, D032, place, vw_printf(scratch, "%" PRId64, id));
        status = VW_ERR_STORE;
    }
    if (status == VW_OK) {
        take_facts(out, stmt, scratch);
    }
    vw_stmt_free(stmt);
    return status;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(((const vw_column *)a)->name, ((const vw_column *)b)->name);
}

enum { AT_ROW_NO, AT_HASH, AT_KEY, AT_RAW, AT_FIELDS };

/* A field is one column, a reference two: kind and key. */
static const char *rows_sql(vw_arena *scratch, const char *kind, const vw_columns *columns)
{
    vw_buf sql = {.arena = scratch};
    vw_buf joins = {.arena = scratch};
    vw_buf_add(&sql, "SELECT e.row_no, e.row_sha256, s.key, e.raw");
    for (size_t i = 0; i < columns->count; i++) {
        const vw_column *column = &columns->items[i];
        if (!column->ref) {
            vw_buf_addf(&sql, ", e.\"%s\"", column->name);
            continue;
        }
        vw_buf_addf(&sql, ", r%zu.kind, r%zu.key", i, i);
        vw_buf_addf(&joins, " LEFT JOIN subject r%zu ON r%zu.id = e.\"%s\"", i, i, column->name);
    }
    vw_buf_addf(&sql,
                " FROM \"ev_%s\" e LEFT JOIN subject s ON s.id = e.subject AND s.kind = ?2%s"
                " WHERE e.import_id = ?1 ORDER BY e.id",
                kind, vw_buf_text(&joins));
    return vw_buf_text(&sql);
}

/* A text that hides something behind a NUL is none that was imported. */
static const char *whole_text(const vw_stmt *stmt, int column)
{
    size_t length = 0;
    (void)vw_stmt_blob(stmt, column, &length);
    const char *text = vw_stmt_text(stmt, column);
    return text != NULL && strlen(text) == length ? text : NULL;
}

static void add_value(vw_hasher *hasher, const vw_stmt *stmt, int column, const char *name)
{
    char number[VW_NUMBER_BYTES];
    const char *text = number;
    switch (vw_stmt_type(stmt, column)) {
    case VW_SQL_NULL:
        return;
    case VW_SQL_INTEGER:
        vw_evidence__integer_text(number, vw_stmt_int(stmt, column));
        break;
    case VW_SQL_REAL:
        vw_evidence__real_text(number, vw_stmt_real(stmt, column));
        break;
    case VW_SQL_TEXT:
    case VW_SQL_BLOB:
        text = whole_text(stmt, column);
        break;
    }
    vw_hasher_add_text(hasher, name);
    vw_hasher_add_text(hasher, text);
}

static bool row_agrees(vw_hasher *hasher, const vw_stmt *stmt, const char *kind,
                       const vw_columns *columns)
{
    size_t length = 0;
    int at = AT_FIELDS;
    vw_hasher_start(hasher);
    vw_hasher_add_text(hasher, kind);
    vw_hasher_add_text(hasher, whole_text(stmt, AT_KEY));
    for (size_t i = 0; i < columns->count; i++) {
        const vw_column *column = &columns->items[i];
        if (!column->ref) {
            add_value(hasher, stmt, at++, column->name);
            continue;
        }
        if (!vw_stmt_is_null(stmt, at)) {
            vw_hasher_add_text(hasher, column->name);
            vw_hasher_add_text(hasher, whole_text(stmt, at));
            vw_hasher_add_text(hasher, whole_text(stmt, at + 1));
        }
        at += 2;
    }
    add_value(hasher, stmt, AT_RAW, "raw");
    vw_digest computed = vw_hasher_end(hasher);
    const void *stored = vw_stmt_blob(stmt, AT_HASH, &length);
    return length == sizeof computed.bytes && memcmp(stored, computed.bytes, length) == 0;
}

/* Walks the rows; [*content] is the hash over the stored hashes. */
static vw_status check_rows(vw_import_check *out, vw_digest *content, vw_stmt *rows,
                            vw_arena *scratch, vw_diags *diags, const char *kind,
                            const vw_columns *columns)
{
    vw_hasher *row_hasher = vw_hasher_new(scratch);
    vw_hasher *content_hasher = vw_hasher_new(scratch);
    vw_hasher_start(content_hasher);
    vw_status status;
    bool row = true;
    while ((status = vw_stmt_step(rows, diags, &row)) == VW_OK && row) {
        size_t length = 0;
        const void *stored = vw_stmt_blob(rows, AT_HASH, &length);
        vw_hasher_add_text(content_hasher, vw_stmt_text(rows, AT_ROW_NO));
        vw_hasher_add(content_hasher, stored, length);
        out->rows++;
        if (out->intact && !row_agrees(row_hasher, rows, kind, columns)) {
            out->intact = false;
            out->first_bad_row = (uint32_t)vw_stmt_int(rows, AT_ROW_NO);
        }
    }
    *content = vw_hasher_end(content_hasher);
    return status;
}

static vw_status verify(vw_import_check *out, vw_db *db, vw_arena *scratch, vw_diags *diags,
                        vw_place place, int64_t id)
{
    import_facts facts;
    vw_columns columns;
    vw_stmt *rows = NULL;
    vw_status status = read_facts(&facts, db, scratch, diags, place, id);
    if (status == VW_OK) {
        status = vw_evidence__columns(&columns, db, scratch, diags, facts.kind);
    }
    if (status != VW_OK) {
        return status;
    }
    if (columns.count == 0) { /* of a kind that there is no table of */
        out->intact = false;
        VW_DIAG(diags, D033, place, vw_printf(scratch, "%" PRId64, id));
        return VW_OK;
    }
    qsort(columns.items, columns.count, sizeof *columns.items, compare_names);
    status = vw_stmt_new(&rows, db, scratch, diags, rows_sql(scratch, facts.kind, &columns));
    if (status != VW_OK) {
        return status;
    }
    vw_stmt_bind_int(rows, 1, id);
    vw_stmt_bind_text(rows, 2, facts.kind);
    vw_digest content;
    status = check_rows(out, &content, rows, scratch, diags, facts.kind, &columns);
    if (status != VW_OK) {
        return status;
    }
    char hex[65];
    const char *import = vw_printf(scratch, "%" PRId64, id);
    vw_digest_hex(hex, &content);
    if (!out->intact) {
        VW_DIAG(diags, D030, place, vw_printf(scratch, "%" PRIu32, out->first_bad_row), import);
    }
    if ((int64_t)out->rows != facts.row_count || strcmp(hex, facts.content) != 0) {
        out->intact = false;
        VW_DIAG(diags, D031, place, import);
    }
    if (!facts.head_agrees) {
        out->intact = false;
        VW_DIAG(diags, D033, place, import);
    }
    return VW_OK;
}

vw_status vw_import_verify(vw_import_check *out, vw_dossier *dossier, vw_diags *diags,
                           int64_t import_id)
{
    *out = (vw_import_check){.intact = true};
    vw_arena *scratch = vw_arena_new();
    vw_place place = {.file = vw_dossier_path(dossier)};
    vw_status status = verify(out, vw_dossier_db(dossier), scratch, diags, place, import_id);
    vw_arena_free(scratch);
    return status;
}

/* The rows of one table of evidence whose import is none of its kind. */
static vw_status count_strays(uint64_t *count, vw_db *db, vw_arena *scratch, vw_diags *diags,
                              vw_place place, const char *table)
{
    int64_t rows = 0;
    vw_status status = vw_db__number(&rows, db, diags,
                                     vw_printf(scratch,
                                               "SELECT count(*) FROM \"%s\" WHERE import_id NOT IN "
                                               "(SELECT id FROM import WHERE kind = '%s')",
                                               table, table + strlen("ev_")));
    if (status == VW_OK && rows > 0) {
        *count += (uint64_t)rows;
        VW_DIAG(diags, D034, place, vw_printf(scratch, "%" PRId64, rows), table);
    }
    return status;
}

static vw_status find_strays(uint64_t *count, vw_db *db, vw_arena *scratch, vw_diags *diags,
                             vw_place place)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status = vw_stmt_new(&stmt, db, scratch, diags,
                                   "SELECT name FROM sqlite_schema WHERE type = 'table' AND "
                                   "name GLOB 'ev_[a-z]*' AND name NOT GLOB '*[^a-z0-9_]*' "
                                   "ORDER BY name");
    while (status == VW_OK && (status = vw_stmt_step(stmt, diags, &row)) == VW_OK && row) {
        status = count_strays(count, db, scratch, diags, place, vw_stmt_text(stmt, 0));
    }
    vw_stmt_free(stmt);
    return status;
}

static vw_status find_gaps(uint64_t *count, vw_db *db, vw_arena *scratch, vw_diags *diags,
                           vw_place place, int64_t last)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    int64_t next = 1;
    vw_status status = vw_stmt_new(&stmt, db, scratch, diags,
                                   "SELECT id FROM import UNION SELECT ?1 + 1 ORDER BY id");
    if (status == VW_OK) {
        vw_stmt_bind_int(stmt, 1, last);
    }
    while (status == VW_OK && (status = vw_stmt_step(stmt, diags, &row)) == VW_OK && row) {
        int64_t id = vw_stmt_int(stmt, 0);
        if (id > next) {
            *count += 1;
            VW_DIAG(diags, D035, place, vw_printf(scratch, "%" PRId64, next),
                    vw_printf(scratch, "%" PRId64, id - 1));
        }
        next = id + 1;
    }
    vw_stmt_free(stmt);
    return status;
}

vw_status vw_evidence_strays(uint64_t *count, vw_dossier *dossier, vw_diags *diags, int64_t last)
{
    vw_arena *scratch = vw_arena_new();
    vw_db *db = vw_dossier_db(dossier);
    vw_place place = {.file = vw_dossier_path(dossier)};
    *count = 0;
    vw_status status = find_strays(count, db, scratch, diags, place);
    if (status == VW_OK) {
        status = find_gaps(count, db, scratch, diags, place, last);
    }
    vw_arena_free(scratch);
    return status;
}
