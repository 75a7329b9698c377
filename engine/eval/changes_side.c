/* SPDX-License-Identifier: EUPL-1.2 */
/* Reads one of two evaluations that are compared. */
#include "eval/changes_private.h"

#include "store/query.h"

#include <string.h>

static const char *text_at(vw_stmt *stmt, int column, vw_arena *arena)
{
    const char *text = vw_stmt_text(stmt, column);
    return vw_strdup(arena, text != NULL ? text : "");
}

/* A word that is no result was put there by another hand: verify says so. */
static vw_result result_at(vw_stmt *stmt, int column)
{
    vw_result result = VW_RESULT_ERROR;
    const char *text = vw_stmt_text(stmt, column);
    return text != NULL && vw_result_parse(&result, text) ? result : VW_RESULT_ERROR;
}

static vw_status each_row(vw_side *side, vw_arena *arena, vw_diags *diags, const char *sql,
                          void (*take)(vw_side *side, vw_stmt *stmt, vw_arena *arena))
{
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(side->dossier), arena, diags, sql);
    if (status == VW_OK) {
        vw_stmt_bind_int(stmt, 1, side->evaluation->id);
    }
    while (status == VW_OK && (status = vw_stmt_step(stmt, diags, &row)) == VW_OK && row) {
        take(side, stmt, arena);
    }
    vw_stmt_free(stmt);
    return status;
}

static void take_finding(vw_side *side, vw_stmt *stmt, vw_arena *arena)
{
    vw_finding finding = {.test = text_at(stmt, 0, arena),
                          .result = result_at(stmt, 1),
                          .tally = {.pass = (uint64_t)vw_stmt_int(stmt, 2),
                                    .fail = (uint64_t)vw_stmt_int(stmt, 3),
                                    .unknown = (uint64_t)vw_stmt_int(stmt, 4),
                                    .excepted = (uint64_t)vw_stmt_int(stmt, 5)},
                          .complete = vw_stmt_int(stmt, 6) != 0,
                          .collected = vw_stmt_int(stmt, 7) != 0};
    VW_PUSH(arena, side->findings, finding);
}

static void take_conclusion(vw_side *side, vw_stmt *stmt, vw_arena *arena)
{
    vw_conclusion conclusion = {.requirement = text_at(stmt, 0, arena),
                                .result = result_at(stmt, 2),
                                .has_judged = !vw_stmt_is_null(stmt, 3),
                                .judged = result_at(stmt, 3),
                                .by_judgement = vw_stmt_int(stmt, 4) != 0,
                                .judged_by = text_at(stmt, 5, arena),
                                .reason = text_at(stmt, 6, arena)};
    const char *aspect = vw_stmt_text(stmt, 1);
    if (aspect != NULL && vw_aspect_parse(&conclusion.aspect, aspect)) {
        VW_PUSH(arena, side->conclusions, conclusion);
    }
}

static void take_covered(vw_side *side, vw_stmt *stmt, vw_arena *arena)
{
    vw_covered covered = {.test = text_at(stmt, 0, arena),
                          .kind = text_at(stmt, 1, arena),
                          .key = text_at(stmt, 2, arena)};
    VW_PUSH(arena, side->covered, covered);
}

vw_status vw_changes__side(vw_side *out, vw_compared compared, vw_arena *arena, vw_diags *diags)
{
    *out = (vw_side){.dossier = compared.dossier,
                     .evaluation = compared.evaluation,
                     .frame = vw_evaluation_frame(compared.evaluation)};
    vw_status status =
        vw_evaluation_plan(&out->plan, compared.dossier, compared.evaluation, arena, diags);
    if (status == VW_ERR_INPUT) {
        VW_DIAG(diags, E082, ((vw_place){.file = vw_dossier_path(compared.dossier)}),
                vw_printf(arena, "%lld", (long long)compared.evaluation->id),
                compared.evaluation->program_version, VW_VERSION);
    }
    if (status == VW_OK) {
        status = each_row(out, arena, diags,
                          "SELECT test, result, passed, failed, unknown, excepted, complete, "
                          "collected FROM finding WHERE evaluation_id = ?1 ORDER BY test",
                          take_finding);
    }
    if (status == VW_OK) {
        status = each_row(out, arena, diags,
                          "SELECT requirement, aspect, result, judged, by_judgement, judged_by, "
                          "reason FROM conclusion WHERE evaluation_id = ?1 ORDER BY 1, 2",
                          take_conclusion);
    }
    if (status == VW_OK) {
        status = each_row(out, arena, diags,
                          "SELECT o.test, s.kind, s.key FROM outcome o JOIN subject s ON s.id = "
                          "o.subject WHERE o.evaluation_id = ?1 AND o.outcome = 'excepted' "
                          "ORDER BY 1, 2, 3",
                          take_covered);
    }
    out->taken = VW_NEW_ARRAY(arena, out->conclusions.count, bool);
    return status;
}

/* Aspects are sorted by name, which is the order of their numbers. */
size_t vw_changes__conclusion(const vw_side *side, const char *requirement, vw_aspect aspect)
{
    size_t low = 0, high = side->conclusions.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const vw_conclusion *at = &side->conclusions.items[middle];
        int order = strcmp(at->requirement, requirement);
        order = order != 0 ? order : (int)at->aspect - (int)aspect;
        if (order == 0) {
            return middle;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return SIZE_MAX;
}

/* Row hashes are SHA-256 over what a record says (store/evidence.h): four words of 64 bits. */
static void add_row(vw_evidence_sum *sum, const unsigned char *bytes, size_t length)
{
    sum->count++;
    for (size_t i = 0; i < length && i < 32; i++) {
        sum->sum[i / 8] += (uint64_t)bytes[i] << (8 * (i % 8));
    }
}

/* With [ever] a rule may look at what ended, or was before the period. */
static const char *rows_that_count(const vw_side *side, const vw_kind *kind, bool ever,
                                   vw_arena *arena)
{
    if (!ever) {
        return vw_kind_counting_sql(arena, kind, &side->frame);
    }
    return vw_printf(arena,
                     "SELECT e.* FROM \"ev_%s\" e WHERE e.import_id <= %lld AND NOT EXISTS (SELECT "
                     "1 FROM \"ev_%s\" n WHERE n.subject = e.subject AND n.import_id > "
                     "e.import_id AND n.import_id <= %lld)",
                     kind->name, (long long)side->frame.mark, kind->name,
                     (long long)side->frame.mark);
}

static vw_status sum_of(const vw_evidence_sum **out, vw_side *side, const char *name, bool ever,
                        vw_arena *arena, vw_diags *diags)
{
    for (size_t i = 0; i < side->sums.count; i++) {
        if (side->sums.items[i].ever == ever && strcmp(side->sums.items[i].kind, name) == 0) {
            *out = &side->sums.items[i];
            return VW_OK;
        }
    }
    vw_evidence_sum sum = {.kind = name, .ever = ever};
    const vw_kind *kind = vw_catalogue_find(side->plan->set->catalogue, name);
    vw_status status = VW_OK;
    if (kind != NULL) {
        vw_stmt *stmt = NULL;
        bool row = true;
        status = vw_stmt_new(&stmt, vw_dossier_db(side->dossier), arena, diags,
                             vw_printf(arena, "SELECT row_sha256 FROM (%s)",
                                       rows_that_count(side, kind, ever, arena)));
        while (status == VW_OK && (status = vw_stmt_step(stmt, diags, &row)) == VW_OK && row) {
            size_t length = 0;
            const unsigned char *bytes = vw_stmt_blob(stmt, 0, &length);
            add_row(&sum, bytes, bytes != NULL ? length : 0);
        }
        vw_stmt_free(stmt);
    }
    VW_PUSH(arena, side->sums, sum);
    *out = &side->sums.items[side->sums.count - 1];
    return status;
}

vw_status vw_changes__evidence(bool *differs, vw_side *before, vw_side *after, const vw_rule *rule,
                               vw_arena *arena, vw_diags *diags)
{
    vw_rule_needs_list needs;
    vw_status status = VW_OK;
    *differs = false;
    vw_rule_needs(&needs, arena, rule);
    for (size_t i = 0; i < needs.count && status == VW_OK && !*differs; i++) {
        const vw_rule_need *need = &needs.items[i];
        const vw_evidence_sum *a = NULL, *b = NULL;
        if (need->field != NULL) {
            continue;
        }
        status = sum_of(&a, before, need->kind->name, need->ever, arena, diags);
        vw_evidence_sum first = a != NULL ? *a : (vw_evidence_sum){0};
        if (status == VW_OK) {
            status = sum_of(&b, after, need->kind->name, need->ever, arena, diags);
        }
        if (status == VW_OK) {
            *differs = first.count != b->count || memcmp(first.sum, b->sum, sizeof first.sum) != 0;
        }
    }
    return status;
}
