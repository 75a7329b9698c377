/* SPDX-License-Identifier: EUPL-1.2 */
/* A document in OpenDocument 1.3, made to be edited: named styles, outline, fields and links. */
#include "reports/odt/odt_parts.h"

static vw_status write_block(vw_odt *odt, const vw_block *block, vw_odt_around around);

static vw_status write_children(vw_odt *odt, const vw_block *block, vw_odt_around around)
{
    vw_status status = VW_OK;
    for (size_t i = 0; i < block->child_count && status == VW_OK; i++) {
        status = write_block(odt, block->children[i], around);
    }
    return status;
}

static void write_paragraph(vw_odt *odt, const vw_block *block, const char *style)
{
    const bool text = block->run_count > 0 && !block->runs[0].line_break;
    vw_odt__open_for(odt, style, text ? block->runs[0].text : NULL);
    vw_odt__bookmark(odt, block->id);
    vw_odt__runs(odt, block->runs, block->run_count);
    vw_odt__close(odt);
}

/* A paragraph of its own where a block has an id and no text to put the bookmark in. */
static void write_place(vw_odt *odt, const vw_block *block)
{
    if (block->id != NULL) {
        vw_odt__open(odt, VW_ODT_NOTE);
        vw_odt__bookmark(odt, block->id);
        vw_odt__close(odt);
    }
}

/* ODF lets an item hold paragraphs and lists; anything else comes behind the list. */
static bool belongs_in_item(const vw_block *block)
{
    return block->is == VW_BLOCK_PARAGRAPH || block->is == VW_BLOCK_LIST;
}

static vw_status write_item(vw_odt *odt, const vw_block *block)
{
    const vw_odt_around inside = {.style = "List", .in_list = true};
    vw_status status = VW_OK;
    vw_xml_open(&odt->body, "text:list-item");
    if (block->run_count > 0 || block->child_count == 0) {
        write_paragraph(odt, block, "List");
    }
    for (size_t i = 0; i < block->child_count && status == VW_OK; i++) {
        if (belongs_in_item(block->children[i])) {
            status = write_block(odt, block->children[i], inside);
        } else {
            vw_buf prose = {.arena = odt->arena};
            vw_render_prose(&prose, block->children[i]);
            vw_odt__line(odt, "List", vw_buf_text(&prose));
        }
    }
    vw_xml_close(&odt->body);
    return status;
}

static vw_status write_list(vw_odt *odt, const vw_block *block, vw_odt_around around)
{
    vw_status status = VW_OK;
    if (block->child_count == 0) {
        return VW_OK;
    }
    if (!around.in_list) {
        write_place(odt, block);
    }
    vw_xml_open(&odt->body, "text:list");
    vw_xml_attribute(&odt->body, "text:style-name",
                     block->ordered ? "Numbering_20_1" : "List_20_1");
    for (size_t i = 0; i < block->child_count && status == VW_OK; i++) {
        status = write_item(odt, block->children[i]);
    }
    vw_xml_close(&odt->body);
    return status;
}

static vw_status write_apart(vw_odt *odt, const vw_block *block, const char *style)
{
    write_place(odt, block);
    if (block->run_count > 0) {
        vw_block plain = *block;
        plain.id = NULL;
        write_paragraph(odt, &plain, style);
    }
    return write_children(odt, block, (vw_odt_around){.style = style});
}

static void write_logo(vw_odt *odt)
{
    vw_xml *xml = &odt->body;
    const vw_office_logo *logo = &odt->logo;
    if (logo->width <= 0) {
        return;
    }
    vw_odt__open(odt, VW_ODT_BODY);
    vw_xml_open(xml, "draw:frame");
    vw_xml_attribute(xml, "draw:name", "Logo");
    vw_xml_attribute(xml, "text:anchor-type", "as-char");
    vw_odt__length(xml, "svg:width", logo->width);
    vw_odt__length(xml, "svg:height", logo->height);
    vw_xml_open(xml, "draw:image");
    vw_xml_attribute(xml, "xlink:href", vw_printf(odt->arena, "Pictures/logo.%s", logo->ending));
    vw_xml_attribute(xml, "xlink:type", "simple");
    vw_xml_attribute(xml, "xlink:show", "embed");
    vw_xml_attribute(xml, "xlink:actuate", "onLoad");
    vw_xml_close(xml);
    vw_xml_element(xml, "svg:title", "Logo");
    vw_xml_element(xml, "svg:desc", odt->document->logo->alternative);
    vw_xml_close(xml);
    vw_odt__close(odt);
}

static vw_status write_cover(vw_odt *odt, const vw_block *block)
{
    const vw_document *document = odt->document;
    odt->start = VW_ODT_COVER;
    write_logo(odt);
    vw_odt__line(odt, "Cover_20_Entity", document->entity);
    vw_odt__open(odt, "Title");
    vw_odt__bookmark(odt, block->id);
    vw_odt__runs(odt, block->runs, block->run_count);
    vw_odt__close(odt);
    vw_odt__line(odt, "Subtitle", document->period);
    if (document->draft) {
        vw_odt__open(odt, "Subtitle");
        vw_odt__string(odt, vw_office_draft(&odt->text, document), "Draft_20_Mark");
        vw_odt__close(odt);
    }
    const vw_status status = write_children(odt, block, (vw_odt_around){.style = "Subtitle"});
    odt->start = VW_ODT_PAGE;
    return status;
}

static vw_status write_content(vw_odt *odt, const vw_block *block, vw_odt_around around)
{
    switch (block->is) {
    case VW_BLOCK_COVER:
        return write_cover(odt, block);
    case VW_BLOCK_CONTENTS:
        vw_odt__contents(odt, block);
        odt->start = odt->has_cover ? VW_ODT_PAGE : VW_ODT_ON;
        return VW_OK;
    case VW_BLOCK_HEADING:
        vw_odt__heading(odt, block);
        return VW_OK;
    case VW_BLOCK_PARAGRAPH:
        write_paragraph(odt, block, around.style);
        return VW_OK;
    case VW_BLOCK_LIST:
        return write_list(odt, block, around);
    case VW_BLOCK_QUOTE:
        return write_apart(odt, block, "Quotations");
    case VW_BLOCK_NOTE:
        return write_apart(odt, block, "Note");
    case VW_BLOCK_TABLE:
        return vw_odt__table(odt, block);
    case VW_BLOCK_CHART:
        vw_odt__chart(odt, block);
        return VW_OK;
    case VW_BLOCK_FACTS:
        vw_odt__facts(odt, block);
        return VW_OK;
    case VW_BLOCK_SIGNATURES:
        vw_odt__signatures(odt, block);
        return VW_OK;
    case VW_BLOCK_DOCUMENT:
    case VW_BLOCK_ITEM:
        return write_children(odt, block, around);
    case VW_BLOCK_PAGE_BREAK:
        odt->start = VW_ODT_PAGE;
        return VW_OK;
    }
    return VW_OK;
}

static vw_status write_block(vw_odt *odt, const vw_block *block, vw_odt_around around)
{
    const char *outside = odt->lang;
    odt->lang = block->lang != NULL ? block->lang : outside;
    const vw_status status = write_content(odt, block, around);
    odt->lang = outside;
    return status;
}

static vw_status write_root(vw_odt *odt, const vw_block *root)
{
    vw_status status = VW_OK;
    for (size_t i = 0; i < root->child_count && status == VW_OK; i++) {
        const bool turned = vw_office_is_turned(root, i);
        if (turned != odt->turned && !vw_office_is_silent(root->children[i])) {
            odt->start = turned ? VW_ODT_LANDSCAPE : VW_ODT_PORTRAIT;
            odt->turned = turned;
        }
        status = write_block(odt, root->children[i], (vw_odt_around){.style = VW_ODT_BODY});
    }
    return status;
}

static vw_status write_body(vw_odt *odt)
{
    vw_xml *xml = &odt->body;
    vw_status status = vw_odt__part(odt, xml, "content.xml", "office:document-content");
    if (status != VW_OK) {
        return status;
    }
    vw_odt__automatic(odt);
    vw_xml_open(xml, "office:body");
    vw_xml_open(xml, "office:text");
    if (!odt->has_cover && !vw_render_begins_with_title(odt->document)) {
        vw_odt__line(odt, "Title", odt->document->title);
    }
    status = write_root(odt, odt->document->root);
    vw_xml_close(xml);
    vw_xml_close(xml);
    vw_xml_close(xml);
    return status;
}

static vw_status write_parts(vw_odt *odt)
{
    vw_status (*const parts[])(vw_odt *) = {vw_odt__begin, write_body, vw_odt__styles,
                                            vw_odt__meta};
    vw_status status = VW_OK;
    for (size_t i = 0; i < sizeof parts / sizeof *parts && status == VW_OK; i++) {
        status = parts[i](odt);
    }
    return status;
}

vw_status vw_odt_render(const vw_document *document, const char *path, vw_arena *scratch,
                        vw_diags *diags)
{
    vw_odt odt = {.document = document,
                  .diags = diags,
                  .arena = scratch,
                  .ids = vw_render_ids_of(scratch, document),
                  .text = {.arena = scratch},
                  .name = {.arena = scratch},
                  .style = {.arena = scratch},
                  .has_cover = vw_office_has_cover(document)};
    vw_status status = vw_office_logo_of(&odt.logo, document, diags);
    if (status == VW_OK) {
        status = vw_package_open(&odt.package, scratch, diags, path);
    }
    if (status != VW_OK) {
        return status;
    }
    status = write_parts(&odt);
    if (status == VW_OK) {
        return vw_package_commit(odt.package, diags);
    }
    vw_package_abandon(odt.package);
    return status;
}
