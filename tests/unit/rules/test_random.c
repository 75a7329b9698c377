/* SPDX-License-Identifier: EUPL-1.2 */
/* Random rules over random evidence: what the compiler's SQL says must be what a slow and plain
 * reading of the documents says. VW_SEED=n tries other ones. */
#include "catalogue.h"
#include "expression.h"

#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WORLDS = 60, RULES = 100 };

/* Outcomes met, so that the test shows that it looked at more than unknowns. */
typedef struct {
    unsigned rules, pass, fail, unknown, too_deep, senseless;
} outcome_count;

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static verdict outcome(const world *w, const expression *member, const expression *condition,
                       const record *r, verdict belongs)
{
    if (!expression_collected(w, member) || !expression_collected(w, condition)) {
        return UNSURE;
    }
    verdict v = expression_judge(w, condition, r, r);
    return belongs == UNSURE && v != YES ? UNSURE : v;
}

static const char *expected(const world *w, vw_arena *arena, const vw_kind *kind, reach extent,
                            const expression *member, const expression *condition,
                            outcome_count *tally)
{
    VW_VEC(const char *) lines = {0};
    for (size_t i = 0; i < w->records.count; i++) {
        const record *r = &w->records.items[i];
        if (r->kind != kind || !world_counts(w, r, extent)) {
            continue;
        }
        verdict belongs = member == NULL                     ? YES
                          : !expression_collected(w, member) ? UNSURE
                                                             : expression_judge(w, member, r, r);
        if (belongs == NO) {
            continue;
        }
        verdict v = outcome(w, member, condition, r, belongs);
        tally->pass += v == YES;
        tally->fail += v == NO;
        tally->unknown += v == UNSURE;
        const char *word = v == YES ? "pass" : v == NO ? "fail" : "unknown";
        VW_PUSH(arena, lines, vw_printf(arena, "%s %s", r->key, word));
    }
    if (lines.count == 0) {
        return "nothing";
    }
    qsort(lines.items, lines.count, sizeof *lines.items, by_text);
    vw_buf out = {.arena = arena};
    for (size_t i = 0; i < lines.count; i++) {
        vw_buf_addf(&out, "%s%s", i > 0 ? ", " : "", lines.items[i]);
    }
    return vw_buf_text(&out);
}

static vw_rule_text rule_text(vw_arena *arena, const char *text)
{
    vw_rule_text rule = {.text = text, .length = strlen(text)};
    if (vw_source_new(&rule.source, arena, vw_diags_new(arena), "rule", text, rule.length) !=
        VW_OK) {
        fail_msg("no source: %s", text);
    }
    return rule;
}

/* Chance may nest values in values further than a rule may go; nothing else is wrong with it, but
 * what is cut off there may seem to be. */
static bool is_too_deep(vw_diags *diags)
{
    for (size_t i = 0; i < vw_diags_kept(diags); i++) {
        if (vw_diags_get(diags, i)->msg == VW_MSG_R004) {
            return true;
        }
    }
    return false;
}

/* What is refused as a whole because it is never true must let nobody pass, and what is never false
 * nobody fail. */
static void try_sense(const world *w, vw_arena *arena, const char *population, const char *text,
                      const char *outcomes, outcome_count *tally)
{
    const vw_rule *rule = NULL;
    vw_diags *diags = vw_diags_new(arena);
    if (vw_rule_compile(&rule, arena, diags, w->catalogue, rule_text(arena, population),
                        rule_text(arena, text)) == VW_OK) {
        return;
    }
    for (size_t i = 0; i < vw_diags_kept(diags); i++) {
        const vw_diag *diag = vw_diags_get(diags, i);
        bool whole =
            diag->place.column == 1 && diag->place.length == vw_utf8_count(text, strlen(text));
        bool never = diag->msg == VW_MSG_R070 || diag->msg == VW_MSG_R079;
        bool always = diag->msg == VW_MSG_R074 || diag->msg == VW_MSG_R075;
        const char *wrong = never ? " pass" : " fail";
        tally->senseless += whole && (never || always);
        if (whole && (never || always) && strstr(outcomes, wrong) != NULL) {
            vw_diags_print(diags, stderr, VW_EN, false);
            fail_msg("for: %s\ncondition: %s\nis refused, and yet %s", population, text, outcomes);
        }
    }
}

static void try_rule(const world *w, evidence *e, vw_arena *arena, random_source *chance,
                     outcome_count *tally)
{
    const vw_catalogue *catalogue = w->catalogue;
    const vw_kind *kind = &catalogue->kinds[chance_below(chance, catalogue->count)];
    int depth = (int)chance_below(chance, 4);
    const expression *condition = expression_random(arena, chance, catalogue, kind, kind, depth);
    const expression *member =
        chance_of(chance, 40) ? expression_random(arena, chance, catalogue, kind, kind, 1) : NULL;
    const reach extent = chance_of(chance, 25) ? COUNTS_EVER : COUNTS_NOW;
    const char *population =
        vw_printf(arena, "%s%s", kind->name, extent == COUNTS_EVER ? " ever" : "");
    if (member != NULL) {
        population =
            vw_printf(arena, "%s where %s", population, expression_text(arena, chance, member));
    }
    const char *text = expression_text(arena, chance, condition);
    vw_diags *diags = vw_diags_new(arena);
    const vw_rule *rule = NULL;
    const char *sql = "", *got = NULL;
    const vw_rule_names names = {.catalogue = catalogue, .sense = VW_SENSE_OF_NONE};
    vw_status status = vw_rule_compile_with(
        &rule, arena, diags, &names, rule_text(arena, population), rule_text(arena, text), NULL);
    if (status == VW_OK) {
        sql = vw_rule_sql(arena, rule, &w->frame);
        got = evidence_outcomes(e, arena, diags, sql);
    }
    tally->rules++;
    if (is_too_deep(diags)) {
        tally->too_deep++;
        return;
    }
    const char *want = expected(w, arena, kind, extent, member, condition, tally);
    if (got == NULL || strcmp(got, want) != 0) {
        vw_diags_print(diags, stderr, VW_EN, false);
        fail_msg("rule %u\nfor: %s\ncondition: %s\nexpected %s\ngot      %s\n%s", tally->rules,
                 population, text, want, got != NULL ? got : "an error", sql);
    }
    try_sense(w, arena, population, text, want, tally);
}

static void the_sql_of_random_rules_says_what_a_plain_reading_says(void **state)
{
    (void)state;
    const char *seed = getenv("VW_SEED");
    random_source chance = {.state = seed != NULL ? strtoull(seed, NULL, 10) + 1 : 20251231};
    outcome_count tally = {0};
    for (unsigned i = 0; i < WORLDS; i++) {
        vw_arena *arena = vw_arena_new();
        const world *w = world_random(arena, &chance, rules_catalogue());
        evidence *e = evidence_new(rules_catalogue());
        world_store(w, e);
        for (unsigned j = 0; j < RULES; j++) {
            vw_arena *scratch = vw_arena_new();
            try_rule(w, e, scratch, &chance, &tally);
            vw_arena_free(scratch);
        }
        evidence_free(e);
        vw_arena_free(arena);
    }
    print_message("%u rules: %u pass, %u fail, %u unknown, %u too deep, %u senseless\n",
                  tally.rules, tally.pass, tally.fail, tally.unknown, tally.too_deep,
                  tally.senseless);
    assert_true(tally.senseless > WORLDS * RULES / 200);
    assert_true(tally.too_deep < WORLDS * RULES / 50);
    assert_true(tally.pass > WORLDS * RULES / 8);
    assert_true(tally.fail > WORLDS * RULES / 8);
    assert_true(tally.unknown > WORLDS * RULES / 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sql_of_random_rules_says_what_a_plain_reading_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
