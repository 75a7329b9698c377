/* SPDX-License-Identifier: EUPL-1.2 */
/* What the columns must not answer, and what stops them. */
#include "catalogue.h"
#include "compare.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { RULES_MAX = 12 };

typedef struct {
    vw_arena *arena;
    evidence *evidence;
    vw_rule_frame frame;
    const vw_rule *rules[RULES_MAX];
    size_t count;
    const vw_columns *columns;
} trial;

static void start(trial *t)
{
    t->arena = vw_arena_new();
    t->evidence = evidence_new(rules_catalogue());
    t->frame = evidence_frame();
    t->count = 0;
    static const char *const names[] = {"criticality", "installed", "users", "encrypted", "owner"};
    static const char *const first[] = {"high", "2025-03-01", "3", "yes", "P1"};
    static const char *const second[] = {"low", NULL, "9", "no", "P2"};
    evidence_import(t->evidence, "asset", VW_DATE_NONE, VW_DATE_NONE);
    evidence_record(t->evidence, "A1", names, first, 5);
    evidence_record(t->evidence, "A2", names, second, 5);
    evidence_import(t->evidence, "person", VW_DATE_NONE, VW_DATE_NONE);
    evidence_record(t->evidence, "P1", NULL, NULL, 0);
    (void)evidence_number(t->evidence, "SELECT 1"); /* ends the last import */
}

static void end(trial *t)
{
    evidence_free(t->evidence);
    vw_arena_free(t->arena);
}

static void add_rule(trial *t, const char *population, const char *condition)
{
    t->rules[t->count++] = rule_of(t->arena, rules_catalogue(), population, condition);
}

/* Past the program: as a hand with another tool would. */
static void run_sql(trial *t, const char *sql)
{
    assert_int_equal(vw_db_exec(vw_dossier_db(t->evidence->dossier), t->evidence->diags, sql),
                     VW_OK);
}

static void find(trial *t)
{
    t->columns = columns_of(t->arena, t->evidence, t->rules, t->count, &t->frame, NULL);
}

static void assert_left(trial *t, size_t rule)
{
    assert_non_null(vw_columns_left(t->columns, rule));
}

static void assert_right(trial *t, size_t rule)
{
    assert_null(vw_columns_left(t->columns, rule));
    assert_null(difference(t->arena, vw_dossier_db(t->evidence->dossier), t->columns, rule,
                           t->rules[rule], &t->frame));
}

#define ASSET_ROW                                                                                  \
    "INSERT INTO subject (kind, key) VALUES ('asset', 'odd');"                                     \
    "INSERT INTO ev_asset (subject, import_id, row_no, row_sha256, effective_from, "

static void an_odd_date_leaves_what_looks_at_it_to_the_sql(void **state)
{
    trial *t = *state;
    run_sql(t, ASSET_ROW "installed) SELECT max(id), 1, 9, zeroblob(32), '2020-01-01', "
                         "'yesterday' FROM subject");
    add_rule(t, "asset", "installed <= as_of");
    add_rule(t, "asset", "criticality = 'high'");
    add_rule(t, "incident", "asset.installed <= as_of");
    find(t);
    assert_left(t, 0);
    assert_right(t, 1);
    assert_left(t, 2);
}

static void the_day_after_february_is_an_odd_date(void **state)
{
    trial *t = *state;
    run_sql(t, ASSET_ROW "installed) SELECT max(id), 1, 9, zeroblob(32), '2020-01-01', "
                         "'2025-02-30' FROM subject");
    add_rule(t, "asset", "as_of within 12 months after installed");
    find(t);
    assert_left(t, 0);
}

static void a_yes_that_is_two_leaves_what_looks_at_it_to_the_sql(void **state)
{
    trial *t = *state;
    run_sql(t, ASSET_ROW "encrypted) SELECT max(id), 1, 9, zeroblob(32), '2020-01-01', 2 "
                         "FROM subject");
    add_rule(t, "asset", "encrypted");
    add_rule(t, "asset", "installed is known");
    find(t);
    assert_left(t, 0);
    assert_right(t, 1);
}

/* Of a newest record what it is asked, and by what it was picked, may be odd too. */
static void an_odd_value_of_a_newest_record_leaves_its_rule_to_the_sql(void **state)
{
    trial *t = *state;
    run_sql(t, ASSET_ROW "encrypted) SELECT max(id), 1, 9, zeroblob(32), '2020-01-01', 2 "
                         "FROM subject");
    add_rule(t, "person", "latest any asset where installed is known: encrypted");
    add_rule(t, "person", "latest any asset where encrypted: installed is known");
    add_rule(t, "person", "earliest any asset: installed is known");
    find(t);
    assert_left(t, 0);
    assert_left(t, 1);
    assert_right(t, 2);
    run_sql(t, "INSERT INTO subject (kind, key) VALUES ('asset', 'odder');"
               "INSERT INTO ev_asset (subject, import_id, row_no, row_sha256, effective_from) "
               "SELECT max(id), 1, 9, zeroblob(32), '2020-02-30' FROM subject");
    find(t);
    assert_left(t, 2);
}

/* Two odd values may look alike to the columns, and not to SQLite: who looks at them is touched. */
static void an_odd_value_that_became_another_is_left_to_the_sql(void **state)
{
    static const char *const names[] = {"asset"};
    static const char *const odd[] = {"odd"};
    trial *t = *state;
    run_sql(t, ASSET_ROW "installed) SELECT max(id), 1, 9, zeroblob(32), '2020-01-01', "
                         "'2024-00-00' FROM subject");
    evidence_import(t->evidence, "incident", VW_DATE_NONE, VW_DATE_NONE);
    for (int i = 0; i < 3; i++) {
        evidence_record(t->evidence, vw_printf(t->arena, "I%d", i), names, odd, 1);
    }
    const int64_t earlier = evidence_number(t->evidence, "SELECT max(id) FROM import");
    evidence_import(t->evidence, "asset", VW_DATE_NONE, VW_DATE_NONE);
    evidence_record(t->evidence, "A3", NULL, NULL, 0);
    (void)evidence_number(t->evidence, "SELECT 1");
    run_sql(t, "INSERT INTO ev_asset (subject, import_id, row_no, row_sha256, effective_from, "
               "installed) SELECT s.id, (SELECT max(id) FROM import), 9, zeroblob(32), "
               "'2020-01-01', '2025-99-99' FROM subject s WHERE s.key = 'odd'");
    add_rule(t, "incident", "asset.installed > date '2025-01-01'");
    const vw_columns_options options = {.since = true, .earlier_mark = earlier};
    t->columns = columns_of(t->arena, t->evidence, t->rules, t->count, &t->frame, &options);
    assert_left(t, 0);
}

static void a_number_that_no_double_holds_is_left_to_the_sql(void **state)
{
    trial *t = *state;
    run_sql(t, ASSET_ROW "users) SELECT max(id), 1, 9, zeroblob(32), '2020-01-01', "
                         "9007199254740993 FROM subject");
    add_rule(t, "asset", "users > 2");
    find(t);
    assert_left(t, 0);
}

static void a_product_that_no_double_holds_is_left_to_the_sql(void **state)
{
    trial *t = *state;
    run_sql(t, ASSET_ROW "users, seats) SELECT max(id), 1, 9, zeroblob(32), '2020-01-01', "
                         "3000000001, 3000000003 FROM subject");
    add_rule(t, "asset", "users * seats > 2");
    add_rule(t, "asset", "users + seats > 2");
    find(t);
    assert_left(t, 0);
    assert_right(t, 1);
}

static void a_literal_of_many_digits_is_left_to_the_sql(void **state)
{
    trial *t = *state;
    add_rule(t, "asset", "users < 9007199254740993");
    add_rule(t, "asset", "users / 10 < 0.3");
    add_rule(t, "asset", "rto < 0.12345678901234567");
    find(t);
    assert_left(t, 0);
    assert_right(t, 1);
    assert_left(t, 2);
}

static void a_subject_that_one_import_has_twice_is_left_to_the_sql(void **state)
{
    trial *t = *state;
    run_sql(t, "INSERT INTO ev_person (subject, import_id, row_no, row_sha256, effective_from) "
               "SELECT subject, import_id, 9, zeroblob(32), '2020-01-01' FROM ev_person");
    add_rule(t, "person", "mfa = true");
    add_rule(t, "asset", "owner.mfa is known");
    add_rule(t, "asset", "criticality = 'high'");
    find(t);
    assert_left(t, 0);
    assert_left(t, 1);
    assert_right(t, 2);
}

static void a_choice_that_the_catalogue_does_not_have_is_compared_as_it_stands(void **state)
{
    trial *t = *state;
    run_sql(t, ASSET_ROW "criticality, exposure) SELECT max(id), 1, 9, zeroblob(32), "
                         "'2020-01-01', 'huge', 'huge' FROM subject");
    add_rule(t, "asset", "criticality = exposure");
    add_rule(t, "asset", "criticality in ('low', 'high')");
    find(t);
    assert_right(t, 0);
    assert_right(t, 1);
}

static void a_period_that_has_no_december_9999_behind_it_is_unknown_as_in_sql(void **state)
{
    trial *t = *state;
    run_sql(t, ASSET_ROW "installed, reviewed) SELECT max(id), 1, 9, zeroblob(32), '2020-01-01', "
                         "'9999-10-31', '9999-11-30' FROM subject");
    run_sql(t, "INSERT INTO subject (kind, key) VALUES ('asset', 'odder');"
               "INSERT INTO ev_asset (subject, import_id, row_no, row_sha256, effective_from, "
               "installed, reviewed) SELECT max(id), 1, 9, zeroblob(32), '2020-01-01', "
               "'9999-11-30', '9999-12-31' FROM subject");
    add_rule(t, "asset", "reviewed within 1 month after installed");
    add_rule(t, "asset", "reviewed within 2 months after installed");
    add_rule(t, "asset", "reviewed within 31 days after installed");
    add_rule(t, "asset", "reviewed within 32 days after installed");
    add_rule(t, "asset", "installed within 100000 months before reviewed");
    find(t);
    for (size_t i = 0; i < t->count; i++) {
        assert_right(t, i);
    }
}

static void
what_would_pass_the_bound_on_memory_is_left_to_the_sql_and_the_rest_is_right(void **state)
{
    trial *t = *state;
    add_rule(t, "person", "mfa = true");
    add_rule(t, "asset", "criticality = 'high'");
    add_rule(t, "asset", "count restore_test where (result = 'success') >= 2");
    find(t);
    for (size_t i = 0; i < t->count; i++) {
        assert_right(t, i);
    }
    size_t left_before = 0;
    for (size_t bytes = 1; bytes < 2000; bytes += 20) {
        const vw_columns_options options = {.bytes_most = bytes};
        size_t left = 0;
        t->columns = columns_of(t->arena, t->evidence, t->rules, t->count, &t->frame, &options);
        for (size_t i = 0; i < t->count; i++) {
            if (vw_columns_left(t->columns, i) != NULL) {
                assert_string_equal(vw_columns_left(t->columns, i), "more memory than is allowed");
                left++;
            } else {
                assert_right(t, i);
            }
        }
        assert_true(bytes == 1 ? left == t->count : left <= left_before);
        left_before = left;
    }
    assert_int_equal(left_before, 0);
}

static bool stop(void *what)
{
    (void)what;
    return false;
}

static void who_watches_can_stop_it(void **state)
{
    trial *t = *state;
    vw_db *db = vw_dossier_db(t->evidence->dossier);
    vw_columns *columns = NULL;
    run_sql(t,
            "WITH RECURSIVE n(i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
            "INSERT INTO ev_person (subject, import_id, row_no, row_sha256, effective_from) "
            "SELECT subject, i, 9, zeroblob(32), '2020-01-01' FROM n, ev_person WHERE row_no = 1");
    t->frame.mark = 1000000;
    add_rule(t, "person", "mfa is known");
    vw_db_on_progress(db, stop, NULL);
    vw_status status = vw_columns_run(&columns, db, t->rules, t->count, &t->frame, NULL, t->arena,
                                      t->evidence->diags);
    vw_db_on_progress(db, NULL, NULL);
    assert_int_equal(status, VW_ERR_STORE);
    assert_null(columns);
    find(t);
    assert_right(t, 0);
}

static void other_sql_gets_nothing_out_of_the_function_that_takes_columns(void **state)
{
    trial *t = *state;
    add_rule(t, "asset", "users > 2");
    find(t);
    assert_int_equal(evidence_number(t->evidence, "SELECT vw_take(id, 1) IS NULL FROM subject"), 1);
}

static int prepare(void **state)
{
    start(*state);
    return 0;
}

static int clear(void **state)
{
    end(*state);
    return 0;
}

#define TRIAL(name) cmocka_unit_test_prestate_setup_teardown(name, prepare, clear, &shared)

int main(void)
{
    static trial shared;
    const struct CMUnitTest tests[] = {
        TRIAL(an_odd_date_leaves_what_looks_at_it_to_the_sql),
        TRIAL(the_day_after_february_is_an_odd_date),
        TRIAL(a_yes_that_is_two_leaves_what_looks_at_it_to_the_sql),
        TRIAL(an_odd_value_of_a_newest_record_leaves_its_rule_to_the_sql),
        TRIAL(an_odd_value_that_became_another_is_left_to_the_sql),
        TRIAL(a_number_that_no_double_holds_is_left_to_the_sql),
        TRIAL(a_product_that_no_double_holds_is_left_to_the_sql),
        TRIAL(a_literal_of_many_digits_is_left_to_the_sql),
        TRIAL(a_subject_that_one_import_has_twice_is_left_to_the_sql),
        TRIAL(a_choice_that_the_catalogue_does_not_have_is_compared_as_it_stands),
        TRIAL(a_period_that_has_no_december_9999_behind_it_is_unknown_as_in_sql),
        TRIAL(what_would_pass_the_bound_on_memory_is_left_to_the_sql_and_the_rest_is_right),
        TRIAL(who_watches_can_stop_it),
        TRIAL(other_sql_gets_nothing_out_of_the_function_that_takes_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
