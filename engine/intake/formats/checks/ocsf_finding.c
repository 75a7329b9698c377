/* SPDX-License-Identifier: EUPL-1.2 */
/* Findings of OCSF into records: checks by themselves, alerts and vulnerabilities with all that the
 * file has about each. */
#include "intake/formats/checks/ocsf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *vw_ocsf__pointer(char out[32], const vw_ocsf_event *event)
{
    out[0] = '\0';
    if (event->number != SIZE_MAX) {
        snprintf(out, 32, "/%zu", event->number);
    }
    return out;
}

void vw_ocsf__put_common(vw_checks *checks)
{
    static const char *const regions[] = {"cloud.region", "resources.0.region", "region", NULL};
    static const char *const accounts[] = {"cloud.account.uid", "cloud.account_uid",
                                           "cloud.account.name", NULL};
    vw_checks__take(checks, "tool", "metadata.product.name");
    vw_checks__take(checks, "tool_version", "metadata.product.version");
    vw_checks__take_first(checks, "account", accounts);
    vw_checks__take_first(checks, "region", regions);
    vw_checks__put(checks, "severity", vw_ocsf__severity(checks->scratch, checks->source));
}

/* ---- checks ------------------------------------------------------------------------------ */

static const char *put_check_id(vw_checks *checks)
{
    static const char *const ids[] = {"compliance.control", "metadata.event_code",
                                      "finding_info.analytic.uid", "analytic.uid", NULL};
    const char *id = vw_ocsf__first(checks->scratch, checks->source, ids);
    if (vw_checks__take_first(checks, "check_id", ids)) {
        return id;
    }
    id = vw_ocsf__first(checks->scratch, checks->source, vw_ocsf_titles);
    if (!vw_checks__put(checks, "check_id", id)) {
        VW_DIAG(checks->run->diags, N104, vw_checks__place(checks, NULL), NULL);
    }
    return id;
}

static void put_standards(vw_checks *checks)
{
    vw_arena *arena = checks->scratch;
    const json_t *event = checks->source;
    const char *standards = vw_checks__join(arena, vw_json_at(event, "compliance.standards"), "; ");
    const char *points =
        vw_checks__join(arena, vw_json_at(event, "compliance.requirements"), " | ");
    if (vw_checks__put(checks, "standard", standards)) {
        vw_checks__taken(checks, "compliance.standards");
    }
    if (points != NULL) {
        if (vw_checks__put(checks, "controls", points)) {
            vw_checks__taken(checks, "compliance.requirements");
        }
        return;
    }
    points = vw_checks__join_lists(arena, vw_json_at(event, "unmapped.compliance"));
    if (vw_checks__put(checks, "controls", points)) {
        vw_checks__taken(checks, "unmapped.compliance");
    }
}

static vw_status take_check(vw_checks *checks, const vw_ocsf_event *event)
{
    static const char *const details[] = {"status_detail", "compliance.status_detail", "message",
                                          NULL};
    static const char *const types[] = {"resources.0.type", "resource.type", NULL};
    static const char *const seen[] = {"finding_info.first_seen_time", "finding.first_seen_time",
                                       NULL};
    vw_arena *arena = checks->scratch;
    const char *id = put_check_id(checks);
    const char *first = vw_ocsf__instant(arena, event->event, seen);
    vw_checks__put_result(checks, vw_ocsf__result(checks));
    vw_checks__take_first(checks, "title", vw_ocsf_titles);
    vw_ocsf__put_common(checks);
    put_standards(checks);
    vw_checks__take(checks, "provider", "cloud.provider");
    vw_checks__take_first(checks, "resource", vw_ocsf_resources);
    vw_checks__take_first(checks, "resource_type", types);
    vw_checks__take_first(checks, "detail", details);
    if (first != NULL) {
        vw_checks__put(checks, "first_seen_on", vw_strndup(arena, first, 10));
    }
    if (event->time == NULL) {
        (void)vw_checks__read_instant(checks, json_object_get(event->event, "time"));
    }
    const char *time = vw_checks__put_time(checks, "checked_at", event->time);
    const char *uid = vw_ocsf__first(arena, event->event, vw_ocsf_uids);
    const char *tool = vw_json_text(arena, event->event, "metadata.product.name");
    const char *account = vw_json_text(arena, event->event, "cloud.account.uid");
    const char *digits = vw_checks__file_digits(checks->run);
    const char *const by_uid[] = {tool, uid, event->time == NULL ? digits : NULL, time};
    const char *const by_content[] = {tool,
                                      id,
                                      account,
                                      vw_ocsf__first(arena, event->event, vw_ocsf_resources),
                                      account == NULL || event->time == NULL ? digits : NULL,
                                      time};
    if (uid != NULL) {
        vw_checks__put_key(checks, by_uid, sizeof by_uid / sizeof *by_uid);
    } else {
        vw_checks__put_key(checks, by_content, sizeof by_content / sizeof *by_content);
    }
    return vw_checks__row(checks, NULL);
}

vw_status vw_ocsf__take_checks(vw_intake_run *run, const vw_ocsf_event *events, size_t count,
                               const char *made_at)
{
    vw_checks *checks = NULL;
    vw_status status = vw_checks__begin(&checks, run, "configuration_check", "ocsf/1", made_at);
    for (size_t i = 0; i < count && status == VW_OK; i++) {
        char pointer[32];
        if (events[i].kind == VW_OCSF_CHECK) {
            vw_checks__next(checks, events[i].event, vw_ocsf__pointer(pointer, &events[i]));
            status = take_check(checks, &events[i]);
        }
    }
    return status == VW_OK ? vw_checks__end(checks) : status;
}

/* ---- findings over time ------------------------------------------------------------------ */

/* What one event says of one finding. */
typedef struct {
    const vw_ocsf_event *event;
    const json_t *part; /* the vulnerability at hand, or NULL */
    const char *key;
} report;

typedef VW_VEC(report) reports;

static int by_finding_and_time(const void *a, const void *b)
{
    const report *left = a, *right = b;
    int order = strcmp(left->key, right->key);
    if (order == 0) {
        order = strcmp(left->event->time != NULL ? left->event->time : "",
                       right->event->time != NULL ? right->event->time : "");
    }
    if (order == 0 && left->event->number != right->event->number) {
        order = left->event->number < right->event->number ? -1 : 1;
    }
    return order;
}

static const char *finding_key(vw_arena *arena, const json_t *event)
{
    const char *uid = vw_ocsf__first(arena, event, vw_ocsf_uids);
    const char *title = vw_ocsf__first(arena, event, vw_ocsf_titles);
    const char *time = vw_ocsf__time(arena, event);
    if (uid != NULL) {
        return uid;
    }
    return vw_printf(arena, "%s/%s", title != NULL ? title : "", time != NULL ? time : "");
}

/* The source of a record: the last report, with those before it. */
static const json_t *source_of(vw_arena *arena, const report *first, const report *last)
{
    json_t *source = vw_checks__copy(arena, last->event->event);
    json_t *earlier = json_array();
    for (const report *one = first; one < last; one++) {
        if (json_array_append(earlier, vw_formats__iterated(one->event->event)) != 0) {
            vw_out_of_memory();
        }
    }
    if (last->part != NULL) {
        json_object_del(source, "vulnerabilities");
        vw_checks__set(source, "vulnerability", last->part);
    }
    if (last > first) {
        vw_checks__set(source, "earlier_events", earlier);
    }
    json_decref(earlier);
    return source;
}

/* When the finding was changed into [least] or beyond, if an event tells: the event that makes a
 * finding says nothing of when people looked at it. */
static const char *when_changed(const report *first, const report *last, vw_ocsf_status least)
{
    enum { UPDATE = 2, CLOSE = 3 };
    for (const report *one = first; one <= last; one++) {
        json_int_t activity = json_integer_value(json_object_get(one->event->event, "activity_id"));
        if ((activity == UPDATE || activity == CLOSE) &&
            vw_ocsf__status_of(one->event->event) >= least) {
            return one->event->time;
        }
    }
    return NULL;
}

/* ---- alerts ------------------------------------------------------------------------------ */

static void put_status(vw_checks *checks, const report *first, const report *last)
{
    static const char *const words[] = {NULL,       "new",      "in_progress", "suppressed",
                                        "resolved", "archived", "deleted"};
    static const char *const changed[] = {"finding_info.modified_time", "finding.modified_time",
                                          NULL};
    vw_ocsf_status status = vw_ocsf__status_of(last->event->event);
    const char *closed = NULL;
    if (status >= VW_OCSF_SUPPRESSED) {
        closed = when_changed(first, last, VW_OCSF_SUPPRESSED);
        closed = closed != NULL ? closed
                                : vw_ocsf__instant(checks->scratch, last->event->event, changed);
    }
    vw_checks__put(checks, "status", words[status]);
    vw_checks__put(checks, "triaged_at", when_changed(first, last, VW_OCSF_IN_PROGRESS));
    vw_checks__put(checks, "closed_at", closed);
}

static void put_verdict(vw_checks *checks)
{
    static const char *const by_id[] = {NULL, "false_positive", "true_positive", NULL,
                                        NULL, "benign",         "test"};
    json_int_t id = json_integer_value(json_object_get(checks->source, "verdict_id"));
    if (id > 0 && id < (json_int_t)(sizeof by_id / sizeof *by_id)) {
        vw_checks__put(checks, "verdict", by_id[id]);
    }
}

static vw_status take_alert(vw_checks *checks, const report *first, const report *last)
{
    static const char *const created[] = {"finding_info.created_time", "finding.created_time",
                                          NULL};
    static const char *const began[] = {"finding_info.first_seen_time", "finding.first_seen_time",
                                        "start_time", NULL};
    static const char *const ended[] = {"finding_info.last_seen_time", "finding.last_seen_time",
                                        "end_time", NULL};
    static const char *const rules[] = {"finding_info.analytic.name", "finding_info.analytic.uid",
                                        "analytic.name", "analytic.uid", NULL};
    static const char *const details[] = {"message", "finding_info.desc", "finding.desc",
                                          "status_detail", NULL};
    const json_t *event = last->event->event;
    const char *raised = vw_ocsf__instant(checks->scratch, event, created);
    if (!vw_checks__take_first(checks, "title", vw_ocsf_titles)) {
        vw_checks__put(checks, "title", "(?)");
    }
    vw_ocsf__put_common(checks);
    put_status(checks, first, last);
    put_verdict(checks);
    vw_checks__take_first(checks, "rule", rules);
    vw_checks__take_first(checks, "resource", vw_ocsf_resources);
    vw_checks__take_first(checks, "detail", details);
    vw_checks__put(checks, "first_seen_at", vw_ocsf__instant(checks->scratch, event, began));
    vw_checks__put(checks, "last_seen_at", vw_ocsf__instant(checks->scratch, event, ended));
    vw_checks__put_time(checks, "raised_at", raised != NULL ? raised : first->event->time);
    const char *const key[] = {vw_json_text(checks->scratch, event, "metadata.product.name"),
                               last->key};
    vw_checks__put_key(checks, key, sizeof key / sizeof *key);
    return vw_checks__row(checks, NULL);
}

/* ---- vulnerabilities --------------------------------------------------------------------- */

static void put_vulnerability(vw_checks *checks)
{
    static const char *const ids[] = {"vulnerability.cve.uid", "vulnerability.advisory.uid",
                                      "vulnerability.cwe.uid", "vulnerability.title", NULL};
    const char *severity = vw_checks__severity(
        vw_json_text(checks->scratch, checks->source, "vulnerability.severity"));
    if (severity == NULL) {
        severity = vw_ocsf__severity(checks->scratch, checks->source);
    }
    if (severity != NULL && strcmp(severity, "informational") == 0) {
        severity = "none";
    }
    vw_checks__take_first(checks, "identifier", ids);
    vw_checks__put(checks, "severity", severity);
    vw_checks__take(checks, "cvss_score", "vulnerability.cve.cvss.0.base_score");
    vw_checks__take(checks, "cvss_vector", "vulnerability.cve.cvss.0.vector_string");
    vw_checks__put(checks, "source", "scan");
}

static vw_status take_vulnerability(vw_checks *checks, const report *first, const report *last)
{
    static const char *const began[] = {
        "vulnerability.first_seen_time", "finding_info.first_seen_time", "finding.first_seen_time",
        "finding_info.created_time",     "finding.created_time",         NULL};
    static const char *const changed[] = {"finding_info.modified_time", "finding.modified_time",
                                          "time", NULL};
    vw_arena *arena = checks->scratch;
    const char *found = vw_ocsf__instant(arena, checks->source, began);
    put_vulnerability(checks);
    if (vw_ocsf__status_of(checks->source) == VW_OCSF_RESOLVED) {
        const char *closed = when_changed(first, last, VW_OCSF_RESOLVED);
        closed = closed != NULL ? closed : vw_ocsf__instant(arena, checks->source, changed);
        vw_checks__put(checks, "mitigated_on",
                       closed != NULL ? vw_strndup(arena, closed, 10) : NULL);
    }
    vw_checks__put_time(checks, NULL, found != NULL ? found : first->event->time);
    const char *const key[] = {vw_json_text(arena, checks->source, "metadata.product.name"),
                               last->key};
    vw_checks__put_key(checks, key, sizeof key / sizeof *key);
    return vw_checks__row(checks, NULL);
}

/* ---- imports ----------------------------------------------------------------------------- */

typedef vw_status taking(vw_checks *checks, const report *first, const report *last);

static vw_status take_reports(vw_intake_run *run, reports *all, const char *kind,
                              const char *made_at, taking *take)
{
    vw_checks *checks = NULL;
    vw_status status = vw_checks__begin(&checks, run, kind, "ocsf/1", made_at);
    qsort(all->items, all->count, sizeof *all->items, by_finding_and_time);
    for (size_t i = 0, next; i < all->count && status == VW_OK; i = next) {
        char pointer[32];
        for (next = i + 1;
             next < all->count && strcmp(all->items[next].key, all->items[i].key) == 0; next++) {
        }
        const report *last = &all->items[next - 1];
        vw_checks__next(checks, NULL, vw_ocsf__pointer(pointer, last->event));
        checks->source = source_of(checks->scratch, &all->items[i], last);
        status = take(checks, &all->items[i], last);
    }
    return status == VW_OK ? vw_checks__end(checks) : status;
}

vw_status vw_ocsf__take_alerts(vw_intake_run *run, const vw_ocsf_event *events, size_t count,
                               const char *made_at)
{
    reports all = {0};
    for (size_t i = 0; i < count; i++) {
        const report one = {&events[i], NULL, finding_key(run->arena, events[i].event)};
        if (events[i].kind == VW_OCSF_ALERT) {
            VW_PUSH(run->arena, all, one);
        }
    }
    return take_reports(run, &all, "monitoring_alert", made_at, take_alert);
}

static void add_vulnerabilities(reports *all, vw_arena *arena, const vw_ocsf_event *event)
{
    static const char *const ids[] = {"cve.uid", "advisory.uid", "cwe.uid", "title", NULL};
    const json_t *list = json_object_get(event->event, "vulnerabilities");
    const char *finding = finding_key(arena, event->event);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *part = json_array_get(list, i);
        const char *id = vw_ocsf__first(arena, part, ids);
        const report one = {
            event, part,
            vw_printf(arena, "%s/%s", finding, id != NULL ? id : vw_printf(arena, "%zu", i))};
        if (json_is_object(part)) {
            VW_PUSH(arena, *all, one);
        }
    }
}

static bool has_asset(const vw_intake_options *options)
{
    for (size_t i = 0; i < options->constant_count; i++) {
        if (strcmp(options->constants[i].field, "asset") == 0) {
            return true;
        }
    }
    return false;
}

vw_status vw_ocsf__take_vulnerabilities(vw_intake_run *run, const vw_ocsf_event *events,
                                        size_t count, const char *made_at)
{
    reports all = {0};
    for (size_t i = 0; i < count; i++) {
        if (events[i].kind == VW_OCSF_VULNERABILITY) {
            add_vulnerabilities(&all, run->arena, &events[i]);
        }
    }
    if (all.count > 0 && !has_asset(run->options)) {
        VW_DIAG(run->diags, N109, (vw_place){.file = run->options->path},
                vw_printf(run->arena, "%zu", all.count));
        return VW_ERR_INPUT;
    }
    return all.count > 0
               ? take_reports(run, &all, "vulnerability_finding", made_at, take_vulnerability)
               : VW_OK;
}
