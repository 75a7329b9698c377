/* SPDX-License-Identifier: EUPL-1.2 */
/* The vulnerabilities of a CycloneDX document: a statement for each and for each component that it
 * names. What was not analysed has no status: a list of findings states nothing. */
#include "intake/formats/components/cyclonedx.h"

#include <string.h>

/* ---- in the words of the record ---------------------------------------------------------- */

typedef struct {
    const char *theirs, *ours;
} word;

static const char *translate(const word *words, size_t count, const char *text)
{
    for (size_t i = 0; text != NULL && i < count; i++) {
        if (strcmp(words[i].theirs, text) == 0) {
            return words[i].ours;
        }
    }
    return NULL;
}

#define TRANSLATE(words, text) translate((words), sizeof(words) / sizeof *(words), (text))

static const word states[] = {{"exploitable", "known_affected"},
                              {"in_triage", "under_investigation"},
                              {"resolved", "fixed"},
                              {"resolved_with_pedigree", "fixed"},
                              {"not_affected", "known_not_affected"},
                              {"false_positive", "known_not_affected"}};
static const word severities[] = {{"critical", "critical"},
                                  {"high", "high"},
                                  {"medium", "medium"},
                                  {"low", "low"},
                                  {"none", "none"}};
/* In order of preference, where a supplier gives more than one. */
static const word responses[] = {{"update", "vendor_fix"},
                                 {"workaround_available", "workaround"},
                                 {"rollback", "mitigation"},
                                 {"will_not_fix", "no_fix_planned"},
                                 {"can_not_fix", "none_available"}};

static const char *remediation_of(const json_t *vulnerability)
{
    const json_t *list = json_object_get(json_object_get(vulnerability, "analysis"), "response");
    size_t i;
    json_t *response;

    for (size_t j = 0; j < sizeof responses / sizeof *responses; j++) {
        json_array_foreach(list, i, response)
        {
            if (strcmp(json_string_value(response), responses[j].theirs) == 0) {
                return responses[j].ours;
            }
        }
    }
    return NULL;
}

/* The newest CVSS of which the record can hold the score; without one the first rating. */
static const json_t *rating_of(const json_t *vulnerability)
{
    static const char *const methods[] = {"CVSSv4", "CVSSv31", "CVSSv3", "CVSSv2"};
    const json_t *list = json_object_get(vulnerability, "ratings");
    size_t i;
    json_t *rating;

    for (size_t j = 0; j < sizeof methods / sizeof *methods; j++) {
        json_array_foreach(list, i, rating)
        {
            const char *method = vw_formats__text(rating, "method");

            if (method != NULL && strcmp(method, methods[j]) == 0) {
                return rating;
            }
        }
    }
    return json_array_get(list, 0);
}

/* ---- statements -------------------------------------------------------------------------- */

static void put_rating(vw_taker *taker, vw_arena *scratch, const json_t *vulnerability)
{
    const json_t *rating = rating_of(vulnerability);
    const char *method = vw_formats__text(rating, "method");

    vw_intake__put(taker, "severity", TRANSLATE(severities, vw_formats__text(rating, "severity")));
    if (method != NULL && strncmp(method, "CVSS", 4) == 0) {
        vw_intake__put(taker, "cvss_score", vw_json_text(scratch, rating, "score"));
        vw_intake__put(taker, "cvss_vector", vw_formats__text(rating, "vector"));
    }
}

static void put_product(const vw_cyclonedx *bom, vw_taker *taker, vw_arena *scratch,
                        const char *reference, const vw_at *at)
{
    const json_t *product = reference == NULL ? NULL : json_object_get(bom->references, reference);
    const char *name = vw_formats__text(product, "name");

    /* A BOM-Link names a component of another document. */
    if (reference != NULL && product == NULL && strncmp(reference, "urn:cdx:", 8) != 0) {
        VW_DIAG(bom->run->diags, N082, vw_formats__place(bom->run, VW_AT(at, "ref")), reference);
    }
    vw_intake__put(taker, "product", name != NULL ? name : reference);
    vw_intake__put(taker, "product_vendor", vw_json_text(scratch, product, "supplier.name"));
    vw_intake__put(taker, "product_version", vw_formats__text(product, "version"));
    vw_intake__put(taker, "purl", vw_formats__text(product, "purl"));
    vw_intake__put(taker, "cpe", vw_formats__text(product, "cpe"));
}

static void put_analysis(vw_taker *taker, vw_arena *scratch, const json_t *vulnerability)
{
    const json_t *cwe = vw_json_at(vulnerability, "cwes.0");

    if (cwe != NULL) {
        vw_intake__put(taker, "cwe", vw_printf(scratch, "CWE-%s", vw_json_text(scratch, cwe, "")));
    }
    vw_intake__put(taker, "status",
                   TRANSLATE(states, vw_json_text(scratch, vulnerability, "analysis.state")));
    vw_intake__put(taker, "justification",
                   vw_json_text(scratch, vulnerability, "analysis.justification"));
    vw_intake__put(taker, "impact_statement",
                   vw_formats__fitting(vw_json_text(scratch, vulnerability, "analysis.detail")));
    vw_intake__put(taker, "remediation", remediation_of(vulnerability));
    vw_intake__put(taker, "remediation_text",
                   vw_formats__fitting(vw_formats__text(vulnerability, "recommendation")));
    put_rating(taker, scratch, vulnerability);
}

/* What is left of a vulnerability: texts stay that a field cannot hold. */
static const char *rest_of(vw_arena *scratch, const json_t *vulnerability)
{
    const char *taken[5] = {"id", "analysis.justification"};
    size_t count = 2;

    if (vw_formats__fitting(vw_formats__text(vulnerability, "recommendation")) != NULL) {
        taken[count++] = "recommendation";
    }
    if (vw_formats__fitting(vw_json_text(scratch, vulnerability, "analysis.detail")) != NULL) {
        taken[count++] = "analysis.detail";
    }
    return vw_json_rest(scratch, vulnerability, taken);
}

/* [index]: of the vulnerability; [affected]: of what it affects, SIZE_MAX when it names nothing.
 * What has no field goes with the first. */
static vw_status take_statement(vw_cyclonedx *bom, vw_taker *taker, vw_keys *keys,
                                vw_arena *scratch, size_t index, size_t affected, uint32_t row)
{
    const vw_at *at = VW_AT_INDEX(VW_AT(NULL, "vulnerabilities"), index);
    const json_t *value = json_array_get(json_object_get(bom->root, "vulnerabilities"), index);
    const char *reference =
        vw_formats__text(json_array_get(json_object_get(value, "affects"), affected), "ref");
    const char *id = vw_formats__text(value, "id");
    const char *name = id != NULL ? id : vw_printf(scratch, "vulnerability %zu", index + 1);

    vw_intake__put_key(taker, vw_formats__key(keys, vw_printf(scratch, "%s/%s%s%s", bom->taker.key,
                                                              name, reference == NULL ? "" : "/",
                                                              reference == NULL ? "" : reference)));
    vw_intake__put(taker, "effective_from", bom->taker.from);
    vw_intake__put(taker, "vulnerability", name);
    vw_intake__put(taker, "sbom", bom->taker.key);
    put_product(bom, taker, scratch, reference, VW_AT_INDEX(VW_AT(at, "affects"), affected));
    put_analysis(taker, scratch, value);
    return vw_intake__row(taker, row, vw_formats__pointer(scratch, at),
                          affected == 0 || affected == SIZE_MAX ? rest_of(scratch, value) : NULL);
}

vw_status vw_cyclonedx__take_vulnerabilities(vw_cyclonedx *bom)
{
    const json_t *list = json_object_get(bom->root, "vulnerabilities");
    vw_arena *scratch = vw_arena_new();
    vw_keys *keys = vw_formats__keys(bom->run->arena);
    vw_taker *taker = NULL;
    uint32_t row = 0;
    vw_status status = vw_intake__begin_named(&taker, bom->run, "vulnerability_statement",
                                              VW_CYCLONEDX_IMPORTER, bom->sbom.made);

    for (size_t i = 0; i < json_array_size(list); i++) {
        size_t count = json_array_size(json_object_get(json_array_get(list, i), "affects"));

        for (size_t j = 0; j < (count > 0 ? count : 1) && status == VW_OK; j++) {
            status = take_statement(bom, taker, keys, scratch, i, count > 0 ? j : SIZE_MAX, ++row);
            vw_arena_reset(scratch);
        }
    }
    vw_arena_free(scratch);
    return status != VW_OK ? status : vw_intake__end(taker);
}
