/* SPDX-License-Identifier: EUPL-1.2 */
/* Reads stored evaluations. */
#include "store/query.h"

#include <string.h>

static const char *copy(vw_arena *arena, vw_stmt *stmt, int column)
{
    const char *text = vw_stmt_text(stmt, column);
    return text != NULL ? vw_strdup(arena, text) : NULL;
}

/* A name that the schema's CHECK did not let in would be a bug; it reads as an error, never as met.
 */
static vw_result read_result(vw_stmt *stmt, int column)
{
    vw_result result = VW_RESULT_ERROR;
    const char *name = vw_stmt_text(stmt, column);
    if (name == NULL || !vw_result_parse(&result, name)) {
        return VW_RESULT_ERROR;
    }
    return result;
}

static vw_tally read_tally(vw_stmt *stmt, int column)
{
    return (vw_tally){
        .pass = (uint64_t)vw_stmt_int(stmt, column),
        .fail = (uint64_t)vw_stmt_int(stmt, column + 1),
        .unknown = (uint64_t)vw_stmt_int(stmt, column + 2),
        .excepted = (uint64_t)vw_stmt_int(stmt, column + 3),
    };
}

uint64_t vw_tally_total(vw_tally tally)
{
    return tally.pass + tally.fail + tally.unknown + tally.excepted;
}

/* Prepares, binds the evaluation as ?1 and an optional text as ?2. */
static vw_status ask(vw_stmt **out, vw_dossier *dossier, vw_arena *arena, vw_diags *diags,
                     int64_t evaluation, const char *text, const char *sql)
{
    vw_status status = vw_stmt_new(out, vw_dossier_db(dossier), arena, diags, sql);
    if (status == VW_OK) {
        vw_stmt_bind_int(*out, 1, evaluation);
        if (text != NULL) {
            vw_stmt_bind_text(*out, 2, text);
        }
    }
    return status;
}

vw_status vw_query_framework_counts(vw_framework_counts **out, size_t *count, vw_dossier *dossier,
                                    vw_arena *arena, vw_diags *diags, int64_t evaluation)
{
    VW_VEC(vw_framework_counts) found = {0};
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status =
        ask(&stmt, dossier, arena, diags, evaluation, NULL,
            "SELECT substr(requirement, 1, instr(requirement, ':') - 1) AS framework, result, "
            "count(*) FROM conclusion WHERE evaluation_id = ?1 GROUP BY framework, result "
            "ORDER BY framework");
    while (status == VW_OK && row) {
        status = vw_stmt_step(stmt, diags, &row);
        if (status != VW_OK || !row) {
            break;
        }
        const char *framework = vw_stmt_text(stmt, 0);
        if (found.count == 0 || strcmp(found.items[found.count - 1].framework, framework) != 0) {
            VW_PUSH(arena, found, (vw_framework_counts){.framework = copy(arena, stmt, 0)});
        }
        vw_counts *counts = &found.items[found.count - 1].counts;
        counts->of[read_result(stmt, 1)] += (uint64_t)vw_stmt_int(stmt, 2);
    }
    vw_stmt_free(stmt);
    *out = found.items;
    *count = found.count;
    return status;
}

vw_status vw_query_requirement_counts(vw_counts *out, vw_dossier *dossier, vw_arena *arena,
                                      vw_diags *diags, int64_t evaluation)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    *out = (vw_counts){0};
    vw_status status = ask(&stmt, dossier, arena, diags, evaluation, NULL,
                           "SELECT result, count(*) FROM requirement_status "
                           "WHERE evaluation_id = ?1 GROUP BY result");
    while (status == VW_OK && row) {
        status = vw_stmt_step(stmt, diags, &row);
        if (status == VW_OK && row) {
            out->of[read_result(stmt, 0)] += (uint64_t)vw_stmt_int(stmt, 1);
        }
    }
    vw_stmt_free(stmt);
    return status;
}

vw_status vw_query_worst_tests(vw_test_row **out, size_t *count, size_t *total, vw_dossier *dossier,
                               vw_arena *arena, vw_diags *diags, int64_t evaluation, size_t most)
{
    VW_VEC(vw_test_row) found = {0};
    vw_stmt *stmt = NULL;
    bool row = true;
    *total = 0;
    vw_status status = ask(&stmt, dossier, arena, diags, evaluation, NULL,
                           "SELECT test, result, passed, failed, unknown, excepted FROM finding "
                           "WHERE evaluation_id = ?1 AND (failed > 0 OR result = 'error') "
                           "ORDER BY CASE result WHEN 'error' THEN 0 WHEN 'not_met' THEN 1 "
                           "WHEN 'not_assessed' THEN 2 ELSE 3 END, failed DESC, test");
    while (status == VW_OK && row) {
        status = vw_stmt_step(stmt, diags, &row);
        if (status != VW_OK || !row) {
            break;
        }
        if (++*total <= most) {
            VW_PUSH(arena, found,
                    (vw_test_row){.test = copy(arena, stmt, 0),
                                  .result = read_result(stmt, 1),
                                  .tally = read_tally(stmt, 2)});
        }
    }
    vw_stmt_free(stmt);
    *out = found.items;
    *count = found.count;
    return status;
}

#define SELECT_FINDINGS                                                                            \
    "SELECT test, measure, aspect, result, strict, passed, failed, unknown, excepted, "            \
    "population, complete, collected, collected_later, error, sql, "                               \
    "(SELECT sha256 FROM outcome_set o WHERE o.id = outcome_set), "                                \
    "(SELECT sha256 FROM subject_set s WHERE s.id = subject_set), input_sha256, "                  \
    "coalesce(outcome_set, 0), coalesce(subject_set, 0) FROM finding WHERE evaluation_id = ?1"

static vw_finding read_finding(vw_stmt *stmt, vw_arena *arena)
{
    vw_finding finding = {
        .test = copy(arena, stmt, 0),
        .measure = copy(arena, stmt, 1),
        .result = read_result(stmt, 3),
        .strict = read_result(stmt, 4),
        .tally = read_tally(stmt, 5),
        .population = copy(arena, stmt, 9),
        .complete = vw_stmt_int(stmt, 10) != 0,
        .collected = vw_stmt_int(stmt, 11) != 0,
        .collected_later = vw_stmt_int(stmt, 12),
        .error = copy(arena, stmt, 13),
        .sql = copy(arena, stmt, 14),
        .outcomes_sha256 = copy(arena, stmt, 15),
        .subjects_sha256 = copy(arena, stmt, 16),
        .input_sha256 = copy(arena, stmt, 17),
        .outcome_set = vw_stmt_int(stmt, 18),
        .subject_set = vw_stmt_int(stmt, 19),
    };
    const char *aspect = vw_stmt_text(stmt, 2);
    if (aspect == NULL || !vw_aspect_parse(&finding.aspect, aspect)) {
        finding.result = finding.strict = VW_RESULT_ERROR;
    }
    return finding;
}

vw_status vw_query_finding(vw_finding *out, bool *found, vw_dossier *dossier, vw_arena *arena,
                           vw_diags *diags, int64_t evaluation, const char *test)
{
    vw_stmt *stmt = NULL;
    *found = false;
    vw_status status =
        ask(&stmt, dossier, arena, diags, evaluation, test, SELECT_FINDINGS " AND test = ?2");
    if (status == VW_OK) {
        status = vw_stmt_step(stmt, diags, found);
    }
    if (status == VW_OK && *found) {
        *out = read_finding(stmt, arena);
    }
    vw_stmt_free(stmt);
    return status;
}

vw_status vw_query_findings(const vw_finding **out, size_t *count, vw_dossier *dossier,
                            vw_arena *arena, vw_diags *diags, int64_t evaluation)
{
    VW_VEC(vw_finding) found = {0};
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_arena *scratch = vw_arena_new();
    vw_status status =
        ask(&stmt, dossier, scratch, diags, evaluation, NULL, SELECT_FINDINGS " ORDER BY test");
    while (status == VW_OK && (status = vw_stmt_step(stmt, diags, &row)) == VW_OK && row) {
        vw_finding finding = read_finding(stmt, arena);
        VW_PUSH(arena, found, finding);
    }
    vw_arena_free(scratch);
    *out = found.items;
    *count = found.count;
    return status;
}

vw_status vw_evaluation_findings_intact(bool *intact, vw_dossier *dossier, vw_arena *arena,
                                        vw_diags *diags, const vw_evaluation *evaluation)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    char hex[65];
    *intact = evaluation->findings_sha256 == NULL;
    if (*intact) {
        return VW_OK;
    }
    vw_hasher *hasher = vw_hasher_new(arena);
    vw_arena *scratch = vw_arena_new();
    vw_hasher_start(hasher);
    vw_status status =
        ask(&stmt, dossier, arena, diags, evaluation->id, NULL, SELECT_FINDINGS " ORDER BY test");
    while (status == VW_OK && (status = vw_stmt_step(stmt, diags, &row)) == VW_OK && row) {
        vw_finding finding = read_finding(stmt, scratch);
        vw_finding_hash(hasher, &finding);
        vw_arena_reset(scratch);
    }
    vw_digest digest = vw_hasher_end(hasher);
    vw_digest_hex(hex, &digest);
    *intact = status == VW_OK && strcmp(hex, evaluation->findings_sha256) == 0;
    vw_arena_free(scratch);
    vw_stmt_free(stmt);
    return status;
}

vw_status vw_evaluation_outcomes_changed(const char **test, vw_dossier *dossier, vw_arena *arena,
                                         vw_diags *diags, const vw_evaluation *evaluation)
{
    const vw_finding *findings = NULL;
    size_t count = 0;
    vw_outcome_reader *reader = NULL;
    vw_arena *scratch = vw_arena_new();
    vw_status status =
        vw_query_findings(&findings, &count, dossier, scratch, diags, evaluation->id);
    *test = NULL;
    if (status == VW_OK) {
        status = vw_outcome_reader_new(&reader, dossier, scratch, diags);
    }
    if (status == VW_OK) {
        vw_outcome_reader_see_rows(reader);
    }
    for (size_t i = 0; status == VW_OK && *test == NULL && i < count; i++) {
        bool intact = true;
        if (findings[i].outcome_set == 0) {
            continue;
        }
        status = vw_outcomes_intact(&intact, reader, diags, findings[i].outcome_set);
        if (status == VW_OK && !intact) {
            *test = vw_strdup(arena, findings[i].test);
        }
    }
    vw_arena_free(scratch);
    return status;
}

vw_status vw_query_conclusion(vw_conclusion *out, bool *found, vw_dossier *dossier, vw_arena *arena,
                              vw_diags *diags, int64_t evaluation, const char *requirement,
                              vw_aspect aspect)
{
    vw_stmt *stmt = NULL;
    *found = false;
    vw_status status = ask(&stmt, dossier, arena, diags, evaluation, requirement,
                           "SELECT computed, judged, result, by_judgement, judged_by, reason "
                           "FROM conclusion WHERE evaluation_id = ?1 AND requirement = ?2 AND "
                           "aspect = ?3");
    if (status == VW_OK) {
        vw_stmt_bind_text(stmt, 3, vw_aspect_name(aspect));
        status = vw_stmt_step(stmt, diags, found);
    }
    if (status == VW_OK && *found) {
        *out = (vw_conclusion){
            .requirement = requirement,
            .aspect = aspect,
            .has_computed = !vw_stmt_is_null(stmt, 0),
            .has_judged = !vw_stmt_is_null(stmt, 1),
            .computed = read_result(stmt, 0),
            .judged = read_result(stmt, 1),
            .result = read_result(stmt, 2),
            .by_judgement = vw_stmt_int(stmt, 3) != 0,
            .judged_by = copy(arena, stmt, 4),
            .reason = copy(arena, stmt, 5),
        };
        out->by_rule = out->has_computed && out->computed == VW_NOT_APPLICABLE &&
                       !out->has_judged && out->reason != NULL;
    }
    vw_stmt_free(stmt);
    return status;
}

vw_status vw_query_status(vw_result *out, bool *found, vw_dossier *dossier, vw_arena *arena,
                          vw_diags *diags, int64_t evaluation, const char *requirement)
{
    vw_stmt *stmt = NULL;
    *found = false;
    vw_status status = ask(&stmt, dossier, arena, diags, evaluation, requirement,
                           "SELECT result FROM requirement_status WHERE evaluation_id = ?1 AND "
                           "requirement = ?2");
    if (status == VW_OK) {
        status = vw_stmt_step(stmt, diags, found);
    }
    if (status == VW_OK && *found) {
        *out = read_result(stmt, 0);
    }
    vw_stmt_free(stmt);
    return status;
}
