/* SPDX-License-Identifier: EUPL-1.2 */
/* The rules of the control sets that come with the program: each compiles, and runs on a dossier
 * with nothing in it, and on one with little. */
#include "evidence.h"

#include "load/load.h"
#include "model/label.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const vw_set *load_shipped(vw_arena *arena)
{
    vw_diags *diags = vw_diags_new(arena);
    vw_set_files files = {0};
    const vw_set *set = NULL;
    vw_set_files_builtin(&files, arena);
    vw_status status = vw_set_load(&set, arena, diags, files.items, files.count);
    vw_diags_print(diags, stderr, VW_EN, false);
    assert_int_equal(status, VW_OK);
    return set;
}

/* Under the defaults of its parameters. */
static vw_status compile(const vw_rule **out, vw_arena *arena, vw_diags *diags, const vw_set *set,
                         const vw_test *test)
{
    const vw_rule_names names = {.catalogue = set->catalogue,
                                 .parameters = set->parameters,
                                 .parameter_count = set->parameter_count};
    return vw_rule_compile_with(out, arena, diags, &names, test->population, test->condition, NULL);
}

/* Runs every shipped test; [fine] judges its outcomes. Returns how many there are. */
static size_t run_all(const vw_set *set, evidence *e, bool (*fine)(const char *outcomes))
{
    const vw_rule_frame frame = evidence_frame();
    size_t count = 0;
    for (size_t i = 0; i < set->measure_count; i++) {
        for (size_t j = 0; j < set->measures[i].test_count; j++) {
            const vw_test *test = &set->measures[i].tests[j];
            vw_arena *arena = vw_arena_new();
            vw_diags *diags = vw_diags_new(arena);
            const vw_rule *rule = NULL;
            const char *outcomes = NULL;
            if (compile(&rule, arena, diags, set, test) == VW_OK) {
                outcomes = evidence_outcomes(e, arena, diags, vw_rule_sql(arena, rule, &frame));
                (void)evidence_number(e, vw_rule_collected_sql(arena, rule, &frame));
                (void)evidence_number(e, vw_rule_complete_sql(arena, rule, &frame));
            }
            vw_diags_print(diags, stderr, VW_EN, false);
            if (outcomes == NULL || !fine(outcomes)) {
                fail_msg("%s: %s", test->id, outcomes != NULL ? outcomes : "an error");
            }
            vw_arena_free(arena);
            count++;
        }
    }
    return count;
}

static bool is_nothing(const char *outcomes)
{
    return strcmp(outcomes, "nothing") == 0;
}

static bool is_an_outcome(const char *outcomes)
{
    return strstr(outcomes, "neither") == NULL;
}

static bool is_nothing_or_unknown(const char *outcomes)
{
    return is_nothing(outcomes) ||
           (strstr(outcomes, " pass") == NULL && strstr(outcomes, " fail") == NULL);
}

static void every_shipped_rule_finds_nothing_in_an_empty_dossier(void **state)
{
    (void)state;
    vw_arena *arena = vw_arena_new();
    const vw_set *set = load_shipped(arena);
    evidence *e = evidence_new(set->catalogue);
    assert_true(run_all(set, e, is_nothing) > 400);
    evidence_free(e);
    vw_arena_free(arena);
}

/* One record of each kind of which nothing is known but its time and key. */
static void add_bare_records(const vw_set *set, evidence *e, bool states_only)
{
    for (size_t i = 0; i < set->catalogue->count; i++) {
        const vw_kind *kind = &set->catalogue->kinds[i];
        if (kind->nature == VW_STATE || !states_only) {
            evidence_import(e, kind->name, VW_DATE_NONE, VW_DATE_NONE);
            evidence_record(e, "r1", NULL, NULL, 0);
        }
    }
}

static void every_shipped_rule_gives_an_outcome_for_records_of_which_nothing_is_known(void **state)
{
    (void)state;
    vw_arena *arena = vw_arena_new();
    const vw_set *set = load_shipped(arena);
    evidence *e = evidence_new(set->catalogue);
    add_bare_records(set, e, false);
    assert_true(run_all(set, e, is_an_outcome) > 400);
    evidence_free(e);
    vw_arena_free(arena);
}

/* The kinds that a rule looks for, of which none was collected, make all its subjects unknown. */
static void shipped_rules_about_what_was_not_collected_are_unknown(void **state)
{
    (void)state;
    vw_arena *arena = vw_arena_new();
    const vw_set *set = load_shipped(arena);
    evidence *e = evidence_new(set->catalogue);
    const vw_rule_frame frame = evidence_frame();
    size_t looked = 0;
    add_bare_records(set, e, true);
    for (size_t i = 0; i < set->measure_count; i++) {
        for (size_t j = 0; j < set->measures[i].test_count; j++) {
            const vw_test *test = &set->measures[i].tests[j];
            vw_diags *diags = vw_diags_new(arena);
            const vw_rule *rule = NULL;
            assert_int_equal(compile(&rule, arena, diags, set, test), VW_OK);
            if (evidence_number(e, vw_rule_collected_sql(arena, rule, &frame)) == 1) {
                continue;
            }
            const char *sql = vw_rule_sql(arena, rule, &frame);
            const char *outcomes = evidence_outcomes(e, arena, diags, sql);
            assert_non_null(outcomes);
            if (!is_nothing_or_unknown(outcomes)) {
                fail_msg("%s: %s", test->id, outcomes);
            }
            looked++;
        }
    }
    assert_true(looked > 50);
    evidence_free(e);
    vw_arena_free(arena);
}

static vw_status compile_nonsense(vw_rule_names names, const vw_source *source, bool with_parameter)
{
    vw_arena *arena = vw_arena_new();
    const vw_rule *rule = NULL;
    const char *text = with_parameter
                           ? "(name is known or name is unknown) and name <> parameter.text"
                           : "name is known or name is unknown";
    const vw_rule_text population = {"asset", strlen("asset"), source, NULL, 0};
    const vw_rule_text condition = {text, strlen(text), source, NULL, 0};
    vw_status status = vw_rule_compile_with(&rule, arena, vw_diags_new(arena), &names, population,
                                            condition, NULL);
    vw_arena_free(arena);
    return status;
}

/* Of a rule that came with the program it is not asked again, unless something is not as it came.
 */
static void whether_a_shipped_rule_makes_sense_is_asked_where_something_was_changed(void **state)
{
    (void)state;
    vw_arena *arena = vw_arena_new();
    const vw_set *set = load_shipped(arena);
    const vw_source *source = set->measures[0].tests[0].condition.source;
    vw_source other = *source;
    vw_catalogue changed = *set->catalogue;
    const vw_parameter parameter = {
        .name = "text", .type = VW_PARAMETER_TEXT, .shipped = {"x", NULL}};
    const vw_parameter_value same = {"x", NULL}, different = {"y", NULL};
    vw_rule_names names = {set->catalogue, &parameter, NULL, 1, VW_SENSE_OF_OTHERS};
    other.shipped = false;
    changed.as_shipped = false;

    assert_int_equal(compile_nonsense(names, source, false), VW_OK);
    assert_int_equal(compile_nonsense(names, source, true), VW_OK);
    assert_int_equal(compile_nonsense(names, &other, false), VW_ERR_INPUT);
    names.values = &same;
    assert_int_equal(compile_nonsense(names, source, true), VW_OK);
    names.values = &different;
    assert_int_equal(compile_nonsense(names, source, true), VW_ERR_INPUT);
    assert_int_equal(compile_nonsense(names, source, false), VW_OK);
    names.sense = VW_SENSE_OF_ALL;
    assert_int_equal(compile_nonsense(names, source, false), VW_ERR_INPUT);
    names.sense = VW_SENSE_OF_NONE;
    assert_int_equal(compile_nonsense(names, &other, false), VW_OK);
    names.sense = VW_SENSE_OF_OTHERS;
    names.catalogue = &changed;
    assert_int_equal(compile_nonsense(names, source, false), VW_ERR_INPUT);
    vw_arena_free(arena);
}

/* ---- what numbers rest on, in Dutch ---------------------------------------------------------- */

static bool holds_word(const char *text, const char *word)
{
    const size_t length = strlen(word);
    for (const char *at = strstr(text, word); at != NULL; at = strstr(at + 1, word)) {
        const bool begins = at == text || strchr(" (:", at[-1]) != NULL;
        if (begins && strchr(" ,;:).", at[length]) != NULL) { /* also its end */
            return true;
        }
    }
    return false;
}

static void demand_dutch(vw_arena *arena, const char *of, const char *reference)
{
    static const char *const english[] = {
        "the",    "our",   "own",    "choice",   "are",        "as",        "from",       "after",
        "before", "each",  "every",  "least",    "most",       "within",    "yearly",     "monthly",
        "weekly", "hours", "days",   "month",    "months",     "years",     "quarter",    "says",
        "asks",   "gives", "leaves", "only",     "and",        "or",        "for",        "to",
        "frame",  "annex", "Annex",  "Part",     "Regulation", "Directive", "unverified", "three",
        "two",    "six",   "one",    "term",     "when",       "where",     "without",    "twelve",
        "seven",  "times", "cycle",  "trainings"};
    const char *dutch = vw_reference_in(arena, reference, VW_NL);
    if (reference != NULL &&
        (strstr(reference, "our own") != NULL || strstr(reference, "an own") != NULL ||
         strstr(reference, "own choice of") != NULL)) {
        fail_msg("%s: \"%s\": write \"own choice: what\"", of, reference);
    }
    for (size_t i = 0; dutch != NULL && i < sizeof english / sizeof *english; i++) {
        if (holds_word(dutch, english[i])) {
            fail_msg("%s: \"%s\" is no Dutch: add it to engine/model/reference.c", of, dutch);
        }
    }
}

static void what_numbers_rest_on_reads_in_dutch_too(void **state)
{
    (void)state;
    vw_arena *arena = vw_arena_new();
    const vw_set *set = load_shipped(arena);
    size_t count = 0;
    for (size_t i = 0; i < set->measure_count; i++) {
        for (size_t j = 0; j < set->measures[i].test_count; j++) {
            const vw_test *test = &set->measures[i].tests[j];
            demand_dutch(arena, test->id, test->basis);
            count += test->basis != NULL ? 1 : 0;
        }
    }
    assert_true(count > 400);
    for (size_t i = 0; i < set->parameter_count; i++) {
        demand_dutch(arena, set->parameters[i].name, set->parameters[i].source);
    }
    for (size_t i = 0; i < set->framework_count; i++) {
        for (size_t j = 0; j < set->frameworks[i].setting_count; j++) {
            demand_dutch(arena, set->frameworks[i].id, set->frameworks[i].settings[j].source);
        }
    }
    vw_arena_free(arena);
}

/* Whether some requirement rests on [measure] alone. */
static bool is_full_somewhere(const vw_set *set, const vw_measure *measure)
{
    for (size_t i = 0; i < set->framework_count; i++) {
        const vw_framework *framework = &set->frameworks[i];
        for (size_t j = 0; j < framework->requirement_count; j++) {
            const vw_requirement *requirement = &framework->requirements[j];
            for (size_t k = 0; k < requirement->mapping_count; k++) {
                if (requirement->mappings[k].measure == measure && requirement->mappings[k].full) {
                    return true;
                }
            }
        }
    }
    return false;
}

/* A law or an overheidsmaatregel that allows no share of misses is not met with some of them. A
 * share of our own stands only where the measure is nowhere all that a requirement asks. */
static void no_shipped_test_tolerates_what_no_norm_allows(void **state)
{
    (void)state;
    vw_arena *arena = vw_arena_new();
    const vw_set *set = load_shipped(arena);
    size_t count = 0;
    for (size_t i = 0; i < set->measure_count; i++) {
        for (size_t j = 0; j < set->measures[i].test_count; j++) {
            const vw_test *test = &set->measures[i].tests[j];
            count += test->tolerance > 0;
            if (test->tolerance > 0 && is_full_somewhere(set, &set->measures[i])) {
                fail_msg("%s has a tolerance that its norm does not give", test->id);
            }
        }
    }
    assert_int_equal(count, 1);
    vw_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_shipped_rule_finds_nothing_in_an_empty_dossier),
        cmocka_unit_test(what_numbers_rest_on_reads_in_dutch_too),
        cmocka_unit_test(no_shipped_test_tolerates_what_no_norm_allows),
        cmocka_unit_test(every_shipped_rule_gives_an_outcome_for_records_of_which_nothing_is_known),
        cmocka_unit_test(shipped_rules_about_what_was_not_collected_are_unknown),
        cmocka_unit_test(whether_a_shipped_rule_makes_sense_is_asked_where_something_was_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
