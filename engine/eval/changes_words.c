/* SPDX-License-Identifier: EUPL-1.2 */
/* Names of changes, for data and for people. */
#include "eval/changes.h"

typedef struct {
    const char *name;
    vw_text label;
} word;

static const word changes[VW_CHANGE_COUNT] = {
    [VW_CHANGE_REGRESSED] = {"regressed", {"slechter", "regressed"}},
    [VW_CHANGE_IMPROVED] = {"improved", {"beter", "improved"}},
    [VW_CHANGE_NORM] = {"norm_changed", {"norm gewijzigd", "norm changed"}},
    [VW_CHANGE_NEW] = {"new", {"nieuw", "new"}},
    [VW_CHANGE_RETIRED] = {"retired", {"vervallen", "retired"}},
    [VW_CHANGE_SAME] = {"same", {"gelijk", "same"}},
};

static const word reasons[VW_BECAUSE_COUNT] = {
    [VW_BECAUSE_FRAMEWORK] = {"framework_changed",
                              {"normenkader of versie verschilt", "framework or version differs"}},
    [VW_BECAUSE_MOVED] = {"moved", {"andere plaats", "moved"}},
    [VW_BECAUSE_TEXT] = {"text_changed", {"normtekst gewijzigd", "requirement's text changed"}},
    [VW_BECAUSE_MAPPING] = {"mapping_changed", {"koppeling gewijzigd", "mapping changed"}},
    [VW_BECAUSE_MEASURE] = {"measure_changed", {"maatregel gewijzigd", "measure changed"}},
    [VW_BECAUSE_RULE] = {"rule_changed", {"regel gewijzigd", "rule changed"}},
    [VW_BECAUSE_PARAMETER] = {"parameter_changed",
                              {"drempel of waarde gewijzigd", "threshold or value changed"}},
    [VW_BECAUSE_POPULATION] = {"population_changed", {"populatie gewijzigd", "population changed"}},
    [VW_BECAUSE_EVIDENCE] = {"evidence_changed", {"bewijs gewijzigd", "evidence changed"}},
    [VW_BECAUSE_EXCEPTION_STARTED] = {"exception_started",
                                      {"uitzondering ingegaan", "exception started"}},
    [VW_BECAUSE_EXCEPTION_ENDED] = {"exception_ended",
                                    {"uitzondering geëindigd", "exception ended"}},
    [VW_BECAUSE_JUDGEMENT] = {"judgement_changed", {"oordeel gewijzigd", "judgement changed"}},
    [VW_BECAUSE_COVERAGE_GAINED] = {"coverage_gained",
                                    {"eerst niet beoordeeld", "not assessed before"}},
    [VW_BECAUSE_COVERAGE_LOST] = {"coverage_lost",
                                  {"niet meer beoordeeld", "not assessed any more"}},
    [VW_BECAUSE_ERROR] = {"rule_error",
                          {"een regel kon niet worden uitgevoerd", "a rule could not be run"}},
    [VW_BECAUSE_DATES] = {"dates_changed", {"andere datums", "other dates"}},
};

const char *vw_change_name(vw_change change)
{
    return changes[change].name;
}

vw_text vw_change_label(vw_change change)
{
    return changes[change].label;
}

const char *vw_because_name(vw_because because)
{
    return reasons[because].name;
}

vw_text vw_because_label(vw_because because)
{
    return reasons[because].label;
}
