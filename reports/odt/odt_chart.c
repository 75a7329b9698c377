/* SPDX-License-Identifier: EUPL-1.2 */
/* A chart as a drawing: bars of equal length, each result with a pattern of its own besides its
 * colour, counts inside, and a legend of all eight. What it says stands in its description. */
#include "reports/odt/odt_chart.h"

/* Millimetres. */
#define LABEL_WIDTH 44.0
#define TOTAL_WIDTH 14.0
#define BAR_HEIGHT 6.0
#define BAR_STEP 12.0
#define LEGEND_STEP 6.0
#define SWATCH 5.0
#define DIGIT 1.7
#define LABEL_HEIGHT 8.0

enum { LEGEND_COLUMNS = 4 };

static const struct {
    const char *name; /* of the graphic style */
    const char *fill; /* "solid" or "hatch" */
    const char *ground;
    const char *kind, *front, *distance, *rotation; /* of the hatch */
} looks[VW_RESULT_COUNT] = {
    [VW_RESULT_ERROR] = {"ChartError", "solid", VW_OFFICE_INK, NULL, NULL, NULL, NULL},
    [VW_NOT_MET] = {"ChartNotMet", "hatch", "A82424", "double", "FFFFFF", "1.6mm", "450"},
    [VW_NOT_ASSESSED] = {"ChartNotAssessed", "solid", "FFFFFF", NULL, NULL, NULL, NULL},
    [VW_PARTLY_MET] = {"ChartPartlyMet", "hatch", "FFFFFF", "single", "8A5A04", "0.8mm", "900"},
    [VW_EXPLAINED] = {"ChartExplained", "hatch", "FFFFFF", "single", "0A5E5C", "0.9mm", "450"},
    [VW_MET] = {"ChartMet", "solid", "0A5E5C", NULL, NULL, NULL, NULL},
    [VW_NOT_APPLICABLE] = {"ChartNotApplicable", "solid", VW_OFFICE_RULE, NULL, NULL, NULL, NULL},
    [VW_NOT_OCCURRED] = {"ChartNotOccurred", "hatch", "FFFFFF", "single", "5C6670", "1.5mm",
                         "1350"},
};

static void colour(vw_xml *xml, const char *name, const char *value)
{
    char shown[16];
    snprintf(shown, sizeof shown, "#%s", value);
    vw_xml_attribute(xml, name, shown);
}

void vw_odt__chart_patterns(vw_xml *xml)
{
    for (int i = 0; i < VW_RESULT_COUNT; i++) {
        if (looks[i].kind != NULL) {
            vw_xml_open(xml, "draw:hatch");
            vw_xml_attribute(xml, "draw:name", looks[i].name);
            vw_xml_attribute(xml, "draw:style", looks[i].kind);
            colour(xml, "draw:color", looks[i].front);
            vw_xml_attribute(xml, "draw:distance", looks[i].distance);
            vw_xml_attribute(xml, "draw:rotation", looks[i].rotation);
            vw_xml_close(xml);
        }
    }
}

static void open_style(vw_xml *xml, const char *name)
{
    vw_xml_open(xml, "style:style");
    vw_xml_attribute(xml, "style:name", name);
    vw_xml_attribute(xml, "style:family", "graphic");
    vw_xml_open(xml, "style:graphic-properties");
}

/* Texts in shapes do not follow the named styles of the text. */
#define SHAPE_TEXT(name, align, properties)                                                        \
    "<style:style style:name=\"" name "\" style:family=\"paragraph\"><style:paragraph-properties " \
    "fo:text-align=\"" align "\"/><style:text-properties fo:font-family=\"Lato\" "                 \
    "fo:color=\"#" VW_OFFICE_INK "\" fo:font-size=\"8.5pt\" style:font-size-asian=\"8.5pt\" "      \
    "style:font-size-complex=\"8.5pt\" " properties "/></style:style>"

void vw_odt__chart_styles(vw_xml *xml)
{
    vw_xml_raw(xml, SHAPE_TEXT("ChartLabel", "start", "") SHAPE_TEXT("ChartCount", "center", "")
                        SHAPE_TEXT("ChartTotal", "end", "fo:font-weight=\"bold\""));
    for (int i = 0; i < VW_RESULT_COUNT; i++) {
        open_style(xml, looks[i].name);
        vw_xml_attribute(xml, "draw:stroke", "solid");
        vw_xml_attribute(xml, "svg:stroke-width", "0.2mm");
        colour(xml, "svg:stroke-color", vw_office_result_colour((vw_result)i));
        vw_xml_attribute(xml, "draw:fill", looks[i].fill);
        colour(xml, "draw:fill-color", looks[i].ground);
        if (looks[i].kind != NULL) {
            vw_xml_attribute(xml, "draw:fill-hatch-name", looks[i].name);
            vw_xml_attribute(xml, "draw:fill-hatch-solid", "true");
        }
        vw_xml_close(xml);
        vw_xml_close(xml);
    }
    vw_xml_raw(
        xml,
        "<style:style style:name=\"ChartText\" style:family=\"graphic\">"
        "<style:graphic-properties draw:stroke=\"none\" draw:fill=\"none\" "
        "draw:auto-grow-height=\"false\" draw:auto-grow-width=\"false\" "
        "draw:textarea-vertical-align=\"middle\" fo:padding=\"0mm\" fo:wrap-option=\"wrap\"/>"
        "</style:style>"
        "<style:style style:name=\"ChartNumber\" style:family=\"graphic\">"
        "<style:graphic-properties draw:stroke=\"none\" draw:fill=\"solid\" "
        "draw:fill-color=\"#ffffff\" draw:auto-grow-height=\"false\" "
        "draw:auto-grow-width=\"false\" draw:textarea-vertical-align=\"middle\" "
        "fo:padding=\"0mm\" fo:wrap-option=\"no-wrap\"/></style:style>"
        "<style:style style:name=\"ChartGroup\" style:family=\"graphic\">"
        "<style:graphic-properties style:vertical-pos=\"top\" style:vertical-rel=\"baseline\"/>"
        "</style:style>");
}

static void open_shape(vw_xml *xml, const char *element, const char *style, vw_odt_box at)
{
    vw_xml_open(xml, element);
    vw_xml_attribute(xml, "draw:style-name", style);
    vw_odt__length(xml, "svg:width", at.width);
    vw_odt__length(xml, "svg:height", at.height);
    vw_odt__length(xml, "svg:x", at.x);
    vw_odt__length(xml, "svg:y", at.y);
}

static void put_text(vw_odt *odt, const char *style, const char *paragraph, vw_odt_box at,
                     const char *text)
{
    vw_xml *xml = &odt->body;
    open_shape(xml, "draw:frame", style, at);
    vw_xml_open(xml, "draw:text-box");
    vw_xml_open(xml, "text:p");
    vw_xml_attribute(xml, "text:style-name", paragraph);
    odt->after_blank = true;
    vw_odt__pieces(odt, xml, text);
    vw_xml_close(xml);
    vw_xml_close(xml);
    vw_xml_close(xml);
}

void vw_odt__put_text(vw_odt *odt, const char *paragraph, vw_odt_box at, const char *text)
{
    put_text(odt, "ChartText", paragraph, at, text);
}

void vw_odt__put_shape(vw_odt *odt, const char *element, const char *style, vw_odt_box at)
{
    open_shape(&odt->body, element, style, at);
    vw_xml_close(&odt->body);
}

static void put_area(vw_odt *odt, vw_result result, vw_odt_box at)
{
    open_shape(&odt->body, "draw:rect", looks[result].name, at);
    vw_xml_close(&odt->body);
}

static const char *shown_number(vw_odt *odt, uint64_t number)
{
    vw_render_integer(vw_render_again(&odt->text), &odt->document->words, (int64_t)number);
    return vw_buf_text(&odt->text);
}

/* A number too wide for its part stands in no bar: the description has them all. */
static void put_count(vw_odt *odt, uint64_t count, vw_odt_box part)
{
    const char *shown = shown_number(odt, count);
    double digits = 0;
    for (const char *at = shown; *at != '\0'; at++) {
        digits++;
    }
    const double width = digits * DIGIT + 1.4;
    if (width + 0.6 < part.width) {
        const vw_odt_box ground = {part.x + (part.width - width) / 2, part.y + 1, width,
                                   part.height - 2};
        put_text(odt, "ChartNumber", "ChartCount", ground, shown);
    }
}

static void put_bar(vw_odt *odt, const vw_chart_bar *bar, double y, double width)
{
    const uint64_t total = vw_counts_total(&bar->counts);
    const double room = width - LABEL_WIDTH - TOTAL_WIDTH;
    const double middle = y - (LABEL_HEIGHT - BAR_HEIGHT) / 2;
    vw_odt_box part = {LABEL_WIDTH, y, 0, BAR_HEIGHT};
    put_text(odt, "ChartText", "ChartLabel", (vw_odt_box){0, middle, LABEL_WIDTH - 2, LABEL_HEIGHT},
             bar->label);
    for (int i = 0; i < VW_RESULT_COUNT && total > 0; i++) {
        const uint64_t count = bar->counts.of[vw_office_sequence[i]];
        part.width = room * (double)count / (double)total;
        if (count > 0) {
            put_area(odt, vw_office_sequence[i], part);
            put_count(odt, count, part);
        }
        part.x += part.width;
    }
    put_text(odt, "ChartText", "ChartTotal",
             (vw_odt_box){width - TOTAL_WIDTH, middle, TOTAL_WIDTH, LABEL_HEIGHT},
             shown_number(odt, total));
}

/* All eight, also those that do not occur: a reader must see that they were counted. */
static void put_legend(vw_odt *odt, double width)
{
    const double column = width / LEGEND_COLUMNS;
    for (int i = 0; i < VW_RESULT_COUNT; i++) {
        const double x = i % LEGEND_COLUMNS * column;
        const int row = i / LEGEND_COLUMNS;
        const double y = row * LEGEND_STEP;
        put_area(odt, vw_office_sequence[i], (vw_odt_box){x, y + 0.9, SWATCH, 3.2});
        put_text(odt, "ChartText", "ChartLabel",
                 (vw_odt_box){x + SWATCH + 1.5, y, column - SWATCH - 2, 5},
                 odt->document->words.result[vw_office_sequence[i]]);
    }
}

static void put_results(vw_odt *odt, const vw_chart *chart, double width)
{
    const double top = 2 * LEGEND_STEP + 3;
    put_legend(odt, width);
    for (size_t i = 0; i < chart->bar_count; i++) {
        put_bar(odt, &chart->bars[i], top + (double)i * BAR_STEP, width);
    }
}

void vw_odt__chart(vw_odt *odt, const vw_block *block)
{
    const vw_chart *chart = block->chart;
    vw_xml *xml = &odt->body;
    const double width = odt->turned ? VW_OFFICE_LANDSCAPE : VW_OFFICE_PORTRAIT;
    vw_odt__open(odt, "Caption");
    vw_odt__bookmark(odt, block->id);
    vw_odt__string(odt, chart->caption, NULL);
    vw_odt__close(odt);
    vw_odt__open(odt, VW_ODT_BODY);
    vw_xml_open(xml, "draw:g");
    vw_xml_attribute(xml, "draw:name", vw_printf(odt->arena, "Chart%u", ++odt->charts));
    vw_xml_attribute(xml, "text:anchor-type", "as-char");
    vw_xml_attribute(xml, "draw:style-name", "ChartGroup");
    vw_xml_element(xml, "svg:title", chart->caption);
    vw_xml_element(xml, "svg:desc", chart->alternative);
    if (chart->is == VW_CHART_RESULTS) {
        put_results(odt, chart, width);
    } else {
        vw_odt__shares(odt, chart, width);
    }
    vw_xml_close(xml);
    vw_odt__close(odt);
}
