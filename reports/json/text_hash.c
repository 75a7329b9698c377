/* SPDX-License-Identifier: EUPL-1.2 */
/* The hash of what a document says, which is the hash of it as JSON: all texts, figures and rows,
 * and nothing of how it looks. */
#define _GNU_SOURCE /* fopencookie */
#include "base/hash.h"
#include "reports/json/json_out.h"

#include <stdio.h>

static ssize_t take(void *hasher, const char *bytes, size_t length)
{
    vw_hasher_add(hasher, bytes, length);
    return (ssize_t)length;
}

vw_status vw_document_text_hash(char hex[65], const vw_document *document, vw_arena *scratch,
                                vw_diags *diags)
{
    vw_hasher *hasher = vw_hasher_new(scratch);
    FILE *file = fopencookie(hasher, "w", (cookie_io_functions_t){.write = take});
    if (file == NULL) {
        vw_out_of_memory();
    }
    vw_hasher_start(hasher);
    vw_status status = vw_json__document(file, document, diags);
    const bool broken = ferror(file) != 0;
    if (fclose(file) != 0 || broken) {
        vw_out_of_memory();
    }
    const vw_digest digest = vw_hasher_end(hasher);
    vw_digest_hex(hex, &digest);
    return status;
}
