/* SPDX-License-Identifier: EUPL-1.2 */
/* OCSF: which events of a file are evidence, and of which kind. */
#include "intake/formats/checks/ocsf.h"

#include <stdlib.h>
#include <string.h>

static bool is_event(const json_t *value)
{
    return json_is_integer(json_object_get(value, "class_uid")) ||
           (json_is_integer(json_object_get(value, "type_uid")) &&
            json_object_get(value, "metadata") != NULL);
}

static bool recognise(const json_t *document)
{
    return is_event(json_is_array(document) ? json_array_get(document, 0) : document);
}

/* The last instant that an event speaks of: what the file tells was collected then, or later. */
static const char *latest_of(vw_arena *arena, const json_t *event)
{
    static const char *const objects[] = {"finding_info", "finding"};
    static const char *const names[] = {"created_time", "modified_time", "first_seen_time",
                                        "last_seen_time"};
    static const char *const span[] = {"end_time", "start_time", NULL};
    const json_t *found = json_object_get(event, "vulnerabilities");
    const char *latest =
        vw_checks__later(vw_ocsf__time(arena, event), vw_ocsf__instant(arena, event, span));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *const one[] = {names[i], NULL};
        for (size_t j = 0; j < sizeof objects / sizeof *objects; j++) {
            const json_t *object = json_object_get(event, objects[j]);
            latest = vw_checks__later(latest, vw_ocsf__instant(arena, object, one));
        }
        for (size_t j = 0; j < json_array_size(found); j++) {
            const json_t *object = json_array_get(found, j);
            latest = vw_checks__later(latest, vw_ocsf__instant(arena, object, one));
        }
    }
    return latest;
}

/* Reads every event, so that each import can go by the latest time in the file. */
static size_t read_events(vw_ocsf_event *out, const char **made_at, vw_intake_run *run,
                          const json_t *document)
{
    bool many = json_is_array(document);
    size_t count = 0, all = many ? json_array_size(document) : 1;
    for (size_t i = 0; i < all; i++) {
        const json_t *event = many ? json_array_get(document, i) : document;
        vw_ocsf_event *one = &out[count];
        char pointer[32];
        *one = (vw_ocsf_event){.event = event,
                               .kind = vw_ocsf__kind_of(event),
                               .number = many ? i : SIZE_MAX,
                               .time = vw_ocsf__time(run->arena, event)};
        if (vw_checks__must_be(run, event, VW_CHECKS_OBJECT, vw_ocsf__pointer(pointer, one))) {
            *made_at = vw_checks__later(*made_at, latest_of(run->arena, event));
            count++;
        }
    }
    return count;
}

/* One line for each class that is left out. */
static void tell_left_out(vw_intake_run *run, const vw_ocsf_event *events, size_t count)
{
    json_t *classes = vw_checks__object(run->arena);
    const char *name;
    json_t *times;
    for (size_t i = 0; i < count; i++) {
        if (events[i].kind != VW_OCSF_OTHER) {
            continue;
        }
        const char *uid = vw_json_text(run->arena, events[i].event, "class_uid");
        const char *caption = vw_json_text(run->arena, events[i].event, "class_name");
        const char *class = vw_printf(run->arena, "%s%s%s", uid != NULL ? uid : "?",
                                      caption != NULL ? " " : "", caption != NULL ? caption : "");
        json_t *more = json_integer(json_integer_value(json_object_get(classes, class)) + 1);
        vw_checks__set(classes, class, more);
        json_decref(more);
    }
    json_object_foreach(classes, name, times)
    {
        VW_DIAG(run->diags, N110, (vw_place){.file = run->options->path},
                vw_printf(run->arena, "%" JSON_INTEGER_FORMAT, json_integer_value(times)), name);
    }
}

static vw_status take(vw_intake_run *run, const json_t *document)
{
    typedef vw_status taking(vw_intake_run * run, const vw_ocsf_event *events, size_t count,
                             const char *made_at);
    static taking *const takings[] = {vw_ocsf__take_checks, vw_ocsf__take_alerts,
                                      vw_ocsf__take_vulnerabilities};
    const char *made_at = NULL;
    size_t all = json_is_array(document) ? json_array_size(document) : 1;
    vw_ocsf_event *events = VW_NEW_ARRAY(run->arena, all, vw_ocsf_event);
    size_t count = read_events(events, &made_at, run, document);
    size_t of_kind[VW_OCSF_OTHER + 1] = {0};
    vw_status status = VW_OK;
    for (size_t i = 0; i < count; i++) {
        of_kind[events[i].kind]++;
    }
    tell_left_out(run, events, count);
    if (of_kind[VW_OCSF_OTHER] == count) {
        VW_DIAG(run->diags, N111, (vw_place){.file = run->options->path}, NULL);
        return VW_ERR_INPUT;
    }
    for (size_t kind = 0; kind < VW_OCSF_OTHER; kind++) {
        if (of_kind[kind] > 0) {
            vw_status taken = takings[kind](run, events, count, made_at);
            status = status == VW_OK ? taken : status;
        }
    }
    return status;
}

static const char *const kinds[] = {"configuration_check", "monitoring_alert",
                                    "vulnerability_finding", NULL};

static const char *const producer[] = {"metadata.product.name", "metadata.product.version",
                                       "0.metadata.product.name", "0.metadata.product.version",
                                       NULL};

const vw_json_format vw_format_ocsf = {
    .producer = producer,
    .name = "ocsf",
    .label = {"OCSF", "OCSF"},
    .kinds = kinds,
    .recognise = recognise,
    .take = take,
};
