/* SPDX-License-Identifier: EUPL-1.2 */
/* What a file says of a field that is a list. */
#ifndef VW_INTAKE_LIST_H
#define VW_INTAKE_LIST_H

#include "intake/values.h"

/* [text] is a cell: items with a bar or a line end between them, each as it would stand in a cell
 * of its own; "none" or "geen" for a list without any. [*out] becomes what the
 * store keeps (model/list.h): accents composed, each item once, in the order of their bytes, so
 * that equal lists are equal texts. False when a diagnostic was added. */
bool vw_intake__list(vw_value *out, vw_arena *scratch, vw_diags *diags, const vw_place *place,
                     const vw_field *field, const char *text);

/* For a cell that was made of separate items: adds one, which is then read as one item. False, and
 * nothing is added, when it is empty or has a bar or a line end in it. Starts and ends with nothing
 * for a list without items: see vw_intake__list_cell. */
bool vw_intake__list_add(vw_buf *cell, const char *item, size_t length);
/* The cell of what was added. */
const char *vw_intake__list_cell(vw_buf *cell);

#endif
