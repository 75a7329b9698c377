/* SPDX-License-Identifier: EUPL-1.2 */
/* The section for the annual report: sentences that never say more than the dossier holds. */
#include "look.h"

/* Which they are is for the confidential annexes: a title would point at the weak spot. */
static void shortcomings_are_told_by_number_and_severity(void **state)
{
    enum { LARGER = 26 };
    fixture *f = *state;
    test_text larger[LARGER];
    for (int i = 0; i < LARGER; i++) {
        larger[i] = (test_text){vw_printf(f->arena, "backup.tested.n%d", i), "operation",
                                "restore_test", "result = 'success'", "partly_at: 10 %"};
    }
    static const test_text small = {"change.control.approved", "operation", "change",
                                    "approved = true", ""};
    add_measure(f, "backup.tested", larger, LARGER);
    add_measure(f, "change.control", &small, 1);
    usual_set(f, "");
    add_requirement(f, "frame", "2", "control", "[operation]",
                    "change.control full, backup.tested full");
    fixture_ready(f);
    give(f, "change", "C1", "approved=0");
    systems(f, 7, 3, 0);
    evaluate(f);
    const vw_document *document = build(f, "annual-report-section", VW_EN);
    assert_string_equal(rows_of(f, document, "main-deviations"),
                        "not met|2|11|4\npartly met|26|260|78\n");
}

static void figures_stand_in_the_sentences(void **state)
{
    fixture *f = *state;
    ten_systems(f);
    const char *prose = prose_of(f, build(f, "annual-report-section", VW_EN));
    assert_has(prose, "Of the 1 requirement, 0 are met; 1 not, 0 partly, 0 not assessed.");
    assert_has(prose, "0.0% are met or their deviation is explained");
    assert_has(prose, "Coverage is 100.0%");
}

static void what_was_not_collected_is_said_to_be_open(void **state)
{
    fixture *f = *state;
    ten_systems(f);
    const char *prose = prose_of(f, build(f, "annual-report-section", VW_NL));
    assert_has(prose, "[nog in te vullen: aantal meldingen, door het meldpunt]");
    assert_has(prose, "[nog in te vullen: oefeningen en hun uitkomst, door de CISO]");
    assert_has(prose, "[nog in te vullen: voornemens voor volgend jaar, elk met een datum, door de "
                      "CISO]");
}

static void restore_tests_are_counted_or_said_to_be_missing(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    give(f, "asset", "A01", "criticality=high");
    evaluate(f);
    assert_has(prose_of(f, build(f, "annual-report-section", VW_EN)),
               "[still to be filled in: restore tests and their outcome, by the CISO]");
    systems(f, 2, 1, 0);
    evaluate(f);
    assert_has(prose_of(f, build(f, "annual-report-section", VW_EN)),
               "Restore tests: 3; succeeded: 2.");
}

/* Which edition it is depends on whose account it is. */
static void the_annual_report_section_is_the_edition_of_the_organisation(void **state)
{
    fixture *f = *state;
    ten_systems(f);
    assert_string_equal(prose_of(f, build(f, "annual-report-section", VW_EN)),
                        prose_of(f, build(f, "section-municipality-full", VW_EN)));
}

static void add_incident_kind(fixture *f)
{
    static const char yaml[] =
        "kind: incident\nnature: event\nlabel: {nl: Incident, en: Incident}\n"
        "plural: {nl: Incidenten, en: Incidents}\n"
        "explain: {nl: Wat, en: What}\nkey: incident_id\n"
        "key_label: {nl: Nummer, en: Number}\nfields:\n"
        "  - {name: personal_data_breach, type: bool, label: {nl: A, en: A}}\n"
        "  - {name: authority_notified_at, type: datetime, "
        "label: {nl: B, en: B}}\n"
        "  - {name: significant, type: bool, label: {nl: C, en: C}}\n"
        "  - {name: resolved_on, type: date, label: {nl: D, en: D}}\n";
    VW_PUSH(
        f->arena, f->files,
        (vw_set_file){.path = "evidence/incident.yaml", .text = yaml, .length = sizeof yaml - 1});
}

static void incidents_of_the_period_are_counted_in_their_newest_version(void **state)
{
    fixture *f = *state;
    add_incident_kind(f);
    usual_set(f, "");
    fixture_ready(f);
    give(f, "incident", "I1", "personal_data_breach=1 significant=1");
    begin_complete(f, "incident", "2025-01-01", "2025-12-31");
    row(f, "I1", "personal_data_breach=1 significant=0 resolved_on=2025-07-01");
    row(f, "I2", "personal_data_breach=1 authority_notified_at=2025-06-30T10:00:00Z significant=1");
    row(f, "I3", "personal_data_breach=0 resolved_on=2025-07-01");
    row(f, "I4", "occurred_on=2024-12-31 personal_data_breach=1 significant=1");
    end(f);
    evaluate(f);
    assert_has(
        prose_of(f, build(f, "annual-report-section", VW_EN)),
        "Of these security incidents: 3; of these personal data breaches: 2; of these notified "
        "to the data protection authority: 1. Significant incidents "
        "(with serious effects, as NIS2 means it): 1 (for 1 not on record). The list was declared "
        "complete.");
}

static void a_period_without_incidents_leaves_nothing_to_learn(void **state)
{
    fixture *f = *state;
    add_incident_kind(f);
    usual_set(f, "");
    fixture_ready(f);
    begin_complete(f, "incident", "2025-01-01", "2025-12-31");
    end(f);
    evaluate(f);
    const char *prose = prose_of(f, build(f, "annual-report-section", VW_NL));
    assert_has(prose, "Daarvan beveiligingsincidenten: 0;");
    assert_has(prose, "Er was geen incident om van te leren.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(shortcomings_are_told_by_number_and_severity),
        TEST(figures_stand_in_the_sentences),
        TEST(what_was_not_collected_is_said_to_be_open),
        TEST(restore_tests_are_counted_or_said_to_be_missing),
        TEST(incidents_of_the_period_are_counted_in_their_newest_version),
        TEST(a_period_without_incidents_leaves_nothing_to_learn),
        TEST(the_annual_report_section_is_the_edition_of_the_organisation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
