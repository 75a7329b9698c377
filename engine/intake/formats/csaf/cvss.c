/* SPDX-License-Identifier: EUPL-1.2 */
/* The metrics of CVSS with their weights, as tables, and the reading of a vector.
 * Source: FIRST, CVSS v2 complete guide, section 3; CVSS v3.1 specification, section 7.4. */
#include "intake/formats/csaf/cvss.h"

#include <string.h>

/* ---- version 2 --------------------------------------------------------------------------- */

#define V2_IMPACT                                                                                  \
    {                                                                                              \
        {"N", "NONE", 0.0}, {"P", "PARTIAL", 0.275},                                               \
        {                                                                                          \
            "C", "COMPLETE", 0.660                                                                 \
        }                                                                                          \
    }
#define V2_REQUIREMENT                                                                             \
    {                                                                                              \
        {"ND", "NOT_DEFINED", 1.0}, {"L", "LOW", 0.5}, {"M", "MEDIUM", 1.0},                       \
        {                                                                                          \
            "H", "HIGH", 1.51                                                                      \
        }                                                                                          \
    }

static const vw_cvss_metric version_2[] = {
    {"AV",
     "accessVector",
     VW_CVSS_BASE,
     {{"L", "LOCAL", 0.395}, {"A", "ADJACENT_NETWORK", 0.646}, {"N", "NETWORK", 1.0}}},
    {"AC",
     "accessComplexity",
     VW_CVSS_BASE,
     {{"H", "HIGH", 0.35}, {"M", "MEDIUM", 0.61}, {"L", "LOW", 0.71}}},
    {"Au",
     "authentication",
     VW_CVSS_BASE,
     {{"M", "MULTIPLE", 0.45}, {"S", "SINGLE", 0.56}, {"N", "NONE", 0.704}}},
    {"C", "confidentialityImpact", VW_CVSS_BASE, V2_IMPACT},
    {"I", "integrityImpact", VW_CVSS_BASE, V2_IMPACT},
    {"A", "availabilityImpact", VW_CVSS_BASE, V2_IMPACT},
    {"E",
     "exploitability",
     VW_CVSS_TEMPORAL,
     {{"ND", "NOT_DEFINED", 1.0},
      {"U", "UNPROVEN", 0.85},
      {"POC", "PROOF_OF_CONCEPT", 0.9},
      {"F", "FUNCTIONAL", 0.95},
      {"H", "HIGH", 1.0}}},
    {"RL",
     "remediationLevel",
     VW_CVSS_TEMPORAL,
     {{"ND", "NOT_DEFINED", 1.0},
      {"OF", "OFFICIAL_FIX", 0.87},
      {"TF", "TEMPORARY_FIX", 0.90},
      {"W", "WORKAROUND", 0.95},
      {"U", "UNAVAILABLE", 1.0}}},
    {"RC",
     "reportConfidence",
     VW_CVSS_TEMPORAL,
     {{"ND", "NOT_DEFINED", 1.0},
      {"UC", "UNCONFIRMED", 0.90},
      {"UR", "UNCORROBORATED", 0.95},
      {"C", "CONFIRMED", 1.0}}},
    {"CDP",
     "collateralDamagePotential",
     VW_CVSS_ENVIRONMENTAL,
     {{"ND", "NOT_DEFINED", 0.0},
      {"N", "NONE", 0.0},
      {"L", "LOW", 0.1},
      {"LM", "LOW_MEDIUM", 0.3},
      {"MH", "MEDIUM_HIGH", 0.4},
      {"H", "HIGH", 0.5}}},
    {"TD",
     "targetDistribution",
     VW_CVSS_ENVIRONMENTAL,
     {{"ND", "NOT_DEFINED", 1.0},
      {"N", "NONE", 0.0},
      {"L", "LOW", 0.25},
      {"M", "MEDIUM", 0.75},
      {"H", "HIGH", 1.0}}},
    {"CR", "confidentialityRequirement", VW_CVSS_ENVIRONMENTAL, V2_REQUIREMENT},
    {"IR", "integrityRequirement", VW_CVSS_ENVIRONMENTAL, V2_REQUIREMENT},
    {"AR", "availabilityRequirement", VW_CVSS_ENVIRONMENTAL, V2_REQUIREMENT},
};

/* ---- version 3 --------------------------------------------------------------------------- */

#define NOT_DEFINED                                                                                \
    {                                                                                              \
        "X", "NOT_DEFINED", 1.0                                                                    \
    }
#define V3_AV                                                                                      \
    {"N", "NETWORK", 0.85}, {"A", "ADJACENT_NETWORK", 0.62}, {"L", "LOCAL", 0.55},                 \
    {                                                                                              \
        "P", "PHYSICAL", 0.2                                                                       \
    }
#define V3_AC                                                                                      \
    {"L", "LOW", 0.77},                                                                            \
    {                                                                                              \
        "H", "HIGH", 0.44                                                                          \
    }
/* With an unchanged scope; otherwise see cvss_score.c. */
#define V3_PR                                                                                      \
    {"N", "NONE", 0.85}, {"L", "LOW", 0.62},                                                       \
    {                                                                                              \
        "H", "HIGH", 0.27                                                                          \
    }
#define V3_UI                                                                                      \
    {"N", "NONE", 0.85},                                                                           \
    {                                                                                              \
        "R", "REQUIRED", 0.62                                                                      \
    }
#define V3_S                                                                                       \
    {"U", "UNCHANGED", 0.0},                                                                       \
    {                                                                                              \
        "C", "CHANGED", 0.0                                                                        \
    }
#define V3_IMPACT                                                                                  \
    {"N", "NONE", 0.0}, {"L", "LOW", 0.22},                                                        \
    {                                                                                              \
        "H", "HIGH", 0.56                                                                          \
    }
#define V3_REQUIREMENT                                                                             \
    {                                                                                              \
        NOT_DEFINED, {"L", "LOW", 0.5}, {"M", "MEDIUM", 1.0},                                      \
        {                                                                                          \
            "H", "HIGH", 1.5                                                                       \
        }                                                                                          \
    }

static const vw_cvss_metric version_3[] = {
    {"AV", "attackVector", VW_CVSS_BASE, {V3_AV}},
    {"AC", "attackComplexity", VW_CVSS_BASE, {V3_AC}},
    {"PR", "privilegesRequired", VW_CVSS_BASE, {V3_PR}},
    {"UI", "userInteraction", VW_CVSS_BASE, {V3_UI}},
    {"S", "scope", VW_CVSS_BASE, {V3_S}},
    {"C", "confidentialityImpact", VW_CVSS_BASE, {V3_IMPACT}},
    {"I", "integrityImpact", VW_CVSS_BASE, {V3_IMPACT}},
    {"A", "availabilityImpact", VW_CVSS_BASE, {V3_IMPACT}},
    {"E",
     "exploitCodeMaturity",
     VW_CVSS_TEMPORAL,
     {NOT_DEFINED,
      {"U", "UNPROVEN", 0.91},
      {"P", "PROOF_OF_CONCEPT", 0.94},
      {"F", "FUNCTIONAL", 0.97},
      {"H", "HIGH", 1.0}}},
    {"RL",
     "remediationLevel",
     VW_CVSS_TEMPORAL,
     {NOT_DEFINED,
      {"O", "OFFICIAL_FIX", 0.95},
      {"T", "TEMPORARY_FIX", 0.96},
      {"W", "WORKAROUND", 0.97},
      {"U", "UNAVAILABLE", 1.0}}},
    {"RC",
     "reportConfidence",
     VW_CVSS_TEMPORAL,
     {NOT_DEFINED, {"U", "UNKNOWN", 0.92}, {"R", "REASONABLE", 0.96}, {"C", "CONFIRMED", 1.0}}},
    {"CR", "confidentialityRequirement", VW_CVSS_ENVIRONMENTAL, V3_REQUIREMENT},
    {"IR", "integrityRequirement", VW_CVSS_ENVIRONMENTAL, V3_REQUIREMENT},
    {"AR", "availabilityRequirement", VW_CVSS_ENVIRONMENTAL, V3_REQUIREMENT},
    {"MAV", "modifiedAttackVector", VW_CVSS_ENVIRONMENTAL, {NOT_DEFINED, V3_AV}},
    {"MAC", "modifiedAttackComplexity", VW_CVSS_ENVIRONMENTAL, {NOT_DEFINED, V3_AC}},
    {"MPR", "modifiedPrivilegesRequired", VW_CVSS_ENVIRONMENTAL, {NOT_DEFINED, V3_PR}},
    {"MUI", "modifiedUserInteraction", VW_CVSS_ENVIRONMENTAL, {NOT_DEFINED, V3_UI}},
    {"MS", "modifiedScope", VW_CVSS_ENVIRONMENTAL, {NOT_DEFINED, V3_S}},
    {"MC", "modifiedConfidentialityImpact", VW_CVSS_ENVIRONMENTAL, {NOT_DEFINED, V3_IMPACT}},
    {"MI", "modifiedIntegrityImpact", VW_CVSS_ENVIRONMENTAL, {NOT_DEFINED, V3_IMPACT}},
    {"MA", "modifiedAvailabilityImpact", VW_CVSS_ENVIRONMENTAL, {NOT_DEFINED, V3_IMPACT}},
};

/* ---- vectors ----------------------------------------------------------------------------- */

const vw_cvss_metric *vw_cvss_metrics(size_t *count, vw_cvss_version version)
{
    *count = version == VW_CVSS_2 ? sizeof version_2 / sizeof *version_2
                                  : sizeof version_3 / sizeof *version_3;
    return version == VW_CVSS_2 ? version_2 : version_3;
}

static bool is_word(const char *word, const char *text, size_t length)
{
    return strlen(word) == length && memcmp(word, text, length) == 0;
}

/* "AV:N", [length] bytes of it. */
static bool take_metric(vw_cvss *out, const char *text, size_t length)
{
    const char *colon = memchr(text, ':', length);

    if (colon == NULL) {
        return false;
    }
    size_t name = (size_t)(colon - text);

    for (size_t i = 0; i < out->count; i++) {
        const vw_cvss_metric *metric = &out->metrics[i];

        if (!is_word(metric->code, text, name) || out->values[i] != NULL) {
            continue;
        }
        for (size_t j = 0; j < VW_CVSS_VALUES_MAX && metric->values[j].code != NULL; j++) {
            if (is_word(metric->values[j].code, colon + 1, length - name - 1)) {
                out->values[i] = &metric->values[j];
            }
        }
        return out->values[i] != NULL;
    }
    return false;
}

bool vw_cvss_parse(vw_cvss *out, vw_cvss_version version, const char *vector)
{
    static const char *const prefixes[] = {
        [VW_CVSS_2] = "", [VW_CVSS_30] = "CVSS:3.0/", [VW_CVSS_31] = "CVSS:3.1/"};
    size_t prefix = strlen(prefixes[version]);
    const char *c = vector + prefix;

    *out = (vw_cvss){.version = version};
    out->metrics = vw_cvss_metrics(&out->count, version);
    if (strncmp(vector, prefixes[version], prefix) != 0) {
        return false;
    }
    for (size_t length = strcspn(c, "/"); *c != '\0'; length = strcspn(c, "/")) {
        if (!take_metric(out, c, length) || (c[length] == '/' && c[length + 1] == '\0')) {
            return false;
        }
        c += length + (c[length] == '/');
    }
    for (size_t i = 0; i < out->count; i++) {
        if (out->values[i] == NULL && out->metrics[i].group == VW_CVSS_BASE) {
            return false;
        }
    }
    return true;
}
