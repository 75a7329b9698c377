/* SPDX-License-Identifier: EUPL-1.2 */
/* Charts of shares as drawings: bars from 0 to 100 %, and lines over the years. Series differ by
 * their pattern or mark too, and each value stands beside its own. What is not available leaves a
 * gap. */
#include "reports/odt/odt_chart.h"

/* Millimetres. */
#define LEGEND_STEP 6.0
#define SWATCH 5.0
#define BAR_STEP 6.0
#define BAR_HEIGHT 4.4
#define GROUP_GAP 3.0
#define VALUE_WIDTH 18.0
#define PLOT 60.0
#define AXIS 14.0
#define MARK 2.4

static const char *const fills[VW_CHART_SERIES_MAX] = {"ShareA", "ShareB", "ShareC", "ShareD"};
static const char *const lines[VW_CHART_SERIES_MAX] = {"LineA", "LineB", "LineC", "LineD"};

/* The lines' dashes are of styles.xml, under these names. */
static const struct {
    const char *name, *dots, *length, *distance;
} dashes[VW_CHART_SERIES_MAX] = {{NULL, NULL, NULL, NULL},
                                 {"DashB", "1", "2mm", "1mm"},
                                 {"DashC", "1", "0.5mm", "1mm"},
                                 {"DashD", "2", "3mm", "0.8mm"}};

void vw_odt__share_dashes(vw_xml *xml)
{
    vw_xml_raw(xml,
               "<draw:hatch draw:name=\"ShareB\" draw:style=\"single\" draw:color=\"#" VW_OFFICE_INK
               "\" draw:distance=\"1mm\" draw:rotation=\"450\"/>"
               "<draw:hatch draw:name=\"ShareD\" draw:style=\"double\" draw:color=\"#" VW_OFFICE_INK
               "\" draw:distance=\"1mm\" draw:rotation=\"450\"/>");
    for (size_t i = 1; i < VW_CHART_SERIES_MAX; i++) {
        vw_xml_open(xml, "draw:stroke-dash");
        vw_xml_attribute(xml, "draw:name", dashes[i].name);
        vw_xml_attribute(xml, "draw:style", "rect");
        vw_xml_attribute(xml, "draw:dots1", dashes[i].dots);
        vw_xml_attribute(xml, "draw:dots1-length", dashes[i].length);
        vw_xml_attribute(xml, "draw:distance", dashes[i].distance);
        vw_xml_close(xml);
    }
}

static void write_line_style(vw_xml *xml, const char *name, const char *dash, const char *colour,
                             const char *width)
{
    vw_xml_open(xml, "style:style");
    vw_xml_attribute(xml, "style:name", name);
    vw_xml_attribute(xml, "style:family", "graphic");
    vw_xml_open(xml, "style:graphic-properties");
    vw_xml_attribute(xml, "draw:stroke", dash != NULL ? "dash" : "solid");
    vw_xml_attribute(xml, "draw:stroke-dash", dash);
    vw_xml_attribute(xml, "svg:stroke-width", width);
    vw_xml_attribute(xml, "svg:stroke-color", colour);
    vw_xml_attribute(xml, "draw:fill", "none");
    vw_xml_close(xml);
    vw_xml_close(xml);
}

void vw_odt__share_styles(vw_odt *odt, vw_xml *xml)
{
    static const char *const grounds[VW_CHART_SERIES_MAX] = {("#" VW_OFFICE_ACCENT), "#FFFFFF",
                                                             "#8A94A0", "#DDE3EA"};
    for (size_t i = 0; i < VW_CHART_SERIES_MAX; i++) {
        vw_buf style = {.arena = odt->arena};
        vw_buf_addf(&style,
                    "<style:style style:name=\"%s\" style:family=\"graphic\">"
                    "<style:graphic-properties draw:stroke=\"solid\" svg:stroke-width=\"0.25mm\" "
                    "svg:stroke-color=\"#" VW_OFFICE_INK
                    "\" draw:fill=\"%s\" draw:fill-color=\"%s\"",
                    fills[i], i % 2 == 0 ? "solid" : "hatch", grounds[i]);
        vw_buf_addf(&style,
                    i % 2 == 0 ? "/></style:style>"
                               : " draw:fill-hatch-name=\"%s\" "
                                 "draw:fill-hatch-solid=\"true\"/></style:style>",
                    fills[i]);
        vw_office_raw(xml, odt->document, vw_buf_text(&style));
        write_line_style(xml, lines[i], dashes[i].name, "#" VW_OFFICE_INK, "0.5mm");
    }
    write_line_style(xml, "ShareGrid", NULL, "#" VW_OFFICE_RULE, "0.2mm");
}

static void put_share(vw_odt *odt, const char *paragraph, vw_odt_box at, double share)
{
    vw_buf shown = {.arena = odt->arena};
    vw_render_share(&shown, &odt->document->words, share);
    vw_odt__put_text(odt, paragraph, at, vw_buf_text(&shown));
}

static void put_line(vw_odt *odt, const char *style, double x0, double y0, double x1, double y1)
{
    vw_xml *xml = &odt->body;
    vw_xml_open(xml, "draw:line");
    vw_xml_attribute(xml, "draw:style-name", style);
    vw_odt__length(xml, "svg:x1", x0);
    vw_odt__length(xml, "svg:y1", y0);
    vw_odt__length(xml, "svg:x2", x1);
    vw_odt__length(xml, "svg:y2", y1);
    vw_xml_close(xml);
}

/* Disc, square, disc, square: with the fills four that differ. */
static void put_mark(vw_odt *odt, size_t series, double x, double y)
{
    const vw_odt_box at = {x - MARK / 2, y - MARK / 2, MARK, MARK};
    vw_odt__put_shape(odt, series % 2 == 0 ? "draw:ellipse" : "draw:rect", fills[series], at);
}

static double put_legend(vw_odt *odt, const vw_chart *chart, double width)
{
    for (size_t i = 0; i < chart->series_count; i++) {
        const double y = (double)i * LEGEND_STEP;
        if (chart->is == VW_CHART_TREND) {
            put_line(odt, lines[i], 0, y + 2.5, SWATCH, y + 2.5);
            put_mark(odt, i, SWATCH / 2, y + 2.5);
        } else {
            vw_odt__put_shape(odt, "draw:rect", fills[i], (vw_odt_box){0, y + 0.9, SWATCH, 3.2});
        }
        vw_odt__put_text(odt, "ChartLabel", (vw_odt_box){SWATCH + 1.5, y, width - SWATCH - 2, 5},
                         chart->series[i].label);
    }
    return (double)chart->series_count * LEGEND_STEP + 2;
}

static void put_bars(vw_odt *odt, const vw_chart *chart, double top, double width)
{
    const double room = width - VALUE_WIDTH;
    double y = top;
    for (size_t point = 0; point < chart->point_count; point++) {
        vw_odt__put_text(odt, "ChartLabel", (vw_odt_box){0, y, width, 5}, chart->points[point]);
        y += BAR_STEP;
        for (size_t i = 0; i < chart->series_count; i++, y += BAR_STEP) {
            const double share = chart->series[i].shares[point];
            vw_odt__put_shape(odt, "draw:rect", "ShareGrid", (vw_odt_box){0, y, room, BAR_HEIGHT});
            if (share > 0) {
                vw_odt__put_shape(odt, "draw:rect", fills[i],
                                  (vw_odt_box){0, y, room * share, BAR_HEIGHT});
            }
            put_share(odt, "ChartTotal", (vw_odt_box){room, y - 0.3, VALUE_WIDTH, 5}, share);
        }
        y += GROUP_GAP;
    }
}

typedef struct {
    const vw_chart *chart;
    double top, width;
} plot;

static double x_of(const plot *in, size_t point)
{
    return AXIS + (in->width - AXIS) * ((double)point + 0.5) / (double)in->chart->point_count;
}

static double y_of(const plot *in, double share)
{
    return in->top + 6 + PLOT * (1 - share);
}

static void put_axes(vw_odt *odt, const plot *in)
{
    for (int quarter = 0; quarter <= 4; quarter++) {
        const double y = y_of(in, quarter / 4.0);
        char shown[16];
        snprintf(shown, sizeof shown, "%d%%", quarter * 25);
        put_line(odt, "ShareGrid", AXIS, y, in->width, y);
        vw_odt__put_text(odt, "ChartLabel", (vw_odt_box){0, y - 2.5, AXIS - 2, 5}, shown);
    }
    for (size_t i = 0; i < in->chart->point_count; i++) {
        vw_odt__put_text(odt, "ChartCount",
                         (vw_odt_box){x_of(in, i) - 14, y_of(in, 0) + 1.5, 28, 5},
                         in->chart->points[i]);
    }
}

static void put_course(vw_odt *odt, const plot *in, size_t series)
{
    const double *shares = in->chart->series[series].shares;
    for (size_t i = 1; i < in->chart->point_count; i++) {
        if (shares[i - 1] >= 0 && shares[i] >= 0) {
            put_line(odt, lines[series], x_of(in, i - 1), y_of(in, shares[i - 1]), x_of(in, i),
                     y_of(in, shares[i]));
        }
    }
    for (size_t i = 0; i < in->chart->point_count; i++) {
        if (shares[i] >= 0) {
            const double y = y_of(in, shares[i]);
            put_mark(odt, series, x_of(in, i), y);
            const vw_value_at at = vw_render_value_place(in->chart, series, i);
            const double left = at.place == VW_VALUE_BESIDE  ? 18
                                : at.place == VW_VALUE_AFTER ? 2
                                                             : 10;
            const double down = at.place == VW_VALUE_ABOVE   ? -6.5
                                : at.place == VW_VALUE_BELOW ? 1.5
                                : shares[i] < 0.04           ? -5.5 - at.lift * PLOT
                                                             : -2.5 - at.lift * PLOT;
            put_share(odt, "ChartCount", (vw_odt_box){x_of(in, i) - left, y + down, 20, 5},
                      shares[i]);
        }
    }
}

void vw_odt__shares(vw_odt *odt, const vw_chart *chart, double width)
{
    const plot in = {.chart = chart, .top = put_legend(odt, chart, width), .width = width};
    if (chart->is == VW_CHART_SHARES) {
        put_bars(odt, chart, in.top, width);
        return;
    }
    put_axes(odt, &in);
    for (size_t i = 0; i < chart->series_count; i++) {
        put_course(odt, &in, i);
    }
}
