/* SPDX-License-Identifier: EUPL-1.2 */
/* Which frameworks and requirements apply to the organisation of a dossier. */
#ifndef VW_EVAL_APPLIES_H
#define VW_EVAL_APPLIES_H

#include "eval/plan.h"
#include "eval/scope.h"

/* Every condition for whom something applies is well-formed and says something: of regimes, derived
 * facts and all frameworks. Problems are reported at their place. [sense]: of which it is asked
 * whether they say something. */
VW_MUST_USE vw_status vw_applies_check(vw_arena *arena, vw_diags *diags, const vw_set *set,
                                       vw_sense_asked sense);

/* The frameworks that apply to the dossier's organisation, as recorded up to the newest import:
 * those that name its type, unless their regime excepts it; those for which their condition or
 * regime says so, once its duties count; and those that say nothing. One for which that cannot be
 * told is taken along, unless nothing is recorded of the organisation and the framework names
 * types, or nothing points to it; one warning names those taken along, one those left out. There
 * may be none. */
VW_MUST_USE vw_status vw_plan_for_dossier(const vw_plan **out, vw_dossier *dossier, vw_arena *arena,
                                          vw_diags *diags, const vw_set *set);

/* Whether [framework], of which it is undecided whether it applies, is evaluated all the same; when
 * its list of types does not name that of the dossier. Where it says what must point to it
 * (undecided_when), only if that certainly holds. */
VW_MUST_USE vw_status vw_applies_undecided(bool *out, const vw_profile *profile, vw_arena *arena,
                                           vw_diags *diags, const vw_framework *framework);

/* [*facts] is NULL unless the requirement certainly does not apply: then the facts that its rule
 * used, in the words of the rule language. */
VW_MUST_USE vw_status vw_requirement_exempt(const char **facts, const vw_profile *profile,
                                            vw_arena *arena, vw_diags *diags,
                                            const vw_requirement *requirement);

#endif
