/* SPDX-License-Identifier: EUPL-1.2 */
/* Records of a bill of materials and its components, whatever format they came in. */
#include "intake/formats/components/sbom.h"

#include <ctype.h>
#include <string.h>

const char *vw_sbom__unversioned(vw_arena *arena, const char *purl)
{
    size_t length = strcspn(purl, "?#");

    /* The version begins at the last "@" behind the last slash: npm has one in its namespaces. */
    for (size_t i = length; i > 0 && purl[i - 1] != '/'; i--) {
        if (purl[i - 1] == '@') {
            length = i - 1;
            break;
        }
    }
    return vw_strndup(arena, purl, length);
}

static const char *key_of(vw_arena *arena, const vw_intake_run *run, const vw_sbom *sbom)
{
    const char *path = run->options->path;
    const char *slash = strrchr(path, '/');

    if (sbom->purl != NULL) {
        return vw_sbom__unversioned(arena, sbom->purl);
    }
    return sbom->name != NULL     ? sbom->name
           : sbom->serial != NULL ? sbom->serial
           : slash != NULL        ? slash + 1
                                  : path;
}

static vw_status take_bill(vw_sbom_taker *taker)
{
    const vw_sbom *sbom = taker->sbom;
    vw_taker *row = NULL;
    vw_status status = vw_intake__begin_named(&row, taker->run, "sbom", sbom->importer, sbom->made);

    if (status != VW_OK) {
        return status;
    }
    vw_intake__put_key(row, taker->key);
    vw_intake__put(row, "effective_from", taker->from);
    vw_intake__put(row, "name", sbom->name);
    vw_intake__put(row, "product_version", sbom->product_version);
    vw_intake__put(row, "purl", sbom->purl);
    vw_intake__put(row, "cpe", sbom->cpe);
    vw_intake__put(row, "supplier_name", sbom->supplier_name);
    vw_intake__put(row, "serial", sbom->serial);
    vw_intake__put(row, "version", sbom->version);
    vw_intake__put(row, "format", sbom->format);
    vw_intake__put(row, "format_version", sbom->format_version);
    vw_intake__put(row, "made", sbom->made);
    vw_intake__put(row, "component_count",
                   vw_printf(taker->run->arena, "%zu", sbom->component_count));
    status = vw_intake__row(row, 1, "/", sbom->raw);
    return status != VW_OK ? status : vw_intake__end(row);
}

vw_status vw_sbom__begin(vw_sbom_taker *out, vw_intake_run *run, const vw_sbom *sbom)
{
    *out = (vw_sbom_taker){.run = run,
                           .sbom = sbom,
                           .key = key_of(run->arena, run, sbom),
                           .from = sbom->made != NULL ? vw_formats__day(run->arena, sbom->made)
                                                      : vw_formats__undated(run),
                           .keys = vw_formats__keys(run->arena)};
    vw_status status = take_bill(out);

    return status != VW_OK ? status
                           : vw_intake__begin_named(&out->taker, run, "software_component",
                                                    sbom->importer, sbom->made);
}

vw_status vw_sbom__component(vw_sbom_taker *taker, vw_arena *scratch,
                             const vw_sbom_component *component)
{
    vw_taker *row = taker->taker;
    const char *own = component->purl != NULL        ? component->purl
                      : component->reference != NULL ? component->reference
                      : component->version != NULL
                          ? vw_printf(scratch, "%s@%s", component->name, component->version)
                          : component->name;
    const char *key = vw_printf(scratch, "%s %s", taker->key, own);

    vw_intake__put_key(row, vw_formats__key(taker->keys, key));
    vw_intake__put(row, "effective_from", taker->from);
    vw_intake__put(row, "name", component->name);
    vw_intake__put(row, "group_name", component->group_name);
    vw_intake__put(row, "version", component->version);
    vw_intake__put(row, "type", component->type);
    vw_intake__put(row, "purl", component->purl);
    vw_intake__put(row, "cpe", component->cpe);
    vw_intake__put(row, "licence", component->licence);
    vw_intake__put(row, "supplier_name", component->supplier_name);
    vw_intake__put(row, "hash", component->hash);
    vw_intake__put(row, "scope", component->scope);
    vw_intake__put(row, "part_of", component->part_of);
    vw_intake__put(row, "reference", component->reference);
    vw_intake__put(row, "sbom", taker->key);
    vw_intake__put(row, "sbom_serial", taker->sbom->serial);
    return vw_intake__row(row, ++taker->row, component->pointer, component->raw);
}

vw_status vw_sbom__end(vw_sbom_taker *taker)
{
    return vw_intake__end(taker->taker);
}

/* ---- hashes ------------------------------------------------------------------------------ */

/* "SHA256", "sha-256" and "SHA-256" are the same. */
static bool is_algorithm(const char *wanted, const char *text)
{
    while (*wanted != '\0' || *text != '\0') {
        wanted += *wanted == '-';
        text += *text == '-' || *text == '_';
        if (*wanted != toupper((unsigned char)*text)) {
            return false;
        }
        wanted += *wanted != '\0';
        text += *text != '\0';
    }
    return true;
}

const char *vw_sbom__hash(vw_arena *arena, const json_t *list, const char *algorithm,
                          const char *value)
{
    static const char *const by_strength[] = {
        "SHA-512",      "SHA3-512", "BLAKE2B-512", "SHA-384", "SHA3-384", "BLAKE2B-384",
        "SHA-256",      "SHA3-256", "BLAKE2B-256", "BLAKE3",  "SHA-224",  "STREEBOG-512",
        "STREEBOG-256", "SHA-1",    "MD6",         "MD5",     "MD4",      "MD2"};
    size_t i;
    json_t *item;

    for (size_t j = 0; j < sizeof by_strength / sizeof *by_strength; j++) {
        json_array_foreach(list, i, item)
        {
            const char *name = vw_formats__text(item, algorithm);
            const char *digits = vw_formats__text(item, value);

            if (name != NULL && digits != NULL && is_algorithm(by_strength[j], name)) {
                return vw_printf(arena, "%s:%s", by_strength[j], digits);
            }
        }
    }
    return NULL;
}
