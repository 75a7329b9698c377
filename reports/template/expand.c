/* SPDX-License-Identifier: EUPL-1.2 */
/* Fills in what the placeholders stand for, and puts the blocks in order. */
#include "reports/template/template_private.h"

#include <string.h>

enum { LEVELS = 4 };

typedef struct {
    vw_arena *arena;
    vw_diags *diags;
    const vw_template_data *data;
    unsigned number[LEVELS + 1]; /* of the current heading at each level */
    int level;
    vw_audience audience;
} expansion;

static bool is_value(const char *name)
{
    for (size_t i = 0; vw_template_value_names[i] != NULL; i++) {
        if (strcmp(vw_template_value_names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

/* What comes in is text from here on: it is not looked at again, neither for markup nor for
 * placeholders. */
static const char *fill(const expansion *e, const char *text)
{
    const size_t length = strlen(text);
    vw_buf out = {.arena = e->arena};
    vw_template_mark mark;
    size_t at = 0;
    while (vw_template__find(&mark, text, length, at)) {
        const char *name = vw_strndup(e->arena, text + mark.name_start, mark.name_length);
        vw_buf_addn(&out, text + at, mark.start - at);
        if (mark.is_closed && !mark.is_block && is_value(name)) {
            vw_buf_add(&out, e->data->value(e->data->self, name));
        } else {
            vw_buf_addn(&out, text + mark.start, mark.length);
        }
        at = mark.start + mark.length;
    }
    vw_buf_add(&out, text + at);
    return vw_buf_text(&out);
}

static void fill_runs(const expansion *e, vw_block *block, const vw_template_node *node)
{
    vw_run *runs = VW_NEW_ARRAY(e->arena, node->runs.count, vw_run);
    for (size_t i = 0; i < node->runs.count; i++) {
        runs[i] = node->runs.items[i];
        runs[i].text = fill(e, runs[i].text);
    }
    block->runs = runs;
    block->run_count = node->runs.count;
}

/* "> [!NOTE]" on the first line of a quote makes it a note; the mark itself goes. */
static bool take_note_mark(vw_template_node *quote)
{
    static const char mark[] = "[!NOTE]";
    if (quote->children.count == 0 || quote->children.items[0]->runs.count == 0) {
        return false;
    }
    vw_run *first = &quote->children.items[0]->runs.items[0];
    if (strncmp(first->text, mark, sizeof mark - 1) != 0) {
        return false;
    }
    first->text += sizeof mark - 1;
    first->text += strspn(first->text, " ");
    return true;
}

static vw_block *make_block(const expansion *e, vw_template_node *node)
{
    vw_block *block = VW_NEW(e->arena, vw_block);
    *block = (vw_block){.is = node->is, .ordered = node->ordered, .audience = e->audience};
    if (node->is == VW_BLOCK_QUOTE && take_note_mark(node)) {
        block->is = VW_BLOCK_NOTE;
    }
    fill_runs(e, block, node);
    const vw_block **children = VW_NEW_ARRAY(e->arena, node->children.count, const vw_block *);
    for (size_t i = 0; i < node->children.count; i++) {
        children[i] = make_block(e, node->children.items[i]);
    }
    block->children = children;
    block->child_count = node->children.count;
    return block;
}

/* "2.1", and "section-2.1" where the heading has no name of its own: the same in each language. */
static void number_heading(expansion *e, vw_block *heading)
{
    vw_buf number = {.arena = e->arena};
    const int level = heading->level < 1 ? 1 : heading->level > LEVELS ? LEVELS : heading->level;
    e->number[level]++;
    for (int below = level + 1; below <= LEVELS; below++) {
        e->number[below] = 0;
    }
    for (int i = 1; i <= level; i++) {
        vw_buf_addf(&number, "%s%u", i > 1 ? "." : "", e->number[i]);
    }
    heading->level = level;
    heading->number = vw_buf_text(&number);
    if (heading->id == NULL) {
        heading->id = vw_printf(e->arena, "section-%s", heading->number);
    }
}

static void add(expansion *e, vw_block_list *to, vw_block *block)
{
    block->audience = e->audience;
    if (block->is == VW_BLOCK_HEADING) {
        number_heading(e, block);
    }
    VW_PUSH(e->arena, *to, block);
}

static void add_bare(expansion *e, vw_block_list *to, vw_block_kind is)
{
    vw_block *block = VW_NEW(e->arena, vw_block);
    block->is = is;
    add(e, to, block);
}

static vw_status add_named(expansion *e, vw_block_list *to, const char *name)
{
    if (strcmp(name, "contents") == 0) {
        add_bare(e, to, VW_BLOCK_CONTENTS);
        return VW_OK;
    }
    if (strcmp(name, "page-break") == 0) {
        add_bare(e, to, VW_BLOCK_PAGE_BREAK);
        return VW_OK;
    }
    if (strcmp(name, "confidential") == 0 || strcmp(name, "public") == 0) {
        e->audience = strcmp(name, "public") == 0 ? VW_PUBLIC : VW_CONFIDENTIAL;
        return VW_OK;
    }
    vw_block_list made = {0};
    vw_status status = e->data->blocks(e->data->self, &made, name, e->level + 1, e->diags);
    for (size_t i = 0; i < made.count; i++) {
        vw_block *copy = VW_NEW(e->arena, vw_block);
        *copy = *made.items[i];
        add(e, to, copy);
    }
    return status;
}

/* The name in a paragraph that is nothing but {{> name}}, else NULL. */
static const char *block_name(const expansion *e, const vw_template_node *node)
{
    vw_template_mark mark;
    if (node->is != VW_BLOCK_PARAGRAPH || node->runs.count != 1) {
        return NULL;
    }
    const char *text = node->runs.items[0].text;
    const size_t length = strlen(text);
    if (!vw_template__find(&mark, text, length, 0) || !mark.is_closed || !mark.is_block ||
        mark.length != length) {
        return NULL;
    }
    return vw_strndup(e->arena, text + mark.name_start, mark.name_length);
}

static vw_status add_node(expansion *e, vw_block_list *to, vw_template_node *node)
{
    const char *name = block_name(e, node);
    if (name != NULL) {
        return add_named(e, to, name);
    }
    vw_block *block = make_block(e, node);
    if (node->is == VW_BLOCK_HEADING) {
        /* The title is above all numbering: the template's second level is the document's first. */
        block->level = node->level > 1 ? node->level - 1 : 1;
        e->level = block->level;
    }
    add(e, to, block);
    return VW_OK;
}

/* How many of the first nodes make the cover: none without a heading of level 1 to begin with. */
static size_t cover_length(const vw_template_node *root)
{
    if (root->children.count == 0 || root->children.items[0]->is != VW_BLOCK_HEADING ||
        root->children.items[0]->level != 1) {
        return 0;
    }
    size_t length = 1;
    while (length < root->children.count && root->children.items[length]->is != VW_BLOCK_HEADING) {
        const vw_template_node *node = root->children.items[length];
        const bool contents =
            node->runs.count == 1 && strcmp(node->runs.items[0].text, "{{> contents}}") == 0;
        if (contents || node->is == VW_BLOCK_PAGE_BREAK) {
            break;
        }
        length++;
    }
    return length;
}

static vw_status add_cover(expansion *e, vw_block_list *to, const vw_template_node *root,
                           size_t length)
{
    vw_block_list inside = {0};
    vw_status worst = VW_OK;
    for (size_t i = 1; i < length; i++) {
        vw_status status = add_node(e, &inside, root->children.items[i]);
        worst = status == VW_OK ? worst : status;
    }
    vw_block *cover = VW_NEW(e->arena, vw_block);
    *cover = (vw_block){
        .is = VW_BLOCK_COVER, .id = "cover", .children = inside.items, .child_count = inside.count};
    fill_runs(e, cover, root->children.items[0]);
    VW_PUSH(e->arena, *to, cover);
    return worst;
}

vw_status vw_template_expand(const vw_block **root, vw_arena *arena, vw_diags *diags,
                             const vw_source *source, const vw_template_data *data)
{
    *root = NULL;
    vw_status worst = vw_template_check_source(source, arena, diags);
    if (worst != VW_OK) {
        return worst;
    }
    vw_template_node *parsed = vw_template__parse(arena, source); /* not NULL: it was checked */
    expansion e = {.arena = arena, .diags = diags, .data = data};
    vw_block_list blocks = {0};
    const size_t cover = cover_length(parsed);
    if (cover > 0) {
        worst = add_cover(&e, &blocks, parsed, cover);
    }
    for (size_t i = cover; i < parsed->children.count; i++) {
        vw_status status = add_node(&e, &blocks, parsed->children.items[i]);
        worst = status == VW_OK ? worst : status;
    }
    vw_block *document = VW_NEW(arena, vw_block);
    *document =
        (vw_block){.is = VW_BLOCK_DOCUMENT, .children = blocks.items, .child_count = blocks.count};
    *root = worst == VW_OK ? document : NULL;
    return worst;
}
