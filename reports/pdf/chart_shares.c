/* SPDX-License-Identifier: EUPL-1.2 */
/* Charts of shares: bars from 0 to 100 %, and lines over the years. Series are told apart by
 * pattern or marker as well as by shade, and each value stands beside its mark. */
#include "reports/pdf/blocks.h"
#include "reports/render/render.h"

#define LABEL_SHARE 0.30
#define VALUE_ROOM 44.0
#define BAR_HEIGHT 10.0
#define BAR_STEP 13.0
#define GROUP_GAP 9.0
#define LEGEND_STEP 15.0
#define SWATCH 16.0
#define PLOT_HEIGHT 150.0
#define AXIS_WIDTH 34.0
#define POINT_ROOM 24.0
#define MARK 3.2

static const vw_pdf_style label_style = {
    .size = 8.5, .leading = 11, .colour = {0.11, 0.13, 0.15}, .figures = true};
static const vw_pdf_style value_style = {
    .size = 7.5, .leading = 9, .colour = {0.11, 0.13, 0.15}, .figures = true};

static vw_pdf_colour shade(size_t series)
{
    return series % 2 == 0 ? vw_pdf_accent : vw_pdf_grey;
}

static const char *percentage(const vw_pdf_layout *layout, double share)
{
    vw_buf text = {.arena = layout->block};
    vw_render_share(&text, &layout->document->words, share);
    return vw_buf_text(&text);
}

/* ---- marks ---------------------------------------------------------------------------------- */

static void outline(vw_pdf_canvas *canvas, vw_pdf_box box, vw_pdf_colour colour)
{
    double right = box.left + box.width, bottom = box.top + box.height;
    const double points[8] = {box.left, box.top, right, box.top, right, bottom, box.left, bottom};
    vw_pdf__polygon(canvas, points, 4, 0.6, colour);
}

/* Full, slanted lines, upright lines, empty. */
static void draw_fill(vw_pdf_canvas *canvas, size_t series, vw_pdf_box box)
{
    vw_pdf_colour colour = shade(series);
    double lean = series == 1 ? box.height : 0;
    if (series == 0) {
        vw_pdf__fill_box(canvas, box, colour);
    } else if (series < 3) {
        vw_pdf__clip(canvas, box);
        for (double x = -lean; x < box.width; x += 3) {
            vw_pdf__line(canvas, box.left + x, box.top + box.height, box.left + x + lean, box.top,
                         1, colour);
        }
        vw_pdf__unclip(canvas);
    }
    outline(canvas, box, colour);
}

/* Disc, square, triangle, ring. */
static void draw_mark(vw_pdf_canvas *canvas, size_t series, double x, double y)
{
    const vw_pdf_box square = {x - MARK, y - MARK, 2 * MARK, 2 * MARK};
    const double triangle[6] = {x, y - MARK - 1, x + MARK + 1, y + MARK, x - MARK - 1, y + MARK};
    switch (series) {
    case 0:
        vw_pdf__circle(canvas, x, y, MARK, 0, shade(series));
        break;
    case 1:
        vw_pdf__fill_box(canvas, square, shade(series));
        break;
    case 2:
        vw_pdf__polygon(canvas, triangle, 3, 0, shade(series));
        break;
    default:
        vw_pdf__circle(canvas, x, y, MARK, 0, vw_pdf_white);
        vw_pdf__circle(canvas, x, y, MARK, 1.2, shade(series));
        break;
    }
}

/* ---- legend --------------------------------------------------------------------------------- */

static double legend_height(const vw_chart *chart)
{
    return (double)chart->series_count * LEGEND_STEP + 8;
}

static void draw_legend(vw_pdf_layout *layout, const vw_chart *chart)
{
    for (size_t i = 0; i < chart->series_count; i++) {
        double y = layout->y + (double)i * LEGEND_STEP;
        if (chart->is == VW_CHART_TREND) {
            vw_pdf__line(layout->canvas, layout->left, y + 5.5, layout->left + SWATCH, y + 5.5, 1.2,
                         shade(i));
            draw_mark(layout->canvas, i, layout->left + SWATCH / 2, y + 5.5);
        } else {
            draw_fill(layout->canvas, i, (vw_pdf_box){layout->left, y + 1, SWATCH, 9});
        }
        double width = layout->width - SWATCH - 6;
        vw_pdf_text *text = vw_pdf__lay_string(layout->fonts, layout->block, chart->series[i].label,
                                               &label_style, width);
        vw_pdf__draw_lines(layout->canvas, text, 0, 1, layout->left + SWATCH + 6, y, width);
    }
    vw_pdf__advance(layout, legend_height(chart));
}

/* ---- bars ----------------------------------------------------------------------------------- */

static vw_pdf_text *lay_point(vw_pdf_layout *layout, const char *label, double width,
                              vw_pdf_align align)
{
    vw_pdf_style style = label_style;
    style.hyphens = layout->lang;
    style.align = align;
    return vw_pdf__lay_string(layout->fonts, layout->block, label, &style, width);
}

static double group_height(vw_pdf_layout *layout, const vw_chart *chart, size_t point)
{
    double width = layout->width * LABEL_SHARE - 10;
    double label = vw_pdf__text_height(lay_point(layout, chart->points[point], width, VW_LEFT));
    double bars = (double)chart->series_count * BAR_STEP;
    return (label > bars ? label : bars) + GROUP_GAP;
}

double vw_pdf__shares_height(vw_pdf_layout *layout, const vw_chart *chart)
{
    double height = legend_height(chart);
    for (size_t i = 0; i < chart->point_count; i++) {
        height += group_height(layout, chart, i);
    }
    return height;
}

/* A bar on the line of what it could be. */
static void draw_bar(vw_pdf_layout *layout, size_t series, double share, vw_pdf_box track)
{
    vw_pdf__fill_box(layout->canvas, track, vw_pdf_tint);
    if (share > 0) {
        vw_pdf_box bar = track;
        bar.width *= share < 1 ? share : 1;
        draw_fill(layout->canvas, series, bar);
    }
    vw_pdf_text *value = vw_pdf__lay_string(layout->fonts, layout->block, percentage(layout, share),
                                            &label_style, VALUE_ROOM);
    vw_pdf__draw_lines(layout->canvas, value, 0, 1, track.left + track.width + 6, track.top - 1,
                       VALUE_ROOM);
}

void vw_pdf__draw_shares(vw_pdf_layout *layout, const vw_chart *chart)
{
    double label_width = layout->width * LABEL_SHARE;
    draw_legend(layout, chart);
    for (size_t point = 0; point < chart->point_count; point++) {
        double height = group_height(layout, chart, point);
        vw_pdf__need(layout, height);
        vw_pdf_text *label = lay_point(layout, chart->points[point], label_width - 10, VW_LEFT);
        vw_pdf__draw_text(layout->canvas, label, layout->left, layout->y - 1, label_width);
        for (size_t i = 0; i < chart->series_count; i++) {
            const vw_pdf_box track = {layout->left + label_width, layout->y + (double)i * BAR_STEP,
                                      layout->width - label_width - VALUE_ROOM - 6, BAR_HEIGHT};
            draw_bar(layout, i, chart->series[i].shares[point], track);
        }
        vw_pdf__advance(layout, height);
        vw_arena_reset(layout->block);
    }
}

/* ---- lines over the years ------------------------------------------------------------------- */

typedef struct {
    vw_pdf_layout *layout;
    const vw_chart *chart;
    vw_pdf_box plot;
} plotting;

static double x_of(const plotting *p, size_t point)
{
    double step = p->plot.width / (double)p->chart->point_count;
    return p->plot.left + step * ((double)point + 0.5);
}

static double y_of(const plotting *p, double share)
{
    double inside = share < 0 ? 0 : share > 1 ? 1 : share;
    return p->plot.top + p->plot.height * (1 - inside);
}

static void draw_axis(const plotting *p)
{
    vw_pdf_layout *layout = p->layout;
    vw_pdf_style style = value_style;
    style.align = VW_RIGHT;
    style.colour = vw_pdf_grey;
    for (int quarter = 0; quarter <= 4; quarter++) {
        double y = y_of(p, quarter / 4.0);
        const char *label = vw_printf(layout->block, "%d%%", quarter * 25);
        vw_pdf_text *text =
            vw_pdf__lay_string(layout->fonts, layout->block, label, &style, AXIS_WIDTH - 6);
        vw_pdf__line(layout->canvas, p->plot.left, y, p->plot.left + p->plot.width, y,
                     quarter == 0 ? 0.9 : 0.4, quarter == 0 ? vw_pdf_grey : vw_pdf_rule);
        vw_pdf__draw_lines(layout->canvas, text, 0, 1, layout->left, y - 4.5, AXIS_WIDTH - 6);
    }
}

static void draw_value(const plotting *p, size_t series, size_t point)
{
    const double share = p->chart->series[series].shares[point];
    const double x = x_of(p, point), y = y_of(p, share), room = 60;
    const vw_value_at at = vw_render_value_place(p->chart, series, point);
    const bool before = at.place == VW_VALUE_BESIDE, after = at.place == VW_VALUE_AFTER;
    vw_pdf_style style = value_style;
    style.align = before ? VW_RIGHT : after ? VW_LEFT : VW_CENTRE;
    vw_pdf_text *text = vw_pdf__lay_string(p->layout->fonts, p->layout->block,
                                           percentage(p->layout, share), &style, room);
    const double left = before ? x - 7 - room : after ? x + 7 : x - room / 2;
    /* A value beside its mark stands on the axis, not through it. */
    const double above_axis = p->plot.top + p->plot.height - y - 11;
    const double beside = above_axis < -5.5 ? above_axis : -5.5;
    const double down = at.place == VW_VALUE_ABOVE   ? -14
                        : at.place == VW_VALUE_BELOW ? 5
                                                     : beside - at.lift * p->plot.height;
    vw_pdf__draw_lines(p->layout->canvas, text, 0, 1, left, y + down, room);
}

static void draw_series(const plotting *p, size_t series)
{
    const double *shares = p->chart->series[series].shares;
    for (size_t i = 1; i < p->chart->point_count; i++) {
        if (shares[i] >= 0 && shares[i - 1] >= 0) {
            vw_pdf__line(p->layout->canvas, x_of(p, i - 1), y_of(p, shares[i - 1]), x_of(p, i),
                         y_of(p, shares[i]), 1.4, shade(series));
        }
    }
    for (size_t i = 0; i < p->chart->point_count; i++) {
        if (shares[i] < 0) {
            continue;
        }
        draw_mark(p->layout->canvas, series, x_of(p, i), y_of(p, shares[i]));
        draw_value(p, series, i);
    }
}

static double points_height(vw_pdf_layout *layout, const vw_chart *chart)
{
    double width = (layout->width - AXIS_WIDTH) / (double)chart->point_count;
    double tallest = 0;
    for (size_t i = 0; i < chart->point_count; i++) {
        double height =
            vw_pdf__text_height(lay_point(layout, chart->points[i], width - 4, VW_CENTRE));
        tallest = height > tallest ? height : tallest;
    }
    return tallest + 6;
}

double vw_pdf__trend_height(vw_pdf_layout *layout, const vw_chart *chart)
{
    return legend_height(chart) + POINT_ROOM + PLOT_HEIGHT + points_height(layout, chart);
}

void vw_pdf__draw_trend(vw_pdf_layout *layout, const vw_chart *chart)
{
    draw_legend(layout, chart);
    plotting p = {layout,
                  chart,
                  {layout->left + AXIS_WIDTH, layout->y + POINT_ROOM / 2,
                   layout->width - AXIS_WIDTH, PLOT_HEIGHT}};
    draw_axis(&p);
    double width = p.plot.width / (double)chart->point_count;
    for (size_t i = 0; i < chart->point_count; i++) {
        vw_pdf_text *text = lay_point(layout, chart->points[i], width - 4, VW_CENTRE);
        vw_pdf__draw_text(layout->canvas, text, x_of(&p, i) - width / 2 + 2,
                          p.plot.top + p.plot.height + 6, width - 4);
    }
    for (size_t i = 0; i < chart->series_count; i++) {
        draw_series(&p, i);
    }
    vw_pdf__advance(layout, POINT_ROOM + PLOT_HEIGHT + points_height(layout, chart));
    vw_arena_reset(layout->block);
}
