/* SPDX-License-Identifier: EUPL-1.2 */
/* The run: tests one by one, then requirements. */
#include "eval/perform.h"

#include "base/limits.h"
#include "eval/applies.h"
#include "eval/extent.h"
#include "eval/input.h"
#include "eval/partly.h"
#include "eval/result_hash.h"

#include <string.h>

typedef struct {
    vw_dossier *dossier;
    const vw_plan *plan;
    const vw_rule_frame *frame;
    const vw_perform_options *options;
    const vw_result_sink *sink;
    vw_arena *arena;   /* lives as long as the run: findings */
    vw_arena *scratch; /* one test */
    vw_diags *diags;
    vw_exceptions exceptions;
    vw_inputs *inputs;
    vw_partly *partly;
    vw_perform_counts counted;
    vw_outcome_source sources[2]; /* asked in this order; the last can run every test */
    vw_profile profile;           /* for which requirements apply */
    const char **inputs_of;       /* by test: the hash over what decides it; NULL: nobody asks */
    bool *changed;                /* by test: that did; NULL: nobody asks */
    const vw_finding **known; /* by test: of which vw_partly_earlier is known; NULL: nobody asks */
    vw_columns_source *columns; /* the first source, or NULL */
    vw_result_hash total;
    vw_hasher *of_test;
    vw_extent *extent;
    size_t done;          /* tests */
    vw_partly_key merged; /* how the last one was, where [was_merged] */
    bool was_merged;
    bool stopped;
} run;

/* Asked by the SQL machine while a test runs, so that a long one can be stopped too. */
static bool goes_on(void *self)
{
    run *r = self;
    r->stopped =
        r->stopped || (r->options->progress != NULL &&
                       !r->options->progress(r->options->what, r->done, r->plan->test_count));
    return !r->stopped;
}

static vw_status begin(run *r, bool *able, vw_diags *diags, int number, size_t index,
                       const char *sql)
{
    const vw_outcome_source *source = &r->sources[number];
    *able = false;
    vw_status status =
        source->begin != NULL ? source->begin(source->self, able, diags, index, sql) : VW_OK;
    if (status != VW_OK) {
        source->end(source->self);
    }
    return status;
}

static const char *hex_of(run *r, const vw_digest *digest)
{
    char *hex = vw_alloc(r->arena, 65);
    vw_digest_hex(hex, digest);
    return hex;
}

static void finish(run *r, vw_finding *finding, vw_outcomes *out, vw_kept *kept)
{
    vw_kept_end(out, kept);
    finding->tally = kept->tally;
    finding->outcomes_sha256 = hex_of(r, &out->list.sha256);
    finding->subjects_sha256 =
        (r->total.recipe == VW_RECIPE_FIRST) ? NULL : hex_of(r, &out->subjects.sha256);
}

static void begin_kept(run *r, vw_kept *kept, const vw_finding *finding)
{
    vw_kept_begin(kept, r->scratch, r->of_test, &r->exceptions, finding->test);
    kept->without_text = r->total.recipe < VW_RECIPE_NEWEST;
}

/* Where no exception of its own tells a test from others: what another test came to that had the
 * same before, and of which the same was touched; else both put together. */
static vw_status merge(run *r, bool *done, size_t index, vw_finding *finding, vw_outcomes *out,
                       const vw_found *touched, size_t count)
{
    const vw_finding *before = vw_earlier_usable(r->options->earlier, finding->test);
    const bool own = vw_exceptions_any(&r->exceptions, finding->test);
    vw_kept kept;
    if (before != NULL && !own) {
        r->merged = vw_partly_key_of(before, touched, count);
        const vw_finding *alike = vw_partly_alike(r->partly, &r->merged);
        *done = alike != NULL;
        if (*done) {
            vw_earlier_take_sets(finding, out, alike);
            r->counted.alike++;
            return VW_OK;
        }
    }
    begin_kept(r, &kept, finding);
    vw_status status =
        vw_partly_merge(done, r->partly, &kept, r->diags, &r->plan->tests[index], touched, count);
    finish(r, finding, out, &kept);
    r->was_merged = *done && !own;
    return status;
}

/* What the newest evaluation found, with what the columns say now of who was touched since. */
static vw_status merge_found(run *r, bool *done, size_t index, vw_finding *finding,
                             vw_outcomes *out)
{
    const vw_outcome_source *source = &r->sources[0];
    VW_VEC(vw_found) touched = {0};
    vw_status status = VW_OK;
    for (size_t count = 1; status == VW_OK && count > 0;) {
        const vw_found *found = NULL;
        status = source->next(source->self, r->diags, &found, &count);
        for (size_t i = 0; status == VW_OK && i < count; i++) {
            VW_PUSH(r->scratch, touched, found[i]);
        }
    }
    source->end(source->self);
    if (status != VW_OK) {
        return status;
    }
    return touched.count > 0
               ? merge(r, done, index, finding, out, touched.items, touched.count)
               : vw_earlier_take_same(done, r->options->earlier, r->diags, finding, out);
}

/* What the source that finds tests together finds, if it is [*able] to, or what of it changed; then
 * [*done] is false where what was stored is not what it was. */
static vw_status find_together(run *r, bool *able, bool *done, vw_diags *diags, size_t index,
                               vw_finding *finding, vw_outcomes *out)
{
    const vw_outcome_source *source = &r->sources[0];
    vw_kept kept;
    vw_status status = begin(r, able, diags, 0, index, finding->sql);
    if (status != VW_OK || !*able) {
        return status;
    }
    if (source->part != NULL && source->part(source->self) != VW_FOUND_WHOLE) {
        status = merge_found(r, done, index, finding, out);
        r->counted.partly += *done;
        r->counted.since += *done;
        return status;
    }
    begin_kept(r, &kept, finding);
    status = vw_kept_collect(&kept, source, diags);
    finish(r, finding, out, &kept);
    r->counted.together++;
    *done = true;
    return status;
}

static vw_status run_sql(run *r, vw_diags *diags, size_t index, vw_finding *finding,
                         vw_outcomes *out)
{
    vw_kept kept;
    bool able;
    vw_status status = begin(r, &able, diags, 1, index, finding->sql);
    begin_kept(r, &kept, finding);
    if (status == VW_OK) {
        status = vw_kept_collect(&kept, &r->sources[1], diags);
    }
    finish(r, finding, out, &kept);
    return status;
}

/* What the newest evaluation found, with what the SQL says now of who was touched since. */
static vw_status bring_up_to_date(run *r, bool *done, size_t index, vw_finding *finding,
                                  vw_outcomes *out)
{
    vw_kept kept;
    begin_kept(r, &kept, finding);
    vw_status status =
        vw_partly_run(done, r->partly, &kept, r->diags, &r->sources[1], &r->plan->tests[index]);
    finish(r, finding, out, &kept);
    r->counted.partly += *done;
    return status;
}

static vw_status find_outcomes(run *r, vw_diags *diags, size_t index, vw_finding *finding,
                               vw_outcomes *out)
{
    bool able = false, done = false;
    vw_status status = find_together(r, &able, &done, diags, index, finding, out);
    if (status == VW_OK && !able && r->options->earlier != NULL) {
        status = bring_up_to_date(r, &done, index, finding, out);
    }
    return status == VW_OK && !done ? run_sql(r, diags, index, finding, out) : status;
}

/* A dossier is about one organisation, so "there is none" cannot be a complete list: it would make
 * every test of a policy not applicable and take it out of the denominator. */
static bool may_be_empty(const vw_kind *population)
{
    return strcmp(population->name, "organisation") != 0;
}

static void judge(const vw_planned_test *planned, vw_finding *finding)
{
    const vw_test *test = planned->test;
    const vw_kind *population = vw_rule_population(planned->rule);
    vw_verdict_terms terms = {
        .tolerance = test->tolerance,
        .has_partly_at = test->has_partly_at,
        .partly_at = test->partly_at,
        .event_population = population->nature == VW_EVENT,
        .population_complete = finding->complete && may_be_empty(population),
    };
    vw_tally strict = finding->tally;
    strict.fail += strict.excepted;
    strict.excepted = 0;
    finding->result = vw_verdict(finding->tally, terms);
    finding->strict = vw_verdict(strict, terms);
}

/* Turns the first error of [failed] into the finding's reason. */
static void record_error(run *r, vw_diags *failed, vw_finding *finding)
{
    const char *reason = "";
    if (vw_diags_kept(failed) > 0) {
        reason = vw_diag_text(r->arena, vw_diags_get(failed, 0), VW_EN);
    }
    finding->error = reason;
    finding->tally = (vw_tally){0};
    finding->outcomes_sha256 = finding->subjects_sha256 = NULL;
    finding->result = finding->strict = VW_RESULT_ERROR;
}

static vw_status stand_in(run *r, bool *stood_in, vw_finding *finding)
{
    *stood_in = false;
    return r->options->stand_in != NULL
               ? r->options->stand_in(r->options->stored, stood_in, r->diags, finding)
               : VW_OK;
}

/* Without running the test, where that gives the same. */
static vw_status take_over(run *r, bool *done, vw_finding *finding, vw_outcomes *outcomes)
{
    *done = false;
    if (r->options->earlier == NULL) {
        return VW_OK;
    }
    vw_status status = vw_earlier_take(done, r->options->earlier, r->diags, finding, outcomes);
    r->counted.taken += *done;
    return status;
}

/* A set that may be much the same as the new one. */
static int64_t earlier_set(const run *r, const vw_finding *finding)
{
    const vw_finding *before =
        r->options->earlier != NULL ? vw_earlier_finding(r->options->earlier, finding->test) : NULL;
    return before != NULL ? before->outcome_set : 0;
}

static vw_status run_test(run *r, size_t index, vw_finding *finding)
{
    const vw_planned_test *planned = &r->plan->tests[index];
    vw_outcomes outcomes = {0};
    vw_diags *failed = vw_diags_new(r->scratch);
    bool done = false;
    finding->input_sha256 = r->inputs_of != NULL ? r->inputs_of[index] : NULL;
    r->was_merged = false;
    vw_status status = take_over(r, &done, finding, &outcomes);
    if (status != VW_OK) {
        return status;
    }
    if (!done) {
        status = find_outcomes(r, failed, index, finding, &outcomes);
    }
    if (status == VW_OK) {
        status = vw_extent_of(finding, r->extent, failed, planned->rule);
    }
    if (status == VW_OK) {
        judge(planned, finding);
    } else if (r->stopped) {
        return VW_ERR_STORE;
    } else {
        record_error(r, failed, finding);
    }
    bool found = status == VW_OK, stood_in = false;
    status = stand_in(r, &stood_in, finding);
    if (status != VW_OK) {
        return status;
    }
    if (!found && !stood_in) {
        VW_DIAG(r->diags, E004, (vw_place){0}, finding->test, finding->error);
    }
    found = found && !stood_in;
    vw_result_hash_finding(&r->total, finding, found ? &outcomes : NULL);
    outcomes.earlier = earlier_set(r, finding);
    status = r->sink->finding(r->sink->self, r->diags, finding, found ? &outcomes : NULL);
    if (found && r->was_merged && finding->outcome_set != 0) {
        vw_partly_remember(r->partly, &r->merged, finding);
    }
    return status;
}

static const char *sql_for(run *r, const vw_planned_test *planned)
{
    const char *given = r->options->sql_of != NULL
                            ? r->options->sql_of(r->options->sql_source, planned->test->id)
                            : NULL;
    return given != NULL ? given : vw_rule_sql(r->arena, planned->rule, r->frame);
}

static void tell_interrupted(const run *r)
{
    if (r->options->again) {
        VW_DIAG(r->diags, E097, (vw_place){0}, NULL);
    } else {
        VW_DIAG(r->diags, E005, (vw_place){0}, NULL);
    }
}

static vw_status run_tests(run *r, vw_findings *out)
{
    vw_finding *findings = VW_NEW_ARRAY(r->arena, r->plan->test_count, vw_finding);
    for (size_t i = 0; i < r->plan->test_count; i++) {
        const vw_planned_test *planned = &r->plan->tests[i];
        findings[i] = (vw_finding){
            .test = planned->test->id,
            .measure = planned->test->measure->id,
            .aspect = planned->test->aspect,
            .population = vw_rule_population(planned->rule)->name,
            .sql = sql_for(r, planned),
        };
        vw_status status = run_test(r, i, &findings[i]);
        vw_arena_reset(r->scratch);
        r->done = i + 1;
        if (r->stopped || !goes_on(r)) {
            tell_interrupted(r);
            return VW_ERR_STORE;
        }
        if (status != VW_OK) {
            return status;
        }
    }
    *out = (vw_findings){.items = findings, .count = r->plan->test_count};
    return VW_OK;
}

static vw_status conclude_requirement(run *r, const vw_findings *findings,
                                      const vw_judgements *judgements,
                                      const vw_requirement *requirement)
{
    vw_conclusion by_aspect[VW_ASPECT_COUNT] = {0};
    const char *exempt = NULL;
    vw_status asked = vw_requirement_exempt(&exempt, &r->profile, r->arena, r->diags, requirement);
    if (asked != VW_OK) {
        return asked;
    }
    for (vw_aspect aspect = VW_DESIGN; aspect < VW_ASPECT_COUNT; aspect++) {
        if (!requirement->demands[aspect]) {
            continue;
        }
        by_aspect[aspect] = exempt != NULL
                                ? vw_conclude_exempt(exempt, judgements, requirement, aspect)
                                : vw_conclude_aspect(findings, judgements, requirement, aspect);
        vw_result_hash_conclusion(&r->total, &by_aspect[aspect]);
        vw_status status = r->sink->conclusion(r->sink->self, r->diags, &by_aspect[aspect]);
        if (status != VW_OK) {
            return status;
        }
    }
    vw_result result = vw_conclude_requirement(requirement, by_aspect);
    vw_result_hash_status(&r->total, result);
    return r->sink->requirement(r->sink->self, r->diags, requirement->full_id, result);
}

static vw_status run_requirements(run *r, const vw_findings *findings)
{
    vw_judgements judgements = {0};
    vw_status status =
        vw_judgements_load(&judgements, r->dossier, r->arena, r->diags, r->plan, r->frame);
    for (size_t i = 0; i < r->plan->framework_count && status == VW_OK; i++) {
        const vw_framework *framework = r->plan->frameworks[i];
        for (size_t j = 0; j < framework->requirement_count && status == VW_OK; j++) {
            status = conclude_requirement(r, findings, &judgements, &framework->requirements[j]);
        }
    }
    return status;
}

/* Of the tests that did not change nothing has to be found, and of some others little. */
static vw_status find_change(run *r, size_t index)
{
    const vw_planned_test *test = &r->plan->tests[index];
    const vw_finding *before = NULL;
    vw_status status =
        vw_input_of(&r->inputs_of[index], r->inputs, r->arena, r->diags, test, r->frame->mark);
    if (status != VW_OK || r->changed == NULL) {
        return status;
    }
    if (r->options->earlier != NULL) {
        before = vw_earlier_usable(r->options->earlier, test->test->id);
    }
    r->changed[index] = before == NULL || strcmp(r->inputs_of[index], before->input_sha256) != 0;
    if (before != NULL && r->changed[index]) {
        status = vw_partly_earlier(&before, r->partly, r->diags, test);
        r->known[index] = status == VW_OK ? before : NULL;
    }
    return status;
}

static vw_status find_changes(run *r)
{
    vw_status status = VW_OK;
    if (r->total.recipe == VW_RECIPE_FIRST) {
        return VW_OK;
    }
    r->inputs_of = VW_NEW_ARRAY(r->arena, r->plan->test_count, const char *);
    for (size_t i = 0; i < r->plan->test_count && status == VW_OK; i++) {
        status = find_change(r, i);
    }
    if (status == VW_OK && r->columns != NULL && r->options->earlier != NULL) {
        vw_columns_source_since(r->columns, r->options->earlier, r->known);
    }
    return status;
}

static vw_status prepare(run *r)
{
    vw_status status = vw_extent_new(&r->extent, r->dossier, r->arena, r->diags, r->frame);
    if (status == VW_OK) {
        status = vw_exceptions_load(&r->exceptions, r->dossier, r->arena, r->diags,
                                    r->plan->set->catalogue, r->frame);
    }
    if (status == VW_OK) {
        status =
            vw_profile_load(&r->profile, r->dossier, r->arena, r->diags, r->plan->set, r->frame);
    }
    if (status == VW_OK) {
        status =
            vw_inputs_new(&r->inputs, r->dossier, r->arena, r->diags, r->frame, &r->exceptions);
    }
    if (status == VW_OK && r->options->earlier != NULL) {
        status = vw_partly_new(&r->partly, r->dossier, r->arena, r->diags, r->frame, r->inputs,
                               r->options->earlier);
    }
    return status == VW_OK ? find_changes(r) : status;
}

vw_status vw_perform(char result_sha256[65], vw_dossier *dossier, const vw_plan *plan,
                     const vw_rule_frame *frame, const vw_perform_options *options,
                     const vw_result_sink *sink, vw_arena *arena, vw_diags *diags)
{
    run r = {
        .dossier = dossier,
        .plan = plan,
        .frame = frame,
        .options = options,
        .sink = sink,
        .arena = arena,
        .scratch = vw_arena_new(),
        .diags = diags,
        .of_test = vw_hasher_new(arena),
        .total = {.recipe = options->recipe != 0 ? options->recipe : VW_RECIPE_NEWEST},
    };
    vw_source_bounds bounds = {
        .steps = options->rule_steps ? options->rule_steps : VW_RULE_STEPS_MAX,
        .seconds = options->rule_seconds ? options->rule_seconds : VW_RULE_SECONDS_MAX,
        .goes_on = goes_on,
        .what = &r};
    if (options->source != NULL) {
        r.sources[0] = *options->source;
    } else if (options->by_columns && options->rule_steps == 0 && options->rule_seconds == 0) {
        r.changed = VW_NEW_ARRAY(arena, plan->test_count, bool);
        r.known = VW_NEW_ARRAY(arena, plan->test_count, const vw_finding *);
        r.columns = vw_columns_source_new(arena, dossier, plan, frame,
                                          (r.total.recipe == VW_RECIPE_FIRST) ? NULL : r.changed);
        vw_columns_source_bound(r.columns, bounds);
        r.sources[0] = vw_columns_source_of(r.columns);
    }
    r.sources[1] = vw_sql_source_of(vw_sql_source_new(arena, dossier, bounds));
    vw_findings findings = {0};
    vw_status status = vw_result_hash_begin(&r.total, dossier, plan, frame, arena, diags);
    if (status == VW_OK) {
        status = prepare(&r);
    }
    if (status == VW_OK) {
        status = run_tests(&r, &findings);
    }
    if (status == VW_OK) {
        status = run_requirements(&r, &findings);
    }
    vw_result_hash_end(result_sha256, &r.total);
    if (options->counts != NULL) {
        *options->counts = r.counted;
    }
    vw_arena_free(r.scratch);
    return status;
}
