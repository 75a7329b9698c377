/* SPDX-License-Identifier: EUPL-1.2 */
/* Whether what stands in a workbook is what was written there. A seal is no proof: who can change a
 * cell can change the seal as well. It finds what somebody changed by mistake, or thought to be
 * allowed to. */
#ifndef VW_BASE_SEAL_H
#define VW_BASE_SEAL_H

#include "base/base.h"

/* Of a sheet. Rows may be in any order, and blank ones do not count, as programs that save it again
 * may leave them out. All zero: nothing yet. */
typedef struct {
    uint64_t sum, row;
    uint64_t rows;
} vw_seal;

/* Of the text of a cell, without blanks and line ends: programs write those in their own way. 0 for
 * a cell in which nothing else stands. */
uint32_t vw_seal_text(const char *text);
/* The next cell of the row at hand, [column] counting from 0; cells of 0 do not count. */
void vw_seal_cell(vw_seal *seal, size_t column, uint32_t text);
void vw_seal_end_row(vw_seal *seal);
/* "12:0123456789abcdef": rows and sum, after the last row. */
enum { VW_SEAL_BYTES = 40 };
void vw_seal_show(char out[VW_SEAL_BYTES], const vw_seal *seal);

#endif
