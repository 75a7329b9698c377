/* SPDX-License-Identifier: EUPL-1.2 */
/* SPDX 2.2 and 2.3 (ISO/IEC 5962), in JSON: a bill of materials and its packages. */
#include "intake/formats/components/sbom.h"

#include <ctype.h>
#include <string.h>

#define IMPORTER "spdx/1"

typedef struct {
    vw_intake_run *run;
    const json_t *root;
    json_t *elements; /* by SPDXID: packages, files, snippets */
    json_t *holders;  /* by SPDXID: the SPDXID of what contains it */
} spdx;

/* ---- its schema -------------------------------------------------------------------------- */

static bool is_identifier(const char *text)
{
    return strncmp(text, "SPDXRef-", 8) == 0 && text[8] != '\0';
}

static bool is_namespace(const char *text)
{
    return vw_formats__is_uri(text) && strchr(text, '#') == NULL;
}

static const vw_shape any = {.type = VW_SHAPE_ANY};
static const vw_shape text = {.type = VW_SHAPE_TEXT};
static const vw_shape texts = VW_LIST_OF(text, 1);
static const vw_shape identifier = VW_FORM(is_identifier, "SPDXRef-Package-acme");
static const vw_shape instant = VW_FORM(vw_formats__is_instant, "2024-05-01T10:00:00Z");
static const vw_shape namespace = VW_FORM(is_namespace, "https://acme.example/sbom/42");
static const vw_shape licence = VW_ONE_OF("CC0-1.0");
static const vw_shape creation = VW_OBJECT(VW_MUST("created", instant), VW_MUST("creators", texts));
static const vw_shape checksum =
    VW_OBJECT(VW_MUST("algorithm", text), VW_MUST("checksumValue", text));
static const vw_shape checksums = VW_LIST_OF(checksum, 0);
static const vw_shape external =
    VW_OBJECT(VW_MUST("referenceCategory", text), VW_MUST("referenceType", text),
              VW_MUST("referenceLocator", text));
static const vw_shape externals = VW_LIST_OF(external, 0);
static const vw_shape package = VW_OBJECT(
    VW_MUST("SPDXID", identifier), VW_MUST("name", text), VW_MUST("downloadLocation", text),
    VW_MAY("versionInfo", text), VW_MAY("supplier", text), VW_MAY("primaryPackagePurpose", text),
    VW_MAY("licenseConcluded", text), VW_MAY("licenseDeclared", text),
    VW_MAY("checksums", checksums), VW_MAY("externalRefs", externals));
static const vw_shape packages = VW_LIST_OF(package, 0);
static const vw_shape element = VW_OBJECT(VW_MUST("SPDXID", identifier));
static const vw_shape elements = VW_LIST_OF(element, 0);
static const vw_shape relationship =
    VW_OBJECT(VW_MUST("spdxElementId", text), VW_MUST("relationshipType", text),
              VW_MUST("relatedSpdxElement", text));
static const vw_shape relationships = VW_LIST_OF(relationship, 0);
static const vw_shape document =
    VW_OBJECT(VW_MUST("spdxVersion", text), VW_MUST("SPDXID", identifier), VW_MUST("name", text),
              VW_MUST("dataLicense", licence), VW_MUST("documentNamespace", namespace),
              VW_MUST("creationInfo", creation), VW_MAY("packages", packages),
              VW_MAY("files", elements), VW_MAY("snippets", elements),
              VW_MAY("relationships", relationships), VW_MAY("documentDescribes", any));

/* ---- elements ---------------------------------------------------------------------------- */

static void add(json_t *map, const char *name, json_t *value)
{
    if (json_object_set_nocheck(map, name, value) != 0) {
        vw_out_of_memory();
    }
}

/* Each SPDXID is one thing in the document. */
static void index_list(spdx *bill, const char *list)
{
    size_t i;
    json_t *value;

    json_array_foreach(json_object_get(bill->root, list), i, value)
    {
        const char *id = vw_formats__text(value, "SPDXID");

        if (id != NULL && json_object_get(bill->elements, id) != NULL) {
            VW_DIAG(
                bill->run->diags, N081,
                vw_formats__place(bill->run, VW_AT(VW_AT_INDEX(VW_AT(NULL, list), i), "SPDXID")),
                id);
        } else if (id != NULL) {
            add(bill->elements, id, value);
        }
    }
}

static void judge_end(const spdx *bill, const json_t *value, const char *end, size_t index)
{
    const char *id = vw_formats__text(value, end);

    if (id == NULL || strcmp(id, "NONE") == 0 || strcmp(id, "NOASSERTION") == 0 ||
        strncmp(id, "DocumentRef-", 12) == 0 || strcmp(id, "SPDXRef-DOCUMENT") == 0 ||
        json_object_get(bill->elements, id) != NULL) {
        return;
    }
    VW_DIAG(
        bill->run->diags, N082,
        vw_formats__place(bill->run, VW_AT(VW_AT_INDEX(VW_AT(NULL, "relationships"), index), end)),
        id);
}

/* What contains what, and whether both are there. */
static void index_relationships(spdx *bill)
{
    size_t i;
    json_t *value;

    json_array_foreach(json_object_get(bill->root, "relationships"), i, value)
    {
        const char *type = vw_formats__text(value, "relationshipType");
        bool contains = type != NULL && strcmp(type, "CONTAINS") == 0;
        bool contained = type != NULL && strcmp(type, "CONTAINED_BY") == 0;
        const char *inner =
            vw_formats__text(value, contains ? "relatedSpdxElement" : "spdxElementId");
        json_t *outer = json_object_get(value, contains ? "spdxElementId" : "relatedSpdxElement");

        judge_end(bill, value, "spdxElementId", i);
        judge_end(bill, value, "relatedSpdxElement", i);
        if ((contains || contained) && inner != NULL && outer != NULL &&
            json_object_get(bill->holders, inner) == NULL) {
            add(bill->holders, inner, outer);
        }
    }
}

/* The package that the document is about, when it is one. */
static const json_t *described(const spdx *bill)
{
    const char *found = NULL;
    const json_t *list = json_object_get(bill->root, "documentDescribes");
    size_t i;
    json_t *value;

    if (json_array_size(list) == 1) {
        found = json_string_value(json_array_get(list, 0));
    }
    json_array_foreach(json_object_get(bill->root, "relationships"), i, value)
    {
        const char *type = vw_formats__text(value, "relationshipType");
        const char *id = vw_formats__text(value, "relatedSpdxElement");

        if (list != NULL || type == NULL || strcmp(type, "DESCRIBES") != 0 || id == NULL) {
            continue;
        }
        if (found != NULL && strcmp(found, id) != 0) {
            return NULL;
        }
        found = id;
    }
    return found == NULL ? NULL : json_object_get(bill->elements, found);
}

/* ---- packages ---------------------------------------------------------------------------- */

/* NOASSERTION and NONE say nothing. */
static const char *asserted(const json_t *package_, const char *name)
{
    const char *value = vw_formats__text(package_, name);

    return value == NULL || *value == '\0' || strcmp(value, "NOASSERTION") == 0 ||
                   strcmp(value, "NONE") == 0
               ? NULL
               : value;
}

static const char *external_of(const json_t *value, const char *type)
{
    size_t i;
    json_t *reference;

    json_array_foreach(json_object_get(value, "externalRefs"), i, reference)
    {
        const char *found = vw_formats__text(reference, "referenceType");

        if (found != NULL && strcmp(found, type) == 0) {
            return vw_formats__text(reference, "referenceLocator");
        }
    }
    return NULL;
}

/* "Organization: Acme (info@acme.example)" */
static const char *supplier_of(const json_t *value)
{
    const char *supplier = asserted(value, "supplier");
    const char *colon = supplier == NULL ? NULL : strstr(supplier, ": ");

    return colon == NULL ? supplier : colon + 2;
}

static const char *type_of(const spdx *bill, vw_arena *scratch, const json_t *value)
{
    const char *purpose = vw_formats__text(value, "primaryPackagePurpose");

    if (purpose == NULL) {
        return NULL;
    }
    char *lower = vw_strdup(scratch, purpose);

    for (char *c = lower; *c != '\0'; c++) {
        *c = *c == '_' ? '-' : (char)tolower((unsigned char)*c);
    }
    return vw_formats__choice(bill->run, "software_component", "type", lower);
}

static const char *rest_of(vw_arena *scratch, const json_t *value, bool type)
{
    const char *taken[8] = {"name", "versionInfo", "SPDXID"};
    size_t count = 3;

    if (type) {
        taken[count++] = "primaryPackagePurpose";
    }
    if (asserted(value, "licenseConcluded") != NULL) {
        taken[count++] = "licenseConcluded";
    } else if (asserted(value, "licenseDeclared") != NULL) {
        taken[count++] = "licenseDeclared";
    }
    return vw_json_rest(scratch, value, taken);
}

static vw_status take_package(const spdx *bill, vw_sbom_taker *taker, vw_arena *scratch,
                              const json_t *value, size_t index)
{
    const char *cpe = external_of(value, "cpe23Type");
    const char *licensed = asserted(value, "licenseConcluded");
    const char *version = vw_formats__text(value, "versionInfo");
    const char *id = vw_formats__text(value, "SPDXID");
    const char *type = type_of(bill, scratch, value);
    const vw_sbom_component component = {
        .name = vw_formats__text(value, "name"),
        .version = version,
        .type = type,
        .purl = external_of(value, "purl"),
        .cpe = cpe != NULL ? cpe : external_of(value, "cpe22Type"),
        .licence = licensed != NULL ? licensed : asserted(value, "licenseDeclared"),
        .supplier_name = supplier_of(value),
        .hash = vw_sbom__hash(scratch, json_object_get(value, "checksums"), "algorithm",
                              "checksumValue"),
        .part_of = vw_formats__text(bill->holders, id),
        .reference = id,
        .pointer = vw_printf(scratch, "/packages/%zu", index),
        .raw = rest_of(scratch, value, type != NULL)};

    return vw_sbom__component(taker, scratch, &component);
}

/* ---- the document ------------------------------------------------------------------------ */

static bool recognise(const json_t *root)
{
    return json_object_get(root, "spdxVersion") != NULL;
}

static bool judge_version(const spdx *bill)
{
    const char *version = vw_formats__text(bill->root, "spdxVersion");

    if (version == NULL || strcmp(version, "SPDX-2.3") == 0 || strcmp(version, "SPDX-2.2") == 0) {
        return true;
    }
    VW_DIAG(bill->run->diags, N080, vw_formats__place(bill->run, VW_AT(NULL, "spdxVersion")),
            "SPDX", version, "SPDX-2.2, SPDX-2.3");
    return false;
}

static vw_status take_bill(const spdx *bill)
{
    static const char *const in_fields[] = {"name", "documentNamespace", "spdxVersion", "packages",
                                            NULL};
    vw_arena *arena = bill->run->arena;
    const json_t *product = described(bill);
    const json_t *list = json_object_get(bill->root, "packages");
    const char *name = vw_formats__text(product, "name");
    const vw_sbom sbom = {
        .importer = IMPORTER,
        .format = "SPDX",
        .format_version = vw_formats__text(bill->root, "spdxVersion") + strlen("SPDX-"),
        .name = name != NULL ? name : vw_formats__text(bill->root, "name"),
        .product_version = vw_formats__text(product, "versionInfo"),
        .purl = external_of(product, "purl"),
        .cpe = external_of(product, "cpe23Type"),
        .supplier_name = supplier_of(product),
        .serial = vw_formats__text(bill->root, "documentNamespace"),
        .made = vw_formats__instant(arena, vw_json_text(arena, bill->root, "creationInfo.created")),
        .component_count = json_array_size(list),
        .raw = vw_json_rest(arena, bill->root, name != NULL ? in_fields + 1 : in_fields)};
    vw_sbom_taker taker;
    vw_arena *scratch = vw_arena_new();
    vw_status status = vw_sbom__begin(&taker, bill->run, &sbom);

    for (size_t i = 0; i < json_array_size(list) && status == VW_OK; i++) {
        status = take_package(bill, &taker, scratch, json_array_get(list, i), i);
        vw_arena_reset(scratch);
    }
    vw_arena_free(scratch);
    return status != VW_OK ? status : vw_sbom__end(&taker);
}

static void release(void *map)
{
    json_decref(map);
}

static json_t *new_map(vw_arena *arena)
{
    json_t *map = json_object();

    if (map == NULL) {
        vw_out_of_memory();
    }
    vw_arena_on_free(arena, release, map);
    return map;
}

static vw_status take(vw_intake_run *run, const json_t *root)
{
    size_t errors = vw_diags_count(run->diags, VW_ERROR);
    spdx bill = {
        .run = run, .root = root, .elements = new_map(run->arena), .holders = new_map(run->arena)};

    if (judge_version(&bill)) {
        vw_formats__check(run, root, NULL, &document);
        index_list(&bill, "packages");
        index_list(&bill, "files");
        index_list(&bill, "snippets");
        index_relationships(&bill);
    }
    return vw_diags_count(run->diags, VW_ERROR) > errors ? VW_OK : take_bill(&bill);
}

static const char *const kinds[] = {"sbom", "software_component", NULL};

static const char *const producer[] = {"creationInfo.creators.0", NULL};

const vw_json_format vw_format_spdx = {.producer = producer,
                                       .name = "spdx",
                                       .label = {"SPDX 2.2-2.3 (JSON)", "SPDX 2.2-2.3 (JSON)"},
                                       .kinds = kinds,
                                       .recognise = recognise,
                                       .take = take};
