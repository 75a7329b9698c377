/* SPDX-License-Identifier: EUPL-1.2 */
/* Rows in their thousands, written in batches by another thread: each keeps its own subjects. */
#include "fixture.h"

#include "store/evidence/evidence_private.h"
#include "store/evidence/evidence_subjects.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { ROWS = 3000, OWNERS = 701 };

static vw_import *begin(fixture *f, vw_dossier *dossier)
{
    static vw_import_head head;
    vw_import *import = NULL;
    head = asset_head();
    assert_int_equal(vw_db_begin(vw_dossier_db(dossier), f->diags), VW_OK);
    assert_int_equal(vw_import_begin(&import, dossier, f->arena, f->diags, &head), VW_OK);
    return import;
}

static int64_t end(fixture *f, vw_dossier *dossier, vw_import *import)
{
    int64_t id = 0;
    assert_int_equal(vw_import_end(import, f->diags, &id), VW_OK);
    assert_int_equal(vw_db_commit(vw_dossier_db(dossier), f->diags), VW_OK);
    return id;
}

static const char *name_of(fixture *f, char letter, uint32_t number)
{
    return vw_printf(f->arena, "%c%u", letter, (unsigned)number);
}

/* Asset a<row> belongs to person p<row modulo OWNERS>. */
static void add_rows(fixture *f, vw_import *import, uint32_t first, uint32_t last)
{
    for (uint32_t row = first; row <= last; row++) {
        add_asset(import, f, row, name_of(f, 'a', row), name_of(f, 'p', row % OWNERS), row, NULL);
    }
}

static void assert_all_belong(fixture *f, vw_dossier *dossier, int64_t rows)
{
    assert_int_equal(
        number_of(f, dossier,
                  vw_printf(f->arena,
                            "SELECT count(*) FROM ev_asset e"
                            " JOIN subject s ON s.id = e.subject AND s.kind = 'asset'"
                            " JOIN subject o ON o.id = e.owner AND o.kind = 'person'"
                            " WHERE s.key = 'a' || e.row_no AND o.key = 'p' || (e.row_no %% %d)",
                            OWNERS)),
        rows);
}

static void each_row_keeps_its_own_subjects(void **state)
{
    fixture *f = *state;
    vw_dossier *dossier = open_dossier(f);
    vw_import *import = begin(f, dossier);
    vw_import_check check;
    add_rows(f, import, 2, ROWS);
    int64_t id = end(f, dossier, import);
    assert_all_belong(f, dossier, ROWS - 1);
    assert_int_equal(number_of(f, dossier, "SELECT count(*) FROM subject"), ROWS - 1 + OWNERS);
    assert_int_equal(vw_import_verify(&check, dossier, f->diags, id), VW_OK);
    assert_true(check.intact);
    assert_int_equal(check.rows, ROWS - 1);
}

static void a_later_import_finds_the_subjects_again(void **state)
{
    fixture *f = *state;
    vw_dossier *dossier = open_dossier(f);
    vw_import *import = begin(f, dossier);
    add_rows(f, import, 2, ROWS);
    end(f, dossier, import);
    import = begin(f, dossier);
    add_rows(f, import, 1000, 2 * ROWS);
    end(f, dossier, import);
    assert_all_belong(f, dossier, ROWS - 1 + 2 * ROWS - 999);
    assert_int_equal(number_of(f, dossier, "SELECT count(*) FROM subject"), 2 * ROWS - 1 + OWNERS);
    assert_int_equal(number_of(f, dossier, "SELECT superseding FROM import WHERE id = 2"),
                     ROWS - 999);
}

static void subjects_are_numbered_as_they_are_named(void **state)
{
    fixture *f = *state;
    vw_dossier *dossier = open_dossier(f);
    vw_import *import = begin(f, dossier);
    add_rows(f, import, 2, ROWS);
    end(f, dossier, import);
    /* a2 p2 a3 p3 ... until the persons come round. */
    assert_int_equal(number_of(f, dossier, "SELECT id FROM subject WHERE key = 'a2'"), 1);
    assert_int_equal(number_of(f, dossier, "SELECT id FROM subject WHERE key = 'p2'"), 2);
    assert_int_equal(number_of(f, dossier, "SELECT id FROM subject WHERE key = 'a700'"), 1397);
    assert_int_equal(number_of(f, dossier, "SELECT max(id) FROM subject"), ROWS - 1 + OWNERS);
}

static void numbers_below_zero_are_stored_and_verified(void **state)
{
    enum { COST = 5, USERS = 6, FIELDS = 8 };
    fixture *f = *state;
    vw_dossier *dossier = open_dossier(f);
    vw_import *import = begin(f, dossier);
    for (uint32_t row = 2; row <= ROWS; row++) {
        vw_value values[FIELDS] = {
            [COST] = {.is = VW_VALUE_REAL, .real = -0.5 - row},
            [USERS] = {.is = VW_VALUE_INTEGER, .integer = -(int64_t)row * 1000000000}};
        assert_int_equal(vw_import_row(import, f->diags, row, name_of(f, 'a', row), values, NULL),
                         VW_OK);
    }
    int64_t id = end(f, dossier, import);
    vw_import_check check;
    assert_int_equal(number_of(f, dossier,
                               "SELECT count(*) FROM ev_asset WHERE cost = -0.5 - row_no"
                               " AND users = -row_no * 1000000000"),
                     ROWS - 1);
    assert_int_equal(vw_import_verify(&check, dossier, f->diags, id), VW_OK);
    assert_true(check.intact);
}

/* What hashes are over; both sides of a verification would be wrong alike. */
static void integers_are_hashed_as_people_write_them(void **state)
{
    static const int64_t integers[] = {0, 7, -1, -10, 1234567890123, INT64_MAX, INT64_MIN};
    (void)state;
    for (size_t i = 0; i < sizeof integers / sizeof *integers; i++) {
        char ours[VW_NUMBER_BYTES], plain[VW_NUMBER_BYTES];
        vw_evidence__integer_text(ours, integers[i]);
        (void)snprintf(plain, sizeof plain, "%" PRId64, integers[i]);
        assert_string_equal(ours, plain);
    }
}

static void assert_indexes_hold(fixture *f, vw_dossier *dossier, int64_t rows, int64_t owned)
{
    assert_int_equal(number_of(f, dossier,
                               "SELECT count(*) FROM ev_asset INDEXED BY \"ev_asset.subject\""
                               " WHERE subject > 0"),
                     rows);
    assert_int_equal(number_of(f, dossier,
                               "SELECT count(*) FROM ev_asset INDEXED BY \"ev_asset.owner\""
                               " WHERE owner IS NOT NULL"),
                     owned);
    assert_int_equal(number_of(f, dossier,
                               "SELECT count(*) FROM pragma_integrity_check"
                               " WHERE integrity_check <> 'ok'"),
                     0);
}

static void indexes_hold_references_that_come_late_or_never(void **state)
{
    static const uint32_t firsts[] = {ROWS + 1, ROWS / 2}; /* rows with an owner */
    for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++) {
        fixture *f = *state;
        vw_dossier *dossier = open_dossier(f);
        vw_import *import = begin(f, dossier);
        for (uint32_t row = 2; row < firsts[i]; row++) {
            add_asset(import, f, row, name_of(f, 'a', row), NULL, row, NULL);
        }
        add_rows(f, import, firsts[i], ROWS);
        int64_t id = 0;
        assert_int_equal(vw_import_end(import, f->diags, &id), VW_OK);
        assert_indexes_hold(f, dossier, ROWS - 1, ROWS + 1 - (int64_t)firsts[i]);
        vw_db_rollback(vw_dossier_db(dossier));
    }
}

static void indexes_hold_subjects_that_were_numbered_before(void **state)
{
    fixture *f = *state;
    vw_dossier *dossier = open_dossier(f);
    assert_int_equal(vw_db_exec(vw_dossier_db(dossier), f->diags,
                                "WITH RECURSIVE n (i) AS (VALUES (3000) UNION ALL SELECT i - 1"
                                " FROM n WHERE i > 2) INSERT INTO subject (kind, key)"
                                " SELECT 'asset', 'a' || i FROM n"),
                     VW_OK);
    vw_import *import = begin(f, dossier);
    assert_int_equal(number_of(f, dossier,
                               "SELECT count(*) FROM sqlite_schema WHERE name = "
                               "'ev_asset.subject'"),
                     0);
    add_rows(f, import, 2, ROWS);
    end(f, dossier, import);
    assert_all_belong(f, dossier, ROWS - 1);
    assert_indexes_hold(f, dossier, ROWS - 1, ROWS - 1);
}

typedef struct {
    size_t count;
    char key[16];
    uint32_t first, row;
} twice;

static void note(void *what, const char *key, uint32_t first_row, uint32_t row)
{
    twice *t = what;
    t->count++;
    (void)snprintf(t->key, sizeof t->key, "%s", key);
    t->first = first_row;
    t->row = row;
}

static twice find_twice(fixture *f, vw_import *import)
{
    twice found = {0};
    assert_int_equal(vw_import_twice(import, f->diags, note, &found), VW_OK);
    return found;
}

/* Keys too long to be remembered, so that each batch takes them for new once more. */
enum { LONG = 300, FEW = 3 };

static const char *long_name(fixture *f, uint32_t number)
{
    char *name = vw_alloc(f->arena, LONG + 1);
    memset(name, 'p', LONG);
    name[LONG - 1] = (char)('0' + number % FEW);
    name[LONG] = '\0';
    return name;
}

static void owners_that_are_not_remembered_are_found_again(void **state)
{
    fixture *f = *state;
    vw_dossier *dossier = open_dossier(f);
    vw_import *import = begin(f, dossier);
    for (uint32_t row = 2; row <= ROWS; row++) {
        add_asset(import, f, row, name_of(f, 'a', row), long_name(f, row), row, NULL);
    }
    assert_int_equal(find_twice(f, import).count, 0);
    end(f, dossier, import);
    assert_int_equal(number_of(f, dossier, "SELECT count(*) FROM subject"), ROWS - 1 + FEW);
    assert_int_equal(number_of(f, dossier,
                               "SELECT count(*) FROM ev_asset e JOIN subject s ON s.id = e.subject"
                               " JOIN subject o ON o.id = e.owner AND o.kind = 'person'"
                               " WHERE s.key = 'a' || e.row_no"
                               " AND substr(o.key, 300) = '' || (e.row_no % 3)"),
                     ROWS - 1);
}

/* What no row had until then is not asked of a batch, and a batch that was used before has nothing
 * left of it; the row's hash says what was stored. */
static void values_that_come_late_or_only_once_are_stored(void **state)
{
    enum { COST = 5, USERS = 6, FIELDS = 8, MANY = 6000, LATE = 1300, LATER = 1400, ONCE = 2500 };
    fixture *f = *state;
    vw_dossier *dossier = open_dossier(f);
    vw_import *import = begin(f, dossier);
    for (uint32_t row = 2; row <= MANY; row++) {
        vw_value values[FIELDS] = {0};
        if (row >= LATE && row % 5 == 0) {
            values[COST] = (vw_value){.is = VW_VALUE_REAL, .real = row + 0.5};
        }
        if (row >= LATER && row % 3 == 0) {
            values[USERS] = (vw_value){.is = VW_VALUE_INTEGER, .integer = row};
        }
        assert_int_equal(vw_import_row(import, f->diags, row, name_of(f, 'a', row), values,
                                       row == ONCE ? "{\"x\":1}" : NULL),
                         VW_OK);
    }
    int64_t id = end(f, dossier, import);
    vw_import_check check;
    assert_int_equal(vw_import_verify(&check, dossier, f->diags, id), VW_OK);
    assert_true(check.intact);
    assert_int_equal(number_of(f, dossier, "SELECT count(cost) FROM ev_asset"), 941);
    assert_int_equal(number_of(f, dossier, "SELECT count(users) FROM ev_asset"), 1534);
    assert_int_equal(number_of(f, dossier,
                               "SELECT count(*) FROM ev_asset WHERE cost <> row_no +"
                               " 0.5 OR users <> row_no OR (raw IS NULL) <> (row_no <>"
                               " 2500) OR name IS NOT NULL OR import_id <> 1"),
                     0);
}

/* Row 50 once more, [distance] rows on; where [owners_forgotten], numbers of a batch are not what
 * they were believed to be. */
static void assert_told(fixture *f, uint32_t distance, bool owners_forgotten)
{
    vw_dossier *dossier = open_dossier(f);
    vw_import *import = begin(f, dossier);
    const uint32_t again = 50 + distance;
    for (uint32_t row = 2; row <= ROWS; row++) {
        const char *owner = owners_forgotten ? long_name(f, row) : name_of(f, 'p', row);
        add_asset(import, f, row, name_of(f, 'a', row == again ? 50 : row), owner, row, NULL);
    }
    twice found = find_twice(f, import);
    assert_int_equal(found.count, 1);
    assert_string_equal(found.key, "a50");
    assert_int_equal(found.first, 50);
    assert_int_equal(found.row, again);
    vw_db_rollback(vw_dossier_db(dossier));
}

static void a_key_that_comes_back_is_told_with_both_rows(void **state)
{
    static const uint32_t distances[] = {1, 40, 2000}; /* in one batch, and in another */
    for (size_t i = 0; i < sizeof distances / sizeof *distances; i++) {
        assert_told(*state, distances[i], false);
        assert_told(*state, distances[i], true);
    }
}

static void keys_that_come_once_are_not_told(void **state)
{
    fixture *f = *state;
    vw_dossier *dossier = open_dossier(f);
    vw_import *import = begin(f, dossier);
    add_rows(f, import, 2, ROWS);
    assert_int_equal(find_twice(f, import).count, 0);
    end(f, dossier, import);
    import = begin(f, dossier);
    add_rows(f, import, 2, ROWS);
    assert_int_equal(find_twice(f, import).count, 0);
    end(f, dossier, import);
}

static void references_are_checked_again_afterwards(void **state)
{
    static const char stray[] = "INSERT INTO ev_asset (subject, import_id, row_no, row_sha256)"
                                " VALUES (999999, 1, 1, zeroblob(32))";
    fixture *f = *state;
    vw_dossier *dossier = open_dossier(f);
    vw_db *db = vw_dossier_db(dossier);
    vw_import *import = begin(f, dossier);
    add_rows(f, import, 2, ROWS);
    vw_db_rollback(db);
    assert_int_equal(vw_db_exec(db, f->diags, stray), VW_ERR_STORE);
    import = begin(f, dossier);
    add_rows(f, import, 2, 9);
    end(f, dossier, import);
    assert_int_equal(vw_db_exec(db, f->diags, stray), VW_ERR_STORE);
}

/* The failure is another thread's; it is told here, once, and nothing stays behind. */
static void a_write_that_fails_ends_the_import(void **state)
{
    fixture *f = *state;
    vw_dossier *dossier = open_dossier(f);
    vw_db *db = vw_dossier_db(dossier);
    assert_int_equal(vw_db_exec(db, f->diags,
                                "CREATE TRIGGER full BEFORE INSERT ON ev_asset WHEN NEW.row_no ="
                                " 1500 BEGIN SELECT RAISE(ABORT, 'no more'); END"),
                     VW_OK);
    vw_import *import = begin(f, dossier);
    vw_value values[16] = {0};
    vw_status status = VW_OK;
    uint32_t row = 2;
    for (; row < 1000000 && status == VW_OK; row++) {
        status = vw_import_row(import, f->diags, row, name_of(f, 'a', row), values, NULL);
    }
    assert_int_equal(status, VW_ERR_STORE);
    assert_int_equal(vw_diags_kept(f->diags), 1);
    assert_true(has_message(f, VW_MSG_D017));
    vw_db_rollback(db);
    assert_int_equal(number_of(f, dossier, "SELECT count(*) FROM ev_asset"), 0);
}

static void a_huge_row_goes_in_whole(void **state)
{
    fixture *f = *state;
    vw_dossier *dossier = open_dossier(f);
    vw_import *import = begin(f, dossier);
    char *huge = vw_alloc(f->arena, 5000001);
    memset(huge, 'x', 5000000);
    add_rows(f, import, 2, 700);
    add_asset(import, f, 701, "a701", "p0", 1, huge);
    add_rows(f, import, 702, ROWS);
    int64_t id = end(f, dossier, import);
    vw_import_check check;
    assert_all_belong(f, dossier, ROWS - 1);
    assert_int_equal(number_of(f, dossier, "SELECT max(length(raw)) FROM ev_asset"), 5000000);
    assert_int_equal(vw_import_verify(&check, dossier, f->diags, id), VW_OK);
    assert_true(check.intact);
}

/* Many more keys than there is room for, of two kinds, so that places are taken over. */
static void what_is_remembered_is_never_another_subject(void **state)
{
    enum { KEYS = 400000 };
    fixture *f = *state;
    vw_subjects *subjects = vw_subjects__new(f->arena);
    char key[16];
    size_t found = 0;
    for (uint32_t i = 1; i <= KEYS; i++) {
        size_t length = (size_t)snprintf(key, sizeof key, "k%u", (unsigned)(i / 2));
        vw_sought sought;
        vw_subjects__seek(&sought, i % 2, key, length);
        vw_subjects__remember(subjects, &sought, i);
        assert_int_equal(vw_subjects__find(subjects, &sought), i);
    }
    for (uint32_t i = 1; i <= KEYS; i++) {
        size_t length = (size_t)snprintf(key, sizeof key, "k%u", (unsigned)(i / 2));
        vw_sought sought;
        vw_subjects__seek(&sought, i % 2, key, length);
        vw_subjects__fetch_set(subjects, &sought); /* also of what is long gone */
        vw_subjects__fetch_key(subjects, &sought);
        int64_t id = vw_subjects__find(subjects, &sought);
        assert_true(id == 0 || id == i);
        found += id != 0;
    }
    assert_true(found > 100000);
    assert_true(found < KEYS);
    vw_subjects__forget(subjects);
    vw_sought sought;
    vw_subjects__seek(&sought, 0, "k2", 2);
    assert_int_equal(vw_subjects__find(subjects, &sought), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)
        TEST(each_row_keeps_its_own_subjects),
        TEST(a_later_import_finds_the_subjects_again),
        TEST(subjects_are_numbered_as_they_are_named),
        TEST(numbers_below_zero_are_stored_and_verified),
        TEST(integers_are_hashed_as_people_write_them),
        TEST(indexes_hold_references_that_come_late_or_never),
        TEST(indexes_hold_subjects_that_were_numbered_before),
        TEST(owners_that_are_not_remembered_are_found_again),
        TEST(values_that_come_late_or_only_once_are_stored),
        TEST(a_key_that_comes_back_is_told_with_both_rows),
        TEST(keys_that_come_once_are_not_told),
        TEST(references_are_checked_again_afterwards),
        TEST(a_write_that_fails_ends_the_import),
        TEST(a_huge_row_goes_in_whole),
        TEST(what_is_remembered_is_never_another_subject),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
