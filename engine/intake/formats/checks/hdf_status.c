/* SPDX-License-Identifier: EUPL-1.2 */
/* The status of a control of the Heimdall Data Format. */
#include "intake/formats/checks/hdf.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- days -------------------------------------------------------------------------------- */

/* "2w": the first number in the text with the first small letter behind it. */
static bool read_term(size_t *number, char *unit, const char *text)
{
    enum { MOST = 100000 };
    text += strcspn(text, "0123456789");
    *number = 0;
    size_t digits = strspn(text, "0123456789");
    for (size_t i = 0; i < digits && *number <= MOST; i++) {
        *number = *number * 10 + (size_t)(text[i] - '0');
    }
    text += digits;
    if (*text == '.') { /* a part of a unit is not counted: it would hold longer than it says */
        text += 1 + strspn(text + 1, "0123456789");
    }
    text += strspn(text, " ");
    *unit = *text;
    return digits > 0 && *number <= MOST && *unit != '\0' && strchr("dwmy", *unit) != NULL;
}

bool vw_hdf__holds_until(vw_date *out, vw_date from, const char *frequency)
{
    static const struct {
        const char *word;
        int months, days;
    } words[] = {{"annually", 12, 0}, {"semiannually", 6, 0}, {"quarterly", 3, 0},
                 {"monthly", 1, 0},   {"every2weeks", 0, 14}, {"fortnightly", 0, 14},
                 {"weekly", 0, 7},    {"every3days", 0, 3},   {"daily", 0, 1}};
    size_t number = 0;
    char unit = '\0';
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(frequency, words[i].word) == 0) {
            *out = vw_date_add_months(from, words[i].months);
            *out += *out != VW_DATE_NONE ? words[i].days : 0;
            return *out != VW_DATE_NONE;
        }
    }
    if (!read_term(&number, &unit, frequency)) {
        return false;
    }
    int count = (int)number;
    *out = unit == 'd'   ? from + count
           : unit == 'w' ? from + 7 * count
                         : vw_date_add_months(from, unit == 'm' ? count : 12 * count);
    return *out != VW_DATE_NONE;
}

static bool day_of(vw_date *out, vw_arena *arena, const json_t *value)
{
    const char *instant = vw_checks__instant(arena, value);
    return instant != NULL && vw_date_parse(out, vw_strndup(arena, instant, 10));
}

static const char *format_day(vw_arena *arena, vw_date day)
{
    char *text = vw_alloc(arena, 11);
    vw_date_format(text, day);
    return text;
}

/* ---- results ----------------------------------------------------------------------------- */

/* What MITRE's tools leave behind when they write an attestation into the results. They do not
 * agree on capitals nor on what follows ("Status provided through attestation", "has expired"). */
static bool is_of_attestation(const json_t *result)
{
    static const char *const openings[] = {"manually verified status",
                                           "manual verification status"};
    const char *text = json_string_value(json_object_get(result, "code_desc"));
    text += text != NULL ? strspn(text, " \t\r\n") : 0;
    for (size_t i = 0; text != NULL && i < sizeof openings / sizeof *openings; i++) {
        if (strncasecmp(text, openings[i], strlen(openings[i])) == 0) {
            return true;
        }
    }
    return false;
}

/* A later one wins over an earlier one, but for the order below. What was not understood wins over
 * what passed, never over a certain failure. */
typedef enum { NO_RESULT, SKIPPED, PASSED, UNKNOWN, FAILED, ERROR } segment;

static segment status_of(vw_arena *arena, vw_diags *diags, vw_place place, const json_t *result)
{
    static const struct {
        const char *word;
        segment status;
    } words[] = {{"skipped", SKIPPED}, {"passed", PASSED}, {"failed", FAILED}, {"error", ERROR}};
    const json_t *status = json_object_get(result, "status");
    const json_t *backtrace = json_object_get(result, "backtrace");
    if (json_is_array(backtrace) ||
        (json_is_string(backtrace) && json_string_length(backtrace) > 0)) {
        return ERROR; /* the check itself broke, whatever its status says */
    }
    for (size_t i = 0; json_is_string(status) && i < sizeof words / sizeof *words; i++) {
        if (strcmp(json_string_value(status), words[i].word) == 0) {
            return words[i].status;
        }
    }
    const char *text = vw_json_text(arena, status, "");
    VW_DIAG(diags, N103, place, text != NULL ? text : "");
    return UNKNOWN;
}

static const char *start_of(vw_arena *arena, vw_diags *diags, vw_place place, const json_t *result)
{
    const json_t *start = json_object_get(result, "start_time");
    const char *instant = vw_checks__instant(arena, start);
    if (instant == NULL && json_is_string(start) && json_string_length(start) > 0) {
        VW_DIAG(diags, N113, place, json_string_value(start));
    }
    return instant;
}

/* The worst of the tool's own results, without what an attestation added. A skipped result beside a
 * passed one leaves it passed: that is how these tools count. */
static segment worst_of(vw_hdf_status *out, bool *first_skipped, vw_arena *arena, vw_diags *diags,
                        vw_place place, const json_t *results)
{
    segment worst = NO_RESULT;
    bool first = true;
    for (size_t i = 0; i < json_array_size(results); i++) {
        const json_t *result = json_array_get(results, i);
        if (is_of_attestation(result)) {
            continue;
        }
        const vw_place at = {.file = place.file,
                             .field = vw_printf(arena, "%s/results/%zu", place.field, i)};
        segment status = status_of(arena, diags, at, result);
        *first_skipped = first ? status == SKIPPED : *first_skipped;
        first = false;
        if (out->decisive == NULL || status > worst) {
            out->decisive = result;
            worst = status;
        }
        if (out->checked_at == NULL) {
            out->checked_at = start_of(arena, diags, place, result);
        }
    }
    return worst;
}

/* ---- waivers and attestations ------------------------------------------------------------ */

static const char *text_or_empty(vw_arena *arena, const json_t *object, const char *name)
{
    const char *text = vw_json_text(arena, object, name);
    return text != NULL ? text : "";
}

/* Whether the control was skipped because of a waiver that still holds. */
static bool is_waived(vw_hdf_status *out, vw_arena *arena, vw_diags *diags, vw_place place,
                      const json_t *control, vw_date reference)
{
    const json_t *waiver = json_object_get(control, "waiver_data");
    const json_t *skipped = json_object_get(waiver, "skipped_due_to_waiver");
    const char *word = json_string_value(skipped);
    vw_date until;
    out->waived_because = text_or_empty(arena, waiver, "justification");
    bool ends = day_of(&until, arena, json_object_get(waiver, "expiration_date"));
    out->waived_until = ends ? format_day(arena, until) : "";
    bool waived =
        json_is_true(skipped) || (word != NULL && *word != '\0' && !vw_checks__same(word, "false"));
    if (waived && ends && until < reference) {
        VW_DIAG(diags, N112, place, vw_json_text(arena, control, "id"), out->waived_until);
        return false;
    }
    return waived;
}

/* Whether there is an attestation that still holds; it can say passed or failed. */
static bool is_attested(vw_hdf_status *out, vw_arena *arena, vw_diags *diags, vw_place place,
                        const json_t *control, vw_date reference)
{
    const json_t *attestation = json_object_get(control, "attestation_data");
    const char *id = text_or_empty(arena, control, "id");
    const char *status = text_or_empty(arena, attestation, "status");
    const char *frequency = text_or_empty(arena, attestation, "frequency");
    vw_date on, until;
    if (json_object_size(attestation) == 0) {
        return false;
    }
    out->attested_by = text_or_empty(arena, attestation, "updated_by");
    out->attested_because = text_or_empty(arena, attestation, "explanation");
    bool decided = strcmp(status, "passed") == 0 || strcmp(status, "failed") == 0;
    bool dated = day_of(&on, arena, json_object_get(attestation, "updated"));
    out->attested_result = decided ? status : "";
    out->attested_on = dated ? format_day(arena, on) : "";
    if (!decided || !dated || !vw_hdf__holds_until(&until, on, frequency)) {
        VW_DIAG(diags, N108, place, id);
        return false;
    }
    out->attested_until = format_day(arena, until);
    if (until < reference) {
        VW_DIAG(diags, N107, place, id, out->attested_until);
        return false;
    }
    return true;
}

/* ---- impact ------------------------------------------------------------------------------ */

bool vw_hdf__impact(double *out, const json_t *control)
{
    const json_t *impact = json_object_get(control, "impact");
    *out = json_number_value(impact);
    return json_is_number(impact) && *out >= 0 && *out <= 1;
}

static void tell_impact(vw_arena *arena, vw_diags *diags, vw_place place, const json_t *control)
{
    const char *text = vw_json_text(arena, control, "impact");
    const vw_place at = {.file = place.file, .field = vw_printf(arena, "%s/impact", place.field)};
    const json_t *impact = json_object_get(control, "impact");
    if (impact == NULL || json_is_null(impact)) {
        VW_DIAG(diags, N155, at, vw_json_text(arena, control, "id"));
    } else {
        VW_DIAG(diags, N114, at,
                text != NULL            ? text
                : json_is_array(impact) ? "[...]"
                                        : "{...}",
                vw_json_text(arena, control, "id"));
    }
}

/* ---- all together ------------------------------------------------------------------------ */

static vw_check_result result_of(segment worst)
{
    switch (worst) {
    case FAILED:
        return VW_CHECK_FAILED;
    case PASSED:
        return VW_CHECK_PASSED;
    case SKIPPED:
        return VW_CHECK_MANUAL; /* "not reviewed" */
    case UNKNOWN:
        return VW_CHECK_UNDETERMINED;
    case NO_RESULT:
    case ERROR:
        break;
    }
    return VW_CHECK_ERROR; /* "profile error", also when nothing was checked */
}

/* The day on which the check was made, when that is later than [reference]. */
static vw_date latest_day(const vw_hdf_status *status, vw_arena *arena, vw_date reference)
{
    vw_date day;
    bool known = status->checked_at != NULL &&
                 vw_date_parse(&day, vw_strndup(arena, status->checked_at, 10));
    return known && day > reference ? day : reference;
}

void vw_hdf__judge(vw_hdf_status *out, vw_arena *arena, vw_diags *diags, vw_place place,
                   const json_t *control, vw_date reference)
{
    const json_t *results = json_object_get(control, "results");
    double impact = 0;
    bool first_skipped = false;
    *out = (vw_hdf_status){.waived_until = "",
                           .waived_because = "",
                           .attested_on = "",
                           .attested_until = "",
                           .attested_result = "",
                           .attested_by = "",
                           .attested_because = ""};
    segment worst = worst_of(out, &first_skipped, arena, diags, place, results);
    vw_date day = latest_day(out, arena, reference);
    bool waived = is_waived(out, arena, diags, place, control, day);
    bool attested = is_attested(out, arena, diags, place, control, day);
    bool known = vw_hdf__impact(&impact, control);
    if (!known) {
        tell_impact(arena, diags, place, control);
    }
    /* The order is that of the format's own tools: a broken check is told first; an attestation
     * only speaks where the check was skipped. */
    if (!json_is_array(results) || worst == ERROR) {
        out->result = VW_CHECK_ERROR;
    } else if (waived || (known && impact <= 0)) {
        out->result = VW_CHECK_NOT_APPLICABLE;
    } else if (attested && first_skipped && worst < UNKNOWN) {
        out->result =
            strcmp(out->attested_result, "passed") == 0 ? VW_CHECK_PASSED : VW_CHECK_FAILED;
    } else {
        out->result = result_of(worst);
    }
}
