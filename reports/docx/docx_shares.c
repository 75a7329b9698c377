/* SPDX-License-Identifier: EUPL-1.2 */
/* Charts of shares as Word's own (ECMA-376-1, 21.2): bars from 0 to 100 %, and lines over the
 * years. Series differ by pattern or mark too, and each value stands beside its own. What is not
 * available leaves a gap. */
#include "reports/docx/docx_chart.h"

#define LINES_HEIGHT 80.0 /* millimetres */
#define BAR_HEIGHT 6.5
#define GROUP_GAP 6.0
#define REST_HEIGHT 22.0
#define HEIGHT_MAX 230.0

static const struct {
    const char *fill; /* of bars and marks; NULL: the accent */
    const char *symbol, *dash;
} looks[VW_CHART_SERIES_MAX] = {{NULL, "circle", "solid"},
                                {"FFFFFF", "square", "dash"},
                                {"8A94A0", "diamond", "sysDot"},
                                {"DDE3EA", "triangle", "dashDot"}};

double vw_docx__shares_height(const vw_chart *chart)
{
    const double group = (double)chart->series_count * BAR_HEIGHT + GROUP_GAP;
    const double bars = (double)chart->point_count * group + REST_HEIGHT;
    const double height = chart->is == VW_CHART_TREND ? LINES_HEIGHT : bars;
    return height > HEIGHT_MAX ? HEIGHT_MAX : height;
}

static void write_fill(vw_docx *docx, vw_xml *xml, size_t series)
{
    if (looks[series].fill != NULL) {
        vw_docx__chart_colour(xml, "a:solidFill", looks[series].fill);
    } else {
        vw_office_raw(xml, docx->document,
                      "<a:solidFill><a:srgbClr val=\"" VW_OFFICE_ACCENT "\"/></a:solidFill>");
    }
}

static void write_outline(vw_xml *xml, const char *width, const char *dash)
{
    vw_xml_open(xml, "a:ln");
    vw_xml_attribute(xml, "w", width);
    vw_docx__chart_colour(xml, "a:solidFill", VW_OFFICE_INK);
    vw_xml_leaf(xml, "a:prstDash", "val", dash);
    vw_xml_close(xml);
}

static void write_look(vw_docx *docx, vw_xml *xml, bool line, size_t series)
{
    vw_xml_open(xml, "c:spPr");
    if (line) {
        write_outline(xml, "19050", looks[series].dash);
    } else {
        write_fill(docx, xml, series);
        write_outline(xml, "9525", "solid");
    }
    vw_xml_close(xml);
    if (line) {
        vw_xml_open(xml, "c:marker");
        vw_xml_leaf(xml, "c:symbol", "val", looks[series].symbol);
        vw_xml_leaf(xml, "c:size", "val", "8");
        vw_xml_open(xml, "c:spPr");
        write_fill(docx, xml, series);
        write_outline(xml, "9525", "solid");
        vw_xml_close(xml);
        vw_xml_close(xml);
    } else {
        vw_xml_leaf(xml, "c:invertIfNegative", "val", "0");
    }
}

/* How a value looks, and where it stands beside its mark. */
static void write_label(const vw_docx *docx, vw_xml *xml, const char *beside)
{
    vw_xml_open(xml, "c:numFmt");
    vw_xml_attribute(xml, "formatCode", vw_docx__chart_format(docx, "0.0%"));
    vw_xml_attribute(xml, "sourceLinked", "0");
    vw_xml_close(xml);
    vw_xml_raw(xml, "<c:spPr><a:noFill/></c:spPr>");
    vw_docx__chart_font(xml, "850");
    vw_xml_leaf(xml, "c:dLblPos", "val", beside);
    vw_xml_raw(xml, "<c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/>"
                    "<c:showSerName val=\"0\"/><c:showPercent val=\"0\"/>"
                    "<c:showBubbleSize val=\"0\"/>");
}

static void write_labels(const vw_docx *docx, vw_xml *xml, const vw_chart *chart, bool line,
                         size_t series)
{
    static const char *const places[] = {[VW_VALUE_ABOVE] = "t",
                                         [VW_VALUE_BELOW] = "b",
                                         [VW_VALUE_BESIDE] = "l",
                                         [VW_VALUE_AFTER] = "r"};
    vw_xml_open(xml, "c:dLbls");
    for (size_t i = 0; line && i < chart->point_count; i++) {
        if (chart->series[series].shares[i] >= 0) {
            vw_xml_open(xml, "c:dLbl");
            vw_xml_leaf_number(xml, "c:idx", "val", (long long)i);
            write_label(docx, xml, places[vw_render_value_place(chart, series, i).place]);
            vw_xml_close(xml);
        }
    }
    write_label(docx, xml, line ? "t" : "outEnd");
    vw_xml_close(xml);
}

static void write_points(vw_xml *xml, const vw_chart *chart)
{
    vw_xml_open(xml, "c:cat");
    vw_xml_open(xml, "c:strLit");
    vw_xml_leaf_number(xml, "c:ptCount", "val", (long long)chart->point_count);
    for (size_t i = 0; i < chart->point_count; i++) {
        vw_xml_open(xml, "c:pt");
        vw_xml_number(xml, "idx", (long long)i);
        vw_xml_element(xml, "c:v", chart->points[i]);
        vw_xml_close(xml);
    }
    vw_xml_close(xml);
    vw_xml_close(xml);
}

static void write_values(vw_docx *docx, vw_xml *xml, const vw_chart *chart, size_t series)
{
    vw_xml_open(xml, "c:val");
    vw_xml_open(xml, "c:numLit");
    vw_xml_element(xml, "c:formatCode", vw_docx__chart_format(docx, "0.0%"));
    vw_xml_leaf_number(xml, "c:ptCount", "val", (long long)chart->point_count);
    for (size_t i = 0; i < chart->point_count; i++) {
        const double share = chart->series[series].shares[i];
        if (share >= 0) {
            vw_xml_open(xml, "c:pt");
            vw_xml_number(xml, "idx", (long long)i);
            vw_buf_addf(vw_render_again(&docx->text), "%.15g", vw_render_share_shown(share));
            vw_xml_element(xml, "c:v", vw_buf_text(&docx->text));
            vw_xml_close(xml);
        }
    }
    vw_xml_close(xml);
    vw_xml_close(xml);
}

static void write_series(vw_docx *docx, vw_xml *xml, const vw_chart *chart)
{
    const bool line = chart->is == VW_CHART_TREND;
    for (size_t i = 0; i < chart->series_count; i++) {
        vw_xml_open(xml, "c:ser");
        vw_xml_leaf_number(xml, "c:idx", "val", (long long)i);
        vw_xml_leaf_number(xml, "c:order", "val", (long long)i);
        vw_xml_open(xml, "c:tx");
        vw_xml_element(xml, "c:v", chart->series[i].label);
        vw_xml_close(xml);
        write_look(docx, xml, line, i);
        write_labels(docx, xml, chart, line, i);
        write_points(xml, chart);
        write_values(docx, xml, chart, i);
        if (line) {
            vw_xml_leaf(xml, "c:smooth", "val", "0");
        }
        vw_xml_close(xml);
    }
}

static void write_axes(vw_xml *xml, bool line)
{
    vw_xml_raw(xml, "<c:catAx><c:axId val=\"1\"/><c:scaling>");
    vw_xml_leaf(xml, "c:orientation", "val", line ? "minMax" : "maxMin");
    vw_xml_raw(xml, "</c:scaling><c:delete val=\"0\"/>");
    vw_xml_leaf(xml, "c:axPos", "val", line ? "b" : "l");
    vw_xml_raw(xml, "<c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/>"
                    "<c:tickLblPos val=\"low\"/>");
    vw_docx__chart_font(xml, "850");
    vw_xml_raw(xml, "<c:crossAx val=\"2\"/><c:crosses val=\"autoZero\"/></c:catAx>"
                    "<c:valAx><c:axId val=\"2\"/><c:scaling><c:max val=\"1\"/><c:min val=\"0\"/>"
                    "</c:scaling><c:delete val=\"0\"/>");
    vw_xml_leaf(xml, "c:axPos", "val", line ? "l" : "b");
    vw_xml_raw(xml, "<c:majorGridlines><c:spPr><a:ln w=\"6350\"><a:solidFill><a:srgbClr "
                    "val=\"" VW_OFFICE_RULE "\"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>"
                    "<c:numFmt formatCode=\"0%\" sourceLinked=\"0\"/>"
                    "<c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/>");
    vw_xml_leaf(xml, "c:tickLblPos", "val", line ? "nextTo" : "high");
    vw_docx__chart_font(xml, "850");
    vw_xml_raw(xml, "<c:crossAx val=\"1\"/><c:crosses val=\"autoZero\"/>"
                    "<c:majorUnit val=\"0.25\"/></c:valAx>");
}

void vw_docx__shares(vw_docx *docx, vw_xml *xml, const vw_chart *chart)
{
    const bool line = chart->is == VW_CHART_TREND;
    vw_xml_raw(xml, "<c:layout/>");
    vw_xml_open(xml, line ? "c:lineChart" : "c:barChart");
    vw_xml_raw(xml, line ? "<c:grouping val=\"standard\"/>"
                         : "<c:barDir val=\"bar\"/><c:grouping val=\"clustered\"/>");
    vw_xml_leaf(xml, "c:varyColors", "val", "0");
    write_series(docx, xml, chart);
    vw_xml_raw(xml, line ? "<c:marker val=\"1\"/>" : "<c:gapWidth val=\"80\"/>");
    vw_xml_raw(xml, "<c:axId val=\"1\"/><c:axId val=\"2\"/>");
    vw_xml_close(xml);
    write_axes(xml, line);
}
