/* SPDX-License-Identifier: EUPL-1.2 */
/* Computes an import's hashes again from what is stored: the recipe stands in evidence.h. */
#include "store/evidence.h"
#include "store/evidence_private.h"
#include "store/evidence_tables.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void vw_evidence__integer_text(char out[VW_NUMBER_BYTES], int64_t value)
{
    snprintf(out, VW_NUMBER_BYTES, "%" PRId64, value);
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

typedef struct {
    const char *kind;
    int64_t row_count;
    const char *content; /* hex */
} import_facts;

static vw_status read_facts(import_facts *out, vw_db *db, vw_arena *scratch, vw_diags *diags,
                            vw_place place, int64_t id)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_status status =
        vw_stmt_new(&stmt, db, scratch, diags,
                    "SELECT kind, row_count, content_sha256 FROM import WHERE id = ?1");
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
        out->kind = vw_strdup(scratch, vw_stmt_text(stmt, 0));
        out->row_count = vw_stmt_int(stmt, 1);
        out->content = vw_strdup(scratch, vw_stmt_text(stmt, 2));
    }
    vw_stmt_free(stmt);
    return status;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(((const vw_column *)a)->name, ((const vw_column *)b)->name);
}

enum { AT_ROW_NO, AT_HASH, AT_KEY, AT_FIELDS };

static const char *rows_sql(vw_arena *scratch, const char *kind, const vw_columns *columns)
{
    vw_buf sql = {.arena = scratch};
    vw_buf_add(&sql, "SELECT e.row_no, e.row_sha256, s.key");
    for (size_t i = 0; i < columns->count; i++) {
        const vw_column *column = &columns->items[i];
        vw_buf_addf(&sql,
                    column->ref ? ", (SELECT key FROM subject WHERE id = e.\"%s\")" : ", e.\"%s\"",
                    column->name);
    }
    vw_buf_addf(&sql,
                " FROM \"ev_%s\" e LEFT JOIN subject s ON s.id = e.subject AND s.kind = ?2"
                " WHERE e.import_id = ?1 ORDER BY e.id",
                kind);
    return vw_buf_text(&sql);
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
        text = vw_stmt_text(stmt, column);
        break;
    }
    vw_hasher_add_text(hasher, name);
    vw_hasher_add_text(hasher, text);
}

static bool row_agrees(vw_hasher *hasher, const vw_stmt *stmt, const char *kind,
                       const vw_columns *columns)
{
    size_t length = 0;
    vw_hasher_start(hasher);
    vw_hasher_add_text(hasher, kind);
    vw_hasher_add_text(hasher, vw_stmt_text(stmt, AT_KEY));
    for (size_t i = 0; i < columns->count; i++) {
        add_value(hasher, stmt, AT_FIELDS + (int)i, columns->items[i].name);
    }
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
    if (columns.count > 0) {
        qsort(columns.items, columns.count, sizeof *columns.items, compare_names);
    }
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
