/* SPDX-License-Identifier: EUPL-1.2 */
/* What a document says of how certain the frameworks are whose results it holds, and of whose work
 * they rest on. A mark must be said in every document (facts are unverified, draft or derived, and
 * say so), and an attribution that a licence asks for too. What no block of the template says, is
 * added at the end. */
#ifndef VW_REPORTS_BUILD_CERTAIN_H
#define VW_REPORTS_BUILD_CERTAIN_H

#include "reports/build/build.h"

/* That the template asks for what [name] stands for, with the arguments at hand: the framework that
 * they name is used; without one all are, unless the name is about none. */
void vw_certain_uses(vw_report *r, const char *name);
/* Marks and attribution of these are told by the block at hand: of [only], or NULL: of all. */
void vw_certain_told_marks(vw_report *r, const vw_framework *only);
void vw_certain_told_sources(vw_report *r);

/* How many requirements of [framework] carry a mark. */
uint64_t vw_certain_marked(const vw_framework *framework);
/* "Of 15 of the 21 requirements the text or its source is not confirmed." of one framework that was
 * named before; NULL when nothing of it carries a mark. */
const char *vw_certain_line(vw_report *r, const vw_framework *framework);

/* Adds to the document [*root] what it does not say yet, also of whether its frameworks bind on
 * this day: a note at its end or above its signatures; of a single paragraph, sentences more, since
 * that is what is copied into an annual report. */
VW_MUST_USE vw_status vw_certain_document(const vw_block **root, vw_report *r);

#endif
