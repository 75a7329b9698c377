/* SPDX-License-Identifier: EUPL-1.2 */
/* Hundreds of tests ask the same few questions, so each is asked of the dossier once. */
#include "eval/extent.h"

#include "store/db.h"

#include <string.h>

typedef struct {
    vw_digest question; /* its SQL */
    int64_t number;
} answer;

typedef struct {
    const vw_kind *kind;
    int64_t later; /* imports collected after the period */
} known_kind;

struct vw_extent {
    vw_db *db;
    vw_arena *arena;
    const vw_rule_frame *frame;
    vw_stmt *later;
    VW_VEC(answer) answers;
    VW_VEC(known_kind) kinds;
};

vw_status vw_extent_new(vw_extent **out, vw_dossier *dossier, vw_arena *arena, vw_diags *diags,
                        const vw_rule_frame *frame)
{
    vw_extent *extent = VW_NEW(arena, vw_extent);
    char until[11];
    vw_date_format(until, frame->period_until);
    *extent = (vw_extent){.db = vw_dossier_db(dossier), .arena = arena, .frame = frame};
    *out = extent;
    return vw_stmt_new(&extent->later, extent->db, arena, diags,
                       vw_printf(arena,
                                 "SELECT count(*) FROM import WHERE kind = ?1 AND id <= %lld AND "
                                 "substr(collected_at, 1, 10) > '%s'",
                                 (long long)frame->mark, until));
}

/* The first column of the first row. A failure is not remembered: it may have been a bound. */
static vw_status ask(int64_t *out, vw_extent *extent, vw_diags *diags, const char *sql)
{
    answer found = {.question = vw_hash(sql, strlen(sql))};
    for (size_t i = 0; i < extent->answers.count; i++) {
        const answer *known = &extent->answers.items[i];
        if (vw_digest_equal(&known->question, &found.question)) {
            *out = known->number;
            return VW_OK;
        }
    }
    vw_arena *scratch = vw_arena_new();
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_status status = vw_stmt_new(&stmt, extent->db, scratch, diags, sql);
    if (status == VW_OK) {
        status = vw_stmt_step(stmt, diags, &row);
    }
    if (status == VW_OK) {
        *out = found.number = row ? vw_stmt_int(stmt, 0) : 0;
        VW_PUSH(extent->arena, extent->answers, found);
    }
    vw_arena_free(scratch);
    return status;
}

static vw_status count_later(int64_t *count, vw_extent *extent, vw_diags *diags,
                             const vw_kind *kind)
{
    known_kind found = {.kind = kind};
    bool row = false;
    for (size_t i = 0; i < extent->kinds.count; i++) {
        if (extent->kinds.items[i].kind == kind) {
            *count += extent->kinds.items[i].later;
            return VW_OK;
        }
    }
    vw_stmt_bind_text(extent->later, 1, kind->name);
    vw_status status = vw_stmt_step(extent->later, diags, &row);
    if (status == VW_OK) {
        found.later = row ? vw_stmt_int(extent->later, 0) : 0;
        *count += found.later;
        VW_PUSH(extent->arena, extent->kinds, found);
    }
    vw_stmt_reset(extent->later);
    return status;
}

vw_status vw_extent_of(vw_finding *finding, vw_extent *extent, vw_diags *diags, const vw_rule *rule)
{
    const vw_kind *population = vw_rule_population(rule);
    vw_arena *scratch = vw_arena_new();
    int64_t number = 0;
    vw_status status =
        ask(&number, extent, diags, vw_rule_complete_sql(scratch, rule, extent->frame));
    finding->complete = number != 0;
    if (status == VW_OK) {
        status = ask(&number, extent, diags, vw_rule_collected_sql(scratch, rule, extent->frame));
        finding->collected = number != 0;
    }
    if (status == VW_OK) {
        status = count_later(&finding->collected_later, extent, diags, population);
    }
    for (size_t i = 0; i < vw_rule_related_count(rule) && status == VW_OK; i++) {
        const vw_kind *related = vw_rule_related(rule, i);
        if (related != population) {
            status = count_later(&finding->collected_later, extent, diags, related);
        }
    }
    vw_arena_free(scratch);
    return status;
}
