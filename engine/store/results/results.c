/* SPDX-License-Identifier: EUPL-1.2 */
/* Writes and reads evaluations. */
#include "store/results.h"
#include "store/ledger.h"

#include <stdio.h>

enum { FILE_LINK, FILE_BODY, FINDING, OUTCOME, CONCLUSION, STATUS, FINISH, STATEMENTS };

struct vw_evaluation_writer {
    vw_db *db;
    vw_evaluation head;
    vw_stmt *of[STATEMENTS];
};

static const char *const insert_sql[STATEMENTS] = {
    [FILE_LINK] = "INSERT INTO evaluation_file(evaluation_id, path, sha256) VALUES (?1, ?2, ?3)",
    [FILE_BODY] = "INSERT OR IGNORE INTO set_file(sha256, content) VALUES (?1, ?2)",
    [FINDING] = "INSERT INTO finding(evaluation_id, test, measure, aspect, result, strict, passed, "
                "failed, unknown, excepted, population, complete, collected, collected_later, "
                "error, sql) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, "
                "?15, ?16)",
    [OUTCOME] = "INSERT INTO outcome(evaluation_id, test, subject, outcome, exception) "
                "VALUES (?1, ?2, ?3, ?4, ?5)",
    [CONCLUSION] = "INSERT INTO conclusion(evaluation_id, requirement, aspect, computed, judged, "
                   "result, by_judgement, judged_by, reason) "
                   "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    [STATUS] = "INSERT INTO requirement_status(evaluation_id, requirement, result) "
               "VALUES (?1, ?2, ?3)",
    [FINISH] = "UPDATE evaluation SET result_sha256 = ?2, head_sha256 = ?3 WHERE id = ?1",
};

void vw_evaluation_head_hash(char hex[65], const vw_evaluation *evaluation)
{
    char id[24], mark[24], as_of[11], from[11], until[11];
    snprintf(id, sizeof id, "%lld", (long long)evaluation->id);
    snprintf(mark, sizeof mark, "%lld", (long long)evaluation->mark);
    vw_date_format(as_of, evaluation->as_of);
    vw_date_format(from, evaluation->period_from);
    vw_date_format(until, evaluation->period_until);
    const char *const texts[] = {id,
                                 evaluation->made_at,
                                 mark,
                                 as_of,
                                 from,
                                 until,
                                 evaluation->program_version,
                                 evaluation->frameworks,
                                 evaluation->set_sha256,
                                 evaluation->result_sha256};
    vw_arena *scratch = vw_arena_new();
    vw_hasher *hasher = vw_hasher_new(scratch);
    vw_hasher_start(hasher);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        vw_hasher_add_text(hasher, texts[i]);
    }
    vw_digest digest = vw_hasher_end(hasher);
    vw_digest_hex(hex, &digest);
    vw_arena_free(scratch);
}

static vw_status insert_head(vw_evaluation_writer *writer, vw_arena *arena, vw_diags *diags,
                             const vw_evaluation *head)
{
    vw_stmt *stmt = NULL;
    vw_status status =
        vw_stmt_new(&stmt, writer->db, arena, diags,
                    "INSERT INTO evaluation(made_at, mark, as_of, period_from, period_until, "
                    "program_version, frameworks, set_sha256, result_sha256, head_sha256) "
                    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, '', '')");
    if (status != VW_OK) {
        return status;
    }
    char as_of[11], from[11], until[11];
    vw_date_format(as_of, head->as_of);
    vw_date_format(from, head->period_from);
    vw_date_format(until, head->period_until);
    vw_stmt_bind_text(stmt, 1, head->made_at);
    vw_stmt_bind_int(stmt, 2, head->mark);
    vw_stmt_bind_text(stmt, 3, as_of);
    vw_stmt_bind_text(stmt, 4, from);
    vw_stmt_bind_text(stmt, 5, until);
    vw_stmt_bind_text(stmt, 6, head->program_version);
    vw_stmt_bind_text(stmt, 7, head->frameworks);
    vw_stmt_bind_text(stmt, 8, head->set_sha256);
    status = vw_stmt_run(stmt, diags);
    writer->head = *head;
    writer->head.id = vw_db_last_id(writer->db);
    vw_stmt_free(stmt);
    return status;
}

vw_status vw_evaluation_begin(vw_evaluation_writer **out, vw_dossier *dossier, vw_arena *arena,
                              vw_diags *diags, const vw_evaluation *head)
{
    vw_evaluation_writer *writer = VW_NEW(arena, vw_evaluation_writer);
    writer->db = vw_dossier_db(dossier);
    vw_status status = insert_head(writer, arena, diags, head);
    for (int i = 0; i < STATEMENTS && status == VW_OK; i++) {
        status = vw_stmt_new(&writer->of[i], writer->db, arena, diags, insert_sql[i]);
        if (status == VW_OK) {
            vw_stmt_bind_int(writer->of[i], 1, writer->head.id);
        }
    }
    *out = status == VW_OK ? writer : NULL;
    return status;
}

vw_status vw_evaluation_file(vw_evaluation_writer *writer, vw_diags *diags, const char *path,
                             const char *text, size_t length)
{
    char hex[65];
    vw_digest digest = vw_hash(text, length);
    vw_digest_hex(hex, &digest);
    vw_stmt *body = writer->of[FILE_BODY];
    vw_stmt_bind_text(body, 1, hex);
    vw_stmt_bind_blob(body, 2, text, length);
    vw_status status = vw_stmt_run(body, diags);
    if (status != VW_OK) {
        return status;
    }
    vw_stmt *link = writer->of[FILE_LINK];
    vw_stmt_bind_int(link, 1, writer->head.id);
    vw_stmt_bind_text(link, 2, path);
    vw_stmt_bind_text(link, 3, hex);
    return vw_stmt_run(link, diags);
}

vw_status vw_evaluation_finding(vw_evaluation_writer *writer, vw_diags *diags,
                                const vw_finding *finding)
{
    vw_stmt *stmt = writer->of[FINDING];
    vw_stmt_bind_int(stmt, 1, writer->head.id);
    vw_stmt_bind_text(stmt, 2, finding->test);
    vw_stmt_bind_text(stmt, 3, finding->measure);
    vw_stmt_bind_text(stmt, 4, vw_aspect_name(finding->aspect));
    vw_stmt_bind_text(stmt, 5, vw_result_name(finding->result));
    vw_stmt_bind_text(stmt, 6, vw_result_name(finding->strict));
    vw_stmt_bind_int(stmt, 7, (int64_t)finding->tally.pass);
    vw_stmt_bind_int(stmt, 8, (int64_t)finding->tally.fail);
    vw_stmt_bind_int(stmt, 9, (int64_t)finding->tally.unknown);
    vw_stmt_bind_int(stmt, 10, (int64_t)finding->tally.excepted);
    vw_stmt_bind_text(stmt, 11, finding->population);
    vw_stmt_bind_int(stmt, 12, finding->complete);
    vw_stmt_bind_int(stmt, 13, finding->collected);
    vw_stmt_bind_int(stmt, 14, finding->collected_later);
    vw_stmt_bind_text(stmt, 15, finding->error);
    vw_stmt_bind_text(stmt, 16, finding->sql);
    return vw_stmt_run(stmt, diags);
}

vw_status vw_evaluation_outcome(vw_evaluation_writer *writer, vw_diags *diags,
                                const vw_subject_outcome *outcome)
{
    vw_stmt *stmt = writer->of[OUTCOME];
    vw_stmt_bind_int(stmt, 1, writer->head.id);
    vw_stmt_bind_text(stmt, 2, outcome->test);
    vw_stmt_bind_int(stmt, 3, outcome->subject);
    vw_stmt_bind_text(stmt, 4, vw_outcome_name(outcome->outcome));
    if (outcome->exception != 0) {
        vw_stmt_bind_int(stmt, 5, outcome->exception);
    } else {
        vw_stmt_bind_null(stmt, 5);
    }
    return vw_stmt_run(stmt, diags);
}

vw_status vw_evaluation_conclusion(vw_evaluation_writer *writer, vw_diags *diags,
                                   const vw_conclusion *conclusion)
{
    vw_stmt *stmt = writer->of[CONCLUSION];
    vw_stmt_bind_int(stmt, 1, writer->head.id);
    vw_stmt_bind_text(stmt, 2, conclusion->requirement);
    vw_stmt_bind_text(stmt, 3, vw_aspect_name(conclusion->aspect));
    vw_stmt_bind_text(stmt, 4,
                      conclusion->has_computed ? vw_result_name(conclusion->computed) : NULL);
    vw_stmt_bind_text(stmt, 5, conclusion->has_judged ? vw_result_name(conclusion->judged) : NULL);
    vw_stmt_bind_text(stmt, 6, vw_result_name(conclusion->result));
    vw_stmt_bind_int(stmt, 7, conclusion->by_judgement);
    vw_stmt_bind_text(stmt, 8, conclusion->judged_by);
    vw_stmt_bind_text(stmt, 9, conclusion->reason);
    return vw_stmt_run(stmt, diags);
}

vw_status vw_evaluation_status(vw_evaluation_writer *writer, vw_diags *diags,
                               const char *requirement, vw_result result)
{
    vw_stmt *stmt = writer->of[STATUS];
    vw_stmt_bind_int(stmt, 1, writer->head.id);
    vw_stmt_bind_text(stmt, 2, requirement);
    vw_stmt_bind_text(stmt, 3, vw_result_name(result));
    return vw_stmt_run(stmt, diags);
}

vw_status vw_evaluation_end(vw_evaluation *out, vw_evaluation_writer *writer, vw_arena *arena,
                            vw_diags *diags, const char *result_sha256)
{
    char *hex = vw_alloc(arena, 65);
    vw_stmt *stmt = writer->of[FINISH];
    writer->head.result_sha256 = result_sha256;
    vw_evaluation_head_hash(hex, &writer->head);
    writer->head.head_sha256 = hex;
    vw_stmt_bind_int(stmt, 1, writer->head.id);
    vw_stmt_bind_text(stmt, 2, result_sha256);
    vw_stmt_bind_text(stmt, 3, hex);
    vw_status status = vw_stmt_run(stmt, diags);
    if (status == VW_OK) {
        status = vw_ledger_add(writer->db, diags, VW_ENTRY_EVALUATION, writer->head.id, hex);
    }
    *out = writer->head;
    for (int i = 0; i < STATEMENTS; i++) {
        vw_stmt_free(writer->of[i]);
    }
    return status;
}

static vw_date read_date(vw_stmt *stmt, int column)
{
    vw_date date = VW_DATE_NONE;
    const char *text = vw_stmt_text(stmt, column);
    if (text == NULL || !vw_date_parse(&date, text)) {
        return VW_DATE_NONE;
    }
    return date;
}

static const char *read_text(vw_stmt *stmt, int column, vw_arena *arena)
{
    const char *text = vw_stmt_text(stmt, column);
    return vw_strdup(arena, text != NULL ? text : "");
}

#define SELECT_EVALUATIONS                                                                         \
    "SELECT id, made_at, mark, as_of, period_from, period_until, program_version, frameworks, "    \
    "set_sha256, result_sha256, head_sha256 FROM evaluation ORDER BY id DESC"

static vw_evaluation read_evaluation(vw_stmt *stmt, vw_arena *arena)
{
    return (vw_evaluation){
        .id = vw_stmt_int(stmt, 0),
        .made_at = read_text(stmt, 1, arena),
        .mark = vw_stmt_int(stmt, 2),
        .as_of = read_date(stmt, 3),
        .period_from = read_date(stmt, 4),
        .period_until = read_date(stmt, 5),
        .program_version = read_text(stmt, 6, arena),
        .frameworks = read_text(stmt, 7, arena),
        .set_sha256 = read_text(stmt, 8, arena),
        .result_sha256 = read_text(stmt, 9, arena),
        .head_sha256 = read_text(stmt, 10, arena),
    };
}

vw_status vw_evaluation_latest(vw_evaluation *out, vw_dossier *dossier, vw_arena *arena,
                               vw_diags *diags)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_status status =
        vw_stmt_new(&stmt, vw_dossier_db(dossier), arena, diags, SELECT_EVALUATIONS " LIMIT 1");
    if (status != VW_OK) {
        return status;
    }
    status = vw_stmt_step(stmt, diags, &row);
    if (status == VW_OK && !row) {
        VW_DIAG(diags, E001, ((vw_place){.file = vw_dossier_path(dossier)}), NULL);
        status = VW_ERR_INPUT;
    }
    if (status == VW_OK) {
        *out = read_evaluation(stmt, arena);
    }
    vw_stmt_free(stmt);
    return status;
}

vw_status vw_evaluations_load(vw_evaluations *out, vw_dossier *dossier, vw_arena *arena,
                              vw_diags *diags)
{
    VW_VEC(vw_evaluation) found = {0};
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(dossier), arena, diags, SELECT_EVALUATIONS);
    while (status == VW_OK && row) {
        status = vw_stmt_step(stmt, diags, &row);
        if (status == VW_OK && row) {
            VW_PUSH(arena, found, read_evaluation(stmt, arena));
        }
    }
    vw_stmt_free(stmt);
    *out = (vw_evaluations){.items = found.items, .count = found.count};
    return status;
}

vw_status vw_evaluation_set_file(const char **path, const char **text, size_t *length,
                                 vw_dossier *dossier, vw_arena *arena, vw_diags *diags,
                                 int64_t evaluation, int64_t index)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    *path = *text = NULL;
    *length = 0;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(dossier), arena, diags,
                                   "SELECT e.path, f.content FROM evaluation_file e "
                                   "JOIN set_file f ON f.sha256 = e.sha256 "
                                   "WHERE e.evaluation_id = ?1 ORDER BY e.path LIMIT 1 OFFSET ?2");
    if (status != VW_OK) {
        return status;
    }
    vw_stmt_bind_int(stmt, 1, evaluation);
    vw_stmt_bind_int(stmt, 2, index);
    status = vw_stmt_step(stmt, diags, &row);
    if (status == VW_OK && row) {
        const char *bytes = vw_stmt_blob(stmt, 1, length);
        *path = read_text(stmt, 0, arena);
        *text = vw_strndup(arena, bytes != NULL ? bytes : "", *length);
    }
    vw_stmt_free(stmt);
    return status;
}
