/* SPDX-License-Identifier: EUPL-1.2 */
/* Parts of a template that are repeated: {{#each requirement framework=bio2}}. */
#ifndef VW_REPORTS_BUILD_REPEATED_H
#define VW_REPORTS_BUILD_REPEATED_H

#include "reports/build/build.h"

/* Notes what the part is repeated for, as the arguments at hand limit it, and tells how many. */
size_t vw_report__repeat(vw_report *r, const char *what);
/* The one that it is about from here on; SIZE_MAX: it is over. */
void vw_report__select(vw_report *r, size_t item);

/* What {{requirement-...}} stands for: of the one at hand. */
const char *vw_report__requirement_id(vw_report *r);
const char *vw_report__requirement_title(vw_report *r);
const char *vw_report__requirement_explain(vw_report *r);
const char *vw_report__requirement_framework(vw_report *r);
const char *vw_report__requirement_reference(vw_report *r);
const char *vw_report__requirement_mark(vw_report *r);
const char *vw_report__requirement_result(vw_report *r);

#endif
