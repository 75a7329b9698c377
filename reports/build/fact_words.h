/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef VW_REPORTS_BUILD_FACT_WORDS_H
#define VW_REPORTS_BUILD_FACT_WORDS_H

#include "model/regime.h"
#include "reports/build/build.h"

/* What a conclusion stores of the facts that its rule used, with the names and choices of the
 * catalogue in the document's language. [facts] itself when it is another text. */
const char *vw_show_facts(const vw_report *r, vw_arena *arena, const char *facts);

#endif
