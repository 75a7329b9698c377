/* SPDX-License-Identifier: EUPL-1.2 */
/* Scores and weaknesses of a CSAF vulnerability: CVSS computed again, CWE by its name. */
#include "intake/formats/csaf/csaf.h"
#include "intake/formats/csaf/cvss.h"

#include <string.h>

/* ---- 6.1.8: the JSON schemas of CVSS ----------------------------------------------------- */

static bool is_severity(const char *text)
{
    static const char *const words[] = {"NONE", "LOW", "MEDIUM", "HIGH", "CRITICAL"};

    for (size_t i = 0; text != NULL && i < sizeof words / sizeof *words; i++) {
        if (strcmp(text, words[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void refuse(vw_csaf *csaf, const vw_at *at, const char *member)
{
    VW_CSAF_DIAG(csaf, N028, VW_AT(at, member), member);
}

static void judge_score_form(vw_csaf *csaf, const json_t *cvss, const vw_at *at, const char *member,
                             bool required)
{
    const json_t *score = json_object_get(cvss, member);
    double value = json_number_value(score);

    if (score == NULL ? required : !json_is_number(score) || value < 0.0 || value > 10.0) {
        refuse(csaf, at, member);
    }
}

static void judge_severity_form(vw_csaf *csaf, const json_t *cvss, const vw_at *at,
                                const char *member, bool required)
{
    const json_t *severity = json_object_get(cvss, member);

    if (severity == NULL ? required : !is_severity(json_string_value(severity))) {
        refuse(csaf, at, member);
    }
}

static void judge_metric_forms(vw_csaf *csaf, const json_t *cvss, const vw_at *at,
                               vw_cvss_version version)
{
    size_t count;
    const vw_cvss_metric *metrics = vw_cvss_metrics(&count, version);

    for (size_t i = 0; i < count; i++) {
        const json_t *property = json_object_get(cvss, metrics[i].property);
        const char *text = json_string_value(property);
        bool known = property == NULL;

        for (size_t j = 0; text != NULL && j < VW_CVSS_VALUES_MAX; j++) {
            const char *name = metrics[i].values[j].name;

            known = known || (name != NULL && strcmp(name, text) == 0);
        }
        if (!known) {
            refuse(csaf, at, metrics[i].property);
        }
    }
}

/* False when there is no vector to go by. */
static bool judge_form(vw_cvss *out, vw_csaf *csaf, const json_t *cvss, const vw_at *at, bool is_3)
{
    const char *version = vw_formats__text(cvss, "version");
    const char *vector = vw_formats__text(cvss, "vectorString");
    vw_cvss_version read = is_3 ? VW_CVSS_31 : VW_CVSS_2;

    if (version != NULL && is_3 && strcmp(version, "3.0") == 0) {
        read = VW_CVSS_30;
    } else if (version == NULL || strcmp(version, is_3 ? "3.1" : "2.0") != 0) {
        refuse(csaf, at, "version");
    }
    judge_score_form(csaf, cvss, at, "baseScore", true);
    judge_score_form(csaf, cvss, at, "temporalScore", false);
    judge_score_form(csaf, cvss, at, "environmentalScore", false);
    if (is_3) {
        judge_severity_form(csaf, cvss, at, "baseSeverity", true);
        judge_severity_form(csaf, cvss, at, "temporalSeverity", false);
        judge_severity_form(csaf, cvss, at, "environmentalSeverity", false);
    }
    judge_metric_forms(csaf, cvss, at, read);
    if (vector == NULL || !vw_cvss_parse(out, read, vector)) {
        refuse(csaf, at, "vectorString");
        return false;
    }
    return true;
}

/* ---- 6.1.9 and 6.1.10: what the vector gives --------------------------------------------- */

static void judge_score(vw_csaf *csaf, const json_t *cvss, const vw_at *at, const char *member,
                        double computed)
{
    const json_t *given = json_object_get(cvss, member);

    if (json_is_number(given) && !vw_cvss_same(json_number_value(given), computed)) {
        VW_CSAF_DIAG(csaf, N029, VW_AT(at, member), member,
                     vw_json_text(csaf->run->arena, given, ""),
                     vw_printf(csaf->run->arena, "%.1f", computed));
    }
}

static void judge_severity(vw_csaf *csaf, const json_t *cvss, const vw_at *at, const char *member,
                           double computed)
{
    const char *given = vw_formats__text(cvss, member);

    if (given != NULL && strcmp(given, vw_cvss_severity(computed)) != 0) {
        VW_CSAF_DIAG(csaf, N029, VW_AT(at, member), member, given, vw_cvss_severity(computed));
    }
}

/* 6.1.10. A metric that the vector leaves out is as its property says. */
static void judge_properties(vw_cvss *vector, vw_csaf *csaf, const json_t *cvss, const vw_at *at)
{
    for (size_t i = 0; i < vector->count; i++) {
        const vw_cvss_metric *metric = &vector->metrics[i];
        const char *given = vw_formats__text(cvss, metric->property);

        for (size_t j = 0; given != NULL && vector->values[i] == NULL && j < VW_CVSS_VALUES_MAX &&
                           metric->values[j].name != NULL;
             j++) {
            if (strcmp(metric->values[j].name, given) == 0) {
                vector->values[i] = &metric->values[j];
            }
        }
        if (given != NULL && vector->values[i] != NULL &&
            strcmp(given, vector->values[i]->name) != 0) {
            VW_CSAF_DIAG(csaf, N030, VW_AT(at, metric->property), metric->property, given,
                         vector->values[i]->name);
        }
    }
}

static void judge_cvss(vw_csaf *csaf, const json_t *cvss, const vw_at *at, bool is_3)
{
    vw_cvss vector;

    if (cvss == NULL || !judge_form(&vector, csaf, cvss, at, is_3)) {
        return;
    }
    judge_properties(&vector, csaf, cvss, at);
    vw_cvss_scores scores = vw_cvss_score(&vector);

    judge_score(csaf, cvss, at, "baseScore", scores.base);
    judge_score(csaf, cvss, at, "temporalScore", scores.temporal);
    judge_score(csaf, cvss, at, "environmentalScore", scores.environmental);
    if (is_3) {
        judge_severity(csaf, cvss, at, "baseSeverity", scores.base);
        judge_severity(csaf, cvss, at, "temporalSeverity", scores.temporal);
        judge_severity(csaf, cvss, at, "environmentalSeverity", scores.environmental);
    }
}

/* ---- 6.1.11 ------------------------------------------------------------------------------ */

/* The weaknesses that advisories name most, by names that have not changed since 2012. The whole
 * list changes with each release of CWE, so a name that is not here is not judged. */
static const struct {
    const char *id, *name;
} weaknesses[] = {
    {"CWE-20", "Improper Input Validation"},
    {"CWE-22", "Improper Limitation of a Pathname to a Restricted Directory ('Path Traversal')"},
    {"CWE-77",
     "Improper Neutralization of Special Elements used in a Command ('Command Injection')"},
    {"CWE-78",
     "Improper Neutralization of Special Elements used in an OS Command ('OS Command Injection')"},
    {"CWE-79",
     "Improper Neutralization of Input During Web Page Generation ('Cross-site Scripting')"},
    {"CWE-89",
     "Improper Neutralization of Special Elements used in an SQL Command ('SQL Injection')"},
    {"CWE-94", "Improper Control of Generation of Code ('Code Injection')"},
    {"CWE-119", "Improper Restriction of Operations within the Bounds of a Memory Buffer"},
    {"CWE-120", "Buffer Copy without Checking Size of Input ('Classic Buffer Overflow')"},
    {"CWE-121", "Stack-based Buffer Overflow"},
    {"CWE-122", "Heap-based Buffer Overflow"},
    {"CWE-125", "Out-of-bounds Read"},
    {"CWE-190", "Integer Overflow or Wraparound"},
    {"CWE-191", "Integer Underflow (Wrap or Wraparound)"},
    {"CWE-287", "Improper Authentication"},
    {"CWE-295", "Improper Certificate Validation"},
    {"CWE-306", "Missing Authentication for Critical Function"},
    {"CWE-327", "Use of a Broken or Risky Cryptographic Algorithm"},
    {"CWE-352", "Cross-Site Request Forgery (CSRF)"},
    {"CWE-415", "Double Free"},
    {"CWE-416", "Use After Free"},
    {"CWE-434", "Unrestricted Upload of File with Dangerous Type"},
    {"CWE-476", "NULL Pointer Dereference"},
    {"CWE-502", "Deserialization of Untrusted Data"},
    {"CWE-732", "Incorrect Permission Assignment for Critical Resource"},
    {"CWE-787", "Out-of-bounds Write"},
    {"CWE-798", "Use of Hard-coded Credentials"},
    {"CWE-862", "Missing Authorization"},
    {"CWE-863", "Incorrect Authorization"},
    {"CWE-918", "Server-Side Request Forgery (SSRF)"},
};

static void judge_weakness(vw_csaf *csaf, const json_t *cwe, const vw_at *at)
{
    const char *id = vw_formats__text(cwe, "id");
    const char *name = vw_formats__text(cwe, "name");

    for (size_t i = 0; id != NULL && name != NULL && i < sizeof weaknesses / sizeof *weaknesses;
         i++) {
        if (strcmp(weaknesses[i].id, id) == 0 && strcmp(weaknesses[i].name, name) != 0) {
            VW_CSAF_DIAG(csaf, N031, VW_AT(at, "name"), id, name, weaknesses[i].name);
        }
    }
}

void vw_csaf__judge_scores(vw_csaf *csaf, const json_t *vulnerability, const vw_at *at)
{
    size_t i;
    json_t *score;

    json_array_foreach(json_object_get(vulnerability, "scores"), i, score)
    {
        const vw_at *here = VW_AT_INDEX(VW_AT(at, "scores"), i);

        judge_cvss(csaf, json_object_get(score, "cvss_v2"), VW_AT(here, "cvss_v2"), false);
        judge_cvss(csaf, json_object_get(score, "cvss_v3"), VW_AT(here, "cvss_v3"), true);
    }
    judge_weakness(csaf, json_object_get(vulnerability, "cwe"), VW_AT(at, "cwe"));
}
