/* SPDX-License-Identifier: EUPL-1.2 */
/* A dossier of schema version 2 or 3 keeps its evaluations: brought up to date, each still stands a
 * verification by the hash that it was stored with, and what was changed before still shows. */
#include "fixture.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define YEARLY "backup.restore.yearly"

static void run_sql(const fixture *f, const char *sql)
{
    sqlite3 *db = NULL;
    char *error = NULL;
    assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &error) != SQLITE_OK) {
        fail_msg("%s", error);
    }
    sqlite3_close(db);
}

/* As long as no day of approval could be recorded, none is asked for. */
static void without_day_of_approval(fixture *f)
{
    for (size_t i = 0; i < f->files.count; i++) {
        vw_set_file *file = &f->files.items[i];
        char *text = vw_strdup(f->arena, file->text);
        char *day = strstr(text, "name: approved_on");
        if (day != NULL) {
            memcpy(day, "name: approved_at", strlen("name: approved_at"));
            file->text = text;
        }
    }
}

static void take_dossier(fixture *f, const char *path)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *sql = vw_alloc(f->arena, 1 << 20);
    assert_in_range(fread(sql, 1, (1 << 20) - 1, file), 1, (1 << 20) - 2);
    fclose(file);
    run_sql(f, "PRAGMA journal_mode = OFF");
    run_sql(f, sql);
}

/* The dossier as it was, and the control set that it was evaluated with last. */
static void old_dossier(fixture *f)
{
    const test_text approved = {"change.control.approved", "operation", "change", "approved = true",
                                ""};
    take_dossier(f, "tests/resources/dossier_v2.sql");
    without_day_of_approval(f);
    usual_set(f, "");
    add_measure(f, "change.control", &approved, 1);
    add_requirement(f, "frame", "2", "control", "[operation]", "change.control full");
    add_requirement(f, "frame", "3", "article", "[design]", "");
    add_requirement(f, "frame", "4", "article", "[design]", "");
    assert_int_equal(vw_set_load(&f->set, f->arena, f->diags, f->files.items, f->files.count),
                     VW_OK);
}

static vw_status open_it(fixture *f)
{
    return vw_dossier_open(&f->dossier, f->arena, f->diags, f->path, VW_READ_WRITE,
                           f->set->catalogue);
}

static vw_verification verified(fixture *f)
{
    const vw_verify_options options = {.lang = VW_EN};
    vw_verification verification;
    assert_int_equal(vw_verify(&verification, f->dossier, &options, f->arena, f->diags), VW_OK);
    return verification;
}

static void its_evaluations_agree_by_the_hashes_that_they_had(void **state)
{
    fixture *f = *state;
    old_dossier(f);
    assert_int_equal(open_it(f), VW_OK);
    vw_verification v = verified(f);
    if (!vw_verification_agrees(&v)) {
        vw_diags_print(f->diags, stderr, VW_EN, false);
    }
    assert_true(vw_verification_agrees(&v));
    assert_int_equal(v.evaluations, 3);
    assert_int_equal(v.outcomes, 3 + 2 + 2);
    assert_int_equal(number_of(f, "PRAGMA user_version"), 4);
    assert_int_equal(number_of(f, "SELECT result_sha256 LIKE 'b9045ac7%' FROM evaluation "
                                  "WHERE id = 3"),
                     1);
    assert_int_equal(number_of(f, "SELECT count(*) FROM evaluation WHERE recipe IS NULL"), 3);
}

static void its_outcomes_are_the_same_and_stored_once(void **state)
{
    fixture *f = *state;
    old_dossier(f);
    assert_int_equal(open_it(f), VW_OK);
    assert_int_equal(number_of(f, "SELECT count(*) FROM outcome"), 7);
    assert_int_equal(
        number_of(f,
                  "SELECT group_concat(evaluation_id || test || subject || outcome || "
                  "coalesce(exception, ''), ' ') = '1" YEARLY "9fail 1" YEARLY
                  "10excepted' || (SELECT id FROM subject WHERE kind = 'exception') || ' 1" YEARLY
                  "11unknown' FROM (SELECT * FROM outcome WHERE evaluation_id = 1 "
                  "ORDER BY subject)"),
        1);
    /* Those of the last two evaluations, those of the first, and none. */
    assert_int_equal(number_of(f, "SELECT count(*) FROM outcome_set"), 3);
    assert_int_equal(number_of(f, "SELECT count(*) FROM outcome_row"), 5);
}

static void nothing_is_taken_over_from_it_but_from_the_next(void **state)
{
    fixture *f = *state;
    vw_perform_counts counts = {0};
    const vw_perform_options options = {.counts = &counts};
    old_dossier(f);
    assert_int_equal(open_it(f), VW_OK);
    assert_int_equal(vw_plan_for_type(&f->plan, f->arena, f->diags, f->set, "municipality"), VW_OK);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(vw_evaluate(&f->evaluation, f->dossier, f->plan, f->files.items,
                                     f->files.count, &options, f->arena, f->diags),
                         VW_OK);
        assert_int_equal(counts.taken, i == 0 ? 0 : 2);
    }
    /* The set that was moved has another hash than the one that serves the new evaluations. */
    assert_int_equal(number_of(f, "SELECT count(DISTINCT outcome_set) FROM finding "
                                  "WHERE evaluation_id > 1 AND test = '" YEARLY "'"),
                     2);
    vw_verification v = verified(f);
    assert_true(vw_verification_agrees(&v));
    assert_int_equal(v.evaluations, 5);
}

static void what_was_changed_before_still_shows(void **state)
{
    fixture *f = *state;
    old_dossier(f);
    run_sql(f, "DROP TRIGGER outcome_no_update; UPDATE outcome SET outcome = 'unknown' WHERE "
               "evaluation_id = 1 AND outcome = 'fail'; CREATE TRIGGER outcome_no_update BEFORE "
               "UPDATE ON outcome BEGIN SELECT RAISE(ABORT, 'x'); END");
    assert_int_equal(open_it(f), VW_OK);
    vw_verification v = verified(f);
    assert_false(vw_verification_agrees(&v));
    assert_true(has_message_about(f, VW_MSG_E010, YEARLY ", A09, outcome"));
}

static void outcomes_of_no_finding_do_not_disappear(void **state)
{
    fixture *f = *state;
    old_dossier(f);
    run_sql(f, "INSERT INTO outcome VALUES (1, 'a.b.c', 9, 'fail', NULL)");
    assert_int_equal(open_it(f), VW_ERR_STORE);
    assert_true(has_message_about(f, VW_MSG_D050, "1 stored outcomes"));
    run_sql(f, "SELECT subject FROM outcome WHERE test = 'a.b.c'");
    run_sql(f, "DROP TRIGGER finding_no_update"); /* is back, since nothing was done */
}

/* Of version 3: ten systems do not pass, then nine, which is stored as what differs. */
static void third_version(fixture *f)
{
    take_dossier(f, "tests/resources/dossier_v3.sql");
    usual_set(f, "");
    assert_int_equal(vw_set_load(&f->set, f->arena, f->diags, f->files.items, f->files.count),
                     VW_OK);
}

static void sets_without_a_text_agree_and_serve_as_a_base(void **state)
{
    fixture *f = *state;
    third_version(f);
    assert_int_equal(open_it(f), VW_OK);
    vw_verification v = verified(f);
    assert_true(vw_verification_agrees(&v));
    assert_int_equal(v.evaluations, 2);
    assert_int_equal(v.outcomes, 19);
    assert_int_equal(number_of(f, "PRAGMA user_version"), 4);
    assert_int_equal(number_of(f, "SELECT count(*) FROM evaluation WHERE recipe = 2"), 2);
    assert_int_equal(number_of(f, "SELECT count(*) FROM outcome_set WHERE outcomes IS NULL"), 2);
    evaluate(f);
    assert_int_equal(number_of(f, "SELECT count(*) FROM evaluation WHERE recipe = 3"), 1);
    /* Of A03 alone the first evaluation, which is the base, said something else. */
    assert_int_equal(number_of(f,
                               "SELECT count(*) FROM outcome_set s JOIN outcome_row r "
                               "ON r.set_id = s.id WHERE s.outcomes IS NOT NULL AND base_id = 1"),
                     1);
    assert_int_equal(number_of(f, "SELECT count(*) FROM outcome WHERE evaluation_id = 3"), 9);
    evaluate(f);
    v = verified(f);
    assert_true(vw_verification_agrees(&v));
    assert_int_equal(v.evaluations, 4);
}

static void rows_without_a_text_that_were_changed_still_show(void **state)
{
    fixture *f = *state;
    third_version(f);
    assert_int_equal(open_it(f), VW_OK);
    tamper(f, "UPDATE outcome_row SET outcome = 2 WHERE set_id = 1 AND subject = 4");
    vw_verification v = verified(f);
    assert_false(vw_verification_agrees(&v));
    assert_true(has_message_about(f, VW_MSG_E050, "set 1"));
    assert_true(has_message_about(f, VW_MSG_E050, "set 2"));
    evaluate(f);
    assert_int_equal(number_of(f, "SELECT count(*) FROM outcome_set WHERE outcomes IS NOT NULL AND "
                                  "base_id IS NULL AND count = 9"),
                     1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(its_evaluations_agree_by_the_hashes_that_they_had),
        TEST(its_outcomes_are_the_same_and_stored_once),
        TEST(nothing_is_taken_over_from_it_but_from_the_next),
        TEST(what_was_changed_before_still_shows),
        TEST(outcomes_of_no_finding_do_not_disappear),
        TEST(sets_without_a_text_agree_and_serve_as_a_base),
        TEST(rows_without_a_text_that_were_changed_still_show),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
