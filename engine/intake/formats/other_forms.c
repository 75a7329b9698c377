/* SPDX-License-Identifier: EUPL-1.2 */
/* Documents that are known by their first bytes and are not read in that form: said by name, so
 * that nobody looks for faults in a table that is none. */
#include "intake/format.h"

#include <string.h>

static const struct {
    char first; /* of the document; NUL: it begins with the sign */
    const char *sign, *form, *instead;
} forms[] = {
    {'<', "cyclonedx.org/schema/bom", "CycloneDX XML", "CycloneDX JSON"},
    {'<', "spdx.org/rdf/terms", "SPDX RDF/XML", "SPDX JSON"},
    {'<', "icasi.org/CVRF", "CVRF", "CSAF 2.0"},
    {'<', "oasis-open.org/csaf/ns/csaf-cvrf", "CVRF", "CSAF 2.0"},
    {'{', "\"https://spdx.org/rdf/3", "SPDX 3", "SPDX 2.3 JSON"},
    {'\0', "SPDXVersion:", "SPDX tag-value", "SPDX JSON"},
    {'\0', "SPDXID: \"SPDXRef-DOCUMENT", "SPDX YAML", "SPDX JSON"},
    {'\0', "spdxVersion: \"SPDX-", "SPDX YAML", "SPDX JSON"},
};

bool vw_format_is_other_form(const vw_input *input, vw_arena *arena, vw_diags *diags)
{
    const char *start = vw_strndup(arena, (const char *)input->first, input->first_length);

    start += strncmp(start, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    start += strspn(start, " \t\r\n");
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        const char *found = strstr(start, forms[i].sign);

        if (found != NULL && (forms[i].first == '\0' ? found == start : *start == forms[i].first)) {
            VW_DIAG(diags, N086, (vw_place){.file = input->path}, forms[i].form, forms[i].instead);
            return true;
        }
    }
    return false;
}
