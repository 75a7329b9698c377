/* SPDX-License-Identifier: EUPL-1.2 */
/* Cells on their way to libxlsxwriter: a second thread hands them over, which is most of the work
 * of a long table, while the caller finds the next ones. They come in the order in which they were
 * asked for, so the file is the same. Whatever else the library is asked comes after
 * vw_pen__settle. */
#ifndef VW_REPORTS_XLSX_PEN_H
#define VW_REPORTS_XLSX_PEN_H

#include "base/arena.h"
#include "reports/xlsx/library.h"

typedef struct vw_pen vw_pen;

/* Takes less than 1 MB. Ends with [arena] at the latest. */
vw_pen *vw_pen__new(vw_arena *arena);

/* [text] is copied; [format] stays as it is from now on. After a failure nothing is written. */
void vw_pen__text(vw_pen *pen, lxw_worksheet *sheet, uint32_t row, lxw_col_t column,
                  const char *text, lxw_format *format);
void vw_pen__number(vw_pen *pen, lxw_worksheet *sheet, uint32_t row, lxw_col_t column,
                    double number, lxw_format *format);
void vw_pen__height(vw_pen *pen, lxw_worksheet *sheet, uint32_t row, double points);

/* Waits until all of it is written: then the library is the caller's, until the next cell. The
 * first failure. */
lxw_error vw_pen__settle(vw_pen *pen);
/* Writes nothing more. */
void vw_pen__stop(vw_pen *pen);

#endif
