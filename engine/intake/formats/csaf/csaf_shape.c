/* SPDX-License-Identifier: EUPL-1.2 */
/* The JSON schema of CSAF 2.0 as tables: what must be there, of which type, from which list. */
#include "intake/formats/csaf/csaf.h"

#include <string.h>

/* ---- forms ------------------------------------------------------------------------------- */

#define DIGITS "0123456789"
#define IDENTIFIER "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-"

static size_t number_at(const char *text)
{
    size_t length = strspn(text, DIGITS);

    return text[0] == '0' && length > 1 ? 0 : length;
}

/* Identifiers with points between, to the end of the text or to [end]; [numbers]: without zeros in
 * front. */
static const char *identifiers_at(const char *text, bool numbers)
{
    for (;;) {
        size_t length = strspn(text, IDENTIFIER);

        if (length == 0 || (numbers && strspn(text, DIGITS) == length && number_at(text) == 0)) {
            return NULL;
        }
        text += length;
        if (*text != '.') {
            return text;
        }
        text++;
    }
}

/* A whole number, or a semantic version (semver.org, 2.0.0). */
static bool is_version(const char *text)
{
    size_t length = number_at(text);

    if (length > 0 && text[length] == '\0') {
        return true;
    }
    for (int part = 0; part < 3; part++) {
        length = number_at(text);
        if (length == 0 || (part < 2 && text[length] != '.')) {
            return false;
        }
        text += length + (part < 2);
    }
    if (*text == '-') {
        text = identifiers_at(text + 1, true);
    }
    if (text != NULL && *text == '+') {
        text = identifiers_at(text + 1, false);
    }
    return text != NULL && *text == '\0';
}

static bool is_language(const char *text)
{
    bool exists;

    return vw_csaf__is_language(&exists, text);
}

static bool is_outside(char c, const char *refused)
{
    return c == '\0' || strchr(refused, c) == NULL;
}

static bool is_category(const char *text)
{
    const char *refused = " \t\r\n\f\v-_.";

    return is_outside(text[0], refused) &&
           (text[0] == '\0' || is_outside(text[strlen(text) - 1], refused));
}

static bool is_tracking_id(const char *text)
{
    const char *refused = " \t\r\n\f\v";

    return is_outside(text[0], refused) &&
           (text[0] == '\0' || is_outside(text[strlen(text) - 1], refused));
}

static bool is_hash(const char *text)
{
    return strspn(text, DIGITS "abcdefABCDEF") == strlen(text);
}

static bool is_cwe(const char *text)
{
    size_t length = strncmp(text, "CWE-", 4) == 0 ? strspn(text + 4, DIGITS) : 0;

    return length > 0 && length <= 6 && text[4] != '0' && text[4 + length] == '\0';
}

/* ---- what many share --------------------------------------------------------------------- */

#define TEXT(name_) VW_MAY(name_, text)

static const vw_shape any = {.type = VW_SHAPE_ANY};
static const vw_shape text = {.type = VW_SHAPE_TEXT, .least = 1};
static const vw_shape texts = VW_LIST_OF(text, 1);
static const vw_shape text_set = VW_SET_OF(text, 1);
static const vw_shape uri = VW_FORM(vw_formats__is_uri, "https://example.com/");
static const vw_shape uris = VW_LIST_OF(uri, 1);
static const vw_shape instant = VW_FORM(vw_formats__is_instant, "2021-07-21T10:00:00.000Z");
static const vw_shape version = VW_FORM(is_version, "1.0.0");
static const vw_shape language = VW_FORM(is_language, "en-US");

static const vw_shape acknowledgment = VW_OBJECT_OF(1, VW_MAY("names", texts), TEXT("organization"),
                                                    TEXT("summary"), VW_MAY("urls", uris));
static const vw_shape acknowledgments = VW_LIST_OF(acknowledgment, 1);
static const vw_shape note_category =
    VW_ONE_OF("description", "details", "faq", "general", "legal_disclaimer", "other", "summary");
static const vw_shape note = VW_OBJECT(VW_MUST("category", note_category), VW_MUST("text", text),
                                       TEXT("audience"), TEXT("title"));
static const vw_shape notes = VW_LIST_OF(note, 1);
static const vw_shape reference_category = VW_ONE_OF("external", "self");
static const vw_shape reference = VW_OBJECT(VW_MAY("category", reference_category),
                                            VW_MUST("summary", text), VW_MUST("url", uri));
static const vw_shape references = VW_LIST_OF(reference, 1);

/* ---- document ---------------------------------------------------------------------------- */

static const vw_shape severity = VW_OBJECT(VW_MUST("text", text), VW_MAY("namespace", uri));
static const vw_shape category = VW_FORM(is_category, "csaf_security_advisory");
static const vw_shape csaf_version = VW_ONE_OF("2.0");
static const vw_shape tlp_label = VW_ONE_OF("AMBER", "GREEN", "RED", "WHITE");
static const vw_shape tlp = VW_OBJECT(VW_MUST("label", tlp_label), VW_MAY("url", uri));
static const vw_shape distribution = VW_OBJECT_OF(1, TEXT("text"), VW_MAY("tlp", tlp));
static const vw_shape publisher_category =
    VW_ONE_OF("coordinator", "discoverer", "other", "translator", "user", "vendor");
static const vw_shape publisher =
    VW_OBJECT(VW_MUST("category", publisher_category), VW_MUST("name", text),
              VW_MUST("namespace", uri), TEXT("contact_details"), TEXT("issuing_authority"));
static const vw_shape engine = VW_OBJECT(VW_MUST("name", text), TEXT("version"));
static const vw_shape generator = VW_OBJECT(VW_MUST("engine", engine), VW_MAY("date", instant));
static const vw_shape revision = VW_OBJECT(VW_MUST("date", instant), VW_MUST("number", version),
                                           VW_MUST("summary", text), TEXT("legacy_version"));
static const vw_shape history = VW_LIST_OF(revision, 1);
static const vw_shape status = VW_ONE_OF("draft", "final", "interim");
static const vw_shape tracking_id = VW_FORM(is_tracking_id, "ACME-2021-001");
static const vw_shape tracking =
    VW_OBJECT(VW_MUST("id", tracking_id), VW_MUST("current_release_date", instant),
              VW_MUST("initial_release_date", instant), VW_MUST("revision_history", history),
              VW_MUST("status", status), VW_MUST("version", version), VW_MAY("aliases", text_set),
              VW_MAY("generator", generator));
static const vw_shape document = VW_OBJECT(
    VW_MUST("category", category), VW_MUST("csaf_version", csaf_version),
    VW_MUST("publisher", publisher), VW_MUST("title", text), VW_MUST("tracking", tracking),
    VW_MAY("acknowledgments", acknowledgments), VW_MAY("aggregate_severity", severity),
    VW_MAY("distribution", distribution), VW_MAY("lang", language), VW_MAY("notes", notes),
    VW_MAY("references", references), VW_MAY("source_lang", language));

/* ---- product tree ------------------------------------------------------------------------ */

static const vw_shape hash_value = {
    .type = VW_SHAPE_TEXT, .least = 32, .form = is_hash, .sample = "9f86d081884c7d65..."};
static const vw_shape file_hash =
    VW_OBJECT(VW_MUST("algorithm", text), VW_MUST("value", hash_value));
static const vw_shape file_hashes = VW_LIST_OF(file_hash, 1);
static const vw_shape hash =
    VW_OBJECT(VW_MUST("file_hashes", file_hashes), VW_MUST("filename", text));
static const vw_shape hashes = VW_LIST_OF(hash, 1);
static const vw_shape generic_uri = VW_OBJECT(VW_MUST("namespace", uri), VW_MUST("uri", uri));
static const vw_shape generic_uris = VW_LIST_OF(generic_uri, 1);
static const vw_shape cpe = VW_FORM(vw_formats__is_cpe, "cpe:2.3:a:acme:vpn:2.6:*:*:*:*:*:*:*");
/* A purl that is none is told by 6.1.13, with its number. */
static const vw_shape helper =
    VW_OBJECT_OF(1, VW_MAY("cpe", cpe), VW_MAY("hashes", hashes), VW_MAY("model_numbers", text_set),
                 TEXT("purl"), VW_MAY("sbom_urls", uris), VW_MAY("serial_numbers", text_set),
                 VW_MAY("skus", texts), VW_MAY("x_generic_uris", generic_uris));
static const vw_shape full_name = VW_OBJECT(VW_MUST("name", text), VW_MUST("product_id", text),
                                            VW_MAY("product_identification_helper", helper));
static const vw_shape full_names = VW_LIST_OF(full_name, 1);
static const vw_shape branch_category =
    VW_ONE_OF("architecture", "host_name", "language", "legacy", "patch_level", "product_family",
              "product_name", "product_version", "product_version_range", "service_pack",
              "specification", "vendor");
static const vw_shape branches;
/* Category, name, and one of branches and product. */
static const vw_shape branch = {
    .type = VW_SHAPE_OBJECT,
    .members = VW_MEMBERS(VW_MUST("category", branch_category), VW_MUST("name", text),
                          VW_MAY("branches", branches), VW_MAY("product", full_name)),
    .least = 3,
    .most = 3};
static const vw_shape branches = VW_LIST_OF(branch, 1);
static const vw_shape group_products = {
    .type = VW_SHAPE_LIST, .items = &text, .least = 2, .unique = true};
static const vw_shape group =
    VW_OBJECT(VW_MUST("group_id", text), VW_MUST("product_ids", group_products), TEXT("summary"));
static const vw_shape groups = VW_LIST_OF(group, 1);
static const vw_shape relationship_category =
    VW_ONE_OF("default_component_of", "external_component_of", "installed_on", "installed_with",
              "optional_component_of");
static const vw_shape relationship =
    VW_OBJECT(VW_MUST("category", relationship_category), VW_MUST("full_product_name", full_name),
              VW_MUST("product_reference", text), VW_MUST("relates_to_product_reference", text));
static const vw_shape relationships = VW_LIST_OF(relationship, 1);
static const vw_shape tree =
    VW_OBJECT_OF(1, VW_MAY("branches", branches), VW_MAY("full_product_names", full_names),
                 VW_MAY("product_groups", groups), VW_MAY("relationships", relationships));

/* ---- vulnerabilities --------------------------------------------------------------------- */

static const vw_shape cve = VW_FORM(vw_formats__is_cve, "CVE-2021-44228");
static const vw_shape cwe_id = VW_FORM(is_cwe, "CWE-79");
static const vw_shape cwe = VW_OBJECT(VW_MUST("id", cwe_id), VW_MUST("name", text));
static const vw_shape flag_label =
    VW_ONE_OF("component_not_present", "inline_mitigations_already_exist",
              "vulnerable_code_cannot_be_controlled_by_adversary",
              "vulnerable_code_not_in_execute_path", "vulnerable_code_not_present");
#define OF_PRODUCTS                                                                                \
    VW_MAY("group_ids", text_set), VW_MAY("product_ids", text_set), VW_MAY("date", instant)
static const vw_shape flag = VW_OBJECT(VW_MUST("label", flag_label), OF_PRODUCTS);
static const vw_shape flags = VW_SET_OF(flag, 1);
static const vw_shape id = VW_OBJECT(VW_MUST("system_name", text), VW_MUST("text", text));
static const vw_shape ids = VW_SET_OF(id, 1);
static const vw_shape party = VW_ONE_OF("coordinator", "discoverer", "other", "user", "vendor");
static const vw_shape involvement_status =
    VW_ONE_OF("completed", "contact_attempted", "disputed", "in_progress", "not_contacted", "open");
static const vw_shape involvement =
    VW_OBJECT(VW_MUST("party", party), VW_MUST("status", involvement_status),
              VW_MAY("date", instant), TEXT("summary"));
static const vw_shape involvements = VW_SET_OF(involvement, 1);
static const vw_shape product_status =
    VW_OBJECT_OF(1, VW_MAY("first_affected", text_set), VW_MAY("first_fixed", text_set),
                 VW_MAY("fixed", text_set), VW_MAY("known_affected", text_set),
                 VW_MAY("known_not_affected", text_set), VW_MAY("last_affected", text_set),
                 VW_MAY("recommended", text_set), VW_MAY("under_investigation", text_set));
static const vw_shape restart_category =
    VW_ONE_OF("connected", "dependencies", "machine", "none", "parent", "service", "system",
              "vulnerable_component", "zone");
static const vw_shape restart = VW_OBJECT(VW_MUST("category", restart_category), TEXT("details"));
static const vw_shape remediation_category =
    VW_ONE_OF("mitigation", "no_fix_planned", "none_available", "vendor_fix", "workaround");
static const vw_shape remediation = VW_OBJECT(
    VW_MUST("category", remediation_category), VW_MUST("details", text), OF_PRODUCTS,
    VW_MAY("entitlements", texts), VW_MAY("restart_required", restart), VW_MAY("url", uri));
static const vw_shape remediations = VW_LIST_OF(remediation, 1);
/* What is in a score is judged by 6.1.8, with its number. */
static const vw_shape score =
    VW_OBJECT_OF(2, VW_MUST("products", text_set), VW_MAY("cvss_v2", any), VW_MAY("cvss_v3", any));
static const vw_shape scores = VW_LIST_OF(score, 1);
static const vw_shape threat_category = VW_ONE_OF("exploit_status", "impact", "target_set");
static const vw_shape threat =
    VW_OBJECT(VW_MUST("category", threat_category), VW_MUST("details", text), OF_PRODUCTS);
static const vw_shape threats = VW_LIST_OF(threat, 1);
static const vw_shape vulnerability =
    VW_OBJECT_OF(1, VW_MAY("acknowledgments", acknowledgments), VW_MAY("cve", cve),
                 VW_MAY("cwe", cwe), VW_MAY("discovery_date", instant), VW_MAY("flags", flags),
                 VW_MAY("ids", ids), VW_MAY("involvements", involvements), VW_MAY("notes", notes),
                 VW_MAY("product_status", product_status), VW_MAY("references", references),
                 VW_MAY("release_date", instant), VW_MAY("remediations", remediations),
                 VW_MAY("scores", scores), VW_MAY("threats", threats), TEXT("title"));
static const vw_shape vulnerabilities = VW_LIST_OF(vulnerability, 1);

const vw_shape vw_csaf_shape =
    VW_OBJECT(VW_MUST("document", document), VW_MAY("product_tree", tree),
              VW_MAY("vulnerabilities", vulnerabilities));
