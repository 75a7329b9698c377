/* SPDX-License-Identifier: EUPL-1.2 */
/* How an organisation's documents look: the file house-style.yaml beside its dossier. */
#ifndef VW_LOAD_HOUSE_STYLE_H
#define VW_LOAD_HOUSE_STYLE_H

#include "base/diag.h"

typedef enum { VW_IMAGE_PNG, VW_IMAGE_JPEG } vw_image_type;

typedef struct {
    bool has_accent;
    uint8_t accent[3]; /* red, green, blue */
    /* The logo's file, without what does not show (comments, EXIF, dates); NULL: none. */
    const char *logo, *logo_path;
    size_t logo_length;
    vw_image_type logo_type;
    vw_text logo_text; /* what it shows, for who cannot see it; empty: it only decorates */
} vw_house_style;

/* Reads [folder]house-style.yaml; [folder] ends in a slash or is "". [*out] is NULL when there is
 * no such file. An accent in which text would be hard to read is refused (T010): it must have a
 * contrast of at least 4.5 to 1 on the tint that is made of it (WCAG 2.1, 1.4.3). Every problem is
 * told with its place. */
VW_MUST_USE vw_status vw_house_style_read(const vw_house_style **out, vw_arena *arena,
                                          vw_diags *diags, const char *folder);

#endif
