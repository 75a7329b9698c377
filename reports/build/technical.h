/* SPDX-License-Identifier: EUPL-1.2 */
/* What in a text shows the way to a system, also when no register has it: an address on a network,
 * the name of a host or a shared folder, the number of a vulnerability. */
#ifndef VW_REPORTS_BUILD_TECHNICAL_H
#define VW_REPORTS_BUILD_TECHNICAL_H

#include "base/arena.h"

#include <stdbool.h>

/* The next one in [text] from [*at] on, which begins at 0; NULL: none any more. What is written as
 * a page of the web ("https://", "www.") is meant to be found; so is with [is_place] the name of
 * any site. */
const char *vw_technical_next(vw_arena *arena, const char *text, size_t *at, bool is_place);
/* Numbers with signs between them, as addresses on a network have, and no name of a site. */
bool vw_technical_is_number(const char *address);
/* "CVE-2025-1234" and nothing else. */
bool vw_technical_is_cve(const char *token);

#endif
