/* SPDX-License-Identifier: EUPL-1.2 */
/* People in a document: by their role or a number, unless names are asked for. The same person has
 * the same words throughout a document, and in all its formats. */
#ifndef VW_REPORTS_BUILD_PEOPLE_H
#define VW_REPORTS_BUILD_PEOPLE_H

#include "reports/build/build.h"

/* Reads who has which role on the reference date. */
VW_MUST_USE vw_status vw_people_load(const vw_people **out, const vw_report *r, bool names);

/* A subject of a test or an exception: its key, unless that says who it is about. [id] is its
 * number, 0 when only the key is known. In [arena], or [key] itself. */
const char *vw_show_subject(const vw_report *r, vw_arena *arena, const char *kind, int64_t id,
                            const char *key);
/* The role of the person with this number, or "employee 12"; never a name. */
const char *vw_show_role(const vw_report *r, vw_arena *arena, int64_t subject);
/* Somebody by the key of a record of kind `person`; NULL stays NULL. */
const char *vw_show_person(const vw_report *r, vw_arena *arena, const char *key);
/* Who collected evidence: what was typed at the import. */
const char *vw_show_collector(const vw_report *r, vw_arena *arena, const char *who);
/* Who or what made a file: mostly a program, which keeps its name. */
const char *vw_show_producer(const vw_report *r, vw_arena *arena, const char *who);

#endif
