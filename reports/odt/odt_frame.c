/* SPDX-License-Identifier: EUPL-1.2 */
/* The parts around the text (OpenDocument 1.3, part 2): what the package holds, and whose it is. */
#include "reports/odt/odt_parts.h"

#define ODF "urn:oasis:names:tc:opendocument:xmlns:"
#define TYPE "application/vnd.oasis.opendocument.text"

vw_status vw_odt__part(vw_odt *odt, vw_xml *xml, const char *name, const char *root)
{
    static const struct {
        const char *prefix, *uri;
    } spaces[] = {
        {"xmlns:office", ODF "office:1.0"},
        {"xmlns:style", ODF "style:1.0"},
        {"xmlns:text", ODF "text:1.0"},
        {"xmlns:table", ODF "table:1.0"},
        {"xmlns:draw", ODF "drawing:1.0"},
        {"xmlns:svg", ODF "svg-compatible:1.0"},
        {"xmlns:fo", ODF "xsl-fo-compatible:1.0"},
        {"xmlns:meta", ODF "meta:1.0"},
        {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
        {"xmlns:xlink", "http://www.w3.org/1999/xlink"},
    };
    FILE *stream = NULL;
    const vw_status status =
        vw_package_add(&stream, odt->package, odt->diags, name, VW_PART_PACKED);
    if (status != VW_OK) {
        return status;
    }
    vw_xml_begin(xml, stream, odt->arena);
    vw_xml_open(xml, root);
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++) {
        vw_xml_attribute(xml, spaces[i].prefix, spaces[i].uri);
    }
    vw_xml_attribute(xml, "office:version", "1.3");
    return VW_OK;
}

/* The first part tells what the file is without unpacking it. */
static vw_status write_type(vw_odt *odt)
{
    FILE *stream = NULL;
    const vw_status status =
        vw_package_add(&stream, odt->package, odt->diags, "mimetype", VW_PART_STORED);
    if (status == VW_OK) {
        fputs(TYPE, stream);
    }
    return status;
}

static void list_part(vw_xml *xml, const char *path, const char *type)
{
    vw_xml_open(xml, "manifest:file-entry");
    vw_xml_attribute(xml, "manifest:full-path", path);
    vw_xml_attribute(xml, "manifest:media-type", type);
    vw_xml_close(xml);
}

vw_status vw_odt__begin(vw_odt *odt)
{
    static const char *const parts[] = {"content.xml", "styles.xml", "meta.xml"};
    FILE *stream = NULL;
    vw_xml xml;
    vw_status status = write_type(odt);
    if (status == VW_OK) {
        status = vw_package_add(&stream, odt->package, odt->diags, "META-INF/manifest.xml",
                                VW_PART_PACKED);
    }
    if (status != VW_OK) {
        return status;
    }
    vw_xml_begin(&xml, stream, odt->arena);
    vw_xml_open(&xml, "manifest:manifest");
    vw_xml_attribute(&xml, "xmlns:manifest", ODF "manifest:1.0");
    vw_xml_attribute(&xml, "manifest:version", "1.3");
    vw_xml_raw(&xml, "<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" "
                     "manifest:media-type=\"" TYPE "\"/>");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        list_part(&xml, parts[i], "text/xml");
    }
    if (odt->logo.width > 0) {
        list_part(&xml, vw_printf(odt->arena, "Pictures/logo.%s", odt->logo.ending),
                  odt->logo.mime);
    }
    vw_xml_close(&xml);
    return odt->logo.width > 0 ? vw_office_add_logo(odt->package, odt->arena, odt->diags,
                                                    "Pictures", odt->document, &odt->logo)
                               : VW_OK;
}

/* No more than what stands on the pages: a public document has nothing behind them. */
vw_status vw_odt__meta(vw_odt *odt)
{
    const vw_document *document = odt->document;
    vw_xml xml;
    char moment[21];
    const vw_status status = vw_odt__part(odt, &xml, "meta.xml", "office:document-meta");
    if (status != VW_OK) {
        return status;
    }
    vw_instant_format(moment, document->made_at);
    vw_xml_open(&xml, "office:meta");
    vw_xml_element(&xml, "meta:generator", "verantwoord");
    vw_xml_element(&xml, "dc:title", document->title);
    vw_xml_element(&xml, "dc:subject", document->subject);
    vw_xml_element(&xml, "meta:initial-creator", document->author);
    vw_xml_element(&xml, "dc:creator", document->author);
    vw_xml_element(&xml, "meta:creation-date", moment);
    vw_xml_element(&xml, "dc:date", moment);
    vw_xml_element(&xml, "dc:language", document->lang_tag);
    vw_xml_close(&xml);
    vw_xml_close(&xml);
    return VW_OK;
}
