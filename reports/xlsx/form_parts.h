/* SPDX-License-Identifier: EUPL-1.2 */
/* What the files that write a form share. */
#ifndef VW_REPORTS_XLSX_FORM_PARTS_H
#define VW_REPORTS_XLSX_FORM_PARTS_H

#include "reports/form.h"
#include "reports/xlsx/xlsx.h"

/* Rows of a sheet. The hidden row of names is the first, so that it is not sorted along. */
enum { VW_FORM_NAMES, VW_FORM_TITLE, VW_FORM_EXPLAIN, VW_FORM_HEAD, VW_FORM_FIRST };

/* The hidden sheet with the lists to choose from. */
#define VW_FORM_LISTS "_verantwoord_lists"

typedef struct {
    const vw_form *form;
    vw_document document; /* only its metadata and running head */
    vw_xlsx xlsx;         /* only its arena, book and buffers */
    vw_sheet *lists;
    size_t list_count;
    const char **names; /* of the tabs, in order of form->sheets */
} vw_form_writer;

static inline vw_style vw_form__look(vw_look look)
{
    return (vw_style){.look = look};
}

static inline vw_style vw_form__plain(void)
{
    return (vw_style){.look = VW_LOOK_VALUE, .is = VW_CELL_TEXT};
}

/* The keys below the head of a sheet, as many as there are: what references choose from. NULL when
 * the tab's name is too long in bytes for what the library takes. */
const char *vw_form__keys(const vw_form_writer *writer, size_t sheet);
VW_MUST_USE vw_status vw_form__write_sheet(vw_form_writer *writer, const vw_form_sheet *asked,
                                           vw_sheet *sheet);
void vw_form__write_guide(const vw_form_writer *writer, vw_sheet *guide);

#endif
