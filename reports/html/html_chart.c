/* SPDX-License-Identifier: EUPL-1.2 */
/* The chart as inline SVG: bars of equal length, so that groups of any size compare. Each result
 * has a pattern besides its colour and its number inside, so that it also works in grey. */
#include "reports/html/html_parts.h"

#include <inttypes.h>

enum {
    WIDTH = 900,
    BAR_TOP = 20, /* below the bar's label */
    BAR_HEIGHT = 26,
    BAR_STEP = 60,
    LEGEND_COLUMNS = 4,
    LEGEND_STEP = 26,
    SWATCH = 18,
    DIGIT_WIDTH = 9,
    LABEL_SIZE = 14
};

/* Lines over a tile of 8 by 8. "" is a plain fill. */
static const struct {
    const char *fill, *stroke, *lines;
} looks[VW_RESULT_COUNT] = {
    [VW_RESULT_ERROR] = {"#e3c7ec", "#4a1757", "M0 0L8 8M8 0L0 8"},
    [VW_NOT_MET] = {"#f0a8a2", "#6d1414", "M0 8L8 0M-2 2L2 -2M6 10L10 6"},
    [VW_NOT_ASSESSED] = {"#ffffff", "#5b6470", "M1 2h2M5 6h2"},
    [VW_PARTLY_MET] = {"#fbe09a", "#7a5600", "M4 0V8"},
    [VW_EXPLAINED] = {"#b5dbe6", "#0f3d4a", "M0 4H8"},
    [VW_MET] = {"#a9d3b0", "#12401f", ""},
    [VW_NOT_APPLICABLE] = {"#ffffff", "#8a94a0", ""},
    [VW_NOT_OCCURRED] = {"#ffffff", "#8a94a0", "M0 0L8 8"},
};

/* From good to bad, so that the eye reads "met" from the left edge. */
static const vw_result order[VW_RESULT_COUNT] = {
    VW_MET,          VW_EXPLAINED,    VW_PARTLY_MET,     VW_NOT_MET,
    VW_NOT_ASSESSED, VW_RESULT_ERROR, VW_NOT_APPLICABLE, VW_NOT_OCCURRED,
};

static void write_patterns(vw_html *html)
{
    fputs("<defs>\n", html->out);
    for (vw_result result = 0; result < VW_RESULT_COUNT; result++) {
        fprintf(html->out,
                "<pattern id=\"_c%u-%s\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">"
                "<rect width=\"8\" height=\"8\" fill=\"%s\"/>"
                "<path d=\"%s\" stroke=\"%s\" stroke-width=\"1.5\" stroke-linecap=\"round\" "
                "stroke-opacity=\".6\" fill=\"none\"/></pattern>\n",
                html->charts, vw_result_name(result), looks[result].fill, looks[result].lines,
                looks[result].stroke);
    }
    fputs("</defs>\n", html->out);
}

static void write_box(vw_html *html, vw_result result, double x, int y, double width, int height)
{
    fprintf(html->out,
            "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"url(#_c%u-%s)\" "
            "stroke=\"%s\"/>\n",
            x, y, width, height, html->charts, vw_result_name(result), looks[result].stroke);
}

/* A white rim keeps the number readable over the pattern. */
static void write_number(vw_html *html, uint64_t number, double middle, int y)
{
    fprintf(html->out,
            "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" font-weight=\"bold\" "
            "stroke=\"#ffffff\" stroke-width=\"4\" paint-order=\"stroke\" "
            "stroke-linejoin=\"round\">%" PRIu64 "</text>\n",
            middle, y, number);
}

static int digits_of(uint64_t number)
{
    int digits = 1;
    for (; number >= 10; number /= 10) {
        digits++;
    }
    return digits;
}

static void write_segments(vw_html *html, const vw_counts *counts, uint64_t total, int y)
{
    double x = 1;
    for (size_t i = 0; i < VW_RESULT_COUNT; i++) {
        const uint64_t number = counts->of[order[i]];
        const double width = (double)(WIDTH - 2) * (double)number / (double)total;
        if (number > 0) {
            write_box(html, order[i], x, y, width, BAR_HEIGHT);
        }
        if (number > 0 && width > (digits_of(number) + 1) * DIGIT_WIDTH) {
            write_number(html, number, x + width / 2, y + BAR_HEIGHT - 8);
        }
        x += width;
    }
}

static void write_bar(vw_html *html, const vw_chart_bar *bar, int y)
{
    const uint64_t total = vw_counts_total(&bar->counts);
    fprintf(html->out, "<text x=\"1\" y=\"%d\">", y + LABEL_SIZE);
    vw_html__text(html, bar->label);
    fprintf(html->out, "</text>\n<text x=\"%d\" y=\"%d\" text-anchor=\"end\">n = ", WIDTH - 1,
            y + LABEL_SIZE);
    vw_render_integer(vw_render_again(&html->text), &html->document->words, (int64_t)total);
    fprintf(html->out, "%s</text>\n", vw_buf_text(&html->text));
    if (total == 0) {
        fprintf(html->out,
                "<rect x=\"1\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" "
                "stroke=\"#8a94a0\" stroke-dasharray=\"4 4\"/>\n",
                y + BAR_TOP, WIDTH - 2, BAR_HEIGHT);
        return;
    }
    write_segments(html, &bar->counts, total, y + BAR_TOP);
}

/* All eight, also those that do not occur: a reader must see that they were counted. */
static void write_legend(vw_html *html, int top)
{
    for (int i = 0; i < VW_RESULT_COUNT; i++) {
        const int x = 1 + i % LEGEND_COLUMNS * (WIDTH / LEGEND_COLUMNS);
        const int y = top + i / LEGEND_COLUMNS * LEGEND_STEP;
        write_box(html, order[i], x, y, SWATCH, SWATCH);
        fprintf(html->out, "<text x=\"%d\" y=\"%d\">", x + SWATCH + 8, y + LABEL_SIZE);
        vw_html__text(html, html->document->words.result[order[i]]);
        fputs("</text>\n", html->out);
    }
}

static void write_results(vw_html *html, const vw_chart *chart)
{
    write_patterns(html);
    for (size_t i = 0; i < chart->bar_count; i++) {
        write_bar(html, &chart->bars[i], (int)i * BAR_STEP);
    }
    write_legend(html, (int)chart->bar_count * BAR_STEP + 4);
}

void vw_html__chart(vw_html *html, const vw_block *block)
{
    const vw_chart *chart = block->chart;
    const bool results = chart->is == VW_CHART_RESULTS;
    const int height = results ? (int)chart->bar_count * BAR_STEP + 2 * LEGEND_STEP
                               : vw_html__shares_height(chart);
    html->charts++;
    fputs("<figure", html->out);
    vw_html__attribute(html, "id", block->id);
    fprintf(html->out, ">\n<figcaption>");
    vw_html__text(html, chart->caption);
    fprintf(html->out,
            "</figcaption>\n<svg viewBox=\"0 0 %d %d\" role=\"img\" "
            "aria-labelledby=\"_c%u-title _c%u-desc\" font-size=\"%d\" fill=\"#1a1a1a\">\n"
            "<title id=\"_c%u-title\">",
            WIDTH, height, html->charts, html->charts, LABEL_SIZE, html->charts);
    vw_html__text(html, chart->caption);
    fprintf(html->out, "</title>\n<desc id=\"_c%u-desc\">", html->charts);
    vw_html__text(html, chart->alternative);
    fputs("</desc>\n", html->out);
    if (results) {
        write_results(html, chart);
    } else {
        vw_html__shares(html, chart);
    }
    fputs("</svg>\n</figure>\n", html->out);
}
