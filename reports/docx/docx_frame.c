/* SPDX-License-Identifier: EUPL-1.2 */
/* What stands around the body: types and relations of the parts (ECMA-376-2), properties, running
 * heads and feet, settings and numbering. */
#include "reports/docx/docx_parts.h"

#define PACKAGE "http://schemas.openxmlformats.org/package/2006"
#define WORD_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."

/* ---- running heads and feet ------------------------------------------------------------------ */

typedef enum { PORTRAIT, LANDSCAPE, FIRST } page_kind;

/* A head has a middle and a right, a foot only a right: what stands left in it may be long. */
static void write_initials(vw_docx *docx, vw_xml *xml);

static void open_running(vw_docx *docx, vw_xml *xml, bool head, double width)
{
    vw_xml_open(xml, head ? "w:hdr" : "w:ftr");
    vw_xml_attribute(xml, "xmlns:w", VW_DOCX_NS);
    vw_xml_attribute(xml, "xmlns:r", VW_DOCX_R);
    if (!head && docx->document->initials != NULL) {
        write_initials(docx, xml);
    }
    vw_xml_open(xml, "w:p");
    vw_xml_open(xml, "w:pPr");
    vw_xml_leaf(xml, "w:pStyle", "w:val", head ? "Header" : "Footer");
    vw_xml_open(xml, "w:tabs");
    for (int i = head ? 0 : 1; i < 2; i++) {
        vw_xml_open(xml, "w:tab");
        vw_xml_attribute(xml, "w:val", i == 0 ? "center" : "right");
        vw_xml_number(xml, "w:pos", vw_docx__twips(i == 0 ? width / 2 : width));
        vw_xml_close(xml);
    }
    vw_xml_close(xml);
    vw_xml_close(xml);
}

static void put(vw_xml *xml, const char *text, const char *style)
{
    vw_xml_open(xml, "w:r");
    if (style != NULL) {
        vw_xml_open(xml, "w:rPr");
        vw_xml_leaf(xml, "w:rStyle", "w:val", style);
        vw_xml_close(xml);
    }
    vw_xml_open(xml, "w:t");
    vw_xml_attribute(xml, "xml:space", "preserve");
    vw_xml_text(xml, text);
    vw_xml_close(xml);
    vw_xml_close(xml);
}

static void put_tab(vw_xml *xml)
{
    vw_xml_raw(xml, "<w:r><w:tab/></w:r>");
}

/* The first page is the cover, which says all this large. */
static void write_header(vw_docx *docx, vw_xml *xml, page_kind page, double width)
{
    const vw_document *document = docx->document;
    if (page == FIRST) {
        vw_xml_raw(xml,
                   "<w:hdr xmlns:w=\"" VW_DOCX_NS "\"><w:p><w:pPr><w:pStyle w:val=\"TableNote\"/>"
                   "</w:pPr></w:p></w:hdr>");
        return;
    }
    open_running(docx, xml, true, width);
    put(xml, document->entity, NULL);
    put_tab(xml);
    if (document->draft) {
        put(xml, vw_office_draft(&docx->text, document), "DraftMark");
    }
    put_tab(xml);
    put(xml, document->title, NULL);
    put(xml, " \xC2\xB7 ", NULL);
    put(xml, document->period, NULL);
    vw_xml_close(xml);
    vw_xml_close(xml);
}

/* A place for initials, above the foot. */
static void write_initials(vw_docx *docx, vw_xml *xml)
{
    vw_xml_open(xml, "w:p");
    vw_xml_open(xml, "w:pPr");
    vw_xml_leaf(xml, "w:pStyle", "w:val", "Initials");
    vw_xml_close(xml);
    vw_buf_addf(vw_render_again(&docx->text), "%s: ____________________________",
                docx->document->initials);
    put(xml, vw_buf_text(&docx->text), NULL);
    vw_xml_close(xml);
}

static void write_footer(vw_docx *docx, vw_xml *xml, double width)
{
    const vw_document *document = docx->document;
    open_running(docx, xml, false, width);
    put(xml, document->version_line, NULL);
    put_tab(xml);
    put(xml, document->words.page, NULL);
    put(xml, " ", NULL);
    vw_docx__field(xml, " PAGE ", "1");
    put(xml, " ", NULL);
    put(xml, document->words.of, NULL);
    put(xml, " ", NULL);
    vw_docx__field(xml, " NUMPAGES ", "1");
    const char *ledger = vw_office_ledger(&docx->text, document);
    if (ledger != NULL) {
        vw_xml_raw(xml, "<w:r><w:br/></w:r>");
        put(xml, ledger, NULL);
    }
    vw_xml_close(xml);
    vw_xml_close(xml);
}

static const char *const headers[] = {"word/header1.xml", "word/header2.xml", "word/header3.xml"};
static const char *const footers[] = {"word/footer1.xml", "word/footer2.xml", "word/footer3.xml"};

static vw_status write_running(vw_docx *docx)
{
    vw_status status = VW_OK;
    for (page_kind page = PORTRAIT; page <= FIRST && status == VW_OK; page++) {
        vw_xml xml;
        const double width = page == LANDSCAPE ? VW_OFFICE_LANDSCAPE : VW_OFFICE_PORTRAIT;
        status = vw_docx__part(docx, &xml, headers[page]);
        if (status == VW_OK) {
            write_header(docx, &xml, page, width);
            status = vw_docx__part(docx, &xml, footers[page]);
        }
        if (status == VW_OK) {
            write_footer(docx, &xml, width);
        }
    }
    return status;
}

/* ---- sections -------------------------------------------------------------------------------- */

/* Relations with fixed numbers; others come behind them. */
enum {
    STYLES = 1,
    NUMBERING,
    SETTINGS,
    HEADERS,
    FOOTERS = HEADERS + FIRST + 1,
    LOGO = FOOTERS + FIRST + 1,
    LAST_FIXED = LOGO
};

static void refer(vw_xml *xml, const char *element, const char *type, int relation)
{
    char id[16];
    snprintf(id, sizeof id, "rId%d", relation);
    vw_xml_open(xml, element);
    vw_xml_attribute(xml, "w:type", type);
    vw_xml_attribute(xml, "r:id", id);
    vw_xml_close(xml);
}

void vw_docx__section(vw_docx *docx, bool first)
{
    vw_xml *xml = &docx->body;
    const page_kind page = docx->turned ? LANDSCAPE : PORTRAIT;
    const long long margin = vw_docx__twips(VW_OFFICE_MARGIN);
    vw_xml_open(xml, "w:sectPr");
    refer(xml, "w:headerReference", "default", HEADERS + (int)page);
    refer(xml, "w:footerReference", "default", FOOTERS + (int)page);
    if (first && docx->has_cover) {
        refer(xml, "w:headerReference", "first", HEADERS + FIRST);
        refer(xml, "w:footerReference", "first", FOOTERS + FIRST);
    }
    vw_xml_open(xml, "w:pgSz");
    vw_xml_number(xml, "w:w",
                  vw_docx__twips(docx->turned ? VW_OFFICE_PAGE_LONG : VW_OFFICE_PAGE_SHORT));
    vw_xml_number(xml, "w:h",
                  vw_docx__twips(docx->turned ? VW_OFFICE_PAGE_SHORT : VW_OFFICE_PAGE_LONG));
    vw_xml_attribute(xml, "w:orient", docx->turned ? "landscape" : "portrait");
    vw_xml_close(xml);
    static const char *const sides[] = {"w:top", "w:right", "w:bottom", "w:left"};
    vw_xml_open(xml, "w:pgMar");
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
        vw_xml_number(xml, sides[i], i == 0 || i == 2 ? margin + 170 : margin);
    }
    vw_xml_number(xml, "w:header", 624);
    vw_xml_number(xml, "w:footer", 567);
    vw_xml_number(xml, "w:gutter", 0);
    vw_xml_close(xml);
    if (first && docx->has_cover) {
        vw_xml_leaf(xml, "w:titlePg", NULL, NULL);
    }
    vw_xml_close(xml);
}

/* ---- settings and properties ----------------------------------------------------------------- */

static vw_status write_settings(vw_docx *docx)
{
    vw_xml xml;
    const vw_words *words = &docx->document->words;
    const vw_status status = vw_docx__part(docx, &xml, "word/settings.xml");
    if (status != VW_OK) {
        return status;
    }
    vw_xml_open(&xml, "w:settings");
    vw_xml_attribute(&xml, "xmlns:w", VW_DOCX_NS);
    vw_xml_raw(&xml,
               "<w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"567\"/>"
               "<w:autoHyphenation/><w:doNotHyphenateCaps/>"
               "<w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat>"
               "<w:compatSetting w:name=\"compatibilityMode\" "
               "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>");
    vw_xml_leaf(&xml, "w:themeFontLang", "w:val", docx->document->lang_tag);
    vw_xml_leaf(&xml, "w:decimalSymbol", "w:val", words->decimal_mark);
    vw_xml_leaf(&xml, "w:listSeparator", "w:val", words->decimal_mark[0] == ',' ? ";" : ",");
    vw_xml_close(&xml);
    return VW_OK;
}

static void write_moment(vw_xml *xml, const char *name, int64_t moment)
{
    char shown[21];
    vw_instant_format(shown, moment);
    vw_xml_open(xml, name);
    vw_xml_attribute(xml, "xsi:type", "dcterms:W3CDTF");
    vw_xml_text(xml, shown);
    vw_xml_close(xml);
}

/* No more than what stands on the pages: a public document has nothing behind them. */
static vw_status write_properties(vw_docx *docx)
{
    vw_xml xml;
    const vw_document *document = docx->document;
    vw_status status = vw_docx__part(docx, &xml, "docProps/core.xml");
    if (status != VW_OK) {
        return status;
    }
    vw_xml_open(&xml, "cp:coreProperties");
    vw_xml_attribute(&xml, "xmlns:cp", PACKAGE "/metadata/core-properties");
    vw_xml_attribute(&xml, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
    vw_xml_attribute(&xml, "xmlns:dcterms", "http://purl.org/dc/terms/");
    vw_xml_attribute(&xml, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    vw_xml_element(&xml, "dc:title", document->title);
    vw_xml_element(&xml, "dc:subject", document->subject);
    vw_xml_element(&xml, "dc:creator", document->author);
    vw_xml_element(&xml, "cp:lastModifiedBy", document->author);
    write_moment(&xml, "dcterms:created", document->made_at);
    write_moment(&xml, "dcterms:modified", document->made_at);
    vw_xml_element(&xml, "dc:language", document->lang_tag);
    vw_xml_close(&xml);
    status = vw_docx__part(docx, &xml, "docProps/app.xml");
    if (status == VW_OK) {
        vw_xml_raw(&xml,
                   "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                   "extended-properties\"><Application>verantwoord</Application></Properties>");
    }
    return status;
}

/* ---- numbering ------------------------------------------------------------------------------- */

/* One level: [text] has %1 and on for the numbers of the levels; [style] is bound to it. */
static void write_level(vw_xml *xml, int level, const char *format, const char *text,
                        const char *style, double left, double hanging)
{
    vw_xml_open(xml, "w:lvl");
    vw_xml_number(xml, "w:ilvl", level);
    vw_xml_leaf_number(xml, "w:start", "w:val", 1);
    vw_xml_leaf(xml, "w:numFmt", "w:val", format);
    if (style != NULL) {
        vw_xml_leaf(xml, "w:pStyle", "w:val", style);
    }
    vw_xml_leaf(xml, "w:lvlText", "w:val", text);
    vw_xml_leaf(xml, "w:lvlJc", "w:val", "left");
    vw_xml_open(xml, "w:pPr");
    vw_xml_open(xml, "w:ind");
    vw_xml_number(xml, "w:left", vw_docx__twips(left));
    vw_xml_number(xml, "w:hanging", vw_docx__twips(hanging));
    vw_xml_close(xml);
    vw_xml_close(xml);
    vw_xml_close(xml);
}

enum { HEADING_LEVELS = 4, LIST_LEVELS = 9 };

static void write_kinds(vw_xml *xml)
{
    static const char *const texts[] = {"%1", "%1.%2", "%1.%2.%3", "%1.%2.%3.%4"};
    static const char *const styles[] = {"Heading1", "Heading2", "Heading3", "Heading4"};
    static const double indents[] = {9, 11, 13, 15};
    static const char *const bullets[] = {"\xE2\x80\xA2", "\xE2\x80\x93", "\xC2\xB7"};
    static const char *const counts[] = {"%1.", "%2.", "%3.", "%4.", "%5.",
                                         "%6.", "%7.", "%8.", "%9."};
    static const char *const formats[] = {"decimal", "lowerLetter", "lowerRoman"};
    vw_xml_open(xml, "w:abstractNum");
    vw_xml_number(xml, "w:abstractNumId", 0);
    vw_xml_leaf(xml, "w:multiLevelType", "w:val", "multilevel");
    for (int i = 0; i < HEADING_LEVELS; i++) {
        write_level(xml, i, "decimal", texts[i], styles[i], indents[i], indents[i]);
    }
    vw_xml_close(xml);
    for (int kind = 1; kind <= 2; kind++) {
        vw_xml_open(xml, "w:abstractNum");
        vw_xml_number(xml, "w:abstractNumId", kind);
        vw_xml_leaf(xml, "w:multiLevelType", "w:val", "hybridMultilevel");
        for (int i = 0; i < LIST_LEVELS; i++) {
            write_level(xml, i, kind == 1 ? "bullet" : formats[i % 3],
                        kind == 1 ? bullets[i % 3] : counts[i], NULL, 6.3 * (i + 1), 6.3);
        }
        vw_xml_close(xml);
    }
}

/* A list of its own for each numbered list, which begins again at 1. */
static vw_status write_numbering(vw_docx *docx)
{
    vw_xml xml;
    const vw_status status = vw_docx__part(docx, &xml, "word/numbering.xml");
    if (status != VW_OK) {
        return status;
    }
    vw_xml_open(&xml, "w:numbering");
    vw_xml_attribute(&xml, "xmlns:w", VW_DOCX_NS);
    write_kinds(&xml);
    for (unsigned i = VW_DOCX_HEADINGS; i < VW_DOCX_FIRST_LIST + docx->lists; i++) {
        vw_xml_open(&xml, "w:num");
        vw_xml_number(&xml, "w:numId", i);
        vw_xml_leaf_number(&xml, "w:abstractNumId", "w:val",
                           i < VW_DOCX_FIRST_LIST ? (long long)i - 1 : 2);
        for (int level = 0; i >= VW_DOCX_FIRST_LIST && level < LIST_LEVELS; level++) {
            vw_xml_open(&xml, "w:lvlOverride");
            vw_xml_number(&xml, "w:ilvl", level);
            vw_xml_leaf_number(&xml, "w:startOverride", "w:val", 1);
            vw_xml_close(&xml);
        }
        vw_xml_close(&xml);
    }
    vw_xml_close(&xml);
    return VW_OK;
}

/* ---- types and relations --------------------------------------------------------------------- */

static void write_type(vw_xml *xml, const char *part, const char *type)
{
    vw_xml_open(xml, "Override");
    vw_xml_attribute(xml, "PartName", part);
    vw_xml_attribute(xml, "ContentType", type);
    vw_xml_close(xml);
}

static void write_types(vw_docx *docx, vw_xml *xml)
{
    vw_xml_open(xml, "Types");
    vw_xml_attribute(xml, "xmlns", PACKAGE "/content-types");
    vw_xml_raw(xml,
               "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
               "relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>");
    write_type(xml, "/docProps/core.xml",
               "application/vnd.openxmlformats-package.core-properties+xml");
    write_type(xml, "/docProps/app.xml",
               "application/vnd.openxmlformats-officedocument.extended-properties+xml");
    write_type(xml, "/word/document.xml", WORD_TYPE "document.main+xml");
    write_type(xml, "/word/styles.xml", WORD_TYPE "styles+xml");
    write_type(xml, "/word/settings.xml", WORD_TYPE "settings+xml");
    write_type(xml, "/word/numbering.xml", WORD_TYPE "numbering+xml");
    for (page_kind page = PORTRAIT; page <= FIRST; page++) {
        write_type(xml, vw_printf(docx->arena, "/%s", headers[page]), WORD_TYPE "header+xml");
        write_type(xml, vw_printf(docx->arena, "/%s", footers[page]), WORD_TYPE "footer+xml");
    }
    if (docx->logo.width > 0) {
        write_type(xml, vw_printf(docx->arena, "/word/media/logo.%s", docx->logo.ending),
                   docx->logo.mime);
    }
    for (unsigned i = 1; i <= docx->charts; i++) {
        write_type(xml, vw_printf(docx->arena, "/word/charts/chart%u.xml", i),
                   "application/vnd.openxmlformats-officedocument.drawingml.chart+xml");
    }
    vw_xml_close(xml);
}

static void relate(vw_docx *docx, vw_xml *xml, int number, const char *type, const char *target)
{
    vw_xml_open(xml, "Relationship");
    vw_xml_attribute(xml, "Id", vw_printf(docx->arena, "rId%d", number));
    vw_xml_attribute(xml, "Type", type);
    vw_xml_attribute(xml, "Target", target);
    vw_xml_close(xml);
}

static vw_status write_package_relations(vw_docx *docx)
{
    vw_xml xml;
    const vw_status status = vw_docx__part(docx, &xml, "_rels/.rels");
    if (status != VW_OK) {
        return status;
    }
    vw_xml_open(&xml, "Relationships");
    vw_xml_attribute(&xml, "xmlns", PACKAGE "/relationships");
    relate(docx, &xml, 1, VW_DOCX_R "/officeDocument", "word/document.xml");
    relate(docx, &xml, 2, PACKAGE "/relationships/metadata/core-properties", "docProps/core.xml");
    relate(docx, &xml, 3, VW_DOCX_R "/extended-properties", "docProps/app.xml");
    vw_xml_close(&xml);
    return VW_OK;
}

/* Opens the body and its relations, which grow with it. */
static vw_status open_body(vw_docx *docx)
{
    vw_xml *xml = &docx->relations;
    vw_status status = vw_docx__part(docx, &docx->body, "word/document.xml");
    if (status == VW_OK) {
        status = vw_docx__part(docx, xml, "word/_rels/document.xml.rels");
    }
    if (status != VW_OK) {
        return status;
    }
    vw_xml_open(xml, "Relationships");
    vw_xml_attribute(xml, "xmlns", PACKAGE "/relationships");
    relate(docx, xml, STYLES, VW_DOCX_R "/styles", "styles.xml");
    relate(docx, xml, NUMBERING, VW_DOCX_R "/numbering", "numbering.xml");
    relate(docx, xml, SETTINGS, VW_DOCX_R "/settings", "settings.xml");
    for (page_kind page = PORTRAIT; page <= FIRST; page++) {
        relate(docx, xml, HEADERS + (int)page, VW_DOCX_R "/header", headers[page] + 5);
        relate(docx, xml, FOOTERS + (int)page, VW_DOCX_R "/footer", footers[page] + 5);
    }
    docx->relation = LAST_FIXED;
    if (docx->logo.width > 0) {
        relate(docx, xml, LOGO, VW_DOCX_R "/image",
               vw_printf(docx->arena, "media/logo.%s", docx->logo.ending));
        return vw_office_add_logo(docx->package, docx->arena, docx->diags, "word/media",
                                  docx->document, &docx->logo);
    }
    return VW_OK;
}

void vw_docx__logo(vw_docx *docx)
{
    vw_xml *xml = &docx->body;
    if (docx->logo.width <= 0) {
        return;
    }
    vw_docx__open(docx, &(vw_docx_paragraph){.style = "BodyText"});
    vw_docx__open_drawing(docx, "Logo", docx->document->logo->alternative, docx->logo.width,
                          docx->logo.height);
    vw_xml_raw(xml,
               "<a:graphicData uri=\"" VW_DOCX_PICTURE "\"><pic:pic xmlns:pic=\"" VW_DOCX_PICTURE
               "\"><pic:nvPicPr><pic:cNvPr id=\"0\" name=\"Logo\"/><pic:cNvPicPr/></pic:nvPicPr>"
               "<pic:blipFill>");
    vw_xml_leaf(xml, "a:blip", "r:embed", vw_printf(docx->arena, "rId%d", LOGO));
    vw_xml_raw(xml, "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
                    "<a:off x=\"0\" y=\"0\"/>");
    vw_xml_open(xml, "a:ext");
    vw_xml_number(xml, "cx", vw_docx__emu(docx->logo.width));
    vw_xml_number(xml, "cy", vw_docx__emu(docx->logo.height));
    vw_xml_close(xml);
    vw_xml_raw(xml,
               "</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>"
               "</a:graphicData>");
    vw_docx__close_drawing(docx);
    vw_docx__close(docx);
}

vw_status vw_docx__begin(vw_docx *docx)
{
    vw_status (*const parts[])(vw_docx *) = {
        write_package_relations, write_properties, open_body,
        vw_docx__styles,         write_settings,   write_running};
    vw_status status = vw_docx__part(docx, &docx->types, "[Content_Types].xml");
    for (size_t i = 0; i < sizeof parts / sizeof *parts && status == VW_OK; i++) {
        status = parts[i](docx);
    }
    return status;
}

vw_status vw_docx__finish(vw_docx *docx)
{
    vw_xml_close(&docx->relations);
    write_types(docx, &docx->types);
    return write_numbering(docx);
}
