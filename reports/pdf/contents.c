/* SPDX-License-Identifier: EUPL-1.2 */
/* The table of contents: its lines are drawn where it stands, the page numbers at the end, when
 * the pages of all headings are known. */
#include "reports/pdf/blocks.h"
#include "reports/render/render.h"

#define DEEPEST 3
#define NUMBER_WIDTH 34.0

static void collect(void *self, const vw_block *block)
{
    vw_pdf_layout *layout = self;
    if (block->is != VW_BLOCK_HEADING) {
        return;
    }
    vw_buf title = {.arena = layout->arena};
    if (block->number != NULL && block->number[0] != '\0') {
        vw_buf_addf(&title, "%s  ", block->number);
    }
    vw_render_runs(&title, block->runs, block->run_count);
    vw_pdf_heading heading = {.block = block, .title = vw_buf_text(&title)};
    VW_PUSH(layout->arena, layout->headings, heading);
}

void vw_pdf__collect_headings(vw_pdf_layout *layout)
{
    vw_render_walk(layout->document->root, collect, layout);
}

static vw_pdf_style line_style(int level)
{
    vw_pdf_style style = {.size = 10, .leading = 17, .colour = vw_pdf_ink, .figures = true};
    if (level <= 1) {
        style.strong = true;
        style.colour = vw_pdf_accent;
    }
    return style;
}

static void draw_line(vw_pdf_layout *layout, vw_pdf_heading *heading)
{
    int level = heading->block->level;
    vw_pdf_style style = line_style(level);
    double indent = level <= 1 ? 0 : 16.0 * (level - 1);
    double width = layout->width - indent - NUMBER_WIDTH - 16;
    vw_pdf_text *text =
        vw_pdf__lay_string(layout->fonts, layout->block, heading->title, &style, width);
    double height = vw_pdf__text_height(text);
    if (level <= 1) {
        vw_pdf__space(layout, 6);
    }
    vw_pdf__need(layout, height);
    vw_pdf__open_tag(layout->canvas, "TOCI", NULL);
    vw_pdf__open_tag(layout->canvas, "Reference", NULL);
    heading->link = vw_pdf__open_tag(layout->canvas, "Link", NULL);
    vw_pdf__draw_text(layout->canvas, text, layout->left + indent, layout->y, width);
    vw_pdf__close_tag(layout->canvas);
    vw_pdf__close_tag(layout->canvas);
    vw_pdf__close_tag(layout->canvas);
    const vw_pdf_line *last = &text->lines.items[text->lines.count - 1];
    heading->contents_page = vw_pdf__page(layout->canvas);
    heading->contents_x = layout->left + indent + last->width + 6;
    heading->contents_y = layout->y + height - style.leading;
    heading->listed = true;
    vw_pdf__advance(layout, height);
    vw_arena_reset(layout->block);
}

void vw_pdf__draw_contents(vw_pdf_layout *layout, const vw_block *contents)
{
    vw_pdf_style style = {.size = 20, .leading = 26, .colour = vw_pdf_accent, .strong = true};
    if (!layout->fresh) {
        vw_pdf__new_page(layout);
    }
    vw_pdf_text *title = vw_pdf__lay_string(
        layout->fonts, layout->block, layout->document->words.contents, &style, layout->width);
    vw_pdf__open_tag(layout->canvas, "P", NULL);
    vw_pdf__flow_text(layout, title);
    vw_pdf__close_tag(layout->canvas);
    vw_pdf__advance(layout, 12);
    vw_pdf__open_tag(layout->canvas, "TOC", NULL);
    const int deepest = contents->level > 0 ? contents->level : DEEPEST;
    for (size_t i = 0; i < layout->headings.count; i++) {
        if (layout->headings.items[i].block->level <= deepest) {
            draw_line(layout, &layout->headings.items[i]);
        }
    }
    vw_pdf__close_tag(layout->canvas);
    vw_pdf__new_page(layout);
}

static void complete_line(vw_pdf_layout *layout, const vw_pdf_heading *heading)
{
    vw_pdf_style style = line_style(heading->block->level);
    style.align = VW_RIGHT;
    const char *number = vw_printf(layout->block, "%zu", heading->page + 1);
    vw_pdf_text *text =
        vw_pdf__lay_string(layout->fonts, layout->block, number, &style, NUMBER_WIDTH);
    double right = VW_PDF_LEFT + VW_PDF_WIDTH;
    double y = heading->contents_y;
    vw_pdf__turn_to(layout->canvas, heading->contents_page);
    vw_pdf__reopen_tag(layout->canvas, heading->link);
    vw_pdf__draw_text(layout->canvas, text, right - NUMBER_WIDTH, y, NUMBER_WIDTH);
    vw_pdf__line(layout->canvas, heading->contents_x, y + 12.5,
                 right - vw_pdf__text_width(text) - 6, y + 12.5, 0.4, vw_pdf_rule);
    const vw_pdf_box box = {VW_PDF_LEFT, y, VW_PDF_WIDTH, style.leading};
    vw_pdf__link_to_page(layout->canvas, box, heading->page, heading->y, heading->title);
    vw_pdf__close_tag(layout->canvas);
    vw_arena_reset(layout->block);
}

void vw_pdf__complete_contents(vw_pdf_layout *layout)
{
    for (size_t i = 0; i < layout->headings.count; i++) {
        if (layout->headings.items[i].listed) {
            complete_line(layout, &layout->headings.items[i]);
        }
    }
}
