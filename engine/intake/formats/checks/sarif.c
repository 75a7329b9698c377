/* SPDX-License-Identifier: EUPL-1.2 */
/* SARIF: each result a check, each run a scan. */
#include "intake/formats/checks/sarif.h"

#include <stdlib.h>
#include <string.h>

/* ---- one result -------------------------------------------------------------------------- */

/* Accepted is the default (3.35.3). One that is under review or was rejected leaves the result
 * standing, whatever others say. An unknown word is no acceptance. */
static bool is_suppressed(const json_t *result)
{
    const json_t *suppressions = json_object_get(result, "suppressions");
    for (size_t i = 0; i < json_array_size(suppressions); i++) {
        const json_t *status = json_object_get(json_array_get(suppressions, i), "status");
        const char *word = json_string_value(status);
        if (status != NULL && (word == NULL || strcmp(word, "accepted") != 0)) {
            return false;
        }
    }
    return json_array_size(suppressions) > 0;
}

static vw_check_result result_of(vw_checks *checks, const json_t *result)
{
    static const struct {
        const char *kind;
        vw_check_result result;
    } kinds[] = {{"fail", VW_CHECK_FAILED},
                 {"pass", VW_CHECK_PASSED},
                 {"open", VW_CHECK_UNDETERMINED},
                 {"review", VW_CHECK_MANUAL},
                 {"notApplicable", VW_CHECK_NOT_APPLICABLE},
                 {"informational", VW_CHECK_INFORMATIONAL}};
    const char *baseline = json_string_value(json_object_get(result, "baselineState"));
    const char *kind = vw_json_text(checks->scratch, result, "kind");
    if (baseline != NULL && strcmp(baseline, "absent") == 0) {
        return VW_CHECK_RESOLVED; /* an earlier run found it, this one did not (3.27.24) */
    }
    if (is_suppressed(result)) {
        return VW_CHECK_SUPPRESSED;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kind != NULL ? kind : "fail", kinds[i].kind) == 0) {
            return kinds[i].result;
        }
    }
    VW_DIAG(checks->run->diags, N103, vw_checks__place(checks, "/kind"), kind);
    return VW_CHECK_UNDETERMINED;
}

/* The scale of CVSS, as code scanning services use it for "security-severity". */
static const char *severity_of_score(const char *score)
{
    double value = score != NULL ? strtod(score, NULL) : 0;
    return value >= 9   ? "critical"
           : value >= 7 ? "high"
           : value >= 4 ? "medium"
           : value > 0  ? "low"
                        : NULL;
}

static const char *severity_of(vw_checks *checks, const vw_sarif_run *run, const json_t *rule)
{
    static const char *const levels[][2] = {
        {"error", "high"}, {"warning", "medium"}, {"note", "low"}, {"none", "informational"}};
    const char *path = "properties.security-severity";
    const char *severity = severity_of_score(vw_json_text(checks->scratch, checks->source, path));
    if (severity == NULL) {
        severity = severity_of_score(vw_json_text(checks->scratch, rule, path));
    }
    const char *level = vw_sarif__level(run, checks->source, rule);
    for (size_t i = 0; severity == NULL && i < sizeof levels / sizeof *levels; i++) {
        severity = strcmp(level, levels[i][0]) == 0 ? levels[i][1] : NULL;
    }
    return severity;
}

/* "36:2": line and column of the first location, or the name of a place in the program. */
static const char *put_location(vw_checks *checks)
{
    const char *const line = "locations.0.physicalLocation.region.startLine";
    const char *const column = "locations.0.physicalLocation.region.startColumn";
    const char *from = vw_json_text(checks->scratch, checks->source, line);
    const char *at = vw_json_text(checks->scratch, checks->source, column);
    if (from == NULL) {
        const char *const name = "locations.0.logicalLocations.0.fullyQualifiedName";
        vw_checks__take(checks, "location", name);
        return vw_json_text(checks->scratch, checks->source, name);
    }
    const char *location = at != NULL ? vw_printf(checks->scratch, "%s:%s", from, at) : from;
    if (vw_checks__put(checks, "location", location)) {
        vw_checks__taken(checks, line);
        vw_checks__taken(checks, column);
    }
    return location;
}

static const char *put_resource(vw_checks *checks, const vw_sarif_run *run)
{
    const char *const uri = "locations.0.physicalLocation.artifactLocation.uri";
    const json_t *number =
        vw_json_at(checks->source, "locations.0.physicalLocation.artifactLocation.index");
    if (vw_checks__take(checks, "resource", uri)) {
        return vw_json_text(checks->scratch, checks->source, uri);
    }
    if (!json_is_integer(number) || json_integer_value(number) < 0) {
        return NULL;
    }
    const json_t *artifact =
        json_array_get(json_object_get(run->run, "artifacts"), (size_t)json_integer_value(number));
    const char *found = vw_json_text(checks->scratch, artifact, "location.uri");
    vw_checks__put(checks, "resource", found);
    return found;
}

/* What tells a result from others of the same rule in the same file: a fingerprint of the tool, by
 * the first name in order; else the result's words. */
static const char *identity_of(const vw_checks *checks, const char *message)
{
    static const char *const places[] = {"fingerprints", "partialFingerprints"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const char *name, *first = NULL, *value = NULL;
        json_t *print;
        json_object_foreach(vw_formats__iterated(json_object_get(checks->source, places[i])), name,
                            print)
        {
            if (json_is_string(print) && (first == NULL || strcmp(name, first) < 0)) {
                first = name;
                value = json_string_value(print);
            }
        }
        if (value != NULL) {
            return value;
        }
    }
    const char *guid = json_string_value(json_object_get(checks->source, "guid"));
    return guid != NULL ? guid : message;
}

static void put_suppression(vw_checks *checks)
{
    vw_buf reasons = {.arena = checks->scratch};
    const json_t *suppressions = json_object_get(checks->source, "suppressions");
    for (size_t i = 0; i < json_array_size(suppressions); i++) {
        const json_t *one = json_array_get(suppressions, i);
        const char *reason = json_string_value(json_object_get(one, "justification"));
        vw_buf_add(&reasons, reason != NULL && reasons.length > 0 ? "; " : "");
        vw_buf_add(&reasons, reason != NULL ? reason : "");
    }
    vw_checks__put(checks, "suppressed_because", vw_buf_text(&reasons));
}

static const char *put_check_id(vw_checks *checks, const json_t *rule)
{
    static const char *const paths[] = {"ruleId", "rule.id", NULL};
    if (vw_checks__take_first(checks, "check_id", paths)) {
        const char *id = vw_json_text(checks->scratch, checks->source, "ruleId");
        return id != NULL ? id : vw_json_text(checks->scratch, checks->source, "rule.id");
    }
    const char *id = vw_json_text(checks->scratch, rule, "id");
    if (!vw_checks__put(checks, "check_id", id)) {
        id = "(no rule)"; /* allowed: a message by itself */
        vw_checks__put(checks, "check_id", id);
    }
    return id;
}

static void put_rule(vw_checks *checks, const vw_sarif_run *run, const json_t *rule)
{
    static const char *const titles[] = {"shortDescription.text", "name", "fullDescription.text"};
    bool titled = false;
    for (size_t i = 0; !titled && i < sizeof titles / sizeof *titles; i++) {
        titled = vw_checks__put(checks, "title", vw_json_text(checks->scratch, rule, titles[i]));
    }
    vw_checks__put(checks, "severity", severity_of(checks, run, rule));
    vw_checks__put(checks, "controls", vw_sarif__taxa(checks->scratch, checks->source, rule));
    vw_checks__put(checks, "tool", run->tool);
    vw_checks__put(checks, "tool_version", run->version);
}

static vw_status take_result(vw_checks *checks, vw_sarif_run *run, const json_t *result)
{
    const vw_sarif_component *component;
    const json_t *rule = vw_sarif__rule(&component, run, result);
    vw_check_result outcome = result_of(checks, result);
    const char *message =
        vw_sarif__message(checks->scratch, component, rule, json_object_get(result, "message"));
    const char *time = run->ended;
    if (outcome != VW_CHECK_RESOLVED) { /* that it is gone was seen in this run */
        const json_t *seen = vw_json_at(result, "provenance.lastDetectionTimeUtc");
        const char *instant = vw_checks__read_instant(checks, seen);
        time = instant != NULL ? instant : time;
    }
    const char *first =
        vw_checks__instant(checks->scratch, vw_json_at(result, "provenance.firstDetectionTimeUtc"));
    vw_checks__put_result(checks, outcome);
    vw_checks__count(&run->counts, outcome);
    const char *id = put_check_id(checks, rule);
    put_rule(checks, run, rule);
    put_suppression(checks);
    const char *resource = put_resource(checks, run);
    const char *location = put_location(checks);
    if (vw_checks__put(checks, "detail", message) &&
        vw_json_at(result, "message.arguments") == NULL) {
        vw_checks__taken(checks, "message.text");
    }
    if (first != NULL) {
        vw_checks__put(checks, "first_seen_on", vw_strndup(checks->scratch, first, 10));
    }
    const char *day = vw_checks__put_time(checks, "checked_at", time);
    const char *const key[] = {
        run->tool, run->scope, id, resource, location, identity_of(checks, message), day};
    vw_checks__put_key(checks, key, sizeof key / sizeof *key);
    return vw_checks__row(checks, NULL);
}

/* ---- runs -------------------------------------------------------------------------------- */

static vw_status take_results(vw_checks *checks, vw_sarif_run *run)
{
    const json_t *results = json_object_get(run->run, "results");
    vw_status status = VW_OK;
    for (size_t i = 0; i < json_array_size(results) && status == VW_OK; i++) {
        const json_t *result = json_array_get(results, i);
        char pointer[80];
        snprintf(pointer, sizeof pointer, "%s/results/%zu", run->pointer, i);
        if (vw_checks__must_be(checks->run, result, VW_CHECKS_OBJECT, pointer)) {
            vw_checks__next(checks, result, pointer);
            status = take_result(checks, run, result);
        }
    }
    return status;
}

/* "true" when every invocation succeeded, "false" when one did not, NULL when one does not say. */
static const char *success_of(const json_t *run)
{
    const json_t *invocations = json_object_get(run, "invocations");
    const char *success = json_array_size(invocations) > 0 ? "true" : NULL;
    for (size_t i = 0; i < json_array_size(invocations); i++) {
        const json_t *one = json_object_get(json_array_get(invocations, i), "executionSuccessful");
        if (json_is_false(one)) {
            return "false";
        }
        success = json_is_true(one) ? success : NULL;
    }
    return success;
}

/* A run without results did not begin to look, or only tells of its rules (SARIF 2.1.0, 3.14.23):
 * "looked and found nothing" is an empty list. */
static bool has_looked(const json_t *run)
{
    return json_is_array(json_object_get(run, "results")) ||
           json_array_size(vw_json_at(run, "externalPropertyFileReferences.results")) > 0;
}

static void tell_about_run(const vw_checks *checks, const vw_sarif_run *run, const char *success)
{
    const json_t *elsewhere = vw_json_at(run->run, "externalPropertyFileReferences.results");
    vw_diags *diags = checks->run->diags;
    if (!has_looked(run->run)) {
        VW_DIAG(diags, N158, vw_checks__place(checks, NULL), run->tool);
    }
    if (success != NULL && strcmp(success, "false") == 0) {
        VW_DIAG(diags, N106, vw_checks__place(checks, NULL), run->tool);
    }
    if (json_array_size(elsewhere) > 0) {
        const char *file = vw_json_text(checks->scratch, elsewhere, "0.location.uri");
        VW_DIAG(diags, N105, vw_checks__place(checks, NULL), file != NULL ? file : "");
    }
}

/* The run itself, with all that is no result: rules, artifacts, notifications. */
static vw_status take_run(vw_checks *checks, const vw_sarif_run *run, const json_t *document)
{
    json_t *about = vw_checks__copy(checks->run->arena, run->run);
    json_t *around = vw_checks__copy(checks->run->arena, document);
    const char *success = success_of(run->run);
    json_object_del(about, "results");
    json_object_del(around, "runs");
    vw_checks__set(about, "document", around);
    vw_checks__next(checks, about, run->pointer);
    tell_about_run(checks, run, success);
    if (vw_checks__put(checks, "tool", run->tool)) {
        vw_checks__taken(checks, "tool.driver.name");
    }
    vw_checks__put(checks, "tool_version", run->version);
    vw_checks__take(checks, "target", "versionControlProvenance.0.repositoryUri");
    vw_checks__put(checks, "started_at", run->started);
    if (has_looked(run->run) || (success != NULL && strcmp(success, "false") == 0)) {
        vw_checks__put(checks, "successful", success);
    }
    if (json_is_array(json_object_get(run->run, "results"))) {
        vw_checks__put_counts(checks, &run->counts);
    }
    const char *day = vw_checks__put_time(checks, "ended_at", run->ended);
    const char *const key[] = {run->tool, run->scope, day};
    vw_checks__put_key(checks, key, sizeof key / sizeof *key);
    return vw_checks__row(checks, NULL);
}

/* Which project, by the members that tell; the name of an automation is often that of its kind
 * ("/language:c") in every project. Where only the tool and a day are left, the file itself. */
static const char *scope_of(const vw_intake_run *intake, const json_t *run, const char *ended)
{
    static const char *const names[] = {"versionControlProvenance.0.repositoryUri",
                                        "automationDetails.guid", "automationDetails.id"};
    const size_t telling = 2;
    vw_buf scope = {.arena = intake->arena};
    bool told = false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *text = vw_json_text(intake->arena, run, names[i]);
        if (text != NULL && *text != '\0') {
            vw_buf_addf(&scope, "%s%s", scope.length > 0 ? "/" : "", text);
            told = told || i < telling;
        }
    }
    if (!told || ended == NULL) {
        vw_buf_addf(&scope, "%s%s", scope.length > 0 ? "/" : "", vw_checks__file_digits(intake));
    }
    return vw_buf_text(&scope);
}

static void read_run(vw_sarif_run *out, const vw_intake_run *intake, const json_t *run,
                     size_t number)
{
    vw_arena *arena = intake->arena;
    const json_t *invocations = json_object_get(run, "invocations");
    *out = (vw_sarif_run){.run = run, .pointer = vw_printf(arena, "/runs/%zu", number)};
    out->tool = vw_json_text(arena, run, "tool.driver.name");
    out->tool = out->tool != NULL && *out->tool != '\0' ? out->tool : "SARIF";
    out->version = vw_json_text(arena, run, "tool.driver.semanticVersion");
    if (out->version == NULL) {
        out->version = vw_json_text(arena, run, "tool.driver.version");
    }
    for (size_t i = 0; i < json_array_size(invocations); i++) {
        const json_t *one = json_array_get(invocations, i);
        const char *start = vw_checks__instant(arena, json_object_get(one, "startTimeUtc"));
        const char *end = vw_checks__instant(arena, json_object_get(one, "endTimeUtc"));
        if (start != NULL && (out->started == NULL || strcmp(start, out->started) < 0)) {
            out->started = start;
        }
        out->ended = vw_checks__later(out->ended, vw_checks__later(start, end));
    }
    out->scope = scope_of(intake, run, out->ended);
    vw_sarif__find_components(out, arena);
}

/* The last instant that the run speaks of. */
static const char *latest_of(vw_arena *arena, const vw_sarif_run *run)
{
    static const char *const names[] = {"firstDetectionTimeUtc", "lastDetectionTimeUtc"};
    const json_t *results = json_object_get(run->run, "results");
    const char *latest = run->ended;
    for (size_t i = 0; i < json_array_size(results); i++) {
        const json_t *provenance = json_object_get(json_array_get(results, i), "provenance");
        for (size_t j = 0; j < sizeof names / sizeof *names; j++) {
            const json_t *seen = json_object_get(provenance, names[j]);
            latest = vw_checks__later(latest, vw_checks__instant(arena, seen));
        }
    }
    return latest;
}

/* ---- the file ---------------------------------------------------------------------------- */

static bool recognise(const json_t *document)
{
    const char *schema = json_string_value(json_object_get(document, "$schema"));
    const json_t *runs = json_object_get(document, "runs");
    return runs != NULL && (json_is_string(json_object_get(document, "version")) ||
                            (schema != NULL && strstr(schema, "sarif") != NULL));
}

static bool read_runs(vw_sarif_run **out, size_t *count, vw_intake_run *run, const json_t *document)
{
    const json_t *runs = json_object_get(document, "runs");
    const char *version = vw_json_text(run->arena, document, "version");
    if (version == NULL || strcmp(version, "2.1.0") != 0) {
        const vw_place place = {.file = run->options->path, .field = "/version"};
        VW_DIAG(run->diags, N100, place, version != NULL ? version : "?");
        return false;
    }
    if (!vw_checks__must_be(run, runs, VW_CHECKS_ARRAY, "/runs")) {
        return false;
    }
    *out = VW_NEW_ARRAY(run->arena, json_array_size(runs), vw_sarif_run);
    *count = 0;
    for (size_t i = 0; i < json_array_size(runs); i++) {
        const json_t *one = json_array_get(runs, i);
        const char *pointer = vw_printf(run->arena, "/runs/%zu", i);
        if (vw_checks__must_be(run, one, VW_CHECKS_OBJECT, pointer)) {
            (void)vw_checks__is(run, json_object_get(one, "results"), VW_CHECKS_ARRAY,
                                vw_printf(run->arena, "%s/results", pointer));
            read_run(&(*out)[(*count)++], run, one, i);
        }
    }
    return true;
}

/* [*told] says whether N101 was told. */
static vw_status take_checks(bool *told, vw_intake_run *run, vw_sarif_run *runs, size_t count,
                             const char *made_at)
{
    vw_checks *checks = NULL;
    size_t results = 0;
    for (size_t i = 0; i < count; i++) {
        results += json_array_size(json_object_get(runs[i].run, "results"));
    }
    if (results == 0) {
        return VW_OK; /* a clean run is told by its scan */
    }
    vw_status status = vw_checks__begin(&checks, run, "configuration_check", "sarif/1", made_at);
    for (size_t i = 0; i < count && status == VW_OK; i++) {
        status = take_results(checks, &runs[i]);
    }
    if (status == VW_OK) {
        *told = checks->told_no_time;
        status = vw_checks__end(checks);
    }
    return status;
}

static vw_status take(vw_intake_run *run, const json_t *document)
{
    vw_sarif_run *runs = NULL;
    size_t count = 0;
    const char *made_at = NULL;
    if (!read_runs(&runs, &count, run, document)) {
        return VW_ERR_INPUT;
    }
    for (size_t i = 0; i < count; i++) {
        made_at = vw_checks__later(made_at, latest_of(run->arena, &runs[i]));
    }
    bool told = false;
    vw_checks *checks = NULL;
    vw_status status = take_checks(&told, run, runs, count, made_at);
    vw_status scans = vw_checks__begin(&checks, run, "scan", "sarif/1", made_at);
    if (scans == VW_OK) {
        checks->told_no_time = told;
    }
    for (size_t i = 0; i < count && scans == VW_OK; i++) {
        scans = take_run(checks, &runs[i], document);
    }
    scans = scans == VW_OK ? vw_checks__end(checks) : scans;
    return status == VW_OK ? scans : status;
}

static const char *const kinds[] = {"configuration_check", "scan", NULL};

static const char *const producer[] = {"runs.0.tool.driver.name", "runs.0.tool.driver.version",
                                       NULL};

const vw_json_format vw_format_sarif = {
    .producer = producer,
    .name = "sarif",
    .label = {"SARIF 2.1.0", "SARIF 2.1.0"},
    .kinds = kinds,
    .recognise = recognise,
    .take = take,
};
