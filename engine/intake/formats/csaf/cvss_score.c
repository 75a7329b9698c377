/* SPDX-License-Identifier: EUPL-1.2 */
/* The formulas of CVSS. Source: FIRST, CVSS v2 complete guide, section 3.2; CVSS v3.0 and v3.1
 * specifications, sections 7.1 to 7.3 and, for rounding, appendix A of 3.1. */
#include "intake/formats/csaf/cvss.h"

#include <math.h>
#include <string.h>

bool vw_cvss_same(double a, double b)
{
    return fabs(a - b) < 0.05;
}

const char *vw_cvss_severity(double score)
{
    if (score < 0.05) {
        return "NONE";
    }
    if (score < 3.95) {
        return "LOW";
    }
    if (score < 6.95) {
        return "MEDIUM";
    }
    return score < 8.95 ? "HIGH" : "CRITICAL";
}

/* A metric's value; when it was left out, the one that stands for not defined. */
static const vw_cvss_value *value_of(const vw_cvss *cvss, const char *code)
{
    for (size_t i = 0; i < cvss->count; i++) {
        if (strcmp(cvss->metrics[i].code, code) == 0) {
            return cvss->values[i] != NULL ? cvss->values[i] : &cvss->metrics[i].values[0];
        }
    }
    return NULL;
}

static double weight(const vw_cvss *cvss, const char *code)
{
    return value_of(cvss, code)->weight;
}

/* ---- version 2 --------------------------------------------------------------------------- */

static double round1(double score)
{
    return floor(score * 10.0 + 0.5 + 1e-9) / 10.0;
}

static double base_2(const vw_cvss *cvss, double impact)
{
    double exploitability = 20.0 * weight(cvss, "AV") * weight(cvss, "AC") * weight(cvss, "Au");
    double factor = impact > 0.0 ? 1.176 : 0.0;

    return round1((0.6 * impact + 0.4 * exploitability - 1.5) * factor);
}

static vw_cvss_scores score_2(const vw_cvss *cvss)
{
    double c = weight(cvss, "C");
    double i = weight(cvss, "I");
    double a = weight(cvss, "A");
    double temporal = weight(cvss, "E") * weight(cvss, "RL") * weight(cvss, "RC");
    double impact = 10.41 * (1.0 - (1.0 - c) * (1.0 - i) * (1.0 - a));
    double adjusted =
        10.41 * (1.0 - (1.0 - c * weight(cvss, "CR")) * (1.0 - i * weight(cvss, "IR")) *
                           (1.0 - a * weight(cvss, "AR")));
    vw_cvss_scores scores = {.base = base_2(cvss, impact)};

    scores.temporal = round1(scores.base * temporal);
    adjusted = round1(base_2(cvss, fmin(10.0, adjusted)) * temporal);
    scores.environmental =
        round1((adjusted + (10.0 - adjusted) * weight(cvss, "CDP")) * weight(cvss, "TD"));
    return scores;
}

/* ---- version 3 --------------------------------------------------------------------------- */

/* The smallest number with one decimal that is not below; by whole numbers, as 3.1 has it, since
 * binary fractions make 4.000000000000001 of 4.0. */
static double round_up(double score)
{
    long long whole = llround(score * 100000.0);

    long long tenths = whole / 10000 + (whole % 10000 != 0);

    return (double)tenths / 10.0;
}

/* A metric of the environment where it is defined, else the one of the base. */
static const vw_cvss_value *modified(const vw_cvss *cvss, bool environment, const char *code)
{
    char name[8] = "M";

    if (environment) {
        strncat(name, code, sizeof name - 2);
        const vw_cvss_value *value = value_of(cvss, name);

        if (strcmp(value->code, "X") != 0) {
            return value;
        }
    }
    return value_of(cvss, code);
}

static double exploitability_3(const vw_cvss *cvss, bool environment, bool changed)
{
    const vw_cvss_value *privileges = modified(cvss, environment, "PR");
    double pr = privileges->weight;

    if (changed && strcmp(privileges->code, "L") == 0) {
        pr = 0.68;
    } else if (changed && strcmp(privileges->code, "H") == 0) {
        pr = 0.50;
    }
    return 8.22 * modified(cvss, environment, "AV")->weight *
           modified(cvss, environment, "AC")->weight * pr *
           modified(cvss, environment, "UI")->weight;
}

static double impact_3(const vw_cvss *cvss, bool environment, bool changed)
{
    static const char *const names[][2] = {{"C", "CR"}, {"I", "IR"}, {"A", "AR"}};
    double rest = 1.0;

    for (size_t i = 0; i < 3; i++) {
        double required = environment ? weight(cvss, names[i][1]) : 1.0;

        rest *= 1.0 - required * modified(cvss, environment, names[i][0])->weight;
    }
    double sub = environment ? fmin(1.0 - rest, 0.915) : 1.0 - rest;

    if (!changed) {
        return 6.42 * sub;
    }
    if (environment && cvss->version == VW_CVSS_31) {
        return 7.52 * (sub - 0.029) - 3.25 * pow(sub * 0.9731 - 0.02, 13.0);
    }
    return 7.52 * (sub - 0.029) - 3.25 * pow(sub - 0.02, 15.0);
}

static double sum_3(const vw_cvss *cvss, bool environment)
{
    bool changed = strcmp(modified(cvss, environment, "S")->code, "C") == 0;
    double impact = impact_3(cvss, environment, changed);
    double exploitability = exploitability_3(cvss, environment, changed);

    if (impact <= 0.0) {
        return 0.0;
    }
    return round_up(fmin((changed ? 1.08 : 1.0) * (impact + exploitability), 10.0));
}

vw_cvss_scores vw_cvss_score(const vw_cvss *cvss)
{
    if (cvss->version == VW_CVSS_2) {
        return score_2(cvss);
    }
    double temporal = weight(cvss, "E") * weight(cvss, "RL") * weight(cvss, "RC");
    double base = sum_3(cvss, false);

    return (vw_cvss_scores){.base = base,
                            .temporal = round_up(base * temporal),
                            .environmental = round_up(sum_3(cvss, true) * temporal)};
}
