/* SPDX-License-Identifier: EUPL-1.2 */
/* A workbook read back after it was written: is every part of it whole? */
#ifndef VW_REPORTS_XLSX_READBACK_H
#define VW_REPORTS_XLSX_READBACK_H

#include "base/base.h"

/* NULL when each part of the workbook at [path] has its announced length and checksum and ends
 * with the tag that it began with; else what is wrong, in English.
 *
 * libxlsxwriter gathers each part in a temporary file and does not look whether it got there
 * whole: on a full disk it closes the workbook as if nothing had happened, with rows missing. */
const char *vw_readback__fault(const char *path);

#endif
