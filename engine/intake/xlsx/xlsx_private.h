/* SPDX-License-Identifier: EUPL-1.2 */
/* Shared by the files that read workbooks. */
#ifndef VW_INTAKE_XLSX_PRIVATE_H
#define VW_INTAKE_XLSX_PRIVATE_H

#include "intake/xlsx/spool.h"
#include "intake/xlsx/xlsx.h"
#include "intake/xlsx/xml.h"

/* How a cell's format shows a number. */
typedef enum {
    VW_XLSX_PLAIN,
    VW_XLSX_DATE,
    VW_XLSX_DATETIME,
    VW_XLSX_TIME,     /* of a day */
    VW_XLSX_DURATION, /* hours beyond 24 too */
    VW_XLSX_PERCENT,
    VW_XLSX_PADDED /* with zeros in front: 00042 */
} vw_xlsx_show;

typedef struct {
    vw_xlsx_show show;
    unsigned width; /* of VW_XLSX_PADDED */
} vw_xlsx_style;

struct vw_xlsx {
    vw_arena *arena;
    const vw_input *input;
    vw_zip *zip;
    VW_VEC(vw_xlsx_sheet) sheets;
    VW_VEC(vw_xlsx_style) styles; /* by the number that cells give */
    bool from_1904;
    vw_spool *strings,
        *offsets; /* the shared strings; where each begins, and the end of the last */
    uint64_t string_count;
};

/* The formats of cells, from styles.xml. */
VW_MUST_USE vw_status vw_intake__xlsx_styles(vw_xlsx *book, vw_diags *diags, const char *part);
/* What the code of a number format shows: "d-mm-yyyy". */
vw_xlsx_style vw_intake__xlsx_format(const char *code);

/* The strings that cells share. */
VW_MUST_USE vw_status vw_intake__xlsx_strings(vw_xlsx *book, vw_diags *diags, const char *part);
/* Adds string [number] to [out], cut off behind [most] bytes; false when there is none. */
bool vw_intake__xlsx_string(vw_status *status, vw_buf *out, vw_xlsx *book, vw_diags *diags,
                            uint64_t number, size_t most);

/* The stored number [text] as it is shown. NULL when it is no number, or no date where the format
 * shows one. In [arena]. */
const char *vw_intake__xlsx_number(vw_arena *arena, const char *text, vw_xlsx_style style,
                                   bool from_1904);
/* Whether it is a number as the format writes one. */
bool vw_intake__xlsx_is_number(vw_arena *arena, const char *text);
/* Replaces _x000D_ and the like by the character meant, in place (ECMA-376-1, 22.9.2.19). */
size_t vw_intake__xlsx_unescape(char *text, size_t length);

/* Column and row of "C5", from 1. False when it is no reference. */
bool vw_intake__xlsx_reference(uint32_t *column, uint32_t *row, const char *text);

#endif
