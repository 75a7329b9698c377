/* SPDX-License-Identifier: EUPL-1.2 */
/* What the review rests on: audits, assessments, tests, and what came from outside. */
#include "reports/review/review.h"

#include <string.h>

/* Reviews of these types, newest first; the next is open without one. */
static size_t list_reviews(vw_review *review, const char *where, const char *id, vw_text caption,
                           vw_text sheet)
{
    static const vw_column_words columns[] = {
        {"on", {"Datum", "Date"}, VW_CELL_DATE, 1.5, 0},
        {"type", {"Soort", "Type"}, VW_CELL_TEXT, 2.6, 0},
        {"outcome", {"Uitkomst", "Outcome"}, VW_CELL_TEXT, 2.2, VW_REVIEW_NEEDED},
        {"independent", {"Onafhankelijk", "Independent"}, VW_CELL_TEXT, 1.4, 0},
        {"report", {"Verslag", "Report"}, VW_CELL_TEXT, 2, VW_REVIEW_NEEDED},
    };
    vw_table_words words = {
        .id = id,
        .caption = caption,
        .sheet_id = id,
        .sheet = sheet,
        .columns = columns,
        .column_count = COUNT(columns),
    };
    const vw_records_query query = {
        .kind = "review",
        .where = where,
        .order = "e.occurred_on DESC",
        .fields = {"occurred_on", "type", "outcome", "independent", "report"},
        .needs = "type",
    };
    return vw_review__list(review, &query, &words, vw_review_auditor);
}

static void findings_of(vw_review *review, const char *source, vw_text name)
{
    static const vw_text line = {
        "{0}: {1} {1:bevinding|bevindingen} in de periode, waarvan {2} nog open op {3}.",
        "{0}: {1} {1:finding|findings} in the period, of which {2} still open on "
        "{3}."};
    const vw_report *r = review->r;
    const uint64_t all = vw_review__count(review, "audit_finding",
                                          vw_printf(r->arena, "e.source = '%s'", source), "source");
    const uint64_t open = vw_review__count(
        review, "audit_finding",
        vw_printf(r->arena, "e.source = '%s' AND (e.closed_on IS NULL OR e.closed_on > v.as_of)",
                  source),
        "source closed_on");
    if (all > 0) {
        vw_review__tell(review,
                        VW_FILL(r, line, vw_say(r, name), vw_show_number(r, all),
                                vw_show_number(r, open), vw_show_date(r, r->evaluation->as_of)));
    }
}

void vw_review__internal(vw_review *review)
{
    const vw_records_query query = {
        .kind = "organisation",
        .where = "e.microenterprise",
        .fields = {"name"},
        .needs = "microenterprise",
    };
    vw_records micro;
    if (vw_review__read(&micro, review, &query) && micro.items.count > 0) {
        vw_review__tell(
            review, vw_say(review->r, (vw_text){"De entiteit is een micro-onderneming; resultaten "
                                                "van een interne audit worden niet gevraagd.",
                                                "The entity is a microenterprise; results of an "
                                                "internal audit are not asked for."}));
        return;
    }
    const size_t audits =
        list_reviews(review, "e.type = 'internal_audit'", "internal-audits",
                     (vw_text){"Interne audits in de periode", "Internal audits in the period"},
                     (vw_text){"Interne audits", "Internal audits"});
    findings_of(review, "internal_audit", (vw_text){"Interne audit", "Internal audit"});
    if (audits == 0) {
        vw_review__open(
            review, (vw_text){"resultaten van de interne audit", "results of the internal audit"},
            vw_review_auditor);
    }
}

void vw_review__compliance(vw_review *review)
{
    const size_t held = list_reviews(
        review, "e.type IN ('compliance', 'legal_requirements', 'policy')", "compliance-reviews",
        (vw_text){"Beoordelingen van de naleving in de periode",
                  "Compliance assessments in the period"},
        (vw_text){"Naleving", "Compliance"});
    findings_of(review, "self_assessment", (vw_text){"Zelfevaluatie", "Self-assessment"});
    if (held == 0) {
        vw_review__open(review,
                        (vw_text){"beoordelingen van de naleving", "compliance assessments"},
                        (vw_text){"de functie naleving", "the compliance function"});
    }
}

/* ---- tests ----------------------------------------------------------------------------------- */

static void tlpt(vw_review *review)
{
    static const vw_text done = {"Dreigingsgestuurde penetratietests (TLPT) in de laatste drie "
                                 "jaar: {0}, de laatste op {1}.",
                                 "Threat-led penetration tests (TLPT) in the last three years: "
                                 "{0}, the last on {1}."};
    static const vw_text free = {"De entiteit is niet aangewezen voor dreigingsgestuurde "
                                 "penetratietests (TLPT).",
                                 "The entity was not designated for threat-led penetration tests "
                                 "(TLPT)."};
    const vw_records_query query = {
        .kind = "security_test",
        .when = VW_OVER_UNTIL_NOW,
        .where = "e.type = 'tlpt' AND e.occurred_on > date(v.as_of, '-3 years')",
        .order = "e.occurred_on DESC",
        .fields = {"occurred_on"},
        .needs = "type",
    };
    const vw_records_query whether = {
        .kind = "organisation",
        .where = "e.tlpt_designated IS NOT NULL",
        .fields = {"tlpt_designated"},
        .needs = "tlpt_designated",
    };
    vw_records tests, designated;
    const vw_report *r = review->r;
    if (!vw_review__read(&tests, review, &query) ||
        !vw_review__read(&designated, review, &whether)) {
        return;
    }
    if (tests.items.count > 0) {
        vw_review__tell(review, VW_FILL(r, done, vw_show_number(r, tests.items.count),
                                        tests.items.items[0].values[0].shown));
    } else if (designated.items.count > 0 && designated.items.items[0].values[0].number == 0) {
        vw_review__tell(review, vw_say(r, free));
    } else {
        vw_review__open(review,
                        (vw_text){"dreigingsgestuurde penetratietests, of dat de entiteit daarvoor "
                                  "niet is aangewezen",
                                  "threat-led penetration tests, or that the entity was not "
                                  "designated for them"},
                        vw_review_ciso);
    }
}

typedef struct {
    vw_record_value of;
    vw_partial high, open;
} by_type;

/* One row a type: an insurer scans every week. */
static void tests_by_type(vw_review *review, const vw_records *tests)
{
    static const vw_column_words columns[] = {
        {"type", {"Soort test", "Type of test"}, VW_CELL_TEXT, 4, 0},
        {"tests", {"Gedaan", "Done"}, VW_CELL_INTEGER, 1, 0},
        {"high",
         {"Hoge of kritieke bevindingen", "High or critical findings"},
         VW_CELL_INTEGER,
         1.6,
         0},
        {"open", {"Daarvan nog open", "Of which still open"}, VW_CELL_INTEGER, 1.4, 0},
    };
    static const vw_table_words words = {
        .id = "resilience-tests",
        .caption = {"Weerbaarheidstests in de periode", "Resilience tests in the period"},
        .sheet_id = "resilience-tests",
        .sheet = {"Weerbaarheidstests", "Resilience tests"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    const vw_report *r = review->r;
    VW_VEC(by_type) types = {0};
    for (size_t i = 0; i < tests->items.count; i++) {
        const vw_record_value *values = tests->items.items[i].values;
        size_t at = 0;
        while (at < types.count && strcmp(types.items[at].of.shown, values[0].shown) != 0) {
            at++;
        }
        if (at == types.count) {
            const by_type new_type = {.of = values[0]};
            VW_PUSH(r->arena, types, new_type);
        }
        vw_partial_add(&types.items[at].high, &values[1]);
        vw_partial_add(&types.items[at].open, &values[2]);
    }
    vw_cells cells = {0};
    uint64_t unknown = 0;
    for (size_t i = 0; i < types.count; i++) {
        VW_PUSH(r->arena, cells, vw_text_cell(types.items[i].of.shown));
        VW_PUSH(r->arena, cells, vw_number_cell((int64_t)types.items[i].high.all));
        VW_PUSH(r->arena, cells, vw_partial_cell(r, &types.items[i].high));
        VW_PUSH(r->arena, cells, vw_partial_cell(r, &types.items[i].open));
        unknown += types.items[i].high.unknown + types.items[i].open.unknown;
    }
    vw_table *table = vw_table_new(r, &words);
    vw_table_fill(r, table, &cells);
    vw_add_table(r, &review->now->blocks, table);
    review->now->told++;
    if (unknown > 0) {
        vw_review__open(review,
                        (vw_text){"hoeveel hoge en kritieke bevindingen elke test had, en hoeveel "
                                  "er nog open zijn",
                                  "how many high and critical findings each test had, and how "
                                  "many are still open"},
                        vw_review_ciso);
    }
}

static void exercises(vw_review *review)
{
    static const vw_text line = {
        "Oefeningen: {0}; geslaagd: {1}. Hersteltests: {2}; mislukt: {3}.",
        "Exercises: {0}; succeeded: {1}. Restore tests: {2}; failed: {3}."};
    static const vw_partial_query succeeded = {
        .kind = "exercise",
        .yes = "e.result = 'success'",
        .known = "e.result IS NOT NULL",
        .needs = "result",
    };
    static const vw_partial_query failed = {
        .kind = "restore_test",
        .yes = "e.result = 'failure'",
        .known = "e.result IS NOT NULL",
        .needs = "result",
    };
    const vw_report *r = review->r;
    const uint64_t held = vw_review__count(review, "exercise", "1", "");
    const uint64_t restored = vw_review__count(review, "restore_test", "1", "");
    if (held + restored == 0) {
        vw_review__open(review,
                        (vw_text){"oefeningen en hersteltests", "exercises and restore tests"},
                        vw_review_ciso);
        return;
    }
    vw_review__tell(
        review, VW_FILL(r, line, vw_show_number(r, held), vw_review__partial(review, &succeeded),
                        vw_show_number(r, restored), vw_review__partial(review, &failed)));
}

void vw_review__tests(vw_review *review)
{
    const vw_records_query query = {
        .kind = "security_test",
        .where = "e.type IS NOT NULL",
        .order = "e.type",
        .fields = {"type", "high_findings", "high_findings_open"},
        .needs = "type",
    };
    vw_records tests;
    if (!vw_review__read(&tests, review, &query)) {
        return;
    }
    if (tests.items.count > 0) {
        tests_by_type(review, &tests);
    } else {
        vw_review__open(review, (vw_text){"weerbaarheidstests", "resilience tests"},
                        vw_review_ciso);
    }
    exercises(review);
    tlpt(review);
}

/* ---- from outside ---------------------------------------------------------------------------- */

void vw_review__external(vw_review *review)
{
    static const vw_text line = {
        "Ontvangen waarschuwingen: {0}. Verklaringen van auditors over aanbieders: {1}.",
        "Warnings received: {0}. Assurance reports on providers: {1}."};
    const vw_report *r = review->r;
    const uint64_t warnings = vw_review__count(review, "advisory", "1", "");
    const uint64_t reports = vw_review__count(review, "assurance_report",
                                              "e.about IS NULL OR e.about = 'supplier'", "about");
    findings_of(review, "external_audit", (vw_text){"Externe audit", "External audit"});
    findings_of(review, "supervisor", (vw_text){"Toezichthouder", "Supervisor"});
    if (warnings + reports > 0) {
        vw_review__tell(review,
                        VW_FILL(r, line, vw_show_number(r, warnings), vw_show_number(r, reports)));
    }
    if (review->now->told == 0) {
        vw_review__open(review,
                        (vw_text){"bronnen van buiten de entiteit", "sources outside the entity"},
                        vw_review_ciso);
    }
}

/* An incident that nobody weighed could be a major one. */
void vw_review__undecided(vw_review *review)
{
    static const vw_text what = {"of {0} {0:incident groot was|incidenten groot waren}",
                                 "whether {0} {0:incident was|incidents were} major"};
    const vw_report *r = review->r;
    const uint64_t count = vw_review__count(review, "incident", "e.major IS NULL", "major");
    if (count > 0) {
        const char *said = VW_FILL(r, what, vw_show_number(r, count));
        vw_review__open(review, (vw_text){said, said}, vw_review_ciso);
    }
}

void vw_review__incidents(vw_review *review)
{
    static const vw_column_words columns[] = {
        {"on", {"Datum", "Date"}, VW_CELL_DATE, 1.5, 0},
        {"title", {"Incident", "Incident"}, VW_CELL_TEXT, 3.4, VW_REVIEW_NEEDED},
        {"cause_type", {"Soort oorzaak", "Type of cause"}, VW_CELL_TEXT, 1.8, 0},
        {"cause", {"Oorzaak", "Root cause"}, VW_CELL_TEXT, 3.4, VW_REVIEW_NEEDED},
        {"addressed", {"Verholpen op", "Addressed on"}, VW_CELL_DATE, 1.5, 0},
    };
    static const vw_table_words words = {
        .id = "major-incidents",
        .caption = {"Grote incidenten in de periode, met hun oorzaak",
                    "Major incidents in the period, with their root cause"},
        .sheet_id = "major-incidents",
        .sheet = {"Grote incidenten", "Major incidents"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    static const vw_text reason = {"of een incident de aanleiding was, en welk",
                                   "whether an incident was the reason, and which"};
    if (vw_review__other_reason(review, "incident")) {
        return;
    }
    /* What came after the review did not lead to it. */
    char day[11] = "9999-12-31";
    const vw_date held = vw_review__held_on(review);
    if (held != VW_DATE_NONE) {
        vw_date_format(day, held);
    }
    const vw_records_query query = {
        .kind = "incident",
        .where = vw_printf(review->r->arena, "e.major AND e.occurred_on <= '%s'", day),
        .order = "e.occurred_on",
        .fields = {"occurred_on", "title", "root_cause_type", "root_cause",
                   "root_cause_addressed_at"},
        .needs = "major",
    };
    vw_review__list_or(review, &query, &words,
                       (vw_text){"In de periode was er tot de evaluatie geen groot incident; de "
                                 "lijst van incidenten is volledig verklaard.",
                                 "There was no major incident in the period up to the review; the "
                                 "list of incidents was declared complete."},
                       (vw_text){"incidenten die de aanleiding waren, met hun oorzaak",
                                 "incidents that led to the review, with their root cause"},
                       vw_review_ciso);
    vw_review__undecided(review);
    if (!vw_review__has_reason(review)) {
        vw_review__open(review, reason, vw_review_risk);
    }
}
