/* SPDX-License-Identifier: EUPL-1.2 */
/* Evidence in the dossier: only ever added, each row with its import.
 *
 * subject(id, kind, key)      every thing that anything was said about; a reference makes one too
 * import(id, kind, file_name, file_sha256, row_count, importer, collected_at, collected_by, method,
 *        imported_at, program_version, superseding, content_sha256)
 * import_complete(import_id, from_date, until_date)   the declaration "these are all": for a state
 *        kind on one date (both equal), for an event kind over a period
 * ev_<kind>(id, subject, import_id, row_no, row_sha256, <fields>)   one row for each version */
#ifndef VW_STORE_EVIDENCE_H
#define VW_STORE_EVIDENCE_H

#include "base/hash.h"
#include "store/dossier.h"

typedef struct {
    const vw_kind *kind;
    const char *file_name;
    vw_digest file_sha256;
    const char *importer;     /* the program's reader and version: "csv/1" */
    const char *collected_at; /* "YYYY-MM-DD" or instant */
    const char *collected_by;
    const char *method; /* "examine", "interview", "test" */
    bool complete;
    vw_date complete_from, complete_until;
} vw_import_head;

/* One checked value, in the kind's field order. */
typedef struct {
    enum { VW_VALUE_UNKNOWN, VW_VALUE_TEXT, VW_VALUE_INTEGER, VW_VALUE_REAL } is;
    const char *text; /* text, enum, date, datetime; and the key of a ref */
    int64_t integer;  /* integer, bool */
    double real;
} vw_value;

typedef struct vw_import vw_import;

/* Inside vw_db_begin .. commit, which the caller owns: all or nothing is one transaction. */
VW_MUST_USE vw_status vw_import_begin(vw_import **out, vw_dossier *dossier, vw_arena *arena,
                                      vw_diags *diags, const vw_import_head *head);
/* [values] has kind->field_count entries. The row's hash is over kind, key and every value. */
VW_MUST_USE vw_status vw_import_row(vw_import *import, vw_diags *diags, uint32_t row_no,
                                    const char *key, const vw_value *values);
/* Writes the import's row with its count and content hash (over the rows' hashes, in order). */
VW_MUST_USE vw_status vw_import_end(vw_import *import, vw_diags *diags, int64_t *id);

/* The newest import's number, 0 when there is none: the import mark of an evaluation. */
VW_MUST_USE vw_status vw_import_mark(vw_dossier *dossier, vw_diags *diags, int64_t *mark);

#endif
