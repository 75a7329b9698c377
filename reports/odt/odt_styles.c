/* SPDX-License-Identifier: EUPL-1.2 */
/* styles.xml: every look of the document under a name, so that an editor changes it at once, and
 * the pages with their running heads and feet. Styles that LibreOffice has keep its names. */
#include "base/utf8.h"
#include "reports/odt/odt_chart.h"

#include <string.h>

/* The face of the PDF, which every machine that makes a document has: where the first face is
 * missing, a program on Linux takes any other, and does not look at the next. */
#define FACE "Lato"
/* Millimetres that a character takes in the running head. */
#define HEAD_CHARACTER 1.5
#define CODE_FACE "Liberation Mono"
#define INK "#" VW_OFFICE_INK
#define GREY "#" VW_OFFICE_GREY
#define ACCENT "#" VW_OFFICE_ACCENT
#define RULE "#" VW_OFFICE_RULE
#define TINT "#" VW_OFFICE_TINT

#define P(name, shown, parent, ppr, tpr)                                                           \
    "<style:style style:name=\"" name "\" style:display-name=\"" shown                             \
    "\" style:family=\"paragraph\" style:parent-style-name=\"" parent                              \
    "\"><style:paragraph-properties " ppr "/><style:text-properties " tpr "/></style:style>\n"
/* A heading: [level] in the outline, followed by text. */
#define H(name, shown, level, ppr, tpr)                                                            \
    "<style:style style:name=\"" name "\" style:display-name=\"" shown                             \
    "\" style:family=\"paragraph\" style:parent-style-name=\"Heading\" "                           \
    "style:next-style-name=\"Text_20_body\" style:default-outline-level=\"" level                  \
    "\"><style:paragraph-properties " ppr "/><style:text-properties " tpr "/></style:style>\n"
#define T(name, shown, tpr)                                                                        \
    "<style:style style:name=\"" name "\" style:display-name=\"" shown                             \
    "\" style:family=\"text\"><style:text-properties " tpr "/></style:style>\n"
#define SPACING(before, after) "fo:margin-top=\"" before "mm\" fo:margin-bottom=\"" after "mm\" "
#define SIZE(points)                                                                               \
    "fo:font-size=\"" points "pt\" style:font-size-asian=\"" points                                \
    "pt\" style:font-size-complex=\"" points "pt\" "
#define BOLD                                                                                       \
    "fo:font-weight=\"bold\" style:font-weight-asian=\"bold\" style:font-weight-complex=\"bold\" "
#define ITALIC                                                                                     \
    "fo:font-style=\"italic\" style:font-style-asian=\"italic\" "                                  \
    "style:font-style-complex=\"italic\" "
#define NO_HYPHENS "fo:hyphenate=\"false\" "
#define CODE "style:font-name=\"" CODE_FACE "\" fo:language=\"zxx\" fo:country=\"none\" "

/* clang-format off */
static const char *const styles[] = {
    P("Text_20_body", "Text body", "Standard", SPACING("0", "2.5") "fo:line-height=\"115%\"", ""),
    "<style:style style:name=\"Heading\" style:family=\"paragraph\" style:parent-style-name=\"Standard\" "
    "style:next-style-name=\"Text_20_body\"><style:paragraph-properties fo:keep-with-next=\"always\"/>"
    "<style:text-properties fo:hyphenate=\"false\"/></style:style>\n",
    P("Title", "Title", "Heading", SPACING("3", "4") "fo:line-height=\"105%\" fo:keep-with-next=\"auto\"", NO_HYPHENS BOLD SIZE("28") "fo:color=\"" ACCENT "\""),
    P("Subtitle", "Subtitle", "Standard", SPACING("0", "6"), SIZE("14") "fo:color=\"" GREY "\""),
    P("Cover_20_Entity", "Cover Entity", "Standard",
        SPACING("34", "6") "fo:padding=\"0mm\" fo:padding-bottom=\"3mm\" fo:border-bottom=\"2.25pt solid " ACCENT "\"", BOLD SIZE("14")),
    H("Heading_20_1", "Heading 1", "1", SPACING("8", "3"), BOLD SIZE("18") "fo:color=\"" ACCENT "\""),
    H("Heading_20_2", "Heading 2", "2", SPACING("6", "2"), BOLD SIZE("13.5") "fo:color=\"" ACCENT "\""),
    H("Heading_20_3", "Heading 3", "3", SPACING("5", "1.5"), BOLD SIZE("11.5") "fo:color=\"" ACCENT "\""),
    H("Heading_20_4", "Heading 4", "4", SPACING("4", "1"), BOLD SIZE("10.5") "fo:color=\"" INK "\""),
    P("List", "List", "Text_20_body", SPACING("0", "1"), ""),
    P("Quotations", "Quotations", "Text_20_body",
        "fo:margin-left=\"6mm\" fo:margin-right=\"6mm\" fo:padding=\"0mm\" fo:padding-left=\"3mm\" fo:border-left=\"2.25pt solid " RULE "\"", ITALIC),
    P("Note", "Note", "Text_20_body",
        "fo:margin-left=\"4mm\" fo:margin-right=\"2mm\" fo:padding=\"1mm\" fo:padding-left=\"3mm\" fo:border-left=\"3pt solid " ACCENT
        "\" fo:background-color=\"" TINT "\"", ""),
    P("Caption", "Caption", "Standard", SPACING("4", "1.5") "fo:keep-with-next=\"always\"", BOLD SIZE("9.5")),
    P("Signatory", "Signatory", "Standard", SPACING("4", "1") "fo:keep-with-next=\"always\"", BOLD),
    P("Table_20_Contents", "Table Contents", "Standard", "", SIZE("8")),
    P("Table_20_Contents_20_Small", "Table Contents Small", "Table_20_Contents", "", SIZE("7")),
    P("Table_20_Number", "Table Number", "Table_20_Contents", "fo:text-align=\"end\"", NO_HYPHENS),
    P("Table_20_Number_20_Small", "Table Number Small", "Table_20_Number", "", SIZE("7")),
    P("Table_20_Code", "Table Code", "Table_20_Contents", "", NO_HYPHENS CODE SIZE("7")),
    P("Table_20_Label", "Table Label", "Table_20_Contents", "", "fo:color=\"" GREY "\""),
    P("Table_20_Note", "Table Note", "Standard", SPACING("0.7", "3.5"), SIZE("8") "fo:color=\"" GREY "\""),
    P("Table_20_Heading", "Table Heading", "Table_20_Contents", "", NO_HYPHENS BOLD),
    P("Table_20_Heading_20_Small", "Table Heading Small", "Table_20_Heading", "", SIZE("7")),
    P("Table_20_Heading_20_Number", "Table Heading Number", "Table_20_Heading", "fo:text-align=\"end\"", ""),
    P("Table_20_Heading_20_Number_20_Small", "Table Heading Number Small", "Table_20_Heading_20_Number", "", SIZE("7")),
    P("Contents_20_Heading", "Contents Heading", "Heading", SPACING("0", "4"), BOLD SIZE("18") "fo:color=\"" ACCENT "\""),
    P("Header", "Header", "Standard", "fo:padding=\"0mm\" fo:padding-bottom=\"1.4mm\" fo:border-bottom=\"0.5pt solid " RULE "\"", SIZE("8") "fo:color=\"" GREY "\""),
    P("Footer", "Footer", "Standard", "fo:padding=\"0mm\" fo:padding-top=\"1.4mm\" fo:border-top=\"0.5pt solid " RULE "\"", SIZE("7.5") "fo:color=\"" GREY "\""),
    P("Initials", "Initials", "Standard", "fo:text-align=\"end\" " SPACING("8.5", "1.5"), SIZE("8") "fo:color=\"" GREY "\""),
    T("Strong_20_Emphasis", "Strong Emphasis", BOLD),
    T("Emphasis", "Emphasis", ITALIC),
    T("Strong_20_and_20_Emphasis", "Strong and Emphasis", BOLD ITALIC),
    T("Source_20_Text", "Source Text", CODE SIZE("9.5")),
    T("Internet_20_link", "Internet link", "fo:color=\"" ACCENT "\" style:text-underline-style=\"solid\" style:text-underline-width=\"auto\" style:text-underline-color=\"font-color\""),
    T("Index_20_Link", "Index Link", ""),
    T("Draft_20_Mark", "Draft Mark", BOLD "fo:color=\"#ffffff\" fo:background-color=\"" ACCENT "\""),
    T("Result_20_Met", "Result Met", "fo:color=\"#0a5e5c\""),
    T("Result_20_Explained", "Result Explained", "fo:color=\"#0a5e5c\""),
    T("Result_20_Partly_20_Met", "Result Partly Met", "fo:color=\"#8a5a04\""),
    T("Result_20_Not_20_Met", "Result Not Met", BOLD "fo:color=\"#a82424\""),
    T("Result_20_Not_20_Assessed", "Result Not Assessed", "fo:color=\"#5c6670\""),
    T("Result_20_Error", "Result Error", BOLD),
    T("Result_20_Not_20_Applicable", "Result Not Applicable", "fo:color=\"#5c6670\""),
    T("Result_20_Not_20_Occurred", "Result Not Occurred", "fo:color=\"#5c6670\""),
};
/* clang-format on */

static void write_entry_style(vw_xml *xml, const vw_document *document, int level)
{
    static const char *const lefts[] = {"0mm", "8mm", "19mm", "33mm"};
    static const double tabs[] = {8, 11, 14, 16};
    const double indents[] = {0, 8, 19, 33};
    vw_xml_open(xml, "style:style");
    char name[24], shown[24];
    snprintf(name, sizeof name, "Contents_20_%d", level);
    snprintf(shown, sizeof shown, "Contents %d", level);
    vw_xml_attribute(xml, "style:name", name);
    vw_xml_attribute(xml, "style:display-name", shown);
    vw_xml_attribute(xml, "style:family", "paragraph");
    vw_xml_attribute(xml, "style:parent-style-name", "Standard");
    vw_xml_open(xml, "style:paragraph-properties");
    vw_xml_attribute(xml, "fo:margin-left", lefts[level - 1]);
    vw_xml_attribute(xml, "fo:margin-top", level == 1 ? "2.5mm" : "0.3mm");
    vw_xml_open(xml, "style:tab-stops");
    vw_xml_open(xml, "style:tab-stop");
    vw_odt__length(xml, "style:position", tabs[level - 1]);
    vw_xml_close(xml);
    vw_xml_open(xml, "style:tab-stop");
    vw_odt__length(xml, "style:position", VW_OFFICE_PORTRAIT - indents[level - 1]);
    vw_xml_attribute(xml, "style:type", "right");
    vw_xml_attribute(xml, "style:leader-style", "dotted");
    vw_xml_attribute(xml, "style:leader-text", ".");
    vw_xml_close(xml);
    vw_xml_close(xml);
    vw_xml_close(xml);
    if (level == 1) {
        vw_office_raw(xml, document, "<style:text-properties " BOLD "fo:color=\"" ACCENT "\"/>");
    }
    vw_xml_close(xml);
}

/* ---- numbering ------------------------------------------------------------------------------- */

/* [tab]: where the text begins behind the label. */
static void write_label(vw_xml *xml, double tab, double hanging, double left)
{
    vw_xml_open(xml, "style:list-level-properties");
    vw_xml_attribute(xml, "text:list-level-position-and-space-mode", "label-alignment");
    vw_xml_open(xml, "style:list-level-label-alignment");
    vw_xml_attribute(xml, "text:label-followed-by", "listtab");
    vw_odt__length(xml, "text:list-tab-stop-position", tab);
    vw_odt__length(xml, "fo:text-indent", -hanging);
    vw_odt__length(xml, "fo:margin-left", left);
    vw_xml_close(xml);
    vw_xml_close(xml);
}

static void write_outline(vw_xml *xml)
{
    static const double indents[] = {9, 11, 13, 15};
    vw_xml_open(xml, "text:outline-style");
    vw_xml_attribute(xml, "style:name", "Outline");
    for (int level = 1; level <= 4; level++) {
        vw_xml_open(xml, "text:outline-level-style");
        vw_xml_number(xml, "text:level", level);
        vw_xml_attribute(xml, "style:num-format", "1");
        vw_xml_number(xml, "text:display-levels", level);
        write_label(xml, indents[level - 1], 0, 0);
        vw_xml_close(xml);
    }
    vw_xml_close(xml);
}

static void write_lists(vw_xml *xml)
{
    static const char *const bullets[] = {"\xE2\x80\xA2", "\xE2\x80\x93", "\xC2\xB7"};
    static const char *const formats[] = {"1", "a", "i"};
    for (int kind = 0; kind < 2; kind++) {
        vw_xml_open(xml, "text:list-style");
        vw_xml_attribute(xml, "style:name", kind == 0 ? "List_20_1" : "Numbering_20_1");
        vw_xml_attribute(xml, "style:display-name", kind == 0 ? "List 1" : "Numbering 1");
        for (int level = 1; level <= 10; level++) {
            vw_xml_open(xml, kind == 0 ? "text:list-level-style-bullet"
                                       : "text:list-level-style-number");
            vw_xml_number(xml, "text:level", level);
            if (kind == 0) {
                vw_xml_attribute(xml, "text:bullet-char", bullets[(level - 1) % 3]);
            } else {
                vw_xml_attribute(xml, "style:num-suffix", ".");
                vw_xml_attribute(xml, "style:num-format", formats[(level - 1) % 3]);
            }
            write_label(xml, 6.3 * level, 6.3, 6.3 * level);
            vw_xml_close(xml);
        }
        vw_xml_close(xml);
    }
}

/* ---- pages ----------------------------------------------------------------------------------- */

static void write_layout(vw_xml *xml, const char *name, bool turned)
{
    vw_xml_open(xml, "style:page-layout");
    vw_xml_attribute(xml, "style:name", name);
    vw_xml_open(xml, "style:page-layout-properties");
    vw_odt__length(xml, "fo:page-width", turned ? VW_OFFICE_PAGE_LONG : VW_OFFICE_PAGE_SHORT);
    vw_odt__length(xml, "fo:page-height", turned ? VW_OFFICE_PAGE_SHORT : VW_OFFICE_PAGE_LONG);
    vw_xml_attribute(xml, "style:print-orientation", turned ? "landscape" : "portrait");
    static const char *const sides[] = {"fo:margin-top", "fo:margin-right", "fo:margin-bottom",
                                        "fo:margin-left"};
    for (int i = 0; i < 4; i++) {
        vw_odt__length(xml, sides[i], i % 2 == 0 ? 11 : VW_OFFICE_MARGIN);
    }
    vw_xml_close(xml);
    vw_xml_raw(xml, "<style:header-style><style:header-footer-properties fo:min-height=\"12mm\" "
                    "fo:margin-bottom=\"6mm\"/></style:header-style><style:footer-style>"
                    "<style:header-footer-properties fo:min-height=\"10mm\" fo:margin-top=\"5mm\"/>"
                    "</style:footer-style>");
    vw_xml_close(xml);
}

/* A tab at the page's right end: what stands left of it may be long. */
static void write_running_style(vw_xml *xml, const char *name, bool head, double width)
{
    vw_xml_open(xml, "style:style");
    vw_xml_attribute(xml, "style:name", name);
    vw_xml_attribute(xml, "style:family", "paragraph");
    vw_xml_attribute(xml, "style:parent-style-name", head ? "Header" : "Footer");
    vw_xml_open(xml, "style:paragraph-properties");
    vw_xml_open(xml, "style:tab-stops");
    vw_xml_open(xml, "style:tab-stop");
    vw_odt__length(xml, "style:position", width);
    vw_xml_attribute(xml, "style:type", "right");
    vw_xml_close(xml);
    vw_xml_close(xml);
    vw_xml_close(xml);
    vw_xml_close(xml);
}

static void close_running(vw_xml *xml)
{
    vw_xml_close(xml);
    vw_xml_close(xml);
}

/* Who it is about and what it is called stand beside each other, else in two lines. */
static bool head_fits(const vw_document *document, double width)
{
    const char *const parts[] = {document->entity, document->draft ? document->words.draft : "",
                                 document->title, document->period};
    double characters = 12; /* what stands between them */
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        characters += (double)vw_utf8_count(parts[i], strlen(parts[i]));
    }
    return characters * HEAD_CHARACTER <= width;
}

static void write_header(vw_odt *odt, vw_xml *xml, const char *style, double width)
{
    const vw_document *document = odt->document;
    vw_xml_open(xml, "style:header");
    vw_xml_open(xml, "text:p");
    vw_xml_attribute(xml, "text:style-name", style);
    odt->after_blank = true;
    vw_odt__pieces(odt, xml, document->entity);
    if (document->draft) {
        vw_xml_text(xml, " \xC2\xA0");
        vw_xml_open(xml, "text:span");
        vw_xml_attribute(xml, "text:style-name", "Draft_20_Mark");
        vw_xml_text(xml, vw_office_draft(&odt->text, document));
        vw_xml_close(xml);
    }
    if (!head_fits(document, width)) {
        vw_xml_raw(xml, "<text:line-break/>");
    }
    vw_xml_leaf(xml, "text:tab", NULL, NULL);
    vw_odt__pieces(odt, xml, document->title);
    vw_xml_text(xml, " \xC2\xB7 ");
    vw_odt__pieces(odt, xml, document->period);
    close_running(xml);
}

static void write_footer(vw_odt *odt, vw_xml *xml, const char *style)
{
    const vw_document *document = odt->document;
    vw_xml_open(xml, "style:footer");
    if (document->initials != NULL) { /* a place for them, above the foot */
        vw_xml_open(xml, "text:p");
        vw_xml_attribute(xml, "text:style-name", "Initials");
        vw_xml_text(xml, document->initials);
        vw_xml_text(xml, ": ____________________________");
        vw_xml_close(xml);
    }
    vw_xml_open(xml, "text:p");
    vw_xml_attribute(xml, "text:style-name", style);
    odt->after_blank = true;
    vw_odt__pieces(odt, xml, document->version_line);
    vw_xml_raw(xml, "<text:tab/>");
    vw_xml_text(xml, document->words.page);
    vw_xml_raw(xml, " <text:page-number text:select-page=\"current\">1</text:page-number> ");
    vw_xml_text(xml, document->words.of);
    vw_xml_raw(xml, " <text:page-count>1</text:page-count>");
    const char *ledger = vw_office_ledger(&odt->text, document);
    if (ledger != NULL) {
        vw_xml_raw(xml, "<text:line-break/>");
        vw_xml_text(xml, ledger);
    }
    close_running(xml);
}

static void write_master(vw_odt *odt, vw_xml *xml, const char *name, const char *layout,
                         const char *header, const char *footer, double width)
{
    const bool cover = header == NULL;
    vw_xml_open(xml, "style:master-page");
    vw_xml_attribute(xml, "style:name", name);
    vw_xml_attribute(xml, "style:display-name", cover ? "First Page" : NULL);
    vw_xml_attribute(xml, "style:page-layout-name", layout);
    vw_xml_attribute(xml, "style:next-style-name", cover ? "Standard" : NULL);
    if (!cover) {
        write_header(odt, xml, header, width);
    }
    write_footer(odt, xml, footer);
    vw_xml_close(xml);
}

static void write_pages(vw_odt *odt, vw_xml *xml)
{
    vw_xml_open(xml, "office:automatic-styles");
    write_running_style(xml, "HeaderUpright", true, VW_OFFICE_PORTRAIT);
    write_running_style(xml, "HeaderTurned", true, VW_OFFICE_LANDSCAPE);
    write_running_style(xml, "FooterUpright", false, VW_OFFICE_PORTRAIT);
    write_running_style(xml, "FooterTurned", false, VW_OFFICE_LANDSCAPE);
    write_layout(xml, "Upright", false);
    write_layout(xml, "Turned", true);
    vw_xml_close(xml);
    vw_xml_open(xml, "office:master-styles");
    write_master(odt, xml, "Standard", "Upright", "HeaderUpright", "FooterUpright",
                 VW_OFFICE_PORTRAIT);
    write_master(odt, xml, "Landscape", "Turned", "HeaderTurned", "FooterTurned",
                 VW_OFFICE_LANDSCAPE);
    write_master(odt, xml, "First_20_Page", "Upright", NULL, "FooterUpright", VW_OFFICE_PORTRAIT);
    vw_xml_close(xml);
}

/* ---- the part -------------------------------------------------------------------------------- */

static void write_defaults(vw_odt *odt, vw_xml *xml)
{
    vw_xml_raw(xml, "<style:default-style style:family=\"paragraph\"><style:paragraph-properties "
                    "fo:widows=\"2\" fo:orphans=\"2\" fo:hyphenation-ladder-count=\"no-limit\" "
                    "style:tab-stop-distance=\"10mm\" style:writing-mode=\"lr-tb\"/>");
    vw_xml_open(xml, "style:text-properties");
    vw_xml_attribute(xml, "style:font-name", FACE);
    vw_xml_attribute(xml, "fo:font-size", "10.5pt");
    vw_xml_attribute(xml, "fo:color", INK);
    vw_odt__language(xml, odt->document->lang_tag);
    vw_xml_attribute(xml, "style:font-name-asian", FACE);
    vw_xml_attribute(xml, "style:font-size-asian", "10.5pt");
    vw_xml_attribute(xml, "style:font-name-complex", FACE);
    vw_xml_attribute(xml, "style:font-size-complex", "10.5pt");
    vw_xml_attribute(xml, "fo:hyphenate", "true");
    vw_xml_attribute(xml, "fo:hyphenation-remain-char-count", "2");
    vw_xml_attribute(xml, "fo:hyphenation-push-char-count", "2");
    vw_xml_close(xml);
    vw_xml_raw(xml, "</style:default-style><style:default-style style:family=\"table\">"
                    "<style:table-properties table:border-model=\"collapsing\"/>"
                    "</style:default-style><style:style style:name=\"Standard\" "
                    "style:family=\"paragraph\"/>\n");
}

vw_status vw_odt__styles(vw_odt *odt)
{
    vw_xml xml;
    const vw_status status = vw_odt__part(odt, &xml, "styles.xml", "office:document-styles");
    if (status != VW_OK) {
        return status;
    }
    vw_xml_raw(&xml, "<office:font-face-decls><style:font-face style:name=\"" FACE
                     "\" svg:font-family=\"Lato, Carlito, Calibri\" "
                     "style:font-family-generic=\"swiss\"/><style:font-face style:name=\"" CODE_FACE
                     "\" svg:font-family=\"'Liberation Mono', Consolas\" "
                     "style:font-family-generic=\"modern\" style:font-pitch=\"fixed\"/>"
                     "</office:font-face-decls>");
    vw_xml_open(&xml, "office:styles");
    vw_odt__chart_patterns(&xml);
    vw_odt__share_dashes(&xml);
    write_defaults(odt, &xml);
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        vw_office_raw(&xml, odt->document, styles[i]);
    }
    for (int level = 1; level <= 4; level++) {
        write_entry_style(&xml, odt->document, level);
    }
    write_outline(&xml);
    write_lists(&xml);
    vw_xml_close(&xml);
    write_pages(odt, &xml);
    vw_xml_close(&xml);
    return VW_OK;
}
