/* SPDX-License-Identifier: EUPL-1.2 */
/* Working papers: a row a test, with what the program knows of it and what an auditor says of it.
 * What an auditor says stands in the dossier as records of kind `working_paper`, by the newest
 * import: later than the evaluation, since that is what it is about. */
#include "reports/build/papers.h"

#include "intake/workbook/workbook_meta.h"
#include "model/label.h"
#include "reports/build/norms.h"
#include "reports/build/rows.h"
#include "store/evidence.h"
#include "store/records.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* What the program knows; behind them stand the columns that it does not. */
enum {
    KEY,
    TITLE,
    REQUIREMENTS,
    MEASURE,
    OWNER,
    ASPECT,
    NATURE,
    TIMING,
    POPULATION,
    SOURCE,
    COMPLETE,
    NUMBER,
    PASSED,
    FAILED,
    UNKNOWN,
    EXCEPTED,
    RESULT,
    NOT_OCCURRED,
    REFERENCES,
    KNOWN
};

#define DATA VW_COLUMN_DATA

static const vw_column_words columns[] = {
    [KEY] = {"test", {"Toets", "Test"}, VW_CELL_TEXT, 4.2, DATA | VW_COLUMN_CODE},
    [TITLE] = {"title", {"Wat is getoetst", "What was tested"}, VW_CELL_TEXT, 3.6, 0},
    [REQUIREMENTS] = {"requirements", {"Normen", "Requirements"}, VW_CELL_TEXT, 2.6, DATA},
    [MEASURE] = {"measure", {"Maatregel", "Measure"}, VW_CELL_TEXT, 2.6, DATA},
    [OWNER] = {"owner", {"Eigenaar", "Owner"}, VW_CELL_TEXT, 1.8, DATA},
    [ASPECT] = {"aspect", {"Aspect", "Aspect"}, VW_CELL_TEXT, 1.1, 0},
    [NATURE] = {"nature", {"Aard van de toets", "Nature"}, VW_CELL_TEXT, 2.4, DATA},
    [TIMING] = {"timing", {"Moment of periode", "Timing"}, VW_CELL_TEXT, 2.4, DATA},
    [POPULATION] = {"population", {"Populatie", "Population"}, VW_CELL_TEXT, 1.8, DATA},
    [SOURCE] =
        {"source", {"Bron van de populatie", "Source of population"}, VW_CELL_TEXT, 2.6, DATA},
    [COMPLETE] = {"complete", {"Volledigheid", "Completeness"}, VW_CELL_TEXT, 1.6, DATA},
    [NUMBER] = {"n", {"Omvang", "Size"}, VW_CELL_INTEGER, 1, 0},
    [PASSED] = {"pass", {"In orde", "Pass"}, VW_CELL_INTEGER, 1, DATA},
    [FAILED] = {"fail", {"Afwijking", "Deviation"}, VW_CELL_INTEGER, 1.1, DATA},
    [UNKNOWN] = {"unknown", {"Onbekend", "Unknown"}, VW_CELL_INTEGER, 1.1, DATA},
    [EXCEPTED] = {"excepted", {"Uitzondering", "Exception"}, VW_CELL_INTEGER, 1.2, DATA},
    [RESULT] = {"result", {"Berekende uitkomst", "Computed result"}, VW_CELL_RESULT, 1.7, 0},
    [NOT_OCCURRED] =
        {"not_occurred", {"Niet voorgekomen", "Non-occurrence"}, VW_CELL_TEXT, 1.2, DATA},
    [REFERENCES] =
        {"references", {"Bewijs, met hash", "Evidence, with hash"}, VW_CELL_TEXT, 4, DATA},
    {"performed_by", {"Uitgevoerd door", "Performed by"}, VW_CELL_TEXT, 1.8, 0},
    {"occurred_on", {"Uitgevoerd op", "Performed on"}, VW_CELL_DATE, 1.4, 0},
    {"risk", {"Risico en criterium", "Risk and criterion"}, VW_CELL_TEXT, 3, DATA},
    {"control_type", {"Aard van de maatregel", "Type of the control"}, VW_CELL_TEXT, 1.8, DATA},
    {"control_frequency",
     {"Frequentie van de maatregel", "Frequency of the control"},
     VW_CELL_TEXT,
     1.8,
     DATA},
    {"procedure", {"Werkwijze van de auditor", "Auditor’s procedure"}, VW_CELL_TEXT, 1.8, DATA},
    {"population_check",
     {"Hoe de volledigheid is nagegaan", "How completeness was checked"},
     VW_CELL_TEXT,
     3,
     DATA},
    {"items_tested", {"Zelf bekeken posten", "Items looked at"}, VW_CELL_INTEGER, 1.1, DATA},
    {"selection",
     {"Hoe gekozen: methode, startwaarde", "How chosen: method, seed"},
     VW_CELL_TEXT,
     2.4,
     DATA},
    {"items_identified",
     {"Kenmerken van die posten", "Identifying characteristics of those items"},
     VW_CELL_TEXT,
     3,
     DATA},
    {"exceptions_found",
     {"Zelf gevonden afwijkingen", "Exceptions found"},
     VW_CELL_INTEGER,
     1.2,
     DATA},
    {"conclusion", {"Conclusie van de auditor", "Auditor’s conclusion"}, VW_CELL_TEXT, 1.9, 0},
    {"reason", {"Onderbouwing", "Reason"}, VW_CELL_TEXT, 4, DATA},
    {"significant_judgements",
     {"Belangrijke afwegingen", "Significant judgements"},
     VW_CELL_TEXT,
     3,
     DATA},
    {"contradictory_evidence",
     {"Bewijs dat anders uitwijst", "Contradictory evidence"},
     VW_CELL_TEXT,
     3,
     DATA},
    {"compensating_controls",
     {"Compenserende maatregelen", "Compensating controls"},
     VW_CELL_TEXT,
     3,
     DATA},
    {"evidence", {"Eigen bewijsstukken", "Own evidence"}, VW_CELL_TEXT, 3, DATA},
    {"reviewed_by", {"Nagekeken door", "Reviewed by"}, VW_CELL_TEXT, 1.8, 0},
    {"reviewed_on", {"Nagekeken op", "Reviewed on"}, VW_CELL_DATE, 1.4, 0},
    {"review_extent", {"Wat is nagekeken", "Extent of the review"}, VW_CELL_TEXT, 2.4, DATA},
    {"change_reason",
     {"Reden van een latere wijziging", "Reason of a later change"},
     VW_CELL_TEXT,
     2.4,
     DATA},
    {"changed_by", {"Gewijzigd door", "Changed by"}, VW_CELL_TEXT, 1.8, DATA},
    {"changed_on", {"Gewijzigd op", "Changed on"}, VW_CELL_DATE, 1.4, DATA},
    {"remarks", {"Opmerkingen", "Remarks"}, VW_CELL_TEXT, 3, DATA},
    {"about", {"Ingevuld over", "Entered about"}, VW_CELL_TEXT, 1.8, DATA},
};

enum { COLUMNS = COUNT(columns), ABOUT = COLUMNS - 1 };

typedef struct {
    vw_report *r;
    const vw_kind *kind; /* NULL: the evaluation's catalogue has no working papers */
    vw_record_finder *finder;
    int64_t mark;
    const char **requirements; /* by test of the plan */
    const char **imports;      /* by kind of the catalogue; NULL: not asked yet */
    vw_cells cells;
    vw_texts tests; /* of the rows that are there */
    vw_status status;
} papers;

static void push(papers *all, vw_cell cell)
{
    VW_PUSH(all->r->arena, all->cells, cell);
}

/* ---- what the program knows ------------------------------------------------------------------ */

/* "BIO2 (1.3): 5.17, 8.02", a line a framework, of each test of the plan. */
static void find_requirements(papers *all)
{
    const vw_report *r = all->r;
    vw_buf *of = VW_NEW_ARRAY(r->arena, r->plan->test_count, vw_buf);
    const vw_framework **last = VW_NEW_ARRAY(r->arena, r->plan->test_count, const vw_framework *);
    for (size_t f = 0; f < r->plan->framework_count; f++) {
        const vw_framework *framework = r->plan->frameworks[f];
        for (size_t i = 0; i < framework->requirement_count; i++) {
            const vw_requirement *requirement = &framework->requirements[i];
            for (size_t m = 0; m < requirement->mapping_count; m++) {
                const vw_measure *measure = requirement->mappings[m].measure;
                for (size_t t = 0; t < measure->test_count; t++) {
                    const vw_planned_test *planned =
                        vw_plan_test_for(r->plan, &measure->tests[t], framework);
                    if (planned == NULL ||
                        !vw_requirement_asks(requirement, measure, measure->tests[t].aspect)) {
                        continue;
                    }
                    const size_t at = (size_t)(planned - r->plan->tests);
                    of[at].arena = r->arena;
                    if (last[at] != framework) {
                        vw_buf_addf(&of[at], "%s%s: %s", of[at].length > 0 ? "\n" : "",
                                    vw_show_framework(r, framework), requirement->id);
                    } else {
                        vw_buf_addf(&of[at], ", %s", requirement->id);
                    }
                    last[at] = framework;
                }
            }
        }
    }
    all->requirements = VW_NEW_ARRAY(r->arena, r->plan->test_count, const char *);
    for (size_t i = 0; i < r->plan->test_count; i++) {
        all->requirements[i] = of[i].length > 0 ? vw_buf_text(&of[i]) : NULL;
    }
}

enum { IMPORTS_MOST = 3, HASH_SHOWN = 16 };

/* "3 (asset.csv, SHA-256 9f86d081884c7d65…)", the newest first. Where there are more, the sheet of
 * evidence has them all. */
static const char *imports_of(papers *all, const vw_kind *kind)
{
    vw_report *r = all->r;
    const char **kept = &all->imports[kind - r->plan->set->catalogue->kinds];
    if (*kept != NULL) {
        return *kept;
    }
    vw_stmt *stmt = NULL;
    bool row = true;
    uint64_t count = 0;
    vw_buf out = {.arena = r->arena};
    all->status = vw_stmt_new(&stmt, vw_dossier_db(r->dossier), r->arena, r->diags,
                              "SELECT id, file_name, file_sha256 FROM import WHERE kind = ?1 AND "
                              "id <= ?2 ORDER BY id DESC");
    if (all->status == VW_OK) {
        vw_stmt_bind_text(stmt, 1, kind->name);
        vw_stmt_bind_int(stmt, 2, r->evaluation->mark);
    }
    while (all->status == VW_OK && row) {
        all->status = vw_stmt_step(stmt, r->diags, &row);
        if (all->status == VW_OK && row && count++ < IMPORTS_MOST) {
            vw_buf_addf(&out, "%s%" PRId64 " (%s, SHA-256 %.*s…)", count > 1 ? "; " : "",
                        vw_stmt_int(stmt, 0), vw_stmt_text(stmt, 1), HASH_SHOWN,
                        vw_stmt_text(stmt, 2));
        }
    }
    vw_stmt_free(stmt);
    if (count > IMPORTS_MOST) {
        vw_buf_addf(&out, "; %s",
                    VW_FILL(r, ((vw_text){"en {0} eerdere", "and {0} earlier {0:one|ones}"}),
                            vw_show_number(r, count - IMPORTS_MOST)));
    }
    *kept = vw_buf_text(&out);
    return *kept;
}

/* Every kind that the test looks at, with the imports that it came from. */
static const char *references_of(papers *all, const vw_rule *rule)
{
    const vw_report *r = all->r;
    vw_buf out = {.arena = r->arena};
    const vw_kind *population = vw_rule_population(rule);
    for (size_t i = 0; i <= vw_rule_related_count(rule); i++) {
        const vw_kind *kind = i == 0 ? population : vw_rule_related(rule, i - 1);
        if (kind == NULL || (i > 0 && kind == population)) {
            continue;
        }
        const char *imports = imports_of(all, kind);
        vw_buf_addf(&out, "%s%s: %s", out.length > 0 ? "\n" : "", vw_say(r, kind->label),
                    imports[0] != '\0' ? imports : vw_say(r, (vw_text){"niets", "nothing"}));
    }
    return vw_buf_text(&out);
}

static const char *timing_of(const vw_report *r, const vw_rule *rule)
{
    static const vw_text state = {"op de peildatum {0}", "on the reference date {0}"};
    static const vw_text events = {"van {0} tot en met {1}", "from {0} to {1}"};
    bool at_date = false, over_period = false;
    const vw_kind *population = vw_rule_population(rule);
    for (size_t i = 0; i <= vw_rule_related_count(rule); i++) {
        const vw_kind *kind = i == 0 ? population : vw_rule_related(rule, i - 1);
        at_date = at_date || (kind != NULL && kind->nature == VW_STATE);
        over_period = over_period || (kind != NULL && kind->nature == VW_EVENT);
    }
    const char *day = VW_FILL(r, state, vw_show_date(r, r->evaluation->as_of));
    const char *period = VW_FILL(r, events, vw_show_date(r, r->evaluation->period_from),
                                 vw_show_date(r, r->evaluation->period_until));
    if (at_date && over_period) {
        return vw_printf(r->arena, "%s; %s", day, period);
    }
    return over_period ? period : day;
}

static const char *completeness_of(const vw_report *r, vw_stmt *stmt)
{
    static const vw_text complete = {"volledig verklaard", "declared complete"},
                         unsure = {"niet vastgesteld", "not established"};
    return vw_say(r, vw_stmt_int(stmt, 8) != 0 ? complete : unsure);
}

/* Columns: 0 test, 1 aspect, 2 result, 3 passed, 4 failed, 5 unknown, 6 excepted, 7 population,
 * 8 complete. */
static void push_known(papers *all, vw_stmt *stmt, const vw_planned_test *planned)
{
    static const vw_text nature = {
        "opnieuw uitvoeren van de regel over de hele populatie, op vastgelegde gegevens",
        "re-performance of the rule over the whole population, on recorded data"};
    static const vw_text yes = {"ja", "yes"}, no = {"nee", "no"};
    const vw_report *r = all->r;
    const char *kind_name = vw_stmt_text(stmt, 7);
    const vw_kind *kind =
        kind_name != NULL ? vw_catalogue_find(r->plan->set->catalogue, kind_name) : NULL;
    const vw_population *shared = planned->test->shared;
    vw_aspect aspect = VW_DESIGN;
    vw_result result = VW_RESULT_ERROR;
    (void)vw_aspect_parse(&aspect, vw_stmt_text(stmt, 1));
    (void)vw_result_parse(&result, vw_stmt_text(stmt, 2));
    vw_cell row[KNOWN] = {
        [KEY] = vw_text_cell(planned->test->id),
        [TITLE] = vw_text_cell(vw_say(r, planned->test->title)),
        [REQUIREMENTS] = vw_text_cell(all->requirements[planned - r->plan->tests]),
        [MEASURE] = vw_text_cell(vw_say(r, planned->test->measure->title)),
        [OWNER] = vw_text_cell(vw_say(r, planned->test->measure->owner)),
        [ASPECT] = vw_text_cell(vw_say(r, vw_aspect_label(aspect))),
        [NATURE] = vw_text_cell(vw_say(r, nature)),
        [TIMING] = vw_text_cell(timing_of(r, planned->rule)),
        [POPULATION] = vw_text_cell(shared != NULL ? vw_say(r, shared->label)
                                    : kind != NULL ? vw_say(r, kind->label)
                                                   : NULL),
        [COMPLETE] = vw_text_cell(completeness_of(r, stmt)),
        [RESULT] = vw_result_cell(result),
        [NOT_OCCURRED] = vw_text_cell(vw_say(r, result == VW_NOT_OCCURRED ? yes : no)),
        [REFERENCES] = vw_text_cell(references_of(all, planned->rule)),
    };
    row[SOURCE] = vw_text_cell(kind != NULL ? imports_of(all, kind) : NULL);
    int64_t number = 0;
    for (int i = 0; i < 4; i++) {
        number += vw_stmt_int(stmt, 3 + i);
        row[PASSED + i] = vw_number_cell(vw_stmt_int(stmt, 3 + i));
    }
    row[NUMBER] = vw_number_cell(number);
    for (size_t i = 0; i < KNOWN; i++) {
        push(all, row[i]);
    }
}

/* ---- what an auditor says -------------------------------------------------------------------- */

static vw_cell said(const papers *all, const vw_field *field, const char *text)
{
    if (text == NULL) {
        return (vw_cell){.is = VW_CELL_EMPTY};
    }
    if (field->type == VW_TYPE_DATE) {
        return vw_date_cell(text);
    }
    if (field->type == VW_TYPE_INTEGER) { /* as the dossier holds it: digits */
        return vw_number_cell(strtoll(text, NULL, 10));
    }
    const vw_enum_value *value = field->type == VW_TYPE_ENUM ? vw_field_value(field, text) : NULL;
    return vw_text_cell(value != NULL ? vw_say(all->r, value->label)
                                      : vw_strdup(all->r->arena, text));
}

/* Which result the auditor had before them: another one than this says so. */
static vw_cell about(const papers *all, const char *evaluation)
{
    static const vw_text this_one = {"deze uitkomst", "this result"},
                         other = {"een andere uitkomst: {0}", "another result: {0}"};
    const vw_report *r = all->r;
    if (evaluation == NULL) {
        return (vw_cell){.is = VW_CELL_EMPTY};
    }
    return vw_text_cell(strcmp(evaluation, r->evaluation->result_sha256) == 0
                            ? vw_say(r, this_one)
                            : VW_FILL(r, other, vw_strndup(r->arena, evaluation, 12)));
}

static void push_said(papers *all, const vw_stored_record *record)
{
    for (size_t i = KNOWN; i < ABOUT; i++) {
        const vw_field *field = all->kind != NULL ? vw_kind_field(all->kind, columns[i].id) : NULL;
        push(all, field != NULL && record != NULL
                      ? said(all, field, record->texts[field - all->kind->fields])
                      : (vw_cell){.is = VW_CELL_EMPTY});
    }
    const vw_field *evaluation = all->kind != NULL ? vw_kind_field(all->kind, "evaluation") : NULL;
    push(all, evaluation != NULL && record != NULL
                  ? about(all, record->texts[evaluation - all->kind->fields])
                  : (vw_cell){.is = VW_CELL_EMPTY});
}

/* ---- rows ------------------------------------------------------------------------------------ */

static void add_test(void *self, vw_stmt *stmt)
{
    papers *all = self;
    const vw_planned_test *planned = vw_plan_test(all->r->plan, vw_stmt_text(stmt, 0));
    const vw_stored_record *record = NULL;
    if (all->status != VW_OK || planned == NULL) {
        return;
    }
    push_known(all, stmt, planned);
    if (all->status == VW_OK && all->finder != NULL) {
        all->status =
            vw_record_find(&record, all->finder, all->r->diags, planned->test->id, all->mark);
    }
    push_said(all, record);
    VW_PUSH(all->r->arena, all->tests, planned->test->id);
}

/* Of a test that this evaluation did not run: what was said of it is not left out. */
static vw_status add_other(void *self, const vw_stored_record *record)
{
    static const vw_text other = {"deze evaluatie heeft deze toets niet",
                                  "this evaluation does not have this test"};
    papers *all = self;
    for (size_t i = 0; i < all->tests.count; i++) {
        if (strcmp(all->tests.items[i], record->key) == 0) {
            return VW_OK;
        }
    }
    push(all, vw_text_cell(vw_strdup(all->r->arena, record->key)));
    push(all, vw_text_cell(vw_say(all->r, other)));
    for (size_t i = TITLE + 1; i < KNOWN; i++) {
        push(all, (vw_cell){.is = VW_CELL_EMPTY});
    }
    push_said(all, record);
    return VW_OK;
}

static vw_status gather(papers *all)
{
    vw_report *r = all->r;
    const vw_catalogue *catalogue = r->plan->set->catalogue;
    all->kind = vw_catalogue_find(catalogue, VW_WORKING_PAPER);
    all->imports = VW_NEW_ARRAY(r->arena, catalogue->count, const char *);
    find_requirements(all);
    vw_status status = vw_import_mark(r->dossier, r->diags, &all->mark);
    if (status == VW_OK && all->kind != NULL) {
        status = vw_record_finder_new(&all->finder, r->dossier, r->arena, r->diags, all->kind);
    }
    if (status == VW_OK) {
        status = vw_ask_rows(r,
                             "SELECT test, aspect, result, passed, failed, unknown, excepted, "
                             "population, complete FROM finding WHERE evaluation_id = ?1 "
                             "ORDER BY test",
                             add_test, all);
    }
    if (all->finder != NULL) {
        vw_record_rest(all->finder);
    }
    status = status == VW_OK ? all->status : status;
    if (status == VW_OK && all->kind != NULL) {
        status = vw_records_each(r->dossier, r->diags, all->kind, all->mark, add_other, all);
    }
    return status;
}

vw_status vw_paper_rows_read(vw_paper_rows *out, vw_report *r)
{
    papers all = {.r = r};
    const vw_status status = gather(&all);
    *out = (vw_paper_rows){columns, COLUMNS, KNOWN, all.cells};
    return status;
}

/* ---- the table ------------------------------------------------------------------------------- */

static bool is_blank(const vw_cell *cell)
{
    return cell->is == VW_CELL_EMPTY ||
           (cell->is == VW_CELL_TEXT && (cell->text == NULL || *cell->text == '\0')) ||
           (cell->is == VW_CELL_DATE && cell->date == VW_DATE_NONE);
}

/* What no auditor filled in yet has its room in the workbook: on paper it would only make the rest
 * narrow. */
static void leave_blank_off_paper(const vw_report *r, vw_table *table, const vw_cells *cells)
{
    vw_table_column *own = VW_NEW_ARRAY(r->arena, table->column_count, vw_table_column);
    for (size_t i = 0; i < table->column_count; i++) {
        bool filled = i < KNOWN;
        for (size_t at = i; at < cells->count && !filled; at += table->column_count) {
            filled = !is_blank(&cells->items[at]);
        }
        own[i] = table->columns[i];
        own[i].on_paper = own[i].on_paper && filled;
    }
    table->columns = own;
}

vw_status vw_blocks_working_papers(vw_report *r, vw_block_list *out, int level)
{
    static const vw_table_words words = {
        .id = "working-papers",
        .caption = {"Werkpapieren: een rij per toets", "Working papers: a row a test"},
        .sheet_id = "working-papers",
        .sheet = {"Werkpapieren", "Working papers"},
        .columns = columns,
        .column_count = COLUMNS,
        .empty = {"Er is niets getoetst.", "Nothing was tested."},
    };
    static const vw_text too_old = {
        "De evaluatie is van een eerdere versie van het programma, die geen werkpapieren kende. "
        "Voer haar opnieuw uit met “verantwoord evaluate” om ze in te kunnen vullen.",
        "The evaluation is of an earlier version of the program, which had no working papers. Run "
        "it anew with “verantwoord evaluate” to be able to fill them in."};
    (void)level;
    papers all = {.r = r};
    vw_status status = gather(&all);
    vw_table *table = vw_table_new(r, &words);
    vw_table_fill(r, table, &all.cells);
    leave_blank_off_paper(r, table, &all.cells);
    if (status == VW_OK && all.kind != NULL && table->total_rows > 0) {
        status = vw_report__form(r, table, all.kind, all.mark);
    } else if (all.kind == NULL) {
        vw_add_note(r, out, vw_say(r, too_old));
    }
    vw_table_cut(r, table, 60);
    vw_add_table(r, out, table);
    return status;
}
