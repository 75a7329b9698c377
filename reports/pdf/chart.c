/* SPDX-License-Identifier: EUPL-1.2 */
/* Charts: caption, figure, and of the results stacked bars, with the parts in one order, their
 * counts and a legend. */
#include "reports/pdf/blocks.h"
#include "reports/pdf/syntax.h"
#include "reports/render/render.h"

#define LABEL_SHARE 0.30
#define TOTAL_WIDTH 40.0
#define BAR_HEIGHT 16.0
#define CAPTION_HEIGHT 20.0
#define LEGEND_STEP 15.0
#define LEGEND_COLUMNS 4u
#define SWATCH 16.0

/* From good to bad, then what does not count in the share. */
static const vw_result sequence[VW_RESULT_COUNT] = {
    VW_MET,          VW_EXPLAINED,    VW_PARTLY_MET,     VW_NOT_MET,
    VW_NOT_ASSESSED, VW_RESULT_ERROR, VW_NOT_APPLICABLE, VW_NOT_OCCURRED};

static const vw_pdf_style label_style = {
    .size = 8.5, .leading = 11, .colour = {0.11, 0.13, 0.15}, .figures = true};

static double legend_height(void)
{
    size_t rows = (VW_RESULT_COUNT + LEGEND_COLUMNS - 1) / LEGEND_COLUMNS;
    return (double)rows * LEGEND_STEP + 10;
}

static bool draw_count(vw_pdf_layout *layout, uint64_t count, vw_pdf_box part, bool measure);

/* What does not fit in the parts of a bar: "fout 1, niet voorgekomen 2". No number is left out.
 */
static const char *rest_of(vw_pdf_layout *layout, const vw_counts *counts, double width)
{
    const vw_words *words = &layout->document->words;
    vw_buf rest = {.arena = layout->block};
    double total = (double)vw_counts_total(counts);
    for (size_t i = 0; i < VW_RESULT_COUNT && total > 0; i++) {
        uint64_t count = counts->of[sequence[i]];
        const vw_pdf_box part = {0, 0, width * (double)count / total, BAR_HEIGHT};
        if (count > 0 && !draw_count(layout, count, part, true)) {
            vw_buf_addf(&rest, "%s%s\xC2\xA0", rest.length > 0 ? " \xC2\xB7 " : "",
                        words->result[sequence[i]]);
            vw_render_integer(&rest, words, (int64_t)count);
        }
    }
    return vw_buf_text(&rest);
}

/* A bar with its label beside it and the numbers that do not fit below it. */
typedef struct {
    vw_pdf_text *label, *rest;
    vw_pdf_box bar; /* from the top of the whole */
    double height;
} bar_lines;

static bar_lines lay_bar(vw_pdf_layout *layout, const vw_chart_bar *bar)
{
    const vw_pdf_style rest_style = {
        .size = 7, .leading = 9, .colour = vw_pdf_grey, .figures = true};
    double label_width = layout->width * LABEL_SHARE;
    bar_lines lines = {.bar = {layout->left + label_width, 0,
                               layout->width - label_width - TOTAL_WIDTH, BAR_HEIGHT}};
    vw_pdf_style style = label_style;
    style.hyphens = layout->lang;
    lines.label =
        vw_pdf__lay_string(layout->fonts, layout->block, bar->label, &style, label_width - 10);
    lines.rest = vw_pdf__lay_string(layout->fonts, layout->block,
                                    rest_of(layout, &bar->counts, lines.bar.width), &rest_style,
                                    lines.bar.width + TOTAL_WIDTH);
    double left = vw_pdf__text_height(lines.label) + 6;
    double right = BAR_HEIGHT + vw_pdf__text_height(lines.rest) + 8;
    lines.height = left > right ? left : right;
    return lines;
}

static double results_height(vw_pdf_layout *layout, const vw_chart *chart)
{
    double height = legend_height();
    for (size_t i = 0; i < chart->bar_count; i++) {
        height += lay_bar(layout, &chart->bars[i]).height;
    }
    return height;
}

double vw_pdf__chart_height(vw_pdf_layout *layout, const vw_chart *chart)
{
    double height = 0;
    switch (chart->is) {
    case VW_CHART_RESULTS:
        height = results_height(layout, chart);
        break;
    case VW_CHART_SHARES:
        height = vw_pdf__shares_height(layout, chart);
        break;
    case VW_CHART_TREND:
        height = vw_pdf__trend_height(layout, chart);
        break;
    }
    vw_arena_reset(layout->block);
    /* A chart of more bars than a page holds goes on at the next one. */
    double whole = 8 + CAPTION_HEIGHT + height, most = vw_pdf__page_room(layout);
    return whole < most ? whole : most;
}

static void draw_caption(vw_pdf_layout *layout, const char *caption)
{
    vw_pdf_style style = {.size = 9, .leading = 12, .colour = vw_pdf_ink, .strong = true};
    vw_pdf_text *text =
        vw_pdf__lay_string(layout->fonts, layout->block, caption, &style, layout->width);
    vw_pdf__open_tag(layout->canvas, "P", NULL);
    vw_pdf__flow_text(layout, text);
    vw_pdf__close_tag(layout->canvas);
    vw_pdf__space(layout, CAPTION_HEIGHT - 12);
}

static void draw_legend(vw_pdf_layout *layout)
{
    double column = layout->width / LEGEND_COLUMNS;
    for (size_t i = 0; i < VW_RESULT_COUNT; i++) {
        double x = layout->left + (double)(i % LEGEND_COLUMNS) * column;
        size_t row = i / LEGEND_COLUMNS;
        double y = layout->y + (double)row * LEGEND_STEP;
        const vw_pdf_box swatch = {x, y + 1, SWATCH, 9};
        vw_pdf__draw_area(layout->canvas, sequence[i], swatch);
        const char *word = layout->document->words.result[sequence[i]];
        vw_pdf_text *text = vw_pdf__lay_string(layout->fonts, layout->block, word, &label_style,
                                               column - SWATCH - 8);
        vw_pdf__draw_lines(layout->canvas, text, 0, 1, x + SWATCH + 6, y, column);
    }
    vw_pdf__advance(layout, legend_height());
}

/* The number in its part of the bar, on white so that the hatching does not run through it.
 * False when the part is too narrow for it. */
static bool draw_count(vw_pdf_layout *layout, uint64_t count, vw_pdf_box part, bool measure)
{
    vw_buf shown = {.arena = layout->block};
    vw_render_integer(&shown, &layout->document->words, (int64_t)count);
    vw_pdf_text *text = vw_pdf__lay_string(layout->fonts, layout->block, vw_buf_text(&shown),
                                           &label_style, part.width + 100);
    double width = vw_pdf__text_width(text);
    if (width + 8 > part.width || measure) {
        return width + 8 <= part.width;
    }
    const vw_pdf_box ground = {part.left + (part.width - width) / 2 - 2.5, part.top + 2.5,
                               width + 5, part.height - 5};
    vw_pdf__fill_box(layout->canvas, ground, vw_pdf_white);
    vw_pdf__draw_text(layout->canvas, text, ground.left + 2.5,
                      part.top + (part.height - label_style.leading) / 2, width);
    return true;
}

static void draw_parts(vw_pdf_layout *layout, const vw_counts *counts, vw_pdf_box bar)
{
    double total = (double)vw_counts_total(counts);
    double x = bar.left;
    for (size_t i = 0; i < VW_RESULT_COUNT && total > 0; i++) {
        uint64_t count = counts->of[sequence[i]];
        vw_pdf_box part = bar;
        part.left = x;
        part.width = bar.width * (double)count / total;
        if (count > 0) {
            vw_pdf__draw_area(layout->canvas, sequence[i], part);
            draw_count(layout, count, part, false);
        }
        x += part.width;
    }
}

static void draw_bar(vw_pdf_layout *layout, const vw_chart_bar *bar)
{
    bar_lines lines = lay_bar(layout, bar);
    vw_pdf__need(layout, lines.height);
    lines.bar.top = layout->y;
    double one_line = (BAR_HEIGHT - label_style.leading) / 2;
    double label_top = layout->y + (lines.label->lines.count > 1 ? 0 : one_line);
    vw_pdf__draw_text(layout->canvas, lines.label, layout->left, label_top,
                      lines.bar.left - layout->left);
    draw_parts(layout, &bar->counts, lines.bar);
    vw_pdf__draw_text(layout->canvas, lines.rest, lines.bar.left, layout->y + BAR_HEIGHT + 1,
                      lines.bar.width + TOTAL_WIDTH);

    vw_pdf_style style = label_style;
    style.align = VW_RIGHT;
    style.strong = true;
    vw_buf shown = {.arena = layout->block};
    vw_render_integer(&shown, &layout->document->words, (int64_t)vw_counts_total(&bar->counts));
    vw_pdf_text *total =
        vw_pdf__lay_string(layout->fonts, layout->block, vw_buf_text(&shown), &style, TOTAL_WIDTH);
    vw_pdf__draw_lines(layout->canvas, total, 0, 1, layout->left + layout->width - TOTAL_WIDTH,
                       layout->y + one_line, TOTAL_WIDTH);
    vw_pdf__advance(layout, lines.height);
}

static void draw_results(vw_pdf_layout *layout, const vw_chart *chart)
{
    draw_legend(layout);
    for (size_t i = 0; i < chart->bar_count; i++) {
        draw_bar(layout, &chart->bars[i]);
        vw_arena_reset(layout->block);
    }
}

/* What the chart shows, in words, and where it stands. */
static const char *figure_attributes(vw_pdf_layout *layout, const vw_chart *chart)
{
    bool told = chart->alternative != NULL && chart->alternative[0] != '\0';
    const vw_pdf_box box = {layout->left, layout->y, layout->width,
                            vw_pdf__chart_height(layout, chart)};
    return vw_pdf__figure_entries(layout->arena, told ? chart->alternative : chart->caption, box);
}

void vw_pdf__draw_chart(vw_pdf_layout *layout, const vw_block *block)
{
    const vw_chart *chart = block->chart;
    vw_pdf__need(layout, vw_pdf__chart_height(layout, chart));
    vw_pdf__space(layout, 8);
    vw_pdf__anchor(layout->canvas, block->id, layout->y);
    draw_caption(layout, chart->caption);
    vw_pdf__open_tag(layout->canvas, "Figure", figure_attributes(layout, chart));
    switch (chart->is) {
    case VW_CHART_RESULTS:
        draw_results(layout, chart);
        break;
    case VW_CHART_SHARES:
        vw_pdf__draw_shares(layout, chart);
        break;
    case VW_CHART_TREND:
        vw_pdf__draw_trend(layout, chart);
        break;
    }
    vw_pdf__close_tag(layout->canvas);
    vw_pdf__space(layout, 10);
}
