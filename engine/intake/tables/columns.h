/* SPDX-License-Identifier: EUPL-1.2 */
/* Which column of a file is which field; and which kind of evidence a file holds. */
#ifndef VW_INTAKE_COLUMNS_H
#define VW_INTAKE_COLUMNS_H

#include "intake/intake.h"
#include "intake/tables/reader.h"
#include "model/catalogue.h"

typedef struct {
    const char *heading;   /* as the file has it */
    bool is_key;           /* holds the natural key */
    const vw_field *field; /* NULL: the key, or a column that was refused */
    size_t index;          /* of field in its kind */
} vw_heading;

typedef struct {
    vw_heading *items;
    size_t count;
    bool has_key;
} vw_headings;

/* Matches the header's cells, each cleaned, to the fields of [kind]: by name or by label in either
 * language, without regard to case. A column may be missing that [options] have a constant for.
 * Adds a diagnostic for each problem and goes on. */
void vw_intake__match_header(vw_headings *out, vw_arena *arena, vw_diags *diags, vw_place place,
                             const vw_kind *kind, const vw_intake_options *options,
                             const vw_record *header);
/* True when the user gives a value for rows without one. */
bool vw_intake__has_constant(const vw_intake_options *options, const char *field);

/* The kind named [name], or when that is NULL the one that the file's name tells: the kind, its
 * label or its plural in either language, as a whole or as a part between other signs
 * ("2025-asset.csv"). The longest such part counts. NULL when a diagnostic was added. */
const vw_kind *vw_intake__find_kind(vw_arena *arena, vw_diags *diags, const vw_catalogue *catalogue,
                                    const char *path, const char *name);

#endif
