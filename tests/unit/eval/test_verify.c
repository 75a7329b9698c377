/* SPDX-License-Identifier: EUPL-1.2 */
/* A dossier that was left alone agrees; each change made behind the program's back is found, and
 * said where. The tamperer has sqlite3 and drops the triggers first. */
#include "fixture.h"

#include <stdio.h>
#include <string.h>

#define YEARLY "backup.restore.yearly"

typedef struct {
    const char *name; /* of the test: what was done */
    const char *sql;
    vw_msg msg;
    const char *about; /* in the message */
} tampering;

/* Import 1 assets, 2 restore tests, 3 changes (complete, none), 4 exceptions, 5 answers, 6 people.
 * A09 fails, A10 fails under an exception, A11 is unknown. */
static void evaluated(fixture *f)
{
    const test_text approved = {"change.control.approved", "operation", "change", "approved = true",
                                ""};
    usual_set(f, "");
    add_measure(f, "change.control", &approved, 1);
    add_requirement(f, "frame", "2", "control", "[operation]", "change.control full");
    add_requirement(f, "frame", "3", "article", "[design]", "");
    fixture_ready(f);
    systems(f, 8, 2, 1);
    begin_complete(f, "change", "2025-01-01", "2025-12-31");
    end(f);
    give(f, "exception", "X1",
         "test=" YEARLY " subject_kind=asset subject_key=A10 requested_by=P1 approved_by=P2 "
         "effective_until=2026-06-30");
    give(f, "answer", "Q1", "requirement=frame:3 aspect=design result=met reason=seen assessor=P1");
    begin(f, "person");
    row(f, "P1", "mfa=1");
    row(f, "P2", "");
    row(f, "A01", ""); /* named as a system is */
    end(f);
    evaluate(f);
    clear_messages(f);
}

static vw_verification verified(fixture *f)
{
    const vw_verify_options options = {.lang = VW_EN};
    vw_verification verification;
    vw_status status = vw_verify(&verification, f->dossier, &options, f->arena, f->diags);
    if (status != VW_OK) {
        vw_diags_print(f->diags, stderr, VW_EN, false);
    }
    assert_int_equal(status, VW_OK);
    return verification;
}

static void a_dossier_left_alone_agrees(void **state)
{
    fixture *f = *state;
    evaluated(f);
    vw_verification v = verified(f);
    assert_true(vw_verification_agrees(&v));
    assert_true(v.result_hash_agrees);
    assert_int_equal(v.imports, 6);
    assert_int_equal(v.rows, 27);
    assert_int_equal(v.set_files, f->files.count);
    assert_int_equal(v.findings, 2);
    assert_int_equal(v.outcomes, 3);
    assert_int_equal(v.conclusions, 3);
    assert_int_equal(v.requirements, 3);
    assert_int_equal(vw_diags_kept(f->diags), 0);
}

static void a_later_import_changes_no_verification(void **state)
{
    fixture *f = *state;
    evaluated(f);
    give(f, "restore_test", "R99", "asset=A09 result=success");
    vw_verification v = verified(f);
    assert_true(vw_verification_agrees(&v));
    assert_int_equal(v.imports, 7);
}

/* Evaluation 2 has one more restore test, so that A09 passes, and one more requirement. */
static void evaluated_twice(fixture *f)
{
    evaluated(f);
    give(f, "restore_test", "R99", "asset=A09 result=success");
    add_requirement(f, "frame", "4", "article", "[design]", "");
    assert_int_equal(vw_set_load(&f->set, f->arena, f->diags, f->files.items, f->files.count),
                     VW_OK);
    evaluate(f);
    clear_messages(f);
}

static void every_evaluation_is_performed_again_with_its_own_mark_and_set(void **state)
{
    fixture *f = *state;
    evaluated_twice(f);
    vw_verification v = verified(f);
    assert_true(vw_verification_agrees(&v));
    assert_int_equal(v.evaluations, 2);
    assert_int_equal(v.findings, 2 + 2);
    assert_int_equal(v.outcomes, 3 + 2);
    assert_int_equal(v.conclusions, 3 + 4);
    assert_int_equal(v.requirements, 3 + 4);
    assert_int_equal(vw_diags_kept(f->diags), 0);
}

/* After [sql] the verification differs, and a message with this code is about evaluation 1. */
static void first_evaluation_is_named(fixture *f, const char *sql, vw_msg msg)
{
    evaluated_twice(f);
    tamper(f, sql);
    vw_verification v = verified(f);
    assert_false(vw_verification_agrees(&v));
    bool named = false;
    for (size_t i = 0; i < vw_diags_kept(f->diags); i++) {
        const vw_diag *diag = vw_diags_get(f->diags, i);
        named = named || (diag->msg == msg &&
                          strstr(vw_diag_hint(f->arena, diag, VW_EN), "evaluation 1") != NULL);
    }
    assert_true(named);
}

static void a_changed_conclusion_of_an_older_evaluation_is_found(void **state)
{
    first_evaluation_is_named(*state,
                              "UPDATE conclusion SET result = 'met' WHERE evaluation_id = 1 "
                              "AND requirement = 'frame:1'",
                              VW_MSG_E010);
}

static void a_removed_outcome_of_an_older_evaluation_is_found(void **state)
{
    first_evaluation_is_named(*state,
                              "DELETE FROM outcome_row WHERE set_id = (SELECT outcome_set FROM "
                              "finding WHERE evaluation_id = 1 AND test = '" YEARLY "')",
                              VW_MSG_E014);
}

static void an_added_status_of_an_older_evaluation_is_found(void **state)
{
    first_evaluation_is_named(*state, "INSERT INTO requirement_status VALUES (1, 'frame:9', 'met')",
                              VW_MSG_E013);
}

static void the_changed_hash_of_an_older_evaluation_is_found(void **state)
{
    first_evaluation_is_named(
        *state, "UPDATE evaluation SET result_sha256 = set_sha256 WHERE id = 1", VW_MSG_E012);
}

static void the_changed_control_set_of_an_older_evaluation_is_found(void **state)
{
    first_evaluation_is_named(
        *state, "DELETE FROM evaluation_file WHERE evaluation_id = 1 AND path = 'frame/3.yaml'",
        VW_MSG_E017);
}

static void the_changed_record_of_an_older_evaluation_is_found(void **state)
{
    fixture *f = *state;
    evaluated_twice(f);
    tamper(f, "UPDATE evaluation SET made_at = '2026-01-01T00:00:00Z' WHERE id = 1");
    vw_verification v = verified(f);
    assert_false(v.head_agrees);
    assert_true(has_message_about(f, VW_MSG_E016, "evaluation 1"));
}

static void a_difference_in_the_newest_evaluation_names_no_number(void **state)
{
    fixture *f = *state;
    evaluated_twice(f);
    tamper(f, "UPDATE requirement_status SET result = 'met' WHERE evaluation_id = 2 "
              "AND requirement = 'frame:1'");
    vw_verification v = verified(f);
    assert_int_equal(v.results_differ, 1);
    assert_int_equal(vw_diags_kept(f->diags), 1);
    assert_string_equal(vw_diag_hint(f->arena, vw_diags_get(f->diags, 0), VW_EN), "");
}

static void results_are_named_in_the_language_asked_for(void **state)
{
    const vw_verify_options options = {.lang = VW_NL};
    vw_verification v;
    fixture *f = *state;
    evaluated(f);
    tamper(f, "UPDATE requirement_status SET result = 'not_applicable'");
    assert_int_equal(vw_verify(&v, f->dossier, &options, f->arena, f->diags), VW_OK);
    const char *said = vw_diag_text(f->arena, vw_diags_get(f->diags, 0), VW_NL);
    assert_string_equal(said, "frame:1, status: het dossier zegt niet van toepassing, opnieuw "
                              "uitgevoerd is het voldoet niet");
}

static void a_dossier_without_evaluation_is_verified_too(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    systems(f, 8, 2, 1);
    vw_verification v = verified(f);
    assert_true(vw_verification_agrees(&v));
    assert_int_equal(v.evaluations, 0);
    assert_int_equal(v.imports, 2);
    assert_int_equal(v.entries, 3);
    tamper(f, "UPDATE ev_asset SET criticality = 'low' WHERE row_no = 3");
    v = verified(f);
    assert_false(vw_verification_agrees(&v));
    assert_true(has_message(f, VW_MSG_D030));
}

static void results_refuse_every_change(void **state)
{
    static const struct {
        const char *name, *column;
    } tables[] = {{"evaluation", "id"},
                  {"set_file", "sha256"},
                  {"subject_set", "id"},
                  {"outcome_set", "id"},
                  {"outcome_row", "set_id"},
                  {"evaluation_file", "evaluation_id"},
                  {"finding", "evaluation_id"},
                  {"conclusion", "evaluation_id"},
                  {"requirement_status", "evaluation_id"}};
    fixture *f = *state;
    evaluated(f);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        const char *update = vw_printf(f->arena, "UPDATE %s SET %s = %s", tables[i].name,
                                       tables[i].column, tables[i].column);
        const char *delete = vw_printf(f->arena, "DELETE FROM %s", tables[i].name);
        clear_messages(f);
        assert_int_equal(vw_db_exec(vw_dossier_db(f->dossier), f->diags, update), VW_ERR_STORE);
        assert_true(has_message(f, VW_MSG_D017));
        assert_int_equal(vw_db_exec(vw_dossier_db(f->dossier), f->diags, delete), VW_ERR_STORE);
    }
}

/* How the tamperer names things. */
#define SUBJECT(kind, key) "(SELECT id FROM subject WHERE kind = '" kind "' AND key = '" key "')"
#define FINDING(set) "UPDATE finding SET " set " WHERE test = '" YEARLY "'"
#define SET_OF_YEARLY "(SELECT outcome_set FROM finding WHERE test = '" YEARLY "')"
#define CONCLUSION(set) "UPDATE conclusion SET " set " WHERE requirement = 'frame:3'"

static tampering tamperings[] = {
    {"a_failed_test_made_a_success",
     "UPDATE ev_restore_test SET result = 'success' WHERE subject = " SUBJECT("restore_test",
                                                                              "R09"),
     VW_MSG_D030, "row 10 of import 2"},
    {"an_unknown_value_filled_in",
     "UPDATE ev_restore_test SET result = 'success' WHERE subject = " SUBJECT("restore_test",
                                                                              "R11"),
     VW_MSG_D030, "row 12 of import 2"},
    {"a_value_emptied",
     "UPDATE ev_asset SET criticality = NULL WHERE subject = " SUBJECT("asset", "A09"), VW_MSG_D030,
     "row 10 of import 1"},
    {"a_value_continued_behind_a_nul",
     "UPDATE ev_asset SET criticality = 'high' || char(0) || 'x' WHERE subject = " SUBJECT("asset",
                                                                                           "A09"),
     VW_MSG_D030, "row 10 of import 1"},
    {"a_reference_turned_to_another_subject",
     "UPDATE ev_restore_test SET asset = " SUBJECT("asset", "A09") " WHERE subject = " SUBJECT(
         "restore_test", "R01"),
     VW_MSG_D030, "row 2 of import 2"},
    {"a_reference_turned_to_a_namesake_of_another_kind",
     "UPDATE ev_restore_test SET asset = " SUBJECT("person", "A01") " WHERE subject = " SUBJECT(
         "restore_test", "R01"),
     VW_MSG_D030, "row 2 of import 2"},
    {"a_subject_renamed", "UPDATE subject SET key = 'B09' WHERE key = 'A09'", VW_MSG_D030,
     "of import 1"},
    {"a_row_of_another_subject",
     "UPDATE ev_asset SET subject = " SUBJECT("person", "A01") " WHERE subject = " SUBJECT("asset",
                                                                                           "A01"),
     VW_MSG_D030, "row 2 of import 1"},
    {"a_row_number_changed", "UPDATE ev_asset SET row_no = 99 WHERE row_no = 3", VW_MSG_D031,
     "import 1"},
    {"a_row_deleted", "DELETE FROM ev_restore_test WHERE subject = " SUBJECT("restore_test", "R09"),
     VW_MSG_D031, "import 2"},
    {"a_row_moved_to_another_import", "UPDATE ev_asset SET import_id = 2 WHERE row_no = 3",
     VW_MSG_D031, "import 1"},
    {"a_row_added",
     "INSERT INTO ev_restore_test SELECT NULL, subject, import_id, 99, row_sha256, raw, "
     "occurred_on, asset, result, duration FROM ev_restore_test WHERE row_no = 2",
     VW_MSG_D031, "import 2"},
    {"a_row_added_and_counted",
     "INSERT INTO ev_restore_test SELECT NULL, subject, import_id, 99, row_sha256, raw, "
     "occurred_on, "
     "asset, result, duration FROM ev_restore_test WHERE row_no = 2; "
     "UPDATE import SET row_count = 12 WHERE id = 2",
     VW_MSG_D033, "import 2"},
    {"a_row_added_outside_any_import",
     "INSERT INTO ev_restore_test SELECT NULL, subject, 0, 99, row_sha256, raw, occurred_on, "
     "asset, "
     "result, duration FROM ev_restore_test WHERE row_no = 2",
     VW_MSG_D034, "1 rows of ev_restore_test"},
    {"a_row_added_to_an_import_of_another_kind",
     "INSERT INTO ev_restore_test SELECT NULL, subject, 1, 99, row_sha256, raw, occurred_on, "
     "asset, "
     "result, duration FROM ev_restore_test WHERE row_no = 2",
     VW_MSG_D034, "1 rows of ev_restore_test"},
    {"an_exception_stretched", "UPDATE ev_exception SET effective_until = '2029-01-01'",
     VW_MSG_D030, "import 4"},
    {"an_exception_without_a_test", "UPDATE ev_exception SET test = NULL", VW_MSG_D030, "import 4"},
    {"an_answer_improved", "UPDATE ev_answer SET result = 'explained'", VW_MSG_D030, "import 5"},
    {"an_answer_about_nothing", "UPDATE ev_answer SET requirement = NULL", VW_MSG_E025, "Q1"},

    {"the_file_name_changed", "UPDATE import SET file_name = 'x' WHERE id = 1", VW_MSG_D033,
     "import 1"},
    {"the_file_hash_changed", "UPDATE import SET file_sha256 = content_sha256 WHERE id = 1",
     VW_MSG_D033, "import 1"},
    {"the_importer_changed", "UPDATE import SET importer = 'x' WHERE id = 1", VW_MSG_D033,
     "import 1"},
    {"a_sheet_invented", "UPDATE import SET sheet = 'x' WHERE id = 1", VW_MSG_D033, "import 1"},
    {"a_producer_invented", "UPDATE import SET producer = 'x' WHERE id = 1", VW_MSG_D033,
     "import 1"},
    {"the_date_of_collection_changed", "UPDATE import SET collected_at = '2025-12-30' WHERE id = 2",
     VW_MSG_D033, "import 2"},
    {"the_collector_changed", "UPDATE import SET collected_by = 'x' WHERE id = 1", VW_MSG_D033,
     "import 1"},
    {"the_method_changed", "UPDATE import SET method = 'test' WHERE id = 1", VW_MSG_D033,
     "import 1"},
    {"the_time_of_import_changed", "UPDATE import SET imported_at = '2025-01-01T00:00:00Z'",
     VW_MSG_D033, "import 1"},
    {"the_program_of_an_import_changed", "UPDATE import SET program_version = '9' WHERE id = 1",
     VW_MSG_D033, "import 1"},
    {"the_superseding_count_changed", "UPDATE import SET superseding = 1 WHERE id = 1", VW_MSG_D033,
     "import 1"},
    {"the_kind_of_an_import_changed", "UPDATE import SET kind = 'person' WHERE id = 1", VW_MSG_D033,
     "import 1"},
    {"an_import_of_a_kind_that_does_not_exist", "UPDATE import SET kind = 'x' WHERE id = 3",
     VW_MSG_D033, "import 3"},
    {"the_row_count_changed", "UPDATE import SET row_count = 10 WHERE id = 1", VW_MSG_D031,
     "import 1"},
    {"the_content_hash_changed", "UPDATE import SET content_sha256 = file_sha256 WHERE id = 1",
     VW_MSG_D031, "import 1"},
    {"a_declaration_of_completeness_removed", "DELETE FROM import_complete", VW_MSG_D033,
     "import 3"},
    {"a_declaration_of_completeness_added",
     "INSERT INTO import_complete VALUES (1, '2025-12-31', '2025-12-31')", VW_MSG_D033, "import 1"},
    {"a_declaration_of_completeness_widened", "UPDATE import_complete SET from_date = '2024-01-01'",
     VW_MSG_D033, "import 3"},
    {"an_import_removed_but_not_its_rows", "DELETE FROM import WHERE id = 6", VW_MSG_D034,
     "3 rows of ev_person"},
    {"the_last_import_removed", "DELETE FROM ev_person; DELETE FROM import WHERE id = 6",
     VW_MSG_D035, "imports 6 to 6"},
    {"two_imports_removed",
     "DELETE FROM ev_exception; DELETE FROM ev_answer; "
     "DELETE FROM import WHERE id IN (4, 5)",
     VW_MSG_D035, "imports 4 to 5"},

    {"the_organisation_renamed", "UPDATE dossier SET value = 'x' WHERE name = 'name'", VW_MSG_E015,
     "name"},
    {"the_reference_date_changed", "UPDATE dossier SET value = '2025-12-30' WHERE name = 'as_of'",
     VW_MSG_E015, "dates"},
    {"the_year_changed", "UPDATE dossier SET value = '2024' WHERE name = 'year'", VW_MSG_E015,
     "year"},
    {"the_type_changed", "UPDATE dossier SET value = 'bank' WHERE name = 'type'", VW_MSG_E015, ""},
    {"the_period_changed", "UPDATE dossier SET value = '2025-02-01' WHERE name = 'period_from'",
     VW_MSG_E015, ""},
    {"a_fact_added", "INSERT INTO dossier VALUES ('motto', 'x')", VW_MSG_E015, ""},
    {"a_fact_changed_with_its_hash",
     "UPDATE dossier SET value = 'x' WHERE name IN ('name', 'facts_sha256')", VW_MSG_E012, ""},
    {"the_hash_of_the_facts_removed", "DELETE FROM dossier WHERE name = 'facts_sha256'",
     VW_MSG_E015, ""},

    {"a_finding_made_met", FINDING("result = 'met'"), VW_MSG_E010, YEARLY ", result"},
    {"a_finding_made_met_so_that_the_hash_differs", FINDING("result = 'met'"), VW_MSG_E053,
     "evaluation 1"},
    {"a_finding_made_met_without_exceptions", FINDING("strict = 'met'"), VW_MSG_E010,
     YEARLY ", result without exceptions"},
    {"more_passed", FINDING("passed = 9"), VW_MSG_E010, YEARLY ", tally"},
    {"none_failed", FINDING("failed = 0"), VW_MSG_E010, YEARLY ", tally"},
    {"none_unknown", FINDING("unknown = 0"), VW_MSG_E010, YEARLY ", tally"},
    {"none_excepted", FINDING("excepted = 0"), VW_MSG_E010, YEARLY ", tally"},
    {"a_finding_of_another_measure", FINDING("measure = 'change.control'"), VW_MSG_E010,
     YEARLY ", measure"},
    {"a_finding_of_another_aspect", FINDING("aspect = 'design'"), VW_MSG_E010, YEARLY ", aspect"},
    {"a_finding_of_another_population", FINDING("population = 'change'"), VW_MSG_E010,
     YEARLY ", population"},
    {"a_finding_called_complete", FINDING("complete = 1"), VW_MSG_E010,
     YEARLY ", declared complete"},
    {"a_finding_called_not_collected", FINDING("collected = 0"), VW_MSG_E010, YEARLY ", collected"},
    {"a_finding_called_collected_later", FINDING("collected_later = 1"), VW_MSG_E010,
     YEARLY ", collected later"},
    {"an_error_invented", FINDING("error = 'x'"), VW_MSG_E010, YEARLY ", error"},
    {"other_sql_shown", FINDING("sql = 'SELECT 1'"), VW_MSG_E010, YEARLY ", SQL"},
    {"a_finding_removed", "DELETE FROM finding WHERE test = '" YEARLY "'", VW_MSG_E014, YEARLY},
    {"a_finding_added",
     "INSERT INTO finding SELECT evaluation_id, 'a.b.c', measure, aspect, "
     "result, strict, passed, failed, unknown, excepted, population, complete, collected, "
     "collected_later, error, sql, outcome_set, subject_set, input_sha256 FROM finding LIMIT 1",
     VW_MSG_E013, "a.b.c"},

    {"an_outcome_removed", "DELETE FROM outcome_row WHERE subject = " SUBJECT("asset", "A09"),
     VW_MSG_E014, YEARLY ", A09"},
    {"the_last_outcome_removed", "DELETE FROM outcome_row WHERE subject = " SUBJECT("asset", "A11"),
     VW_MSG_E014, YEARLY ", A11"},
    {"an_outcome_added",
     "INSERT INTO outcome_row VALUES (" SET_OF_YEARLY ", " SUBJECT("asset", "A01") ", 0, NULL)",
     VW_MSG_E013, YEARLY ", A01"},
    {"an_outcome_added_at_the_end",
     "INSERT INTO outcome_row VALUES (" SET_OF_YEARLY ", " SUBJECT("person", "P1") ", 0, NULL)",
     VW_MSG_E013, YEARLY ", P1"},
    {"a_pass_added",
     "INSERT INTO outcome_row VALUES (" SET_OF_YEARLY ", " SUBJECT("asset", "A01") ", 1, NULL)",
     VW_MSG_E050, "set 1"},
    {"an_outcome_of_a_test_that_has_none",
     "INSERT INTO outcome_row SELECT outcome_set, " SUBJECT(
         "asset", "A01") ", 0, NULL FROM finding "
                         "WHERE test = 'change.control.approved'",
     VW_MSG_E013, "change.control.approved, A01"},
    {"a_fail_made_unknown",
     "UPDATE outcome_row SET outcome = 2 WHERE subject = " SUBJECT("asset", "A09"), VW_MSG_E010,
     YEARLY ", A09, outcome"},
    {"an_outcome_under_another_exception",
     "UPDATE outcome_row SET exception = " SUBJECT("person", "P1") " WHERE outcome = 3",
     VW_MSG_E010, YEARLY ", A10, exception"},
    {"the_hash_of_a_set_changed",
     "UPDATE outcome_set SET sha256 = (SELECT sha256 FROM set_file LIMIT 1) "
     "WHERE id = " SET_OF_YEARLY,
     VW_MSG_E050, "set 1"},
    {"the_number_of_a_set_changed", "UPDATE outcome_set SET count = 2 WHERE id = " SET_OF_YEARLY,
     VW_MSG_E050, "set 1"},
    {"a_set_given_a_base", "UPDATE outcome_set SET base_id = 1 WHERE id = 2", VW_MSG_E050, "set 2"},
    {"the_text_of_a_set_changed",
     "UPDATE outcome_set SET outcomes = x'24' WHERE id = " SET_OF_YEARLY, VW_MSG_E050, "set 1"},
    {"the_text_of_a_set_cut_off",
     "UPDATE outcome_set SET outcomes = substr(outcomes, 1, 2) WHERE id = " SET_OF_YEARLY,
     VW_MSG_E050, "set 1"},
    {"the_text_of_a_set_removed",
     "UPDATE outcome_set SET outcomes = NULL WHERE id = " SET_OF_YEARLY, VW_MSG_E050, "set 1"},
    {"the_text_of_a_set_changed_with_its_hash_and_rows",
     "UPDATE outcome_set SET count = 1, outcomes = x'24', sha256 = "
     "'09fc96082d34c2dfc1295d92073b5ea1dc8ef8da95f14dfded011ffb96d3e54b' WHERE id = " SET_OF_YEARLY
     "; DELETE FROM outcome_row WHERE subject <> " SUBJECT("asset", "A09"),
     VW_MSG_E014, YEARLY ", A10"},
    {"a_set_added",
     "INSERT INTO outcome_set SELECT NULL, NULL, count, sha256, outcomes FROM outcome_set "
     "WHERE count = 0",
     VW_MSG_E052, "row 3 of outcome_set"},
    {"a_set_renumbered",
     "PRAGMA foreign_keys = OFF; UPDATE outcome_set SET id = 9 WHERE id = 1; "
     "UPDATE outcome_row SET set_id = 9; UPDATE finding SET outcome_set = 9 WHERE outcome_set = 1",
     VW_MSG_L050, "outcome_set"},
    {"a_finding_of_another_set",
     "UPDATE finding SET outcome_set = (SELECT outcome_set FROM finding WHERE "
     "test = 'change.control.approved')",
     VW_MSG_E014, YEARLY ", A09"},
    {"a_finding_without_a_set", FINDING("outcome_set = NULL"), VW_MSG_E014, YEARLY ", A09"},
    {"the_population_changed", "UPDATE subject_set SET subjects = x'0009' WHERE count = 11",
     VW_MSG_E051, "set 1"},
    {"the_population_changed_with_its_hash",
     "UPDATE subject_set SET count = 10, subjects = x'0009', sha256 = "
     "'c87479cd656e7e3ad6bd8db402e8027df454b2b0c42ff29e093458beb98a23d4' WHERE count = 11",
     VW_MSG_E010, YEARLY ", A11, population"},
    {"the_number_of_a_population_changed", "UPDATE subject_set SET count = 10 WHERE count = 11",
     VW_MSG_E051, "set 1"},
    {"a_finding_of_another_population_set",
     "UPDATE finding SET subject_set = (SELECT subject_set FROM finding WHERE "
     "test = 'change.control.approved')",
     VW_MSG_E010, YEARLY ", A01, population"},
    {"a_population_set_added",
     "INSERT INTO subject_set SELECT NULL, sha256, count, subjects FROM subject_set LIMIT 1",
     VW_MSG_E052, "row 3 of subject_set"},
    {"another_input_shown", FINDING("input_sha256 = (SELECT min(sha256) FROM set_file)"),
     VW_MSG_E010, YEARLY ", input"},
    {"the_hash_of_the_findings_changed", "UPDATE evaluation SET findings_sha256 = set_sha256",
     VW_MSG_E016, "evaluation 1"},
    {"an_evaluation_called_of_the_first_recipe",
     "UPDATE evaluation SET recipe = NULL, findings_sha256 = NULL; "
     "UPDATE finding SET subject_set = NULL, input_sha256 = NULL; DELETE FROM subject_set",
     VW_MSG_E016, "evaluation 1"},

    {"a_conclusion_made_better", CONCLUSION("result = 'explained'"), VW_MSG_E010,
     "frame:3, design, result"},
    {"a_computed_result_invented", CONCLUSION("computed = 'met'"), VW_MSG_E010,
     "frame:3, design, computed"},
    {"a_judgement_changed", CONCLUSION("judged = 'not_met'"), VW_MSG_E010,
     "frame:3, design, judged"},
    {"a_judgement_hidden", CONCLUSION("by_judgement = 0"), VW_MSG_E010,
     "frame:3, design, by judgement"},
    {"another_assessor", CONCLUSION("judged_by = 'P2'"), VW_MSG_E010, "frame:3, design, judged by"},
    {"another_reason", CONCLUSION("reason = NULL"), VW_MSG_E010, "frame:3, design, reason"},
    {"a_conclusion_removed", "DELETE FROM conclusion WHERE requirement = 'frame:2'", VW_MSG_E014,
     "frame:2, operation"},
    {"a_conclusion_of_an_aspect_added",
     "INSERT INTO conclusion SELECT evaluation_id, requirement, "
     "'design', computed, judged, result, by_judgement, judged_by, reason FROM conclusion "
     "WHERE requirement = 'frame:1'",
     VW_MSG_E013, "frame:1, design"},
    {"a_status_changed",
     "UPDATE requirement_status SET result = 'met' WHERE requirement = "
     "'frame:1'",
     VW_MSG_E010, "frame:1, status"},
    {"a_status_removed", "DELETE FROM requirement_status WHERE requirement = 'frame:1'",
     VW_MSG_E014, "frame:1"},
    {"a_status_added", "INSERT INTO requirement_status VALUES (1, 'frame:9', 'met')", VW_MSG_E013,
     "frame:9"},

    {"a_control_set_file_changed",
     "UPDATE set_file SET content = CAST(replace(CAST(content AS TEXT), '''high''', '''low''') "
     "AS BLOB) WHERE CAST(content AS TEXT) LIKE '%backup.restore.yearly%'",
     VW_MSG_E011, ""},
    {"a_control_set_file_that_cannot_be_read",
     "UPDATE set_file SET content = x'3A3A3A' "
     "WHERE sha256 = (SELECT min(sha256) FROM set_file)",
     VW_MSG_E011, ""},
    {"a_control_set_file_changed_with_its_hash",
     "PRAGMA foreign_keys = OFF; "
     "UPDATE evaluation_file SET sha256 = (SELECT max(sha256) FROM set_file) WHERE path = "
     "'frame/framework.yaml'",
     VW_MSG_E017, ""},
    {"a_control_set_file_left_out", "DELETE FROM evaluation_file WHERE path = 'frame/3.yaml'",
     VW_MSG_E017, ""},
    {"a_control_set_file_renamed",
     "UPDATE evaluation_file SET path = 'x.yaml' WHERE path = "
     "'frame/3.yaml'",
     VW_MSG_E017, ""},

    {"the_result_hash_changed", "UPDATE evaluation SET result_sha256 = set_sha256", VW_MSG_E012,
     ""},
    {"the_time_of_evaluation_changed", "UPDATE evaluation SET made_at = '2026-01-01T00:00:00Z'",
     VW_MSG_E016, "evaluation 1"},
    {"the_program_of_an_evaluation_changed", "UPDATE evaluation SET program_version = '9'",
     VW_MSG_E016, "evaluation 1"},
    {"the_import_mark_moved", "UPDATE evaluation SET mark = 5", VW_MSG_E016, "evaluation 1"},
    {"the_import_mark_moved_beyond_the_last", "UPDATE evaluation SET mark = 7", VW_MSG_D035,
     "imports 7 to 7"},
    {"the_evaluation_of_another_date", "UPDATE evaluation SET as_of = '2025-12-30'", VW_MSG_E016,
     "evaluation 1"},
    {"the_evaluation_of_no_date", "UPDATE evaluation SET as_of = 'x'", VW_MSG_E016, "evaluation 1"},
    {"the_evaluation_of_another_period", "UPDATE evaluation SET period_until = '2026-12-31'",
     VW_MSG_E016, "evaluation 1"},
    {"the_evaluation_of_other_frameworks", "UPDATE evaluation SET frameworks = ''", VW_MSG_E016,
     "evaluation 1"},
    {"the_set_hash_changed", "UPDATE evaluation SET set_sha256 = result_sha256", VW_MSG_E017, ""},
};

enum { TAMPERINGS = sizeof tamperings / sizeof *tamperings };

static int tampering_setup(void **state)
{
    const tampering *what = *state;
    int result = fixture_setup(state);
    ((fixture *)*state)->what = what;
    return result;
}

static void is_found_and_named(void **state)
{
    fixture *f = *state;
    const tampering *what = f->what;
    evaluated(f);
    tamper(f, what->sql);
    vw_verification v = verified(f);
    bool named = has_message_about(f, what->msg, what->about);
    if (vw_verification_agrees(&v) || !named) {
        vw_diags_print(f->diags, stderr, VW_EN, false);
    }
    assert_false(vw_verification_agrees(&v));
    assert_true(named);
}

int main(void)
{
    static const struct CMUnitTest whole[] = {
        TEST(a_dossier_left_alone_agrees),
        TEST(a_later_import_changes_no_verification),
        TEST(every_evaluation_is_performed_again_with_its_own_mark_and_set),
        TEST(a_changed_conclusion_of_an_older_evaluation_is_found),
        TEST(a_removed_outcome_of_an_older_evaluation_is_found),
        TEST(an_added_status_of_an_older_evaluation_is_found),
        TEST(the_changed_hash_of_an_older_evaluation_is_found),
        TEST(the_changed_control_set_of_an_older_evaluation_is_found),
        TEST(the_changed_record_of_an_older_evaluation_is_found),
        TEST(a_difference_in_the_newest_evaluation_names_no_number),
        TEST(results_are_named_in_the_language_asked_for),
        TEST(a_dossier_without_evaluation_is_verified_too),
        TEST(results_refuse_every_change),
    };
    static struct CMUnitTest tampered[TAMPERINGS];
    for (size_t i = 0; i < TAMPERINGS; i++) {
        tampered[i] = (struct CMUnitTest){.name = tamperings[i].name,
                                          .test_func = is_found_and_named,
                                          .setup_func = tampering_setup,
                                          .teardown_func = fixture_teardown,
                                          .initial_state = &tamperings[i]};
    }
    int failed = cmocka_run_group_tests_name("whole", whole, NULL, NULL);
    return failed + cmocka_run_group_tests_name("tampered", tampered, NULL, NULL);
}
