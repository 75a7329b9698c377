/* SPDX-License-Identifier: EUPL-1.2 */
/* A run since an earlier mark: what it finds is what a whole run finds, and what it does not find
 * is what it was. VW_SEED=n tries other ones. */
#include "catalogue.h"
#include "compare.h"
#include "random_rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { OUTSIDE = -1, SUBJECTS_MAX = 20000 };

typedef struct {
    size_t same, touched, whole, left;
    size_t found, of; /* outcomes of touched rules, and subjects there were in all */
} since_count;

typedef struct {
    vw_arena *arena;
    evidence *evidence;
    const vw_rule **rules;
    size_t count;
} rule_set;

/* By number of subject: an outcome, or OUTSIDE. */
static signed char *outcomes_at(const rule_set *set, const vw_columns *columns, size_t rule)
{
    signed char *by_subject = vw_alloc(set->arena, SUBJECTS_MAX);
    vw_columns_reader reader;
    int64_t subject;
    vw_outcome outcome;
    memset(by_subject, OUTSIDE, SUBJECTS_MAX);
    vw_columns_read(&reader, columns, rule, true);
    while (vw_columns_next(&reader, &subject, &outcome)) {
        assert_in_range(subject, 1, SUBJECTS_MAX - 1);
        by_subject[subject] = (signed char)(reader.belongs ? (int)outcome : OUTSIDE);
    }
    return by_subject;
}

static void compare_rule(const rule_set *set, const vw_columns *before, const vw_columns *now,
                         const vw_columns *since, size_t rule, since_count *tally)
{
    vw_columns_part part = vw_columns_part_of(since, rule);
    const signed char *was = outcomes_at(set, before, rule), *is = outcomes_at(set, now, rule);
    signed char *found = vw_alloc(set->arena, SUBJECTS_MAX);
    bool *touched = vw_alloc_array(set->arena, SUBJECTS_MAX, sizeof *touched);
    vw_columns_reader reader;
    int64_t subject;
    vw_outcome outcome;
    memset(found, OUTSIDE, SUBJECTS_MAX);
    if (part != VW_COLUMNS_SAME) {
        vw_columns_read(&reader, since, rule, true);
        while (vw_columns_next(&reader, &subject, &outcome)) {
            found[subject] = (signed char)(reader.belongs ? (int)outcome : OUTSIDE);
            touched[subject] = true;
            tally->found += part == VW_COLUMNS_TOUCHED;
        }
        assert_true(vw_columns_collected(since, rule) == vw_columns_collected(now, rule));
    }
    for (int i = 0; i < SUBJECTS_MAX; i++) {
        bool here = part == VW_COLUMNS_WHOLE || touched[i];
        int expected = here ? found[i] : was[i];
        tally->of += part == VW_COLUMNS_TOUCHED && (is[i] != OUTSIDE || was[i] != OUTSIDE);
        if (is[i] != expected) {
            fail_msg(
                "subject %d: %d, where it is %d and was %d; part %d, %s\n%s", i, expected, is[i],
                was[i], (int)part, here ? "touched" : "not touched",
                vw_rule_sql(set->arena, set->rules[rule], &(vw_rule_frame){.mark = 1, .as_of = 0}));
        }
    }
}

static void compare_runs(const rule_set *set, vw_rule_frame frame, int64_t earlier,
                         bool tell_earlier, size_t look_up_free, since_count *tally)
{
    vw_rule_frame frame_before = frame;
    vw_tally *tallies = VW_NEW_ARRAY(set->arena, set->count, vw_tally);
    const vw_tally **of_rule = VW_NEW_ARRAY(set->arena, set->count, const vw_tally *);
    const vw_columns_options options = {.since = true,
                                        .earlier_mark = earlier,
                                        .earlier = tell_earlier ? of_rule : NULL,
                                        .look_up_free = look_up_free};
    frame_before.mark = earlier;
    const vw_columns *before =
        columns_of(set->arena, set->evidence, set->rules, set->count, &frame_before, NULL);
    for (size_t i = 0; i < set->count; i++) {
        tallies[i] = vw_columns_tally(before, i);
        of_rule[i] = &tallies[i];
    }
    const vw_columns *now =
        columns_of(set->arena, set->evidence, set->rules, set->count, &frame, NULL);
    const vw_columns *since =
        columns_of(set->arena, set->evidence, set->rules, set->count, &frame, &options);
    for (size_t i = 0; i < set->count; i++) {
        if (vw_columns_left(since, i) != NULL) {
            assert_non_null(vw_columns_left(now, i));
            tally->left++;
            continue;
        }
        vw_columns_part part = vw_columns_part_of(since, i);
        tally->same += part == VW_COLUMNS_SAME;
        tally->touched += part == VW_COLUMNS_TOUCHED;
        tally->whole += part == VW_COLUMNS_WHOLE;
        compare_rule(set, before, now, since, i, tally);
    }
}

static since_count try_worlds(unsigned worlds, size_t keys, size_t rules, size_t look_up_free)
{
    const char *seed = getenv("VW_SEED");
    random_source chance = {.state = seed != NULL ? strtoull(seed, NULL, 10) + 1 : 20251129};
    const vw_catalogue *catalogue = rules_catalogue();
    since_count tally = {0};
    for (unsigned i = 0; i < worlds; i++) {
        rule_set set = {.arena = vw_arena_new(), .evidence = evidence_new(catalogue)};
        const world *w = world_random_of(set.arena, &chance, catalogue, keys);
        world_store(w, set.evidence);
        set.rules = VW_NEW_ARRAY(set.arena, rules, const vw_rule *);
        for (set.count = 0; set.count < rules; set.count++) {
            set.rules[set.count] = random_rule(set.arena, &chance, catalogue).rule;
        }
        vw_rule_frame frame = evidence_frame();
        frame.mark = (int64_t)w->imports.count - (chance_of(&chance, 50) ? 1 : 0);
        int64_t earlier = frame.mark - 1 - (int64_t)chance_below(&chance, 2);
        compare_runs(&set, frame, earlier, chance_of(&chance, 70), look_up_free, &tally);
        evidence_free(set.evidence);
        vw_arena_free(set.arena);
    }
    print_message("%zu the same, %zu touched, %zu whole, %zu left; %zu of %zu outcomes found\n",
                  tally.same, tally.touched, tally.whole, tally.left, tally.found, tally.of);
    assert_true(tally.same > worlds * rules / 50);
    return tally;
}

static void a_run_since_a_mark_finds_what_a_whole_run_finds(void **state)
{
    (void)state;
    assert_true(try_worlds(60, 4, 60, 0).touched > 60 * 60 / 20);
}

static void a_run_since_a_mark_finds_it_over_several_batches_too(void **state)
{
    (void)state;
    assert_true(try_worlds(3, 300, 60, 0).touched > 3 * 60 / 20);
}

/* Where more would be looked up than is worth it, rules are found whole. */
static void a_run_since_a_mark_that_touches_much_reads_all(void **state)
{
    (void)state;
    since_count some = try_worlds(30, 4, 60, 3), few = try_worlds(30, 4, 60, 0);
    assert_true(some.whole > few.whole);
    assert_true(some.touched < few.touched);
    assert_int_equal(some.same, few.same);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_since_a_mark_finds_what_a_whole_run_finds),
        cmocka_unit_test(a_run_since_a_mark_finds_it_over_several_batches_too),
        cmocka_unit_test(a_run_since_a_mark_that_touches_much_reads_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
