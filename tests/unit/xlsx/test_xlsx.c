/* SPDX-License-Identifier: EUPL-1.2 */
/* Names of sheets, places of rows, formulas as text, texts as cells hold them. */
#include "reports/xlsx/xlsx.h"
#include "sample_document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct {
    vw_arena *arena;
    vw_diags *diags;
    vw_xlsx xlsx;
    sample *sample;
} fixture;

static int set_up(void **state)
{
    fixture *all = calloc(1, sizeof *all);
    all->arena = vw_arena_new();
    all->diags = vw_diags_new(all->arena);
    all->sample = sample_new(all->arena, VW_EN);
    all->xlsx.arena = all->arena;
    all->xlsx.text.arena = all->xlsx.clean.arena = all->xlsx.formula.arena = all->arena;
    *state = all;
    return 0;
}

static int tear_down(void **state)
{
    fixture *all = *state;
    vw_arena_free(all->arena);
    free(all);
    return 0;
}

static void place(fixture *all, uint32_t front_rows, uint32_t max_rows)
{
    all->xlsx.layout = (vw_layout){0};
    vw_layout__gather(&all->xlsx.layout, all->arena, &all->sample->document);
    vw_layout__place(&all->xlsx.layout, all->arena, &all->sample->document, front_rows, max_rows);
}

static void a_sheet_name_keeps_to_what_excel_accepts(void **state)
{
    const fixture *all = *state;
    const struct {
        const char *title, *suffix, *expected;
    } cases[] = {
        {"Samenvatting", "", "Samenvatting"},
        {"a[b]:c*d?e/f\\g'h", "", "a b c d e f g’h"},
        {" 'x' ", "", "’x’"},
        {"een titel die veel langer is dan 31 tekens", "", "een titel die veel langer is"},
        {"Digitale veiligheid: wat de raad moet weten", "", "Digitale veiligheid"},
        {"Schakels in de toeleveringsketens", "", "Schakels"},
        {"Collegeverklaring informatiebeveiliging", "", "Collegeverklaring"},
        {"Informatiebeveiligingsverantwoording", "", "Informatiebeveiligingsverantwoo"},
        {"een titel die veel langer is dan 31 tekens", " (12)", "een titel die veel langer (12)"},
        /* An emoji takes two of the 31. */
        {"😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀", "", "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀"},
        {"éééééééééééééééééééééééééééééééé", "", "ééééééééééééééééééééééééééééééé"},
        {"[]", "", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_string_equal(vw_layout__sheet_name(all->arena, cases[i].title, cases[i].suffix),
                            cases[i].expected);
    }
}

static void two_sheets_never_have_one_name(void **state)
{
    fixture *all = *state;
    all->sample->texts_table.sheet = "samenvatting";
    all->sample->nothing_table.sheet = "History";
    all->sample->conclusions_table.sheet = "[]";
    place(all, 0, VW_BOOK_ROWS_MAX);
    const char *const expected[] = {"Samenvatting", " (2)", "samenvatting (2)", "History (2)"};
    assert_int_equal(all->xlsx.layout.pages.count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(all->xlsx.layout.pages.items[i].name, expected[i]);
    }
}

static void tables_of_one_sheet_stand_below_each_other_with_captions(void **state)
{
    fixture *all = *state;
    place(all, 20, VW_BOOK_ROWS_MAX);
    const vw_placed *summary = vw_layout__find_table(&all->xlsx.layout, "summary");
    const vw_placed *below = vw_layout__find_table(&all->xlsx.layout, "requirements");
    const vw_placed *alone = vw_layout__find_table(&all->xlsx.layout, "conclusions");
    assert_int_equal(summary->caption, 20);
    assert_int_equal(summary->parts[0].head, 21);
    assert_int_equal(summary->parts[0].rows, 5);
    assert_int_equal(below->parts[0].page, 0);
    assert_int_equal(below->caption, 28);
    assert_int_equal(alone->caption, VW_NO_ROW);
    assert_int_equal(alone->parts[0].head, 0);
    assert_int_equal(alone->parts[0].page, 1);
}

static void a_full_sheet_goes_on_at_the_next(void **state)
{
    fixture *all = *state;
    place(all, 0, 12);
    const vw_placed *placed = vw_layout__find_table(&all->xlsx.layout, "conclusions");
    assert_int_equal(placed->part_count, 3);
    uint64_t rows = 0;
    for (size_t i = 0; i < placed->part_count; i++) {
        const vw_part *part = &placed->parts[i];
        assert_int_equal(part->index, rows);
        /* One row stays free to say where the table goes on. */
        assert_true(part->head + part->rows < 11);
        rows += part->rows;
    }
    assert_int_equal(rows, placed->table->total_rows);
    assert_string_equal(all->xlsx.layout.pages.items[placed->parts[0].page].goes_on,
                        all->xlsx.layout.pages.items[placed->parts[1].page].name);
    assert_ptr_equal(vw_layout__part_of(placed, 0), &placed->parts[0]);
    assert_ptr_equal(vw_layout__part_of(placed, placed->parts[1].index), &placed->parts[1]);
    assert_ptr_equal(vw_layout__part_of(placed, placed->parts[1].index - 1), &placed->parts[0]);
    assert_ptr_equal(vw_layout__part_of(placed, rows - 1), &placed->parts[2]);
}

static const char *formula_at(fixture *all, const char *table, uint64_t index, size_t column,
                              vw_formula formula)
{
    const char *text = NULL;
    const vw_words *words = &all->sample->document.words;
    assert_int_equal(vw_formula__text(&text, &all->xlsx.formula, all->diags, &all->xlsx.layout,
                                      words, vw_layout__find_table(&all->xlsx.layout, table), index,
                                      column, &formula),
                     VW_OK);
    return text != NULL ? text : "";
}

static vw_formula count_of(const char *column, const char *value)
{
    return (vw_formula){.is = VW_COUNT_WHERE,
                        .table = "conclusions",
                        .column = {column, NULL},
                        .value = {value, NULL}};
}

static void formulas_name_the_rows_that_they_count(void **state)
{
    fixture *all = *state;
    all->sample->conclusions_table.sheet = "List";
    place(all, 0, VW_BOOK_ROWS_MAX);
    const vw_formula two = {.is = VW_COUNT_WHERE,
                            .table = "conclusions",
                            .column = {"framework", "result"},
                            .value = {"BIO2 1.3", "not_met"}};
    assert_string_equal(formula_at(all, "summary", 0, 1, two),
                        "=COUNTIFS('List'!$A$2:$A$24,\"BIO2 1.3\",'List'!$D$2:$D$24,\"not met\")");
    assert_string_equal(formula_at(all, "summary", 4, 2, (vw_formula){.is = VW_SUM_ABOVE}),
                        "=SUM('Samenvatting'!$C$3:$C$6)");
    const vw_formula across = {.is = VW_SUM_ACROSS, .over = 0x0e | 1u << 6};
    assert_string_equal(formula_at(all, "summary", 0, 9, across), "=SUM(B3:D3,G3)");
    const vw_formula ratio = {.is = VW_RATIO, .over = 2, .under = 6, .complement = true};
    assert_string_equal(formula_at(all, "summary", 1, 9, ratio),
                        "=IF(SUM(B4:C4)=0,\"n/a\",IF(OR(SUM(B4)=0,SUM(B4)=SUM(B4:C4)),"
                        "1-SUM(B4)/SUM(B4:C4),MEDIAN(0.001,1-SUM(B4)/SUM(B4:C4),0.999)))");
}

static void a_total_row_is_not_counted_again(void **state)
{
    fixture *all = *state;
    place(all, 0, VW_BOOK_ROWS_MAX);
    vw_formula formula = count_of("framework", "NIS2");
    formula.table = "summary";
    assert_string_equal(formula_at(all, "requirements", 0, 1, formula),
                        "=COUNTIFS('Samenvatting'!$A$3:$A$6,\"NIS2\")");
}

static void formulas_count_all_sheets_of_a_long_table(void **state)
{
    fixture *all = *state;
    all->sample->conclusions_table.sheet = "List";
    place(all, 0, 14);
    assert_string_equal(formula_at(all, "summary", 0, 1, count_of("result", "met")),
                        "=COUNTIFS('List'!$D$2:$D$13,\"met\")"
                        "+COUNTIFS('List (2)'!$D$2:$D$12,\"met\")");
}

/* COUNTIFS would take these for numbers, dates, orders or patterns. */
static void a_condition_that_reads_as_something_else_is_compared_exactly(void **state)
{
    fixture *all = *state;
    all->sample->conclusions_table.sheet = "List";
    place(all, 0, VW_BOOK_ROWS_MAX);
    const char *const values[] = {"5.10", "jan 1", "<x", "a*", "TRUE", "", "=1", "Maart 2025"};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        assert_string_equal(
            formula_at(all, "summary", 0, 1, count_of("requirement", values[i])),
            vw_printf(all->arena, "=SUMPRODUCT(1*EXACT('List'!$B$2:$B$24,\"%s\"))", values[i]));
    }
    assert_string_equal(formula_at(all, "summary", 0, 1, count_of("requirement", "zeg \"ja\"")),
                        "=COUNTIFS('List'!$B$2:$B$24,\"zeg \"\"ja\"\"\")");
    assert_string_equal(formula_at(all, "summary", 0, 1, count_of("deviations", "731")),
                        "=COUNTIFS('List'!$F$2:$F$24,731)");
    assert_string_equal(formula_at(all, "summary", 0, 1, count_of("date", "2025-01-28")),
                        "=COUNTIFS('List'!$E$2:$E$24,45685)");
}

static void a_formula_over_a_table_of_another_edition_is_its_value(void **state)
{
    fixture *all = *state;
    place(all, 0, VW_BOOK_ROWS_MAX);
    vw_formula formula = count_of("result", "met");
    formula.table = "elsewhere";
    assert_string_equal(formula_at(all, "summary", 0, 1, formula), "");
}

static void a_formula_over_an_absent_column_is_a_fault_of_the_program(void **state)
{
    fixture *all = *state;
    place(all, 0, VW_BOOK_ROWS_MAX);
    const vw_formula formula = count_of("resultaat", "met");
    const char *text = NULL;
    assert_int_equal(vw_formula__text(&text, &all->xlsx.formula, all->diags, &all->xlsx.layout,
                                      &all->sample->document.words,
                                      vw_layout__find_table(&all->xlsx.layout, "summary"), 0, 1,
                                      &formula),
                     VW_ERR_BUG);
    assert_int_equal(vw_diags_count(all->diags, VW_ERROR), 1);
    assert_int_equal(vw_diags_get(all->diags, 0)->msg, VW_MSG_T044);
}

static void a_text_too_long_for_a_cell_is_cut_visibly(void **state)
{
    fixture *all = *state;
    char *text = vw_alloc(all->arena, VW_BOOK_TEXT_MAX + 2);
    memset(text, 'x', VW_BOOK_TEXT_MAX);
    assert_int_equal(vw_xlsx__text(&all->xlsx, text), 0);
    assert_int_equal(all->xlsx.text.length, VW_BOOK_TEXT_MAX);
    text[VW_BOOK_TEXT_MAX] = 'x';
    assert_int_equal(vw_xlsx__text(&all->xlsx, text), VW_BOOK_TEXT_MAX + 1);
    const char *end = all->xlsx.text.text + all->xlsx.text.length;
    assert_string_equal(end - strlen(" […]"), " […]");
}

static void text_that_looks_escaped_is_kept_from_being_unescaped(void **state)
{
    fixture *all = *state;
    assert_int_equal(vw_xlsx__text(&all->xlsx, "a_x0041_b_x00_c_x004G_"), 0);
    assert_string_equal(vw_buf_text(&all->xlsx.text), "a_x005F_x0041_b_x00_c_x004G_");
    assert_int_equal(vw_xlsx__text(&all->xlsx, "_x0041_x0042_"), 0);
    assert_string_equal(vw_buf_text(&all->xlsx.text), "_x005F_x0041_x005F_x0042_");
}

static void links_lead_only_to_what_is_in_the_book(void **state)
{
    fixture *all = *state;
    place(all, 20, VW_BOOK_ROWS_MAX);
    assert_string_equal(vw_xlsx__target(&all->xlsx, "#summary"), "internal:'Samenvatting'!A21");
    assert_string_equal(vw_xlsx__target(&all->xlsx, "https://example.org"), "https://example.org");
    assert_null(vw_xlsx__target(&all->xlsx, "#nergens"));
    assert_null(vw_xlsx__target(&all->xlsx, "javascript:alert(1)"));
    assert_null(vw_xlsx__target(&all->xlsx, NULL));
}

static void a_row_is_as_high_as_its_text(void **state)
{
    (void)state;
    assert_int_equal(vw_xlsx__lines("", 10), 1);
    assert_int_equal(vw_xlsx__lines("kort", 10), 1);
    assert_int_equal(vw_xlsx__lines("een\ntwee\n", 10), 3);
    assert_int_equal(vw_xlsx__lines("een twee drie vier", 10), 2);
    assert_int_equal(vw_xlsx__lines("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 11), 3);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(a_sheet_name_keeps_to_what_excel_accepts),
        CASE(two_sheets_never_have_one_name),
        CASE(tables_of_one_sheet_stand_below_each_other_with_captions),
        CASE(a_full_sheet_goes_on_at_the_next),
        CASE(formulas_name_the_rows_that_they_count),
        CASE(a_total_row_is_not_counted_again),
        CASE(formulas_count_all_sheets_of_a_long_table),
        CASE(a_condition_that_reads_as_something_else_is_compared_exactly),
        CASE(a_formula_over_a_table_of_another_edition_is_its_value),
        CASE(a_formula_over_an_absent_column_is_a_fault_of_the_program),
        CASE(a_text_too_long_for_a_cell_is_cut_visibly),
        CASE(text_that_looks_escaped_is_kept_from_being_unescaped),
        CASE(links_lead_only_to_what_is_in_the_book),
        CASE(a_row_is_as_high_as_its_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
