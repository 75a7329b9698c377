/* SPDX-License-Identifier: EUPL-1.2 */
/* Whether the first word of a firm's name tells which one is meant. */
#ifndef VW_REPORTS_BUILD_FIRM_H
#define VW_REPORTS_BUILD_FIRM_H

#include "reports/build/build.h"

/* [word] as vw_utf8_words gives it. Not "Stichting", "Noord" or "Software", no word of the
 * organisation's own name, none that the program's documents or the control set use. */
bool vw_firm_word_tells(const vw_report *r, vw_arena *scratch, const char *word);

#endif
