/* SPDX-License-Identifier: EUPL-1.2 */
/* Passages in another language than the document's, each marked with its own (docs/reports.md).
 *
 * Records are in whatever language somebody wrote them. Which one that is the words say that hold a
 * sentence together ("de", "van"; "the", "from"): they differ between Dutch and English, and nobody
 * writes a sentence without them. Texts of records that were read for the document are noted, so
 * that one is also found inside a sentence of ours. */
#ifndef VW_REPORTS_BUILD_PASSAGES_H
#define VW_REPORTS_BUILD_PASSAGES_H

#include "reports/build/build.h"

/* In [r->arena], for [r->lang]. */
vw_passages *vw_passages_new(const vw_report *r);
/* Somebody recorded [text], which lives as long as the document. [r] may have no passages. */
void vw_passages_note(const vw_report *r, const char *text);
/* [root] with every passage marked: a paragraph that is one, a run, a part of a cell. The rest is
 * shared with [root]. Cells are looked at while their rows are rendered. */
const vw_block *vw_passages_mark(const vw_report *r, const vw_block *root);
/* A cell whose whole text is in [lang]. */
vw_cell vw_cell_in(const vw_report *r, vw_lang lang, const char *text);

#endif
