/* SPDX-License-Identifier: EUPL-1.2 */
/* What it means for people: what happened to them this year, and which services and data the
 * deviations touch. */
#include "reports/board/board.h"
#include "reports/build/partial.h"
#include "reports/render/render.h"

static const vw_text by_ciso = {" [nog in te vullen: {0}, door de CISO]",
                                " [still to be filled in: {0}, by the CISO]"};

static const char *number(const vw_report *r, uint64_t count)
{
    return vw_show_number(r, count);
}

static bool read(vw_records *out, vw_report *r, const vw_records_query *query, vw_status *status)
{
    const vw_status now = vw_records_read(out, r, query);
    if (now != VW_OK) {
        *status = now;
        *out = (vw_records){0};
    }
    return now == VW_OK;
}

/* ---- incidents ------------------------------------------------------------------------------- */

#define TOUCHED                                                                                    \
    "coalesce(e.clients_affected, 0) OR coalesce(e.clients_affected_count, 0) > 0 OR "             \
    "coalesce(e.personal_data_breach, 0) OR coalesce(e.data_subjects_at_high_risk, 0) OR "         \
    "coalesce(e.critical_service_affected, 0) OR e.effect_on_people IS NOT NULL"
#define TOUCHED_FIELDS                                                                             \
    "clients_affected clients_affected_count personal_data_breach data_subjects_at_high_risk "     \
    "critical_service_affected effect_on_people"

enum { TITLE, EFFECT, CLIENTS, DOWN, BREACH, HIGH_RISK, CRITICAL };

/* Yes, and not known whether: what nobody recorded is not "no". */
typedef struct {
    uint64_t yes, unknown;
} tally;

typedef struct {
    tally breaches, at_risk, services;
    uint64_t counted;            /* incidents that touched as many people as was recorded */
    uint64_t uncounted, untimed; /* nobody recorded how many people, or for how long */
    double people, hours;
} touched;

static void add(tally *to, const vw_record_value *value)
{
    to->yes += value->known && value->number != 0 ? 1 : 0;
    to->unknown += value->known ? 0 : 1;
}

static const char *shown(const vw_report *r, const tally *of)
{
    static const vw_text least = {"ten minste {0}", "at least {0}"};
    if (of->unknown == 0) {
        return number(r, of->yes);
    }
    return of->yes > 0 ? VW_FILL(r, least, number(r, of->yes))
                       : vw_say(r, (vw_text){"niet vastgelegd", "not on record"});
}

static touched count(const vw_records *incidents)
{
    touched all = {0};
    for (size_t i = 0; i < incidents->items.count; i++) {
        const vw_record_value *values = incidents->items.items[i].values;
        add(&all.breaches, &values[BREACH]);
        add(&all.at_risk, &values[HIGH_RISK]);
        add(&all.services, &values[CRITICAL]);
        all.people += values[CLIENTS].known ? values[CLIENTS].number : 0;
        all.counted += values[CLIENTS].known && values[CLIENTS].number > 0 ? 1 : 0;
        all.uncounted += values[CLIENTS].known ? 0 : 1;
        all.hours += values[DOWN].known ? values[DOWN].number : 0;
        all.untimed += values[DOWN].known ? 0 : 1;
    }
    return all;
}

/* How many people, and for how long; a sum of which a part is missing is at least that much. */
static const char *size_of(const vw_report *r, const touched *all, uint64_t incidents)
{
    static const vw_text people = {
        "Daarbij {0:werd|werden} {1}{0} {0:klant of gebruiker|klanten of gebruikers} geraakt.",
        "Clients or users affected: {1}{0}."};
    /* Nobody recorded who they were: the same ones may be affected again. */
    static const vw_text added = {
        "Opgeteld over {2} incidenten {0:werd|werden} {1}{0} {0:klant of gebruiker|klanten of "
        "gebruikers} geraakt; wie meer dan één keer geraakt is, telt dan vaker mee.",
        "Added up over {2} incidents, {1}{0} {0:client or user was|clients or users were} "
        "affected; those who were affected more than once count more than once."};
    static const vw_text nobody = {"Volgens de telling werd niemand geraakt.",
                                   "By the count nobody was affected."};
    static const vw_text uncounted = {
        "Hoeveel het er waren, is bij {0} {0:incident|incidenten} niet vastgelegd.",
        "For {0} {0:incident|incidents} it is not on record how many there were."};
    static const vw_text hours = {"De uitval duurde in totaal {1}{0} uur.",
                                  "Outages lasted {1}{0} {0:hour|hours} in all."};
    static const vw_text untimed = {"Hoe lang er uitval was, is niet vastgelegd.",
                                    "It is not on record how long outages lasted."};
    static const vw_text least = {"ten minste ", "at least "};
    vw_buf text = {.arena = r->arena};
    if (all->people > 0) {
        vw_buf_add(&text,
                   VW_FILL(r, all->counted > 1 ? added : people, number(r, (uint64_t)all->people),
                           all->uncounted > 0 ? vw_say(r, least) : "", number(r, all->counted)));
    } else if (all->uncounted == 0) {
        vw_buf_add(&text, vw_say(r, nobody));
    }
    if (all->uncounted > 0) {
        vw_buf_addf(&text, "%s%s", text.length > 0 ? " " : "",
                    VW_FILL(r, uncounted, number(r, all->uncounted)));
    }
    if (all->hours > 0) {
        vw_buf_addf(&text, " %s",
                    VW_FILL(r, hours, vw_records_number(r, all->hours),
                            all->untimed > 0 ? vw_say(r, least) : ""));
    } else if (all->untimed == incidents) {
        vw_buf_addf(&text, " %s", vw_say(r, untimed));
    }
    return vw_buf_text(&text);
}

/* Neither is it on record that they touched people or a critical service, nor that they did not. */
static vw_status undecided_incidents(const char **out, vw_report *r)
{
    static const vw_text line = {" Van {0} {0:ander incident|andere incidenten} is niet vastgelegd "
                                 "of {0:het|zij} mensen of een kritieke dienst "
                                 "{0:raakte|raakten}.",
                                 " For {0} other {0:incident|incidents} it is not on record "
                                 "whether {0:it|they} touched people or a critical service."};
    const vw_records_query query = {
        .kind = "incident",
        .where = "NOT (" TOUCHED ") AND ((e.clients_affected IS NULL AND "
                 "e.clients_affected_count IS NULL) OR e.personal_data_breach IS NULL OR "
                 "e.critical_service_affected IS NULL)",
        .needs = TOUCHED_FIELDS,
    };
    uint64_t count = 0;
    const vw_status status = vw_records_count(&count, r, &query);
    *out = count > 0 ? VW_FILL(r, line, number(r, count)) : "";
    return status;
}

static void tell_incidents(const vw_report *r, vw_block_list *out, const vw_records *incidents,
                           const char *rest)
{
    static const vw_text line = {
        "Incidenten die mensen of een kritieke dienst raakten: {0}. Daarvan een inbreuk op "
        "persoonsgegevens: {1}; met een hoog risico voor wie het betrof: {2}; met stilstand of "
        "hapering van een kritieke dienst: {3}.",
        "Incidents that touched people or a critical service: {0}. Of these a breach of personal "
        "data: {1}; with a high risk to those it concerned: {2}; in which a critical service "
        "stopped or faltered: {3}."};
    const touched all = count(incidents);
    const char *const told[] = {
        VW_FILL(r, line, number(r, incidents->items.count), shown(r, &all.breaches),
                shown(r, &all.at_risk), shown(r, &all.services)),
        size_of(r, &all, incidents->items.count),
    };
    vw_add_paragraph(r, out, vw_printf(r->arena, "%s %s%s", told[0], told[1], rest));
}

enum { TOLD_MOST = 3, TEXT_MOST = 220, NAME_MOST = 60 };

/* In the words of who wrote it down; where nobody did, that is said. */
static void tell_effects(const vw_report *r, vw_block_list *out, const vw_records *incidents)
{
    static const vw_text missing = {"wat mensen ervan merkten", "what people noticed of it"};
    static const vw_text more = {"En nog {0}, in de werkmap.", "And {0} more, in the workbook."};
    vw_texts texts = {0};
    for (size_t i = 0; i < incidents->items.count && i < TOLD_MOST; i++) {
        const vw_record_value *values = incidents->items.items[i].values;
        const char *title =
            vw_board__short(r, values[TITLE].known ? values[TITLE].shown : "?", NAME_MOST);
        VW_PUSH(r->arena, texts,
                vw_printf(r->arena, "%s:%s%s", title, values[EFFECT].known ? " " : "",
                          values[EFFECT].known ? vw_board__short(r, values[EFFECT].shown, TEXT_MOST)
                                               : VW_FILL(r, by_ciso, vw_say(r, missing))));
    }
    if (incidents->items.count > TOLD_MOST) {
        VW_PUSH(r->arena, texts, VW_FILL(r, more, number(r, incidents->items.count - TOLD_MOST)));
    }
    if (texts.count > 0) {
        vw_add_list(r, out, &texts);
    }
}

static vw_cell flag(const vw_record_value *value)
{
    return vw_text_cell(value->known ? value->shown : NULL);
}

/* Everything, for the workbook and the data. */
static void add_incidents(const vw_report *r, vw_block_list *out, const vw_records *incidents)
{
    static const vw_column_words columns[] = {
        {"title", {"Incident", "Incident"}, VW_CELL_TEXT, 3, VW_COLUMN_DATA},
        {"effect", {"Wat mensen merkten", "What people noticed"}, VW_CELL_TEXT, 5, VW_COLUMN_DATA},
        {"people",
         {"Klanten of gebruikers", "Clients or users"},
         VW_CELL_INTEGER,
         1,
         VW_COLUMN_DATA},
        {"hours", {"Uren uitval", "Hours of outage"}, VW_CELL_NUMBER, 1, VW_COLUMN_DATA},
        {"breach", {"Inbreuk", "Breach"}, VW_CELL_TEXT, 1, VW_COLUMN_DATA},
        {"risk", {"Hoog risico", "High risk"}, VW_CELL_TEXT, 1, VW_COLUMN_DATA},
        {"critical", {"Kritieke dienst", "Critical service"}, VW_CELL_TEXT, 1, VW_COLUMN_DATA},
    };
    static const vw_table_words words = {
        .id = "board-incidents",
        .caption = {"Incidenten die mensen of een kritieke dienst raakten",
                    "Incidents that touched people or a critical service"},
        .sheet_id = "board-incidents",
        .sheet = {"Gevolgen voor mensen", "Effects on people"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    vw_cells cells = {0};
    for (size_t i = 0; i < incidents->items.count; i++) {
        const vw_record_value *values = incidents->items.items[i].values;
        VW_PUSH(r->arena, cells, flag(&values[TITLE]));
        VW_PUSH(r->arena, cells, flag(&values[EFFECT]));
        VW_PUSH(r->arena, cells,
                values[CLIENTS].known ? vw_number_cell((int64_t)values[CLIENTS].number)
                                      : vw_text_cell(NULL));
        VW_PUSH(r->arena, cells,
                values[DOWN].known ? vw_decimal_cell(values[DOWN].number) : vw_text_cell(NULL));
        for (size_t j = BREACH; j <= CRITICAL; j++) {
            VW_PUSH(r->arena, cells, flag(&values[j]));
        }
    }
    vw_table *table = vw_table_new(r, &words);
    vw_table_fill(r, table, &cells);
    vw_add_table(r, out, table);
}

static vw_status incidents_of(vw_report *r, vw_block_list *out)
{
    static const vw_text none = {
        "Er is geen incident vastgelegd dat mensen of een kritieke dienst raakte.",
        "No incident is on record that touched people or a critical service."};
    static const vw_text unsure = {"of dat alle incidenten zijn", "whether that is every incident"};
    static const vw_text absent = {"Over incidenten is niets vastgelegd.",
                                   "Nothing is on record about incidents."};
    static const vw_text which = {"welke incidenten er waren", "which incidents there were"};
    const vw_records_query query = {
        .kind = "incident",
        .where = TOUCHED,
        .order = "e.effect_on_people IS NULL, coalesce(e.clients_affected_count, 0) DESC",
        .fields = {"title", "effect_on_people", "clients_affected_count", "downtime_hours",
                   "personal_data_breach", "data_subjects_at_high_risk",
                   "critical_service_affected"},
        .needs = TOUCHED_FIELDS,
    };
    vw_records found;
    const char *undecided = "";
    vw_status status = VW_OK;
    if (!read(&found, r, &query, &status)) {
        return status;
    }
    status = undecided_incidents(&undecided, r);
    const char *rest =
        vw_printf(r->arena, "%s%s", undecided,
                  found.known.complete ? "" : VW_FILL(r, by_ciso, vw_say(r, unsure)));
    if (found.items.count > 0) {
        tell_incidents(r, out, &found, rest);
        tell_effects(r, out, &found);
        add_incidents(r, out, &found);
    } else if (found.known.collected) {
        vw_add_paragraph(r, out, vw_printf(r->arena, "%s%s", vw_say(r, none), rest));
    } else {
        vw_add_paragraph(
            r, out,
            vw_printf(r->arena, "%s%s", vw_say(r, absent), VW_FILL(r, by_ciso, vw_say(r, which))));
    }
    return status;
}

/* ---- systems --------------------------------------------------------------------------------- */

static const char *names_of(const vw_report *r, const vw_records *assets)
{
    enum { NAMES = 5 };
    static const vw_text more = {" en nog {0}", " and {0} more"};
    vw_buf text = {.arena = r->arena};
    for (size_t i = 0; i < assets->items.count && i < NAMES; i++) {
        const vw_record_value *name = &assets->items.items[i].values[0];
        vw_buf_addf(&text, "%s%s", i > 0 ? ", " : "",
                    vw_board__short(r, name->known ? name->shown : "?", NAME_MOST));
    }
    if (assets->items.count > NAMES) {
        vw_buf_add(&text, VW_FILL(r, more, number(r, assets->items.count - NAMES)));
    }
    return vw_buf_text(&text);
}

#define DEVIATES                                                                                   \
    "e.subject IN (SELECT o.subject FROM outcome o JOIN finding f ON f.evaluation_id = "           \
    "o.evaluation_id AND f.test = o.test WHERE o.evaluation_id = ?1 AND o.outcome = 'fail' AND "   \
    "f.failed > 0)"

/* The results of tests whose subjects are systems. */
static void count_test(void *self, vw_stmt *stmt)
{
    vw_counts *counts = self;
    vw_result result = VW_RESULT_ERROR;
    (void)vw_result_parse(&result, vw_stmt_text(stmt, 0));
    counts->of[result] += (uint64_t)vw_stmt_int(stmt, 1);
}

/* Without systems on record, and where no test of them could tell, none that deviates is no news.
 */
static vw_status no_system(vw_report *r, vw_block_list *out)
{
    static const vw_text none = {"Bij geen systeem is een afwijking gevonden.",
                                 "In no system a deviation was found."};
    static const vw_text absent = {"Over systemen is niets vastgelegd.",
                                   "Nothing is on record about systems."};
    static const vw_text which = {"welke systemen er zijn", "which systems there are"};
    const vw_records_query query = {.kind = "asset", .fields = {"name"}};
    vw_records assets;
    vw_counts tests = {0};
    vw_status status = VW_OK;
    if (!read(&assets, r, &query, &status)) {
        return status;
    }
    if (assets.items.count == 0) {
        vw_add_paragraph(
            r, out,
            vw_printf(r->arena, "%s%s", vw_say(r, absent), VW_FILL(r, by_ciso, vw_say(r, which))));
        return VW_OK;
    }
    status = vw_ask_rows(r,
                         "SELECT result, count(*) FROM finding WHERE evaluation_id = ?1 AND "
                         "population = 'asset' GROUP BY result",
                         count_test, &tests);
    vw_add_paragraph(r, out, vw_say_none(r, none, &tests, VW_COUNTED_TESTS));
    return status;
}

static vw_status systems(vw_report *r, vw_block_list *out)
{
    static const vw_text line = {"Bij {0} {0:systeem|systemen} wijkt iets af. Daarvan met "
                                 "persoonsgegevens van inwoners, klanten of medewerkers: "
                                 "{1}{2}; {3}",
                                 "Something deviates in {0} {0:system|systems}. Of these, {1} "
                                 "{1:holds|hold} personal data of citizens, clients or "
                                 "staff{2}; {3}"};
    static const vw_text serve = {"{0} {0:dient|dienen} een kritieke functie{1}.",
                                  "{0} {0:serves|serve} a critical function{1}."};
    const vw_records_query deviating = {.kind = "asset", .where = DEVIATES, .fields = {"name"}};
    const vw_records_query personal = {
        .kind = "asset",
        .where = "e.personal_data AND " DEVIATES,
        .fields = {"name"},
        .needs = "personal_data",
    };
    const vw_records_query critical = {
        .kind = "asset",
        .where = "(e.critical_function OR e.criticality IN ('high', 'critical')) AND " DEVIATES,
        .fields = {"name"},
        .needs = "critical_function criticality",
    };
    vw_records all, of_people, of_services;
    vw_status status = VW_OK;
    if (!read(&all, r, &deviating, &status) || !read(&of_people, r, &personal, &status) ||
        !read(&of_services, r, &critical, &status)) {
        return status;
    }
    if (all.items.count == 0) {
        return no_system(r, out);
    }
    const vw_records_query unknown = {
        .kind = "asset",
        .where = "e.personal_data IS NULL AND " DEVIATES,
        .needs = "personal_data",
    };
    static const vw_text open = {" Van {0} {0:systeem|systemen} is niet vastgelegd of {0:het|zij} "
                                 "persoonsgegevens {0:heeft|hebben}.",
                                 " For {0} {0:system|systems} it is not on record whether {0:it "
                                 "holds|they hold} personal data."};
    static const vw_text unrated = {
        " Van {0} {0:systeem|systemen} is niet vastgelegd of {0:het een "
        "kritieke functie dient|zij een kritieke functie dienen}.",
        " For {0} {0:system|systems} it is not on record whether {0:it "
        "serves|they serve} a critical function."};
    const vw_records_query unknown_service = {
        .kind = "asset",
        .where = "e.critical_function IS NULL AND e.criticality IS NULL AND " DEVIATES,
        .needs = "critical_function criticality",
    };
    uint64_t undecided = 0, not_rated = 0;
    status = vw_records_count(&undecided, r, &unknown);
    if (status == VW_OK) {
        status = vw_records_count(&not_rated, r, &unknown_service);
    }
    const char *people = names_of(r, &of_people), *services = names_of(r, &of_services);
    const char *told =
        VW_FILL(r, line, number(r, all.items.count), number(r, of_people.items.count),
                *people != '\0' ? vw_printf(r->arena, " (%s)", people) : "",
                VW_FILL(r, serve, number(r, of_services.items.count),
                        *services != '\0' ? vw_printf(r->arena, " (%s)", services) : ""));
    vw_add_paragraph(r, out,
                     vw_printf(r->arena, "%s%s%s", told,
                               undecided > 0 ? VW_FILL(r, open, number(r, undecided)) : "",
                               not_rated > 0 ? VW_FILL(r, unrated, number(r, not_rated)) : ""));
    return status;
}

/* ---- risks ----------------------------------------------------------------------------------- */

static vw_status risks(vw_report *r, vw_block_list *out)
{
    static const vw_text line = {
        "Wat er nog kan gebeuren, ook na alle maatregelen (restrisico midden of hoog): {0}{1}.",
        "What can still happen, also after all measures (residual risk medium or high): {0}{1}."};
    static const vw_text none = {"Van geen risico is het restrisico midden of hoog{0}.",
                                 "No risk has a residual risk of medium or high{0}."};
    static const vw_text undecided = {"; van {0} {0:risico|risico’s} is het niet bepaald",
                                      "; for {0} {0:risk|risks} it was not determined"};
    static const vw_text absent = {"Over risico’s is niets vastgelegd.",
                                   "Nothing is on record about risks."};
    static const vw_text which = {"wat er nog kan gebeuren", "what can still happen"};
    const vw_records_query query = {
        .kind = "risk",
        .where = "e.residual IN ('medium', 'high')",
        .order = "e.residual = 'high' DESC, e.impact = 'high' DESC",
        .fields = {"title"},
        .needs = "residual impact",
    };
    const vw_records_query undetermined = {
        .kind = "risk",
        .where = "e.residual IS NULL",
        .fields = {"title"},
        .needs = "residual",
    };
    vw_records found;
    uint64_t unknown = 0;
    vw_status status = VW_OK;
    if (!read(&found, r, &query, &status)) {
        return status;
    }
    status = vw_records_count(&unknown, r, &undetermined);
    const char *open = unknown > 0 ? VW_FILL(r, undecided, number(r, unknown)) : "";
    const char *rest =
        found.known.complete ? "" : vw_printf(r->arena, " %s", vw_say(r, vw_register_unsure));
    if (found.items.count > 0) {
        vw_add_paragraph(
            r, out, vw_printf(r->arena, "%s%s", VW_FILL(r, line, names_of(r, &found), open), rest));
    } else if (found.known.collected) {
        vw_add_paragraph(r, out, vw_printf(r->arena, "%s%s", VW_FILL(r, none, open), rest));
    } else {
        vw_add_paragraph(
            r, out,
            vw_printf(r->arena, "%s%s", vw_say(r, absent), VW_FILL(r, by_ciso, vw_say(r, which))));
    }
    return status;
}

vw_status vw_blocks_board_people(vw_report *r, vw_block_list *out, int level)
{
    (void)level;
    vw_status status = incidents_of(r, out);
    if (status == VW_OK) {
        status = systems(r, out);
    }
    return status == VW_OK ? risks(r, out) : status;
}
