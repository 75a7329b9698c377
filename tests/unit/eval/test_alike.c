/* SPDX-License-Identifier: EUPL-1.2 */
/* Tests that had the same outcomes and of which the same was touched come to the same at once; an
 * exception of its own, another rule or another set before keeps a test apart. */
#include "fixture.h"

static vw_perform_counts evaluate_by_columns(fixture *f, bool full)
{
    vw_perform_counts counts = {0};
    const vw_perform_options options = {.by_columns = true, .full = full, .counts = &counts};
    assert_int_equal(vw_plan_for_type(&f->plan, f->arena, f->diags, f->set,
                                      vw_dossier_head_of(f->dossier)->type),
                     VW_OK);
    assert_int_equal(vw_evaluate(&f->evaluation, f->dossier, f->plan, f->files.items,
                                 f->files.count, &options, f->arena, f->diags),
                     VW_OK);
    return counts;
}

#define SUCCESS "exists restore_test where result = 'success'"

/* A test of which A05 is excused, two with the same rule, one that asks the opposite, and one that
 * had the same failures as none of them. Each of the first twelve systems passes but A12. */
static void several(fixture *f)
{
    static const test_text tests[] = {
        {"m.a", "operation", "asset where criticality = 'high'", SUCCESS, ""},
        {"m.b", "operation", "asset where criticality = 'high'", SUCCESS, ""},
        {"m.c", "operation", "asset where criticality = 'high'", SUCCESS, ""},
        {"m.d", "operation", "asset where criticality = 'high'",
         "no restore_test where result = 'failure'", ""},
        {"m.e", "operation", "asset where criticality = 'high'",
         "no restore_test where result = 'success'", ""},
    };
    add_measure(f, "m", tests, sizeof tests / sizeof *tests);
    add_framework(f, "frame", NULL);
    add_requirement(f, "frame", "1", "control", "[operation]", "m full");
    fixture_ready(f);
    systems(f, 11, 1, 0);
    people(f);
    give(f, "exception", "X1",
         "test=m.a subject_kind=asset subject_key=A05 requested_by=P1 approved_by=P2 "
         "effective_until=2025-12-31");
    (void)evaluate_by_columns(f, false);
}

static void fails_and_excepted(fixture *f, const char *test, uint64_t fail, uint64_t excepted)
{
    const vw_finding finding = finding_of(f, test);
    assert_int_equal(finding.tally.fail, fail);
    assert_int_equal(finding.tally.excepted, excepted);
}

static void all_are_as_expected(fixture *f)
{
    fails_and_excepted(f, "m.a", 1, 1);
    fails_and_excepted(f, "m.b", 2, 0);
    fails_and_excepted(f, "m.c", 2, 0);
    fails_and_excepted(f, "m.d", 2, 0);
    fails_and_excepted(f, "m.e", 10, 0);
}

static void only_tests_that_are_alike_share_what_was_touched(void **state)
{
    fixture *f = *state;
    several(f);
    fails_and_excepted(f, "m.a", 1, 0);
    fails_and_excepted(f, "m.b", 1, 0);
    assert_int_equal(finding_of(f, "m.a").outcome_set, finding_of(f, "m.b").outcome_set);
    /* The restore test of A05 failed after all. */
    give(f, "restore_test", "R05", "asset=A05 result=failure");
    assert_int_equal(number_of(f, "SELECT count(*) FROM ev_restore_test r JOIN subject s ON s.id = "
                                  "r.subject WHERE s.key = 'R05'"),
                     2);
    const vw_perform_counts counts = evaluate_by_columns(f, false);
    assert_int_equal(counts.since, 5);
    assert_int_equal(counts.alike, 2); /* m.c and m.d, as m.b: whatever they asked */
    all_are_as_expected(f);
    assert_int_equal(finding_of(f, "m.b").outcome_set, finding_of(f, "m.c").outcome_set);
    assert_int_not_equal(finding_of(f, "m.a").outcome_set, finding_of(f, "m.b").outcome_set);
    assert_int_equal(evaluate_by_columns(f, true).since, 0);
    all_are_as_expected(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(only_tests_that_are_alike_share_what_was_touched),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
