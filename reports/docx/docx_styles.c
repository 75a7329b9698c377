/* SPDX-License-Identifier: EUPL-1.2 */
/* word/styles.xml: every look of the document under a name, so that an editor changes it at once.
 * Built-in styles keep Word's own names, which Word shows in the language of its user. */
#include "reports/docx/docx_parts.h"

#define FACE "Calibri" /* LibreOffice has Carlito for it, of the same widths */
#define CODE_FACE "Consolas"

/* Points to half points and twentieths, in text. */
#define FONT(face)                                                                                 \
    "<w:rFonts w:ascii=\"" face "\" w:hAnsi=\"" face "\" w:cs=\"" face "\" w:eastAsia=\"" face     \
    "\"/>"
#define SIZE(half_points) "<w:sz w:val=\"" half_points "\"/><w:szCs w:val=\"" half_points "\"/>"
#define COLOUR(colour) "<w:color w:val=\"" colour "\"/>"
#define BOLD "<w:b/><w:bCs/>"
#define SPACING(before, after, line)                                                               \
    "<w:spacing w:before=\"" before "\" w:after=\"" after "\" w:line=\"" line                      \
    "\" w:lineRule=\"auto\"/>"
/* A style of paragraphs: [ppr] and [rpr] are what it says of them. */
#define STYLE(id, name, based, next, rank, ppr, rpr)                                               \
    "<w:style w:type=\"paragraph\" w:styleId=\"" id "\"><w:name w:val=\"" name                     \
    "\"/><w:basedOn w:val=\"" based "\"/><w:next w:val=\"" next "\"/><w:uiPriority w:val=\"" rank  \
    "\"/><w:qFormat/><w:pPr>" ppr "</w:pPr><w:rPr>" rpr "</w:rPr></w:style>\n"
#define OWN(id, name, based, ppr, rpr)                                                             \
    "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"" id "\"><w:name w:val=\"" name \
    "\"/><w:basedOn w:val=\"" based "\"/><w:uiPriority w:val=\"20\"/><w:qFormat/><w:pPr>" ppr      \
    "</w:pPr><w:rPr>" rpr "</w:rPr></w:style>\n"
#define CHARACTERS(id, name, rpr)                                                                  \
    "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"" id "\"><w:name w:val=\"" name \
    "\"/><w:uiPriority w:val=\"30\"/><w:qFormat/><w:rPr>" rpr "</w:rPr></w:style>\n"
#define EDGE(name, width, colour)                                                                  \
    "<w:" name " w:val=\"single\" w:sz=\"" width "\" w:space=\"0\" w:color=\"" colour "\"/>"
#define NUMBERED(level) "<w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"1\"/></w:numPr>"

/* clang-format off */
static const char *const styles[] = {
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/><w:rPr>" COLOUR(VW_OFFICE_INK) "</w:rPr></w:style>\n",
    "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/>"
    "<w:uiPriority w:val=\"1\"/><w:semiHidden/></w:style>\n",
    "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/>"
    "<w:semiHidden/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/>"
    "<w:left w:w=\"57\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"57\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\n",
    STYLE("BodyText", "Body Text", "Normal", "BodyText", "1", SPACING("0", "140", "276"), ""),
    STYLE("Title", "Title", "Normal", "BodyText", "10", "<w:suppressAutoHyphens/>" SPACING("160", "240", "252"), BOLD COLOUR(VW_OFFICE_ACCENT) SIZE("56")),
    STYLE("Subtitle", "Subtitle", "Normal", "BodyText", "11", SPACING("0", "360", "264"), COLOUR(VW_OFFICE_GREY) SIZE("28")),
    STYLE("Heading1", "heading 1", "Normal", "BodyText", "9",
        "<w:keepNext/><w:keepLines/>" NUMBERED("0") "<w:suppressAutoHyphens/>" SPACING("480", "160", "252") "<w:outlineLvl w:val=\"0\"/>",
        BOLD COLOUR(VW_OFFICE_ACCENT) SIZE("36")),
    STYLE("Heading2", "heading 2", "Normal", "BodyText", "9",
        "<w:keepNext/><w:keepLines/>" NUMBERED("1") "<w:suppressAutoHyphens/>" SPACING("360", "120", "252") "<w:outlineLvl w:val=\"1\"/>",
        BOLD COLOUR(VW_OFFICE_ACCENT) SIZE("27")),
    STYLE("Heading3", "heading 3", "Normal", "BodyText", "9",
        "<w:keepNext/><w:keepLines/>" NUMBERED("2") "<w:suppressAutoHyphens/>" SPACING("280", "80", "252") "<w:outlineLvl w:val=\"2\"/>",
        BOLD COLOUR(VW_OFFICE_ACCENT) SIZE("23")),
    STYLE("Heading4", "heading 4", "Normal", "BodyText", "9",
        "<w:keepNext/><w:keepLines/>" NUMBERED("3") "<w:suppressAutoHyphens/>" SPACING("240", "60", "252") "<w:outlineLvl w:val=\"3\"/>",
        BOLD COLOUR(VW_OFFICE_INK) SIZE("21")),
    STYLE("ListBullet", "List Bullet", "BodyText", "ListBullet", "12",
        "<w:numPr><w:numId w:val=\"2\"/></w:numPr>" SPACING("0", "60", "269"), ""),
    STYLE("ListNumber", "List Number", "BodyText", "ListNumber", "12", SPACING("0", "60", "269"), ""),
    STYLE("ListContinue", "List Continue", "BodyText", "ListContinue", "12",
        SPACING("0", "60", "269") "<w:ind w:left=\"357\"/>", ""),
    STYLE("Caption", "caption", "Normal", "BodyText", "35", "<w:keepNext/>" SPACING("240", "80", "252"), BOLD SIZE("19")),
    STYLE("Quote", "Quote", "BodyText", "BodyText", "29",
        "<w:pBdr><w:left w:val=\"single\" w:sz=\"18\" w:space=\"8\" w:color=\"" VW_OFFICE_RULE "\"/></w:pBdr>"
        SPACING("60", "140", "276") "<w:ind w:left=\"340\" w:right=\"340\"/>", "<w:i/><w:iCs/>"),

    STYLE("TOCHeading", "TOC Heading", "Normal", "BodyText", "39", "<w:keepNext/>" SPACING("0", "240", "252"),
        BOLD COLOUR(VW_OFFICE_ACCENT) SIZE("36")),
    STYLE("TOC1", "toc 1", "Normal", "BodyText", "39",
        "<w:tabs><w:tab w:val=\"left\" w:pos=\"454\"/><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"9638\"/></w:tabs>" SPACING("160", "40", "252"),
        BOLD COLOUR(VW_OFFICE_ACCENT)),
    STYLE("TOC2", "toc 2", "Normal", "BodyText", "39",
        "<w:tabs><w:tab w:val=\"left\" w:pos=\"1077\"/><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"9638\"/></w:tabs>" SPACING("0", "30", "252")
        "<w:ind w:left=\"454\"/>", ""),
    STYLE("TOC3", "toc 3", "Normal", "BodyText", "39",
        "<w:tabs><w:tab w:val=\"left\" w:pos=\"1871\"/><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"9638\"/></w:tabs>" SPACING("0", "30", "252")
        "<w:ind w:left=\"1077\"/>", ""),
    STYLE("TOC4", "toc 4", "Normal", "BodyText", "39",
        "<w:tabs><w:tab w:val=\"left\" w:pos=\"2778\"/><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"9638\"/></w:tabs>" SPACING("0", "30", "252")
        "<w:ind w:left=\"1871\"/>", ""),
    STYLE("Header", "header", "Normal", "Header", "99",
        "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"" VW_OFFICE_RULE "\"/></w:pBdr>", COLOUR(VW_OFFICE_GREY) SIZE("16")),
    STYLE("Footer", "footer", "Normal", "Footer", "99",
        "<w:pBdr><w:top w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"" VW_OFFICE_RULE "\"/></w:pBdr>", COLOUR(VW_OFFICE_GREY) SIZE("15")),
    OWN("Initials", "Initials", "Normal", SPACING("480", "80", "240") "<w:jc w:val=\"right\"/>", COLOUR(VW_OFFICE_GREY) SIZE("16")),
    OWN("Note", "Note", "BodyText",
        "<w:pBdr><w:left w:val=\"single\" w:sz=\"24\" w:space=\"8\" w:color=\"" VW_OFFICE_ACCENT "\"/></w:pBdr>"
        "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"" VW_OFFICE_TINT "\"/>" SPACING("80", "140", "276") "<w:ind w:left=\"227\" w:right=\"113\"/>", ""),
    OWN("CoverEntity", "Cover Entity", "Normal",
        "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"18\" w:space=\"10\" w:color=\"" VW_OFFICE_ACCENT "\"/></w:pBdr>" SPACING("1900", "360", "252"),
        BOLD SIZE("28")),
    OWN("Signatory", "Signatory", "Normal", "<w:keepNext/>" SPACING("240", "40", "252"), BOLD),
    OWN("TableText", "Table Text", "Normal", SPACING("30", "30", "240"), SIZE("16")),
    OWN("TableNumber", "Table Number", "TableText", "<w:jc w:val=\"right\"/>", ""),
    OWN("TableTextSmall", "Table Text Small", "TableText", "", SIZE("14")),
    OWN("TableNumberSmall", "Table Number Small", "TableNumber", "", SIZE("14")),
    OWN("TableCode", "Table Code", "TableText", "", FONT(CODE_FACE) "<w:noProof/>" SIZE("14")),
    OWN("TableNote", "Table Note", "Normal", SPACING("40", "200", "240"), COLOUR(VW_OFFICE_GREY) SIZE("16")),
    OWN("SectionEnd", "Section End", "Normal", "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>", SIZE("2")),

    "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:uiPriority w:val=\"99\"/><w:rPr>"
    COLOUR(VW_OFFICE_ACCENT) "<w:u w:val=\"single\"/></w:rPr></w:style>\n",
    CHARACTERS("Code", "Code", FONT(CODE_FACE) "<w:noProof/>" SIZE("19")),
    CHARACTERS("DraftMark", "Draft Mark", BOLD COLOUR("FFFFFF") "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"" VW_OFFICE_ACCENT "\"/>"),
    CHARACTERS("ResultMet", "Result Met", COLOUR("0A5E5C")),
    CHARACTERS("ResultExplained", "Result Explained", COLOUR("0A5E5C")),
    CHARACTERS("ResultPartlyMet", "Result Partly Met", COLOUR("8A5A04")),
    CHARACTERS("ResultNotMet", "Result Not Met", BOLD COLOUR("A82424")),
    CHARACTERS("ResultNotAssessed", "Result Not Assessed", COLOUR("5C6670")),
    CHARACTERS("ResultError", "Result Error", BOLD),
    CHARACTERS("ResultNotApplicable", "Result Not Applicable", COLOUR("5C6670")),
    CHARACTERS("ResultNotOccurred", "Result Not Occurred", COLOUR("5C6670")),

    "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"Statement\"><w:name w:val=\"Statement\"/><w:basedOn w:val=\"TableNormal\"/>"
    "<w:uiPriority w:val=\"40\"/><w:qFormat/><w:tblPr><w:tblBorders>" EDGE("bottom", "4", VW_OFFICE_RULE) EDGE("insideH", "4", VW_OFFICE_RULE)
    "</w:tblBorders></w:tblPr>"
    "<w:tblStylePr w:type=\"firstRow\"><w:rPr>" BOLD "</w:rPr><w:tcPr><w:tcBorders>" EDGE("top", "4", VW_OFFICE_RULE) EDGE("bottom", "8", VW_OFFICE_ACCENT)
    "</w:tcBorders><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"" VW_OFFICE_TINT "\"/><w:vAlign w:val=\"bottom\"/></w:tcPr></w:tblStylePr>"
    "<w:tblStylePr w:type=\"lastRow\"><w:rPr>" BOLD "</w:rPr><w:tcPr><w:tcBorders>" EDGE("top", "8", VW_OFFICE_ACCENT) EDGE("bottom", "8", VW_OFFICE_ACCENT)
    "</w:tcBorders></w:tcPr></w:tblStylePr></w:style>\n",
    "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"Signing\"><w:name w:val=\"Signing\"/><w:basedOn w:val=\"TableNormal\"/>"
    "<w:uiPriority w:val=\"40\"/><w:qFormat/><w:tblPr><w:tblCellMar><w:left w:w=\"57\" w:type=\"dxa\"/><w:right w:w=\"57\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\n",
    "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"Facts\"><w:name w:val=\"Facts\"/><w:basedOn w:val=\"TableNormal\"/>"
    "<w:uiPriority w:val=\"40\"/><w:qFormat/><w:tblPr><w:tblBorders>" EDGE("top", "4", VW_OFFICE_RULE) EDGE("bottom", "4", VW_OFFICE_RULE)
    EDGE("insideH", "4", VW_OFFICE_RULE) "</w:tblBorders></w:tblPr><w:tblStylePr w:type=\"firstCol\"><w:rPr>" COLOUR(VW_OFFICE_GREY)
    "</w:rPr></w:tblStylePr></w:style>\n",
};
/* clang-format on */

vw_status vw_docx__styles(vw_docx *docx)
{
    vw_xml xml;
    const vw_status status = vw_docx__part(docx, &xml, "word/styles.xml");
    if (status != VW_OK) {
        return status;
    }
    vw_xml_open(&xml, "w:styles");
    vw_xml_attribute(&xml, "xmlns:w", VW_DOCX_NS);
    vw_xml_raw(&xml, "<w:docDefaults><w:rPrDefault><w:rPr>" FONT(FACE) SIZE("21"));
    vw_xml_open(&xml, "w:lang");
    vw_xml_attribute(&xml, "w:val", docx->document->lang_tag);
    vw_xml_attribute(&xml, "w:eastAsia", "en-US");
    vw_xml_attribute(&xml, "w:bidi", "ar-SA");
    vw_xml_close(&xml);
    vw_xml_raw(&xml, "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/></w:pPr>"
                     "</w:pPrDefault></w:docDefaults>\n");
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        vw_office_raw(&xml, docx->document, styles[i]);
    }
    vw_xml_close(&xml);
    return VW_OK;
}
