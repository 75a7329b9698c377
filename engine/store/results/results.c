/* SPDX-License-Identifier: EUPL-1.2 */
/* Writes and reads evaluations. */
#include "store/results.h"
#include "store/db/db_bulk.h"
#include "store/evidence.h"
#include "store/ledger.h"

#include <stdio.h>
#include <string.h>

enum { FILE_LINK, FILE_BODY, FINDING, CONCLUSION, STATUS, FINISH, STATEMENTS };

/* Rows that go in together: for each statement SQLite builds the lists of its checks anew. */
enum { ROWS_HELD = 256 };
typedef struct {
    vw_datum *items;
    vw_feed feed;
    vw_stmt *stmt;
} held_rows;

struct vw_evaluation_writer {
    vw_db *db;
    vw_evaluation head;
    vw_stmt *of[STATEMENTS];
    held_rows conclusions, statuses;
    vw_outcome_writer *outcomes;
    vw_hasher *findings;
};

#define CONCLUSIONS "conclusion_feed"
#define STATUSES "status_feed"

static const char *const insert_sql[STATEMENTS] = {
    [FILE_LINK] = "INSERT INTO evaluation_file(evaluation_id, path, sha256) VALUES (?1, ?2, ?3)",
    [FILE_BODY] = "INSERT OR IGNORE INTO set_file(sha256, content) VALUES (?1, ?2)",
    [FINDING] = "INSERT INTO finding(evaluation_id, test, measure, aspect, result, strict, passed, "
                "failed, unknown, excepted, population, complete, collected, collected_later, "
                "error, sql, outcome_set, subject_set, input_sha256) VALUES (?1, ?2, ?3, ?4, ?5, "
                "?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)",
    [CONCLUSION] =
        "INSERT INTO conclusion(evaluation_id, requirement, aspect, computed, judged, result, "
        "by_judgement, judged_by, reason) SELECT ?1, c0, c1, c2, c3, c4, c5, c6, c7 "
        "FROM conclusion_feed",
    [STATUS] = "INSERT INTO requirement_status(evaluation_id, requirement, result) "
               "SELECT ?1, c0, c1 FROM status_feed",
    [FINISH] = "UPDATE evaluation SET result_sha256 = ?2, head_sha256 = ?3, findings_sha256 = ?4 "
               "WHERE id = ?1",
};

void vw_evaluation_head_hash(char hex[65], const vw_evaluation *evaluation)
{
    char id[24], mark[24], as_of[11], from[11], until[11], recipe[12];
    snprintf(recipe, sizeof recipe, "%d", evaluation->recipe);
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
    if (evaluation->recipe > VW_RECIPE_FIRST) {
        vw_hasher_add_text(hasher, recipe);
        vw_hasher_add_text(hasher, evaluation->findings_sha256);
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
                    "program_version, frameworks, set_sha256, result_sha256, head_sha256, recipe) "
                    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, '', '', ?9)");
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
    vw_stmt_bind_int(stmt, 9, VW_RECIPE_NEWEST);
    status = vw_stmt_run(stmt, diags);
    writer->head = *head;
    writer->head.recipe = VW_RECIPE_NEWEST;
    writer->head.id = vw_db_last_id(writer->db);
    vw_stmt_free(stmt);
    return status;
}

static vw_status hold(held_rows *held, vw_evaluation_writer *writer, vw_arena *arena,
                      vw_diags *diags, const char *name, int columns)
{
    held->items = VW_NEW_ARRAY(arena, (size_t)ROWS_HELD * (size_t)columns, vw_datum);
    held->feed = (vw_feed){.items = held->items, .columns = columns};
    return vw_db__feed(writer->db, diags, name, &held->feed);
}

static vw_status write_held(held_rows *held, vw_diags *diags)
{
    vw_status status = held->feed.rows > 0 ? vw_stmt_run(held->stmt, diags) : VW_OK;
    held->feed.rows = 0;
    return status;
}

/* [row]: as many as there are columns. */
static vw_status add_held(held_rows *held, vw_diags *diags, const vw_datum *row)
{
    const size_t columns = (size_t)held->feed.columns;
    memcpy(held->items + held->feed.rows * columns, row, columns * sizeof *row);
    held->feed.rows++;
    return held->feed.rows == ROWS_HELD ? write_held(held, diags) : VW_OK;
}

static vw_datum datum_of(const char *text)
{
    return text == NULL ? (vw_datum){.type = VW_SQL_NULL}
                        : (vw_datum){.type = VW_SQL_TEXT,
                                     .value.bytes = text,
                                     .length = (uint32_t)strlen(text)};
}

vw_status vw_evaluation_begin(vw_evaluation_writer **out, vw_dossier *dossier, vw_arena *arena,
                              vw_diags *diags, const vw_evaluation *head)
{
    vw_evaluation_writer *writer = VW_NEW(arena, vw_evaluation_writer);
    writer->db = vw_dossier_db(dossier);
    vw_status status = insert_head(writer, arena, diags, head);
    if (status == VW_OK) {
        status = hold(&writer->conclusions, writer, arena, diags, CONCLUSIONS, 8);
    }
    if (status == VW_OK) {
        status = hold(&writer->statuses, writer, arena, diags, STATUSES, 2);
    }
    for (int i = 0; i < STATEMENTS && status == VW_OK; i++) {
        status = vw_stmt_new(&writer->of[i], writer->db, arena, diags, insert_sql[i]);
        if (status == VW_OK) {
            vw_stmt_bind_int(writer->of[i], 1, writer->head.id);
        }
    }
    if (status == VW_OK) {
        status = vw_outcome_writer_new(&writer->outcomes, dossier, arena, diags);
    }
    writer->conclusions.stmt = writer->of[CONCLUSION];
    writer->statuses.stmt = writer->of[STATUS];
    writer->findings = vw_hasher_new(arena);
    vw_hasher_start(writer->findings);
    *out = status == VW_OK ? writer : NULL;
    return status;
}

vw_outcome_reader *vw_evaluation_reader(const vw_evaluation_writer *writer)
{
    return vw_outcome_writer_reader(writer->outcomes);
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

static void add_number(vw_hasher *hasher, int64_t number)
{
    char text[24];
    snprintf(text, sizeof text, "%lld", (long long)number);
    vw_hasher_add_text(hasher, text);
}

void vw_finding_hash(vw_hasher *hasher, const vw_finding *finding)
{
    const char *const names[] = {finding->test,
                                 finding->measure,
                                 vw_aspect_name(finding->aspect),
                                 vw_result_name(finding->result),
                                 vw_result_name(finding->strict),
                                 finding->population};
    const int64_t numbers[] = {(int64_t)finding->tally.pass,
                               (int64_t)finding->tally.fail,
                               (int64_t)finding->tally.unknown,
                               (int64_t)finding->tally.excepted,
                               finding->complete,
                               finding->collected,
                               finding->collected_later};
    const char *const texts[] = {finding->error, finding->sql, finding->outcomes_sha256,
                                 finding->subjects_sha256, finding->input_sha256};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        vw_hasher_add_text(hasher, names[i]);
    }
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        add_number(hasher, numbers[i]);
    }
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        vw_hasher_add_text(hasher, texts[i]);
    }
}

static void bind_number_or_null(vw_stmt *stmt, int index, int64_t number)
{
    if (number != 0) {
        vw_stmt_bind_int(stmt, index, number);
    } else {
        vw_stmt_bind_null(stmt, index);
    }
}

/* Finds or makes the sets that the finding refers to. */
static vw_status store_sets(vw_evaluation_writer *writer, vw_diags *diags,
                            const vw_outcomes *outcomes, int64_t *outcome_set, int64_t *subject_set)
{
    vw_status status = VW_OK;
    *outcome_set = outcomes->same_outcomes;
    *subject_set = outcomes->same_subjects;
    if (*outcome_set == 0) {
        status = vw_outcomes_put(outcome_set, writer->outcomes, diags, &outcomes->list,
                                 outcomes->earlier);
    }
    if (status == VW_OK && *subject_set == 0) {
        status = vw_subjects_put(subject_set, writer->outcomes, diags, &outcomes->subjects);
    }
    return status;
}

vw_status vw_evaluation_finding(vw_evaluation_writer *writer, vw_diags *diags, vw_finding *finding,
                                const vw_outcomes *outcomes)
{
    finding->outcome_set = finding->subject_set = 0;
    vw_status status = outcomes == NULL ? VW_OK
                                        : store_sets(writer, diags, outcomes, &finding->outcome_set,
                                                     &finding->subject_set);
    if (status != VW_OK) {
        return status;
    }
    vw_finding_hash(writer->findings, finding);
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
    bind_number_or_null(stmt, 17, finding->outcome_set);
    bind_number_or_null(stmt, 18, finding->subject_set);
    vw_stmt_bind_text(stmt, 19, finding->input_sha256);
    return vw_stmt_run(stmt, diags);
}

vw_status vw_evaluation_conclusion(vw_evaluation_writer *writer, vw_diags *diags,
                                   const vw_conclusion *conclusion)
{
    const vw_datum row[] = {
        datum_of(conclusion->requirement),
        datum_of(vw_aspect_name(conclusion->aspect)),
        datum_of(conclusion->has_computed ? vw_result_name(conclusion->computed) : NULL),
        datum_of(conclusion->has_judged ? vw_result_name(conclusion->judged) : NULL),
        datum_of(vw_result_name(conclusion->result)),
        {.type = VW_SQL_INTEGER, .value.integer = conclusion->by_judgement},
        datum_of(conclusion->judged_by),
        datum_of(conclusion->reason)};
    return add_held(&writer->conclusions, diags, row);
}

vw_status vw_evaluation_status(vw_evaluation_writer *writer, vw_diags *diags,
                               const char *requirement, vw_result result)
{
    const vw_datum row[] = {datum_of(requirement), datum_of(vw_result_name(result))};
    return add_held(&writer->statuses, diags, row);
}

vw_status vw_evaluation_end(vw_evaluation *out, vw_evaluation_writer *writer, vw_arena *arena,
                            vw_diags *diags, const char *result_sha256)
{
    char *hex = vw_alloc(arena, 65);
    char *findings = vw_alloc(arena, 65);
    vw_stmt *stmt = writer->of[FINISH];
    vw_digest digest = vw_hasher_end(writer->findings);
    vw_digest_hex(findings, &digest);
    writer->head.result_sha256 = result_sha256;
    writer->head.findings_sha256 = findings;
    vw_evaluation_head_hash(hex, &writer->head);
    writer->head.head_sha256 = hex;
    vw_stmt_bind_int(stmt, 1, writer->head.id);
    vw_stmt_bind_text(stmt, 2, result_sha256);
    vw_stmt_bind_text(stmt, 3, hex);
    vw_stmt_bind_text(stmt, 4, findings);
    vw_status status = write_held(&writer->conclusions, diags);
    if (status == VW_OK) {
        status = write_held(&writer->statuses, diags);
    }
    if (status == VW_OK) {
        status = vw_stmt_run(stmt, diags);
    }
    vw_db__unfeed(writer->db, CONCLUSIONS);
    vw_db__unfeed(writer->db, STATUSES);
    vw_outcome_writer_close(writer->outcomes);
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
    "set_sha256, result_sha256, head_sha256, coalesce(recipe, 1), findings_sha256 "                \
    "FROM evaluation ORDER BY id DESC"

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
        .recipe = (int)vw_stmt_int(stmt, 11),
        .findings_sha256 = vw_stmt_is_null(stmt, 12) ? NULL : read_text(stmt, 12, arena),
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

vw_status vw_evaluation_later_imports(int64_t *out, vw_dossier *dossier,
                                      const vw_evaluation *evaluation, vw_diags *diags)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_arena *scratch = vw_arena_new();
    *out = 0;
    vw_status status =
        vw_stmt_new(&stmt, vw_dossier_db(dossier), scratch, diags,
                    "SELECT count(*) FROM import WHERE id > (SELECT mark FROM "
                    "evaluation WHERE id = ?1) AND importer <> '" VW_SIGN_OFF_IMPORTER
                    "' AND kind IS NOT '" VW_WORKING_PAPER "'");
    if (status == VW_OK) {
        vw_stmt_bind_int(stmt, 1, evaluation->id);
        status = vw_stmt_step(stmt, diags, &row);
    }
    if (status == VW_OK && row) {
        *out = vw_stmt_int(stmt, 0);
    }
    vw_stmt_free(stmt);
    vw_arena_free(scratch);
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
