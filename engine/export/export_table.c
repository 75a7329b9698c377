/* SPDX-License-Identifier: EUPL-1.2 */
/* One kind as CSV, record by record: memory does not grow with their number. */
#include "export/export_private.h"

#include "model/list.h"
#include "store/records.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    vw_export_stream *out;
    vw_buf line;    /* the record at hand */
    vw_stmt *spool; /* ?1 key, ?2 line; NULL: lines are written in the order of their keys */
    vw_diags *diags;
    const vw_catalogue *catalogue;
    const vw_kind *kind;
    const vw_secret *secret; /* NULL: names as they are */
    const vw_field *key_of;  /* a text that is the key of a record whose kind stands in... */
    const vw_field *kind_of; /* ...this one; NULL: the kind has no such pair */
    vw_arena *scratch;       /* one record */
    uint64_t rows;
} table;

void vw_export__put(vw_export_stream *out, const char *text)
{
    size_t length = strlen(text);
    vw_hasher_add(out->hasher, text, length);
    /* What goes wrong shows when the file is closed. */
    (void)fwrite(text, 1, length, out->stream);
}

/* Spreadsheets run what begins like this; a number is harmless, a text may be anybody's. */
static bool runs(const char *text)
{
    return *text != '\0' && strchr("=+-@\t\r", *text) != NULL;
}

static void put_cell(table *t, const char *text, bool is_text)
{
    bool guarded = is_text && runs(text);
    if (!guarded && strpbrk(text, ",\"\r\n") == NULL) {
        vw_buf_add(&t->line, text);
        return;
    }
    vw_buf_add(&t->line, guarded ? "\"\t" : "\"");
    for (const char *at = text; *at != '\0'; at++) {
        vw_buf_addn(&t->line, at, 1);
        if (*at == '"') {
            vw_buf_add(&t->line, "\"");
        }
    }
    vw_buf_add(&t->line, "\"");
}

static const char *text_of(const table *t, const vw_stored_record *record, const vw_field *field)
{
    return field == NULL ? NULL : record->texts[field - t->kind->fields];
}

/* Does the pair of this record name a record whose key says who it is about? */
static bool names_person(const table *t, const vw_stored_record *record)
{
    const char *name = text_of(t, record, t->kind_of);
    const vw_kind *kind = name == NULL ? NULL : vw_catalogue_find(t->catalogue, name);
    return kind != NULL && kind->key_personal && text_of(t, record, t->key_of) != NULL;
}

static int by_bytes(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Item by item, and in the order of the new names: the old order would tell who is who. */
static const char *list_pseudonyms(const table *t, const char *text)
{
    VW_VEC(const char *) names = {0};
    vw_buf out = {.arena = t->scratch};
    const char *item, *at = text;
    size_t length;
    while (vw_list_next(&item, &length, &at)) {
        const char *name = vw_strndup(t->scratch, item, length);
        VW_PUSH(t->scratch, names, vw_pseudonym(t->scratch, t->secret, name));
    }
    if (names.count > 0) {
        qsort(names.items, names.count, sizeof *names.items, by_bytes);
    }
    for (size_t i = 0; i < names.count; i++) {
        vw_buf_addf(&out, "%s%s", i > 0 ? VW_LIST_MARK : "", names.items[i]);
    }
    return names.count > 0 ? vw_buf_text(&out) : text;
}

static const char *field_text(const table *t, const vw_stored_record *record, size_t index)
{
    const vw_field *field = &t->kind->fields[index];
    const char *text = record->texts[index];
    if (text == NULL || t->secret == NULL) {
        return text;
    }
    bool personal = field->personal;
    if (field->type == VW_TYPE_REF) {
        const vw_kind *to = vw_catalogue_find(t->catalogue, field->to);
        personal = to != NULL && to->key_personal;
    } else if (field == t->key_of) {
        personal = personal || names_person(t, record);
    }
    if (personal && field->type == VW_TYPE_LIST && field->value_count == 0) {
        return list_pseudonyms(t, text);
    }
    bool replaceable = field->type == VW_TYPE_TEXT || field->type == VW_TYPE_REF;
    return personal && replaceable ? vw_pseudonym(t->scratch, t->secret, text) : text;
}

/* A key that was made of another record's key gives that away. */
static const char *key_text(const table *t, const vw_stored_record *record)
{
    const char *named = text_of(t, record, t->key_of);
    bool personal = t->kind->key_personal || (t->secret != NULL && names_person(t, record) &&
                                              strstr(record->key, named) != NULL);
    return personal && t->secret != NULL ? vw_pseudonym(t->scratch, t->secret, record->key)
                                         : record->key;
}

/* A number with three decimals as one that nobody can take for thousands: 1.125 as 1.1250. */
static const char *unambiguous(const table *t, const vw_field *field, const char *text)
{
    enum { DECIMALS = 3 };
    const char *point = field->type == VW_TYPE_NUMBER ? strchr(text, '.') : NULL;
    bool three = point != NULL && strlen(point + 1) == DECIMALS &&
                 strspn(point + 1, "0123456789") == DECIMALS;
    return three ? vw_printf(t->scratch, "%s0", text) : text;
}

static vw_status put_record(void *what, const vw_stored_record *record)
{
    table *t = what;
    vw_arena_reset(t->scratch);
    t->line = (vw_buf){.arena = t->scratch};
    const char *key = key_text(t, record);
    put_cell(t, key, true);
    for (size_t i = 0; i < t->kind->field_count; i++) {
        const vw_field *field = &t->kind->fields[i];
        const char *text = field_text(t, record, i);
        vw_buf_add(&t->line, ",");
        if (text != NULL && field->type == VW_TYPE_LIST) {
            put_cell(t, vw_list_cell(t->scratch, field, text, false, VW_EN), true);
        } else if (text != NULL) {
            put_cell(t, unambiguous(t, field, text),
                     field->type == VW_TYPE_TEXT || field->type == VW_TYPE_REF);
        }
    }
    vw_buf_add(&t->line, "\r\n");
    t->rows++;
    if (t->spool == NULL) {
        vw_export__put(t->out, vw_buf_text(&t->line));
        return VW_OK;
    }
    vw_stmt_bind_text(t->spool, 1, key);
    vw_stmt_bind_text(t->spool, 2, vw_buf_text(&t->line));
    return vw_stmt_run(t->spool, t->diags);
}

/* ---- the order of the lines -------------------------------------------------------------- */

/* In the order of their real keys, pseudonyms would be told by anybody with a list of staff: the
 * first is the first. They are put in an order of their own, on disk when they are many. */
static vw_status begin_spool(table *t, vw_db *db, vw_arena *arena)
{
    vw_status status = vw_db_exec(db, t->diags,
                                  "CREATE TEMP TABLE IF NOT EXISTS export_line (key TEXT, line "
                                  "TEXT); DELETE FROM temp.export_line");
    return status == VW_OK ? vw_stmt_new(&t->spool, db, arena, t->diags,
                                         "INSERT INTO temp.export_line (key, line) VALUES (?1, ?2)")
                           : status;
}

static vw_status write_spool(table *t, vw_db *db, vw_arena *arena)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status =
        vw_stmt_new(&stmt, db, arena, t->diags, "SELECT line FROM temp.export_line ORDER BY key");
    while (status == VW_OK && (status = vw_stmt_step(stmt, t->diags, &row)) == VW_OK && row) {
        vw_export__put(t->out, vw_stmt_text(stmt, 0));
    }
    vw_stmt_free(stmt);
    return status == VW_OK ? vw_db_exec(db, t->diags, "DELETE FROM temp.export_line") : status;
}

/* An exception and an attachment are about a record of any kind: it is named by two texts. */
static void find_pair(table *t)
{
    static const char *const pairs[][2] = {{"subject_kind", "subject_key"},
                                           {"record_kind", "record_key"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const vw_field *kind_of = vw_kind_field(t->kind, pairs[i][0]);
        const vw_field *key_of = vw_kind_field(t->kind, pairs[i][1]);
        if (kind_of != NULL && key_of != NULL) {
            t->kind_of = kind_of;
            t->key_of = key_of;
        }
    }
}

vw_status vw_export__table(uint64_t *rows, vw_export_stream *out, vw_dossier *dossier,
                           const vw_catalogue *catalogue, vw_diags *diags, const vw_kind *kind,
                           int64_t mark, const vw_secret *secret)
{
    table t = {.out = out,
               .catalogue = catalogue,
               .kind = kind,
               .secret = secret,
               .diags = diags,
               .scratch = vw_arena_new()};
    vw_db *db = vw_dossier_db(dossier);
    vw_arena *arena = vw_arena_new();
    vw_status status = VW_OK;
    find_pair(&t);
    vw_export__put(out, kind->key);
    for (size_t i = 0; i < kind->field_count; i++) {
        vw_export__put(out, ",");
        vw_export__put(out, kind->fields[i].name);
    }
    vw_export__put(out, "\r\n");
    if (secret != NULL && (kind->key_personal || t.key_of != NULL)) {
        status = begin_spool(&t, db, arena);
    }
    if (status == VW_OK) {
        status = vw_records_each(dossier, diags, kind, mark, put_record, &t);
    }
    if (status == VW_OK && t.spool != NULL) {
        status = write_spool(&t, db, arena);
    }
    *rows = t.rows;
    vw_arena_free(arena);
    vw_arena_free(t.scratch);
    return status;
}
