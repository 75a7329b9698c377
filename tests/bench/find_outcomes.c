/* SPDX-License-Identifier: EUPL-1.2 */
/* For bench.py: the outcomes of every shipped test, found by columns; or the SQL of those tests.
 *
 *     find_outcomes DOSSIER           test|subjects|pass|fail of each; what was left to the SQL on
 * stderr find_outcomes DOSSIER --sql     test, TAB, its SQL on one line, of each that columns
 * answer */
#include "eval/columns/columns.h"
#include "eval/plan.h"
#include "load/load.h"
#include "store/dossier.h"
#include "store/evidence.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    vw_arena *arena;
    vw_diags *diags;
    vw_dossier *dossier;
    const vw_plan *plan;
    vw_rule_frame frame;
    const vw_rule **rules;
} bench;

static vw_status load(bench *b, const char *path)
{
    vw_set_files files = {0};
    const vw_set *set = NULL;
    vw_set_files_builtin(&files, b->arena);
    vw_status status = vw_set_load(&set, b->arena, b->diags, files.items, files.count);
    if (status == VW_OK) {
        status = vw_plan_for_all(&b->plan, b->arena, b->diags, set);
    }
    if (status == VW_OK) {
        status =
            vw_dossier_open(&b->dossier, b->arena, b->diags, path, VW_READ_WRITE, set->catalogue);
    }
    if (status != VW_OK) {
        return status;
    }
    const vw_dossier_head *head = vw_dossier_head_of(b->dossier);
    b->frame = (vw_rule_frame){
        .as_of = head->as_of, .period_from = head->period_from, .period_until = head->period_until};
    b->rules = VW_NEW_ARRAY(b->arena, b->plan->test_count, const vw_rule *);
    for (size_t i = 0; i < b->plan->test_count; i++) {
        b->rules[i] = b->plan->tests[i].rule;
    }
    return vw_import_mark(b->dossier, b->diags, &b->frame.mark);
}

static void print_sql(bench *b, size_t test)
{
    printf("%s\t", b->plan->tests[test].test->id);
    for (const char *at = vw_rule_sql(b->arena, b->rules[test], &b->frame); *at != '\0'; at++) {
        putchar(*at == '\n' ? ' ' : *at);
    }
    putchar('\n');
}

static void print_counts(const bench *b, const vw_columns *columns, size_t test)
{
    vw_tally tally = vw_columns_tally(columns, test);
    printf("%s|%llu|%llu|%llu\n", b->plan->tests[test].test->id,
           (unsigned long long)(tally.pass + tally.fail + tally.unknown),
           (unsigned long long)tally.pass, (unsigned long long)tally.fail);
}

int main(int argc, char **argv)
{
    bench b = {.arena = vw_arena_new()};
    bool sql = argc == 3 && strcmp(argv[2], "--sql") == 0;
    vw_columns *columns = NULL;
    b.diags = vw_diags_new(b.arena);
    if (argc != 2 && !sql) {
        fprintf(stderr, "usage: find_outcomes DOSSIER [--sql]\n");
        return VW_ERR_USAGE;
    }
    vw_status status = load(&b, argv[1]);
    if (status == VW_OK) {
        status = vw_columns_run(&columns, vw_dossier_db(b.dossier), b.rules, b.plan->test_count,
                                &b.frame, NULL, b.arena, b.diags);
    }
    vw_diags_print(b.diags, stderr, VW_EN, false);
    for (size_t i = 0; status == VW_OK && i < b.plan->test_count; i++) {
        const char *left = vw_columns_left(columns, i);
        if (left != NULL) {
            fprintf(stderr, "%s: %s\n", b.plan->tests[i].test->id, left);
        } else if (sql) {
            print_sql(&b, i);
        } else {
            print_counts(&b, columns, i);
        }
    }
    vw_arena_free(b.arena);
    return (int)status;
}
