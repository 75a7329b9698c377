/* SPDX-License-Identifier: EUPL-1.2 */
/* Making and opening dossiers: each way in which a file can be none gets its own message. */
#include "fixture.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static vw_status try_open(fixture *f, const char *path, vw_access access)
{
    vw_dossier *dossier = NULL;
    clear_messages(f);
    vw_status status = vw_dossier_open(&dossier, f->arena, f->diags, path, access, f->catalogue);
    assert_int_equal(dossier == NULL, status != VW_OK);
    return status;
}

static void refused_with(fixture *f, const char *path, vw_msg msg)
{
    assert_int_equal(try_open(f, path, VW_READ_ONLY), VW_ERR_STORE);
    vw_diags_print(f->diags, stderr, VW_EN, false);
    assert_int_equal(vw_diags_kept(f->diags), 1);
    assert_int_equal(vw_diags_get(f->diags, 0)->msg, msg);
}

/* A copy of the dossier, shortened to [length] bytes when that is less. */
static const char *copy_of(fixture *f, size_t shorter_by)
{
    size_t length = 0;
    const char *bytes = read_whole(f, f->path, &length);
    const char *path = path_in(f, "copy.vw");
    write_file(path, bytes, length - shorter_by);
    return path;
}

static void change_bytes(const char *path, long offset, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, offset, SEEK_SET), 0);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void a_new_dossier_opens_with_its_facts(void **state)
{
    fixture *f = *state;
    struct stat info;
    assert_int_equal(stat(f->path, &info), 0);
    assert_int_equal(info.st_mode & 07777, 0600);
    vw_dossier *dossier = open_dossier(f);
    const vw_dossier_head *head = vw_dossier_head_of(dossier);
    assert_string_equal(head->name, "Gemeente Voorbeeld");
    assert_string_equal(head->type, "municipality");
    assert_int_equal(head->year, 2025);
    assert_int_equal(head->as_of, vw_date_of(2025, 12, 31));
    assert_int_equal(head->period_from, vw_date_of(2025, 1, 1));
    assert_int_equal(head->period_until, vw_date_of(2025, 12, 31));
    assert_int_equal(strlen(head->created_at), 20);
    assert_string_equal(vw_dossier_path(dossier), f->path);
    assert_int_equal(number_of(f, dossier, "PRAGMA foreign_keys"), 1);
    assert_int_equal(number_of(f, dossier, "PRAGMA application_id"), VW_APPLICATION_ID);
    assert_int_equal(number_of(f, dossier, "PRAGMA trusted_schema"), 0);
}

static int count_files(const fixture *f)
{
    int count = 0;
    DIR *folder = opendir(f->folder);
    assert_non_null(folder);
    while (readdir(folder) != NULL) {
        count++;
    }
    closedir(folder);
    return count - 2;
}

static void a_new_dossier_never_replaces_a_file(void **state)
{
    fixture *f = *state;
    const char *path = path_in(f, "letter.txt");
    size_t length = 0;
    write_file(path, "dear reader", 11);
    assert_int_equal(vw_dossier_create(path, &test_head, f->catalogue, f->arena, f->diags),
                     VW_ERR_STORE);
    assert_true(has_message(f, VW_MSG_D013));
    assert_memory_equal(read_whole(f, path, &length), "dear reader", 11);
    assert_int_equal(length, 11);
    assert_int_equal(count_files(f), 2);
}

static void a_new_dossier_needs_a_folder(void **state)
{
    fixture *f = *state;
    assert_int_equal(
        vw_dossier_create(path_in(f, "no/such.vw"), &test_head, f->catalogue, f->arena, f->diags),
        VW_ERR_STORE);
    assert_true(has_message(f, VW_MSG_D014));
}

static void an_absent_file_is_told(void **state)
{
    fixture *f = *state;
    refused_with(f, path_in(f, "absent.vw"), VW_MSG_D001);
    assert_int_equal(count_files(f), 1);
}

static void a_folder_is_no_dossier(void **state)
{
    fixture *f = *state;
    refused_with(f, f->folder, VW_MSG_D002);
}

static void a_text_is_no_dossier(void **state)
{
    fixture *f = *state;
    const char *path = path_in(f, "note.txt");
    write_file(path, "just a note", 11);
    refused_with(f, path, VW_MSG_D005);
}

static void an_empty_file_is_no_dossier(void **state)
{
    fixture *f = *state;
    const char *path = path_in(f, "empty");
    write_file(path, "", 0);
    refused_with(f, path, VW_MSG_D006);
}

static void another_sqlite_file_is_no_dossier(void **state)
{
    fixture *f = *state;
    const char *path = copy_of(f, 0);
    change_bytes(path, 68, "\0\0\0\1", 4); /* application_id */
    refused_with(f, path, VW_MSG_D006);
}

static void a_newer_schema_is_told_with_both_versions(void **state)
{
    fixture *f = *state;
    const char *path = copy_of(f, 0);
    change_bytes(path, 60, "\0\0\0\11", 4); /* user_version */
    refused_with(f, path, VW_MSG_D007);
    assert_string_equal(vw_diags_get(f->diags, 0)->args[0], "9");
    assert_string_equal(vw_diags_get(f->diags, 0)->args[1], "4");
}

static void a_missing_page_is_damage(void **state)
{
    fixture *f = *state;
    refused_with(f, copy_of(f, 8192), VW_MSG_D008);
}

static void a_last_page_cut_off_is_damage(void **state)
{
    fixture *f = *state;
    vw_import *import = NULL;
    vw_import_head head = asset_head();
    int64_t id = 0;
    vw_dossier *dossier = open_dossier(f);
    vw_db *db = vw_dossier_db(dossier);
    /* The indexes of a first import come last in the file, behind the structure. */
    assert_int_equal(vw_db_begin(db, f->diags), VW_OK);
    assert_int_equal(vw_import_begin(&import, dossier, f->arena, f->diags, &head), VW_OK);
    add_asset(import, f, 2, "a1", "p1", 0.1, NULL);
    assert_int_equal(vw_import_end(import, f->diags, &id), VW_OK);
    assert_int_equal(vw_db_commit(db, f->diags), VW_OK);
    refused_with(f, copy_of(f, 100), VW_MSG_D009);
}

static void a_spoiled_schema_is_damage(void **state)
{
    fixture *f = *state;
    const char *path = copy_of(f, 0);
    change_bytes(path, 100, "\xff\xff\xff\xff\xff\xff\xff\xff", 8); /* the first tree's page */
    refused_with(f, path, VW_MSG_D008);
}

/* Damage beyond the schema shows when it is met, with the same message. */
static void a_spoiled_table_is_damage_when_read(void **state)
{
    fixture *f = *state;
    vw_dossier *dossier = open_dossier(f);
    int64_t page =
        number_of(f, dossier, "SELECT rootpage FROM sqlite_schema WHERE name = 'import'");
    const char *path = copy_of(f, 0);
    change_bytes(path, (long)((page - 1) * number_of(f, dossier, "PRAGMA page_size")),
                 "\xff\xff\xff\xff\xff\xff\xff\xff", 8);
    vw_dossier *damaged = NULL;
    assert_int_equal(
        vw_dossier_open(&damaged, f->arena, f->diags, path, VW_READ_ONLY, f->catalogue), VW_OK);
    int64_t mark = 0;
    assert_int_equal(vw_import_mark(damaged, f->diags, &mark), VW_ERR_STORE);
    assert_true(has_message(f, VW_MSG_D008));
}

/* For root every file can be read: the tests then go on as nobody. */
static void give_up_privileges(const fixture *f)
{
    if (geteuid() == 0) {
        assert_int_equal(chmod(f->folder, 0755), 0);
        assert_int_equal(seteuid(65534), 0);
    }
}

static void take_privileges_back(void)
{
    if (getuid() == 0) {
        assert_int_equal(seteuid(0), 0);
    }
}

static void a_file_without_permission_is_told(void **state)
{
    fixture *f = *state;
    assert_int_equal(chmod(f->path, 0), 0);
    give_up_privileges(f);
    vw_status status = try_open(f, f->path, VW_READ_ONLY);
    take_privileges_back();
    assert_int_equal(status, VW_ERR_STORE);
    assert_true(has_message(f, VW_MSG_D003));
}

static void a_file_that_may_only_be_read_opens_for_reading_only(void **state)
{
    fixture *f = *state;
    assert_int_equal(chmod(f->path, 0444), 0);
    give_up_privileges(f);
    vw_status reading = try_open(f, f->path, VW_READ_ONLY);
    vw_status writing = try_open(f, f->path, VW_READ_WRITE);
    take_privileges_back();
    assert_int_equal(reading, VW_OK);
    assert_int_equal(writing, VW_ERR_STORE);
    assert_true(has_message(f, VW_MSG_D004));
}

static void a_dossier_in_use_is_told(void **state)
{
    fixture *f = *state;
    vw_db *other = vw_dossier_db(open_dossier(f));
    assert_int_equal(vw_db_exec(other, f->diags, "BEGIN EXCLUSIVE"), VW_OK);
    refused_with(f, f->path, VW_MSG_D010);
    vw_db_rollback(other);
    assert_int_equal(try_open(f, f->path, VW_READ_ONLY), VW_OK);
}

/* Runs in a child, whose limit on the size of a file stands for a full disk. */
static int write_beyond(fixture *f, const char *path)
{
    vw_dossier *dossier = NULL;
    const struct rlimit limit = {.rlim_cur = 300000, .rlim_max = 300000};
    signal(SIGXFSZ, SIG_IGN);
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0 ||
        vw_dossier_open(&dossier, f->arena, f->diags, path, VW_READ_WRITE, f->catalogue) != VW_OK ||
        vw_db_begin(vw_dossier_db(dossier), f->diags) != VW_OK) {
        return 1;
    }
    vw_status status =
        vw_db_exec(vw_dossier_db(dossier), f->diags,
                   "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 500000)"
                   " INSERT INTO subject (kind, key) SELECT 'asset', 'number ' || i FROM n");
    if (status == VW_OK) {
        status = vw_db_commit(vw_dossier_db(dossier), f->diags);
    }
    vw_db_rollback(vw_dossier_db(dossier));
    return status == VW_ERR_STORE && has_message(f, VW_MSG_D011) ? 0 : 2;
}

static void a_full_disk_is_told_and_changes_nothing(void **state)
{
    fixture *f = *state;
    size_t before = 0;
    size_t after = 0;
    const char *bytes = read_whole(f, f->path, &before);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        _exit(write_beyond(f, f->path));
    }
    int ended = 0;
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_int_equal(ended, 0);
    assert_int_equal(try_open(f, f->path, VW_READ_WRITE),
                     VW_OK); /* a journal would be played back */
    assert_memory_equal(bytes, read_whole(f, f->path, &after), before);
    assert_int_equal(before, after);
}

static void opening_alone_leaves_the_file_as_it_was(void **state)
{
    fixture *f = *state;
    size_t before = 0;
    size_t after = 0;
    const char *bytes = read_whole(f, f->path, &before);
    (void)open_dossier(f);
    assert_memory_equal(bytes, read_whole(f, f->path, &after), before);
    assert_int_equal(before, after);
}

static void a_grown_catalogue_adds_tables_and_columns(void **state)
{
    fixture *f = *state;
    f->catalogue = &test_catalogue_grown;
    assert_int_equal(try_open(f, f->path, VW_READ_ONLY), VW_OK);
    vw_dossier *dossier = open_dossier(f);
    assert_int_equal(number_of(f, dossier,
                               "SELECT count(*) FROM pragma_table_info('ev_asset')"
                               " WHERE name IN ('deputy', 'aliases')"),
                     2);
    assert_int_equal(number_of(f, dossier, "SELECT count(*) FROM ev_test"), 0);
    assert_int_equal(number_of(f, dossier,
                               "SELECT count(*) FROM pragma_foreign_key_list('ev_asset')"
                               " WHERE \"from\" = 'deputy'"),
                     1);
}

static void a_field_that_changed_its_type_is_refused(void **state)
{
    fixture *f = *state;
    f->catalogue = &test_catalogue_retyped;
    assert_int_equal(try_open(f, f->path, VW_READ_WRITE), VW_ERR_STORE);
    assert_true(has_message(f, VW_MSG_D016));
}

/* SQLite would read these as "in memory" and as a URI. */
static void odd_names_are_names_of_files(void **state)
{
    static const char *const names[] = {":memory:", "file:x?mode=memory"};
    fixture *f = *state;
    char *back = getcwd(vw_alloc(f->arena, 4096), 4096);
    assert_non_null(back);
    assert_int_equal(chdir(f->folder), 0);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_int_equal(vw_dossier_create(names[i], &test_head, f->catalogue, f->arena, f->diags),
                         VW_OK);
        assert_int_equal(access(names[i], R_OK), 0);
        assert_int_equal(try_open(f, names[i], VW_READ_ONLY), VW_OK);
    }
    assert_int_equal(chdir(back), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)
        TEST(a_new_dossier_opens_with_its_facts),
        TEST(a_new_dossier_never_replaces_a_file),
        TEST(a_new_dossier_needs_a_folder),
        TEST(an_absent_file_is_told),
        TEST(a_folder_is_no_dossier),
        TEST(a_text_is_no_dossier),
        TEST(an_empty_file_is_no_dossier),
        TEST(another_sqlite_file_is_no_dossier),
        TEST(a_newer_schema_is_told_with_both_versions),
        TEST(a_missing_page_is_damage),
        TEST(a_last_page_cut_off_is_damage),
        TEST(a_spoiled_schema_is_damage),
        TEST(a_spoiled_table_is_damage_when_read),
        TEST(a_file_without_permission_is_told),
        TEST(a_file_that_may_only_be_read_opens_for_reading_only),
        TEST(a_dossier_in_use_is_told),
        TEST(a_full_disk_is_told_and_changes_nothing),
        TEST(opening_alone_leaves_the_file_as_it_was),
        TEST(a_grown_catalogue_adds_tables_and_columns),
        TEST(a_field_that_changed_its_type_is_refused),
        TEST(odd_names_are_names_of_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
