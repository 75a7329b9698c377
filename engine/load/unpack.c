/* SPDX-License-Identifier: EUPL-1.2 */
/* From a tree that was packed while building to the same tree. */
#include "load/packed.h"

/* Nodes, entries and items are taken from what was allocated for all of them at once. */
typedef struct {
    const vw_source *source;
    const unsigned char *at;
    size_t start;
    vw_node *nodes;
    vw_entry *entries;
    const vw_node **items;
} reader;

static size_t number(reader *r)
{
    size_t value = 0;
    unsigned shift = 0;
    while (*r->at & 0x80u) {
        value |= (size_t)(*r->at++ & 0x7Fu) << shift;
        shift += 7;
    }
    return value | (size_t)*r->at++ << shift;
}

/* No deeper than a file of YAML may go. */
static const vw_node *read_node(reader *r)
{
    vw_node *node = r->nodes++;
    const unsigned head = *r->at++;
    node->type = (vw_node_type)(head & VW_PACKED_TYPE_MASK);
    node->style = (vw_node_style)(head >> VW_PACKED_STYLE_SHIFT);
    node->source = r->source;
    r->start += number(r);
    node->start = (uint32_t)r->start;
    node->length = (uint32_t)number(r);
    if (node->type == VW_NODE_SCALAR) {
        node->text_length = number(r);
        node->text = (const char *)r->at;
        r->at += node->text_length + 1;
        return node;
    }
    node->count = number(r);
    if (node->type == VW_NODE_MAPPING) {
        vw_entry *entries = r->entries;
        r->entries += node->count;
        for (size_t i = 0; i < node->count; i++) {
            entries[i].key = read_node(r);
            entries[i].value = read_node(r);
        }
        node->entries = entries;
    } else {
        const vw_node **items = r->items;
        r->items += node->count;
        for (size_t i = 0; i < node->count; i++) {
            items[i] = read_node(r);
        }
        node->items = items;
    }
    return node;
}

const vw_node *vw_load__unpack(vw_arena *scratch, const vw_packed *packed, const vw_source *source)
{
    reader r = {.source = source,
                .at = packed->nodes,
                .nodes = VW_NEW_ARRAY(scratch, packed->node_count, vw_node),
                .entries = VW_NEW_ARRAY(scratch, packed->entry_count, vw_entry),
                .items = VW_NEW_ARRAY(scratch, packed->item_count, const vw_node *)};
    return read_node(&r);
}
