/* SPDX-License-Identifier: EUPL-1.2 */
/* What is wrong: by measure, since a board decides on measures and not on tests. */
#include "reports/board/board.h"
#include "reports/build/passages.h"

#include <string.h>

/* On one line: a break within a name would break the sentence around it. */
static const char *on_one_line(const vw_report *r, const char *text)
{
    char *line = vw_strdup(r->arena, text);
    for (char *at = line; *at != '\0'; at++) {
        *at = *at == '\n' || *at == '\r' || *at == '\t' ? ' ' : *at;
    }
    return line;
}

const char *vw_board__short(const vw_report *r, const char *text, size_t most)
{
    const bool breaks = text != NULL && strpbrk(text, "\r\n\t") != NULL;
    if (text == NULL || (!breaks && strlen(text) <= most)) {
        return text;
    }
    size_t end = strlen(text) < most ? strlen(text) : most;
    while (end > 0 && ((unsigned char)text[end] & 0xC0) == 0x80) {
        end--;
    }
    const char *line = on_one_line(r, text);
    const char *cut = end == strlen(text) ? line : vw_printf(r->arena, "%.*s…", (int)end, line);
    vw_passages_note(r, cut);
    return cut;
}

typedef struct {
    const vw_report *r;
    vw_cells cells;
} rows;

static const vw_measure *measure_of(const vw_report *r, const char *id)
{
    for (size_t i = 0; i < r->plan->test_count; i++) {
        const vw_measure *measure = r->plan->tests[i].test->measure;
        if (strcmp(measure->id, id) == 0) {
            return measure;
        }
    }
    return NULL;
}

/* Columns: 0 measure, 1 not met, 2 partly met, 3 failed, 4 errors. */
static void add_measure(void *self, vw_stmt *stmt)
{
    rows *to = self;
    const vw_report *r = to->r;
    const char *id = vw_stmt_text(stmt, 0);
    const vw_measure *measure = measure_of(r, id);
    VW_PUSH(r->arena, to->cells,
            vw_text_cell(measure != NULL ? vw_say(r, measure->title) : vw_strdup(r->arena, id)));
    VW_PUSH(r->arena, to->cells, vw_text_cell(measure != NULL ? vw_say(r, measure->owner) : NULL));
    for (int i = 1; i <= 3; i++) {
        VW_PUSH(r->arena, to->cells, vw_number_cell(vw_stmt_int(stmt, i)));
    }
    VW_PUSH(r->arena, to->cells, vw_text_cell(vw_strdup(r->arena, id)));
}

static void tell_results(const vw_report *r, vw_block_list *out)
{
    static const vw_text line = {
        "{0}: van de {1} {1:norm|normen} {2:voldoet|voldoen} er {2}; {3}.",
        "{0}: of the {1} {1:requirement|requirements}, {2} {2:is|are} met; {3}."};
    static const vw_text open = {"Niet beoordeeld telt niet als voldoen.",
                                 "Not assessed does not count as met."};
    vw_texts texts = {0};
    for (size_t i = 0; i < r->plan->framework_count; i++) {
        const vw_counts *counts = &r->figures.requirements[i];
        VW_PUSH(r->arena, texts,
                VW_FILL(r, line, vw_show_framework(r, r->plan->frameworks[i]),
                        vw_show_number(r, vw_counts_total(counts)),
                        vw_show_number(r, counts->of[VW_MET]), vw_say_split(r, counts)));
    }
    vw_add_list(r, out, &texts);
    vw_add_paragraph(r, out, vw_say(r, open));
}

/* What stopped a test is no deviation, but nobody may think that it passed. */
static void tell_errors(const vw_report *r, vw_block_list *out)
{
    static const vw_text line = {
        "{0} {0:toets kon|toetsen konden} niet draaien: wat {0:zij zou|zij zouden} vinden, is niet "
        "bekend.",
        "{0} {0:test|tests} could not run: what {0:it|they} would find is not known."};
    const uint64_t errors = r->figures.tests.of[VW_RESULT_ERROR];
    if (errors > 0) {
        vw_add_note(r, out, VW_FILL(r, line, vw_show_number(r, errors)));
    }
}

enum { MEASURES_SHOWN = 8 };

vw_status vw_blocks_board_wrong(vw_report *r, vw_block_list *out, int level)
{
    static const vw_column_words columns[] = {
        {"measure", {"Maatregel", "Measure"}, VW_CELL_TEXT, 4.6, 0},
        {"owner", {"Wie", "Who"}, VW_CELL_TEXT, 2.4, 0},
        {"not_met", {"Toetsen niet in orde", "Tests not met"}, VW_CELL_INTEGER, 1.3, 0},
        {"partly_met", {"Deels in orde", "Partly met"}, VW_CELL_INTEGER, 1.2, 0},
        {"fail", {"Afwijkingen", "Deviations"}, VW_CELL_INTEGER, 1.3, 0},
        {"id", {"Kenmerk", "Identifier"}, VW_CELL_TEXT, 2, VW_COLUMN_DATA | VW_COLUMN_CODE},
    };
    static const vw_table_words words = {
        .id = "board-wrong",
        .caption = {"Maatregelen die niet of niet helemaal werken, de zwaarste eerst",
                    "Measures that do not work or not wholly, the gravest first"},
        .sheet_id = "board-wrong",
        .sheet = {"Wat er mis is", "What is wrong"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    static const vw_text none = {"Bij geen maatregel waren er meer afwijkingen dan toegestaan.",
                                 "No measure had more deviations than allowed."};
    rows found = {.r = r};
    (void)level;
    tell_results(r, out);
    const vw_status status = vw_ask_rows(
        r,
        "SELECT measure, sum(result = 'not_met') AS bad, sum(result = 'partly_met'), sum(failed) "
        "AS fails FROM finding WHERE evaluation_id = ?1 AND result IN ('not_met', 'partly_met') "
        "GROUP BY measure ORDER BY bad DESC, fails DESC, measure",
        add_measure, &found);
    vw_table *table = vw_table_new(r, &words);
    table->empty = vw_say_none(r, none, &r->figures.tests, VW_COUNTED_TESTS);
    vw_table_fill(r, table, &found.cells);
    vw_table_cut(r, table, MEASURES_SHOWN);
    vw_add_table(r, out, table);
    tell_errors(r, out);
    return status;
}
