/* SPDX-License-Identifier: EUPL-1.2 */
/* Outcomes are stored once: whole, by what differs, or not at all; and whatever is changed of them
 * behind the program's back shows, also where no outcome reads it. */
#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define YEARLY "backup.restore.yearly"

/* Forty critical assets of which none had a successful restore test; evaluation 1. */
static void forty_failures(fixture *f)
{
    usual_set(f, "");
    fixture_ready(f);
    systems(f, 0, 40, 0);
    evaluate(f);
}

static void succeed(fixture *f, int first, int last)
{
    begin(f, "restore_test");
    for (int i = first; i <= last; i++) {
        row(f, vw_printf(f->arena, "S%02d", i),
            vw_printf(f->arena, "asset=A%02d result=success", i));
    }
    end(f);
}

static int64_t sets(fixture *f, const char *condition)
{
    return number_of(f,
                     vw_printf(f->arena, "SELECT count(*) FROM outcome_set WHERE %s", condition));
}

static int64_t outcomes(fixture *f, int evaluation)
{
    return number_of(f, vw_printf(f->arena, "SELECT count(*) FROM outcome WHERE evaluation_id = %d",
                                  evaluation));
}

static vw_verification verified(fixture *f)
{
    const vw_verify_options options = {.lang = VW_EN};
    vw_verification verification;
    clear_messages(f);
    assert_int_equal(vw_verify(&verification, f->dossier, &options, f->arena, f->diags), VW_OK);
    return verification;
}

static void evaluate_in_full(fixture *f)
{
    const vw_perform_options full = {.full = true};
    assert_int_equal(vw_evaluate(&f->evaluation, f->dossier, f->plan, f->files.items,
                                 f->files.count, &full, f->arena, f->diags),
                     VW_OK);
}

static void a_small_change_is_stored_as_what_differs(void **state)
{
    fixture *f = *state;
    forty_failures(f);
    succeed(f, 3, 3);
    evaluate(f);
    assert_int_equal(sets(f, "id = 2 AND base_id = 1 AND count = 39"), 1);
    assert_int_equal(number_of(f, "SELECT count(*) FROM outcome_row WHERE set_id = 2"), 1);
    assert_int_equal(outcomes(f, 1), 40);
    assert_int_equal(outcomes(f, 2), 39);
    assert_int_equal(number_of(f, "SELECT count(*) FROM outcome o JOIN subject s ON s.id = "
                                  "o.subject WHERE evaluation_id = 2 AND s.key = 'A03'"),
                     0);
    vw_verification v = verified(f);
    assert_true(vw_verification_agrees(&v));
    assert_int_equal(v.outcomes, 79);
}

static void what_differs_is_always_said_of_a_whole_set(void **state)
{
    fixture *f = *state;
    forty_failures(f);
    for (int i = 1; i <= 3; i++) {
        succeed(f, i, i);
        evaluate(f);
    }
    assert_int_equal(sets(f, "base_id = 1"), 3);
    assert_int_equal(number_of(f, "SELECT count(*) FROM outcome_row WHERE set_id = 4"), 3);
    assert_int_equal(outcomes(f, 4), 37);
}

static void a_large_change_is_stored_whole(void **state)
{
    fixture *f = *state;
    forty_failures(f);
    succeed(f, 1, 8); /* a quarter of what is left */
    evaluate(f);
    assert_int_equal(sets(f, "id = 2 AND base_id = 1"), 1);
    succeed(f, 9, 9);
    evaluate(f);
    assert_int_equal(sets(f, "id = 3 AND base_id IS NULL"), 1);
    assert_int_equal(number_of(f, "SELECT count(*) FROM outcome_row WHERE set_id = 3"), 31);
}

static void the_same_outcomes_are_stored_once_also_when_run_in_full(void **state)
{
    fixture *f = *state;
    forty_failures(f);
    evaluate_in_full(f);
    assert_int_equal(sets(f, "1"), 1);
    assert_int_equal(number_of(f, "SELECT count(*) FROM subject_set"), 1);
    assert_int_equal(outcomes(f, 2), 40);
}

/* A base that was changed is no base any more, nor is a set that was changed the same as another.
 */
static void nothing_is_built_on_what_was_changed(void **state)
{
    fixture *f = *state;
    forty_failures(f);
    tamper(f, "UPDATE outcome_set SET outcomes = substr(outcomes, 1, length(outcomes) - 1)");
    evaluate(f);
    assert_true(has_message(f, VW_MSG_E055));
    assert_int_equal(sets(f, "id = 2 AND base_id IS NULL"), 1);
    assert_int_equal(outcomes(f, 2), 40);
    succeed(f, 1, 1);
    evaluate(f);
    assert_int_equal(sets(f, "id = 3 AND base_id = 2"), 1);
    assert_string_equal(result_of(f, YEARLY), "not_met");
}

/* Nor is a text believed of which bytes were exchanged that stand far from what was touched. */
static void no_part_of_a_changed_text_is_taken_over(void **state)
{
    static const char *const changes[] = {
        /* the last subject is unknown, another one, twice, passes */
        "substr(outcomes, 1, length(outcomes) - 1) || x'06'",
        "substr(outcomes, 1, length(outcomes) - 1) || x'08'", "outcomes || x'04'",
        "substr(outcomes, 1, length(outcomes) - 1) || x'05'"};
    fixture *f = *state;
    forty_failures(f);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        tamper(f, vw_printf(f->arena,
                            "UPDATE outcome_set SET outcomes = CAST(%s AS BLOB) WHERE id = (SELECT "
                            "max(outcome_set) FROM finding)",
                            changes[i]));
        succeed(f, (int)i + 1, (int)i + 1);
        clear_messages(f);
        evaluate(f);
        assert_true(has_message(f, VW_MSG_E055));
        vw_finding finding = finding_of(f, YEARLY);
        assert_int_equal(finding.tally.fail, 39 - i);
        assert_int_equal(finding.tally.unknown, 0);
    }
}

/* What is counted comes from the text: rows that were changed alter no result. A verification names
 * them, and so does nobody else, but that a run in full stores them anew. */
static void rows_that_were_changed_alter_no_result(void **state)
{
    fixture *f = *state;
    forty_failures(f);
    tamper(f, "DELETE FROM outcome_row WHERE subject = (SELECT max(subject) FROM outcome_row)");
    succeed(f, 1, 1);
    evaluate(f);
    vw_finding finding = finding_of(f, YEARLY);
    assert_int_equal(finding.tally.fail, 39);
    assert_int_equal(finding.tally.pass, 1);
    verified(f);
    assert_true(has_message_about(f, VW_MSG_E050, "set 1"));
    assert_true(has_message_about(f, VW_MSG_E050, "set 2"));
    evaluate_in_full(f);
    assert_int_equal(sets(f, "id = 3 AND base_id IS NULL"), 1);
    assert_int_equal(outcomes(f, 3), 39);
    verified(f);
    assert_false(has_message_about(f, VW_MSG_E050, "set 3"));
}

static void outcomes_come_back_as_they_went_in(void **state)
{
    static const vw_outcome_row rows[] = {{1, 0, VW_FAIL},
                                          {2, 0, VW_UNKNOWN},
                                          {33, 0, VW_FAIL},
                                          {65, 7, VW_EXCEPTED},
                                          {65 + 32, 0, VW_FAIL},
                                          {5000, 0, VW_UNKNOWN},
                                          {INT64_C(1) << 40, INT64_C(1) << 62, VW_EXCEPTED},
                                          {INT64_C(1) << 60, 0, VW_FAIL}};
    enum { COUNT = sizeof rows / sizeof *rows };
    fixture *f = *state;
    vw_buf text = {.arena = f->arena};
    vw_outcome_row row;
    vw_outcomes_write(&text, rows, COUNT);
    const unsigned char *bytes = (const unsigned char *)vw_buf_text(&text);
    vw_outcome_cursor cursor = {.at = bytes, .end = bytes + text.length};
    for (size_t i = 0; i < COUNT; i++) {
        assert_true(vw_outcomes_read(&row, &cursor));
        assert_int_equal(row.subject, rows[i].subject);
        assert_int_equal(row.exception, rows[i].exception);
        assert_int_equal(row.outcome, rows[i].outcome);
    }
    assert_false(vw_outcomes_read(&row, &cursor));
    assert_false(cursor.odd);
    assert_int_equal(bytes[0], 4);
    assert_int_equal(bytes[1], 6);
    assert_int_equal(bytes[2], 124);
}

/* A pass, no step, an exception that is none, a number in more bytes than it needs, too large, cut
 * off; and whatever cannot be read is written so that it differs. */
static void bytes_that_are_no_outcomes_are_told(void **state)
{
    static const char *const wrong[] = {
        "\x05", "\x02", "\x07\x80", "\x84\x80", "\x07", "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F",
        "\x84"};
    static const vw_outcome_row odd[][2] = {{{7, 0, VW_FAIL}, {7, 0, VW_FAIL}},
                                            {{7, 0, VW_FAIL}, {3, 0, VW_FAIL}},
                                            {{7, 0, VW_FAIL}, {INT64_MAX, 0, VW_FAIL}}};
    fixture *f = *state;
    vw_outcome_row row;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const unsigned char *bytes = (const unsigned char *)wrong[i];
        vw_outcome_cursor cursor = {.at = bytes, .end = bytes + strlen(wrong[i])};
        assert_false(vw_outcomes_read(&row, &cursor));
        assert_true(cursor.odd);
    }
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        vw_buf text = {.arena = f->arena};
        vw_outcomes_write(&text, odd[i], 2);
        const unsigned char *bytes = (const unsigned char *)vw_buf_text(&text);
        vw_outcome_cursor cursor = {.at = bytes, .end = bytes + text.length};
        assert_true(vw_outcomes_read(&row, &cursor));
        assert_false(vw_outcomes_read(&row, &cursor));
        assert_true(cursor.odd);
    }
}

static void a_result_that_was_changed_is_not_inherited(void **state)
{
    fixture *f = *state;
    vw_perform_counts counts = {0};
    const vw_perform_options options = {.counts = &counts};
    forty_failures(f);
    tamper(f, "UPDATE finding SET result = 'met', strict = 'met', passed = 40, failed = 0");
    assert_int_equal(vw_evaluate(&f->evaluation, f->dossier, f->plan, f->files.items,
                                 f->files.count, &options, f->arena, f->diags),
                     VW_OK);
    assert_int_equal(counts.taken, 0);
    assert_true(has_message_about(f, VW_MSG_E054, "evaluation 1"));
    assert_string_equal(result_of(f, YEARLY), "not_met");
}

/* Its record was made to fit, but not what the ledger says of it. */
static void nor_when_its_hashes_were_made_to_fit(void **state)
{
    fixture *f = *state;
    vw_perform_counts counts = {0};
    const vw_perform_options options = {.counts = &counts};
    vw_finding finding;
    vw_evaluation head;
    char findings[65], hex[65];
    forty_failures(f);
    tamper(f, "UPDATE finding SET result = 'met', strict = 'met', passed = 40, failed = 0");
    finding = finding_of(f, YEARLY);
    vw_hasher *hasher = vw_hasher_new(f->arena);
    vw_hasher_start(hasher);
    vw_finding_hash(hasher, &finding);
    vw_digest digest = vw_hasher_end(hasher);
    vw_digest_hex(findings, &digest);
    assert_int_equal(vw_evaluation_latest(&head, f->dossier, f->arena, f->diags), VW_OK);
    head.findings_sha256 = findings;
    vw_evaluation_head_hash(hex, &head);
    tamper(f,
           vw_printf(f->arena, "UPDATE evaluation SET findings_sha256 = '%s', head_sha256 = '%s'",
                     findings, hex));
    assert_int_equal(vw_evaluate(&f->evaluation, f->dossier, f->plan, f->files.items,
                                 f->files.count, &options, f->arena, f->diags),
                     VW_OK);
    assert_int_equal(counts.taken, 0);
    assert_true(has_message(f, VW_MSG_E054));
}

static void what_could_not_be_run_is_run_again(void **state)
{
    fixture *f = *state;
    const vw_perform_options few = {.rule_steps = 1000};
    usual_set(f, "");
    fixture_ready(f);
    systems(f, 0, 99, 0);
    assert_int_equal(vw_plan_for_type(&f->plan, f->arena, f->diags, f->set, "municipality"), VW_OK);
    assert_int_equal(vw_evaluate(&f->evaluation, f->dossier, f->plan, f->files.items,
                                 f->files.count, &few, f->arena, f->diags),
                     VW_OK);
    assert_string_equal(result_of(f, YEARLY), "error");
    evaluate(f);
    assert_string_equal(result_of(f, YEARLY), "not_met");
}

/* With a set that says what differs from another. */
static void changed_differences_are_found(void **state)
{
    static const char *const changes[] = {
        "DELETE FROM outcome_row WHERE set_id = 2",
        "INSERT INTO outcome_row SELECT 2, subject, outcome, exception FROM outcome_row "
        "WHERE set_id = 1 AND subject NOT IN (SELECT subject FROM outcome_row WHERE set_id = 2)",
        "INSERT INTO outcome_row SELECT 2, max(id), 1, NULL FROM subject",
        "UPDATE outcome_row SET outcome = 2 WHERE set_id = 1 AND subject = (SELECT subject FROM "
        "outcome_row WHERE set_id = 2)",
        "UPDATE outcome_set SET base_id = NULL WHERE id = 2",
        "UPDATE outcome_row SET outcome = 0 WHERE set_id = 2"};
    fixture *f = *state;
    forty_failures(f);
    succeed(f, 3, 3);
    evaluate(f);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        const char *copy = vw_printf(f->arena, "%s.copy", f->path);
        assert_int_equal(system(vw_printf(f->arena, "cp '%s' '%s'", f->path, copy)), 0);
        tamper(f, changes[i]);
        vw_verification v = verified(f);
        bool found = !vw_verification_agrees(&v) && has_message(f, VW_MSG_E050);
        assert_int_equal(
            system(vw_printf(f->arena, "cp '%s' '%s' && rm '%s'", copy, f->path, copy)), 0);
        if (!found) {
            fail_msg("not found: %s", changes[i]);
        }
    }
}

static void a_base_of_a_base_is_found(void **state)
{
    fixture *f = *state;
    forty_failures(f);
    succeed(f, 3, 3);
    evaluate(f);
    tamper(f, "INSERT INTO outcome_set SELECT NULL, 2, count, sha256, outcomes FROM outcome_set "
              "WHERE id = 2; "
              "UPDATE finding SET outcome_set = 3 WHERE evaluation_id = 2; "
              "INSERT INTO outcome_row SELECT 3, subject, outcome, exception FROM outcome_row "
              "WHERE set_id = 2");
    verified(f);
    assert_true(has_message_about(f, VW_MSG_E050, "set 3"));
}

static void subjects_come_back_as_they_went_in(void **state)
{
    static const int64_t ends[] = {0,   1,     2,     3,     127,   128,     129,
                                   300, 16383, 16384, 16385, 16387, 2097152, INT64_C(1) << 40};
    fixture *f = *state;
    vw_subjects_builder builder = {.bytes = {.arena = f->arena}};
    vw_subjects subjects;
    size_t count = sizeof ends / sizeof *ends;
    for (size_t i = 1; i < count; i++) {
        vw_subjects_add(&builder, ends[i]);
    }
    vw_subjects_end(&subjects, &builder);
    assert_int_equal(subjects.count, count - 1);
    vw_subjects_cursor cursor = {.subjects = &subjects};
    int64_t subject = 0;
    for (size_t i = 1; i < count; i++) {
        assert_true(vw_subjects_next(&cursor, &subject));
        assert_int_equal(subject, ends[i]);
    }
    assert_false(vw_subjects_next(&cursor, &subject));
}

static void a_population_without_gaps_takes_few_bytes(void **state)
{
    fixture *f = *state;
    vw_subjects_builder builder = {.bytes = {.arena = f->arena}};
    vw_subjects subjects;
    for (int64_t i = 5; i < 1000005; i++) {
        vw_subjects_add(&builder, i);
    }
    vw_subjects_end(&subjects, &builder);
    assert_int_equal(subjects.count, 1000000);
    assert_int_equal(subjects.length, 4);
}

static void bytes_that_are_no_subjects_end_the_walk(void **state)
{
    static const unsigned char wrong[] = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                          0xFF, 0xFF, 0xFF, 0xFF, 0x7F};
    fixture *f = *state;
    int64_t subject = 0;
    (void)f;
    for (size_t length = 0; length <= sizeof wrong; length++) {
        vw_subjects subjects = {.bytes = wrong, .length = length};
        vw_subjects_cursor cursor = {.subjects = &subjects};
        assert_false(vw_subjects_next(&cursor, &subject));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_small_change_is_stored_as_what_differs),
        TEST(what_differs_is_always_said_of_a_whole_set),
        TEST(a_large_change_is_stored_whole),
        TEST(the_same_outcomes_are_stored_once_also_when_run_in_full),
        TEST(nothing_is_built_on_what_was_changed),
        TEST(no_part_of_a_changed_text_is_taken_over),
        TEST(rows_that_were_changed_alter_no_result),
        TEST(outcomes_come_back_as_they_went_in),
        TEST(bytes_that_are_no_outcomes_are_told),
        TEST(a_result_that_was_changed_is_not_inherited),
        TEST(nor_when_its_hashes_were_made_to_fit),
        TEST(what_could_not_be_run_is_run_again),
        TEST(changed_differences_are_found),
        TEST(a_base_of_a_base_is_found),
        TEST(subjects_come_back_as_they_went_in),
        TEST(a_population_without_gaps_takes_few_bytes),
        TEST(bytes_that_are_no_subjects_end_the_walk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
