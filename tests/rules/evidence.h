/* SPDX-License-Identifier: EUPL-1.2 */
/* A dossier in a temporary folder, filled record by record, that rules are run on. */
#ifndef VW_TESTS_RULES_EVIDENCE_H
#define VW_TESTS_RULES_EVIDENCE_H

#include "rules/rules.h"
#include "store/evidence.h"

typedef struct {
    vw_arena *arena;
    vw_diags *diags;
    const vw_catalogue *catalogue;
    vw_dossier *dossier;
    vw_import *import; /* the one that records go into; NULL: none is open */
    const vw_kind *kind;
    vw_import_head head;
    uint32_t rows;
    char folder[32];
    char path[48];
} evidence;

/* 2025, with its last day as reference date, and every import. */
vw_rule_frame evidence_frame(void);

/* Every failure below ends the process with its message: then the test is broken, not the rule.
 * [catalogue] must live as long. */
evidence *evidence_new(const vw_catalogue *catalogue);
void evidence_free(evidence *e);

/* Begins the next import; [from] and [until] are what it declares complete, or VW_DATE_NONE. */
void evidence_import(evidence *e, const char *kind, vw_date from, vw_date until);
/* One record of that import. [names] and [values] have [count] entries; a field that is not named
 * is unknown; of a reference the value is a key. Time fields that are not named: a state since
 * 2020-01-01, an event on 2025-06-30. */
void evidence_record(evidence *e, const char *key, const char *const *names,
                     const char *const *values, size_t count);

/* Compiles [sql] in the sandbox and runs it: "A1 pass, A2 fail, A3 unknown" in order of key, or
 * "nothing"; NULL with [diags] when SQLite refuses it. */
const char *evidence_outcomes(evidence *e, vw_arena *arena, vw_diags *diags, const char *sql);
/* 1 or 0 of a SELECT of one number. */
int64_t evidence_number(evidence *e, const char *sql);

#endif
