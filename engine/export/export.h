/* SPDX-License-Identifier: EUPL-1.2 */
/* Evidence out of the dossier again: a CSV file for each kind, that an import takes back. */
#ifndef VW_INTAKE_EXPORT_H
#define VW_INTAKE_EXPORT_H

#include "export/pseudonym.h"
#include "store/evidence.h"

typedef struct {
    const char *folder; /* made; an empty one is fine */
    const vw_kind *const *kinds;
    size_t kind_count;       /* 0: all of which something was imported */
    const vw_secret *secret; /* NULL: names as they are */
} vw_export_options;

typedef struct {
    const vw_kind *kind;
    const char *name; /* in the folder */
    uint64_t rows;
    char sha256[65];
} vw_export_file;

typedef VW_VEC(vw_export_file) vw_export_files;

/* Writes the newest version of every record, with the key and all fields: UTF-8, RFC 4180, commas,
 * ISO dates. A text that a spreadsheet would run as a formula has a tab before it, which an import
 * drops with all blanks at the ends. Beside them a manifest (manifest.json, README.txt) says what
 * was exported, with hashes and the head of the ledger.
 *
 * With a secret, texts marked personal, keys that say who they are about and whatever refers to
 * them get pseudonyms. A personal date, number, choice or yes or no stays: it tells something about
 * a pseudonym, and tests ask for it.
 *
 * VW_ERR_INPUT when the dossier holds what [catalogue] does not know (D083): nothing is left out in
 * silence. The folder is there whole or not at all. One read transaction. VW_ERR_STORE when
 * something cannot be read or written (I103: the folder is in use). */
VW_MUST_USE vw_status vw_export_records(vw_export_files *out, vw_dossier *dossier,
                                        const vw_catalogue *catalogue, vw_arena *arena,
                                        vw_diags *diags, const vw_export_options *options);

#endif
