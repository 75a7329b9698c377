/* SPDX-License-Identifier: EUPL-1.2 */
/* The JSON and the CSV of Powerpipe (and of Steampipe before it): each row of a control a check,
 * the JSON file a scan. A control that stands in several benchmarks is told in each. */
#include "intake/formats/checks/checks.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    vw_intake_run *run;
    vw_checks *checks;
    vw_check_counts counts;
    const char *benchmark; /* the outermost that has a name; may be NULL */
} powerpipe_file;

/* ---- what JSON and CSV share ------------------------------------------------------------- */

static vw_check_result result_of(vw_checks *checks, const char *status)
{
    static const struct {
        const char *word;
        vw_check_result result;
    } words[] = {{"ok", VW_CHECK_PASSED},
                 {"alarm", VW_CHECK_FAILED},
                 {"info", VW_CHECK_INFORMATIONAL},
                 {"skip", VW_CHECK_NOT_APPLICABLE},
                 {"error", VW_CHECK_ERROR}};
    for (size_t i = 0; status != NULL && i < sizeof words / sizeof *words; i++) {
        if (strcmp(status, words[i].word) == 0) {
            return words[i].result;
        }
    }
    VW_DIAG(checks->run->diags, N103,
            vw_checks__place(checks, checks->pointer != NULL ? "/status" : "status"),
            status != NULL ? status : "");
    return VW_CHECK_UNDETERMINED;
}

static const char *const account_names[] = {"account_id",      "account",    "subscription_id",
                                            "subscription",    "project_id", "project",
                                            "connection_name", NULL};
static const char *const region_names[] = {"region", "location", NULL};

/* ---- JSON -------------------------------------------------------------------------------- */

/* The value of the first dimension that has one of [names]. */
static const char *dimension(const json_t *dimensions, const char *const *names)
{
    for (; *names != NULL; names++) {
        for (size_t i = 0; i < json_array_size(dimensions); i++) {
            const json_t *one = json_array_get(dimensions, i);
            const char *key = json_string_value(json_object_get(one, "key"));
            const char *value = json_string_value(json_object_get(one, "value"));
            if (key != NULL && value != NULL && strcmp(key, *names) == 0) {
                return value;
            }
        }
    }
    return NULL;
}

/* All dimensions: "id=16, region=eu-west-1". What tells rows of one resource apart. */
static const char *all_dimensions(vw_arena *arena, const json_t *dimensions)
{
    vw_buf out = {.arena = arena};
    for (size_t i = 0; i < json_array_size(dimensions); i++) {
        const json_t *one = json_array_get(dimensions, i);
        const char *key = vw_json_text(arena, one, "key");
        const char *value = vw_json_text(arena, one, "value");
        if (key != NULL && value != NULL) {
            vw_buf_addf(&out, "%s%s=%s", i > 0 ? ", " : "", key, value);
        }
    }
    return vw_buf_text(&out);
}

/* [source] is a row with its control below "control" and its benchmark below "group". */
static vw_status take_row(powerpipe_file *file, const json_t *source, const char *pointer,
                          const char *status)
{
    vw_checks *checks = file->checks;
    vw_arena *arena = checks->scratch;
    const json_t *dimensions = json_object_get(source, "dimensions");
    const char *group = vw_json_text(arena, source, "group.group_id");
    checks->source = source;
    checks->pointer = vw_strdup(arena, pointer);
    vw_check_result result = result_of(checks, status);
    vw_checks__put_result(checks, result);
    vw_checks__count(&file->counts, result);
    if (!vw_checks__take(checks, "check_id", "control.control_id")) {
        VW_DIAG(checks->run->diags, N104, vw_checks__place(checks, NULL), NULL);
    }
    vw_checks__take(checks, "title", "control.title");
    vw_checks__put(checks, "severity",
                   vw_checks__severity(vw_json_text(arena, source, "control.severity")));
    vw_checks__take(checks, "resource", "resource");
    vw_checks__put(checks, "account", dimension(dimensions, account_names));
    vw_checks__put(checks, "region", dimension(dimensions, region_names));
    vw_checks__take(checks, "provider", "control.tags.plugin");
    vw_checks__put(checks, "tool", "Powerpipe");
    vw_checks__put(checks, "standard", file->benchmark);
    vw_checks__take(checks, "controls", "group.title");
    if (!vw_checks__take(checks, "detail", "reason")) {
        vw_checks__take(checks, "detail", "control.run_error");
    }
    const char *day = vw_checks__put_time(checks, NULL, NULL);
    const char *const key[] = {"Powerpipe",
                               group,
                               vw_json_text(arena, source, "control.control_id"),
                               vw_json_text(arena, source, "resource"),
                               all_dimensions(arena, dimensions),
                               vw_checks__file_digits(file->run),
                               day};
    vw_checks__put_key(checks, key, sizeof key / sizeof *key);
    return vw_checks__row(checks, NULL);
}

/* [object] without its members that are lists of others: what can be said of it in a line. */
static json_t *without(vw_arena *arena, const json_t *object, const char *const *lists)
{
    json_t *copy = vw_checks__copy(arena, object);
    for (; *lists != NULL; lists++) {
        json_object_del(copy, *lists);
    }
    return copy;
}

static vw_status take_control(powerpipe_file *file, const json_t *group, const json_t *control,
                              const char *pointer)
{
    static const char *const group_lists[] = {"groups", "controls", "summary", NULL};
    static const char *const control_lists[] = {"results", "summary", NULL};
    const json_t *results = json_object_get(control, "results");
    const char *error = json_string_value(json_object_get(control, "run_error"));
    vw_status status = VW_OK;
    size_t count = json_array_size(results);
    bool broken = count == 0 && error != NULL && *error != '\0';
    (void)vw_checks__is(file->run, results, VW_CHECKS_ARRAY,
                        vw_printf(file->run->arena, "%s/results", pointer));
    for (size_t i = 0; i < count + broken && status == VW_OK; i++) {
        const json_t *row = json_array_get(results, i);
        char at[32] = "";
        vw_checks__next(file->checks, NULL, NULL);
        vw_arena *arena = file->checks->scratch;
        if (!broken) {
            snprintf(at, sizeof at, "/results/%zu", i);
        }
        const char *place = vw_printf(arena, "%s%s", pointer, at);
        if (!broken && !vw_checks__must_be(file->run, row, VW_CHECKS_OBJECT, place)) {
            continue;
        }
        json_t *source = broken ? vw_checks__object(arena) : vw_checks__copy(arena, row);
        vw_checks__set(source, "control", without(arena, control, control_lists));
        vw_checks__set(source, "group", without(arena, group, group_lists));
        status = take_row(file, source, place,
                          broken ? "error" : json_string_value(json_object_get(row, "status")));
    }
    return status;
}

/* Groups hold groups; how deep a JSON document goes is bounded by its reader. */
static vw_status take_group(powerpipe_file *file, const json_t *group, const char *pointer)
{
    const json_t *groups = json_object_get(group, "groups");
    const json_t *controls = json_object_get(group, "controls");
    vw_arena *arena = file->run->arena;
    vw_status status = VW_OK;
    (void)vw_checks__is(file->run, groups, VW_CHECKS_ARRAY, vw_printf(arena, "%s/groups", pointer));
    (void)vw_checks__is(file->run, controls, VW_CHECKS_ARRAY,
                        vw_printf(arena, "%s/controls", pointer));
    for (size_t i = 0; i < json_array_size(controls) && status == VW_OK; i++) {
        const json_t *control = json_array_get(controls, i);
        const char *at = vw_printf(arena, "%s/controls/%zu", pointer, i);
        if (vw_checks__must_be(file->run, control, VW_CHECKS_OBJECT, at)) {
            status = take_control(file, group, control, at);
        }
    }
    for (size_t i = 0; i < json_array_size(groups) && status == VW_OK; i++) {
        const json_t *inner = json_array_get(groups, i);
        const char *at = vw_printf(arena, "%s/groups/%zu", pointer, i);
        if (vw_checks__must_be(file->run, inner, VW_CHECKS_OBJECT, at)) {
            status = take_group(file, inner, at);
        }
    }
    return status;
}

static vw_status take_scan(powerpipe_file *file, const json_t *document)
{
    static const char *const lists[] = {"groups", "controls", NULL};
    vw_checks *checks = NULL;
    vw_status status = vw_checks__begin(&checks, file->run, "scan", "powerpipe/1", NULL);
    if (status != VW_OK) {
        return status;
    }
    vw_checks__next(checks, without(file->run->arena, document, lists), "");
    checks->told_no_time = true; /* by its checks */
    vw_checks__put(checks, "tool", "Powerpipe");
    vw_checks__put(checks, "type", "configuration");
    vw_checks__put(checks, "standard", file->benchmark);
    vw_checks__put_counts(checks, &file->counts);
    const char *day = vw_checks__put_time(checks, NULL, NULL);
    const char *const key[] = {"Powerpipe", file->benchmark, vw_checks__file_digits(file->run),
                               day};
    vw_checks__put_key(checks, key, sizeof key / sizeof *key);
    status = vw_checks__row(checks, NULL);
    return status == VW_OK ? vw_checks__end(checks) : status;
}

static vw_status take(vw_intake_run *run, const json_t *document)
{
    powerpipe_file file = {.run = run};
    if (!vw_checks__must_be(run, json_object_get(document, "group_id"), VW_CHECKS_TEXT,
                            "/group_id")) {
        return VW_ERR_INPUT;
    }
    file.benchmark = vw_json_text(run->arena, document, "groups.0.title");
    if (file.benchmark == NULL) {
        file.benchmark = vw_json_text(run->arena, document, "title");
    }
    vw_status status =
        vw_checks__begin(&file.checks, run, "configuration_check", "powerpipe/1", NULL);
    if (status == VW_OK) {
        status = take_group(&file, document, "");
    }
    status = status == VW_OK ? vw_checks__end(file.checks) : status;
    vw_status scan = take_scan(&file, document);
    return status == VW_OK ? scan : status;
}

static bool recognise(const json_t *document)
{
    return json_is_string(json_object_get(document, "group_id")) &&
           (json_object_get(document, "groups") != NULL ||
            json_object_get(document, "controls") != NULL);
}

static const char *const kinds[] = {"configuration_check", "scan", NULL};

const vw_json_format vw_format_powerpipe = {
    .name = "powerpipe",
    .label = {"Powerpipe (JSON)", "Powerpipe (JSON)"},
    .kinds = kinds,
    .recognise = recognise,
    .take = take,
};

/* ---- CSV --------------------------------------------------------------------------------- */

/* What stands beside the fixed columns, which tells rows of one resource apart: its dimensions. */
static const char *other_columns(vw_arena *arena, const json_t *row)
{
    static const char *const fixed[] = {"group_id",
                                        "title",
                                        "description",
                                        "control_id",
                                        "control_title",
                                        "control_description",
                                        "reason",
                                        "resource",
                                        "status",
                                        "severity",
                                        NULL};
    return vw_json_rest(arena, row, fixed);
}

static vw_status take_csv_row(vw_taker *taker, uint32_t row_no, const json_t *row)
{
    vw_checks *checks = vw_checks__of(taker);
    vw_checks__next(checks, row, NULL);
    checks->row = row_no;
    vw_arena *arena = checks->scratch;
    const char *status = vw_json_text(arena, row, "status");
    vw_checks__put_result(checks, result_of(checks, status));
    vw_checks__take(checks, "check_id", "control_id");
    vw_checks__take(checks, "title", "control_title");
    vw_checks__put(checks, "severity", vw_checks__severity(vw_json_text(arena, row, "severity")));
    vw_checks__take(checks, "resource", "resource");
    vw_checks__take_first(checks, "account", account_names);
    vw_checks__take_first(checks, "region", region_names);
    vw_checks__take(checks, "provider", "plugin");
    vw_checks__put(checks, "tool", "Powerpipe");
    vw_checks__take(checks, "controls", "title");
    vw_checks__take(checks, "detail", "reason");
    const char *day = vw_checks__put_time(checks, NULL, NULL);
    const char *const key[] = {"Powerpipe",
                               vw_json_text(arena, row, "group_id"),
                               vw_json_text(arena, row, "control_id"),
                               vw_json_text(arena, row, "resource"),
                               other_columns(arena, row),
                               vw_checks__file_digits(checks->run),
                               day};
    vw_checks__put_key(checks, key, sizeof key / sizeof *key);
    return vw_checks__row(checks, NULL);
}

static const char *const csv_kinds[] = {"configuration_check", NULL};
static const char *const headings[] = {"group_id", "control_id", "control_title", "reason",
                                       "resource", "status",     "severity",      NULL};

const vw_csv_layout vw_layout_powerpipe = {
    .name = "powerpipe",
    .label = {"Powerpipe (CSV)", "Powerpipe (CSV)"},
    .kinds = csv_kinds,
    .headings = headings,
    .take_row = take_csv_row,
};
