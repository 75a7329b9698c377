/* SPDX-License-Identifier: EUPL-1.2 */
/* The form check: what makes a filing come back, all at once. */
#ifndef VW_REPORTS_BUILD_FILING_H
#define VW_REPORTS_BUILD_FILING_H

#include "load/front_matter.h"
#include "reports/build/build.h"

/* Of a template with `form: college`, or of one that takes the place of such a built-in one: an
 * error for each thing that makes the filing come back, and a warning for what a person must look
 * at. With `needs` it is about those frameworks, else about those that the municipality uses. Every
 * date and duty is from the ENSIA cycle (docs/templates.md names the sources). VW_ERR_INPUT: it
 * would come back; of a draft one warning tells of how many points, which [r] keeps, and the result
 * is VW_OK. VW_ERR_USAGE: a form is asked after that the template does not have. */
VW_MUST_USE vw_status vw_filing_check(vw_report *r, const vw_front_matter *head,
                                      const vw_report_options *options);
/* The document, with a note at its beginning when it is a draft that would come back. */
const vw_block *vw_filing_marked(vw_report *r, const vw_block *root);

/* The document with what came in since its evaluation, when something did. */
const vw_block *vw_filing_dated(vw_report *r, const vw_block *root);

#endif
