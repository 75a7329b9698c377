/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/build/college.h"
#include "reports/build/decisions.h"

#include "reports/build/newest.h"
#include "reports/build/records.h"
#include "reports/build/rows.h"

#include <string.h>
#include <strings.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- reading -------------------------------------------------------------------------------- */

typedef struct {
    vw_report *r;
    vw_college *college;
    size_t organisations;
} reading;

static const char *kept(const reading *read, vw_stmt *stmt, int column)
{
    const char *text = vw_stmt_text(stmt, column);
    return text != NULL ? vw_strdup(read->r->arena, text) : NULL;
}

static bool is(vw_stmt *stmt, int column, const char *value)
{
    const char *text = vw_stmt_text(stmt, column);
    return text != NULL && strcmp(text, value) == 0;
}

static bool is_rejection(const char *outcome)
{
#define WORD(word) word,
    static const char *const words[] = {VW_REJECTING_WORDS(WORD)};
#undef WORD
    for (const char *at = outcome; at != NULL && *at != '\0'; at++) {
        for (size_t i = 0; i < COUNT(words); i++) {
            if (strncasecmp(at, words[i], strlen(words[i])) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* A judgement on control, of the whole or of one class of risks, adopts nothing: that is a decision
 * of its own.
 * Columns: 0 key, 1 type, 2 body, 3 date, 4 risk class, 5 judgement, 6 certainty,
 * 7 outcome, 8 public text. */
static void keep_decision(void *self, vw_stmt *stmt)
{
    reading *read = self;
    vw_adoption adoption = {.key = kept(read, stmt, 0),
                            .outcome = kept(read, stmt, 7),
                            .explanation = kept(read, stmt, 8)};
    const char *date = vw_stmt_text(stmt, 3);
    if (is(stmt, 1, "statement") && is(stmt, 2, "board") && vw_stmt_is_null(stmt, 4) &&
        vw_stmt_is_null(stmt, 5) && vw_stmt_is_null(stmt, 6) && date != NULL &&
        vw_date_parse(&adoption.date, date)) {
        if (is_rejection(adoption.outcome)) {
            VW_PUSH(read->r->arena, read->college->rejections, adoption);
        } else {
            VW_PUSH(read->r->arena, read->college->adoptions, adoption);
        }
    }
}

static vw_date date_at(vw_stmt *stmt, int column)
{
    vw_date date;
    const char *text = vw_stmt_text(stmt, column);
    return text != NULL && vw_date_parse(&date, text) ? date : VW_DATE_NONE;
}

/* Columns: 0 key, 1 about, 2 date, 3 registered, 4 independent, 5 design, 6 existence, 7 and 8
 * from and until, 9 opinion. */
static void keep_report(void *self, vw_stmt *stmt)
{
    reading *read = self;
    vw_assurance report = {.key = kept(read, stmt, 0),
                           .registered = vw_stmt_int(stmt, 3) != 0,
                           .independent = vw_stmt_int(stmt, 4) != 0,
                           .design = vw_stmt_int(stmt, 5) != 0,
                           .existence = vw_stmt_int(stmt, 6) != 0,
                           .from = date_at(stmt, 7),
                           .until = date_at(stmt, 8),
                           .opinion = kept(read, stmt, 9)};
    const char *date = vw_stmt_text(stmt, 2);
    if (is(stmt, 1, "own_statement") && date != NULL && vw_date_parse(&report.date, date) &&
        report.date > read->r->evaluation->as_of) {
        VW_PUSH(read->r->arena, read->college->assurances, report);
    }
}

/* Columns: 0 key, 1 requirement, 2 title, 3 owner, 4 status, 5 due, 6 done. */
static void keep_improvement(void *self, vw_stmt *stmt)
{
    reading *read = self;
    const vw_improvement action = {.key = kept(read, stmt, 0),
                                   .requirement = kept(read, stmt, 1),
                                   .title = kept(read, stmt, 2),
                                   .owner = kept(read, stmt, 3),
                                   .status = kept(read, stmt, 4),
                                   .due = kept(read, stmt, 5),
                                   .done = kept(read, stmt, 6)};
    if (action.requirement != NULL && !is(stmt, 4, "dropped")) {
        VW_PUSH(read->r->arena, read->college->improvements, action);
    }
}

/* Columns: 0 key, 1 digid. */
static void count_connection(void *self, vw_stmt *stmt)
{
    reading *read = self;
    read->college->connections += vw_stmt_int(stmt, 1) != 0;
}

#define HOLDS                                                                                      \
    "e.effective_from <= v.as_of AND (e.effective_until IS NULL OR e.effective_until >= v.as_of)"

static vw_status read_records(reading *read)
{
    static const char *const decision[] = {"type",      "body",      "occurred_on", "risk_class",
                                           "judgement", "certainty", "outcome",     "public_text"};
    static const char *const report[] = {"about",       "occurred_on",   "registered_auditor",
                                         "independent", "covers_design", "covers_existence",
                                         "covers_from", "covers_until",  "opinion"};
    static const char *const action[] = {"requirement", "title",  "owner",
                                         "status",      "due_on", "done_on"};
    static const char *const asset[] = {"digid"};
    vw_report *r = read->r;
    vw_status status =
        vw_newest_rows(r, "board_decision", decision, COUNT(decision), NULL, keep_decision, read);
    if (status == VW_OK) {
        status =
            vw_newest_rows(r, "assurance_report", report, COUNT(report), NULL, keep_report, read);
    }
    if (status == VW_OK) {
        status = vw_newest_rows(r, "improvement_action", action, COUNT(action),
                                "e.effective_until IS NULL OR e.effective_until >= v.as_of",
                                keep_improvement, read);
    }
    return status == VW_OK
               ? vw_newest_rows(r, "asset", asset, COUNT(asset), HOLDS, count_connection, read)
               : status;
}

/* What two records say otherwise is not known, whichever of them comes last. */
static const char *agreed(const char *before, bool is_first, vw_stmt *stmt, int column)
{
    static const char *const words[] = {"false", "true"};
    const char *said = vw_stmt_is_null(stmt, column) ? NULL : words[vw_stmt_int(stmt, column) != 0];
    const bool differs = before == NULL || said == NULL || strcmp(before, said) != 0;
    return is_first || !differs ? said : NULL;
}

/* Columns: 0 key, 1 uses_digid, 2 uses_suwinet. */
static void keep_organisation(void *self, vw_stmt *stmt)
{
    reading *read = self;
    vw_college *college = read->college;
    const bool is_first = read->organisations++ == 0;
    college->uses_digid = agreed(college->uses_digid, is_first, stmt, 1);
    college->uses_suwinet = agreed(college->uses_suwinet, is_first, stmt, 2);
}

vw_status vw_college_load(const vw_college **out, vw_report *r)
{
    static const char *const organisation[] = {"uses_digid", "uses_suwinet"};
    *out = r->college;
    if (*out != NULL) {
        return VW_OK;
    }
    reading read = {.r = r, .college = VW_NEW(r->arena, vw_college)};
    vw_status status = read_records(&read);
    if (status == VW_OK) {
        status = vw_newest_rows(r, "organisation", organisation, COUNT(organisation), HOLDS,
                                keep_organisation, &read);
    }
    if (status == VW_OK) {
        *out = r->college = read.college;
    }
    return status;
}

/* ---- questions ------------------------------------------------------------------------------ */

void vw_college_window(vw_date *from, vw_date *until, const vw_report *r)
{
    const int next = vw_date_year(r->evaluation->as_of) + 1;
    *from = vw_date_of(next, 1, 1);
    *until = vw_date_of(next, 4, 30);
}

const vw_adoption *vw_college_adoption(const vw_college *college, const vw_report *r)
{
    vw_date from, until;
    const vw_adoption *last = NULL;
    vw_college_window(&from, &until, r);
    for (size_t i = 0; i < college->adoptions.count; i++) {
        const vw_adoption *one = &college->adoptions.items[i];
        const bool fits = one->date >= from && one->date <= until;
        const bool had = last != NULL && last->date <= until;
        if (one->date >= from && (last == NULL || fits >= had)) {
            last = one;
        }
    }
    return last;
}

bool vw_college_is_late(const vw_college *college, const vw_report *r)
{
    vw_date from, until;
    const vw_adoption *adoption = vw_college_adoption(college, r);
    vw_college_window(&from, &until, r);
    bool late = adoption != NULL && adoption->date > until;
    for (size_t i = 0; i < college->assurances.count; i++) {
        late = late || college->assurances.items[i].date > until;
    }
    return late;
}

const vw_improvement *vw_college_improvement(const vw_college *college, size_t *at,
                                             const char *requirement)
{
    while (*at < college->improvements.count) {
        const vw_improvement *one = &college->improvements.items[(*at)++];
        if (strcmp(one->requirement, requirement) == 0) {
            return one;
        }
    }
    return NULL;
}

static const struct {
    const char *opinion;
    vw_text label;
} opinions[] = {{"qualified", {"met beperking", "qualified"}},
                {"adverse", {"afkeurend", "adverse"}},
                {"disclaimer", {"oordeelonthouding", "disclaimer"}}};

bool vw_college_doubts(const vw_assurance *report)
{
    return report->opinion != NULL && strcmp(report->opinion, "unqualified") != 0;
}

vw_text vw_college_opinion(const vw_assurance *report)
{
    for (size_t i = 0; i < COUNT(opinions); i++) {
        if (strcmp(opinions[i].opinion, report->opinion) == 0) {
            return opinions[i].label;
        }
    }
    return (vw_text){report->opinion, report->opinion};
}

/* ---- texts ---------------------------------------------------------------------------------- */

static const vw_text still_open = {"[nog in te vullen]", "[still to be filled in]"};

const char *vw_report__adoption(vw_report *r)
{
    const vw_college *college = NULL;
    if (vw_college_load(&college, r) != VW_OK) {
        return "";
    }
    const vw_adoption *found = vw_college_adoption(college, r);
    if (found == NULL) {
        return vw_say(r, still_open);
    }
    vw_records_shown(r, "board_decision", found->key, NULL, found->key);
    return VW_FILL(r, ((vw_text){"{0} van {1}", "{0} of {1}"}), found->key,
                   vw_show_date(r, found->date));
}

const char *vw_report__assurance_numbers(vw_report *r)
{
    const vw_college *college = NULL;
    vw_buf out = {.arena = r->arena};
    if (vw_college_load(&college, r) != VW_OK || college->assurances.count == 0) {
        return vw_say(r, still_open);
    }
    for (size_t i = 0; i < college->assurances.count; i++) {
        const vw_assurance *one = &college->assurances.items[i];
        vw_records_shown(r, "assurance_report", one->key, NULL, one->key);
        vw_buf_addf(&out, "%s%s", i > 0 ? "; " : "",
                    VW_FILL(r, ((vw_text){"{0} van {1}", "{0} of {1}"}), one->key,
                            vw_show_date(r, one->date)));
    }
    return vw_buf_text(&out);
}

/* Only what the municipality was evaluated by has an annex. */
const char *vw_report__annexes_line(vw_report *r)
{
    static const vw_text none = {"Bij deze verklaring hoort geen bijlage.",
                                 "This statement has no annex."};
    static const vw_text one = {
        "Per norm staan de uitkomsten, de afwijkingen en de verbetermaatregelen in de "
        "vertrouwelijke "
        "{0}. Die hoort bij deze verklaring en draagt hetzelfde kenmerk van de uitkomst.",
        "The results, the deviations and the improvement measures by requirement stand in the "
        "confidential {0}. It belongs to this statement and carries the same result hash."};
    static const vw_text both = {
        "Per norm staan de uitkomsten, de afwijkingen en de verbetermaatregelen in de "
        "vertrouwelijke "
        "{0} en {1}. De bijlagen horen bij deze verklaring en dragen hetzelfde kenmerk van de "
        "uitkomst.",
        "The results, the deviations and the improvement measures by requirement stand in the "
        "confidential {0} and {1}. The annexes belong to this statement and carry the same result "
        "hash."};
    const char *digid = vw_report__framework_named(r, "digid") == NULL
                            ? NULL
                            : vw_say(r, (vw_text){"bijlage 1 (DigiD)", "annex 1 (DigiD)"});
    const char *suwinet = vw_report__framework_named(r, "suwinet-own|suwinet") == NULL
                              ? NULL
                              : vw_say(r, (vw_text){"bijlage 2 (Suwinet)", "annex 2 (Suwinet)"});
    return digid != NULL && suwinet != NULL   ? VW_FILL(r, both, digid, suwinet)
           : digid != NULL || suwinet != NULL ? VW_FILL(r, one, digid != NULL ? digid : suwinet)
                                              : vw_say(r, none);
}
