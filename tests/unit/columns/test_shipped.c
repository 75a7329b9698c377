/* SPDX-License-Identifier: EUPL-1.2 */
/* The rules of the control sets that come with the program, over random evidence of every kind. */
#include "compare.h"
#include "load/load.h"
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WORLDS = 12 };

typedef struct {
    const vw_catalogue *catalogue;
    VW_VEC(const vw_test *) tests;
    VW_VEC(const vw_rule *) rules;
} shipped;

static shipped load_shipped(vw_arena *arena)
{
    vw_diags *diags = vw_diags_new(arena);
    vw_set_files files = {0};
    const vw_set *set = NULL;
    shipped all = {0};
    vw_set_files_builtin(&files, arena);
    assert_int_equal(vw_set_load(&set, arena, diags, files.items, files.count), VW_OK);
    all.catalogue = set->catalogue;
    const vw_rule_names names = {set->catalogue, set->parameters, NULL, set->parameter_count,
                                 false};
    for (size_t i = 0; i < set->measure_count; i++) {
        for (size_t j = 0; j < set->measures[i].test_count; j++) {
            const vw_test *test = &set->measures[i].tests[j];
            const vw_rule *rule = NULL;
            assert_int_equal(vw_rule_compile_with(&rule, arena, diags, &names, test->population,
                                                  test->condition, NULL),
                             VW_OK);
            VW_PUSH(arena, all.tests, test);
            VW_PUSH(arena, all.rules, rule);
        }
    }
    return all;
}

/* Every kind has records of several versions, fields that are empty, references to what nothing is
 * recorded of, and numbers of subjects that alternate with those of other kinds. */
static void try_world(const shipped *all, random_source *chance, size_t keys, vw_tally *tally)
{
    vw_arena *arena = vw_arena_new();
    const world *w = world_random_of(arena, chance, all->catalogue, keys);
    evidence *e = evidence_new(all->catalogue);
    world_store(w, e);
    const vw_columns *columns =
        columns_of(arena, e, all->rules.items, all->rules.count, &w->frame, NULL);
    for (size_t i = 0; i < all->rules.count; i++) {
        if (vw_columns_left(columns, i) != NULL) {
            continue;
        }
        vw_arena *scratch = vw_arena_new();
        vw_tally found = vw_columns_tally(columns, i);
        tally->pass += found.pass;
        tally->fail += found.fail;
        tally->unknown += found.unknown;
        const char *differ = difference(scratch, vw_dossier_db(e->dossier), columns, i,
                                        all->rules.items[i], &w->frame);
        if (differ != NULL) {
            fail_msg("%s\n%s", all->tests.items[i]->id, differ);
        }
        vw_arena_free(scratch);
    }
    evidence_free(e);
    vw_arena_free(arena);
}

static void the_columns_say_of_shipped_rules_what_their_sql_says(void **state)
{
    (void)state;
    const char *seed = getenv("VW_SEED");
    random_source chance = {.state = seed != NULL ? strtoull(seed, NULL, 10) + 1 : 20251130};
    vw_arena *arena = vw_arena_new();
    const shipped all = load_shipped(arena);
    vw_tally tally = {0};
    for (unsigned i = 0; i < WORLDS; i++) {
        try_world(&all, &chance, i % 3 == 0 ? 40 : 6, &tally);
    }
    print_message("%zu rules: %llu pass, %llu fail, %llu unknown\n", all.rules.count,
                  (unsigned long long)tally.pass, (unsigned long long)tally.fail,
                  (unsigned long long)tally.unknown);
    assert_true(tally.pass > 1000);
    assert_true(tally.fail > 1000);
    assert_true(tally.unknown > 1000);
    vw_arena_free(arena);
}

static char *read_file(vw_arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *text = vw_alloc(arena, 1 << 16);
    text[fread(text, 1, (1 << 16) - 1, file)] = '\0';
    fclose(file);
    return text;
}

/* VW_WRITE=1 in the environment brings the committed list up to what is so. */
static void write_left(const char *path, const char *head, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fprintf(file, "%s\n%s", head, text);
    assert_int_equal(fclose(file), 0);
}

/* So that a rule, or a change of the evaluator, that makes tests slow shows in review. */
static void which_shipped_rules_are_left_to_the_sql_is_committed(void **state)
{
    (void)state;
    vw_arena *arena = vw_arena_new();
    const shipped all = load_shipped(arena);
    evidence *e = evidence_new(all.catalogue);
    const vw_rule_frame frame = evidence_frame();
    const vw_columns *columns =
        columns_of(arena, e, all.rules.items, all.rules.count, &frame, NULL);
    vw_buf found = {.arena = arena};
    size_t count = 0;
    for (size_t i = 0; i < all.rules.count; i++) {
        const char *reason = vw_columns_left(columns, i);
        count += reason == NULL;
        if (reason != NULL) {
            vw_buf_addf(&found, "%s: %s\n", all.tests.items[i]->id, reason);
        }
    }
    char *expected = read_file(arena, "tests/unit/columns/left.txt");
    char *end = strchr(expected, '\n'); /* of its licence */
    *end = '\0';
    if (getenv("VW_WRITE") != NULL) {
        write_left("tests/unit/columns/left.txt", expected, vw_buf_text(&found));
        return;
    }
    assert_string_equal(vw_buf_text(&found), end + 1);
    print_message("%zu of %zu shipped tests by columns\n", count, all.rules.count);
    assert_true(count > 390);
    evidence_free(e);
    vw_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_columns_say_of_shipped_rules_what_their_sql_says),
        cmocka_unit_test(which_shipped_rules_are_left_to_the_sql_is_committed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
