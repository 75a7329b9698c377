/* SPDX-License-Identifier: EUPL-1.2 */
/* What an in-control statement needs beside the section's sentences: how certain the board is of
 * each class of risks (public), the statement of applicability and its exceptions (confidential).
 */
#include "model/label.h"
#include "reports/build/college.h"
#include "reports/build/decisions.h"
#include "reports/build/fact_words.h"
#include "reports/build/newest.h"
#include "reports/build/partial.h"
#include "reports/build/people.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const vw_text still_open = {"[nog in te vullen door het bestuur]",
                                   "[still to be filled in by the board]"};

/* ---- by class of risks ---------------------------------------------------------------------- */

enum { CATEGORY, TREATED, RESIDUAL, RISK_FIELDS };
enum { CLASS, JUDGEMENT, CERTAINTY };

static bool is_choice(const vw_record_value *value, const char *choice)
{
    return value->choice != NULL && strcmp(value->choice, choice) == 0;
}

typedef struct {
    int64_t risks, treated, high, undetermined;
} class_counts;

/* Of the risks in a class; [name] NULL: of those that stand in none. */
static class_counts count_class(const vw_report *r, const vw_records *risks, const char *name)
{
    class_counts counts = {0};
    for (size_t i = 0; i < risks->items.count; i++) {
        const vw_record_value *values = risks->items.items[i].values;
        const bool here =
            name == NULL ? !values[CATEGORY].known : is_choice(&values[CATEGORY], name);
        counts.risks += here;
        counts.treated +=
            here && values[TREATED].known && values[TREATED].date <= r->evaluation->as_of;
        counts.high += here && is_choice(&values[RESIDUAL], "high");
        counts.undetermined += here && !values[RESIDUAL].known;
    }
    return counts;
}

/* The newest judgement of the board on the class; NULL: none. */
static const vw_record_value *judged(const vw_records *judgements, const char *name)
{
    for (size_t i = 0; name != NULL && i < judgements->items.count; i++) {
        const vw_record_value *values = judgements->items.items[i].values;
        if (is_choice(&values[CLASS], name)) {
            return values;
        }
    }
    return NULL;
}

static vw_cell high_cell(const vw_report *r, const class_counts *counts)
{
    const vw_partial high = {.amount = (uint64_t)counts->high,
                             .unknown = (uint64_t)counts->undetermined,
                             .all = (uint64_t)counts->risks};
    return vw_partial_cell(r, &high);
}

static void add_class(const vw_report *r, vw_cells *cells, const char *label,
                      const class_counts *counts, const vw_record_value *judgement)
{
    const char *open = vw_say(r, still_open);
    VW_PUSH(r->arena, *cells, vw_text_cell(label));
    VW_PUSH(r->arena, *cells, vw_number_cell(counts->risks));
    VW_PUSH(r->arena, *cells, vw_number_cell(counts->treated));
    VW_PUSH(r->arena, *cells, high_cell(r, counts));
    for (int i = JUDGEMENT; i <= CERTAINTY; i++) {
        const bool known = judgement != NULL && judgement[i].known;
        VW_PUSH(r->arena, *cells, vw_text_cell(known ? judgement[i].shown : open));
    }
}

static vw_table *class_table(const vw_report *r)
{
    static const vw_column_words columns[] = {
        {"class", {"Risicoklasse", "Risk class"}, VW_CELL_TEXT, 2.4, 0},
        {"risks", {"Risico's", "Risks"}, VW_CELL_INTEGER, 0.9, 0},
        {"treated", {"Behandeld", "Treated"}, VW_CELL_INTEGER, 1, 0},
        {"high", {"Restrisico hoog", "Residual risk high"}, VW_CELL_INTEGER, 1, 0},
        {"judgement", {"Oordeel van het bestuur", "Judgement of the board"}, VW_CELL_TEXT, 2.4, 0},
        {"certainty", {"Mate van zekerheid", "Level of certainty"}, VW_CELL_TEXT, 2, 0},
    };
    static const vw_table_words words = {
        .id = "risk-classes",
        .caption = {"Oordeel en mate van zekerheid per risicoklasse",
                    "Judgement and level of certainty by risk class"},
        .sheet_id = "risk-classes",
        .sheet = {"Risicoklassen", "Risk classes"},
        .columns = columns,
        .column_count = COUNT(columns),
        .empty = {"Er zijn geen risico's vastgelegd. [nog in te vullen]",
                  "No risks are on record. [still to be filled in]"},
    };
    return vw_table_new(r, &words);
}

vw_status vw_blocks_risk_classes(vw_report *r, vw_block_list *out, int level)
{
    static const vw_records_query of_risks = {
        .kind = "risk",
        .when = VW_OVER_PERIOD,
        .fields = {"category", "treated_on", "residual"},
    };
    static const vw_records_query of_judgements = {
        .kind = "board_decision",
        .when = VW_OVER_ALL,
        .where = "e.type = 'statement' AND e.risk_class IS NOT NULL AND " VW_ABOUT_THE_PERIOD
            VW_NOT_REJECTED,
        .order = "e.occurred_on DESC",
        .fields = {"risk_class", "judgement", "certainty"},
        .needs = "type risk_class outcome",
    };
    (void)level;
    vw_records risks = {0}, judgements = {0};
    vw_cells cells = {0};
    vw_status status = vw_records_read(&risks, r, &of_risks);
    if (status == VW_OK) {
        status = vw_records_read(&judgements, r, &of_judgements);
    }
    const vw_kind *kind = vw_catalogue_find(r->plan->set->catalogue, "risk");
    const vw_field *field = kind != NULL ? vw_kind_field(kind, "category") : NULL;
    for (size_t i = 0; status == VW_OK && field != NULL && i < field->value_count; i++) {
        const vw_enum_value *value = &field->values[i];
        const class_counts counts = count_class(r, &risks, value->value);
        const vw_record_value *judgement = judged(&judgements, value->value);
        if (counts.risks > 0 || judgement != NULL) {
            add_class(r, &cells, vw_say(r, value->label), &counts, judgement);
        }
    }
    const class_counts rest = count_class(r, &risks, NULL);
    if (status == VW_OK && rest.risks > 0) {
        add_class(r, &cells, vw_say(r, (vw_text){"niet ingedeeld", "not classed"}), &rest, NULL);
    }
    vw_table *table = class_table(r);
    vw_table_fill(r, table, &cells);
    vw_add_table(r, out, table);
    if (risks.items.count > 0 && !risks.known.complete) {
        vw_add_paragraph(r, out, vw_say(r, vw_register_unsure));
    }
    return status;
}

/* ---- the statement of applicability --------------------------------------------------------- */

typedef struct {
    vw_report *r;
    const vw_requirement *requirement;
    vw_buf reasons;
    bool by_judgement;
} why;

/* Columns: 0 result, 1 reason, 2 by_judgement. */
static void add_reason(void *self, vw_stmt *stmt)
{
    why *w = self;
    vw_result result = VW_RESULT_ERROR;
    const char *reason = vw_stmt_text(stmt, 1);
    const char *words = vw_show_facts(w->r, w->r->arena, reason);
    (void)vw_result_parse(&result, vw_stmt_text(stmt, 0));
    w->by_judgement = w->by_judgement || vw_stmt_int(stmt, 2) != 0;
    if ((result == VW_NOT_APPLICABLE || result == VW_EXPLAINED) && reason != NULL &&
        strstr(vw_buf_text(&w->reasons), words) == NULL) {
        const bool by_rule = words != reason; /* then the rule itself goes before its facts */
        vw_buf_addf(&w->reasons, "%s%s%s%s", w->reasons.length > 0 ? "; " : "",
                    by_rule ? vw_say(w->r, w->requirement->applies_because) : "",
                    by_rule ? " " : "", words);
    }
}

/* "Restore tests; Backups", or that nothing is on record. Of what nothing was found the measures
 * are those that the control set would have. */
static const char *met_by(const vw_report *r, const vw_requirement *requirement, bool by_judgement,
                          bool found)
{
    static const vw_text would = {"[niet gebleken] Daarvoor zijn bedoeld: {0}",
                                  "[not shown] Meant for it: {0}"};
    vw_buf out = {.arena = r->arena};
    for (size_t i = 0; i < requirement->mapping_count; i++) {
        vw_buf_addf(&out, "%s%s", i > 0 ? "; " : "",
                    vw_say(r, requirement->mappings[i].measure->title));
    }
    if (by_judgement) {
        vw_buf_addf(&out, "%s%s", out.length > 0 ? "; " : "",
                    vw_say(r, (vw_text){"oordeel van een persoon", "judgement of a person"}));
    }
    if (out.length > 0 && !found && !by_judgement) {
        return VW_FILL(r, would, vw_buf_text(&out));
    }
    return out.length > 0
               ? vw_buf_text(&out)
               : vw_say(r, (vw_text){"[geen maatregel vastgelegd]", "[no measure on record]"});
}

static bool something_found(vw_result result)
{
    return result == VW_MET || result == VW_PARTLY_MET || result == VW_EXPLAINED;
}

static vw_status add_applicable(vw_report *r, vw_cells *cells, const vw_requirement *requirement)
{
    const vw_result result = vw_report__result_of(r, requirement);
    why w = {.r = r, .requirement = requirement, .reasons = {.arena = r->arena}};
    vw_status status = vw_ask_rows_of(r,
                                      "SELECT result, reason, by_judgement FROM conclusion WHERE "
                                      "evaluation_id = ?1 AND requirement = ?2",
                                      requirement->full_id, add_reason, &w);
    const bool applies = result != VW_NOT_APPLICABLE;
    const char *title = vw_say(r, requirement->title);
    VW_PUSH(r->arena, *cells, vw_text_cell(requirement->id));
    VW_PUSH(r->arena, *cells,
            vw_text_cell(requirement->mark == NULL
                             ? title
                             : vw_printf(r->arena, "%s [%s]", title,
                                         vw_say(r, vw_mark_label(requirement->mark)))));
    VW_PUSH(r->arena, *cells,
            vw_text_cell(vw_say(r, applies ? (vw_text){"ja", "yes"} : (vw_text){"nee", "no"})));
    VW_PUSH(r->arena, *cells, vw_text_cell(vw_buf_text(&w.reasons)));
    VW_PUSH(r->arena, *cells,
            applies ? vw_text_cell(met_by(r, requirement, w.by_judgement, something_found(result)))
                    : (vw_cell){.is = VW_CELL_EMPTY});
    VW_PUSH(r->arena, *cells, vw_result_cell(result));
    return status;
}

static vw_table *applicability_table(const vw_report *r, const vw_framework *framework)
{
    static const vw_column_words columns[] = {
        {"requirement", {"Norm", "Requirement"}, VW_CELL_TEXT, 1.5, 0},
        {"title", {"Titel", "Title"}, VW_CELL_TEXT, 3, 0},
        {"applies", {"Geldt", "Applies"}, VW_CELL_TEXT, 1.1, 0},
        {"reason", {"Waarom niet, of uitleg", "Why not, or explanation"}, VW_CELL_TEXT, 2, 0},
        {"met_by", {"Maatregelen", "Measures"}, VW_CELL_TEXT, 4, 0},
        {"result", {"Uitkomst", "Result"}, VW_CELL_RESULT, 1.6, 0},
    };
    static const vw_text sheet = {"Toepasselijkheid", "Applicability"};
    const char *title = vw_show_framework(r, framework);
    const vw_table_words words = {
        .id = vw_printf(r->arena, "applicability-%s", framework->family),
        .caption = {vw_printf(r->arena, "Toepasselijkheid: %s", title),
                    vw_printf(r->arena, "Applicability: %s", title)},
        .sheet_id = "applicability",
        .sheet = sheet,
        .columns = columns,
        .column_count = COUNT(columns),
    };
    return vw_table_new(r, &words);
}

vw_status vw_blocks_applicability(vw_report *r, vw_block_list *out, int level)
{
    const vw_framework *only = vw_report__framework(r);
    vw_status status = VW_OK;
    for (size_t i = 0; i < r->plan->framework_count && status == VW_OK; i++) {
        const vw_framework *framework = r->plan->frameworks[i];
        vw_cells cells = {0};
        if (only != NULL && only != framework) {
            continue;
        }
        for (size_t j = 0; j < framework->requirement_count && status == VW_OK; j++) {
            status = add_applicable(r, &cells, &framework->requirements[j]);
        }
        vw_add_heading(r, out, level, vw_printf(r->arena, "applies-%s", framework->family),
                       vw_say(r, framework->title));
        vw_add_paragraph(r, out, vw_say(r, framework->applies_because));
        vw_table *table = applicability_table(r, framework);
        vw_table_fill(r, table, &cells);
        vw_add_table(r, out, table);
    }
    return status;
}

/* ---- its annex of exceptions ---------------------------------------------------------------- */

typedef struct {
    vw_report *r;
    vw_cells cells;
} exceptions;

static const char *kept(const exceptions *e, vw_stmt *stmt, int column)
{
    const char *text = vw_stmt_text(stmt, column);
    return text != NULL ? vw_strdup(e->r->arena, text) : NULL;
}

/* Columns: 0 key, 1 test, 2 owner, 3 approved by, 4 until, 5 reason, 6 compensating measure. */
static void add_exception(void *self, vw_stmt *stmt)
{
    exceptions *e = self;
    vw_report *r = e->r;
    const char *test = vw_stmt_text(stmt, 1);
    const vw_planned_test *planned = test != NULL ? vw_plan_test(r->plan, test) : NULL;
    const char *open = vw_say(r, (vw_text){"[niet vastgelegd]", "[not on record]"});
    VW_PUSH(r->arena, e->cells, vw_text_cell(kept(e, stmt, 0)));
    VW_PUSH(r->arena, e->cells,
            vw_text_cell(planned != NULL ? vw_say(r, planned->test->title) : kept(e, stmt, 1)));
    for (int i = 2; i <= 3; i++) {
        const char *person = vw_show_person(r, r->arena, vw_stmt_text(stmt, i));
        VW_PUSH(r->arena, e->cells, vw_text_cell(person != NULL ? person : open));
    }
    const char *until = kept(e, stmt, 4);
    VW_PUSH(r->arena, e->cells, until != NULL ? vw_date_cell(until) : vw_text_cell(open));
    VW_PUSH(r->arena, e->cells, vw_text_cell(kept(e, stmt, 5)));
    VW_PUSH(r->arena, e->cells, vw_text_cell(kept(e, stmt, 6)));
}

vw_status vw_blocks_exception_annex(vw_report *r, vw_block_list *out, int level)
{
    static const vw_column_words columns[] = {
        {"exception", {"Kenmerk", "Identifier"}, VW_CELL_TEXT, 1.2, VW_COLUMN_CODE},
        {"title", {"Waarvan", "Of what"}, VW_CELL_TEXT, 2.6, 0},
        {"owner", {"Eigenaar", "Owner"}, VW_CELL_TEXT, 1.6, 0},
        {"approved_by", {"Goedgekeurd door", "Approved by"}, VW_CELL_TEXT, 1.6, 0},
        {"until", {"Tot en met", "Until"}, VW_CELL_DATE, 1.5, 0},
        {"reason", {"Reden", "Reason"}, VW_CELL_TEXT, 2.6, 0},
        {"compensating", {"Vervangende maatregel", "Compensating measure"}, VW_CELL_TEXT, 2.2, 0},
    };
    static const vw_table_words words = {
        .id = "exception-annex",
        .caption = {"Uitzonderingen die op de peildatum gelden",
                    "Exceptions that hold on the reference date"},
        .sheet_id = "exception-annex",
        .sheet = {"Uitzonderingen (bijlage)", "Exceptions (annex)"},
        .columns = columns,
        .column_count = COUNT(columns),
        .empty = {"Op de peildatum geldt geen uitzondering.",
                  "No exception holds on the reference date."},
    };
    static const char *const fields[] = {
        "test", "owner", "approved_by", "effective_until", "reason", "compensating_measure"};
    (void)level;
    exceptions e = {.r = r};
    vw_status status = vw_newest_rows(r, "exception", fields, COUNT(fields),
                                      "e.effective_from <= v.as_of AND (e.effective_until IS NULL "
                                      "OR e.effective_until >= v.as_of)",
                                      add_exception, &e);
    vw_table *table = vw_table_new(r, &words);
    const vw_kind *kind = vw_catalogue_find(r->plan->set->catalogue, "exception");
    vw_kind_knowledge known = {0};
    if (status == VW_OK && kind != NULL) {
        status = vw_kind_known(&known, r, kind);
    }
    if (!known.collected) {
        table->empty = vw_say(r, (vw_text){"Over uitzonderingen is niets vastgelegd.",
                                           "Nothing is on record about exceptions."});
    } else if (!known.complete) {
        table->empty = vw_say(r, (vw_text){"Op de peildatum geldt geen uitzondering, voor zover "
                                           "vastgelegd.",
                                           "No exception holds on the reference date, as far as "
                                           "recorded."});
    }
    vw_table_fill(r, table, &e.cells);
    vw_add_table(r, out, table);
    return status;
}
