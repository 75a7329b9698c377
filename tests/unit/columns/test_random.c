/* SPDX-License-Identifier: EUPL-1.2 */
/* Random rules over random evidence: the columns must say what the SQL says, of each subject.
 * VW_SEED=n tries other ones. */
#include "catalogue.h"
#include "compare.h"
#include "expression.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WORLDS = 100, RULES = 100 };

typedef struct {
    const char *population, *condition;
    const vw_rule *rule;
} made_rule;

static vw_rule_text rule_text(vw_arena *arena, const char *text)
{
    vw_rule_text rule = {.text = text, .length = strlen(text)};
    if (vw_source_new(&rule.source, arena, vw_diags_new(arena), "rule", text, rule.length) !=
        VW_OK) {
        fail_msg("no source: %s", text);
    }
    return rule;
}

static made_rule make_rule(vw_arena *arena, random_source *chance, const vw_catalogue *catalogue)
{
    const vw_kind *kind = &catalogue->kinds[chance_below(chance, catalogue->count)];
    int depth = (int)chance_below(chance, 4);
    const expression *condition = expression_random(arena, chance, catalogue, kind, kind, depth);
    made_rule made = {.population = kind->name,
                      .condition = expression_text(arena, chance, condition)};
    if (chance_of(chance, 40)) {
        const expression *member = expression_random(arena, chance, catalogue, kind, kind, 1);
        made.population =
            vw_printf(arena, "%s where %s", kind->name, expression_text(arena, chance, member));
    }
    vw_status status =
        vw_rule_compile(&made.rule, arena, vw_diags_new(arena), catalogue,
                        rule_text(arena, made.population), rule_text(arena, made.condition));
    assert_int_equal(status, VW_OK);
    return made;
}

/* Returns how many of the rules were left to the SQL. */
static size_t try_world(vw_arena *arena, random_source *chance, vw_tally *tally)
{
    const vw_catalogue *catalogue = rules_catalogue();
    const world *w = world_random(arena, chance, catalogue);
    evidence *e = evidence_new(catalogue);
    made_rule made[RULES];
    const vw_rule *rules[RULES];
    vw_columns *columns = NULL;
    size_t left = 0;
    world_store(w, e);
    (void)evidence_number(e, "SELECT 1"); /* ends the last import */
    for (size_t i = 0; i < RULES; i++) {
        made[i] = make_rule(arena, chance, catalogue);
        rules[i] = made[i].rule;
    }
    vw_db *db = vw_dossier_db(e->dossier);
    vw_status status = vw_columns_run(&columns, db, rules, RULES, &w->frame, NULL, arena, e->diags);
    vw_diags_print(e->diags, stderr, VW_EN, false);
    assert_int_equal(status, VW_OK);
    for (size_t i = 0; i < RULES; i++) {
        const char *reason = vw_columns_left(columns, i);
        left += reason != NULL;
        if (reason != NULL) {
            if (getenv("VW_LEFT") != NULL)
                print_message("LEFT %s\n", reason);
            continue;
        }
        vw_tally found = vw_columns_tally(columns, i);
        tally->pass += found.pass;
        tally->fail += found.fail;
        tally->unknown += found.unknown;
        const char *differ = difference(arena, db, columns, i, rules[i], &w->frame);
        if (differ != NULL) {
            fail_msg("for: %s\ncondition: %s\n%s\n%s", made[i].population, made[i].condition,
                     differ, vw_rule_sql(arena, rules[i], &w->frame));
        }
    }
    evidence_free(e);
    return left;
}

static void the_columns_say_of_random_rules_what_their_sql_says(void **state)
{
    (void)state;
    const char *seed = getenv("VW_SEED");
    random_source chance = {.state = seed != NULL ? strtoull(seed, NULL, 10) + 1 : 20251130};
    vw_tally tally = {0};
    size_t left = 0;
    for (unsigned i = 0; i < WORLDS; i++) {
        vw_arena *arena = vw_arena_new();
        left += try_world(arena, &chance, &tally);
        vw_arena_free(arena);
    }
    print_message("%d rules, %zu left to the SQL: %llu pass, %llu fail, %llu unknown\n",
                  WORLDS * RULES, left, (unsigned long long)tally.pass,
                  (unsigned long long)tally.fail, (unsigned long long)tally.unknown);
    assert_true(left < WORLDS * RULES / 10);
    assert_true(tally.pass > WORLDS * RULES / 8);
    assert_true(tally.fail > WORLDS * RULES / 8);
    assert_true(tally.unknown > WORLDS * RULES / 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_columns_say_of_random_rules_what_their_sql_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
