/* SPDX-License-Identifier: EUPL-1.2 */
/* What is done about findings: measures, dates, delay, means, plans, and what became of earlier
 * ones. */
#include "reports/build/decisions.h"
#include "reports/review/review.h"

static const vw_text no_measures = {"maatregelen tegen de bevindingen",
                                    "measures against the findings"};

/* ---- done ------------------------------------------------------------------------------------ */

static const vw_records_query done_query = {
    .kind = "improvement_action",
    .where = "e.status = 'done' AND (e.done_on IS NULL OR e.done_on BETWEEN v.period_from AND "
             "v.period_until)",
    .order = "e.done_on",
    .fields = {"title", "owner", "due_on", "done_on", "verified_on"},
    .needs = "status done_on",
};

static const vw_column_words done_columns[] = {
    {"title", {"Maatregel", "Measure"}, VW_CELL_TEXT, 4.4, VW_REVIEW_NEEDED},
    {"owner", {"Eigenaar", "Owner"}, VW_CELL_TEXT, 2, VW_REVIEW_NEEDED},
    {"due", {"Beloofd voor", "Promised for"}, VW_CELL_DATE, 1.5, VW_REVIEW_NEEDED},
    {"done", {"Gedaan op", "Done on"}, VW_CELL_DATE, 1.5, VW_REVIEW_NEEDED},
    {"verified", {"Nagegaan op", "Verified on"}, VW_CELL_DATE, 1.5, VW_REVIEW_NEEDED},
};

void vw_review__taken(vw_review *review)
{
    static const vw_table_words words = {
        .id = "measures-done",
        .caption = {"Maatregelen die in de periode zijn afgerond",
                    "Measures completed in the period"},
        .sheet_id = "measures-done",
        .sheet = {"Afgeronde maatregelen", "Measures done"},
        .columns = done_columns,
        .column_count = COUNT(done_columns),
    };
    vw_review__list_or(review, &done_query, &words,
                       (vw_text){"In de periode is geen maatregel afgerond; de lijst van "
                                 "maatregelen is volledig verklaard.",
                                 "No measure was completed in the period; the list of measures "
                                 "was declared complete."},
                       no_measures, vw_review_ciso);
}

/* Of the year, by number: the measures stand in a field of their own. */
void vw_review__improved(vw_review *review)
{
    static const vw_text line = {
        "In de periode {0:is|zijn} {0} {0:verbetermaatregel|verbetermaatregelen} afgerond, {1} "
        "{1:risico|risico’s} behandeld en {2} "
        "{2:belangrijke wijziging|belangrijke wijzigingen} van systemen doorgevoerd.",
        "In the period, {0} improvement {0:measure was|measures were} completed, {1} {1:risk "
        "was|risks were} treated and {2} "
        "significant {2:change|changes} to systems {2:was|were} made."};
    const vw_report *r = review->r;
    const uint64_t done =
        vw_review__count(review, "improvement_action", done_query.where, done_query.needs);
    const uint64_t treated = vw_review__count(
        review, "risk", "e.treated_on BETWEEN v.period_from AND v.period_until", "treated_on");
    const uint64_t changed = vw_review__count(review, "change", "e.significant", "significant");
    if (done + treated + changed > 0) {
        vw_review__tell(review, VW_FILL(r, line, vw_show_number(r, done),
                                        vw_show_number(r, treated), vw_show_number(r, changed)));
    }
    vw_review__open(review,
                    (vw_text){"wat de belangrijkste wijzigingen voor het kader betekenen",
                              "what the major changes mean for the framework"},
                    vw_review_risk);
}

/* On the reference date: also what was done since. */
#define UNDER_WAY                                                                                  \
    "(e.status IN ('open', 'in_progress') OR (e.status = 'done' AND e.done_on > v.period_until))"

/* ---- under way ------------------------------------------------------------------------------- */

void vw_review__dates(vw_review *review)
{
    static const vw_column_words columns[] = {
        {"title", {"Maatregel", "Measure"}, VW_CELL_TEXT, 4.4, VW_REVIEW_NEEDED},
        {"status", {"Voortgang", "Progress"}, VW_CELL_TEXT, 1.4, VW_REVIEW_NEEDED},
        {"due", {"Verwacht op", "Expected on"}, VW_CELL_DATE, 1.5, VW_REVIEW_NEEDED},
        {"verified", {"Gecontroleerd op", "Checked on"}, VW_CELL_DATE, 1.6, 0},
        {"priority", {"Prioriteit", "Priority"}, VW_CELL_TEXT, 1.3, 0},
    };
    static const vw_table_words words = {
        .id = "measures-open",
        .caption = {"Maatregelen die op de peildatum liepen",
                    "Measures under way on the reference date"},
        .sheet_id = "measures-open",
        .sheet = {"Lopende maatregelen", "Measures under way"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    static const vw_text late = {"Over hun datum op {0}: {1}.", "Past their date on {0}: {1}."};
    const vw_records_query query = {
        .kind = "improvement_action",
        .where = UNDER_WAY,
        .order = "e.due_on IS NOT NULL, e.due_on",
        .fields = {"title", "status", "due_on", "verified_on", "priority"},
        .needs = "status due_on done_on",
    };
    const vw_report *r = review->r;
    vw_records found;
    if (!vw_review__read(&found, review, &query)) {
        return;
    }
    vw_review__list_or(review, &query, &words,
                       (vw_text){"Er loopt geen maatregel; de lijst is volledig verklaard.",
                                 "No measure is under way; the list was declared complete."},
                       no_measures, vw_review_ciso);
    if (found.items.count > 0) {
        const uint64_t count =
            vw_review__count(review, "improvement_action", UNDER_WAY " AND e.due_on < v.as_of",
                             "status due_on done_on");
        vw_review__tell(review, VW_FILL(r, late, vw_show_date(r, r->evaluation->as_of),
                                        vw_show_number(r, count)));
        vw_review__open(review,
                        (vw_text){"data van controle en de kans op vertraging",
                                  "control dates and the risk of delay"},
                        vw_review_ciso);
    }
}

void vw_review__tools(vw_review *review)
{
    static const vw_column_words columns[] = {
        {"title", {"Maatregel", "Measure"}, VW_CELL_TEXT, 5, VW_REVIEW_NEEDED},
        {"owner",
         {"Verantwoordelijke functie", "Function responsible"},
         VW_CELL_TEXT,
         2.6,
         VW_REVIEW_NEEDED},
    };
    static const vw_table_words words = {
        .id = "measure-owners",
        .caption = {"Wie voor welke lopende maatregel verantwoordelijk is",
                    "Who is responsible for which measure under way"},
        .sheet_id = "measure-owners",
        .sheet = {"Eigenaren", "Owners"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    const vw_records_query query = {
        .kind = "improvement_action",
        .where = UNDER_WAY,
        .fields = {"title", "owner"},
        .needs = "status done_on",
    };
    vw_review__list(review, &query, &words, vw_review_ciso);
    vw_review__open(review,
                    (vw_text){"hulpmiddelen, en of de functie binnen of buiten de entiteit staat",
                              "tools, and whether the function is internal or external"},
                    vw_review_ciso);
}

/* ---- means ----------------------------------------------------------------------------------- */

void vw_review__effect(vw_review *review)
{
    static const vw_text budget = {"Toegekend door het bestuur in de periode, in euro’s: {0}.",
                                   "Allocated by the board in the period, in euros: {0}."};
    static const vw_text mean = {"{0}: {1}, volgens plan {2}.", "{0}: {1}, planned {2}."};
    const vw_records_query decisions = {
        .kind = "board_decision",
        .where = "e.type = 'budget' AND e.budget_eur IS NOT NULL" VW_NOT_REJECTED,
        .order = "e.occurred_on DESC",
        .fields = {"budget_eur"},
        .needs = "type budget_eur outcome",
    };
    const vw_records_query figures = {
        .kind = "figure",
        .where = "e.subject_counted IN ('staff_fte', 'budget_eur')",
        .order = "e.subject_counted",
        .fields = {"subject_counted", "value", "planned"},
        .needs = "subject_counted",
    };
    static const vw_text unknown = {"niet vastgelegd", "not recorded"};
    const vw_report *r = review->r;
    vw_records found;
    if (vw_review__read(&found, review, &decisions) && found.items.count > 0) {
        vw_review__tell(review, VW_FILL(r, budget, found.items.items[0].values[0].shown));
    }
    if (vw_review__read(&found, review, &figures)) {
        for (size_t i = 0; i < found.items.count; i++) {
            const vw_record_value *values = found.items.items[i].values;
            vw_review__tell(review,
                            VW_FILL(r, mean, vw_review__capital(r, values[0].shown),
                                    values[1].known ? values[1].shown : vw_say(r, unknown),
                                    values[2].known ? values[2].shown : vw_say(r, unknown)));
        }
    }
    vw_review__open(review,
                    (vw_text){"wat de maatregelen vragen aan budget, personeel en middelen",
                              "what the measures ask of budget, staff and material"},
                    (vw_text){"de concerncontroller", "the controller"});
}

/* ---- the authority --------------------------------------------------------------------------- */

void vw_review__informing(vw_review *review)
{
    static const vw_column_words columns[] = {
        {"on", {"Datum", "Date"}, VW_CELL_DATE, 1.5, 0},
        {"type", {"Soort", "Type"}, VW_CELL_TEXT, 4, 0},
        {"reference", {"Kenmerk", "Reference"}, VW_CELL_TEXT, 2, 0},
    };
    static const vw_table_words words = {
        .id = "authority-reports",
        .caption = {"Rapportages aan de toezichthouder in de periode",
                    "Reports to the supervisor in the period"},
        .sheet_id = "authority-reports",
        .sheet = {"Aan de toezichthouder", "To the supervisor"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    static const vw_text procedure = {
        "De procedure voor incidenten gaat over de wettelijke melding; zij is goedgekeurd op {0}.",
        "The incident procedure covers statutory notification; it was approved on {0}."};
    const vw_records_query reports = {
        .kind = "report",
        .where = "e.addressed_to = 'supervisor'",
        .order = "e.occurred_on",
        .fields = {"occurred_on", "type", "reference"},
        .needs = "addressed_to",
    };
    const vw_records_query documents = {
        .kind = "document",
        .where = "e.type = 'incident_procedure' AND e.covers_legal_notification AND "
                 "e.approved_on IS NOT NULL",
        .fields = {"approved_on"},
        .needs = "type covers_legal_notification approved_on",
    };
    vw_records found;
    const bool has_procedure = vw_review__read(&found, review, &documents) && found.items.count > 0;
    if (has_procedure) {
        vw_review__tell(review,
                        VW_FILL(review->r, procedure, found.items.items[0].values[0].shown));
    }
    const size_t told = vw_review__list(review, &reports, &words, vw_review_secretary);
    if (!has_procedure || told == 0) {
        vw_review__open(review,
                        (vw_text){"hoe en wanneer de toezichthouder wordt ingelicht",
                                  "how and when the authority is informed"},
                        vw_review_secretary);
    }
}

/* ---- plans ----------------------------------------------------------------------------------- */

void vw_review__planned(vw_review *review)
{
    static const vw_column_words columns[] = {
        {"title", {"Voornemen", "Plan"}, VW_CELL_TEXT, 5, VW_REVIEW_NEEDED},
        {"due", {"Voor", "By"}, VW_CELL_DATE, 1.5, 0},
        {"owner", {"Eigenaar", "Owner"}, VW_CELL_TEXT, 2, VW_REVIEW_NEEDED},
    };
    static const vw_table_words words = {
        .id = "review-plans",
        .caption = {"Maatregelen die na de periode gereed moeten zijn",
                    "Measures due after the period"},
        .sheet_id = "review-plans",
        .sheet = {"Voornemens", "Plans"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    const vw_records_query query = {
        .kind = "improvement_action",
        .where = "e.status IN ('open', 'in_progress') AND e.due_on > v.period_until",
        .order = "e.due_on",
        .fields = {"title", "due_on", "owner"},
        .needs = "status due_on",
    };
    vw_review__list_or(review, &query, &words,
                       (vw_text){"Er is geen maatregel die na de periode gereed moet zijn.",
                                 "There is no measure due after the period."},
                       (vw_text){"wat er op stapel staat", "what is planned"}, vw_review_ciso);
}

/* ---- earlier --------------------------------------------------------------------------------- */

void vw_review__past(vw_review *review)
{
    static const vw_column_words columns[] = {
        {"on", {"Datum", "Date"}, VW_CELL_DATE, 1.5, 0},
        {"reason", {"Aanleiding", "Reason"}, VW_CELL_TEXT, 2, VW_REVIEW_NEEDED},
        {"outcome", {"Uitkomst", "Outcome"}, VW_CELL_TEXT, 2.2, VW_REVIEW_NEEDED},
        {"findings", {"Bevindingen", "Findings"}, VW_CELL_INTEGER, 1.2, 0},
        {"told", {"Bestuur ingelicht op", "Board told on"}, VW_CELL_DATE, 1.6, 0},
    };
    static const vw_table_words words = {
        .id = "past-reviews",
        .caption = {"Evaluaties van het kader, de nieuwste eerst",
                    "Reviews of the framework, newest first"},
        .sheet_id = "past-reviews",
        .sheet = {"Evaluaties", "Reviews"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    const vw_records_query query = {
        .kind = "review",
        .when = VW_OVER_UNTIL_NOW,
        .where = "e.type = 'risk_framework'",
        .order = "e.occurred_on DESC",
        .fields = {"occurred_on", "reason", "outcome", "findings", "reported_to_board_on"},
        .needs = "type",
    };
    const size_t all = vw_review__list(review, &query, &words, vw_review_risk);
    if (all == 0 ||
        vw_review__count(review, "review", "e.type = 'risk_framework'", "type") == all) {
        vw_review__open(review,
                        (vw_text){"evaluaties van voor deze periode, of dat dit de eerste is",
                                  "reviews before this period, or that this is the first one"},
                        vw_review_risk);
    }
}

/* Of what was begun before the period. */
void vw_review__followed(vw_review *review)
{
    static const vw_column_words columns[] = {
        {"title", {"Maatregel", "Measure"}, VW_CELL_TEXT, 4.4, VW_REVIEW_NEEDED},
        {"status", {"Stand", "State"}, VW_CELL_TEXT, 1.4, VW_REVIEW_NEEDED},
        {"due", {"Datum", "Date"}, VW_CELL_DATE, 1.5, 0},
        {"done", {"Gedaan op", "Done on"}, VW_CELL_DATE, 1.5, 0},
        {"owner", {"Eigenaar", "Owner"}, VW_CELL_TEXT, 2, 0},
    };
    static const vw_table_words words = {
        .id = "earlier-measures",
        .caption = {"Maatregelen van voor de periode, en hoe zij ervoor staan",
                    "Measures from before the period, and where they stand"},
        .sheet_id = "earlier-measures",
        .sheet = {"Eerdere maatregelen", "Earlier measures"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    const vw_records_query query = {
        .kind = "improvement_action",
        .when = VW_OVER_UNTIL_NOW,
        .where = "e.effective_from < v.period_from AND (e.done_on IS NULL OR e.done_on >= "
                 "v.period_from)",
        .order = "e.due_on IS NULL, e.due_on",
        .fields = {"title", "status", "due_on", "done_on", "owner"},
        .needs = "done_on",
    };
    if (vw_review__list(review, &query, &words, vw_review_ciso) == 0) {
        vw_review__open(review,
                        (vw_text){"stand van de maatregelen uit het vorige verslag, of dat er geen "
                                  "vorig verslag is",
                                  "state of the measures of the last report, or that there is no "
                                  "last report"},
                        vw_review_ciso);
    }
}

void vw_review__failed(vw_review *review)
{
    static const vw_text line = {
        "Maatregelen die zijn vervallen: {0}. Incidenten die een herhaling zijn van een eerder: "
        "{1}. Hersteltests die mislukten: {2}.",
        "Measures that were dropped: {0}. Incidents that repeat an earlier one: {1}. Restore "
        "tests that failed: {2}."};
    const vw_report *r = review->r;
    static const vw_partial_query dropped = {
        .kind = "improvement_action",
        .yes = "e.status = 'dropped'",
        .known = "e.status IS NOT NULL",
        .needs = "status",
    };
    static const vw_partial_query again = {
        .kind = "incident",
        .yes = "e.recurrence_of IS NOT NULL",
        .needs = "recurrence_of",
        .filled = "recurrence_of",
    };
    static const vw_partial_query failed = {
        .kind = "restore_test",
        .yes = "e.result = 'failure'",
        .known = "e.result IS NOT NULL",
        .needs = "result",
    };
    const uint64_t any = vw_review__count(review, "improvement_action", "1", "") +
                         vw_review__count(review, "incident", "1", "") +
                         vw_review__count(review, "restore_test", "1", "");
    if (any > 0) {
        vw_review__tell(review, VW_FILL(r, line, vw_review__partial(review, &dropped),
                                        vw_review__partial(review, &again),
                                        vw_review__partial(review, &failed)));
    }
    vw_review__open(review,
                    (vw_text){"wat er is verbeterd waar eerdere maatregelen niet werkten of nieuwe "
                              "problemen gaven",
                              "what was improved where earlier measures did not work or raised new "
                              "problems"},
                    vw_review_ciso);
}

void vw_review__remedies(vw_review *review)
{
    vw_review__taken(review);
    vw_review__dates(review);
    vw_review__followed(review);
}
