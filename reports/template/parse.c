/* SPDX-License-Identifier: EUPL-1.2 */
/* Markdown to a tree of blocks, by md4c. Raw HTML stays text; code blocks become paragraphs. */
#include "reports/template/template_private.h"

#include <md4c.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 64 };

typedef struct {
    vw_arena *arena;
    vw_template_node *open[DEPTH_MAX];
    size_t depth;
    vw_template_node *text_into; /* the block that texts go to, or NULL */
    unsigned strong, emphasis, code;
    const char *target;
    bool too_deep; /* md4c 0.4.8 stops when told to, but may return 0 all the same */
} parser;

static vw_template_node *add_node(parser *p, vw_template_node node)
{
    vw_template_node *parent = p->open[p->depth - 1];
    vw_template_node *kept = VW_NEW(p->arena, vw_template_node);
    *kept = node;
    VW_PUSH(p->arena, parent->children, kept);
    return kept;
}

/* True when something was opened that its end must close. */
static bool describe(vw_template_node *out, MD_BLOCKTYPE type, const void *detail)
{
    switch (type) {
    case MD_BLOCK_QUOTE:
        out->is = VW_BLOCK_QUOTE;
        return true;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        out->is = VW_BLOCK_LIST;
        out->ordered = type == MD_BLOCK_OL;
        return true;
    case MD_BLOCK_LI:
        out->is = VW_BLOCK_ITEM;
        return true;
    case MD_BLOCK_HR:
        out->is = VW_BLOCK_PAGE_BREAK;
        return true;
    case MD_BLOCK_H:
        out->is = VW_BLOCK_HEADING;
        out->level = (int)((const MD_BLOCK_H_DETAIL *)detail)->level;
        return true;
    case MD_BLOCK_CODE:
    case MD_BLOCK_HTML:
    case MD_BLOCK_P:
        out->is = VW_BLOCK_PARAGRAPH;
        return true;
    case MD_BLOCK_DOC:
    case MD_BLOCK_TABLE:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
    case MD_BLOCK_TR:
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        break;
    }
    return false;
}

static bool holds_text(const vw_template_node *node)
{
    return node->is == VW_BLOCK_PARAGRAPH || node->is == VW_BLOCK_HEADING;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *self)
{
    parser *p = self;
    vw_template_node node = {.is = VW_BLOCK_DOCUMENT};
    p->text_into = NULL;
    if (!describe(&node, type, detail)) {
        return 0;
    }
    if (p->depth == DEPTH_MAX || p->too_deep) {
        p->too_deep = true;
        return 1;
    }
    vw_template_node *opened = add_node(p, node);
    p->open[p->depth++] = opened;
    p->text_into = holds_text(opened) ? opened : NULL;
    return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *self)
{
    parser *p = self;
    vw_template_node node;
    p->text_into = NULL;
    if (!p->too_deep && describe(&node, type, detail)) {
        p->depth--;
    }
    return 0;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *self)
{
    parser *p = self;
    if (type == MD_SPAN_EM) {
        p->emphasis++;
    } else if (type == MD_SPAN_STRONG) {
        p->strong++;
    } else if (type == MD_SPAN_CODE) {
        p->code++;
    } else if (type == MD_SPAN_A) {
        const MD_SPAN_A_DETAIL *link = detail;
        p->target = vw_strndup(p->arena, link->href.text, link->href.size);
    }
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *self)
{
    parser *p = self;
    (void)detail;
    if (type == MD_SPAN_EM) {
        p->emphasis--;
    } else if (type == MD_SPAN_STRONG) {
        p->strong--;
    } else if (type == MD_SPAN_CODE) {
        p->code--;
    } else if (type == MD_SPAN_A) {
        p->target = NULL;
    }
    return 0;
}

static bool same_style(const vw_run *a, const vw_run *b)
{
    return a->strong == b->strong && a->emphasis == b->emphasis && a->code == b->code &&
           a->target == b->target && !a->line_break && !b->line_break;
}

/* The parser hands a text on in pieces; as one run a placeholder in it stays whole. */
static void add_run(parser *p, vw_run run)
{
    if (p->text_into == NULL) {
        /* The items of a tight list have no paragraphs of their own. */
        p->text_into = add_node(p, (vw_template_node){.is = VW_BLOCK_PARAGRAPH});
    }
    vw_template_node *into = p->text_into;
    vw_run *last = into->runs.count > 0 ? &into->runs.items[into->runs.count - 1] : NULL;
    if (last != NULL && same_style(last, &run)) {
        last->text = vw_printf(p->arena, "%s%s", last->text, run.text);
        return;
    }
    VW_PUSH(p->arena, into->runs, run);
}

static void add_utf8(vw_buf *out, unsigned long code_point)
{
    if (code_point == 0 || code_point > 0x10ffff || (code_point & 0xfffff800) == 0xd800) {
        code_point = 0xfffd;
    }
    char bytes[4];
    size_t length = code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    static const unsigned char first[] = {0, 0, 0xc0, 0xe0, 0xf0};
    for (size_t i = length; i-- > 1;) {
        bytes[i] = (char)(0x80 | (code_point & 0x3f));
        code_point >>= 6;
    }
    bytes[0] = (char)(first[length] | code_point);
    vw_buf_addn(out, bytes, length);
}

/* The few entities that a template needs; others stay as they were typed. */
static const char *decode_entity(vw_arena *arena, const char *entity)
{
    static const char *const known[][2] = {{"&amp;", "&"},         {"&lt;", "<"},
                                           {"&gt;", ">"},          {"&quot;", "\""},
                                           {"&nbsp;", "\xC2\xA0"}, {"&shy;", "\xC2\xAD"}};
    vw_buf out = {.arena = arena};
    if (strncmp(entity, "&#", 2) == 0) {
        const bool hex = entity[2] == 'x' || entity[2] == 'X';
        add_utf8(&out, strtoul(entity + (hex ? 3 : 2), NULL, hex ? 16 : 10));
        return vw_buf_text(&out);
    }
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(known[i][0], entity) == 0) {
            return known[i][1];
        }
    }
    return entity;
}

static int add_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *self)
{
    parser *p = self;
    if (p->too_deep) {
        return 1;
    }
    vw_run run = {.text = vw_strndup(p->arena, text, size),
                  .strong = p->strong > 0,
                  .emphasis = p->emphasis > 0,
                  .code = p->code > 0 || type == MD_TEXT_CODE,
                  .target = p->target};
    switch (type) {
    case MD_TEXT_NULLCHAR:
        run.text = "\xEF\xBF\xBD";
        break;
    case MD_TEXT_BR:
        run = (vw_run){.text = "", .line_break = true};
        break;
    case MD_TEXT_SOFTBR:
        run.text = " ";
        break;
    case MD_TEXT_ENTITY:
        run.text = decode_entity(p->arena, run.text);
        break;
    case MD_TEXT_NORMAL:
    case MD_TEXT_CODE:
    case MD_TEXT_HTML:
    case MD_TEXT_LATEXMATH:
        break;
    }
    add_run(p, run);
    return 0;
}

vw_template_node *vw_template__parse(vw_arena *arena, const vw_source *source, size_t start)
{
    static const MD_PARSER callbacks = {
        .flags = MD_FLAG_NOHTML | MD_FLAG_COLLAPSEWHITESPACE | MD_FLAG_NOINDENTEDCODEBLOCKS,
        .enter_block = enter_block,
        .leave_block = leave_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = add_text,
    };
    parser p = {.arena = arena, .depth = 1};
    p.open[0] = VW_NEW(arena, vw_template_node);
    int result = md_parse(source->text + start, (MD_SIZE)(source->length - start), &callbacks, &p);
    if (result < 0) {
        vw_out_of_memory();
    }
    return result == 0 && !p.too_deep ? p.open[0] : NULL;
}
