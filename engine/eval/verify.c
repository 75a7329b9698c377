/* SPDX-License-Identifier: EUPL-1.2 */
/* Is the dossier still what it was? Recomputes every hash, performs every evaluation again. */
#include "eval/compare.h"

#include "store/artefact.h"
#include "store/dossier/whole.h"
#include "store/evidence.h"
#include "store/timestamp.h"

#include <string.h>

static vw_status stored_files(vw_set_files *out, vw_dossier *dossier, int64_t evaluation,
                              vw_arena *arena, vw_diags *diags)
{
    for (int64_t i = 0;; i++) {
        vw_set_file file = {.stored = true};
        vw_status status = vw_evaluation_set_file(&file.path, &file.text, &file.length, dossier,
                                                  arena, diags, evaluation, i);
        if (status != VW_OK || file.path == NULL) {
            return status;
        }
        VW_PUSH(arena, *out, file);
    }
}

static vw_status plan_of_files(const vw_plan **out, const vw_set_files *files,
                               const vw_evaluation *evaluation, vw_arena *arena, vw_diags *diags)
{
    const vw_set *set = NULL;
    *out = NULL;
    vw_status status = vw_set_load(&set, arena, diags, files->items, files->count);
    if (status != VW_OK) {
        return status;
    }
    VW_VEC(const char *) ids = {0};
    for (const char *at = evaluation->frameworks; *at != '\0';) {
        size_t length = strcspn(at, " ");
        VW_PUSH(arena, ids, vw_strndup(arena, at, length));
        at += length + (at[length] == ' ');
    }
    return vw_plan_for_stored(out, arena, diags, set, ids.items, ids.count);
}

vw_status vw_evaluation_plan(const vw_plan **out, vw_dossier *dossier,
                             const vw_evaluation *evaluation, vw_arena *arena, vw_diags *diags)
{
    vw_set_files files = {0};
    *out = NULL;
    vw_status status = stored_files(&files, dossier, evaluation->id, arena, diags);
    return status == VW_OK ? plan_of_files(out, &files, evaluation, arena, diags) : status;
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

/* What the evaluation says of itself, and which files it names. */
static vw_status verify_head(vw_verification *out, vw_dossier *dossier,
                             const vw_evaluation *evaluation, const vw_set_files *files,
                             const char *older, vw_place place, vw_arena *arena, vw_diags *diags)
{
    char hex[65];
    vw_evaluation_head_hash(hex, evaluation);
    if (strcmp(hex, evaluation->head_sha256) != 0) {
        out->head_agrees = false;
        VW_DIAG(diags, E016, place, vw_printf(arena, "%lld", (long long)evaluation->id));
    }
    bool intact = false;
    vw_status status = vw_evaluation_findings_intact(&intact, dossier, arena, diags, evaluation);
    if (status == VW_OK && !intact) {
        out->results_differ++;
        VW_DIAG(diags, E053, place, vw_printf(arena, "%lld", (long long)evaluation->id));
    }
    const char *set = vw_evaluation_set_hash(arena, files->items, files->count);
    if (strcmp(set, evaluation->set_sha256) != 0) {
        out->set_files_differ++;
        VW_DIAG(diags, E017, place, evaluation->set_sha256, set, older);
    }
    return status;
}

static vw_status verify_facts(vw_verification *out, vw_dossier *dossier, vw_place place,
                              vw_diags *diags)
{
    char hex[65];
    vw_status status = vw_dossier_facts_hash(hex, &out->facts_agree, dossier, diags);
    if (status == VW_OK && !out->facts_agree) {
        VW_DIAG(diags, E015, place, NULL);
    }
    return status;
}

/* Evidence and control sets, by their hashes. */
static vw_status verify_basis(vw_verification *out, vw_dossier *dossier,
                              const vw_evaluations *evaluations, vw_arena *arena, vw_diags *diags)
{
    uint64_t strays = 0;
    int64_t last = 0;
    for (size_t i = 0; i < evaluations->count; i++) {
        last = evaluations->items[i].mark > last ? evaluations->items[i].mark : last;
    }
    vw_status status =
        verify_facts(out, dossier, (vw_place){.file = vw_dossier_path(dossier)}, diags);
    if (status == VW_OK) {
        status = verify_set_files(out, dossier, arena, diags);
    }
    if (status == VW_OK) {
        status = verify_imports(out, dossier, arena, diags);
    }
    if (status == VW_OK) {
        status = vw_evidence_strays(&strays, dossier, diags, last);
        out->imports_differ += strays > 0;
    }
    return status;
}

/* What was added, in which order, and by what it is anchored. */
static vw_status verify_ledger(vw_verification *out, vw_dossier *dossier,
                               const vw_verify_options *options, vw_diags *diags)
{
    vw_ledger_check ledger = {0};
    vw_timestamp_check timestamps = {0};
    vw_artefacts_check artefacts = {0};
    vw_status status = vw_ledger_verify(&ledger, dossier, diags, options->anchor);
    if (status == VW_OK) {
        status = vw_timestamps_verify(&timestamps, dossier, diags, options->authorities);
    }
    if (status == VW_OK) {
        status = vw_artefacts_verify(&artefacts, dossier, diags);
    }
    out->entries = ledger.entries;
    out->ledger_agrees = ledger.intact;
    out->timestamps = timestamps.timestamps;
    out->timestamps_agree = timestamps.intact;
    out->artefacts = artefacts.artefacts;
    out->artefacts_differ = artefacts.differ;
    return status;
}

static vw_status verify_whole(vw_verification *out, vw_dossier *dossier, vw_diags *diags)
{
    out->whole = true;
    vw_status status = vw_whole_file(&out->whole, dossier, diags);
    if (status == VW_OK) {
        status = vw_whole_structure(&out->whole, dossier, diags);
    }
    return status == VW_OK ? vw_whole_rows(&out->whole, dossier, diags) : status;
}

static bool basis_agrees(const vw_verification *v)
{
    return v->whole && v->facts_agree && v->head_agrees && v->imports_differ == 0 &&
           v->set_files_differ == 0 && v->ledger_agrees && v->timestamps_agree &&
           v->artefacts_differ == 0;
}

/* [older]: the evaluation's number when it is not the newest. */
static vw_status verify_evaluation(vw_verification *out, vw_dossier *dossier,
                                   const vw_evaluation *evaluation, const char *older,
                                   const vw_verify_options *options, vw_arena *arena,
                                   vw_diags *diags)
{
    vw_set_files files = {0};
    const vw_plan *plan = NULL;
    vw_place place = {.file = vw_dossier_path(dossier)};
    vw_status status = stored_files(&files, dossier, evaluation->id, arena, diags);
    if (status != VW_OK) {
        return status;
    }
    out->evaluations++;
    status = verify_head(out, dossier, evaluation, &files, older, place, arena, diags);
    if (status == VW_OK) {
        status = plan_of_files(&plan, &files, evaluation, arena, diags);
    }
    if (status == VW_OK) {
        char hex[65];
        status = vw_compare__perform(hex, out, NULL, dossier, evaluation, older, plan,
                                     &options->perform, options->lang, arena, diags);
    }
    if (status != VW_OK && !basis_agrees(out)) {
        /* What was changed may well be why it cannot be performed: that is the answer asked for. */
        out->result_hash_agrees = false;
        return VW_OK;
    }
    return status;
}

static vw_status verify_inside(vw_verification *out, vw_dossier *dossier,
                               const vw_verify_options *options, vw_arena *arena, vw_diags *diags)
{
    vw_evaluations evaluations = {0};
    out->head_agrees = out->result_hash_agrees = true;
    vw_status status = verify_whole(out, dossier, diags);
    if (status == VW_OK) {
        status = vw_evaluations_load(&evaluations, dossier, arena, diags);
    }
    if (status == VW_OK) {
        status = verify_basis(out, dossier, &evaluations, arena, diags);
    }
    if (status == VW_OK) {
        status = verify_ledger(out, dossier, options, diags);
    }
    vw_sets_check sets = {0};
    if (status == VW_OK) {
        status = vw_sets_verify(&sets, dossier, diags);
        out->results_differ += !sets.intact;
    }
    for (size_t i = 0; i < evaluations.count && status == VW_OK; i++) {
        const vw_evaluation *evaluation = &evaluations.items[i];
        vw_arena *scratch = vw_arena_new();
        const char *older = i == 0 ? NULL : vw_printf(scratch, "%lld", (long long)evaluation->id);
        status = verify_evaluation(out, dossier, evaluation, older, options, scratch, diags);
        vw_arena_free(scratch);
    }
    return status;
}

/* One read transaction, so that somebody who imports meanwhile is no difference. */
vw_status vw_verify(vw_verification *out, vw_dossier *dossier, const vw_verify_options *options,
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
    return basis_agrees(v) && v->results_differ == 0 && v->result_hash_agrees;
}
