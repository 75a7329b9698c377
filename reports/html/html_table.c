/* SPDX-License-Identifier: EUPL-1.2 */
/* Tables in HTML: caption, scopes, the total set apart, and a note where rows are left out. */
#include "reports/html/html_parts.h"

typedef struct {
    vw_html *html;
    const vw_table *table;
} row_writer;

static void write_head(vw_html *html, const vw_table *table)
{
    double weights = 0;
    for (size_t i = 0; i < table->column_count; i++) {
        weights += table->columns[i].on_paper ? table->columns[i].weight : 0;
    }
    fputs("<thead>\n<tr>", html->out);
    for (size_t i = 0; i < table->column_count; i++) {
        const vw_table_column *column = &table->columns[i];
        if (!column->on_paper) {
            continue;
        }
        fprintf(html->out, "<th scope=\"col\"%s",
                vw_render_is_number(column->is) ? " class=\"number\"" : "");
        if (weights > 0) {
            fprintf(html->out, " style=\"width:%d%%\"", (int)(column->weight * 100 / weights));
        }
        fputc('>', html->out);
        vw_html__text(html, column->title);
        fputs("</th>", html->out);
    }
    fputs("</tr>\n</thead>\n<tbody>\n", html->out);
}

static void write_cell(vw_html *html, const vw_table_column *column, const vw_cell *cell,
                       bool is_head)
{
    fputs(is_head ? "<th scope=\"row\"" : "<td", html->out);
    if (cell->is == VW_CELL_RESULT) {
        fprintf(html->out, " class=\"result %s\"", vw_result_name(cell->result));
    } else if (vw_render_is_number(cell->is)) {
        fputs(" class=\"number\"", html->out);
    } else if (column->code) {
        fputs(" class=\"code\"", html->out);
    }
    if (cell->is == VW_CELL_TEXT) {
        vw_html__direction(html, cell->text);
    }
    fputc('>', html->out);
    vw_html__cell(html, cell);
    fputs(is_head ? "</th>" : "</td>", html->out);
}

static vw_status write_row(void *self, uint64_t index, const vw_cell *cells)
{
    const row_writer *rows = self;
    vw_html *html = rows->html;
    if (!vw_render_on_paper(rows->table, index)) {
        return VW_OK;
    }
    fputs(vw_render_is_total(rows->table, index) ? "<tr class=\"total\">" : "<tr>", html->out);
    bool is_head = true;
    for (size_t i = 0; i < rows->table->column_count; i++) {
        if (rows->table->columns[i].on_paper) {
            write_cell(html, &rows->table->columns[i], &cells[i], is_head);
            is_head = false;
        }
    }
    fputs("</tr>\n", html->out);
    return VW_OK;
}

/* No table for no rows: a sentence says more than an empty grid. The rows are asked for all the
 * same, since a source that gives some after all is a fault that must be seen. */
static vw_status write_empty(vw_html *html, const vw_block *block)
{
    const vw_table *table = block->table;
    fputs("<p class=\"empty\"", html->out);
    vw_html__attribute(html, "id", block->id);
    fputs("><span class=\"caption\">", html->out);
    vw_html__text(html, table->caption);
    fputs("</span> ", html->out);
    vw_html__lines(html, table->empty);
    fputs("</p>\n", html->out);
    row_writer rows = {.html = html, .table = table};
    return vw_render_rows(table, html->diags, write_row, &rows);
}

vw_status vw_html__table(vw_html *html, const vw_block *block)
{
    const vw_table *table = block->table;
    if (vw_render_only_data(table)) {
        return VW_OK;
    }
    if (table->total_rows == 0 && table->empty != NULL) {
        return write_empty(html, block);
    }
    fputs("<div class=\"table\"", html->out);
    vw_html__attribute(html, "id", block->id);
    fputs(" role=\"region\" tabindex=\"0\"", html->out);
    vw_html__attribute(html, "aria-label", table->caption);
    fputs(">\n<table>\n<caption>", html->out);
    vw_html__text(html, table->caption);
    fputs("</caption>\n", html->out);
    write_head(html, table);
    row_writer rows = {.html = html, .table = table};
    const vw_status status = vw_render_rows(table, html->diags, write_row, &rows);
    fputs("</tbody>\n</table>\n", html->out);
    if (vw_render_cut_on_paper(table)) {
        fputs("<p class=\"cut\">", html->out);
        vw_html__lines(html, table->paper_note);
        fputs("</p>\n", html->out);
    }
    fputs("</div>\n", html->out);
    return status;
}
