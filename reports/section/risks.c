/* SPDX-License-Identifier: EUPL-1.2 */
/* The top risks and who accepted them, suppliers that are covered and not, warnings and how fast
 * they were dealt with. */
#include "reports/section/section.h"

#include <stdlib.h>
#include <string.h>

static const vw_text ciso = {"de CISO", "the CISO"};

/* What nobody rated may be high. */
#define SCALE(field) "CASE e." field " WHEN 'medium' THEN 2 WHEN 'low' THEN 1 ELSE 3 END"

enum { TEXT, LIKELIHOOD, IMPACT, TREATMENT, RESIDUAL, ACCEPTED_BY, ACCEPTED_ON };
enum { TOP = 5 };

/* What is left of a risk decides, not whether somebody wrote a text for the public about it: the
 * gravest may be the one that nobody described. */
static bool read_risks(vw_records *out, vw_report *r)
{
    const vw_records_query query = {
        .kind = "risk",
        .order = SCALE("residual") " DESC, e.residual IS NULL, " SCALE("likelihood") " * " SCALE(
            "impact") " DESC, e.public_text IS NULL",
        .fields = {"public_text", "likelihood", "impact", "treatment", "residual", "accepted_by",
                   "accepted_on"},
        .needs = "public_text likelihood impact residual",
    };
    return vw_section__read(out, r, &query);
}

static bool is_choice(const vw_record_value *value, const char *choice)
{
    return value->choice != NULL && strcmp(value->choice, choice) == 0;
}

/* By number; what nobody rated is told apart, since it may be high. */
static const char *rated(const vw_report *r, const vw_records *risks)
{
    static const vw_text line = {
        "Vastgelegde risico's: {0}. Kans of effect hoog: {1}; daarvan ook het restrisico hoog: "
        "{2}. Zonder vastgelegde aanvaarding van het restrisico: {3}.",
        "Risks on record: {0}. Likelihood or effect high: {1}; of these the residual risk high "
        "too: {2}. Without an acceptance of the residual risk on record: {3}."};
    vw_partial high = {0}, still_high = {0};
    uint64_t not_accepted = 0;
    for (size_t i = 0; i < risks->items.count; i++) {
        const vw_record_value *values = risks->items.items[i].values;
        const bool is_high =
            is_choice(&values[LIKELIHOOD], "high") || is_choice(&values[IMPACT], "high");
        const bool maybe = !is_high && !(values[LIKELIHOOD].known && values[IMPACT].known);
        high.all++;
        high.amount += is_high ? 1 : 0;
        high.unknown += maybe ? 1 : 0;
        still_high.all += is_high || maybe ? 1 : 0;
        still_high.amount += is_high && is_choice(&values[RESIDUAL], "high") ? 1 : 0;
        still_high.unknown += maybe || (is_high && !values[RESIDUAL].known) ? 1 : 0;
        const bool accepted = values[ACCEPTED_BY].known && values[ACCEPTED_ON].known &&
                              values[ACCEPTED_ON].date <= r->evaluation->as_of;
        not_accepted += accepted ? 0 : 1;
    }
    return VW_FILL(r, line, vw_show_number(r, risks->items.count), vw_show_partial(r, &high),
                   vw_show_partial(r, &still_high), vw_show_number(r, not_accepted));
}

const char *vw_section__risks(vw_report *r)
{
    static const vw_text what = {"de grootste risico's met kans en effect, het restrisico en wie "
                                 "het aanvaardde",
                                 "the top risks with likelihood and effect, the residual risk and "
                                 "who accepted it"};
    static const vw_text texts = {"een omschrijving van de grootste voor het publiek",
                                  "a description of the top ones for the public"};
    vw_records risks;
    uint64_t described = 0;
    if (!read_risks(&risks, r)) {
        return "";
    }
    if (risks.items.count == 0) {
        return vw_section__open(r, what, ciso);
    }
    for (size_t i = 0; i < risks.items.count && i < TOP; i++) {
        described += risks.items.items[i].values[TEXT].known ? 1 : 0;
    }
    const char *said = vw_section__joined(r, rated(r, &risks), vw_section__unsure(r, &risks.known));
    return described > 0 ? said : vw_section__joined(r, said, vw_section__open(r, texts, ciso));
}

vw_status vw_blocks_risks(vw_report *r, vw_block_list *out, int level)
{
    static const vw_column_words columns[] = {
        {"risk", {"Risico", "Risk"}, VW_CELL_TEXT, 4, 0},
        {"likelihood", {"Kans", "Likelihood"}, VW_CELL_TEXT, 1, 0},
        {"effect", {"Effect", "Effect"}, VW_CELL_TEXT, 1, 0},
        {"treatment", {"Keuze", "Choice"}, VW_CELL_TEXT, 1.4, 0},
        {"residual", {"Restrisico", "Residual risk"}, VW_CELL_TEXT, 1.2, 0},
        {"accepted_by", {"Aanvaard door", "Accepted by"}, VW_CELL_TEXT, 1.8, 0},
        {"accepted_on", {"Op", "On"}, VW_CELL_DATE, 1.5, 0},
    };
    static const vw_table_words words = {
        .id = "risks",
        .caption = {"De grootste risico's", "The top risks"},
        .sheet_id = "risks",
        .sheet = {"Risico's", "Risks"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    const vw_text open = {"[nog in te vullen]", "[to be filled in]"};
    const vw_text hidden = {"(niet openbaar)", "(not public)"};
    vw_records risks;
    vw_cells cells = {0};
    (void)level;
    vw_add_paragraph(r, out, vw_section__risks(r));
    if (!read_risks(&risks, r)) {
        return VW_ERR_STORE;
    }
    for (size_t i = 0; i < risks.items.count && i < TOP; i++) {
        const vw_record_value *values = risks.items.items[i].values;
        VW_PUSH(r->arena, cells,
                vw_text_cell(values[TEXT].known ? values[TEXT].shown : vw_say(r, hidden)));
        for (size_t j = LIKELIHOOD; j <= ACCEPTED_BY; j++) {
            VW_PUSH(r->arena, cells,
                    vw_text_cell(values[j].known ? values[j].shown : vw_say(r, open)));
        }
        VW_PUSH(r->arena, cells,
                values[ACCEPTED_ON].known
                    ? (vw_cell){.is = VW_CELL_DATE, .date = values[ACCEPTED_ON].date}
                    : vw_text_cell(vw_say(r, open)));
    }
    if (cells.count > 0) {
        vw_table *table = vw_table_new(r, &words);
        vw_table_fill(r, table, &cells);
        vw_add_table(r, out, table);
    }
    return VW_OK;
}

/* ---- suppliers ----------------------------------------------------------------------------- */

static bool names_supplier(const vw_records *records, int64_t supplier)
{
    for (size_t i = 0; i < records->items.count; i++) {
        if (records->items.items[i].values[0].subject == supplier) {
            return true;
        }
    }
    return false;
}

/* Covered: an assurance report that covers the reference date or is of the year, or a review of the
 * year. Not by one of after the year, which is told apart. */
static bool read_coverage(vw_records *reports, vw_records *reviews, vw_records *later, vw_report *r)
{
    const vw_records_query report = {
        .kind = "assurance_report",
        .when = VW_OVER_UNTIL_NOW,
        .where = "(e.occurred_on >= v.period_from OR e.covers_until >= v.as_of) AND "
                 "coalesce(e.about, 'supplier') = 'supplier'",
        .fields = {"supplier"},
        .needs = "covers_until about",
    };
    const vw_records_query after = {
        .kind = "assurance_report",
        .when = VW_OVER_ALL,
        .where = "e.occurred_on > v.period_until AND coalesce(e.about, 'supplier') = 'supplier'",
        .fields = {"supplier"},
        .needs = "about",
    };
    const vw_records_query review = {.kind = "supplier_review", .fields = {"supplier"}};
    return vw_section__read(reports, r, &report) && vw_section__read(reviews, r, &review) &&
           vw_section__read(later, r, &after);
}

typedef struct {
    uint64_t all, covered, later; /* [later]: not covered, and with a report of after the year */
} coverage;

static const char *of_some(const vw_report *r, vw_text line, uint64_t count)
{
    return count == 0 ? "" : VW_FILL(r, line, vw_show_number(r, count));
}

static const char *coverage_line(const vw_report *r, const coverage *important,
                                 const coverage *joint)
{
    static const vw_text line = {
        "Leveranciers van hoog of kritiek belang: {0}; van {1} is dit jaar een verklaring of eigen "
        "beoordeling vastgelegd, van {2} niet.",
        "Suppliers of high or critical importance: {0}; for {1} a report or a review of our own is "
        "on record this year, for {2} not."};
    static const vw_text bodies = {"Samenwerkingsverbanden: {0}; gedekt: {1}; niet gedekt: {2}.",
                                   "Joint bodies: {0}; covered: {1}; not covered: {2}."};
    static const vw_text later = {
        "Van {0} van die laatste is er een verklaring van na het jaar; die telt hier niet mee.",
        "For {0} of the latter there is a report dated after the year, which does not count here."};
    const char *said = vw_section__joined(
        r,
        VW_FILL(r, line, vw_show_number(r, important->all), vw_show_number(r, important->covered),
                vw_show_number(r, important->all - important->covered)),
        of_some(r, later, important->later));
    const char *together =
        joint->all > 0
            ? VW_FILL(r, bodies, vw_show_number(r, joint->all), vw_show_number(r, joint->covered),
                      vw_show_number(r, joint->all - joint->covered))
            : vw_section__open(r,
                               (vw_text){"welke samenwerkingsverbanden gedekt zijn, of dat er geen "
                                         "zijn",
                                         "which joint bodies are covered, or that there are none"},
                               ciso);
    return vw_section__joined(r, said, together);
}

const char *vw_section__suppliers(vw_report *r)
{
    const vw_records_query query = {.kind = "supplier", .fields = {"criticality", "category"}};
    vw_records suppliers, reports, reviews, later;
    coverage important = {0}, joint = {0};
    uint64_t unrated = 0, unsorted = 0;
    if (!vw_section__read(&suppliers, r, &query) || !read_coverage(&reports, &reviews, &later, r)) {
        return "";
    }
    if (suppliers.items.count == 0) {
        return vw_section__open(
            r,
            (vw_text){"welke leveranciers en samenwerkingsverbanden gedekt zijn "
                      "en welke niet",
                      "which suppliers and joint bodies are covered and which "
                      "are not"},
            ciso);
    }
    for (size_t i = 0; i < suppliers.items.count; i++) {
        const vw_record *supplier = &suppliers.items.items[i];
        const vw_record_value *criticality = &supplier->values[0];
        unrated += criticality->known ? 0 : 1;
        unsorted += supplier->values[1].known ? 0 : 1;
        const bool covered = names_supplier(&reports, supplier->subject) ||
                             names_supplier(&reviews, supplier->subject);
        if (is_choice(criticality, "high") || is_choice(criticality, "critical")) {
            important.all++;
            important.covered += covered ? 1 : 0;
            important.later += !covered && names_supplier(&later, supplier->subject) ? 1 : 0;
        }
        if (is_choice(&supplier->values[1], "joint_body")) {
            joint.all++;
            joint.covered += covered ? 1 : 0;
        }
    }
    static const vw_text importance = {"Van {0} is het belang niet vastgelegd.",
                                       "For {0} the importance is not on record."};
    static const vw_text sort = {"Van {0} is niet vastgelegd of het een samenwerkingsverband is.",
                                 "For {0} it is not on record whether it is a joint body."};
    const char *said = vw_section__joined(r, coverage_line(r, &important, &joint),
                                          of_some(r, importance, unrated));
    said = vw_section__joined(r, said, of_some(r, sort, unsorted));
    return vw_section__joined(r, said, vw_section__unsure(r, &suppliers.known));
}

/* ---- warnings ------------------------------------------------------------------------------ */

typedef VW_VEC(int32_t) day_list;

static int by_days(const void *left, const void *right)
{
    const int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
    return (a > b) - (a < b);
}

/* From the day of receipt until what is done; without both days the time is not known. */
typedef struct {
    day_list days;
    uint64_t untimed;
} spans;

/* "in dagen: de helft binnen 2, de langste 9" */
static const char *spread(const vw_report *r, spans *of)
{
    static const vw_text line = {"in dagen: de helft binnen {0}, de langste {1}",
                                 "in days: half within {0}, the longest {1}"};
    static const vw_text rest = {"; van {0} is de tijd niet vastgelegd",
                                 "; for {0} the time is not on record"};
    day_list *days = &of->days;
    if (days->count == 0) {
        return vw_say(r, (vw_text){"tijd niet vastgelegd", "time not recorded"});
    }
    qsort(days->items, days->count, sizeof *days->items, by_days);
    return vw_printf(r->arena, "%s%s",
                     VW_FILL(r, line,
                             vw_show_number(r, (uint64_t)days->items[(days->count - 1) / 2]),
                             vw_show_number(r, (uint64_t)days->items[days->count - 1])),
                     of_some(r, rest, of->untimed));
}

static void add_days(const vw_report *r, spans *of, const vw_record_value *from,
                     const vw_record_value *until)
{
    if (from->known && until->known && until->date >= from->date) {
        VW_PUSH(r->arena, of->days, until->date - from->date);
    } else {
        of->untimed++;
    }
}

/* "For none" only where it is on record of every one. */
static const char *acted_on(const vw_report *r, const vw_partial *needed, const vw_partial *done,
                            spans *to_act)
{
    static const vw_text none = {"Bij geen was handelen nodig.", "For none action was needed."};
    static const vw_text undecided = {"Van {0} is niet vastgelegd of handelen nodig was.",
                                      "For {0} it is not on record whether action was needed."};
    static const vw_text acted = {"Bij {0} was handelen nodig; bij {1} daarvan is dat gedaan{2}.",
                                  "For {0} action was needed; for {1} of these it was taken{2}."};
    static const vw_text unrecorded = {
        "Bij {0} was handelen nodig; of dat is gedaan, is niet vastgelegd.",
        "For {0} action was needed; whether it was taken is not on record."};
    const char *known = "";
    if (needed->amount > 0) {
        const bool untold = done->unknown > 0 && done->unknown == done->all;
        known = VW_FILL(r, untold ? unrecorded : acted, vw_show_number(r, needed->amount),
                        vw_show_partial(r, done),
                        done->amount > 0 ? vw_printf(r->arena, " (%s)", spread(r, to_act)) : "");
    } else if (needed->unknown == 0) {
        known = vw_say(r, none);
    }
    return vw_section__joined(r, known, of_some(r, undecided, needed->unknown));
}

static const char *known_number(const vw_report *r, const vw_kind_knowledge *known, uint64_t count)
{
    return known->collected || count > 0 ? vw_show_number(r, count)
                                         : vw_say(r, (vw_text){"niet vastgelegd", "not on record"});
}

static const char *warnings_line(vw_report *r, const vw_kind_knowledge *warnings,
                                 const vw_records *assessments)
{
    static const vw_text line = {"Ontvangen waarschuwingen: {0}; beoordelingen daarvan: {1}{2}.",
                                 "Warnings received: {0}; assessments of them: {1}{2}."};
    spans to_assess = {0}, to_act = {0};
    vw_partial needed = {0};
    static const vw_partial_query taken = {
        .kind = "advisory_assessment",
        .among = "e.outcome = 'action_needed'",
        .yes = "e.action_done IS NOT NULL",
        .needs = "outcome action_done",
        .filled = "action_done",
    };
    vw_partial done = {0};
    for (size_t i = 0; i < assessments->items.count; i++) {
        const vw_record_value *values = assessments->items.items[i].values;
        add_days(r, &to_assess, &values[0], &values[1]);
        needed.all++;
        needed.unknown += values[2].known ? 0 : 1;
        if (is_choice(&values[2], "action_needed")) {
            needed.amount++;
            if (values[3].known) {
                add_days(r, &to_act, &values[0], &values[3]);
            }
        }
    }
    if (vw_partial_read(&done, r, &taken) != VW_OK) {
        return "";
    }
    const char *said =
        VW_FILL(r, line, known_number(r, warnings, vw_section__count(r, "advisory", "1", "")),
                known_number(r, &assessments->known, needed.all),
                needed.all > 0 ? vw_printf(r->arena, " (%s)", spread(r, &to_assess)) : "");
    return needed.all == 0 ? said
                           : vw_section__joined(r, said, acted_on(r, &needed, &done, &to_act));
}

const char *vw_section__warnings(vw_report *r)
{
    const vw_records_query query = {
        .kind = "advisory_assessment",
        .fields = {"received_on", "occurred_on", "outcome", "action_done"},
    };
    vw_records assessments;
    if (!vw_section__read(&assessments, r, &query)) {
        return "";
    }
    const vw_kind_knowledge warnings = vw_section__known(r, "advisory");
    if (!warnings.collected && !assessments.known.collected) {
        return vw_section__open(r,
                                (vw_text){"ontvangen waarschuwingen, en de tijd tot beoordeling en "
                                          "handelen",
                                          "warnings received, and the time to assessment and "
                                          "action"},
                                ciso);
    }
    return vw_section__joined(r, warnings_line(r, &warnings, &assessments),
                              vw_section__unsure(r, &warnings));
}
