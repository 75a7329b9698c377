/* SPDX-License-Identifier: EUPL-1.2 */
/* Equal things are made once, so that what hundreds of rules ask alike is computed once. */
#include "eval/columns/private.h"

#include <string.h>

uint32_t vw_columns__table(vw_columns *c, const vw_kind *kind)
{
    for (size_t i = 0; i < c->tables.count; i++) {
        if (c->tables.items[i].kind == kind) {
            return (uint32_t)i;
        }
    }
    VW_PUSH(c->work, c->tables, (vw_col_table){.kind = kind, .complete = -1});
    return (uint32_t)c->tables.count - 1;
}

static size_t hash_of(const vw_col_key *key)
{
    uint64_t words[sizeof *key / sizeof(uint64_t)];
    uint64_t hash = 0;
    memcpy(words, key, sizeof words);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        hash = (hash ^ words[i]) * 0x9E3779B97F4A7C15ull;
        hash ^= hash >> 32;
    }
    return (size_t)hash;
}

static void put_slot(vw_columns *c, uint32_t node)
{
    size_t at = hash_of(&c->nodes.items[node].key) & (c->node_slot_count - 1);
    while (c->node_slots[at] != 0) {
        at = (at + 1) & (c->node_slot_count - 1);
    }
    c->node_slots[at] = node + 1;
}

static void grow_slots(vw_columns *c)
{
    c->node_slot_count = c->node_slot_count == 0 ? 1024 : 2 * c->node_slot_count;
    c->node_slots = VW_NEW_ARRAY(c->work, c->node_slot_count, uint32_t);
    for (uint32_t i = 0; i < c->nodes.count; i++) {
        put_slot(c, i);
    }
}

uint32_t vw_columns__node(vw_columns *c, vw_col_key key)
{
    if (2 * c->nodes.count >= c->node_slot_count) {
        grow_slots(c);
    }
    size_t at = hash_of(&key) & (c->node_slot_count - 1);
    for (; c->node_slots[at] != 0; at = (at + 1) & (c->node_slot_count - 1)) {
        uint32_t node = c->node_slots[at] - 1;
        if (memcmp(&c->nodes.items[node].key, &key, sizeof key) == 0) {
            return node;
        }
    }
    VW_PUSH(c->work, c->nodes, (vw_col_node){.key = key});
    c->node_slots[at] = (uint32_t)c->nodes.count;
    return (uint32_t)c->nodes.count - 1;
}

uint32_t vw_columns__field(vw_columns *c, uint32_t table, vw_col_type type, const char *sql)
{
    for (size_t i = 0; i < c->fields.count; i++) {
        const vw_col_field *field = &c->fields.items[i];
        if (field->table == table && field->type == type && strcmp(field->sql, sql) == 0) {
            return (uint32_t)i;
        }
    }
    VW_PUSH(c->work, c->fields,
            (vw_col_field){.table = table, .type = type, .sql = vw_strdup(c->work, sql)});
    return (uint32_t)c->fields.count - 1;
}

uint32_t vw_columns__output(vw_columns *c, vw_col_output wanted)
{
    for (size_t i = 0; i < c->outputs.count; i++) {
        const vw_col_output *output = &c->outputs.items[i];
        if (output->kind == wanted.kind && output->table == wanted.table &&
            output->extent == wanted.extent && output->node == wanted.node &&
            output->to == wanted.to && output->parent == wanted.parent &&
            output->then == wanted.then && output->day == wanted.day &&
            wanted.kind != VW_COL_VERDICT) {
            return (uint32_t)i;
        }
    }
    VW_PUSH(c->work, c->outputs, wanted);
    return (uint32_t)c->outputs.count - 1;
}

void vw_columns__parts(uint32_t parts[2], const vw_col_key *key)
{
    parts[0] = parts[1] = VW_NOTHING;
    switch ((vw_col_node_kind)key->kind) {
    case VW_COL_FIELD:
    case VW_COL_CONSTANT:
    case VW_COL_GATHERED:
    case VW_COL_COUNTED:
    case VW_COL_ANY:
    case VW_COL_ANY_COUNTED:
    case VW_COL_PICKED:
    case VW_COL_ANY_PICKED:
        break;
    case VW_COL_KEYED_AT:
    case VW_COL_PLACE:
    case VW_COL_GATHER:
    case VW_COL_KNOWN:
    case VW_COL_NOT:
    case VW_COL_ADD_DAYS:
    case VW_COL_ADD_MONTHS:
    case VW_COL_ADD_SECONDS:
    case VW_COL_DAY_OF:
    case VW_COL_NEGATIVE:
        parts[0] = key->a;
        break;
    case VW_COL_COMPARE:
    case VW_COL_AND:
    case VW_COL_OR:
    case VW_COL_ARITHMETIC:
        parts[0] = key->a;
        parts[1] = key->b;
        break;
    }
}

uint32_t vw_columns__reads(const vw_col_key *key)
{
    bool reads = key->kind == VW_COL_GATHER || key->kind == VW_COL_GATHERED ||
                 key->kind == VW_COL_COUNTED || key->kind == VW_COL_ANY ||
                 key->kind == VW_COL_ANY_COUNTED || key->kind == VW_COL_PICKED ||
                 key->kind == VW_COL_ANY_PICKED || key->kind == VW_COL_KEYED_AT;
    return reads ? key->b : VW_NOTHING;
}

vw_col_taken vw_columns__taken(const vw_col_output *output)
{
    if (output->kind == VW_COL_DENSE) {
        return (vw_col_taken){{VW_NOTHING, VW_NOTHING, VW_NOTHING, VW_NOTHING}};
    }
    if (vw_columns__picks(output)) {
        return (vw_col_taken){{output->node, output->to, output->then, output->day}};
    }
    return (vw_col_taken){{output->node, output->to, output->member, VW_NOTHING}};
}
