/* SPDX-License-Identifier: EUPL-1.2 */
/* Sentences with numbers for the section in an annual report. Where nothing was collected they say
 * so: a missing sentence would read as "none". */
#include "reports/build/rows.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Whether a sentence could be made. */
typedef struct {
    const vw_kind *kind; /* NULL: not in the catalogue, or another nature */
    vw_kind_knowledge known;
} event_kind;

static vw_status find_events(event_kind *out, vw_report *r, const char *name)
{
    const vw_kind *kind = vw_catalogue_find(r->plan->set->catalogue, name);
    *out = (event_kind){0};
    if (kind == NULL || kind->nature != VW_EVENT) {
        return VW_OK;
    }
    out->kind = kind;
    return vw_kind_known(&out->known, r, kind);
}

/* Events in the period, newest version at the mark, that satisfy [where] (SQL over "e"). */
static vw_status count_events(uint64_t *out, vw_report *r, const char *kind, const char *where)
{
    int64_t count = 0;
    vw_status status = vw_ask_number(
        &count, r,
        vw_printf(r->arena,
                  "SELECT count(*) FROM evaluation v JOIN ev_%s e ON e.import_id <= v.mark "
                  "WHERE v.id = ?1 AND e.occurred_on BETWEEN v.period_from AND v.period_until "
                  "AND NOT EXISTS (SELECT 1 FROM ev_%s n WHERE n.subject = e.subject AND "
                  "n.import_id <= v.mark AND n.import_id > e.import_id) AND (%s)",
                  kind, kind, where),
        NULL);
    *out = (uint64_t)count;
    return status;
}

static bool has_fields(const vw_kind *kind, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (vw_kind_field(kind, names[i]) == NULL) {
            return false;
        }
    }
    return true;
}

static const char *completeness_of(const vw_report *r, const event_kind *events)
{
    return vw_say(
        r, events->known.complete
               ? (vw_text){"De lijst is verklaard als volledig.", "The list was declared complete."}
               : (vw_text){"Of de lijst volledig is, is niet vastgesteld.",
                           "Whether the list is complete was not established."});
}

/* A sentence by number; {0} is the number. */
typedef struct {
    vw_text none, one, many;
} numbered;

static const char *say_number(const vw_report *r, const numbered *words, uint64_t number)
{
    const vw_text text = number == 0 ? words->none : number == 1 ? words->one : words->many;
    return VW_FILL(r, text, vw_show_number(r, number));
}

enum { RECORDED, BREACHES, NOTIFIED, SIGNIFICANT, UNDECIDED, UNRESOLVED, INCIDENT_COUNTS };

static const numbered incident_words[INCIDENT_COUNTS] = {
    [RECORDED] = {{"Er zijn geen beveiligingsincidenten vastgelegd.",
                   "No security incidents were recorded."},
                  {"Vastgelegd is {0} beveiligingsincident.",
                   "{0} security incident was recorded."},
                  {"Vastgelegd zijn {0} beveiligingsincidenten.",
                   "{0} security incidents were recorded."}},
    [BREACHES] = {{" Daarvan is er geen als datalek aangemerkt.",
                   " Of these, none was marked as a personal data breach."},
                  {" Daarvan is er {0} als datalek aangemerkt;",
                   " Of these, {0} was marked as a personal data breach;"},
                  {" Daarvan zijn er {0} als datalek aangemerkt;",
                   " Of these, {0} were marked as a personal data breach;"}},
    [NOTIFIED] = {{" van geen staat een melding bij de toezichthouder op persoonsgegevens vast.",
                   " for none a notification to the data protection authority is on record."},
                  {" van {0} staat een melding bij de toezichthouder op persoonsgegevens vast.",
                   " for {0} a notification to the data protection authority is on record."},
                  {" van {0} staat een melding bij de toezichthouder op persoonsgegevens vast.",
                   " for {0} a notification to the data protection authority is on record."}},
    [SIGNIFICANT] = {{" Als significant in de zin van de Cbw is er geen aangemerkt;",
                      " None was marked as significant under NIS2;"},
                     {" Als significant in de zin van de Cbw is er {0} aangemerkt;",
                      " {0} was marked as significant under NIS2;"},
                     {" Als significant in de zin van de Cbw zijn er {0} aangemerkt;",
                      " {0} were marked as significant under NIS2;"}},
    [UNDECIDED] = {{" dat is van elk bepaald.", " this was decided for each."},
                   {" van {0} is dat niet bepaald.", " for {0} this was not decided."},
                   {" van {0} is dat niet bepaald.", " for {0} this was not decided."}},
    [UNRESOLVED] = {{" Van elk staat vast dat het is opgelost.", " Each is on record as resolved."},
                    {" Van {0} staat niet vast dat het is opgelost.",
                     " For {0} it is not on record that it was resolved."},
                    {" Van {0} staat niet vast dat zij zijn opgelost.",
                     " For {0} it is not on record that they were resolved."}},
};

static vw_status add_incidents(vw_report *r, vw_block_list *out, const event_kind *events)
{
    static const char *const where[INCIDENT_COUNTS] = {
        [RECORDED] = "1",
        [BREACHES] = "e.personal_data_breach = 1",
        [NOTIFIED] = "e.personal_data_breach = 1 AND e.authority_notified_at IS NOT NULL",
        [SIGNIFICANT] = "e.significant = 1",
        [UNDECIDED] = "e.significant IS NULL",
        [UNRESOLVED] = "e.resolved_on IS NULL",
    };
    uint64_t counts[INCIDENT_COUNTS] = {0};
    vw_status status = VW_OK;
    for (size_t i = 0; i < INCIDENT_COUNTS && status == VW_OK; i++) {
        status = count_events(&counts[i], r, "incident", where[i]);
    }
    if (status != VW_OK) {
        return status;
    }
    vw_buf text = {.arena = r->arena};
    for (size_t i = 0; i < INCIDENT_COUNTS; i++) {
        const bool follows = i == RECORDED || counts[RECORDED] > 0;
        if (follows && (i != NOTIFIED || counts[BREACHES] > 0)) {
            vw_buf_add(&text, say_number(r, &incident_words[i], counts[i]));
        }
    }
    vw_buf_addf(&text, " %s", completeness_of(r, events));
    vw_add_paragraph(r, out, vw_buf_text(&text));
    return VW_OK;
}

vw_status vw_blocks_incidents(vw_report *r, vw_block_list *out, int level)
{
    static const char *const needed[] = {"personal_data_breach", "authority_notified_at",
                                         "significant", "resolved_on"};
    (void)level;
    event_kind events;
    vw_status status = find_events(&events, r, "incident");
    if (status != VW_OK) {
        return status;
    }
    if (events.known.collected && has_fields(events.kind, needed, COUNT(needed))) {
        return add_incidents(r, out, &events);
    }
    vw_add_paragraph(r, out,
                     vw_say(r, (vw_text){"Over incidenten is geen bewijs verzameld; hun aantal is "
                                         "niet vastgesteld. [nog in te vullen]",
                                         "No evidence of incidents was collected; their number was "
                                         "not established. [still to be filled in]"}));
    return VW_OK;
}

typedef struct {
    const char *kind, *field, *where;
    vw_text words; /* {0} all, {1} those with [where] */
    vw_text missing;
} counted_events;

static vw_status add_counted(vw_report *r, vw_texts *texts, const counted_events *what)
{
    event_kind events;
    uint64_t all = 0, some = 0;
    vw_status status = find_events(&events, r, what->kind);
    if (status != VW_OK) {
        return status;
    }
    if (!events.known.collected || vw_kind_field(events.kind, what->field) == NULL) {
        VW_PUSH(r->arena, *texts, vw_say(r, what->missing));
        return VW_OK;
    }
    status = count_events(&all, r, what->kind, "1");
    if (status == VW_OK) {
        status = count_events(&some, r, what->kind, what->where);
    }
    VW_PUSH(r->arena, *texts,
            vw_printf(r->arena, "%s %s",
                      VW_FILL(r, what->words, vw_show_number(r, all), vw_show_number(r, some)),
                      completeness_of(r, &events)));
    return status;
}

/* Detection and recovery beside prevention, and awareness in outcomes rather than in actions. */
vw_status vw_blocks_recovery_and_training(vw_report *r, vw_block_list *out, int level)
{
    static const counted_events kinds[] = {
        {"restore_test",
         "result",
         "e.result = 'success'",
         {"Hersteltesten: {0}, waarvan {1} geslaagd.",
          "Restore tests: {0}, of which {1} succeeded."},
         {"Hersteltesten: geen bewijs verzameld. [nog in te vullen]",
          "Restore tests: no evidence collected. [still to be filled in]"}},
        {"exercise",
         "board_took_part",
         "e.board_took_part = 1",
         {"Oefeningen: {0}, waarvan {1} met het bestuur.",
          "Exercises: {0}, of which {1} with the board."},
         {"Oefeningen: geen bewijs verzameld. [nog in te vullen]",
          "Exercises: no evidence collected. [still to be filled in]"}},
        {"training",
         "passed",
         "e.passed = 1",
         {"Gevolgde trainingen: {0}, waarvan {1} met goed gevolg.",
          "Trainings attended: {0}, of which {1} passed."},
         {"Trainingen: geen bewijs verzameld. [nog in te vullen]",
          "Trainings: no evidence collected. [still to be filled in]"}},
    };
    (void)level;
    vw_texts texts = {0};
    vw_status status = VW_OK;
    for (size_t i = 0; i < COUNT(kinds) && status == VW_OK; i++) {
        status = add_counted(r, &texts, &kinds[i]);
    }
    vw_add_list(r, out, &texts);
    return status;
}

/* What others tested and what the organisation says itself are never mixed. */
vw_status vw_blocks_self_assessment(vw_report *r, vw_block_list *out, int level)
{
    (void)level;
    int64_t judged = 0, neither = 0;
    vw_status status = vw_ask_number(
        &judged, r, "SELECT count(*) FROM conclusion WHERE evaluation_id = ?1 AND by_judgement",
        NULL);
    if (status == VW_OK) {
        status = vw_ask_number(&neither, r,
                               "SELECT count(*) FROM conclusion WHERE evaluation_id = ?1 AND "
                               "NOT by_judgement AND computed IS NULL",
                               NULL);
    }
    const uint64_t all = (uint64_t)r->figures.conclusions;
    int64_t exempt = 0;
    if (status == VW_OK) {
        status = vw_ask_number(
            &exempt, r,
            "SELECT count(*) FROM conclusion WHERE evaluation_id = ?1 AND " VW_IS_BY_RULE, NULL);
    }
    const uint64_t computed = all - (uint64_t)judged - (uint64_t)neither - (uint64_t)exempt;
    static const vw_text split = {
        "Van de {0} conclusies volgen er {1} uit toetsen op bewijs en {2} uit een oordeel van de "
        "organisatie zelf.",
        "Of the {0} conclusions, {1} follow from tests on evidence and {2} from a judgement of the "
        "organisation itself."};
    static const numbered rest = {
        {"", ""},
        {" Voor {0} was er geen van beide; die geldt als niet beoordeeld.",
         " For {0} there was neither; it counts as not assessed."},
        {" Voor {0} was er geen van beide; die gelden als niet beoordeeld.",
         " For {0} there was neither; they count as not assessed."}};
    static const numbered by_rule = {
        {"", ""},
        {" Voor {0} is de norm niet van toepassing volgens een regel die dat nagaat.",
         " For {0} the requirement does not apply, by a rule that finds so."},
        {" Voor {0} is de norm niet van toepassing volgens regels die dat nagaan.",
         " For {0} the requirement does not apply, by rules that find so."}};
    static const vw_text unaudited = {"Niets hiervan is door een auditor gecontroleerd, tenzij "
                                      "hieronder iets anders staat.",
                                      "None of this was audited, unless stated otherwise below."};
    vw_add_paragraph(
        r, out,
        vw_printf(r->arena, "%s%s%s %s",
                  VW_FILL(r, split, vw_show_number(r, all), vw_show_number(r, computed),
                          vw_show_number(r, (uint64_t)judged)),
                  say_number(r, &rest, (uint64_t)neither),
                  say_number(r, &by_rule, (uint64_t)exempt), vw_say(r, unaudited)));
    return status;
}

/* What a good section holds and the program does not tell by itself: a person fills it in, or it
 * stays visible as open. docs/templates.md tells for each point of the checklist where it stands.
 */
vw_status vw_blocks_open_points(vw_report *r, vw_block_list *out, int level)
{
    static const vw_text points[] = {
        {"Reikwijdte van het managementsysteem en vindplaats van de verklaring van "
         "toepasselijkheid",
         "Scope of the management system, and where the statement of applicability is found"},
        {"Oorzaak en einddatum van elke tekortkoming", "Cause and end date of each shortcoming"},
        {"Wat vorig jaar is beloofd: gedaan, verschoven of vervallen",
         "What was promised last year: done, moved or dropped"},
        {"Cijfers van vorig jaar, en of de meetwijze is veranderd",
         "Figures of last year, and whether the measure changed"},
        {"Of wettelijke meldtermijnen zijn gehaald", "Whether legal notification terms were met"},
        {"Wat van incidenten is geleerd en wat herhaling voorkomt",
         "What was learned from incidents, and what prevents a repeat"},
        {"De grootste risico's met kans en effect, het restrisico en wie het aanvaardde",
         "The top risks with chance and effect, the residual risk and who accepted it"},
        {"Welke leveranciers en samenwerkingsverbanden zijn gedekt en welke niet",
         "Which suppliers and joint bodies are covered, and which are not"},
        {"Ontvangen waarschuwingen, en de tijd tot beoordeling en handelen",
         "Warnings received, and the time to assessment and action"},
        {"Wanneer het bestuur de maatregelen goedkeurde, en de opleiding van zijn leden",
         "When the board approved the measures, and the training of its members"},
        {"Formatie en geld, afgezet tegen het plan", "Staff and money, against the plan"},
        {"Wanneer uitkomsten van audits het bestuur en de auditcommissie bereikten",
         "When audit results reached the board and the audit committee"},
        {"Voornemens voor volgend jaar, elk met een datum",
         "Plans for next year, each with a date"},
    };
    (void)level;
    vw_texts texts = {0};
    for (size_t i = 0; i < COUNT(points); i++) {
        VW_PUSH(r->arena, texts,
                vw_printf(r->arena, "%s: %s", vw_say(r, points[i]),
                          vw_say(r, (vw_text){"[nog in te vullen]", "[still to be filled in]"})));
    }
    vw_add_list(r, out, &texts);
    return VW_OK;
}
