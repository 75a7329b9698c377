/* SPDX-License-Identifier: EUPL-1.2 */
/* Random rules over random evidence: the columns must say what the SQL says, of each subject.
 * VW_SEED=n tries other ones. */
#include "catalogue.h"
#include "compare.h"
#include "random_rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

/* Returns how many of the rules were left to the SQL. */
static size_t try_world(vw_arena *arena, random_source *chance, size_t keys, size_t count,
                        vw_tally *tally)
{
    const vw_catalogue *catalogue = rules_catalogue();
    const world *w = world_random_of(arena, chance, catalogue, keys);
    evidence *e = evidence_new(catalogue);
    made_rule *made = VW_NEW_ARRAY(arena, count, made_rule);
    const vw_rule **rules = VW_NEW_ARRAY(arena, count, const vw_rule *);
    size_t left = 0;
    world_store(w, e);
    for (size_t i = 0; i < count; i++) {
        made[i] = random_rule(arena, chance, catalogue);
        rules[i] = made[i].rule;
    }
    const vw_columns *columns = columns_of(arena, e, rules, count, &w->frame, NULL);
    for (size_t i = 0; i < count; i++) {
        if (vw_columns_left(columns, i) != NULL) {
            left++;
            continue;
        }
        vw_tally found = vw_columns_tally(columns, i);
        tally->pass += found.pass;
        tally->fail += found.fail;
        tally->unknown += found.unknown;
        const char *differ =
            difference(arena, vw_dossier_db(e->dossier), columns, i, rules[i], &w->frame);
        if (differ != NULL) {
            fail_msg("for: %s\ncondition: %s\n%s\n%s", made[i].population, made[i].condition,
                     differ, vw_rule_sql(arena, rules[i], &w->frame));
        }
    }
    evidence_free(e);
    return left;
}

static void try_worlds(unsigned worlds, size_t keys, size_t rules)
{
    const char *seed = getenv("VW_SEED");
    random_source chance = {.state = seed != NULL ? strtoull(seed, NULL, 10) + 1 : 20251130};
    vw_tally tally = {0};
    size_t left = 0;
    for (unsigned i = 0; i < worlds; i++) {
        vw_arena *arena = vw_arena_new();
        left += try_world(arena, &chance, keys, rules, &tally);
        vw_arena_free(arena);
    }
    print_message("%zu rules, %zu left to the SQL: %llu pass, %llu fail, %llu unknown\n",
                  worlds * rules, left, (unsigned long long)tally.pass,
                  (unsigned long long)tally.fail, (unsigned long long)tally.unknown);
    /* Much of what is made at random has a value over records, or a series of many units. */
    assert_true(left < worlds * rules * 11 / 20);
    assert_true(tally.pass > worlds * rules / 8);
    assert_true(tally.fail > worlds * rules / 8);
    assert_true(tally.unknown > worlds * rules / 8);
}

static void the_columns_say_of_random_rules_what_their_sql_says(void **state)
{
    (void)state;
    try_worlds(80, 4, 200);
}

/* More than a batch of rows, in imports that supersede each other. */
static void the_columns_say_so_over_several_batches_too(void **state)
{
    (void)state;
    try_worlds(2, 1500, 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_columns_say_of_random_rules_what_their_sql_says),
        cmocka_unit_test(the_columns_say_so_over_several_batches_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
