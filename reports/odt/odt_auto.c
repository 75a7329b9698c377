/* SPDX-License-Identifier: EUPL-1.2 */
/* The automatic styles of content.xml, which stand before the text: paragraphs that begin a page,
 * languages, widths of columns, borders of cells. */
#include "reports/odt/odt_chart.h"

#include <string.h>

/* Every named style of paragraphs that the body may begin a page with. */
static const char *const paragraphs[] = {VW_ODT_BODY,
                                         "Title",
                                         "Subtitle",
                                         "Cover_20_Entity",
                                         "Heading_20_1",
                                         "Heading_20_2",
                                         "Heading_20_3",
                                         "Heading_20_4",
                                         "Contents_20_Heading",
                                         "Contents_20_1",
                                         "Contents_20_2",
                                         "Contents_20_3",
                                         "Contents_20_4",
                                         "Caption",
                                         "Quotations",
                                         "Note",
                                         "Signatory",
                                         "List",
                                         VW_ODT_NOTE,
                                         VW_ODT_CELL,
                                         "Table_20_Contents_20_Small",
                                         VW_ODT_NUMBER,
                                         "Table_20_Number_20_Small",
                                         "Table_20_Code",
                                         "Table_20_Label",
                                         "Table_20_Heading",
                                         "Table_20_Heading_20_Small",
                                         "Table_20_Heading_20_Number",
                                         "Table_20_Heading_20_Number_20_Small"};

static void open_style(vw_xml *xml, const char *name, const char *family)
{
    vw_xml_open(xml, "style:style");
    vw_xml_attribute(xml, "style:name", name);
    vw_xml_attribute(xml, "style:family", family);
}

static void write_start(vw_odt *odt, const char *prefix, const char *style, const char *page,
                        const char *property, const char *value)
{
    vw_xml *xml = &odt->body;
    vw_buf_addf(vw_render_again(&odt->name), "%s%s", prefix, style);
    open_style(xml, vw_buf_text(&odt->name), "paragraph");
    vw_xml_attribute(xml, "style:parent-style-name", style);
    vw_xml_attribute(xml, "style:master-page-name", page);
    if (property != NULL) {
        vw_xml_leaf(xml, "style:paragraph-properties", property, value);
    }
    vw_xml_close(xml);
}

static void write_leftward(vw_odt *odt, const char *style)
{
    vw_xml *xml = &odt->body;
    vw_buf_addf(vw_render_again(&odt->name), "R_%s", style);
    open_style(xml, vw_buf_text(&odt->name), "paragraph");
    vw_xml_attribute(xml, "style:parent-style-name", style);
    vw_xml_raw(xml, "<style:paragraph-properties style:writing-mode=\"rl-tb\" "
                    "fo:text-align=\"end\"/>");
    vw_xml_close(xml);
}

static void write_starts(vw_odt *odt)
{
    for (size_t i = 0; i < sizeof paragraphs / sizeof *paragraphs; i++) {
        const char *style = paragraphs[i];
        write_start(odt, "B_", style, NULL, "fo:break-before", "page");
        write_start(odt, "F_", style, "First_20_Page", NULL, NULL);
        write_start(odt, "P_", style, "Standard", NULL, NULL);
        write_start(odt, "L_", style, "Landscape", NULL, NULL);
        write_leftward(odt, style);
    }
}

/* ---- languages ------------------------------------------------------------------------------- */

static void note_lang(vw_odt *odt, const char *lang)
{
    if (lang == NULL || strcmp(lang, odt->document->lang_tag) == 0) {
        return;
    }
    for (size_t i = 0; i < odt->langs.count; i++) {
        if (strcmp(odt->langs.items[i], lang) == 0) {
            return;
        }
    }
    VW_PUSH(odt->arena, odt->langs, lang);
}

static void find_langs(void *self, const vw_block *block)
{
    vw_odt *odt = self;
    note_lang(odt, block->lang);
    for (size_t i = 0; i < block->run_count; i++) {
        note_lang(odt, block->runs[i].lang);
    }
}

/* What a cell holds is only seen when it is written, behind these styles: so there is one for each
 * language that the program writes. */
static void write_langs(vw_odt *odt)
{
    vw_xml *xml = &odt->body;
    note_lang(odt, "nl-NL");
    note_lang(odt, "en-GB");
    vw_render_walk(odt->document->root, find_langs, odt);
    for (size_t i = 0; i < odt->langs.count; i++) {
        vw_buf_addf(vw_render_again(&odt->name), "Lang%zu", i + 1);
        open_style(xml, vw_buf_text(&odt->name), "text");
        vw_xml_open(xml, "style:text-properties");
        vw_odt__language(xml, odt->langs.items[i]);
        vw_xml_close(xml);
        vw_xml_close(xml);
    }
}

/* ---- tables ---------------------------------------------------------------------------------- */

static void write_column(vw_odt *odt, const char *table, size_t column, double width)
{
    vw_xml *xml = &odt->body;
    vw_buf_addf(vw_render_again(&odt->name), "%s.%zu", table, column + 1);
    open_style(xml, vw_buf_text(&odt->name), "table-column");
    vw_xml_open(xml, "style:table-column-properties");
    vw_odt__length(xml, "style:column-width", width);
    vw_xml_close(xml);
    vw_xml_close(xml);
}

static void write_table(vw_odt *odt, const char *name, bool whole, const double *widths,
                        size_t count)
{
    vw_xml *xml = &odt->body;
    double width = 0;
    for (size_t i = 0; i < count; i++) {
        width += widths[i];
    }
    open_style(xml, name, "table");
    vw_xml_open(xml, "style:table-properties");
    vw_odt__length(xml, "style:width", width);
    vw_xml_attribute(xml, "table:align", "left");
    vw_xml_attribute(xml, "style:may-break-between-rows", whole ? "false" : "true");
    vw_xml_close(xml);
    vw_xml_close(xml);
    for (size_t i = 0; i < count; i++) {
        if (widths[i] > 0) {
            write_column(odt, name, i, widths[i]);
        }
    }
}

typedef struct {
    vw_odt *odt;
    unsigned grids;
    double width; /* of the page that the table stands on */
} measurer;

static void measure(void *self, const vw_block *block)
{
    measurer *of = self;
    vw_odt *odt = of->odt;
    if (block->is != VW_BLOCK_TABLE || !vw_odt__is_drawn(block->table)) {
        return;
    }
    bool narrow = false;
    double *widths = VW_NEW_ARRAY(odt->arena, block->table->column_count, double);
    vw_office_widths(widths, &narrow, block->table, of->width, odt->arena);
    write_table(odt, vw_printf(odt->arena, "T%u", ++of->grids), vw_office_is_short(block->table),
                widths, block->table->column_count);
}

/* In the order in which the body meets them. */
static void write_tables(vw_odt *odt)
{
    static const double facts[2] = {VW_OFFICE_PORTRAIT * 0.3, VW_OFFICE_PORTRAIT * 0.7};
    static const double signing[VW_OFFICE_SIGNING] = VW_OFFICE_SIGNING_WIDTHS;
    const vw_block *root = odt->document->root;
    measurer of = {.odt = odt};
    for (size_t i = 0; i < root->child_count; i++) {
        of.width = vw_office_is_turned(root, i) ? VW_OFFICE_LANDSCAPE : VW_OFFICE_PORTRAIT;
        vw_render_walk(root->children[i], measure, &of);
    }
    write_table(odt, "Facts", true, facts, 2);
    write_table(odt, "Signing", true, signing, VW_OFFICE_SIGNING);
}

#define CELL(name, properties)                                                                     \
    "<style:style style:name=\"" name                                                              \
    "\" style:family=\"table-cell\"><style:table-cell-properties "                                 \
    "fo:padding-left=\"1mm\" fo:padding-right=\"1mm\" fo:padding-top=\"0.4mm\" "                   \
    "fo:padding-bottom=\"0.4mm\" " properties "/></style:style>\n"
#define ROW(name, properties)                                                                      \
    "<style:style style:name=\"" name                                                              \
    "\" style:family=\"table-row\"><style:table-row-properties " properties "/></style:style>\n"
#define THIN "0.5pt solid #" VW_OFFICE_RULE
#define THICK "1pt solid #" VW_OFFICE_ACCENT

static const char cells[] = CELL("Cell", "fo:border-bottom=\"" THIN "\"")
    CELL("CellFirst", "fo:border-top=\"" THIN "\" fo:border-bottom=\"" THIN "\"") CELL(
        "CellHead", "fo:background-color=\"#" VW_OFFICE_TINT "\" fo:border-top=\"" THIN
                    "\" fo:border-bottom=\"" THICK "\" style:vertical-align=\"bottom\"")
        CELL("CellTotal", "fo:border-top=\"" THICK "\" fo:border-bottom=\"" THICK
                          "\"") CELL("CellLow", "style:vertical-align=\"bottom\"")
            CELL("CellLine",
                 "style:vertical-align=\"bottom\" fo:border-bottom=\"0.75pt solid #" VW_OFFICE_INK
                 "\"") ROW("Row", "fo:keep-together=\"always\"")
                ROW("RowLong", "fo:keep-together=\"auto\"")
                    ROW("RowSign", "style:min-row-height=\"8mm\" fo:keep-together=\"always\"")
                        ROW("RowSignature",
                            "style:min-row-height=\"18mm\" fo:keep-together=\"always\"");

void vw_odt__automatic(vw_odt *odt)
{
    vw_xml_open(&odt->body, "office:automatic-styles");
    write_starts(odt);
    write_langs(odt);
    write_tables(odt);
    vw_office_raw(&odt->body, odt->document, cells);
    vw_odt__chart_styles(&odt->body);
    vw_odt__share_styles(odt, &odt->body);
    vw_xml_close(&odt->body);
}
