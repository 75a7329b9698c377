/* SPDX-License-Identifier: EUPL-1.2 */
#include "evidence.h"

#include "intake/values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FIELDS_MAX = 256 };

static void demand(evidence *e, bool holds, const char *what)
{
    if (!holds) {
        vw_diags_print(e->diags, stderr, VW_EN, false);
        fprintf(stderr, "the evidence of this test cannot be made: %s\n", what);
        abort();
    }
}

vw_rule_frame evidence_frame(void)
{
    return (vw_rule_frame){.as_of = vw_date_of(2025, 12, 31),
                           .period_from = vw_date_of(2025, 1, 1),
                           .period_until = vw_date_of(2025, 12, 31),
                           .mark = 1000};
}

evidence *evidence_new(const vw_catalogue *catalogue)
{
    const vw_dossier_head head = {.name = "Voorbeeld",
                                  .type = "municipality",
                                  .year = 2025,
                                  .as_of = vw_date_of(2025, 12, 31),
                                  .period_from = vw_date_of(2025, 1, 1),
                                  .period_until = vw_date_of(2025, 12, 31)};
    vw_arena *arena = vw_arena_new();
    evidence *e = VW_NEW(arena, evidence);
    e->arena = arena;
    e->diags = vw_diags_new(arena);
    e->catalogue = catalogue;
    snprintf(e->folder, sizeof e->folder, "/tmp/vw-rules-XXXXXX");
    demand(e, mkdtemp(e->folder) != NULL, "folder");
    snprintf(e->path, sizeof e->path, "%s/dossier", e->folder);
    demand(e, vw_dossier_create(e->path, &head, catalogue, arena, e->diags) == VW_OK, "dossier");
    vw_status status =
        vw_dossier_open(&e->dossier, arena, e->diags, e->path, VW_READ_WRITE, catalogue);
    demand(e, status == VW_OK, "open");
    /* It is thrown away afterwards: no need to wait for the disk. */
    status = vw_db_exec(vw_dossier_db(e->dossier), e->diags, "PRAGMA synchronous = OFF");
    demand(e, status == VW_OK, "speed");
    return e;
}

void evidence_free(evidence *e)
{
    char path[48], folder[32];
    memcpy(path, e->path, sizeof path);
    memcpy(folder, e->folder, sizeof folder);
    vw_arena_free(e->arena);
    unlink(path);
    rmdir(folder);
}

static void finish_import(evidence *e)
{
    if (e->import != NULL) {
        int64_t id;
        demand(e, vw_import_end(e->import, e->diags, &id) == VW_OK, "end of import");
        demand(e, vw_db_commit(vw_dossier_db(e->dossier), e->diags) == VW_OK, "commit");
        e->import = NULL;
    }
}

void evidence_import(evidence *e, const char *kind, vw_date from, vw_date until)
{
    finish_import(e);
    e->kind = vw_catalogue_find(e->catalogue, kind);
    demand(e, e->kind != NULL, kind);
    e->rows = 0;
    e->head = (vw_import_head){.kind = e->kind,
                               .file_name = "test",
                               .importer = "test/1",
                               .collected_at = "2025-12-31",
                               .collected_by = "tester",
                               .method = "examine",
                               .complete = from != VW_DATE_NONE,
                               .complete_from = from,
                               .complete_until = until};
    demand(e, vw_db_begin(vw_dossier_db(e->dossier), e->diags) == VW_OK, "begin");
    vw_status status = vw_import_begin(&e->import, e->dossier, e->arena, e->diags, &e->head);
    demand(e, status == VW_OK, "import");
}

static const char *text_of(const vw_field *field, const char *const *names,
                           const char *const *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], field->name) == 0) {
            return values[i];
        }
    }
    return strcmp(field->name, "effective_from") == 0 ? "2020-01-01"
           : strcmp(field->name, "occurred_on") == 0  ? "2025-06-30"
                                                      : NULL;
}

/* A list as a file has it: what the store keeps of it is no form to write a test in. */
static vw_value list_of(evidence *e, const vw_field *field, const char *text)
{
    vw_value value;
    demand(e, vw_intake__value(&value, e->arena, e->diags, &(vw_place){0}, field, text), text);
    return value;
}

static vw_value value_of(evidence *e, const vw_field *field, const char *text)
{
    if (text == NULL) {
        return (vw_value){.is = VW_VALUE_UNKNOWN};
    }
    if (field->type == VW_TYPE_LIST) {
        return list_of(e, field, text);
    }
    if (field->type == VW_TYPE_BOOL || field->type == VW_TYPE_INTEGER) {
        bool yes = strcmp(text, "yes") == 0;
        return (vw_value){.is = VW_VALUE_INTEGER, .integer = yes ? 1 : strtoll(text, NULL, 10)};
    }
    if (field->type == VW_TYPE_NUMBER) {
        return (vw_value){.is = VW_VALUE_REAL, .real = strtod(text, NULL)};
    }
    return (vw_value){.is = VW_VALUE_TEXT, .text = text};
}

void evidence_record(evidence *e, const char *key, const char *const *names,
                     const char *const *values, size_t count)
{
    vw_value row[FIELDS_MAX];
    demand(e, e->import != NULL && e->kind->field_count <= FIELDS_MAX, key);
    for (size_t i = 0; i < count; i++) {
        demand(e, vw_kind_field(e->kind, names[i]) != NULL, names[i]);
    }
    for (size_t i = 0; i < e->kind->field_count; i++) {
        const vw_field *field = &e->kind->fields[i];
        row[i] = value_of(e, field, text_of(field, names, values, count));
    }
    demand(e, vw_import_row(e->import, e->diags, ++e->rows, key, row, NULL) == VW_OK, key);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *outcome_word(vw_stmt *stmt)
{
    int64_t outcome = vw_stmt_int(stmt, 2);
    return vw_stmt_is_null(stmt, 2) ? "unknown"
           : outcome == 1           ? "pass"
           : outcome == 0           ? "fail"
                                    : "neither";
}

const char *evidence_outcomes(evidence *e, vw_arena *arena, vw_diags *diags, const char *sql)
{
    VW_VEC(const char *) lines = {0};
    vw_stmt *stmt = NULL;
    bool row = true;
    finish_import(e);
    vw_db *db = vw_dossier_db(e->dossier);
    vw_db_sandbox(db, true);
    vw_status status = vw_stmt_new(&stmt, db, arena, diags, sql);
    while (status == VW_OK && (status = vw_stmt_step(stmt, diags, &row)) == VW_OK && row) {
        VW_PUSH(arena, lines, vw_printf(arena, "%s %s", vw_stmt_text(stmt, 1), outcome_word(stmt)));
    }
    if (stmt != NULL) {
        vw_stmt_free(stmt);
    }
    vw_db_sandbox(db, false);
    if (status != VW_OK) {
        return NULL;
    }
    vw_buf out = {.arena = arena};
    if (lines.count > 0) {
        qsort(lines.items, lines.count, sizeof *lines.items, by_text);
    }
    for (size_t i = 0; i < lines.count; i++) {
        vw_buf_addf(&out, "%s%s", i > 0 ? ", " : "", lines.items[i]);
    }
    return lines.count > 0 ? vw_buf_text(&out) : "nothing";
}

int64_t evidence_number(evidence *e, const char *sql)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    finish_import(e);
    vw_db_sandbox(vw_dossier_db(e->dossier), true);
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(e->dossier), e->arena, e->diags, sql);
    demand(e, status == VW_OK, sql);
    demand(e, vw_stmt_step(stmt, e->diags, &row) == VW_OK && row, sql);
    int64_t number = vw_stmt_int(stmt, 0);
    vw_stmt_free(stmt);
    vw_db_sandbox(vw_dossier_db(e->dossier), false);
    return number;
}
