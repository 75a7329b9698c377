/* SPDX-License-Identifier: EUPL-1.2 */
/* What kind of file bytes are, by what they look like. */
#ifndef VW_INTAKE_MEDIA_TYPE_H
#define VW_INTAKE_MEDIA_TYPE_H

#include "base/arena.h"

/* Enough to tell documents apart that are archives inside. */
#define VW_MEDIA_TYPE_BYTES (256u << 10)

/* The media type (RFC 6838) of a file that begins with these bytes: "application/pdf". What is not
 * recognised is "application/octet-stream". */
const char *vw_media_type(vw_arena *arena, const void *bytes, size_t length);

#endif
