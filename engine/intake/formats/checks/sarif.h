/* SPDX-License-Identifier: EUPL-1.2 */
/* SARIF 2.1.0 (OASIS): what a result means, by the rule that it breaks and the run that it is of.
 * Numbers such as 3.27.9 are sections of that standard. */
#ifndef VW_INTAKE_FORMATS_SARIF_H
#define VW_INTAKE_FORMATS_SARIF_H

#include "intake/formats/checks/checks.h"

/* A tool's driver or extension. */
typedef struct {
    const json_t *component;
    json_t *rules; /* its rules by id */
} vw_sarif_component;

typedef struct {
    const json_t *run;
    const char *pointer;        /* "/runs/0" */
    const char *tool, *version; /* never NULL; may be NULL */
    const char *started, *ended;
    const char *scope; /* for the keys: what was looked at, as far as the run tells */
    const vw_sarif_component *components; /* the driver first */
    size_t component_count;
    vw_check_counts counts;
} vw_sarif_run;

/* Finds the rules. [arena] is to outlive the run. */
void vw_sarif__find_components(vw_sarif_run *run, vw_arena *arena);
/* The rule that [result] is of (3.52.3), or NULL. [*component] is the one that has it. */
const json_t *vw_sarif__rule(const vw_sarif_component **component, const vw_sarif_run *run,
                             const json_t *result);
/* The result's level as 3.27.10 has it: its own, or by the configuration of its rule. */
const char *vw_sarif__level(const vw_sarif_run *run, const json_t *result, const json_t *rule);
/* The message with its arguments filled in (3.11.5), or NULL. */
const char *vw_sarif__message(vw_arena *arena, const vw_sarif_component *component,
                              const json_t *rule, const json_t *message);
/* The classifications that the result and its rule belong to: "CWE: CWE-120 | CWE: CWE-20". */
const char *vw_sarif__taxa(vw_arena *arena, const json_t *result, const json_t *rule);

#endif
