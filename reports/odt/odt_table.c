/* SPDX-License-Identifier: EUPL-1.2 */
/* Tables row by row, with the head repeated on each page; facts and places to sign as tables. */
#include "reports/odt/odt_parts.h"

typedef struct {
    vw_odt *odt;
    const vw_table *table;
    bool narrow;
} row_writer;

bool vw_odt__is_drawn(const vw_table *table)
{
    return !vw_render_only_data(table) && (table->total_rows > 0 || table->empty == NULL);
}

static void caption(vw_odt *odt, const char *id, const char *text)
{
    vw_odt__open_for(odt, "Caption", text);
    vw_odt__bookmark(odt, id);
    vw_odt__string(odt, text, NULL);
    vw_odt__close(odt);
}

/* [title] is what a screen reader tells of it. */
static void open_table(vw_odt *odt, const char *style, const char *title)
{
    vw_xml *xml = &odt->body;
    vw_xml_open(xml, "table:table");
    vw_xml_attribute(xml, "table:name", vw_printf(odt->arena, "Table%u", ++odt->tables));
    vw_xml_attribute(xml, "table:style-name", style);
    if (title != NULL) {
        vw_xml_element(xml, "table:title", title);
    }
}

static void add_columns(vw_odt *odt, const char *style, size_t column)
{
    vw_buf_addf(vw_render_again(&odt->name), "%s.%zu", style, column + 1);
    vw_xml_leaf(&odt->body, "table:table-column", "table:style-name", vw_buf_text(&odt->name));
}

static void open_row(vw_odt *odt, const char *style)
{
    vw_xml_open(&odt->body, "table:table-row");
    vw_xml_attribute(&odt->body, "table:style-name", style);
}

static void open_cell(vw_odt *odt, const char *style)
{
    vw_xml_open(&odt->body, "table:table-cell");
    vw_xml_attribute(&odt->body, "table:style-name", style);
    vw_xml_attribute(&odt->body, "office:value-type", "string");
}

static const char *cell_style(const row_writer *rows, vw_cell_kind is, bool code)
{
    if (vw_render_is_number(is)) {
        return rows->narrow ? "Table_20_Number_20_Small" : VW_ODT_NUMBER;
    }
    if (code) {
        return "Table_20_Code";
    }
    return rows->narrow ? "Table_20_Contents_20_Small" : VW_ODT_CELL;
}

static const char *head_style(const row_writer *rows, vw_cell_kind is)
{
    if (vw_render_is_number(is)) {
        return rows->narrow ? "Table_20_Heading_20_Number_20_Small" : "Table_20_Heading_20_Number";
    }
    return rows->narrow ? "Table_20_Heading_20_Small" : "Table_20_Heading";
}

static void write_head(const row_writer *rows)
{
    vw_odt *odt = rows->odt;
    vw_xml_open(&odt->body, "table:table-header-rows");
    open_row(odt, "Row");
    for (size_t i = 0; i < rows->table->column_count; i++) {
        const vw_table_column *column = &rows->table->columns[i];
        if (column->on_paper) {
            open_cell(odt, "CellHead");
            vw_odt__line(odt, head_style(rows, column->is), column->title);
            vw_xml_close(&odt->body);
        }
    }
    vw_xml_close(&odt->body);
    vw_xml_close(&odt->body);
}

static vw_status write_row(void *self, uint64_t index, const vw_cell *cells)
{
    const row_writer *rows = self;
    vw_odt *odt = rows->odt;
    const bool total = vw_render_is_total(rows->table, index);
    if (!vw_render_on_paper(rows->table, index)) {
        return VW_OK;
    }
    open_row(odt, vw_office_keeps_whole(rows->table, cells) ? "Row" : "RowLong");
    for (size_t i = 0; i < rows->table->column_count; i++) {
        if (!rows->table->columns[i].on_paper) {
            continue;
        }
        vw_cell cell = cells[i];
        const bool text = cell.is == VW_CELL_TEXT;
        cell.strong = cell.strong || total;
        open_cell(odt, total ? "CellTotal" : "Cell");
        vw_odt__open_for(odt, cell_style(rows, cell.is, text && rows->table->columns[i].code),
                         text ? cell.text : NULL);
        vw_odt__cell(odt, &cell);
        vw_odt__close(odt);
        vw_xml_close(&odt->body);
    }
    vw_xml_close(&odt->body);
    return VW_OK;
}

/* Also of a table without rows the rows are asked for: a source that gives some after all is a
 * fault that must be seen. */
vw_status vw_odt__table(vw_odt *odt, const vw_block *block)
{
    const vw_table *table = block->table;
    row_writer rows = {.odt = odt, .table = table};
    if (vw_render_only_data(table)) {
        return VW_OK;
    }
    caption(odt, block->id, table->caption);
    if (!vw_odt__is_drawn(table)) {
        vw_odt__line(odt, VW_ODT_BODY, table->empty);
        return vw_render_rows(table, odt->diags, write_row, &rows);
    }
    vw_office_widths(VW_NEW_ARRAY(odt->arena, table->column_count, double), &rows.narrow, table,
                     odt->turned ? VW_OFFICE_LANDSCAPE : VW_OFFICE_PORTRAIT, odt->arena);
    const char *style = vw_printf(odt->arena, "T%u", ++odt->grids);
    open_table(odt, style, table->caption);
    for (size_t i = 0; i < table->column_count; i++) {
        if (table->columns[i].on_paper) {
            add_columns(odt, style, i);
        }
    }
    write_head(&rows);
    const vw_status status = vw_render_rows(table, odt->diags, write_row, &rows);
    vw_xml_close(&odt->body);
    vw_odt__line(odt, VW_ODT_NOTE, vw_render_cut_on_paper(table) ? table->paper_note : NULL);
    return status;
}

/* ---- facts and signatures -------------------------------------------------------------------- */

/* One without a label goes on with the fact before it. */
void vw_odt__facts(vw_odt *odt, const vw_block *block)
{
    if (block->fact_count == 0) {
        return;
    }
    if (block->id != NULL) {
        vw_odt__open(odt, VW_ODT_NOTE);
        vw_odt__bookmark(odt, block->id);
        vw_odt__close(odt);
    }
    open_table(odt, "Facts", NULL);
    add_columns(odt, "Facts", 0);
    add_columns(odt, "Facts", 1);
    for (size_t i = 0; i < block->fact_count; i++) {
        open_row(odt, "Row");
        open_cell(odt, i == 0 ? "CellFirst" : "Cell");
        vw_odt__line(odt, "Table_20_Label", block->facts[i].label);
        vw_xml_close(&odt->body);
        open_cell(odt, i == 0 ? "CellFirst" : "Cell");
        vw_odt__open(odt, VW_ODT_CELL);
        vw_odt__cell(odt, &block->facts[i].cell);
        vw_odt__close(odt);
        vw_xml_close(&odt->body);
        vw_xml_close(&odt->body);
    }
    vw_xml_close(&odt->body);
    vw_odt__line(odt, VW_ODT_NOTE, NULL);
}

/* A line to write on; [label] NULL: nobody signs here. */
static void signature_cells(vw_odt *odt, const char *label, const char *value)
{
    open_cell(odt, "CellLow");
    vw_odt__line(odt, "Table_20_Label", label);
    vw_xml_close(&odt->body);
    open_cell(odt, label != NULL ? "CellLine" : "CellLow");
    vw_odt__line(odt, VW_ODT_CELL, value);
    vw_xml_close(&odt->body);
}

static void gap_cell(vw_odt *odt)
{
    open_cell(odt, "CellLow");
    vw_odt__line(odt, VW_ODT_CELL, NULL);
    vw_xml_close(&odt->body);
}

static void role_cell(vw_odt *odt, const vw_signatory *who, const char *id)
{
    vw_xml_open(&odt->body, "table:table-cell");
    vw_xml_attribute(&odt->body, "table:style-name", "CellLow");
    vw_xml_attribute(&odt->body, "table:number-columns-spanned", "2");
    vw_xml_attribute(&odt->body, "office:value-type", "string");
    vw_odt__open(odt, "Signatory");
    vw_odt__bookmark(odt, id);
    vw_odt__string(odt, who != NULL ? who->role : NULL, NULL);
    vw_odt__close(odt);
    vw_xml_close(&odt->body);
    vw_xml_leaf(&odt->body, "table:covered-table-cell", NULL, NULL);
}

/* The two who sign beside each other; the second may be NULL. */
static void signature_pair(vw_odt *odt, const char *id, const vw_signatory *left,
                           const vw_signatory *right)
{
    const vw_words *words = &odt->document->words;
    const char *const labels[] = {words->name, words->place, words->date, words->signature};
    open_table(odt, "Signing", left->role);
    for (size_t i = 0; i < VW_OFFICE_SIGNING; i++) {
        add_columns(odt, "Signing", i);
    }
    open_row(odt, "Row");
    role_cell(odt, left, id);
    gap_cell(odt);
    role_cell(odt, right, NULL);
    vw_xml_close(&odt->body);
    for (size_t i = 0; i < 4; i++) {
        open_row(odt, i < 3 ? "RowSign" : "RowSignature");
        signature_cells(odt, labels[i], i == 0 ? left->name : NULL);
        gap_cell(odt);
        signature_cells(odt, right != NULL ? labels[i] : NULL,
                        right != NULL && i == 0 ? right->name : NULL);
        vw_xml_close(&odt->body);
    }
    vw_xml_close(&odt->body);
    vw_odt__line(odt, VW_ODT_NOTE, NULL);
}

void vw_odt__signatures(vw_odt *odt, const vw_block *block)
{
    const vw_signatory *who = block->signatories;
    for (size_t i = 0; i < block->signatory_count; i += 2) {
        signature_pair(odt, i == 0 ? block->id : NULL, &who[i],
                       i + 1 < block->signatory_count ? &who[i + 1] : NULL);
    }
}
