/* SPDX-License-Identifier: EUPL-1.2 */
/* Fills in what the placeholders stand for, and puts the blocks in order. */
#include "reports/template/template_private.h"

#include <string.h>

enum { LEVELS = 4 };

typedef struct {
    vw_arena *arena;
    vw_diags *diags;
    const vw_template_data *data;
    VW_VEC(const char *) marks;  /* what was checked in the source, each as [written] has it */
    unsigned number[LEVELS + 1]; /* of the current heading at each level */
    VW_VEC(vw_block *) headings;
    int level;
    vw_audience audience;
    const char *within; /* what the part at hand is repeated for, or NULL */
    vw_template_ids ids;
} expansion;

typedef struct {
    vw_mark_sort is;
    const char *name;
    vw_template_arguments arguments;
    vw_wording forms;             /* its text is NULL without */
    const vw_template_word *word; /* NULL: of a loop's end */
} placeholder;

/* The same for each way to write a mark: Markdown makes one space of many. */
static const char *written(vw_arena *arena, const placeholder *p)
{
    vw_buf out = {.arena = arena};
    vw_buf_addf(&out, "%d %s", (int)p->is, p->name);
    for (size_t i = 0; i < p->arguments.count; i++) {
        vw_buf_addf(&out, " %s=%s", p->arguments.items[i].name, p->arguments.items[i].value);
    }
    if (p->forms.text != NULL) {
        vw_buf_add(&out, " :");
    }
    for (size_t i = 0; i < p->forms.length; i++) {
        if (p->forms.text[i] != ' ' || p->forms.text[i - 1] != ' ') {
            vw_buf_addn(&out, &p->forms.text[i], 1);
        }
    }
    return vw_buf_text(&out);
}

static placeholder read_mark(vw_arena *arena, const char *text, const vw_template_mark *mark)
{
    const vw_template_word *words = mark->is == VW_MARK_VALUE   ? vw_template_values
                                    : mark->is == VW_MARK_BLOCK ? vw_template_blocks
                                                                : vw_template_loops;
    placeholder p = {.is = mark->is,
                     .name = vw_strndup(arena, text + mark->name_start, mark->name_length),
                     .arguments =
                         vw_template__arguments(arena, text + mark->rest_start, mark->rest_length),
                     .forms = mark->forms};
    p.word = mark->is == VW_MARK_LOOP_END ? NULL : vw_template__word(words, p.name);
    return p;
}

static void note_marks(expansion *e, const vw_source *source, size_t start)
{
    vw_template_mark mark;
    for (size_t at = start; vw_template__find(&mark, source->text, source->length, at);
         at = mark.start + mark.length) {
        const placeholder p = read_mark(e->arena, source->text, &mark);
        VW_PUSH(e->arena, e->marks, written(e->arena, &p));
    }
}

/* Braces that were escaped in the Markdown are text, and passed no check: so only what was checked
 * is filled in, and nothing that may not stand here. */
static bool is_checked(const expansion *e, const placeholder *p)
{
    const char *key = written(e->arena, p);
    if (p->word == NULL || (p->word->audience == VW_CONFIDENTIAL && e->audience == VW_PUBLIC) ||
        (p->word->within != NULL &&
         (e->within == NULL || strcmp(e->within, p->word->within) != 0))) {
        return false;
    }
    for (size_t i = 0; i < e->marks.count; i++) {
        if (strcmp(e->marks.items[i], key) == 0) {
            return true;
        }
    }
    return false;
}

/* The value, or of a word in two forms the one that goes with it. */
static void add_value(const expansion *e, vw_buf *out, const placeholder *p)
{
    if (p->forms.text == NULL) {
        vw_buf_add(out, e->data->value(e->data->self, p->name, &p->arguments));
        return;
    }
    const char *number = e->data->value(e->data->self, p->name, NULL);
    const vw_wording word = vw_wording_counted(p->forms, number);
    vw_buf_addn(out, word.text, word.length);
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
        const placeholder p = read_mark(e->arena, text, &mark);
        vw_buf_addn(&out, text + at, mark.start - at);
        if (mark.is_closed && mark.is == VW_MARK_VALUE && is_checked(e, &p)) {
            add_value(e, &out, &p);
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

/* "> [!NOTE]" on the first line of a quote makes it a note; the mark itself is not shown. */
static const char note_mark[] = "[!NOTE]";

static bool has_note_mark(const vw_template_node *quote)
{
    return quote->is == VW_BLOCK_QUOTE && quote->children.count > 0 &&
           quote->children.items[0]->runs.count > 0 &&
           strncmp(quote->children.items[0]->runs.items[0].text, note_mark, sizeof note_mark - 1) ==
               0;
}

static vw_block *without_note_mark(const expansion *e, const vw_block *paragraph)
{
    vw_run *runs = VW_NEW_ARRAY(e->arena, paragraph->run_count, vw_run);
    vw_block *copy = VW_NEW(e->arena, vw_block);
    memcpy(runs, paragraph->runs, paragraph->run_count * sizeof *runs);
    runs[0].text += sizeof note_mark - 1;
    runs[0].text += strspn(runs[0].text, " ");
    *copy = *paragraph;
    copy->runs = runs;
    return copy;
}

static vw_block *make_block(const expansion *e, const vw_template_node *node)
{
    vw_block *block = VW_NEW(e->arena, vw_block);
    *block = (vw_block){.is = node->is, .ordered = node->ordered, .audience = e->audience};
    fill_runs(e, block, node);
    const vw_block **children = VW_NEW_ARRAY(e->arena, node->children.count, const vw_block *);
    for (size_t i = 0; i < node->children.count; i++) {
        children[i] = make_block(e, node->children.items[i]);
    }
    if (has_note_mark(node)) {
        block->is = VW_BLOCK_NOTE;
        children[0] = without_note_mark(e, children[0]);
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
    VW_PUSH(e->arena, e->headings, heading);
}

/* A document that is one section has its title there: no number tells it apart, and what is below
 * counts from 1. The ids stay. */
static void number_below_title(expansion *e)
{
    if (e->number[1] != 1 || e->headings.count == 0 || e->headings.items[0]->level != 1) {
        return;
    }
    e->headings.items[0]->number = "";
    for (size_t i = 1; i < e->headings.count; i++) {
        e->headings.items[i]->number += strlen("1.");
    }
}

/* A block that is asked for twice, or repeated, keeps an id of its own; a table carries it too. */
static void make_unique(expansion *e, vw_block *block)
{
    const char *id = block->id;
    if (id == NULL) {
        return;
    }
    block->id = vw_template__unique(&e->ids, e->arena, id);
    if (block->id != id && block->table != NULL) {
        vw_table *table = VW_NEW(e->arena, vw_table);
        *table = *block->table;
        table->id = block->id;
        block->table = table;
    }
}

static void add(expansion *e, vw_block_list *to, vw_block *block)
{
    block->audience = e->audience;
    if (block->is == VW_BLOCK_HEADING) {
        number_heading(e, block);
    }
    make_unique(e, block);
    VW_PUSH(e->arena, *to, block);
}

static void add_bare(expansion *e, vw_block_list *to, vw_block_kind is)
{
    vw_block *block = VW_NEW(e->arena, vw_block);
    block->is = is;
    add(e, to, block);
}

static vw_status add_named(expansion *e, vw_block_list *to, const placeholder *p)
{
    if (strcmp(p->name, "contents") == 0) {
        add_bare(e, to, VW_BLOCK_CONTENTS);
        return VW_OK;
    }
    if (strcmp(p->name, "page-break") == 0) {
        add_bare(e, to, VW_BLOCK_PAGE_BREAK);
        return VW_OK;
    }
    if (strcmp(p->name, "confidential") == 0 || strcmp(p->name, "public") == 0) {
        e->audience = strcmp(p->name, "public") == 0 ? VW_PUBLIC : VW_CONFIDENTIAL;
        return VW_OK;
    }
    vw_block_list made = {0};
    vw_status status = e->data->blocks(e->data->self, &made, p->name, &p->arguments, e->audience,
                                       e->level + 1, e->diags);
    for (size_t i = 0; i < made.count; i++) {
        vw_block *copy = VW_NEW(e->arena, vw_block);
        *copy = *made.items[i];
        add(e, to, copy);
    }
    return status;
}

/* True when the paragraph is nothing but one mark, and no text. */
static bool is_mark(placeholder *out, const expansion *e, const vw_template_node *node)
{
    vw_template_mark mark;
    if (node->is != VW_BLOCK_PARAGRAPH || node->runs.count != 1) {
        return false;
    }
    const char *text = node->runs.items[0].text;
    const size_t length = strlen(text);
    if (!vw_template__find(&mark, text, length, 0) || !mark.is_closed || mark.is == VW_MARK_VALUE ||
        mark.length != length) {
        return false;
    }
    *out = read_mark(e->arena, text, &mark);
    return true;
}

/* What stood in it stands for nothing here, such as the mark of a requirement that has none. */
static bool is_left_empty(const vw_template_node *node, const vw_block *block)
{
    bool had_text = false;
    for (size_t i = 0; i < block->run_count; i++) {
        had_text = had_text || node->runs.items[i].text[0] != '\0';
        if (block->runs[i].text[0] != '\0' || block->runs[i].line_break) {
            return false;
        }
    }
    return had_text && block->is == VW_BLOCK_PARAGRAPH;
}

static vw_status add_node(expansion *e, vw_block_list *to, const vw_template_node *node)
{
    placeholder p;
    if (is_mark(&p, e, node) && p.is == VW_MARK_BLOCK && is_checked(e, &p)) {
        return add_named(e, to, &p);
    }
    vw_block *block = make_block(e, node);
    if (node->is == VW_BLOCK_HEADING) {
        /* The title is above all numbering: the template's second level is the document's first. */
        block->level = node->level > 1 ? node->level - 1 : 1;
        e->level = block->level;
    }
    if (!is_left_empty(node, block)) {
        add(e, to, block);
    }
    return VW_OK;
}

static vw_status add_nodes(expansion *e, vw_block_list *to, const vw_template_node *root,
                           size_t from, size_t until);

/* The nodes between the one at [from], which opens the part, and the one at [until]. */
static vw_status repeat(expansion *e, vw_block_list *to, const vw_template_node *root,
                        const placeholder *p, size_t from, size_t until)
{
    const vw_template_data *data = e->data;
    const size_t count = data->items(data->self, p->name, &p->arguments);
    const vw_audience audience = e->audience;
    vw_status worst = VW_OK;
    e->within = p->name;
    for (size_t item = 0; item < count; item++) {
        e->audience = audience;
        data->select(data->self, item);
        vw_status status = add_nodes(e, to, root, from + 1, until);
        worst = status == VW_OK ? worst : status;
    }
    e->within = NULL;
    data->select(data->self, SIZE_MAX);
    return worst;
}

static vw_status add_nodes(expansion *e, vw_block_list *to, const vw_template_node *root,
                           size_t from, size_t until)
{
    vw_status worst = VW_OK;
    for (size_t i = from; i < until; i++) {
        placeholder p, last;
        vw_status status;
        if (e->within == NULL && is_mark(&p, e, root->children.items[i]) && p.is == VW_MARK_LOOP &&
            is_checked(e, &p)) {
            size_t end = i + 1;
            while (end < until &&
                   !(is_mark(&last, e, root->children.items[end]) && last.is == VW_MARK_LOOP_END)) {
                end++;
            }
            status = repeat(e, to, root, &p, i, end);
            i = end;
        } else {
            status = add_node(e, to, root->children.items[i]);
        }
        worst = status == VW_OK ? worst : status;
    }
    return worst;
}

/* The contents, or a part that is repeated: what no cover holds. */
static bool ends_cover(const expansion *e, const vw_template_node *node)
{
    placeholder p;
    return node->is == VW_BLOCK_HEADING || node->is == VW_BLOCK_PAGE_BREAK ||
           (is_mark(&p, e, node) && (p.is == VW_MARK_LOOP || strcmp(p.name, "contents") == 0));
}

/* How many of the first nodes make the cover: none without a heading of level 1 to begin with. */
static size_t cover_length(const expansion *e, const vw_template_node *root)
{
    if (root->children.count == 0 || root->children.items[0]->is != VW_BLOCK_HEADING ||
        root->children.items[0]->level != 1) {
        return 0;
    }
    size_t length = 1;
    while (length < root->children.count && !ends_cover(e, root->children.items[length])) {
        length++;
    }
    return length;
}

static vw_status add_cover(expansion *e, vw_block_list *to, const vw_template_node *root,
                           size_t length)
{
    vw_block_list inside = {0};
    const vw_status status = add_nodes(e, &inside, root, 1, length);
    vw_block *cover = VW_NEW(e->arena, vw_block);
    *cover = (vw_block){.is = VW_BLOCK_COVER,
                        .id = "cover",
                        .audience = e->audience,
                        .children = inside.items,
                        .child_count = inside.count};
    fill_runs(e, cover, root->children.items[0]);
    VW_PUSH(e->arena, *to, cover);
    return status;
}

vw_status vw_template_expand(const vw_block **root, vw_arena *arena, vw_diags *diags,
                             const vw_source *source, const vw_template_data *data)
{
    *root = NULL;
    vw_status worst = vw_template_check_source(source, data->frameworks, arena, diags);
    if (worst != VW_OK) {
        return worst;
    }
    vw_front_matter head;
    vw_status status = vw_front_matter_read(&head, arena, diags, source); /* it was checked */
    const vw_template_node *parsed = vw_template__parse(arena, source, head.end); /* not NULL */
    expansion e = {.arena = arena,
                   .diags = diags,
                   .data = data,
                   .audience = head.confidential ? VW_CONFIDENTIAL : VW_PUBLIC};
    note_marks(&e, source, head.end);
    vw_block_list blocks = {0};
    const size_t cover = cover_length(&e, parsed);
    if (cover > 0) {
        worst = add_cover(&e, &blocks, parsed, cover);
    }
    status =
        status == VW_OK ? add_nodes(&e, &blocks, parsed, cover, parsed->children.count) : status;
    worst = worst == VW_OK ? status : worst;
    number_below_title(&e);
    vw_block *document = VW_NEW(arena, vw_block);
    *document = (vw_block){.is = VW_BLOCK_DOCUMENT,
                           .audience = head.confidential ? VW_CONFIDENTIAL : VW_PUBLIC,
                           .children = blocks.items,
                           .child_count = blocks.count};
    *root = worst == VW_OK ? document : NULL;
    return worst;
}
