/* SPDX-License-Identifier: EUPL-1.2 */
/* What making and opening a dossier share. */
#ifndef VW_STORE_DOSSIER_PRIVATE_H
#define VW_STORE_DOSSIER_PRIVATE_H

#include "store/dossier.h"

/* Adds the tables and columns that the catalogue has and the database has not, inside the caller's
 * transaction. */
VW_MUST_USE vw_status vw_dossier__follow(vw_db *db, vw_diags *diags, const vw_catalogue *catalogue);

/* The tables of the embedded schema that version [after] had not; 0: all of them. */
VW_MUST_USE vw_status vw_dossier__add_tables(vw_db *db, vw_diags *diags, int after);
/* Brings a dossier of an earlier schema version up to date, in one transaction: tables, columns, a
 * ledger that begins with what is there, outcomes in sets. */
VW_MUST_USE vw_status vw_dossier__upgrade(vw_dossier *dossier, vw_diags *diags);
/* Of that, the last: from table outcome_old, which is then dropped. Refuses (D050) when it holds
 * outcomes of no finding: what was added to it must not disappear. */
VW_MUST_USE vw_status vw_dossier__move_outcomes(vw_dossier *dossier, vw_arena *scratch,
                                                vw_diags *diags);

#define VW_FACTS_HASH "facts_sha256"
/* As vw_dossier_facts_hash. [stored], unless NULL, gets the one in the table, or "". */
VW_MUST_USE vw_status vw_dossier__hash_facts(char hex[65], const char **stored, vw_db *db,
                                             vw_arena *arena, vw_diags *diags);

#endif
