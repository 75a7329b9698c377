/* SPDX-License-Identifier: EUPL-1.2 */
/* What the readers of bills of materials share: one record of the bill, one of each component. */
#ifndef VW_INTAKE_FORMATS_SBOM_H
#define VW_INTAKE_FORMATS_SBOM_H

#include "intake/formats/shared.h"

/* A bill as its record has it; NULL where it says nothing. */
typedef struct {
    const char *importer, *format, *format_version;
    const char *name, *product_version, *purl, *cpe, *supplier_name, *serial, *version;
    const char *made; /* an instant */
    const char *raw;
    size_t component_count;
} vw_sbom;

typedef struct {
    const char *name, *group_name, *version, *type, *purl, *cpe, *licence, *supplier_name, *hash;
    const char *scope, *part_of, *reference;
    const char *raw, *pointer;
} vw_sbom_component;

/* While one bill is taken in. */
typedef struct {
    vw_intake_run *run;
    const vw_sbom *sbom;
    const char *key;  /* of the bill */
    const char *from; /* the day on which its records begin; NULL: the user says */
    vw_keys *keys;
    vw_taker *taker;
    uint32_t row;
} vw_sbom_taker;

/* Takes the bill's own record and begins the components. Its key is the product's purl without
 * version, else its name, else the serial number, else the file's name: the next bill of the same
 * product is then a new version of it. */
VW_MUST_USE vw_status vw_sbom__begin(vw_sbom_taker *out, vw_intake_run *run, const vw_sbom *sbom);
/* Its key is the bill's and its purl, reference or name. [scratch] is not reset. */
VW_MUST_USE vw_status vw_sbom__component(vw_sbom_taker *taker, vw_arena *scratch,
                                         const vw_sbom_component *component);
VW_MUST_USE vw_status vw_sbom__end(vw_sbom_taker *taker);

/* A purl without version, qualifiers and subpath. */
const char *vw_sbom__unversioned(vw_arena *arena, const char *purl);
/* Of the hashes in [list] the strongest, as "SHA-256:..."; NULL when there is none. The names of
 * the members differ: "alg" and "content", "algorithm" and "checksumValue". */
const char *vw_sbom__hash(vw_arena *arena, const json_t *list, const char *algorithm,
                          const char *value);

#endif
