/* SPDX-License-Identifier: EUPL-1.2 */
/* The organisation's logo as a part of a package. */
#ifndef VW_REPORTS_OFFICE_LOGO_H
#define VW_REPORTS_OFFICE_LOGO_H

#include "reports/document.h"
#include "reports/office/package.h"

/* Millimetres on the cover, within the room that the PDF gives it too; width 0: there is none. */
typedef struct {
    double width, height;
    const char *ending; /* "png", "jpeg" */
    const char *mime;
} vw_office_logo;

/* VW_ERR_INPUT with a diagnostic when the picture's size cannot be read. */
VW_MUST_USE vw_status vw_office_logo_of(vw_office_logo *out, const vw_document *document,
                                        vw_diags *diags);
/* Adds the file as it is, as the part FOLDER/logo.ENDING. */
VW_MUST_USE vw_status vw_office_add_logo(vw_package *package, vw_arena *arena, vw_diags *diags,
                                         const char *folder, const vw_document *document,
                                         const vw_office_logo *logo);

#endif
