/* SPDX-License-Identifier: EUPL-1.2 */
/* Which columns a batch of rows comes in as, and which nodes are computed of them, in order. */
#include "eval/columns/private.h"

size_t vw_columns__need(vw_columns *c, uint32_t node, vw_col_list *marked, vw_arena *arena)
{
    uint32_t parts[2];
    if (node == VW_NOTHING || c->nodes.items[node].needed) {
        return 0;
    }
    c->nodes.items[node].needed = true;
    VW_PUSH(arena, *marked, node);
    vw_columns__parts(parts, &c->nodes.items[node].key);
    return (c->nodes.items[node].key.kind == VW_COL_FIELD) +
           vw_columns__need(c, parts[0], marked, arena) +
           vw_columns__need(c, parts[1], marked, arena);
}

void vw_columns__need_no_more(vw_columns *c, const vw_col_list *marked)
{
    for (size_t i = 0; i < marked->count; i++) {
        c->nodes.items[marked->items[i]].needed = false;
    }
}

uint32_t vw_columns__field_node(vw_columns *c, uint32_t field)
{
    const vw_col_field *of = &c->fields.items[field];
    vw_col_key key = vw_columns__key(VW_COL_FIELD, of->type, of->table);
    key.a = field;
    return vw_columns__node(c, key);
}

void vw_columns__add_column(vw_col_layout *layout, const char *sql, vw_take_type type, void *into,
                            uint32_t field)
{
    layout->columns[layout->column_count] =
        (vw_take_column){.sql = sql, .type = type, .into = into};
    layout->fields[layout->column_count++] = field;
}

void vw_columns__lay_out(vw_columns *c, vw_col_layout *layout, vw_arena *arena)
{
    for (uint32_t i = 0; i < c->nodes.count; i++) {
        vw_col_node *node = &c->nodes.items[i];
        if (!node->needed) {
            continue;
        }
        node->needed = false;
        node->vector = vw_alloc_array(arena, VW_TAKE_ROWS, vw_take_bytes(node->key.type));
        if (node->key.kind == VW_COL_FIELD) {
            const vw_col_field *field = &c->fields.items[node->key.a];
            vw_columns__add_column(layout, field->sql, field->type, node->vector, node->key.a);
        } else if (vw_columns__same(node)) {
            vw_columns__compute(c, node, NULL, VW_TAKE_ROWS);
        } else {
            VW_PUSH(arena, layout->nodes, i);
        }
    }
}

void vw_columns__compute_all(vw_columns *c, const vw_col_layout *layout, const uint32_t *own,
                             size_t rows)
{
    for (size_t i = 0; i < layout->nodes.count; i++) {
        vw_columns__compute(c, &c->nodes.items[layout->nodes.items[i]], own, rows);
    }
}
