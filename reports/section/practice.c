/* SPDX-License-Identifier: EUPL-1.2 */
/* Detection and recovery beside prevention, and awareness in attendees and outcome. */
#include "reports/section/section.h"

static const vw_text ciso = {"de CISO", "the CISO"};

/* {0} all, {1} those that [query] asks for. */
static const char *counted(vw_report *r, const vw_partial_query *query, vw_text line, vw_text what)
{
    if (!vw_section__collected(r, query->kind)) {
        return vw_section__open(r, what, ciso);
    }
    return VW_FILL(r, line, vw_show_number(r, vw_section__count(r, query->kind, "1", "")),
                   vw_section__partial(r, query));
}

/* How an incident came in is often not recorded: none known is not none. */
static const char *detected(vw_report *r)
{
    static const vw_text line = {"Van {0} van de {1} {1:incident|incidenten} is vastgelegd hoe ze "
                                 "binnenkwamen; door eigen bewaking "
                                 "ontdekt: {2}.",
                                 "For {0} of the {1} {1:incident|incidents} it is on record how "
                                 "they came in; detected by our own "
                                 "monitoring: {2}."};
    const uint64_t known =
        vw_section__count(r, "incident", "e.reported_via IS NOT NULL", "reported_via");
    return known == 0 ? vw_section__open(r,
                                         (vw_text){"wat door eigen bewaking is ontdekt",
                                                   "what our own monitoring detected"},
                                         ciso)
                      : VW_FILL(r, line, vw_show_number(r, known),
                                vw_show_number(r, vw_section__count(r, "incident", "1", "")),
                                vw_show_number(r, vw_section__count(r, "incident",
                                                                    "e.reported_via = 'monitoring'",
                                                                    "reported_via")));
}

const char *vw_section__recovery(vw_report *r)
{
    static const vw_partial_query restores = {
        .kind = "restore_test",
        .yes = "e.result = 'success'",
        .known = "e.result IS NOT NULL",
        .needs = "result",
    };
    static const vw_partial_query exercises = {
        .kind = "exercise",
        .yes = "e.board_took_part = 1",
        .known = "e.board_took_part IS NOT NULL",
        .needs = "board_took_part",
    };
    const char *restored = counted(
        r, &restores,
        (vw_text){"Hersteltesten: {0}; geslaagd: {1}.", "Restore tests: {0}; succeeded: {1}."},
        (vw_text){"hersteltesten en hun uitkomst", "restore tests and their outcome"});
    const char *exercised = counted(
        r, &exercises,
        (vw_text){"Oefeningen: {0}; met het bestuur: {1}.", "Exercises: {0}; with the board: {1}."},
        (vw_text){"oefeningen en hun uitkomst", "exercises and their outcome"});
    return vw_section__joined(r, restored, vw_section__joined(r, exercised, detected(r)));
}

/* ---- awareness ----------------------------------------------------------------------------- */

static const char *trained(vw_report *r)
{
    static const vw_text line = {
        "Gevolgde trainingen: {0}, door {1} {1:mens|mensen}; met goed gevolg: {2}.",
        "Trainings attended: {0}, by {1} {1:person|people}; passed: {2}."};
    static const vw_partial_query passed = {
        .kind = "training",
        .yes = "e.passed = 1",
        .known = "e.passed IS NOT NULL",
        .needs = "passed",
    };
    const vw_kind *kind = vw_catalogue_find(r->plan->set->catalogue, "training");
    int64_t people = 0;
    if (kind == NULL || vw_kind_field(kind, "person") == NULL ||
        !vw_section__collected(r, "training")) {
        return vw_section__open(
            r, (vw_text){"trainingen, deelnemers en uitkomst", "trainings, attendees and outcome"},
            ciso);
    }
    if (vw_ask_number(&people, r,
                      "SELECT count(DISTINCT e.person) FROM evaluation v JOIN ev_training e ON "
                      "e.import_id <= v.mark WHERE v.id = ?1 AND e.occurred_on BETWEEN "
                      "v.period_from AND v.period_until AND NOT EXISTS (SELECT 1 FROM ev_training "
                      "n WHERE n.subject = e.subject AND n.import_id <= v.mark AND n.import_id > "
                      "e.import_id)",
                      NULL) != VW_OK) {
        return "";
    }
    return VW_FILL(r, line, vw_show_number(r, vw_section__count(r, "training", "1", "")),
                   vw_show_number(r, (uint64_t)people), vw_section__partial(r, &passed));
}

enum { HELD_ON, REACHED, FELL, REPORTED };

/* With how many it is a share of: 1 of 4 is no 1 of 400. */
static const char *simulation(const vw_report *r, vw_text which, const vw_record_value *values)
{
    static const vw_text line = {"{0}: mensen bereikt {1}, erin getrapt {2}, gemeld door {3}.",
                                 "{0}: people reached {1}, fell for it {2}, reported it {3}."};
    const char *unknown = vw_say(r, (vw_text){"niet vastgelegd", "not on record"});
    const char *shares[2];
    for (size_t i = 0; i < COUNT(shares); i++) {
        const vw_record_value *value = &values[FELL + i];
        shares[i] = value->known ? vw_show_share(r, value->number / 100) : unknown;
    }
    const vw_record_value *reached = &values[REACHED];
    return VW_FILL(r, line, VW_FILL(r, which, vw_show_date(r, values[HELD_ON].date)),
                   reached->known ? vw_show_number(r, (uint64_t)reached->number) : unknown,
                   shares[0], shares[1]);
}

/* Of the simulations of the year the first and the last, so that one sees what they brought about.
 */
static const char *simulated(vw_report *r)
{
    static const vw_text count = {"Proeven met nepphishing: {0}.", "Phishing simulations: {0}."};
    static const vw_text only = {"Die van {0}", "That of {0}"},
                         first = {"De eerste, {0}", "The first, {0}"},
                         last = {"De laatste, {0}", "The last, {0}"};
    const vw_records_query query = {
        .kind = "awareness_action",
        .where = "e.type = 'phishing_simulation'",
        .order = "e.occurred_on",
        .fields = {"occurred_on", "invited", "failure_percent", "reported_percent"},
        .needs = "type",
    };
    vw_records found;
    if (!vw_section__read(&found, r, &query) || found.items.count == 0) {
        return "";
    }
    const size_t many = found.items.count;
    const char *told =
        vw_section__joined(r, VW_FILL(r, count, vw_show_number(r, many)),
                           simulation(r, many == 1 ? only : first, found.items.items[0].values));
    return many == 1 ? told
                     : vw_section__joined(r, told,
                                          simulation(r, last, found.items.items[many - 1].values));
}

static const char *actions(vw_report *r)
{
    static const vw_text line = {
        "Acties voor bewustwording: {0}. Mensen die zijn uitgenodigd: {1}; deelgenomen: {2}; "
        "effect gemeten: {3}.",
        "Awareness actions: {0}. People invited: {1}; took part: {2}; effect measured: {3}."};
    const vw_records_query query = {
        .kind = "awareness_action",
        .fields = {"invited", "took_part", "effect_measured"},
    };
    vw_records found;
    enum { INVITED, TOOK_PART, MEASURED, PARTS };
    vw_partial parts[PARTS] = {0};
    if (!vw_section__read(&found, r, &query)) {
        return "";
    }
    if (found.items.count == 0) {
        return vw_section__open(r,
                                (vw_text){"deelnemers en uitkomst van acties voor bewustwording",
                                          "attendees and outcome of awareness actions"},
                                ciso);
    }
    for (size_t i = 0; i < found.items.count; i++) {
        for (size_t j = 0; j < PARTS; j++) {
            vw_partial_add(&parts[j], &found.items.items[i].values[j]);
        }
    }
    return VW_FILL(r, line, vw_show_number(r, found.items.count),
                   vw_show_partial(r, &parts[INVITED]), vw_show_partial(r, &parts[TOOK_PART]),
                   vw_show_partial(r, &parts[MEASURED]));
}

const char *vw_section__awareness(vw_report *r)
{
    return vw_section__joined(r, trained(r), vw_section__joined(r, actions(r), simulated(r)));
}
