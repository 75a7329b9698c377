/* SPDX-License-Identifier: EUPL-1.2 */
/* The records of a kind as they stand in the dossier: what export, workbook and diff read. */
#ifndef VW_STORE_RECORDS_H
#define VW_STORE_RECORDS_H

#include "store/evidence.h"

/* One record in the version that counts at an import mark. Texts are as they would be imported: a
 * reference is the key that it names, yes and no are "1" and "0", numbers have a point. Borrowed
 * until the next record. */
typedef struct {
    int64_t subject;
    const char *key;
    int64_t import_id;
    uint32_t row_no;
    const char *const *texts; /* in order of kind->fields; NULL: unknown */
    const char *raw;          /* what had no field, JSON; NULL: nothing */
} vw_stored_record;

/* Calls [fn] for each record of [kind] in order of key, in the version of the latest import up to
 * [mark]; records that only a later import brought are left out. Memory does not grow with their
 * number. Ends early with what [fn] returns when that is not VW_OK. */
VW_MUST_USE vw_status vw_records_each(vw_dossier *dossier, vw_diags *diags, const vw_kind *kind,
                                      int64_t mark,
                                      vw_status (*fn)(void *what, const vw_stored_record *record),
                                      void *what);

/* The version of one record that counts at [mark]; [*found] false when there is none. In [arena].
 */
VW_MUST_USE vw_status vw_record_at(vw_stored_record *out, bool *found, vw_dossier *dossier,
                                   vw_arena *arena, vw_diags *diags, const vw_kind *kind,
                                   const char *key, int64_t mark);

/* The same for many records of one kind, whatever their order: made once, asked often. */
typedef struct vw_record_finder vw_record_finder;
VW_MUST_USE vw_status vw_record_finder_new(vw_record_finder **out, vw_dossier *dossier,
                                           vw_arena *arena, vw_diags *diags, const vw_kind *kind);
/* [*out] is borrowed until the next call; NULL when there is no such record at [mark]. */
VW_MUST_USE vw_status vw_record_find(const vw_stored_record **out, vw_record_finder *finder,
                                     vw_diags *diags, const char *key, int64_t mark);

/* Lets go of the record found last, so that nothing reads from the dossier any more. */
void vw_record_rest(vw_record_finder *finder);

#endif
