/* SPDX-License-Identifier: EUPL-1.2 */
/* Headings, and the contents that Word makes from them. The contents hold the headings as links;
 * page numbers come when Word or LibreOffice brings them up to date, since only a program that lays
 * out pages knows them. */
#include "reports/docx/docx_parts.h"

#include <limits.h>

static void heading_name(vw_docx *docx, const vw_block *block)
{
    docx->headings++;
    if (vw_office_place(&docx->name, &docx->ids, block->id) == NULL) {
        vw_buf_addf(vw_render_again(&docx->name), "_Toc%08u", docx->headings);
    }
}

static void open_bookmark(vw_docx *docx)
{
    vw_xml *xml = &docx->body;
    vw_xml_open(xml, "w:bookmarkStart");
    vw_xml_number(xml, "w:id", ++docx->bookmarks);
    vw_xml_attribute(xml, "w:name", vw_buf_text(&docx->name));
    vw_xml_close(xml);
}

/* Word counts the headings; a number that is not the one that it would give stands as text. */
void vw_docx__heading(vw_docx *docx, const vw_block *block)
{
    static const char *const styles[] = {"Heading1", "Heading2", "Heading3", "Heading4"};
    const bool counted = vw_office_is_counted(&docx->numbers, block);
    vw_docx__open(docx, &(vw_docx_paragraph){
                            .style = styles[block->level - 1],
                            .list = counted ? 0 : UINT_MAX,
                            .leftward = vw_docx__is_leftward(block->runs, block->run_count)});
    heading_name(docx, block);
    open_bookmark(docx);
    const unsigned bookmark = docx->bookmarks;
    if (!counted && block->number != NULL && block->number[0] != '\0') {
        vw_docx__string(docx, block->number, NULL);
        vw_docx__string(docx, "\t", NULL);
    }
    vw_docx__runs(docx, block->runs, block->run_count);
    vw_xml_leaf_number(&docx->body, "w:bookmarkEnd", "w:id", bookmark);
    vw_docx__close(docx);
}

/* ---- contents -------------------------------------------------------------------------------- */

typedef struct {
    vw_docx *docx;
    int deepest;
    bool begun;
} lister;

static void mark(vw_xml *xml, const char *type)
{
    vw_xml_open(xml, "w:r");
    vw_xml_leaf(xml, "w:fldChar", "w:fldCharType", type);
    vw_xml_close(xml);
}

static void begin_field(lister *list)
{
    vw_xml *xml = &list->docx->body;
    if (!list->begun) {
        mark(xml, "begin");
        vw_xml_open(xml, "w:r");
        vw_xml_open(xml, "w:instrText");
        vw_xml_attribute(xml, "xml:space", "preserve");
        vw_xml_text(xml,
                    vw_printf(list->docx->arena, " TOC \\o \"1-%d\" \\h \\z \\u ", list->deepest));
        vw_xml_close(xml);
        vw_xml_close(xml);
        mark(xml, "separate");
    }
    list->begun = true;
}

static void list_heading(void *self, const vw_block *block)
{
    static const char *const styles[] = {"TOC1", "TOC2", "TOC3", "TOC4"};
    lister *list = self;
    vw_docx *docx = list->docx;
    if (block->is != VW_BLOCK_HEADING) {
        return;
    }
    heading_name(docx, block);
    if (block->level > list->deepest) {
        return;
    }
    vw_docx__open(docx, &(vw_docx_paragraph){.style = styles[block->level - 1]});
    begin_field(list);
    vw_xml_open(&docx->body, "w:hyperlink");
    vw_xml_attribute(&docx->body, "w:anchor", vw_buf_text(&docx->name));
    if (block->number != NULL && block->number[0] != '\0') {
        vw_docx__string(docx, block->number, NULL);
        vw_docx__string(docx, "\t", NULL);
    }
    vw_render_runs(vw_render_again(&docx->text), block->runs, block->run_count);
    vw_docx__string(docx, vw_buf_text(&docx->text), NULL);
    vw_xml_close(&docx->body);
    vw_docx__close(docx);
}

void vw_docx__contents(vw_docx *docx, const vw_block *block)
{
    vw_xml *xml = &docx->body;
    lister list = {.docx = docx, .deepest = block->level > 0 ? block->level : 3};
    const unsigned headings = docx->headings;
    vw_xml_open(xml, "w:sdt");
    vw_xml_raw(xml, "<w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/>"
                    "<w:docPartUnique/></w:docPartObj></w:sdtPr>");
    vw_xml_open(xml, "w:sdtContent");
    vw_docx__open(docx, &(vw_docx_paragraph){.style = "TOCHeading"});
    vw_docx__bookmark(docx, block->id);
    vw_docx__string(docx, docx->document->words.contents, NULL);
    vw_docx__close(docx);
    docx->headings = 0;
    vw_render_walk(docx->document->root, list_heading, &list);
    docx->headings = headings;
    vw_docx__open(docx, &(vw_docx_paragraph){.style = "BodyText"});
    begin_field(&list);
    mark(xml, "end");
    vw_docx__close(docx);
    vw_xml_close(xml);
    vw_xml_close(xml);
}
