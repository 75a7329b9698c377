/* SPDX-License-Identifier: EUPL-1.2 */
/* Facts of the organisation that nobody recorded and that follow from what is on record, in words
 * for people: the evaluation went by them (profile.h). */
#ifndef VW_EVAL_DERIVED_H
#define VW_EVAL_DERIVED_H

#include "rules/rules.h"
#include "store/dossier.h"

/* For each of [count] fields of the organisation its value and what it follows from, "no (follows
 * from Staff: 109)"; NULL where it is recorded or unknown. [out] has room for [count]; what it
 * points to lives in [arena]. */
VW_MUST_USE vw_status vw_derived_facts(const char **out, const char *const *fields, size_t count,
                                       vw_dossier *dossier, vw_arena *arena, vw_diags *diags,
                                       const vw_set *set, const vw_rule_frame *frame, vw_lang lang);

#endif
