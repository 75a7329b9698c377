/* SPDX-License-Identifier: EUPL-1.2 */
/* The run: rules to outputs, tables in the order in which outputs need each other, outcomes. */
#include "eval/columns/private.h"

#include <stdlib.h>
#include <string.h>

static const char too_large[] = "more memory than is allowed";
static const char odd_value[] = "a value that only SQLite reads exactly so";
static const char in_a_circle[] = "records that wait for each other";

/* ---- what is wanted -------------------------------------------------------------------------- */

typedef struct {
    vw_columns *c;
    bool *seen; /* nodes */
    vw_col_output *output;
} search;

static void add_place(search *s, uint32_t place)
{
    vw_col_list *places = &s->output->places;
    for (size_t i = 0; i < places->count; i++) {
        if (places->items[i] == place) {
            return;
        }
    }
    VW_PUSH(s->c->work, *places, place);
}

static void find_reads(search *s, uint32_t node)
{
    uint32_t parts[2];
    if (node == VW_NOTHING || s->seen[node]) {
        return;
    }
    s->seen[node] = true;
    const vw_col_key *key = &s->c->nodes.items[node].key;
    uint32_t reads = vw_columns__reads(key);
    if (reads != VW_NOTHING) {
        VW_PUSH(s->c->work, s->output->needs, reads);
    }
    if (key->kind == VW_COL_GATHER) {
        add_place(s, key->a);
    }
    vw_columns__parts(parts, key);
    find_reads(s, parts[0]);
    find_reads(s, parts[1]);
}

void vw_columns__find_needs(vw_columns *c, vw_col_output *output)
{
    vw_arena *scratch = vw_arena_new();
    search s = {c, VW_NEW_ARRAY(scratch, c->nodes.count, bool), output};
    const vw_col_taken taken = vw_columns__taken(output);
    output->needs = output->places = (vw_col_list){0};
    for (size_t i = 0; i < sizeof taken.items / sizeof *taken.items; i++) {
        find_reads(&s, taken.items[i]);
    }
    vw_arena_free(scratch);
}

static void want(vw_columns *c, uint32_t output)
{
    vw_col_output *wanted = &c->outputs.items[output];
    if (!wanted->wanted) {
        wanted->wanted = true;
        for (size_t i = 0; i < wanted->needs.count; i++) {
            want(c, wanted->needs.items[i]);
        }
    }
}

/* Of a run since a mark, the others are found elsewhere or known. */
static bool is_found_here(const vw_columns *c, const vw_col_rule *rule)
{
    return rule->left == NULL && (!c->options->since || rule->part == VW_COLUMNS_TOUCHED);
}

static void want_rules(vw_columns *c)
{
    for (size_t i = 0; i < c->outputs.count; i++) {
        c->outputs.items[i].wanted = false;
    }
    for (size_t i = 0; i < c->rule_count; i++) {
        if (is_found_here(c, &c->rules[i])) {
            want(c, c->rules[i].output);
        }
    }
}

/* ---- memory ---------------------------------------------------------------------------------- */

size_t vw_columns__output_bytes(const vw_columns *c, const vw_col_output *output)
{
    size_t own = c->tables.items[output->table].places.count;
    size_t of_parent =
        output->parent != VW_NOTHING ? c->tables.items[output->parent].places.count : 0;
    switch (output->kind) {
    case VW_COL_DENSE:
        return own * vw_take_bytes(c->fields.items[output->node].type);
    case VW_COL_EXISTS:
        return output->to != VW_NOTHING ? of_parent / 4 + 1 : 0;
    case VW_COL_COUNT:
        return output->to != VW_NOTHING ? of_parent * sizeof(vw_col_count) : 0;
    case VW_COL_LATEST:
    case VW_COL_EARLIEST:
        return (output->to != VW_NOTHING ? of_parent : 1) * sizeof(vw_col_ends);
    case VW_COL_KEYED:
        return vw_columns__keyed_slots(c, output) * sizeof(vw_col_keyed);
    case VW_COL_VERDICT:
        break;
    }
    return own / 4 + 1;
}

size_t vw_columns__keyed_slots(const vw_columns *c, const vw_col_output *output)
{
    size_t slots = 2;
    while (slots <= 2 * (size_t)c->tables.items[output->table].rows) {
        slots *= 2;
    }
    return slots;
}

vw_col_keyed *vw_columns__keyed_slot(const vw_columns *c, const vw_col_output *output,
                                     uint32_t subject)
{
    vw_col_keyed *slots = output->array;
    size_t mask = vw_columns__keyed_slots(c, output) - 1;
    size_t at = (size_t)(subject * 0x9E3779B97F4A7C15ull >> 32) & mask;
    while (slots[at].subject != 0 && slots[at].subject != subject) {
        at = (at + 1) & mask;
    }
    return &slots[at];
}

static size_t bytes_wanted(const vw_columns *c)
{
    size_t bytes = 0;
    for (size_t i = 0; i < c->outputs.count; i++) {
        if (c->outputs.items[i].wanted) {
            bytes += vw_columns__output_bytes(c, &c->outputs.items[i]);
        }
    }
    for (size_t i = 0; i < c->tables.count; i++) {
        const vw_col_table *table = &c->tables.items[i];
        size_t bits = table->superseded != NULL ? vw_columns__words(table->row_range) : 0;
        bytes += bits * sizeof(uint64_t) +
                 vw_columns__words(table->places.range) * (sizeof(uint64_t) + sizeof(uint32_t));
    }
    return bytes;
}

static void keep_within(vw_columns *c)
{
    want_rules(c);
    for (size_t i = c->rule_count; i > 0 && bytes_wanted(c) > c->bytes_most; i--) {
        if (is_found_here(c, &c->rules[i - 1])) {
            c->rules[i - 1].left = too_large;
            want_rules(c);
        }
    }
}

/* ---- the order of tables --------------------------------------------------------------------- */

static bool ready(const vw_columns *c, const vw_col_output *output)
{
    for (size_t i = 0; i < output->needs.count; i++) {
        if (!c->outputs.items[output->needs.items[i]].done) {
            return false;
        }
    }
    return true;
}

/* The table to read next: one that is then done with, before all others; else the smallest one on
 * which others wait. VW_NOTHING: nothing can be done any more. */
static uint32_t next_table(const vw_columns *c)
{
    uint32_t best = VW_NOTHING;
    bool best_whole = false;
    for (uint32_t table = 0; table < c->tables.count; table++) {
        bool some = false, whole = true;
        for (size_t i = 0; i < c->outputs.count; i++) {
            const vw_col_output *output = &c->outputs.items[i];
            if (output->table == table && output->wanted && !output->done) {
                bool now = ready(c, output);
                some = some || now;
                whole = whole && now;
            }
        }
        bool smaller =
            best == VW_NOTHING || c->tables.items[table].rows < c->tables.items[best].rows;
        if (some && (whole != best_whole ? whole : smaller)) {
            best = table;
            best_whole = whole;
        }
    }
    return best;
}

/* The outputs of a table that can be computed now. [dense]: only those. */
static size_t activate(vw_columns *c, uint32_t table, bool dense)
{
    size_t count = 0;
    for (size_t i = 0; i < c->outputs.count; i++) {
        vw_col_output *output = &c->outputs.items[i];
        output->active = output->table == table && output->wanted && !output->done &&
                         (!dense || output->kind == VW_COL_DENSE) && ready(c, output);
        count += output->active;
    }
    return count;
}

/* Of some records only fields are looked at: they are read apart, without all that is needed of the
 * others. */
static vw_status read_all(vw_columns *c)
{
    vw_status status = VW_OK;
    uint32_t table;
    while (status == VW_OK && (table = next_table(c)) != VW_NOTHING) {
        if (!c->tables.items[table].restricted || activate(c, table, true) == 0) {
            activate(c, table, false);
        }
        status = vw_columns__scan(c, table);
    }
    return status;
}

/* ---- what cannot be relied on ---------------------------------------------------------------- */

typedef struct {
    vw_columns *c;
    bool *nodes, *outputs; /* seen, and fine until now */
    bool odd;
} doubt;

static void doubt_output(doubt *d, uint32_t number);

static void doubt_node(doubt *d, uint32_t number)
{
    uint32_t parts[2];
    if (number == VW_NOTHING || d->nodes[number]) {
        return;
    }
    d->nodes[number] = true;
    const vw_col_node *node = &d->c->nodes.items[number];
    d->odd = d->odd || node->odd ||
             (node->key.kind == VW_COL_FIELD && d->c->fields.items[node->key.a].odd) ||
             (node->key.kind == VW_COL_PLACE && d->c->tables.items[node->key.b].twice);
    doubt_output(d, vw_columns__reads(&node->key));
    vw_columns__parts(parts, &node->key);
    doubt_node(d, parts[0]);
    doubt_node(d, parts[1]);
}

static void doubt_output(doubt *d, uint32_t number)
{
    if (number == VW_NOTHING || d->outputs[number]) {
        return;
    }
    d->outputs[number] = true;
    const vw_col_output *output = &d->c->outputs.items[number];
    d->odd = d->odd || output->odd || d->c->tables.items[output->table].twice;
    if (output->kind == VW_COL_DENSE) {
        d->odd = d->odd || d->c->fields.items[output->node].odd;
    }
    const vw_col_taken taken = vw_columns__taken(output);
    for (size_t i = 0; i < sizeof taken.items / sizeof *taken.items; i++) {
        doubt_node(d, taken.items[i]);
    }
}

static void leave_what_is_odd(vw_columns *c)
{
    vw_arena *scratch = vw_arena_new();
    for (size_t i = 0; i < c->rule_count; i++) {
        vw_col_rule *rule = &c->rules[i];
        if (!is_found_here(c, rule)) {
            continue;
        }
        doubt d = {c, VW_NEW_ARRAY(scratch, c->nodes.count, bool),
                   VW_NEW_ARRAY(scratch, c->outputs.count, bool), false};
        doubt_output(&d, rule->output);
        const vw_col_output *output = &c->outputs.items[rule->output];
        rule->left = d.odd ? odd_value : !output->done ? in_a_circle : NULL;
        rule->places = c->tables.items[output->table].places;
        rule->codes = output->array;
        vw_arena_reset(scratch);
    }
    vw_arena_free(scratch);
}

/* ---- the run --------------------------------------------------------------------------------- */

/* Rules that are not to be found in parts, on their own. */
static vw_status run_whole(vw_columns *c)
{
    const vw_rule **rules = VW_NEW_ARRAY(c->arena, c->rule_count, const vw_rule *);
    vw_columns_options *options = VW_NEW(c->arena, vw_columns_options);
    uint32_t count = 0;
    options->bytes_most = c->bytes_most;
    for (size_t i = 0; i < c->rule_count; i++) {
        if (c->rules[i].left == NULL && c->rules[i].part == VW_COLUMNS_WHOLE) {
            c->rules[i].whole = count;
            rules[count++] = c->rules[i].rule;
        }
    }
    return vw_columns_run(&c->whole, c->db, rules, count, c->frame, options, c->arena, c->diags);
}

static vw_status prepare_since(vw_columns *c)
{
    vw_status status = vw_columns__find_changed(c);
    if (status == VW_OK && !c->too_much) {
        status = vw_columns__tell_apart(c);
    }
    for (bool again = true; again && status == VW_OK;) {
        want_rules(c);
        status = vw_columns__restrict(c, &again);
    }
    return status;
}

static vw_status survey_all(vw_columns *c)
{
    vw_status status = VW_OK;
    for (size_t i = 0; i < c->outputs.count && status == VW_OK; i++) {
        if (c->outputs.items[i].wanted) {
            status = vw_columns__survey(c, &c->tables.items[c->outputs.items[i].table]);
        }
    }
    return status;
}

static vw_status run(vw_columns *c)
{
    vw_status status = VW_OK;
    for (size_t i = 0; i < c->rule_count; i++) {
        vw_columns__compile(c, (uint32_t)i);
    }
    for (size_t i = 0; i < c->outputs.count; i++) {
        vw_columns__find_needs(c, &c->outputs.items[i]);
    }
    want_rules(c);
    if (c->options->since) {
        status = prepare_since(c);
    }
    if (status == VW_OK) {
        status = survey_all(c);
    }
    if (status == VW_OK) {
        keep_within(c);
        status = read_all(c);
    }
    if (status == VW_OK) {
        leave_what_is_odd(c);
    }
    if (status == VW_OK && c->options->since) {
        vw_columns__give_up_hope(c);
        status = run_whole(c);
    }
    return status;
}

vw_status vw_columns_run(vw_columns **out, vw_db *db, const vw_rule *const *rules, size_t count,
                         const vw_rule_frame *frame, const vw_columns_options *options,
                         vw_arena *arena, vw_diags *diags)
{
    static const vw_columns_options usual = {0};
    vw_columns *c = VW_NEW(arena, vw_columns);
    *out = NULL;
    c->db = db;
    c->frame = frame;
    c->options = options != NULL ? options : &usual;
    c->arena = arena;
    c->work = vw_arena_new();
    c->diags = diags;
    c->words = vw_words_new(c->work);
    c->bytes_most = c->options->bytes_most != 0 ? c->options->bytes_most : VW_COLUMNS_BYTES_MAX;
    c->rules = VW_NEW_ARRAY(arena, count, vw_col_rule);
    c->rule_count = count;
    for (size_t i = 0; i < count; i++) {
        c->rules[i].rule = rules[i];
    }
    vw_status status = run(c);
    vw_arena_free(c->work);
    c->work = NULL;
    *out = status == VW_OK ? c : NULL;
    return status;
}

/* ---- outcomes -------------------------------------------------------------------------------- */

/* Where a rule's outcomes are: of a run since a mark, some were found by another. */
static const vw_col_rule *home_of(const vw_columns *columns, size_t rule)
{
    const vw_col_rule *of = &columns->rules[rule];
    bool whole = columns->whole != NULL && of->left == NULL && of->part == VW_COLUMNS_WHOLE;
    return whole ? &columns->whole->rules[of->whole] : of;
}

const char *vw_columns_left(const vw_columns *columns, size_t rule)
{
    return home_of(columns, rule)->left;
}

vw_columns_part vw_columns_part_of(const vw_columns *columns, size_t rule)
{
    return columns->rules[rule].part;
}

vw_tally vw_columns_tally(const vw_columns *columns, size_t rule)
{
    const uint64_t *of = home_of(columns, rule)->tally;
    return (vw_tally){
        .pass = of[VW_COL_PASS], .fail = of[VW_COL_FAIL], .unknown = of[VW_COL_UNKNOWN]};
}

bool vw_columns_collected(const vw_columns *columns, size_t rule)
{
    return home_of(columns, rule)->collected;
}

void vw_columns_read(vw_columns_reader *reader, const vw_columns *columns, size_t rule, bool passes)
{
    const vw_col_rule *of = home_of(columns, rule);
    *reader = (vw_columns_reader){.of = of, .passes = passes};
    reader->bits = of->places.range > 0 ? of->places.bits[0] : 0;
}

static vw_outcome outcome_of(unsigned code)
{
    return code == VW_COL_PASS ? VW_PASS : code == VW_COL_FAIL ? VW_FAIL : VW_UNKNOWN;
}

static unsigned code_at(const vw_col_rule *of, uint32_t place)
{
    return (unsigned)of->codes[place >> 2] >> (place & 3) * 2 & 3u;
}

static bool next_touched(vw_columns_reader *reader, int64_t *subject, vw_outcome *outcome)
{
    const vw_col_rule *of = reader->of;
    while (reader->place < of->touched.count) {
        uint32_t number = of->touched.items[reader->place++];
        uint32_t place = vw_columns__place(&of->places, number);
        unsigned code = place != VW_NOTHING ? code_at(of, place) : VW_COL_OUTSIDE;
        reader->belongs = code != VW_COL_OUTSIDE;
        if (code != VW_COL_PASS || reader->passes) {
            *subject = number;
            *outcome = outcome_of(code);
            return true;
        }
    }
    return false;
}

bool vw_columns_next(vw_columns_reader *reader, int64_t *subject, vw_outcome *outcome)
{
    const vw_col_rule *of = reader->of;
    if (of->part != VW_COLUMNS_WHOLE) {
        return next_touched(reader, subject, outcome);
    }
    reader->belongs = true;
    while (reader->place < of->places.count) {
        while (reader->bits == 0) {
            reader->bits = of->places.bits[++reader->word];
        }
        unsigned bit = (unsigned)__builtin_ctzll(reader->bits);
        unsigned code = code_at(of, reader->place++);
        reader->bits &= reader->bits - 1;
        if (code != VW_COL_OUTSIDE && (code != VW_COL_PASS || reader->passes)) {
            *subject = of->places.first + (int64_t)(reader->word * 64 + bit);
            *outcome = outcome_of(code);
            return true;
        }
    }
    return false;
}
