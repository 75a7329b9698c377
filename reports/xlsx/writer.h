/* SPDX-License-Identifier: EUPL-1.2 */
/* Cells on their way to libxlsxwriter: a second thread hands them over, which is most of the work
 * of a long table, while the caller finds the next ones. They come in the order in which they were
 * asked for, so the file is the same. Whatever else the library is asked comes after
 * vw_writer__settle. */
#ifndef VW_REPORTS_XLSX_WRITER_H
#define VW_REPORTS_XLSX_WRITER_H

#include "base/arena.h"

#include <xlsxwriter.h>

typedef struct vw_writer vw_writer;

/* Takes less than 1 MB. Ends with [arena] at the latest. */
vw_writer *vw_writer__new(vw_arena *arena);

/* [text] is copied; [format] stays as it is from now on. After a failure nothing is written. */
void vw_writer__text(vw_writer *writer, lxw_worksheet *sheet, uint32_t row, lxw_col_t column,
                     const char *text, lxw_format *format);
void vw_writer__number(vw_writer *writer, lxw_worksheet *sheet, uint32_t row, lxw_col_t column,
                       double number, lxw_format *format);
void vw_writer__height(vw_writer *writer, lxw_worksheet *sheet, uint32_t row, double points);

/* Waits until all of it is written: then the library is the caller's, until the next cell. The
 * first failure. */
lxw_error vw_writer__settle(vw_writer *writer);
/* Writes nothing more. */
void vw_writer__stop(vw_writer *writer);

#endif
