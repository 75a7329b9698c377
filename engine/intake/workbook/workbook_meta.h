/* SPDX-License-Identifier: EUPL-1.2 */
/* By what an intake workbook is known when it comes back: a hidden sheet and a hidden first row on
 * each sheet of records. Both are plain texts in cells, since every program keeps those.
 *
 * The hidden sheet has a word in its first column and what it says behind it:
 *   verantwoord-intake-workbook  1
 *   dossier        the dossier's facts_sha256
 *   organisation   its name and year, for people
 *   import_mark    the newest import whose records the workbook shows; 0: none
 *   import_sha256  that import's head_sha256, absent for mark 0
 *   language, program, made_at
 *   column         kind, name of the field or key, heading; one row for each column
 *   sheet          kind, name of its sheet when the workbook was made
 *   prefilled      kind, name: filled in already in rows that nobody has answered
 *
 *
 * Layout 2 is of a report whose sheets are protected, the auditor's workbook, and says besides:
 *   evaluation     the result_sha256 of the evaluation that it reports
 *   stamp          kind, name, value: of every record that is taken from it
 *   seal           name of a sheet, rows and hash of what was written there (base/seal.h), or "-"
 *                  where formulas stand
 *   locked         key of a row, "ID=HASH " for each of its cells that is only to read
 *
 * The hidden row of a sheet has "vw:KIND.FIELD" above a column, "vw:#" above one that is only to
 * read, with its id behind it in layout 2, and nothing above a column that somebody added. The
 * guide has only the second. */
#ifndef VW_INTAKE_WORKBOOK_META_H
#define VW_INTAKE_WORKBOOK_META_H

#include "store/dossier.h"

#define VW_WORKBOOK_SHEET "_verantwoord"
#define VW_WORKBOOK_WORD "verantwoord-intake-workbook"
#define VW_WORKBOOK_LAYOUT "1"
#define VW_WORKBOOK_LAYOUT_SEALED "2"
#define VW_WORKBOOK_COLUMN "vw:"
#define VW_WORKBOOK_CONTEXT "vw:#"
/* Behind the first units of a text that was longer than a cell holds. */
#define VW_WORKBOOK_CUT " […]"
#define VW_WORKBOOK_CELL_UNITS 32767u

/* head_sha256 of import [mark]; "" when there is no such import. In [arena]. */
VW_MUST_USE vw_status vw_workbook__import_hash(const char **out, vw_dossier *dossier,
                                               vw_arena *arena, vw_diags *diags, int64_t mark);

#endif
