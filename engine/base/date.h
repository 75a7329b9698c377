/* SPDX-License-Identifier: EUPL-1.2 */
/* Calendar dates (proleptic Gregorian) and instants in UTC. Source: ISO 8601 for the form;
 * design/semantics.md section 1 for months: 31 August + 6 months = the last day of February. */
#ifndef VW_BASE_DATE_H
#define VW_BASE_DATE_H

#include "base/base.h"

typedef int32_t vw_date; /* days since 1970-01-01; range 0001-01-01 .. 9999-12-31 */
#define VW_DATE_NONE INT32_MIN

/* "YYYY-MM-DD", exactly; false for anything else, also for days that do not exist. */
bool vw_date_parse(vw_date *out, const char *text);
/* Writes 11 bytes, "YYYY-MM-DD" and NUL. */
void vw_date_format(char out[11], vw_date date);
/* 1 January and 31 December of a year 1..9999. */
vw_date vw_date_of(int year, int month, int day);
int vw_date_year(vw_date date);
/* Clamped to the month's last day. [months] may be negative. */
vw_date vw_date_add_months(vw_date date, int months);
/* "YYYY-MM-DDTHH:MM[:SS][Z|+HH:MM|-HH:MM]" (a space for T is accepted; no zone means UTC), written
 * to [out] as "YYYY-MM-DDTHH:MM:SSZ" in UTC. False for anything else. */
bool vw_instant_parse(char out[21], const char *text);

/* The program's one clock, in seconds since 1970-01-01T00:00:00Z: SOURCE_DATE_EPOCH when set and
 * valid, else the system's time. Nothing else asks the time. */
int64_t vw_clock_now(void);
void vw_instant_format(char out[21], int64_t seconds);

#endif
