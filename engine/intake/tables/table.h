/* SPDX-License-Identifier: EUPL-1.2 */
/* A header and the records below it into one import: what CSV, sheets and lists of objects share.
 */
#ifndef VW_INTAKE_TABLE_H
#define VW_INTAKE_TABLE_H

#include "intake/taker.h"

typedef struct vw_table vw_table;

/* The first record is the header. */
VW_MUST_USE vw_status vw_intake__table_begin(vw_table **out, vw_intake_run *run,
                                             const vw_intake_part *part);
/* [table] is a vw_table: a callback of readers (intake/reader.h). */
VW_MUST_USE vw_status vw_intake__table_record(void *table, const vw_record *record);
/* Ends the import, and tells in its result what the columns became. */
VW_MUST_USE vw_status vw_intake__table_end(vw_table *table);
/* Whether column [index], from 0, gives anything, once the header was read. */
bool vw_intake__table_uses(void *table, size_t index);
/* The field that column [index] is, or the key; "" when it is none. */
const char *vw_intake__table_field(const vw_table *table, size_t index);

#endif
