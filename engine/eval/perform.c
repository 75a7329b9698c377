/* SPDX-License-Identifier: EUPL-1.2 */
/* The run: tests one by one, then requirements. */
#include "eval/perform.h"

#include "base/limits.h"
#include "eval/applies.h"
#include "eval/input.h"
#include "eval/partly.h"
#include "store/db.h"

#include <string.h>

typedef struct {
    vw_dossier *dossier;
    vw_db *db;
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
    bool *changed;                /* by test: something that decides it did; NULL: nobody asks */
    vw_hasher *total;
    vw_hasher *of_test;
    vw_stmt *later; /* counts imports collected after the period */
    bool first_recipe;
    size_t done; /* tests */
    bool stopped;
} run;

/* The first column of the first row as a number; for statements of one row. */
static vw_status one_number(run *r, vw_diags *diags, const char *sql, int64_t *out)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_status status = vw_stmt_new(&stmt, r->db, r->scratch, diags, sql);
    if (status == VW_OK) {
        status = vw_stmt_step(stmt, diags, &row);
    }
    if (status == VW_OK) {
        *out = row ? vw_stmt_int(stmt, 0) : 0;
    }
    vw_stmt_free(stmt);
    return status;
}

static vw_status count_later(run *r, vw_diags *diags, const vw_kind *kind, int64_t *count)
{
    bool row = false;
    vw_stmt_bind_text(r->later, 1, kind->name);
    vw_status status = vw_stmt_step(r->later, diags, &row);
    if (status == VW_OK && row) {
        *count += vw_stmt_int(r->later, 0);
    }
    vw_stmt_reset(r->later);
    return status;
}

/* What is known of the evidence as a whole: complete, collected, collected later. */
static vw_status survey(run *r, vw_diags *diags, const vw_rule *rule, vw_finding *finding)
{
    const vw_kind *population = vw_rule_population(rule);
    int64_t number = 0;
    vw_status status =
        one_number(r, diags, vw_rule_complete_sql(r->scratch, rule, r->frame), &number);
    finding->complete = number != 0;
    if (status == VW_OK) {
        status = one_number(r, diags, vw_rule_collected_sql(r->scratch, rule, r->frame), &number);
        finding->collected = number != 0;
    }
    if (status == VW_OK) {
        status = count_later(r, diags, population, &finding->collected_later);
    }
    for (size_t i = 0; i < vw_rule_related_count(rule) && status == VW_OK; i++) {
        const vw_kind *related = vw_rule_related(rule, i);
        if (related != population) {
            status = count_later(r, diags, related, &finding->collected_later);
        }
    }
    return status;
}

/* Low byte first, so that every machine finds the same hash. */
static void hash_number(vw_hasher *hasher, uint64_t number)
{
    unsigned char bytes[8];
    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (unsigned char)(number >> (8 * i) & 0xFFu);
    }
    vw_hasher_add(hasher, bytes, sizeof bytes);
}

/* Asked by the SQL machine while a test runs, so that a long one can be stopped too. */
static bool goes_on(void *self)
{
    run *r = self;
    r->stopped =
        r->stopped || (r->options->progress != NULL &&
                       !r->options->progress(r->options->what, r->done, r->plan->test_count));
    return !r->stopped;
}

/* What the first source which can run the test finds. */
static vw_status collect(run *r, vw_diags *diags, size_t index, vw_finding *finding, vw_kept *kept)
{
    const vw_outcome_source *source = &r->sources[0];
    bool able = false;
    if (source->begin != NULL) {
        vw_status status = source->begin(source->self, &able, diags, index, finding->sql);
        if (status != VW_OK) {
            source->end(source->self);
            return status;
        }
    }
    r->counted.together += able;
    if (!able) {
        source = &r->sources[1];
        vw_status status = source->begin(source->self, &able, diags, index, finding->sql);
        if (status != VW_OK) {
            source->end(source->self);
            return status;
        }
    }
    return vw_kept_collect(kept, source, diags);
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
    finding->outcomes_sha256 = hex_of(r, &out->sha256);
    finding->subjects_sha256 = r->first_recipe ? NULL : hex_of(r, &out->subjects.sha256);
}

static vw_status find_outcomes(run *r, vw_diags *diags, size_t index, vw_finding *finding,
                               vw_outcomes *out)
{
    vw_kept kept;
    vw_kept_begin(&kept, r->scratch, r->of_test, &r->exceptions, finding->test);
    vw_status status = collect(r, diags, index, finding, &kept);
    finish(r, finding, out, &kept);
    return status;
}

/* What the newest evaluation found, with what the SQL says now of who was touched since. */
static vw_status bring_up_to_date(run *r, bool *done, size_t index, vw_finding *finding,
                                  vw_outcomes *out)
{
    vw_kept kept;
    vw_kept_begin(&kept, r->scratch, r->of_test, &r->exceptions, finding->test);
    vw_status status =
        vw_partly_run(done, r->partly, &kept, r->diags, &r->sources[1], &r->plan->tests[index],
                      r->changed != NULL ? VW_PARTLY_FEW : 0);
    finish(r, finding, out, &kept);
    r->counted.partly += *done;
    return status;
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

/* [outcomes] is NULL when the test could not be run. */
static void hash_finding(run *r, const vw_finding *finding, const vw_outcomes *outcomes)
{
    uint64_t numbers[] = {
        finding->tally.pass,
        finding->tally.fail,
        finding->tally.unknown,
        finding->tally.excepted,
        (uint64_t)finding->complete,
        (uint64_t)finding->collected,
        (uint64_t)finding->collected_later,
    };
    vw_hasher_add_text(r->total, finding->test);
    vw_hasher_add_text(r->total, finding->measure);
    vw_hasher_add_text(r->total, vw_aspect_name(finding->aspect));
    vw_hasher_add_text(r->total, finding->population);
    vw_hasher_add_text(r->total, vw_result_name(finding->result));
    vw_hasher_add_text(r->total, vw_result_name(finding->strict));
    vw_hasher_add_text(r->total, finding->error);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        hash_number(r->total, numbers[i]);
    }
    if (r->first_recipe) {
        vw_digest none = vw_hash("", 0);
        vw_hasher_add(r->total, outcomes != NULL ? outcomes->sha256.bytes : none.bytes,
                      sizeof none.bytes);
    } else {
        vw_hasher_add_text(r->total, finding->outcomes_sha256);
        vw_hasher_add_text(r->total, finding->subjects_sha256);
    }
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

/* Without running the test, or without running all of it, where that gives the same. */
static vw_status take_over(run *r, bool *done, size_t index, vw_finding *finding,
                           vw_outcomes *outcomes)
{
    vw_status status = VW_OK;
    *done = false;
    if (!r->first_recipe) {
        status = vw_input_of(&finding->input_sha256, r->inputs, r->arena, r->diags,
                             &r->plan->tests[index], r->frame->mark);
    }
    if (status != VW_OK || r->options->earlier == NULL) {
        return status;
    }
    status = vw_earlier_take(done, r->options->earlier, r->diags, finding, outcomes);
    r->counted.taken += *done;
    if (status == VW_OK && !*done) {
        status = bring_up_to_date(r, done, index, finding, outcomes);
    }
    return status;
}

/* A set that may be much the same as the new one. */
static vw_status find_earlier_set(run *r, const vw_finding *finding, vw_outcomes *outcomes)
{
    const vw_finding *before = NULL;
    if (r->options->earlier == NULL) {
        return VW_OK;
    }
    vw_status status = vw_earlier_finding(&before, r->options->earlier, r->diags, finding->test);
    outcomes->earlier = before != NULL ? before->outcome_set : 0;
    return status;
}

static vw_status run_test(run *r, size_t index, vw_finding *finding)
{
    const vw_planned_test *planned = &r->plan->tests[index];
    vw_outcomes outcomes = {0};
    vw_diags *failed = vw_diags_new(r->scratch);
    bool done = false;
    vw_status status = take_over(r, &done, index, finding, &outcomes);
    if (status != VW_OK) {
        return status;
    }
    if (!done) {
        status = find_outcomes(r, failed, index, finding, &outcomes);
    }
    if (status == VW_OK) {
        status = survey(r, failed, planned->rule, finding);
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
    hash_finding(r, finding, found ? &outcomes : NULL);
    status = found ? find_earlier_set(r, finding, &outcomes) : VW_OK;
    return status == VW_OK
               ? r->sink->finding(r->sink->self, r->diags, finding, found ? &outcomes : NULL)
               : status;
}

static const char *sql_for(run *r, const vw_planned_test *planned)
{
    const char *given = r->options->sql_of != NULL
                            ? r->options->sql_of(r->options->sql_source, planned->test->id)
                            : NULL;
    return given != NULL ? given : vw_rule_sql(r->arena, planned->rule, r->frame);
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
            VW_DIAG(r->diags, E005, (vw_place){0}, NULL);
            return VW_ERR_STORE;
        }
        if (status != VW_OK) {
            return status;
        }
    }
    *out = (vw_findings){.items = findings, .count = r->plan->test_count};
    return VW_OK;
}

static void hash_conclusion(run *r, const vw_conclusion *conclusion)
{
    vw_hasher_add_text(r->total, conclusion->requirement);
    vw_hasher_add_text(r->total, vw_aspect_name(conclusion->aspect));
    vw_hasher_add_text(r->total,
                       conclusion->has_computed ? vw_result_name(conclusion->computed) : NULL);
    vw_hasher_add_text(r->total,
                       conclusion->has_judged ? vw_result_name(conclusion->judged) : NULL);
    vw_hasher_add_text(r->total, vw_result_name(conclusion->result));
    vw_hasher_add_text(r->total, conclusion->judged_by);
    vw_hasher_add_text(r->total, conclusion->reason);
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
        hash_conclusion(r, &by_aspect[aspect]);
        vw_status status = r->sink->conclusion(r->sink->self, r->diags, &by_aspect[aspect]);
        if (status != VW_OK) {
            return status;
        }
    }
    vw_result result = vw_conclude_requirement(requirement, by_aspect);
    vw_hasher_add_text(r->total, vw_result_name(result));
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

/* Only these are looked for together: of the others nothing has to be found. */
static vw_status find_changed(run *r)
{
    vw_status status = VW_OK;
    for (size_t i = 0; r->changed != NULL && i < r->plan->test_count && status == VW_OK; i++) {
        const vw_finding *before = NULL;
        const char *input = NULL;
        r->changed[i] = true;
        if (r->options->earlier == NULL) {
            continue;
        }
        status =
            vw_earlier_usable(&before, r->options->earlier, r->diags, r->plan->tests[i].test->id);
        if (status == VW_OK && before != NULL && before->input_sha256 != NULL) {
            status = vw_input_of(&input, r->inputs, r->scratch, r->diags, &r->plan->tests[i],
                                 r->frame->mark);
            r->changed[i] = status != VW_OK || strcmp(input, before->input_sha256) != 0;
        }
    }
    vw_arena_reset(r->scratch);
    return status;
}

static vw_status prepare(run *r)
{
    char until[11];
    vw_date_format(until, r->frame->period_until);
    vw_status status =
        vw_stmt_new(&r->later, r->db, r->arena, r->diags,
                    vw_printf(r->arena,
                              "SELECT count(*) FROM import WHERE kind = ?1 AND id <= %lld AND "
                              "substr(collected_at, 1, 10) > '%s'",
                              (long long)r->frame->mark, until));
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
    return status == VW_OK ? find_changed(r) : status;
}

static vw_status hash_imports(run *r)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status = vw_stmt_new(&stmt, r->db, r->scratch, r->diags,
                                   "SELECT head_sha256 FROM import WHERE id <= ?1 ORDER BY id");
    if (status == VW_OK) {
        vw_stmt_bind_int(stmt, 1, r->frame->mark);
    }
    while (status == VW_OK && row) {
        status = vw_stmt_step(stmt, r->diags, &row);
        if (status == VW_OK && row) {
            vw_hasher_add_text(r->total, vw_stmt_text(stmt, 0));
        }
    }
    vw_stmt_free(stmt);
    return status;
}

/* What the results rest on, so that one hash stands for all of it. */
static vw_status hash_basis(run *r)
{
    const vw_date dates[] = {r->frame->as_of, r->frame->period_from, r->frame->period_until};
    char facts[65];
    bool intact;
    vw_status status = vw_dossier_facts_hash(facts, &intact, r->dossier, r->diags);
    vw_hasher_start(r->total);
    vw_hasher_add_text(r->total, facts);
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        char text[11];
        vw_date_format(text, dates[i]);
        vw_hasher_add_text(r->total, text);
    }
    for (size_t i = 0; i < r->plan->framework_count; i++) {
        vw_hasher_add_text(r->total, r->plan->frameworks[i]->id);
    }
    return status == VW_OK ? hash_imports(r) : status;
}

vw_status vw_perform(char result_sha256[65], vw_dossier *dossier, const vw_plan *plan,
                     const vw_rule_frame *frame, const vw_perform_options *options,
                     const vw_result_sink *sink, vw_arena *arena, vw_diags *diags)
{
    run r = {
        .dossier = dossier,
        .db = vw_dossier_db(dossier),
        .plan = plan,
        .frame = frame,
        .options = options,
        .sink = sink,
        .arena = arena,
        .scratch = vw_arena_new(),
        .diags = diags,
        .total = vw_hasher_new(arena),
        .of_test = vw_hasher_new(arena),
        .first_recipe = options->recipe == VW_RECIPE_FIRST,
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
        vw_columns_source *columns = vw_columns_source_new(arena, dossier, plan, frame, r.changed);
        vw_columns_source_bound(columns, bounds);
        r.sources[0] = vw_columns_source_of(columns);
    }
    r.sources[1] = vw_sql_source_of(vw_sql_source_new(arena, dossier, bounds));
    vw_findings findings = {0};
    vw_status status = hash_basis(&r);
    if (status == VW_OK) {
        status = prepare(&r);
    }
    if (status == VW_OK) {
        status = run_tests(&r, &findings);
    }
    if (status == VW_OK) {
        status = run_requirements(&r, &findings);
    }
    vw_digest digest = vw_hasher_end(r.total);
    vw_digest_hex(result_sha256, &digest);
    if (options->counts != NULL) {
        *options->counts = r.counted;
    }
    vw_stmt_free(r.later);
    vw_arena_free(r.scratch);
    return status;
}
