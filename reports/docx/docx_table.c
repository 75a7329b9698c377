/* SPDX-License-Identifier: EUPL-1.2 */
/* Tables row by row, with the head repeated on each page; facts and places to sign as tables. */
#include "reports/docx/docx_parts.h"

static double page_width(const vw_docx *docx)
{
    return docx->turned ? VW_OFFICE_LANDSCAPE : VW_OFFICE_PORTRAIT;
}

/* [look]: which of the style's conditions hold. [description] is what a screen reader tells. */
static void open_table(vw_docx *docx, const char *style, const double *widths, size_t count,
                       const char *look, const char *description)
{
    vw_xml *xml = &docx->body;
    double width = 0;
    for (size_t i = 0; i < count; i++) {
        width += widths[i];
    }
    vw_xml_open(xml, "w:tbl");
    vw_xml_open(xml, "w:tblPr");
    vw_xml_leaf(xml, "w:tblStyle", "w:val", style);
    vw_xml_open(xml, "w:tblW");
    vw_xml_number(xml, "w:w", vw_docx__twips(width));
    vw_xml_attribute(xml, "w:type", "dxa");
    vw_xml_close(xml);
    vw_xml_raw(xml, "<w:tblLayout w:type=\"fixed\"/>");
    vw_xml_raw(xml, look);
    if (description != NULL) {
        vw_xml_leaf(xml, "w:tblCaption", "w:val", description);
    }
    vw_xml_close(xml);
    vw_xml_open(xml, "w:tblGrid");
    for (size_t i = 0; i < count; i++) {
        if (widths[i] > 0) {
            vw_xml_leaf_number(xml, "w:gridCol", "w:w", vw_docx__twips(widths[i]));
        }
    }
    vw_xml_close(xml);
}

static void open_cell(vw_docx *docx, double width, const char *borders)
{
    vw_xml *xml = &docx->body;
    vw_xml_open(xml, "w:tc");
    vw_xml_open(xml, "w:tcPr");
    vw_xml_open(xml, "w:tcW");
    vw_xml_number(xml, "w:w", vw_docx__twips(width));
    vw_xml_attribute(xml, "w:type", "dxa");
    vw_xml_close(xml);
    if (borders != NULL) {
        vw_xml_raw(xml, borders);
    }
    vw_xml_close(xml);
}

/* Opens a row; [height] in millimetres, 0: as its text. */
static void open_row(vw_docx *docx, bool head, bool whole, double height)
{
    vw_xml *xml = &docx->body;
    vw_xml_open(xml, "w:tr");
    if (!head && !whole && height <= 0) {
        return;
    }
    vw_xml_open(xml, "w:trPr");
    if (whole) {
        vw_xml_leaf(xml, "w:cantSplit", NULL, NULL);
    }
    if (height > 0) {
        vw_xml_open(xml, "w:trHeight");
        vw_xml_number(xml, "w:val", vw_docx__twips(height));
        vw_xml_attribute(xml, "w:hRule", "atLeast");
        vw_xml_close(xml);
    }
    if (head) {
        vw_xml_leaf(xml, "w:tblHeader", NULL, NULL);
    }
    vw_xml_close(xml);
}

static void caption(vw_docx *docx, const char *id, const char *text)
{
    vw_docx__open(docx, &(vw_docx_paragraph){.style = "Caption",
                                             .keep_next = true,
                                             .leftward = vw_render_is_leftward(text)});
    vw_docx__bookmark(docx, id);
    vw_docx__string(docx, text, NULL);
    vw_docx__close(docx);
}

/* ---- tables ---------------------------------------------------------------------------------- */

typedef struct {
    vw_docx *docx;
    const vw_table *table;
    const double *widths;
    bool narrow;
    bool keep; /* with the row below */
} row_writer;

static const char *cell_style(const row_writer *rows, vw_cell_kind is, bool code)
{
    if (vw_render_is_number(is)) {
        return rows->narrow ? "TableNumberSmall" : "TableNumber";
    }
    if (code) {
        return "TableCode";
    }
    return rows->narrow ? "TableTextSmall" : "TableText";
}

static void write_head(const row_writer *rows)
{
    vw_docx *docx = rows->docx;
    open_row(docx, true, true, 0);
    for (size_t i = 0; i < rows->table->column_count; i++) {
        const vw_table_column *column = &rows->table->columns[i];
        if (!column->on_paper) {
            continue;
        }
        open_cell(docx, rows->widths[i], NULL);
        vw_docx__line(docx, cell_style(rows, column->is, false), column->title);
        vw_xml_close(&docx->body);
    }
    vw_xml_close(&docx->body);
}

static void write_cell(const row_writer *rows, size_t column, const vw_cell *cell)
{
    vw_docx *docx = rows->docx;
    const bool text = cell->is == VW_CELL_TEXT;
    open_cell(docx, rows->widths[column], NULL);
    vw_docx__open(
        docx, &(vw_docx_paragraph){
                  .style = cell_style(rows, cell->is, text && rows->table->columns[column].code),
                  .keep_next = rows->keep,
                  .leftward = text && vw_render_is_leftward(cell->text)});
    vw_docx__cell(docx, cell);
    vw_docx__close(docx);
    vw_xml_close(&docx->body);
}

static vw_status write_row(void *self, uint64_t index, const vw_cell *cells)
{
    row_writer *rows = self;
    rows->keep = vw_office_is_short(rows->table) && index + 1 < rows->table->total_rows;
    if (!vw_render_on_paper(rows->table, index)) {
        return VW_OK;
    }
    open_row(rows->docx, false, vw_office_keeps_whole(rows->table, cells), 0);
    for (size_t i = 0; i < rows->table->column_count; i++) {
        if (rows->table->columns[i].on_paper) {
            write_cell(rows, i, &cells[i]);
        }
    }
    vw_xml_close(&rows->docx->body);
    return VW_OK;
}

/* Also of a table without rows the rows are asked for: a source that gives some after all is a
 * fault that must be seen. */
vw_status vw_docx__table(vw_docx *docx, const vw_block *block)
{
    const vw_table *table = block->table;
    double *widths = VW_NEW_ARRAY(docx->arena, table->column_count, double);
    row_writer rows = {.docx = docx, .table = table, .widths = widths};
    if (vw_render_only_data(table)) {
        return VW_OK;
    }
    caption(docx, block->id, table->caption);
    if (table->total_rows == 0 && table->empty != NULL) {
        vw_docx__line(docx, "BodyText", table->empty);
        return vw_render_rows(table, docx->diags, write_row, &rows);
    }
    vw_office_widths(widths, &rows.narrow, table, page_width(docx), docx->arena);
    open_table(
        docx, "Statement", widths, table->column_count,
        table->has_total_row
            ? "<w:tblLook w:val=\"0060\" w:firstRow=\"1\" w:lastRow=\"1\" w:firstColumn=\"0\" "
              "w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>"
            : "<w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" "
              "w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>",
        table->caption);
    write_head(&rows);
    const vw_status status = vw_render_rows(table, docx->diags, write_row, &rows);
    vw_xml_close(&docx->body);
    /* Word joins tables that touch. */
    vw_docx__line(docx, "TableNote", vw_render_cut_on_paper(table) ? table->paper_note : NULL);
    return status;
}

/* ---- facts and signatures -------------------------------------------------------------------- */

#define NO_LOOK                                                                                    \
    "<w:tblLook w:val=\"0080\" w:firstRow=\"0\" w:lastRow=\"0\" w:firstColumn=\"1\" "              \
    "w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>"

/* One without a label goes on with the fact before it. */
void vw_docx__facts(vw_docx *docx, const vw_block *block)
{
    const double widths[2] = {page_width(docx) * 0.3, page_width(docx) * 0.7};
    if (block->fact_count == 0) {
        return;
    }
    if (block->id != NULL) {
        vw_docx__open(docx, &(vw_docx_paragraph){.style = "TableNote", .keep_next = true});
        vw_docx__bookmark(docx, block->id);
        vw_docx__close(docx);
    }
    open_table(docx, "Facts", widths, 2, NO_LOOK, NULL);
    for (size_t i = 0; i < block->fact_count; i++) {
        open_row(docx, false, true, 0);
        open_cell(docx, widths[0], NULL);
        vw_docx__line(docx, "TableText", block->facts[i].label);
        vw_xml_close(&docx->body);
        open_cell(docx, widths[1], NULL);
        vw_docx__open(docx, &(vw_docx_paragraph){.style = "TableText"});
        vw_docx__cell(docx, &block->facts[i].cell);
        vw_docx__close(docx);
        vw_xml_close(&docx->body);
        vw_xml_close(&docx->body);
    }
    vw_xml_close(&docx->body);
    vw_docx__line(docx, "TableNote", NULL);
}

/* A line to write on; [label] NULL: nobody signs here. */
static void signature_cells(vw_docx *docx, const double *widths, const char *label,
                            const char *value)
{
    static const char low[] = "<w:vAlign w:val=\"bottom\"/>";
    static const char below[] = "<w:tcBorders><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"0\" "
                                "w:color=\"" VW_OFFICE_INK "\"/></w:tcBorders>"
                                "<w:vAlign w:val=\"bottom\"/>";
    open_cell(docx, widths[0], low);
    vw_docx__open(docx, &(vw_docx_paragraph){.style = "TableText", .keep_next = true});
    vw_docx__string(docx, label, NULL);
    vw_docx__close(docx);
    vw_xml_close(&docx->body);
    open_cell(docx, widths[1], label != NULL ? below : low);
    vw_docx__open(docx, &(vw_docx_paragraph){.style = "TableText", .keep_next = true});
    vw_docx__string(docx, value, NULL);
    vw_docx__close(docx);
    vw_xml_close(&docx->body);
}

static void gap_cell(vw_docx *docx, double width)
{
    open_cell(docx, width, NULL);
    vw_docx__line(docx, "TableText", NULL);
    vw_xml_close(&docx->body);
}

static void role_cell(vw_docx *docx, const double *widths, const vw_signatory *who, const char *id)
{
    open_cell(docx, widths[0] + widths[1], "<w:gridSpan w:val=\"2\"/>");
    vw_docx__open(docx, &(vw_docx_paragraph){.style = "Signatory", .keep_next = true});
    vw_docx__bookmark(docx, id);
    vw_docx__string(docx, who != NULL ? who->role : NULL, NULL);
    vw_docx__close(docx);
    vw_xml_close(&docx->body);
}

/* The two who sign beside each other; the second may be NULL. */
static void signature_pair(vw_docx *docx, const char *id, const vw_signatory *left,
                           const vw_signatory *right)
{
    static const double widths[VW_OFFICE_SIGNING] = VW_OFFICE_SIGNING_WIDTHS;
    const vw_words *words = &docx->document->words;
    const char *const labels[] = {words->name, words->place, words->date, words->signature};
    open_table(docx, "Signing", widths, VW_OFFICE_SIGNING, NO_LOOK, left->role);
    open_row(docx, false, true, 0);
    role_cell(docx, widths, left, id);
    gap_cell(docx, widths[2]);
    role_cell(docx, widths + 3, right, NULL);
    vw_xml_close(&docx->body);
    for (size_t i = 0; i < 4; i++) {
        open_row(docx, false, true, i < 3 ? 8 : 18);
        signature_cells(docx, widths, labels[i], i == 0 ? left->name : NULL);
        gap_cell(docx, widths[2]);
        signature_cells(docx, widths + 3, right != NULL ? labels[i] : NULL,
                        right != NULL && i == 0 ? right->name : NULL);
        vw_xml_close(&docx->body);
    }
    vw_xml_close(&docx->body);
    vw_docx__line(docx, "TableNote", NULL);
}

void vw_docx__signatures(vw_docx *docx, const vw_block *block)
{
    const vw_signatory *who = block->signatories;
    for (size_t i = 0; i < block->signatory_count; i += 2) {
        signature_pair(docx, i == 0 ? block->id : NULL, &who[i],
                       i + 1 < block->signatory_count ? &who[i + 1] : NULL);
    }
}
