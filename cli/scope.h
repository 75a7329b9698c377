/* SPDX-License-Identifier: EUPL-1.2 */
/* What verantwoord scope found, for its two ways of telling it. */
#ifndef VW_CLI_SCOPE_H
#define VW_CLI_SCOPE_H

#include "cli/cli.h"
#include "eval/scope.h"

/* A fact that some regime waits for. */
typedef struct {
    const vw_fact *fact;
    const char *regimes; /* the titles of those that wait for it */
} vw_asked_fact;

typedef struct {
    vw_cli *cli;
    const vw_set *set;
    vw_profile profile;
    vw_regime_outcome *outcomes; /* of regimes with decisions */
    size_t count;
    VW_VEC(vw_asked_fact) asked;
    bool *meanwhile; /* by framework: evaluated, as long as it is undecided */
} vw_cli_scoped;

/* "2025-12-31" in the arena. */
const char *vw_scope_date(const vw_cli_scoped *scope, vw_date date);
/* What is recorded in a text field of the organisation, or [otherwise]. */
const char *vw_scope_recorded(const vw_cli_scoped *scope, const char *field, const char *otherwise);
/* Before the table: which facts are missing, and the commands that take them. */
void vw_scope_print_to_tell(const vw_cli_scoped *scope);
/* Below it: each with its values and the regimes that wait for it. */
void vw_scope_print_asked(const vw_cli_scoped *scope);
void vw_scope_print_json(const vw_cli_scoped *scope);

#endif
