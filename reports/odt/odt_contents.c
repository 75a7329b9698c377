/* SPDX-License-Identifier: EUPL-1.2 */
/* Headings, and the contents made from them: page numbers are fields, which the reader's program
 * works out when it has laid out the pages. */
#include "reports/odt/odt_parts.h"

static void heading_name(vw_odt *odt, const vw_block *block)
{
    odt->headings++;
    if (vw_office_place(&odt->name, &odt->ids, block->id) == NULL) {
        vw_buf_addf(vw_render_again(&odt->name), "_h%u", odt->headings);
    }
}

/* The program counts the headings; a number that is not the one that it would give stands as text.
 */
void vw_odt__heading(vw_odt *odt, const vw_block *block)
{
    static const char *const styles[] = {"Heading_20_1", "Heading_20_2", "Heading_20_3",
                                         "Heading_20_4"};
    vw_xml *xml = &odt->body;
    const bool counted = vw_office_is_counted(&odt->numbers, block);
    const bool leftward = vw_odt__is_leftward(block->runs, block->run_count);
    vw_xml_open(xml, "text:h");
    vw_xml_attribute(xml, "text:style-name",
                     vw_odt__starting(odt, styles[block->level - 1], leftward));
    vw_xml_number(xml, "text:outline-level", block->level);
    vw_xml_attribute(xml, "text:is-list-header", counted ? NULL : "true");
    odt->after_blank = true;
    heading_name(odt, block);
    vw_xml_leaf(xml, "text:bookmark-start", "text:name", vw_buf_text(&odt->name));
    const char *name = vw_strdup(odt->arena, vw_buf_text(&odt->name));
    if (!counted && block->number != NULL && block->number[0] != '\0') {
        vw_odt__string(odt, block->number, NULL);
        vw_odt__string(odt, "\t", NULL);
    }
    vw_odt__runs(odt, block->runs, block->run_count);
    vw_xml_leaf(xml, "text:bookmark-end", "text:name", name);
    vw_odt__close(odt);
}

/* ---- contents -------------------------------------------------------------------------------- */

typedef struct {
    vw_odt *odt;
    int deepest;
} lister;

static const char *const entry_styles[] = {"Contents_20_1", "Contents_20_2", "Contents_20_3",
                                           "Contents_20_4"};

static void write_template(vw_odt *odt, int level)
{
    static const char *const tabs[] = {"8mm", "19mm", "33mm", "49mm"};
    vw_xml *xml = &odt->body;
    vw_xml_open(xml, "text:table-of-content-entry-template");
    vw_xml_number(xml, "text:outline-level", level);
    vw_xml_attribute(xml, "text:style-name", entry_styles[level - 1]);
    vw_xml_raw(xml, "<text:index-entry-link-start/><text:index-entry-chapter/>");
    vw_xml_open(xml, "text:index-entry-tab-stop");
    vw_xml_attribute(xml, "style:type", "left");
    vw_xml_attribute(xml, "style:position", tabs[level - 1]);
    vw_xml_close(xml);
    vw_xml_raw(xml, "<text:index-entry-text/><text:index-entry-tab-stop style:type=\"right\" "
                    "style:leader-char=\".\"/><text:index-entry-page-number/>"
                    "<text:index-entry-link-end/>");
    vw_xml_close(xml);
}

static void list_heading(void *self, const vw_block *block)
{
    lister *list = self;
    vw_odt *odt = list->odt;
    vw_xml *xml = &odt->body;
    if (block->is != VW_BLOCK_HEADING) {
        return;
    }
    heading_name(odt, block);
    if (block->level > list->deepest) {
        return;
    }
    vw_odt__open(odt, entry_styles[block->level - 1]);
    vw_xml_open(xml, "text:a");
    vw_xml_attribute(xml, "xlink:type", "simple");
    vw_xml_attribute(xml, "text:style-name", "Index_20_Link");
    vw_xml_attribute(xml, "text:visited-style-name", "Index_20_Link");
    vw_buf_addf(vw_render_again(&odt->text), "#%s", vw_buf_text(&odt->name));
    vw_xml_attribute(xml, "xlink:href", vw_buf_text(&odt->text));
    if (block->number != NULL && block->number[0] != '\0') {
        vw_odt__string(odt, block->number, NULL);
        vw_odt__string(odt, "\t", NULL);
    }
    vw_render_runs(vw_render_again(&odt->text), block->runs, block->run_count);
    vw_odt__string(odt, vw_buf_text(&odt->text), NULL);
    vw_odt__string(odt, "\t", NULL);
    vw_xml_open(xml, "text:bookmark-ref");
    vw_xml_attribute(xml, "text:reference-format", "page");
    vw_xml_attribute(xml, "text:ref-name", vw_buf_text(&odt->name));
    vw_xml_close(xml);
    vw_xml_close(xml);
    vw_odt__close(odt);
}

static void write_source(vw_odt *odt, const char *title, int deepest)
{
    vw_xml *xml = &odt->body;
    vw_xml_open(xml, "text:table-of-content-source");
    vw_xml_number(xml, "text:outline-level", deepest);
    vw_xml_open(xml, "text:index-title-template");
    vw_xml_attribute(xml, "text:style-name", "Contents_20_Heading");
    vw_xml_text(xml, title);
    vw_xml_close(xml);
    for (int level = 1; level <= deepest && level <= 4; level++) {
        write_template(odt, level);
    }
    vw_xml_close(xml);
}

void vw_odt__contents(vw_odt *odt, const vw_block *block)
{
    vw_xml *xml = &odt->body;
    const char *title = odt->document->words.contents;
    lister list = {.odt = odt, .deepest = block->level > 0 ? block->level : 3};
    const unsigned headings = odt->headings;
    /* The index is a section: the page on which it begins is its title's. */
    vw_xml_open(xml, "text:table-of-content");
    vw_xml_attribute(xml, "text:name", title);
    write_source(odt, title, list.deepest);
    vw_xml_open(xml, "text:index-body");
    vw_xml_open(xml, "text:index-title");
    vw_xml_attribute(xml, "text:name", "_contents_title");
    vw_odt__open(odt, "Contents_20_Heading");
    vw_odt__bookmark(odt, block->id);
    vw_odt__string(odt, title, NULL);
    vw_odt__close(odt);
    vw_xml_close(xml);
    odt->headings = 0;
    vw_render_walk(odt->document->root, list_heading, &list);
    odt->headings = headings;
    vw_xml_close(xml);
    vw_xml_close(xml);
}
