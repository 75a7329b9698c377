/* SPDX-License-Identifier: EUPL-1.2 */
/* The one home of magic.h. */
#include "intake/artefact/media_type.h"

#include <magic.h>
#include <string.h>

/* Bytes are looked at, never unpacked or parsed as a format: the file may be hostile. */
enum {
    LOOKING = MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR | MAGIC_NO_CHECK_CDF |
              MAGIC_NO_CHECK_ELF
};

const char *vw_media_type(vw_arena *arena, const void *bytes, size_t length)
{
    const char *type = NULL;
    magic_t magic = magic_open(LOOKING);
    if (magic == NULL) {
        vw_out_of_memory();
    }
    if (magic_load(magic, NULL) == 0) {
        type = magic_buffer(magic, bytes, length);
    }
    /* An empty file gets "inode/x-empty", which is no media type. */
    bool known = type != NULL && strncmp(type, "inode/", 6) != 0;
    type = vw_strdup(arena, known ? type : "application/octet-stream");
    magic_close(magic);
    return type;
}
