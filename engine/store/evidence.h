/* SPDX-License-Identifier: EUPL-1.2 */
/* Evidence in the dossier: only ever added, each row with its import. Triggers refuse every change.
 *
 * subject(id, kind, key)      every thing that anything was said about; a reference makes one too
 * import(id, kind, file_name, file_sha256, row_count, importer, collected_at, collected_by, method,
 *        imported_at, program_version, superseding, content_sha256, head_sha256, sheet, producer)
 * import_complete(import_id, from_date, until_date)   the declaration "these are all": for a state
 *        kind on one date (both equal), for an event kind over a period
 * ev_<kind>(id, subject, import_id, row_no, row_sha256, raw, <fields>)   one row for each version
 *
 * raw is what the source said that has no field: JSON as text, or NULL when nothing was left.
 * sheet and producer (a tool with its version, a supplier, a department) may be NULL.
 * import.superseding is the number of its rows whose subject had a version already.
 *
 * The hashes, so that anybody can compute them again from the file alone. T(x) is a text as
 * vw_hasher_add_text adds it.
 *   row_sha256 (32 bytes) = SHA-256 of T(kind) T(key), and then for each field that is known, in
 *     order of the bytes of its name: T(name) T(value). An unknown field (NULL) adds nothing, so
 *     a hash keeps its meaning when the catalogue gains fields. A value is written as text: a text,
 *     choice, date or instant as stored; an integer in decimal digits; yes or no as "1" or "0"; a
 *     number as C's "%.17g" with a point; a reference as two texts, T(kind) T(key), of the subject
 *     that it names. At last, when raw is not NULL, T("raw") T(raw): no field can be called so.
 *   content_sha256 (hex) = SHA-256 of T(row_no) row_sha256 of all rows of the import, in order of
 *     id.
 *   head_sha256 (hex) = SHA-256 of T of each column of the import's own row, in the order above,
 *     and of from_date and until_date of its declaration (T of NULL when it has none); then, of
 *     sheet and producer as far as they are not NULL, T(name) T(value). */
#ifndef VW_STORE_EVIDENCE_H
#define VW_STORE_EVIDENCE_H

#include "base/hash.h"
#include "store/dossier.h"

/* The kind of what an auditor noted of the work on an evaluation: it comes after it, and is no
 * evidence for it. */
#define VW_WORKING_PAPER "working_paper"

typedef struct {
    const vw_kind *kind;
    const char *file_name;
    vw_digest file_sha256;
    const char *importer;     /* the program's reader and version: "csv/1" */
    const char *collected_at; /* "YYYY-MM-DD" or instant */
    const char *collected_by;
    const char *method;   /* "examine", "interview", "test" */
    const char *sheet;    /* of a workbook; NULL: the file is one table or document */
    const char *producer; /* who or what made the file; NULL: not known */
    bool complete;
    vw_date complete_from, complete_until;
} vw_import_head;

/* One checked value, in the kind's field order. A real is finite. */
typedef struct {
    enum { VW_VALUE_UNKNOWN, VW_VALUE_TEXT, VW_VALUE_INTEGER, VW_VALUE_REAL } is;
    const char *text; /* text, enum, date, datetime; and the key of a ref */
    int64_t integer;  /* integer, bool */
    double real;
} vw_value;

typedef struct vw_import vw_import;

/* Inside vw_db_begin .. commit, which the caller owns: all or nothing is one transaction. One
 * import at a time. Between begin and end the dossier is the import's: rows are written by another
 * thread, and no other statement may run but vw_import_twice. After a failure the caller rolls
 * back. [head] and its texts must live until end, which alone reads [file_sha256]: it may be filled
 * in by then. */
VW_MUST_USE vw_status vw_import_begin(vw_import **out, vw_dossier *dossier, vw_arena *arena,
                                      vw_diags *diags, const vw_import_head *head);
/* [values] has kind->field_count entries; [raw] is JSON, or NULL. A reference to what is not known
 * yet makes a subject. The same key twice is not refused here: see vw_import_twice. A failure to
 * write may be told with a later row. What is given is copied. */
VW_MUST_USE vw_status vw_import_row(vw_import *import, vw_diags *diags, uint32_t row_no,
                                    const char *key, const vw_value *values, const char *raw);
/* The rows of this import that repeat the key of an earlier one, in order: [fn] gets both row
 * numbers. Call before vw_import_end. */
VW_MUST_USE vw_status vw_import_twice(vw_import *import, vw_diags *diags,
                                      void (*fn)(void *what, const char *key, uint32_t first_row,
                                                 uint32_t row),
                                      void *what);
/* Writes the import's row with its count and content hash (over the rows' hashes, in order). */
VW_MUST_USE vw_status vw_import_end(vw_import *import, vw_diags *diags, int64_t *id);

typedef struct {
    bool intact;            /* every row and the import's own count and hashes agree */
    uint64_t rows;          /* found in the dossier */
    uint32_t first_bad_row; /* row_no of the first row that differs from its hash; 0: none */
} vw_import_check;

/* Computes all hashes of one import again from the stored rows, without the catalogue. VW_OK also
 * when they differ; [diags] then says where (D030: a row, D031: the rows as a whole, D033: what was
 * recorded about the import). Fails when there is no such import or it cannot be read. */
VW_MUST_USE vw_status vw_import_verify(vw_import_check *out, vw_dossier *dossier, vw_diags *diags,
                                       int64_t import_id);

/* What stands beside all imports, each with a diagnostic: evidence that belongs to no import of its
 * kind (D034; [*count] rows), and numbers up to [last] that no import has (D035; one for each
 * gap). Imports are numbered from 1 without gaps. */
VW_MUST_USE vw_status vw_evidence_strays(uint64_t *count, vw_dossier *dossier, vw_diags *diags,
                                         int64_t last);

/* What the dossier holds and [catalogue] does not know: kinds with records, and fields
 * ("asset.own_x") that some record fills. [*names] joins them with commas; NULL: nothing. Who reads
 * evidence through a catalogue would leave these out without a word. */
VW_MUST_USE vw_status vw_evidence_beyond(const char **names, vw_dossier *dossier, vw_arena *arena,
                                         vw_diags *diags, const vw_catalogue *catalogue);

/* A key that the newest version of some record refers to, and of which nothing is recorded. */
enum { VW_DANGLING_SHOWN = 20 };
typedef struct {
    const char *key;
    uint64_t records; /* that refer to it */
} vw_dangling;
typedef struct {
    const vw_kind *kind; /* referred to */
    uint64_t keys;
    vw_dangling shown[VW_DANGLING_SHOWN]; /* the first of [keys] */
} vw_dangling_kind;
typedef VW_VEC(vw_dangling_kind) vw_dangling_kinds;

/* By kind, of what was imported after import [after]. Kinds of which there is no record at all are
 * left out: those are to be collected first. */
VW_MUST_USE vw_status vw_evidence_dangling(vw_dangling_kinds *out, vw_dossier *dossier,
                                           vw_arena *arena, vw_diags *diags,
                                           const vw_catalogue *catalogue, int64_t after);

/* The newest import's number, 0 when there is none: the import mark of an evaluation. */
VW_MUST_USE vw_status vw_import_mark(vw_dossier *dossier, vw_diags *diags, int64_t *mark);

#endif
