/* SPDX-License-Identifier: EUPL-1.2 */
/* One record that a person enters by a command, by the same checks as a row of a file. */
#ifndef VW_INTAKE_RECORD_H
#define VW_INTAKE_RECORD_H

#include "intake/intake.h"

typedef struct {
    const char *field, *value; /* as a person would write it; NULL: unknown */
} vw_entered_value;

typedef struct {
    const char *kind;
    const char *importer; /* the command and its version: "judge/1" */
    const char *key;
    const vw_entered_value *values;
    size_t count;
    const char *raw; /* of a version that goes on: what had no field; or NULL */
} vw_entered;

/* Takes the record into the open transaction of [dossier] as an import of one row, with its entry
 * in the ledger. options->path is the command, which the import has for a file name; as there is no
 * file, file_sha256 is the SHA-256 of no bytes. On VW_ERR_INPUT every problem stands in [diags] and
 * the caller rolls back. Adds one result to [out]. */
VW_MUST_USE vw_status vw_intake_record(vw_intake_results *out, vw_dossier *dossier,
                                       const vw_catalogue *catalogue, vw_arena *arena,
                                       vw_diags *diags, const vw_intake_options *options,
                                       const vw_entered *record);
/* Several of one kind as one import, numbered from 1; there may be none, when only the declaration
 * that these are all is meant. Of each record, [kind] and [importer] are not looked at. */
VW_MUST_USE vw_status vw_intake_records(vw_intake_results *out, vw_dossier *dossier,
                                        const vw_catalogue *catalogue, vw_arena *arena,
                                        vw_diags *diags, const vw_intake_options *options,
                                        const char *kind, const char *importer,
                                        const vw_entered *records, size_t count);

#endif
