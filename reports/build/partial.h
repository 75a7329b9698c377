/* SPDX-License-Identifier: EUPL-1.2 */
/* Counts of records of which a field may be empty. What nobody recorded is not "no": a count says
 * of how many it is not known. */
#ifndef VW_REPORTS_BUILD_PARTIAL_H
#define VW_REPORTS_BUILD_PARTIAL_H

#include "reports/build/records.h"

typedef struct {
    const char *kind;
    const char *among; /* SQL over "e": which records are looked at; NULL: all */
    const char *yes;   /* SQL over "e": those that are counted */
    const char *known; /* SQL over "e": those of which it is on record; NULL: all */
    const char *needs; /* fields of these, apart by blanks */
    /* Fields, apart by blanks, that say no where they are empty, and NULL where none does. A file
     * in which no row fills one of them in lacked the column, or nobody kept it: that is no answer.
     */
    const char *filled;
    vw_records_when when;
} vw_partial_query;

/* [amount]: how many, or the sum over those of which it is known. */
typedef struct {
    uint64_t amount, unknown, all;
    bool absent; /* nothing of the kind was collected, so that none is no news */
} vw_partial;

VW_MUST_USE vw_status vw_partial_read(vw_partial *out, vw_report *r, const vw_partial_query *query);
/* One record more, of which the value is [value]: a number to add, or yes or no. */
void vw_partial_add(vw_partial *partial, const vw_record_value *value);

/* "3"; "3 (van 2 niet vastgelegd)"; where it is known of none, "niet vastgelegd". */
const char *vw_show_partial(const vw_report *r, const vw_partial *partial);
/* A number only where it is known of all; else the same in words. */
vw_cell vw_partial_cell(const vw_report *r, const vw_partial *partial);

/* Behind counts of risks of which the list was not declared complete. */
extern const vw_text vw_register_unsure;

#endif
