/* SPDX-License-Identifier: EUPL-1.2 */
/* Hundreds of tests ask the same few questions, so each is asked of the dossier once. */
#include "eval/extent.h"

#include "store/db.h"

#include <string.h>

enum { COMPLETE = -1 }; /* instead of an extent: was the kind declared complete? */

typedef struct {
    const vw_kind *kind;
    int extent; /* was something collected in it? */
    bool yes;
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

static const answer *known_answer(const vw_extent *extent, vw_rule_use question)
{
    for (size_t i = 0; i < extent->answers.count; i++) {
        const answer *known = &extent->answers.items[i];
        if (known->kind == question.kind && known->extent == question.extent) {
            return known;
        }
    }
    return NULL;
}

/* The first column of the first row. A failure is not remembered: it may have been a bound. */
static vw_status ask(bool *out, vw_extent *extent, vw_diags *diags, vw_rule_use question,
                     const char *sql)
{
    vw_arena *scratch = vw_arena_new();
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_status status = vw_stmt_new(&stmt, extent->db, scratch, diags, sql);
    if (status == VW_OK) {
        status = vw_stmt_step(stmt, diags, &row);
    }
    if (status == VW_OK) {
        *out = row && vw_stmt_int(stmt, 0) != 0;
        VW_PUSH(extent->arena, extent->answers,
                ((answer){.kind = question.kind, .extent = question.extent, .yes = *out}));
    }
    vw_arena_free(scratch);
    return status;
}

static vw_status is_complete(bool *complete, vw_extent *extent, vw_arena *scratch, vw_diags *diags,
                             const vw_rule *rule)
{
    const vw_rule_use question = {.kind = vw_rule_population(rule), .extent = COMPLETE};
    const answer *known = known_answer(extent, question);
    if (known != NULL) {
        *complete = known->yes;
        return VW_OK;
    }
    return ask(complete, extent, diags, question,
               vw_rule_complete_sql(scratch, rule, extent->frame));
}

static vw_status is_collected(bool *collected, vw_extent *extent, vw_arena *scratch,
                              vw_diags *diags, const vw_rule *rule)
{
    vw_status status = VW_OK;
    *collected = true;
    for (size_t i = 0; i < vw_rule_use_count(rule) && status == VW_OK && *collected; i++) {
        const vw_rule_use use = vw_rule_use_at(rule, i);
        const answer *known = known_answer(extent, use);
        if (known != NULL) {
            *collected = known->yes;
            continue;
        }
        status = ask(collected, extent, diags, use,
                     vw_rule_use_collected_sql(scratch, rule, i, extent->frame));
    }
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
    vw_status status = is_complete(&finding->complete, extent, scratch, diags, rule);
    if (status == VW_OK) {
        status = is_collected(&finding->collected, extent, scratch, diags, rule);
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
