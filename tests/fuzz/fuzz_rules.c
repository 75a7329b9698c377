/* SPDX-License-Identifier: EUPL-1.2 */
/* Any bytes as a rule: the first line is the population, the rest the condition; a text of one line
 * is a condition about assets. What compiles must be SQL that the sandbox lets through, the same
 * each time, and must say pass, fail or unknown of each subject; it may only fail by its bounds. */
#include "fuzz.h"

#include "catalogue.h"
#include "evidence.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Far above what a rule of 8 kB needs for a handful of records. */
enum { STEPS_MAX = 20000000 };

/* One of each type, in order of their names. */
static const vw_parameter parameters[] = {
    {.name = "day", .type = VW_PARAMETER_DATE, .shipped = {"2025-06-30", NULL}},
    {.name = "most", .type = VW_PARAMETER_NUMBER, .shipped = {"2", NULL}},
    {.name = "term", .type = VW_PARAMETER_TERM, .shipped = {"6", "months"}},
    {.name = "word", .type = VW_PARAMETER_TEXT, .shipped = {"it's", NULL}},
};

static void demand(bool holds, vw_diags *diags, const char *sql)
{
    if (!holds) {
        vw_diags_print(diags, stderr, VW_EN, false);
        fprintf(stderr, "%s\n", sql);
        abort();
    }
}

static evidence *lasting; /* the same for every input: rules only read */

static void remove_evidence(void)
{
    evidence_free(lasting);
}

static void make_evidence(void)
{
    static const char *const of_asset[] = {"criticality", "owner", "remark"};
    static const char *const critical[] = {"critical", "p1", "it's"};
    static const char *const of_test[] = {"asset", "tester", "result"};
    static const char *const good[] = {"a1", "p1", "success"};
    lasting = evidence_new(rules_catalogue());
    atexit(remove_evidence);
    evidence_import(lasting, "asset", VW_DATE_NONE, VW_DATE_NONE);
    evidence_record(lasting, "a1", of_asset, critical, 3);
    evidence_record(lasting, "a2", NULL, NULL, 0);
    evidence_import(lasting, "restore_test", VW_DATE_NONE, VW_DATE_NONE);
    evidence_record(lasting, "t1", of_test, good, 3);
    evidence_record(lasting, "t2", of_test, good, 1);
    evidence_import(lasting, "person", VW_DATE_NONE, VW_DATE_NONE);
    evidence_record(lasting, "p1", NULL, NULL, 0);
    vw_db_bound(vw_dossier_db(lasting->dossier), STEPS_MAX, 0);
}

static vw_rule_text part(const vw_source *source, size_t start, size_t end)
{
    return (vw_rule_text){.text = source->text + start,
                          .length = end - start,
                          .source = source,
                          .start = (uint32_t)start};
}

static void run(vw_arena *arena, const vw_rule *rule)
{
    vw_rule_frame frame = evidence_frame();
    vw_diags *diags = vw_diags_new(arena);
    const char *sql = vw_rule_sql(arena, rule, &frame);
    demand(strcmp(sql, vw_rule_sql(arena, rule, &frame)) == 0, diags, sql);
    const char *outcomes = evidence_outcomes(lasting, arena, diags, sql);
    bool bounded = vw_diags_kept(diags) == 1 && vw_diags_get(diags, 0)->msg == VW_MSG_D020;
    demand(outcomes != NULL || bounded, diags, sql);
    demand(outcomes == NULL || strstr(outcomes, "neither") == NULL, diags, sql);
}

static void check_places(vw_arena *arena, vw_diags *diags, const vw_source *source)
{
    for (size_t i = 0; i < vw_diags_kept(diags); i++) {
        const vw_diag *diag = vw_diags_get(diags, i);
        demand(diag->place.line >= 1 && diag->place.line <= source->line_count, diags, "no line");
        demand(vw_diag_text(arena, diag, VW_NL)[0] != '\0', diags, "no text");
        demand(vw_message_get(diag->msg)->code[0] == 'R', diags, "not about a rule");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (lasting == NULL) {
        make_evidence();
    }
    vw_arena *arena = vw_arena_new();
    vw_diags *diags = vw_diags_new(arena);
    const char *bytes = vw_strndup(arena, size > 0 ? (const char *)data : "", size);
    const vw_source *source = NULL;
    if (vw_source_new(&source, arena, diags, "fuzz", bytes, size) != VW_OK) {
        vw_arena_free(arena);
        return 0;
    }
    const char *newline = strchr(source->text, '\n');
    size_t line = newline != NULL ? (size_t)(newline - source->text) : 0;
    vw_rule_text population = {.text = "asset", .length = strlen("asset")};
    vw_rule_text condition = part(source, newline != NULL ? line + 1 : 0, source->length);
    if (newline != NULL) {
        population = part(source, 0, line);
    }
    const vw_rule *rule = NULL;
    const vw_rule_names names = {.catalogue = rules_catalogue(),
                                 .parameters = parameters,
                                 .parameter_count = sizeof parameters / sizeof *parameters};
    vw_status status =
        vw_rule_compile_with(&rule, arena, diags, &names, population, condition, NULL);
    demand((status == VW_OK) == (rule != NULL), diags, "status and rule differ");
    demand(status == vw_diags_status(diags), diags, "status and messages differ");
    check_places(arena, diags, source);
    if (rule != NULL) {
        run(arena, rule);
    }
    vw_arena_free(arena);
    return 0;
}
