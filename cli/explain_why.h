/* SPDX-License-Identifier: EUPL-1.2 */
/* Why a subject has the outcome that it has: gathered here, shown by explain_outcomes.c. */
#ifndef VW_CLI_EXPLAIN_WHY_H
#define VW_CLI_EXPLAIN_WHY_H

#include "cli/explain.h"

/* Related records, exceptions and requirements that are shown; of more, the number is told. */
enum { VW_WHY_SHOWN = 12 };

typedef struct {
    const vw_rule_look *look;
    const char *value; /* as imported; NULL: empty */
    const char *shown; /* in the user's language */
} vw_why_value;

/* Where a record came from. */
typedef struct {
    int64_t import;
    int64_t row;
    const char *file, *sheet, *collected_at, *collected_by; /* [sheet] may be NULL */
    const char *artefact;                                   /* its key, or NULL */
} vw_why_source;

typedef struct {
    const char *key;
    int matched; /* 1, 0; -1: unknown */
    vw_why_source source;
    const vw_why_value *values;
} vw_why_record;

typedef struct {
    const vw_rule_related_look *look;
    const char *text; /* as the rule writes it */
    bool collected;
    uint64_t matching, unknown, total;
    VW_VEC(vw_why_record) records; /* the first VW_WHY_SHOWN of [total] */
} vw_why_related;

typedef struct {
    const char *key;
    const char *until, *approved_by, *reason; /* NULL: not said */
    bool applied;
} vw_why_exception;

typedef struct {
    const char *requirement; /* full id */
    vw_result result;
} vw_why_requirement;

typedef struct {
    const vw_planned_test *planned;
    vw_outcome outcome;
    int64_t exception;  /* subject of the one that was applied, or 0 */
    const char *reason; /* of the test, about this subject; NULL: it is not known to be so */
    bool in_population;
    const vw_why_value *values;
    size_t value_count;
    const vw_why_related *related;
    size_t related_count;
    VW_VEC(vw_why_exception) exceptions;
    VW_VEC(vw_why_requirement) requirements;
} vw_why;

/* All of one test and subject but [planned], [outcome], [exception] and [reason], which are given.
 */
VW_MUST_USE vw_status vw_why_gather(vw_why *why, vw_explain *e, int64_t subject, const char *kind,
                                    const char *key);
/* The import and row of a record, and its artefact; empty when there is no such import. */
VW_MUST_USE vw_status vw_why_source_of(vw_why_source *out, vw_explain *e, int64_t import,
                                       int64_t row, const char *artefact);
/* A value in the user's language, where it is a choice or a yes or no. */
const char *vw_explain_value(const vw_cli *cli, const vw_field *field, const char *value);

#endif
