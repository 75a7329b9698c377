/* SPDX-License-Identifier: EUPL-1.2 */
/* Regimes, derived facts, and for whom frameworks and requirements are: what is read, and what is
 * said of each mistake. */
#include "fixture.h"

#include "model/regime.h"

#include <string.h>

#define LAW "{nl: Wet, en: Law}"
#define BECAUSE "        because: " LAW "\n"
#define REGIME                                                                                     \
    "regimes:\n  - id: law\n    title: " LAW "\n    reference: Law 1\n    in_force: 2025-01-31\n"  \
    "    applies_from: 2025-02-01\n    until: 2026-01-01\n"
#define DECISIONS                                                                                  \
    "    decisions:\n      - when: type = 'bank'\n        as: essential\n" BECAUSE                 \
    "      - as: out_of_scope\n" BECAUSE

static void a_regime_is_read_in_full(void **state)
{
    fixture *f = *state;
    add_file(f, "t.yaml",
             REGIME DECISIONS "    supervision:\n      - when: type = 'bank'\n"
                              "        authority: {nl: DNB, en: The bank}\n"
                              "        csirt: {nl: CERT, en: CERT}\n        reference: Law 2\n"
                              "        mark: unverified\n        mark_reason: " LAW "\n");
    assert_int_equal(load(f), VW_OK);
    const vw_regime *law = vw_set_regime(f->set, "law");
    assert_non_null(law);
    assert_int_equal(law->in_force, vw_date_of(2025, 1, 31));
    assert_int_equal(law->applies_from, vw_date_of(2025, 2, 1));
    assert_int_equal(law->until, vw_date_of(2026, 1, 1));
    assert_int_equal(law->decision_count, 2);
    assert_string_equal(law->decisions[0].when.text, "type = 'bank'");
    assert_int_equal(law->decisions[0].as, VW_AS_ESSENTIAL);
    assert_null(law->decisions[1].when.text);
    assert_int_equal(law->decisions[1].as, VW_AS_OUT_OF_SCOPE);
    assert_int_equal(law->supervision_count, 1);
    assert_string_equal(law->supervision[0].authority.en, "The bank");
    assert_string_equal(law->supervision[0].mark, "unverified");
    assert_null(vw_set_regime(f->set, "nothing"));
}

static void a_regime_that_decides_nothing_says_whom_it_is_about(void **state)
{
    assert_problems(state, REGIME, "2:5 Y017(target)");
}

static void each_way_to_be_bound_has_a_name_and_only_three_bind_nobody(void **state)
{
    (void)state;
    for (int i = 0; i < VW_AS_COUNT; i++) {
        vw_text label = vw_regime_as_label((vw_regime_as)i);
        assert_true(*vw_regime_as_name((vw_regime_as)i) != '\0');
        assert_true(*label.nl != '\0' && *label.en != '\0');
        assert_int_equal(vw_regime_as_binds((vw_regime_as)i), i > VW_AS_GIVES_WAY);
    }
}

static void an_unknown_way_to_be_bound_comes_with_the_nearest(void **state)
{
    assert_problems(state, REGIME "    decisions:\n      - as: essentiel\n" BECAUSE,
                    "9:13 Y030(essentiel)");
}

static void the_same_regime_twice_is_refused(void **state)
{
    assert_problems(state,
                    REGIME DECISIONS "  - id: law\n    title: " LAW
                                     "\n    reference: Law 1\n    target: " LAW "\n",
                    "14:9 Y039(law)");
}

static void what_is_followed_must_exist_and_not_follow(void **state)
{
    assert_problems(state,
                    REGIME "    decisions:\n      - follows: other\n" BECAUSE
                           "  - id: other\n    title: " LAW
                           "\n    reference: Law 2\n    decisions:\n"
                           "      - follows: nobody\n" BECAUSE,
                    "9:18 N144(law)\n15:18 N140(nobody)");
}

static void as_and_follows_exclude_each_other(void **state)
{
    assert_problems(state,
                    REGIME "    decisions:\n      - as: essential\n        follows: law\n" BECAUSE,
                    "9:9 N143(law)\n10:18 N144(law)");
}

static void without_the_kind_organisation_nothing_can_be_asked(void **state)
{
    fixture *f = *state;
    f->files.count--; /* the organisation */
    assert_problems(state, REGIME DECISIONS, "2:9 N147(law)");
}

#define DERIVED "derived_facts:\n  - field: type\n    values:\n"

static void a_derived_fact_is_read_in_order(void **state)
{
    fixture *f = *state;
    add_file(f, "t.yaml",
             DERIVED "      - value: bank\n        when: type is unknown\n" BECAUSE
                     "      - value: municipality\n" BECAUSE);
    assert_int_equal(load(f), VW_OK);
    assert_int_equal(f->set->derivation_count, 1);
    assert_string_equal(f->set->derivations[0].field->name, "type");
    assert_int_equal(f->set->derivations[0].value_count, 2);
    assert_string_equal(f->set->derivations[0].values[0].value, "bank");
}

static void a_derived_fact_names_a_field_and_one_of_its_values(void **state)
{
    assert_problems(state,
                    DERIVED
                    "      - value: banc\n" BECAUSE
                    "  - field: tipe\n    values:\n      - value: bank\n" BECAUSE
                    "  - field: effective_from\n    values:\n      - value: 2025-01-01\n" BECAUSE,
                    "4:16 N148(banc)\n6:12 Y018(tipe)\n12:16 N148(2025-01-01)");
}

static void a_line_behind_one_that_always_holds_is_refused(void **state)
{
    assert_problems(state,
                    DERIVED "      - value: bank\n" BECAUSE "      - value: municipality\n" BECAUSE,
                    "4:16 N141(type)");
}

#define HEAD                                                                                       \
    "framework: other\nversion: 1.0\ndate: 2025-01-31\ntitle: " LAW "\nexplain: " LAW              \
    "\naspects: [design]\n"

static void a_framework_may_name_a_regime_or_a_condition(void **state)
{
    fixture *f = *state;
    add_file(f, "t.yaml", HEAD "regime: law\n");
    add_file(f, "u.yaml", REGIME DECISIONS);
    assert_int_equal(load(f), VW_OK);
    const vw_framework *other = vw_set_framework(f->set, "other");
    assert_ptr_equal(other->regime, vw_set_regime(f->set, "law"));
    assert_null(other->applies_when.text);
}

/* Without a regime or a condition nothing can be undecided. */
static void what_must_point_to_it_needs_something_to_decide(void **state)
{
    fixture *f = *state;
    add_file(f, "t.yaml", HEAD "regime: law\nundecided_when: type = 'bank'\n");
    add_file(f, "u.yaml", REGIME DECISIONS);
    assert_int_equal(load(f), VW_OK);
    assert_string_equal(vw_set_framework(f->set, "other")->undecided_when.text, "type = 'bank'");
}

static void and_is_refused_where_there_is_nothing(void **state)
{
    assert_problems(state, HEAD "undecided_when: type = 'bank'\n", "1:1 Y017(regime)");
}

static void a_condition_needs_its_reason(void **state)
{
    assert_problems(state, HEAD "applies_when: type = 'bank'\n", "1:1 Y017(applies_because)");
}

#define REQUIREMENT                                                                                \
    "requirements_of: frame\nrequirements:\n  - id: \"1\"\n    title: " LAW                        \
    "\n    reference: Law 1\n"

static void of_a_requirement_too(void **state)
{
    assert_problems(state, REQUIREMENT "    kind: article\n    applies_when: type = 'bank'\n",
                    "3:5 Y017(applies_because)");
}

static void and_a_reason_needs_its_condition(void **state)
{
    assert_problems(state, REQUIREMENT "    kind: article\n    applies_because: " LAW "\n",
                    "3:5 Y017(applies_when)");
}

static void an_overheidsmaatregel_carries_no_condition(void **state)
{
    assert_problems(state,
                    REQUIREMENT "    applies_when: type = 'bank'\n    applies_because: " LAW
                                "\n    kind: overheidsmaatregel\n",
                    "6:19 N145(1)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SENTENCE(a_regime_is_read_in_full),
        SENTENCE(a_regime_that_decides_nothing_says_whom_it_is_about),
        SENTENCE(each_way_to_be_bound_has_a_name_and_only_three_bind_nobody),
        SENTENCE(an_unknown_way_to_be_bound_comes_with_the_nearest),
        SENTENCE(the_same_regime_twice_is_refused),
        SENTENCE(what_is_followed_must_exist_and_not_follow),
        SENTENCE(as_and_follows_exclude_each_other),
        SENTENCE(without_the_kind_organisation_nothing_can_be_asked),
        SENTENCE(a_derived_fact_is_read_in_order),
        SENTENCE(a_derived_fact_names_a_field_and_one_of_its_values),
        SENTENCE(a_line_behind_one_that_always_holds_is_refused),
        SENTENCE(a_framework_may_name_a_regime_or_a_condition),
        SENTENCE(what_must_point_to_it_needs_something_to_decide),
        SENTENCE(and_is_refused_where_there_is_nothing),
        SENTENCE(a_condition_needs_its_reason),
        SENTENCE(of_a_requirement_too),
        SENTENCE(and_a_reason_needs_its_condition),
        SENTENCE(an_overheidsmaatregel_carries_no_condition),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
