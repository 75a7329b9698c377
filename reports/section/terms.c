/* SPDX-License-Identifier: EUPL-1.2 */
/* Legal terms of notification: how often each was met. GDPR art. 33(1); NIS2 art. 23(4); DORA art.
 * 19(4) with delegated regulation 2025/301 art. 5. Hours run on through weekends, in UTC. */
#include "reports/section/section.h"

#include <string.h>

enum {
    AWARE,
    CLASSIFIED,
    BREACH_NOTIFIED,
    EARLY,
    NOTIFIED,
    FINAL,
    INITIAL,
    INTERMEDIATE,
    UPDATE,
    DORA_FINAL,
    BREACH,
    BREACH_DUE,
    PROGRESS,
    OCCURRED,
    FIELDS
};
#define FIELD_NAMES                                                                                \
    {                                                                                              \
        "aware_at", "classified_at", "authority_notified_at", "early_warning_at", "notified_at",   \
            "final_report_at", "dora_initial_at", "dora_intermediate_at", "dora_update_at",        \
            "dora_final_at", "personal_data_breach", "authority_notification_required",            \
            "progress_report_at", "occurred_on"                                                    \
    }
enum { HOUR = 3600, DAY = 24 * HOUR };

typedef enum { AVG_72, CBW_24, CBW_72, CBW_MONTH, DORA_4, DORA_72, DORA_MONTH, TERMS } term;

typedef struct {
    uint64_t applies, within, late, unknown;
    uint64_t running; /* of the unknown ones: the term had not ended yet on the reference date */
    uint64_t early;   /* of the unknown ones: done before the moment from which the term runs */
    uint64_t earlier; /* of all: of an incident from before the period */
} term_count;

static const vw_text names[TERMS] = {
    {"datalek gemeld binnen 72 uur (AVG)", "data breach notified within 72 hours (GDPR)"},
    {"significant incident: eerste waarschuwing binnen 24 uur (Cbw)",
     "significant incident: early warning within 24 hours (NIS2)"},
    {"significant incident: melding binnen 72 uur (Cbw)",
     "significant incident: notification within 72 hours (NIS2)"},
    {"significant incident: eindverslag binnen een maand (Cbw)",
     "significant incident: final report within a month (NIS2)"},
    {"ernstig ICT-incident: eerste melding binnen 4 uur na indeling en 24 uur na ontdekking (DORA)",
     "major ICT incident: first notification within 4 hours of classification and 24 hours of "
     "awareness (DORA)"},
    {"ernstig ICT-incident: tussenverslag binnen 72 uur (DORA)",
     "major ICT incident: intermediate report within 72 hours (DORA)"},
    {"ernstig ICT-incident: eindverslag binnen een maand (DORA)",
     "major ICT incident: final report within a month (DORA)"},
};

/* Calendar months, at the same time of the day. */
static int64_t month_after(int64_t at)
{
    const vw_date day = (vw_date)(at / DAY);
    return (int64_t)vw_date_add_months(day, 1) * DAY + at % DAY;
}

/* The moment at which the term ends and that at which it was done; 0: not on record. */
static void span_of(const vw_record_value *values, term which, int64_t *due, int64_t *done)
{
    const int64_t aware = values[AWARE].at, classified = values[CLASSIFIED].at;
    const int64_t late_initial = classified != 0 ? classified + (int64_t)4 * HOUR : 0;
    const int64_t day = aware != 0 ? aware + DAY : 0;
    const int64_t update = values[UPDATE].at, intermediate = values[INTERMEDIATE].at;
    const int64_t reported = update != 0 ? update : intermediate;
    switch (which) {
    case AVG_72:
        *due = aware != 0 ? aware + (int64_t)3 * DAY : 0;
        *done = values[BREACH_NOTIFIED].at;
        break;
    case CBW_24:
        *due = day;
        *done = values[EARLY].at;
        break;
    case CBW_72:
        *due = aware != 0 ? aware + (int64_t)3 * DAY : 0;
        *done = values[NOTIFIED].at;
        break;
    case CBW_MONTH:
        *due = values[NOTIFIED].at != 0 ? month_after(values[NOTIFIED].at) : 0;
        *done = values[FINAL].at;
        /* Of an incident that still runs, a progress report is due then: NIS2 art. 23(4)(e). */
        if (values[PROGRESS].at != 0 && values[PROGRESS].at <= *due) {
            *done = values[PROGRESS].at;
        }
        break;
    case DORA_4: /* classified after the first day: four hours from then */
        *due = classified != 0 && day != 0 && classified <= day && late_initial > day
                   ? day
                   : late_initial;
        *done = values[INITIAL].at;
        break;
    case DORA_72:
        *due = values[INITIAL].at != 0 ? values[INITIAL].at + (int64_t)3 * DAY : 0;
        *done = intermediate;
        break;
    case DORA_MONTH:
    case TERMS:
    default:
        *due = reported != 0 ? month_after(reported) : 0;
        *done = values[DORA_FINAL].at;
    }
}

/* What was done before the moment from which its term runs contradicts that moment: one of the two
 * is wrong, and nobody knows which. */
static bool before_its_term(const vw_record_value *values, term which, int64_t done)
{
    static const size_t runs_from[TERMS] = {
        [AVG_72] = AWARE,
        [CBW_24] = AWARE,
        [CBW_72] = AWARE,
        [CBW_MONTH] = NOTIFIED,
        [DORA_4] = AWARE,
        [DORA_72] = INITIAL,
        [DORA_MONTH] = INTERMEDIATE,
    };
    return done != 0 && (done < values[runs_from[which]].at ||
                         (which == DORA_4 && done < values[CLASSIFIED].at));
}

/* The last moment at which the term can end that is not told by what was done before it: what
 * should have been notified first, was due then. 0: neither is known. */
static int64_t latest_due(const vw_record_value *values, term which, int64_t due)
{
    static const int days[TERMS] = {
        [AVG_72] = 3, [CBW_24] = 1,  [CBW_72] = 3,     [CBW_MONTH] = 3,
        [DORA_4] = 1, [DORA_72] = 4, [DORA_MONTH] = 4,
    };
    const int64_t aware = values[AWARE].at;
    const int64_t from = aware != 0 ? aware + (int64_t)days[which] * DAY : 0;
    const bool a_month_on = which == CBW_MONTH || which == DORA_MONTH;
    return due != 0 ? due : from != 0 && a_month_on ? month_after(from) : from;
}

/* As the tests judge it: of an incident of the period every term; of an earlier one what ended in
 * the period. What was not done when the term was over is late, unless nobody
 * kept the record up since: [known_since]. */
static void count_term(term_count *count, const vw_report *r, const vw_record_value *values,
                       term which, bool known_since)
{
    int64_t due = 0, done = 0;
    span_of(values, which, &due, &done);
    const int64_t latest = latest_due(values, which, due);
    const int64_t now = ((int64_t)r->frame.as_of + 1) * DAY;
    if (values[OCCURRED].date < r->frame.period_from) {
        if (latest < (int64_t)r->frame.period_from * DAY ||
            latest >= ((int64_t)r->frame.period_until + 1) * DAY) {
            return;
        }
        count->earlier++;
    }
    count->applies++;
    /* Whether an authority had to be told is for the organisation to say. */
    const bool must = which != AVG_72 || values[BREACH_DUE].known;
    if (before_its_term(values, which, done)) {
        count->unknown++;
        count->early++;
    } else if (done != 0 && due != 0) {
        count->within += done <= due;
        count->late += done > due;
    } else if (known_since && must && done == 0 && latest != 0 && latest < now) {
        count->late++;
    } else {
        count->unknown++;
        count->running += done == 0 && latest >= now;
    }
}

/* A breach of which it is on record that it need not be notified has no term. */
static bool breach_is_due(const vw_record_value *values)
{
    return values[BREACH].known && values[BREACH].number != 0 &&
           !(values[BREACH_DUE].known && values[BREACH_DUE].number == 0 &&
             values[BREACH_NOTIFIED].at == 0);
}

/* ---- notifications on record by themselves ----------------------------------------------------
 */

enum { OF_INCIDENT, REGIME, STEP, SENT };

static bool read_notifications(vw_records *out, vw_report *r)
{
    const vw_records_query query = {
        .kind = "notification",
        .when = VW_OVER_ALL,
        .where = "e.incident IS NOT NULL",
        .fields = {"incident", "regime", "step", "sent_at"},
        .needs = "incident regime step sent_at",
    };
    return vw_section__read(out, r, &query);
}

/* Which moment of the incident a notification is; FIELDS: none of these. */
static size_t moment_of(const vw_record_value *notification)
{
    static const struct {
        const char *regime, *step;
        size_t moment;
    } moments[] = {
        {"gdpr", "authority_notice", BREACH_NOTIFIED}, {"nis2", "early_warning", EARLY},
        {"nis2", "incident_notification", NOTIFIED},   {"nis2", "final_report", FINAL},
        {"nis2", "progress_report", PROGRESS},         {"dora", "initial_notification", INITIAL},
        {"dora", "intermediate_report", INTERMEDIATE}, {"dora", "update", UPDATE},
        {"dora", "final_report", DORA_FINAL},
    };
    for (size_t i = 0; i < COUNT(moments); i++) {
        if (notification[REGIME].choice != NULL && notification[STEP].choice != NULL &&
            strcmp(notification[REGIME].choice, moments[i].regime) == 0 &&
            strcmp(notification[STEP].choice, moments[i].step) == 0) {
            return moments[i].moment;
        }
    }
    return FIELDS;
}

/* What the incident does not say itself a notification may: the first of its step. */
static void fill_in(vw_record_value values[FIELDS], const vw_record *incident,
                    const vw_records *notifications)
{
    int64_t first[FIELDS] = {0};
    memcpy(values, incident->values, FIELDS * sizeof *values);
    for (size_t i = 0; i < notifications->items.count; i++) {
        const vw_record_value *one = notifications->items.items[i].values;
        const size_t moment = moment_of(one);
        if (one[OF_INCIDENT].subject == incident->subject && moment < FIELDS &&
            (first[moment] == 0 || one[SENT].at < first[moment])) {
            first[moment] = one[SENT].at;
        }
    }
    for (size_t i = 0; i < FIELDS; i++) {
        values[i].at = values[i].at != 0 ? values[i].at : first[i];
    }
}

typedef struct {
    vw_report *of;           /* whose records are read */
    const vw_report *r;      /* whose year it is */
    const vw_records *known; /* the incidents that were counted already, or NULL */
    const vw_records *sent;
    term_count *counts;
} term_counting;

static bool count_where(const term_counting *counting, const char *where, const char *needs,
                        term from, term until)
{
    const vw_records_query query = {.kind = "incident",
                                    .when = VW_OVER_UNTIL_NOW,
                                    .where = where,
                                    .needs = needs,
                                    .fields = FIELD_NAMES};
    vw_records incidents;
    if (!vw_section__read(&incidents, counting->of, &query)) {
        return false;
    }
    for (size_t i = 0; i < incidents.items.count; i++) {
        const vw_record *incident = &incidents.items.items[i];
        vw_record_value values[FIELDS];
        if (counting->known != NULL && vw_records_find(counting->known, incident) != NULL) {
            continue;
        }
        fill_in(values, incident, counting->sent);
        for (term which = from; which <= until; which++) {
            if (which != AVG_72 || breach_is_due(values)) {
                count_term(&counting->counts[which], counting->r, values, which,
                           counting->known == NULL);
            }
        }
    }
    return true;
}

static bool count_all(const term_counting *counting)
{
    return count_where(counting, "e.personal_data_breach = 1", "personal_data_breach", AVG_72,
                       AVG_72) &&
           count_where(counting, "e.significant = 1", "significant", CBW_24, CBW_MONTH) &&
           count_where(counting, "e.major = 1", "major", DORA_4, DORA_MONTH);
}

static bool under_dora(const vw_report *r)
{
    for (size_t i = 0; i < r->plan->framework_count; i++) {
        if (strncmp(r->plan->frameworks[i]->id, "dora", 4) == 0) {
            return true;
        }
    }
    return false;
}

/* What only the dossier of the year before knows is counted with what was known then. */
static bool count_previous(vw_report *r, term_count counts[TERMS])
{
    const vw_records_query query = {
        .kind = "incident", .when = VW_OVER_UNTIL_NOW, .fields = {"occurred_on"}};
    vw_records ours, sent;
    if (r->previous == NULL) {
        return true;
    }
    const term_counting counting = {r->previous, r, &ours, &sent, counts};
    return vw_section__read(&ours, r, &query) && read_notifications(&sent, r->previous) &&
           count_all(&counting);
}

static bool count_terms(vw_report *r, term_count counts[TERMS])
{
    vw_records sent;
    const term_counting counting = {r, r, NULL, &sent, counts};
    memset(counts, 0, TERMS * sizeof *counts);
    return read_notifications(&sent, r) && count_all(&counting) && count_previous(r, counts);
}

static const char *open_terms(const vw_report *r)
{
    return vw_section__open(r,
                            (vw_text){"of de wettelijke meldtermijnen zijn gehaald",
                                      "whether the legal notification terms were met"},
                            (vw_text){"de CISO", "the CISO"});
}

const char *vw_section__terms(vw_report *r)
{
    static const vw_text line = {
        "Wettelijke meldtermijnen: {0} keer van toepassing, {1} keer gehaald, {2} keer te laat of "
        "niet gedaan en {3} keer niet vast te stellen.",
        "Legal notification terms: applied {0}, met {1}, late or not done {2}, not established "
        "{3}."};
    static const vw_text running = {" Van {0} liep de termijn op de peildatum nog.",
                                    " Of {0} the term had not ended yet on the reference date."};
    static const vw_text early = {
        " Van {0} ligt de melding of het verslag voor het begin van de termijn.",
        " Of {0} the notification or report is dated before its term began."};
    static const vw_text earlier = {
        " {0} {0:termijn daarvan is|termijnen daarvan zijn} van een incident van voor de periode "
        "en {0:liep|liepen} in de periode af.",
        " {0} of these {0:is|are} of an incident from before the period, and ended in it."};
    static const vw_text none = {
        "Geen incident had een wettelijke meldtermijn, voor zover vastgelegd.",
        "No incident had a legal notification term, as far as recorded."};
    term_count counts[TERMS], all = {0};
    if (!vw_section__collected(r, "incident")) {
        return open_terms(r);
    }
    if (!count_terms(r, counts)) {
        return "";
    }
    for (size_t i = 0; i < TERMS; i++) {
        all.applies += counts[i].applies;
        all.within += counts[i].within;
        all.late += counts[i].late;
        all.unknown += counts[i].unknown;
        all.running += counts[i].running;
        all.early += counts[i].early;
        all.earlier += counts[i].earlier;
    }
    if (all.applies == 0) {
        return vw_say(r, none);
    }
    vw_buf text = {.arena = r->arena};
    vw_buf_add(&text,
               VW_FILL(r, line, vw_show_number(r, all.applies), vw_show_number(r, all.within),
                       vw_show_number(r, all.late), vw_show_number(r, all.unknown)));
    vw_buf_add(&text, all.earlier > 0 ? VW_FILL(r, earlier, vw_show_number(r, all.earlier)) : "");
    vw_buf_add(&text, all.running > 0 ? VW_FILL(r, running, vw_show_number(r, all.running)) : "");
    vw_buf_add(&text, all.early > 0 ? VW_FILL(r, early, vw_show_number(r, all.early)) : "");
    return vw_buf_text(&text);
}

vw_status vw_blocks_terms(vw_report *r, vw_block_list *out, int level)
{
    static const vw_column_words columns[] = {
        {"term", {"Termijn", "Term"}, VW_CELL_TEXT, 5, 0},
        {"applies", {"Van toepassing", "Applied"}, VW_CELL_INTEGER, 1.2, 0},
        {"within", {"Gehaald", "Met"}, VW_CELL_INTEGER, 1, 0},
        {"late", {"Te laat of niet gedaan", "Late or not done"}, VW_CELL_INTEGER, 1.4, 0},
        {"unknown", {"Niet vast te stellen", "Not established"}, VW_CELL_INTEGER, 1.4, 0},
    };
    static const vw_table_words words = {
        .id = "terms",
        .caption = {"Wettelijke meldtermijnen", "Legal notification terms"},
        .sheet_id = "terms",
        .sheet = {"Meldtermijnen", "Notification terms"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    term_count counts[TERMS];
    vw_cells cells = {0};
    (void)level;
    vw_add_paragraph(r, out, vw_section__terms(r));
    if (!vw_section__collected(r, "incident")) {
        return VW_OK;
    }
    if (!count_terms(r, counts)) {
        return VW_ERR_STORE;
    }
    for (size_t i = 0; i < TERMS; i++) {
        if (i >= DORA_4 && counts[i].applies == 0 && !under_dora(r)) {
            continue;
        }
        VW_PUSH(r->arena, cells, vw_text_cell(vw_say(r, names[i])));
        VW_PUSH(r->arena, cells, vw_number_cell((int64_t)counts[i].applies));
        VW_PUSH(r->arena, cells, vw_number_cell((int64_t)counts[i].within));
        VW_PUSH(r->arena, cells, vw_number_cell((int64_t)counts[i].late));
        VW_PUSH(r->arena, cells, vw_number_cell((int64_t)counts[i].unknown));
    }
    vw_table *table = vw_table_new(r, &words);
    vw_table_fill(r, table, &cells);
    vw_add_table(r, out, table);
    return VW_OK;
}
