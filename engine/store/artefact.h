/* SPDX-License-Identifier: EUPL-1.2 */
/* The files that were handed in, byte for byte: inside the dossier, or beside it in the folder
 * "<dossier>.artefacts", each under its SHA-256. What is known of them are records of kind
 * `artefact`; here is their content. */
#ifndef VW_STORE_ARTEFACT_H
#define VW_STORE_ARTEFACT_H

#include "base/hash.h"
#include "store/dossier.h"

typedef struct {
    const char *key;
    const char *file_name;
    const char *sha256; /* hex */
    uint64_t bytes;
    bool beside;
    const char *location; /* from the dossier's folder when it was stored; NULL inside */
} vw_artefact;

/* Where content with this hash goes beside the dossier, from the dossier's folder. */
const char *vw_artefact_location(vw_arena *arena, const vw_dossier *dossier, const char *sha256);

/* Stores the [bytes] bytes of [fd], which is named [path] in messages, in the caller's transaction
 * or beside the dossier, synced; content that is there already is not stored twice. VW_ERR_STORE
 * with F006 when they are not what [sha256] says. [*made] is true when a file beside came into
 * being: it is to be taken away when the transaction is not committed. */
VW_MUST_USE vw_status vw_artefact_keep(bool *made, vw_dossier *dossier, vw_diags *diags, int fd,
                                       const char *path, const char *sha256, uint64_t bytes,
                                       bool beside);
void vw_artefact_take_away(const vw_dossier *dossier, const char *sha256);

/* The newest version of the artefact with this key; [*found] false when there is none. */
VW_MUST_USE vw_status vw_artefact_find(vw_artefact *out, bool *found, vw_dossier *dossier,
                                       vw_arena *arena, vw_diags *diags, const char *key);
/* Hands its content to [part], piece by piece, in order. VW_ERR_STORE with D080 when it is not
 * there, D081 when it is not what was handed in (after the last piece). */
VW_MUST_USE vw_status
vw_artefact_read(vw_dossier *dossier, vw_diags *diags, const vw_artefact *artefact,
                 vw_status (*part)(void *what, const void *bytes, size_t length), void *what);

typedef struct {
    uint64_t artefacts, differ; /* what belongs to no artefact differs too */
    uint64_t bytes;             /* hashed */
} vw_artefacts_check;

/* Hashes the content of every version of every artefact again, inside and beside. VW_OK also when
 * some differ; [diags] then names each: D080 missing, D081 changed, D082 content inside that
 * belongs to no artefact. Fails when the dossier cannot be read. */
VW_MUST_USE vw_status vw_artefacts_verify(vw_artefacts_check *out, vw_dossier *dossier,
                                          vw_diags *diags);

#endif
