/* SPDX-License-Identifier: EUPL-1.2 */
/* The renderers with heavy libraries (HarfBuzz, libharu, libxlsxwriter and what these bring along)
 * as one shared object. Loading them takes longer than everything else that the program does at
 * start; only `report` and `workbook` need them. */
#include "reports/lazy/module.h"

#define VW_EXPORTED __attribute__((visibility("default")))

extern VW_EXPORTED const vw_renderer_module VW_RENDERER_MODULE;

const vw_renderer_module VW_RENDERER_MODULE = {
    .version = VW_VERSION,
    .pdf = vw_pdf_render,
    .xlsx = vw_xlsx_render,
    .form = vw_form_render,
};
