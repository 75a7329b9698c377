/* SPDX-License-Identifier: EUPL-1.2 */
/* The first page: whose document it is, what it is, and over which period. */
#include "reports/pdf/blocks.h"

#define ENTITY_TOP 150.0
#define LOGO_TOP 56.0
#define LOGO_WIDTH 170.0
#define LOGO_HEIGHT 62.0
#define ACCENT_WIDTH 56.0

static void draw_title_line(vw_pdf_layout *layout, const vw_run *runs, size_t count,
                            vw_pdf_style style, double after)
{
    vw_pdf_text *text =
        vw_pdf__lay_text(layout->fonts, layout->block, runs, count, &style, layout->width);
    vw_pdf__open_tag(layout->canvas, "P", NULL);
    vw_pdf__flow_text(layout, text);
    vw_pdf__close_tag(layout->canvas);
    vw_pdf__advance(layout, after);
    vw_arena_reset(layout->block);
}

static void draw_words(vw_pdf_layout *layout, const char *words, vw_pdf_style style, double after)
{
    const vw_run run = {.text = words};
    draw_title_line(layout, &run, 1, style, after);
}

static void draw_draft(vw_pdf_layout *layout)
{
    vw_pdf_style style = {.size = 13, .leading = 18, .colour = vw_pdf_white, .strong = true};
    vw_pdf_text *mark = vw_pdf__lay_string(layout->fonts, layout->block,
                                           layout->document->words.draft, &style, layout->width);
    const vw_pdf_box ground = {layout->left, layout->y, vw_pdf__text_width(mark) + 24, 26};
    vw_pdf__fill_box(layout->canvas, ground, vw_pdf_accent);
    vw_pdf__open_tag(layout->canvas, "P", NULL);
    vw_pdf__draw_text(layout->canvas, mark, layout->left + 12, layout->y + 4, layout->width);
    vw_pdf__close_tag(layout->canvas);
    vw_pdf__advance(layout, 26 + 18);
    vw_arena_reset(layout->block);
}

/* Its own shape, as large as its room allows; but not larger than at 150 points to the inch. */
static void draw_logo(vw_pdf_layout *layout)
{
    const vw_pdf_image *logo = &layout->logo;
    const vw_logo *source = layout->document->logo;
    if (logo->ref == 0) {
        return;
    }
    double width = LOGO_WIDTH / logo->width, height = LOGO_HEIGHT / logo->height;
    double scale = width < height ? width : height;
    scale = scale > 72.0 / 150.0 ? 72.0 / 150.0 : scale;
    const vw_pdf_box box = {layout->left, LOGO_TOP, logo->width * scale, logo->height * scale};
    bool says = source->alternative != NULL && source->alternative[0] != '\0';
    if (says) {
        vw_pdf__open_tag(layout->canvas, "Figure",
                         vw_pdf__figure_entries(layout->arena, source->alternative, box));
    } else {
        vw_pdf__artifact(layout->canvas, true);
    }
    vw_pdf__draw_image(layout->canvas, VW_PDF_LOGO, box);
    if (says) {
        vw_pdf__close_tag(layout->canvas);
    } else {
        vw_pdf__artifact(layout->canvas, false);
    }
}

vw_status vw_pdf__draw_cover(vw_pdf_layout *layout, const vw_block *block)
{
    const vw_document *document = layout->document;
    const vw_pdf_style entity = {.size = 15, .leading = 20, .colour = vw_pdf_ink, .strong = true};
    const vw_pdf_style title = {.size = 31, .leading = 38, .colour = vw_pdf_accent, .strong = true};
    const vw_pdf_style period = {.size = 15, .leading = 20, .colour = vw_pdf_grey};

    if (!layout->fresh) {
        vw_pdf__new_page(layout);
    }
    vw_pdf__anchor(layout->canvas, block->id, layout->y);
    const vw_pdf_box edge = {0, 0, 9, VW_PDF_PAGE_HEIGHT};
    vw_pdf__fill_box(layout->canvas, edge, vw_pdf_accent);
    draw_logo(layout);
    layout->y = ENTITY_TOP;
    draw_words(layout, document->entity, entity, 14);
    const vw_pdf_box accent = {layout->left, layout->y, ACCENT_WIDTH, 3};
    vw_pdf__fill_box(layout->canvas, accent, vw_pdf_accent);
    vw_pdf__advance(layout, 20);
    draw_title_line(layout, block->runs, block->run_count, title, 10);
    draw_words(layout, document->period, period, 34);
    if (document->draft) {
        draw_draft(layout);
    }
    vw_status status = vw_pdf__draw_children(layout, block);
    layout->cover_pages = vw_pdf__page_count(layout->canvas);
    return status;
}
