/* SPDX-License-Identifier: EUPL-1.2 */
/* What stands in braces in a text of ours: "{0}" is an argument, and "{0:levering|leveringen}" the
 * word that goes with the number in that argument. One thing is not "1 things", in either language.
 */
#ifndef VW_BASE_WORDING_H
#define VW_BASE_WORDING_H

#include "base/base.h"

/* A part of a text; not ended by a zero. */
typedef struct {
    const char *text;
    size_t length;
} vw_wording;

typedef struct {
    int argument;
    size_t length; /* of all of it, braces included */
    vw_wording
        forms; /* "levering|leveringen"; its text is NULL when the argument itself is meant */
} vw_placeholder;

/* True, when one stands at [at] whose argument is below [arguments] (at most 10). */
bool vw_placeholder_read(vw_placeholder *out, const char *at, int arguments);

/* Of "one|more" what goes with [number], as it is shown: the first for "1", else the second. NULL
 * counts as more than one. Without a "|" both are the whole text. */
vw_wording vw_wording_counted(vw_wording forms, const char *number);

#endif
