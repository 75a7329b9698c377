/* SPDX-License-Identifier: EUPL-1.2 */
/* What changed in the framework, what the risks are, what was found, and what stays as it is. */
#include "reports/review/review.h"

#include <string.h>

/* ---- changes --------------------------------------------------------------------------------- */

void vw_review__changes(vw_review *review)
{
    static const vw_column_words columns[] = {
        {"type", {"Soort stuk", "Type of document"}, VW_CELL_TEXT, 2.6, 0},
        {"title", {"Titel", "Title"}, VW_CELL_TEXT, 4, 0},
        {"version", {"Versie", "Version"}, VW_CELL_TEXT, 1, VW_REVIEW_NEEDED},
        {"approved_by", {"Goedgekeurd door", "Approved by"}, VW_CELL_TEXT, 1.6, VW_REVIEW_NEEDED},
        {"approved_on", {"Op", "On"}, VW_CELL_DATE, 1.5, 0},
    };
    static const vw_table_words words = {
        .id = "framework-changes",
        .caption = {"Stukken van het kader die in de periode zijn vastgesteld",
                    "Documents of the framework that were adopted in the period"},
        .sheet_id = "framework-changes",
        .sheet = {"Wijzigingen van het kader", "Framework changes"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    const vw_records_query query = {
        .kind = "document",
        .where = "e.approved_on BETWEEN v.period_from AND v.period_until AND e.type IN "
                 "('risk_framework', 'risk_policy', 'resilience_strategy', 'security_policy', "
                 "'governance_decision', 'supplier_strategy', 'supplier_policy', "
                 "'continuity_policy', 'incident_procedure', 'test_programme', 'audit_plan')",
        .order = "e.approved_on DESC",
        .fields = {"type", "title", "version", "approved_by_role", "approved_on"},
        .needs = "type approved_on",
    };
    vw_review__list_or(
        review, &query, &words,
        (vw_text){"In de periode is geen stuk van het kader opnieuw vastgesteld.",
                  "No document of the framework was adopted anew in the period."},
        (vw_text){"wat er in het kader is veranderd", "what changed in the framework"},
        vw_review_risk);
    /* That a document was adopted does not say what is different in it. */
    vw_review__open(review,
                    (vw_text){"wat in deze stukken anders is dan in het vorige verslag",
                              "what is different in these documents from the previous report"},
                    vw_review_risk);
}

void vw_review__impact(vw_review *review)
{
    vw_review__open(review,
                    (vw_text){"gevolgen van de veranderingen in het kader",
                              "impact of the changes in the framework"},
                    vw_review_risk);
}

/* ---- summary --------------------------------------------------------------------------------- */

static void top_risks(vw_review *review)
{
    static const vw_column_words columns[] = {
        {"title", {"Risico", "Risk"}, VW_CELL_TEXT, 4, VW_REVIEW_NEEDED},
        {"likelihood", {"Kans", "Likelihood"}, VW_CELL_TEXT, 1.1, VW_REVIEW_NEEDED},
        {"impact", {"Gevolg", "Impact"}, VW_CELL_TEXT, 1.1, VW_REVIEW_NEEDED},
        {"treatment", {"Keuze", "Choice"}, VW_CELL_TEXT, 1.5, VW_REVIEW_NEEDED},
        {"residual", {"Restrisico", "Residual risk"}, VW_CELL_TEXT, 1.3, VW_REVIEW_NEEDED},
        {"owner", {"Eigenaar", "Owner"}, VW_CELL_TEXT, 2, VW_REVIEW_NEEDED},
    };
    static const vw_table_words words = {
        .id = "review-risks",
        .caption = {"ICT-risico’s, de zwaarste eerst", "ICT risks, the gravest first"},
        .sheet_id = "review-risks",
        .sheet = {"ICT-risico’s", "ICT risks"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
#define GRADE(field)                                                                               \
    "CASE e." field " WHEN 'high' THEN 3 WHEN 'medium' THEN 2 WHEN 'low' THEN 1 END"
    const vw_records_query query = {
        .kind = "risk",
        .order = "coalesce(" GRADE("likelihood") ", 3) * coalesce(" GRADE("impact") ", 3) DESC",
        .fields = {"title", "likelihood", "impact", "treatment", "residual", "owner"},
        .needs = "likelihood impact",
    };
    vw_review__list_or(
        review, &query, &words,
        (vw_text){"Er staan geen risico’s in het register, en dat is volledig "
                  "verklaard.",
                  "There are no risks in the register, which was declared "
                  "complete."},
        (vw_text){"huidige en komende ICT-risico’s", "current and near-term ICT risk"},
        vw_review_risk);
}

static void threats(vw_review *review)
{
    static const vw_text line = {
        "Dreigingen die in de periode zijn vastgelegd: {0}; belangrijk: {1}; kan kritieke functies "
        "raken: {2}.",
        "Threats recorded in the period: {0}; significant: {1}; could affect critical functions: "
        "{2}."};
    static const vw_partial_query significant = {
        .kind = "threat",
        .yes = "e.significant",
        .known = "e.significant IS NOT NULL",
        .needs = "significant",
    };
    static const vw_partial_query critical = {
        .kind = "threat",
        .yes = "e.critical_functions",
        .known = "e.critical_functions IS NOT NULL",
        .needs = "critical_functions",
    };
    const vw_records_query query = {.kind = "threat", .fields = {"title"}};
    vw_records found;
    if (!vw_review__read(&found, review, &query)) {
        return;
    }
    if (!found.known.collected) {
        vw_review__open(review, (vw_text){"het beeld van de dreigingen", "the threat landscape"},
                        vw_review_ciso);
        return;
    }
    vw_review__tell(review, VW_FILL(review->r, line, vw_show_number(review->r, found.items.count),
                                    vw_review__partial(review, &significant),
                                    vw_review__partial(review, &critical)));
}

static void effectiveness(vw_review *review)
{
    static const vw_text line = {
        "{0}: van de {1} {1:conclusie|conclusies} {2:voldoet|voldoen} er {2}; {3}.",
        "{0}: of the {1} {1:conclusion|conclusions}, {2} {2:is|are} met; {3}."};
    vw_report *r = review->r;
    for (size_t i = 0; i < r->plan->framework_count; i++) {
        const vw_counts *counts = &r->figures.aspects[i];
        vw_review__tell(review,
                        VW_FILL(r, line, vw_show_framework(r, r->plan->frameworks[i]),
                                vw_show_number(r, vw_counts_total(counts)),
                                vw_show_number(r, counts->of[VW_MET]), vw_say_split(r, counts)));
    }
}

static void posture(vw_review *review)
{
    static const vw_text line = {"Grote incidenten in de periode: {0}.{1}",
                                 "Major incidents in the period: {0}.{1}"};
    static const vw_text unsure = {" Of de lijst van incidenten volledig is, is niet vastgesteld.",
                                   " Whether the list of incidents is complete was not "
                                   "established."};
    static const vw_text restored = {"Hersteltests: {1}; geslaagd: {0}.",
                                     "Restore tests: {1}; succeeded: {0}."};
    static const vw_partial_query major = {
        .kind = "incident",
        .yes = "e.major",
        .known = "e.major IS NOT NULL",
        .needs = "major",
    };
    static const vw_partial_query succeeded = {
        .kind = "restore_test",
        .yes = "e.result = 'success'",
        .known = "e.result IS NOT NULL",
        .needs = "result",
    };
    const vw_records_query query = {.kind = "incident", .fields = {"major"}};
    vw_records incidents;
    if (!vw_review__read(&incidents, review, &query)) {
        return;
    }
    if (!incidents.known.collected) {
        vw_review__open(review, (vw_text){"de incidenten van het jaar", "the year’s incidents"},
                        vw_review_ciso);
        return;
    }
    vw_review__tell(review, VW_FILL(review->r, line, vw_review__partial(review, &major),
                                    incidents.known.complete ? "" : vw_say(review->r, unsure)));
    vw_review__undecided(review);
    const uint64_t tests = vw_review__count(review, "restore_test", "1", "");
    if (tests > 0) {
        vw_review__tell(review, VW_FILL(review->r, restored, vw_review__partial(review, &succeeded),
                                        vw_show_number(review->r, tests)));
    } else {
        vw_review__open(review, (vw_text){"of herstel is beproefd", "whether recovery was tested"},
                        vw_review_ciso);
    }
}

void vw_review__summary(vw_review *review)
{
    effectiveness(review);
    top_risks(review);
    threats(review);
    posture(review);
}

/* ---- findings -------------------------------------------------------------------------------- */

static void tests_not_met(vw_review *review)
{
    static const vw_text line = {"Van de {0} {0:toets|toetsen} {1:voldoet|voldoen} er {1}; {2}.",
                                 "Of the {0} {0:test|tests}, {1} {1:is|are} met; {2}."};
    const vw_report *r = review->r;
    const vw_counts *tests = &r->figures.tests;
    vw_review__tell(review, VW_FILL(r, line, vw_show_number(r, vw_counts_total(tests)),
                                    vw_show_number(r, tests->of[VW_MET]), vw_say_split(r, tests)));
}

void vw_review__findings(vw_review *review)
{
    static const vw_column_words columns[] = {
        {"title", {"Bevinding", "Finding"}, VW_CELL_TEXT, 4, VW_REVIEW_NEEDED},
        {"severity", {"Ernst", "Severity"}, VW_CELL_TEXT, 1.1, VW_REVIEW_NEEDED},
        {"cause", {"Oorzaak", "Cause"}, VW_CELL_TEXT, 1.4, VW_REVIEW_NEEDED},
        {"source", {"Bron", "Source"}, VW_CELL_TEXT, 1.6, 0},
        {"found", {"Gevonden op", "Found on"}, VW_CELL_DATE, 1.5, 0},
        {"closed", {"Afgesloten op", "Closed on"}, VW_CELL_DATE, 1.5, 0},
    };
    static const vw_table_words words = {
        .id = "review-findings",
        .caption = {"Bevindingen van het jaar, en wat nog openstond; de zwaarste eerst",
                    "Findings of the year and those still open; the gravest first"},
        .sheet_id = "review-findings",
        .sheet = {"Bevindingen", "Findings"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    const vw_records_query query = {
        .kind = "audit_finding",
        .when = VW_OVER_UNTIL_NOW,
        .where = "e.occurred_on >= v.period_from OR e.closed_on IS NULL OR e.closed_on >= "
                 "v.period_from",
        .order = "CASE e.severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 "
                 "WHEN 'low' THEN 3 ELSE -1 END, e.occurred_on",
        .fields = {"title", "severity", "cause", "source", "occurred_on", "closed_on"},
        .needs = "severity closed_on",
    };
    tests_not_met(review);
    vw_review__list_or(review, &query, &words,
                       (vw_text){"In de periode zijn geen bevindingen vastgelegd, en dat is "
                                 "volledig verklaard.",
                                 "No findings were recorded in the period, which was declared "
                                 "complete."},
                       (vw_text){"bevindingen, met hun ernst en oorzaak",
                                 "findings, with their severity and cause"},
                       vw_review_auditor);
}

/* ---- what stays as it is --------------------------------------------------------------------- */

static size_t accepted_risks(vw_review *review)
{
    static const vw_column_words columns[] = {
        {"title", {"Risico", "Risk"}, VW_CELL_TEXT, 4, VW_REVIEW_NEEDED},
        {"residual", {"Restrisico", "Residual risk"}, VW_CELL_TEXT, 1.3, VW_REVIEW_NEEDED},
        {"by", {"Aanvaard door", "Accepted by"}, VW_CELL_TEXT, 2, VW_REVIEW_NEEDED},
        {"on", {"Op", "On"}, VW_CELL_DATE, 1.5, VW_REVIEW_NEEDED},
        {"decision", {"Besluit", "Decision"}, VW_CELL_TEXT, 1.4, 0},
    };
    static const vw_table_words words = {
        .id = "accepted-risks",
        .caption = {"Risico’s die worden aanvaard", "Risks that are accepted"},
        .sheet_id = "accepted-risks",
        .sheet = {"Aanvaarde risico’s", "Accepted risks"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    const vw_records_query query = {
        .kind = "risk",
        .where = "e.treatment = 'accept'",
        .fields = {"title", "residual", "accepted_by", "accepted_on", "decision"},
        .needs = "treatment",
    };
    return vw_review__list(review, &query, &words, vw_review_risk);
}

static size_t standing_exceptions(vw_review *review)
{
    static const vw_column_words columns[] = {
        {"subject", {"Waarvoor", "For what"}, VW_CELL_TEXT, 1.6, VW_REVIEW_NEEDED},
        {"reason", {"Reden", "Reason"}, VW_CELL_TEXT, 3.6, VW_REVIEW_NEEDED},
        {"instead", {"Wat er in de plaats komt", "What stands in its place"}, VW_CELL_TEXT, 2.6, 0},
        {"until", {"Tot en met", "Until"}, VW_CELL_DATE, 1.5, VW_REVIEW_NEEDED},
        {"approved_by", {"Goedgekeurd door", "Approved by"}, VW_CELL_TEXT, 1.8, VW_REVIEW_NEEDED},
    };
    static const vw_table_words words = {
        .id = "review-exceptions",
        .caption = {"Uitzonderingen die gelden", "Exceptions that hold"},
        .sheet_id = "review-exceptions",
        .sheet = {"Geldende uitzonderingen", "Exceptions that hold"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    const vw_records_query query = {
        .kind = "exception",
        .fields = {"subject_key", "reason", "compensating_measure", "effective_until",
                   "approved_by", "subject_kind"},
    };
    enum { KEY, KIND = 5, VALUES };
    vw_report *r = review->r;
    vw_records found;
    if (!vw_review__read(&found, review, &query)) {
        return 0;
    }
    for (size_t i = 0; i < found.items.count; i++) {
        const vw_record_value *read = found.items.items[i].values;
        vw_record_value *values = VW_NEW_ARRAY(r->arena, VALUES, vw_record_value);
        memcpy(values, read, VALUES * sizeof *values);
        if (values[KEY].known && values[KIND].known) {
            values[KEY].shown = vw_records_subject(r, values[KIND].shown, values[KEY].shown);
        }
        found.items.items[i].values = values;
    }
    return vw_review__list_read(review, &found, &words, vw_review_ciso);
}

void vw_review__uncorrected(vw_review *review)
{
    const size_t risks = accepted_risks(review), exceptions = standing_exceptions(review);
    if (risks + exceptions == 0) {
        vw_review__open(review,
                        (vw_text){"wat niet wordt hersteld en waarom, of dat alles wordt hersteld",
                                  "what is not corrected and why, or that everything is corrected"},
                        vw_review_risk);
        return;
    }
    vw_review__open(review,
                    (vw_text){"de maatstaf waarmee is besloten om niet te herstellen",
                              "the criteria by which it was decided not to correct"},
                    vw_review_risk);
}
