/* SPDX-License-Identifier: EUPL-1.2 */
/* One evaluation again, from the dossier alone. */
#include "eval/compare.h"

#include "store/query.h"

#include <string.h>

vw_status vw_compare__perform(char hex[65], vw_verification *out, vw_difference *first,
                              vw_dossier *dossier, const vw_evaluation *evaluation,
                              const char *older, const vw_plan *plan,
                              const vw_perform_options *options, vw_lang lang, vw_arena *arena,
                              vw_diags *diags)
{
    vw_rule_frame frame = vw_evaluation_frame(evaluation);
    vw_comparison *comparison = NULL;
    vw_status status = vw_compare__begin(&comparison, out, dossier, plan, evaluation, older, first,
                                         lang, arena, diags);
    if (status != VW_OK) {
        return status;
    }
    vw_result_sink sink = vw_compare__sink(comparison);
    vw_perform_options own = *options;
    own.recipe = evaluation->recipe;
    own.again = true;
    own.stand_in = vw_compare__stand_in;
    own.stored = comparison;
    own.earlier = NULL;     /* nothing is believed here, */
    own.by_columns = false; /* and what was found from columns comes out of the SQL as well */
    status = vw_perform(hex, dossier, plan, &frame, &own, &sink, arena, diags);
    if (status == VW_OK) {
        status = vw_compare__end(comparison, diags);
        if (!out->hash_not_compared && strcmp(hex, evaluation->result_sha256) != 0) {
            out->result_hash_agrees = false;
            VW_DIAG(diags, E012, ((vw_place){.file = vw_dossier_path(dossier)}),
                    evaluation->result_sha256, hex, older);
        }
    }
    return status;
}

/* Texts of SQL that the dossier keeps, handed out one by one. */
typedef struct {
    vw_dossier *dossier;
    const vw_evaluation *evaluation;
    vw_arena *arena;
    vw_diags *diags;
    uint64_t without; /* tests of which none is stored */
} stored_sql;

/* A finding that is missing altogether is told by the comparison. */
static const char *sql_of(void *self, const char *test)
{
    stored_sql *source = self;
    vw_finding finding;
    bool found = false;
    vw_status status = vw_query_finding(&finding, &found, source->dossier, source->arena,
                                        source->diags, source->evaluation->id, test);
    if (status != VW_OK || !found) {
        return NULL;
    }
    if (finding.sql == NULL) {
        source->without++;
        VW_DIAG(source->diags, E081, ((vw_place){.file = vw_dossier_path(source->dossier)}), test);
    }
    return finding.sql;
}

static vw_status reperform_inside(vw_reperformance *out, vw_dossier *dossier,
                                  const vw_evaluation *evaluation,
                                  const vw_reperform_options *options, vw_arena *arena,
                                  vw_diags *diags)
{
    const vw_plan *plan = NULL;
    stored_sql source = {
        .dossier = dossier, .evaluation = evaluation, .arena = arena, .diags = diags};
    vw_perform_options perform = options->perform;
    vw_status status = vw_evaluation_plan(&plan, dossier, evaluation, arena, diags);
    if (status == VW_ERR_INPUT) {
        VW_DIAG(diags, E082, ((vw_place){.file = vw_dossier_path(dossier)}),
                vw_printf(arena, "%lld", (long long)evaluation->id), evaluation->program_version,
                VW_VERSION);
        return VW_ERR_STORE;
    }
    if (status != VW_OK) {
        return status;
    }
    if (options->stored_sql) {
        perform.sql_of = sql_of;
        perform.sql_source = &source;
    }
    out->tally.evaluations = 1;
    out->tally.result_hash_agrees = true;
    status = vw_compare__perform(out->result_sha256, &out->tally, &out->first, dossier, evaluation,
                                 NULL, plan, &perform, options->lang, arena, diags);
    out->tally.results_differ += source.without;
    return status;
}

/* One read transaction, so that somebody who imports meanwhile is no difference. */
vw_status vw_reperform(vw_reperformance *out, vw_dossier *dossier, const vw_evaluation *evaluation,
                       const vw_reperform_options *options, vw_arena *arena, vw_diags *diags)
{
    vw_db *db = vw_dossier_db(dossier);
    *out = (vw_reperformance){0};
    vw_status status = vw_db_exec(db, diags, "BEGIN");
    if (status == VW_OK) {
        status = reperform_inside(out, dossier, evaluation, options, arena, diags);
        vw_db_rollback(db);
    }
    return status;
}

bool vw_reperformance_agrees(const vw_reperformance *r)
{
    return r->tally.results_differ == 0 && r->tally.result_hash_agrees;
}
