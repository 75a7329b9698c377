/* SPDX-License-Identifier: EUPL-1.2 */
/* Three statements a batch: which of the subjects named have a number, the new ones, the rows.
 *
 * A batch believes three sources about a subject, the cheapest first: what was looked up lately,
 * the dossier, and, for a key of a kind that nothing was known of, that it is new. The last belief
 * is tested by the UNIQUE of table subject when the new ones are added. When it refuses any, all of
 * the batch are asked again: by then the dossier has them all. Of a kind that others refer to it is
 * given up then: more of its keys go round than are remembered.
 *
 * OR FAIL: what fails undoes the whole import, so SQLite need not keep what one statement changed.
 */
#include "store/evidence/evidence_writer.h"

#include "store/db/db_private.h"
#include "store/evidence/evidence_tables.h"

#include <string.h>

/* What the statements read from. */
#define ROWS_FEED "evidence_rows"
#define ASKED_FEED "evidence_asked"
#define NEW_FEED "evidence_new"
enum { ASKED_COLUMNS = 2, NEW_COLUMNS = 2 };
/* Mentions that are recalled together: as many as a processor waits for at once. */
enum { GROUP = 16 };

struct vw_writer {
    vw_db *db;
    const vw_shape *shape;
    vw_subjects *lately;
    bool *first;    /* by kind of the shape: what is not remembered is taken for new */
    bool repeated;  /* an own key that was taken for new was not */
    int64_t before; /* the highest number of a subject that was there before the row at hand */
    bool *indexed;  /* by field: its index stands, and is empty */
    bool *read;     /* by column: [add_rows] reads it from the batch */
    int64_t last_subject;
    vw_feed rows, asked, new;
    vw_datum *asked_data, *new_data;
    const vw_mention **asked_of; /* by row of [asked] */
    vw_arena *arena;
    vw_stmt *find, *add_subjects, *add_rows;
};

static vw_status prepare(vw_writer *writer, vw_arena *arena, vw_diags *diags)
{
    vw_db *db = writer->db;
    vw_status status = vw_db__feed(db, diags, ROWS_FEED, &writer->rows);
    if (status == VW_OK) {
        status = vw_db__feed(db, diags, ASKED_FEED, &writer->asked);
    }
    if (status == VW_OK) {
        status = vw_db__feed(db, diags, NEW_FEED, &writer->new);
    }
    if (status == VW_OK) {
        status = vw_stmt_new(&writer->find, db, arena, diags,
                             "SELECT a.rowid, s.id FROM " ASKED_FEED " a CROSS JOIN subject s"
                             " ON s.kind = a.c0 AND s.key = a.c1");
    }
    if (status == VW_OK) {
        status = vw_stmt_new(&writer->add_subjects, db, arena, diags,
                             "INSERT OR FAIL INTO subject (kind, key)"
                             " SELECT c0, c1 FROM " NEW_FEED " WHERE true"
                             " ON CONFLICT (kind, key) DO NOTHING");
    }
    return status;
}

static vw_status find_first(vw_writer *writer, vw_arena *arena, vw_diags *diags)
{
    const vw_shape *shape = writer->shape;
    vw_status status = VW_OK;
    writer->first = VW_NEW_ARRAY(arena, shape->kind_count, bool);
    for (uint32_t i = 0; i < shape->kind_count && status == VW_OK; i++) {
        int64_t known = 0;
        status = vw_db__number(&known, writer->db, diags,
                               vw_printf(arena,
                                         "SELECT EXISTS (SELECT 1 FROM subject WHERE kind = '%s')",
                                         shape->kinds[i]));
        writer->first[i] = known == 0;
    }
    return status;
}

static vw_status find_last(vw_writer *writer, vw_diags *diags)
{
    return vw_db__number(&writer->last_subject, writer->db, diags, "SELECT max(id) FROM subject");
}

vw_status vw_writer__new(vw_writer **out, vw_db *db, vw_arena *arena, vw_diags *diags,
                         const vw_shape *shape, bool into_empty)
{
    *out = NULL;
    vw_writer *writer = VW_NEW(arena, vw_writer);
    size_t most = vw_batch__mentions_most(shape);
    *writer = (vw_writer){.db = db,
                          .arena = arena,
                          .shape = shape,
                          .lately = vw_subjects__new(arena),
                          .rows.columns = VW_AT_FIELDS + (int)shape->kind->field_count,
                          .asked.columns = ASKED_COLUMNS,
                          .new.columns = NEW_COLUMNS,
                          .asked_data = VW_NEW_ARRAY(arena, most * ASKED_COLUMNS, vw_datum),
                          .new_data = VW_NEW_ARRAY(arena, most * NEW_COLUMNS, vw_datum),
                          .asked_of = VW_NEW_ARRAY(arena, most, const vw_mention *),
                          .indexed = VW_NEW_ARRAY(arena, shape->kind->field_count, bool)};
    writer->read = VW_NEW_ARRAY(arena, (size_t)writer->rows.columns, bool);
    writer->asked.items = writer->asked_data;
    writer->new.items = writer->new_data;
    vw_status status = find_first(writer, arena, diags);
    for (size_t i = 0; i < shape->kind->field_count; i++) {
        writer->indexed[i] = into_empty && shape->kind->fields[i].type == VW_TYPE_REF;
    }
    /* New subjects are numbered in the order of the rows: each goes in at the end. */
    if (status == VW_OK && into_empty && !writer->first[VW_OWN_KIND]) {
        status = vw_evidence__drop_index(db, diags, shape->kind, VW_INDEX_OF_SUBJECTS);
    }
    if (status == VW_OK) {
        status = find_last(writer, diags);
    }
    if (status == VW_OK) {
        status = prepare(writer, arena, diags);
    }
    *out = status == VW_OK ? writer : NULL;
    return status;
}

/* ---- the numbers of subjects ------------------------------------------------------------- */

static vw_datum text_of(const char *text, size_t length)
{
    return (vw_datum){.type = VW_SQL_TEXT, .length = (uint32_t)length, .value.bytes = text};
}

static vw_datum kind_of(const vw_writer *writer, const vw_mention *mention)
{
    const char *kind = writer->shape->kinds[mention->sought.kind];
    return text_of(kind, strlen(kind));
}

/* Own keys come once, unless rows refer to each other. */
static bool worth_remembering(const vw_writer *writer, const vw_mention *mention)
{
    return !mention->own || writer->shape->refers_to_own;
}

static void remember(vw_writer *writer, const vw_mention *mention)
{
    if (worth_remembering(writer, mention)) {
        vw_subjects__remember(writer->lately, &mention->sought, *mention->id);
    }
}

static void recall(const vw_writer *writer, const vw_mention *mention)
{
    if (worth_remembering(writer, mention)) {
        *mention->id = vw_subjects__find(writer->lately, &mention->sought);
    }
}

static void ask(vw_writer *writer, const vw_mention *mention)
{
    vw_datum *row = writer->asked_data + writer->asked.rows * ASKED_COLUMNS;
    row[0] = kind_of(writer, mention);
    row[1] = text_of(mention->sought.key, mention->sought.length);
    writer->asked_of[writer->asked.rows++] = mention;
}

/* That its number is not the one it was believed to get proves nothing: another key of the batch
 * may have been known, and all behind that one move up. But new subjects are numbered in the order
 * of the rows, so that of one which a row before named, or the dossier had, is not above theirs. */
static void see_own(vw_writer *writer, int64_t id)
{
    writer->repeated = writer->repeated || id <= writer->before;
    writer->before = id;
}

static vw_status find_asked(vw_writer *writer, vw_diags *diags)
{
    bool row = writer->asked.rows > 0;
    vw_status status = VW_OK;
    while (row && (status = vw_stmt_step(writer->find, diags, &row)) == VW_OK && row) {
        const vw_mention *mention = writer->asked_of[vw_stmt_int(writer->find, 0)];
        const int64_t id = vw_stmt_int(writer->find, 1);
        if (mention->own) {
            see_own(writer, id);
        } else if (*mention->id != 0 && *mention->id != id) { /* it was believed to be another */
            writer->first[mention->sought.kind] = false;
        }
        *mention->id = id;
        remember(writer, mention);
    }
    vw_stmt_reset(writer->find);
    writer->asked.rows = 0;
    return status;
}

/* What was looked up lately lies all over some megabytes, and waiting for it took a tenth of the
 * writing. So a group of mentions is asked for in three rounds. */
static void recall_group(const vw_writer *writer, const vw_mention *mentions, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (worth_remembering(writer, &mentions[i])) {
            vw_subjects__fetch_set(writer->lately, &mentions[i].sought);
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (worth_remembering(writer, &mentions[i])) {
            vw_subjects__fetch_key(writer->lately, &mentions[i].sought);
        }
    }
    for (size_t i = 0; i < count; i++) {
        recall(writer, &mentions[i]);
    }
}

static vw_status find_known(vw_writer *writer, vw_diags *diags, const vw_batch *batch)
{
    for (size_t i = 0; i < batch->mention_count; i++) {
        const vw_mention *mention = &batch->mentions[i];
        if (i % GROUP == 0) {
            size_t left = batch->mention_count - i;
            recall_group(writer, mention, left < GROUP ? left : GROUP);
        }
        if (*mention->id == 0 && !writer->first[mention->sought.kind]) {
            ask(writer, mention);
        }
    }
    return find_asked(writer, diags);
}

static void number_new(vw_writer *writer, const vw_batch *batch)
{
    for (size_t i = 0; i < batch->mention_count; i++) {
        const vw_mention *mention = &batch->mentions[i];
        if (*mention->id == 0) {
            recall(writer, mention); /* named before in this batch */
        }
        if (*mention->id != 0) {
            continue;
        }
        *mention->id = ++writer->last_subject;
        remember(writer, mention);
        vw_datum *row = writer->new_data + writer->new.rows *NEW_COLUMNS;
        row[0] = kind_of(writer, mention);
        row[1] = text_of(mention->sought.key, mention->sought.length);
        writer->new.rows++;
    }
}

static vw_status add_new(vw_writer *writer, vw_diags *diags, const vw_batch *batch)
{
    if (writer->new.rows == 0) {
        return VW_OK;
    }
    vw_status status = vw_stmt_run(writer->add_subjects, diags);
    /* SQLite numbers them itself, on from the last: all went in when the last has its number. */
    bool refused = (size_t)vw_db__changes(writer->db) < writer->new.rows ||
                   vw_db_last_id(writer->db) != writer->last_subject;
    writer->new.rows = 0;
    if (status == VW_OK && refused) {
        status = find_last(writer, diags);
    }
    if (status != VW_OK || !refused) {
        return status;
    }
    vw_subjects__forget(writer->lately);
    for (size_t i = 0; i < batch->mention_count; i++) {
        ask(writer, &batch->mentions[i]);
    }
    return find_asked(writer, diags);
}

/* ---- the rows ---------------------------------------------------------------------------- */

/* Sorting once is faster than inserting a million times, but reads the whole table. So the index of
 * a field in which nobody refers to anything stays, and that of another goes with its first row. */
static vw_status drop_filling(vw_writer *writer, vw_diags *diags, const vw_batch *batch)
{
    const vw_kind *kind = writer->shape->kind;
    vw_status status = VW_OK;
    for (size_t i = 0; i < kind->field_count && status == VW_OK; i++) {
        if (writer->indexed[i] && batch->filled[VW_AT_FIELDS + i]) {
            writer->indexed[i] = false;
            status = vw_evidence__drop_index(writer->db, diags, kind, kind->fields[i].name);
        }
    }
    return status;
}

/* In the order in which the table had its columns when it was made: SQLite takes values that come
 * in its own order as they are, and copies others. The id is the next one. */
static const char *insert_sql(const vw_writer *writer)
{
    const vw_kind *kind = writer->shape->kind;
    vw_buf sql = {.arena = writer->arena};
    vw_buf_addf(&sql,
                "INSERT OR FAIL INTO \"ev_%s\" (id, subject, import_id, row_no, row_sha256, raw",
                kind->name);
    for (size_t i = 0; i < kind->field_count; i++) {
        vw_buf_addf(&sql, ", \"%s\"", kind->fields[i].name);
    }
    vw_buf_addf(&sql, ") SELECT NULL, c%d, %lld, c%d, c%d", VW_AT_SUBJECT,
                (long long)writer->shape->import_id, VW_AT_ROW_NO, VW_AT_HASH);
    for (int i = VW_AT_RAW; i < writer->rows.columns; i++) {
        vw_buf_addf(&sql, writer->read[i] ? ", c%d" : ", NULL", i);
    }
    vw_buf_add(&sql, " FROM " ROWS_FEED);
    return vw_buf_text(&sql);
}

/* A file fills half of the fields of its kind. To ask a batch for a NULL costs as much as for a
 * value, so the statement asks only for columns in which something stood. */
static vw_status prepare_rows(vw_writer *writer, vw_diags *diags, const vw_batch *batch)
{
    bool more = writer->add_rows == NULL;
    for (size_t i = 0; i < (size_t)writer->rows.columns; i++) {
        more = more || (batch->filled[i] && !writer->read[i]);
        writer->read[i] = writer->read[i] || batch->filled[i];
    }
    if (!more) {
        return VW_OK;
    }
    vw_stmt_free(writer->add_rows);
    return vw_stmt_new(&writer->add_rows, writer->db, writer->arena, diags, insert_sql(writer));
}

vw_status vw_writer__write(vw_writer *writer, vw_diags *diags, vw_batch *batch)
{
    vw_status status = find_known(writer, diags, batch);
    if (status == VW_OK) {
        number_new(writer, batch);
        status = add_new(writer, diags, batch);
        writer->before = writer->last_subject;
    }
    if (status == VW_OK) {
        status = drop_filling(writer, diags, batch);
    }
    if (status == VW_OK) {
        status = prepare_rows(writer, diags, batch);
    }
    if (status == VW_OK) {
        writer->rows = batch->rows;
        status = vw_stmt_run(writer->add_rows, diags);
    }
    vw_batch__empty(batch);
    return status;
}

bool vw_writer__all_new(const vw_writer *writer)
{
    /* Where rows refer to each other, an own key that is known may only have been referred to. */
    return writer->first[VW_OWN_KIND] && !writer->repeated && !writer->shape->refers_to_own;
}

void vw_writer__close(vw_writer *writer)
{
    static const char *const feeds[] = {ROWS_FEED, ASKED_FEED, NEW_FEED};
    vw_stmt_free(writer->find);
    vw_stmt_free(writer->add_subjects);
    vw_stmt_free(writer->add_rows);
    for (size_t i = 0; i < sizeof feeds / sizeof *feeds; i++) {
        vw_db__unfeed(writer->db, feeds[i]);
    }
}
