/* SPDX-License-Identifier: EUPL-1.2 */
/* What keeping artefacts and reading them share. */
#ifndef VW_STORE_ARTEFACT_PRIVATE_H
#define VW_STORE_ARTEFACT_PRIVATE_H

#include "store/artefact.h"

#include <fcntl.h>

/* [location], from the dossier's folder, as a path. */
const char *vw_artefact__path(vw_arena *arena, const vw_dossier *dossier, const char *location);
/* Is there a file at [path] whose bytes have this hash? */
bool vw_artefact__is(const char *path, const char *sha256, vw_arena *scratch);

#endif
