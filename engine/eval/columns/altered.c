/* SPDX-License-Identifier: EUPL-1.2 */
/* What of a changed record others can see. A new version often says again what the one before said:
 * then nobody who looks at it is touched, nor whom it is counted for. */
#include "eval/columns/private.h"

#include <string.h>

/* Columns besides the fields. */
enum { OWN_COLUMNS = 4 };

/* What counts of each changed record at one of both marks. */
typedef struct {
    int64_t *import; /* 0: there was none */
    bool *counts[VW_COL_EXTENTS];
    unsigned char **values; /* of each node that is watched */
} version;

typedef struct {
    vw_columns *c;
    vw_arena *arena;
    vw_col_table *table;
    bool *watches; /* by output */
    vw_col_list nodes;
    vw_col_layout layout;
    size_t own; /* the first column that is no field */
    version before, now;
    version *reading;
    bool twice; /* one import has a record twice */
    uint32_t subjects[VW_TAKE_ROWS];
    int64_t imports[VW_TAKE_ROWS];
    uint8_t counts[VW_COL_EXTENTS][VW_TAKE_ROWS]; /* truths */
} comparison;

/* ---- what is watched ------------------------------------------------------------------------- */

static const vw_col_key *key_of(const vw_columns *c, uint32_t node)
{
    return &c->nodes.items[node].key;
}

/* Is it gathered for what a field of the records names, of what their own fields say alone? */
static bool is_plain(const vw_columns *c, const vw_col_output *output)
{
    return vw_columns__has_parent(output) && output->needs.count == 0 &&
           key_of(c, key_of(c, output->to)->a)->kind == VW_COL_FIELD;
}

static vw_col_list watched_by(vw_columns *c, vw_arena *arena, const vw_col_output *output)
{
    vw_col_list nodes = {0};
    if (output->kind == VW_COL_DENSE) {
        VW_PUSH(arena, nodes, vw_columns__field_node(c, output->node));
    } else if (is_plain(c, output)) {
        VW_PUSH(arena, nodes, key_of(c, output->to)->a);
        VW_PUSH(arena, nodes, output->node);
        if (vw_columns__picks(output)) {
            VW_PUSH(arena, nodes, output->then);
            VW_PUSH(arena, nodes, output->day);
        }
    }
    return nodes;
}

/* As far as there is room for their columns. */
static void choose(comparison *m)
{
    vw_columns *c = m->c;
    size_t fields = 0;
    m->watches = VW_NEW_ARRAY(m->arena, c->outputs.count, bool);
    for (size_t i = 0; i < c->outputs.count; i++) {
        vw_col_list marked = {0};
        size_t more = 0;
        if (&c->tables.items[c->outputs.items[i].table] != m->table) {
            continue;
        }
        vw_col_list nodes = watched_by(c, m->arena, &c->outputs.items[i]);
        for (size_t j = 0; j < nodes.count; j++) {
            more += vw_columns__need(c, nodes.items[j], &marked, m->arena);
        }
        m->watches[i] = nodes.count > 0 && fields + more <= VW_TAKE_COLUMNS_MAX - OWN_COLUMNS;
        if (!m->watches[i]) {
            vw_columns__need_no_more(c, &marked);
            continue;
        }
        fields += more;
        vw_columns__put_in_order(&nodes);
        vw_columns__add_all(m->arena, &m->nodes, &nodes);
    }
}

static size_t bytes_of(const comparison *m, uint32_t node)
{
    return vw_take_bytes(key_of(m->c, node)->type);
}

static void make_room(comparison *m, version *of)
{
    const size_t count = m->table->changed.count;
    of->import = VW_NEW_ARRAY(m->arena, count, int64_t);
    for (int i = 0; i < VW_COL_EXTENTS; i++) {
        of->counts[i] = VW_NEW_ARRAY(m->arena, count, bool);
    }
    of->values = VW_NEW_ARRAY(m->arena, m->nodes.count, unsigned char *);
    for (size_t i = 0; i < m->nodes.count; i++) {
        of->values[i] = vw_alloc_array(m->arena, count, bytes_of(m, m->nodes.items[i]));
    }
}

static void lay_out(comparison *m)
{
    vw_col_layout *layout = &m->layout;
    vw_columns__lay_out(m->c, layout, m->arena);
    m->own = layout->column_count;
    vw_columns__add_column(layout, "e.subject", VW_TAKE_SUBJECT, m->subjects, VW_NOTHING);
    vw_columns__add_column(layout, "e.import_id", VW_TAKE_NUMBER, m->imports, VW_NOTHING);
    for (vw_col_extent i = VW_COL_NARROW; i < VW_COL_EXTENTS; i++) {
        const char *counts = vw_columns__counts(m->c, m->arena, m->table, i);
        vw_columns__add_column(layout, vw_printf(m->arena, "(%s)", counts), VW_TAKE_TRUTH,
                               m->counts[i], VW_NOTHING);
    }
}

/* ---- reading --------------------------------------------------------------------------------- */

/* The newest version of each is kept. */
static void note_row(comparison *m, size_t row)
{
    version *of = m->reading;
    const size_t at = vw_columns__find(&m->table->changed, m->subjects[row]);
    if (at == m->table->changed.count) {
        return;
    }
    m->twice = m->twice || m->imports[row] == of->import[at];
    if (m->imports[row] <= of->import[at]) {
        return;
    }
    of->import[at] = m->imports[row];
    for (int i = 0; i < VW_COL_EXTENTS; i++) {
        of->counts[i][at] = m->counts[i][row] == VW_TAKEN_YES;
    }
    for (size_t i = 0; i < m->nodes.count; i++) {
        const uint32_t node = m->nodes.items[i];
        const unsigned char *vector = m->c->nodes.items[node].vector;
        const size_t bytes = bytes_of(m, node);
        memcpy(of->values[i] + at * bytes, vector + row * bytes, bytes);
    }
}

static void note_batch(void *what, size_t rows)
{
    comparison *m = what;
    vw_columns__compute_all(m->c, &m->layout, NULL, rows);
    for (size_t i = 0; i < rows; i++) {
        note_row(m, i);
    }
}

static vw_status read_version(comparison *m, version *of, const char *which, int64_t mark,
                              const vw_col_list *given)
{
    vw_taking taking = {.columns = m->layout.columns,
                        .count = m->layout.column_count,
                        .from =
                            vw_printf(m->arena, "main.\"ev_%s\" e WHERE %s AND e.import_id <= %lld",
                                      m->table->kind->name, which, (long long)mark),
                        .given = given != NULL ? given->items : NULL,
                        .given_count = given != NULL ? given->count : 0,
                        .words = m->c->words,
                        .batch = note_batch,
                        .what = m};
    m->reading = of;
    return vw_db_take(m->c->db, m->c->diags, &taking);
}

static vw_status read_both(comparison *m)
{
    const vw_columns *c = m->c;
    vw_status status = read_version(
        m, &m->now, vw_printf(m->arena, "e.id >= %lld", (long long)m->table->first_new),
        c->frame->mark, NULL);
    return status != VW_OK ? status
                           : read_version(m, &m->before, "e.subject IN (SELECT c0 FROM vw_given)",
                                          c->options->earlier_mark, &m->table->changed);
}

/* Was there a value that could not be held? Then nothing is known of any. */
static bool is_odd(const comparison *m)
{
    bool odd = m->twice;
    for (size_t i = 0; i < m->layout.column_count; i++) {
        odd = odd || m->layout.columns[i].odd;
    }
    for (size_t i = 0; i < m->layout.nodes.count; i++) {
        odd = odd || m->c->nodes.items[m->layout.nodes.items[i]].odd;
    }
    return odd;
}

/* ---- what differs ---------------------------------------------------------------------------- */

static const void *value_at(const comparison *m, const version *of, uint32_t node, size_t at)
{
    return of->values[vw_columns__find(&m->nodes, node)] + at * bytes_of(m, node);
}

static bool counts_at(const version *of, const vw_col_output *output, size_t at)
{
    return of->import[at] != 0 && of->counts[output->extent][at];
}

static void tell_dense(const comparison *m, vw_col_output *output)
{
    const vw_col_list *changed = &m->table->changed;
    const uint32_t node = vw_columns__field_node(m->c, output->node);
    for (size_t i = 0; i < changed->count; i++) {
        const bool counts = counts_at(&m->now, output, i);
        const bool same =
            m->before.import[i] != 0 && m->now.import[i] != 0 &&
            counts == counts_at(&m->before, output, i) &&
            (!counts || memcmp(value_at(m, &m->before, node, i), value_at(m, &m->now, node, i),
                               bytes_of(m, node)) == 0);
        if (!same) {
            VW_PUSH(m->c->work, output->altered, changed->items[i]);
        }
    }
}

/* What a record adds to what is gathered for another one. */
typedef struct {
    uint32_t parent; /* 0: nothing */
    uint8_t truth, met;
    vw_date day;
} share;

static share share_of(const comparison *m, const version *of, const vw_col_output *output,
                      size_t at)
{
    share found = {0};
    if (!counts_at(of, output, at)) {
        return found;
    }
    found.truth = *(const uint8_t *)value_at(m, of, output->node, at);
    if (found.truth == VW_TAKEN_NO) {
        return (share){0};
    }
    memcpy(&found.parent, value_at(m, of, key_of(m->c, output->to)->a, at), sizeof found.parent);
    if (vw_columns__picks(output)) {
        found.met = *(const uint8_t *)value_at(m, of, output->then, at);
        memcpy(&found.day, value_at(m, of, output->day, at), sizeof found.day);
    }
    return found;
}

static bool same_share(const share *a, const share *b)
{
    return a->parent == b->parent &&
           (a->parent == 0 || (a->truth == b->truth && a->met == b->met && a->day == b->day));
}

static void tell_parents(const comparison *m, vw_col_output *output)
{
    for (size_t i = 0; i < m->table->changed.count; i++) {
        const share before = share_of(m, &m->before, output, i);
        const share now = share_of(m, &m->now, output, i);
        if (same_share(&before, &now)) {
            continue;
        }
        if (before.parent != 0) {
            VW_PUSH(m->c->work, output->touched_parents, before.parent);
        }
        if (now.parent != 0) {
            VW_PUSH(m->c->work, output->touched_parents, now.parent);
        }
    }
    vw_columns__put_in_order(&output->touched_parents);
    output->parents_known = true;
}

static void tell(const comparison *m)
{
    for (size_t i = 0; i < m->c->outputs.count; i++) {
        vw_col_output *output = &m->c->outputs.items[i];
        if (m->watches[i] && output->kind == VW_COL_DENSE) {
            tell_dense(m, output);
            output->compared = true;
        } else if (m->watches[i] && !output->parents_known) {
            tell_parents(m, output);
        }
    }
}

vw_status vw_columns__compare(vw_columns *c, uint32_t number)
{
    vw_col_table *table = &c->tables.items[number];
    if (table->compared || table->changed.count == 0) {
        return VW_OK;
    }
    table->compared = true;
    vw_arena *arena = vw_arena_new();
    comparison *m = VW_NEW(arena, comparison);
    m->c = c;
    m->arena = arena;
    m->table = table;
    choose(m);
    make_room(m, &m->before);
    make_room(m, &m->now);
    lay_out(m);
    vw_status status = read_both(m);
    if (status == VW_OK && !is_odd(m)) {
        tell(m);
    }
    vw_arena_free(arena);
    return status;
}

vw_status vw_columns__altered(vw_columns *c, vw_col_list *altered, uint32_t place)
{
    const vw_col_key key = *key_of(c, place);
    const vw_col_list *changed = &c->tables.items[key.b].changed;
    /* Who looks at them is then found sooner than what they were. */
    const bool few_look = c->tables.items[key.table].last_row <= (int64_t)changed->count;
    vw_status status = few_look ? VW_OK : vw_columns__compare(c, key.b);
    for (size_t i = 0; i < c->nodes.count && status == VW_OK; i++) {
        const vw_col_key *looks = key_of(c, (uint32_t)i);
        if (looks->kind == VW_COL_GATHER && looks->a == place) {
            const vw_col_output *output = &c->outputs.items[looks->b];
            vw_columns__add_all(c->work, altered, output->compared ? &output->altered : changed);
        }
    }
    return status;
}
