/* SPDX-License-Identifier: EUPL-1.2 */
/* The results as data: what a document embeds, and what a dossier would embed now. */
#ifndef VW_REPORTS_BUILD_ATTACHED_H
#define VW_REPORTS_BUILD_ATTACHED_H

#include "reports/build/rows.h"

#include <jansson.h>

#define VW_RESULTS_FORMAT "verantwoord-results/1"
#define VW_INDEX_FORMAT "verantwoord-evidence-index/1"

/* What docs/schema/results.schema.json says, of the evaluation of [r] and what [r->shown] holds.
 * A new object, or NULL with a diagnostic. */
json_t *vw_report__results(vw_report *r, const char *template_name, vw_audience audience);
/* What docs/schema/evidence-index.schema.json says: every import up to the evaluation's mark. */
VW_MUST_USE vw_status vw_report__evidence_index(vw_report *r, vw_buf *out, vw_diags *diags);

#endif
