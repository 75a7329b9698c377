/* SPDX-License-Identifier: EUPL-1.2 */
#define _XOPEN_SOURCE 700 /* mkdtemp is POSIX; nftw is not */

#include "base/file.h"
#include "base/file_private.h"
#include "support.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Each test has a folder of its own, which is removed afterwards with all that is in it. */
typedef struct {
    vw_arena *arena;
    vw_diags *diags;
    char folder[32];
} fixture;

static int setup(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    f->arena = vw_arena_new();
    f->diags = vw_diags_new(f->arena);
    strcpy(f->folder, "/tmp/vw-file-XXXXXX");
    *state = f;
    return mkdtemp(f->folder) == NULL;
}

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *level)
{
    (void)info, (void)type, (void)level;
    return remove(path);
}

static int teardown(void **state)
{
    fixture *f = *state;
    vw_arena_free(f->arena);
    int const removed = nftw(f->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    free(f);
    return removed;
}

#define FILE_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

static const char *in(fixture *f, const char *name)
{
    return vw_printf(f->arena, "%s/%s", f->folder, name);
}

static void put(fixture *f, const char *name, const char *text)
{
    FILE *out = fopen(in(f, name), "wb");
    assert_non_null(out);
    fputs(text, out);
    fclose(out);
}

static const char *get(fixture *f, const char *name)
{
    const char *text;
    size_t length;
    assert_int_equal(vw_file_read(&text, &length, f->arena, f->diags, in(f, name), 1000), VW_OK);
    assert_int_equal(strlen(text), length);
    return text;
}

static void assert_unreadable(fixture *f, const char *name, size_t max, vw_msg msg)
{
    const char *text;
    size_t length;
    f->diags = vw_diags_new(f->arena);
    assert_int_equal(vw_file_read(&text, &length, f->arena, f->diags, in(f, name), max),
                     VW_ERR_STORE);
    assert_null(text);
    assert_int_equal(vw_diags_kept(f->diags), 1);
    assert_int_equal(vw_diags_get(f->diags, 0)->msg, msg);
}

static int names_in(fixture *f)
{
    FILE *list = popen(vw_printf(f->arena, "ls -A '%s' | wc -l", f->folder), "r");
    int count = -1;
    assert_int_equal(fscanf(list, "%d", &count), 1);
    pclose(list);
    return count;
}

static void a_file_is_read_whole(void **state)
{
    put(*state, "a", "some text");
    assert_string_equal(get(*state, "a"), "some text");
    put(*state, "empty", "");
    assert_string_equal(get(*state, "empty"), "");
}

static void a_file_may_be_as_large_as_the_limit_and_no_larger(void **state)
{
    const char *text;
    size_t length;
    fixture *f = *state;
    put(f, "a", "12345");
    assert_int_equal(vw_file_read(&text, &length, f->arena, f->diags, in(f, "a"), 5), VW_OK);
    assert_unreadable(f, "a", 4, VW_MSG_F005);
    assert_string_equal(vw_diags_get(f->diags, 0)->args[1], "5");
    assert_string_equal(vw_diags_get(f->diags, 0)->args[2], "4");
}

static void what_cannot_be_read_says_why(void **state)
{
    fixture *f = *state;
    assert_unreadable(f, "absent", 9, VW_MSG_F001);
    put(f, "file", "x");
    assert_unreadable(f, "file/below", 9, VW_MSG_F001);
    assert_unreadable(f, ".", 9, VW_MSG_F003);
    assert_int_equal(mkfifo(in(f, "pipe"), 0600), 0);
    assert_unreadable(f, "pipe", 9, VW_MSG_F004);
    assert_int_equal(symlink("loop", in(f, "loop")), 0);
    assert_unreadable(f, "loop", 9, VW_MSG_F007);
}

static void a_file_without_permission_says_so(void **state)
{
    if (geteuid() == 0) {
        skip(); /* root may read everything */
    }
    put(*state, "secret", "x");
    assert_int_equal(chmod(in(*state, "secret"), 0), 0);
    assert_unreadable(*state, "secret", 9, VW_MSG_F002);
}

/* Files of /proc say that they are empty, and are not: as one that grows while it is read. */
static void a_file_that_grows_while_it_is_read_is_refused(void **state)
{
    fixture *f = *state;
    const char *text;
    size_t length;
    assert_int_equal(vw_file_read(&text, &length, f->arena, f->diags, "/proc/self/status", 100000),
                     VW_ERR_STORE);
    assert_int_equal(vw_diags_get(f->diags, 0)->msg, VW_MSG_F006);
}

static void the_systems_errors_have_words_of_ours(void **state)
{
    fixture *f = *state;
    static const struct {
        int error;
        vw_msg msg;
    } cases[] = {{ENOENT, VW_MSG_F001}, {EACCES, VW_MSG_F002}, {EISDIR, VW_MSG_F003},
                 {ENOSPC, VW_MSG_F009}, {EDQUOT, VW_MSG_F009}, {EIO, VW_MSG_F008}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        vw_diags *diags = vw_diags_new(f->arena);
        assert_int_equal(vw_file__cannot(diags, VW_MSG_F008, "out", cases[i].error), VW_ERR_STORE);
        assert_int_equal(vw_diags_get(diags, 0)->msg, cases[i].msg);
    }
}

static vw_outfile *opened(fixture *f, const char *name)
{
    vw_outfile *file;
    assert_int_equal(vw_outfile_open(&file, f->arena, f->diags, in(f, name)), VW_OK);
    return file;
}

static void a_written_file_appears_only_when_committed(void **state)
{
    fixture *f = *state;
    put(f, "out", "old");
    vw_outfile *file = opened(f, "out");
    fputs("new", vw_outfile_stream(file));
    fflush(vw_outfile_stream(file));
    assert_string_equal(get(f, "out"), "old");
    assert_int_equal(vw_outfile_commit(file, f->diags), VW_OK);
    assert_string_equal(get(f, "out"), "new");
    assert_int_equal(names_in(f), 1);
}

static void an_abandoned_file_leaves_nothing_behind(void **state)
{
    fixture *f = *state;
    vw_outfile *file = opened(f, "out");
    fputs("new", vw_outfile_stream(file));
    assert_int_equal(names_in(f), 1);
    vw_outfile_abandon(file);
    vw_outfile_abandon(file);
    assert_int_equal(names_in(f), 0);
}

static void a_file_that_is_open_already_is_written_as_it_is(void **state)
{
    fixture *f = *state;
    vw_outfile *file;
    put(f, "out", "longer than what comes");
    const int fd = open(in(f, "out"), O_RDWR);
    const char *path = vw_printf(f->arena, "/dev/fd/%d", fd);
    assert_int_equal(vw_outfile_open(&file, f->arena, f->diags, path), VW_OK);
    fputs("new", vw_outfile_stream(file));
    assert_int_equal(names_in(f), 1);
    assert_int_equal(vw_outfile_commit(file, f->diags), VW_OK);
    char written[8] = "";
    assert_int_equal(pread(fd, written, sizeof written, 0), 3);
    assert_string_equal(written, "new");
    assert_int_equal(vw_outfile_open(&file, f->arena, f->diags, path), VW_OK);
    vw_outfile_abandon(file);
    assert_int_equal(names_in(f), 1);
    close(fd);
    assert_int_equal(vw_outfile_open(&file, f->arena, f->diags, path), VW_ERR_STORE);
}

static void freeing_the_arena_abandons(void **state)
{
    fixture *f = *state;
    vw_outfile *file;
    vw_arena *own = vw_arena_new();
    assert_int_equal(vw_outfile_open(&file, own, f->diags, in(f, "out")), VW_OK);
    assert_int_equal(names_in(f), 1);
    vw_arena_free(own);
    assert_int_equal(names_in(f), 0);
}

static void freeing_the_arena_after_a_commit_keeps_the_file(void **state)
{
    fixture *f = *state;
    vw_outfile *file;
    vw_arena *own = vw_arena_new();
    assert_int_equal(vw_outfile_open(&file, own, f->diags, in(f, "out")), VW_OK);
    assert_int_equal(vw_outfile_commit(file, f->diags), VW_OK);
    vw_arena_free(own);
    assert_string_equal(get(f, "out"), "");
}

/* [age] seconds old, of process [process]. */
static const char *left_over(fixture *f, const char *name, long process, long age)
{
    const char *path = in(f, vw_printf(f->arena, ".%s.%ld-0", name, process));
    FILE *file = fopen(path, "wb");
    struct timeval times[2] = {{time(NULL) - age, 0}, {time(NULL) - age, 0}};
    assert_non_null(file);
    fclose(file);
    assert_int_equal(utimes(path, times), 0);
    return path;
}

static void what_a_killed_run_left_is_removed_by_the_next(void **state)
{
    fixture *f = *state;
    const pid_t gone = fork();
    if (gone == 0) {
        _exit(0);
    }
    assert_int_equal(waitpid(gone, NULL, 0), gone);
    const char *old = left_over(f, "out", gone, 7200);
    const char *young = left_over(f, "young", gone, 60);
    const char *other = left_over(f, "other", gone, 7200);
    const char *alive = left_over(f, "alive", getppid(), 7200);
    vw_outfile_abandon(opened(f, "out"));
    vw_outfile_abandon(opened(f, "young"));
    vw_outfile_abandon(opened(f, "alive"));
    assert_int_not_equal(access(old, F_OK), 0);
    assert_int_equal(access(young, F_OK), 0);
    assert_int_equal(access(other, F_OK), 0);
    assert_int_equal(access(alive, F_OK), 0);
}

static void a_library_may_write_the_temporary_file_itself(void **state)
{
    fixture *f = *state;
    vw_outfile *file = opened(f, "out");
    FILE *own = fopen(vw_outfile_temporary(file), "wb");
    fputs("by a library", own);
    fclose(own);
    assert_int_equal(vw_outfile_commit(file, f->diags), VW_OK);
    assert_string_equal(get(f, "out"), "by a library");
}

static void the_mode_of_a_replaced_file_is_kept(void **state)
{
    fixture *f = *state;
    struct stat info;
    put(f, "out", "old");
    assert_int_equal(chmod(in(f, "out"), 0640), 0);
    assert_int_equal(vw_outfile_commit(opened(f, "out"), f->diags), VW_OK);
    assert_int_equal(stat(in(f, "out"), &info), 0);
    assert_int_equal(info.st_mode & 0777, 0640);
}

static void a_new_file_has_the_mode_of_the_umask(void **state)
{
    fixture *f = *state;
    struct stat info;
    mode_t const before = umask(027);
    assert_int_equal(vw_outfile_commit(opened(f, "out"), f->diags), VW_OK);
    umask(before);
    assert_int_equal(stat(in(f, "out"), &info), 0);
    assert_int_equal(info.st_mode & 0777, 0640);
}

static void a_link_keeps_pointing_at_the_new_file(void **state)
{
    fixture *f = *state;
    struct stat info;
    put(f, "real", "old");
    assert_int_equal(symlink("real", in(f, "link")), 0);
    vw_outfile *file = opened(f, "link");
    fputs("new", vw_outfile_stream(file));
    assert_int_equal(vw_outfile_commit(file, f->diags), VW_OK);
    assert_int_equal(lstat(in(f, "link"), &info), 0);
    assert_true(S_ISLNK(info.st_mode));
    assert_string_equal(get(f, "real"), "new");
}

static void assert_unwritable(fixture *f, const char *name, vw_msg msg)
{
    vw_outfile *file;
    f->diags = vw_diags_new(f->arena);
    assert_int_equal(vw_outfile_open(&file, f->arena, f->diags, in(f, name)), VW_ERR_STORE);
    assert_null(file);
    assert_int_equal(vw_diags_get(f->diags, 0)->msg, msg);
}

static void what_cannot_be_written_says_why(void **state)
{
    fixture *f = *state;
    assert_unwritable(f, ".", VW_MSG_F003);
    assert_unwritable(f, "absent/out", VW_MSG_F001);
    assert_int_equal(mkfifo(in(f, "pipe"), 0600), 0);
    assert_unwritable(f, "pipe", VW_MSG_F004);
    assert_int_equal(names_in(f), 1);
}

/* A limit on the size of files stands in for a disk that fails while writing, for a while or for
 * good. Returns the limit that was. */
static struct rlimit let_writing_fail(void)
{
    struct rlimit before;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    struct rlimit const tight = {.rlim_cur = 4096, .rlim_max = before.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &tight), 0);
    return before;
}

static void write_much(vw_outfile *file)
{
    for (int i = 0; i < 5000; i++) {
        fputs("new", vw_outfile_stream(file));
    }
}

static void assert_old_file_untouched(fixture *f, vw_status status)
{
    assert_int_equal(status, VW_ERR_STORE);
    assert_int_equal(vw_diags_get(f->diags, 0)->msg, VW_MSG_F008);
    assert_string_equal(get(f, "out"), "old");
    assert_int_equal(names_in(f), 1);
}

static void a_failed_write_leaves_the_old_file_untouched(void **state)
{
    fixture *f = *state;
    put(f, "out", "old");
    vw_outfile *file = opened(f, "out");
    struct rlimit const before = let_writing_fail();
    write_much(file);
    vw_status const status = vw_outfile_commit(file, f->diags);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_old_file_untouched(f, status);
}

static void a_write_that_failed_for_a_while_is_not_forgotten(void **state)
{
    fixture *f = *state;
    put(f, "out", "old");
    vw_outfile *file = opened(f, "out");
    struct rlimit const before = let_writing_fail();
    write_much(file);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_old_file_untouched(f, vw_outfile_commit(file, f->diags));
}

static void a_failed_rename_is_told_and_leaves_nothing_behind(void **state)
{
    fixture *f = *state;
    vw_outfile *file = opened(f, "out");
    assert_int_equal(mkdir(in(f, "out"), 0700), 0);
    assert_int_equal(vw_outfile_commit(file, f->diags), VW_ERR_STORE);
    assert_int_equal(vw_diags_get(f->diags, 0)->msg, VW_MSG_F010);
    assert_int_equal(names_in(f), 1);
}

static void a_folder_is_made_with_its_parents(void **state)
{
    fixture *f = *state;
    struct stat info;
    assert_int_equal(vw_folder_make(f->diags, in(f, "a//b/c/")), VW_OK);
    assert_int_equal(vw_folder_make(f->diags, in(f, "a/b/c")), VW_OK);
    assert_int_equal(stat(in(f, "a/b/c"), &info), 0);
    assert_true(S_ISDIR(info.st_mode));
}

static void a_folder_where_a_file_stands_cannot_be_made(void **state)
{
    fixture *f = *state;
    put(f, "a", "x");
    assert_int_equal(vw_folder_make(f->diags, in(f, "a/b")), VW_ERR_STORE);
    assert_int_equal(vw_diags_get(f->diags, 0)->msg, VW_MSG_F011);
    assert_string_equal(vw_diags_get(f->diags, 0)->args[0], in(f, "a"));
    assert_int_equal(vw_diags_kept(f->diags), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FILE_TEST(a_file_is_read_whole),
        FILE_TEST(a_file_may_be_as_large_as_the_limit_and_no_larger),
        FILE_TEST(what_cannot_be_read_says_why),
        FILE_TEST(a_file_without_permission_says_so),
        FILE_TEST(a_file_that_grows_while_it_is_read_is_refused),
        FILE_TEST(the_systems_errors_have_words_of_ours),
        FILE_TEST(a_written_file_appears_only_when_committed),
        FILE_TEST(an_abandoned_file_leaves_nothing_behind),
        FILE_TEST(a_file_that_is_open_already_is_written_as_it_is),
        FILE_TEST(freeing_the_arena_abandons),
        FILE_TEST(freeing_the_arena_after_a_commit_keeps_the_file),
        FILE_TEST(what_a_killed_run_left_is_removed_by_the_next),
        FILE_TEST(a_library_may_write_the_temporary_file_itself),
        FILE_TEST(the_mode_of_a_replaced_file_is_kept),
        FILE_TEST(a_new_file_has_the_mode_of_the_umask),
        FILE_TEST(a_link_keeps_pointing_at_the_new_file),
        FILE_TEST(what_cannot_be_written_says_why),
        FILE_TEST(a_failed_write_leaves_the_old_file_untouched),
        FILE_TEST(a_write_that_failed_for_a_while_is_not_forgotten),
        FILE_TEST(a_failed_rename_is_told_and_leaves_nothing_behind),
        FILE_TEST(a_folder_is_made_with_its_parents),
        FILE_TEST(a_folder_where_a_file_stands_cannot_be_made),
    };
    return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
