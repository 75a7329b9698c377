/* SPDX-License-Identifier: EUPL-1.2 */
/* Of which records the value of an output can differ by records that came in after an earlier mark,
 * found by going back along the references that rules follow. A set may be too large, never too
 * small: of a record all versions up to the mark are followed, also those that no longer count. */
#include "eval/columns/private.h"

/* ---- new records ----------------------------------------------------------------------------- */

/* The first number that [stmt] gives for [row]; [otherwise] when there is none. */
static vw_status number_at(int64_t *number, vw_columns *c, vw_stmt *stmt, int64_t row,
                           int64_t otherwise)
{
    bool found = false;
    vw_stmt_bind_int(stmt, 1, row);
    vw_status status = vw_stmt_step(stmt, c->diags, &found);
    *number = found ? vw_stmt_int(stmt, 0) : otherwise;
    vw_stmt_reset(stmt);
    return status;
}

/* The first row that came in after the earlier mark, and the last row of all. Rows are numbered in
 * the order of imports. */
static vw_status find_new_rows(vw_columns *c, vw_col_table *table, int64_t *last)
{
    vw_arena *scratch = vw_arena_new();
    vw_stmt *stmt = NULL, *last_stmt = NULL;
    int64_t low = 0, high, import;
    const char *name = table->kind->name;
    vw_status status = vw_stmt_new(
        &stmt, c->db, scratch, c->diags,
        vw_printf(scratch,
                  "SELECT import_id FROM main.\"ev_%s\" WHERE id >= ?1 ORDER BY id LIMIT 1", name));
    if (status == VW_OK) {
        status = vw_stmt_new(
            &last_stmt, c->db, scratch, c->diags,
            vw_printf(scratch, "SELECT max(id) FROM main.\"ev_%s\" WHERE id >= ?1", name));
    }
    *last = 0;
    if (status == VW_OK) {
        status = number_at(last, c, last_stmt, 0, 0);
    }
    high = *last + 1;
    while (status == VW_OK && low < high) {
        int64_t middle = low + (high - low) / 2;
        status = number_at(&import, c, stmt, middle, INT64_MAX);
        if (import > c->options->earlier_mark) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    table->first_new = low;
    vw_arena_free(scratch);
    return status;
}

/* So many new rows that following them would take longer than to read all. */
static bool is_too_much(int64_t first_new, int64_t last)
{
    enum { FEW = 1000, ONE_IN = 10 };
    int64_t count = last - first_new + 1;
    return count > FEW && count > last / ONE_IN;
}

static vw_status find_changed(vw_columns *c, uint32_t number)
{
    vw_col_table *table = &c->tables.items[number];
    int64_t last;
    vw_status status = find_new_rows(c, table, &last);
    table->last_row = last;
    c->too_much = c->too_much || is_too_much(table->first_new, last);
    return status != VW_OK || c->too_much
               ? status
               : vw_columns__collect(c, &table->changed, "e.subject",
                                     vw_printf(c->work,
                                               "main.\"ev_%s\" e WHERE e.id >= %lld AND "
                                               "e.import_id <= %lld",
                                               table->kind->name, (long long)table->first_new,
                                               (long long)c->frame->mark),
                                     NULL);
}

vw_status vw_columns__find_changed(vw_columns *c)
{
    vw_status status = VW_OK;
    for (uint32_t i = 0; i < c->tables.count && status == VW_OK && !c->too_much; i++) {
        status = find_changed(c, i);
    }
    return status;
}

/* ---- what they touch ------------------------------------------------------------------------- */

/* The records that look from [place] at a field that may differ; asked once. */
static vw_status who_looks(const vw_col_list **out, vw_columns *c, uint32_t place)
{
    vw_col_list altered = {0}, looking = {0};
    if (c->nodes.items[place].looking_known) {
        *out = &c->nodes.items[place].looking;
        return VW_OK;
    }
    c->nodes.items[place].looking_known = true;
    vw_status status = vw_columns__altered(c, &altered, place);
    if (status == VW_OK) {
        status = vw_columns__back(c, &looking, place, &altered);
    }
    c->nodes.items[place].looking = looking;
    *out = &c->nodes.items[place].looking;
    return status;
}

/* Those that [output] is gathered for, of whose records some were touched; asked once. */
static vw_status touched_parents(const vw_col_list **out, vw_columns *c, uint32_t number)
{
    vw_col_output *output = &c->outputs.items[number];
    *out = &output->touched_parents;
    if (output->parents_known) {
        return VW_OK;
    }
    vw_status status = vw_columns__compare(c, output->table);
    if (status != VW_OK || output->parents_known) {
        return status;
    }
    output->parents_known = true;
    return vw_columns__forth(c, &output->touched_parents, output->to, &output->touched,
                             VW_COL_FORTH);
}

static vw_status add_who_looks(vw_columns *c, vw_col_list *to, const vw_col_list *places)
{
    vw_status status = VW_OK;
    for (size_t i = 0; i < places->count && status == VW_OK; i++) {
        const vw_col_list *looking = NULL;
        status = who_looks(&looking, c, places->items[i]);
        vw_columns__add_all(c->work, to, looking);
    }
    return status;
}

vw_status vw_columns__touch(vw_columns *c, uint32_t number)
{
    vw_col_output *output = &c->outputs.items[number];
    if (output->touched_known) {
        return VW_OK; /* also where it waits for itself: such a rule is left to the SQL */
    }
    output->touched_known = true;
    vw_columns__add_all(c->work, &output->touched, &c->tables.items[output->table].changed);
    vw_status status = add_who_looks(c, &output->touched, &output->places);
    for (size_t i = 0; i < output->needs.count && status == VW_OK; i++) {
        const uint32_t need = output->needs.items[i];
        const vw_col_list *parents = NULL;
        status = vw_columns__touch(c, need);
        if (status == VW_OK && vw_columns__has_parent(&c->outputs.items[need])) {
            status = touched_parents(&parents, c, need);
            vw_columns__add_all(c->work, &output->touched, parents);
        }
    }
    return status;
}
