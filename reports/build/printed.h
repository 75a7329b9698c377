/* SPDX-License-Identifier: EUPL-1.2 */
/* Which texts of records stand in the public parts of a finished document: the gate that they all
 * pass, whichever block printed them and however it read them.
 *
 * Texts that vw_records_read gave out for a public document are known; besides, every free text of
 * the dossier, and of the year before's, is looked for in what the document says, so that a block
 * cannot forget to tell of one. Words that people use anyway are no text of a record: of what is
 * not known to be shown, four words in a row count. */
#ifndef VW_REPORTS_BUILD_PRINTED_H
#define VW_REPORTS_BUILD_PRINTED_H

#include "reports/build/build.h"

typedef struct {
    vw_own_text own;
    vw_report *of; /* [r] or [r->previous] */
} vw_printed_text;
typedef VW_VEC(vw_printed_text) vw_printed_texts;

/* In [arena]. VW_ERR_STORE: a dossier or a table could not be read, which was told. */
VW_MUST_USE vw_status vw_printed_find(vw_printed_texts *out, vw_report *r, const vw_block *root,
                                      vw_arena *arena);
/* Calls [each] for every block of the public parts below [root], in the order of reading. */
void vw_printed_walk(const vw_block *root, void (*each)(void *self, const vw_block *block),
                     void *self);

#endif
