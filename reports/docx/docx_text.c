/* SPDX-License-Identifier: EUPL-1.2 */
/* Paragraphs, runs, links and bookmarks. */
#include "reports/docx/docx_parts.h"

#include <limits.h>

static void open_numbering(vw_xml *xml, unsigned list, int level)
{
    vw_xml_open(xml, "w:numPr");
    vw_xml_leaf_number(xml, "w:ilvl", "w:val", level);
    vw_xml_leaf_number(xml, "w:numId", "w:val", list == UINT_MAX ? 0 : list);
    vw_xml_close(xml);
}

void vw_docx__open(vw_docx *docx, const vw_docx_paragraph *paragraph)
{
    vw_xml *xml = &docx->body;
    vw_xml_open(xml, "w:p");
    vw_xml_open(xml, "w:pPr");
    vw_xml_leaf(xml, "w:pStyle", "w:val", paragraph->style);
    if (paragraph->keep_next) {
        vw_xml_leaf(xml, "w:keepNext", NULL, NULL);
    }
    if (docx->break_before) {
        vw_xml_leaf(xml, "w:pageBreakBefore", NULL, NULL);
        docx->break_before = false;
    }
    if (paragraph->list > 0) {
        open_numbering(xml, paragraph->list, paragraph->level);
    }
    if (paragraph->leftward) {
        vw_xml_leaf(xml, "w:bidi", NULL, NULL);
    }
    if (paragraph->indent > 0) {
        vw_xml_leaf_number(xml, "w:ind", "w:left", vw_docx__twips(paragraph->indent));
    }
    vw_xml_close(xml);
}

void vw_docx__close(vw_docx *docx)
{
    vw_xml_close(&docx->body);
}

void vw_docx__bookmark(vw_docx *docx, const char *id)
{
    const char *name = vw_office_place(&docx->name, &docx->ids, id);
    if (name == NULL) {
        return;
    }
    vw_xml *xml = &docx->body;
    vw_xml_open(xml, "w:bookmarkStart");
    vw_xml_number(xml, "w:id", ++docx->bookmarks);
    vw_xml_attribute(xml, "w:name", name);
    vw_xml_close(xml);
    vw_xml_leaf_number(xml, "w:bookmarkEnd", "w:id", docx->bookmarks);
}

/* ---- runs ------------------------------------------------------------------------------------ */

typedef struct {
    const char *style, *lang;
    bool strong, emphasis, code;
} looks;

static void write_looks(vw_xml *xml, const looks *as, bool leftward)
{
    const bool plain = as->style == NULL && as->lang == NULL && !as->strong && !as->emphasis;
    if (plain && !leftward) {
        return;
    }
    vw_xml_open(xml, "w:rPr");
    if (as->style != NULL) {
        vw_xml_leaf(xml, "w:rStyle", "w:val", as->style);
    }
    if (as->strong) {
        vw_xml_leaf(xml, "w:b", NULL, NULL);
        vw_xml_leaf(xml, "w:bCs", NULL, NULL);
    }
    if (as->emphasis) {
        vw_xml_leaf(xml, "w:i", NULL, NULL);
        vw_xml_leaf(xml, "w:iCs", NULL, NULL);
    }
    if (as->code) {
        vw_xml_leaf(xml, "w:noProof", NULL, NULL);
    }
    if (leftward) {
        vw_xml_leaf(xml, "w:rtl", NULL, NULL);
    }
    if (as->lang != NULL) {
        vw_xml_leaf(xml, "w:lang", leftward ? "w:bidi" : "w:val", as->lang);
    }
    vw_xml_close(xml);
}

void vw_docx__pieces(vw_xml *xml, const char *text)
{
    const char *piece = NULL;
    size_t length = 0;
    for (vw_piece is; (is = vw_xml_piece(&text, &piece, &length)) != VW_PIECE_END;) {
        if (is == VW_PIECE_TEXT) {
            vw_xml_open(xml, "w:t");
            vw_xml_attribute(xml, "xml:space", "preserve");
            vw_xml_textn(xml, piece, length);
            vw_xml_close(xml);
        } else {
            vw_xml_leaf(xml, is == VW_PIECE_BREAK ? "w:br" : "w:tab", NULL, NULL);
        }
    }
}

static void write_run(vw_xml *xml, const char *text, const looks *as)
{
    if (text == NULL || text[0] == '\0') {
        return;
    }
    vw_xml_open(xml, "w:r");
    write_looks(xml, as, vw_render_is_leftward(text));
    vw_docx__pieces(xml, text);
    vw_xml_close(xml);
}

void vw_docx__string(vw_docx *docx, const char *text, const char *style)
{
    const looks as = {.style = style, .lang = docx->lang};
    write_run(&docx->body, text, &as);
}

/* ---- links ----------------------------------------------------------------------------------- */

/* The name of a new relation to [url]. */
static const char *relate(vw_docx *docx, const char *url)
{
    vw_xml *xml = &docx->relations;
    vw_buf_addf(vw_render_again(&docx->name), "rId%u", ++docx->relation);
    vw_xml_open(xml, "Relationship");
    vw_xml_attribute(xml, "Id", vw_buf_text(&docx->name));
    vw_xml_attribute(xml, "Type", VW_DOCX_R "/hyperlink");
    vw_xml_attribute(xml, "Target", url);
    vw_xml_attribute(xml, "TargetMode", "External");
    vw_xml_close(xml);
    return vw_buf_text(&docx->name);
}

static bool open_link(vw_docx *docx, const char *target)
{
    if (!vw_render_is_link(&docx->ids, target)) {
        return false;
    }
    if (target[0] == '#') {
        const char *name = vw_office_place(&docx->name, &docx->ids, target + 1);
        vw_xml_open(&docx->body, "w:hyperlink");
        vw_xml_attribute(&docx->body, "w:anchor", name);
        return true;
    }
    const char *url = vw_office_url(&docx->text, target);
    if (url == NULL) {
        return false;
    }
    vw_xml_open(&docx->body, "w:hyperlink");
    vw_xml_attribute(&docx->body, "r:id", relate(docx, url));
    return true;
}

void vw_docx__runs(vw_docx *docx, const vw_run *runs, size_t count)
{
    vw_xml *xml = &docx->body;
    for (size_t i = 0; i < count; i++) {
        const vw_run *run = &runs[i];
        if (run->line_break) {
            vw_xml_open(xml, "w:r");
            vw_xml_leaf(xml, "w:br", NULL, NULL);
            vw_xml_close(xml);
            continue;
        }
        const bool linked = open_link(docx, run->target);
        const looks as = {.style = run->code ? "Code"
                                   : linked  ? "Hyperlink"
                                             : NULL,
                          .lang = run->lang != NULL ? run->lang : docx->lang,
                          .strong = run->strong,
                          .emphasis = run->emphasis,
                          .code = run->code};
        write_run(xml, run->text, &as);
        if (linked) {
            vw_xml_close(xml);
        }
    }
}

static const char *const result_styles[VW_RESULT_COUNT] = {
    [VW_RESULT_ERROR] = "ResultError",           [VW_NOT_MET] = "ResultNotMet",
    [VW_NOT_ASSESSED] = "ResultNotAssessed",     [VW_PARTLY_MET] = "ResultPartlyMet",
    [VW_EXPLAINED] = "ResultExplained",          [VW_MET] = "ResultMet",
    [VW_NOT_APPLICABLE] = "ResultNotApplicable", [VW_NOT_OCCURRED] = "ResultNotOccurred",
};

void vw_docx__cell(vw_docx *docx, const vw_cell *cell)
{
    const bool linked = open_link(docx, cell->target);
    const char *result = cell->is == VW_CELL_RESULT ? result_styles[cell->result] : NULL;
    const looks as = {
        .style = linked ? "Hyperlink" : result, .lang = docx->lang, .strong = cell->strong};
    for (size_t i = 0; i < cell->run_count; i++) {
        looks part = as;
        part.lang = cell->runs[i].lang != NULL ? cell->runs[i].lang : docx->lang;
        write_run(&docx->body, cell->runs[i].text, &part);
    }
    if (cell->runs != NULL) {
        /* written */
    } else if (cell->is == VW_CELL_TEXT) {
        write_run(&docx->body, cell->text, &as); /* breaks and tabs as they came */
    } else {
        vw_render_cell(vw_render_again(&docx->text), &docx->document->words, cell);
        write_run(&docx->body, vw_buf_text(&docx->text), &as);
    }
    if (linked) {
        vw_xml_close(&docx->body);
    }
}

void vw_docx__line(vw_docx *docx, const char *style, const char *text)
{
    vw_docx__open(docx,
                  &(vw_docx_paragraph){.style = style, .leftward = vw_render_is_leftward(text)});
    vw_docx__string(docx, text, NULL);
    vw_docx__close(docx);
}

bool vw_docx__is_leftward(const vw_run *runs, size_t count)
{
    return count > 0 && !runs[0].line_break && vw_render_is_leftward(runs[0].text);
}

static void field_mark(vw_xml *xml, const char *type)
{
    vw_xml_open(xml, "w:r");
    vw_xml_leaf(xml, "w:fldChar", "w:fldCharType", type);
    vw_xml_close(xml);
}

void vw_docx__field(vw_xml *xml, const char *instruction, const char *shown)
{
    field_mark(xml, "begin");
    vw_xml_open(xml, "w:r");
    vw_xml_open(xml, "w:instrText");
    vw_xml_attribute(xml, "xml:space", "preserve");
    vw_xml_text(xml, instruction);
    vw_xml_close(xml);
    vw_xml_close(xml);
    field_mark(xml, "separate");
    vw_xml_open(xml, "w:r");
    vw_xml_element(xml, "w:t", shown);
    vw_xml_close(xml);
    field_mark(xml, "end");
}
