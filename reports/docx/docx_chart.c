/* SPDX-License-Identifier: EUPL-1.2 */
/* A chart as Word's own (ECMA-376-1, 21.2), so that an editor can restyle it: bars of equal length,
 * each result with a pattern of its own besides its colour, and its count inside. The counts stand
 * in the chart itself; what it says stands in its alternative text. */
#include "reports/docx/docx_chart.h"

#define BAR_HEIGHT 11.0  /* millimetres */
#define REST_HEIGHT 28.0 /* legend and edges */
#define LEGEND_HEIGHT 18.0
#define HEIGHT_MAX 230.0
#define PLOT_LEFT 0.3 /* of the chart's width; the bars take PLOT_WIDTH of it */
#define PLOT_WIDTH 0.69
#define DIGIT_WIDTH 1.5 /* of a count, with the white around it LABEL_SIDE more */
#define LABEL_SIDE 2.0

static const struct {
    const char *pattern; /* NULL: filled */
    const char *front, *back;
} looks[VW_RESULT_COUNT] = {
    [VW_RESULT_ERROR] = {NULL, VW_OFFICE_INK, NULL},
    [VW_NOT_MET] = {"diagCross", "FFFFFF", "A82424"},
    [VW_NOT_ASSESSED] = {NULL, "FFFFFF", NULL},
    [VW_PARTLY_MET] = {"narVert", "8A5A04", "FFFFFF"},
    [VW_EXPLAINED] = {"wdUpDiag", "0A5E5C", "FFFFFF"},
    [VW_MET] = {NULL, "0A5E5C", NULL},
    [VW_NOT_APPLICABLE] = {NULL, VW_OFFICE_RULE, NULL},
    [VW_NOT_OCCURRED] = {"ltDnDiag", "5C6670", "FFFFFF"},
};

void vw_docx__chart_colour(vw_xml *xml, const char *around, const char *value)
{
    vw_xml_open(xml, around);
    vw_xml_leaf(xml, "a:srgbClr", "val", value);
    vw_xml_close(xml);
}

const char *vw_docx__chart_format(const vw_docx *docx, const char *format)
{
    return vw_printf(docx->arena, "%s%s",
                     docx->document->words.decimal_mark[0] == ',' ? "[$-413]" : "[$-809]", format);
}

static void write_look(vw_xml *xml, vw_result result)
{
    vw_xml_open(xml, "c:spPr");
    if (looks[result].pattern != NULL) {
        vw_xml_open(xml, "a:pattFill");
        vw_xml_attribute(xml, "prst", looks[result].pattern);
        vw_docx__chart_colour(xml, "a:fgClr", looks[result].front);
        vw_docx__chart_colour(xml, "a:bgClr", looks[result].back);
        vw_xml_close(xml);
    } else {
        vw_docx__chart_colour(xml, "a:solidFill", looks[result].front);
    }
    vw_xml_open(xml, "a:ln");
    vw_xml_attribute(xml, "w", "7620");
    vw_docx__chart_colour(xml, "a:solidFill", vw_office_result_colour(result));
    vw_xml_close(xml);
    vw_xml_close(xml);
}

void vw_docx__chart_font(vw_xml *xml, const char *size)
{
    vw_xml_open(xml, "c:txPr");
    vw_xml_raw(xml, "<a:bodyPr/>");
    vw_xml_open(xml, "a:p");
    vw_xml_open(xml, "a:pPr");
    vw_xml_open(xml, "a:defRPr");
    vw_xml_attribute(xml, "sz", size);
    vw_docx__chart_colour(xml, "a:solidFill", VW_OFFICE_INK);
    vw_xml_raw(xml, "<a:latin typeface=\"Calibri\"/>");
    vw_xml_close(xml);
    vw_xml_close(xml);
    vw_xml_raw(xml, "<a:endParaRPr lang=\"en-GB\"/>");
    vw_xml_close(xml);
    vw_xml_close(xml);
}

static double width_of(const vw_docx *docx)
{
    return docx->turned ? VW_OFFICE_LANDSCAPE : VW_OFFICE_PORTRAIT;
}

/* Whether the count of [result] fits in its part of the bar; else it would run into its neighbours.
 * The table below the chart has it. */
static bool fits(vw_docx *docx, const vw_chart_bar *bar, vw_result result)
{
    const uint64_t count = bar->counts.of[result], total = vw_counts_total(&bar->counts);
    vw_render_integer(vw_render_again(&docx->text), &docx->document->words, (int64_t)count);
    const double needed = DIGIT_WIDTH * (double)docx->text.length + LABEL_SIDE;
    const double whole = width_of(docx) * PLOT_WIDTH;
    return total > 0 && whole * (double)count / (double)total >= needed;
}

/* A count of nothing is not shown, and the others on white, so that no pattern runs through. */
static void write_labels(vw_docx *docx, vw_xml *xml, const vw_chart *chart, vw_result result)
{
    vw_xml_open(xml, "c:dLbls");
    for (size_t i = 0; i < chart->bar_count; i++) {
        if (!fits(docx, &chart->bars[i], result)) {
            vw_xml_open(xml, "c:dLbl");
            vw_xml_leaf_number(xml, "c:idx", "val", (long long)i);
            vw_xml_leaf(xml, "c:delete", "val", "1");
            vw_xml_close(xml);
        }
    }
    vw_xml_open(xml, "c:numFmt");
    vw_xml_attribute(xml, "formatCode", vw_docx__chart_format(docx, "#,##0;;"));
    vw_xml_attribute(xml, "sourceLinked", "0");
    vw_xml_close(xml);
    vw_xml_open(xml, "c:spPr");
    vw_docx__chart_colour(xml, "a:solidFill", "FFFFFF");
    vw_xml_close(xml);
    vw_docx__chart_font(xml, "800");
    vw_xml_raw(xml, "<c:dLblPos val=\"ctr\"/><c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/>"
                    "<c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"0\"/>"
                    "<c:showBubbleSize val=\"0\"/>");
    vw_xml_close(xml);
}

static void write_names(vw_docx *docx, vw_xml *xml, const vw_chart *chart)
{
    vw_xml_open(xml, "c:cat");
    vw_xml_open(xml, "c:strLit");
    vw_xml_leaf_number(xml, "c:ptCount", "val", (long long)chart->bar_count);
    for (size_t i = 0; i < chart->bar_count; i++) {
        vw_xml_open(xml, "c:pt");
        vw_xml_number(xml, "idx", (long long)i);
        vw_buf_addf(vw_render_again(&docx->text), "%s (n = ", chart->bars[i].label);
        vw_render_integer(&docx->text, &docx->document->words,
                          (int64_t)vw_counts_total(&chart->bars[i].counts));
        vw_buf_add(&docx->text, ")");
        vw_xml_element(xml, "c:v", vw_buf_text(&docx->text));
        vw_xml_close(xml);
    }
    vw_xml_close(xml);
    vw_xml_close(xml);
}

static void write_counts(vw_docx *docx, vw_xml *xml, const vw_chart *chart, vw_result result)
{
    vw_xml_open(xml, "c:val");
    vw_xml_open(xml, "c:numLit");
    vw_xml_element(xml, "c:formatCode", "General");
    vw_xml_leaf_number(xml, "c:ptCount", "val", (long long)chart->bar_count);
    for (size_t i = 0; i < chart->bar_count; i++) {
        vw_xml_open(xml, "c:pt");
        vw_xml_number(xml, "idx", (long long)i);
        vw_buf_addf(vw_render_again(&docx->text), "%llu",
                    (unsigned long long)chart->bars[i].counts.of[result]);
        vw_xml_element(xml, "c:v", vw_buf_text(&docx->text));
        vw_xml_close(xml);
    }
    vw_xml_close(xml);
    vw_xml_close(xml);
}

static void write_series(vw_docx *docx, vw_xml *xml, const vw_chart *chart)
{
    for (int i = 0; i < VW_RESULT_COUNT; i++) {
        const vw_result result = vw_office_sequence[i];
        vw_xml_open(xml, "c:ser");
        vw_xml_leaf_number(xml, "c:idx", "val", i);
        vw_xml_leaf_number(xml, "c:order", "val", i);
        vw_xml_open(xml, "c:tx");
        vw_xml_element(xml, "c:v", docx->document->words.result[result]);
        vw_xml_close(xml);
        write_look(xml, result);
        vw_xml_leaf(xml, "c:invertIfNegative", "val", "0");
        write_labels(docx, xml, chart, result);
        write_names(docx, xml, chart);
        write_counts(docx, xml, chart, result);
        vw_xml_close(xml);
    }
}

static void write_axes(vw_xml *xml)
{
    vw_xml_raw(xml,
               "<c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"maxMin\"/></c:scaling>"
               "<c:delete val=\"0\"/><c:axPos val=\"l\"/><c:majorTickMark val=\"none\"/>"
               "<c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/><c:spPr><a:ln><a:noFill/>"
               "</a:ln></c:spPr>");
    vw_docx__chart_font(xml, "850");
    vw_xml_raw(
        xml,
        "<c:crossAx val=\"2\"/><c:crosses val=\"autoZero\"/></c:catAx>"
        "<c:valAx><c:axId val=\"2\"/><c:scaling><c:max val=\"1\"/><c:min val=\"0\"/></c:scaling>"
        "<c:delete val=\"1\"/><c:axPos val=\"b\"/><c:majorTickMark val=\"none\"/>"
        "<c:minorTickMark val=\"none\"/><c:tickLblPos val=\"none\"/><c:crossAx val=\"1\"/>"
        "<c:crosses val=\"autoZero\"/></c:valAx>");
}

static double height_of(const vw_chart *chart)
{
    if (chart->is != VW_CHART_RESULTS) {
        return vw_docx__shares_height(chart);
    }
    const double height = (double)chart->bar_count * BAR_HEIGHT + REST_HEIGHT;
    return height > HEIGHT_MAX ? HEIGHT_MAX : height;
}

/* The bars' own place: names to the left of it are wrapped, and do not push the bars aside. */
static void write_place(vw_xml *xml, const vw_chart *chart)
{
    const struct {
        const char *name;
        double value;
    } edges[] = {{"c:x", PLOT_LEFT},
                 {"c:y", 0.01},
                 {"c:w", PLOT_WIDTH},
                 {"c:h", 1 - LEGEND_HEIGHT / height_of(chart)}};
    vw_xml_raw(xml, "<c:layout><c:manualLayout><c:layoutTarget val=\"inner\"/>"
                    "<c:xMode val=\"edge\"/><c:yMode val=\"edge\"/>");
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
        char shown[16];
        snprintf(shown, sizeof shown, "0.%03d", (int)(edges[i].value * 1000 + 0.5));
        vw_xml_leaf(xml, edges[i].name, "val", shown);
    }
    vw_xml_raw(xml, "</c:manualLayout></c:layout>");
}

static void write_results(vw_docx *docx, vw_xml *xml, const vw_chart *chart)
{
    write_place(xml, chart);
    vw_xml_open(xml, "c:barChart");
    vw_xml_raw(xml, "<c:barDir val=\"bar\"/><c:grouping val=\"percentStacked\"/>"
                    "<c:varyColors val=\"0\"/>");
    write_series(docx, xml, chart);
    vw_xml_raw(xml, "<c:gapWidth val=\"70\"/><c:overlap val=\"100\"/><c:axId val=\"1\"/>"
                    "<c:axId val=\"2\"/>");
    vw_xml_close(xml);
    write_axes(xml);
}

static vw_status write_part(vw_docx *docx, const vw_chart *chart)
{
    vw_xml xml;
    const vw_status status =
        vw_docx__part(docx, &xml, vw_printf(docx->arena, "word/charts/chart%u.xml", docx->charts));
    if (status != VW_OK) {
        return status;
    }
    vw_xml_open(&xml, "c:chartSpace");
    vw_xml_attribute(&xml, "xmlns:c", "http://schemas.openxmlformats.org/drawingml/2006/chart");
    vw_xml_attribute(&xml, "xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main");
    vw_xml_raw(&xml, "<c:roundedCorners val=\"0\"/>");
    vw_xml_open(&xml, "c:chart");
    vw_xml_raw(&xml, "<c:autoTitleDeleted val=\"1\"/>");
    vw_xml_open(&xml, "c:plotArea");
    if (chart->is == VW_CHART_RESULTS) {
        write_results(docx, &xml, chart);
    } else {
        vw_docx__shares(docx, &xml, chart);
    }
    vw_xml_close(&xml);
    vw_xml_open(&xml, "c:legend");
    vw_xml_raw(&xml, "<c:legendPos val=\"b\"/><c:overlay val=\"0\"/>");
    vw_docx__chart_font(&xml, "850");
    vw_xml_close(&xml);
    vw_xml_raw(&xml, "<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/>");
    vw_xml_close(&xml);
    vw_xml_raw(&xml, "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>");
    vw_xml_close(&xml);
    return VW_OK;
}

void vw_docx__open_drawing(vw_docx *docx, const char *name, const char *alternative, double width,
                           double height)
{
    vw_xml *xml = &docx->body;
    vw_xml_raw(xml, "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">");
    vw_xml_open(xml, "wp:extent");
    vw_xml_number(xml, "cx", vw_docx__emu(width));
    vw_xml_number(xml, "cy", vw_docx__emu(height));
    vw_xml_close(xml);
    vw_xml_open(xml, "wp:docPr");
    vw_xml_number(xml, "id", ++docx->drawings);
    vw_xml_attribute(xml, "name", name);
    vw_xml_attribute(xml, "descr", alternative);
    vw_xml_close(xml);
    vw_xml_raw(xml, "<wp:cNvGraphicFramePr/><a:graphic>");
}

void vw_docx__close_drawing(vw_docx *docx)
{
    vw_xml_raw(&docx->body, "</a:graphic></wp:inline></w:drawing></w:r>");
}

/* Where the chart stands in the text, with its alternative. */
static void write_frame(vw_docx *docx, const vw_chart *chart, const char *relation)
{
    vw_docx__open_drawing(docx, chart->caption, chart->alternative, width_of(docx),
                          height_of(chart));
    vw_xml_raw(&docx->body, "<a:graphicData "
                            "uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\">");
    vw_xml_leaf(&docx->body, "c:chart", "r:id", relation);
    vw_xml_raw(&docx->body, "</a:graphicData>");
    vw_docx__close_drawing(docx);
}

vw_status vw_docx__chart(vw_docx *docx, const vw_block *block)
{
    const vw_chart *chart = block->chart;
    vw_xml *relations = &docx->relations;
    vw_docx__open(docx, &(vw_docx_paragraph){.style = "Caption", .keep_next = true});
    vw_docx__bookmark(docx, block->id);
    vw_docx__string(docx, chart->caption, NULL);
    vw_docx__close(docx);
    docx->charts++;
    const char *relation = vw_printf(docx->arena, "rId%u", ++docx->relation);
    vw_xml_open(relations, "Relationship");
    vw_xml_attribute(relations, "Id", relation);
    vw_xml_attribute(relations, "Type", VW_DOCX_R "/chart");
    vw_xml_attribute(relations, "Target",
                     vw_printf(docx->arena, "charts/chart%u.xml", docx->charts));
    vw_xml_close(relations);
    vw_docx__open(docx, &(vw_docx_paragraph){.style = "BodyText"});
    write_frame(docx, chart, relation);
    vw_docx__close(docx);
    return write_part(docx, chart);
}
