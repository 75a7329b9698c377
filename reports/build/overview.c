/* SPDX-License-Identifier: EUPL-1.2 */
/* Counts of the eight results, as chart and as tables whose numbers are formulas in a workbook. */
#include "model/label.h"
#include "reports/build/rows.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Columns of a table of counts: label, the eight results, total, share met, coverage. */
enum { FIRST = 1, TOTAL = FIRST + VW_RESULT_COUNT, SHARE, COVERAGE, COLUMNS };

static uint64_t bit(vw_result result)
{
    return UINT64_C(1) << (FIRST + (unsigned)result);
}

static uint64_t denominator(void)
{
    uint64_t bits = 0;
    for (vw_result result = 0; result < VW_RESULT_COUNT; result++) {
        bits |= vw_result_neutral(result) ? 0 : bit(result);
    }
    return bits;
}

/* What the counts of one row count: rows of a table where columns have values; "" stands for the
 * result's own name. [table] NULL: the row is the sum of those above it. */
typedef struct {
    const char *table;
    const char *column[2], *value[2];
} counted;

static const vw_formula *count_formula(const vw_report *r, const counted *what, vw_result result)
{
    if (what->table == NULL) {
        return vw_formula_new(r, (vw_formula){.is = VW_SUM_ABOVE});
    }
    vw_formula formula = {.is = VW_COUNT_WHERE, .table = what->table};
    for (size_t i = 0; i < 2; i++) {
        formula.column[i] = what->column[i];
        formula.value[i] = what->value[i] != NULL && what->value[i][0] == '\0'
                               ? vw_result_name(result)
                               : what->value[i];
    }
    return vw_formula_new(r, formula);
}

static void add_row(const vw_report *r, vw_cells *cells, const char *label, const vw_counts *counts,
                    const counted *what)
{
    VW_PUSH(r->arena, *cells, vw_text_cell(label));
    for (vw_result result = 0; result < VW_RESULT_COUNT; result++) {
        vw_cell cell = vw_number_cell((int64_t)counts->of[result]);
        cell.formula = count_formula(r, what, result);
        VW_PUSH(r->arena, *cells, cell);
    }
    vw_cell total = vw_number_cell((int64_t)vw_counts_total(counts));
    total.formula =
        vw_formula_new(r, (vw_formula){.is = VW_SUM_ACROSS,
                                       .over = ((UINT64_C(1) << VW_RESULT_COUNT) - 1) << FIRST});
    VW_PUSH(r->arena, *cells, total);
    vw_cell share = {.is = VW_CELL_SHARE, .number = vw_counts_share_met(counts)};
    share.formula = vw_formula_new(r, (vw_formula){.is = VW_RATIO,
                                                   .over = bit(VW_MET) | bit(VW_EXPLAINED),
                                                   .under = denominator()});
    VW_PUSH(r->arena, *cells, share);
    vw_cell coverage = {.is = VW_CELL_SHARE, .number = vw_counts_coverage(counts)};
    coverage.formula = vw_formula_new(r, (vw_formula){.is = VW_RATIO,
                                                      .over = bit(VW_NOT_ASSESSED),
                                                      .under = denominator(),
                                                      .complement = true});
    VW_PUSH(r->arena, *cells, coverage);
}

/* Columns with the results' own words as their titles. */
static vw_table *counts_table(const vw_report *r, const char *id, vw_text caption, vw_text label)
{
    static const char *const ids[] = {"label", "total", "share_met", "coverage"};
    vw_column_words columns[COLUMNS] = {
        [0] = {ids[0], label, VW_CELL_TEXT, 2.6, 0},
        [TOTAL] = {ids[1], {"totaal", "total"}, VW_CELL_INTEGER, 0.9, 0},
        [SHARE] = {ids[2], {"aandeel voldoet", "share met"}, VW_CELL_SHARE, 1.1, 0},
        [COVERAGE] = {ids[3], {"dekking", "coverage"}, VW_CELL_SHARE, 1.1, 0},
    };
    for (vw_result result = 0; result < VW_RESULT_COUNT; result++) {
        columns[FIRST + result] = (vw_column_words){vw_result_name(result), vw_result_label(result),
                                                    VW_CELL_INTEGER, 1.2, 0};
    }
    const vw_table_words words = {
        .id = id,
        .caption = caption,
        .sheet_id = "summary",
        .sheet = {"Overzicht", "Overview"},
        .columns = columns,
        .column_count = COLUMNS,
    };
    return vw_table_new(r, &words);
}

static void add_total(const vw_report *r, vw_cells *cells, vw_table *table, const vw_counts *counts)
{
    const counted nothing = {NULL, {NULL, NULL}, {NULL, NULL}};
    add_row(r, cells, r->words->total, counts, &nothing);
    table->has_total_row = true;
}

static void count_result(void *self, vw_stmt *stmt)
{
    vw_counts *counts = self;
    vw_result result = VW_RESULT_ERROR;
    (void)vw_result_parse(&result, vw_stmt_text(stmt, 0));
    counts->of[result] += (uint64_t)vw_stmt_int(stmt, 1);
}

/* Leaving evidence out must not look like progress: compared with the evaluation before, over the
 * same frameworks (docs/semantics.md, 5). */
static vw_status warn_of_coverage(vw_report *r, vw_block_list *out)
{
    static const vw_text warning = {
        "Sinds de vorige evaluatie steeg het aandeel voldoet van {0} naar {1}, terwijl de dekking "
        "daalde van {2} naar {3}. De stijging kan dus komen doordat er minder is beoordeeld.",
        "Since the previous evaluation the share met rose from {0} to {1}, while coverage fell "
        "from {2} to {3}. The rise may therefore come from assessing less."};
    vw_counts before = {0};
    vw_status status = vw_ask_rows(
        r,
        "SELECT result, count(*) FROM conclusion WHERE evaluation_id = (SELECT max(p.id) FROM "
        "evaluation e JOIN evaluation p ON p.id < e.id AND p.frameworks = e.frameworks "
        "WHERE e.id = ?1) GROUP BY result",
        count_result, &before);
    const double share[2] = {vw_counts_share_met(&before), vw_counts_share_met(&r->figures.all)};
    const double coverage[2] = {vw_counts_coverage(&before), vw_counts_coverage(&r->figures.all)};
    if (share[0] >= 0 && share[1] > share[0] && coverage[1] < coverage[0]) {
        vw_add_note(r, out,
                    VW_FILL(r, warning, vw_show_share(r, share[0]), vw_show_share(r, share[1]),
                            vw_show_share(r, coverage[0]), vw_show_share(r, coverage[1])));
    }
    return status;
}

vw_status vw_blocks_summary(vw_report *r, vw_block_list *out, int level)
{
    (void)level;
    r->shows_counts = true;
    vw_table *table = counts_table(r, "summary",
                                   (vw_text){"Uitkomsten per normenkader: normen maal aspecten",
                                             "Results per framework: requirements times aspects"},
                                   (vw_text){"Normenkader", "Framework"});
    vw_cells cells = {0};
    for (size_t i = 0; i < r->plan->framework_count; i++) {
        const vw_framework *framework = r->plan->frameworks[i];
        const counted what = {"conclusions", {"framework", "result"}, {framework->id, ""}};
        add_row(r, &cells, vw_show_framework(r, framework), &r->figures.aspects[i], &what);
    }
    add_total(r, &cells, table, &r->figures.all);
    vw_table_fill(r, table, &cells);
    vw_add_table(r, out, table);
    const vw_status status = warn_of_coverage(r, out);
    return status == VW_OK ? vw_blocks_own_sets(r, out) : status;
}

typedef struct {
    vw_counts of[VW_ASPECT_COUNT];
} aspect_counts;

static void count_aspect(void *self, vw_stmt *stmt)
{
    aspect_counts *counts = self;
    vw_aspect aspect = VW_DESIGN;
    vw_result result = VW_RESULT_ERROR;
    (void)vw_aspect_parse(&aspect, vw_stmt_text(stmt, 0));
    (void)vw_result_parse(&result, vw_stmt_text(stmt, 1));
    counts->of[aspect].of[result] += (uint64_t)vw_stmt_int(stmt, 2);
}

static vw_status count_aspects(aspect_counts *counts, vw_report *r)
{
    return vw_ask_rows(r,
                       "SELECT aspect, result, count(*) FROM conclusion "
                       "WHERE evaluation_id = ?1 GROUP BY 1, 2",
                       count_aspect, counts);
}

vw_status vw_blocks_aspects(vw_report *r, vw_block_list *out, int level)
{
    (void)level;
    aspect_counts counts = {0};
    vw_status status = count_aspects(&counts, r);
    vw_table *table = counts_table(
        r, "aspects",
        (vw_text){"Opzet, bestaan en werking apart", "Design, existence and operation apart"},
        (vw_text){"Aspect", "Aspect"});
    vw_cells cells = {0};
    for (vw_aspect aspect = VW_DESIGN; aspect < VW_ASPECT_COUNT; aspect++) {
        const char *label = vw_say(r, vw_aspect_label(aspect));
        const counted what = {"conclusions", {"aspect", "result"}, {label, ""}};
        add_row(r, &cells, label, &counts.of[aspect], &what);
    }
    add_total(r, &cells, table, &r->figures.all);
    vw_table_fill(r, table, &cells);
    vw_add_table(r, out, table);
    return status;
}

vw_status vw_blocks_requirement_counts(vw_report *r, vw_block_list *out, int level)
{
    (void)level;
    vw_table *table = counts_table(
        r, "requirement-counts",
        (vw_text){"Uitkomsten per normenkader: normen als geheel, naar hun slechtste aspect",
                  "Results per framework: whole requirements, by their worst aspect"},
        (vw_text){"Normenkader", "Framework"});
    vw_cells cells = {0};
    for (size_t i = 0; i < r->plan->framework_count; i++) {
        const vw_framework *framework = r->plan->frameworks[i];
        const counted what = {"requirements", {"framework", "result"}, {framework->id, ""}};
        add_row(r, &cells, vw_show_framework(r, framework), &r->figures.requirements[i], &what);
    }
    const vw_counts all = vw_count_requirements(r);
    add_total(r, &cells, table, &all);
    vw_table_fill(r, table, &cells);
    vw_add_table(r, out, table);
    return VW_OK;
}

/* All that the chart shows, for who cannot see it. */
static const char *in_words(const vw_report *r, const vw_chart_bar *bars, size_t count)
{
    vw_buf out = {.arena = r->arena};
    for (size_t i = 0; i < count; i++) {
        vw_buf_addf(&out, "%s%s: ", i > 0 ? " " : "", bars[i].label);
        const char *before = "";
        for (vw_result result = 0; result < VW_RESULT_COUNT; result++) {
            if (bars[i].counts.of[result] > 0) {
                vw_buf_addf(&out, "%s%s %s", before, vw_show_number(r, bars[i].counts.of[result]),
                            r->words->result[result]);
                before = ", ";
            }
        }
        vw_buf_add(&out, ".");
    }
    return vw_buf_text(&out);
}

static void add_chart(const vw_report *r, vw_block_list *out, const char *id, const vw_chart *chart)
{
    vw_block *block = VW_NEW(r->arena, vw_block);
    *block = (vw_block){.is = VW_BLOCK_CHART, .id = id, .chart = chart};
    VW_PUSH(r->arena, *out, block);
}

static void add_results_chart(const vw_report *r, vw_block_list *out, const char *id,
                              vw_text caption, const vw_chart_bar *bars, size_t count)
{
    vw_chart *chart = VW_NEW(r->arena, vw_chart);
    *chart = (vw_chart){.caption = vw_say(r, caption),
                        .alternative = in_words(r, bars, count),
                        .bars = bars,
                        .bar_count = count};
    add_chart(r, out, id, chart);
}

vw_status vw_blocks_chart(vw_report *r, vw_block_list *out, int level)
{
    (void)level;
    r->shows_counts = true;
    const size_t count = r->plan->framework_count;
    vw_chart_bar *bars = VW_NEW_ARRAY(r->arena, count, vw_chart_bar);
    for (size_t i = 0; i < count; i++) {
        bars[i] = (vw_chart_bar){.label = vw_show_framework(r, r->plan->frameworks[i]),
                                 .counts = r->figures.aspects[i]};
    }
    add_results_chart(
        r, out, "chart",
        (vw_text){"De acht uitkomsten per normenkader", "The eight results per framework"}, bars,
        count);
    return VW_OK;
}

vw_status vw_blocks_chart_aspects(vw_report *r, vw_block_list *out, int level)
{
    (void)level;
    r->shows_counts = true;
    aspect_counts counts = {0};
    vw_status status = count_aspects(&counts, r);
    vw_chart_bar *bars = VW_NEW_ARRAY(r->arena, VW_ASPECT_COUNT, vw_chart_bar);
    for (vw_aspect aspect = VW_DESIGN; aspect < VW_ASPECT_COUNT; aspect++) {
        bars[aspect] = (vw_chart_bar){.label = vw_say(r, vw_aspect_label(aspect)),
                                      .counts = counts.of[aspect]};
    }
    add_results_chart(r, out, "chart-aspects",
                      (vw_text){"De acht uitkomsten per aspect", "The eight results per aspect"},
                      bars, VW_ASPECT_COUNT);
    return status;
}

/* "BIO2 1.3: aandeel voldoet 21,5%, dekking 90,7%." of each framework. */
static const char *shares_in_words(const vw_report *r, const vw_chart *chart)
{
    vw_buf out = {.arena = r->arena};
    for (size_t point = 0; point < chart->point_count; point++) {
        vw_buf_addf(&out, "%s%s: ", point > 0 ? " " : "", chart->points[point]);
        for (size_t i = 0; i < chart->series_count; i++) {
            vw_buf_addf(&out, "%s%s %s", i > 0 ? ", " : "", chart->series[i].label,
                        vw_show_share(r, chart->series[i].shares[point]));
        }
        vw_buf_add(&out, ".");
    }
    return vw_buf_text(&out);
}

vw_status vw_blocks_chart_coverage(vw_report *r, vw_block_list *out, int level)
{
    (void)level;
    r->shows_counts = true;
    const size_t count = r->plan->framework_count;
    const char **points = VW_NEW_ARRAY(r->arena, count, const char *);
    double *met = VW_NEW_ARRAY(r->arena, count, double);
    double *coverage = VW_NEW_ARRAY(r->arena, count, double);
    for (size_t i = 0; i < count; i++) {
        points[i] = vw_show_framework(r, r->plan->frameworks[i]);
        met[i] = vw_counts_share_met(&r->figures.aspects[i]);
        coverage[i] = vw_counts_coverage(&r->figures.aspects[i]);
    }
    vw_chart_series *series = VW_NEW_ARRAY(r->arena, 2, vw_chart_series);
    series[0] = (vw_chart_series){vw_say(r, (vw_text){"aandeel voldoet", "share met"}), met};
    series[1] = (vw_chart_series){vw_say(r, (vw_text){"dekking", "coverage"}), coverage};
    vw_chart *chart = VW_NEW(r->arena, vw_chart);
    *chart = (vw_chart){.is = VW_CHART_SHARES,
                        .caption = vw_say(r, (vw_text){"Aandeel dat voldoet, en dekking",
                                                       "Share that is met, and coverage"}),
                        .points = points,
                        .point_count = count,
                        .series = series,
                        .series_count = 2};
    chart->alternative = shares_in_words(r, chart);
    add_chart(r, out, "chart-coverage", chart);
    return VW_OK;
}
