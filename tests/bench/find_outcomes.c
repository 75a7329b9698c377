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
#include <stdlib.h>
#include <string.h>
#include <time.h>

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

static vw_status find(bench *b, vw_columns **out, int64_t mark, const vw_columns_options *options,
                      double *seconds)
{
    vw_rule_frame *frame = VW_NEW(b->arena, vw_rule_frame);
    *frame = b->frame;
    frame->mark = mark;
    clock_t began = clock();
    vw_status status = vw_columns_run(out, vw_dossier_db(b->dossier), b->rules, b->plan->test_count,
                                      frame, options, b->arena, b->diags);
    *seconds = (double)(clock() - began) / CLOCKS_PER_SEC;
    return status;
}

/* Deviations of one rule by subject, in order, as one number. */
static uint64_t digest_of(const vw_columns *columns, size_t rule, const vw_columns *untouched,
                          const vw_columns *touched)
{
    uint64_t digest = 0;
    vw_columns_reader reader, skip;
    int64_t subject, at = -1;
    vw_outcome outcome, ignored;
    bool more = touched != NULL;
    if (touched != NULL) {
        vw_columns_read(&skip, touched, rule, true);
    }
    vw_columns_read(&reader, untouched != NULL ? untouched : columns, rule, false);
    while (vw_columns_next(&reader, &subject, &outcome)) {
        while (more && at < subject) {
            more = vw_columns_next(&skip, &at, &ignored);
        }
        if (at != subject) {
            digest += ((uint64_t)subject * 4 + outcome) * 0x9E3779B97F4A7C15ull;
        }
    }
    if (touched != NULL) {
        vw_columns_read(&reader, touched, rule, false);
        while (vw_columns_next(&reader, &subject, &outcome)) {
            digest +=
                reader.belongs ? ((uint64_t)subject * 4 + outcome) * 0x9E3779B97F4A7C15ull : 0;
        }
    }
    return digest;
}

typedef struct {
    const vw_columns *columns;
} known_before;

static vw_status belonged(void *what, bool *known, size_t rule, uint32_t *subjects, size_t *count)
{
    const known_before *before = what;
    vw_columns_reader reader;
    int64_t subject = 0;
    vw_outcome outcome;
    size_t kept = 0;
    *known = vw_columns_left(before->columns, rule) == NULL;
    if (!*known) {
        return VW_OK;
    }
    vw_columns_read(&reader, before->columns, rule, true);
    bool more = vw_columns_next(&reader, &subject, &outcome);
    for (size_t i = 0; i < *count && more; i++) {
        while (more && subject < subjects[i]) {
            more = vw_columns_next(&reader, &subject, &outcome);
        }
        if (more && subject == subjects[i]) {
            subjects[kept++] = subjects[i];
        }
    }
    *count = kept;
    return VW_OK;
}

static vw_status compare_since(bench *b, int64_t mark)
{
    vw_columns *before = NULL, *now = NULL, *since = NULL;
    double seconds[3] = {0};
    vw_tally *tallies = VW_NEW_ARRAY(b->arena, b->plan->test_count, vw_tally);
    const vw_tally **earlier = VW_NEW_ARRAY(b->arena, b->plan->test_count, const vw_tally *);
    known_before known = {0};
    const vw_columns_earlier told = {.tallies = earlier, .belonged = belonged, .what = &known};
    const vw_columns_options options = {.since = true, .earlier_mark = mark, .earlier = &told};
    vw_status status = find(b, &before, mark, NULL, &seconds[0]);
    for (size_t i = 0; status == VW_OK && i < b->plan->test_count; i++) {
        known.columns = before;
        tallies[i] = vw_columns_tally(before, i);
        earlier[i] = &tallies[i];
    }
    if (status == VW_OK) {
        status = find(b, &now, b->frame.mark, NULL, &seconds[1]);
    }
    if (status == VW_OK) {
        status = find(b, &since, b->frame.mark, &options, &seconds[2]);
    }
    for (size_t i = 0; status == VW_OK && i < b->plan->test_count; i++) {
        vw_columns_part part = vw_columns_part_of(since, i);
        if (vw_columns_left(now, i) != NULL) {
            continue;
        }
        uint64_t found = part == VW_COLUMNS_WHOLE  ? digest_of(since, i, NULL, NULL)
                         : part == VW_COLUMNS_SAME ? digest_of(before, i, NULL, NULL)
                                                   : digest_of(NULL, i, before, since);
        if (found != digest_of(now, i, NULL, NULL)) {
            fprintf(stderr, "%s: other outcomes since import %lld\n", b->plan->tests[i].test->id,
                    (long long)mark);
            status = VW_ERR_BUG;
        }
    }
    printf("%.6f %.6f\n", seconds[1], seconds[2]);
    return status;
}

int main(int argc, char **argv)
{
    bench b = {.arena = vw_arena_new()};
    bool sql = argc == 3 && strcmp(argv[2], "--sql") == 0;
    vw_columns *columns = NULL;
    bool since = argc == 4 && strcmp(argv[2], "--since") == 0;
    b.diags = vw_diags_new(b.arena);
    if (argc != 2 && !sql && !since) {
        fprintf(stderr, "usage: find_outcomes DOSSIER [--sql | --since MARK]\n");
        return VW_ERR_USAGE;
    }
    vw_status status = load(&b, argv[1]);
    if (status == VW_OK && since) {
        status = compare_since(&b, strtoll(argv[3], NULL, 10));
        vw_diags_print(b.diags, stderr, VW_EN, false);
        return (int)status;
    }
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
