/* SPDX-License-Identifier: EUPL-1.2 */
/* Metadata twice, as archives ask: in the information dictionary and as XMP (ISO 16684-1),
 * which must say the same. */
#include "reports/pdf/metadata.h"
#include "reports/pdf/syntax.h"
#include "reports/render/render.h"

#include <string.h>

#define PROGRAM "verantwoord " VW_VERSION
/* libharu writes this into the information dictionary. */
#define PRODUCER "Haru Free PDF Library 2.3.0"

/* ---- the information dictionary ------------------------------------------------------------ */

static void add_text_entry(vw_buf *body, const char *key, const char *text)
{
    if (text != NULL && text[0] != '\0') {
        vw_buf_addf(body, "/%s ", key);
        vw_pdf__add_utf16(body, text, true);
        vw_buf_add(body, "\n");
    }
}

const char *vw_pdf__date(vw_arena *arena, const char *instant)
{
    vw_buf date = {.arena = arena};
    vw_buf_add(&date, "D:");
    for (const char *at = instant; *at != '\0'; at++) {
        if (strchr("-:T", *at) == NULL) {
            vw_buf_addn(&date, at, 1);
        }
    }
    return vw_buf_text(&date);
}

static void set_information(vw_pdf_file *file, const vw_document *document, const char *instant,
                            vw_arena *arena)
{
    vw_buf body = {.arena = arena};
    add_text_entry(&body, "Title", document->title);
    add_text_entry(&body, "Subject", document->subject);
    add_text_entry(&body, "Author", document->author);
    add_text_entry(&body, "Creator", PROGRAM);
    vw_buf_addf(&body, "/CreationDate (%s) /ModDate (%s)", vw_pdf__date(arena, instant),
                vw_pdf__date(arena, instant));
    vw_pdf__file_set_information(file, vw_buf_text(&body));
}

/* ---- XMP ----------------------------------------------------------------------------------- */

static void add_escaped(vw_buf *xml, const char *text)
{
    vw_buf clean = {.arena = xml->arena};
    vw_render_text(&clean, text);
    for (const char *at = vw_buf_text(&clean); *at != '\0'; at++) {
        switch (*at) {
        case '<':
            vw_buf_add(xml, "&lt;");
            break;
        case '>':
            vw_buf_add(xml, "&gt;");
            break;
        case '&':
            vw_buf_add(xml, "&amp;");
            break;
        default:
            vw_buf_addn(xml, at, 1);
        }
    }
}

static void add_member(vw_buf *xml, const char *before, const char *text, const char *after)
{
    if (text != NULL && text[0] != '\0') {
        vw_buf_add(xml, before);
        add_escaped(xml, text);
        vw_buf_add(xml, after);
    }
}

static void add_description(vw_buf *xml, const vw_document *document, const char *instant)
{
    vw_buf_add(xml, "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                    "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" "
                    "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
                    "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" "
                    "xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n");
    add_member(xml, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", document->title,
               "</rdf:li></rdf:Alt></dc:title>\n");
    add_member(xml, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", document->subject,
               "</rdf:li></rdf:Alt></dc:description>\n");
    add_member(xml, "<dc:creator><rdf:Seq><rdf:li>", document->author,
               "</rdf:li></rdf:Seq></dc:creator>\n");
    add_member(xml, "<dc:language><rdf:Bag><rdf:li>", document->lang_tag,
               "</rdf:li></rdf:Bag></dc:language>\n");
    add_member(xml, "<xmp:CreateDate>", instant, "</xmp:CreateDate>\n");
    add_member(xml, "<xmp:ModifyDate>", instant, "</xmp:ModifyDate>\n");
    add_member(xml, "<xmp:CreatorTool>", PROGRAM, "</xmp:CreatorTool>\n");
    add_member(xml, "<pdf:Producer>", PRODUCER, "</pdf:Producer>\n");
    vw_buf_add(xml, "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
                    "<pdfuaid:part>1</pdfuaid:part>\n</rdf:Description>\n");
}

/* PDF/A knows no pdfuaid: a schema must declare it (ISO 19005-3, 6.6.2.3.2). */
static void add_extension(vw_buf *xml)
{
    vw_buf_add(xml,
               "<rdf:Description rdf:about=\"\" "
               "xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" "
               "xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" "
               "xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
               "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
               "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
               "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
               "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
               "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">"
               "<pdfaProperty:name>part</pdfaProperty:name>"
               "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
               "<pdfaProperty:category>internal</pdfaProperty:category>"
               "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>"
               "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
               "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n");
}

static vw_pdf_ref add_xmp(vw_pdf_file *file, const vw_document *document, const char *instant,
                          vw_arena *arena)
{
    vw_buf xml = {.arena = arena};
    vw_buf_add(&xml, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                     "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
                     "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n");
    add_description(&xml, document, instant);
    add_extension(&xml);
    vw_buf_add(&xml, "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>");
    return vw_pdf__file_add_stream(file, "/Type /Metadata /Subtype /XML", vw_buf_text(&xml),
                                   xml.length, false);
}

/* ---- the catalogue ------------------------------------------------------------------------- */

static vw_pdf_ref add_intent(vw_pdf_file *file, vw_arena *arena)
{
    vw_buf srgb = {.arena = arena};
    vw_pdf__add_srgb(&srgb);
    vw_pdf_ref profile = vw_pdf__file_add_stream(file, "/N 3", srgb.text, srgb.length, true);
    return vw_pdf__file_add_dict(
        file, vw_printf(arena,
                        "/Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) "
                        "/Info (sRGB IEC61966-2.1) /DestOutputProfile %u 0 R",
                        profile));
}

void vw_pdf__set_metadata(vw_pdf_file *file, const vw_document *document, vw_pdf_ref tags,
                          const char *entries, vw_arena *arena)
{
    char instant[21];
    vw_instant_format(instant, document->made_at);
    set_information(file, document, instant, arena);
    vw_pdf_ref xmp = add_xmp(file, document, instant, arena);
    vw_pdf_ref intent = add_intent(file, arena);
    vw_buf body = {.arena = arena};
    vw_buf_add(&body, "/Lang ");
    vw_pdf__add_literal(&body, document->lang_tag);
    vw_buf_addf(&body,
                " /ViewerPreferences <</DisplayDocTitle true>> /MarkInfo <</Marked true>>\n"
                "/StructTreeRoot %u 0 R /Metadata %u 0 R /OutputIntents [%u 0 R]%s",
                tags, xmp, intent, entries);
    vw_pdf__file_set_catalogue(file, vw_buf_text(&body));
}
