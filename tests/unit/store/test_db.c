/* SPDX-License-Identifier: EUPL-1.2 */
/* The sandbox, the bounds, and failures turned into messages. */
#include "fixture.h"

#include <string.h>

static vw_status try_sql(fixture *f, vw_db *db, const char *sql)
{
    vw_arena *scratch = vw_arena_new();
    vw_stmt *stmt = NULL;
    clear_messages(f);
    vw_status status = vw_stmt_new(&stmt, db, scratch, f->diags, sql);
    if (status == VW_OK) {
        status = vw_stmt_run(stmt, f->diags);
    }
    vw_arena_free(scratch);
    return status;
}

static void sandboxed_sql_may_read_evidence(void **state)
{
    static const char *const allowed[] = {
        "SELECT s.key FROM ev_asset e JOIN subject s ON s.id = e.subject",
        "SELECT count(*) FROM import LEFT JOIN import_complete ON import_id = id",
        "WITH c AS (SELECT id FROM ev_asset) SELECT count(*) FROM c",
        "WITH c AS (SELECT id FROM ev_asset) SELECT 1 FROM c",
        "SELECT coalesce(max(date(effective_from, '+6 months')), '') FROM ev_asset",
        "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n LIMIT 9) SELECT i FROM n",
    };
    fixture *f = *state;
    vw_db *db = vw_dossier_db(open_dossier(f));
    vw_db_sandbox(db, true);
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++) {
        vw_status status = try_sql(f, db, allowed[i]);
        vw_diags_print(f->diags, stderr, VW_EN, false);
        assert_int_equal(status, VW_OK);
    }
}

static void sandboxed_sql_may_do_nothing_else(void **state)
{
    static const char *const refused[] = {
        "INSERT INTO subject (kind, key) VALUES ('asset', 'x')",
        "UPDATE ev_asset SET name = 'x'",
        "DELETE FROM ev_asset",
        "DROP TABLE ev_asset",
        "CREATE TABLE ev_mine (a)",
        "CREATE TEMP TABLE ev_mine (a)",
        "ATTACH ':memory:' AS other",
        "PRAGMA writable_schema = ON",
        "PRAGMA user_version",
        "SELECT * FROM pragma_table_info('ev_asset')",
        "SELECT 1 FROM pragma_database_list",
        "SELECT name FROM sqlite_schema",
        "SELECT 1 FROM sqlite_schema",
        "SELECT value FROM dossier",
        "SELECT count(*) FROM dossier",
        "SELECT 1 FROM EVALUATION",
        "SELECT content FROM set_file",
        "SELECT load_extension('x')",
        "SELECT fts3_tokenizer('simple')",
        "SELECT random()",
        "SELECT hex(randomblob(4))",
        "SELECT CURRENT_DATE",
        "BEGIN",
        "COMMIT",
        "SAVEPOINT a",
        "VACUUM INTO '/tmp/vw-stolen'",
        "ANALYZE",
        "REINDEX",
    };
    fixture *f = *state;
    vw_db *db = vw_dossier_db(open_dossier(f));
    vw_db_sandbox(db, true);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        vw_status status = try_sql(f, db, refused[i]);
        if (status != VW_ERR_STORE || !has_message(f, VW_MSG_D022)) {
            fail_msg("not refused: %s", refused[i]);
        }
    }
    /* These functions exist in the sqlite3 shell only: here they are unknown, which is as good. */
    assert_int_equal(try_sql(f, db, "SELECT readfile('/etc/passwd')"), VW_ERR_STORE);
    assert_int_equal(try_sql(f, db, "SELECT writefile('/tmp/vw-stolen', 'x')"), VW_ERR_STORE);
    vw_db_sandbox(db, false);
    assert_int_equal(try_sql(f, db, "SELECT value FROM dossier"), VW_OK);
}

static void a_statement_made_before_the_sandbox_keeps_running(void **state)
{
    fixture *f = *state;
    vw_db *db = vw_dossier_db(open_dossier(f));
    vw_stmt *stmt = NULL;
    bool row = false;
    assert_int_equal(vw_stmt_new(&stmt, db, f->arena, f->diags, "SELECT count(*) FROM dossier"),
                     VW_OK);
    vw_db_sandbox(db, true);
    assert_int_equal(vw_stmt_step(stmt, f->diags, &row), VW_OK);
    assert_true(row);
    vw_stmt_reset(stmt);
    assert_int_equal(vw_db_begin(db, f->diags), VW_OK);
    assert_int_equal(vw_db_commit(db, f->diags), VW_OK);
}

#define ENDLESS                                                                                    \
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"

static void a_bound_on_steps_interrupts(void **state)
{
    fixture *f = *state;
    vw_db *db = vw_dossier_db(open_dossier(f));
    vw_db_bound(db, 50000, 0);
    assert_int_equal(try_sql(f, db, ENDLESS), VW_ERR_STORE);
    assert_true(has_message(f, VW_MSG_D020));
    assert_int_equal(try_sql(f, db, "SELECT count(*) FROM dossier"), VW_OK);
}

static void a_bound_on_seconds_interrupts(void **state)
{
    fixture *f = *state;
    vw_db *db = vw_dossier_db(open_dossier(f));
    vw_db_bound(db, 0, 1);
    assert_int_equal(try_sql(f, db, ENDLESS), VW_ERR_STORE);
    assert_true(has_message(f, VW_MSG_D021));
}

/* The bound counts for one statement, not for all of them together. */
static void each_statement_has_the_whole_bound(void **state)
{
    fixture *f = *state;
    vw_db *db = vw_dossier_db(open_dossier(f));
    vw_db_bound(db, 50000, 0);
    for (int i = 0; i < 20; i++) {
        assert_int_equal(try_sql(f, db,
                                 "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                                 " WHERE i < 1000) SELECT max(i) FROM n"),
                         VW_OK);
    }
}

static bool stop_at_third(void *what)
{
    int *calls = what;
    return ++*calls < 3;
}

static void a_progress_bar_can_interrupt_beside_a_bound(void **state)
{
    fixture *f = *state;
    int calls = 0;
    vw_db *db = vw_dossier_db(open_dossier(f));
    vw_db_bound(db, 0, 60);
    vw_db_on_progress(db, stop_at_third, &calls);
    assert_int_equal(try_sql(f, db, ENDLESS), VW_ERR_STORE);
    assert_true(has_message(f, VW_MSG_D019));
    assert_int_equal(calls, 3);
}

static void values_come_back_as_they_went_in(void **state)
{
    fixture *f = *state;
    vw_db *db = vw_dossier_db(open_dossier(f));
    vw_stmt *stmt = NULL;
    bool row = false;
    size_t length = 0;
    assert_int_equal(vw_stmt_new(&stmt, db, f->arena, f->diags, "SELECT ?1, ?2 AS x, ?3, ?4, ?5"),
                     VW_OK);
    vw_stmt_bind_int(stmt, 1, INT64_MIN);
    vw_stmt_bind_real(stmt, 2, 0.1);
    vw_stmt_bind_text(stmt, 3, "é");
    vw_stmt_bind_blob(stmt, 4, "a\0b", 3);
    vw_stmt_bind_text(stmt, 5, NULL);
    assert_int_equal(vw_stmt_step(stmt, f->diags, &row), VW_OK);
    assert_true(row);
    assert_int_equal(vw_stmt_columns(stmt), 5);
    assert_string_equal(vw_stmt_name(stmt, 1), "x");
    assert_true(vw_stmt_int(stmt, 0) == INT64_MIN);
    assert_true(vw_stmt_real(stmt, 1) == 0.1);
    assert_string_equal(vw_stmt_text(stmt, 2), "é");
    assert_memory_equal(vw_stmt_blob(stmt, 3, &length), "a\0b", 3);
    assert_int_equal(length, 3);
    assert_true(vw_stmt_is_null(stmt, 4));
    assert_null(vw_stmt_text(stmt, 4));
}

static void a_bind_out_of_range_is_told_at_the_step(void **state)
{
    fixture *f = *state;
    vw_db *db = vw_dossier_db(open_dossier(f));
    vw_stmt *stmt = NULL;
    assert_int_equal(vw_stmt_new(&stmt, db, f->arena, f->diags, "SELECT ?1"), VW_OK);
    vw_stmt_bind_int(stmt, 2, 1);
    assert_int_equal(vw_stmt_run(stmt, f->diags), VW_ERR_STORE);
    assert_int_equal(vw_diags_count(f->diags, VW_ERROR), 1);
}

static void a_text_in_double_quotes_is_a_name(void **state)
{
    fixture *f = *state;
    vw_db *db = vw_dossier_db(open_dossier(f));
    assert_int_equal(try_sql(f, db, "SELECT \"high\""), VW_ERR_STORE);
    assert_true(has_message(f, VW_MSG_D018));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)
        TEST(sandboxed_sql_may_read_evidence),
        TEST(sandboxed_sql_may_do_nothing_else),
        TEST(a_statement_made_before_the_sandbox_keeps_running),
        TEST(a_bound_on_steps_interrupts),
        TEST(a_bound_on_seconds_interrupts),
        TEST(each_statement_has_the_whole_bound),
        TEST(a_progress_bar_can_interrupt_beside_a_bound),
        TEST(values_come_back_as_they_went_in),
        TEST(a_bind_out_of_range_is_told_at_the_step),
        TEST(a_text_in_double_quotes_is_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
