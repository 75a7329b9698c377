/* SPDX-License-Identifier: EUPL-1.2 */
/* A document as one PDF: its blocks in order, then what needs all pages, then the file. */
#include "reports/render/render.h"
#include "base/file.h"
#include "reports/pdf/blocks.h"
#include "reports/pdf/metadata.h"

#include <string.h>

#define LIST_INDENT 16.0
#define ITEM_GAP 4.0 /* items stand closer than paragraphs */
#define NOTE_INDENT 14.0
#define REMARK_GAP 14.0 /* below a quote or note */

/* ---- blocks --------------------------------------------------------------------------------- */

static vw_status draw_indented(vw_pdf_layout *layout, const vw_block *block, double indent)
{
    layout->left += indent;
    layout->width -= indent;
    vw_status status = vw_pdf__draw_children(layout, block);
    layout->left -= indent;
    layout->width += indent;
    return status;
}

/* Points of a whole item that is one paragraph, with what parts it from the next; 0: it is more. */
static double plain_item_height(vw_pdf_layout *layout, const vw_block *item)
{
    if (item->child_count != 1 || item->children[0]->is != VW_BLOCK_PARAGRAPH) {
        return 0;
    }
    layout->width -= LIST_INDENT;
    const double height = vw_pdf__paragraph_height(layout, item->children[0]);
    layout->width += LIST_INDENT;
    return height + ITEM_GAP;
}

/* No item stands alone at the foot of a page or at the top of the next: the first and the last two
 * keep together. */
static double item_start(vw_pdf_layout *layout, const vw_block *list, size_t at)
{
    const double start = vw_pdf__first_height(layout, list->children[at]);
    const bool pair = at + 1 < list->child_count && (at == 0 || at + 2 == list->child_count);
    const double whole = pair ? plain_item_height(layout, list->children[at]) : 0;
    if (whole == 0) {
        return start;
    }
    const bool last = at + 2 == list->child_count;
    const double next = last ? plain_item_height(layout, list->children[at + 1]) : 0;
    const double both =
        whole + (next > 0 ? next : vw_pdf__first_height(layout, list->children[at + 1]));
    const double most = vw_pdf__page_room(layout) / 4;
    return both <= most ? both : start;
}

static vw_status draw_list(vw_pdf_layout *layout, const vw_block *block)
{
    vw_pdf_style style = {.size = vw_pdf__closer(layout, 10),
                          .leading = vw_pdf__closer(layout, 14.5),
                          .colour = vw_pdf_accent,
                          .figures = true};
    vw_status worst = VW_OK;
    vw_pdf__anchor(layout->canvas, block->id, layout->y);
    for (size_t i = 0; i < block->child_count; i++) {
        const vw_block *item = block->children[i];
        vw_pdf__need(layout, item_start(layout, block, i));
        const char *mark =
            block->ordered ? vw_printf(layout->block, "%zu.", i + 1) : "\xE2\x80\xA2";
        vw_pdf_text *text =
            vw_pdf__lay_string(layout->fonts, layout->block, mark, &style, LIST_INDENT);
        vw_pdf__open_tag(layout->canvas, "LI", NULL);
        vw_pdf__open_tag(layout->canvas, "Lbl", NULL);
        vw_pdf__draw_lines(layout->canvas, text, 0, 1, layout->left, layout->y, LIST_INDENT);
        vw_pdf__close_tag(layout->canvas);
        vw_arena_reset(layout->block);
        vw_status status = vw_pdf__draw_block(layout, item);
        vw_pdf__close_tag(layout->canvas);
        worst = status == VW_OK ? worst : status;
        if (!layout->fresh) {
            layout->y -= VW_PDF_PARAGRAPH_GAP - ITEM_GAP;
        }
    }
    vw_pdf__space(layout, 6);
    return worst;
}

/* A remark of one paragraph that is not long is not parted. */
#define REMARK_MOST 120.0

static double remark_start(vw_pdf_layout *layout, const vw_block *block)
{
    const double start = vw_pdf__first_height(layout, block);
    if (block->child_count != 1 || block->children[0]->is != VW_BLOCK_PARAGRAPH) {
        return start;
    }
    layout->width -= NOTE_INDENT;
    const double whole = vw_pdf__paragraph_height(layout, block->children[0]);
    layout->width += NOTE_INDENT;
    return whole <= REMARK_MOST ? whole : start;
}

static vw_status draw_barred(vw_pdf_layout *layout, const vw_block *block, double width,
                             vw_pdf_colour colour)
{
    vw_pdf__need(layout, remark_start(layout, block));
    vw_pdf__anchor(layout->canvas, block->id, layout->y);
    vw_pdf__open_bar(layout, layout->left, width, colour);
    vw_status status = draw_indented(layout, block, NOTE_INDENT);
    if (!layout->fresh) {
        layout->y -= 7; /* the bar ends with the last line, not below the gap after it */
    }
    vw_pdf__close_bar(layout);
    vw_pdf__space(layout, REMARK_GAP);
    return status;
}

static vw_status draw_kind(vw_pdf_layout *layout, const vw_block *block)
{
    switch (block->is) {
    case VW_BLOCK_DOCUMENT:
        return vw_pdf__draw_children(layout, block);
    case VW_BLOCK_COVER:
        return vw_pdf__draw_cover(layout, block);
    case VW_BLOCK_CONTENTS:
        vw_pdf__draw_contents(layout, block);
        return VW_OK;
    case VW_BLOCK_HEADING:
        vw_pdf__draw_heading(layout, block);
        return VW_OK;
    case VW_BLOCK_PARAGRAPH:
        vw_pdf__draw_paragraph(layout, block);
        return VW_OK;
    case VW_BLOCK_LIST:
        return draw_list(layout, block);
    case VW_BLOCK_ITEM:
        return draw_indented(layout, block, LIST_INDENT);
    case VW_BLOCK_QUOTE:
        return draw_barred(layout, block, 1.5, vw_pdf_rule);
    case VW_BLOCK_NOTE:
        return draw_barred(layout, block, 3.5, vw_pdf_accent);
    case VW_BLOCK_TABLE:
        return vw_pdf__draw_table(layout, block);
    case VW_BLOCK_CHART:
        vw_pdf__draw_chart(layout, block);
        return VW_OK;
    case VW_BLOCK_FACTS:
        vw_pdf__draw_facts(layout, block);
        return VW_OK;
    case VW_BLOCK_SIGNATURES:
        vw_pdf__draw_signatures(layout, block);
        return VW_OK;
    case VW_BLOCK_PAGE_BREAK:
        vw_pdf__need(layout, VW_PDF_PAGE_HEIGHT);
        return VW_OK;
    }
    return VW_ERR_BUG;
}

/* The elements that hold others. What holds text opens its own. */
static const char *grouping(const vw_block *block)
{
    switch (block->is) {
    case VW_BLOCK_DOCUMENT:
        return "Document";
    case VW_BLOCK_COVER:
        return "Sect";
    case VW_BLOCK_LIST:
        return "L";
    case VW_BLOCK_ITEM:
        return "LBody";
    case VW_BLOCK_QUOTE:
        return "BlockQuote";
    case VW_BLOCK_NOTE:
    case VW_BLOCK_SIGNATURES:
        return "Div";
    case VW_BLOCK_CONTENTS:
    case VW_BLOCK_HEADING:
    case VW_BLOCK_PARAGRAPH:
    case VW_BLOCK_TABLE:
    case VW_BLOCK_CHART:
    case VW_BLOCK_FACTS:
    case VW_BLOCK_PAGE_BREAK:
        break;
    }
    return NULL;
}

vw_status vw_pdf__draw_block(vw_pdf_layout *layout, const vw_block *block)
{
    const char *type = grouping(block);
    const char *around = layout->lang;
    layout->lang = block->lang != NULL ? block->lang : around;
    if (type != NULL) {
        vw_pdf__open_tag(layout->canvas, type, vw_pdf__lang_of(layout, block));
    }
    vw_status status = draw_kind(layout, block);
    if (type != NULL) {
        vw_pdf__close_tag(layout->canvas);
    }
    layout->lang = around;
    return status;
}

/* Does a paragraph say what comes below it? Then it does not stay behind alone: an item with a list
 * of its own, and a sentence that ends in a colon. */
static bool announces(const vw_block *block, const vw_block *next)
{
    if (block->is != VW_BLOCK_PARAGRAPH || block->run_count == 0) {
        return false;
    }
    const char *text = block->runs[block->run_count - 1].text;
    size_t length = text == NULL ? 0 : strlen(text);
    bool colon = length > 0 && text[length - 1] == ':';
    return next->is == VW_BLOCK_LIST || (colon && next->is == VW_BLOCK_TABLE);
}

/* Points that the child [at] takes before its reader may turn the page: with the white space and
 * the first of what it announces. */
static double start_height(vw_pdf_layout *layout, const vw_block *block, size_t at)
{
    const vw_block *child = block->children[at];
    const vw_block *next = at + 1 < block->child_count ? block->children[at + 1] : NULL;
    double height = vw_pdf__first_height(layout, child);
    if (next != NULL && announces(child, next)) {
        height += VW_PDF_PARAGRAPH_GAP + vw_pdf__first_height(layout, next);
    }
    return height;
}

/* Measured as it is drawn: what is indented has less room, and so may take a line more. */
static double first_child_height(vw_pdf_layout *layout, const vw_block *block, double indent)
{
    if (block->child_count == 0) {
        return 0;
    }
    layout->width -= indent;
    double height = start_height(layout, block, 0);
    layout->width += indent;
    return height;
}

double vw_pdf__first_height(vw_pdf_layout *layout, const vw_block *block)
{
    switch (block->is) {
    case VW_BLOCK_PARAGRAPH:
        return vw_pdf__paragraph_start(layout, block);
    case VW_BLOCK_HEADING:
        return vw_pdf__heading_height(layout, block);
    case VW_BLOCK_CHART:
        return vw_pdf__chart_height(layout, block->chart);
    case VW_BLOCK_LIST:
        return block->child_count == 0 ? 0 : item_start(layout, block, 0);
    case VW_BLOCK_ITEM:
        return first_child_height(layout, block, LIST_INDENT);
    case VW_BLOCK_QUOTE:
    case VW_BLOCK_NOTE:
        return first_child_height(layout, block, NOTE_INDENT);
    case VW_BLOCK_TABLE:
        return vw_pdf__table_start(layout, block);
    case VW_BLOCK_FACTS:
        return vw_pdf__facts_start(layout, block);
    case VW_BLOCK_SIGNATURES:
        return vw_pdf__signatures_start(layout, block);
    case VW_BLOCK_DOCUMENT:
    case VW_BLOCK_COVER:
    case VW_BLOCK_CONTENTS:
    case VW_BLOCK_PAGE_BREAK:
        break;
    }
    return 0;
}

/* A remark right below a heading, such as the mark of a requirement, belongs to it and is not yet
 * what the heading is about. */
static bool is_remark(const vw_block *block)
{
    return block->is == VW_BLOCK_QUOTE || block->is == VW_BLOCK_NOTE;
}

/* A line or two below a heading, such as the mark of a requirement, are not yet what the heading is
 * about when a table or list comes next. */
static bool leads_to(vw_pdf_layout *layout, const vw_block *child, const vw_block *next)
{
    if (next == NULL || child->is != VW_BLOCK_PARAGRAPH || !vw_pdf__is_short(layout, child)) {
        return false;
    }
    return next->is == VW_BLOCK_TABLE || next->is == VW_BLOCK_FACTS || next->is == VW_BLOCK_LIST ||
           next->is == VW_BLOCK_QUOTE || next->is == VW_BLOCK_NOTE;
}

/* A heading stays with what follows it; the main ones do not start in a page's last third. */
static void keep_heading(vw_pdf_layout *layout, const vw_block *block, size_t at)
{
    double height = 0;
    for (; at < block->child_count; at++) {
        const vw_block *child = block->children[at];
        height += start_height(layout, block, at);
        if (child->is == VW_BLOCK_HEADING && child->level <= 1 && layout->closer == 0) {
            height = height > 230 ? height : 230;
        }
        const vw_block *next = at + 1 < block->child_count ? block->children[at + 1] : NULL;
        if (is_remark(child)) {
            height += REMARK_GAP;
        } else if (leads_to(layout, child, next)) {
            height += VW_PDF_PARAGRAPH_GAP;
        } else if (child->is != VW_BLOCK_HEADING) {
            break;
        }
    }
    double most = vw_pdf__page_room(layout);
    vw_pdf__need(layout, height > most ? most : height);
}

vw_status vw_pdf__draw_children(vw_pdf_layout *layout, const vw_block *block)
{
    vw_status worst = VW_OK;
    for (size_t i = 0; i < block->child_count; i++) {
        const vw_block *child = block->children[i];
        const vw_block *before = i == 0 ? NULL : block->children[i - 1];
        if (before != NULL && before->is == VW_BLOCK_COVER && child->is != VW_BLOCK_PAGE_BREAK) {
            vw_pdf__need(layout, VW_PDF_PAGE_HEIGHT);
        }
        if (child->is == VW_BLOCK_HEADING && (before == NULL || before->is != VW_BLOCK_HEADING)) {
            keep_heading(layout, block, i);
        }
        if (i + 1 < block->child_count && announces(child, block->children[i + 1])) {
            vw_pdf__need(layout, start_height(layout, block, i));
        }
        vw_status status = vw_pdf__draw_block(layout, child);
        worst = status == VW_OK ? worst : status;
    }
    return worst;
}

/* ---- the file ------------------------------------------------------------------------------- */

static vw_status draw_document(vw_pdf_layout *layout)
{
    vw_pdf__collect_headings(layout);
    vw_pdf__new_page(layout);
    vw_status status = vw_pdf__draw_block(layout, layout->document->root);
    vw_pdf__forget_prepared(layout);
    vw_pdf__complete_contents(layout);
    vw_pdf__furnish(layout);
    vw_pdf__resolve_links(layout->canvas, layout->diags, layout->path);
    return status;
}

static vw_status save(vw_pdf_file *file, const char *path, vw_arena *arena, vw_diags *diags)
{
    vw_outfile *out = NULL;
    vw_status status = vw_outfile_open(&out, arena, diags, path);
    if (status != VW_OK) {
        return status;
    }
    status = vw_pdf__file_save(file, vw_outfile_stream(out), diags, path);
    if (status != VW_OK) {
        vw_outfile_abandon(out);
        return status;
    }
    return vw_outfile_commit(out, diags);
}

/* All pages of [document], in memory. [closer]: how often it is set closer than usual. */
static vw_status lay_out(vw_pdf_layout *layout, vw_pdf_file *file, const vw_document *document,
                         const char *path, int closer, vw_arena *arena, vw_arena *block,
                         vw_diags *diags)
{
    vw_pdf_fonts *fonts = NULL;
    vw_status status = vw_pdf__fonts_open(&fonts, arena, diags, document->lang_tag);
    if (status != VW_OK) {
        return status;
    }
    *layout = (vw_pdf_layout){.document = document,
                              .path = path,
                              .arena = arena,
                              .block = block,
                              .diags = diags,
                              .fonts = fonts,
                              .lang = document->lang_tag,
                              .canvas = vw_pdf__canvas_new(arena, file, fonts, document->accent),
                              .closer = closer,
                              .left = VW_PDF_LEFT,
                              .width = VW_PDF_WIDTH};
    status = vw_pdf__add_logo(&layout->logo, file, document->logo, arena, diags);
    if (status == VW_OK) {
        status = draw_document(layout);
    }
    if (status == VW_OK) {
        const char *images = layout->logo.ref == 0 ? ""
                                                   : vw_printf(arena, "/XObject <</Im%d %u 0 R>>",
                                                               VW_PDF_LOGO, layout->logo.ref);
        status = vw_pdf__fonts_close(fonts, file, images);
    }
    return status;
}

/* How often it is set closer to fit the pages that it has; as usual where nothing helps. What is
 * wrong with it is told when it is made. */
static int closeness(const vw_document *document, const char *path)
{
    enum { MOST = 4 }; /* running text of 8 points */
    for (int closer = 0; document->pages > 0 && closer <= MOST; closer++) {
        vw_arena *arena = vw_arena_new();
        vw_arena *block = vw_arena_new();
        vw_pdf_layout layout;
        const vw_status status = lay_out(&layout, vw_pdf__file_new(arena), document, path, closer,
                                         arena, block, vw_diags_new(arena));
        const bool fits =
            status != VW_OK || vw_pdf__page_count(layout.canvas) <= (size_t)document->pages;
        vw_arena_free(block);
        vw_arena_free(arena);
        if (fits) {
            return closer;
        }
    }
    return 0;
}

static vw_status render(const vw_document *document, const char *path, vw_arena *arena,
                        vw_arena *block, vw_diags *diags)
{
    vw_pdf_file *file = vw_pdf__file_new(arena);
    vw_pdf_layout layout;
    vw_status status =
        lay_out(&layout, file, document, path, closeness(document, path), arena, block, diags);
    if (status != VW_OK) {
        return status;
    }
    const char *attached = NULL;
    status = vw_pdf__attach(&attached, file, document, arena, diags);
    if (status != VW_OK) {
        return status;
    }
    vw_pdf_ref tags = vw_pdf__finish_tags(layout.canvas);
    vw_pdf__set_metadata(file, document, tags, attached, arena);
    return save(file, path, arena, diags);
}

vw_status vw_pdf_render(const vw_document *document, const char *path, vw_arena *scratch,
                        vw_diags *diags)
{
    /* The file's parts live longer than [scratch] may, which the rows' owner can use. */
    (void)scratch;
    vw_arena *arena = vw_arena_new();
    vw_arena *block = vw_arena_new();
    vw_status status = render(document, path, arena, block, diags);
    vw_arena_free(block);
    vw_arena_free(arena);
    return status;
}
