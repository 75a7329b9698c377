/* SPDX-License-Identifier: EUPL-1.2 */
#include "export/pseudonym.h"

#include "base/file.h"
#include "base/hash.h"

#include <string.h>

enum { SECRET_BYTES_MIN = 16, SECRET_BYTES_MAX = 65536, PSEUDONYM_DIGITS = 12 };

void vw_secret_make(vw_secret *out)
{
    vw_random(out->bytes, sizeof out->bytes);
}

vw_status vw_secret_read(vw_secret *out, vw_diags *diags, const char *path)
{
    vw_arena *scratch = vw_arena_new();
    const char *bytes = NULL;
    size_t length = 0;
    vw_status status = vw_file_read(&bytes, &length, scratch, diags, path, SECRET_BYTES_MAX);
    if (status == VW_OK && length < SECRET_BYTES_MIN) {
        VW_DIAG(diags, I102, (vw_place){.file = path}, vw_printf(scratch, "%zu", length));
        status = VW_ERR_INPUT;
    }
    if (status == VW_OK) {
        vw_digest digest = vw_hash(bytes, length);
        memcpy(out->bytes, digest.bytes, sizeof out->bytes);
    }
    vw_arena_free(scratch);
    return status;
}

const char *vw_pseudonym(vw_arena *arena, const vw_secret *secret, const char *text)
{
    char hex[65];
    vw_digest digest = vw_hmac(secret->bytes, sizeof secret->bytes, text, strlen(text));
    vw_digest_hex(hex, &digest);
    return vw_printf(arena, "person-%.*s", PSEUDONYM_DIGITS, hex);
}
