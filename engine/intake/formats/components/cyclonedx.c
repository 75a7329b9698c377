/* SPDX-License-Identifier: EUPL-1.2 */
/* CycloneDX 1.4 to 1.6 (ECMA-424), in JSON: a bill of materials, its components and statements on
 * vulnerabilities. */
#include "intake/formats/components/cyclonedx.h"

#include <string.h>

static bool recognise(const json_t *document)
{
    const char *format = vw_formats__text(document, "bomFormat");

    return format != NULL && strcmp(format, "CycloneDX") == 0;
}

/* ---- references -------------------------------------------------------------------------- */

/* A bom-ref stands for one thing in the document. */
static void add_reference(vw_cyclonedx *bom, json_t *thing, const vw_at *at)
{
    const char *reference = vw_formats__text(thing, "bom-ref");

    if (reference == NULL) {
        return;
    }
    if (json_object_get(bom->references, reference) != NULL) {
        VW_DIAG(bom->run->diags, N081, vw_formats__place(bom->run, VW_AT(at, "bom-ref")),
                reference);
    } else if (json_object_set_nocheck(bom->references, reference, thing) != 0) {
        vw_out_of_memory();
    }
}

/* Of [owner]'s list and of what is inside it; as deep as the JSON goes, which its reader bounds. */
static void add_references(vw_cyclonedx *bom, const json_t *owner, const char *list,
                           const vw_at *at)
{
    bool components = strcmp(list, "components") == 0;
    size_t i;
    json_t *thing;

    json_array_foreach(json_object_get(owner, list), i, thing)
    {
        const vw_at *here = VW_AT_INDEX(VW_AT(at, list), i);

        bom->component_count += components;
        add_reference(bom, thing, here);
        if (components || strcmp(list, "services") == 0) {
            add_references(bom, thing, list, here);
        }
    }
}

static void index_references(vw_cyclonedx *bom)
{
    const vw_at *metadata = VW_AT(NULL, "metadata");
    const vw_at *at = VW_AT(metadata, "component");
    json_t *product = json_object_get(json_object_get(bom->root, "metadata"), "component");

    add_reference(bom, product, at);
    add_references(bom, product, "components", at);
    add_references(bom, bom->root, "components", NULL);
    add_references(bom, bom->root, "services", NULL);
    add_references(bom, bom->root, "vulnerabilities", NULL);
}

/* ---- the bill ---------------------------------------------------------------------------- */

static const char *full_name(vw_arena *arena, const json_t *component)
{
    const char *group = vw_formats__text(component, "group");
    const char *name = vw_formats__text(component, "name");

    return group == NULL || *group == '\0' || name == NULL ? name
                                                           : vw_printf(arena, "%s/%s", group, name);
}

/* "" is no value. */
static const char *known(const char *text)
{
    return text == NULL || *text == '\0' ? NULL : text;
}

static const char *const in_fields[] = {"bomFormat",
                                        "specVersion",
                                        "version",
                                        "serialNumber",
                                        "components",
                                        "vulnerabilities",
                                        "metadata.component.name",
                                        "metadata.component.group",
                                        "metadata.component.version",
                                        "metadata.component.purl",
                                        "metadata.component.cpe",
                                        "metadata.component.supplier.name",
                                        "metadata.component.components",
                                        NULL};

static void read_bill(vw_cyclonedx *bom)
{
    vw_arena *arena = bom->run->arena;
    const json_t *metadata = json_object_get(bom->root, "metadata");
    const json_t *product = json_object_get(metadata, "component");

    bom->sbom =
        (vw_sbom){.importer = VW_CYCLONEDX_IMPORTER,
                  .format = "CycloneDX",
                  .format_version = vw_formats__text(bom->root, "specVersion"),
                  .name = known(full_name(arena, product)),
                  .product_version = known(vw_formats__text(product, "version")),
                  .purl = known(vw_formats__text(product, "purl")),
                  .cpe = known(vw_formats__text(product, "cpe")),
                  .supplier_name = vw_json_text(arena, product, "supplier.name"),
                  .serial = vw_formats__text(bom->root, "serialNumber"),
                  .version = vw_json_text(arena, bom->root, "version"),
                  .made = vw_formats__instant(arena, vw_formats__text(metadata, "timestamp")),
                  .raw = vw_json_rest(arena, bom->root, in_fields),
                  .component_count = bom->component_count};
}

/* ---- components -------------------------------------------------------------------------- */

/* [*whole]: nothing of it is left out. */
static const char *licences_of(bool *whole, vw_arena *scratch, const json_t *component)
{
    vw_buf out = {.arena = scratch};
    size_t i;
    json_t *item;

    *whole = true;
    json_array_foreach(json_object_get(component, "licenses"), i, item)
    {
        const json_t *licence = json_object_get(item, "license");
        const char *id = vw_formats__text(licence, "id");
        const char *name = vw_formats__text(licence, "name");
        const char *expression = vw_formats__text(item, "expression");

        vw_formats__join(&out, id != NULL ? id : name != NULL ? name : expression);
        *whole = *whole && json_object_size(item) == 1 &&
                 (licence == NULL || json_object_size(licence) == 1);
    }
    return vw_buf_text(&out);
}

/* What is left of a component: licences and hashes stay where the field does not have them all. */
static const char *rest_of(vw_arena *scratch, const json_t *component, bool licences)
{
    const char *taken[16] = {"name", "group",         "version", "type",    "purl",
                             "cpe",  "supplier.name", "scope",   "bom-ref", "components"};
    size_t count = 10;

    if (licences) {
        taken[count++] = "licenses";
    }
    if (json_array_size(json_object_get(component, "hashes")) == 1) {
        taken[count++] = "hashes";
    }
    return vw_json_rest(scratch, component, taken);
}

static vw_status take_component(vw_cyclonedx *bom, vw_arena *scratch, const json_t *value,
                                const char *part_of, const vw_at *at)
{
    bool whole;
    const char *licence = licences_of(&whole, scratch, value);
    const vw_sbom_component component = {
        .name = vw_formats__text(value, "name"),
        .group_name = vw_formats__text(value, "group"),
        .version = known(vw_formats__text(value, "version")),
        .type = vw_formats__text(value, "type"),
        .purl = known(vw_formats__text(value, "purl")),
        .cpe = vw_formats__text(value, "cpe"),
        .licence = licence,
        .supplier_name = vw_json_text(scratch, value, "supplier.name"),
        .hash = vw_sbom__hash(scratch, json_object_get(value, "hashes"), "alg", "content"),
        .scope = vw_formats__text(value, "scope"),
        .part_of = part_of,
        .reference = vw_formats__text(value, "bom-ref"),
        .pointer = vw_formats__pointer(scratch, at),
        .raw = rest_of(scratch, value, whole)};

    return vw_sbom__component(&bom->taker, scratch, &component);
}

static vw_status take_components(vw_cyclonedx *bom, const json_t *owner, const char *part_of,
                                 const vw_at *at)
{
    vw_arena *scratch = vw_arena_new();
    vw_status status = VW_OK;
    size_t i;
    json_t *value;

    json_array_foreach(json_object_get(owner, "components"), i, value)
    {
        const vw_at *here = VW_AT_INDEX(VW_AT(at, "components"), i);
        const char *reference = vw_formats__text(value, "bom-ref");

        status = take_component(bom, scratch, value, part_of, here);
        if (status == VW_OK && json_object_get(value, "components") != NULL) {
            status = take_components(
                bom, value, reference != NULL ? reference : vw_formats__text(value, "name"), here);
        }
        if (status != VW_OK) {
            break;
        }
        vw_arena_reset(scratch);
    }
    vw_arena_free(scratch);
    return status;
}

static vw_status take_bill(vw_cyclonedx *bom)
{
    const json_t *product = json_object_get(json_object_get(bom->root, "metadata"), "component");
    const char *reference = vw_formats__text(product, "bom-ref");
    vw_status status = vw_sbom__begin(&bom->taker, bom->run, &bom->sbom);

    if (status == VW_OK) {
        status = take_components(bom, bom->root, NULL, NULL);
    }
    if (status == VW_OK) {
        status = take_components(bom, product,
                                 reference != NULL ? reference : vw_formats__text(product, "name"),
                                 VW_AT(VW_AT(NULL, "metadata"), "component"));
    }
    return status != VW_OK ? status : vw_sbom__end(&bom->taker);
}

/* ---- the document ------------------------------------------------------------------------ */

/* False with a diagnostic when this version of CycloneDX is not read. */
static bool judge_version(vw_intake_run *run, const json_t *root)
{
    const char *version = vw_formats__text(root, "specVersion");

    if (version == NULL || (strlen(version) == 3 && strncmp(version, "1.", 2) == 0 &&
                            version[2] >= '4' && version[2] <= '6')) {
        return true;
    }
    VW_DIAG(run->diags, N080, vw_formats__place(run, VW_AT(NULL, "specVersion")), "CycloneDX",
            version, "1.4, 1.5, 1.6");
    return false;
}

static void release(void *references)
{
    json_decref(references);
}

static vw_status take(vw_intake_run *run, const json_t *root)
{
    size_t errors = vw_diags_count(run->diags, VW_ERROR);
    vw_cyclonedx bom = {.run = run, .root = root, .references = json_object()};

    if (bom.references == NULL) {
        vw_out_of_memory();
    }
    vw_arena_on_free(run->arena, release, bom.references);
    if (judge_version(run, root)) {
        vw_formats__check(run, root, NULL, &vw_cyclonedx_shape);
        index_references(&bom);
    }
    if (vw_diags_count(run->diags, VW_ERROR) > errors) {
        return VW_OK;
    }
    read_bill(&bom);
    vw_status status = take_bill(&bom);

    if (status == VW_OK && json_array_size(json_object_get(root, "vulnerabilities")) > 0) {
        status = vw_cyclonedx__take_vulnerabilities(&bom);
    }
    return status;
}

static const char *const kinds[] = {"sbom", "software_component", "vulnerability_statement", NULL};

static const char *const producer[] = {"metadata.tools.0.name", "metadata.tools.0.version",
                                       "metadata.tools.components.0.name",
                                       "metadata.tools.components.0.version", NULL};

const vw_json_format vw_format_cyclonedx = {.producer = producer,
                                            .name = "cyclonedx",
                                            .label = {"CycloneDX 1.4-1.6", "CycloneDX 1.4-1.6"},
                                            .kinds = kinds,
                                            .recognise = recognise,
                                            .take = take};
