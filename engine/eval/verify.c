/* SPDX-License-Identifier: EUPL-1.2 */
/* Performs the newest evaluation again and compares: result by result, and by hash. */
#include "eval/evaluate.h"

#include "store/evidence.h"

#include <string.h>

typedef struct {
    vw_verification *tally;
    vw_arena *arena;
    vw_stmt *finding, *outcome, *conclusion, *requirement;
    int64_t evaluation;
    const char *path;
} comparison;

static void differs(comparison *c, vw_diags *diags, const char *what, const char *stored,
                    const char *performed)
{
    c->tally->results_differ++;
    VW_DIAG(diags, E010, ((vw_place){.file = c->path}), what, stored != NULL ? stored : "-",
            performed);
}

/* Looks the stored row up by its key parts 2 and 3 and compares one column with [performed]. */
static vw_status compare(comparison *c, vw_diags *diags, vw_stmt *stmt, const char *what,
                         const char *performed)
{
    bool row = false;
    vw_stmt_bind_int(stmt, 1, c->evaluation);
    vw_status status = vw_stmt_step(stmt, diags, &row);
    if (status == VW_OK) {
        const char *stored = row ? vw_stmt_text(stmt, 0) : NULL;
        if (stored == NULL || strcmp(stored, performed) != 0) {
            differs(c, diags, what, stored, performed);
        }
    }
    vw_stmt_reset(stmt);
    return status;
}

static vw_status compare_outcome(void *self, vw_diags *diags, const vw_subject_outcome *outcome)
{
    comparison *c = self;
    c->tally->outcomes++;
    vw_stmt_bind_text(c->outcome, 2, outcome->test);
    vw_stmt_bind_int(c->outcome, 3, outcome->subject);
    bool row = false;
    vw_stmt_bind_int(c->outcome, 1, c->evaluation);
    vw_status status = vw_stmt_step(c->outcome, diags, &row);
    const char *stored = status == VW_OK && row ? vw_stmt_text(c->outcome, 0) : NULL;
    if (status == VW_OK &&
        (stored == NULL || strcmp(stored, vw_outcome_name(outcome->outcome)) != 0)) {
        differs(c, diags, vw_printf(c->arena, "%s, %s", outcome->test, outcome->key), stored,
                vw_outcome_name(outcome->outcome));
    }
    vw_stmt_reset(c->outcome);
    return status;
}

static vw_status compare_finding(void *self, vw_diags *diags, const vw_finding *finding)
{
    comparison *c = self;
    c->tally->findings++;
    vw_stmt_bind_text(c->finding, 2, finding->test);
    const char *performed = vw_printf(
        c->arena, "%s (%llu, %llu, %llu, %llu)", vw_result_name(finding->result),
        (unsigned long long)finding->tally.pass, (unsigned long long)finding->tally.fail,
        (unsigned long long)finding->tally.unknown, (unsigned long long)finding->tally.excepted);
    return compare(c, diags, c->finding, finding->test, performed);
}

static vw_status compare_conclusion(void *self, vw_diags *diags, const vw_conclusion *conclusion)
{
    comparison *c = self;
    c->tally->conclusions++;
    const char *aspect = vw_aspect_name(conclusion->aspect);
    vw_stmt_bind_text(c->conclusion, 2, conclusion->requirement);
    vw_stmt_bind_text(c->conclusion, 3, aspect);
    return compare(c, diags, c->conclusion,
                   vw_printf(c->arena, "%s, %s", conclusion->requirement, aspect),
                   vw_result_name(conclusion->result));
}

static vw_status compare_requirement(void *self, vw_diags *diags, const char *full_id,
                                     vw_result result)
{
    comparison *c = self;
    c->tally->requirements++;
    vw_stmt_bind_text(c->requirement, 2, full_id);
    return compare(c, diags, c->requirement, full_id, vw_result_name(result));
}

static vw_status prepare(comparison *c, vw_db *db, vw_diags *diags)
{
    vw_status status = vw_stmt_new(
        &c->finding, db, c->arena, diags,
        "SELECT result || ' (' || passed || ', ' || failed || ', ' || unknown || ', ' || excepted "
        "|| ')' FROM finding WHERE evaluation_id = ?1 AND test = ?2");
    if (status == VW_OK) {
        status = vw_stmt_new(&c->outcome, db, c->arena, diags,
                             "SELECT outcome FROM outcome WHERE evaluation_id = ?1 AND test = ?2 "
                             "AND subject = ?3");
    }
    if (status == VW_OK) {
        status = vw_stmt_new(&c->conclusion, db, c->arena, diags,
                             "SELECT result FROM conclusion WHERE evaluation_id = ?1 AND "
                             "requirement = ?2 AND aspect = ?3");
    }
    if (status == VW_OK) {
        status = vw_stmt_new(&c->requirement, db, c->arena, diags,
                             "SELECT result FROM requirement_status WHERE evaluation_id = ?1 AND "
                             "requirement = ?2");
    }
    return status;
}

/* Rows that are stored but did not come out again: a row added by hand, for instance. */
static vw_status compare_count(comparison *c, vw_db *db, vw_diags *diags, const char *table,
                               uint64_t performed)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_status status =
        vw_stmt_new(&stmt, db, c->arena, diags,
                    vw_printf(c->arena, "SELECT count(*) FROM %s WHERE evaluation_id = %lld", table,
                              (long long)c->evaluation));
    if (status == VW_OK) {
        status = vw_stmt_step(stmt, diags, &row);
    }
    if (status == VW_OK && (uint64_t)vw_stmt_int(stmt, 0) != performed) {
        differs(c, diags, vw_printf(c->arena, "%s (rows)", table),
                vw_printf(c->arena, "%lld", (long long)vw_stmt_int(stmt, 0)),
                vw_printf(c->arena, "%llu", (unsigned long long)performed));
    }
    vw_stmt_free(stmt);
    return status;
}

static vw_status compare_counts(comparison *c, vw_db *db, vw_diags *diags)
{
    vw_status status = compare_count(c, db, diags, "finding", c->tally->findings);
    if (status == VW_OK) {
        status = compare_count(c, db, diags, "outcome", c->tally->outcomes);
    }
    if (status == VW_OK) {
        status = compare_count(c, db, diags, "conclusion", c->tally->conclusions);
    }
    if (status == VW_OK) {
        status = compare_count(c, db, diags, "requirement_status", c->tally->requirements);
    }
    return status;
}

vw_status vw_evaluation_plan(const vw_plan **out, vw_dossier *dossier,
                             const vw_evaluation *evaluation, vw_arena *arena, vw_diags *diags)
{
    vw_set_files files = {0};
    const vw_set *set = NULL;
    *out = NULL;
    for (int64_t i = 0;; i++) {
        vw_set_file file = {0};
        vw_status status = vw_evaluation_set_file(&file.path, &file.text, &file.length, dossier,
                                                  arena, diags, evaluation->id, i);
        if (status != VW_OK) {
            return status;
        }
        if (file.path == NULL) {
            break;
        }
        VW_PUSH(arena, files, file);
    }
    vw_status status = vw_set_load(&set, arena, diags, files.items, files.count);
    if (status != VW_OK) {
        return status;
    }
    VW_VEC(const char *) ids = {0};
    for (const char *at = evaluation->frameworks; *at != '\0';) {
        size_t length = strcspn(at, " ");
        VW_PUSH(arena, ids, vw_strndup(arena, at, length));
        at += length + (at[length] == ' ');
    }
    return vw_plan_for_frameworks(out, arena, diags, set, ids.items, ids.count);
}

static vw_status verify_set_files(vw_verification *out, vw_dossier *dossier, vw_arena *arena,
                                  vw_diags *diags)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(dossier), arena, diags,
                                   "SELECT sha256, content FROM set_file ORDER BY sha256");
    while (status == VW_OK && row) {
        status = vw_stmt_step(stmt, diags, &row);
        if (status != VW_OK || !row) {
            break;
        }
        size_t length = 0;
        const void *bytes = vw_stmt_blob(stmt, 1, &length);
        vw_digest digest = vw_hash(bytes, length);
        char hex[65];
        vw_digest_hex(hex, &digest);
        out->set_files++;
        if (strcmp(hex, vw_stmt_text(stmt, 0)) != 0) {
            out->set_files_differ++;
            VW_DIAG(diags, E011, ((vw_place){.file = vw_dossier_path(dossier)}),
                    vw_stmt_text(stmt, 0), hex);
        }
    }
    vw_stmt_free(stmt);
    return status;
}

static vw_status verify_imports(vw_verification *out, vw_dossier *dossier, vw_arena *arena,
                                vw_diags *diags)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(dossier), arena, diags,
                                   "SELECT id FROM import ORDER BY id");
    while (status == VW_OK && row) {
        status = vw_stmt_step(stmt, diags, &row);
        if (status != VW_OK || !row) {
            break;
        }
        vw_import_check check = {0};
        status = vw_import_verify(&check, dossier, diags, vw_stmt_int(stmt, 0));
        out->imports++;
        out->rows += check.rows;
        out->imports_differ += !check.intact;
    }
    vw_stmt_free(stmt);
    return status;
}

static vw_status perform_again(vw_verification *out, vw_dossier *dossier,
                               const vw_evaluation *evaluation, const vw_plan *plan,
                               const vw_perform_options *options, vw_arena *arena, vw_diags *diags)
{
    char hex[65];
    vw_db *db = vw_dossier_db(dossier);
    vw_rule_frame frame = vw_evaluation_frame(evaluation);
    comparison c = {.tally = out,
                    .arena = arena,
                    .evaluation = evaluation->id,
                    .path = vw_dossier_path(dossier)};
    vw_result_sink sink = {compare_outcome, compare_finding, compare_conclusion,
                           compare_requirement, &c};
    vw_status status = prepare(&c, db, diags);
    if (status == VW_OK) {
        status = vw_perform(hex, dossier, plan, &frame, options, &sink, arena, diags);
    }
    if (status == VW_OK) {
        status = compare_counts(&c, db, diags);
        out->result_hash_agrees = strcmp(hex, evaluation->result_sha256) == 0;
        if (!out->result_hash_agrees) {
            VW_DIAG(diags, E012, ((vw_place){.file = c.path}), evaluation->result_sha256, hex);
        }
    }
    return status;
}

static vw_status verify_inside(vw_verification *out, vw_dossier *dossier,
                               const vw_perform_options *options, vw_arena *arena, vw_diags *diags)
{
    vw_evaluation evaluation = {0};
    const vw_plan *plan = NULL;
    vw_status status = vw_evaluation_latest(&evaluation, dossier, arena, diags);
    if (status == VW_OK) {
        status = verify_set_files(out, dossier, arena, diags);
    }
    if (status == VW_OK) {
        status = vw_evaluation_plan(&plan, dossier, &evaluation, arena, diags);
    }
    if (status == VW_OK) {
        status = verify_imports(out, dossier, arena, diags);
    }
    if (status == VW_OK) {
        status = perform_again(out, dossier, &evaluation, plan, options, arena, diags);
    }
    return status;
}

/* One read transaction, so that somebody who imports meanwhile is no difference. */
vw_status vw_verify(vw_verification *out, vw_dossier *dossier, const vw_perform_options *options,
                    vw_arena *arena, vw_diags *diags)
{
    vw_db *db = vw_dossier_db(dossier);
    *out = (vw_verification){0};
    vw_status status = vw_db_exec(db, diags, "BEGIN");
    if (status == VW_OK) {
        status = verify_inside(out, dossier, options, arena, diags);
        vw_db_rollback(db);
    }
    return status;
}

bool vw_verification_agrees(const vw_verification *v)
{
    return v->imports_differ == 0 && v->set_files_differ == 0 && v->results_differ == 0 &&
           v->result_hash_agrees;
}
