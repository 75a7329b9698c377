/* SPDX-License-Identifier: EUPL-1.2 */
#include "eval/earlier.h"

#include "store/ledger.h"
#include "store/query.h"

#include <stdlib.h>
#include <string.h>

struct vw_earlier {
    vw_dossier *dossier;
    vw_evaluation evaluation;
    bool usable; /* by the same program, as it was stored */
    vw_outcome_reader *reader;
    vw_arena *arena;
    const vw_finding *findings; /* in order of test */
    size_t finding_count;
    VW_VEC(int64_t) intact; /* subject sets */
};

static const char *number(vw_arena *arena, int64_t value)
{
    return vw_printf(arena, "%lld", (long long)value);
}

static vw_place place_of(const vw_earlier *e)
{
    return (vw_place){.file = vw_dossier_path(e->dossier)};
}

/* The ledger holds the record as it is, and the record holds the findings as they are. */
static vw_status check(bool *intact, vw_earlier *e, vw_diags *diags)
{
    char hex[65];
    vw_stmt *stmt = NULL;
    vw_arena *scratch = vw_arena_new();
    vw_evaluation_head_hash(hex, &e->evaluation);
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(e->dossier), scratch, diags,
                                   "SELECT 1 FROM ledger WHERE what = 'evaluation' AND number = ?1 "
                                   "AND content_sha256 = ?2");
    if (status == VW_OK) {
        vw_stmt_bind_int(stmt, 1, e->evaluation.id);
        vw_stmt_bind_text(stmt, 2, hex);
        status = vw_stmt_step(stmt, diags, intact);
        vw_stmt_free(stmt);
    }
    if (status == VW_OK && *intact) {
        status = vw_evaluation_findings_intact(intact, e->dossier, scratch, diags, &e->evaluation);
    }
    vw_arena_free(scratch);
    return status;
}

vw_status vw_earlier_new(vw_earlier **out, vw_dossier *dossier, vw_outcome_reader *reader,
                         bool full, vw_arena *arena, vw_diags *diags)
{
    vw_evaluations all;
    *out = NULL;
    vw_status status = vw_evaluations_load(&all, dossier, arena, diags);
    size_t newest = 0;
    while (status == VW_OK && newest < all.count && *all.items[newest].result_sha256 == '\0') {
        newest++; /* the one that is being made */
    }
    if (status != VW_OK || newest == all.count) {
        return status;
    }
    vw_earlier *e = VW_NEW(arena, vw_earlier);
    *e = (vw_earlier){
        .dossier = dossier, .evaluation = all.items[newest], .reader = reader, .arena = arena};
    status =
        vw_query_findings(&e->findings, &e->finding_count, dossier, arena, diags, e->evaluation.id);
    bool ours = !full && e->evaluation.recipe == VW_RECIPE_NEWEST &&
                strcmp(e->evaluation.program_version, VW_VERSION) == 0;
    if (status == VW_OK && ours) {
        status = check(&e->usable, e, diags);
        if (status == VW_OK && !e->usable) {
            VW_DIAG(diags, E054, place_of(e), number(arena, e->evaluation.id));
        }
    }
    *out = status == VW_OK ? e : NULL;
    return status;
}

static int by_test(const void *key, const void *item)
{
    return strcmp(key, ((const vw_finding *)item)->test);
}

const vw_finding *vw_earlier_finding(const vw_earlier *e, const char *test)
{
    return e->finding_count > 0
               ? bsearch(test, e->findings, e->finding_count, sizeof *e->findings, by_test)
               : NULL;
}

vw_outcome_reader *vw_earlier_reader(const vw_earlier *e)
{
    return e->reader;
}

static vw_status subjects_intact(bool *intact, vw_earlier *e, vw_diags *diags, int64_t set)
{
    for (size_t i = 0; i < e->intact.count; i++) {
        if (e->intact.items[i] == set) {
            *intact = true;
            return VW_OK;
        }
    }
    vw_subjects subjects;
    vw_arena *scratch = vw_arena_new();
    vw_status status = vw_subjects_load(&subjects, intact, e->dossier, scratch, diags, set);
    if (status == VW_OK && *intact) {
        VW_PUSH(e->arena, e->intact, set);
    }
    vw_arena_free(scratch);
    return status;
}

static void tell_changed(const vw_earlier *e, vw_diags *diags, const vw_finding *found)
{
    VW_DIAG(diags, E055, place_of(e), found->test, number(e->arena, e->evaluation.id));
}

static vw_status is_intact(bool *intact, vw_earlier *e, vw_diags *diags, const vw_finding *found)
{
    vw_status status = vw_outcomes_intact(intact, e->reader, diags, found->outcome_set);
    if (status == VW_OK && *intact) {
        status = subjects_intact(intact, e, diags, found->subject_set);
    }
    if (status == VW_OK && !*intact) {
        tell_changed(e, diags, found);
    }
    return status;
}

vw_status vw_earlier_subjects(vw_subjects *out, bool *intact, vw_earlier *e, vw_arena *arena,
                              vw_diags *diags, const vw_finding *found)
{
    vw_status status = vw_outcomes_intact(intact, e->reader, diags, found->outcome_set);
    if (status == VW_OK && *intact) {
        status = vw_subjects_load(out, intact, e->dossier, arena, diags, found->subject_set);
    }
    if (status == VW_OK && !*intact) {
        tell_changed(e, diags, found);
    }
    return status;
}

vw_status vw_earlier_population(vw_subjects *out, bool *intact, vw_earlier *e, vw_arena *arena,
                                vw_diags *diags, const vw_finding *found)
{
    return vw_subjects_load(out, intact, e->dossier, arena, diags, found->subject_set);
}

int64_t vw_earlier_mark(const vw_earlier *e)
{
    return e->evaluation.mark;
}

/* What could not be run then may run now: time is no input. */
const vw_finding *vw_earlier_usable(const vw_earlier *e, const char *test)
{
    const vw_finding *found = e->usable ? vw_earlier_finding(e, test) : NULL;
    return found != NULL && found->error == NULL && found->input_sha256 != NULL ? found : NULL;
}

void vw_earlier_take_sets(vw_finding *finding, vw_outcomes *outcomes, const vw_finding *found)
{
    finding->tally = found->tally;
    finding->outcomes_sha256 = found->outcomes_sha256;
    finding->subjects_sha256 = found->subjects_sha256;
    outcomes->same_outcomes = found->outcome_set;
    outcomes->same_subjects = found->subject_set;
}

vw_status vw_earlier_take_same(bool *taken, vw_earlier *e, vw_diags *diags, vw_finding *finding,
                               vw_outcomes *outcomes)
{
    const vw_finding *found = vw_earlier_usable(e, finding->test);
    *taken = false;
    vw_status status = found != NULL ? is_intact(taken, e, diags, found) : VW_OK;
    if (status == VW_OK && *taken) {
        vw_earlier_take_sets(finding, outcomes, found);
    }
    return status;
}

vw_status vw_earlier_take(bool *taken, vw_earlier *e, vw_diags *diags, vw_finding *finding,
                          vw_outcomes *outcomes)
{
    const vw_finding *found = vw_earlier_usable(e, finding->test);
    *taken = false;
    if (found == NULL || finding->input_sha256 == NULL ||
        strcmp(found->input_sha256, finding->input_sha256) != 0) {
        return VW_OK;
    }
    return vw_earlier_take_same(taken, e, diags, finding, outcomes);
}
