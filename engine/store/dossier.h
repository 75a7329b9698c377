/* SPDX-License-Identifier: EUPL-1.2 */
/* The dossier: one SQLite file for one entity and one accounting year. */
#ifndef VW_STORE_DOSSIER_H
#define VW_STORE_DOSSIER_H

#include "model/catalogue.h"
#include "store/db.h"

/* "VRWD" as a big-endian number, in the file's header (SQLite application_id). */
#define VW_APPLICATION_ID 0x56525744
/* 2: ledger, time stamps, artefacts; a column raw for evidence. 3: outcomes in sets that
 * evaluations share. */
#define VW_SCHEMA_VERSION 4

typedef struct {
    const char *name;
    const char *type; /* a value of organisation.type in the catalogue */
    int year;
    vw_date as_of; /* reference date */
    vw_date period_from, period_until;
    const char *created_at; /* instant */
} vw_dossier_head;

typedef struct vw_dossier vw_dossier;

/* VW_READ_COPY: as VW_READ_ONLY, but a dossier of an earlier schema version is copied into memory
 * and brought up to date there, so that it can be read without changing a byte of it. */
typedef enum { VW_READ_ONLY, VW_READ_WRITE, VW_READ_COPY } vw_access;

/* Makes a new file with mode 0600; refuses when [path] exists. Whole or not at all. Tables for the
 * kinds of [catalogue] are made. [head->created_at] is filled in from the clock. */
VW_MUST_USE vw_status vw_dossier_create(const char *path, const vw_dossier_head *head,
                                        const vw_catalogue *catalogue, vw_arena *arena,
                                        vw_diags *diags);
/* Checks that it is a dossier (header, application_id, schema version, not truncated) and not
 * locked. With VW_READ_WRITE a dossier of an earlier schema version is brought up to date, and
 * tables and columns that [catalogue] has gained are added; with VW_READ_ONLY an earlier version is
 * refused (D040). Closed with the arena. */
VW_MUST_USE vw_status vw_dossier_open(vw_dossier **out, vw_arena *arena, vw_diags *diags,
                                      const char *path, vw_access access,
                                      const vw_catalogue *catalogue);
/* SHA-256, hex, of T(name) T(value) of each fact in table dossier but facts_sha256 itself, by name,
 * where T(x) is a text as vw_hasher_add_text adds it. [*intact]: it is still what it was when the
 * dossier was made. */
VW_MUST_USE vw_status vw_dossier_facts_hash(char hex[65], bool *intact, const vw_dossier *dossier,
                                            vw_diags *diags);
const vw_dossier_head *vw_dossier_head_of(const vw_dossier *dossier);
vw_db *vw_dossier_db(const vw_dossier *dossier);
const char *vw_dossier_path(const vw_dossier *dossier);

#endif
