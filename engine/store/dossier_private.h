/* SPDX-License-Identifier: EUPL-1.2 */
/* What making and opening a dossier share. */
#ifndef VW_STORE_DOSSIER_PRIVATE_H
#define VW_STORE_DOSSIER_PRIVATE_H

#include "store/dossier.h"

/* Adds the tables and columns that the catalogue has and the database has not, inside the caller's
 * transaction. */
VW_MUST_USE vw_status vw_dossier__follow(vw_db *db, vw_diags *diags, const vw_catalogue *catalogue);

#define VW_FACTS_HASH "facts_sha256"
/* As vw_dossier_facts_hash. [stored], unless NULL, gets the one in the table, or "". */
VW_MUST_USE vw_status vw_dossier__hash_facts(char hex[65], const char **stored, vw_db *db,
                                             vw_arena *arena, vw_diags *diags);

#endif
