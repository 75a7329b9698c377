/* SPDX-License-Identifier: EUPL-1.2 */
/* The JSON schemas of CycloneDX 1.4 to 1.6 as one table, for the members that are read: what the
 * newest allows is allowed. */
#include "intake/formats/components/cyclonedx.h"

#include <string.h>

static bool is_serial(const char *text)
{
    static const size_t lengths[] = {8, 4, 4, 4, 12};
    const char *c = text + strlen("urn:uuid:");

    if (strncmp(text, "urn:uuid:", strlen("urn:uuid:")) != 0) {
        return false;
    }
    for (size_t i = 0; i < 5; i++) {
        size_t length = strspn(c, "0123456789abcdefABCDEF");

        if (length != lengths[i] || c[length] != (i < 4 ? '-' : '\0')) {
            return false;
        }
        c += length + 1;
    }
    return true;
}

static bool is_hash(const char *text)
{
    size_t length = strspn(text, "0123456789abcdefABCDEF");

    return text[length] == '\0' &&
           (length == 32 || length == 40 || length == 64 || length == 96 || length == 128);
}

static const vw_shape any = {.type = VW_SHAPE_ANY};
static const vw_shape text = {.type = VW_SHAPE_TEXT};
static const vw_shape texts = VW_LIST_OF(text, 0);
static const vw_shape name = {.type = VW_SHAPE_TEXT, .least = 1};
static const vw_shape integer = {.type = VW_SHAPE_INTEGER};
static const vw_shape instant = VW_FORM(vw_formats__is_instant, "2024-05-01T10:00:00Z");
static const vw_shape serial = VW_FORM(is_serial, "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79");
static const vw_shape organisation = VW_OBJECT(VW_MAY("name", text));

static const vw_shape hash_content = VW_FORM(is_hash, "9f86d081884c7d65...");
static const vw_shape hash_algorithm = VW_ONE_OF(
    "MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512", "SHA3-256", "SHA3-384", "SHA3-512",
    "BLAKE2b-256", "BLAKE2b-384", "BLAKE2b-512", "BLAKE3", "Streebog-256", "Streebog-512");
static const vw_shape hash =
    VW_OBJECT(VW_MUST("alg", hash_algorithm), VW_MUST("content", hash_content));
static const vw_shape hashes = VW_LIST_OF(hash, 0);
static const vw_shape licence = VW_OBJECT(VW_MAY("id", text), VW_MAY("name", text));
static const vw_shape licence_choice =
    VW_OBJECT(VW_MAY("license", licence), VW_MAY("expression", text));
static const vw_shape licences = VW_LIST_OF(licence_choice, 0);
static const vw_shape scope = VW_ONE_OF("required", "optional", "excluded");
static const vw_shape type = VW_ONE_OF(
    "application", "framework", "library", "container", "platform", "operating-system", "device",
    "device-driver", "firmware", "file", "machine-learning-model", "data", "cryptographic-asset");
static const vw_shape components;
static const vw_shape component = VW_OBJECT(
    VW_MUST("type", type), VW_MUST("name", text), VW_MAY("bom-ref", name), VW_MAY("group", text),
    VW_MAY("version", text), VW_MAY("purl", text), VW_MAY("cpe", text), VW_MAY("scope", scope),
    VW_MAY("supplier", organisation), VW_MAY("hashes", hashes), VW_MAY("licenses", licences),
    VW_MAY("components", components));
static const vw_shape components = VW_LIST_OF(component, 0);
static const vw_shape services;
static const vw_shape service =
    VW_OBJECT(VW_MUST("name", text), VW_MAY("bom-ref", name), VW_MAY("services", services));
static const vw_shape services = VW_LIST_OF(service, 0);
static const vw_shape metadata = VW_OBJECT(
    VW_MAY("timestamp", instant), VW_MAY("component", component), VW_MAY("supplier", organisation));

/* ---- vulnerabilities --------------------------------------------------------------------- */

static const vw_shape number = {.type = VW_SHAPE_NUMBER};
static const vw_shape severity =
    VW_ONE_OF("critical", "high", "medium", "low", "info", "none", "unknown");
static const vw_shape rating = VW_OBJECT(VW_MAY("score", number), VW_MAY("severity", severity),
                                         VW_MAY("method", text), VW_MAY("vector", text));
static const vw_shape ratings = VW_LIST_OF(rating, 0);
static const vw_shape integers = VW_LIST_OF(integer, 0);
static const vw_shape state = VW_ONE_OF("resolved", "resolved_with_pedigree", "exploitable",
                                        "in_triage", "false_positive", "not_affected");
static const vw_shape justification =
    VW_ONE_OF("code_not_present", "code_not_reachable", "requires_configuration",
              "requires_dependency", "requires_environment", "protected_by_compiler",
              "protected_at_runtime", "protected_at_perimeter", "protected_by_mitigating_control");
static const vw_shape response =
    VW_ONE_OF("can_not_fix", "will_not_fix", "update", "rollback", "workaround_available");
static const vw_shape responses = VW_LIST_OF(response, 0);
static const vw_shape analysis =
    VW_OBJECT(VW_MAY("state", state), VW_MAY("justification", justification),
              VW_MAY("response", responses), VW_MAY("detail", text));
static const vw_shape affected = VW_OBJECT(VW_MUST("ref", text), VW_MAY("versions", any));
static const vw_shape affects = VW_LIST_OF(affected, 0);
static const vw_shape vulnerability =
    VW_OBJECT(VW_MAY("id", text), VW_MAY("bom-ref", name), VW_MAY("ratings", ratings),
              VW_MAY("cwes", integers), VW_MAY("analysis", analysis), VW_MAY("affects", affects),
              VW_MAY("recommendation", text), VW_MAY("description", text));
static const vw_shape vulnerabilities = VW_LIST_OF(vulnerability, 0);

static const vw_shape dependency = VW_OBJECT(VW_MUST("ref", text), VW_MAY("dependsOn", texts));
static const vw_shape dependencies = VW_LIST_OF(dependency, 0);
static const vw_shape format = VW_ONE_OF("CycloneDX");

const vw_shape vw_cyclonedx_shape = VW_OBJECT(
    VW_MUST("bomFormat", format), VW_MUST("specVersion", text), VW_MAY("serialNumber", serial),
    VW_MAY("version", integer), VW_MAY("metadata", metadata), VW_MAY("components", components),
    VW_MAY("services", services), VW_MAY("dependencies", dependencies),
    VW_MAY("vulnerabilities", vulnerabilities));
