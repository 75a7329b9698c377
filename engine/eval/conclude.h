/* SPDX-License-Identifier: EUPL-1.2 */
/* From tests to requirement and aspect: docs/semantics.md section 4, without I/O. */
#ifndef VW_EVAL_CONCLUDE_H
#define VW_EVAL_CONCLUDE_H

#include "eval/plan.h"
#include "eval/register.h"
#include "store/results.h"

/* The findings of one evaluation, in order of test id. */
typedef struct {
    const vw_finding *items;
    size_t count;
} vw_findings;

const vw_finding *vw_findings_find(const vw_findings *findings, const char *test);
/* What a framework concludes from: its variant of the test when there is one, else the plain one.
 * Without a framework, the plain one. */
const vw_finding *vw_findings_find_for(const vw_findings *findings, const char *test,
                                       const vw_framework *framework);

/* The worst of the measure's tests of that aspect, as they hold for [framework]. [*has] is false
 * when it has none; the result is then not_assessed. [strict]: as if no exception counted. */
vw_result vw_conclude_measure(const vw_findings *findings, const vw_measure *measure,
                              const vw_framework *framework, vw_aspect aspect, bool strict,
                              bool *has);

/* Computed result, judgement and conclusion of one requirement and aspect. Texts are borrowed. */
vw_conclusion vw_conclude_aspect(const vw_findings *findings, const vw_judgements *judgements,
                                 const vw_requirement *requirement, vw_aspect aspect);

/* The same of a requirement that certainly does not apply to the organisation: not applicable, with
 * the [facts] that its rule used as the reason. A judgement is weighed as ever, and then the reason
 * is its own. */
vw_conclusion vw_conclude_exempt(const char *facts, const vw_judgements *judgements,
                                 const vw_requirement *requirement, vw_aspect aspect);
/* What a judgement makes of [conclusion], of which the computed result is filled in. */
void vw_conclude_judged(vw_conclusion *conclusion, const vw_judgement *judgement);

/* The requirement's own status: the worst over the aspects that it demands. [by_aspect] is indexed
 * by aspect; entries of aspects not demanded are ignored. */
vw_result vw_conclude_requirement(const vw_requirement *requirement,
                                  const vw_conclusion by_aspect[VW_ASPECT_COUNT]);

#endif
