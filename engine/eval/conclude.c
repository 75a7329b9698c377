/* SPDX-License-Identifier: EUPL-1.2 */
/* Combines findings into conclusions. */
#include "eval/conclude.h"

#include <stdlib.h>
#include <string.h>

static int finding_named(const void *key, const void *item)
{
    const vw_finding *finding = item;
    return strcmp(key, finding->test);
}

const vw_finding *vw_findings_find(const vw_findings *findings, const char *test)
{
    if (findings->count == 0) {
        return NULL;
    }
    return bsearch(test, findings->items, findings->count, sizeof *findings->items, finding_named);
}

typedef struct {
    const char *test, *framework;
} variant_name;

/* As strcmp of TEST@FRAMEWORK and the finding's id. */
static int finding_of_variant(const void *key, const void *item)
{
    const variant_name *name = key;
    const vw_finding *finding = item;
    const size_t length = strlen(name->test);
    int order = strncmp(name->test, finding->test, length);
    if (order != 0) {
        return order;
    }
    const unsigned char next = (unsigned char)finding->test[length];
    return next != '@' ? '@' - next : strcmp(name->framework, finding->test + length + 1);
}

const vw_finding *vw_findings_find_for(const vw_findings *findings, const char *test,
                                       const vw_framework *framework)
{
    const vw_finding *found = NULL;
    if (framework != NULL && findings->count > 0) {
        const variant_name name = {test, framework->id};
        found = bsearch(&name, findings->items, findings->count, sizeof *findings->items,
                        finding_of_variant);
    }
    return found != NULL ? found : vw_findings_find(findings, test);
}

vw_result vw_conclude_measure(const vw_findings *findings, const vw_measure *measure,
                              const vw_framework *framework, vw_aspect aspect, bool strict,
                              bool *has)
{
    vw_result worst = VW_NOT_ASSESSED;
    *has = false;
    for (size_t i = 0; i < measure->test_count; i++) {
        if (measure->tests[i].aspect != aspect) {
            continue;
        }
        const vw_finding *finding = vw_findings_find_for(findings, measure->tests[i].id, framework);
        vw_result result = finding == NULL ? VW_NOT_ASSESSED
                           : strict        ? finding->strict
                                           : finding->result;
        worst = *has ? vw_result_worst(worst, result) : result;
        *has = true;
    }
    return worst;
}

/* Parts do not add up to the whole by themselves. A part that is not applicable says nothing about
 * the rest of the requirement, which then was not assessed. */
static vw_result cap_partial(vw_result result)
{
    if (vw_result_neutral(result)) {
        return VW_NOT_ASSESSED;
    }
    return vw_result_worst(result, VW_PARTLY_MET);
}

/* Worst over the measures. Without a single test of the aspect there is no computed result. */
static vw_result compute(const vw_findings *findings, const vw_requirement *requirement,
                         vw_aspect aspect, bool *computed)
{
    bool strict = requirement->kind == VW_OVERHEIDSMAATREGEL;
    bool full = false, any = false;
    vw_result worst = VW_NOT_ASSESSED;
    *computed = false;
    for (size_t i = 0; i < requirement->mapping_count; i++) {
        const vw_mapping *mapping = &requirement->mappings[i];
        bool has;
        if (!mapping->aspects[aspect]) {
            continue;
        }
        vw_result result = vw_conclude_measure(findings, mapping->measure, requirement->framework,
                                               aspect, strict, &has);
        worst = any ? vw_result_worst(worst, result) : result;
        any = true;
        full = full || mapping->full;
        *computed = *computed || has;
    }
    return full || !any ? worst : cap_partial(worst);
}

/* True when [a] is a worse result than [b]. */
static bool worse(vw_result a, vw_result b)
{
    return a != b && vw_result_worst(a, b) == a;
}

/* That nothing took place is said of operation, by two people, and only of what was not assessed:
 * what the tests found an outcome of did take place. */
static bool in_vain(const vw_conclusion *conclusion, const vw_judgement *judgement)
{
    return judgement->result == VW_NOT_OCCURRED &&
           (conclusion->aspect != VW_OPERATION || conclusion->computed != VW_NOT_ASSESSED ||
            !judgement->better_approved);
}

void vw_conclude_judged(vw_conclusion *conclusion, const vw_judgement *judgement)
{
    const vw_result computed = conclusion->computed;
    conclusion->has_judged = true;
    conclusion->judged = judgement->result;
    conclusion->judged_by = judgement->assessor;
    conclusion->reason = judgement->reason;
    if (in_vain(conclusion, judgement)) {
        return;
    }
    /* Without a computed result [computed] is not_assessed. When the reviewer disagrees, or nobody
     * in office judged, the judgement leaves nothing to rely on (semantics, 4): a bad one still
     * counts, as it always does, but a good one cannot carry the conclusion above not_assessed. */
    const bool relied_on = !judgement->disagreed && !judgement->nobodys;
    if ((!conclusion->has_computed && relied_on) || worse(judgement->result, computed) ||
        (judgement->better_approved && worse(computed, judgement->result))) {
        conclusion->result = judgement->result;
        conclusion->by_judgement = true;
        conclusion->by_rule = false;
    }
}

static void weigh_judgement(vw_conclusion *conclusion, const vw_judgements *judgements)
{
    const vw_judgement *judgement =
        vw_judgements_find(judgements, conclusion->requirement, conclusion->aspect);
    if (judgement != NULL) {
        vw_conclude_judged(conclusion, judgement);
    }
}

vw_conclusion vw_conclude_aspect(const vw_findings *findings, const vw_judgements *judgements,
                                 const vw_requirement *requirement, vw_aspect aspect)
{
    vw_conclusion conclusion = {.requirement = requirement->full_id, .aspect = aspect};
    conclusion.computed = compute(findings, requirement, aspect, &conclusion.has_computed);
    conclusion.result = conclusion.computed;
    weigh_judgement(&conclusion, judgements);
    return conclusion;
}

vw_conclusion vw_conclude_exempt(const char *facts, const vw_judgements *judgements,
                                 const vw_requirement *requirement, vw_aspect aspect)
{
    vw_conclusion conclusion = {
        .requirement = requirement->full_id,
        .aspect = aspect,
        .has_computed = true,
        .computed = VW_NOT_APPLICABLE,
        .result = VW_NOT_APPLICABLE,
        .by_rule = true,
        .reason = facts,
    };
    weigh_judgement(&conclusion, judgements);
    return conclusion;
}

/* Neutral in every aspect is not yet "not applicable" for the requirement: that takes a person with
 * a reason, or a rule that printed its facts (semantics, 4). */
vw_result vw_conclude_requirement(const vw_requirement *requirement,
                                  const vw_conclusion by_aspect[VW_ASPECT_COUNT])
{
    vw_result worst = VW_NOT_ASSESSED;
    bool any = false, judged = true;
    for (vw_aspect aspect = VW_DESIGN; aspect < VW_ASPECT_COUNT; aspect++) {
        if (!requirement->demands[aspect]) {
            continue;
        }
        worst = any ? vw_result_worst(worst, by_aspect[aspect].result) : by_aspect[aspect].result;
        judged = judged && (by_aspect[aspect].by_judgement || by_aspect[aspect].by_rule);
        any = true;
    }
    if (worst == VW_NOT_APPLICABLE && !judged) {
        return VW_NOT_ASSESSED;
    }
    return worst;
}
