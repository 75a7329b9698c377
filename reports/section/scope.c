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

/* What others tested, apart from what the organisation says itself. */
const char *vw_section__others(vw_report *r)
{
    static const vw_text line = {
        "Door anderen getoetst: {0} onafhankelijke {0:beoordeling|beoordelingen} en {1} "
        "{1:bevinding|bevindingen} van externe "
        "audit of toezicht. Verklaringen van auditors over leveranciers: {2}, waarvan {3} zonder "
        "beperking.",
        "Tested by others: {0} independent {0:review|reviews} and {1} {1:finding|findings} of "
        "external audit or "
        "supervision. Reports of auditors on suppliers: {2}, of which {3} unqualified."};
    if (!vw_section__collected(r, "review") && !vw_section__collected(r, "audit_finding") &&
        !vw_section__collected(r, "assurance_report")) {
        return vw_section__open(r, (vw_text){"wat anderen hebben getoetst", "what others tested"},
                                (vw_text){"de auditor of de CISO", "the auditor or the CISO"});
    }
    return VW_FILL(
        r, line,
        vw_show_number(r, vw_section__count(r, "review", "e.independent = 1", "independent")),
        vw_show_number(r,
                       vw_section__count(r, "audit_finding",
                                         "e.source IN ('external_audit', 'supervisor')", "source")),
        vw_show_number(r, vw_section__count(r, "assurance_report", "1", "")),
        vw_show_number(
            r, vw_section__count(r, "assurance_report", "e.opinion = 'unqualified'", "opinion")));
}
