/* SPDX-License-Identifier: EUPL-1.2 */
/* What changed between two evaluations: each class, each reason, and that it adds up. */
#include "eval/changes.h"
#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define YEARLY "backup.restore.yearly"

/* Replaces [from] by [to] in a file of the set; the next evaluation uses it. */
static void edit(fixture *f, const char *path, const char *from, const char *to)
{
    for (size_t i = 0; i < f->files.count; i++) {
        vw_set_file *file = &f->files.items[i];
        const char *at = strcmp(file->path, path) == 0 ? strstr(file->text, from) : NULL;
        if (at != NULL) {
            file->text = vw_printf(f->arena, "%.*s%s%s", (int)(at - file->text), file->text, to,
                                   at + strlen(from));
            file->length = strlen(file->text);
            return;
        }
    }
    fail_msg("%s does not say %s", path, from);
}

static void load(fixture *f)
{
    vw_status status = vw_set_load(&f->set, f->arena, f->diags, f->files.items, f->files.count);
    if (status != VW_OK) {
        vw_diags_print(f->diags, stderr, VW_EN, false);
    }
    assert_int_equal(status, VW_OK);
}

/* Of evaluation 1 and the newest. */
static vw_changes between(fixture *f, int64_t before, int64_t after)
{
    vw_evaluations all;
    vw_changes changes;
    const vw_evaluation *a = NULL, *b = NULL;
    assert_int_equal(vw_evaluations_load(&all, f->dossier, f->arena, f->diags), VW_OK);
    for (size_t i = 0; i < all.count; i++) {
        a = all.items[i].id == before ? &all.items[i] : a;
        b = all.items[i].id == after ? &all.items[i] : b;
    }
    assert_non_null(a);
    assert_non_null(b);
    assert_int_equal(vw_changes_load(&changes, (vw_compared){f->dossier, a},
                                     (vw_compared){f->dossier, b}, f->arena, f->diags),
                     VW_OK);
    assert_true(vw_change_totals_reconcile(&changes.of_requirements));
    assert_true(vw_change_totals_reconcile(&changes.of_tests));
    return changes;
}

/* Evaluates anew with the set as it is now, and compares with the evaluation before. */
static vw_changes changed(fixture *f)
{
    load(f);
    evaluate(f);
    return between(f, f->evaluation.id - 1, f->evaluation.id);
}

static const vw_requirement_change *requirement_of(const vw_changes *changes, const char *id)
{
    for (size_t i = 0; i < changes->requirement_count; i++) {
        const vw_requirement_change *at = &changes->requirements[i];
        if (strcmp(at->after_id != NULL ? at->after_id : at->before_id, id) == 0) {
            return at;
        }
    }
    fail_msg("nothing on %s", id);
    return NULL;
}

static const vw_test_change *test_of(const vw_changes *changes, const char *id)
{
    for (size_t i = 0; i < changes->test_count; i++) {
        if (strcmp(changes->tests[i].test, id) == 0) {
            return &changes->tests[i];
        }
    }
    fail_msg("nothing on %s", id);
    return NULL;
}

static const char *reasons(fixture *f, uint32_t because)
{
    vw_buf out = {.arena = f->arena};
    for (vw_because i = VW_BECAUSE_FRAMEWORK; i < VW_BECAUSE_COUNT; i++) {
        if ((because & (1u << i)) != 0) {
            vw_buf_addf(&out, "%s%s", vw_buf_text(&out)[0] != '\0' ? " " : "", vw_because_name(i));
        }
    }
    return vw_buf_text(&out);
}

static void requirement_is(fixture *f, const vw_changes *changes, const char *id,
                           const char *change, const char *because)
{
    const vw_requirement_change *at = requirement_of(changes, id);
    assert_string_equal(vw_change_name(at->change), change);
    assert_string_equal(reasons(f, at->because), because);
}

static void test_is(fixture *f, const vw_changes *changes, const char *id, const char *change,
                    const char *because)
{
    const vw_test_change *at = test_of(changes, id);
    assert_string_equal(vw_change_name(at->change), change);
    assert_string_equal(reasons(f, at->because), because);
}

/* [pass] systems pass, [fail] fail; evaluated once. */
static void begun(fixture *f, int pass, int fail)
{
    usual_set(f, "");
    fixture_ready(f);
    people(f);
    systems(f, pass, fail, 0);
    evaluate(f);
}

static void what_did_not_change_is_the_same(void **state)
{
    fixture *f = *state;
    begun(f, 2, 1);
    vw_changes changes = changed(f);
    requirement_is(f, &changes, "frame:1", "same", "");
    test_is(f, &changes, YEARLY, "same", "");
    assert_int_equal(changes.of_requirements.of[VW_CHANGE_SAME], 1);
    assert_int_equal(changes.worse_requirements + changes.worse_tests, 0);
}

static void better_evidence_improves(void **state)
{
    fixture *f = *state;
    begun(f, 2, 1);
    give(f, "restore_test", "R99", "asset=A03 result=success");
    vw_changes changes = changed(f);
    requirement_is(f, &changes, "frame:1", "improved", "evidence_changed");
    test_is(f, &changes, YEARLY, "improved", "evidence_changed");
}

static void the_same_evidence_given_again_is_no_change_of_evidence(void **state)
{
    fixture *f = *state;
    begun(f, 2, 1);
    begin(f, "restore_test");
    row(f, "R01", "asset=A01 result=success");
    end(f);
    vw_changes changes = changed(f);
    test_is(f, &changes, YEARLY, "same", "");
}

static void more_subjects_change_the_population(void **state)
{
    fixture *f = *state;
    begun(f, 2, 0);
    give(f, "asset", "A77", "criticality=high");
    vw_changes changes = changed(f);
    requirement_is(f, &changes, "frame:1", "regressed", "population_changed evidence_changed");
    test_is(f, &changes, YEARLY, "regressed", "population_changed evidence_changed");
    const vw_test_change *at = test_of(&changes, YEARLY);
    assert_int_equal(vw_tally_total(at->tally_before), 2);
    assert_int_equal(vw_tally_total(at->tally_after), 3);
    assert_int_equal(changes.worse_requirements, 1);
    assert_int_equal(changes.worse_tests, 1);
}

static void evidence_of_another_kind_is_none_of_the_rule_s(void **state)
{
    fixture *f = *state;
    begun(f, 2, 0);
    give(f, "change", "C1", "approved=1");
    vw_changes changes = changed(f);
    test_is(f, &changes, YEARLY, "same", "");
}

static void a_requirement_that_came_or_went_is_new_or_retired(void **state)
{
    fixture *f = *state;
    begun(f, 2, 0);
    add_requirement(f, "frame", "2", "control", "[design, operation]", "");
    vw_changes changes = changed(f);
    requirement_is(f, &changes, "frame:2", "new", "text_changed");
    assert_int_equal(changes.of_requirements.of[VW_CHANGE_NEW], 2);
    changes = between(f, 2, 1);
    requirement_is(f, &changes, "frame:2", "retired", "text_changed");
    assert_int_equal(changes.of_requirements.of[VW_CHANGE_RETIRED], 2);
}

static void an_aspect_that_is_asked_no_more_is_retired(void **state)
{
    fixture *f = *state;
    begun(f, 2, 0);
    add_requirement(f, "frame", "2", "control", "[design, operation]", "");
    load(f);
    evaluate(f);
    edit(f, "frame/2.yaml", "[design, operation]", "[operation]");
    vw_changes changes = changed(f);
    assert_int_equal(changes.of_requirements.of[VW_CHANGE_RETIRED], 1);
    assert_int_equal(changes.of_requirements.of[VW_CHANGE_SAME], 2);
}

static void a_test_that_came_or_went_is_new_or_retired(void **state)
{
    fixture *f = *state;
    const test_text test = {"change.control.approved", "operation", "change", "approved = true",
                            ""};
    begun(f, 2, 0);
    add_measure(f, "change.control", &test, 1);
    add_requirement(f, "frame", "2", "control", "[operation]", "change.control full");
    vw_changes changes = changed(f);
    test_is(f, &changes, "change.control.approved", "new", "measure_changed");
    changes = between(f, 2, 1);
    test_is(f, &changes, "change.control.approved", "retired", "measure_changed");
    edit(f, "frame/2.yaml", "    maps:\n      - {measure: change.control, coverage: full}\n", "");
    changes = changed(f);
    test_is(f, &changes, "change.control.approved", "retired", "mapping_changed");
    requirement_is(f, &changes, "frame:2", "norm_changed", "mapping_changed");
}

/* One edit of the control set, and what it is called. */
typedef struct {
    const char *what, *path, *from, *to;
    const char *of_requirement, *of_test;
} norm_edit;

static const norm_edit norm_edits[] = {
    {"a version", "frame/framework.yaml", "1.0", "1.1", "framework_changed", ""},
    {"a date", "frame/framework.yaml", "2025-01-01", "2025-06-01", "framework_changed", ""},
    {"a title", "frame/1.yaml", "Norm", "Eis", "text_changed", ""},
    {"a kind", "frame/1.yaml", "kind: control", "kind: article", "text_changed", ""},
    {"a reference", "frame/1.yaml", "Frame, 1", "Frame, 1a", "text_changed", ""},
    {"a coverage", "frame/1.yaml", "coverage: full",
     "coverage: partial, because: {nl: Deel, en: Part}", "mapping_changed", ""},
    {"a measure", "measures/backup.restore.yaml", "en: What", "en: Something else",
     "measure_changed", ""},
    {"a condition", "measures/backup.restore.yaml", "result = 'success'", "result <> 'failure'",
     "rule_changed", "rule_changed"},
    {"a population", "measures/backup.restore.yaml", "asset where criticality = 'high'", "asset",
     "rule_changed", "rule_changed"},
    {"a tolerance", "measures/backup.restore.yaml", "reason: {nl: Nee",
     "tolerance: 50 %\n        reason: {nl: Nee", "parameter_changed", "parameter_changed"},
};

static void a_changed_norm_is_called_by_what_changed(void **state)
{
    fixture *f = *state;
    begun(f, 3, 0);
    for (size_t i = 0; i < sizeof norm_edits / sizeof *norm_edits; i++) {
        const norm_edit *at = &norm_edits[i];
        edit(f, at->path, at->from, at->to);
        vw_changes changes = changed(f);
        const char *found = reasons(f, requirement_of(&changes, "frame:1")->because);
        if (strcmp(found, at->of_requirement) != 0) {
            fail_msg("%s: %s", at->what, found);
        }
        requirement_is(f, &changes, "frame:1", "norm_changed", at->of_requirement);
        test_is(f, &changes, YEARLY, *at->of_test != '\0' ? "norm_changed" : "same", at->of_test);
        edit(f, at->path, at->to, at->from);
        load(f);
        evaluate(f);
    }
}

static void blanks_in_a_rule_are_no_change(void **state)
{
    fixture *f = *state;
    begun(f, 3, 0);
    edit(f, "measures/backup.restore.yaml", "result = 'success'", "result  =  'success'");
    vw_changes changes = changed(f);
    requirement_is(f, &changes, "frame:1", "same", "");
}

static void a_changed_norm_still_says_whether_it_is_better(void **state)
{
    fixture *f = *state;
    begun(f, 2, 1);
    edit(f, "measures/backup.restore.yaml", "reason: {nl: Nee",
         "tolerance: 50 %\n        reason: {nl: Nee");
    vw_changes changes = changed(f);
    requirement_is(f, &changes, "frame:1", "norm_changed", "parameter_changed");
    assert_int_equal(requirement_of(&changes, "frame:1")->direction, 1);
    assert_int_equal(changes.of_requirements.norm_better, 1);
    changes = between(f, 2, 1);
    assert_int_equal(changes.of_requirements.norm_worse, 1);
    assert_int_equal(changes.worse_requirements, 1);
}

static void a_moved_requirement_is_found_by_its_own_word(void **state)
{
    fixture *f = *state;
    begun(f, 2, 0);
    edit(f, "frame/1.yaml", "id: 1\n", "id: 7\n    was: [\"1\"]\n");
    vw_changes changes = changed(f);
    requirement_is(f, &changes, "frame:7", "norm_changed", "moved");
    assert_string_equal(requirement_of(&changes, "frame:7")->before_id, "frame:1");
    assert_int_equal(changes.requirement_count, 1);
}

/* Two say that they were 1: the first has it, the other is new. And what is still there stays. */
static void one_id_moves_once_and_only_when_it_is_gone(void **state)
{
    fixture *f = *state;
    begun(f, 2, 0);
    edit(f, "frame/1.yaml", "id: 1\n", "id: 7\n    was: [\"frame:1\"]\n");
    add_requirement(f, "frame", "8", "control", "[operation]", "");
    edit(f, "frame/8.yaml", "id: 8\n", "id: 8\n    was: [\"1\"]\n");
    vw_changes changes = changed(f);
    requirement_is(f, &changes, "frame:8", "new", "text_changed");
    edit(f, "frame/8.yaml", "was: [\"1\"]", "was: [\"7\"]");
    changes = changed(f);
    requirement_is(f, &changes, "frame:8", "same", "");
    requirement_is(f, &changes, "frame:7", "same", "");
}

static void exceptions_start_and_end(void **state)
{
    fixture *f = *state;
    begun(f, 2, 1);
    give(f, "exception", "X1",
         "test=" YEARLY " subject_kind=asset subject_key=A03 requested_by=P1 approved_by=P2 "
         "effective_until=2026-06-30");
    vw_changes changes = changed(f);
    requirement_is(f, &changes, "frame:1", "improved", "exception_started");
    test_is(f, &changes, YEARLY, "improved", "exception_started");
    assert_int_equal(test_of(&changes, YEARLY)->started, 1);
    changes = between(f, 2, 1);
    test_is(f, &changes, YEARLY, "regressed", "exception_ended");
    assert_int_equal(test_of(&changes, YEARLY)->ended, 1);
}

static void a_judgement_changes(void **state)
{
    fixture *f = *state;
    begun(f, 2, 0);
    give(f, "answer", "Q1",
         "requirement=frame:1 aspect=operation result=not_met reason=seen assessor=P1");
    vw_changes changes = changed(f);
    requirement_is(f, &changes, "frame:1", "regressed", "judgement_changed");
    test_is(f, &changes, YEARLY, "same", "");
}

static void coverage_comes_and_goes(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    give(f, "asset", "A01", "criticality=high");
    evaluate(f);
    give(f, "restore_test", "R01", "asset=A01 result=success");
    vw_changes changes = changed(f);
    requirement_is(f, &changes, "frame:1", "improved", "evidence_changed coverage_gained");
    changes = between(f, 2, 1);
    requirement_is(f, &changes, "frame:1", "regressed", "evidence_changed coverage_lost");
}

static void who_stops_looking_does_not_improve(void **state)
{
    fixture *f = *state;
    begun(f, 1, 1);
    give(f, "restore_test", "R02", "asset=A02");
    vw_changes changes = changed(f);
    assert_int_equal(requirement_of(&changes, "frame:1")->before, VW_NOT_MET);
    requirement_is(f, &changes, "frame:1", "regressed", "evidence_changed coverage_lost");
}

static void a_rule_that_cannot_be_run_is_told(void **state)
{
    fixture *f = *state;
    const vw_perform_options few = {.rule_steps = 1};
    begun(f, 20, 0);
    systems(f, 400, 0, 0);
    assert_int_equal(vw_evaluate(&f->evaluation, f->dossier, f->plan, f->files.items,
                                 f->files.count, &few, f->arena, f->diags),
                     VW_OK);
    vw_changes changes = between(f, 1, 2);
    assert_int_equal(test_of(&changes, YEARLY)->after, VW_RESULT_ERROR);
    assert_true((test_of(&changes, YEARLY)->because & (1u << VW_BECAUSE_ERROR)) != 0);
    assert_int_equal(test_of(&changes, YEARLY)->change, VW_CHANGE_REGRESSED);
}

/* Four requirements not met; then one is, and of one nobody looks any more. */
static void a_share_that_rises_while_coverage_falls_is_told(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    for (int i = 2; i <= 4; i++) {
        add_requirement(f, "frame", vw_printf(f->arena, "%d", i), "control", "[operation]", "");
    }
    fixture_ready(f);
    people(f);
    for (int i = 1; i <= 4; i++) {
        give(f, "answer", vw_printf(f->arena, "Q%d", i),
             vw_printf(f->arena,
                       "requirement=frame:%d aspect=operation result=not_met reason=seen "
                       "assessor=P1",
                       i));
    }
    evaluate(f);
    give(f, "answer", "Q2",
         "requirement=frame:2 aspect=operation result=met reason=seen assessor=P1");
    vw_changes changes = changed(f);
    assert_false(changes.all.hollow);
    give(f, "answer", "Q3",
         "requirement=frame:3 aspect=operation result=not_met reason=seen assessor=P1 "
         "effective_until=2025-02-01");
    changes = changed(f);
    assert_false(changes.all.hollow); /* coverage falls, the share stays */
    changes = between(f, 1, 3);
    assert_true(changes.all.hollow);
    assert_int_equal(changes.framework_count, 1);
    assert_true(changes.frameworks[0].hollow);
    changes = between(f, 3, 1);
    assert_false(changes.all.hollow);
}

static void better_and_worse_follow_the_order_and_its_exceptions(void **state)
{
    (void)state;
    /* Rows before, columns after, as the enumeration: error, not met, not assessed, partly met,
     * explained, met, not applicable, not occurred. */
    static const char *const expected[VW_RESULT_COUNT] = {
        "=.-+++..", /* error */
        "-=-+++..", /* not met */
        "--=+++..", /* not assessed */
        "---=++..", /* partly met */
        "----=+..", /* explained */
        "-----=..", /* met */
        "-----.=.", /* not applicable */
        "-----..=", /* not occurred */
    };
    for (vw_result a = VW_RESULT_ERROR; a < VW_RESULT_COUNT; a++) {
        for (vw_result b = VW_RESULT_ERROR; b < VW_RESULT_COUNT; b++) {
            char sign = expected[a][b];
            int direction = sign == '+' ? 1 : sign == '-' ? -1 : 0;
            if (vw_result_direction(a, b) != direction) {
                fail_msg("%s to %s", vw_result_name(a), vw_result_name(b));
            }
        }
    }
}

/* ---- by chance ---- */

static unsigned dice_state;

static unsigned dice(unsigned sides)
{
    dice_state = dice_state * 1103515245u + 12345u;
    return (dice_state >> 16) % sides;
}

static const char *const aspect_lists[] = {"[design]", "[operation]", "[design, operation]",
                                           "[design, existence, operation]"};

static const char *path_of(fixture *f, unsigned i)
{
    return vw_printf(f->arena, "frame/%u.yaml", i);
}

/* Leaves requirement [i] out, or gives it a random shape; now and then it was another one. */
static void shape(fixture *f, unsigned i)
{
    const char *maps =
        dice(2) ? "    maps:\n      - {measure: backup.restore, coverage: full}\n" : "";
    const char *was = dice(4) ? "" : vw_printf(f->arena, "    was: [\"%u\"]\n", 1 + dice(8));
    const char *text =
        dice(4) == 0
            ? "requirements_of: frame\nrequirements: []\n"
            : vw_printf(f->arena,
                        "requirements_of: frame\nrequirements:\n  - id: %u\n    kind: control\n"
                        "    title: {nl: Norm, en: Requirement %u}\n    reference: Frame\n"
                        "    aspects: %s\n%s%s",
                        i, dice(3), aspect_lists[dice(4)], was, maps);
    for (size_t j = 0; j < f->files.count; j++) {
        if (strcmp(f->files.items[j].path, path_of(f, i)) == 0) {
            f->files.items[j].text = text;
            f->files.items[j].length = strlen(text);
            return;
        }
    }
    VW_PUSH(f->arena, f->files,
            (vw_set_file){.path = path_of(f, i), .text = text, .length = strlen(text)});
}

/* Each stored conclusion of an evaluation stands in the comparison once. */
static void each_once(fixture *f, const vw_changes *changes, int64_t evaluation, bool after)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    uint64_t count = 0;
    assert_int_equal(vw_stmt_new(&stmt, vw_dossier_db(f->dossier), f->arena, f->diags,
                                 vw_printf(f->arena,
                                           "SELECT requirement, aspect FROM conclusion WHERE "
                                           "evaluation_id = %lld",
                                           (long long)evaluation)),
                     VW_OK);
    while (vw_stmt_step(stmt, f->diags, &row) == VW_OK && row) {
        size_t found = 0;
        for (size_t i = 0; i < changes->requirement_count; i++) {
            const vw_requirement_change *at = &changes->requirements[i];
            const char *id = after ? at->after_id : at->before_id;
            found += id != NULL && strcmp(id, vw_stmt_text(stmt, 0)) == 0 &&
                     strcmp(vw_aspect_name(at->aspect), vw_stmt_text(stmt, 1)) == 0;
        }
        assert_int_equal(found, 1);
        count++;
    }
    vw_stmt_free(stmt);
    assert_int_equal(count,
                     after ? changes->of_requirements.after : changes->of_requirements.before);
}

static void every_requirement_and_aspect_of_both_is_in_one_class(void **state)
{
    fixture *f = *state;
    uint64_t seen[VW_CHANGE_COUNT] = {0};
    usual_set(f, "");
    for (unsigned i = 2; i <= 8; i++) {
        shape(f, i);
    }
    fixture_ready(f);
    people(f);
    systems(f, 1, 0, 0);
    for (unsigned seed = 1; seed <= 60; seed++) {
        dice_state = seed;
        for (unsigned i = 2; i <= 8; i++) {
            if (dice(3) == 0) {
                shape(f, i);
            }
        }
        if (dice(2)) {
            give(f, "restore_test", "R01", dice(2) ? "asset=A01 result=success" : "asset=A01");
        }
        load(f);
        evaluate(f);
        int64_t now = f->evaluation.id, then = now > 1 ? 1 + (int64_t)dice((unsigned)now) : 1;
        vw_changes changes = between(f, then, now);
        each_once(f, &changes, then, false);
        each_once(f, &changes, now, true);
        uint64_t sum = 0;
        for (vw_change i = VW_CHANGE_REGRESSED; i < VW_CHANGE_COUNT; i++) {
            sum += changes.of_requirements.of[i];
            seen[i] += changes.of_requirements.of[i];
        }
        assert_int_equal(sum, changes.requirement_count);
    }
    for (vw_change i = VW_CHANGE_REGRESSED; i < VW_CHANGE_COUNT; i++) {
        assert_int_not_equal(seen[i], 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_did_not_change_is_the_same),
        TEST(better_evidence_improves),
        TEST(the_same_evidence_given_again_is_no_change_of_evidence),
        TEST(more_subjects_change_the_population),
        TEST(evidence_of_another_kind_is_none_of_the_rule_s),
        TEST(a_requirement_that_came_or_went_is_new_or_retired),
        TEST(an_aspect_that_is_asked_no_more_is_retired),
        TEST(a_test_that_came_or_went_is_new_or_retired),
        TEST(a_changed_norm_is_called_by_what_changed),
        TEST(blanks_in_a_rule_are_no_change),
        TEST(a_changed_norm_still_says_whether_it_is_better),
        TEST(a_moved_requirement_is_found_by_its_own_word),
        TEST(one_id_moves_once_and_only_when_it_is_gone),
        TEST(exceptions_start_and_end),
        TEST(a_judgement_changes),
        TEST(coverage_comes_and_goes),
        TEST(who_stops_looking_does_not_improve),
        TEST(a_rule_that_cannot_be_run_is_told),
        TEST(a_share_that_rises_while_coverage_falls_is_told),
        cmocka_unit_test(better_and_worse_follow_the_order_and_its_exceptions),
        TEST(every_requirement_and_aspect_of_both_is_in_one_class),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
