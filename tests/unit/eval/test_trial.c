/* SPDX-License-Identifier: EUPL-1.2 */
/* Examples beside a test: what one leaves for the next, and what is held against what. */
#include "eval/trial.h"
#include "fixture.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#define TEST_ID "backup.restore.yearly"
#define EXAMPLES                                                                                   \
    "examples:\n"                                                                                  \
    "  - complete: [restore_test]\n"                                                               \
    "    evidence:\n"                                                                              \
    "      asset: [{asset_id: A1, effective_from: 2025-01-01, criticality: high}]\n"               \
    "      restore_test: [{restore_test_id: T1, occurred_on: 2025-02-01, asset: A1, result: "      \
    "success}]\n"                                                                                  \
    "    expect: {A1: pass}\n"                                                                     \
    "  - complete: [restore_test]\n"                                                               \
    "    evidence:\n"                                                                              \
    "      asset: [{asset_id: A1, effective_from: 2025-01-01, criticality: high}]\n"               \
    "    expect: {A1: fail}\n"

typedef struct {
    const vw_plan *plan;
    const vw_planned_test *planned;
    vw_trials *trials;
} trying;

static trying begin_trying(fixture *f)
{
    trying t = {0};
    usual_set(f, EXAMPLES);
    fixture_ready(f);
    assert_int_equal(vw_plan_for_all(&t.plan, f->arena, f->diags, f->set), VW_OK);
    t.planned = vw_plan_test(t.plan, TEST_ID);
    assert_non_null(t.planned);
    assert_int_equal(t.planned->test->trial_count, 2);
    assert_int_equal(vw_trials_begin(&t.trials, f->arena, f->diags, f->set), VW_OK);
    return t;
}

static vw_status run(fixture *f, trying *t, size_t trial, vw_trial_outcome *out)
{
    return vw_trials_run(out, t->trials, f->arena, f->diags, t->plan, t->planned,
                         &t->planned->test->trials[trial]);
}

static void what_one_example_took_in_is_gone_in_the_next(void **state)
{
    fixture *f = *state;
    trying t = begin_trying(f);
    vw_trial_outcome out;
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(run(f, &t, i % 2, &out), VW_OK);
        assert_int_equal(out.count, 1);
        assert_int_equal(out.differing, 0);
        assert_int_equal(out.lines[0].found, i % 2 == 0 ? VW_TRIED_PASS : VW_TRIED_FAIL);
        assert_true(out.by_columns);
    }
    vw_trials_end(t.trials);
}

/* A source that finds a pass for everybody. */
static bool told;

static vw_status begin_liar(void *self, bool *able, vw_diags *diags, size_t index, const char *sql)
{
    (void)self, (void)diags, (void)index, (void)sql;
    told = false;
    *able = true;
    return VW_OK;
}

static vw_status next_lie(void *self, vw_diags *diags, const vw_found **found, size_t *count)
{
    static const vw_found lie = {.subject = 1, .outcome = VW_PASS};
    (void)self, (void)diags;
    *found = &lie;
    *count = told ? 0 : 1;
    told = true;
    return VW_OK;
}

static void end_liar(void *self)
{
    (void)self;
}

static void two_ways_that_differ_are_an_error_and_no_outcome(void **state)
{
    fixture *f = *state;
    trying t = begin_trying(f);
    const vw_outcome_source liar = {begin_liar, next_lie, end_liar, NULL, NULL};
    vw_trial_outcome out;
    vw_trials_compare_with(t.trials, &liar);
    assert_int_equal(run(f, &t, 0, &out), VW_OK);
    assert_int_equal(run(f, &t, 1, &out), VW_ERR_INPUT);
    assert_int_equal(out.count, 0);
    assert_int_equal(vw_diags_get(f->diags, vw_diags_kept(f->diags) - 1)->msg, VW_MSG_R124);
    vw_trials_end(t.trials);
}

static size_t entries(const char *folder)
{
    DIR *open = opendir(folder);
    size_t count = 0;
    assert_non_null(open);
    while (readdir(open) != NULL) {
        count++;
    }
    closedir(open);
    return count - 2;
}

static void nothing_is_left_behind(void **state)
{
    fixture *f = *state;
    vw_trial_outcome out;
    const size_t before = entries(f->folder);
    assert_int_equal(setenv("TMPDIR", f->folder, 1), 0);
    trying t = begin_trying(f);
    assert_int_equal(entries(f->folder), before + 2); /* the fixture's dossier, and this folder */
    assert_int_equal(run(f, &t, 0, &out), VW_OK);
    vw_trials_end(t.trials);
    vw_trials_end(t.trials);
    assert_int_equal(unsetenv("TMPDIR"), 0);
    assert_int_equal(entries(f->folder), before + 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_one_example_took_in_is_gone_in_the_next),
        TEST(two_ways_that_differ_are_an_error_and_no_outcome),
        TEST(nothing_is_left_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
