/* SPDX-License-Identifier: EUPL-1.2 */
/* What the shared object of the renderers offers to the program. */
#ifndef VW_REPORTS_LAZY_MODULE_H
#define VW_REPORTS_LAZY_MODULE_H

#include "reports/document.h"
#include "reports/form.h"

typedef vw_status (*vw_renderer)(const vw_document *document, const char *path, vw_arena *scratch,
                                 vw_diags *diags);

/* The object's one symbol. Both sides share the layout of documents and forms, so versions must be
 * equal. */
typedef struct {
    const char *version;
    vw_renderer pdf, xlsx;
    vw_status (*form)(const vw_form *form, const char *path, vw_arena *scratch, vw_diags *diags);
} vw_renderer_module;

#define VW_RENDERER_MODULE vw_renderers_of_this_version
#define VW_RENDERER_MODULE_NAME "vw_renderers_of_this_version"

#endif
