/* SPDX-License-Identifier: EUPL-1.2 */
/* The tables of evidence, derived from the catalogue: ev_<kind>, with their triggers and indexes.
 */
#ifndef VW_STORE_EVIDENCE_TABLES_H
#define VW_STORE_EVIDENCE_TABLES_H

#include "model/catalogue.h"
#include "store/db.h"

/* A column that holds a field, as the table has it. */
typedef struct {
    const char *name;
    const char *type; /* "TEXT", "INTEGER", "REAL" */
    bool ref;         /* holds the number of a subject */
} vw_column;

typedef VW_VEC(vw_column) vw_columns;

/* The fields' columns of ev_[kind] in the order of the table; none when there is no such table. */
VW_MUST_USE vw_status vw_evidence__columns(vw_columns *out, vw_db *db, vw_arena *arena,
                                           vw_diags *diags, const char *kind);
/* The SQL that brings the tables in line with the catalogue: "" when they are. Columns are only
 * added; a field that changed its type is an error. */
VW_MUST_USE vw_status vw_evidence__plan(const char **sql, vw_db *db, vw_arena *arena,
                                        vw_diags *diags, const vw_catalogue *catalogue);
/* Those that are missing of the indexes by subject and by each reference, named after its field. */
VW_MUST_USE vw_status vw_evidence__make_indexes(vw_db *db, vw_diags *diags, const vw_kind *kind);
VW_MUST_USE vw_status vw_evidence__drop_index(vw_db *db, vw_diags *diags, const vw_kind *kind,
                                              const char *name);
#define VW_INDEX_OF_SUBJECTS "subject"

#endif
