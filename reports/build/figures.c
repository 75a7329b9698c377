/* SPDX-License-Identifier: EUPL-1.2 */
/* The figures of an evaluation, counted once. */
#include "reports/build/rows.h"

#include <inttypes.h>
#include <string.h>

typedef struct {
    const vw_report *r;
    vw_counts *into; /* one a framework */
    vw_counts *all;  /* or NULL */
} counting;

static void count_framework_row(void *self, vw_stmt *stmt)
{
    const counting *c = self;
    vw_result result = VW_RESULT_ERROR;
    const char *framework = vw_stmt_text(stmt, 0), *name = vw_stmt_text(stmt, 1);
    const uint64_t count = (uint64_t)vw_stmt_int(stmt, 2);
    (void)vw_result_parse(&result, name);
    for (size_t i = 0; i < c->r->plan->framework_count; i++) {
        if (strcmp(c->r->plan->frameworks[i]->id, framework) == 0) {
            c->into[i].of[result] += count;
        }
    }
    if (c->all != NULL) {
        c->all->of[result] += count;
    }
}

static void count_finding(void *self, vw_stmt *stmt)
{
    vw_figures *figures = self;
    vw_result result = VW_RESULT_ERROR;
    (void)vw_result_parse(&result, vw_stmt_text(stmt, 0));
    figures->tests.of[result]++;
    figures->outcomes.pass += (uint64_t)vw_stmt_int(stmt, 1);
    figures->outcomes.fail += (uint64_t)vw_stmt_int(stmt, 2);
    figures->outcomes.unknown += (uint64_t)vw_stmt_int(stmt, 3);
    figures->outcomes.excepted += (uint64_t)vw_stmt_int(stmt, 4);
}

static vw_status count_numbers(vw_report *r)
{
    vw_figures *figures = &r->figures;
    const struct {
        int64_t *into;
        const char *sql;
    } questions[] = {
        {&figures->imports, "SELECT count(*) FROM import WHERE id <= "
                            "(SELECT mark FROM evaluation WHERE id = ?1)"},
        {&figures->rows, "SELECT coalesce(sum(row_count), 0) FROM import WHERE id <= "
                         "(SELECT mark FROM evaluation WHERE id = ?1)"},
        {&figures->conclusions, "SELECT count(*) FROM conclusion WHERE evaluation_id = ?1"},
        {&figures->outcomes_total, "SELECT coalesce(sum(failed + unknown + excepted), 0) "
                                   "FROM finding WHERE evaluation_id = ?1"},
    };
    vw_status status = VW_OK;
    for (size_t i = 0; i < sizeof questions / sizeof *questions && status == VW_OK; i++) {
        status = vw_ask_number(questions[i].into, r, questions[i].sql, NULL);
    }
    return status;
}

vw_status vw_report__count(vw_report *r)
{
    vw_figures *figures = &r->figures;
    const size_t count = r->plan->framework_count;
    figures->aspects = VW_NEW_ARRAY(r->arena, count, vw_counts);
    figures->requirements = VW_NEW_ARRAY(r->arena, count, vw_counts);
    counting aspects = {r, figures->aspects, &figures->all};
    counting requirements = {r, figures->requirements, NULL};
    vw_status status =
        vw_ask_rows(r,
                    "SELECT substr(requirement, 1, instr(requirement, ':') - 1), result, count(*) "
                    "FROM conclusion WHERE evaluation_id = ?1 GROUP BY 1, 2",
                    count_framework_row, &aspects);
    if (status == VW_OK) {
        status = vw_ask_rows(
            r,
            "SELECT substr(requirement, 1, instr(requirement, ':') - 1), result, count(*) "
            "FROM requirement_status WHERE evaluation_id = ?1 GROUP BY 1, 2",
            count_framework_row, &requirements);
    }
    if (status == VW_OK) {
        status = vw_ask_rows(r,
                             "SELECT result, passed, failed, unknown, excepted FROM finding "
                             "WHERE evaluation_id = ?1",
                             count_finding, figures);
    }
    return status == VW_OK ? count_numbers(r) : status;
}

static void add_counts(vw_buf *out, const char *name, const vw_counts *counts)
{
    vw_buf_addf(out, "\"%s\": {", name);
    for (vw_result result = 0; result < VW_RESULT_COUNT; result++) {
        vw_buf_addf(out, "%s\"%s\": %" PRIu64, result > 0 ? ", " : "", vw_result_name(result),
                    counts->of[result]);
    }
    vw_buf_add(out, "}");
}

const char *vw_report__counts(const vw_report *r)
{
    vw_buf out = {.arena = r->arena};
    vw_buf_add(&out, "{");
    add_counts(&out, "requirement_aspects", &r->figures.all);
    vw_buf_add(&out, ", \"frameworks\": {");
    for (size_t i = 0; i < r->plan->framework_count; i++) {
        vw_buf_addf(&out, "%s\"%s\": {", i > 0 ? ", " : "", r->plan->frameworks[i]->id);
        add_counts(&out, "requirement_aspects", &r->figures.aspects[i]);
        vw_buf_add(&out, "}");
    }
    vw_buf_add(&out, "}}");
    return vw_buf_text(&out);
}

const char *vw_report__facts(const vw_report *r)
{
    const vw_figures *figures = &r->figures;
    vw_buf out = {.arena = r->arena};
    vw_buf_addf(&out, "{\"result_sha256\": \"%s\"", r->evaluation->result_sha256);
    if (r->audience == VW_PUBLIC && !r->shows_counts) {
        vw_buf_add(&out, "}");
        return vw_buf_text(&out);
    }
    vw_buf_add(&out, ", ");
    add_counts(&out, "requirement_aspects", &figures->all);
    vw_buf_add(&out, ", ");
    add_counts(&out, "tests", &figures->tests);
    vw_buf_addf(&out,
                ", \"subjects\": {\"pass\": %" PRIu64 ", \"fail\": %" PRIu64
                ", \"unknown\": %" PRIu64 ", \"excepted\": %" PRIu64 "}, \"frameworks\": {",
                figures->outcomes.pass, figures->outcomes.fail, figures->outcomes.unknown,
                figures->outcomes.excepted);
    for (size_t i = 0; i < r->plan->framework_count; i++) {
        /* A framework's id is [a-z][a-z0-9_-]*: it needs no escapes. */
        vw_buf_addf(&out, "%s\"%s\": {", i > 0 ? ", " : "", r->plan->frameworks[i]->id);
        add_counts(&out, "requirement_aspects", &figures->aspects[i]);
        vw_buf_add(&out, ", ");
        add_counts(&out, "requirements", &figures->requirements[i]);
        vw_buf_add(&out, "}");
    }
    vw_buf_add(&out, "}}");
    return vw_buf_text(&out);
}
