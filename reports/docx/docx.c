/* SPDX-License-Identifier: EUPL-1.2 */
/* A document of Word, made to be edited: real styles, numbering, fields and links. */
#include "reports/docx/docx_parts.h"

static vw_status write_block(vw_docx *docx, const vw_block *block, vw_docx_around *around);

static vw_status write_children(vw_docx *docx, const vw_block *block, vw_docx_around *around)
{
    vw_status status = VW_OK;
    for (size_t i = 0; i < block->child_count && status == VW_OK; i++) {
        status = write_block(docx, block->children[i], around);
    }
    return status;
}

static void write_paragraph(vw_docx *docx, const vw_block *block, vw_docx_around *around)
{
    vw_docx_paragraph as = {.style = around->style,
                            .leftward = vw_docx__is_leftward(block->runs, block->run_count)};
    if (around->list > 0 && !around->marked) {
        as.style = around->list == VW_DOCX_BULLETS ? "ListBullet" : "ListNumber";
        as.list = around->list;
        as.level = around->level;
        around->marked = true;
    } else if (around->list > 0) {
        as.style = "ListContinue";
        as.indent = 6.3 * (around->level + 1);
    }
    vw_docx__open(docx, &as);
    vw_docx__bookmark(docx, block->id);
    vw_docx__runs(docx, block->runs, block->run_count);
    vw_docx__close(docx);
}

/* An item that begins with something else than a paragraph gets one for its bullet. */
static vw_status write_item(vw_docx *docx, const vw_block *block, const vw_docx_around *list)
{
    vw_docx_around inside = *list;
    inside.marked = false;
    if (block->run_count > 0 || block->child_count == 0 ||
        block->children[0]->is != VW_BLOCK_PARAGRAPH) {
        write_paragraph(docx, block, &inside);
    }
    return write_children(docx, block, &inside);
}

static vw_status write_list(vw_docx *docx, const vw_block *block, const vw_docx_around *around)
{
    enum { DEEPEST = 8 };
    vw_docx_around list = *around;
    list.level = around->list > 0 && around->level < DEEPEST ? around->level + 1 : around->level;
    list.list = block->ordered ? VW_DOCX_FIRST_LIST + docx->lists++ : VW_DOCX_BULLETS;
    vw_status status = VW_OK;
    for (size_t i = 0; i < block->child_count && status == VW_OK; i++) {
        status = write_item(docx, block->children[i], &list);
    }
    return status;
}

/* A paragraph of its own where a block has an id and no text to put the bookmark in. */
static void write_place(vw_docx *docx, const vw_block *block)
{
    if (block->id != NULL) {
        vw_docx__open(docx, &(vw_docx_paragraph){.style = "TableNote", .keep_next = true});
        vw_docx__bookmark(docx, block->id);
        vw_docx__close(docx);
    }
}

static vw_status write_apart(vw_docx *docx, const vw_block *block, const char *style)
{
    vw_docx_around inside = {.style = style};
    write_place(docx, block);
    if (block->run_count > 0) {
        vw_block plain = *block;
        plain.id = NULL;
        write_paragraph(docx, &plain, &inside);
    }
    return write_children(docx, block, &inside);
}

static vw_status write_cover(vw_docx *docx, const vw_block *block)
{
    const vw_document *document = docx->document;
    vw_docx_around inside = {.style = "Subtitle"};
    vw_docx__logo(docx);
    vw_docx__line(docx, "CoverEntity", document->entity);
    vw_docx__open(docx, &(vw_docx_paragraph){.style = "Title"});
    vw_docx__bookmark(docx, block->id);
    vw_docx__runs(docx, block->runs, block->run_count);
    vw_docx__close(docx);
    vw_docx__line(docx, "Subtitle", document->period);
    if (document->draft) {
        vw_docx__open(docx, &(vw_docx_paragraph){.style = "Subtitle"});
        vw_docx__string(docx, vw_office_draft(&docx->text, document), "DraftMark");
        vw_docx__close(docx);
    }
    const vw_status status = write_children(docx, block, &inside);
    docx->break_before = true;
    return status;
}

static vw_status write_content(vw_docx *docx, const vw_block *block, vw_docx_around *around)
{
    switch (block->is) {
    case VW_BLOCK_COVER:
        return write_cover(docx, block);
    case VW_BLOCK_CONTENTS:
        vw_docx__contents(docx, block);
        docx->break_before = docx->has_cover;
        return VW_OK;
    case VW_BLOCK_HEADING:
        vw_docx__heading(docx, block);
        return VW_OK;
    case VW_BLOCK_PARAGRAPH:
        write_paragraph(docx, block, around);
        return VW_OK;
    case VW_BLOCK_LIST:
        write_place(docx, block);
        return write_list(docx, block, around);
    case VW_BLOCK_QUOTE:
        return write_apart(docx, block, "Quote");
    case VW_BLOCK_NOTE:
        return write_apart(docx, block, "Note");
    case VW_BLOCK_TABLE:
        return vw_docx__table(docx, block);
    case VW_BLOCK_CHART:
        return vw_docx__chart(docx, block);
    case VW_BLOCK_FACTS:
        vw_docx__facts(docx, block);
        return VW_OK;
    case VW_BLOCK_SIGNATURES:
        vw_docx__signatures(docx, block);
        return VW_OK;
    case VW_BLOCK_DOCUMENT:
    case VW_BLOCK_ITEM:
        return write_children(docx, block, around);
    case VW_BLOCK_PAGE_BREAK:
        docx->break_before = true;
        return VW_OK;
    }
    return VW_OK;
}

static vw_status write_block(vw_docx *docx, const vw_block *block, vw_docx_around *around)
{
    const char *outside = docx->lang;
    docx->lang = block->lang != NULL ? block->lang : outside;
    const vw_status status = write_content(docx, block, around);
    docx->lang = outside;
    return status;
}

/* A section ends in a paragraph of its own, which takes no room to speak of. */
static void end_section(vw_docx *docx, bool first)
{
    vw_xml *xml = &docx->body;
    vw_xml_open(xml, "w:p");
    vw_xml_open(xml, "w:pPr");
    vw_xml_leaf(xml, "w:pStyle", "w:val", "SectionEnd");
    vw_docx__section(docx, first);
    vw_xml_close(xml);
    vw_xml_close(xml);
}

static vw_status write_root(vw_docx *docx, const vw_block *root)
{
    vw_docx_around around = {.style = "BodyText"};
    bool first = true;
    vw_status status = VW_OK;
    for (size_t i = 0; i < root->child_count && status == VW_OK; i++) {
        const bool turned = vw_office_is_turned(root, i);
        if (turned != docx->turned && !vw_office_is_silent(root->children[i])) {
            if (i > 0) {
                end_section(docx, first);
                first = false;
                docx->break_before = false;
            }
            docx->turned = turned;
        }
        status = write_block(docx, root->children[i], &around);
    }
    vw_docx__section(docx, first);
    return status;
}

static vw_status write_body(vw_docx *docx)
{
    vw_xml *xml = &docx->body;
    vw_xml_open(xml, "w:document");
    vw_xml_attribute(xml, "xmlns:w", VW_DOCX_NS);
    vw_xml_attribute(xml, "xmlns:r", VW_DOCX_R);
    vw_xml_attribute(xml, "xmlns:wp",
                     "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing");
    vw_xml_attribute(xml, "xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main");
    vw_xml_attribute(xml, "xmlns:c", "http://schemas.openxmlformats.org/drawingml/2006/chart");
    vw_xml_open(xml, "w:body");
    if (!docx->has_cover && !vw_render_begins_with_title(docx->document)) {
        vw_docx__line(docx, "Title", docx->document->title);
    }
    const vw_status status = write_root(docx, docx->document->root);
    vw_xml_close(xml);
    vw_xml_close(xml);
    return status;
}

vw_status vw_docx__part(vw_docx *docx, vw_xml *xml, const char *name)
{
    FILE *stream = NULL;
    const vw_status status =
        vw_package_add(&stream, docx->package, docx->diags, name, VW_PART_PACKED);
    if (status == VW_OK) {
        vw_xml_begin(xml, stream, docx->arena);
    }
    return status;
}

static vw_status write_parts(vw_docx *docx)
{
    vw_status status = vw_docx__begin(docx);
    if (status == VW_OK) {
        status = write_body(docx);
    }
    if (status == VW_OK) {
        status = vw_docx__finish(docx);
    }
    return status;
}

vw_status vw_docx_render(const vw_document *document, const char *path, vw_arena *scratch,
                         vw_diags *diags)
{
    vw_docx docx = {.document = document,
                    .diags = diags,
                    .arena = scratch,
                    .ids = vw_render_ids_of(scratch, document),
                    .text = {.arena = scratch},
                    .name = {.arena = scratch},
                    .has_cover = vw_office_has_cover(document)};
    vw_status status = vw_office_logo_of(&docx.logo, document, diags);
    if (status == VW_OK) {
        status = vw_package_open(&docx.package, scratch, diags, path);
    }
    if (status != VW_OK) {
        return status;
    }
    status = write_parts(&docx);
    if (status == VW_OK) {
        return vw_package_commit(docx.package, diags);
    }
    vw_package_abandon(docx.package);
    return status;
}
