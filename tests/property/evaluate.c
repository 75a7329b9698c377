/* SPDX-License-Identifier: EUPL-1.2 */
/* Random small dossiers, judged twice: by the program, and by a second evaluator without SQL that
 * is slow and obvious. Then known values are made unknown, one at a time: no result may get better,
 * other than not_assessed in place of not_met (semantics, section 3). */
#include "fixture.h"

#include <stdlib.h>
#include <string.h>

enum { DOSSIERS = 80, CHANGES = 4, ASSETS_MAX = 7, TESTS_MAX = 14, UNKNOWN = -1 };

/* Yes, no and unknown of three-valued logic, in the order of its "and". */
typedef enum { NO, MAYBE, YES } truth;

typedef struct {
    int high, users; /* 1 or 0; a number; or UNKNOWN */
    bool counts;     /* on the reference date */
    bool excepted;   /* by an approved exception, in every test */
} asset;

typedef struct {
    int asset, success, duration; /* the asset's index; 1 or 0 or UNKNOWN; a number or UNKNOWN */
    bool counts;                  /* in the period */
} restore;

typedef struct {
    asset assets[ASSETS_MAX];
    restore tests[TESTS_MAX];
    int asset_count, test_count;
    bool assets_complete, tests_complete;
} world;

static uint64_t random_state;

static int below(int bound)
{
    random_state ^= random_state << 13; /* xorshift64 */
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (int)(random_state % (uint64_t)bound);
}

static int known_or_not(int bound)
{
    return below(5) == 0 ? UNKNOWN : below(bound);
}

static truth from(bool yes)
{
    return yes ? YES : NO;
}

static truth both(truth a, truth b)
{
    return a < b ? a : b;
}

static truth either(truth a, truth b)
{
    return a > b ? a : b;
}

static truth opposite(truth a)
{
    return (truth)(YES - a);
}

static truth is(int value, int wanted)
{
    return value == UNKNOWN ? MAYBE : from(value == wanted);
}

static truth less(int a, int b)
{
    return a == UNKNOWN || b == UNKNOWN ? MAYBE : from(a < b);
}

/* The conditions below are about a restore test, or about an asset. */
static truth succeeded(const asset *a, const restore *r)
{
    (void)a;
    return is(r->success, 1);
}

static truth failed(const asset *a, const restore *r)
{
    (void)a;
    return is(r->success, 0);
}

static truth took_long(const asset *a, const restore *r)
{
    (void)a;
    return opposite(less(r->duration, 3));
}

static truth failed_and_took_long(const asset *a, const restore *r)
{
    return both(failed(a, r), took_long(a, r));
}

static truth succeeded_within_users_hours(const asset *a, const restore *r)
{
    return both(succeeded(a, r), less(r->duration, a->users));
}

/* How many related records make [c] true, and how many may. */
static void tally_of(const world *w, int index, truth (*c)(const asset *, const restore *),
                     int *least, int *most)
{
    *least = *most = 0;
    for (int i = 0; i < w->test_count; i++) {
        const restore *r = &w->tests[i];
        if (r->counts && r->asset == index) {
            truth t = c(&w->assets[index], r);
            *least += t == YES;
            *most += t != NO;
        }
    }
}

static truth some(const world *w, int index, truth (*c)(const asset *, const restore *))
{
    int least, most;
    tally_of(w, index, c, &least, &most);
    return least > 0 ? YES : most > 0 ? MAYBE : NO;
}

static truth exists_success(const world *w, int i)
{
    return some(w, i, succeeded);
}

static truth no_failure(const world *w, int i)
{
    return opposite(some(w, i, failed));
}

static truth every_failure_was_short(const world *w, int i)
{
    return opposite(some(w, i, failed_and_took_long));
}

static truth two_successes(const world *w, int i)
{
    int least, most;
    tally_of(w, i, succeeded, &least, &most);
    return least >= 2 ? YES : most < 2 ? NO : MAYBE;
}

static truth exactly_one_success(const world *w, int i)
{
    int least, most;
    tally_of(w, i, succeeded, &least, &most);
    return least == 1 && most == 1 ? YES : least > 1 || most < 1 ? NO : MAYBE;
}

static truth users_and_success(const world *w, int i)
{
    return both(less(2, w->assets[i].users), some(w, i, succeeded));
}

static truth users_or_not_long(const world *w, int i)
{
    return either(less(2, w->assets[i].users), opposite(some(w, i, took_long)));
}

static truth success_within_users_hours(const world *w, int i)
{
    return some(w, i, succeeded_within_users_hours);
}

static truth few_users(const world *w, int i)
{
    return less(w->assets[i].users, 4);
}

static truth everything(const asset *a)
{
    (void)a;
    return YES;
}

static truth critical(const asset *a)
{
    return is(a->high, 1);
}

static truth critical_and_used(const asset *a)
{
    return both(critical(a), less(0, a->users));
}

#define CRITICAL "asset where criticality = 'high'"

static const struct {
    const char *id, *population, *condition;
    truth (*member)(const asset *);
    truth (*passes)(const world *, int);
    bool related;
} rules[] = {
    {"r.r.exists", CRITICAL, "exists restore_test where result = 'success'", critical,
     exists_success, true},
    {"r.r.no", "asset", "no restore_test where result = 'failure'", everything, no_failure, true},
    {"r.r.every", CRITICAL, "\"every restore_test where result = 'failure': duration < 3\"",
     critical, every_failure_was_short, true},
    {"r.r.two", "asset", "count restore_test where (result = 'success') >= 2", everything,
     two_successes, true},
    {"r.r.one", CRITICAL, "count restore_test where (result = 'success') = 1", critical,
     exactly_one_success, true},
    {"r.r.and", "asset where criticality = 'high' and users > 0",
     "users > 2 and exists restore_test where result = 'success'", critical_and_used,
     users_and_success, true},
    {"r.r.or", CRITICAL, "users > 2 or not (exists restore_test where duration >= 3)", critical,
     users_or_not_long, true},
    {"r.r.within", "asset",
     "exists restore_test where result = 'success' and duration < subject.users", everything,
     success_within_users_hours, true},
    {"r.r.users", CRITICAL, "users < 4", critical, few_users, false},
};

enum { RULES = sizeof rules / sizeof *rules };

typedef struct {
    int tolerance, partly_at; /* percent; partly_at 0: none */
} terms;

static vw_result verdict_when_known(int pass, int fail, int excepted, terms t)
{
    int n = pass + fail + excepted;
    if (fail * 100 > t.tolerance * n) {
        return t.partly_at > 0 && pass * 100 >= t.partly_at * n ? VW_PARTLY_MET : VW_NOT_MET;
    }
    return excepted > 0 ? VW_EXPLAINED : VW_MET;
}

static vw_result verdict(int pass, int fail, int unknown, int excepted, terms t, bool complete)
{
    int n = pass + fail + unknown + excepted;
    if (n == 0) {
        return complete ? VW_NOT_APPLICABLE : VW_NOT_ASSESSED;
    }
    if (unknown == n) {
        return VW_NOT_ASSESSED;
    }
    vw_result worst = verdict_when_known(pass, fail + unknown, excepted, t);
    vw_result best = verdict_when_known(pass + unknown, fail, excepted, t);
    return worst == best ? worst : VW_NOT_ASSESSED;
}

static bool collected(const world *w)
{
    bool any = w->tests_complete;
    for (int i = 0; i < w->test_count; i++) {
        any = any || w->tests[i].counts;
    }
    return any;
}

/* The second opinion on one rule. */
static vw_finding judge(const world *w, int rule, terms t)
{
    int pass = 0, fail = 0, unknown = 0, excepted = 0;
    for (int i = 0; i < w->asset_count; i++) {
        const asset *a = &w->assets[i];
        truth member = a->counts ? rules[rule].member(a) : NO;
        if (member == NO) {
            continue;
        }
        truth passes = rules[rule].passes(w, i);
        if (rules[rule].related && !collected(w)) {
            passes = MAYBE;
        }
        if (passes == YES) {
            pass++;
        } else if (passes == MAYBE || member == MAYBE) {
            unknown++;
        } else if (a->excepted) {
            excepted++;
        } else {
            fail++;
        }
    }
    return (vw_finding){
        .result = verdict(pass, fail, unknown, excepted, t, w->assets_complete),
        .strict = verdict(pass, fail + excepted, unknown, 0, t, w->assets_complete),
        .tally = {(uint64_t)pass, (uint64_t)fail, (uint64_t)unknown, (uint64_t)excepted}};
}

static void random_world(world *w)
{
    *w = (world){.asset_count = below(ASSETS_MAX + 1),
                 .assets_complete = below(2) == 0,
                 .tests_complete = below(3) == 0};
    for (int i = 0; i < w->asset_count; i++) {
        w->assets[i] = (asset){.high = below(4) == 0 ? known_or_not(2) : 1,
                               .users = known_or_not(6),
                               .counts = below(8) != 0,
                               .excepted = below(6) == 0};
    }
    w->test_count = w->asset_count == 0 ? 0 : below(TESTS_MAX + 1);
    for (int i = 0; i < w->test_count; i++) {
        w->tests[i] = (restore){.asset = below(w->asset_count),
                                .success = below(3) == 0 ? known_or_not(2) : 1,
                                .duration = known_or_not(6),
                                .counts = below(8) != 0};
    }
}

static void write_asset(fixture *f, const asset *a, int i)
{
    vw_buf fields = {.arena = f->arena};
    vw_buf_add(&fields, a->counts ? "effective_from=2025-12-31"
                                  : "effective_from=2025-01-01 effective_until=2025-12-30");
    if (a->high != UNKNOWN) {
        vw_buf_add(&fields, a->high ? " criticality=high" : " criticality=low");
    }
    if (a->users != UNKNOWN) {
        vw_buf_addf(&fields, " users=%d", a->users);
    }
    row(f, vw_printf(f->arena, "A%d", i), vw_buf_text(&fields));
}

static void write_test(fixture *f, const restore *r, int i)
{
    vw_buf fields = {.arena = f->arena};
    vw_buf_addf(&fields, "asset=A%d occurred_on=%s", r->asset,
                r->counts ? "2025-12-31" : "2026-01-01");
    if (r->success != UNKNOWN) {
        vw_buf_add(&fields, r->success ? " result=success" : " result=failure");
    }
    if (r->duration != UNKNOWN) {
        vw_buf_addf(&fields, " duration=%d", r->duration);
    }
    row(f, vw_printf(f->arena, "R%d", i), vw_buf_text(&fields));
}

static void write_assets(fixture *f, const world *w)
{
    if (w->assets_complete) {
        begin_complete(f, "asset", "2025-12-31", "2025-12-31");
    } else {
        begin(f, "asset");
    }
    for (int i = 0; i < w->asset_count; i++) {
        write_asset(f, &w->assets[i], i);
    }
    end(f);
}

static void write_tests(fixture *f, const world *w)
{
    if (w->tests_complete) {
        begin_complete(f, "restore_test", "2025-01-01", "2025-12-31");
    } else {
        begin(f, "restore_test");
    }
    for (int i = 0; i < w->test_count; i++) {
        write_test(f, &w->tests[i], i);
    }
    end(f);
}

static void write_exceptions(fixture *f, const world *w)
{
    people(f);
    begin(f, "exception");
    for (int i = 0; i < w->asset_count; i++) {
        for (int rule = 0; rule < RULES && w->assets[i].excepted; rule++) {
            row(f, vw_printf(f->arena, "X%d.%d", i, rule),
                vw_printf(f->arena,
                          "test=%s subject_kind=asset subject_key=A%d requested_by=P1 "
                          "approved_by=P2 effective_until=2025-12-31",
                          rules[rule].id, i));
        }
    }
    end(f);
}

static void write_set(fixture *f, terms of[RULES])
{
    test_text tests[RULES];
    for (int i = 0; i < RULES; i++) {
        of[i] = (terms){.tolerance = below(2) * below(4) * 10,
                        .partly_at = below(2) * (25 + below(3) * 10)};
        const char *partly =
            of[i].partly_at > 0 ? vw_printf(f->arena, "\npartly_at: %d %%", of[i].partly_at) : "";
        tests[i] = (test_text){rules[i].id, "operation", rules[i].population, rules[i].condition,
                               vw_printf(f->arena, "tolerance: %d %%%s", of[i].tolerance, partly)};
    }
    add_measure(f, "r.r", tests, RULES);
    add_framework(f, "frame", NULL);
    add_requirement(f, "frame", "1", "article", "[operation]", "r.r full");
}

static void same(fixture *f, const world *w, int rule, terms t, int dossier)
{
    vw_finding stored = finding_of(f, rules[rule].id);
    vw_finding expected = judge(w, rule, t);
    if (stored.result != expected.result || stored.strict != expected.strict ||
        memcmp(&stored.tally, &expected.tally, sizeof stored.tally) != 0) {
        fail_msg(
            "dossier %d, %s: stored %s (strict %s; %d %d %d %d), expected %s (%s; %d %d %d %d)",
            dossier, rules[rule].id, vw_result_name(stored.result), vw_result_name(stored.strict),
            (int)stored.tally.pass, (int)stored.tally.fail, (int)stored.tally.unknown,
            (int)stored.tally.excepted, vw_result_name(expected.result),
            vw_result_name(expected.strict), (int)expected.tally.pass, (int)expected.tally.fail,
            (int)expected.tally.unknown, (int)expected.tally.excepted);
    }
}

/* Makes one known value unknown, by a newer version of its record: not one that brings a subject
 * into the population, since that adds to n, nor one under an exception. */
static void forget(fixture *f, world *w)
{
    int i = below(w->asset_count);
    asset *a = &w->assets[i];
    if (w->test_count > 0 && below(2) == 0) {
        int j = below(w->test_count);
        restore *r = &w->tests[j];
        if (!w->assets[r->asset].excepted) {
            *(below(2) == 0 ? &r->success : &r->duration) = UNKNOWN;
            begin(f, "restore_test");
            write_test(f, r, j);
            end(f);
        }
    } else if (!a->excepted) {
        if (a->high == 1 && below(2) == 0) {
            a->high = UNKNOWN;
        } else if (a->users != 0) {
            a->users = UNKNOWN;
        }
        begin(f, "asset");
        write_asset(f, a, i);
        end(f);
    }
}

static void no_better(int rule, vw_result before, vw_result after, int dossier)
{
    if (after > before && !(before == VW_NOT_MET && after == VW_NOT_ASSESSED)) {
        fail_msg("dossier %d, %s: was %s, and knowing less it is %s", dossier, rules[rule].id,
                 vw_result_name(before), vw_result_name(after));
    }
}

static void one_dossier(fixture *f, int dossier, unsigned seen[VW_RESULT_COUNT])
{
    world w, older;
    terms of[RULES];
    vw_result before[RULES];
    random_world(&w);
    older = w;
    for (int i = 0; i < older.asset_count; i++) {
        older.assets[i].high = below(2);
    }
    write_set(f, of);
    fixture_ready(f);
    write_assets(f, &older); /* what was said before does not count */
    write_assets(f, &w);
    if (w.test_count > 0 || w.tests_complete) {
        write_tests(f, &w);
    }
    write_exceptions(f, &w);
    for (int change = 0; change <= CHANGES; change++) {
        if (change > 0 && w.asset_count > 0) {
            forget(f, &w);
        }
        evaluate(f);
        for (int rule = 0; rule < RULES; rule++) {
            same(f, &w, rule, of[rule], dossier);
            vw_result after = finding_of(f, rules[rule].id).result;
            if (change > 0) {
                no_better(rule, before[rule], after, dossier);
            }
            before[rule] = after;
            seen[after]++;
        }
    }
}

static void findings_agree_and_knowing_less_is_never_better(void **state)
{
    const char *more = getenv("VW_DOSSIERS");
    int dossiers = more != NULL ? atoi(more) : DOSSIERS;
    unsigned seen[VW_RESULT_COUNT] = {0};
    (void)state;
    random_state = 0x5DEECE66D;
    for (int dossier = 0; dossier < dossiers; dossier++) {
        void *fixture_of_one = NULL;
        assert_int_equal(fixture_setup(&fixture_of_one), 0);
        one_dossier(fixture_of_one, dossier, seen);
        assert_int_equal(fixture_teardown(&fixture_of_one), 0);
    }
    /* A property that never meets a result says nothing of it. */
    static const vw_result all[] = {VW_NOT_MET,   VW_NOT_ASSESSED, VW_PARTLY_MET,
                                    VW_EXPLAINED, VW_MET,          VW_NOT_APPLICABLE};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        print_message("%s: %u\n", vw_result_name(all[i]), seen[all[i]]);
        assert_true(seen[all[i]] >= 20);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(findings_agree_and_knowing_less_is_never_better),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
