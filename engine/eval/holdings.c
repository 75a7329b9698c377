/* SPDX-License-Identifier: EUPL-1.2 */
/* Mostly asked of the imports, not of their rows: a million of those take no longer than ten. */
#include "eval/holdings.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    vw_dossier *dossier;
    vw_arena *arena;
    vw_diags *diags;
    const vw_rule_frame *frame;
} survey;

typedef VW_VEC(vw_holding_source) sources;

static const char *text_at(vw_arena *arena, vw_stmt *stmt, int column)
{
    const char *text = vw_stmt_text(stmt, column);
    return text == NULL ? NULL : vw_strdup(arena, text);
}

/* The day of an instant, or the day itself; "" where there is none. */
static const char *day_at(vw_arena *arena, vw_stmt *stmt, int column)
{
    const char *text = vw_stmt_text(stmt, column);
    return text == NULL ? "" : vw_strndup(arena, text, strnlen(text, 10));
}

static vw_status prepare(vw_stmt **out, const survey *s, const char *sql)
{
    return vw_stmt_new(out, vw_dossier_db(s->dossier), s->arena, s->diags, sql);
}

/* The imports of a kind. A row that has no earlier version is a record that is new. */
static vw_status read_imports(vw_holding *out, const survey *s, bool *replaced)
{
    sources found = {0};
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status = prepare(
        &stmt, s,
        "SELECT i.id, i.file_name, i.collected_at, i.collected_by, i.row_count, i.superseding, "
        "c.from_date, c.until_date FROM import i LEFT JOIN import_complete c ON c.import_id = i.id "
        "WHERE i.kind = ?1 AND i.id <= ?2 ORDER BY i.id");
    if (status == VW_OK) {
        vw_stmt_bind_text(stmt, 1, out->kind->name);
        vw_stmt_bind_int(stmt, 2, s->frame->mark);
    }
    while (status == VW_OK && (status = vw_stmt_step(stmt, s->diags, &row)) == VW_OK && row) {
        vw_holding_source source = {.import_id = vw_stmt_int(stmt, 0),
                                    .file_name = text_at(s->arena, stmt, 1),
                                    .collected_at = day_at(s->arena, stmt, 2),
                                    .collected_by = text_at(s->arena, stmt, 3),
                                    .rows = (uint64_t)vw_stmt_int(stmt, 4)};
        out->records += source.rows - (uint64_t)vw_stmt_int(stmt, 5);
        *replaced = *replaced || vw_stmt_int(stmt, 5) > 0;
        if (out->newest == NULL || strcmp(source.collected_at, out->newest) > 0) {
            out->newest = source.collected_at;
        }
        if (out->oldest == NULL || strcmp(source.collected_at, out->oldest) < 0) {
            out->oldest = source.collected_at;
        }
        if (!vw_stmt_is_null(stmt, 6)) {
            out->declared_from = text_at(s->arena, stmt, 6);
            out->declared_until = text_at(s->arena, stmt, 7);
        }
        VW_PUSH(s->arena, found, source);
    }
    vw_stmt_free(stmt);
    out->sources = found.items;
    out->source_count = found.count;
    return status;
}

#define IS_NEWEST                                                                                  \
    "NOT EXISTS (SELECT 1 FROM \"ev_%s\" n WHERE n.subject = e.subject AND n.import_id > "         \
    "e.import_id AND n.import_id <= %lld)"

/* Only asked where some version took the place of another: else every import still counts. */
static vw_status find_oldest(vw_holding *out, const survey *s)
{
    const char *kind = out->kind->name;
    const long long mark = (long long)s->frame->mark;
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_status status =
        prepare(&stmt, s,
                vw_printf(s->arena,
                          "SELECT min(i.collected_at) FROM (SELECT DISTINCT e.import_id AS id FROM "
                          "\"ev_%s\" e WHERE e.import_id <= %lld AND " IS_NEWEST
                          ") c JOIN import i ON i.id = c.id",
                          kind, mark, kind, mark));
    if (status == VW_OK) {
        status = vw_stmt_step(stmt, s->diags, &row);
    }
    if (row && !vw_stmt_is_null(stmt, 0)) {
        out->oldest = day_at(s->arena, stmt, 0);
    }
    vw_stmt_free(stmt);
    return status;
}

/* Records that a complete list leaves out still count, unless somebody says that they ended. */
static vw_status find_absent(vw_holding *out, const survey *s)
{
    const char *kind = out->kind->name;
    const char *day = out->declared_until;
    const long long mark = (long long)s->frame->mark;
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_status status =
        prepare(&stmt, s,
                vw_printf(s->arena,
                          "SELECT count(*), min(k.key) FROM \"ev_%s\" e JOIN subject k ON k.id = "
                          "e.subject WHERE e.import_id < (SELECT max(i.id) FROM import i JOIN "
                          "import_complete c ON c.import_id = i.id WHERE i.kind = '%s' AND i.id <= "
                          "%lld) AND e.effective_from <= '%s' AND (e.effective_until IS NULL OR "
                          "e.effective_until >= '%s') AND " IS_NEWEST,
                          kind, kind, mark, day, day, kind, mark));
    if (status == VW_OK) {
        status = vw_stmt_step(stmt, s->diags, &row);
    }
    if (row) {
        out->absent = (uint64_t)vw_stmt_int(stmt, 0);
        out->absent_example = text_at(s->arena, stmt, 1);
    }
    vw_stmt_free(stmt);
    return status;
}

static vw_status find_complete(vw_holding *out, const survey *s)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_status status = prepare(&stmt, s, vw_kind_complete_sql(s->arena, out->kind, s->frame));
    if (status == VW_OK) {
        status = vw_stmt_step(stmt, s->diags, &row);
    }
    out->complete = row && vw_stmt_int(stmt, 0) != 0;
    vw_stmt_free(stmt);
    return status;
}

static vw_status look_at(vw_holding *out, const survey *s, const vw_kind *kind)
{
    bool replaced = false;
    *out = (vw_holding){.kind = kind};
    vw_status status = read_imports(out, s, &replaced);
    if (status == VW_OK && replaced) {
        status = find_oldest(out, s);
    }
    if (status == VW_OK && out->declared_from != NULL) {
        status = find_complete(out, s);
    }
    if (status == VW_OK && out->declared_from != NULL && kind->nature == VW_STATE &&
        out->source_count > 1) {
        status = find_absent(out, s);
    }
    return status;
}

vw_status vw_holdings_load(vw_holdings *out, vw_dossier *dossier, vw_arena *arena, vw_diags *diags,
                           const vw_catalogue *catalogue, const vw_rule_frame *frame)
{
    const survey s = {dossier, arena, diags, frame};
    VW_VEC(vw_holding) found = {0};
    vw_status status = VW_OK;
    for (size_t i = 0; i < catalogue->count && status == VW_OK; i++) {
        vw_holding holding;
        status = look_at(&holding, &s, &catalogue->kinds[i]);
        if (holding.source_count > 0) {
            VW_PUSH(arena, found, holding);
        }
    }
    *out = (vw_holdings){.items = found.items, .count = found.count};
    return status;
}

/* ---- what ends --------------------------------------------------------------------------- */

/* The field that ends the record itself is asked of records that ended within the period; any other
 * of those that hold on the reference date, or took place before it. */
static const char *expiring_sql(const survey *s, const vw_kind *kind, const vw_field *field)
{
    char as_of[11], from[11];
    const long long mark = (long long)s->frame->mark;
    vw_date_format(as_of, s->frame->as_of);
    vw_date_format(from, s->frame->period_from);
    const char *which = vw_printf(s->arena, "e.occurred_on <= '%s'", as_of);
    if (field->of_time) {
        which = vw_printf(s->arena, "e.\"%s\" >= '%s'", field->name, from);
    } else if (kind->nature == VW_STATE) {
        which = vw_printf(s->arena,
                          "e.effective_from <= '%s' AND (e.effective_until IS NULL OR "
                          "e.effective_until >= '%s')",
                          as_of, as_of);
    }
    return vw_printf(s->arena,
                     "SELECT k.key, substr(e.\"%s\", 1, 10) FROM \"ev_%s\" e JOIN subject k ON "
                     "k.id = e.subject WHERE e.\"%s\" < '%s' AND %s AND e.import_id <= %lld "
                     "AND " IS_NEWEST,
                     field->name, kind->name, field->name, as_of, which, mark, kind->name, mark);
}

typedef VW_VEC(vw_expiring) expirings;

static vw_status has_column(bool *has, const survey *s, const vw_kind *kind, const vw_field *field)
{
    vw_stmt *stmt = NULL;
    vw_status status =
        prepare(&stmt, s, "SELECT 1 FROM pragma_table_info('ev_' || ?1) WHERE name = ?2");
    *has = false;
    if (status == VW_OK) {
        vw_stmt_bind_text(stmt, 1, kind->name);
        vw_stmt_bind_text(stmt, 2, field->name);
        status = vw_stmt_step(stmt, s->diags, has);
    }
    vw_stmt_free(stmt);
    return status;
}

static vw_status find_expiring(expirings *out, const survey *s, const vw_kind *kind,
                               const vw_field *field)
{
    vw_stmt *stmt = NULL;
    bool has = false, row = true;
    vw_status status = has_column(&has, s, kind, field);
    if (status != VW_OK || !has) {
        return status;
    }
    status = prepare(&stmt, s, expiring_sql(s, kind, field));
    while (status == VW_OK && (status = vw_stmt_step(stmt, s->diags, &row)) == VW_OK && row) {
        vw_expiring expiring = {.kind = kind,
                                .field = field,
                                .key = text_at(s->arena, stmt, 0),
                                .date = text_at(s->arena, stmt, 1)};
        VW_PUSH(s->arena, *out, expiring);
    }
    vw_stmt_free(stmt);
    return status;
}

static int by_date(const void *left, const void *right)
{
    const vw_expiring *a = left, *b = right;
    int order = strcmp(a->date, b->date);
    if (order == 0) {
        order = strcmp(a->kind->name, b->kind->name);
    }
    if (order == 0) {
        order = strcmp(a->key, b->key);
    }
    return order != 0 ? order : strcmp(a->field->name, b->field->name);
}

vw_status vw_expiries_load(vw_expiries *out, vw_dossier *dossier, vw_arena *arena, vw_diags *diags,
                           const vw_catalogue *catalogue, const vw_rule_frame *frame)
{
    const survey s = {dossier, arena, diags, frame};
    expirings found = {0};
    vw_status status = VW_OK;
    for (size_t i = 0; i < catalogue->count; i++) {
        const vw_kind *kind = &catalogue->kinds[i];
        for (size_t j = 0; j < kind->field_count && status == VW_OK; j++) {
            if (kind->fields[j].expires) {
                status = find_expiring(&found, &s, kind, &kind->fields[j]);
            }
        }
    }
    if (found.count > 0) {
        qsort(found.items, found.count, sizeof *found.items, by_date);
    }
    *out = (vw_expiries){.items = found.items, .count = found.count};
    return status;
}
