/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/wording.h"

#include <string.h>

bool vw_placeholder_read(vw_placeholder *out, const char *at, int arguments)
{
    if (at[0] != '{' || at[1] < '0' || at[1] >= '0' + arguments) {
        return false;
    }
    *out = (vw_placeholder){.argument = at[1] - '0', .length = 3};
    if (at[2] == '}') {
        return true;
    }
    const size_t length = at[2] == ':' ? strcspn(at + 3, "{}") : 0;
    if (at[2] != ':' || at[3 + length] != '}' || memchr(at + 3, '|', length) == NULL) {
        return false;
    }
    out->forms = (vw_wording){at + 3, length};
    out->length = length + 4;
    return true;
}

vw_wording vw_wording_counted(vw_wording forms, const char *number)
{
    const char *bar = memchr(forms.text, '|', forms.length);
    if (bar == NULL) {
        return forms;
    }
    const size_t first = (size_t)(bar - forms.text);
    return number != NULL && strcmp(number, "1") == 0
               ? (vw_wording){forms.text, first}
               : (vw_wording){bar + 1, forms.length - first - 1};
}
