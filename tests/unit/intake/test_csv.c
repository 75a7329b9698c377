/* SPDX-License-Identifier: EUPL-1.2 */
/* Files as a whole: form, header, rows, keys, kinds, and what is declared about them. */
#include "importing.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

static void accepted(fixture *f, const char *text, uint64_t rows)
{
    imported out = import_text(f, text);
    vw_diags_print(f->diags, stderr, VW_EN, false);
    assert_int_equal(out.status, VW_OK);
    assert_int_equal(out.result.rows, rows);
    assert_string_equal(out.result.kind->name, "asset");
}

static void all_usual_forms_of_csv_are_read(void **state)
{
    static const char *const forms[] = {
        "asset_id,effective_from\na1,2025-01-01\n",
        "asset_id,effective_from\r\na1,2025-01-01\r\n",
        "asset_id,effective_from\ra1,2025-01-01\r",
        "asset_id,effective_from\na1,2025-01-01",
        "asset_id;effective_from\na1;2025-01-01\n",
        "\"asset_id\";\"effective_from\"\n\"a1\";\"2025-01-01\"\n",
        "\xef\xbb\xbf\x61sset_id;effective_from\na1;2025-01-01\n",
        "asset_id,effective_from\n\na1,2025-01-01\n\n,\n",
        "\"Nummer\";\"GELDIG VANAF\";\"name\"\na1;1-1-2025;\"a,b;c\"\n",
        " Asset_ID , Effective from\na1,2025-01-01\n",
    };
    fixture *f = *state;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        accepted(f, forms[i], 1);
    }
}

static void an_import_tells_what_was_new(void **state)
{
    fixture *f = *state;
    accepted(f, "asset_id,effective_from\na1,2025-01-01\na2,2025-01-01\n", 2);
    imported out = import_text(f, "asset_id,effective_from\na2,2025-01-01\na3,2025-01-01\n");
    assert_int_equal(out.result.import_id, 2);
    assert_int_equal(out.result.new_subjects, 1);
    assert_int_equal(out.result.new_versions, 1);
}

static void the_file_is_recorded_with_its_hash(void **state)
{
    static const char text[] = "asset_id,effective_from\na1,2025-01-01\n";
    fixture *f = *state;
    char hex[65];
    accepted(f, text, 1);
    vw_digest digest = vw_hash(text, sizeof text - 1);
    vw_digest_hex(hex, &digest);
    assert_int_equal(
        number_of(f, open_dossier(f),
                  vw_printf(f->arena,
                            "SELECT count(*) FROM import WHERE file_sha256 = '%s' AND file_name ="
                            " 'asset.csv' AND collected_at = '2025-12-31' AND importer = 'csv/1'"
                            " AND collected_by = 'tester' AND method = 'examine'",
                            hex)),
        1);
}

static void faults_of_form_are_told_with_their_row(void **state)
{
    fixture *f = *state;
    refused_at(f, "asset_id,effective_from\na1,2025-01-01\n\"a2\"x,2025-01-01\n", VW_MSG_I011, 3);
    refused_at(f, "asset_id,effective_from\na\"1,2025-01-01\n", VW_MSG_I011, 2);
    refused_at(f, "asset_id,effective_from\na1,\"2025-01-01\n", VW_MSG_I012, 2);
    refused_at(f, "asset_id,effective_from\na1\n", VW_MSG_I020, 2);
    refused_at(f, "asset_id,effective_from\na1,2025-01-01,x\n", VW_MSG_I020, 2);
    refused_at(f, "asset_id\teffective_from\na1\t2025-01-01\n", VW_MSG_I013, 1);
    refused_at(f,
               "\xff\xfe"
               "a\0s",
               VW_MSG_I004, 1);
    refused_at(f, "", VW_MSG_I038, 0);
    refused_at(f, "\n\n", VW_MSG_I038, 0);
}

static void rows_after_a_broken_one_are_checked_too(void **state)
{
    fixture *f = *state;
    const char *text = "asset_id,effective_from\n\"a1\"x,y\na2,bad\n\na3,worse\n";
    refused_at(f, text, VW_MSG_I011, 2);
    refused_at(f, text, VW_MSG_I024, 3);
    refused_at(f, text, VW_MSG_I024, 5);
    assert_int_equal(vw_diags_kept(f->diags), 3);
}

static void faults_of_the_header_are_told_by_name(void **state)
{
    fixture *f = *state;
    refused_at(f, "asset_id,effective_from,critcality\na1,2025-01-01,high\n", VW_MSG_I014, 1);
    assert_string_equal(vw_diags_get(f->diags, 0)->args[2], "criticality");
    refused_at(f, "asset_id,effective_from,Name,naam\na1,2025-01-01,x,y\n", VW_MSG_I016, 1);
    refused_at(f, "asset_id,effective_from,\na1,2025-01-01,\n", VW_MSG_I015, 1);
    refused_at(f, "effective_from\n2025-01-01\n", VW_MSG_I017, 1);
    refused_at(f, "asset_id\na1\n", VW_MSG_I017, 1);
    assert_string_equal(vw_diags_get(f->diags, 0)->args[0], "effective_from");
}

static void a_key_stands_once_and_is_filled_in(void **state)
{
    fixture *f = *state;
    refused_at(f, "asset_id,effective_from\n ,2025-01-01\n", VW_MSG_I021, 2);
    const char *twice = "asset_id,effective_from\na1,2025-01-01\na2,2025-01-01\na1,2025-01-02\n"
                        "a1,2025-01-03\n";
    refused_at(f, twice, VW_MSG_I022, 4);
    assert_string_equal(vw_diags_get(f->diags, 0)->args[1], "2");
    refused_at(f, twice, VW_MSG_I022, 5);
    /* Also where the table is not empty, and where another row has another fault. */
    accepted(f, "asset_id,effective_from\na1,2025-01-01\n", 1);
    refused_at(f, twice, VW_MSG_I022, 4);
    refused_at(f, "asset_id,effective_from\na1,2025-01-01\na1,bad\n", VW_MSG_I022, 3);
    /* The key of an earlier import is a new version, no fault. */
    accepted(f, "asset_id,effective_from\na1,2025-01-01\n", 1);
}

static void all_problems_are_told_at_once(void **state)
{
    fixture *f = *state;
    import_text(f, "asset_id,effective_from,cost,internet\na1,x,y,z\n,2025-01-01,1,1\n");
    assert_int_equal(vw_diags_kept(f->diags), 4);
    assert_string_equal(vw_diags_get(f->diags, 1)->place.field, "cost");
}

static void an_error_in_the_last_row_leaves_the_dossier_byte_for_byte(void **state)
{
    fixture *f = *state;
    size_t before = 0;
    size_t after = 0;
    vw_buf text = {.arena = f->arena};
    vw_buf_add(&text, "asset_id,effective_from\n");
    for (int i = 0; i < 100000; i++) {
        vw_buf_addf(&text, "a%d,2025-01-01\n", i);
    }
    accepted(f, "asset_id,effective_from\na1,2025-01-01\n", 1);
    const char *bytes = read_whole(f, f->path, &before);
    vw_buf_add(&text, "last,2025-13-01\n");
    refused_at(f, vw_buf_text(&text), VW_MSG_I026, 100002);
    assert_memory_equal(bytes, read_whole(f, f->path, &after), before);
    assert_int_equal(before, after);
}

static const char *kind_of(fixture *f, const char *name)
{
    static const char text[] = "x\n";
    imported out = import_bytes(f, name, text, sizeof text - 1, default_options());
    return out.result.kind == NULL ? NULL : out.result.kind->name;
}

static void the_name_of_a_file_tells_its_kind(void **state)
{
    fixture *f = *state;
    assert_string_equal(kind_of(f, "asset.csv"), "asset");
    assert_string_equal(kind_of(f, "Assets.CSV"), "asset");
    assert_string_equal(kind_of(f, "2025-asset.csv"), "asset");
    assert_string_equal(kind_of(f, "bedrijfsmiddelen.csv"), "asset");
    assert_string_equal(kind_of(f, "export bedrijfsmiddel (2).csv"), "asset");
    assert_string_equal(kind_of(f, "restore-tests.csv"), "restore_test");
    assert_string_equal(kind_of(f, "hersteltesten_2025.csv"), "restore_test");
    assert_null(kind_of(f, "assetlist.csv"));
    assert_true(has_message(f, VW_MSG_I002));
    f->catalogue = &test_catalogue_grown; /* with the kind "test" */
    assert_string_equal(kind_of(f, "restore_test.csv"), "restore_test");
    assert_string_equal(kind_of(f, "my test.csv"), "test");
}

static void two_kinds_in_a_name_are_refused(void **state)
{
    fixture *f = *state;
    assert_null(kind_of(f, "assets-person.csv")); /* both of six letters */
    assert_true(has_message(f, VW_MSG_I005));
}

static void a_named_kind_must_exist(void **state)
{
    static const char text[] = "asset_id,effective_from\na1,2025-01-01\n";
    fixture *f = *state;
    vw_intake_options options = default_options();
    options.kind = "asset";
    assert_int_equal(import_bytes(f, "x.csv", text, sizeof text - 1, options).status, VW_OK);
    options.kind = "aset";
    assert_int_equal(import_bytes(f, "x.csv", text, sizeof text - 1, options).status, VW_ERR_INPUT);
    assert_int_equal(vw_diags_get(f->diags, 0)->msg, VW_MSG_I003);
    assert_string_equal(vw_diags_get(f->diags, 0)->args[1], "asset");
}

static imported declare(fixture *f, const char *name, const char *text, const char *collected_at,
                        vw_date from, vw_date until)
{
    vw_intake_options options = default_options();
    options.collected_at = collected_at;
    options.complete = true;
    options.complete_from = from;
    options.complete_until = until;
    return import_bytes(f, name, text, strlen(text), options);
}

#define ASSETS "asset_id,effective_from\n"
#define RESTORES "test_id,occurred_on,asset\n"

static void complete_means_the_reference_date_or_the_period(void **state)
{
    fixture *f = *state;
    assert_int_equal(
        declare(f, "asset.csv", ASSETS, "2025-12-31", VW_DATE_NONE, VW_DATE_NONE).status, VW_OK);
    assert_int_equal(
        declare(f, "restore_test.csv", RESTORES, "2026-01-15T10:00Z", VW_DATE_NONE, VW_DATE_NONE)
            .status,
        VW_OK);
    vw_dossier *dossier = open_dossier(f);
    assert_int_equal(number_of(f, dossier,
                               "SELECT count(*) FROM import_complete WHERE (import_id = 1 AND"
                               " from_date = '2025-12-31' AND until_date = '2025-12-31') OR"
                               " (import_id = 2 AND from_date = '2025-01-01' AND until_date ="
                               " '2025-12-31')"),
                     2);
    assert_int_equal(number_of(f, dossier, "SELECT sum(row_count) FROM import"), 0);
}

static void no_more_is_declared_than_was_seen(void **state)
{
    fixture *f = *state;
    imported out = declare(f, "asset.csv", ASSETS, "2025-12-30", VW_DATE_NONE, VW_DATE_NONE);
    assert_int_equal(out.status, VW_ERR_INPUT);
    assert_true(has_message(f, VW_MSG_I046));
    assert_string_equal(vw_diags_get(f->diags, 0)->args[1], "2025-12-30");
    out = declare(f, "restore_test.csv", RESTORES, "2025-12-30", VW_DATE_NONE, VW_DATE_NONE);
    assert_true(has_message(f, VW_MSG_I047));
    out = declare(f, "restore_test.csv", RESTORES, "2025-06-30", vw_date_of(2025, 1, 1),
                  vw_date_of(2025, 6, 30));
    assert_int_equal(out.status, VW_OK);
    out = declare(f, "asset.csv", ASSETS, "2025-12-31", vw_date_of(2025, 1, 1),
                  vw_date_of(2025, 6, 30));
    assert_true(has_message(f, VW_MSG_I045));
    out = declare(f, "restore_test.csv", RESTORES, "2025-12-31", vw_date_of(2025, 6, 30),
                  vw_date_of(2025, 1, 1));
    assert_true(has_message(f, VW_MSG_I042));
}

static void provenance_is_checked(void **state)
{
    fixture *f = *state;
    vw_intake_options options = default_options();
    options.collected_at = "last week";
    options.method = "guess";
    (void)import_bytes(f, "asset.csv", ASSETS, strlen(ASSETS), options);
    assert_true(has_message(f, VW_MSG_I039));
    assert_true(has_message(f, VW_MSG_I041));
    options = default_options();
    options.collected_at = "9999-12-31";
    (void)import_bytes(f, "asset.csv", ASSETS, strlen(ASSETS), options);
    assert_true(has_message(f, VW_MSG_I040));
}

static const char *forbids(void *what, const char *test)
{
    return strcmp(test, what) == 0 ? "bio2:8.13.04" : NULL;
}

static void an_exception_can_be_forbidden(void **state)
{
    static const char text[] = "exception_id,effective_from,test\ne1,2025-01-01,backup.yearly\n"
                               "e2,2025-01-01,other\n";
    fixture *f = *state;
    char forbidden[] = "backup.yearly";
    vw_intake_options options = default_options();
    options.forbids_exception = forbids;
    options.what = forbidden;
    imported out = import_bytes(f, "exceptions.csv", text, sizeof text - 1, options);
    assert_int_equal(out.status, VW_ERR_INPUT);
    assert_int_equal(vw_diags_kept(f->diags), 1);
    assert_int_equal(vw_diags_get(f->diags, 0)->msg, VW_MSG_I037);
    assert_string_equal(vw_diags_get(f->diags, 0)->args[1], "bio2:8.13.04");
}

/* Adds a row behind what was read first, once. */
static bool append_once(void *what, uint64_t done, uint64_t total)
{
    if (done == total) {
        FILE *file = fopen(what, "ab");
        assert_non_null(file);
        assert_true(fputs("a9,2025-01-01\n", file) >= 0);
        assert_int_equal(fclose(file), 0);
    }
    return true;
}

static void a_file_that_changes_while_read_is_refused(void **state)
{
    fixture *f = *state;
    char path[4096];
    vw_intake_options options = default_options();
    (void)snprintf(path, sizeof path, "%s", path_in(f, "asset.csv"));
    options.progress = append_once;
    options.progress_what = path;
    imported out = import_bytes(f, "asset.csv", ASSETS, strlen(ASSETS), options);
    assert_int_equal(out.status, VW_ERR_STORE);
    assert_true(has_message(f, VW_MSG_F006));
}

/* As after a write of the same length. */
static bool change_time(void *what, uint64_t done, uint64_t total)
{
    const struct timespec times[2] = {{.tv_sec = (time_t)(done + total)}, {.tv_sec = 1}};
    assert_int_equal(utimensat(AT_FDCWD, what, times, 0), 0);
    return true;
}

static void a_file_rewritten_at_the_same_length_is_refused(void **state)
{
    fixture *f = *state;
    char path[4096];
    vw_intake_options options = default_options();
    (void)snprintf(path, sizeof path, "%s", path_in(f, "asset.csv"));
    options.progress = change_time;
    options.progress_what = path;
    imported out = import_bytes(f, "asset.csv", ASSETS, strlen(ASSETS), options);
    assert_int_equal(out.status, VW_ERR_STORE);
    assert_true(has_message(f, VW_MSG_F006));
}

static bool stop(void *what, uint64_t done, uint64_t total)
{
    uint64_t *seen = what;
    seen[0] = done;
    seen[1] = total;
    return false;
}

static void a_progress_bar_sees_bytes_and_can_stop(void **state)
{
    fixture *f = *state;
    uint64_t seen[2] = {0};
    vw_intake_options options = default_options();
    options.progress = stop;
    options.progress_what = seen;
    imported out = import_bytes(f, "asset.csv", ASSETS, strlen(ASSETS), options);
    assert_int_equal(out.status, VW_ERR_INPUT);
    assert_true(has_message(f, VW_MSG_I044));
    assert_int_equal(seen[0], strlen(ASSETS));
    assert_int_equal(seen[1], strlen(ASSETS));
}

static void too_many_columns_are_refused(void **state)
{
    fixture *f = *state;
    vw_buf text = {.arena = f->arena};
    vw_buf_add(&text, "asset_id,effective_from");
    for (int i = 0; i < VW_COLUMNS_MAX; i++) {
        vw_buf_addf(&text, ",x%d", i);
    }
    vw_buf_add(&text, "\n");
    import_text(f, vw_buf_text(&text));
    assert_true(has_message(f, VW_MSG_I019));
}

static void rows_beyond_the_most_are_refused(void **state)
{
    static const char text[] = "asset_id,effective_from\na1,2025-01-01\na2,2025-01-01\n";
    fixture *f = *state;
    vw_intake_options options = default_options();
    options.rows_max = 3; /* the header is a row too */
    assert_int_equal(import_bytes(f, "asset.csv", text, sizeof text - 1, options).status, VW_OK);
    options.rows_max = 2;
    assert_int_equal(import_bytes(f, "asset.csv", text, sizeof text - 1, options).status,
                     VW_ERR_INPUT);
    assert_true(has_message(f, VW_MSG_I043));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)
        TEST(all_usual_forms_of_csv_are_read),
        TEST(an_import_tells_what_was_new),
        TEST(the_file_is_recorded_with_its_hash),
        TEST(faults_of_form_are_told_with_their_row),
        TEST(rows_after_a_broken_one_are_checked_too),
        TEST(faults_of_the_header_are_told_by_name),
        TEST(a_key_stands_once_and_is_filled_in),
        TEST(all_problems_are_told_at_once),
        TEST(an_error_in_the_last_row_leaves_the_dossier_byte_for_byte),
        TEST(the_name_of_a_file_tells_its_kind),
        TEST(two_kinds_in_a_name_are_refused),
        TEST(a_named_kind_must_exist),
        TEST(complete_means_the_reference_date_or_the_period),
        TEST(no_more_is_declared_than_was_seen),
        TEST(provenance_is_checked),
        TEST(an_exception_can_be_forbidden),
        TEST(a_file_that_changes_while_read_is_refused),
        TEST(a_file_rewritten_at_the_same_length_is_refused),
        TEST(a_progress_bar_sees_bytes_and_can_stop),
        TEST(too_many_columns_are_refused),
        TEST(rows_beyond_the_most_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
