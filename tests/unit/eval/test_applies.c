/* SPDX-License-Identifier: EUPL-1.2 */
/* Frameworks and requirements that say for whom they are. */
#include "fixture.h"

#include "eval/applies.h"
#include "eval/binding.h"
#include "eval/gaps.h"

#include <string.h>

static void add_text(fixture *f, const char *path, const char *text)
{
    vw_set_file file = {.path = path, .text = text, .length = strlen(text)};
    VW_PUSH(f->arena, f->files, file);
}

/* A framework with one requirement, which the measure backup.restore meets in full. */
static void framework(fixture *f, const char *id, const char *head, const char *requirement)
{
    add_text(f, vw_printf(f->arena, "%s.yaml", id),
             vw_printf(f->arena,
                       "framework: %s\nversion: 1.0\ndate: 2025-01-01\n"
                       "title: {nl: Kader, en: Frame}\nexplain: {nl: Wat, en: What}\n%s"
                       "aspects: [operation]\nrequirements:\n  - id: \"1\"\n    kind: article\n"
                       "    title: {nl: Norm, en: Requirement}\n    reference: Law 1\n%s"
                       "    maps: [{measure: backup.restore, coverage: full}]\n",
                       id, head, requirement));
}

#define BECAUSE "applies_because: {nl: Wet, en: Law}\n"

/* With the shipped kinds, for the fields of organisation. */
static void shipped_kinds(fixture *f)
{
    vw_set_files all = {0};
    vw_set_files_builtin(&all, f->arena);
    f->files = (vw_set_files){0};
    for (size_t i = 0; i < all.count; i++) {
        if (strstr(all.items[i].path, "/evidence/") != NULL ||
            strstr(all.items[i].path, "/regimes/") != NULL) {
            VW_PUSH(f->arena, f->files, all.items[i]);
        }
    }
    const test_text test = {"backup.restore.yearly", "operation", "asset",
                            "exists restore_test where result = 'success'", ""};
    add_measure(f, "backup.restore", &test, 1);
}

static const char *planned(fixture *f)
{
    vw_buf ids = {.arena = f->arena};
    clear_messages(f);
    assert_int_equal(vw_plan_for_dossier(&f->plan, f->dossier, f->arena, f->diags, f->set), VW_OK);
    for (size_t i = 0; i < f->plan->framework_count; i++) {
        vw_buf_addf(&ids, "%s%s", i > 0 ? " " : "", f->plan->frameworks[i]->id);
    }
    return vw_buf_text(&ids);
}

/* ---- conditions ---- */

static vw_status checked(fixture *f, const char *condition, bool stored)
{
    f->files = (vw_set_files){0};
    shipped_kinds(f);
    framework(f, "own", vw_printf(f->arena, "applies_when: %s\n" BECAUSE, condition), "");
    assert_int_equal(vw_set_load(&f->set, f->arena, f->diags, f->files.items, f->files.count),
                     VW_OK);
    return vw_applies_check(f->arena, f->diags, f->set,
                            stored ? VW_SENSE_OF_NONE : VW_SENSE_OF_OTHERS);
}

static void a_condition_that_says_nothing_is_refused(void **state)
{
    fixture *f = *state;
    assert_int_equal(checked(f, "uses_digid = true and uses_digid = false", false), VW_ERR_INPUT);
    assert_true(has_message(f, VW_MSG_R071));
}

/* What was evaluated once is performed again, whatever is refused by now. */
static void a_stored_condition_is_not_asked_whether_it_says_something(void **state)
{
    fixture *f = *state;
    assert_int_equal(checked(f, "uses_digid = true and uses_digid = false", true), VW_OK);
    assert_int_equal(vw_diags_count(f->diags, VW_ERROR), 0);
}

/* Two records that contradict each other leave unknown what is required of each. */
static void any_fact_may_be_unknown(void **state)
{
    fixture *f = *state;
    assert_int_equal(checked(f, "effective_from is known and type is known", false), VW_OK);
    assert_int_equal(checked(f, "organisation_id is unknown", false), VW_OK);
}

/* ---- frameworks ---- */

static void a_framework_is_chosen_by_its_condition(void **state)
{
    fixture *f = *state;
    shipped_kinds(f);
    framework(f, "any", "", "");
    framework(f, "digid", "applies_when: uses_digid = true\n" BECAUSE, "");
    fixture_ready(f);
    give(f, "organisation", "O", "type=municipality name=X uses_digid=1");
    assert_string_equal(planned(f), "any digid");
    give(f, "organisation", "O", "type=municipality name=X uses_digid=0");
    assert_string_equal(planned(f), "any");
}

static void a_condition_may_ask_for_the_key(void **state)
{
    fixture *f = *state;
    shipped_kinds(f);
    framework(f, "own", "applies_when: organisation_id like 'GM-%'\n" BECAUSE, "");
    fixture_ready(f);
    give(f, "organisation", "GM-1", "type=municipality name=X");
    assert_string_equal(planned(f), "own");
    assert_false(has_message(f, VW_MSG_E062));
}

static void what_cannot_be_told_is_taken_along_with_a_warning(void **state)
{
    fixture *f = *state;
    shipped_kinds(f);
    framework(f, "digid", "applies_when: uses_digid = true\n" BECAUSE, "");
    fixture_ready(f);
    assert_string_equal(planned(f), "digid");
    assert_true(has_message_about(f, VW_MSG_E062, "uses_digid"));
    give(f, "organisation", "O", "type=municipality name=X");
    assert_string_equal(planned(f), "digid");
    assert_true(has_message_about(f, VW_MSG_E062, "uses_digid"));
}

static void a_type_that_is_named_suffices_and_others_go_by_the_facts(void **state)
{
    fixture *f = *state;
    shipped_kinds(f);
    framework(f, "gov", "applies_to: [municipality]\napplies_when: uses_digid = true\n" BECAUSE,
              "");
    framework(f, "fin", "applies_to: [bank]\napplies_when: uses_ot = true\n" BECAUSE, "");
    fixture_ready(f);
    assert_string_equal(planned(f), "gov"); /* nothing but the type is known: as it was */
    assert_true(has_message_about(f, VW_MSG_E063, "uses_ot"));
    give(f, "organisation", "O", "type=municipality name=X uses_digid=0");
    assert_string_equal(planned(f), "fin gov");
    assert_true(has_message_about(f, VW_MSG_E062, "uses_ot"));
    assert_true(has_message_about(f, VW_MSG_E066, "uses_digid = false"));
    give(f, "organisation", "O", "type=municipality name=X uses_digid=1 uses_ot=1");
    assert_string_equal(planned(f), "fin gov");
    assert_true(has_message_about(f, VW_MSG_E067, "uses_ot = true"));
    assert_false(has_message(f, VW_MSG_E066));
    give(f, "organisation", "O", "type=municipality name=X uses_digid=1 uses_ot=0");
    assert_string_equal(planned(f), "gov");
}

static void a_framework_may_follow_a_regime(void **state)
{
    fixture *f = *state;
    shipped_kinds(f);
    framework(f, "dora", "regime: dora\n", "");
    fixture_ready(f);
    assert_string_equal(planned(f), ""); /* a municipality is no financial entity */
    give(f, "organisation", "O", "type=bank name=X");
    assert_string_equal(planned(f), "dora");
    assert_false(has_message(f, VW_MSG_E062));
    give(f, "organisation", "O", "type=supplier name=X");
    assert_string_equal(planned(f), "dora");
    assert_true(has_message_about(f, VW_MSG_E062, "dora_entity_type"));
}

static void while_it_is_undecided_something_must_point_to_it(void **state)
{
    fixture *f = *state;
    shipped_kinds(f);
    framework(f, "any", "", "");
    framework(f, "dora", "regime: dora\nundecided_when: nis2_sector = 'banking'\n", "");
    fixture_ready(f);
    give(f, "organisation", "O", "type=supplier name=X");
    assert_string_equal(planned(f), "any"); /* the condition itself is unknown */
    assert_true(has_message_about(f, VW_MSG_E063, "dora_entity_type"));
    give(f, "organisation", "O", "type=supplier name=X nis2_sector=energy");
    assert_string_equal(planned(f), "any");
    assert_true(has_message(f, VW_MSG_E063));
    give(f, "organisation", "O", "type=supplier name=X nis2_sector=banking");
    assert_string_equal(planned(f), "any dora");
    assert_true(has_message_about(f, VW_MSG_E062, "dora_entity_type"));
    give(f, "organisation", "O", "type=supplier name=X nis2_sector=banking dora_entity_type=none");
    assert_string_equal(planned(f), "any");
    assert_false(has_message(f, VW_MSG_E063));
}

static void whom_the_act_excepts_its_type_does_not_bring_back(void **state)
{
    fixture *f = *state;
    shipped_kinds(f);
    framework(f, "any", "", "");
    framework(f, "cbw", "applies_to: [municipality]\nregime: nis2\n" BECAUSE, "");
    fixture_ready(f);
    give(f, "organisation", "O", "type=joint_arrangement name=X public_safety_body=1");
    assert_string_equal(planned(f), "any");
    assert_true(has_message_about(f, VW_MSG_E069, "public_safety_body = true"));
    give(f, "organisation", "O", "type=joint_arrangement name=X public_safety_body=0");
    assert_string_equal(planned(f), "any cbw");
    assert_false(has_message(f, VW_MSG_E069));
}

/* The dossier is about 2025, and the Cbw counts from August 2026. */
static void before_its_duties_count_a_regime_brings_only_whom_it_names(void **state)
{
    fixture *f = *state;
    shipped_kinds(f);
    framework(f, "any", "", "");
    framework(f, "decree", "regime: cbw\n", "");
    fixture_ready(f);
    give(f, "organisation", "O", "type=municipality name=X");
    assert_string_equal(planned(f), "any");
    const vw_framework *decree = vw_set_framework(f->set, "decree");
    vw_rule_frame frame = {.as_of = vw_date_of(2025, 12, 31)};
    vw_binding binding;
    assert_int_equal(vw_import_mark(f->dossier, f->diags, &frame.mark), VW_OK);
    assert_int_equal(
        vw_bindings_find(&binding, f->dossier, f->arena, f->diags, f->set, &frame, &decree, 1),
        VW_OK);
    assert_int_equal(binding.binds, VW_FALSE);
    assert_true(binding.by_date);
    assert_int_equal(binding.counts_from, vw_date_of(2026, 8, 15));
    frame.as_of = vw_date_of(2026, 8, 15);
    assert_int_equal(
        vw_bindings_find(&binding, f->dossier, f->arena, f->diags, f->set, &frame, &decree, 1),
        VW_OK);
    assert_int_equal(binding.binds, VW_TRUE);
}

/* "Known, and so" leaves it out of an evaluation; that it does not bind, nobody can say. */
static void a_condition_that_only_silence_fails_is_not_told_as_false(void **state)
{
    fixture *f = *state;
    shipped_kinds(f);
    framework(f, "any", "", "");
    framework(f, "gdpr", "applies_when: uses_ot is known and uses_ot = true\n" BECAUSE, "");
    fixture_ready(f);
    give(f, "organisation", "O", "type=municipality name=X");
    assert_string_equal(planned(f), "any");
    const vw_framework *gdpr = vw_set_framework(f->set, "gdpr");
    vw_rule_frame frame = {.as_of = vw_date_of(2025, 12, 31)};
    vw_binding binding;
    for (int known = 0; known < 2; known++) {
        assert_int_equal(vw_import_mark(f->dossier, f->diags, &frame.mark), VW_OK);
        assert_int_equal(
            vw_bindings_find(&binding, f->dossier, f->arena, f->diags, f->set, &frame, &gdpr, 1),
            VW_OK);
        assert_int_equal(binding.binds, known ? VW_FALSE : VW_MAYBE);
        assert_string_equal(known ? "uses_ot" : binding.missing->name, "uses_ot");
        assert_false(binding.by_date);
        give(f, "organisation", "O", "type=municipality name=X uses_ot=0");
    }
}

static void a_recorded_class_that_differs_is_warned_of(void **state)
{
    fixture *f = *state;
    shipped_kinds(f);
    framework(f, "any", "", "");
    fixture_ready(f);
    give(f, "organisation", "O", "type=municipality name=X nis2_class=important");
    (void)planned(f);
    assert_true(has_message_about(f, VW_MSG_E065, "essential"));
    give(f, "organisation", "O", "type=municipality name=X nis2_class=essential");
    (void)planned(f);
    assert_false(has_message(f, VW_MSG_E065));
}

/* ---- requirements ---- */

static void run_it(fixture *f)
{
    const vw_perform_options options = {0};
    assert_int_equal(vw_plan_for_dossier(&f->plan, f->dossier, f->arena, f->diags, f->set), VW_OK);
    assert_int_equal(vw_evaluate(&f->evaluation, f->dossier, f->plan, f->files.items,
                                 f->files.count, &options, f->arena, f->diags),
                     VW_OK);
}

static void with_carve_out(fixture *f)
{
    shipped_kinds(f);
    framework(
        f, "frame", "",
        "    applies_when: microenterprise = false\n    applies_because: {nl: Wet, en: Law}\n");
    fixture_ready(f);
}

static void a_requirement_falls_away_only_when_its_condition_is_certainly_false(void **state)
{
    fixture *f = *state;
    with_carve_out(f);
    run_it(f);
    assert_string_equal(status_of(f, "frame:1"), "not_assessed"); /* unknown: it applies */
    give(f, "organisation", "O", "type=bank name=X microenterprise=0 staff=99");
    run_it(f);
    assert_string_equal(status_of(f, "frame:1"), "not_assessed");
    give(f, "organisation", "O", "type=bank name=X microenterprise=1");
    run_it(f);
    assert_string_equal(status_of(f, "frame:1"), "not_applicable");
    assert_string_equal(conclusion_of(f, "frame:1", VW_OPERATION), "not_applicable");
}

static void a_fact_that_contradicts_the_others_lets_nothing_fall_away(void **state)
{
    fixture *f = *state;
    with_carve_out(f);
    give(f, "organisation", "O", "type=bank name=X microenterprise=1 staff=400");
    run_it(f);
    assert_string_equal(status_of(f, "frame:1"), "not_assessed");
}

static void the_conclusion_holds_the_facts_and_nobody_as_judge(void **state)
{
    fixture *f = *state;
    with_carve_out(f);
    give(f, "organisation", "O", "type=bank name=X staff=3 balance_eur=1000");
    run_it(f);
    vw_conclusion conclusion = concluded(f, "frame:1", VW_OPERATION);
    assert_true(conclusion.by_rule);
    assert_false(conclusion.by_judgement);
    assert_false(conclusion.has_judged);
    assert_null(conclusion.judged_by);
    assert_string_equal(conclusion.reason,
                        "microenterprise = true (<- dora_entity_type = credit_institution (<- type "
                        "= bank), size_class = micro (<- staff = 3, balance_eur = 1000)) [O; "
                        "import 1 #2]");
}

/* What falls away by the organisation's own word says so; figures confirm it. */
static void what_rests_on_the_organisations_own_statement_says_so(void **state)
{
    static const struct {
        const char *fields, *expected;
    } cases[] = {
        {"microenterprise=1", "microenterprise = true (stated; size_class is unknown)"},
        {"microenterprise=1 size_class=micro",
         "microenterprise = true (stated; dora_entity_type = credit_institution (<- type = bank), "
         "size_class = micro (stated; staff is unknown, turnover_eur is unknown, balance_eur is "
         "unknown))"},
        {"microenterprise=1 staff=3 balance_eur=1000", "microenterprise = true"},
    };
    fixture *f = *state;
    with_carve_out(f);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        give(f, "organisation", "O", vw_printf(f->arena, "type=bank name=X %s", cases[i].fields));
        run_it(f);
        assert_string_equal(status_of(f, "frame:1"), "not_applicable");
        const char *reason = concluded(f, "frame:1", VW_OPERATION).reason;
        assert_string_equal(vw_strndup(f->arena, reason, (size_t)(strstr(reason, " [O") - reason)),
                            cases[i].expected);
        assert_int_equal(vw_facts_stated(reason), i < 2);
    }
}

static void a_person_who_judges_it_is_heard_and_the_facts_are_not_put_in_his_mouth(void **state)
{
    fixture *f = *state;
    with_carve_out(f);
    people(f);
    give(f, "organisation", "O", "type=bank name=X microenterprise=1");
    give(f, "answer", "A1",
         "requirement=frame:1 aspect=operation result=not_met reason=Broken assessor=P1");
    run_it(f);
    vw_conclusion conclusion = concluded(f, "frame:1", VW_OPERATION);
    assert_int_equal(conclusion.result, VW_NOT_MET);
    assert_int_equal(conclusion.computed, VW_NOT_APPLICABLE);
    assert_true(conclusion.by_judgement);
    assert_false(conclusion.by_rule);
    assert_string_equal(conclusion.reason, "Broken");
}

static size_t waiting(fixture *f)
{
    vw_gaps gaps;
    size_t all = 0;
    vw_rule_frame frame = {.as_of = vw_date_of(2025, 12, 31),
                           .period_from = vw_date_of(2025, 1, 1),
                           .period_until = vw_date_of(2025, 12, 31)};
    assert_int_equal(vw_import_mark(f->dossier, f->diags, &frame.mark), VW_OK);
    (void)planned(f);
    assert_int_equal(vw_gaps_load(&gaps, f->dossier, f->arena, f->diags, f->plan, &frame), VW_OK);
    for (size_t i = 0; i < gaps.count; i++) {
        all += gaps.items[i].waiting;
    }
    return all;
}

static void what_does_not_apply_waits_for_nothing(void **state)
{
    fixture *f = *state;
    with_carve_out(f);
    assert_int_not_equal(waiting(f), 0);
    give(f, "organisation", "O", "type=bank name=X microenterprise=1");
    assert_int_equal(waiting(f), 0);
}

static void what_fell_away_is_performed_again_and_a_change_of_it_is_found(void **state)
{
    fixture *f = *state;
    vw_verification verification;
    const vw_verify_options options = {.lang = VW_EN};
    with_carve_out(f);
    give(f, "organisation", "O", "type=bank name=X microenterprise=1");
    run_it(f);
    assert_int_equal(vw_verify(&verification, f->dossier, &options, f->arena, f->diags), VW_OK);
    assert_true(vw_verification_agrees(&verification));
    assert_int_equal(vw_db_exec(vw_dossier_db(f->dossier), f->diags,
                                "DROP TRIGGER conclusion_no_update; "
                                "UPDATE conclusion SET reason = 'staff = 1'"),
                     VW_OK);
    assert_int_equal(vw_verify(&verification, f->dossier, &options, f->arena, f->diags), VW_OK);
    assert_false(vw_verification_agrees(&verification));
    assert_true(has_message_about(f, VW_MSG_E010, "staff = 1"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_condition_that_says_nothing_is_refused),
        TEST(a_stored_condition_is_not_asked_whether_it_says_something),
        TEST(any_fact_may_be_unknown),
        TEST(a_framework_is_chosen_by_its_condition),
        TEST(a_condition_may_ask_for_the_key),
        TEST(what_cannot_be_told_is_taken_along_with_a_warning),
        TEST(a_type_that_is_named_suffices_and_others_go_by_the_facts),
        TEST(a_framework_may_follow_a_regime),
        TEST(while_it_is_undecided_something_must_point_to_it),
        TEST(whom_the_act_excepts_its_type_does_not_bring_back),
        TEST(before_its_duties_count_a_regime_brings_only_whom_it_names),
        TEST(a_condition_that_only_silence_fails_is_not_told_as_false),
        TEST(a_recorded_class_that_differs_is_warned_of),
        TEST(a_requirement_falls_away_only_when_its_condition_is_certainly_false),
        TEST(a_fact_that_contradicts_the_others_lets_nothing_fall_away),
        TEST(the_conclusion_holds_the_facts_and_nobody_as_judge),
        TEST(what_rests_on_the_organisations_own_statement_says_so),
        TEST(a_person_who_judges_it_is_heard_and_the_facts_are_not_put_in_his_mouth),
        TEST(what_does_not_apply_waits_for_nothing),
        TEST(what_fell_away_is_performed_again_and_a_change_of_it_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
