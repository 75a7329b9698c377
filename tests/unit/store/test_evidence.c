/* SPDX-License-Identifier: EUPL-1.2 */
/* Evidence is only ever added, and its hashes can be computed again. */
#include "fixture.h"

#include <stdio.h>
#include <string.h>

static int64_t import_assets(fixture *f, vw_dossier *dossier, const char *const *keys, size_t count,
                             double cost)
{
    vw_import *import = NULL;
    int64_t id = 0;
    vw_import_head head = asset_head();
    vw_db *db = vw_dossier_db(dossier);
    assert_int_equal(vw_db_begin(db, f->diags), VW_OK);
    assert_int_equal(vw_import_begin(&import, dossier, f->arena, f->diags, &head), VW_OK);
    for (size_t i = 0; i < count; i++) {
        add_asset(import, f, (uint32_t)i + 2, keys[i], "p1", cost, NULL);
    }
    assert_int_equal(vw_import_end(import, f->diags, &id), VW_OK);
    assert_int_equal(vw_db_commit(db, f->diags), VW_OK);
    return id;
}

static const char *const three[] = {"a1", "a2", "a3"};
static const char *const two[] = {"a3", "a4"};

static void a_reference_makes_a_subject(void **state)
{
    fixture *f = *state;
    vw_dossier *dossier = open_dossier(f);
    import_assets(f, dossier, three, 3, 1.5);
    assert_int_equal(number_of(f, dossier, "SELECT count(*) FROM subject WHERE kind = 'asset'"), 3);
    assert_int_equal(number_of(f, dossier, "SELECT count(*) FROM subject WHERE kind = 'person'"),
                     1);
    assert_int_equal(number_of(f, dossier,
                               "SELECT count(*) FROM ev_asset e JOIN subject s ON s.id = e.owner"
                               " WHERE s.key = 'p1' AND e.cost = 1.5 AND e.users = 12"),
                     3);
}

static void a_key_again_adds_a_version_and_counts_as_superseding(void **state)
{
    fixture *f = *state;
    vw_dossier *dossier = open_dossier(f);
    int64_t mark = -1;
    assert_int_equal(vw_import_mark(dossier, f->diags, &mark), VW_OK);
    assert_int_equal(mark, 0);
    assert_int_equal(import_assets(f, dossier, three, 3, 1), 1);
    assert_int_equal(import_assets(f, dossier, two, 2, 2), 2);
    assert_int_equal(vw_import_mark(dossier, f->diags, &mark), VW_OK);
    assert_int_equal(mark, 2);
    assert_int_equal(number_of(f, dossier, "SELECT superseding FROM import WHERE id = 1"), 0);
    assert_int_equal(number_of(f, dossier, "SELECT superseding FROM import WHERE id = 2"), 1);
    assert_int_equal(number_of(f, dossier, "SELECT count(*) FROM ev_asset"), 5);
    assert_int_equal(number_of(f, dossier, "SELECT count(*) FROM subject WHERE kind = 'asset'"), 4);
}

static void indexes_stand_after_the_first_load(void **state)
{
    fixture *f = *state;
    vw_dossier *dossier = open_dossier(f);
    import_assets(f, dossier, three, 3, 1);
    assert_int_equal(number_of(f, dossier,
                               "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND name IN"
                               " ('ev_asset.subject', 'ev_asset.owner')"),
                     2);
}

static void evidence_can_be_neither_changed_nor_deleted(void **state)
{
    static const char *const attempts[] = {
        "UPDATE ev_asset SET cost = 0",
        "DELETE FROM ev_asset",
        "UPDATE subject SET key = 'x'",
        "DELETE FROM subject",
        "UPDATE import SET row_count = 9",
        "DELETE FROM import",
        "UPDATE import_complete SET until_date = '9999-12-31'",
        "DELETE FROM import_complete",
        "INSERT OR REPLACE INTO import SELECT * FROM import",
        "INSERT OR REPLACE INTO ev_asset SELECT * FROM ev_asset",
        "INSERT OR REPLACE INTO subject SELECT * FROM subject",
    };
    fixture *f = *state;
    vw_dossier *dossier = open_dossier(f);
    vw_db *db = vw_dossier_db(dossier);
    import_assets(f, dossier, three, 3, 1);
    assert_int_equal(
        vw_db_exec(db, f->diags,
                   "INSERT INTO import_complete VALUES (1, '2025-12-31', '2025-12-31')"),
        VW_OK);
    for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
        clear_messages(f);
        if (vw_db_exec(db, f->diags, attempts[i]) != VW_ERR_STORE || !has_message(f, VW_MSG_D017)) {
            fail_msg("not refused: %s", attempts[i]);
        }
    }
}

/* One import of one asset, with what has no field. */
static int64_t import_raw(fixture *f, vw_dossier *dossier, const char *raw)
{
    vw_import *import = NULL;
    int64_t id = 0;
    vw_import_head head = asset_head();
    vw_db *db = vw_dossier_db(dossier);
    assert_int_equal(vw_db_begin(db, f->diags), VW_OK);
    assert_int_equal(vw_import_begin(&import, dossier, f->arena, f->diags, &head), VW_OK);
    add_asset(import, f, 2, "a1", "p1", 0.1, raw);
    assert_int_equal(vw_import_end(import, f->diags, &id), VW_OK);
    assert_int_equal(vw_db_commit(db, f->diags), VW_OK);
    return id;
}

/* The recipe of evidence.h by hand: fields that are known, by name; what has no field last. */
static void a_row_hash_follows_the_recipe(void **state)
{
    static const char *const texts[] = {"asset",
                                        "a1",
                                        "cost",
                                        "0.10000000000000001",
                                        "criticality",
                                        "high",
                                        "effective_from",
                                        "2025-01-01",
                                        "internet",
                                        "1",
                                        "name",
                                        "a1",
                                        "owner",
                                        "person",
                                        "p1",
                                        "users",
                                        "12",
                                        "raw",
                                        "{\"rack\":4}"};
    fixture *f = *state;
    vw_dossier *dossier = open_dossier(f);
    import_raw(f, dossier, "{\"rack\":4}");
    vw_hasher *hasher = vw_hasher_new(f->arena);
    vw_hasher_start(hasher);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        vw_hasher_add_text(hasher, texts[i]);
    }
    vw_digest row = vw_hasher_end(hasher);
    vw_hasher_start(hasher);
    vw_hasher_add_text(hasher, "2");
    vw_hasher_add(hasher, row.bytes, sizeof row.bytes);
    vw_digest content = vw_hasher_end(hasher);
    char row_hex[65];
    char content_hex[65];
    vw_digest_hex(row_hex, &row);
    vw_digest_hex(content_hex, &content);
    const char *sql =
        vw_printf(f->arena,
                  "SELECT count(*) FROM ev_asset e JOIN import i ON i.id = e.import_id"
                  " WHERE lower(hex(row_sha256)) = '%s' AND content_sha256 = '%s'",
                  row_hex, content_hex);
    assert_int_equal(number_of(f, dossier, sql), 1);
}

static vw_import_check verified(fixture *f, vw_dossier *dossier, int64_t id)
{
    vw_import_check check;
    clear_messages(f);
    assert_int_equal(vw_import_verify(&check, dossier, f->diags, id), VW_OK);
    return check;
}

static void an_import_left_alone_is_intact(void **state)
{
    fixture *f = *state;
    vw_dossier *dossier = open_dossier(f);
    int64_t id = import_assets(f, dossier, three, 3, 0.1);
    vw_import_check check = verified(f, dossier, id);
    assert_true(check.intact);
    assert_int_equal(check.rows, 3);
    assert_int_equal(check.first_bad_row, 0);
    assert_int_equal(vw_diags_kept(f->diags), 0);
}

static void an_import_stays_intact_when_the_catalogue_grows(void **state)
{
    fixture *f = *state;
    int64_t id = import_assets(f, open_dossier(f), three, 3, 0.1);
    f->catalogue = &test_catalogue_grown;
    assert_true(verified(f, open_dossier(f), id).intact);
}

static void a_changed_row_is_found_by_its_number(void **state)
{
    fixture *f = *state;
    vw_dossier *dossier = open_dossier(f);
    vw_db *db = vw_dossier_db(dossier);
    int64_t id = import_assets(f, dossier, three, 3, 0.1);
    assert_int_equal(vw_db_exec(db, f->diags,
                                "DROP TRIGGER \"ev_asset.no_update\";"
                                "UPDATE ev_asset SET users = 13 WHERE row_no = 3"),
                     VW_OK);
    vw_import_check check = verified(f, dossier, id);
    assert_false(check.intact);
    assert_int_equal(check.first_bad_row, 3);
    assert_true(has_message(f, VW_MSG_D030));
}

static void a_change_in_what_has_no_field_is_a_changed_row(void **state)
{
    static const char *const changes[] = {"'{}'", "NULL"};
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        fixture *f = *state;
        vw_dossier *dossier = open_dossier(f);
        int64_t id = import_raw(f, dossier, "{\"rack\":4}");
        assert_true(verified(f, dossier, id).intact);
        const char *sql = vw_printf(f->arena,
                                    "DROP TRIGGER IF EXISTS \"ev_asset.no_update\";"
                                    "UPDATE ev_asset SET raw = %s WHERE import_id = %lld",
                                    changes[i], (long long)id);
        assert_int_equal(vw_db_exec(vw_dossier_db(dossier), f->diags, sql), VW_OK);
        assert_int_equal(verified(f, dossier, id).first_bad_row, 2);
    }
}

static void another_owner_is_a_changed_row(void **state)
{
    fixture *f = *state;
    vw_dossier *dossier = open_dossier(f);
    int64_t id = import_assets(f, dossier, three, 3, 0.1);
    assert_int_equal(vw_db_exec(vw_dossier_db(dossier), f->diags,
                                "DROP TRIGGER subject_no_update;"
                                "UPDATE subject SET key = 'p2' WHERE kind = 'person'"),
                     VW_OK);
    assert_int_equal(verified(f, dossier, id).first_bad_row, 2);
}

static void a_deleted_row_is_found(void **state)
{
    fixture *f = *state;
    vw_dossier *dossier = open_dossier(f);
    int64_t id = import_assets(f, dossier, three, 3, 0.1);
    assert_int_equal(vw_db_exec(vw_dossier_db(dossier), f->diags,
                                "DROP TRIGGER \"ev_asset.no_delete\";"
                                "DELETE FROM ev_asset WHERE row_no = 4"),
                     VW_OK);
    vw_import_check check = verified(f, dossier, id);
    assert_false(check.intact);
    assert_int_equal(check.rows, 2);
    assert_true(has_message(f, VW_MSG_D031));
}

static void an_unknown_import_cannot_be_verified(void **state)
{
    fixture *f = *state;
    vw_import_check check;
    assert_int_equal(vw_import_verify(&check, open_dossier(f), f->diags, 7), VW_ERR_STORE);
    assert_true(has_message(f, VW_MSG_D032));
}

static void a_rollback_leaves_the_file_byte_for_byte(void **state)
{
    fixture *f = *state;
    vw_dossier *dossier = open_dossier(f);
    vw_db *db = vw_dossier_db(dossier);
    vw_import *import = NULL;
    vw_import_head head = asset_head();
    size_t before = 0;
    size_t after = 0;
    const char *bytes = read_whole(f, f->path, &before);
    assert_int_equal(vw_db_begin(db, f->diags), VW_OK);
    assert_int_equal(vw_import_begin(&import, dossier, f->arena, f->diags, &head), VW_OK);
    for (uint32_t row = 2; row < 200000; row++) { /* more than fits in the cache */
        char key[16];
        (void)snprintf(key, sizeof key, "a%u", row);
        add_asset(import, f, row, key, NULL, row, NULL);
    }
    vw_db_rollback(db);
    assert_memory_equal(bytes, read_whole(f, f->path, &after), before);
    assert_int_equal(before, after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)
        TEST(a_reference_makes_a_subject),
        TEST(a_key_again_adds_a_version_and_counts_as_superseding),
        TEST(indexes_stand_after_the_first_load),
        TEST(evidence_can_be_neither_changed_nor_deleted),
        TEST(a_row_hash_follows_the_recipe),
        TEST(an_import_left_alone_is_intact),
        TEST(an_import_stays_intact_when_the_catalogue_grows),
        TEST(a_changed_row_is_found_by_its_number),
        TEST(a_change_in_what_has_no_field_is_a_changed_row),
        TEST(another_owner_is_a_changed_row),
        TEST(a_deleted_row_is_found),
        TEST(an_unknown_import_cannot_be_verified),
        TEST(a_rollback_leaves_the_file_byte_for_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
