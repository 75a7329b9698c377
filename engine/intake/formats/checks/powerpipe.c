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

/* By the member "status" of [row]. */
static vw_check_result result_of(vw_checks *checks, const json_t *row)
{
    const char *status = json_string_value(json_object_get(row, "status"));
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
    const vw_place place = vw_checks__place(checks, checks->pointer != NULL ? "/status" : "status");
    if (status == NULL || *status == '\0') {
        VW_DIAG(checks->run->diags, N153, place, NULL);
    } else {
        VW_DIAG(checks->run->diags, N103, place, status);
    }
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
                          vw_check_result result)
{
    vw_checks *checks = file->checks;
    vw_arena *arena = checks->scratch;
    const json_t *dimensions = json_object_get(source, "dimensions");
    const char *group = vw_json_text(arena, source, "group.group_id");
    checks->source = source;
    checks->pointer = vw_strdup(arena, pointer);
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

/* ---- what the file counts itself --------------------------------------------------------- */

enum { STATUSES = 5 };
static const char *const statuses[STATUSES] = {"alarm", "ok", "info", "skip", "error"};

typedef struct {
    json_int_t of[STATUSES];
} status_counts;

static void count_rows(status_counts *out, const json_t *results)
{
    for (size_t i = 0; i < json_array_size(results); i++) {
        const json_t *row = json_array_get(results, i);
        const char *status = json_string_value(json_object_get(row, "status"));
        for (size_t j = 0; status != NULL && j < STATUSES; j++) {
            out->of[j] += strcmp(status, statuses[j]) == 0;
        }
    }
}

/* Reports results that [summary] counts and that are not there. Fewer are possible: what was never
 * started is not counted above its control. */
static void check_counts(const powerpipe_file *file, const json_t *summary,
                         const status_counts *found, const char *pointer)
{
    vw_arena *arena = file->run->arena;
    for (size_t i = 0; i < STATUSES; i++) {
        json_int_t told = json_integer_value(json_object_get(summary, statuses[i]));
        if (told > found->of[i]) {
            const vw_place place = {.file = file->run->options->path, .field = pointer};
            VW_DIAG(file->run->diags, N152, place, statuses[i],
                    vw_printf(arena, "%" JSON_INTEGER_FORMAT, told),
                    vw_printf(arena, "%" JSON_INTEGER_FORMAT, found->of[i]));
        }
    }
}

/* ---- controls and groups ----------------------------------------------------------------- */

typedef enum { RUN_COMPLETE, RUN_BROKEN, RUN_UNFINISHED } control_run;

/* By name in Powerpipe; by number in Steampipe, where 4 is complete and 8 is error. */
static control_run run_of(const json_t *control)
{
    enum { COMPLETE = 4, ERROR = 8 };
    const json_t *status = json_object_get(control, "run_status");
    const char *error = json_string_value(json_object_get(control, "run_error"));
    const char *name = json_string_value(status);
    if ((error != NULL && *error != '\0') || vw_checks__same(name, "error") ||
        json_integer_value(status) == ERROR) {
        return RUN_BROKEN;
    }
    bool unsaid = status == NULL || json_is_null(status);
    return unsaid || vw_checks__same(name, "complete") || json_integer_value(status) == COMPLETE
               ? RUN_COMPLETE
               : RUN_UNFINISHED;
}

static json_t *source_of(vw_arena *arena, const json_t *row, const json_t *group,
                         const json_t *control)
{
    static const char *const group_lists[] = {"groups", "controls", "summary", NULL};
    static const char *const control_lists[] = {"results", "summary", NULL};
    json_t *source = row == NULL ? vw_checks__object(arena) : vw_checks__copy(arena, row);
    vw_checks__set(source, "control", without(arena, control, control_lists));
    vw_checks__set(source, "group", without(arena, group, group_lists));
    return source;
}

/* A record of its own for a control that did not come to its end: rows may be missing. */
static vw_status take_run(powerpipe_file *file, const json_t *group, const json_t *control,
                          const char *pointer, control_run ran)
{
    vw_checks__next(file->checks, NULL, NULL);
    json_t *source = source_of(file->checks->scratch, NULL, group, control);
    if (ran == RUN_UNFINISHED) {
        const vw_place place = {.file = file->run->options->path, .field = pointer};
        const char *status = vw_json_text(file->checks->scratch, control, "run_status");
        VW_DIAG(file->run->diags, N151, place, status != NULL ? status : "?");
    }
    return take_row(file, source, pointer,
                    ran == RUN_BROKEN ? VW_CHECK_ERROR : VW_CHECK_UNDETERMINED);
}

static vw_status take_control(powerpipe_file *file, status_counts *counts, const json_t *group,
                              const json_t *control, const char *pointer)
{
    const json_t *results = json_object_get(control, "results");
    const json_t *summary = json_object_get(control, "summary");
    const control_run ran = run_of(control);
    status_counts found = {0};
    vw_status status = VW_OK;
    (void)vw_checks__is(file->run, results, VW_CHECKS_ARRAY,
                        vw_printf(file->run->arena, "%s/results", pointer));
    for (size_t i = 0; i < json_array_size(results) && status == VW_OK; i++) {
        const json_t *row = json_array_get(results, i);
        vw_checks__next(file->checks, NULL, NULL);
        vw_arena *arena = file->checks->scratch;
        const char *place = vw_printf(arena, "%s/results/%zu", pointer, i);
        if (!vw_checks__must_be(file->run, row, VW_CHECKS_OBJECT, place)) {
            continue;
        }
        json_t *source = source_of(arena, row, group, control);
        file->checks->pointer = place;
        status = take_row(file, source, place, result_of(file->checks, row));
    }
    count_rows(&found, results);
    if (ran == RUN_COMPLETE) {
        check_counts(file, summary, &found, vw_printf(file->run->arena, "%s/summary", pointer));
    } else if (status == VW_OK) {
        status = take_run(file, group, control, pointer, ran);
    }
    for (size_t i = 0; i < STATUSES; i++) {
        json_int_t told = json_integer_value(json_object_get(summary, statuses[i]));
        counts->of[i] += told > found.of[i] ? told : found.of[i]; /* what is amiss was told */
    }
    return status;
}

static vw_status take_group(powerpipe_file *file, status_counts *counts, const json_t *group,
                            const char *pointer);

/* The members of [group] that are groups or controls. */
static vw_status take_list(powerpipe_file *file, status_counts *counts, const json_t *group,
                           const char *pointer, const char *list)
{
    const json_t *members = json_object_get(group, list);
    vw_arena *arena = file->run->arena;
    vw_status status = VW_OK;
    const bool of_groups = strcmp(list, "groups") == 0;
    (void)vw_checks__is(file->run, members, VW_CHECKS_ARRAY,
                        vw_printf(arena, "%s/%s", pointer, list));
    for (size_t i = 0; i < json_array_size(members) && status == VW_OK; i++) {
        const json_t *member = json_array_get(members, i);
        const char *at = vw_printf(arena, "%s/%s/%zu", pointer, list, i);
        if (!vw_checks__must_be(file->run, member, VW_CHECKS_OBJECT, at)) {
            continue;
        }
        status = of_groups ? take_group(file, counts, member, at)
                           : take_control(file, counts, group, member, at);
    }
    return status;
}

/* Groups hold groups; how deep a JSON document goes is bounded by its reader. */
static vw_status take_group(powerpipe_file *file, status_counts *counts, const json_t *group,
                            const char *pointer)
{
    status_counts found = {0};
    vw_status status = take_list(file, &found, group, pointer, "controls");
    if (status == VW_OK) {
        status = take_list(file, &found, group, pointer, "groups");
    }
    check_counts(file, vw_json_at(group, "summary.status"), &found,
                 vw_printf(file->run->arena, "%s/summary/status", pointer));
    for (size_t i = 0; i < STATUSES; i++) {
        counts->of[i] += found.of[i];
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
        status_counts counts = {0};
        status = take_group(&file, &counts, document, "");
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
    vw_checks__put_result(checks, result_of(checks, row));
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
