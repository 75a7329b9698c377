/* SPDX-License-Identifier: EUPL-1.2 */
#include "support.h"

#include <stdalign.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void memory_is_zeroed_and_aligned_for_any_type(void **state)
{
    for (size_t size = 0; size < 300; size++) {
        unsigned char *bytes = vw_alloc(*state, size);
        assert_non_null(bytes);
        assert_int_equal((uintptr_t)bytes % alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++) {
            assert_int_equal(bytes[i], 0);
            bytes[i] = 0xFF;
        }
    }
}

static void objects_do_not_overlap(void **state)
{
    unsigned char *objects[500];
    for (size_t i = 0; i < 500; i++) {
        objects[i] = vw_alloc(*state, i * 7);
        memset(objects[i], (int)(i % 251), i * 7);
    }
    for (size_t i = 0; i < 500; i++) {
        for (size_t j = 0; j < i * 7; j++) {
            assert_int_equal(objects[i][j], i % 251);
        }
    }
}

static void large_objects_leave_the_current_block_in_use(void **state)
{
    char *first = vw_alloc(*state, 16);
    char *large = vw_alloc(*state, 1 << 20);
    large[(1 << 20) - 1] = 'x';
    char *second = vw_alloc(*state, 16);
    assert_ptr_not_equal(first, second);
#ifndef VW_ARENA_DEBUG
    assert_ptr_equal(second, first + 16);
#else
    assert_int_equal((second - first) % 16, 0);
#endif
}

static void memory_is_zeroed_again_after_a_reset(void **state)
{
    for (int round = 0; round < 3; round++) {
        char *bytes = vw_alloc(*state, 4000);
        for (size_t i = 0; i < 4000; i++) {
            assert_int_equal(bytes[i], 0);
        }
        memset(bytes, 'x', 4000);
        vw_alloc(*state, 1 << 20);
        assert_int_equal(vw_arena_used(*state), 4000 + (1 << 20));
        vw_arena_reset(*state);
        assert_int_equal(vw_arena_used(*state), 0);
    }
}

static char order[8];

static void note_order(void *letter)
{
    strncat(order, letter, 1);
}

static void cleanups_run_once_and_the_last_one_first(void **state)
{
    char a[] = "a", b[] = "b", c[] = "c";
    order[0] = '\0';
    vw_arena_on_free(*state, note_order, a);
    vw_arena_on_free(*state, note_order, b);
    vw_arena_reset(*state);
    assert_string_equal(order, "ba");
    vw_arena_on_free(*state, note_order, c);
    vw_arena_free(*state);
    *state = NULL;
    assert_string_equal(order, "bac");
}

static void freeing_nothing_is_allowed(void **state)
{
    (void)state;
    vw_arena_free(NULL);
}

static void printed_and_copied_texts_are_terminated(void **state)
{
    assert_string_equal(vw_printf(*state, "%s-%03d", "a", 7), "a-007");
    assert_string_equal(vw_strndup(*state, "abcdef", 3), "abc");
    assert_string_equal(vw_strdup(*state, ""), "");
}

static void a_vector_keeps_its_items_while_it_grows(void **state)
{
    VW_VEC(int) numbers = {0};
    for (int i = 0; i < 1000; i++) {
        VW_PUSH((vw_arena *)*state, numbers, i);
    }
    assert_int_equal(numbers.count, 1000);
    for (int i = 0; i < 1000; i++) {
        assert_int_equal(numbers.items[i], i);
    }
}

static void a_vector_grows_where_it_stands_when_nothing_was_taken_since(void **state)
{
    VW_VEC(int) numbers = {0};
    VW_PUSH((vw_arena *)*state, numbers, 1);
    int *first = numbers.items;
    for (int i = 1; i < 100; i++) {
        VW_PUSH((vw_arena *)*state, numbers, 1);
    }
#ifndef VW_ARENA_DEBUG
    assert_ptr_equal(numbers.items, first);
    assert_int_equal(vw_arena_used(*state), numbers.capacity * sizeof(int));
#else
    (void)first;
#endif
    int *other = VW_NEW(*state, int);
    size_t const room = numbers.capacity;
    for (size_t i = numbers.count; i <= room; i++) {
        VW_PUSH((vw_arena *)*state, numbers, 1);
    }
    assert_int_equal(*other, 0);
}

static void copies_of_a_vector_do_not_grow_over_each_other(void **state)
{
    typedef VW_VEC(int) ints;
    ints all = {0};
    for (int i = 0; i < 4; i++) {
        VW_PUSH((vw_arena *)*state, all, i);
    }
    ints copy = all;
    VW_PUSH((vw_arena *)*state, all, 5);
    VW_PUSH((vw_arena *)*state, copy, 6);
    assert_int_equal(all.items[4], 5);
    assert_int_equal(copy.items[4], 6);
}

static void a_buffer_is_always_terminated(void **state)
{
    vw_buf buf = {.arena = *state};
    assert_string_equal(vw_buf_text(&buf), "");
    for (int i = 0; i < 100; i++) {
        vw_buf_add(&buf, "ab");
        vw_buf_addn(&buf, "cdX", 2);
        vw_buf_addf(&buf, "%d", i % 10);
        assert_int_equal(strlen(vw_buf_text(&buf)), buf.length);
    }
    assert_int_equal(buf.length, 500);
    assert_memory_equal(vw_buf_text(&buf) + 495, "abcd9", 5);
}

static void digits_have_a_mark_at_every_third(void **state)
{
    vw_arena *arena = *state;
    const struct {
        const char *digits, *expected;
    } cases[] = {{"", ""}, {"1", "1"}, {"999", "999"}, {"1000", "1.000"}, {"1234567", "1.234.567"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vw_buf buf = {.arena = arena};
        vw_buf_add_digits(&buf, cases[i].digits, strlen(cases[i].digits), ".");
        assert_string_equal(vw_buf_text(&buf), cases[i].expected);
    }
}

/* Runs [act] in a child whose standard error is caught; returns its exit code. */
static int exit_code_of(void (*act)(void), char *caught, size_t size)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t const child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        act();
        _exit(0);
    }
    close(ends[1]);
    ssize_t const got = read(ends[0], caught, size - 1);
    assert_true(got >= 0);
    caught[got] = '\0';
    close(ends[0]);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void allocate_three_times(void)
{
    vw_arena_fail_at(3);
    vw_arena *arena = vw_arena_new();
    vw_alloc(arena, 1);
    vw_alloc(arena, 1);
}

static void allocate_twice(void)
{
    vw_arena_fail_at(3);
    vw_arena *arena = vw_arena_new();
    vw_alloc(arena, 1);
    vw_arena_free(arena);
}

static void multiply_beyond_the_address_space(void)
{
    vw_arena *arena = vw_arena_new();
    vw_alloc_array(arena, SIZE_MAX / 2 + 9, 2);
}

static void ask_for_everything(void)
{
    vw_arena *arena = vw_arena_new();
    vw_alloc(arena, SIZE_MAX);
}

static void running_out_of_memory_says_one_sentence_and_ends_with_71(void **state)
{
    (void)state;
    char caught[200];
    void (*const acts[])(void) = {allocate_three_times, multiply_beyond_the_address_space,
                                  ask_for_everything};
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++) {
        assert_int_equal(exit_code_of(acts[i], caught, sizeof caught), VW_EXIT_MEMORY);
        assert_non_null(strstr(caught, "memory ran out"));
        assert_ptr_equal(strchr(caught, '\n'), caught + strlen(caught) - 1);
    }
}

static void only_the_nth_allocation_fails(void **state)
{
    (void)state;
    char caught[200];
    assert_int_equal(exit_code_of(allocate_twice, caught, sizeof caught), 0);
    assert_string_equal(caught, "");
}

#ifdef VW_ARENA_DEBUG
/* Between two others, so that what follows is the arena's own memory. */
static volatile char *object_of(vw_arena *arena, size_t size)
{
    freopen("/dev/null", "w", stderr);
    (void)vw_alloc(arena, 8);
    volatile char *object = vw_alloc(arena, size);
    (void)vw_alloc(arena, 8);
    return object;
}

static void write_behind_an_object(void)
{
    volatile size_t beyond = 3;
    object_of(vw_arena_new(), 3)[beyond] = 'x';
}

static void read_before_an_object(void)
{
    volatile size_t before = 1;
    volatile char *object = object_of(vw_arena_new(), 16);
    volatile char seen = object[-(ptrdiff_t)before];
    (void)seen;
}

static void write_behind_a_large_object(void)
{
    volatile size_t beyond = 1000003;
    object_of(vw_arena_new(), 1000003)[beyond] = 'x';
}

static void write_behind_nothing(void)
{
    volatile size_t beyond = 0;
    object_of(vw_arena_new(), 0)[beyond] = 'x';
}

static void write_after_a_reset(void)
{
    vw_arena *arena = vw_arena_new();
    volatile char *object = object_of(arena, 100);
    vw_arena_reset(arena);
    (void)vw_alloc(arena, 200);
    object[0] = 'x';
}

static void in_a_debug_arena_a_byte_too_far_is_seen(void **state)
{
    (void)state;
    char caught[200];
    void (*const acts[])(void) = {write_behind_an_object, read_before_an_object,
                                  write_behind_a_large_object, write_behind_nothing,
                                  write_after_a_reset};
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++) {
        assert_int_not_equal(exit_code_of(acts[i], caught, sizeof caught), 0);
    }
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(memory_is_zeroed_and_aligned_for_any_type),
        TEST(objects_do_not_overlap),
        TEST(large_objects_leave_the_current_block_in_use),
        TEST(memory_is_zeroed_again_after_a_reset),
        TEST(cleanups_run_once_and_the_last_one_first),
        TEST(freeing_nothing_is_allowed),
        TEST(printed_and_copied_texts_are_terminated),
        TEST(a_vector_keeps_its_items_while_it_grows),
        TEST(a_vector_grows_where_it_stands_when_nothing_was_taken_since),
        TEST(copies_of_a_vector_do_not_grow_over_each_other),
        TEST(a_buffer_is_always_terminated),
        TEST(digits_have_a_mark_at_every_third),
        TEST(running_out_of_memory_says_one_sentence_and_ends_with_71),
        TEST(only_the_nth_allocation_fails),
#ifdef VW_ARENA_DEBUG
        TEST(in_a_debug_arena_a_byte_too_far_is_seen),
#endif
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
