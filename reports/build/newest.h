/* SPDX-License-Identifier: EUPL-1.2 */
/* Records as they were on the evaluation's import mark: the newest version of each, with its key.
 *
 * Not for public parts, whose records come by reports/build/records.h: but for what the college's
 * statement must name, the numbers of its decision and of the auditor's report: whoever prints such
 * a text tells vw_records_shown. */
#ifndef VW_REPORTS_BUILD_NEWEST_H
#define VW_REPORTS_BUILD_NEWEST_H

#include "reports/build/build.h"

/* Calls [each] for the newest version of every record of [kind], in order of their keys. Columns:
 * the key, then [fields], NULL for one that the catalogue lacks, and of a reference the key that it
 * points to. [where] is SQL over "e" and the evaluation "v", or NULL: it may only name fields that
 * each record of such a kind has. Without that kind there are none. */
VW_MUST_USE vw_status vw_newest_rows(vw_report *r, const char *kind, const char *const *fields,
                                     size_t count, const char *where,
                                     void (*each)(void *self, vw_stmt *stmt), void *self);

#endif
