/* SPDX-License-Identifier: EUPL-1.2 */
/* The Heimdall Data Format: each control a check, the file a scan. One check comes of each control,
 * with the results of the lowest profile that has it; what overlays say of it stays in its raw. */
#include "intake/formats/checks/hdf.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    vw_intake_run *run;
    const json_t *document;
    vw_hdf_profile *profiles;
    size_t profile_count;
    VW_VEC(vw_hdf_control) controls;
    const char *target;          /* may be NULL */
    const char *digits;          /* of the file, for the keys; NULL: the target and time do */
    const char *ended, *made_at; /* the last check; the last that the file speaks of; or NULL */
    vw_date reference;
    vw_check_counts counts;
    bool told_no_time;
} hdf_file;

/* ---- one control ------------------------------------------------------------------------- */

/* A word of its own goes before the impact, as in the format's own tools. */
static const char *severity_of(vw_arena *arena, const json_t *control)
{
    static const char *const tags[] = {"tags.severityoverride", "tags.severity"};
    double impact;
    bool known = vw_hdf__impact(&impact, control);
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        const char *severity = vw_checks__severity(vw_json_text(arena, control, tags[i]));
        if (severity != NULL) {
            return severity;
        }
    }
    return !known         ? NULL
           : impact < 0.1 ? "informational"
           : impact < 0.4 ? "low"
           : impact < 0.7 ? "medium"
           : impact < 0.9 ? "high"
                          : "critical";
}

/* "NIST SP 800-53: CM-6 b | CCI: CCI-000366 | STIG: RHEL-08-010000" */
static const char *controls_of(vw_arena *arena, const json_t *control)
{
    static const char *const tags[][2] = {{"tags.nist", "NIST SP 800-53"},
                                          {"tags.cci", "CCI"},
                                          {"tags.stig_id", "STIG"},
                                          {"tags.cis_controls", "CIS"}};
    vw_buf out = {.arena = arena};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        const char *numbers = vw_checks__join(arena, vw_json_at(control, tags[i][0]), ", ");
        if (numbers != NULL && *numbers != '\0') {
            vw_buf_add(&out, out.length > 0 ? " | " : "");
            vw_buf_addf(&out, "%s: %s", tags[i][1], numbers);
        }
    }
    return out.length > 0 ? vw_buf_text(&out) : NULL;
}

/* What the result that decided says: what was looked at, and what was found. */
static const char *detail_of(vw_arena *arena, const json_t *result)
{
    static const char *const members[] = {"code_desc", "message", "skip_message"};
    vw_buf out = {.arena = arena};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        const char *text = vw_json_text(arena, result, members[i]);
        if (text != NULL && *text != '\0') {
            vw_buf_add(&out, out.length > 0 ? "\n" : "");
            vw_buf_add(&out, text);
        }
    }
    return vw_buf_text(&out);
}

static void put_waiver_and_attestation(vw_checks *checks, const vw_hdf_status *status)
{
    bool by_attestation = *status->attested_because != '\0';
    vw_checks__put(checks, "suppressed_because",
                   by_attestation ? status->attested_because : status->waived_because);
    vw_checks__put(checks, "waived_until", status->waived_until);
    vw_checks__put(checks, "attested_result", status->attested_result);
    vw_checks__take(checks, "attested_by", "attestation_data.updated_by");
    vw_checks__put(checks, "attested_on", status->attested_on);
    vw_checks__put(checks, "attested_until", status->attested_until);
}

static const char *standard_of(vw_arena *arena, const vw_hdf_profile *profile)
{
    const char *title = vw_json_text(arena, profile->profile, "title");
    const char *version = vw_json_text(arena, profile->profile, "version");
    title = title != NULL && *title != '\0' ? title : profile->name;
    return version != NULL ? vw_printf(arena, "%s %s", title, version) : title;
}

/* [source] is the control with what overlays say of it. */
static void put_control(vw_checks *checks, const hdf_file *file, const vw_hdf_profile *profile)
{
    vw_arena *arena = checks->scratch;
    vw_checks__take(checks, "check_id", "id");
    vw_checks__take(checks, "title", "title");
    vw_checks__put(checks, "severity", severity_of(arena, checks->source));
    vw_checks__put(checks, "resource", file->target);
    vw_checks__put(checks, "tool", "HDF");
    vw_checks__put(checks, "tool_version", vw_json_text(arena, file->document, "version"));
    vw_checks__put(checks, "standard", standard_of(arena, profile));
    vw_checks__put(checks, "controls", controls_of(arena, checks->source));
}

static vw_status take_control(vw_checks *checks, hdf_file *file, size_t number)
{
    const vw_hdf_control *control = &file->controls.items[number];
    const vw_hdf_profile *profile = &file->profiles[control->profile];
    char pointer[96];
    vw_hdf_status status;
    snprintf(pointer, sizeof pointer, "/profiles/%zu/controls/%zu", profile->number,
             control->number);
    vw_checks__next(checks, NULL, pointer);
    json_t *source = vw_checks__copy(checks->scratch, control->control);
    vw_checks__set(
        source, "overlays",
        vw_hdf__overlays_on(file->controls.items, file->profiles, number, checks->scratch));
    checks->source = source;
    vw_hdf__judge(&status, checks->scratch, checks->run->diags, vw_checks__place(checks, NULL),
                  control->control, file->reference);
    vw_checks__put_result(checks, status.result);
    vw_checks__count(&file->counts, status.result);
    put_control(checks, file, profile);
    put_waiver_and_attestation(checks, &status);
    vw_checks__put(checks, "detail", detail_of(checks->scratch, status.decisive));
    const char *time = status.checked_at != NULL ? status.checked_at : file->ended;
    const char *day = vw_checks__put_time(checks, "checked_at", time);
    const char *const key[] = {"HDF", profile->name, control->id, file->target, file->digits, day};
    vw_checks__put_key(checks, key, sizeof key / sizeof *key);
    return vw_checks__row(checks, NULL);
}

/* ---- the scan ---------------------------------------------------------------------------- */

static vw_status take_controls(hdf_file *file)
{
    vw_checks *checks = NULL;
    if (file->controls.count == 0) {
        return VW_OK;
    }
    vw_status status =
        vw_checks__begin(&checks, file->run, "configuration_check", "hdf/1", file->made_at);
    for (size_t i = 0; i < file->controls.count && status == VW_OK; i++) {
        if (!file->controls.items[i].is_overlay) {
            status = take_control(checks, file, i);
        }
    }
    if (status == VW_OK) {
        file->told_no_time = checks->told_no_time;
        status = vw_checks__end(checks);
    }
    return status;
}

/* The file without its controls. */
static json_t *without_controls(const hdf_file *file)
{
    vw_arena *arena = file->run->arena;
    json_t *about = vw_checks__copy(arena, file->document);
    json_t *profiles = json_array();
    for (size_t i = 0; i < file->profile_count; i++) {
        json_t *profile = vw_checks__copy(arena, file->profiles[i].profile);
        json_object_del(profile, "controls");
        if (json_array_append(profiles, profile) != 0) {
            vw_out_of_memory();
        }
    }
    vw_checks__set(about, "profiles", profiles);
    json_decref(profiles);
    return about;
}

static vw_status take_scan(hdf_file *file)
{
    vw_checks *checks = NULL;
    vw_status status = vw_checks__begin(&checks, file->run, "scan", "hdf/1", file->made_at);
    if (status != VW_OK) {
        return status;
    }
    const char *profile = file->profile_count > 0 ? file->profiles[0].name : NULL;
    checks->told_no_time = file->told_no_time;
    vw_checks__next(checks, without_controls(file), "");
    vw_checks__put(checks, "tool", "HDF");
    vw_checks__put(checks, "tool_version",
                   vw_json_text(checks->scratch, checks->source, "version"));
    vw_checks__put(checks, "target", file->target);
    if (file->profile_count > 0) {
        vw_checks__put(checks, "standard", standard_of(checks->scratch, &file->profiles[0]));
    }
    vw_checks__put_counts(checks, &file->counts);
    const char *day = vw_checks__put_time(checks, "ended_at", file->ended);
    const char *const key[] = {"HDF", profile, file->target, file->digits, day};
    vw_checks__put_key(checks, key, sizeof key / sizeof *key);
    status = vw_checks__row(checks, NULL);
    return status == VW_OK ? vw_checks__end(checks) : status;
}

/* ---- the file ---------------------------------------------------------------------------- */

static void note_times(hdf_file *file, const json_t *control)
{
    vw_arena *arena = file->run->arena;
    const json_t *results = json_object_get(control, "results");
    const json_t *attested = vw_json_at(control, "attestation_data.updated");
    for (size_t i = 0; i < json_array_size(results); i++) {
        const json_t *start = json_object_get(json_array_get(results, i), "start_time");
        file->ended = vw_checks__later(file->ended, vw_checks__instant(arena, start));
    }
    file->made_at = vw_checks__later(file->made_at, file->ended);
    file->made_at = vw_checks__later(file->made_at, vw_checks__instant(arena, attested));
}

static void read_controls(hdf_file *file, size_t profile)
{
    vw_intake_run *run = file->run;
    const json_t *controls = json_object_get(file->profiles[profile].profile, "controls");
    const size_t number = file->profiles[profile].number;
    (void)vw_checks__is(run, controls, VW_CHECKS_ARRAY,
                        vw_printf(run->arena, "/profiles/%zu/controls", number));
    for (size_t i = 0; i < json_array_size(controls); i++) {
        const json_t *control = json_array_get(controls, i);
        const char *id = vw_json_text(run->arena, control, "id");
        char pointer[96];
        snprintf(pointer, sizeof pointer, "/profiles/%zu/controls/%zu", number, i);
        if (!vw_checks__must_be(run, control, VW_CHECKS_OBJECT, pointer)) {
            continue;
        }
        if (id == NULL || *id == '\0') {
            const vw_place place = {.file = run->options->path, .field = pointer};
            VW_DIAG(run->diags, N104, place, NULL);
            continue;
        }
        const vw_hdf_control found = {.control = control,
                                      .id = id,
                                      .profile = profile,
                                      .number = i,
                                      .next = VW_HDF_NONE,
                                      .above = VW_HDF_NONE};
        VW_PUSH(run->arena, file->controls, found);
        note_times(file, control);
    }
}

static void read_profiles(hdf_file *file)
{
    vw_intake_run *run = file->run;
    const json_t *profiles = json_object_get(file->document, "profiles");
    file->profiles = VW_NEW_ARRAY(run->arena, json_array_size(profiles), vw_hdf_profile);
    for (size_t i = 0; i < json_array_size(profiles); i++) {
        const json_t *profile = json_array_get(profiles, i);
        const char *name = vw_json_text(run->arena, profile, "name");
        const vw_hdf_profile found = {
            .profile = profile, .name = name != NULL ? name : "", .number = i};
        const char *pointer = vw_printf(run->arena, "/profiles/%zu", i);
        if (vw_checks__must_be(run, profile, VW_CHECKS_OBJECT, pointer)) {
            file->profiles[file->profile_count++] = found;
        }
    }
    vw_hdf__link_profiles(file->profiles, file->profile_count, run->arena);
    for (size_t i = 0; i < file->profile_count; i++) {
        read_controls(file, i);
    }
    vw_hdf__link_controls(file->controls.items, file->controls.count, file->profiles,
                          file->profile_count, run->arena);
}

static const char *target_of(vw_arena *arena, const json_t *document)
{
    const char *target = vw_json_text(arena, document, "platform.target_id");
    const char *name = vw_json_text(arena, document, "platform.name");
    const char *release = vw_json_text(arena, document, "platform.release");
    if ((target != NULL && *target != '\0') || name == NULL) {
        return target;
    }
    return release != NULL ? vw_printf(arena, "%s %s", name, release) : name;
}

static vw_status take(vw_intake_run *run, const json_t *document)
{
    hdf_file file = {.run = run,
                     .document = document,
                     .target = target_of(run->arena, document),
                     .reference = vw_dossier_head_of(run->dossier)->as_of};
    if (!vw_checks__must_be(run, json_object_get(document, "profiles"), VW_CHECKS_ARRAY,
                            "/profiles")) {
        return VW_ERR_INPUT;
    }
    read_profiles(&file);
    /* The name of a system ("debian 12") is that of many machines. */
    const char *target = vw_json_text(run->arena, document, "platform.target_id");
    if (target == NULL || *target == '\0' || file.ended == NULL) {
        file.digits = vw_checks__file_digits(run);
    }
    vw_status status = take_controls(&file);
    vw_status scan = take_scan(&file);
    return status == VW_OK ? scan : status;
}

static bool recognise(const json_t *document)
{
    return json_object_get(document, "profiles") != NULL &&
           (json_object_get(document, "platform") != NULL ||
            json_object_get(document, "statistics") != NULL);
}

static const char *const kinds[] = {"configuration_check", "scan", NULL};

const vw_json_format vw_format_hdf = {
    .name = "hdf",
    .label = {"Heimdall Data Format (HDF)", "Heimdall Data Format (HDF)"},
    .kinds = kinds,
    .recognise = recognise,
    .take = take,
};
