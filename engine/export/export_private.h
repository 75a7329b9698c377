/* SPDX-License-Identifier: EUPL-1.2 */
/* What the files of an export share. */
#ifndef VW_INTAKE_EXPORT_PRIVATE_H
#define VW_INTAKE_EXPORT_PRIVATE_H

#include "base/hash.h"
#include "export/export.h"

#include <stdio.h>

/* A file that is being written, hashed on its way. */
typedef struct {
    FILE *stream;
    vw_hasher *hasher;
} vw_export_stream;

void vw_export__put(vw_export_stream *out, const char *text);

/* The table of one kind, header and all; [*rows] counts the records. */
VW_MUST_USE vw_status vw_export__table(uint64_t *rows, vw_export_stream *out, vw_dossier *dossier,
                                       const vw_catalogue *catalogue, vw_diags *diags,
                                       const vw_kind *kind, int64_t mark, const vw_secret *secret);

/* What people and programs should know of the folder. */
VW_MUST_USE vw_status vw_export__manifest(const char **json, const char **readme,
                                          vw_dossier *dossier, vw_arena *arena, vw_diags *diags,
                                          const vw_export_files *files, int64_t mark,
                                          bool pseudonymised);

#endif
