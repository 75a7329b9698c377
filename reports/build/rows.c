/* SPDX-License-Identifier: EUPL-1.2 */
/* Statements as rows of a table. */
#include "reports/build/rows.h"

#include <string.h>

static void start_group(vw_row_source *source)
{
    vw_stmt_reset(source->stmt);
    if (source->groups != NULL) {
        source->item = source->groups[source->group].item;
        vw_stmt_bind_text(source->stmt, 2, source->groups[source->group].key);
        if (source->groups[source->group].second != NULL) {
            vw_stmt_bind_text(source->stmt, 3, source->groups[source->group].second);
        }
    }
}

static vw_status open_rows(void *self, vw_diags *diags)
{
    vw_row_source *source = self;
    vw_arena_reset(source->opened);
    vw_arena_reset(source->scratch);
    source->stmt = NULL;
    source->group = 0;
    source->cells = VW_NEW_ARRAY(source->opened, source->columns, vw_cell);
    vw_status status = vw_stmt_new(&source->stmt, vw_dossier_db(source->r->dossier), source->opened,
                                   diags, source->sql);
    if (status != VW_OK) {
        return status;
    }
    vw_stmt_bind_int(source->stmt, 1, source->r->evaluation->id);
    if (source->group_count > 0) {
        start_group(source);
    }
    return VW_OK;
}

static vw_status next_row(void *self, vw_diags *diags, const vw_cell **cells)
{
    vw_row_source *source = self;
    *cells = NULL;
    vw_arena_reset(source->scratch);
    while (source->group < source->group_count) {
        bool row = false;
        vw_status status = vw_stmt_step(source->stmt, diags, &row);
        if (status != VW_OK) {
            return status;
        }
        if (row) {
            memset(source->cells, 0, source->columns * sizeof *source->cells);
            size_t errors = vw_diags_count(diags, VW_ERROR);
            source->diags = diags;
            source->set(source, source->cells);
            *cells = source->cells;
            return vw_diags_count(diags, VW_ERROR) == errors ? VW_OK : VW_ERR_STORE;
        }
        if (++source->group < source->group_count) {
            start_group(source);
        }
    }
    return VW_OK;
}

static void close_rows(void *self)
{
    vw_row_source *source = self;
    vw_stmt_free(source->stmt);
    source->stmt = NULL;
}

static void free_arena(void *what)
{
    vw_arena_free(what);
}

static vw_arena *arena_within(const vw_report *r)
{
    vw_arena *arena = vw_arena_new();
    vw_arena_on_free(r->arena, free_arena, arena);
    return arena;
}

void vw_table_stream(const vw_report *r, vw_table *table, uint64_t total, const char *sql,
                     const vw_row_groups *groups,
                     void (*set)(const vw_row_source *source, vw_cell *cells))
{
    vw_row_source *source = VW_NEW(r->arena, vw_row_source);
    *source = (vw_row_source){
        .r = r,
        .sql = sql,
        .groups = groups != NULL ? groups->items : NULL,
        .group_count = groups != NULL ? groups->count : 1,
        .set = set,
        .scratch = arena_within(r),
        .opened = arena_within(r),
        .columns = table->column_count,
    };
    table->total_rows = total;
    table->rows = (vw_rows){open_rows, next_row, close_rows, source};
}

vw_row_groups vw_requirement_groups(const vw_report *r, const vw_framework *only)
{
    vw_row_groups groups = {0};
    for (size_t i = 0; i < r->plan->framework_count; i++) {
        const vw_framework *framework = r->plan->frameworks[i];
        for (size_t j = 0; j < framework->requirement_count; j++) {
            const vw_requirement *requirement = &framework->requirements[j];
            if (only == NULL || only == framework) {
                VW_PUSH(r->arena, groups, (vw_row_group){requirement->full_id, requirement, NULL});
            }
        }
    }
    return groups;
}

vw_status vw_test_groups(vw_row_groups *out, const vw_report *r)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    *out = (vw_row_groups){0};
    vw_status status = vw_stmt_new(
        &stmt, vw_dossier_db(r->dossier), r->arena, r->diags,
        "SELECT test FROM finding WHERE evaluation_id = ?1 "
        "ORDER BY CASE result WHEN 'error' THEN 0 WHEN 'not_met' THEN 1 WHEN 'not_assessed' THEN 2 "
        "WHEN 'partly_met' THEN 3 WHEN 'explained' THEN 4 WHEN 'met' THEN 5 ELSE 6 END, "
        "failed DESC, unknown DESC, test");
    if (status == VW_OK) {
        vw_stmt_bind_int(stmt, 1, r->evaluation->id);
    }
    while (status == VW_OK && row) {
        status = vw_stmt_step(stmt, r->diags, &row);
        const char *id = status == VW_OK && row ? vw_stmt_text(stmt, 0) : NULL;
        const vw_planned_test *planned = id != NULL ? vw_plan_test(r->plan, id) : NULL;
        /* A test that is not in the plan would be missed by the count of rows. */
        if (planned != NULL) {
            VW_PUSH(r->arena, *out, (vw_row_group){planned->test->id, planned, NULL});
        }
    }
    vw_stmt_free(stmt);
    return status;
}

static vw_status first_number(int64_t *out, const vw_report *r, vw_stmt *stmt)
{
    bool row = false;
    vw_status status = vw_stmt_step(stmt, r->diags, &row);
    if (status == VW_OK && row) {
        *out = vw_stmt_int(stmt, 0);
    }
    vw_stmt_free(stmt);
    return status;
}

vw_status vw_ask_number(int64_t *out, const vw_report *r, const char *sql, const char *key)
{
    vw_stmt *stmt = NULL;
    *out = 0;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(r->dossier), r->arena, r->diags, sql);
    if (status != VW_OK) {
        return status;
    }
    vw_stmt_bind_int(stmt, 1, r->evaluation->id);
    if (key != NULL) {
        vw_stmt_bind_text(stmt, 2, key);
    }
    return first_number(out, r, stmt);
}

vw_status vw_ask_rows(vw_report *r, const char *sql, void (*each)(void *self, vw_stmt *stmt),
                      void *self)
{
    return vw_ask_rows_of(r, sql, NULL, each, self);
}

vw_status vw_ask_rows_of(vw_report *r, const char *sql, const char *key,
                         void (*each)(void *self, vw_stmt *stmt), void *self)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(r->dossier), r->arena, r->diags, sql);
    if (status == VW_OK) {
        vw_stmt_bind_int(stmt, 1, r->evaluation->id);
    }
    if (status == VW_OK && key != NULL) {
        vw_stmt_bind_text(stmt, 2, key);
    }
    while (status == VW_OK && row) {
        status = vw_stmt_step(stmt, r->diags, &row);
        if (status == VW_OK && row) {
            each(self, stmt);
        }
    }
    vw_stmt_free(stmt);
    return status;
}

vw_cell vw_stored_result(const vw_row_source *source, int column)
{
    vw_result result;
    const char *name = vw_stmt_text(source->stmt, column);
    if (name == NULL) {
        return (vw_cell){.is = VW_CELL_EMPTY};
    }
    /* The schema lets no other name in; if one came in, it is an error and never a pass. */
    return vw_result_cell(vw_result_parse(&result, name) ? result : VW_RESULT_ERROR);
}

vw_cell vw_stored_number(const vw_row_source *source, int column)
{
    return vw_number_cell(vw_stmt_int(source->stmt, column));
}

vw_cell vw_stored_text(const vw_row_source *source, int column)
{
    return vw_text_cell(vw_stmt_text(source->stmt, column));
}

vw_cell vw_stored_date(const vw_row_source *source, int column)
{
    return vw_date_cell(vw_stmt_text(source->stmt, column));
}

vw_cell vw_stored_flag(const vw_row_source *source, int column)
{
    const vw_text yes = {"ja", "yes"}, no = {"nee", "no"};
    return vw_text_cell(vw_say(source->r, vw_stmt_int(source->stmt, column) != 0 ? yes : no));
}
