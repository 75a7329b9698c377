/* SPDX-License-Identifier: EUPL-1.2 */
/* Charts of shares as inline SVG: bars from 0 to 100 %, and lines over the years. Series differ by
 * their pattern or mark too, and each value stands beside its own. */
#include "reports/html/html_parts.h"

enum {
    WIDTH = 900,
    TEXT = 14,
    LEGEND_STEP = 24,
    LABEL_STEP = 24,
    BAR_STEP = 24,
    BAR_HEIGHT = 16,
    BAR_WIDTH = 800,
    GROUP_GAP = 14,
    AXIS = 60,
    PLOT_TOP = 30,
    PLOT = 240,
    BELOW = 34
};

static const char *const dashes[VW_CHART_SERIES_MAX] = {"none", "8 4", "2 4", "12 4 2 4"};

/* The first series has the organisation's accent. */
static const char *fill_of(const vw_html *html, size_t series)
{
    static const char *const fills[VW_CHART_SERIES_MAX] = {VW_HTML_ACCENT, "#ffffff", "#8a94a0",
                                                           "#dde3ea"};
    const vw_rgb *accent = html->document->accent;
    return series > 0 || accent == NULL
               ? fills[series]
               : vw_printf(html->text.arena, "#%02x%02x%02x", (unsigned)accent->red,
                           (unsigned)accent->green, (unsigned)accent->blue);
}

static void write_share(vw_html *html, double share)
{
    vw_render_share(vw_render_again(&html->text), &html->document->words, share);
    vw_html__text(html, vw_buf_text(&html->text));
}

static void write_label(vw_html *html, int x, int y, const char *anchor, const char *label)
{
    fprintf(html->out, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">", x, y, anchor);
    vw_html__text(html, label);
    fputs("</text>\n", html->out);
}

/* Disc, square, diamond, ring, as a path around 0, 0. */
static void write_mark(vw_html *html, size_t series, double x, double y)
{
    static const char *const paths[VW_CHART_SERIES_MAX] = {"M-5 0A5 5 0 1 0 5 0A5 5 0 1 0 -5 0Z",
                                                           "M-5 -5H5V5H-5Z", "M0 -7L7 0L0 7L-7 0Z",
                                                           "M-5 0A5 5 0 1 0 5 0A5 5 0 1 0 -5 0Z"};
    fprintf(html->out,
            "<path d=\"%s\" transform=\"translate(%.1f %.1f)\" fill=\"%s\" stroke=\"#1a1a1a\" "
            "stroke-width=\"1.5\"/>\n",
            paths[series], x, y, series == 3 ? "#ffffff" : fill_of(html, series == 1 ? 2 : series));
}

static int write_legend(vw_html *html, const vw_chart *chart)
{
    for (size_t i = 0; i < chart->series_count; i++) {
        const int y = (int)i * LEGEND_STEP;
        if (chart->is == VW_CHART_TREND) {
            write_mark(html, i, 10, y + 10);
        } else {
            fprintf(html->out,
                    "<rect x=\"1\" y=\"%d\" width=\"18\" height=\"16\" fill=\"%s\" "
                    "stroke=\"#1a1a1a\" stroke-dasharray=\"%s\"/>\n",
                    y + 2, fill_of(html, i), dashes[i]);
        }
        write_label(html, 28, y + TEXT, "start", chart->series[i].label);
    }
    return (int)chart->series_count * LEGEND_STEP + 6;
}

static int group_height(const vw_chart *chart)
{
    return LABEL_STEP + (int)chart->series_count * BAR_STEP + GROUP_GAP;
}

int vw_html__shares_height(const vw_chart *chart)
{
    const int legend = (int)chart->series_count * LEGEND_STEP + 6;
    return legend + (chart->is == VW_CHART_TREND ? PLOT_TOP + PLOT + BELOW
                                                 : (int)chart->point_count * group_height(chart));
}

static void write_bars(vw_html *html, const vw_chart *chart, int top)
{
    for (size_t point = 0; point < chart->point_count; point++) {
        int y = top + (int)point * group_height(chart);
        write_label(html, 1, y + TEXT, "start", chart->points[point]);
        for (size_t i = 0; i < chart->series_count; i++) {
            const double share = chart->series[i].shares[point];
            const int bar = y + LABEL_STEP + (int)i * BAR_STEP;
            fprintf(html->out,
                    "<rect x=\"1\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" "
                    "stroke=\"#8a94a0\"/>\n<rect x=\"1\" y=\"%d\" width=\"%.1f\" height=\"%d\" "
                    "fill=\"%s\" stroke=\"#1a1a1a\" stroke-dasharray=\"%s\"/>\n"
                    "<text x=\"%d\" y=\"%d\">",
                    bar, BAR_WIDTH, BAR_HEIGHT, bar, share > 0 ? share * BAR_WIDTH : 0.0,
                    BAR_HEIGHT, fill_of(html, i), dashes[i], BAR_WIDTH + 12, bar + TEXT);
            write_share(html, share);
            fputs("</text>\n", html->out);
        }
    }
}

static double x_of(const vw_chart *chart, size_t point)
{
    return AXIS + (WIDTH - AXIS) * ((double)point + 0.5) / (double)chart->point_count;
}

static double y_of(int top, double share)
{
    return top + PLOT_TOP + PLOT * (1 - share);
}

static void write_axis(vw_html *html, int top)
{
    for (int quarter = 0; quarter <= 4; quarter++) {
        const double y = y_of(top, quarter / 4.0);
        fprintf(html->out,
                "<path d=\"M%d %.1fH%d\" stroke=\"#8a94a0\" fill=\"none\"/>\n"
                "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d%%</text>\n",
                AXIS, y, WIDTH, AXIS - 8, y + 5, quarter * 25);
    }
}

static void write_value(vw_html *html, const vw_chart *chart, size_t series, size_t point, int top)
{
    static const int aside[] = {[VW_VALUE_BESIDE] = -10, [VW_VALUE_AFTER] = 10};
    static const char *const anchors[] = {[VW_VALUE_ABOVE] = "middle",
                                          [VW_VALUE_BELOW] = "middle",
                                          [VW_VALUE_BESIDE] = "end",
                                          [VW_VALUE_AFTER] = "start"};
    const double share = chart->series[series].shares[point];
    const vw_value_at at = vw_render_value_place(chart, series, point);
    const double down = at.place == VW_VALUE_ABOVE   ? -10
                        : at.place == VW_VALUE_BELOW ? 20
                                                     : (share < 0.04 ? -4 : 5) - at.lift * PLOT;
    fprintf(html->out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">",
            x_of(chart, point) + aside[at.place], y_of(top, share) + down, anchors[at.place]);
    write_share(html, share);
    fputs("</text>\n", html->out);
}

static void write_line(vw_html *html, const vw_chart *chart, size_t series, int top)
{
    const double *shares = chart->series[series].shares;
    fputs("<path d=\"", html->out);
    for (size_t i = 0; i < chart->point_count; i++) {
        if (shares[i] >= 0) { /* what is not available leaves a gap */
            fprintf(html->out, "%c%.1f %.1f", i == 0 || shares[i - 1] < 0 ? 'M' : 'L',
                    x_of(chart, i), y_of(top, shares[i]));
        }
    }
    fprintf(html->out,
            "\" stroke=\"#1a1a1a\" stroke-width=\"2\" stroke-dasharray=\"%s\" fill=\"none\"/>\n",
            dashes[series]);
    for (size_t i = 0; i < chart->point_count; i++) {
        if (shares[i] >= 0) {
            write_mark(html, series, x_of(chart, i), y_of(top, shares[i]));
            write_value(html, chart, series, i, top);
        }
    }
}

void vw_html__shares(vw_html *html, const vw_chart *chart)
{
    const int top = write_legend(html, chart);
    if (chart->is == VW_CHART_SHARES) {
        write_bars(html, chart, top);
        return;
    }
    write_axis(html, top);
    for (size_t i = 0; i < chart->point_count; i++) {
        write_label(html, (int)x_of(chart, i), top + PLOT_TOP + PLOT + 22, "middle",
                    chart->points[i]);
    }
    for (size_t i = 0; i < chart->series_count; i++) {
        write_line(html, chart, i, top);
    }
}
