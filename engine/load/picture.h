/* SPDX-License-Identifier: EUPL-1.2 */
/* A picture without what it says about its maker: only what is needed to show it is kept. */
#ifndef VW_LOAD_PICTURE_H
#define VW_LOAD_PICTURE_H

#include "base/arena.h"

/* Copies the PNG or JPEG without comments, EXIF, dates, profiles, unknown parts and bytes behind
 * its end. False when it is damaged: not whole, a wrong checksum, or picture data that cannot be
 * unpacked (PNG). Both live as long as [arena]. */
VW_MUST_USE bool vw_load__strip_png(vw_buf *out, vw_arena *arena, const char *bytes, size_t length);
VW_MUST_USE bool vw_load__strip_jpeg(vw_buf *out, vw_arena *arena, const char *bytes,
                                     size_t length);

#endif
