/* SPDX-License-Identifier: EUPL-1.2 */
/* What an event of OCSF says, over the versions of its schema. */
#include "intake/formats/checks/ocsf.h"

#include <stdlib.h>
#include <string.h>

const char *const vw_ocsf_uids[] = {"finding_info.uid", "finding.uid", "metadata.uid", NULL};
const char *const vw_ocsf_titles[] = {"finding_info.title", "finding.title", "message",
                                      "finding_info.desc",  "finding.desc",  NULL};
const char *const vw_ocsf_resources[] = {"resources.0.uid", "resources.0.name", "resource.uid",
                                         "resource.name",   "device.hostname",  "device.name",
                                         "device.uid",      "device.ip",        NULL};

const char *vw_ocsf__first(vw_arena *arena, const json_t *event, const char *const *paths)
{
    for (const char *const *path = paths; *path != NULL; path++) {
        const char *text = vw_json_text(arena, event, *path);
        if (text != NULL && *text != '\0') {
            return text;
        }
    }
    return NULL;
}

/* ---- verdicts ---------------------------------------------------------------------------- */

typedef struct {
    const char *word;
    vw_check_result result;
} verdict;

/* Of compliance.status and status_code, which each source fills in its own way. */
static const verdict verdicts[] = {{"pass", VW_CHECK_PASSED},
                                   {"passed", VW_CHECK_PASSED},
                                   {"fail", VW_CHECK_FAILED},
                                   {"failed", VW_CHECK_FAILED},
                                   {"manual", VW_CHECK_MANUAL},
                                   {"warning", VW_CHECK_UNDETERMINED},
                                   {"not_available", VW_CHECK_UNDETERMINED},
                                   {"info", VW_CHECK_INFORMATIONAL},
                                   {"not_applicable", VW_CHECK_NOT_APPLICABLE},
                                   {"error", VW_CHECK_ERROR},
                                   {"muted", VW_CHECK_SUPPRESSED}};

static const verdict *find_verdict(const json_t *word)
{
    for (size_t i = 0; json_is_string(word) && i < sizeof verdicts / sizeof *verdicts; i++) {
        if (vw_checks__same(json_string_value(word), verdicts[i].word)) {
            return &verdicts[i];
        }
    }
    return NULL;
}

vw_ocsf_kind vw_ocsf__kind_of(const json_t *event)
{
    json_int_t class = json_integer_value(json_object_get(event, "class_uid"));
    bool judged = json_object_size(json_object_get(event, "compliance")) > 0 ||
                  find_verdict(json_object_get(event, "status_code")) != NULL;
    if (class == 0) { /* type_uid is class_uid and activity_id in one */
        class = json_integer_value(json_object_get(event, "type_uid")) / 100;
    }
    switch (class) {
    case 2003:
        return VW_OCSF_CHECK;
    case 2002:
        return VW_OCSF_VULNERABILITY;
    case 2001: /* one class for all findings, until version 1.1 */
        if (json_array_size(json_object_get(event, "vulnerabilities")) > 0) {
            return VW_OCSF_VULNERABILITY;
        }
        return judged ? VW_OCSF_CHECK : VW_OCSF_ALERT;
    case 2004:
        return judged ? VW_OCSF_CHECK : VW_OCSF_ALERT;
    default:
        return VW_OCSF_OTHER;
    }
}

/* compliance.status_id, also where a tool writes it as a text. */
static json_int_t status_id(const json_t *event)
{
    const json_t *id = vw_json_at(event, "compliance.status_id");
    const char *text = json_string_value(id);
    char *end = NULL;
    json_int_t number = text != NULL ? strtoll(text, &end, 10) : json_integer_value(id);
    if (json_is_real(id)) {
        double value = json_real_value(id);
        number = value == 1 || value == 2 || value == 3 ? (json_int_t)value : 0;
    }
    return end == NULL || *end == '\0' ? number : 0;
}

/* What compliance.status says when no verdict was found in it: words that say nothing are no
 * verdict of their own, others are not understood. */
static bool says_nothing(const char *word)
{
    return word == NULL || *word == '\0' || vw_checks__same(word, "unknown") ||
           vw_checks__same(word, "other");
}

/* Of two that differ. */
static bool is_contradiction(vw_check_result a, vw_check_result b)
{
    return a != b && (a == VW_CHECK_PASSED || a == VW_CHECK_FAILED || b == VW_CHECK_PASSED ||
                      b == VW_CHECK_FAILED);
}

/* An event can give its verdict in four places. When these contradict each other it did not pass:
 * it failed if one of them says so. */
static vw_check_result verdict_of(vw_checks *checks)
{
    enum { PASS = 1, WARNING, FAIL, PLACES = 4 }; /* compliance.status_id */
    static const vw_check_result by_id[] = {
        [PASS] = VW_CHECK_PASSED, [WARNING] = VW_CHECK_UNDETERMINED, [FAIL] = VW_CHECK_FAILED};
    const json_t *event = checks->source;
    const json_int_t id = status_id(event);
    const json_t *words[] = {vw_json_at(event, "compliance.status"),
                             vw_json_at(event, "compliance.status_code"),
                             json_object_get(event, "status_code")};
    vw_check_result found[PLACES];
    size_t count = 0;
    bool contradicts = false, failed = false;
    if (id >= PASS && id <= FAIL) {
        found[count++] = by_id[id];
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const verdict *one = find_verdict(words[i]);
        if (one != NULL) {
            found[count++] = one->result;
        } else if (i == 0 && count == 0 && !says_nothing(json_string_value(words[0]))) {
            VW_DIAG(checks->run->diags, N103, vw_checks__place(checks, NULL),
                    json_string_value(words[0]));
            found[count++] = VW_CHECK_UNDETERMINED;
        }
    }
    for (size_t i = 0; i < count; i++) {
        contradicts = contradicts || is_contradiction(found[0], found[i]);
        failed = failed || found[i] == VW_CHECK_FAILED;
    }
    if (contradicts) {
        VW_DIAG(checks->run->diags, N150, vw_checks__place(checks, NULL), NULL);
        return failed ? VW_CHECK_FAILED : VW_CHECK_UNDETERMINED;
    }
    if (count == 0 && json_is_string(words[2]) && !says_nothing(json_string_value(words[2]))) {
        VW_DIAG(checks->run->diags, N103, vw_checks__place(checks, NULL),
                json_string_value(words[2]));
    }
    return count > 0 ? found[0] : VW_CHECK_UNDETERMINED;
}

/* ---- status ------------------------------------------------------------------------------ */

vw_ocsf_status vw_ocsf__status_of(const json_t *event)
{
    enum { CLOSE = 3 }; /* activity_id */
    static const char *const words[] = {"",         "new",      "in progress", "suppressed",
                                        "resolved", "archived", "deleted"};
    static const char *const ids[] = {"status_id", "state_id"};
    static const char *const names[] = {"status", "state"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        json_int_t id = json_integer_value(json_object_get(event, ids[i]));
        if (id > 0 && id < (json_int_t)(sizeof words / sizeof *words)) {
            return (vw_ocsf_status)id;
        }
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *name = json_string_value(json_object_get(event, names[i]));
        for (size_t j = 1; name != NULL && j < sizeof words / sizeof *words; j++) {
            if (vw_checks__same(name, words[j])) {
                return (vw_ocsf_status)j;
            }
        }
    }
    return json_integer_value(json_object_get(event, "activity_id")) == CLOSE ? VW_OCSF_RESOLVED
                                                                              : VW_OCSF_UNSAID;
}

vw_check_result vw_ocsf__result(vw_checks *checks)
{
    vw_check_result result = verdict_of(checks);
    switch (vw_ocsf__status_of(checks->source)) {
    case VW_OCSF_SUPPRESSED:
    case VW_OCSF_ARCHIVED:
    case VW_OCSF_DELETED:
        return VW_CHECK_SUPPRESSED; /* also when it passed: nobody looks at it any more */
    case VW_OCSF_RESOLVED:
        return result == VW_CHECK_PASSED ? result : VW_CHECK_RESOLVED;
    case VW_OCSF_UNSAID:
    case VW_OCSF_NEW:
    case VW_OCSF_IN_PROGRESS:
        break;
    }
    return result;
}

const char *vw_ocsf__severity(vw_arena *arena, const json_t *event)
{
    static const char *const by_id[] = {NULL,   "informational", "low",     "medium",
                                        "high", "critical",      "critical"};
    json_int_t id = json_integer_value(json_object_get(event, "severity_id"));
    if (id > 0 && id < (json_int_t)(sizeof by_id / sizeof *by_id)) {
        return by_id[id];
    }
    return vw_checks__severity(vw_json_text(arena, event, "severity"));
}

/* ---- times ------------------------------------------------------------------------------- */

const char *vw_ocsf__instant(vw_arena *arena, const json_t *event, const char *const *paths)
{
    for (const char *const *path = paths; *path != NULL; path++) {
        const char *instant = vw_checks__instant(arena, vw_json_at(event, *path));
        if (instant == NULL) {
            const char *as_text = vw_printf(arena, "%s_dt", *path);
            instant = vw_checks__instant(arena, vw_json_at(event, as_text));
        }
        if (instant != NULL) {
            return instant;
        }
    }
    return NULL;
}

const char *vw_ocsf__time(vw_arena *arena, const json_t *event)
{
    static const char *const paths[] = {"time",
                                        "finding_info.last_seen_time",
                                        "finding_info.created_time",
                                        "finding.created_time",
                                        "metadata.logged_time",
                                        NULL};
    return vw_ocsf__instant(arena, event, paths);
}
