/* SPDX-License-Identifier: EUPL-1.2 */
/* Tests, what deviates from them, and what to do about it. */
#include "model/label.h"
#include "reports/build/people.h"
#include "reports/build/rows.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* What to do next: the test's own advice, else its measure's. */
static const char *remedy_of(const vw_report *r, const vw_test *test)
{
    const char *own = vw_say(r, test->remedy);
    return own[0] != '\0' ? own : vw_say(r, test->measure->remedy);
}

/* Of how many tests of the plan this is the title; of [measure] alone unless that is NULL. */
static size_t titled_so(const vw_report *r, const char *title, const vw_measure *measure)
{
    size_t count = 0;
    for (size_t i = 0; i < r->plan->test_count; i++) {
        const vw_test *test = r->plan->tests[i].test;
        count += (measure == NULL || test->measure == measure) &&
                 strcmp(vw_say(r, test->title), title) == 0;
    }
    return count;
}

/* A title that others have too gets its measure, and one that they share as well its test: else
 * two rows of a table say the same of different things. */
static void name_tests(vw_report *r)
{
    if (r->test_titles != NULL) {
        return;
    }
    const char **titles = VW_NEW_ARRAY(r->arena, r->plan->test_count, const char *);
    for (size_t i = 0; i < r->plan->test_count; i++) {
        const vw_test *test = r->plan->tests[i].test;
        const char *title = vw_say(r, test->title);
        const bool shared = titled_so(r, title, NULL) > 1;
        const bool alone = shared && titled_so(r, title, test->measure) < 2;
        titles[i] = !shared ? title
                            : vw_printf(r->arena, "%s (%s)", title,
                                        alone ? vw_say(r, test->measure->title) : test->id);
    }
    r->test_titles = titles;
}

static const char *title_of(const vw_report *r, const vw_planned_test *planned)
{
    return r->test_titles[planned - r->plan->tests];
}

/* Columns: 0 aspect, 1 result, 2 n, 3 passed, 4 failed, 5 unknown, 6 excepted, 7 population,
 * 8 complete, 9 collected, 10 collected_later, 11 error. */
static void set_test(const vw_row_source *source, vw_cell *cells)
{
    const vw_planned_test *planned = source->item;
    const vw_report *r = source->r;
    vw_aspect aspect = VW_DESIGN;
    const char *population = vw_stmt_text(source->stmt, 7);
    (void)vw_aspect_parse(&aspect, vw_stmt_text(source->stmt, 0));
    cells[0] = vw_text_cell(planned->test->id);
    cells[1] = vw_text_cell(title_of(r, planned));
    cells[2] = vw_text_cell(vw_say(r, planned->test->measure->title));
    cells[3] = vw_text_cell(vw_say(r, vw_aspect_label(aspect)));
    cells[4] = vw_stored_result(source, 1);
    for (int i = 0; i < 5; i++) {
        cells[5 + i] = vw_stored_number(source, 2 + i);
    }
    const vw_kind *kind =
        population != NULL ? vw_catalogue_find(r->plan->set->catalogue, population) : NULL;
    const vw_population *shared = planned->test->shared;
    cells[10] = vw_text_cell(shared != NULL ? vw_say(r, shared->label)
                             : kind != NULL ? vw_say(r, kind->label)
                                            : population);
    cells[11] = vw_stored_flag(source, 8);
    cells[12] = vw_stored_flag(source, 9);
    cells[13] = vw_stored_number(source, 10);
    cells[14] = vw_stored_text(source, 11);
}

/* All that are less than met; they come first. A few of the others when there are hardly any. */
static uint64_t tests_for_paper(const vw_counts *tests)
{
    enum { LEAST = 20 };
    const uint64_t wanting = vw_counts_total(tests) - tests->of[VW_MET] -
                             tests->of[VW_NOT_APPLICABLE] - tests->of[VW_NOT_OCCURRED];
    return wanting > LEAST ? wanting : LEAST;
}

vw_status vw_blocks_tests(vw_report *r, vw_block_list *out, int level)
{
    static const vw_column_words columns[] = {
        {"test", {"Toets", "Test"}, VW_CELL_TEXT, 3, VW_COLUMN_CODE | VW_COLUMN_DATA},
        {"title", {"Wat is getoetst", "What was tested"}, VW_CELL_TEXT, 5, 0},
        {"measure", {"Maatregel", "Measure"}, VW_CELL_TEXT, 3, VW_COLUMN_DATA},
        {"aspect", {"Aspect", "Aspect"}, VW_CELL_TEXT, 1, 0},
        {"result", {"Uitkomst", "Result"}, VW_CELL_RESULT, 1.6, 0},
        {"n", {"Aantal", "Number"}, VW_CELL_INTEGER, 0.8, 0},
        {"pass", {"In orde", "Pass"}, VW_CELL_INTEGER, 0.8, 0},
        {"fail", {"Afwijking", "Deviation"}, VW_CELL_INTEGER, 0.9, 0},
        {"unknown", {"Onbekend", "Unknown"}, VW_CELL_INTEGER, 0.9, 0},
        {"excepted", {"Uitzondering", "Exception"}, VW_CELL_INTEGER, 0.9, 0},
        {"population", {"Populatie", "Population"}, VW_CELL_TEXT, 1.8, VW_COLUMN_DATA},
        {"complete", {"Volledig verklaard", "Declared complete"}, VW_CELL_TEXT, 1, VW_COLUMN_DATA},
        {"collected", {"Bewijs verzameld", "Evidence collected"}, VW_CELL_TEXT, 1, VW_COLUMN_DATA},
        {"collected_later",
         {"Leveringen van na de periode", "Imports from after the period"},
         VW_CELL_INTEGER,
         1,
         VW_COLUMN_DATA},
        {"error", {"Fout", "Error"}, VW_CELL_TEXT, 3, VW_COLUMN_DATA},
    };
    static const vw_table_words words = {
        .id = "tests",
        .caption = {"Alle toetsen, de slechtste uitkomst eerst", "All tests, worst result first"},
        .sheet_id = "tests",
        .sheet = {"Toetsen", "Tests"},
        .columns = columns,
        .column_count = COUNT(columns),
        .empty = {"Er is niets getoetst.", "Nothing was tested."},
    };
    (void)level;
    name_tests(r);
    vw_row_groups groups;
    vw_status status = vw_test_groups(&groups, r);
    vw_table *table = vw_table_new(r, &words);
    vw_table_stream(r, table, vw_counts_total(&r->figures.tests),
                    "SELECT aspect, result, passed + failed + unknown + excepted, passed, failed, "
                    "unknown, excepted, population, complete, collected, collected_later, error "
                    "FROM finding WHERE evaluation_id = ?1 AND test = ?2",
                    &groups, set_test);
    vw_table_cut(r, table, tests_for_paper(&r->figures.tests));
    vw_add_table(r, out, table);
    return status;
}

/* What the deviation means for this subject. Where the outcome is unknown, it may not be so. */
static vw_cell reason_cell(const vw_row_source *source, const vw_planned_test *planned,
                           vw_outcome outcome)
{
    const char *reason = NULL;
    if (outcome != VW_UNKNOWN &&
        vw_reasons_of(&reason, source->r->reasons, source->scratch, source->diags, planned,
                      vw_stmt_int(source->stmt, 4)) != VW_OK) {
        reason = NULL; /* its error ends the table */
    }
    return vw_text_cell(reason);
}

/* Columns: 0 kind, 1 key, 2 outcome, 3 exception's key, 4 subject. */
static void set_deviation(const vw_row_source *source, vw_cell *cells)
{
    const vw_planned_test *planned = source->item;
    const vw_report *r = source->r;
    const vw_kind *kind = vw_catalogue_find(r->plan->set->catalogue, vw_stmt_text(source->stmt, 0));
    vw_outcome outcome = VW_FAIL;
    const char *name = vw_stmt_text(source->stmt, 2);
    outcome = name[0] == 'u' ? VW_UNKNOWN : name[0] == 'e' ? VW_EXCEPTED : VW_FAIL;
    cells[0] = vw_text_cell(planned->test->id);
    cells[1] = vw_text_cell(title_of(r, planned));
    cells[2] = kind != NULL ? vw_text_cell(vw_say(r, kind->label)) : vw_stored_text(source, 0);
    cells[3] =
        vw_text_cell(vw_show_subject(r, source->scratch, vw_stmt_text(source->stmt, 0),
                                     vw_stmt_int(source->stmt, 4), vw_stmt_text(source->stmt, 1)));
    cells[4] = vw_text_cell(vw_say(r, vw_outcome_label(outcome)));
    cells[5] = vw_stored_text(source, 3);
    cells[6] = reason_cell(source, planned, outcome);
    cells[7] = vw_text_cell(remedy_of(r, planned->test));
    cells[8] = vw_text_cell(vw_say(r, planned->test->measure->owner));
}

/* Deviations of all tests first: they must not fall off the paper behind what is unknown. */
static vw_row_groups by_outcome(const vw_report *r, const vw_row_groups *tests)
{
    static const char *const outcomes[] = {"fail", "excepted", "unknown"};
    vw_row_groups groups = {0};
    for (size_t i = 0; i < COUNT(outcomes); i++) {
        for (size_t j = 0; j < tests->count; j++) {
            vw_row_group group = tests->items[j];
            group.second = outcomes[i];
            VW_PUSH(r->arena, groups, group);
        }
    }
    return groups;
}

/* What deviates or is excused, and some of what is unknown: where nothing was collected, that is a
 * whole population. */
static uint64_t outcomes_for_paper(const vw_tally *outcomes)
{
    enum { UNKNOWNS = 20, MOST = 150 };
    const uint64_t wanted = outcomes->fail + outcomes->excepted + UNKNOWNS;
    return wanted < MOST ? wanted : MOST;
}

vw_status vw_blocks_deviations(vw_report *r, vw_block_list *out, int level)
{
    static const vw_column_words columns[] = {
        {"test", {"Toets", "Test"}, VW_CELL_TEXT, 3, VW_COLUMN_CODE | VW_COLUMN_DATA},
        {"title", {"Wat is getoetst", "What was tested"}, VW_CELL_TEXT, 3.4, 0},
        {"kind", {"Soort", "Kind"}, VW_CELL_TEXT, 1.4, 0},
        {"subject", {"Toetsobject", "Subject"}, VW_CELL_TEXT, 1.3, VW_COLUMN_CODE},
        {"outcome", {"Uitslag", "Outcome"}, VW_CELL_TEXT, 1.2, 0},
        {"exception", {"Uitzondering", "Exception"}, VW_CELL_TEXT, 1.2, VW_COLUMN_DATA},
        {"reason", {"Waarom", "Why"}, VW_CELL_TEXT, 3.4, VW_COLUMN_DATA},
        {"remedy", {"Wat te doen", "What to do"}, VW_CELL_TEXT, 3.4, 0},
        {"owner", {"Wie", "Who"}, VW_CELL_TEXT, 1.4, 0},
    };
    static const vw_table_words words = {
        .id = "deviations",
        .caption = {"Afwijkingen, dan uitzonderingen, dan onbekenden; de slechtste toets eerst",
                    "Deviations, then exceptions, then unknowns; worst test first"},
        .sheet_id = "deviations",
        .sheet = {"Afwijkingen", "Deviations"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    static const vw_text none = {"Geen toetsobject wijkt af, en van geen is de uitslag onbekend.",
                                 "No subject deviates, and of none the outcome is unknown."};
    (void)level;
    name_tests(r);
    vw_row_groups tests, groups;
    vw_status status = vw_test_groups(&tests, r);
    groups = by_outcome(r, &tests);
    vw_table *table = vw_table_new(r, &words);
    table->empty = vw_say_none(r, none, &r->figures.tests, VW_COUNTED_TESTS);
    vw_table_stream(
        r, table, (uint64_t)r->figures.outcomes_total,
        "SELECT s.kind, s.key, o.outcome, x.key, s.id FROM outcome o "
        "JOIN subject s ON s.id = o.subject LEFT JOIN subject x ON x.id = o.exception "
        "WHERE o.evaluation_id = ?1 AND o.test = ?2 AND o.outcome = ?3 AND "
        /* Asked once: a million that are unknown need not be read for one that fails. */
        "EXISTS (SELECT 1 FROM finding WHERE evaluation_id = ?1 AND test = ?2 AND CASE "
        "?3 WHEN 'fail' THEN failed WHEN 'unknown' THEN unknown ELSE excepted END > 0) "
        "ORDER BY s.key",
        &groups, set_deviation);
    vw_table_cut(r, table, outcomes_for_paper(&r->figures.outcomes));
    vw_add_table(r, out, table);
    return status;
}

typedef struct {
    int64_t tests, subjects, deviations;
} shortcoming;

/* Columns: 0 result, 1 tests, 2 subjects, 3 deviations. */
static void keep_shortcoming(void *self, vw_stmt *stmt)
{
    shortcoming *all = self;
    vw_result result = VW_RESULT_ERROR;
    if (vw_result_parse(&result, vw_stmt_text(stmt, 0))) {
        all[result] =
            (shortcoming){vw_stmt_int(stmt, 1), vw_stmt_int(stmt, 2), vw_stmt_int(stmt, 3)};
    }
}

/* By number and severity only: a public report must not point at the weak spot, and the title of a
 * test or measure that falls short does. Which they are stands in the confidential annexes. */
vw_status vw_blocks_main_deviations(vw_report *r, vw_block_list *out, int level)
{
    static const vw_column_words columns[] = {
        {"result", {"Uitkomst", "Result"}, VW_CELL_RESULT, 2, 0},
        {"tests", {"Toetsen", "Tests"}, VW_CELL_INTEGER, 1, 0},
        {"n", {"Toetsobjecten daarin", "Subjects in them"}, VW_CELL_INTEGER, 1.4, 0},
        {"fail", {"Afwijkingen", "Deviations"}, VW_CELL_INTEGER, 1, 0},
    };
    static const vw_table_words words = {
        .id = "main-deviations",
        .caption = {"Toetsen die niet of gedeeltelijk voldoen, in aantallen",
                    "Tests that are not or partly met, in numbers"},
        .sheet_id = "main-deviations",
        .sheet = {"Tekortkomingen", "Shortcomings"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    static const vw_text none = {"Bij geen toets waren er meer afwijkingen dan toegestaan.",
                                 "No test had more deviations than allowed."};
    static const vw_text where = {
        "Welke toetsen dit zijn, wat er per afwijking gebeurt en wie dat doet, staat in de "
        "vertrouwelijke bijlagen bij de verklaring.",
        "Which tests these are, what is done about each deviation and by whom, stands in the "
        "confidential annexes of the statement."};
    static const vw_result worst_first[] = {VW_NOT_MET, VW_PARTLY_MET};
    (void)level;
    shortcoming all[VW_RESULT_COUNT] = {{0}};
    vw_cells cells = {0};
    vw_status status = vw_ask_rows(
        r,
        "SELECT result, count(*), sum(passed + failed + unknown + excepted), sum(failed) FROM "
        "finding WHERE evaluation_id = ?1 GROUP BY result",
        keep_shortcoming, all);
    for (size_t i = 0; i < COUNT(worst_first); i++) {
        const shortcoming *one = &all[worst_first[i]];
        if (one->tests > 0) {
            VW_PUSH(r->arena, cells, vw_result_cell(worst_first[i]));
            VW_PUSH(r->arena, cells, vw_number_cell(one->tests));
            VW_PUSH(r->arena, cells, vw_number_cell(one->subjects));
            VW_PUSH(r->arena, cells, vw_number_cell(one->deviations));
        }
    }
    vw_table *table = vw_table_new(r, &words);
    table->empty = vw_say_none(r, none, &r->figures.tests, VW_COUNTED_TESTS);
    vw_table_fill(r, table, &cells);
    vw_add_table(r, out, table);
    if (cells.count > 0) {
        vw_add_paragraph(r, out, vw_say(r, where));
    }
    return status;
}
