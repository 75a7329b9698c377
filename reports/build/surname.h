/* SPDX-License-Identifier: EUPL-1.2 */
/* Whether a text means somebody by a surname, which may also be an ordinary word: "de heer Bakker"
 * does, "de bakker" does not. */
#ifndef VW_REPORTS_BUILD_SURNAME_H
#define VW_REPORTS_BUILD_SURNAME_H

#include "base/arena.h"

typedef enum {
    VW_SURNAME_NO,      /* it is not there, or without a capital */
    VW_SURNAME_PERHAPS, /* a short word with the capital of a sentence */
    VW_SURNAME_SURELY
} vw_surname_meant;

/* [surname]: one word as vw_utf8_words gives it. */
vw_surname_meant vw_surname_in(vw_arena *scratch, const char *text, const char *surname);
/* The last word of a name as vw_utf8_words gives it, what stands between brackets left out; NULL
 * when that is too short to look for. */
const char *vw_surname_of(vw_arena *arena, const char *name);

#endif
