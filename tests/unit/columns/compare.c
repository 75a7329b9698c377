/* SPDX-License-Identifier: EUPL-1.2 */
#include "compare.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add_outcome(vw_buf *out, int64_t subject, vw_outcome outcome)
{
    vw_buf_addf(out, "%s%lld %s", out->length > 0 ? ", " : "", (long long)subject,
                vw_outcome_name(outcome));
}

static const char *or_nothing(vw_buf *out)
{
    return out->length > 0 ? vw_buf_text(out) : "nothing";
}

const char *outcomes_of_sql(vw_arena *arena, vw_db *db, const vw_rule *rule,
                            const vw_rule_frame *frame)
{
    vw_buf out = {.arena = arena};
    vw_diags *diags = vw_diags_new(arena);
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status = vw_stmt_new(&stmt, db, arena, diags, vw_rule_sql(arena, rule, frame));
    while (status == VW_OK && (status = vw_stmt_step(stmt, diags, &row)) == VW_OK && row) {
        add_outcome(&out, vw_stmt_int(stmt, 0),
                    vw_stmt_is_null(stmt, 2)    ? VW_UNKNOWN
                    : vw_stmt_int(stmt, 2) != 0 ? VW_PASS
                                                : VW_FAIL);
    }
    vw_stmt_free(stmt);
    return status == VW_OK ? or_nothing(&out) : "an error";
}

const char *outcomes_of_columns(vw_arena *arena, const vw_columns *columns, size_t rule)
{
    vw_buf out = {.arena = arena};
    vw_columns_reader reader;
    int64_t subject;
    vw_outcome outcome;
    vw_columns_read(&reader, columns, rule, true);
    while (vw_columns_next(&reader, &subject, &outcome)) {
        add_outcome(&out, subject, outcome);
    }
    return or_nothing(&out);
}

static vw_tally tally_of(const vw_columns *columns, size_t rule)
{
    vw_tally tally = {0};
    vw_columns_reader reader;
    int64_t subject;
    vw_outcome outcome;
    tally.pass = vw_columns_tally(columns, rule).pass;
    vw_columns_read(&reader, columns, rule, false);
    while (vw_columns_next(&reader, &subject, &outcome)) {
        *(outcome == VW_FAIL ? &tally.fail : &tally.unknown) += 1;
        tally.pass += outcome == VW_PASS ? 1000000 : 0; /* those were to be left out */
    }
    return tally;
}

static bool asked(vw_arena *arena, vw_db *db, const char *sql)
{
    vw_diags *diags = vw_diags_new(arena);
    vw_stmt *stmt = NULL;
    bool row = false;
    bool yes = vw_stmt_new(&stmt, db, arena, diags, sql) == VW_OK &&
               vw_stmt_step(stmt, diags, &row) == VW_OK && row && vw_stmt_int(stmt, 0) != 0;
    vw_stmt_free(stmt);
    return yes;
}

const char *difference(vw_arena *arena, vw_db *db, const vw_columns *columns, size_t number,
                       const vw_rule *rule, const vw_rule_frame *frame)
{
    const char *sql = outcomes_of_sql(arena, db, rule, frame);
    const char *ours = outcomes_of_columns(arena, columns, number);
    if (strcmp(sql, ours) != 0) {
        return vw_printf(arena, "SQL says     %s\ncolumns say  %s", sql, ours);
    }
    vw_tally counted = tally_of(columns, number), told = vw_columns_tally(columns, number);
    if (memcmp(&counted, &told, sizeof counted) != 0) {
        return "the counts are not those of the outcomes";
    }
    if (vw_columns_collected(columns, number) !=
        asked(arena, db, vw_rule_collected_sql(arena, rule, frame))) {
        return "collected differs";
    }
    return NULL;
}

void demand(bool holds, vw_diags *diags, const char *what)
{
    if (!holds) {
        vw_diags_print(diags, stderr, VW_EN, false);
        fprintf(stderr, "this test cannot be made: %s\n", what);
        abort();
    }
}

vw_rule_text text_of_rule(vw_arena *arena, const char *text)
{
    vw_rule_text rule = {.text = text, .length = strlen(text)};
    vw_diags *diags = vw_diags_new(arena);
    vw_status status = vw_source_new(&rule.source, arena, diags, "rule", text, rule.length);
    demand(status == VW_OK, diags, text);
    return rule;
}

bool compiles(const vw_rule **rule, vw_arena *arena, vw_diags *diags, const vw_catalogue *catalogue,
              const char *population, const char *condition)
{
    const vw_rule_names names = {.catalogue = catalogue, .sense = VW_SENSE_OF_NONE};
    return vw_rule_compile_with(rule, arena, diags, &names, text_of_rule(arena, population),
                                text_of_rule(arena, condition), NULL) == VW_OK;
}

const vw_rule *rule_of(vw_arena *arena, const vw_catalogue *catalogue, const char *population,
                       const char *condition)
{
    const vw_rule *rule = NULL;
    vw_diags *diags = vw_diags_new(arena);
    demand(compiles(&rule, arena, diags, catalogue, population, condition), diags, condition);
    return rule;
}

vw_columns *columns_of(vw_arena *arena, evidence *e, const vw_rule *const *rules, size_t count,
                       const vw_rule_frame *frame, const vw_columns_options *options)
{
    vw_columns *columns = NULL;
    (void)evidence_number(e, "SELECT 1"); /* ends the last import */
    vw_status status = vw_columns_run(&columns, vw_dossier_db(e->dossier), rules, count, frame,
                                      options, arena, e->diags);
    demand(status == VW_OK, e->diags, "columns");
    return columns;
}
