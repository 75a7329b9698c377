/* SPDX-License-Identifier: EUPL-1.2 */
/* Stores what a run finds. */
#include "eval/evaluate.h"

#include "eval/profile.h"
#include "store/evidence.h"

#include <stdlib.h>
#include <string.h>

static vw_status store_finding(void *self, vw_diags *diags, vw_finding *finding,
                               const vw_outcomes *outcomes)
{
    return vw_evaluation_finding(self, diags, finding, outcomes);
}

static vw_status store_conclusion(void *self, vw_diags *diags, const vw_conclusion *conclusion)
{
    return vw_evaluation_conclusion(self, diags, conclusion);
}

static vw_status store_requirement(void *self, vw_diags *diags, const char *full_id,
                                   vw_result result)
{
    return vw_evaluation_status(self, diags, full_id, result);
}

static const char *framework_ids(vw_arena *arena, const vw_plan *plan)
{
    vw_buf ids = {.arena = arena};
    for (size_t i = 0; i < plan->framework_count; i++) {
        vw_buf_addf(&ids, "%s%s", i > 0 ? " " : "", plan->frameworks[i]->id);
    }
    return vw_buf_text(&ids);
}

static int by_path(const void *a, const void *b)
{
    const vw_set_file *left = a, *right = b;
    return strcmp(left->path, right->path);
}

const char *vw_evaluation_set_hash(vw_arena *arena, const vw_set_file *files, size_t count)
{
    vw_set_file *sorted = VW_NEW_ARRAY(arena, count, vw_set_file);
    memcpy(sorted, files, count * sizeof *files);
    qsort(sorted, count, sizeof *sorted, by_path);
    vw_hasher *hasher = vw_hasher_new(arena);
    vw_hasher_start(hasher);
    for (size_t i = 0; i < count; i++) {
        vw_digest digest = vw_hash(sorted[i].text, sorted[i].length);
        vw_hasher_add_text(hasher, sorted[i].path);
        vw_hasher_add(hasher, digest.bytes, sizeof digest.bytes);
    }
    vw_digest digest = vw_hasher_end(hasher);
    char *hex = vw_alloc(arena, 65);
    vw_digest_hex(hex, &digest);
    return hex;
}

vw_rule_frame vw_evaluation_frame(const vw_evaluation *evaluation)
{
    return (vw_rule_frame){
        .as_of = evaluation->as_of,
        .period_from = evaluation->period_from,
        .period_until = evaluation->period_until,
        .mark = evaluation->mark,
    };
}

/* Of what people should know, and a run does not stop at. */
static vw_status warn(vw_dossier *dossier, const vw_plan *plan, const vw_rule_frame *frame,
                      vw_arena *arena, vw_diags *diags)
{
    vw_profile profile;
    vw_status status = vw_profile_load(&profile, dossier, arena, diags, plan->set, frame);
    if (status == VW_OK) {
        vw_profile_warn(&profile, diags);
        status = vw_registers_warn(dossier, arena, diags, plan, frame);
    }
    return status;
}

static vw_status evaluate_inside(vw_evaluation *evaluation, vw_dossier *dossier,
                                 const vw_plan *plan, const vw_set_file *files, size_t file_count,
                                 const vw_perform_options *options, vw_arena *arena,
                                 vw_diags *diags)
{
    vw_evaluation_writer *writer = NULL;
    char *hex = vw_alloc(arena, 65);
    vw_status status = vw_import_mark(dossier, diags, &evaluation->mark);
    if (status == VW_OK) {
        status = vw_evaluation_begin(&writer, dossier, arena, diags, evaluation);
    }
    for (size_t i = 0; i < file_count && status == VW_OK; i++) {
        status = vw_evaluation_file(writer, diags, files[i].path, files[i].text, files[i].length);
    }
    if (status != VW_OK) {
        return status;
    }
    vw_rule_frame frame = vw_evaluation_frame(evaluation);
    vw_perform_options own = *options;
    own.by_columns = true;
    vw_result_sink sink = {store_finding, store_conclusion, store_requirement, writer};
    vw_plan_warn(plan, diags);
    status = warn(dossier, plan, &frame, arena, diags);
    if (options->full) {
        vw_outcome_reader_see_rows(vw_evaluation_reader(writer));
    }
    if (status == VW_OK) {
        status = vw_earlier_new(&own.earlier, dossier, vw_evaluation_reader(writer), options->full,
                                arena, diags);
    }
    if (status == VW_OK) {
        status = vw_perform(hex, dossier, plan, &frame, &own, &sink, arena, diags);
    }
    if (status == VW_OK) {
        status = vw_evaluation_end(evaluation, writer, arena, diags, hex);
    }
    return status;
}

vw_status vw_evaluate(vw_evaluation *out, vw_dossier *dossier, const vw_plan *plan,
                      const vw_set_file *files, size_t file_count,
                      const vw_perform_options *options, vw_arena *arena, vw_diags *diags)
{
    const vw_dossier_head *head = vw_dossier_head_of(dossier);
    char *now = vw_alloc(arena, 21);
    vw_instant_format(now, vw_clock_now());
    vw_evaluation evaluation = {
        .made_at = now,
        .as_of = head->as_of,
        .period_from = head->period_from,
        .period_until = head->period_until,
        .program_version = VW_VERSION,
        .frameworks = framework_ids(arena, plan),
        .set_sha256 = vw_evaluation_set_hash(arena, files, file_count),
    };
    vw_db *db = vw_dossier_db(dossier);
    vw_status status = vw_db_begin(db, diags);
    if (status != VW_OK) {
        return status;
    }
    status = evaluate_inside(&evaluation, dossier, plan, files, file_count, options, arena, diags);
    if (status == VW_OK) {
        status = vw_db_commit(db, diags);
    }
    if (status != VW_OK) {
        vw_db_rollback(db);
        return status;
    }
    *out = evaluation;
    return VW_OK;
}
