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

/* JSON by how it begins: the first part of a long document is none by itself, so that libmagic
 * calls it a text. */
static bool begins_json(const char *text, size_t length)
{
    static const char blanks[] = " \t\r\n";
    char signs[2] = {0};
    size_t found = 0;
    for (size_t i = 0; i < length && found < 2; i++) {
        if (text[i] == '\0' || strchr(blanks, text[i]) == NULL) {
            signs[found++] = text[i];
        }
    }
    return (signs[0] == '{' && signs[1] == '"') || (signs[0] == '[' && signs[1] == '{');
}

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
    if (known && strcmp(type, "text/plain") == 0 && begins_json(bytes, length)) {
        type = "application/json";
    }
    type = vw_strdup(arena, known ? type : "application/octet-stream");
    magic_close(magic);
    return type;
}
