/* SPDX-License-Identifier: EUPL-1.2 */
/* What records that came in after an earlier mark can have changed, found by going back along the
 * references that rules follow; and what has to be read to find it out. All sets may be too large,
 * never too small: of a record all versions up to the mark are followed, also those that no longer
 * count. */
#include "eval/columns/private.h"

static const vw_col_key *key_of(const vw_columns *c, uint32_t node)
{
    return &c->nodes.items[node].key;
}

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
    if (status == VW_OK && !c->too_much) {
        status = vw_columns__collect(
            c, &table->changed, "e.subject",
            vw_printf(c->work, "main.\"ev_%s\" e WHERE e.id >= %lld AND e.import_id <= %lld",
                      table->kind->name, (long long)table->first_new, (long long)c->frame->mark),
            NULL);
        vw_columns__add_all(c->work, &table->touched, &table->changed);
    }
    return status;
}

/* ---- what they touch ------------------------------------------------------------------------- */

/* Each place from which a field is looked at, once. [wanted]: only for wanted outputs. */
static bool *places_looked_from(vw_columns *c, bool wanted)
{
    bool *places = VW_NEW_ARRAY(c->work, c->nodes.count, bool);
    for (uint32_t i = 0; i < c->nodes.count; i++) {
        const vw_col_key *key = key_of(c, i);
        if (key->kind == VW_COL_GATHER && (!wanted || c->outputs.items[key->b].wanted)) {
            places[key->a] = true;
        }
    }
    return places;
}

typedef vw_status follow_place(vw_columns *c, vw_col_list *into, uint32_t place,
                               const vw_col_list *from);

static vw_status follow_places(vw_columns *c, bool to_others)
{
    const bool *places = places_looked_from(c, to_others);
    follow_place *follow_one = to_others ? vw_columns__forth : vw_columns__back;
    vw_status status = VW_OK;
    for (uint32_t i = 0; i < c->nodes.count && status == VW_OK; i++) {
        if (places[i]) {
            vw_col_table *own = &c->tables.items[key_of(c, i)->table];
            vw_col_table *other = &c->tables.items[key_of(c, i)->b];
            vw_col_list found = {0};
            status = follow_one(c, &found, i, to_others ? &own->judged : &other->changed);
            vw_columns__add_all(c->work, to_others ? &other->looked : &own->touched, &found);
        }
    }
    return status;
}

/* Records that look at a field of a changed one. */
static vw_status touch_who_looks(vw_columns *c)
{
    return follow_places(c, false);
}

/* Those of which a record that is judged looks at a field. */
static vw_status look_at_others(vw_columns *c)
{
    return follow_places(c, true);
}

static bool has_parent(const vw_col_output *output)
{
    return (output->kind == VW_COL_EXISTS || output->kind == VW_COL_COUNT) &&
           output->to != VW_NOTHING;
}

/* Several outputs go along one reference: it is followed for the first of them. */
static bool goes_first(const vw_columns *c, size_t number, bool wanted)
{
    const vw_col_output *output = &c->outputs.items[number];
    if (!has_parent(output) || (wanted && !output->wanted)) {
        return false;
    }
    for (size_t i = 0; i < number; i++) {
        const vw_col_output *other = &c->outputs.items[i];
        if (has_parent(other) && other->to == output->to && (!wanted || other->wanted)) {
            return false;
        }
    }
    return true;
}

/* Whom touched records refer to, and whom those refer to in their turn. */
static vw_status touch_parents(vw_columns *c)
{
    size_t *done = VW_NEW_ARRAY(c->work, c->outputs.count, size_t);
    vw_status status = VW_OK;
    bool more = true;
    while (more && status == VW_OK) {
        more = false;
        for (size_t i = 0; i < c->outputs.count && status == VW_OK; i++) {
            const vw_col_output *output = &c->outputs.items[i];
            const vw_col_list *children = &c->tables.items[output->table].touched;
            if (!goes_first(c, i, false) || children->count == done[i]) {
                continue;
            }
            vw_col_list found = {0};
            done[i] = children->count;
            more = true;
            status = vw_columns__forth(c, &found, output->to, children);
            vw_columns__add_all(c->work, &c->tables.items[output->parent].touched, &found);
        }
    }
    return status;
}

/* ---- rules ----------------------------------------------------------------------------------- */

typedef struct {
    vw_columns *c;
    bool *seen;
    size_t any;    /* how often it reads something of all records of a table */
    bool touched;  /* some of those were touched */
    bool hopeless; /* touched ones cannot settle it */
} reach;

static bool is_any(const vw_col_output *output)
{
    return output->kind == VW_COL_KEYED ||
           ((output->kind == VW_COL_EXISTS || output->kind == VW_COL_COUNT) &&
            output->to == VW_NOTHING);
}

static void follow(reach *r, uint32_t number)
{
    if (r->seen[number]) {
        return;
    }
    r->seen[number] = true;
    const vw_col_output *output = &r->c->outputs.items[number];
    if (is_any(output)) {
        bool touched = r->c->tables.items[output->table].touched.count > 0;
        r->any++;
        r->touched = r->touched || touched;
        r->hopeless = r->hopeless || !touched || output->kind != VW_COL_EXISTS;
    }
    for (size_t i = 0; i < output->needs.count; i++) {
        follow(r, output->needs.items[i]);
    }
}

/* Was something collected of each kind that the rule looks for, and is that what it was? Any import
 * may have declared something complete. */
static vw_status collected_alike(vw_columns *c, vw_col_rule *rule, bool *alike)
{
    vw_status status = VW_OK;
    *alike = rule->collected = rule->member_collected = true;
    for (size_t i = 0; i < rule->rule->uses.count && status == VW_OK; i++) {
        const vw_use *use = &rule->rule->uses.items[i];
        vw_col_table *table = &c->tables.items[vw_columns__table(c, use->kind)];
        vw_col_extent extent = use->extent == VW_EVER ? VW_COL_WIDE : VW_COL_NARROW;
        bool before = false, now = false;
        status = vw_columns__collected(c, table, extent, c->options->earlier_mark, &before);
        if (status == VW_OK) {
            status = vw_columns__collected(c, table, extent, c->frame->mark, &now);
        }
        *alike = *alike && before == now;
        rule->collected = rule->collected && now;
        rule->member_collected = rule->member_collected && (now || i >= rule->rule->member_uses);
    }
    return status;
}

/* Of a rule that looks at all records of a table: that of the touched ones some meet the condition
 * settles it, whatever the others are. It is tried where its own subjects are few. */
enum { FEW_SUBJECTS = 1000 };

static vw_status try_hopeful(vw_columns *c, vw_col_rule *rule, const reach *r)
{
    const vw_col_table *table = &c->tables.items[c->outputs.items[rule->output].table];
    vw_col_list all = {0};
    vw_status status = vw_columns__collect(
        c, &all, "e.subject",
        vw_printf(c->work,
                  "(SELECT subject FROM main.\"ev_%s\" WHERE import_id <= %lld "
                  "LIMIT %d) e",
                  table->kind->name, (long long)c->frame->mark, FEW_SUBJECTS + 1),
        NULL);
    if (status != VW_OK || all.count > FEW_SUBJECTS) {
        return status;
    }
    rule->part = VW_COLUMNS_TOUCHED;
    rule->hopeful = true;
    vw_columns__add_all(c->arena, &rule->touched, &all);
    for (size_t i = 0; i < c->outputs.count; i++) {
        vw_col_table *of = &c->tables.items[c->outputs.items[i].table];
        if (r->seen[i] && is_any(&c->outputs.items[i])) {
            vw_columns__add_all(c->work, &of->judged, &of->touched);
        }
    }
    return status;
}

/* Did none of all records meet the condition at the earlier mark? A rule that only asks that says
 * so by its outcome. Then none but touched ones can meet it now. */
static bool none_before(const vw_columns *c, const vw_col_rule *rule, const reach *r)
{
    const vw_col_output *verdict = &c->outputs.items[rule->output];
    const vw_col_key *key = key_of(c, verdict->node);
    bool negative = key->kind == VW_COL_NOT;
    if (c->options->earlier == NULL || verdict->member != VW_NOTHING || r->any != 1) {
        return false;
    }
    key = negative ? key_of(c, key->a) : key;
    const vw_tally *was = c->options->earlier[rule - c->rules];
    return key->kind == VW_COL_ANY && (negative ? was->pass : was->fail + was->excepted) > 0;
}

static vw_status tell_apart(vw_columns *c, vw_col_rule *rule, vw_arena *scratch)
{
    const vw_col_list *touched = &c->tables.items[c->outputs.items[rule->output].table].touched;
    reach r = {.c = c, .seen = VW_NEW_ARRAY(scratch, c->outputs.count, bool)};
    bool alike = true;
    follow(&r, rule->output);
    vw_status status = collected_alike(c, rule, &alike);
    bool nothing = alike && touched->count == 0 && !r.touched;
    rule->part = nothing           ? VW_COLUMNS_SAME
                 : !alike || r.any ? VW_COLUMNS_WHOLE
                                   : VW_COLUMNS_TOUCHED;
    if (rule->part == VW_COLUMNS_TOUCHED) {
        vw_columns__add_all(c->arena, &rule->touched, touched);
    } else if (status == VW_OK && rule->part == VW_COLUMNS_WHOLE && alike) {
        rule->settled = none_before(c, rule, &r);
        if (rule->settled || !r.hopeless) {
            status = try_hopeful(c, rule, &r);
        }
    }
    return status;
}

static vw_status tell_all_apart(vw_columns *c)
{
    vw_arena *scratch = vw_arena_new();
    vw_status status = VW_OK;
    for (size_t i = 0; i < c->rule_count && status == VW_OK; i++) {
        if (c->rules[i].left == NULL &&
            (c->options->earlier == NULL || c->options->earlier[i] != NULL)) {
            status = tell_apart(c, &c->rules[i], scratch);
            vw_arena_reset(scratch);
        }
    }
    vw_arena_free(scratch);
    return status;
}

void vw_columns__give_up_hope(vw_columns *c)
{
    vw_arena *scratch = vw_arena_new();
    for (size_t i = 0; i < c->rule_count; i++) {
        vw_col_rule *rule = &c->rules[i];
        if (!rule->hopeful || rule->settled || rule->left != NULL) {
            continue;
        }
        reach r = {.c = c, .seen = VW_NEW_ARRAY(scratch, c->outputs.count, bool)};
        follow(&r, rule->output);
        for (size_t j = 0; j < c->outputs.count; j++) {
            const vw_col_output *output = &c->outputs.items[j];
            if (r.seen[j] && is_any(output) && !output->any_yes) {
                rule->part = VW_COLUMNS_WHOLE;
            }
        }
        vw_arena_reset(scratch);
    }
    vw_arena_free(scratch);
}

bool vw_columns__judged(const vw_col_table *table, uint32_t subject)
{
    return !table->restricted || vw_columns__holds(&table->judged, subject);
}

vw_status vw_columns__touch(vw_columns *c)
{
    vw_status status = VW_OK;
    for (uint32_t i = 0; i < c->tables.count && status == VW_OK && !c->too_much; i++) {
        status = find_changed(c, i);
    }
    if (c->too_much) {
        return status; /* as it is, every rule is found whole */
    }
    if (status == VW_OK) {
        status = touch_who_looks(c);
    }
    if (status == VW_OK) {
        status = touch_parents(c);
    }
    return status == VW_OK ? tell_all_apart(c) : status;
}

/* ---- what has to be read --------------------------------------------------------------------- */

/* Would it take less to read all that there is, if so many [more] records were looked up? One costs
 * what ten cost that are read one after another. */
static bool costs_more(const vw_columns *c, uint64_t more)
{
    enum { READ_FOR_ONE = 10 };
    size_t free = c->options->look_up_free;
    uint64_t judged = more, all = 0;
    for (size_t i = 0; i < c->tables.count; i++) {
        judged += c->tables.items[i].judged.count;
        all += (uint64_t)c->tables.items[i].last_row;
    }
    return judged > (free != 0 ? free : VW_COLUMNS_LOOK_UP_FREE) && judged * READ_FOR_ONE > all;
}

/* How many records refer to those that are judged, if each has as many as the others. */
static uint64_t children_expected(const vw_columns *c, const vw_col_output *output)
{
    const vw_col_table *parent = &c->tables.items[output->parent];
    const vw_col_table *child = &c->tables.items[output->table];
    uint64_t expected = (uint64_t)parent->judged.count * (uint64_t)child->last_row /
                        (uint64_t)(parent->last_row + 1);
    return expected > child->judged.count ? expected - child->judged.count : 0;
}

/* Rules of which some outcomes were to be found here are found whole instead. */
static void find_whole(vw_columns *c)
{
    for (size_t i = 0; i < c->rule_count; i++) {
        if (c->rules[i].part == VW_COLUMNS_TOUCHED) {
            c->rules[i].part = VW_COLUMNS_WHOLE;
            c->rules[i].hopeful = false;
        }
    }
    for (size_t i = 0; i < c->outputs.count; i++) {
        c->outputs.items[i].wanted = false;
    }
}

/* [*too_many]: looking them up would take longer than to read all. */
static vw_status judge_children(vw_columns *c, bool *too_many)
{
    size_t *done = VW_NEW_ARRAY(c->work, c->outputs.count, size_t);
    vw_status status = VW_OK;
    bool more = true;
    *too_many = false;
    while (more && status == VW_OK && !*too_many) {
        more = false;
        for (size_t i = 0; i < c->outputs.count && status == VW_OK && !*too_many; i++) {
            const vw_col_output *output = &c->outputs.items[i];
            if (!goes_first(c, i, true)) {
                continue;
            }
            const vw_col_list *parents = &c->tables.items[output->parent].judged;
            if (parents->count != done[i]) {
                *too_many = costs_more(c, children_expected(c, output));
            }
            if (parents->count != done[i] && !*too_many) {
                vw_col_list found = {0};
                done[i] = parents->count;
                more = true;
                status = vw_columns__back(c, &found, output->to, parents);
                vw_columns__add_all(c->work, &c->tables.items[output->table].judged, &found);
            }
        }
    }
    return status;
}

static void tell_unchanged(vw_columns *c, vw_col_table *table)
{
    for (size_t i = 0; i < table->looked.count; i++) {
        if (!vw_columns__holds(&table->changed, table->looked.items[i])) {
            VW_PUSH(c->work, table->unchanged, table->looked.items[i]);
        }
    }
}

vw_status vw_columns__restrict(vw_columns *c)
{
    bool too_many;
    for (size_t i = 0; i < c->rule_count; i++) {
        if (c->rules[i].left == NULL && c->rules[i].part == VW_COLUMNS_TOUCHED) {
            vw_col_table *table = &c->tables.items[c->outputs.items[c->rules[i].output].table];
            vw_columns__add_all(c->work, &table->judged, &c->rules[i].touched);
        }
    }
    for (size_t i = 0; i < c->tables.count; i++) {
        c->tables.items[i].restricted = true;
    }
    vw_status status = judge_children(c, &too_many);
    if (status == VW_OK && (too_many || costs_more(c, 0))) {
        find_whole(c);
        return VW_OK;
    }
    if (status == VW_OK) {
        status = look_at_others(c);
    }
    for (size_t i = 0; i < c->tables.count; i++) {
        vw_columns__add_all(c->work, &c->tables.items[i].looked, &c->tables.items[i].judged);
        tell_unchanged(c, &c->tables.items[i]);
    }
    return status;
}
