/* SPDX-License-Identifier: EUPL-1.2 */
/* A population in which some joined and some left is the text that it would be if it were written
 * from the start. */
#include "store/outcomes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { NUMBERS = 60, ROUNDS = 20000 };

static uint32_t number = 1;

/* Pseudo-random, the same each time. */
static uint32_t next(uint32_t below)
{
    number = number * 1664525u + 1013904223u;
    return (number >> 8) % below;
}

static vw_subjects written(vw_arena *arena, const bool *belongs)
{
    vw_subjects_builder builder = {.bytes = {.arena = arena}};
    vw_subjects subjects;
    for (int64_t i = 1; i <= NUMBERS; i++) {
        if (belongs[i]) {
            vw_subjects_add(&builder, i);
        }
    }
    vw_subjects_end(&subjects, &builder);
    return subjects;
}

static void assert_same(const vw_subjects *a, const vw_subjects *b)
{
    assert_int_equal(a->count, b->count);
    assert_int_equal(a->length, b->length);
    assert_true(a->length == 0 || memcmp(a->bytes, b->bytes, a->length) == 0);
    assert_true(vw_digest_equal(&a->sha256, &b->sha256));
}

/* Runs of whatever length, and few or many that are spoken of. */
static void a_changed_population_is_as_if_written_anew(void **state)
{
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        vw_arena *arena = vw_arena_new();
        bool belongs[NUMBERS + 1] = {false}, changes = false;
        vw_subject_now now[NUMBERS];
        size_t count = 0;
        const uint32_t rare = 1 + next(6), spoken = 1 + next(12);
        for (int64_t i = 1; i <= NUMBERS; i++) {
            belongs[i] = next(rare) == 0;
        }
        const vw_subjects before = written(arena, belongs);
        for (int64_t i = 1; i <= NUMBERS; i++) {
            if (next(spoken) == 0) {
                now[count++] = (vw_subject_now){.subject = i, .belongs = next(2) == 0};
                changes = changes || belongs[i] != now[count - 1].belongs;
                belongs[i] = now[count - 1].belongs;
            }
        }
        const vw_subjects expected = written(arena, belongs);
        vw_subjects after;
        assert_int_equal(vw_subjects_change(&after, arena, &before, now, count), changes);
        assert_same(&after, &expected);
        vw_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_changed_population_is_as_if_written_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
