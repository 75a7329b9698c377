/* SPDX-License-Identifier: EUPL-1.2 */
/* Incidents from report to authority, and what prevents a repeat. */
#include "reports/section/section.h"

static uint64_t incidents_where(vw_report *r, const char *where, const char *needs)
{
    return vw_section__count(r, "incident", where, needs);
}

/* Told to the authority, by the incident itself or by a notification of its own. */
const char *vw_section__notified_where(const vw_report *r)
{
    static const char by_notification[] =
        " OR EXISTS (SELECT 1 FROM ev_notification k WHERE k.incident = e.subject AND k.import_id "
        "<= v.mark AND k.regime = 'gdpr' AND k.step = 'authority_notice')";
    const vw_kind *kind = vw_catalogue_find(r->plan->set->catalogue, "notification");
    const bool there = kind != NULL && vw_kind_field(kind, "incident") != NULL &&
                       vw_kind_field(kind, "regime") != NULL && vw_kind_field(kind, "step") != NULL;
    return vw_printf(r->arena, "(e.authority_notified_at IS NOT NULL%s)",
                     there ? by_notification : "");
}

/* Where nothing was collected of notifications, only a file that has such a column says that there
 * was none. */
vw_partial_query vw_section__notified(vw_report *r)
{
    return (vw_partial_query){
        .kind = "incident",
        .among = "e.personal_data_breach = 1",
        .yes = vw_section__notified_where(r),
        .needs = "personal_data_breach authority_notified_at",
        .filled = vw_section__collected(r, "notification")
                      ? NULL
                      : "authority_notified_at authority_notification_required",
    };
}

static void count_incidents(vw_funnel *out, vw_report *r)
{
    out->incidents = incidents_where(r, "1", "");
    out->breaches = incidents_where(r, "e.personal_data_breach = 1", "personal_data_breach");
    const char *told = vw_section__notified_where(r);
    static const char needs[] = "personal_data_breach authority_notified_at";
    const vw_partial_query query = vw_section__notified(r);
    vw_partial notified = {0};
    (void)(vw_partial_read(&notified, r, &query) == VW_OK); /* a failure is told by a diagnostic */
    out->notified = notified.amount;
    out->notified_undecided = notified.unknown;
    out->notified_no_breach = incidents_where(
        r, vw_printf(r->arena, "coalesce(e.personal_data_breach, 0) = 0 AND %s", told), needs);
    out->significant = incidents_where(r, "e.significant = 1", "significant");
    out->breach_undecided =
        incidents_where(r, "e.personal_data_breach IS NULL", "personal_data_breach");
    out->undecided = incidents_where(r, "e.significant IS NULL", "significant");
}

/* What somebody counted takes the place of records only where there are none. */
static void take_figures(vw_funnel *out, vw_report *r)
{
    const struct {
        const char *counted;
        uint64_t *into;
    } figures[VW_FUNNEL_FIGURES] = {{"incidents", &out->incidents},
                                    {"breaches", &out->breaches},
                                    {"breaches_notified", &out->notified},
                                    {"significant", &out->significant}};
    vw_section_figure figure;
    for (size_t i = 0; i < COUNT(figures); i++) {
        if (vw_section__figure(&figure, r, figures[i].counted, VW_OVER_PERIOD)) {
            *figures[i].into = (uint64_t)figure.value;
            out->recorded = true;
            out->has_incidents = out->has_incidents || i == 0;
        } else {
            out->not_given[i] = true;
        }
    }
}

bool vw_section__funnel_of(vw_funnel *out, vw_report *r)
{
    vw_section_figure reports;
    vw_kind_knowledge known = {0};
    const vw_kind *kind = vw_catalogue_find(r->plan->set->catalogue, "incident");
    *out = (vw_funnel){0};
    if (kind != NULL && vw_kind_known(&known, r, kind) != VW_OK) {
        return false;
    }
    out->complete = known.complete;
    out->missed = vw_show_missed(r, &known);
    out->has_reports = vw_section__figure(&reports, r, "reports", VW_OVER_PERIOD);
    out->reports = (uint64_t)reports.value;
    if (known.collected) {
        out->has_incidents = true;
        count_incidents(out, r);
    } else {
        take_figures(out, r);
    }
    return out->has_incidents;
}

static const char *reports_words(const vw_report *r, const vw_funnel *funnel)
{
    return funnel->has_reports
               ? VW_FILL(r, ((vw_text){"Meldingen en signalen: {0}.", "Reports and signals: {0}."}),
                         vw_show_number(r, funnel->reports))
               : vw_section__open(r, (vw_text){"aantal meldingen", "number of reports"},
                                  (vw_text){"het meldpunt", "the incident desk"});
}

static const char *list_words(const vw_report *r, const vw_funnel *funnel)
{
    if (!funnel->recorded && funnel->missed != NULL) {
        return funnel->missed;
    }
    return vw_say(
        r, funnel->recorded
               ? (vw_text){"Deze aantallen zijn opgegeven, niet geteld uit vastgelegde incidenten.",
                           "These numbers were given, not counted from recorded incidents."}
           : funnel->complete
               ? (vw_text){"De lijst is verklaard als volledig.", "The list was declared complete."}
               : (vw_text){"Of de lijst volledig is, is niet vastgesteld.",
                           "Whether the list is complete was not established."});
}

/* What was not given as a figure is not none, and of records what nobody decided is not "no". */
static const char *shown_of(const vw_report *r, const vw_funnel *funnel, vw_funnel_figure which)
{
    const struct {
        uint64_t amount, unknown, all;
    } of[VW_FUNNEL_FIGURES] = {
        [VW_FUNNEL_INCIDENTS] = {funnel->incidents, 0, funnel->incidents},
        [VW_FUNNEL_BREACHES] = {funnel->breaches, funnel->breach_undecided, funnel->incidents},
        [VW_FUNNEL_NOTIFIED] = {funnel->notified, funnel->notified_undecided, funnel->breaches},
        [VW_FUNNEL_SIGNIFICANT] = {funnel->significant, funnel->undecided, funnel->incidents},
    };
    const vw_partial partial = {
        .amount = of[which].amount, .unknown = of[which].unknown, .all = of[which].all};
    return funnel->not_given[which]
               ? vw_say(r, (vw_text){"[nog in te vullen]", "[still to be filled in]"})
               : vw_show_partial(r, &partial);
}

/* From many to few; significant beside it, since it need not be a leak. */
const char *vw_section__funnel(vw_report *r)
{
    static const vw_text counts = {
        "Daarvan beveiligingsincidenten: {0}; daarvan datalekken: {1}; daarvan gemeld bij de "
        "toezichthouder op persoonsgegevens: {2}.",
        "Of these security incidents: {0}; of these personal data breaches: {1}; of these "
        "notified to the data protection authority: {2}."};
    static const vw_text apart = {
        "Significante incidenten (met ernstige gevolgen, zoals de Cbw en NIS2 het bedoelen): {0}.",
        "Significant incidents (with serious effects, as NIS2 means it): {0}."};
    vw_funnel funnel;
    if (!vw_section__funnel_of(&funnel, r)) {
        return vw_section__joined(
            r, reports_words(r, &funnel),
            vw_section__open(
                r,
                (vw_text){"aantal incidenten, datalekken, meldingen daarvan en "
                          "significante incidenten",
                          "number of incidents, personal data breaches, those notified, "
                          "and significant incidents"},
                (vw_text){"de CISO", "the CISO"}));
    }
    vw_buf text = {.arena = r->arena};
    vw_buf_addf(&text, "%s %s %s", reports_words(r, &funnel),
                VW_FILL(r, counts, shown_of(r, &funnel, VW_FUNNEL_INCIDENTS),
                        shown_of(r, &funnel, VW_FUNNEL_BREACHES),
                        shown_of(r, &funnel, VW_FUNNEL_NOTIFIED)),
                VW_FILL(r, apart, shown_of(r, &funnel, VW_FUNNEL_SIGNIFICANT)));
    vw_buf_addf(&text, " %s", list_words(r, &funnel));
    return vw_buf_text(&text);
}

/* ---- lessons ------------------------------------------------------------------------------- */

static bool read_lessons(vw_records *out, vw_report *r)
{
    const vw_records_query query = {
        .kind = "incident",
        .where = "e.public_lesson IS NOT NULL",
        .order = "e.occurred_on",
        .fields = {"public_lesson"},
        .needs = "public_lesson",
    };
    return vw_section__read(out, r, &query);
}

const char *vw_section__lessons(vw_report *r)
{
    static const vw_text found = {
        "Incidenten: {1}; oorzaak achterhaald: {0}; achteraf besproken: {2}.",
        "Incidents: {1}; cause found: {0}; reviewed afterwards: {2}."};
    const vw_text what = {"wat van incidenten is geleerd en wat herhaling voorkomt",
                          "what was learned from incidents and what prevents a repeat"};
    const vw_text who = {"de CISO", "the CISO"};
    vw_records lessons;
    if (!read_lessons(&lessons, r)) {
        return "";
    }
    static const vw_partial_query causes = {
        .kind = "incident",
        .yes = "e.root_cause_known = 1",
        .known = "e.root_cause_known IS NOT NULL",
        .needs = "root_cause_known",
    };
    static const vw_partial_query reviewed = {
        .kind = "incident",
        .yes = "e.reviewed_on IS NOT NULL",
        .needs = "reviewed_on",
        .filled = "reviewed_on",
    };
    const uint64_t all = incidents_where(r, "1", "");
    const char *counts = "";
    if (all > 0) {
        counts = VW_FILL(r, found, vw_section__partial(r, &causes), vw_show_number(r, all),
                         vw_section__partial(r, &reviewed));
    }
    if (lessons.items.count == 0 && (all > 0 || !vw_section__collected(r, "incident"))) {
        return vw_section__joined(r, counts, vw_section__open(r, what, who));
    }
    return all > 0 ? counts
                   : vw_say(r, (vw_text){"Er was geen incident om van te leren.",
                                         "There was no incident to learn from."});
}

vw_status vw_blocks_lessons(vw_report *r, vw_block_list *out, int level)
{
    vw_records lessons;
    vw_texts texts = {0};
    (void)level;
    vw_add_paragraph(r, out, vw_section__lessons(r));
    if (!read_lessons(&lessons, r)) {
        return VW_ERR_STORE;
    }
    for (size_t i = 0; i < lessons.items.count; i++) {
        VW_PUSH(r->arena, texts, lessons.items.items[i].values[0].shown);
    }
    if (texts.count > 0) {
        vw_add_list(r, out, &texts);
    }
    return VW_OK;
}

const char *vw_section__incidents_short(vw_report *r)
{
    static const vw_text line = {
        "Beveiligingsincidenten: {0}; datalekken: {1}; significant: {2}.",
        "Security incidents: {0}; personal data breaches: {1}; significant: {2}."};
    vw_funnel funnel;
    return vw_section__funnel_of(&funnel, r)
               ? VW_FILL(r, line, shown_of(r, &funnel, VW_FUNNEL_INCIDENTS),
                         shown_of(r, &funnel, VW_FUNNEL_BREACHES),
                         shown_of(r, &funnel, VW_FUNNEL_SIGNIFICANT))
               : vw_section__open(r, (vw_text){"aantal incidenten", "number of incidents"},
                                  (vw_text){"de CISO", "the CISO"});
}
