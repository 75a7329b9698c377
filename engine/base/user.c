/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/user.h"

#include <pwd.h>
#include <unistd.h>

const char *vw_user_name(vw_arena *arena)
{
    char buffer[4096];
    struct passwd entry;
    struct passwd *found = NULL;
    if (getpwuid_r(geteuid(), &entry, buffer, sizeof buffer, &found) == 0 && found != NULL) {
        return vw_strdup(arena, entry.pw_name);
    }
    return vw_printf(arena, "uid %lu", (unsigned long)geteuid());
}
