/* SPDX-License-Identifier: EUPL-1.2 */
/* Sets of subjects, and the ways along references from one to another. */
#include "eval/columns/private.h"

#include <stdlib.h>
#include <string.h>

/* ---- sets ------------------------------------------------------------------------------------ */

static int by_number(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

static bool in_order(const vw_col_list *list)
{
    for (size_t i = 1; i < list->count; i++) {
        if (list->items[i - 1] >= list->items[i]) {
            return false;
        }
    }
    return true;
}

void vw_columns__put_in_order(vw_col_list *list)
{
    if (in_order(list)) {
        return;
    }
    qsort(list->items, list->count, sizeof *list->items, by_number);
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (i == 0 || list->items[i] != list->items[kept - 1]) {
            list->items[kept++] = list->items[i];
        }
    }
    list->count = kept;
}

void vw_columns__add_all(vw_arena *arena, vw_col_list *to, const vw_col_list *more)
{
    if (more->count == 0) {
        return;
    }
    vw_col_list both = {.items = vw_alloc_array(arena, to->count + more->count, sizeof *to->items),
                        .capacity = to->count + more->count};
    size_t i = 0, j = 0;
    while (i < to->count || j < more->count) {
        bool first = j == more->count || (i < to->count && to->items[i] <= more->items[j]);
        bool same = first && j < more->count && to->items[i] == more->items[j];
        both.items[both.count++] = first ? to->items[i] : more->items[j];
        i += first;
        j += !first || same;
    }
    *to = both;
}

typedef struct {
    vw_arena *arena;
    vw_col_list *into;
    const vw_col_list *only; /* rows of these subjects; NULL: of all */
    uint32_t numbers[VW_TAKE_ROWS], subjects[VW_TAKE_ROWS];
} collector;

static void collect_batch(void *what, size_t rows)
{
    collector *k = what;
    for (size_t i = 0; i < rows; i++) {
        if (k->numbers[i] != 0 && (k->only == NULL || vw_columns__holds(k->only, k->subjects[i]))) {
            VW_PUSH(k->arena, *k->into, k->numbers[i]);
        }
    }
}

static vw_status collect(vw_columns *c, vw_col_list *into, const char *number, const char *from,
                         const vw_col_list *given, const vw_col_list *only)
{
    vw_arena *scratch = vw_arena_new();
    collector *k = VW_NEW(scratch, collector);
    vw_col_list found = {0};
    vw_take_column columns[] = {{.sql = number, .type = VW_TAKE_SUBJECT, .into = k->numbers},
                                {.sql = "e.subject", .type = VW_TAKE_SUBJECT, .into = k->subjects}};
    vw_taking taking = {.columns = columns,
                        .count = only != NULL ? 2 : 1,
                        .from = from,
                        .given = given != NULL ? given->items : NULL,
                        .given_count = given != NULL ? given->count : 0,
                        .batch = collect_batch,
                        .what = k};
    k->arena = scratch;
    k->into = &found;
    k->only = only;
    vw_status status = vw_db_take(c->db, c->diags, &taking);
    if (status == VW_OK) {
        vw_columns__put_in_order(&found);
        vw_columns__add_all(c->work, into, &found);
    }
    vw_arena_free(scratch);
    return status;
}

vw_status vw_columns__collect(vw_columns *c, vw_col_list *into, const char *number,
                              const char *from, const vw_col_list *given)
{
    return collect(c, into, number, from, given, NULL);
}

/* Records of a table of which a field names one of [given]. */
static vw_status who_names(vw_columns *c, vw_col_list *into, uint32_t field,
                           const vw_col_list *given)
{
    const vw_col_field *of = &c->fields.items[field];
    return vw_columns__collect(
        c, into, "e.subject",
        vw_printf(c->work,
                  "main.\"ev_%s\" e WHERE e.import_id <= %lld AND %s IN (SELECT c0 FROM "
                  "vw_given)",
                  c->tables.items[of->table].kind->name, (long long)c->frame->mark, of->sql),
        given);
}

/* What a field of the records [given] names, by any of their versions. */
static vw_status named_by(vw_columns *c, vw_col_list *into, uint32_t field,
                          const vw_col_list *given)
{
    const vw_col_field *of = &c->fields.items[field];
    return vw_columns__collect(
        c, into, of->sql,
        vw_printf(c->work,
                  "main.\"ev_%s\" e WHERE e.import_id <= %lld AND e.subject IN (SELECT "
                  "c0 FROM vw_given)",
                  c->tables.items[of->table].kind->name, (long long)c->frame->mark),
        given);
}

/* The same by what counts of them now, which of a changed one stands among the new rows. */
static vw_status named_now(vw_columns *c, vw_col_list *into, uint32_t field,
                           const vw_col_list *given)
{
    const vw_col_field *of = &c->fields.items[field];
    const vw_col_table *table = &c->tables.items[of->table];
    const vw_col_some some = vw_columns__some(c->work, table, given);
    vw_status status = VW_OK;
    if (some.unchanged.count < given->count) {
        status = collect(
            c, into, of->sql,
            vw_printf(c->work, "main.\"ev_%s\" e WHERE e.id >= %lld AND e.import_id <= %lld",
                      table->kind->name, (long long)table->first_new, (long long)c->frame->mark),
            NULL, given);
    }
    return status == VW_OK && some.unchanged.count > 0 ? named_by(c, into, field, &some.unchanged)
                                                       : status;
}

typedef vw_status along(vw_columns *c, vw_col_list *into, uint32_t field, const vw_col_list *given);

/* Several rules go the same way from the same records: it is gone once. */
static vw_status go(vw_columns *c, vw_col_list *into, uint32_t field, vw_col_way way,
                    const vw_col_list *given)
{
    static along *const ways[] = {
        [VW_COL_BACK] = who_names, [VW_COL_FORTH] = named_by, [VW_COL_FORTH_NOW] = named_now};
    vw_col_followed gone = {.field = field, .way = way};
    vw_status status = VW_OK;
    if (given->count == 0) {
        return VW_OK;
    }
    for (size_t i = 0; i < c->followed.count; i++) {
        const vw_col_followed *known = &c->followed.items[i];
        if (known->field == field && known->way == way && known->given.count == given->count &&
            memcmp(known->given.items, given->items, given->count * sizeof *given->items) == 0) {
            vw_columns__add_all(c->work, into, &known->found);
            return VW_OK;
        }
    }
    vw_columns__add_all(c->work, &gone.given, given);
    status = ways[way](c, &gone.found, field, given);
    if (status == VW_OK) {
        VW_PUSH(c->work, c->followed, gone);
        vw_columns__add_all(c->work, into, &gone.found);
    }
    return status;
}

/* ---- along a path ---------------------------------------------------------------------------- */

static const vw_col_key *key_of(const vw_columns *c, uint32_t node)
{
    return &c->nodes.items[node].key;
}

vw_status vw_columns__back(vw_columns *c, vw_col_list *into, uint32_t place,
                           const vw_col_list *targets)
{
    const vw_col_key *subject = key_of(c, key_of(c, place)->a);
    if (subject->kind == VW_COL_FIELD) {
        return go(c, into, subject->a, VW_COL_BACK, targets);
    }
    vw_col_list between = {0};
    uint32_t earlier = subject->a;
    vw_status status = go(c, &between, c->outputs.items[subject->b].node, VW_COL_BACK, targets);
    return status == VW_OK ? vw_columns__back(c, into, earlier, &between) : status;
}

vw_status vw_columns__forth(vw_columns *c, vw_col_list *into, uint32_t place,
                            const vw_col_list *records, vw_col_way way)
{
    const vw_col_key *subject = key_of(c, key_of(c, place)->a);
    if (subject->kind == VW_COL_FIELD) {
        return go(c, into, subject->a, way, records);
    }
    vw_col_list between = {0};
    uint32_t field = c->outputs.items[subject->b].node;
    vw_status status = vw_columns__forth(c, &between, subject->a, records, way);
    return status == VW_OK ? go(c, into, field, way, &between) : status;
}

size_t vw_columns__find(const vw_col_list *set, uint32_t subject)
{
    size_t low = 0, high = set->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (set->items[middle] < subject) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < set->count && set->items[low] == subject ? low : set->count;
}

bool vw_columns__holds(const vw_col_list *set, uint32_t subject)
{
    return vw_columns__find(set, subject) < set->count;
}
