/* SPDX-License-Identifier: EUPL-1.2 */
/* Finds links to parts that a template does not have. Which ids a block gives its parts only the
 * evidence tells, but they are named after it: "deviations", "board-incidents", "exempt-dora". */
#include "reports/template/template_private.h"

#include "base/utf8.h"

#include <string.h>

enum { LEVELS = 4 };

typedef struct {
    const vw_source *source;
    size_t start; /* behind the header */
    vw_arena *arena;
    VW_VEC(const char *) blocks;   /* used */
    VW_VEC(const char *) sections; /* "section-2.1" */
} links;

static void note_blocks(links *l)
{
    vw_template_mark mark;
    for (size_t at = l->start; vw_template__find(&mark, l->source->text, l->source->length, at);
         at = mark.start + mark.length) {
        if (mark.is == VW_MARK_BLOCK || mark.is == VW_MARK_LOOP) {
            VW_PUSH(l->arena, l->blocks,
                    vw_strndup(l->arena, l->source->text + mark.name_start, mark.name_length));
        }
    }
}

/* As the expansion counts them: a heading of level 1 is the title, and "##" the first to count. */
static void note_sections(links *l, const vw_template_node *root)
{
    unsigned number[LEVELS + 1] = {0};
    for (size_t i = 0; i < root->children.count; i++) {
        const vw_template_node *node = root->children.items[i];
        if (node->is != VW_BLOCK_HEADING || (i == 0 && node->level == 1)) {
            continue;
        }
        const int level = node->level < 2 ? 1 : node->level - 1;
        vw_buf id = {.arena = l->arena};
        vw_buf_add(&id, "section-");
        number[level]++;
        for (int at = level + 1; at <= LEVELS; at++) {
            number[at] = 0;
        }
        for (int at = 1; at <= level; at++) {
            vw_buf_addf(&id, "%s%u", at > 1 ? "." : "", number[at]);
        }
        VW_PUSH(l->arena, l->sections, vw_buf_text(&id));
    }
}

/* A block's parts have its name, a longer or shorter one, or its first word. */
static bool may_have(const char *block, const char *id)
{
    const size_t word = strcspn(block, "-");
    return strstr(id, block) != NULL || strstr(block, id) != NULL || strncmp(id, block, word) == 0;
}

static bool is_there(const links *l, const char *id)
{
    bool there = strcmp(id, "cover") == 0;
    for (size_t i = 0; i < l->sections.count; i++) {
        there = there || strcmp(l->sections.items[i], id) == 0;
    }
    for (size_t i = 0; i < l->blocks.count; i++) {
        /* Its headings are counted too. */
        there = there || may_have(l->blocks.items[i], id) || strncmp(id, "section-", 8) == 0;
    }
    return there;
}

static const char *nearest(links *l, const char *id)
{
    VW_VEC(const char *) names = {0};
    for (size_t i = 0; i < l->blocks.count; i++) {
        VW_PUSH(l->arena, names, l->blocks.items[i]);
    }
    for (size_t i = 0; i < l->sections.count; i++) {
        VW_PUSH(l->arena, names, l->sections.items[i]);
    }
    return vw_suggest(id, names.items, names.count);
}

void vw_template_check_links(const vw_source *source, vw_arena *arena, vw_diags *diags)
{
    static const char opens[] = "](#";
    vw_diags *apart = vw_diags_new(arena); /* what else is wrong was told before */
    vw_front_matter head;
    if (vw_front_matter_read(&head, arena, apart, source) != VW_OK) {
        return;
    }
    const vw_template_node *root = vw_template__parse(arena, source, head.end);
    if (root == NULL) {
        return;
    }
    links l = {.source = source, .start = head.end, .arena = arena};
    note_blocks(&l);
    note_sections(&l, root);
    for (const char *at = source->text + head.end; (at = strstr(at, opens)) != NULL;) {
        at += sizeof opens - 1;
        const size_t length = strcspn(at, ") \n");
        const char *id = vw_strndup(arena, at, length);
        if (!is_there(&l, id)) {
            VW_DIAG(diags, T214,
                    vw_source_place(source, arena, (size_t)(at - source->text) - 1, length + 1), id,
                    nearest(&l, id));
        }
    }
}
