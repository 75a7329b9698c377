/* SPDX-License-Identifier: EUPL-1.2 */
/* What is written besides when a document has a form: vw_document_form. */
#ifndef VW_REPORTS_XLSX_FILL_H
#define VW_REPORTS_XLSX_FILL_H

#include "reports/xlsx/xlsx.h"

/* True when people fill in the cells of the column. */
bool vw_fill__is_open(const vw_table_column *column);
/* Of its cells. */
vw_style vw_fill__style(const vw_table_column *column);

/* Protects the page's sheet, and seals what will be written there. */
void vw_fill__begin_page(vw_xlsx *xlsx, size_t page);
/* The hidden row above the head: by which field or id each column is known. */
void vw_fill__names(vw_xlsx *xlsx, const vw_placed *placed, const vw_part *part);
/* What may stand in the open cells, with lists to choose from. */
void vw_fill__rules(vw_xlsx *xlsx, const vw_placed *placed, const vw_part *part);

/* Remembers what a cell that is only to read was sealed as; the key, by which the row is known. */
void vw_fill__cell(vw_xlsx *xlsx, const vw_table_column *column, const vw_cell *cell,
                   uint32_t sealed);
void vw_fill__end_row(vw_xlsx *xlsx);

/* The hidden sheets, when all else is written. */
void vw_fill__finish(vw_xlsx *xlsx);

#endif
