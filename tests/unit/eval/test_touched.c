/* SPDX-License-Identifier: EUPL-1.2 */
/* Of every shipped rule: which kinds it reads, and whose outcome new evidence of them touches. */
#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void shipped(fixture *f)
{
    const vw_dossier_head head = {.name = "Gemeente Voorbeeld",
                                  .type = "municipality",
                                  .year = 2025,
                                  .as_of = vw_date_of(2025, 12, 31),
                                  .period_from = vw_date_of(2025, 1, 1),
                                  .period_until = vw_date_of(2025, 12, 31)};
    f->files = (vw_set_files){0};
    vw_set_files_builtin(&f->files, f->arena);
    assert_int_equal(vw_set_load(&f->set, f->arena, f->diags, f->files.items, f->files.count),
                     VW_OK);
    assert_int_equal(vw_plan_for_all(&f->plan, f->arena, f->diags, f->set), VW_OK);
    assert_true(f->plan->test_count > 300);
    assert_int_equal(vw_dossier_create(f->path, &head, f->set->catalogue, f->arena, f->diags),
                     VW_OK);
    assert_int_equal(
        vw_dossier_open(&f->dossier, f->arena, f->diags, f->path, VW_READ_WRITE, f->set->catalogue),
        VW_OK);
}

static const vw_rule_frame frame = {.mark = 9};

static bool is_listed(const vw_rule_kind_list *kinds, const char *name, size_t length)
{
    for (size_t i = 0; i < kinds->count; i++) {
        if (strlen(kinds->items[i]->name) == length &&
            strncmp(kinds->items[i]->name, name, length) == 0) {
            return true;
        }
    }
    return false;
}

static void every_kind_that_the_sql_reads_is_listed(void **state)
{
    static const char table[] = "main.\"ev_";
    fixture *f = *state;
    shipped(f);
    for (size_t i = 0; i < f->plan->test_count; i++) {
        vw_rule_kind_list kinds;
        size_t met = 0;
        const vw_planned_test *test = &f->plan->tests[i];
        vw_rule_kinds(&kinds, f->arena, test->rule);
        const char *sql = vw_rule_sql(f->arena, test->rule, &frame);
        for (const char *at = strstr(sql, table); at != NULL; at = strstr(at + 1, table)) {
            const char *name = at + strlen(table);
            if (!is_listed(&kinds, name, strcspn(name, "\""))) {
                fail_msg("%s: %.30s is not listed", test->test->id, name);
            }
            met++;
        }
        assert_true(met >= kinds.count);
        assert_ptr_equal(kinds.items[0], vw_rule_population(test->rule));
    }
}

/* Were one of them not understood, it would be run in full each time. */
static void whom_new_evidence_touches_can_be_asked_of_every_rule(void **state)
{
    fixture *f = *state;
    const int64_t subjects[] = {1, 2, 3};
    shipped(f);
    for (size_t i = 0; i < f->plan->test_count; i++) {
        const vw_planned_test *test = &f->plan->tests[i];
        vw_rule_touched_by by;
        vw_stmt *stmt = NULL;
        bool found = true;
        if (!vw_rule_touched(&by, f->arena, test->rule, &frame, 4)) {
            fail_msg("%s: cannot be said", test->test->id);
        }
        assert_int_equal(vw_stmt_new(&stmt, vw_dossier_db(f->dossier), f->arena, f->diags, by.sql),
                         VW_OK);
        assert_int_equal(vw_stmt_step(stmt, f->diags, &found), VW_OK);
        assert_false(found);
        vw_stmt_free(stmt);
        assert_int_equal(vw_stmt_new(&stmt, vw_dossier_db(f->dossier), f->arena, f->diags,
                                     vw_rule_sql_of(f->arena, test->rule, &frame, subjects, 3)),
                         VW_OK);
        vw_stmt_free(stmt);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_kind_that_the_sql_reads_is_listed),
        TEST(whom_new_evidence_touches_can_be_asked_of_every_rule),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
