/* SPDX-License-Identifier: EUPL-1.2 */
/* Names of what a regime can make of somebody. */
#include "model/regime.h"

#include <string.h>

static const struct {
    const char *name;
    vw_text label;
} ways[VW_AS_COUNT] = {
    [VW_AS_OUT_OF_SCOPE] = {"out_of_scope", {"valt er niet onder", "out of scope"}},
    [VW_AS_EXCLUDED] = {"excluded", {"uitgezonderd", "excluded"}},
    [VW_AS_GIVES_WAY] = {"gives_way", {"wijkt voor een andere wet", "gives way to another act"}},
    [VW_AS_IN_PART] = {"in_part",
                       {"wijkt deels voor een andere wet", "gives way in part to another act"}},
    [VW_AS_LIMITED] = {"limited", {"enkele plichten", "some duties only"}},
    [VW_AS_IN_SCOPE] = {"in_scope", {"valt eronder", "in scope"}},
    [VW_AS_SIMPLIFIED] = {"simplified", {"vereenvoudigd kader", "simplified framework"}},
    [VW_AS_MICROENTERPRISE] = {"microenterprise", {"micro-onderneming", "microenterprise"}},
    [VW_AS_IMPORTANT] = {"important", {"belangrijke entiteit", "important entity"}},
    [VW_AS_ESSENTIAL] = {"essential", {"essentiële entiteit", "essential entity"}},
};

const char *vw_regime_as_name(vw_regime_as as)
{
    return ways[as].name;
}

vw_text vw_regime_as_label(vw_regime_as as)
{
    return ways[as].label;
}

bool vw_regime_as_binds(vw_regime_as as)
{
    return as > VW_AS_GIVES_WAY;
}

const vw_regime *vw_set_regime(const vw_set *set, const char *id)
{
    for (size_t i = 0; i < set->regime_count; i++) {
        if (strcmp(set->regimes[i].id, id) == 0) {
            return &set->regimes[i];
        }
    }
    return NULL;
}

bool vw_facts_stated(const char *facts)
{
    return facts != NULL && strstr(facts, VW_FACTS_STATED) != NULL;
}

vw_text vw_facts_stated_label(void)
{
    return (vw_text){
        "Dit rust op de eigen opgave van de organisatie: niets anders dat is vastgelegd "
        "bevestigt het.",
        "This rests on the organisation's own statement: nothing else that is recorded "
        "confirms it."};
}

vw_date vw_regime_since(const vw_regime *regime)
{
    return regime->applies_from != VW_DATE_NONE ? regime->applies_from : regime->in_force;
}
