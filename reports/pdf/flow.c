/* SPDX-License-Identifier: EUPL-1.2 */
/* Running text: paragraphs and headings. */
#include "reports/pdf/blocks.h"
#include "reports/render/render.h"

static vw_pdf_style paragraph_style(const vw_pdf_layout *layout, const vw_block *block)
{
    const char *lang = block->lang != NULL ? block->lang : layout->lang;
    return (vw_pdf_style){.size = vw_pdf__closer(layout, 10),
                          .leading = vw_pdf__closer(layout, 14.5),
                          .colour = vw_pdf_ink,
                          .hyphens = lang};
}

static const struct {
    double size, leading, before, after;
} levels[5] = {
    {20, 26, 0, 14}, /* not used: levels count from 1 */
    {20, 26, 30, 14}, {14, 19, 22, 7}, {11.5, 16, 16, 4}, {10, 14.5, 10, 2},
};

static const char *const tags[5] = {"H1", "H1", "H2", "H3", "H4"};

static int level_of(const vw_block *block)
{
    return block->level < 1 ? 1 : block->level > 4 ? 4 : block->level;
}

const char *vw_pdf__lang_of(vw_pdf_layout *layout, const vw_block *block)
{
    if (block->lang == NULL) {
        return NULL;
    }
    return vw_pdf__lang_entry(layout->canvas, block->lang);
}

/* ---- paragraphs ----------------------------------------------------------------------------- */

void vw_pdf__draw_paragraph(vw_pdf_layout *layout, const vw_block *block)
{
    vw_pdf_style style = paragraph_style(layout, block);
    vw_pdf_text *text = vw_pdf__lay_text(layout->fonts, layout->block, block->runs,
                                         block->run_count, &style, layout->width);
    vw_pdf__anchor(layout->canvas, block->id, layout->y);
    vw_pdf__open_tag(layout->canvas, "P", vw_pdf__lang_of(layout, block));
    vw_pdf__flow_text(layout, text);
    vw_pdf__close_tag(layout->canvas);
    vw_pdf__space(layout, VW_PDF_PARAGRAPH_GAP);
    vw_arena_reset(layout->block);
}

static size_t lines_of(vw_pdf_layout *layout, const vw_block *block)
{
    vw_pdf_style style = paragraph_style(layout, block);
    vw_pdf_text *text = vw_pdf__lay_text(layout->fonts, layout->block, block->runs,
                                         block->run_count, &style, layout->width);
    size_t lines = text->lines.count;
    vw_arena_reset(layout->block);
    return lines;
}

bool vw_pdf__is_short(vw_pdf_layout *layout, const vw_block *block)
{
    return lines_of(layout, block) <= 3;
}

double vw_pdf__paragraph_height(vw_pdf_layout *layout, const vw_block *block)
{
    return (double)lines_of(layout, block) * paragraph_style(layout, block).leading;
}

double vw_pdf__paragraph_start(vw_pdf_layout *layout, const vw_block *block)
{
    size_t lines = lines_of(layout, block);
    return (double)(lines <= 3 ? lines : 2) * paragraph_style(layout, block).leading;
}

/* ---- headings ------------------------------------------------------------------------------- */

typedef struct {
    vw_pdf_text *number; /* NULL: none */
    vw_pdf_text *title;
    double indent, height;
} heading_lines;

static heading_lines lay_heading(vw_pdf_layout *layout, const vw_block *block)
{
    int level = level_of(block);
    vw_pdf_style style = {.size = levels[level].size,
                          .leading = levels[level].leading,
                          .colour = level <= 2 ? vw_pdf_accent : vw_pdf_ink,
                          .strong = true};
    heading_lines lines = {0};
    if (block->number != NULL && block->number[0] != '\0') {
        lines.number =
            vw_pdf__lay_string(layout->fonts, layout->block, block->number, &style, layout->width);
        lines.indent = vw_pdf__text_width(lines.number) + style.size * 0.7;
    }
    lines.title = vw_pdf__lay_text(layout->fonts, layout->block, block->runs, block->run_count,
                                   &style, layout->width - lines.indent);
    lines.height = vw_pdf__text_height(lines.title);
    return lines;
}

double vw_pdf__heading_height(vw_pdf_layout *layout, const vw_block *block)
{
    int level = level_of(block);
    heading_lines lines = lay_heading(layout, block);
    vw_arena_reset(layout->block);
    return vw_pdf__closer(layout, levels[level].before + levels[level].after) + lines.height;
}

/* Records where the heading stands: for the contents, the bookmarks and links. */
static void note_heading(vw_pdf_layout *layout, const vw_block *block)
{
    int level = level_of(block);
    vw_pdf_heading *heading = &layout->headings.items[layout->next_heading++];
    heading->page = vw_pdf__page(layout->canvas);
    heading->y = layout->y;
    vw_pdf__anchor(layout->canvas, block->id, layout->y);
    vw_pdf_bookmark *above = NULL;
    for (int i = 1; i < level; i++) {
        above = layout->bookmarks[i] != NULL ? layout->bookmarks[i] : above;
    }
    layout->bookmarks[level] = vw_pdf__bookmark(layout->canvas, above, heading->title, layout->y);
    for (int i = level + 1; i < 5; i++) {
        layout->bookmarks[i] = NULL;
    }
}

/* A screen reader's user moves by level, and none may be skipped (ISO 14289-1, 7.4.2): a
 * heading that is set deeper than the one before it allows is tagged one level down. */
static const char *tag_of(vw_pdf_layout *layout, int level)
{
    int deepest = layout->heading_level + 1;
    layout->heading_level = level < deepest ? level : deepest;
    return tags[layout->heading_level];
}

void vw_pdf__draw_heading(vw_pdf_layout *layout, const vw_block *block)
{
    int level = level_of(block);
    heading_lines lines = lay_heading(layout, block);
    vw_pdf__space(layout, vw_pdf__closer(layout, levels[level].before));
    note_heading(layout, block);
    vw_pdf__open_tag(layout->canvas, tag_of(layout, level), vw_pdf__lang_of(layout, block));
    if (lines.number != NULL) {
        vw_pdf__draw_text(layout->canvas, lines.number, layout->left, layout->y, layout->width);
    }
    vw_pdf__draw_text(layout->canvas, lines.title, layout->left + lines.indent, layout->y,
                      layout->width - lines.indent);
    vw_pdf__close_tag(layout->canvas);
    vw_pdf__advance(layout, lines.height + vw_pdf__closer(layout, levels[level].after));
    vw_arena_reset(layout->block);
}
