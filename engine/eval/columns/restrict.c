/* SPDX-License-Identifier: EUPL-1.2 */
/* What has to be read for outcomes that can differ since an earlier mark. */
#include "eval/columns/private.h"

/* ---- costs ------------------------------------------------------------------------------------
 */

/* Records that are looked up: what is new is read one after another. */
static uint64_t looked_up(const vw_col_table *table)
{
    return table->looked.count > table->changed.count ? table->looked.count - table->changed.count
                                                      : 0;
}

/* Would it take less to read all that there is, if so many [more] records were looked up? One costs
 * what ten cost that are read one after another. */
static bool costs_more(const vw_columns *c, uint64_t more)
{
    enum { READ_FOR_ONE = 10 };
    size_t free = c->options->look_up_free;
    uint64_t up = more, all = 0;
    for (size_t i = 0; i < c->tables.count; i++) {
        up += looked_up(&c->tables.items[i]);
        all += (uint64_t)c->tables.items[i].last_row;
    }
    return up > (free != 0 ? free : VW_COLUMNS_LOOK_UP_FREE) && up * READ_FOR_ONE > all;
}

static bool needs_one_of(const vw_columns *c, uint32_t number, const bool *which, bool *seen)
{
    const vw_col_output *output = &c->outputs.items[number];
    if (seen[number]) {
        return false;
    }
    seen[number] = true;
    bool found = which[number];
    for (size_t i = 0; i < output->needs.count && !found; i++) {
        found = needs_one_of(c, output->needs.items[i], which, seen);
    }
    return found;
}

/* Rules that need one of those outputs are found whole instead. */
static void find_whole(vw_columns *c, const bool *which)
{
    vw_arena *scratch = vw_arena_new();
    for (size_t i = 0; i < c->rule_count; i++) {
        vw_col_rule *rule = &c->rules[i];
        if (rule->left == NULL && rule->part == VW_COLUMNS_TOUCHED &&
            needs_one_of(c, rule->output, which, VW_NEW_ARRAY(scratch, c->outputs.count, bool))) {
            rule->part = VW_COLUMNS_WHOLE;
        }
        vw_arena_reset(scratch);
    }
    vw_arena_free(scratch);
}

/* All that need the table of which most is looked up. */
static void find_costliest_whole(vw_columns *c)
{
    bool *which = VW_NEW_ARRAY(c->work, c->outputs.count, bool);
    uint32_t most = 0;
    for (uint32_t i = 1; i < c->tables.count; i++) {
        most = looked_up(&c->tables.items[i]) > looked_up(&c->tables.items[most]) ? i : most;
    }
    for (size_t i = 0; i < c->outputs.count; i++) {
        which[i] = c->outputs.items[i].table == most;
    }
    find_whole(c, which);
}

/* ---- whose conditions are computed ------------------------------------------------------------
 */

static void judge(vw_columns *c, vw_col_output *output, const vw_col_list *subjects)
{
    vw_columns__add_all(c->work, &output->judged, subjects);
    vw_columns__add_all(c->work, &c->tables.items[output->table].looked, subjects);
}

static void start(vw_columns *c)
{
    for (size_t i = 0; i < c->tables.count; i++) {
        c->tables.items[i].restricted = true;
        c->tables.items[i].looked = (vw_col_list){0};
    }
    for (size_t i = 0; i < c->outputs.count; i++) {
        vw_col_output *output = &c->outputs.items[i];
        output->judged = (vw_col_list){0};
        if (!output->wanted) {
            continue;
        }
        if (output->kind == VW_COL_VERDICT) {
            judge(c, output, &c->rules[output->rule].touched);
        } else if (output->hope == VW_COL_FROM_ALL) {
            judge(c, output, &output->all);
        } else if (output->hope == VW_COL_FROM_TOUCHED) {
            judge(c, output, &output->touched);
        }
    }
}

/* Outputs that go along one reference: it is followed once for all of them. */
typedef struct {
    vw_columns *c;
    uint32_t to;
    bool *among;     /* outputs */
    uint32_t first;  /* of them */
    size_t followed; /* for so many parents */
} reference;

/* Those for whom something is gathered along the reference. */
static vw_col_list parents_of(const reference *r)
{
    vw_col_list parents = {0};
    for (size_t i = 0; i < r->c->outputs.count; i++) {
        const vw_col_output *output = &r->c->outputs.items[i];
        bool gathers = false;
        for (size_t j = 0; j < output->needs.count && output->wanted && !gathers; j++) {
            gathers = r->among[output->needs.items[j]];
        }
        if (gathers) {
            vw_columns__add_all(r->c->work, &parents, &output->judged);
        }
    }
    return parents;
}

/* How many records more refer to so many parents, if each has as many as the others. */
static uint64_t children_expected(const reference *r, size_t parents)
{
    const vw_col_output *output = &r->c->outputs.items[r->first];
    const vw_col_table *parent = &r->c->tables.items[output->parent];
    const vw_col_table *child = &r->c->tables.items[output->table];
    uint64_t expected =
        (uint64_t)parents * (uint64_t)child->last_row / (uint64_t)(parent->last_row + 1);
    return expected > child->looked.count ? expected - child->looked.count : 0;
}

/* [*more]: others may gather for those that were found now. [*too_many]: looking them up would take
 * longer than to read all. */
static vw_status judge_children(reference *r, bool *more, bool *too_many)
{
    vw_col_list parents = parents_of(r), found = {0};
    if (parents.count == r->followed) {
        return VW_OK;
    }
    *too_many = costs_more(r->c, children_expected(r, parents.count));
    if (*too_many) {
        return VW_OK;
    }
    r->followed = parents.count;
    *more = true;
    vw_status status = vw_columns__back(r->c, &found, r->to, &parents);
    for (size_t i = 0; i < r->c->outputs.count; i++) {
        if (r->among[i]) {
            judge(r->c, &r->c->outputs.items[i], &found);
        }
    }
    return status;
}

typedef VW_VEC(reference) reference_list;

static reference_list references_of(vw_columns *c)
{
    reference_list all = {0};
    for (uint32_t i = 0; i < c->outputs.count; i++) {
        const vw_col_output *output = &c->outputs.items[i];
        size_t at = 0;
        if (!output->wanted || !vw_columns__has_parent(output)) {
            continue;
        }
        while (at < all.count && all.items[at].to != output->to) {
            at++;
        }
        if (at == all.count) {
            VW_PUSH(c->work, all,
                    ((reference){.c = c,
                                 .to = output->to,
                                 .first = i,
                                 .among = VW_NEW_ARRAY(c->work, c->outputs.count, bool)}));
        }
        all.items[at].among[i] = true;
    }
    return all;
}

static vw_status judge_all_children(vw_columns *c, bool *again)
{
    reference_list all = references_of(c);
    vw_status status = VW_OK;
    for (bool more = true; more && status == VW_OK && !*again;) {
        more = false;
        for (size_t i = 0; i < all.count && status == VW_OK && !*again; i++) {
            status = judge_children(&all.items[i], &more, again);
            if (*again) {
                find_whole(c, all.items[i].among);
            }
        }
    }
    return status;
}

/* ---- at whose fields they look ----------------------------------------------------------------
 */

/* A dense output is read of those at which somebody looks from [place]. */
static void look_from(vw_columns *c, uint32_t place, const vw_col_list *found)
{
    for (size_t i = 0; i < c->nodes.count; i++) {
        const vw_col_key *key = &c->nodes.items[i].key;
        if (key->kind == VW_COL_GATHER && key->a == place && c->outputs.items[key->b].wanted) {
            judge(c, &c->outputs.items[key->b], found);
        }
    }
}

static vw_status look_at_others(vw_columns *c)
{
    vw_col_list *from = VW_NEW_ARRAY(c->work, c->nodes.count, vw_col_list);
    vw_status status = VW_OK;
    for (size_t i = 0; i < c->outputs.count; i++) {
        const vw_col_output *output = &c->outputs.items[i];
        for (size_t j = 0; j < output->places.count && output->wanted; j++) {
            vw_columns__add_all(c->work, &from[output->places.items[j]], &output->judged);
        }
    }
    for (uint32_t i = 0; i < c->nodes.count && status == VW_OK; i++) {
        vw_col_list found = {0};
        if (from[i].count > 0) {
            status = vw_columns__forth(c, &found, i, &from[i], VW_COL_FORTH_NOW);
            look_from(c, i, &found);
        }
    }
    return status;
}

vw_status vw_columns__restrict(vw_columns *c, bool *again)
{
    *again = false;
    start(c);
    vw_status status = judge_all_children(c, again);
    if (status == VW_OK && !*again && costs_more(c, 0)) {
        find_costliest_whole(c);
        *again = true;
    }
    if (status != VW_OK || *again) {
        return status;
    }
    return look_at_others(c);
}
