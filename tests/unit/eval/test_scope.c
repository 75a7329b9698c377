/* SPDX-License-Identifier: EUPL-1.2 */
/* Regimes over the organisation, with the shipped control sets: what decides is shown, what is
 * missing is asked for, and nothing else matters. */
#include "fixture.h"

#include "eval/applies.h"

#include <stdlib.h>
#include <string.h>

static void shipped(void **state)
{
    fixture *f = *state;
    f->files = (vw_set_files){0};
    vw_set_files_builtin(&f->files, f->arena);
    fixture_ready(f);
}

static vw_profile profile_of(fixture *f)
{
    vw_profile profile;
    vw_rule_frame frame = {.as_of = vw_date_of(2025, 12, 31),
                           .period_from = vw_date_of(2025, 1, 1),
                           .period_until = vw_date_of(2025, 12, 31)};
    assert_int_equal(vw_import_mark(f->dossier, f->diags, &frame.mark), VW_OK);
    assert_int_equal(vw_profile_load(&profile, f->dossier, f->arena, f->diags, f->set, &frame),
                     VW_OK);
    return profile;
}

static vw_regime_outcome decide(fixture *f, vw_arena *arena, const vw_profile *profile,
                                const char *regime)
{
    vw_regime_outcome outcome;
    const vw_regime *found = vw_set_regime(f->set, regime);
    assert_non_null(found);
    assert_int_equal(vw_regime_decide(&outcome, profile, arena, f->diags, found), VW_OK);
    return outcome;
}

/* "essential", or "?" */
static const char *outcome_of(fixture *f, const char *regime)
{
    vw_profile profile = profile_of(f);
    vw_regime_outcome outcome = decide(f, f->arena, &profile, regime);
    return outcome.decided ? vw_regime_as_name(outcome.as) : "?";
}

static const char *value_of(fixture *f, const char *field)
{
    vw_profile profile = profile_of(f);
    const char *value = vw_profile_fact(&profile, field)->value;
    return value != NULL ? value : "?";
}

/* ---- derived facts ---- */

static void the_size_class_follows_from_staff_turnover_and_balance(void **state)
{
    static const struct {
        const char *facts, *size;
    } cases[] = {
        {"staff=9 turnover_eur=2000000", "micro"},
        {"staff=9 balance_eur=2000000 turnover_eur=9000000", "micro"},
        {"staff=9 turnover_eur=2000001 balance_eur=2000001", "small"},
        {"staff=10 turnover_eur=1", "small"},
        {"staff=49 turnover_eur=10000000", "small"},
        {"staff=49 turnover_eur=10000001 balance_eur=10000001", "medium"},
        {"staff=49 turnover_eur=99000000 balance_eur=10000000", "small"},
        {"staff=50 turnover_eur=1", "medium"},
        {"staff=249 turnover_eur=50000000", "medium"},
        {"staff=249 turnover_eur=50000001 balance_eur=43000000", "medium"},
        {"staff=249 turnover_eur=50000001 balance_eur=43000001", "large"},
        {"staff=250", "large"},
        {"staff=9", "?"},
        {"staff=249", "?"},
        {"turnover_eur=1 balance_eur=1", "?"},
        {"staff=5 size_class=medium turnover_eur=1", "medium"}, /* recorded, and heavier */
        {"staff=300 size_class=small", "?"},                    /* recorded, and too light */
    };
    fixture *f = *state;
    shipped(state);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        give(f, "organisation", "O",
             vw_printf(f->arena, "type=supplier name=X %s", cases[i].facts));
        if (strcmp(value_of(f, "size_class"), cases[i].size) != 0) {
            fail_msg("%s is %s, not %s", cases[i].facts, value_of(f, "size_class"), cases[i].size);
        }
    }
}

static void a_contradiction_is_warned_of_and_the_lighter_does_not_count(void **state)
{
    fixture *f = *state;
    shipped(state);
    give(f, "organisation", "O", "type=supplier name=X staff=300 size_class=small");
    vw_profile profile = profile_of(f);
    vw_profile_warn(&profile, f->diags);
    assert_true(has_message_about(f, VW_MSG_E061, "staff = 300"));
    assert_false(has_message(f, VW_MSG_E060));
    clear_messages(f);
    give(f, "organisation", "O", "type=supplier name=X staff=3 turnover_eur=1 size_class=large");
    profile = profile_of(f);
    vw_profile_warn(&profile, f->diags);
    assert_true(has_message_about(f, VW_MSG_E060, "large"));
    assert_false(has_message(f, VW_MSG_E061));
}

static void a_microenterprise_is_never_an_infrastructure_of_the_market(void **state)
{
    fixture *f = *state;
    shipped(state);
    give(
        f, "organisation", "O",
        "type=other_financial_entity name=X staff=3 turnover_eur=1 dora_entity_type=trading_venue");
    assert_string_equal(value_of(f, "microenterprise"), "false");
    give(f, "organisation", "O",
         "type=other_financial_entity name=X staff=3 turnover_eur=1 dora_entity_type=trading_venue "
         "microenterprise=1 dora_simplified=1");
    assert_string_equal(value_of(f, "microenterprise"), "?");
    assert_string_equal(value_of(f, "dora_simplified"), "?");
}

/* ---- the record ---- */

static void only_what_holds_on_the_date_counts(void **state)
{
    fixture *f = *state;
    shipped(state);
    give(f, "organisation", "O",
         "type=bank name=X effective_from=2024-01-01 effective_until=2025-12-30");
    assert_string_equal(value_of(f, "type"), "municipality"); /* the dossier's own */
    give(f, "organisation", "O",
         "type=bank name=X effective_from=2024-01-01 effective_until=2025-12-31");
    assert_string_equal(value_of(f, "type"), "bank");
    give(f, "organisation", "O", "type=bank name=X effective_from=2026-01-01");
    assert_string_equal(value_of(f, "type"), "municipality");
}

static void of_several_organisations_only_what_they_agree_in_counts(void **state)
{
    fixture *f = *state;
    shipped(state);
    begin(f, "organisation");
    row(f, "O1", "type=supplier name=X staff=300 digital_service=none");
    row(f, "O2", "type=supplier name=Y staff=3 digital_service=none");
    end(f);
    vw_profile profile = profile_of(f);
    assert_string_equal(vw_profile_fact(&profile, "digital_service")->value, "none");
    assert_null(vw_profile_fact(&profile, "staff")->value);
    vw_profile_warn(&profile, f->diags);
    assert_true(has_message_about(f, VW_MSG_E064, "O1, O2"));
}

static void with_the_type_alone_a_municipality_is_decided_and_a_supplier_is_not(void **state)
{
    fixture *f = *state;
    shipped(state);
    assert_string_equal(outcome_of(f, "bio2"), "in_scope");
    assert_string_equal(outcome_of(f, "cbw"), "essential");
    assert_string_equal(outcome_of(f, "dora"), "out_of_scope");
    give(f, "organisation", "O", "type=supplier name=X");
    assert_string_equal(outcome_of(f, "bio2"), "out_of_scope");
    assert_string_equal(outcome_of(f, "cbw"), "?");
    assert_string_equal(outcome_of(f, "dora"), "?");
}

/* ---- what is asked for, and what is not ---- */

static uint32_t seed = 2025;

static size_t chance(size_t of)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % of;
}

/* Fields of which a rule asks whether they are known: leaving them empty is an answer too. */
static bool empty_is_an_answer(const vw_field *field, const vw_regime *regime)
{
    /* Only DORA itself asks everybody whether he is a financial entity. */
    bool elsewhere =
        strcmp(field->name, "dora_entity_type") == 0 && strcmp(regime->id, "dora") != 0;
    return elsewhere || strcmp(field->name, "country") == 0;
}

static bool can_vary(const vw_field *field)
{
    return !field->of_time &&
           (field->type == VW_TYPE_BOOL || (field->type == VW_TYPE_ENUM && !field->required));
}

static const char *any_value(const vw_field *field)
{
    if (field->type == VW_TYPE_BOOL) {
        return chance(2) == 0 ? "false" : "true";
    }
    return field->values[chance(field->value_count)].value;
}

/* Somebody of whom a part is known. */
static void random_organisation(fixture *f)
{
    static const char *const types[] = {
        "supplier",        "essential_entity", "bank",
        "insurer",         "agency",           "other_financial_entity",
        "water_authority", "company",          "hospital",
        "cloud_provider",  "ministry",         "domain_registrar",
        "university",      "municipality",     "joint_arrangement"};
    const vw_kind *kind = vw_catalogue_find(f->set->catalogue, "organisation");
    vw_buf fields = {.arena = f->arena};
    vw_buf_addf(&fields, "name=X type=%s", types[chance(sizeof types / sizeof *types)]);
    vw_buf_add(&fields, chance(2) == 0 ? " country=NL" : "");
    size_t known = chance(5);
    for (size_t i = 0; i < kind->field_count; i++) {
        const vw_field *field = &kind->fields[i];
        if (can_vary(field) && chance(4) < known) {
            const char *value = any_value(field);
            vw_buf_addf(&fields, " %s=%s", field->name,
                        strcmp(value, "true") == 0    ? "1"
                        : strcmp(value, "false") == 0 ? "0"
                                                      : value);
        }
    }
    give(f, "organisation", "O", vw_buf_text(&fields));
}

static bool is_missing(const vw_regime_outcome *outcome, const vw_field *field)
{
    for (size_t i = 0; i < outcome->missing_count; i++) {
        if (outcome->missing[i]->field == field) {
            return true;
        }
        for (size_t j = 0; j < outcome->missing[i]->from_count; j++) {
            if (outcome->missing[i]->from[j]->field == field) {
                return true;
            }
        }
    }
    return false;
}

/* A fact that only the organisation states may be contradicted by what would confirm it. */
static bool confirms_what_is_stated(const vw_profile *profile, const vw_field *field)
{
    for (size_t i = 0; i < profile->kind->field_count; i++) {
        const vw_fact *fact = &profile->facts[i];
        for (size_t j = 0; fact->stated && j < fact->from_count; j++) {
            if (fact->from[j]->field == field) {
                return true;
            }
        }
    }
    return false;
}

/* Filling in what was not asked for never changes the outcome. */
static void check_unasked(fixture *f, const vw_profile *profile, const vw_regime *regime,
                          const vw_regime_outcome *outcome)
{
    for (size_t i = 0; i < profile->kind->field_count; i++) {
        const vw_field *field = &profile->kind->fields[i];
        vw_arena *scratch = vw_arena_new();
        vw_profile other;
        if (can_vary(field) && !empty_is_an_answer(field, regime) &&
            profile->facts[i].value == NULL && profile->facts[i].recorded == NULL &&
            !confirms_what_is_stated(profile, field) && !is_missing(outcome, field)) {
            const char *value = any_value(field);
            assert_int_equal(
                vw_profile_with(&other, profile, scratch, f->diags, field->name, value), VW_OK);
            vw_regime_outcome now = decide(f, scratch, &other, regime->id);
            if (now.decided != outcome->decided || (now.decided && now.as != outcome->as)) {
                fail_msg("%s = %s was not asked for, and changes %s", field->name, value,
                         regime->id);
            }
        }
        vw_arena_free(scratch);
    }
}

/* What contradicts the other facts is asked for as well, until one of both is corrected. */
static bool is_contradicted(const vw_regime_outcome *outcome)
{
    for (size_t i = 0; i < outcome->missing_count; i++) {
        if (outcome->missing[i]->recorded != NULL) {
            return true;
        }
    }
    return false;
}

/* Where something is asked for, the answers can make a difference. */
static void check_asked(fixture *f, const vw_profile *profile, const vw_regime *regime,
                        const vw_regime_outcome *outcome)
{
    bool seen[VW_AS_COUNT] = {false};
    size_t different = 0;
    for (int i = 0; i < 200 && different < 2; i++) {
        vw_arena *scratch = vw_arena_new();
        vw_profile filled = *profile;
        for (size_t j = 0; j < outcome->missing_count; j++) {
            const vw_field *field = outcome->missing[j]->field;
            const char *value = field->type == VW_TYPE_TEXT ? (chance(2) == 0 ? "NL" : "BE")
                                : can_vary(field)           ? any_value(field)
                                                            : "1";
            const vw_profile before = filled;
            assert_int_equal(
                vw_profile_with(&filled, &before, scratch, f->diags, field->name, value), VW_OK);
        }
        vw_regime_outcome now = decide(f, scratch, &filled, regime->id);
        if (now.decided && !seen[now.as]) {
            seen[now.as] = true;
            different++;
        }
        vw_arena_free(scratch);
    }
    if (different < 2) {
        fail_msg("%s asks for %zu facts, the first %s, and no answer makes a difference",
                 regime->id, outcome->missing_count, outcome->missing[0]->field->name);
    }
}

static void only_what_could_change_the_outcome_is_asked_for(void **state)
{
    fixture *f = *state;
    shipped(state);
    for (int i = 0; i < 12; i++) {
        random_organisation(f);
        vw_profile profile = profile_of(f);
        for (size_t j = 0; j < f->set->regime_count; j++) {
            const vw_regime *regime = &f->set->regimes[j];
            if (regime->decision_count == 0) {
                continue;
            }
            vw_regime_outcome outcome = decide(f, f->arena, &profile, regime->id);
            assert_true(outcome.decided ? outcome.missing_count == 0 : outcome.missing_count > 0);
            check_unasked(f, &profile, regime, &outcome);
            if (!outcome.decided && !is_contradicted(&outcome)) {
                check_asked(f, &profile, regime, &outcome);
            }
        }
    }
}

/* A condition taken apart says the same as the whole in SQL. */
static void check_condition(fixture *f, const vw_profile *profile, const vw_rule_text *when)
{
    const vw_condition *condition = NULL;
    vw_answer answer;
    vw_buf sql = {.arena = f->arena};
    if (when->text == NULL) {
        return;
    }
    assert_int_equal(vw_condition_compile(&condition, f->arena, f->diags, f->set->catalogue,
                                          profile->kind, *when),
                     VW_OK);
    vw_buf_addf(&sql, "SELECT coalesce((%s), 2) FROM (SELECT 0 AS subject",
                vw_condition_sql(f->arena, condition, &profile->frame));
    for (size_t i = 0; i < profile->kind->field_count; i++) {
        vw_buf_addf(&sql, ", %s AS \"%s\"", profile->facts[i].literal,
                    profile->kind->fields[i].name);
    }
    vw_buf_add(&sql, ") s");
    assert_int_equal(vw_profile_ask(&answer, profile, f->arena, f->diags, when), VW_OK);
    assert_int_equal(number_of(f, vw_buf_text(&sql)), answer.truth == VW_MAYBE ? 2 : answer.truth);
}

static void a_condition_taken_apart_says_what_the_whole_says(void **state)
{
    fixture *f = *state;
    shipped(state);
    for (int i = 0; i < 8; i++) {
        random_organisation(f);
        vw_profile profile = profile_of(f);
        for (size_t j = 0; j < f->set->regime_count; j++) {
            const vw_regime *regime = &f->set->regimes[j];
            for (size_t k = 0; k < regime->decision_count; k++) {
                check_condition(f, &profile, &regime->decisions[k].when);
            }
            for (size_t k = 0; k < regime->supervision_count; k++) {
                check_condition(f, &profile, &regime->supervision[k].when);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_size_class_follows_from_staff_turnover_and_balance),
        TEST(a_contradiction_is_warned_of_and_the_lighter_does_not_count),
        TEST(a_microenterprise_is_never_an_infrastructure_of_the_market),
        TEST(only_what_holds_on_the_date_counts),
        TEST(of_several_organisations_only_what_they_agree_in_counts),
        TEST(with_the_type_alone_a_municipality_is_decided_and_a_supplier_is_not),
        TEST(only_what_could_change_the_outcome_is_asked_for),
        TEST(a_condition_taken_apart_says_what_the_whole_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
