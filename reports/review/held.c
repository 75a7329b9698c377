/* SPDX-License-Identifier: EUPL-1.2 */
/* The review that is reported on: when, why and by whom it was carried out, and what came of it. */
#include "reports/build/decisions.h"
#include "reports/review/review.h"

#include <string.h>

static bool says(const vw_record_value *value, const char *choice)
{
    return value->choice != NULL && strcmp(value->choice, choice) == 0;
}

enum { HELD, BY, INDEPENDENT, REASON, OUTCOME, REPORT, FINDINGS, TOLD, DECISION };

/* The newest of the framework in the period, or in the half year after it: a year is usually
 * reviewed when it is over. False: none, or a failure. */
static bool the_review(const vw_record_value **values, vw_review *review)
{
    const vw_records_query query = {
        .kind = "review",
        .when = VW_OVER_ALL,
        .where = "e.type = 'risk_framework' AND e.occurred_on BETWEEN v.period_from AND "
                 "date(v.period_until, '+6 months')",
        .order = "e.occurred_on DESC",
        .fields = {"occurred_on", "performed_by", "independent", "reason", "outcome", "report",
                   "findings", "reported_to_board_on", "decision"},
        .needs = "type",
    };
    vw_records found;
    if (!vw_review__read(&found, review, &query) || found.items.count == 0) {
        return false;
    }
    *values = found.items.items[0].values;
    return true;
}

static const vw_text no_review = {"een evaluatie van het kader voor ICT-risicobeheer in de periode "
                                  "of het halfjaar erna",
                                  "a review of the ICT risk management framework in the period or "
                                  "the half year after it"};

/* SQL: not before the review was completed, since then it was about an earlier one. */
static const char *since_held(vw_review *review, const char *field)
{
    const vw_record_value *values = NULL;
    char day[11] = "";
    if (!the_review(&values, review) || values[HELD].date == VW_DATE_NONE) {
        return "";
    }
    vw_date_format(day, values[HELD].date);
    return vw_printf(review->r->arena, " AND e.%s >= '%s'", field, day);
}

/* A report that the board approved, else its decision on the outcome. */
void vw_review__approval(vw_review *review)
{
    static const vw_text report = {"Het bestuur keurde het verslag van de evaluatie goed op {0}.",
                                   "The board approved the report on the review on {0}."};
    static const vw_text decision = {
        "Het bestuur besloot over de uitkomst van de evaluatie op {0}.",
        "The board decided on the outcome of the review on {0}."};
    const vw_records_query documents = {
        .kind = "document",
        .when = VW_OVER_ALL,
        .where = vw_printf(review->r->arena,
                           "e.type = 'review_report' AND e.approved_by_role = 'board' AND "
                           "e.approved_on >= v.period_from%s",
                           since_held(review, "approved_on")),
        .order = "e.approved_on DESC",
        .fields = {"approved_on"},
        .needs = "type approved_by_role approved_on",
    };
    const vw_records_query decisions = {
        .kind = "board_decision",
        .when = VW_OVER_ALL,
        .where = vw_printf(review->r->arena, "%s%s",
                           "e.type = 'review_outcome' AND e.body = 'board' AND e.occurred_on >= "
                           "v.period_from" VW_NOT_REJECTED,
                           since_held(review, "occurred_on")),
        .order = "e.occurred_on DESC",
        .fields = {"occurred_on"},
        .needs = "type body outcome",
    };
    vw_records approved, decided;
    if (!vw_review__read(&approved, review, &documents) ||
        !vw_review__read(&decided, review, &decisions)) {
        return;
    }
    if (approved.items.count > 0) {
        vw_review__tell(review,
                        VW_FILL(review->r, report, approved.items.items[0].values[0].shown));
    } else if (decided.items.count > 0) {
        vw_review__tell(review,
                        VW_FILL(review->r, decision, decided.items.items[0].values[0].shown));
    } else {
        vw_review__open(review,
                        (vw_text){"de datum waarop het bestuur dit verslag goedkeurde",
                                  "the date on which the board approved this report"},
                        vw_review_secretary);
    }
}

void vw_review__reason(vw_review *review)
{
    static const vw_text line = {"Aanleiding: {0}.", "Reason: {0}."};
    const vw_record_value *values = NULL;
    if (the_review(&values, review) && values[REASON].known) {
        vw_review__tell(review, VW_FILL(review->r, line, values[REASON].shown));
    } else {
        vw_review__open(
            review, (vw_text){"waarom de evaluatie is gedaan", "why the review was carried out"},
            vw_review_risk);
    }
}

/* A review that was completed within the period cannot cover all of it, one that was completed
 * later may cover more, and what it did cover no record says. */
void vw_review__period(vw_review *review)
{
    static const vw_text line = {"De evaluatie gaat over {0} tot en met {1}.",
                                 "The review covers {0} until {1}."};
    static const vw_text figures = {"De cijfers in dit verslag gaan over {0} tot en met {1}.",
                                    "The figures in this report cover {0} until {1}."};
    static const vw_text held = {"De evaluatie is afgerond op {0}.",
                                 "The review was completed on {0}."};
    static const vw_text covered = {"begin en einde van de periode waarover de evaluatie ging",
                                    "start and end of the period that the review covered"};
    const vw_report *r = review->r;
    const vw_record_value *values = NULL;
    const bool known = the_review(&values, review);
    const bool whole = known && values[HELD].date == r->evaluation->period_until;
    vw_review__tell(review,
                    VW_FILL(r, whole ? line : figures, vw_show_date(r, r->evaluation->period_from),
                            vw_show_date(r, r->evaluation->period_until)));
    if (known) {
        vw_review__tell(review, VW_FILL(r, held, values[HELD].shown));
    } else {
        vw_review__open(review, no_review, vw_review_risk);
    }
    if (known && !whole) {
        vw_review__open(review, covered, vw_review_risk);
    }
}

void vw_review__function(vw_review *review)
{
    static const vw_text line = {"De evaluatie is uitgevoerd door: {0}.",
                                 "The review was carried out by: {0}."};
    static const vw_text yes = {"Onafhankelijk van wie het werk doet: {0}.",
                                "Independent of those who do the work: {0}."};
    static const vw_text role = {"De beheersing van ICT-risico’s is belegd bij: {0}.",
                                 "The control of ICT risk is assigned to: {0}."};
    const vw_records_query query = {
        .kind = "role_assignment",
        .where = "e.role = 'risk_control'",
        .fields = {"person"},
        .needs = "role",
    };
    vw_records roles;
    const vw_record_value *values = NULL;
    const vw_report *r = review->r;
    const bool held = the_review(&values, review);
    if (held && values[BY].known) {
        vw_review__tell(review, VW_FILL(r, line, values[BY].shown));
    } else {
        vw_review__open(review,
                        (vw_text){"de functie die de evaluatie deed",
                                  "the function that carried out the review"},
                        vw_review_risk);
    }
    if (held && values[INDEPENDENT].known) {
        vw_review__tell(review, VW_FILL(r, yes, values[INDEPENDENT].shown));
    }
    if (vw_review__read(&roles, review, &query) && roles.items.count > 0 &&
        roles.items.items[0].values[0].known) {
        vw_review__tell(review, VW_FILL(r, role, roles.items.items[0].values[0].shown));
    }
}

void vw_review__area(vw_review *review)
{
    static const vw_text line = {"Het verslag gaat over het kader voor ICT-risicobeheer, getoetst "
                                 "aan {0}.",
                                 "The report is on the ICT risk management framework, tested "
                                 "against {0}."};
    vw_review__tell(review,
                    VW_FILL(review->r, line, vw_report__value(review->r, "framework-list")));
    review->now->own = true;
}

bool vw_review__other_reason(vw_review *review, const char *reason)
{
    static const vw_text other = {"Niet van toepassing: de aanleiding was een andere ({0}).",
                                  "Not applicable: the reason was another one ({0})."};
    const vw_record_value *values = NULL;
    const bool is_other =
        the_review(&values, review) && values[REASON].known && !says(&values[REASON], reason);
    if (is_other) {
        vw_review__tell(review, VW_FILL(review->r, other, values[REASON].shown));
    }
    return is_other;
}

bool vw_review__has_reason(vw_review *review)
{
    const vw_record_value *values = NULL;
    return the_review(&values, review) && values[REASON].known;
}

vw_date vw_review__held_on(vw_review *review)
{
    const vw_record_value *values = NULL;
    return the_review(&values, review) ? values[HELD].date : VW_DATE_NONE;
}

void vw_review__instruction(vw_review *review)
{
    static const vw_text line = {"De toezichthouder gaf de aanleiding. Bevindingen van de "
                                 "toezichthouder in de periode: {0}.",
                                 "The supervisor gave the reason. Findings of the supervisor in "
                                 "the period: {0}."};
    const vw_record_value *values = NULL;
    if (!the_review(&values, review) || !values[REASON].known) {
        vw_review__open(review,
                        (vw_text){"of de toezichthouder de evaluatie vroeg, met de aanwijzing",
                                  "whether the supervisor asked for the review, with the "
                                  "instruction"},
                        vw_review_secretary);
        return;
    }
    if (vw_review__other_reason(review, "supervisor")) {
        return;
    }
    vw_review__tell(
        review,
        VW_FILL(review->r, line,
                vw_show_number(review->r, vw_review__count(review, "audit_finding",
                                                           "e.source = 'supervisor'", "source"))));
    vw_review__open(review, (vw_text){"de aanwijzing zelf", "the instruction itself"},
                    vw_review_secretary);
}

static void reviewed(vw_review *review)
{
    static const vw_text line = {"Uitkomst van de evaluatie: {0}.", "Outcome of the review: {0}."};
    static const vw_text told = {"Aan het bestuur gemeld op {0}.", "Reported to the board on {0}."};
    const vw_record_value *values = NULL;
    const vw_report *r = review->r;
    if (!the_review(&values, review)) {
        vw_review__open(review, no_review, vw_review_risk);
        return;
    }
    if (values[OUTCOME].known) {
        vw_review__tell(review, VW_FILL(r, line, values[OUTCOME].shown));
    } else {
        vw_review__open(review,
                        (vw_text){"de uitkomst van de evaluatie", "the outcome of the review"},
                        vw_review_risk);
    }
    if (values[TOLD].known) {
        vw_review__tell(review, VW_FILL(r, told, values[TOLD].shown));
    }
}

void vw_review__conclusions(vw_review *review)
{
    static const vw_text line = {"Oordeel van het bestuur op {0}: {1} (zekerheid: {2}). {3}",
                                 "Judgement of the board on {0}: {1} (certainty: {2}). {3}"};
    const vw_records_query query = {
        .kind = "board_decision",
        .when = VW_OVER_ALL,
        .where = "e.judgement IS NOT NULL AND e.risk_class IS NULL AND " VW_ABOUT_THE_PERIOD
            VW_NOT_REJECTED,
        .order = "e.occurred_on DESC",
        .fields = {"occurred_on", "judgement", "certainty", "public_text"},
        .needs = "judgement risk_class outcome",
    };
    vw_records found;
    reviewed(review);
    if (!vw_review__read(&found, review, &query)) {
        return;
    }
    if (found.items.count == 0) {
        vw_review__open(review,
                        (vw_text){"de conclusie van het bestuur", "the conclusion of the board"},
                        vw_review_secretary);
        return;
    }
    const vw_record_value *values = found.items.items[0].values;
    vw_review__tell(review, VW_FILL(review->r, line, values[0].shown, values[1].shown,
                                    values[2].known ? values[2].shown
                                                    : vw_say(review->r, (vw_text){"niet vastgelegd",
                                                                                  "not recorded"}),
                                    values[3].known ? values[3].shown : ""));
}

void vw_review__ending(vw_review *review)
{
    vw_review__conclusions(review);
    vw_review__planned(review);
}
