/* SPDX-License-Identifier: EUPL-1.2 */
/* A zipped file of parts, as Word (ECMA-376-2) and ODF (part 2) want one: parts in the order in
 * which they were added, no clock, the same bytes each time. */
#ifndef VW_REPORTS_OFFICE_PACKAGE_H
#define VW_REPORTS_OFFICE_PACKAGE_H

#include "base/diag.h"

#include <stdio.h>

typedef struct vw_package vw_package;

/* Begins what becomes [path] once it is whole. [scratch] owns it, and abandons it when it is
 * freed. VW_ERR_STORE with a diagnostic. */
VW_MUST_USE vw_status vw_package_open(vw_package **out, vw_arena *scratch, vw_diags *diags,
                                      const char *path);
typedef enum { VW_PART_PACKED, VW_PART_STORED } vw_part_form;
/* Adds a part. [*stream] is a temporary file (in $TMPDIR or /tmp) that may be written until the
 * package is committed, beside others: memory stays flat however long the part. Write errors are
 * found by the commit. VW_ERR_STORE with a diagnostic: no temporary file can be made. */
VW_MUST_USE vw_status vw_package_add(FILE **stream, vw_package *package, vw_diags *diags,
                                     const char *name, vw_part_form form);
/* Packs all parts and gives the file its name. VW_ERR_STORE with a diagnostic: nothing is left, and
 * what stood there before still does. */
VW_MUST_USE vw_status vw_package_commit(vw_package *package, vw_diags *diags);
void vw_package_abandon(vw_package *package);

#endif
