/* SPDX-License-Identifier: EUPL-1.2 */
/* One CycloneDX document while it is read. */
#ifndef VW_INTAKE_FORMATS_CYCLONEDX_H
#define VW_INTAKE_FORMATS_CYCLONEDX_H

#include "intake/formats/components/sbom.h"

#define VW_CYCLONEDX_IMPORTER "cyclonedx/1"

typedef struct {
    vw_intake_run *run;
    const json_t *root;
    json_t *references; /* components and services by bom-ref */
    size_t component_count;
    vw_sbom sbom;
    vw_sbom_taker taker;
} vw_cyclonedx;

/* What its schema says of the members that are read. */
extern const vw_shape vw_cyclonedx_shape;

/* Its vulnerabilities with what was analysed of them (VEX). */
VW_MUST_USE vw_status vw_cyclonedx__take_vulnerabilities(vw_cyclonedx *bom);

#endif
