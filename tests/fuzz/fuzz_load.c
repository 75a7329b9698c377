/* SPDX-License-Identifier: EUPL-1.2 */
/* Any bytes as a control set: alone, and beside themselves so that everything is there twice.
 * Besides not breaking, each scalar's bytes must be found where the loader says they stand. */
#include "fuzz.h"

#include "load/load.h"
#include "load/node.h"

#include <stdlib.h>
#include <string.h>

static void demand(bool condition)
{
    if (!condition) {
        abort();
    }
}

static void check_scalar(vw_arena *arena, const vw_node *node)
{
    vw_rule_text rule = vw_load__rule_text(arena, node);
    /* An anchor or tag in front was refused; then places need not be exact. */
    bool exact = node->length == 0 || strchr("&!", node->source->text[node->start]) == NULL;
    uint32_t before = node->start;
    for (size_t i = 0; i <= rule.length; i++) {
        uint32_t at = rule.offsets != NULL ? rule.offsets[i] : rule.start + (uint32_t)i;
        demand(at >= before && at <= node->start + node->length);
        before = at;
        if (!exact || i == rule.length || strchr(" \t\r\n", rule.text[i]) != NULL) {
            continue;
        }
        char raw = node->source->text[at];
        demand(raw == rule.text[i] || (node->style == VW_STYLE_DOUBLE && raw == '\\'));
    }
}

static void check_node(vw_arena *arena, const vw_node *node)
{
    demand((size_t)node->start + node->length <= node->source->length);
    if (node->type == VW_NODE_SCALAR) {
        check_scalar(arena, node);
    }
    for (size_t i = 0; i < node->count; i++) {
        if (node->type == VW_NODE_MAPPING) {
            check_node(arena, node->entries[i].key);
            check_node(arena, node->entries[i].value);
        } else {
            check_node(arena, node->items[i]);
        }
    }
}

static void check_places(vw_arena *arena, const char *text, size_t size)
{
    vw_diags *diags = vw_diags_new(arena);
    const vw_source *source;
    if (vw_source_new(&source, arena, diags, "fuzz.yaml", text, size) != VW_OK) {
        return;
    }
    const vw_node *root = vw_load__parse(arena, arena, diags, source);
    if (root != NULL) {
        check_node(arena, root);
    }
}

static vw_status load(vw_arena *arena, const vw_set_file *files, size_t count)
{
    vw_diags *diags = vw_diags_new(arena);
    const vw_set *set;
    vw_status status = vw_set_load(&set, arena, diags, files, count);
    demand((set != NULL) == (status == VW_OK));
    demand(status == vw_diags_status(diags));
    for (size_t i = 0; i < vw_diags_kept(diags); i++) {
        demand(vw_diag_text(arena, vw_diags_get(diags, i), VW_NL)[0] != '\0');
    }
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    vw_arena *arena = vw_arena_new();
    char *text = vw_strndup(arena, size > 0 ? (const char *)data : "", size);
    const vw_set_file files[] = {{.path = "a.yaml", .text = text, .length = size},
                                 {.path = "b.yaml", .text = text, .length = size}};
    check_places(arena, text, size);
    (void)load(arena, files, 1);
    (void)load(arena, files, 2);
    vw_arena_free(arena);
    return 0;
}
