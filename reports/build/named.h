/* SPDX-License-Identifier: EUPL-1.2 */
/* What public texts name that they may not: systems, accounts, suppliers, people, and the
 * requirements that fall short. Capitals, accents, spaces, dashes and dots make no difference. */
#ifndef VW_REPORTS_BUILD_NAMED_H
#define VW_REPORTS_BUILD_NAMED_H

#include "reports/build/build.h"

/* Looks at the texts that people wrote in records and that stand in the public parts below [root],
 * of [r] and of the year before: T144, T145, T146, T155, T156, T157 for what may be an ordinary
 * word, T218 for what an auditor would say, and T219 for addresses and
 * numbers that no register has. VW_ERR_STORE: a dossier could not be read. */
VW_MUST_USE vw_status vw_named_in_texts(vw_report *r, const vw_block *root);
/* Looks at what the public parts below [root] say, whoever wrote it: for keys and requirements
 * (T144, T146), and in a template that is not the program's for names too. */
VW_MUST_USE vw_status vw_named_in_blocks(vw_report *r, const vw_block *root, bool own_template);
/* Where a text stands, for a message; NULL: in the template. */
const char *vw_named__where(const vw_report *r, const vw_own_text *own);

#endif
