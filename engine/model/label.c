/* SPDX-License-Identifier: EUPL-1.2 */
/* One table of words for each noun. */
#include "model/label.h"

#include <string.h>

vw_text vw_result_label(vw_result result)
{
    static const vw_text labels[VW_RESULT_COUNT] = {
        [VW_RESULT_ERROR] = {"fout", "error"},
        [VW_NOT_MET] = {"voldoet niet", "not met"},
        [VW_NOT_ASSESSED] = {"niet beoordeeld", "not assessed"},
        [VW_PARTLY_MET] = {"voldoet gedeeltelijk", "partly met"},
        [VW_EXPLAINED] = {"uitgelegd", "explained"},
        [VW_MET] = {"voldoet", "met"},
        [VW_NOT_APPLICABLE] = {"niet van toepassing", "not applicable"},
        [VW_NOT_OCCURRED] = {"niet voorgekomen", "not occurred"},
    };
    return labels[result];
}

vw_text vw_outcome_label(vw_outcome outcome)
{
    static const vw_text labels[] = {
        [VW_FAIL] = {"afwijking", "deviation"},
        [VW_PASS] = {"in orde", "pass"},
        [VW_UNKNOWN] = {"onbekend", "unknown"},
        [VW_EXCEPTED] = {"uitzondering", "exception"},
    };
    return labels[outcome];
}

vw_text vw_aspect_label(vw_aspect aspect)
{
    static const vw_text labels[VW_ASPECT_COUNT] = {
        [VW_DESIGN] = {"opzet", "design"},
        [VW_EXISTENCE] = {"bestaan", "existence"},
        [VW_OPERATION] = {"werking", "operation"},
    };
    return labels[aspect];
}

vw_text vw_requirement_kind_label(vw_requirement_kind kind)
{
    static const vw_text labels[] = {
        [VW_OVERHEIDSMAATREGEL] = {"overheidsmaatregel", "government measure (overheidsmaatregel)"},
        [VW_CONTROL] = {"beheersmaatregel", "control"},
        [VW_ARTICLE] = {"artikel", "article"},
        [VW_ANNEX_POINT] = {"punt van een bijlage", "annex point"},
    };
    return labels[kind];
}

vw_text vw_requirement_status_label(vw_requirement_status status)
{
    static const vw_text labels[VW_STATUS_COUNT] = {
        [VW_STATUS_ACTIVE] = {"actief", "active"},
        [VW_STATUS_HEADING] = {"kopje", "heading"},
        [VW_STATUS_PLACEHOLDER] = {"vrijgehouden nummer", "placeholder"},
        [VW_STATUS_MOVED] = {"verplaatst", "moved"},
        [VW_STATUS_LAPSED] = {"vervallen", "lapsed"},
    };
    return labels[status];
}

vw_text vw_coverage_label(vw_coverage coverage)
{
    static const vw_text labels[VW_COVERED_COUNT] = {
        [VW_COVERED_FULL] = {"volledig", "full"},
        [VW_COVERED_PARTLY] = {"deels", "partial"},
        [VW_COVERED_JUDGED] = {"oordeel", "judgement"},
        [VW_COVERED_NOT] = {"niet gedekt", "not covered"},
        [VW_COVERED_UNKNOWN] = {"niet gedekt", "not covered"},
    };
    return labels[coverage];
}

vw_text vw_mark_label(const char *mark)
{
    static const struct {
        const char *mark;
        vw_text label;
    } labels[] = {
        {"unverified", {"niet geverifieerd", "unverified"}},
        {"draft", {"concept", "draft"}},
        {"derived", {"afgeleid", "derived"}},
    };
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        if (strcmp(labels[i].mark, mark) == 0) {
            return labels[i].label;
        }
    }
    return (vw_text){mark, mark};
}
