/* SPDX-License-Identifier: EUPL-1.2 */
/* Records come back as they would be imported again, in the version that counted at a mark. */
#include "fixture.h"
#include "store/records.h"

#include <stdio.h>
#include <string.h>

enum { FROM, UNTIL, NAME, CRITICALITY, OWNER, COST, USERS, INTERNET, ASSET_FIELDS };

/* ---- imports ----------------------------------------------------------------------------- */

typedef struct {
    const char *key, *name, *owner;
    double cost;
    const char *raw;
} asset;

static int64_t import_assets(fixture *f, vw_dossier *dossier, const asset *assets, size_t count)
{
    vw_import *import = NULL;
    int64_t id = 0;
    vw_import_head head = asset_head();
    vw_db *db = vw_dossier_db(dossier);
    assert_int_equal(vw_db_begin(db, f->diags), VW_OK);
    assert_int_equal(vw_import_begin(&import, dossier, f->arena, f->diags, &head), VW_OK);
    for (size_t i = 0; i < count; i++) {
        vw_value values[ASSET_FIELDS] = {
            [FROM] = {.is = VW_VALUE_TEXT, .text = "2025-01-01"},
            [OWNER] = {.is = VW_VALUE_TEXT, .text = assets[i].owner},
            [COST] = {.is = VW_VALUE_REAL, .real = assets[i].cost},
            [USERS] = {.is = VW_VALUE_INTEGER, .integer = -9223372036854775807},
            [INTERNET] = {.is = VW_VALUE_INTEGER, .integer = i % 2 == 0},
        };
        if (assets[i].name != NULL) {
            values[NAME] = (vw_value){.is = VW_VALUE_TEXT, .text = assets[i].name};
        }
        if (assets[i].owner == NULL) {
            values[OWNER].is = VW_VALUE_UNKNOWN;
        }
        assert_int_equal(
            vw_import_row(import, f->diags, (uint32_t)i + 2, assets[i].key, values, assets[i].raw),
            VW_OK);
    }
    assert_int_equal(vw_import_end(import, f->diags, &id), VW_OK);
    assert_int_equal(vw_db_commit(db, f->diags), VW_OK);
    return id;
}

static const asset first[] = {{"b", "tweede", "p1", 0.1, NULL},
                              {"a", "eerste", NULL, 1e20, "{\"rack\":4}"},
                              {"é", "derde", "p2", 1.0 / 3, NULL}};
static const asset second[] = {{"a", NULL, "p3", 0, NULL}, {"c", "nieuw", NULL, 5, NULL}};

/* ---- what is read ------------------------------------------------------------------------ */

typedef struct {
    vw_buf lines; /* "key name owner cost import row raw", one a line */
    size_t stop_after, seen;
} listing;

static const char *shown(const char *text)
{
    return text != NULL ? text : "-";
}

static vw_status list(void *what, const vw_stored_record *record)
{
    listing *all = what;
    vw_buf_addf(&all->lines, "%s %s %s %s %d %u %s\n", record->key, shown(record->texts[NAME]),
                shown(record->texts[OWNER]), shown(record->texts[COST]), (int)record->import_id,
                (unsigned)record->row_no, shown(record->raw));
    return ++all->seen == all->stop_after ? VW_ERR_INPUT : VW_OK;
}

static const char *records_at(fixture *f, vw_dossier *dossier, int64_t mark)
{
    listing all = {.lines = {.arena = f->arena}};
    assert_int_equal(vw_records_each(dossier, f->diags, asset_head().kind, mark, list, &all),
                     VW_OK);
    return vw_buf_text(&all.lines);
}

static vw_dossier *filled(fixture *f)
{
    vw_dossier *dossier = open_dossier(f);
    assert_int_equal(import_assets(f, dossier, first, 3), 1);
    assert_int_equal(import_assets(f, dossier, second, 2), 2);
    return dossier;
}

static void records_come_in_order_of_key_in_the_version_that_counts_at_the_mark(void **state)
{
    fixture *f = *state;
    vw_dossier *dossier = filled(f);
    assert_string_equal(records_at(f, dossier, 0), "");
    assert_string_equal(records_at(f, dossier, 1), "a eerste - 1e+20 1 3 {\"rack\":4}\n"
                                                   "b tweede p1 0.1 1 2 -\n"
                                                   "é derde p2 0.3333333333333333 1 4 -\n");
    assert_string_equal(records_at(f, dossier, 2), "a - p3 0 2 2 -\n"
                                                   "b tweede p1 0.1 1 2 -\n"
                                                   "c nieuw - 5 2 3 -\n"
                                                   "é derde p2 0.3333333333333333 1 4 -\n");
}

static void values_are_texts_as_they_would_be_imported(void **state)
{
    fixture *f = *state;
    vw_dossier *dossier = filled(f);
    vw_stored_record record;
    bool found = false;
    assert_int_equal(
        vw_record_at(&record, &found, dossier, f->arena, f->diags, asset_head().kind, "b", 2),
        VW_OK);
    assert_true(found);
    assert_string_equal(record.texts[FROM], "2025-01-01");
    assert_null(record.texts[UNTIL]);
    assert_string_equal(record.texts[USERS], "-9223372036854775807");
    assert_string_equal(record.texts[INTERNET], "1");
    assert_null(record.raw);
    assert_int_equal(record.subject,
                     number_of(f, dossier, "SELECT id FROM subject WHERE key = 'b'"));
}

static void a_record_is_found_as_it_was_at_the_mark_or_not_at_all(void **state)
{
    fixture *f = *state;
    vw_dossier *dossier = filled(f);
    vw_record_finder *finder = NULL;
    const vw_stored_record *record = NULL;
    assert_int_equal(vw_record_finder_new(&finder, dossier, f->arena, f->diags, asset_head().kind),
                     VW_OK);
    assert_int_equal(vw_record_find(&record, finder, f->diags, "a", 1), VW_OK);
    assert_string_equal(record->raw, "{\"rack\":4}");
    assert_int_equal(vw_record_find(&record, finder, f->diags, "a", 9), VW_OK);
    assert_null(record->raw);
    assert_string_equal(record->texts[OWNER], "p3");
    assert_int_equal(vw_record_find(&record, finder, f->diags, "c", 1), VW_OK);
    assert_null(record);
    /* p1 is only referred to: nothing is recorded of it. */
    assert_int_equal(vw_record_find(&record, finder, f->diags, "p1", 2), VW_OK);
    assert_null(record);
}

static void every_number_is_read_back_as_the_same_one(void **state)
{
    static const double values[] = {0.1,     -2.5, 1.0 / 3, 4.9e-324,          1.7e308,
                                    100,     1e15, 1e16,    9007199254740993., 0.1 + 0.2,
                                    123.456, 1e-7, 2.0 / 3, 99999999999999.98, 5e-5};
    fixture *f = *state;
    vw_dossier *dossier = open_dossier(f);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        asset one = {"n", "getal", NULL, values[i], NULL};
        int64_t mark = import_assets(f, dossier, &one, 1);
        vw_stored_record record;
        bool found = false;
        assert_int_equal(vw_record_at(&record, &found, dossier, f->arena, f->diags,
                                      asset_head().kind, "n", mark),
                         VW_OK);
        double read = 0;
        assert_int_equal(sscanf(record.texts[COST], "%lf", &read), 1);
        assert_memory_equal(&read, &values[i], sizeof read);
    }
}

static void a_caller_that_stops_is_not_called_again(void **state)
{
    fixture *f = *state;
    listing all = {.lines = {.arena = f->arena}, .stop_after = 2};
    assert_int_equal(vw_records_each(filled(f), f->diags, asset_head().kind, 2, list, &all),
                     VW_ERR_INPUT);
    assert_int_equal(all.seen, 2);
}

static vw_dossier *open_to_read(fixture *f, const vw_catalogue *catalogue)
{
    vw_dossier *dossier = NULL;
    assert_int_equal(
        vw_dossier_open(&dossier, f->arena, f->diags, f->path, VW_READ_ONLY, catalogue), VW_OK);
    return dossier;
}

static void a_field_or_kind_that_the_dossier_does_not_have_yet_is_unknown(void **state)
{
    fixture *f = *state;
    filled(f);
    vw_dossier *dossier = open_to_read(f, &test_catalogue_grown);
    const vw_kind *assets = vw_catalogue_find(&test_catalogue_grown, "asset");
    vw_stored_record record;
    bool found = false;
    assert_int_equal(vw_record_at(&record, &found, dossier, f->arena, f->diags, assets, "b", 2),
                     VW_OK);
    assert_true(found);
    assert_string_equal(record.texts[NAME], "tweede");
    assert_null(record.texts[ASSET_FIELDS]);
    listing all = {.lines = {.arena = f->arena}};
    const vw_kind *tests = vw_catalogue_find(&test_catalogue_grown, "test");
    assert_int_equal(vw_records_each(dossier, f->diags, tests, 2, list, &all), VW_OK);
    assert_int_equal(all.seen, 0);
    assert_int_equal(vw_record_at(&record, &found, dossier, f->arena, f->diags, tests, "b", 2),
                     VW_OK);
    assert_false(found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)
        TEST(records_come_in_order_of_key_in_the_version_that_counts_at_the_mark),
        TEST(values_are_texts_as_they_would_be_imported),
        TEST(a_record_is_found_as_it_was_at_the_mark_or_not_at_all),
        TEST(every_number_is_read_back_as_the_same_one),
        TEST(a_caller_that_stops_is_not_called_again),
        TEST(a_field_or_kind_that_the_dossier_does_not_have_yet_is_unknown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
