/* SPDX-License-Identifier: EUPL-1.2 */
/* What no hash covers: that the file does not contradict itself, that its tables, triggers and
 * indexes are those which the program makes, and that nothing stands in it that nothing speaks of.
 * Each function tells differences in [diags], names them, and clears [*intact]; it returns VW_OK
 * then too, and fails when the dossier cannot be read. */
#ifndef VW_STORE_WHOLE_H
#define VW_STORE_WHOLE_H

#include "store/dossier.h"

/* By SQLite's own checks: pages, indexes, types, CHECKs (L040) and references (L041). VW_ERR_STORE
 * after L040: what is read from such a file may be anything. [*intact] must be true. */
VW_MUST_USE vw_status vw_whole_file(bool *intact, vw_dossier *dossier, vw_diags *diags);
/* Missing (L042), foreign (L043) and changed (L044) tables, triggers, views and indexes. */
VW_MUST_USE vw_status vw_whole_structure(bool *intact, vw_dossier *dossier, vw_diags *diags);
/* Numbers of rows that were taken out or given (L050), imports and rows out of their order (L052),
 * rows that are missing of an import (L051) or were added to it (L053), subjects that no evidence
 * names (L054), control set files of no evaluation (L055). */
VW_MUST_USE vw_status vw_whole_rows(bool *intact, vw_dossier *dossier, vw_diags *diags);

#endif
