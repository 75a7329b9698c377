/* SPDX-License-Identifier: EUPL-1.2 */
/* From one table of outcomes, as schema versions 1 and 2 had it, to sets. */
#include "store/db/db_private.h"
#include "store/dossier/dossier_private.h"
#include "store/outcomes.h"

#include <string.h>

typedef struct {
    vw_db *db;
    vw_diags *diags;
    vw_arena *arena;
    vw_outcome_writer *writer;
    vw_hasher *hasher;
    vw_stmt *findings, *old, *earlier, *refer;
    int64_t moved;
} move;

static vw_status prepare(move *m, vw_dossier *dossier)
{
    const struct {
        vw_stmt **stmt;
        const char *sql;
    } statements[] = {
        {&m->findings, "SELECT evaluation_id, test FROM finding ORDER BY evaluation_id, test"},
        {&m->old, "SELECT subject, CASE outcome WHEN 'fail' THEN 0 WHEN 'unknown' THEN 2 ELSE 3 "
                  "END, coalesce(exception, 0) FROM outcome_old WHERE evaluation_id = ?1 AND "
                  "test = ?2 ORDER BY subject"},
        {&m->earlier, "SELECT coalesce(outcome_set, 0) FROM finding WHERE test = ?2 AND "
                      "evaluation_id < ?1 ORDER BY evaluation_id DESC LIMIT 1"},
        {&m->refer, "UPDATE finding SET outcome_set = ?3 WHERE evaluation_id = ?1 AND test = ?2"},
    };
    vw_status status = vw_outcome_writer_new(&m->writer, dossier, m->arena, m->diags);
    for (size_t i = 0; i < sizeof statements / sizeof *statements && status == VW_OK; i++) {
        status = vw_stmt_new(statements[i].stmt, m->db, m->arena, m->diags, statements[i].sql);
    }
    return status;
}

static void name(vw_stmt *stmt, int64_t evaluation, const char *test)
{
    vw_stmt_bind_int(stmt, 1, evaluation);
    vw_stmt_bind_text(stmt, 2, test);
}

static vw_status move_one(move *m, vw_arena *scratch, int64_t evaluation, const char *test)
{
    VW_VEC(vw_outcome_row) rows = {0};
    bool row = true;
    int64_t set = 0, earlier = 0;
    vw_status status = VW_OK;
    name(m->old, evaluation, test);
    while (status == VW_OK && (status = vw_stmt_step(m->old, m->diags, &row)) == VW_OK && row) {
        vw_outcome_row found = {.subject = vw_stmt_int(m->old, 0),
                                .outcome = (vw_outcome)vw_stmt_int(m->old, 1),
                                .exception = vw_stmt_int(m->old, 2)};
        VW_PUSH(scratch, rows, found);
    }
    vw_stmt_reset(m->old);
    vw_hasher_start(m->hasher);
    vw_outcomes_hash(m->hasher, rows.items, rows.count);
    vw_digest digest = vw_hasher_end(m->hasher);
    name(m->earlier, evaluation, test);
    if (status == VW_OK) {
        status = vw_stmt_step(m->earlier, m->diags, &row);
    }
    if (status == VW_OK && row) {
        earlier = vw_stmt_int(m->earlier, 0);
    }
    vw_stmt_reset(m->earlier);
    if (status == VW_OK) {
        const vw_outcome_list all = {.rows = rows.items, .count = rows.count, .sha256 = digest};
        status = vw_outcomes_put(&set, m->writer, m->diags, &all, earlier);
    }
    if (status == VW_OK) {
        name(m->refer, evaluation, test);
        vw_stmt_bind_int(m->refer, 3, set);
        status = vw_stmt_run(m->refer, m->diags);
        m->moved += (int64_t)rows.count;
    }
    return status;
}

static vw_status move_all(move *m)
{
    vw_arena *scratch = vw_arena_new();
    bool row = true;
    vw_status status = VW_OK;
    while (status == VW_OK && (status = vw_stmt_step(m->findings, m->diags, &row)) == VW_OK &&
           row) {
        status = move_one(m, scratch, vw_stmt_int(m->findings, 0),
                          vw_strdup(scratch, vw_stmt_text(m->findings, 1)));
        vw_arena_reset(scratch);
    }
    vw_stmt_free(m->findings);
    vw_stmt_free(m->old);
    vw_arena_free(scratch);
    return status;
}

/* The trigger that refuses every change of a finding steps aside and is put back as it was. */
static vw_status without_trigger(const char **sql, move *m)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    *sql = NULL;
    vw_status status = vw_stmt_new(&stmt, m->db, m->arena, m->diags,
                                   "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND "
                                   "name = 'finding_no_update'");
    if (status == VW_OK) {
        status = vw_stmt_step(stmt, m->diags, &row);
    }
    if (status == VW_OK && row) {
        *sql = vw_strdup(m->arena, vw_stmt_text(stmt, 0));
    }
    vw_stmt_free(stmt);
    return status == VW_OK && *sql != NULL
               ? vw_db_exec(m->db, m->diags, "DROP TRIGGER finding_no_update")
               : status;
}

static vw_status check_all_moved(move *m, vw_dossier *dossier)
{
    int64_t count = 0;
    vw_status status = vw_db__number(&count, m->db, m->diags, "SELECT count(*) FROM outcome_old");
    if (status == VW_OK && count != m->moved) {
        VW_DIAG(m->diags, D050, (vw_place){.file = vw_dossier_path(dossier)},
                vw_printf(m->arena, "%lld", (long long)(count - m->moved)));
        return VW_ERR_STORE;
    }
    return status;
}

vw_status vw_dossier__move_outcomes(vw_dossier *dossier, vw_arena *scratch, vw_diags *diags)
{
    move m = {.db = vw_dossier_db(dossier),
              .diags = diags,
              .arena = scratch,
              .hasher = vw_hasher_new(scratch)};
    const char *trigger = NULL;
    vw_status status = prepare(&m, dossier);
    if (status == VW_OK) {
        status = without_trigger(&trigger, &m);
    }
    if (status == VW_OK) {
        status = move_all(&m);
    }
    if (status == VW_OK) {
        status = check_all_moved(&m, dossier);
    }
    if (status == VW_OK && trigger != NULL) {
        status = vw_db_exec(m.db, diags, trigger);
    }
    if (m.writer != NULL) {
        vw_outcome_writer_close(m.writer);
    }
    return status == VW_OK ? vw_db_exec(m.db, diags, "DROP TABLE outcome_old") : status;
}
