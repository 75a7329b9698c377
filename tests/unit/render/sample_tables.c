/* SPDX-License-Identifier: EUPL-1.2 */
/* The sample's tables. Counts are counted here, so that formulas have something to agree with. */
#include "sample_tables.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { CONCLUSIONS = 23, SUMMARY_COLUMNS = VW_RESULT_COUNT + 4 };

/* The last one is text that a careless condition would take for a pattern or an order. */
static const char *const frameworks[] = {"BIO2 1.3", "DigiD 3.0", "=1+1|\"*<b>"};
/* "5.1" and "5.10" are one number, and two requirements. */
static const char *const requirements[] = {"5.1", "5.10", "8.13.04", "U/TV.01", "jan 1"};

static vw_status open_rows(void *self, vw_diags *diags)
{
    (void)diags;
    sample_rows *rows = self;
    rows->at = 0;
    rows->opened++;
    return VW_OK;
}

static vw_status next_row(void *self, vw_diags *diags, const vw_cell **cells)
{
    (void)diags;
    sample_rows *rows = self;
    if (rows->at == rows->fail_at) {
        return VW_ERR_STORE;
    }
    *cells = rows->at < rows->count ? rows->cells + rows->at * rows->columns : NULL;
    rows->at++;
    return VW_OK;
}

static void close_rows(void *self)
{
    ((sample_rows *)self)->closed++;
}

vw_rows sample_rows_of(sample_rows *rows)
{
    return (vw_rows){.open = open_rows, .next = next_row, .close = close_rows, .self = rows};
}

static vw_cell text(const char *text)
{
    return (vw_cell){.is = VW_CELL_TEXT, .text = text};
}

static vw_cell integer(uint64_t value)
{
    return (vw_cell){.is = VW_CELL_INTEGER, .integer = (int64_t)value};
}

static vw_cell share(double value)
{
    return (vw_cell){.is = VW_CELL_SHARE, .number = value};
}

static vw_cell result(vw_result value)
{
    return (vw_cell){.is = VW_CELL_RESULT, .result = value};
}

static vw_table_column column(const char *id, const char *title, vw_cell_kind is, double weight)
{
    return (vw_table_column){
        .id = id, .title = title, .is = is, .weight = weight, .on_paper = true};
}

static const vw_table_column *keep_columns(vw_arena *arena, const vw_table_column *from, size_t n)
{
    vw_table_column *kept = VW_NEW_ARRAY(arena, n, vw_table_column);
    memcpy(kept, from, n * sizeof *kept);
    return kept;
}

static vw_formula *formula(vw_arena *arena, vw_formula value)
{
    vw_formula *kept = VW_NEW(arena, vw_formula);
    *kept = value;
    return kept;
}

static const char *framework_of(size_t row)
{
    return frameworks[row % COUNT(frameworks)];
}

static const char *requirement_of(size_t row)
{
    return requirements[row % COUNT(requirements)];
}

static vw_result result_of(size_t row)
{
    return (vw_result)(row / 2 % VW_RESULT_COUNT);
}

static void set_table(vw_table *table, sample_rows *rows)
{
    rows->columns = table->column_count;
    rows->fail_at = UINT64_MAX;
    table->total_rows = rows->count;
    table->rows = sample_rows_of(rows);
}

void sample__conclusions(sample *all, vw_arena *arena)
{
    vw_table_column columns[] = {
        column("framework", "Normenkader", VW_CELL_TEXT, 1.6),
        column("requirement", "Norm", VW_CELL_TEXT, 1),
        column("title", "Titel", VW_CELL_TEXT, 4),
        column("result", "Uitkomst", VW_CELL_RESULT, 1.6),
        column("date", "Beoordeeld op", VW_CELL_DATE, 1.4),
        column("deviations", "Afwijkingen", VW_CELL_INTEGER, 1),
        column("digest", "Hash", VW_CELL_TEXT, 2),
        column("at", "Vastgelegd op (UTC)", VW_CELL_INSTANT, 2),
    };
    columns[1].code = columns[6].code = true;
    columns[6].on_paper = columns[7].on_paper = false;
    vw_cell *cells = VW_NEW_ARRAY(arena, CONCLUSIONS * COUNT(columns), vw_cell);
    for (size_t i = 0; i < CONCLUSIONS; i++) {
        vw_cell *row = cells + i * COUNT(columns);
        row[0] = text(framework_of(i));
        row[1] = text(requirement_of(i));
        row[2] = text(i % 4 == 0 ? "Back-ups worden teruggezet, en dat wordt vastgelegd met datum, "
                                   "systeem en uitkomst"
                                 : "Toegang");
        row[2].target = i == 0 ? "#summary" : i == 1 ? "https://example.org/a?b=1&c=\"2\"" : NULL;
        row[3] = result(result_of(i));
        row[4] = (vw_cell){.is = VW_CELL_DATE,
                           .date = i == 3 ? VW_DATE_NONE : vw_date_of(2025, 1 + (int)i % 12, 28)};
        row[5] = i == 5 ? (vw_cell){.is = VW_CELL_EMPTY} : integer(i * 731);
        row[6] = text(vw_printf(arena, "%064zx", i * 2654435761u));
        row[7] = (vw_cell){.is = VW_CELL_INSTANT,
                           .text = vw_printf(arena, "2025-12-%02zuT%02zu:%02zu:59Z", 1 + i % 28,
                                             i % 24, i * 7 % 60)};
    }
    all->conclusions = (sample_rows){.cells = cells, .count = CONCLUSIONS};
    all->conclusions_table = (vw_table){.id = "conclusions",
                                        .caption = "Conclusies per norm",
                                        .sheet = "Conclusies: alle [normen] & \"meer\", heel lang",
                                        .sheet_id = "conclusions",
                                        .columns = keep_columns(arena, columns, COUNT(columns)),
                                        .column_count = COUNT(columns),
                                        .paper_rows = 10,
                                        .paper_note = "De overige rijen staan in de werkmap."};
    set_table(&all->conclusions_table, &all->conclusions);
}

static uint64_t count_conclusions(const char *framework, const char *requirement, int result)
{
    uint64_t count = 0;
    for (size_t i = 0; i < CONCLUSIONS; i++) {
        count += (framework == NULL || strcmp(framework_of(i), framework) == 0) &&
                 (requirement == NULL || strcmp(requirement_of(i), requirement) == 0) &&
                 (result < 0 || result_of(i) == (vw_result)result);
    }
    return count;
}

/* The computed columns of a row of counts: total, share met, coverage. */
static void finish_summary_row(vw_arena *arena, vw_cell *row)
{
    vw_counts counts;
    const uint64_t eight = 0xff << 1;
    const uint64_t judged =
        eight & ~(1ull << (1 + VW_NOT_APPLICABLE)) & ~(1ull << (1 + VW_NOT_OCCURRED));
    for (size_t i = 0; i < VW_RESULT_COUNT; i++) {
        counts.of[i] = (uint64_t)row[1 + i].integer;
    }
    row[9] = integer(vw_counts_total(&counts));
    row[9].formula = formula(arena, (vw_formula){.is = VW_SUM_ACROSS, .over = eight});
    row[10] = share(vw_counts_share_met(&counts));
    row[10].formula =
        formula(arena, (vw_formula){.is = VW_RATIO,
                                    .over = 1u << (1 + VW_MET) | 1u << (1 + VW_EXPLAINED),
                                    .under = judged});
    row[11] = share(vw_counts_coverage(&counts));
    row[11].formula = formula(arena, (vw_formula){.is = VW_RATIO,
                                                  .over = 1u << (1 + VW_NOT_ASSESSED),
                                                  .under = judged,
                                                  .complement = true});
}

/* One row a framework, one for a framework without conclusions, and the total. */
void sample__summary(sample *all, vw_arena *arena, const vw_words *words)
{
    enum { ROWS = COUNT(frameworks) + 2 };
    vw_table_column columns[SUMMARY_COLUMNS] = {
        column("framework", "Normenkader", VW_CELL_TEXT, 2)};
    for (int i = 0; i < VW_RESULT_COUNT; i++) {
        columns[1 + i] = column(vw_result_name((vw_result)i), words->result[i], VW_CELL_INTEGER, 1);
    }
    columns[9] = column("total", words->total, VW_CELL_INTEGER, 1);
    columns[10] = column("share_met", "Aandeel voldoet", VW_CELL_SHARE, 1.2);
    columns[11] = column("coverage", "Dekking", VW_CELL_SHARE, 1);
    vw_cell *cells = VW_NEW_ARRAY(arena, ROWS * SUMMARY_COLUMNS, vw_cell);
    for (size_t i = 0; i < ROWS; i++) {
        vw_cell *row = cells + i * SUMMARY_COLUMNS;
        const bool is_total = i + 1 == ROWS;
        const char *name = i < COUNT(frameworks) ? frameworks[i] : "NIS2";
        row[0] = text(is_total ? words->total : name);
        for (int r = 0; r < VW_RESULT_COUNT; r++) {
            row[1 + r] = integer(count_conclusions(is_total ? NULL : name, NULL, r));
            row[1 + r].formula = formula(
                arena, is_total ? (vw_formula){.is = VW_SUM_ABOVE}
                                : (vw_formula){.is = VW_COUNT_WHERE,
                                               .table = "conclusions",
                                               .column = {"framework", "result"},
                                               .value = {name, vw_result_name((vw_result)r)}});
        }
        finish_summary_row(arena, row);
    }
    all->summary = (sample_rows){.cells = cells, .count = ROWS};
    all->summary_table = (vw_table){.id = "summary",
                                    .caption = "Uitkomsten per normenkader",
                                    .sheet = "Samenvatting",
                                    .sheet_id = "summary",
                                    .columns = keep_columns(arena, columns, SUMMARY_COLUMNS),
                                    .column_count = SUMMARY_COLUMNS,
                                    .has_total_row = true};
    set_table(&all->summary_table, &all->summary);
}

void sample__requirements(sample *all, vw_arena *arena)
{
    const vw_table_column columns[] = {
        column("requirement", "Norm", VW_CELL_TEXT, 1),
        column("conclusions", "Conclusies", VW_CELL_INTEGER, 1),
        column("met", "Voldoet", VW_CELL_INTEGER, 1),
    };
    vw_cell *cells = VW_NEW_ARRAY(arena, COUNT(requirements) * COUNT(columns), vw_cell);
    for (size_t i = 0; i < COUNT(requirements); i++) {
        vw_cell *row = cells + i * COUNT(columns);
        row[0] = text(requirements[i]);
        row[1] = integer(count_conclusions(NULL, requirements[i], -1));
        row[1].formula = formula(arena, (vw_formula){.is = VW_COUNT_WHERE,
                                                     .table = "conclusions",
                                                     .column = {"requirement"},
                                                     .value = {requirements[i]}});
        row[2] = integer(count_conclusions(NULL, requirements[i], VW_MET));
        row[2].formula = formula(arena, (vw_formula){.is = VW_COUNT_WHERE,
                                                     .table = "conclusions",
                                                     .column = {"result", "requirement"},
                                                     .value = {"met", requirements[i]}});
    }
    all->requirements = (sample_rows){.cells = cells, .count = COUNT(requirements)};
    all->requirements_table = (vw_table){.id = "requirements",
                                         .caption = "Conclusies per nummer",
                                         .sheet = "Samenvatting",
                                         .sheet_id = "summary",
                                         .columns = keep_columns(arena, columns, COUNT(columns)),
                                         .column_count = COUNT(columns)};
    set_table(&all->requirements_table, &all->requirements);
}

static const char *long_text(vw_arena *arena)
{
    char *filled = vw_alloc(arena, SAMPLE_LONG_TEXT + 1);
    for (size_t i = 0; i < SAMPLE_LONG_TEXT; i++) {
        filled[i] = i % 8 == 7 ? ' ' : (char)('a' + i % 26);
    }
    filled[SAMPLE_LONG_TEXT - 1] = '!';
    return filled;
}

const char *const sample_hostile[] = {
    "<script>alert('x')</script>",
    "een | streep \\| en `code` *ster* _onder_ [x](javascript:alert(1)) ![b](c)",
    "=cmd|'/c calc'!A1",
    "+31 20 123",
    "-1",
    "@SUM(A1)",
    "# kop\n1. een\n- twee\n> drie\n    vier",
    "",
    "\x01\x02 stuur\x1b[31m\x7f en \xef\xbf\xbf",
    "😀 👩‍👩‍👧 é ñ ἄνθρωπος",
    "שלום עולם, مرحبا",
    "_x0041_ &amp; &#65; &lt;",
    "twee  spaties\ten een tab ",
    "\r\nregel een\rregel twee\n",
};

void sample__texts(sample *all, vw_arena *arena)
{
    const vw_table_column columns[] = {
        column("number", "Nr", VW_CELL_INTEGER, 0.6),
        column("text", "Tekst <b>|", VW_CELL_TEXT, 6),
        column("other", "Anders", VW_CELL_DATE, 2),
    };
    vw_cell *cells = VW_NEW_ARRAY(arena, (SAMPLE_HOSTILE + 1) * COUNT(columns), vw_cell);
    for (size_t i = 0; i <= SAMPLE_HOSTILE; i++) {
        vw_cell *row = cells + i * COUNT(columns);
        row[0] = integer(i + 1);
        row[1] = text(i < SAMPLE_HOSTILE ? sample_hostile[i] : long_text(arena));
        row[1].target = i == 0 ? "javascript:alert(1)" : i == 1 ? "#nergens" : NULL;
        row[2] = i % 2 == 0 ? text("geen datum") : result(VW_PARTLY_MET);
    }
    all->texts = (sample_rows){.cells = cells, .count = SAMPLE_HOSTILE + 1};
    all->texts_table = (vw_table){.id = "texts",
                                  .caption = "Teksten die uitbreken: <i> | \"",
                                  .sheet = "Teksten",
                                  .sheet_id = "texts",
                                  .columns = keep_columns(arena, columns, COUNT(columns)),
                                  .column_count = COUNT(columns)};
    set_table(&all->texts_table, &all->texts);
}

void sample__nothing(sample *all, vw_arena *arena)
{
    const vw_table_column columns[] = {column("exception", "Uitzondering", VW_CELL_TEXT, 3)};
    all->nothing_table = (vw_table){.id = "exceptions",
                                    .caption = "Uitzonderingen",
                                    .sheet = "Teksten ",
                                    .sheet_id = "exceptions",
                                    .columns = keep_columns(arena, columns, 1),
                                    .column_count = 1,
                                    .empty = "Er zijn geen uitzonderingen."};
    all->nothing = (sample_rows){0};
    set_table(&all->nothing_table, &all->nothing);
}
