/* SPDX-License-Identifier: EUPL-1.2 */
/* The only file that knows libyaml: its events become a tree of nodes, within limits.
 *
 * The event interface is used because the document interface expands aliases and recurses. */
#include "load/node.h"

#include "base/limits.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

/* A list or mapping that is still open. */
typedef struct {
    vw_node *node;
    const vw_node *key; /* of a mapping: waits for its value */
    bool skip_value;    /* the key was no text: its value goes nowhere */
    VW_VEC(vw_entry) entries;
    VW_VEC(const vw_node *) items;
} open_node;

typedef struct {
    vw_arena *arena, *scratch;
    vw_diags *diags;
    const vw_source *source;
    /* libyaml counts characters; this pair walks along with it to give bytes. */
    size_t characters, bytes;
    open_node open[VW_YAML_DEPTH_MAX];
    size_t depth, nodes, documents;
    const vw_node *root;
    bool failed; /* the file cannot be used */
} reader;

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0u) == 0x80u;
}

static size_t byte_offset(reader *r, size_t character)
{
    const char *text = r->source->text;
    while (r->characters < character && r->bytes < r->source->length) {
        do {
            r->bytes++;
        } while (is_continuation(text[r->bytes]));
        r->characters++;
    }
    while (r->characters > character) {
        do {
            r->bytes--;
        } while (is_continuation(text[r->bytes]));
        r->characters--;
    }
    return r->bytes;
}

/* Finding a column and copying the line for the caret take as long as the line. On a line that no
 * terminal shows, thousands of places would take hours: those get its number only. */
static vw_place place_of(vw_arena *arena, const vw_source *source, size_t offset, size_t length)
{
    enum { LINE_SHOWN_MAX = 2000 };
    size_t first = 0, beyond = source->line_count;
    while (beyond - first > 1) {
        size_t middle = first + (beyond - first) / 2;
        if (source->line_starts[middle] <= offset) {
            first = middle;
        } else {
            beyond = middle;
        }
    }
    size_t end = beyond < source->line_count ? source->line_starts[beyond] : source->length;
    if (end - source->line_starts[first] > LINE_SHOWN_MAX) {
        return (vw_place){.file = source->path, .line = (uint32_t)beyond};
    }
    return vw_source_place(source, arena, offset, length);
}

static vw_place event_place(reader *r, const yaml_event_t *event)
{
    size_t start = byte_offset(r, event->start_mark.index);
    size_t end = byte_offset(r, event->end_mark.index);
    return place_of(r->arena, r->source, start, end - start);
}

vw_place vw_load__place(vw_arena *arena, const vw_node *node)
{
    if (node->type == VW_NODE_MAPPING && node->count > 0) {
        node = node->entries[0].key;
    }
    size_t length = 0;
    while (length < node->length &&
           strchr("\r\n", node->source->text[node->start + length]) == NULL) {
        length++;
    }
    return place_of(arena, node->source, node->start, length);
}

/* ---- building the tree ---- */

static void fail(reader *r)
{
    r->failed = true;
}

static int compare_keys(const void *left, const void *right)
{
    const vw_entry *a = left, *b = right;
    int order = strcmp(a->key->text, b->key->text);
    return order != 0 ? order : (a->key->start > b->key->start) - (a->key->start < b->key->start);
}

/* Sorted rather than compared pairwise, so that a hostile file costs no quadratic time. */
static void check_twice(reader *r, const vw_entry *entries, size_t count)
{
    if (count < 2) {
        return;
    }
    vw_entry *sorted = VW_NEW_ARRAY(r->scratch, count, vw_entry);
    memcpy(sorted, entries, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, compare_keys);
    for (size_t i = 1; i < count; i++) {
        if (strcmp(sorted[i - 1].key->text, sorted[i].key->text) == 0) {
            vw_place first = vw_load__place(r->scratch, sorted[i - 1].key);
            VW_DIAG(r->diags, Y008, vw_load__place(r->arena, sorted[i].key), sorted[i].key->text,
                    vw_printf(r->scratch, "%u", (unsigned)first.line));
        }
    }
}

/* Hangs [node] where it belongs. */
static void attach(reader *r, const vw_node *node)
{
    if (r->depth == 0) {
        r->root = node;
        return;
    }
    open_node *parent = &r->open[r->depth - 1];
    if (parent->node->type == VW_NODE_LIST) {
        VW_PUSH(r->scratch, parent->items, node);
    } else if (parent->skip_value) {
        parent->skip_value = false;
    } else if (parent->key != NULL) {
        VW_PUSH(r->scratch, parent->entries, (vw_entry){parent->key, node});
        parent->key = NULL;
    } else if (node->type == VW_NODE_SCALAR) {
        parent->key = node;
    } else {
        if (node->type != VW_NODE_REFUSED) {
            VW_DIAG(r->diags, Y014, vw_load__place(r->arena, node), NULL);
        }
        parent->skip_value = true;
    }
}

static vw_node *new_node(reader *r, vw_node_type type, const yaml_event_t *event)
{
    if (++r->nodes > VW_YAML_NODES_MAX) {
        VW_DIAG(r->diags, Y010, event_place(r, event),
                vw_printf(r->scratch, "%u", VW_YAML_NODES_MAX));
        fail(r);
    }
    vw_node *node = VW_NEW(r->scratch, vw_node);
    node->type = type;
    node->source = r->source;
    size_t start = byte_offset(r, event->start_mark.index);
    size_t end = byte_offset(r, event->end_mark.index);
    node->start = (uint32_t)start;
    node->length = (uint32_t)(end - start);
    return node;
}

static void open_collection(reader *r, vw_node_type type, const yaml_event_t *event)
{
    if (r->depth == VW_YAML_DEPTH_MAX) {
        VW_DIAG(r->diags, Y009, event_place(r, event),
                vw_printf(r->scratch, "%d", VW_YAML_DEPTH_MAX));
        fail(r);
        return;
    }
    r->open[r->depth++] = (open_node){.node = new_node(r, type, event)};
}

static void close_collection(reader *r, const yaml_event_t *event)
{
    open_node *closing = &r->open[--r->depth];
    vw_node *node = closing->node;
    size_t end = byte_offset(r, event->end_mark.index);
    node->length = (uint32_t)(end - node->start);
    if (node->type == VW_NODE_LIST) {
        node->items = closing->items.items;
        node->count = closing->items.count;
    } else {
        node->entries = closing->entries.items;
        node->count = closing->entries.count;
        check_twice(r, node->entries, node->count);
    }
    attach(r, node);
}

static vw_node_style style_of(yaml_scalar_style_t style)
{
    switch (style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
        return VW_STYLE_SINGLE;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
        return VW_STYLE_DOUBLE;
    case YAML_LITERAL_SCALAR_STYLE:
        return VW_STYLE_LITERAL;
    case YAML_FOLDED_SCALAR_STYLE:
        return VW_STYLE_FOLDED;
    case YAML_ANY_SCALAR_STYLE:
    case YAML_PLAIN_SCALAR_STYLE:
        break;
    }
    return VW_STYLE_PLAIN;
}

/* An escape can hide what may not stand in the file itself (base/source.h). */
static void check_escapes(reader *r, const vw_node *node)
{
    for (size_t i = 0; i < node->text_length;) {
        uint32_t point;
        const size_t at = i;
        i += vw_utf8_decode(&point, node->text + i, node->text_length - i);
        if (vw_utf8_hides(node->text, node->text_length, at)) {
            VW_DIAG(r->diags, Y012, vw_load__place(r->arena, node),
                    vw_printf(r->scratch, "U+%04X", (unsigned)point));
        }
    }
}

static void add_scalar(reader *r, const yaml_event_t *event)
{
    vw_node *node = new_node(r, VW_NODE_SCALAR, event);
    const char *value = (const char *)event->data.scalar.value;
    node->style = style_of(event->data.scalar.style);
    node->text = vw_strndup(r->arena, value, event->data.scalar.length);
    node->text_length = event->data.scalar.length;
    if (node->style == VW_STYLE_DOUBLE) {
        check_escapes(r, node);
        node->text_length = strlen(node->text); /* "\0" was reported just now */
    }
    attach(r, node);
}

static void refuse_properties(reader *r, const yaml_event_t *event, const yaml_char_t *anchor,
                              const yaml_char_t *tag)
{
    if (anchor != NULL) {
        VW_DIAG(r->diags, Y004, event_place(r, event),
                vw_printf(r->scratch, "&%s", (const char *)anchor));
    }
    if (tag != NULL) {
        VW_DIAG(r->diags, Y005, event_place(r, event), (const char *)tag);
    }
}

static void start_document(reader *r, const yaml_event_t *event)
{
    if (++r->documents > 1) {
        VW_DIAG(r->diags, Y006, event_place(r, event), NULL);
        fail(r);
    }
    if (event->data.document_start.version_directive != NULL ||
        event->data.document_start.tag_directives.start !=
            event->data.document_start.tag_directives.end) {
        VW_DIAG(r->diags, Y007, event_place(r, event), NULL);
    }
}

static void add_event(reader *r, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        start_document(r, event);
        break;
    case YAML_ALIAS_EVENT:
        VW_DIAG(r->diags, Y004, event_place(r, event),
                vw_printf(r->scratch, "*%s", (const char *)event->data.alias.anchor));
        attach(r, new_node(r, VW_NODE_REFUSED, event));
        break;
    case YAML_SCALAR_EVENT:
        refuse_properties(r, event, event->data.scalar.anchor, event->data.scalar.tag);
        add_scalar(r, event);
        break;
    case YAML_SEQUENCE_START_EVENT:
        refuse_properties(r, event, event->data.sequence_start.anchor,
                          event->data.sequence_start.tag);
        open_collection(r, VW_NODE_LIST, event);
        break;
    case YAML_MAPPING_START_EVENT:
        refuse_properties(r, event, event->data.mapping_start.anchor,
                          event->data.mapping_start.tag);
        open_collection(r, VW_NODE_MAPPING, event);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        close_collection(r, event);
        break;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_END_EVENT:
        break;
    }
}

/* ---- driving libyaml ---- */

static void report_syntax(reader *r, const yaml_parser_t *parser)
{
    fail(r);
    if (parser->error == YAML_MEMORY_ERROR) {
        (void)vw_alloc(r->scratch,
                       SIZE_MAX / 2); /* ends the program as every lack of memory does */
    }
    size_t offset = parser->error == YAML_READER_ERROR ? parser->problem_offset
                                                       : byte_offset(r, parser->problem_mark.index);
    vw_place place = place_of(r->arena, r->source, offset, 1);
    const char *problem = parser->problem != NULL ? parser->problem : "?";
    if (offset < r->source->length && r->source->text[offset] == '\t') {
        VW_DIAG(r->diags, Y003, place, NULL);
    } else if (strstr(problem, "mapping values are not allowed") != NULL) {
        VW_DIAG(r->diags, Y002, place, NULL);
    } else {
        VW_DIAG(r->diags, Y001, place, problem);
    }
}

static void read_events(reader *r, yaml_parser_t *parser)
{
    bool more = true;
    while (more && !r->failed) {
        yaml_event_t event;
        if (!yaml_parser_parse(parser, &event)) {
            report_syntax(r, parser);
            return;
        }
        more = event.type != YAML_STREAM_END_EVENT;
        add_event(r, &event);
        yaml_event_delete(&event);
    }
}

const vw_node *vw_load__parse(vw_arena *arena, vw_arena *scratch, vw_diags *diags,
                              const vw_source *source)
{
    reader *r = VW_NEW(scratch, reader);
    r->arena = arena;
    r->scratch = scratch;
    r->diags = diags;
    r->source = source;
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser)) {
        (void)vw_alloc(scratch, SIZE_MAX / 2); /* as in report_syntax */
    }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)source->text, source->length);
    read_events(r, &parser);
    yaml_parser_delete(&parser);
    if (r->failed) {
        return NULL;
    }
    if (r->root == NULL) {
        VW_DIAG(diags, Y013, (vw_place){.file = source->path}, NULL);
    }
    return r->root;
}
