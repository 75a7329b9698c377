/* SPDX-License-Identifier: EUPL-1.2 */
/* What the account covers, what others tested, and where the rest can be read. */
#include "reports/section/section.h"

static const vw_text ciso = {"de CISO", "the CISO"};

static bool read_document(vw_records *out, vw_report *r, const char *types)
{
    const vw_records_query query = {
        .kind = "document",
        .where = vw_printf(r->arena, "e.type IN (%s)", types),
        .order = "e.type, e.approved_on DESC",
        .fields = {"version", "approved_on", "scope", "public_place"},
        .needs = "type approved_on",
    };
    return vw_section__read(out, r, &query);
}
enum { VERSION, APPROVED, SCOPE, PLACE };

static const char *sentence(const vw_report *r, vw_text words, const vw_record_value *value,
                            vw_text what)
{
    return value->known ? VW_FILL(r, words, value->shown) : vw_section__open(r, what, ciso);
}

const char *vw_section__isms(vw_report *r)
{
    vw_records found;
    if (!read_document(&found, r, "'statement_of_applicability'")) {
        return "";
    }
    if (found.items.count == 0) {
        return vw_section__open(
            r,
            (vw_text){"de reikwijdte van het managementsysteem en de vindplaats "
                      "van de verklaring van toepasselijkheid",
                      "the scope of the management system and where the "
                      "statement of applicability is found"},
            ciso);
    }
    const vw_record_value *values = found.items.items[0].values;
    vw_buf text = {.arena = r->arena};
    vw_buf_add(&text,
               values[APPROVED].known
                   ? VW_FILL(r,
                             ((vw_text){"De verklaring van toepasselijkheid is vastgesteld op {0}.",
                                        "The statement of applicability was adopted on {0}."}),
                             values[APPROVED].shown)
                   : vw_section__open(r,
                                      (vw_text){"wanneer de verklaring van toepasselijkheid is "
                                                "vastgesteld",
                                                "when the statement of applicability was adopted"},
                                      ciso));
    vw_buf_addf(&text, " %s",
                sentence(r,
                         (vw_text){"Reikwijdte van het managementsysteem: {0}.",
                                   "Scope of the management system: {0}."},
                         &values[SCOPE],
                         (vw_text){"de reikwijdte van het managementsysteem",
                                   "the scope of the management system"}));
    vw_buf_addf(&text, " %s",
                sentence(r, (vw_text){"Vindplaats: {0}.", "Found at: {0}."}, &values[PLACE],
                         (vw_text){"de vindplaats van de verklaring van toepasselijkheid",
                                   "where the statement of applicability is found"}));
    return vw_buf_text(&text);
}

const char *vw_section__full_report(vw_report *r)
{
    vw_records found;
    if (!read_document(&found, r, "'in_control_statement', 'review_report'")) {
        return "";
    }
    for (size_t i = 0; i < found.items.count; i++) {
        const vw_record_value *place = &found.items.items[i].values[PLACE];
        if (place->known) {
            return VW_FILL(r,
                           ((vw_text){"Het uitgebreide verslag staat op {0}.",
                                      "The full report is found at {0}."}),
                           place->shown);
        }
    }
    return vw_section__open(r,
                            (vw_text){"waar het uitgebreide verslag te vinden is",
                                      "where the full report can be found"},
                            ciso);
}

#define ON_SUPPLIERS "coalesce(e.about, 'supplier') = 'supplier'"

static uint64_t reports_where(vw_report *r, vw_records_when when, const char *where)
{
    const vw_records_query query = {
        .kind = "assurance_report",
        .when = when,
        .where = vw_printf(r->arena, ON_SUPPLIERS " AND (%s)", where),
        .needs = "about covers_from covers_until",
    };
    uint64_t count = 0;
    return vw_records_count(&count, r, &query) == VW_OK ? count : 0;
}

/* A report is of the day it bears and about the time it covers: seldom the same year. */
static const char *about_other_years(vw_report *r)
{
    static const vw_text before = {
        "Daarvan {0:gaat|gaan} er {0} over een periode die voor dit jaar eindigde.",
        "Of these, {0} {0:is|are} about a period that ended before this year."};
    static const vw_text unknown = {
        "Van {0} {0:daarvan|daarvan} is niet vastgelegd over welke periode {0:het|ze} "
        "{0:gaat|gaan}.",
        "For {0} of these it is not on record which period {0:it is|they are} about."};
    static const vw_text after = {"Van na het jaar, en niet meegeteld: {0} "
                                  "{0:verklaring|verklaringen}; waarvan over dit jaar "
                                  "of een deel ervan: {1}.",
                                  "Dated after the year, and not counted: {0} {0:report|reports}; "
                                  "of which about this year or a "
                                  "part of it: {1}."};
    const uint64_t past = reports_where(r, VW_OVER_PERIOD, "e.covers_until < v.period_from");
    const uint64_t open = reports_where(r, VW_OVER_PERIOD, "e.covers_until IS NULL");
    const uint64_t later = reports_where(r, VW_OVER_ALL, "e.occurred_on > v.period_until");
    const uint64_t of_now = reports_where(
        r, VW_OVER_ALL,
        "e.occurred_on > v.period_until AND e.covers_until >= v.period_from AND e.covers_from <= "
        "v.period_until");
    const char *said = past > 0 ? VW_FILL(r, before, vw_show_number(r, past)) : "";
    said =
        vw_section__joined(r, said, open > 0 ? VW_FILL(r, unknown, vw_show_number(r, open)) : "");
    return vw_section__joined(
        r, said,
        later > 0 ? VW_FILL(r, after, vw_show_number(r, later), vw_show_number(r, of_now)) : "");
}

/* What others tested, apart from what the organisation says itself. */
const char *vw_section__others(vw_report *r)
{
    static const vw_text line = {
        "Door anderen getoetst. Onafhankelijke beoordelingen: {0}; bevindingen van externe audit "
        "of "
        "toezicht: {1}. Verklaringen van auditors over leveranciers: {2}; zonder beperking: {3}.",
        "Tested by others. Independent reviews: {0}; findings of external audit or supervision: "
        "{1}. Reports of auditors on suppliers: {2}; unqualified: {3}."};
    if (!vw_section__collected(r, "review") && !vw_section__collected(r, "audit_finding") &&
        !vw_section__collected(r, "assurance_report")) {
        return vw_section__open(r, (vw_text){"wat anderen hebben getoetst", "what others tested"},
                                (vw_text){"de auditor of de CISO", "the auditor or the CISO"});
    }
    static const vw_partial_query reviews = {
        .kind = "review",
        .yes = "e.independent = 1",
        .known = "e.independent IS NOT NULL",
        .needs = "independent",
    };
    static const vw_partial_query findings = {
        .kind = "audit_finding",
        .yes = "e.source IN ('external_audit', 'supervisor')",
        .known = "e.source IS NOT NULL",
        .needs = "source",
    };
    /* Who reports on our own statement is no supplier that was looked at. */
    static const vw_partial_query reports = {
        .kind = "assurance_report",
        .among = ON_SUPPLIERS,
        .yes = "e.opinion = 'unqualified'",
        .known = "e.opinion IS NOT NULL",
        .needs = "about opinion",
    };
    vw_partial unqualified;
    if (vw_partial_read(&unqualified, r, &reports) != VW_OK) {
        return "";
    }
    const char *counts = VW_FILL(
        r, line, vw_section__partial(r, &reviews), vw_section__partial(r, &findings),
        unqualified.absent ? vw_show_partial(r, &unqualified) : vw_show_number(r, unqualified.all),
        vw_show_partial(r, &unqualified));
    return vw_section__joined(r, counts, about_other_years(r));
}
