/* SPDX-License-Identifier: EUPL-1.2 */
/* What evidence there is, how old it is, and what of it ends before the reference date. */
#ifndef VW_EVAL_HOLDINGS_H
#define VW_EVAL_HOLDINGS_H

#include "rules/rules.h"
#include "store/dossier.h"

typedef struct {
    const char *file_name;
    const char *collected_at, *collected_by;
    int64_t import_id;
    uint64_t rows;
} vw_holding_source;

/* One kind of which something was imported. */
typedef struct {
    const vw_kind *kind;
    uint64_t records;            /* each once, in whatever version */
    const char *newest, *oldest; /* days of collection; oldest: of a version that counts */
    bool complete;               /* declared so, for the reference date or the period */
    const char *declared_from, *declared_until; /* the last declaration; NULL: there is none */
    /* Records that hold on the date of the last complete list, and are not in it: they still count.
     * Of a state kind. */
    uint64_t absent;
    const char *absent_example;       /* a key, or NULL */
    const vw_holding_source *sources; /* the newest last */
    size_t source_count;
} vw_holding;

typedef struct {
    const vw_holding *items; /* by kind */
    size_t count;
} vw_holdings;

VW_MUST_USE vw_status vw_holdings_load(vw_holdings *out, vw_dossier *dossier, vw_arena *arena,
                                       vw_diags *diags, const vw_catalogue *catalogue,
                                       const vw_rule_frame *frame);

/* A record whose time is up. */
typedef struct {
    const vw_kind *kind;
    const vw_field *field; /* that says so */
    const char *key;
    const char *date;
} vw_expiring;

typedef struct {
    const vw_expiring *items; /* the earliest first, then by kind and key */
    size_t count;
} vw_expiries;

/* What ends before the reference date, by a field of the catalogue that says when something must be
 * renewed: of records that hold on the reference date, or that ended within the period. */
VW_MUST_USE vw_status vw_expiries_load(vw_expiries *out, vw_dossier *dossier, vw_arena *arena,
                                       vw_diags *diags, const vw_catalogue *catalogue,
                                       const vw_rule_frame *frame);

#endif
