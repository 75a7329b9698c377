/* SPDX-License-Identifier: EUPL-1.2 */
/* What was not assessed, and why: the part of a report that is easiest to leave out. */
#include "model/label.h"
#include "reports/build/rows.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

typedef enum {
    NO_TEST,       /* no test of this aspect, and nobody judged it */
    MISSING_TEST,  /* one of its measures has none */
    NOT_COLLECTED, /* a related kind of evidence is missing */
    EMPTY,         /* no subjects, and nobody said that these are all */
    UNKNOWN,       /* what is not known could change the verdict */
    PART_ONLY,     /* what is tested is a part, and that part is neutral */
    REASONS
} reason;

static const vw_text reason_words[REASONS] = {
    [NO_TEST] = {"geen toets en geen oordeel", "no test and no judgement"},
    [MISSING_TEST] = {"een maatregel zonder toets", "a measure without a test"},
    [NOT_COLLECTED] = {"bewijs niet verzameld", "evidence not collected"},
    [EMPTY] = {"geen records, volledigheid niet vastgesteld",
               "no records, completeness not established"},
    [UNKNOWN] = {"te veel onbekend", "too much unknown"},
    [PART_ONLY] = {"alleen een deel getoetst", "only a part tested"},
};

typedef struct {
    vw_result result;
    vw_tally tally;
    bool collected;
} found;

typedef struct {
    vw_report *r;
    found *findings; /* one a test of the plan */
    vw_cells rows;
    uint64_t counts[REASONS];
} survey;

static void keep_finding(void *self, vw_stmt *stmt)
{
    survey *s = self;
    const vw_planned_test *planned = vw_plan_test(s->r->plan, vw_stmt_text(stmt, 0));
    if (planned == NULL) {
        return;
    }
    found *kept = &s->findings[planned - s->r->plan->tests];
    (void)vw_result_parse(&kept->result, vw_stmt_text(stmt, 1));
    kept->tally = (vw_tally){.pass = (uint64_t)vw_stmt_int(stmt, 2),
                             .fail = (uint64_t)vw_stmt_int(stmt, 3),
                             .unknown = (uint64_t)vw_stmt_int(stmt, 4),
                             .excepted = (uint64_t)vw_stmt_int(stmt, 5)};
    kept->collected = vw_stmt_int(stmt, 6) != 0;
}

static reason reason_of_finding(const found *finding)
{
    return !finding->collected                   ? NOT_COLLECTED
           : vw_tally_total(finding->tally) == 0 ? EMPTY
                                                 : UNKNOWN;
}

/* The first test of the measure and aspect that was not assessed, or NULL. */
static const vw_test *open_test(const survey *s, const vw_measure *measure,
                                const vw_framework *framework, vw_aspect aspect,
                                const found **finding)
{
    for (size_t i = 0; i < measure->test_count; i++) {
        const vw_test *test = &measure->tests[i];
        const vw_planned_test *planned = vw_plan_test_for(s->r->plan, test, framework);
        if (test->aspect == aspect && planned != NULL) {
            *finding = &s->findings[planned - s->r->plan->tests];
            if ((*finding)->result == VW_NOT_ASSESSED) {
                return planned->test;
            }
        }
    }
    return NULL;
}

/* [*detail] names the test or measure, or is "". */
static reason find_reason(const survey *s, const vw_requirement *requirement, vw_aspect aspect,
                          bool computed, const char **detail)
{
    const vw_report *r = s->r;
    const vw_measure *untested = NULL;
    *detail = "";
    if (!computed) {
        return NO_TEST;
    }
    for (size_t i = 0; i < requirement->mapping_count; i++) {
        const vw_measure *measure = requirement->mappings[i].measure;
        const found *finding = NULL;
        if (!requirement->mappings[i].aspects[aspect]) {
            continue;
        }
        const vw_test *test = open_test(s, measure, requirement->framework, aspect, &finding);
        if (test != NULL) {
            *detail = vw_say(r, test->title);
            return reason_of_finding(finding);
        }
        if (!vw_measure_tests(measure, aspect)) {
            untested = measure;
        }
    }
    if (untested != NULL) {
        *detail = vw_say(r, untested->title);
    }
    return untested != NULL ? MISSING_TEST : PART_ONLY;
}

static void add_conclusion(void *self, vw_stmt *stmt)
{
    survey *s = self;
    const vw_report *r = s->r;
    const vw_requirement *requirement = vw_set_requirement(r->plan->set, vw_stmt_text(stmt, 0));
    vw_aspect aspect = VW_DESIGN;
    const char *detail = "";
    if (requirement == NULL || !vw_aspect_parse(&aspect, vw_stmt_text(stmt, 1))) {
        return;
    }
    const reason why = find_reason(s, requirement, aspect, !vw_stmt_is_null(stmt, 2), &detail);
    s->counts[why]++;
    VW_PUSH(r->arena, s->rows, vw_text_cell(requirement->framework->id));
    VW_PUSH(r->arena, s->rows, vw_text_cell(requirement->id));
    VW_PUSH(r->arena, s->rows, vw_text_cell(vw_say(r, requirement->title)));
    VW_PUSH(r->arena, s->rows, vw_text_cell(vw_say(r, vw_aspect_label(aspect))));
    VW_PUSH(r->arena, s->rows, vw_text_cell(vw_say(r, reason_words[why])));
    VW_PUSH(r->arena, s->rows, vw_text_cell(detail));
}

static vw_status take_survey(survey *s, vw_report *r)
{
    *s = (survey){.r = r, .findings = VW_NEW_ARRAY(r->arena, r->plan->test_count, found)};
    vw_status status = vw_ask_rows(r,
                                   "SELECT test, result, passed, failed, unknown, excepted, "
                                   "collected FROM finding WHERE evaluation_id = ?1",
                                   keep_finding, s);
    if (status == VW_OK) {
        /* In the order in which they were written, which is that of the frameworks. */
        status = vw_ask_rows(r,
                             "SELECT requirement, aspect, computed FROM conclusion WHERE "
                             "evaluation_id = ?1 AND result = 'not_assessed' ORDER BY rowid",
                             add_conclusion, s);
    }
    return status;
}

vw_status vw_blocks_not_assessed(vw_report *r, vw_block_list *out, int level)
{
    static const vw_column_words columns[] = {
        {"framework", {"Kader", "Framework"}, VW_CELL_TEXT, 1, 0},
        {"requirement", {"Norm", "Requirement"}, VW_CELL_TEXT, 1.2, 0},
        {"title", {"Titel", "Title"}, VW_CELL_TEXT, 3, 0},
        {"aspect", {"Aspect", "Aspect"}, VW_CELL_TEXT, 1, 0},
        {"reason", {"Waarom", "Why"}, VW_CELL_TEXT, 2.4, 0},
        {"detail", {"Toets of maatregel", "Test or measure"}, VW_CELL_TEXT, 3, 0},
    };
    static const vw_table_words words = {
        .id = "not-assessed",
        .caption = {"Niet beoordeeld, en waarom", "Not assessed, and why"},
        .sheet_id = "not-assessed",
        .sheet = {"Niet beoordeeld", "Not assessed"},
        .columns = columns,
        .column_count = COUNT(columns),
        .empty = {"Alles is beoordeeld.", "Everything was assessed."},
    };
    static const vw_text stopped = {
        "{0} conclusies luiden “fout”, omdat een toets niet kon draaien; al het andere is "
        "beoordeeld.",
        "{0} conclusions read “error”, since a test could not run; all others were assessed."};
    (void)level;
    survey s;
    vw_status status = take_survey(&s, r);
    vw_table *table = vw_table_new(r, &words);
    const uint64_t errors = r->figures.all.of[VW_RESULT_ERROR];
    if (errors > 0) {
        table->empty = VW_FILL(r, stopped, vw_show_number(r, errors));
    }
    vw_table_fill(r, table, &s.rows);
    vw_table_cut(r, table, 40);
    vw_add_table(r, out, table);
    return status;
}

vw_status vw_blocks_not_assessed_reasons(vw_report *r, vw_block_list *out, int level)
{
    static const vw_text meanings[REASONS] = {
        [NO_TEST] = {"De control set heeft hiervoor geen toets, en niemand legde een eigen oordeel "
                     "vast.",
                     "The control set has no test for it, and nobody recorded a judgement."},
        [MISSING_TEST] = {"Een van de maatregelen bij de norm heeft geen toets voor dit aspect.",
                          "One of the requirement's measures has no test for this aspect."},
        [NOT_COLLECTED] = {"De toets zoekt records die niet zijn ingelezen.",
                           "The test looks for records that were not imported."},
        [EMPTY] = {"Er is niets om te toetsen, en niemand verklaarde dat dat alles is.",
                   "There is nothing to test, and nobody declared that this is all."},
        [UNKNOWN] = {"Wat niet bekend is, kan de uitkomst nog veranderen.",
                     "What is not known could still change the result."},
        [PART_ONLY] = {"De toetsen dekken een deel, en dat deel was niet van toepassing.",
                       "The tests cover a part, and that part was not applicable."},
    };
    static const vw_column_words columns[] = {
        {"reason", {"Waarom", "Why"}, VW_CELL_TEXT, 3, 0},
        {"meaning", {"Betekenis", "Meaning"}, VW_CELL_TEXT, 6, 0},
        {"count", {"Aantal", "Number"}, VW_CELL_INTEGER, 1, 0},
    };
    static const vw_table_words words = {
        .id = "not-assessed-reasons",
        .caption = {"Waarom normen en aspecten niet zijn beoordeeld",
                    "Why requirements and aspects were not assessed"},
        .sheet_id = "not-assessed",
        .sheet = {"Niet beoordeeld", "Not assessed"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    (void)level;
    survey s;
    vw_cells cells = {0};
    uint64_t total = 0;
    vw_status status = take_survey(&s, r);
    for (reason why = NO_TEST; why < REASONS; why++) {
        const char *label = vw_say(r, reason_words[why]);
        vw_cell count = vw_number_cell((int64_t)s.counts[why]);
        count.formula = vw_formula_new(r, (vw_formula){.is = VW_COUNT_WHERE,
                                                       .table = "not-assessed",
                                                       .column = {"reason", NULL},
                                                       .value = {label, NULL}});
        VW_PUSH(r->arena, cells, vw_text_cell(label));
        VW_PUSH(r->arena, cells, vw_text_cell(vw_say(r, meanings[why])));
        VW_PUSH(r->arena, cells, count);
        total += s.counts[why];
    }
    vw_cell sum = vw_number_cell((int64_t)total);
    sum.formula = vw_formula_new(r, (vw_formula){.is = VW_SUM_ABOVE});
    VW_PUSH(r->arena, cells, vw_text_cell(r->words->total));
    VW_PUSH(r->arena, cells, (vw_cell){.is = VW_CELL_EMPTY});
    VW_PUSH(r->arena, cells, sum);
    vw_table *table = vw_table_new(r, &words);
    table->has_total_row = true;
    vw_table_fill(r, table, &cells);
    vw_add_table(r, out, table);
    return status;
}
