/* SPDX-License-Identifier: EUPL-1.2 */
/* Who runs the program, as the system knows them. */
#ifndef VW_BASE_USER_H
#define VW_BASE_USER_H

#include "base/arena.h"

/* The login name; "uid 1234" when the system has no name for the number. */
const char *vw_user_name(vw_arena *arena);

#endif
