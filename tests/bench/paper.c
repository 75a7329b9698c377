/* SPDX-License-Identifier: EUPL-1.2 */
/* A long table as the program's own PDF: one side of the comparison in bench.py.
 *
 *   paper ROWS OUT.pdf */
#include "paper_rows.h"

#include "reports/document.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct {
    unsigned long count, next;
    char texts[PAPER_COLUMNS][PAPER_BYTES];
    vw_cell cells[PAPER_COLUMNS];
} paper_rows;

static vw_status rows_open(void *self, vw_diags *diags)
{
    (void)diags;
    ((paper_rows *)self)->next = 0;
    return VW_OK;
}

static vw_status rows_next(void *self, vw_diags *diags, const vw_cell **cells)
{
    paper_rows *rows = self;
    (void)diags;
    *cells = NULL;
    if (rows->next < rows->count) {
        paper_row(rows->texts, rows->next++);
        for (size_t i = 0; i < PAPER_COLUMNS; i++) {
            rows->cells[i] = (vw_cell){.is = VW_CELL_TEXT, .text = rows->texts[i]};
        }
        *cells = rows->cells;
    }
    return VW_OK;
}

static void rows_close(void *self)
{
    (void)self;
}

static vw_status render(unsigned long count, const char *path, vw_arena *arena, vw_diags *diags)
{
    paper_rows rows = {.count = count};
    vw_table_column columns[PAPER_COLUMNS];
    for (size_t i = 0; i < PAPER_COLUMNS; i++) {
        columns[i] = (vw_table_column){.id = paper_heads[i],
                                       .title = paper_heads[i],
                                       .is = VW_CELL_TEXT,
                                       .weight = i == 1 ? 3 : 1,
                                       .on_paper = true};
    }
    const vw_table table = {.id = "rows",
                            .caption = "Outcomes",
                            .columns = columns,
                            .column_count = PAPER_COLUMNS,
                            .rows = {rows_open, rows_next, rows_close, &rows},
                            .total_rows = count};
    const vw_block block = {.is = VW_BLOCK_TABLE, .id = "rows", .table = &table};
    const vw_block *const blocks[] = {&block};
    const vw_block root = {.is = VW_BLOCK_DOCUMENT, .children = blocks, .child_count = 1};
    const vw_document document = {.root = &root,
                                  .lang = VW_EN,
                                  .lang_tag = "en-GB",
                                  .title = "Outcomes",
                                  .entity = "Bench",
                                  .period = "2025",
                                  .version_line = "bench",
                                  .words = {.page = "Page",
                                            .of = "of",
                                            .continued = "continued",
                                            .text = "Text",
                                            .whole_text = "All of it",
                                            .decimal_mark = ".",
                                            .thousands_mark = ","}};
    return vw_pdf_render(&document, path, arena, diags);
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: paper ROWS OUT.pdf\n");
        return VW_ERR_USAGE;
    }
    vw_arena *arena = vw_arena_new();
    vw_diags *diags = vw_diags_new(arena);
    vw_status status = render(strtoul(argv[1], NULL, 10), argv[2], arena, diags);
    vw_diags_print(diags, stderr, VW_EN, false);
    vw_arena_free(arena);
    return (int)status;
}
