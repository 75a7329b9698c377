/* SPDX-License-Identifier: EUPL-1.2 */
/* The JSON schema of CSAF 2.0 as tables: what must be there, of which type, from which list. */
#include "intake/formats/csaf.h"

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

#define TEXT(name_)                                                                                \
    {                                                                                              \
        (name_), &text, false                                                                      \
    }
#define NEEDED(name_, shape_)                                                                      \
    {                                                                                              \
        (name_), &(shape_), true                                                                   \
    }
#define MAY(name_, shape_)                                                                         \
    {                                                                                              \
        (name_), &(shape_), false                                                                  \
    }
#define END                                                                                        \
    {                                                                                              \
        NULL, NULL, false                                                                          \
    }
#define OBJECT(...)                                                                                \
    {                                                                                              \
        .type = VW_SHAPE_OBJECT, .members = (const vw_member[])                                    \
        {                                                                                          \
            __VA_ARGS__, END                                                                       \
        }                                                                                          \
    }
#define OBJECT_OF(least_, ...)                                                                     \
    {                                                                                              \
        .type = VW_SHAPE_OBJECT, .least = (least_), .members = (const vw_member[])                 \
        {                                                                                          \
            __VA_ARGS__, END                                                                       \
        }                                                                                          \
    }
#define LIST(items_)                                                                               \
    {                                                                                              \
        .type = VW_SHAPE_LIST, .items = &(items_), .least = 1                                      \
    }
#define SET(items_)                                                                                \
    {                                                                                              \
        .type = VW_SHAPE_LIST, .items = &(items_), .least = 1, .unique = true                      \
    }
#define ONE_OF(...)                                                                                \
    {                                                                                              \
        .type = VW_SHAPE_TEXT, .values = (const char *const[])                                     \
        {                                                                                          \
            __VA_ARGS__, NULL                                                                      \
        }                                                                                          \
    }
#define FORM(form_, sample_)                                                                       \
    {                                                                                              \
        .type = VW_SHAPE_TEXT, .least = 1, .form = (form_), .sample = (sample_)                    \
    }

static const vw_shape any = {.type = VW_SHAPE_ANY};
static const vw_shape text = {.type = VW_SHAPE_TEXT, .least = 1};
static const vw_shape texts = LIST(text);
static const vw_shape text_set = SET(text);
static const vw_shape uri = FORM(vw_formats__is_uri, "https://example.com/");
static const vw_shape uris = LIST(uri);
static const vw_shape instant = FORM(vw_formats__is_instant, "2021-07-21T10:00:00.000Z");
static const vw_shape version = FORM(is_version, "1.0.0");
static const vw_shape language = FORM(is_language, "en-US");

static const vw_shape acknowledgment =
    OBJECT_OF(1, MAY("names", texts), TEXT("organization"), TEXT("summary"), MAY("urls", uris));
static const vw_shape acknowledgments = LIST(acknowledgment);
static const vw_shape note_category =
    ONE_OF("description", "details", "faq", "general", "legal_disclaimer", "other", "summary");
static const vw_shape note = OBJECT(NEEDED("category", note_category), NEEDED("text", text),
                                    TEXT("audience"), TEXT("title"));
static const vw_shape notes = LIST(note);
static const vw_shape reference_category = ONE_OF("external", "self");
static const vw_shape reference =
    OBJECT(MAY("category", reference_category), NEEDED("summary", text), NEEDED("url", uri));
static const vw_shape references = LIST(reference);

/* ---- document ---------------------------------------------------------------------------- */

static const vw_shape severity = OBJECT(NEEDED("text", text), MAY("namespace", uri));
static const vw_shape category = FORM(is_category, "csaf_security_advisory");
static const vw_shape csaf_version = ONE_OF("2.0");
static const vw_shape tlp_label = ONE_OF("AMBER", "GREEN", "RED", "WHITE");
static const vw_shape tlp = OBJECT(NEEDED("label", tlp_label), MAY("url", uri));
static const vw_shape distribution = OBJECT_OF(1, TEXT("text"), MAY("tlp", tlp));
static const vw_shape publisher_category =
    ONE_OF("coordinator", "discoverer", "other", "translator", "user", "vendor");
static const vw_shape publisher =
    OBJECT(NEEDED("category", publisher_category), NEEDED("name", text), NEEDED("namespace", uri),
           TEXT("contact_details"), TEXT("issuing_authority"));
static const vw_shape engine = OBJECT(NEEDED("name", text), TEXT("version"));
static const vw_shape generator = OBJECT(NEEDED("engine", engine), MAY("date", instant));
static const vw_shape revision = OBJECT(NEEDED("date", instant), NEEDED("number", version),
                                        NEEDED("summary", text), TEXT("legacy_version"));
static const vw_shape history = LIST(revision);
static const vw_shape status = ONE_OF("draft", "final", "interim");
static const vw_shape tracking_id = FORM(is_tracking_id, "ACME-2021-001");
static const vw_shape tracking =
    OBJECT(NEEDED("id", tracking_id), NEEDED("current_release_date", instant),
           NEEDED("initial_release_date", instant), NEEDED("revision_history", history),
           NEEDED("status", status), NEEDED("version", version), MAY("aliases", text_set),
           MAY("generator", generator));
static const vw_shape document =
    OBJECT(NEEDED("category", category), NEEDED("csaf_version", csaf_version),
           NEEDED("publisher", publisher), NEEDED("title", text), NEEDED("tracking", tracking),
           MAY("acknowledgments", acknowledgments), MAY("aggregate_severity", severity),
           MAY("distribution", distribution), MAY("lang", language), MAY("notes", notes),
           MAY("references", references), MAY("source_lang", language));

/* ---- product tree ------------------------------------------------------------------------ */

static const vw_shape hash_value = {
    .type = VW_SHAPE_TEXT, .least = 32, .form = is_hash, .sample = "9f86d081884c7d65..."};
static const vw_shape file_hash = OBJECT(NEEDED("algorithm", text), NEEDED("value", hash_value));
static const vw_shape file_hashes = LIST(file_hash);
static const vw_shape hash = OBJECT(NEEDED("file_hashes", file_hashes), NEEDED("filename", text));
static const vw_shape hashes = LIST(hash);
static const vw_shape generic_uri = OBJECT(NEEDED("namespace", uri), NEEDED("uri", uri));
static const vw_shape generic_uris = LIST(generic_uri);
static const vw_shape cpe = FORM(vw_formats__is_cpe, "cpe:2.3:a:acme:vpn:2.6:*:*:*:*:*:*:*");
/* A purl that is none is told by 6.1.13, with its number. */
static const vw_shape helper =
    OBJECT_OF(1, MAY("cpe", cpe), MAY("hashes", hashes), MAY("model_numbers", text_set),
              TEXT("purl"), MAY("sbom_urls", uris), MAY("serial_numbers", text_set),
              MAY("skus", texts), MAY("x_generic_uris", generic_uris));
static const vw_shape full_name = OBJECT(NEEDED("name", text), NEEDED("product_id", text),
                                         MAY("product_identification_helper", helper));
static const vw_shape full_names = LIST(full_name);
static const vw_shape branch_category =
    ONE_OF("architecture", "host_name", "language", "legacy", "patch_level", "product_family",
           "product_name", "product_version", "product_version_range", "service_pack",
           "specification", "vendor");
static const vw_shape branches;
/* Category, name, and one of branches and product. */
static const vw_shape branch = {
    .type = VW_SHAPE_OBJECT,
    .members = (const vw_member[]){NEEDED("category", branch_category), NEEDED("name", text),
                                   MAY("branches", branches), MAY("product", full_name), END},
    .least = 3,
    .most = 3};
static const vw_shape branches = LIST(branch);
static const vw_shape group_products = {
    .type = VW_SHAPE_LIST, .items = &text, .least = 2, .unique = true};
static const vw_shape group =
    OBJECT(NEEDED("group_id", text), NEEDED("product_ids", group_products), TEXT("summary"));
static const vw_shape groups = LIST(group);
static const vw_shape relationship_category =
    ONE_OF("default_component_of", "external_component_of", "installed_on", "installed_with",
           "optional_component_of");
static const vw_shape relationship =
    OBJECT(NEEDED("category", relationship_category), NEEDED("full_product_name", full_name),
           NEEDED("product_reference", text), NEEDED("relates_to_product_reference", text));
static const vw_shape relationships = LIST(relationship);
static const vw_shape tree =
    OBJECT_OF(1, MAY("branches", branches), MAY("full_product_names", full_names),
              MAY("product_groups", groups), MAY("relationships", relationships));

/* ---- vulnerabilities --------------------------------------------------------------------- */

static const vw_shape cve = FORM(vw_formats__is_cve, "CVE-2021-44228");
static const vw_shape cwe_id = FORM(is_cwe, "CWE-79");
static const vw_shape cwe = OBJECT(NEEDED("id", cwe_id), NEEDED("name", text));
static const vw_shape flag_label =
    ONE_OF("component_not_present", "inline_mitigations_already_exist",
           "vulnerable_code_cannot_be_controlled_by_adversary",
           "vulnerable_code_not_in_execute_path", "vulnerable_code_not_present");
#define OF_PRODUCTS MAY("group_ids", text_set), MAY("product_ids", text_set), MAY("date", instant)
static const vw_shape flag = OBJECT(NEEDED("label", flag_label), OF_PRODUCTS);
static const vw_shape flags = SET(flag);
static const vw_shape id = OBJECT(NEEDED("system_name", text), NEEDED("text", text));
static const vw_shape ids = SET(id);
static const vw_shape party = ONE_OF("coordinator", "discoverer", "other", "user", "vendor");
static const vw_shape involvement_status =
    ONE_OF("completed", "contact_attempted", "disputed", "in_progress", "not_contacted", "open");
static const vw_shape involvement =
    OBJECT(NEEDED("party", party), NEEDED("status", involvement_status), MAY("date", instant),
           TEXT("summary"));
static const vw_shape involvements = SET(involvement);
static const vw_shape product_status =
    OBJECT_OF(1, MAY("first_affected", text_set), MAY("first_fixed", text_set),
              MAY("fixed", text_set), MAY("known_affected", text_set),
              MAY("known_not_affected", text_set), MAY("last_affected", text_set),
              MAY("recommended", text_set), MAY("under_investigation", text_set));
static const vw_shape restart_category =
    ONE_OF("connected", "dependencies", "machine", "none", "parent", "service", "system",
           "vulnerable_component", "zone");
static const vw_shape restart = OBJECT(NEEDED("category", restart_category), TEXT("details"));
static const vw_shape remediation_category =
    ONE_OF("mitigation", "no_fix_planned", "none_available", "vendor_fix", "workaround");
static const vw_shape remediation =
    OBJECT(NEEDED("category", remediation_category), NEEDED("details", text), OF_PRODUCTS,
           MAY("entitlements", texts), MAY("restart_required", restart), MAY("url", uri));
static const vw_shape remediations = LIST(remediation);
/* What is in a score is judged by 6.1.8, with its number. */
static const vw_shape score =
    OBJECT_OF(2, NEEDED("products", text_set), MAY("cvss_v2", any), MAY("cvss_v3", any));
static const vw_shape scores = LIST(score);
static const vw_shape threat_category = ONE_OF("exploit_status", "impact", "target_set");
static const vw_shape threat =
    OBJECT(NEEDED("category", threat_category), NEEDED("details", text), OF_PRODUCTS);
static const vw_shape threats = LIST(threat);
static const vw_shape vulnerability = OBJECT_OF(
    1, MAY("acknowledgments", acknowledgments), MAY("cve", cve), MAY("cwe", cwe),
    MAY("discovery_date", instant), MAY("flags", flags), MAY("ids", ids),
    MAY("involvements", involvements), MAY("notes", notes), MAY("product_status", product_status),
    MAY("references", references), MAY("release_date", instant), MAY("remediations", remediations),
    MAY("scores", scores), MAY("threats", threats), TEXT("title"));
static const vw_shape vulnerabilities = LIST(vulnerability);

const vw_shape vw_csaf_shape = OBJECT(NEEDED("document", document), MAY("product_tree", tree),
                                      MAY("vulnerabilities", vulnerabilities));
