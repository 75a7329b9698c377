/* SPDX-License-Identifier: EUPL-1.2 */
/* The Open Cybersecurity Schema Framework: findings of classes 2001 to 2004, in the forms that they
 * have had since version 1.0. */
#ifndef VW_INTAKE_FORMATS_OCSF_H
#define VW_INTAKE_FORMATS_OCSF_H

#include "intake/formats/checks/checks.h"

typedef enum {
    VW_OCSF_CHECK,         /* configuration_check */
    VW_OCSF_ALERT,         /* monitoring_alert */
    VW_OCSF_VULNERABILITY, /* vulnerability_finding */
    VW_OCSF_OTHER          /* of no kind of evidence */
} vw_ocsf_kind;

/* status_id of findings, with its own numbers; 0 where nothing is said. */
typedef enum {
    VW_OCSF_UNSAID,
    VW_OCSF_NEW,
    VW_OCSF_IN_PROGRESS,
    VW_OCSF_SUPPRESSED,
    VW_OCSF_RESOLVED,
    VW_OCSF_ARCHIVED,
    VW_OCSF_DELETED
} vw_ocsf_status;

/* One event of the file. */
typedef struct {
    const json_t *event;
    vw_ocsf_kind kind;
    size_t number;    /* in the file */
    const char *time; /* an instant, or NULL */
} vw_ocsf_event;

/* ---- what an event says (ocsf_event.c) --------------------------------------------------- */

/* Findings that come with a verdict are checks, whatever class they bear: some tools write the
 * results of checks as detection findings. */
vw_ocsf_kind vw_ocsf__kind_of(const json_t *event);
vw_ocsf_status vw_ocsf__status_of(const json_t *event);
/* The instant at the first of [paths], ended by NULL, each also with "_dt" behind it. */
const char *vw_ocsf__instant(vw_arena *arena, const json_t *event, const char *const *paths);
/* When the event took place. */
const char *vw_ocsf__time(vw_arena *arena, const json_t *event);
/* The outcome of a check: the verdict, unless somebody decided about the finding. */
vw_check_result vw_ocsf__result(vw_checks *checks);
const char *vw_ocsf__severity(vw_arena *arena, const json_t *event);
/* The first text at [paths]; NULL when there is none. */
const char *vw_ocsf__first(vw_arena *arena, const json_t *event, const char *const *paths);
extern const char *const vw_ocsf_uids[], *const vw_ocsf_titles[], *const vw_ocsf_resources[];

/* ---- records (ocsf_finding.c) ------------------------------------------------------------ */

/* Takes the events of one kind into an import of it. */
VW_MUST_USE vw_status vw_ocsf__take_checks(vw_intake_run *run, const vw_ocsf_event *events,
                                           size_t count, const char *made_at);
/* Of the events about one finding the last counts; the earlier ones stay in its raw. */
VW_MUST_USE vw_status vw_ocsf__take_alerts(vw_intake_run *run, const vw_ocsf_event *events,
                                           size_t count, const char *made_at);
VW_MUST_USE vw_status vw_ocsf__take_vulnerabilities(vw_intake_run *run, const vw_ocsf_event *events,
                                                    size_t count, const char *made_at);

/* The pointer to an event: "/3", or "" when the file is one event. */
const char *vw_ocsf__pointer(char out[32], const vw_ocsf_event *event);
/* What all kinds have: tool, version, account, region. */
void vw_ocsf__put_common(vw_checks *checks);

#endif
