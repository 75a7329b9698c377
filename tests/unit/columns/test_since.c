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
    size_t outside;   /* touched subjects that did not belong, and were not looked at */
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

typedef struct {
    unsigned worlds;
    size_t keys, rules;
    size_t look_up_free, few_records; /* as of vw_columns_options */
    bool of_all;                      /* rules that look at all records of a kind together */
} trial;

typedef struct {
    const rule_set *set;
    const vw_columns *columns;
    size_t asked;
} known_before;

/* Who belonged at the earlier mark. */
static vw_status belonged(void *what, bool *known, size_t rule, uint32_t *subjects, size_t *count)
{
    known_before *before = what;
    size_t kept = 0;
    *known = vw_columns_left(before->columns, rule) == NULL;
    if (!*known) {
        return VW_OK;
    }
    const signed char *was = outcomes_at(before->set, before->columns, rule);
    for (size_t i = 0; i < *count; i++) {
        if (was[subjects[i]] != OUTSIDE) {
            subjects[kept++] = subjects[i];
        }
    }
    before->asked += *count - kept;
    *count = kept;
    return VW_OK;
}

static void compare_runs(const rule_set *set, vw_rule_frame frame, int64_t earlier,
                         bool tell_earlier, const trial *t, since_count *tally)
{
    vw_rule_frame frame_before = frame;
    vw_tally *tallies = VW_NEW_ARRAY(set->arena, set->count, vw_tally);
    const vw_tally **of_rule = VW_NEW_ARRAY(set->arena, set->count, const vw_tally *);
    frame_before.mark = earlier;
    const vw_columns *before =
        columns_of(set->arena, set->evidence, set->rules, set->count, &frame_before, NULL);
    known_before known = {.set = set, .columns = before};
    const vw_columns_earlier told = {.tallies = of_rule, .belonged = belonged, .what = &known};
    const vw_columns_options options = {.since = true,
                                        .earlier_mark = earlier,
                                        .earlier = tell_earlier ? &told : NULL,
                                        .look_up_free = t->look_up_free,
                                        .few_records = t->few_records};
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
    tally->outside += known.asked;
}

static since_count try_worlds(trial t)
{
    const char *seed = getenv("VW_SEED");
    random_source chance = {.state = seed != NULL ? strtoull(seed, NULL, 10) + 1 : 2};
    const vw_catalogue *catalogue = rules_catalogue();
    since_count tally = {0};
    for (unsigned i = 0; i < t.worlds; i++) {
        rule_set set = {.arena = vw_arena_new(), .evidence = evidence_new(catalogue)};
        const world *w = world_random_of(set.arena, &chance, catalogue, t.keys);
        world_store(w, set.evidence);
        set.rules = VW_NEW_ARRAY(set.arena, t.rules, const vw_rule *);
        const asked_of_all asked = random_asked(set.arena, &chance, catalogue);
        for (set.count = 0; set.count < t.rules; set.count++) {
            set.rules[set.count] =
                t.of_all ? random_rule_of_all(set.arena, &chance, catalogue, &asked).rule
                         : random_rule(set.arena, &chance, catalogue).rule;
        }
        vw_rule_frame frame = evidence_frame();
        frame.mark = (int64_t)w->imports.count - (chance_of(&chance, 50) ? 1 : 0);
        int64_t earlier = frame.mark - 1 - (int64_t)chance_below(&chance, 2);
        compare_runs(&set, frame, earlier, chance_of(&chance, 70), &t, &tally);
        evidence_free(set.evidence);
        vw_arena_free(set.arena);
    }
    print_message("%zu the same, %zu touched, %zu whole, %zu left; %zu of %zu outcomes found, %zu "
                  "outside\n",
                  tally.same, tally.touched, tally.whole, tally.left, tally.found, tally.of,
                  tally.outside);
    assert_true(tally.same > t.worlds * t.rules / 50);
    return tally;
}

static void a_run_since_a_mark_finds_what_a_whole_run_finds(void **state)
{
    (void)state;
    const trial t = {.worlds = 60, .keys = 4, .rules = 60};
    assert_true(try_worlds(t).touched > t.worlds * t.rules / 20);
}

static void a_run_since_a_mark_finds_it_over_several_batches_too(void **state)
{
    (void)state;
    const trial t = {.worlds = 3, .keys = 300, .rules = 60};
    assert_true(try_worlds(t).touched > t.worlds * t.rules / 60);
}

/* Where more would be looked up than is worth it, rules are found whole. */
static void a_run_since_a_mark_that_touches_much_reads_all(void **state)
{
    (void)state;
    trial t = {.worlds = 30, .keys = 4, .rules = 60};
    since_count few = try_worlds(t);
    t.look_up_free = 3;
    since_count some = try_worlds(t);
    assert_true(some.whole > few.whole);
    assert_true(some.touched < few.touched);
    assert_int_equal(some.same, few.same);
}

/* What was told of all records together is believed only as far as it holds. */
static void what_is_asked_of_all_records_is_found_from_few(void **state)
{
    (void)state;
    trial t = {.worlds = 80, .keys = 4, .rules = 40, .of_all = true};
    since_count many = try_worlds(t);
    t.few_records = 2;
    since_count few = try_worlds(t);
    assert_true(many.touched > t.worlds * t.rules / 20);
    assert_true(few.whole > many.whole);
}

/* ---- every way in which one record may change ---- */

/* Of a restore test: which of two systems it names, or neither; what came of it; when. */
enum { PARENTS = 3, RESULTS = 3, DAYS = 3, VERSIONS = PARENTS * RESULTS * DAYS };
/* Of a system: how critical, and until when it holds. */
enum { LEVELS = 3, ENDS = 3, STATES = LEVELS * ENDS };

static void give_test(evidence *e, size_t pair, size_t version)
{
    static const char *const names[] = {"asset", "result", "occurred_on", "duration"};
    static const char *const results[] = {"success", "failure", NULL};
    static const char *const days[] = {"2025-03-01", "2025-09-01", "2024-09-01"};
    static const char *const sides[] = {"a", "b"};
    const size_t side = version % PARENTS;
    const char *asset = side < 2 ? vw_printf(e->arena, "A%zu%s", pair, sides[side]) : NULL;
    const char *values[] = {asset, results[version / PARENTS % RESULTS],
                            days[version / PARENTS / RESULTS], "3"};
    evidence_record(e, vw_printf(e->arena, "T%zu", pair), names, values, 4);
}

static void give_system(evidence *e, size_t pair, size_t state)
{
    static const char *const names[] = {"criticality", "effective_from", "effective_until"};
    static const char *const levels[] = {"high", "low", NULL};
    static const char *const ends[] = {NULL, "2025-12-31", "2025-06-30"};
    const char *values[] = {levels[state % LEVELS], "2020-01-01", ends[state / LEVELS]};
    evidence_record(e, vw_printf(e->arena, "S%zu", pair), names, values, 3);
}

/* Each pair of versions once, also one that was not there before. */
static void change_tests(evidence *e)
{
    static const char *const names[] = {"asset", "result", "occurred_on", "duration"};
    const size_t pairs = (size_t)VERSIONS * (VERSIONS + 1);
    evidence_import(e, "asset", VW_DATE_NONE, VW_DATE_NONE);
    for (size_t i = 0; i < pairs; i++) {
        evidence_record(e, vw_printf(e->arena, "A%zua", i), NULL, NULL, 0);
        evidence_record(e, vw_printf(e->arena, "A%zub", i), NULL, NULL, 0);
    }
    evidence_import(e, "restore_test", VW_DATE_NONE, VW_DATE_NONE);
    for (size_t i = 0; i < pairs; i++) {
        const char *values[] = {vw_printf(e->arena, "A%zua", i), "failure", "2025-06-30", "1"};
        evidence_record(e, vw_printf(e->arena, "O%zu", i), names, values, 4);
        if (i / VERSIONS < VERSIONS) {
            give_test(e, i, i / VERSIONS);
        }
    }
    evidence_import(e, "restore_test", VW_DATE_NONE, VW_DATE_NONE);
    for (size_t i = 0; i < pairs; i++) {
        give_test(e, i, i % VERSIONS);
    }
}

static void change_systems(evidence *e)
{
    static const char *const names[] = {"asset", "result"};
    const size_t pairs = (size_t)STATES * (STATES + 1);
    evidence_import(e, "asset", VW_DATE_NONE, VW_DATE_NONE);
    for (size_t i = 0; i < pairs; i++) {
        if (i / STATES < STATES) {
            give_system(e, i, i / STATES);
        }
    }
    evidence_import(e, "restore_test", VW_DATE_NONE, VW_DATE_NONE);
    for (size_t i = 0; i < 3 * pairs; i++) {
        const char *values[] = {vw_printf(e->arena, "S%zu", i % pairs), "success"};
        evidence_record(e, vw_printf(e->arena, "T%zu", i), names, values, 2);
    }
    evidence_import(e, "asset", VW_DATE_NONE, VW_DATE_NONE);
    for (size_t i = 0; i < pairs; i++) {
        give_system(e, i, i % STATES);
    }
}

typedef struct {
    const char *population, *condition;
} rule_text;

static since_count compare_change(void (*change)(evidence *e), const rule_text *texts, size_t count)
{
    const vw_catalogue *catalogue = rules_catalogue();
    const trial t = {0};
    since_count tally = {0};
    rule_set set = {.arena = vw_arena_new(), .evidence = evidence_new(catalogue)};
    set.rules = VW_NEW_ARRAY(set.arena, count, const vw_rule *);
    for (set.count = 0; set.count < count; set.count++) {
        const rule_text *text = &texts[set.count];
        set.rules[set.count] = rule_of(set.arena, catalogue, text->population, text->condition);
    }
    change(set.evidence);
    vw_rule_frame frame = evidence_frame();
    frame.mark = evidence_number(set.evidence, "SELECT max(id) FROM import");
    compare_runs(&set, frame, frame.mark - 1, true, &t, &tally);
    assert_int_equal(tally.left, 0);
    evidence_free(set.evidence);
    vw_arena_free(set.arena);
    return tally;
}

/* Of what is counted for a system, and of what is picked for it. */
static void what_a_record_adds_for_another_decides_who_is_touched(void **state)
{
    static const rule_text texts[] = {
        {"asset", "exists restore_test where result = 'success'"},
        {"asset", "no restore_test where result = 'failure' and duration > 2"},
        {"asset", "count restore_test where (result = 'success' or duration < 2) >= 2"},
        {"asset", "latest restore_test: result = 'success'"},
        {"asset", "latest restore_test where result = 'failure': duration < 2"},
        {"asset", "earliest restore_test where duration > 0: result = 'failure'"},
    };
    const size_t count = sizeof texts / sizeof *texts;
    (void)state;
    const since_count tally = compare_change(change_tests, texts, count);
    assert_int_equal(tally.touched, count);
    /* A third differs; more than half is named by some version. */
    assert_true(tally.found * 5 < tally.of * 2);
}

static void a_field_that_says_the_same_again_touches_nobody(void **state)
{
    static const rule_text texts[] = {
        {"restore_test", "asset.criticality = 'high'"},
        {"restore_test where asset.criticality = 'high'", "result = 'success'"},
        {"restore_test", "asset.encrypted is unknown"},
    };
    const size_t count = sizeof texts / sizeof *texts;
    (void)state;
    const since_count tally = compare_change(change_systems, texts, count);
    assert_int_equal(tally.touched, count);
    assert_true(tally.found < 3 * count * STATES * (STATES + 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_record_adds_for_another_decides_who_is_touched),
        cmocka_unit_test(a_field_that_says_the_same_again_touches_nobody),
        cmocka_unit_test(a_run_since_a_mark_finds_what_a_whole_run_finds),
        cmocka_unit_test(a_run_since_a_mark_finds_it_over_several_batches_too),
        cmocka_unit_test(a_run_since_a_mark_that_touches_much_reads_all),
        cmocka_unit_test(what_is_asked_of_all_records_is_found_from_few),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
