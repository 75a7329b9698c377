/* SPDX-License-Identifier: EUPL-1.2 */
/* Work on another thread happens once, in order, and ends when it should. */
#include "base/worker.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { ITEMS = 3, MANY = 10000 };

typedef struct {
    vw_arena *arena;
    size_t numbers[ITEMS];
    void *items[ITEMS];
    size_t seen, out_of_order, refuse_at;
    vw_worker *worker;
} fixture;

static bool look_at(void *what, void *item)
{
    fixture *f = what;
    f->out_of_order += *(size_t *)item != f->seen;
    f->seen++;
    return f->refuse_at == 0 || f->seen < f->refuse_at;
}

static int setup(void **state)
{
    vw_arena *arena = vw_arena_new();
    fixture *f = VW_NEW(arena, fixture);
    f->arena = arena;
    for (size_t i = 0; i < ITEMS; i++) {
        f->items[i] = &f->numbers[i];
    }
    f->worker = vw_worker_new(arena, look_at, f, f->items, ITEMS);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    vw_arena_free(((fixture *)*state)->arena);
    return 0;
}

/* How many could be handed over. */
static size_t hand_over(fixture *f, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t *item = vw_worker_item(f->worker);
        if (item == NULL) {
            return i;
        }
        *item = i;
        vw_worker_hand_over(f->worker);
    }
    return count;
}

static void items_are_worked_on_once_and_in_order(void **state)
{
    fixture *f = *state;
    assert_int_equal(hand_over(f, MANY), MANY);
    assert_true(vw_worker_wait(f->worker));
    assert_int_equal(f->seen, MANY);
    assert_int_equal(f->out_of_order, 0);
}

static void one_item_is_done_when_it_is_waited_for(void **state)
{
    fixture *f = *state;
    assert_int_equal(hand_over(f, 1), 1);
    assert_int_equal(f->seen, 0);
    assert_true(vw_worker_wait(f->worker));
    assert_int_equal(f->seen, 1);
}

static void work_goes_on_after_waiting(void **state)
{
    fixture *f = *state;
    for (size_t round = 1; round <= 100; round++) {
        size_t *item = vw_worker_item(f->worker);
        *item = round - 1;
        vw_worker_hand_over(f->worker);
        assert_true(vw_worker_wait(f->worker));
        assert_int_equal(f->seen, round);
    }
    assert_int_equal(f->out_of_order, 0);
}

static void a_refusal_is_the_end(void **state)
{
    fixture *f = *state;
    f->refuse_at = 5;
    assert_true(hand_over(f, MANY) < 5 + ITEMS + 1);
    assert_false(vw_worker_wait(f->worker));
    assert_int_equal(f->seen, 5);
    assert_null(vw_worker_item(f->worker));
}

static void stopped_work_is_not_begun_again(void **state)
{
    fixture *f = *state;
    hand_over(f, 100);
    vw_worker_stop(f->worker);
    size_t seen = f->seen;
    assert_null(vw_worker_item(f->worker));
    assert_false(vw_worker_wait(f->worker));
    assert_int_equal(f->seen, seen);
    vw_worker_stop(f->worker);
}

static void the_arena_ends_work_that_nobody_waited_for(void **state)
{
    fixture *f = *state;
    hand_over(f, MANY); /* the teardown frees what is worked on */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        TEST(items_are_worked_on_once_and_in_order),
        TEST(one_item_is_done_when_it_is_waited_for),
        TEST(work_goes_on_after_waiting),
        TEST(a_refusal_is_the_end),
        TEST(stopped_work_is_not_begun_again),
        TEST(the_arena_ends_work_that_nobody_waited_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
