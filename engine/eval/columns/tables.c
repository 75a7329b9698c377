/* SPDX-License-Identifier: EUPL-1.2 */
/* Which rows of a table can count at the mark, and the places of their subjects: one walk through
 * the index by subject and import, which needs none of the rows themselves. */
#include "eval/columns/private.h"

#include <stdlib.h>
#include <string.h>

/* Digits that surely fit in a double as they are. */
enum { DIGITS_MAX = 15 };

/* ---- questions with one number for an answer ------------------------------------------------ */

static vw_status ask(vw_columns *c, const char *sql, size_t count, int64_t *numbers, bool *known)
{
    vw_arena *scratch = vw_arena_new();
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_status status = vw_stmt_new(&stmt, c->db, scratch, c->diags, sql);
    if (status == VW_OK) {
        status = vw_stmt_step(stmt, c->diags, &row);
    }
    *known = status == VW_OK && row;
    for (size_t i = 0; i < count && *known; i++) {
        *known = !vw_stmt_is_null(stmt, (int)i);
        numbers[i] = vw_stmt_int(stmt, (int)i);
    }
    vw_arena_free(scratch);
    return status;
}

vw_status vw_columns__complete(vw_columns *c, vw_col_table *table, bool *complete)
{
    vw_status status = VW_OK;
    if (table->complete < 0) {
        int64_t number = 0;
        bool known;
        status = ask(c, vw_kind_complete_sql(c->work, table->kind, c->frame), 1, &number, &known);
        table->complete = known && number != 0;
    }
    *complete = table->complete > 0;
    return status;
}

/* A question with yes or no for an answer, asked once. */
static vw_status ask_once(vw_columns *c, int8_t *cached, const char *sql, bool *yes)
{
    vw_status status = VW_OK;
    if (*cached == 0) {
        int64_t number = 0;
        bool known;
        status = ask(c, sql, 1, &number, &known);
        *cached = known && number != 0 ? 1 : -1;
    }
    *yes = *cached > 0;
    return status;
}

vw_status vw_columns__recorded(vw_columns *c, vw_col_table *table, vw_col_extent extent,
                               int64_t mark, bool *recorded)
{
    const char *name = table->kind->name;
    return ask_once(
        c, &table->recorded[extent][mark == c->frame->mark],
        vw_printf(c->work,
                  "SELECT EXISTS (SELECT 1 FROM main.\"ev_%s\" e WHERE e.import_id <= %lld AND NOT "
                  "EXISTS (SELECT 1 FROM main.\"ev_%s\" n WHERE n.subject = e.subject AND "
                  "n.import_id > e.import_id AND n.import_id <= %lld) AND %s)",
                  name, (long long)mark, name, (long long)mark,
                  vw_columns__counts(c, c->work, table, extent)),
        recorded);
}

vw_status vw_columns__collected(vw_columns *c, vw_col_table *table, vw_col_extent extent,
                                int64_t mark, bool *collected)
{
    vw_rule_frame frame = *c->frame;
    vw_status status = vw_columns__recorded(c, table, extent, mark, collected);
    frame.mark = mark;
    return status != VW_OK || *collected
               ? status
               : ask_once(c, &table->collected[extent][mark == c->frame->mark],
                          vw_kind_complete_sql(c->work, table->kind, &frame), collected);
}

bool vw_columns__real(double *out, vw_columns *c, const char *text)
{
    size_t digits = strspn(text, "0123456789");
    if (text[digits] == '\0' && digits <= DIGITS_MAX) {
        *out = (double)strtoll(text, NULL, 10);
        return true;
    }
    if (text[digits] != '.' || strlen(text) > DIGITS_MAX + 1) {
        return false;
    }
    /* What stands behind the point is rounded as SQLite does it. */
    vw_arena *scratch = vw_arena_new();
    vw_diags *diags = vw_diags_new(scratch);
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_status status =
        vw_stmt_new(&stmt, c->db, scratch, diags, vw_printf(scratch, "SELECT %s", text));
    if (status == VW_OK) {
        status = vw_stmt_step(stmt, diags, &row);
    }
    bool found = status == VW_OK && row && vw_stmt_type(stmt, 0) == VW_SQL_REAL;
    *out = found ? vw_stmt_real(stmt, 0) : 0;
    vw_arena_free(scratch);
    return found;
}

const char *vw_columns__counts(vw_columns *c, vw_arena *arena, const vw_col_table *table,
                               vw_col_extent extent)
{
    char as_of[11], from[11], until[11];
    vw_date_format(as_of, c->frame->as_of);
    vw_date_format(from, c->frame->period_from);
    vw_date_format(until, c->frame->period_until);
    if (table->kind->nature == VW_EVENT) {
        return extent == VW_COL_WIDE
                   ? vw_printf(arena, "e.occurred_on <= '%s'", until)
                   : vw_printf(arena, "e.occurred_on BETWEEN '%s' AND '%s'", from, until);
    }
    return extent == VW_COL_WIDE
               ? vw_printf(arena, "e.effective_from <= '%s'", as_of)
               : vw_printf(arena,
                           "e.effective_from <= '%s' AND (e.effective_until IS NULL OR "
                           "e.effective_until >= '%s')",
                           as_of, as_of);
}

/* ---- places --------------------------------------------------------------------------------- */

static unsigned ones(uint64_t bits)
{
    bits -= bits >> 1 & 0x5555555555555555ull;
    bits = (bits & 0x3333333333333333ull) + (bits >> 2 & 0x3333333333333333ull);
    bits = (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0Full;
    return (unsigned)(bits * 0x0101010101010101ull >> 56);
}

uint32_t vw_columns__place(const vw_places *places, uint32_t subject)
{
    uint64_t at = (uint64_t)((int64_t)subject - places->first);
    if (at >= places->range) {
        return VW_NOTHING;
    }
    uint64_t word = places->bits[at >> 6], bit = (uint64_t)1 << (at & 63);
    return (word & bit) != 0 ? places->before[at >> 6] + ones(word & (bit - 1)) : VW_NOTHING;
}

static void number_places(vw_places *places)
{
    uint32_t count = 0;
    for (uint64_t word = 0; word * 64 < places->range; word++) {
        places->before[word] = count;
        count += ones(places->bits[word]);
    }
    places->count = count;
}

static bool is_set(const uint64_t *bits, uint64_t at)
{
    return (bits[at >> 6] >> (at & 63) & 1) != 0;
}

static void set(uint64_t *bits, uint64_t at)
{
    bits[at >> 6] |= (uint64_t)1 << (at & 63);
}

/* ---- the walk ------------------------------------------------------------------------------- */

typedef struct {
    vw_columns *c;
    vw_col_table *table;
    int64_t subjects[VW_TAKE_ROWS], imports[VW_TAKE_ROWS], rows[VW_TAKE_ROWS];
    bool only_looked; /* others are met as well */
    bool any;
    int64_t subject, import, row; /* of the row before */
} walk;

/* In order of subject and import: a row gives way to the next one of its subject. */
static void note_row(walk *w, int64_t subject, int64_t import, int64_t row)
{
    vw_col_table *table = w->table;
    bool again = w->any && subject == w->subject;
    uint64_t at = (uint64_t)(subject - table->places.first);
    if (at >= table->places.range || (uint64_t)(row - table->first_row) >= table->row_range ||
        (w->any && subject < w->subject) || (again && import <= w->import)) {
        table->twice = true;
        return;
    }
    set(table->places.bits, at);
    if (table->restricted) {
        table->looked_rows[vw_columns__find(&table->looked, (uint32_t)subject)] = (uint32_t)row;
    }
    if (again) {
        if (table->superseded == NULL) {
            table->superseded =
                VW_NEW_ARRAY(w->c->work, vw_columns__words(table->row_range), uint64_t);
        }
        set(table->superseded, (uint64_t)(w->row - table->first_row));
    }
    w->any = true;
    w->subject = subject;
    w->import = import;
    w->row = row;
}

static void note_batch(void *what, size_t rows)
{
    walk *w = what;
    const vw_col_table *table = w->table;
    for (size_t i = 0; i < rows; i++) {
        if (!w->only_looked || vw_columns__holds(&table->looked, (uint32_t)w->subjects[i])) {
            note_row(w, w->subjects[i], w->imports[i], w->rows[i]);
        }
    }
    w->table->rows += rows;
}

/* [which]: which rows, besides those up to the mark. */
static vw_status walk_rows(walk *w, const char *which, const vw_col_list *given)
{
    vw_columns *c = w->c;
    vw_arena *scratch = vw_arena_new();
    vw_take_column columns[] = {{.sql = "subject", .type = VW_TAKE_NUMBER, .into = w->subjects},
                                {.sql = "import_id", .type = VW_TAKE_NUMBER, .into = w->imports},
                                {.sql = "id", .type = VW_TAKE_NUMBER, .into = w->rows}};
    vw_taking taking = {
        .columns = columns,
        .count = sizeof columns / sizeof *columns,
        .from = vw_printf(scratch,
                          "(SELECT subject, import_id, id FROM main.\"ev_%s\" %s import_id <= %lld "
                          "ORDER BY subject, import_id)",
                          w->table->kind->name, which, (long long)c->frame->mark),
        .given = given != NULL ? given->items : NULL,
        .given_count = given != NULL ? given->count : 0,
        .batch = note_batch,
        .what = w,
    };
    w->any = false;
    vw_status status = vw_db_take(c->db, c->diags, &taking);
    for (size_t i = 0; i < taking.count; i++) {
        w->table->twice = w->table->twice || columns[i].odd;
    }
    vw_arena_free(scratch);
    return status;
}

static vw_status walk_new_rows(walk *w)
{
    w->only_looked = true;
    vw_status status = walk_rows(
        w,
        vw_printf(w->c->work, "NOT INDEXED WHERE id >= %lld AND", (long long)w->table->first_new),
        NULL);
    w->only_looked = false;
    return status;
}

static vw_status walk_index(vw_columns *c, vw_col_table *table)
{
    static const char given[] = "WHERE subject IN (SELECT c0 FROM vw_given) AND";
    vw_status status = VW_OK;
    if (table->restricted && table->looked.count == 0) {
        return VW_OK;
    }
    vw_arena *scratch = vw_arena_new();
    walk *w = VW_NEW(scratch, walk);
    w->c = c;
    w->table = table;
    table->looked_rows = VW_NEW_ARRAY(c->work, table->looked.count + 1, uint32_t);
    const vw_col_some some = vw_columns__some(scratch, table, &table->looked);
    if (!table->restricted) {
        status = walk_rows(w, "WHERE", NULL);
    } else if (!some.looked_up) {
        status = walk_rows(w, given, &some.subjects);
    } else {
        if (some.unchanged.count < some.subjects.count) {
            status = walk_new_rows(w);
        }
        if (status == VW_OK && some.unchanged.count > 0) {
            status = walk_rows(w, given, &some.unchanged);
        }
    }
    vw_arena_free(scratch);
    return status;
}

vw_status vw_columns__survey(vw_columns *c, vw_col_table *table)
{
    int64_t ends[4];
    bool any;
    if (table->surveyed) {
        return VW_OK;
    }
    table->surveyed = true;
    vw_status status =
        ask(c,
            vw_printf(c->work,
                      "SELECT (SELECT min(subject) FROM main.\"ev_%s\"), (SELECT "
                      "max(subject) FROM main.\"ev_%s\"), (SELECT min(id) FROM "
                      "main.\"ev_%s\"), (SELECT max(id) FROM main.\"ev_%s\")",
                      table->kind->name, table->kind->name, table->kind->name, table->kind->name),
            4, ends, &any);
    if (status != VW_OK || !any) {
        return status;
    }
    if (ends[0] <= 0 || ends[1] >= UINT32_MAX || ends[2] <= 0 || ends[3] >= UINT32_MAX) {
        table->twice = true; /* numbers that the program never gives out */
        return VW_OK;
    }
    table->places.first = ends[0];
    table->places.range = (uint64_t)(ends[1] - ends[0]) + 1;
    table->places.bits = VW_NEW_ARRAY(c->arena, vw_columns__words(table->places.range), uint64_t);
    table->places.before = VW_NEW_ARRAY(c->arena, vw_columns__words(table->places.range), uint32_t);
    table->first_row = ends[2];
    table->row_range = (uint64_t)(ends[3] - ends[2]) + 1;
    status = walk_index(c, table);
    number_places(&table->places);
    return status;
}

vw_col_some vw_columns__some(vw_arena *arena, const vw_col_table *table,
                             const vw_col_list *subjects)
{
    enum { READ_ALL_FROM = 4 };
    vw_col_some some = {.subjects = *subjects};
    for (size_t i = 0; i < subjects->count; i++) {
        if (!vw_columns__holds(&table->changed, subjects->items[i])) {
            VW_PUSH(arena, some.unchanged, subjects->items[i]);
        }
    }
    some.looked_up = (uint64_t)some.unchanged.count * READ_ALL_FROM <= table->row_range;
    return some;
}

bool vw_columns__superseded(const vw_col_table *table, int64_t row)
{
    uint64_t at = (uint64_t)(row - table->first_row);
    return table->superseded != NULL && at < table->row_range && is_set(table->superseded, at);
}
