/* SPDX-License-Identifier: EUPL-1.2 */
/* Whether the frameworks of a document bind the organisation, on this day: what every document with
 * their results must say where that is not plain. */
#ifndef VW_REPORTS_BUILD_BINDS_H
#define VW_REPORTS_BUILD_BINDS_H

#include "eval/binding.h"
#include "reports/build/build.h"

/* Fills r->bindings, once. */
VW_MUST_USE vw_status vw_binds_find(vw_report *r);
/* Why the framework at [place] in the plan is in the document; after vw_binds_find. */
const char *vw_binds_why(const vw_report *r, size_t place);
/* The national law that the title of that framework names and that does not hold for this
 * organisation, or NULL; after vw_binds_find. */
const char *vw_binds_elsewhere(const vw_report *r, size_t place);
/* Of those [used], by their place in the plan: which do not bind, of which that cannot be told, and
 * which did not count yet; "" where all plainly bind. [brief]: without days. */
const char *vw_binds_doubts(const vw_report *r, const bool *used, bool brief);

#endif
