/* SPDX-License-Identifier: EUPL-1.2 */
/* CSV files: of a tool, known by its headings, or with one of our kinds under ours. */
#ifndef VW_INTAKE_LAYOUT_H
#define VW_INTAKE_LAYOUT_H

#include "intake/format.h"

typedef struct vw_csv_rows vw_csv_rows;

/* What is in the file shows with its first record; the kind of an own table is found by then, by
 * --kind or the file's name. */
vw_csv_rows *vw_intake__csv_begin(vw_intake_run *run);
/* [rows] is a vw_csv_rows: a callback of the reader (intake/reader.h). */
VW_MUST_USE vw_status vw_intake__csv_record(void *rows, const vw_record *record);
VW_MUST_USE vw_status vw_intake__csv_end(vw_csv_rows *rows);

#endif
