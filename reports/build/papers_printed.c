/* SPDX-License-Identifier: EUPL-1.2 */
/* Working papers on paper: a part for each test, with each field of a working paper in it, also
 * those that an auditor has yet to fill in. */
#include "reports/build/papers.h"
#include "reports/build/people.h"
#include "reports/build/rows.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The fields of a part, by what they are about; ids of columns of the working papers.
 * tests/e2e/check_papers.py sees that no column is left out. */
typedef struct {
    vw_text title;
    const char *fields;
} part_group;

static const part_group groups[] = {
    {{"Maatregel", "Control"},
     "test requirements measure owner risk control_type control_frequency"},
    {{"Toets", "Test"},
     "aspect nature procedure timing population source complete population_check n items_tested "
     "selection items_identified references evidence"},
    {{"Uitkomst", "Result"}, "pass fail unknown excepted not_occurred exceptions_found result"},
    {{"Conclusie", "Conclusion"},
     "conclusion reason significant_judgements contradictory_evidence compensating_controls "
     "remarks"},
    {{"Ondertekening", "Sign-off"},
     "performed_by occurred_on reviewed_by reviewed_on review_extent change_reason changed_by "
     "changed_on about"},
};

static size_t column_of(const vw_paper_rows *papers, const char *id, size_t length)
{
    for (size_t i = 0; i < papers->column_count; i++) {
        const char *name = papers->columns[i].id;
        if (strlen(name) == length && strncmp(name, id, length) == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* ---- deviations ------------------------------------------------------------------------------ */

enum { ITEMS_SHOWN = 10 };

typedef struct {
    const vw_report *r;
    vw_buf text;
    uint64_t count;
} items;

/* Columns: 0 kind, 1 key, 2 subject, 3 outcome. */
static void add_item(void *self, vw_stmt *stmt)
{
    items *to = self;
    if (to->count++ >= ITEMS_SHOWN) {
        return;
    }
    const char *kind = vw_strdup(to->r->arena, vw_stmt_text(stmt, 0));
    vw_buf_addf(&to->text, "%s%s", to->count > 1 ? "; " : "",
                vw_show_subject(to->r, to->r->arena, kind, vw_stmt_int(stmt, 2),
                                vw_strdup(to->r->arena, vw_stmt_text(stmt, 1))));
}

/* What deviates, one by one as far as paper reaches; NULL: nothing. */
static vw_status deviating(const char **out, vw_report *r, const char *test, int64_t failed)
{
    static const vw_text more = {"; en nog {0}, op het blad “Afwijkingen” van de werkmap",
                                 "; and {0} more, on the sheet “Deviations” of the workbook"};
    items found = {.r = r, .text = {.arena = r->arena}};
    *out = NULL;
    if (failed == 0) {
        return VW_OK;
    }
    const vw_status status = vw_ask_rows_of(
        r,
        vw_printf(r->arena,
                  "SELECT s.kind, s.key, s.id FROM outcome o JOIN subject s ON s.id = o.subject "
                  "WHERE o.evaluation_id = ?1 AND o.test = ?2 AND o.outcome = 'fail' ORDER BY "
                  "s.key LIMIT %d",
                  ITEMS_SHOWN),
        test, add_item, &found);
    if ((uint64_t)failed > found.count) {
        vw_buf_add(&found.text,
                   VW_FILL(r, more, vw_show_number(r, (uint64_t)failed - found.count)));
    }
    *out = vw_buf_text(&found.text);
    return status;
}

/* ---- a part ---------------------------------------------------------------------------------- */

/* A field of the auditor that is empty is room to write; one of the program's says "none". */
static vw_cell cell_for(const vw_report *r, const vw_paper_rows *papers, const vw_cell *row,
                        size_t column)
{
    static const vw_text room = {"[in te vullen door de auditor]",
                                 "[to be filled in by the auditor]"};
    static const vw_text none = {"geen", "none"};
    if (row[column].is == VW_CELL_INTEGER) { /* as text: the column is mostly words */
        return vw_text_cell(vw_printf(r->arena, "%s%s", row[column].integer < 0 ? "-" : "",
                                      vw_show_number(r, (uint64_t)llabs(row[column].integer))));
    }
    if (row[column].is != VW_CELL_EMPTY) {
        return row[column];
    }
    return vw_text_cell(vw_say(r, column < papers->known ? none : room));
}

static void add_fact(const vw_report *r, vw_cells *cells, const char *label, vw_cell cell)
{
    VW_PUSH(r->arena, *cells, vw_text_cell(label));
    VW_PUSH(r->arena, *cells, cell);
}

/* A table, so that its title stays with it when a page ends. */
static void add_table(const vw_report *r, vw_block_list *out, const char *id, vw_text caption,
                      const vw_cells *cells)
{
    static const vw_column_words columns[] = {
        {"field", {"Veld", "Field"}, VW_CELL_TEXT, 3, 0},
        {"value", {"Waarde", "Value"}, VW_CELL_TEXT, 7, 0},
    };
    const vw_table_words words = {
        .id = id, .caption = caption, .columns = columns, .column_count = COUNT(columns)};
    vw_table *table = vw_table_new(r, &words);
    vw_table_fill(r, table, cells);
    vw_add_table(r, out, table);
}

static vw_status add_group(vw_report *r, vw_block_list *out, const vw_paper_rows *papers,
                           const vw_cell *row, size_t number, size_t group)
{
    static const vw_text items_label = {"Wat afwijkt", "What deviates"};
    vw_cells cells = {0};
    vw_status status = VW_OK;
    for (const char *at = groups[group].fields; *at != '\0';) {
        const size_t length = strcspn(at, " ");
        const size_t column = column_of(papers, at, length);
        if (column != SIZE_MAX) {
            add_fact(r, &cells, vw_say(r, papers->columns[column].title),
                     cell_for(r, papers, row, column));
        }
        if (length == strlen("fail") && strncmp(at, "fail", length) == 0 && column != SIZE_MAX) {
            const char *which = NULL;
            status = deviating(&which, r, row[0].text, row[column].integer);
            if (which != NULL) {
                add_fact(r, &cells, vw_say(r, items_label), vw_text_cell(which));
            }
        }
        at += length + strspn(at + length, " ");
    }
    add_table(r, out, vw_printf(r->arena, "paper-%zu-%zu", number, group + 1), groups[group].title,
              &cells);
    return status;
}

static size_t named_so(const vw_paper_rows *papers, const vw_cell *row, size_t title,
                       size_t measure)
{
    size_t count = 0;
    for (size_t i = 0; i < papers->cells.count; i += papers->column_count) {
        const vw_cell *other = papers->cells.items + i;
        count +=
            other[title].text != NULL && strcmp(other[title].text, row[title].text) == 0 &&
            (measure == SIZE_MAX || (other[measure].text != NULL && row[measure].text != NULL &&
                                     strcmp(other[measure].text, row[measure].text) == 0));
    }
    return count;
}

/* Tests of several measures may ask the same: a title that others have too gets its measure, and
 * one that they share as well its test. */
static const char *heading_of(const vw_report *r, const vw_paper_rows *papers, const vw_cell *row)
{
    const size_t title = column_of(papers, "title", strlen("title"));
    const size_t measure = column_of(papers, "measure", strlen("measure"));
    if (row[title].text == NULL) {
        return row[0].text;
    }
    if (measure == SIZE_MAX || named_so(papers, row, title, SIZE_MAX) < 2) {
        return row[title].text;
    }
    const bool apart = row[measure].text != NULL && named_so(papers, row, title, measure) < 2;
    return vw_printf(r->arena, "%s (%s)", row[title].text, apart ? row[measure].text : row[0].text);
}

static vw_status add_part(vw_report *r, vw_block_list *out, const vw_paper_rows *papers,
                          const vw_cell *row, size_t number, int level)
{
    vw_status status = VW_OK;
    vw_add_heading(r, out, level, vw_printf(r->arena, "paper-%zu", number),
                   heading_of(r, papers, row));
    for (size_t i = 0; i < COUNT(groups) && status == VW_OK; i++) {
        status = add_group(r, out, papers, row, number, i);
    }
    return status;
}

/* ---- all of them ----------------------------------------------------------------------------- */

enum { PARTS_MOST = 60 };

/* Did an auditor say anything of the test? */
static bool is_filled_in(const vw_paper_rows *papers, const vw_cell *row)
{
    for (size_t i = papers->known; i < papers->column_count; i++) {
        if (row[i].is != VW_CELL_EMPTY) {
            return true;
        }
    }
    return false;
}

vw_status vw_blocks_test_papers(vw_report *r, vw_block_list *out, int level)
{
    static const vw_text none = {"Er is niets getoetst.", "Nothing was tested."};
    static const vw_text some = {
        "Hier staan {0} van de {1} werkpapieren: eerst wat een auditor heeft ingevuld, dan de "
        "slechtste uitkomst. Alle staan in de "
        "werkmap van de auditor (“verantwoord report "
        "auditor-workbook”), op het blad “Werkpapieren”.",
        "Here stand {0} of the {1} working papers: first what an auditor filled in, then of the "
        "tests that are not or partly met or were not assessed. All of them are in the auditor’s "
        "workbook (“verantwoord report "
        "auditor-workbook”), on the sheet “Working papers”."};
    vw_paper_rows papers;
    vw_status status = vw_paper_rows_read(&papers, r);
    const size_t all = papers.cells.count / papers.column_count;
    const size_t result = column_of(&papers, "result", strlen("result"));
    size_t printed = 0;
    if (all == 0) {
        vw_add_paragraph(r, out, vw_say(r, none));
    } else if (all > PARTS_MOST) {
        vw_add_note(r, out,
                    VW_FILL(r, some, vw_show_number(r, PARTS_MOST), vw_show_number(r, all)));
    }
    /* The worst result first: results stand in that order. */
    for (size_t turn = 0; turn < 2 * (size_t)VW_RESULT_COUNT; turn++) {
        const vw_result wanted = (vw_result)(turn % VW_RESULT_COUNT);
        const bool filled_in = turn < VW_RESULT_COUNT;
        for (size_t i = 0; i < all && printed < PARTS_MOST && status == VW_OK; i++) {
            const vw_cell *row = papers.cells.items + i * papers.column_count;
            if (row[result].is == VW_CELL_RESULT && row[result].result == wanted &&
                is_filled_in(&papers, row) == filled_in) {
                status = add_part(r, out, &papers, row, ++printed, level);
            }
        }
    }
    return status;
}
