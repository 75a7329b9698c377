/* SPDX-License-Identifier: EUPL-1.2 */
/* What making and opening a dossier share. */
#ifndef VW_STORE_DOSSIER_PRIVATE_H
#define VW_STORE_DOSSIER_PRIVATE_H

#include "store/dossier.h"

/* Adds the tables and columns that the catalogue has and the database has not, inside the caller's
 * transaction. */
VW_MUST_USE vw_status vw_dossier__follow(vw_db *db, vw_diags *diags, const vw_catalogue *catalogue);

/* The tables of the embedded schema: all of them, or those that schema version 1 had not. */
VW_MUST_USE vw_status vw_dossier__add_tables(vw_db *db, vw_diags *diags, bool only_new);
/* Brings a dossier of an earlier schema version up to date, in one transaction: tables, columns,
 * and a ledger that begins with what is there. */
VW_MUST_USE vw_status vw_dossier__upgrade(vw_db *db, vw_diags *diags);

#define VW_FACTS_HASH "facts_sha256"
/* As vw_dossier_facts_hash. [stored], unless NULL, gets the one in the table, or "". */
VW_MUST_USE vw_status vw_dossier__hash_facts(char hex[65], const char **stored, vw_db *db,
                                             vw_arena *arena, vw_diags *diags);

#endif
