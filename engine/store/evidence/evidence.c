/* SPDX-License-Identifier: EUPL-1.2 */
/* Adding evidence: subjects on first mention, rows with their hash, the import's own row last. */
#include "store/evidence.h"

#include "base/worker.h"
#include "store/db/db_private.h"
#include "store/evidence/evidence_private.h"
#include "store/evidence/evidence_tables.h"
#include "store/evidence/evidence_writer.h"
#include "store/ledger.h"

#include <string.h>

/* Batches that go round between who reads and who writes. */
enum { BATCHES = 4 };

struct vw_import {
    vw_db *db;
    vw_arena *arena; /* the caller's */
    vw_arena *own;   /* until the end, with all that the writing thread uses */
    const vw_import_head *head;
    int64_t id;
    int64_t last_row_before; /* id of the table's last row before this import */
    bool into_empty;
    uint64_t rows;
    vw_shape *shape;
    vw_row row;
    vw_row_hasher *row_hasher;
    vw_hasher *content_hasher;
    vw_batch *batch; /* being filled; NULL: none is at hand */
    vw_worker *worker;
    vw_writer *writer;
    vw_status written; /* of the writing thread, with its diagnostics: read when it rests */
    vw_diags *writers_diags;
};

/* ---- the writing thread ------------------------------------------------------------------ */

static bool write_batch(void *what, void *batch)
{
    vw_import *import = what;
    import->written = vw_writer__write(import->writer, import->writers_diags, batch);
    return import->written == VW_OK;
}

/* Waits until all rows are written; what went wrong is told once. */
static vw_status settle(vw_import *import, vw_diags *diags)
{
    if (import->batch != NULL) {
        import->batch = NULL;
        vw_worker_hand_over(import->worker);
    }
    if (vw_worker_wait(import->worker)) {
        return VW_OK;
    }
    for (size_t i = 0; i < vw_diags_kept(import->writers_diags); i++) {
        const vw_diag *diag = vw_diags_get(import->writers_diags, i);
        vw_diag_add(diags, diag->msg, diag->place, diag->args[0], diag->args[1], diag->args[2],
                    diag->args[3]);
    }
    import->writers_diags = vw_diags_new(import->own);
    return import->written == VW_OK ? VW_ERR_STORE : import->written;
}

static void let_go(void *what)
{
    vw_import *import = what;
    vw_worker_stop(import->worker);
    vw_writer__close(import->writer);
}

static void free_own(void *what)
{
    vw_import *import = what;
    vw_arena_free(import->own);
    import->own = NULL;
}

/* ---- begin ------------------------------------------------------------------------------- */

static vw_status start_writing(vw_import *import, vw_diags *diags)
{
    vw_arena *own = import->own;
    import->shape = vw_shape__new(own, import->head->kind, import->id);
    import->row.lengths = VW_NEW_ARRAY(own, import->head->kind->field_count, size_t);
    import->row_hasher = vw_row_hasher__new(own, import->head->kind);
    import->content_hasher = vw_hasher_new(own);
    vw_hasher_start(import->content_hasher);
    import->writers_diags = vw_diags_new(own);
    vw_status status =
        vw_writer__new(&import->writer, import->db, own, diags, import->shape, import->into_empty);
    if (status != VW_OK) {
        return status;
    }
    void **batches = VW_NEW_ARRAY(own, BATCHES, void *);
    for (size_t i = 0; i < BATCHES; i++) {
        batches[i] = vw_batch__new(own, import->shape);
    }
    import->worker = vw_worker_new(own, write_batch, import, batches, BATCHES);
    vw_db__bulk(import->db, let_go, import);
    return VW_OK;
}

vw_status vw_import_begin(vw_import **out, vw_dossier *dossier, vw_arena *arena, vw_diags *diags,
                          const vw_import_head *head)
{
    *out = NULL;
    vw_import *import = VW_NEW(arena, vw_import);
    *import = (vw_import){
        .db = vw_dossier_db(dossier), .arena = arena, .own = vw_arena_new(), .head = head};
    vw_arena_on_free(arena, free_own, import);
    vw_status status = vw_import_mark(dossier, diags, &import->id);
    import->id++;
    if (status == VW_OK) {
        status = vw_db__number(&import->last_row_before, import->db, diags,
                               vw_printf(arena, "SELECT max(id) FROM \"ev_%s\"", head->kind->name));
    }
    import->into_empty = import->last_row_before == 0;
    if (status == VW_OK && import->into_empty) {
        status = vw_evidence__make_indexes(import->db, diags, head->kind);
    }
    if (status == VW_OK) {
        status = start_writing(import, diags);
    }
    *out = status == VW_OK ? import : NULL;
    return status;
}

/* ---- a row ------------------------------------------------------------------------------- */

static void measure(vw_row *row, size_t field_count)
{
    row->key_length = strlen(row->key);
    row->raw_length = row->raw == NULL ? 0 : strlen(row->raw);
    row->bytes = row->key_length + row->raw_length;
    for (size_t i = 0; i < field_count; i++) {
        if (row->values[i].is == VW_VALUE_TEXT) {
            row->lengths[i] = strlen(row->values[i].text);
            row->bytes += row->lengths[i];
        }
    }
}

/* A batch with room for the row at hand; NULL when writing has failed. */
static vw_batch *batch_for(vw_import *import)
{
    if (import->batch != NULL && !vw_batch__has_room(import->batch, &import->row)) {
        import->batch = NULL;
        vw_worker_hand_over(import->worker);
    }
    if (import->batch == NULL) {
        import->batch = vw_worker_item(import->worker);
        if (import->batch != NULL) {
            (void)vw_batch__has_room(import->batch, &import->row); /* it makes room */
        }
    }
    return import->batch;
}

vw_status vw_import_row(vw_import *import, vw_diags *diags, uint32_t row_no, const char *key,
                        const vw_value *values, const char *raw)
{
    vw_row *row = &import->row;
    row->row_no = row_no;
    row->key = key;
    row->values = values;
    row->raw = raw;
    measure(row, import->head->kind->field_count);
    vw_batch *batch = batch_for(import);
    if (batch == NULL) {
        return settle(import, diags);
    }
    row->sha256 = vw_row_hasher__hash(import->row_hasher, row);
    vw_batch__add(batch, import->shape, row);
    char number[VW_NUMBER_BYTES];
    vw_evidence__integer_text(number, row_no);
    vw_hasher_add_text(import->content_hasher, number);
    vw_hasher_add(import->content_hasher, row->sha256.bytes, sizeof row->sha256.bytes);
    import->rows++;
    return VW_OK;
}

vw_status vw_import_twice(vw_import *import, vw_diags *diags,
                          void (*fn)(void *what, const char *key, uint32_t first_row, uint32_t row),
                          void *what)
{
    vw_status status = settle(import, diags);
    if (status != VW_OK || vw_writer__all_new(import->writer)) {
        return status;
    }
    /* One sort of this import's subjects, on disk when they are many; the row numbers are looked up
     * only for what was found twice. */
    vw_arena *scratch = vw_arena_new();
    vw_stmt *stmt = NULL;
    status = vw_stmt_new(
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
    vw_status status = settle(import, diags);
    let_go(import);
    vw_db__bulk(import->db, NULL, NULL);
    if (status == VW_OK) {
        status = vw_evidence__make_indexes(import->db, diags, import->head->kind);
    }
    if (status == VW_OK) {
        status = count_superseding(&superseding, import, diags);
    }
    if (status == VW_OK) {
        status = write_import(import, diags, superseding);
    }
    free_own(import);
    *id = status == VW_OK ? import->id : 0;
    return status;
}

vw_status vw_import_mark(vw_dossier *dossier, vw_diags *diags, int64_t *mark)
{
    return vw_db__number(mark, vw_dossier_db(dossier), diags, "SELECT max(id) FROM import");
}
