/* SPDX-License-Identifier: EUPL-1.2 */
/* What the board says, approved and was told, and the means it gave. */
#include "reports/build/decisions.h"
#include "reports/section/section.h"

#include <string.h>

static const vw_text ciso = {"de CISO", "the CISO"};

/* The board answers on the year after it is over, so its statement may be of the next one. */
static bool read_statement(vw_records *out, vw_report *r)
{
    const vw_records_query query = {
        .kind = "board_decision",
        .when = VW_OVER_ALL,
        .where = "e.type = 'statement' AND e.judgement IS NOT NULL AND e.risk_class IS NULL "
                 "AND " VW_ABOUT_THE_PERIOD VW_NOT_REJECTED,
        .order = "e.occurred_on DESC",
        .fields = {"occurred_on", "judgement", "certainty", "public_text", "body"},
        .needs = "type judgement risk_class outcome",
    };
    return vw_section__read(out, r, &query);
}

bool vw_section__claims_control(vw_report *r)
{
    vw_records found;
    if (!read_statement(&found, r) || found.items.count == 0) {
        return false;
    }
    const char *judgement = found.items.items[0].values[1].choice;
    return judgement != NULL && strcmp(judgement, "in_control") == 0;
}

/* Without what it rests on, for where there is little room. */
const char *vw_section__judgement_short(vw_report *r)
{
    static const vw_text line = {"Oordeel van {0}: {1} (zekerheid: {2}).",
                                 "Judgement of {0}: {1} (certainty: {2})."};
    vw_records found;
    if (!read_statement(&found, r) || found.items.count == 0) {
        return vw_section__judgement(r);
    }
    const vw_record_value *values = found.items.items[0].values;
    return VW_FILL(r, line, vw_report__value(r, "board"), values[1].shown,
                   values[2].known
                       ? values[2].shown
                       : vw_say(r, (vw_text){"[nog in te vullen]", "[to be filled in]"}));
}

const char *vw_section__judgement(vw_report *r)
{
    static const vw_text line = {"Oordeel van {0} van {1}: {2}.", "Judgement of {0} of {1}: {2}."};
    const char *board = vw_report__value(r, "board");
    const vw_text by_board = {board, board};
    vw_records found;
    if (!read_statement(&found, r)) {
        return "";
    }
    if (found.items.count == 0) {
        return vw_section__open(r,
                                (vw_text){"het oordeel over deze stand, met de mate van zekerheid",
                                          "the judgement on this position, with its level of "
                                          "certainty"},
                                by_board);
    }
    const vw_record_value *values = found.items.items[0].values;
    vw_buf text = {.arena = r->arena};
    vw_buf_add(&text, VW_FILL(r, line, board, values[0].shown, values[1].shown));
    vw_buf_addf(
        &text, " %s",
        values[2].known
            ? VW_FILL(r, ((vw_text){"Mate van zekerheid: {0}.", "Level of certainty: {0}."}),
                      values[2].shown)
            : vw_section__open(r, (vw_text){"de mate van zekerheid", "the level of certainty"},
                               by_board));
    vw_buf_addf(&text, " %s",
                values[3].known
                    ? values[3].shown
                    : vw_section__open(
                          r, (vw_text){"waarop het oordeel steunt", "what the judgement rests on"},
                          by_board));
    return vw_buf_text(&text);
}

/* ---- approval and training ----------------------------------------------------------------- */

static const char *approved(vw_report *r)
{
    const vw_records_query query = {
        .kind = "document",
        .where = "e.approved_by_role = 'board' AND e.approved_on IS NOT NULL AND e.type IN "
                 "('measures_decision', 'security_policy')",
        .order = "e.type, e.approved_on DESC",
        .fields = {"approved_on", "type", "version"},
        .needs = "approved_by_role approved_on type",
    };
    vw_records found;
    if (!vw_section__read(&found, r, &query)) {
        return "";
    }
    if (found.items.count == 0) {
        return vw_section__open(
            r,
            (vw_text){"wanneer het bestuur de maatregelen goedkeurde",
                      "when the board approved the measures"},
            (vw_text){"de secretaris van het bestuur", "the secretary of the board"});
    }
    const vw_record_value *values = found.items.items[0].values;
    return VW_FILL(r,
                   ((vw_text){"Het bestuur keurde op {0} het stuk “{1}” goed.",
                              "The board approved the document “{1}” on {0}."}),
                   values[0].shown, values[1].shown);
}

/* Whose training the list of the board tells and the list of trainings does not: a test looked
 * there.
 */
static uint64_t contradicted(vw_report *r)
{
    return vw_section__count(
        r, "board_member",
        "e.trained_on IS NOT NULL AND e.trained_on <= v.as_of AND EXISTS (SELECT 1 FROM outcome o "
        "WHERE o.evaluation_id = v.id AND o.test = 'people.board-training.trained' AND o.subject = "
        "e.person AND o.outcome = 'fail')",
        "trained_on person");
}

static const char *contradiction(const vw_report *r, uint64_t count)
{
    static const vw_text line = {
        "Van {0} van hen spreken twee lijsten elkaar tegen: de lijst van het bestuur noemt de "
        "training, de lijst van trainingen niet als afgerond; de toets rekent hen als niet "
        "opgeleid.",
        "Of {0} of them two lists disagree: the list of the board has the training, and the list "
        "of "
        "trainings does not have it as completed; the test counts them as not trained."};
    return count > 0 ? VW_FILL(r, line, vw_show_number(r, count)) : "";
}

/* That all were trained once says nothing of whether that was recently enough: a test knows. Those
 * of whom the lists [disagree] are told already. */
static const char *trained_long_ago(vw_report *r, uint64_t disagree)
{
    static const vw_text line = {
        "Bij {0} van hen is dat langer geleden dan de norm vraagt, of staat dat niet vast.",
        "For {0} of them that is longer ago than the framework asks, or it is not established."};
    int64_t count = 0;
    const vw_status status = vw_ask_number(
        &count, r,
        "SELECT coalesce(sum(failed + unknown + excepted), 0) FROM finding WHERE evaluation_id = "
        "?1 AND test = ?2",
        "people.board-training.current");
    return status == VW_OK && (uint64_t)count > disagree
               ? VW_FILL(r, line, vw_show_number(r, (uint64_t)count - disagree))
               : "";
}

/* By number: who of a few lacks a certificate is nobody's business outside. */
static const char *certificates(vw_report *r)
{
    static const vw_text line = {"Van de {0} {0:lid|leden} van het bestuur {1:heeft|hebben} er {1} "
                                 "de training afgerond; met een certificaat dat op de peildatum "
                                 "geldt: {2}.",
                                 "Of the {0} {0:member|members} of the board, {1} completed the "
                                 "training; with a certificate that is valid on the reference "
                                 "date: {2}."};
    static const vw_text partly = {"Leden van het bestuur: {0}; training afgerond: {1}; met een "
                                   "certificaat dat op de peildatum geldt: {2}.",
                                   "Members of the board: {0}; completed the training: {1}; with a "
                                   "certificate that is valid on the reference date: {2}."};
    /* A certificate without an end may have lapsed. */
    static const vw_partial_query valid = {
        .kind = "board_member",
        .yes = "e.certificate_number IS NOT NULL AND e.certificate_valid_until >= v.as_of",
        .known = "e.certificate_number IS NULL OR e.certificate_valid_until IS NOT NULL",
        .needs = "certificate_number certificate_valid_until",
        .filled = "certificate_number",
    };
    static const vw_partial_query completed = {
        .kind = "board_member",
        .yes = "e.trained_on IS NOT NULL AND e.trained_on <= v.as_of",
        .needs = "trained_on",
        .filled = "trained_on",
    };
    const uint64_t members = vw_section__count(r, "board_member", "1", "");
    vw_partial trained;
    if (vw_partial_read(&trained, r, &completed) != VW_OK) {
        return "";
    }
    if (members == 0) {
        return vw_section__open(
            r,
            (vw_text){"training en certificaten van de leden van het bestuur",
                      "training and certificates of the members of the board"},
            (vw_text){"de secretaris van het bestuur", "the secretary of the board"});
    }
    const char *counts =
        VW_FILL(r, trained.unknown == 0 ? line : partly, vw_show_number(r, members),
                vw_show_partial(r, &trained), vw_section__partial(r, &valid));
    const uint64_t disagree = contradicted(r);
    return vw_section__joined(r, vw_section__joined(r, counts, contradiction(r, disagree)),
                              trained_long_ago(r, disagree));
}

const char *vw_section__approval(vw_report *r)
{
    return vw_section__joined(r, approved(r), certificates(r));
}

/* ---- means --------------------------------------------------------------------------------- */

/* Euros whole, and other numbers to a tenth where they have a part. */
static const char *amount(const vw_report *r, double value, bool money)
{
    const uint64_t tenths = (uint64_t)(value * 10 + 0.5);
    if (money) {
        return vw_printf(r->arena, "€\xC2\xA0%s", vw_show_number(r, (uint64_t)(value + 0.5)));
    }
    const char *whole = vw_show_number(r, tenths / 10);
    return tenths % 10 == 0
               ? whole
               : vw_printf(r->arena, "%s%s%d", whole, r->words->decimal_mark, (int)(tenths % 10));
}

static const char *one_mean(vw_report *r, const char *counted, vw_text name, bool money)
{
    static const vw_text line = {"{0}: {1}, volgens plan {2} (bron: {3}).",
                                 "{0}: {1}, planned {2} (source: {3})."};
    vw_section_figure figure;
    if (!vw_section__figure(&figure, r, counted, VW_OVER_PERIOD)) {
        return vw_section__open(r, name, (vw_text){"de concerncontroller", "the controller"});
    }
    const char *planned =
        figure.has_plan ? amount(r, figure.planned, money)
                        : vw_say(r, (vw_text){"[nog in te vullen]", "[still to be filled in]"});
    return VW_FILL(r, line, vw_say(r, name), amount(r, figure.value, money), planned,
                   figure.source != NULL ? figure.source : "?");
}

const char *vw_section__means(vw_report *r)
{
    return vw_section__joined(
        r,
        one_mean(r, "staff_fte", (vw_text){"Formatie in fte", "Staff in full-time equivalents"},
                 false),
        one_mean(r, "budget_eur", (vw_text){"Uitgaven", "Spending"}, true));
}

/* ---- audit results ------------------------------------------------------------------------- */

static bool read_reports(vw_records *out, vw_report *r, const char *to)
{
    const vw_records_query query = {
        .kind = "report",
        .where = vw_printf(r->arena, "e.addressed_to = '%s'", to),
        .order = "e.occurred_on DESC",
        .fields = {"occurred_on"},
        .needs = "addressed_to",
    };
    return vw_section__read(out, r, &query);
}

static const char *reported_to(vw_report *r, const char *to, vw_text line, vw_text what)
{
    vw_records found;
    if (!read_reports(&found, r, to)) {
        return "";
    }
    return found.items.count == 0 ? vw_section__open(r, what, ciso)
                                  : VW_FILL(r, line, vw_show_number(r, found.items.count),
                                            found.items.items[0].values[0].shown);
}

static const char *findings_told(vw_report *r)
{
    static const vw_text line = {"Van de {0} {0:bevinding|bevindingen} van dit jaar staat bij {1} "
                                 "vast dat het bestuur ervan hoorde{2}.",
                                 "Of the {0} {0:finding|findings} of this year, it is on record "
                                 "for {1} that the board heard of it{2}."};
    const vw_records_query query = {
        .kind = "audit_finding",
        .where = "e.board_informed_on IS NOT NULL",
        .order = "e.board_informed_on DESC",
        .fields = {"board_informed_on"},
        .needs = "board_informed_on",
    };
    vw_records told;
    const uint64_t all = vw_section__count(r, "audit_finding", "1", "");
    if (all == 0 || !vw_section__read(&told, r, &query)) {
        return "";
    }
    const char *last = told.items.count == 0
                           ? ""
                           : VW_FILL(r, ((vw_text){", het laatst op {0}", ", last on {0}"}),
                                     vw_show_date(r, told.items.items[0].values[0].date));
    return VW_FILL(r, line, vw_show_number(r, all), vw_show_number(r, told.items.count), last);
}

const char *vw_section__audits(vw_report *r)
{
    const char *board = reported_to(r, "board",
                                    (vw_text){"Verslagen aan het bestuur: {0}, het laatst op {1}.",
                                              "Reports to the board: {0}, last on {1}."},
                                    (vw_text){"wanneer uitkomsten van audits het bestuur bereikten",
                                              "when audit results reached the board"});
    const char *committee =
        reported_to(r, "audit_committee",
                    (vw_text){"Aan de auditcommissie: {0}, het laatst op {1}.",
                              "To the audit committee: {0}, last on {1}."},
                    (vw_text){"wanneer zij de auditcommissie bereikten, of dat er geen is",
                              "when they reached the audit committee, or that there is none"});
    return vw_section__joined(r, findings_told(r), vw_section__joined(r, board, committee));
}
