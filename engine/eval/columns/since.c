/* SPDX-License-Identifier: EUPL-1.2 */
/* What of each rule has to be found again since an earlier mark: nothing, some outcomes, or all. */
#include "eval/columns/private.h"

static const vw_col_key *key_of(const vw_columns *c, uint32_t node)
{
    return &c->nodes.items[node].key;
}

bool vw_columns__has_parent(const vw_col_output *output)
{
    return vw_columns__relates(output) && output->to != VW_NOTHING;
}

/* Is it of all records of its table together? */
static bool is_any(const vw_col_output *output)
{
    return output->kind == VW_COL_KEYED ||
           (vw_columns__relates(output) && output->to == VW_NOTHING);
}

/* ---- what a rule reads of all records of a table ----------------------------------------------
 */

typedef struct {
    vw_columns *c;
    bool *seen;
    size_t any;   /* how often it does so */
    bool touched; /* of some of those the value can differ */
} reach;

static vw_status follow(reach *r, uint32_t number)
{
    vw_status status = VW_OK;
    if (r->seen[number]) {
        return status;
    }
    r->seen[number] = true;
    const vw_col_output *output = &r->c->outputs.items[number];
    if (is_any(output)) {
        status = vw_columns__touch(r->c, number);
        r->any++;
        r->touched = r->touched || output->touched.count > 0;
    }
    for (size_t i = 0; i < output->needs.count && status == VW_OK; i++) {
        status = follow(r, output->needs.items[i]);
    }
    return status;
}

/* Was something collected of each kind that the rule looks for, and is that what it was? Any import
 * may have declared something complete. */
static vw_status find_collected(vw_columns *c, vw_col_rule *rule)
{
    vw_status status = VW_OK;
    rule->collected_alike = rule->collected = rule->member_collected = true;
    for (size_t i = 0; i < rule->rule->uses.count && status == VW_OK; i++) {
        const vw_use *use = &rule->rule->uses.items[i];
        const uint32_t number = vw_columns__table(c, use->kind);
        vw_col_table *table = &c->tables.items[number];
        vw_col_extent extent = use->extent == VW_EVER ? VW_COL_WIDE : VW_COL_NARROW;
        bool before = false, now = false;
        status = vw_columns__collected(c, table, extent, c->options->earlier_mark, &before);
        if (status == VW_OK) {
            status = vw_columns__collected(c, table, extent, c->frame->mark, &now);
        }
        rule->collected_alike = rule->collected_alike && before == now;
        rule->collected = rule->collected && now;
        rule->member_collected = rule->member_collected && (now || i >= rule->rule->member_uses);
    }
    return status;
}

/* Where something was not collected everybody is unknown (scan.c, code_of), whatever the condition
 * reads; and where that is something that tells who belongs, everybody belongs. Nothing is looked
 * up for it. */
static void leave_out_what_cannot_tell(vw_columns *c, const vw_col_rule *rule)
{
    vw_col_output *verdict = &c->outputs.items[rule->output];
    vw_col_key unknown = vw_columns__key(VW_COL_CONSTANT, VW_TAKE_TRUTH, verdict->table);
    if (rule->collected) {
        return;
    }
    unknown.number = VW_TAKEN_UNKNOWN;
    verdict->node = vw_columns__node(c, unknown);
    verdict->member = rule->member_collected ? verdict->member : VW_NOTHING;
    vw_columns__find_needs(c, verdict);
}

static vw_status find_what_was_collected(vw_columns *c)
{
    vw_status status = VW_OK;
    for (size_t i = 0; i < c->rule_count && status == VW_OK; i++) {
        if (c->rules[i].left == NULL) {
            status = find_collected(c, &c->rules[i]);
            leave_out_what_cannot_tell(c, &c->rules[i]);
        }
    }
    return status;
}

/* ---- all records of a table -------------------------------------------------------------------
 */

/* Of few records of a table all are looked up. */
static vw_status all_of(vw_columns *c, vw_col_list *all, bool *few, const vw_col_table *table)
{
    size_t most = c->options->few_records != 0 ? c->options->few_records : VW_COLUMNS_FEW_RECORDS;
    vw_status status = vw_columns__collect(
        c, all, "e.subject",
        vw_printf(c->work,
                  "(SELECT DISTINCT subject FROM main.\"ev_%s\" WHERE import_id <= %lld LIMIT %zu) "
                  "e",
                  table->kind->name, (long long)c->frame->mark, most + 1),
        NULL);
    *few = all->count <= most;
    return status;
}

/* Can what the rule reads of all records be found from few of them? From all, where there are few.
 * Whether some record meets a condition, from touched ones alone, if one of those does: whatever
 * the others are. */
static vw_status find_hope(vw_columns *c, const reach *r, bool *hope)
{
    vw_status status = VW_OK;
    *hope = true;
    for (size_t i = 0; i < c->outputs.count && status == VW_OK && *hope; i++) {
        vw_col_output *output = &c->outputs.items[i];
        if (!r->seen[i] || !is_any(output) || output->hope != VW_COL_HOPE_UNKNOWN) {
            *hope = *hope && (!r->seen[i] || output->hope != VW_COL_HOPELESS);
            continue;
        }
        const bool from_touched = output->kind == VW_COL_EXISTS && output->touched.count > 0;
        if (!from_touched) {
            status = all_of(c, &output->all, hope, &c->tables.items[output->table]);
        }
        output->hope = !*hope         ? VW_COL_HOPELESS
                       : from_touched ? VW_COL_FROM_TOUCHED
                                      : VW_COL_FROM_ALL;
    }
    return status;
}

/* A node was [yes] of some record, or no, at the earlier mark; [surely] false: it was that or
 * unknown. What does it tell of what was asked of all records together? */
static void learn(vw_columns *c, uint32_t node, bool yes, bool surely)
{
    const vw_col_key *key = key_of(c, node);
    if (key->kind == VW_COL_NOT) {
        learn(c, key->a, !yes, surely);
    } else if (key->kind == (yes ? VW_COL_AND : VW_COL_OR)) {
        learn(c, key->a, yes, surely);
        learn(c, key->b, yes, surely);
    } else if (key->kind == VW_COL_ANY && !yes) {
        c->outputs.items[key->b].none_surely_met = true;
        c->outputs.items[key->b].none_met = c->outputs.items[key->b].none_met || surely;
    }
}

static bool was_empty(const vw_columns *c, const vw_col_rule *rule)
{
    const vw_tally *was = c->options->earlier->tallies[rule - c->rules];
    return was->pass + was->fail + was->unknown + was->excepted == 0;
}

/* Where there were records and none belonged, each did not; else some did, or may have. */
static vw_status learn_who_belonged(vw_columns *c, const vw_col_rule *rule)
{
    const vw_col_output *verdict = &c->outputs.items[rule->output];
    bool some = false;
    if (verdict->member == VW_NOTHING) {
        return VW_OK;
    }
    if (!was_empty(c, rule)) {
        learn(c, verdict->member, true, false);
        return VW_OK;
    }
    vw_status status = vw_columns__recorded(c, &c->tables.items[verdict->table], verdict->extent,
                                            c->options->earlier_mark, &some);
    if (status == VW_OK && some) {
        learn(c, verdict->member, false, true);
    }
    return status;
}

/* Who passed met the condition, who failed did not, and who is unknown did not surely meet it
 * (scan.c, code_of). */
static vw_status learn_from(vw_columns *c, const vw_col_rule *rule)
{
    const vw_columns_earlier *earlier = c->options->earlier;
    if (earlier == NULL || earlier->tallies[rule - c->rules] == NULL || !rule->collected) {
        return VW_OK;
    }
    const vw_tally *was = earlier->tallies[rule - c->rules];
    const uint32_t node = c->outputs.items[rule->output].node;
    if (was->pass > 0) {
        learn(c, node, true, true);
    }
    if (was->fail > 0) {
        learn(c, node, false, true);
    }
    if (was->unknown > 0) {
        learn(c, node, false, false);
    }
    return learn_who_belonged(c, rule);
}

/* ---- who belongs --------------------------------------------------------------------------------
 */

static bool reads_nothing_else(vw_columns *c, uint32_t node)
{
    uint32_t parts[2];
    if (node == VW_NOTHING) {
        return true;
    }
    const vw_col_key *key = key_of(c, node);
    vw_columns__parts(parts, key);
    return vw_columns__reads(key) == VW_NOTHING && reads_nothing_else(c, parts[0]) &&
           reads_nothing_else(c, parts[1]);
}

/* Do a record's own fields tell whether it belongs, and is it known who belonged? Then of who does
 * not, nothing that others say needs to be looked up. */
static bool tells_who_belongs(vw_columns *c, const vw_col_rule *rule)
{
    const vw_columns_earlier *earlier = c->options->earlier;
    const vw_col_output *verdict = &c->outputs.items[rule->output];
    return earlier != NULL && earlier->belonged != NULL &&
           earlier->tallies[rule - c->rules] != NULL && rule->left == NULL &&
           verdict->member != VW_NOTHING && verdict->needs.count > 0 &&
           reads_nothing_else(c, verdict->member);
}

/* Of the records that came in since, those that belong now, for every such rule: one run of its
 * own, of rules that ask no more than that. */
static vw_status find_who_belongs_now(vw_columns *c)
{
    const vw_rule **asked = VW_NEW_ARRAY(c->work, c->rule_count, const vw_rule *);
    const vw_columns_options options = {.bytes_most = c->bytes_most,
                                        .since = true,
                                        .earlier_mark = c->options->earlier_mark,
                                        .look_up_free = c->options->look_up_free};
    uint32_t *of = VW_NEW_ARRAY(c->work, c->rule_count, uint32_t);
    vw_columns *now = NULL;
    size_t count = 0;
    for (uint32_t i = 0; i < c->rule_count; i++) {
        if (tells_who_belongs(c, &c->rules[i])) {
            vw_rule *rule = VW_NEW(c->work, vw_rule);
            *rule = *c->rules[i].rule;
            rule->condition = rule->member;
            rule->uses.count = rule->member_uses;
            of[count] = i;
            asked[count++] = rule;
        }
    }
    vw_status status = count == 0 ? VW_OK
                                  : vw_columns_run(&now, c->db, asked, count, c->frame, &options,
                                                   c->work, c->diags);
    for (size_t i = 0; i < count && status == VW_OK; i++) {
        vw_col_rule *rule = &c->rules[of[i]];
        vw_columns_reader reader;
        vw_outcome outcome;
        int64_t subject;
        rule->tells_who_belongs =
            vw_columns_left(now, i) == NULL && vw_columns_part_of(now, i) != VW_COLUMNS_WHOLE;
        if (!rule->tells_who_belongs || vw_columns_part_of(now, i) == VW_COLUMNS_SAME) {
            continue;
        }
        vw_columns_read(&reader, now, i, true);
        while (vw_columns_next(&reader, &subject, &outcome)) {
            if (reader.belongs) {
                VW_PUSH(c->work, rule->belongs_now, (uint32_t)subject);
            }
        }
    }
    return status;
}

/* Of touched subjects those that belonged, and of those with new records who belong now as well:
 * the others are outside, as they were. */
static vw_status keep_who_belongs(vw_columns *c, const vw_col_rule *rule, vw_col_list *touched)
{
    const vw_columns_earlier *earlier = c->options->earlier;
    bool known = false;
    vw_col_list belonged = {0};
    vw_columns__add_all(c->work, &belonged, touched);
    vw_status status = earlier->belonged(earlier->what, &known, (size_t)(rule - c->rules),
                                         belonged.items, &belonged.count);
    if (status == VW_OK && known) {
        *touched = (vw_col_list){0};
        vw_columns__add_all(c->work, touched, &belonged);
        vw_columns__add_all(c->work, touched, &rule->belongs_now);
    }
    return status;
}

/* ---- rules ------------------------------------------------------------------------------------
 */

/* The subjects of which the outcome can differ, if nothing that the rule reads of all records of a
 * table can. */
static vw_status find_touched(vw_columns *c, const vw_col_rule *rule, vw_col_list *found)
{
    if (rule->tells_who_belongs && was_empty(c, rule)) {
        vw_columns__add_all(c->work, found, &rule->belongs_now);
        return VW_OK;
    }
    vw_status status = vw_columns__touch(c, rule->output);
    vw_columns__add_all(c->work, found, &c->outputs.items[rule->output].touched);
    return status == VW_OK && rule->tells_who_belongs && found->count > 0
               ? keep_who_belongs(c, rule, found)
               : status;
}

static vw_status tell_apart(vw_columns *c, vw_col_rule *rule, vw_arena *scratch)
{
    reach r = {.c = c, .seen = VW_NEW_ARRAY(scratch, c->outputs.count, bool)};
    vw_col_list found = {0};
    bool hope = true;
    vw_status status = follow(&r, rule->output);
    if (status != VW_OK || !rule->collected_alike) {
        return status;
    }
    status = learn_from(c, rule);
    if (status == VW_OK) {
        const uint32_t table = c->outputs.items[rule->output].table;
        status = r.touched ? all_of(c, &found, &hope, &c->tables.items[table])
                           : find_touched(c, rule, &found);
    }
    if (status == VW_OK && hope && found.count > 0) {
        status = find_hope(c, &r, &hope);
    }
    if (status == VW_OK && hope) {
        rule->part = found.count > 0 ? VW_COLUMNS_TOUCHED : VW_COLUMNS_SAME;
        vw_columns__add_all(c->arena, &rule->touched, &found);
    }
    return status;
}

vw_status vw_columns__tell_apart(vw_columns *c)
{
    const vw_columns_earlier *earlier = c->options->earlier;
    vw_arena *scratch = vw_arena_new();
    vw_status status = find_what_was_collected(c);
    if (status == VW_OK) {
        status = find_who_belongs_now(c);
    }
    for (size_t i = 0; i < c->rule_count && status == VW_OK; i++) {
        if (c->rules[i].left == NULL && (earlier == NULL || earlier->tallies[i] != NULL)) {
            status = tell_apart(c, &c->rules[i], scratch);
            vw_arena_reset(scratch);
        }
    }
    vw_arena_free(scratch);
    return status;
}

/* ---- afterwards -------------------------------------------------------------------------------
 */

/* Was it found from touched records, while the others may tell otherwise? */
static bool is_open(const vw_col_output *output)
{
    bool told =
        output->any_yes || output->none_met || (output->none_surely_met && output->any_unknown);
    return is_any(output) && output->hope == VW_COL_FROM_TOUCHED && !told;
}

static bool reads_open(const vw_columns *c, uint32_t node, bool *seen)
{
    uint32_t parts[2];
    if (node == VW_NOTHING || seen[node]) {
        return false;
    }
    seen[node] = true;
    const uint32_t reads = vw_columns__reads(key_of(c, node));
    bool open = reads != VW_NOTHING && is_open(&c->outputs.items[reads]);
    if (reads != VW_NOTHING) {
        const vw_col_taken taken = vw_columns__taken(&c->outputs.items[reads]);
        for (size_t i = 0; i < sizeof taken.items / sizeof *taken.items && !open; i++) {
            open = reads_open(c, taken.items[i], seen);
        }
    }
    vw_columns__parts(parts, key_of(c, node));
    return open || reads_open(c, parts[0], seen) || reads_open(c, parts[1], seen);
}

static bool some_belong(const vw_col_rule *rule)
{
    const uint64_t *by_code = rule->tally;
    return by_code[VW_COL_PASS] + by_code[VW_COL_FAIL] + by_code[VW_COL_UNKNOWN] > 0;
}

void vw_columns__give_up_hope(vw_columns *c)
{
    vw_arena *scratch = vw_arena_new();
    for (size_t i = 0; i < c->rule_count; i++) {
        vw_col_rule *rule = &c->rules[i];
        if (rule->left != NULL || rule->part != VW_COLUMNS_TOUCHED) {
            continue;
        }
        /* Of who does not belong it does not matter what else is asked. */
        const vw_col_output *verdict = &c->outputs.items[rule->output];
        bool *seen = VW_NEW_ARRAY(scratch, c->nodes.count, bool);
        if (reads_open(c, verdict->member, seen) ||
            (some_belong(rule) && reads_open(c, verdict->node, seen))) {
            rule->part = VW_COLUMNS_WHOLE;
        }
        vw_arena_reset(scratch);
    }
    vw_arena_free(scratch);
}
