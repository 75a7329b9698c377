/* SPDX-License-Identifier: EUPL-1.2 */
/* The one place that names libxlsxwriter: for book.c, style.c, pen.c and reason.c, and for nobody
 * else. */
#ifndef VW_REPORTS_XLSX_LIBRARY_H
#define VW_REPORTS_XLSX_LIBRARY_H

#include <xlsxwriter.h>

#endif
