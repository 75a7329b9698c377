/* SPDX-License-Identifier: EUPL-1.2 */
/* Adding evidence: subjects on first mention, rows with their hash, the import's own row last. */
#include "store/evidence.h"
#include "store/db_private.h"
#include "store/evidence_private.h"
#include "store/evidence_tables.h"
#include "store/ledger.h"

#include <stdlib.h>
#include <string.h>

/* Columns of an evidence row before its fields: subject, import_id, row_no, row_sha256, raw. */
enum { OWN_VALUES = 5 };

struct vw_import {
    vw_db *db;
    vw_arena *arena;
    const vw_import_head *head;
    int64_t id;
    int64_t last_row_before; /* id of the table's last row before this import */
    bool into_empty;
    uint64_t rows;
    vw_stmt *find_subject, *add_subject, *add_row;
    const size_t *by_name; /* the kind's fields in order of the bytes of their names */
    vw_hasher *row_hasher, *content_hasher;
};

static const size_t *order_by_name(vw_arena *arena, const vw_kind *kind)
{
    size_t *order = VW_NEW_ARRAY(arena, kind->field_count, size_t);
    for (size_t i = 0; i < kind->field_count; i++) {
        size_t at = i;
        while (at > 0 && strcmp(kind->fields[order[at - 1]].name, kind->fields[i].name) > 0) {
            order[at] = order[at - 1];
            at--;
        }
        order[at] = i;
    }
    return order;
}

static const char *insert_sql(vw_arena *arena, const vw_kind *kind)
{
    vw_buf sql = {.arena = arena};
    vw_buf_addf(&sql, "INSERT INTO \"ev_%s\" (subject, import_id, row_no, row_sha256, raw",
                kind->name);
    for (size_t i = 0; i < kind->field_count; i++) {
        vw_buf_addf(&sql, ", \"%s\"", kind->fields[i].name);
    }
    vw_buf_add(&sql, ") VALUES (?, ?, ?, ?, ?");
    for (size_t i = 0; i < kind->field_count; i++) {
        vw_buf_add(&sql, ", ?");
    }
    vw_buf_add(&sql, ")");
    return vw_buf_text(&sql);
}

static vw_status prepare(vw_import *import, vw_diags *diags)
{
    vw_status status = vw_stmt_new(&import->find_subject, import->db, import->arena, diags,
                                   "SELECT id FROM subject WHERE kind = ?1 AND key = ?2");
    if (status == VW_OK) {
        status = vw_stmt_new(&import->add_subject, import->db, import->arena, diags,
                             "INSERT INTO subject (kind, key) VALUES (?1, ?2)");
    }
    if (status == VW_OK) {
        status = vw_stmt_new(&import->add_row, import->db, import->arena, diags,
                             insert_sql(import->arena, import->head->kind));
    }
    return status;
}

vw_status vw_import_begin(vw_import **out, vw_dossier *dossier, vw_arena *arena, vw_diags *diags,
                          const vw_import_head *head)
{
    *out = NULL;
    vw_import *import = VW_NEW(arena, vw_import);
    import->db = vw_dossier_db(dossier);
    import->arena = arena;
    import->head = head;
    vw_status status = vw_import_mark(dossier, diags, &import->id);
    import->id++;
    if (status == VW_OK) {
        status = vw_db__number(&import->last_row_before, import->db, diags,
                               vw_printf(arena, "SELECT max(id) FROM \"ev_%s\"", head->kind->name));
    }
    import->into_empty = import->last_row_before == 0;
    if (status == VW_OK && import->into_empty) {
        status = vw_evidence__drop_indexes(import->db, diags, head->kind);
    }
    if (status == VW_OK) {
        status = prepare(import, diags);
    }
    import->by_name = order_by_name(arena, head->kind);
    import->row_hasher = vw_hasher_new(arena);
    import->content_hasher = vw_hasher_new(arena);
    vw_hasher_start(import->content_hasher);
    *out = status == VW_OK ? import : NULL;
    return status;
}

static vw_status subject_of(int64_t *out, vw_import *import, vw_diags *diags, const char *kind,
                            const char *key)
{
    bool found = false;
    vw_stmt_bind_text(import->find_subject, 1, kind);
    vw_stmt_bind_text(import->find_subject, 2, key);
    vw_status status = vw_stmt_step(import->find_subject, diags, &found);
    if (found) {
        *out = vw_stmt_int(import->find_subject, 0);
    }
    vw_stmt_reset(import->find_subject);
    if (status != VW_OK || found) {
        return status;
    }
    vw_stmt_bind_text(import->add_subject, 1, kind);
    vw_stmt_bind_text(import->add_subject, 2, key);
    status = vw_stmt_run(import->add_subject, diags);
    *out = vw_db_last_id(import->db);
    return status;
}

static vw_digest hash_row(const vw_import *import, const char *key, const vw_value *values,
                          const char *raw)
{
    const vw_kind *kind = import->head->kind;
    vw_hasher *hasher = import->row_hasher;
    char number[VW_NUMBER_BYTES];
    vw_hasher_start(hasher);
    vw_hasher_add_text(hasher, kind->name);
    vw_hasher_add_text(hasher, key);
    for (size_t i = 0; i < kind->field_count; i++) {
        const vw_value *value = &values[import->by_name[i]];
        const char *text = value->text;
        if (value->is == VW_VALUE_UNKNOWN) {
            continue;
        }
        if (value->is == VW_VALUE_INTEGER) {
            vw_evidence__integer_text(number, value->integer);
            text = number;
        } else if (value->is == VW_VALUE_REAL) {
            vw_evidence__real_text(number, value->real);
            text = number;
        }
        const vw_field *field = &kind->fields[import->by_name[i]];
        vw_hasher_add_text(hasher, field->name);
        if (field->type == VW_TYPE_REF) {
            vw_hasher_add_text(hasher, field->to);
        }
        vw_hasher_add_text(hasher, text);
    }
    if (raw != NULL) {
        vw_hasher_add_text(hasher, "raw");
        vw_hasher_add_text(hasher, raw);
    }
    return vw_hasher_end(hasher);
}

static vw_status bind_value(vw_import *import, vw_diags *diags, int index, const vw_field *field,
                            const vw_value *value)
{
    int64_t subject = 0;
    vw_status status = VW_OK;
    switch (value->is) {
    case VW_VALUE_UNKNOWN:
        vw_stmt_bind_null(import->add_row, index);
        break;
    case VW_VALUE_TEXT:
        if (field->type != VW_TYPE_REF) {
            vw_stmt_bind_text(import->add_row, index, value->text);
            break;
        }
        status = subject_of(&subject, import, diags, field->to, value->text);
        vw_stmt_bind_int(import->add_row, index, subject);
        break;
    case VW_VALUE_INTEGER:
        vw_stmt_bind_int(import->add_row, index, value->integer);
        break;
    case VW_VALUE_REAL:
        vw_stmt_bind_real(import->add_row, index, value->real);
        break;
    }
    return status;
}

vw_status vw_import_row(vw_import *import, vw_diags *diags, uint32_t row_no, const char *key,
                        const vw_value *values, const char *raw)
{
    const vw_kind *kind = import->head->kind;
    vw_stmt *add_row = import->add_row;
    int64_t subject = 0;
    vw_status status = subject_of(&subject, import, diags, kind->name, key);
    for (size_t i = 0; i < kind->field_count && status == VW_OK; i++) {
        status = bind_value(import, diags, (int)i + 1 + OWN_VALUES, &kind->fields[i], &values[i]);
    }
    if (status != VW_OK) {
        return status;
    }
    vw_digest hash = hash_row(import, key, values, raw);
    vw_stmt_bind_int(add_row, 1, subject);
    vw_stmt_bind_int(add_row, 2, import->id);
    vw_stmt_bind_int(add_row, 3, row_no);
    vw_stmt_bind_blob(add_row, 4, hash.bytes, sizeof hash.bytes);
    vw_stmt_bind_text(add_row, 5, raw);
    char number[VW_NUMBER_BYTES];
    vw_evidence__integer_text(number, row_no);
    vw_hasher_add_text(import->content_hasher, number);
    vw_hasher_add(import->content_hasher, hash.bytes, sizeof hash.bytes);
    import->rows++;
    return vw_stmt_run(add_row, diags);
}

vw_status vw_import_twice(vw_import *import, vw_diags *diags,
                          void (*fn)(void *what, const char *key, uint32_t first_row, uint32_t row),
                          void *what)
{
    /* One sort of this import's subjects, on disk when they are many; the row numbers are looked up
     * only for what was found twice. */
    vw_arena *scratch = vw_arena_new();
    vw_stmt *stmt = NULL;
    vw_status status = vw_stmt_new(
        &stmt, import->db, scratch, diags,
        vw_printf(scratch,
                  "WITH twice (subject, first_id) AS (SELECT subject, min(id) FROM \"ev_%s\""
                  " WHERE id > ?1 GROUP BY subject HAVING count(*) > 1)"
                  " SELECT s.key, f.row_no, e.row_no FROM \"ev_%s\" e"
                  " JOIN twice t ON t.subject = e.subject AND e.id > t.first_id"
                  " JOIN \"ev_%s\" f ON f.id = t.first_id JOIN subject s ON s.id = e.subject"
                  " WHERE e.id > ?1 ORDER BY e.id",
                  import->head->kind->name, import->head->kind->name, import->head->kind->name));
    bool row = true;
    if (status == VW_OK) {
        vw_stmt_bind_int(stmt, 1, import->last_row_before);
    }
    while (status == VW_OK && (status = vw_stmt_step(stmt, diags, &row)) == VW_OK && row) {
        fn(what, vw_stmt_text(stmt, 0), (uint32_t)vw_stmt_int(stmt, 1),
           (uint32_t)vw_stmt_int(stmt, 2));
    }
    vw_arena_free(scratch);
    return status;
}

static vw_status count_superseding(int64_t *out, vw_import *import, vw_diags *diags)
{
    *out = 0;
    if (import->into_empty) {
        return VW_OK;
    }
    return vw_db__number(
        out, import->db, diags,
        vw_printf(import->arena,
                  "SELECT count(*) FROM \"ev_%s\" n WHERE n.id > %lld AND EXISTS"
                  " (SELECT 1 FROM \"ev_%s\" o WHERE o.subject = n.subject AND o.import_id < %lld)",
                  import->head->kind->name, (long long)import->last_row_before,
                  import->head->kind->name, (long long)import->id));
}

/* Of import's columns in the order of VW_IMPORT_COLUMNS, and of the declaration's two. */
static void head_texts(const char *texts[VW_IMPORT_HEAD_TEXTS], vw_import *import,
                       int64_t superseding)
{
    const vw_import_head *head = import->head;
    vw_arena *arena = import->arena;
    char *file = vw_alloc(arena, 65), *content = vw_alloc(arena, 65), *now = vw_alloc(arena, 21);
    char *from = vw_alloc(arena, 11), *until = vw_alloc(arena, 11);
    vw_digest hash = vw_hasher_end(import->content_hasher);
    vw_digest_hex(file, &head->file_sha256);
    vw_digest_hex(content, &hash);
    vw_instant_format(now, vw_clock_now());
    vw_date_format(from, head->complete_from);
    vw_date_format(until, head->complete_until);
    const char *const all[VW_IMPORT_HEAD_TEXTS] = {
        vw_printf(arena, "%lld", (long long)import->id),
        head->kind->name,
        head->file_name,
        file,
        vw_printf(arena, "%llu", (unsigned long long)import->rows),
        head->importer,
        head->collected_at,
        head->collected_by,
        head->method,
        now,
        VW_VERSION,
        vw_printf(arena, "%lld", (long long)superseding),
        content,
        head->complete ? from : NULL,
        head->complete ? until : NULL,
        head->sheet,
        head->producer,
    };
    memcpy(texts, all, sizeof all);
}

/* One row of texts: SQLite stores those for its INTEGER columns as numbers. */
static vw_status insert_texts(vw_import *import, vw_diags *diags, const char *sql,
                              const char *const *texts, int count)
{
    vw_stmt *stmt = NULL;
    vw_status status = vw_stmt_new(&stmt, import->db, import->arena, diags, sql);
    for (int i = 0; i < count && status == VW_OK; i++) {
        vw_stmt_bind_text(stmt, i + 1, texts[i]);
    }
    if (status == VW_OK) {
        status = vw_stmt_run(stmt, diags);
    }
    vw_stmt_free(stmt);
    return status;
}

static vw_status write_import(vw_import *import, vw_diags *diags, int64_t superseding)
{
    const char *texts[VW_IMPORT_HEAD_TEXTS];
    char hex[65];
    head_texts(texts, import, superseding);
    vw_evidence__head_hash(hex, texts);
    const char *columns[VW_IMPORT_FROM + 3];
    memcpy(columns, texts, VW_IMPORT_FROM * sizeof *columns);
    columns[VW_IMPORT_FROM] = hex;
    columns[VW_IMPORT_FROM + 1] = texts[VW_IMPORT_SHEET];
    columns[VW_IMPORT_FROM + 2] = texts[VW_IMPORT_PRODUCER];
    vw_status status =
        insert_texts(import, diags,
                     "INSERT INTO import (" VW_IMPORT_COLUMNS ", head_sha256, sheet, producer) "
                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                     columns, VW_IMPORT_FROM + 3);
    if (status == VW_OK && import->head->complete) {
        const char *const declared[] = {texts[0], texts[VW_IMPORT_FROM], texts[VW_IMPORT_UNTIL]};
        status = insert_texts(import, diags,
                              "INSERT INTO import_complete (import_id, from_date, until_date) "
                              "VALUES (?1, ?2, ?3)",
                              declared, 3);
    }
    return status == VW_OK ? vw_ledger_add(import->db, diags, VW_ENTRY_IMPORT, import->id, hex)
                           : status;
}

vw_status vw_import_end(vw_import *import, vw_diags *diags, int64_t *id)
{
    int64_t superseding = 0;
    vw_status status = vw_evidence__make_indexes(import->db, diags, import->head->kind);
    if (status == VW_OK) {
        status = count_superseding(&superseding, import, diags);
    }
    if (status == VW_OK) {
        status = write_import(import, diags, superseding);
    }
    *id = status == VW_OK ? import->id : 0;
    return status;
}

vw_status vw_import_mark(vw_dossier *dossier, vw_diags *diags, int64_t *mark)
{
    return vw_db__number(mark, vw_dossier_db(dossier), diags, "SELECT max(id) FROM import");
}
