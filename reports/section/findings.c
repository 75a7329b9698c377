/* SPDX-License-Identifier: EUPL-1.2 */
/* Shortcomings by number and severity, what is done about each, and what is planned. Never which
 * requirement, test or system: that would tell an attacker where to begin. */
#include "reports/section/section.h"

#include <string.h>

enum { SEVERITIES = 5 }; /* the last: not determined */
static const char *const severity_values[SEVERITIES] = {"critical", "high", "medium", "low", ""};

/* Of the year: found or closed in it, or still open. */
#define OF_THE_YEAR                                                                                \
    "e.occurred_on >= v.period_from OR e.closed_on IS NULL OR e.closed_on >= v.period_from"
#define OPEN_STILL "(e.closed_on IS NULL OR e.closed_on > v.as_of)"

typedef struct {
    uint64_t found, closed, open, overdue;
    uint64_t undated; /* open, and by when it is closed is not on record */
} severity_count;

static bool read_findings(vw_records *out, vw_report *r, const char *where)
{
    const vw_records_query query = {
        .kind = "audit_finding",
        .when = VW_OVER_UNTIL_NOW,
        .where = where,
        .order = "CASE e.severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 "
                 "WHEN 'low' THEN 3 ELSE 4 END, e.due_on IS NULL, e.due_on",
        .fields = {"severity", "closed_on", "due_on", "cause", "public_text", "owner",
                   "occurred_on"},
        .needs = "severity closed_on due_on",
    };
    return vw_section__read(out, r, &query);
}
enum { SEVERITY, CLOSED, DUE, CAUSE, TEXT, OWNER, FOUND };

static bool is_open(const vw_report *r, const vw_record_value *values)
{
    return !values[CLOSED].known || values[CLOSED].date > r->evaluation->as_of;
}

static size_t severity_of(const vw_record_value *value)
{
    for (size_t i = 0; i + 1 < SEVERITIES; i++) {
        if (value->choice != NULL && strcmp(value->choice, severity_values[i]) == 0) {
            return i;
        }
    }
    return SEVERITIES - 1;
}

static void count_findings(const vw_report *r, const vw_records *findings,
                           severity_count counts[SEVERITIES])
{
    for (size_t i = 0; i < findings->items.count; i++) {
        const vw_record_value *values = findings->items.items[i].values;
        severity_count *count = &counts[severity_of(&values[SEVERITY])];
        count->found += values[FOUND].date >= r->evaluation->period_from ? 1 : 0;
        if (!is_open(r, values)) {
            count->closed++;
            continue;
        }
        count->open++;
        count->overdue += values[DUE].known && values[DUE].date < r->evaluation->as_of ? 1 : 0;
        count->undated += values[DUE].known ? 0 : 1;
    }
}

static severity_count total_of(const severity_count counts[SEVERITIES])
{
    severity_count all = {0};
    for (size_t i = 0; i < SEVERITIES; i++) {
        all.found += counts[i].found;
        all.closed += counts[i].closed;
        all.open += counts[i].open;
        all.overdue += counts[i].overdue;
        all.undated += counts[i].undated;
    }
    return all;
}

static const char *norms_line(const vw_report *r)
{
    static const vw_text line = {
        "Van de {0} {0:norm|normen} {1:voldoet|voldoen} er {1}; {2}. Niet beoordeeld telt niet als "
        "voldoen.",
        "Of the {0} {0:requirement|requirements}, {1} {1:is|are} met; {2}. Not assessed does not "
        "count as met."};
    const vw_counts all = vw_count_requirements(r);
    return VW_FILL(r, line, vw_show_number(r, vw_counts_total(&all)),
                   vw_show_number(r, all.of[VW_MET]), vw_say_split(r, &all));
}

/* One of an earlier year that is still open is known too, where nothing is of this one. */
static bool has_findings(vw_report *r)
{
    vw_records findings;
    return vw_section__collected(r, "audit_finding") ||
           (read_findings(&findings, r, OF_THE_YEAR) && findings.items.count > 0);
}

static bool severities_of(vw_report *r, severity_count counts[SEVERITIES])
{
    vw_records findings;
    memset(counts, 0, SEVERITIES * sizeof *counts);
    if (!read_findings(&findings, r, OF_THE_YEAR)) {
        return false;
    }
    count_findings(r, &findings, counts);
    return true;
}

/* Of those that are open. What nobody weighed may be grave. */
static const char *grave_of(const vw_report *r, const severity_count counts[SEVERITIES])
{
    const vw_partial grave = {
        .amount = counts[0].open + counts[1].open,
        .unknown = counts[SEVERITIES - 1].open,
        .all = total_of(counts).open,
    };
    return vw_show_partial(r, &grave);
}

const char *vw_section__shortcomings(vw_report *r)
{
    static const vw_text line = {
        "Bevindingen van audits, zelfevaluatie en toezicht: {0} in het jaar gevonden, {1} "
        "afgesloten, {2} nog open.",
        "Findings of audits, self-assessment and supervision: {0} found in the year, {1} closed, "
        "{2} still open."};
    static const vw_text of_open = {
        "Van de open bevindingen over hun datum: {0}; kritiek of hoog: {1}.",
        "Of the open findings past their date: {0}; critical or high: {1}."};
    severity_count counts[SEVERITIES];
    if (!has_findings(r)) {
        return vw_section__joined(
            r, norms_line(r),
            vw_section__open(r,
                             (vw_text){"bevindingen van audits naar aantal en ernst",
                                       "findings of audits by number and severity"},
                             (vw_text){"de auditor of de CISO", "the auditor or the CISO"}));
    }
    if (!severities_of(r, counts)) {
        return "";
    }
    const severity_count all = total_of(counts);
    const vw_partial overdue = {.amount = all.overdue, .unknown = all.undated, .all = all.open};
    const vw_kind_knowledge known = vw_section__known(r, "audit_finding");
    const char *said =
        vw_printf(r->arena, "%s %s %s", norms_line(r),
                  VW_FILL(r, line, vw_show_number(r, all.found), vw_show_number(r, all.closed),
                          vw_show_number(r, all.open)),
                  VW_FILL(r, of_open, vw_show_partial(r, &overdue), grave_of(r, counts)));
    return vw_section__joined(r, said, vw_section__unsure(r, &known));
}

const char *vw_section__findings_short(vw_report *r)
{
    static const vw_text line = {"Open bevindingen: {0}; kritiek of hoog: {1}.",
                                 "Open findings: {0}; critical or high: {1}."};
    severity_count counts[SEVERITIES];
    if (!has_findings(r)) {
        return vw_section__open(r, (vw_text){"aantal open bevindingen", "number of open findings"},
                                (vw_text){"de CISO", "the CISO"});
    }
    if (!severities_of(r, counts)) {
        return "";
    }
    const severity_count all = total_of(counts);
    return VW_FILL(r, line, vw_show_number(r, all.open), grave_of(r, counts));
}

static void add_severity_row(const vw_report *r, vw_cells *cells, const char *name,
                             const severity_count *count)
{
    VW_PUSH(r->arena, *cells, vw_text_cell(name));
    VW_PUSH(r->arena, *cells, vw_number_cell((int64_t)count->found));
    VW_PUSH(r->arena, *cells, vw_number_cell((int64_t)count->closed));
    VW_PUSH(r->arena, *cells, vw_number_cell((int64_t)count->open));
    VW_PUSH(r->arena, *cells, vw_number_cell((int64_t)count->overdue));
}

static const char *severity_name(const vw_report *r, size_t severity)
{
    static const vw_text names[SEVERITIES] = {{"kritiek", "critical"},
                                              {"hoog", "high"},
                                              {"midden", "medium"},
                                              {"laag", "low"},
                                              {"niet bepaald", "not determined"}};
    return vw_say(r, names[severity]);
}

vw_status vw_blocks_shortcomings(vw_report *r, vw_block_list *out, int level)
{
    static const vw_column_words columns[] = {
        {"severity", {"Ernst", "Severity"}, VW_CELL_TEXT, 2, 0},
        {"found", {"Gevonden in het jaar", "Found in the year"}, VW_CELL_INTEGER, 1.3, 0},
        {"closed", {"Afgesloten", "Closed"}, VW_CELL_INTEGER, 1.2, 0},
        {"open", {"Nog open", "Still open"}, VW_CELL_INTEGER, 1.2, 0},
        {"overdue", {"Waarvan over de datum", "Of which past the date"}, VW_CELL_INTEGER, 1.3, 0},
    };
    static const vw_table_words words = {
        .id = "shortcomings",
        .caption = {"Bevindingen naar ernst", "Findings by severity"},
        .sheet_id = "shortcomings",
        .sheet = {"Bevindingen", "Findings"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    severity_count counts[SEVERITIES];
    vw_cells cells = {0};
    (void)level;
    vw_add_paragraph(r, out, vw_section__shortcomings(r));
    if (!has_findings(r)) {
        return VW_OK;
    }
    if (!severities_of(r, counts)) {
        return VW_ERR_STORE;
    }
    for (size_t i = 0; i < SEVERITIES; i++) {
        add_severity_row(r, &cells, severity_name(r, i), &counts[i]);
    }
    const severity_count all = total_of(counts);
    add_severity_row(r, &cells, r->words->total, &all);
    vw_table *table = vw_table_new(r, &words);
    table->has_total_row = true;
    vw_table_fill(r, table, &cells);
    vw_add_table(r, out, table);
    return VW_OK;
}

/* ---- what is done about each --------------------------------------------------------------- */

/* Requirements that are not or partly met, and those of them that an action or finding names. */
static bool count_acted_on(vw_report *r, int64_t *all, int64_t *acted)
{
    static const char lacking[] =
        "SELECT count(*) FROM requirement_status q WHERE q.evaluation_id = ?1 AND q.result IN "
        "('not_met', 'partly_met')";
    vw_buf any = {.arena = r->arena};
    static const struct {
        const char *kind, *counts;
    } kinds[] = {{"improvement_action", "e.status <> 'dropped'"},
                 {"audit_finding", OPEN_STILL},
                 {"risk_treatment", "e.status <> 'dropped'"}};
    for (size_t i = 0; i < COUNT(kinds); i++) {
        const char *name = kinds[i].kind;
        const vw_kind *kind = vw_catalogue_find(r->plan->set->catalogue, name);
        if (kind != NULL && vw_kind_field(kind, "requirement") != NULL) {
            vw_buf_addf(&any,
                        " OR EXISTS (SELECT 1 FROM ev_%s e, evaluation v WHERE v.id = ?1 AND "
                        "e.import_id <= v.mark AND e.requirement = q.requirement AND %s AND NOT "
                        "EXISTS (SELECT 1 FROM ev_%s n WHERE n.subject = e.subject AND n.import_id "
                        "<= v.mark AND n.import_id > e.import_id))",
                        name, kinds[i].counts, name);
        }
    }
    const char *acted_on = vw_printf(r->arena, "%s AND (0%s)", lacking, vw_buf_text(&any));
    return vw_ask_number(all, r, lacking, NULL) == VW_OK &&
           vw_ask_number(acted, r, acted_on, NULL) == VW_OK;
}

static const char *remedy_who(const vw_report *r)
{
    return vw_say(r, (vw_text){"de CISO", "the CISO"});
}

const char *vw_section__remedies(vw_report *r)
{
    static const vw_text line = {"Van de {0} {0:norm die niet of gedeeltelijk voldoet|normen die "
                                 "niet of gedeeltelijk voldoen}, is bij {1} een bevinding, "
                                 "verbeteractie "
                                 "of maatregel vastgelegd.",
                                 "Of the {0} {0:requirement that is|requirements that are} not or "
                                 "partly met, a finding, improvement action or "
                                 "treatment is on record for {1}."};
    static const vw_text rest = {
        "[nog in te vullen: oorzaak, maatregel, eigenaar en datum bij de andere {0}, door {1}]",
        "[still to be filled in: cause, measure, owner and date for the other {0}, by {1}]"};
    int64_t all = 0, acted = 0;
    if (!count_acted_on(r, &all, &acted)) {
        return "";
    }
    if (all == 0) {
        const vw_counts of = vw_count_requirements(r);
        return vw_say_none(r,
                           (vw_text){"Geen norm voldoet niet of gedeeltelijk.",
                                     "No requirement is not or partly met."},
                           &of, VW_COUNTED_REQUIREMENTS);
    }
    const char *said =
        VW_FILL(r, line, vw_show_number(r, (uint64_t)all), vw_show_number(r, (uint64_t)acted));
    return acted == all
               ? said
               : vw_section__joined(
                     r, said,
                     VW_FILL(r, rest, vw_show_number(r, (uint64_t)(all - acted)), remedy_who(r)));
}

static bool read_actions(vw_records *out, vw_report *r, vw_records_when when, const char *where)
{
    const vw_records_query query = {
        .kind = "improvement_action",
        .when = when,
        .where = where,
        .order = "e.due_on IS NULL, e.due_on",
        .fields = {"public_text", "due_on", "owner", "status", "audit_finding"},
        .needs = "due_on status",
    };
    return vw_section__read(out, r, &query);
}
enum { ACTION, ACTION_DUE, ACTION_OWNER, ACTION_STATUS, ACTION_FINDING };

static const vw_record *action_for(const vw_records *actions, int64_t finding)
{
    for (size_t i = 0; i < actions->items.count; i++) {
        if (actions->items.items[i].values[ACTION_FINDING].subject == finding) {
            return &actions->items.items[i];
        }
    }
    return NULL;
}

/* What is missing of a shortcoming stays visible in its row. */
static vw_cell shown_or_open(const vw_report *r, const vw_record_value *value)
{
    return vw_text_cell(value != NULL && value->known
                            ? value->shown
                            : vw_say(r, (vw_text){"[nog in te vullen]", "[to be filled in]"}));
}

static vw_cell date_or_open(const vw_report *r, const vw_record_value *value)
{
    return value->known ? (vw_cell){.is = VW_CELL_DATE, .date = value->date}
                        : shown_or_open(r, NULL);
}

static void add_remedy(const vw_report *r, vw_cells *cells, int64_t number,
                       const vw_record *finding, const vw_record *action)
{
    const vw_record_value *values = finding->values;
    const vw_record_value *done = action != NULL ? action->values : NULL;
    const bool own = values[OWNER].known || done == NULL;
    const bool due = values[DUE].known || done == NULL;
    VW_PUSH(r->arena, *cells, vw_number_cell(number));
    VW_PUSH(r->arena, *cells, vw_text_cell(severity_name(r, severity_of(&values[SEVERITY]))));
    VW_PUSH(r->arena, *cells,
            vw_text_cell(values[TEXT].known
                             ? values[TEXT].shown
                             : vw_say(r, (vw_text){"(niet openbaar)", "(not public)"})));
    VW_PUSH(r->arena, *cells, shown_or_open(r, &values[CAUSE]));
    VW_PUSH(r->arena, *cells, shown_or_open(r, done != NULL ? &done[ACTION] : NULL));
    VW_PUSH(r->arena, *cells, shown_or_open(r, own ? &values[OWNER] : &done[ACTION_OWNER]));
    VW_PUSH(r->arena, *cells, date_or_open(r, due ? &values[DUE] : &done[ACTION_DUE]));
}

vw_status vw_blocks_remedies(vw_report *r, vw_block_list *out, int level)
{
    static const vw_column_words columns[] = {
        {"number", {"Nr.", "No."}, VW_CELL_INTEGER, 0.6, 0},
        {"severity", {"Ernst", "Severity"}, VW_CELL_TEXT, 1.2, 0},
        {"what", {"Tekortkoming", "Shortcoming"}, VW_CELL_TEXT, 3.2, 0},
        {"cause", {"Oorzaak", "Cause"}, VW_CELL_TEXT, 2, 0},
        {"remedy", {"Maatregel", "Measure"}, VW_CELL_TEXT, 3, 0},
        {"owner", {"Eigenaar", "Owner"}, VW_CELL_TEXT, 1.6, 0},
        {"due", {"Datum", "Date"}, VW_CELL_DATE, 1.5, 0},
    };
    static const vw_table_words words = {
        .id = "remedies",
        .caption = {"Wat er aan elke open tekortkoming gebeurt", "What is done about each open "
                                                                 "shortcoming"},
        .sheet_id = "remedies",
        .sheet = {"Maatregelen", "Measures"},
        .columns = columns,
        .column_count = COUNT(columns),
        .empty = {"Er staat geen bevinding open.", "No finding is open."},
    };
    enum { PAPER_ROWS = 20 };
    vw_records findings, actions;
    vw_cells cells = {0};
    (void)level;
    vw_add_paragraph(r, out, vw_section__remedies(r));
    if (!has_findings(r)) {
        return VW_OK;
    }
    if (!read_findings(&findings, r, OPEN_STILL) || !read_actions(&actions, r, VW_OVER_ALL, "1")) {
        return VW_ERR_STORE;
    }
    for (size_t i = 0; i < findings.items.count; i++) {
        const vw_record *finding = &findings.items.items[i];
        add_remedy(r, &cells, (int64_t)i + 1, finding, action_for(&actions, finding->subject));
    }
    vw_table *table = vw_table_new(r, &words);
    if (!findings.known.complete) {
        table->empty = vw_say(r, (vw_text){"Er staat geen bevinding open, voor zover vastgelegd.",
                                           "No finding is open, as far as recorded."});
    }
    vw_table_fill(r, table, &cells);
    vw_table_cut(r, table, PAPER_ROWS);
    vw_add_table(r, out, table);
    return VW_OK;
}

/* ---- plans --------------------------------------------------------------------------------- */

#define AFTER_THE_YEAR VW_SECTION_PLANNED " AND e.due_on > v.period_until"

static uint64_t count_plans(vw_report *r, const char *where)
{
    const vw_records_query query = {.kind = "improvement_action",
                                    .when = VW_OVER_ALL,
                                    .where = where,
                                    .needs = "status due_on done_on"};
    uint64_t count = 0;
    return vw_records_count(&count, r, &query) == VW_OK ? count : 0;
}

static const char *open_plans(const vw_report *r)
{
    return vw_section__open(r,
                            (vw_text){"voornemens voor volgend jaar, elk met een datum",
                                      "plans for next year, each with a date"},
                            (vw_text){"de CISO", "the CISO"});
}

const char *vw_section__plans(vw_report *r)
{
    static const vw_text line = {"Verbeteracties voor volgend jaar, elk met een datum: {0}.",
                                 "Improvement actions for next year, each with a date: {0}."};
    static const vw_text undated = {
        "[nog in te vullen: een datum bij {0} andere, door de eigenaar]",
        "[still to be filled in: a date for {0} {0:other|others}, by the owner]"};
    static const vw_text due = {
        "Daarbuiten {0:stond|stonden} er {0} open met een datum in het jaar of ervoor.",
        "Apart from these, {0} {0:was|were} open with a date in the year or before it."};
    const uint64_t dated = count_plans(r, AFTER_THE_YEAR);
    const uint64_t others = count_plans(r, VW_SECTION_PLANNED " AND e.due_on IS NULL");
    const uint64_t past = count_plans(r, VW_SECTION_PLANNED " AND e.due_on <= v.period_until");
    const char *said = dated == 0 ? open_plans(r) : VW_FILL(r, line, vw_show_number(r, dated));
    if (past > 0) {
        said = vw_section__joined(r, said, VW_FILL(r, due, vw_show_number(r, past)));
    }
    return dated == 0 || others == 0
               ? said
               : vw_section__joined(r, said, VW_FILL(r, undated, vw_show_number(r, others)));
}

vw_status vw_blocks_plans(vw_report *r, vw_block_list *out, int level)
{
    static const vw_column_words columns[] = {
        {"what", {"Voornemen", "Plan"}, VW_CELL_TEXT, 6, 0},
        {"owner", {"Eigenaar", "Owner"}, VW_CELL_TEXT, 2, 0},
        {"due", {"Gereed op", "Ready on"}, VW_CELL_DATE, 1.8, 0},
    };
    static const vw_table_words words = {
        .id = "plans",
        .caption = {"Wat na het jaar gereed moet zijn", "What is due after the year"},
        .sheet_id = "plans",
        .sheet = {"Voornemens", "Plans"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    enum { PAPER_ROWS = 15 };
    vw_records actions;
    vw_cells cells = {0};
    (void)level;
    vw_add_paragraph(r, out, vw_section__plans(r));
    if (!read_actions(&actions, r, VW_OVER_ALL, AFTER_THE_YEAR)) {
        return VW_ERR_STORE;
    }
    for (size_t i = 0; i < actions.items.count; i++) {
        const vw_record_value *values = actions.items.items[i].values;
        VW_PUSH(r->arena, cells, shown_or_open(r, &values[ACTION]));
        VW_PUSH(r->arena, cells, shown_or_open(r, &values[ACTION_OWNER]));
        VW_PUSH(r->arena, cells, date_or_open(r, &values[ACTION_DUE]));
    }
    if (cells.count > 0) {
        vw_table *table = vw_table_new(r, &words);
        vw_table_fill(r, table, &cells);
        vw_table_cut(r, table, PAPER_ROWS);
        vw_add_table(r, out, table);
    }
    return VW_OK;
}
