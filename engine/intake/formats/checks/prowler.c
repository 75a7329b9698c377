/* SPDX-License-Identifier: EUPL-1.2 */
/* The CSV of Prowler, versions 3 to 5: each row a check. */
#include "intake/formats/checks/checks.h"

#include <string.h>

/* Whether a check is muted. Only an empty cell and a plain no say that it is not: what is not
 * understood is not passed either. */
typedef enum { MUTED_NOT, MUTED, MUTED_UNCLEAR } muting;

static muting muting_of(vw_checks *checks)
{
    static const char *const yes[] = {"true", "yes", "1", "y", "t"};
    static const char *const no[] = {"", "false", "no", "0", "n", "f"};
    const char *muted = vw_json_text(checks->scratch, checks->source, "MUTED");
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        if (vw_checks__same(muted, yes[i])) {
            return MUTED;
        }
    }
    for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
        if (vw_checks__same(muted, no[i])) {
            return MUTED_NOT;
        }
    }
    VW_DIAG(checks->run->diags, N154, vw_checks__place(checks, "MUTED"), muted);
    return MUTED_UNCLEAR;
}

static vw_check_result status_of(vw_checks *checks)
{
    static const struct {
        const char *word;
        vw_check_result result;
    } words[] = {{"PASS", VW_CHECK_PASSED},
                 {"FAIL", VW_CHECK_FAILED},
                 {"MANUAL", VW_CHECK_MANUAL},
                 {"INFO", VW_CHECK_MANUAL}, /* version 3's name for it */
                 {"MUTED", VW_CHECK_SUPPRESSED},
                 {"WARNING", VW_CHECK_SUPPRESSED}}; /* version 3: on the allow list */
    const char *status = vw_json_text(checks->scratch, checks->source, "STATUS");
    for (size_t i = 0; status != NULL && i < sizeof words / sizeof *words; i++) {
        if (vw_checks__same(status, words[i].word)) {
            return words[i].result;
        }
    }
    if (status == NULL || *status == '\0') {
        VW_DIAG(checks->run->diags, N153, vw_checks__place(checks, "STATUS"), NULL);
    } else {
        VW_DIAG(checks->run->diags, N103, vw_checks__place(checks, "STATUS"), status);
    }
    return VW_CHECK_UNDETERMINED;
}

static vw_check_result result_of(vw_checks *checks)
{
    const muting muted = muting_of(checks);
    if (muted == MUTED) {
        return VW_CHECK_SUPPRESSED; /* also when it passed */
    }
    vw_check_result result = status_of(checks);
    return muted == MUTED_UNCLEAR && result == VW_CHECK_PASSED ? VW_CHECK_UNDETERMINED : result;
}

/* A cell that says nothing tells nothing: only what has content is kept. */
static const char *rest_of(vw_checks *checks)
{
    json_t *rest = vw_checks__copy(checks->scratch, checks->source);
    const char *name;
    json_t *cell;
    void *next;
    json_object_foreach_safe(rest, next, name, cell)
    {
        if (json_string_length(cell) == 0) {
            json_object_del(rest, name);
        }
    }
    vw_checks__taken(checks, NULL);
    return vw_json_rest(checks->scratch, rest, checks->taken.items);
}

static vw_status take_row(vw_taker *taker, uint32_t row_no, const json_t *row)
{
    static const char *const accounts[] = {"ACCOUNT_UID", "ACCOUNT_ID", NULL};
    static const char *const resources[] = {"RESOURCE_UID", "RESOURCE_ARN", "RESOURCE_ID",
                                            "RESOURCE_NAME", NULL};
    static const char *const times[] = {"TIMESTAMP", "ASSESSMENT_START_TIME"};
    static const char *const uids[] = {"FINDING_UID", "FINDING_UNIQUE_ID"};
    vw_checks *checks = vw_checks__of(taker);
    const char *time = NULL, *uid = NULL;
    vw_checks__next(checks, row, NULL);
    checks->row = row_no;
    for (size_t i = 0; i < 2; i++) {
        const char *text = vw_json_text(checks->scratch, row, uids[i]);
        uid = text != NULL ? text : uid;
        text = vw_checks__read_instant(checks, json_object_get(row, times[i]));
        checks->timed = checks->timed || json_object_get(row, times[i]) != NULL;
        time = text != NULL ? text : time;
    }
    vw_checks__put_result(checks, result_of(checks));
    vw_checks__take(checks, "check_id", "CHECK_ID");
    vw_checks__take(checks, "title", "CHECK_TITLE");
    vw_checks__put(checks, "severity",
                   vw_checks__severity(vw_json_text(checks->scratch, row, "SEVERITY")));
    vw_checks__take_first(checks, "resource", resources);
    vw_checks__take(checks, "resource_type", "RESOURCE_TYPE");
    vw_checks__take(checks, "provider", "PROVIDER");
    vw_checks__take_first(checks, "account", accounts);
    vw_checks__take(checks, "region", "REGION");
    vw_checks__put(checks, "tool", "Prowler");
    vw_checks__take(checks, "tool_version", "PROWLER_VERSION");
    vw_checks__take(checks, "controls", "COMPLIANCE");
    vw_checks__take(checks, "detail", "STATUS_EXTENDED");
    const char *day = vw_checks__put_time(checks, "checked_at", time);
    bool told = uid != NULL && *uid != '\0' && time != NULL;
    const char *const key[] = {"Prowler", uid, told ? NULL : vw_checks__file_digits(checks->run),
                               day};
    vw_checks__put_key(checks, key, sizeof key / sizeof *key);
    return vw_checks__row(checks, rest_of(checks));
}

static const char *const kinds[] = {"configuration_check", NULL};
static const char *const headings[] = {"PROVIDER",        "CHECK_ID", "CHECK_TITLE", "STATUS",
                                       "STATUS_EXTENDED", "SEVERITY", NULL};

const vw_csv_layout vw_layout_prowler = {
    .name = "prowler",
    .label = {"Prowler (CSV)", "Prowler (CSV)"},
    .kinds = kinds,
    .headings = headings,
    .take_row = take_row,
};
