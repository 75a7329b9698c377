/* SPDX-License-Identifier: EUPL-1.2 */
/* The one clock. SOURCE_DATE_EPOCH: https://reproducible-builds.org/specs/source-date-epoch/ */
#include "base/date.h"

#include <stdlib.h>
#include <time.h>

/* 9999-12-31T23:59:59Z, the last instant that can be written. */
#define EPOCH_MAX INT64_C(253402300799)

/* An integer in ASCII digits, without sign or fraction. */
static bool epoch_parse(int64_t *out, const char *text)
{
    int64_t seconds = 0;
    if (text[0] == '\0') {
        return false;
    }
    for (const char *at = text; *at != '\0'; at++) {
        if (*at < '0' || *at > '9') {
            return false;
        }
        seconds = seconds * 10 + (*at - '0');
        if (seconds > EPOCH_MAX) {
            return false;
        }
    }
    *out = seconds;
    return true;
}

int64_t vw_clock_now(void)
{
    int64_t seconds;
    const char *fixed = getenv("SOURCE_DATE_EPOCH");
    if (fixed != NULL && epoch_parse(&seconds, fixed)) {
        return seconds;
    }
    return (int64_t)time(NULL);
}

vw_status vw_clock_check(vw_diags *diags)
{
    int64_t seconds;
    const char *fixed = getenv("SOURCE_DATE_EPOCH");
    if (fixed == NULL || epoch_parse(&seconds, fixed)) {
        return VW_OK;
    }
    VW_DIAG(diags, F015, (vw_place){0}, fixed);
    return VW_ERR_USAGE;
}
