/* SPDX-License-Identifier: EUPL-1.2 */
/* Who reports, and in which surroundings. */
#include "eval/derived.h"
#include "reports/review/review.h"

#include <string.h>

static bool says(const vw_record_value *value, const char *choice)
{
    return value->choice != NULL && strcmp(value->choice, choice) == 0;
}

/* A note when the report is not the one for this entity: DORA art. 16. */
static void check_article(vw_review *review)
{
    static const vw_text full = {
        "Volgens de vastgelegde gegevens valt de entiteit onder het vereenvoudigde kader (DORA "
        "art. "
        "16); daarvoor is het verslag van artikel 41 bedoeld.",
        "By what is on record, the entity is under the simplified framework (DORA art. 16); the "
        "report of Article 41 is meant for that."};
    static const vw_text simplified = {
        "Volgens de vastgelegde gegevens valt de entiteit niet onder het vereenvoudigde kader "
        "(DORA "
        "art. 16); voor haar is het verslag van artikel 27 bedoeld.",
        "By what is on record, the entity is not under the simplified framework (DORA art. 16); "
        "the report of Article 27 is meant for it."};
    const vw_records_query query = {
        .kind = "organisation",
        .where = "e.dora_simplified IS NOT NULL",
        .fields = {"dora_simplified"},
        .needs = "dora_simplified",
    };
    static const char *const field[] = {"dora_simplified"};
    const vw_report *r = review->r;
    const char *derived = NULL;
    vw_records found;
    if (!vw_review__read(&found, review, &query)) {
        return;
    }
    if (found.items.count == 0) {
        review->status = vw_derived_facts(&derived, field, 1, r->dossier, r->arena, r->diags,
                                          r->plan->set, &r->frame, VW_EN);
    }
    if (found.items.count == 0 && derived == NULL) {
        return;
    }
    const bool is_simplified = derived != NULL ? strncmp(derived, "yes", 3) == 0
                                               : found.items.items[0].values[0].number != 0;
    if (is_simplified != (strcmp(review->article, "41") == 0)) {
        vw_add_note(review->r, &review->now->blocks,
                    vw_say(review->r, is_simplified ? full : simplified));
    }
}

void vw_review__format(vw_review *review)
{
    static const vw_text line = {
        "Dit verslag is elektronisch en doorzoekbaar, en heeft kenmerk {0}. Dat geldt voor elke "
        "vorm die het programma ervan kan maken: PDF (PDF/A-3a met tekst), werkmap, webpagina, "
        "tekstverwerkersbestand en JSON.",
        "This report is electronic and searchable, and has hash {0}. So is each form that the "
        "program can make of it: PDF (PDF/A-3a with text), workbook, web page, word processor "
        "file and JSON."};
    vw_review__tell(review,
                    VW_FILL(review->r, line, vw_report__value(review->r, "result-hash-short")));
    review->now->own = true;
    check_article(review);
}

/* ---- the organisation ------------------------------------------------------------------------ */

/* Those that are known; what is not is said to be open, once. */
static void add_facts(vw_review *review, const char *id, const vw_record *record,
                      const vw_text *labels, size_t count)
{
    vw_report *r = review->r;
    VW_VEC(vw_fact) facts = {0};
    for (size_t i = 0; i < count; i++) {
        const vw_record_value *value = &record->values[i];
        if (value->known) {
            VW_PUSH(r->arena, facts, ((vw_fact){vw_say(r, labels[i]), vw_text_cell(value->shown)}));
        }
    }
    if (facts.count == 0) {
        return;
    }
    vw_block *block = VW_NEW(r->arena, vw_block);
    *block =
        (vw_block){.is = VW_BLOCK_FACTS, .id = id, .facts = facts.items, .fact_count = facts.count};
    VW_PUSH(r->arena, review->now->blocks, block);
    review->now->told++;
}

/* What nobody recorded and the evaluation went by all the same is said here too, with what it
 * follows from. */
static void derive(vw_review *review, const vw_records_query *query, vw_record *record)
{
    const char *derived[VW_RECORD_FIELDS];
    vw_report *r = review->r;
    size_t count = 0;
    while (query->fields[count] != NULL) {
        count++;
    }
    const vw_status status = vw_derived_facts(derived, query->fields, count, r->dossier, r->arena,
                                              r->diags, r->plan->set, &r->frame, r->lang);
    if (status != VW_OK) {
        review->status = status;
        return;
    }
    vw_record_value *values = VW_NEW_ARRAY(r->arena, count, vw_record_value);
    for (size_t i = 0; i < count; i++) {
        values[i] = record->values[i];
        if (!values[i].known && derived[i] != NULL) {
            values[i].known = true;
            values[i].shown = derived[i];
        }
    }
    record->values = values;
}

/* Says of each fact that is missing that it is open; false when there is no record at all. */
static bool facts_of(vw_review *review, const char *id, const vw_records *found,
                     const vw_text *labels, size_t count, vw_text all, vw_text who)
{
    if (found->items.count == 0) {
        vw_review__open(review, all, who);
        return false;
    }
    add_facts(review, id, &found->items.items[0], labels, count);
    for (size_t i = 0; i < count; i++) {
        if (!found->items.items[0].values[i].known) {
            vw_review__open(review, labels[i], who);
        }
    }
    return true;
}

static void tell_group(vw_review *review, const vw_record_value *place,
                       const vw_record_value *parent)
{
    static const vw_text line = {"Plaats in de groep: {0}.", "Place in the group: {0}."};
    static const vw_text above = {"LEI van de moeder: {0}.", "LEI of the parent: {0}."};
    const vw_report *r = review->r;
    if (!place->known) {
        vw_review__open(review,
                        (vw_text){"plaats in een groep, of dat er geen groep is",
                                  "place in a group, or that there is no group"},
                        vw_review_secretary);
        return;
    }
    vw_review__tell(review, VW_FILL(r, line, place->shown));
    if (parent->known) {
        vw_review__tell(review, VW_FILL(r, above, parent->shown));
    } else if (says(place, "subsidiary") || says(place, "parent")) {
        vw_review__open(review,
                        (vw_text){"structuur van de groep, met de LEI van de moeder",
                                  "structure of the group, with the LEI of the parent"},
                        vw_review_secretary);
    }
}

void vw_review__identity(vw_review *review)
{
    static const vw_text labels[] = {
        {"Naam", "Name"},
        {"Soort financiële entiteit", "Type of financial entity"},
        {"Rechtsvorm", "Legal form"},
        {"LEI", "LEI"},
        {"Nummer in het handelsregister", "Trade register number"},
        {"Land van vestiging", "Country of establishment"},
        {"Toezichthouder", "Competent authority"},
    };
    const vw_records_query query = {
        .kind = "organisation",
        .fields = {"name", "dora_entity_type", "legal_form", "lei", "registration_number",
                   "country", "competent_authority", "place_in_group", "parent_lei"},
    };
    vw_records found;
    if (vw_review__read(&found, review, &query) &&
        facts_of(review, "entity-facts", &found, labels, COUNT(labels),
                 (vw_text){"gegevens van de entiteit en haar groep",
                           "details of the entity and its group"},
                 vw_review_secretary)) {
        const vw_record_value *values = found.items.items[0].values;
        tell_group(review, &values[7], &values[8]);
    }
}

/* ---- context --------------------------------------------------------------------------------- */

static void size_and_shape(vw_review *review)
{
    static const vw_text labels[] = {
        {"Voltijdbanen", "Staff (full-time equivalents)"},
        {"Omzet per jaar in euro’s", "Yearly turnover in euros"},
        {"Balanstotaal in euro’s", "Balance sheet total in euros"},
        {"Micro-onderneming", "Microenterprise"},
        {"Vereenvoudigd kader (DORA art. 16)", "Simplified framework (DORA art. 16)"},
        {"Ook actief in andere lidstaten", "Also active in other Member States"},
    };
    static const vw_text units = {
        "Organisatie: {0} {0:onderdeel|onderdelen}; in de tweede lijn: {1}; in de derde: {2}.",
        "Organisation: {0} {0:unit|units}; in the second line: {1}; in the third: {2}."};
    static const vw_partial_query second = {
        .kind = "organisational_unit",
        .yes = "e.line = 'second'",
        .known = "e.line IS NOT NULL",
        .needs = "line",
    };
    static const vw_partial_query third = {
        .kind = "organisational_unit",
        .yes = "e.line = 'third'",
        .known = "e.line IS NOT NULL",
        .needs = "line",
    };
    const vw_records_query query = {
        .kind = "organisation",
        .fields = {"staff", "turnover_eur", "balance_eur", "microenterprise", "dora_simplified",
                   "other_member_states"},
    };
    vw_records found;
    if (vw_review__read(&found, review, &query)) {
        if (found.items.count > 0) {
            derive(review, &query, &found.items.items[0]);
        }
        facts_of(review, "context-facts", &found, labels, COUNT(labels),
                 (vw_text){"aard, omvang en complexiteit", "nature, scale and complexity"},
                 vw_review_secretary);
    }
    const uint64_t all = vw_review__count(review, "organisational_unit", "1", "");
    if (all == 0) {
        vw_review__open(
            review,
            (vw_text){"hoe de organisatie in elkaar zit", "how the organisation is built up"},
            vw_review_secretary);
        return;
    }
    vw_review__tell(review, VW_FILL(review->r, units, vw_show_number(review->r, all),
                                    vw_review__partial(review, &second),
                                    vw_review__partial(review, &third)));
}

/* What nobody weighed may be critical: it is open, and not left out of the list in silence. */
static void unrated(vw_review *review, const char *kind, const char *where, vw_text what,
                    vw_text who)
{
    const uint64_t count = vw_review__count(review, kind, where, "critical_function");
    if (count > 0) {
        const char *said = VW_FILL(review->r, what, vw_show_number(review->r, count));
        vw_review__open(review, (vw_text){said, said}, who);
    }
}

static void critical_functions(vw_review *review)
{
    static const vw_column_words columns[] = {
        {"name", {"Functie", "Function"}, VW_CELL_TEXT, 3, VW_REVIEW_NEEDED},
        {"owner", {"Eigenaar", "Owner"}, VW_CELL_TEXT, 2, 0},
        {"rto",
         {"Hersteld binnen (uur)", "Recovered within (hours)"},
         VW_CELL_NUMBER,
         1.2,
         VW_REVIEW_NEEDED},
        {"rpo",
         {"Verlies hoogstens (uur)", "Loss at most (hours)"},
         VW_CELL_NUMBER,
         1.2,
         VW_REVIEW_NEEDED},
        {"impact",
         {"Gevolg van uitval", "Effect of an outage"},
         VW_CELL_TEXT,
         1.4,
         VW_REVIEW_NEEDED},
        {"third",
         {"Steunt op een ICT-aanbieder", "Relies on an ICT third party"},
         VW_CELL_TEXT,
         1.5,
         VW_REVIEW_NEEDED},
        {"bia", {"Gevolgen bepaald op", "Effects assessed on"}, VW_CELL_DATE, 1.5, 0},
    };
    static const vw_table_words words = {
        .id = "critical-functions",
        .caption = {"Kritieke of belangrijke functies", "Critical or important functions"},
        .sheet_id = "critical-functions",
        .sheet = {"Kritieke functies", "Critical functions"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    const vw_records_query query = {
        .kind = "process",
        .where = "e.critical_function = 'yes'",
        .fields = {"name", "owner", "rto_hours", "rpo_hours", "discontinuation_impact",
                   "uses_ict_third_party", "bia_on"},
        .needs = "critical_function",
    };
    vw_review__list_or(
        review, &query, &words,
        (vw_text){"Geen proces is als kritieke of belangrijke functie aangemerkt; de lijst van "
                  "processen is volledig verklaard.",
                  "No process is marked as a critical or important function; the list of "
                  "processes was declared complete."},
        (vw_text){"de kritieke of belangrijke functies, en het gevolg als zij uitvallen",
                  "the critical or important functions, and the effect when they fail"},
        vw_review_risk);
    unrated(review, "process",
            "e.critical_function IS NULL OR e.critical_function = 'not_assessed'",
            (vw_text){"of {0} {0:proces een kritieke functie is|processen kritieke functies zijn}",
                      "whether {0} {0:process is a critical function|processes are critical "
                      "functions}"},
            vw_review_risk);
}

static void strategy(vw_review *review)
{
    static const vw_text line = {"Strategie voor digitale weerbaarheid: versie {0}, goedgekeurd "
                                 "door {1} op {2}.",
                                 "Digital resilience strategy: version {0}, approved by {1} on "
                                 "{2}."};
    const vw_records_query query = {
        .kind = "document",
        .where = "e.type = 'resilience_strategy' AND e.approved_on IS NOT NULL",
        .order = "e.approved_on DESC",
        .fields = {"version", "approved_by_role", "approved_on"},
        .needs = "type approved_on",
    };
    vw_records found;
    if (!vw_review__read(&found, review, &query)) {
        return;
    }
    if (found.items.count == 0) {
        vw_review__open(review, (vw_text){"de strategie", "the strategy"}, vw_review_risk);
    } else {
        const vw_record_value *values = found.items.items[0].values;
        vw_review__tell(review, VW_FILL(review->r, line, values[0].known ? values[0].shown : "?",
                                        values[1].known ? values[1].shown : "?", values[2].shown));
    }
}

static void dependence(vw_review *review)
{
    static const vw_column_words columns[] = {
        {"supplier", {"Aanbieder", "Provider"}, VW_CELL_TEXT, 1.4, VW_REVIEW_NEEDED},
        {"title", {"Dienst", "Service"}, VW_CELL_TEXT, 3.4, VW_REVIEW_NEEDED},
        {"process", {"Functie", "Function"}, VW_CELL_TEXT, 1.6, 0},
        {"reliance",
         {"Mate van afhankelijkheid", "Degree of reliance"},
         VW_CELL_TEXT,
         1.6,
         VW_REVIEW_NEEDED},
        {"substitute", {"Vervangbaar", "Substitutable"}, VW_CELL_TEXT, 1.6, VW_REVIEW_NEEDED},
        {"exit", {"Plan voor vertrek", "Exit plan"}, VW_CELL_TEXT, 1.1, VW_REVIEW_NEEDED},
    };
    static const vw_table_words words = {
        .id = "critical-contracts",
        .caption = {"Overeenkomsten voor kritieke of belangrijke functies",
                    "Contracts for critical or important functions"},
        .sheet_id = "critical-contracts",
        .sheet = {"Kritieke overeenkomsten", "Critical contracts"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    static const vw_text own = {
        "Eigen bedrijfsmiddelen: {0}; voor een kritieke functie: {1}. Overeenkomsten met "
        "aanbieders: {2}; aanbieders: {3}.",
        "Own assets: {0}; for a critical function: {1}. Contracts with providers: {2}; providers: "
        "{3}."};
    static const vw_partial_query critical = {
        .kind = "asset",
        .yes = "e.critical_function",
        .known = "e.critical_function IS NOT NULL",
        .needs = "critical_function",
    };
    const vw_records_query query = {
        .kind = "contract",
        .where = "e.critical_function",
        .fields = {"supplier", "title", "process", "reliance", "substitutability", "exit_plan"},
        .needs = "critical_function",
    };
    const vw_report *r = review->r;
    const uint64_t assets = vw_review__count(review, "asset", "1", "");
    if (assets > 0) {
        vw_review__tell(review,
                        VW_FILL(r, own, vw_show_number(r, assets),
                                vw_review__partial(review, &critical),
                                vw_show_number(r, vw_review__count(review, "contract", "1", "")),
                                vw_show_number(r, vw_review__count(review, "supplier", "1", ""))));
    } else {
        vw_review__open(review, (vw_text){"de eigen ICT-middelen", "in-house ICT assets"},
                        vw_review_ciso);
    }
    vw_review__list_or(review, &query, &words,
                       (vw_text){"Geen overeenkomst dient een kritieke of belangrijke functie.",
                                 "No contract serves a critical or important function."},
                       (vw_text){"overeenkomsten voor kritieke of belangrijke functies",
                                 "contracts for critical or important functions"},
                       vw_review_ciso);
    unrated(review, "contract", "e.critical_function IS NULL",
            (vw_text){"of {0} {0:overeenkomst een kritieke functie dient|overeenkomsten een "
                      "kritieke functie dienen}",
                      "whether {0} {0:contract serves|contracts serve} a critical function"},
            vw_review_ciso);
}

void vw_review__context(vw_review *review)
{
    size_and_shape(review);
    critical_functions(review);
    strategy(review);
    dependence(review);
    /* No kind of evidence holds these. */
    vw_review__open(review,
                    (vw_text){"grote projecten en betrekkingen met andere partijen in het jaar",
                              "major projects, and relations with other parties, in the year"},
                    vw_review_risk);
}
