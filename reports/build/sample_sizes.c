/* SPDX-License-Identifier: EUPL-1.2 */
/* How many items are looked at in practice. One source, of one firm: a guide and no norm. */
#include "reports/build/build.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

vw_status vw_blocks_sample_sizes(vw_report *r, vw_block_list *out, int level)
{
    static const vw_column_words columns[] = {
        {"frequency",
         {"Hoe vaak de maatregel wordt uitgevoerd", "How often the control operates"},
         VW_CELL_TEXT,
         5,
         0},
        {"low", {"Laag risico", "Low risk"}, VW_CELL_INTEGER, 1.4, 0},
        {"moderate", {"Middelhoog risico", "Moderate risk"}, VW_CELL_INTEGER, 1.4, 0},
        {"high", {"Hoog risico", "High risk"}, VW_CELL_INTEGER, 1.4, 0},
    };
    static const vw_table_words words = {
        .id = "sample-sizes",
        .caption = {"Omvang van een steekproef in de praktijk: één bron, niet geverifieerd",
                    "Size of a sample in practice: one source, not verified"},
        .sheet_id = "glossary",
        .sheet = {"Begrippen", "Glossary"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    static const struct {
        vw_text frequency;
        int low, moderate, high;
    } rows[] = {
        {{"jaarlijks", "annual"}, 1, 1, 1},
        {{"per kwartaal", "quarterly"}, 2, 2, 3},
        {{"maandelijks", "monthly"}, 2, 3, 4},
        {{"wekelijks", "weekly"}, 5, 8, 15},
        {{"dagelijks", "daily"}, 20, 30, 40},
        {{"per gebeurtenis, minder dan 250", "per transaction, fewer than 250"}, 20, 30, 40},
        {{"per gebeurtenis, 250 of meer", "per transaction, 250 or more"}, 25, 40, 60},
        {{"geautomatiseerd, met ongewijzigde inrichting en werkende algemene IT-beheersing",
          "automated, with unchanged configuration and effective general IT controls"},
         1,
         1,
         1},
    };
    (void)level;
    vw_cells cells = {0};
    for (size_t i = 0; i < COUNT(rows); i++) {
        VW_PUSH(r->arena, cells, vw_text_cell(vw_say(r, rows[i].frequency)));
        VW_PUSH(r->arena, cells, vw_number_cell(rows[i].low));
        VW_PUSH(r->arena, cells, vw_number_cell(rows[i].moderate));
        VW_PUSH(r->arena, cells, vw_number_cell(rows[i].high));
    }
    vw_table *table = vw_table_new(r, &words);
    vw_table_fill(r, table, &cells);
    vw_add_table(r, out, table);
    return VW_OK;
}
