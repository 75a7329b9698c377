/* SPDX-License-Identifier: EUPL-1.2 */
/* One reading of a table: a batch of rows comes in as columns, nodes are computed in order, and the
 * active outputs take what they need of the rows that count. */
#include "eval/columns/private.h"

#include <math.h>

typedef struct {
    vw_columns *c;
    uint32_t table;
    vw_arena *arena;
    vw_col_list outputs; /* active */
    vw_col_layout layout;
    bool wide, superseded, places;
    uint32_t subjects[VW_TAKE_ROWS], own[VW_TAKE_ROWS];
    int64_t rows[VW_TAKE_ROWS];
    uint8_t narrow[VW_TAKE_ROWS];              /* a truth: in its kind's own extent? */
    bool counts[VW_COL_EXTENTS][VW_TAKE_ROWS]; /* which rows of the batch count */
} scan;

/* Columns that a scan may need besides its fields. */
enum { OWN_COLUMNS = 3 };

/* ---- what is needed -------------------------------------------------------------------------- */

/* Outputs as far as there is room for their columns; the others wait for the next scan. */
static void choose(scan *s)
{
    vw_columns *c = s->c;
    size_t fields = 0;
    for (uint32_t i = 0; i < c->outputs.count; i++) {
        vw_col_list marked = {0};
        if (!c->outputs.items[i].active || c->outputs.items[i].table != s->table) {
            continue;
        }
        const vw_col_output output = c->outputs.items[i];
        const vw_col_taken taken = vw_columns__taken(&output);
        size_t more =
            output.kind == VW_COL_DENSE
                ? vw_columns__need(c, vw_columns__field_node(c, output.node), &marked, s->arena)
                : 0;
        for (size_t j = 0; j < sizeof taken.items / sizeof *taken.items; j++) {
            more += vw_columns__need(c, taken.items[j], &marked, s->arena);
        }
        if (fields + more > VW_TAKE_COLUMNS_MAX - OWN_COLUMNS) {
            vw_columns__need_no_more(c, &marked);
            c->outputs.items[i].active = false;
            c->outputs.items[i].done = c->outputs.items[i].odd = fields == 0;
            continue;
        }
        fields += more;
        s->wide = s->wide || output.extent == VW_COL_WIDE;
        VW_PUSH(s->arena, s->outputs, i);
    }
}

/* ---- what outputs take ----------------------------------------------------------------------- */

static const void *vector_of(const scan *s, uint32_t node)
{
    return s->c->nodes.items[node].vector;
}

#define PUT(value)                                                                                 \
    for (size_t i = 0; i < rows; i++) {                                                            \
        if (counts[i]) {                                                                           \
            ((value *)output->array)[s->own[i]] = ((const value *)from)[i];                        \
        }                                                                                          \
    }

static void put_dense(const scan *s, vw_col_output *output, const bool *counts, size_t rows)
{
    const void *from = vector_of(s, vw_columns__field_node(s->c, output->node));
    switch (vw_take_bytes(s->c->fields.items[output->node].type)) {
    case sizeof(uint8_t):
        PUT(uint8_t)
        break;
    case sizeof(uint16_t):
        PUT(uint16_t)
        break;
    case sizeof(uint32_t):
        PUT(uint32_t)
        break;
    default:
        PUT(uint64_t)
        break;
    }
}

/* Was all that its condition needs read of the record in row [i]? */
static bool is_judged(const scan *s, const vw_col_output *output, size_t i)
{
    return !s->c->tables.items[s->table].restricted ||
           vw_columns__holds(&output->judged, s->subjects[i]);
}

static void put_exists(const scan *s, vw_col_output *output, const bool *counts, size_t rows)
{
    static const uint8_t bits[] = {0, 2, 1};
    const uint8_t *truth = vector_of(s, output->node);
    if (output->to == VW_NOTHING) {
        for (size_t i = 0; i < rows; i++) {
            if (counts[i] && truth[i] != VW_TAKEN_NO && is_judged(s, output, i)) {
                output->any_yes = output->any_yes || truth[i] == VW_TAKEN_YES;
                output->any_unknown = output->any_unknown || truth[i] == VW_TAKEN_UNKNOWN;
            }
        }
        return;
    }
    const uint32_t *to = vector_of(s, output->to);
    uint8_t *array = output->array;
    for (size_t i = 0; i < rows; i++) {
        if (counts[i] && to[i] != VW_NOTHING) {
            array[to[i] >> 2] |= (uint8_t)(bits[truth[i]] << (to[i] & 3) * 2);
        }
    }
}

static void put_count(const scan *s, vw_col_output *output, const bool *counts, size_t rows)
{
    const uint8_t *truth = vector_of(s, output->node);
    const uint32_t *to = output->to != VW_NOTHING ? vector_of(s, output->to) : NULL;
    for (size_t i = 0; i < rows; i++) {
        bool yes = truth[i] == VW_TAKEN_YES, unknown = truth[i] == VW_TAKEN_UNKNOWN;
        if (!counts[i] || (to != NULL && to[i] == VW_NOTHING) ||
            (to == NULL && !is_judged(s, output, i))) {
            continue;
        }
        if (to == NULL) {
            output->yes_rows += yes;
            output->unknown_rows += unknown;
            continue;
        }
        vw_col_count *count = &((vw_col_count *)output->array)[to[i]];
        count->yes = (uint16_t)(count->yes + (yes && count->yes < VW_COL_COUNT_MAX));
        count->unknown =
            (uint16_t)(count->unknown + (unknown && count->unknown < VW_COL_COUNT_MAX));
    }
}

static void extend(int32_t *end, int32_t day, bool meant)
{
    *end = meant && day > *end ? day : *end;
}

/* A record that is surely not meant is left out. */
static void put_picked(const scan *s, vw_col_output *output, const bool *counts, size_t rows)
{
    const uint8_t *meant = vector_of(s, output->node), *met = vector_of(s, output->then);
    const vw_date *days = vector_of(s, output->day);
    const uint32_t *to = output->to != VW_NOTHING ? vector_of(s, output->to) : NULL;
    for (size_t i = 0; i < rows; i++) {
        if (!counts[i] || meant[i] == VW_TAKEN_NO || (to != NULL && to[i] == VW_NOTHING) ||
            (to == NULL && !is_judged(s, output, i)) || days[i] == VW_DATE_NONE) {
            continue; /* a day that is no date is odd */
        }
        vw_col_ends *ends = (vw_col_ends *)output->array + (to != NULL ? to[i] : 0);
        const int32_t day = output->kind == VW_COL_LATEST ? days[i] : -days[i];
        extend(&ends->certain, day, meant[i] == VW_TAKEN_YES);
        extend(&ends->not_met, day, met[i] != VW_TAKEN_YES);
        extend(&ends->not_unmet, day, met[i] != VW_TAKEN_NO);
    }
}

/* [any_yes]: some record may meet the condition; [any_unknown]: one that does, or may, names nobody
 * that is known, so it may be anybody. */
static void put_keyed(const scan *s, vw_col_output *output, const bool *counts, size_t rows)
{
    const uint8_t *truth = vector_of(s, output->node);
    const uint32_t *to = vector_of(s, output->to);
    for (size_t i = 0; i < rows; i++) {
        if (!counts[i] || truth[i] == VW_TAKEN_NO || !is_judged(s, output, i)) {
            continue;
        }
        output->any_yes = true;
        output->any_unknown = output->any_unknown || to[i] == 0;
        if (to[i] == 0) {
            continue;
        }
        vw_col_keyed *slot = vw_columns__keyed_slot(s->c, output, to[i]);
        output->yes_rows += slot->subject == 0;
        output->odd = output->odd || output->yes_rows >= vw_columns__keyed_slots(s->c, output);
        if (!output->odd) {
            slot->subject = to[i];
            slot->bits |= truth[i] == VW_TAKEN_YES ? 1 : 2;
        }
    }
}

/* docs/semantics.md, 2: who may belong and does not surely pass is unknown; and everybody is where
 * nobody looked for what the rule needs. */
static uint8_t code_of(const vw_col_rule *rule, uint8_t member, uint8_t truth)
{
    static const uint8_t codes[] = {VW_COL_FAIL, VW_COL_UNKNOWN, VW_COL_PASS};
    if (!rule->member_collected) {
        member = VW_TAKEN_UNKNOWN;
    }
    if (member == VW_TAKEN_NO) {
        return VW_COL_OUTSIDE;
    }
    bool unsure = member == VW_TAKEN_UNKNOWN && truth != VW_TAKEN_YES;
    return !rule->collected || unsure ? VW_COL_UNKNOWN : codes[truth];
}

static void put_verdict(const scan *s, vw_col_output *output, const bool *counts, size_t rows)
{
    vw_col_rule *rule = &s->c->rules[output->rule];
    const uint8_t *truth = vector_of(s, output->node);
    const uint8_t *member = output->member != VW_NOTHING ? vector_of(s, output->member) : NULL;
    uint8_t codes[3][3], *array = output->array;
    for (uint8_t i = 0; i < 9; i++) {
        codes[i / 3][i % 3] = code_of(rule, i / 3, i % 3);
    }
    for (size_t i = 0; i < rows; i++) {
        uint8_t code = codes[member != NULL ? member[i] : VW_TAKEN_YES][truth[i]];
        if (counts[i]) {
            array[s->own[i] >> 2] |= (uint8_t)(code << (s->own[i] & 3) * 2);
            rule->tally[code]++;
        }
    }
}

/* ---- a batch --------------------------------------------------------------------------------- */

static void find_counting(scan *s, size_t rows)
{
    vw_col_table *table = &s->c->tables.items[s->table];
    for (size_t i = 0; i < rows; i++) {
        bool wide = !s->superseded || !vw_columns__superseded(table, s->rows[i]);
        bool narrow = wide && (!s->wide || s->narrow[i] == VW_TAKEN_YES);
        s->counts[VW_COL_WIDE][i] = wide;
        s->counts[VW_COL_NARROW][i] = narrow;
        table->seen[VW_COL_WIDE] = table->seen[VW_COL_WIDE] || wide;
        table->seen[VW_COL_NARROW] = table->seen[VW_COL_NARROW] || narrow;
    }
    for (size_t i = 0; i < rows; i++) {
        s->own[i] = vw_columns__place(&table->places, s->subjects[i]);
        if (s->own[i] == VW_NOTHING) {
            /* Numbered otherwise than the index says: the scan is not to be relied on. */
            table->twice = table->twice || !table->restricted;
            s->counts[VW_COL_WIDE][i] = s->counts[VW_COL_NARROW][i] = false;
        }
    }
}

static void take_batch(void *what, size_t rows)
{
    scan *s = what;
    find_counting(s, rows);
    vw_columns__compute_all(s->c, &s->layout, s->own, rows);
    for (size_t i = 0; i < s->outputs.count; i++) {
        vw_col_output *output = &s->c->outputs.items[s->outputs.items[i]];
        const bool *counts = s->counts[output->extent];
        if (output->kind == VW_COL_DENSE) {
            put_dense(s, output, counts, rows);
        } else if (output->kind == VW_COL_EXISTS) {
            put_exists(s, output, counts, rows);
        } else if (output->kind == VW_COL_COUNT) {
            put_count(s, output, counts, rows);
        } else if (vw_columns__picks(output)) {
            put_picked(s, output, counts, rows);
        } else if (output->kind == VW_COL_KEYED) {
            put_keyed(s, output, counts, rows);
        } else {
            put_verdict(s, output, counts, rows);
        }
    }
}

/* ---- room for outputs ------------------------------------------------------------------------ */

static void fill_unknown(void *array, size_t count, vw_col_type type)
{
    for (size_t i = 0; i < count; i++) {
        switch (type) {
        case VW_TAKE_TRUTH:
            ((uint8_t *)array)[i] = VW_TAKEN_UNKNOWN;
            break;
        case VW_TAKE_DAY:
            ((vw_date *)array)[i] = VW_DATE_NONE;
            break;
        case VW_TAKE_NUMBER:
        case VW_TAKE_SECOND:
            ((int64_t *)array)[i] = VW_TAKEN_NO_SECOND;
            break;
        case VW_TAKE_REAL:
            ((double *)array)[i] = NAN;
            break;
        case VW_TAKE_SUBJECT:
        case VW_TAKE_WORD:
            break; /* 0, as it is */
        }
    }
}

static void fill_never(vw_col_ends *ends, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ends[i] = (vw_col_ends){VW_COL_NEVER, VW_COL_NEVER, VW_COL_NEVER};
    }
}

static void make_room(vw_columns *c, vw_col_output *output)
{
    size_t bytes = vw_columns__output_bytes(c, output);
    if (bytes == 0) {
        return;
    }
    output->array = vw_alloc(output->kind == VW_COL_VERDICT ? c->arena : c->work, bytes);
    if (output->kind == VW_COL_DENSE) {
        fill_unknown(output->array, c->tables.items[output->table].places.count,
                     c->fields.items[output->node].type);
    } else if (vw_columns__picks(output)) {
        fill_never(output->array, bytes / sizeof(vw_col_ends));
    }
}

/* Was something collected of each kind that the rule looks for, and of the first ones, which decide
 * who belongs? By now their tables have been read. */
static vw_status find_collected(vw_columns *c, vw_col_rule *rule)
{
    vw_status status = VW_OK;
    if (c->options->since) {
        return VW_OK; /* found before */
    }
    rule->collected = rule->member_collected = true;
    for (size_t i = 0; i < rule->rule->uses.count && status == VW_OK; i++) {
        const vw_use *use = &rule->rule->uses.items[i];
        const uint32_t number = vw_columns__table(c, use->kind);
        vw_col_table *table = &c->tables.items[number];
        bool found = table->seen[use->extent == VW_EVER ? VW_COL_WIDE : VW_COL_NARROW];
        if (!found) {
            status = vw_columns__complete(c, table, &found);
        }
        rule->collected = rule->collected && found;
        rule->member_collected = rule->member_collected && (found || i >= rule->rule->member_uses);
    }
    return status;
}

/* ---- the scan -------------------------------------------------------------------------------- */

/* [which]: a condition that the rows meet besides, or "". */
static vw_status read_rows(scan *s, const char *how, const char *which, const vw_col_list *given)
{
    const vw_col_table *table = &s->c->tables.items[s->table];
    const char *from =
        vw_printf(s->arena, "main.\"ev_%s\" e %sWHERE e.import_id <= %lld AND %s%s",
                  table->kind->name, how, (long long)s->c->frame->mark, which,
                  vw_columns__counts(s->c, s->arena, table, s->wide ? VW_COL_WIDE : VW_COL_NARROW));
    vw_taking taking = {.columns = s->layout.columns,
                        .count = s->layout.column_count,
                        .from = from,
                        .given = given != NULL ? given->items : NULL,
                        .given_count = given != NULL ? given->count : 0,
                        .words = s->c->words,
                        .batch = take_batch,
                        .what = s};
    return vw_db_take(s->c->db, s->c->diags, &taking);
}

static vw_status read_new_rows(scan *s)
{
    const vw_col_table *table = &s->c->tables.items[s->table];
    return read_rows(s, "", vw_printf(s->arena, "e.id >= %lld AND ", (long long)table->first_new),
                     NULL);
}

/* Whom the active outputs ask for. */
static vw_col_list asked_for(scan *s)
{
    vw_col_list all = {0};
    for (size_t i = 0; i < s->outputs.count; i++) {
        vw_columns__add_all(s->arena, &all, &s->c->outputs.items[s->outputs.items[i]].judged);
    }
    return all;
}

/* Rows that count of some that are looked at, in order. */
static vw_col_list rows_of(const scan *s, const vw_col_list *subjects)
{
    const vw_col_table *table = &s->c->tables.items[s->table];
    vw_col_list rows = {0};
    for (size_t i = 0; i < subjects->count; i++) {
        const size_t at = vw_columns__find(&table->looked, subjects->items[i]);
        if (at < table->looked.count && table->looked_rows[at] != 0) {
            VW_PUSH(s->arena, rows, table->looked_rows[at]);
        }
    }
    vw_columns__put_in_order(&rows);
    return rows;
}

/* Of half of all, asking for each row costs more than it saves. */
static vw_status read_some(scan *s)
{
    enum { READ_UNASKED_FROM = 2 };
    static const char given[] = "e.subject IN (SELECT c0 FROM vw_given) AND ";
    const vw_col_table *table = &s->c->tables.items[s->table];
    const vw_col_list asked = asked_for(s);
    const vw_col_some some = vw_columns__some(s->arena, table, &asked);
    vw_status status = VW_OK;
    if (asked.count == 0) {
        return VW_OK;
    }
    if (!some.looked_up) {
        bool most = (uint64_t)asked.count * READ_UNASKED_FROM > table->row_range;
        return most ? read_rows(s, "NOT INDEXED ", "", NULL)
                    : read_rows(s, "NOT INDEXED ", given, &asked);
    }
    if (some.unchanged.count < asked.count) {
        status = read_new_rows(s);
    }
    const vw_col_list rows = rows_of(s, &some.unchanged);
    return status == VW_OK && rows.count > 0
               ? read_rows(s, "", "e.id IN (SELECT c0 FROM vw_given) AND ", &rows)
               : status;
}

static vw_status read_table(scan *s)
{
    const vw_col_table *table = &s->c->tables.items[s->table];
    vw_columns__add_column(&s->layout, "e.subject", VW_TAKE_SUBJECT, s->subjects, VW_NOTHING);
    s->superseded = table->superseded != NULL;
    if (s->superseded) {
        vw_columns__add_column(&s->layout, "e.id", VW_TAKE_NUMBER, s->rows, VW_NOTHING);
    }
    if (s->wide) {
        const char *counts = vw_columns__counts(s->c, s->arena, table, VW_COL_NARROW);
        vw_columns__add_column(&s->layout, vw_printf(s->arena, "(%s)", counts), VW_TAKE_TRUTH,
                               s->narrow, VW_NOTHING);
    }
    vw_status status = table->restricted ? read_some(s) : read_rows(s, "NOT INDEXED ", "", NULL);
    for (size_t i = 0; i < s->layout.column_count; i++) {
        if (s->layout.fields[i] != VW_NOTHING) {
            vw_col_field *field = &s->c->fields.items[s->layout.fields[i]];
            field->odd = field->odd || s->layout.columns[i].odd;
        }
    }
    return status;
}

vw_status vw_columns__scan(vw_columns *c, uint32_t table)
{
    vw_arena *arena = vw_arena_new();
    scan *s = VW_NEW(arena, scan);
    s->c = c;
    s->table = table;
    s->arena = arena;
    choose(s);
    vw_columns__lay_out(c, &s->layout, arena);
    vw_status status = VW_OK;
    for (size_t i = 0; i < s->outputs.count && status == VW_OK; i++) {
        vw_col_output *output = &c->outputs.items[s->outputs.items[i]];
        make_room(c, output);
        if (output->kind == VW_COL_VERDICT) {
            status = find_collected(c, &c->rules[output->rule]);
        }
    }
    if (status == VW_OK && s->outputs.count > 0) {
        status = read_table(s);
    }
    for (size_t i = 0; i < s->outputs.count; i++) {
        c->outputs.items[s->outputs.items[i]].active = false;
        c->outputs.items[s->outputs.items[i]].done = true;
    }
    vw_arena_free(arena);
    return status;
}
