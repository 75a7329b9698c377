/* SPDX-License-Identifier: EUPL-1.2 */
/* Calendar dates (proleptic Gregorian) and instants in UTC. Source: ISO 8601 for the form;
 * docs/semantics.md section 1 for months: 31 August + 6 months = the last day of February. */
#ifndef VW_BASE_DATE_H
#define VW_BASE_DATE_H

#include "base/diag.h"

typedef int32_t vw_date; /* days since 1970-01-01; range 0001-01-01 .. 9999-12-31 */
#define VW_DATE_NONE INT32_MIN

/* "YYYY-MM-DD", exactly; false for anything else, also for days that do not exist. */
bool vw_date_parse(vw_date *out, const char *text);
/* Writes 11 bytes, "YYYY-MM-DD" and NUL; "" for a date out of range, such as VW_DATE_NONE. */
void vw_date_format(char out[11], vw_date date);
/* VW_DATE_NONE when there is no such day, or the year is not 1..9999. */
vw_date vw_date_of(int year, int month, int day);
/* 0 for a date out of range. */
int vw_date_year(vw_date date);
/* Clamped to the month's last day. [months] may be negative. VW_DATE_NONE when out of range. */
vw_date vw_date_add_months(vw_date date, int months);
/* "YYYY-MM-DDTHH:MM[:SS[.FRACTION]][Z|+HH:MM|-HH:MM]" (a space for T and a comma for the point are
 * accepted; no zone means UTC), written to [out] as "YYYY-MM-DDTHH:MM:SSZ" in UTC: an instant is
 * the second that had begun. False for anything else. */
bool vw_instant_parse(char out[21], const char *text);

/* The program's one clock, in seconds since 1970-01-01T00:00:00Z: SOURCE_DATE_EPOCH when set and
 * valid, else the system's time. Nothing else asks the time. */
int64_t vw_clock_now(void);
/* VW_ERR_USAGE with a diagnostic when SOURCE_DATE_EPOCH is set to something else than whole
 * seconds: its definition asks programs to stop then. For cli/ to call once. */
VW_MUST_USE vw_status vw_clock_check(vw_diags *diags);
/* "" when the year is not 1..9999. */
void vw_instant_format(char out[21], int64_t seconds);

#endif
